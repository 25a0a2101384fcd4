"""What `test_cut_off` runs inside a network namespace of its own, where only the loopback interface is up."""

from __future__ import annotations

import errno
import fcntl
import shutil
import socket
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from tests.browser import look
from tests.browser.conftest import CHROMIUM_FLAGS, Server, start_server, stop_server
from tests.browser.words import ARTICLES, EN

SIOCGIFFLAGS, SIOCSIFFLAGS, IFF_UP = 0x8913, 0x8914, 0x1
ELSEWHERE = ("203.0.113.9", 443)
"""An address of a block kept for documentation: nobody's."""


@pytest.fixture
def alone() -> None:
    """Bring the loopback interface up, as `ip link set lo up` does, and see that nothing leads elsewhere."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        asked = struct.pack("16sh14x", b"lo", 0)
        (flags,) = struct.unpack_from("16xh", fcntl.ioctl(control, SIOCGIFFLAGS, asked))
        fcntl.ioctl(control, SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", flags | IFF_UP))
    before = unreachable()
    with pytest.raises(OSError, match="unreachable") as refused:
        socket.create_connection(ELSEWHERE, timeout=5)
    assert refused.value.errno == errno.ENETUNREACH
    assert unreachable() == before + 1, "the count of what found no way out does not count"


@pytest.fixture
def server(alone: None, scratch: Path) -> Iterator[Server]:
    running = start_server(scratch / "store", SIGHTLINE_SEEDS="")
    yield running
    stop_server(running)


@pytest.fixture
def page(server: Server) -> Iterator[Page]:
    """A page of a browser that asks no server of names: what Chromium wants for itself is not the page's."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=[*CHROMIUM_FLAGS, "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
        )
        yield browser.new_page(locale="en-GB")
        browser.close()


def unreachable() -> int:
    """How often anything in this namespace wanted to reach an IPv4 address that no route leads to.

    Linux counts it as OutNoRoutes: a connection, or a name asked of a server of names. (Chromium tries by
    itself whether there is IPv6, which is counted elsewhere.)
    """
    names, values = [
        line.split()
        for line in Path("/proc/net/snmp").read_text("ascii").splitlines()
        if line.startswith("Ip:")
    ]
    return int(values[names.index("OutNoRoutes")])


def test_paste_save_and_see(server: Server, page: Page) -> None:
    before = unreachable()
    page.goto(server.url)
    look.map_frame(page)
    page.get_by_role("link", name=EN["add"]).first.click()
    page.get_by_label(EN["text"], exact=True).fill(ARTICLES["en"])
    page.get_by_role("button", name=EN["find"]).click()
    page.get_by_role("button", name=EN["save"], exact=True).click()
    page.get_by_role("link", name=EN["show"]).click()
    frame = look.settle(page, "source=")
    assert len(look.events(server.url)) >= 7
    look.same_events(server.url, frame, "")
    assert look.drawn(frame)["total"] >= 7
    assert unreachable() == before
