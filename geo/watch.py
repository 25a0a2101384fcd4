"""Watched feeds and folders: what is new in them is ingested, once, and no server is asked too often."""

from __future__ import annotations

import json
import os
import time
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from geo.batch import Extracts, Ingested, ingest_files, ingest_reports
from geo.errors import InputError, SightlineError
from geo.fetch import fetch
from geo.formats.readers import find, read, report_id
from geo.formats.sandbox import ReadingProcess
from geo.records import Report
from geo.store.log import Log

LEAST_SECONDS: Final = 300
"""Feeds are asked at most this often, unless the list says `polite = false` for a server of one's own."""

USUAL_SECONDS: Final = 1800
BETWEEN_PAGES_SECONDS: Final = 2.0
KEPT: Final = 5_000
"""Entries of a feed that are remembered as seen."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Watched:
    """One line of the list: a feed's address or a folder, how often to look, and what is known of it.

    `follow` reads the page that an entry links to instead of the entry's own words.
    """

    address: str
    is_folder: bool
    every_seconds: float = USUAL_SECONDS
    focus: str | None = None
    source: str = ""
    follow: bool = False


@dataclass(slots=True)
class _Memory:
    """What was seen of one source, kept in a file beside the log."""

    etag: str = ""
    modified: str = ""
    next_at: float = 0.0
    seen: list[str] = field(default_factory=list)


def load(path: Path) -> list[Watched]:
    """Read a list of feeds and folders.

    Raises
    ------
    InputError
        The file is missing or not TOML, or an entry is not as `docs/formats.md` says.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError("a list of feeds in TOML", str(error), where=str(path)) from error
    unknown = sorted(set(data) - {"feed", "folder"})
    if unknown or not data:
        raise InputError("[[feed]] and [[folder]] tables", ", ".join(unknown) or None, where=str(path))
    found = [_watched(e, "url", f"{path}, feed {i}") for i, e in enumerate(_tables(data, "feed", path), 1)]
    folders = [
        _watched(e, "path", f"{path}, folder {i}") for i, e in enumerate(_tables(data, "folder", path), 1)
    ]
    return found + folders


def _tables(data: dict[str, Any], name: str, path: Path) -> list[dict[str, Any]]:
    tables = data.get(name, [])
    if not isinstance(tables, list) or not all(isinstance(t, dict) for t in tables):
        raise InputError(f"[[{name}]] with two brackets", where=str(path))
    return tables


def _watched(entry: dict[str, Any], key: str, where: str) -> Watched:
    kinds = {key: str, "every": int, "focus": str, "source": str, "follow": bool, "polite": bool}
    for name, value in entry.items():
        if name not in kinds or not isinstance(value, kinds[name]):
            expected = f"{', '.join(kinds)} (text, seconds, text, text, true or false, true or false)"
            raise InputError(expected, f"{name} = {value!r}", where=where)
    if not entry.get(key):
        raise InputError(f"{key} = …", where=where)
    if key == "url" and not entry[key].startswith(("http://", "https://")):
        raise InputError("an http or https address", entry[key], where=where)
    every = float(entry.get("every", USUAL_SECONDS))
    if key == "url" and entry.get("polite", True):
        every = max(every, LEAST_SECONDS)
    return Watched(
        address=entry[key],
        is_folder=key == "path",
        every_seconds=every,
        focus=entry.get("focus"),
        source=entry.get("source", ""),
        follow=entry.get("follow", False),
    )


class Watcher:
    """Looks at each source when its time has come, and ingests what is new."""

    def __init__(
        self,
        log: Log,
        extractor: Extracts,
        watched: list[Watched],
        *,
        say: Callable[[str], None],
        now: Callable[[], float] = time.time,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._log, self._extractor, self._watched = log, extractor, watched
        self._say, self._now, self._pause = say, now, pause
        self._path = log.commits.beside() / "watch.json"
        self._memory = self._load()

    def run(self) -> None:
        """Look, wait until the next source is due, and look again, until interrupted."""
        while True:
            self.look()
            due = min(self._memory[w.address].next_at for w in self._watched)
            self._pause(max(1.0, due - self._now()))

    def look(self) -> Ingested:
        """Look once at every source that is due; a source that fails never stops the others."""
        total = Ingested(version=self._log.version)
        for watched in self._watched:
            memory = self._memory.setdefault(watched.address, _Memory())
            if memory.next_at > self._now():
                continue
            memory.next_at = self._now() + watched.every_seconds
            try:
                found = self._folder(watched, memory) if watched.is_folder else self._feed(watched, memory)
            except SightlineError as error:
                self._say(f"{watched.address}: {error}")
                total.failures.append((watched.address, str(error)))
            else:
                self._say(f"{watched.address}: {found.new_reports} new reports, {found.added} events added")
                total.join(found)
            self._save()
        return total

    def _feed(self, watched: Watched, memory: _Memory) -> Ingested:
        answer = fetch(watched.address, etag=memory.etag, modified=memory.modified)
        memory.next_at = max(memory.next_at, self._now() + answer.wait_seconds)
        if answer.body is None:
            return Ingested(version=self._log.version)
        with ReadingProcess() as reader:
            feed = reader.parse("feed", answer.body, watched.address)
            seen = set(memory.seen)
            fresh = [entry for entry in feed["entries"] if entry["id"] not in seen]
            failures: list[tuple[str, str]] = []
            reports = list(self._reports(watched, feed, fresh, reader, failures))
        result = ingest_reports(self._log, self._extractor, reports, "extractor", focus=watched.focus)
        result.failures += failures
        failed = {name for name, _ in failures}
        memory.seen = ([e["id"] for e in fresh if e["id"] not in failed] + memory.seen)[:KEPT]
        memory.etag, memory.modified = ("", "") if failed else (answer.etag, answer.modified)
        return result

    def _reports(
        self,
        watched: Watched,
        feed: dict[str, Any],
        entries: list[dict[str, str]],
        reader: ReadingProcess,
        failures: list[tuple[str, str]],
    ) -> Iterator[Report]:
        source = watched.source or feed["title"]
        for entry in entries:
            try:
                if watched.follow and entry["url"]:
                    yield self._page(entry, source, reader)
                elif entry["text"]:
                    yield _report(entry, source, feed["lang"])
            except SightlineError as error:
                self._say(f"{watched.address}: {error}")
                failures.append((entry["id"], str(error)))

    def _page(self, entry: dict[str, str], source: str, reader: ReadingProcess) -> Report:
        self._pause(BETWEEN_PAGES_SECONDS)
        answer = fetch(entry["url"])
        if answer.body is None:
            raise InputError("a page", "an answer that asks to wait", where=entry["url"])
        found = read(answer.body, "page.html", reader=reader)
        published = found.published or (
            date.fromisoformat(entry["published"]) if entry["published"] else None
        )
        return replace(
            found,
            report_id=report_id(found.text, published),
            title=entry["title"] or found.title,
            published=published,
            published_precision=1 if published else None,
            source=source or found.source,
            url=entry["url"],
        )

    def _folder(self, watched: Watched, memory: _Memory) -> Ingested:
        seen = set(memory.seen)
        marks = {}
        for file in find(Path(watched.address).expanduser()):
            status = file.stat()
            marks[file] = f"{file}|{status.st_size}|{status.st_mtime_ns}"
        fresh = [file for file, mark in marks.items() if mark not in seen]
        result = ingest_files(self._log, self._extractor, fresh, "extractor", focus=watched.focus)
        for name, problem in result.failures:
            self._say(f"{name}: {problem}")
        memory.seen = list(marks.values())
        return result

    def _load(self) -> dict[str, _Memory]:
        try:
            data = json.loads(self._path.read_text(encoding="utf-8"))
            return {address: _Memory(**values) for address, values in data.items()}
        except (OSError, ValueError, TypeError, AttributeError):
            return {}  # what is lost is found again: reports that are there already add nothing

    def _save(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        part = self._path.with_suffix(f".{os.getpid()}.part")
        kept = {
            address: {"etag": m.etag, "modified": m.modified, "next_at": m.next_at, "seen": m.seen}
            for address, m in self._memory.items()
        }
        part.write_text(json.dumps(kept), encoding="utf-8")
        part.replace(self._path)


def _report(entry: dict[str, str], source: str, lang: str | None) -> Report:
    published = date.fromisoformat(entry["published"]) if entry["published"] else None
    return Report(
        report_id=report_id(entry["text"], published),
        text=entry["text"],
        title=entry["title"],
        lang=lang,
        published=published,
        published_precision=1 if published else None,
        source=source,
        kind="feed",
        url=entry["url"],
    )
