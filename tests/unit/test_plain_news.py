"""Plain sentences of the news that were once misread: each with all that it tells, or nothing.

`tests/data/plain_news.csv` holds a text a line, `\\n` for a new line, and its events in the order of the
text: type, days, place, agents and participants, targets, counts and modality (empty where reported), read on
20 November 2025. What is told here is made up, even where names are real.
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from geo.events.extract import Extractor
from geo.records import Event, Report

NEWS = Path(__file__).resolve().parents[1] / "data" / "plain_news.csv"
ROWS = list(csv.DictReader(NEWS.read_text(encoding="utf-8").splitlines()))
READ_ON = date(2025, 11, 20)
COUNTS = ("killed", "wounded", "arrested")


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.open()


def told(event: Event) -> str:
    """An event as the file writes it."""
    days = str(event.date_start or "")
    days += "" if event.date_end == event.date_start else f"/{event.date_end}"
    acting = sorted(a.name for a in event.actors if a.role in ("agent", "participant"))
    hit = sorted(a.name for a in event.actors if a.role == "target")
    counts = (f"{name}={count.best}" for name in COUNTS if (count := getattr(event, name)) is not None)
    modality = "" if event.modality == "reported" else event.modality
    place = event.place.name if event.place else ""
    return "|".join([event.type, days, place, ",".join(acting), ",".join(hit), ";".join(counts), modality])


@pytest.mark.parametrize("row", ROWS, ids=[row["text"][:60] for row in ROWS])
def test_a_plain_sentence_is_read_as_it_says(extractor: Extractor, row: dict[str, str]) -> None:
    report = Report(report_id="r", text=row["text"].replace("\\n", "\n"), lang=row["lang"], published=READ_ON)
    events = sorted(extractor.extract(report), key=lambda e: (e.evidence[0].start, e.type))
    assert [told(e) for e in events] == [e for e in row["events"].split(" // ") if e]
