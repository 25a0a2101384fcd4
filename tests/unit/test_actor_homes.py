"""A body under a bare name is the report's own country's, and nations' bodies have an entry without a row."""

from __future__ import annotations

from datetime import date

import pytest

from geo.events.actors import load_actors
from geo.events.extract import Extractor
from geo.events.kinds import acting_kind
from geo.records import Report

MEXICAN = "mx-national-guard"


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.open()


def bodies(extractor: Extractor, text: str, lang: str, focus: str | None = None) -> set[tuple[str, str]]:
    report = Report(report_id="r", text=text, lang=lang, published=date(2025, 6, 12))
    return {(str(a.id), a.name) for e in extractor.extract(report, focus=focus) for a in e.actors if a.id}


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("es", "La Guardia Nacional detuvo a dos estudiantes en Barquisimeto.", "ve-security"),
        ("es", "La Guardia Nacional detuvo a dos estudiantes en Culiacán.", MEXICAN),
        ("es", "El ejército mató a seis rebeldes en Jartum.", "sd-military"),
        ("en", "Two men were arrested by federal police in Perth.", "au-police"),
        ("en", "Two men were arrested by federal police in Mexico City.", "mx-federal-police"),
        ("en", "The National Guard arrested two men in Caracas and one in Monterrey, Mexico.", MEXICAN),
        ("es", "La Guardia Nacional detuvo a dos estudiantes.", MEXICAN),
    ],
)
def test_a_bare_name_is_the_bodys_of_the_country_that_is_told_of(
    extractor: Extractor, lang: str, text: str, expected: str
) -> None:
    assert expected in {actor_id for actor_id, _ in bodies(extractor, text, lang)}


def test_its_name_is_the_reports_own(extractor: Extractor) -> None:
    found = bodies(extractor, "La Guardia Nacional detuvo a dos estudiantes en Barquisimeto.", "es")
    assert ("ve-security", "Guardia Nacional") in found


def test_the_focus_decides_before_the_places(extractor: Extractor) -> None:
    text = "La Guardia Nacional detuvo a dos hombres que venían de Caracas."
    assert MEXICAN in {i for i, _ in bodies(extractor, text, "es", focus="MX")}


def test_an_agency_with_a_name_of_its_own_stays_what_it_is_abroad(extractor: Extractor) -> None:
    found = bodies(extractor, "DEA agents and the FBI arrested two men in Bogotá.", "en")
    assert {"dea", "fbi"} <= {i for i, _ in found}


def test_a_nations_body_has_an_entry_without_a_row() -> None:
    actors = load_actors()
    assert "tr-military" in actors
    assert "tr-military" not in list(actors)
    assert actors["tr-military"].name("es") == "Fuerzas armadas de Turquía"
    assert actors["ph-police"].name("en") == "Police of the Philippines"
    assert [actors.get(i) for i in ("tr-nobody", "zz-police", "")] == [None] * 3
    assert acting_kind([("tr-military", "agent")]) == "military"


def test_a_search_is_told_beside_the_arrests_of_it(extractor: Extractor) -> None:
    report = Report(
        report_id="r", text="Immigration agents raided a meat plant in Nebraska and detained 76 workers."
    )
    assert sorted(e.type for e in extractor.extract(report)) == ["arrest", "raid"]
    noun = Report(report_id="r", text="Police arrested nine men in a raid on a bar in Tepito.")
    assert [e.type for e in extractor.extract(noun)] == ["arrest"]
