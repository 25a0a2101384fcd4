"""Fit how far an event may be trusted, and write data/models/events.json.

    PYTHONPATH=. python bench/fit_events.py [--check]

What is fitted is the chance that the report tells the event that the extractor gives: that it is right to
see one there, and of this type. The cases are the events that it finds in the gold's sets, right where the
gold has an event of the type for each.

Most of the open gold was worked on, and there the extractor errs less than on new texts. One column says so
and is taken as 0 afterwards: the weights come of all sets, the level of the set *trust*, by which no rule was
made and whose errors nobody has read.

Five folds over documents, seeded; the figures printed are of documents that a fold has not seen, and those of
the held-out reports, which none has. With --check nothing is written.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import numpy as np
import scipy.optimize
from folds import FOLDS, Case, folds_of
from score_gold import as_found, load_reports, pair_up

from geo.events.event_trust import COLUMNS, EventTrust, columns_of
from geo.events.extract import Extractor
from geo.events.reading import Line
from geo.events.telling import Telling
from geo.records import Report
from geo.score import Reliability

L2 = 1.0
WORKED_ON = (
    "reports", "longer", "brief", "varied", "newsroom", "victims", "desk", "wire", "press", "beats", "field",
    "articles",
)  # fmt: skip
FITTED = (("open", WORKED_ON), ("fit", ("trust",)))
"""Splits and sets that are fitted to; those of the second nobody has read."""
HELD_OUT = (
    "reports", "longer", "fresh", "unseen", "apart", "daily", "copy", "dispatch", "gazette", "courier",
    "pages", "columns",
)  # fmt: skip
HELD = (("held", HELD_OUT),)
MODEL = Path(__file__).resolve().parents[1] / "data" / "models" / "events.json"


class Watched(Extractor):
    """An extractor that keeps what the model is shown of each event, in the order of the text."""

    def _sure(self, told: list[Telling], k: int, lines: list[Line]) -> float:
        self.seen = [] if k == 0 else self.seen
        self.seen.append(columns_of(told, k, lines, self.types))
        return k / 1000  # tells the events apart once they are ranked


def cases(extractor: Watched, splits: Sequence[tuple[str, Sequence[str]]]) -> Iterator[Case]:
    """The events found in some sets of the gold."""
    for split, names in splits:
        for name in names:
            for report in load_reports(split, name):
                yield from _of_report(extractor, name, report)


def _of_report(extractor: Watched, name: str, report: dict[str, object]) -> Iterator[Case]:
    record = Report(
        report_id="r",
        text=str(report["text"]),
        lang=str(report["lang"]),
        published=date.fromisoformat(str(report["published"])),
    )
    events = extractor.extract(record, explain=False)
    found = [as_found(e) for e in events]
    right = {id(other) for _, other in pair_up(report["events"], found)}  # type: ignore[arg-type]
    for event, other in zip(events, found, strict=True):
        yield Case(
            name, str(report["doc_id"]), extractor.seen[round(event.confidence * 1000)], id(other) in right
        )


def fit(found: list[Case]) -> EventTrust:
    """The model of the cases, by penalised logistic regression."""
    worked = [[float(c.group != "trust")] for c in found]
    x = np.hstack([np.array([c.columns for c in found]), np.array(worked)])
    y = np.array([float(c.right) for c in found])
    free = np.arange(x.shape[1]) == COLUMNS.index("bias")

    def loss(b: np.ndarray) -> tuple[float, np.ndarray]:
        s, held = x @ b, np.where(free, 0.0, b)
        value = np.sum(np.logaddexp(0, s) - y * s) + 0.5 * L2 * held @ held
        return float(value), x.T @ (1 / (1 + np.exp(-s)) - y) + L2 * held

    best = scipy.optimize.minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B").x
    return EventTrust.of(as_json(best.tolist()))


def as_json(weights: Sequence[float]) -> dict[str, dict[str, float]]:
    """The model as it is kept in `data/models`; a weight past the last of `COLUMNS` is left out."""
    return {"weights": {n: round(float(v), 4) for n, v in zip(COLUMNS, weights, strict=False)}}


def area(pairs: list[tuple[float, bool]]) -> float:
    """How often an event that is right is told with more confidence than one that is not."""
    right = np.array([p for p, r in pairs if r])
    wrong = np.array([p for p, r in pairs if not r])
    more = (right[:, None] > wrong).mean() + 0.5 * (right[:, None] == wrong).mean()
    return float(more)


def main() -> None:
    """Fit, measure out of fold, and write the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="measure only; write nothing")
    given = parser.parse_args()
    extractor = Watched.open()
    found = list(cases(extractor, FITTED))
    fold = folds_of(found)
    models = [fit([c for c in found if fold[c.doc_id] != i]) for i in range(FOLDS)]
    told: dict[str, list[tuple[float, bool]]] = {}
    for c in found:
        told.setdefault(c.group, []).append((models[fold[c.doc_id]].chance(c.columns), c.right))
    final = fit(found)
    told["held out"] = [(final.chance(c.columns), c.right) for c in cases(extractor, HELD)]
    for name, pairs in told.items():
        right, mean = (float(np.mean([pair[k] for pair in pairs])) for k in (1, 0))
        error = Reliability(list(pairs)).expected_error()
        sys.stdout.write(
            f"{name:10} {len(pairs):5} events, right {right:.3f}, told {mean:.3f}, "
            f"calibration error {error:.3f}, area {area(pairs):.3f}\n"
        )
    if not given.check:
        MODEL.write_text(json.dumps(as_json(final.weights), indent=1) + "\n")


if __name__ == "__main__":
    main()
