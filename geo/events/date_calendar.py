"""Calendar arithmetic for dates in reports: what a partial or relative date means beside a publication date.

Conventions. A week runs from Monday to Sunday. A bare weekday is the latest one up to and including the day
of publication. A date without a year is the latest one that isn't after publication, unless the next one is
at least four times as near. Seasons are the northern meteorological ones.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple, cast

from geo.events.date_words import DAY, DECADE, EARLY, HOUR, LATE, MONTH, WEEK, YEAR
from geo.records import DatePrecision


class Span(NamedTuple):
    """The days that a date may be, both included, and UCDP's `date_prec` for it."""

    first: date
    last: date
    precision: DatePrecision


def precision_of(first: date, last: date) -> DatePrecision:
    """UCDP's `date_prec` of a range of days: 1 a day, 2 two to six, 3 a week, 4 up to a month, 5 longer."""
    days = (last - first).days + 1
    for precision, longest in ((1, 1), (2, 6), (3, 7), (4, 31)):
        if days <= longest:
            return cast(DatePrecision, precision)
    return 5


def span(first: date, last: date) -> Span:
    """A span with the precision of its length."""
    return Span(first, last, precision_of(first, last))


def day_span(day: date) -> Span:
    """A single day."""
    return Span(day, day, 1)


def valid_day(year: int, month: int, day: int) -> date | None:
    """The date, or None for one such as 31 February."""
    if not (1 <= month <= 12 and 1 <= year <= 9999 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return date(year, month, day)


def month_span(year: int, month: int, part: int = 0) -> Span:
    """A month, or its first ten days, the ten after that, or the rest."""
    end = monthrange(year, month)[1]
    first, last = {0: (1, end), EARLY: (1, 10), LATE: (21, end)}.get(part, (11, 20))
    return Span(date(year, month, first), date(year, month, last), 4)


def year_span(year: int, part: int = 0) -> Span:
    """A year, or one of its thirds."""
    first, last = {0: (1, 12), EARLY: (1, 4), LATE: (9, 12)}.get(part, (5, 8))
    return Span(date(year, first, 1), date(year, last, monthrange(year, last)[1]), 5)


def week_span(monday: date, part: int = 0) -> Span:
    """A week, or its first two, its middle three or its last three days."""
    if not part:
        return Span(monday, monday + timedelta(6), 3)
    first, last = {EARLY: (0, 1), LATE: (4, 6)}.get(part, (1, 3))
    return span(monday + timedelta(first), monday + timedelta(last))


def season_span(year: int, season: int) -> Span:
    """A northern season (1 spring … 4 winter, which starts in December of `year`)."""
    first = date(year, 3 * season, 1)
    end_year, end_month = (year + 1, 2) if season == 4 else (year, 3 * season + 2)
    return Span(first, date(end_year, end_month, monthrange(end_year, end_month)[1]), 5)


def season_near(anchor: date, season: int, shift: int) -> Span:
    """The latest season that has begun (shift 0), that is over (-1), or the first that hasn't begun (1)."""
    spans = [season_span(year, season) for year in range(anchor.year - 2, anchor.year + 2)]
    if shift > 0:
        return next(s for s in spans if s.first > anchor)
    return [s for s in spans if (s.last < anchor if shift < 0 else s.first <= anchor)][-1]


def add_months(year: int, month: int, count: int) -> tuple[int, int]:
    """The month `count` months after (year, month)."""
    index = year * 12 + month - 1 + count
    return index // 12, index % 12 + 1


@dataclass(frozen=True, slots=True)
class Calendar:
    """A date as the calendar names it, whole or partial.

    `direction` is -1 where the words say past ("noviembre pasado"), 1 for next, 0 otherwise; `told` says that
    a verb tells of what has been; `part` is early, mid or late; `last_day` ends a range within the month.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    weekday: int | None = None
    part: int = 0
    direction: int = 0
    told: bool = False

    def in_year(self, year: int) -> Span | None:
        """The span in a given year; None when there is no such day."""
        if self.month is None:
            return year_span(year, self.part)
        if self.day is None:
            return month_span(year, self.month, self.part)
        first = valid_day(year, self.month, self.day)
        last = valid_day(year, self.month, self.last_day or self.day)
        return span(first, last) if first and last and first <= last else None

    def resolve(self, published: date | None) -> Span | None:
        """The span, with the year of publication's neighbourhood where none is given."""
        if self.year is not None:
            return self.in_year(self.year)
        if published is None:
            return None
        near = [
            self.in_year(year) for year in range(max(1, published.year - 8), min(9999, published.year + 2))
        ]
        choices = [choice for choice in near if choice is not None]
        if self.told:
            choices = [c for c in choices if c.first <= published] or choices
        return _nearest(choices, published, self.weekday, self.direction)


def _nearest(choices: list[Span], published: date, weekday: int | None, direction: int) -> Span | None:
    """The latest choice that isn't after publication, unless the next one is four times as near."""
    if weekday is not None:
        on_weekday = [
            c for c in choices if c.first.weekday() == weekday and abs((c.first - published).days) < 550
        ]
        choices = on_weekday or choices
    past = [c for c in choices if c.first <= published]
    future = [c for c in choices if c.first > published]
    if direction < 0:
        past = [c for c in past if c.last < published] or past
    if not past or not future or direction:
        chosen = (future or past) if direction > 0 else (past or future)
        return None if not chosen else (chosen[0] if chosen is future else chosen[-1])
    back, ahead = (published - past[-1].last).days, (future[0].first - published).days
    return future[0] if ahead * 4 < back else past[-1]


def weekday_span(anchor: date, weekday: int, direction: int | None) -> Span:
    """The weekday that is meant.

    `direction` None takes the latest up to the anchor, -1 the latest before it, 1 the first after it, 0
    ("this Thursday") the nearest.
    """
    back = (anchor.weekday() - weekday) % 7
    if direction is None:
        return day_span(anchor - timedelta(back))
    if direction < 0:
        return day_span(anchor - timedelta(back or 7))
    if direction > 0:
        return day_span(anchor + timedelta((weekday - anchor.weekday()) % 7 or 7))
    return day_span(anchor + timedelta((weekday - anchor.weekday() + 3) % 7 - 3))


def weekend_span(anchor: date, direction: int | None) -> Span:
    """Saturday and Sunday: the latest that has begun, the one before this week, the nearest, or the next."""
    monday = anchor - timedelta(anchor.weekday())
    weeks = 0 if anchor.weekday() >= 5 else -1
    if direction is not None:
        nearest = 0 if anchor.weekday() >= 3 else -1
        weeks = {0: nearest, 1: 1 if anchor.weekday() >= 5 else 0}.get(direction, -1)
    saturday = monday + timedelta(7 * weeks + 5)
    return span(saturday, saturday + timedelta(1))


def unit_span(anchor: date, unit: int, shift: int, part: int = 0) -> Span:
    """The calendar day, week, month, year or decade that holds the anchor, moved by `shift` units."""
    if unit <= DAY:
        return day_span(anchor + timedelta(shift if unit == DAY else 0))
    if unit == WEEK:
        return week_span(anchor - timedelta(anchor.weekday()) + timedelta(7 * shift), part)
    if unit == MONTH:
        return month_span(*add_months(anchor.year, anchor.month, shift), part)
    if unit == YEAR:
        return year_span(anchor.year + shift, part)
    start = anchor.year // 10 * 10 + 10 * shift
    return Span(date(start, 1, 1), date(start + 9, 12, 31), 5)


def so_far(anchor: date, unit: int) -> Span:
    """This week, month or year up to the anchor, at the unit's precision ("en lo que va del año")."""
    whole = unit_span(anchor, unit, 0)
    return Span(whole.first, min(whole.last, anchor), whole.precision)


def ago_span(anchor: date, unit: int, count: int, sign: int = -1) -> Span:
    """`count` units before or after the anchor, as vague as the unit: a day, the week around, the month.

    One week is the same day of the week before, as whoever writes "a week ago" counts.
    """
    if unit < DAY:
        days = (count if unit == HOUR else 0) // 24
        return day_span(anchor + timedelta(sign * days))
    if unit == DAY:
        middle, slack = anchor + timedelta(sign * count), 0 if count <= 7 else 1
        return span(middle - timedelta(slack), middle + timedelta(slack))
    if unit == WEEK:
        middle, slack = anchor + timedelta(sign * 7 * count), 0 if count == 1 else 3
        return span(middle - timedelta(slack), middle + timedelta(slack))
    return unit_span(anchor, unit, sign * count)


_FEW = {HOUR: (0, 1), DAY: (2, 6), WEEK: (14, 42), MONTH: (60, 180), YEAR: (730, 2190), DECADE: (7300, 14600)}


def few_ago_span(anchor: date, unit: int, sign: int = -1) -> Span:
    """ "Days ago", "a few weeks ago": two to about six of the unit."""
    near, far = _FEW.get(unit, (0, 0))
    first, last = anchor + timedelta(sign * far), anchor + timedelta(sign * near)
    return span(min(first, last), max(first, last))


_DAYS = {HOUR: 1 / 24, DAY: 1.0, WEEK: 7.0, MONTH: 30.44, YEAR: 365.25, DECADE: 3652.5}


def trailing_span(anchor: date, unit: int, count: float, sign: int = -1) -> Span:
    """The last (or next) `count` units up to (from) the anchor: "the past 24 hours"."""
    days = max(1, round(_DAYS.get(unit, 0) * count))
    other = anchor + timedelta(sign * days)
    return span(min(anchor, other), max(anchor, other))


def last_numbered(number: int, day: date) -> Span:
    """The last day of that number in a month, up to a day: "el día 17", "on the 17th"."""
    while day.day != number:
        day -= timedelta(1)
    return day_span(day)
