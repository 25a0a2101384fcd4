"""Fit which of a state and its town of the same name is meant, and write data/models/seats.json.

    PYTHONPATH=. python bench/fit_seats.py [--check]

The cases are the names, marked by hand, of which the gazetteer has both a state and a town in it: those of
the gold's open reports and of LGL and TR-News (SIGHTLINE_CORPORA, default ../shared/corpora), each with what
the geoparser takes for the likelier without this model. Five folds over documents, seeded: the figures
printed are of documents that a fold has not seen, and of the gold's held-out reports, which none has. With
--check nothing is written.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import scipy.optimize
from fit_places import TOPONYMS, load
from folds import FOLDS, SEED
from score_gold import load_reports

from geo.places.gazetteer import Gazetteer, data_path
from geo.places.resolve import Geoparser
from geo.places.runs import Option
from geo.places.seats import COLUMNS, Seats
from geo.places.surfaces import name_of
from geo.places.text import read

L2 = 1.0


class Case(NamedTuple):
    """A name of both: its document, what the model sees of it, whether the town is meant, and was taken."""

    doc_id: str
    columns: Sequence[float]
    is_town: bool
    was_town: bool


def cases_of(documents: list[dict[str, Any]], parser: Geoparser) -> Iterator[Case]:
    """The names of documents that a state and a town in it bear, one of which the annotation means."""
    gazetteer, seats = parser.gazetteer, parser.seats
    for document in documents:
        view = read(document["text"])
        spans = [(t["start"], t["end"]) for t in document["toponyms"]]
        found = parser.parse(document["text"], lang=document.get("lang"), spans=spans, explain=False)
        for told, mention in zip(document["toponyms"], found, strict=True):
            a, b = view.inside(told["start"]), view.inside(told["end"])
            name = name_of(view.folded[a:b], parser.names)
            both = seats.both(name, mention.place) if name is not None and mention.place is not None else None
            if both is None or mention.place is None:
                continue
            ids = [gazetteer.entry(i).geonameid for i in both]
            meant = told.get("geonameid")
            if meant is None or int(meant) not in ids:
                continue
            was_town = mention.place.level == "populated"
            columns = seats.columns(view, Option(a, b, 0, 0, name), *both, is_town=was_town)
            yield Case(document["doc_id"], columns, int(meant) == ids[0], was_town)


def fitted(cases: Sequence[Case]) -> np.ndarray:
    """The weights of a logistic regression with a ridge."""
    x = np.array([c.columns for c in cases])
    y = np.array([c.is_town for c in cases], dtype=float)

    def loss(b: np.ndarray) -> tuple[float, np.ndarray]:
        s = x @ b
        p = 1.0 / (1.0 + np.exp(-s))
        loss = np.sum(np.logaddexp(0.0, s) - y * s) + 0.5 * L2 * b @ b
        return float(loss), x.T @ (p - y) + L2 * b

    return scipy.optimize.minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B").x


def share_right(cases: Sequence[Case], weights: np.ndarray) -> float:
    """The share of cases that weights read rightly."""
    return float(np.mean([(float(np.dot(c.columns, weights)) > 0.0) == c.is_town for c in cases]))


def out_of_fold(cases: Sequence[Case]) -> float:
    """The share read rightly by weights that have not seen the case's document."""
    documents = sorted({c.doc_id for c in cases})
    np.random.default_rng(SEED).shuffle(documents)
    fold = {doc_id: k % FOLDS for k, doc_id in enumerate(documents)}
    right = 0.0
    for k in range(FOLDS):
        weights = fitted([c for c in cases if fold[c.doc_id] != k])
        seen = [c for c in cases if fold[c.doc_id] == k]
        right += share_right(seen, weights) * len(seen)
    return right / len(cases)


def main() -> None:
    """Print how often it is right, and write the weights unless --check is given."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--check", action="store_true", help="write nothing")
    check = arguments.parse_args().check
    gazetteer = Gazetteer.open()
    parser = Geoparser(gazetteer, seats=Seats(gazetteer, {}))
    corpora = [d for name in TOPONYMS for d in load(f"{name}.jsonl")]
    cases = list(cases_of([*load_reports("open", "all"), *corpora], parser))
    held = list(cases_of(load_reports("held", "all"), parser))
    weights = fitted(cases)
    for name, some, share in (
        ("out of fold", cases, out_of_fold(cases)),
        ("held out", held, share_right(held, weights)),
    ):
        before = np.mean([c.is_town == c.was_town for c in some])
        print(f"{name}: {len(some)} names, right {before:.3f} without and {share:.3f} with the model")
    if not check:
        out = {"weights": {n: round(float(w), 4) for n, w in zip(COLUMNS, weights, strict=True)}}
        text = json.dumps(out, indent=1) + "\n"
        (data_path() / "models" / "seats.json").write_text(text, encoding="utf-8")
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
