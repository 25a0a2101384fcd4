"""Shapes that a filter draws on the map: a box, a polygon, a circle. Degrees throughout, radii in km."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

EARTH_RADIUS_KM = 6371.0088
"""The mean radius of the earth (IUGG)."""

MAX_VERTICES = 500
MAX_RADIUS_KM = 20_000.0
_NUMBER = re.compile(r"[+-]?\d{1,6}(\.\d{1,12})?\Z")

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


class ShapeError(ValueError):
    """A shape's text is malformed; the message says what was expected."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box from `west` to `east` and `south` to `north`; it crosses the antimeridian where west > east."""

    west: float
    south: float
    east: float
    north: float

    @classmethod
    def parse(cls, text: str) -> Box:
        """Read `west,south,east,north`."""
        parts = text.split(",")
        if len(parts) != 4:
            raise ShapeError("west,south,east,north in degrees")
        west, east = (_degrees(p, 180.0, "a longitude") for p in parts[0::2])
        south, north = (_degrees(p, 90.0, "a latitude") for p in parts[1::2])
        if south > north:
            raise ShapeError("south,north in that order")
        return cls(west, south, east, north)

    def __str__(self) -> str:
        return ",".join(map(number, (self.west, self.south, self.east, self.north)))

    def contains(self, lat: Floats, lon: Floats) -> Bools:
        """Which of the points lie inside, edges included."""
        inside = (lat >= self.south) & (lat <= self.north)
        if self.west <= self.east:
            return inside & (lon >= self.west) & (lon <= self.east)
        return inside & ((lon >= self.west) | (lon <= self.east))

    def bounds(self) -> tuple[Box, ...]:
        """The boxes, none over the antimeridian, that cover this one."""
        if self.west <= self.east:
            return (self,)
        return Box(self.west, self.south, 180.0, self.north), Box(-180.0, self.south, self.east, self.north)


@dataclass(frozen=True, slots=True)
class Circle:
    """All points within `radius_km` of a centre, along the great circle."""

    lat: float
    lon: float
    radius_km: float

    def __str__(self) -> str:
        return ",".join(map(number, (self.lat, self.lon, self.radius_km)))

    def contains(self, lat: Floats, lon: Floats) -> Bools:
        """Which of the points lie inside (haversine formula)."""
        a, b = np.radians(lat), math.radians(self.lat)
        h = np.sin((a - b) / 2) ** 2
        h = h + np.cos(a) * math.cos(b) * np.sin(np.radians(lon - self.lon) / 2) ** 2
        return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(h, 1.0))) <= self.radius_km)

    def bounds(self) -> tuple[Box, ...]:
        """Boxes that cover the circle."""
        reach = math.degrees(self.radius_km / EARTH_RADIUS_KM) + 1e-6
        south, north = self.lat - reach, self.lat + reach
        if south <= -90 or north >= 90:
            return (Box(-180.0, max(south, -90.0), 180.0, min(north, 90.0)),)
        ratio = math.sin(math.radians(reach)) / math.cos(math.radians(self.lat))
        width = math.degrees(math.asin(min(ratio, 1.0))) + 1e-6
        return _wrapped(self.lon - width, south, self.lon + width, north)


@dataclass(frozen=True, slots=True)
class Polygon:
    """A ring of (lat, lon) vertices; an edge longer than 180° of longitude goes the short way round."""

    vertices: tuple[tuple[float, float], ...]

    def __str__(self) -> str:
        return ";".join(f"{number(lat)},{number(lon)}" for lat, lon in self.vertices)

    def contains(self, lat: Floats, lon: Floats) -> Bools:
        """Which of the points lie inside or on the edge; edges are straight in lat and lon."""
        shape = self._shape()
        shapely.prepare(shape)
        inside = np.zeros(len(lat), dtype=bool)
        west, _, east, _ = shape.bounds
        for turn in (-360.0, 0.0, 360.0):
            if west <= 180 + turn and east >= -180 + turn:
                inside |= shapely.intersects_xy(shape, lon + turn, lat)
        return inside

    def bounds(self) -> tuple[Box, ...]:
        """Boxes that cover the polygon."""
        west, south, east, north = self._shape().bounds
        return _wrapped(west, south, east, north)

    def _shape(self) -> shapely.Geometry:
        lons = [self.vertices[0][1]]
        for _, lon in self.vertices[1:]:
            step = (lon - lons[-1] + 180.0) % 360.0 - 180.0
            lons.append(lons[-1] + step if abs(lon - lons[-1]) > 180.0 else lon)
        ring = shapely.Polygon([(x, lat) for x, (lat, _) in zip(lons, self.vertices, strict=True)])
        return ring if ring.is_valid else shapely.make_valid(ring)


Area = Polygon | Circle


def parse_area(text: str) -> Area:
    """Read a polygon, `lat,lon;lat,lon;lat,lon…`, or a circle, `lat,lon,radius_km`.

    A polygon has 3 to 500 vertices; the ring is closed by itself.
    """
    points = text.split(";")
    if len(points) == 1:
        parts = text.split(",")
        if len(parts) != 3:
            raise ShapeError("a polygon lat,lon;lat,lon;lat,lon… or a circle lat,lon,radius_km")
        lat, lon = _degrees(parts[0], 90.0, "a latitude"), _degrees(parts[1], 180.0, "a longitude")
        radius = _degrees(parts[2], MAX_RADIUS_KM, "a radius in km")
        if radius <= 0:
            raise ShapeError("a radius in km above 0")
        return Circle(lat, lon, radius)
    if len(points) > 1 and points[0] == points[-1]:
        points.pop()
    if not 3 <= len(points) <= MAX_VERTICES:
        raise ShapeError(f"3 to {MAX_VERTICES} vertices lat,lon separated by ;")
    vertices = []
    for point in points:
        lat_text, _, lon_text = point.partition(",")
        vertices.append((_degrees(lat_text, 90.0, "a latitude"), _degrees(lon_text, 180.0, "a longitude")))
    polygon = Polygon(tuple(vertices))
    if polygon._shape().area == 0:
        raise ShapeError("a polygon with an area above 0")
    return polygon


def number(value: float) -> str:
    """A number as the links write it: at most 6 decimals (0.1 m), no trailing zeros, no exponent."""
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _degrees(text: str, limit: float, what: str) -> float:
    text = text.strip()
    if not _NUMBER.match(text):
        raise ShapeError(f"{what}, a plain number")
    value = float(number(float(text)))
    if abs(value) > limit:
        raise ShapeError(f"{what} of at most {limit:g}")
    return value


def _wrapped(west: float, south: float, east: float, north: float) -> tuple[Box, ...]:
    if east - west >= 360:
        return (Box(-180.0, south, 180.0, north),)
    west, east = (west + 180.0) % 360.0 - 180.0, (east + 180.0) % 360.0 - 180.0
    return Box(west, max(south, -90.0), east, min(north, 90.0)).bounds()
