"""Any address is answered or refused in words: no failure, no trace, nothing read outside the store."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from dashboard import openapi
from dashboard.routes import TABLE
from dashboard.serving import event_log
from geo.records import Report
from tests.integration.test_routes import EVENTS, TEXT, app

HOSTILE = (
    "",
    "\x00",
    "../../../../../../etc/passwd",
    "/etc/passwd",
    "file:///etc/passwd",
    "%2e%2e%2fetc%2fpasswd",
    "<script>alert(1)</script>",
    "' OR 1=1; DROP TABLE events; --",
    "{{7*7}}${7*7}",
    "=HYPERLINK(1)",
    "-1",
    "9" * 400,
    "1e400",
    "nan",
    "0000-00-00",
    "99999-01-01",
    "2025-02-30",
    "\ud7ff\u202e\U0001f4a5",
    "a" * 5_000,
    ",".join(["1"] * 1000),
)
PATHS = sorted(TABLE)
SANE = {"z": "3", "x": "1", "y": "3", "format": "csv", "region": "MX-MIC", "id": "event-1", "name": "base.js"}


def parameters(path: str) -> list[str]:
    """The names of a route's query, as its description tells them."""
    return list(openapi.ROUTES[path][2]) if path in openapi.ROUTES else []


def in_path(path: str) -> list[str]:
    """The names of a route's parts that vary."""
    return [part[1:].partition("}")[0] for part in path.split("/") if part.startswith("{")]


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The routes over seven events; what fails in the server fails the test."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("SIGHTLINE_STORE", str(tmp_path_factory.mktemp("hostile") / "store"))
        event_log.cache_clear()
        log = event_log()
        log.append_reports([Report(report_id="report-1", text=TEXT, title="Two reports", source="Test")])
        log.propose(EVENTS, "test")
        yield TestClient(app())
    event_log.cache_clear()


def answered_or_refused(client: TestClient, path: str, parts: dict[str, str], query: dict[str, str]) -> int:
    """Ask, and look at what came; returns the status."""
    url = path.format(**{name: quote(value, safe="") for name, value in (SANE | parts).items()})
    answer = client.get(f"{url}?{urlencode(query)}" if query else url)
    assert answer.status_code in (200, 400, 404, 410), (url, query, answer.text[:400])
    if answer.status_code != 200:
        assert answer.headers["content-type"] == "application/problem+json"
        assert set(answer.json()) >= {"title", "status", "detail"}
    assert b"Traceback" not in answer.content
    assert b"root:x:0" not in answer.content
    return answer.status_code


@pytest.mark.parametrize("path", PATHS)
def test_each_part_of_each_route(asked: TestClient, path: str) -> None:
    for name in in_path(path):
        for value in HOSTILE:
            status = answered_or_refused(asked, path, {name: value}, {})
            assert status != 200, (path, name, value)


@pytest.mark.parametrize("path", [p for p in PATHS if parameters(p)])
def test_each_parameter_of_each_route(asked: TestClient, path: str) -> None:
    for at, name in enumerate(parameters(path)):
        several = path not in ("/api/events", "/tiles/events/{z}/{x}/{y}.json")
        for value in HOSTILE[at % 4 :: 4] if several else HOSTILE:  # filters are read in one place
            answered_or_refused(asked, path, {}, {name: value})


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_parameters_together(asked: TestClient, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(PATHS))
    names = st.sampled_from([*parameters(path), "other"])
    text = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
    value = st.one_of(st.sampled_from(HOSTILE), text, st.integers().map(str), st.dates().map(str))
    query = data.draw(st.dictionaries(names, value, max_size=4))
    parts = data.draw(st.fixed_dictionaries({n: st.one_of(st.just(SANE[n]), value) for n in in_path(path)}))
    answered_or_refused(asked, path, parts, query)
