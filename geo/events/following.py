"""What follows a verb or a noun: the phrases from a word to the end of its clause."""

from __future__ import annotations

from collections.abc import Iterator

from geo.events.closed_classes import (
    ADVERB,
    AUXILIARY,
    COORDINATOR,
    PLACE,
    PREPOSITION,
    RELATIVE,
    SUBORDINATOR,
    TIME,
    VERB,
)
from geo.events.lists import BY, SOFT, beyond_aside, opens_clause, some_of_them
from geo.events.phrases import Parse, Phrase
from geo.events.words import NUMBERS, OF, word_set

_NEW = word_set("un una unos unas varios varias otro otra otros otras")
_HOW = word_set(
    "bala balas gravedad muerte inmediato flagrancia delito homicidio narcotrafico prision avion helicoptero "
    "lancha camion camioneta vehiculo moto motocicleta autobus patrulla ambulancia libertad misil misiles "
    "cohetes artilleria drones dron bombas granadas explosivos morteros obuses"
)
""" "Herido de bala un estudiante": what may stand before a subject that follows its verb."""


def following(p: Parse, k: int) -> Iterator[tuple[Phrase, bool]]:
    """The phrases from word `k` to the end of its clause, and whether only adverbs stand between.

    In Spanish a place or an author may stand before somebody new: "detenido en Maracaibo un sindicalista",
    and a means before whom it was done to: "asesinan a balazos a líder transportista".
    """
    near, placed, how = True, False, False
    while k < len(p.tags):
        tag = p.tags[k]
        if tag in (SUBORDINATOR, RELATIVE, VERB, AUXILIARY) or p.gaps[k].strip(SOFT):
            return
        if p.at[k] < 0:
            leads = tag == PREPOSITION and p.lang == "es" and _leads(p, k + 1)
            joins = tag == COORDINATOR and p.tags[k - 1] == ADVERB == p.tags[min(k + 1, len(p.tags) - 1)]
            near = near and (leads or joins or tag in (ADVERB, TIME)) and "," not in p.gaps[k]
            k += 1
            continue
        phrase = p.phrases[p.at[k]]
        if not phrase.preposition and phrase.joined and opens_clause(p, phrase, len(p.tags)):
            return
        if phrase.joined == "," and some_of_them(p, phrase):
            beyond = beyond_aside(p, p.at[k])
            if beyond < 0:
                return
            k = p.phrases[beyond].first
            continue
        led = how and phrase.preposition == "a"
        yield phrase, near and phrase.joined == "" and (not placed or led or is_new(p, phrase))
        how = phrase.preposition in ("a", "de", "en", "con") and phrase.actor is None
        how = how and (phrase.preposition == "a" or p.word(phrase.head) in _HOW)
        aside = how or phrase.preposition in BY or (bool(phrase.preposition) and p.tags[phrase.head] == PLACE)
        aside = aside or (placed and phrase.preposition in OF) or phrase.preposition == "en"
        placed = p.lang == "es" and aside
        near = near and placed
        k = phrase.last + 1


def _leads(p: Parse, k: int) -> bool:
    """Whether a phrase or a time stands at word `k` or after one more preposition: "frente a Manta"."""
    while k < len(p.tags) and p.tags[k] == PREPOSITION:
        k += 1
    return k < len(p.tags) and (p.at[k] >= 0 or p.tags[k] == TIME)


def is_new(p: Parse, phrase: Phrase) -> bool:
    """Whether a Spanish phrase opens as one not told of yet ("un", "dos"), or names somebody known."""
    first = p.word(phrase.first)
    written = p.sentence.written(phrase.head)
    initials = written.isupper() and len(written) > 2 and not p.sentence.text.isupper()
    return phrase.is_known or initials or first in _NEW or first in NUMBERS["es"] or first.isdigit()
