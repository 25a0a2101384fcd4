"""A table of events on its way in: kept aside, looked at, its columns matched, tried, then imported."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from dashboard.i18n import _
from geo.imports import Imported, import_table, open_confined, preview, recognise
from geo.imports import Mapping as Columns
from geo.imports.run import Kind, slug
from geo.imports.tables import NAMES
from geo.store.log import Log

KINDS: Final = ("csv", "tsv", "txt", "xlsx", "geojson", "json", "parquet", "geoparquet", "gpkg")
MEGABYTES: Final = 300
"""The largest upload, which the server holds in memory; the command line takes any size."""

SAMPLE_ROWS: Final = 8


@dataclass(slots=True)
class Upload:
    """A table that was uploaded; its file is deleted with the session. `kind` is what it seems to be."""

    name: str
    folder: TemporaryDirectory[str]
    path: Path
    header: list[str]
    sample: list[list[str]]
    guessed: dict[str, str]
    kind: Kind


@dataclass(frozen=True, slots=True)
class Plan:
    """How an upload is to be read; `mapping` for tables that are neither GED nor ACLED."""

    kind: Kind
    mapping: Columns | None


def take(name: str, data: bytes | memoryview) -> Upload:
    """Keep an upload aside and look at it, in a process that can do nothing else.

    Raises
    ------
    InputError
        It is no table that can be read.
    """
    folder = TemporaryDirectory(prefix="sightline-table-")
    stem, _dot, extension = name.rpartition(".")
    path = Path(folder.name) / f"{slug(stem)}.{extension.lower() if extension.lower() in KINDS else 'txt'}"
    path.write_bytes(data)
    header, sample, guessed = preview(path, SAMPLE_ROWS, opened=partial(open_confined, name=name))
    return Upload(name, folder, path, header, sample, guessed, recognise(header))


def run(
    upload: Upload,
    plan: Plan,
    log: Log | None,
    author: str,
    on_progress: Callable[[Imported], None],
) -> Imported:
    """Import an upload, or try it where there is no log; rejected rows are written beside it.

    Raises
    ------
    InputError
        The file or the mapping does not do.
    StoreError
        The log cannot be written; what was appended before stays.
    """
    return import_table(
        log,
        upload.path,
        plan.kind,
        mapping=plan.mapping,
        author=author,
        rejects=rejects(upload),
        on_progress=on_progress,
        dry_run=log is None,
        opened=partial(open_confined, name=upload.name),
    )


def rejects(upload: Upload) -> Path:
    """Where the rows that were not imported are written."""
    return Path(upload.folder.name) / "rejects.csv"


def fields() -> Mapping[str, str]:
    """What an event can take from a table, in the reader's language, in the order to ask for it."""
    labels = {
        "type": _("Type of event"),
        "date": _("First day"),
        "date_end": _("Last day"),
        "lat": _("Latitude"),
        "lon": _("Longitude"),
        "place": _("Place name"),
        "admin2": _("Municipality"),
        "admin1": _("State"),
        "country": _("Country"),
        "precision": _("Precision of the place (1 to 7)"),
        "summary": _("Summary"),
        "agent": _("Who did it"),
        "target": _("To whom"),
        "killed": _("People killed"),
        "wounded": _("People wounded"),
        "arrested": _("People arrested"),
        "claimed_by": _("Who says so"),
        "id": _("Identifier of the row"),
    }
    assert labels.keys() == NAMES.keys()
    return labels


def reason(said: str) -> str:
    """Why a row is rejected, in the reader's language."""
    if found := re.fullmatch(r"not (\d+) cells", said):
        return _("not {n} cells, as the first row has").format(n=found[1])
    if found := re.fullmatch(r"not from -(\d+) to \d+", said):
        return _("not from -{limit} to {limit}").format(limit=found[1])
    if found := re.fullmatch(r"not 1 to (\d)", said):
        return _("not a whole number from 1 to {last}").format(last=found[1])
    if found := re.fullmatch(r"not one of ([\d, ]+)", said):
        return _("not one of {codes}").format(codes=found[1])
    if found := re.fullmatch(r"the id of \w+ (\d+) already", said):
        return _("the identifier of an earlier row, {n}").format(n=found[1])
    if found := re.fullmatch(r"the same row as \w+ (\d+) already", said):
        return _("the same as an earlier row, {n}").format(n=found[1])
    known = {
        "not a number": _("not a number"),
        "not a whole number of people": _("not a whole number of people"),
        "no such day": _("there is no such day"),
        "no such day, with the day first": _("there is no such day, read with the day first"),
        "no such day, with the month first": _("there is no such day, read with the month first"),
        "before date_start": _("before the first day"),
        "before the first day": _("before the first day"),
        "not one of ACLED's event types": _("not one of ACLED’s event types"),
        "a text with the control character U+001F": _("a text with a control character"),
    }
    if said in known:
        return known[said]
    if said.startswith("not the id or name of an event type"):
        return _("not the id or the name of a type of event")
    if said.startswith("not a date that can be read one way"):
        return _("not a date that can be read in one way: choose the order of day and month")
    if said.startswith("not a date"):
        return _("not a date")
    return _("not an identifier that can be used") if said.startswith("not an id") else said
