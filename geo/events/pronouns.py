"""Subjects that no noun names: how many a pronoun or a bare numeral may stand for."""

from __future__ import annotations

from typing import Literal

from geo.events.phrases import Phrase
from geo.events.words import word_set

Number = Literal["one", "many", "body"]
"""What a pronoun may stand for: somebody, several, or a body ("it")."""
Subject = tuple[list[Phrase], Number | None]
"""The phrases that name a verb's subject, or else the number of the pronoun that stands for it, if any."""
SINGULAR = word_set("he she him her it himself herself ella le lo la")
_ONE = word_set("one uno una")


def number_of_count(word: str) -> Number:
    """How many a numeral without a noun stands for: "one of them", "dos murieron"."""
    return "one" if word in _ONE else "many"
