"""What the offline base map draws, prepared for five bands of zoom: land in pieces, borders as lines."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import shapely

from geo.build.shapes import Shapes
from geo.places.basetile import UNITS

BANDS = ((0, 0.6, 90.0), (2, 0.2, 45.0), (4, 0.05, 20.0), (6, 0.015, 10.0), (8, 0.0, 5.0))
"""First zoom of a band, its tolerance and the size of its pieces, both in degrees."""


def basemap(states: Shapes, countries: list[str], municipalities: Shapes) -> dict[str, list[Any]]:
    """Rows of the base map: columns `band`, `kind` and `geometry` (rings of land, and lines).

    States are simplified as one coverage for each band, so that land and borders agree at every zoom.
    """
    out: dict[str, list[Any]] = {"band": [], "kind": [], "geometry": []}

    def add(band: int, kind: str, shapes: list[Any] | Shapes) -> None:
        for shape in shapes:
            out["band"].append(band)
            out["kind"].append(kind)
            out["geometry"].append(shapely.transform(shape, lambda xy: np.rint(xy * UNITS)))

    order = {c: i for i, c in enumerate(sorted(set(countries)))}
    owners = np.array([order[c] for c in countries])
    for band, (_, tolerance, size) in enumerate(BANDS):
        drawn = shapely.coverage_simplify(states, tolerance) if tolerance else states
        add(band, "land", shapely.get_rings(pieces(drawn, size, least=(tolerance / 2) ** 2)))
        international, internal, coast = borders(drawn, owners)
        add(band, "coast", split_lines(coast))
        add(band, "country", split_lines(international))
        if band >= 2:
            add(band, "admin1", split_lines(internal))
        if tolerance < 0.02:
            inside = shapely.coverage_simplify(municipalities, tolerance) if tolerance else municipalities
            _, inner, _ = borders(inside, np.zeros(len(inside), dtype=int))
            add(band, "admin2", split_lines(inner))
    return out


def pieces(shapes: Shapes, size: float, least: float) -> list[Any]:
    """All shapes joined, islands smaller than `least` square degrees left out, cut along a grid."""
    parts = shapely.get_parts(shapely.union_all(shapes))
    parts = parts[shapely.area(parts) > least]
    tree = shapely.STRtree(parts)
    found: list[Any] = []
    for x in np.arange(-180.0, 180.0, size):
        for y in np.arange(-90.0, 90.0, size):
            near = tree.query(shapely.box(x, y, x + size, y + size))
            cut = shapely.clip_by_rect(parts[near], x, y, x + size, y + size)
            for part in shapely.get_parts(cut):
                if part.geom_type == "Polygon" and not part.is_empty:
                    found.append(part)
    return found


def borders(shapes: Shapes, owners: npt.NDArray[Any]) -> tuple[Any, Any, Any]:
    """The edges of a coverage as merged lines: (between two owners, within one, coast).

    Every edge of a coverage is drawn once by each neighbour, with the same ends; edges drawn once are coast.
    """
    rings, ring_part = shapely.get_rings(shapely.get_parts(shapes), return_index=True)
    _, part_shape = shapely.get_parts(shapes, return_index=True)
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    same = ring[1:] == ring[:-1]
    start, end = xy[:-1][same], xy[1:][same]
    shape = part_shape[ring_part[ring[:-1][same]]]
    swap = (start[:, 0] > end[:, 0]) | ((start[:, 0] == end[:, 0]) & (start[:, 1] > end[:, 1]))
    start[swap], end[swap] = end[swap], start[swap]
    order = np.lexsort((end[:, 1], end[:, 0], start[:, 1], start[:, 0]))
    edges, shape = np.hstack([start, end])[order], shape[order]
    same = (edges[1:] == edges[:-1]).all(axis=1)
    lone = ~(np.append(same, False) | np.append(False, same))
    twice = np.flatnonzero(same & (shape[1:] != shape[:-1]))
    between = owners[shape[twice]] != owners[shape[twice + 1]]
    return _merged(edges[twice[between]]), _merged(edges[twice[~between]]), _merged(edges[lone])


def _merged(edges: npt.NDArray[Any]) -> Any:
    lines = shapely.linestrings(edges.reshape(-1, 2, 2))
    return shapely.line_merge(shapely.multilinestrings(lines)) if len(lines) else shapely.MultiLineString()


def split_lines(line: Any) -> list[Any]:
    """A merged line in pieces of at most 200 vertices, so that a tile reads only what is near it."""
    found: list[Any] = []
    for part in shapely.get_parts(line):
        xy = shapely.get_coordinates(part)
        found.extend(shapely.linestrings(xy[i : i + 200]) for i in range(0, len(xy) - 1, 199))
    return found


def pack(lines: Shapes) -> Any:
    """Lines of whole numbers as an Arrow array of lists: the first point, then steps, x and y in turn."""
    xy, line = shapely.get_coordinates(lines, return_index=True)
    steps = xy.astype(np.int32)
    steps[1:] -= np.where((line[1:] == line[:-1])[:, None], xy[:-1], 0).astype(np.int32)
    offsets = np.append(0, np.cumsum(2 * np.bincount(line, minlength=len(lines)))).astype(np.int32)
    return pa.ListArray.from_arrays(pa.array(offsets), pa.array(steps.ravel()))
