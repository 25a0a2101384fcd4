"""From an event to one who took part in it, through that actor's page, and back."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser import look
from tests.browser.conftest import NARROW, WIDE, Server, Watched

ACTOR = "mx-gov"
WORDS = {
    "en": (
        "Government of Mexico",
        "Prisoners",
        "Named in the same events",
        "Who against whom",
        "Show on the map",
    ),
    "es": (
        "Gobierno de México",
        "Presos",
        "Nombrados en los mismos eventos",
        "Quién contra quién",
        "Ver en el mapa",
    ),
}


@pytest.mark.parametrize(("viewport", "lang"), [(WIDE, "en"), (NARROW, "es")], ids=["wide", "phone"])
def test_an_actors_name_leads_to_its_page_and_back(
    server: Server, fresh: Callable[..., Watched], viewport: dict[str, int], lang: str
) -> None:
    name, target, beside, against, on_map = WORDS[lang]
    listed = look.events(server.url, f"actor={ACTOR}")
    chosen = next(e["event_id"] for e in listed if e["type"] == "prisoner_transfer")
    watched = fresh(viewport=viewport)
    page = watched.page(f"{server.url}/?event={chosen}&lang={lang}")
    look.map_frame(page)
    page.locator(".sl-detail").get_by_role("link", name=name).click()

    expect(page).to_have_url(re.compile(rf"/actor\?.*actor={ACTOR}"))
    expect(page.get_by_role("heading", name=name)).to_be_visible()
    expect(page.get_by_role("status").filter(has_text=str(len(listed)))).to_be_visible()
    frame = look.settle(page, f"actor={ACTOR}")
    look.same_events(server.url, frame, f"actor={ACTOR}")
    near = [p for e in listed if (p := e.get("place")) and p["precision"] <= 4]
    places = [[p["lat"], p["lon"]] for p in near]
    assert frame.evaluate("places => places.every((p) => sightline.map.getBounds().contains(p))", places)
    assert frame.evaluate("() => sightline.map.getZoom()") >= 3
    expect(page.locator(".hist svg path").first).to_be_attached()
    others = page.locator("section", has=page.get_by_role("heading", name=beside))
    expect(others.get_by_role("link", name=target)).to_be_visible()
    row = page.get_by_role("table", name=against).get_by_role("row", name=name).first
    expect(row).to_have_text(re.compile(f"{name}.*{target}.*{pairs(listed)}"))
    opening = page.locator(f'a[href*="event={chosen}"]')
    expect(opening).to_be_visible()
    assert page.evaluate("() => document.documentElement.scrollWidth") <= viewport["width"]

    page.go_back()
    expect(page.locator(".sl-detail mark").first).to_be_visible()
    page.go_forward()
    page.get_by_role("link", name=on_map).click()
    expect(page).to_have_url(re.compile(rf"/\?.*actor={ACTOR}"))
    expect(page.locator(".st-key-map_actor")).to_have_count(0)
    look.same_events(server.url, look.settle(page, f"actor={ACTOR}"), f"actor={ACTOR}")
    assert watched.errors == []
    assert watched.foreign_hosts() == set()


def test_the_head_and_a_chosen_actor_lead_to_the_actors(
    server: Server, fresh: Callable[..., Watched]
) -> None:
    page = fresh().page(f"{server.url}/?here=MX-MIC&type=prisoner_transfer")
    look.map_frame(page)
    page.get_by_role("link", name="Actors").click()
    expect(page.get_by_role("heading", name="Who acts, and against whom")).to_be_visible()
    expect(page).to_have_url(re.compile("/actor.*type=prisoner_transfer"))
    page.goto(f"{server.url}/?actor={ACTOR}")
    look.settle(page, f"actor={ACTOR}")
    page.get_by_role("link", name="About Government of Mexico").click()
    expect(page.get_by_role("heading", name="Government of Mexico")).to_be_visible()


def pairs(listed: list[dict[str, Any]]) -> int:
    """In how many events the actor acts on prisoners."""
    casts = [{(a["id"], a["role"]) for a in e["actors"]} for e in listed]
    return sum({(ACTOR, "agent"), ("group-prisoners", "target")} <= cast for cast in casts)
