"""What a profile hides leaves by no route: secrets are planted, and every answer is searched for them."""

from __future__ import annotations

import io
import json
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from dashboard.routes import TABLE
from dashboard.serving import current, event_log
from geo.events.date_words import fold_offsets
from geo.formats.writers import FORMATS
from geo.places import regions
from geo.publish import PARTNER, PUBLIC
from geo.records import Candidate, Event, EventActor, Evidence, Place, Report, Step, Story, replace
from geo.store.filter import STATUSES, Filter
from geo.store.index import Index
from geo.store.log import Log
from geo.store.stories import Stories
from tests.integration.test_routes import app

URUAPAN = "8582359"
EXACT = (19.4312345, -102.0712345)
NAME = "Zacarías Quintanilla Robledo"
TEXT = (
    f"Vecinos dijeron que {NAME}, de 34 años, fue detenido en la colonia Jicalán Viejo. "
    'Con él cayeron el regidor de Uruapan, Eulalio Zambrano, y Baltasar "El Tejón" Villaseñor Cota. '
    "El señor Quintanilla vive en calle Almendros Rojos 117. "
    "La reunión con la fuente Xiomara Beltrán fue en privado."
)
QUOTE = TEXT[: TEXT.index(" La reunión")]
PLACE = Place(
    name="Jicalán Viejo", lat=EXACT[0], lon=EXACT[1], precision=1, radius_km=0.4, confidence=0.9,
    geonameid=98765432, country="MX", admin1="Michoacán de Ocampo", admin2="Uruapan",
    regions=("MX", "MX-MIC", URUAPAN),
    candidates=(
        Candidate(name="Jicalán Viejo", lat=EXACT[0], lon=EXACT[1], geonameid=98765432, level="populated",
                  country="MX", score=1.0, probability=0.9),
    ),
)  # fmt: skip
ARREST = Event(
    event_id="e-shown", report_id="r-1", type="arrest", summary=f"{NAME} fue detenido en Jicalán Viejo",
    evidence=(Evidence(start=0, end=len(QUOTE), quote=QUOTE),), confidence=0.9,
    date_start=date(2025, 11, 3), date_end=date(2025, 11, 3), date_precision=1, place=PLACE,
    actors=(
        EventActor(id=None, name=NAME, role="target", kind="person"),
        EventActor(id="group-local-officials", name="Eulalio Zambrano", role="target", kind="official"),
        EventActor(id="carlos-manzo", name="Carlos Manzo", role="participant", kind="official"),
    ),
    claimed_by=NAME, sources=("r-1",), lang="es", original={"nota": "fila-secreta-42"},
)  # fmt: skip
DRAFT = replace(
    ARREST, event_id="e-draft", summary="borrador-sin-revisar", claimed_by="", actors=(), evidence=()
)
TAKEN = replace(
    DRAFT, event_id="e-taken", summary="retirado-despues", type="protest", place=replace(PLACE, precision=2)
)
REPORT = Report(
    report_id="r-1", text=TEXT, title=f"Detienen a {NAME}", lang="es", source="Gaceta de Prueba",
    published=date(2025, 11, 4), url="https://example.org/detienen-zacarias-quintanilla-robledo",
    reliability="fiabilidad-interna",
)  # fmt: skip
OPEN = Report(report_id="r-2", text="Nadie.", source="Otra Gaceta", url="https://example.org/sin-nombres")

HOUSE = f"lat={EXACT[0]:.4f}&lng={EXACT[1]:.4f}&z=15&event=e-draft"
TOLD = [
    Story(story_id="story-published", title="Publicada", steps=(Step(text="Aquí", query=HOUSE),)),
    Story(story_id="story-withdrawn", title="historia-retirada", intro="historia-retirada"),
    Story(
        story_id="story-draft01", title="historia-en-borrador", steps=(Step(query="q=historia-en-borrador"),)
    ),
]

NOTES = ("ana@mesa.example", "motivo-interno-7", "fila-secreta-42", "fiabilidad-interna")
HIDDEN = (
    "Zacarías", "Quintanilla", "Robledo", "Eulalio", "Zambrano", "Baltasar", "Tejón", "Villaseñor",
    "Xiomara", "Jicalán", "Almendros Rojos", "19.4312", "-102.0712", "19.43123", "98765432",
    "borrador-sin-revisar", "retirado-despues", "e-draft",
    "historia-en-borrador", "historia-retirada", *NOTES,
)  # fmt: skip
SPATIAL = f"bbox={EXACT[1] - 0.01:.4f},{EXACT[0] - 0.01:.4f},{EXACT[1] + 0.01:.4f},{EXACT[0] + 0.01:.4f}"
ALL_STATUSES = "&".join(f"status={s}" for s in STATUSES)


@pytest.fixture
def log(own_store: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Log]:
    """A store with secrets of every kind, and the profile left to the test."""
    monkeypatch.setenv("SIGHTLINE_SEEDS", "")
    monkeypatch.setenv("SIGHTLINE_EDITORS", "ana@mesa.example")
    event_log.cache_clear()
    log = event_log()
    log.append_reports([REPORT, OPEN])
    log.propose([ARREST, DRAFT, TAKEN], "ana@mesa.example")
    why: dict[str, Any] = {"author": "ana@mesa.example", "reason": "motivo-interno-7"}
    log.revise("e-shown", action="confirm", changes={}, **why)
    log.revise("e-taken", action="confirm", changes={"summary": "Protesta"}, **why)
    log.revise("e-taken", action="withdraw", changes={}, **why)
    stories = Stories(log.commits)
    for story in TOLD:
        stories.write(story, "ana@mesa.example", reason="motivo-interno-7")
    for story in TOLD[:2]:
        stories.act(story.story_id, "publish", "ana@mesa.example", reason="motivo-interno-7")
    stories.act(TOLD[1].story_id, "withdraw", "ana@mesa.example", reason="motivo-interno-7")
    yield log
    event_log.cache_clear()


@pytest.fixture
def client(log: Log, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    monkeypatch.setenv("SIGHTLINE_PROFILE", "public")
    return TestClient(app(), raise_server_exceptions=False)


def cookie(email: str, secret: str | None = None) -> dict[str, str]:
    told = json.dumps({"is_logged_in": True, "email": email, "origin": "http://testserver"})
    signed = create_signed_value(secret or get_cookie_secret(), "_streamlit_user", told)
    return {"Cookie": f"_streamlit_user={signed.decode()}"}


def addresses() -> list[str]:
    """Every route, each parameter of its path with each value that could show a secret, and queries."""
    tiles = [(0, 0, 0), (5, 6, 14), (9, 110, 228), (12, 886, 1824)]
    fills = {
        "/api/changes": [f"/api/changes?since={version}" for version in range(1, 5)],
        "/tiles/events.json": [
            "/tiles/events.json?" + "&".join(f"tile={z}/{x}/{y}" for z, x, y in tiles)
        ],
        "/tiles/events/{z}/{x}/{y}.json": [f"/tiles/events/{z}/{x}/{y}.json" for z, x, y in tiles],
        "/tiles/base/{z}/{x}/{y}.json": ["/tiles/base/5/6/14.json"],
        "/api/areas/{region}": [f"/api/areas/{r}?where=4" for r in ("MX", "MX-MIC", URUAPAN)],
        "/api/regions": [f"/api/regions?id={URUAPAN}"],
        "/api/regions/{id}": [f"/api/regions/{URUAPAN}"],
        "/api/export/{format}": [f"/api/export/{form}" for form in FORMATS],
        "/api/stories/{id}": [f"/api/stories/{s.story_id}" for s in TOLD],
        "/assets/{name}": ["/assets/map.js"],
        "/frame/map": ["/frame/map?lat=22&lng=-102&z=5&lang=en"],
    }  # fmt: skip
    found = []
    for path in TABLE:
        plain = fills.get(path) or ([path] if "{" not in path else None)
        if plain is None:
            assert path.count("{id}") == 1, f"{path}: say here how to walk this route"
            plain = [path.replace("{id}", i) for i in ("e-shown", "e-draft", "e-taken", "r-1")]
        found += plain
    queries = [
        "",
        ALL_STATUSES,
        f"{ALL_STATUSES}&asof=2",
        "asof=3",
        f"{ALL_STATUSES}&{SPATIAL}",
        "q=detenido",
    ]
    return [f"{a}{'&' if '?' in a else '?'}{query}" for a in found for query in queries]


def readable(body: bytes) -> str:
    """What an answer says, unpacked where its format packs it."""
    if body[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            return "\n".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
    if body[:4] == b"PAR1":
        table = pq.read_table(io.BytesIO(body))
        return json.dumps(table.to_pylist(), ensure_ascii=False, default=str) + str(table.schema.metadata)
    return body.decode("utf-8", "replace")


def leaks(said: str, hidden: tuple[str, ...] = HIDDEN) -> list[str]:
    folded = fold_offsets(said)
    return [secret for secret in hidden if fold_offsets(secret) in folded]


def test_no_route_leaks_what_public_hides(client: TestClient, tmp_path: Path) -> None:
    walked, answered = set(), 0
    for address in addresses():
        answer = client.get(address)
        assert answer.status_code in (200, 304, 404, 410), f"{address}: {answer.text[:300]}"
        body = answer.content
        if body[:15] == b"SQLite format 3":
            (tmp_path / "a.gpkg").write_bytes(body)
            with sqlite3.connect(tmp_path / "a.gpkg") as tables:
                body = "\n".join(tables.iterdump()).encode()
        asked = [secret for secret in HIDDEN if secret in address]  # an error may repeat what it was asked
        if SPATIAL not in address:
            found = set(leaks(readable(body))) - set(asked)
            assert not found, f"{address}: {found}: {readable(body)[:2000]}"
        answered += answer.status_code == 200
        walked.add(address)
    assert answered > len(walked) // 2


def test_an_analysts_routes_show_what_was_planted(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The search for secrets finds them where they may be."""
    monkeypatch.setenv("SIGHTLINE_PROFILE", "analyst")
    said = "".join(
        readable(client.get(a).content)
        for a in (
            f"/api/events?{ALL_STATUSES}",
            "/api/events/e-shown/history",
            "/api/stories",
            "/api/events/e-taken/history",
            "/api/events/e-shown",
            "/api/export/html",
            "/api/export/csv",
        )
    )
    assert set(HIDDEN) - set(leaks(said)) <= {"Xiomara", "fiabilidad-interna"}


def test_a_filter_is_no_oracle(client: TestClient) -> None:
    def count(query: str) -> int:
        return int(client.get(f"/api/events?{query}").json()["counts"]["events"])

    assert count("") == 1
    assert count(ALL_STATUSES) == 2, "the confirmed one, and that another was withdrawn"
    for secret in ("zacarias", "quintanilla", "jicalan", "almendros", "borrador"):
        assert count(f"q={secret}&{ALL_STATUSES}") == 0, secret
    assert count(f"{SPATIAL}&{ALL_STATUSES}") == 0
    assert count("precision=2") == 0
    assert count(f"region={URUAPAN}") == 1
    assert count(f"asof=2&{ALL_STATUSES}") == 0, "drafts were never published"


def test_what_leaves_in_place_of_a_secret(client: TestClient) -> None:
    event = client.get("/api/events/e-shown").json()
    division = regions.region(URUAPAN)
    assert event["summary"] == "[persona] fue detenido en Uruapan"
    assert [a["name"] for a in event["actors"]] == ["persona", "autoridad", "Carlos Manzo"]
    assert event["place"]["precision"] == 3
    assert (event["place"]["lat"], event["place"]["lon"]) == (division.lat, division.lon)
    assert event["place"]["region"] == URUAPAN
    assert event["evidence"][0]["quote"].startswith("Vecinos dijeron que [persona], de 34 años")
    assert "[dirección]" in event["evidence"][0]["quote"]
    taken = client.get("/api/events/e-taken").json()
    assert (taken["status"], taken["summary"], taken["place"]) == ("withdrawn", "", None)
    assert client.get("/api/events/e-draft").status_code == 404
    history = client.get("/api/events/e-taken/history").json()["revisions"]
    assert [r["action"] for r in history] == ["confirm", "withdraw"]
    assert client.get("/api/export/csv").text == client.get("/api/export/csv").text


def test_reports_leave_their_address_unless_it_names_somebody(client: TestClient) -> None:
    shown = current(PUBLIC).pin()
    named, open_ = shown.report("r-1"), shown.report("r-2")
    assert isinstance(named, Report)
    assert isinstance(open_, Report)
    assert (named.text, named.title, named.url, named.source) == ("", "", "", "Gaceta de Prueba")
    assert open_.url == "https://example.org/sin-nombres"


def test_an_editor_who_signed_in_sees_everything_and_nobody_else_does(client: TestClient) -> None:
    path = "/api/events/e-shown"
    public = client.get(path)
    editor = client.get(path, headers=cookie("Ana@mesa.example"))
    assert NAME in editor.text
    assert editor.headers["etag"] != public.headers["etag"]
    assert "Cookie" in editor.headers["vary"]
    for headers in (cookie("eve@elsewhere.example"), cookie("ana@mesa.example", "another secret " * 4)):
        assert client.get(path, headers=headers).text == public.text
    kept = client.get(path, headers={"If-None-Match": editor.headers["etag"]})
    assert (kept.status_code, NAME in kept.text) == (200, False)


def test_the_desks_notes_stay_from_partners(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIGHTLINE_PROFILE", "partner")
    said = ""
    for address in addresses():
        said += readable(client.get(address).content) if "gpkg" not in address else ""
    assert not leaks(said, NOTES)
    assert NAME in said
    assert "e-draft" in said


@pytest.mark.parametrize("lang", ["en", "es"])
def test_the_page_shows_no_secret_and_nobody_may_write(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    monkeypatch.setenv("SIGHTLINE_WRITE", "1")
    main = Path(__file__).resolve().parents[2] / "dashboard" / "main.py"
    for query in (
        {},
        {"event": "e-shown"},
        {"event": "e-taken"},
        {"event": "e-draft"},
        {"status": list(STATUSES)},
    ):
        page = AppTest.from_file(str(main), default_timeout=60)
        for key, values in ({"lang": lang} | query).items():
            page.query_params[key] = values
        page.run()
        assert not page.exception
        said = "".join(str(n.value) for n in page.get("html"))
        said += "".join(n.proto.bytes.decode() for n in page.get("bidi_component"))
        assert not set(leaks(said)) - {v for v in query.values() if isinstance(v, str)}, query
        assert [b.key for b in page.button if b.key in ("confirm", "dispute", "withdraw")] == []


@pytest.mark.parametrize("profile", ["public", "analyst"])
def test_an_actors_page_shows_no_secret(log: Log, monkeypatch: pytest.MonkeyPatch, profile: str) -> None:
    """The map's page and this one are one script, told apart by the address, which AppTest does not have."""

    def script() -> None:
        import streamlit as st

        from dashboard import lookup, state
        from dashboard.views import actor

        problems = state.begin()
        pages = {"map": st.Page(lambda: None, title="Map", url_path="map", default=True)}
        st.navigation(list(pages.values()), position="hidden")
        actor.draw(lookup.Source(), pages, problems)

    monkeypatch.setenv("SIGHTLINE_PROFILE", profile)
    said = ""
    for query in ({"actor": "carlos-manzo"}, {}, {"status": list(STATUSES)}, {"asof": "2"}):
        page = AppTest.from_function(script, default_timeout=60)
        for key, values in query.items():
            page.query_params[key] = values
        page.run()
        assert not page.exception
        said += "".join(str(n.value) for n in page.get("html"))
        said += "".join(n.proto.bytes.decode() for n in page.get("bidi_component"))
    assert "Carlos Manzo" in said
    assert bool(leaks(said)) == (profile == "analyst"), "the search finds what an analyst may see"


def test_built_at_once_or_bit_by_bit_the_same_leaves(log: Log, tmp_path: Path) -> None:
    """A tail over an older file publishes what a file of the whole log does."""
    for profile in (PUBLIC, PARTNER):
        kept = Index.current(log, profile)
        kept.refresh()
        log.revise("e-draft", action="confirm", changes={}, author="b", reason="c")
        log.revise("e-shown", action="correct", changes={"summary": f"A {NAME}"}, author="b", reason="c")
        log.revise("e-shown", action="withdraw", changes={}, author="b", reason="c")
        fresh = Index(log, profile)
        fresh._base, fresh._base_version = fresh._build(log.version)
        everything = Filter(status=STATUSES)
        tail = sorted(kept.refresh().iterate(everything), key=lambda e: e["event_id"])
        whole = sorted(fresh.refresh().iterate(everything), key=lambda e: e["event_id"])
        assert tail == whole
        assert len(tail) == 3
        for event_id in ("e-shown", "e-draft", "e-taken"):
            assert kept.history(event_id) == fresh.history(event_id)
        log.revise("e-shown", action="restore", changes={}, author="b", reason="c")
        log.revise("e-draft", action="restore", changes={}, author="b", reason="c")


def test_the_command_exports_a_profile(log: Log, tmp_path: Path) -> None:
    out = tmp_path / "out.geojson"
    command = [
        sys.executable,
        "-m",
        "geo",
        "export",
        "--store",
        log.uri,
        "--profile",
        "public",
        "-o",
        str(out),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    body = json.loads(out.read_text())
    assert (body["profile"], [f["id"] for f in body["features"]]) == ("public", ["e-shown"])
    assert not leaks(out.read_text())
    refused = subprocess.run(
        [*command[:7], "nobody", *command[8:]], capture_output=True, text=True, check=False
    )
    assert refused.returncode != 0
    assert "analyst, partner, public" in refused.stderr
