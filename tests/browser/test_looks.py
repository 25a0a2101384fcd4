"""What can be seen: at the width of a tablet, what a refusal says, marks on their ground in each theme."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Frame, Locator, Page, expect

from geo.events.types import load_types
from tests.browser import look
from tests.browser.conftest import NARROW, WIDE, Server, Watched
from tests.browser.words import WORDS

Fresh = Callable[..., Watched]

TABLET = {"width": 820, "height": 1180}
GRAPHICS = 3.0
"""The least contrast of what is no text, by WCAG 1.4.11."""

OVERLAPS = """() => {
    const rows = [...document.querySelectorAll('.events .top, .events .where')];
    const range = document.createRange();
    const box = (node) => (range.selectNodeContents(node), range.getBoundingClientRect());
    return rows.flatMap((row) => {
        const [left, right] = [...row.querySelectorAll('.type, .date, .place, .precision')].map(box);
        const ends = row.getBoundingClientRect().right;
        return left.right > right.left + 0.5 || right.right > ends + 0.5 ? [row.textContent] : [];
    });
}"""
"""Rows of the list in which one text lies over the other, or beyond the row."""

SEEN = """e => {
    const b = e.getBoundingClientRect();
    const at = document.elementFromPoint(b.x + b.width / 2, b.y + b.height / 2);
    return b.bottom <= innerHeight && e.contains(at);
}"""
"""Whether an element is in the window with nothing over it."""


@pytest.mark.parametrize("lang", ["en", "es"])
def test_a_tablet_beside_the_open_filters(server: Server, fresh: Fresh, lang: str) -> None:
    page = fresh(viewport=TABLET, locale=lang).page(f"{server.url}/?lang={lang}")
    frame = look.map_frame(page)
    expect(page.locator(".events .item").first).to_be_visible()
    assert page.evaluate(OVERLAPS) == []
    map_box, list_box = frame.frame_element().bounding_box(), page.locator(".events").bounding_box()
    assert map_box
    assert list_box
    assert min(map_box["width"], list_box["width"]) > 450
    assert list_box["y"] > map_box["y"] + map_box["height"]
    dated = next(e for e in look.events(server.url) if e["date_start"] and e.get("place"))
    page.goto(f"{server.url}/?lang={lang}&event={dated['event_id']}")
    frame = look.map_frame(page)
    expect(page.locator(".sl-detail h2")).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("button", name=WORDS[lang]["fix"], exact=True)).to_be_in_viewport(ratio=1)
    middle, panel = frame.frame_element().bounding_box(), page.locator(".st-key-side").bounding_box()
    assert middle
    assert panel
    assert middle["y"] + middle["height"] / 2 + 20 < panel["y"], "the panel lies over the event's mark"


def test_the_filters_can_be_closed_without_a_pointer(server: Server, fresh: Fresh) -> None:
    page = fresh(viewport=TABLET).page(server.url)
    look.map_frame(page)
    page.get_by_role("button", name="Hide the filters").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Show the filters")).to_be_visible()
    assert page.evaluate(OVERLAPS) == []


def test_an_event_that_is_not_there_is_told_on_a_phone(server: Server, fresh: Fresh) -> None:
    page = fresh(viewport=NARROW).page(f"{server.url}/?event=none")
    look.map_frame(page)
    told = page.get_by_role("heading", name="There is no such event")
    expect(told).to_be_visible()
    assert told.evaluate(SEEN)


def fixing(page: Page, server: Server, lang: str) -> Locator:
    """The form that corrects an event, open in the panel."""
    event = next(e for e in look.events(server.url) if e["date_start"] and e.get("place"))
    page.goto(f"{server.url}/?lang={lang}&event={event['event_id']}")
    page.get_by_role("button", name=WORDS[lang]["fix"], exact=True).click()
    side = page.locator(".st-key-side")
    expect(side.get_by_label(WORDS[lang]["reason"], exact=True)).to_be_attached()
    fields = side.locator('[class*="_numbers"] input')
    if not fields.first.is_visible():
        side.locator("details summary", has=page.get_by_text(NUMBERS[lang])).click()
    return fields


NUMBERS = {"en": "Numbers of people", "es": "Números de personas"}


@pytest.mark.parametrize(
    ("viewport", "lang"), [(WIDE, "es"), (NARROW, "en"), (TABLET, "es")], ids=["wide", "narrow", "tablet"]
)
def test_numbers_of_people_are_whole_and_their_refusal_is_seen(
    server: Server, fresh: Fresh, viewport: dict[str, int], lang: str
) -> None:
    page = fresh(viewport=viewport, locale=lang).page("about:blank")
    fields = fixing(page, server, lang)
    expect(fields).to_have_count(9)
    room = page.locator('[class*="_numbers"]').bounding_box()
    boxes = [f.bounding_box() for f in fields.all()]
    assert room
    assert all(boxes)
    for n in range(0, 9, 3):
        row = [b for b in boxes[n : n + 3] if b]
        assert all(b["width"] >= 48 for b in row)
        assert all(left["x"] + left["width"] <= right["x"] for left, right in pairwise(row))
        assert row[-1]["x"] + row[-1]["width"] <= room["x"] + room["width"] + 1
    for n, number in ((0, "50"), (2, "3")):
        fields.nth(n).fill(number)
        fields.nth(n).press("Enter")
    wrong = page.locator(".sl-notice", has_text={"en": "must rise", "es": "de menor a mayor"}[lang])
    expect(wrong).to_be_visible()
    page.get_by_text(NUMBERS[lang]).click()
    expect(fields.first).to_be_hidden()
    page.get_by_role("button", name=WORDS[lang]["save"], exact=True).click()
    refused = page.locator(".sl-notice", has_text={"en": "Not saved", "es": "No se ha guardado"}[lang])
    expect(refused).to_be_visible()
    assert refused.evaluate(SEEN)
    assert wrong.evaluate(SEEN), "what is wrong is folded away"


@pytest.mark.parametrize("filters", [True, False], ids=["filters", "no filters"])
@pytest.mark.parametrize("lang", ["en", "es"])
def test_how_well_a_place_is_known_is_not_cut_off(
    server: Server, fresh: Fresh, lang: str, filters: bool
) -> None:
    page = fresh(viewport=TABLET, locale=lang).page(server.url)
    look.map_frame(page)
    fixing(page, server, lang)
    if not filters:
        page.get_by_role("button", name={"en": "Hide the filters", "es": "Ocultar los filtros"}[lang]).click()
    known = page.locator('[class*="_known"]').get_by_role("combobox")
    known.scroll_into_view_if_needed()  # a list that is open closes where the form scrolls
    known.click()
    options = page.get_by_role("listbox").get_by_role("option")
    expect(options).to_have_count(7)
    longest = max(options.all_inner_texts(), key=len)
    options.filter(has_text=longest).click()
    expect(known).to_have_value(longest)
    assert known.evaluate("e => e.scrollWidth <= e.clientWidth")


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_a_missing_reason_is_told_where_it_is_asked_for(
    server: Server, fresh: Fresh, viewport: dict[str, int]
) -> None:
    event = next(e for e in look.events(server.url) if e.get("place"))
    page = fresh(viewport=viewport).page(f"{server.url}/?event={event['event_id']}")
    page.get_by_role("button", name="Withdraw", exact=True).click()
    page.get_by_test_id("stPopoverBody").get_by_role("button", name="Withdraw").click()
    told = page.get_by_test_id("stPopoverBody").get_by_text("Give a reason first")
    expect(told).to_be_visible()
    assert told.evaluate(SEEN)
    assert look.api(server.url, f"/api/events/{event['event_id']}")["status"] == "proposed"


def test_what_comes_of_a_press_is_seen_on_a_phone(server: Server, fresh: Fresh) -> None:
    page = fresh(viewport=NARROW).page(f"{server.url}/add")
    page.get_by_role("button", name=WORDS["en"]["find"]).click()
    told = page.get_by_text("Paste a text first.")
    expect(told).to_be_visible()
    assert told.evaluate(SEEN)
    page.goto(f"{server.url}/tables")
    table = (
        b"date,type,place,lat,lon\n2025-03-01,killing,Uruapan,19.42,-102.06\nyesterday,arrest,Nowhere,x,y\n"
    )
    page.locator("input[type=file]").set_input_files(
        {"name": "table.csv", "mimeType": "text/csv", "buffer": table}
    )
    page.get_by_role("button", name="Try it").click()
    told = page.get_by_text("would be imported")
    expect(told).to_be_visible()
    assert told.evaluate(SEEN)


DRAWN = """([theme, ground, types, least]) => {
    const S = Sightline, colors = S.THEMES[theme];
    const lum = (p) => [0.2126, 0.7152, 0.0722].reduce((sum, part, i) => {
        const v = p[i] / 255;
        return sum + part * (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    }, 0.05);
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 160;
    const ctx = canvas.getContext('2d', { willReadFrequently: true });
    ctx.scale(4, 4); // the colours as they are, and not as a line's smooth edge mixes them
    const strongest = (draw) => {
        ctx.fillStyle = colors[ground];
        ctx.fillRect(0, 0, 40, 40);
        const under = lum(ctx.getImageData(0, 0, 1, 1).data);
        draw();
        const { data } = ctx.getImageData(0, 0, 160, 160), found = [];
        for (let i = 0; i < data.length; i += 4) found.push(lum(data.subarray(i, i + 3)));
        return found.filter((l) => Math.max(l, under) / Math.min(l, under) >= least).length;
    };
    const overlay = Object.assign(Object.create(S.Overlay.prototype), { ctx, drawNumber: () => {} });
    const out = {};
    for (const [name, type] of Object.entries(types)) {
        const mark = (r, hollow, modality) => S.drawSymbol(ctx, type, colors, 20, 20, r, hollow, modality);
        out[name + ' told'] = strongest(() => mark(7, false, 'reported'));
        out[name + ' near'] = strongest(() => mark(4.6, true, 'reported'));
        out[name + ' planned'] = strongest(() => mark(7, false, 'planned'));
        for (const r of [5, 14]) {
            const circle = { px: 20, py: 20, r, n: 2, types: [[name, 2]] };
            out[`${name}, circle of ${r}`] = strongest(() => overlay.drawCircle(circle, { theme: colors }));
        }
    }
    const path = new Path2D();
    path.rect(-12, -12, 24, 24);
    for (const color of S.RAMPS[theme]) {
        const scene = { units: [{ px: 20, py: 20, path, color, owner: { key: 'one' } }] };
        out['class ' + color] = strongest(() => S.Choropleth.prototype.draw(ctx, scene, colors, null));
    }
    return out;
}"""
"""How many pixels of each mark, and of each class of the regions, stand out from their ground."""


def faint(frame: Frame, theme: str, ground: str) -> dict[str, int]:
    """The marks that hardly differ from their ground."""
    types = {k: {"color": t.color, "symbol": t.symbol} for k, t in load_types().items()}
    drawn: dict[str, Any] = frame.evaluate(DRAWN, [theme, ground, types, GRAPHICS])
    return {name: n for name, n in drawn.items() if n < 200}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_mark_stands_out_from_land_and_sea(server: Server, fresh: Fresh, theme: str) -> None:
    frame = look.map_frame(fresh(dark=theme == "dark").page(server.url))
    assert faint(frame, theme, "land") == {}
    assert faint(frame, theme, "water") == {}
