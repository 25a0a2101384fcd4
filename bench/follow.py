"""How the index keeps up with a long log: `python -m bench.follow STORE`. It appends to STORE.

Prints one JSON line: the seconds to build the index and to open it when it is current; then, for events
appended by another process one at a time, the seconds from the commit to the answer that shows it, and for
10,000 appended at once; and whether the file was extended (a second segment beside it) or built anew.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from datetime import date
from multiprocessing import get_context

from geo.records import Event
from geo.store.filter import Filter
from geo.store.index import Index
from geo.store.log import Log


def append(store: str, name: str, count: int) -> None:
    """Append events in one commit."""
    day = date(2025, 1, 1)
    Log.open(store).propose(
        (
            Event(
                event_id=f"follow-{name}-{i}", report_id="follow", type="arrest", summary="Made up",
                evidence=(), confidence=1.0, date_start=day, date_end=day,
            )
            for i in range(count)
        ),
        "bench",
    )  # fmt: skip


def seen_after(index: Index, store: str, name: str, count: int) -> float:
    """Seconds from another process's commit to the index showing it."""
    before = index.count(Filter()).events
    with get_context("spawn").Pool(1) as pool:
        pool.apply(append, (store, name, count))
        began = time.monotonic()
        while index.count(Filter()).events < before + count:
            time.sleep(0.01)
    return time.monotonic() - began


def main() -> None:
    """Measure and print."""
    store, run = sys.argv[1], os.urandom(4).hex()
    began = time.monotonic()
    Index(Log.open(store, create=False)).pin()
    built = time.monotonic() - began
    began = time.monotonic()
    index = Index(Log.open(store, create=False))
    events = index.pin().count(Filter()).events
    opened = time.monotonic() - began
    base = index.pin().segments[0].key
    ones = [seen_after(index, store, f"{run}-{i}", 1) for i in range(5)]
    many = seen_after(index, store, f"{run}-many", 10_000)
    print(
        json.dumps(
            {
                "events": events,
                "first_open_s": round(built, 2),
                "open_s": round(opened, 2),
                "one_event_s": [round(statistics.median(ones), 2), round(max(ones), 2)],
                "ten_thousand_s": round(many, 2),
                "extended": index.pin().segments[0].key == base and len(index.pin().segments) == 2,
                "load": round(os.getloadavg()[0], 1),
            }
        )
    )


if __name__ == "__main__":
    main()
