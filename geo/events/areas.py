"""Areas: which of them holds a place."""

from __future__ import annotations

from typing import Protocol

from geo.places.precision import distance
from geo.records import Place

NEAR_KM = 25.0
"""How far "near" reaches, around a town as beyond the ends of a road or a natural region."""


class Atlas(Protocol):
    """Knows the areas that places lie in."""

    def country(self, code: str) -> Place | None:
        """A country by its code."""

    def country_of_people(self, word: str) -> Place | None:
        """The country that an adjective tells of: "mexicano"."""

    def countryside(self, place: Place) -> Place | None:
        """The municipality or district around a town."""

    def is_capital(self, place: Place) -> bool:
        """Whether a place is a country's capital."""

    def reported_from(self, place: Place) -> Place | None:
        """The area that a report from `place` is about, where it names a town that nobody knows."""


def inside(place: Place, area: Place) -> bool:
    """Whether an area holds a place; a stretch of road or a natural region holds what is near it."""
    if area.region is not None:
        return area.region in place.regions
    if area.precision == 5:
        return distance(place.lat, place.lon, area.lat, area.lon) <= area.radius_km + NEAR_KM
    return area.precision >= 6 and area.country == place.country


def same_or_inside(inner: Place, outer: Place) -> bool:
    """Whether `inner` is `outer` or an area that `outer` stands for holds it."""
    if (inner.lat, inner.lon) == (outer.lat, outer.lon):
        return True
    if outer.region is not None:
        return outer.region in inner.regions
    return outer.precision >= 6 and outer.country == inner.country
