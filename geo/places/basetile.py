"""Tiles of the offline base map: land, borders and labels in integer tile pixels.

The build prepares land and borders for five bands of zoom; a tile clips the pieces near it. Tiles follow the
usual web scheme (z, x, y from the north-west, spherical Mercator).
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import shapely

from geo.errors import DataError, InputError
from geo.places.gazetteer import data_path

EXTENT = 4096
MAX_ZOOM = 20
SHARP_ZOOM = 8
"""Beyond this zoom the borders' source is coarser than the screen, and the tile says `approximate`."""

_MARGIN = 64
_STEP = 8
_FIRST_ZOOM = (0, 2, 4, 6, 8)
KINDS = ("land", "coast", "country", "admin1", "admin2")
UNITS = 10_000
"""Stored coordinates to the degree: whole numbers pack better than degrees."""

_BORDERS = {
    "coast": ("coast", 0),
    "country": ("country", 0),
    "state": ("admin1", 4),
    "municipality": ("admin2", 7),
}
"""Kinds of line as drawn: the layer they come from and the first zoom that shows them."""
_LABELS = 40
_TOP_LAT = 85.0511287798066


class _Layer:
    """The lines (or rings) of one kind in one band, packed, with their bounds: few of them are ever drawn."""

    def __init__(self, table: Any, rings: bool) -> None:
        self.points = table.column("points").combine_chunks()
        self.bounds = [table.column(side).to_numpy() for side in ("west", "south", "east", "north")]
        self.rings = rings

    def near(self, box: tuple[float, float, float, float]) -> npt.NDArray[np.object_]:
        """The lines cut to a box (west, south, east, north) of degrees."""
        west, south, east, north = (side * UNITS for side in box)
        w, s, e, n = self.bounds
        rows = np.flatnonzero((w <= east) & (e >= west) & (s <= north) & (n >= south))
        found = unpack(self.points.take(pa.array(rows)), self.rings)
        clipped = shapely.get_parts(shapely.clip_by_rect(found, west, south, east, north))
        if self.rings:
            clipped = shapely.get_rings(clipped)
        kept: npt.NDArray[np.object_] = clipped[~shapely.is_empty(clipped)]
        return kept


def unpack(points: Any, rings: bool) -> npt.NDArray[np.object_]:
    """The lines of an Arrow array of lists (first point, then steps), or the polygons of its rings."""
    steps = points.values.to_numpy()[points.offsets[0].as_py() :].reshape(-1, 2).astype(np.int64)
    counts = np.diff(points.offsets.to_numpy()) // 2
    line = np.repeat(np.arange(len(counts)), counts)
    total = np.cumsum(steps[: len(line)], axis=0)
    starts = (np.cumsum(counts) - counts)[line]
    xy = (total - (total[starts] - steps[starts])).astype(np.float64)
    if rings:
        polygons: npt.NDArray[np.object_] = shapely.polygons(shapely.linearrings(xy, indices=line))
        return polygons
    lines: npt.NDArray[np.object_] = shapely.linestrings(xy, indices=line)
    return lines


@lru_cache(maxsize=len(_FIRST_ZOOM))
def _layers(folder: str, band: int) -> dict[str, _Layer]:
    """The layers of one band, each band being a row group of its file."""
    with _open(folder, "basemap") as file:
        table = file.read_row_group(band)
    kinds = table.column("kind")
    return {kind: _Layer(table.filter(pc.equal(kinds, kind)), rings=kind == "land") for kind in KINDS}


def _open(folder: str, name: str) -> Any:
    try:
        return pq.ParquetFile(f"{folder}/{name}.parquet")
    except FileNotFoundError as error:
        raise DataError(f"no {name}.parquet in {folder}. `python -m geo build` makes it.") from error


@lru_cache(maxsize=2048)
def base_tile(z: int, x: int, y: int, lang: str = "en") -> dict[str, Any]:
    """One tile of the base map.

    Parameters
    ----------
    z, x, y
        Web map tile, zoom 0 to 20.
    lang
        "en" or "es", for labels.

    Returns
    -------
    dict
        `extent` 4096; `land` and `lakes`: rings, filled by the even-odd rule; `borders`: lines by kind: coast
        and country at every zoom, state from 4, municipality from 7; `labels`: [x, y, name, kind, rank], kind
        country, state, sea, capital or place, rank 0 the most important; `approximate`: whether borders are
        coarser than the zoom. Rings and lines are flat lists [x0, y0, x1, y1, …] of tile pixels, which may
        lie a little outside the tile.

    Raises
    ------
    InputError
        The tile does not exist.
    """
    if not 0 <= z <= MAX_ZOOM or not (0 <= x < 2**z and 0 <= y < 2**z):
        raise InputError(
            f"a tile with zoom 0 to {MAX_ZOOM} and x, y below 2^zoom", f"{z}/{x}/{y}", where="tile"
        )
    folder = str(data_path() / "regions")
    layers = _layers(folder, max(i for i, first in enumerate(_FIRST_ZOOM) if z >= first))
    box = _bounds(z, x, y)
    borders = {
        kind: _flat(layers[layer].near(box), z, x, y, 2) if z >= first else []
        for kind, (layer, first) in _BORDERS.items()
    }
    return {
        "extent": EXTENT,
        "land": _flat(layers["land"].near(box), z, x, y, 4),
        "lakes": [],
        "borders": borders,
        "labels": _labels(folder, z, x, y, lang),
        "approximate": z > SHARP_ZOOM,
    }


def _bounds(z: int, x: int, y: int) -> tuple[float, float, float, float]:
    """West, south, east and north of a tile with its margin, in degrees."""
    edge = _MARGIN / EXTENT

    def lat(row: float) -> float:
        return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * row / 2**z))))

    west, east = (x - edge) / 2**z * 360 - 180, (x + 1 + edge) / 2**z * 360 - 180
    return max(west, -180.0), lat(y + 1 + edge), min(east, 180.0), lat(y - edge)


def _flat(lines: npt.NDArray[np.object_], z: int, x: int, y: int, least: int) -> list[list[int]]:
    """Lines or rings as flat lists of pixels.

    Points in the same cell of `_STEP` pixels as the one before are left out, and then lines of fewer than
    `least` points.
    """
    lonlat, line = shapely.get_coordinates(lines, return_index=True)
    if not len(line):
        return []
    px, py = mercator(lonlat[:, 1] / UNITS, lonlat[:, 0] / UNITS)
    scaled = np.column_stack([(px * 2**z - x) * EXTENT, (py * 2**z - y) * EXTENT])
    pixels = np.rint(scaled).astype(np.int64)
    keep = np.ones(len(line), dtype=bool)
    cells = pixels // (_STEP if z > 1 else 3 * _STEP)
    keep[1:-1] = (
        (cells[1:-1] != cells[:-2]).any(axis=1) | (line[1:-1] != line[:-2]) | (line[1:-1] != line[2:])
    )
    pixels, line = pixels[keep], line[keep]
    starts = np.flatnonzero(np.append(True, line[1:] != line[:-1]))
    ends = np.append(starts[1:], len(line))
    rows = pixels.ravel().tolist()
    return [
        rows[2 * a : 2 * b]
        for a, b in zip(starts.tolist(), ends.tolist(), strict=True)
        if b - a >= least and not (b - a == 2 and rows[2 * a : 2 * a + 2] == rows[2 * a + 2 : 2 * b])
    ]


# labels


class _Labels:
    """The table of labels, most important first: position (0 to 1 in Mercator), first zoom, kind, names."""

    def __init__(self, folder: str) -> None:
        with _open(folder, "labels") as file:
            table = file.read()
        self.x, self.y, self.first = (table.column(c).to_numpy() for c in ("x", "y", "first"))
        self.kind, self.en, self.es = (
            table.column(c).combine_chunks() for c in ("kind", "name_en", "name_es")
        )

    def in_tile(self, z: int, x: int, y: int) -> list[int]:
        """Rows that may be shown in a tile, most important first."""
        side = np.float32(2.0**-z)
        west, north = np.float32(x) * side, np.float32(y) * side
        seen = (self.x >= west) & (self.x < west + side) & (self.y >= north) & (self.y < north + side)
        found: list[int] = np.flatnonzero(seen & (self.first <= z)).tolist()
        return found


@lru_cache(maxsize=2)
def _label_table(folder: str) -> _Labels:
    return _Labels(folder)


def _labels(folder: str, z: int, x: int, y: int, lang: str) -> list[list[Any]]:
    """The labels of a tile, none in the same cell of an eighth by a sixteenth as a more important one."""
    table = _label_table(folder)
    names = table.es if lang == "es" else table.en
    out: list[list[Any]] = []
    taken: set[tuple[int, int]] = set()
    for row in table.in_tile(z, x, y):
        px = int((float(table.x[row]) * 2**z - x) * EXTENT)
        py = int((float(table.y[row]) * 2**z - y) * EXTENT)
        cell = (px // 512, py // 256)
        if cell not in taken and len(out) < _LABELS:
            taken.add(cell)
            out.append([px, py, names[row].as_py(), table.kind[row].as_py(), len(out)])
    return out


def mercator(lat: npt.NDArray[Any], lon: npt.NDArray[Any]) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
    """Degrees to the unit square of the web map, (0, 0) in the north-west."""
    angle = np.radians(np.clip(np.asarray(lat, dtype=np.float64), -_TOP_LAT, _TOP_LAT))
    return (np.asarray(lon, dtype=np.float64) + 180) / 360, (1 - np.arcsinh(np.tan(angle)) / np.pi) / 2


__all__ = ["EXTENT", "KINDS", "MAX_ZOOM", "UNITS", "base_tile", "mercator", "unpack"]
