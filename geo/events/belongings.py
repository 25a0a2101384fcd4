"""Whose things a deed is done to, and names of groups that only say what kind of thing it is."""

from __future__ import annotations

from geo.events.actors import ActorMention
from geo.events.arguments import is_personal
from geo.events.phrases import Parse, Phrase
from geo.events.triggers import Trigger
from geo.events.words import OF

_OWNED = frozenset({"property_attack", "raid"})


def describes(p: Parse, phrase: Phrase) -> bool:
    """ "Plan de escolta": a group's bare name in the singular tells what kind of thing it is, and nobody."""
    grouped = phrase.actor is not None and phrase.actor.is_group
    return grouped and phrase.first == phrase.head and not p.word(phrase.head).endswith("s")


def owners(p: Parse, trigger: Trigger, phrases: list[Phrase]) -> list[ActorMention]:
    """ "Quemaron comercios de nigerianos": whose things were wrecked or searched, in Spanish."""
    if p.lang == "en" or trigger.type not in _OWNED:
        return []
    found: list[ActorMention] = []
    for phrase in phrases:
        last = phrase.last
        for owner in p.phrases[p.at[phrase.first] + 1 :]:
            if owner.preposition not in OF or owner.first - last > 2:
                break
            somebody = owner.preposition == "del" or is_personal(p, owner)
            if owner.actor is not None and somebody and not describes(p, owner):
                found.append(owner.actor)
                break
            last = owner.last
    return found
