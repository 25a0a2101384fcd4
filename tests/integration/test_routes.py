"""The HTTP routes over a real log, index and reference data."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.testclient import TestClient

from dashboard import answers, openapi
from dashboard.middleware import HostGuard, SafetyHeaders, allowed_hosts, allowed_origins, host_name
from dashboard.rate import RateLimit, answers_a_minute
from dashboard.routes import TABLE, build_routes
from dashboard.serving import event_log
from geo.errors import InputError
from geo.records import Event, EventActor, Evidence, Place, Report
from geo.store.filter import FILTER_PARAMETERS

TEXT = (
    "Police arrested two men in Uruapan on 4 November. Soldiers clashed with gunmen somewhere in Michoacán."
)


def place(name: str, lat: float, lon: float, precision: Any, radius_km: float, *regions: str) -> Place:
    region = regions[-1] if precision in (3, 4, 6) else None
    return Place(
        name=name, lat=lat, lon=lon, precision=precision, radius_km=radius_km, confidence=0.9,
        country="MX", region=region, regions=regions,
    )  # fmt: skip


def event(number: int, type_: str, where: Place | None, day: date | None) -> Event:
    return Event(
        event_id=f"event-{number}", report_id="report-1", type=type_, summary=f"Event {number} <b>bold</b>",
        evidence=(Evidence(start=0, end=6, quote=TEXT[:6]),), confidence=0.8, date_start=day, date_end=day,
        date_precision=1 if day else None, place=where, place_why="" if where else "no place is named",
        actors=(EventActor(id=None, name="Police", role="agent"),), sources=("report-1",), lang="en",
    )  # fmt: skip


URUAPAN = place("Uruapan", 19.42, -102.06, 1, 1, "MX", "MX-MIC")
NEAR_LAREDO = place("Nuevo Laredo", 27.48, -99.5, 2, 25, "MX", "MX-TAM")
MICHOACAN = place("Michoacán", 19.2, -101.9, 4, 200, "MX", "MX-MIC")
MEXICO = place("Mexico", 23.6, -102.5, 6, 1000, "MX")

EVENTS = [
    event(1, "arrest", URUAPAN, date(2025, 11, 4)),
    event(2, "killing", URUAPAN, date(2025, 11, 1)),
    event(3, "military_flight", NEAR_LAREDO, date(2025, 11, 6)),
    event(4, "armed_clash", MICHOACAN, date(2025, 11, 2)),
    event(5, "protest", MEXICO, date(2025, 11, 3)),
    event(6, "threat", None, date(2025, 1, 15)),
    event(7, "arrest", URUAPAN, None),
]


def app(base_path: str = "", hosts: str = "testserver") -> Starlette:
    allowed = allowed_hosts("127.0.0.1") | set(hosts.split(","))
    middleware = [
        Middleware(HostGuard, allowed=allowed),
        Middleware(SafetyHeaders, base_path=base_path),
        Middleware(GZipMiddleware, minimum_size=500),
    ]
    return Starlette(routes=build_routes(base_path), middleware=middleware)


@pytest.fixture
def client(own_store: Path) -> Iterator[TestClient]:
    event_log.cache_clear()
    log = event_log()
    log.append_reports([Report(report_id="report-1", text=TEXT, title="Two reports", source="Test")])
    log.propose(EVENTS, "test")
    yield TestClient(app(), raise_server_exceptions=False)
    event_log.cache_clear()


def tile_at(client: TestClient, z: int, lat: float, lon: float, query: str = "") -> dict[str, Any]:
    side = 2**z
    x = int((lon + 180) / 360 * side)
    y = int((1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * side)
    answer = client.get(f"/tiles/events/{z}/{x}/{y}.json{query}")
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def problem(answer: Any, status: int) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    body = dict(answer.json())
    assert body["status"] == status
    assert set(body) >= {"type", "title", "status", "detail"}
    return body


def test_health_counts_what_a_plain_view_shows(client: TestClient) -> None:
    body = client.get("/api/health").json()
    assert (body["status"], body["events"], body["reports"]) == ("ok", 7, 1)
    assert body["version"] == event_log().version


def test_a_tile_draws_each_placed_event_once_at_its_precision(client: TestClient) -> None:
    tile = tile_at(client, 5, 19.42, -102.06)
    singles = {row[0]: (tile["types"][row[3]], row[4]) for row in tile["events"]}
    assert singles == {"event-1": ("arrest", 1), "event-2": ("killing", 1), "event-7": ("arrest", 1)}
    assert [(row[0], row[1], row[5]) for row in tile["areas"]] == [("MX-MIC", 4, 1)]
    assert tile["n"] == 4


def test_a_tile_of_areas_alone_still_counts_what_it_leaves_out(client: TestClient) -> None:
    whole = client.get("/tiles/events/0/0/0.json").json()
    areas = client.get("/tiles/events/0/0/0.json?only=areas").json()
    assert whole["events"] != []
    assert (areas["cells"], areas["events"]) == ([], [])
    assert areas["n"] == whole["n"]
    assert [a[:6] for a in areas["areas"]] == [a[:6] for a in whole["areas"]]
    assert client.get("/tiles/events/0/0/0.json?only=dots").status_code == 400


def test_tiles_asked_together_are_those_asked_one_by_one(client: TestClient) -> None:
    together = client.get("/tiles/events.json?tile=2/0/1&tile=3/1/3&tile=0/0/0/areas&type=arrest&v=1").json()
    assert together == {
        "2/0/1": client.get("/tiles/events/2/0/1.json?type=arrest").json(),
        "3/1/3": client.get("/tiles/events/3/1/3.json?type=arrest").json(),
        "0/0/0/areas": client.get("/tiles/events/0/0/0.json?type=arrest&only=areas").json(),
    }


@pytest.mark.parametrize(
    "tiles",
    [
        "",
        "tile=",
        "tile=2/4/0",
        "tile=2/0",
        "tile=2/0/0/dots",
        "tile=21/0/0",
        "&".join(f"tile=7/{x}/0" for x in range(65)),
    ],
)
def test_tiles_that_cannot_be_named_are_refused_together(client: TestClient, tiles: str) -> None:
    assert problem(client.get(f"/tiles/events.json?{tiles}"), 400)["parameter"] == "tile"


@pytest.mark.parametrize("z", [0, 1, 2, 3, 4])
@pytest.mark.parametrize(("query", "placed"), [("", 6), ("?type=arrest", 2), ("?region=MX-MIC", 4)])
def test_the_tiles_of_a_zoom_add_up_to_the_filter(
    client: TestClient, z: int, query: str, placed: int
) -> None:
    side = 2**z
    tiles = (
        client.get(f"/tiles/events/{z}/{x}/{y}.json{query}").json() for x in range(side) for y in range(side)
    )
    assert sum(tile["n"] for tile in tiles) == placed


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("/tiles/events/x/0/0.json", "z"),
        ("/tiles/events/21/0/0.json", "z"),
        ("/tiles/events/2/4/0.json", "x"),
        ("/tiles/events/2/0/-1.json", "y"),
        ("/tiles/events/2/0/%D9%A1.json", "y"),
        ("/tiles/base/1/0/0.json?lang=fr", "lang"),
        ("/tiles/events/0/0/0.json?from=2025-13-01", "from"),
        ("/api/events?type=no_such_type", "type"),
        ("/api/events?region=XX-NOWHERE", "region"),
        ("/api/events?actor=nobody", "actor"),
        ("/ogc/collections/events/items?actor=nobody", "actor"),
        ("/api/events?nonsense=1", "nonsense"),
        ("/api/events?bbox=1,2,3", "bbox"),
        ("/api/events?limit=0", "limit"),
        ("/api/events?limit=1001", "limit"),
        ("/api/events?sort=colour", "sort"),
        ("/api/events?cursor=not-a-cursor", "cursor"),
        ("/api/facets?fields=type,shoe", "fields"),
        ("/feeds/events.atom?asof=yesterday", "asof"),
    ],
)
def test_what_cannot_be_read_is_named(client: TestClient, path: str, parameter: str) -> None:
    assert problem(client.get(path), 400)["parameter"] == parameter


@pytest.mark.parametrize(
    "path",
    [
        "/ogc/nothing",
        "/api/nothing",
        "/api/events/a/b/c",
        "/tiles/1/2/3",
        "/feeds/x",
        "/assets/x.js",
        "/assets/%2e%2e%2fapp.py",
    ],
)
def test_unknown_paths_are_not_the_page(client: TestClient, path: str) -> None:
    problem(client.get(path), 404)


def test_the_same_question_is_answered_by_its_tag(client: TestClient) -> None:
    first = client.get("/tiles/events/0/0/0.json?type=killing&type=arrest")
    again = client.get(
        "/tiles/events/0/0/0.json?type=arrest&type=killing", headers={"If-None-Match": first.headers["etag"]}
    )
    assert (again.status_code, again.content) == (304, b"")
    other = client.get(
        "/tiles/events/0/0/0.json?type=arrest", headers={"If-None-Match": first.headers["etag"]}
    )
    assert other.status_code == 200


def test_a_new_version_has_new_tags(client: TestClient) -> None:
    before = client.get("/tiles/events/0/0/0.json")
    event_log().revise("event-2", action="withdraw", author="test", reason="a mistake")
    newest = f"?v={event_log().version}"
    after = client.get(f"/tiles/events/0/0/0.json{newest}", headers={"If-None-Match": before.headers["etag"]})
    assert after.status_code == 200
    assert (before.json()["n"], after.json()["n"]) == (6, 5)


def test_what_an_earlier_edition_answered_does_not_hold(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = "/api/choropleth?level=admin1"
    with monkeypatch.context() as earlier:
        earlier.setattr(answers, "EDITION", answers.EDITION - 1)
        before = client.get(path).headers["etag"]
    answers._repeats.clear()  # another process
    assert client.get(path, headers={"If-None-Match": before}).status_code == 200


def test_a_tile_is_kept_where_its_address_names_the_version(client: TestClient) -> None:
    version = event_log().version
    named = client.get(f"/tiles/events/0/0/0.json?v={version}")
    assert named.headers["cache-control"] == "public, max-age=3600"
    assert client.get("/tiles/events/0/0/0.json?v=0").headers["cache-control"] == "no-cache"
    assert client.get("/tiles/events/0/0/0.json").headers["cache-control"] == "no-cache"


def test_a_whole_link_may_be_given_to_the_api(client: TestClient) -> None:
    link = "type=arrest&lat=19.4&lng=-102&z=6&event=event-1&lang=es&layers=heat&embed=true"
    assert client.get(f"/api/events?{link}").json()["counts"]["events"] == 2


def test_events_come_by_pages_and_each_once(client: TestClient) -> None:
    seen: list[str] = []
    cursor = ""
    while True:
        page = client.get(f"/api/events?limit=3{cursor}").json()
        seen += [row["event_id"] for row in page["events"]]
        if not page["next"]:
            break
        cursor = f"&cursor={page['next']}"
    assert sorted(seen) == [f"event-{n}" for n in range(1, 8)]
    assert len(seen) == 7


def test_one_event_its_history_and_its_absence(client: TestClient) -> None:
    event_log().revise("event-1", action="confirm", author="ana")
    found = client.get(f"/api/events/event-1?v={event_log().version}").json()
    assert (found["event_id"], found["status"], found["place"]["name"]) == ("event-1", "confirmed", "Uruapan")
    actions = [r["action"] for r in client.get("/api/events/event-1/history").json()["revisions"]]
    assert actions == ["propose", "confirm"]
    problem(client.get("/api/events/no-such-event"), 404)
    problem(client.get("/api/events/no-such-event/history"), 404)


def test_a_removed_event_says_so_and_nothing_else(client: TestClient) -> None:
    event_log().purge("event-2", "ana", "a person at risk")
    body = problem(client.get(f"/api/events/event-2?v={event_log().version}"), 410)
    for path in ("/api/events/event-2/history", "/ogc/collections/events/items/event-2"):
        assert problem(client.get(path), 410) == body
    assert body["event"] == "event-2"
    assert "bold" not in client.get("/api/events/event-2").text


def test_facets_count_under_the_other_filters(client: TestClient) -> None:
    body = client.get("/api/facets?fields=type&type=arrest").json()
    counts = {row["value"]: row["count"] for row in body["facets"]["type"]}
    assert (counts["arrest"], counts["killing"]) == (2, 1)


def test_a_region_is_a_feature_with_names_and_outline(client: TestClient) -> None:
    feature = client.get("/api/regions/MX-CHH").json()
    assert feature["properties"]["name_en"] == "Chihuahua"
    assert feature["geometry"]["type"] in {"Polygon", "MultiPolygon"}
    problem(client.get("/api/regions/XX-NOWHERE"), 404)
    several = client.get("/api/regions?id=MX-CHH&id=XX-NOWHERE&id=MX-DUR").json()["features"]
    assert several[0] == feature
    assert [f["id"] for f in several] == ["MX-CHH", "MX-DUR"]
    assert problem(client.get("/api/regions"), 400)["parameter"] == "id"
    assert problem(client.get("/api/regions?" + "&".join(["id=MX"] * 101)), 400)["parameter"] == "id"


@pytest.mark.parametrize("lang", ["en", "es"])
def test_the_ground_has_land_and_names(client: TestClient, lang: str) -> None:
    tile = client.get(f"/tiles/base/2/0/1.json?lang={lang}").json()
    assert tile["land"]
    names = {row[2] for row in tile["labels"]}
    assert ({"en": "Mexico", "es": "México"}[lang]) in names


def test_the_feed_and_the_exports_hold_the_filtered_events(client: TestClient) -> None:
    feed = client.get("/feeds/events.atom?type=arrest")
    assert feed.headers["content-type"].startswith("application/atom+xml")
    assert feed.text.count("<entry>") == 2
    assert "<b>bold" not in feed.text
    geojson = client.get("/api/export/geojson?type=arrest").json()
    assert {f["properties"]["event_id"] for f in geojson["features"]} == {"event-1", "event-7"}
    citation = next(csv.DictReader(io.StringIO(client.get("/api/export/csv?type=arrest").text)))["citation"]
    link = re.search(r"http://testserver/\S*", citation)
    assert link
    said = parse_qs(urlsplit(link[0]).query)
    assert (said["type"], said["asof"]) == (["arrest"], [str(geojson["version"])])
    gpkg = client.get("/api/export/gpkg?type=arrest")
    assert gpkg.content[:6] == b"SQLite"
    assert 'filename="sightline-v' in gpkg.headers["content-disposition"]
    problem(client.get("/api/export/docx"), 404)


def test_the_exported_page_has_its_ground_its_sources_and_its_names(client: TestClient) -> None:
    page = client.get("/api/export/html?type=arrest&lang=es").text
    parts = {
        name: json.loads(re.search(f'id="{name}">(.*?)</script>', page)[1])  # type: ignore[index]
        for name in ("about", "base", "data")
    }
    assert {row["event_id"] for row in parts["data"]} == {"event-1", "event-7"}
    assert {row["report_id"] for row in parts["data"]} <= parts["about"]["reports"].keys()
    assert "México" in {outline["name"] for outline in parts["base"]}
    assert parts["about"]["names"]["MX"] == "México"


def test_every_route_and_parameter_is_described(client: TestClient) -> None:
    assert set(TABLE) - {"/api", "/api/openapi.json", "/assets/{name}", "/frame/map"} == set(openapi.ROUTES)
    assert set(openapi.FILTER) == set(FILTER_PARAMETERS)
    described = client.get("/api/openapi.json").json()
    assert described["servers"] == [{"url": "http://testserver"}]
    names = [p["operationId"] for path in described["paths"].values() for p in path.values()]
    assert len(set(names)) == len(openapi.ROUTES)
    assert client.get("/api").json()["openapi"] == "http://testserver/api/openapi.json"


def test_the_events_are_an_ogc_collection(client: TestClient) -> None:
    landing = client.get("/ogc").json()
    assert {link["rel"] for link in landing["links"]} >= {"self", "service-desc", "conformance", "data"}
    assert client.get("/ogc/collections").json()["collections"][0]["id"] == "events"
    assert any(c.endswith("/core") for c in client.get("/ogc/conformance").json()["conformsTo"])
    seen: list[str] = []
    url = "http://testserver/ogc/collections/events/items?limit=3&datetime=2025-11-01/2025-11-04"
    while url:
        page = client.get(url).json()
        assert page["numberMatched"] == 4
        assert page["numberReturned"] == len(page["features"])
        seen += [f["id"] for f in page["features"]]
        url = next((link["href"] for link in page["links"] if link["rel"] == "next"), "")
    assert sorted(seen) == ["event-1", "event-2", "event-4", "event-5"]
    one = client.get("/ogc/collections/events/items/event-1").json()
    assert one["geometry"] == {"type": "Point", "coordinates": [-102.06, 19.42]}
    problem(client.get("/ogc/collections/events/items/none"), 404)
    assert problem(client.get("/ogc/collections/events/items?datetime=soon"), 400)["parameter"] == "datetime"


def test_an_area_lists_the_events_known_to_it_and_no_closer(client: TestClient) -> None:
    found = client.get("/api/areas/MX-MIC?where=4").json()
    assert [e["event_id"] for e in found["events"]] == ["event-4"]
    assert [e["event_id"] for e in client.get("/api/areas/MX?where=6").json()["events"]] == ["event-5"]
    assert problem(client.get("/api/areas/MX"), 400)["parameter"] == "where"


def test_leaflet_and_our_scripts_come_from_here(client: TestClient) -> None:
    leaflet = client.get("/assets/leaflet.js")
    assert leaflet.headers["content-type"].startswith("text/javascript")
    assert "Leaflet 1.9.4" in leaflet.text[:200]
    assert client.get("/assets/map.js").status_code == 200
    tag = leaflet.headers["etag"]
    named = client.get(f"/assets/leaflet.js?v={tag.strip(chr(34))}")
    assert named.headers["cache-control"] == "public, max-age=31536000, immutable"


def test_routes_stand_under_the_base_path(own_store: Path) -> None:
    event_log.cache_clear()
    client = TestClient(app("maps/sight"))
    assert client.get("/maps/sight/api/health").json()["events"] == 0
    problem(client.get("/maps/sight/api/nothing"), 404)
    assert client.get("/api/health").status_code == 404
    event_log.cache_clear()


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8501", "127.0.0.1.evil.example", ""])
def test_other_names_are_refused(own_store: Path, host: str) -> None:
    client = TestClient(app())
    body = problem(client.get("/api/health", headers={"Host": host}), 421)
    assert "SIGHTLINE_HOSTS" in body["detail"]


def test_hosts_are_loopback_and_those_that_the_operator_names(monkeypatch: pytest.MonkeyPatch) -> None:
    assert allowed_hosts("127.0.0.1") == {"localhost", "127.0.0.1", "[::1]"}
    assert allowed_hosts("0.0.0.0") == {"localhost", "127.0.0.1", "[::1]"}
    monkeypatch.setenv("SIGHTLINE_HOSTS", "Map.Example.org, other.example")
    assert allowed_hosts(None) == {"localhost", "127.0.0.1", "[::1]", "map.example.org", "other.example"}
    assert [host_name(h) for h in ("A.b:80", "[::1]:80", "[::1]", "a")] == ["a.b", "[::1]", "[::1]", "a"]


def test_a_websocket_from_elsewhere_is_closed(own_store: Path) -> None:
    from starlette.websockets import WebSocketDisconnect

    client = TestClient(app())
    with (
        pytest.raises(WebSocketDisconnect) as closed,
        client.websocket_connect("/_stcore/stream", headers={"Host": "evil.example"}),
    ):
        pass
    assert closed.value.code == 1008


def test_other_sites_read_only_what_the_operator_allows(
    own_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIGHTLINE_CORS", "https://news.example, https://map.example/")
    assert allowed_origins() == {"https://news.example", "https://map.example"}
    allowing = [Middleware(SafetyHeaders, origins=allowed_origins())]
    client = TestClient(Starlette(routes=build_routes(), middleware=allowing))
    header = "access-control-allow-origin"
    given = {
        o: client.get("/api", headers={"Origin": o}).headers.get(header)
        for o in ("https://news.example", "x")
    }
    assert given == {"https://news.example": "https://news.example", "x": None}
    assert header not in TestClient(app()).get("/api", headers={"Origin": "https://news.example"}).headers


def test_answers_carry_the_policies(client: TestClient) -> None:
    headers = client.get("/api/health").headers
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-security-policy"].startswith("default-src 'none'")
    frame = client.get("/frame/map?lat=22&lng=-102&z=5&lang=en").headers["content-security-policy"]
    assert "connect-src 'self'" in frame
    assert "http:" not in frame
    assert "unsafe-eval" not in frame
    assert "frame-ancestors 'self'" in client.get("/").headers["content-security-policy"]
    assert "frame-ancestors" not in client.get("/?embed=true").headers["content-security-policy"]


def test_a_browser_may_ask_whether_a_script_may_ask() -> None:
    allowing = Middleware(SafetyHeaders, origins=frozenset({"https://news.example"}))
    client = TestClient(Starlette(routes=build_routes(), middleware=[allowing]))
    asked = {"Origin": "https://news.example", "Access-Control-Request-Headers": "if-none-match"}
    answer = client.options("/api/events", headers=asked)
    assert answer.status_code == 204
    assert answer.headers["access-control-allow-origin"] == "https://news.example"
    assert answer.headers["access-control-allow-headers"] == "If-None-Match"
    other = client.options("/api/events", headers=asked | {"Origin": "https://evil.example"})
    assert "access-control-allow-origin" not in other.headers


def test_who_asks_too_often_waits(client: TestClient) -> None:
    now = 0.0
    limited = RateLimit(app(), a_minute=3, clock=lambda: now)
    asking = TestClient(limited)
    assert [asking.get("/api/health").status_code for _ in range(4)] == [200, 200, 200, 429]
    refused = asking.get("/api/events")
    assert problem(refused, 429)["title"] == "Too many requests"
    assert refused.headers["retry-after"] == "20"
    assert asking.get("/tiles/base/0/0/0.json").status_code == 200, "tiles are not counted"
    now = 20.0
    assert [asking.get("/feeds/events.atom").status_code for _ in range(2)] == [200, 429]


@pytest.mark.parametrize("told", ["0", "-3", "many", "1.5"])
def test_a_rate_that_cannot_be_read_is_refused(told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIGHTLINE_RATE", told)
    with pytest.raises(InputError, match="SIGHTLINE_RATE"):
        answers_a_minute()
