"""Where: the event's own place, told apart from the other places that a report names.

Every place named near the trigger gets a score from named cues: a preposition of place before it, its
distance, whose title or origin it belongs to, whether somebody only spoke there. The best one wins if it is
good enough; a place that lies inside it and is named beside it wins over it, being more precise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from geo.events import where_cues as cue
from geo.events.actors import load_actors
from geo.events.reading import Line
from geo.events.triggers import Trigger
from geo.events.types import CATCH_ALL
from geo.places.gazetteer import fold
from geo.places.precision import distance
from geo.records import Mention, Place

_NEAR_KM = 25.0
_folded = lru_cache(5_000)(fold)
_SURE = 0.9
Country = Callable[[str], Place | None]
Title = Callable[[], Line | None]
_HANDED_OVER = frozenset({"prisoner_transfer", "extradition", "deportation"})
_FLIGHTS = frozenset({"military_flight", "surveillance_flight"})
_OWN_FORCES = _FLIGHTS | {"deployment", "displacement"}
"""Types whose sentence may open with the country that acts rather than the one that is left."""
MOVES = frozenset(
    {
        "prisoner_transfer",
        "extradition",
        "deportation",
        "deployment",
        "military_flight",
        "surveillance_flight",
        "displacement",
    }
)
"""Types that go from one place to another."""

_SPEECH = frozenset(
    {"threat", "talks", "agreement", "plan", "designation", "sanction", "charges", "investigation"}
)
_PLACELESS = frozenset({"designation", "sanction"})
_OF_LAW = frozenset({"charges", "investigation", "sentence"})
"""Acts of a court or a prosecutor, done where these sit and not where the deed was."""
_FROM_AFAR = _OF_LAW | {"threat", "plan"}
"""Acts of words, placed only by their own sentence or a line that only says where."""
_NO_DEED = _OF_LAW | {CATCH_ALL}
_TAKING = frozenset({"arrest", "kidnapping"})
_APART = {"release": _TAKING, "arrest": frozenset({"release"}), "kidnapping": frozenset({"release"})}
"""Where somebody was taken says little of where they are let go."""
_LEAST = -1.6
_REACH_BACK, _REACH_ON, _REACH_CLOSING = 3, 2, 10


@dataclass(frozen=True, slots=True)
class Where:
    """The event's places, or why there is none.

    `trust` is how well the words tie it to the event, 0 to 1; `mention` and `on` are the name that says it
    and the index of its line, None where no name of the text does.
    """

    place: Place | None
    why_not: str = ""
    origin: Place | None = None
    destination: Place | None = None
    trust: float = 0.0
    inherited: bool = False
    mention: Mention | None = None
    on: int | None = None


def where_of(lines: list[Line], at: int, trigger: Trigger, title: Title, country: Country) -> Where:
    """The place of the event that `trigger`, on line `at`, tells.

    `title` reads the report's title, which is asked where the text has no place; `country` gives a country's
    place by its code.
    """
    line = lines[at]
    whole = _nationwide(lines, at, trigger, country)
    if whole is not None:
        return Where(whole, trust=0.9)
    if trigger.type in _PLACELESS:
        return Where(None, "an act of government; the report names no place for it")
    if trigger.type in _SPEECH and cue.REMOTE.search(line.sentence.folded):
        return Where(None, "it was held at a distance; the report names no place for it")
    origin = destination = None
    moved: set[int] = set()
    if trigger.type in MOVES:
        origin, destination, moved = _route(line, trigger, country)
    scored = sorted(_scored(lines, at, trigger, moved), key=lambda s: -s[0])
    if trigger.type == "deployment" and destination is not None:
        return Where(destination, "", origin, destination, 0.9)
    fled = trigger.type == "displacement" and origin is None and bool(scored)
    if trigger.type in MOVES and not fled and (not scored or scored[0][0] < 0.3) and (origin or destination):
        return Where(origin or destination, "", origin, destination, 0.8)
    if scored and scored[0][0] >= _LEAST:
        score, best, on = scored[0]
        best = _finer(lines, best, on, at, trigger, scored)
        trust = max(0.2, min(1.0, 0.6 + 0.25 * score))
        on = next(k for _, m, k in scored if m is best)
        return Where(_as_said(lines[on], best), "", origin, destination, trust, on != at, best, on)
    named = title() if trigger.type not in _SPEECH | _OF_LAW else None
    if named is not None and named.places:
        best = max(named.places, key=lambda m: _common(named, m))
        return Where(best.place, "", origin, destination, 0.4, True)
    return Where(None, "the report names no place for it", origin, destination)


def _nationwide(lines: list[Line], at: int, trigger: Trigger, country: Country) -> Place | None:
    """The country as a whole, where the trigger's clause says so ("in the whole country", "nationwide")."""
    line = lines[at]
    said = cue.NATIONWIDE.search(line.sentence.folded)
    if said is None or line.words_between(trigger.end, line.sentence.start + said.start()) > 8:
        return None
    codes = [m.place.country for x in lines for m in x.places if m.place is not None and m.place.country]
    return country(max(set(codes), key=lambda c: (codes.count(c), c))) if codes else None


def _as_said(line: Line, mention: Mention) -> Place | None:
    """The mention's place, no more precise than "near" allows."""
    place = mention.place
    if place is None or place.precision > 1 or not cue.NEAR.search(line.before(mention.start, 4)):
        return place
    return replace(place, precision=2, radius_km=max(place.radius_km, _NEAR_KM))


def _route(line: Line, trigger: Trigger, country: Country) -> tuple[Place | None, Place | None, set[int]]:
    """Where it went from and to, and the offsets of the mentions that say so."""
    origin = destination = None
    used: set[int] = set()
    for mention in line.places:
        before = line.before(mention.start, 5)
        if cue.NEAR.search(before):
            continue
        if origin is None and mention.kind == "demonym" and cue.FROM.search(before):
            origin = mention.place
            used.add(mention.start)
        elif destination is None and mention.kind != "demonym" and _leads_to(mention, trigger, before):
            destination = mention.place
            used.add(mention.start)
        elif origin is None and mention.kind != "demonym" and _is_origin(mention, trigger, before):
            origin = mention.place
            used.add(mention.start)
    first = line.places[0] if line.places else None
    if (
        origin is None
        and first is not None
        and first.start < trigger.start
        and first.kind != "demonym"
        and trigger.type not in _OWN_FORCES
    ):
        origin = first.place
        used.add(first.start)
    if origin is None and trigger.type in _HANDED_OVER:
        origin = _government(line, trigger, country)
    return origin, destination, used


def _leads_to(mention: Mention, trigger: Trigger, before: str) -> bool:
    """Whether the words before a mention make it where a move went; the displaced may have arrived first."""
    if mention.start > trigger.start:
        return cue.TO.search(before) is not None
    return trigger.type == "displacement" and cue.ARRIVED.search(before) is not None


def _government(line: Line, trigger: Trigger, country: Country) -> Place | None:
    """The country whose government hands somebody over: where they are taken from."""
    catalogue = load_actors()
    for actor in line.actors:
        known = catalogue.get(actor.id or "")
        if known is not None and known.kind == "government" and actor.start < trigger.start and known.country:
            return country(known.country)
    return None


def _is_origin(mention: Mention, trigger: Trigger, before: str) -> bool:
    if cue.FROM.search(before):
        return True
    if trigger.lang != "es" or mention.start <= trigger.end or trigger.type in _FLIGHTS:
        return False
    return cue.FROM_ES.search(before) is not None and not cue.TITLE.search(before)


def _scored(
    lines: list[Line], at: int, trigger: Trigger, moved: set[int]
) -> Iterator[tuple[float, Mention, int]]:
    reach = min(len(lines), at + _REACH_ON + 1)
    closing = closing_lines(lines)
    near = range(max(0, at - _REACH_BACK), reach)
    for k in (*near, *range(max(closing, reach), len(lines) if len(lines) - at <= _REACH_CLOSING else 0)):
        for mention in lines[k].places:
            if k == at:
                if mention.start not in moved and not _of_another(lines[k], mention, trigger):
                    yield _here(lines[k], mention, trigger), mention, k
            elif trigger.type not in _FROM_AFAR or lines[k].is_location:
                yield _elsewhere(lines, k, at, mention, trigger, closing), mention, k
    for k in range(max(0, at - _REACH_BACK - 1), -1, -1):
        dateline = lines[k].dateline
        if dateline is not None:
            yield -1.0, dateline, k
            return


def _of_another(line: Line, mention: Mention, trigger: Trigger) -> bool:
    """Where the deed was that a court tries, or where whoever is let go had been taken; and the reverse."""
    law = trigger.type in _OF_LAW
    apart = _APART.get(trigger.type, frozenset())
    if not (law or apart) or (law and _at_court(line, mention)):
        return False
    others = (
        t for t in (*line.triggers, *line.grounds) if t.type in apart or (law and t.type not in _NO_DEED)
    )
    return any(t.start < mention.start and not t.start < trigger.start < mention.start for t in others)


def _at_court(line: Line, mention: Mention) -> bool:
    """Whether a court or a prosecutor sits there: "a judge in Lahore"."""
    return cue.COURT.search(line.before(mention.start, 6)) is not None


def closing_lines(lines: list[Line]) -> int:
    """The index of the first of the lines that close a text by saying only where; never 0."""
    k = len(lines)
    while k > 1 and lines[k - 1].is_location and not lines[k - 1].triggers:
        k -= 1
    return k


def _common(line: Line, mention: Mention) -> float:
    """What the words around a mention say, whichever event asks; kept on the line."""
    if mention.start not in line.scores:
        line.scores[mention.start] = _context(line, mention)
    return line.scores[mention.start]


def _context(line: Line, mention: Mention) -> float:
    assert mention.place is not None
    before = line.before(mention.start, 6)
    score = 0.8 * mention.place.confidence - 0.4
    if mention.kind == "demonym" or _qualifies(line, mention, before):
        score -= 1.5
    if cue.TITLE.search(before) or cue.APPOSED_TITLE.match(line.after(mention.end, 3)):
        score -= 0.9
    elif cue.SPOKEN_IN.search(before):
        score -= 2.0
    elif cue.LOCATIVE.search(before):
        score += 0.8
    elif mention.start == line.sentence.start and cue.SPEAKS.match(line.after(mention.end, 2)):
        score -= 1.2
    if any(c.start <= mention.start < c.end for c in line.claims):
        score -= 1.5
    if mention.place.precision >= 5:
        score -= 0.3
    score += _agreement(line, mention, mention.place)
    if _is_home(line, mention):
        score -= 0.9
    if cue.TOWN_AFTER.match(line.after(mention.end, 2)):
        score += 0.4
    if cue.AIM.search(before) or (mention.place.precision >= 4 and cue.NEAR.search(before)):
        score -= 1.2
    if any(o.end < mention.start <= o.end + 2 and o.kind != "facility" for o in line.places):
        score -= 0.5
    if _holds_a_neighbour(line, mention):
        score -= 1.5
    quarter = (
        cue.QUARTER_AFTER.match(line.after(mention.end, 2))
        or cue.QUARTER_BEFORE.search(before)
        or cue.STREETS_AFTER.match(line.after(mention.end, 5))
    )
    if quarter and mention.kind != "facility":
        score -= 2.5 if mention.place.confidence < _SURE else 1.2
    return score


def _is_home(line: Line, mention: Mention) -> bool:
    """Where people come from: "two peacekeepers from Bangladesh died when …"."""
    k = line.sentence.word_at(mention.start)
    if k < 2 or line.sentence.words[k - 1].text not in ("from", "procedente", "procedentes"):
        return False
    people = line.sentence.words[k - 2]
    return any(a.start <= people.start < a.end for a in line.actors)


def _holds_a_neighbour(line: Line, mention: Mention) -> bool:
    """The state of "León, Guanajuato", "León town, Guanajuato" or "Guanajuato, León".

    Its capital has the same name, and may have been taken for it.
    """
    assert mention.place is not None
    if _folded(mention.surface) not in _folded(mention.place.admin1):
        return False
    at = line.sentence.word_at
    return any(
        o.place is not None
        and o.place.precision <= 3
        and o.place.admin1 == mention.place.admin1
        and o.place.name != mention.place.name
        and (
            (o.end <= mention.start and at(mention.start) - at(o.end) <= 2)
            or (o.start >= mention.end and line.sentence.between(mention.end, o.start) in (", ", ": ", " - "))
        )
        for o in line.places
    )


def _agreement(line: Line, mention: Mention, place: Place) -> float:
    """Whether the larger areas named right after a mention hold it, as in "Uruapan, Michoacán"."""
    if place.precision > 3:
        return 0.0
    for other in line.places:
        area = other.place
        gap = line.sentence.word_at(other.start) - line.sentence.word_at(mention.end)
        if mention.kind == "facility" and area is not None and 0 <= gap <= 6 and other.start >= mention.end:
            own = other.kind != "facility" and area.precision <= 3 and area.name != place.name
            return -1.5 if own and not _inside(place, area) else 0.0
        if area is not None and 0 <= other.start - mention.end <= 2 and area.precision <= 2:
            apart = area.admin1 != place.admin1 and area.confidence > place.confidence
            return -1.2 if apart else 0.0
        if (
            area is None
            or other.start < mention.end
            or area.precision not in (3, 4)
            or area.precision <= place.precision
        ):
            continue
        if gap > 8:
            break
        return 0.3 if _inside(place, area) else -1.0
    return 0.0


def _qualifies(line: Line, mention: Mention, before: str) -> bool:
    """A country that only qualifies the noun after it: "U.S. agents", "the Mexico trip"."""
    assert mention.place is not None
    following = line.sentence.text[mention.end - line.sentence.start :]
    if mention.place.precision < 6:
        return False
    if cue.POSSESSIVE.match(following):
        return True
    if cue.LOCATIVE.search(before):
        return False
    return cue.NOUN_AFTER.match(following) is not None and (
        mention.kind == "abbreviation" or (cue.NOUN_OF.search(before) is None and mention.surface.isupper())
    )


def _here(line: Line, mention: Mention, trigger: Trigger) -> float:
    gap = line.words_between(trigger.end, mention.start) if mention.start >= trigger.end else (
        line.words_between(mention.end, trigger.start) + 1.0
    )  # fmt: skip
    score = _common(line, mention) + 0.4 - 0.06 * min(gap, 20.0)
    others = [t for t in (*line.triggers, *line.grounds) if t is not trigger and t.type != CATCH_ALL]
    low, high = sorted((trigger.start, mention.start))
    if any(low < t.start < high and t.type != trigger.type for t in others):
        score -= 0.5
    nearest = min((line.words_between(t.start, mention.start) for t in others), default=99.0)
    if nearest < line.words_between(trigger.start, mention.start) - 4:
        score -= 0.4
    if mention.start >= trigger.end:
        score += 0.2
    if trigger.type in _OF_LAW and _at_court(line, mention):
        score += 1.5
    if line.dateline is mention and any(_located(line, m) for m in line.places if m is not mention):
        score -= 1.0
    return score


def _located(line: Line, mention: Mention) -> bool:
    """Whether a preposition of place stands before a name that only says where."""
    return mention.kind != "demonym" and cue.LOCATIVE.search(line.before(mention.start, 6)) is not None


def _elsewhere(lines: list[Line], k: int, at: int, mention: Mention, trigger: Trigger, closing: int) -> float:
    line, place = lines[k], mention.place
    assert place is not None
    away = (at - k) * 0.45 if k < at else min(k - at, 3) * 0.8
    if line.sentence.paragraph != lines[at].sentence.paragraph:
        away += 0.3
    score = _common(line, mention) - 0.5 - away
    if trigger.type in _SPEECH and not cue.LOCATIVE.search(line.before(mention.start, 5)):
        score -= 1.5
    if line.is_location:
        score += (4.0 if k >= closing else 0.8) * place.confidence
        score -= 0.05 * min(line.sentence.word_at(mention.start), 10)
        if cue.AIM.search(line.before(mention.start, 6)):
            score -= 1.8
    if line.dateline is mention:
        score += 0.4
    return score


def _finer(
    lines: list[Line],
    best: Mention,
    on: int,
    at: int,
    trigger: Trigger,
    scored: list[tuple[float, Mention, int]],
) -> Mention:
    """A place inside the best one: said in one breath with it, beside the trigger or on a location line."""
    assert best.place is not None
    if cue.WHOLE.search(lines[on].before(best.start, 4)):
        return best
    chosen = best
    for score, mention, k in scored:
        place, held = mention.place, chosen.place
        if place is None or held is None or mention is chosen or mention.kind == "demonym" or score <= -0.7:
            continue
        if _breadth(lines[k], mention) >= _breadth(lines[on], chosen):
            continue
        near = (
            lines[k].is_location
            or (k == at != on and score > 0.3)
            or (
                k == on and (_beside(lines[k], mention, best, trigger) or _of_office(lines[k], mention, best))
            )
        )
        if near and _lies_in(place, held, lines[on], chosen):
            chosen, on = mention, k
    return chosen


def _breadth(line: Line, mention: Mention) -> int:
    """How wide a mention's place may be meant: its precision, a municipality's where it is called one, a
    state's where the state has the town's name. Kept on the line."""
    assert mention.place is not None
    if mention.start not in line.breadths:
        least = 4 if may_be_the_state(line, mention) else 3 if _is_municipality(line, mention) else 1
        line.breadths[mention.start] = max(mention.place.precision, least)
    return line.breadths[mention.start]


def may_be_the_state(line: Line, mention: Mention) -> bool:
    """A town of its state's name, named bare: "Chihuahua", not "Chihuahua City" or "city of Puebla"."""
    place = mention.place
    assert place is not None
    if place.precision > 2 or fold(mention.surface) not in fold(place.admin1):
        return False
    return not (
        cue.CITY_OF.search(line.before(mention.start, 3)) or cue.CITY_AFTER.match(line.after(mention.end, 1))
    )


def _is_municipality(line: Line, mention: Mention) -> bool:
    return (
        cue.MUNICIPALITY_AFTER.match(line.after(mention.end, 2)) is not None
        or cue.MUNICIPALITY_BEFORE.search(line.before(mention.start, 4)) is not None
    )


def _lies_in(place: Place, held: Place, line: Line, mention: Mention) -> bool:
    if _inside(place, held):
        return True
    if may_be_the_state(line, mention) and place.admin1 == held.admin1 and place.name != held.name:
        return True
    return (
        held.precision <= 2
        and bool(held.admin2)
        and (place.admin2, place.admin1) == (held.admin2, held.admin1)
        and _is_municipality(line, mention)
    )


def _beside(line: Line, mention: Mention, best: Mention, trigger: Trigger) -> bool:
    """Named in one breath: "in the state of Michoacán, in Uruapan"."""
    low, high = sorted((mention.start, best.start))
    apart = line.sentence.word_at(high) - line.sentence.word_at(low)
    whole_country = best.place is not None and best.place.precision >= 6
    if apart > 6 and not (whole_country and cue.LOCATIVE.search(line.before(mention.start, 4))):
        return False
    return not any(low < t.start < high for t in line.triggers if t.type != trigger.type)


def _of_office(line: Line, mention: Mention, best: Mention) -> bool:
    """The mayor of a town inside the place told: what befalls a local office befalls it there."""
    low, high = sorted((mention.start, best.start))
    return (
        cue.OFFICE.search(line.before(mention.start, 6)) is not None
        and len([t for t in line.triggers if low < t.start < high]) == 0
    )


def _inside(place: Place, area: Place) -> bool:
    if area.region is not None:
        return area.region in place.regions
    if (
        area.precision == 5
    ):  # a stretch of road between two towns, or a natural region: its ends, what is near
        return distance(place.lat, place.lon, area.lat, area.lon) <= area.radius_km + _NEAR_KM
    return area.precision >= 6 and area.country == place.country
