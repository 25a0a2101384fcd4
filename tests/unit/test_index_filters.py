"""The index and filters: each question over many events has the oracle's answer, and a bad one is refused."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from geo.errors import FilterError, InputError, NotFoundError
from geo.records import Event
from geo.store.area import Box
from geo.store.filter import Filter
from geo.store.index import Index
from geo.store.log import Log
from geo.store.snapshot import Snapshot
from tests.unit.oracle import QUERIES, filters, many_events, matches
from tests.unit.stories import MEXICO, MICHOACAN, TEXAS, event, report


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Index, list[Event]]:
    """An index of 600 events: most in its file, the last in the segment that follows the log."""
    events = many_events(600)
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


def test_a_link_is_the_same_answer_for_the_same_version(told: tuple[Index, list[Event]]) -> None:
    snapshot = told[0].pin()
    a, b = Filter.parse("type=raid&type=arrest"), Filter.parse("type=arrest&type=raid&dates=overlap")
    assert (
        snapshot.etag(a, 3, 1, 2) == snapshot.etag(b, 3, 1, 2) == f"{snapshot.version}|{a.to_query()}|3|1|2"
    )
    assert snapshot.select(a) is snapshot.select(b)
    assert snapshot.etag(a) != snapshot.etag(a.but(bbox=Box(0, 0, 1, 1)))
