"""Watched feeds, served on loopback by a server of ours, and watched folders."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from geo.batch import Extracts
from geo.errors import InputError
from geo.fetch import fetch
from geo.formats.sandbox import ReadingProcess
from geo.store.log import Log
from geo.watch import Watched, Watcher, load

RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>El Diario</title><language>es-MX</language>
<item><guid>1</guid><title>Detienen a dos &lt;b&gt;hombres&lt;/b&gt;</title><link>{url}/one.html</link>
<pubDate>Sun, 02 Nov 2025 23:30:00 -0600</pubDate>
<content:encoded><![CDATA[<p>Dos hombres fueron detenidos en Uruapan.</p><script>alert(1)</script>]]>
</content:encoded></item>{more}</channel></rss>"""

ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Wire</title><entry><id>urn:a</id>
<title>Arrests</title><link rel="self" href="http://x.invalid/self"/><link href="http://x.invalid/a"/>
<published>2025-11-02T10:00:00Z</published><summary>Two men were arrested.</summary></entry></feed>"""

PAGE = (
    "<html><body><article>"
    + "<p>Two men were arrested in Culiac\u00e1n, Sinaloa.</p>" * 4
    + "</article></body></html>"
)


class Feeds(ThreadingHTTPServer):
    """Answers with a feed, a page, or what a test puts there; remembers what it was asked."""

    more, status = "", 200
    asked: list[tuple[str, str, str]]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Answers(BaseHTTPRequestHandler):
    server: Feeds

    def do_GET(self) -> None:
        self.server.asked.append(
            (self.path, self.headers.get("If-None-Match", ""), self.headers["User-Agent"])
        )
        body = (
            RSS.format(url=self.server.url, more=self.server.more).encode()
            if self.path == "/rss"
            else PAGE.encode()
        )
        tag = f'"{len(body)}"'
        if self.path == "/elsewhere":
            self.send_response(302)
            self.send_header("Location", "file:///etc/passwd")
        elif self.headers.get("If-None-Match") == tag:
            self.send_response(304)
        elif self.server.status != 200:
            self.send_response(self.server.status)
            self.send_header("Retry-After", "7200")
        else:
            self.send_response(200)
            self.send_header("ETag", tag)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            return
        self.end_headers()

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def feeds() -> Iterator[Feeds]:
    server = Feeds(("127.0.0.1", 0), Answers)
    server.asked = []
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def extractor() -> Extracts:
    from geo.events.extract import Extractor

    return Extractor.open()


def watcher(extractor: Extracts, watched: Watched, clock: list[float], said: list[str]) -> Watcher:
    return Watcher(
        Log.open(), extractor, [watched], say=said.append, now=lambda: clock[0], pause=lambda _: None
    )


def test_what_is_new_is_ingested_once(own_store: Path, feeds: Feeds, extractor: Extracts) -> None:
    clock, said = [1000.0], list[str]()
    watched = Watched(address=f"{feeds.url}/rss", is_folder=False, every_seconds=300)
    first = watcher(extractor, watched, clock, said).look()
    assert (first.new_reports, first.added) == (1, 1)
    row = Log.open().commits.sql("SELECT report_id FROM log WHERE kind = 'report'")
    report = Log.open().report(row[0][0])
    assert (report.title, report.source, report.lang) == ("Detienen a dos hombres", "El Diario", "es")
    assert report.text == "Dos hombres fueron detenidos en Uruapan."
    assert str(report.published) == "2025-11-03"
    assert report.url == f"{feeds.url}/one.html"
    clock[0] += 100
    watcher(extractor, watched, clock, said).look()
    assert len(feeds.asked) == 1  # not due yet, and another process remembers it
    clock[0] += 300
    assert watcher(extractor, watched, clock, said).look().new_reports == 0
    assert feeds.asked[-1][1] != ""  # asked whether anything changed
    feeds.more = (
        "<item><guid>2</guid><description>Tres personas fueron asesinadas en Morelia.</description></item>"
    )
    clock[0] += 300
    assert watcher(extractor, watched, clock, said).look().new_reports == 1
    assert all(agent.startswith("Sightline/") for _, _, agent in feeds.asked)


def test_pages_behind_a_feed(own_store: Path, feeds: Feeds, extractor: Extracts) -> None:
    said: list[str] = []
    watched = Watched(address=f"{feeds.url}/rss", is_folder=False, follow=True)
    result = watcher(extractor, watched, [0.0], said).look()
    assert (result.new_reports, result.failures) == (1, [])
    assert [path for path, _, _ in feeds.asked] == ["/rss", "/one.html"]
    row = Log.open().commits.sql("SELECT report_id FROM log WHERE kind = 'report'")
    assert "Culiacán" in Log.open().report(row[0][0]).text


def test_a_server_that_asks_to_wait_is_left_alone(own_store: Path, feeds: Feeds, extractor: Extracts) -> None:
    clock, feeds.status = [0.0], 503
    watched = Watched(address=f"{feeds.url}/rss", is_folder=False, every_seconds=300)
    look = watcher(extractor, watched, clock, [])
    assert look.look().failures == []
    clock[0] = 7000.0
    look.look()
    assert len(feeds.asked) == 1
    clock[0] = 7300.0
    look.look()
    assert len(feeds.asked) == 2


def test_errors_are_said_and_tried_again(own_store: Path, feeds: Feeds, extractor: Extracts) -> None:
    clock, said, feeds.status = [0.0], list[str](), 500
    watched = Watched(address=f"{feeds.url}/rss", is_folder=False, every_seconds=300)
    look = watcher(extractor, watched, clock, said)
    assert len(look.look().failures) == 1
    assert said == [f"{feeds.url}/rss: {feeds.url}/rss: expected an answer, got 'HTTP 500'"]
    clock[0], feeds.status = 300.0, 200
    assert look.look().new_reports == 1


def test_no_other_scheme_is_ever_opened(feeds: Feeds) -> None:
    for url in ("file:///etc/passwd", "ftp://127.0.0.1/x"):
        with pytest.raises(InputError, match="http or https"):
            fetch(url)
    with pytest.raises(InputError, match=r"HTTP 302|a redirection to http or https"):
        fetch(f"{feeds.url}/elsewhere")


def test_atom_entries() -> None:
    with ReadingProcess() as reader:
        feed = reader.parse("feed", ATOM, "wire")
    assert (feed["title"], feed["lang"]) == ("Wire", "en")
    assert feed["entries"] == [
        {"id": "urn:a", "title": "Arrests", "text": "Two men were arrested.", "url": "http://x.invalid/a",
         "published": "2025-11-02"}
    ]  # fmt: skip


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not xml",
        b"<html><body>x</body></html>",
        b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><title>&x;</title></channel></rss>',
        b"<a>" * 50_000,
    ],
)
def test_hostile_feeds(data: bytes) -> None:
    with ReadingProcess() as reader:
        try:
            feed = reader.parse("feed", data, "f")
        except InputError:
            return
    assert "root:" not in str(feed)


def test_a_folder(own_store: Path, tmp_path: Path, extractor: Extracts) -> None:
    folder, clock = tmp_path / "in", [0.0]
    folder.mkdir()
    (folder / "a.txt").write_text("Two men were arrested in Uruapan.", "utf-8")
    look = watcher(extractor, Watched(address=str(folder), is_folder=True, every_seconds=10), clock, [])
    assert look.look().new_reports == 1
    (folder / "b.txt").write_text("Three people were killed in Morelia.", "utf-8")
    clock[0] = 10.0
    assert look.look().reports == 1


def test_the_list(tmp_path: Path) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text(
        '[[feed]]\nurl = "https://example.org/rss"\nevery = 60\nfocus = "MX"\n'
        '[[folder]]\npath = "in"\nevery = 5\n',
        "utf-8",
    )
    feed, folder = load(path)
    assert (feed.every_seconds, feed.focus, folder.every_seconds, folder.is_folder) == (
        300.0,
        "MX",
        5.0,
        True,
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("feed = 1", r"\[\[feed\]\] with two brackets"),
        ('[[feed]]\nurl = "ftp://x"', "http or https"),
        ("[[feed]]\nevery = 5", "url = …"),
        ('[[feed]]\nurl = "https://x"\ncolour = "red"', "colour"),
        ("[[x]]\n", r"\[\[feed\]\] and"),
        ("nonsense", "TOML"),
    ],
)
def test_lists_that_are_wrong_say_where(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError, match=words):
        load(path)
