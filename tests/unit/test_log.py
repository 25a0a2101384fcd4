"""The log: what is appended stays, what a person says stands, what is purged is gone."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from deltalake import DeltaTable
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.errors import ConflictError, InputError, NotFoundError, StoreError
from geo.records import Count, EventActor, Evidence
from geo.store import commits
from geo.store.log import Log
from tests.unit.stories import JUAREZ, MICHOACAN, event, report


@pytest.fixture
def log(own_store: Path) -> Log:
    return Log.open()


def test_a_new_log_is_empty_and_lies_where_the_environment_says(log: Log, own_store: Path) -> None:
    assert log.version == 0
    assert log.uri == str(own_store)
    assert (own_store / "_delta_log").is_dir()


def test_events_come_back_as_they_were_given(log: Log) -> None:
    given = event(
        origin=JUAREZ, destination=MICHOACAN, killed=Count(low=1, best=2, high=3), modality="alleged",
        claimed_by="Governor «Ñ»", sources=("r1", "r2"), lang="es", summary="comillas \" ' \\ \n 🛩",
    )  # fmt: skip
    outcome = log.propose([given], "extractor")
    assert (outcome.added, outcome.version) == (("e1",), 1)
    (revision,) = log.history("e1")
    assert revision.event == given
    assert (revision.version, revision.action, revision.author) == (1, "propose", "extractor")


def test_the_same_proposal_adds_nothing(log: Log) -> None:
    log.propose([event("e1"), event("e2")], "extractor")
    again = log.propose([event("e1"), event("e2")], "extractor")
    assert (again.added, again.updated, again.unchanged, again.version) == ((), (), 2, 1)
    assert log.version == 1


def test_a_changed_proposal_is_a_revision(log: Log) -> None:
    log.propose([event("e1"), event("e2")], "extractor")
    outcome = log.propose([event("e1"), event("e2", confidence=0.9)], "extractor 2")
    assert (outcome.updated, outcome.unchanged) == (("e2",), 1)
    assert [r.event.confidence for r in log.history("e2") if r.event] == [0.75, 0.9]


def test_a_proposal_never_overwrites_a_person(log: Log) -> None:
    log.propose([event("e1")], "extractor")
    log.revise("e1", action="correct", changes={"type": "raid"}, author="ana")
    outcome = log.propose([event("e1", confidence=0.2)], "extractor")
    assert (outcome.kept, outcome.version) == (1, 2)
    newest = log.history("e1")[-1]
    assert newest.event is not None
    assert newest.event.type == "raid"


def test_the_same_words_keep_their_event_when_the_extractor_finds_other_bounds(log: Log) -> None:
    log.propose([event("e1"), event("e2", evidence=(Evidence(start=62, end=86, quote="x"),))], "extractor")
    moved = event("e9", evidence=(Evidence(start=9, end=25, quote="arrested El Pato"),))
    outcome = log.propose([moved], "extractor")
    assert (outcome.matched, outcome.added, outcome.updated) == (1, (), ("e1",))
    newest = log.history("e1")[-1].event
    assert newest == replace(moved, event_id="e1")
    other = event("e10", type="raid", evidence=(Evidence(start=9, end=25, quote="arrested El Pato"),))
    assert log.propose([other], "extractor").added == ("e10",)


def test_reports_are_kept_once_and_their_changes_too(log: Log) -> None:
    assert log.append_reports([report("r1"), report("r2")]).added == ("r1", "r2")
    assert log.append_reports([report("r1")]).unchanged == 1
    assert log.append_reports([report("r1", text="Corrected.")]).updated == ("r1",)
    assert log.report("r1").text == "Corrected."
    assert log.report("r1", version=1) == report("r1")
    with pytest.raises(NotFoundError, match="no report has the id 'r3'"):
        log.report("r3")


@pytest.mark.parametrize(
    ("action", "status"), [("confirm", "confirmed"), ("dispute", "disputed"), ("withdraw", "withdrawn")]
)
def test_a_person_sets_the_status(log: Log, action: str, status: str) -> None:
    log.propose([event()], "extractor")
    revision = log.revise("e1", action=action, author="ana", reason="two sources")
    assert revision.event == event(status=status)
    assert (revision.action, revision.author, revision.reason) == (action, "ana", "two sources")


def test_a_correction_takes_plain_values(log: Log) -> None:
    log.propose([event()], "extractor")
    changes = {
        "date_start": "2025-11-05",
        "date_precision": 2,
        "actors": [{"id": "dhs", "name": "DHS", "role": "agent", "kind": ""}],
        "place": None,
        "place_why": "the report names none",
    }
    revision = log.revise("e1", action="correct", changes=changes, author="ana")
    assert revision.event == event(
        date_start=date(2025, 11, 5),
        date_precision=2,
        actors=(EventActor(id="dhs", name="DHS", role="agent"),),
        place=None,
        place_why="the report names none",
    )


@pytest.mark.parametrize(
    ("action", "changes", "words"),
    [
        ("delete", {}, "an action, one of correct, confirm"),
        ("correct", {}, "the fields to correct"),
        ("correct", {"event_id": "e2"}, "expected one of actors,"),
        ("correct", {"colour": "red"}, "got 'colour'"),
        ("correct", {"date_start": "soon"}, "values of the fields' types"),
        ("correct", {"date_start": "2025-12-01"}, "date_end from 2025-12-01 on"),
        ("correct", {"actors": [1]}, "values of the fields' types"),
        ("correct", {"status": "sure"}, "status: one of proposed"),
        ("correct", {"confidence": 2}, "a confidence from 0 to 1"),
        ("correct", {"summary": "\ud800"}, "Unicode text"),
        ("merge", {}, "changes={'into': another event's id}"),
        ("merge", {"into": "e1"}, "changes={'into': another event's id}"),
        ("restore", {}, "an event with an earlier revision"),
    ],
)
def test_a_revision_that_makes_no_sense_is_refused_and_changes_nothing(
    log: Log, action: str, changes: dict[str, Any], words: str
) -> None:
    log.propose([event()], "extractor")
    with pytest.raises(InputError) as caught:
        log.revise("e1", action=action, changes=changes, author="ana")
    assert words in str(caught.value)
    assert log.version == 1


def test_who_comes_second_is_told(log: Log) -> None:
    log.propose([event()], "extractor")
    log.revise("e1", action="confirm", author="ana", based_on=1)
    with pytest.raises(ConflictError, match=r"ana revised it \(confirm\) in version 2, after version 1"):
        log.revise("e1", action="withdraw", author="bo", based_on=1)
    log.revise("e1", action="withdraw", author="bo", based_on=2)
    assert [r.author for r in log.history("e1")] == ["extractor", "ana", "bo"]


def test_merging_leaves_one_event_with_both_sources(log: Log) -> None:
    log.propose([event("e1"), event("e2", report_id="r2")], "extractor")
    gone = log.revise("e2", action="merge", changes={"into": "e1"}, author="ana")
    assert gone.event == event("e2", report_id="r2", status="withdrawn")
    assert gone.merged_into == "e1"
    kept = log.history("e1")[-1]
    assert kept.event == event("e1", sources=("r1", "r2"))
    assert kept.version == gone.version == 2
    back = log.revise("e2", action="restore", author="ana")
    assert (back.event, back.merged_into) == (event("e2", report_id="r2"), None)


def test_restoring_takes_any_earlier_version(log: Log) -> None:
    log.propose([event()], "extractor")
    log.revise("e1", action="correct", changes={"type": "raid"}, author="ana")
    log.revise("e1", action="withdraw", author="ana")
    assert log.revise("e1", action="restore", author="bo").event == event(type="raid")
    assert log.revise("e1", action="restore", changes={"version": 1}, author="bo").event == event()


def test_an_unknown_event_is_not_found(log: Log) -> None:
    for call in (lambda: log.history("e7"), lambda: log.revise("e7", action="confirm", author="ana")):
        with pytest.raises(NotFoundError, match="no event has the id 'e7'"):
            call()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"event_id": ""}, "event_id of 1 to 200 printable characters"),
        ({"event_id": "a\nb"}, "event_id of 1 to 200 printable characters"),
        ({"report_id": "x" * 201}, "report_id of 1 to 200 printable characters"),
        ({"place": replace(JUAREZ, lat=91.0)}, "e1: place: expected lat from -90 to 90, got 91.0"),
        ({"place": replace(JUAREZ, lon=float("nan"))}, "expected lon from -180 to 180, got nan"),
        ({"place": replace(JUAREZ, radius_km=-1.0)}, "a radius_km of 0 or more"),
        ({"date_end": date(2025, 11, 1)}, "date_end from 2025-11-06 on"),
        ({"confidence": 1.5}, "a confidence from 0 to 1"),
        ({"summary": "\udcff"}, "Unicode text"),
    ],
)
def test_an_impossible_event_is_refused_and_so_is_its_batch(
    log: Log, changes: dict[str, Any], words: str
) -> None:
    with pytest.raises(InputError) as caught:
        log.propose([event("e0"), event(**changes)], "extractor")
    assert words in str(caught.value)
    assert log.version == 0


def test_diff_lists_what_became_of_each_event(log: Log) -> None:
    log.propose([event("e1"), event("e2"), event("e3"), event("e4")], "extractor")
    middle = datetime.now(UTC)
    log.propose([event("e5", report_id="r2")], "extractor")
    log.revise("e1", action="correct", changes={"type": "raid"}, author="ana")
    log.revise("e2", action="withdraw", author="ana")
    log.purge("e3", "ana", "asked for")
    changes = {c.event_id: c for c in log.diff(1)}
    assert {id_: c.kind for id_, c in changes.items()} == {
        "e1": "changed", "e2": "withdrawn", "e3": "removed", "e5": "added",
    }  # fmt: skip
    assert changes["e1"].before == event("e1")
    assert changes["e1"].after == event("e1", type="raid")
    assert (changes["e3"].before, changes["e3"].after) == (None, None)
    assert log.diff(middle) == log.diff(1)
    assert log.diff(log.version) == []


def test_versions_and_moments_never_go_backwards(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    log.propose([event("e1", evidence=())], "extractor")
    first = log.history("e1")[0].recorded_at

    class Late(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:
            return first - timedelta(days=300)

    monkeypatch.setattr(commits, "datetime", Late)
    log.propose([event("e2", evidence=())], "extractor")
    second = log.history("e2")[0]
    assert (second.version, second.recorded_at > first) == (2, True)
    assert log.version_at(first) == 1
    assert log.version_at(second.recorded_at) == 2
    assert log.version_at(first - timedelta(seconds=1)) == 0


def _everything(folder: Path) -> bytes:
    """All bytes below a folder, with the contents of Parquet files unpacked."""
    found = b""
    for path in folder.rglob("*"):
        if path.is_file():
            found += str(path).encode() + path.read_bytes()
            if path.suffix == ".parquet":
                with duckdb.connect() as connection:
                    found += str(connection.execute("FROM read_parquet(?)", [str(path)]).fetchall()).encode()
    return found


def test_a_purged_report_is_gone_from_every_file(log: Log, own_store: Path) -> None:
    secret = "Zanahoria-7431"
    log.append_reports([report("r1", text=f"They say {secret} did it."), report("r2")])
    log.propose([event("e1", summary=secret), event("e2", report_id="r2")], "extractor")
    log.revise("e1", action="correct", changes={"claimed_by": secret}, author="ana", reason="why")
    log.compact()
    assert secret.encode() in _everything(own_store)
    assert log.purge("r1", "ana", "asked for") == ["e1", "r1"]
    assert secret.encode() not in _everything(own_store.parent)
    assert log.version == 4
    (tombstone,) = log.history("e1")
    assert (tombstone.action, tombstone.author, tombstone.reason, tombstone.event) == (
        "purge", "ana", "asked for", None,
    )  # fmt: skip
    with pytest.raises(NotFoundError, match="report r1 was removed"):
        log.report("r1")
    assert log.history("e2")[0].event == event("e2", report_id="r2")
    assert log.report("r2") == report("r2")


def test_what_was_purged_does_not_come_back(log: Log) -> None:
    log.append_reports([report()])
    log.propose([event("e1"), event("e2")], "extractor")
    assert log.purge("e1", "ana") == ["e1"]
    assert log.propose([event("e1"), event("e2")], "extractor").purged == 1
    assert log.purge("r1", "ana") == ["e1", "e2", "r1"]
    assert log.append_reports([report()]).purged == 1
    assert log.propose([event("e3", type="raid")], "extractor").purged == 1
    with pytest.raises(NotFoundError, match="event e1 was removed"):
        log.revise("e1", action="restore", author="ana")
    with pytest.raises(NotFoundError, match="no event, report or story has the id 'x'"):
        log.purge("x", "ana")


def test_compaction_keeps_every_version(log: Log) -> None:
    for i in range(6):
        log.propose([event(f"e{i}", report_id=f"r{i}")], "extractor")
    log.revise("e0", action="confirm", author="ana")
    before = [log.history(f"e{i}") for i in range(6)]
    log.compact()
    assert len(log.commits.files()) == 1
    assert [log.history(f"e{i}") for i in range(6)] == before
    assert log.version == Log.open().version == 7
    assert log.propose([event("e9", report_id="r9")], "extractor").version == 8


def test_an_older_table_without_newer_columns_is_read_and_extended(own_store: Path) -> None:
    from geo.store import rows

    old = [f for f in rows.SCHEMA if f.name not in ("killed", "candidates", "radius_km")]
    import pyarrow as pa
    from deltalake import CommitProperties, Transaction, write_deltalake

    row = rows.event_row(event("e1", place=replace(JUAREZ, candidates=())))
    full = rows.table([row | {"action": "propose", "author": "old"}], 1, datetime(2025, 1, 1, tzinfo=UTC))
    write_deltalake(
        own_store,
        full.select([f.name for f in old]).cast(pa.schema(old)),
        commit_properties=CommitProperties(app_transactions=[Transaction("sightline", 1)]),
    )
    log = Log.open()
    assert log.version == 1
    assert log.history("e1")[0].event == event("e1", place=replace(JUAREZ, candidates=()))
    log.propose([event("e2", evidence=())], "extractor")
    assert log.history("e2")[0].event == event("e2", evidence=())
    assert log.history("e1")[0].author == "old"


def test_the_json_log_quotes_no_text(log: Log, own_store: Path) -> None:
    log.propose([event(summary="Aardvark")], "extractor")
    entries = "".join(p.read_text() for p in (own_store / "_delta_log").glob("*.json"))
    assert "Aardvark" not in entries
    stats = [json.loads(json.loads(line)["add"]["stats"]) for line in entries.splitlines() if '"add"' in line]
    assert {key for s in stats for key in s["minValues"]} == {"version", "recorded_at"}


def test_a_damaged_part_of_the_log_is_named(log: Log, own_store: Path) -> None:
    log.propose([event()], "extractor")
    part = next(own_store.glob("*.parquet"))
    part.write_bytes(b"PAR1" + b"\x00" * 40 + b"PAR1")
    with pytest.raises(StoreError, match=f"{own_store}: a part of the log is damaged"):
        log.history("e1")


def test_a_missing_log_is_not_made_by_reading(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no log"):
        Log.open(tmp_path / "none", create=False)
    assert not (tmp_path / "none").exists()


def test_others_can_read_the_table(log: Log, own_store: Path) -> None:
    log.propose([event()], "extractor")
    table = DeltaTable(own_store)
    found = duckdb.execute(
        "SELECT event_id, type, lat, lon, where_prec, regions, actors FROM read_parquet(?)",
        [table.file_uris()],
    ).fetchall()
    assert found == [("e1", "arrest", 31.72024, -106.46084, 1, ["8581816", "MX", "MX-CHH"], ["mx-army"])]


steps = st.lists(
    st.tuples(
        st.sampled_from(["propose", "correct", "confirm", "dispute", "withdraw", "restore"]),
        st.integers(0, 9),
    ),
    min_size=1,
    max_size=6,
)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=steps)
def test_folding_revisions_gives_what_was_said_last(
    steps: list[tuple[str, int]], tmp_path_factory: Any
) -> None:
    """The newest of a history is what a plain fold of the same steps gives, and nothing before it changes.

    A restoration takes the last step off that is not taken off yet.
    """
    log = Log.open(tmp_path_factory.mktemp("fold") / "store")
    log.propose([event()], "extractor")
    told, standing = [event()], [event()]
    by_person = False
    for action, number in steps:
        if action == "propose":
            log.propose([event(confidence=number / 10)], "extractor")
            if by_person or told[-1] == event(confidence=number / 10):
                continue
            told.append(event(confidence=number / 10))
            standing.append(told[-1])
        elif action == "restore":
            if len(standing) == 1:
                with pytest.raises(InputError, match="There is nothing to restore"):
                    log.revise("e1", action="restore", author="ana")
                continue
            log.revise("e1", action="restore", author="ana")
            standing.pop()
            told.append(standing[-1])
            by_person = True
        else:
            changes = {"claimed_by": str(number)} if action == "correct" else {}
            log.revise("e1", action=action, changes=changes, author="ana")
            status = {"confirm": "confirmed", "dispute": "disputed", "withdraw": "withdrawn"}.get(
                action, told[-1].status
            )
            told.append(replace(told[-1], status=status, **changes))
            standing.append(told[-1])
            by_person = True
    history = log.history("e1")
    assert [r.event for r in history] == told
    assert [r.version for r in history] == list(range(1, len(told) + 1))
