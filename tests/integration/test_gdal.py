"""The OGC API Features collection as GDAL, and so QGIS, reads it: over HTTP, through its OAPIF driver."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyogrio
import pytest

from dashboard.serving import event_log
from geo.records import Report
from tests.integration.live import running
from tests.integration.test_routes import EVENTS, TEXT, app

pytestmark = pytest.mark.skipif(
    "OAPIF" not in pyogrio.list_drivers(), reason="this build of GDAL has no OAPIF driver"
)


@pytest.fixture
def server(own_store: Path) -> Iterator[str]:
    """Our routes with seven events in the store."""
    event_log.cache_clear()
    event_log().append_reports([Report(report_id="report-1", text=TEXT, title="Two reports", source="Test")])
    event_log().propose(EVENTS, "test")
    with running(app()) as address:
        yield f"{address}/ogc"
    event_log.cache_clear()


READ = """
import json, sys
import geopandas as gpd
options = {k: tuple(v) if isinstance(v, list) else v for k, v in json.loads(sys.argv[2]).items()}
frame = gpd.read_file(f"OAPIF:{sys.argv[1]}", layer="events", engine="pyogrio", **options)
points = [None if g is None else [g.x, g.y] for g in frame.geometry]
print(json.dumps([frame.crs.to_epsg(), dict(zip(frame["event_id"], points))]))
"""


def read(server: str, **options: object) -> tuple[int, dict[str, list[float] | None]]:
    """What GDAL reads, in a process of its own: it holds Python's lock while it waits for our answer."""
    command = [sys.executable, "-c", READ, server, json.dumps(options)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    epsg, points = json.loads(done.stdout)
    return epsg, points


def test_gdal_reads_every_page_of_the_collection(server: str) -> None:
    epsg, points = read(server, PAGE_SIZE="3")
    assert epsg == 4326
    assert sorted(points) == [f"event-{n}" for n in range(1, 8)]
    assert points["event-1"] == [-102.06, 19.42]
    assert points["event-6"] is None


def test_gdal_hands_a_box_to_the_server(server: str) -> None:
    assert list(read(server, bbox=[-100.0, 27.0, -99.0, 28.0])[1]) == ["event-3"]
