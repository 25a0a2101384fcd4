"""The map's own tools: drawing an area, playing time, density and regions, hover, at two widths."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Frame, Page, expect

from tests.browser import look
from tests.browser.conftest import NARROW, Server, Watched

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
    frame.locator("#map_div").press("Escape")
    expect(polygon).not_to_have_attribute("aria-pressed", "true")
    polygon.click()
    for lat, lng in ((32.0, -110.0), (32.0, -104.0), (28.0, -104.0), (28.0, -110.0)):
        page.mouse.click(*on_map(page, frame, lat, lng))
    frame.locator("#map_div").press("Enter")
    frame = look.settle(page, "area=")
    expected = {e["event_id"] for e in look.events(server.url) if inside(e, 28, -110, 32, -104)}
    assert {e["id"] for e in look.drawn(frame)["events"]} == expected


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


def test_hover_tells_type_date_and_place_as_text(server: Server, fresh: Fresh) -> None:
    page = fresh().page(server.url + "/?type=arrest")
    frame = look.settle(page, "type=arrest")
    event = look.events(server.url, "type=arrest")[0]
    point = frame.evaluate("id => sightline.pointOf(id)", event["event_id"])
    box = frame.frame_element().bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + point["x"], box["y"] + point["y"])
    tip = frame.locator(".sl-tip")
    expect(tip).to_be_visible()
    expect(tip).to_contain_text("Arrest")
    expect(tip).to_contain_text(event["place"]["name"])


def test_drawn_pixels_are_where_the_api_says(server: Server, fresh: Fresh) -> None:
    page = fresh().page(server.url + "/?type=arrest")
    frame = look.settle(page, "type=arrest")
    event = look.events(server.url, "type=arrest")[0]
    color = frame.evaluate(
        """([lat, lng]) => {
            const canvas = document.querySelector(".leaflet-overlay-pane canvas");
            const frame = canvas.getBoundingClientRect(), ratio = canvas.width / frame.width;
            const at = sightline.map.latLngToContainerPoint([lat, lng]);
            const home = sightline.map.getContainer().getBoundingClientRect();
            const x = (home.x + at.x - frame.x) * ratio, y = (home.y + at.y - frame.y) * ratio;
            const data = canvas.getContext("2d").getImageData(x - 6, y - 6, 13, 13).data;
            return [...Array(data.length / 4).keys()].some(
                (i) => data[i * 4] === 0 && data[i * 4 + 1] === 114 && data[i * 4 + 2] === 178);
        }""",
        [event["place"]["lat"], event["place"]["lon"]],
    )
    assert color, "no pixel of the arrests' colour #0072b2 within 6 px of the event"
