"""Neighbourhoods, which inherit their city: "Manuel Paredes neighborhood", "colonia Roma".

A neighbourhood is read as a part of a city that the report names, of a city that is known to have one of that
name, or as a place of its own in the gazetteer. A conditional logit over named features chooses.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from geo.places.base_rates import NEAR_KM, BaseRates
from geo.places.features import Ints, Matrix
from geo.places.gazetteer import LEVELS, distance_km
from geo.places.mentions import Found
from geo.places.names import Names, read_model
from geo.places.options import is_wide
from geo.places.precision import distance
from geo.places.quarter_names import CALLED_AFTER, GENERIC, spellings, whole
from geo.places.quarter_runs import A_HOST, A_TOWN
from geo.places.runs import Option
from geo.places.text import View

FEATURES = (
    "known_host", "only_host", "named", "named_and_known", "own_place", "own_section", "people",
    "people_above_1m", "people_above_3m", "own_people",
    "same_sentence", "nearest_named", "in_named_state", "in_named_municipality", "near_named",
    "focus_country", "named_area", "rows", "as_written",
    "events_near",
)  # fmt: skip

_AFTER_SMALL = re.compile(r",? (?:sector|section|community|quarter)\b")
_BEFORE = re.compile(
    r"\b(?:colonia|col\.?|colony|fraccionamiento|fracc\.?|barrio|unidad habitacional"
    r"|residencial|subdivision|ejido|infonavit)(?: de| del)?(?: la| los| las| el)? [\"'“‘]?$"
)
_CITY_TAIL = re.compile(r" (?:de|of|en|in) ((?:la |el |los |las )?[^ ]+(?: [^ ]+)?)$")
_HOST_NEXT = re.compile(
    r"[\"'”’]?(?:,? (?:and|y|e)(?: [Ee]l| [Ll]as?| [Ll]os)?(?: [A-ZÀ-Þ][\w’'-]+){1,4}[\"'”’]?)?"
    r"(?: (?:neighbou?rhood|subdivision|colony|sector|section|community|residential)s?)?"
    r"(?:,| of| in| de| en)(?: la| el| the)? (?:(?:[Cc]ity|[Cc]iudad|[Mm]unicipality|[Mm]unicipio)"
    r" (?:of |de ))?"
)
"""What stands between a neighbourhood, or two of them, and the city that it is said to be in."""
_HOST_REACH = 200
"""How many characters after a neighbourhood such a city's name may begin."""
_DISTRICT_OF = re.compile(r" (?:district|borough|ward|suburb|quarter) (?:of|in) (?:the )?")
_A_LARGE_TOWN = 5.5
_A_CITY = 4.9
_SMALL, _POPULATED = ("populated", "section"), LEVELS.index("populated")
_SECTION, _SECOND = LEVELS.index("section"), LEVELS.index("admin2")
Flags = npt.NDArray[np.bool_]
_MOST_OWN, _MOST_HOSTS = 12, 40
Steps = Sequence[Sequence[float]]


class Named(NamedTuple):
    """A place that the report names and that is resolved: its entry and where it stands in the view."""

    entry: int
    start: int
    end: int
    stretch: int


class Host(NamedTuple):
    """A city with a neighbourhood of some name: how many rows of the list, and with the same article."""

    rows: int
    as_written: bool


_NO_HOST = Host(0, as_written=False)


class Reading(NamedTuple):
    """What a neighbourhood may be: the entry that stands for it, and why it may."""

    entry: int
    own: bool
    host: Host


_CENTRES = frozenset(("centro", "zona centro", "centro historico", "el centro", "downtown"))
"""Names of what every city has: without a state after them they are the centre of the city told of."""


def is_quarter(view: View, option: Option, *, sure: bool = False) -> bool:
    """Whether the words beside an option say that it is a neighbourhood, or it is a city's centre.

    `sure`: only by words that are said of nothing else ("the Argentina neighborhood", "colonia Argentina").
    """
    if option.pattern == "quarter":
        return True
    if sure:
        return CALLED_AFTER.match(view.folded, option.end) is not None
    name = view.folded[option.start : option.end]
    if name in _CENTRES and not view.folded.startswith(",", option.end):
        return True
    if GENERIC.match(view.folded[option.start : option.end]):
        return True
    if CALLED_AFTER.match(view.folded, option.end):
        return True
    if _BEFORE.search(view.folded[max(0, option.start - 40) : option.start]):
        return True
    return not is_wide(option.name) and _AFTER_SMALL.match(view.folded, option.end) is not None


def one_name_one_kind(view: View, found: Sequence[Found]) -> list[Found]:
    """What is called a neighbourhood once is one wherever it is named, and none of its words is a town.

    Of "Three in Jardines del Sol. Jardines del Sol neighborhood" the first is no "Jardines" and no "Sol", and
    what is a part of it ("San Ramón Tercera Sección") tells of the whole.
    """
    found = _with_districts(view, found)
    quarters = [f.option for f in found if is_quarter(view, f.option)]
    bare = {bare_name(view, o) for o in quarters if not _AFTER_SMALL.match(view.folded, o.end)}
    names = sorted(bare | {part_of for name in bare if (part_of := whole(name))}, key=len)
    if not names:
        return list(found)
    out: list[Found] = []
    begins = [f.option.start for f in found]
    for f in found:
        o = f.option
        start, end = next((s for n in reversed(names) if (s := _around(view, n, o))), (o.start, 0))
        same = (start, end) == (o.start, o.end)
        known = o.name is not None and (bool(o.name.areas) or o.name.log_population > A_TOWN)
        near = found[bisect_right(begins, o.end) : bisect_right(begins, o.end + _HOST_REACH)]
        known = known and not any(_is_in_town(view, o, other.option) for other in near)
        if not end or o.pattern or (known and same):
            out.append(f)
            continue
        first, last = bisect_left(view.starts, start), bisect_left(view.ends, end)
        out.append(Found(Option(start, end, first, last, None, "quarter"), f.probability))
    ends = [0, *(f.option.end for f in out)]
    return [f for f, before in zip(out, accumulate(ends, max), strict=False) if f.option.start >= before]


def _with_districts(view: View, found: Sequence[Found]) -> list[Found]:
    """What is called a district of a large town is a part of it: "the Tres Ríos district of Culiacán"."""
    out = list(found)
    for k, (one, other) in enumerate(pairwise(found)):
        town = other.option.name
        large = town is not None and "populated" in town.levels and town.log_population >= _A_LARGE_TOWN
        if large and _DISTRICT_OF.fullmatch(
            view.text, one.option.end, max(one.option.end, other.option.start)
        ):
            out[k] = Found(one.option._replace(name=None, pattern="quarter"), one.probability)
    return out


_OF_A_TOWN = re.compile(
    r"(?<!\w)(?:colonia|col|fraccionamiento|fracc|barrio|unidad habitacional)\.? (?:de )?"
    r"(?:la |el |los |las )?[\w ]{1,40}$"
)
""" "La colonia La Laguna": a part of a town, and no village called so where no town is told."""


def _is_in_town(view: View, option: Option, town: Option) -> bool:
    """Whether a name is said to be in a town: "Morelos, Guadalajara"; "Morelos" alone is a state."""
    if town.start <= option.end or town.name is None or "populated" not in town.name.levels:
        return False
    host = town.name.log_population > A_TOWN and not town.name.areas
    return host and _HOST_NEXT.fullmatch(view.text, option.end, town.start) is not None


def _around(view: View, name: str, option: Option) -> tuple[int, int] | None:
    """Where a neighbourhood's name stands around an option, if it does, as whole words."""
    start = view.folded.find(name, max(0, option.end - len(name)), option.start + len(name))
    end = start + len(name)
    if not 0 <= start <= option.start or end < option.end or view.folded[end : end + 1].isalnum():
        return None
    return None if start and view.folded[start - 1].isalnum() else (start, end)


def bare_name(view: View, option: Option) -> str:
    """A neighbourhood's folded name without its generic word: "roma", "del valle" of "Colonia Del Valle"."""
    folded = view.folded[option.start : option.end]
    if (opening := GENERIC.match(folded)) and not view.caseless[view.stretch[option.first]]:
        capitals = (k for k in range(option.first + 1, option.last + 1) if view.capital[k])
        start = view.starts[next(capitals, option.last)]
        folded = folded[min(opening.end(), start - option.start) :]
    return GENERIC.sub("", folded).strip()


class Quarters:
    """Chooses the city of a neighbourhood.

    Parameters
    ----------
    names
        The gazetteer's names.
    weights, steps, cells
        Weight of each feature, pairs of probability and calibrated confidence, and where events were told of
        before (`geo.places.base_rates`); default: `quarters.json` of `data/models`.
    """

    def __init__(
        self,
        names: Names,
        weights: Mapping[str, float] | None = None,
        steps: Steps = ((0.0, 0.0), (1.0, 1.0)),
        cells: Steps = (),
    ) -> None:
        self.names, self.gazetteer = names, names.gazetteer
        if weights is None:
            model = read_model("quarters.json")
            weights, steps, cells = model["weights"], model["steps"], model["cells"]
        self.steps = np.array(steps, dtype=float)
        self.weights = np.array([weights.get(f, 0.0) for f in FEATURES])
        self.rates = BaseRates(self.gazetteer, np.array(cells, dtype=float).reshape(-1, 3))
        self._entries: dict[int, int | None] = {}

    def hosts(self, folded: str) -> dict[int, Host]:
        """The cities known to have a neighbourhood of that name, largest first."""
        known = self.names.neighbourhoods
        if known is None:
            return {}
        out: dict[int, Host] = {}
        for forms in spellings(folded):
            for form, (geonameid, rows) in ((f, host) for f in forms for host in known.get(f, ())):
                entry = self._entry(geonameid)
                if entry is not None:
                    before = out.get(entry, _NO_HOST)
                    out[entry] = Host(before.rows + rows, before.as_written or form == forms[0])
            if out:
                break
        largest_first = sorted(out, key=lambda e: -int(self.gazetteer.population[e]))
        return {e: out[e] for e in largest_first[:_MOST_HOSTS]}

    def _entry(self, geonameid: int) -> int | None:
        if geonameid not in self._entries:
            self._entries[geonameid] = self.gazetteer.by_geonameid(geonameid)
        return self._entries[geonameid]

    def readings(
        self, view: View, option: Option, named: Sequence[Named], focus: int | None
    ) -> tuple[list[Reading], Matrix]:
        """The readings of a neighbourhood and their features."""
        g = self.gazetteer
        folded, bare = view.folded[option.start : option.end], bare_name(view, option)
        countries = {int(g.country[n.entry]) for n in named} | ({focus} if focus is not None else set())
        hosts = {e: host for e, host in self.hosts(bare).items() if int(g.country[e]) in countries}
        if not hosts:
            named = [*named, *self._city_in_name(view, option, folded, countries)]
        places = [n for n in named if LEVELS[g.level[n.entry]] in ("populated", "section", "admin2")]
        own = self._own(folded, countries)
        host = next((n.entry for n in places if self._is_said_host(view, option, n)), None)
        entries = dict.fromkeys([*(n.entry for n in places), *hosts])
        out = [Reading(e, False, hosts.get(e, _NO_HOST)) for e in entries]
        if (
            named
            or focus is not None
            or not _OF_A_TOWN.search(view.folded[max(0, option.end - 60) : option.end])
        ):
            out += [Reading(e, True, _NO_HOST) for e in own if e not in entries]
        if host is not None:
            out = [r for r in out if self.near(r.entry, host)]
        if not out:
            return [], np.zeros((0, len(FEATURES)))
        return out, self._features(view, option, out, places, named, len(hosts), focus)

    def _city_in_name(self, view: View, option: Option, folded: str, countries: set[int]) -> list[Named]:
        """The city at the end of a neighbourhood's own name ("Las Flores de Morelia"), as if it followed."""
        tail = _CITY_TAIL.search(folded)
        name = self.names.get(tail[1]) if tail else None
        if name is None or name.log_population < _A_CITY:
            return []
        g = self.gazetteer
        found = [
            e
            for e in name.entries.tolist()
            if LEVELS[g.level[e]] == "populated"
            and (not countries or int(g.country[e]) in countries)
            and np.log10(1.0 + int(g.population[e])) >= _A_CITY
        ]
        return [Named(e, option.end, option.end, view.stretch[option.first]) for e in found[:1]]

    def _is_said_host(self, view: View, option: Option, named: Named) -> bool:
        """Whether a report says that a neighbourhood is in a town: "the Roma neighborhood of Mexico City"."""
        said = _HOST_NEXT.fullmatch(view.text, option.end, max(named.start, option.end))
        return said is not None and int(self.gazetteer.population[named.entry]) > 10**A_HOST

    def _own(self, folded: str, countries: set[int]) -> list[int]:
        g = self.gazetteer
        out = []
        for form in dict.fromkeys((folded, GENERIC.sub("", folded).strip())):
            name = self.names.get(form)
            for e in name.entries.tolist() if name is not None else ():
                if LEVELS[g.level[e]] in _SMALL and (not countries or int(g.country[e]) in countries):
                    out.append(e)
        return list(dict.fromkeys(out))[:_MOST_OWN]

    def _features(
        self,
        view: View,
        option: Option,
        readings: Sequence[Reading],
        places: Sequence[Named],
        named: Sequence[Named],
        hosts: int,
        focus: int | None,
    ) -> Matrix:
        """The columns `FEATURES`, one row a reading."""
        g = self.gazetteer
        entries = [r.entry for r in readings]
        e = np.array(entries, dtype=np.int64)
        own, rows = np.array([r.own for r in readings]), np.array([r.host.rows for r in readings])
        known = rows > 0
        level, people = g.level[e], np.log10(1.0 + g.population[e])
        admin1, admin2 = g.admin1[e], g.admin2[e]
        nearest = min(places, key=lambda n: abs(n.start - option.start), default=None)
        stretch, areas = view.stretch[option.first], {n.entry for n in named}

        def among(wanted: Collection[int], values: Iterable[int] = entries) -> Flags:
            return np.array([value in wanted for value in values])

        here = among({n.entry for n in places})
        columns = (
            known,
            known & (hosts == 1),
            here,
            here & known,
            own,
            own & (level == _SECTION),
            np.where(own, 0.0, people),
            np.where(own, 0.0, np.maximum(0.0, people - 6.0)),
            np.where(own, 0.0, np.maximum(0.0, people - 6.5)),
            np.where(own, people, 0.0),
            among({n.entry for n in places if n.stretch == stretch}),
            among(() if nearest is None else (nearest.entry,)),
            among(areas, admin1.tolist()) & (admin1 != e),
            among(areas, admin2.tolist()) & (admin2 != e),
            1.0 / (1.0 + (self._nearest_km(e, places) / 30.0) ** 2),
            among(() if focus is None else (focus,), g.country[e].tolist()),
            level == _SECOND,
            np.log2(np.maximum(rows, 1)),
            np.array([r.host.as_written for r in readings]),
            [self.rates.near(entry) for entry in entries],
        )
        return np.stack(columns, axis=1).astype(float)

    def _nearest_km(self, e: Ints, places: Sequence[Named]) -> Matrix:
        """How far each entry lies from the nearest of the places that is another one; 9999 without any."""
        g = self.gazetteer
        others = np.array([n.entry for n in places], dtype=np.int64)
        if not len(others):
            return np.full(len(e), 9999.0)
        km = distance_km(g.lat[e][:, None], g.lon[e][:, None], g.lat[others], g.lon[others])
        out: Matrix = np.where(e[:, None] == others, 9999.0, km).min(axis=1)
        return out

    def near(self, a: int, b: int) -> bool:
        """Whether two entries lie within 25 km of each other."""
        return a == b or self._km(a, b) <= NEAR_KM

    def _km(self, a: int, b: int) -> float:
        g = self.gazetteer
        return distance(float(g.lat[a]), float(g.lon[a]), float(g.lat[b]), float(g.lon[b]))

    def choose(
        self,
        view: View,
        option: Option,
        named: Sequence[Named],
        focus: int | None,
        explain: bool = True,
    ) -> list[tuple[Reading, float, dict[str, float]]]:
        """The readings with their probabilities and the features that decided, likeliest first.

        Without `explain` the features are left out.
        """
        readings, x = self.readings(view, option, named, focus)
        if not readings:
            return []
        parts = x * self.weights
        score = parts.sum(axis=1)
        p = np.exp(score - score.max())
        p /= p.sum()
        order = np.argsort(-p, kind="stable").tolist()
        if not explain:
            return [(readings[i], float(p[i]), {}) for i in order]
        return [
            (readings[i], float(p[i]), {FEATURES[k]: float(parts[i, k]) for k in np.flatnonzero(parts[i])})
            for i in order
        ]


__all__ = ["FEATURES", "Named", "Quarters", "Reading", "bare_name", "is_quarter", "one_name_one_kind"]
