"""Adding reports: paste, look, fix, discard, save; what fails says so and the others go on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import draft, serving
from geo.errors import InputError
from geo.records import Report
from geo.store.log import Log

ARTICLE = (
    "Two cities, one weekend\n\n"
    "CULIACÁN, Mexico, October 12, 2025. Marines arrested three men in Culiacán on Saturday. "
    "Gunmen killed two police officers in Mazatlán the day before."
)


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Log]:
    monkeypatch.setenv("SIGHTLINE_STORE", str(tmp_path / "store"))
    serving.event_log.cache_clear()
    yield serving.event_log()
    serving.event_log.cache_clear()


def page() -> None:
    import streamlit as st

    from dashboard import state
    from dashboard.views import add

    state.begin()
    pages = {
        "map": st.Page(lambda: None, title="Map", url_path="map"),
        "add": st.Page(lambda: add.draw(pages), title="Add reports", url_path="add", default=True),
    }
    st.navigation(list(pages.values()), position="hidden").run()


def html(app: AppTest) -> str:
    return "\n".join(str(node.value) for node in app.get("html"))


def previewed() -> AppTest:
    app = AppTest.from_function(page, default_timeout=120).run()
    app.text_area(key="paste").set_value(ARTICLE).run()
    app.button(key="find").click().run()
    assert not app.exception
    return app


def test_nothing_is_kept_before_save(log: Log) -> None:
    app = previewed()
    assert "<mark>" in html(app)
    assert "2 events in 1 report" in html(app)
    assert log.version == 0


def test_the_day_of_publication_is_read_off_the_dateline(log: Log) -> None:
    app = previewed()
    assert app.date_input(key="published0").value == date(2025, 10, 12)
    assert app.date_input(key="published0").label == "Published, as guessed from the text"


def test_saved_as_shown(log: Log) -> None:
    app = previewed()
    app.text_input(key="author").set_value("Ana").run()
    drafts: list[draft.Draft] = app.session_state["drafts"]
    first, second = (e["event_id"] for e in drafts[0].events)
    app.button(key=f"fix_0_{first}").click().run()
    app.text_area(key=f"draft_0_{first}_summary").set_value("As Ana puts it").run()
    app.button(key=f"drop_0_{second}").click().run()
    assert "1 event in 1 report" in html(app)
    app.button(key="save_all").click().run()
    assert not app.exception
    assert "Saved: 1 event from 1 report." in html(app)
    corrected, dropped = log.history(first), log.history(second)
    assert [r.action for r in corrected] == ["propose", "correct"]
    assert corrected[-1].event is not None
    assert (corrected[-1].author, corrected[-1].event.summary) == ("Ana", "As Ana puts it")
    assert [r.action for r in dropped] == ["propose", "withdraw"]


@pytest.mark.parametrize("pressed", ["its own Done", "another one's Fix"])
def test_what_was_typed_last_comes_with_the_press(log: Log, pressed: str) -> None:
    app = previewed()
    drafts: list[draft.Draft] = app.session_state["drafts"]
    first, second = (e["event_id"] for e in drafts[0].events)
    app.button(key=f"fix_0_{first}").click().run()
    app.text_area(key=f"draft_0_{first}_summary").set_value("As Ana puts it")
    app.date_input(key=f"draft_0_{first}_start").set_value(date(2025, 10, 9))
    app.button(key=f"fix_0_{first if pressed == 'its own Done' else second}").click().run()
    assert not app.exception
    corrected = app.session_state["drafts"][0].current(first)
    assert (corrected["summary"], corrected["date_start"]) == ("As Ana puts it", "2025-10-09")
    assert "<h3>As Ana puts it</h3>" in html(app)
    opened = None if pressed == "its own Done" else f"0_{second}"
    assert app.session_state["draft_fixing"] == opened


def test_how_firmly_it_is_told_is_shown_before_saving_and_can_be_corrected(log: Log) -> None:
    app = AppTest.from_function(page, default_timeout=120).run()
    app.text_area(key="paste").set_value(
        "The army denied that it had killed three farmers in Tibú, Norte de Santander, on Monday."
    )
    app.button(key="find").click().run()
    assert "<dt>How firmly</dt><dd>Denied</dd><dt>Denied by</dt><dd>The army</dd>" in html(app)
    (event,) = app.session_state["drafts"][0].events
    key = f"0_{event['event_id']}"
    app.button(key=f"fix_{key}").click().run()
    app.selectbox(key=f"draft_{key}_modality").set_value("alleged").run()
    assert "<dt>How firmly</dt><dd>Alleged</dd><dt>Claimed by</dt><dd>The army</dd>" in html(app)
    app.button(key="save_all").click().run()
    last = log.history(event["event_id"])[-1]
    assert last.event is not None
    assert (last.action, last.event.modality) == ("correct", "alleged")


PAGE = """<!doctype html><html lang="es"><head><meta charset="iso-8859-1"><title>Dos detenidos</title></head>
<body><nav>Inicio Deportes</nav><article><h1>Dos detenidos</h1>
<p>Soldados detuvieron a dos hombres en Culiacán, Sinaloa, el 3 de mayo de 2025 &amp; decomisaron armas.</p>
<script>document.title = "hurt"</script></article></body></html>"""
PART = PAGE[PAGE.index("<article>") : PAGE.index("</body>")]


@pytest.mark.parametrize("said", [PAGE, PART], ids=["page", "part"])
def test_the_pasted_source_of_a_web_page_is_read_as_the_page(log: Log, said: str) -> None:
    app = AppTest.from_function(page, default_timeout=120).run()
    app.text_area(key="paste").set_value(said)
    app.text_input(key="paste_source").set_value("El Diario")
    app.button(key="find").click().run()
    assert not app.exception
    report = app.session_state["drafts"][0].report
    assert (report.title, report.source) == ("Dos detenidos", "El Diario")
    assert "Culiacán, Sinaloa" in report.text
    assert not {"<", ">", "Deportes", "hurt"} & set(re.findall(r"[<>]|\w+", report.text))
    arrest = next(e for e in app.session_state["drafts"][0].events if e["type"] == "arrest")
    assert arrest["place"]["name"] == "Culiacán"


def test_a_text_that_speaks_of_tags_stays_as_it_is() -> None:
    told = "Police arrested two men in Uruapan. <script>alert(1)</script> <p>A second</p>"
    assert draft.pasted(told, "", "", None).text == told


def test_the_same_report_again_adds_nothing(log: Log) -> None:
    for _turn in range(2):
        app = previewed()
        app.button(key="save_all").click().run()
    assert "All of it was here already; nothing is kept twice." in html(app)
    assert log.version == 2


def test_a_file_that_fails_says_why_and_the_others_go_on() -> None:
    files = [("bad.pdf", b"%PDF-1.4 nothing"), ("empty.txt", b""), ("good.txt", ARTICLE.encode())]
    drafts = list(draft.uploaded(files, None))
    assert [d.name for d in drafts] == ["bad.pdf", "empty.txt", "good.txt"]
    assert [bool(d.problem) for d in drafts] == [True, True, False]
    assert len(drafts[2].events) == 2


def test_the_name_of_a_file_is_a_label_and_never_opened() -> None:
    files = [("../../etc/passwd", b"root"), ("../../etc/hosts.txt", ARTICLE.encode())]
    refused, good = draft.uploaded(files, None)
    assert refused.report is None
    assert refused.problem
    assert good.report is not None
    assert good.report.text.strip() == ARTICLE


def test_an_empty_or_endless_text_is_refused() -> None:
    with pytest.raises(InputError, match="a text with words"):
        draft.pasted(" \n\x00 ", "", "", None)
    with pytest.raises(InputError, match="at most 200000 characters, got 200001"):
        draft.pasted("x" * 200_001, "", "", None)


def test_another_date_is_counted_anew(log: Log) -> None:
    report = Report(
        report_id="x", text="Marines arrested three men in Culiacán yesterday.", published=date(2025, 10, 12)
    )
    before = draft.found("x", report, None)
    after = draft.redated(before, date(2025, 11, 2), "Title", "Source", None)
    assert [e["date_start"] for e in before.events] == ["2025-10-11"]
    assert [e["date_start"] for e in after.events] == ["2025-11-01"]
    assert after.report is not None
    assert (after.report.title, after.report.source) == ("Title", "Source")


UNDATED = (
    "Marines arrested three men in Culiacán on Saturday. "
    "Gunmen killed two police officers in Mazatlán the day before."
)


def undated() -> tuple[AppTest, str, str]:
    """A text without a date in its preview, one of its events corrected; that event's id and the other's."""
    app = AppTest.from_function(page, default_timeout=120).run()
    app.text_area(key="paste").set_value(UNDATED)
    app.button(key="find").click().run()
    first, second = (e["event_id"] for e in app.session_state["drafts"][0].events)
    app.button(key=f"fix_0_{first}").click().run()
    app.text_area(key=f"draft_0_{first}_summary").set_value("As Ana puts it")
    app.button(key=f"fix_0_{first}").click().run()
    return app, first, second


@pytest.mark.parametrize("pressed", ["fix", "drop"])
def test_a_press_that_brings_the_day_of_publication_counts_too(log: Log, pressed: str) -> None:
    app, first, second = undated()
    app.date_input(key="published0").set_value(date(2025, 10, 12))
    app.button(key=f"{pressed}_0_{second}").click().run()
    assert not app.exception
    now = app.session_state["drafts"][0]
    corrected, other = (e["event_id"] for e in now.events)
    assert {corrected, other}.isdisjoint({first, second})
    assert now.current(corrected)["summary"] == "As Ana puts it"
    assert sorted(e["date_start"] for e in now.events) == ["2025-10-10", "2025-10-11"]
    assert now.dropped == ({other} if pressed == "drop" else set())
    assert app.session_state["draft_fixing"] == (f"0_{other}" if pressed == "fix" else None)
    if pressed == "fix":
        form = app.date_input(key=f"draft_0_{other}_start")
        assert form.value == date.fromisoformat(now.current(other)["date_start"])


def test_save_takes_the_day_that_came_with_the_press_and_keeps_corrections(log: Log) -> None:
    app, _first, _second = undated()
    app.date_input(key="published0").set_value(date(2025, 10, 12))
    app.button(key="save_all").click().run()
    assert not app.exception
    newest = {r.event_id: r.event for r in log.revisions("1 = 1")}
    kept = [e for e in newest.values() if e is not None]
    assert sorted(str(e.date_start) for e in kept) == ["2025-10-10", "2025-10-11"]
    assert "As Ana puts it" in {e.summary for e in kept}


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("en", "This text has 200,001 characters; up to 200,000 are read at a time."),
        ("es", "Este texto tiene 200.001 caracteres; se leen hasta 200.000 a la vez."),
    ],
)
def test_a_text_that_is_too_long_stays_and_is_told_how_long_it_may_be(log: Log, lang: str, told: str) -> None:
    app = AppTest.from_function(page, default_timeout=120)
    app.query_params["lang"] = lang
    app.run()
    assert app.text_area(key="paste").max_chars in (None, 0)
    app.text_area(key="paste").set_value("x" * 200_001)
    app.button(key="find").click().run()
    assert told in html(app)
    assert len(app.text_area(key="paste").value) == 200_001
