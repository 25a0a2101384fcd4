"""The map's own tools: drawing an area, playing time, density and regions, hover, at two widths."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from math import acos, cos, radians, sin
from typing import Any

import pytest
from playwright.sync_api import Frame, Page, expect

from geo.events.types import load_types
from tests.browser import look
from tests.browser.conftest import NARROW, WIDE, Server, Watched

Fresh = Callable[..., Watched]


def on_map(page: Page, frame: Frame, lat: float, lng: float) -> tuple[float, float]:
    """Where a coordinate is on the screen."""
    point = frame.evaluate("p => sightline.map.latLngToContainerPoint(p)", [lat, lng])
    box = frame.frame_element().bounding_box()
    assert box is not None
    return box["x"] + point["x"], box["y"] + point["y"]


def inside(event: dict[str, Any], south: float, west: float, north: float, east: float) -> bool:
    place = event.get("place")
    return bool(
        place and place["precision"] <= 3 and south <= place["lat"] <= north and west <= place["lon"] <= east
    )


def test_a_drawn_rectangle_filters_and_is_part_of_the_link(server: Server, fresh: Fresh) -> None:
    page = fresh().page(server.url)
    frame = look.map_frame(page)
    frame.get_by_role("button", name="Draw a rectangle").click()
    for lat, lng in ((32.0, -108.0), (25.0, -98.0)):
        page.mouse.click(*on_map(page, frame, lat, lng))
    frame = look.settle(page, "bbox=")
    expected = {e["event_id"] for e in look.events(server.url) if inside(e, 25, -108, 32, -98)}
    assert expected
    assert {e["id"] for e in look.drawn(frame)["events"]} == expected
    expect(page).to_have_url(re.compile("bbox="))
    frame.get_by_role("button", name="Remove the drawn area").click()
    look.same_events(server.url, look.settle(page, "bbox=", there=False), "")


def test_a_polygon_closes_with_enter_and_escape_gives_up(server: Server, fresh: Fresh) -> None:
    page = fresh().page(server.url)
    frame = look.map_frame(page)
    polygon = frame.get_by_role("button", name="Draw a polygon")
    polygon.click()
    page.mouse.click(*on_map(page, frame, 30, -110))
    frame.locator("#map_events").press("Escape")
    expect(polygon).not_to_have_attribute("aria-pressed", "true")
    polygon.click()
    for lat, lng in ((32.0, -110.0), (32.0, -104.0), (28.0, -104.0), (28.0, -110.0)):
        page.mouse.click(*on_map(page, frame, lat, lng))
    frame.locator("#map_events").press("Enter")
    frame = look.settle(page, "area=")
    expected = {e["event_id"] for e in look.events(server.url) if inside(e, 28, -110, 32, -104)}
    assert {e["id"] for e in look.drawn(frame)["events"]} == expected


@pytest.mark.parametrize("given", ["bbox=-110,28,-104,32", "area=32,-110;32,-104;28,-104;28,-110"])
def test_a_link_to_an_area_has_all_of_it_in_view(server: Server, fresh: Fresh, given: str) -> None:
    frame = look.map_frame(fresh().page(f"{server.url}/?{given}"))
    view = frame.evaluate("() => sightline.map.getBounds().toBBoxString()")
    west, south, east, north = map(float, view.split(","))
    assert west < -110
    assert east > -104
    assert south < 28
    assert north > 32


@pytest.mark.parametrize(("viewport", "opens"), [(WIDE, True), (NARROW, False)], ids=["wide", "phone"])
def test_the_key_opens_with_the_colours_where_there_is_room(
    server: Server, fresh: Fresh, viewport: dict[str, int], opens: bool
) -> None:
    page = fresh(viewport=viewport).page(f"{server.url}/?layers=admin1")
    frame = look.map_frame(page)
    key = frame.locator(".sl-legend")
    assert key.evaluate("e => e.open") is opens
    key.locator("summary").click()
    assert key.evaluate("e => e.open") is not opens
    if opens:
        look.tick(page, "Event type", "arrest")
        look.settle(page, "type=arrest")
        assert not key.evaluate("e => e.open"), "a key that was closed stays so"


@pytest.mark.parametrize("viewport", [None, NARROW], ids=["wide", "phone"])
def test_playback_moves_a_window_without_a_run_of_the_page(
    server: Server, fresh: Fresh, viewport: dict[str, int] | None
) -> None:
    page = (fresh(viewport=viewport) if viewport else fresh()).page(server.url)
    frame = look.map_frame(page)
    frame.evaluate("() => { window.sameFrame = true; }")
    before = page.url
    frame.get_by_role("button", name="Play the events over time").click()
    frame.wait_for_function("() => sightline.query.includes('from=') && sightline.ready()")
    first = frame.evaluate("() => sightline.query")
    frame.get_by_role("button", name="Play", exact=True).click()
    frame.wait_for_function("first => sightline.query !== first && sightline.ready()", arg=first)
    frame.get_by_role("button", name="Pause").click()
    query = frame.evaluate("() => sightline.query")
    frame.wait_for_function("() => sightline.ready()")
    placed = [e for e in look.events(server.url, query) if e.get("place") and e["place"]["precision"] <= 3]
    assert {e["id"] for e in look.drawn(frame)["events"]} == {e["event_id"] for e in placed}
    assert page.url == before
    frame.get_by_role("button", name="Filter by these dates").click()
    expect(page).to_have_url(re.compile("from=.*to="))
    assert look.settle(page, "from=").evaluate("() => window.sameFrame")


def test_density_and_regions_are_kept_in_the_link(server: Server, fresh: Fresh) -> None:
    page = fresh().page(server.url)
    frame = look.map_frame(page)
    frame.get_by_text("Key").click()
    frame.get_by_label("Show").select_option(label="Density")
    expect(page).to_have_url(re.compile("layers=heat"))
    frame.get_by_label("Show").select_option(label="By state")
    expect(page).to_have_url(re.compile("layers=admin1"))
    frame.wait_for_function("() => sightline.drawn().units.length > 0 && sightline.ready()")
    said = look.api(server.url, "/api/choropleth?level=admin1")
    placed = [e for e in look.events(server.url) if e.get("place")]
    chihuahua = sum(1 for e in placed if "MX-CHH" in e["place"]["regions"])
    assert chihuahua >= 1
    assert {r["id"]: r["n"] for r in said["regions"]}["MX-CHH"] == chihuahua
    assert said["total"] == said["remainder"] + sum(r["n"] for r in said["regions"])
    other = fresh().page(page.url)
    frame = look.map_frame(other)
    frame.wait_for_function("() => sightline.drawn().units.length > 0 && sightline.ready()")
    assert {u["region"]: u["n"] for u in look.drawn(frame)["units"]}["MX-CHH"] == chihuahua


def test_a_span_of_days_is_told_as_one(server: Server, fresh: Fresh) -> None:
    frame = look.map_frame(fresh().page(server.url))
    told = "e => sightline.when(e)"
    cases = {
        ("2025-04-01", "2025-04-30"): "April 2025",
        ("2025-01-01", "2025-12-31"): "2025",
        ("2025-11-03", "2025-11-09"): "Nov 3, 2025 to Nov 9, 2025",
        ("2025-11-06", None): "Nov 6, 2025",
    }
    found = {k: frame.evaluate(told, {"date": k[0], "until": k[1]}) for k in cases}
    assert found == cases


def test_hover_tells_type_date_and_place_as_text(server: Server, fresh: Fresh) -> None:
    page = fresh().page(server.url)
    frame = look.map_frame(page)
    where = {
        e["id"]: frame.evaluate("id => sightline.pointOf(id)", e["id"]) for e in look.drawn(frame)["events"]
    }
    alone = [i for i, point in where.items() if point["stacked"] == 1]
    dated = [e for e in look.events(server.url) if e["date_start"] and e["event_id"] in alone]
    event, point = dated[0], where[dated[0]["event_id"]]
    box = frame.frame_element().bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + point["x"], box["y"] + point["y"])
    tip = frame.locator(".sl-tip")
    expect(tip).to_be_visible()
    expect(tip.locator("strong")).to_have_text(load_types()[event["type"]].name("en"))
    expect(tip).to_contain_text(f"{date.fromisoformat(event['date_start']):%Y}")
    expect(tip).to_contain_text(event["place"]["name"])
    frame.locator(".sl-legend summary").hover()
    expect(tip).to_be_hidden()


PIXELS = """places => {
    const canvas = document.querySelector(".leaflet-overlay-pane canvas"), S = window.Sightline;
    const frame = canvas.getBoundingClientRect(), ratio = canvas.width / frame.width;
    const home = sightline.map.getContainer().getBoundingClientRect();
    const probe = document.createElement("canvas").getContext("2d");
    const missing = places.filter(([id, type, lat, lng]) => {
        const at = sightline.map.latLngToContainerPoint([lat, lng]), r = 6 * ratio;
        const x = (home.x + at.x - frame.x) * ratio, y = (home.y + at.y - frame.y) * ratio;
        probe.fillStyle = S.ink(S.type(type).color, S.THEMES[sightline.theme]);
        probe.fillRect(0, 0, 1, 1);
        const want = probe.getImageData(0, 0, 1, 1).data;
        const data = canvas.getContext("2d").getImageData(x - r, y - r, 2 * r, 2 * r).data;
        for (let i = 0; i < data.length; i += 4)
            if ([0, 1, 2].every((c) => Math.abs(data[i + c] - want[c]) < 3)) return false;
        return true;
    });
    return { missing: missing.map(([id]) => id), ratio };
}"""
"""Which places lack a pixel of their event's colour within 6 CSS pixels; how many pixels make one of CSS."""


def test_drawn_pixels_are_where_the_api_says(server: Server, fresh: Fresh) -> None:
    page = fresh(scale=2).page(server.url)
    frame = look.settle(page, "type=", there=False)
    alone = {e["id"] for e in look.drawn(frame)["events"]}
    alone = {i for i in alone if frame.evaluate("id => sightline.pointOf(id).stacked", i) == 1}
    listed = [e for e in look.events(server.url) if e["event_id"] in alone]
    assert len(listed) >= 3
    places = [[e["event_id"], e["type"], e["place"]["lat"], e["place"]["lon"]] for e in listed]
    told = frame.evaluate(PIXELS, places)
    assert told == {"missing": [], "ratio": 2}
    elsewhere = [[i, t, lat + 3, lng] for i, t, lat, lng in places[:1]]
    assert frame.evaluate(PIXELS, elsewhere)["missing"] == [places[0][0]]


def test_the_map_is_never_blank_while_a_filter_changes(server: Server, fresh: Fresh) -> None:
    page = fresh().page(server.url)
    frame = look.map_frame(page)
    arrest = look.events(server.url, "type=arrest")[0]["place"]
    frame.evaluate(
        """([lat, lng]) => {
            window.seen = [];
            const look = () => {
                const canvas = document.querySelector(".leaflet-overlay-pane canvas");
                const frame = canvas.getBoundingClientRect(), ratio = canvas.width / frame.width;
                const at = sightline.map.latLngToContainerPoint([lat, lng]);
                const x = (at.x - frame.x) * ratio - 6, y = (at.y - frame.y) * ratio - 6;
                const { data } = canvas.getContext("2d").getImageData(x, y, 12, 12);
                window.seen.push([sightline.query, data.some((v, i) => i % 4 === 3 && v > 0)]);
                requestAnimationFrame(look);
            };
            look();
        }""",
        [arrest["lat"], arrest["lon"]],
    )
    look.tick(page, "Event type", "arrest")
    look.settle(page, "type=arrest")
    frame.wait_for_function("() => seen.filter(([query]) => query.includes('type=arrest')).length > 10")
    assert frame.evaluate("() => seen.filter(([, drawn]) => !drawn).length") == 0


def test_a_circle_by_keys_tells_its_radius(server: Server, fresh: Fresh) -> None:
    page = fresh(locale="es-MX").page(server.url + "/?lat=19.5&lng=-101.5&z=6")
    frame = look.map_frame(page)
    frame.get_by_role("button", name="Dibujar un círculo").focus()
    page.keyboard.press("Enter")
    expect(frame.get_by_role("status")).to_contain_text("la barra espaciadora")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    expect(frame.get_by_role("status")).to_have_text(re.compile(r"^Radio: [\d.,]+ km$"))
    frame.wait_for_function("() => !sightline.map._panAnim._inProgress")
    page.keyboard.press("Space")
    frame = look.settle(page, "area=")
    circle = re.search(r"area=([-\d.]+),([-\d.]+),([\d.]+)", frame.evaluate("() => sightline.query"))
    assert circle
    lat, lon, km = map(float, circle.groups())
    assert (lat, lon) == pytest.approx((19.5, -101.5), abs=0.02)
    expected = {
        e["event_id"]
        for e in look.events(server.url)
        if (p := e.get("place")) and p["precision"] <= 3 and distance_km(lat, lon, p["lat"], p["lon"]) <= km
    }
    assert expected
    assert {e["id"] for e in look.drawn(frame)["events"]} == expected


def distance_km(lat: float, lon: float, to_lat: float, to_lon: float) -> float:
    """Along the great circle, by the law of cosines."""
    a, b, turn = radians(lat), radians(to_lat), radians(to_lon - lon)
    return 6371.0088 * acos(min(1.0, sin(a) * sin(b) + cos(a) * cos(b) * cos(turn)))
