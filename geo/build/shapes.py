"""Geometry of the build: valid shapes, areas on the sphere, coverages whose borders meet."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

EARTH_KM = 6371.0088
Shapes = npt.NDArray[np.object_]


def polygons_only(shapes: Sequence[Any] | Shapes) -> Shapes:
    """Each shape made valid and reduced to its polygons; what is left of lines and points goes."""
    out = shapely.make_valid(np.asarray(shapes, dtype=object))
    for i, shape in enumerate(out):
        if shape is not None and shape.geom_type == "GeometryCollection":
            parts = [p for p in shape.geoms if p.geom_type in ("Polygon", "MultiPolygon")]
            out[i] = shapely.union_all(parts)
    result: Shapes = out
    return result


def area_km2(shape: Any) -> float:
    """Area in square kilometres, by Lambert's cylindrical equal-area projection of the sphere."""

    def project(xy: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        lon, lat = np.radians(xy[:, 0]), np.radians(np.clip(xy[:, 1], -90, 90))
        return np.column_stack([EARTH_KM * lon, EARTH_KM * np.sin(lat)])

    return float(shapely.area(shapely.transform(shape, project)))


def radius_km(shape: Any) -> float:
    """The radius of the circle that has the shape's area."""
    return round(math.sqrt(area_km2(shape) / math.pi), 1)


def label_point(shape: Any) -> tuple[float, float]:
    """(lat, lon) of the centroid of the largest part, or of a point inside where that falls outside."""
    largest = max(shapely.get_parts(shape), key=shapely.area)
    point = shapely.centroid(largest)
    if not shapely.contains(largest, point):
        point = shapely.point_on_surface(largest)
    return round(point.y, 5), round(point.x, 5)


def clean_coverage(shapes: Shapes, gap_width: float, tolerance: float) -> Shapes:
    """Neighbours made to share their borders, then simplified together.

    `gap_width` (degrees): narrower gaps are given to a neighbour. `tolerance` (degrees) is that of the
    Visvalingam-Whyatt simplification: triangles of less than its square go.
    """
    cleaned = shapely.coverage_clean(polygons_only(shapes), gap_width=gap_width)
    simple = shapely.coverage_simplify(cleaned, tolerance) if tolerance else cleaned
    return polygons_only(simple)
