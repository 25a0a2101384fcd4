"""Ways: a deed on a road to a town, or between a town and one that the gazetteer lacks, was in neither.

"Cuando viajaba a Morelia", "was hit but reached Ocaña", "the Acapulco-X highway", "between Gao and X". Where
both ends of a stretch are known, it is moved between them when places are found.
"""

from __future__ import annotations

import re
from dataclasses import replace

from geo.events.reading import Line
from geo.records import Mention, Place

_ROADS = r"(?:road|highway|motorway|route|carretera|autopista|camino|brecha)"
_WAY_TO = re.compile(
    r"(?<!\w)(?:travell?(?:ing|ed)|driv(?:ing|en)|drove|heading|headed|on (?:his|her|their) way|"
    r"viaja(?:ba|ban|ndo)|conduci(?:a|an)|se dirigian?|iban?(?: rumbo)?|rumbo|camino) "
    r"(?:to|towards?|al?|hacia) (?:the |el |la )?$"
)
_BUT_REACHED = re.compile(
    r"(?<!\w)(?:but|pero|aunque|though)(?: [\w-]+){0,3}? (?:landed|reached|arrived|made it|limped|"
    r"aterriz(?:o|aron|ar)|lleg(?:o|aron|ar)|alcanz(?:o|aron|ar)|arrib(?:o|aron|ar))"
    r"(?: (?!in |at |en )[a-z]+){0,2}(?: (?:in|at|to|into|back|en|a|al|hasta)){0,2} (?:the |el |la )?$"
)
""" "Was fired on but landed safely in Ocaña": where somebody got to after the deed."""
_HALF_A_ROAD = re.compile(rf" ?[-–] ?[A-ZÀ-Þ][\w’'-]+(?: [a-z]+)? {_ROADS}(?!\w)")
_ON_ROAD = re.compile(rf"(?<!\w){_ROADS}(?: [\w-]+)? $")
_HALF_A_WAY = re.compile(r" ?[-–] ?[A-ZÀ-Þ][\w’'-]+")
_BETWEEN = re.compile(r"(?<!\w)(?:between|entre) (?:the |el |la )?$")
_AND_ANOTHER = re.compile(r" (?:and|y) (?:the |el |la |El |La |Los |Las )?[A-ZÀ-Þ][\w’'-]*[a-zà-ÿ](?!\w)")
_STRETCH_KM = 50.0
"""How far from its known end a stretch of road reaches."""


def on_its_way(line: Line, mention: Mention) -> Place | None:
    """The place of a town that is only an end of the way on which a deed was done; None where it is none."""
    place = mention.place
    if place is None or place.precision > 1:
        return None
    before = line.before(mention.start, 6)
    after = line.sentence.text[mention.end - line.sentence.start :]
    got_there = _BUT_REACHED.search(line.before(mention.start, 10))
    if (
        got_there
        or _WAY_TO.search(before)
        or (_BETWEEN.search(before) and _is_with_an_unknown(line, mention, after))
    ):
        return replace(place, precision=5, radius_km=max(place.radius_km, _STRETCH_KM))
    if _HALF_A_ROAD.match(after) or (_ON_ROAD.search(before) and _HALF_A_WAY.match(after)):
        return replace(place, precision=2, radius_km=max(place.radius_km, _STRETCH_KM))
    return None


def _is_with_an_unknown(line: Line, mention: Mention, after: str) -> bool:
    """Whether "and" leads to a name of which nothing is known, or a river's: "between Gao and X"."""
    other = _AND_ANOTHER.match(after)
    if other is None:
        return False
    end = mention.end + other.end()
    towns = [o for o in line.places if o.place is not None and o.place.level != "natural"]
    known = [(o.start, o.end) for o in towns] + [(a.start, a.end) for a in line.actors]
    return not any(start < end <= last for start, last in known)


__all__ = ["on_its_way"]
