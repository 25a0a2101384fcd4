"""Towns by their Spanish names: only those that are known by another, and only where they lie."""

from __future__ import annotations

from dashboard import towns


def test_a_town_has_its_spanish_name_where_it_lies() -> None:
    assert towns.spanish("Mexico City", 19.428, -99.128) == "Ciudad de México"
    assert towns.spanish("Mexico City", 45.0, 9.0) == "Mexico City"
    assert towns.spanish("Uruapan", 19.41, -102.05) == "Uruapan"


def test_no_name_stands_for_two_towns() -> None:
    names = [town[0] for town in towns.named()]
    assert len(names) == len(set(names)) > 50
