"""Unknown towns: places that a report names and the gazetteer lacks, and the wider places told to hold them.

"In El Aguaje, in Aguililla" was somewhere in that municipality, and not in its seat; "in Sévaré" alone was in
no other town that the report names.
"""

from __future__ import annotations

import re

from geo.events import where_cues as cue
from geo.events.reading import Line
from geo.places.precision import distance
from geo.records import Mention

_FAR_KM = 60.0
"""How far from the place that is told to hold it a town is but the namesake of the one that is meant."""
_TOWNS, _SMALL_KM = 2, 2.0
"""The precision of a town at most, and the radius of one of 50,000 people."""
_WAY = 80
"""How many characters stand between both at most."""
_REST_OF_NAME = r"[\w’'-]*(?: (?:(?:de|del|la|las|el|los|al) )*[A-ZÀ-Þ][\w’'-]+){0,4}"
_HELD_IN = re.compile(
    rf"{_REST_OF_NAME}(?:(?:,| \()? ?(?:in|en)(?: (?:the|el|la))?(?: [a-zà-ÿ-]+){{0,2}}(?: (?:of|de))? |, )"
)
""" "El Aguaje, en el municipio de": from what nobody knows to the place that it lies in."""


def unknown_towns(line: Line) -> list[tuple[int, int]]:
    """Where the names of towns begin that nobody knows the place of, with the end of their first word."""
    taken = [(m.start, m.end) for m in line.places] + [(d.start, d.end) for d in line.dates]
    taken += [(a.start, a.end) for a in line.actors]
    base, text = line.sentence.start, line.sentence.text
    found = [(base + m.start(1), base + m.end(1)) for m in cue.IN_A_NAME.finditer(text)]
    return [(low, high) for low, high in found if not any(s < high and low < e for s, e in taken)]


def names_unknown_town(line: Line) -> bool:
    """ "A Ukrainian was killed in Sévaré": whether a town is named that nobody knows the place of."""
    return bool(unknown_towns(line))


def holds_unknown_town(line: Line, mention: Mention) -> bool:
    """ "In El Aguaje, in Aguililla": whether a place is told to hold a town that nobody knows."""
    ends = [high for low, high in unknown_towns(line) if cue.SETTLEMENT_OF.search(line.before(low, 4))]
    if cue.IN_IT.search(line.before(mention.start, 3)):
        ends += [m.end for m in line.places if _is_namesake(m, mention)]
    base, text = line.sentence.start, line.sentence.text
    return any(
        end <= mention.start <= end + _WAY
        and _HELD_IN.fullmatch(text[end - base : mention.start - base]) is not None
        for end in ends
    )


def _is_namesake(town: Mention, holder: Mention) -> bool:
    """Whether a village is too far from the town that is told to hold it, which is no city with quarters."""
    a, b = town.place, holder.place
    if a is None or b is None or max(a.precision, b.precision) > _TOWNS:
        return False
    if max(a.radius_km, b.radius_km) > _SMALL_KM:
        return False
    return distance(a.lat, a.lon, b.lat, b.lon) > _FAR_KM


__all__ = ["holds_unknown_town", "names_unknown_town", "unknown_towns"]
