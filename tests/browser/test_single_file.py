"""The single-file page, opened from disk in a browser without a network: it shows, filters, runs nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from dashboard import i18n, words
from geo.exports import outlines
from geo.formats import htmlpage
from geo.formats.meta import ExportMeta, TypeStyle
from geo.formats.writers import write
from geo.records import Event, to_dict
from tests.integration.test_cli_store import JUAREZ, event

HOSTILE = "</script><script>window.ran = 1</script><img src=x onerror='window.ran = 1'>"

ASSETS = Path(htmlpage.__file__).parent / "assets"

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
        event("e-point", summary=HOSTILE, confidence=0.9),
        event(
            "e-state",
            place=STATE,
            type="killing",
            date_start=date(2025, 10, 1),
            date_end=date(2025, 10, 31),
            date_precision=4,
            status="confirmed",
            confidence=0.9,
        ),
        event(
            "e-nowhere",
            type="threat",
            place=None,
            place_why=HOSTILE,
            date_start=None,
            date_end=None,
            modality="denied",
            claimed_by="The mayor",
            lang="es",
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
        reports={"r-1": {"title": HOSTILE, "source": "A paper", "url": "javascript:window.ran=1"}},
        names={"MX": "Mexico", "MX-CHH": "Chihuahua", "police": "Police"},
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
    assert page.inner_text("#sources") == f"A paper. {HOSTILE} javascript:window.ran=1"
    assert page.locator("a").count() == 0


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
    assert shown(page) == ["e-point"]
    page.fill("#from", "2025-10-31")
    assert shown(page) == ["e-point", "e-state"]


def test_an_event_opens_with_its_evidence(page: Page) -> None:
    page.click("#list button[data-event=e-point]")
    assert page.inner_text("#detail blockquote") == "Two men were arrested"
    assert HOSTILE in page.inner_text("#detail")
    assert page.evaluate("sightline.state.open") == "e-point"


def test_the_words_of_a_report_say_their_language(page: Page) -> None:
    page.click("#list button[data-event=e-point]")
    assert page.locator("#detail blockquote").get_attribute("lang") is None
    page.click("#list button[data-event=e-nowhere]")
    assert page.locator("#detail p[lang=es]").count() == 1
    assert page.locator("#list span[lang=es]").count() == 1


def test_a_denied_event_says_who_denies_it(page: Page) -> None:
    page.click("#list button[data-event=e-nowhere]")
    assert "Denied by\nThe mayor" in page.inner_text("#detail")
    assert "Says" not in page.inner_text("#detail")


def told(page: Page, event_id: str) -> str:
    page.click(f"#list button[data-event={event_id}]")
    return page.inner_text("#detail")


def test_an_event_tells_what_the_page_does(page: Page) -> None:
    state = told(page, "e-state")
    assert "October 2025\nKnown to the month." in state
    assert "Somewhere in Chihuahua, a state or province; no closer place is known." in state
    assert "Chihuahua, Mexico" in state
    assert "Reported as fact" in state
    assert "read rightly" not in state  # a person confirmed it
    nowhere = told(page, "e-nowhere")
    assert "No date given\nNo day could be told" in nowhere
    assert "How firmly\nDenied" in nowhere
    assert "Of 100 events told like this, about 90 are read rightly." in told(page, "e-point")


def test_what_did_not_happen_looks_so_before_it_is_opened(page: Page) -> None:
    row = page.locator("#list button[data-event=e-nowhere]")
    assert "· Denied" in row.inner_text()
    assert row.locator(".swatch.undone").count() == 1
    assert page.locator(".swatch.undone").count() == 1
    assert "Confirmed" in page.inner_text("#list button[data-event=e-state] strong").title()


def test_it_works_by_keyboard(page: Page) -> None:
    box = page.locator("#types input[data-type=killing]")
    box.focus()
    page.keyboard.press("Space")
    assert shown(page) == ["e-state"]
    page.keyboard.press("Space")
    assert shown(page) == ["e-nowhere", "e-point", "e-state"]
    page.locator("#list button[data-event=e-state]").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "detail"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.is_hidden("#detail")
    assert page.evaluate("document.activeElement.dataset.event") == "e-state"


@pytest.mark.parametrize("lang", ["en", "es"])
def test_its_words_are_those_of_the_page(lang: str) -> None:
    said = json.loads((ASSETS / f"words.{lang}.json").read_text(encoding="utf-8"))["page"]
    i18n.use(lang)
    try:
        for code in ("reported", "alleged", "planned", "denied"):
            assert said["modalities"][code] == words.modality(code)
        for code in range(1, 8):
            place = {"name": "Lugar", "precision": code, "radius_km": 7}
            told = said["precision"][str(code)].format(name="Lugar", radius=7)
            assert told == words.precision_sentence(place)
        for code in range(1, 6):
            event = {"date_start": "2025-10-01", "date_precision": code}
            assert said["date_known"][str(code)] == words.date_sentence(event)
        assert said["no_day"] == words.date_sentence({})
        assert said["no_day_known"] == words.date_sentence({}, published=False)
        assert (said["claimed_by"], said["denied_by"]) == (words.says_so(""), words.says_so("denied"))
        for reason, told in said["place_why"].items():
            assert told == words.place_why(reason) != reason
    finally:
        i18n.use("en")


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


CONTRAST = """() => {
    const lum = (p) => [0.2126, 0.7152, 0.0722].reduce((sum, part, i) => {
        const v = p[i] / 255;
        return sum + part * (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    }, 0.05);
    const ratio = (a, b) => Math.max(lum(a), lum(b)) / Math.min(lum(a), lum(b));
    const parts = (color) => color.match(/[\\d.]+/g).map(Number);
    const under = (e) => {
        for (; e; e = e.parentElement) {
            const color = parts(getComputedStyle(e).backgroundColor);
            if (color.length === 3 || color[3] === 1) return color;
        }
        return [255, 255, 255];
    };
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), faint = [];
    while (texts.nextNode()) {
        const e = texts.currentNode.parentElement;
        if (!texts.currentNode.data.trim() || e.closest("script, noscript") || !e.checkVisibility()) continue;
        const found = ratio(parts(getComputedStyle(e).color), under(e));
        if (found < 4.5) faint.push([e.outerHTML.slice(0, 80), found]);
    }
    for (const e of document.querySelectorAll("#bars rect")) {
        if (ratio(parts(getComputedStyle(e).fill), under(e)) < 3) faint.push([e.outerHTML, "bar"]);
    }
    for (const e of document.querySelectorAll(".swatch")) {
        const edge = getComputedStyle(e)[e.matches(".undone") ? "outlineColor" : "borderTopColor"];
        if (ratio(parts(edge), under(e.parentElement)) < 3) faint.push([e.outerHTML, "swatch"]);
    }
    const canvas = document.getElementById("map"), pen = canvas.getContext("2d");
    const water = parts(getComputedStyle(document.getElementById("stage")).backgroundColor);
    const { data } = pen.getImageData(0, 0, canvas.width, canvas.height), seen = new Map();
    for (let i = 0; i < data.length; i += 4) {
        const color = data[i + 3] < 255 ? "water" : [data[i], data[i + 1], data[i + 2]].join(",");
        seen.set(color, (seen.get(color) || 0) + 1);
    }
    const land = parts(getComputedStyle(document.documentElement).getPropertyValue("--land").replace(
        /#(..)(..)(..)/, (_, r, g, b) => [r, g, b].map((c) => parseInt(c, 16)).join(" ")));
    const stands = (c) => c !== "water" && [land, water].every((under) => ratio(parts(c), under) >= 3);
    const strong = [...seen].filter(([c]) => stands(c));
    return { faint, marks: strong.reduce((sum, [, n]) => sum + n, 0), paper: under(document.body) };
}"""
"""Text below 4.5:1, bars and swatches below 3:1, and how much of the map stands out from land and sea."""


@pytest.mark.parametrize(("scheme", "paper"), [("light", [255, 255, 255]), ("dark", [21, 24, 29])])
def test_everything_is_seen_in_each_theme(
    page: Page, scheme: Literal["light", "dark"], paper: list[int]
) -> None:
    page.emulate_media(color_scheme=scheme)
    for event_id in ("e-state", "e-point"):
        page.click(f"#list button[data-event={event_id}]")
        found = page.evaluate(CONTRAST)
        assert found["faint"] == []
        assert found["paper"] == paper
        assert found["marks"] > 60, "the edge of a dot and of a region's name"


def test_it_fits_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert drawn(page) == ["e-point", "e-state"]
