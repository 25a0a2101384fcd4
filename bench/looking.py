"""A page in Chromium, timed: first load, filter changes, moving the map, and the bytes that each takes."""

from __future__ import annotations

import os
import random
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, Page, Route, TimeoutError, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
CLOCK = Path(__file__).with_name("clock.js").read_text(encoding="utf-8")
SIZE = {"width": 1440, "height": 900}
FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist",
]
LIMIT_S = 60
SINGLE_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c02"
    "0000000b4944415478da6364f80f00010501012718e3660000000049454e44ae426082"
)


class Change(NamedTuple):
    """What a person does to the filter: a kind of control and the value that it is given."""

    kind: str
    value: str


def changes(types: list[str], count: int, seed: int, kinds: Sequence[str] = ("from", "type")) -> list[Change]:
    """A later or earlier start and one more type, by turns: each makes a filter not seen before.

    Types leave few events on the map, a start alone leaves most of them. Of the same seed, fewer changes are
    the first of more.
    """
    rng = random.Random(seed)
    picked = rng.sample(types, len(types))
    days = rng.sample(range(30, 2800), 2 * len(types))
    values = {
        "from": [(date(2016, 1, 1) + timedelta(days=d)).strftime("%Y%m%d") for d in days],
        "type": picked,
    }
    asked = [kinds[i % len(kinds)] for i in range(count)]
    return [Change(kind, values[kind][i // len(kinds)]) for i, kind in enumerate(asked)]


@contextmanager
def serving(script: str, port: int, **environ: str) -> Iterator[subprocess.Popen[bytes]]:
    """A Streamlit server on 127.0.0.1, ended afterwards."""
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)} | environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            wait(process, port)
            yield process
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def wait(process: subprocess.Popen[bytes], port: int, limit_s: float = 900) -> None:
    """Return once the server answers."""
    deadline = time.monotonic() + limit_s
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=60):
                return
        except OSError:
            time.sleep(0.2)
    raise SystemExit(f"no server answered on port {port}")


def free_port() -> int:
    """A port that nobody has."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def memory_mb(pid: int) -> dict[str, int]:
    """Resident memory of a process now and at most, and the part of now that no file backs, in MB."""
    names = {"VmRSS": "now", "VmHWM": "most", "RssAnon": "own"}
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    pairs = (line.partition(":")[::2] for line in lines)
    return {names[k]: int(v.split()[0]) >> 10 for k, v in pairs if k in names}


def cpu_ms(pid: int) -> float:
    """The processor's time that a process has taken so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, or Playwright's own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield browser
        browser.close()


class Look:
    """One visit of a page, with a clock in it and its traffic counted.

    Parameters
    ----------
    kind
        Whose page it is: "ours", "folium" or "pydeck".
    assets
        A folder with what foreign hosts would send, or None where the page asks no foreign host.
    """

    def __init__(self, browser: Browser, kind: str, url: str, assets: Path | None = None) -> None:
        self.kind = kind
        self.context = browser.new_context(viewport=SIZE)  # type: ignore[arg-type]
        self.context.add_init_script(CLOCK)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(LIMIT_S * 1000)
        self.bytes = {"http": 0, "socket": 0, "tiles": 0}
        self.tiles: set[str] = set()
        self._count_traffic()
        if assets is not None:
            self.context.route(lambda u: "127.0.0.1" not in u, answers(assets))
        self.page.goto(url, wait_until="commit")
        self.page.evaluate("kind => { clock.kind = kind }", kind)

    def __enter__(self) -> Look:
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()

    def _count_traffic(self) -> None:
        """Count what arrives: answers as they are sent (compressed, with heads), tiles unpacked too."""
        session = self.context.new_cdp_session(self.page)
        session.send("Network.enable")

        def told(message: dict[str, Any]) -> None:
            if "/tiles/events" in message["response"]["url"]:
                self.tiles.add(message["requestId"])

        def data(message: dict[str, Any]) -> None:
            if message["requestId"] in self.tiles:
                self.bytes["tiles"] += message["dataLength"]

        def ended(message: dict[str, Any]) -> None:
            self.bytes["http"] += int(message["encodedDataLength"])

        def framed(message: dict[str, Any]) -> None:
            sent = message["response"]
            self.bytes["socket"] += len(sent["payloadData"]) * (3 if sent["opcode"] == 2 else 4) // 4

        session.on("Network.responseReceived", told)
        session.on("Network.dataReceived", data)
        session.on("Network.loadingFinished", ended)
        session.on("Network.webSocketFrameReceived", framed)

    def taken(self) -> dict[str, int]:
        """Bytes that arrived since this was last asked."""
        found = dict(self.bytes)
        for name in self.bytes:
            self.bytes[name] = 0
        return found

    def first(self) -> float:
        """Seconds from opening the page until its first view was drawn whole."""
        self.page.wait_for_function("() => clock.first !== null", timeout=LIMIT_S * 1000, polling=50)
        return float(self.page.evaluate("() => clock.first")) / 1000

    def rest(self) -> None:
        """Let the page become idle, so that the next change is timed alone."""
        self.page.wait_for_function("() => clock.arm(false) !== null", timeout=LIMIT_S * 1000, polling=50)
        self.page.wait_for_timeout(500)

    def change(self, wanted: Change, traced: bool = False) -> tuple[float, dict[str, float]]:
        """Make a change with the page's own control; seconds to the redrawn page, and what came when."""
        self.rest()
        self.taken()
        act = self._prepare(wanted)
        armed = "traced => clock.arm(traced) !== null"
        self.page.wait_for_function(armed, arg=traced, timeout=LIMIT_S * 1000, polling=50)
        act()
        self.page.wait_for_function("() => clock.took !== null", timeout=LIMIT_S * 1000, polling=50)
        took, started, trace = self.page.evaluate("() => [clock.took, clock.started, clock.trace]")
        return took / 1000, {k: round(v - started) for k, v in (trace or {}).items()}

    def _prepare(self, wanted: Change) -> Callable[[], None]:
        """Bring a control to where one more click or key makes the change."""
        page = self.page
        if wanted.kind == "from":
            page.get_by_role("group", name="From", exact=True).get_by_role("spinbutton").first.click()
            page.keyboard.type(wanted.value)
            return lambda: page.keyboard.press("Escape")  # closes the calendar, which takes the date over
        if self.kind == "ours":
            label = {"type": "Event type", "actor": "Actor", "region": "Region", "status": "Status"}[
                wanted.kind
            ]
            facet = page.locator(f'.facet[aria-label="{label}"]')
            box = facet.locator(f'input[type=checkbox][value="{wanted.value}"]')
            if not box.is_visible():
                more = facet.locator(".more")
                more.click()
            box.scroll_into_view_if_needed()
            return box.click
        pill = page.get_by_role("button", name=wanted.value, exact=True)
        pill.scroll_into_view_if_needed()
        return pill.click

    def longest_task(self, act: Callable[[], None]) -> tuple[float, int]:
        """The longest task (ms) in any of the page's frames during an act, and how many over 100."""
        frames = self.page.frames
        for frame in frames:
            frame.evaluate("() => { window.longTasks.length = 0 }")
        act()
        lasted = [d for f in frames for _, d in f.evaluate("() => window.longTasks")]
        return max(lasted, default=0.0), sum(d > 100 for d in lasted)

    def move_about(self) -> None:
        """Drag the map to four sides, zoom in three times and out again."""
        box = self.page.locator("iframe").first.bounding_box()
        assert box is not None
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        mouse = self.page.mouse
        for dx, dy in ((-250, 0), (0, -150), (250, 0), (0, 150)):
            mouse.move(x, y)
            mouse.down()
            mouse.move(x + dx, y + dy, steps=20)
            mouse.up()
            self.page.wait_for_timeout(700)
        for turn in (-1, -1, -1, 1, 1, 1):
            mouse.move(x, y)
            mouse.wheel(0, turn * 240)
            self.page.wait_for_timeout(900)


def answers(assets: Path) -> Callable[[Route], None]:
    """Answers foreign hosts from files of the same name; base map tiles are one pixel, the rest is empty."""
    named: dict[str, Path] = {}
    for path in (
        sorted(assets.rglob("dist/**/*")) + sorted(assets.rglob("css/*")) + sorted(assets.rglob("webfonts/*"))
    ):
        named.setdefault(path.name, path)

    def answer(route: Route) -> None:
        name = route.request.url.partition("?")[0].rpartition("/")[2]
        name = {"jquery-3.7.1.min.js": "jquery.min.js"}.get(name, name)
        if name in named:
            route.fulfill(path=named[name])
        elif name.endswith(".png"):
            route.fulfill(body=SINGLE_PIXEL, content_type="image/png")
        else:
            route.fulfill(body="", content_type="text/css" if name.endswith(".css") else "text/plain")

    return answer


def failed(error: Exception) -> str:
    """Why a page did not come, in a few words."""
    return f"over {LIMIT_S} s" if isinstance(error, TimeoutError) else str(error).splitlines()[0][:120]
