"""An actor's page: whose it is, what it counts, where its links lead, and what it says of a bad link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import lookup, serving
from dashboard.draft import extractor
from dashboard.first_start import seeds
from geo.batch import ingest_files
from geo.store.log import Log
from tests.integration.test_page import html, sentence


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store of the seeds, as the program reads them."""
    log = Log.open(str(tmp_path_factory.mktemp("seeded") / "store"))
    ingest_files(log, extractor(), seeds(), "extractor")
    return log.uri


@pytest.fixture(autouse=True)
def log(seeded: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Log]:
    monkeypatch.setenv("SIGHTLINE_STORE", seeded)
    monkeypatch.delenv("SIGHTLINE_PROFILE", raising=False)
    serving.event_log.cache_clear()
    yield serving.event_log()
    serving.event_log.cache_clear()


def page() -> None:
    import streamlit as st

    from dashboard import lookup, state
    from dashboard.views import actor

    problems = state.begin()
    pages = {
        "map": st.Page(lambda: None, title="Map", url_path="map"),
        "actor": st.Page(
            lambda: actor.draw(lookup.Source(), pages, problems),
            title="Actor",
            url_path="actor",
            default=True,
        ),
    }
    st.navigation(list(pages.values()), position="hidden").run()
    state.end()


def run(**params: str | list[str]) -> AppTest:
    app = AppTest.from_function(page, default_timeout=120)
    for key, value in params.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    return app


def pairs(app: AppTest) -> list[list[str]]:
    """The rows of the table of who acts against whom."""
    found = re.findall(r"<tr><th scope=\"row\">(.*?)</th><td>(.*?)</td><td>(.*?)</td></tr>", html(app))
    return [[unescape(re.sub(r"<[^>]+>", "", cell)) for cell in row] for row in found]


def part(app: AppTest, heading: str) -> str:
    """The part of the page below a heading."""
    return next(str(n.value) for n in app.get("html") if f"<h3>{heading}" in str(n.value))


def links(markup: str) -> list[tuple[str, dict[str, list[str]]]]:
    """Where each link leads: a path, and the parameters."""
    parts = [urlsplit(unescape(h)) for h in re.findall(r'href="([^"]*)"', markup)]
    return [(p.path, parse_qs(p.query)) for p in parts]


def test_an_actor_has_its_events_its_pairs_and_those_beside_it() -> None:
    app = run(actor="mx-gov")
    assert "<h2>Government of Mexico</h2>" in html(app)
    assert sentence(app).startswith("3 events from ")
    assert pairs(app)[0] == ["Government of Mexico", "Prisoners", "2"]
    assert ["Government of Mexico", "Rafael Caro Quintero", "1"] in pairs(app)
    beside = part(app, "Named in the same events")
    assert "Prisoners" in beside
    assert "Government of Mexico" not in beside
    assert ("actor", ["group-prisoners"]) in [(p, q["actor"]) for p, q in links(beside)]
    listed = links(part(app, "The newest 3 events"))
    assert [(p, len(q["event"]), q["actor"]) for p, q in listed] == [("./", 1, ["mx-gov"])] * 3


def test_a_filter_of_the_link_holds_and_can_be_dropped() -> None:
    app = run(actor="mx-gov", type="prisoner_transfer", **{"from": "2025-04-01"})
    assert sentence(app).startswith("2 events from ")
    assert all(q["from"] == ["2025-04-01"] for _p, q in links(part(app, "Named in the same events")))
    app.button(key="widen").click().run()
    assert sentence(app).startswith("3 events from ")
    assert app.session_state["view"].filter.active == ("actors",)
    assert "widen" not in {b.key for b in app.button}


def test_without_an_actor_everybodys_pairs() -> None:
    app = run(lang="es")
    assert "<h2>Quién actúa y contra quién</h2>" in html(app)
    assert pairs(app)[0] == ["Gobierno de México", "Presos", "2"]
    assert len(pairs(app)) >= 5
    path, first = links(part(app, "Dónde: por estado"))[0]
    assert (path, first["region"]) == ("./", ["MX-MIC"])
    assert [n for _a, _t, n in pairs(app)] == sorted((n for _a, _t, n in pairs(app)), reverse=True), (
        "most first"
    )


def test_an_unknown_actor_is_told_and_the_rest_of_the_link_holds() -> None:
    app = run(actor="<b>nobody", type="prisoner_transfer")
    assert "“actor” was left out" in html(app)
    assert "<b>nobody" not in html(app)
    assert "<h2>Who acts, and against whom</h2>" in html(app)
    assert app.session_state["view"].filter.active == ("types",)


def test_an_actor_without_events_says_so() -> None:
    app = run(actor="mx-gov", type="landmine")
    assert sentence(app).startswith("0 events from 0 reports.")
    assert pairs(app) == []


def test_a_pinned_page_shows_what_was_known_then(log: Log) -> None:
    then = log.version
    event = next(e for e in links(part(run(actor="carlos-manzo"), "The newest event")))[1]["event"][0]
    log.revise(event, action="withdraw", author="Bea", reason="a rumour")
    lookup.wrote()  # the index looks for news at intervals
    try:
        assert sentence(run(actor="carlos-manzo")).startswith("0 events")
        app = run(actor="carlos-manzo", asof=str(then))
        assert sentence(app).startswith("1 event ")
        assert f"as they were known at version {then}." in unescape(html(app))
        assert links(part(app, "The newest event"))[0][1]["asof"] == [str(then)]
        app.button(key="unpin").click().run()
        assert sentence(app).startswith("0 events")
    finally:
        log.revise(event, action="restore", author="Bea", reason="")
        lookup.wrote()


def test_an_open_event_is_the_maps(log: Log) -> None:
    event = links(part(run(actor="carlos-manzo"), "The newest event"))[0][1]["event"][0]
    app = run(actor="carlos-manzo", event=event)
    assert "Carlos Manzo" not in html(app), "the map's page took over"
    assert app.session_state["view"].event == event
