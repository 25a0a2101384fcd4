"""OGC API Features (Part 1: Core, GeoJSON): the events as a collection that QGIS and GDAL read.

Of our own because it is five small answers: a library's mounted server was three times slower to read, and
its pages ask other hosts. The filter's parameters work beside the standard's.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from dashboard.answers import cache_control, cached, encode, entity_tag
from dashboard.openapi import server_of
from dashboard.problems import removed
from dashboard.queries import OWN_PARAMETERS, whole_number
from dashboard.serving import snapshot
from geo.errors import FilterError, NotFoundError
from geo.formats.geojson import feature
from geo.formats.meta import LICENCE
from geo.known import known
from geo.store.filter import Filter

PREFIX = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/"
CONFORMS_TO = [PREFIX + part for part in ("core", "geojson", "oas30")]
CRS = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
GEOJSON = "application/geo+json"
PAGE_SIZE, LARGEST_PAGE = 100, 10_000
OWN = OWN_PARAMETERS | {"datetime", "f", "crs", "bbox-crs"}
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}(T[0-9:.]{5,15}(Z|[+-]\d{2}:\d{2})?)?\Z")


def root_of(request: Request) -> str:
    """The address of the landing page, as the asker reaches it."""
    path = request.url.path
    return server_of(request, path[: path.index("/ogc") + 4])


def link(href: str, rel: str, type_: str = "application/json", title: str = "") -> dict[str, str]:
    """A link object."""
    made = {"href": href, "rel": rel, "type": type_}
    return made | {"title": title} if title else made


def landing(request: Request) -> Response:
    """`/ogc`."""
    root = root_of(request)
    description = root.removesuffix("/ogc") + "/api/openapi.json"
    body = {
        "title": "Sightline",
        "description": "Events; radius_km and where_prec tell how well each point is known.",
        "links": [
            link(root, "self"),
            link(description, "service-desc", "application/vnd.oai.openapi+json;version=3.0"),
            link(description, "service-doc", "application/json"),
            link(f"{root}/conformance", "conformance"),
            link(f"{root}/collections", "data"),
        ],
    }
    return cached(request, entity_tag("ogc", root), lambda: body)


def conformance(request: Request) -> Response:
    """`/ogc/conformance`."""
    return cached(request, entity_tag("conformance"), lambda: {"conformsTo": CONFORMS_TO})


def described(root: str) -> dict[str, Any]:
    """The one collection."""
    here = f"{root}/collections/events"
    return {
        "id": "events",
        "title": "Events",
        "description": "Events of where_prec 4 and worse stand at their area's reference point.",
        "itemType": "feature",
        "extent": {"spatial": {"bbox": [[-180, -90, 180, 90]], "crs": CRS}},
        "crs": [CRS],
        "links": [link(here, "self"), link(f"{here}/items", "items", GEOJSON, "Events")],
        "license": LICENCE,
    }


def collections(request: Request) -> Response:
    """`/ogc/collections`."""
    root = root_of(request)
    body = {"links": [link(f"{root}/collections", "self")], "collections": [described(root)]}
    return cached(request, entity_tag("collections", root), lambda: body)


def collection(request: Request) -> Response:
    """`/ogc/collections/events`."""
    root = root_of(request)
    return cached(request, entity_tag("collection", root), lambda: described(root))


def interval(text: str) -> dict[str, list[str]]:
    """The filter's `from` and `to` for a `datetime`: an instant, or an interval with open ends.

    Raises
    ------
    FilterError
        It is neither.
    """
    ends = text.split("/")
    open_ = {"", ".."}
    if len(ends) > 2 or not all(e in open_ or _INSTANT.match(e) for e in ends) or text in open_:
        raise FilterError("datetime", "an instant or start/end, either of which may be '..'", text)
    start, end = ends[0], ends[-1]
    found = {"from": start, "to": end}
    return {key: [value[:10]] for key, value in found.items() if value not in open_}


def asked(request: Request) -> Filter:
    """The filter of a request for items."""
    query: dict[str, list[str]] = {}
    for key, value in request.query_params.multi_items():
        query.setdefault(key, []).append(value)
    for text in query.get("datetime", [])[-1:]:
        query |= interval(text)
    box = query.get("bbox")
    if box and box[-1].count(",") == 5:  # a box with heights, which events do not have
        west, south, _low, east, north, _high = box[-1].split(",")
        query["bbox"] = [",".join((west, south, east, north))]
    return Filter.parse(query, ignore=OWN, known=known(lambda: snapshot(request)))


def items(request: Request) -> Response:
    """`/ogc/collections/events/items`."""
    limit = min(whole_number(request.query_params, "limit", 1, 10**9, PAGE_SIZE), LARGEST_PAGE)
    cursor = request.query_params.get("cursor") or None
    chosen, index, here = asked(request), snapshot(request), f"{root_of(request)}/collections/events/items"

    def make() -> bytes:
        page = index.events(chosen, limit=limit, cursor=cursor, sort="newest")
        features = [feature(row) for row in page.rows]
        links = [link(str(request.url), "self", GEOJSON)]
        if page.next:
            kept = [(k, v) for k, v in request.query_params.multi_items() if k != "cursor"]
            links.append(link(f"{here}?{urlencode([*kept, ('cursor', page.next)])}", "next", GEOJSON))
        return encode(
            {
                "type": "FeatureCollection",
                "features": features,
                "numberMatched": index.count(chosen).events,
                "numberReturned": len(features),
                "timeStamp": datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
                "links": links,
            }
        )

    tag = entity_tag("items", index.version, str(request.url))
    return cached(request, tag, make, cache=cache_control(request, index.version), media_type=GEOJSON)


def item(request: Request) -> Response:
    """`/ogc/collections/events/items/{id}`."""
    event_id, index, root = request.path_params["id"], snapshot(request), root_of(request)
    event = index.event(event_id)
    if event == "removed":
        return removed(event_id)
    if not isinstance(event, dict):
        raise NotFoundError(f"no event has the id {event_id!r}")
    here = f"{root}/collections/events"
    links = [link(str(request.url), "self", GEOJSON), link(here, "collection")]
    tag = entity_tag("item", index.version, str(request.url))
    return cached(request, tag, lambda: feature(event) | {"links": links}, media_type=GEOJSON)
