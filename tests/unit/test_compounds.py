"""Sentences of several scenes: each clause is read by itself, and quoted as the report has it."""

from __future__ import annotations

from datetime import date

import pytest

from geo.events.extract import Extractor
from geo.records import Event, Report


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.open()


def read(extractor: Extractor, text: str) -> list[Event]:
    events = extractor.extract(Report(report_id="r", text=text, published=date(2025, 11, 20)))
    return sorted(events, key=lambda e: e.evidence[0].start)


def where(events: list[Event]) -> list[tuple[str, str | None]]:
    return [(e.type, e.place.name if e.place else None) for e in events]


TWO = "Police arrested six men in Tijuana on Monday, and gunmen shot dead a teacher in Celaya on Tuesday."


def test_each_clause_is_quoted_in_the_reports_words(extractor: Extractor) -> None:
    arrest, killing = read(extractor, TWO)
    assert arrest.summary == "Police arrested six men in Tijuana on Monday…"
    assert killing.summary == "…gunmen shot dead a teacher in Celaya on Tuesday."
    assert all(TWO[q.start : q.end] == q.quote for e in (arrest, killing) for q in e.evidence)
    assert arrest.evidence[0].end <= killing.evidence[0].start


def test_three_scenes_are_three_events(extractor: Extractor) -> None:
    text = (
        "Soldiers burned two houses in Beni, rebels fled, and police arrested a man in Goma, "
        "while gunmen kidnapped a nun in Kutum."
    )
    wanted = {("property_attack", "Beni"), ("arrest", "Goma"), ("kidnapping", "Kutum")}
    assert wanted <= set(where(read(extractor, text)))


@pytest.mark.parametrize(
    "text",
    [
        "The ministry said rebels burned a church in Beni and that soldiers arrested a man in Goma.",
        "El ministerio dijo que rebeldes quemaron un bar en Beni y que soldados detuvieron a dos en Goma.",
    ],
)
def test_who_says_both_is_told_of_both(extractor: Extractor, text: str) -> None:
    speaker = "The ministry" if text.startswith("The") else "El ministerio"
    assert [e.claimed_by for e in read(extractor, text)] == [speaker, speaker]


@pytest.mark.parametrize(
    "text",
    [
        "In Beni on Monday rebels burned a church, and soldiers arrested a man.",
        "El lunes, rebeldes quemaron una iglesia en Beni, y soldados detuvieron a un hombre.",
    ],
)
def test_clauses_of_one_scene_share_its_place_and_day(extractor: Extractor, text: str) -> None:
    events = read(extractor, text)
    assert set(where(events)) == {("property_attack", "Beni"), ("arrest", "Beni")}
    assert {str(e.date_start) for e in events} == {"2025-11-17"}


def test_a_reserve_holds_of_both_clauses(extractor: Extractor) -> None:
    text = "Prosecutors allege that Juan Ruiz burned a bar in Celaya, and that he killed a guard in Tijuana."
    assert {e.modality for e in read(extractor, text)} == {"alleged"}


def test_who_was_abducted_kills_nobody(extractor: Extractor) -> None:
    text = "Soldiers rescued nine students who were abducted in Kuriga on Sunday and killed two gunmen."
    killing = next(e for e in read(extractor, text) if e.type == "killing")
    assert [a.name for a in killing.actors if a.role == "agent"] == ["Soldiers"]
