"""Where a deed is placed whose town the gazetteer lacks: in the wider place told with it, or in none."""

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
        (
            "en",
            "Gunmen killed a teacher in the village of Xoquilpan, in Aguililla, on Monday.",
            "Aguililla",
            3,
        ),
        (
            "es",
            "Sicarios mataron a un maestro en la comunidad de Xoquilpan, Aguililla.",
            "Aguililla",
            3,
        ),
        ("es", "Un dron mató a un hombre en El Aguaje, en Aguililla.", "Aguililla", 3),
    ],
)
def test_the_municipality_told_with_an_unknown_village_is_no_town(
    extractor: Extractor, lang: str, text: str, name: str, precision: int
) -> None:
    report = Report(report_id="r", text=text, lang=lang, published=date(2025, 11, 20))
    place = extractor.extract(report)[0].place
    assert place is not None
    assert (place.name, place.precision) == (name, precision)
