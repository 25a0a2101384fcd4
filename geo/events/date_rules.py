"""How a date is read from the match of a rule: what the grammars of both languages mean by the same words."""

from __future__ import annotations

import re
from datetime import date, timedelta

from geo.events.date_calendar import (
    Calendar,
    Span,
    ago_span,
    day_span,
    few_ago_span,
    span,
    trailing_span,
    unit_span,
    weekday_span,
)
from geo.events.date_hits import Found, Hit
from geo.events.date_tense import aim, has, is_told, looks_ahead
from geo.events.date_words import DAY, DECADE, HOUR, MONTH, WEEK


def read_day(hit: Hit) -> Found | None:
    """A day of a month, with or without a year: "6 de noviembre", "Nov. 6, 2025", "3-5 November"."""
    direction, told = aim(hit)
    day, last_day = hit.value("d"), hit.value("d2")
    if last_day is not None and day is not None and last_day <= day:
        return None
    found = Calendar(
        year=hit.value("y"),
        month=hit.value("m"),
        day=day,
        last_day=last_day,
        weekday=hit.value("w"),
        direction=direction,
        told=told,
    )
    return hit.found("absolute", found) if found.in_year(found.year or 2024) else None


def read_month(hit: Hit) -> Found | None:
    """A month, or a part of it: "November 2025", "a principios de noviembre", "last March"."""
    direction, told = aim(hit)
    found = Calendar(
        year=hit.value("y"),
        month=hit.value("m"),
        part=hit.value("e") or 0,
        direction=direction,
        told=told,
    )
    return hit.found("absolute", found)


def read_month_of_year(hit: Hit) -> Found | None:
    """A month of a year told by its distance: "November last year", "marzo de este año"."""
    month, shift = hit.value("m") or 1, hit.first_value("l", "l2")
    return hit.found("relative", relative=lambda day: unit_span(date(day.year + shift, month, 1), MONTH, 0))


def read_year(hit: Hit) -> Found | None:
    """A year, or a part of it: "early 2024", "a finales de 2023"."""
    return hit.found("absolute", Calendar(year=hit.value("y"), part=hit.value("e") or 0))


def read_years(hit: Hit) -> Found | None:
    """Two years as a range: "2019-2021", "entre 2018 y 2020"."""
    first, last = hit.value("y") or 0, hit.value("y2") or 0
    if last < first:
        return None
    whole = Span(date(first, 1, 1), date(last, 12, 31), 5)
    return hit.found("absolute", relative=lambda _: whole)


def read_part_of_year(hit: Hit) -> Found | None:
    """A quarter or a half of a year: "the first quarter of 2024", "segundo semestre de 2023"."""
    year, months, which = hit.value("y") or 0, hit.value("half") or 6, hit.value("o") or 1
    if (which - 1) * months >= 12:
        return None
    first = unit_span(date(year, (which - 1) * months + 1, 1), MONTH, 0).first
    last = unit_span(first, MONTH, months - 1).last
    return hit.found("absolute", relative=lambda _: Span(first, last, 5))


def read_decade(hit: Hit) -> Found | None:
    """A decade: "the 1990s", "los años noventa"."""
    value = hit.value("y") or 0
    start = value if value >= 1900 else 1900 + (value if value >= 20 else value * 10)
    whole = Span(date(start, 1, 1), date(start + 9, 12, 31), 5)
    return hit.found("vague", relative=lambda _: whole)


_NEXT_DAYS = 6
_EVES = frozenset(("vispera",))
_BESIDE = frozenset(("anterior", "previo", "previa", "siguiente", "previous", "following"))
""" "El sábado anterior": counted from the day told before, and not from publication."""


def read_named_day(hit: Hit) -> Found | None:
    """Yesterday, today, tomorrow, and their like; an eve is that of the day told before."""
    shift, token = hit.first_value("y"), hit.token("y")
    eve = token is not None and token.word in _EVES
    return hit.found("relative", relative=lambda day: unit_span(day, DAY, shift), anaphoric=eve)


def read_weekday(hit: Hit) -> Found | None:
    """A weekday, bare or with last, this or next."""
    weekday = hit.value("w") or 0
    direction: int | None = hit.first_value("l", "l2") if has(hit, "l", "l2") else None
    if direction is None:
        direction = looks_ahead(hit)
    if direction == 0 and is_told(hit):
        direction = None
    beside = any((token := hit.token(name)) is not None and token.word in _BESIDE for name in ("l", "l2"))
    return hit.found("relative", relative=lambda day: weekday_span(day, weekday, direction), anaphoric=beside)


def read_weekday_of_week(hit: Hit) -> Found | None:
    """ "Tuesday last week", "on Friday of this week", "el lunes de la semana pasada"."""
    weekday, shift = hit.value("w") or 0, hit.first_value("l", "l2")
    if hit.value("u") != WEEK:
        return None

    return hit.found(
        "relative", relative=lambda day: day_span(unit_span(day, WEEK, shift).first + timedelta(weekday))
    )


def read_ago(hit: Hit) -> Found | None:
    """So many units ago: "two days ago", "hace tres semanas"; without a number, vaguely many."""
    unit = hit.value("u") or 0
    if hit.code("n") in ("", "f"):
        return hit.found("vague", relative=lambda day: few_ago_span(day, unit))
    count = _capped(hit.value("n") or 1, unit)
    return hit.found("relative", relative=lambda day: ago_span(day, unit, count))


def read_offset(hit: Hit) -> Found | None:
    """So many units before or after the date mentioned before: "two days later", "horas antes"."""
    unit, sign = hit.value("u") or 0, hit.value("f") or 1
    if unit <= HOUR and sign > 0:
        return hit.found("relative", relative=lambda day: unit_span(day, DAY, 0), anaphoric=True, bound=True)
    if hit.code("n") in ("", "f"):
        return hit.found(
            "vague", relative=lambda day: few_ago_span(day, unit, sign), anaphoric=True, bound=True
        )
    count = _capped(hit.value("n") or 1, unit)
    return hit.found(
        "relative", relative=lambda day: ago_span(day, unit, count, sign), anaphoric=True, bound=True
    )


def read_since_ago(hit: Hit) -> Found | None:
    """From so long ago until now: "desde hace nueve meses"."""
    return read_trailing(hit, -1)


def read_trailing(hit: Hit, sign: int | None = None) -> Found | None:
    """The last or next so many units: "the past 24 hours", "los últimos tres días", "recent weeks"."""
    unit = hit.value("u") or 0
    sign = sign or (1 if hit.first_value("l", "l2", default=-1) > 0 else -1)
    vague = hit.code("n") in ("", "f")
    count = {HOUR: 24, DAY: 6, WEEK: 4}.get(unit, 4) if vague else _capped(hit.value("n") or 1, unit)
    return hit.found(
        "vague" if vague else "relative", relative=lambda day: trailing_span(day, unit, count, sign)
    )


def read_that_day(hit: Hit) -> Found | None:
    """The day, week … of the date mentioned before, or the one next to it: "that day", "al día siguiente"."""
    unit = hit.value("u") if has(hit, "u") else DAY
    shift = hit.first_value("l", "l2")
    return hit.found(
        "relative",
        relative=lambda day: unit_span(day, DAY if unit is None else unit, shift),
        anaphoric=True,
        bound=not shift,
    )


def read_next_days(hit: Hit) -> Found | None:
    """ "In the following days", "en los días siguientes": up to six days after the one mentioned before."""
    return hit.found(
        "vague", relative=lambda day: span(day, day + timedelta(_NEXT_DAYS)), anaphoric=True, bound=True
    )


def read_duration(hit: Hit) -> Found | None:
    """A stretch of time that isn't a date: "nine months of work"."""
    return hit.found("duration")


def read_numeric(hit: Hit, *, day_first: bool) -> Found | None:
    """A date in figures; of two readings, the language's own first, the possible one otherwise."""
    word = hit.surface("i")
    first, second, third = (int(part) for part in re.split(r"[-/.]", word))
    if first > 31:
        found = Calendar(year=first, month=second, day=third)
    else:
        year = third if third > 99 else third + (2000 if third < 70 else 1900)
        pairs = (
            [(second, first), (first, second)]
            if day_first or "." in word
            else [(first, second), (second, first)]
        )
        month, day = next((pair for pair in pairs if pair[0] <= 12), pairs[0])
        found = Calendar(year=year, month=month, day=day)
    year = found.year or 0
    return hit.found("absolute", found) if 1000 <= year <= 2999 and found.in_year(year) else None


def _capped(count: int, unit: int) -> int:
    """Counts that stay inside the calendar: nobody reports of events 1,500 years ago by the day."""
    return min(count, 150 if unit == DECADE else 999 if unit > WEEK else 9999)
