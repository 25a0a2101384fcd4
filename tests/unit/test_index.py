"""The index: what a filter means, told by a plain-Python oracle over the same events."""

from __future__ import annotations

import math
import random
import subprocess
import sys
import textwrap
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.errors import FilterError, InputError, NotFoundError
from geo.records import Event, EventActor, Place
from geo.store.area import Box
from geo.store.filter import Filter
from geo.store.index import Index
from geo.store.log import Log
from geo.store.segment import Sets
from geo.store.snapshot import Snapshot
from tests.unit.stories import JUAREZ, MEXICO, MICHOACAN, TEXAS, event, report

TYPES = ("arrest", "killing", "raid", "protest", "flight", "talks", "threat")
ACTORS = ("mx-army", "cjng", "cia", "dhs")
TOWNS = [
    replace(TEXAS, name=f"Town {i}", lat=25 + i * 0.37, lon=-117 + i * 1.21, precision=1 + i % 3,
            regions=("US", f"US-{i % 4}"))
    for i in range(20)
]  # fmt: skip
PLACES: tuple[Place | None, ...] = (JUAREZ, MICHOACAN, MEXICO, TEXAS, *TOWNS, None)


def stories(count: int, seed: int = 7) -> list[Event]:
    """Some events of every kind, the same for the same seed."""
    rng = random.Random(seed)
    found = []
    for i in range(count):
        start = date(2025, 1, 1) + timedelta(days=rng.randrange(300)) if rng.random() < 0.9 else None
        end = start + timedelta(days=rng.choice((0, 0, 0, 6, 27))) if start else None
        actors = rng.sample(ACTORS, rng.randrange(3))
        found.append(
            event(
                f"e{i:04}",
                report_id=f"r{rng.randrange(6)}",
                type=rng.choice(TYPES),
                summary=rng.choice(("El Pató cayó", "A convoy passed", "they met 100% in_secret")),
                evidence=(),
                date_start=start,
                date_end=end,
                place=rng.choice(PLACES),
                actors=tuple(EventActor(id=a, name=a.upper(), role="agent") for a in actors),
                status=rng.choice(("proposed", "proposed", "confirmed", "disputed", "withdrawn")),
                modality=rng.choice(("reported", "alleged")),
            )
        )
    return found


def matches(e: Event, f: Filter) -> bool:
    """The filter's meaning, as the design tells it, for one event."""
    place = e.place
    if e.status not in f.status or (f.modality and e.modality not in f.modality):
        return False
    if f.types and e.type not in f.types:
        return False
    if f.actors and not {a.id for a in e.actors} & set(f.actors):
        return False
    if f.dated:
        if e.date_start is None or e.date_end is None:
            return False
        first, last = f.from_ or date.min, f.to or date.max
        inside = e.date_start >= first and e.date_end <= last
        if not (inside if f.dates == "within" else e.date_end >= first and e.date_start <= last):
            return False
    if f.precision is not None and (place is None or place.precision > f.precision):
        return False
    if f.regions and (place is None or not set(place.regions) & set(f.regions)):
        return False
    if f.bbox is not None:
        if place is None or place.precision > 3:
            return False
        b = f.bbox
        if not (b.south <= place.lat <= b.north and b.west <= place.lon <= b.east):
            return False
    words = " ".join([e.summary, place.name if place else "", *(a.name for a in e.actors)]).lower()
    words = words.replace("ó", "o").replace("á", "a")
    return all(w.lower().replace("ó", "o").replace("á", "a") in words for w in f.q.split())


QUERIES = (
    "", "type=arrest&type=raid", "actor=cjng", "region=MX", "region=MX-CHH", "region=US-1&region=MX-MIC",
    "from=2025-03-01&to=2025-05-31", "from=2025-03-01&to=2025-05-31&dates=within", "to=2025-02-01",
    "precision=3", "precision=7", "status=withdrawn", "status=confirmed&status=disputed", "modality=alleged",
    "bbox=-110,24,-95,33", "bbox=-110,24,-95,33&type=arrest&from=2025-03-01&actor=cia&actor=dhs",
    "q=pato", "q=PATÓ%20juarez", "q=100%25%20in_secret", "q=nothing", "region=MX&precision=4&q=convoy",
)  # fmt: skip


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Index, list[Event]]:
    """An index of 600 events: most in its file, the last in the segment that follows the log."""
    events = stories(600)
    log = Log.open(tmp_path_factory.mktemp("index") / "store")
    log.append_reports([report(f"r{i}", source=f"paper {i % 2}") for i in range(6)])
    log.propose(events[:550], "extractor")
    index = Index.current(log)
    log.propose(events[550:], "extractor")
    index.refresh()
    assert [s.size for s in index.pin().segments] == [550, 50]
    return index, events


@pytest.mark.parametrize("query", QUERIES)
def test_a_filter_means_the_same_everywhere(told: tuple[Index, list[Event]], query: str) -> None:
    index, events = told
    wanted = Filter.parse(query)
    expected = [e for e in events if matches(e, wanted)]
    ids = sorted(e.event_id for e in expected)
    counts = index.count(wanted)
    assert counts.events == len(expected)
    assert counts.reports == len({e.report_id for e in expected})
    assert counts.unplaced == sum(e.place is None for e in expected)
    assert counts.undated == sum(e.date_start is None for e in expected)
    assert sorted(r["event_id"] for r in index.events(wanted, limit=1000).rows) == ids
    assert sorted(r["event_id"] for r in index.iterate(wanted)) == ids
    placed = len(expected) - counts.unplaced
    for z in (0, 3):
        tiles = [index.tile(wanted, z, x, y) for x in range(2**z) for y in range(2**z)]
        assert sum(t["n"] for t in tiles) == placed
        assert sum(_shown(t) for t in tiles) == placed
    assert sum(n for _, n in index.histogram(wanted).bins) == len(expected) - counts.undated


some = st.lists
filters = st.builds(
    lambda span, **more: Filter(from_=span and min(span), to=span and max(span), **more),
    span=st.none() | st.tuples(*[st.dates(date(2024, 12, 1), date(2025, 12, 1))] * 2),
    dates=st.sampled_from(["overlap", "within"]),
    types=some(st.sampled_from(TYPES), max_size=3).map(tuple),
    actors=some(st.sampled_from(ACTORS), max_size=2).map(tuple),
    regions=some(st.sampled_from(["MX", "MX-CHH", "MX-MIC", "US", "US-2", "8581816", "XX"]), max_size=2).map(
        tuple
    ),
    precision=st.none() | st.integers(1, 7),
    status=some(st.sampled_from(["proposed", "confirmed", "disputed", "withdrawn"]), min_size=1).map(tuple),
    modality=some(st.sampled_from(["reported", "alleged"]), max_size=2).map(tuple),
    bbox=st.none() | st.sampled_from([Box(-110, 20, -90, 40), Box(-180, -90, 180, 90), Box(0, 0, 1, 1)]),
    q=st.sampled_from(["", "", "pato", "convoy juarez"]),
)


@settings(max_examples=40, deadline=None)
@given(wanted=filters)
def test_for_any_filter_the_tiles_sum_to_the_list(told: tuple[Index, list[Event]], wanted: Filter) -> None:
    index, events = told
    expected = sorted(e.event_id for e in events if matches(e, wanted))
    assert sorted(r["event_id"] for r in index.events(wanted, limit=1000).rows) == expected
    counts = index.count(wanted)
    tiles = [index.tile(wanted, 4, x, y) for x in range(16) for y in range(16)]
    assert sum(_shown(t) for t in tiles) + counts.unplaced == counts.events == len(expected)
    assert index.count(Filter.parse(wanted.to_query())) == counts


def _shown(tile: dict[str, Any]) -> int:
    """The events that a tile's parts add up to; each part's types add up to the part."""
    for *_, n, by in tile["cells"] + tile["areas"]:
        assert n == sum(k for _, k in by)
    return len(tile["events"]) + sum(c[2] for c in tile["cells"]) + sum(a[5] for a in tile["areas"])


@pytest.mark.parametrize("dates", [True, False])
@pytest.mark.parametrize("query", QUERIES)
def test_a_histogram_counts_each_dated_event_once(
    told: tuple[Index, list[Event]], query: str, dates: bool
) -> None:
    """Where most events match, they are counted as what the others leave."""
    index, events = told
    wanted = Filter.parse(query)
    meant = wanted if dates else wanted.but(from_=None, to=None)
    counted = Counter((e.type, e.date_start) for e in events if e.date_start and matches(e, meant))
    found = index.histogram(wanted, by="type", unit="day", dates=dates)
    days = [day for day, _n in found.bins]
    table = {(t, d): n for t, row in found.by.items() for d, n in zip(days, row, strict=True) if n}
    assert table == counted


def test_a_segment_and_a_later_one_of_the_same_rows_count_each_their_own(own_store: Path) -> None:
    """They share what is made of all rows, whichever is asked first."""
    log = Log.open()
    log.propose([event(f"e{i}", date_start=date(2025, 1, 1 + i)) for i in range(9)], "extractor")
    index = Index.current(log)
    (segment,) = index.pin().segments
    later = segment.patched({"e4": index.version + 1}, [])
    asked = [Snapshot([s], index.version).histogram(Filter(), by="type") for s in (segment, later)]
    assert [sum(n for _day, n in one.bins) for one in asked] == [9, 8]


@pytest.mark.parametrize("query", QUERIES)
def test_facets_count_under_the_other_conditions(told: tuple[Index, list[Event]], query: str) -> None:
    index, events = told
    wanted = Filter.parse(query)
    found = index.facets(wanted)
    every = ("confirmed", "disputed", "proposed", "withdrawn")

    def having(**loose: Any) -> list[Event]:
        return [e for e in events if matches(e, wanted.but(**loose))]

    def ranked(values: list[str]) -> list[tuple[str, int]]:
        return sorted(Counter(values).items(), key=lambda item: (-item[1], item[0]))

    assert found["type"] == ranked([e.type for e in having(types=())])
    assert found["actor"] == ranked([a.id for e in having(actors=()) for a in e.actors if a.id])
    assert found["region"] == ranked([r for e in having(regions=()) if e.place for r in e.place.regions])
    assert found["precision"] == ranked([str(e.place.precision) for e in having(precision=None) if e.place])
    assert found["status"] == ranked([e.status for e in having(status=every)])
    assert found["modality"] == ranked([e.modality for e in having(modality=())])
    assert found["source"] == ranked([f"paper {int(e.report_id[1:]) % 2}" for e in having()])


def test_sources_are_found_by_name_and_by_report(told: tuple[Index, list[Event]]) -> None:
    index, events = told
    shown = [e for e in events if e.status != "withdrawn"]
    even = sum(int(e.report_id[1:]) % 2 == 0 for e in shown)
    assert index.count(Filter(source=("paper 0",))).events == even
    assert index.count(Filter(source=("r3",))).events == sum(e.report_id == "r3" for e in shown)
    both = sum(e.report_id == "r3" or int(e.report_id[1:]) % 2 == 0 for e in shown)
    assert index.count(Filter(source=("paper 0", "r3"))).events == both


def test_what_is_left_out_is_counted_by_its_want(own_store: Path) -> None:
    log = Log.open()
    log.propose(
        [
            event("juarez"), event("michoacan", place=MICHOACAN), event("mexico", place=MEXICO),
            event("texas", place=TEXAS), event("nowhere", place=None),
            event("undated", date_start=None, date_end=None),
        ],
        "extractor",
    )  # fmt: skip
    index = Index.current(log)

    def left(query: str) -> tuple[int, dict[str, int]]:
        counts = index.count(Filter.parse(query))
        return counts.events, counts.left_out

    assert left("") == (6, {"precision": 0, "place": 0, "date": 0})
    assert left("from=2025-11-01") == (5, {"precision": 0, "place": 0, "date": 1})
    # in Chihuahua for sure: two; Mexico may be anywhere in Mexico, Michoacán and Texas are elsewhere
    assert left("region=MX-CHH") == (2, {"precision": 1, "place": 1, "date": 0})
    assert left("region=MX-CHH&from=2025-11-01") == (1, {"precision": 1, "place": 1, "date": 1})
    # Sonora, where no event is known to be: still Mexico may mean it
    assert left("region=MX-SON") == (0, {"precision": 1, "place": 1, "date": 0})
    assert left("precision=3") == (3, {"precision": 2, "place": 1, "date": 0})
    # around Ciudad Juárez: Mexico reaches it, Michoacán (150 km around its middle) does not
    assert left("bbox=-107,31,-106,32") == (2, {"precision": 1, "place": 1, "date": 0})
    assert left("area=31.7,-106.5,50") == (2, {"precision": 1, "place": 1, "date": 0})


def test_pages_follow_each_other_in_every_order(told: tuple[Index, list[Event]]) -> None:
    index, events = told
    shown = [e for e in events if e.status != "withdrawn"]
    dated = sorted((e for e in shown if e.date_start), key=lambda e: e.event_id)
    undated = sorted(e.event_id for e in shown if not e.date_start)
    newest = [e.event_id for e in sorted(dated, key=lambda e: e.date_start or date.min, reverse=True)]
    day = {e.event_id: e.date_start for e in dated}
    assert _walk(index, "newest") == sorted(newest, key=lambda i: (-day[i].toordinal(), i)) + undated
    backwards = sorted(dated, key=lambda e: e.event_id, reverse=True)
    oldest = [e.event_id for e in sorted(backwards, key=lambda e: e.date_start or date.min)]
    assert _walk(index, "oldest") == oldest + undated
    recorded = _walk(index, "recorded")
    late = [e.event_id for e in shown if e.event_id >= "e0550"]
    assert set(recorded[: len(late)]) == set(late)
    assert sorted(recorded) == sorted(e.event_id for e in shown)


@pytest.mark.parametrize("query", QUERIES)
def test_what_stands_apart_is_the_newest_without_a_place_or_a_date(
    told: tuple[Index, list[Event]], query: str
) -> None:
    index, _events = told
    wanted = Filter.parse(query)
    listed = index.events(wanted, limit=1000).rows
    unplaced = [r["event_id"] for r in listed if not r["place"]]
    undated = [r["event_id"] for r in listed if not r["date_start"]]
    apart = index.apart(wanted, 1000)
    assert [r["event_id"] for r in apart.unplaced] == unplaced
    assert [r["event_id"] for r in apart.undated] == undated
    few = index.apart(wanted, 3)
    assert [r["event_id"] for r in few.unplaced] == unplaced[:3]
    assert [r["event_id"] for r in few.undated] == undated[:3]


def _walk(index: Index, sort: str) -> list[str]:
    found: list[str] = []
    cursor = None
    while True:
        page = index.events(Filter(), limit=37, cursor=cursor, sort=sort)
        found += [r["event_id"] for r in page.rows]
        cursor = page.next
        if cursor is None:
            return found
        assert len(page.rows) == 37


@pytest.mark.parametrize("cursor", ["x", "WzFd", "W10", "bnVsbA", "WzEsMiwzLDRd", "ñ", "=" * 5])
def test_a_made_up_cursor_is_refused(told: tuple[Index, list[Event]], cursor: str) -> None:
    with pytest.raises(FilterError, match="cursor: expected the 'next' of an earlier page"):
        told[0].events(Filter(), cursor=cursor)


def test_impossible_requests_are_refused(told: tuple[Index, list[Event]]) -> None:
    index, _ = told
    with pytest.raises(InputError, match="z from 0 to 24"):
        index.tile(Filter(), 3, 8, 0)
    with pytest.raises(InputError, match="a limit from 1 to 10000"):
        index.events(Filter(), limit=0)
    with pytest.raises(InputError, match="a sort, one of"):
        index.events(Filter(), sort="random")
    with pytest.raises(InputError, match="a field, one of"):
        index.facets(Filter(), ["colour"])
    with pytest.raises(InputError, match="a unit, one of"):
        index.histogram(Filter(), unit="decade")
    with pytest.raises(InputError, match="by: type, status"):
        index.histogram(Filter(), by="colour")
    with pytest.raises(NotFoundError, match="no event has the id 'none'"):
        index.history("none")
    assert index.event("none") is None
    assert index.report("none") is None


def test_histograms_choose_a_unit_and_keep_empty_bins(own_store: Path) -> None:
    log = Log.open()
    days = (date(2025, 1, 31), date(2025, 3, 1), date(2025, 3, 2))
    log.propose(
        [
            event(f"e{i}", date_start=d, date_end=d, type=("arrest", "raid")[i % 2])
            for i, d in enumerate(days)
        ],
        "extractor",
    )
    index = Index.current(log)
    months = index.histogram(Filter(), by="type", unit="month")
    assert months.bins == [(date(2025, 1, 1), 1), (date(2025, 2, 1), 0), (date(2025, 3, 1), 2)]
    assert months.by == {"arrest": [1, 0, 1], "raid": [0, 0, 1]}
    weeks = index.histogram(Filter(), unit="week")
    assert weeks.bins[0] == (date(2025, 1, 27), 1)
    assert weeks.bins[-1] == (date(2025, 2, 24), 2)
    assert index.histogram(Filter()).unit == "day"
    assert index.histogram(Filter(), unit="quarter").bins == [(date(2025, 1, 1), 3)]
    march = Filter(from_=date(2025, 3, 1))
    assert [n for _, n in index.histogram(march, unit="year").bins] == [2]
    assert [n for _, n in index.histogram(march, unit="year", dates=False).bins] == [3]
    log.propose([event("e9", date_start=date(1950, 1, 1), date_end=date(1950, 1, 1))], "extractor")
    index.refresh()
    assert index.histogram(Filter()).unit == "year"


def test_a_tile_tells_single_events_with_their_places(own_store: Path) -> None:
    log = Log.open()
    log.propose([event("e1"), event("e2", place=MICHOACAN), event("e3", place=MICHOACAN, type="raid")], "x")
    index = Index.current(log)
    # Ciudad Juárez: x = (180 - 106.46084) / 360, y = 0.5 - ln((1 + sin lat) / (1 - sin lat)) / 4 pi
    assert index.tile(Filter(), 0, 0, 0) == {
        "v": 1,
        "n": 3,
        "types": ["arrest", "raid"],
        "cells": [],
        "events": [["e1", 836, 1667, 0, 1, 5.0, None, "2025-11-06", "Ciudad Juárez"]],
        "areas": [["MX-MIC", 4, 888, 1825, "Michoacán", 2, [[0, 1], [1, 1]]]],
    }
    assert [t["n"] for t in (index.tile(Filter(), 1, x, y) for x in (0, 1) for y in (0, 1))] == [3, 0, 0, 0]
    sine = math.sin(math.radians(JUAREZ.lat))
    down = 0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)
    x, y = int((JUAREZ.lon + 180) / 360 * 2**24), int(down * 2**24)
    assert index.tile(Filter(), 24, x, y)["n"] == 1
    assert index.tile(Filter(), 24, x + 1, y)["n"] == 0


def test_a_crowd_becomes_cells(own_store: Path) -> None:
    log = Log.open()
    many = [event(f"e{i:03}", type=TYPES[i % 7], evidence=()) for i in range(201)]
    log.propose(many, "x")
    index = Index.current(log)
    tile = index.tile(Filter(), 0, 0, 0)
    assert (tile["n"], tile["events"]) == (201, [])
    assert tile["cells"] == [[836, 1667, 201, [[0, 29], [1, 29], [2, 29], [3, 29], [4, 29], [-1, 56]]]]
    assert len(index.tile(Filter(types=("raid",)), 0, 0, 0)["events"]) == 29


def test_every_version_can_be_seen_again(own_store: Path) -> None:
    """Each version shows what it showed when it was the newest, whatever came after: in file and tail."""
    log = Log.open()
    log.append_reports([report()])
    log.propose([event("e1"), event("e2", place=None)], "x")
    index = Index.current(log)
    seen = {log.version: _all(index, Filter())}
    moments = {}
    steps: list[Any] = [
        lambda: log.revise("e1", action="correct", changes={"type": "raid"}, author="ana"),
        lambda: log.propose([event("e3", place=MICHOACAN, evidence=())], "x"),
        lambda: log.revise("e2", action="withdraw", author="ana"),
        lambda: log.revise("e2", action="restore", author="ana"),
        lambda: log.append_reports([report(text="Corrected.")]),
        lambda: log.revise("e3", action="merge", changes={"into": "e1"}, author="ana"),
    ]
    for step in steps:
        moments[log.version] = datetime.now(UTC)
        step()
        index.refresh()
        seen[log.version] = _all(index, Filter())
    log.compact()
    for fresh in (index, Index(Log.open())):
        for version, rows in seen.items():
            assert _all(fresh, Filter(asof=version)) == rows
            assert fresh.tile(Filter(asof=version), 0, 0, 0)["n"] == sum(r["place"] is not None for r in rows)
        for version, moment in moments.items():
            assert _all(fresh, Filter(asof=moment)) == seen[version]
        assert _all(fresh, Filter(asof=99)) == seen[8]
        assert _all(fresh, Filter(asof=0)) == []
        first = fresh.event("e1", asof=2)
        assert isinstance(first, dict)
        assert (first["type"], first["place"]["candidates"][0]["features"]) == ("arrest", {"population": 2.5})
        assert fresh.report("r1", asof=2) == report()
        assert fresh.report("r1") == report(text="Corrected.")
        assert fresh.history("e1") == log.history("e1")
        assert fresh.event("e3", asof=2) is None


def _all(index: Index, wanted: Filter) -> list[dict[str, Any]]:
    return index.events(wanted, limit=1000).rows


def test_pages_stay_with_the_version_of_the_first(own_store: Path) -> None:
    log = Log.open()
    log.propose([event(f"e{i}", evidence=()) for i in range(4)], "x")
    index = Index.current(log)
    first = index.events(Filter(), limit=2)
    log.propose([event("e11", evidence=())], "x")
    log.revise("e3", action="withdraw", author="ana")
    index.refresh()
    second = index.events(Filter(), limit=5, cursor=first.next)
    assert [r["event_id"] for r in second.rows] == ["e2", "e3"]
    assert index.count(Filter()).events == 4


def test_what_was_purged_is_removed_at_every_version(own_store: Path) -> None:
    log = Log.open()
    log.append_reports([report()])
    log.propose([event("e1"), event("e2", evidence=())], "x")
    index = Index.current(log)
    log.purge("e1", "ana", "asked for")
    index.refresh()
    assert (index.event("e1"), index.event("e1", asof=2)) == ("removed", "removed")
    assert [r["event_id"] for r in _all(index, Filter(asof=2))] == ["e2"]
    assert index.tile(Filter(asof=2), 0, 0, 0)["n"] == 1
    assert [(r.action, r.author, r.reason) for r in index.history("e1")] == [("purge", "ana", "asked for")]
    log.purge("r1", "ana")
    index.refresh()
    assert index.report("r1") == "removed"
    assert index.count(Filter()).events == 0


def test_a_link_is_the_same_answer_for_the_same_version(told: tuple[Index, list[Event]]) -> None:
    snapshot = told[0].pin()
    a, b = Filter.parse("type=raid&type=arrest"), Filter.parse("type=arrest&type=raid&dates=overlap")
    assert (
        snapshot.etag(a, 3, 1, 2) == snapshot.etag(b, 3, 1, 2) == f"{snapshot.version}|{a.to_query()}|3|1|2"
    )
    assert snapshot.select(a) is snapshot.select(b)
    assert snapshot.etag(a) != snapshot.etag(a.but(bbox=Box(0, 0, 1, 1)))


def test_what_lies_around_a_region_is_read_off_the_sets() -> None:
    sets = Sets.of([[], ["MX"], ["MX", "MX-CHH"], ["8581816", "MX", "MX-CHH"], ["US"], ["MX", "MX-MIC"]])
    assert list(sets.any_of(["MX-CHH", "US"])) == [False, False, True, True, True, False]
    assert list(sets.imprecise(["8581816"])) == [False, True, True, False, False, False]
    assert list(sets.imprecise(["MX-CHH"])) == [False, True, False, False, False, False]
    assert list(sets.imprecise(["US-TX"])) == [False, False, False, False, True, False]
    assert sets.count([1, 1, 1, 1, 1, 1]) == {"8581816": 1, "MX": 4, "MX-CHH": 2, "MX-MIC": 1, "US": 1}


def test_a_process_may_end_while_an_index_is_being_built(tmp_path: Path) -> None:
    """A thread inside DuckDB that outlives the interpreter aborts it."""
    script = """
        import sys
        from geo.store import index
        from geo.store.filter import Filter
        from geo.store.log import Log
        from tests.unit.test_index import stories
        from tests.unit.stories import report

        index.MAX_TAIL = 1
        log = Log.open(sys.argv[1])
        log.append_reports([report()])
        found = index.Index.current(log)
        log.propose(stories(5_000), "a")
        found.refresh()
        assert found.count(Filter()).events
        assert found._builder.is_alive()
    """
    command = [sys.executable, "-c", textwrap.dedent(script), str(tmp_path / "log")]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert (ended.returncode, ended.stderr) == (0, "")
