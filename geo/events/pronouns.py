"""Subjects that no noun names: how many a pronoun or a bare numeral may stand for."""

from __future__ import annotations

from typing import Literal

from geo.events.phrases import Parse, Phrase
from geo.events.words import word_set

Number = Literal["one", "many", "body"]
"""What a pronoun may stand for: somebody, several, or a body ("it")."""
Subject = tuple[list[Phrase], Number | None]
"""The phrases that name a verb's subject, or else the number of the pronoun that stands for it, if any."""
SINGULAR = word_set("he she him her it himself herself ella le lo la")
_BODIES = word_set("police army navy military force guard ministry government office")
_WHOSE = {"he": "his", "she": "her", "they": "their"}
_ONE = word_set("one uno una")


def number_of_count(word: str) -> Number:
    """How many a numeral without a noun stands for: "one of them", "dos murieron"."""
    return "one" if word in _ONE else "many"


def may_speak_of_itself(p: Parse, word: str, speaker: Phrase) -> bool:
    """Whether a pronoun may mean who speaks before it: "the mayor said he", "police said they".

    Not so "the ministry said he", "two officers said he", "a judge said he" or "her lawyer said she".
    """
    actor, head = speaker.actor, p.word(speaker.head)
    if actor is None or p.word(speaker.first) == _WHOSE.get(word):
        return False
    if word not in SINGULAR:
        return True
    body = actor.is_institution or head in _BODIES
    other = actor.kind == "person" if word == "it" else body and word in ("he", "she")
    return not (other or head.endswith("s") or actor.kind == "judiciary")
