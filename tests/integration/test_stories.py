"""Stories over HTTP, on their page and from the command line: who sees which, and what a step shows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner

from dashboard import lookup
from dashboard.serving import event_log
from dashboard.story_draft import Draft
from geo.__main__ import app as commands
from geo.errors import NotFoundError
from geo.records import Report, Step, Story, replace
from geo.store.log import Log
from geo.store.stories import Stories
from tests.integration.test_page import html
from tests.integration.test_routes import EVENTS, TEXT, app, problem

ID = "story-0123456789"
STEPS = (
    Step(
        title="Arrests", text="Two <b>men</b>", query="type=arrest&lat=19.4&lng=-102&z=7&event=event-1&asof=2"
    ),
    Step(text="Everything\nelse", query="region=MX-MIC"),
)
STORY = Story(story_id=ID, title="<i>Uruapan</i>", intro="In November.", lang="en", steps=STEPS)


@pytest.fixture
def log(own_store: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Log]:
    """Reports in version 1, events in 2, the story's draft in 3."""
    monkeypatch.setenv("SIGHTLINE_SEEDS", "")
    monkeypatch.delenv("SIGHTLINE_PROFILE", raising=False)
    monkeypatch.delenv("SIGHTLINE_WRITE", raising=False)
    event_log.cache_clear()
    log = event_log()
    log.append_reports([Report(report_id="report-1", text=TEXT, title="Two reports", source="Test")])
    log.propose(EVENTS, "test")
    Stories(log.commits).write(STORY, "ana")
    yield log
    event_log.cache_clear()


@pytest.fixture
def stories(log: Log) -> Stories:
    return Stories(log.commits)


@pytest.fixture
def client(log: Log) -> TestClient:
    return TestClient(app(), raise_server_exceptions=False)


def test_the_api_lists_stories_and_tells_one(client: TestClient, stories: Stories) -> None:
    listed = client.get("/api/stories").json()
    (head,) = listed["stories"]
    assert listed["version"] == 3
    assert (head["story_id"], head["title"], head["steps"]) == (ID, "<i>Uruapan</i>", 2)
    assert (head["status"], head["author"], head["version"]) == ("draft", "ana", 3)
    answer = client.get(f"/api/stories/{ID}")
    assert answer.json()["intro"] == "In November."
    again = client.get(f"/api/stories/{ID}", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304
    stories.write(Story(story_id=ID, title="Uruapan", steps=STEPS[:1]), "bea")
    lookup.wrote()
    changed = client.get(f"/api/stories/{ID}", headers={"If-None-Match": answer.headers["etag"]})
    assert (changed.status_code, changed.json()["title"]) == (200, "Uruapan")
    assert client.get(f"/api/stories/{ID}?asof=3").json()["title"] == "<i>Uruapan</i>"
    assert client.get("/api/stories?asof=2").json()["stories"] == []


def test_a_steps_query_is_what_the_other_routes_take(client: TestClient, log: Log) -> None:
    pinned, live = (s["query"] for s in client.get(f"/api/stories/{ID}").json()["steps"])

    def ids(query: str) -> list[str]:
        return sorted(e["event_id"] for e in client.get(f"/api/events?{query}").json()["events"])

    assert ids(pinned) == ["event-1", "event-7"]
    assert ids(live) == ["event-1", "event-2", "event-4", "event-7"]
    log.revise("event-1", action="withdraw", author="bea", reason="a rumour")
    lookup.wrote()
    assert ids(pinned) == ["event-1", "event-7"]
    assert ids(live) == ["event-2", "event-4", "event-7"]


def test_what_is_not_there_is_told_apart_from_what_was_removed(client: TestClient, log: Log) -> None:
    problem(client.get("/api/stories/story-000000"), 404)
    problem(client.get("/api/stories/' OR 1=1 --"), 404)
    assert problem(client.get("/api/stories?asof=soon"), 400)["parameter"] == "asof"
    log.purge(ID, "ana", "asked for")
    lookup.wrote()
    problem(client.get(f"/api/stories/{ID}"), 410)
    assert client.get("/api/stories").json()["stories"] == []
    assert len(client.get("/api/events").json()["events"]) == len(EVENTS)


def test_readers_elsewhere_get_what_was_published(
    client: TestClient, stories: Stories, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIGHTLINE_PROFILE", "partner")
    problem(client.get(f"/api/stories/{ID}"), 404)
    stories.act(ID, "publish", "ana@desk.example", reason="ready")
    assert problem(client.get(f"/api/stories/{ID}?v=4&asof=3"), 404), "what it was as a draft stays a draft"
    shown = client.get(f"/api/stories/{ID}?v=4").json()
    assert (shown["author"], shown["steps"][0]["text"]) == ("", "Two <b>men</b>")
    stories.act(ID, "withdraw", "ana@desk.example", reason="wrong")
    problem(client.get(f"/api/stories/{ID}?v=5&asof=4"), 404)
    assert client.get("/api/stories?v=5").json()["stories"] == []


def page() -> None:
    import streamlit as st

    from dashboard import lookup, state
    from dashboard.views import story

    problems = state.begin()
    pages: dict[str, st.Page] = {
        "map": st.Page(lambda: None, title="Map", url_path="map"),
        "story": st.Page(
            lambda: story.draw(lookup.Source(), pages, problems),
            title="Story",
            url_path="story",
            default=True,
        ),
    }
    st.navigation(list(pages.values()), position="hidden").run()
    state.end(story.own())


def run(**params: str) -> AppTest:
    lookup.wrote()
    made = AppTest.from_function(page, default_timeout=60)
    for key, value in params.items():
        made.query_params[key] = value
    made.run()
    assert not made.exception
    return made


def shown_by(made: AppTest) -> dict[str, Any]:
    """The last message to the map."""
    (map_,) = [n for n in made.get("bidi_component") if n.proto.component_name == "sightline_frame"]
    message: dict[str, Any] = json.loads(map_.proto.bytes)[1]["message"]
    return message


def test_a_step_shows_its_view_and_its_words(log: Log) -> None:
    made = run(id=ID, type="killing")
    said = html(made)
    assert "&lt;i&gt;Uruapan&lt;/i&gt;" in said
    assert "In November." in said
    assert "Two &lt;b&gt;men&lt;/b&gt;" in said
    assert "Step 1 of 2" in said
    assert "Event 1 &lt;b&gt;bold" in said, "the step's own event is open"
    message = shown_by(made)
    assert (
        message["query"]
        == "asof=2&dates=overlap&status=confirmed&status=disputed&status=proposed&type=arrest"
    )
    assert (message["selected"], message["scene"]["position"]) == ("event-1", [19.4, -102.0, 7.0])
    made.button(key="step_on").click().run()
    said = html(made)
    assert made.query_params["step"] == "2"
    assert "Everything\nelse" in said
    assert "In November." not in said
    message = shown_by(made)
    assert (message["selected"], "asof" in message["query"]) == (None, False)
    assert message["scene"]["position"][0] == pytest.approx(19.3, abs=0.5), "its events are in view"
    made.radio(key="w_step").set_value(1).run()
    assert made.query_params["step"] == "1"


def test_a_pinned_step_keeps_what_was_known_and_a_pinned_link_the_story_too(
    log: Log, stories: Stories
) -> None:
    log.revise("event-1", action="correct", changes={"summary": "Corrected"}, author="bea")
    stories.write(Story(story_id=ID, title="Later", steps=STEPS[::-1]), "bea")
    assert "Event 1 &lt;b&gt;bold" in html(run(id=ID, step="2"))
    then = run(id=ID, asof="3", step="2")
    assert "&lt;i&gt;Uruapan" in html(then)
    assert "This link is pinned" in html(then)
    assert shown_by(then)["query"].startswith("asof=3&")
    assert "story_edit" not in {b.key for b in then.button}


def test_a_bad_step_is_named_and_the_rest_works(log: Log, stories: Stories) -> None:
    stories.write(Story(story_id=ID, title="Uruapan", steps=(Step(query="actor=nobody&type=arrest"),)), "ana")
    made = run(id=ID, step="7")
    said = unescape(html(made))
    assert "“step” was left out: expected a step from 1 to 1, got “7”" in said
    assert "“step 1: actor” was left out: expected known actors" in said
    assert "type=arrest" in shown_by(made)["query"]


def test_what_is_not_there_is_told(log: Log) -> None:
    assert "There is no such story" in html(run(id="story-000000"))
    assert "There is no such story" in html(run(id="<b>"))
    assert "1 step" not in html(run(lang="es"))
    assert "2 pasos" in html(run(lang="es"))
    log.purge(ID, "ana", "asked for")
    assert "This story was removed" in html(run(id=ID))
    assert "No stories yet" in html(run())


def test_who_may_not_write_sees_no_editing(
    log: Log, stories: Stories, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = {"story_edit", "story_publish", "story_withdraw"}
    assert keys <= {b.key for b in run(id=ID).button}
    stories.act(ID, "publish", "ana")
    monkeypatch.setenv("SIGHTLINE_PROFILE", "public")
    made = run(id=ID)
    assert "&lt;i&gt;Uruapan" in html(made)
    assert "ana" not in html(made).replace("Michoacana", "").replace("analy", "")
    assert not (keys | {"story_undo"}) & {b.key for b in made.button}
    assert "new_story" not in {b.key for b in run().button}


def test_an_edit_is_a_revision_and_a_clash_loses_nothing(log: Log, stories: Stories) -> None:
    made = run(id=ID)
    made.button(key="story_edit").click().run()
    made.text_input(key="tell_title").set_value("Mine").run()
    made.button(key="tell_0_down").click().run()
    assert [t.value for t in made.text_area] == ["In November.", "Everything\nelse", "Two <b>men</b>"]
    stories.write(Story(story_id=ID, title="Theirs", steps=STEPS), "bea")
    made.button(key="tell_save").click().run()
    assert "Nothing of yours is lost" in html(made)
    assert made.text_input(key="tell_title").value == "Mine"
    made.text_input(key="tell_author").set_value("Ana").run()
    made.text_input(key="tell_reason").set_value("shorter").run()
    made.button(key="tell_save").click().run()
    assert not made.exception
    last = stories.history(ID)[-1]
    assert (last.author, last.reason, last.action) == ("Ana", "shorter", "write")
    assert last.story
    assert (last.story.title, [s.title for s in last.story.steps]) == ("Mine", ["", "Arrests"])
    made.button(key="story_undo").click().run()
    back = stories.history(ID)[-1]
    assert back.story
    assert (back.story.title, back.action) == ("Theirs", "restore")


def test_a_link_becomes_a_step_and_a_pin_can_be_let_go(log: Log, stories: Stories) -> None:
    made = run()
    made.button(key="new_story").click().run()
    made.button(key="tell_save").click().run()
    assert "Give the story a title first." in html(made)
    made.text_input(key="tell_title").set_value("New").run()
    made.text_input(key="tell_link").set_value("http://x/?type=arrest&from=never").run()
    made.button(key="tell_add").click().run()
    assert "This link could not be read: from" in html(made)
    made.text_input(key="tell_link").set_value("http://x/?type=arrest&lat=1&lng=2&z=3&lang=es").run()
    made.button(key="tell_add").click().run()
    made.text_input(key="tell_link").set_value("?region=MX-MIC&event=event-4").run()
    made.button(key="tell_add").click().run()
    made.toggle(key="tell_1_pin").set_value(False).run()
    made.button(key="tell_save").click().run()
    told = next(r.story for r in stories.newest() if r.story and r.story.title == "New")
    first, second = (s.query for s in told.steps)
    assert first.startswith("asof=3&")
    assert first.endswith("&type=arrest&lat=1&lng=2&z=3")
    assert "asof" not in second
    assert second.endswith("&event=event-4")


def test_a_story_is_by_who_wrote_it_whoever_publishes_it(log: Log, stories: Stories) -> None:
    made = run(id=ID)
    made.button(key="story_publish").click().run()
    last = stories.history(ID)[-1]
    assert (last.action, last.author) == ("publish", "unnamed reader")
    assert " · by ana · " in html(made)
    assert " · by ana · " in html(run())
    stories.write(replace(STORY, title="Another title"), "bea")
    assert " · by bea · " in html(run())


def test_a_name_that_is_typed_last_comes_with_the_press(log: Log, stories: Stories) -> None:
    made = run(id=ID)
    made.text_input(key="tell_author").set_value("Bea")
    made.button(key="story_publish").click().run()
    last = stories.history(ID)[-1]
    assert (last.action, last.author) == ("publish", "Bea")


def test_a_new_story_that_is_left_leaves_nothing(log: Log, stories: Stories) -> None:
    made = run()
    made.button(key="new_story").click().run()
    assert made.query_params["id"].startswith("story-")
    made.button(key="tell_cancel").click().run()
    assert "id" not in made.query_params
    assert "<h2>Stories</h2>" in html(made)
    assert len(stories.newest()) == 1


def dialog() -> None:
    import streamlit as st

    from dashboard import lookup, state, story_adding

    state.begin()
    pages = {"story": st.Page(lambda: None, title="Story", url_path="story", default=True)}
    st.navigation(list(pages.values()), position="hidden")
    story_adding.add_view(lookup.Source(), pages, "type=arrest&lat=1&lng=2&z=3")


def test_a_view_is_added_to_a_new_story_an_old_one_and_one_that_is_being_edited(
    log: Log, stories: Stories
) -> None:
    made = AppTest.from_function(dialog, default_timeout=60).run()
    made.button(key="add_go").click().run()
    assert "Give the story a title first." in html(made)
    made.text_input(key="add_title").set_value("New").run()
    made.text_input(key="add_author").set_value("Ana").run()
    made.button(key="add_go").click().run()
    assert "The view is step 1 of “New”." in html(made)
    new = stories.newest()[0]
    assert new.story
    assert (new.author, new.story.steps[0].query[:7]) == ("Ana", "asof=3&")

    lookup.wrote()
    made = AppTest.from_function(dialog, default_timeout=60).run()
    made.selectbox(key="add_story").set_value(ID).run()
    made.toggle(key="add_pin").set_value(False).run()
    made.text_area(key="add_text").set_value("More\nwords").run()
    made.button(key="add_go").click().run()
    old = stories.story(ID).story
    assert old
    assert (len(old.steps), old.steps[2].text, "asof" in old.steps[2].query) == (3, "More\nwords", False)

    draft = Draft(old, stories.story(ID).version)
    made = AppTest.from_function(dialog, default_timeout=60)
    made.session_state["tales"] = {ID: draft}
    made.run()
    made.selectbox(key="add_story").set_value(ID).run()
    made.button(key="add_go").click().run()
    assert "is not saved yet" in html(made)
    assert len(made.session_state["tales"][ID].story.steps) == 4
    assert stories.story(ID).story == old


def geo(log: Log, *arguments: str) -> str:
    """What a command prints."""
    done = CliRunner().invoke(commands, [*arguments, "--store", log.uri], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return str(done.stdout)


def test_the_command_line_shows_and_erases_stories(log: Log) -> None:
    assert geo(log, "story", "list") == f"{ID}  draft  2  <i>Uruapan</i>\n"
    assert geo(log, "story", "list", "--profile", "public") == ""
    assert "1. Arrests\nTwo <b>men</b>\n   asof=2&" in geo(log, "story", "show", ID)
    told = json.loads(geo(log, "story", "show", ID, "--json"))
    assert (told["author"], told["story"]["steps"][1]["text"]) == ("ana", "Everything\nelse")
    with pytest.raises(NotFoundError, match="no story has the id 'story-000000'"):
        geo(log, "story", "show", "story-000000")
    geo(log, "purge", ID, "--yes", "--reason", "asked for")
    assert Stories(log.commits).newest() == []
