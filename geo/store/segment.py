"""A stretch of the index: one DuckDB database, and the columns that filters read, in memory.

Filtering and counting run on numpy columns: at 10 million events a comparison takes 2 ms and a count by a
coded column 30 ms on one core, and one pass gives a selection that tiles, facets, histogram and list share.
DuckDB keeps what is read a few rows at a time: payloads, texts, ids, dictionaries.
"""

from __future__ import annotations

import threading
from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC
from functools import cached_property
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt

from geo.records import Revision
from geo.store.build import FOREVER, UNDATED
from geo.store.cards import Cards, Damaged

Array = npt.NDArray[Any]
Rows = npt.NDArray[np.int32]

COLUMNS = (
    ("x", "u4"), ("y", "u4"), ("type_code", "i2"), ("start_day", "i4"), ("end_day", "i4"), ("prec", "u1"),
    ("status_code", "u1"), ("modality_code", "u1"), ("regionset", "i4"), ("actorset", "i4"),
    ("sourceset", "i4"), ("area", "i4"), ("report_code", "i4"), ("killed", "i4"), ("reach_km", "u2"),
    ("rank", "i4"), ("valid_from", "i4"), ("valid_to", "i4"),
)  # fmt: skip
"""The columns in memory and their widest numpy types: 59 bytes a revision at most."""

_CODES = ("type_code", "regionset", "actorset", "sourceset", "area", "killed")
"""Those that are kept as narrow as their values allow: some 11 bytes less a revision."""
_KINDS = ("i1", "i2", "i4")

POINT, AREA, UNPLACED = 0, 1, 2

Grouping = Callable[[Sequence[tuple[str, str]]], str]
"""A rule that names the group of an event by its actors, (id, role) each."""


BLOCK = 1 << 18


def blocks(values: Array) -> Iterator[Array]:
    """Rows, or what a column holds, in stretches.

    What is made of one stays in the processor's cache, and no large memory is needed: of ten million rows a
    count by a coded column so takes a third of the time.
    """
    for start in range(0, len(values), BLOCK):
        yield values[start : start + BLOCK]


def count_codes(codes: Array, rows: Rows, size: int) -> npt.NDArray[np.int64]:
    """How many of some rows have each code, of so many codes."""
    counts = np.zeros(size, dtype=np.int64)
    for part in blocks(rows):
        counts += np.bincount(codes[part], minlength=size)
    return counts


def _holds(kind: str, low: int, high: int) -> bool:
    """Whether an integer type holds all from one number to another."""
    span = np.iinfo(kind)
    return span.min <= low and high <= span.max


@dataclass(frozen=True, slots=True)
class Sets:
    """Coded sets of names: set number `i` holds `names[members[offsets[i]:offsets[i + 1]]]`.

    `owner` is the number of the set that each of `members` is in.
    """

    names: tuple[str, ...]
    offsets: Array
    members: Array
    owner: Array

    @classmethod
    def of(cls, sets: Sequence[Sequence[str]]) -> Sets:
        """Code some sets, each a list of names."""
        names = tuple(sorted({name for members in sets for name in members}))
        codes = {name: i for i, name in enumerate(names)}
        offsets = np.zeros(len(sets) + 1, dtype=np.int64)
        np.cumsum([len(members) for members in sets], out=offsets[1:])
        members = np.fromiter((codes[n] for m in sets for n in m), dtype=np.int32, count=int(offsets[-1]))
        return cls(names, offsets, members, np.repeat(np.arange(len(sets)), np.diff(offsets)))

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def any_of(self, wanted: Sequence[str]) -> npt.NDArray[np.bool_]:
        """Which sets hold any of some names."""
        found = np.zeros(len(self), dtype=bool)
        found[self.owner[self._named(wanted)[self.members]]] = True
        return found

    def _named(self, wanted: Sequence[str]) -> npt.NDArray[np.bool_]:
        """Which of the names are any of some."""
        keep = np.zeros(len(self.names), dtype=bool)
        for name in set(wanted):
            at = bisect_left(self.names, name)
            if at < len(self.names) and self.names[at] == name:
                keep[at] = True
        return keep

    def count(self, per_set: Array) -> dict[str, int]:
        """Counts by name from counts by set, the most frequent first, then by name."""
        weights = np.repeat(per_set, np.diff(self.offsets))
        totals = np.bincount(self.members, weights=weights, minlength=len(self.names))
        some = np.flatnonzero(totals)
        ranked = some[np.argsort(-totals[some], kind="stable")]
        numbers = totals[ranked].astype(np.int64).tolist()
        return {self.names[i]: n for i, n in zip(ranked.tolist(), numbers, strict=True)}

    def imprecise(self, wanted: Sequence[str]) -> npt.NDArray[np.bool_]:
        """Which sets may lie in one of some regions but are not known to: they name only what contains it.

        What contains a region is what all sets that hold it hold too; for one that no set holds, its
        ISO country.
        """
        found = np.zeros(len(self), dtype=bool)
        sizes = np.diff(self.offsets)
        owner = self.owner
        for name in wanted:
            inside = self.any_of([name])
            if inside.any():
                shared = np.bincount(self.members[inside[owner]], minlength=len(self.names)) == inside.sum()
                around = shared & ~self._named([name])
            else:
                around = self._named([name.partition("-")[0]])
            covered = np.bincount(owner, weights=around[self.members], minlength=len(self))
            found |= (covered == sizes) & (sizes > 0)
        return found & ~self.any_of(wanted)


@dataclass(frozen=True, slots=True)
class Areas:
    """The areas that events of where_prec 4 to 7 stand for: parallel columns by area number."""

    region: tuple[str | None, ...]
    prec: Array
    x: Array
    y: Array
    name: tuple[str, ...]
    radius_km: Array


class Segment:
    """The tables that `geo.store.build` made, with their columns in memory. Safe for threads."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, cards: Cards, key: str) -> None:
        self.key, self.cards = key, cards
        self._connection = connection
        self._local = threading.local()
        ((self.size,),) = connection.execute("SELECT count(*) FROM events").fetchall()
        kinds = dict(COLUMNS) | self._narrow()
        self.columns: dict[str, Array] = {name: np.empty(self.size, dtype=kinds[name]) for name in kinds}
        columns, at = ", ".join(self.columns), 0
        found = connection.sql(f"SELECT {columns} FROM events ORDER BY rowid")
        for batch in found.to_arrow_reader(BLOCK):  # whole, it would take the memory twice for a moment
            for name, column in zip(self.columns, batch.columns, strict=True):
                self.columns[name][at : at + len(batch)] = column.to_numpy(zero_copy_only=False)
            at += len(batch)
        if self.size != cards.size:
            raise Damaged(f"index {key}: {self.size} events and {cards.size} cards")
        self.reports = int(self.columns["report_code"].max()) + 1 if self.size else 0
        self.types = tuple(str(r[0]) for r in self.rows("SELECT name FROM types ORDER BY code"))
        self.removed = {
            str(r[0]): Revision(
                revision_id=r[1], event_id=r[0], version=r[2], recorded_at=r[3].astimezone(UTC),
                action="purge", author=r[4] or "", reason=r[5] or "",
            )
            for r in self.rows("SELECT id, revision_id, version, recorded_at, author, reason FROM removed")
        }  # fmt: skip
        self.erased = frozenset(str(r[0]) for r in self.rows("SELECT id FROM removed WHERE event"))
        moments = self.rows("SELECT version, recorded_at FROM versions ORDER BY version")
        self.versions = [(int(r[0]), r[1].astimezone(UTC)) for r in moments]
        self.ranges = self._ranges()
        self.regions, self.actors, self.sources = map(self._sets, ("regionsets", "actorsets", "sourcesets"))
        self.roles = self._sets("actorsets", "roles")
        self._groups: dict[Grouping, tuple[tuple[str, ...], Array]] = {}
        self._made: dict[Hashable, Any] = {}
        self.areas = self._areas()
        self.current = self.ranges[True, POINT].start == self.size

    def _narrow(self) -> dict[str, str]:
        """The least integer type that holds all values of each of the codes."""
        asked = ", ".join(f"min({name}), max({name})" for name in _CODES)
        (found,) = self._connection.execute(f"SELECT {asked} FROM events").fetchall()
        spans = zip(_CODES, found[::2], found[1::2], strict=True) if self.size else ()
        return {name: next(k for k in _KINDS if _holds(k, low, high)) for name, low, high in spans}

    def _ranges(self) -> dict[tuple[bool, int], slice]:
        """Where current and past points, areas and unplaced events lie: (past, kind of place) → rows."""
        counts = {
            (bool(r[0]), int(r[1])): int(r[2])
            for r in self.rows("SELECT past, kind_of_place, count(*) FROM events GROUP BY ALL")
        }
        ranges, start = {}, 0
        for past in (False, True):
            for kind in (POINT, AREA, UNPLACED):
                stop = start + counts.get((past, kind), 0)
                ranges[past, kind] = slice(start, stop)
                start = stop
        if start != self.size:
            raise Damaged(f"index {self.key}: {self.size} events where {start} are counted")
        return ranges

    def rows(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Rows of a query, on a cursor of the calling thread's own."""
        cursor = getattr(self._local, "cursor", None)
        if cursor is None:
            cursor = self._local.cursor = self._connection.cursor()
        return list(cursor.execute(query, list(values)).fetchall())

    def at(self, columns: str, rows: Sequence[int]) -> list[tuple[Any, ...]]:
        """Columns of `events` at some rows, each line led by its row number, in any order.

        A join, not a list in the condition: DuckDB prunes what it reads by it, 50 rows of a million come in
        15 ms instead of 100. What lists and tiles show of an event is on its card, which is faster still.
        """
        if not len(rows):
            return []
        return self.rows(
            f"SELECT e.rowid, {columns} FROM events AS e"
            " JOIN (SELECT unnest(?::BIGINT[]) AS row) AS wanted ON e.rowid = wanted.row",
            [list(rows)],
        )

    def _sets(self, table: str, members: str = "members") -> Sets:
        return Sets.of([r[0] for r in self.rows(f"SELECT {members} FROM {table} ORDER BY code")])

    def _areas(self) -> Areas:
        found = self.rows("SELECT region, where_prec, x, y, place, radius_km FROM areas ORDER BY code")
        region, prec, x, y, name, radius = zip(*found, strict=True) if found else ((),) * 6
        return Areas(
            tuple(region),
            np.array(prec, dtype=np.int8),
            np.array(x, dtype=np.uint32),
            np.array(y, dtype=np.uint32),
            tuple(n or "" for n in name),
            np.array(radius, dtype=np.float64),
        )

    @cached_property
    def _pairs(self) -> list[tuple[str, str]]:
        return [(actor, role) for role, _, actor in (name.partition(" ") for name in self.roles.names)]

    def casts(self, codes: Iterable[int]) -> Iterator[list[tuple[str, str]]]:
        """Some sets of actors as (actor id, role); the id is empty for those without one."""
        sets, pairs = self.roles, self._pairs
        for code in codes:
            yield [pairs[m] for m in sets.members[sets.offsets[code] : sets.offsets[code + 1]].tolist()]

    def grouped(self, by: Grouping) -> tuple[tuple[str, ...], Array]:
        """The groups that sets of actors fall into by a rule, and each set's; every set is asked of once."""
        if by not in self._groups:
            found = [by(cast) for cast in self.casts(range(len(self.roles)))]
            names = tuple(sorted(set(found)))
            codes = {name: i for i, name in enumerate(names)}
            self._groups[by] = names, np.array([codes[g] for g in found], dtype=np.int64)
        return self._groups[by]

    def once(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """What `make` makes of all rows, whether they hold at a version or not; made once, not changed."""
        if key not in self._made:
            self._made[key] = make()
        return self._made[key]

    def totals(self, column: str, size: int) -> npt.NDArray[np.int64]:
        """How many of all rows have each code of a column, of so many codes; not to be changed."""
        codes, total = self.columns[column], np.zeros(size, dtype=np.int64)
        parts = (np.bincount(part, minlength=size) for part in blocks(codes))
        return np.asarray(self.once(("totals", column), lambda: sum(parts, start=total)))

    @cached_property
    def order(self) -> Rows:
        """Row numbers, newest first: by start day, then by event id; undated ones last."""
        order = np.empty(self.size, dtype=np.int32)
        order[self.columns["rank"]] = np.arange(self.size, dtype=np.int32)
        return order

    @cached_property
    def undated(self) -> Rows:
        """The rows without a date, ascending."""
        return np.flatnonzero(self.columns["start_day"] == UNDATED).astype(np.int32)

    def find(self, event_ids: Sequence[str]) -> list[int]:
        """The rows of every revision of some events, in any order."""
        found: list[int] = []
        if event_ids and self.size:
            rows = [
                r[0]
                for r in self.rows(
                    "SELECT row FROM ids JOIN (SELECT md5_number_lower(unnest(?::VARCHAR[])) AS h) AS wanted"
                    " ON ids.h = wanted.h",
                    [list(event_ids)],
                )
            ]
            wanted = set(event_ids)
            found = [int(r[0]) for r in self.at("event_id", rows) if r[1] in wanted]
        return found

    def patched(self, ended: dict[str, int], removed: Sequence[str]) -> Segment:
        """The same segment after later versions: `ended` are the versions that later revisions began at.

        Rows of `removed` events, purged ones, hold at no version.
        """
        if not ended and not removed:
            return self
        other = object.__new__(Segment)
        other.__dict__.update(self.__dict__)
        other.current = False
        valid_to, valid_from = self.columns["valid_to"].copy(), self.columns["valid_from"]
        ids = list(ended)
        for start in range(0, len(ids), 1000):
            part = ids[start : start + 1000]
            rows = [r for r in self.find(part) if valid_to[r] == FOREVER]
            for row, id_ in self.at("event_id", rows):
                valid_to[row] = ended[id_]
        if removed:
            valid_from = valid_from.copy()
            gone = self.find(list(removed))
            valid_from[gone], valid_to[gone] = FOREVER, 0
        other.columns = self.columns | {"valid_to": valid_to, "valid_from": valid_from}
        other._local = threading.local()
        return other
