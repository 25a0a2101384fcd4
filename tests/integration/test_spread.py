"""Ingesting over Dask: the same events as alone, once each, also when a worker dies or a run is repeated."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from geo.errors import InputError
from geo.spread import ingest_partition, ingest_spread
from geo.store.log import Log

pytest.importorskip("distributed", reason="Dask is an extra: pip install 'sightline[dask]'")

PLACES = ("Uruapan", "Morelia", "Culiacán", "Tijuana", "Monterrey", "Acapulco", "Reynosa", "Celaya")


def reports(folder: Path, count: int) -> list[Path]:
    folder.mkdir()
    made = []
    for i in range(count):
        path = folder / f"{i:04}.txt"
        path.write_text(f"{i + 2} men were arrested in {PLACES[i % len(PLACES)]}, Mexico.", "utf-8")
        made.append(path)
    return made


def counts(store: str) -> tuple[int, int, int]:
    """Reports, events, and rows of events in the log."""
    sql = "SELECT count(DISTINCT report_id), count(DISTINCT event_id), count(event_id) FROM log"
    row = Log.open(store).commits.sql(sql)[0]
    return int(row[0]), int(row[1]), int(row[2])


def dies_once(files: list[str], mark: str) -> None:
    """Kill this worker in the middle of the partition, the first time that it comes here."""
    try:
        os.close(os.open(mark, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return
    os.kill(os.getpid(), signal.SIGKILL)


def partition_on_a_dying_worker(files: list[str], *, store: str, mark: str) -> int:
    """Half of the partition is stored, then the worker dies; the second try does all of it."""
    ingest_partition(files[: len(files) // 2], store=store, author="extractor", focus=None)
    dies_once(files, mark)
    return ingest_partition(files, store=store, author="extractor", focus=None).reports


def test_two_workers_store_each_event_once_and_again_adds_nothing(own_store: Path, tmp_path: Path) -> None:
    files = reports(tmp_path / "in", 24)
    first = ingest_spread(str(own_store), "local", [tmp_path / "in"], "extractor", partition=6)
    assert (first.reports, first.new_reports, first.added, first.failures) == (24, 24, 24, [])
    assert counts(str(own_store)) == (24, 24, 24)
    alone = tmp_path / "alone"
    ingest_partition([str(f) for f in files], store=str(alone), author="extractor", focus=None)
    sql = "SELECT event_id, digest FROM log WHERE kind = 'event' ORDER BY event_id"
    assert Log.open(alone).commits.sql(sql) == Log.open(own_store).commits.sql(sql)
    again = ingest_spread(str(own_store), "local", [tmp_path / "in"], "extractor", partition=6)
    assert (again.added, again.unchanged, again.new_reports) == (0, 24, 0)


@pytest.mark.soak
def test_a_worker_killed_half_way(own_store: Path, tmp_path: Path) -> None:
    from distributed import Client, LocalCluster

    files = [str(f) for f in reports(tmp_path / "in", 16)]
    with (
        LocalCluster(
            n_workers=1, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None
        ) as cluster,
        Client(cluster) as client,
    ):
        future = client.submit(
            partition_on_a_dying_worker, files, store=str(own_store), mark=str(tmp_path / "died"), pure=False
        )
        assert future.result(timeout=200) == 16
    assert (tmp_path / "died").exists()
    assert counts(str(own_store)) == (16, 16, 16)


def test_nothing_to_do_is_an_error(own_store: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="reports"):
        ingest_spread(str(own_store), "local", [tmp_path], "extractor")
