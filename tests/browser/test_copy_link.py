"""Copy link pressed at once after a change: what is copied is the view that the change makes."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from tests.browser import look
from tests.browser.conftest import Server, Watched

Fresh = Callable[..., Watched]

TOGETHER = """([first, second]) => {
  const roots = (root) => [root, ...[...root.querySelectorAll("*")].flatMap((e) => e.shadowRoot || [])];
  const found = (selector) => roots(document).map((r) => r.querySelector(selector)).find(Boolean);
  for (const selector of [first, second]) found(selector).click();
}"""
"""Presses two things in one task of the browser: between them it hears nothing."""

COPY = ".copy button.main"


def copied(page: Page) -> dict[str, list[str]]:
    """The parameters of the link on the clipboard, once the page says that it is there."""
    expect(page.locator(".copy [role=status]")).to_contain_text("Link copied.")
    link = page.evaluate("() => navigator.clipboard.readText()")
    assert page.locator(".copy input[readonly]").input_value() == link
    return parse_qs(urlsplit(link).query)


def test_a_filter_that_was_just_ticked_is_in_the_link(server: Server, fresh: Fresh) -> None:
    page = fresh().page(server.url + "/?lang=en")
    look.map_frame(page)
    page.evaluate(TOGETHER, ['.facet input[type=checkbox][value="MX"]', COPY])
    assert copied(page)["region"] == ["MX"]
    look.settle(page, "region=MX")


def test_a_date_that_the_press_left_is_in_the_link_and_stays(server: Server, fresh: Fresh) -> None:
    page = fresh().page(server.url + "/?lang=en")
    look.map_frame(page)
    where = page.locator(COPY).bounding_box()
    assert where
    page.get_by_role("group", name="From", exact=True).get_by_role("spinbutton").first.click()
    page.keyboard.type("20251013", delay=30)
    page.mouse.click(where["x"] + where["width"] / 2, where["y"] + where["height"] / 2)
    assert copied(page)["from"] == ["2025-10-13"]
    look.settle(page, "from=2025-10-13")  # nor does what the other controls showed at the press undo it
    expect(page.get_by_role("radio", name="All", exact=True)).not_to_be_checked()


def test_where_a_moving_map_will_stand_is_in_the_link(server: Server, fresh: Fresh) -> None:
    page = fresh().page(server.url + "/?lang=en&lat=22&lng=-102&z=5")
    frame = look.map_frame(page)
    frame.evaluate("() => sightline.map.flyTo([19, -99], 7, { duration: 1 })")
    page.locator(COPY).click()
    link = copied(page)
    assert (link["lat"], link["lng"], link["z"]) == (["19"], ["-99"], ["7"])


def test_how_the_map_draws_is_in_the_link(server: Server, fresh: Fresh) -> None:
    page = fresh().page(server.url + "/?lang=en")
    frame = look.map_frame(page)
    look.tick(page, "Region", "MX")  # from now on the server believes what it was told of the address
    frame = look.settle(page, "region=MX")
    frame.evaluate("() => { document.querySelector('details').open = true }")
    frame.get_by_label("Show").select_option(label="Density")
    page.locator(COPY).click()
    assert copied(page)["layers"] == ["heat"]


def test_a_link_that_is_shown_goes_when_the_view_is_another(server: Server, fresh: Fresh) -> None:
    page = fresh().page(server.url + "/?lang=en&lat=22&lng=-102&z=5")
    frame = look.map_frame(page)
    panel = page.locator(".copy .result")
    page.locator(COPY).click()
    copied(page)
    expect(panel).to_be_visible()
    look.tick(page, "Region", "MX")
    expect(panel).to_be_hidden()
    page.locator(COPY).click()
    assert copied(page)["region"] == ["MX"]
    expect(panel).to_be_visible()
    frame.evaluate("() => sightline.map.setView([19, -99], 7, { animate: false })")
    expect(panel).to_be_hidden()
    page.locator(COPY).click()
    assert copied(page)["z"] == ["7"]
    page.get_by_label("Pin to today's data").check()
    assert "asof" in copied(page)
    expect(panel).to_be_visible()
