"""Consistency: whether the days, places, victims and counts of two tellings may be those of one event."""

from __future__ import annotations

import re

from geo.events.actors import BOMBERS, CIVILIANS, NATIONAL, UNLAWFUL, ActorMention
from geo.events.areas import same_or_inside
from geo.events.telling import Telling, names
from geo.events.when import When
from geo.events.where import Where
from geo.records import Place

_STRUCK = frozenset({"killing", "armed_attack", "airstrike", "kidnapping", "attack_on_press"})
_LONG = 60
"""How many days apart the story's day and one that is told may be those of one event."""
_ANYBODY = {CIVILIANS}
"""People, who may be anybody that is told more of elsewhere."""


def dates_agree(a: When, b: When) -> bool:
    """Whether the days overlap, or one telling has none of its own."""
    return a.inherited or b.inherited or a.overlaps(b) is not False


def far_apart(a: When, b: When) -> bool:
    """Whether even the story's day is too far from one that is told: "in 2024 he had survived an attack"."""
    if a.first is None or b.first is None or a.last is None or b.last is None:
        return False
    return (a.first - b.last).days > _LONG or (b.first - a.last).days > _LONG


def places_agree(a: Where, b: Where) -> bool:
    """Whether one place holds the other, ends a move with it, or one telling has none of its own."""
    if a.place is None or b.place is None or a.inherited or b.inherited:
        return True
    if same_or_inside(a.place, b.place) or same_or_inside(b.place, a.place):
        return True
    return _on_the_way(a.place, b) or _on_the_way(b.place, a)


def _on_the_way(place: Place, route: Where) -> bool:
    """A move may be placed at either end."""
    ends = (route.origin, route.destination)
    return None not in ends and any((place.lat, place.lon) == (e.lat, e.lon) for e in ends if e is not None)


def targets_agree(a: Telling, b: Telling) -> bool:
    """Whether both may have befallen the same people: no names against others."""
    left, right = names(a, "target"), names(b, "target")
    if a.lines != b.lines and ((left and b.again) or (a.some_one and b.named_one and not b.apart)):
        return True
    if not left or not right or left & right:
        return True
    doers = names(a, "agent"), names(b, "agent")
    if _ANYBODY in (left, right) and (not all(doers) or doers[0] & doers[1]):
        return True
    short, long = (left, right) if len(left) <= len(right) else (right, left)
    return any(_part_of(x, y) for x in short for y in long)


def tables_turned(event: Telling, telling: Telling) -> bool:
    """ "Gunmen killed the mayor. One of them was shot by his guards": another deed, to who did the first.

    Who blows himself up dies by his own.
    """
    doers, hit = names(event, "agent"), names(telling, "target")
    outlaws = all(a.kind in UNLAWFUL for a, role in telling.actors if role == "target")
    struck = {telling.type, event.type} <= _STRUCK and telling.lines != event.lines and outlaws
    known = {a.kind for a, role in event.actors if role == "target"}
    if struck and hit and known and not doers:
        return not known & UNLAWFUL and not hit & names(event, "target")
    return struck and bool(hit) and hit <= doers - {BOMBERS, CIVILIANS} and not hit & names(event, "target")


def at_odds(a: Telling, b: Telling) -> bool:
    """Whether other people did the one deed than did the other, of another state or against the law."""
    one, other = _doers(a), _doers(b)
    if not (one and other) or names(a, "agent") & names(b, "agent"):
        return False
    return all(_opposed(x, y) for x in one for y in other)


def _doers(telling: Telling) -> list[ActorMention]:
    """Who did it."""
    return [a for a, role in telling.actors if role == "agent"]


def _opposed(a: ActorMention, b: ActorMention) -> bool:
    """Whether one is a state's and the other nobody's, or another state's."""
    if {a.kind, b.kind} <= NATIONAL:
        return bool(a.country and b.country) and a.country != b.country
    return (a.kind in NATIONAL and b.kind in UNLAWFUL) or (a.kind in UNLAWFUL and b.kind in NATIONAL)


def same_people(a: ActorMention, b: ActorMention) -> bool:
    """Whether two mentions may mean the same people: of one name, or both nobody's gunmen."""
    if (a.id or a.name.casefold()) == (b.id or b.name.casefold()):
        return True
    return a.kind in UNLAWFUL and b.kind in UNLAWFUL and (a.is_group or b.is_group)


def _part_of(x: str, y: str) -> bool:
    """ "Manzo" and "Carlos Manzo" may be one person."""
    a, b = set(re.findall(r"\w{3,}", x)), set(re.findall(r"\w{3,}", y))
    return bool(a) and bool(b) and (a <= b or b <= a)


def counts_agree(a: Telling, b: Telling) -> bool:
    """Whether no outcome is counted differently; one and more may be one event where either is "the".

    A number that only stands near says nothing against one of those whom the deed befell.
    """
    for outcome in a.tolls.keys() & b.tolls.keys():
        if a.tolls[outcome].sure != b.tolls[outcome].sure:
            continue
        x, y = a.tolls[outcome].count, b.tolls[outcome].count
        if b.partial and y.best < x.best:
            continue
        if min(x.best, y.best) > 1 and (x.high < y.low or y.high < x.low):
            return False
        if 1 in (x.best, y.best) and x.best != y.best and not (a.definite or b.definite):
            return False
    return True
