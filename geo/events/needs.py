"""What a row of `data/triggers.csv` asks for around the words that it lists, and whether it is there.

A need is a scope and a class of words of `data/cues.csv`:

- in the sentence ("near:prisoner") or nowhere in it ("not:sport"), within a few words on either side
  ("around:") or not there ("bar:mishap");
- as what the deed is done to ("patient:press"), the same within fewer words ("close:stronghold") or right
  beside it ("next:visa"), or anywhere after it ("after:");
- as who does it ("doer:gunmen") or, right before a noun, whose it is ("owner:army": "the army's bombing of");
- later in the same clause, as verbs have it that their object parts ("tail:captive": "took two men captive").

"voice:passive" asks for a voice instead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from geo.events.actors import ActorMention
from geo.events.claims import SAYING
from geo.events.cues import load_classes
from geo.events.personal import (
    has_clitic,
    has_personal_object,
    interposed,
    is_about_somebody,
    tells_of_oneself,
)
from geo.events.sentences import Sentence
from geo.events.usage_english import counts_people
from geo.events.voice import HELPERS_ES, Voice
from geo.events.words import word_set

Need = tuple[str, str]
"""A scope and the name of a class."""

WINDOW = 9
"""How many words away a patient may stand."""
FAR = 13
"""How many words away a doer may stand, or the second part of a verb that its object parts."""
CLOSE = 7
"""How many words away one may stand that has to be close."""
NEXT = 4
"""How many words away one may stand that has to be right beside it, its article and preposition included."""
_WINDOWS = {"close": CLOSE, "around": CLOSE, "bar": CLOSE, "next": NEXT, "doer": FAR, "tail": FAR}
"""How far each scope looks, in words; all others as far as `WINDOW`."""
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
_TELLS_OF = word_set(
    "who whose bearing known named called based que quien quienes conocido conocida llamado llamada"
)
"""What opens the clause that says more of a subject, which may part it from its verb."""
_SUBJECT, _TOLD = 5, 24
"""How many words a subject has at most before that clause, and how many the clause."""
_AFTER_PLACE = word_set(
    "airport city town province state district on in from after before and but by as last this early late "
    "since with during el la y e en desde tras despues antes con durante por a esta este hoy ayer anoche"
)


class Candidate(NamedTuple):
    """Words `first` to `last` of a sentence that a row lists, and who is named in the sentence.

    `known` keeps which classes stand anywhere in it; it is shared by all candidates of the sentence.
    """

    sentence: Sentence
    first: int
    last: int
    voice: Voice
    actors: Sequence[ActorMention]
    known: dict[str, bool]

    def meets(self, need: Need) -> bool:
        """Whether they have what a row needs."""
        scope, name = need
        if scope == "voice":
            return self.voice == name
        if name == "personish" and self._is_of_persons(scope):
            return True
        if scope in ("near", "not"):
            return self._stands_anywhere(name) == (scope == "near")
        if scope == "owner":
            return self._has_owner(name)
        if scope in ("bar", "around"):
            return self._stands_around(scope, name) == (scope == "around")
        before, after = self._beside(_WINDOWS.get(scope, WINDOW))
        if scope == "tail":
            return load_classes()[name].search(_CLAUSE_END.split(after, maxsplit=1)[0]) is not None
        if scope == "doer":
            stands = after if self.voice == "passive" else before
            return self._has_doer(name) or load_classes()[name].search(stands) is not None
        return self._befalls(scope, name)

    @property
    def _active_es(self) -> bool:
        return self.sentence.lang == "es" and self.voice == "active"

    @property
    def _start(self) -> int:
        return self.sentence.words[self.first].start

    @property
    def _end(self) -> int:
        return self.sentence.words[self.last].end

    def _reach(self, window: int) -> tuple[int, int]:
        """The offsets up to which `window` words on either side reach."""
        words = self.sentence.words
        last = min(len(words) - 1, self.last + window)
        return words[max(0, self.first - window)].start, words[last].end

    def _beside(self, window: int) -> tuple[str, str]:
        """The folded text within `window` words before and after; the subject is before its passive verb."""
        first, last = self._reach(window)
        before, after = self.sentence.between(first, self._start), self.sentence.between(self._end, last)
        told_of = _subject_told_of(self.sentence, self.first) if self.voice == "passive" else ""
        return f"{told_of} {before}" if told_of else before, after

    def _stands_anywhere(self, name: str) -> bool:
        if name not in self.known:
            self.known[name] = load_classes()[name].search(self.sentence.folded) is not None
        return self.known[name]

    def _stands_around(self, scope: str, name: str) -> bool:
        """Whether a class stands within a few words; the words themselves may be of it."""
        first, last = self._reach(_WINDOWS[scope])
        text = self.sentence.between(first, last)
        if scope == "around" and self.voice == "passive":
            text = f"{_subject_told_of(self.sentence, self.first)} {text}"
        return load_classes()[name].search(text) is not None

    def _has_owner(self, name: str) -> bool:
        """Whether somebody of a class of doers is named right before a noun: "Israel's bombing"."""
        words, start = self.sentence.words, self._start
        named = any(a.kind in _DOERS[name] and 0 < start - a.end <= _POSSESSIVE for a in self.actors)
        owner = self.sentence.between(words[max(0, self.first - 2)].start, start)
        return named or load_classes()[name].search(owner) is not None

    def _has_doer(self, name: str) -> bool:
        """Whether somebody of a class of doers is named where a trigger's doer stands."""
        kinds, passive = _DOERS.get(name, frozenset()), self.voice == "passive"
        return any(a.kind in kinds and (a.start > self._start) == passive for a in self.actors)

    def _has_people(self, first: int, last: int) -> bool:
        """Whether people are named between two offsets."""
        return any(a.kind in _PEOPLE and first <= a.start < last for a in self.actors)

    def _is_of_persons(self, scope: str) -> bool:
        """Whether only people can be meant: "los habían encerrado", "freed six Americans"."""
        sentence, i, j = self.sentence, self.first, self.last
        if self._active_es:
            led = has_clitic(sentence, i, j) or has_personal_object(sentence, i, j)
            return led or is_about_somebody(sentence, i, load_classes()["personish"])
        return scope == "near" and counts_people(sentence, j)

    def _befalls(self, scope: str, name: str) -> bool:
        """Whether the deed befalls a class: as its patient, near by, or told after it."""
        here, pattern = self, load_classes()[name]
        if self._active_es:
            if (scope, name) == ("patient", "press") and tells_of_oneself(self.sentence, self.first, pattern):
                return True
            if scope == "next":
                here = self._replace(last=self.last + interposed(self.sentence, self.last))
        if scope == "after" and here._is_done_by_gunmen():
            return True
        window = _WINDOWS.get(scope, WINDOW)
        before, after = here._beside(window)
        if scope == "close":
            after = after.partition(",")[0]
        elif scope == "patient" and name == "press":
            before, after = (load_classes()["presstold"].sub("", part) for part in (before, after))
            before = SAYING.split(before)[-1]  # "a journalist said four farmers were shot"
        related = here.voice == "active" and _WHOM.search(before) is not None
        if name == "persons" and scope in ("patient", "next"):
            first, last = here._reach(window)
            span = (first, here._start) if here.voice == "passive" else (here._end, last)
            if related or here._has_people(*span):
                return True
        if related and scope == "patient" and pattern.search(before):
            return True
        if name == "namedplace" and here.voice == "active" and here._names_something():
            return True
        if scope != "after" and here.voice == "noun":
            owner = here.sentence.between(here.sentence.words[max(0, here.first - 2)].start, here._start)
            return pattern.search(after) is not None or pattern.search(owner) is not None
        if here.voice == "passive" and here._is_reflexive() and pattern.search(after):
            return True
        return pattern.search(before if here.voice == "passive" else after) is not None

    def _is_reflexive(self) -> bool:
        """ "Se recuperaron dos fusiles": a Spanish passive whose subject comes behind it."""
        words, k = self.sentence.words, self.first
        return self.sentence.lang == "es" and "se" in (words[k].text, words[max(0, k - 1)].text)

    def _is_done_by_gunmen(self) -> bool:
        """ "Fue baleado por sicarios": a Spanish passive, which needs nothing after it."""
        if self.sentence.lang != "es" or self.voice != "passive":
            return False
        words = self.sentence.words
        told = any(w.text == "por" for w in words[self.last + 1 : self.last + 5])
        helped = self.first == 0 or words[self.first - 1].text in HELPERS_ES
        return helped or (told and self._has_doer("gunmen"))

    def _names_something(self) -> bool:
        """Whether a name stands right after that is nobody's and goes with no thing: "seized Bukavu"."""
        sentence, words, k = self.sentence, self.sentence.words, self.last + 1
        if k >= len(words) or sentence.text.isupper() or not sentence.written(k)[:1].isupper():
            return False
        if any(a.start <= words[k].start < a.end for a in self.actors):
            return False
        while k + 1 < len(words) and sentence.written(k + 1)[:1].isupper():
            k += 1
        after = sentence.between(words[k].end, words[k + 1].start) if k + 1 < len(words) else "."
        return after.strip() in (",", ".", ";", ":") or (after == " " and words[k + 1].text in _AFTER_PLACE)


def _subject_told_of(sentence: Sentence, i: int) -> str:
    """The folded subject that a clause about it parts from its verb: "A reporter who ran ... was shot"."""
    words = sentence.words
    opens = next((k for k in range(i - 1, max(-1, i - _TOLD), -1) if words[k].text in _TELLS_OF), 0)
    if not opens:
        return ""
    return sentence.between(words[max(0, opens - _SUBJECT)].start, words[opens].start)
