"""One filter, one set of events: in the page, its list, the tiles, the API and every kind of file.

The store holds the seeds, as the program reads them, and some hundreds of synthetic events. The filters are
drawn from what is in the store, by a seeded generator: they hold from one event to a few hundred.
"""

from __future__ import annotations

import csv
import io
import json
import random
import re
import sqlite3
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import httpx
import openpyxl
import pyarrow.parquet as pq
import pytest
from lxml import etree, html
from streamlit.testing.v1 import AppTest

from bench import synth
from dashboard.draft import extractor
from dashboard.first_start import seeds
from dashboard.serving import event_log
from geo.batch import ingest_files
from geo.store.filter import MODALITIES, STATUSES, Filter
from geo.store.index import Index
from geo.store.log import Log
from tests.integration.live import running
from tests.integration.test_routes import app

MAIN = Path(__file__).resolve().parents[2] / "dashboard" / "main.py"
SYNTHETIC, RETOLD, FILTERS, SEED = 600, 12, 30, 20251106
ATOM, KML = "{http://www.w3.org/2005/Atom}", "{http://www.opengis.net/kml/2.2}"


def drawn(log: Log) -> list[str]:
    """The queries: every parameter of the filter by turns, with values that the store has."""
    index = Index.current(log)
    facets = index.facets(Filter(status=STATUSES))
    rows = [row for row in index.iterate(Filter(status=STATUSES)) if row["date_start"]]
    placed = [row for row in rows if row["place"] and row["place"]["precision"] <= 3]
    dice = random.Random(SEED)

    def some(field: str, most: int = 3) -> list[str]:
        values = [str(v) for v, n in facets[field] if v and n > 1]
        return dice.sample(values, min(len(values), dice.randint(1, most)))

    def dates() -> str:
        first, last = sorted(dice.choice(rows)["date_start"] for _ in range(2))
        return f"from={first}&to={last}" + dice.choice(["", "&dates=within"])

    def box() -> str:
        at = dice.choice(placed)["place"]
        reach = dice.choice([0.5, 3, 8])
        return "bbox=" + ",".join(
            f"{v:.4f}" for v in (at["lon"] - reach, at["lat"] - reach, at["lon"] + reach, at["lat"] + reach)
        )

    def circle() -> str:
        at = dice.choice(placed)["place"]
        return f"area={at['lat']:.4f},{at['lon']:.4f},{dice.choice([5, 80, 400])}"

    def word() -> str:
        words = re.findall(r"\w{5,}", dice.choice(rows)["summary"])
        return f"q={dice.choice(words)}"

    kinds = [
        lambda: "&".join(f"type={v}" for v in some("type")),
        lambda: "&".join(f"region={v}" for v in some("region", 2)),
        lambda: "&".join(f"actor={v}" for v in some("actor", 4)),
        lambda: "&".join(f"status={v}" for v in dice.sample(STATUSES, dice.randint(1, 4))),
        lambda: f"source={dice.choice(some('source'))}",
        lambda: f"precision={dice.randint(1, 7)}",
        lambda: f"asof={dice.randint(2, log.version)}",
        lambda: f"modality={dice.choice(MODALITIES)}",
        dates, box, circle, word,
    ]  # fmt: skip
    queries: list[str] = []
    while len(queries) < FILTERS:
        first = kinds[len(queries) % len(kinds)]
        more = [k for k in dice.sample(kinds, dice.choice([0, 1, 1, 2])) if k is not first]
        query = Filter.parse("&".join(k() for k in (first, *more))).to_query()
        if query not in queries and index.count(Filter.parse(query)).events:
            queries.append(query)
    return queries


def retell(log: Log) -> None:
    """Some killings become denied, planned and alleged ones."""
    killings = [row["event_id"] for row in Index.current(log).iterate(Filter(types=("killing",)))]
    assert len(killings) > 2 * RETOLD
    for i, event_id in enumerate(killings[:RETOLD]):
        told = {"modality": MODALITIES[1 + i % 3]}
        log.revise(event_id, action="correct", changes=told, author="synthetic")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[str]]]:
    """Address of a server over the store, and the queries."""
    store = tmp_path_factory.mktemp("same") / "store"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SIGHTLINE_STORE", str(store))
        event_log.cache_clear()
        log = event_log()
        ingest_files(log, extractor(), seeds(), "extractor")
        synth.write(store, SYNTHETIC)
        retell(log)
        assert log.version > 2
        with running(app()) as address:
            yield address, drawn(log)
    event_log.cache_clear()


@pytest.fixture(autouse=True)
def same_store(served: tuple[str, list[str]]) -> Iterator[None]:
    """The module's store and not a new one: also for the page, which runs in this process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SIGHTLINE_STORE", event_log().uri)
        yield


@cache
def client() -> httpx.Client:
    """One client: to make its certificates' store takes longer than to ask."""
    return httpx.Client(timeout=60)


def get(address: str, path: str, query: str) -> httpx.Response:
    answer = client().get(f"{address}{path}?{query}")
    assert answer.status_code == 200, answer.text
    return answer


def api_pages(address: str, query: str) -> list[str]:
    found: list[str] = []
    more = ""
    while True:
        page = get(address, "/api/events", f"{query}&limit=37{more}").json()
        found += [row["event_id"] for row in page["events"]]
        if page["next"] is None:
            return found
        more = f"&cursor={page['next']}"


def ogc_pages(address: str, query: str) -> list[str]:
    found: list[str] = []
    there = f"{address}/ogc/collections/events/items?{query}&limit=41"
    while there:
        page = client().get(there).json()
        found += [feature["id"] for feature in page["features"]]
        there = next((link["href"] for link in page["links"] if link["rel"] == "next"), "")
    return found


def tiles(address: str, query: str, zoom: int = 1) -> tuple[int, list[str]]:
    """The sum of a whole zoom's tiles, and the ids of the events that they draw one by one."""
    found = [
        get(address, f"/tiles/events/{zoom}/{x}/{y}.json", query).json()
        for x in range(2**zoom)
        for y in range(2**zoom)
    ]
    for tile in found:
        drawn = sum(c[2] for c in tile["cells"]) + len(tile["events"]) + sum(a[5] for a in tile["areas"])
        assert drawn == tile["n"]
    return sum(tile["n"] for tile in found), [row[0] for tile in found for row in tile["events"]]


def opened(query: str) -> AppTest:
    """The page that a link opens."""
    shown = AppTest.from_file(str(MAIN), default_timeout=60)
    for key, values in parse_qs(query).items():
        shown.query_params[key] = values
    shown.session_state["pages"] = 100
    shown.run()
    assert not shown.exception
    return shown


def here(query: str, region: str) -> tuple[int, int]:
    """The events and the dead that "what is here" tells of a region."""
    panel = next(str(n.value) for n in opened(f"{query}&here={region}").get("html") if "sl-here" in n.value)
    events = re.search(r"<b>([0-9,]+) events?</b>", panel)
    dead = re.search(r"([0-9,]+) (?:person|people) killed", panel)
    assert events, panel
    return int(events[1].replace(",", "")), int(dead[1].replace(",", "")) if dead else 0


def page(query: str) -> tuple[int, list[str]]:
    """The page that a link opens: the count in its sentence, and its list, shown to its end."""
    shown = opened(query)
    sentence = next(str(n.value) for n in shown.get("html") if "sl-sentence" in str(n.value))
    count = int(re.sub(r"<[^>]+>", "", sentence).split()[0].replace(",", ""))
    lists = [n.proto for n in shown.get("bidi_component") if "sightline_list" in n.proto.component_name]
    return count, [row["id"] for proto in lists for row in json.loads(proto.bytes)[1]["rows"]]


def read(form: str, body: bytes, folder: Path) -> list[str]:
    """The ids in a file, read by a library that is not ours."""
    file = folder / f"file.{form}"
    file.write_bytes(body)
    if form == "csv":
        return [row["event_id"] for row in csv.DictReader(io.StringIO(body.decode()))]
    if form == "geojson":
        return [str(feature["id"]) for feature in json.loads(body)["features"]]
    if form == "kml":
        return [str(mark.get("id")) for mark in etree.fromstring(body).iter(f"{KML}Placemark")]
    if form == "atom":
        found = [e.findtext(f"{ATOM}id") or "" for e in etree.fromstring(body).iter(f"{ATOM}entry")]
        return [i.removeprefix("urn:sightline:event:") for i in found]
    if form == "geoparquet":
        return list(pq.read_table(file, columns=["event_id"])["event_id"].to_pylist())
    if form == "xlsx":
        sheet = openpyxl.load_workbook(file, read_only=True)["events"]
        head, *rows = sheet.iter_rows(values_only=True)
        return [str(row[head.index("event_id")]) for row in rows]
    if form == "gpkg":
        with sqlite3.connect(file) as tables:
            return [r[0] for r in tables.execute("SELECT event_id FROM events")]
    assert form == "html"
    data = html.fromstring(body.decode()).xpath('//script[@id="data"]')[0].text
    return [row["event_id"] for row in json.loads(data)]


FORMS = ("csv", "geojson", "kml", "atom", "geoparquet", "xlsx", "gpkg", "html")


def differing(what: str, expected: set[str], got: list[str]) -> list[str]:
    """What is wrong with a list that should hold each expected id once."""
    if len(got) == len(expected) and set(got) == expected:
        return []
    return [f"{what}: {len(got)} for {len(expected)}, {sorted(expected ^ set(got))[:5]}"]


def test_thirty_filters_give_the_same_events_everywhere(
    served: tuple[str, list[str]], tmp_path: Path
) -> None:
    address, queries = served
    wrong: list[str] = []
    sizes = []
    for query in queries:
        listed = api_pages(address, query)
        expected = set(listed)
        assert len(listed) == len(expected), query
        sizes.append(len(expected))
        found = differing("ogc", expected, ogc_pages(address, query))
        for form in FORMS:
            got = read(form, get(address, f"/api/export/{form}", query).content, tmp_path)
            found += differing(form, expected, got)
        entries = read("atom", get(address, "/feeds/events.atom", f"{query}&limit=500").content, tmp_path)
        assert len(expected) <= 500 or len(entries) == 500, query
        found += differing("feed", expected, entries) if len(expected) <= 500 else []
        counted, rows = page(query)
        found += differing("list of the page", expected, rows)
        unplaced = sum(not row["place"] for row in whole(address, query))
        summed, singles = tiles(address, query, zoom=len(query) % 3)
        if summed != len(expected) - unplaced or not set(singles) <= expected:
            found.append(f"tiles: {summed} for {len(expected)} less {unplaced} without a place")
        if counted != len(expected):
            found.append(f"count of the page: {counted} for {len(expected)}")
        wrong += [f"{query}: {f}" for f in found]
    assert not wrong, "\n".join(wrong)
    assert len(sizes) == FILTERS
    assert min(sizes) >= 1
    assert len(set(sizes)) > FILTERS // 3, "filters that all hold the same tell little"


def whole(address: str, query: str) -> list[dict[str, Any]]:
    """The events themselves, a thousand at most."""
    return list(get(address, "/api/events", f"{query}&limit=1000").json()["events"])


def test_regions_hold_the_events_and_the_dead_that_the_list_says(served: tuple[str, list[str]]) -> None:
    address, queries = served
    dead = 0
    for query in queries[1::3]:  # by regions and by modality among others
        rows = whole(address, query)
        for level in ("admin1", "admin2"):
            said = get(address, "/api/choropleth", f"{query}&level={level}").json()
            units = {r["id"]: (r["n"], r["killed"]) for r in said["regions"]}
            told = {unit: tally(rows, unit) for unit in units}
            assert units == told, query
            assert said["killed"] == sum(killed(row) for row in rows)
            assert said["total"] == len(rows)
            held = [row for row in rows if any(r in units for r in (row["place"] or {}).get("regions", ()))]
            assert said["remainder"] == len(rows) - len(held)
            assert said["killed_remainder"] == said["killed"] - sum(map(killed, held))
            dead += said["killed"]
            if said["regions"]:
                unit = max(units, key=lambda u: units[u][1])
                inside = whole(address, Filter.parse(query).but(regions=(unit,)).to_query())
                assert here(query, unit) == tally(inside, unit), query
    assert dead, "filters without any dead tell nothing"


def killed(row: dict[str, Any]) -> int:
    """The best count of an event's dead; nobody died in what is denied or planned."""
    if row["modality"] in ("denied", "planned"):
        return 0
    return int((row.get("killed") or {}).get("best") or 0)


def tally(rows: list[dict[str, Any]], region: str) -> tuple[int, int]:
    """How many of some events lie in a region, and how many died in them."""
    inside = [row for row in rows if row["place"] and region in row["place"]["regions"]]
    return len(inside), sum(map(killed, inside))
