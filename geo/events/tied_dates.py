"""Which date of a sentence is a trigger's own: the nearest that is no other deed's nor a verb of saying's."""

from __future__ import annotations

import re

from geo.events.closed_classes import (
    ACTOR,
    ADVERB,
    AUXILIARY,
    CLITIC,
    COORDINATOR,
    DETERMINER,
    NOUN,
    RELATIVE,
    SUBORDINATOR,
    VERB,
)
from geo.events.dates import DateMention
from geo.events.other_days import (
    EARLIER,
    JOINED,
    MONTHS,
    is_of_another,
    is_talked_of,
    is_told_closer,
    long_before,
)
from geo.events.phrases import Parse
from geo.events.reading import Line
from geo.events.relatives import modifies
from geo.events.triggers import Trigger
from geo.events.types import CATCH_ALL
from geo.events.verbs import in_relative

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

_REACH, _FAR = 28.0, 45.0
"""How far a date stands from its deed at most; farther where nothing but places stands between."""


_BY = re.compile(r"(?<!\w)(?:by|within|until|before|para|hasta|antes del?)(?: \w+)?\s*$")
""" "Warned them to leave by Friday": until when, not when it was said."""
_PAPER = re.compile(
    r"(?<!\w)(?:informe|reporte|estudio|documento|balance|report|study|papers|documents|"
    r"filing)(?!\w)[^,]{0,30}(?:difundid|publicad|divulgad|presentad|made public|published|released|"
    r"issued)\w*[^,]{0,12}$"
)
""" "A report published on Thursday": the day of the paper, and of nothing in it."""
_DURING = re.compile(r"(?<!\w)(?:during|in|amid|durante|en)(?: (?:an?|the|una?|el|la|\w+))*\s*$")
"""Before a noun that only says in the course of what it was: both have one date."""
_TAKING_PART = re.compile(r"(?<!\w)(?:particip|involucr|implicad|involv|part|role|papel)\w*(?!\w)")
""" "Accused of taking part in the murder in October": the day of what somebody had a hand in."""
_OWN_SUBJECT = (AUXILIARY, ADVERB, CLITIC, DETERMINER, NOUN, ACTOR)
"""What stands between "and" and the verb of a clause that it joins."""
_STATEMENT = re.compile(
    r" (?:in|on|at|through|en|a traves de|por) (?:(?:an?|its|his|her|una?|su|la|el) )?(?:[\w-]+ )?"
    r"(?:statement|(?:news|press) conference|interview|radio|television|briefing|comunicado|entrevista|"
    r"rueda de prensa|conferencia de prensa|boletin)(?!\w)"
)
""" "Said in a statement on Sunday": the day of the statement."""
_SAID_THAT = re.compile(r" (?:that|que) (?:(?:on|el|la|este|ese|that|este|esta) )?$")
""" "Informó que ese mismo día fue detenido": the day of what was said."""
WHEN = re.compile(r",? (?:when|cuando|(?:dia )?en que) [^,;]*$")
""" "Since January 28, 2024, when two gunmen shot a man": the day of what the clause tells."""

_LED = re.compile(r"(?<!\w)(?:the|an?|his|her|their|its|this|that)\s*$")
_NAMES_IT = re.compile(r" (?:[a-z-]+ )?")
""" "The 2016 murder", "a 2019 drug-related killing": what stands between a deed's year and its name."""


def tied(line: Line, trigger: Trigger) -> DateMention | None:
    """The date of a line that is a trigger's own: the nearest that is nobody else's, or None."""
    named = _in_its_name(line, trigger)
    if named is not None:
        return named
    best: tuple[float, DateMention] | None = None
    talked_of = is_talked_of(line, trigger)
    for mention in line.dates:
        if talked_of and mention.end <= trigger.start:
            continue
        if mention.first is None or mention.kind == "duration" or long_before(line, trigger, mention):
            continue
        if mention.precision >= MONTHS and is_told_closer(line, mention):
            continue
        if WHEN.match(line.sentence.between(mention.end, trigger.start)):
            return mention
        if _is_label(line, trigger, mention):
            continue
        before = line.before(mention.start, 4)
        if (
            trigger.type in ("threat", "agreement", "plan")
            and mention.start > trigger.end
            and _BY.search(before)
        ):
            continue
        if _PAPER.search(line.before(mention.start, 8)) or is_of_another(line, trigger, mention):
            continue
        if _of_the_main_verb(line.parse, trigger, mention):
            continue
        distance = _distance(line, trigger, mention) + _others_day(line, trigger, mention)
        if (
            distance > _FAR
            or (distance > _REACH and not _alone_behind(line, trigger, mention))
            or _spoken(line, trigger, mention, distance)
            or _taken(line, trigger, mention, distance)
        ):
            continue
        if best is None or distance < best[0]:
            best = (distance, mention)
    return best[1] if best else None


def _is_label(line: Line, trigger: Trigger, mention: DateMention) -> bool:
    """ "Bulletin, 18 November: police arrested six on Monday": the bulletin's day, where there is another."""
    labels = line.sentence.between(mention.end, trigger.start).startswith(":")
    return labels and _has_day_behind(line, trigger)


def _has_day_behind(line: Line, trigger: Trigger) -> bool:
    return any(d.start > trigger.end and d.first and d.kind != "duration" for d in line.dates)


def _in_its_name(line: Line, trigger: Trigger) -> DateMention | None:
    """ "Said he ordered the 2016 murder of a rancher": a year between an article and the deed's name."""
    if trigger.voice != "noun":
        return None
    for mention in line.dates:
        if mention.kind == "absolute" and mention.first is not None and mention.end <= trigger.start:
            led = _LED.search(line.before(mention.start, 1))
            if led and _NAMES_IT.fullmatch(line.sentence.between(mention.end, trigger.start)):
                return mention
    return None


def _alone_behind(line: Line, trigger: Trigger, mention: DateMention) -> bool:
    """ "Killed five in the hamlet of A, in B, on Tuesday, the office said": the only day and deed."""
    days = [d for d in line.dates if d.first is not None and d.kind != "duration"]
    deeds = any(trigger.end <= t.start < mention.start for t in (*line.triggers, *line.grounds))
    said = any(c.spoken and trigger.end <= c.verb_start < mention.start for c in line.claims)
    return days == [mention] and mention.start >= trigger.end and not deeds and not said


def _of_the_main_verb(p: Parse, trigger: Trigger, mention: DateMention) -> bool:
    """ "The girls abducted by gunmen were named on Monday": the day of what the whole sentence tells."""
    if mention.start < trigger.end or trigger.type in _ENDS_IN_ARRIVAL or not modifies(p, trigger):
        return False
    for i in range(trigger.last + 1, p.sentence.word_at(mention.start)):
        if p.tags[i] in (RELATIVE, SUBORDINATOR, COORDINATOR) or p.word(i) in _SINCE:
            return False
        if p.tags[i] == AUXILIARY or (p.tags[i] == VERB and _FINITE[p.lang].search(p.word(i))):
            return not p.word(i).startswith(_DIES)
    return False


_FINITE = {"en": re.compile(r"ed\Z"), "es": re.compile(r"(?:ab|i)an?\Z")}
"""How verbs end that tell of something else: an English past, a Spanish imperfect."""
_SINCE = frozenset({"since", "desde"})
_DIES = ("died", "drown", "mur", "falle", "ahog")
""" "Thrown overboard, they drowned last week": the end of the same deed."""
_ENDS_IN_ARRIVAL = frozenset({"deportation", "extradition", "prisoner_transfer", "release"})
""" "A flight of Indians deported by the United States landed on Monday"."""


def _distance(line: Line, trigger: Trigger, mention: DateMention) -> float:
    if mention.start >= trigger.end:
        return line.words_between(trigger.end, mention.start)
    distance = line.words_between(mention.end, trigger.start)
    if JOINED.search(line.sentence.between(mention.end, trigger.start)):
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
    if trigger.type in SPOKEN_TYPES and (mention.start > trigger.end or not _has_day_behind(line, trigger)):
        return False
    for claim in line.claims:
        if not claim.spoken or claim.verb_start <= trigger.start < claim.verb_end:
            continue
        verb = (claim.verb_start, claim.verb_end)
        between = min(trigger.start, mention.start) < verb[0] < max(trigger.start, mention.start)
        apart = min(line.words_between(verb[1], mention.start), line.words_between(mention.end, verb[0]))
        nearer = apart <= 3 or bool(_STATEMENT.match(line.sentence.between(verb[1], mention.start)))
        if between and claim.start < claim.end and verb[0] > mention.start and verb[0] < trigger.start:
            return True
        if verb[1] < mention.start < trigger.start and _SAID_THAT.match(
            line.sentence.between(verb[1], mention.start)
        ):
            continue
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
    """ "Killed two men and seized rifles on Tuesday": verbs joined by "and" share their day.

    So do clauses: "two were killed and ten houses were burned on Tuesday".
    """
    p, k = line.parse, other.first - 1
    if not (trigger.is_verb and other.is_verb and k > trigger.last):
        return False
    while k > trigger.last and p.tags[k] in _OWN_SUBJECT and not p.gaps[k + 1].strip():
        k -= 1
    return p.tags[k] == COORDINATOR and not p.gaps[k + 1].strip()


def _does_it(p: Parse, deed: Trigger, trigger: Trigger) -> bool:
    """ "In 2023 an attack on a camp killed 25": whether a deed's name is the subject of the verb."""
    subject = deed.tag == "N" and trigger.is_verb and deed.last < trigger.first and p.at[deed.first] >= 0
    between = p.tags[deed.last + 1 : trigger.first]
    return (
        subject
        and not p.phrases[p.at[deed.first]].preposition
        and not {VERB, RELATIVE, SUBORDINATOR} & set(between)
    )


def looks_back(p: Parse, other: Trigger) -> bool:
    """ "Rescued children who were abducted in January": a relative clause that tells what came before.

    So does a participle: "rescataron el miércoles al ganadero, plagiado una semana antes".
    """
    bare = p.lang == "es" and other.tag == "P" and other.first > 0 and "," in p.gaps[other.first]
    if bare and modifies(p, other) and any(t == VERB for t in p.tags[: other.first]):
        return True
    helped = other.first > 0 and p.tags[other.first - 1] == AUXILIARY
    passive = other.is_verb and helped and other.voice == "passive"
    return passive and in_relative(p, other.first)


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
        part = _TAKING_PART.search(line.before(other.start, 5)) is not None
        if other.tag == "N" and not part and _DURING.search(line.before(other.start, 3)):
            continue
        if low < other.start < high and line.words_between(other.start, mention.start) + 2 < distance:
            gap = line.sentence.between(min(other.end, trigger.end), max(other.start, trigger.start))
            apart = len(gap.split()) > 4 or EARLIER.search(gap) or looks_back(line.parse, other)
            if apart and not _does_it(line.parse, other, trigger):
                return True
    return False
