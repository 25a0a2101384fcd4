"""How precisely a mention places something: UCDP's `where_prec`, a radius, and points moved by words.

Codes as in the UCDP GED codebook: 1 exact, 2 near, 3 second-order division, 4 first-order division, 5 vaguer
or linear, 6 country, 7 sea or airspace (Högbladh 2023).
"""

from __future__ import annotations

import json
import math
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from geo.places.gazetteer import Entry, data_path
from geo.records import Candidate, Place, Precision, replace

_BY_LEVEL: dict[str, Precision] = {
    "populated": 1, "section": 1, "admin2": 3, "admin1": 4, "country": 6, "continent": 6, "region": 5,
    "sea": 7, "natural": 5,
}  # fmt: skip
_RADIUS_BY_LEVEL = {
    "section": 1.5, "admin2": 25.0, "admin1": 150.0, "country": 500.0, "continent": 3000.0, "region": 500.0,
    "sea": 300.0, "natural": 25.0,
}  # fmt: skip
_PEOPLE_A_KM2 = 4000.0
_EARTH_KM = 6371.0088


class Shift(NamedTuple):
    """A place moved by words: where to, how precisely, within what radius."""

    lat: float
    lon: float
    precision: Precision
    radius_km: float


def town_radius_km(population: int) -> float:
    """The radius of a disc that a town of so many people fills at 4,000 people a km², at least 1 km."""
    return round(max(1.0, math.sqrt(max(population, 0) / (_PEOPLE_A_KM2 * math.pi))), 1)


def precision_of(level: str) -> Precision:
    """The `where_prec` of a place of that level when nothing is said but its name."""
    return _BY_LEVEL.get(level, 5)


def radius_of(entry: Entry) -> float:
    """A radius in km: of the built-up area, of the area that it is, or typical of its level."""
    if entry.level == "populated":
        return town_radius_km(entry.population)
    if entry.region in _radii():
        return _radii()[entry.region]
    return _RADIUS_BY_LEVEL.get(entry.level, 50.0)


@lru_cache(maxsize=1)
def _radii() -> dict[str, float]:
    """Radii of wide areas by region id, from `data/radii.json`; none where the file is absent."""
    path = data_path() / "radii.json"
    radii: dict[str, float] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    return radii


def place_of(entry: Entry, confidence: float, candidates: tuple[Candidate, ...] = ()) -> Place:
    """A gazetteer entry as a place."""
    return Place(
        name=entry.name,
        lat=round(entry.lat, 5),
        lon=round(entry.lon, 5),
        precision=precision_of(entry.level),
        radius_km=radius_of(entry),
        confidence=round(confidence, 3),
        geonameid=entry.geonameid,
        level=entry.level,
        country=entry.country if len(entry.country) == 2 else "",
        admin1=entry.admin1_name,
        admin2=entry.admin2_name,
        region=entry.region,
        regions=entry.regions,
        candidates=candidates,
    )


def shifted(place: Place, shift: Shift) -> Place:
    """A place moved by words. Known only vaguely (code 5), it is surely in its country alone."""
    regions = place.regions if shift.precision < 5 else tuple(r for r in place.regions if r == place.country)
    return replace(
        place,
        lat=shift.lat,
        lon=shift.lon,
        precision=shift.precision,
        radius_km=shift.radius_km,
        regions=regions,
    )


def beside(place: Place) -> Shift:
    """A facility that bears a town's name: in it or at its edge."""
    return Shift(place.lat, place.lon, 2, round(place.radius_km + 5.0, 1))


def near(place: Place) -> Shift:
    """Close to a place, in no said direction."""
    return Shift(place.lat, place.lon, 2, round(place.radius_km + 10.0, 1))


def moved(place: Place, km: float, bearing: float | None) -> Shift:
    """So many km from a place in a compass direction, or in an unsaid one.

    Without a direction the point stays and the radius grows; with one it moves, and the radius is a quarter
    of the way (a compass word covers 45°) plus half the place's own.
    """
    if bearing is None:
        return Shift(place.lat, place.lon, 2 if km <= 30 else 5, round(place.radius_km + km, 1))
    lat, lon = destination(place.lat, place.lon, bearing, km)
    return Shift(lat, lon, 2 if km <= 60 else 5, round(max(2.0, 0.25 * km + place.radius_km / 2), 1))


def between(a: Place, b: Place) -> Shift:
    """Somewhere on the way from one place to another: the middle, within half the way."""
    lat, lon = midpoint(a.lat, a.lon, b.lat, b.lon)
    km = distance(a.lat, a.lon, b.lat, b.lon)
    return Shift(lat, lon, 2 if km <= 40 else 5, round(max(2.0, km / 2), 1))


def destination(lat: float, lon: float, bearing: float, km: float) -> tuple[float, float]:
    """The point `km` away along a great circle that starts at `bearing` degrees from north."""
    d, b = km / _EARTH_KM, math.radians(bearing)
    p, q = math.radians(lat), math.radians(lon)
    p2 = math.asin(math.sin(p) * math.cos(d) + math.cos(p) * math.sin(d) * math.cos(b))
    q2 = q + math.atan2(math.sin(b) * math.sin(d) * math.cos(p), math.cos(d) - math.sin(p) * math.sin(p2))
    return round(math.degrees(p2), 5), round((math.degrees(q2) + 540) % 360 - 180, 5)


def midpoint(lat1: float, lon1: float, lat2: float, lon2: float) -> tuple[float, float]:
    """The middle of the great circle between two points."""
    points = np.radians([[lat1, lon1], [lat2, lon2]])
    x = np.sum(np.cos(points[:, 0]) * np.cos(points[:, 1]))
    y = np.sum(np.cos(points[:, 0]) * np.sin(points[:, 1]))
    z = np.sum(np.sin(points[:, 0]))
    lat, lon = math.atan2(z, math.hypot(x, y)), math.atan2(y, x)
    return round(math.degrees(lat), 5), round(math.degrees(lon), 5)


def distance(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in km (haversine)."""
    p1, p2 = math.radians(lat1), math.radians(lat2)
    h = (
        math.sin((p2 - p1) / 2) ** 2
        + math.cos(p1) * math.cos(p2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    )
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(h)))
