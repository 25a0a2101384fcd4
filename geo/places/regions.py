"""Regions: their hierarchy, which of them hold a point, and their outlines.

Files under `data/regions` are read when first asked for: the table alone for names and hierarchy, polygons
level by level. Region ids are those of `geo.records`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import pyarrow.parquet as pq
import shapely
from shapely.geometry import mapping

from geo.errors import DataError, NotFoundError
from geo.places.basetile import base_tile
from geo.places.gazetteer import data_path

NEAR_DEGREES = 0.1
"""How far from land (about 11 km) a point may lie and still belong to it: coasts are simplified."""

_OUTLINE_VERTICES = 600
_SHAPED = ("country", "admin1", "admin2", "sea")


class Region(NamedTuple):
    """An area with an id.

    `radius_km` is that of the circle with the region's area; where it has no polygon, that of a disc with the
    spread of its places, or the hand-made table's figure. `population` is GeoNames' for countries, else the
    sum of the places of 500 people or more that lie in it; None where nothing is known.
    """

    id: str
    level: str
    parent: str
    name_en: str
    name_es: str
    lat: float
    lon: float
    radius_km: float
    country: str
    population: int | None
    inegi: str

    def name(self, lang: str) -> str:
        """Its name in "es", or else in English."""
        return self.name_es if lang == "es" else self.name_en


class _Table:
    """The regions' table in columns; rows become `Region` when asked for."""

    def __init__(self) -> None:
        table = read_parquet("regions")
        self.columns = [table.column(name).combine_chunks() for name in Region._fields]
        ids = self.columns[0].to_pylist()
        self.row = {region: i for i, region in enumerate(ids)}
        self.children: dict[str, list[str]] = {}
        for region, parent in zip(ids, self.columns[2].to_pylist(), strict=True):
            self.children.setdefault(parent, []).append(region)

    def region(self, row: int) -> Region:
        values = [column[row].as_py() for column in self.columns]
        return Region(*values)._replace(population=values[9] or None)


class _Shapes:
    """The polygons of one level, with a tree over their parts: the box around all of a country's islands
    holds half an ocean, the boxes around each hold little but the island."""

    def __init__(self, level: str) -> None:
        table = read_parquet(level)
        self.ids: list[str] = table.column("id").to_pylist()
        self.row = {region: i for i, region in enumerate(self.ids)}
        whole = shapely.from_wkb(table.column("geometry").to_numpy(zero_copy_only=False))
        self.parts, self.owner = shapely.get_parts(whole, return_index=True)
        self.area = np.bincount(self.owner, shapely.area(self.parts), minlength=len(self.ids))
        self.tree = shapely.STRtree(self.parts)

    def shape(self, region_id: str) -> Any | None:
        """A region's polygon or polygons; None where it has none here."""
        row = self.row.get(region_id)
        if row is None:
            return None
        parts = self.parts[slice(*np.searchsorted(self.owner, [row, row + 1]))]
        return parts[0] if len(parts) == 1 else shapely.multipolygons(parts)

    def at(self, points: Any) -> dict[int, str]:
        """For each of many points that lie in a region: its row, and the smallest region that holds it."""
        rows, inside = self.tree.query(points, predicate="intersects")
        return self._last(rows, inside, np.argsort(-self.area[self.owner[inside]], kind="stable"))

    def near(self, points: Any) -> dict[int, str]:
        """For each of many points with a region within `NEAR_DEGREES`: its row, and the nearest region."""
        rows, found = self.tree.query(points, predicate="dwithin", distance=NEAR_DEGREES)
        away = shapely.distance(points[rows], self.parts[found])
        return self._last(rows, found, np.argsort(-away, kind="stable"))

    def _last(self, rows: Any, parts: Any, order: Any) -> dict[int, str]:
        return {int(rows[k]): self.ids[self.owner[parts[k]]] for k in order}


@lru_cache(maxsize=8192)
def region(region_id: str) -> Region:
    """The region of that id. Raises NotFoundError where there is none."""
    row = _table().row.get(region_id)
    if row is None:
        raise NotFoundError(
            f"no region has the id {region_id!r}; ids look like 'MX', 'MX-MIC' or 'sea-red-sea'"
        )
    return _table().region(row)


def children(region_id: str) -> list[Region]:
    """The divisions one step below, by name: a country's states, a state's municipalities.

    `children("")` gives the countries. Raises NotFoundError for an unknown id.
    """
    table = _table()
    if region_id and region_id not in table.row:
        region(region_id)
    below = [table.region(table.row[r]) for r in table.children.get(region_id, ())]
    wanted = ("country",) if not region_id else ("admin1", "admin2")
    return sorted((r for r in below if r.level in wanted), key=lambda r: (r.name_en, r.id))


def below(region_id: str) -> Sequence[str]:
    """The ids of all regions one step below a region; none for an id that is unknown or has none."""
    return _table().children.get(region_id, ())


def seas() -> list[Region]:
    """Every sea and gulf, by English name."""
    table = _table()
    levels = table.columns[1].to_numpy(zero_copy_only=False)
    found = [table.region(int(i)) for i in np.flatnonzero(levels == "sea")]
    return sorted(found, key=lambda r: (r.name_en, r.id))


def locate_point(lat: float, lon: float) -> tuple[str, ...]:
    """The ids of the country, state and municipality that hold a point, as many as are known.

    A municipality decides its state and country, so that the three agree. A point just off a coast belongs
    to the land within `NEAR_DEGREES`; far from land, the sea's id is the only one. Empty where nothing is.
    """
    return locate_points([lat], [lon])[0]


def locate_points(lats: Sequence[float], lons: Sequence[float]) -> list[tuple[str, ...]]:
    """What `locate_point` says of many points, some twenty times as fast."""
    points = shapely.points(np.asarray(lons, float), np.asarray(lats, float))
    table = _table()
    found: dict[int, tuple[str, ...]] = {}
    left = np.arange(len(points))
    for find in ("at", "near", "sea"):
        for level in ("sea",) if find == "sea" else ("admin2", "admin1", "country"):
            if not len(left):
                break
            shapes, asked = _shapes(level), points[left]
            hits = shapes.near(asked) if find == "near" else shapes.at(asked)
            for row, region_id in hits.items():
                found[int(left[row])] = (region_id,) if find == "sea" else _line(table, region_id)
            left = np.delete(left, sorted(hits))
    return [found.get(i, ()) for i in range(len(points))]


def _line(table: _Table, region_id: str) -> tuple[str, ...]:
    line = [region_id]
    while parent := table.columns[2][table.row[line[0]]].as_py():
        line.insert(0, parent)
    return tuple(line)


def geometry(region_id: str) -> Any:
    """The region's polygon, (lon, lat) in degrees; a circle of its radius where none is known.

    Raises NotFoundError for an unknown id.
    """
    found = region(region_id)
    if found.level in _SHAPED:
        shape = _shapes(found.level).shape(region_id)
        if shape is not None:
            return shape
    return circle(found.lat, found.lon, found.radius_km)


def has_polygon(region_id: str) -> bool:
    """Whether the region's outline is known, so that `geometry` is not a circle."""
    level = region(region_id).level
    return level in _SHAPED and region_id in _shapes(level).row


def circle(lat: float, lon: float, radius_km: float) -> Any:
    """A polygon of 64 corners around a point, right in km away from the poles."""
    turn = np.linspace(0, 2 * np.pi, 64, endpoint=False)
    north = radius_km / 111.2
    east = north / max(0.05, float(np.cos(np.radians(lat))))
    return shapely.Polygon(
        np.column_stack([lon + east * np.cos(turn), np.clip(lat + north * np.sin(turn), -89.9, 89.9)])
    )


@lru_cache(maxsize=2048)
def outline(region_id: str) -> Mapping[str, Any]:
    """The region as a GeoJSON geometry (lon, lat), simplified for drawing to a few hundred vertices.

    Kept for the next time: do not change it. Raises NotFoundError for an unknown id.
    """
    shape = geometry(region_id)
    parts = shapely.get_parts(shape)
    least = 0.0005 * float(shapely.area(parts).max())
    shape = shapely.multipolygons(parts[shapely.area(parts) >= least])
    tolerance = 0.002
    while shapely.get_num_coordinates(shape) > _OUTLINE_VERTICES and tolerance < 1:
        shape = shapely.simplify(shape, tolerance)
        tolerance *= 2
    drawn: Mapping[str, Any] = mapping(shapely.transform(shape, lambda xy: np.round(xy, 3)))
    return drawn


def bbox(region_id: str) -> tuple[float, float, float, float]:
    """(west, south, east, north) in degrees. Raises NotFoundError for an unknown id."""
    west, south, east, north = shapely.bounds(geometry(region_id)).tolist()
    return west, south, east, north


def read_parquet(name: str) -> Any:
    """One file of `data/regions` as an Arrow table. Raises DataError where it is missing or unreadable."""
    path = data_path() / "regions" / f"{name}.parquet"
    if not path.is_file():
        raise DataError(f"no regions at {path}. Is SIGHTLINE_DATA right? `python -m geo build` makes them.")
    with pq.ParquetFile(path, memory_map=True) as file:
        return file.read()


@lru_cache(maxsize=1)
def _table() -> _Table:
    return _Table()


@lru_cache(maxsize=8)
def _shapes(level: str) -> _Shapes:
    return _Shapes(level)


__all__ = [
    "NEAR_DEGREES", "Region", "base_tile", "bbox", "children", "circle", "geometry", "has_polygon",
    "locate_point", "locate_points", "outline", "region", "seas",
]  # fmt: skip
