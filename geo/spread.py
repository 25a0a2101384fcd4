"""Reports to events on many machines: the same pipeline over Dask, partition by partition.

Each worker reads, extracts and appends its own partitions; the scheduler carries only names and counts. Work
is done at least once (Dask runs the tasks of a lost worker again), and stored exactly once: a partition's
events have ids made of their reports, and the log adds nothing for what it knows word for word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from geo.batch import Extracts, Ingested, Progress, ingest_files
from geo.errors import InputError
from geo.formats.readers import find
from geo.store.log import Log

PARTITIONS: Final = 24
"""How many partitions a run has where that makes none of them too small or too large."""

LEAST: Final = 50
MOST: Final = 2_000
"""Files a partition, which is one commit: a lost worker costs as much work, and commits cost little."""


def ingest_spread(
    store: str,
    address: str,
    paths: Iterable[Path],
    author: str,
    on_progress: Callable[[Progress], None] | None = None,
    *,
    focus: str | None = None,
    partition: int | None = None,
    workers: int = 2,
) -> Ingested:
    """Ingest report files on a Dask cluster.

    Parameters
    ----------
    store
        The log's URI; workers on other machines must reach it and the files under the same names.
    address
        A scheduler's address, or `local` for `workers` processes on this machine.
    on_progress
        Called after each partition; `done` and `total` count files.

    Raises
    ------
    InputError
        Dask is not installed, or there are no files.
    """
    files = [str(file.resolve()) for path in paths for file in find(path)]
    if not files:
        raise InputError(
            "reports (txt, md, html, pdf, docx)", where="ingest --dask", hint="The folders have none."
        )
    Log.open(store)
    partition = partition or min(MOST, max(LEAST, len(files) // PARTITIONS))
    parts = [files[i : i + partition] for i in range(0, len(files), partition)]
    total, done = Ingested(), 0
    with _client(address, workers) as (client, as_completed):
        futures = client.map(
            ingest_partition, parts, store=store, author=author, focus=focus, pure=False, retries=3
        )
        sizes = {future.key: len(part) for future, part in zip(futures, parts, strict=True)}
        for future, result in as_completed(futures, with_results=True):
            done += sizes[future.key]
            total.join(result)
            if on_progress is not None:
                on_progress(Progress(done=done, total=len(files), name=address, events=result.added))
            future.release()
    return total


def ingest_partition(files: list[str], *, store: str, author: str, focus: str | None) -> Ingested:
    """What a worker does with a partition: reads its files and appends their events."""
    paths = [Path(file) for file in files]
    return ingest_files(Log.open(store), _extractor(), paths, author, focus=focus, commit=len(files))


@lru_cache(1)
def _extractor() -> Extracts:
    """One extractor a worker process: it takes seconds to open and is not changed by use."""
    from geo.events.extract import Extractor

    return Extractor.open()


@contextmanager
def _client(address: str, workers: int) -> Iterator[tuple[Any, Any]]:
    try:
        dask: Any = import_module("distributed")
    except ImportError as error:
        raise InputError(
            "Dask", where="ingest --dask", hint="Install it: pip install 'sightline[dask]'."
        ) from error
    if address != "local":
        with dask.Client(address) as client:
            yield client, dask.as_completed
        return
    with (
        dask.LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address=None,
            memory_limit=0,
        ) as cluster,
        dask.Client(cluster) as client,
    ):
        yield client, dask.as_completed
