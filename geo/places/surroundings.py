"""What the words right beside a mention say of it: the area it lies in, the kind of place it is.

"Uruapan, Michoacán", "Paris (Texas)", "Tamaulipas: Reynosa", "city of Oaxaca", "estado de Puebla".
"""

from __future__ import annotations

import re
from bisect import bisect_left

from geo.places import cues
from geo.places.features import Occurrence
from geo.places.gazetteer import LEVELS, Gazetteer
from geo.places.hints import is_abroad
from geo.places.names import Name, Names
from geo.places.runs import LINKS
from geo.places.text import View

_CITY = cues.words("city town village borough suburb ciudad pueblo poblado localidad villa township hometown")
_STATE = cues.words(
    "state province region department estado provincia departamento entidad territory prefecture oblast"
    " governorate"
)
_COUNTY = cues.words("county district parish condado distrito comarca municipality municipio alcaldia")
_BEARING = (
    r"(?:(?:far |extreme )?(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west|central|"
    r"coastal)(?:ern)?|(?:extremo )?(?:norte|sur|este|oeste|noreste|nordeste|noroeste|sureste|sudeste|"
    r"suroeste|sudoeste|centro|oriente|occidente|interior) del?)"
)
_DIVISION_OF = (
    r"(?:state|province|region|department|district|estado|provincia|region|departamento|distrito)"
    r"(?: [a-z]+)? (?:of|del?)"
)
_NEXT = re.compile(
    r"(?: (?:town|city|municipality|village|county))?[ \u00a0]?[,(][ \u00a0]?"
    rf"(?:(?:in|en) (?:the |el |la )?(?:{_BEARING} )?(?:(?:[a-z]+ )?{_DIVISION_OF} )?(?:the |la |el )?)?"
    rf"|[ \u00a0](?:in|en|de|del|of)[ \u00a0](?:the |el |la |los )?(?:{_BEARING} )?"
    rf"(?:(?:[a-z]+ )?{_DIVISION_OF} )?(?:the |la |el )?"
)
""" "Hays, in western Yemen", "Sukma, in the Indian state of Chhattisgarh", "Durán, en el este de Ecuador"."""
_PREVIOUS = re.compile(
    r"(?:'s|’s|’|')? ?|(?: state| estado| province| provincia)?[,:(]? ?(?:in |en |at )?(?:the |el |la )?"
    r"(?:(?:city|town|ciudad|municipality|municipio|village|port|puerto) (?:of|de) )?"
)
_OF_A_CARTEL = re.compile(r"(?<!\w)cartel(?:es)? del? (?:la |el )?[a-z ]+$")
""" "El Cártel de Sinaloa en San Diego": a gang's name, and not the state that the town lies in."""
_REACH, _PREVIOUS_REACH = 40, 40
"""Most characters from a mention to the area named after it, and back to the area named before."""
_AREAL = frozenset(LEVELS.index(level) for level in ("country", "admin1", "admin2", "continent", "region"))


def areas_of(name: Name, gazetteer: Gazetteer) -> frozenset[int]:
    """The readings of a name that have other places inside."""
    return frozenset(e for e in name.entries.tolist() if int(gazetteer.level[e]) in _AREAL)


def occurrence(
    view: View,
    names: Names,
    name: Name,
    start: int,
    end: int,
    first: int,
    last: int,
    previous: Occurrence | None,
    previous_end: int,
) -> Occurrence:
    """A mention with what stands beside it.

    Parameters
    ----------
    start, end
        The mention's characters in the view.
    first, last
        Its words.
    previous, previous_end
        The mention before it, and where that one ends.
    """
    gazetteer = names.gazetteer
    following = _held(_next_areas(view, names, end, last), name, gazetteer)
    before: frozenset[int] = frozenset()
    as_area = False
    gap = start - previous_end
    if previous is not None and gap >= 0:
        names_gang = (
            _OF_A_CARTEL.search(view.folded[max(0, previous_end - _REACH) : previous_end]) is not None
        )
        beside = gap <= _PREVIOUS_REACH and not following and not names_gang
        if beside and _PREVIOUS.fullmatch(view.folded, previous_end, start):
            before = _held(areas_of(previous.name, gazetteer), name, gazetteer)
        if gap <= _REACH and previous.next_areas:
            as_area = not previous.next_areas.isdisjoint(name.entries.tolist())
    abroad = is_abroad(view, gazetteer, start)
    before = frozenset() if abroad >= 0 else before
    noun = _noun(view, names, first, last, end)
    if not noun and "country" not in name.levels and not view.initial(first):
        noun = "part" if view.lows[first - 1] in cues.PARTS else ""  # "southern Veracruz" is the state
    return Occurrence(
        name,
        following,
        before,
        noun,
        as_area,
        abroad,
    )


def _held(areas: frozenset[int], name: Name, gazetteer: Gazetteer) -> frozenset[int]:
    """The areas if they hold a reading of a name, else none."""
    return areas if areas and holds(areas, name, gazetteer) else frozenset()


def holds(areas: frozenset[int], name: Name, gazetteer: Gazetteer) -> bool:
    """Whether some reading of a name lies inside one of the areas."""
    for e in name.entries.tolist():
        if e not in areas and (
            int(gazetteer.admin1[e]) in areas
            or int(gazetteer.country[e]) in areas
            or int(gazetteer.admin2[e]) in areas
        ):
            return True
    return False


def _next_areas(view: View, names: Names, end: int, last: int) -> frozenset[int]:
    if last + 1 >= len(view.words):
        return frozenset()
    match = _NEXT.match(view.folded, end)
    if not match:
        return frozenset()
    word = last + 1
    while word < len(view.starts) and view.starts[word] < match.end():
        word += 1
    if word >= len(view.starts) or view.starts[word] != match.end():
        return frozenset()
    if not view.words[word][0].isupper() and not view.caseless[view.stretch[word]]:
        return frozenset()
    for folded in reversed(names.gazetteer.prefixes(view.folded, view.starts[word])):
        stop = view.starts[word] + len(folded)
        if stop < len(view.folded) and view.folded[stop].isalnum() and folded[-1].isalnum():
            continue
        name = names.get(folded)
        if name is not None:
            areas = areas_of(name, names.gazetteer)
            if areas:
                return frozenset() if _of_people(view, name, stop) else areas
    return frozenset()


def _of_people(view: View, name: Name, end: int) -> bool:
    """Whether a nation's name says whose somebody is: "in Brazil, U.S. officials said", "Mexican troops"."""
    if "demonym" in name.facts:
        return True
    k = bisect_left(view.starts, end)
    beside = k < len(view.words) and view.folded[end : view.starts[k]].strip(" .") == ""
    return beside and "country" in name.levels and cues.AFTER.get(view.words[k]) in ("PEOPLE", "POLICE")


def tells_nation(view: View, names: Names, k: int) -> bool:
    """Whether word `k` is a nation's adjective in small letters: "siria", "ucraniano"."""
    name = names.get(view.lows[k]) if view.words[k].islower() else None
    return name is not None and "country" in name.levels


_PART_NAMED = re.compile(r"(?<!\w)[Tt]he (?:[A-ZÀ-Þ][\w’'-]+ ){1,3}district of $")
""" "The Tres Ríos district of Culiacán": a part of the town, and no district that has its name."""


def _noun(view: View, names: Names, first: int, last: int, end: int) -> str:
    """The kind of place that a generic word right after a mention makes of it, or else one before."""
    after = last + 1
    if after < len(view.words) and view.starts[after] == end + 1 and view.text[end] == " ":
        kind = _kind(view.lows[after])
        if kind:
            return kind
    if _PART_NAMED.search(view.text, max(0, view.starts[first] - _REACH), view.starts[first]):
        return ""
    k = first - 1
    if k > 0 and view.lows[k] in LINKS:
        k -= 1
        k -= k > 0 and tells_nation(view, names, k)  # "la provincia afgana de Kunduz"
    return _kind(view.lows[k]) if k >= 0 and view.stretch[k] == view.stretch[first] else ""


def _kind(low: str) -> str:
    return "city" if low in _CITY else "state" if low in _STATE else "county" if low in _COUNTY else ""


__all__ = ["areas_of", "holds", "occurrence", "tells_nation"]
