"""Tiles of the map: counts in cells where there is a crowd, single events where there is none.

A tile is 512 pixels wide and has coordinates from 0 to 4096. Every placed event is in exactly one tile of a
zoom, so that the tiles' sums are the list's length.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.store.build import UNDATED
from geo.store.segment import AREA, POINT, Rows, Segment
from geo.store.select import EPOCH, MODALITY_CODES, Selection

EXTENT = 4096
MAX_ZOOM = 24
MAX_SINGLE = 200
"""Most single events in a tile: 12 tiles of 200 are about 220 KB."""

MAX_AREAS = 150
"""Most areas told apart in a tile; the smaller ones beyond share cells."""

CELLS = 16
"""Cells along a tile's side: 32 pixels each."""

MAX_TYPES = 5
"""Types told apart in a cell or an area; the others are counted together as type -1."""

Counts = npt.NDArray[np.int64]
"""How many of each type (a column) there are in each cell or area (a row)."""


def tile(
    version: int, parts: Sequence[Selection], z: int, x: int, y: int, *, points: bool = True
) -> dict[str, Any]:
    """A tile as JSON-ready values; see `Index.tile`."""
    types = sorted({name for s in parts for name in s.segment.types})
    codes = {name: i for i, name in enumerate(types)}
    dots, areas = [], []
    for selection in parts:
        recode = np.array([codes[t] for t in selection.segment.types], dtype=np.int32)
        dots.append((selection.segment, _points(selection, z, x, y), recode))
        areas.append((selection.segment, _area_rows(selection, z, x, y), recode))
    result: dict[str, Any] = {"v": version, "types": types, "cells": [], "events": [], "areas": []}
    count = sum(len(rows) for _, rows, _ in dots)
    if points and 0 < count <= MAX_SINGLE:
        result["events"] = [e for s, rows, recode in dots if len(rows) for e in _singles(s, rows, recode, z)]
        result["events"].sort(key=lambda e: e[0])
    elif points and count:
        result["cells"] = _cells(dots, z, len(types))
    result["areas"] = _areas(areas, z, len(types))
    result["n"] = count + sum(len(rows) for _, rows, _ in areas)
    used = sorted({t for row in _typed(result) for t in row if t >= 0})
    return _recode(result, used, types)


def _points(selection: Selection, z: int, x: int, y: int) -> Rows:
    """The selected points of a tile: a stretch of each Z-ordered range of rows."""
    found = []
    for past in (False, True):
        whole = selection.segment.ranges[past, POINT]
        part = _stretch(selection.segment, whole, z, x, y)
        found.append(selection.within(part))
    return np.concatenate(found)


def _stretch(segment: Segment, whole: slice, z: int, x: int, y: int) -> slice:
    """Rows of a Z-ordered range in a tile, by bisection: a tile is a stretch of the curve."""
    size = 2 * (32 - z)
    low = _curve(x, y) << size
    return slice(
        _bisect(segment, whole.start, whole.stop, low),
        _bisect(segment, whole.start, whole.stop, low + (1 << size)),
    )


def _bisect(segment: Segment, low: int, high: int, code: int) -> int:
    xs, ys = segment.columns["x"], segment.columns["y"]
    while low < high:
        middle = (low + high) // 2
        if _curve(int(xs[middle]), int(ys[middle])) < code:
            low = middle + 1
        else:
            high = middle
    return low


def _curve(x: int, y: int) -> int:
    """The place on the Z-order curve: the bits of y and x, interleaved."""
    return _spread(x) | _spread(y) << 1


def _spread(v: int) -> int:
    v = (v | v << 16) & 0x0000FFFF0000FFFF
    v = (v | v << 8) & 0x00FF00FF00FF00FF
    v = (v | v << 4) & 0x0F0F0F0F0F0F0F0F
    v = (v | v << 2) & 0x3333333333333333
    return (v | v << 1) & 0x5555555555555555


def _local(values: npt.NDArray[Any], z: int) -> npt.NDArray[np.int32]:
    """Coordinates in the tile, 0 to 4095, of grid coordinates."""
    bits = 32 - z
    shifted = values >> np.uint32(bits - 12) if bits >= 12 else values << np.uint32(12 - bits)
    return (shifted & np.uint32(EXTENT - 1)).astype(np.int32)


def _cells(
    parts: Sequence[tuple[Segment, Rows, npt.NDArray[np.int32]]], z: int, width: int
) -> list[list[Any]]:
    """Entries of a tile's cells: where their events' middle is, how many they are and of which types."""
    size = CELLS * CELLS
    counts, sums = np.zeros((size, width), dtype=np.int64), np.zeros((2, size))
    for segment, rows, recode in parts:
        x, y = (_local(segment.columns[c][rows], z) for c in ("x", "y"))
        cell = (y // (EXTENT // CELLS)) * CELLS + x // (EXTENT // CELLS)
        counts += _by_type(cell, recode[segment.columns["type_code"][rows]], size, width)
        sums += [np.bincount(cell, weights=v, minlength=size) for v in (x, y)]
    full = np.flatnonzero(counts.any(axis=1))
    n = counts[full].sum(axis=1)
    middle = np.rint(sums[:, full] / n).astype(np.int64).T.tolist()
    return [[mx, my, k, top] for (mx, my), k, top in zip(middle, n.tolist(), _top(counts[full]), strict=True)]


def _by_type(group: npt.NDArray[Any], types: npt.NDArray[np.int32], size: int, width: int) -> Counts:
    """How many rows there are of each group and type."""
    keys = group * np.int32(width) + types
    return np.bincount(keys, minlength=size * width).reshape(size, width)


def _singles(segment: Segment, rows: Rows, recode: npt.NDArray[np.int32], z: int) -> list[list[Any]]:
    columns = segment.columns
    x, y = (_local(columns[c][rows], z).tolist() for c in ("x", "y"))
    types, prec = recode[columns["type_code"][rows]].tolist(), columns["prec"][rows].tolist()
    first, last = (columns[c][rows].tolist() for c in ("start_day", "end_day"))
    dates = [_date(d) for d in first]
    until = [_date(b) if b != a else None for a, b in zip(first, last, strict=True)]
    told = [("", *MODALITY_CODES)[code] for code in columns["modality_code"][rows].tolist()]
    return [
        [id_, x[i], y[i], types[i], prec[i], radius, region, dates[i], place, told[i], until[i]]
        for i, (id_, radius, region, place) in enumerate(segment.cards.briefs(rows.tolist()))
    ]


def _date(value: int) -> str | None:
    return None if value == UNDATED else date.fromordinal(value + EPOCH).isoformat()


def _area_rows(selection: Selection, z: int, x: int, y: int) -> Rows:
    """The selected events of where_prec 4 to 7 whose reference point is in the tile."""
    segment = selection.segment
    if not len(segment.areas.name):
        return np.zeros(0, dtype=np.int32)
    bits = np.uint32(32 - z)
    xs, ys = (a.astype(np.uint64) >> bits for a in (segment.areas.x, segment.areas.y))
    inside = (xs == x) & (ys == y)
    found = []
    for past in (False, True):
        rows = selection.within(segment.ranges[past, AREA])
        found.append(rows[inside[segment.columns["area"][rows]]] if len(rows) else rows)
    return np.concatenate(found)


def _areas(
    parts: Sequence[tuple[Segment, Rows, npt.NDArray[np.int32]]], z: int, width: int
) -> list[list[Any]]:
    """Entries of a tile's areas, the fullest first, grouped by region where there is one."""
    place: dict[Any, int] = {}
    names: list[str] = []
    merged: list[tuple[npt.NDArray[np.intp], Counts, npt.NDArray[Any]]] = []
    for segment, rows, recode in parts:
        if not len(rows):
            continue
        areas = segment.areas
        types = recode[segment.columns["type_code"][rows]]
        counts = _by_type(segment.columns["area"][rows], types, len(areas.name), width)
        used = np.flatnonzero(counts.any(axis=1))
        at = np.stack([_local(a[used], z) for a in (areas.x, areas.y)])
        into = []
        for area, x, y in zip(used.tolist(), *at.tolist(), strict=True):
            region, prec, name = areas.region[area], int(areas.prec[area]), areas.name[area]
            key = (region, prec) if region is not None else (None, prec, x, y, name)
            if key not in place:
                place[key] = len(names)
                names.append(name)
            into.append(place[key])
        merged.append((np.array(into), counts[used], at))
    total, sums = np.zeros((len(names), width), dtype=np.int64), np.zeros((2, len(names)))
    for group, counts, at in merged:
        np.add.at(total, group, counts)
        for axis in (0, 1):
            np.add.at(sums[axis], group, at[axis] * counts.sum(axis=1))
    n = total.sum(axis=1)
    keys, numbers = list(place), n.tolist()
    ranked = sorted(range(len(keys)), key=lambda i: (-numbers[i], str(keys[i])))
    shown, rest = ranked[:MAX_AREAS], ranked[MAX_AREAS:]
    middle = np.rint(sums / np.maximum(n, 1)).astype(np.int64).T.tolist()
    found = [
        [keys[i][0], keys[i][1], *middle[i], names[i], numbers[i], top]
        for i, top in zip(shown, _top(total[shown]), strict=True)
    ]
    worst = np.array([keys[i][1] for i in rest], dtype=np.int64)
    return found + _crowd(worst, sums[:, rest], n[rest], total[rest]) if rest else found


def _crowd(
    prec: npt.NDArray[np.int64], sums: npt.NDArray[np.float64], n: npt.NDArray[np.int64], counts: Counts
) -> list[list[Any]]:
    """Areas beyond the most that a tile tells apart, together by cell: no region, no name.

    Of each: its precision, the sums of its events' x and y, their number, and how many of each type.
    """
    column, row = (sums / n * CELLS / EXTENT).astype(np.int64)
    _, first, cell = np.unique(row * CELLS + column, return_index=True, return_inverse=True)
    size = len(first)
    worst, total = np.zeros(size, dtype=np.int64), np.zeros((size, counts.shape[1]), dtype=np.int64)
    np.maximum.at(worst, cell, prec)
    np.add.at(total, cell, counts)
    number, *middle = (np.bincount(cell, weights=w, minlength=size) for w in (n, *sums))
    x, y = (np.rint(m / number).astype(np.int64).tolist() for m in middle)
    entries = zip(worst.tolist(), x, y, number.astype(np.int64).tolist(), _top(total), strict=True)
    return [[None, *entry[:3], "", *entry[3:]] for entry in entries]


def _top(counts: Counts) -> list[list[list[int]]]:
    """For each row the most frequent types with their counts, then -1 with what is left."""
    order = np.argsort(-counts, axis=1, kind="stable")[:, :MAX_TYPES]
    most = np.take_along_axis(counts, order, axis=1)
    rest = (counts.sum(axis=1) - most.sum(axis=1)).tolist()
    return [
        [[t, n] for t, n in zip(types, numbers, strict=True) if n] + ([[-1, left]] if left else [])
        for types, numbers, left in zip(order.tolist(), most.tolist(), rest, strict=True)
    ]


def _typed(result: dict[str, Any]) -> list[list[int]]:
    """The type numbers of each entry of a tile."""
    pairs = [c[3] for c in result["cells"]] + [a[6] for a in result["areas"]]
    return [[t for t, _ in p] for p in pairs] + [[e[3]] for e in result["events"]]


def _recode(result: dict[str, Any], used: Sequence[int], types: Sequence[str]) -> dict[str, Any]:
    """Keep only the types that the tile uses in its list of types."""
    new = {old: i for i, old in enumerate(used)} | {-1: -1}
    for cell in result["cells"]:
        cell[3] = [[new[t], n] for t, n in cell[3]]
    for area in result["areas"]:
        area[6] = [[new[t], n] for t, n in area[6]]
    for event in result["events"]:
        event[3] = new[event[3]]
    result["types"] = [types[t] for t in used]
    return result
