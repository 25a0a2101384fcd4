"""The index at one version: what every query of a request should ask, so that its answers agree."""

from __future__ import annotations

import bisect
import json
import os
import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, Literal

from geo.errors import InputError, NotFoundError
from geo.records import Report, Revision
from geo.store import pages, summary, tiles
from geo.store.changes import KINDS, Change, Changes, Kind, Row, differing
from geo.store.filter import Filter
from geo.store.pages import Apart, Page
from geo.store.rows import event_dict, read_event, read_report
from geo.store.segment import Grouping, Segment
from geo.store.select import Selection
from geo.store.sides import Sides, sides
from geo.store.summary import Counts, Histogram

MOST_BYTES = 128 * 2**20
"""Most memory for selections that are kept for the next request of the same filter."""

_AT_ONCE = threading.Semaphore(max(1, (os.cpu_count() or 2) // 2))
"""Selections made at once: each runs through megabytes of columns, and more only take each other's cache."""

_HISTORY = "revision_id, valid_from, recorded_at, action, author, reason, merged_into, candidates"


class Snapshot:
    """The events as of one version of the log and all versions before. Immutable and safe for threads."""

    def __init__(self, segments: Sequence[Segment], version: int, profile: str = "analyst") -> None:
        self.segments, self.version, self.profile = tuple(segments), version, profile
        self.removed: dict[str, Revision] = {}
        moments: dict[int, datetime] = {}
        for segment in segments:
            self.removed |= segment.removed
            moments.update(segment.versions)
        self._moments = sorted(moments.items())
        self._kept: OrderedDict[Any, Sequence[Selection]] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()
        self._making: dict[Any, threading.Event] = {}

    def version_of(self, asof: int | datetime | None) -> int | None:
        """The version that an `asof` means, or None for the newest."""
        if isinstance(asof, datetime):
            at = bisect.bisect_right(self._moments, asof, key=lambda item: item[1])
            asof = self._moments[at - 1][0] if at else 0
        return None if asof is None or asof >= self.version else asof

    def moment(self, version: int) -> datetime | None:
        """When a version was written, or None where there is no such version yet."""
        at = bisect.bisect_left(self._moments, version, key=lambda item: item[0])
        return self._moments[at][1] if at < len(self._moments) and self._moments[at][0] == version else None

    def etag(self, wanted: Filter, *more: object) -> str:
        """What an answer depends on: version, canonical filter, and whatever else the route adds."""
        return "|".join([str(self.version), wanted.to_query(), *map(str, more)])

    def select(self, wanted: Filter) -> Sequence[Selection]:
        """The selection of a filter in each segment; made once, by the first thread that asks."""
        version = self.version_of(wanted.asof)
        key = (wanted.but(asof=None), version)
        while True:
            with self._lock:
                if key in self._kept:
                    self._kept.move_to_end(key)
                    return self._kept[key]
                waiting = self._making.get(key)
                if waiting is None:
                    self._making[key] = threading.Event()
                    break
            waiting.wait()
        try:
            with _AT_ONCE:
                made = [Selection(s, wanted, version) for s in self.segments]
                for selection in made:
                    _ = selection.rows
            with self._lock:
                self._kept[key] = made
                self._bytes += sum(s.nbytes for s in made)
                while self._bytes > MOST_BYTES and len(self._kept) > 1:
                    _, dropped = self._kept.popitem(last=False)
                    self._bytes -= sum(s.nbytes for s in dropped)
            return made
        finally:
            with self._lock:
                self._making.pop(key).set()

    def count(self, wanted: Filter) -> Counts:
        """See `Index.count`."""
        return summary.count(self.select(wanted))

    def facets(
        self, wanted: Filter, fields: Sequence[str] = summary.FACETS, *, own: bool = False
    ) -> dict[str, list[tuple[str, int]]]:
        """See `Index.facets`."""
        return summary.facets(self.select(wanted), fields, own=own)

    def sides(self, wanted: Filter) -> Sides:
        """See `Index.sides`."""
        return sides(self.select(wanted))

    def killed(self, wanted: Filter) -> tuple[int, dict[str, int]]:
        """See `Index.killed`."""
        return summary.killed(self.select(wanted))

    def extent(self, wanted: Filter) -> tuple[float, float, float, float] | None:
        """See `Index.extent`."""
        return summary.extent(self.select(wanted))

    def histogram(
        self, wanted: Filter, by: str | Grouping | None = None, unit: str | None = None, *, dates: bool = True
    ) -> Histogram:
        """See `Index.histogram`."""
        return summary.histogram(self.select(wanted), by, unit, dates=dates)

    def tile(self, wanted: Filter, z: int, x: int, y: int, *, points: bool = True) -> dict[str, Any]:
        """See `Index.tile`."""
        if not (0 <= z <= tiles.MAX_ZOOM and 0 <= x < 2**z and 0 <= y < 2**z):
            raise InputError(f"z from 0 to {tiles.MAX_ZOOM}, x and y from 0 to 2^z - 1", (z, x, y))
        return tiles.tile(self.version, self.select(wanted), z, x, y, points=points)

    def events(
        self, wanted: Filter, *, limit: int = 100, cursor: str | None = None, sort: str = "newest"
    ) -> Page:
        """See `Index.events`."""
        version = self.version_of(wanted.asof)
        if cursor:
            pinned = pages.read_cursor(cursor)[0]
            version = pinned if version is None else version
            wanted = wanted.but(asof=version)
        shown = self.version if version is None else version
        return pages.page(self.select(wanted), shown, limit=limit, cursor=cursor, sort=sort)

    def apart(self, wanted: Filter, limit: int) -> Apart:
        """See `Index.apart`."""
        return pages.apart(self.select(wanted), limit)

    def iterate(self, wanted: Filter) -> Iterator[dict[str, Any]]:
        """See `Index.iterate`."""
        return pages.stream(self.select(wanted))

    def changes(self, wanted: Filter, since: int | datetime) -> Changes:
        """See `Index.changes`."""
        version = self.version_of(since)
        if version is None:
            return Changes(changes=[], complete=True)
        gone, new, complete = differing(
            self.select(wanted.but(asof=version)), self.select(wanted.but(asof=None))
        )
        found = [self._became(event_id, version, gone, new) for event_id in dict.fromkeys([*new, *gone])]
        for segment in self.segments:
            for event_id in sorted(segment.erased):
                if self.removed[event_id].version > version:
                    found.append(Change(event_id=event_id, kind="removed", event=None))
        found.sort(key=lambda change: KINDS.index(change.kind))
        return Changes(changes=found, complete=complete)

    def _became(self, event_id: str, version: int, gone: dict[str, Row], new: dict[str, Row]) -> Change:
        """What became of an event that another row stands for, or none, or that none stood for."""
        segment, row = new.get(event_id) or gone[event_id]
        event: dict[str, Any] = json.loads(segment.cards.lines([row])[0])
        if event_id in new:
            known = event_id in gone or self.event(event_id, version) is not None
            ended: Kind = "withdrawn" if event_id in gone and event["status"] == "withdrawn" else "corrected"
            return Change(event_id=event_id, kind=ended if known else "added", event=event)
        now = self.event(event_id)
        if not isinstance(now, dict):
            return Change(event_id=event_id, kind="removed", event=event)
        kind: Kind = "withdrawn" if now["status"] == "withdrawn" else "corrected"
        return Change(event_id=event_id, kind=kind, event=event if kind == "withdrawn" else now)

    def event(
        self, event_id: str, asof: int | datetime | None = None
    ) -> dict[str, Any] | Literal["removed"] | None:
        """See `Index.event`."""
        if event_id in self.removed:
            return "removed"
        version = self.version_of(asof)
        at = self.version if version is None else version
        for segment in self.segments:
            columns = segment.columns
            for row in segment.find([event_id]):
                if columns["valid_from"][row] <= at < columns["valid_to"][row]:
                    _, candidates = segment.at("candidates", [row])[0]
                    return event_dict(segment.cards.lines([row])[0], candidates)
        return None

    def history(self, event_id: str) -> list[Revision]:
        """See `Index.history`."""
        if event_id in self.removed:
            return [self.removed[event_id]]
        found: list[Revision] = []
        for segment in self.segments:
            lines = segment.at(_HISTORY, segment.find([event_id]))
            found += [
                Revision(
                    revision_id=r[1], event_id=event_id, version=r[2], recorded_at=r[3].astimezone(UTC),
                    action=r[4], author=r[5] or "", reason=r[6] or "", merged_into=r[7],
                    event=read_event(segment.cards.lines([r[0]])[0], r[8]),
                )
                for r in sorted(lines, key=lambda r: r[2])
            ]  # fmt: skip
        if not found:
            raise NotFoundError(f"no event has the id {event_id!r}")
        return found

    def report(
        self, report_id: str, asof: int | datetime | None = None
    ) -> Report | Literal["removed"] | None:
        """See `Index.report`."""
        if report_id in self.removed:
            return "removed"
        version = self.version_of(asof)
        at = self.version if version is None else version
        for segment in reversed(self.segments):
            found = segment.rows(
                "SELECT payload FROM reports WHERE report_id = ? AND valid_from <= ?"
                " ORDER BY valid_from DESC LIMIT 1",
                [report_id, at],
            )
            if found:
                return read_report(found[0][0])
        return None
