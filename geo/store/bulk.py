"""Many proposals at once, as columns: what an importer appends when its file has a million rows.

The rules are those of `Log.propose`: what is known word for word adds nothing, what a person revised stays as
it is, what was erased stays erased. What the log knows of the importer's ids is read once and followed, so
that a batch costs one join; ids and digests are kept as numbers of 128 bits, 33 bytes an event.
"""

from __future__ import annotations

from datetime import datetime
from typing import Self

import pyarrow as pa

from geo.store.commits import connect
from geo.store.log import Log
from geo.store.propose import Tally
from geo.store.rows import SCHEMA

MEMORY = "300MB"


class BulkProposals:
    """Appends batches of one importer's proposals. Use it as a context manager.

    Parameters
    ----------
    log
        Where to.
    prefix
        What all of the importer's event ids begin with.
    """

    def __init__(self, log: Log, prefix: str) -> None:
        self._log, self._prefix = log, prefix
        self._db = connect(memory_limit=MEMORY)
        self._db.execute("CREATE TABLE known (id UHUGEINT, person BOOLEAN, digest UHUGEINT)")
        self._db.execute("CREATE TABLE gone (id VARCHAR)")
        self._seen = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def append(self, batch: pa.Table) -> Tally:
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
        fresh, tally = batch, Tally()

        def build(version: int) -> pa.Table | None:
            nonlocal fresh, tally
            self._follow(version - 1)
            fresh, tally = self._sorted(batch)
            return _stamped(fresh, version, commits.clock()) if fresh.num_rows else None

        version = commits.append_table(build)
        if fresh.num_rows:
            self._learn(fresh, tally.updated)
            self._seen = version
        tally.version = version
        return tally

    def _follow(self, version: int) -> None:
        """Read what the log got since, by anybody, of ids with the prefix and of erasures."""
        if version <= self._seen:
            return
        commits = self._log.commits
        commits.attach(self._db, self._seen)
        self._db.execute(
            "CREATE OR REPLACE TEMP TABLE news AS SELECT md5_number(event_id) AS id,"
            " bool_or(action <> 'propose') AS person, arg_max(md5_number(digest), version) AS digest"
            " FROM log WHERE kind = 'event' AND starts_with(event_id, ?) GROUP BY 1",
            [self._prefix],
        )
        self._db.execute(
            "INSERT INTO gone SELECT coalesce(event_id, report_id) FROM log WHERE kind = 'purge'"
        )
        self._db.execute(
            "UPDATE news SET person = TRUE WHERE id IN (SELECT id FROM known WHERE person);"
            "DELETE FROM known WHERE id IN (SELECT id FROM news);"
            "INSERT INTO known SELECT * FROM news; DROP TABLE news; DROP VIEW log"
        )
        self._seen = version

    def _sorted(self, batch: pa.Table) -> tuple[pa.Table, Tally]:
        keys = batch.select(["event_id", "report_id", "digest"])
        self._db.register("batch", keys.append_column("place", pa.array(range(len(keys)), pa.int64())))
        rows = self._db.execute(
            "SELECT batch.place, CASE"
            " WHEN batch.event_id IN (SELECT id FROM gone) OR batch.report_id IN (SELECT id FROM gone) THEN 4"
            " WHEN known.id IS NULL THEN 0 WHEN known.person THEN 3"
            " WHEN known.digest = md5_number(batch.digest) THEN 2 ELSE 1 END AS fate"
            " FROM batch LEFT JOIN known ON known.id = md5_number(batch.event_id) ORDER BY place"
        ).fetchnumpy()
        self._db.unregister("batch")
        fates = rows["fate"]
        fresh = batch if (fates <= 1).all() else batch.take(pa.array(rows["place"][fates <= 1]))
        added, updated, unchanged, kept, purged = (int((fates == fate).sum()) for fate in range(5))
        return fresh, Tally(added=added, updated=updated, unchanged=unchanged, kept=kept, purged=purged)

    def _learn(self, rows: pa.Table, updated: int) -> None:
        self._db.register("written", rows.select(["event_id", "digest"]))
        if updated:
            self._db.execute("DELETE FROM known WHERE id IN (SELECT md5_number(event_id) FROM written)")
        self._db.execute(
            "INSERT INTO known SELECT md5_number(event_id), FALSE, md5_number(digest) FROM written"
        )
        self._db.unregister("written")


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
