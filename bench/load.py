"""API pages under load, on one core: `python bench/load.py STORE --seconds 15`.

STORE holds a million synthetic events (`bench/synth.py`). The server is started by the README's command, held
to one core with taskset; wrk asks from another. Three loads, each with eight connections:

distinct
    A page of 100 events, every request with a filter of its own: a date range, a type and a region, drawn
    from a stream of numbers. Nothing of it can be cached.
same
    The same page again and again.
etag
    The same with `If-None-Match`, so that the answer is a 304.
"""

from __future__ import annotations

import argparse
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CONNECTIONS = 8

_DISTINCT = """
local n = math.floor(os.time() * 1000) %% 100000000
local types = {%(types)s}
local regions = {%(regions)s}
request = function()
  n = n + 1
  local day = n * 7919 %% 3500
  local from = os.date("!%%Y-%%m-%%d", 1451606400 + day * 86400)
  local to = os.date("!%%Y-%%m-%%d", 1451606400 + (day + 30 + n %% 900) * 86400)
  local path = "/api/events?limit=100&from=" .. from .. "&to=" .. to
  path = path .. "&type=" .. types[1 + n %% #types] .. "&type=" .. types[1 + n * 31 %% #types]
  if n %% 2 == 0 then path = path .. "&region=" .. regions[1 + n * 17 %% #regions] end
  return wrk.format("GET", path)
end
"""
_SAME = 'request = function() return wrk.format("GET", "/api/events?limit=100&type=arrest") end\n'
_ETAG = """
wrk.headers["If-None-Match"] = '%(etag)s'
request = function() return wrk.format("GET", "/api/events?limit=100&type=arrest") end
"""
_REPORT = """
done = function(summary, latency, requests)
  io.write(string.format("RESULT %.1f %.1f %.1f %d %d\\n", summary.requests / summary.duration * 1e6,
    latency:percentile(50) / 1000, latency:percentile(95) / 1000, summary.requests,
    summary.errors.status + summary.errors.timeout + summary.errors.connect + summary.errors.read))
end
"""


def free_port() -> int:
    """A port that nobody has."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def serve(store: str, port: int, core: str) -> subprocess.Popen[bytes]:
    """Start the program on one core and wait until it answers."""
    command = ["taskset", "-c", core, sys.executable, "-m", "streamlit", "run", "dashboard/app.py"]
    options = ["--server.port", str(port), "--server.address", "127.0.0.1", "--server.headless", "true"]
    descriptor, log = tempfile.mkstemp(prefix="load-", suffix=".log")
    environment = os.environ | {"SIGHTLINE_STORE": store}
    with os.fdopen(descriptor, "wb") as out:
        process = subprocess.Popen([*command, *options], cwd=ROOT, env=environment, stdout=out, stderr=out)
    deadline = time.monotonic() + 300
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/health", timeout=60) as answer:
                print("serving", answer.read().decode(), flush=True)
            return process
        except OSError:
            time.sleep(0.5)
    raise SystemExit(f"the server did not start: see {log}")


def load(name: str, script: str, address: str, seconds: int, core: str) -> None:
    """Run wrk with a script, and print rate, median and 95th percentile in ms, requests and errors."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as file:
        file.write(script + _REPORT)
        file.flush()
        command = [
            "taskset",
            "-c",
            core,
            "wrk",
            "-t1",
            f"-c{CONNECTIONS}",
            f"-d{seconds}s",
            "--timeout",
            "10s",
        ]
        said = subprocess.run(
            [*command, "-s", file.name, address], capture_output=True, text=True, check=True
        )
    found = re.search(r"RESULT (\S+) (\S+) (\S+) (\d+) (\d+)", said.stdout)
    assert found, said.stdout
    rate, median, p95, asked, failed = found.groups()
    print(f"{name}: {rate}/s, median {median} ms, p95 {p95} ms, {asked} answers, {failed} errors", flush=True)


def main() -> None:
    """Serve, and put the three loads on."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store")
    parser.add_argument("--seconds", type=int, default=15)
    parser.add_argument("--core", default="0", help="the server's core")
    parser.add_argument("--from-core", default="1", help="wrk's core")
    given = parser.parse_args()
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    process = serve(given.store, port, given.core)
    try:
        path = f"{address}/api/events?limit=100&type=arrest"
        with urllib.request.urlopen(path, timeout=60) as answer:
            etag = answer.headers["ETag"]
        regions = ("MX", "MX-MIC", "MX-CHH", "MX-SIN", "MX-TAM", "MX-JAL", "US", "CO", "BR", "MX-GRO")
        types = ("arrest", "killing", "armed_clash", "protest", "threat", "seizure", "kidnapping")
        filling = {"types": str(list(types))[1:-1], "regions": str(list(regions))[1:-1]}
        print("load before:", *os.getloadavg(), flush=True)
        load("distinct", _DISTINCT % filling, address, given.seconds, given.from_core)
        load("same", _SAME, address, given.seconds, given.from_core)
        load("etag", _ETAG % {"etag": etag}, address, given.seconds, given.from_core)
        print("load after:", *os.getloadavg(), flush=True)
    finally:
        process.terminate()
        process.wait(30)


if __name__ == "__main__":
    main()
