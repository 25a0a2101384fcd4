"""What was shared, opened by somebody else: a pinned link, a citation's link, an embedded page."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Error, Page, expect

from tests.browser import look
from tests.browser.conftest import NARROW, Server, Watched

Fresh = Callable[..., Watched]


def codes(page: Page, number: int) -> list[str]:
    """The texts that are offered for copying."""
    shown = page.get_by_test_id("stPopoverBody").get_by_test_id("stCode").filter(visible=True)
    expect(shown).to_have_count(number)
    return [text.strip() for text in shown.all_inner_texts()]


def test_a_pinned_link_says_so_and_what_changed_since(server: Server, fresh: Fresh) -> None:
    page = fresh().page(server.url + "/?asof=1&type=arrest&lang=es")
    expect(page.get_by_text("Fijado: estos son los eventos", exact=False)).to_be_visible()
    expect(page.locator(".sl-sentence")).to_contain_text("0 eventos")
    page.get_by_role("button", name="Qué cambió desde entonces").click()
    arrests = {e["event_id"] for e in look.events(server.url, "type=arrest")}
    links = page.get_by_test_id("stPopoverBody").locator("a")
    expect(links).to_have_count(len(arrests))
    expect(page.get_by_text(re.compile(r"^\d+ eventos? añadidos?$"))).to_be_visible()
    links.first.click()
    expect(page.locator(".sl-detail")).to_be_visible()
    said = parse_qs(urlsplit(page.url).query)
    assert said["event"][0] in arrests
    assert "asof" not in said


def test_a_citation_leads_a_stranger_to_the_same_view(server: Server, fresh: Fresh) -> None:
    page = fresh().page(server.url + "/?region=MX")
    frame = look.settle(page, "region=MX")
    page.get_by_role("button", name="Cite, embed").click()
    footnote, entry = codes(page, 2)
    assert entry.startswith("@misc{sightline-v")
    link = re.search(r"http\S+(?=\.$)", footnote)
    assert link
    assert f"url = {{{link[0]}}}" in entry
    assert parse_qs(urlsplit(link[0]).query)["region"] == ["MX"]
    other = fresh(viewport=NARROW, dark=True, locale="es-MX").page(link[0])
    expect(other.get_by_text("Pinned: these are the events", exact=False)).to_be_visible()
    assert look.drawn(look.settle(other, "region=MX"))["total"] == look.drawn(frame)["total"]


def test_a_citation_and_an_embedded_view_stand_where_the_map_was_moved_to(
    server: Server, fresh: Fresh
) -> None:
    page = fresh().page(server.url + "/?lang=en&lat=22&lng=-102&z=5")
    look.map_frame(page)
    look.tick(page, "Region", "MX")  # from now on the server believes what it was told of the address
    frame = look.settle(page, "region=MX")
    frame.evaluate("() => sightline.map.setView([19, -99], 7, { animate: false })")
    page.get_by_role("button", name="Cite, embed").click()
    where = {"lat": ["19"], "lng": ["-99"], "z": ["7"]}
    link = re.search(r"http\S+(?=\.$)", codes(page, 2)[0])
    assert link
    assert where.items() <= parse_qs(urlsplit(link[0]).query).items()
    page.get_by_role("tab", name="Embed it").click()
    source = re.search('src="([^"]+)"', codes(page, 1)[0])
    assert source
    assert where.items() <= parse_qs(urlsplit(unescape(source[1])).query).items()
    frame.evaluate("() => sightline.map.setView([20, -99], 6, { animate: false })")
    shown = page.get_by_test_id("stPopoverBody").get_by_test_id("stCode").filter(visible=True)
    expect(shown).to_contain_text("lat=20")


def test_an_embedded_view_is_readable_at_320_pixels(server: Server, fresh: Fresh) -> None:
    page = fresh().page(server.url + "/?region=MX")
    look.settle(page, "region=MX")
    page.get_by_role("button", name="Cite, embed").click()
    page.get_by_role("tab", name="Embed it").click()
    page.get_by_test_id("stPopoverBody").get_by_role("radio", name="Narrow, 320 px").click()
    expect(page.get_by_test_id("stPopoverBody").get_by_text('width="320"')).to_be_visible()
    (snippet,) = codes(page, 1)

    host = fresh()
    outside = host.context.new_page()
    outside.set_content(f"<p>Somebody else's page</p>{snippet}")
    framed = outside.frame_locator("iframe[title=Sightline]")
    expect(framed.locator(".sl-sentence")).to_contain_text("events", timeout=30_000)
    inner = next(f for f in outside.frames if "embed=true" in f.url)
    assert inner.evaluate("() => [innerWidth, document.documentElement.scrollWidth]") == [320, 320]
    size = framed.locator(".sl-sentence").evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    assert size >= 14
    expect(framed.get_by_role("button", name="Copy link")).to_have_count(0)
    shown = framed.frame_locator(".st-key-map_events iframe")
    scale = shown.locator(".leaflet-control-scale").bounding_box()
    sources = shown.locator(".leaflet-control-attribution").bounding_box()
    assert scale
    assert sources
    assert scale["y"] + scale["height"] <= sources["y"]
    expect(shown.get_by_role("button", name="Zoom in")).to_be_visible()
    expect(shown.get_by_role("button", name="Draw a rectangle")).to_have_count(0)
    assert host.foreign_hosts() <= {"", "127.0.0.1"}


def test_the_maps_frame_hears_no_foreign_page(server: Server, fresh: Fresh) -> None:
    """Our own page tells the map what to show by a call; a foreign page can neither call it nor be heard."""
    host = fresh()
    host.context.add_init_script(
        "window.listened = []; const add = window.addEventListener;"
        "window.addEventListener = function (name, ...rest) {"
        "  listened.push(name); add.call(this, name, ...rest) }"
    )
    outside = host.context.new_page()
    source = f"{server.url}/frame/map?lat=22&lng=-102&z=5&lang=en"
    outside.set_content(f'<p>Somebody else\'s page</p><iframe src="{source}"></iframe>')
    frame = next(f for f in outside.frames if f.url == source)
    frame.wait_for_function("() => window.sightline && window.sightline.query === ''")
    with pytest.raises(Error, match=r"cross-origin|Blocked a frame"):
        outside.evaluate("() => frames[0].sightline.update({ query: 'type=arrest' })")
    listened = frame.evaluate("() => listened")
    assert "pagehide" in listened
    assert "message" not in listened
    assert frame.evaluate("() => window.onmessage") is None
