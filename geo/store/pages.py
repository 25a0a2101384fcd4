"""Lists of events: pages in a stable order, and a stream of all."""

from __future__ import annotations

import base64
import heapq
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.errors import FilterError, InputError
from geo.store.build import UNDATED
from geo.store.segment import UNPLACED, Rows, Segment
from geo.store.select import Selection

SORTS = ("newest", "oldest", "recorded")
MAX_LIMIT = 10_000
_FEW = 20_000
_STEP = 8_192
_BLOCK = 500
MAX_SORTED = 50_000

Key = tuple[int, int, str]
"""What a list is sorted by: version (only where sorted by it), start day, event id."""

Item = tuple[int, int, str, str]
"""A row on its way into a list: version (as in its key), start day, brief and line of its card."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """Some rows of a list, and the cursor of the next page, None at the end.

    Each of `lines` is a row as JSON text, ready to be sent: the event as `to_dict` writes it, without
    candidates, with `version`, `recorded_at`, `action`, `merged_into` and `report` ({source, title, url,
    published}). `rows` are the same as values.
    """

    lines: list[str]
    next: str | None

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """The lines, read."""
        return [json.loads(line) for line in self.lines]


@dataclass(frozen=True, kw_only=True, slots=True)
class Apart:
    """Events that no map can show, and events that no calendar can hold: rows as a page has them."""

    unplaced: list[dict[str, Any]]
    undated: list[dict[str, Any]]


def apart(parts: Sequence[Selection], limit: int) -> Apart:
    """The newest events without a place and without a date; see `Index.apart`."""

    def first(rows: Callable[[Selection], Rows]) -> list[dict[str, Any]]:
        streams = []
        for s in parts:
            found = rows(s)
            kept = found[_least(s.segment.columns["rank"][found], limit)]
            streams.append(_items(s.segment, kept, "newest"))
        return [json.loads(line) for *_, line in islice(_merged(streams, "newest"), limit)]

    return Apart(
        unplaced=first(
            lambda s: np.concatenate([s.within(s.segment.ranges[past, UNPLACED]) for past in (False, True)])
        ),
        undated=first(lambda s: s.segment.undated[s.misses[s.segment.undated] == 0]),
    )


def page(parts: Sequence[Selection], version: int, *, limit: int, cursor: str | None, sort: str) -> Page:
    """A page of a list; see `Index.events`."""
    if sort not in SORTS:
        raise InputError(f"a sort, one of {', '.join(SORTS)}", sort)
    if not 1 <= limit <= MAX_LIMIT:
        raise InputError(f"a limit from 1 to {MAX_LIMIT}", limit)
    after = read_cursor(cursor)[1] if cursor else None
    taken = list(islice(_merged([_following(s, sort, limit + 1, after) for s in parts], sort), limit + 1))
    last = write_cursor(version, _key(taken[limit - 1])) if len(taken) > limit else None
    return Page(lines=[line for *_, line in taken[:limit]], next=last)


def write_cursor(version: int, key: Key) -> str:
    """A cursor as text: the version that the pages show, and the key of the last row."""
    text = json.dumps([version, *key], separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_cursor(cursor: str) -> tuple[int, Key]:
    """The version and the key in a cursor.

    Raises
    ------
    FilterError
        It is not a cursor of ours.
    """
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        version, recorded, start, event_id = json.loads(base64.b64decode(padded, b"-_", validate=True))
        if (
            all(type(v) is int and abs(v) < 2**33 for v in (version, recorded, start))
            and type(event_id) is str
        ):
            return version, (recorded, start, event_id)
    except (ValueError, TypeError):
        pass
    raise FilterError("cursor", "the 'next' of an earlier page", cursor, hint="Start again without it.")


class _Down(str):
    """Text that sorts from the last to the first."""

    __slots__ = ()

    def __lt__(self, other: str) -> bool:
        return str.__gt__(self, other)


def _ordered(key: Key, sort: str) -> tuple[Any, ...]:
    """A key whose natural order is the list's; ties go by event id, undated events come last."""
    recorded, start, event_id = key
    if sort == "oldest" and start != UNDATED:
        return (0, start, _Down(event_id))
    return (1, -start, event_id) if sort == "oldest" else (-recorded, -start, event_id)


def _key(item: Item) -> Key:
    version, day, brief, _ = item
    return version, day, json.loads(brief)[0]


def _merged(streams: Sequence[Iterator[Item]], sort: str) -> Iterator[Item]:
    """The segments' rows in the list's order; the ids are read only where there is something to merge."""
    if len(streams) == 1:
        return streams[0]
    return heapq.merge(*streams, key=lambda item: _ordered(_key(item), sort))


def _following(selection: Selection, sort: str, limit: int, after: Key | None) -> Iterator[Item]:
    """The first rows of a segment after a key, in the list's order."""
    if not len(selection.rows):
        return iter(())
    place = _place(selection.segment, after) if after else None
    rows = {"newest": _newest, "oldest": _oldest, "recorded": _recorded}[sort](selection, limit, place, after)
    return _items(selection.segment, rows, sort)


def _items(segment: Segment, rows: Rows, sort: str) -> Iterator[Item]:
    """Some rows of a segment, as they go into a list."""
    for first in range(0, len(rows), _BLOCK):
        part = rows[first : first + _BLOCK]
        recorded = segment.columns["valid_from"][part].tolist() if sort == "recorded" else [0] * len(part)
        start = segment.columns["start_day"][part].tolist()
        cards = segment.cards.read(part.tolist())
        for version, day, (brief, line) in zip(recorded, start, cards, strict=True):
            yield version, day, brief, line


def _place(segment: Segment, key: Key) -> tuple[int, int]:
    """The ranks where a key's day and id would stand: before them, and after."""
    _, start, event_id = key
    days = segment.columns["start_day"]
    first = _bisect(segment, lambda row: int(days[row]) > start, 0)
    last = _bisect(segment, lambda row: int(days[row]) >= start, first)

    def id_of(row: int) -> str:
        return str(segment.cards.briefs([row])[0][0])

    low = _bisect(segment, lambda row: id_of(row) < event_id, first, last)
    return low, _bisect(segment, lambda row: id_of(row) <= event_id, low, last)


def _bisect(segment: Segment, before: Callable[[int], bool], low: int, high: int | None = None) -> int:
    high = segment.size if high is None else high
    while low < high:
        middle = (low + high) // 2
        if before(int(segment.order[middle])):
            low = middle + 1
        else:
            high = middle
    return low


def _newest(selection: Selection, limit: int, place: tuple[int, int] | None, after: Key | None) -> Rows:
    return _walk(selection, place[1] if place else 0, selection.segment.size, limit)


def _oldest(selection: Selection, limit: int, place: tuple[int, int] | None, after: Key | None) -> Rows:
    segment = selection.segment
    undated = _bisect(segment, lambda row: int(segment.columns["start_day"][row]) != UNDATED, 0)
    if after and place and after[1] == UNDATED:
        return _walk(selection, place[1], segment.size, limit)
    dated = _walk(selection, place[0] if place else undated, 0, limit)
    if len(dated) >= limit:
        return dated
    return np.concatenate([dated, _walk(selection, undated, segment.size, limit - len(dated))])


def _recorded(selection: Selection, limit: int, place: tuple[int, int] | None, after: Key | None) -> Rows:
    rows, columns = selection.rows, selection.segment.columns
    key = (-columns["valid_from"][rows].astype(np.int64) << 32) + columns["rank"][rows]
    if after and place:
        later = key >= (-after[0] << 32) + place[1]
        rows, key = rows[later], key[later]
    return rows[_least(key, limit)]


def _walk(selection: Selection, start: int, stop: int, limit: int) -> Rows:
    """The first `limit` selected rows by rank from `start` to `stop`, downwards where stop < start."""
    segment, rows = selection.segment, selection.rows
    if len(rows) <= _FEW:
        rank = segment.columns["rank"][rows]
        low, high = min(start, stop), max(start, stop)
        inside = (rank >= low) & (rank < high)
        rows, rank = rows[inside], rank[inside]
        return rows[_least(rank if start <= stop else -rank, limit)]
    found: list[Rows] = []
    total = 0
    while start != stop and total < limit:
        if start < stop:
            step = segment.order[start : min(start + _STEP, stop)]
            start += len(step)
        else:
            step = segment.order[max(start - _STEP, stop) : start][::-1]
            start -= len(step)
        kept = step[selection.misses[step] == 0]
        found.append(kept)
        total += len(kept)
    return np.concatenate(found)[:limit] if found else np.zeros(0, dtype=np.int32)


def _least(key: npt.NDArray[Any], limit: int) -> npt.NDArray[np.intp]:
    """Where the smallest keys are, in order."""
    if len(key) > limit:
        part = np.argpartition(key, limit)[:limit]
        return part[np.argsort(key[part])]
    return np.argsort(key)


def stream(parts: Sequence[Selection]) -> Iterator[dict[str, Any]]:
    """Every selected event, a block at a time, so that a million take no more memory than a thousand.

    Up to 50,000 come newest first; more come in the index's own order, as sorting them by date would read
    every block of the index many times.
    """
    if sum(len(s.rows) for s in parts) <= MAX_SORTED:
        streams = [_following(s, "newest", max(len(s.rows), 1), None) for s in parts]
        for *_, line in _merged(streams, "newest"):
            yield json.loads(line)
        return
    for s in parts:
        for first in range(0, len(s.rows), _BLOCK):
            for line in s.segment.cards.lines(s.rows[first : first + _BLOCK].tolist()):
                yield json.loads(line)
