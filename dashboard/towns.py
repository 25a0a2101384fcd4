"""Towns whose Spanish name is another than the one that they are kept by: those that the base map names."""

from __future__ import annotations

from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo.places.basetile import mercator
from geo.places.regions import read_parquet

NEAR = 0.003
"""How far from its label a town of the same name may lie to be that town: about a degree, as a part of the
width of the world."""

KINDS = pa.array(["capital", "place"])

Town = tuple[str, float, float, str]


@cache
def named() -> tuple[Town, ...]:
    """The name that a town is kept by, where it lies (x, y in the unit square), and its Spanish name."""
    table = read_parquet("labels")
    differs = pc.not_equal(table["name_en"], table["name_es"])
    towns = table.filter(pc.and_(differs, pc.is_in(table["kind"], value_set=KINDS)))
    columns = (towns[name].to_pylist() for name in ("name_en", "x", "y", "name_es"))
    return tuple(zip(*columns, strict=True))


@cache
def _by_name() -> dict[str, list[Town]]:
    found: dict[str, list[Town]] = {}
    for town in named():
        found.setdefault(town[0], []).append(town)
    return found


def spanish(name: str, lat: float, lon: float) -> str:
    """A town's Spanish name, by the name that it is kept by and where it lies; else the same name."""
    for _name, x, y, other in _by_name().get(name, ()):
        at_x, at_y = mercator(np.array(lat), np.array(lon))
        if abs(at_x - x) < NEAR and abs(at_y - y) < NEAR:
            return other
    return name
