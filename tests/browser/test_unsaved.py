"""What is not saved: the browser asks before a reload or a link would end the session that holds it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Dialog, Page, expect

from tests.browser import look
from tests.browser.conftest import Server, Watched

Fresh = Callable[..., Watched]

ARTICLE = "Marines arrested three men in Culiacán on 11 October 2025."


def paste(page: Page) -> None:
    page.get_by_label("Text of the report").fill(ARTICLE)


def preview(page: Page) -> None:
    paste(page)
    page.get_by_role("button", name="Find events").click()
    expect(page.get_by_role("button", name="Fix", exact=True)).to_be_visible()


def correct(page: Page) -> None:
    page.get_by_role("button", name="Fix", exact=True).click()
    expect(page.get_by_role("heading", name="Fix this event")).to_be_visible()


def tell(page: Page) -> None:
    page.get_by_role("button", name="New story").click()
    expect(page.get_by_label("Introduction")).to_be_visible()


def asked_at_reload(page: Page) -> bool:
    """Whether the browser asks whether to stay; the reader does, where it does."""
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.evaluate("() => { window.stayed = true; setTimeout(() => location.reload(), 50); }")
    page.wait_for_timeout(1500)
    assert bool(page.evaluate("window.stayed")) == (asked == ["beforeunload"])
    page.remove_listener("dialog", stay)
    return bool(asked)


@pytest.mark.parametrize(
    ("path", "act"),
    [("add", paste), ("add", preview), ("", correct), ("story", tell)],
    ids=["pasted", "previewed", "correcting", "telling"],
)
def test_the_browser_asks_before_work_is_lost(server: Server, fresh: Fresh, path: str, act: Any) -> None:
    opened = ""
    if act is correct:
        opened = f"&event={look.events(server.url)[0]['event_id']}"
    page = fresh().page(f"{server.url}/{path}?lang=en{opened}")
    act(page)
    assert asked_at_reload(page)


def test_nobody_is_asked_where_there_is_nothing_to_lose(server: Server, fresh: Fresh) -> None:
    page = fresh().page(f"{server.url}/add?lang=en")
    preview(page)
    page.get_by_role("button", name="Throw away").click()
    expect(page.get_by_label("Text of the report")).to_be_visible()
    page.get_by_label("Text of the report").fill("")
    page.keyboard.press("Tab")
    page.wait_for_timeout(500)
    assert not asked_at_reload(page)
