"""How far the point of an event may be trusted: the chance that it happened within 25 km of it.

A name's own confidence says which place the name means. The event may still have happened elsewhere: the
report names only the state, the words tie the name loosely to the deed, or a bare name in a short headline is
a namesake. A logistic regression over what is known of that, evened out by isotonic regression, says how
often such a place is right. `bench/fit_event_places.py` fits it; it is kept as numbers in `data/models`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from operator import mul
from typing import Any, NamedTuple, Self

import numpy as np
import numpy.typing as npt

from geo.events import where_cues as cue
from geo.events.finer_places import may_be_the_state
from geo.events.reading import Line
from geo.events.where import Where
from geo.places.names import read_model
from geo.places.precision import distance
from geo.records import Place

NEAR_KM = 25.0
"""Within so many km of the event a place is right."""

_STANDS_IN = 0.3
"""The most for a town of another sentence where the event's own names one that the gazetteer lacks: of ten in
the gold's open part three are right."""
COLUMNS = (
    "bias",
    "name",
    "doubtful_name",
    "tie",
    "inherited",
    "near",
    "municipality",
    "state",
    "vague",
    "wide",
    "size",
    "state_or_town",
    "people",
    "small",
    "facility",
    "led",
    "location_line",
    "in_its_area",
    "alone",
    "others",
    "words",
    "dated",
    "told",
)
"""What the model sees of an event's place; `columns_of` says what each means."""

_FEW, _MANY = 12, 160
"""A text of so many words is a bare headline; from so many on it is an article."""


class PlaceTrust(NamedTuple):
    """The fitted model: the columns' weights in order, and rising pairs of raw and calibrated chance.

    Between the pairs it is interpolated.
    """

    weights: Sequence[float]
    steps: npt.NDArray[np.float64]

    @classmethod
    def load(cls, name: str = "event_places.json") -> Self:
        """The model in `data/models`. Raises DataError where the file is missing or damaged."""
        return cls.of(read_model(name))

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        """A model from its JSON form; a column that is missing weighs 0."""
        weights = tuple(float(data["weights"].get(name, 0.0)) for name in COLUMNS)
        return cls(weights, np.array(data["steps"], dtype=float))

    def chance(self, columns: Sequence[float]) -> float:
        """The chance, 0 to 1, that an event with these columns happened within 25 km of its place."""
        s = sum(map(mul, self.weights, columns))
        raw = 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, s))))
        return float(np.interp(raw, self.steps[:, 0], self.steps[:, 1]))


def trusted(lines: Sequence[Line], where: Where, people: int, model: PlaceTrust) -> Place | None:
    """The event's place with its own chance instead of its name's.

    Parameters
    ----------
    people
        Inhabitants of the place, 0 where that is not known.
    """
    if where.place is None:
        return None
    chance = model.chance(columns_of(lines, where, where.place, people))
    if where.stands_in:
        chance = min(chance, _STANDS_IN)
    return replace(where.place, confidence=round(chance, 3))


def columns_of(lines: Sequence[Line], where: Where, place: Place, people: int) -> list[float]:
    """What is known of an event's place, in the order of `COLUMNS`.

    `name` is the log odds that the name means this place and `tie` how well the words tie it to the event;
    `small` marks a bare village, `led` a preposition of place before the name, `location_line` a line that
    only says where, `in_its_area` that the area which holds the place is named too, `alone` that no other
    place is, `others` that another town far away is. `words` is the text's length, 0 for a headline and 1 for
    an article, `dated` and `told` that it tells a date and quotes somebody, as prose does and a note does
    not, and `state_or_town` the more for a town of its state's name the shorter the text is.
    """
    mention = where.mention
    line = lines[where.on] if where.on is not None else None
    said = [m.place for x in lines for m in x.places if m.place is not None]
    rest = [p for p in said if (p.lat, p.lon, p.name) != (place.lat, place.lon, place.name)]
    holds = any(p.region is not None and p.precision in (3, 4) and p.region in place.regions for p in rest)
    far = any(p.precision <= 2 and distance(p.lat, p.lon, place.lat, place.lon) > NEAR_KM for p in rest)
    words = sum(len(x.sentence.words) for x in lines)
    length = math.log(min(max(words, _FEW), _MANY) / _FEW) / math.log(_MANY / _FEW)
    exact = place.precision <= 2
    either = (
        exact
        and line is not None
        and not line.is_location
        and mention is not None
        and may_be_the_state(line, mention)
    )
    values = {
        "bias": 1.0,
        "name": _log_odds(place.confidence) if place.precision <= 3 else 0.0,
        "doubtful_name": float(place.precision <= 3 and place.confidence < 0.5),
        "tie": where.trust - 0.6,
        "inherited": float(where.inherited),
        "near": float(place.precision == 2),
        "municipality": float(place.precision == 3),
        "state": float(place.precision == 4),
        "vague": float(place.precision in (5, 7)),
        "wide": float(place.precision == 6),
        "size": math.log10(max(place.radius_km, NEAR_KM) / NEAR_KM),
        "state_or_town": 1.0 - length if either else 0.0,
        "people": math.log10(people) - 4.0 if exact and people else 0.0,
        "small": float(exact and people < 20_000 and not (mention and mention.kind == "facility")),
        "facility": float(exact and mention is not None and mention.kind == "facility"),
        "led": float(
            line is not None
            and mention is not None
            and cue.LOCATIVE.search(line.before(mention.start, 6)) is not None
        ),
        "location_line": float(exact and line is not None and line.is_location),
        "in_its_area": float(exact and holds),
        "alone": float(exact and not rest),
        "others": float(exact and far),
        "words": length if exact else 0.0,
        "dated": float(exact and any(x.dates for x in lines)),
        "told": float(exact and any(x.claims for x in lines)),
    }
    return [values[name] for name in COLUMNS]


def _log_odds(p: float) -> float:
    p = min(max(p, 0.02), 0.98)
    return math.log(p / (1 - p))
