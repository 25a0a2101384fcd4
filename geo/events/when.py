"""When: the date tied to the trigger's own clause, never the day on which somebody spoke of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from geo.events.closed_classes import (
    ACTOR,
    ADVERB,
    AUXILIARY,
    COORDINATOR,
    DETERMINER,
    EVENT,
    NOUN,
    PLACE,
    PREPOSITION,
    PRONOUN,
    VERB,
)
from geo.events.dates import DateMention, find_dates
from geo.events.phrases import Parse
from geo.events.reading import Line
from geo.events.relatives import modifies
from geo.events.triggers import Trigger
from geo.events.types import CATCH_ALL
from geo.events.words import NUMBERS, word_set
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

_AFTERMATH = frozenset({"investigation"})
"""Types that follow an event, on a day that is not the event's."""
_ABOUT_DEEDS = frozenset({"charges", "sentence"})
"""Types told with the deed that they are about."""
_BACK = 3
"""How many sentences back a date is looked for."""
_REACH = 28.0
_NOT_THEIRS = re.compile(
    r"(?<!\w)(?:before(?! (?:dawn|sunrise|daybreak|midnight|noon)(?!\w))|until|prior to|born|elected|founded|"
    r"(?:t[ao]ke?s?|took|taking|assumed|left|in) office|created|term|"
    r"antes de(?!l amanecer|l alba| la medianoche)|hasta|nacido|electo|fundado|(?:el|su) cargo|periodo)"
    r"(?!\w)[^,]{0,25}$"
)


_SINCE = re.compile(r"(?<!\w)(?:since|desde)(?!\w)[^,]{0,25}$")
_GOES_ON = frozenset({"displacement", "blockade", "protest", "armed_clash", "extortion"})
"""What lasts: "since Monday" says when it happens."""
_PERFECT = re.compile(r"(?<!\w)(?:has|have|ha|han)(?!\w)")
_RANKS = re.compile(
    r"(?<!\w)(?:\w+est|most|first|second|third|fourth|fifth|\d+(?:st|nd|rd|th)|so far|mas \w+|mayor|peor|"
    r"primer[oa]?|segund[oa]|tercer[oa]?|cuart[oa]|quint[oa]|en lo que va de)(?!\w)"
)
_NEAR_DAYS = 2  # days wider than that say little of what else happened in them
_ANOTHER_TIME = re.compile(
    r"(?<!\w)(?:had|who|which|that|after|before|since|over|about|accus\w+|plans?|would|will|que|habia\w*|"
    r"hubiera\w*|tras|(?:despues|luego|antes) de|desde|acus\w+|por)(?!\w)"
)
"""What parts a deed from the day of the one told before it."""
_BEEN = word_set("been being sido siendo")
_NOW = word_set("has have is are remains remain ha han esta estan sigue siguen mantiene mantienen")
_PRESENT = {
    "en": re.compile(r"[^s]s\Z"),
    "es": re.compile(r"(?<!ab)(?<!i)(?<!ar)(?<!ier)(?<!ies)(?<!as)[ae]n?\Z"),
}
_WENT_ON = re.compile(r"(?:ab|i)an?\Z")
""" "Apalearon a estudiantes que protestaban": what went on when the other deed was done."""
_EARLIER = re.compile(r"(?<!\w)(?:after|before|tras|(?:despues|luego|antes) de)(?!\w)")
_HOURS = re.compile(r"(?<!\w)(?:hours|minutes|horas|minutos|shortly|poco)(?!\w)")
_BY = re.compile(r"(?<!\w)(?:by|within|until|before|para|hasta|antes del?)(?: \w+)?\s*$")
""" "Warned them to leave by Friday": until when, not when it was said."""
_OF_IT = re.compile(r"(?<!\w)(?:for|over|of|por|del?)(?: \w+){0,3}\s*$")
""" "Gave three men 30 years on Monday for the murder of": the verdict's day is not the deed's."""
_IT_WAS = re.compile(
    r"(?:it (?:happened|took place|was carried out|occurred)|the (?:attack|incident|raid|killing|murder|"
    r"operation|seizure|arrests?|shooting|blast|kidnapping|abduction)s? (?:happened|took place|"
    r"was carried out|occurred|dates? (?:back|from))|"
    r"(?:el hecho|los hechos|esto|todo|el ataque|el crimen|el suceso|la operacion|el operativo|el decomiso|"
    r"la captura|la incautacion|el asesinato|el secuestro)(?:,| (?:se (?:remontan?|produjo|registro|dio|"
    r"llevo)|ocurri\w+|sucedi\w+|la llev\w+|lo llev\w+|tuvo lugar|fue|data))|(?:ocurrio|sucedio|fue) )"
)
_HAPPENED = re.compile(
    r"(?<!\w)(?:ocurrid|registrad|cometid|perpetrad|sucedid|acaecid)[oa]s?(?!\w)[^,;]{0,40}$"
)
""" "Por el homicidio, ocurrido el 14 de agosto": the day of the deed told before, and of no verb after it."""
_PAPER = re.compile(
    r"(?<!\w)(?:informe|reporte|estudio|documento|balance|report|study|papers|documents|filing)(?!\w)[^,]{0,30}"
    r"(?:difundid|publicad|divulgad|presentad|made public|published|released|issued)\w*[^,]{0,12}$"
)
""" "A report published on Thursday": the day of the paper, and of nothing in it."""
_HELD_ON = re.compile(
    r"(?<!\w)(?:opened|began|started|resumed|ended|opens|begins|starts|got under way|comenzo|empezo|inicio|"
    r"arranco|concluyo|comienza|empieza|inicia|se reanudo)(?!\w)[^,;]*$"
)
""" "The trial over a murder in 2021 opened on Wednesday": the day of the trial, not of the deed."""
_DURING = re.compile(r"(?<!\w)(?:during|in|amid|durante|en)(?: (?:an?|the|una?|el|la|\w+))*\s*$")
"""Before a noun that only says in the course of what it was: both have one date."""
_TO_COME = re.compile(r"(?<!\w)(?:a partir del?|starting|beginning|as of|effective|from)\s+(?:\w+\s+)?$")
_AND = re.compile(r"(?<!\w)(?:and|but|y|e|pero)(?!\w)")


_DAYS_APART = re.compile(
    r"(?<!\w)(?P<n>a|an|the|one|two|three|four|five|six|seven|ten|un|dos|tres|cuatro|cinco|seis|siete|diez|"
    r"\d{1,2}) "
    r"(?P<unit>days?|weeks?|dias?|semanas?) (?P<way>after|before|despues de|antes de)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class When:
    """The days that an event may have happened on; None where the report does not say."""

    first: date | None = None
    last: date | None = None
    precision: DatePrecision | None = None
    trust: float = 0.0
    inherited: bool = False


def when_of(lines: list[Line], at: int, trigger: Trigger) -> When:
    """The date of the event that `trigger`, on line `at`, tells; lines before help where it has none."""
    if _verb_tells(lines[at], trigger):
        return When()
    own = _tied(lines[at], trigger)
    apart = _days_apart(lines[at], trigger)
    if apart is not None:
        return apart
    if own is not None:
        gone = trigger.type == "disappearance" and _began(lines[at], own)
        return _when(_first_of(own, trigger.lang) if gone else own, 1.0, False)
    if trigger.type in _AFTERMATH or (trigger.is_verb and _is_now(lines[at], trigger)):
        return When()
    if _open_dates(lines[at], trigger):
        return _of_the_scene(lines[at], trigger)
    return _inherited(lines, at, trigger)


def _verb_tells(line: Line, trigger: Trigger) -> bool:
    """ "The body of a man who vanished on June 3 was found on Friday": the day is the verb's."""
    found = trigger.type == "body_found" and not trigger.is_verb
    return found and any(t.type == trigger.type and t.is_verb for t in line.triggers)


def _is_now(line: Line, trigger: Trigger) -> bool:
    """ "The gang collects a fee", "a man has been arrested": what is so at the time of writing has no day."""
    p, k = line.parse, trigger.first - 1
    if trigger.tag == "V" and _PRESENT[trigger.lang].search(p.word(trigger.first)):
        return True
    while k >= 0 and (p.tags[k] == ADVERB or p.word(k) in _BEEN):
        k -= 1
    helper = p.word(k) if k >= 0 and p.tags[k] in (AUXILIARY, VERB) else ""
    return helper in _NOW


def _of_the_scene(line: Line, trigger: Trigger) -> When:
    """ "Fired missiles overnight, while its drones hit a town": the day of the deed told right before."""
    before = [t for t in line.triggers if t.end <= trigger.start and t.type != CATCH_ALL and t.is_verb]
    if not before or not trigger.is_verb or trigger.type in _ABOUT_DEEDS:
        return When()
    told = _tied(line, before[-1])
    if told is None or told.precision > _NEAR_DAYS or told.start > trigger.start or _began(line, told):
        return When()
    between = line.sentence.between(before[-1].start, trigger.end)
    meanwhile = trigger.lang == "es" and _WENT_ON.search(line.parse.word(trigger.first)) is not None
    return _when(told, 0.6, True) if meanwhile or not _ANOTHER_TIME.search(between) else When()


def told_next(line: Line) -> When | None:
    """The day that a sentence gives to what the one before told: "Los hechos se remontan al 3 de julio"."""
    days = [d for d in line.dates if d.first is not None and d.kind != "duration"]
    if len(days) != 1 or not _IT_WAS.match(line.sentence.folded):
        return None
    return _when(days[0], 0.7, False)


def _days_apart(line: Line, trigger: Trigger) -> When | None:
    """ "Sent ships on Monday, two days after guards fired": the other deed's day, so many days off."""
    text, base = line.sentence.folded, line.sentence.start
    told = list(_DAYS_APART.finditer(text, 0, max(0, trigger.start - base)))
    found = told[-1] if told else None
    others = (t.start - base for t in line.triggers if t.type != CATCH_ALL and trigger.is_verb)
    if found is None or any(found.end() <= start < trigger.start - base for start in others):
        return None
    days = [d for d in _open_dates(line, trigger) if d.precision == 1 and d.end - base <= found.start()]
    if not days or days[-1].first is None or any(d.start - base >= found.end() for d in line.dates):
        return None
    count = NUMBERS["en"].get(found["n"]) or NUMBERS["es"].get(found["n"]) or found["n"]
    off = timedelta(days=1 if found["n"] in ("a", "the", "un", "el", "al") else int(count))
    if found["unit"].startswith(("week", "semana")):
        off *= 7
    day = days[-1].first - off if found["way"].startswith(("after", "de")) else days[-1].first + off
    return When(day, day, 1, 0.9)


def _inherited(lines: list[Line], at: int, trigger: Trigger) -> When:
    """The date of the event told before in the same paragraph: a story goes on from its last date.

    A sentence that tells no event but names one day ("The town woke on Saturday to …") gives its day too.
    """
    for line in reversed(lines[max(0, at - _BACK) : at]):
        if line.sentence.paragraph != lines[at].sentence.paragraph:
            break
        told = [t for t in line.triggers if t.type != CATCH_ALL]
        for other in reversed(told):
            mention = _tied(line, other)
            if mention is not None and mention.precision <= 4 and not _began(line, mention):
                return _when(mention, 0.5, True)
        days = _open_dates(line, trigger)
        if not told and len(days) == 1 and days[0].precision == 1 and not line.claims:
            return _when(days[0], 0.4, True)
        if days:
            break
    return When()


def _first_of(mention: DateMention, lang: str) -> DateMention:
    """ "Missing since June 2", which lasts until the day of publication: the day that it began on."""
    told = find_dates(mention.surface, lang=lang, published=mention.last)
    return told[0] if told and told[0].first == mention.first else mention


def _began(line: Line, mention: DateMention) -> bool:
    """Whether a date only says since when: it's no day that a story goes on from."""
    return _SINCE.search(line.before(mention.start, 4)) is not None


def _open_dates(line: Line, trigger: Trigger) -> list[DateMention]:
    """The dates of a line that could be an event's."""
    return [
        d
        for d in line.dates
        if d.first is not None
        and d.kind != "duration"
        and not _somebody_elses(line.before(d.start, 4), trigger, d)
        and not _began(line, d)
    ]


def _when(mention: DateMention, trust: float, inherited: bool) -> When:
    return When(mention.first, mention.last, mention.precision, trust, inherited)


def _tied(line: Line, trigger: Trigger) -> DateMention | None:
    best: tuple[float, DateMention] | None = None
    for mention in line.dates:
        if mention.first is None or mention.kind == "duration":
            continue
        before = line.before(mention.start, 4)
        if (
            trigger.type in ("threat", "agreement", "plan")
            and mention.start > trigger.end
            and _BY.search(before)
        ):
            continue
        if _PAPER.search(line.before(mention.start, 8)):
            continue
        if _somebody_elses(before, trigger, mention) or _before_now(line, trigger, before):
            continue
        if _compared(line, mention) or _of_the_deed(line, trigger, mention):
            continue
        distance = _distance(line, trigger, mention) + _others_day(line, trigger, mention)
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
    starts = mention.precision >= 4 and not _RANGE.search(mention.surface) and _TO_COME.search(before)
    return bool(starts or _NOT_THEIRS.search(before))


def _before_now(line: Line, trigger: Trigger, before: str) -> bool:
    """ "Held since 2019": the date of what lasts, unless it tells of all that "has been" done since."""
    if trigger.type in _GOES_ON or trigger.type == "disappearance" or not _SINCE.search(before):
        return False
    return _PERFECT.search(line.before(trigger.start, 3)) is None


def _compared(line: Line, mention: DateMention) -> bool:
    """ "The largest haul this year": how it ranks, not when it was."""
    return mention.precision >= 4 and _RANKS.search(line.before(mention.start, 6)) is not None


def _of_the_deed(line: Line, trigger: Trigger, mention: DateMention) -> bool:
    """The date of a deed that somebody is tried for, or of another event told in passing."""
    p, k = line.parse, line.sentence.word_at(mention.start)
    if trigger.type in _ABOUT_DEEDS and mention.start > trigger.end:
        if _HELD_ON.search(line.sentence.between(trigger.end, mention.start)):
            return False
        deeds = (i for i in range(trigger.last + 2, k) if p.tags[i] in (VERB, EVENT))
        return any(_is_told_of(p, i, k) for i in deeds)
    if mention.start > trigger.start:
        return False
    judged = any(t.type == "sentence" and t.start < trigger.start for t in line.triggers)
    if trigger.is_verb and _HAPPENED.search(line.sentence.between(line.sentence.start, mention.start)):
        return True
    if trigger.tag == "N" and judged and _OF_IT.search(line.before(trigger.start, 4)):
        return True
    others = [t for t in line.triggers if t.end <= mention.start and t is not trigger and t.type != CATCH_ALL]
    between = line.sentence.between(mention.end, trigger.start)
    if not others:
        return False
    earlier = _EARLIER.search(between) and not _HOURS.search(between)
    return bool(earlier) or (modifies(p, others[-1]) and "," not in between and not _AND.search(between))


def _is_told_of(p: Parse, i: int, k: int) -> bool:
    """Whether the deed at word `i` is told with more than its name: not "of murder on Monday"."""
    more = {NOUN, ACTOR, PLACE, PRONOUN, VERB} & set(p.tags[i + 1 : k])
    return p.tags[i - 1] == DETERMINER or (p.tags[i - 1] == PREPOSITION and bool(more))


_RANGE = re.compile(r"\b(?:to|through|until|and|y|al?|hasta)\b|[-–]")


def _distance(line: Line, trigger: Trigger, mention: DateMention) -> float:
    if mention.start >= trigger.end:
        return line.words_between(trigger.end, mention.start)
    distance = line.words_between(mention.end, trigger.start)
    if _AND.search(line.sentence.between(mention.end, trigger.start)):
        distance += 2.0
    opens = mention.start <= line.sentence.start + 12
    return distance * (0.5 if opens else 1.0)


def _others_day(line: Line, trigger: Trigger, mention: DateMention) -> float:
    """How much farther a day is that ends the clause of a deed before: "taken on Monday, freed on Friday"."""
    if mention.start >= trigger.start:
        return 0.0
    before = any(t.end <= mention.start and t.type != CATCH_ALL for t in line.triggers)
    return 8.0 if before else 0.0


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


def _opens_for_all(line: Line, mention: DateMention) -> bool:
    """ "Two incidents on Sunday: youths burned …, and a man was stabbed": the only day, told before all."""
    days = [d for d in line.dates if d.first is not None and d.kind != "duration"]
    return days == [mention] and all(t.start > mention.start for t in line.triggers if t.type != CATCH_ALL)


def _trigger_between(line: Line, trigger: Trigger, a: int, b: int) -> bool:
    low, high = min(a, b), max(a, b)
    return low < trigger.start < high


def _coordinate(line: Line, trigger: Trigger, other: Trigger) -> bool:
    """ "Killed two men and seized rifles on Tuesday": verbs joined by "and" share their day."""
    p, k = line.parse, other.first - 1
    return trigger.is_verb and other.is_verb and k > trigger.last and p.tags[k] == COORDINATOR


def _taken(line: Line, trigger: Trigger, mention: DateMention, distance: float) -> bool:
    """Another trigger stands between, and has no other date of its own."""
    low, high = sorted((trigger.start, mention.start))
    if _opens_for_all(line, mention):
        return False
    joined = min((t.start for t in line.triggers if _coordinate(line, trigger, t)), default=high)
    for other in line.triggers:
        if other.start > joined or other is trigger or other.type == CATCH_ALL or other.type == trigger.type:
            continue
        if _coordinate(line, trigger, other):
            continue
        if other.tag == "N" and _DURING.search(line.before(other.start, 3)):
            continue
        if low < other.start < high and line.words_between(other.start, mention.start) + 2 < distance:
            gap = line.sentence.between(min(other.end, trigger.end), max(other.start, trigger.start))
            if len(gap.split()) > 4 or _EARLIER.search(gap):
                return True
    return False
