"""What a selection sums up to: counts, facets, histograms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from geo.errors import InputError
from geo.store.build import UNDATED
from geo.store.segment import UNPLACED, Grouping, Rows, Segment, blocks
from geo.store.select import EPOCH, MODALITY_CODES, STATUS_CODES, Selection, unproject

FACETS = ("type", "actor", "region", "precision", "status", "modality", "source")
UNITS = ("day", "week", "month", "quarter", "year")
_MOST_BINS = 120
_STATE, _COUNTRY_DEGREES = 4, 8.0
"""The precision of a state, and how far around a country's point is shown where nothing is known better."""
_MOST_BY_DAY = 1 << 20
"""Most numbers that are kept of a segment's groups by day."""
_DAYS = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}


@dataclass(frozen=True, kw_only=True, slots=True)
class Counts:
    """How much a filter shows and how much it has to leave out.

    Of the `events` that match, told by `reports`, `unplaced` have no place and `undated` no date. `left_out`
    says how many more would or might match were it not for want of `precision`, `place` or `date`.
    """

    events: int
    reports: int
    unplaced: int
    undated: int
    left_out: dict[str, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Histogram:
    """Events by the bin that they start in.

    `bins` holds the first day of each bin with its count, empty ones included; `by` the counts by group,
    parallel to `bins`, the largest group first.
    """

    unit: str
    bins: list[tuple[date, int]]
    by: dict[str, list[int]]


def count(parts: Sequence[Selection]) -> Counts:
    """The counts of a filter over the segments of a snapshot."""
    left: Counter[str] = Counter()
    unplaced = undated = 0
    for s in parts:
        unplaced += sum(len(s.within(s.segment.ranges[past, UNPLACED])) for past in (False, True))
        undated += s.undated
        left.update(s.left_out())
    return Counts(
        events=sum(len(s.rows) for s in parts),
        reports=_reports(parts[::-1]),  # the small segment of newest versions first
        unplaced=unplaced,
        undated=undated,
        left_out={key: left[key] for key in ("precision", "place", "date")},
    )


def _reports(parts: Sequence[Selection]) -> int:
    """How many reports tell of the selected events; one that two segments know counts once."""
    total, known = 0, set[str]()
    for i, s in enumerate(parts):
        told = np.zeros(s.segment.reports, dtype=bool)
        for rows in blocks(s.rows):
            told[s.segment.columns["report_code"][rows]] = True
        total += int(np.count_nonzero(told))
        if known and told.any():
            shared = s.segment.rows(
                "SELECT DISTINCT report_id, report_code FROM events WHERE report_id IN (SELECT unnest(?))",
                [sorted(known)],
            )
            total -= sum(bool(told[code]) for _, code in shared)
        if i + 1 < len(parts) and len(s.rows):
            known |= {r[1] for r in s.segment.at("report_id", s.rows.tolist())}
    return total


def facets(
    parts: Sequence[Selection], fields: Sequence[str], *, own: bool = False
) -> dict[str, list[tuple[str, int]]]:
    """For each field its values with their counts, the most frequent first.

    They count under the other conditions, or with `own` under those on the field itself too: what the events
    that match are, not what else could be chosen.
    """
    found: dict[str, list[tuple[str, int]]] = {}
    for field in fields:
        if field not in FACETS:
            raise InputError(f"a field, one of {', '.join(FACETS)}", field)
        counted = [c for s in parts if (c := _facet(s, field, own))]
        if len(counted) == 1:
            found[field] = list(counted[0].items())
        else:
            total = Counter[str]()
            for one in counted:
                total.update(one)
            found[field] = _ranked(total)
    return found


def killed(parts: Sequence[Selection]) -> tuple[int, dict[str, int]]:
    """People killed (the best counts) in the events that match: in all, and by region.

    An event's dead count in each region that it is known to lie in; an event without a number counts none,
    nor does one that is denied or only planned.
    """
    total, found = 0, Counter[str]()
    for s in parts:
        by_set = np.zeros(len(s.segment.regions))
        for rows in blocks(s.rows):
            dead = s.segment.columns["killed"][rows]
            total += int(dead.sum(dtype=np.int64))
            by_set += np.bincount(s.segment.columns["regionset"][rows], weights=dead, minlength=len(by_set))
        found.update(s.segment.regions.count(by_set))
    return total, dict(found)


def extent(parts: Sequence[Selection]) -> tuple[float, float, float, float] | None:
    """The box (west, south, east, north, in degrees) around the events that match; None where none is placed.

    Events known to a state or better decide where there are any: a country's point says little, and is shown
    with what lies around it.
    """
    for worst in (_STATE, 7):
        corners = []
        for s in parts:
            columns, rows = s.segment.columns, s.rows
            prec = columns["prec"][rows]
            rows = rows[(prec >= 1) & (prec <= worst)]
            if len(rows):
                x, y = columns["x"][rows], columns["y"][rows]
                corners += [(x.min(), y.max()), (x.max(), y.min())]
        if corners:
            xs, ys = np.array(corners).T
            lats, lons = unproject(np.array([xs.min(), xs.max()]), np.array([ys.max(), ys.min()]))
            wide = _COUNTRY_DEGREES if worst > _STATE else 0.0
            south, north = float(lats[0]) - wide, float(lats[1]) + wide
            return float(lons[0]) - wide, max(south, -85.0), float(lons[1]) + wide, min(north, 85.0)
    return None


def _facet(selection: Selection, field: str, own: bool) -> dict[str, int]:
    """The counts of one part, the most frequent first, then by name."""
    segment = selection.segment
    sets, names, column, skip = {
        "type": (None, segment.types, "type_code", 0),
        "precision": (None, ("", "1", "2", "3", "4", "5", "6", "7"), "prec", 1),
        "status": (None, ("", *STATUS_CODES), "status_code", 1),
        "modality": (None, ("", *MODALITY_CODES), "modality_code", 1),
        "region": (segment.regions, (), "regionset", 0),
        "actor": (segment.actors, (), "actorset", 0),
        "source": (segment.sources, (), "sourceset", 0),
    }[field]
    counts = selection.tally(column, len(names) if sets is None else len(sets), None if own else field)
    return dict(_ranked(_named(names, counts, skip))) if sets is None else sets.count(counts)


def _ranked(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(sorted(counts.items()), key=itemgetter(1), reverse=True)


def _named(names: Sequence[str], counts: npt.NDArray[np.int64], skip: int = 0) -> dict[str, int]:
    pairs = list(zip(names, counts.tolist(), strict=True))[skip:]
    return {name: n for name, n in pairs if n}


def histogram(
    parts: Sequence[Selection],
    by: str | Grouping | None = None,
    unit: str | None = None,
    *,
    dates: bool = True,
) -> Histogram:
    """Events by day, week, month, quarter or year; see `Index.histogram`."""
    if by not in (None, "type", "status", "modality") and not callable(by):
        raise InputError("by: type, status, modality, a rule on actors or nothing", by)
    if unit is not None and unit not in UNITS:
        raise InputError(f"a unit, one of {', '.join(UNITS)}", unit)
    found = [_dated(s, by, all_dates=not dates) for s in parts]
    spans = [span for one in found if (span := one.span())]
    if not spans:
        return Histogram(unit=unit or "day", bins=[], by={})
    first, last = min(span[0] for span in spans), max(span[1] for span in spans)
    unit = unit or next((u for u in UNITS if (last - first) / _DAYS[u] <= _MOST_BINS), "year")
    starts = _starts(first, last, unit)
    edges = np.array([s.toordinal() - EPOCH for s in starts])
    groups: dict[str, npt.NDArray[np.int64]] = {}
    for one in found:
        table = one.binned(_Bins(edges, first, last))
        for group in np.flatnonzero(table.any(axis=1)).tolist():
            groups[one.names[group]] = groups.get(one.names[group], 0) + table[group]
    totals = np.sum(list(groups.values()), axis=0).tolist()
    ranked = sorted(groups, key=lambda g: (-int(groups[g].sum()), g)) if by else []
    return Histogram(
        unit=unit,
        bins=list(zip(starts, totals, strict=True)),
        by={g: groups[g].tolist() for g in ranked},
    )


class _Bins:
    """The bins of the days from one to another, by a table where they are no more than a thousand years."""

    def __init__(self, edges: npt.NDArray[np.int64], first: int, last: int) -> None:
        self.edges, self.first = edges, first
        self.table = None
        if last - first < 366_000:
            self.table = self._searched(np.arange(first, last + 1))

    @classmethod
    def of_days(cls, first: int, last: int) -> Self:
        """A bin for each day."""
        return cls(np.arange(first, last + 1), first, last)

    def _searched(self, days: npt.NDArray[Any]) -> npt.NDArray[np.int32]:
        return (np.searchsorted(self.edges, days, side="right") - 1).astype(np.int32)

    def __len__(self) -> int:
        return len(self.edges)

    def __call__(self, days: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
        return self._searched(days) if self.table is None else self.table[days - np.int32(self.first)]


@dataclass(frozen=True, slots=True)
class _ByRow:
    """Dated rows, each in the group that a column says, or a column and a table of codes; or all in one."""

    names: Sequence[str]
    segment: Segment
    rows: Rows
    groups: npt.NDArray[Any] | None
    codes: npt.NDArray[np.int64] | None = None

    def span(self) -> tuple[int, int] | None:
        """The first and the last day that they start on; None where there are none."""
        starts = (self.segment.columns["start_day"][part] for part in blocks(self.rows))
        days = [(int(d.min()), int(d.max())) for d in starts]
        return (min(d[0] for d in days), max(d[1] for d in days)) if days else None

    def binned(self, bins: _Bins) -> npt.NDArray[np.int64]:
        """How many there are of each group (a row) in each bin (a column)."""
        size = len(bins)
        counts = np.zeros(len(self.names) * size, dtype=np.int64)
        for part in blocks(self.rows):
            keys = bins(self.segment.columns["start_day"][part])
            if self.groups is not None:
                found = self.groups[part] if self.codes is None else self.codes[self.groups[part]]
                keys = keys + found.astype(np.int32) * np.int32(size)
            counts += np.bincount(keys, minlength=len(counts))
        return counts.reshape(len(self.names), size)


@dataclass(frozen=True, slots=True)
class _ByDay:
    """Dated rows counted by group (a row) and day (a column) from the day `first` on."""

    names: Sequence[str]
    first: int
    table: npt.NDArray[np.int64]

    def span(self) -> tuple[int, int] | None:
        """The first and the last day that any start on; None where there are none."""
        days = np.flatnonzero(self.table.any(axis=0))
        return (self.first + int(days[0]), self.first + int(days[-1])) if len(days) else None

    def binned(self, bins: _Bins) -> npt.NDArray[np.int64]:
        """How many there are of each group (a row) in each bin (a column)."""
        days = np.flatnonzero(self.table.any(axis=0))
        counts = np.zeros((len(bins), len(self.names)), dtype=np.int64)
        np.add.at(counts, bins((days + self.first).astype(np.int32)), self.table[:, days].T)
        return counts.T


def _dated(selection: Selection, by: str | Grouping | None, *, all_dates: bool) -> _ByRow | _ByDay:
    """The dated rows of a selection in their groups; where most match, as what the others leave of all."""
    segment = selection.segment
    if callable(by):
        names, codes = segment.grouped(by)
        rows = selection.dated_rows(all_dates=all_dates)
        return _ByRow(names, segment, rows, segment.columns["actorset"], codes)
    names, groups = {
        None: (("",), None),
        "type": (segment.types, segment.columns["type_code"]),
        "status": (("", *STATUS_CODES), segment.columns["status_code"]),
        "modality": (("", *MODALITY_CODES), segment.columns["modality_code"]),
    }[by]
    few, rows = selection.dated_fewer(all_dates=all_dates)
    if few:
        return _ByRow(names, segment, rows, groups)
    whole: _ByDay | None = segment.once(("by day", by), lambda: _whole(segment, names, groups))
    if whole is None:
        return _ByRow(names, segment, selection.dated_rows(all_dates=all_dates), groups)
    days = _Bins.of_days(whole.first, whole.first + whole.table.shape[1] - 1)
    others = _ByRow(names, segment, rows, groups).binned(days)
    return _ByDay(names, whole.first, whole.table - others)


def _whole(segment: Segment, names: Sequence[str], groups: npt.NDArray[Any] | None) -> _ByDay | None:
    """All dated rows of a segment by group and day; None where there are none, or too many days."""
    rows = np.flatnonzero(segment.columns["start_day"] != UNDATED).astype(np.int32)
    every = _ByRow(names, segment, rows, groups)
    span = every.span()
    if span is None or len(names) * (span[1] - span[0] + 1) > _MOST_BY_DAY:
        return None
    return _ByDay(names, span[0], every.binned(_Bins.of_days(*span)))


def _starts(first: int, last: int, unit: str) -> list[date]:
    """The first days of the bins that cover two days (since 1970-01-01)."""
    begin, end = date.fromordinal(first + EPOCH), date.fromordinal(last + EPOCH)
    if unit in ("day", "week"):
        step = _DAYS[unit]
        start = begin.toordinal() - (begin.weekday() if unit == "week" else 0)
        return [date.fromordinal(max(d, 1)) for d in range(start, end.toordinal() + 1, step)]
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    at = (begin.year * 12 + begin.month - 1) // months * months
    stop = end.year * 12 + end.month
    return [date(m // 12, m % 12 + 1, 1) for m in range(at, stop, months)]
