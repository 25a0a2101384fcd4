"""Objects of a verb: whether a phrase or a pronoun is whom it was done to, and no cause, manner or place."""

from __future__ import annotations

from geo.events.classed_words import is_name
from geo.events.closed_classes import ADVERB, AUXILIARY, CLITIC, DETERMINER, EVENT, PLACE, PRONOUN
from geo.events.following import is_new
from geo.events.phrases import Parse, Phrase
from geo.events.pronouns import SINGULAR, Number
from geo.events.slots import TO
from geo.events.triggers import Trigger
from geo.events.words import word_set

TO_PEOPLE = frozenset(
    {
        "killing", "attack_on_press", "armed_attack", "kidnapping", "arrest", "abuse", "release",
        "deportation", "extradition",
    }
)  # fmt: skip
"""Types done to people alone, or nearly so: their object needs fewer signs that it is one."""
_RECEIVERS = frozenset({"international", "government", "law enforcement", "judiciary", "military"})
MANNERS = word_set(
    "horca perpetua cadena prision carcel "
    "traves quemarropa mansalva sangre muerte golpes tiros balazos punta traicion pedradas machetazos palos "
    "porrazos culatazos toletazos bastonazos garrotazos patadas rastras fuerza empujones "
    "punaladas cuchilladas gritos punetazos latigazos plomo bordo pie pies ciegas oscuras diario cambio "
    "norte sur este oeste noreste noroeste sureste suroeste oriente poniente"
)
"""What follows "a" and tells how: "disparar a quemarropa"."""
_TIED = ("ligad", "vinculad", "relacionad", "perteneciente", "asociad", "allegad", "afiliad")
_BY_NAME = frozenset({"sentence", "investigation", "charges"})
"""Types done to somebody whom a bare name tells: "condenó a Bolsonaro", "investiga a Begoña Gómez"."""


def is_personal(p: Parse, phrase: Phrase) -> bool:
    """Whether a phrase names people, and not, bare, a cause or a place ("por robo", "a Reynosa")."""
    actor = phrase.actor
    if actor is None or actor.kind or p.lang == "en":
        return actor is not None
    written = p.sentence.text[actor.start - p.sentence.start :]
    led = p.tags[phrase.first] == DETERMINER or phrase.preposition == "al"
    return led or (p.word(phrase.head).endswith("s") and written[:1].islower())


def _bare_person(p: Parse, phrase: Phrase, trigger: Trigger) -> bool:
    """ "Matan a mototaxista": a headline leaves the article out where only people can be meant."""
    alone = trigger.first == trigger.last and phrase.first == trigger.last + 2
    if alone and is_name(p, phrase.head) and p.tags[phrase.head] != PLACE:
        return trigger.type in _BY_NAME or trigger.type in (
            "arrest", "kidnapping", "killing", "release", "abuse",
        )  # fmt: skip
    lower = p.sentence.written(phrase.head)[:1].islower()
    return phrase.actor is not None and trigger.type in TO_PEOPLE and lower


def is_full_name(p: Parse, phrase: Phrase) -> bool:
    """ "Entregó en extradición a Wagner Teixeira": two names in a row that are no place's."""
    both = phrase.last == phrase.first + 1 and phrase.actor is not None and not phrase.actor.id
    return both and all(
        is_name(p, k) and p.tags[k] not in (PLACE, EVENT) for k in (phrase.first, phrase.last)
    )


def is_led_object(p: Parse, trigger: Trigger, phrase: Phrase, given: list[Phrase], *, near: bool) -> bool:
    """ "Detuvieron a dos hombres": whether "a" leads to the object, where `given` are the object so far."""
    if phrase.preposition not in TO or _is_tied_to(p, phrase):
        return False
    if _is_receiver(p, trigger, given) and is_personal(p, phrase):
        return True
    if given or p.lang != "es" or p.word(phrase.head) in MANNERS:
        return False
    suffered = trigger.voice == "active" or trigger.pos == "undergo" or trigger.tag not in "DP"
    return suffered and (
        is_personal(p, phrase)
        or (near and _bare_person(p, phrase, trigger))
        or ((trigger.type in TO_PEOPLE or trigger.type in _BY_NAME) and is_full_name(p, phrase))
    )


def _is_tied_to(p: Parse, phrase: Phrase) -> bool:
    """ "Cae una mujer ligada a La Unión Tepito": whom somebody is said to belong to suffers nothing."""
    return phrase.first > 1 and p.word(phrase.first - 2).startswith(_TIED)


def _is_receiver(p: Parse, trigger: Trigger, given: list[Phrase]) -> bool:
    """ "Entregó a la Cruz Roja a un sargento": a body named first got the one who is named after it."""
    actor = given[0].actor if len(given) == 1 else None
    handed = p.lang == "es" and p.word(trigger.first).startswith("entreg")
    return handed and actor is not None and actor.kind in _RECEIVERS and actor.is_catalogued


def may_be_late(p: Parse, phrase: Phrase, *, done: bool) -> bool:
    """Whether a free phrase far from its verb may be a Spanish subject; `done`: that of a passive."""
    actor = phrase.actor
    if actor is None or p.lang == "en":
        return phrase.is_known
    led = done and p.tags[phrase.first] == DETERMINER
    return bool(actor.kind) or led or is_new(p, phrase)


_HIM = word_set("him her them")


def pronoun_object(p: Parse, trigger: Trigger) -> Number | None:
    """ "Arrested him", "los habían capturado": the number of the pronoun that is a verb's object."""
    if trigger.voice != "active":
        return None
    k = trigger.last + 1
    if p.lang == "en":
        within = p.word(trigger.first + 1) if trigger.last > trigger.first + 1 else ""
        if within in _HIM:  # "took him into custody" is one expression
            return "one" if within in SINGULAR else "many"
        told = k < len(p.tags) and (p.tags[k] == PRONOUN or p.word(k) == "her") and p.at[k] < 0
        return ("one" if p.word(k) in SINGULAR else "many") if told else None
    k = trigger.first - 1
    while k >= 0 and p.tags[k] in (AUXILIARY, ADVERB):
        k -= 1
    if k >= 0 and p.tags[k] == CLITIC and p.word(k) != "se":
        return "many" if p.word(k).endswith("s") else "one"
    last = p.word(trigger.last)
    if last.endswith(("lo", "la", "los", "las")) and trigger.tag == "I":
        return "many" if last.endswith("s") else "one"
    return None
