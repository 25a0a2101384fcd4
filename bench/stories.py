"""How long stories take to read beside many events: `python bench/stories.py STORE`.

Over a store that `bench/synth.py` wrote. Writes 300 stories of eight steps into it where there are fewer, and
prints medians of fifteen readings.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable

from geo.records import Step, Story
from geo.store.log import Log
from geo.store.stories import Stories, new_id

STORIES, TIMES = 300, 15
STEPS = tuple(
    Step(title=f"Step {n}", text="word " * 120, query=f"type=arrest&asof=1&lat=19&lng=-102&z={n + 3}")
    for n in range(8)
)


def median_ms(work: Callable[[], object]) -> float:
    """The median time of some work, in milliseconds."""
    times = []
    for _ in range(TIMES):
        began = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - began))
    return statistics.median(times)


def main() -> None:
    """Write what is lacking, join the files, measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store")
    log = Log.open(parser.parse_args().store, create=False)
    stories = Stories(log.commits)
    for n in range(STORIES - len(stories.newest())):
        story = Story(story_id=new_id(), title=f"Story {n}", intro="word " * 60, steps=STEPS)
        stories.write(story, "bench")
    log.compact()
    one = stories.newest()[0].story_id

    def nothing() -> None:
        log.commits.refresh()
        log.commits.sql("SELECT 1 FROM log WHERE kind = 'nothing'")

    print(f"{len(stories.newest())} stories, version {log.version}")
    print(f"all stories        {median_ms(stories.newest):7.1f} ms")
    print(f"one's history      {median_ms(lambda: stories.history(one)):7.1f} ms")
    print(f"a row of no kind   {median_ms(nothing):7.1f} ms")


if __name__ == "__main__":
    main()
