"""A form of a trigger where it stands, and what may be asked of its neighbours in either language."""

from __future__ import annotations

from typing import NamedTuple

from geo.events.sentences import Sentence
from geo.events.trigger_rules import Entry, load_triggers
from geo.events.words import word_set

DETERMINERS = word_set(
    "the a an el un una la los las del al su sus este esta ese esa dicho of de tras por this that his "
    "her their its unos unas otro otra nuevo nueva new each every cada no sin another presunto "
    "presunta doble triple primera segunda tercera cuarta quinta ultima misma mismo"
)


class Use(NamedTuple):
    """Words `i` on of a sentence as the form `entry` of a trigger; `previous` is the word before, or ""."""

    sentence: Sentence
    i: int
    entry: Entry
    previous: str

    @property
    def tag(self) -> str:
        """The form's tag, as `inflect.forms` gives it."""
        return self.entry.tag

    @property
    def type(self) -> str:
        """The type of event that the form would tell."""
        return self.entry.rule.type

    @property
    def end(self) -> int:
        """The number of the word after the form."""
        return self.i + len(self.entry.words)

    @property
    def single(self) -> bool:
        """Whether the form is one word."""
        return len(self.entry.words) == 1

    @property
    def word(self) -> str:
        """The form's first word, folded."""
        return self.sentence.words[self.i].text

    @property
    def written(self) -> str:
        """The form's first word, as the text writes it."""
        return self.sentence.written(self.i)

    @property
    def following(self) -> str:
        """The word after the form, or ""."""
        return self.at(self.end)

    def at(self, k: int) -> str:
        """Word `k` of the sentence, folded, or "" where there is none."""
        words = self.sentence.words
        return words[k].text if 0 <= k < len(words) else ""

    def gap(self, k: int) -> str:
        """What parts word `k` from the one before it; both must be there."""
        words = self.sentence.words
        return self.sentence.between(words[k - 1].end, words[k].start)

    def goes_on(self, k: int) -> bool:
        """Whether word `k` is there and follows without a stop: "theft charges." ends in a noun."""
        return k < len(self.sentence.words) and not self.gap(k).strip(" '\"“‘")

    def is_noun_too(self, n: int = 1) -> bool:
        """Whether the first `n` words are a noun that tells a deed: "killing", "attacks"; not "charges"."""
        told = tuple(w.text for w in self.sentence.words[self.i : self.i + n])
        return any(e.tag == "N" and e.words == told for e in load_triggers().get(told[0], ()))
