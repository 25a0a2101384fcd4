"""Events out: the same events in every format, read back by readers that are not ours."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import geopandas
import openpyxl
import pyarrow.parquet as pq
import pyogrio
import pytest

import geo.formats
from geo.errors import InputError
from geo.formats.columns import COLUMNS
from geo.formats.csvtable import safe
from geo.formats.meta import ExportMeta, TypeStyle
from geo.formats.writers import FORMATS, stream, write
from geo.records import Count, Event, EventActor, Evidence, Place, to_dict

HOSTILE = "=HYPERLINK(\"http://evil.invalid\")<script>alert('x')</script> & ]]> \x0b"

META = ExportMeta(
    query="type=arrest&region=MX-CHH",
    version=12,
    made_at=datetime(2025, 11, 20, 12, 0, tzinfo=UTC),
    styles={"arrest": TypeStyle(name="Arrest", color="#0072B2")},
)

JUAREZ = Place(
    name="Ciudad Juárez",
    lat=31.72024,
    lon=-106.46084,
    precision=1,
    radius_km=10.0,
    confidence=0.97,
    geonameid=4013708,
    country="MX",
    admin1="Chihuahua",
    admin2="Juárez",
    regions=("MX", "MX-CHH"),
)

ARREST = {
    **to_dict(
        Event(
            event_id="e-1",
            report_id="r-1",
            type="arrest",
            summary=HOSTILE,
            evidence=(Evidence(start=0, end=4, quote="one|a"), Evidence(start=5, end=9, quote="two")),
            confidence=0.9,
            date_start=date(2025, 11, 6),
            date_end=date(2025, 11, 7),
            date_precision=2,
            place=JUAREZ,
            actors=(
                EventActor(id="mx-gafe", name="GAFE", role="agent"),
                EventActor(id=None, name="El Pato", role="target"),
            ),
            arrested=Count(low=1, best=1, high=2),
            sources=("r-1",),
            lang="en",
        )
    ),
    "version": 7,
    "recorded_at": datetime(2025, 11, 19, 8, 30, tzinfo=UTC),
}

UNPLACED = to_dict(
    Event(
        event_id="e-2",
        report_id="r-2",
        type="threat",
        summary="By videoconference.",
        evidence=(),
        confidence=0.5,
        place_why="a call has no place",
        modality="alleged",
    )
)

EVENTS: list[dict[str, Any]] = [ARREST, UNPLACED]


def written(name: str, meta: ExportMeta = META, **options: bool) -> bytes:
    sink = io.BytesIO()
    assert write(iter(EVENTS), name, sink, meta, **options) == 2
    return sink.getvalue()


def test_geojson_is_rfc_7946() -> None:
    collection = json.loads(written("geojson"))
    assert collection["type"] == "FeatureCollection"
    assert (collection["query"], collection["version"]) == (META.query, "12")
    assert "data version 12" in collection["citation"]
    assert "GeoNames" in collection["licence"]
    first, second = collection["features"]
    assert first["geometry"] == {"type": "Point", "coordinates": [-106.46084, 31.72024]}
    assert (first["id"], first["type"]) == ("e-1", "Feature")
    assert first["properties"]["actors"] == ["GAFE", "El Pato"]
    assert first["properties"]["actor_ids"] == ["mx-gafe", ""]
    assert first["properties"]["actor_roles"] == ["agent", "target"]
    assert first["properties"]["arrested_high"] == 2
    assert first["properties"]["recorded_at"] == "2025-11-19T08:30:00+00:00"
    assert second["geometry"] is None
    assert second["properties"]["place_why"] == "a call has no place"
    names = [column.name for column in COLUMNS if column.name not in ("lat", "lon")]
    assert list(first["properties"]) == list(second["properties"]) == names
    assert (second["properties"]["killed_best"], second["properties"]["actors"]) == (None, [])


def test_geojson_is_read_by_gdal(tmp_path: Path) -> None:
    write(EVENTS, "geojson", tmp_path / "e.geojson", META)
    frame = geopandas.read_file(tmp_path / "e.geojson")
    assert list(frame["event_id"]) == ["e-1", "e-2"]
    assert (frame.geometry[0].x, frame.geometry[0].y) == (-106.46084, 31.72024)


def test_csv_has_every_column_and_no_formula() -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv").decode(), newline="")))
    assert list(rows[0]) == [*(column.name for column in COLUMNS), "citation"]
    assert rows[0]["summary"] == "'" + HOSTILE
    assert rows[0]["lon"] == "-106.46084"
    assert rows[0]["actors"] == "GAFE; El Pato"
    assert rows[0]["evidence"] == "one|a | two"
    assert (rows[1]["lat"], rows[1]["where_prec"]) == ("", "")
    assert "type=arrest&region=MX-CHH" in rows[0]["citation"]


def test_csv_with_a_byte_order_mark() -> None:
    assert written("csv", byte_order_mark=True).startswith(b"\xef\xbb\xbfevent_id,")
    assert written("csv").startswith(b"event_id,")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\r=1", "  =1", "\uff1d1"])
def test_what_could_start_a_formula_does_not(text: str) -> None:
    assert safe(text) == "'" + text


@pytest.mark.parametrize("text", ["", "a=1", "31.7", "El Pato"])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert safe(text) == text


KML = "{http://www.opengis.net/kml/2.2}"


def test_kml_is_styled_and_escaped_for_two_readers() -> None:
    root = ET.fromstring(written("kml"))
    document = root[0]
    assert document.find(f"{KML}Style[@id='type-arrest']/{KML}IconStyle/{KML}color").text == "ffB27200"  # type: ignore[union-attr]
    first, second = document.findall(f"{KML}Placemark")
    assert first.findtext(f"{KML}name") == "Arrest, Ciudad Juárez"
    assert first.findtext(f"{KML}Point/{KML}coordinates") == "-106.46084,31.72024"
    assert first.findtext(f"{KML}TimeSpan/{KML}end") == "2025-11-07"
    description = first.findtext(f"{KML}description") or ""
    assert "<script>" not in description
    assert "&lt;script&gt;" in description
    data = {d.get("name"): d.text for d in first.iter(f"{KML}SimpleData")}
    assert data["where_prec"] == "1"
    assert second.find(f"{KML}Point") is None


ATOM = "{http://www.w3.org/2005/Atom}"
GEORSS = "{http://www.georss.org/georss}"


def test_atom_has_stable_ids_and_points() -> None:
    feed = ET.fromstring(written("atom"))
    again = ET.fromstring(
        written("atom", replace(META, version=13, made_at=datetime(2026, 1, 1, tzinfo=UTC)))
    )
    assert feed.findtext(f"{ATOM}id") == again.findtext(f"{ATOM}id")
    first, second = feed.findall(f"{ATOM}entry")
    assert first.findtext(f"{ATOM}id") == "urn:sightline:event:e-1"
    assert first.findtext(f"{ATOM}updated") == "2025-11-19T08:30:00+00:00"
    assert first.findtext(f"{GEORSS}point") == "31.72024 -106.46084"
    assert first.findtext(f"{GEORSS}radius") == "10000"
    assert first.findtext(f"{ATOM}title") == "Arrest, Ciudad Juárez, 2025-11-06"
    assert second.find(f"{GEORSS}point") is None
    assert second.findtext(f"{ATOM}updated") == "2025-11-20T12:00:00+00:00"


def test_geoparquet_has_its_metadata_and_covering_box(tmp_path: Path) -> None:
    path = tmp_path / "e.parquet"
    assert write(EVENTS, "geoparquet", path, META) == 2
    metadata = pq.read_metadata(path).metadata
    geo = json.loads(metadata[b"geo"])
    assert geo["version"] == "1.1.0"
    assert geo["columns"]["geometry"]["covering"]["bbox"]["xmin"] == ["bbox", "xmin"]
    assert geo["columns"]["geometry"]["bbox"] == [-106.46084, 31.72024, -106.46084, 31.72024]
    assert metadata[b"sightline:query"].decode() == META.query
    frame = geopandas.read_parquet(path)
    assert frame.crs.to_string() == "OGC:CRS84"
    assert list(frame["event_id"]) == ["e-1", "e-2"]
    assert frame["date_start"][0] == date(2025, 11, 6)
    assert list(frame["actors"][0]) == ["GAFE", "El Pato"]
    assert frame.geometry[1] is None
    assert len(geopandas.read_parquet(path, bbox=(-110, 30, -100, 35))) == 1


def test_geopackage_is_read_by_gdal(tmp_path: Path) -> None:
    path = tmp_path / "e.gpkg"
    assert write(EVENTS, "gpkg", path, META) == 2
    assert [p.name for p in tmp_path.iterdir()] == ["e.gpkg"]
    frame = geopandas.read_file(path, layer="events")
    assert list(frame["event_id"]) == ["e-1", "e-2"]
    assert (frame.geometry[0].x, frame.geometry[0].y) == (-106.46084, 31.72024)
    assert frame.geometry[1] is None
    assert frame["date_end"][0].date() == date(2025, 11, 7)
    assert pyogrio.read_info(path)["dataset_metadata"]["query"] == META.query


@pytest.mark.parametrize(
    ("name", "read"), [("gpkg", geopandas.read_file), ("geoparquet", geopandas.read_parquet)]
)
def test_many_events_are_written_table_by_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, read: Callable[[Path], geopandas.GeoDataFrame]
) -> None:
    from geo.formats import arrow

    monkeypatch.setattr(arrow, "PIECE", 2)
    monkeypatch.setattr(arrow, "ROWS", 4)
    assert write(EVENTS * 5, name, tmp_path / f"e.{name}", META) == 10
    found = read(tmp_path / f"e.{name}")
    assert list(found.event_id) == [event["event_id"] for event in EVENTS * 5]
    assert list(found.geometry.isna()) == [event["place"] is None for event in EVENTS * 5]


def test_xlsx_keeps_formulas_as_text(tmp_path: Path) -> None:
    path = tmp_path / "e.xlsx"
    assert write(EVENTS, "xlsx", path, META) == 2
    book = openpyxl.load_workbook(path)
    header, first, second = (list(row) for row in book["events"].iter_rows())
    row = {name.value: cell for name, cell in zip(header, first, strict=True)}
    assert row["summary"].data_type in ("s", "inlineStr")
    assert row["summary"].value == HOSTILE.replace("\x0b", "")
    assert row["date_start"].value == datetime(2025, 11, 6)
    assert row["lat"].value == 31.72024
    assert {r[0].value: r[1].value for r in book["about"].iter_rows()}["query"] == META.query
    assert second[0].value == "e-2"


@pytest.mark.parametrize("name", list(FORMATS))
def test_every_format_can_be_empty(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"empty.{FORMATS[name].extension}"
    assert write([], name, path, META) == 0
    assert path.stat().st_size > 0


@pytest.mark.parametrize("name", list(FORMATS))
def test_a_failed_export_leaves_the_old_file_and_no_other(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"e.{FORMATS[name].extension}"
    path.write_text("old")

    def failing() -> Iterator[dict[str, Any]]:
        yield ARREST
        raise InputError("an event")

    with pytest.raises(InputError, match="an event"):
        write(failing(), name, path, META)
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_unknown_formats_and_places_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="a format: geojson"):
        write([], "shp", io.BytesIO(), META)
    with pytest.raises(InputError, match="folder that exists"):
        write([], "csv", tmp_path / "no" / "e.csv", META)
    with pytest.raises(InputError, match="can be streamed"):
        list(stream([], "xlsx", META))


def test_every_column_and_format_is_documented() -> None:
    documented = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
    rows = set(re.findall(r"^\| `([a-z0-9_]+)` \|", documented, re.M))
    assert {column.name for column in COLUMNS} | {"citation"} | set(FORMATS) <= rows


def test_a_spanish_export_cites_in_spanish() -> None:
    assert json.loads(written("geojson", replace(META, lang="es")))["citation"] == (
        "Eventos de Sightline, versión 12 de los datos, consulta 'type=arrest&region=MX-CHH', "
        "exportados el 2025-11-20."
    )


def test_the_page_holds_its_events_safely_and_proves_them() -> None:
    page = written("html", replace(META, title="</title><script>alert(1)</script>")).decode()
    block = re.search('id="data">(.*?)</script>', page, re.S)
    assert block is not None
    assert f'<code id="sha256">{hashlib.sha256(block.group(1).encode()).hexdigest()}</code>' in page
    first, second = json.loads(block.group(1))
    assert (first["event_id"], first["summary"], second["event_id"]) == ("e-1", HOSTILE, "e-2")
    assert page.count("<script") == 4
    assert "alert('x')" not in page.replace("\\u003c", "<").split('id="data"')[0]
    policy = re.search('http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    assert "default-src 'none'" in policy.group(1)


def test_the_page_speaks_both_languages_about_the_same_things() -> None:
    def keys(value: Any) -> Any:
        return {k: keys(v) for k, v in value.items()} if isinstance(value, dict) else None

    assets = Path(geo.formats.__file__).parent / "assets"
    english, spanish = (
        json.loads((assets / f"words.{lang}.json").read_text("utf-8")) for lang in ("en", "es")
    )
    assert keys(english) == keys(spanish)
    assert '<html lang="es">' in written("html", replace(META, lang="es")).decode()


def test_a_page_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geo.formats.htmlpage.EVENTS", 1)
    with pytest.raises(InputError, match="at most 1 events for one page"):
        write(EVENTS, "html", io.BytesIO(), META)
