"""Dates in reports, in English and Spanish, resolved against the day of publication.

`find_dates` reads absolute, partial, relative and vague dates, ranges and durations; `guess_published` reads
a dateline. Precision is UCDP's `date_prec`: 1 a day, 2 two to six days, 3 a week, 4 up to a month, 5 longer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from geo.events import date_english, date_spanish
from geo.events.date_calendar import Calendar, Span, span
from geo.events.date_hits import Found, Hit, Rule
from geo.events.date_words import ENGLISH, SPANISH, Tokens, read_tokens
from geo.events.feast_days import find_feasts
from geo.records import DatePrecision

Kind = Literal["absolute", "relative", "vague", "duration"]

_ANY_DATE = re.compile("[dqYISMmjWwUKyovZHeP]")


@dataclass(frozen=True, slots=True)
class DateMention:
    """A stretch of text that tells a time: `text[start:end] == surface`.

    `first` and `last` are the days that it may mean, both included; None where it can't be resolved, and
    `why_not` then says why. A duration ("nine months of work") never has them.
    """

    start: int
    end: int
    surface: str
    first: date | None
    last: date | None
    precision: DatePrecision
    kind: Kind
    why_not: str = ""


def find_dates(text: str, *, lang: str, published: date | None) -> list[DateMention]:
    """The dates in a text, in order, not overlapping.

    Parameters
    ----------
    text
        Any text; the time taken is linear in its length.
    lang
        A language tag; those that start with "es" are read as Spanish, all others as English.
    published
        The day of publication, or None: relative dates then come back unresolved.

    Returns
    -------
    list of DateMention
        Offsets are characters of `text`.
    """
    spanish = lang.lower().startswith("es")
    tokens = read_tokens(text, SPANISH if spanish else ENGLISH)
    feasts = find_feasts(tokens, "es" if spanish else "en")
    if not feasts and not _ANY_DATE.search(tokens.codes):
        return []
    rules = date_spanish.RULES if spanish else date_english.RULES
    readings = _match(rules, tokens) + [(f.first, f.first - f.last, -1, f) for f in feasts]
    return _resolve(_join(_select(readings), tokens), tokens, published)


def _match(rules: tuple[Rule, ...], tokens: Tokens) -> list[tuple[int, int, int, Found]]:
    """Every rule's readings as (start, minus length, rule, found)."""
    readings = []
    for order, (pattern, read) in enumerate(rules):
        for match in pattern.finditer(tokens.codes):
            found = read(Hit(match, tokens))
            if found is not None:
                readings.append((found.first, found.first - found.last, order, found))
    return readings


def _select(readings: list[tuple[int, int, int, Found]]) -> list[Found]:
    """The longest reading where several overlap, then the one that starts first, then the earlier rule."""
    readings.sort(key=lambda reading: (reading[1], reading[0], reading[2]))
    taken: set[int] = set()
    chosen = []
    for _, _, _, found in readings:
        cover = range(found.first, found.last + 1)
        if taken.isdisjoint(cover):
            taken.update(cover)
            chosen.append(found)
    return sorted(chosen, key=lambda found: found.first)


_THAT_YEAR = re.compile(
    r"\s+(?:(?:de|del)\s+(?:ese|aquel|dicho)(?:\s+mismo)?\s+año|of\s+(?:that|the)(?:\s+same)?\s+year)(?!\w)"
)
_TIE = re.compile(r"[-:]h?\Z")
_PAIR = re.compile("&h?\\Z")


def _join(found: list[Found], tokens: Tokens) -> list[_Dated]:
    """Pairs of dates tied by to, until or a dash (or by and, after between) become ranges."""
    joined: list[_Dated] = []
    index = 0
    while index < len(found):
        left = found[index]
        right = found[index + 1] if index + 1 < len(found) else None
        if right is not None and _tied(left, right, tokens.codes):
            joined.append(_Dated(left, right))
            index += 2
        else:
            joined.append(_Dated(left))
            index += 1
    return joined


def _tied(left: Found, right: Found, codes: str) -> bool:
    if "duration" in (left.kind, right.kind):
        return False
    between = codes[left.last + 1 : right.first]
    before = codes[max(0, left.first - 2) : left.first]
    pair = _PAIR.match(between) is not None
    return bool(_TIE.match(between) or (pair and ("b" in before or _day_after_day(left, right))))


def _day_after_day(left: Found, right: Found) -> bool:
    """ "On Saturday and Sunday": two days that follow each other are one stretch."""
    if left.relative is None or right.relative is None or left.anaphoric or right.anaphoric:
        return False
    first, last = left.relative(_REFERENCE), right.relative(_REFERENCE)
    return first.precision == last.precision == 1 and (last.first - first.first).days % 7 == 1


@dataclass(frozen=True, slots=True)
class _Dated:
    """One date, or the two ends of a range."""

    left: Found
    right: Found | None = None


def _resolve(dated: list[_Dated], tokens: Tokens, published: date | None) -> list[DateMention]:
    mentions: list[DateMention] = []
    anchor: DateMention | None = None
    for item in dated:
        mention = _mention(_of_that_year(item, tokens, mentions), tokens, published, anchor)
        mentions.append(mention)
        if mention.first is not None and mention.precision <= 4 and mention.last is not None:
            to_come = published is not None and mention.first > published
            anchor = anchor if to_come and anchor is not None else mention
    return mentions


def _of_that_year(item: _Dated, tokens: Tokens, before: list[DateMention]) -> _Dated:
    """ "Arrested in April 2017 and extradited in July of that year": the year told last before."""
    left, end = item.left, tokens.tokens[item.left.last].end
    told = next((m.first for m in reversed(before) if m.first is not None), None)
    if told is None or item.right or left.calendar is None or not _THAT_YEAR.match(tokens.text, end):
        return item
    return _Dated(replace(left, calendar=replace(left.calendar, year=told.year)))


def _mention(item: _Dated, tokens: Tokens, published: date | None, anchor: DateMention | None) -> DateMention:
    left, right = item.left, item.right
    start = tokens.tokens[left.first].start
    end = tokens.tokens[(right or left).last].end
    kind: Kind = left.kind  # type: ignore[assignment]
    if left.kind == "duration":
        surface = tokens.text[start:end]
        return DateMention(start, end, surface, None, None, 5, kind, "a length of time, not a date")
    resolved, why = _span_of(left, right, published, anchor)
    if resolved is not None and right is None and _since(left, tokens.codes):
        resolved = span(resolved.first, max(resolved.last, published or resolved.last))
    if resolved is None:
        return DateMention(start, end, tokens.text[start:end], None, None, _nature(left), kind, why)
    return DateMention(start, end, tokens.text[start:end], *resolved, kind)


def _since(found: Found, codes: str) -> bool:
    before = codes[max(0, found.first - 2) : found.first]
    bare_year = found.calendar is not None and found.calendar.month is None
    return before[-1:] == "s" or (before == "sh" and not bare_year)


_REFERENCE = date(2024, 6, 12)


def _nature(found: Found) -> DatePrecision:
    """The precision that an unresolved date would have."""
    resolved = found.relative(_REFERENCE) if found.relative else None
    if found.calendar is not None:
        resolved = found.calendar.resolve(_REFERENCE)
    return 5 if resolved is None else resolved.precision


def _span_of(
    left: Found, right: Found | None, published: date | None, anchor: DateMention | None
) -> tuple[Span | None, str]:
    if right is None:
        return _single(left, published, anchor)
    if left.calendar and right.calendar and left.calendar.year is None and right.calendar.year is not None:
        left = replace(left, calendar=_earlier_year(left.calendar, right.calendar))
    first, why = _single(left, published, anchor)
    last, why_last = _single(right, published, anchor)
    if first is None or last is None:
        return None, why or why_last
    if last.last < first.first:
        last = _after(right, first, published) or last
    return (span(first.first, last.last), "") if last.last >= first.first else (first, "")


def _earlier_year(left: Calendar, right: Calendar) -> Calendar:
    """The range's first end with the year of its second, or the year before for December to January."""
    year = right.year or 0
    return replace(left, year=year - 1 if (left.month or 0) > (right.month or 12) else year)


def _after(right: Found, first: Span, published: date | None) -> Span | None:
    """The second end of a range, counted from its first when it would come before it."""
    if right.calendar is not None and right.calendar.year is None:
        return right.calendar.in_year(first.first.year) or right.calendar.in_year(first.first.year + 1)
    return right.relative(first.first) if right.relative is not None and published is not None else None


def _single(found: Found, published: date | None, anchor: DateMention | None) -> tuple[Span | None, str]:
    """The span of a date by itself, or None and the reason."""
    if found.calendar is not None:
        resolved = found.calendar.resolve(published or (anchor.first if anchor else None))
        if resolved is not None:
            return resolved, ""
        no_day = published is not None or anchor is not None
        return None, "no such day" if no_day else "no year, and no date of publication"
    base = _REFERENCE if found.kind in ("absolute",) or _fixed(found) else published
    if found.anaphoric:
        base = (anchor.first if anchor else None) or published
    if base is None:
        return None, "relative to a date of publication that isn't known"
    assert found.relative is not None
    try:
        resolved = found.relative(base)
        if found.anaphoric and anchor is None and (found.bound or resolved.first > base):
            return None, "counts from a day that isn't told"
        return (_as_wide(found, resolved, anchor) if found.anaphoric and anchor else resolved), ""
    except (OverflowError, ValueError):
        return None, "outside the calendar"


_WIDE = 3
"""The precision of a week, and of what is wider."""


def _as_wide(found: Found, counted: Span, anchor: DateMention) -> Span:
    """ "In March … three days later", "en agosto … esa misma semana": no closer than what it counts from."""
    assert found.relative is not None
    if anchor.first is None or anchor.last is None or anchor.precision < _WIDE:
        return counted
    if counted.first <= anchor.first <= counted.last:
        return counted if counted.last >= anchor.last else span(anchor.first, anchor.last)
    last = found.relative(anchor.last).last
    return span(counted.first, max(counted.last, last))


def _fixed(found: Found) -> bool:
    """Whether the meaning doesn't depend on the day of publication (a decade)."""
    if found.relative is None or found.kind != "vague":
        return False
    return found.relative(_REFERENCE) == found.relative(date(2001, 1, 1))


_DATELINE = re.compile(r"\A.{0,400}?(?:[—–]|\.-|\s-{1,2}\s|\n)", re.DOTALL)
_LABEL = re.compile(
    r"(?:published|posted|updated|publicad[oa]|actualizado|fecha(?: de publicaci[oó]n)?|date)\b[^\n\d]{0,30}",
    re.IGNORECASE,
)


def guess_published(text: str) -> DateMention | None:
    """The date of a dateline or of a "Published …" line at the head of a text.

    "CIUDAD JUÁREZ, Nov 6 (Reuters) —" has no year: the mention then has `first` None and says why. None when
    the first 400 characters hold neither.
    """
    head = text[:400]
    label = _LABEL.search(head)
    if label is not None:
        return _head_date(head, label.start(), head.find("\n", label.end()))
    dateline = _DATELINE.match(head)
    return None if dateline is None or len(dateline[0]) > 140 else _head_date(head, 0, dateline.end())


def _head_date(head: str, start: int, end: int) -> DateMention | None:
    """The first day named in a part of a text's head, in either language."""
    for lang in ("en", "es"):
        for mention in find_dates(head[: end if end >= 0 else len(head)], lang=lang, published=None):
            if mention.start >= start and mention.kind == "absolute" and mention.precision == 1:
                return mention
    return None
