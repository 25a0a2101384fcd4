"""The store among processes: many writers, killed writers, damaged and stale files, followers."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from multiprocessing import get_context
from pathlib import Path

import duckdb
import pytest

from geo.errors import StoreError
from geo.store import erase
from geo.store import index as index_module
from geo.store.filter import Filter
from geo.store.index import Index
from geo.store.log import Log
from tests.unit.stories import event, report

ROOT = Path(__file__).parents[2]

WRITER = """
import sys
from geo.store.log import Log
from tests.unit.stories import event
log = Log.open(sys.argv[1])
for i in range(int(sys.argv[3]), 100000):
    log.propose([event(f"{sys.argv[2]}-{i:05}", evidence=())], sys.argv[2])
    print(i, flush=True)
"""


def _append(store: str, name: str, count: int) -> list[tuple[str, int]]:
    """Append some events one by one; returns the ids with the versions that were reported."""
    log = Log.open(store)
    ids = [f"{name}-{i}" for i in range(count)]
    return [(id_, log.propose([event(id_, evidence=())], name).version) for id_ in ids]


@pytest.mark.parametrize("lock", [True, False])
def test_four_processes_append_and_none_is_lost(
    own_store: Path, monkeypatch: pytest.MonkeyPatch, lock: bool
) -> None:
    """Without the folder's lock, as on an object store, the commits alone keep the writers apart."""
    if not lock:
        monkeypatch.setenv("SIGHTLINE_NO_LOCK", "1")
    Log.open()
    with get_context("spawn").Pool(4) as pool:
        parts = pool.starmap(_append, [(str(own_store), f"w{i}", 8) for i in range(4)])
    told = dict(pair for part in parts for pair in part)
    assert sorted(told.values()) == list(range(1, 33))
    log = Log.open()
    assert log.version == 32
    rows = log.commits.sql("SELECT event_id, version, recorded_at FROM log ORDER BY version")
    assert {r[0]: r[1] for r in rows} == told
    assert [r[2] for r in rows] == sorted(r[2] for r in rows)
    assert Index.current(log).count(Filter(asof=20)).events == 20


def _kill_at(store: Path, name: str, moments: list[float]) -> list[str]:
    """Run a writer and kill it after each of some delays (s); returns the ids that it acknowledged."""
    told: list[str] = []
    for delay in moments:
        process = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(store), name, str(len(told))],
            stdout=subprocess.PIPE, text=True, cwd=ROOT,
        )  # fmt: skip
        assert process.stdout is not None
        first = process.stdout.readline()
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        lines = [first, *process.stdout]
        process.wait()
        told += [f"{name}-{int(line):05}" for line in lines if line.endswith("\n")]
    return told


def _check_after_kills(store: Path, told: list[str]) -> None:
    log = Log.open(store)
    rows = log.commits.sql("SELECT event_id, version FROM log")
    ids = [r[0] for r in rows]
    assert len(told) == len(set(told))
    assert set(told) <= set(ids)
    assert len(ids) == len(set(ids))
    assert sorted(r[1] for r in rows) == list(range(1, log.version + 1))
    again = log.propose([event(id_, evidence=()) for id_ in told], "w")
    assert (again.added, again.unchanged) == ((), len(told))
    assert Index(log).count(Filter()).events == len(ids)


def test_a_killed_writer_loses_nothing_that_it_acknowledged(own_store: Path) -> None:
    _check_after_kills(own_store, _kill_at(own_store, "w", [0.01, 0.05, 0.09]))


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_a_hundred_kills_lose_nothing(own_store: Path) -> None:
    moments = [(i * 37 % 100) / 400 for i in range(100)]
    _check_after_kills(own_store, _kill_at(own_store, "w", moments))


@pytest.mark.soak
def test_eight_processes_append_and_none_is_lost(own_store: Path) -> None:
    Log.open()
    with get_context("spawn").Pool(8) as pool:
        parts = pool.starmap(_append, [(str(own_store), f"w{i}", 50) for i in range(8)])
    told = dict(pair for part in parts for pair in part)
    assert sorted(told.values()) == list(range(1, 401))
    rows = Log.open().commits.sql("SELECT event_id, version FROM log")
    assert dict(rows) == told


def test_an_open_index_follows_another_processs_commits(own_store: Path) -> None:
    """A commit shows within two seconds, without a restart."""
    log = Log.open()
    log.propose([event("e0", evidence=())], "x")
    index = Index.current(log)
    assert index.count(Filter()).events == 1
    with get_context("spawn").Pool(1) as pool:
        pool.starmap(_append, [(str(own_store), "other", 1)])
        committed = time.monotonic()
        while index.count(Filter()).events < 2:
            assert time.monotonic() - committed < 2
            time.sleep(0.02)
    assert index.version == 2


def test_a_large_tail_becomes_a_new_file_without_a_pause(
    own_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_module, "MAX_TAIL", 10)
    log = Log.open()
    log.propose([event("e0", evidence=())], "x")
    index = Index.current(log)
    assert _files(index) == ["index-1"]
    log.propose([event(f"e{i}", evidence=()) for i in range(20)], "x")
    assert index.refresh().count(Filter()).events == 20
    builder = index._builder
    assert builder is not None
    builder.join(30)
    assert _files(index) == ["index-2"]
    assert [s.size for s in index.refresh().segments] == [20]
    assert index.count(Filter()).events == 20


@pytest.mark.parametrize("kind", ["duckdb", "cards"])
@pytest.mark.parametrize("damage", ["head", "middle", "short", "empty", "other"])
def test_a_damaged_index_is_built_again(own_store: Path, damage: str, kind: str) -> None:
    log = Log.open()
    log.propose([event(f"e{i}", evidence=()) for i in range(50)], "x")
    path = Index(log).pin() and next(Path(f"{own_store}.index").glob(f"*.{kind}"))
    data = bytearray(path.read_bytes())
    size = len(data)
    if damage == "head":
        data[: size // 4] = b"\xff" * (size // 4)
    elif damage == "middle":
        data[size // 4 : size // 2] = b"\xff" * (size // 2 - size // 4)
    elif damage == "short":
        del data[len(data) // 3 :]
    elif damage == "empty":
        data.clear()
    path.unlink()
    if damage == "other" and kind == "duckdb":
        with duckdb.connect(str(path)) as connection:
            connection.execute("CREATE TABLE meta AS SELECT 0 AS format, 1 AS version, 'x' AS uri, 0 AS rows")
    elif damage == "other":
        path.write_bytes(data[:-40] + bytes(16) + data[-24:])
    else:
        path.write_bytes(data)
    index = Index(Log.open())
    assert index.count(Filter()).events == 50
    assert len(index.events(Filter()).rows) == 50


def test_memory_holds_neither_the_cards_nor_wider_codes_than_are_used(own_store: Path) -> None:
    log = Log.open()
    kinds = ("arrest", "raid", "killing")
    log.propose([event(f"e{i}", evidence=(), type=kinds[i % 3]) for i in range(400)], "x")
    Index(log).pin()
    index = Index(Log.open())  # from the files
    assert len(index.events(Filter(), limit=400).rows) == 400
    assert ".cards" not in Path("/proc/self/maps").read_text()
    (segment,) = index.pin().segments
    widths = {name: segment.columns[name].dtype.itemsize for name in ("type_code", "killed", "report_code")}
    assert widths == {"type_code": 1, "killed": 1, "report_code": 4}
    many = tuple(segment.types)
    assert index.count(Filter(types=many)).events == 400
    assert index.count(Filter(types=tuple(t for t in many if t != "raid"))).events == 267
    assert index.count(Filter(types=("raid", "drone_attack"))).events == 133


def test_damage_that_shows_late_is_mended_in_passing(own_store: Path) -> None:
    """The file opens well, and a block of it is bad: the answer comes all the same."""
    log = Log.open()
    log.propose([event(f"e{i}", evidence=()) for i in range(50)], "x")
    path = Index(log).pin() and next(Path(f"{own_store}.index").glob("*.cards"))
    data = bytearray(path.read_bytes())
    data[100] ^= 0xFF
    path.unlink()
    path.write_bytes(data)
    index = Index(Log.open())
    assert index.count(Filter()).events == 50
    assert len(index.events(Filter()).rows) == 50
    assert path.exists() is False
    assert _files(index) == ["index-1"]


def test_a_lost_index_is_built_again_by_whoever_comes(own_store: Path) -> None:
    log = Log.open()
    log.propose([event("e0", evidence=())], "x")
    indexes = [Index(Log.open()) for _ in range(4)]
    threads = [threading.Thread(target=index.pin) for index in indexes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [index.count(Filter()).events for index in indexes] == [1] * 4
    shutil.rmtree(indexes[0].folder)
    assert indexes[0].count(Filter()).events == 1
    assert Index(Log.open()).count(Filter()).events == 1
    assert _files(indexes[0]) == ["index-1"]


def test_many_threads_ask_at_once(own_store: Path) -> None:
    log = Log.open()
    log.append_reports([report()])
    log.propose([event(f"e{i}", evidence=()) for i in range(300)], "x")
    index = Index.current(log)
    failures: list[BaseException] = []

    def ask(number: int) -> None:
        try:
            for i in range(10):
                wanted = Filter(q="pato" if i % 2 else "", types=("arrest",))
                assert index.count(wanted).events == 300
                assert index.tile(wanted, 0, 0, 0)["n"] == 300
                assert len(index.events(wanted, limit=number + 1).rows) == number + 1
                assert index.facets(wanted, ["region"])["region"][0][1] == 300
        except BaseException as error:  # noqa: BLE001 - reported below, on the test's own thread
            failures.append(error)

    threads = [threading.Thread(target=ask, args=(i,)) for i in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_the_serving_connection_reads_no_files(own_store: Path) -> None:
    log = Log.open()
    log.propose([event("e0", evidence=())], "x")
    base = Index.current(log).pin().segments[0]
    for query in (
        "SELECT * FROM read_text('/etc/hostname')",
        "COPY events TO '/tmp/x.csv'",
        "ATTACH '/tmp/x.db'",
    ):
        with pytest.raises(duckdb.PermissionException):
            base.rows(query)
    assert base.rows("SELECT current_setting('autoinstall_known_extensions')") == [(False,)]
    with pytest.raises(duckdb.Error, match="locked"):
        base.rows("SET enable_external_access = true")


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes to read-only folders")
def test_a_read_only_folder_is_named(own_store: Path) -> None:
    log = Log.open()
    own_store.chmod(0o500)
    try:
        with pytest.raises(StoreError, match="cannot be written to"):
            log.propose([event()], "x")
    finally:
        own_store.chmod(0o700)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match=r"no log can be made there|cannot be opened"):
        Log.open(tmp_path / "file" / "store")


def _files(index: Index) -> list[str]:
    """The versions of the index files; each has its cards beside it."""
    assert sorted(p.stem for p in index.folder.glob("*.cards")) == sorted(
        p.stem for p in index.folder.glob("*.duckdb")
    )
    return [p.name.rpartition("-")[0] for p in index.folder.glob("*.duckdb")]


def _fill_up(store: str) -> str:
    """Append in a process whose files may not grow beyond 20 KB, as on a full disk; returns the error."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    log = Log.open(store)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
    noise = "".join(chr(0x4E00 + (i * 7919) % 20_000) for i in range(40_000))
    try:
        log.propose([event("big", summary=noise)], "x")
    except StoreError as error:
        return str(error)
    return ""


def test_a_full_disk_leaves_the_log_as_it_was(own_store: Path) -> None:
    log = Log.open()
    log.propose([event("e0", evidence=())], "x")
    with get_context("spawn").Pool(1) as pool:
        (message,) = pool.map(_fill_up, [str(own_store)])
    assert message.startswith(f"{own_store}: could not append, the log is unchanged")
    assert message.endswith("Check the space and the permissions, then try again.")
    assert log.version == 1
    assert log.propose([event("e1", evidence=())], "x").version == 2
    assert Index.current(log).count(Filter()).events == 2


def test_an_interrupted_erasure_is_finished_by_the_next_upkeep(
    own_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed between the tombstone and the deletion, the event is hidden at once and erased later."""
    log = Log.open()
    log.propose([event("e0", summary="Zanahoria", evidence=()), event("e1", evidence=())], "x")
    with monkeypatch.context() as patch:
        patch.setattr(erase, "sweep", lambda commits: None)
        log.purge("e0", "ana")
    assert log.commits.sql("SELECT count(*) FROM log WHERE contains(payload, 'Zanahoria')") == [(1,)]
    index = Index.current(log)
    assert (index.event("e0"), index.count(Filter()).events) == ("removed", 1)
    log.compact()
    assert log.commits.sql("SELECT count(*) FROM log WHERE contains(payload, 'Zanahoria')") == [(0,)]
    for part in own_store.glob("*.parquet"):
        assert "Zanahoria" not in str(duckdb.execute("FROM read_parquet(?)", [str(part)]).fetchall())


def test_small_files_are_joined_as_the_log_grows(own_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(erase, "COMPACT_EVERY", 4)
    log = Log.open()
    for i in range(9):
        log.propose([event(f"e{i}", evidence=())], "x")
    assert len(log.commits.files()) == 2
    assert [r[0] for r in log.commits.sql("SELECT version FROM log ORDER BY version")] == list(range(1, 10))
