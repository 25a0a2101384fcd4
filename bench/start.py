"""How long from `make run` to a map, and how much memory the server then holds.

    python bench/start.py [--runs 3]

Starts the dashboard on the seeds with an empty store, then again on the same store, opens each in Chromium
at 1440x900, and prints a JSON line a start: seconds until /api/health answers; seconds from opening the
page until every tile of the map is drawn (the first start's page reads the seeds before it draws); and the
server's resident memory (VmRSS of the Python process, MB) after the page has been used. Needs what `make
test` installs.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from tests.browser.conftest import CHROMIUM_FLAGS, WIDE, start_server, stop_server


def map_ready(page: Page, timeout_s: float = 60) -> float:
    """Seconds from now until the map's frame says that all of its tiles are drawn."""
    began = time.monotonic()
    while time.monotonic() - began < timeout_s:
        for frame in page.frames:
            if frame.evaluate("() => Boolean(window.sightline && window.sightline.ready())"):
                return time.monotonic() - began
        page.wait_for_timeout(20)
    raise TimeoutError(f"the map was not drawn within {timeout_s} s")


def resident_mb(parent: int) -> float:
    """VmRSS of the largest process below `parent` (make starts a shell, which starts Python), in MB."""
    children: dict[int, list[int]] = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        children.setdefault(int(fields[1]), []).append(int(status.parent.name))
    pids, largest = [parent], 0.0
    while pids:
        pid = pids.pop()
        pids += children.get(pid, [])
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                largest = max(largest, int(line.split()[1]) / 1024)
    return largest


def measure(store: Path, label: str) -> dict[str, object]:
    """One start on `store`, one look at its page."""
    server = start_server(store, ready_s=300)
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=CHROMIUM_FLAGS
            )
            page = browser.new_page(viewport=WIDE)
            began = time.monotonic()
            page.goto(server.url)
            map_ready(page)
            drawn = time.monotonic() - began
            browser.close()
        return {
            "start": label,
            "ready_s": round(server.started_in_s, 2),
            "first_map_s": round(drawn, 2),
            "server_rss_mb": round(resident_mb(server.process.pid)),
        }
    finally:
        stop_server(server)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=3, help="starts on the filled store (default 3)")
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory(prefix="sightline-bench-") as folder:
        store = Path(folder) / "store"
        print(json.dumps(measure(store, "first")))
        for run in range(runs):
            print(json.dumps(measure(store, f"again {run + 1}")))


if __name__ == "__main__":
    main()
