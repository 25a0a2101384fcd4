"""Where a deed is placed that was done on the way to a town, or between one and another that nobody knows."""

from __future__ import annotations

from datetime import date

import pytest

from geo.events.extract import Extractor
from geo.records import Report


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.open()


@pytest.mark.parametrize(
    ("lang", "text", "name", "precision"),
    [
        ("en", "A teacher was kidnapped on Monday while travelling to Morelia.", "Morelia", 5),
        ("es", "Un comerciante fue secuestrado cuando se dirigía a Morelia.", "Morelia", 5),
        ("en", "Rebels ambushed a patrol between Gao and Tinkari, killing 12 soldiers.", "Gao", 5),
        ("es", "Rebeldes mataron a doce soldados entre Gao y Tinkari.", "Gao", 5),
        ("en", "Residents blocked the Taxco-Tinkalpan toll road.", "Taxco de Alarcón", 2),
        ("es", "Campesinos bloquearon la carretera federal Taxco-Tinkalpan.", "Taxco de Alarcón", 2),
    ],
)
def test_the_end_of_a_way_is_no_scene(
    extractor: Extractor, lang: str, text: str, name: str, precision: int
) -> None:
    report = Report(report_id="r", text=text, lang=lang, published=date(2025, 11, 20))
    place = extractor.extract(report)[0].place
    assert place is not None
    assert (place.name, place.precision) == (name, precision)
