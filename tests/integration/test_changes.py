"""What changed since a version, over HTTP and as the page of a pinned link lists it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from dashboard.serving import current, event_log
from geo.records import Evidence, replace
from geo.store.filter import Filter
from geo.store.index import Index
from tests.integration.test_routes import EVENTS, TEXT, event, problem
from tests.integration.test_routes import client as client

MAIN = Path(__file__).resolve().parents[2] / "dashboard" / "main.py"


def told(client: TestClient, since: int, query: str = "") -> list[tuple[str, str]]:
    answer = client.get(f"/api/changes?since={since}&{query}")
    assert answer.status_code == 200, answer.text
    return [(c["kind"], c["event_id"]) for c in answer.json()["changes"]]


@pytest.fixture
def since(client: TestClient) -> int:
    """The version before the changes."""
    log = event_log()
    before = log.version
    words = (Evidence(start=7, end=15, quote=TEXT[7:15]),)
    log.propose([replace(event(8, "arrest", EVENTS[0].place, date(2025, 10, 1)), evidence=words)], "test")
    log.revise("event-1", action="correct", changes={"summary": "Corrected"}, author="a", reason="")
    log.revise("event-2", action="withdraw", changes={}, author="a", reason="")
    log.revise("event-3", action="correct", changes={"type": "arrest"}, author="a", reason="")
    log.purge("event-4", "a", "asked for")
    current().refresh()
    return before


ALL = [
    ("added", "event-8"), ("corrected", "event-1"), ("corrected", "event-3"), ("withdrawn", "event-2"),
    ("removed", "event-4"),
]  # fmt: skip


def test_each_change_is_listed_under_its_kind(client: TestClient, since: int) -> None:
    assert sorted(told(client, since)) == sorted(ALL)
    assert told(client, event_log().version) == []
    assert [kind for kind, _ in told(client, since)] == sorted(
        (kind for kind, _ in ALL), key=["added", "corrected", "withdrawn", "removed"].index
    )


def test_a_filter_tells_of_its_own_events(client: TestClient, since: int) -> None:
    moved = told(client, since, "type=military_flight")
    assert moved == [("corrected", "event-3"), ("removed", "event-4")], "moved out of the filter, not gone"
    arrests = [
        ("added", "event-8"),
        ("corrected", "event-1"),
        ("corrected", "event-3"),
        ("removed", "event-4"),
    ]
    assert sorted(told(client, since, "type=arrest")) == sorted(arrests)
    assert ("withdrawn", "event-2") in told(client, since, "status=withdrawn&status=proposed")


def test_a_new_file_tells_the_same(client: TestClient, since: int) -> None:
    fresh = Index(event_log())
    fresh._base, fresh._base_version = fresh._build(event_log().version)
    found: Any = fresh.refresh().changes(Filter(), since)
    assert sorted((c.kind, c.event_id) for c in found.changes) == sorted(ALL)


def test_a_version_that_cannot_be_read_is_named(client: TestClient) -> None:
    assert problem(client.get("/api/changes?since=lately"), 400)["parameter"] == "since"
    assert problem(client.get("/api/changes"), 400)["parameter"] == "since"


@pytest.mark.parametrize(("lang", "words"), [("en", "added"), ("es", "añadido")])
def test_a_pinned_page_lists_them_with_links(
    client: TestClient,
    since: int,
    lang: str,
    words: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SIGHTLINE_SEEDS", "")
    page = AppTest.from_file(str(MAIN), default_timeout=60)
    page.query_params["asof"] = str(since)
    page.query_params["lang"] = lang
    page.run()
    assert not page.exception
    said = "".join(str(node.value) for node in page.get("html"))
    assert words in said.lower()
    for kind, event_id in ALL:
        assert f"event={event_id}" in said, kind
    assert "asof=" not in said.split("event=event-8")[0].rsplit("href=", 1)[1], (
        "what was added is shown as of now"
    )


def test_nothing_is_said_of_changes_where_there_are_none(
    client: TestClient,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SIGHTLINE_SEEDS", "")
    page = AppTest.from_file(str(MAIN), default_timeout=60)
    page.query_params["asof"] = str(event_log().version)
    page.run()
    assert "Nothing in this view changed since." in "".join(str(node.value) for node in page.get("html"))
