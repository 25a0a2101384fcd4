"""The places of a text as a report means them: countries, seas, the focus, and villages far from all else."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from geo.events.words import NUMBERS
from geo.places.precision import distance, place_of
from geo.places.resolve import Geoparser
from geo.records import Mention, Place

_CITY, _VILLAGE, _FAR_KM, _STRAYED = 50_000, 20_000, 150.0, 0.3
"""People that make a city, and fewer than make a town; how far is far; the part of trust that is left."""
_SETTLEMENTS = (
    "town|village|hamlet|city|municipality|community|seat|pueblo|comunidad|municipio|poblado|localidad|ciudad|"
    "sindicatura|corregimiento|ejido|vereda|aldea|tenencia"
)
_SETTLEMENT_BEFORE = re.compile(rf"(?<!\w)(?:{_SETTLEMENTS})\s+(?:of|de|del)\s+$", re.IGNORECASE)
_SETTLEMENT_AFTER = re.compile(rf"\s+(?:{_SETTLEMENTS})(?!\w)", re.IGNORECASE)
_ABROAD = 0.5
"""What a reading outside the focus country is still worth, when the text also names places inside it."""
_SURE, _LIKELY = 0.8, 0.6
"""Confidence from which a reading is taken as it is, and the one given to a country by its bare name."""
_WATER = re.compile(
    r"(?<!\w)((?:golfo|gulf|mar|sea|bah[ií]a|bay|estrecho|strait|canal|channel)"
    r" (?:del?|of)(?: la| las| los| the)? )$",
    re.IGNORECASE,
)


class PlaceFinder:
    """Finds the places of texts. Open one and keep it; it is not changed by use."""

    def __init__(self, geoparser: Geoparser) -> None:
        self.geoparser = geoparser
        self._countries = lru_cache(5_000)(self._country_named)
        self._peopled = lru_cache(20_000)(self._population)

    def find(self, text: str, *, lang: str | None, focus: str | None, explain: bool) -> list[Mention]:
        """The text's places. A country's bare name is the country, unless the words tell surely otherwise."""
        found = self.geoparser.parse(text, lang=lang, focus=focus, explain=explain)
        named = [self._as_sea(text, self._as_country(text, m, focus)) for m in found if not _counts(text, m)]
        if focus is not None and any(_inside_focus(m, focus) for m in named):
            named = [_doubted(m, focus) for m in named]
        return self._without_strays(text, named)

    def people(self, place: Place) -> int:
        """How many live there; 0 where it is no town, or nobody knows."""
        return self._peopled(place.geonameid) if place.geonameid and place.level == "populated" else 0

    def country(self, code: str) -> Place | None:
        """A country by its code."""
        index = self.geoparser.gazetteer.by_region(code)
        return None if index is None else place_of(self.geoparser.gazetteer.entry(index), 0.9)

    def country_of_people(self, word: str) -> Place | None:
        """The country that an adjective tells of: "mexicano"; None where it tells of none, or of several."""
        gazetteer = self.geoparser.gazetteer
        lands = self.geoparser.names.peoples.get(word, [])
        return place_of(gazetteer.entry(lands[0]), _SURE) if len(lands) == 1 else None

    def countryside(self, place: Place) -> Place | None:
        """The second-order division that a town lies in, as likely as the town; None where none is known."""
        return self._around(place, "admin2") if place.level == "populated" else None

    def is_capital(self, place: Place) -> bool:
        """Whether a place is a country's capital."""
        index = self.geoparser.gazetteer.by_geonameid(place.geonameid) if place.geonameid else None
        return index in self.geoparser.gazetteer.capitals

    def reported_from(self, place: Place) -> Place | None:
        """The country of a capital, where agencies send from, or the first-order division of another town."""
        return self.country(place.country) if self.is_capital(place) else self._around(place, "admin1")

    def _around(self, place: Place, level: str) -> Place | None:
        """The area of a level that a place lies in."""
        areas = (self.geoparser.gazetteer.by_region(region) for region in place.regions)
        entries = (self.geoparser.gazetteer.entry(index) for index in areas if index is not None)
        return next((place_of(e, place.confidence) for e in entries if e.level == level), None)

    def _without_strays(self, text: str, mentions: list[Mention]) -> list[Mention]:
        """A bare village's name far from every city and area that the report surely names is trusted less.

        More likely it is the namesake of a place that the gazetteer lacks: "Tijuana: two dead in La Presa".
        """
        places = [m.place for m in mentions if m.place is not None]
        cities = [p for p in places if p.confidence >= _SURE and self.people(p) >= _CITY]
        if not cities:
            return mentions
        named = {p.region for p in places if p.region is not None and p.precision in (3, 4)}

        def stray(mention: Mention, place: Place) -> bool:
            return (
                self._is_village(mention, place)
                and named.isdisjoint(place.regions)
                and all(_far_apart(place, c) for c in cities)
                and not _is_called_a_settlement(text, mention)
            )

        return [_trusted_less(m, _STRAYED) if m.place and stray(m, m.place) else m for m in mentions]

    def _is_village(self, mention: Mention, place: Place) -> bool:
        return (
            mention.kind != "facility"
            and place.precision <= 2
            and place.level in ("populated", "section")
            and self.people(place) < _VILLAGE
        )

    def _population(self, geonameid: int) -> int:
        index = self.geoparser.gazetteer.by_geonameid(geonameid)
        return 0 if index is None else int(self.geoparser.gazetteer.population[index])

    def _as_sea(self, text: str, mention: Mention) -> Mention:
        """ "el golfo de California" in lower case is still the gulf and not the state."""
        water = _WATER.search(text, max(0, mention.start - 24), mention.start)
        if mention.place is None or mention.kind == "sea" or water is None:
            return mention
        surface = text[water.start(1) : mention.end]
        gazetteer = self.geoparser.gazetteer
        for hit in gazetteer.lookup(surface):
            entry = gazetteer.entry(hit.entry)
            if entry.level == "sea":
                place = place_of(entry, mention.place.confidence)
                return replace(mention, start=water.start(1), surface=surface, place=place, kind="sea")
        return mention

    def _as_country(self, text: str, mention: Mention, focus: str | None) -> Mention:
        """A doubtful name that is a country's too means the country, unless it lies in the focus.

        "La sindicatura de Costa Rica" and "the town of Lebanon" say that they are none.
        """
        place = mention.place
        if place is None or place.confidence >= _SURE or place.precision >= 6:
            return mention
        if focus is not None and place.country == focus.upper():
            return mention
        if _is_called_a_settlement(text, mention):
            return mention
        country = self._countries(mention.surface)
        return mention if country is None else replace(mention, place=country)

    def _country_named(self, name: str) -> Place | None:
        """A country by one of its names."""
        gazetteer = self.geoparser.gazetteer
        found = [h.entry for h in gazetteer.lookup(name) if int(gazetteer.country[h.entry]) == h.entry]
        return place_of(gazetteer.entry(found[0]), _LIKELY) if found else None


def _counts(text: str, mention: Mention) -> bool:
    """ "Catorce vecinos murieron": a number that opens a sentence is no town's name."""
    if mention.surface.casefold() not in NUMBERS["es"]:
        return False
    before = text[max(0, mention.start - 4) : mention.start].rstrip(' "“«¡¿')
    opens = before.endswith((".", "\n")) or mention.start <= 1
    return opens and text[mention.end : mention.end + 2].strip().islower()


def _inside_focus(mention: Mention, focus: str) -> bool:
    return mention.place is not None and mention.place.country == focus.upper()


def _doubted(mention: Mention, focus: str) -> Mention:
    """A town outside the country that the report is about, and names places of, is trusted less."""
    place = mention.place
    if place is None or place.precision > 4 or not place.country or place.country == focus.upper():
        return mention
    return _trusted_less(mention, _ABROAD)


def _trusted_less(mention: Mention, share: float) -> Mention:
    place = mention.place
    assert place is not None
    return replace(mention, place=replace(place, confidence=round(place.confidence * share, 3)))


def _far_apart(a: Place, b: Place) -> bool:
    return a.admin1 != b.admin1 and distance(a.lat, a.lon, b.lat, b.lon) > _FAR_KM


def _is_called_a_settlement(text: str, mention: Mention) -> bool:
    """Whether the words beside it say what it is: "the village of La Presa", "La Presa town"."""
    before = _SETTLEMENT_BEFORE.search(text, max(0, mention.start - 30), mention.start)
    return bool(before or _SETTLEMENT_AFTER.match(text, mention.end))
