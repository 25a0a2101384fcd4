"""The commands over the store, as a person types them: each on a store of its own, with the real parts."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import geopandas
import openpyxl
import pytest

from geo.__main__ import main
from geo.batch import Extracts, Progress, ingest_files
from geo.errors import InputError, NotFoundError
from geo.formats.writers import FORMATS
from geo.records import Count, Event, EventActor, Evidence, Place, Report
from geo.store.log import Log

ROOT = Path(__file__).resolve().parents[2]
EXPORT = ("export", "--format", "csv", "-o", "-")

REPORT = Report(
    report_id="r-1", text="Two men were arrested in Ciudad Juárez.", title="Arrests", source="A paper",
    published=date(2025, 11, 7), url="https://example.org/arrests",
)  # fmt: skip

JUAREZ = Place(
    name="Ciudad Juárez",
    lat=31.72024,
    lon=-106.46084,
    precision=1,
    radius_km=10.0,
    confidence=0.97,
    country="MX",
    admin1="Chihuahua",
    regions=("MX", "MX-CHH"),
)


def event(event_id: str, **values: object) -> Event:
    given: dict[str, object] = {
        "report_id": "r-1",
        "type": "arrest",
        "summary": "Two men arrested in Ciudad Juárez.",
        "evidence": (Evidence(start=0, end=21, quote="Two men were arrested"),),
        "confidence": 0.9,
        "date_start": date(2025, 11, 6),
        "date_end": date(2025, 11, 6),
        "date_precision": 1,
        "place": JUAREZ,
        "actors": (EventActor(id=None, name="police", role="agent"),),
        "sources": ("r-1",),
    }
    return Event(event_id=event_id, **{**given, **values})  # type: ignore[arg-type]


@pytest.fixture
def log(own_store: Path) -> Log:
    """A store with three events: two placed, one not."""
    made = Log.open()
    made.append_reports([REPORT])
    elsewhere = (Evidence(start=25, end=38, quote="Ciudad Juárez"),)
    made.propose(
        [
            event("e-1"),
            event(
                "e-2", type="threat", place=None, place_why="no place named", date_start=None, date_end=None
            ),
            event("e-3", type="killing", evidence=elsewhere),
        ],
        "extractor",
    )
    return made


@dataclass
class Run:
    """What a command printed, and the code that it ended with."""

    code: int
    stdout: str
    stderr: str


def geo(*arguments: str, expect: int = 0) -> Run:
    """`python -m geo …`, as typed, in this process: the program's own `main` with its streams captured."""
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8", newline=""), io.StringIO()
    with (
        pytest.MonkeyPatch.context() as patch,
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        patch.setattr(sys, "argv", ["geo", *arguments])
        with pytest.raises(SystemExit) as end:
            main()
    out.flush()
    run = Run(int(end.value.code or 0), out.buffer.getvalue().decode(), err.getvalue())  # type: ignore[attr-defined]
    assert run.code == expect, run.stderr
    return run


def test_the_program_itself(log: Log) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "geo", "history", "e-9"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr == "geo: no event has the id 'e-9'\n"


def test_export_writes_what_the_filter_shows(log: Log, tmp_path: Path) -> None:
    out = tmp_path / "e.geojson"
    run = geo("export", "--query", "region=MX-CHH&type=arrest", "-o", str(out))
    assert run.stderr == "1 events of version 2.\n"
    collection = json.loads(out.read_text("utf-8"))
    assert [f["id"] for f in collection["features"]] == ["e-1"]
    assert collection["query"] == (
        "dates=overlap&region=MX-CHH&status=confirmed&status=disputed&status=proposed&type=arrest"
    )
    assert collection["features"][0]["properties"]["version"] == 2


def test_an_actor_that_only_an_event_knows_is_known(log: Log) -> None:
    mine = EventActor(id="table-42", name="The forty-second", role="agent")
    log.propose([event("e-4", actors=(mine,), evidence=())], "import")
    rows = list(csv.DictReader(io.StringIO(geo(*EXPORT, "--query", "actor=table-42").stdout)))
    assert [row["event_id"] for row in rows] == ["e-4"]


def test_export_to_standard_output(log: Log) -> None:
    rows = list(csv.DictReader(io.StringIO(geo(*EXPORT).stdout)))
    assert {row["event_id"] for row in rows} == {"e-1", "e-2", "e-3"}


def test_a_file_says_whose_report_tells_it(log: Log, tmp_path: Path) -> None:
    log.append_reports([Report(report_id="r-2", text="Nobody says whose this is.")])
    log.propose([event("e-4", report_id="r-2", sources=("r-2",))], "extractor")
    told = {"e-1": ("A paper", "2025-11-07", "https://example.org/arrests"), "e-4": ("", "", "")}
    names = ("report_source", "report_published", "report_url")
    query = ("--query", "type=arrest")
    header, *rows = csv.reader(io.StringIO(geo(*EXPORT, *query).stdout))
    assert header[-5:] == ["recorded_at", *names, "citation"]
    assert {row[0]: tuple(row[-4:-1]) for row in rows} == told
    geo("export", "-o", str(tmp_path / "e.geojson"), *query)
    features = json.loads((tmp_path / "e.geojson").read_text("utf-8"))["features"]
    found = {f["id"]: tuple(f["properties"][name] or "" for name in names) for f in features}
    assert found == told
    geo("export", "-o", str(tmp_path / "e.xlsx"), *query)
    sheet = openpyxl.load_workbook(tmp_path / "e.xlsx")["events"].iter_rows(values_only=True)
    head, *lines = sheet
    assert head[-3:] == names
    days = {line[0]: line[-2] and f"{line[-2]:%Y-%m-%d}" for line in lines}
    assert days == {"e-1": "2025-11-07", "e-4": None}
    assert {line[0]: line[-1] or "" for line in lines} == {i: url for i, (*_, url) in told.items()}


def test_every_format_holds_the_same_events(log: Log, tmp_path: Path) -> None:
    from geo.exports import export
    from geo.store.filter import Filter
    from geo.store.index import Index

    index = Index.current(log)
    for name, form in FORMATS.items():
        out = tmp_path / f"e.{form.extension}"
        assert export(index, Filter.parse("type=arrest&type=threat"), name, out) == 2, name
    frames = [geopandas.read_file(tmp_path / "e.gpkg"), geopandas.read_file(tmp_path / "e.geojson")]
    frames.append(geopandas.read_parquet(tmp_path / "e.parquet"))
    for frame in frames:
        assert set(frame["event_id"]) == {"e-1", "e-2"}
    page = (tmp_path / "e.html").read_text("utf-8")
    assert page.count('"event_id":"e-') == 2
    assert "A paper. Arrests" in page


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("export", "-o", "x.shp"), "expected --format: geojson, csv"),
        (("export", "-o", "-", "--format", "shp"), "expected a format: geojson"),
        ((*EXPORT, "--query", "precision=9"), "precision"),
        ((*EXPORT, "--query", "colour=red"), "colour"),
        (
            (*EXPORT, "--query", "type=arresto"),
            "type: expected the id of a known type, got 'arresto'. Did you mean arrest",
        ),
        (
            (*EXPORT, "--query", "region=XX-YY"),
            "region: expected the id of a known region, got 'XX-YY'. They look like MX",
        ),
        (
            (*EXPORT, "--query", "type=arrest&actor=nadie"),
            "actor: expected the id of a known actor, got 'nadie'. data/actors.csv lists them.",
        ),
        (("revise", "e-1"), "expected one of --set"),
        (("revise", "e-1", "--confirm", "--withdraw"), "expected one of --set"),
        (("revise", "e-1", "--set", "type"), "expected FIELD=VALUE"),
        (("revise", "e-1", "--set", "colour=red"), "colour"),
        (("revise", "e-1", "--set", "type=arest"), "Did you mean arrest"),
        (
            ("revise", "e-1", "--set", "killed=three"),
            "e-1: killed: expected a whole number of people such as 3",
        ),
        (("revise", "e-1", "--set", 'killed={"low":5,"best":2,"high":3}'), "in that order"),
        (("revise", "e-1", "--set", "date_precision=9"), "expected a date_prec from 1 (the day) to 5"),
        (
            ("revise", "e-1", "--set", "date_end=2025-11-09"),
            "a date_precision of 2 or more for 2025-11-06 to",
        ),
        (("revise", "e-1", "--set", "evidence=[]"), "An event keeps the words that tell it."),
        (("revise", "e-1", "--set", "place=Xyzzyqwv"), "a place that the gazetteer knows"),
        (("revise", "e-9", "--confirm"), "e-9"),
        (("history", "e-9"), "e-9"),
        (("diff", "--since", "yesterday"), "expected a version or a moment"),
        (("purge", "e-1", "--reason", "asked"), "Nothing was erased"),
        (("purge", "e-9", "--reason", "asked", "--yes"), "e-9"),
    ],
)
def test_mistakes_are_one_line(log: Log, arguments: tuple[str, ...], words: str) -> None:
    run = geo(*arguments, expect=1)
    assert words in run.stderr
    assert run.stderr.count("\n") == 1
    assert log.version == 2


def test_a_correction_is_a_revision(log: Log) -> None:
    geo(
        "revise",
        "e-1",
        "--set",
        "type=raid",
        "--set",
        'killed={"low":1,"best":2,"high":3}',
        "--author",
        "ana",
    )
    lines = geo("history", "e-1").stdout.splitlines()
    assert [line.split()[3:6] for line in lines if line.startswith("version")] == [
        ["propose", "by", "extractor"],
        ["correct", "by", "ana"],
    ]
    assert '    type: "arrest" -> "raid"' in lines
    last = json.loads(geo("history", "e-1", "--json").stdout.splitlines()[-1])
    assert (last["event"]["type"], last["event"]["killed"]["best"]) == ("raid", 2)


def test_a_count_may_be_one_number_and_a_text_may_look_like_one(log: Log) -> None:
    geo("revise", "e-1", "--set", "killed=3", "--set", "summary=2024", "--set", 'claimed_by="5"')
    told = Log.open().history("e-1")[-1].event
    assert told is not None
    assert (told.killed, told.summary, told.claimed_by) == (Count(low=3, best=3, high=3), "2024", "5")
    geo("revise", "e-1", "--set", "killed=null")
    emptied = Log.open().history("e-1")[-1].event
    assert emptied is not None
    assert emptied.killed is None


def test_a_place_is_corrected_by_its_name(log: Log) -> None:
    geo("revise", "e-2", "--set", "place=Uruapan, Michoacán", "--author", "ana")
    placed = Log.open().history("e-2")[-1].event
    assert placed is not None
    assert placed.place is not None
    assert (placed.place.name, placed.place.regions[:2]) == ("Uruapan", ("MX", "MX-MIC"))


def test_statuses_and_a_merger(log: Log) -> None:
    geo("revise", "e-1", "--confirm", "--reason", "two more sources", "--author", "ana")
    geo("revise", "e-2", "--withdraw", "--author", "ana")
    geo("revise", "e-3", "--merge-into", "e-1", "--author", "ana")
    told = geo("diff", "--since", "2")
    assert [line.split()[:2] for line in told.stdout.splitlines()] == [
        ["changed", "e-1"],
        ["withdrawn", "e-2"],
        ["withdrawn", "e-3"],
    ]
    assert told.stderr == "Since 2: 0 added, 1 changed, 2 withdrawn, 0 removed.\n"
    assert geo(*EXPORT).stdout.count("\r\n") == 2  # header and e-1
    geo("revise", "e-2", "--restore", "--author", "ana")
    assert geo(*EXPORT).stdout.count("\r\n") == 3


def test_two_people_at_once(log: Log) -> None:
    geo("revise", "e-1", "--dispute", "--based-on", "2", "--author", "ana")
    run = geo("revise", "e-1", "--confirm", "--based-on", "2", "--author", "ben", expect=1)
    assert "ana revised it (dispute) in version 3" in run.stderr


def test_a_purge_leaves_a_tombstone(log: Log, own_store: Path) -> None:
    geo("purge", "r-1", "--reason", "a person at risk asked", "--yes", "--author", "ana")
    assert geo("history", "e-1").stdout.rstrip().endswith("purge by ana: a person at risk asked")
    for file in (f for f in own_store.parent.rglob("*") if f.is_file()):
        assert b"arrested in Ciudad" not in file.read_bytes()
    with pytest.raises(NotFoundError):
        log.report("r-1")


def test_compaction_keeps_every_version(log: Log) -> None:
    geo("revise", "e-1", "--confirm", "--author", "ana")
    geo("compact")
    assert [r.version for r in Log.open().history("e-1")] == [2, 3]


@pytest.fixture(scope="module")
def extractor() -> Extracts:
    from geo.events.extract import Extractor

    return Extractor.open()


def told(lines: list[str], progress: Progress) -> None:
    lines.append(f"{progress.done}/{progress.total} {Path(progress.name).name} {bool(progress.problem)}")


def test_ingesting_twice_adds_nothing_and_a_bad_file_stops_no_other(
    own_store: Path, tmp_path: Path, extractor: Extracts
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.md").write_text(
        "---\nlanguage: en\npublished: 2025-11-09\n---\n"
        "Two men were arrested in Uruapan, Michoacán, on Friday.",
        "utf-8",
    )
    (folder / "b.pdf").write_bytes(b"%PDF-1.4 cut")
    (folder / "c.txt").write_text("Three people were killed in Culiacán, Sinaloa.", "utf-8")
    log, lines = Log.open(), list[str]()
    first = ingest_files(log, extractor, [folder, tmp_path / "none"], "extractor", lambda p: told(lines, p))
    assert lines == ["1/4 none True", "2/4 a.md False", "3/4 b.pdf True", "4/4 c.txt False"]
    assert [Path(name).name for name, _ in first.failures] == ["none", "b.pdf"]
    assert (first.reports, first.new_reports) == (2, 2)
    assert first.added >= 2
    version = log.version
    second = ingest_files(log, extractor, [folder], "extractor")
    assert (second.added, second.updated, second.unchanged) == (0, 0, first.added)
    assert (second.new_reports, log.version) == (0, version)


def test_the_ingest_command_counts_failures(own_store: Path, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("Two men were arrested in Uruapan, Michoacán.", "utf-8")
    (tmp_path / "empty.txt").write_text("", "utf-8")
    run = geo("ingest", str(tmp_path / "good.txt"), str(tmp_path / "empty.txt"), expect=1)
    assert "empty.txt: expected a report with words in it" in run.stderr
    assert run.stderr.endswith("geo: 1 of 2 files failed; see above.\n")
    assert "1 reports (1 new), 1 events added" in run.stderr
    assert run.stdout == ""


def test_an_unknown_place_to_write_changes_nothing(log: Log, tmp_path: Path) -> None:
    from geo.exports import export
    from geo.store.filter import Filter
    from geo.store.index import Index

    with pytest.raises(InputError, match="folder that exists"):
        export(Index.current(log), Filter.parse(""), "csv", tmp_path / "no" / "e.csv")
