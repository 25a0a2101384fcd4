"""Names of neighbourhoods: the forms under which a postal list and a report meet."""

from __future__ import annotations

import pytest

from geo.build.neighbourhoods import hosts
from geo.places.gazetteer import Gazetteer
from geo.places.quarter_names import articles, key, keys, whole


@pytest.mark.parametrize(
    ("folded", "listed"),
    [
        ("colonia primero de mayo", "1 de mayo"),
        ("veintiuno de marzo", "21 de marzo"),
        ("la obrera neighborhood", "la obrera"),
        ("colinas de cortez", "colinas de cortes"),
        ("camino verde (canada verde)", "camino verde"),
        ("tres cruces", "tres cruces"),
    ],
)
def test_one_form_for_many_spellings(folded: str, listed: str) -> None:
    assert key(folded) == listed


@pytest.mark.parametrize(
    ("part", "of"),
    [
        ("villa fontana xviii", "villa fontana"),
        ("aguaje de la tuna 1a seccion", "aguaje de la tuna"),
        ("tierra propia sector 2", "tierra propia"),
        ("ampliacion guadalupe sur", "guadalupe"),
        ("jardines del sur", None),
        ("zona norte", None),
        ("camino verde", None),
    ],
)
def test_what_a_name_is_a_part_of(part: str, of: str | None) -> None:
    assert whole(part) == of


def test_a_listed_name_is_found_under_all_its_forms() -> None:
    assert keys("camino verde (canada verde)") == ["camino verde", "canada verde"]
    assert keys("mariano matamoros (norte)") == ["mariano matamoros"]
    assert keys("san jose (ejido)") == ["san jose"]
    assert keys("villa fontana i") == ["villa fontana i", "villa fontana"]
    assert articles("la obrera")[:2] == ["la obrera", "obrera"]
    assert "el laurel" in articles("laurel")


def test_a_city_counts_as_often_as_it_has_a_part_of_the_name() -> None:
    gazetteer = Gazetteer.open()
    rows = [
        {"localityName": f"Villa Fontana {part}, Tijuana", "stateCode": "BCN"} for part in ("I", "II", "III")
    ]
    rows += [{"localityName": "Villa Fontana, NULL", "stateCode": "BCN"}]
    (tijuana,) = hosts(rows, gazetteer)["villa fontana"].items()
    assert tijuana == (3981609, 3)
    assert list(hosts(rows, gazetteer)["villa fontana ii"].values()) == [1]
