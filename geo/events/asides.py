"""Asides: what stands between commas or with a source, and is no part of the clause around it."""

from __future__ import annotations

from geo.events.claims import SAYING
from geo.events.closed_classes import (
    DETERMINER,
    PREPOSITION,
    RELATIVE,
    SUBORDINATOR,
    VERB,
)
from geo.events.phrases import Parse
from geo.events.voice import PARTICIPLE_ES
from geo.events.words import OF, word_set

_APPOSED = 6
"""How many words an apposition has before what it tells of itself: "a student who has not been seen"."""
_THEM = word_set("them whom ellos ellas")
_BOTH, _HOME = word_set("both all ambos ambas todos todas"), word_set("of from de")
""" "Ana Ruiz and her brother, both of Laredo, were held"."""
_INCLUDING = word_set("including incluido incluidos incluida incluidas")
_AMONG = word_set("entre among")
_MOST_SAID = 7
"""The most words of ", the army's spokesman said," after its first."""
_MOST_SOME = 16
"""The most words of "among them two children" that may part a verb from its subject."""
_CALLED = word_set("known nicknamed aka alias missing conocido conocida alias apodado apodada")
""" "Jorge, known as the Lawyer, was arrested": what opens an aside that says what somebody is called."""


def before_source(p: Parse, i: int) -> int:
    """The word before an aside between commas that ends at word `i`, or else `i`.

    An aside is "according to …", or a participle with what belongs to it ("the mayor, charged in May, has
    fled"), or a relative clause ("Chad and Sudan, whose troops had clashed, agreed", "la mujer, a quien su
    pareja amenazó, huyó").
    """
    if "," not in p.gaps[i + 1]:
        return i
    some = _before_some(p, i)
    if some < i:
        return some
    k = next((k for k in range(i, 0, -1) if "," in p.gaps[k]), 0)
    if not k:
        return i
    some = p.tags[k] == DETERMINER and k + 2 < i and p.word(k + 1) in OF and p.word(k + 2) in _THEM
    both = p.word(k) in _BOTH and k + 1 < i and p.word(k + 1) in _HOME
    opens = some or both or (_opens_spanish_aside(p, k) if p.lang == "es" else _opens_english_aside(p, k, i))
    return k - 1 if opens or _is_only_said(p, k, i) else i


def _is_only_said(p: Parse, k: int, i: int) -> bool:
    """ "The rebels, it added, also burned", "said the army", "añadió": who says so, from word `k` to `i`."""
    verbs = [j for j in range(k, i + 1) if p.tags[j] == VERB]
    if len(verbs) != 1 or i - k > _MOST_SAID or RELATIVE in p.tags[k : i + 1]:
        return False
    return verbs[0] in (k, i) and SAYING.fullmatch(p.word(verbs[0])) is not None


def _is_called(p: Parse, k: int) -> bool:
    """Whether word `k` opens such an aside behind a name: of "a leader, known as", it tells the name."""
    if p.word(k) not in _CALLED or p.at[k - 1] < 0:
        return False
    return p.word(k) == "missing" or p.sentence.written(k - 1)[:1].isupper()


def _opens_english_aside(p: Parse, k: int, i: int) -> bool:
    """Whether what stands from word `k` to word `i`, between commas, tells of who stands before it."""
    if p.word(k) == "according" and p.word(k + 1) == "to":
        return True
    if p.at[k - 1] < 0:
        return False
    told_of = (p.tags[k] == VERB and p.word(k).endswith(("ed", "ing"))) or _is_called(p, k)
    related = p.tags[k] == RELATIVE and k > 1
    apposed = p.tags[k] == DETERMINER and RELATIVE in p.tags[k : min(i, k + _APPOSED)]
    return told_of or related or apposed


def _opens_spanish_aside(p: Parse, k: int) -> bool:
    """ "Según la Fiscalía", "como informó la Fiscalía", "a los que llaman así", "destituido en mayo"."""
    if p.word(k) == "segun" or (p.word(k) == "como" and p.tags[k + 1] == VERB):
        return True
    led = k + 1 + (p.tags[k + 1] == DETERMINER)
    return _is_called(p, k) or _dismissed(p, k) or (p.tags[k] == PREPOSITION and p.tags[led] == RELATIVE)


def _dismissed(p: Parse, k: int) -> bool:
    """ "El general, destituido en mayo, huyó": a Spanish participle alone, at word `k`, after somebody."""
    alone = p.at[k] >= 0 and p.phrases[p.at[k]].last == k and p.at[k - 1] >= 0
    return alone and PARTICIPLE_ES.search(p.word(k)) is not None


def _before_some(p: Parse, i: int) -> int:
    """The word before "entre ellos dos niños", or the like, between commas, or else `i`."""
    listed = False
    for k in range(i, max(0, i - _MOST_SOME), -1):
        if listed and p.tags[k] in (VERB, RELATIVE, SUBORDINATOR):
            return i
        told = p.word(k) in _INCLUDING or (p.word(k) in _AMONG and p.word(k + 1) in _THEM)
        if told and "," in p.gaps[k]:
            return k - 1
        listed = listed or "," in p.gaps[k]
    return i


__all__ = ["before_source"]
