"""What a named failure says to a reader: a sentence in the page's language, then the failure's own words.

Those are English whatever the page's language, and may quote a library: they stand in a line of their own,
for whoever is asked for help.
"""

from __future__ import annotations

import re

from dashboard.i18n import _
from geo.errors import ConflictError, DataError, InputError, NotFoundError, SightlineError, StoreError


def told(error: SightlineError) -> str:
    """A failure as a notice has it: the sentence, a line break, what the failure says itself."""
    return f"{sentence(error)}\n{error}"


def sentence(error: SightlineError) -> str:
    """What is wrong, in the page's language, and what to do where that can be told."""
    if isinstance(error, InputError):
        return unread(error.expected) or _("What came in cannot be read.")
    if isinstance(error, ConflictError):
        return _("Somebody else changed this first.")
    if isinstance(error, StoreError):
        return _("The store of events cannot be read or written now.")
    if isinstance(error, DataError):
        return _("Sightline's reference data are not as they should be.")
    if isinstance(error, NotFoundError):
        return _("What was asked for is not here any more.")
    return _("This could not be done.")


def unread(expected: str) -> str:
    """What should have come and did not; empty for an expectation that is not known here."""
    labels = {
        "an XLSX workbook": _("This is no Excel workbook (XLSX) that can be read: save it again as one."),
        "a workbook that unpacks": _("This workbook is too big to be opened here: save it as CSV."),
        "a Parquet table": _("This is no Parquet table that can be read."),
        "a layer of features": _("This is no GeoJSON or GeoPackage that can be read."),
        "a table as text": _("This file is not the text of a table (CSV), whatever its name says."),
        "a first row": _("The table's first row does not name its columns."),
        "a table whose quotes close": _(
            "A quotation mark in the table does not close, or a row is too long."
        ),
        "a table that can be read within": _(
            "The table is too big to be read here: split it, or save it as CSV."
        ),
        "a table: ": _("Tables of this kind cannot be read here."),
        "each column once": _("Two columns of the table have the same name."),
        "the columns of": _("Some of the columns that such a table has are not in this one."),
        "a type for each event": _("Say which column holds the type, or choose a type for all rows."),
        "coordinates or a place": _("Say which columns hold the coordinates, or which one the place."),
        "a report with words": _("There are no words in this file: it may hold pictures of pages alone."),
        "a report: ": _("Files of this kind cannot be read as reports."),
        "an HTML page": _("This is no web page (HTML)."),
        "a PDF that opens without": _("This PDF opens with a password alone: save a copy without one."),
        "a PDF": _("This PDF cannot be read: it is damaged, cut short or of another kind."),
        "a Word document": _("This Word document (DOCX) cannot be read: it is damaged or of another kind."),
        "XML without a document type": _("This Word document (DOCX) holds what no word processor writes."),
        "a document that unpacks": _("This document unpacks to more than can be read here."),
        "a file that can be read within": _(
            "This file takes too long or too much room to be read: split it."
        ),
        "at most": _("This is more than can be read at a time: split it into its parts."),
        "a text with words": _("There is no text to read."),
    }
    sized = re.match(r"a \w+ report of at most (\d+) MB", expected)
    if sized:
        return _("This file is larger than {most} MB: split it into its reports.").format(most=sized[1])
    return next((said for start, said in labels.items() if expected.startswith(start)), "")
