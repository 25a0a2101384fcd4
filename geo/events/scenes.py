"""Scenes: where a deed was whose own sentence names no place, by the deeds told beside and before it.

"Raided the Balata camp and killed a man." "In the same village, a house was burned." A place that only a
later paragraph names belongs to that one's story.
"""

from __future__ import annotations

import re
from dataclasses import replace

from geo.events.harms import HARM
from geo.events.held_for import is_what_for
from geo.events.reading import Line
from geo.events.telling import Telling, names
from geo.events.types import CATCH_ALL
from geo.events.where import PLACELESS
from geo.events.where_spoken import OF_LAW

TAKINGS = frozenset({"arrest", "seizure", "raid", "military_operation", "release"})
TRUST = 0.4
"""How far a day or a place is trusted that the story before has given."""
_SCENES = TAKINGS | HARM | {"property_attack", "kidnapping", "displacement", "blockade"}
_UNDONE = ("planned", "denied")
_SAID = 0.7
"""How far a place is trusted that is only called the same."""
_BESIDE, _STORY = 4, 8
"""How many tellings back one of the same sentence stands, and how many lines back one of the same story."""
_SAME_PLACE = re.compile(
    r"(?<!\w)(?:(?:in|at|near|outside) (?:the|that) same (?:village|town|city|municipality|district|area|"
    r"region|province|state|place|county|hamlet|neighbou?rhood)|en (?:el|ese|este) mismo (?:municipio|"
    r"pueblo|poblado|lugar|distrito|canton|departamento|estado|barrio|sector)|en (?:la|esa|esta) misma "
    r"(?:ciudad|localidad|comunidad|zona|region|provincia|vereda|aldea|poblacion|entidad))(?!\w)"
)


def beside_it(telling: Telling, before: list[Telling]) -> None:
    """ "Raided the Balata camp and killed a man": the place of what the same people did in the sentence."""
    own = telling.where
    doers = names(telling, "agent")
    if not (own.place is None or own.inherited) or telling.type not in TAKINGS | HARM or not doers:
        return
    for t in reversed(before[-_BESIDE:]):
        there = t.where.place is not None and not t.where.inherited and t.type in TAKINGS | HARM
        same = t.lines == telling.lines and doers == names(t, "agent") and t.when.first == telling.when.first
        if there and same and "release" not in (t.type, telling.type):
            telling.where = t.where
            return


def keep_to_it(telling: Telling, before: list[Telling], lines: list[Line]) -> None:
    """ "Residents of Beni said gunmen had shot four there. They also kidnapped two": where the first was.

    For a sentence that names no place, right behind it in its paragraph. What somebody "is accused of" was
    not where he was arrested.
    """
    own, at = telling.where, telling.lines[0]
    silent = own.place is None and not own.elsewhere and not lines[at].places
    silent = silent and not is_what_for(lines[at].sentence, telling.trigger)
    silent = silent and telling.modality != "alleged"
    deed = next((t for t in reversed(before) if t.lines[0] < at), None)
    if not silent or deed is None or not {telling.type, deed.type} <= _SCENES:
        return
    done = deed.where.place is not None and not deed.where.inherited and deed.modality not in _UNDONE
    here, there = lines[at].sentence, lines[deed.lines[0]].sentence
    if done and at - deed.lines[0] == 1 and here.paragraph == there.paragraph:
        telling.where = replace(deed.where, origin=None, destination=None, trust=TRUST, inherited=True)


def look_back(telling: Telling, before: list[Telling], lines: list[Line]) -> None:
    """Give a telling the place of the last deed before it, rather than of another in a paragraph to come."""
    own, at = telling.where, telling.lines[0]
    if not own.inherited or own.on is None:
        return
    if own.on <= at:
        _stay_in_paragraph(telling, before, lines)
        return
    next_story = lines[own.on].sentence.paragraph != lines[at].sentence.paragraph
    told = (t.where for t in reversed(before) if at - t.lines[0] <= _STORY and t.where.place is not None)
    there = next((w for w in told if w.on is not None and w.on <= at), None)
    if next_story and there is not None and any(t.type != CATCH_ALL for t in lines[own.on].triggers):
        telling.where = replace(there, origin=None, destination=None, trust=TRUST, inherited=True)


def _stay_in_paragraph(telling: Telling, before: list[Telling], lines: list[Line]) -> None:
    """Give a telling the place that its own paragraph told last, rather than one of a paragraph before."""
    own, here = telling.where, lines[telling.lines[0]].sentence.paragraph
    told = [t.where for t in before if lines[t.lines[0]].sentence.paragraph == here and not t.where.inherited]
    placed = [
        w for w in told if w.place is not None and w.on is not None and lines[w.on].sentence.paragraph == here
    ]
    if placed and own.on is not None and lines[own.on].sentence.paragraph != here:
        telling.where = replace(placed[-1], origin=None, destination=None, trust=TRUST, inherited=True)


def stay_there(telling: Telling, before: list[Telling], lines: list[Line]) -> None:
    """ "In the same village": the place told last in the paragraph, or else that of the first deed."""
    line = lines[telling.lines[0]]
    unsaid = telling.where.place is None or telling.where.inherited
    if not unsaid or telling.type in PLACELESS | OF_LAW or not _SAME_PLACE.search(line.sentence.folded):
        return
    told = [t for t in before if t.where.place is not None and not t.where.inherited]
    told = [t for t in told if t.lines[0] < telling.lines[0]]
    near = [t for t in told if lines[t.lines[0]].sentence.paragraph == line.sentence.paragraph]
    if told:
        own = (near[-1] if near else told[0]).where
        telling.where = replace(own, origin=None, destination=None, trust=min(_SAID, own.trust))
