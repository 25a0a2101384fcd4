"""The panel of filters: the button that closes it, and what it is on a phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import look
from tests.browser.conftest import NARROW, WIDE, Server, Watched

Fresh = Callable[..., Watched]


def panel(page: Page) -> Locator:
    return page.get_by_test_id("stSidebar")


def show(page: Page) -> None:
    """Open the filters where they are closed, as they are on a phone."""
    look.map_frame(page)
    if panel(page).get_attribute("data-collapsed") == "true":
        page.get_by_test_id("stExpandSidebarButton").click()
    expect(panel(page)).to_have_attribute("data-collapsed", "false")


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_the_button_that_closes_the_filters_closes_them(
    server: Server, fresh: Fresh, viewport: dict[str, int]
) -> None:
    page = fresh(viewport=viewport).page(f"{server.url}/?type=arrest")
    show(page)
    panel(page).hover()
    page.get_by_role("button", name="Hide the filters").click()
    expect(panel(page)).to_have_attribute("data-collapsed", "true")
    show(page)
    page.get_by_role("button", name="Reset 1 filter").click()
    look.settle(page, "type=arrest", there=False)


def test_a_link_on_a_phone_shows_the_page_and_not_the_filters(server: Server, fresh: Fresh) -> None:
    page = fresh(viewport=NARROW).page(server.url)
    show(page)
    page.goto(f"{server.url}/?type=arrest")
    look.settle(page, "type=arrest")
    expect(panel(page)).to_have_attribute("data-collapsed", "true")


def test_no_key_leads_into_filters_that_are_closed(server: Server, fresh: Fresh) -> None:
    page = fresh().page(server.url)
    show(page)
    panel(page).hover()
    page.get_by_role("button", name="Hide the filters").click()
    expect(panel(page)).to_have_attribute("data-collapsed", "true")
    page.evaluate("() => document.activeElement.blur()")
    reached = page.get_by_role("link", name="Help").and_(page.locator(":focus"))
    for _press in range(12):
        page.keyboard.press("Tab")
        assert not page.evaluate("() => Boolean(document.activeElement.closest('[data-testid=stSidebar]'))")
        if reached.count():
            return
    raise AssertionError("12 presses of Tab did not reach the pages' links")


def test_a_link_on_a_phone_says_which_filters_hold_and_drops_them(server: Server, fresh: Fresh) -> None:
    page = fresh(viewport=NARROW, locale="es-MX").page(
        f"{server.url}/?type=arrest&region=MX&q=juarez&lang=es"
    )
    look.settle(page, "type=arrest")
    line = page.locator(".sl-active")
    expect(line).to_have_text("Filtros: Detención · México · “juarez”")
    said, drawn = line.bounding_box(), page.locator(".st-key-map_events iframe").bounding_box()
    assert said
    assert drawn
    assert said["y"] + said["height"] <= drawn["y"]
    assert page.evaluate("() => document.documentElement.scrollWidth") <= NARROW["width"]
    page.get_by_role("button", name="Quitar todos").click()
    look.settle(page, "type=arrest", there=False)
    expect(line).to_have_count(0)


def test_the_line_of_filters_gives_way_to_their_panel(server: Server, fresh: Fresh) -> None:
    page = fresh().page(f"{server.url}/?type=arrest")
    show(page)
    expect(page.locator(".sl-active")).to_be_hidden()
    panel(page).hover()
    page.get_by_role("button", name="Hide the filters").click()
    expect(page.locator(".sl-active")).to_have_text("Filters: Arrest")
    expect(page.locator(".sl-active")).to_be_visible()
