"""Whose things a deed is done to, and names of groups that only say what kind of thing it is."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from geo.events.actors import ActorMention
from geo.events.classed_words import is_name
from geo.events.cues import load_classes
from geo.events.following import following
from geo.events.fronted import clitic_before, fronted, to_whom
from geo.events.lists import belongs
from geo.events.objects import is_personal
from geo.events.phrases import Parse, Phrase, by_its_words
from geo.events.pronouns import Number
from geo.events.triggers import Trigger
from geo.events.words import OF, word_set

_OWNED = frozenset({"property_attack", "raid", "covert_operation"})
_OF_SOMEBODY = _OWNED | {"attack_on_press", "seizure"}
"""Deeds whose words may say whose the things are by "his", "their"."""
_REFUGEES = "group-refugees"
""" "Irrumpieron en el campo de refugiados": who owns no camp."""
_FROM = word_set("from a al")
_HELD_IN = word_set("from in inside of de en")
""" "Found rifles in his car", "three of their trawlers": what leads to whose the goods were."""
_INTO = word_set("en into at on")
""" "Burst into the home of a judge": where a search goes."""
_SOMEBODY = word_set("a an one two three four five six several")
_APOSTROPHES = ("'", "’")
_THEIRS = word_set("his her their su sus")
_TAKEN_FROM: dict[str, Number] = {"le": "one", "les": "many"}
""" "Les incautaron dos fusiles": how many the goods were taken from."""


def describes(p: Parse, phrase: Phrase) -> bool:
    """ "Plan de escolta": a group's bare name in the singular tells what kind of thing it is, and nobody."""
    grouped = phrase.actor is not None and phrase.actor.is_group
    bare = phrase.first == phrase.head and phrase.preposition != "del"
    return grouped and bare and not p.word(phrase.head).endswith("s")


def owners(p: Parse, trigger: Trigger, phrases: list[Phrase]) -> list[ActorMention]:
    """Whose things were wrecked or searched: "quemaron comercios de nigerianos", "the home of a judge"."""
    if trigger.type == "seizure":
        return from_whom(p, trigger)
    if trigger.type not in _OWNED:
        return []
    found: list[ActorMention] = []
    entered = [f for f, _ in following(p, trigger.last + 1) if f.preposition in _INTO]
    searched = [] if phrases else _late(p, trigger)
    for phrase in [*phrases, *searched, *entered[:1]]:
        owner = _possessor(p, phrase) or of_whom(p, phrase)
        if owner is not None and owner.id != _REFUGEES:
            found.append(owner)
    return found


def _late(p: Parse, trigger: Trigger) -> list[Phrase]:
    """ "Registraron el martes la vivienda de un abogado": what an active Spanish verb reaches late."""
    if p.lang != "es" or trigger.voice != "active":
        return []
    return [f for f, _ in following(p, trigger.last + 1) if not (f.preposition or f.joined)][:1]


def from_whom(p: Parse, trigger: Trigger) -> list[ActorMention]:
    """ "Seized rifles from a farmer", "collected fees from drivers": who had what was taken or demanded."""
    if not trigger.is_verb:
        return []
    taken = [f for f, _ in following(p, trigger.last + 1) if f.preposition in _FROM and is_personal(p, f)]
    anybody = trigger.type == "extortion"
    if p.lang == "es" and not taken:
        taken = fronted(p, trigger.first)
        anybody = anybody or bool(taken)  # "a los detenidos se les incautaron"
        taken = taken or to_whom(p, trigger.first)
    return [f.actor for f in taken[:1] if f.actor is not None and (anybody or f.actor.kind)]


def theirs(p: Parse, trigger: Trigger, phrases: list[Phrase]) -> Number | None:
    """ "Torched his house": how many, told of before, the things belong to; None where nobody is told."""
    if trigger.type not in _OF_SOMEBODY:
        return None
    if trigger.type == "seizure" and trigger.is_verb:
        clitic = clitic_before(p, trigger.first)
        if clitic >= 0 and p.word(clitic) in _TAKEN_FROM:
            return _TAKEN_FROM[p.word(clitic)]
        held = (f for f, _ in following(p, trigger.last + 1) if f.preposition in _HELD_IN)
        phrases = [*phrases, *held]
    words = [p.word(f.first) for f in phrases]
    if not _THEIRS.intersection(words):
        return None
    return "many" if "their" in words else "one"


def _possessor(p: Parse, phrase: Phrase) -> ActorMention | None:
    """ "The governor's house": whoever stands in the phrase before its "'s"."""
    words = p.sentence.words
    for actor in p.actors:
        k = p.sentence.word_at(actor.start)
        last = p.sentence.word_at(max(actor.start, actor.end - 1))
        inside = phrase.first <= k and last < phrase.last
        if inside and words[last].text.endswith(("'s", "s'")):
            return actor
    for k in range(phrase.first, phrase.last):
        if words[k].text.endswith("'s") or (
            words[k].text.endswith("s") and p.gaps[k + 1][:1] in _APOSTROPHES
        ):
            return _written(p, phrase.first, k)
    return None


def _written(p: Parse, first: int, last: int) -> ActorMention | None:
    """Whoever words `first` to `last`, a possessive, name in the report's own words."""
    if is_name(p, last) or load_classes()["thing"].fullmatch(p.word(last).removesuffix("'s")):
        return None
    owner = by_its_words(p, first, last)
    if owner is None:
        return None
    name = re.sub(r"['’]s$", "", owner.name)
    return replace(owner, end=owner.start + len(name), name=name)


def of_whom(p: Parse, phrase: Phrase) -> ActorMention | None:
    """ "Un camión de carga del Ejército": whose thing a phrase names, through what only describes it."""
    last = phrase.last
    for before, owner in pairwise([phrase, *p.phrases[p.at[phrase.first] + 1 :]]):
        if before is phrase and belongs(p, phrase, owner):
            return owner.actor
        if owner.preposition not in OF or owner.first - last > 2:
            return None
        somebody = owner.preposition == "del" or is_personal(p, owner)
        known = p.lang == "es" or owner.is_known or p.word(owner.first) in _SOMEBODY or is_name(p, owner.head)
        if owner.actor is not None and somebody and known and not describes(p, owner):
            return owner.actor
        last = owner.last
    return None
