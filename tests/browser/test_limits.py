"""A text past its field's limit: it stays, its field says so, nothing is kept of it; shortened, it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import look
from tests.browser.conftest import NARROW, WIDE, Server, Watched, ingest, start_server, stop_server
from tests.browser.words import ARTICLES, WORDS

Fresh = Callable[..., Watched]

LONG = {
    "en": "This has {n} characters, and up to {most} fit",
    "es": "Esto tiene {n} caracteres y aquí caben hasta {most}",
}
NOT_KEPT = {"en": "Not saved: a field holds more", "es": "No se ha guardado: un campo contiene más"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    store = tmp_path_factory.mktemp("desk") / "store"
    ingest(store, {"article_en.txt": ARTICLES["en"]})
    running = start_server(store, SIGHTLINE_SEEDS="")
    yield running
    stop_server(running)


def paste(page: Page, field: Locator, said: str) -> None:
    """Put a text into a field as a paste does, and leave the field."""
    page.evaluate("said => navigator.clipboard.writeText(said)", said)
    field.click()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.press("ControlOrMeta+V")
    field.press("Tab")


def told(lang: str, n: int, most: int) -> str:
    return LONG[lang].format(n=n, most=most)


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_a_title_that_is_too_long(server: Server, fresh: Fresh, viewport: dict[str, int], lang: str) -> None:
    page = fresh(viewport=viewport, locale=lang).page(f"{server.url}/add?lang={lang}")
    field = page.get_by_label({"en": "Title", "es": "Título"}[lang], exact=True)
    page.get_by_label(WORDS[lang]["text"], exact=True).fill(ARTICLES[lang])
    paste(page, field, "t" * 301)
    notice = page.get_by_role("alert").filter(has_text=told(lang, 301, 300))
    expect(notice).to_be_visible()
    assert len(field.input_value()) == 301
    page.get_by_role("button", name=WORDS[lang]["find"]).click()
    expect(page.get_by_text(NOT_KEPT[lang])).to_be_visible()
    paste(page, field, "t" * 300)
    expect(notice).to_have_count(0)
    page.get_by_role("button", name=WORDS[lang]["find"]).click()
    expect(page.get_by_role("button", name=WORDS[lang]["save"], exact=True)).to_be_visible()


@pytest.mark.parametrize("lang", ["en", "es"])
def test_a_reason_that_is_too_long(desk: Server, fresh: Fresh, lang: str) -> None:
    event = next(e for e in look.events(desk.url) if e["type"] == "talks")
    page = fresh(locale=lang).page(f"{desk.url}/?lang={lang}&event={event['event_id']}")
    page.get_by_role("button", name={"en": "Dispute", "es": "Cuestionar"}[lang], exact=True).click()
    asked = page.get_by_test_id("stPopoverBody")
    paste(page, asked.get_by_role("textbox"), "r" * 501)
    expect(asked.get_by_text(told(lang, 501, 500))).to_be_visible()
    asked.get_by_role("button").click()
    expect(asked.get_by_text(told(lang, 501, 500))).to_be_visible()
    assert look.api(desk.url, f"/api/events/{event['event_id']}")["status"] != "disputed"


@pytest.mark.parametrize("lang", ["en", "es"])
def test_words_to_search_for_that_are_too_long(server: Server, fresh: Fresh, lang: str) -> None:
    page = fresh(locale=lang).page(f"{server.url}/?lang={lang}")
    look.map_frame(page)
    field = page.get_by_label({"en": "Search words", "es": "Buscar palabras"}[lang], exact=True)
    paste(page, field, "w" * 201)
    notice = page.get_by_role("alert").filter(has_text=told(lang, 201, 200))
    expect(notice).to_be_visible()
    assert "q=" not in page.url
    paste(page, field, "Uruapan")
    look.settle(page, "q=Uruapan")
    expect(notice).to_have_count(0)
