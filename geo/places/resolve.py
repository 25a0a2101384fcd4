"""The geoparser: a text in, its mentions of places out, each resolved as precisely as the words allow.

>>> parser = Geoparser.open()
>>> parser.parse("Two arrested in Uruapan, Michoacán.", focus="MX")  # doctest: +SKIP
[Mention(start=16, end=23, surface='Uruapan', place=Place(name='Uruapan', …)), …]
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple, Self

import numpy as np

from geo.errors import InputError
from geo.places import cues, features, ranker
from geo.places.features import Occurrence
from geo.places.gazetteer import ABBREVIATION, DEMONYM, Gazetteer
from geo.places.mentions import Found, Recogniser, language
from geo.places.names import Name, Names
from geo.places.offsets import away, joined
from geo.places.options import Option
from geo.places.precision import beside, between, moved, near, place_of, shifted
from geo.places.quarters import Named, Quarters, Reading, bare_name, is_quarter, one_name_one_kind
from geo.places.surroundings import occurrence
from geo.places.text import View, read
from geo.records import Candidate, Mention, Place

SPEAKING = {
    "es": "MX ES AR CO PE VE CL EC GT CU BO DO HN PY SV NI CR PR PA UY GQ",
    "en": "US GB CA AU IE NZ ZA JM TT GH NG KE IN SG PH",
}
"""Countries whose press writes in a language."""

_SHOWN = 5
_MOST_PLACED = 5_000
_FOCUS_TRUST = 0.99
"""Confidence that the bare name of the country that a report is about means that country."""
_FACILITY_FILLERS = cues.words(
    "international state national central regional federal general jail court airfield"
)


class _Item(NamedTuple):
    """One mention on its way to being resolved: where it is in the view, and its name if it has one."""

    option: Option
    name: Name | None
    surface: tuple[int, int]


class Geoparser:
    """Recognises and resolves the names of places. Open one and keep it; it is not changed by use.

    Parameters
    ----------
    gazetteer
        The places and names.
    recogniser, model
        Fitted parts; default: those in `data/models`.
    """

    def __init__(
        self,
        gazetteer: Gazetteer,
        *,
        recogniser: Recogniser | None = None,
        model: ranker.Model | None = None,
        quarters: Quarters | None = None,
    ) -> None:
        self.gazetteer = gazetteer
        self.names = recogniser.names if recogniser else Names(gazetteer)
        self.recogniser = recogniser or Recogniser(self.names)
        self.model = model or ranker.load_model()
        self.quarters = quarters or Quarters(self.names)
        self._readings: dict[str, features.Readings] = {}
        self._placed: dict[tuple[object, ...], list[Place]] = {}
        self._speaks = {lang: self._speaking(codes) for lang, codes in SPEAKING.items()}

    @classmethod
    def open(cls, gazetteer: Gazetteer | None = None) -> Self:
        """A geoparser over `gazetteer` (default: the shipped one). Raises DataError where data is missing."""
        return cls(gazetteer or Gazetteer.open())

    def parse(
        self,
        text: str,
        *,
        lang: str | None = None,
        focus: str | None = None,
        spans: Iterable[tuple[int, int]] | None = None,
        explain: bool = True,
    ) -> list[Mention]:
        """The mentions of places in a text, in order, resolved.

        Parameters
        ----------
        text
            Any text; offsets of the answer are characters of it.
        lang
            "en" or "es"; guessed from the text where not given.
        focus
            Country (ISO 3166-1 alpha-2) that the report is about; its places are preferred.
        spans
            (start, end) pairs: resolve exactly these, in their order, instead of recognising.
        explain
            Whether places carry their candidates with the features that decided.

        Returns
        -------
        list of Mention
            `place` is None, and `why_not` says why, for what cannot be told.

        Raises
        ------
        InputError
            A span lies outside the text, or `focus` is not a country.
        """
        view = read(text)
        lang = lang if lang in SPEAKING else language(view)
        if spans is None:
            found = self.recogniser.recognise(view, lang)
            items = [self._recognised(view, f) for f in one_name_one_kind(view, found)]
        else:
            items = [self._given(view, text, start, end) for start, end in spans]
        return self._resolve(text, view, items, lang, self._focus(focus), explain)

    def locate(self, name: str, *, focus: str | None = None, lang: str | None = None) -> list[Candidate]:
        """The readings of one name as a person would type it ("Uruapan, Michoacán"), likeliest first.

        Empty where the gazetteer does not hold the name. Raises InputError where `focus` is not a country.
        """
        mentions = self._located(name, focus, lang)
        return list(mentions.candidates) if mentions else []

    def locate_place(self, name: str, *, focus: str | None = None, lang: str | None = None) -> Place | None:
        """The likeliest reading of one name as a place, with the runners-up in `candidates`."""
        return self._located(name, focus, lang)

    def _located(self, name: str, focus: str | None, lang: str | None) -> Place | None:
        view = read(name.strip())
        whole = self._given(view, view.text, 0, len(view.text)) if view.words else None
        if whole is not None and whole.name is not None:
            items = [whole]
        else:
            head = name.strip().split(",")[0].strip()
            if not head or not view.words:
                return None
            items = [self._given(view, view.text, 0, min(len(head), len(view.text)))]
        mentions = self._resolve(
            view.text, view, items, lang or language(view), self._focus(focus), True, least=0.0
        )
        return mentions[0].place

    # reading

    def _recognised(self, view: View, found: Found) -> _Item:
        option = found.option
        name = option.name
        if name is None and option.pattern == "facility" and not is_quarter(view, option):
            name = self._host_name(view.folded[option.start : option.end])
        return _Item(option, name, view.original(option.start, option.end))

    def _host_name(self, folded: str) -> Name | None:
        """The place in a facility's name: of "tijuana airport", of "aeropuerto de tijuana"."""
        words = folded.split(" ")
        if words[0] in cues.LEADING_WORDS:
            rest = [
                w for w in words[1:] if w not in ("de", "del", "of", "la", "internacional", "international")
            ]
            return self.names.get(" ".join(rest))
        while words and (words[-1] in cues.FACILITY_WORDS or words[-1] in _FACILITY_FILLERS):
            words.pop()
        return self.names.get(" ".join(words)) if words else None

    def _given(self, view: View, text: str, start: int, end: int) -> _Item:
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)):
            raise InputError(f"a span within 0 and {len(text)}, start before end", [start, end])
        a, b = view.inside(start), view.inside(end)
        first = next((k for k, e in enumerate(view.ends) if e > a), len(view.words) - 1)
        last = first
        while last + 1 < len(view.starts) and view.starts[last + 1] < b:
            last += 1
        option = Option(a, b, max(first, 0), max(last, 0), self.reading(view.folded[a:b]))
        return _Item(option, option.name, (start, end))

    def reading(self, folded: str) -> Name | None:
        """The gazetteer's name for a folded surface, also without its article, possessive or plural."""
        bare = folded.strip(" \"'.,;:()[]“”")
        for form in _forms(folded.strip(), bare):
            name = self.names.get(form)
            if name is not None:
                return name
        return self._host_name(bare)

    def check_focus(self, focus: str | None) -> None:
        """Raise InputError unless `focus` is None or the code of a country that the gazetteer holds."""
        self._focus(focus)

    def _focus(self, focus: str | None) -> int | None:
        if not focus:
            return None
        index = self.gazetteer.by_region(focus.upper())
        if index is None or int(self.gazetteer.country[index]) != index:
            raise InputError("a country's ISO 3166-1 alpha-2 code such as MX", focus, where="focus")
        return index

    def _speaking(self, codes: str) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        out = np.zeros(self.gazetteer.n_areas, dtype=np.bool_)
        for code in codes.split():
            index = self.gazetteer.by_region(code)
            if index is not None:
                out[index] = True
        return out

    # resolving

    def occurrences(self, view: View, items: Sequence[_Item]) -> list[Occurrence]:
        """The named items with what stands beside them."""
        out: list[Occurrence] = []
        previous, previous_end = None, 0
        for item in items:
            if item.name is None:
                continue
            o = item.option
            current = occurrence(
                view, self.names, item.name, o.start, o.end, o.first, o.last, previous, previous_end
            )
            out.append(current)
            previous, previous_end = current, o.end
        return out

    def document(self, occurrences: list[Occurrence], lang: str, focus: int | None) -> features.Document:
        """The feature matrix of a document's occurrences."""
        if len(self._readings) > 20_000:
            self._readings.clear()
        return features.assemble(occurrences, self.gazetteer, self._readings, self._speaks[lang], focus, lang)

    def _resolve(
        self,
        text: str,
        view: View,
        items: Sequence[_Item],
        lang: str,
        focus: int | None,
        explain: bool,
        least: float | None = None,
    ) -> list[Mention]:
        least = self.model.least if least is None else least
        quarters = {i for i, item in enumerate(items) if self._is_quarter(view, item)}
        named = [i for i, item in enumerate(items) if item.name is not None and i not in quarters]
        places = self._named_places(view, [items[i] for i in named], lang, focus, explain)
        found: dict[int, Place | None] = dict(zip(named, places, strict=True))
        known = [self._as_named(view, items[i], p) for i, p in found.items() if p and p.confidence >= least]
        surest: dict[str, Place] = {}
        for i in sorted(quarters):
            place = self._quarter(view, items[i], [n for n in known if n], focus, explain)
            name = bare_name(view, items[i].option)
            if place is not None and (name not in surest or place.confidence > surest[name].confidence):
                surest[name] = place
        found |= {i: surest.get(bare_name(view, items[i].option)) for i in quarters}
        for i, place in found.items():
            if place is not None and items[i].option.pattern == "facility" and place.precision == 1:
                found[i] = shifted(place, beside(place))
        self._move(view, items, found)
        return [self._mention(text, items[i], found.get(i), i in quarters, least) for i in range(len(items))]

    def _named_places(
        self, view: View, items: Sequence[_Item], lang: str, focus: int | None, explain: bool
    ) -> list[Place]:
        """The likeliest place of each named item.

        Without `explain` kept for the same names in the same surroundings, because reports repeat themselves.
        """
        if not items:
            return []
        occurrences = self.occurrences(view, items)
        if explain:
            return self._ranked(occurrences, lang, focus, explain)
        key = (lang, focus, *(o.key for o in occurrences))
        placed = self._placed.get(key)
        if placed is None:
            if len(self._placed) > _MOST_PLACED:
                self._placed.clear()
            placed = self._placed[key] = self._ranked(occurrences, lang, focus, explain)
        return placed

    def _ranked(
        self, occurrences: list[Occurrence], lang: str, focus: int | None, explain: bool
    ) -> list[Place]:
        document = self.document(occurrences, lang, focus)
        ranking = ranker.rank(document, self.model, self.gazetteer)
        made: dict[int, Place] = {}
        for o, group in zip(occurrences, document.groups, strict=True):
            if group not in made:
                made[group] = self._place(ranking, group, o, focus, explain)
        return [made[group] for group in document.groups]

    def _mention(self, text: str, item: _Item, place: Place | None, quarter: bool, least: float) -> Mention:
        start, end = item.surface
        surface = text[start:end]
        kind = "facility" if quarter or item.option.pattern else "toponym"
        if item.name is not None and not quarter and place is not None and not item.option.pattern:
            kind = self._kind(item.name, place)
        if place is None:
            why = "its city is not named" if quarter else "not in the gazetteer"
            return Mention(start=start, end=end, surface=surface, kind=kind, why_not=why)
        if place.confidence < least:
            why = "cannot tell which of several places is meant"
            return Mention(start=start, end=end, surface=surface, kind=kind, why_not=why)
        return Mention(start=start, end=end, surface=surface, place=place, kind=kind)

    # neighbourhoods, and places that words move

    def _is_quarter(self, view: View, item: _Item) -> bool:
        name = item.name
        if name is not None and "demonym" in name.facts:
            return False
        wide = name is not None and bool(name.levels & {"country", "continent", "region"})
        return is_quarter(view, item.option, sure=wide)

    def _as_named(self, view: View, item: _Item, place: Place) -> Named | None:
        index = self.gazetteer.by_geonameid(place.geonameid) if place.geonameid else None
        if index is None or not view.stretch:
            return None
        return Named(index, item.option.start, item.option.end, view.stretch[item.option.first])

    def _quarter(
        self, view: View, item: _Item, named: Sequence[Named], focus: int | None, explain: bool
    ) -> Place | None:
        """The place of a neighbourhood: its city's, or its own if it has one; None where unknown."""
        chosen = self.quarters.choose(view, item.option, named, focus, explain)
        if not chosen:
            return None
        reading, p, _ = chosen[0]
        entry = self.gazetteer.entry(reading.entry)
        candidates = tuple(self._reading(*c) for c in chosen[:_SHOWN]) if explain else ()
        mass = sum(q for r, q, _ in chosen if self.quarters.near(r.entry, reading.entry))
        confidence = float(np.interp(max(mass, p), self.quarters.steps[:, 0], self.quarters.steps[:, 1]))
        return place_of(entry, confidence, candidates)

    def _reading(self, reading: Reading, p: float, features_: dict[str, float]) -> Candidate:
        return self._as_candidate(reading.entry, sum(features_.values()), p, features_)

    def _as_candidate(
        self, index: int, score: float, probability: float, parts: dict[str, float]
    ) -> Candidate:
        entry = self.gazetteer.entry(index)
        return Candidate(
            name=entry.name,
            lat=entry.lat,
            lon=entry.lon,
            geonameid=entry.geonameid,
            level=entry.level,
            country=entry.country,
            admin1=entry.admin1_name,
            region=entry.region,
            population=entry.population,
            score=score,
            probability=probability,
            features=parts,
        )

    def _move(self, view: View, items: Sequence[_Item], found: dict[int, Place | None]) -> None:
        """Apply "20 km south of", "near" and "between A and B" to the places of the items."""
        order = sorted(range(len(items)), key=lambda i: items[i].option.start)
        for i, j in pairwise(order):
            a, b, one, two = found.get(i), found.get(j), items[i].option, items[j].option
            if a is None or b is None or max(a.precision, b.precision) > 3 or a.geonameid == b.geonameid:
                continue
            if joined(view, one.start, one.end, two.start, two.end):
                shift = between(a, b)
                found[i], found[j] = shifted(a, shift), shifted(b, shift)
        for i in order:
            place = found.get(i)
            if place is None or place.precision != 1:
                continue
            said = away(view, items[i].option.start)
            if said is not None:
                found[i] = shifted(
                    place, near(place) if said.km is None else moved(place, said.km, said.bearing)
                )

    def _place(
        self, ranking: ranker.Ranking, group: int, o: Occurrence, focus: int | None, explain: bool
    ) -> Place:
        best = int(ranking.document.entry[int(ranking.best[group])])
        confidence = float(ranking.confidence[group])
        candidates = self._candidates(ranking, group) if explain else ()
        state = int(self.gazetteer.admin1[best])
        if focus is not None and focus in o.name.areas and not (o.noun or o.next_areas):
            best, confidence = focus, _FOCUS_TRUST
        elif o.noun == "part" and state in o.name.areas:
            best = state
        return place_of(self.gazetteer.entry(best), confidence, candidates)

    def _candidates(self, ranking: ranker.Ranking, group: int) -> tuple[Candidate, ...]:
        start, end = (int(ranking.document.start[group + i]) for i in (0, 1))
        rows = start + np.argsort(-ranking.probability[start:end], kind="stable")[:_SHOWN]
        return tuple(self._candidate(ranking, int(row)) for row in rows)

    def _candidate(self, ranking: ranker.Ranking, row: int) -> Candidate:
        parts = ranking.contributions[row]
        return self._as_candidate(
            int(ranking.document.entry[row]),
            float(ranking.score[row]),
            float(ranking.probability[row]),
            {features.FEATURES[i]: float(parts[i]) for i in np.flatnonzero(parts)},
        )

    @staticmethod
    def _kind(name: Name, place: Place) -> str:
        if place.level == "sea":
            return "sea"
        if name.flags & DEMONYM and "demonym" in name.facts:
            return "demonym"
        if name.flags & ABBREVIATION and "unofficial" in name.facts:
            return "abbreviation"
        return "toponym"


def _forms(folded: str, bare: str) -> list[str]:
    """Ways to look up a surface, the most faithful first."""
    forms = [folded, bare, bare + "."]
    short = bare.removesuffix("'s").removesuffix("'")
    forms.append(short)
    for article in (
        "the ",
        "el ",
        "la ",
        "los ",
        "las ",
        "greater ",
        "downtown ",
        "central ",
        "city of ",
        "town of ",
        "ciudad de ",
        "estado de ",
        "state of ",
        "municipio de ",
        "port of ",
        "gulf of the ",
    ):
        if short.startswith(article):
            forms.append(short.removeprefix(article))
    for ending in (" city", " state", " province", " area", " region", " town", " village", " city limits"):
        if short.endswith(ending):
            forms.append(short.removesuffix(ending))
    if short.endswith("s"):
        forms.append(short[:-1])
    if short.endswith("es"):
        forms.append(short[:-2])
    return list(dict.fromkeys(f for f in forms if f))


def place_line(place: Place) -> dict[str, Any]:
    """A place as `geo parse` and `geo extract` write it."""
    return {
        "name": place.name,
        "lat": place.lat,
        "lon": place.lon,
        "geonameid": place.geonameid,
        "country": place.country,
        "admin1": place.admin1,
        "admin2": place.admin2,
        "precision": place.precision,
        "radius_km": place.radius_km,
        "confidence": place.confidence,
    }


def mention_line(mention: Mention) -> dict[str, Any]:
    """A mention as `geo parse` writes it; `why_not` only where there is no place."""
    line = {"start": mention.start, "end": mention.end, "surface": mention.surface, "kind": mention.kind}
    if mention.place is None:
        return line | {"place": None, "why_not": mention.why_not}
    return line | {"place": place_line(mention.place)}


__all__ = ["Geoparser", "mention_line", "place_line"]
