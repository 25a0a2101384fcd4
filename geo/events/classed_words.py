"""The words of a sentence, each with its class."""

from __future__ import annotations

from dataclasses import dataclass, field

from geo.events.actors import ActorMention
from geo.events.closed_classes import TIME
from geo.events.sentences import Sentence
from geo.events.words import NUMBERS


@dataclass(slots=True)
class Words:
    """A sentence's words by class, the gaps before them, and the actors found in it."""

    sentence: Sentence
    tags: list[str]
    gaps: list[str]
    actors: list[ActorMention] = field(default_factory=list)

    @property
    def lang(self) -> str:
        """The sentence's language."""
        return self.sentence.lang

    def word(self, k: int) -> str:
        """A word, folded."""
        return self.sentence.words[k].text


def is_name(p: Words, k: int) -> bool:
    """Whether a word within the sentence is written as a name; not its first: "Celaya.- Tres agentes"."""
    if k >= len(p.sentence.words) or (k and p.tags[k - 1] == TIME and any(c in p.gaps[k] for c in "-–—")):
        return False
    written = p.sentence.written(k)
    if p.word(k) in NUMBERS[p.lang] and any(mark in p.gaps[k] for mark in (":", " - ", "—")):
        return False  # "URGENTE: Cuatro campesinos"
    return k > 0 and written[:1].isupper() and not written.isupper()
