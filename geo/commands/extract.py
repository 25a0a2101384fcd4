"""The command `extract`: reports in, events out, one JSON object a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any

import typer

from geo.commands.jsonl import TAKES_ARGUMENTS, answer_lines, refuse_files
from geo.errors import InputError
from geo.records import DatePrecision, Event, Report, to_dict

_PLACE_FIELDS = (
    "name",
    "lat",
    "lon",
    "geonameid",
    "country",
    "admin1",
    "admin2",
    "precision",
    "radius_km",
    "confidence",
    "level",
    "region",
    "regions",
)


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command("extract", context_settings=TAKES_ARGUMENTS)(extract)


def extract(
    context: typer.Context,
    focus: Annotated[
        str | None, typer.Option(help="Country that the reports are about, for example MX.")
    ] = None,
) -> None:
    """Extract events: {"doc_id", "title"?, "text", "lang"?, "published"?} a line in, one event a line out."""
    from geo.events.extract import Extractor

    refuse_files(context)
    extractor = Extractor.open()
    extractor.geoparser.check_focus(focus)

    def answer(value: Mapping[str, Any], where: str) -> Iterator[dict[str, Any]]:
        report = report_of(value, where)
        return (event_line(event) for event in extractor.extract(report, focus=focus, explain=False))

    answer_lines(answer)


def report_of(value: Mapping[str, Any], where: str) -> Report:
    """The report that a line of input gives.

    Raises
    ------
    InputError
        A field has another type than the contract says; the message names the line and the field.
    """
    return Report(
        report_id=value["doc_id"],
        text=value["text"],
        title=_text(value, "title", where),
        lang=_text(value, "lang", where)[:2].lower() or None,
        published=_day(value.get("published"), where),
        published_precision=_precision(value.get("published_precision"), where),
        source=_text(value, "source", where),
    )


def _text(value: Mapping[str, Any], field: str, where: str) -> str:
    given = value.get(field)
    if given is None:
        return ""
    if not isinstance(given, str):
        raise InputError("a string", given, where=f"{where}, field {field}")
    return given


def _day(given: Any, where: str) -> date | None:
    if given is None or given == "":
        return None
    if not isinstance(given, str):
        raise InputError("a date like 2025-11-09", given, where=f"{where}, field published")
    try:
        return date.fromisoformat(given.strip()[:10])
    except ValueError as error:
        raise InputError("a date like 2025-11-09", given, where=f"{where}, field published") from error


def _precision(given: Any, where: str) -> DatePrecision | None:
    if given is None:
        return None
    for known in (1, 2, 3, 4, 5):
        if given == known and not isinstance(given, bool):
            return known
    raise InputError("1, 2, 3, 4 or 5", given, where=f"{where}, field published_precision")


def event_line(event: Event) -> dict[str, Any]:
    """An event as the contract writes it; the report's id is its `doc_id`, a place has no candidates."""
    record = to_dict(event)
    record["doc_id"] = record.pop("report_id")
    for name in ("place", "origin", "destination"):
        record[name] = _place(record[name])
    place = event.place
    record["admin1"] = place.admin1 if place else ""
    record["admin2"] = place.admin2 if place else ""
    first = (
        "doc_id",
        "event_id",
        "type",
        "date_start",
        "date_end",
        "date_precision",
        "place",
        "actors",
        "summary",
    )
    return {key: record[key] for key in first} | {k: v for k, v in record.items() if k not in first}


def _place(place: dict[str, Any] | None) -> dict[str, Any] | None:
    return None if place is None else {key: place[key] for key in _PLACE_FIELDS}


__all__ = ["event_line", "extract", "register", "report_of"]
