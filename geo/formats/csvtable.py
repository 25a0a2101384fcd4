"""CSV that a spreadsheet can open without running anything that a report says."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from geo.formats.columns import COLUMNS, Event
from geo.formats.meta import ExportMeta

_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def safe(text: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe goes before what could start one.

    Source: OWASP, "CSV Injection". Full-width signs count, for spreadsheets in Asian locales read them.
    """
    return "'" + text if text.lstrip(" ").startswith(_STARTS) else text


def encode(events: Iterable[Event], meta: ExportMeta) -> Iterator[str]:
    """A header, then a row an event, with CRLF line ends (RFC 4180).

    The last column, `citation`, repeats version, query and date in every row: rows get cut out of tables.
    """
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\r\n")
    writer.writerow([*(column.name for column in COLUMNS), "citation"])
    citation = f"{meta.citation} {meta.licence}"
    for event in events:
        writer.writerow([*(_cell(column.text(event)) for column in COLUMNS), citation])
        if sink.tell() > 65_536:
            yield sink.getvalue()
            sink.seek(0)
            sink.truncate()
    yield sink.getvalue()


def _cell(value: str | int | float | None) -> str | int | float:
    if value is None:
        return ""
    return safe(value.replace("\x00", "")) if isinstance(value, str) else value
