"""Memory of a whole store's export: `python bench/stream.py STORE`, peak RSS and time for each format.

Each format is written by a process of its own, to a file under a temporary folder.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
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

    def peak() -> int:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

    index = Index.current(Log.open(store, create=False)).pin()
    index.count(Filter())
    before, began = peak(), time.perf_counter()
    path = Path(folder, f"out.{form}")
    number = export(index, Filter(), form, path)
    took, size = time.perf_counter() - began, path.stat().st_size / 1e6
    print(f"{form}: {number} events, {size:.0f} MB in {took:.0f} s, peak {before} MB open, {peak()} MB after")


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
