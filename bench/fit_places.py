"""Fit recognition and resolution and write data/models/recognition.json and resolution.json.

    python bench/fit_places.py [--check]

Reads the development corpora from SIGHTLINE_CORPORA (default ../shared/corpora) and the marked sentences in
bench/places_es.txt. Five folds over documents, seeded; the figures printed are of documents that a fold has
not seen. With --check nothing is written.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
from pathlib import Path
from typing import Any

import fit_recognition as rec
import fit_resolution as res
import numpy as np

from geo.places import ranker
from geo.places.gazetteer import Gazetteer, data_path
from geo.places.mentions import Recogniser
from geo.places.names import Names
from geo.places.resolve import Geoparser, mention_line
from geo.places.text import read
from geo.score import toponym_figures

FOLDS, SEED, THRESHOLD, LEAST = 5, 0, 0.45, 0.05
CORPORA = Path(os.environ.get("SIGHTLINE_CORPORA", Path(__file__).parents[2] / "shared" / "corpora"))
SPANISH = Path(__file__).parent / "places_es.txt"


def load(name: str) -> list[dict[str, Any]]:
    """The documents of one corpus."""
    path = CORPORA / name
    if not path.exists():
        sys.exit(f"no corpus at {path}; set SIGHTLINE_CORPORA")
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def spanish() -> list[rec.Example]:
    """Marked sentences of our own; a document a line."""
    if not SPANISH.exists():
        return []
    lines = [s for s in SPANISH.read_text(encoding="utf-8").splitlines() if s and not s.startswith("#")]
    return [rec.Example(f"es-{i}", *rec.marked(line), "es", 1.0) for i, line in enumerate(lines)]


def examples(documents: list[dict[str, Any]]) -> list[rec.Example]:
    """Documents as the recogniser's examples."""
    return [
        rec.Example(d["doc_id"], d["text"], [(t["start"], t["end"]) for t in d["toponyms"]], d.get("lang"))
        for d in documents
    ]


def case(parser: Geoparser, document: dict[str, Any]) -> res.Case | None:
    """A document as the ranker's case: the gold spans that the gazetteer has a name for."""
    text = document["text"]
    view = read(text)
    items = [parser._given(view, text, t["start"], t["end"]) for t in document["toponyms"]]
    gold = [t for t, item in zip(document["toponyms"], items, strict=True) if item.name is not None]
    if not gold:
        return None
    made = parser.document(parser.occurrences(view, items), document.get("lang") or "en", None)
    return res.Case(made, *res.gold_rows(made, gold, parser.gazetteer))


def folds(n: int) -> list[int]:
    """A fold for each of n documents, shuffled by the seed."""
    order = list(range(n))
    random.Random(SEED).shuffle(order)
    out = [0] * n
    for place, i in enumerate(order):
        out[i] = place % FOLDS
    return out


def main() -> None:
    """Fit, measure out of fold, and write the models."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="measure only; write nothing")
    args = parser.parse_args()
    corpora = {name: load(f"{name}.jsonl") for name in ("trnews", "lgl")}
    documents = [d for name in corpora for d in corpora[name]]
    fold = folds(len(documents))
    gazetteer = Gazetteer.open()
    names = Names(gazetteer)
    extra = spanish()

    rows = [[r for v in rec.variants(e) for r in rec.rows(v, names)] for e in examples(documents)]
    more = [r for e in extra for v in rec.variants(e) for r in rec.rows(v, names)]
    weights = [
        rec.fit([r for k, rs in enumerate(rows) if fold[k] != i for r in rs] + more) for i in range(FOLDS)
    ]
    reader = Geoparser(gazetteer, recogniser=Recogniser(names, weights[0], THRESHOLD), model=_untrained())
    cases = [case(reader, d) for d in documents]
    kept = [(k, c) for k, c in enumerate(cases) if c is not None]
    rounds = [res.fit_rounds([c for k, c in kept if fold[k] != i], gazetteer) for i in range(FOLDS)]
    trusts = [_trust(kept, fold, rounds, i, gazetteer) for i in range(FOLDS)]

    held: dict[str, list[dict[str, Any]]] = {name: [] for name in corpora}
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in corpora}
    for i in range(FOLDS):
        model = ranker.model_from(res.as_json(rounds[i], *trusts[i], LEAST))
        parser_i = Geoparser(gazetteer, recogniser=Recogniser(names, weights[i], THRESHOLD), model=model)
        at = 0
        for name, docs in corpora.items():
            for d in docs:
                if fold[at] == i:
                    spans = [(t["start"], t["end"]) for t in d["toponyms"]]
                    lang = d.get("lang")
                    held[name].append(
                        _answer(d, parser_i.parse(d["text"], lang=lang, spans=spans, explain=False))
                    )
                    found[name].append(_answer(d, parser_i.parse(d["text"], lang=lang, explain=False)))
                at += 1
    for name, docs in corpora.items():
        sys.stdout.write(f"{name} gold spans: {toponym_figures(docs, held[name]).line()}\n")
        sys.stdout.write(f"{name} end to end: {toponym_figures(docs, found[name]).line()}\n")
    if args.check:
        return
    final = res.fit_rounds([c for _, c in kept], gazetteer)
    trust = res.fit_trust([c for _, c in kept], [rounds[fold[k]] for k, _ in kept], gazetteer)
    _write("resolution.json", res.as_json(final, *trust, LEAST))
    everything = rec.fit([r for rs in rows for r in rs] + more)
    _write("recognition.json", {"weights": everything, "threshold": THRESHOLD})


def _trust(
    kept: list[tuple[int, res.Case]],
    fold: list[int],
    rounds: list[list[np.ndarray]],
    i: int,
    gazetteer: Gazetteer,
) -> tuple[np.ndarray, np.ndarray]:
    """The confidence model for fold i: fitted on the other folds' held-out answers."""
    seen = [(k, c) for k, c in kept if fold[k] != i]
    return res.fit_trust([c for _, c in seen], [rounds[fold[k]] for k, _ in seen], gazetteer)


def _untrained() -> ranker.Model:
    return ranker.Model((), np.zeros(len(ranker.TRUST)), np.zeros((2, 2)), 0.0)


def _answer(document: dict[str, Any], mentions: list[Any]) -> dict[str, Any]:
    return {"doc_id": document["doc_id"], "mentions": [mention_line(m) for m in mentions]}


def _write(name: str, model: dict[str, Any]) -> None:
    path = data_path() / "models" / name
    path.write_text(json.dumps(model, ensure_ascii=False, sort_keys=True, indent=0) + "\n", encoding="utf-8")
    sys.stdout.write(f"wrote {path.name}, {path.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main()
