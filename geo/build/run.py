"""The whole build: sources in, `data/gazetteer` and `data/regions` out."""

from __future__ import annotations

import math
import os
import shutil
import tempfile
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

import geopandas
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from geo.build.basemap import basemap, pack
from geo.build.columns import write_gazetteer
from geo.build.divisions import (
    AMERICAS,
    Coverage,
    Municipalities,
    fill_missing,
    municipalities,
    natural_earth_states,
    states_from_municipalities,
)  # fmt: skip
from geo.build.dump import add_dump, read_dump
from geo.build.gather import (
    add_curated_names,
    add_demonyms,
    gather_continents,
    gather_countries,
    gather_divisions,
    gather_places,
    mark_capitals,
    place_divisions,
    read_points,
)  # fmt: skip
from geo.build.labels import label_table
from geo.build.manifest import write_manifest
from geo.build.seas import gather_curated_places, gather_seas
from geo.build.shapes import Shapes, label_point, polygons_only, radius_km
from geo.build.sources import Sources
from geo.build.tables import Draft
from geo.places.gazetteer import distance_km

Say = Callable[[str], None]
_ORDER = ("country", "continent", "region", "sea", "natural", "section", "admin1", "admin2")
_STATE_TOLERANCE = 0.008


def build(
    sources: Sources, data: Path, say: Say, *, geonames: Path | None = None, countries: Collection[str] = ()
) -> dict[str, Any]:
    """Build everything under `data` from `sources` and the hand-made tables in `data/curated`.

    Returns counts. Each of the two folders is written whole or left as it was.
    """
    curated = data / "curated"
    areas, places, radii, seas = gather(sources, curated, say)
    if geonames is not None:
        region_of = {a.geonameid: a.region for a in areas}
        codes = {s.code: region_of[s.geonameid] for s in sources.subdivisions()}
        added = add_dump(read_dump(geonames, countries), areas, places, codes, where=str(geonames))
        say(f"names: {added} more from {geonames.name}")
    say("polygons: states")
    states = natural_earth_states(sources, areas, places)
    say("polygons: municipalities of the Americas")
    found = _all_municipalities(sources, states, areas, places, say)
    say("polygons: borders")
    shapes = join_shapes(sources, states, found, areas, seas)
    _points_from_polygons(areas, shapes["admin2"])
    say("writing")
    meta = write_gazetteer(areas, places, data / "gazetteer")
    counts = write_regions(areas, places, states, shapes, radii, data / "regions")
    write_manifest(data)
    return {**{k: v for k, v in meta.items() if k != "capitals"}, **counts}


def build_names(sources: Sources, data: Path, say: Say) -> dict[str, Any]:
    """Build the gazetteer and the table of regions again, with the polygons that are there.

    For changes to the hand-made tables: half a minute instead of several.
    """
    areas, places, radii, seas = gather(sources, data / "curated", say)
    folder = data / "regions"
    shapes = {}
    for level in ("country", "admin1", "admin2"):
        frame = geopandas.read_parquet(folder / f"{level}.parquet")
        shapes[level] = dict(zip(frame["id"], frame.geometry, strict=True))
    shapes["sea"] = _rounded_by_region(seas)
    _points_from_polygons(areas, shapes["admin2"])
    say("writing")
    meta = write_gazetteer(areas, places, data / "gazetteer")
    scratch = folder / ".scratch.parquet"
    for name, table in _tables(areas, places, shapes, radii).items():
        table.to_parquet(scratch, index=False, compression="zstd")
        scratch.replace(folder / f"{name}.parquet")
    _write_shapes({"id": list(shapes["sea"])}, list(shapes["sea"].values()), scratch)
    scratch.replace(folder / "sea.parquet")
    write_manifest(data)
    return {k: v for k, v in meta.items() if k != "capitals"}


def gather(
    sources: Sources, curated: Path, say: Say
) -> tuple[list[Draft], list[Draft], dict[str, float], dict[str, Any]]:
    """The entries: areas, places, the radii of hand-made ones and the seas' polygons."""
    say("names: countries, divisions, seas")
    points = read_points(curated / "points.csv")
    countries, continents = (
        gather_countries(sources, points),
        gather_continents(sources),
    )
    divisions, by_row = gather_divisions(sources, points)
    seas, polygons = gather_seas(sources, curated / "seas.csv")
    extra, radii = gather_curated_places(curated / "places.csv")
    say("names: places")
    places = gather_places(sources, by_row)
    mark_capitals({code: row["capital"] for code, row in sources.countries().items()}, places)
    areas = [*countries, *continents, *divisions, *seas, *extra]
    areas.sort(key=lambda a: _ORDER.index(a.level))
    place_divisions(areas, places)
    add_demonyms(sources, curated / "demonyms.csv", [*areas, *places])
    add_curated_names(curated / "names.csv", [*areas, *places])
    return areas, places, radii, polygons


def _all_municipalities(
    sources: Sources, states: Coverage, areas: list[Draft], places: list[Draft], say: Say
) -> Municipalities:
    total = Municipalities()
    for name, rows in sources.boundaries(list(AMERICAS)).items():
        code = AMERICAS[name]
        found = municipalities(rows, code, states, areas, places)
        nested = states_from_municipalities(states, found, code)
        say(
            f"  {code}: {len(found.shapes)} of {len(rows)} polygons matched, "
            f"{'states made of them' if nested else 'states from Natural Earth'}"
        )
        total.shapes.update(found.shapes)
        total.states.update(found.states)
        total.unmatched += found.unmatched
    return total


def join_shapes(
    sources: Sources, states: Coverage, found: Municipalities, areas: list[Draft], seas: dict[str, Any]
) -> dict[str, dict[str, Any]]:
    """Level to region id to polygon; states share their borders, countries are unions of their states.

    `states` is cleaned in place. Countries that Natural Earth's states lack come from its country table.
    """
    kept = np.flatnonzero(~shapely.is_empty(states.shapes))
    states.shapes = states.shapes[kept]
    states.regions = [states.regions[i] for i in kept]
    states.countries = [states.countries[i] for i in kept]
    states.shapes = _seam(states)
    fill_missing(states)
    states.shapes = _rounded(states.shapes)
    admin1: dict[str, list[Any]] = {}
    country: dict[str, list[Any]] = {}
    for shape, region, code in zip(states.shapes, states.regions, states.countries, strict=True):
        if region:
            admin1.setdefault(region, []).append(shape)
        if code:
            country.setdefault(code, []).append(shape)
    known = {a.code for a in areas if a.level == "country"}
    return {
        "country": {c: shapely.union_all(s) for c, s in country.items() if c in known},
        "admin1": {r: shapely.union_all(s) for r, s in admin1.items()},
        "admin2": _rounded_by_region(found.shapes),
        "sea": _rounded_by_region(seas),
    }


def _seam(states: Coverage) -> Shapes:
    """The Americas cleaned (two sources meet there), then the world simplified as one coverage."""
    codes = set(AMERICAS.values()) | {"PR", "FR", "GF", "PM"}
    west = [i for i, c in enumerate(states.countries) if c in codes]
    shapes = states.shapes.copy()
    shapes[west] = polygons_only(shapely.coverage_clean(shapes[west], gap_width=0.02))
    return polygons_only(shapely.coverage_simplify(shapes, _STATE_TOLERANCE))


def _values(shapes: dict[str, Any]) -> Shapes:
    out = np.empty(len(shapes), dtype=object)
    out[:] = list(shapes.values())
    return out


def _rounded_by_region(shapes: dict[str, Any]) -> dict[str, Any]:
    """The shapes rounded; those of which nothing is left are dropped."""
    rounded = zip(shapes, _rounded(_values(shapes)), strict=True)
    return {r: s for r, s in rounded if s.geom_type in ("Polygon", "MultiPolygon") and not s.is_empty}


def _rounded(shapes: Shapes) -> Shapes:
    """Coordinates rounded to a ten-thousandth of a degree (11 m), which packs well."""
    out = shapely.transform(shapes, lambda xy: np.round(xy, 4))
    broken = ~shapely.is_valid(out)
    out[broken] = polygons_only(out[broken])
    return np.asarray(out, dtype=object)


def _points_from_polygons(areas: list[Draft], shapes: dict[str, Any]) -> None:
    """Municipalities stand at the middle of their polygon, as GeoNames' own points do."""
    for area in areas:
        shape = shapes.get(area.region)
        if area.level == "admin2" and shape is not None and not shape.is_empty:
            area.lat, area.lon = label_point(shape)


def write_regions(
    areas: list[Draft],
    places: list[Draft],
    states: Coverage,
    shapes: dict[str, dict[str, Any]],
    radii: dict[str, float],
    folder: Path,
) -> dict[str, Any]:
    """Write the table of regions, their polygons and the base map; returns counts of polygons by level."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".regions-"))
    try:
        for level, by_region in shapes.items():
            _write_shapes({"id": list(by_region)}, list(by_region.values()), scratch / f"{level}.parquet")
        _write_basemap(states, _values(shapes["admin2"]), scratch / "basemap.parquet")
        for name, table in _tables(areas, places, shapes, radii).items():
            table.to_parquet(scratch / f"{name}.parquet", index=False, compression="zstd")
        if folder.exists():
            shutil.rmtree(folder)
        os.chmod(scratch, 0o755)
        scratch.rename(folder)
    except BaseException:
        shutil.rmtree(scratch, ignore_errors=True)
        raise
    return {f"{level} polygons": len(by_region) for level, by_region in shapes.items()}


def _write_basemap(states: Coverage, municipalities: Shapes, path: Path) -> None:
    """Write the base map, each band as a row group, so that a tile reads its own band alone."""
    whole = _whole_states(states)
    rows = basemap(whole.shapes, whole.countries, municipalities)
    bands, lines = np.array(rows["band"]), np.array(rows["geometry"], dtype=object)
    bounds = shapely.bounds(lines).astype(np.int32)
    columns = {side: bounds[:, i] for i, side in enumerate(("west", "south", "east", "north"))}
    table = pa.table({"kind": rows["kind"], "points": pack(lines), **columns})
    split = dict.fromkeys(("points.list.element", *columns), "BYTE_STREAM_SPLIT")
    packing: dict[str, Any] = {"compression": "zstd", "compression_level": 19, "column_encoding": split}
    with pq.ParquetWriter(path, table.schema, use_dictionary=["kind"], **packing) as writer:
        for band in np.unique(bands):
            part = table.filter(pa.array(bands == band))
            writer.write_table(part, row_group_size=len(part))


def _whole_states(states: Coverage) -> Coverage:
    """The states with the units that Natural Earth splits them into joined: no border runs inside one."""
    parts: dict[tuple[str, str], list[int]] = {}
    for i, (country, region) in enumerate(zip(states.countries, states.regions, strict=True)):
        parts.setdefault((country, region or f"part {i}"), []).append(i)
    shapes = np.empty(len(parts), dtype=object)
    shapes[:] = [shapely.union_all(states.shapes[rows]) for rows in parts.values()]
    countries, regions = [c for c, _ in parts], [r for _, r in parts]
    return Coverage(shapes=shapes, regions=regions, countries=countries)


def _tables(
    areas: list[Draft], places: list[Draft], shapes: dict[str, dict[str, Any]], radii: dict[str, float]
) -> dict[str, pd.DataFrame]:
    regions = region_table(areas, places, shapes, radii)
    radius = dict(zip(regions["id"], regions["radius_km"], strict=True))
    return {"regions": regions, "labels": label_table(areas, places, radius)}


def _write_shapes(columns: dict[str, list[Any]], geometry: list[Any], path: Path) -> None:
    frame = geopandas.GeoDataFrame(columns, geometry=geometry, crs="EPSG:4326")
    frame.to_parquet(path, index=False, compression="zstd", compression_level=15)


def region_table(
    areas: list[Draft], places: list[Draft], shapes: dict[str, dict[str, Any]], radii: dict[str, float]
) -> pd.DataFrame:
    """One row a region: id, level, parent, names, point, radius, country, people, INEGI code."""
    radii = {**radii, **{r: radius_km(s) for by in shapes.values() for r, s in by.items()}}
    spread = _spread(places)
    rows = []
    for area in areas:
        row: dict[str, Any]
        parent = ""
        if area.level == "admin1":
            parent = area.country
        elif area.level == "admin2" or area.level in ("natural", "region", "section"):
            parent = area.admin1 or area.country
        row = {"id": area.region, "level": area.level, "parent": parent, "country": area.country}
        row |= {"name_en": area.name_en or area.name, "name_es": area.name_es or area.name}
        row |= {"lat": area.lat, "lon": area.lon, "population": area.population, "inegi": area.inegi}
        row["radius_km"] = radii.get(area.region) or spread.get(area.region) or 25.0
        rows.append(row)
    return pd.DataFrame(rows)


def _spread(places: list[Draft]) -> dict[str, float]:
    """A radius for divisions without a polygon: root of twice the mean squared distance from their middle.

    That is the radius of a disc over which points are spread evenly; at least 5 km.
    """
    members: dict[str, list[Draft]] = {}
    for place in places:
        for region in (place.admin1, place.admin2, place.country):
            if region:
                members.setdefault(region, []).append(place)
    out = {}
    for region, inside in members.items():
        lats, lons = np.array([p.lat for p in inside]), np.array([p.lon for p in inside])
        km = distance_km(float(lats.mean()), float(lons.mean()), lats, lons)
        out[region] = round(max(5.0, math.sqrt(2 * float((km**2).mean()))), 1)
    return out
