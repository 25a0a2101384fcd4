"""How far an event may be trusted: the chance that the report tells it, and that its type is right.

Words that tell a deed are also used for other things, a background is told as if it were news, one deed as
two. A logistic regression over what is known of an event's telling says how often such a reading is right.
`bench/fit_events.py` fits it; it is kept as numbers in `data/models`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Self

from geo.events.reading import Line
from geo.events.telling import Telling
from geo.events.types import CATCH_ALL, FAMILIES, UNNAMED, EventType
from geo.places.names import read_model

QUOTES = '"“”«»„'

TOLD = (
    "bias", "spanish", "verb", "undergo", "phrase", "gerund", "infinitive", "passive", "several_words",
    "alleged", "planned", "denied", "agent", "known_agent", "target", "known_target", "sides", "counted",
    "claimed", "placed", "own_place", "loose_place", "dated", "own_date", "again", "definite", "quoted",
    "first_line", "later", "alone", "crowd", "crowded_line", "twice", "told_twice", "short", "vague",
)  # fmt: skip
"""What the model sees of an event beside its family; `columns_of` says what each means."""

COLUMNS = (*TOLD, *(f"family_{name}" for name in FAMILIES))


class EventTrust(NamedTuple):
    """The fitted model: the columns' weights in order."""

    weights: Sequence[float]

    @classmethod
    def load(cls, name: str = "events.json") -> Self:
        """The model in `data/models`. Raises DataError where the file is missing or damaged."""
        return cls.of(read_model(name))

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        """A model from its JSON form; a column that is missing weighs 0."""
        return cls(tuple(float(data["weights"].get(name, 0.0)) for name in COLUMNS))

    def chance(self, columns: Sequence[float]) -> float:
        """The chance, 0 to 1, that the report tells an event with these columns."""
        s = sum(w * v for w, v in zip(self.weights, columns, strict=True))
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, s))))


def columns_of(
    events: Sequence[Telling], k: int, lines: Sequence[Line], types: Mapping[str, EventType]
) -> list[float]:
    """What is known of event `k` of a report's events, in the order of `COLUMNS`.

    `known_…` are actors of the catalogue; `sides` says that participants are named. `own_…` is told in the
    event's own sentence, `loose_place` one that the words tie to it badly. `again` says that its targets are
    only named again, `definite` that an article calls it known, `quoted` that quotation marks stand around
    it. `alone` and `crowd` go by the number of the report's events, `crowded_line` by that of its sentence;
    `twice` says that another event has its type, `told_twice` that several sentences tell this one.
    """
    event = events[k]
    trigger, where, when = event.trigger, event.where, event.when
    line = lines[event.lines[0]]
    roles = [(actor, role) for actor, role in event.actors if role != "claimant"]
    agents = [a for a, role in roles if role == "agent"]
    targets = [a for a, role in roles if role == "target"]
    beside = sum(other.lines[0] == event.lines[0] for other in events) - 1
    known = {
        "bias": 1.0,
        "spanish": trigger.lang == "es",
        "verb": trigger.pos == "verb",
        "undergo": trigger.pos == "undergo",
        "phrase": trigger.pos == "phrase",
        "gerund": trigger.tag == "G",
        "infinitive": trigger.tag in "IC",
        "passive": trigger.voice == "passive",
        "several_words": trigger.last > trigger.first,
        "alleged": event.modality == "alleged",
        "planned": event.modality == "planned",
        "denied": event.modality == "denied",
        "agent": bool(agents),
        "known_agent": any(a.id for a in agents),
        "target": bool(targets),
        "known_target": any(a.id for a in targets),
        "sides": any(role == "participant" for _, role in roles),
        "counted": bool(event.tolls),
        "claimed": bool(event.claimed_by),
        "placed": where.place is not None,
        "own_place": where.place is not None and not where.inherited,
        "loose_place": where.place is not None and where.trust < _LOOSE,
        "dated": when.first is not None,
        "own_date": when.first is not None and not when.inherited,
        "again": event.again,
        "definite": event.definite and trigger.voice == "noun",
        "quoted": _is_quoted(line, event),
        "first_line": event.lines[0] == 0,
        "later": min(event.lines[0], _MANY) / _MANY,
        "alone": len(events) == 1,
        "crowd": min(len(events) - 1, _MANY) / _MANY,
        "crowded_line": min(beside, _MANY) / _MANY,
        "twice": sum(other.type == event.type for other in events) > 1,
        "told_twice": len(set(event.lines)) > 1,
        "short": len(line.sentence.words) < _SHORT,
        "vague": event.type in (CATCH_ALL, UNNAMED),
    }
    family = types[event.type].family
    return [float(known[name]) for name in TOLD] + [float(family == name) for name in FAMILIES]


_LOOSE = 0.5
_MANY = 5
"""From so many events, sentences or neighbours on it makes no difference."""
_SHORT = 12
"""A sentence of fewer words is a headline or a note."""


def _is_quoted(line: Line, event: Telling) -> bool:
    """Whether a quotation mark stands on either side of the trigger in its sentence."""
    text, start = line.sentence.text, line.sentence.start
    before, after = text[: event.trigger.start - start], text[event.trigger.end - start :]
    return any(q in before for q in QUOTES) and any(q in after for q in QUOTES)
