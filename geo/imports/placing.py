"""Where an imported row is: its coordinates kept and their divisions inferred, or its name looked up."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, Final, NamedTuple

from geo.errors import NotFoundError
from geo.places import regions
from geo.places.resolve import Geoparser
from geo.records import to_dict

RADIUS_KM: Final = {1: 5.0, 2: 25.0, 3: 25.0, 4: 150.0, 5: 100.0, 6: 500.0, 7: 300.0}
"""How far from an imported point the event may be, by where_prec, where the area's own size is not known."""

REMEMBERED: Final = 100_000
"""Points and names whose divisions are kept: tables repeat them."""

_LEVELS: Final = {3: "admin2", 4: "admin1", 6: "country", 7: "sea"}
_DEPTH: Final = {1: 3, 2: 2, 3: 3, 4: 2, 5: 1, 6: 1, 7: 0}
"""How many of country, first-order and second-order division are known at a where_prec."""


Values = dict[str, Any]
"""Fields of a record as plain values."""


class Division(NamedTuple):
    """Where a point lies: the country's code, the names of its divisions, and their ids, widest first."""

    country: str
    admin1: str
    admin2: str
    ids: tuple[str, ...]
    sea: str | None


class Placer:
    """Places rows; keeps what it has looked up."""

    def __init__(self, geoparser: Geoparser | None = None) -> None:
        self._geoparser = geoparser
        self._divisions: dict[tuple[float, float], Division] = {}
        self.named = lru_cache(REMEMBERED)(self._named)

    def at(
        self, name: str, lat: float, lon: float, precision: int, admin1: str = "", admin2: str = ""
    ) -> Values:
        """A place at given coordinates. `admin1` and `admin2` are the table's own names and are kept."""
        found = self.division(lat, lon)
        ids = found.ids[: _DEPTH[precision]]
        region = ids[-1] if precision in (3, 4, 6) and len(ids) == _DEPTH[precision] else None
        if precision == 7 and found.sea is not None:
            region, ids = found.sea, (found.sea,)
        return {
            "name": name or admin2 or admin1 or found.admin1 or found.country or f"{lat}, {lon}",
            "lat": lat,
            "lon": lon,
            "precision": precision,
            "radius_km": _radius_km(region) or RADIUS_KM[precision],
            "confidence": 1.0,
            "geonameid": None,
            "level": _LEVELS.get(precision, "populated"),
            "country": found.country if precision < 7 else "",
            "admin1": admin1 or (found.admin1 if precision <= 4 else ""),
            "admin2": admin2 or (found.admin2 if precision in (1, 3) else ""),
            "region": region,
            "regions": list(ids),
        }

    def division(self, lat: float, lon: float) -> Division:
        """Where a point lies."""
        found = self._divisions.get((lat, lon))
        if found is None:
            self.look_up([(lat, lon)])
            found = self._divisions[lat, lon]
        return found

    def look_up(self, points: Iterable[tuple[float, float]]) -> None:
        """Find the divisions of many points (lat, lon) at once, and keep them."""
        if len(self._divisions) > REMEMBERED:
            self._divisions.clear()
        fresh = list({point for point in points if point not in self._divisions})
        if fresh:
            lines = regions.locate_points([lat for lat, _ in fresh], [lon for _, lon in fresh])
            self._divisions.update(zip(fresh, map(_division, lines), strict=True))

    def prepare_columns(self, lat: int, lon: int) -> Callable[[list[list[str]]], None]:
        """What looks up together the points that rows name in two of their columns.

        What is no point is left for its row to say.
        """

        def prepare(rows: list[list[str]]) -> None:
            points = []
            for row in rows:
                try:
                    point = float(row[lat]), float(row[lon])
                except ValueError:
                    continue
                if abs(point[0]) <= 90 and abs(point[1]) <= 180:
                    points.append(point)
            self.look_up(points)

        return prepare

    def _named(self, name: str, focus: str | None) -> Values | None:
        """The geocoder's reading of a name, or None where it has none."""
        if self._geoparser is None:
            self._geoparser = Geoparser.open()
        found = self._geoparser.locate_place(name, focus=focus)
        if found is None:
            return None
        plain: dict[str, Any] = to_dict(found)
        plain.pop("candidates")
        return plain


def _division(found: tuple[str, ...]) -> Division:
    sea = next((i for i in found if i.startswith("sea-")), None)
    ids = () if sea else found[:3]
    names = [*(_name(i) for i in ids[1:]), "", ""]
    return Division(ids[0] if ids else "", names[0], names[1], ids, sea)


@lru_cache(REMEMBERED)
def _name(region_id: str) -> str:
    try:
        return str(regions.region(region_id).name_es or regions.region(region_id).name_en)
    except NotFoundError:
        return ""


@lru_cache(20_000)
def _radius_km(region_id: str | None) -> float | None:
    if region_id is None:
        return None
    try:
        return float(regions.region(region_id).radius_km)
    except NotFoundError:
        return None
