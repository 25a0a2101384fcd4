"""Why an event is put where it is: nothing raw, and each runner-up told apart from the others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from dashboard import amend, detail, i18n, words
from geo.places import features, quarters


@pytest.fixture(params=["en", "es"])
def lang(request: pytest.FixtureRequest) -> Iterator[str]:
    i18n.use(request.param)
    yield str(request.param)
    i18n.use("en")


def reading(geonameid: int, probability: float, **deciding: float) -> dict[str, Any]:
    """A candidate as an event's place keeps it."""
    index = amend.gazetteer().by_geonameid(geonameid)
    assert index is not None
    entry = amend.gazetteer().entry(index)
    return {
        "name": entry.name, "lat": entry.lat, "lon": entry.lon, "geonameid": geonameid, "level": entry.level,
        "country": entry.country, "admin1": entry.admin1_name, "region": entry.region,
        "population": entry.population, "probability": probability, "features": deciding,
    }  # fmt: skip


def test_every_feature_has_a_plain_name(lang: str) -> None:
    named = {name: words.family(name) for name in (*features.FEATURES, *quarters.FEATURES)}
    assert [name for name, said in named.items() if not said] == []
    assert [name for name, said in named.items() if said == name.replace("_", " ")] == []
    if lang == "es":
        i18n.use("en")
        assert [name for name, said in named.items() if said == words.family(name)] == []


CULIACAN, ITS_MUNICIPALITY = 4012176, 8583353


def test_a_feature_that_is_not_known_is_left_out(lang: str) -> None:
    first = reading(CULIACAN, 0.9, population=2.0, of_another_model=5.0)
    shown = detail.why_here({"confidence": 0.9, "candidates": [first, reading(ITS_MUNICIPALITY, 0.1)]})
    assert shown.count('class="sl-bar') == 1
    assert "another" not in shown


def test_runners_up_of_one_name_are_told_apart_and_listed_once() -> None:
    i18n.use("en")
    town, municipality = reading(CULIACAN, 0.9), reading(ITS_MUNICIPALITY, 0.06)
    shown = detail.why_here({"confidence": 0.9, "candidates": [town, municipality, municipality, town]})
    listed = re.findall(r"<li><span>(.*?)</span><small>", shown)
    assert len(listed) == 1
    assert listed[0].startswith("Culiacán, Sinaloa, Mexico · Municipality or county (")
    assert f"compared with {listed[0]}:" in shown


def test_a_runner_up_elsewhere_says_where() -> None:
    i18n.use("en")
    shown = detail.why_here({"confidence": 0.9, "candidates": [reading(4005539, 0.9), reading(3121070, 0.1)]})
    assert "compared with Guadalajara, Castilla–La Mancha, Spain (" in shown
