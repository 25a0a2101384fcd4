"""Recognition: which stretches of a text name a place.

Every capitalised word (every word, where capitals tell nothing) that begins a name of the gazetteer opens an
option, as does a run of capitals around a generic word ("Dublin Road", "colonia Roma"). A logistic regression
over cues around it says how likely the option is a place; reading goes from left to right and takes the
longest likely option.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from geo.places import cues
from geo.places.names import Name, Names, read_model
from geo.places.text import View

LINKS = cues.words(
    "of the de del la las los el y e da do dos das di du des le al and on upon sur am an der en"
)
"""Words in lower case that may stand inside a name."""

_INSIDE = LINKS | {"es"}
"""The same within a name that the gazetteer has: "Dar es Salaam"."""
_NAME_LINKS = cues.words("de del la las los el of the")
_COMMON = frozenset(
    (
        "the city",
        "city",
        "the town",
        "the village",
        "village",
        "el pueblo",
        "la ciudad",
        "la capital",
        "capital",
        "federal",
        "nacional",
    )
)
"""Words for any town or any body, though some place is called so."""
_ARTICLES = cues.words("the el del al")
_PARTS_OF_SEA = cues.words("eastern western northern southern central south north east west tropical")
_BY_THE_SEA = cues.words(
    "coast coasts coastal coastline seaboard port shore island islands region nation state"
)
_SEA_REGIONS = frozenset({"caribe", "caribbean"})
_WATERS = cues.words("mar golfo oceano estrecho canal bahia")
_DONE_TO_TOWNS = cues.words(
    "shelled bombed bombarded besieged seized stormed attacked struck overran recaptured retook captured"
    " pounded bombardeo bombardearon ataco atacaron tomo tomaron recupero recuperaron asedio asediaron ocupo"
    " ocuparon retomo retomaron sitiaron capturaron bombardean atacan toman"
)
"""Verbs that are done to towns: a name right after one, of so many people (log10), is likelier one."""
_KNOWN_TOWN, _LIKELIER = 4.0, 1.5
_CERTAIN = 8.0
"""Enough for any name to be taken for a place."""
_A_TOWN = 4.3
"""log10 of the people that make a bare name a town's rather than a neighbourhood's."""
_LONGEST_RUN = 5
_FUNCTION = {
    "en": cues.words("the of and to in that for is on was with he said at by from"),
    "es": cues.words("el la de que y en los se del las un por con una su para al fue"),
}


class Option(NamedTuple):
    """A span of a view that may name a place: words `first` to `last`, characters `start` to `end`.

    `name` is None for a run around a generic word that the gazetteer does not hold; `pattern` then says what
    kind (road, natural, facility, area, quarter).
    """

    start: int
    end: int
    first: int
    last: int
    name: Name | None
    pattern: str = ""


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
        get = self.weights.get
        out: list[Found] = []
        word = 0
        for first, options in reading.options():
            if first < word:
                continue
            for option in options:
                score = sum(get(f, 0.0) for f in reading.features(option)) + reading.beyond(option)
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
        self._capital = [w[0].isupper() for w in view.words]
        self._all_options = self._gather()
        self._doc = self._document_cues()

    def options(self) -> Iterable[tuple[int, list[Option]]]:
        """For each word that may begin a mention, its options, longest first."""
        return self._all_options

    # options

    def _gather(self) -> list[tuple[int, list[Option]]]:
        view = self.view
        patterns = self._patterns()
        out = []
        for i in range(len(view.words)):
            options = self._named(i) if self._opens(i) else []
            for option in patterns.get(i, ()):
                if all(option.end != o.end for o in options):
                    options.append(option)
            quarter = self._quarter_line(i)
            if quarter is not None:
                options = [quarter]
            if options:
                options.sort(key=lambda o: -o.end)
                out.append((i, options))
        return out

    def _opens(self, i: int) -> bool:
        if self._capital[i] or self._names_water(i):
            return True
        word = self.view.words[i]
        return self.view.caseless[self.view.stretch[i]] and len(word) > 2 and word[0].isalpha()

    def _names_water(self, i: int) -> bool:
        """Whether a small word opens the name of a water, as Spanish writes it: "golfo de México"."""
        view, k = self.view, i + 1
        if view.lows[i] not in _WATERS:
            return False
        while k < len(view.words) and view.lows[k] in _NAME_LINKS and self._joined(k - 1):
            k += 1
        return k < len(view.words) and self._capital[k] and self._joined(k - 1)

    def beyond(self, option: Option) -> float:
        """What speaks for an option that the fitted features do not know."""
        return self._at_sea(option) + self._attacked(option)

    def _attacked(self, option: Option) -> float:
        """What a verb that is done to towns adds to a town's name that is no person's: "shelled Kherson"."""
        k, name = option.first - 1, option.name
        if k < 0 or name is None or self.view.lows[k] not in _DONE_TO_TOWNS or not self._joined(k):
            return 0.0
        lexicon = self.names.lexicon
        person = name.folded in lexicon.given or name.folded in lexicon.surnames
        return 0.0 if person or name.log_population < _KNOWN_TOWN else _LIKELIER

    def _at_sea(self, option: Option) -> float:
        """What an article adds to a sea's bare name: "in the Pacific", "en el Caribe colombiano"."""
        view, k = self.view, option.first - 1
        if option.name is None or not ("sea" in option.name.levels or option.name.folded in _SEA_REGIONS):
            return 0.0
        if self._names_water(option.first):
            return _CERTAIN
        while k >= 0 and view.lows[k] in _PARTS_OF_SEA and self._joined(k):
            k -= 1
        after = option.last + 1
        alone = after >= len(view.words) or not (
            self._joined(option.last) and (self._capital[after] or view.lows[after] in _BY_THE_SEA)
        )
        return _CERTAIN if k >= 0 and view.lows[k] in _ARTICLES and self._joined(k) and alone else 0.0

    def _named(self, i: int) -> list[Option]:
        view = self.view
        start = view.starts[i]
        found = self.names.gazetteer.prefixes(view.folded, start)
        out: list[Option] = []
        last = i
        for folded in found:
            end = start + len(folded)
            while last + 1 < len(view.starts) and view.starts[last + 1] < end:
                last += 1
            word_end = view.ends[last]
            if end != word_end and not (end == word_end + 1 and folded[-1] in ".'"):
                continue
            if view.stretch[last] != view.stretch[i] or not self._capitals(i, last):
                continue
            name = self.names.get(folded) if folded not in _COMMON else None
            if name is not None:
                out.append(Option(start, end, i, last, name))
        return out

    def _capitals(self, first: int, last: int) -> bool:
        """Whether all words of a span but the small linking ones have capitals, where those tell."""
        if last == first or self.view.caseless[self.view.stretch[first]]:
            return True
        return (self._capital[last] or self._hangs(last, "'’ʻ")) and all(
            self._capital[k] or self.view.lows[k] in _INSIDE or self._hangs(k, "-‐‑'’ʻ")
            for k in range(first + 1, last)
        )

    def _hangs(self, k: int, marks: str) -> bool:
        """Whether a mark ties a word to the one before: "au" in "Port-au-Prince", "a" in "Sana'a"."""
        return self.view.text[self.view.starts[k] - 1] in marks

    def _patterns(self) -> dict[int, list[Option]]:
        """Runs of capitals closed by a generic word ("Dublin Road") or opened by one ("Interstate 45")."""
        view, out = self.view, dict[int, list[Option]]()
        for j, low in enumerate(view.lows):
            kind = _closing_kind(low)
            if kind and (self._capital[j] or kind == "quarter"):
                first = self._run_back(j, through=kind == "quarter")
                if first < j:
                    last = j if kind != "quarter" else j - 1
                    option = Option(view.starts[first], view.ends[last], first, last, None, kind)
                    out.setdefault(first, []).append(option)
            kind = cues.LEADING_WORDS.get(low, "")
            if kind and (self._capital[j] or kind in ("quarter", "road")):
                last = self._run_on(j)
                if last > j and not (kind == "road" and "-" in view.text[view.ends[j] : view.ends[last]]):
                    first = j if self._capital[j] else j + 1
                    while first < last and not self._capital[first]:
                        first += 1
                    option = Option(view.starts[first], view.ends[last], first, last, None, kind)
                    out.setdefault(first, []).append(option)
        return out

    def _quarter_line(self, i: int) -> Option | None:
        """A line or sentence after the first that is nothing but the name of a known neighbourhood."""
        view, stretch = self.view, self.view.stretch[i]
        if not stretch or view.stretch[i - 1] == stretch or self.names.neighbourhoods is None:
            return None
        last = self._run_on(i)
        if last + 1 < len(view.words) and view.stretch[last + 1] == stretch:
            return None
        folded = view.folded[view.starts[i] : view.ends[last]]
        if folded not in self.names.neighbourhoods:
            return None
        name = self.names.get(folded)
        if name is not None and (name.areas or "admin2" in name.levels or name.log_population > _A_TOWN):
            return None
        return Option(view.starts[i], view.ends[last], i, last, None, "quarter")

    def _run_back(self, j: int, through: bool = False) -> int:
        """The first word of the run of capitals that word j closes; `through` small words too."""
        view, first = self.view, j
        while first > 0 and j - first < _LONGEST_RUN and self._joined(first - 1):
            back = first - 1
            while (
                through
                and first < j
                and back > 0
                and view.lows[back] in _NAME_LINKS
                and self._joined(back - 1)
            ):
                back -= 1
            if not self._capital[back]:
                break
            initial = back == 0 or view.stretch[back - 1] != view.stretch[back]
            if initial and view.lows[back] in cues.BEFORE and view.lows[back] not in _NAME_LINKS:
                break
            first = back
        return first

    def _run_on(self, j: int) -> int:
        view, last, k = self.view, j, j + 1
        while k < len(view.words) and k - j <= _LONGEST_RUN and self._joined(k - 1):
            if self._capital[k] or view.words[k].isdecimal():
                last = k
            elif view.lows[k] not in LINKS:
                break
            k += 1
        return last

    def _joined(self, k: int) -> bool:
        """Whether only a space or a hyphen stands between word k and the next."""
        view = self.view
        if k + 1 >= len(view.words) or view.stretch[k] != view.stretch[k + 1]:
            return False
        gap = view.text[view.ends[k] : view.starts[k + 1]]
        return gap in (" ", "-", "\u00a0", "'", "’", ". ")

    # features

    def _document_cues(self) -> dict[str, set[str]]:
        """What the whole text says of each name: seen after "in", seen as a person's, how often."""
        counts: Counter[str] = Counter()
        out: dict[str, set[str]] = {}
        view, lexicon = self.view, self.names.lexicon
        for i, options in self._all_options:
            option = options[0]
            if option.name is None:
                continue
            key = option.name.folded
            counts[key] += 1
            if i == 0 or view.stretch[i - 1] != view.stretch[i]:
                continue
            before = view.lows[i - 1]
            kind = cues.BEFORE.get(before)
            said = out.setdefault(key, set())
            if kind in ("IN", "NEAR", "THROUGH", "CITYNOUN"):
                said.add("doc:in")
            elif kind in ("TITLE", "OFFICE", "KIN"):
                said.add("doc:title")
            elif self._capital[i - 1] and before in lexicon.given and self._joined(i - 1):
                said.add("doc:person")
        for key, n in counts.items():
            if n > 1:
                out.setdefault(key, set()).add("doc:twice" if n == 2 else "doc:often")
        return out

    def features(self, option: Option) -> list[str]:
        """The names of the features that an option has; each counts as 1."""
        view, i, j = self.view, option.first, option.last
        name = option.name
        stretch = view.stretch[i]
        blind = view.caseless[stretch]
        if name is not None:
            out = list(name.facts)
            out += self._doc.get(name.folded, ())
        else:
            out = ["bias", f"pattern={option.pattern}", f"words={min(j - i + 1, 4)}"]
        initial = i == 0 or view.stretch[i - 1] != stretch
        case = "blind" if blind else ("titled" if view.titled[stretch] else "")
        out.append(f"case={case or self._shape(i, j)}")
        if initial:
            out.append("initial" + case)
            if name is not None:
                out += [f"initial:{f}" for f in name.facts if f.startswith(("word_", "given", "words"))]
        else:
            self._look_before(option, out)
        if j + 1 < len(view.words) and view.stretch[j + 1] == stretch:
            self._look_after(option, out)
        else:
            out.append("a:end")
            if initial and i:
                out.append("alone")
        if blind and name is not None:
            out += [f"blind:{f}" for f in name.facts]
        return out

    def _shape(self, i: int, j: int) -> str:
        words = self.view.words[i : j + 1]
        if all(w.isupper() for w in words):
            return f"upper{min(max(map(len, words)), 4)}"
        return "capital" if self._capital[i] else "lower"

    def _look_before(self, option: Option, out: list[str]) -> None:
        view, i = self.view, option.first
        lexicon = self.names.lexicon
        gap = view.text[view.ends[i - 1] : option.start]
        before = view.lows[i - 1]
        kind = cues.BEFORE.get(before)
        if before in cues.TO_ITS_SIDE and i > 1 and view.lows[i - 2] in cues.AT_ITS_SIDE:
            kind = "NEAR"
        if gap.strip(" \u00a0"):
            mark = gap.strip()
            mark = mark if len(mark) == 1 else mark[:1] + "+"
            out.append(f"b:{mark}")
            if mark == ".":
                out.append("b:initial" if len(before) == 1 else "b:abbreviation")
            elif mark == "," and option.name is not None and option.name.areas:
                out.append("b:,area")
            if mark not in (".", "-"):
                return
        if before in LINKS and not gap.strip() and self._linked_back(i):
            out.append("b:linked")
        if kind:
            out.append(f"b:{kind}")
            if kind == "THE" and i > 1:
                out.append(f"b2:{cues.BEFORE.get(view.lows[i - 2], '')}")
            if kind == "OF" and i > 1:
                out.append(
                    f"b2of:{cues.BEFORE.get(view.lows[i - 2]) or cues.AFTER.get(view.lows[i - 2], '')}"
                )
            if kind == "AND":
                out.append(f"b2and:{self._capital[i - 2] if i > 1 else ''}")
        elif before.isdecimal():
            out.append("b:number")
        else:
            out.append("b:other")
        if self._capital[i - 1] and not kind and not view.caseless[view.stretch[i]]:
            first = i == 1 or view.stretch[i - 2] != view.stretch[i - 1]
            out.append("b:Capital" + ("0" if first else ""))
        if before in lexicon.given:
            out.append(f"b:given{int(lexicon.given[before])}")
        elif before in lexicon.surnames and self._capital[i - 1]:
            out.append("b:surname")

    def _look_after(self, option: Option, out: list[str]) -> None:
        view, k = self.view, option.last + 1
        lexicon = self.names.lexicon
        gap = view.text[option.end : view.starts[k]]
        after = view.lows[k]
        mark = gap.strip(" \u00a0")
        if mark:
            mark = mark if len(mark) == 1 else mark[:1] + "+"
            if mark in ("'", "’") and after == "s":
                out.append("a:'s")
                return
            out.append(f"a:{mark}")
            if mark == "," or mark == "(":
                area = self._area_at(k, option)
                if area:
                    out.append(area)
            if mark != "-":
                return
        if not mark and self._holder_at(k, option):
            out.append("a:inside")
            return
        if after in LINKS and not mark and self._linked_on(k):
            out.append("a:linked")
            if option.name is not None:
                out += [f"a:linked+{f}" for f in option.name.facts if f.startswith(("pop", "words"))]
        kind = cues.AFTER.get(after)
        if kind:
            out.append(f"a:{kind}")
        capital = self._capital[k] and not view.caseless[view.stretch[k]]
        if capital:
            out.append("a:Capital" if not kind else f"a:Capital{kind}")
            last = self._run_end(k)
            closing = cues.AFTER.get(view.lows[last])
            if closing and last > k:
                out.append(f"run:{closing}")
            if not kind and after in lexicon.surnames:
                out.append(f"a:surname{int(lexicon.surnames[after])}")
                if option.name is not None:
                    out += [f"a:surname+{f}" for f in option.name.facts if f.startswith("given")]
            if len(after) == 1:
                out.append("a:initial")
        elif after.isdecimal():
            out.append("a:number")
        if not kind and not capital:
            out.append("a:other")

    def _holder_at(self, k: int, option: Option) -> bool:
        """Whether an area that holds a reading of the option follows bare ("Celaya Guanajuato")."""
        if option.name is None or option.name.areas:
            return False
        k += self.view.lows[k] in _NAME_LINKS
        return k < len(self.view.words) and self._area_at(k, option) == "a:,inside"

    def _linked_on(self, k: int) -> bool:
        """Whether small words from k on lead on to a capital in the same run ("del Conde")."""
        view = self.view
        steps = 0
        while k + 1 < len(view.words) and view.lows[k] in _NAME_LINKS and self._joined(k) and steps < 2:
            k, steps = k + 1, steps + 1
        return steps > 0 and self._capital[k]

    def _linked_back(self, i: int) -> bool:
        view = self.view
        k, steps = i - 1, 0
        while k > 0 and view.lows[k] in _NAME_LINKS and self._joined(k) and steps < 2:
            k, steps = k - 1, steps + 1
        return steps > 0 and self._capital[k] and self._joined(k)

    def _run_end(self, k: int) -> int:
        view = self.view
        last = k
        while last + 1 < len(view.words) and last - k < _LONGEST_RUN and self._joined(last):
            if not self._capital[last + 1]:
                break
            last += 1
        return last

    def _area_at(self, k: int, option: Option) -> str:
        """Whether an area's name stands at word k, and whether it holds a reading of the option."""
        if not (self._capital[k] or self.view.caseless[self.view.stretch[k]]):
            return ""
        found = [o for o in self._named(k) if o.name is not None and o.name.areas]
        if not found or option.name is None or found[-1].name is None:
            return "a:,area" if found else ""
        gazetteer, areas = self.names.gazetteer, found[-1].name.areas
        entries = option.name.entries
        inside = set(gazetteer.admin1[entries].tolist()) | set(gazetteer.country[entries].tolist())
        return "a:,inside" if areas & inside else "a:,area"


def _closing_kind(low: str) -> str:
    if low in cues.ROAD_WORDS:
        return "road"
    if low in cues.NATURAL_WORDS:
        return "natural"
    if low in cues.AREA_WORDS:
        return "area"
    if low in cues.FACILITY_WORDS:
        return "facility"
    if low in ("neighborhood", "neighbourhood", "subdivision", "colony"):
        return "quarter"
    return ""


__all__ = ["Found", "Option", "Reading", "Recogniser", "language"]
