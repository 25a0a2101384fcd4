"""What speaks for each reading of each name in a document, as a matrix with named columns.

A name that occurs several times in a document is one group (one sense a document), unless an area is named
right after it ("Alexandria, Va."), which makes a group of its own. Rows are readings, in the order of the
groups. Context is read against anchors: the likeliest readings of the other groups, weighted by probability.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from geo.places.gazetteer import ENGLISH, LEVELS, OFFICIAL, SPANISH, Gazetteer
from geo.places.names import Name

Matrix = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

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
    "admin1_official",
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
    "in_named_admin1", "in_named_country", "holds_others", "same_place",
)  # fmt: skip
CONTEXT = tuple(f"{k}:{m}" for k in _KERNELS for m in ("share", "strength", "close"))
FEATURES = (*STATIC, *LOCAL, *CONTEXT)
"""The columns, in order: of the name alone, of the words around it, of the document's other places."""

_EARTH_KM = 6371.0088
_ANCHORS_A_GROUP = 3
_MOST_ANCHORS = 160
_WINDOW = 4
_LEVEL = {level: i for i, level in enumerate(LEVELS)}
_VAST = np.array([level in ("country", "continent", "region", "sea") for level in LEVELS])


class Occurrence(NamedTuple):
    """A name at one place in a text, with what stands around it.

    `next_areas` are the readings of an area's name right after it, `previous_areas` of one right before;
    `noun` is "city", "division", "part" ("southern") or "" by the generic word beside it; `as_area` says
    that the mention before takes this one for the area that it lies in ("Uruapan, Michoacán").
    """

    name: Name
    position: int
    next_areas: frozenset[int] = frozenset()
    previous_areas: frozenset[int] = frozenset()
    noun: str = ""
    as_area: bool = False


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
    points
        Each row's place on the unit sphere.
    base
        Static and local columns, one row a reading.
    """

    groups: list[int]
    entry: Ints
    group: Ints
    start: Ints
    base: Matrix
    weight: Matrix
    closeness: Matrix
    names: list[Name]
    points: Matrix


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
    return out


def assemble(
    occurrences: list[Occurrence],
    gazetteer: Gazetteer,
    cache: dict[str, Matrix],
    speaks: npt.NDArray[np.bool_],
    focus: int | None,
    lang: str = "en",
) -> Document:
    """Group the occurrences and fill the columns that need no anchors.

    Parameters
    ----------
    occurrences
        In the order of the text.
    cache
        Static columns by folded name, filled as names are met.
    speaks
        For each gazetteer entry that is a country, whether the text's language is official there.
    focus
        The entry of the country that the report is about, if known.
    lang
        The text's language, "en" or "es".
    """
    keys: dict[tuple[object, ...], int] = {}
    groups: list[int] = []
    members: list[Occurrence] = []
    counts: list[int] = []
    for o in occurrences:
        key = (o.name.folded, o.next_areas, o.previous_areas, o.noun, o.as_area)
        g = keys.setdefault(key, len(keys))
        if g == len(members):
            members.append(o)
            counts.append(0)
        counts[g] += 1
        groups.append(g)
    sizes = [len(o.name.entries) for o in members]
    start = np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)
    entry = np.concatenate([o.name.entries for o in members])
    group = np.repeat(np.arange(len(members)), sizes)
    base = np.zeros((len(entry), len(STATIC) + len(LOCAL)))
    for g, o in enumerate(members):
        columns = cache.get(o.name.folded)
        if columns is None:
            columns = cache[o.name.folded] = static_columns(o.name, gazetteer)
        base[start[g] : start[g + 1], : len(STATIC)] = columns
    local = base[:, len(STATIC) :]
    _local(local, members, start, entry, gazetteer, speaks, focus)
    _in_language(local, np.concatenate([o.name.quality for o in members]), gazetteer.level[entry], lang)
    weight = 1.0 + np.log(np.array(counts, dtype=float))
    names = [o.name for o in members]
    return Document(
        groups,
        entry,
        group,
        start,
        base,
        weight,
        _closeness(groups, len(members)),
        names,
        _points(entry, gazetteer),
    )


def _local(
    out: Matrix,
    members: list[Occurrence],
    start: Ints,
    entry: Ints,
    gazetteer: Gazetteer,
    speaks: npt.NDArray[np.bool_],
    focus: int | None,
) -> None:
    country, admin1, admin2 = gazetteer.country[entry], gazetteer.admin1[entry], gazetteer.admin2[entry]
    level = gazetteer.level[entry]
    populated = level == _LEVEL["populated"]
    division = (level == _LEVEL["admin1"]) | (level == _LEVEL["admin2"])
    second = level == _LEVEL["admin2"]
    for g, o in enumerate(members):
        rows = slice(int(start[g]), int(start[g + 1]))
        towns, areas2 = entry[rows][populated[rows]], entry[rows][second[rows]]
        if len(towns) and len(areas2):
            out[rows, 12] = populated[rows] & _among(admin2[rows], areas2)
            out[rows, 13] = second[rows] & _among(entry[rows], gazetteer.admin2[towns])
        if o.next_areas:
            areas = np.fromiter(o.next_areas, dtype=np.int64)
            own = _among(entry[rows], areas)
            division_in = (_among(admin1[rows], areas) | _among(admin2[rows], areas)) & ~own
            country_in = _among(country[rows], areas) & ~own
            out[rows, 0] = division_in
            out[rows, 1] = country_in & ~division_in
            out[rows, 2] = ~(division_in | country_in)
        if o.previous_areas:
            areas = np.fromiter(o.previous_areas, dtype=np.int64)
            inside = _among(admin1[rows], areas) | _among(country[rows], areas) | _among(admin2[rows], areas)
            out[rows, 3] = inside & ~_among(entry[rows], areas)
        if o.as_area:
            out[rows, 17] = ~populated[rows]
            out[rows, 18] = populated[rows]
        if o.noun == "city":
            out[rows, 4] = populated[rows]
            out[rows, 5] = ~populated[rows]
        elif o.noun in ("division", "part"):
            out[rows, 6] = division[rows]
            out[rows, 7] = populated[rows]
    out[:, 8] = np.where(country >= 0, speaks[np.maximum(country, 0)], False)
    if focus is not None:
        out[:, 9] = country == focus
        out[:, 10] = (country != focus) & (level != _LEVEL["country"])
        out[:, 11] = (country != focus) & (level == _LEVEL["country"])


def _among(values: npt.NDArray[Any], wanted: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
    """Which of a name's few values are among a few wanted ones; numpy's own way takes longer to set up."""
    out: npt.NDArray[np.bool_] = (values[:, None] == wanted[None, :]).any(axis=1)
    return out


def _in_language(out: Matrix, quality: Ints, level: npt.NDArray[Any], lang: str) -> None:
    """Whether each name is known as one of the text's language, or only as one of the other."""
    own, other = (SPANISH, ENGLISH) if lang == "es" else (ENGLISH, SPANISH)
    out[:, 14] = (quality & own) > 0
    out[:, 15] = ((quality & other) > 0) & ((quality & own) == 0)
    out[:, 16] = out[:, 15] * (level == _LEVEL["country"])


def _closeness(groups: list[int], n: int) -> Matrix:
    """How near two groups stand to each other in the text: sums of 1/steps within a few mentions."""
    out = np.zeros((n, n))
    g = np.asarray(groups)
    for step in range(1, _WINDOW + 1):
        if len(g) > step:
            np.add.at(out, (g[:-step], g[step:]), 1.0 / step)
            np.add.at(out, (g[step:], g[:-step]), 1.0 / step)
    np.fill_diagonal(out, 0.0)
    return out


def softmax(score: Matrix, document: Document) -> Matrix:
    """Probabilities of the readings within each group."""
    starts = document.start[:-1]
    top = np.maximum.reduceat(score, starts)
    p: Matrix = np.exp(score - top[document.group])
    p /= np.add.reduceat(p, starts)[document.group]
    return p


def context(document: Document, probability: Matrix, gazetteer: Gazetteer) -> Matrix:
    """The context columns, given how likely each reading is so far."""
    out = np.zeros((len(document.entry), len(CONTEXT)))
    anchors = _anchors(document, probability)
    if not len(anchors):
        return out
    e, a = document.entry, document.entry[anchors]
    by_group = (document.group[anchors][None, :] != np.arange(len(document.names))[:, None]).astype(float)
    p = probability[anchors]
    everywhere = by_group * (p * document.weight[document.group[anchors]])[None, :]
    close = document.closeness[:, document.group[anchors]] * p[None, :]
    total = np.maximum(everywhere.sum(axis=1), 0.5)
    close_total = np.maximum(close.sum(axis=1), 0.5)
    wide, near = everywhere[document.group], close[document.group]
    share, local = total[document.group], close_total[document.group]
    kernels = _kernels(e, a, gazetteer, document.points, document.points[anchors])
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


def _kernels(e: Ints, a: Ints, gazetteer: Gazetteer, at: Matrix, anchored: Matrix) -> npt.NDArray[np.float64]:
    """For each kind of tie, a matrix of readings by anchors; `at` and `anchored` are their points."""
    country, admin1, admin2 = gazetteer.country, gazetteer.admin1, gazetteer.admin2
    ec, e1, e2 = country[e], admin1[e], admin2[e]
    ac, a1, a2 = country[a], admin1[a], admin2[a]
    squared = np.maximum(0.0, 2.0 - 2.0 * (at @ anchored.T)) * _EARTH_KM**2
    areal = _VAST[gazetteer.level[e]][:, None] | _VAST[gazetteer.level[a]][None, :]
    same = e[:, None] == a[None, :]
    other = ~same

    def tie(left: npt.NDArray[Any], right: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
        out: npt.NDArray[np.bool_] = left[:, None] == right[None, :]
        return out

    out = np.empty((len(CONTEXT) // 3, len(e), len(a)))
    # An entry's own index is never -1, so only two unknown divisions could tie for nothing.
    for k, (x, y) in enumerate(((ec, ac), (e1, a1), (e2, a2))):
        out[k] = tie(x, y) & (x >= 0)[:, None]
    out[3] = np.where(areal, 0.0, 1.0 / (1.0 + squared / 900.0))
    out[4] = np.where(areal, 0.0, 1.0 / (1.0 + squared / 22500.0))
    for k, x in enumerate((e2, e1, ec), start=5):
        out[k] = tie(x, a) & other
    out[8] = (tie(e, a1) | tie(e, a2) | tie(e, ac)) & other
    out[9] = same
    return out


def _points(rows: Ints, gazetteer: Gazetteer) -> Matrix:
    """The unit vectors of entries' coordinates: from two of them follows their straight-line distance."""
    lat = np.radians(gazetteer.lat[rows].astype(float))
    lon = np.radians(gazetteer.lon[rows].astype(float))
    return np.stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)), axis=1)
