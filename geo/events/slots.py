"""The places around a verb or a noun that phrases fill, and the prepositions that lead to them."""

from __future__ import annotations

from dataclasses import dataclass, field

from geo.events.actors import ActorMention
from geo.events.lists import BY
from geo.events.phrases import Parse, Phrase
from geo.events.pronouns import Number
from geo.events.words import word_set

AGAINST = word_set("against contra on at upon targeting")
TO = word_set("a al to")
WITH = word_set("with con")
BETWEEN = word_set("between entre among")
HANDS = word_set(
    "manos obra parte cargo hands orden disparos balazos impactos integrantes miembros elementos order "
    "members fire gunfire"
)
""" "By order of a judge", "por disparos de soldados": what leads to the author after "by"."""
_PUT_DOWN_TO = frozenset(
    {
        ("blamed", "on"),
        ("pinned", "on"),
        ("attributed", "to"),
        ("atribuido", "a"),
        ("atribuida", "a"),
        ("atribuido", "al"),
    }
)
""" "An attack blamed on the army": whose doing it is said to be."""
AT_HANDS = word_set("manos cargo hands")
""" "A manos de": the same after "a" or "at"; "a once miembros" are an object."""


@dataclass(slots=True)
class Arguments:
    """Who fills the places around a trigger.

    `of`, `against`, `sides` and `by` are led by "of", "against" or "on", "with" or "between", and "by";
    `owner` stands before a noun ("army raid", "the mayor's murder"); `patient` is the subject of a verb like
    "received". `pronouns` gives the number of the pronoun that fills the place of subject or object where no
    phrase does; an unnamed subject counts as one.
    """

    subject: list[Phrase] = field(default_factory=list)
    object: list[Phrase] = field(default_factory=list)
    by: list[Phrase] = field(default_factory=list)
    of: list[Phrase] = field(default_factory=list)
    against: list[Phrase] = field(default_factory=list)
    sides: list[Phrase] = field(default_factory=list)
    owner: list[ActorMention] = field(default_factory=list)
    patient: list[Phrase] = field(default_factory=list)
    pronouns: dict[str, Number] = field(default_factory=dict)


def leads_author(p: Parse, phrase: Phrase) -> bool:
    """Whether "by", or "at the hands", says that the author comes here or next."""
    before = p.word(phrase.first - 2) if phrase.first > 1 else ""
    if (before, phrase.preposition) in _PUT_DOWN_TO:
        return True
    return phrase.preposition in BY or (phrase.preposition in ("a", "at") and p.word(phrase.head) in AT_HANDS)
