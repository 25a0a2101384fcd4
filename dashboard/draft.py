"""Reports that are not stored yet: read, their events found, kept, corrected or discarded, then saved."""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from textwrap import shorten
from typing import Any

from geo.batch import Extracts, Ingested, ingest_reports
from geo.errors import InputError, SightlineError
from geo.formats.readers import read, report_id
from geo.formats.sandbox import ReadingProcess
from geo.records import Event, Report, replace, to_dict
from geo.store.log import Log

FILES = 40
"""The most files at a time."""

PASTE_CHARS = 200_000
"""The most characters of a pasted text: a book chapter, not an archive."""

WARMING = "Soldiers arrested two men in Culiacán on 3 May 2025."
"""A line that nobody sees: reading it opens what the first report needs."""

PAGE = "page.html"

_HTML_OPENS = re.compile(r"<(?:!doctype\s+html|(?:html|head|body|article|main|section|div|h[1-6]|p)\b)", re.I)
_HTML_CLOSES = re.compile(r"</(?:html|body|article|main|section|div|h[1-6]|p)\s*>", re.I)

FILE_KINDS = ("txt", "md", "html", "htm", "pdf", "docx")


@dataclass(slots=True)
class Draft:
    """One report before it is saved.

    `events` are as `to_dict` makes them; `fixed` holds a person's corrections and `dropped` the ids that were
    discarded. `problem` says why a file gave no report; `guessed` that the day of publication was read off
    the text.
    """

    name: str
    report: Report | None = None
    events: list[dict[str, Any]] = field(default_factory=list)
    fixed: dict[str, dict[str, Any]] = field(default_factory=dict)
    dropped: set[str] = field(default_factory=set)
    problem: SightlineError | None = None
    guessed: bool = False

    def current(self, event_id: str) -> dict[str, Any]:
        """An event as corrected so far."""
        event = next(e for e in self.events if e["event_id"] == event_id)
        return event | self.fixed.get(event_id, {})

    @property
    def kept(self) -> list[str]:
        """The ids of the events that will be saved."""
        return [e["event_id"] for e in self.events if e["event_id"] not in self.dropped]


_opening = threading.Lock()


def extractor() -> Extracts:
    """The extractor, open once for the process: who asks while it opens waits for it."""
    with _opening:
        return _extractor()


@cache
def _extractor() -> Extracts:
    from geo.events.extract import Extractor  # kept away from the first page's start

    return Extractor.open()


@cache
def warm() -> None:
    """Open the extractor aside and read a line with it, once: who opens the page will paste a text soon."""

    def read() -> None:
        found("", Report(report_id="warm", text=WARMING), None)

    threading.Thread(target=read, name="extractor", daemon=True).start()


def pasted(text: str, title: str, source: str, published: date | None) -> Report:
    """A pasted text as a report; the source of a web page as the page's article.

    Raises
    ------
    InputError
        There is no text, or too much.
    """
    body = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if not body:
        raise InputError("a text with words", where="text")
    if len(body) > PASTE_CHARS:
        raise InputError(f"at most {PASTE_CHARS} characters", len(body), where="text")
    if _HTML_OPENS.match(body) and _HTML_CLOSES.search(body):
        return web_page(body, title.strip(), source.strip(), published)
    return Report(
        report_id=report_id(body, published),
        text=body,
        title=title.strip() or guessed_title(body),
        published=published,
        published_precision=1 if published else None,
        source=source.strip(),
    )


def web_page(page: str, title: str, source: str, published: date | None) -> Report:
    """The source of a web page, or of a part of one, as a report: read as a file of it is.

    What a person said of it goes before what the page says of itself.

    Raises
    ------
    InputError
        There is no article on it.
    """
    if not re.search(r"<(?:html|body)\b", page, re.I):
        page = f"<html><body><article>{page}</article></body></html>"
    found = read(
        b"\xef\xbb\xbf" + page.encode(), PAGE
    )  # the mark says that it is UTF-8, whatever it declares
    named = found.title if found.title != PAGE.removesuffix(".html") else ""
    day = published or found.published
    return replace(
        found,
        report_id=report_id(found.text, day),
        title=title or named or guessed_title(found.text),
        published=day,
        published_precision=1 if published else found.published_precision,
        source=source or found.source,
    )


def dated(report: Report) -> tuple[Report, bool]:
    """The report with its day of publication, and whether that was guessed from its dateline."""
    if report.published is not None:
        return report, False
    from geo.events.dates import guess_published

    for head in heads(report.text):
        guess = guess_published(head)
        if guess is not None and guess.first is not None:
            day = guess.first
            return replace(
                report,
                report_id=report_id(report.text, day),
                published=day,
                published_precision=guess.precision,
            ), True
    return report, False


def heads(text: str) -> Iterator[str]:
    """Where a dateline may stand: at the head or below the title, closed by a dash or by a full stop."""
    below = text.partition("\n")[2].strip()
    for part in (text, below):
        yield part
        opening = re.match(r"[^\n]{4,100}?\d{4}(?=\. )", part)
        if opening:
            yield f"{opening[0]} — "


def guessed_title(text: str) -> str:
    """A text's first line, cut at a word when it is no title but a paragraph."""
    first = text.strip().partition("\n")[0].strip().lstrip("#").strip()
    return shorten(first, 110, placeholder=" …")


def found(name: str, report: Report, focus: str | None) -> Draft:
    """The events of a report, as a draft."""
    report, guessed = dated(report)
    try:
        events = extractor().extract(report, focus=focus)
    except SightlineError as error:
        return Draft(name=name, problem=error)
    return Draft(name=name, report=report, events=[to_dict(e) for e in events], guessed=guessed)


def uploaded(files: Sequence[tuple[str, bytes]], focus: str | None) -> Iterator[Draft]:
    """Drafts of uploaded files, one after the other; a file that fails says why and the others go on."""
    with ReadingProcess() as reader:
        for name, data in files:
            try:
                report = read(data, name, reader=reader)
            except SightlineError as error:
                yield Draft(name=name, problem=error)
                continue
            yield found(name, report, focus)


def redated(draft: Draft, published: date | None, title: str, source: str, focus: str | None) -> Draft:
    """The draft of the same text with another date, title or source; a new date is counted anew.

    What a person corrected or discarded stays so, of every event that is found again.
    """
    assert draft.report is not None
    report = replace(
        draft.report,
        report_id=report_id(draft.report.text, published),
        published=published,
        published_precision=1 if published else None,
        title=title,
        source=source,
    )
    if published == draft.report.published:
        report = replace(draft.report, title=title, source=source)
        return Draft(draft.name, report, draft.events, draft.fixed, draft.dropped, guessed=draft.guessed)
    if published is None:
        again = Draft(draft.name, report, [to_dict(e) for e in extractor().extract(report, focus=focus)])
    else:
        again = found(draft.name, report, focus)
    ids = found_again(draft, again)
    again.fixed = {ids[i]: changed for i, changed in draft.fixed.items() if i in ids}
    again.dropped = {ids[i] for i in draft.dropped if i in ids}
    return again


def found_again(before: Draft, after: Draft) -> dict[str, str]:
    """The ids of events by those that they had before their report was given another day."""

    def marked(draft: Draft) -> dict[tuple[object, ...], str]:
        turns: Counter[tuple[object, ...]] = Counter()
        ids = {}
        for event in draft.events:
            mark = (event["type"], event["evidence"][0]["start"], (event.get("place") or {}).get("name"))
            turns[mark] += 1
            ids[*mark, turns[mark]] = event["event_id"]
        return ids

    now = marked(after)
    return {old: now[mark] for mark, old in marked(before).items() if mark in now}


class Prepared:
    """An extractor that gives back what was found already: what is saved is what was shown."""

    def __init__(self, drafts: Iterable[Draft], events: Callable[[Mapping[str, Any]], Event]) -> None:
        self.by_report = {d.report.report_id: [events(e) for e in d.events] for d in drafts if d.report}

    def extract(self, report: Report, *, focus: str | None = None) -> Sequence[Event]:
        """The events that were found in this report."""
        return self.by_report[report.report_id]


def save(log: Log, drafts: Sequence[Draft], author: str, words: Mapping[str, str]) -> Ingested:
    """Store reports and events, then the person's corrections and discards as revisions.

    What was discarded is stored as withdrawn, so that the same report read again does not propose it anew.

    Raises
    ------
    StoreError
        The log cannot be written.
    """
    from geo.records import event_from_dict

    good = [d for d in drafts if d.report is not None]
    reports = [d.report for d in good if d.report is not None]
    done = ingest_reports(log, Prepared(good, event_from_dict), reports, "extractor")
    for draft in good:
        for event_id, changed in draft.fixed.items():
            if changed and event_id not in draft.dropped:
                log.revise(event_id, action="correct", changes=changed, author=author, reason=words["fixed"])
        for event_id in sorted(draft.dropped):
            log.revise(event_id, action="withdraw", author=author, reason=words["dropped"])
    return done
