"""The first page as a person meets it: look, filter, open an event, send the link; and nothing leaves."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser import look
from tests.browser.conftest import NARROW, ROOT, Server, Watched, free_port, ingest, start_server, stop_server

Fresh = Callable[..., Watched]

HOSTILE = """---
title: "<img src=x onerror=window.hurt=1> Clash =cmd|' /C calc'!A0"
language: en
published: 2025-11-07
source: "[x](javascript:window.hurt=1)"
kind: summary
---
Gunmen killed three police officers in Culiacán, Sinaloa, on 3 November 2025, <script>window.hurt = 1</script>
officials said. ![beacon](http://203.0.113.9/beacon.png) '); DROP TABLE events; -- Soldiers detained
<b onmouseover="window.hurt=1">Juan "=HYPERLINK(1)" Pérez</b> in Culiacán the next day. ${window.hurt = 1}
`${alert(1)}` </textarea><svg onload=window.hurt=1>
"""


def test_the_map_shows_what_the_store_holds(server: Server, fresh: Fresh) -> None:
    watched = fresh()
    frame = look.map_frame(watched.page(server.url))
    look.same_events(server.url, frame, "")
    assert len(look.events(server.url)) >= 12
    assert watched.foreign_hosts() == set()
    assert watched.errors == []


@pytest.mark.parametrize(
    ("facet", "value", "query"),
    [
        ("Event type", "arrest", "type=arrest"),
        ("Region", "MX", "region=MX"),
        ("Region", "MX-MIC", "region=MX-MIC"),
        ("Actor", "mx-gov", "actor=mx-gov"),
    ],
)
def test_a_filter_changes_the_map_without_moving_it(
    server: Server, fresh: Fresh, facet: str, value: str, query: str
) -> None:
    page = fresh().page(server.url)
    frame = look.map_frame(page)
    frame.evaluate("() => { window.sameFrame = true; window.before = sightline.map.getCenter(); }")
    everything = look.drawn(frame)
    look.tick(page, facet, value)
    frame = look.settle(page, query)
    look.same_events(server.url, frame, query)
    assert look.drawn(frame) != everything
    assert frame.evaluate(
        "() => window.sameFrame && sightline.map.getCenter().equals(before) && sightline.map.getZoom() === 5"
    )
    expect(page).to_have_url(re.compile(query))
    look.tick(page, facet, value)
    look.same_events(server.url, look.settle(page, query, there=False), "")


def test_what_our_components_show_is_there_before_the_page_is_made_anew(server: Server, fresh: Fresh) -> None:
    page = fresh().page(server.url)
    look.map_frame(page)
    page.evaluate(
        """() => {
          window.seen = [];
          const told = (name) => () => { if (!seen.includes(name)) seen.push(name); };
          for (const name of ["f_type", "list", "brush"]) {
            const part = sightlineParts.get(name).parentElement.querySelector("[data-shows]");
            new MutationObserver(told(name)).observe(part, { attributeFilter: ["data-shows"] });
          }
          const whole = { subtree: true, childList: true, characterData: true };
          new MutationObserver(told("sentence")).observe(document.querySelector(".st-key-said"), whole);
        }"""
    )
    look.tick(page, "Event type", "arrest")
    page.wait_for_function("() => seen.includes('sentence')")
    assert page.evaluate("() => seen.slice(0, 3).sort()") == ["brush", "f_type", "list"]
    look.same_events(server.url, look.settle(page, "type=arrest"), "type=arrest")


def test_dates_filter_the_map(server: Server, fresh: Fresh) -> None:
    page = fresh().page(server.url)
    look.map_frame(page)
    look.type_date(page, "From", "20250201")
    look.settle(page, "from=2025-02-01")
    look.type_date(page, "To", "20250228")
    frame = look.settle(page, "to=2025-02-28")
    listed = look.events(server.url, "from=2025-02-01&to=2025-02-28")
    assert 2 <= len(listed) < len(look.events(server.url))
    assert all(e["date_start"] <= "2025-02-28" and e["date_end"] >= "2025-02-01" for e in listed)
    look.same_events(server.url, frame, "from=2025-02-01&to=2025-02-28")


def test_an_event_opens_from_the_list_and_from_the_map(server: Server, fresh: Fresh) -> None:
    page = fresh().page(server.url + "/?type=arrest")
    frame = look.settle(page, "type=arrest")
    arrest = look.events(server.url, "type=arrest")[0]
    page.locator(f'.open[data-event="{arrest["event_id"]}"]').click()
    quote = arrest["evidence"][0]["quote"]
    expect(page.locator(".sl-detail mark").first).to_contain_text(quote[:40])
    page.get_by_role("button", name="List").click()
    point = frame.evaluate("id => sightline.pointOf(id)", arrest["event_id"])
    box = frame.frame_element().bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + point["x"], box["y"] + point["y"])
    expect(page.locator(".sl-detail mark").first).to_contain_text(quote[:40])


def test_enter_on_an_event_takes_the_focus_along(server: Server, fresh: Fresh) -> None:
    page = fresh().page(server.url + "/?type=arrest")
    look.settle(page, "type=arrest")
    page.locator(".open").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".sl-detail mark").first).to_be_visible()
    expect(page.get_by_role("button", name="List")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".open").first).to_be_focused()


def test_what_is_read_aloud_is_in_the_pages_language(server: Server, fresh: Fresh) -> None:
    page = fresh().page(server.url + "/?lang=es")
    look.map_frame(page)
    expect(page.locator('a[href="#stMain"]')).to_have_text("Ir al contenido principal")
    parts = page.get_by_role("group", name="Desde", exact=True).get_by_role("spinbutton")
    for n, name in enumerate(("Año, Desde", "Mes, Desde", "Día, Desde")):
        expect(parts.nth(n)).to_have_attribute("aria-label", name)
        expect(parts.nth(n)).to_have_attribute("aria-valuetext", "Vacío")
    expect(parts.first).to_have_text("aaaa")
    look.type_date(page, "Desde", "20251013")
    expect(parts.first).to_have_text("2025")
    look.settle(page, "from=2025-10-13")


def test_an_address_without_a_page_says_so_in_the_pages_language(server: Server, fresh: Fresh) -> None:
    page = fresh(locale="es-MX").page(f"{server.url}/nowhere?lang=es")
    said = page.get_by_role("dialog")
    expect(said.get_by_role("heading")).to_have_text("No existe esa página")
    expect(said).to_contain_text("No hay ninguna página en esta dirección. Este es el mapa.")


def test_the_calendar_is_in_the_pages_language_and_follows_it(server: Server, fresh: Fresh) -> None:
    page = fresh(locale="en-US").page(server.url + "/?lang=es&from=2025-10-13")
    look.settle(page, "from=2025-10-13")
    calendar = page.get_by_test_id("stDateInputCalendar")
    page.locator(".st-key-w_from").get_by_role("button", name="Elegir una fecha").click()
    expect(calendar.get_by_role("button", name="lunes, 13 de octubre de 2025")).to_be_visible()
    expect(calendar.get_by_role("grid")).to_have_attribute("aria-label", "Elegir una fecha, octubre de 2025")
    expect(calendar).to_contain_text("Las flechas van de día en día.")
    expect(calendar).not_to_contain_text("Choose")
    page.keyboard.press("Escape")
    page.get_by_role("radio", name="EN").click()
    page.locator(".st-key-w_from").get_by_role("button", name="Choose a date").click()
    expect(calendar.get_by_role("button", name="Monday, October 13, 2025")).to_be_visible()


def test_a_copied_link_shows_a_colleague_the_same(server: Server, fresh: Fresh) -> None:
    page = fresh().page(server.url + "/?lang=es")
    frame = look.map_frame(page)
    look.tick(page, "Región", "MX")
    look.settle(page, "region=MX")
    frame.evaluate("() => sightline.map.setView([24.5, -104], 6, {animate: false})")
    expect(page).to_have_url(re.compile("z=6"))
    chosen = look.events(server.url, "region=MX")[0]["event_id"]
    page.locator(f'.open[data-event="{chosen}"]').click()
    expect(page.locator(".sl-detail")).to_be_visible()
    link = look.copied_link(page)
    said = parse_qs(urlsplit(link).query)
    assert said["region"] == ["MX"]
    assert said["lang"] == ["es"]
    assert said["event"] == [chosen]
    before = look.drawn(look.map_frame(page))

    other = fresh(locale="en-US").page(link)
    frame = look.settle(other, "region=MX")
    assert look.drawn(frame) == before
    assert frame.evaluate("() => [sightline.map.getZoom(), sightline.selected]") == [6, chosen]
    centre = frame.evaluate("() => sightline.map.getCenter()")
    assert (round(centre["lat"], 1), round(centre["lng"], 1)) == (24.5, -104.0)
    expect(other.locator(".sl-detail")).to_be_visible()
    expect(other.get_by_role("button", name="Copiar enlace")).to_be_visible()


def test_the_view_is_saved_as_one_web_page(server: Server, fresh: Fresh, tmp_path: Path) -> None:
    page = fresh().page(server.url + "/?region=MX")
    look.settle(page, "region=MX")
    page.get_by_role("button", name="Download").click()
    with page.expect_download() as saving:
        page.get_by_role("button", name="One web page that opens without a network").click()
    saving.value.save_as(tmp_path / "view.html")
    saved = (tmp_path / "view.html").read_text(encoding="utf-8")
    shown = {e["event_id"] for e in look.events(server.url, "region=MX")}
    others = {e["event_id"] for e in look.events(server.url)} - shown
    assert len(shown) >= 10
    assert len(others) >= 1
    assert {i for i in shown if i in saved} == shown
    assert {i for i in others if i in saved} == set()


def test_a_broken_link_says_what_is_wrong_and_does_the_rest(server: Server, fresh: Fresh) -> None:
    page = fresh().page(server.url + "/?type=arrest&from=yesterday&precision=99&lat=1000")
    frame = look.settle(page, "type=arrest")
    look.same_events(server.url, frame, "type=arrest")
    for name in ("from", "precision", "lat"):
        expect(page.get_by_text(re.compile(rf"\b{name}\b")).first).to_be_visible()


def test_what_nobody_foresaw_is_said_in_the_pages_language(scratch: Path, fresh: Fresh) -> None:
    failing = scratch / "failing.py"
    failing.write_text(
        "from dashboard import builtin, i18n\n"
        "i18n.use('es')\nbuiltin.translate()\nraise RuntimeError('a secret')\n",
        encoding="utf-8",
    )
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(failing), "--server.port", str(port)]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        deadline = time.monotonic() + 60
        while not answers(port) and time.monotonic() < deadline:
            time.sleep(0.2)
        page = fresh().page(f"http://127.0.0.1:{port}")
        expect(page.get_by_text("Aquí falló algo que nadie previó.")).to_be_visible()
        assert "a secret" not in page.content()
    finally:
        process.terminate()
        process.wait(20)


def answers(port: int) -> bool:
    """Whether something listens on a port of this machine."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_back_and_forward_walk_through_the_views(server: Server, fresh: Fresh) -> None:
    page = fresh().page(server.url)
    look.map_frame(page)
    look.tick(page, "Event type", "arrest")
    look.settle(page, "type=arrest")
    expect(page).to_have_url(re.compile("type=arrest"))  # written when the run ends: there is a way back then
    page.go_back()
    look.same_events(server.url, look.settle(page, "type=arrest", there=False), "")
    page.go_forward()
    look.same_events(server.url, look.settle(page, "type=arrest"), "type=arrest")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_page_fits_a_phone(server: Server, fresh: Fresh, dark: bool) -> None:
    watched = fresh(viewport=NARROW, dark=dark, locale="es-MX")
    page = watched.page(server.url)
    frame = look.map_frame(page)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= NARROW["width"]
    assert frame.evaluate("() => sightline.theme") == ("dark" if dark else "light")
    expect(page.get_by_role("button", name="Copiar enlace")).to_be_visible()
    assert watched.errors == []
    assert watched.foreign_hosts() == set()


def test_a_hostile_report_is_only_text(scratch: Path, fresh: Fresh) -> None:
    store = scratch / "store"
    ingest(store, {"report.md": HOSTILE})
    server = start_server(store)
    try:
        watched = fresh()
        listed = look.events(server.url)
        assert {e["type"] for e in listed} >= {"killing", "arrest"}
        for event in listed:
            page = watched.page(f"{server.url}/?event={event['event_id']}")
            look.map_frame(page)
            expect(page.locator(".sl-detail mark").first).to_be_visible()
            for frame in page.frames:
                assert frame.evaluate("() => window.hurt === undefined")
            page.close()
        assert watched.foreign_hosts() == set()
        assert watched.errors == []
    finally:
        stop_server(server)


def test_every_part_says_the_filter_that_it_shows(server: Server, fresh: Fresh) -> None:
    """What a timing of filter changes waits for: facets, dates and list speak of the map's filter."""
    page = fresh().page(server.url)
    look.map_frame(page)
    look.tick(page, "Event type", "arrest")
    frame = look.settle(page, "type=arrest")
    wanted = frame.evaluate("() => `${sightline.version}?${sightline.query}`")
    parts = page.locator("[data-shows]")
    expect(parts).to_have_count(7)
    for part in parts.all():
        expect(part).to_have_attribute("data-shows", wanted)


def test_regions_are_asked_for_branch_by_branch_and_word_by_word(server: Server, fresh: Fresh) -> None:
    """By keyboard: a branch opens and closes under the focus, and a word finds what no branch shows."""
    page = fresh().page(server.url)
    look.map_frame(page)
    region = page.locator('.facet[aria-label="Region"]')
    toggle = region.locator(".toggle:not(.leaf)").first
    state = region.locator('input[value="MX-MIC"]')
    expect(region.locator('input[value="MX"]')).to_be_visible()
    expect(state).to_have_count(0)
    toggle.focus()
    page.keyboard.press("Enter")
    expect(state).to_be_visible()
    expect(toggle).to_be_focused()
    expect(toggle).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Enter")
    expect(state).to_have_count(0)
    expect(toggle).to_be_focused()
    search = region.get_by_role("searchbox")
    search.focus()
    page.keyboard.type("michoacan")
    expect(state).to_be_visible()
    expect(region.locator('input[value="MX"]')).to_have_count(0)
    expect(search).to_be_focused()
    state.check()
    frame = look.settle(page, "region=MX-MIC")
    look.same_events(server.url, frame, "region=MX-MIC")
    search.fill("nothing of that name")
    expect(region.locator("input[type=checkbox]")).to_have_count(1)
    expect(state).to_be_checked()
    state.uncheck()
    expect(region.locator(".note")).to_be_visible()


def test_the_tray_holds_what_the_map_cannot_show(server: Server, fresh: Fresh) -> None:
    page = fresh().page(server.url)
    look.map_frame(page)
    listed = look.events(server.url)
    apart = {e["event_id"] for e in listed if not e["place"]} | {
        e["event_id"] for e in listed if not e["date_start"]
    }
    assert apart
    tray = page.locator(".st-key-tray")
    expect(tray.get_by_role("button")).to_have_count(0)
    tray.locator("summary").click()
    expect(tray.get_by_role("button")).to_have_count(
        sum((not e["place"]) + (not e["date_start"]) for e in listed)
    )
    tray.get_by_role("button").first.click()
    expect(page.locator(".sl-detail")).to_be_visible()
