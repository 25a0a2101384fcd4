"""Roles: who did it, to whom, with whose help, and who only says so.

The grammar gives the phrases around a trigger (`arguments`); what they do in the event follows from its voice
and its type (`role_rules`). A pronoun means whoever played the same part before (`implied_roles`); who fills
no place may still claim it or help (`bystanders`).
"""

from __future__ import annotations

from itertools import pairwise

from geo.events.actors import BOMBERS, NATIONAL, UNLAWFUL, ActorMention, load_actors
from geo.events.antecedents import number_of
from geo.events.bystanders import with_bystanders
from geo.events.implied_roles import implied_cast
from geo.events.membership import by_their_group
from geo.events.phrases import Parse, Phrase
from geo.events.reading import Line
from geo.events.referents import Cast, Referents
from geo.events.role_rules import Found, given_roles, named
from geo.events.triggers import Trigger
from geo.events.words import OF
from geo.records import Role

_BY_THE_LAW = frozenset({"arrest", "seizure", "raid"})
"""What only those do who act for a state, unless it is told otherwise."""
_OTHERS = UNLAWFUL | {"civilians", "prisoners"}
"""Whom the law acts against."""


def cast(line: Line, trigger: Trigger, referents: Referents | None = None, at: int = 0) -> Cast:
    """The actors of the trigger's sentence with their roles, in the order of the text.

    Where `referents` are given, those whom pronouns mean in line `at` come first, and the line's own actors
    are added to them.
    """
    found = by_their_group(line, _cast_around(line.parse, trigger))
    if trigger.type == "bombing":
        found |= {a.start: (a, "agent") for a in line.actors if a.id == BOMBERS}
    implied: Cast = []
    if referents is not None:
        if trigger.type in _BY_THE_LAW and trigger.is_verb:
            found = _left_to_the_law(found, referents.acting(at))
        implied = implied_cast(line, trigger, list(found.values()), referents, at)
        _remember(line.parse, trigger, found, referents, at)
    found = with_bystanders(line, trigger, found)
    return [*implied, *(found[start] for start in sorted(found))]


def _cast_around(p: Parse, trigger: Trigger) -> Found:
    """Those named around a trigger, each with the first role that it is given, by where they start."""
    found: Found = {}
    for actors, role in given_roles(p, trigger):
        _give(found, trigger, actors, role)
    for unit, body in pairwise(p.phrases):
        if unit.actor is not None and unit.actor.start in found and _belongs(unit, body):
            _give(found, trigger, named([body]), found[unit.actor.start][1])
    return found


def _give(found: Found, trigger: Trigger, actors: list[ActorMention], role: Role) -> None:
    for actor in actors:
        if not _overlaps(actor, trigger):
            found.setdefault(actor.start, (actor, role))


def _left_to_the_law(found: Found, acting: list[ActorMention]) -> Found:
    """ "Guards killed two smugglers who had come from Syria and seized pills": the guards seized them."""
    lawful = [a for a in acting if a.kind in NATIONAL]
    doers = {start: actor for start, (actor, role) in found.items() if role == "agent"}
    if not lawful or not doers or any(actor.kind not in _OTHERS for actor in doers.values()):
        return found
    others = {start: given for start, given in found.items() if start not in doers}
    return others | {lawful[-1].start: (lawful[-1], "agent")}


def _remember(p: Parse, trigger: Trigger, found: Found, referents: Referents, at: int) -> None:
    """Add those named around a trigger to who took part so far."""
    for phrase in p.phrases:
        if phrase.actor is not None and phrase.actor.start in found:
            actor, role = found[phrase.actor.start]
            referents.seen.append((actor, role, number_of(p, phrase), at))
            if role == "agent":
                referents.deeds.append((actor, trigger.type, at))
            elif role == "target" and trigger.type == "killing":
                referents.dead.append((actor, at))


def _belongs(unit: Phrase, body: Phrase) -> bool:
    """ "The airborne group of the Defence Ministry": both did it where one is a known part of the other."""
    if body.preposition not in OF or body.first - unit.last > 2 or unit.actor is None or body.actor is None:
        return False
    entry = load_actors().get(unit.actor.id or "")
    return entry is not None and bool(entry.parent) and entry.parent == body.actor.id


def _overlaps(actor: ActorMention, trigger: Trigger) -> bool:
    return actor.start < trigger.end and trigger.start < actor.end
