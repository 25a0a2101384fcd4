"""What a person may make of an event: each value of the form that the codebook gives its field.

The page and the command line both correct through `Log.revise`, so the rules stand here once. Only fields
that are changed are held to them: an imported event without a sentence can still be placed better.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final, get_args

from geo.errors import InputError
from geo.records import Event, Role, event_from_dict, to_dict

FIXED: Final = frozenset({"event_id", "report_id"})
SPANS: Final = {1: 1, 2: 6, 3: 7, 4: 31}
"""The most days that a date of each date_prec covers; beyond a month it is 5."""

COUNTS: Final = ("killed", "wounded", "arrested")
TEXTS: Final = ("summary", "type", "modality", "claimed_by", "place_why", "status")
_DAYS: Final = ("date_start", "date_end", "date_precision")
_MOST: Final = 10**9 - 1


def corrected(event: Event, changes: Mapping[str, Any]) -> Event:
    """The event with a person's changes, plain values as `to_dict` writes them, or a count as one number.

    Raises
    ------
    InputError
        A field cannot be changed, or its value is not possible; the message names event and field.
    """
    data = to_dict(event)
    for field, value in changes.items():
        if field not in data or field in FIXED:
            raise InputError(f"one of {', '.join(sorted(data.keys() - FIXED))}", field, where=event.event_id)
        read = _READERS.get(field)
        data[field] = read(value, f"{event.event_id}: {field}") if read else value
    try:
        after = event_from_dict(data)
        if changes.keys() & set(_DAYS):
            _check_days(after)
    except (TypeError, ValueError, AttributeError) as error:
        raise InputError("values of the fields' types", str(error), where=event.event_id) from error
    return after


def date_precision(start: date | None, end: date | None) -> int | None:
    """The date_prec that a range of days has by its length; None without a first day."""
    if start is None:
        return None
    days = ((end or start) - start).days + 1
    return next((code for code, most in SPANS.items() if days <= most), 5)


def _check_days(event: Event) -> None:
    """Refuse a range of days that is wider than its date_prec says."""
    given, least = event.date_precision, date_precision(event.date_start, event.date_end)
    if given is not None and least is not None and least > given:
        days = f"{event.date_start} to {event.date_end}"
        raise InputError(
            f"a date_precision of {least} or more for {days}",
            given,
            where=f"{event.event_id}: date_precision",
            hint="Narrow the days, or set date_precision as well.",
        )


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise InputError("text", value, where=where)
    return value


def _precision(value: Any, where: str) -> int | None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 5):
        return value
    raise InputError(
        "a date_prec from 1 (the day) to 5 (up to a year or longer), or null", value, where=where
    )


def _count(value: Any, where: str) -> dict[str, int] | None:
    """A number of people: three of them in order, one that is all three, or none."""
    if value is None:
        return None
    given = value if isinstance(value, Mapping) else dict.fromkeys(("low", "best", "high"), value)
    numbers: list[Any] = [given.get(bound) for bound in ("low", "best", "high")]
    whole = all(isinstance(n, int) and not isinstance(n, bool) and 0 <= n <= _MOST for n in numbers)
    if len(given) != 3 or not whole or sorted(numbers) != numbers:
        raise InputError(
            'a whole number of people such as 3, {"low": 1, "best": 2, "high": 3} in that order, or null',
            value,
            where=where,
        )
    return dict(given)


def _evidence(value: Any, where: str) -> Any:
    """The words that say so: at least one stretch of them, since every event keeps its sentence."""
    expected = 'at least one {"start": 0, "end": 5, "quote": "those 5 characters of the report"}'
    if not isinstance(value, list | tuple) or not value:
        raise InputError(expected, value, where=where, hint="An event keeps the words that tell it.")
    for part in value:
        told = part if isinstance(part, Mapping) else {}
        start, end, quote = (told.get(name) for name in ("start", "end", "quote"))
        if not (isinstance(start, int) and isinstance(end, int) and isinstance(quote, str)):
            raise InputError(expected, part, where=where)
        if not 0 <= start < end or len(quote) != end - start or not quote.strip():
            raise InputError(expected, part, where=where, hint="The quote is as long as start to end.")
    return value


def _actors(value: Any, where: str) -> Any:
    for actor in value if isinstance(value, list | tuple) else ():
        if not isinstance(actor, Mapping):
            continue  # told with the types
        if actor.get("role") not in get_args(Role):
            raise InputError(f"a role: {', '.join(get_args(Role))}", actor.get("role"), where=where)
        if not isinstance(actor.get("name"), str) or not actor["name"].strip():
            raise InputError("a name of the actor", actor.get("name"), where=where)
    return value


def _sources(value: Any, where: str) -> Any:
    if not isinstance(value, list | tuple) or not all(isinstance(id_, str) and id_ for id_ in value):
        raise InputError("a list of reports' ids", value, where=where)
    return value


_READERS: Final[dict[str, Callable[[Any, str], Any]]] = {
    **dict.fromkeys(TEXTS, _text),
    **dict.fromkeys(COUNTS, _count),
    "date_precision": _precision,
    "evidence": _evidence,
    "actors": _actors,
    "sources": _sources,
}
