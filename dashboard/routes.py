"""HTTP: tiles, the API and the feed. Every route takes the filter's own query string.

Endpoints are plain functions, which Starlette runs in its thread pool: a query never blocks the event loop.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dashboard.answers import HOUR, cache_control, cached, entity_tag
from dashboard.files import asset, served
from dashboard.problems import TITLES, answering, nothing_here, problem
from dashboard.serving import current, event_log, known
from geo.errors import FilterError, NotFoundError
from geo.places import gazetteer, regions
from geo.store.filter import VIEW_PARAMETERS, Filter

OWN_PARAMETERS = VIEW_PARAMETERS | {"theme", "embed_options", "v"}
"""What a link says about the view. A whole link may be given to any route: these change nothing."""

DEEPEST = 20
PAGE_SIZE, LARGEST_PAGE = 100, 1000
FACETS = ("type", "actor", "region", "precision", "status", "source", "modality")
SORTS = ("-date", "date", "-confidence")


def warm_up() -> None:
    """Open what the first map asks for, so that its first tiles don't wait."""
    served()
    current()
    regions.base_tile(2, 0, 1, "en")


def filter_of(request: Request, *, also: frozenset[str] = frozenset()) -> Filter:
    """The filter in a request's query; `also` names the route's own parameters.

    Raises
    ------
    FilterError
        For an unknown parameter or a malformed value.
    """
    query: dict[str, list[str]] = {}
    for key, value in request.query_params.multi_items():
        query.setdefault(key, []).append(value)
    return Filter.parse(query, ignore=OWN_PARAMETERS | also, known=known())


def whole_number(
    values: Mapping[str, str], name: str, low: int, high: int, default: int | None = None
) -> int:
    """An integer parameter of a path or a query, within bounds."""
    text = values.get(name)
    if text is None and default is not None:
        return default
    if (
        text is None
        or not text.isascii()
        or not text.isdecimal()
        or len(text) > 9
        or not low <= int(text) <= high
    ):
        raise FilterError(name, f"a whole number from {low} to {high}", text)
    return int(text)


def one_of(request: Request, name: str, allowed: tuple[str, ...]) -> str:
    """A parameter with a closed list of values; the first is the default."""
    value = request.query_params.get(name, allowed[0])
    if value not in allowed:
        raise FilterError(name, f"one of {', '.join(allowed)}", value)
    return value


def tile_of(request: Request) -> tuple[int, int, int]:
    """The tile that a path names: z, x, y in the usual web Mercator scheme."""
    z = whole_number(request.path_params, "z", 0, DEEPEST)
    last = 2**z - 1
    x = whole_number(request.path_params, "x", 0, last)
    y = whole_number(request.path_params, "y", 0, last)
    return z, x, y


def events_tile(request: Request) -> Response:
    """`/tiles/events/{z}/{x}/{y}.json`: what the map draws of the filtered events in one 512-pixel tile."""
    z, x, y = tile_of(request)
    chosen = filter_of(request)
    index = current()
    tag = entity_tag("tile", index.version, chosen.to_query(), z, x, y)
    cache = cache_control(request, index.version)
    return cached(request, tag, lambda: index.tile(chosen, z, x, y), cache=cache)


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
    chosen = filter_of(request, also=frozenset({"limit", "cursor", "sort"}))
    index = current()
    tag = entity_tag("events", index.version, chosen.to_query(), limit, cursor, sort)

    def make() -> dict[str, Any]:
        page = index.events(chosen, limit=limit, cursor=cursor, sort=sort)
        return {
            "version": index.version,
            "query": chosen.to_query(),
            "counts": plain_counts(index.count(chosen)),
            "events": page.rows,
            "next": page.next,
        }

    return cached(request, tag, make, cache=cache_control(request, index.version))


def plain_counts(counts: Any) -> dict[str, Any]:
    """Counts as JSON: events, reports, and what is left out for want of precision, place or date."""
    return dict(counts._asdict()) if hasattr(counts, "_asdict") else dict(vars(counts))


def one_event(request: Request) -> Response:
    """`/api/events/{id}`: one event as it is now, or as of `asof`; 410 when it was removed for good."""
    event_id = request.path_params["id"]
    asof = filter_of(request).asof
    index = current()
    event = index.event(event_id, asof=asof)
    if event == "removed":
        return problem(410, TITLES[410], f"event {event_id!r} was removed for good", event=event_id)
    if event is None:
        raise NotFoundError(f"no event has the id {event_id!r}")
    tag = entity_tag("event", index.version, event_id, asof)
    return cached(request, tag, lambda: event, cache=cache_control(request, index.version))


def event_history(request: Request) -> Response:
    """`/api/events/{id}/history`: every revision of an event, oldest first."""
    event_id = request.path_params["id"]
    index = current()
    revisions = index.history(event_id)
    if not revisions:
        raise NotFoundError(f"no event has the id {event_id!r}")
    tag = entity_tag("history", index.version, event_id)
    return cached(request, tag, lambda: {"event_id": event_id, "revisions": revisions})


def facets(request: Request) -> Response:
    """`/api/facets`: for each field its values with counts, each under the other filters."""
    asked = [f for v in request.query_params.getlist("fields") for f in v.split(",") if f] or list(FACETS)
    for field in asked:
        if field not in FACETS:
            raise FilterError("fields", f"any of {', '.join(FACETS)}", field)
    chosen = filter_of(request, also=frozenset({"fields"}))
    index = current()
    tag = entity_tag("facets", index.version, chosen.to_query(), *asked)

    def make() -> dict[str, Any]:
        found = index.facets(chosen, asked)
        return {
            "version": index.version,
            "facets": {f: [{"value": v, "count": n} for v, n in found[f]] for f in asked},
        }

    return cached(request, tag, make, cache=cache_control(request, index.version))


def health(_request: Request) -> Response:
    """`/api/health`: whether the store answers, its version, and how many events a plain view shows."""
    index = current()
    counts = plain_counts(index.count(Filter.parse("")))
    body = {
        "status": "ok",
        "version": index.version,
        "events": counts["events"],
        "reports": counts["reports"],
    }
    return cached(_request, entity_tag("health", index.version), lambda: body, cache="no-store")


def region(request: Request) -> Response:
    """`/api/regions/{id}`: a region's names, reference point and outline as a GeoJSON feature."""
    region_id = request.path_params["id"]
    found = regions.region(region_id)
    tag = entity_tag("region", reference_stamp(), region_id)

    def make() -> dict[str, Any]:
        names = (
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
        return {
            "type": "Feature",
            "id": region_id,
            "properties": {n: getattr(found, n) for n in names},
            "geometry": regions.outline(region_id),
        }

    cache = f"public, max-age={24 * HOUR}"
    return cached(request, tag, make, cache=cache, media_type="application/geo+json")


def build_routes(base_path: str = "") -> list[Route]:
    """Our routes under the server's base path, each prefix closed by a 404 of its own."""
    root = f"/{base_path.strip('/')}" if base_path.strip("/") else ""
    table = {
        "/tiles/events/{z}/{x}/{y}.json": events_tile,
        "/tiles/base/{z}/{x}/{y}.json": base_tile,
        "/api/events": events_page,
        "/api/events/{id}": one_event,
        "/api/events/{id}/history": event_history,
        "/api/facets": facets,
        "/api/health": health,
        "/api/regions/{id}": region,
        "/assets/{name}": asset,
    }
    routes = [Route(root + path, answering(endpoint), methods=["GET"]) for path, endpoint in table.items()]
    for prefix in ("/api", "/tiles", "/feeds", "/assets"):
        routes.append(Route(f"{root}{prefix}", nothing_here))
        routes.append(Route(f"{root}{prefix}/{{rest:path}}", nothing_here))
    return routes


__all__ = ["build_routes", "current", "event_log", "warm_up"]
