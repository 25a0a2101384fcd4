"""From a filter to the rows that match: one pass over the columns, then everything from the selection."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.store.area import EARTH_RADIUS_KM, Box
from geo.store.build import FOREVER, MAX_LATITUDE, UNDATED
from geo.store.filter import MODALITIES, STATUSES, Filter
from geo.store.segment import BLOCK, Rows, Segment, count_codes

Bits = npt.NDArray[Any]
Bools = npt.NDArray[np.bool_]

SPATIAL = ("region", "precision", "shape")
STATUS_CODES = ("proposed", "confirmed", "disputed", "withdrawn")
MODALITY_CODES = ("reported", "alleged", "planned", "denied")
EPOCH = date(1970, 1, 1).toordinal()
WORLD = float(2**32)

assert set(STATUS_CODES) == set(STATUSES)
assert set(MODALITY_CODES) == set(MODALITIES)


class Selection:
    """Which rows of a segment match a filter at a version, and which conditions the others fail.

    Parameters
    ----------
    version
        The version to look at, or None for the newest.
    """

    def __init__(self, segment: Segment, wanted: Filter, version: int | None) -> None:
        self.segment, self.filter, self.version = segment, wanted, version
        self._coded = _conditions(segment, wanted)
        names = [name for name, _, _ in self._coded]
        names += ["dates"] * wanted.dated + ["text"] * bool(wanted.q)
        names += ["shape"] * (wanted.bbox is not None or wanted.area is not None)
        names += ["time"] * (version is not None or not segment.current)
        self._bits = {name: 1 << i for i, name in enumerate(names)}
        kind = np.uint8 if len(names) <= 8 else np.uint16
        self.misses: Bits = np.full(segment.size, sum(self._bits.values()), dtype=kind)
        for start in range(0, segment.size, BLOCK):
            self._mark(start)

    def _mark(self, start: int) -> None:
        """Evaluate every condition on a chunk of rows, small enough to stay in the processor's cache."""
        part = slice(start, start + BLOCK)
        columns, wanted = self.segment.columns, self.filter
        for name, column, table in self._coded:
            self._miss(part, name, _lookup(columns[column][part], table) if column else table[part])
        if wanted.dated:
            self._miss(part, "dates", _dates(wanted, columns["start_day"][part], columns["end_day"][part]))
        if "shape" in self._bits:
            self._miss(part, "shape", self._shape(part))
        if wanted.q:
            self._miss(part, "text", self._text[part])
        if "time" in self._bits:
            end = columns["valid_to"][part]
            if self.version is None:
                self._miss(part, "time", end == FOREVER)
            else:
                begin = columns["valid_from"][part]
                self._miss(part, "time", (begin <= self.version) & (end > self.version))

    def _miss(self, part: slice, name: str, found: Bools) -> None:
        misses = self.misses[part]
        bit = misses.dtype.type(self._bits[name])
        misses ^= found.view(np.uint8) * bit  # every bit is set at first

    def _bit(self, *names: str) -> Any:
        """The bits of some conditions, 0 for those that the filter does not make."""
        return self.misses.dtype.type(sum(self._bits.get(name, 0) for name in names))

    def _shape(self, part: slice) -> Bools:
        columns, wanted = self.segment.columns, self.filter
        x, y, prec = columns["x"][part], columns["y"][part], columns["prec"][part]
        found = (prec >= 1) & (prec <= 3)
        for shape in (wanted.bbox, wanted.area):
            if shape is None:
                continue
            near = np.zeros(len(x), dtype=bool)
            for box in shape.bounds():
                near |= _in_box(x, y, box)
            found &= near
            if not isinstance(shape, Box):
                rows = np.flatnonzero(found)
                lat, lon = unproject(x[rows], y[rows])
                found[rows] = shape.contains(lat, lon)
        return found

    @cached_property
    def _text(self) -> Bools:
        words = self.filter.q.split()
        condition = " AND ".join("contains(words, lower(strip_accents(?)))" for _ in words)
        rows = self.segment.rows(f"SELECT rowid FROM events WHERE {condition}", words)
        found = np.zeros(self.segment.size, dtype=bool)
        found[[r[0] for r in rows]] = True
        return found

    @cached_property
    def rows(self) -> Rows:
        """The rows that match, ascending."""
        near = self._near
        found: Rows = near[self.misses[near] == 0]
        return found

    @cached_property
    def _near(self) -> Rows:
        """The rows that fail no condition but those on place, ascending: one pass for all counts."""
        return _where((self.misses & ~self._bit(*SPATIAL)) == 0)

    def tally(self, column: str, size: int, without: str | None = None) -> npt.NDArray[np.int64]:
        """How many of the rows that match have each code of a column, of so many codes.

        With `without` they match when the condition on that field is taken away. Where most rows match, those
        that do not are counted and taken from the column's totals.
        """
        codes = self.segment.columns[column]
        if without not in self._bits:
            few, rows = self._fewer
        else:
            few, rows = _fewer_of((self.misses & ~self._bit(without)) == 0)
        counts = count_codes(codes, rows, size)
        return counts if few else self.segment.totals(column, size) - counts

    @cached_property
    def _fewer(self) -> tuple[bool, Rows]:
        """(True, the rows that match) where they are the fewer, else (False, the others)."""
        few = 2 * len(self.rows) <= self.segment.size
        return few, self.rows if few else _where(self.misses != 0)

    @property
    def undated(self) -> int:
        """How many of the rows that match have no date."""
        return int(np.count_nonzero(self.misses[self.segment.undated] == 0))

    def dated_rows(self, *, all_dates: bool) -> Rows:
        """The rows that match and have a date, ascending; with `all_dates` whatever dates are chosen."""
        return _where(self._dated(all_dates))

    def dated_fewer(self, *, all_dates: bool) -> tuple[bool, Rows]:
        """(True, the dated rows that match) where they are few, else (False, those that do not).

        With `all_dates` they match whatever dates are chosen. Few are up to half of the segment's rows.
        """
        found = self._dated(all_dates)
        few = bool(2 * np.count_nonzero(found) <= self.segment.size)
        if not few:
            np.logical_not(found, out=found)
            found[self.segment.undated] = False
        return few, _where(found)

    def _dated(self, all_dates: bool) -> Bools:
        found: Bools = (self.misses & ~self._bit("dates") if all_dates else self.misses) == 0
        found[self.segment.undated] = False
        return found

    def within(self, part: slice) -> Rows:
        """The rows that match in a stretch of rows."""
        ends = np.array((part.start, part.stop), self.rows.dtype)  # else all rows are converted, at each call
        low, high = np.searchsorted(self.rows, ends)
        return self.rows[low:high]

    def left_out(self) -> dict[str, int]:
        """How many events fail only for want of a precision, a place or a date; each is counted once."""
        columns, wanted = self.segment.columns, self.filter
        found = {"precision": 0, "place": 0, "date": 0}
        spatial, dates, near = self._bit(*SPATIAL), self._bit("dates"), self._near
        if wanted.dated:
            undated = self.segment.undated
            undated = undated[(self.misses[undated] & ~spatial) == dates]
            found["date"] = int(np.count_nonzero(self.misses[undated] == dates))
            near = np.concatenate((near, undated))
        shape = [s for s in (wanted.bbox, wanted.area) if s is not None]
        if not (wanted.regions or shape or wanted.precision):
            return found
        misses = self.misses[near]
        rows, misses = near[misses & spatial != 0], misses[misses & spatial != 0]
        prec = columns["prec"][rows]
        found["place"] = int(np.count_nonzero(prec == 0))
        rows, misses = rows[prec > 0], self.misses[rows[prec > 0]]
        maybe = np.ones(len(rows), dtype=bool)
        if wanted.regions:
            vague = self.segment.regions.imprecise(wanted.regions)[columns["regionset"][rows]]
            maybe &= ((misses & self._bit("region")) == 0) | vague
        for one in shape:
            maybe &= ((misses & self._bit("shape")) == 0) | self._may_reach(rows, one.bounds())
        found["precision"] = int(np.count_nonzero(maybe))
        return found

    def _may_reach(self, rows: Rows, boxes: Sequence[Box]) -> Bools:
        """Which of some rows are too coarse for a shape's test and near enough to lie in its boxes."""
        columns = self.segment.columns
        lat, lon = unproject(columns["x"][rows], columns["y"][rows])
        reach = np.degrees(columns["reach_km"][rows] / EARTH_RADIUS_KM)
        near = np.zeros(len(rows), dtype=bool)
        wide = reach / np.maximum(np.cos(np.radians(lat)), 0.01)
        for box in boxes:
            beside = (lon + wide >= box.west) & (lon - wide <= box.east)
            near |= beside & (lat + reach >= box.south) & (lat - reach <= box.north)
        return near & (columns["prec"][rows] > 3)

    @property
    def nbytes(self) -> int:
        """Bytes of memory that the selection takes, at most."""
        most = len(self.rows) + min(len(self.rows), self.segment.size - len(self.rows))
        return int(self.misses.nbytes + most * self.rows.itemsize)


def _conditions(segment: Segment, wanted: Filter) -> list[tuple[str, str, Bools]]:
    """For each condition on a coded column: its name, the column, and which codes are kept."""
    found: list[tuple[str, str, Bools]] = []
    if wanted.types:
        found.append(("type", "type_code", np.isin(np.array(segment.types, dtype=object), wanted.types)))
    if wanted.actors:
        found.append(("actor", "actorset", segment.actors.any_of(wanted.actors)))
    if wanted.regions:
        found.append(("region", "regionset", segment.regions.any_of(wanted.regions)))
    if wanted.precision is not None:
        levels = np.arange(8)
        found.append(("precision", "prec", (levels >= 1) & (levels <= wanted.precision)))
    if set(wanted.status) != set(STATUSES):
        found.append(("status", "status_code", np.isin(("", *STATUS_CODES), wanted.status)))
    if wanted.modality:
        found.append(("modality", "modality_code", np.isin(("", *MODALITY_CODES), wanted.modality)))
    if wanted.source:
        found.append(_source(segment, wanted.source))
    return found


def _source(segment: Segment, wanted: Sequence[str]) -> tuple[str, str, Bools]:
    """Rows by the name of a source, or by the id of a report where no source has the name."""
    names = [w for w in wanted if w in segment.sources.names]
    if len(names) == len(wanted):
        return "source", "sourceset", segment.sources.any_of(names)
    rows = segment.rows("SELECT rowid FROM events WHERE list_has_any(sources, ?::VARCHAR[])", [list(wanted)])
    found = segment.sources.any_of(names)[segment.columns["sourceset"]]
    found[[r[0] for r in rows]] = True
    return "source", "", found


def _lookup(codes: npt.NDArray[Any], table: Bools) -> Bools:
    """Which codes are kept: by comparison where few are or few are not, ten times as fast as by a table."""
    kept = np.flatnonzero(table)
    if len(kept) <= 3:
        found = np.zeros(len(codes), dtype=bool)
        for code in kept.tolist():
            found |= codes == code
        return found
    if len(table) - len(kept) <= 3:
        found = np.ones(len(codes), dtype=bool)
        for code in np.flatnonzero(~table).tolist():
            found &= codes != code
        return found
    return table.take(codes)


def _dates(wanted: Filter, start: npt.NDArray[np.int32], end: npt.NDArray[np.int32]) -> Bools:
    first = day(wanted.from_) if wanted.from_ else UNDATED + 1  # undated events start and end before it
    last = day(wanted.to) if wanted.to else 2**31 - 1
    if wanted.dates == "within":
        return np.asarray((start >= first) & (end <= last))
    return np.asarray((end >= first) & (start <= last))


def _fewer_of(found: Bools) -> tuple[bool, Rows]:
    """(True, the rows found) where they are the fewer, else (False, the others)."""
    few = 2 * np.count_nonzero(found) <= len(found)
    return bool(few), _where(found if few else ~found)


def _where(found: Bools) -> Rows:
    return np.flatnonzero(found).astype(np.int32)


def _in_box(x: npt.NDArray[Any], y: npt.NDArray[Any], box: Box) -> Bools:
    west, east = (_grid((lon + 180) / 360) for lon in (box.west, box.east))
    north, south = (_grid(_down(lat)) for lat in (box.north, box.south))
    found: Bools = (x >= west) & (x <= east) & (y >= north) & (y <= south)
    return found


def _down(lat: float) -> float:
    sine = math.sin(math.radians(max(-MAX_LATITUDE, min(MAX_LATITUDE, lat))))
    return 0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)


def _grid(share: float) -> np.uint32:
    return np.uint32(max(0.0, min(math.floor(share * WORLD), WORLD - 1)))


def unproject(
    x: npt.NDArray[Any], y: npt.NDArray[Any]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Degrees of latitude and longitude from the map's grid of 2^32 by 2^32 (1 cm at the equator)."""
    lon = (x.astype(np.float64) + 0.5) / WORLD * 360 - 180
    lat = np.degrees(np.arctan(np.sinh(math.pi * (1 - 2 * (y.astype(np.float64) + 0.5) / WORLD))))
    return lat, lon


def day(value: date) -> int:
    """Days since 1970-01-01."""
    return value.toordinal() - EPOCH
