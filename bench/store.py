"""What the store takes: `python bench/store.py STORE`, over a log that `bench/synth.py` wrote.

Prints one JSON line: time to build and to open the index, memory, and for filters never asked before the
time (ms, median and p95) from the filter to everything a view shows: 12 tiles of a 1440x900 map at zoom 5
over Mexico, facets, histogram, counts and the first page of the list, one after the other on one thread, and
the tiles' bytes. `cpu` is the processor's time for all of it, which other programs disturb less.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import statistics
import time
from datetime import date, timedelta
from pathlib import Path

from bench.synth import ids
from geo.store.filter import Filter
from geo.store.index import Index
from geo.store.log import Log
from geo.store.snapshot import Snapshot

VIEW = [(5, x, y) for x in range(5, 9) for y in range(12, 15)]
REGIONS = ("MX", "MX-CHH", "MX-MIC", "MX-SIN", "US", "US-TX", "CO", "BR")


def filters(count: int, seed: int) -> list[Filter]:
    """Filters as people set them: a span of dates, one to three types, now and then a region or an actor."""
    rng = random.Random(seed)
    types = ids("event_types.csv")
    found = []
    for _ in range(count):
        start = date(2016, 1, 1) + timedelta(days=rng.randrange(3000))
        wanted = Filter(from_=start, to=start + timedelta(days=rng.choice((30, 180, 365, 1500))))
        if rng.random() < 0.7:
            wanted = wanted.but(types=tuple(rng.sample(types, rng.randint(1, 3))))
        if rng.random() < 0.3:
            wanted = wanted.but(regions=(rng.choice(REGIONS),))
        if rng.random() < 0.2:
            wanted = wanted.but(precision=3)
        if rng.random() < 0.1:
            wanted = Filter(types=(rng.choice(types),))
        found.append(wanted)
    return found


def view(snapshot: Snapshot, wanted: Filter) -> tuple[dict[str, float], int]:
    """Ask for all that a view shows; returns the milliseconds of each part and the bytes of the tiles."""
    times: dict[str, float] = {}
    start = last = time.perf_counter()
    worked = time.process_time()

    def lap(name: str) -> None:
        nonlocal last
        now = time.perf_counter()
        times[name] = (now - last) * 1000
        last = now

    snapshot.select(wanted)
    lap("select")
    tiles = [snapshot.tile(wanted, *t) for t in VIEW]
    lap("tiles")
    size = sum(len(json.dumps(t, separators=(",", ":"), ensure_ascii=False).encode()) for t in tiles)
    lap("json")
    snapshot.facets(wanted)
    lap("facets")
    snapshot.histogram(wanted, by="type", dates=False)
    lap("histogram")
    snapshot.count(wanted)
    lap("count")
    snapshot.events(wanted, limit=50)
    lap("list")
    times["all"] = (last - start) * 1000
    times["cpu"] = (time.process_time() - worked) * 1000
    return times, size


def resident_mb() -> int:
    """Resident memory of this process."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) // 1024
    return 0


def quantile(values: list[float], share: float) -> float:
    """The value below which a share of the values lies."""
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store")
    parser.add_argument("--filters", type=int, default=30)
    parser.add_argument("--keep", action="store_true", help="open the index that is there")
    given = parser.parse_args()
    log = Log.open(given.store, create=False)
    found: dict[str, object] = {"version": log.version, "pid": os.getpid()}
    if not given.keep:
        shutil.rmtree(log.commits.beside(), ignore_errors=True)
        start = time.perf_counter()
        Index(log).pin()
        found["build_s"] = round(time.perf_counter() - start, 2)
    start = time.perf_counter()
    snapshot = Index(Log.open(given.store, create=False)).pin()
    found["open_s"] = round(time.perf_counter() - start, 2)
    found["index_mb"] = sum(p.stat().st_size for p in log.commits.beside().glob("index-*")) >> 20
    found["events"] = snapshot.count(Filter()).events
    runs, sizes = [], []
    for wanted in [Filter(), *filters(given.filters, 3)]:
        times, size = view(snapshot, wanted)
        runs.append(times)
        sizes.append(size)
    found["unfiltered_ms"] = {k: round(v) for k, v in runs[0].items()}
    for name in runs[0]:
        values = [r[name] for r in runs[1:]]
        found[name] = [round(statistics.median(values), 1), round(quantile(values, 0.95), 1)]
    found["tiles_kb"] = [sizes[0] >> 10, int(statistics.median(sizes)) >> 10, max(sizes) >> 10]
    found["rss_mb"] = resident_mb()
    print(json.dumps(found))


if __name__ == "__main__":
    main()
