"""Regions as shipped: hierarchy, which of them hold a point, outlines, tiles of the ground."""

from __future__ import annotations

import gzip
import json

import pytest
import shapely

from geo.errors import InputError, NotFoundError
from geo.places import regions


def test_a_state() -> None:
    chihuahua = regions.region("MX-CHH")
    assert (chihuahua.level, chihuahua.parent, chihuahua.country) == ("admin1", "MX", "MX")
    assert (chihuahua.name_en, chihuahua.name_es) == ("Chihuahua", "Chihuahua")
    assert chihuahua.radius_km == pytest.approx(281, abs=6)


def test_a_municipality_has_its_inegi_code() -> None:
    assert regions.region("8581816").inegi == "08019"
    assert regions.region("8582359")[:5] == ("8582359", "admin2", "MX-MIC", "Uruapan", "Uruapan")


@pytest.mark.parametrize(
    ("region", "en", "es"),
    [
        ("US", "United States", "Estados Unidos"),
        ("DE", "Germany", "Alemania"),
        ("sea-gulf-of-california", "Gulf of California", "Golfo de California"),
        ("sea-gulf-of-mexico", "Gulf of Mexico", "Golfo de México"),
        ("region-west-africa", "West Africa", "África Occidental"),
        ("continent-EU", "Europe", "Europa"),
        ("MX-COA", "Coahuila", "Coahuila"),
        ("MX-CMX", "Mexico City", "Ciudad de México"),
        ("FR-IDF", "Île-de-France", "Isla de Francia"),
    ],
)
def test_names_in_both_languages(region: str, en: str, es: str) -> None:
    found = regions.region(region)
    assert (found.name("en"), found.name("es")) == (en, es)


def test_children() -> None:
    states = regions.children("MX")
    assert len(states) == 32
    assert {s.level for s in states} == {"admin1"}
    assert len(regions.children("US-TX")) == 254
    assert len(regions.children("MX-CHH")) == 67
    assert "MX" in {c.id for c in regions.children("")}
    assert regions.children("8581816") == []


@pytest.mark.parametrize(
    ("lat", "lon", "ids"),
    [
        (19.41677, -102.05842, ("MX", "MX-MIC", "8582359")),
        (27.47629, -99.51639, ("MX", "MX-TAM", "8583474")),
        (31.72024, -106.46084, ("MX", "MX-CHH", "8583647")),
        (33.749, -84.38798, ("US", "US-GA", "4196508")),
        (48.85341, 2.3488, ("FR", "FR-IDF")),
        (51.50853, -0.12574, ("GB", "GB-ENG")),
        (25.0, -110.0, ("sea-gulf-of-california",)),
        (25.0, -90.0, ("sea-gulf-of-mexico",)),
        (16.86336, -99.8901, ("MX", "MX-GRO", "8581941")),
    ],
)
def test_which_regions_hold_a_point(lat: float, lon: float, ids: tuple[str, ...]) -> None:
    assert regions.locate_point(lat, lon) == ids


def test_geometry_holds_its_places_and_not_its_neighbours() -> None:
    texas = regions.geometry("US-TX")
    assert texas.contains(shapely.Point(-97.74306, 30.26715))
    assert not texas.contains(shapely.Point(-106.46084, 31.72024))
    assert regions.has_polygon("US-TX")
    west, south, east, north = regions.bbox("US-TX")
    assert (west, south) == (pytest.approx(-106.64, abs=0.05), pytest.approx(25.84, abs=0.05))
    assert (east, north) == (pytest.approx(-93.51, abs=0.05), pytest.approx(36.5, abs=0.05))


def test_an_area_without_polygon_is_a_circle_of_its_radius() -> None:
    assert not regions.has_polygon("region-tierra-caliente")
    found = regions.region("region-tierra-caliente")
    west, south, east, north = regions.bbox("region-tierra-caliente")
    assert (north - south) * 111.2 / 2 == pytest.approx(found.radius_km, rel=0.01)
    assert west < found.lon < east


def test_outline_is_small_geojson() -> None:
    outline = regions.outline("MX")
    assert outline["type"] == "MultiPolygon"
    assert len(json.dumps(outline)) < 40_000


def test_states_of_mexico_neither_overlap_nor_leave_gaps() -> None:
    states = [regions.geometry(s.id) for s in regions.children("MX")]
    together = shapely.union_all(states)
    assert sum(s.area for s in states) == pytest.approx(together.area, rel=0.001)
    assert together.area == pytest.approx(regions.geometry("MX").area, rel=0.001)
    holes = [shapely.Polygon(r).area for p in shapely.get_parts(together) for r in p.interiors]
    assert sum(holes) < 0.001 * together.area


def test_an_unknown_region_says_so() -> None:
    for ask in (regions.region, regions.children, regions.geometry, regions.outline, regions.bbox):
        with pytest.raises(NotFoundError, match="no region has the id 'XX-NOWHERE'"):
            ask("XX-NOWHERE")


def test_a_tile_of_the_ground() -> None:
    tile = regions.base_tile(5, 6, 13, "es")
    assert tile["extent"] == 4096
    assert tile["approximate"] is False
    assert set(tile["borders"]) == {"coast", "country", "state", "municipality"}
    assert tile["borders"]["country"]
    assert tile["borders"]["state"]
    assert tile["borders"]["municipality"] == []
    assert all(isinstance(v, int) and -80 <= v <= 4180 for ring in tile["land"] for v in ring)
    assert {label[3] for label in tile["labels"]} <= {"country", "state", "sea", "capital", "place"}


def test_labels_are_in_the_language_asked_for() -> None:
    def names(lang: str) -> list[str]:
        return [label[2] for label in regions.base_tile(4, 4, 6, lang)["labels"]]

    assert "Gulf of Mexico" in names("en")
    assert "Golfo de México" in names("es")
    assert "Ciudad de México" in [label[2] for label in regions.base_tile(5, 7, 14, "es")["labels"]]


def test_a_states_point_lies_in_the_state() -> None:
    """Every state of these countries holds its own reference point, or has it within its radius (islands)."""
    for country in ("MX", "US", "CA", "GT", "CO", "BR", "FR", "ES", "DE", "UA"):
        for state in regions.children(country):
            point = shapely.Point(state.lon, state.lat)
            away = regions.geometry(state.id).distance(point) * 111.2
            assert away <= state.radius_km, (state.id, state.name_en, away)


def test_every_tile_of_the_low_zooms_is_small() -> None:
    for z in range(4):
        for x in range(2**z):
            for y in range(2**z):
                packed = gzip.compress(json.dumps(regions.base_tile(z, x, y, "en")).encode())
                assert len(packed) < 60_000, (z, x, y)


def test_deep_tiles_admit_that_they_are_approximate() -> None:
    assert regions.base_tile(9, 109, 223, "en")["approximate"] is True


@pytest.mark.parametrize("tile", [(-1, 0, 0), (2, 4, 0), (21, 0, 0)])
def test_a_tile_that_does_not_exist(tile: tuple[int, int, int]) -> None:
    with pytest.raises(InputError, match="tile: expected a tile"):
        regions.base_tile(*tile)
