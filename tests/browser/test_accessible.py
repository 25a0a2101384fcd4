"""axe-core on every page and state, in both themes: nothing serious, no console error, no other host."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser import look
from tests.browser.conftest import NAME, NARROW, WIDE, Server, Watched
from tests.browser.words import ARTICLES, WORDS

Fresh = Callable[..., Watched]
Arrive = Callable[[Page, Server], None]

GROUND = {False: "rgb(255, 255, 255)", True: "rgb(21, 24, 29)"}
"""The page's background by whether it is dark."""

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
AXE = Axe().axe_script
RUN = "rules => axe.run({ runOnly: rules, resultTypes: ['violations'], iframes: false })"


def findings(page: Page) -> list[str]:
    """What axe-core calls serious or critical on the page and in every frame of it, each with its element."""
    found = []
    for frame in page.frames:
        frame.evaluate(AXE)
        said: dict[str, Any] = frame.evaluate(RUN, RULES)
        found += [
            f"{v['id']}: {node['html'][:160]} {node['any'][0]['message'] if node['any'] else ''}"
            for v in said["violations"]
            if v["impact"] in {"serious", "critical"}
            for node in v["nodes"]
        ]
    return found


def first_view(page: Page, server: Server) -> None:
    page.goto(server.url)
    look.map_frame(page)


def filtered(page: Page, server: Server) -> None:
    page.goto(server.url + "/?type=arrest&from=2025-01-01&region=MX&precision=3")
    look.settle(page, "type=arrest")


def open_event(page: Page, server: Server) -> None:
    event = next(e for e in look.events(server.url) if e.get("place"))
    page.goto(f"{server.url}/?event={event['event_id']}")
    look.map_frame(page)
    expect(page.locator(".sl-detail mark").first).to_be_visible()
    for fold in page.locator(".sl-detail details").all():
        fold.evaluate("d => { d.open = true; }")


def region(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/?here=MX-MIC&type=killing")
    expect(page.locator(".sl-here h2")).to_be_visible()
    look.map_frame(page)


def fixing(page: Page, server: Server) -> None:
    open_event(page, server)
    page.get_by_role("button", name="Fix", exact=True).click()
    expect(page.get_by_role("textbox", name="Search for a place")).to_be_visible()


def download(page: Page, server: Server) -> None:
    """Streamlit puts what folds out beside its app, where the theme has to reach it too."""
    first_view(page, server)
    page.get_by_role("button", name="Download").click()
    expect(page.get_by_role("link", name="Table (CSV)")).to_be_visible()


def nothing_matches(page: Page, server: Server) -> None:
    page.goto(server.url + "/?q=zzzzzz")
    expect(page.get_by_text("No event matches")).to_be_visible()
    look.map_frame(page)


def broken_link(page: Page, server: Server) -> None:
    page.goto(server.url + "/?from=yesterday&event=none")
    expect(page.get_by_text("There is no such event")).to_be_visible()
    look.map_frame(page)


def add_page(page: Page, server: Server) -> None:
    page.goto(server.url + "/add")
    expect(page.get_by_label("Text of the report", exact=True)).to_be_visible()


def files_page(page: Page, server: Server) -> None:
    add_page(page, server)
    page.get_by_role("tab", name=WORDS["en"]["drop"]).click()
    expect(page.get_by_text("Up to 40 files")).to_be_visible()


def preview(page: Page, server: Server) -> None:
    add_page(page, server)
    page.get_by_label("Text of the report", exact=True).fill(ARTICLES["en"])
    page.get_by_role("button", name="Find events").click()
    expect(page.locator(".sl-card").nth(5)).to_be_visible()
    page.get_by_role("button", name="Fix", exact=True).first.click()
    expect(page.get_by_role("textbox", name="Search for a place")).to_be_visible()
    look.map_frame(page)


def tables_page(page: Page, server: Server) -> None:
    page.goto(server.url + "/tables")
    expect(page.get_by_role("heading", name="Import a table")).to_be_visible()


def embedded(page: Page, server: Server) -> None:
    page.goto(server.url + "/?embed=true&region=MX")
    look.settle(page, "region=MX")


def read_only(page: Page, server: Server) -> None:
    """By a name that the operator gave the server: not a loopback one, so nobody may write."""
    page.goto(server.url.replace("127.0.0.1", NAME) + "/add")
    expect(page.get_by_text("This page is read-only")).to_be_visible()


def help_page(page: Page, server: Server) -> None:
    page.goto(server.url + "/help")
    expect(page.locator(".sl-prose").first).to_be_visible()


STATES: list[Arrive] = [
    first_view, filtered, open_event, region, fixing, download, nothing_matches, broken_link, add_page,
    files_page, preview, tables_page, embedded, read_only, help_page,
]  # fmt: skip


def themed(page: Page, dark: bool) -> None:
    """Set what the reader prefers, and wait until the page and every map on it have followed."""
    page.emulate_media(color_scheme="dark" if dark else "light")
    expect(page.locator(".stApp")).to_have_css("background-color", GROUND[dark])
    for frame in page.frames:
        frame.wait_for_function(
            "name => !window.sightline || sightline.theme === name && sightline.ready()",
            arg="dark" if dark else "light",
        )


@pytest.mark.parametrize("arrive", STATES, ids=lambda f: f.__name__)
def test_axe_finds_nothing_serious(server: Server, fresh: Fresh, arrive: Arrive) -> None:
    """At once in both themes and at both widths: the page follows the reader's preference as it stands."""
    watched = fresh()
    page = watched.page("about:blank")
    page.emulate_media(reduced_motion="reduce")  # what is half faded in has half its contrast
    arrive(page, server)
    for dark in (False, True):
        themed(page, dark)
        for viewport in (WIDE, NARROW):
            page.set_viewport_size(viewport)  # type: ignore[arg-type]
            assert findings(page) == [], f"dark: {dark}, {viewport}"
    assert watched.foreign_hosts() == set()
    assert watched.errors == []
