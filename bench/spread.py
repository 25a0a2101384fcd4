"""One against two Dask workers over made-up reports: `python bench/spread.py 100000`.

Prints the seconds of each run, the speed-up, and the processor time of this process, which is the scheduler's
and the client's. Both runs store the same events, which is checked.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from pathlib import Path

from geo.spread import ingest_spread
from geo.store.log import Log

PLACES = (
    "Uruapan, Michoacán",
    "Culiacán, Sinaloa",
    "Reynosa, Tamaulipas",
    "Acapulco, Guerrero",
    "Celaya, Guanajuato",
)
DEEDS = ("were arrested", "were killed by gunmen", "were kidnapped", "died in a clash with the army")


def write(folder: Path, count: int) -> None:
    """`count` reports of some 60 words, a hundred a folder."""
    chance = random.Random(1)
    for number in range(count):
        where = folder / f"{number // 100:05}"
        where.mkdir(exist_ok=True)
        told = [
            f"{chance.randrange(2, 30)} people {chance.choice(DEEDS)} in {chance.choice(PLACES)} on Monday."
            for _ in range(3)
        ]
        head = "---\nlanguage: en\npublished: 2025-11-09\n---\n"
        text = f"{head}Report {number}. {' '.join(told)} Officials gave no details."
        (where / f"{number:07}.md").write_text(text, encoding="utf-8")


def run(folder: Path, workers: int) -> tuple[float, float, list[tuple[str, str]]]:
    """Seconds, this process's processor seconds, and the events' ids and digests."""
    with tempfile.TemporaryDirectory(prefix="sightline-spread-") as store:
        began, own = time.monotonic(), time.process_time()
        result = ingest_spread(f"{store}/log", "local", [folder], "extractor", workers=workers)
        took, own = time.monotonic() - began, time.process_time() - own
        sql = "SELECT event_id, digest FROM log WHERE kind = 'event' ORDER BY event_id"
        rows = Log.open(f"{store}/log").commits.sql(sql)
        counts = f"{result.reports} reports, {result.added} events"
        print(f"{workers} workers: {took:.1f} s, {counts}; this process {own:.1f} s")
        return took, own, [(str(a), str(b)) for a, b in rows]


def main() -> None:
    """Write the reports, run twice, compare."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory(prefix="sightline-reports-") as folder:
        write(Path(folder), count)
        one, _, first = run(Path(folder), 1)
        two, _, second = run(Path(folder), 2)
    print(f"speed-up {one / two:.2f}; the same events: {first == second}")


if __name__ == "__main__":
    main()
