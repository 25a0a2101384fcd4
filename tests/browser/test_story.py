"""The whole story of the page, in both languages, with a mouse and by keyboard alone.

A stranger pastes an article, sees its events beside their sentences and on a map, fixes one, saves, filters
and copies the link; a colleague opens it in another browser and sees the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Frame, Locator, Page, expect

from tests.browser import look
from tests.browser.conftest import Server, Watched, start_server, stop_server
from tests.browser.words import ARTICLES, WORDS

Fresh = Callable[..., Watched]
NO_PLACE = re.compile(r"The report names no place for it|El informe no le da un lugar")


@pytest.fixture
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A dashboard whose store holds nothing: the story's stranger is the first."""
    running = start_server(tmp_path_factory.mktemp("empty") / "store", SIGHTLINE_SEEDS="")
    yield running
    stop_server(running)


def found_on_map(page: Page) -> tuple[int, int]:
    """How many events the preview's map draws, singly and in areas."""
    frame = look.map_frame(page)
    shown = look.drawn(frame)
    return len(shown["events"]), sum(a["n"] for a in shown["areas"])


def check_preview(page: Page, text: str) -> int:
    """The events found: each beside its marked words, and all of those with a place on the map."""
    cards = page.locator(".sl-card")
    said = page.locator(".sl-sentence", has_text="1 ").inner_text()
    total = int(said.split()[0])
    assert total >= 7
    expect(cards).to_have_count(total)
    marks = page.locator(".sl-report mark")
    for said in [re.sub(r"\d+$", "", m) for m in marks.all_inner_texts()]:
        assert said.strip() in text
    linked = page.locator(".sl-report sup a").evaluate_all("links => links.map(a => a.getAttribute('href'))")
    assert set(linked) == {f"#{card.get_attribute('id')}" for card in cards.all()}
    singly, in_areas = found_on_map(page)
    nowhere = cards.filter(has_text=NO_PLACE).count()  # an inquiry: nobody says where the prosecutor sits
    assert singly + in_areas == total - nowhere
    assert nowhere == 1
    assert in_areas == 2  # both in the gulf, which is an area and never a dot
    return total


def check_shared(server: Server, fresh: Fresh, page: Page, link: str) -> None:
    """A colleague with another browser and another language sees what the link's sender sees."""
    said = parse_qs(urlsplit(link).query)
    query = "&".join(f"{k}={v}" for k in ("from", "actor", "region") for v in said[k])
    frame = look.map_frame(page)
    listed = page.locator(".open").evaluate_all("items => items.map(i => i.dataset.event)")
    assert len(listed) == 1
    colleague = fresh(locale="de-DE")
    other = colleague.page(link)
    seen = look.settle(other, "region=MX-SIN")
    assert look.drawn(seen) == look.drawn(frame)
    look.same_events(server.url, seen, query)
    assert other.locator(".open").evaluate_all("items => items.map(i => i.dataset.event)") == listed
    expect(other.locator(".sl-sentence")).to_have_text(page.locator(".sl-sentence").inner_text())
    assert colleague.foreign_hosts() == set()
    assert colleague.errors == []


@pytest.mark.parametrize("lang", ["en", "es"])
def test_the_whole_story(empty: Server, fresh: Fresh, lang: str) -> None:
    w, text = WORDS[lang], ARTICLES[lang]
    watched = fresh(locale={"en": "en-GB", "es": "es-MX"}[lang])
    page = watched.page(empty.url)
    assert page.evaluate("() => document.documentElement.lang") == lang
    page.get_by_role("link", name=w["add"]).first.click()
    page.get_by_label(w["text"], exact=True).fill(text)
    page.get_by_role("button", name=w["find"]).click()  # the field was never left: one press is enough
    total = check_preview(page, text)

    first = page.locator(".sl-card", has_text="Culiacán").first
    page.get_by_role("button", name=w["fix"], exact=True).first.click()
    page.get_by_role("textbox", name=w["search"]).fill("Navolato, Sinaloa")
    page.get_by_role("textbox", name=w["search"]).press("Enter")
    expect(first).to_contain_text("Navolato, Sinaloa")
    expect(first).to_contain_text(w["corrected"])
    page.get_by_role("button", name=w["done"]).click()
    page.get_by_role("button", name=w["save"], exact=True).click()
    expect(page.locator(".sl-good")).to_contain_text(f"{w['saved']} {total} {w['events']}")
    page.get_by_role("link", name=w["show"]).click()

    frame = look.settle(page, "source=")
    stored = look.events(empty.url)
    assert len(stored) == total
    killing = next(e for e in stored if e["type"] == "killing")
    assert killing["place"]["name"] == "Navolato"
    look.same_events(empty.url, frame, "")

    look.type_date(page, w["from"], "20251013")
    look.settle(page, "from=2025-10-13")
    expect(page).to_have_url(re.compile("from=2025-10-13"))
    look.tick(page, w["region"], "MX-SIN")
    look.settle(page, "region=MX-SIN")
    expect(page).to_have_url(re.compile("region=MX-SIN"))
    look.tick(page, w["actor"], killing["actors"][0]["id"])
    look.settle(page, "actor=")
    expect(page).to_have_url(re.compile("actor="))
    expect(page.locator(f'.open[data-event="{killing["event_id"]}"]')).to_contain_text("Navolato")
    check_shared(empty, fresh, page, look.copied_link(page))
    assert watched.foreign_hosts() == set()
    assert watched.errors == []


HELD = """target => {
  let at = document.activeElement;
  while (at && at.shadowRoot && at.shadowRoot.activeElement) at = at.shadowRoot.activeElement;
  return at === target;
}"""


def tab_to(page: Page, target: Locator, *, most: int = 260) -> None:
    """Press Tab until the target has the focus, as a person without a mouse does."""
    expect(target).to_be_attached()
    for _press in range(most):
        if target.evaluate(HELD):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{most} presses of Tab did not reach {target}")


def press(page: Page, target: Locator, key: str = "Enter") -> None:
    """Go to a control by Tab and press a key on it; the focus must be seen there."""
    tab_to(page, target)
    page.keyboard.press(key)


def quiet(page: Page) -> None:
    """Wait until the page has run: its forms are as the last key left them."""
    expect(page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]')).to_be_attached()


def by_keyboard(frame_or_page: Page | Frame, role: str, name: str) -> Locator:
    return frame_or_page.get_by_role(role, name=name, exact=True).first  # type: ignore[arg-type]


@pytest.mark.parametrize("lang", ["en", pytest.param("es", marks=pytest.mark.soak)])
def test_the_whole_story_by_keyboard_alone(empty: Server, fresh: Fresh, lang: str) -> None:
    w, text = WORDS[lang], ARTICLES[lang]
    watched = fresh(locale={"en": "en-GB", "es": "es-MX"}[lang])
    page = watched.page(empty.url)
    expect(page.locator(".sl-brand")).to_be_visible()
    press(page, by_keyboard(page, "link", w["add"]))
    tab_to(page, page.get_by_label(w["text"], exact=True))
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.keyboard.press("Control+v")
    press(page, by_keyboard(page, "button", w["find"]))
    total = check_preview(page, text)

    press(page, by_keyboard(page, "button", w["fix"]))
    tab_to(page, page.get_by_role("textbox", name=w["search"]))
    page.keyboard.type("Navolato, Sinaloa")
    page.keyboard.press("Enter")
    expect(page.locator(".sl-card").first).to_contain_text("Navolato, Sinaloa")
    press(page, by_keyboard(page, "button", w["done"]))
    quiet(page)
    press(page, by_keyboard(page, "button", w["save"]))
    expect(page.locator(".sl-good")).to_contain_text(f"{w['saved']} {total} {w['events']}")
    press(page, by_keyboard(page, "link", w["show"]))
    look.settle(page, "source=")

    killing = next(e for e in look.events(empty.url) if e["type"] == "killing")
    date = page.get_by_role("group", name=w["from"], exact=True).get_by_role("spinbutton").first
    tab_to(page, date)
    page.keyboard.type("20251013", delay=30)
    page.keyboard.press("Escape")
    look.settle(page, "from=2025-10-13")
    for facet, value, query in (
        (w["region"], "MX-SIN", "region=MX-SIN"),
        (w["actor"], killing["actors"][0]["id"], "actor="),
    ):
        branch = page.locator(f'.facet[aria-label="{facet}"]')
        box = branch.locator(f'input[value="{value}"]')
        if not box.is_visible():
            press(page, branch.locator(".toggle[aria-expanded=false]:not(.leaf)").first)
            expect(box).to_be_visible()
        press(page, box, "Space")
        look.settle(page, query)
    item = page.locator(".open").first
    press(page, item)
    expect(page.locator(".sl-detail mark").first).to_be_visible()
    press(page, by_keyboard(page, "button", "List" if lang == "en" else "Lista"))
    expect(item).to_be_focused()
    press(page, by_keyboard(page, "button", w["copy"]))
    field = page.locator(".copy input[readonly]")
    expect(field).not_to_have_value("")
    link = page.evaluate("() => navigator.clipboard.readText()")
    assert link == field.input_value()
    check_shared(empty, fresh, page, link)
    assert watched.foreign_hosts() == set()
    assert watched.errors == []
