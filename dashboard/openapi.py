"""The API described to programs: OpenAPI 3.0, written from one table of routes and one of parameters."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from dashboard.answers import cached, entity_tag
from geo.formats.writers import FORMATS

VERSION = "1.0.0"

TEXT: dict[str, Any] = {"type": "string"}
DAY: dict[str, Any] = {"type": "string", "format": "date"}
MANY: dict[str, Any] = {"type": "array", "items": TEXT}


def whole(low: int, high: int, default: int | None = None) -> dict[str, Any]:
    """The schema of a whole number within bounds."""
    schema: dict[str, Any] = {"type": "integer", "minimum": low, "maximum": high}
    return schema if default is None else schema | {"default": default}


def choice(*values: str, default: str | None = None) -> dict[str, Any]:
    """The schema of a closed list of values."""
    schema: dict[str, Any] = {"type": "string", "enum": list(values)}
    return schema if default is None else schema | {"default": default}


FILTER: dict[str, tuple[dict[str, Any], str]] = {
    "from": (DAY, "First day. Events match where their range of dates overlaps; undated ones are left out."),
    "to": (DAY, "Last day, included."),
    "dates": (choice("overlap", "within", default="overlap"), "Whether an event's dates must lie within."),
    "type": (MANY, "Ids of event types (data/event_types.csv); any of them."),
    "actor": (MANY, "Ids of actors (data/actors.csv); any of them."),
    "region": (
        MANY,
        "ISO 3166 codes, geonameids, ids of seas; any of them. Matches events known that precisely.",
    ),
    "bbox": (TEXT, "west,south,east,north in degrees. Tests the point, of where_prec 1 to 3 alone."),
    "area": (TEXT, "A polygon lat,lon;lat,lon;… or a circle lat,lon,radius_km. Tests as bbox does."),
    "precision": (whole(1, 7), "The worst where_prec kept."),
    "status": (MANY, "proposed, confirmed, disputed, withdrawn; by default all but withdrawn."),
    "modality": (MANY, "reported, alleged, planned, denied."),
    "source": (MANY, "Names of sources or ids of reports."),
    "q": (TEXT, "Words, all of which occur in the event."),
    "asof": (TEXT, "A version or a moment: the events as they were known then."),
}
LANGUAGE = {"lang": (choice("en", "es", default="en"), "The language of names.")}
PAGE = {
    "limit": (whole(1, 1000, 100), "Events a page."),
    "cursor": (TEXT, "Where to go on: the last page's `next`."),
    "sort": (
        choice("newest", "oldest", "recorded", default="newest"),
        "By date, or by when recorded.",
    ),
}
TILE = {"z": (whole(0, 20), "Zoom."), "x": (whole(0, 2**20), "Column."), "y": (whole(0, 2**20), "Row.")}

Parameters = dict[str, tuple[dict[str, Any], str]]

ROUTES: dict[str, tuple[str, Parameters, Parameters, str]] = {
    "/api/events": ("Filtered events, by pages", {}, FILTER | PAGE, "application/json"),
    "/api/events/{id}": ("One event; 410 when it was removed", {"id": (TEXT, "")}, {}, "application/json"),
    "/api/events/{id}/history": (
        "Its revisions, oldest first; 410 when it was removed",
        {"id": (TEXT, "")},
        {},
        "application/json",
    ),
    "/api/changes": (
        "Filtered events that were added, corrected, withdrawn or removed since a version",
        {},
        FILTER | {"since": (TEXT, "A version or a moment, as `asof` takes it.")},
        "application/json",
    ),
    "/api/stories": (
        "Stories, the last changed first: those that the asker may see",
        {},
        {"asof": FILTER["asof"]},
        "application/json",
    ),
    "/api/stories/{id}": (
        "A story; each step's `query` is a query string for the other routes",
        {"id": (TEXT, "")},
        {"asof": FILTER["asof"]},
        "application/json",
    ),
    "/api/facets": (
        "Values with counts, each field under the other filters",
        {},
        FILTER | {"fields": (TEXT, "Fields, comma separated.")},
        "application/json",
    ),
    "/api/histogram": (
        "Events by the day, week, month, quarter or year that they start in",
        {},
        FILTER
        | {"by": (choice("type", "kind", "status", "modality"), "Groups; `kind` is that of who acts.")},
        "application/json",
    ),
    "/api/choropleth": (
        "Events and people killed by state or municipality, and how many no such unit holds",
        {},
        FILTER | LANGUAGE | {"level": (choice("admin1", "admin2", default="admin1"), "The level.")},
        "application/json",
    ),
    "/api/areas/{region}": (
        "Events known to a region and no closer",
        {"region": (TEXT, "")},
        FILTER | {"where": (whole(4, 7), "Their where_prec.")},
        "application/json",
    ),
    "/api/regions": (
        "Up to 100 regions' names and outlines",
        {},
        {"id": (MANY, "Their ids.")},
        "application/geo+json",
    ),
    "/api/regions/{id}": ("A region's names and outline", {"id": (TEXT, "")}, {}, "application/geo+json"),
    "/api/export/{format}": (
        "Every filtered event as a file",
        {"format": (choice(*FORMATS), "")},
        FILTER | LANGUAGE,
        "application/octet-stream",
    ),
    "/api/health": ("Whether the store answers", {}, {}, "application/json"),
    "/feeds/events.atom": (
        "The newest filtered events as a feed",
        {},
        FILTER | LANGUAGE | {"limit": (whole(1, 500, 100), "Entries.")},
        "application/atom+xml",
    ),
    "/tiles/events.json": (
        "What the map draws in several tiles, each under its name",
        {},
        FILTER | {"tile": (MANY, "As in `4/3/6`; `0/0/0/areas` leaves cells and events out.")},
        "application/json",
    ),
    "/tiles/events/{z}/{x}/{y}.json": (
        "What the map draws in a tile",
        TILE,
        FILTER | {"only": (choice("all", "areas", default="all"), "`areas` leaves cells and events out.")},
        "application/json",
    ),
    "/tiles/base/{z}/{x}/{y}.json": ("Land, borders and labels", TILE, LANGUAGE, "application/json"),
    "/ogc": ("OGC API Features: landing page", {}, {}, "application/json"),
    "/ogc/conformance": ("OGC API Features: conformance", {}, {}, "application/json"),
    "/ogc/collections": ("OGC API Features: collections", {}, {}, "application/json"),
    "/ogc/collections/events": ("OGC API Features: the events", {}, {}, "application/json"),
    "/ogc/collections/events/items": (
        "OGC API Features: events as GeoJSON",
        {},
        FILTER
        | {
            "limit": (whole(1, 10_000, 100), "Features a page."),
            "cursor": PAGE["cursor"],
            "datetime": (TEXT, "A moment or an interval, RFC 3339, either end may be `..`."),
        },
        "application/geo+json",
    ),
    "/ogc/collections/events/items/{id}": ("One event", {"id": (TEXT, "")}, {}, "application/geo+json"),
}


def parameter(name: str, where: str, schema: dict[str, Any], words: str) -> dict[str, Any]:
    """One parameter object; those of a path are required, lists are repeated rather than joined."""
    made: dict[str, Any] = {"name": name, "in": where, "schema": schema}
    if words:
        made["description"] = words
    if where == "path":
        made["required"] = True
    elif schema.get("type") == "array":
        made |= {"style": "form", "explode": True}
    return made


def operation(path: str) -> dict[str, Any]:
    """A route's GET."""
    summary, in_path, in_query, media_type = ROUTES[path]
    parameters = [parameter(n, "path", *p) for n, p in in_path.items()]
    parameters += [parameter(n, "query", *p) for n, p in in_query.items()]
    answers: dict[str, Any] = {"200": {"description": summary, "content": {media_type: {}}}}
    for status, words in (("400", "A parameter that cannot be read"), ("404", "Nothing has that name")):
        content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
        answers[status] = {"description": words, "content": content}
    return {
        "summary": summary,
        "operationId": operation_id(path),
        "parameters": parameters,
        "responses": answers,
    }


def operation_id(path: str) -> str:
    """A name for a route that is a word in any language: /api/events/{id} → get_api_events_id."""
    return "get_" + "_".join(part for part in "".join(c if c.isalnum() else " " for c in path).split())


def document(server: str) -> dict[str, Any]:
    """The whole description; `server` is the address that the routes stand under."""
    problem = {
        "type": "object",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": TEXT, "title": TEXT, "status": {"type": "integer"}, "detail": TEXT,
            "parameter": {"type": "string", "nullable": True, "description": "The parameter that is wrong."},
        },
    }  # fmt: skip
    return {
        "openapi": "3.0.3",
        "info": {
            "title": "Sightline",
            "version": VERSION,
            "description": "Events on a map. Every route takes the query string of a copied link as it is.",
            "license": {"name": "Apache-2.0"},
        },
        "servers": [{"url": server}],
        "paths": {path: {"get": operation(path)} for path in ROUTES},
        "components": {"schemas": {"Problem": problem}},
    }


def server_of(request: Request, base_path: str) -> str:
    """Where this program is reached, as the asker reaches it."""
    return f"{request.url.scheme}://{request.url.netloc}{base_path}"


def describe(request: Request) -> Response:
    """`/api/openapi.json`."""
    server = server_of(request, request.url.path.removesuffix("/api/openapi.json"))
    tag = entity_tag("openapi", VERSION, server, len(ROUTES))
    media_type = "application/vnd.oai.openapi+json;version=3.0"
    return cached(request, tag, lambda: document(server), media_type=media_type)


def index(request: Request) -> Response:
    """`/api`: what there is, for people who look."""
    server = server_of(request, request.url.path.rstrip("/").removesuffix("/api"))
    body = {
        "title": "Sightline",
        "openapi": f"{server}/api/openapi.json",
        "routes": {server + path: summary for path, (summary, *_rest) in ROUTES.items()},
    }
    return cached(request, entity_tag("api", VERSION, server, len(ROUTES)), lambda: body)
