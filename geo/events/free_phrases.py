"""Which of the free phrases before a verb is its subject: "Tras la marcha, unos jóvenes quemaron"."""

from __future__ import annotations

import re

from geo.events.claims import SAYING
from geo.events.closed_classes import DETERMINER, PLACE, PREPOSITION, TIME, VERB
from geo.events.lists import group
from geo.events.phrases import Parse, Phrase
from geo.events.relatives import antecedent
from geo.events.verbs import before_helpers, in_relative
from geo.events.voice import PARTICIPLE_ES
from geo.events.words import OF

_LIKE = re.compile(r"(?:ed|ing|ry|ous|ful|[oae]s)\Z")
""" "Armed", "angry", "furious"; "molestos", "inconformes": how a word ends that says what some were like."""


def stands_aside(p: Parse, phrase: Phrase) -> bool:
    """Whether a phrase without a preposition of its own is no subject: one more place, or a time."""
    return _goes_with_place(p, phrase) or (p.lang == "es" and _is_time_like(p, phrase))


def _goes_with_place(p: Parse, phrase: Phrase) -> bool:
    """ "The presidents of Peru and Chile": the second place hangs from the preposition of the first."""
    i = p.at[phrase.first] - 1
    if i < 0 or phrase.joined != "and" or p.tags[phrase.head] != PLACE:
        return False
    return p.phrases[i].preposition in OF and p.tags[p.phrases[i].head] == PLACE


def _is_time_like(p: Parse, phrase: Phrase) -> bool:
    return all(p.tags[k] in (DETERMINER, TIME) for k in range(phrase.first, phrase.last + 1))


def is_its_object(p: Parse, i: int, free: list[Phrase], k: int) -> bool:
    """ "Allanó una casa, decomisó armas": a thing, or one before a verb of several, was the last verb's.

    In English it is whatever follows that verb, unless it speaks ("stopped a bus, shot the driver").
    """
    last = free[-1]
    if p.lang == "en":
        return last.first == i + 1 and not last.joined and SAYING.fullmatch(p.word(i)) is None
    if any("," in p.gaps[j] for j in range(i + 1, last.first + 1)):
        return False
    several = p.word(k).endswith("n")
    return last.actor is None or (several and len(free) == 1 and not p.word(last.head).endswith("s"))


def follows_at_once(p: Parse, i: int, free: list[Phrase]) -> bool:
    """ "Allanó nueve locales, detuvo": whether nothing but a time parts the verb at word `i` from `free`."""
    first = free[-1].first
    return all(p.tags[j] == TIME for j in range(i + 1, first)) and not any(
        "," in p.gaps[j] for j in range(i + 1, first + 1)
    )


def opens_aside(p: Parse, i: int, free: list[Phrase]) -> bool:
    """ "El hombre, sostiene la familia, fue detenido": who speaks between commas is no subject."""
    return (
        "," in p.gaps[i]
        and free[0].last + 1 < len(p.tags)
        and "," in p.gaps[free[0].last + 1]
        and SAYING.fullmatch(p.word(i)) is not None
    )


def closes_adjunct(p: Parse, i: int) -> bool:
    """ "According to residents who fled, soldiers burned": a subject after a whole adjunct."""
    about = antecedent(p, before_helpers(p, i)) if in_relative(p, i) else []
    return bool(about) and bool(about[0].preposition)


def last_group(p: Parse, free: list[Phrase], k: int) -> list[Phrase]:
    """Of the phrases between two verbs (last first) those that belong to the second."""
    start = next((f for f in free if f.joined), free[-1])
    if start.joined == "and":
        before = next((f for f in free if f.last < start.first), None)
        if before is not None and before.joined == ",":
            start = before
        elif before is not None and before.joined == "":
            after_verb = before.first and p.tags[before.first - 1] == VERB
            after_verb = after_verb and SAYING.fullmatch(p.word(before.first - 1)) is None
            start = start if after_verb else before
    return group(p, start, k)


def leading(p: Parse, free: list[Phrase], k: int) -> list[Phrase]:
    """The subject among the free phrases (last first) of a clause: the first, or the one after an adjunct.

    "Concluido el proceso, Chile entregó", "armed with rifles, men entered": what opens with a participle or
    an adjective is whole before its comma. Of "not police but gunmen" the second are meant.
    """
    if _opens_described(p):
        after = [n for n, f in enumerate(free) if f.joined == ","]
        free = free[: after[-1] + 1] if after else free
    if len(free) > 1 and free[-2].joined in ("but", "sino") and p.word(free[-1].first - 1) in ("not", "no"):
        free = free[:-1]
    for phrase in reversed(free):
        if phrase is not free[0] and p.lang == "es" and _says_how_long(p, phrase):
            continue
        if phrase.actor is not None or phrase is free[0]:
            return group(p, phrase, k)
    return group(p, free[-1], k)


def _opens_described(p: Parse) -> bool:
    """Whether a sentence opens with what its subject did or was like: "fleeing the army", "molestos por"."""
    first = p.phrases[p.at[0]] if p.at[0] >= 0 else None
    if first is None or (first.actor is not None and first.actor.kind):
        return False
    if p.lang == "es" and first.actor is None and PARTICIPLE_ES.search(p.word(0)):
        return True
    led = first.last == 0 and len(p.tags) > 1 and p.tags[1] == PREPOSITION and not p.gaps[1].strip()
    return (led and _LIKE.search(p.word(0)) is not None) or (p.lang == "en" and p.word(0).endswith("ing"))


def _says_how_long(p: Parse, phrase: Phrase) -> bool:
    """ "Tras catorce meses prófugo, el exalcalde fue extraditado": what goes with a time right before it."""
    k = phrase.first
    bare = k > 0 and p.tags[k] != DETERMINER and p.tags[k - 1] == TIME
    return bare and not p.gaps[k].strip()
