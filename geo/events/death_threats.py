"""Threats told as a killing to come: "told her they would kill her", "le gritaron que lo iban a matar".

Nobody plans it in earnest who says so to those whom it is to befall, and nobody has been killed.
"""

from __future__ import annotations

import re

from geo.events.actors import ActorMention
from geo.events.clauses import subject_of
from geo.events.following import following
from geo.events.fronted import to_whom
from geo.events.objects import is_personal
from geo.events.reading import Line
from geo.events.referents import Cast
from geo.events.triggers import Trigger
from geo.events.when import When
from geo.records import Modality

_TOLD_ES = re.compile(
    r"(?<!\w)(?P<verb>grit(?:o|aron|aba|aban)|dij(?:o|eron)|advirti(?:o|eron)|avis(?:o|aron)|"
    r"(?P<victim>denunci(?:o|a|aron|an)|relat(?:o|aron)|cont(?:o|aron)))"
    r"(?: (?!que )[^\s,;:]+){0,8} que (?:si [^;:]{3,60}, )?(?:tambien )?l[aeo]s?"
    r"(?P<going> (?:iba|iban|va|van) a)? $"
)
_TOLD_EN = re.compile(
    r"(?<!\w)(?P<verb>told|texted|phoned)(?P<victim>)? (?:(?!that )[^\s,;:]+ ){1,8}(?:that )?"
    r"(?:they|he|she) (?P<going>(?:would|will)(?: all)?(?: be)?) $"
)


def as_threat(line: Line, trigger: Trigger, modality: Modality, found: Cast) -> Cast | None:
    """Who takes part in the threat that a killing to come is; None where it is no threat.

    Whoever says it does it, to those to whom it is said. Of what victims tell ("denunciaron que los iban a
    matar") it is told to themselves. Whom a dropped subject was taken for in `found` is threatened too.
    """
    if trigger.type != "killing" or not trigger.is_verb or modality != "planned":
        return None
    p = line.parse
    told = (_TOLD_ES if p.lang == "es" else _TOLD_EN).search(
        p.sentence.between(p.sentence.start, trigger.start)
    )
    if told is None or (not told["going"] and trigger.tag != "C"):
        return None
    verb = p.sentence.word_at(p.sentence.start + told.start("verb"))
    says = [f.actor for f in subject_of(p, verb)[0] if f.actor is not None]
    if told["victim"]:
        return [(a, "target") for a in says] or _meant(line, found)
    heard = _hearers(line, verb, trigger.first)
    agents: Cast = [(a, "agent") for a in says if a not in heard]
    return agents + ([(a, "target") for a in heard] or _meant(line, found))


def said_on(line: Line, trigger: Trigger) -> When | None:
    """The day on which it was said, the last one told before the trigger."""
    told = [d for d in line.dates if d.end <= trigger.start]
    return When(told[-1].first, told[-1].last, told[-1].precision, 1.0) if told else None


def _hearers(line: Line, verb: int, end: int) -> list[ActorMention]:
    """ "Told the mayor that", "a las mujeres se les gritó": to whom the verb at a word says it."""
    p = line.parse
    before = to_whom(p, verb) if p.lang == "es" else []
    after = [f for f, _ in following(p, verb + 1) if f.last < end and is_personal(p, f)]
    led = [f for f in after if (f.preposition in ("a", "al")) == (p.lang == "es")]
    return [f.actor for f in before or led[:1] if f.actor is not None]


def _meant(line: Line, found: Cast) -> Cast:
    """Those of sentences before whom pronouns were taken for, whatever they were taken to do."""
    earlier = [a for a, role in found if a.start < line.sentence.start and role in ("agent", "target")]
    return [(a, "target") for a in earlier]
