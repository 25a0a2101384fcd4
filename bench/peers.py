"""Sightline beside the maps that one writes with Streamlit: `python -m bench.peers`.

    python -m bench.peers [--sizes 10000 100000 1000000] [--changes 10] [--people 20]

For each size it writes synthetic events (`bench/synth.py`, labelled as such), shows the same events in our
page and in the peers of `bench/peer_app.py`, one server after the other, in Chromium at 1440x900, and makes
the same changes of the filter with each page's own controls: a start date typed, one more type, by turns,
none of them twice. A measurement is a line of JSON, kept in `results.jsonl`. A peer that fails or takes
over 60 s is not tried at a larger size.

What foreign hosts would send comes from files: `npm install` puts them into the folder once (leaflet,
leaflet.markercluster, jquery, bootstrap, awesome-markers, fontawesome). No base map is drawn by the peers.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from subprocess import PIPE
from typing import Any

import pandas as pd
from playwright.sync_api import Browser
from playwright.sync_api import Error as BrowserError

from bench import synth
from bench.looking import ROOT, Change, Look, changes, chromium, cpu_ms, failed, free_port, memory_mb, serving
from bench.performance import WHOLE
from bench.store import quantile
from geo.store.filter import Filter
from geo.store.index import Index
from geo.store.log import Log
from geo.store.select import EPOCH, unproject

PEERS = ("marker_cluster", "fast_marker_cluster", "geojson", "pydeck")
KINDS = {"ours": "ours", "pydeck": "pydeck"}
ASSETS = (
    "leaflet@1.9.3", "leaflet.markercluster@1.1.0", "jquery@3.7.1", "bootstrap@5.2.2",
    "leaflet.awesome-markers@2.0.5", "@fortawesome/fontawesome-free@6.2.0",
)  # fmt: skip


def prepare(folder: Path, events: int) -> tuple[Path, Path]:
    """A store of so many synthetic events with its index, and the placed ones as a table for the peers."""
    store, table = folder / str(events), folder / f"{events}.parquet"
    if not (store / "_delta_log").exists():
        synth.write(store, events)
    if not table.exists():
        snapshot = Index(Log.open(store, create=False)).pin()
        (part,) = snapshot.select(Filter())
        columns, rows = part.segment.columns, part.rows[part.segment.columns["prec"][part.rows] > 0]
        lat, lon = unproject(columns["x"][rows], columns["y"][rows])
        undated = columns["start_day"][rows] < -EPOCH
        days = {
            name: pd.to_datetime(columns[column][rows].astype("int64"), unit="D", errors="coerce").where(
                ~undated
            )
            for name, column in (("date_start", "start_day"), ("date_end", "end_day"))
        }
        types = pd.Categorical.from_codes(columns["type_code"][rows], categories=list(part.segment.types))
        pd.DataFrame({"type": types, **days, "lat": lat.round(5), "lon": lon.round(5)}).to_parquet(table)
    return store, table


def fetch(folder: Path) -> Path:
    """The folder with what foreign hosts would send, filled by npm where it is empty."""
    if not (folder / "node_modules").exists():
        folder.mkdir(parents=True, exist_ok=True)
        command = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", *ASSETS]
        subprocess.run(command, cwd=folder, check=True)
    return folder / "node_modules"


def spread(values: list[float]) -> dict[str, float]:
    """Median and p95 of seconds."""
    return {"median": round(statistics.median(values), 3), "p95": round(quantile(values, 0.95), 3)}


class Bench:
    """One run over sizes and pages, its lines kept in `results.jsonl`."""

    def __init__(self, folder: Path, browser: Browser, given: argparse.Namespace) -> None:
        self.folder, self.browser, self.given = folder, browser, given
        self.assets = fetch(folder)
        self.out = folder / "results.jsonl"

    def tell(self, **found: object) -> None:
        """Keep and print a measurement, with the date and the machine's load beside it."""
        line = json.dumps(found | {"date": date.today().isoformat(), "load": round(os.getloadavg()[0], 1)})
        with self.out.open("a", encoding="utf-8") as lines:
            lines.write(line + "\n")
        print(line, flush=True)

    @contextmanager
    def page(self, who: str, store: Path, table: Path) -> Iterator[tuple[str, int]]:
        """A page's server: its address and its process."""
        port = self.given.port or free_port()
        script, environ = (
            ("dashboard/app.py", {"SIGHTLINE_STORE": str(store)})
            if who == "ours"
            else (
                "bench/peer_app.py",
                {"PEER": who.removesuffix(WHOLE), "EVENTS": str(table), "PARTS": str(who.endswith(WHOLE))},
            )
        )
        with serving(script, port, **environ) as process:
            yield f"http://127.0.0.1:{port}", process.pid

    def measure(self, who: str, events: int, store: Path, table: Path) -> bool:
        """Everything about one page at one size; False where it failed."""
        kind = KINDS.get(who.removesuffix(WHOLE), "folium")
        found: dict[str, Any] = {"who": who, "events": events, "kinds": self.given.kinds}
        took: list[float] = []
        sizes: list[dict[str, int]] = []
        with self.page(who, store, table) as (address, pid):
            try:
                with Look(self.browser, kind, address, self.assets) as look:
                    found["first_load_s"] = round(look.first(), 2)
                    found["first_load_kb"] = {k: v >> 10 for k, v in look.taken().items()}
                    if who == "ours":
                        longest, over = look.longest_task(look.move_about)
                        found["moving"] = {"longest_task_ms": round(longest), "tasks_over_100_ms": over}
                count = self.given.changes * (3 if who == "ours" else 1)
                with Look(self.browser, kind, address, self.assets) as look:
                    look.first()
                    began = cpu_ms(pid)
                    for wanted in self.changes(events, count):
                        seconds, trace = look.change(wanted, traced=who == "ours" and self.given.trace)
                        took.append(seconds)
                        sizes.append(look.taken())
                        if trace:
                            print(wanted, round(seconds, 3), trace, sizes[-1], flush=True)
            except BrowserError as error:
                found["failed"] = failed(error)
            found["memory_mb"] = memory_mb(pid)
            if took:
                found["server_cpu_ms_a_change"] = round((cpu_ms(pid) - began) / len(took))
        if took:
            found["change_s"] = spread(took)
            found["each_s"] = [round(t, 3) for t in took]
            for name in ("http", "socket", "tiles"):
                found[f"{name}_kb_a_change"] = round(statistics.median(s[name] for s in sizes) / 1024, 1)
            found["most_tiles_kb"] = max(s["tiles"] for s in sizes) >> 10
        self.tell(**found)
        return "failed" not in found

    def changes(self, events: int, count: int) -> list[Change]:
        """The changes that every page is asked for."""
        return changes(synth.ids("event_types.csv"), count, seed=events % 97, kinds=self.given.kinds)

    def crowd(self, events: int, store: Path, table: Path) -> None:
        """Many people at once."""
        with self.page("ours", store, table) as (address, pid):
            for people, turns, seed in ((1, 3, 99), (self.given.people, self.given.changes, 7)):
                began = cpu_ms(pid)
                options = ["--people", str(people), "--changes", str(turns), "--seed", str(seed)]
                said = subprocess.run(
                    [sys.executable, "-m", "bench.crowd", address, *options],
                    cwd=ROOT,
                    stdout=PIPE,
                    check=True,
                )
            found = json.loads(said.stdout)
            spent = round((cpu_ms(pid) - began) / (people * (turns + 1)))
            self.tell(
                who="crowd", events=events, **found, server_cpu_ms_a_change=spent, memory_mb=memory_mb(pid)
            )


def main() -> None:
    """Measure, size by size."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--who", nargs="+", default=["ours", "crowd", *PEERS])
    parser.add_argument("--changes", type=int, default=10, help="for a peer; ours makes three times as many")
    parser.add_argument(
        "--kinds",
        nargs="+",
        choices=("from", "type"),
        default=["from", "type"],
        help="what is changed, by turns; 'from' alone leaves most events on the map each time",
    )
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--folder", type=Path, default=Path("data/work/peers"))
    parser.add_argument("--trace", action="store_true", help="say what of our page came when")
    given = parser.parse_args()
    folder = given.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    print(platform.platform(), platform.processor(), sys.version.split()[0], flush=True)
    out: set[str] = set()
    with chromium() as browser:
        bench = Bench(folder, browser, given)
        for events in given.sizes:
            store, table = prepare(folder, events)
            for who in given.who:
                if who == "crowd":
                    bench.crowd(events, store, table)
                elif who not in out and not bench.measure(who, events, store, table):
                    out.add(who)


if __name__ == "__main__":
    main()
