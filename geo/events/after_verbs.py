"""What follows a verb: its object, its author, its opponents and, in Spanish, its subject.

"Detuvieron a dos hombres en el puerto", "murieron dos hombres", "was shot by guards".
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from geo.events.classed_words import is_name
from geo.events.closed_classes import AUXILIARY, COORDINATOR, RELATIVE, SUBORDINATOR, VERB
from geo.events.following import following
from geo.events.fronted import fronted, fronted_author, of_pronouns_relative, of_relative, to_whom
from geo.events.lists import group, only_articles, some_of_them
from geo.events.objects import (
    TO_PEOPLE,
    is_led_object,
    is_personal,
    may_be_late,
    pronoun_object,
)
from geo.events.phrases import Parse, Phrase
from geo.events.slots import AGAINST, BETWEEN, HANDS, TO, WITH, Arguments, leads_author
from geo.events.support_verbs import RECIPROCAL
from geo.events.triggers import Trigger
from geo.events.words import OF, word_set

_ALONG = word_set("along alongside junto")
_UPON = frozenset({"armed_attack", "airstrike", "drone_attack", "bombing", "abuse"})
""" "Abrieron fuego sobre los vecinos": deeds that fall upon somebody."""
_LIVES = word_set("muerte vida vidas life lives captura aprehension detencion arresto")
""" "Acabaron con la vida de un juez", "ordenó la captura de": whose life or arrest it is is the object."""

_MORE = word_set("otro otra otros otras")
_SHARED = frozenset(
    {"killing", "kidnapping", "abuse", "arrest", "armed_attack", "attack_on_press", "extortion"}
)
"""Deeds whose object may stand behind another verb, as theirs too."""


@dataclass(slots=True)
class _Behind:
    """Phrases after a verb without a place of their own: right behind it, far from it, and beside others."""

    free: list[Phrase] = field(default_factory=list)
    late: list[Phrase] = field(default_factory=list)
    beside: list[Phrase] = field(default_factory=list)


def after_verb(p: Parse, trigger: Trigger, found: Arguments) -> None:
    """Fill the places that what follows a verb has, given its subject so far."""
    active = _is_active(trigger)
    _take_fronted(p, trigger, found)
    behind = _sort(p, trigger, found)
    _take_related(p, trigger, found, behind.free)
    sides = found.subject if trigger.type in RECIPROCAL else []
    fought = bool(sides) and all(
        f.actor and f.actor.kind for f in sides
    )  # "los vecinos se enfrentaron a la policía"
    if p.lang == "es" and not active and trigger.tag not in "DP" and found.object and not fought:
        found.subject, found.object = found.object, []
        found.pronouns.pop("subject", None)
    if p.lang == "en" and not active and not found.subject:
        found.subject = _inverted(p, trigger)
    _add_beside(found, behind.beside, behind.free, active)
    if behind.free:
        _place_free(p, trigger, found, behind.free)
    elif behind.late:
        _place_late(p, trigger, found, behind.late)


def _is_active(trigger: Trigger) -> bool:
    """Whether a verb stands as an active one does: "fell" too, whose subject suffers it."""
    return trigger.voice == "active" or trigger.pos == "undergo"


def _take_fronted(p: Parse, trigger: Trigger, found: Arguments) -> None:
    """An object that is a pronoun, or that stands before its verb in Spanish."""
    number = pronoun_object(p, trigger)
    if number is not None:
        found.pronouns["object"] = number
    if p.lang != "es" or not _is_active(trigger):
        return
    found.object = fronted(p, trigger.first) or to_whom(p, trigger.first)
    if found.object:
        found.pronouns.pop("object", None)
        if found.subject and found.subject[0].first == found.object[0].first:
            found.subject = []


def _sort(p: Parse, trigger: Trigger, found: Arguments) -> _Behind:
    """Fill the places that prepositions lead to; returns the phrases that none leads to."""
    behind, author, end = _Behind(), False, len(p.tags)
    active = _is_active(trigger)
    for phrase, near in following(p, _beyond_joined(p, trigger)):
        lead = phrase.preposition
        if author or leads_author(p, phrase):
            if is_personal(p, phrase) and (not author or lead in OF):
                found.by = found.by or group(p, phrase, end)
            author = not author and phrase.actor is None and p.word(phrase.head) in HANDS
        elif lead == "to" and trigger.pos == "undergo" and trigger.type == "military_operation":
            found.by = found.by or group(p, phrase, end)
        elif not lead and near:
            behind.free = group(p, phrase, end)
        elif not (lead or phrase.joined or behind.late) and may_be_late(p, phrase, done=not active):
            behind.late = group(p, phrase, end)
        elif lead in OF and phrase.first == trigger.last + 2 and p.word(trigger.last) in _LIVES:
            found.object = group(p, phrase, end)
        elif lead in OF and phrase.first <= trigger.last + 3 and _ends_in_noun(trigger):
            found.by = group(p, phrase, end) if is_personal(p, phrase) else []
        elif lead in _ALONG and phrase.actor is not None:
            behind.beside = group(p, phrase, end)
        elif is_led_object(p, trigger, phrase, found.object, near=near):
            found.object = group(p, phrase, end)
        elif p.lang == "es" and active and lead in TO and _are_some(p, phrase, near=near):
            found.object = _named_of_them(p, phrase)
            if not found.object:
                found.pronouns["object"] = "many"
        elif not found.against and _is_against(trigger, phrase):
            found.against = group(p, phrase, end)
        elif (lead in WITH and not found.sides) or lead in BETWEEN:
            found.sides = group(p, phrase, end)
    return behind


def _are_some(p: Parse, phrase: Phrase, *, near: bool) -> bool:
    """ "Hirieron a 35 de ellos", "detuvieron a otros dos": a number of some told of before."""
    return some_of_them(p, phrase) or (near and only_articles(p, phrase) and p.word(phrase.first) in _MORE)


def _named_of_them(p: Parse, some: Phrase) -> list[Phrase]:
    """ "Mataron a uno de ellos, Eder Quispe": who that is, where it is told right behind."""
    named = p.phrases[p.at[some.first] + 1 : p.at[some.first] + 2]
    named = [f for f in named if f.joined == "," and not f.preposition and is_name(p, f.last) and f.actor]
    return [replace(f, preposition=some.preposition) for f in named]


def _beyond_joined(p: Parse, trigger: Trigger) -> int:
    """The word after a verb, and after those joined to it right behind: "kidnapped and killed a teacher"."""
    start = k = trigger.last + 1
    if trigger.pos != "verb" or trigger.type not in _SHARED:
        return start
    joined = False
    while k < len(p.tags):
        tied = p.tags[k] == COORDINATOR and k + 1 < len(p.tags) and p.tags[k + 1] == VERB
        listed = p.tags[k] == VERB and (p.gaps[k].strip() == "," or (k > start and not p.gaps[k].strip()))
        if not (tied or listed):
            break
        joined = joined or tied
        k += 1 + tied
    return k if joined else start


def _ends_in_noun(trigger: Trigger) -> bool:
    """ "Cayó en una emboscada de": what the verb's expression ends with is somebody's doing."""
    return trigger.pos == "undergo" and trigger.last > trigger.first + 1 and trigger.type == "armed_attack"


def _is_against(trigger: Trigger, phrase: Phrase) -> bool:
    """ "Fired at the crowd", "sentenced to", "abrieron fuego sobre los vecinos"."""
    lead = phrase.preposition
    if trigger.type == "charges" and lead in ("para", "for") and phrase.is_known and trigger.pos == "verb":
        return True  # "pidió 30 años de cárcel para el coronel"
    sentenced = trigger.type == "sentence" and (lead == "to" or (lead == "para" and phrase.is_known))
    return lead in AGAINST or sentenced or (lead == "sobre" and trigger.type in _UPON and phrase.is_known)


def _take_related(p: Parse, trigger: Trigger, found: Arguments, free: list[Phrase]) -> None:
    """An object that a relative clause is about, and an author or an object before its verb.

    `free` are phrases right behind the verb.
    """
    led = bool(found.subject) and found.subject[0].preposition in TO
    led = led and not _does_it(p, found.subject[-1], trigger.first)
    if p.lang == "es" and _is_active(trigger) and led and "object" in found.pronouns:
        found.object, found.subject = found.subject, []
    called = trigger.type == "designation"  # "which it designated a terrorist group"
    free = [] if called else free
    if trigger.voice == "active" and found.subject and not found.object and not (free and p.lang == "en"):
        found.object = of_relative(p, found.subject[0])
    if trigger.voice == "active" and "subject" in found.pronouns and not found.object and not free:
        found.object = of_pronouns_relative(p, trigger.first)
    if p.lang == "es" and not found.by and (trigger.voice != "active" or trigger.pos == "undergo"):
        found.by = fronted_author(p, trigger.first)


def _does_it(p: Parse, subject: Phrase, verb: int) -> bool:
    """ "Detuvo a dos hombres que le habían cobrado": who is led by "a" and does what the clause tells."""
    between = p.tags[subject.last + 1 : verb]
    return between[:1] == [RELATIVE] and p.word(subject.last + 1) == "que" and VERB not in between


def _inverted(p: Parse, trigger: Trigger) -> list[Phrase]:
    """ "Among those arrested were two men": a subject after its auxiliary."""
    if trigger.first and p.word(0) != "among":
        return []
    k = trigger.last + 1
    while k < len(p.tags) and p.tags[k] not in (AUXILIARY, VERB, RELATIVE, SUBORDINATOR):
        k += 1
    if k + 1 >= len(p.tags) or p.tags[k] != AUXILIARY or p.at[k + 1] < 0:
        return []
    return group(p, p.phrases[p.at[k + 1]], len(p.tags))


def _add_beside(found: Arguments, beside: list[Phrase], free: list[Phrase], active: bool) -> None:
    """Who is beside the object or a passive's subject shares its place: "shot her along with a guard"."""
    if not active:
        found.subject = found.subject + beside
    elif found.object or not free:
        found.object = found.object + beside
    else:
        free.extend(beside)


def _place_free(p: Parse, trigger: Trigger, found: Arguments, free: list[Phrase]) -> None:
    """What stands right behind a verb is its object, or in Spanish its subject where it has none."""
    active = _is_active(trigger)
    if active and only_articles(p, free[0]) and not found.object:
        found.pronouns["object"] = "many"
        return
    inverted = p.lang == "es" and not found.subject and (found.object or "object" in found.pronouns)
    if trigger.type == "extortion" and _asks_them(p, trigger.first) and is_personal(p, free[0]):
        found.subject = free
        found.pronouns.pop("subject", None)
        return
    if active and not inverted and (trigger.pos != "undergo" or p.lang == "en"):
        found.object = found.object or free
    elif p.lang == "es" and not found.subject:
        found.subject = free
        found.pronouns.pop("subject", None)


def _asks_them(p: Parse, k: int) -> bool:
    """ "La cuota que les exigía una banda": the relative clause is about what is asked of them."""
    return k > 1 and p.word(k - 1) in ("le", "les") and p.tags[k - 2] == RELATIVE


def _place_late(p: Parse, trigger: Trigger, found: Arguments, late: list[Phrase]) -> None:
    """The same for what stands far from its verb: "murieron el lunes en el hospital dos hombres"."""
    active = _is_active(trigger)
    if p.lang == "en":
        if active and trigger.type in TO_PEOPLE:
            found.object = found.object or late
    elif not found.subject and (not active or trigger.pos == "undergo" or found.object):
        found.subject = late
        found.pronouns.pop("subject", None)
