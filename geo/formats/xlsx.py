"""XLSX: a sheet of events and a sheet that says which events they are. Text is text, never a formula."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from geo.errors import InputError
from geo.formats.columns import COLUMNS, Event
from geo.formats.meta import ExportMeta
from geo.formats.xmltext import allowed

ROWS = 1_048_575
"""What a sheet holds under its header (Excel's limit)."""

_CELL_CHARS = 32_767


def write(events: Iterable[Event], path: Path, meta: ExportMeta) -> int:
    """Write the workbook and return how many events it holds.

    Raises
    ------
    InputError
        When there are more events than a sheet has rows.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("events")
    sheet.freeze_panes = "B2"
    sheet.append([column.name for column in COLUMNS])
    try:
        count = _fill(sheet, events)
    except BaseException:
        sheet.close()
        raise
    about = book.create_sheet("about")
    for name, value in meta.facts().items():
        about.append([name, _cell(about, "text", value)])
    book.save(path)
    return count


def _fill(sheet: Any, events: Iterable[Event]) -> int:
    count = 0
    for event in events:
        count += 1
        if count > ROWS:
            raise InputError(
                f"at most {ROWS:,} events for XLSX",
                where="export",
                hint="Narrow the filter, or choose CSV or GeoParquet.",
            )
        sheet.append([_cell(sheet, column.kind, column.text(event)) for column in COLUMNS])
    return count


def _cell(sheet: Any, kind: str, value: Any) -> Any:
    from openpyxl.cell import WriteOnlyCell

    if value is None:
        return None
    if kind == "date":
        return date.fromisoformat(value) if isinstance(value, str) else value
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, allowed(value)[:_CELL_CHARS])
    cell.data_type = "s"
    return cell
