"""Whether a sentence is a whole one, with a finite verb of its own, or only names a place."""

from __future__ import annotations

from geo.events.closed_classes import (
    AUXILIARY,
    PREPOSITION,
    RELATIVE,
    SUBORDINATOR,
    VERB,
    closed_classes,
)
from geo.events.common_verbs import presents
from geo.events.phrases import Parse
from geo.events.sentences import Sentence
from geo.events.spanish_classes import SPANISH_PAST
from geo.events.words import word_set

_FINITE_EN = word_set(
    "went came took gave saw fled began fell spoke wrote stood hid knew became grew threw rose ran drove "
    "broke says wants needs goes comes takes gives makes sends sees finds holds keeps begins tells meets "
    "said told denies denied rejects rejected blames blamed accuses accused declined refused confirmed "
    "confirms "
    "condemned condemns demanded demands promised insisted insists dismissed responded offered urged urges "
    "warned "
    "provided assisted helped led joined supported visited attended remained continued worked lived served "
    "issued launched ended followed noted refuses "
    "warns vowed vows called calls claims claimed boasted complained admitted ordered sentenced won lost "
    "hold keep occupy occupies controls"
)
_ASIDES = word_set("which who whose")
_PERHAPS = word_set(
    "may can will being been having sido siendo haber ser esta estan encuentra encuentran queda quedan "
    "permanece permanecen va van"
)
"""No sign of a clause: not finite, another word too, or usual where it is only told where something lies."""

_MODALS = word_set("may can will")
"""What in lower case is no name and no month: "Schools in Cosalá will stay closed"."""
_LONG = 14
"""A line of more words does more than say where."""


def is_clause(sentence: Sentence) -> bool:
    """Whether a sentence has a finite verb that no relative pronoun opens, as far as its words alone show.

    "The road to Taxco, where two bodies were found" has none, "Most are sleeping in a school" has one, and so
    has "Moscow, which denies it, had no comment", after its aside.
    """
    table, spanish = closed_classes(sentence.lang), sentence.lang == "es"
    words = sentence.words
    commas = [k for k in range(1, len(words)) if "," in sentence.between(words[k - 1].end, words[k].start)]
    resumes = 0
    for k, word in enumerate(words):
        tag = table.get(word.text)
        if k < resumes:
            continue
        if tag in (RELATIVE, SUBORDINATOR):
            resumes = next((c for c in commas if c > k), 0) if k in commas and word.text in _ASIDES else 0
            if resumes:
                continue
            return False
        if tag == AUXILIARY and (word.text not in _PERHAPS or sentence.written(k) in _MODALS):
            return True
        if spanish and word.text not in _PERHAPS:
            past = tag is None and SPANISH_PAST.match(sentence.written(k))
            if tag == VERB or past or (tag is None and word.text in presents()):
                return True
        elif not spanish and word.text in _FINITE_EN:
            return True
    return False


def tells_something(p: Parse) -> bool:
    """Whether a line that seems only to say where tells more: "Shares in Colombo closed higher".

    It has a verb that no relative pronoun opens and that is no participle before a preposition, or is long.
    """
    return len(p.tags) > _LONG or has_verb(p)


def has_verb(p: Parse) -> bool:
    """Whether a line has a verb that no relative pronoun opens and that is no participle before a place."""
    for k, tag in enumerate(p.tags):
        if tag == RELATIVE:
            return False
        after = p.tags[k + 1] if k + 1 < len(p.tags) else PREPOSITION
        if tag == VERB and after != PREPOSITION:
            return True
    return False
