"""Hints: what the fitted ranker does not see, as log odds for a name's readings.

Bodies that work in one country speak for its states and large cities ("a grand jury in …", "la Generalitat");
a consulate is abroad; a town is mostly called by less than its whole name; a village that bears a great
state's name seldom is meant where no area is named after it; a Spanish text means the namesake where Spanish
is spoken; some names are known for one place of them.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from geo.places.bodies import any_of, bodies
from geo.places.features import Document, Occurrence
from geo.places.gazetteer import LEVELS, Gazetteer, data_path, fold
from geo.places.text import View

Points = npt.NDArray[np.float64]
Home = dict[int, float]
"""What a text says for the states and large cities of a country, by the country's entry."""

_MEANT = re.compile(r"(?<!\w)(?:de|en|por) (?:EU|EE\.? ?UU\.?|Estados Unidos)(?!\w)")
""" "Autoridades de EU": the United States, which say less of what else is named."""
_CONSULATE = re.compile(
    r"(?:consulado|embajada|consulate|embassy)(?: general)? (?:de|del|of) (?P<whose>[a-z]+(?: [a-z]+)?),?"
    r" (?:en|in) $|(?<!\w)(?P<people>[a-z]+) (?:consulate|embassy)(?: general)? in $"
)
_LARGE, _VILLAGE, _GREAT, _TOWN = 300_000, 10_000, 1_000_000, 10_000
"""People of a large city, of less than a town, of a great state, of a town that namesakes give way to."""
_HOME, _NAMED, _ABROAD, _SEAT, _DWARFED, _FOREIGN = 4.0, 2.5, -6.0, 2.5, -2.5, -1.6
_SHORT = 2.0
""" "Taxco" is Taxco de Alarcón before it is a village of that whole name."""
_LEVEL = {level: i for i, level in enumerate(LEVELS)}


def is_abroad(view: View, gazetteer: Gazetteer, start: int) -> int:
    """The country that "el consulado de México en" puts what follows outside of; -1 where there is none."""
    before = view.folded[max(0, start - 60) : start]
    found = _CONSULATE.search(before) if "emba" in before or "consul" in before else None
    if found is None:
        return -1
    lands = [
        h.entry
        for h in gazetteer.lookup(found["whose"] or found["people"])
        if int(gazetteer.country[h.entry]) == h.entry
    ]
    return lands[0] if lands else -1


@cache
def _working_in() -> dict[str, re.Pattern[str]]:
    """Any body that works in a country, by the country's code."""
    found = bodies("authority")
    return {code: re.compile(rf"(?<!\w)(?:{any_of(names)})(?!\w)") for code, names in found.items()}


def homes(text: str, gazetteer: Gazetteer) -> Home:
    """The countries whose own bodies a text names, and what that says for their states and large cities."""
    out: Home = {}
    for code, working in _working_in().items():
        index = gazetteer.by_region(code)
        if index is not None and working.search(text):
            out[index] = _HOME
    home = gazetteer.by_region("US")
    if home is not None and home not in out and _MEANT.search(text):
        out[home] = _NAMED
    return out if len(out) == 1 else {}


def hints(
    document: Document,
    members: list[Occurrence],
    gazetteer: Gazetteer,
    home: Home,
    speaks: npt.NDArray[np.bool_],
    lang: str,
) -> Points:
    """What is added to the score of each row of a document."""
    out: Points = np.where(document.shortened, _SHORT, 0.0)
    for g, o in enumerate(members):
        rows = slice(int(document.start[g]), int(document.start[g + 1]))
        if o.name.folded in _renown():
            _add_renown(out[rows], o.name.folded, document.entry[rows], gazetteer)
        if o.next_areas or o.previous_areas or o.noun or len(o.name.entries) == 1:
            continue
        levels = o.name.levels
        dwarfed = "admin1" in levels and "populated" in levels
        if not (home or dwarfed or o.abroad >= 0 or (lang == "es" and "populated" in levels)):
            continue
        people = gazetteer.population[document.entry[rows]].astype(float)
        level = document.level[rows]
        kinds = level == _LEVEL["populated"], level == _LEVEL["admin1"]
        known = _Readings(level, people, document.country[rows], *kinds)
        for land, points in home.items():
            if points != _NAMED or "country" not in levels:
                _favour(out[rows], known, land, points)
        if o.abroad >= 0:
            _put_abroad(out[rows], known, o.abroad)
        if dwarfed:
            great = known.country[known.is_state & (people >= _GREAT)]
            if len(great):
                small = known.is_town & (people < _VILLAGE)
                out[rows] += _DWARFED * (small & ~np.isin(known.country, great))
        if lang == "es":
            _prefer_namesakes(out[rows], known, speaks, document.ubiquitous)
    return out


class _Readings(NamedTuple):
    """A name's readings: level, people and country of each, and which are towns and states."""

    level: npt.NDArray[np.uint8]
    people: Points
    country: npt.NDArray[np.int32]
    is_town: npt.NDArray[np.bool_]
    is_state: npt.NDArray[np.bool_]


def _favour(out: Points, known: _Readings, land: int, points: float) -> None:
    """What lies in a country whose bodies a text names, if the name is of a state or a large city there."""
    here = known.country == land
    if (here & (known.is_state | (known.is_town & (known.people >= _LARGE)))).any():
        out += points * (here & (known.level != _LEVEL["country"]))


def _put_abroad(out: Points, known: _Readings, whose: int) -> None:
    """A consulate is not in its own country, and likeliest in the largest town of the name."""
    there = (known.country != whose) & known.is_town
    largest = there & (known.people >= known.people[there].max(initial=0.0))
    out += _SEAT * largest + _ABROAD * (known.country == whose)


def _prefer_namesakes(out: Points, known: _Readings, speaks: npt.NDArray[np.bool_], ubiquitous: int) -> None:
    """ "Silao" in a Spanish text is none in India, one of its name being a town where Spanish is spoken."""
    own = (known.country >= 0) & speaks[np.maximum(known.country, 0)]
    if (own & known.is_town & (known.people >= _TOWN)).any():
        large = known.country[known.people >= _LARGE]
        out += _FOREIGN * (~own & ~np.isin(known.country, [ubiquitous, *large]))


def _add_renown(out: Points, folded: str, entries: npt.NDArray[np.int64], gazetteer: Gazetteer) -> None:
    """What a name is known for."""
    for region, points in _renown().get(folded, ()):
        index = gazetteer.by_geonameid(int(region)) if region.isdecimal() else gazetteer.by_region(region)
        if index is not None:
            out += points * (entries == index)


@cache
def _renown() -> dict[str, list[tuple[str, float]]]:
    """The hand-made table of names known for one place: folded name to region ids and log odds."""
    path = data_path() / "curated" / "renown.csv"
    out: dict[str, list[tuple[str, float]]] = {}
    if path.exists():
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                out.setdefault(fold(row["name"]), []).append((row["region"], float(row["points"])))
    return out


__all__ = ["hints", "homes", "is_abroad"]
