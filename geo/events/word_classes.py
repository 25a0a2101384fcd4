"""Word classes: what each word of a sentence is, in both languages, as far as telling phrases apart needs.

No tagger is needed: articles, prepositions, conjunctions, pronouns and auxiliaries are few and listed;
places, dates, actors and triggers are found already; a verb that is no trigger shows by its ending or is
common. What is left is nouns and adjectives.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from itertools import pairwise

from geo.events.actors import ActorMention
from geo.events.classed_words import Words, is_name
from geo.events.closed_classes import (
    ACTOR,
    ADVERB,
    DETERMINER,
    EVENT,
    NOUN,
    PLACE,
    PREPOSITION,
    TIME,
    VERB,
    closed_classes,
)
from geo.events.english_classes import refine_english
from geo.events.quantities import mark_ages, mark_count
from geo.events.sentences import Sentence, Word
from geo.events.spanish_classes import refine_spanish
from geo.events.triggers import Trigger
from geo.events.types import CATCH_ALL
from geo.events.words import word_set

_CURRENCIES = dict.fromkeys(map(ord, "$€£¥"))
_CLOCK = word_set("a.m p.m am pm")
_DAYTIME = word_set("noche tarde manana madrugada mediodia medianoche")
_BETWEEN = word_set("entre between")
_SPANS = word_set("hours days weeks months years minutes horas dias semanas meses anos minutos")
_TIED = word_set("before after later ago earlier despues antes atras")
_OF_TIMES = word_set("el la los las esa ese esta este aquella aquel misma mismo")
""" "La noche del", "esa misma noche"."""
_INITIALS = re.compile(r"\d[A-Z]")
""" "3R": the name of a group, and no count."""
_NO_ADVERBS = word_set("family assembly july")
"""Nouns that end as English adverbs do."""


def classify(
    sentence: Sentence,
    triggers: Iterable[Trigger],
    actors: list[ActorMention],
    times: Iterable[tuple[int, int]],
    places: Iterable[tuple[int, int]],
    spoken: Iterable[int],
) -> Words:
    """The words of a sentence by class.

    Parameters
    ----------
    triggers
        Everything in it that tells an event or names a crime.
    times, places
        Offsets of what tells a time or names a place.
    spoken
        Offsets of verbs of saying.
    """
    words = sentence.words
    gaps = ["", *(_gap(sentence, a, b) for a, b in pairwise(words))]
    tags = _closed(sentence)
    _mark(tags, sentence, places, PLACE)
    _mark(tags, sentence, times, TIME)
    _mark(tags, sentence, ((a.start, a.end) for a in actors), ACTOR)
    for start in spoken:
        k = sentence.word_at(start)
        if k < len(tags):
            tags[k] = VERB
    told = _mark_triggers(tags, words, triggers)
    found = Words(sentence, tags, gaps, actors)
    _refine(found, told)
    return found


def _mark_triggers(tags: list[str], words: Sequence[Word], triggers: Iterable[Trigger]) -> set[int]:
    """Class the words of triggers; returns those within a verb's expression, after its first.

    A Spanish participle after an article is no deed but somebody: "los detenidos".
    """
    told: set[int] = set()
    for t in triggers:
        participle = t.type == "arrest" and t.tag == "P" and t.lang == "es"
        if participle and t.first and tags[t.first - 1] == DETERMINER:
            tags[t.first] = NOUN
        elif t.type != CATCH_ALL:
            led = not t.is_verb and words[t.first].text == "into"  # "took a surgeon | into custody"
            first = t.first + led
            last = t.last - (words[t.last].text in _BETWEEN)  # "combates entre"
            tags[first : last + 1] = [VERB if t.is_verb else EVENT] * (last + 1 - first)
            if t.is_verb:
                told.update(range(t.first + 1, t.last + 1))
    return told


def _gap(sentence: Sentence, a: Word, b: Word) -> str:
    """What stands between two words: nothing within a number ("3,000"), no stop after "U.S." or "Feb."."""
    gap = sentence.between(a.end, b.start).translate(_CURRENCIES)
    if gap.strip() == "." or "." in a.text:
        gap = gap.lstrip(".")
    return "" if gap in (",", ".") and a.text[-1].isdigit() and b.text[0].isdigit() else gap


def _closed(sentence: Sentence) -> list[str]:
    table = closed_classes(sentence.lang)
    tags = []
    for k, word in enumerate(sentence.words):
        text = word.text
        tag = table.get(text)
        if tag is None:
            counts = text[0].isdigit() and not _INITIALS.fullmatch(sentence.written(k))
            tag = DETERMINER if counts else NOUN
            if tag == NOUN and text.endswith(("ly", "mente")) and text not in _NO_ADVERBS:
                tag = ADVERB
        tags.append(tag)
    return tags


def _mark(tags: list[str], sentence: Sentence, spans: Iterable[tuple[int, int]], tag: str) -> None:
    for start, end in spans:
        k = sentence.word_at(start)
        while k < len(tags) and sentence.words[k].start < end:
            tags[k] = tag
            k += 1


def _refine(p: Words, told: Container[int]) -> None:
    """What a word is by its neighbours: names, quantities, times, and what each language has of its own.

    `told` are words within a verb's expression, which a name may part ("firmaron en La Habana un acuerdo").
    """
    _mark_names(p, told)
    for k in range(len(p.tags)):
        mark_count(p, k)
        _mark_time(p, k)
    mark_ages(p)
    refine = refine_spanish if p.lang == "es" else refine_english
    for k in range(len(p.tags)):
        refine(p, k)


def _mark_names(p: Words, told: Container[int]) -> None:
    """A listed word that is written as a name is one, unless the whole sentence is in capitals."""
    if p.sentence.text.isupper():
        return
    for k in range(1, len(p.tags)):
        listed = p.tags[k] in (PREPOSITION, ADVERB, VERB)
        if listed and is_name(p, k) and not p.gaps[k].strip() and k not in told:
            p.tags[k] = NOUN


def _mark_time(p: Words, k: int) -> None:
    """Times without a date: "hours later", "la noche del"."""
    tags, text = p.tags, p.word(k)
    if text in _SPANS and k + 1 < len(tags) and p.word(k + 1) in _TIED:
        tags[k] = TIME
    if text in _CLOCK and k and p.word(k - 1)[0].isdigit():
        tags[k - 1] = tags[k] = TIME  # "around 2 a.m., police"
    if text in _DAYTIME and p.lang == "es":
        tags[k] = TIME
    year = tags[k] == TIME and text.isdigit() and k > 0 and tags[k - 1] == DETERMINER
    if year and k + 1 < len(tags) and tags[k + 1] in (NOUN, EVENT):
        tags[k] = DETERMINER  # "the 2017 murder"
    while k and tags[k] == TIME and tags[k - 1] in (DETERMINER, PREPOSITION) and p.word(k - 1) in _OF_TIMES:
        k -= 1
        tags[k] = TIME
