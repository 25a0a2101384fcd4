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
import pyarrow.parquet as pq
import shapely

from geo.errors import DataError, InputError
from geo.places.gazetteer import LEVELS, Gazetteer, data_path

EXTENT = 4096
MAX_ZOOM = 20
SHARP_ZOOM = 8
"""Beyond this zoom the borders' source is coarser than the screen, and the tile says `approximate`."""

_MARGIN = 64
_STEP = 8
_FIRST_ZOOM = (0, 2, 4, 6, 8)
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
    """The pieces of one kind in one band, with a tree over their boxes."""

    def __init__(self, shapes: npt.NDArray[np.object_]) -> None:
        self.shapes = shapes
        self.tree = shapely.STRtree(shapes)

    def near(self, box: tuple[float, float, float, float]) -> npt.NDArray[np.object_]:
        """The pieces cut to a box (west, south, east, north)."""
        scaled = [side * UNITS for side in box]
        found = self.shapes[np.sort(self.tree.query(shapely.box(*scaled)))]
        clipped = shapely.get_parts(shapely.clip_by_rect(found, *scaled))
        kept: npt.NDArray[np.object_] = clipped[~shapely.is_empty(clipped)]
        return kept


@lru_cache(maxsize=4)
def _layers(path: str) -> dict[tuple[int, str], _Layer]:
    try:
        table = pq.ParquetFile(path).read()
    except FileNotFoundError as error:
        raise DataError(f"no base map at {path}. `python -m geo build` makes it.") from error
    shapes = shapely.from_wkb(table.column("geometry").to_numpy(zero_copy_only=False))
    bands = table.column("band").to_numpy()
    kinds = table.column("kind").to_numpy(zero_copy_only=False)
    return {
        (band, kind): _Layer(shapes[(bands == band) & (kinds == kind)])
        for band in range(len(_FIRST_ZOOM))
        for kind in ("land", "coast", "country", "admin1", "admin2")
    }


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
    layers = _layers(str(data_path() / "regions" / "basemap.parquet"))
    band = max(i for i, first in enumerate(_FIRST_ZOOM) if z >= first)
    box = _bounds(z, x, y)
    borders = {
        kind: _flat(layers[band, layer].near(box), z, x, y, 2) if z >= first else []
        for kind, (layer, first) in _BORDERS.items()
    }
    return {
        "extent": EXTENT,
        "land": _flat(shapely.get_rings(layers[band, "land"].near(box)), z, x, y, 4),
        "lakes": [],
        "borders": borders,
        "labels": _labels(z, x, y, lang),
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
    lat = np.radians(np.clip(lonlat[:, 1] / UNITS, -_TOP_LAT, _TOP_LAT))
    px = ((lonlat[:, 0] / UNITS + 180) / 360 * 2**z - x) * EXTENT
    py = ((1 - np.arcsinh(np.tan(lat)) / np.pi) / 2 * 2**z - y) * EXTENT
    pixels = np.rint(np.column_stack([px, py])).astype(np.int64)
    keep = np.ones(len(line), dtype=bool)
    cells = pixels // _STEP
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


class _Names:
    """What may be labelled: entries with their Mercator position (0 to 1), name and first zoom."""

    def __init__(self, folder: str) -> None:
        self.gazetteer = g = Gazetteer.open(folder)
        table = pq.read_table(
            data_path() / "regions" / "regions.parquet", columns=["id", "name_en", "name_es"]
        )
        self.names = {
            lang: dict(
                zip(table.column("id").to_pylist(), table.column(f"name_{lang}").to_pylist(), strict=True)
            )
            for lang in ("en", "es")
        }
        columns = ["id", "name_en", "name_es", "radius_km"]
        table = pq.ParquetFile(data_path() / "regions" / "regions.parquet").read(columns=columns)
        ids, english, spanish, radii = (table.column(name).to_pylist() for name in columns)
        self.names = {"en": dict(zip(ids, english, strict=True)), "es": dict(zip(ids, spanish, strict=True))}
        radius = dict(zip(ids, radii, strict=True))
        area = np.array([radius.get(g.region_id(i) or "", 25.0) for i in range(g.n_areas)])
        self.first = self._first_zoom(area)
        self.rank = self._rank(area)
        lat = np.radians(np.clip(g.lat.astype(np.float64), -_TOP_LAT, _TOP_LAT))
        self.mx = (g.lon.astype(np.float64) + 180) / 360
        self.my = (1 - np.arcsinh(np.tan(lat)) / np.pi) / 2
        self.capitals = set(g.capitals)

    def _first_zoom(self, radius: npt.NDArray[Any]) -> npt.NDArray[np.int8]:
        """The zoom from which an entry is labelled: areas by their size, places by their people."""
        g = self.gazetteer
        first = np.full(len(g), 99, dtype=np.int8)
        level, n = g.level, g.n_areas
        size = np.log2(20000 / np.maximum(radius, 1))
        for name, shift, least in (("country", -3.5, 1), ("sea", -2.5, 2), ("admin1", -2.0, 4)):
            is_kind = np.flatnonzero(level[:n] == LEVELS.index(name))
            first[is_kind] = np.clip(np.ceil(size[is_kind] + shift), least, 10)
        people = g.population[n:]
        steps = (
            (5_000_000, 3),
            (1_500_000, 4),
            (500_000, 5),
            (150_000, 6),
            (50_000, 7),
            (20_000, 8),
            (8_000, 9),
            (3_000, 10),
        )
        zoom = np.full(len(people), 11, dtype=np.int8)
        for floor, z in reversed(steps):
            zoom[people >= floor] = z
        first[n:] = zoom
        first[list(g.capitals)] = np.minimum(first[list(g.capitals)], 5)
        return first

    def _rank(self, radius: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
        """Importance: larger goes first. Countries before states before seas and cities of like size."""
        g = self.gazetteer
        rank = np.log10(g.population.astype(np.float64) + 1)
        n = g.n_areas
        bonus = {"country": 9.0, "admin1": 4.0, "sea": 3.0}
        for name, extra in bonus.items():
            kind = np.flatnonzero(g.level[:n] == LEVELS.index(name))
            rank[kind] = extra + np.log10(np.maximum(radius[kind], 1))
        return rank

    def kind(self, index: int) -> str:
        """What an entry is drawn as."""
        level = LEVELS[self.gazetteer.level[index]]
        if level == "populated":
            return "capital" if index in self.capitals else "place"
        return "state" if level == "admin1" else level

    def name(self, index: int, lang: str) -> str:
        """An entry's name in a language: the regions' table, or a place's own name in that language."""
        region = self.gazetteer.region_id(index)
        if region is not None:
            return self.names["es" if lang == "es" else "en"].get(region) or self.gazetteer.name(index)
        return self.gazetteer.name(index)


@lru_cache(maxsize=2)
def _names(folder: str) -> _Names:
    return _Names(folder)


def _labels(z: int, x: int, y: int, lang: str) -> list[list[Any]]:
    names = _names(str(data_path() / "gazetteer"))
    scale = 2.0**z
    inside = (
        (names.first <= z)
        & (names.mx * scale >= x) & (names.mx * scale < x + 1)
        & (names.my * scale >= y) & (names.my * scale < y + 1)
    )  # fmt: skip
    found = np.flatnonzero(inside)
    found = found[np.argsort(-names.rank[found], kind="stable")]
    out: list[list[Any]] = []
    taken: set[tuple[int, int]] = set()
    for index in found.tolist():
        px, py = int((names.mx[index] * scale - x) * EXTENT), int((names.my[index] * scale - y) * EXTENT)
        cell = (px // 512, py // 256)
        if cell in taken or len(out) >= _LABELS:
            continue
        taken.add(cell)
        out.append([px, py, names.name(index, lang), names.kind(index), len(out)])
    return out


__all__ = ["EXTENT", "MAX_ZOOM", "base_tile"]
