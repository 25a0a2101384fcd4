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
from geo.store.select import EPOCH, Selection

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

Tally = dict[Any, tuple[int, float, float, dict[int, int]]]
"""For each cell or area: how many, the sums of x and y in the tile, and how many of each type."""


def tile(version: int, parts: Sequence[Selection], z: int, x: int, y: int) -> dict[str, Any]:
    """A tile as JSON-ready values; see `Index.tile`."""
    types = sorted({name for s in parts for name in s.segment.types})
    codes = {name: i for i, name in enumerate(types)}
    points, areas = [], []
    for selection in parts:
        recode = np.array([codes[t] for t in selection.segment.types], dtype=np.int32)
        points.append((selection.segment, _points(selection, z, x, y), recode))
        areas.append((selection.segment, _area_rows(selection, z, x, y), recode))
    result: dict[str, Any] = {"v": version, "types": types, "cells": [], "events": [], "areas": []}
    count = sum(len(rows) for _, rows, _ in points)
    if 0 < count <= MAX_SINGLE:
        result["events"] = [
            e for s, rows, recode in points if len(rows) for e in _singles(s, rows, recode, z)
        ]
        result["events"].sort(key=lambda e: e[0])
    elif count:
        tally: Tally = {}
        for segment, rows, recode in points:
            _tally_cells(tally, segment, rows, recode, z)
        result["cells"] = [[round(sx / n), round(sy / n), n, _top(by)] for n, sx, sy, by in tally.values()]
    result["areas"] = _areas(areas, z)
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


def _tally_cells(tally: Tally, segment: Segment, rows: Rows, recode: npt.NDArray[np.int32], z: int) -> None:
    x, y = (_local(segment.columns[c][rows], z) for c in ("x", "y"))
    cell = (y // (EXTENT // CELLS)) * CELLS + x // (EXTENT // CELLS)
    _tally(tally, list(range(CELLS * CELLS)), cell, x, y, recode[segment.columns["type_code"][rows]])


def _tally(
    tally: Tally,
    keys: Sequence[Any],
    group: npt.NDArray[np.int32],
    x: npt.NDArray[np.int32],
    y: npt.NDArray[np.int32],
    types: npt.NDArray[np.int32],
) -> None:
    """Add rows, each of a group, to the tally of their groups' keys."""
    if not len(group):
        return
    width = int(types.max()) + 1
    counts = np.bincount(group * width + types, minlength=len(keys) * width).reshape(len(keys), width)
    sums_x = np.bincount(group, weights=x, minlength=len(keys))
    sums_y = np.bincount(group, weights=y, minlength=len(keys))
    for i in np.flatnonzero(counts.any(axis=1)).tolist():
        n, sx, sy, by = tally.get(keys[i], (0, 0.0, 0.0, {}))
        for t in np.flatnonzero(counts[i]):
            by[int(t)] = by.get(int(t), 0) + int(counts[i, t])
        tally[keys[i]] = (n + int(counts[i].sum()), sx + float(sums_x[i]), sy + float(sums_y[i]), by)


def _singles(segment: Segment, rows: Rows, recode: npt.NDArray[np.int32], z: int) -> list[list[Any]]:
    columns = segment.columns
    x, y = (_local(columns[c][rows], z).tolist() for c in ("x", "y"))
    types, prec = recode[columns["type_code"][rows]].tolist(), columns["prec"][rows].tolist()
    dates = [_date(d) for d in columns["start_day"][rows].tolist()]
    return [
        [id_, x[i], y[i], types[i], prec[i], radius, region, dates[i], place]
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


def _areas(parts: Sequence[tuple[Segment, Rows, npt.NDArray[np.int32]]], z: int) -> list[list[Any]]:
    """Entries of a tile's areas, the fullest first, grouped by region where there is one."""
    tally: Tally = {}
    names: dict[Any, str] = {}
    for segment, rows, recode in parts:
        if not len(rows):
            continue
        areas = segment.areas
        used, group = np.unique(segment.columns["area"][rows], return_inverse=True)
        x, y = (_local(a[used], z) for a in (areas.x, areas.y))
        keys = []
        for i, area in enumerate(used.tolist()):
            region, prec = areas.region[area], int(areas.prec[area])
            key = (
                (region, prec) if region is not None else (None, prec, int(x[i]), int(y[i]), areas.name[area])
            )
            names.setdefault(key, areas.name[area])
            keys.append(key)
        types = recode[segment.columns["type_code"][rows]]
        order = {key: i for i, key in enumerate(dict.fromkeys(keys))}
        merged = np.array([order[k] for k in keys], dtype=np.int32)[group]
        _tally(tally, list(order), merged, x[group], y[group], types)
    ranked = sorted(tally.items(), key=lambda item: (-item[1][0], str(item[0])))
    found = [
        [key[0], key[1], round(sx / n), round(sy / n), names[key], n, _top(by)]
        for key, (n, sx, sy, by) in ranked[:MAX_AREAS]
    ]
    return found + _crowd(ranked[MAX_AREAS:])


def _crowd(rest: Sequence[tuple[Any, tuple[int, float, float, dict[int, int]]]]) -> list[list[Any]]:
    """Areas beyond the most that a tile tells apart, together by cell: no region, no name."""
    cells: dict[tuple[int, int], list[Any]] = {}
    for key, (n, sx, sy, by) in rest:
        cell = int(sx / n * CELLS / EXTENT), int(sy / n * CELLS / EXTENT)
        entry = cells.setdefault(cell, [None, 0, 0.0, 0.0, "", 0, {}])
        entry[1] = max(entry[1], key[1])
        entry[2], entry[3], entry[5] = entry[2] + sx, entry[3] + sy, entry[5] + n
        for t, k in by.items():
            entry[6][t] = entry[6].get(t, 0) + k
    return [
        [None, prec, round(sx / n), round(sy / n), "", n, _top(by)]
        for _, prec, sx, sy, _, n, by in cells.values()
    ]


def _top(by: dict[int, int]) -> list[list[int]]:
    """The most frequent types with their counts, then -1 with what is left."""
    ranked = sorted(by.items(), key=lambda item: (-item[1], item[0]))
    top = [[t, n] for t, n in ranked[:MAX_TYPES]]
    rest = sum(n for _, n in ranked[MAX_TYPES:])
    return [*top, [-1, rest]] if rest else top


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
