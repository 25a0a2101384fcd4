"""Regions: coloured by a measure that the key explains, and what is here, by map, link and keyboard."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import pytest
from playwright.sync_api import Frame, Page, expect

from tests.browser import look
from tests.browser.conftest import NARROW, WIDE, Server, Watched
from tests.browser.test_map_tools import on_map

Fresh = Callable[..., Watched]
REGION, LAT, LNG = "MX-MIC", 19.25, -101.94
WORDS = {
    "en": ("Key", "Count", "People killed", "For 100,000 people", "Filter by this region",
           "less than the census counts, so that rates are too high, and by more where", "people"),
    "es": ("Leyenda", "Contar", "Personas muertas", "Por 100 000 habitantes", "Filtrar por esta región",
           "menor que la del censo, así que las tasas salen demasiado altas, y más donde", "personas"),
}  # fmt: skip


def coloured(page: Page) -> Frame:
    frame = look.map_frame(page)
    frame.wait_for_function("() => sightline.drawn().units.length > 0 && sightline.ready()")
    return frame


@pytest.mark.parametrize(("viewport", "lang"), [(WIDE, "en"), (NARROW, "es")], ids=["wide", "phone"])
def test_a_region_tells_what_is_here(
    server: Server, fresh: Fresh, viewport: dict[str, int], lang: str
) -> None:
    key, counted, killed, rate, only, census, people = WORDS[lang]
    watched = fresh(viewport=viewport)
    page = watched.page(f"{server.url}/?layers=admin1&lang={lang}")
    frame = coloured(page)
    if viewport is NARROW:  # a wider map opens its key by itself
        frame.get_by_text(key, exact=True).click()
    frame.get_by_label(counted).focus()
    frame.get_by_label(counted).select_option(label=killed)
    expect(frame.get_by_label(counted)).to_be_focused()
    frame.get_by_label(rate).check()
    expect(page).to_have_url(re.compile("layers=admin1%2Ckilled%2Crate"))
    said = look.api(server.url, "/api/choropleth?level=admin1")
    expect(frame.locator(".sl-legend p").first).to_have_text(
        re.compile(f"^{said['killed_remainder']} {people} ")
    )
    expect(frame.locator(".sl-legend p").last).to_contain_text(census)
    frame.get_by_text(key, exact=True).click()

    at = on_map(page, frame, LAT, LNG)
    (page.touchscreen.tap if viewport is NARROW else page.mouse.click)(*at)
    panel = page.locator(".sl-detail")
    expect(panel.get_by_role("heading", name="Michoacán")).to_be_visible()
    expect(page).to_have_url(re.compile(f"here={REGION}"))
    inside = look.events(server.url, f"region={REGION}")
    expect(panel.locator("b").first).to_have_text(re.compile(f"^{len(inside)} event"))
    types = Counter(e["type"] for e in inside)
    numbers = panel.locator("ul").first.locator("li small").all_inner_texts()
    assert sorted(map(int, numbers)) == sorted(types.values())
    assert page.evaluate("() => document.documentElement.scrollWidth") <= viewport["width"]

    button = page.get_by_role("button", name=only)
    button.focus()
    page.keyboard.press("Enter")
    look.settle(page, f"region={REGION}")
    expect(panel).to_be_visible()
    expect(panel).to_be_visible()
    again = fresh(viewport=viewport).page(page.url)
    expect(again.get_by_role("heading", name="Michoacán")).to_be_visible()
    coloured(again).wait_for_function("id => sightline.here === id", arg=REGION)
    page.go_back()
    look.settle(page, f"region={REGION}", there=False)
    expect(panel).to_be_visible()
    assert watched.errors == []
    assert watched.foreign_hosts() == set()


@pytest.mark.parametrize("level", ["admin1", "admin2"])
def test_a_filter_by_region_colours_nothing_outside(server: Server, fresh: Fresh, level: str) -> None:
    watched = fresh()
    page = watched.page(f"{server.url}/?region={REGION}&layers={level}")
    frame = coloured(page)
    listed = look.events(server.url, f"region={REGION}")
    said = look.api(server.url, f"/api/choropleth?level={level}&region={REGION}")
    units = {r["id"]: r["n"] for r in said["regions"]}
    assert {u["region"]: u["n"] for u in look.drawn(frame)["units"]} == units
    assert units == {r: sum(r in e["place"]["regions"] for e in listed) for r in units}
    assert said["total"] == len(listed) == said["remainder"] + sum(units.values())
    assert level == "admin2" or set(units) == {REGION}
    frame.get_by_text("Key", exact=True).click()
    expect(frame.locator(".sl-legend p").first).to_have_text(re.compile(f"^{said['remainder']} events? "))
    assert watched.errors == []


def test_keys_lead_from_a_chosen_region_up_and_back(server: Server, fresh: Fresh) -> None:
    page = fresh().page(f"{server.url}/?region={REGION}")
    frame = look.settle(page, f"region={REGION}")
    page.get_by_role("button", name="What is here: Michoacán").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Michoacán")).to_be_visible()
    page.get_by_role("button", name="Mexico", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".sl-detail").get_by_role("heading", name="Mexico")).to_be_visible()
    whole = look.events(server.url, "region=MX")
    expect(page.locator(".sl-detail b").first).to_have_text(f"{len(whole)} events")
    expect(page.get_by_role("button", name=re.compile("^Michoacán · ")).first).to_be_visible()
    page.get_by_role("button", name="List").focus()
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(re.compile("here="))
    expect(page.locator(".events li").first).to_be_visible()
    frame.wait_for_function("() => sightline.here === null")


def test_a_region_that_nobody_knows_is_told_and_the_link_holds(server: Server, fresh: Fresh) -> None:
    page = fresh().page(f"{server.url}/?here=XX-NONE&by=colour&type=arrest")
    look.settle(page, "type=arrest")
    alerts = page.get_by_role("alert").filter(has_text="was left out")
    expect(alerts).to_have_count(2)
    expect(page.locator(".events li").first).to_be_visible()
