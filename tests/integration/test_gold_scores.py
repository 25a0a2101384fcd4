"""Extraction on the gold set stays as good as it was, and single sentences give one event with its actors.

The floors are a little under what `bench/score_gold.py` measured, so that a change that costs events shows.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from bench.score_gold import Score, Tally, as_found, load_reports, pair_up, score_extraction
from bench.score_tolls import score as score_tolls
from geo.events.extract import Extractor
from geo.records import Report
from geo.score import Reliability

TOLD = [
    json.loads(line)
    for line in (Path(__file__).resolve().parents[1] / "data" / "told.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]


@pytest.fixture(scope="module")
def scores() -> dict[str, Score]:
    return score_extraction(load_reports())[0]


@pytest.fixture(scope="module")
def tolls() -> dict[tuple[str, str], Tally]:
    return score_tolls("open")[0]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.open()


@pytest.mark.parametrize(
    ("lang", "types", "agents", "targets", "dates"),
    [("en", 0.87, 0.80, 0.79, 0.95), ("es", 0.86, 0.77, 0.80, 0.95)],
)
def test_the_gold_is_read_as_well_as_before(
    scores: dict[str, Score], lang: str, types: float, agents: float, targets: float, dates: float
) -> None:
    score = scores[lang]
    assert score.types.f1 >= types
    assert score.agents.f1 >= agents
    assert score.targets.f1 >= targets
    assert score.dates.recall >= dates


@pytest.mark.parametrize(
    ("lang", "outcome", "least"),
    [
        ("en", "killed", 0.84),
        ("en", "wounded", 0.70),
        ("en", "arrested", 0.82),
        ("es", "killed", 0.92),
        ("es", "wounded", 0.78),
        ("es", "arrested", 0.95),
    ],
)
def test_tolls_are_read_as_well_as_before(
    tolls: dict[tuple[str, str], Tally], lang: str, outcome: str, least: float
) -> None:
    assert tolls[lang, outcome].f1 >= least


@pytest.mark.parametrize("told", TOLD, ids=lambda t: f"{t['lang']}-{t['type']}")
def test_one_sentence_tells_one_event(extractor: Extractor, told: dict) -> None:  # type: ignore[type-arg]
    report = Report(report_id="r", text=told["text"], lang=told["lang"], published=date(2025, 11, 9))
    (event,) = extractor.extract(report)
    assert event.type == told["type"]
    acting = {a.id or a.name for a in event.actors if a.role in ("agent", "participant")}
    assert sorted(acting) == told["agents"]
    assert sorted({a.id or a.name for a in event.actors if a.role == "target"}) == told["targets"]


@pytest.mark.parametrize("lang", ["en", "es"])
def test_the_confidence_of_events_is_honest(extractor: Extractor, lang: str) -> None:
    told = Reliability()
    for report in load_reports("held", "all"):
        if report["lang"] != lang:
            continue
        record = Report(
            report_id="r",
            text=report["text"],
            lang=lang,
            published=date.fromisoformat(report["published"]),
        )
        events = extractor.extract(record, explain=False)
        found = [as_found(event) for event in events]
        right = {id(other) for _, other in pair_up(report["events"], found)}
        told.pairs += [(e.confidence, id(f) in right) for e, f in zip(events, found, strict=True)]
    assert told.expected_error() <= 0.07
