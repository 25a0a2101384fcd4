"""The gazetteer as shipped: names, readings, places, and the fold that keys them."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.errors import DataError
from geo.places import gazetteer as gaz
from geo.places.gazetteer import Gazetteer, fold


@pytest.fixture(scope="module")
def g() -> Gazetteer:
    return Gazetteer.open()


def readings(g: Gazetteer, name: str) -> dict[int, int]:
    """GeoNames id to quality of each reading of a name."""
    return {int(g.geonameid[e]): q for e, q in g.lookup(name)}


def regions_of(g: Gazetteer, name: str) -> set[str | None]:
    return {g.region_id(hit.entry) for hit in g.lookup(name)}


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Ciudad Juárez", "ciudad juarez"),
        ("PORT-AU-PRINCE", "port au prince"),
        ("Côte d’Ivoire", "cote d'ivoire"),
        ("Nuevo\tLeón", "nuevo leon"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("Cafe\u0301", "cafe"),
        ("EE. UU.", "ee. uu."),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_uruapan_in_michoacan(g: Gazetteer) -> None:
    index = g.by_geonameid(3980760)
    assert index is not None
    entry = g.entry(index)
    assert (entry.name, entry.level, entry.population) == ("Uruapan", "populated", 299523)
    assert (entry.lat, entry.lon) == (19.41677, -102.05842)
    assert entry.regions == ("MX", "MX-MIC", "8582359")
    assert entry.region is None
    assert set(readings(g, "uruapan")) == {8582359, 3980760, 3979320}
    assert readings(g, "Uruapan del Progreso") == {3980760: gaz.ALTERNATE}


def test_nuevo_laredo(g: Gazetteer) -> None:
    entry = g.entry(g.by_geonameid(3522551) or 0)
    assert (entry.lat, entry.lon, entry.admin1, entry.admin1_name) == (
        27.47629,
        -99.51639,
        "MX-TAM",
        "Tamaulipas",
    )
    assert readings(g, "NLD")[3522551] == gaz.CODE


@pytest.mark.parametrize(
    "name", ["Gulf of California", "Golfo de California", "Sea of Cortez", "Mar de Cortés"]
)
def test_a_gulf_by_each_of_its_names(g: Gazetteer, name: str) -> None:
    assert regions_of(g, name) == {"sea-gulf-of-california"}


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("Texas", "US-TX"), ("Tex.", "US-TX"), ("TX", "US-TX"), ("N.Y.", "US-NY"), ("D.C.", "US-DC"),
        ("Edomex", "MX-MEX"), ("Edo. de México", "MX-MEX"), ("CDMX", "MX-CMX"), ("N.L.", "MX-NLE"),
        ("Mich.", "MX-MIC"),
        ("Tamps.", "MX-TAM"), ("Sin.", "MX-SIN"), ("Chih.", "MX-CHH"), ("Qro.", "MX-QUE"), ("BC", "MX-BCN"),
        ("U.S.", "US"), ("USA", "US"), ("EE. UU.", "US"), ("EE.UU.", "US"), ("Estados Unidos", "US"),
        ("UK", "GB"),
        ("Burma", "MM"), ("Ivory Coast", "CI"), ("Zaire", "CD"), ("Holanda", "NL"),
        ("West Bank", "285153"),
        ("Franja de Gaza", "281132"), ("Middle East", "region-middle-east"),
        ("Tierra Caliente", "region-tierra-caliente"),
        ("New England", "region-new-england"), ("Rapides Parish", "4338356"), ("Rapides", "4338356"),
        ("Fulton County", "4196508"), ("Fulton", "4196508"), ("Asia", "continent-AS"),
        ("Kurdistan", "region-kurdistan"),
    ],
)  # fmt: skip
def test_a_name_leads_to_its_region(g: Gazetteer, name: str, region: str) -> None:
    assert region in regions_of(g, name)


@pytest.mark.parametrize(
    ("word", "region"),
    [
        ("mexicana", "MX"), ("mexicanos", "MX"), ("Mexicans", "MX"), ("francesas", "FR"), ("iraníes", "IR"),
        ("Chinese", "CN"), ("estadounidense", "US"), ("Britons", "GB"), ("Texans", "US-TX"),
        ("sinaloenses", "MX-SIN"),
        ("michoacana", "MX-MIC"), ("European", "continent-EU"),
    ],
)  # fmt: skip
def test_demonyms(g: Gazetteer, word: str, region: str) -> None:
    qualities = {g.region_id(e): q for e, q in g.lookup(word)}
    assert qualities[region] & gaz.DEMONYM


def test_abbreviated_saints_and_forts(g: Gazetteer) -> None:
    assert 4407066 in readings(g, "Saint Louis")
    assert 4407066 in readings(g, "St Louis")
    assert 4691930 in readings(g, "Ft. Worth")
    assert readings(g, "Cd. Juárez")[4013708] & gaz.ABBREVIATION


def test_scanning_finds_names_that_begin_at_a_place(g: Gazetteer) -> None:
    text = fold("en Ciudad Juárez, Chihuahua")
    assert "ciudad juarez" in g.prefixes(text, 3)
    assert g.longest(text, 3) == "ciudad juarez"
    assert g.longest(fold("Parisian"), 0) == "parisian"
    assert g.longest(fold("Uruapanzz"), 0) is None


def test_divisions(g: Gazetteer) -> None:
    assert len(g.divisions("MX")) == 32
    assert len(g.divisions("US-TX")) == 254
    assert g.divisions("8581816") == []
    assert g.by_region("MX-CHH") == g.by_geonameid(4014336)
    assert g.by_region("nowhere") is None
    assert g.by_geonameid(1) is None


def test_search_puts_the_people_first(g: Gazetteer) -> None:
    assert [g.name(i) for i in g.search("uruap", "es", 2)] == ["Uruapan", "Uruapan"]
    assert g.region_id(g.search("golfo de cal", "es", 1)[0]) == "sea-gulf-of-california"
    assert g.search("  ") == []


def test_neighbours_are_nearest_first(g: Gazetteer) -> None:
    found = g.neighbours(19.41677, -102.05842, 20, 3)
    assert g.geonameid[found[0][0]] == 3980760
    assert found[0][1] < 0.01
    assert [km for _, km in found] == sorted(km for _, km in found)


def test_counts(g: Gazetteer) -> None:
    places = (g.level == gaz.LEVELS.index("populated")).sum()
    assert places == 234908
    assert len(g) - g.n_areas == places
    assert (g.level == gaz.LEVELS.index("sea")).sum() >= 300
    assert g.n_names > 1_000_000


def test_a_missing_or_foreign_gazetteer_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="python -m geo build"):
        Gazetteer.open(tmp_path)
    (tmp_path / "meta.json").write_text('{"format": 0}')
    with pytest.raises(DataError, match="expected format 1, got 0"):
        Gazetteer.open(tmp_path)


def test_no_such_entry(g: Gazetteer) -> None:
    with pytest.raises(IndexError, match="no gazetteer entry"):
        g.entry(len(g))
