"""The single-file page, opened from disk in a browser without a network: it shows, filters, runs nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from geo.exports import outlines
from geo.formats.meta import ExportMeta, TypeStyle
from geo.formats.writers import write
from geo.records import Event, to_dict
from tests.integration.test_cli_store import JUAREZ, event

HOSTILE = "</script><script>window.ran = 1</script><img src=x onerror='window.ran = 1'>"

STATE = replace(
    JUAREZ,
    name="Chihuahua",
    precision=4,
    radius_km=281.1,
    region="MX-CHH",
    regions=("MX", "MX-CHH"),
    lat=28.97,
)


def events() -> list[Event]:
    return [
        event("e-point", summary=HOSTILE),
        event("e-state", place=STATE, type="killing"),
        event(
            "e-nowhere",
            type="threat",
            place=None,
            place_why=HOSTILE,
            date_start=None,
            date_end=None,
            modality="denied",
            claimed_by="The mayor",
        ),
    ]


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    rows = [to_dict(e) for e in events()]
    styles = {
        "arrest": TypeStyle(name="Arrest", color="#0072B2"),
        "killing": TypeStyle(name="Killing", color="#D55E00"),
    }
    meta = ExportMeta(
        title=HOSTILE,
        version=7,
        styles=styles,
        outlines=tuple(outlines(rows, "en")),
        reports={"r-1": {"title": HOSTILE, "source": "A paper"}},
    )
    path = tmp_path / "view.html"
    write(rows, "html", path, meta)
    context = browser.new_context(offline=True)
    opened = context.new_page()
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("pageerror", lambda error: asked.append(f"error: {error}"))
    opened.on("dialog", lambda dialog: asked.append(f"dialog: {dialog.message}"))
    opened.goto(path.as_uri())
    yield opened
    assert asked == [path.as_uri()]
    assert opened.evaluate("window.ran") is None
    context.close()


def shown(page: Page) -> list[str]:
    return sorted(page.evaluate("sightline.shown()"))


def drawn(page: Page) -> list[str]:
    return sorted(page.evaluate("sightline.drawn()"))


def test_it_shows_every_event_and_draws_those_with_a_place(page: Page) -> None:
    assert shown(page) == ["e-nowhere", "e-point", "e-state"]
    assert drawn(page) == ["e-point", "e-state"]
    assert page.inner_text("#counts") == "3 of 3 events; 1 without a date, 1 without a place"
    assert page.title() == HOSTILE
    assert page.inner_text("#sources") == f"A paper. {HOSTILE}"


def test_it_filters_by_type_words_and_actor(page: Page) -> None:
    page.check("#types input[data-type=killing]")
    assert (shown(page), drawn(page)) == (["e-state"], ["e-state"])
    page.click("#clear")
    page.fill("#text", "window.ran")
    assert shown(page) == ["e-point"]
    page.click("#clear")
    page.select_option("#actor", "police")
    assert shown(page) == ["e-nowhere", "e-point", "e-state"]
    page.fill("#from", "2025-11-07")
    assert shown(page) == []
    page.fill("#from", "2025-11-06")
    assert shown(page) == ["e-point", "e-state"]


def test_an_event_opens_with_its_evidence(page: Page) -> None:
    page.click("#list button[data-event=e-point]")
    assert page.inner_text("#detail blockquote") == "Two men were arrested"
    assert HOSTILE in page.inner_text("#detail")
    assert page.evaluate("sightline.state.open") == "e-point"


def test_a_denied_event_says_who_denies_it(page: Page) -> None:
    page.click("#list button[data-event=e-nowhere]")
    assert "Denied by\nThe mayor" in page.inner_text("#detail")
    assert "Says" not in page.inner_text("#detail")


def test_it_proves_its_events(page: Page) -> None:
    digest = page.evaluate(
        """async () => {
            const text = new TextEncoder().encode(document.getElementById("data").textContent);
            const hash = await crypto.subtle.digest("SHA-256", text);
            return [...new Uint8Array(hash)].map((b) => b.toString(16).padStart(2, "0")).join("");
        }"""
    )
    assert page.inner_text("#sha256") == digest
    assert len(json.loads(page.inner_text("#data") or page.text_content("#data") or "")) == 3


def test_it_fits_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert drawn(page) == ["e-point", "e-state"]
