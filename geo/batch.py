"""Reports to events in the store: read, extract, append; the same steps for a file, a folder, a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from geo.errors import InputError, SightlineError
from geo.formats.readers import find, read
from geo.formats.sandbox import ReadingProcess
from geo.records import Event, Report
from geo.store.log import Log
from geo.store.propose import Tally

COMMIT = 50
"""Reports a commit: few enough that a killed run loses little, enough that commits cost little."""


class Extracts(Protocol):
    """What turns a report into events; `geo.events.extract.Extractor` does."""

    def extract(self, report: Report, *, focus: str | None = None) -> Sequence[Event]:
        """Events of a report, best first."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Progress:
    """One report done: how many are now, of how many (None where nobody knows), which, and what came of it.

    `problem` says why it failed, when it did; `events` counts what was found in it.
    """

    done: int
    total: int | None
    name: str
    events: int = 0
    problem: str = ""


@dataclass(kw_only=True, slots=True)
class Ingested(Tally):
    """What became of a run. `failures` are (name, reason); `reports` and `new_reports` count reports, the
    rest counts their events."""

    reports: int = 0
    new_reports: int = 0
    failures: list[tuple[str, str]] = field(default_factory=list)

    def join(self, other: Ingested) -> None:
        """Count another run in."""
        self.add(other)
        self.reports += other.reports
        self.new_reports += other.new_reports
        self.failures += other.failures


OnProgress = Callable[[Progress], None]
Source = tuple[str, Report | SightlineError]


def ingest_reports(
    log: Log,
    extractor: Extracts,
    reports: Iterable[Report],
    author: str,
    on_progress: OnProgress | None = None,
    *,
    focus: str | None = None,
    total: int | None = None,
) -> Ingested:
    """Extract events from reports and append both to the log. Doing it twice adds nothing.

    Parameters
    ----------
    author
        Who proposes the events: `extractor`, or a person's name.
    on_progress
        Called after each report.
    focus
        The country (ISO 3166-1) that the reports are about, when it is known.
    total
        How many reports there are, for the progress.

    Raises
    ------
    StoreError
        When the log cannot be written. What was committed before stays.
    """
    named = ((report.title or report.report_id, report) for report in reports)
    return _ingest(log, extractor, named, author, on_progress, focus, total)


def ingest_files(
    log: Log,
    extractor: Extracts,
    paths: Iterable[Path],
    author: str,
    on_progress: OnProgress | None = None,
    *,
    focus: str | None = None,
    commit: int = COMMIT,
) -> Ingested:
    """Read report files and folders, and ingest what they hold; a file that fails never stops the others.

    Raises
    ------
    StoreError
        When the log cannot be written. What was committed before stays.
    """
    files, missing = _files(paths)
    with ReadingProcess() as reader:
        sources: list[tuple[str, Path | SightlineError]] = [*missing, *((str(file), file) for file in files)]
        read_in_turn = (
            (name, source if isinstance(source, SightlineError) else _read(source, reader))
            for name, source in sources
        )
        return _ingest(log, extractor, read_in_turn, author, on_progress, focus, len(sources), commit)


def _files(paths: Iterable[Path]) -> tuple[list[Path], list[tuple[str, SightlineError]]]:
    files: list[Path] = []
    missing: list[tuple[str, SightlineError]] = []
    for path in paths:
        try:
            found = list(find(path))
        except InputError as error:
            missing.append((str(path), error))
            continue
        if not found:
            problem = InputError(
                "reports (txt, md, html, pdf, docx)", where=str(path), hint="The folder has none."
            )
            missing.append((str(path), problem))
        files += found
    return list(dict.fromkeys(files)), missing


def _read(path: Path, reader: ReadingProcess) -> Report | SightlineError:
    try:
        return read(path, reader=reader)
    except SightlineError as error:
        return error


def _ingest(
    log: Log,
    extractor: Extracts,
    sources: Iterable[Source],
    author: str,
    on_progress: OnProgress | None,
    focus: str | None,
    total: int | None,
    commit: int = COMMIT,
) -> Ingested:
    result = Ingested(version=log.version)
    pending: list[tuple[Report, Sequence[Event]]] = []
    for done, (name, source) in enumerate(sources, 1):
        events: Sequence[Event] = ()
        problem = ""
        try:
            if isinstance(source, SightlineError):
                raise source
            events = extractor.extract(source, focus=focus)
            pending.append((source, events))
        except SightlineError as error:
            problem = str(error)
            result.failures.append((name, problem))
        if len(pending) >= commit:
            _commit(log, pending, author, result)
            pending = []
        if on_progress is not None:
            on_progress(Progress(done=done, total=total, name=name, events=len(events), problem=problem))
    _commit(log, pending, author, result)
    return result


def _commit(log: Log, pending: list[tuple[Report, Sequence[Event]]], author: str, result: Ingested) -> None:
    """Append reports first: an event whose report is not there would have nothing to show for itself."""
    if not pending:
        return
    kept = log.append_reports(report for report, _ in pending)
    outcome = log.propose((event for _, events in pending for event in events), author)
    result.reports += len(pending)
    result.new_reports += len(kept.added)
    result.add(outcome.tally())
