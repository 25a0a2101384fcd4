"""Where events have been told of before: what speaks for a city when a report only names a part of one.

Counts of events by cells of a tenth of a degree, made by `bench/fit_places.py` from reports whose places are
known. Where none was ever told of they say nothing.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from geo.places.gazetteer import Gazetteer, distance_km

NEAR_KM = 25.0
Cells = npt.NDArray[np.float64]
"""Rows of latitude, longitude (degrees, the middle of a cell) and the events told of in it."""


def cells(points: Iterable[tuple[float, float]]) -> Cells:
    """The events in each cell, from the latitude and longitude of each event."""
    counts = Counter((round(lat, 1), round(lon, 1)) for lat, lon in points)
    return np.array([(*cell, n) for cell, n in sorted(counts.items())], dtype=float).reshape(-1, 3)


class BaseRates:
    """How many events were told of near an entry of the gazetteer.

    Parameters
    ----------
    gazetteer
        Where the entries are.
    counts
        Events by cell, see `cells`; shape (n, 3).
    """

    def __init__(self, gazetteer: Gazetteer, counts: Cells) -> None:
        self._gazetteer, self._cells = gazetteer, counts
        self._known: dict[int, float] = {}

    def near(self, entry: int) -> float:
        """The logarithm of one and the events within 25 km of an entry."""
        if entry not in self._known:
            lat, lon = float(self._gazetteer.lat[entry]), float(self._gazetteer.lon[entry])
            km = distance_km(lat, lon, self._cells[:, 0], self._cells[:, 1])
            self._known[entry] = math.log1p(float(self._cells[km <= NEAR_KM, 2].sum()))
        return self._known[entry]


__all__ = ["NEAR_KM", "BaseRates", "Cells", "cells"]
