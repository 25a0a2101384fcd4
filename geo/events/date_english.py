"""The grammar of English dates, over the token classes of `date_words`."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from geo.events.date_calendar import (
    last_numbered,
    season_near,
    season_span,
    so_far,
    span,
    trailing_span,
    unit_span,
    weekend_span,
)
from geo.events.date_hits import Found, Hit, Rule, rule
from geo.events.date_rules import (
    read_ago,
    read_day,
    read_decade,
    read_duration,
    read_month,
    read_month_of_year,
    read_named_day,
    read_next_days,
    read_numeric,
    read_offset,
    read_part_of_year,
    read_that_day,
    read_trailing,
    read_weekday,
    read_weekday_of_week,
    read_year,
    read_years,
)
from geo.events.date_tense import is_future, looks_ahead
from geo.events.date_weeks import read_half_of_month, read_week_of_month
from geo.events.date_words import DAY, EARLY, YEAR
from geo.events.words import word_set

_PAPERS = frozenset(("times", "telegraph", "mail", "mirror", "post", "express", "herald", "tribune", "star"))
_NAMED_DAYS = frozenset(("black", "good", "bloody", "super", "ash", "palm", "easter", "cyber", "holy"))
_MEASURES = word_set(
    "km kms kg kgs lb lbs pound pounds ton tons tonne tonnes mile miles metre metres meter meters foot feet "
    "kilo kilos dollar dollars peso pesos euro euros mg mm cm m strong odd"
)


def _day(hit: Hit) -> Found | None:
    """A day of a month; "may" and "march" as words are told by their case."""
    word = hit.surface("m")
    if hit.code("m") == "m" and word.islower() and not hit.tokens.quiet:
        return None
    after = hit.neighbour_text(1)
    if hit.surface("d") == "5" and word.lower() in ("may", "mayo") and after.lower() == "street":
        return None
    return read_day(hit)


def _month_alone(hit: Hit) -> Found | None:
    """A month on its own, when a preposition or its case shows that it's no verb and no person's name."""
    code, surface = hit.code("m"), hit.surface("m")
    introduced = hit.match.start("p") >= 0
    if surface.islower() and not hit.tokens.quiet and code != "M":
        return None
    after = hit.neighbour(1)
    named = (
        hit.neighbour_text(1)[:1].isupper()
        and after is not None
        and after.code == "_"
        and after.word.isalpha()
    )
    loud = hit.tokens.loud
    if not introduced and (code == "m" or (named and not loud)):
        return None
    if introduced and code == "m" and hit.code("p") in ("z", ":") and named and not loud:
        return None
    return read_month(hit)


def _weekday(hit: Hit) -> Found | None:
    """A weekday that is neither a newspaper's name nor a feast's."""
    after, before = hit.neighbour(1), hit.neighbour(-1)
    if after is not None and after.word in _PAPERS and hit.match.start("p") < 0:
        return None
    if before is not None and before.word in _NAMED_DAYS:
        return None
    return read_weekday(hit)


def _abbreviated_weekday(hit: Hit) -> Found | None:
    """ "Tue" and its like count only after on, last, this or next: "Sat" and "Sun" are words too."""
    return read_weekday(hit) if hit.surface("w")[:1].isupper() else None


def _year_alone(hit: Hit) -> Found | None:
    """A year led by a preposition or an article, that counts nothing: "in 2019", "a 2019 attack"."""
    after, before = hit.neighbour(1), hit.neighbour(-1)
    if after is not None and after.code in "U%":
        return None
    if before is not None and before.code == "a" and (after is None or not _is_noun(after.word)):
        return None
    return read_year(hit)


def _is_noun(word: str) -> bool:
    """Whether a word behind a number may be what is of that year: no measure, and no stop."""
    return word.isalpha() and word not in _MEASURES


def _season(hit: Hit) -> Found | None:
    season, year = hit.value("s") or 1, hit.value("y")
    if year is not None:
        whole = season_span(year, season)
        return hit.found("absolute", relative=lambda _: whole)
    shift = hit.first_value("l")

    return hit.found("relative", relative=lambda day: season_near(day, season, shift))


def _unit(hit: Hit) -> Found | None:
    """ "Last week", "earlier this month", "late last year", "next year"."""
    unit, shift, part = hit.value("u") or 0, hit.first_value("l"), hit.value("e") or 0
    if unit < DAY or (unit == DAY and hit.code("l") == "T"):
        return None
    if hit.token("l") is not None and hit.surface("l").lower() == "past":
        return hit.found("relative", relative=lambda day: trailing_span(day, unit, 1))
    if unit == DAY and shift > 0 and hit.surface("l").lower() == "following" and hit.surface("u")[-1:] == "s":
        return read_next_days(hit)
    if unit == DAY:
        return read_that_day(hit)
    if part or shift:
        return hit.found("relative", relative=lambda day: unit_span(day, unit, shift, part))
    if hit.code("t") == "F" or is_future(hit):
        return hit.found("relative", relative=lambda day: unit_span(day, unit, 0))
    return hit.found("relative", relative=lambda day: so_far(day, unit))


def _weekend(hit: Hit) -> Found | None:
    direction = hit.first_value("l") if hit.token("l") is not None else looks_ahead(hit)
    return hit.found("relative", relative=lambda day: weekend_span(day, direction))


def _part_of_day(hit: Hit) -> Found | None:
    """ "Last night", "this morning"."""
    shift = hit.first_value("l")
    if shift > 0:
        return None
    return hit.found("relative", relative=lambda day: unit_span(day, DAY, shift))


def _part_of_day_after(hit: Hit) -> Found | None:
    """ "The next morning", "the following night": of the day after the one told last."""
    return hit.found("relative", relative=lambda day: unit_span(day, DAY, 1), anaphoric=True)


def _overnight(hit: Hit) -> Found | None:
    return hit.found("relative", relative=lambda day: span(day - timedelta(1), day))


def _before_yesterday(hit: Hit) -> Found | None:
    shift = (hit.value("y") or 0) * 2
    return hit.found("relative", relative=lambda day: unit_span(day, DAY, shift))


def _unit_beside(hit: Hit) -> Found | None:
    """ "The day before", "the night before", "the week after": counted from the date told last."""
    unit = DAY if hit.code("u") == "P" else hit.value("u") or 0
    shift = 1 if hit.surface("b").lower() == "after" else -1
    if unit < DAY:
        return None
    return hit.found("relative", relative=lambda day: unit_span(day, unit, shift), anaphoric=True)


def _numbered_day(hit: Hit) -> Found | None:
    """ "On the 17th": the last one; "on the 25th the court will" is none."""
    number = hit.value("d") or 0
    ordinal = hit.surface("d").lower().endswith(("st", "nd", "rd", "th"))
    if not ordinal or not 1 <= number <= 31 or is_future(hit):
        return None
    return hit.found("relative", relative=partial(last_numbered, number))


def _opening_of_unit(hit: Hit) -> Found | None:
    """ "At the start of the month", of this one."""
    unit = hit.value("u") or 0
    if hit.value("e") != EARLY or unit <= DAY or is_future(hit):
        return None
    return hit.found("relative", relative=lambda day: unit_span(day, unit, 0, EARLY))


_MONTH = "(?P<m>[Mmj])"
_YEAR = r"(?:\.?,?z?(?P<y>Y))?"
_NUMBER = "(?P<n>[dqnfa])"

RULES: tuple[Rule, ...] = (
    rule("(?P<i>I)", partial(read_numeric, day_first=False)),
    rule(r"(?:(?P<w>[Ww])P?\.?,?)?[b:r]?h?(?P<d>d)(?:[-:&]h?(?P<d2>d))z?" + _MONTH + _YEAR, _day),
    rule(r"(?:(?P<w>[Ww])P?\.?,?)?h?(?P<d>d)[z-]?" + _MONTH + r"(?:-(?P<y2>Y))?" + _YEAR, _day),
    rule(
        r"(?:(?P<w>[Ww])P?\.?,?)?" + _MONTH + r"\.?h?(?P<d>d)(?:[-:]|&h?)(?P<d2>d)(?![a-zU])(?:,?(?P<y>Y))?",
        _day,
    ),
    rule(r"(?:(?P<w>[Ww])P?\.?,?)?" + _MONTH + r"\.?h?(?P<d>d)(?:,?(?P<y>Y))?", _day),
    rule("h?(?:(?P<o>O)|(?P<l>L))(?P<u>U)[zi]" + _MONTH + _YEAR, read_week_of_month),
    rule(r"(?:(?P<e>e)-?[zh]*)?" + _MONTH + r"\.?,?z?(?P<y>Y)", read_month),
    rule(
        "(?P<m>[Mmj]),?(?:z|i|h)?(?P<l>[LT])(?P<u>U)",
        lambda h: read_month_of_year(h) if h.value("u") == YEAR else None,
    ),
    rule("(?P<l>[LTX])(?P<m>[Mm])", read_month),
    rule("(?P<e>e)-?[zh]*(?P<m>[Mmj])", read_month),
    rule("(?P<p>[isrb:zE])?(?P<m>[Mm])", lambda h: _without_preposition(_month_alone(h), h)),
    rule("(?P<e>e)-?[zh]*(?P<y>Y)", read_year),
    rule(r"(?<=[isrb:zha(])(?P<y>Y)", _year_alone),
    rule("(?P<y>Y)[-:](?P<y2>Y)", read_years),
    rule("(?<=b)(?P<y>Y)&(?P<y2>Y)", read_years),
    rule("(?P<e>e)?[zh]*(?P<s>Z)z?(?P<y>Y)", _season),
    rule("(?P<l>[LTX])(?P<s>Z)", _season),
    rule("(?P<o>[OL])(?P<half>H)zh?(?P<y>Y)", read_part_of_year),
    rule("h?(?P<o>[OL])(?P<half>H)z" + _MONTH + _YEAR, read_half_of_month),
    rule("(?:(?P<e>e)-?)?h?(?P<y>S)", read_decade),
    rule("(?P<e>e)?-?(?P<l>[LTX])?(?P<w>W)(?P<p>P)?", _weekday),
    rule("(?:(?P<l>[LTX])|(?<=i))(?P<w>w)", _abbreviated_weekday),
    rule("(?P<w>W)P?(?:iz?|z)?(?P<l>[LT])(?P<u>U)", read_weekday_of_week),
    rule("(?P<t>[EF])?(?:(?P<e>e)-?[zhi]*)?(?P<l>[LTX])(?P<u>U)", _unit),
    rule("(?P<l>[LTX])a?" + _NUMBER + "z?(?P<u>U)", read_trailing),
    rule("(?P<l>L)?(?P<r>R)(?P<u>U)", read_trailing),
    rule("(?P<l>[LTX])?(?P<k>K)", _weekend),
    rule("(?:a(?=f))?" + _NUMBER + "?z?(?P<u>U)(?P<g>G)", read_ago),
    rule("(?:a(?=f))?" + _NUMBER + "?z?(?P<u>U)(?P<f>[EF])", read_offset),
    rule("(?:a(?=f))?" + _NUMBER + r"z?(?P<u>U)(?P<f>B)(?=[.,i]|\Z)", read_offset),
    rule("(?P<x>x)(?P<u>U|P)", read_that_day),
    rule("(?P<u>U)B(?P<y>y)", _before_yesterday),
    rule(r"(?<=h)(?P<u>[UP])(?P<b>B)(?=[.,;i:]|\Z)", _unit_beside),
    rule("(?<=h)(?P<l>X)(?P<p>P)", _part_of_day_after),
    rule("(?P<l>[LT])(?P<p>P)", _part_of_day),
    rule("(?P<y>y)(?P<p>P)?", read_named_day),
    rule(r"(?<=ih)(?P<d>d)(?=[.,;i]|\Z)", _numbered_day),
    rule("(?P<e>e)zh(?P<u>U)", _opening_of_unit),
    rule("(?P<v>v)(?![rb:i]?W)", _overnight),
    rule(_NUMBER + "-?z?(?P<u>U)(?!-?_)", read_duration),
)


def _without_preposition(found: Found | None, hit: Hit) -> Found | None:
    """The month without the preposition that let it count."""
    if found is None or hit.match.start("p") < 0:
        return found
    return Found(found.last, found.last, found.kind, found.calendar, found.relative)
