"""Many proposals at once, as columns: what an importer appends when its file has a million rows.

The rules are those of `Log.propose`: what is known word for word adds nothing, what a person revised stays as
it is, what was erased stays erased. What the log knows of the importer's ids is read once and followed, so
that a batch costs one join.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Self

import pyarrow as pa

from geo.store.commits import connect
from geo.store.log import Log
from geo.store.rows import SCHEMA

STAMPS = ("version", "seq", "recorded_at", "revision_id")
"""Columns that the commit fills in."""

MEMORY = "300MB"


@dataclass(frozen=True, kw_only=True, slots=True)
class Appended:
    """What became of a batch: how many were added, updated, known already, kept as revised, or erased."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    kept: int = 0
    purged: int = 0
    version: int = 0


class BulkProposals:
    """Appends batches of one importer's proposals. Use it as a context manager.

    Parameters
    ----------
    log
        Where to.
    author
        Who proposes.
    prefix
        What all of the importer's event ids begin with.
    """

    def __init__(self, log: Log, author: str, prefix: str) -> None:
        self._log, self._author, self._prefix = log, author, prefix
        self._db = connect(memory_limit=MEMORY)
        self._db.execute("CREATE TABLE known (event_id VARCHAR, person BOOLEAN, digest VARCHAR)")
        self._db.execute("CREATE TABLE gone (id VARCHAR)")
        self._seen = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def append(self, batch: pa.Table) -> Appended:
        """Append one batch as one commit, or nothing where nothing is new.

        Parameters
        ----------
        batch
            The columns of `geo.store.rows.SCHEMA` that `event_row` fills; each `event_id` once.

        Raises
        ------
        StoreError
            The rows could not be written; the log is as it was.
        """
        commits = self._log.commits
        found, outcome = batch, _Outcome([0] * 5)

        def build(version: int) -> pa.Table | None:
            nonlocal found, outcome
            self._follow(version - 1)
            found, outcome = self._sorted(batch)
            return _stamped(found, version, commits.clock()) if found.num_rows else None

        version = commits.append_table(build)
        if found.num_rows:
            self._learn(found)
            self._seen = version
        return outcome(version)

    def _follow(self, version: int) -> None:
        """Read what the log got since, by anybody, of ids with the prefix and of erasures."""
        if version <= self._seen:
            return
        commits = self._log.commits
        commits.attach(self._db, self._seen)
        self._db.execute(
            "CREATE OR REPLACE TEMP TABLE news AS SELECT event_id, bool_or(action <> 'propose') AS person,"
            " arg_max(digest, version) AS digest FROM log WHERE kind = 'event' AND starts_with(event_id, ?)"
            " GROUP BY event_id",
            [self._prefix],
        )
        self._db.execute(
            "INSERT INTO gone SELECT coalesce(event_id, report_id) FROM log WHERE kind = 'purge'"
        )
        self._db.execute(
            "UPDATE news SET person = TRUE WHERE event_id IN (SELECT event_id FROM known WHERE person);"
            "DELETE FROM known WHERE event_id IN (SELECT event_id FROM news);"
            "INSERT INTO known SELECT * FROM news; DROP TABLE news; DROP VIEW log"
        )
        self._seen = version

    def _sorted(self, batch: pa.Table) -> tuple[pa.Table, _Outcome]:
        keys = batch.select(["event_id", "report_id", "digest"])
        self._db.register("batch", keys.append_column("place", pa.array(range(len(keys)), pa.int64())))
        rows = self._db.execute(
            "SELECT batch.place, CASE"
            " WHEN batch.event_id IN (SELECT id FROM gone) OR batch.report_id IN (SELECT id FROM gone) THEN 4"
            " WHEN known.event_id IS NULL THEN 0 WHEN known.person THEN 3"
            " WHEN known.digest = batch.digest THEN 2 ELSE 1 END AS fate"
            " FROM batch LEFT JOIN known USING (event_id) ORDER BY place"
        ).fetchnumpy()
        self._db.unregister("batch")
        fates = rows["fate"]
        fresh = batch if (fates <= 1).all() else batch.take(pa.array(rows["place"][fates <= 1]))
        counts = [int((fates == fate).sum()) for fate in range(5)]
        return fresh, _Outcome(counts)

    def _learn(self, rows: pa.Table) -> None:
        self._db.register("written", rows.select(["event_id", "digest"]))
        self._db.execute("DELETE FROM known WHERE event_id IN (SELECT event_id FROM written)")
        self._db.execute("INSERT INTO known SELECT event_id, FALSE, digest FROM written")
        self._db.unregister("written")

    @property
    def author(self) -> str:
        """Who proposes."""
        return self._author


class _Outcome:
    """Counts that become an `Appended` once their version is known."""

    def __init__(self, counts: list[int]) -> None:
        self._counts = counts

    def __call__(self, version: int) -> Appended:
        added, updated, unchanged, kept, purged = self._counts
        return Appended(
            added=added, updated=updated, unchanged=unchanged, kept=kept, purged=purged, version=version
        )


def _stamped(rows: pa.Table, version: int, recorded_at: datetime) -> pa.Table:
    """The rows with the columns that a commit adds, in the log's own order."""
    count = rows.num_rows
    filled = {
        "version": pa.array([version] * count, pa.int64()),
        "seq": pa.array(range(count), pa.int32()),
        "recorded_at": pa.array([recorded_at] * count, pa.timestamp("us", "UTC")),
        "revision_id": pa.array([f"{version}.{i}" for i in range(count)], pa.string()),
    }
    columns = []
    for name, kind in zip(SCHEMA.names, SCHEMA.types, strict=True):
        if name in filled:
            columns.append(filled[name])
        elif name in rows.column_names:
            columns.append(rows.column(name).cast(kind))
        else:
            columns.append(pa.nulls(count, kind))
    return pa.Table.from_arrays(columns, schema=SCHEMA)
