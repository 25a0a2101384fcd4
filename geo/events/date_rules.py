"""What the grammars of `date_english` and `date_spanish` share: a rule, what it finds, and how it is read.

A rule is a regular expression over a text's token classes (see `date_words`) and a function from its match to
a `Found`. The mention covers the rule's named groups alone, so that articles and prepositions around a date
take part in the pattern but not in the mention.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from geo.events.date_calendar import (
    Calendar,
    Span,
    ago_span,
    day_span,
    few_ago_span,
    trailing_span,
    unit_span,
    weekday_span,
)
from geo.events.date_words import DAY, DECADE, HOUR, MONTH, WEEK, Token, Tokens
from geo.events.words import word_set

Relative = Callable[[date], Span]


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule found: tokens `first` to `last` (included) and what they mean.

    One of `calendar` and `relative` is set, or neither for a duration. `anaphoric` dates count from the date
    mentioned before them in the text; where none is, those that are `bound` to it ("un día antes", "ese mismo
    día") are not known, and others ("la víspera") count from the day of publication.
    """

    first: int
    last: int
    kind: str
    calendar: Calendar | None = None
    relative: Relative | None = None
    anaphoric: bool = False
    bound: bool = False


class Hit:
    """A match of a rule, read by the names of its groups."""

    __slots__ = ("match", "tokens")

    def __init__(self, match: re.Match[str], tokens: Tokens) -> None:
        self.match, self.tokens = match, tokens

    def token(self, group: str) -> Token | None:
        """The first token of a group, or None where the group took no part in the match."""
        if group not in self.match.re.groupindex:
            return None
        index = self.match.start(group)
        return None if index < 0 else self.tokens.tokens[index]

    def value(self, group: str) -> int | None:
        """The value of a group's first token."""
        token = self.token(group)
        return None if token is None else token.value

    def code(self, group: str) -> str:
        """The class of a group's first token, or the empty string."""
        token = self.token(group)
        return "" if token is None else token.code

    def first_value(self, *groups: str, default: int = 0) -> int:
        """The value of the first group that took part."""
        for group in groups:
            value = self.value(group)
            if value is not None:
                return value
        return default

    def surface(self, group: str) -> str:
        """A group's first token as it stands in the text."""
        token = self.token(group)
        return "" if token is None else self.tokens.text[token.start : token.end]

    def neighbour(self, offset: int) -> Token | None:
        """The token `offset` before the match (negative) or after it (positive, from 1)."""
        index = self.match.start() + offset if offset < 0 else self.match.end() + offset - 1
        return self.tokens.tokens[index] if 0 <= index < len(self.tokens.tokens) else None

    def neighbour_text(self, offset: int) -> str:
        """A neighbour as it stands in the text, or the empty string."""
        token = self.neighbour(offset)
        return "" if token is None else self.tokens.text[token.start : token.end]

    def found(
        self,
        kind: str,
        calendar: Calendar | None = None,
        relative: Relative | None = None,
        *,
        anaphoric: bool = False,
        bound: bool = False,
    ) -> Found:
        """A `Found` over the named groups of the match."""
        spans = [self.match.span(name) for name in self.match.re.groupindex]
        taken = [s for s in spans if s[0] >= 0 and s[1] > s[0]]
        first, last = min(s[0] for s in taken), max(s[1] for s in taken) - 1
        return Found(first, last, kind, calendar, relative, anaphoric, bound)


class Rule(NamedTuple):
    """A pattern over token classes and the function that reads its matches (None: not a date after all)."""

    pattern: re.Pattern[str]
    read: Callable[[Hit], Found | None]


def rule(pattern: str, read: Callable[[Hit], Found | None]) -> Rule:
    """A rule with its pattern compiled."""
    return Rule(re.compile(pattern), read)


_WILL = word_set(
    "will shall scheduled due plans planning slated expected planned intend intends previsto prevista "
    "preven preve "
    "planea planean"
)
_WHOSE = word_set("his her their its my our your free of")
_CALLS = word_set("llamo llama llaman llamaron convoco convoca convocan convocaron")
""" "Llamó a marchar el domingo"."""
_WILL_ENDING = re.compile(r"(?:\w{2,}(?:rá|rán|RÁ|RÁN)|irán?)\b")
_PAST = re.compile(r"(?:was|were|said|told|fue|fueron|dijo|dijeron|\w{2,}(?:[^e]ed|aron|ieron))")
""" "Killed", "fueron": a verb that looks back, and not at what it had been before, as "had" does."""
_BACK = 12
"""How many words before a date a verb to come may stand."""
_OPENS = 2
"""How many words a date that opens a sentence has before it, its stop among them."""
_FAR = 20
"""How many words before a date its verb may stand."""
_ARTICLES = word_set("el este the this next proximo")
_AHEAD = 4
"""How many words after a date a verb to come may stand."""
_THAT = frozenset(("that", "que"))


def is_future(hit: Hit) -> bool:
    """Whether a verb shortly before the match, in the same sentence, looks ahead."""
    end = hit.match.start()
    before = hit.tokens.tokens[max(0, end - _BACK) : end]
    for index in range(len(before) - 1, -1, -1):
        if before[index].code == ".":
            before = before[index + 1 :]
            break
    for index in range(len(before) - 1, -1, -1):
        token, last = before[index], before[index - 1].word if index else ""
        written = hit.tokens.text[token.start : token.end]
        if last == "be" or (token.word == "will" and last in _WHOSE):
            continue  # "is to be tried": a participle of what is to come; "against their will"
        coming = last == "to" and index > 1 and before[index - 2].word in ("is", "are")
        following = before[index + 1].word if index + 1 < len(before) else ""
        coming = coming or (token.word == "set" and following == "to")
        coming = coming or (token.word in _CALLS and following == "a")
        coming = coming or (token.word == "plan" and last.endswith("s"))
        if coming or token.word in _WILL or (_WILL_ENDING.fullmatch(written) and not written.istitle()):
            return True
        if _TOLD_ES.fullmatch(written) or _PAST.fullmatch(token.word):
            return False
    return _goes_on_ahead(hit)


_SETS = ("anunci", "convoc", "announc", "declar", "call")
""" "Anunció un paro a partir del lunes": verbs that set what begins on a day."""


def _is_set_for(hit: Hit) -> bool:
    """ "Convocó una marcha para el viernes", "called a march for Friday": a day that something is set for."""
    before = hit.tokens.tokens[max(0, hit.match.start() - _BACK) : hit.match.start()]
    words = [t.word for t in before if t.word not in _ARTICLES]
    if words[-2:] == ["partir", "del"] or words[-1:] in (["starting"], ["beginning"]):
        return any(w.startswith(_SETS) for w in words)
    if not words or words[-1] not in ("para", "for") or _was_done(hit):
        return False
    return words[-1] == "para" or any(_OPEN.fullmatch(w) for w in words[:-1])


def _was_done(hit: Hit) -> bool:
    """ "La marcha convocada para el lunes reunió a miles": whether a past follows the match at once."""
    after = hit.neighbour(1)
    gap = hit.tokens.text[hit.tokens.tokens[hit.match.end() - 1].end : after.start] if after else ","
    written = hit.neighbour_text(1)
    return not gap.strip() and bool(_TOLD.fullmatch(written) or _TOLD_ES.fullmatch(written))


def _goes_on_ahead(hit: Hit) -> bool:
    """ "El lunes serán liberados", "on Monday the court will": the verb right after the match looks ahead."""
    end = hit.tokens.tokens[hit.match.end() - 1].end
    for token in hit.tokens.tokens[hit.match.end() : hit.match.end() + _AHEAD]:
        if token.code == "." or token.word in _THAT or _TOLD.fullmatch(token.word):
            return False
        if ";" in hit.tokens.text[end : token.start]:
            return False
        written = hit.tokens.text[token.start : token.end]
        if token.word in _WILL or (written.islower() and _WILL_ENDING.fullmatch(written)):
            return True
    return False


_TOLD = re.compile(
    r"(?:since|desde|was|were|has|have|had|ago|took|shot|stole|fled|broke|began|fell|came|left|lost|found|"
    r"beat|held|burned|struck|sent|flew|brought|caught|fought|drove|threw|withdrew|went|hit|fue|fueron|ha|han|habia|habian|era|eran|hubo|murio|dio|hizo|\w{2,}uvo|"
    r"\w{2,}(?:[^e]ed|aron|ieron))"
)
_TOLD_ES = re.compile(r"\w{2,}ó", re.IGNORECASE)
""" "Soldiers killed five in January": verbs of what has been; the Spanish ones in "-ó" by their accent."""
_OPEN = re.compile(
    r"(?:to|would|could|should|may|might|can|set|due|for|ahead|before|until|para|hasta|antes|announced?|"
    r"called|scheduled|postponed|planned|delayed|agreed|ordered|expected|adjourned|promised|proposed|vowed|"
    r"pledged|slated|invited|elections?|elecciones|anunciaron|convocaron|aplazaron|fijaron|programaron|"
    r"prometieron|acordaron)"
)
_OPEN_ES = re.compile(
    r"(?:anunci|convoc|aplaz|fij|program|prometi|acord|posterg|propus|pospus|orden)ó", re.IGNORECASE
)
""" "Set for January", "agreed to meet in January": words after which a bare month may lie ahead."""


_NOUNS_FOLLOW = word_set("the a an his her its their this that these those")


def is_told(hit: Hit) -> bool:
    """Whether the verb nearest to a date in its sentence tells of what has been, or "since" opens it."""
    opening = hit.tokens.tokens[max(0, hit.match.start() - 1) : hit.match.end()]
    if any(t.word in ("since", "desde") for t in opening):
        return not is_future(hit)
    return told_around(hit.tokens, hit.match.start(), hit.match.end())


def told_around(words: Tokens, start: int, end: int) -> bool:
    """Whether the verb nearest to tokens `start` to `end` (exclusive) tells of what has been."""
    tokens, text = words.tokens, words.text
    opens = start <= _OPENS or any(t.code == "." for t in tokens[start - _OPENS : start])
    for index in (*range(start - 1, max(-1, start - _FAR), -1), *range(end, min(len(tokens), end + 10))):
        token = tokens[index]
        if token.code == ".":
            if index < start:
                continue
            return False
        written = text[token.start : token.end]
        if token.word == "to" and index + 1 < start and _is_thing(tokens[index + 1], text):
            continue  # "deployed to Dallas in January"
        to_come = index > 0 and tokens[index - 1].word == "be"
        if index >= end and opens and _PAST.fullmatch(token.word) and not to_come:
            return True  # "in January, Trump ordered"
        if to_come or _OPEN.fullmatch(token.word) or _OPEN_ES.fullmatch(written):
            return False
        if _TOLD.fullmatch(token.word) or _TOLD_ES.fullmatch(written):
            return True
    return False


def _is_thing(token: Token, text: str) -> bool:
    """Whether "to" before a token leads to a name or a noun, and to no verb."""
    return token.word in _NOUNS_FOLLOW or text[token.start : token.start + 1].isupper()


def aim(hit: Hit) -> tuple[int, bool]:
    """`direction` and `told` of a `Calendar`: by "last" or "next", else by the verb if there is no year."""
    bare = _year_less(hit)
    said = _has(hit, "l", "l2")
    direction = max(-1, hit.first_value("l", "l2")) if said else int(bare and is_future(hit))
    return direction, not direction and bare and is_told(hit)


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
    direction: int | None = hit.first_value("l", "l2") if _has(hit, "l", "l2") else None
    if direction is None and (is_future(hit) or _is_set_for(hit)):
        direction = 1
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
    unit = hit.value("u") if _has(hit, "u") else DAY
    shift = hit.first_value("l", "l2")
    return hit.found(
        "relative",
        relative=lambda day: unit_span(day, DAY if unit is None else unit, shift),
        anaphoric=True,
        bound=not shift,
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


def _has(hit: Hit, *groups: str) -> bool:
    return any(hit.token(group) is not None for group in groups)


def _year_less(hit: Hit) -> bool:
    return hit.value("y") is None


def _capped(count: int, unit: int) -> int:
    """Counts that stay inside the calendar: nobody reports of events 1,500 years ago by the day."""
    return min(count, 150 if unit == DECADE else 999 if unit > WEEK else 9999)
