"""A table into the log: read in batches, mapped row by row, appended where it says something new.

One thread reads and maps while another writes, and never more than three batches exist, so that memory stays
flat whatever the table's length.
"""

from __future__ import annotations

import csv
import gc
import re
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Any, Final, Literal

import pyarrow as pa

from geo.errors import InputError
from geo.formats.csvtable import safe
from geo.imports import acled, ged, tables
from geo.imports.catalogue import Catalogue
from geo.imports.delimited import Table
from geo.imports.drafts import Drafting, Plan
from geo.imports.placing import Placer
from geo.imports.reject import Reject
from geo.imports.rows import open_table
from geo.imports.tables import Mapping, guess
from geo.records import Report
from geo.store.bulk import BulkProposals
from geo.store.log import Log
from geo.store.propose import Tally

Kind = Literal["ged", "acled", "table"]
KINDS: Final = ("ged", "acled", "table")
Opener = Callable[[Path], AbstractContextManager[Table]]

SHOWN: Final = 20
"""Rejected rows that the result itself carries."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Rejected:
    """A row that was not imported: its line, the column and value that stopped it, and why."""

    line: int
    column: str
    value: str
    reason: str


@dataclass(kw_only=True, slots=True)
class Imported(Tally):
    """What became of a table. `unit` is what `line` of a rejected row counts: line, row or feature.

    After a dry run, `rows` and `rejected` are as they would be, and nothing was appended.
    """

    rows: int = 0
    rejected: int = 0
    first_rejected: list[Rejected] = field(default_factory=list)
    unit: str = "line"


def import_table(
    log: Log | None,
    path: Path,
    kind: Kind,
    *,
    mapping: Mapping | None = None,
    author: str = "import",
    rejects: Path | None = None,
    on_progress: Callable[[Imported], None] | None = None,
    dry_run: bool = False,
    placer: Placer | None = None,
    opened: Opener = open_table,
) -> Imported:
    """Import a table of events. Importing it again, or a newer release, appends only what changed.

    Parameters
    ----------
    log
        Where to; None for a dry run.
    kind
        `ged`, `acled`, or `table` by `mapping`.
    mapping
        For `table`; without one the columns are guessed from their names.
    rejects
        Where to write the rows that were not imported, as CSV; nowhere where there are none.
    on_progress
        Called after each batch with the counts so far.
    opened
        What opens the file: `open_confined` for one that came from elsewhere.

    Raises
    ------
    InputError
        The file cannot be read, or is not of its kind.
    StoreError
        The log cannot be written. What was appended before stays; importing again goes on from there.
    """
    result = Imported(version=log.version if log else 0)
    with opened(path) as table, _report(rejects) as refuse, _uncollected():
        result.unit = table.unit
        plan, report = _plan(table, path, kind, mapping, placer)
        drafting = Drafting(plan, author, table.unit)
        drafts = _drafts(table, drafting, result, refuse)
        if dry_run or log is None:
            for _ in drafts:
                _tell(on_progress, result)
            return result
        log.append_reports([report])
        with BulkProposals(log, plan.prefix) as bulk, ThreadPoolExecutor(1) as writer:
            waiting: Future[Tally] | None = None
            for draft in drafts:
                if waiting is not None:
                    result.add(waiting.result())
                    _tell(on_progress, result)
                waiting = writer.submit(lambda made: bulk.append(drafting.rows(made)), draft)
            if waiting is not None:
                result.add(waiting.result())
    _tell(on_progress, result)
    return result


def _tell(on_progress: Callable[[Imported], None] | None, result: Imported) -> None:
    if on_progress is not None:
        on_progress(result)


def preview(
    path: Path, rows: int = 20, *, opened: Opener = open_table
) -> tuple[list[str], list[list[str]], dict[str, str]]:
    """The columns, the first rows, and the guessed mapping of a table.

    Raises
    ------
    InputError
        The file cannot be read.
    """
    with opened(path) as table:
        first = next(table.batches, None) if rows else None
        columns = [column.slice(0, rows).to_pylist() for column in first.columns] if first else []
        return table.header, [list(row) for row in zip(*columns, strict=True)], guess(table.header)


def recognise(header: list[str]) -> Kind:
    """What a table's columns show it to be."""
    named = set(header)
    if named.issuperset(ged.NEEDED):
        return "ged"
    return "acled" if named.issuperset(acled.NEEDED) else "table"


def _plan(
    table: Table, path: Path, kind: str, mapping: Mapping | None, placer: Placer | None
) -> tuple[Plan, Report]:
    """How the table becomes events, and the report that stands for it."""
    header = table.header
    twice = sorted({name for name in header if name and header.count(name) > 1})
    if twice:
        raise InputError("each column once", ", ".join(twice), where=f"{path}, first row")
    placer, catalogue = placer or Placer(), Catalogue(conflict=kind != "table")
    if kind == "ged":
        _need(header, ged.NEEDED, "UCDP GED", path)
        title, source = "UCDP Georeferenced Event Dataset", "UCDP GED"
        return ged.plan(header, placer, catalogue), _dataset(ged.REPORT_ID, title, source)
    if kind == "acled":
        _need(header, acled.NEEDED, "ACLED", path)
        title, source = "Armed Conflict Location & Event Data", "ACLED"
        return acled.plan(header, placer, catalogue), _dataset(acled.REPORT_ID, title, source)
    if kind != "table":
        raise InputError(", ".join(KINDS), kind, where="--as")
    if mapping is None:
        mapping = Mapping(columns=guess(header))
    if mapping.name == "table":
        mapping = replace(mapping, name=slug(path.stem))
    made = tables.plan(header, mapping, placer, catalogue)
    return made, _dataset(made.report_id, path.stem, path.stem)


def _need(header: list[str], needed: list[str], called: str, path: Path) -> None:
    lacking = [name for name in needed if name not in header]
    if lacking:
        raise InputError(
            f"the columns of {called}",
            ", ".join(header[:12]),
            where=str(path),
            hint=f"Not there: {', '.join(lacking)}. Import other tables with --as table.",
        )


def _dataset(report_id: str, title: str, source: str) -> Report:
    text = (
        f"Events imported from a table: {title}. Each event keeps its row; the table's own terms apply to it."
    )
    return Report(report_id=report_id, text=text, title=title, source=source, kind="dataset")


def slug(name: str) -> str:
    """A name as event ids can begin with it: letters a to z, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:40] or "table"


def _drafts(
    table: Table, drafting: Drafting, result: Imported, refuse: Callable[[Rejected], None]
) -> Iterator[pa.Table]:
    reason = f"not {len(table.header)} cells"
    for batch in table.batches:
        result.rows += len(batch.lines) + len(batch.refused)
        wrong = [(line, Reject("", text, reason)) for line, text in batch.refused]
        draft = None
        if batch.lines:
            draft, refused = drafting.draft(batch.columns, batch.lines)
            wrong += [(batch.lines[one.row], one.reject) for one in refused]
        for line, reject in sorted(wrong, key=lambda one: one[0]):
            _refused(result, line, reject, refuse)
        if draft is not None and draft.num_rows:
            yield draft


def _refused(result: Imported, line: int, reject: Reject, refuse: Callable[[Rejected], None]) -> None:
    rejected = Rejected(line=line, column=reject.column, value=reject.value[:200], reason=reject.reason)
    result.rejected += 1
    if len(result.first_rejected) < SHOWN:
        result.first_rejected.append(rejected)
    refuse(rejected)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the search for cycles of garbage: rows make none, and it takes a third of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@contextmanager
def _report(path: Path | None) -> Iterator[Callable[[Rejected], None]]:
    """Writes rejected rows to a CSV file, which is made at the first one."""
    sink: IO[str] | None = None
    writer: Any = None

    def refuse(rejected: Rejected) -> None:
        nonlocal sink, writer
        if path is None:
            return
        if sink is None:
            try:
                sink = path.open("w", encoding="utf-8", newline="")
            except OSError as error:
                raise InputError("a file that can be written", error.strerror, where=str(path)) from error
            writer = csv.writer(sink)
            writer.writerow(["line", "column", "value", "reason"])
        writer.writerow([rejected.line, safe(rejected.column), safe(rejected.value), rejected.reason])

    try:
        yield refuse
    finally:
        with sink or nullcontext():
            pass
