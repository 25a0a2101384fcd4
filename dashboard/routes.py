"""HTTP: tiles, the API and the feed. Every route takes the filter's own query string.

Endpoints are plain functions, which Starlette runs in its thread pool: a query never blocks the event loop.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from functools import cache
from itertools import islice
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dashboard import mapview, ogc, openapi, stories
from dashboard.answers import HOUR, cache_control, cached, encode, entity_tag
from dashboard.choropleth import choropleth
from dashboard.exports import export, feed
from dashboard.files import asset
from dashboard.i18n import LANGUAGES
from dashboard.problems import answering, nothing_here, removed
from dashboard.queries import filter_of, one_of, whole_number
from dashboard.serving import current, event_log, snapshot
from geo.errors import FilterError, NotFoundError
from geo.events.kinds import acting_kind
from geo.places import gazetteer, regions
from geo.records import to_dict
from geo.store.filter import POSITION_LIMITS, Filter, number_within

DEEPEST = 20
PAGE_SIZE, LARGEST_PAGE = 100, 1000
FACETS = ("type", "actor", "region", "precision", "status", "source", "modality")
UNIT_LENGTHS = {
    unit: timedelta(days=days - 1)
    for unit, days in {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}.items()
}
SORTS = ("newest", "oldest", "recorded")


def tile_of(request: Request) -> tuple[int, int, int]:
    """The tile that a path names: z, x, y in the usual web Mercator scheme."""
    z = whole_number(request.path_params, "z", 0, DEEPEST)
    last = 2**z - 1
    x = whole_number(request.path_params, "x", 0, last)
    y = whole_number(request.path_params, "y", 0, last)
    return z, x, y


def events_tile(request: Request) -> Response:
    """`/tiles/events/{z}/{x}/{y}.json`: what the map draws of the filtered events in one 512-pixel tile.

    `only=areas` leaves out what is known more closely than an area: the map asks so of the whole world.
    """
    z, x, y = tile_of(request)
    only = one_of(request, "only", ("all", "areas"))
    chosen = filter_of(request)
    index = snapshot(request)
    tag = entity_tag("tile", index.version, chosen.to_query(), z, x, y, only)
    cache = cache_control(request, index.version)
    return cached(request, tag, lambda: index.tile(chosen, z, x, y, points=only == "all"), cache=cache)


MOST_TILES = 64


def events_tiles(request: Request) -> Response:
    """`/tiles/events.json?tile=4/3/6&tile=0/0/0/areas`: a view's tiles in one answer, each under its name.

    A tile is z/x/y; with `/areas` after it, its areas alone. The map asks so for all that one view lacks:
    an answer's own cost, here and in the browser, is more than that of a tile.
    """
    names = list(dict.fromkeys(request.query_params.getlist("tile")))
    if not 1 <= len(names) <= MOST_TILES:
        raise FilterError("tile", f"1 to {MOST_TILES} tiles", len(names))
    places = {name: tile_named(name) for name in names}
    chosen = filter_of(request)
    index = snapshot(request)
    tag = entity_tag("tiles", index.version, chosen.to_query(), *names)

    def make() -> dict[str, Any]:
        return {
            name: index.tile(chosen, *place, points=not name.endswith("/areas"))
            for name, place in places.items()
        }

    return cached(request, tag, make, cache=cache_control(request, index.version))


def tile_named(name: str) -> tuple[int, int, int]:
    """The tile that `z/x/y` or `z/x/y/areas` names."""
    parts = name.removesuffix("/areas").split("/")
    if len(parts) != 3:
        raise FilterError("tile", "z/x/y or z/x/y/areas", name)
    z = whole_number({"tile": parts[0]}, "tile", 0, DEEPEST)
    x, y = (whole_number({"tile": part}, "tile", 0, 2**z - 1) for part in parts[1:])
    return z, x, y


def base_tile(request: Request) -> Response:
    """`/tiles/base/{z}/{x}/{y}.json`: land, borders and labels of one 512-pixel tile."""
    z, x, y = tile_of(request)
    lang = one_of(request, "lang", ("en", "es"))
    tag = entity_tag("base", reference_stamp(), lang, z, x, y)
    cache = f"public, max-age={24 * HOUR}"
    return cached(request, tag, lambda: regions.base_tile(z, x, y, lang), cache=cache)


@cache
def reference_stamp() -> int:
    """When the reference data last changed, for the ETags of what is drawn from it."""
    return max((int(p.stat().st_mtime) for p in gazetteer.data_path().iterdir() if p.is_file()), default=0)


def events_page(request: Request) -> Response:
    """`/api/events`: the filtered events by pages with a cursor, newest first unless `sort` is given."""
    limit = whole_number(request.query_params, "limit", 1, LARGEST_PAGE, PAGE_SIZE)
    sort = one_of(request, "sort", SORTS)
    cursor = request.query_params.get("cursor") or None
    chosen = filter_of(request)
    index = snapshot(request)
    tag = entity_tag("events", index.version, chosen.to_query(), limit, cursor, sort)

    def make() -> bytes:
        page = index.events(chosen, limit=limit, cursor=cursor, sort=sort)
        counts = asdict(index.count(chosen))
        head = {"version": index.version, "query": chosen.to_query(), "counts": counts, "next": page.next}
        return encode(head)[:-1] + b',"events":[' + ",".join(page.lines).encode() + b"]}"

    return cached(request, tag, make, cache=cache_control(request, index.version))


def one_event(request: Request) -> Response:
    """`/api/events/{id}`: one event as it is now, or as of `asof`; 410 when it was removed for good."""
    event_id = request.path_params["id"]
    asof = filter_of(request).asof
    index = snapshot(request)
    event = index.event(event_id, asof=asof)
    if event == "removed":
        return removed(event_id)
    if event is None:
        raise NotFoundError(f"no event has the id {event_id!r}")
    tag = entity_tag("event", index.version, event_id, asof)
    return cached(request, tag, lambda: event, cache=cache_control(request, index.version))


def event_history(request: Request) -> Response:
    """`/api/events/{id}/history`: every revision of an event, oldest first; 410 as for the event."""
    event_id = request.path_params["id"]
    index = snapshot(request)
    if index.event(event_id) == "removed":
        return removed(event_id)
    revisions = index.history(event_id)
    if not revisions:
        raise NotFoundError(f"no event has the id {event_id!r}")
    tag = entity_tag("history", index.version, event_id)
    return cached(request, tag, lambda: {"event_id": event_id, "revisions": [to_dict(r) for r in revisions]})


def changes(request: Request) -> Response:
    """`/api/changes?since=42`: what was added, corrected, withdrawn and removed among the filtered events."""
    try:
        since = Filter.parse({"asof": request.query_params.getlist("since") or [""]}).asof
    except FilterError as error:
        raise FilterError("since", error.expected, error.came) from error
    assert since is not None
    chosen, index = filter_of(request), snapshot(request)
    tag = entity_tag("changes", index.version, chosen.to_query(), since)

    def make() -> dict[str, Any]:
        found = index.changes(chosen, since)
        listed = [{"kind": c.kind, "event_id": c.event_id, "event": c.event} for c in found.changes]
        return {"version": index.version, "complete": found.complete, "changes": listed}

    return cached(request, tag, make, cache=cache_control(request, index.version))


def facets(request: Request) -> Response:
    """`/api/facets`: for each field its values with counts, each under the other filters."""
    asked = [f for v in request.query_params.getlist("fields") for f in v.split(",") if f] or list(FACETS)
    for field in asked:
        if field not in FACETS:
            raise FilterError("fields", f"any of {', '.join(FACETS)}", field)
    chosen = filter_of(request)
    index = snapshot(request)
    tag = entity_tag("facets", index.version, chosen.to_query(), *asked)

    def make() -> dict[str, Any]:
        found = index.facets(chosen, asked)
        return {
            "version": index.version,
            "facets": {f: [{"value": v, "count": n} for v, n in found[f]] for f in asked},
        }

    return cached(request, tag, make, cache=cache_control(request, index.version))


def histogram(request: Request) -> Response:
    """`/api/histogram`: how many of the filtered events start in each day, week, month, quarter or year."""
    by = request.query_params.get("by")
    if by not in (None, "type", "kind", "status", "modality"):
        raise FilterError("by", "type, kind, status or modality", by)
    chosen, index = filter_of(request), snapshot(request)
    tag = entity_tag("histogram", index.version, chosen.to_query(), by)

    def make() -> dict[str, Any]:
        found = index.histogram(chosen, by=acting_kind if by == "kind" else by)
        bins = [[first.isoformat(), n] for first, n in found.bins]
        last = (found.bins[-1][0] + UNIT_LENGTHS[found.unit]).isoformat() if bins else None
        return {"version": index.version, "unit": found.unit, "bins": bins, "last": last, "by": found.by}

    return cached(request, tag, make, cache=cache_control(request, index.version))


def health(request: Request) -> Response:
    """`/api/health`: whether the store answers, its version, and how many events a plain view shows."""
    index = snapshot(request)
    counts = index.count(Filter())
    body = {
        "status": "ok",
        "version": index.version,
        "events": counts.events,
        "reports": counts.reports,
    }
    return cached(request, entity_tag("health", index.version), lambda: body, cache="no-store")


def region(request: Request) -> Response:
    """`/api/regions/{id}`: a region's names, reference point and outline as a GeoJSON feature."""
    region_id = request.path_params["id"]
    regions.region(region_id)
    tag = entity_tag("region", reference_stamp(), region_id)
    cache = f"public, max-age={24 * HOUR}"
    return cached(request, tag, lambda: feature(region_id), cache=cache, media_type="application/geo+json")


MOST_REGIONS = 100


def some_regions(request: Request) -> Response:
    """`/api/regions?id=MX-CHH&id=MX-DUR`: up to 100 regions at once; ids that none has are left out."""
    asked = request.query_params.getlist("id")
    if not 1 <= len(asked) <= MOST_REGIONS:
        raise FilterError("id", f"1 to {MOST_REGIONS} ids of regions", len(asked))
    tag = entity_tag("regions", reference_stamp(), *asked)

    def make() -> dict[str, Any]:
        found = []
        for region_id in dict.fromkeys(asked):
            try:
                found.append(feature(region_id))
            except NotFoundError:
                continue
        return {"type": "FeatureCollection", "features": found}

    cache = f"public, max-age={24 * HOUR}"
    return cached(request, tag, make, cache=cache, media_type="application/geo+json")


OF_A_REGION = (
    "id",
    "level",
    "parent",
    "name_en",
    "name_es",
    "lat",
    "lon",
    "radius_km",
    "country",
    "population",
)


def feature(region_id: str) -> dict[str, Any]:
    """A region as a GeoJSON feature."""
    found = regions.region(region_id)
    return {
        "type": "Feature",
        "id": region_id,
        "properties": {n: getattr(found, n) for n in OF_A_REGION},
        "geometry": regions.outline(region_id),
    }


LISTED, LOOKED_AT = 50, 5000


def area_events(request: Request) -> Response:
    """`/api/areas/{region}?where=4`: the newest filtered events known to a region and no closer.

    `where` is their where_prec, 4 to 7. Looks at no more than the 5,000 newest events of the region;
    `complete` says whether that was all.
    """
    region_id = request.path_params["region"]
    precision = whole_number(request.query_params, "where", 4, 7)
    chosen, index = filter_of(request), snapshot(request)
    inside = chosen.but(regions=(region_id,))
    tag = entity_tag("area", index.version, chosen.to_query(), region_id, precision)

    def make() -> dict[str, Any]:
        rows = list(islice(index.iterate(inside), LOOKED_AT))
        found = [row for row in rows if known_to(row.get("place"), region_id, precision)]
        return {"events": found[:LISTED], "complete": len(rows) < LOOKED_AT and len(found) <= LISTED}

    return cached(request, tag, make, cache=cache_control(request, index.version))


def known_to(place: dict[str, Any] | None, region_id: str, precision: int) -> bool:
    """Whether a place is a region and nothing closer."""
    return place is not None and place.get("precision") == precision and place.get("region") == region_id


def map_frame(request: Request) -> Response:
    """`/frame/map`: the page in the map's frame. It holds words and no events; what it shows, it is told."""

    def at(name: str) -> float:
        low, high = POSITION_LIMITS[name]
        came = request.query_params.get(name, "")
        found = number_within(came, low, high)
        if found is None:
            raise FilterError(name, f"a number from {low:g} to {high:g}", came)
        return found

    made = mapview.Frame(
        lat=at("lat"),
        lng=at("lng"),
        z=int(at("z")),
        lang=one_of(request, "lang", tuple(LANGUAGES)),
        preview=one_of(request, "preview", ("0", "1")) == "1",
        drawing=one_of(request, "drawing", ("1", "0")) == "1",
        addressed=one_of(request, "addressed", ("1", "0")) == "1",
    )
    html = mapview.page(made)
    return cached(request, entity_tag("frame", html), html.encode, media_type="text/html")


TABLE = {
    "/frame/map": map_frame,
    "/tiles/events.json": events_tiles,
    "/tiles/events/{z}/{x}/{y}.json": events_tile,
    "/tiles/base/{z}/{x}/{y}.json": base_tile,
    "/api/events": events_page,
    "/api/events/{id}": one_event,
    "/api/events/{id}/history": event_history,
    "/api/stories": stories.listing,
    "/api/stories/{id}": stories.story,
    "/api/changes": changes,
    "/api/facets": facets,
    "/api/histogram": histogram,
    "/api/choropleth": choropleth,
    "/api/health": health,
    "/api/regions": some_regions,
    "/api/regions/{id}": region,
    "/api/areas/{region}": area_events,
    "/api/export/{format}": export,
    "/feeds/events.atom": feed,
    "/api": openapi.index,
    "/api/openapi.json": openapi.describe,
    "/ogc": ogc.landing,
    "/ogc/conformance": ogc.conformance,
    "/ogc/collections": ogc.collections,
    "/ogc/collections/events": ogc.collection,
    "/ogc/collections/events/items": ogc.items,
    "/ogc/collections/events/items/{id}": ogc.item,
    "/assets/{name}": asset,
}
"""Every route by its path; `dashboard.openapi` describes each."""


def build_routes(base_path: str = "") -> list[Route]:
    """Our routes under the server's base path, each prefix closed by a 404 of its own."""
    root = f"/{base_path.strip('/')}" if base_path.strip("/") else ""
    routes = [Route(root + path, answering(endpoint), methods=["GET"]) for path, endpoint in TABLE.items()]
    for prefix in ("/frame", "/api", "/tiles", "/feeds", "/ogc", "/assets"):
        routes.append(Route(f"{root}{prefix}", nothing_here))
        routes.append(Route(f"{root}{prefix}/{{rest:path}}", nothing_here))
    return routes


__all__ = ["build_routes", "current", "event_log"]
