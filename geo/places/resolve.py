"""The geoparser: a text in, its mentions of places out, each resolved as precisely as the words allow.

>>> parser = Geoparser.open()
>>> parser.parse("Two arrested in Uruapan, Michoacán.", focus="MX")  # doctest: +SKIP
[Mention(start=16, end=23, surface='Uruapan', place=Place(name='Uruapan', …)), …]
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, Self

import numpy as np

from geo.errors import InputError
from geo.places import features, ranker
from geo.places.candidates import quarter_place, ranked_place
from geo.places.features import Occurrence
from geo.places.gazetteer import ABBREVIATION, DEMONYM, ENGLISH, LEVELS, SPANISH, Gazetteer
from geo.places.hints import Home, hints, homes
from geo.places.mentions import Found, Recogniser, language
from geo.places.names import WIDE, Name, Names
from geo.places.offsets import moved_by_words
from geo.places.precision import beside, place_of, shifted
from geo.places.quarters import Named, Quarters, bare_name, is_quarter, one_name_one_kind
from geo.places.runs import Option
from geo.places.seats import Seats
from geo.places.surfaces import at_sea, host_of, name_of
from geo.places.surroundings import areas_of, holds, occurrence
from geo.places.text import View, read
from geo.records import Candidate, Mention, Place

SPEAKING = {
    "es": "MX ES AR CO PE VE CL EC GT CU BO DO HN PY SV NI CR PR PA UY GQ",
    "en": "US GB CA AU IE NZ ZA JM TT GH NG KE IN SG PH",
}
"""Countries whose press writes in a language."""

_MOST_READINGS, _MOST_PLACED = 20_000, 5_000
"""Names, and runs of names, that are remembered before all are forgotten."""


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
    recogniser, model, quarters, seats
        Fitted parts; default: those in `data/models`.
    """

    def __init__(
        self,
        gazetteer: Gazetteer,
        *,
        recogniser: Recogniser | None = None,
        model: ranker.Model | None = None,
        quarters: Quarters | None = None,
        seats: Seats | None = None,
    ) -> None:
        self.gazetteer = gazetteer
        self.names = recogniser.names if recogniser else Names(gazetteer)
        self.recogniser = recogniser or Recogniser(self.names)
        self.model = model or ranker.load_model()
        self.quarters = quarters or Quarters(self.names)
        self.seats = seats or Seats(gazetteer)
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
        about = self._focus(focus) if focus else self._about(view, lang)
        return self._resolve(text, view, items, lang, about, explain)

    def locate(self, name: str, *, focus: str | None = None, lang: str | None = None) -> list[Candidate]:
        """The readings of one name as a person would type it ("Uruapan, Michoacán"), likeliest first.

        Empty where the gazetteer does not hold the name. Raises InputError where `focus` is not a country.
        """
        place = self.locate_place(name, focus=focus, lang=lang)
        return list(place.candidates) if place else []

    def locate_place(self, name: str, *, focus: str | None = None, lang: str | None = None) -> Place | None:
        """The likeliest reading of one name as a place, with the runners-up in `candidates`."""
        view = read(name.strip())
        if not view.words:
            return None
        item = self._given(view, view.text, 0, len(view.text))
        if item.name is None:
            head = name.strip().split(",")[0].strip()
            if not head:
                return None
            item = self._given(view, view.text, 0, min(len(head), len(view.text)))
            if item.name is not None and (area := self._area_without(item.name, name)) is not None:
                return self.locate_place(area, focus=focus, lang=lang)
        lang = lang or language(view)
        (mention,) = self._resolve(view.text, view, [item], lang, self._focus(focus), True, least=0.0)
        return mention.place

    def _area_without(self, head: Name, name: str) -> str | None:
        """The area of "Maga, Kebbi State" where the gazetteer has no Maga in it; None where it has one."""
        tail = name.partition(",")[2].strip()
        found = name_of(read(tail).folded, self.names) if tail else None
        areas = areas_of(found, self.gazetteer) if found is not None else frozenset()
        return tail if areas and not holds(areas, head, self.gazetteer) else None

    # reading

    def _recognised(self, view: View, found: Found) -> _Item:
        option = found.option
        name = at_sea(view, option, self.names)
        if name is None and option.pattern == "facility" and not is_quarter(view, option):
            name = host_of(view.folded[option.start : option.end], self.names)
        return _Item(option, name, view.original(option.start, option.end))

    def _given(self, view: View, text: str, start: int, end: int) -> _Item:
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)):
            raise InputError(f"a span within 0 and {len(text)}, start before end", [start, end])
        a, b = view.inside(start), view.inside(end)
        first = next((k for k, e in enumerate(view.ends) if e > a), len(view.words) - 1)
        last = first
        while last + 1 < len(view.starts) and view.starts[last + 1] < b:
            last += 1
        option = Option(a, b, max(first, 0), max(last, 0), name_of(view.folded[a:b], self.names))
        return _Item(option, option.name, (start, end))

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

    def _about(self, view: View, lang: str) -> int | None:
        """The one country whose people a Spanish text tells of ("militares hondureños"), taken for its focus.

        In English they are written with a capital, and are names like any other. What the United States' do
        elsewhere says nothing.
        """
        if lang != "es":
            return None
        peoples = self.names.peoples
        told = {
            e
            for low, word, stretch in zip(view.lows, view.words, view.stretch, strict=True)
            if low in peoples and word.islower() and not view.caseless[stretch]
            for e in peoples[low]
        }
        home = self.gazetteer.by_region("US")
        return told.pop() if len(told) == 1 and home not in told else None

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

    def document(
        self, occurrences: list[Occurrence], lang: str, focus: int | None, home: Home | None = None
    ) -> features.Document:
        """The feature matrix of a document's occurrences; `home` as `hints.homes` tells it."""
        if len(self._readings) > _MOST_READINGS:
            self._readings.clear()
        speaks = self._speaks[lang]
        document = features.assemble(occurrences, self.gazetteer, self._readings, speaks, focus, lang)
        _, members = features.grouped(occurrences)
        document.hints = hints(document, members, self.gazetteer, home or {}, speaks, lang)
        return document

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
        """The items as mentions: names ranked, neighbourhoods put in their cities, then what words move."""
        least = self.model.least if least is None else least
        quarter = [self._is_quarter(view, item) for item in items]
        quarters = [i for i in range(len(items)) if quarter[i]]
        named = [i for i, item in enumerate(items) if item.name is not None and not quarter[i]]
        ranked = [
            self._settled(view, items[i], place)
            for i, place in zip(
                named, self._named_places(view, [items[i] for i in named], lang, focus, explain), strict=True
            )
        ]
        known = [
            self._as_named(view, items[i], place)
            for i, place in zip(named, ranked, strict=True)
            if place.confidence >= least
        ]
        inherited = self._quarter_places(view, [items[i] for i in quarters], known, focus, explain)
        found: dict[int, Place | None] = dict(zip((*named, *quarters), (*ranked, *inherited), strict=True))
        places = [_at_its_edge(item, found.get(i)) for i, item in enumerate(items)]
        spans = [(item.option.start, item.option.end) for item in items]
        return [
            _mention(text, items[i], place, quarter[i], least)
            for i, place in enumerate(moved_by_words(view, spans, places, self._town_in))
        ]

    def _settled(self, view: View, item: _Item, place: Place) -> Place:
        """The state or the town, where both have the name."""
        if item.name is None or not view.words:
            return place
        return self.seats.settle(view, item.option, item.name, place)

    def _town_in(self, name: str, area: Place) -> Place | None:
        """The largest town of a name inside an area that bears it too: a state's or a country's capital."""
        index = self.gazetteer.by_region(area.region) if area.region else None
        if index is None:
            return None
        g = self.gazetteer
        inside = [
            h.entry
            for h in g.lookup(name)
            if LEVELS[g.level[h.entry]] == "populated" and index in (g.country[h.entry], g.admin1[h.entry])
        ]
        best = max(inside, key=lambda i: int(g.population[i]), default=None)
        return None if best is None else place_of(g.entry(best), area.confidence)

    def _named_places(
        self, view: View, items: Sequence[_Item], lang: str, focus: int | None, explain: bool
    ) -> list[Place]:
        """The likeliest place of each named item.

        Without `explain` kept for the same names in the same surroundings, because reports repeat themselves.
        """
        if not items:
            return []
        occurrences = self.occurrences(view, items)
        home = homes(view.text, self.gazetteer)
        if explain:
            return self._ranked(occurrences, lang, focus, home, explain)
        key = (lang, focus, *home.items(), *(o.key for o in occurrences))
        placed = self._placed.get(key)
        if placed is None:
            if len(self._placed) > _MOST_PLACED:
                self._placed.clear()
            placed = self._placed[key] = self._ranked(occurrences, lang, focus, home, explain)
        return placed

    def _ranked(
        self, occurrences: list[Occurrence], lang: str, focus: int | None, home: Home, explain: bool
    ) -> list[Place]:
        document = self.document(occurrences, lang, focus, home)
        ranking = ranker.rank(document, self.model, self.gazetteer)
        made: dict[int, Place] = {}
        for o, group in zip(occurrences, document.groups, strict=True):
            if group not in made:
                made[group] = ranked_place(ranking, group, o, self.gazetteer, focus, explain)
        return [made[group] for group in document.groups]

    # neighbourhoods

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

    def _quarter_places(
        self,
        view: View,
        items: Sequence[_Item],
        known: Iterable[Named | None],
        focus: int | None,
        explain: bool,
    ) -> list[Place | None]:
        """The place of each neighbourhood: its city's, or its own if it has one; None where unknown.

        Those of one name are one, read where it is surest.
        """
        named = [n for n in known if n is not None]
        surest: dict[str, Place] = {}
        for item in items:
            chosen = self.quarters.choose(view, item.option, named, focus, explain)
            if not chosen:
                continue
            name, place = bare_name(view, item.option), quarter_place(chosen, self.quarters, explain)
            if name not in surest or place.confidence > surest[name].confidence:
                surest[name] = place
        return [surest.get(bare_name(view, item.option)) for item in items]


def _at_its_edge(item: _Item, place: Place | None) -> Place | None:
    """The place of an item; a facility that bears a town's name is in the town or at its edge."""
    if place is not None and item.option.pattern == "facility" and place.precision == 1:
        return shifted(place, beside(place))
    return place


def _mention(text: str, item: _Item, place: Place | None, quarter: bool, least: float) -> Mention:
    """An item as it is answered: with its place, or with why it has none."""
    start, end = item.surface
    why_not = ""
    if place is None:
        why_not = "its city is not named" if quarter else "not in the gazetteer"
    elif place.confidence < least:
        why_not = "cannot tell which of several places is meant"
    return Mention(
        start=start,
        end=end,
        surface=text[start:end],
        place=None if why_not else place,
        kind="facility" if quarter or item.option.pattern else _kind(item.name, place),
        why_not=why_not,
    )


def _kind(name: Name | None, place: Place | None) -> str:
    """What a name is of a place: its sea's, its people's, its short one, or simply its own."""
    if name is None or place is None:
        return "toponym"
    if place.level == "sea":
        return "sea"
    if name.flags & DEMONYM and _is_its_people(name, place):
        return "demonym"
    if name.flags & ABBREVIATION and "unofficial" in name.facts:
        return "abbreviation"
    return "toponym"


def _is_its_people(name: Name, place: Place) -> bool:
    """ "Chadian" is no name of Chad's; "Serbia", which is Spanish for her people too, is Serbia's."""
    readings = zip(name.entries.tolist(), name.quality.tolist(), strict=True)
    only = (q & ~(ENGLISH | SPANISH) == DEMONYM for e, q in readings if e in name.areas)
    return place.level in WIDE and any(only)


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
