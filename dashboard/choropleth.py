"""Events and dead by region: a unit counts what is known at least that precisely, and says what is left."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from dashboard.answers import cache_control, cached, entity_tag
from dashboard.queries import filter_of, one_of
from dashboard.serving import snapshot
from geo.errors import NotFoundError
from geo.places import regions
from geo.store.filter import Filter
from geo.store.snapshot import Snapshot

LEVELS = ("admin1", "admin2")
MOST = 3000


def choropleth(request: Request) -> Response:
    """`/api/choropleth?level=admin1`: the filtered events, and their dead, in each state or municipality.

    A filter by region holds as everywhere: what lies outside of it is not counted. `remainder` are the events
    that are placed less precisely than the level, or not at all, `killed_remainder` the people killed in
    them; `unlisted` is how many regions with fewer events than the last one are left off. The killed are
    best counts, without what is denied or only planned.
    """
    level = one_of(request, "level", LEVELS)
    lang = one_of(request, "lang", ("en", "es"))
    chosen, index = filter_of(request), snapshot(request)
    tag = entity_tag("choropleth", index.version, chosen.to_query(), level, lang)
    return cached(
        request, tag, lambda: units(index, chosen, level, lang), cache=cache_control(request, index.version)
    )


def units(index: Snapshot, chosen: Filter, level: str, lang: str) -> dict[str, Any]:
    """The regions of a level that have events, the fullest first, with the sum that none of them holds."""
    rows: list[dict[str, Any]] = []
    counted = counted_dead = found = 0
    killed, dead = index.killed(chosen)
    for region_id, n in index.facets(chosen, ["region"], own=True)["region"]:
        try:
            region = regions.region(region_id)
        except NotFoundError:
            continue
        if region.level != level:
            continue
        found += 1
        counted += n
        counted_dead += dead.get(region_id, 0)
        if len(rows) < MOST:
            rows.append(
                {
                    "id": region_id,
                    "name": region.name_es if lang == "es" else region.name_en,
                    "n": n,
                    "killed": dead.get(region_id, 0),
                    "population": region.population,
                    "lat": region.lat,
                    "lon": region.lon,
                    "radius_km": region.radius_km,
                }
            )
    total = index.count(chosen).events
    return {
        "version": index.version,
        "level": level,
        "total": total,
        "remainder": total - counted,
        "killed": killed,
        "killed_remainder": killed - counted_dead,
        "unlisted": found - len(rows),
        "regions": rows,
    }
