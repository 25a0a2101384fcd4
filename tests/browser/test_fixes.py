"""What people do to an event: each fix, confirm, dispute, withdraw, merge, undo; and two at one event."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Frame, Page, TimeoutError, expect

from geo.store.log import Log
from tests.browser import look
from tests.browser.conftest import NARROW, WIDE, Server, Watched, ingest, start_server, stop_server
from tests.browser.words import ARTICLES, WORDS

Fresh = Callable[..., Watched]
Fix = Callable[[Page], None]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A dashboard of its own, whose store holds both articles: seven of their events are the same."""
    folder = tmp_path_factory.mktemp("desk")
    store = folder / "store"
    ingest(store, {f"article_{lang}.txt": text for lang, text in ARTICLES.items()})
    running = start_server(store, SIGHTLINE_SEEDS="")
    yield running
    stop_server(running)


def event_of(server: Server, kind: str, place: str, lang: str = "en") -> dict[str, Any]:
    """The article's event of a type at a place, whole."""
    found = next(
        e
        for e in look.events(server.url, f"type={kind}")
        if e["lang"] == lang and (e["place"] or {}).get("name") == place
    )
    return now(server, found["event_id"])


def now(server: Server, event_id: str) -> dict[str, Any]:
    """An event as the store has it."""
    answer: dict[str, Any] = look.api(server.url, f"/api/events/{event_id}")
    return answer


def opened(server: Server, fresh: Fresh, event_id: str) -> tuple[Page, Frame]:
    """The map page with an event open."""
    page = fresh().page(f"{server.url}/?event={event_id}")
    expect(page.locator(".sl-detail").first).to_be_visible()
    return page, look.map_frame(page)


def start_fixing(page: Page) -> None:
    page.get_by_role("button", name="Fix", exact=True).click()
    expect(page.get_by_role("heading", name="Fix this event")).to_be_visible()


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_every_field_of_the_form_is_seen(desk: Server, fresh: Fresh, viewport: dict[str, int]) -> None:
    event = event_of(desk, *ARREST)
    page = fresh(viewport=viewport).page(f"{desk.url}/?event={event['event_id']}")
    start_fixing(page)
    for name in ("Summary", "Event type", "First day", "Search for a place", "Reason"):
        field = page.locator(".st-key-side").get_by_label(name, exact=True).first
        field.scroll_into_view_if_needed()
        seen = field.evaluate(
            "e => { const b = e.getBoundingClientRect();"
            " const at = document.elementFromPoint(b.x + b.width / 2, b.y + b.height / 2);"
            " return e.closest('[data-testid=stElementContainer]').contains(at); }"
        )
        assert seen, f"something lies over {name}"


def save(page: Page, reason: str) -> None:
    page.get_by_label("Reason", exact=True).fill(reason)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", name="Fix this event")).to_have_count(0)


def test_what_cannot_be_is_refused_at_its_field(desk: Server, fresh: Fresh) -> None:
    before = event_of(desk, *ARREST)
    page, _frame = opened(desk, fresh, before["event_id"])
    start_fixing(page)
    form = page.locator(".st-key-side")
    summary = form.get_by_label("Summary", exact=True)
    summary.fill("")
    summary.press("Control+Enter")
    said = form.locator(".sl-notice")
    expect(said.filter(has_text="keeps the sentence")).to_be_visible()
    for part, number in (("at least", "50"), ("at most", "3")):
        field = form.get_by_label(f"Killed, {part}", exact=True)
        field.fill(number)
        field.press("Enter")
    expect(said.filter(has_text="must rise")).to_be_visible()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Not saved: see what is marked in the form.")).to_be_visible()
    assert now(desk, before["event_id"]) == before


def choose(page: Page, label: str, option: str) -> None:
    """Pick an option of a select box; one that the page's redrawing has closed is opened again."""
    box, wanted = (
        page.get_by_role("combobox", name=label).first,
        page.get_by_role("option", name=option, exact=True),
    )
    for _attempt in range(5):
        box.click()
        try:
            wanted.click(timeout=4_000)
        except TimeoutError:
            continue
        return
    raise AssertionError(f"{label} never offered {option}")


def click_map(page: Page, frame: Frame, x: float, y: float) -> None:
    box = frame.frame_element().bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + x, box["y"] + y)


def search_place(page: Page) -> None:
    page.get_by_role("textbox", name="Search for a place").fill("Navolato, Sinaloa")
    page.get_by_role("textbox", name="Search for a place").press("Enter")
    expect(page.get_by_role("radio", name="Navolato, Sinaloa, Mexico").first).to_be_checked()


def pick_runner_up(page: Page) -> None:
    page.get_by_role("radiogroup", name="Place").get_by_text("1 · ").click()


def click_runner_up(page: Page) -> None:
    frame = look.map_frame(page)
    frame.wait_for_function("() => sightline.otherAt(1)")
    frame.evaluate("() => { const o = sightline.map; o.setView(o.getCenter(), 3, {animate: false}); }")
    frame = look.map_frame(page)
    number = frame.evaluate("() => sightline.otherAt(1)")
    assert [o["n"] for o in look.drawn(frame)["others"]] == [1, 2, 3, 4]
    click_map(page, frame, number["x"], number["y"])
    expect(page.get_by_role("radiogroup", name="Place").locator("input:checked")).to_have_count(1)
    expect(page.locator("label:has(input:checked)", has_text="1 · ")).to_be_visible()


def click_ground(page: Page) -> None:
    frame = look.map_frame(page)
    frame.evaluate("() => sightline.map.setView([24.8, -107.4], 9, {animate: false})")
    frame = look.map_frame(page)
    spot = frame.evaluate("() => sightline.map.latLngToContainerPoint([24.70, -107.55])")
    click_map(page, frame, spot["x"], spot["y"])
    expect(page.locator("label:has(input:checked)", has_text="The spot clicked on the map")).to_be_visible()


def vaguer(page: Page) -> None:
    choose(page, "Known as", "State or province")
    page.get_by_label("Within km").fill("150")


def other_days(page: Page) -> None:
    look.type_date(page, "First day", "20251015")
    look.type_date(page, "Last day", "20251016")


def other_actors(page: Page) -> None:
    page.locator(".st-key-side label", has=page.get_by_role("checkbox")).filter(has_text="Civilians").click()
    page.get_by_role("combobox", name="Add an actor").fill("The Ferrymen")
    page.get_by_role("option", name="The Ferrymen").click()


def other_facts(page: Page) -> None:
    choose(page, "Event type", "Armed clash")
    page.get_by_label("Killed, best").fill("3")
    page.get_by_label("Killed, at most").fill("5")
    page.get_by_label("Summary", exact=True).fill("Two officers were shot beside the airport road.")


KILLING, ARREST = ("killing", "Culiacán"), ("arrest", "Mazatlán")

FIXES: list[tuple[str, tuple[str, str], Fix, Callable[[dict[str, Any]], Any], Any]] = [
    ("search", KILLING, search_place, lambda e: e["place"]["name"], "Navolato"),
    ("runner-up", ARREST, pick_runner_up, lambda e: e["place"]["geonameid"], None),
    ("runner-up on the map", ARREST, click_runner_up, lambda e: e["place"]["geonameid"], None),
    (
        "ground", KILLING, click_ground,
        lambda e: (e["place"]["level"], e["place"]["country"]), ("point", "MX"),
    ),
    ("precision", KILLING, vaguer, lambda e: (e["place"]["precision"], e["place"]["radius_km"]), (4, 150.0)),
    (
        "dates", KILLING, other_days,
        lambda e: (e["date_start"], e["date_end"], e["date_precision"]), ("2025-10-15", "2025-10-16", 2),
    ),
    (
        "actors", KILLING, other_actors,
        lambda e: [a["name"] for a in e["actors"]], ["Gunmen", "Police", "The Ferrymen"],
    ),
    (
        "type, counts and summary", KILLING, other_facts,
        lambda e: (e["type"], e["killed"], e["summary"]),
        ("armed_clash", {"low": 2, "best": 3, "high": 5}, "Two officers were shot beside the airport road."),
    ),
]  # fmt: skip

FIELDS = ("summary", "type", "date_start", "date_end", "place", "actors", "killed", "wounded", "arrested")


@pytest.mark.parametrize("fix", FIXES, ids=lambda f: f[0])
def test_each_fix_is_a_revision_that_one_click_undoes(desk: Server, fresh: Fresh, fix: Any) -> None:
    name, (kind, place), change, see, expected = fix
    before = event_of(desk, kind, place)
    page, _frame = opened(desk, fresh, before["event_id"])
    page.get_by_label("Your name").fill("Ana")
    page.get_by_label("Your name").press("Enter")
    start_fixing(page)
    change(page)
    save(page, f"the {name} was wrong")
    after = now(desk, before["event_id"])
    if expected is None:
        expected = before["place"]["candidates"][1]["geonameid"]
    assert see(after) == expected
    assert see(after) != see(before)
    last = Log.open(str(desk.store)).history(before["event_id"])[-1]
    assert (last.action, last.author, last.reason) == ("correct", "Ana", f"the {name} was wrong")
    page.get_by_text("History", exact=True).click()
    expect(page.locator(".sl-history")).to_contain_text(f"the {name} was wrong")
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page.locator(".sl-history li").first).to_contain_text("Restored")
    undone = now(desk, before["event_id"])
    assert {f: undone[f] for f in FIELDS} == {f: before[f] for f in FIELDS}
    page.close()


IN_VIEW = "([lat, lng]) => sightline.map.getBounds().contains([lat, lng])"


def test_the_map_follows_a_corrected_place_and_the_history_says_what_changed(
    desk: Server, fresh: Fresh
) -> None:
    event = event_of(desk, *KILLING)
    culiacan, tijuana = [event["place"]["lat"], event["place"]["lon"]], [32.50, -117.00]
    page, frame = opened(desk, fresh, event["event_id"])
    frame.evaluate("at => sightline.map.setView(at, 8, {animate: false})", culiacan)
    start_fixing(page)
    page.get_by_role("textbox", name="Search for a place").fill("Tijuana, Baja California, México")
    page.get_by_role("textbox", name="Search for a place").press("Enter")
    expect(page.get_by_role("radio", name="Tijuana, Baja California, Mexico").first).to_be_checked()
    save(page, "it was there")
    frame.wait_for_function(IN_VIEW, arg=tijuana)
    page.get_by_text("History", exact=True).click()
    line = page.locator(".sl-history > li").first.locator(".sl-changed li")
    expect(line).to_have_count(1)
    expect(line.locator("del")).to_contain_text("Culiacán, Sinaloa, Mexico · Town or named site, within ")
    expect(line.locator("ins")).to_contain_text("Tijuana, Baja California, Mexico · ")
    page.get_by_role("button", name="Undo", exact=True).click()
    frame.wait_for_function(IN_VIEW, arg=culiacan)
    expect(page.locator(".sl-history > li").first.locator("ins")).to_contain_text("Culiacán")


def test_confirm_dispute_withdraw(desk: Server, fresh: Fresh) -> None:
    event_id = event_of(desk, "blockade", "Uruapan")["event_id"]
    page, _frame = opened(desk, fresh, event_id)
    badge = page.locator(".sl-detail .sl-badge").first
    page.get_by_role("button", name="Confirm", exact=True).click()
    expect(badge).to_have_text("Confirmed")
    for action, status, reason in (
        ("Dispute", "Disputed", "the road was open"),
        ("Withdraw", "Withdrawn", "it never happened"),
    ):
        page.get_by_role("button", name=action, exact=True).click()
        popover = page.locator('[data-testid="stPopoverBody"]')
        popover.get_by_role("button", name=action, exact=True).click()
        expect(page.get_by_text("Give a reason first")).to_be_visible()
        page.get_by_role(
            "textbox", name="What speaks against it?" if action == "Dispute" else "Why should it go?"
        ).fill(reason)
        popover.get_by_role("button", name=action, exact=True).click()
        expect(badge).to_have_text(status)
    said = [(r.action, r.reason) for r in Log.open(str(desk.store)).history(event_id)[1:]]
    assert said == [("confirm", ""), ("dispute", "the road was open"), ("withdraw", "it never happened")]
    assert event_id not in {e["event_id"] for e in look.events(desk.url)}
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(badge).to_have_text("Disputed")


ONE_ROW = """e => {
    const boxes = [...e.querySelectorAll("button")].map((b) => b.getBoundingClientRect());
    const words = [...e.querySelectorAll("button p")].map((p) => p.getBoundingClientRect());
    return boxes.length === 6 && boxes.every((b, i) => b.top === boxes[0].top
        && words[i].left >= b.left && words[i].right <= b.right);
}"""
"""Whether there are six buttons, all in one row, with their words inside."""


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_what_can_be_done_stays_in_one_row_with_undo(
    desk: Server, fresh: Fresh, viewport: dict[str, int], lang: str
) -> None:
    event_id = event_of(desk, "arrest", "Mazatlán", lang)["event_id"]
    store = Log.open(desk.store)
    for action in ("confirm", "dispute"):
        store.revise(event_id, action=action, author="Ana", reason="One row")
    page = fresh(viewport=viewport, locale=lang).page(f"{desk.url}/?lang={lang}&event={event_id}")
    expect(page.get_by_role("button", name=WORDS[lang]["undo"], exact=True)).to_be_visible()
    assert page.locator(".st-key-acts").evaluate(ONE_ROW)


def test_the_same_event_of_two_reports_is_merged_with_one_click(desk: Server, fresh: Fresh) -> None:
    spanish, english = (event_of(desk, "property_attack", "Tijuana", lang) for lang in ("es", "en"))
    total = len(look.events(desk.url))
    page, _frame = opened(desk, fresh, spanish["event_id"])
    page.get_by_role("button", name="Same as …").click()
    page.get_by_role("button", name=english["summary"][:30]).click()
    expect(page.locator(".sl-detail h2")).to_have_text(english["summary"])
    assert len(look.events(desk.url)) == total - 1
    assert now(desk, spanish["event_id"])["merged_into"] == english["event_id"]
    assert set(now(desk, english["event_id"])["sources"]) == {spanish["report_id"], english["report_id"]}


def test_a_corrected_place_is_offered_to_the_report_s_other_events(desk: Server, fresh: Fresh) -> None:
    first = event_of(desk, "deployment", "Mazatlán", "es")
    others = [
        e["event_id"]
        for e in look.events(desk.url, f"source={first['report_id']}")
        if (e["place"] or {}).get("name") == "Mazatlán" and e["event_id"] != first["event_id"]
    ]
    assert len(others) == 2
    page, _frame = opened(desk, fresh, first["event_id"])
    start_fixing(page)
    search_place(page)
    save(page, "it was there")
    expect(page.get_by_text("2 other events of this report were put at the same place.")).to_be_visible()
    page.get_by_role("button", name="Correct them too").click()
    expect(page.get_by_role("button", name="Correct them too")).to_have_count(0)
    assert {now(desk, i)["place"]["name"] for i in others} == {"Navolato"}


def test_the_second_of_two_is_told_and_loses_nothing(desk: Server, fresh: Fresh) -> None:
    event = event_of(desk, "sentence", "Guadalajara")
    pages = [opened(desk, fresh, event["event_id"])[0] for _person in range(2)]
    for page, summary in zip(pages, ("As the first puts it", "As the second puts it"), strict=True):
        start_fixing(page)
        page.get_by_label("Summary", exact=True).fill(summary)
        page.get_by_label("Reason", exact=True).fill(summary)
    first, second = pages
    first.get_by_role("button", name="Save", exact=True).click()
    expect(first.get_by_role("heading", name="Fix this event")).to_have_count(0)
    second.get_by_role("button", name="Save", exact=True).click()
    expect(second.get_by_text("Somebody changed this event while you looked at it.")).to_be_visible()
    assert now(desk, event["event_id"])["summary"] == "As the first puts it"
    expect(second.get_by_label("Summary", exact=True)).to_have_value("As the second puts it")
    expect(second.get_by_label("Reason", exact=True)).to_have_value("As the second puts it")
    second.get_by_role("button", name="Save", exact=True).click()
    expect(second.get_by_role("heading", name="Fix this event")).to_have_count(0)
    said = [r.event.summary for r in Log.open(str(desk.store)).history(event["event_id"])[1:] if r.event]
    assert said == ["As the first puts it", "As the second puts it"]


def test_what_the_first_changed_is_shown_to_the_second_and_not_put_back(desk: Server, fresh: Fresh) -> None:
    event = event_of(desk, "sentence", "Guadalajara")
    first, second = (opened(desk, fresh, event["event_id"])[0] for _person in range(2))
    for page, field in ((first, "According to"), (second, "Summary")):
        start_fixing(page)
        page.get_by_label(field, exact=True).fill(f"{field}, mended")
    first.get_by_role("button", name="Save", exact=True).click()
    expect(first.get_by_role("heading", name="Fix this event")).to_have_count(0)
    second.get_by_role("button", name="Save", exact=True).click()
    expect(second.get_by_text("Somebody changed this event while you looked at it.")).to_be_visible()
    second.locator("summary", has_text="History").click()
    expect(second.locator(".sl-history li").first).to_contain_text("According to, mended")
    second.get_by_role("button", name="Save", exact=True).click()
    expect(second.get_by_role("heading", name="Fix this event")).to_have_count(0)
    saved = now(desk, event["event_id"])
    assert (saved["claimed_by"], saved["summary"]) == ("According to, mended", "Summary, mended")
