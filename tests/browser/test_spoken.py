"""On a page in Spanish: Streamlit's own words are Spanish, and what a report says in English is marked so."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser import look
from tests.browser.conftest import Server, Watched

Fresh = Callable[..., Watched]


def test_an_events_words_say_their_language(server: Server, fresh: Fresh) -> None:
    page = fresh().page(server.url)
    look.map_frame(page)
    for lang, other in (("en", "es"), ("es", "en")):
        event = next(e for e in look.events(server.url) if e["lang"] == lang and e.get("place"))
        page.goto(f"{server.url}/?lang={lang}&event={event['event_id']}")
        heading = page.get_by_role("heading", name=event["summary"])
        expect(heading).to_be_visible()
        assert heading.get_attribute("lang") is None
        page.goto(f"{server.url}/?lang={other}&event={event['event_id']}")
        expect(page.locator(f"html[lang={other}]")).to_be_attached()
        expect(heading).to_have_attribute("lang", lang)
        expect(page.locator(f".sl-detail [lang={lang}] blockquote")).not_to_have_count(0)
        expect(page.locator(f".sl-detail [lang={lang}] .sl-text")).not_to_have_count(0)


def test_the_uploader_speaks_spanish(server: Server, fresh: Fresh) -> None:
    page = fresh(locale="es").page(f"{server.url}/add?lang=es")
    page.get_by_role("tab", name="Soltar archivos").click()
    uploader = page.get_by_test_id("stFileUploader")
    expect(uploader).to_contain_text("50MB por archivo")
    page.locator("input[type=file]").set_input_files(
        {"name": "a.zip", "mimeType": "application/zip", "buffer": b"PK"}
    )
    expect(uploader).to_contain_text("No se admiten archivos application/zip.")
    for english in ("per file", "not allowed", "add icon"):
        expect(uploader).not_to_contain_text(english)


def test_a_table_s_own_buttons_speak_spanish(server: Server, fresh: Fresh) -> None:
    page = fresh(locale="es").page(f"{server.url}/tables?lang=es")
    page.locator("input[type=file]").set_input_files(
        {"name": "a.csv", "mimeType": "text/csv", "buffer": b"date,type\n2025-03-01,arrest\n"}
    )
    page.get_by_test_id("stDataFrame").hover()
    for name in ("Descargar como CSV", "Pantalla completa", "Buscar"):
        expect(page.get_by_role("button", name=name)).to_be_attached()
    expect(page.get_by_role("button", name="Fullscreen")).to_have_count(0)
