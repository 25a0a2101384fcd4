"""Weeks and halves of a month: "the first week of January", "la segunda quincena de mayo"."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from geo.events.date_calendar import Calendar, Span, day_span
from geo.events.date_hits import Found, Hit
from geo.events.date_tense import aim
from geo.events.date_words import WEEK

_DAYS, _LAST = 7, 4
"""A week of a month is seven days from its 1st, 8th, 15th or 22nd; the last one its last seven."""
_HALF, _MIDDLE = 6, 15
"""What the word for a half means in months, unlike a quarter; the day that closes a month's first half."""


def read_week_of_month(hit: Hit) -> Found | None:
    """A numbered week of a month, or the last one; the year is told as that of a month."""
    if hit.value("u") != WEEK:
        return None
    direction, told = aim(hit)
    number, year, month = hit.value("o"), hit.value("y"), hit.value("m") or 1
    whole = Calendar(year=year, month=month, direction=0 if number is None else direction, told=told)

    def resolve(published: date) -> Span:
        span = whole.resolve(published) or day_span(published)
        last = monthrange(span.first.year, span.first.month)[1]
        start = last - _DAYS + 1 if number is None else (min(number, _LAST) - 1) * _DAYS + 1
        return Span(span.first.replace(day=start), span.first.replace(day=min(last, start + _DAYS - 1)), 3)

    return hit.found("absolute" if year else "relative", relative=resolve)


def read_half_of_month(hit: Hit) -> Found | None:
    """The first or the second half of a month; the year is told as that of a month."""
    if hit.value("half") != _HALF:
        return None
    direction, told = aim(hit)
    year = hit.value("y")
    first = hit.code("o") == "O" and hit.value("o") == 1
    whole = Calendar(year=year, month=hit.value("m") or 1, direction=direction, told=told)

    def resolve(published: date) -> Span:
        span = whole.resolve(published) or day_span(published)
        last = monthrange(span.first.year, span.first.month)[1]
        days = (1, _MIDDLE) if first else (_MIDDLE + 1, last)
        return Span(span.first.replace(day=days[0]), span.first.replace(day=days[1]), 4)

    return hit.found("absolute" if year else "relative", relative=resolve)
