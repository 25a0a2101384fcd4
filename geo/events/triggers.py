"""Triggers: the words that say that something happened.

`data/triggers.csv` lists lemmas by language, part of speech and event type, and what each row needs around
them (`needs`). The first row whose needs are met names the type.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from geo.events.actors import ActorMention
from geo.events.cues import CUES_OF
from geo.events.figures import is_figure
from geo.events.needs import Candidate
from geo.events.personal import SOON, width
from geo.events.sentences import Sentence
from geo.events.trigger_rules import Entry, load_triggers
from geo.events.usage import usage
from geo.events.voice import Voice, voice_of

_VERBS = ("verb", "undergo")
MAX_TRIGGERS = 24
"""A sentence tells no more than so many things; one that repeats a word a thousand times is no report."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger found: words `first` to `last` (inclusive) of its sentence."""

    type: str
    first: int
    last: int
    start: int
    end: int
    tag: str
    voice: Voice
    lang: str
    pos: str

    @property
    def is_verb(self) -> bool:
        """Whether it is used as a verb, with a subject."""
        return self.pos in _VERBS


class _Context(NamedTuple):
    """What is known of a sentence: classes of cues, words that were misread, and who is named in it."""

    known: dict[str, bool]
    barred: Collection[tuple[int, str]]
    actors: Sequence[ActorMention]


class TriggerFinder:
    """Finds the triggers of sentences. Built once; keeps no state between texts."""

    def __init__(self) -> None:
        self._table = load_triggers()

    def find(
        self,
        sentence: Sentence,
        kinds: Iterable[str] = (),
        barred: Collection[tuple[int, str]] = (),
        actors: Sequence[ActorMention] = (),
    ) -> list[Trigger]:
        """The triggers of a sentence, in order, none overlapping another.

        `kinds` are those of the actors found in it: a cartel's name is as good a cue as the word "cartel".
        `barred` are words that were misread, with the type that they don't have here; `actors` those found in
        the sentence, who may be what a trigger's "doer:" asks for.
        """
        found: list[Trigger] = []
        known = {name: True for kind in kinds for name in CUES_OF.get(kind, ())}
        context = _Context(known, barred, actors)
        words = sentence.words
        i = 0
        while i < len(words) and len(found) < MAX_TRIGGERS:
            if words[i].text not in self._table and "-" not in words[i].text:
                i += 1
                continue
            trigger = self._at(sentence, i, context)
            if trigger is None:
                i += 1
            else:
                found.append(trigger)
                i = trigger.last + 1
        return found

    def _at(self, sentence: Sentence, i: int, context: _Context) -> Trigger | None:
        """The trigger that starts at a word, of the first row that has what it needs."""
        soon = [w.text for w in sentence.words[i + 1 : i + SOON]]
        for entry in self._entries(sentence.words[i].text):
            n = _width(sentence, i, entry, soon)
            tag = usage(sentence, i, entry) if n else ""
            if not tag or (context.barred and (i, entry.rule.type) in context.barred):
                continue
            found = _told(sentence, i, i + n - 1, tag, entry)
            voice: Voice = "active" if entry.rule.pos == "undergo" else found.voice
            candidate = Candidate(sentence, i, found.last, voice, context.actors, context.known)
            if all(map(candidate.meets, entry.rule.needs)):
                return None if is_figure(sentence, i, found.last, found.type) else found
        return None

    def _entries(self, word: str) -> Sequence[Entry]:
        """The forms that a word may start; of "re-arrested" those of its last part."""
        if word not in self._table and "-" in word and not word.startswith("mid-"):
            word = word.rpartition("-")[2]
            if word.endswith(("ed", "ing")):  # "a CIA-trained unit" says what kind of unit it is
                return ()
        return self._table.get(word, ())


def _width(sentence: Sentence, i: int, entry: Entry, soon: Sequence[str]) -> int:
    """How many words a form takes from word `i` on, 0 where it is not there; `soon` are those after it."""
    if len(entry.words) == 1:
        return 1
    if entry.words[1] not in soon:
        return 0
    apart = entry.rule.lang == "es" and entry.rule.pos in _VERBS
    return width(sentence, i, entry.words, apart=apart)


def _told(sentence: Sentence, i: int, j: int, tag: str, entry: Entry) -> Trigger:
    """Words `i` to `j` as the trigger that a row would have them be."""
    rule, words = entry.rule, sentence.words
    voice: Voice = "passive" if rule.pos == "undergo" else voice_of(sentence, i, j, tag, rule.lang)
    return Trigger(rule.type, i, j, words[i].start, words[j].end, tag, voice, rule.lang, rule.pos)
