"""Fit how far an event's place may be trusted, and write data/models/event_places.json.

    PYTHONPATH=. python bench/fit_event_places.py [--check]

What is fitted is the chance that the event happened within 25 km of the place that the extractor gives. The
cases are a mix, so that no corpus sets it alone:

- reports of the event corpus with a known point (`where_prec` up to 2) that `fit_places.py` has not drawn,
  each read as headline and place description and as the bare headline, half of them also without the focus;
- the open two thirds of the gold's sets: events that the extractor finds and that the gold places to a
  municipality or better;
- articles of LGL and TR-News. They don't say where an event happened, only what a name means: the first
  event's place counts as right where its name is right. They stand for names in long texts.

A group counts as the root of its number of cases. Five folds over documents, seeded; the figures printed are
of documents that a fold has not seen, and those of the gold's held-out reports, which none has. "by chance"
is the error that would come of places as many and as sure, were each just as likely right as it says: with
few places it is far from 0. With --check nothing is written.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import fit_places as places
import numpy as np
import scipy.optimize
from fit_resolution import isotonic
from folds import FOLDS, SEED, Case, folds_of
from score_gold import as_found, load_reports, pair_up

from geo.events.extract import Extractor
from geo.events.place_trust import COLUMNS, NEAR_KM, PlaceTrust, columns_of
from geo.events.reading import Line
from geo.events.where import Where
from geo.places.precision import distance
from geo.places.resolve import Geoparser
from geo.records import Event, Place, Report
from geo.score import Reliability, overlapping

REPORTS, L2 = 2000, 1.0
Document = dict[str, Any]


class Watched(Extractor):
    """An extractor that keeps what the model is shown of each place."""

    def extract(self, report: Report, *, focus: str | None = None, explain: bool = False) -> list[Event]:
        """The events of a report, with `seen` filled by the places."""
        self.seen: list[tuple[Place, list[float]]] = []
        return super().extract(report, focus=focus, explain=explain)

    def _trusted(self, lines: list[Line], where: Where) -> Place | None:
        if where.place is None:
            return None
        self.seen.append(
            (where.place, columns_of(lines, where, where.place, self.places.people(where.place)))
        )
        return where.place

    def columns(self, place: Place) -> list[float]:
        """What the model was shown of a place of the last report."""
        return next(columns for seen, columns in self.seen if seen is place)


def told_reports(extractor: Watched) -> Iterator[Case]:
    """Reports of the event corpus: the first placed event against the known point."""
    known = [r for r in places.load("ged_mexico_dev.jsonl") if r["where_prec"] <= 2]
    used = {r["doc_id"] for r in random.Random(places.SEED).sample(known, places.REPORTS)}
    left = [r for r in known if r["doc_id"] not in used]
    for k, r in enumerate(random.Random(SEED).sample(left, REPORTS)):
        for name, text in (("with where", places.quart.text_of(r)), ("headline", r["headline"])):
            for group, focus in ((name, "MX"), ("no focus", None))[: 1 + k % 2]:
                events = extractor.extract(Report(report_id="r", text=text), focus=focus)
                place = next((e.place for e in events if e.place), None)
                if place is not None:
                    near = distance(r["lat"], r["lon"], place.lat, place.lon) <= NEAR_KM
                    yield Case(group, r["doc_id"], extractor.columns(place), near)


def gold_events(extractor: Watched, split: str, names: Sequence[str]) -> Iterator[Case]:
    """Events of a part of the gold that were found, against the gold's place."""
    for name in names:
        for report in load_reports(split, name):
            events = extractor.extract(
                Report(
                    report_id="r",
                    text=report["text"],
                    lang=report["lang"],
                    published=date.fromisoformat(report["published"]),
                )
            )
            found = [as_found(e) | {"event": e} for e in events]
            for wanted, event in pair_up(report["events"], found):
                place, gold = event["event"].place, wanted["place"]
                if place is not None and gold is not None and gold["precision"] <= 3:
                    near = distance(gold["lat"], gold["lon"], place.lat, place.lon) <= NEAR_KM
                    yield Case(
                        f"gold {split} {report['lang']}", report["doc_id"], extractor.columns(place), near
                    )


def articles(extractor: Watched, geoparser: Geoparser) -> Iterator[Case]:
    """The first placed event of each article, where its name is one that the corpus places."""
    for name in places.TOPONYMS:
        for d in places.load(f"{name}.jsonl"):
            events = extractor.extract(Report(report_id="r", text=d["text"], lang=d.get("lang")))
            place = next((e.place for e in events if e.place and e.place.precision <= 3), None)
            if place is None:
                continue
            mentions = [
                {"start": m.start, "end": m.end}
                for m in geoparser.parse(d["text"], lang=d.get("lang"), explain=False)
                if m.place is not None and m.place.geonameid == place.geonameid
            ]
            pairs = overlapping(d["toponyms"], mentions)
            gold = next((d["toponyms"][i] for i, _ in pairs if d["toponyms"][i].get("lat")), None)
            if gold is not None:
                near = distance(gold["lat"], gold["lon"], place.lat, place.lon) <= NEAR_KM
                yield Case(name, d["doc_id"], extractor.columns(place), near)


def fit(cases: list[Case]) -> PlaceTrust:
    """The model of the cases, each kind of corpus weighing as the root of the number of its cases."""
    kinds = [kind_of(c.group) for c in cases]
    share = {kind: kinds.count(kind) ** -0.5 for kind in set(kinds)}
    x = np.array([c.columns for c in cases])
    y = np.array([float(c.right) for c in cases])
    w = np.array([share[kind] for kind in kinds])
    w *= len(w) / w.sum()

    def loss(b: np.ndarray) -> tuple[float, np.ndarray]:
        s = x @ b
        p = 1 / (1 + np.exp(-s))
        value = np.sum(w * (np.logaddexp(0, s) - y * s)) + 0.5 * L2 * b @ b
        return float(value), x.T @ (w * (p - y)) + L2 * b

    best = scipy.optimize.minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B").x
    sure = 1 / (1 + np.exp(-x @ best))
    return PlaceTrust.of(as_json(best, isotonic(sure, y, w, bins=25)))


def by_chance(sure: list[float], turns: int = 200) -> float:
    """The mean calibration error of places of these confidences, each right just as often as it says."""
    chance = random.Random(SEED)
    drawn = (Reliability([(c, chance.random() < c) for c in sure]) for _ in range(turns))
    return sum(r.expected_error() for r in drawn) / turns


def kind_of(group: str) -> str:
    """Which kind of corpus a group of cases comes from."""
    return "gold" if group.startswith("gold") else "articles" if group in places.TOPONYMS else "reports"


def as_json(weights: np.ndarray, steps: np.ndarray) -> dict[str, Any]:
    """The model as it is kept in `data/models`."""
    return {
        "weights": {n: round(float(v), 4) for n, v in zip(COLUMNS, weights, strict=True)},
        "steps": steps.tolist(),
    }


def main() -> None:
    """Fit, measure out of fold, and write the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="measure only; write nothing")
    given = parser.parse_args()
    geoparser = Geoparser.open()
    extractor = Watched(geoparser, trust=PlaceTrust((), np.zeros((1, 2))))
    open_gold = gold_events(extractor, "open", ("reports", "longer", "varied", "newsroom", "victims"))
    cases = [*told_reports(extractor), *open_gold, *articles(extractor, geoparser)]
    fold = folds_of(cases)
    models = [fit([c for c in cases if fold[c.doc_id] != i]) for i in range(FOLDS)]
    told: dict[str, Reliability] = {}
    for c in cases:
        pair = (models[fold[c.doc_id]].chance(c.columns), c.right)
        for name in (c.group, "all " + kind_of(c.group)):
            told.setdefault(name, Reliability()).pairs.append(pair)
    final = fit(cases)
    for c in gold_events(extractor, "held", ("reports", "longer", "fresh", "unseen", "apart", "daily")):
        for name in (c.group, "gold held"):
            told.setdefault(name, Reliability()).pairs.append((final.chance(c.columns), c.right))
    for name, figures in sorted(told.items()):
        pairs = figures.pairs
        sys.stdout.write(
            f"{name:14} {len(pairs):5} places  right {sum(r for _, r in pairs) / len(pairs):.3f}  "
            f"told {sum(c for c, _ in pairs) / len(pairs):.3f}  ECE {figures.expected_error():.3f}  "
            f"by chance {by_chance([c for c, _ in pairs]):.3f}\n"
        )
    if not given.check:
        weights = dict(zip(COLUMNS, final.weights, strict=True))
        places._write("event_places.json", {"weights": weights, "steps": final.steps.tolist()})


if __name__ == "__main__":
    main()
