"""The histogram: dates chosen by mouse, finger and key, what the bars say, and how they stand."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import look
from tests.browser.conftest import NARROW, WIDE, Server, Watched

Fresh = Callable[..., Watched]
LEFT = 34
"""Where the first bar begins in the plot, in CSS pixels."""


@pytest.fixture
def weeks(server: Server) -> list[tuple[date, int]]:
    """The bars: the seeds' events span most of a year, so each is a week, with its number."""
    told = look.api(server.url, "/api/histogram")
    assert told["unit"] == "week"
    return [(date.fromisoformat(day), n) for day, n in told["bins"]]


def plot(page: Page) -> Locator:
    return page.get_by_role("slider", name=re.compile("^(Events by date|Eventos por fecha)$"))


def middle(page: Page, bars: list[Any], i: int) -> tuple[float, float]:
    """The middle of a bar, near its foot, in the window's pixels."""
    found = plot(page)
    found.scroll_into_view_if_needed()
    box = found.bounding_box()
    assert box is not None
    return box["x"] + LEFT + (i + 0.5) * (box["width"] - LEFT) / len(bars), box["y"] + 100


def drag(page: Page, bars: list[Any], start: int, end: int) -> None:
    page.mouse.move(*middle(page, bars, start))
    page.mouse.down()
    page.mouse.move(*middle(page, bars, end), steps=6)
    page.mouse.up()


def dates(bars: list[tuple[date, int]], low: int, high: int) -> tuple[str, str]:
    """The first and the last day of some weeks."""
    return bars[low][0].isoformat(), (bars[high][0] + timedelta(days=6)).isoformat()


def settle(page: Page, first: str, last: str) -> None:
    """Wait until the map shows these dates, and the address says them."""
    look.settle(page, f"from={first}&")
    look.same_events(
        page.url.split("?")[0].rstrip("/"), look.settle(page, f"to={last}"), f"from={first}&to={last}"
    )
    expect(page).to_have_url(re.compile(f"from={first}&.*to={last}"))


def test_the_mouse_chooses_moves_widens_and_clears(
    server: Server, fresh: Fresh, weeks: list[tuple[date, int]]
) -> None:
    watched = fresh()
    page = watched.page(server.url)
    look.map_frame(page)
    veils = page.locator(".hist .veil")
    expect(veils).to_have_count(0)
    drag(page, weeks, 12, 4)  # backwards
    settle(page, *dates(weeks, 4, 12))
    expect(veils).to_have_count(2)
    drag(page, weeks, 8, 10)  # from inside: the brush moves
    settle(page, *dates(weeks, 6, 14))
    box = page.locator(".hist .edges").last.bounding_box()
    assert box is not None
    page.mouse.move(box["x"], box["y"] + 20)
    page.mouse.down()
    page.mouse.move(*middle(page, weeks, 20), steps=6)
    page.mouse.up()
    settle(page, *dates(weeks, 6, 20))
    page.mouse.dblclick(*middle(page, weeks, 30))
    look.settle(page, "from=", there=False)
    expect(veils).to_have_count(0)
    assert watched.errors == []


def test_a_click_chooses_nothing_and_the_button_all_dates(
    server: Server, fresh: Fresh, weeks: list[tuple[date, int]]
) -> None:
    page = fresh().page(server.url + "/?from=2025-02-10")
    look.settle(page, "from=2025-02-10")
    expect(plot(page)).to_have_attribute("aria-valuetext", "From Feb 10, 2025 on")
    page.mouse.click(*middle(page, weeks, 3))
    page.mouse.click(*middle(page, weeks, 30))
    expect(page.locator(".hist .said")).to_have_text("From Feb 10, 2025 on")
    page.get_by_role("button", name="All dates").click()
    look.settle(page, "from=", there=False)
    expect(page.get_by_role("button", name="All dates")).to_be_hidden()
    expect(plot(page)).to_be_focused()


def test_keys_choose_widen_move_and_clear(
    server: Server, fresh: Fresh, weeks: list[tuple[date, int]]
) -> None:
    page = fresh().page(server.url)
    look.map_frame(page)
    last = len(weeks) - 1
    plot(page).focus()
    for key in ("ArrowLeft", "Shift+ArrowLeft", "Shift+ArrowLeft"):
        page.keyboard.press(key)
    expect(plot(page)).to_have_attribute("aria-valuenow", str(last - 2))
    settle(page, *dates(weeks, last - 2, last))
    expect(plot(page)).to_be_focused()
    for key in ("ArrowLeft", "Shift+ArrowRight"):
        page.keyboard.press(key)
    settle(page, *dates(weeks, last - 2, last - 1))
    page.keyboard.press("Escape")
    look.settle(page, "from=", there=False)
    expect(plot(page)).to_have_attribute("aria-valuetext", "All dates")


def test_a_finger_brushes_and_a_tap_tells(
    server: Server, fresh: Fresh, weeks: list[tuple[date, int]]
) -> None:
    page = fresh(viewport=NARROW, locale="es-MX").page(server.url)
    look.map_frame(page)
    x, y = middle(page, weeks, 0)
    page.touchscreen.tap(x, y)
    expect(page.locator(".hist .tip p")).to_have_text(re.compile(r"^30 dic 2024 a 5 ene 2025: 1 evento$"))
    (x0, y0), (x1, _y) = middle(page, weeks, 4), middle(page, weeks, 12)
    finger = page.context.new_cdp_session(page)

    def touch(kind: str, *at: float) -> None:
        points = [{"x": at[0], "y": at[1]}] if at else []
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", x0, y0)
    for step in range(1, 7):
        touch("touchMove", x0 + (x1 - x0) * step / 6, y0)
    touch("touchEnd")
    settle(page, *dates(weeks, 4, 12))
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_a_bar_says_its_dates_types_and_numbers(
    server: Server, fresh: Fresh, weeks: list[tuple[date, int]]
) -> None:
    page = fresh().page(server.url)
    look.map_frame(page)
    i, (start, n) = max(enumerate(weeks), key=lambda bar: bar[1][1])
    page.mouse.move(*middle(page, weeks, i))
    tip = page.locator(".hist .tip")
    expect(tip.locator("p")).to_have_text(
        re.compile(rf"^{start:%b} {start.day}, {start.year} to .*: {n} events$")
    )
    told = look.api(server.url, "/api/histogram?by=type")["by"]
    expect(tip.locator("li")).to_have_count(sum(1 for numbers in told.values() if numbers[i]))
    page.mouse.move(*middle(page, weeks, next(i for i, (_day, n) in enumerate(weeks) if not n)))
    expect(tip).to_be_hidden()


def test_its_height_is_the_same_without_bars(server: Server, fresh: Fresh) -> None:
    page = fresh().page(server.url)
    look.map_frame(page)
    room = page.locator(".st-key-dates")
    expect(plot(page)).to_be_visible()
    full = room.bounding_box()
    reserved = room.evaluate("node => Number.parseFloat(getComputedStyle(node).minHeight)")
    page.goto(server.url + "/?q=nothing+says+this")
    look.settle(page, "q=nothing")
    expect(page.get_by_text("No event with a date to show.")).to_be_visible()
    bare = room.bounding_box()
    assert full is not None
    assert bare is not None
    assert reserved == pytest.approx(full["height"]) == pytest.approx(bare["height"])


@pytest.mark.parametrize(("viewport", "lang"), [(WIDE, "en"), (NARROW, "es")], ids=["wide", "phone"])
def test_bars_are_made_of_types_or_of_who_acts(
    server: Server, fresh: Fresh, viewport: dict[str, int], lang: str
) -> None:
    by, acts, named = {
        "en": ("Bars by", "Who acts", "Governments and officials"),
        "es": ("Barras por", "Quién actúa", "Gobiernos y funcionarios"),
    }[lang]
    page = fresh(viewport=viewport).page(f"{server.url}/?lang={lang}")
    frame = look.map_frame(page)
    frame.evaluate("() => { window.sameFrame = true; }")
    told = look.api(server.url, "/api/histogram?by=type")["by"]
    paths = page.locator(".hist .bars path")
    expect(paths).to_have_count(len(told))
    page.get_by_label(by).select_option(label=acts)
    told = look.api(server.url, "/api/histogram?by=kind")["by"]
    expect(paths).to_have_count(len(told))
    assert sum(map(sum, told.values())) == sum(
        n for _day, n in look.api(server.url, "/api/histogram")["bins"]
    )
    expect(page).to_have_url(re.compile("by=kind"))
    expect(page.locator(".hist .key li")).to_have_count(len(told))
    i = next(i for i, n in enumerate(told["government"]) if n)
    page.mouse.move(*middle(page, told["government"], i))
    expect(page.locator(".hist .tip")).to_contain_text(named)
    assert look.map_frame(page).evaluate("() => window.sameFrame")
    other = fresh(viewport=viewport).page(page.url)
    expect(other.get_by_label(by)).to_have_value("kind")
    expect(other.locator(".hist .bars path")).to_have_count(len(told))
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
