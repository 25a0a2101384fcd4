"""What the page shows: the map's own account of what it has drawn, and the API's of what it holds."""

from __future__ import annotations

import json
import re
import time
import urllib.request
from contextlib import suppress
from typing import Any

from playwright.sync_api import Error, Frame, Page, expect


def map_frame(page: Page) -> Frame:
    """The frame that the map lives in, once it says that all of its tiles are drawn."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        for frame in page.frames:
            with suppress(Error):  # a frame that is being loaded forgets what it was asked
                if frame.evaluate("() => Boolean(window.sightline && window.sightline.ready())"):
                    return frame
        page.wait_for_timeout(50)
    raise AssertionError(f"no frame of {page.url} said that its map was drawn")


def settle(page: Page, part: str, *, there: bool = True) -> Frame:
    """Wait until the map is drawn for a query that has (or lacks) `part`, e.g. "type=arrest"."""
    frame = map_frame(page)
    frame.wait_for_function(
        "([part, there]) => window.sightline.query.includes(part) === there && window.sightline.ready()",
        arg=[part, there],
    )
    return frame


def drawn(frame: Frame) -> dict[str, Any]:
    """The map's account of what is drawn: single events, circles, area badges, and the total."""
    return frame.evaluate("() => window.sightline.drawn()")


def api(server_url: str, path: str) -> Any:
    """What the server answers, parsed."""
    with urllib.request.urlopen(server_url + path, timeout=20) as answer:
        return json.load(answer)


def events(server_url: str, query: str = "") -> list[dict[str, Any]]:
    """All events that a filter matches, by the API."""
    rows: list[dict[str, Any]] = []
    path = "/api/events?limit=500" + (f"&{query}" if query else "")
    while path:
        answer = api(server_url, path)
        rows += answer["events"]
        cursor = answer.get("next")
        path = f"/api/events?limit=500&cursor={cursor}" + (f"&{query}" if query else "") if cursor else ""
    return rows


def same_events(server_url: str, frame: Frame, query: str) -> None:
    """Assert that the map draws exactly what the API lists for `query`: singly, or counted in an area."""
    listed = events(server_url, query)
    shown = drawn(frame)
    points = {e["event_id"] for e in listed if e.get("place") and e["place"]["precision"] <= 3}
    areas = sum(1 for e in listed if e.get("place") and e["place"]["precision"] > 3)
    assert {e["id"] for e in shown["events"]} == points
    assert sum(a["n"] for a in shown["areas"]) == areas
    assert shown["total"] == len(points) + areas


MORE = re.compile("^(Show [0-9]+ more|Mostrar [0-9]+ más)$")


def tick(page: Page, facet: str, value: str) -> None:
    """Tick or untick one value of a facet in the sidebar, opening branches until it shows."""
    facet_box = page.locator(f'.facet[aria-label="{facet}"]')
    box = facet_box.locator(f'input[type=checkbox][value="{value}"]')
    rows, more = facet_box.locator("input[type=checkbox]"), facet_box.locator(".more", has_text=MORE)
    expect(rows.first).to_be_attached()
    while box.count() == 0:  # what is not in sight is not on the page
        shown = rows.count()
        hidden = more if more.is_visible() else facet_box.locator(".toggle:not(.leaf)[aria-expanded=false]")
        hidden.first.click()
        expect(rows).not_to_have_count(shown)
    box.click()


def type_date(page: Page, label: str, digits: str) -> None:
    """Type a date into a field as a person does: year, month and day run on into each other."""
    page.get_by_role("group", name=label, exact=True).get_by_role("spinbutton").first.click()
    page.keyboard.type(digits, delay=30)
    page.keyboard.press("Escape")  # closes the calendar, which takes the date over


def copied_link(page: Page) -> str:
    """Press Copy link and read the field it shows."""
    page.get_by_role("button", name=re.compile("Copy link|Copiar enlace")).click()
    field = page.locator(".copy input[readonly]")
    expect(field).not_to_have_value("")
    return field.input_value()
