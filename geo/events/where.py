"""Where: the event's own place, told apart from the other places that a report names.

Every place named near the trigger gets a score from named cues: a preposition of place before it, its
distance, whose title or origin it belongs to, whether somebody only spoke there. The best one wins if it is
good enough; a place that lies inside it and is named beside it wins over it, being more precise.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from geo.events import where_cues as cue
from geo.events.areas import NEAR_KM, Atlas, inside, same_or_inside
from geo.events.finer_places import finer
from geo.events.place_context import context_of
from geo.events.place_ties import SPEECH, Tie, ties_of
from geo.events.reading import Line
from geo.events.routes import HANDED_OVER, MOVES, Route, route_of
from geo.events.triggers import Trigger
from geo.events.unknown_towns import holds_unknown_town, names_unknown_town
from geo.events.ways import on_its_way
from geo.events.where_spoken import OF_LAW, is_located
from geo.records import Mention, Place

Title = Callable[[], Line | None]
"""Reads a report's title as a line, once that is asked for."""
PLACELESS = frozenset({"designation", "sanction"})
UNTOLD = "the report names no place for it"
"""Why an event without a place has none."""
_COUNTRY = 6
"""The precision of a country."""
_LEAST, _BETTER = -1.6, 0.3
"""How well the best place must be tied to be the event's, and to be so though a move's ends are told."""


_OFF_PORT = re.compile(
    r"(?<!\w)off (?:the )?(?:(?:[a-z]+ )?(?:port|city|town|resort|island)(?: city| town)? (?:of )?)?$"
)
""" "Off Guaymas", "off the port of Hodeidah": at sea, and near the town."""


@dataclass(frozen=True, slots=True)
class Where:
    """The event's places, or why there is none.

    `trust` is how well the words tie it to the event, 0 to 1; `mention` and `on` are the name that says it
    and the index of its line, None where no name of the text does. One of another sentence `stands_in` for
    one of the event's own that the gazetteer lacks. `elsewhere`: it was not where the story is.
    """

    place: Place | None
    why_not: str = ""
    origin: Place | None = None
    destination: Place | None = None
    trust: float = 0.0
    inherited: bool = False
    mention: Mention | None = None
    on: int | None = None
    stands_in: bool = False
    elsewhere: bool = False


def where_of(lines: list[Line], at: int, trigger: Trigger, title: Title, atlas: Atlas) -> Where:
    """The place of the event that `trigger`, on line `at`, tells.

    `title` reads the report's title, which is asked where the text has no place.
    """
    whole = _nationwide(lines, at, trigger, atlas)
    if whole is not None:
        return Where(whole, trust=0.9)
    why_not = _why_nowhere(lines[at], trigger)
    if why_not:
        return Where(None, why_not)
    if _is_elsewhere(lines[at]):
        return Where(None, UNTOLD, elsewhere=True)
    route = route_of(lines[at], trigger, atlas) if trigger.type in MOVES else Route()
    ties = sorted(ties_of(lines, at, trigger, route.said), key=lambda t: -t.score)
    best = ties[0] if ties else None
    end = _at_an_end(trigger, route, best)
    if end is not None:
        return _where_they_left(end, lines, at, trigger, ties, atlas) or end
    if best is not None and best.score >= _LEAST:
        trust = max(0.2, min(1.0, 0.6 + 0.25 * best.score))
        _score, mention, on = finer(lines, best, at, trigger, ties)
        place, stands_in = _as_said(lines[on], mention, atlas), False
        sent_from = mention is lines[on].dateline
        unknown = trigger.type not in OF_LAW and names_unknown_town(lines[at])
        afar = unknown or (trigger.type not in OF_LAW and names_unknown_town(lines[on]))
        if place is not None and sent_from and (afar or (on != at and atlas.is_capital(place))):
            place, stands_in = atlas.reported_from(place), on != at
        elif unknown and on != at and not lines[on].is_location:
            place, stands_in = _nearby(place), True
        place = _in_its_country(place, lines[at], atlas) if on != at or sent_from else place
        return Where(place, "", route.origin, route.destination, trust, on != at, mention, on, stands_in)
    soil = _on_soil(lines[at], trigger, atlas)
    if soil is not None:
        return Where(soil, "", route.origin, route.destination, 0.6)
    place = _of_title(trigger, title)
    if place is not None:
        return Where(place, "", route.origin, route.destination, 0.4, True)
    unknown = names_unknown_town(lines[at])
    why_not = "the place that it names is not known here" if unknown else UNTOLD
    return Where(None, why_not, route.origin, route.destination)


def _why_nowhere(line: Line, trigger: Trigger) -> str:
    """Why an act has no place of its own, or nothing: it is a government's, or was "held by video"."""
    if trigger.type in PLACELESS:
        return "an act of government; the report names no place for it"
    if trigger.type in SPEECH and cue.REMOTE.search(line.sentence.folded):
        return "it was held at a distance; the report names no place for it"
    return ""


def _is_elsewhere(line: Line) -> bool:
    """ "They were shot elsewhere": not where the story is, and no place is told."""
    said = cue.ELSEWHERE.search(line.sentence.folded) is not None
    return said and not any(is_located(line, m) for m in line.places)


def _at_an_end(trigger: Trigger, route: Route, best: Tie | None) -> Where | None:
    """A move at an end of its route, unless a place is tied to it better; forces are where they went."""
    origin, destination = route.origin, route.destination
    if trigger.type == "deployment" and destination is not None:
        return Where(destination, "", origin, destination, 0.9)
    fled = trigger.type == "displacement" and origin is None
    told = route.is_left and trigger.voice == "passive"
    before = best is not None and told and best.mention.start < trigger.start
    beyond = best is not None and (_is_beyond(route, best) or _is_wider(route, best))
    if best is not None and not before and not beyond and (fled or best.score >= _BETTER):
        return None
    end = origin or destination
    return Where(end, "", origin, destination, 0.8) if end is not None else None


def _where_they_left(
    end: Where, lines: list[Line], at: int, trigger: Trigger, ties: list[Tie], atlas: Atlas
) -> Where | None:
    """ "Honduras extradited him. He was handed over near Tegucigalpa": where in the country it was."""
    wide = end.place
    if trigger.type not in HANDED_OVER or wide is None or wide is not end.origin or wide.precision < _COUNTRY:
        return None
    for tie in (t for t in ties if at <= t.on <= at + 1):
        line, mention = lines[tie.on], tie.mention
        place = mention.place
        here = any(c.search(line.before(mention.start, 6)) for c in (cue.LOCATIVE, cue.NEAR, cue.FROM))
        done = (
            t.end
            for t in (*line.triggers, *line.grounds)
            if t.type not in HANDED_OVER and t.end <= mention.start
        )
        said = line.sentence.between(max(done, default=line.sentence.start), line.sentence.end)
        leaves = cue.DEPARTS.search(said) is not None
        if place is not None and here and leaves and place.precision < _COUNTRY and inside(place, wide):
            place = _as_said(line, mention, atlas)
            return replace(end, place=place, trust=0.7, inherited=tie.on != at, mention=mention, on=tie.on)
    return None


def _is_beyond(route: Route, best: Tie) -> bool:
    """ "Moved from Izalco to a jail in Tecoluca": a place named after where the move began, and not in it."""
    place, origin = best.mention.place, route.origin
    if not route.is_left or place is None or origin is None or best.mention.start <= min(route.said):
        return False
    return not same_or_inside(place, origin)


def _is_wider(route: Route, best: Tie) -> bool:
    """ "Honduras expelled 2,300 through El Amatillo": the country that the move's origin lies in."""
    place, origin = best.mention.place, route.origin
    if place is None or origin is None or origin.precision >= _COUNTRY:
        return False
    return place.precision >= _COUNTRY and inside(origin, place)


def _on_soil(line: Line, trigger: Trigger, atlas: Atlas) -> Place | None:
    """The country whose soil the sentence names: "opera drones sobre territorio mexicano"."""
    if trigger.type in SPEECH | OF_LAW:
        return None
    said = cue.ON_SOIL.search(line.sentence.folded)
    return atlas.country_of_people(said[1] or said[2]) if said is not None else None


def _of_title(trigger: Trigger, title: Title) -> Place | None:
    """The place that the report's title names; none for acts of words."""
    named = title() if trigger.type not in SPEECH | OF_LAW else None
    if named is None or not named.places:
        return None
    return max(named.places, key=lambda m: context_of(named, m)).place


def _nationwide(lines: list[Line], at: int, trigger: Trigger, atlas: Atlas) -> Place | None:
    """The country as a whole, where the trigger's clause says so ("in the whole country", "nationwide")."""
    line = lines[at]
    said = cue.NATIONWIDE.search(line.sentence.folded)
    if said is None or line.words_between(trigger.end, line.sentence.start + said.start()) > 8:
        return None
    codes = [m.place.country for x in lines for m in x.places if m.place is not None and m.place.country]
    return atlas.country(max(set(codes), key=lambda c: (codes.count(c), c))) if codes else None


def _as_said(line: Line, mention: Mention, atlas: Atlas) -> Place | None:
    """The mention's place, no more precise than "near", "off" and "in the countryside of" allow."""
    rural = cue.RURAL.search(line.before(mention.start, 6)) is not None
    if mention.place is not None and (rural or holds_unknown_town(line, mention)):
        return atlas.countryside(mention.place) or _nearby(mention.place)
    on_way = on_its_way(line, mention)
    if on_way is not None:
        return on_way
    before = line.before(mention.start, 5)
    near = any(c.search(before) for c in (cue.NEAR, _OFF_PORT, cue.OFF_COAST))
    return _nearby(mention.place) if near else mention.place


def _in_its_country(place: Place | None, line: Line, atlas: Atlas) -> Place | None:
    """ "In the south, troops entered a village": somewhere in the country of the place told before."""
    if place is None or cue.SIDE_OF_COUNTRY.search(line.sentence.folded[line.body :]) is None:
        return place
    return atlas.country(place.country) or place


def _nearby(place: Place | None) -> Place | None:
    """Somewhere near a town."""
    if place is None or place.precision > 1:
        return place
    return replace(place, precision=2, radius_km=max(place.radius_km, NEAR_KM))
