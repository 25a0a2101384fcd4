"""Where words were: a court, a prosecutor or a plan is where it sits or is meant for, not what it tells."""

from __future__ import annotations

import re

from geo.events import where_cues as cue
from geo.events.actors import CIVILIANS, UNLAWFUL
from geo.events.homes import is_home
from geo.events.reading import Line
from geo.events.triggers import Trigger
from geo.events.types import CATCH_ALL
from geo.records import Mention

_STATE, _COUNTRY = 4, 6
OF_LAW = frozenset({"charges", "investigation", "sentence"})
"""Acts of a court or a prosecutor, done where these sit and not where the deed was."""
_ABOUT = re.compile(
    r"(?<!\w)(?:into|over|against|after|following|of|the|who|that|por|sobre|contra|tras|del|la|a|que)(?!\w)"
)
""" "Opened an inquiry into the death of a man outside a pub in Luton": what words are about."""
_AFTER = re.compile(r"(?<!\w)(?:after|when|tras|despues de que|luego de que|cuando) [^,;]*$")
""" "Has been charged after migrants were found near Fabens": where the deed was."""
_PROSECUTES = re.compile(r"prosecut|fiscal")
_RULING = re.compile(
    r"\W*(?:the|la|el) (?:ruling|verdict|sentence|decision|judg(?:e)?ment|fallo|sentencia|veredicto|"
    r"resolucion|condena)(?!\w)"
)
_SEAT = re.compile(
    r"(?<!\w)(?:courts?|judges?|magistrates?|tribunal(?:es)?|juez|jueza|jueces|juzgado|magistrad[oa]s?)"
    r"(?: [\w-]+){0,3} (?:based|sitting|seated|con sede) (?:in|en) (?:the |el |la )?$"
)
""" "Un juez de distrito con sede en Toluca"."""
_FOR = re.compile(r"(?<!\w)(?:for|with|against|para|con|contra|al? servicio de)\s*$")
_MEANT_FOR = re.compile(r"(?<!\w)(?:for|to|of|para|al?|del?)(?: \w+)?(?: state of| estado de)? $")
""" "A plan to pacify Michoacán", "un plan de paz para Michoacán": where a plan is to be carried out."""


def is_no_scene(line: Line, mention: Mention, trigger: Trigger) -> bool:
    """Whether a place is not where words were: "the Prosecutor's Office of Sonora"."""
    assert mention.place is not None
    low, high = sorted((trigger.start, mention.start))
    if trigger.type in OF_LAW:
        after = line.sentence.between(trigger.end, mention.start) if mention.start > trigger.end else ""
        if not at_court(line, mention) and _AFTER.search(after):
            return True
        if trigger.type == "sentence":
            return False
        whose = cue.COURT.search(line.before(mention.start, 6))
        if whose is None and trigger.type == "investigation":
            about = _ABOUT.search(line.sentence.between(trigger.end, mention.start))
            return (mention.start > trigger.end and about is not None) or not is_located(line, mention)
        if mention.place.precision >= _COUNTRY:
            return not is_located(line, mention)
        office = whose is not None and _PROSECUTES.match(whose[0]) is not None
        return office and mention.place.precision >= _STATE and not is_located(line, mention)
    if (
        trigger.type == "plan"
        and mention.start > trigger.end
        and _MEANT_FOR.search(line.before(mention.start, 3))
    ):
        return False
    if not is_located(line, mention) or mention.place.precision >= _COUNTRY:
        return True
    return any(low < t.start < high for t in (*line.triggers, *line.grounds) if t.type != CATCH_ALL)


def is_no_court(line: Line, mention: Mention) -> bool:
    """Whether a place is not where somebody was tried: their origin, whom they served, where the deed was."""
    if mention.kind == "demonym" or _served(line, mention):
        return True
    if at_court(line, mention):
        return False
    if is_home(line, mention):
        return True
    return is_origin(line, mention) or cue.CRIMES_IN.search(line.before(mention.start, 9)) is not None


def is_origin(line: Line, mention: Mention) -> bool:
    """Where people come from: "a San Antonio man", "two men from Nogales, Sonora", "un hombre de Tijuana"."""
    p, k = line.parse, line.sentence.word_at(mention.start)
    if k >= len(p.at):
        return False
    phrase = p.phrases[p.at[k]] if p.at[k] >= 0 else None
    if phrase is not None and k < phrase.head and phrase.actor is not None:
        return phrase.actor.id == CIVILIANS or phrase.actor.kind in UNLAWFUL
    if cue.ORIGIN.search(line.before(mention.start, 4)):
        return _are_led_by_people(line, mention)
    holds = (
        o
        for o in line.places
        if o.end + 2 == mention.start and line.sentence.between(o.end, mention.start) == ", "
    )
    return any(is_origin(line, o) for o in holds)


def _are_led_by_people(line: Line, mention: Mention) -> bool:
    """Whether people stand before the "from" that leads to a name."""
    p, k = line.parse, line.sentence.word_at(mention.start) - 1
    while k > 0 and (p.at[k] < 0 or p.phrases[p.at[k]].last >= line.sentence.word_at(mention.start)):
        k -= 1
    phrase = p.phrases[p.at[k]] if p.at[k] >= 0 else None
    if phrase is None or phrase.actor is None:
        return False
    return phrase.actor.id == CIVILIANS or phrase.actor.kind in UNLAWFUL


def _served(line: Line, mention: Mention) -> bool:
    """ "Convicted of spying for Israel": whom it was done for."""
    return (
        mention.place is not None
        and mention.place.level == "country"
        and _FOR.search(line.before(mention.start, 2)) is not None
    )


def at_court(line: Line, mention: Mention) -> bool:
    """Whether a court or a prosecutor sits there: "a judge in Lahore"."""
    return cue.COURT.search(line.before(mention.start, 6)) is not None


def tells_its_court(line: Line, mention: Mention) -> bool:
    """ "The ruling was handed down by a court in Toluca": a sentence that says where one told before was."""
    if _RULING.match(line.sentence.folded[line.body :]) is None:
        return False
    return at_court(line, mention) or _SEAT.search(line.before(mention.start, 9)) is not None


def is_located(line: Line, mention: Mention) -> bool:
    """Whether a preposition of place stands before a name that only says where."""
    before = line.before(mention.start, 6)
    said = cue.LOCATIVE.search(before) or cue.RURAL.search(before)
    return mention.kind != "demonym" and said is not None


__all__ = [
    "OF_LAW",
    "at_court",
    "is_located",
    "is_no_court",
    "is_no_scene",
    "is_origin",
    "tells_its_court",
]
