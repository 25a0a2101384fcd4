"""Triggers: the words that say that something happened, and the context they need to mean it.

`data/triggers.csv` lists lemmas by language, part of speech and event type; `data/cues.csv` lists classes
of words that a trigger may need near it ("near:prisoner"), need after or before it, need as what it is done
to ("patient:press"), the same within a few words ("close:stronghold") or right beside it ("next:visa"), or
as who does it ("doer:gunmen"), or must not have, in the sentence ("not:sport") or within a few words on
either side ("bar:mishap"; "around:" is its opposite), or must have after it in the same clause, as verbs
do that are parted by their object ("tail:captive": "took two men captive"); "voice:passive" asks for a
voice, "owner:army" for such a doer right before a noun ("the army's bombing of"). The first row whose needs
are met names the type.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from geo.events.actors import ActorMention
from geo.events.cues import CUES_OF, load_classes
from geo.events.figures import is_figure
from geo.events.personal import (
    SOON,
    has_clitic,
    has_personal_object,
    interposed,
    is_about_somebody,
    tells_of_oneself,
    width,
)
from geo.events.sentences import Sentence
from geo.events.trigger_rules import load_triggers
from geo.events.usage import usage
from geo.events.usage_english import counts_people
from geo.events.voice import HELPERS_ES, Voice, voice_of
from geo.events.words import word_set

_VERBS = ("verb", "undergo")
MAX_TRIGGERS = 24
"""A sentence tells no more than so many things; one that repeats a word a thousand times is no report."""
WINDOW = 9
"""How many words away a patient may stand."""
FAR = 13
"""How many words away a doer may stand, or the second part of a verb that its object parts."""
CLOSE = 7
"""How many words away one may stand that has to be close."""
NEXT = 4
"""How many words away one may stand that has to be right beside it, its article and preposition included."""
_WINDOWS = {"close": CLOSE, "around": CLOSE, "bar": CLOSE, "next": NEXT, "doer": FAR, "tail": FAR}
"""How far each scope of a need looks, in words; all others as far as `WINDOW`."""
_POSSESSIVE = len("'s ")
_WHOM = re.compile(r"(?<!\w)(?:whom|a quien(?:es)?|al que|a l[ao]s? que) (?:[^\s,;.]+ ){0,6}$")
_CLAUSE_END = re.compile(r"[,;:.]\s|(?<!\w)(?:but|while|when|who|which|that|pero|que)(?!\w)")

_DOERS = {
    "gunmen": frozenset({"armed group", "armed actor", "unknown armed"}),
    "state": frozenset({"government", "military"}),
    "army": frozenset({"military"}),
    "lawmen": frozenset({"law enforcement", "state security", "military", "intelligence"}),
}
"""The kinds of actors that fill a class of doers, whatever they are called."""


_PEOPLE = frozenset(
    {"civilians", "press", "person", "official", "prisoners", "law enforcement", "military", "judiciary"}
)
"""The kinds of actors that are people, where "persons" are asked for."""


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
        return self.pos in ("verb", "undergo")


class _Context(NamedTuple):
    """What is known of a sentence: classes of cues, words that were misread, and who is named in it."""

    known: dict[str, bool]
    barred: Collection[tuple[int, str]]
    actors: Sequence[ActorMention]

    def has_people(self, first: int, last: int) -> bool:
        """Whether people are named between two offsets."""
        return any(a.kind in _PEOPLE and first <= a.start < last for a in self.actors)

    def has_owner(self, name: str, start: int) -> bool:
        """Whether somebody of a class of doers is named right before a noun: "Israel's bombing"."""
        return any(a.kind in _DOERS[name] and 0 < start - a.end <= _POSSESSIVE for a in self.actors)

    def has_doer(self, name: str, start: int, voice: Voice) -> bool:
        """Whether somebody of a class of doers is named where a trigger's doer stands."""
        kinds = _DOERS.get(name, frozenset())
        passive = voice == "passive"
        return any(a.kind in kinds and (a.start > start) == passive for a in self.actors)


class TriggerFinder:
    """Finds the triggers of sentences. Built once; keeps no state between texts."""

    def __init__(self) -> None:
        self._table = load_triggers()
        self._classes = load_classes()

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
        words = sentence.words
        key = words[i].text
        if key not in self._table and "-" in key and not key.startswith("mid-"):
            key = key.rpartition("-")[2]
            if key.endswith(("ed", "ing")):  # "a CIA-trained unit" says what kind of unit it is
                return None
        entries = self._table.get(key)
        if not entries:
            return None
        soon = [w.text for w in words[i + 1 : i + SOON]]
        for entry in entries:
            n = len(entry.words)
            if n > 1:
                if entry.words[1] not in soon:
                    continue
                n = width(
                    sentence, i, entry.words, apart=entry.rule.lang == "es" and entry.rule.pos in _VERBS
                )
                if not n:
                    continue
            tag = usage(sentence, i, entry)
            if not tag or (context.barred and (i, entry.rule.type) in context.barred):
                continue
            undergone = entry.rule.pos == "undergo"
            voice = "passive" if undergone else voice_of(sentence, i, i + n - 1, tag, entry.rule.lang)
            looks = "active" if undergone else voice
            if all(self._met(sentence, i, i + n - 1, looks, need, context) for need in entry.rule.needs):
                rule = entry.rule
                if is_figure(sentence, i, i + n - 1, rule.type):
                    return None
                return Trigger(
                    rule.type,
                    i,
                    i + n - 1,
                    words[i].start,
                    words[i + n - 1].end,
                    tag,
                    voice,
                    rule.lang,
                    rule.pos,
                )
        return None

    def _met(
        self, sentence: Sentence, i: int, j: int, voice: Voice, need: tuple[str, str], context: _Context
    ) -> bool:
        """Whether words `i` to `j` have what a row needs: its scope, and the class of words."""
        scope, name = need
        words, pattern = sentence.words, self._classes.get(name)
        if scope == "voice" or pattern is None:
            return voice == name
        if scope == "owner":
            owner = sentence.between(words[max(0, i - 2)].start, words[i].start)
            return context.has_owner(name, words[i].start) or pattern.search(owner) is not None
        if name == "personish" and self._is_of_persons(sentence, i, j, voice, scope):
            return True
        spanish = sentence.lang == "es" and voice == "active"
        if spanish and need == ("patient", "press") and tells_of_oneself(sentence, i, pattern):
            return True
        if scope in ("near", "not"):
            known = context.known
            if name not in known:
                known[name] = pattern.search(sentence.folded) is not None
            return known[name] == (scope == "near")
        window = _WINDOWS.get(scope, WINDOW)
        j += interposed(sentence, j) if spanish and scope == "next" else 0
        first, last = words[max(0, i - window)].start, words[min(len(words) - 1, j + window)].end
        if scope == "bar":
            return pattern.search(sentence.between(first, last)) is None
        before, after = sentence.between(first, words[i].start), sentence.between(words[j].end, last)
        if voice == "passive" and (told_of := _subject_told_of(sentence, i)):
            before = f"{told_of} {before}"
        if scope == "around":
            return pattern.search(before + sentence.between(words[i].start, last)) is not None
        if scope == "tail":
            return pattern.search(_CLAUSE_END.split(after, maxsplit=1)[0]) is not None
        if scope == "doer":
            stands = after if voice == "passive" else before
            return context.has_doer(name, words[i].start, voice) or pattern.search(stands) is not None
        if scope == "after" and _is_done_by_gunmen(sentence, i, j, voice, context):
            return True
        if name == "press" and scope == "patient":
            after = self._classes["presstold"].sub("", after)
        return self._befalls(sentence, (i, j), voice, need, context, (before, after), (first, last))

    def _is_of_persons(self, sentence: Sentence, i: int, j: int, voice: Voice, scope: str) -> bool:
        """Whether only people can be meant: "los habían encerrado", "freed six Americans"."""
        if voice == "active" and sentence.lang == "es":
            led = has_clitic(sentence, i, j) or has_personal_object(sentence, i, j)
            return led or is_about_somebody(sentence, i, self._classes["personish"])
        return scope == "near" and counts_people(sentence, j)

    def _befalls(
        self,
        sentence: Sentence,
        at: tuple[int, int],
        voice: Voice,
        need: tuple[str, str],
        context: _Context,
        beside: tuple[str, str],
        reach: tuple[int, int],
    ) -> bool:
        """Whether the deed at two words befalls what a row asks for, in the folded text before and after it.

        `reach` are the offsets up to which it is looked for.
        """
        (scope, name), (i, j), (before, after), words = need, at, beside, sentence.words
        pattern = self._classes[name]
        if scope == "close":
            after = after.partition(",")[0]
        related = voice == "active" and _WHOM.search(before) is not None
        if name == "persons" and scope in ("patient", "next"):
            span = (reach[0], words[i].start) if voice == "passive" else (words[j].end, reach[1])
            if related or context.has_people(*span):
                return True
        if related and scope == "patient" and pattern.search(before):
            return True
        if name == "namedplace" and voice == "active" and _names_something(sentence, j, context.actors):
            return True
        if scope != "after" and voice == "noun":
            before = sentence.between(words[max(0, i - 2)].start, words[i].start)
            return pattern.search(after) is not None or pattern.search(before) is not None
        return pattern.search(before if voice == "passive" else after) is not None


def _is_done_by_gunmen(sentence: Sentence, i: int, j: int, voice: Voice, context: _Context) -> bool:
    """ "Fue baleado por sicarios": a Spanish passive, which needs nothing after it."""
    if sentence.lang != "es" or voice != "passive":
        return False
    words = sentence.words
    told = any(w.text == "por" for w in words[j + 1 : j + 5])
    helped = i == 0 or words[i - 1].text in HELPERS_ES
    return helped or (told and context.has_doer("gunmen", words[j].start, "passive"))


_TELLS_OF = word_set(
    "who whose bearing known named called based que quien quienes conocido conocida llamado llamada"
)
"""What opens the clause that says more of a subject, which may part it from its verb."""
_SUBJECT, _TOLD = 5, 24
"""How many words a subject has at most before that clause, and how many the clause."""


def _subject_told_of(sentence: Sentence, i: int) -> str:
    """The folded subject that a clause about it parts from its verb: "A reporter who ran ... was shot"."""
    words = sentence.words
    opens = next((k for k in range(i - 1, max(-1, i - _TOLD), -1) if words[k].text in _TELLS_OF), 0)
    if not opens:
        return ""
    return sentence.between(words[max(0, opens - _SUBJECT)].start, words[opens].start)


_AFTER_PLACE = word_set(
    "airport city town province state district on in from after before and but by as last this early late "
    "since with during el la y e en desde tras despues antes con durante por a esta este hoy ayer anoche"
)


def _names_something(sentence: Sentence, j: int, actors: Sequence[ActorMention]) -> bool:
    """Whether a name stands right after word `j` that is nobody's and goes with no thing: "seized Bukavu"."""
    k, words = j + 1, sentence.words
    if k >= len(words) or sentence.text.isupper() or not sentence.written(k)[:1].isupper():
        return False
    if any(a.start <= words[k].start < a.end for a in actors):
        return False
    while k + 1 < len(words) and sentence.written(k + 1)[:1].isupper():
        k += 1
    after = sentence.between(words[k].end, words[k + 1].start) if k + 1 < len(words) else "."
    return after.strip() in (",", ".", ";", ":") or (after == " " and words[k + 1].text in _AFTER_PLACE)
