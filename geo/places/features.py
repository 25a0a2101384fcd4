"""What speaks for each reading of each name in a document, as a matrix with named columns.

A name that occurs several times in a document is one group (one sense a document), unless an area is named
right after it ("Alexandria, Va."), which makes a group of its own. Rows are readings, in the order of the
groups. Context is read against anchors: the likeliest readings of the other groups, weighted by probability.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from geo.places.gazetteer import ENGLISH, LEVELS, OFFICIAL, SPANISH, Gazetteer, fold
from geo.places.names import Name

Matrix = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

_QUALITY = (
    "official", "alternate", "abbreviation", "demonym", "code", "romanised", "english", "spanish", "short",
    "historic",
)  # fmt: skip
_LANGUAGES = {"english": ENGLISH, "spanish": SPANISH}
_KEPT = tuple(i for i, q in enumerate(_QUALITY) if q not in _LANGUAGES)
STATIC = (
    *(f"name:{q}" for q in _QUALITY if q not in _LANGUAGES), "name:official_only",
    *(f"level:{level}" for level in LEVELS),
    "population", "population_above_10k", "population_above_100k", "population_above_1m", "area_population",
    "population_rank", "population_share", "only_reading", "first_reading", "country_official",
    "admin1_official", "capital",
)  # fmt: skip
LOCAL = (
    "inside_next_area", "inside_next_country", "outside_next_area", "inside_previous_area",
    "city_noun_populated", "city_noun_other", "division_noun_division", "division_noun_populated",
    "own_language", "focus_country", "focus_elsewhere",
    "focus_other_country", "seat_of_namesake", "holds_namesake",
    "name_in_own_language", "name_in_other_language", "country_in_other_language",
    "area_after_place", "town_after_place",
)  # fmt: skip
_KERNELS = (
    "same_country", "same_admin1", "same_admin2", "near_30km", "near_150km", "in_named_admin2",
    "in_named_admin1", "in_named_country", "holds_others", "same_place", "among_countries",
)  # fmt: skip
CONTEXT = tuple(f"{k}:{m}" for k in _KERNELS for m in ("share", "strength", "close"))
FEATURES = (*STATIC, *LOCAL, *CONTEXT)
"""The columns, in order: of the name alone, of the words around it, of the document's other places."""

_EARTH_KM = 6371.0088
_ANCHORS_A_GROUP = 3
_MOST_ANCHORS = 160
_WINDOW = 4
_COLUMN = {name: i for i, name in enumerate(LOCAL)}
_LEVEL = {level: i for i, level in enumerate(LEVELS)}
_TOWN_PEOPLE, _COUNTRY_PEOPLE = STATIC.index("population"), STATIC.index("area_population")
_UBIQUITOUS = "US"
_NEARLY_ALL, _MANY_TIMES = 0.9, 0.9
"""Share of a text's other names that are countries from which it is news of the world; log10 of eight."""
_A_NATION = 5.4
"""log10 of the people from which a country is told of beside others as one of them."""
_SURNAMED = re.compile(r" (?:de|del|of|upon|on|am|sur)(?: (?:la|los|las|el))? \w")
"""How a town's name goes on that is mostly left out: " de Alarcón", " am Main"."""
_SEATS = frozenset(("populated", "admin2"))
_VAST = np.array([level in ("country", "continent", "region", "sea") for level in LEVELS])


class Occurrence(NamedTuple):
    """A name at one place in a text, with what stands around it.

    `next_areas` are the readings of an area's name right after it, `previous_areas` of one right before;
    `noun` is "city", "state", "county", "part" ("southern") or "" by the generic word beside it; `as_area`
    says that the mention before takes this one for the area that it lies in ("Uruapan, Michoacán");
    `abroad` is the country that a consulate beside it is of, -1 where there is none.
    """

    name: Name
    next_areas: frozenset[int] = frozenset()
    previous_areas: frozenset[int] = frozenset()
    noun: str = ""
    as_area: bool = False
    abroad: int = -1

    @property
    def key(self) -> tuple[object, ...]:
        """The same for occurrences of which all is the same."""
        return (self.name.folded, *self[1:])


@dataclass(slots=True)
class Document:
    """The groups of a document and their rows.

    Attributes
    ----------
    groups
        The group of each occurrence.
    entry, group
        Gazetteer entry and group of each row.
    start
        First row of each group, and one past the last row.
    country, admin1, admin2, level
        Each row's columns of the gazetteer.
    base
        Static and local columns, one row a reading.
    weight, closeness
        How much each group's mentions say, and how near every two groups stand.
    points
        Each row's place on the unit sphere.
    namesake
        Rows that bear their country's own name.
    ubiquitous
        The country that news of the world names for what it does elsewhere; -1 where there is none.
    shortened
        Towns that are called by less than their own name.
    hints
        What is added to each row's score, beyond what its columns weigh (`geo.places.hints`).
    """

    groups: list[int]
    entry: Ints
    group: Ints
    start: Ints
    country: npt.NDArray[np.int32]
    admin1: npt.NDArray[np.int32]
    admin2: npt.NDArray[np.int32]
    level: npt.NDArray[np.uint8]
    base: Matrix
    weight: Matrix
    closeness: Matrix
    names: list[Name]
    points: Matrix
    namesake: Flags
    ubiquitous: int
    shortened: Flags
    hints: Matrix


class Readings(NamedTuple):
    """A name's readings as the columns that do not depend on where it stands, one row a reading."""

    country: npt.NDArray[np.int32]
    admin1: npt.NDArray[np.int32]
    admin2: npt.NDArray[np.int32]
    level: npt.NDArray[np.uint8]
    points: Matrix
    static: Matrix
    shortened: Flags


def readings_of(name: Name, gazetteer: Gazetteer) -> Readings:
    """The readings of a name."""
    e = name.entries
    return Readings(
        gazetteer.country[e],
        gazetteer.admin1[e],
        gazetteer.admin2[e],
        gazetteer.level[e],
        _points(e, gazetteer),
        static_columns(name, gazetteer),
        _shortened(name, gazetteer),
    )


def _shortened(name: Name, gazetteer: Gazetteer) -> Flags:
    """Which readings are towns that the name calls shortly: "Taxco" is Taxco de Alarcón."""
    towns = gazetteer.level[name.entries] == _LEVEL["populated"]
    own = [
        fold(gazetteer.name(e)) if town else "" for e, town in zip(name.entries.tolist(), towns, strict=True)
    ]
    return np.array([_SURNAMED.match(full.removeprefix(name.folded)) is not None for full in own])


def static_columns(name: Name, gazetteer: Gazetteer) -> Matrix:
    """The static columns of a name's readings."""
    e = name.entries
    level = gazetteer.level[e]
    people = np.log10(1.0 + gazetteer.population[e].astype(float))
    populated = level == _LEVEL["populated"]
    out = np.zeros((len(e), len(STATIC)))
    for k, i in enumerate(_KEPT):
        out[:, k] = (name.quality >> i) & 1
    k = len(_KEPT)
    out[:, k] = (name.quality & 0b1111111111) == OFFICIAL
    k += 1
    out[np.arange(len(e)), k + level] = 1
    k += len(LEVELS)
    town = np.where(populated, people, 0.0)
    out[:, k] = town
    for i, floor in enumerate((4, 5, 6)):
        out[:, k + 1 + i] = np.maximum(0.0, town - floor)
    out[:, k + 4] = np.where(populated, 0.0, people)
    order = np.argsort(np.argsort(-people, kind="stable"))
    out[:, k + 5] = np.log1p(order)
    out[:, k + 6] = (10.0**people) / max(1.0, float((10.0**people).sum()))
    out[:, k + 7] = len(e) == 1
    out[0, k + 8] = 1
    out[:, k + 9] = (level == _LEVEL["country"]) & ((name.quality & OFFICIAL) > 0)
    out[:, k + 10] = (level == _LEVEL["admin1"]) & ((name.quality & OFFICIAL) > 0)
    out[:, k + 11] = np.isin(e, gazetteer.capitals)
    return out


def assemble(
    occurrences: list[Occurrence],
    gazetteer: Gazetteer,
    cache: dict[str, Readings],
    speaks: Flags,
    focus: int | None,
    lang: str = "en",
) -> Document:
    """Group the occurrences and fill the columns that need no anchors.

    Parameters
    ----------
    occurrences
        In the order of the text.
    cache
        Readings by folded name, filled as names are met.
    speaks
        For each gazetteer entry that is a country, whether the text's language is official there.
    focus
        The entry of the country that the report is about, if known.
    lang
        The text's language, "en" or "es".
    """
    groups, members = grouped(occurrences)
    known = [cache.get(o.name.folded) or _met(o.name, gazetteer, cache) for o in members]
    sizes = [len(o.name.entries) for o in members]
    ubiquitous = gazetteer.by_region(_UBIQUITOUS)
    country, admin1, admin2, level, points, static, shortened = map(np.concatenate, zip(*known, strict=True))
    document = Document(
        groups=groups,
        entry=np.concatenate([o.name.entries for o in members]),
        group=np.repeat(np.arange(len(members)), sizes),
        start=np.array([0, *accumulate(sizes)]),
        country=country,
        admin1=admin1,
        admin2=admin2,
        level=level,
        base=np.hstack((static, np.zeros((len(static), len(LOCAL))))),
        weight=1.0 + np.log(np.bincount(groups).astype(float)),
        closeness=_closeness(groups, len(members)),
        names=[o.name for o in members],
        points=points,
        namesake=_namesakes([o.name.entries for o in members], country, level),
        ubiquitous=-1 if ubiquitous is None else ubiquitous,
        shortened=shortened,
        hints=np.zeros(sum(sizes)),
    )
    local = document.base[:, len(STATIC) :]
    _local(local, members, document, gazetteer, speaks, focus)
    _in_language(local, np.concatenate([o.name.quality for o in members]), document.level, lang)
    return document


def grouped(occurrences: list[Occurrence]) -> tuple[list[int], list[Occurrence]]:
    """The group of each occurrence, and the first occurrence of each group."""
    known: dict[tuple[object, ...], int] = {}
    groups = [known.setdefault(o.key, len(known)) for o in occurrences]
    first = dict(zip(reversed(groups), reversed(occurrences), strict=True))
    return groups, [first[g] for g in range(len(known))]


def _met(name: Name, gazetteer: Gazetteer, cache: dict[str, Readings]) -> Readings:
    found = cache[name.folded] = readings_of(name, gazetteer)
    return found


def _namesakes(entries: list[Ints], country: npt.NDArray[np.int32], level: npt.NDArray[np.uint8]) -> Flags:
    """Readings that bear their country's own name: to name the country does not speak for them.

    "Mexico and Mexican troops" tells of the country, not of its state of that name.
    """
    out: Flags = np.zeros(len(level), dtype=bool)
    lands = level == _LEVEL["country"]
    for own, last in zip(entries, accumulate(map(len, entries)), strict=True):
        rows = slice(last - len(own), last)
        if lands[rows].any():
            out[rows] = _among(country[rows], own[lands[rows]])
    return out


def _local(
    out: Matrix,
    members: list[Occurrence],
    document: Document,
    gazetteer: Gazetteer,
    speaks: Flags,
    focus: int | None,
) -> None:
    """Fill the local columns, those of the name's language apart."""
    for g, o in enumerate(members):
        rows = slice(int(document.start[g]), int(document.start[g + 1]))
        if o.name.levels >= _SEATS:
            _fill_seats(out[rows], rows, document, gazetteer)
        _fill_areas(out[rows], o, rows, document)
        _fill_kinds(out[rows], o, document.level[rows])
    country, lands = document.country, document.level == _LEVEL["country"]
    out[:, _COLUMN["own_language"]] = np.where(country >= 0, speaks[np.maximum(country, 0)], False)
    if focus is not None:
        out[:, _COLUMN["focus_country"]] = country == focus
        out[:, _COLUMN["focus_elsewhere"]] = (country != focus) & ~lands
        out[:, _COLUMN["focus_other_country"]] = (country != focus) & lands


def _fill_seats(out: Matrix, rows: slice, document: Document, gazetteer: Gazetteer) -> None:
    """Which of a name's towns lie in a second-order division of that name, and which divisions hold one."""
    entry, level = document.entry[rows], document.level[rows]
    town, division = level == _LEVEL["populated"], level == _LEVEL["admin2"]
    out[:, _COLUMN["seat_of_namesake"]] = town & _among(document.admin2[rows], entry[division])
    out[:, _COLUMN["holds_namesake"]] = division & _among(entry, gazetteer.admin2[entry[town]])


def _fill_areas(out: Matrix, o: Occurrence, rows: slice, document: Document) -> None:
    """Which of a name's readings lie in the areas that are named right after it and right before."""
    if o.next_areas:
        division, country = _held_by(o.next_areas, rows, document)
        out[:, _COLUMN["inside_next_area"]] = division
        out[:, _COLUMN["inside_next_country"]] = country & ~division
        out[:, _COLUMN["outside_next_area"]] = ~(division | country)
    if o.previous_areas:
        division, country = _held_by(o.previous_areas, rows, document)
        out[:, _COLUMN["inside_previous_area"]] = division | country


def _held_by(areas: frozenset[int], rows: slice, document: Document) -> tuple[Flags, Flags]:
    """Which readings lie in a division among some areas, and which in a country; none lies in itself."""
    held = np.fromiter(areas, dtype=np.int64)
    other = ~_among(document.entry[rows], held)
    division = _among(document.admin1[rows], held) | _among(document.admin2[rows], held)
    return division & other, _among(document.country[rows], held) & other


def _fill_kinds(out: Matrix, o: Occurrence, level: npt.NDArray[np.uint8]) -> None:
    """Which of a name's readings are of the kind that a noun or a town beside it speaks of."""
    if not (o.as_area or o.noun):
        return
    town = level == _LEVEL["populated"]
    if o.as_area:
        out[:, _COLUMN["area_after_place"]] = ~town
        out[:, _COLUMN["town_after_place"]] = town
    if o.noun == "city":
        out[:, _COLUMN["city_noun_populated"]] = town
        out[:, _COLUMN["city_noun_other"]] = ~town
    elif o.noun:
        division = (level == _LEVEL["admin1"]) | (level == _LEVEL["admin2"])
        out[:, _COLUMN["division_noun_division"]] = division
        out[:, _COLUMN["division_noun_populated"]] = town


def _among(values: npt.NDArray[Any], wanted: npt.NDArray[Any]) -> Flags:
    """Which of a name's few values are among a few wanted ones; numpy's own way takes longer to set up."""
    out: Flags = (values[:, None] == wanted[None, :]).any(axis=1)
    return out


def _in_language(out: Matrix, quality: Ints, level: npt.NDArray[Any], lang: str) -> None:
    """Whether each name is known as one of the text's language, or only as one of the other."""
    own, other = (SPANISH, ENGLISH) if lang == "es" else (ENGLISH, SPANISH)
    foreign = ((quality & other) > 0) & ((quality & own) == 0)
    out[:, _COLUMN["name_in_own_language"]] = (quality & own) > 0
    out[:, _COLUMN["name_in_other_language"]] = foreign
    out[:, _COLUMN["country_in_other_language"]] = foreign & (level == _LEVEL["country"])


def _closeness(groups: list[int], n: int) -> Matrix:
    """How near two groups stand to each other in the text: sums of 1/steps within a few mentions."""
    out = np.zeros((n, n))
    for step in range(1, _WINDOW + 1):
        for a, b in zip(groups, groups[step:], strict=False):
            if a != b:
                out[a, b] += 1.0 / step
                out[b, a] += 1.0 / step
    return out


def softmax(score: Matrix, document: Document) -> Matrix:
    """Probabilities of the readings within each group."""
    starts = document.start[:-1]
    top = np.maximum.reduceat(score, starts)
    p: Matrix = np.exp(score - top[document.group])
    p /= np.add.reduceat(p, starts)[document.group]
    return p


def context(document: Document, probability: Matrix) -> Matrix:
    """The context columns, given how likely each reading is so far; a lone name has none."""
    out = np.zeros((len(document.entry), len(CONTEXT)))
    if len(document.names) == 1:
        return out
    anchors = _anchors(document, probability)
    if not len(anchors):
        return out
    p, of = probability[anchors], document.group[anchors]
    by_group = of[None, :] != np.arange(len(document.names))[:, None]
    everywhere = by_group * (p * document.weight[of])[None, :]
    close = document.closeness[:, of] * p[None, :]
    total = np.maximum(everywhere.sum(axis=1), 0.5)
    close_total = np.maximum(close.sum(axis=1), 0.5)
    wide, near = everywhere[document.group], close[document.group]
    share, local = total[document.group], close_total[document.group]
    kernels = _kernels(document, anchors)
    lands = document.level[anchors] == _LEVEL["country"]
    abroad = (everywhere * lands).sum(axis=1) > _NEARLY_ALL * everywhere.sum(axis=1)
    _forget_ubiquitous(kernels, document, anchors, abroad)
    strength = np.einsum("kra,ra->rk", kernels, wide)
    nearby = np.einsum("kra,ra->rk", kernels, near)
    out[:, 0::3] = strength / share[:, None]
    out[:, 1::3] = np.log1p(strength)
    out[:, 2::3] = nearby / local[:, None]
    return out


def _anchors(document: Document, probability: Matrix) -> Ints:
    """Rows of the likeliest readings of each group, the surest first where there are too many."""
    order = np.lexsort((-probability, document.group))
    rank = np.arange(len(order)) - document.start[document.group[order]]
    kept = order[rank < _ANCHORS_A_GROUP]
    kept = kept[probability[kept] > 0.02]
    if len(kept) > _MOST_ANCHORS:
        sure = probability[kept] * document.weight[document.group[kept]]
        kept = kept[np.sort(np.argsort(-sure, kind="stable")[:_MOST_ANCHORS])]
    return kept


def _kernels(document: Document, anchors: Ints) -> Matrix:
    """For each kind of tie, a matrix of readings by anchors."""
    e, areas = document.entry, np.stack((document.country, document.admin1, document.admin2))
    a, held = e[anchors], areas[:, anchors]
    vast = _VAST[document.level]
    squared = np.maximum(0.0, 2.0 - 2.0 * (document.points @ document.points[anchors].T)) * _EARTH_KM**2
    apart = ~(vast[:, None] | vast[anchors])
    same = e[:, None] == a
    other = ~same
    out = np.empty((len(CONTEXT) // 3, len(e), len(a)))
    # An entry's own index is never -1, so only two unknown divisions could tie for nothing.
    out[:3] = (areas[:, :, None] == held[:, None, :]) & (areas >= 0)[:, :, None]
    out[3] = apart / (1.0 + squared / 900.0)
    out[4] = apart / (1.0 + squared / 22500.0)
    out[5:8] = (areas[::-1, :, None] == a) & other
    out[7] *= ~(document.namesake[:, None] & (document.country[:, None] == a))
    out[8] = (e[:, None] == held[:, None, :]).any(axis=0) & other
    out[9] = same
    lands = document.base[:, _COUNTRY_PEOPLE] * (document.level == _LEVEL["country"]) > _A_NATION
    out[10] = lands[:, None] & lands[anchors]
    return out


def _forget_ubiquitous(kernels: Matrix, document: Document, anchors: Ints, abroad: Flags) -> None:
    """Where a text names nothing but countries, one that acts everywhere does not speak for its small towns.

    "Captured in Durango and flown to the United States" is no Durango in Colorado, having a namesake many
    times as large elsewhere; a text that also names a state or a town is left alone.
    """
    here = document.country == document.ubiquitous
    others = document.entry[anchors] == document.ubiquitous
    if not (others.any() and here.any() and abroad.any()):
        return
    people = document.base[:, _TOWN_PEOPLE] + document.base[:, _COUNTRY_PEOPLE]
    elsewhere = np.maximum.reduceat(np.where(here, 0.0, people), document.start[:-1])[document.group]
    small = here & abroad[document.group] & (elsewhere - people >= _MANY_TIMES)
    for k in (_KERNELS.index("same_country"), _KERNELS.index("in_named_country")):
        kernels[k][np.ix_(small, others)] = 0.0


def _points(rows: Ints, gazetteer: Gazetteer) -> Matrix:
    """The unit vectors of entries' coordinates: from two of them follows their straight-line distance."""
    lat = np.radians(gazetteer.lat[rows].astype(float))
    lon = np.radians(gazetteer.lon[rows].astype(float))
    return np.stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)), axis=1)
