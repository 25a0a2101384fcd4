"""Words that move a place, and where to: "20 km south of Culiacán", "cerca de Nogales", "between A and B"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from geo.places.cues import DIRECTIONS
from geo.places.precision import between, moved, near, shifted
from geo.places.text import View
from geo.records import Place

_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "eighty": 80, "hundred": 100, "un": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6,
    "siete": 7, "ocho": 8, "nueve": 9, "diez": 10, "doce": 12, "quince": 15, "veinte": 20, "treinta": 30,
    "cuarenta": 40, "cincuenta": 50, "sesenta": 60, "ochenta": 80, "cien": 100,
}  # fmt: skip
_UNIT_KM = {"k": 1.0, "mi": 1.609344, "me": 0.001}
_NAUTICAL_KM = 1.852
_FARTHEST_KM = 3000.0
_COMPASS = "|".join(sorted(DIRECTIONS, key=len, reverse=True))
_NOUN = (
    r"(?:the |la |el )?(?:(?:city|town|village|port|ciudad|pueblo|puerto|poblado|comunidad|municipio|cabecera"
    r"|capital|border city|resort|municipality) (?:of |de )?)?"
)
_AWAY = re.compile(
    rf"(?:^|[^\w.,])(?P<n>\d{{1,4}}(?:[.,]\d+)?|{'|'.join(_NUMBERS)})[ ]?"
    r"(?P<unit>km|kms|kilometers?|kilometres?|kilometros?|(?:nautical )?miles?|millas?(?: nauticas?)?|nmi?|"
    r"mi|"
    r"meters|metres|metros)\b"
    r"(?: \([^)]{1,20}\))?,?(?: to the| al| hacia el)?"
    rf"(?: (?P<compass>{_COMPASS}))?"
    r" (?:of|from|de|del|away from|outside|outside of|antes de|despues de|before|past)"
    rf" {_NOUN}$"
)
_TOWARDS = re.compile(
    rf"(?P<inside>\b(?:in the|en el|en la zona) )?\b(?P<compass>{_COMPASS}) (?:of|de|del) {_NOUN}$"
)
_NEAR = re.compile(
    r"\b(?:near(?: to)?|close to|outside(?: of)?|(?:on |in )?the (?:outskirts|vicinity|edge) of"
    r"|not far from|cerca del?|en las? (?:afueras|inmediaciones|cercanias|proximidades) de|a las afueras de"
    r"|aledan[oa]s? al?|outskirts of|vicinity of|proxim[oa]s? al?|cercan[oa]s? al?|frente al?|alrededores de"
    rf"|adjacent to) {_NOUN}$"
)
_LINE_BEFORE = re.compile(
    r"\b(?:between|entre)(?: \w+){0,4}? $|\b(?:road|highway|carretera|autopista|camino|tramo|via|stretch)"
    r"(?: [a-z]+)? (?:from |between |entre |de |que va de |que une (?:a )?)?$"
    r"|\b(?:road|highway) that (?:runs|goes) from $|\b(?:en|por|sobre) la $"
)
_LINE_AFTER = re.compile(r" (?:\w+ )?(?:highway|road|motorway|freeway|carretera|autopista|section|stretch)\b")
_JOIN = re.compile(r"(?: ?[-–—/] ?| +)?(?P<word>and|y|e|to|a|con|with)? ?(?:the |la |el )?")
_CLOSE_WORDS_KM = 20.0
_TOWNS = 3
"""The `where_prec` of what may be an end of a way: a town, or a municipality."""
_ROAD = re.compile(
    r"\b(?:road|highway|motorway|freeway|carretera|autopista|camino)\b|\b(?:en|por|sobre) la \|"
)
TownOf = Callable[[str, Place], Place | None]


class Away(NamedTuple):
    """How far from a mention and in which bearing (None: not said); `km` None: near."""

    km: float | None
    bearing: float | None


def away(view: View, start: int) -> Away | None:
    """What the words before the mention at `start` say of its distance, or None."""
    before = view.folded[max(0, start - 90) : start]
    found = _AWAY.search(before)
    if found:
        number = found["n"]
        n = float(_NUMBERS[number]) if number in _NUMBERS else float(number.replace(",", "."))
        unit = found["unit"]
        km, compass = n * _kilometres(unit), found["compass"]
        return Away(km, DIRECTIONS[compass] if compass else None) if km <= _FARTHEST_KM else None
    found = _TOWARDS.search(before)
    if found and not found["inside"]:
        return Away(_CLOSE_WORDS_KM, None)
    if _NEAR.search(before):
        return Away(None, None)
    return None


def _kilometres(unit: str) -> float:
    """How long a unit is, by its folded name: "km", "nautical miles", "metros"."""
    if "naut" in unit or unit.startswith("nm"):
        return _NAUTICAL_KM
    return next(km for start, km in _UNIT_KM.items() if unit.startswith(start))


def joined(view: View, start: int, end: int, next_start: int, next_end: int) -> bool:
    """Whether two mentions are the ends of a way: "between A and B", "the A-B highway", "carretera A-B"."""
    if view.stretch and next_start - end > 12:
        return False
    gap = view.folded[end:next_start]
    found = _JOIN.fullmatch(gap)
    if not found or not gap:
        return False
    before = view.folded[max(0, start - 60) : start]
    said = _LINE_BEFORE.search(before)
    word = found["word"]
    if said:
        if re.search(r"\b(?:between|entre)\b", said.group()):
            return word in ("and", "y", "e")
        return word in (None, "to", "a", "and", "y", "con") and (
            word is not None or view.text[end] in "-–—/ "
        )
    hyphen = word is None and view.text[end:next_start].strip() in ("-", "–", "—")
    return hyphen and _LINE_AFTER.match(view.folded, next_end) is not None


def is_road(view: View, start: int, end: int, next_start: int, next_end: int) -> bool:
    """Whether what joins two mentions is a road: "the A-B highway", not "the border between A and B"."""
    beside = view.folded[max(0, start - 40) : start] + "|" + view.folded[next_end : next_end + 20]
    return _ROAD.search(beside) is not None


def moved_by_words(
    view: View, spans: Sequence[tuple[int, int]], places: Sequence[Place | None], town: TownOf
) -> list[Place | None]:
    """The places of mentions, each moved as the words beside its mention say.

    Parameters
    ----------
    spans
        Where each mention stands in the view, in any order.
    places
        The place of each, None where it has none.
    town
        The town of a name inside a place, or None: a road's ends are towns ("the México-Puebla highway").
    """
    out = list(places)
    order = sorted(range(len(spans)), key=lambda i: spans[i][0])
    for i, j in pairwise(order):
        a, b = out[i], out[j]
        if a is None or b is None:
            continue
        wide = max(a.precision, b.precision) > _TOWNS
        if (wide and a.country != b.country) or not joined(view, *spans[i], *spans[j]):
            continue
        if wide and is_road(view, *spans[i], *spans[j]):
            a, b = (
                p if p.precision <= _TOWNS else town(view.text[slice(*spans[k])], p)
                for k, p in ((i, a), (j, b))
            )
        if a is None or b is None or max(a.precision, b.precision) > _TOWNS or a.geonameid == b.geonameid:
            continue
        shift = between(a, b)
        out[i], out[j] = shifted(a, shift), shifted(b, shift)
    for i in order:
        place = out[i]
        if place is None or place.precision != 1:
            continue
        said = away(view, spans[i][0])
        if said is not None:
            shift = near(place) if said.km is None else moved(place, said.km, said.bearing)
            out[i] = shifted(place, shift)
    return out


__all__ = ["Away", "away", "joined", "moved_by_words"]
