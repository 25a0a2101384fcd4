"""Seas and gulfs: Natural Earth's polygons with English and Spanish names from a hand-made table."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from geo.build.shapes import label_point, polygons_only
from geo.build.sources import Sources
from geo.build.tables import Draft, read_table
from geo.errors import DataError
from geo.places.gazetteer import ALTERNATE, DEMONYM, ENGLISH, LEVELS, OFFICIAL, SPANISH, fold

_TOLERANCE = 0.02
_SPECK = 0.003
"""Square degrees. The package has specks alone of some straits: `places.csv` has those."""
_PEOPLE_EN = ("American", "African", "Asian", "European", "Eastern", "Scandinavian")
_PEOPLE_ES = ("americano", "americana", "americanos", "americanas", "escandinavo")


def slug(name: str) -> str:
    """A name as part of an id: folded, words joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")


def gather_seas(sources: Sources, table: Path) -> tuple[list[Draft], dict[str, Any]]:
    """Every named sea of Natural Earth as an entry, and its polygon by region id."""
    shapes: dict[str, list[Any]] = defaultdict(list)
    for name, _, rings in sources.natural_earth()["marine"]:
        parts = _even_odd(rings)
        if name and sum(p.area for p in parts) > _SPECK:
            shapes[name].extend(parts)
    drafts, polygons = [], {}
    for row in read_table(table, ("natural_earth", "name_en", "name_es", "aliases")):
        found = shapes.pop(row["natural_earth"], [])
        if not found:
            raise DataError(f"{table}: Natural Earth has no sea {row['natural_earth']!r}")
        shape = polygons_only([shapely.simplify(shapely.union_all(found), _TOLERANCE)])[0]
        draft = Draft(name=row["name_en"], level="sea", code="sea-" + slug(row["name_en"]))
        draft.lat, draft.lon = label_point(shape)
        _add_names(draft, row)
        drafts.append(draft)
        polygons[draft.code] = shape
    if shapes:
        raise DataError(f"{table}: no row for {', '.join(sorted(shapes))}")
    return drafts, polygons


def gather_curated_places(table: Path) -> tuple[list[Draft], dict[str, float]]:
    """The hand-made table of regions, rivers, lakes and other places, and their radius in km by id."""
    columns = (
        "id",
        "level",
        "name_en",
        "name_es",
        "lat",
        "lon",
        "radius_km",
        "geonameid",
        "country",
        "aliases",
    )
    drafts, radii = [], {}
    for line, row in enumerate(read_table(table, columns), 2):
        if row["level"] not in LEVELS:
            raise DataError(f"{table}, line {line}: expected a level, got {row['level']!r}")
        draft = Draft(
            name=row["name_en"], level=row["level"], lat=float(row["lat"]), lon=float(row["lon"]),
            code=row["id"], geonameid=int(row["geonameid"] or 0), country=row["country"],
            admin1=row["admin1"],
        )  # fmt: skip
        _add_names(draft, row)
        drafts.append(draft)
        radii[draft.code] = float(row["radius_km"])
    return drafts, radii


def _add_names(draft: Draft, row: dict[str, str]) -> None:
    draft.name_en, draft.name_es = row["name_en"], row["name_es"]
    draft.add(row["name_en"], OFFICIAL | ENGLISH)
    draft.add(row["name_es"], OFFICIAL | SPANISH)
    for alias in filter(None, row["aliases"].split("|")):
        draft.add(alias, DEMONYM if alias.endswith((*_PEOPLE_EN, *_PEOPLE_ES)) else ALTERNATE)


def _even_odd(rings: list[Any]) -> list[Any]:
    """Polygons of a list of (bounding box, points) rings, where a ring inside another is a hole."""
    areas = [shapely.Polygon(points) for _, points in rings if len(points) > 3]
    order = sorted(polygons_only(np.array(areas, dtype=object)), key=lambda p: -p.area)
    out: list[Any] = []
    for ring in order:
        for i, outer in enumerate(out):
            if shapely.contains(outer, ring.representative_point()):
                out[i] = shapely.difference(outer, ring)
                break
        else:
            out.append(ring)
    return out
