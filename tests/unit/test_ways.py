"""Where a deed is placed that was done on the way to a town, or between one and another that nobody knows.

And where one was that was done at sea off a port, or in a part of a town.
"""

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
        (
            "en",
            "Troops were ambushed on the road between Piedras Negras and the Rio Grande.",
            "Piedras Negras",
            5,
        ),
        ("en", "A police plane was fired on by rebels but landed safely in Cali.", "Cali", 5),
        ("es", "Una avioneta fue tiroteada por rebeldes pero aterrizó en Cali.", "Cali", 5),
        ("en", "A plane landed in Cali on Monday but was attacked by rebels.", "Cali", 1),
        ("en", "The navy seized 900 kilos of cocaine off Ensenada on Sunday.", "Ensenada", 2),
        ("en", "Pirates attacked a tanker off the port of Hodeidah.", "Al Ḩudaydah", 2),
        ("es", "La Marina detuvo a cinco hombres frente a las costas de Mazatlán.", "Mazatlán", 2),
        ("en", "Gunmen killed two officers off duty in Mazatlan.", "Mazatlán", 1),
    ],
)
def test_the_end_of_a_way_is_no_scene(
    extractor: Extractor, lang: str, text: str, name: str, precision: int
) -> None:
    report = Report(report_id="r", text=text, lang=lang, published=date(2025, 11, 20))
    place = extractor.extract(report)[0].place
    assert place is not None
    assert (place.name, place.precision) == (name, precision)


@pytest.mark.parametrize(
    ("text", "name", "precision"),
    [
        ("A man was shot dead in the Tres Marias district of Morelia.", "Morelia", 1),
        ("Two bodies were found in the Villa Verde district of Hermosillo.", "Hermosillo", 1),
        ("A man was shot dead in the district of Kunduz.", "Kunduz", 3),
    ],
)
def test_a_part_of_a_town_is_no_district_of_its_name(
    extractor: Extractor, text: str, name: str, precision: int
) -> None:
    report = Report(report_id="r", text=text, lang="en", published=date(2025, 11, 20))
    place = extractor.extract(report)[0].place
    assert place is not None
    assert (place.name, place.precision) == (name, precision)
