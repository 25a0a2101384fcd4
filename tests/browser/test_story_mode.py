"""Story mode: two views become a story, which others open, walk, embed and read pinned, by keys alone too."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from geo.records import Report, Step, Story
from geo.store.log import Log
from geo.store.stories import Stories, new_id
from tests.browser import look
from tests.browser.conftest import NARROW, WIDE, Server, Watched, start_server, stop_server
from tests.browser.test_accessible import findings, themed
from tests.integration.test_routes import EVENTS, TEXT

Fresh = Callable[..., Watched]

FIRST, SECOND = "type=arrest", "region=MX-MIC"
TITLE = "Two weeks in Michoacán"
WORDS = "Two men.\n<img src=x onerror=alert(1)> ![beacon](http://203.0.113.9/x.png)"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A dashboard of its own on seven events of version 2."""
    store = tmp_path_factory.mktemp("desk") / "store"
    log = Log.open(store)
    log.append_reports([Report(report_id="report-1", text=TEXT, title="Two reports", source="Test")])
    log.propose(EVENTS, "test")
    running = start_server(store, SIGHTLINE_SEEDS="")
    yield running
    stop_server(running)


@pytest.fixture(scope="module")
def story_id(desk: Server) -> Callable[[], str]:
    """The id of the story that the first test made, the last one where it had to try twice."""
    return lambda: str(max(made(desk), key=lambda story: story["title"])["story_id"])


def made(desk: Server) -> list[dict[str, Any]]:
    """The stories that are kept."""
    stories: list[dict[str, Any]] = look.api(desk.url, "/api/stories")["stories"]
    return stories


def add(page: Page, heading: str, words: str) -> None:
    """Make the view that is shown a step, in the dialog that is open."""
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Heading of this step").fill(heading)
    dialog.get_by_label("Text", exact=True).fill(words)
    dialog.get_by_role("button", name="Add", exact=True).click()


def query_of(desk: Server, story: str, n: int) -> str:
    """The query of a step, as the API tells it."""
    return str(look.api(desk.url, f"/api/stories/{story}")["steps"][n - 1]["query"])


def filter_of(query: str) -> str:
    """A step's query without what is the map's."""
    return re.sub(r"&(lat|lng|z|layers|event)=[^&]*", "", query)


def test_a_step_stands_where_the_map_was_moved_to(desk: Server, fresh: Fresh) -> None:
    page = fresh().page(desk.url)
    look.map_frame(page)
    look.tick(page, "Region", "MX")  # the server writes the address, which the map then changes by itself
    frame = look.settle(page, "region=MX")
    expect(page).to_have_url(re.compile("region=MX"))
    frame.evaluate("() => sightline.map.setView([19, -99], 7, { animate: false })")
    frame.evaluate("() => { document.querySelector('details').open = true }")
    frame.get_by_label("Show").select_option(label="Density")
    page.get_by_role("button", name="Add to a story").click()
    page.get_by_role("dialog").get_by_label("Title of the story").fill("Moved")
    add(page, "Here", "")
    page.get_by_role("link", name="Open the story").click()
    expect(page).to_have_url(re.compile("id=story-"))
    story = re.search(r"story-\w+", page.url)[0]  # type: ignore[index]
    assert query_of(desk, story, 1).endswith("lat=19&lng=-99&z=7&layers=heat")


WHOLE = "e => [e, ...e.querySelectorAll('*')].every((part) => part.scrollWidth <= part.clientWidth)"
"""Whether nothing of an element's words is cut off."""


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize(("lang", "tell"), [("en", "Add to a story"), ("es", "Añadir a una historia")])
def test_stories_of_one_title_are_told_apart(
    desk: Server, fresh: Fresh, viewport: dict[str, int], lang: str, tell: str
) -> None:
    kept = Stories(Log.open(desk.store).commits)
    title = f"The road of {lang}, {viewport['width']} days"
    for n in (1, 3):
        steps = tuple(Step(query="type=arrest") for _ in range(n))
        kept.write(Story(story_id=new_id(), title=title, lang=lang, steps=steps), "ana")
    page = fresh(viewport=viewport, locale=lang).page(f"{desk.url}/?lang={lang}")
    look.map_frame(page)
    page.get_by_role("button", name=tell).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("combobox", name={"en": "Story", "es": "Historia"}[lang], exact=True).click()
    shown = page.get_by_role("option").filter(has_text=title)
    expect(shown).to_have_count(2)
    step = {"en": ("3 steps", "1 step · "), "es": ("3 pasos", "1 paso · ")}[lang]
    for option, told in zip(shown.all(), step, strict=True):
        expect(option).to_contain_text(told)
        expect(option).to_contain_text({"en": "begun", "es": "empezada el"}[lang])
        assert option.evaluate(WHOLE)


def test_two_views_become_a_story_that_another_reads(desk: Server, fresh: Fresh) -> None:
    watched, log = fresh(), Log.open(desk.store)
    if "event-1" not in {e["event_id"] for e in look.events(desk.url, FIRST)}:
        log.revise("event-1", action="restore", author="bea", reason="an earlier try withdrew it")
    title, version = f"{TITLE}, {len(made(desk)) + 1}", log.version
    page = watched.page(f"{desk.url}/?{FIRST}&lat=19.4&lng=-102&z=7")
    look.settle(page, FIRST)
    page.get_by_role("button", name="Add to a story").click()
    page.get_by_role("dialog").get_by_label("Title of the story").fill(title)
    add(page, "Arrests", WORDS)
    expect(page.get_by_text(f"The view is step 1 of “{title}”.")).to_be_visible()

    page.goto(f"{desk.url}/?{SECOND}&lat=20&lng=-101&z=6&event=event-1")
    look.settle(page, SECOND)
    page.get_by_role("button", name="Add to a story").click()
    page.get_by_role("dialog").get_by_role("combobox", name="Story").click()
    page.get_by_role("option", name=title).click()
    expect(page.get_by_role("dialog").get_by_label("Title of the story")).to_have_count(0)
    add(page, "Everything in the state", "Seven days.")
    page.get_by_role("link", name="Open the story").click()
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    expect(page.get_by_text("Step 2 of 2")).to_be_visible()
    link = look.copied_link(page)
    assert re.search(r"/story\?id=story-\w+&step=2&lang=en$", link), link
    story = re.search(r"story-\w+", link)[0]  # type: ignore[index]
    pinned = query_of(desk, story, 1)
    assert pinned.startswith(f"asof={version}&")

    log.revise("event-1", action="withdraw", author="bea", reason="a rumour")
    assert "event-1" not in {e["event_id"] for e in look.events(desk.url, f"{FIRST}&v={log.version}")}

    other = fresh(viewport=NARROW, dark=True, locale="es-MX")
    page = other.page(link.replace("lang=en", "lang=es").replace("step=2", "step=1"))
    frame = look.settle(page, FIRST)
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    expect(page.get_by_text("Paso 1 de 2")).to_be_visible()
    expect(page.locator(".sl-words").last).to_contain_text("<img src=x onerror=alert(1)> ![beacon](http")
    expect(page.locator(".st-key-under")).to_contain_text("Fijado a los datos del")
    look.same_events(desk.url, frame, filter_of(pinned))
    assert {e["id"] for e in look.drawn(frame)["events"]} == {"event-1", "event-7"}
    assert page.evaluate("() => document.documentElement.scrollWidth") == NARROW["width"]
    look.copied_link(page)
    told = page.locator(".copy .result").bounding_box()
    assert told
    assert 0 <= told["x"] <= NARROW["width"] - told["width"]
    page.locator(".copy .close").click()

    page.get_by_role("button", name="Siguiente").click()
    frame = look.settle(page, SECOND)
    expect(page.get_by_text("Paso 2 de 2")).to_be_visible()
    look.same_events(desk.url, frame, filter_of(query_of(desk, story, 2)))
    frame.wait_for_function("() => sightline.selected === 'event-1'")
    expect(page.locator(".sl-opened")).to_contain_text("Event 1 <b>bold</b>")
    page.get_by_text("1. Arrests").click()
    look.settle(page, FIRST)
    expect(page).to_have_url(re.compile("step=1"))
    page.go_back()
    look.settle(page, SECOND)
    view = page.get_by_role("link", name="Abrir esta vista en el mapa")
    # the map is drawn before the page is made anew
    expect(view).to_have_attribute("href", re.compile(SECOND))
    view.click()
    expect(page).to_have_url(re.compile(rf"/\?(?!.*story).*{SECOND}"))
    frame = look.settle(page, SECOND)
    frame.wait_for_function("() => sightline.map.getZoom() === 6 && sightline.selected === 'event-1'")
    for seen in (watched, other):
        assert seen.errors == []
        assert seen.foreign_hosts() == set()


def test_a_story_opened_from_the_list_has_its_address(desk: Server, fresh: Fresh) -> None:
    steps = (Step(title="One", query=FIRST), Step(title="Two", query=SECOND))
    story = Story(story_id="story-0123456789", title="A walk", lang="en", steps=steps)
    if story.story_id not in {kept["story_id"] for kept in made(desk)}:
        Stories(Log.open(desk.store).commits).write(story, "ana")
    watched = fresh()
    page = watched.page(f"{desk.url}/story")
    page.get_by_role("link", name="A walk").click()
    expect(page).to_have_url(re.compile(f"id={story.story_id}"))
    expect(page.get_by_text("Step 1 of 2")).to_be_visible()
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_text("Step 2 of 2")).to_be_visible()
    expect(page).to_have_url(re.compile(f"id={story.story_id}&step=2"))
    page.reload()
    expect(page.get_by_text("Step 2 of 2")).to_be_visible()

    page.get_by_role("link", name="Stories").click()
    expect(page.get_by_role("link", name="A walk")).to_be_visible()
    expect(page).not_to_have_url(re.compile("id="))
    page.go_back()
    expect(page.get_by_text("Step 2 of 2")).to_be_visible()
    page.go_back()
    expect(page.get_by_text("Step 1 of 2")).to_be_visible()
    assert watched.errors == []


def test_a_step_stands_where_its_author_stood(
    desk: Server, fresh: Fresh, story_id: Callable[[], str]
) -> None:
    page = fresh().page(f"{desk.url}/story?id={story_id()}&step=1")
    frame = look.settle(page, FIRST)
    frame.wait_for_function("() => sightline.map.getZoom() === 7")
    expect(page.locator(".sl-opened")).to_have_count(0)
    page.evaluate("() => dispatchEvent(new CustomEvent('sightline:event', { detail: { id: 'event-7' } }))")
    expect(page.locator(".sl-opened")).to_contain_text("Event 7")
    frame.evaluate("() => sightline.map.setView([0, 0], 3, { animate: false })")
    page.get_by_role("button", name="Next").click()
    frame = look.settle(page, SECOND)
    expect(page.locator(".sl-opened")).to_contain_text("Event 1")
    frame.wait_for_function(
        "() => { const c = sightline.map.getCenter();"
        " return [sightline.map.getZoom(), Math.round(c.lat), Math.round(c.lng)].join() === '6,20,-101'; }"
    )
    assert "lat=" not in page.url


def test_an_embedded_story_is_readable_and_walked_by_keys(
    desk: Server, fresh: Fresh, story_id: Callable[[], str]
) -> None:
    host = fresh()
    outside = host.context.new_page()
    source = f"{desk.url}/story?id={story_id()}&amp;step=1&amp;embed=true&amp;lang=es"
    outside.set_content(
        f'<p>Elsewhere</p><iframe src="{source}" width="320" height="480" title="S"></iframe>'
    )
    framed = outside.frame_locator("iframe[title=S]")
    expect(framed.get_by_role("heading", name=TITLE)).to_be_visible()
    inner = next(f for f in outside.frames if "embed=true" in f.url)
    assert inner.evaluate("() => [innerWidth, document.documentElement.scrollWidth]") == [320, 320]
    for name in ("Copiar enlace", "Editar", "Incrustar"):
        expect(framed.get_by_role("button", name=name)).to_have_count(0)
    expect(framed.get_by_role("link", name="Sightline")).to_have_attribute("href", re.compile("id=story-"))
    forward = framed.get_by_role("button", name="Siguiente")
    forward.focus()
    outside.keyboard.press("Enter")
    expect(framed.get_by_text("Paso 2 de 2")).to_be_visible()
    expect(framed.get_by_text("Seven days.")).to_be_visible()


def test_a_story_is_edited_by_keys_alone(desk: Server, fresh: Fresh, story_id: Callable[[], str]) -> None:
    page = fresh(viewport=WIDE).page(f"{desk.url}/story?id={story_id()}&step=1")
    look.settle(page, FIRST)
    reach(page, "button", "Edit")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Edit the story")).to_be_visible()
    reach(page, "textbox", "Introduction")
    page.keyboard.type("By keys.")
    reach(page, "button", "Move step 1 down")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Heading", exact=True).first).to_have_value("Everything in the state")
    reach(page, "button", "Save")
    page.keyboard.press("Enter")
    expect(page.get_by_text("By keys.")).to_be_visible()
    look.settle(page, SECOND)
    reach(page, "button", "Next")
    page.keyboard.press("Enter")
    look.settle(page, FIRST)
    told = Stories(Log.open(desk.store).commits).story(story_id()).story
    assert told
    assert [s.title for s in told.steps] == ["Everything in the state", "Arrests"]
    page.emulate_media(reduced_motion="reduce")
    for dark in (False, True):
        themed(page, dark)
        assert findings(page) == []


def reach(page: Page, role: str, name: str) -> None:
    """Press Tab until something of a role and a name has the focus."""
    wanted = page.get_by_role(role, name=name, exact=True)  # type: ignore[arg-type]
    expect(wanted.first).to_be_visible()
    for _ in range(80):
        if wanted.first.evaluate("e => e === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach the {role} “{name}”")
