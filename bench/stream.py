"""Memory of a whole store's export: `python bench/stream.py STORE`, what each format takes, and how long.

Each format is written by a process of its own, to a file under a temporary folder. Told are the peaks of the
process's own memory (anonymous pages) and of all that is resident: the index's files are mapped into memory,
so that pages of them that were read stay resident for as long as nobody else needs the room.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FORMATS = ("csv", "geojson", "geoparquet", "kml")


def one(store: str, form: str, folder: str) -> None:
    """Write one format and tell of it."""
    from geo.exports import export
    from geo.store.filter import Filter
    from geo.store.index import Index
    from geo.store.log import Log

    index = Index.current(Log.open(store, create=False)).pin()
    index.count(Filter())
    opened, began = memory(), time.perf_counter()
    path = Path(folder, f"out.{form}")
    with Peak() as peak:
        number = export(index, Filter(), form, path)
    took, size = time.perf_counter() - began, path.stat().st_size / 1e6
    print(
        f"{form}: {number} events, {size:.0f} MB in {took:.0f} s;"
        f" own memory {opened[0]} MB with the index open, {peak.own} MB at most;"
        f" resident {opened[1]}, {peak.resident}"
    )


def memory() -> tuple[int, int]:
    """This process's own and its resident memory now, in MB (Linux)."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    told = dict(line.split(":", 1) for line in lines)
    return tuple(int(told[name].split()[0]) // 1024 for name in ("RssAnon", "VmRSS"))  # type: ignore[return-value]


class Peak:
    """The most memory while it is open, looked at twenty times a second."""

    def __init__(self) -> None:
        self.own = self.resident = 0
        self._ended = threading.Event()
        self._watcher = threading.Thread(target=self._watch, daemon=True)

    def _watch(self) -> None:
        while not self._ended.wait(0.05):
            own, resident = memory()
            self.own, self.resident = max(self.own, own), max(self.resident, resident)

    def __enter__(self) -> Peak:
        self._watcher.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._watcher.join()


def main() -> None:
    """Every format in turn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store")
    parser.add_argument("--only", help="one format, in this process")
    parser.add_argument("--folder", default="")
    given = parser.parse_args()
    if given.only:
        one(given.store, given.only, given.folder)
        return
    for form in FORMATS:
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, __file__, given.store, "--only", form, "--folder", folder]
            subprocess.run(command, cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
