"""Recognition: which stretches of a text name a place.

A logistic regression over cues around an option, and a few rules beside it, say how likely it is a place;
reading goes from left to right and takes the longest likely option.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from geo.places import cues
from geo.places.mention_rules import beyond_fit
from geo.places.names import Name, Names, read_model
from geo.places.options import gather, named
from geo.places.runs import LINKS, NAME_LINKS, Option, run_end
from geo.places.surroundings import tells_nation
from geo.places.text import View

_FUNCTION = {
    "en": cues.words("the of and to in that for is on was with he said at by from"),
    "es": cues.words("el la de que y en los se del las un por con una su para al fue"),
}
_SPACES = " \u00a0"
_MOST_LINKS = 2
"""Small words that may stand between two parts of one name: "de la"."""


class Found(NamedTuple):
    """A recognised option and how likely it is a place."""

    option: Option
    probability: float


def language(view: View) -> str:
    """The language of a text by its function words: "en" or "es" ("en" where nothing speaks for either)."""
    counts = Counter(view.lows)
    en, es = (sum(counts[w] for w in _FUNCTION[lang]) for lang in ("en", "es"))
    return "es" if es > en else "en"


class Recogniser:
    """Finds the names of places in a text.

    Parameters
    ----------
    names
        The gazetteer's names.
    weights
        Weight of each feature; default: `recognition.json` of `data/models`.
    threshold
        Least probability of a mention.
    """

    def __init__(
        self, names: Names, weights: Mapping[str, float] | None = None, threshold: float | None = None
    ) -> None:
        self.names = names
        if weights is None:
            model = read_model("recognition.json")
            weights, threshold = model["weights"], threshold or model["threshold"]
        self.weights = dict(weights)
        self.threshold = threshold or 0.5

    def recognise(self, view: View, lang: str | None = None) -> list[Found]:
        """The mentions of a view from left to right, never overlapping."""
        reading = Reading(view, self.names, lang or language(view))
        get, lexicon = self.weights.get, self.names.lexicon
        out: list[Found] = []
        word = 0
        for first, options in reading.options():
            if first < word:
                continue
            for option in options:
                score = sum(get(f, 0.0) for f in reading.features(option)) + beyond_fit(view, option, lexicon)
                probability = 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))
                if probability >= self.threshold:
                    out.append(Found(option, probability))
                    word = option.last + 1
                    break
        return out


class Reading:
    """One pass over a view: its options and their features."""

    def __init__(self, view: View, names: Names, lang: str) -> None:
        self.view, self.names, self.lang = view, names, lang
        self._options = gather(view, names)
        self._said = self._said_of_names()

    def options(self) -> Iterable[tuple[int, list[Option]]]:
        """For each word that may begin a mention, its options, longest first."""
        return self._options

    def features(self, option: Option) -> list[str]:
        """The names of the features that an option has; each counts as 1."""
        view, name = self.view, option.name
        i, j = option.first, option.last
        blind = view.caseless[view.stretch[i]]
        if name is not None:
            out = [*name.facts, *self._said.get(name.folded, ())]
        else:
            out = ["bias", f"pattern={option.pattern}", f"words={min(j - i + 1, 4)}"]
        case = "blind" if blind else ("titled" if view.titled[view.stretch[i]] else "")
        out.append(f"case={case or _shape(view, option)}")
        if view.initial(i):
            out.append("initial" + case)
            if name is not None:
                out += [f"initial:{f}" for f in name.facts if f.startswith(("word_", "given", "words"))]
        else:
            self._look_before(option, out)
        if j + 1 < len(view.words) and not view.initial(j + 1):
            self._look_after(option, out)
        else:
            out.append("a:end")
            if i and view.initial(i):
                out.append("alone")
        if blind and name is not None:
            out += [f"blind:{f}" for f in name.facts]
        return out

    # the whole text

    def _said_of_names(self) -> dict[str, set[str]]:
        """What the whole text says of each name: seen after "in", seen as a person's, how often."""
        counts: Counter[str] = Counter()
        out: dict[str, set[str]] = {}
        for i, options in self._options:
            name = options[0].name
            if name is None:
                continue
            counts[name.folded] += 1
            if not self.view.initial(i):
                said = out.setdefault(name.folded, set())
                said |= self._said_before(i)
        for key, n in counts.items():
            if n > 1:
                out.setdefault(key, set()).add("doc:twice" if n == 2 else "doc:often")
        return out

    def _said_before(self, i: int) -> set[str]:
        """What the word before a name at word i says of that name wherever it stands."""
        view, before = self.view, self.view.lows[i - 1]
        kind = cues.BEFORE.get(before)
        if kind in ("IN", "NEAR", "THROUGH", "CITYNOUN"):
            return {"doc:in"}
        if kind in ("TITLE", "OFFICE", "KIN"):
            return {"doc:title"}
        if view.capital[i - 1] and before in self.names.lexicon.given and view.joined(i - 1):
            return {"doc:person"}
        return set()

    # the words before

    def _look_before(self, option: Option, out: list[str]) -> None:
        """Add what the mark and the words before an option say."""
        view, i = self.view, option.first
        before = view.lows[i - 1]
        gap = view.text[view.ends[i - 1] : option.start]
        if gap.strip(_SPACES):
            mark = _mark(gap.strip())
            out.append(f"b:{mark}")
            if mark == ".":
                out.append("b:initial" if len(before) == 1 else "b:abbreviation")
            elif mark == "," and option.name is not None and option.name.areas:
                out.append("b:,area")
            if mark not in (".", "-"):
                return
        elif before in LINKS and self._linked_back(i):
            out.append("b:linked")
        kind = _kind_before(view, i)
        if kind:
            out.append(f"b:{kind}")
            self._look_further_back(kind, i, out)
        else:
            out.append("b:number" if before.isdecimal() else "b:other")
        if view.capital[i - 1] and not kind and not view.caseless[view.stretch[i]]:
            out.append("b:Capital" + ("0" if view.initial(i - 1) else ""))
        lexicon = self.names.lexicon
        if before in lexicon.given:
            out.append(f"b:given{int(lexicon.given[before])}")
        elif before in lexicon.surnames and view.capital[i - 1]:
            out.append("b:surname")

    def _look_further_back(self, kind: str, i: int, out: list[str]) -> None:
        """Add what stands before the article, the "of" or the "and" that stands before word i."""
        view = self.view
        second = view.lows[i - 2] if i > 1 else ""
        if kind == "THE" and i > 1:
            out.append(f"b2:{cues.BEFORE.get(second, '')}")
        elif kind == "OF" and i > 1:
            if i > 2 and tells_nation(view, self.names, i - 2):  # "la ciudad siria de Kobane"
                second = view.lows[i - 3]
            out.append(f"b2of:{cues.BEFORE.get(second) or cues.AFTER.get(second, '')}")
        elif kind == "AND":
            out.append(f"b2and:{view.capital[i - 2] if i > 1 else ''}")

    def _linked_back(self, i: int) -> bool:
        """Whether the small words before word i lead back to a capital in the same run ("Conde del")."""
        view = self.view
        k, steps = i - 1, 0
        while k > 0 and view.lows[k] in NAME_LINKS and view.joined(k) and steps < _MOST_LINKS:
            k, steps = k - 1, steps + 1
        return steps > 0 and view.capital[k] and view.joined(k)

    # the words after

    def _look_after(self, option: Option, out: list[str]) -> None:
        """Add what the mark and the words after an option say."""
        view, name, k = self.view, option.name, option.last + 1
        after = view.lows[k]
        gap = view.text[option.end : view.starts[k]].strip(_SPACES)
        if gap:
            mark = _mark(gap)
            if mark in ("'", "’") and after == "s":
                out.append("a:'s")
                return
            out.append(f"a:{mark}")
            if mark in (",", "(") and (area := self._area_at(k, option)):
                out.append(area)
            if mark != "-":
                return
        elif self._holder_at(k, option):
            out.append("a:inside")
            return
        elif after in LINKS and self._linked_on(k):
            out.append("a:linked")
            if name is not None:
                out += [f"a:linked+{f}" for f in name.facts if f.startswith(("pop", "words"))]
        kind = cues.AFTER.get(after, "")
        if kind:
            out.append(f"a:{kind}")
        capital = view.capital[k] and not view.caseless[view.stretch[k]]
        if capital:
            self._look_at_capital(kind, k, name, out)
        elif after.isdecimal():
            out.append("a:number")
        if not kind and not capital:
            out.append("a:other")

    def _look_at_capital(self, kind: str, k: int, name: Name | None, out: list[str]) -> None:
        """Add what the capitalised word k after a name says of it, by its class and by the run it begins."""
        view, after = self.view, self.view.lows[k]
        surnames = self.names.lexicon.surnames
        out.append(f"a:Capital{kind}")
        last = run_end(view, k)
        closing = cues.AFTER.get(view.lows[last])
        if closing and last > k:
            out.append(f"run:{closing}")
        if not kind and after in surnames:
            out.append(f"a:surname{int(surnames[after])}")
            if name is not None:
                out += [f"a:surname+{f}" for f in name.facts if f.startswith("given")]
        if len(after) == 1:
            out.append("a:initial")

    def _linked_on(self, k: int) -> bool:
        """Whether small words from k on lead on to a capital in the same run ("del Conde")."""
        view, steps = self.view, 0
        while view.lows[k] in NAME_LINKS and view.joined(k) and steps < _MOST_LINKS:
            k, steps = k + 1, steps + 1
        return steps > 0 and view.capital[k]

    def _holder_at(self, k: int, option: Option) -> bool:
        """Whether an area that holds a reading of the option follows bare ("Celaya Guanajuato")."""
        if option.name is None or option.name.areas:
            return False
        k += self.view.lows[k] in NAME_LINKS
        return k < len(self.view.words) and self._area_at(k, option) == "a:,inside"

    def _area_at(self, k: int, option: Option) -> str:
        """Whether an area's name stands at word k, and whether it holds a reading of the option."""
        if not (self.view.capital[k] or self.view.caseless[self.view.stretch[k]]):
            return ""
        areas = [o.name.areas for o in named(self.view, self.names, k) if o.name and o.name.areas]
        if not areas or option.name is None:
            return "a:,area" if areas else ""
        gazetteer, entries = self.names.gazetteer, option.name.entries
        inside = {*gazetteer.admin1[entries].tolist(), *gazetteer.country[entries].tolist()}
        return "a:,inside" if areas[-1] & inside else "a:,area"


def _mark(gap: str) -> str:
    """What stands between two words as a feature tells it: one character, then "+" for any more."""
    return gap if len(gap) == 1 else gap[:1] + "+"


def _kind_before(view: View, i: int) -> str:
    """The class of the word before word i: near for the "a" of "frente a"."""
    before = view.lows[i - 1]
    if before in cues.TO_ITS_SIDE and i > 1 and view.lows[i - 2] in cues.AT_ITS_SIDE:
        return "NEAR"
    return cues.BEFORE.get(before, "")


def _shape(view: View, option: Option) -> str:
    """How an option is written where capitals tell: all capitals, and how many; a capital first; or none."""
    words = view.words[option.first : option.last + 1]
    if all(w.isupper() for w in words):
        return f"upper{min(max(map(len, words)), 4)}"
    return "capital" if view.capital[option.first] else "lower"


__all__ = ["Found", "Reading", "Recogniser", "language"]
