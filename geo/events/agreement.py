"""Agreement in number: a Spanish verb tells by its ending which of two phrases is its subject."""

from __future__ import annotations

from geo.events.actors import ARMED
from geo.events.closed_classes import ADVERB, AUXILIARY, RELATIVE
from geo.events.cues import load_classes
from geo.events.following import following
from geo.events.fronted import as_people
from geo.events.phrases import Parse, Phrase
from geo.events.slots import Arguments
from geo.events.triggers import Trigger
from geo.events.words import word_set

_BODIES = word_set("policia ejercito gente patrulla guerrilla milicia pandilla mayoria pareja resto marina")
"""Words for many that are singular: their verb may be either."""


_KEEPS = word_set(
    "tiene tienen tenia tenian mantiene mantienen mantenia mantenian mantuvo mantuvieron mantendra"
)
""" "Tienen bloqueada la vía": what stands as an auxiliary does before a participle."""


def keeps(p: Parse, verb: int) -> bool:
    """Whether "tienen" or the like stands before a participle as its auxiliary."""
    return verb > 0 and p.word(verb - 1) in _KEEPS


def is_many(p: Parse, verb: int) -> bool:
    """Whether a Spanish finite verb, its auxiliary before it, ends as one of several does."""
    helped = keeps(p, verb) or (verb > 0 and p.tags[verb - 1] == AUXILIARY)
    return p.word(verb - 1 if helped else verb).endswith(("n", "mos"))


def is_finite(p: Parse, trigger: Trigger) -> bool:
    """Whether a Spanish verb says by its ending how many do it: "la mataron", "había sido condenada"."""
    before = [p.word(k) for k in range(max(0, trigger.first - 4), trigger.first)]
    if "nadie" in before or before[-1:] in (["hubo"], ["hay"]):
        return False
    helped = trigger.first > 0 and p.tags[trigger.first - 1] == AUXILIARY
    helped = helped or keeps(p, trigger.first)
    return trigger.tag in "VF" or (trigger.tag == "P" and helped)


def agree(p: Parse, trigger: Trigger, found: Arguments) -> None:
    """ "Las monjas que había raptado": what a relative clause is about, of another number, is its object."""
    if trigger.voice != "active" or len(found.subject) != 1 or not is_finite(p, trigger):
        return
    k = trigger.first - 1
    while k > 0 and p.tags[k] in (AUXILIARY, ADVERB):
        k -= 1
    subject = found.subject[0]
    if k < 1 or p.tags[k] != RELATIVE or subject.last >= k or subject.actor is None:
        return
    if found.object:
        behind = found.object[0]
        armed = behind.actor is not None and behind.actor.kind in ARMED
        if armed and not behind.preposition and subject.actor.kind not in ARMED:
            found.subject, found.object = found.object, as_people(found.subject)
        return
    group_of = not subject.actor.is_catalogued and subject.actor.kind != "person"
    several = p.word(subject.head).endswith("s")
    body = load_classes()["collective"].fullmatch(p.word(subject.head)) is not None
    if group_of and several != is_many(p, trigger.first) and not (body or p.word(subject.head) in _BODIES):
        found.object, found.subject = as_people(found.subject), []


def is_fronted_thing(p: Parse, trigger: Trigger, free: list[Phrase]) -> bool:
    """ "Restos y cien zapatos encontró el grupo": several before a verb of one, whom its subject follows."""
    if trigger.voice != "active" or trigger.tag != "V" or not free or is_many(p, trigger.first):
        return False
    head = p.word(free[-1].head)
    if not (len(free) > 1 or head.endswith("s")) or any(f.is_known for f in free):
        return False
    behind = next((f for f, near in following(p, trigger.last + 1) if near and not f.preposition), None)
    return free[-1].last == trigger.first - 1 and behind is not None and behind.actor is not None
