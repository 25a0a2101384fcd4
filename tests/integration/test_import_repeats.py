"""Rows of a table that share an id: the first stands, the others are told, a trial counts as the import."""

from __future__ import annotations

from pathlib import Path

from dashboard.tables import reason as in_words
from geo.imports import Imported, import_table
from geo.imports.delimited import BATCH_ROWS
from geo.store.log import Log
from tests.integration.test_cli_store import geo
from tests.integration.test_imports import ACLED, newest, save

ROWS = [
    {**ACLED, "event_id_cnty": "MEX1", "fatalities": "1"},
    {**ACLED, "event_id_cnty": "MEX2"},
    {**ACLED, "event_id_cnty": "MEX3", "latitude": "91"},
    {**ACLED, "event_id_cnty": " MEX1 ", "fatalities": "9"},
    {**ACLED, "event_id_cnty": "MEX3"},
    {**ACLED, "event_id_cnty": "MEX1"},
]


def counts(result: Imported) -> tuple[int, int, int]:
    return result.rows, result.rows - result.rejected, result.added


def test_the_first_row_of_an_id_stands_and_the_others_are_told(own_store: Path, tmp_path: Path) -> None:
    path = save(tmp_path / "a.csv", ROWS)
    assert counts(import_table(None, path, "acled", dry_run=True)) == (6, 3, 0)
    log = Log.open()
    result = import_table(log, path, "acled")
    assert counts(result) == (6, 3, 3)
    told = [(r.line, r.column, r.value, r.reason) for r in result.first_rejected]
    assert told == [
        (4, "latitude", "91", "not from -90 to 90"),
        (5, "event_id_cnty", " MEX1 ", "the id of line 2 already"),
        (7, "event_id_cnty", "MEX1", "the id of line 2 already"),
    ]
    killed = newest(log, "acled-MEX1").killed
    assert killed is not None
    assert killed.best == 1
    assert newest(log, "acled-MEX3").place is not None
    again = import_table(log, path, "acled")
    assert (again.added, again.updated, again.unchanged) == (0, 0, 3)


def test_the_command_counts_a_trial_as_the_import(own_store: Path, tmp_path: Path) -> None:
    path = str(save(tmp_path / "a.csv", ROWS))
    trial = geo("import", path, "--as", "acled", "--dry-run", expect=1).stderr.splitlines()
    done = geo("import", path, "--as", "acled", expect=1).stderr.splitlines()
    assert "a.csv, line 5, event_id_cnty: ' MEX1 ' is the id of line 2 already" in trial
    assert "Dry run: 3 of 6 rows would be imported." in trial
    assert done[-2].startswith("3 added, 0 updated, 0 known")
    assert trial[-1] == done[-1] == f"geo: 3 of 6 rows rejected; {path}.rejects.csv says why."


def test_a_table_without_ids_tells_of_a_row_that_is_there_twice(own_store: Path, tmp_path: Path) -> None:
    row = {"type": "arrest", "lat": "20", "lon": "-100"}
    result = import_table(Log.open(), save(tmp_path / "t.csv", [row, {**row, "lat": "21"}, row]), "table")
    assert counts(result) == (3, 2, 2)
    (told,) = result.first_rejected
    assert (told.line, told.column, told.reason) == (4, "", "the same row as line 2 already")
    assert in_words(told.reason) == "the same as an earlier row, 2"
    assert in_words("the id of feature 7 already") == "the identifier of an earlier row, 7"


def test_an_id_is_known_again_in_a_later_batch(own_store: Path, tmp_path: Path) -> None:
    padding = "x" * 200
    rows = [
        {"id": str(i), "type": "arrest", "lat": "20", "lon": "-100", "title": padding}
        for i in range(2 * BATCH_ROWS)
    ]
    path, log = save(tmp_path / "t.csv", [*rows, {**rows[7], "type": "raid"}]), Log.open()
    result = import_table(log, path, "table")
    assert log.version == 3, "the report, and two batches"
    assert counts(result) == (2 * BATCH_ROWS + 1, 2 * BATCH_ROWS, 2 * BATCH_ROWS)
    (told,) = result.first_rejected
    assert (told.line, told.value, told.reason) == (2 * BATCH_ROWS + 2, "7", "the id of line 9 already")
    assert newest(log, "t-7").type == "arrest"
