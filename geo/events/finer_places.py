"""Finer places: of two names told together the one that lies in the other, being more precise.

"In Michoacán, in the town of Uruapan" is Uruapan. A bare "Chihuahua" may be the state or its capital.
"""

from __future__ import annotations

from geo.events import where_cues as cue
from geo.events.areas import inside
from geo.events.place_context import holds_the_one_before
from geo.events.place_ties import Tie
from geo.events.reading import Line
from geo.events.triggers import Trigger
from geo.places.gazetteer import fold
from geo.records import Mention

_LEAST, _LEAST_BESIDE_A_COUNTRY = -0.7, -1.6
"""How well a finer place must be tied: less well beside a country alone, where a line only says where."""
_A_WAY_KM = 60.0
"""Radius below which what lies between two places is narrower than a state."""


def finer(lines: list[Line], best: Tie, at: int, trigger: Trigger, ties: list[Tie]) -> Tie:
    """The tie of a place inside the best one: beside it, beside the trigger or on a location line."""
    if cue.WHOLE.search(lines[best.on].before(best.mention.start, 4)):
        return best
    chosen = best
    for tie in ties:
        line, held_by = lines[tie.on], lines[chosen.on]
        wide = line.is_location and _is_country(chosen.mention)
        least = _LEAST_BESIDE_A_COUNTRY if wide or chosen.mention.kind == "demonym" else _LEAST
        if tie is chosen or tie.mention.kind == "demonym":
            continue
        told = tie.on == chosen.on and holds_the_one_before(line, tie.mention, chosen.mention)
        if tie.score <= least and not told:
            continue
        if _breadth(line, tie.mention) >= _breadth(held_by, chosen.mention):
            continue
        near = (
            told
            or line.is_location
            or (tie.on == at != chosen.on and tie.score > 0.3)
            or (tie.on == chosen.on and _in_one_breath(line, tie.mention, best.mention, trigger))
        )
        if near and _lies_in(tie.mention, held_by, chosen.mention):
            chosen = tie
    return chosen


def _in_one_breath(line: Line, mention: Mention, best: Mention, trigger: Trigger) -> bool:
    """Whether two names of a line are told as one place, or one is whose office somebody holds.

    A people's country gives way to any town of it: "shot 40 Palestinians as they marched in Gaza City".
    """
    before = line.before(mention.start, 6)
    if best.kind == "demonym" and any(c.search(before) for c in (cue.LOCATIVE, cue.NEAR, cue.BEARING)):
        return True
    return _beside(line, mention, best, trigger) or _of_office(line, mention, best)


def _breadth(line: Line, mention: Mention) -> int:
    """How wide a mention's place may be meant: its precision, a municipality's where it is called one, a
    state's where the state has the town's name. Kept on the line."""
    assert mention.place is not None
    if mention.start not in line.breadths:
        least = 4 if may_be_the_state(line, mention) else 3 if _is_municipality(line, mention) else 1
        way = mention.place.precision == 5 and mention.place.radius_km <= _A_WAY_KM
        line.breadths[mention.start] = max(3 if way else mention.place.precision, least)
    return line.breadths[mention.start]


def _is_country(mention: Mention) -> bool:
    return mention.place is not None and mention.place.precision >= 6


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


def _lies_in(mention: Mention, line: Line, holder: Mention) -> bool:
    """Whether a place lies in the one that another mention, on `line`, may mean."""
    place, held = mention.place, holder.place
    assert place is not None
    assert held is not None
    if inside(place, held):
        return True
    if may_be_the_state(line, holder) and place.admin1 == held.admin1 and place.name != held.name:
        return True
    return (
        held.precision <= 2
        and bool(held.admin2)
        and (place.admin2, place.admin1) == (held.admin2, held.admin1)
        and _is_municipality(line, holder)
    )


def _beside(line: Line, mention: Mention, best: Mention, trigger: Trigger) -> bool:
    """Named right beside: "in the state of Michoacán, in Uruapan"."""
    first, last = sorted((mention, best), key=lambda m: m.start)
    low, high = first.start, last.start
    apart = line.sentence.word_at(high) - line.sentence.word_at(first.end - 1)
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
