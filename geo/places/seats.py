"""A state or its town: which of the two is meant by a name that both bear.

"Near Batken", "in Choluteca" and "the prison in Durango" are towns, "León, Guanajuato" and "the governor of
Durango" the states. The ranker weighs what else the text names, which speaks for both alike; a logistic
regression over the words right beside the name and the people of each tells them apart. It is fitted by
`bench/fit_seats.py` and kept as numbers in `data/models`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from operator import mul

import numpy as np

from geo.places.gazetteer import LEVELS, Gazetteer
from geo.places.names import Name, read_model
from geo.places.precision import place_of
from geo.places.runs import Option
from geo.places.text import View
from geo.records import Place

_POPULATED, _STATE = LEVELS.index("populated"), LEVELS.index("admin1")
_BEFORE, _AFTER = 60, 40
"""How many characters before and after a name are looked at."""
_ARTICLE = r"(?: the| el| la| los| las)? $"
_CUES_BEFORE = {
    "near": (
        r"(?<!\w)(?:near|outside|close to|around|outskirts of|suburbs? of|low over|downtown|(?:airport|port|"
        r"streets) (?:of|in|at)|(?:north|south|east|west)(?:east|west)? of|road to|cerca de|afueras de|"
        r"proxim[oa]s? a|cercan[oa]s? a|alrededores de|inmediaciones de|al (?:norte|sur|este|oeste|noreste|"
        r"noroeste|sureste|suroeste) de|calles de|(?:carretera|camino) a)" + _ARTICLE
    ),
    "in": r"(?<!\w)(?:in|en|at) $",
    "of": r"(?<!\w)(?:of|del?) $",
    "way": r"(?<!\w)(?:to|from|a|hacia|hasta|desde) $",
    "across": r"(?<!\w)(?:across|throughout|over|through|todo|sobre|por)" + _ARTICLE,
    "paren": r"\($",
    "apart": r", (?:in|en)" + _ARTICLE,
    "office": (
        r"(?<!\w)(?:governor|prosecutors?|state|province|region|department|gobernador|gobernadora|fiscalia|"
        r"secretari[oa]|congreso|estado|provincia|departamento)(?: \w+)? (?:of|del?|in|en)" + _ARTICLE
    ),
}
_CUES_AFTER = {
    "division": (
        r"(?:['’]s)? (?:state|province|region|governorate|oblast|department|county|governor|prosecutors|"
        r"attorney)(?!\w)"
    ),
    "country": r", $|, (?=\w)",
}
_PATTERNS = {f"b:{name}": re.compile(p) for name, p in _CUES_BEFORE.items()} | {
    f"a:{name}": re.compile(p) for name, p in _CUES_AFTER.items()
}
_PART = re.compile(
    r"(?<!\w)(?:northern|southern|eastern|western|central|(?:norte|sur|este|oeste|centro|noroeste|noreste|"
    r"sierra|costa) del?(?: la| los)?) $"
)
""" "Southern Veracruz": a part of a state, as the ranker has it already."""
_TOWN_BEFORE = re.compile(r"[A-ZÀ-Þ][\w.’'-]*[,)] $")
""" "León, Guanajuato": a name before the comma that leads to this one."""
COLUMNS = ("bias", "ranked", "people", "share", "capital", "b:town", *_PATTERNS)
"""What the model sees; `Seats.columns` says what each means."""


class Seats:
    """Tells a state from the town in it that has its name. Open one and keep it.

    Parameters
    ----------
    gazetteer
        The places and names.
    weights
        Weight of each column; default: `seats.json` of `data/models`. A column that is missing weighs 0, and
        with no weight at all nothing is changed.
    """

    def __init__(self, gazetteer: Gazetteer, weights: Mapping[str, float] | None = None) -> None:
        self.gazetteer = gazetteer
        given = read_model("seats.json")["weights"] if weights is None else weights
        self.weights = tuple(float(given.get(name, 0.0)) for name in COLUMNS)
        self._capitals = frozenset(gazetteer.capitals)

    def settle(self, view: View, option: Option, name: Name, place: Place) -> Place:
        """The place that is meant: the same, or the state or town that has its name."""
        both = self.both(name, place)
        if both is None or _PART.search(_before(view, option)):
            return place
        town, state = both
        columns = self.columns(view, option, town, state, is_town=place.level == "populated")
        score = sum(map(mul, self.weights, columns))
        if score == 0.0 or (score > 0.0) == (place.level == "populated"):
            return place
        meant = place_of(self.gazetteer.entry(town if score > 0.0 else state), place.confidence)
        shown = sorted(place.candidates, key=lambda c: c.geonameid != meant.geonameid)
        return replace(meant, candidates=tuple(shown))

    def both(self, name: Name, place: Place) -> tuple[int, int] | None:
        """The entries of the largest town and of the state around it that a name may mean; None: not both."""
        g = self.gazetteer
        if place.level not in ("populated", "admin1") or place.geonameid is None:
            return None
        index = g.by_geonameid(place.geonameid)
        if index is None:
            return None
        entries = name.entries
        if place.level == "populated":
            state = int(g.admin1[index])
            held = state in entries and int(g.level[state]) == _STATE
            return (index, state) if held else None
        inside = entries[(g.level[entries] == _POPULATED) & (g.admin1[entries] == index)]
        return (int(inside[np.argmax(g.population[inside])]), index) if len(inside) else None

    def columns(self, view: View, option: Option, town: int, state: int, *, is_town: bool) -> Sequence[float]:
        """What is known of a name, in the order of `COLUMNS`.

        `ranked` is 1 where the ranker took the town, `people` the logarithm of the town's and `share` that of
        how many times as many the state has, `capital` that of a country, `b:` and `a:` mark words before and
        after the name.
        """
        before = _before(view, option)
        after = view.folded[option.end : option.end + _AFTER]
        people, around = (math.log10(1 + int(self.gazetteer.population[i])) for i in (town, state))
        start = max(0, option.start - _BEFORE)
        values = [1.0, float(is_town), people - 4.0, around - people, float(town in self._capitals)]
        values.append(float(_TOWN_BEFORE.search(view.text[start : option.start]) is not None))
        for key, pattern in _PATTERNS.items():
            said = pattern.search(before) if key[0] == "b" else pattern.match(after)
            values.append(float(said is not None))
        return values


def _before(view: View, option: Option) -> str:
    return view.folded[max(0, option.start - _BEFORE) : option.start]


__all__ = ["COLUMNS", "Seats"]
