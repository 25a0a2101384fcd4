"""The dashboard started by the README's own command, and Debian's chromium looking at it."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
NAME = "sightline.test"
"""A name by which the browser finds this machine and which is no loopback name."""

CHROMIUM_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--host-resolver-rules=MAP {NAME} 127.0.0.1",
]
PATIENCE_MS = 20_000
"""How long a test waits for what the page is to show: a busy machine is no failure."""

WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


def free_port() -> int:
    """A port that nothing listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Server:
    """A running dashboard: where it answers, where its store is, and what it has printed."""

    url: str
    store: Path
    log: Path
    process: subprocess.Popen[bytes]
    started_in_s: float = 0.0

    def output(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")


def start_server(store: Path, *, ready_s: float = 120, port: int = 0, **environ: str) -> Server:
    """`make run` on `port` or a free one; returns when /api/health answers, or fails with what it said."""
    port = port or free_port()
    log = store.parent / f"server-{port}.log"
    began = time.monotonic()
    with log.open("wb") as out:
        process = subprocess.Popen(
            ["make", "--no-print-directory", "run", f"PORT={port}"],
            cwd=ROOT,
            env={**os.environ, "SIGHTLINE_STORE": str(store), **environ},
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    server = Server(f"http://127.0.0.1:{port}", store, log, process)
    while time.monotonic() - began < ready_s:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(server.url + "/api/health", timeout=5):
                server.started_in_s = time.monotonic() - began
                return server
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    stop_server(server)
    pytest.fail(f"the dashboard was not ready within {ready_s} s. Its output:\n{server.output()}")


def stop_server(server: Server) -> None:
    """End the server and what it started: its own process group and nothing else."""
    if server.process.poll() is None:
        os.killpg(server.process.pid, signal.SIGTERM)
        try:
            server.process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(server.process.pid, signal.SIGKILL)
            server.process.wait(10)


def ingest(store: Path, texts: Mapping[str, str]) -> None:
    """Put reports into a store by the command line; `texts` are their words by the name of their file."""
    for name, words in texts.items():
        (store.parent / name).write_text(words, encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "geo", "ingest", *(str(store.parent / name) for name in texts)],
        cwd=ROOT,
        env={**os.environ, "SIGHTLINE_STORE": str(store)},
        check=True,
        timeout=120,
    )


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One dashboard on the seeds for the whole run; tests that write start their own."""
    running = start_server(tmp_path_factory.mktemp("seeds") / "store", SIGHTLINE_HOSTS=NAME)
    yield running
    stop_server(running)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = shutil.which("chromium")
    if executable is None:
        pytest.fail("the browser tests need Debian's chromium on the path: run them with `make test`")
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=CHROMIUM_FLAGS)
        yield started
        started.close()


@dataclass
class Watched:
    """What a browser context asked for and complained about."""

    context: BrowserContext
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def page(self, url: str) -> Page:
        """Open `url` in a new page and wait until the map has drawn."""
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("response", lambda r: self.errors.append(f"{r.status} {r.url}") if r.status >= 400 else None)
        page.on("console", lambda m: self.errors.append(m.text) if m.type == "error" else None)
        page.goto(url)
        return page

    def foreign_hosts(self) -> set[str]:
        """Hosts other than this machine that any page of this context sent a request to."""
        hosts = {
            urlsplit(u).hostname or ""
            for u in self.requests
            if not u.startswith(("data:", "blob:", "about:"))
        }
        return hosts - {"127.0.0.1", NAME}


@pytest.fixture
def fresh(browser: Browser) -> Iterator[Callable[..., Watched]]:
    """Make a fresh browser context (no cookies, no cache): `fresh(width=390, dark=True, locale="es")`."""
    made: list[BrowserContext] = []

    def make(
        *, viewport: dict[str, int] = WIDE, dark: bool = False, locale: str = "en-US", scale: float = 1
    ) -> Watched:
        context = browser.new_context(
            viewport=viewport,  # type: ignore[arg-type]
            color_scheme="dark" if dark else "light",
            locale=locale,
            device_scale_factor=scale,
            has_touch=viewport["width"] < 600,
            permissions=["clipboard-read", "clipboard-write"],
        )
        context.set_default_timeout(PATIENCE_MS)
        made.append(context)
        watched = Watched(context)
        context.on("request", lambda r: watched.requests.append(r.url))
        return watched

    yield make
    for context in made:
        context.close()


@pytest.fixture
def scratch() -> Iterator[Path]:
    """A folder for a store of the test's own, removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="sightline-") as folder:
        yield Path(folder)
