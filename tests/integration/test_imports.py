"""Tables in: GED, ACLED and any other, with what they reject, and again as a newer release."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import geopandas
import openpyxl
import pytest
from shapely.geometry import Point

from bench.synthetic_ged import COLUMNS, write
from geo.errors import InputError
from geo.formats.meta import ExportMeta
from geo.formats.writers import write as export
from geo.imports import Mapping, guess, import_table, open_confined, preview, recognise
from geo.imports.placing import Placer
from geo.records import Event, event_from_dict, to_dict
from geo.store.filter import Filter
from geo.store.index import Index
from geo.store.log import Log
from geo.store.rows import event_row

GED = {
    "id": "182047",
    "type_of_violence": "2",
    "dyad_name": "Sinaloa Cartel - Los Zetas",
    "side_a": "Sinaloa Cartel",
    "side_b": "Los Zetas",
    "source_office": "Reforma",
    "where_prec": "1",
    "where_coordinates": "Ciudad Juárez city",
    "where_description": "Ciudad Juárez,\r\nnear the bridge",
    "adm_1": "Chihuahua state",
    "adm_2": "Juárez municipality",
    "latitude": "31.72024",
    "longitude": "-106.46084",
    "date_prec": "2",
    "date_start": "2019-03-02 00:00:00.000",
    "date_end": "2019-03-04 00:00:00.000",
    "best": "3",
    "high": "5",
    "low": "2",
    "country": "Mexico",
    "source_headline": '=HYPERLINK("x")',
}

ACLED = {
    "event_id_cnty": "MEX12345",
    "event_date": "02 March 2019",
    "time_precision": "2",
    "event_type": "Violence against civilians",
    "sub_event_type": "Attack",
    "actor1": "Sinaloa Cartel",
    "assoc_actor_1": "",
    "actor2": "Civilians (Mexico)",
    "assoc_actor_2": "Journalists; Women",
    "admin1": "Sinaloa",
    "admin2": "Culiacan",
    "location": "Culiacan",
    "latitude": "24.7994",
    "longitude": "-107.3897",
    "geo_precision": "2",
    "source": "El Debate",
    "notes": "On 2 March 2019, armed men killed two people.",
    "fatalities": "2",
}


PLACER = Placer()


def save(
    path: Path, rows: Sequence[dict[str, str]], header: Sequence[str] | None = None, **options: str
) -> Path:
    header = header or list(rows[0])
    with path.open("w", encoding=options.get("encoding", "utf-8"), newline="") as sink:
        writer = csv.writer(sink, delimiter=options.get("delimiter", ","))
        writer.writerow(header)
        writer.writerows([[row.get(name, "") for name in header] for row in rows])
    return path


def newest(log: Log, event_id: str) -> Event:
    event = log.history(event_id)[-1].event
    assert event is not None
    return event


def test_a_ged_row_with_every_column(own_store: Path, tmp_path: Path) -> None:
    log = Log.open()
    result = import_table(log, save(tmp_path / "ged.csv", [GED], COLUMNS), "ged")
    assert (result.rows, result.added, result.rejected) == (1, 1, 0)
    event = newest(log, "ged-182047")
    assert (event.type, event.date_start, event.date_end) == (
        "armed_clash",
        date(2019, 3, 2),
        date(2019, 3, 4),
    )
    assert (event.date_precision, event.claimed_by) == (2, "Reforma")
    assert event.killed is not None
    assert (event.killed.low, event.killed.best, event.killed.high) == (2, 3, 5)
    assert event.summary == "Sinaloa Cartel - Los Zetas: 3 killed. Ciudad Juárez, near the bridge"
    place = event.place
    assert place is not None
    assert (place.lat, place.lon, place.precision, place.name) == (
        31.72024,
        -106.46084,
        1,
        "Ciudad Juárez city",
    )
    assert place.regions[:2] == ("MX", "MX-CHH")
    assert (place.country, place.admin1, place.region) == ("MX", "Chihuahua state", None)
    assert [(a.name, a.role) for a in event.actors] == [("Sinaloa Cartel", "agent"), ("Los Zetas", "target")]
    assert all(a.id for a in event.actors)
    assert event.original == {name: GED.get(name, "") for name in COLUMNS}


def test_what_is_written_is_what_the_record_would_write(own_store: Path, tmp_path: Path) -> None:
    log = Log.open()
    import_table(log, save(tmp_path / "ged.csv", [GED]), "ged")
    text, regions, actors = log.commits.sql("SELECT payload, regions, actors FROM log WHERE kind = 'event'")[
        0
    ]
    row = event_row(event_from_dict(json.loads(text)))
    assert json.loads(row["payload"]) == json.loads(text)
    assert list(json.loads(row["payload"])) == list(json.loads(text))
    assert (row["regions"], row["actors"]) == (regions, actors)


@pytest.mark.parametrize(
    ("precision", "depth", "stands_for"),
    [("1", 3, None), ("2", 2, None), ("3", 3, 2), ("4", 2, 1), ("6", 1, 0)],
)
def test_regions_are_as_deep_as_the_precision(precision: str, depth: int, stands_for: int | None) -> None:
    place = Placer().at("", 31.72024, -106.46084, int(precision))
    assert len(place["regions"]) == depth
    assert place["region"] == (None if stands_for is None else place["regions"][stands_for])
    assert (place["lat"], place["lon"]) == (31.72024, -106.46084)


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("latitude", "91", "not from -90 to 90"),
        ("longitude", "east", "not a number"),
        ("longitude", "nan", "not from -180 to 180"),
        ("where_prec", "8", "not 1 to 7"),
        ("date_start", "2019-02-30", "not a date such as 2019-03-02 00:00:00.000"),
        ("date_end", "2019-03-01", "before date_start"),
        ("best", "-1", "not a whole number of people"),
        ("id", "1; DROP TABLE", "not an id of letters and digits"),
    ],
)
def test_rejected_rows_are_named(
    own_store: Path, tmp_path: Path, column: str, value: str, reason: str
) -> None:
    rows = [GED, {**GED, "id": "2", column: value}, {**GED, "id": "3"}]
    rejects = tmp_path / "r.csv"
    result = import_table(Log.open(), save(tmp_path / "ged.csv", rows), "ged", rejects=rejects)
    assert (result.rows, result.added, result.rejected) == (3, 2, 1)
    with rejects.open(newline="") as stream:
        told = list(csv.DictReader(stream))
    # the first row's text holds a line end: the second record begins on line 4
    assert [(t["line"], t["column"], t["reason"]) for t in told] == [("4", column, reason)]
    assert told[0]["value"].lstrip("'") == value


def test_lines_with_other_cells_blank_lines_and_the_end(own_store: Path, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(
        "id,type,lat,lon\n1,arrest,20,-100\n\n2,arrest\n3,arrest,20,-100\n4,arrest,200,-100\n5\n", "utf-8"
    )
    result = import_table(Log.open(), path, "table")
    assert (result.rows, result.added, result.rejected) == (5, 2, 3)
    assert [(r.line, r.value) for r in result.first_rejected] == [(4, "2,arrest"), (6, "200"), (7, "5")]


def test_again_adds_nothing_and_a_newer_release_only_what_changed(own_store: Path, tmp_path: Path) -> None:
    log, path = Log.open(), tmp_path / "ged.csv"
    write(path, 300)
    first = import_table(log, path, "ged")
    assert (first.added, first.rejected) == (300, 0)
    again = import_table(log, path, "ged")
    assert (again.added, again.updated, again.unchanged, again.version) == (0, 0, 300, first.version)
    log.revise("ged-7", action="confirm", author="ana")
    log.purge("ged-9", "ana", "asked")
    with path.open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    for row in rows[:10]:
        row["best"], row["high"] = "50", "60"
    rows.append({**rows[0], "id": "301"})
    newer = import_table(log, save(path, rows), "ged")
    assert (newer.added, newer.updated, newer.unchanged, newer.kept, newer.purged) == (1, 8, 290, 1, 1)
    killed = newest(log, "ged-1").killed
    assert killed is not None
    assert killed.best == 50
    assert newest(log, "ged-7").status == "confirmed"
    assert Index.current(log).refresh().count(Filter.parse("")).events == 300


@pytest.mark.parametrize("written", ["02 March 2019", "2019-03-02"])
def test_an_acled_row(own_store: Path, tmp_path: Path, written: str) -> None:
    log = Log.open()
    result = import_table(log, save(tmp_path / "a.csv", [{**ACLED, "event_date": written}]), "acled")
    assert (result.added, result.rejected) == (1, 0)
    event = newest(log, "acled-MEX12345")
    assert (event.type, event.date_start, event.date_precision) == ("killing", date(2019, 3, 2), 3)
    assert event.place is not None
    assert (event.place.precision, event.place.regions[:2]) == (3, ("MX", "MX-SIN"))
    assert event.place.region == event.place.regions[2]
    assert [(a.name, a.role) for a in event.actors][1:] == [
        ("Civilians (Mexico)", "target"),
        ("Journalists", "target"),
        ("Women", "target"),
    ]
    assert (event.original["geo_precision"], event.original["time_precision"]) == ("2", "2")


def test_files_of_another_kind_say_what_is_missing(own_store: Path, tmp_path: Path) -> None:
    path = save(tmp_path / "a.csv", [ACLED])
    with pytest.raises(InputError, match="Not there: id, type_of_violence"):
        import_table(Log.open(), path, "ged")
    assert Log.open().version == 0
    with pytest.raises(InputError, match="each column once"):
        import_table(Log.open(), save(tmp_path / "b.csv", [{"a": "1"}], ["a", "a"]), "table")
    with pytest.raises(InputError, match=r"a table: \.csv"):
        import_table(Log.open(), tmp_path / "x.pdf", "table")
    binary = tmp_path / "c.csv"
    binary.write_bytes(b"PK\x03\x04" + bytes(100))
    with pytest.raises(InputError, match="The file is a zip archive"):
        import_table(Log.open(), binary, "table")


FIELDS = ("Folio", "Fecha", "Tipo", "Municipio", "Estado", "Muertos", "Descripción")
SPANISH = [
    dict(zip(FIELDS, values, strict=True))
    for values in (
        ("1", "25/03/2021", "Homicidio", "Uruapan", "Michoacán", "2", "Dos personas asesinadas"),
        ("2", "03/04/2021", "homicidio", "Uruapan", "Michoacán", "", ""),
        ("3", "", "arrest", "Xyzzyqwv", "", "", ""),
    )
]


def test_a_spanish_table_by_guess_placed_by_name(own_store: Path, tmp_path: Path) -> None:
    path = save(tmp_path / "Homicidios 2021.csv", SPANISH, encoding="cp1252", delimiter=";")
    header, rows, guessed = preview(path)
    assert guessed == {
        "id": "Folio",
        "date": "Fecha",
        "type": "Tipo",
        "admin2": "Municipio",
        "admin1": "Estado",
        "killed": "Muertos",
        "summary": "Descripción",
    }
    assert rows[0][3] == "Uruapan"
    log = Log.open()
    ambiguous = import_table(log, path, "table")
    assert (ambiguous.added, ambiguous.rejected) == (2, 1)
    assert ambiguous.first_rejected[0].column == "Fecha"
    result = import_table(log, path, "table", mapping=Mapping(columns=guess(header), dates="dmy"))
    assert (result.added, result.unchanged, result.rejected) == (1, 2, 0)
    event = newest(log, "homicidios-2021-1")
    assert (event.type, event.date_start, event.summary) == (
        "killing",
        date(2021, 3, 25),
        "Dos personas asesinadas",
    )
    assert event.place is not None
    assert event.place.regions[:2] == ("MX", "MX-MIC")
    unknown = newest(log, "homicidios-2021-3")
    assert (unknown.place, unknown.place_why) == (None, "no place called 'Xyzzyqwv' is known")
    assert unknown.date_start is None


def test_every_table_format_gives_the_same_events(own_store: Path, tmp_path: Path) -> None:
    rows = [{"id": "a", "type": "arrest", "date": "2021-03-25", "latitude": "19.42", "longitude": "-102.06"}]
    book = openpyxl.Workbook()
    book.active.append(list(rows[0]))  # type: ignore[union-attr]
    book.active.append(["a", "arrest", date(2021, 3, 25), 19.42, -102.06])  # type: ignore[union-attr]
    book.save(tmp_path / "t.xlsx")
    frame = geopandas.GeoDataFrame(
        {"id": ["a"], "type": ["arrest"], "date": ["2021-03-25"]},
        geometry=[Point(-102.06, 19.42)],
        crs="EPSG:4326",
    )
    frame.to_file(tmp_path / "t.geojson")
    frame.to_file(tmp_path / "t.gpkg", layer="t")
    frame.to_parquet(tmp_path / "t.parquet")
    save(tmp_path / "t.csv", rows)
    for extension in ("csv", "xlsx", "geojson", "gpkg", "parquet"):
        log = Log.open(tmp_path / f"store-{extension}")
        result = import_table(log, tmp_path / f"t.{extension}", "table")
        assert (result.added, result.rejected) == (1, 0), extension
        event = newest(log, "t-a")
        assert (event.type, event.date_start) == ("arrest", date(2021, 3, 25)), extension
        assert event.place is not None
        assert (event.place.lat, event.place.lon, event.place.precision) == (19.42, -102.06, 2), extension


def test_a_table_from_elsewhere_is_read_apart_and_gives_the_same(own_store: Path, tmp_path: Path) -> None:
    rows = [GED, {**GED, "id": "2", "latitude": "91"}, {**GED, "id": "3"}]
    path = save(tmp_path / "ged.csv", rows)
    here = import_table(Log.open(tmp_path / "here"), path, "ged")
    there = import_table(Log.open(tmp_path / "there"), path, "ged", opened=open_confined)
    assert (there.rows, there.added, there.first_rejected) == (here.rows, here.added, here.first_rejected)
    digests = "SELECT event_id, digest FROM log WHERE kind = 'event' ORDER BY event_id"
    assert Log.open(tmp_path / "here").commits.sql(digests) == Log.open(tmp_path / "there").commits.sql(
        digests
    )
    assert recognise(preview(path, 1, opened=open_confined)[0]) == "ged"
    assert recognise(list(ACLED)) == "acled"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.xlsx", b"PK\x03\x04" + b"\x00" * 60, "an XLSX workbook"),
        ("a.parquet", b"PAR1" + b"\xff" * 60 + b"PAR1", "a Parquet table"),
        ("a.gpkg", b"SQLite format 3\x00" + b"\x01" * 200, "a layer of features"),
        ("a.geojson", b'{"type": "FeatureCollection", "features": [{', "a layer of features"),
        ("a.csv", b"PK\x03\x04" + b"\x00" * 60, "a table as text"),
        ("a.csv", b"", "a first row with the columns' names"),
    ],
)
def test_a_damaged_table_from_elsewhere_is_an_input_error(
    tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=words):
        preview(tmp_path / name, opened=open_confined)


def test_a_tables_reader_may_not_connect_write_or_start_anything(tmp_path: Path) -> None:
    code = (
        "import socket, subprocess, sys\n"
        "from geo.imports.worker import _confine\n"
        "_confine()\n"
        "for attempt in (lambda: socket.create_connection(('127.0.0.1', 9)),\n"
        "                lambda: subprocess.run(['true']),\n"
        f"                lambda: open({str(tmp_path / 'x')!r}, 'wb').write(b'x' * 10_000)):\n"
        "    try:\n        attempt()\n        sys.exit('allowed')\n"
        "    except (PermissionError, OSError) as error:\n        print(type(error).__name__)\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert (ran.returncode, ran.stdout.split()) == (0, ["PermissionError", "PermissionError", "OSError"])


def test_an_export_can_come_back(own_store: Path, tmp_path: Path) -> None:
    log = Log.open()
    import_table(log, save(tmp_path / "ged.csv", [GED]), "ged")
    export([to_dict(newest(log, "ged-182047"))], "csv", tmp_path / "out.csv", ExportMeta())
    mapping = Mapping(columns=guess(preview(tmp_path / "out.csv")[0]))
    result = import_table(Log.open(tmp_path / "other"), tmp_path / "out.csv", "table", mapping=mapping)
    assert (result.added, result.rejected) == (1, 0)
    event = newest(Log.open(tmp_path / "other"), "out-ged-182047")
    assert (event.type, event.date_end) == ("armed_clash", date(2019, 3, 4))


def test_a_dry_run_appends_nothing(own_store: Path, tmp_path: Path) -> None:
    path = save(tmp_path / "ged.csv", [GED, {**GED, "id": "2", "best": "many"}])
    result = import_table(Log.open(), path, "ged", dry_run=True)
    assert (result.rows, result.rejected, result.added) == (2, 1, 0)
    assert Log.open().version == 0


@pytest.mark.parametrize(
    ("mapping", "words"),
    [
        (Mapping(columns={"colour": "a"}), "expected a field: id"),
        (Mapping(columns={"lat": "z"}), "expected a column: a, b"),
        (Mapping(columns={"lat": "a", "lon": "b"}), "a type for each event"),
        (Mapping(columns={"lat": "a"}, constants={"type": "arrest"}), "coordinates or a place"),
        (Mapping(columns={"lat": "a", "lon": "b"}, constants={"type": "arrest"}, dates="ymd"), "dmy or mdy"),
    ],
)
def test_mappings_that_cannot_work_say_why(
    own_store: Path, tmp_path: Path, mapping: Mapping, words: str
) -> None:
    path = save(tmp_path / "t.csv", [{"a": "1", "b": "2"}])
    with pytest.raises(InputError, match=words):
        import_table(Log.open(), path, "table", mapping=mapping)


def test_constants_fill_what_the_table_lacks(own_store: Path, tmp_path: Path) -> None:
    path = save(tmp_path / "t.csv", [{"a": "20", "b": "-100"}])
    log = Log.open()
    mapping = Mapping(columns={"lat": "a", "lon": "b"}, constants={"type": "arrest"}, name="mine")
    assert import_table(log, path, "table", mapping=mapping).added == 1
    again = import_table(log, path, "table", mapping=replace(mapping, constants={"type": "raid"}))
    assert (again.added, again.updated) == (0, 1)
