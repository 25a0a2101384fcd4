"""The confidence of an event's place: the chance that it happened within 25 km of the point."""

from __future__ import annotations

import pytest

from geo.events.extract import Extractor
from geo.events.place_trust import COLUMNS, PlaceTrust
from geo.records import Place, Report


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.open()


def place(extractor: Extractor, text: str, focus: str | None = None) -> Place:
    """The place of the first event that a text tells."""
    found = extractor.extract(Report(report_id="r", text=text), focus=focus)[0].place
    assert found is not None
    return found


def test_the_chance_is_read_off_the_steps() -> None:
    model = PlaceTrust.of(
        {"weights": {"bias": 0.0, "name": 2.0}, "steps": [[0.2, 0.1], [0.5, 0.3], [0.9, 0.8]]}
    )
    values = dict.fromkeys(COLUMNS, 0.0)
    assert model.chance(list((values | {"bias": 1.0}).values())) == pytest.approx(0.3)
    assert model.chance(list((values | {"name": 9.0}).values())) == pytest.approx(0.8)
    assert model.chance(list((values | {"name": -9.0}).values())) == pytest.approx(0.1)


@pytest.mark.parametrize(
    "text",
    [
        "Two policemen were killed in Texas.",
        "Matan a dos policías en Antioquia.",
        "Mueren cuatro en enfrentamiento en Colombia.",
        "Gunmen killed three farmers in Nigeria.",
    ],
)
def test_a_state_or_a_country_says_little_about_the_point(extractor: Extractor, text: str) -> None:
    found = place(extractor, text)
    assert found.precision in (4, 6)
    assert found.confidence < 0.15


@pytest.mark.parametrize(
    "text",
    [
        "Two policemen were killed in the city of Medellín, Antioquia, on Monday, the prosecutor said.",
        "Dos policías fueron asesinados el lunes en Medellín, Antioquia, informó la fiscalía.",
    ],
)
def test_a_city_within_its_named_state_is_trusted(extractor: Extractor, text: str) -> None:
    found = place(extractor, text)
    assert (found.name, found.precision) == ("Medellín", 1)
    assert found.confidence > 0.85


def test_a_bare_name_that_may_be_the_state_is_doubted(extractor: Extractor) -> None:
    bare = place(extractor, "Matan a tres en Puebla", "MX")
    told = place(extractor, "Matan a tres en la ciudad de Puebla", "MX")
    assert bare.precision > 2 or bare.confidence < told.confidence
    assert told.confidence > 0.6
