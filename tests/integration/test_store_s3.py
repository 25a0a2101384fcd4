"""The log on an object store, against moto's S3 server on the loopback.

This proves the wiring (URIs, credentials, conditional writes, fetching), not the atomicity of a provider.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

import pytest

from geo.records import Story
from geo.store.filter import Filter
from geo.store.index import Index
from geo.store.log import Log
from geo.store.stories import Stories, new_id
from tests.unit.stories import event, report

pytest.importorskip("moto", reason="moto's S3 server is not installed: pip install 'moto[server]'")
boto3 = pytest.importorskip("boto3", reason="boto3 is not installed: pip install 'moto[server]'")

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = {
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
    "AWS_REGION": "us-east-1",
    "AWS_ALLOW_HTTP": "true",
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A running S3 server's address; its output is shown when it does not start."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    output = tmp_path_factory.mktemp("moto") / "output.txt"
    command = [sys.executable, "-m", "tests.s3_server", str(port)]
    with output.open("wb") as out, subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=out) as process:
        address = f"http://127.0.0.1:{port}"
        deadline = time.monotonic() + 60
        while True:
            try:
                urllib.request.urlopen(f"{address}/moto-api/", timeout=1).close()
                break
            except OSError:
                assert process.poll() is None, output.read_text()
                assert time.monotonic() < deadline, output.read_text()
                time.sleep(0.1)
        yield address
        process.terminate()


@pytest.fixture
def bucket(server: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """The URI of an empty place in a bucket."""
    for name, value in (SETTINGS | {"AWS_ENDPOINT_URL": server}).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("SIGHTLINE_INDEX", str(tmp_path / "index"))
    client = boto3.client("s3", endpoint_url=server, region_name="us-east-1")
    client.create_bucket(Bucket="sightline")
    uri = f"s3://sightline/{tmp_path.name}"
    monkeypatch.setenv("SIGHTLINE_STORE", uri)
    return uri


def _append(uri: str, name: str, count: int) -> list[tuple[str, int]]:
    log = Log.open(uri)
    ids = [f"{name}-{i}" for i in range(count)]
    return [(id_, log.propose([event(id_, evidence=())], name).version) for id_ in ids]


def _follow(uri: str, folder: str, expected: int) -> int:
    """A reader in a process of its own: asks until it sees the expected number of events."""
    os.environ["SIGHTLINE_INDEX"] = folder
    index = Index.current(Log.open(uri))
    deadline = time.monotonic() + 120
    while index.count(Filter()).events < expected and time.monotonic() < deadline:
        time.sleep(0.1)
    return index.count(Filter()).events


def test_two_write_while_two_read_and_none_is_lost(bucket: str, tmp_path: Path) -> None:
    Log.open()
    with get_context("spawn").Pool(4) as pool:
        readers = [pool.apply_async(_follow, (bucket, str(tmp_path / f"reader{i}"), 12)) for i in range(2)]
        writers = [pool.apply_async(_append, (bucket, f"w{i}", 6)) for i in range(2)]
        told = dict(pair for writer in writers for pair in writer.get(200))
        seen = [reader.get(200) for reader in readers]
    assert sorted(told.values()) == list(range(1, 13))
    assert seen == [12, 12]
    rows = Log.open().commits.sql("SELECT event_id, version FROM log")
    assert dict(rows) == told


def _tell(uri: str, name: str, count: int) -> list[str]:
    stories = Stories(Log.open(uri).commits)
    made = [stories.write(Story(story_id=new_id(), title=f"{name} {i}"), name) for i in range(count)]
    return [revision.story_id for revision in made]


def test_stories_are_told_by_two_and_one_is_erased(bucket: str) -> None:
    log = Log.open()
    log.propose([event("e1", evidence=())], "x")
    with ThreadPoolExecutor(2) as pool:
        told = [pool.submit(_tell, bucket, f"Zanahoria{i}", 3) for i in range(2)]
        first, second = (writer.result(200) for writer in told)
    stories = Stories(log.commits)
    assert {r.story_id for r in stories.newest()} == {*first, *second}
    log.purge(first[0], "ana")
    assert {r.story_id for r in stories.newest()} == {*first[1:], *second}
    assert log.commits.sql("SELECT count(*) FROM log WHERE contains(payload, 'Zanahoria0 0')") == [(0,)]
    assert len(log.history("e1")) == 1


@contextmanager
def dashboard(folder: Path, uri: str) -> Iterator[str]:
    """A dashboard of its own over the log: its address, once it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder.mkdir()
    environment = os.environ | {
        "SIGHTLINE_STORE": uri,
        "SIGHTLINE_INDEX": str(folder),
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "streamlit", "run", "dashboard/app.py", "--server.port", str(port)]
    with (
        (folder / "output.txt").open("wb") as out,
        subprocess.Popen(command, stdout=out, stderr=out, cwd=ROOT, env=environment) as process,
    ):
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(lambda: counted(address) is not None, (folder / "output.txt").read_text)
            yield address
        finally:
            process.terminate()


def counted(address: str) -> int | None:
    """How many events a dashboard's API counts; None while it does not answer."""
    try:
        with urllib.request.urlopen(f"{address}/api/health", timeout=5) as answer:
            return int(json.load(answer)["events"])
    except OSError:
        return None


def wait_for(holds: Callable[[], bool], told: Callable[[], object], seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, told()
        time.sleep(0.1)


@pytest.mark.timeout(600)
def test_two_dashboards_read_while_two_processes_write(bucket: str, tmp_path: Path) -> None:
    Log.open().propose([event("e0", evidence=())], "x")
    with (
        dashboard(tmp_path / "one", bucket) as one,
        dashboard(tmp_path / "two", bucket) as two,
        get_context("spawn").Pool(2) as pool,
    ):
        assert (counted(one), counted(two)) == (1, 1)
        writers = [pool.apply_async(_append, (bucket, f"w{i}", 6)) for i in range(2)]
        told = dict(pair for writer in writers for pair in writer.get(200))
        wait_for(
            lambda: (counted(one), counted(two)) == (13, 13), lambda: (counted(one), counted(two)), seconds=60
        )
    assert sorted(told.values()) == list(range(2, 14))
    rows = dict(Log.open().commits.sql("SELECT event_id, version FROM log"))
    assert rows == told | {"e0": 1}


def test_a_purge_reaches_the_bucket_and_the_cache(bucket: str, server: str, tmp_path: Path) -> None:
    secret = "Zanahoria-7431"
    log = Log.open()
    log.append_reports([report("r1", text=f"They say {secret} did it."), report("r2")])
    log.propose([event("e1", summary=secret), event("e2", report_id="r2")], "extractor")
    log.compact()
    index = Index.current(log)
    assert index.count(Filter()).events == 2
    assert log.purge("r1", "ana") == ["e1", "r1"]
    assert index.refresh().count(Filter()).events == 1
    client = boto3.client("s3", endpoint_url=server, region_name="us-east-1")
    found = client.list_objects_v2(Bucket="sightline", Prefix=tmp_path.name)["Contents"]
    parts = [o["Key"] for o in found if o["Key"].endswith(".parquet") and "_delta_log" not in o["Key"]]
    assert len(parts) == len(log.commits.files())
    assert log.commits.sql("SELECT count(*) FROM log WHERE contains(payload, ?)", secret) == [(0,)]
    bodies = [client.get_object(Bucket="sightline", Key=o["Key"])["Body"].read() for o in found]
    assert not any(secret.encode() in body for body in bodies)
