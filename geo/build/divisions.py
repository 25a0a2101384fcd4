"""Polygons of countries, states and municipalities, each tied to its entry in the gazetteer.

States are Natural Earth's, countries are unions of their states; in the Americas the municipalities are
geoBoundaries', and where they nest well the states are made of them instead, so that borders agree.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely

from geo.build.shapes import Shapes, clean_coverage, polygons_only
from geo.build.sources import Boundary, Sources
from geo.build.tables import Draft
from geo.places.gazetteer import fold

AMERICAS = {
    "Antigua and Barbuda": "AG", "Argentina": "AR", "Barbados": "BB", "Belize": "BZ", "Bolivia": "BO",
    "Brazil": "BR", "Canada": "CA", "Chile": "CL", "Colombia": "CO", "Costa Rica": "CR", "Cuba": "CU",
    "Dominica": "DM", "Dominican Republic": "DO", "Ecuador": "EC", "El Salvador": "SV", "Grenada": "GD",
    "Guatemala": "GT", "Guyana": "GY", "Haiti": "HT", "Honduras": "HN", "Jamaica": "JM", "Mexico": "MX",
    "Nicaragua": "NI", "Panama": "PA", "Paraguay": "PY", "Peru": "PE", "Saint Kitts and Nevis": "KN",
    "Saint Lucia": "LC", "Saint Vincent and the Grenadines": "VC", "Suriname": "SR", "The Bahamas": "BS",
    "Trinidad and Tobago": "TT", "United States": "US", "Uruguay": "UY", "Venezuela": "VE",
}  # fmt: skip
_CODES = {"KOS": "XK", "SOL": "SO", "CYN": "CY", "NOR": "NO", "FRA": "FR", "KAS": "IN", "KAB": "KZ"}
"""ISO codes for Natural Earth's own country codes, where it gives no ISO code."""

_GAP = 0.01
_TOLERANCE = 0.008
"""Degrees. Narrower gaps are closed; the tolerance removes about half of the vertices, at most 1 km off."""
_NESTS = 0.7
_PART, _SLIVER = 0.01, 0.02
"""Square degrees and degrees: smaller or thinner differences are two sources' drawing of one border."""
_COVERS_LESS = {"US": 0.5}
"""Counties leave the Great Lakes out, which Natural Earth's states hold: half of Michigan is water."""


@dataclass(kw_only=True)
class Coverage:
    """States of the world with their country and region id ("" where GeoNames has none for them)."""

    shapes: Shapes
    regions: list[str]
    countries: list[str]
    outlines: list[tuple[str, str, Any]] = field(default_factory=list)
    """Natural Earth's own: country, region id, polygon."""
    made: set[str] = field(default_factory=set)
    """Countries whose states were made of their municipalities."""


@dataclass(kw_only=True)
class Municipalities:
    """Second-order divisions with a polygon: region id to shape, and which state each lies in.

    `cover` has all polygons by state, those without a division too.
    """

    shapes: dict[str, Any] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)
    cover: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    unmatched: int = 0


def natural_earth_states(sources: Sources, areas: list[Draft], places: list[Draft]) -> Coverage:
    """Natural Earth's states, joined to the gazetteer by GeoNames code, id or ISO code.

    A unit that holds no place of the state it would be joined to goes to the state of most of the places
    inside it: Natural Earth draws smaller units than GeoNames' states in France, Italy and the UK, and
    some of its codes are of older divisions.
    """
    by_id = {a.geonameid: a.region for a in areas if a.level == "admin1"}
    regions = {a.region for a in areas if a.level == "admin1"}
    by_code = {c: r for c, r in _codes(sources, areas).items() if r in regions}
    shapes, ids, countries = [], [], []
    for feature in sources.admin1_features():
        p = feature["properties"]
        country = p["iso_a2"] if p.get("iso_a2", "-")[0] != "-" else _CODES.get(p["adm0_a3"], "")
        found = by_code.get(p.get("gn_a1_code") or "") or by_id.get(p.get("gn_id") or 0)
        if not found and p.get("iso_3166_2") in regions:
            found = p["iso_3166_2"]
        shapes.append(shapely.from_geojson(json.dumps(feature["geometry"])))
        ids.append(found or "")
        countries.append(country)
    clean = polygons_only(shapes)
    votes = _votes(clean, [p for p in places if p.admin1], "admin1")
    country_of = {a.region: a.country for a in areas}
    for i, vote in enumerate(votes):
        inside = [r for r in vote if country_of.get(r) == countries[i]]
        if inside and ids[i] not in inside:
            ids[i] = inside[0]
    outlines = list(zip(countries, ids, clean.tolist(), strict=True))
    return Coverage(shapes=clean, regions=ids, countries=countries, outlines=outlines)


def _codes(sources: Sources, areas: list[Draft]) -> dict[str, str]:
    region_of = {a.geonameid: a.region for a in areas}
    return {s.code: region_of.get(s.geonameid, "") for s in sources.subdivisions()}


def municipalities(
    rows: list[Boundary], country: str, states: Coverage, areas: list[Draft], places: list[Draft]
) -> Municipalities:
    """Match one country's polygons to its second-order divisions.

    A polygon's state is the one that it overlaps most (the table's own column is wrong for one in ten); its
    name must then be a name of a division there, or else the places inside it vote. Rows that lie outside
    the country are dropped.
    """
    out = Municipalities()
    here = [i for i, c in enumerate(states.countries) if c == country and states.regions[i]]
    if not rows or not here:
        return out
    shapes = clean_coverage(np.array([r.shape for r in rows], dtype=object), _GAP, _TOLERANCE)
    owner = _most_overlapped(shapes, states.shapes[here])
    named: dict[str, list[Draft]] = defaultdict(list)
    for area in areas:
        if area.level == "admin2" and area.country == country:
            for name in area.names:
                named[name].append(area)
    division = {a.region: a for a in areas if a.level == "admin2" and a.country == country}
    votes = _votes(shapes, [p for p in places if p.country == country and p.admin2 in division], "admin2")
    chosen: dict[int, Draft] = {}
    for i, row in enumerate(rows):
        if owner[i] >= 0:
            state = states.regions[here[owner[i]]]
            match = _by_name(named.get(fold(row.name).strip(), []), votes[i], state)
            if match is not None:
                chosen[i] = match
    taken = {d.region for d in chosen.values()}
    for i in range(len(rows)):
        if i not in chosen and owner[i] >= 0 and votes[i] and votes[i][0] not in taken:
            chosen[i] = division[votes[i][0]]
    for i, draft in chosen.items():
        known = out.shapes.get(draft.region)
        out.shapes[draft.region] = shapes[i] if known is None else shapely.union(known, shapes[i])
        out.states[draft.region] = draft.admin1
    for i in range(len(rows)):
        if owner[i] >= 0 and not shapes[i].is_empty:
            out.cover[chosen[i].admin1 if i in chosen else states.regions[here[owner[i]]]].append(shapes[i])
    out.unmatched = len(rows) - len(chosen)
    return out


def _by_name(candidates: list[Draft], votes: list[str], state: str) -> Draft | None:
    """The division of that name with places inside the polygon, or else in the state that it overlaps."""
    for draft in candidates:
        if draft.region in votes:
            return draft
    return next((d for d in candidates if d.admin1 == state), None)


def _most_overlapped(shapes: Shapes, states: Shapes) -> list[int]:
    """For each shape the index of the state that it overlaps most, -1 where none covers a tenth of it."""
    best = np.full(len(shapes), -1)
    most = np.zeros(len(shapes))
    tree = shapely.STRtree(states)
    left, right = tree.query(shapes, predicate="intersects")
    areas = shapely.area(shapely.intersection(shapes[left], states[right]))
    for i, j, area in zip(left.tolist(), right.tolist(), areas.tolist(), strict=True):
        if area > most[i] and area > 0.1 * shapely.area(shapes[i]):
            best[i], most[i] = j, area
    found: list[int] = best.tolist()
    return found


def _votes(shapes: Shapes, places: list[Draft], level: str) -> list[list[str]]:
    """For each shape the divisions (at `level`) of the places inside it, most places first."""
    counts: list[dict[str, int]] = [defaultdict(int) for _ in shapes]
    if places:
        points = shapely.points([p.lon for p in places], [p.lat for p in places])
        at, inside = shapely.STRtree(shapes).query(points, predicate="intersects")
        for i, j in zip(at.tolist(), inside.tolist(), strict=True):
            counts[j][getattr(places[i], level)] += 1
    return [sorted(c, key=lambda r: (-c[r], r)) for c in counts]


def states_from_municipalities(states: Coverage, found: Municipalities, country: str) -> bool:
    """Replace a country's states by the unions of their municipalities, where all of them nest.

    True where it was done: each union lies in its state's outline to `_NESTS` and covers as much of it.
    """
    here: dict[str, list[int]] = defaultdict(list)
    for i, code in enumerate(states.countries):
        if code == country and states.regions[i]:
            here[states.regions[i]].append(i)
    if not here or set(here) - set(found.cover):
        return False
    covers = _COVERS_LESS.get(country, _NESTS)
    unions = {}
    for state, features in here.items():
        union, outline = shapely.union_all(found.cover[state]), shapely.union_all(states.shapes[features])
        common = shapely.area(shapely.intersection(union, outline))
        if common < _NESTS * shapely.area(union) or common < covers * shapely.area(outline):
            return False
        unions[state] = union
    for state, (first, *rest) in here.items():
        states.shapes[first] = unions[state]
        states.shapes[rest] = shapely.Polygon()
    states.made.add(country)
    return True


def fill_missing(states: Coverage) -> None:
    """Give states the land that no municipality covers, as where the source lacks one.

    What counties leave out of the United States is lake, and so is what touches it across the border.
    """
    tree = shapely.STRtree(states.shapes)
    lakes = shapely.union_all(_uncovered(states, tree, "US")) if "US" in states.made else shapely.Polygon()
    for country in sorted(states.made - set(_COVERS_LESS)):
        here = [(region, outline) for code, region, outline in states.outlines if code == country and region]
        row = {r: i for i, r in enumerate(states.regions) if states.countries[i] == country and r}
        for part in _uncovered(states, tree, country):
            if shapely.dwithin(part, lakes, 0.05):
                continue
            region, _ = max(here, key=lambda known: shapely.intersection(known[1], part).area)
            states.shapes[row[region]] = shapely.union(states.shapes[row[region]], part)


def _uncovered(states: Coverage, tree: Any, country: str) -> list[Any]:
    """The parts of a country, larger than `_PART` square degrees, that no state covers."""
    outline = shapely.union_all([shape for code, _, shape in states.outlines if code == country])
    near = tree.query(outline, predicate="intersects")
    parts = shapely.get_parts(shapely.difference(outline, shapely.union_all(states.shapes[near])))
    opened = shapely.buffer(parts, -_SLIVER)
    return [p for p, core in zip(parts.tolist(), opened, strict=True) if p.area > _PART and not core.is_empty]
