"""The index: tiles and histograms of a few events, every version again, and what is built behind it."""

from __future__ import annotations

import math
import subprocess
import sys
import textwrap
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from geo.store.filter import Filter
from geo.store.index import Index
from geo.store.log import Log
from geo.store.segment import Sets
from tests.unit.oracle import TYPES
from tests.unit.stories import JUAREZ, MICHOACAN, event, report


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
        "events": [["e1", 836, 1667, 0, 1, 5.0, None, "2025-11-06", "Ciudad Juárez", "reported", None]],
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
        from tests.unit.oracle import many_events
        from tests.unit.stories import report

        index.MAX_TAIL = 1
        log = Log.open(sys.argv[1])
        log.append_reports([report()])
        found = index.Index.current(log)
        log.propose(many_events(20_000), "a")
        found.refresh()
        assert found.count(Filter()).events
        if not found._builder.is_alive():  # it ended during the count: the machine is busy
            log.propose(many_events(100_000), "b")
            found.refresh()
        assert found._builder.is_alive()
    """
    command = [sys.executable, "-c", textwrap.dedent(script), str(tmp_path / "log")]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert (ended.returncode, ended.stderr) == (0, "")
