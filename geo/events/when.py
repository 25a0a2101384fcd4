"""When: the date tied to the trigger's own clause, never the day on which somebody spoke of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from geo.events.dates import DateMention
from geo.events.reading import Line
from geo.events.triggers import Trigger
from geo.records import DatePrecision

SPOKEN_TYPES = frozenset(
    {
        "threat",
        "plan",
        "designation",
        "sanction",
        "talks",
        "agreement",
        "charges",
        "investigation",
        "sentence",
    }
)
"""Types that happen by being announced: the day of the announcement is theirs."""

_REACH = 28.0
_NOT_THEIRS = re.compile(
    r"(?<!\w)(?:before|until|prior to|born|elected|office|founded|created|term|"
    r"antes de|hasta|nacido|electo|fundado|cargo|periodo)(?!\w)[^,]{0,25}$"
)


_SINCE = re.compile(r"(?<!\w)(?:since|desde)[^,]{0,25}$")
_GOES_ON = frozenset({"displacement", "blockade", "protest", "armed_clash"})
"""What lasts: "since Monday" says when it happens."""
_TO_COME = re.compile(r"(?<!\w)(?:a partir del?|starting|beginning|as of|effective|from)\s+(?:\w+\s+)?$")
_AND = re.compile(r"(?<!\w)(?:and|but|y|e|pero)(?!\w)")


@dataclass(frozen=True, slots=True)
class When:
    """The days that an event may have happened on; None where the report does not say."""

    first: date | None = None
    last: date | None = None
    precision: DatePrecision | None = None
    trust: float = 0.0
    inherited: bool = False


def when_of(lines: list[Line], at: int, trigger: Trigger) -> When:
    """The date of the event that `trigger`, on line `at`, tells; the line before helps where it has none."""
    own = _tied(lines[at], trigger)
    if own is not None:
        return _when(own, 1.0, False)
    if _mentions_time(lines[at]) or at == 0:
        return When()
    return _inherited(lines, at)


def _inherited(lines: list[Line], at: int) -> When:
    """The date of the event told right before in the same paragraph: a story goes on from its last date."""
    line, previous = lines[at], lines[at - 1]
    if previous.sentence.paragraph != line.sentence.paragraph:
        return When()
    for told in reversed([t for t in previous.triggers if t.type not in ("violence",)]):
        mention = _tied(previous, told)
        if mention is not None and mention.precision <= 4:
            return _when(mention, 0.5, True)
    return When()


def _mentions_time(line: Line) -> bool:
    return any(d.first is not None for d in line.dates)


def _when(mention: DateMention, trust: float, inherited: bool) -> When:
    return When(mention.first, mention.last, mention.precision, trust, inherited)


def _tied(line: Line, trigger: Trigger) -> DateMention | None:
    best: tuple[float, DateMention] | None = None
    for mention in line.dates:
        if mention.first is None or mention.kind == "duration":
            continue
        if _somebody_elses(line.before(mention.start, 4), trigger, mention):
            continue
        distance = _distance(line, trigger, mention)
        if (
            distance > _REACH
            or _spoken(line, trigger, mention, distance)
            or _taken(line, trigger, mention, distance)
        ):
            continue
        if best is None or distance < best[0]:
            best = (distance, mention)
    return best[1] if best else None


def _somebody_elses(before: str, trigger: Trigger, mention: DateMention) -> bool:
    """The words before a date say that it's when something else began, ended or will begin."""
    if _SINCE.search(before):
        return trigger.type not in _GOES_ON
    starts = mention.precision >= 4 and not _RANGE.search(mention.surface) and _TO_COME.search(before)
    return bool(starts or _NOT_THEIRS.search(before))


_RANGE = re.compile(r"\b(?:to|through|until|and|y|al?|hasta)\b|[-–]")


def _distance(line: Line, trigger: Trigger, mention: DateMention) -> float:
    if mention.start >= trigger.end:
        return line.words_between(trigger.end, mention.start)
    distance = line.words_between(mention.end, trigger.start)
    if _AND.search(line.sentence.between(mention.end, trigger.start)):
        distance += 2.0
    opens = mention.start <= line.sentence.start + 12
    return distance * (0.5 if opens else 1.0)


def _spoken(line: Line, trigger: Trigger, mention: DateMention, distance: float) -> bool:
    """The date belongs to a verb of saying: it stands on that verb's side, and nearer to it."""
    if trigger.type in SPOKEN_TYPES:
        return False
    for claim in line.claims:
        if not claim.spoken or claim.verb_start <= trigger.start < claim.verb_end:
            continue
        verb = (claim.verb_start, claim.verb_end)
        between = min(trigger.start, mention.start) < verb[0] < max(trigger.start, mention.start)
        nearer = (
            min(line.words_between(verb[1], mention.start), line.words_between(mention.end, verb[0])) <= 3
        )
        if between and claim.start < claim.end and verb[0] > mention.start and verb[0] < trigger.start:
            return True
        if trigger.start < mention.start < claim.start and "," in line.sentence.between(
            mention.end, claim.start
        ):
            continue
        outside = mention.start < trigger.start or mention.start > verb[0] > trigger.start
        if nearer and outside and not _trigger_between(line, trigger, verb[0], mention.start):
            return True
    return False


def _trigger_between(line: Line, trigger: Trigger, a: int, b: int) -> bool:
    low, high = min(a, b), max(a, b)
    return low < trigger.start < high


def _taken(line: Line, trigger: Trigger, mention: DateMention, distance: float) -> bool:
    """Another trigger stands between, and has no other date of its own."""
    low, high = sorted((trigger.start, mention.start))
    for other in line.triggers:
        if other is trigger or other.type in ("violence",) or other.type == trigger.type:
            continue
        if low < other.start < high and line.words_between(other.start, mention.start) + 2 < distance:
            gap = line.sentence.between(min(other.end, trigger.end), max(other.start, trigger.start))
            if len(gap.split()) > 4:
                return True
    return False
