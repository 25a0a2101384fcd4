"""The page as Streamlit runs it: normal, empty, a broken link, another language, nobody may write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path

import httpx
import pytest
from streamlit import config
from streamlit.testing.v1 import AppTest

from dashboard import answers, lookup, serving, state
from dashboard.draft import extractor
from geo.batch import ingest_files
from geo.records import Count, Event, EventActor, Evidence, Place, Report, replace
from geo.store.filter import Filter
from geo.store.log import Log
from tests.integration.live import running
from tests.integration.test_routes import app as served

MAIN = Path(__file__).resolve().parents[2] / "dashboard" / "main.py"

TEXT = (
    "Police arrested two men in Uruapan on 3 November 2025. <script>alert(1)</script>\n\n"
    "A warning was given by telephone; nobody said when."
)
URUAPAN = Place(
    name="Uruapan",
    lat=19.41116,
    lon=-102.05644,
    precision=1,
    radius_km=4.6,
    confidence=0.95,
    geonameid=3514663,
    country="MX",
    admin1="Michoacán",
    regions=("MX", "MX-MIC"),
)


def quote(words: str) -> tuple[Evidence, ...]:
    start = TEXT.index(words)
    return (Evidence(start=start, end=start + len(words), quote=words),)


REPORT = Report(report_id="r-1", text=TEXT, title="Two men arrested", lang="en", source="Test Gazette")
ARREST = Event(
    event_id="e-arrest",
    report_id="r-1",
    type="arrest",
    summary="Two men arrested in Uruapan",
    evidence=quote("arrested two men in Uruapan"),
    confidence=0.9,
    date_start=date(2025, 11, 3),
    date_end=date(2025, 11, 3),
    date_precision=1,
    place=URUAPAN,
    actors=(EventActor(id=None, name="local police", role="agent"),),
    arrested=Count(low=2, best=2, high=2),
    sources=("r-1",),
)
THREAT = Event(
    event_id="e-threat",
    report_id="r-1",
    type="threat",
    summary="A warning by telephone",
    evidence=quote("A warning was given by telephone"),
    confidence=0.6,
    place_why="a telephone call has no place",
    sources=("r-1",),
)


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Log]:
    """A store of its own, without seeds."""
    monkeypatch.setenv("SIGHTLINE_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("SIGHTLINE_SEEDS", "")
    monkeypatch.delenv("SIGHTLINE_WRITE", raising=False)
    serving.event_log.cache_clear()
    yield serving.event_log()
    serving.event_log.cache_clear()


@pytest.fixture
def log(empty: Log) -> Log:
    """The same with one report and its two events."""
    empty.append_reports([REPORT])
    empty.propose([ARREST, THREAT], "extractor")
    return empty


def run(page: str = "", **params: str | list[str]) -> AppTest:
    app = AppTest.from_file(str(MAIN), default_timeout=60)
    for key, value in params.items():
        app.query_params[key.rstrip("_")] = value
    if page:
        app.switch_page(page)
    return app.run()


def html(app: AppTest) -> str:
    return "\n".join(str(node.value) for node in app.get("html"))


def sentence(app: AppTest) -> str:
    found = re.search(r'class="sl-sentence"[^>]*>(.*?)</p>', html(app), re.S)
    assert found, html(app)[:2000]
    return re.sub(r"<[^>]+>", "", found[1])


def test_a_denied_killing_is_an_event_and_killed_nobody(
    empty: Log, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "bodies", answers.Bodies())  # of another store's same version
    file = tmp_path / "denial.txt"
    told = "The army denied that it had killed three farmers in Tibú, Norte de Santander, on Monday."
    file.write_text(f"{told} Gunmen allegedly killed two teachers in Ocaña, Norte de Santander.", "utf-8")
    ingest_files(empty, extractor(), [file], "extractor")
    with running(served()) as address:
        said = httpx.get(f"{address}/api/choropleth?level=admin1").json()
    assert [(r["id"], r["n"], r["killed"]) for r in said["regions"]] == [("CO-NSA", 2, 2)]
    assert (said["killed"], said["killed_remainder"]) == (2, 0)
    panel = html(run(here="CO-NSA", layers="admin1,killed"))
    assert "<b>2 events</b> from 1 report, 2 people killed." in panel
    denied = html(run(here="CO-NSA", modality="denied"))
    assert "<b>1 event</b> from 1 report.</p>" in denied


def test_normal(log: Log) -> None:
    app = run()
    assert not app.exception
    assert sentence(app) == "2 events from 1 report, 1 without a place, 1 without a date."


def test_a_link_is_the_view(log: Log) -> None:
    app = run(type="arrest", from_="2025-11-01", to="2025-11-30")
    assert not app.exception
    assert sentence(app).startswith("1 event from 1 report.")
    assert app.date_input(key="w_from").value == date(2025, 11, 1)


def test_a_control_writes_the_address(log: Log) -> None:
    app = run()
    app.text_input(key="w_q").set_value("telephone").run()
    assert sentence(app).startswith("1 event from 1 report, 1 without a place, 1 without a date.")
    assert app.query_params["q"] == "telephone"
    assert app.query_params["status"] == ["confirmed", "disputed", "proposed"]
    app.button(key="reset").click().run()
    assert sentence(app).startswith("2 events")
    assert app.text_input(key="w_q").value == ""


def set_anew(page: AppTest) -> set[str]:
    """The keys of Streamlit's controls whose value the last run sent to the browser."""
    controls = [*page.text_input, *page.date_input, *page.toggle, *page.selectbox, *page.get("button_group")]
    return {str(c.key) for c in controls if c.proto.set_value}


def test_a_control_is_set_where_it_shows_something_else(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "SENT_SECONDS", 0)
    page = run()
    assert set_anew(page) >= {"w_q", "w_from", "w_to", "w_precision"}  # the first run: nobody knows
    page.date_input(key="w_from").set_value(date(2025, 1, 1)).run()
    assert set_anew(page) == {"w_preset", "w_within"}  # all dates before; and the switch is new
    page.date_input(key="w_to").set_value(date(2024, 1, 1)).run()
    assert set_anew(page) == {"w_from"}  # which gave way
    page.selectbox(key="w_precision").set_value(3).run()
    assert set_anew(page) == {"w_precision"}  # it is known by its label, which now has a number
    monkeypatch.setattr(state, "SENT_SECONDS", 60)  # the run before has just ended
    page.run()
    assert set_anew(page) >= {"w_q", "w_from", "w_to", "w_precision", "w_preset", "w_lang"}


def test_dates_leave_out_the_undated_and_say_so(log: Log) -> None:
    app = run(from_="2025-11-01", to="2025-11-30")
    assert sentence(app) == "1 event from 1 report. Left out: 1 without a date."


def test_empty_store(empty: Log) -> None:
    app = run()
    assert not app.exception
    assert sentence(app) == "0 events from 0 reports."
    assert "No events yet" in html(app)
    assert "Paste a report or drop files" in html(app)
    assert "reset_empty" not in {b.key for b in app.button}


@pytest.mark.usefixtures("elsewhere")
def test_an_empty_store_that_may_only_be_read(empty: Log) -> None:
    app = run()
    assert "Nobody has added a report so far." in html(app)
    assert "Paste a report or drop files" not in html(app)


def test_nothing_matches(log: Log) -> None:
    app = run(type="landmine")
    assert sentence(app).startswith("0 events from 0 reports.")
    app.button(key="reset_empty").click().run()
    assert sentence(app).startswith("2 events")


def test_a_broken_link_names_what_is_wrong_and_keeps_the_rest(log: Log) -> None:
    app = run(type="no-such-type", from_="yesterday", q="arrested", colour="red", z="99", event="<b>")
    assert not app.exception
    shown = html(app)
    for parameter in ("type", "from", "colour", "z", "event"):
        assert f"“{parameter}” was left out" in shown
    assert "<b>" not in shown.split("sl-notice", 1)[1].split("</div>", 1)[0]
    assert sentence(app).startswith("1 event from 1 report")


def test_dates_the_wrong_way_round_are_both_left_out_and_said(log: Log) -> None:
    app = run(from_="2026-12-31", to="2025-01-01", type="arrest")
    said = "The link's dates are the wrong way round: “from” 2026-12-31 is after “to” 2025-01-01."
    assert f"{said} Both were left out." in unescape(html(app))
    assert sentence(app).startswith("1 event from 1 report")


def test_a_version_that_is_not_there_yet_shows_the_newest_and_says_so(log: Log) -> None:
    app = run(asof="99999")
    said = "pinned to version 99999 of the data, which does not exist yet. The newest is version 2,"
    assert said in unescape(html(app))
    assert "Pinned:" not in html(app)
    assert sentence(app).startswith("2 events")
    assert "Pinned:" in html(run(asof="2"))


def test_spanish(log: Log) -> None:
    app = run(lang="es")
    assert sentence(app) == "2 eventos de 1 informe, 1 sin lugar, 1 sin fecha."
    assert app.text_input(key="w_q").label == "Buscar palabras"


def test_an_open_event_shows_its_words_escaped(log: Log) -> None:
    app = run(event="e-arrest")
    shown = html(app)
    assert "<mark>arrested two men in Uruapan</mark>" in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "<script>" not in shown
    assert "Known to the place itself; it may lie up to 5 km from the dot." in shown


def test_a_denied_event_says_who_denies_it_and_can_be_corrected(log: Log) -> None:
    denial = replace(
        ARREST,
        event_id="e-denied",
        type="killing",
        modality="denied",
        claimed_by="The army",
        actors=(EventActor(id=None, name="Army", role="claimant"),),
    )
    log.propose([denial], "extractor")
    app = run(event="e-denied", lang="es")
    assert "<dt>Lo niega</dt><dd>The army</dd>" in html(app)
    assert "<span>Army</span><small>Lo niega</small>" in html(app)
    app = run(event="e-denied", lang="en")
    assert "<dt>Denied by</dt><dd>The army</dd>" in html(app)
    assert "<span>Army</span><small>Denies it</small>" in html(app)
    app.button(key="fix").click().run()
    app.selectbox(key="fix_e-denied_modality").set_value("alleged").run()
    assert app.text_input(key="fix_e-denied_claimed_by").label == "According to"
    app.text_input(key="fix_e-denied_claimed_by").set_value("the prosecutor").run()
    app.button(key="save").click().run()
    last = log.history("e-denied")[-1]
    assert last.event is not None
    assert (last.action, last.event.modality, last.event.claimed_by) == (
        "correct",
        "alleged",
        "the prosecutor",
    )
    assert "<dt>Claimed by</dt><dd>the prosecutor</dd>" in html(app)
    assert "<li>According to: <del>The army</del> → <ins>the prosecutor</ins></li>" in html(app)
    assert "<span>Army</span><small>Claims it</small>" in html(app)


def test_an_event_that_is_not_there(log: Log) -> None:
    assert "There is no such event" in html(run(event="e-none"))


def test_an_erased_event(log: Log) -> None:
    log.purge("e-arrest", "keeper", "asked for by the person named")
    assert "This event was removed" in html(run(event="e-arrest"))


def test_confirm_and_undo(log: Log) -> None:
    app = run(event="e-arrest")
    app.text_input(key="author").set_value("Ana").run()
    app.button(key="confirm").click().run()
    assert log.history("e-arrest")[-1].action == "confirm"
    assert log.history("e-arrest")[-1].author == "Ana"
    assert "sl-confirmed" in html(app)
    app.button(key="undo").click().run()
    last = log.history("e-arrest")[-1]
    assert (last.action, last.event.status if last.event else "") == ("restore", "proposed")
    assert "undo" not in {b.key for b in app.button}, "there is nothing left to undo"


def test_a_correction_is_a_revision(log: Log) -> None:
    app = run(event="e-threat")
    app.button(key="fix").click().run()
    app.text_area(key="fix_e-threat_summary").set_value("A threat by telephone").run()
    app.text_input(key="fix_e-threat_reason").set_value("clearer").run()
    app.button(key="save").click().run()
    assert not app.exception
    last = log.history("e-threat")[-1]
    assert last.event is not None
    assert (last.action, last.reason, last.event.summary) == ("correct", "clearer", "A threat by telephone")
    said = "Summary: <del>A warning by telephone</del> → <ins>A threat by telephone</ins>"
    assert f'<q>clearer</q><ul class="sl-changed"><li>{said}</li></ul>' in html(app)


def test_a_withdrawal_without_a_reason_is_refused_in_the_page_s_language(log: Log) -> None:
    app = run(event="e-threat", lang="es")
    app.button(key="do_withdraw").click().run()
    assert "Dé primero un motivo: se guarda con el cambio." in html(app)
    assert [r.action for r in log.history("e-threat")] == ["propose"]


def test_a_town_has_its_spanish_name(empty: Log) -> None:
    capital = replace(URUAPAN, name="Mexico City", lat=19.42847, lon=-99.12766, regions=("MX", "MX-CMX"))
    empty.append_reports([REPORT])
    empty.propose([replace(ARREST, place=capital)], "extractor")
    assert "Ciudad de México, México<small>" in html(run(event="e-arrest", lang="es"))
    assert "Mexico City, Mexico<small>" in html(run(event="e-arrest", lang="en"))


def test_a_place_is_given_by_its_degrees(log: Log) -> None:
    app = run(event="e-arrest")
    app.button(key="fix").click().run()
    app.text_input(key="fix_e-arrest_search").set_value("24.59, -107.39").run()
    assert app.radio[0].value == "The point 24.59, -107.39, near Costa Rica"
    app.button(key="save").click().run()
    assert not app.exception
    last = log.history("e-arrest")[-1].event
    assert last is not None
    assert last.place is not None
    assert (last.place.lat, last.place.lon, last.place.precision) == (24.59, -107.39, 1)
    assert last.place.regions == ("MX", "MX-SIN", "8583353")


def test_the_second_of_two_corrections_is_told_and_loses_nothing(log: Log) -> None:
    app = run(event="e-threat")
    app.button(key="fix").click().run()
    app.text_area(key="fix_e-threat_summary").set_value("Mine").run()
    log.revise("e-threat", action="correct", changes={"summary": "Theirs"}, author="Bea")
    app.button(key="save").click().run()
    assert "Somebody changed this event while you looked at it." in html(app)
    assert app.text_area(key="fix_e-threat_summary").value == "Mine"
    app.button(key="save").click().run()
    summaries = [r.event.summary for r in log.history("e-threat") if r.event]
    assert summaries == ["A warning by telephone", "Theirs", "Mine"]


def test_a_pinned_link_shows_what_its_sender_saw(log: Log) -> None:
    then = log.version
    log.revise("e-threat", action="withdraw", author="Bea", reason="a rumour")
    assert sentence(run()).startswith("1 event")
    app = run(asof=str(then))
    assert sentence(app).startswith("2 events")
    assert f"as they were known at version {then}. Today's version is {then + 1}." in unescape(html(app))
    app.button(key="unpin").click().run()
    assert sentence(app).startswith("1 event")


def test_the_past_is_not_changed(log: Log) -> None:
    assert "confirm" not in {b.key for b in run(event="e-arrest", asof=str(log.version)).button}


def test_merged_events_lead_to_the_one_that_stands(log: Log) -> None:
    twin = replace(ARREST, event_id="e-twin", evidence=quote("Police arrested two men"))
    log.propose([replace(twin, report_id="r-2", sources=("r-2",))], "extractor")
    app = run(event="e-twin")
    app.button(key="into_e-arrest").click().run()
    assert log.history("e-twin")[-1].merged_into == "e-arrest"
    assert app.session_state["view"].event == "e-arrest"
    app = run(event="e-twin")
    assert "This event was merged into another one." in html(app)
    app.button(key="merged").click().run()
    assert app.session_state["view"].event == "e-arrest"


def test_a_corrected_place_is_offered_to_the_same_name(log: Log) -> None:
    second = replace(ARREST, event_id="e-second", type="seizure", evidence=quote("Police arrested"))
    log.propose([second], "extractor")
    app = run(event="e-arrest")
    app.button(key="fix").click().run()
    app.text_input(key="fix_e-arrest_search").set_value("Apatzingán").run()
    app.button(key="save").click().run()
    assert "1 other event of this report was put at the same place." in html(app)
    app.button(key="again").click().run()
    places = [log.history(i)[-1].event.place.name for i in ("e-arrest", "e-second")]  # type: ignore[union-attr]
    assert places[0] == places[1]
    assert places[0].startswith("Apatzingán")


@pytest.fixture
def elsewhere() -> Iterator[None]:
    """The server listens on every address."""
    before = config.get_option("server.address")
    config.set_option("server.address", "0.0.0.0")
    yield
    config.set_option("server.address", before)


@pytest.mark.usefixtures("elsewhere")
def test_read_only_elsewhere(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not {b.key for b in run(event="e-arrest").button} & {"confirm", "fix", "undo"}
    monkeypatch.setenv("SIGHTLINE_WRITE", "1")  # which opens it to the editors who signed in alone
    assert not {b.key for b in run(event="e-arrest").button} & {"confirm", "fix", "undo"}


def test_answers_are_kept_by_version_and_filter(log: Log) -> None:
    run()
    before = dict(lookup._kept)
    run()
    assert dict(lookup._kept).keys() == before.keys()


@pytest.mark.usefixtures("log")
def test_bars_by_date_are_counted_once_for_all_dates() -> None:
    source, later = lookup.Source(), Filter(from_=date(2025, 12, 1), dates="within")
    every = source.histogram(Filter())
    assert source.histogram(later) is every
    assert every == source.index.histogram(later, by="type", dates=False)
    assert source.histogram(later.but(types=("threat",))) is not every
