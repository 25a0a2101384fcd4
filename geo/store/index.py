"""The index: answers filters fast, follows the log by itself, and can be lost at any time.

`index-<version>-<build>.duckdb` lies in a folder beside the log with its cards, built into temporary files
and renamed, then only ever read. (A build's name is never used twice: DuckDB takes a file that was replaced
under an open connection for the old one.) What the log got since is a small segment in memory, made again at
each new version; when it has grown, one process builds new files in the background and every process takes
them up.
"""

from __future__ import annotations

import atexit
import contextlib
import io
import os
import threading
import time
import weakref
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, TypeVar

import duckdb
import pyarrow as pa

from geo.errors import StoreError
from geo.records import Report, Revision
from geo.store import summary
from geo.store.build import FORMAT, build, held
from geo.store.cards import Cards, Damaged
from geo.store.changes import Changes
from geo.store.commits import connect, locked
from geo.store.filter import Filter
from geo.store.log import Log
from geo.store.pages import Apart, Page
from geo.store.published import Rules
from geo.store.segment import Grouping, Segment
from geo.store.sides import Sides
from geo.store.snapshot import Snapshot
from geo.store.summary import Counts, Histogram

CHECK_SECONDS = 0.5
"""How often at most a query looks for a new version."""

MAX_TAIL = 20_000
"""Rows beyond the file at which a new file is built in the background."""

MOST_TAIL = 100_000
"""Rows beyond the file up to which they are shown before the new file is there."""

Answer = TypeVar("Answer")

MEMORY = os.environ.get("SIGHTLINE_INDEX_MEMORY", "400MB")
BUILD_MEMORY = os.environ.get("SIGHTLINE_BUILD_MEMORY", "1500MB")

_OPEN: dict[tuple[str, str], Index] = {}
_OPEN_LOCK = threading.Lock()
_GOODBYE_SECONDS = 10.0
_BUILDERS: weakref.WeakSet[Index] = weakref.WeakSet()


@atexit.register
def _end_builds() -> None:
    """End builds in the background: a thread inside DuckDB must not outlive the interpreter, which aborts."""
    for index in list(_BUILDERS):
        index.end_build()


class Index:
    """Queries over a log. Get it with `Index.current`; every method may be called from any thread.

    Each method asks the newest version. Where several answers must agree, `pin` a snapshot, which has
    the same methods.
    """

    def __init__(self, log: Log, rules: Rules | None = None) -> None:
        self.log, self.rules = log, rules
        self._lock = threading.Lock()
        self._checked = 0.0
        self._snapshot: Snapshot | None = None
        self._base: Segment | None = None
        self._base_version = -1
        self._builder: threading.Thread | None = None
        self._making: duckdb.DuckDBPyConnection | None = None

    @classmethod
    def current(cls, log: Log, rules: Rules | None = None) -> Index:
        """The index of a log: opened, and built where it is missing, stale or damaged; one a process.

        With `rules` it is an index of its own, of what they let leave; see `geo.store.published`.
        """
        key = (log.uri, f"{rules.name}-{rules.stamp}" if rules else "")
        with _OPEN_LOCK:
            index = _OPEN.get(key)
            if index is None:
                index = _OPEN[key] = cls(log, rules)
        index.pin()
        return index

    @property
    def profile(self) -> str:
        """The name of the rules by which what it holds left the log."""
        return self.rules.name if self.rules else "analyst"

    @property
    def folder(self) -> Path:
        """Where the index's files are."""
        beside = self.log.commits.beside()
        return beside / self.rules.name if self.rules else beside

    @property
    def version(self) -> int:
        """The version of the log that answers show."""
        return self.pin().version

    def pin(self) -> Snapshot:
        """The newest snapshot: immutable, with all of the index's queries.

        While one thread makes the next one, the others get the one before.
        """
        snapshot = self._snapshot
        if snapshot is None:
            return self.refresh()
        fresh = time.monotonic() - self._checked < CHECK_SECONDS
        if fresh and self.log.commits.seen <= snapshot.version:
            return snapshot
        if self._lock.acquire(blocking=False):
            try:
                self._follow()
            finally:
                self._lock.release()
        return self._snapshot or snapshot

    def unchanged(self, version: int) -> bool:
        """Whether answers of a version still hold, as far as is known without looking at the log."""
        snapshot = self._snapshot
        return (
            snapshot is not None
            and snapshot.version == version >= self.log.commits.seen
            and time.monotonic() - self._checked < CHECK_SECONDS
        )

    def refresh(self) -> Snapshot:
        """The snapshot of the newest version, whatever was checked when."""
        with self._lock:
            self._follow()
            assert self._snapshot is not None
            return self._snapshot

    def _follow(self) -> None:
        """Bring the snapshot up to the log's version; the lock is held."""
        version = self.log.version
        if self._base is None:
            self._take_up(version)
        assert self._base is not None
        if self._snapshot is None or self._snapshot.version != version:
            new = self._rows_after(self._base_version)
            if new > MAX_TAIL:
                self._build_later(version)
            if new <= MOST_TAIL or self._snapshot is None:
                self._snapshot = self._shown(version)
        self._checked = time.monotonic()

    def _shown(self, version: int) -> Snapshot:
        """The file's segment, with a segment of what came later where something did."""
        assert self._base is not None
        if self._base_version >= version:
            return Snapshot([self._base], self._base_version, self.profile)
        tail = self._tail(version)
        if tail.removed:
            self._build_later(version)
        return Snapshot([_ended(self._base, tail), tail], version, self.profile)

    def _rows_after(self, version: int) -> int:
        return int(self.log.commits.sql("SELECT count(*) FROM log", after=version)[0][0])

    def _take_up(self, version: int) -> None:
        """Open the newest index file, or build one where none is good or the newest is far behind."""
        found = self._newest(version)
        if found is None or self._rows_after(found[1]) > MOST_TAIL:
            with self._building():
                found = self._newest(self.log.version)
                if found is None or self._rows_after(found[1]) > MOST_TAIL:
                    found = self._build(self.log.version)
        self._base, self._base_version = found

    def _ask(self, question: Callable[[Snapshot], Answer]) -> Answer:
        """Ask the newest snapshot; where its file turns out to be damaged, build it again and ask again."""
        snapshot = self.pin()
        try:
            return question(snapshot)
        except (Damaged, duckdb.IOException, duckdb.FatalException, duckdb.SerializationException):
            with self._lock:
                if self._snapshot is snapshot:
                    for path in self.folder.glob(f"index-{self._base_version}-*.duckdb"):
                        _drop(path)
                    self._base, self._snapshot = None, None
            return question(self.refresh())

    def _newest(self, version: int) -> tuple[Segment, int] | None:
        for path in sorted(self.folder.glob("index-*.duckdb"), key=_version_of, reverse=True):
            if _version_of(path) <= version:
                try:
                    return self._load(path), _version_of(path)
                except (duckdb.Error, StoreError, OSError, KeyError, ValueError):
                    _drop(path)  # damaged, or of another format: the log makes it again
        return None

    def _load(self, path: Path) -> Segment:
        connection = connect(
            str(path),
            read_only=True,
            memory_limit=MEMORY,
            enable_external_access="false",
            lock_configuration="true",
        )
        try:
            meta = connection.execute("SELECT format, version, uri, rows, build FROM meta").fetchone()
            if meta is None or meta[:3] != (FORMAT, _version_of(path), held(self.log.commits, self.rules)):
                raise StoreError(f"{path}: an index of another log or format")
            cards = Cards.open(path.with_suffix(".cards"), bytes.fromhex(meta[4]))
            segment = Segment(connection, cards, f"b{_version_of(path)}")
        except BaseException:
            connection.close()
            raise
        return segment

    def _build(self, version: int) -> tuple[Segment, int]:
        """Build the file of a version and open it; the folder's lock is held."""
        for left in self.folder.glob("*.part*"):
            left.unlink()
        name = os.urandom(16)
        path = self.folder / f"index-{version}-{name.hex()[:8]}.duckdb"
        part = self.folder / f"{os.getpid()}.part"
        cards = self.folder / f"{os.getpid()}.cards.part"
        try:
            with connect(str(part), memory_limit=BUILD_MEMORY) as connection, cards.open("wb") as out:
                folder = str(self.folder).replace("'", "''")
                connection.execute(f"SET temp_directory = '{folder}/spill'")
                self._making = connection
                build(connection, self.log.commits, version, out, name, rules=self.rules)
            cards.replace(path.with_suffix(".cards"))
            part.replace(path)
        except (duckdb.Error, OSError) as error:
            for half in (part, cards):
                half.unlink(missing_ok=True)
            raise StoreError(
                f"{self.folder}: the index cannot be built ({error}). Check the space and the permissions."
            ) from error
        finally:
            self._making = None
        self.log.commits.prune()
        found = self._load(path), version
        for old in self.folder.glob("index-*.duckdb"):
            if _version_of(old) < version:
                _drop(old)
        return found

    @contextlib.contextmanager
    def _building(self) -> Iterator[None]:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"{self.folder}: no index can be made there ({error})."
                " Set SIGHTLINE_INDEX to a folder of yours."
            ) from error
        with locked(self.folder):
            yield

    def _tail(self, version: int) -> Segment:
        """The segment of the versions after the file's."""
        assert self._base is not None
        told = self.log.commits.sql(
            "SELECT DISTINCT unnest(sources) FROM log WHERE kind = 'event' AND version <= ?",
            version,
            after=self._base_version,
        )
        cited = self._base.rows(
            "SELECT report_id, source, title, url, published FROM reports"
            " WHERE report_id IN (SELECT unnest(?::VARCHAR[])) ORDER BY valid_from",
            [[r[0] for r in told]],
        )
        newest = {r[0]: r for r in cited}
        connection = connect(memory_limit=MEMORY)
        names = ("report_id", "source", "title", "url", "published")
        kinds = (pa.string(), pa.string(), pa.string(), pa.string(), pa.date32())
        columns = [[r[i] for r in newest.values()] for i in range(5)]
        table = pa.table([pa.array(c, k) for c, k in zip(columns, kinds, strict=True)], names=list(names))
        connection.register("cited_before", table)
        connection.execute("CREATE TEMP TABLE earlier_reports AS SELECT * FROM cited_before")
        out = io.BytesIO()
        name = os.urandom(16)
        build(
            connection, self.log.commits, version, out, name, after=self._base_version, rules=self.rules,
            earlier=self._left_before(version),
        )  # fmt: skip
        return Segment(connection, Cards(out.getvalue(), name), f"t{self._base_version}-{version}")

    def _left_before(self, version: int) -> list[str]:
        """Events of the versions after the file's that the file holds too; asked for where rules decide."""
        assert self._base is not None
        if self.rules is None:
            return []
        told = self.log.commits.sql(
            "SELECT DISTINCT event_id FROM log WHERE kind = 'event' AND version <= ?",
            version,
            after=self._base_version,
        )
        rows = self._base.find([str(r[0]) for r in told])
        return sorted({str(r[1]) for r in self._base.at("event_id", rows)})

    def _build_later(self, version: int) -> None:
        """Build a new file beside the queries, unless this or another process does already."""
        if self._builder is not None and self._builder.is_alive():
            return
        _BUILDERS.add(self)
        self._builder = threading.Thread(target=self._rebuild, args=(version,), name="index", daemon=True)
        self._builder.start()

    def end_build(self) -> None:
        """Break off a build in the background; the next process that opens the index makes it anew."""
        deadline = time.monotonic() + _GOODBYE_SECONDS
        while self._builder is not None and self._builder.is_alive() and time.monotonic() < deadline:
            making = self._making
            if making is not None:
                with contextlib.suppress(duckdb.Error):  # it ended in this moment
                    making.interrupt()
            self._builder.join(0.05)

    def _rebuild(self, version: int) -> None:
        with contextlib.suppress(StoreError), self._building():
            found = self._newest(self.log.version)
            if found is None or found[1] < version:
                found = self._build(self.log.version)
            with self._lock:
                self._base, self._base_version = found
                self._snapshot = self._shown(self.log.version)

    def count(self, wanted: Filter) -> Counts:
        """How many events match, how many reports tell them, and what is left out for want of what."""
        return self._ask(lambda s: s.count(wanted))

    def events(
        self, wanted: Filter, *, limit: int = 100, cursor: str | None = None, sort: str = "newest"
    ) -> Page:
        """A page of the events that match.

        Parameters
        ----------
        cursor
            The `next` of the page before. The pages that follow show the version of the first.
        sort
            `newest` or `oldest` by start date, undated events last, ties by id; `recorded` by the newest
            revision.

        Raises
        ------
        FilterError
            The cursor is not one of ours.
        """
        return self._ask(lambda s: s.events(wanted, limit=limit, cursor=cursor, sort=sort))

    def apart(self, wanted: Filter, limit: int) -> Apart:
        """The newest events that match and have no place, and those that have no date: `limit` of each."""
        return self._ask(lambda s: s.apart(wanted, limit))

    def iterate(self, wanted: Filter) -> Iterator[dict[str, Any]]:
        """Every event that matches, as rows of a page, without holding them in memory."""
        return self.pin().iterate(wanted)

    def facets(
        self, wanted: Filter, fields: Sequence[str] = summary.FACETS, *, own: bool = False
    ) -> dict[str, list[tuple[str, int]]]:
        """For each field its values with their counts under the *other* conditions, the largest first.

        Fields are type, actor, region, precision, status, modality and source. `region` holds regions of
        every level together; an event counts in each that it is known to lie in. With `own` the conditions on
        the field itself hold too.
        """
        return self._ask(lambda s: s.facets(wanted, fields, own=own))

    def sides(self, wanted: Filter) -> Sides:
        """Events by actor, by actor and role, and by who acts against whom, among those that match."""
        return self._ask(lambda s: s.sides(wanted))

    def killed(self, wanted: Filter) -> tuple[int, dict[str, int]]:
        """People killed (best counts) in the events that match, and by region, of every level together.

        What is denied or only planned killed nobody.
        """
        return self._ask(lambda s: s.killed(wanted))

    def extent(self, wanted: Filter) -> tuple[float, float, float, float] | None:
        """The box (west, south, east, north, degrees) around the placed events that match, or None."""
        return self._ask(lambda s: s.extent(wanted))

    def histogram(
        self, wanted: Filter, by: str | Grouping | None = None, unit: str | None = None, *, dates: bool = True
    ) -> Histogram:
        """Events by the day, week, month, quarter or year that they start in.

        Parameters
        ----------
        by
            `type`, `status` or `modality` to stack by it, or a rule that names an event's group by its actors
            (see `geo.events.kinds.acting_kind`).
        unit
            The bin's width; by default the finest that needs at most 120 bins.
        dates
            Whether the filter's own dates apply; without, the histogram spans everything else that
            matches, as a timeline under a brush does.
        """
        return self._ask(lambda s: s.histogram(wanted, by, unit, dates=dates))

    def tile(self, wanted: Filter, z: int, x: int, y: int, *, points: bool = True) -> dict[str, Any]:
        """The map tile `z/x/y` (512 pixels, web Mercator) as JSON-ready values.

        Coordinates are integers from 0 to 4096 across the tile. ::

            {"v": version, "n": events in the tile, "types": ["arrest", …],
             "cells": [[x, y, n, [[type, n], …]], …],
             "events": [[id, x, y, type, prec, radius_km, region, date_start, place, modality, date_end], …],
             "areas": [[region, prec, x, y, name, n, [[type, n], …]], …]}

        Events of where_prec 1 to 3 are `events` up to 200 a tile, else `cells`; those of 4 to 7 are `areas`,
        at the reference point. An event of one day has no `date_end`. At most five types are told
        apart in a cell; type -1 is the rest. Without `points` both lists of those are left empty; `n` counts
        them all the same.
        """
        return self._ask(lambda s: s.tile(wanted, z, x, y, points=points))

    def event(
        self, event_id: str, asof: int | datetime | None = None
    ) -> dict[str, Any] | Literal["removed"] | None:
        """An event with everything known of it, as a page's row but with the places' candidates.

        "removed" if it was purged, None if there is none of that id (at that version).
        """
        return self._ask(lambda s: s.event(event_id, asof))

    def changes(self, wanted: Filter, since: int | datetime) -> Changes:
        """What changed in a filter's events since a version or a moment, whatever the filter's own `asof`.

        An event counts where it matches then or now. Looks at the first 2,000 changed events.
        """
        return self._ask(lambda s: s.changes(wanted, since))

    def history(self, event_id: str) -> list[Revision]:
        """Every revision of an event, oldest first; of a purged one its tombstone.

        Raises
        ------
        NotFoundError
            There never was such an event.
        """
        return self._ask(lambda s: s.history(event_id))

    def report(
        self, report_id: str, asof: int | datetime | None = None
    ) -> Report | Literal["removed"] | None:
        """A report, "removed" if it was purged, None if there is none of that id (at that version)."""
        return self._ask(lambda s: s.report(report_id, asof))


def _ended(base: Segment, tail: Segment) -> Segment:
    """The file's segment with its revisions ended that the tail's replace."""
    first = tail.rows("SELECT event_id, min(valid_from) FROM events GROUP BY event_id")
    return base.patched({str(r[0]): int(r[1]) for r in first}, list(tail.removed))


def _drop(path: Path) -> None:
    """Delete an index file and its cards; who has them open keeps reading them."""
    for each in (path, path.with_suffix(".cards")):
        with contextlib.suppress(OSError):
            each.unlink()


def _version_of(path: Path) -> int:
    digits = path.stem.split("-")[1]
    return int(digits) if digits.isdecimal() else -1
