"""A telling: what one trigger says of an event, before tellings of the same event are merged."""

from __future__ import annotations

from dataclasses import dataclass, field

from geo.events.actors import ActorMention
from geo.events.triggers import Trigger
from geo.events.when import When
from geo.events.where import Where
from geo.records import Count, Modality, Role


@dataclass(slots=True)
class Telling:
    """One trigger's event before merging; `lines` are the sentences that tell it."""

    type: str
    trigger: Trigger
    lines: list[int]
    modality: Modality
    where: Where
    when: When
    actors: list[tuple[ActorMention, Role]]
    counts: dict[str, Count] = field(default_factory=dict)
    claimed_by: str = ""
    definite: bool = False
    outcome: bool = False
    negated: bool = False
    apart: bool = False
    again: bool = False
    """Whether its targets are only named again: "the suspects", "al reportero"."""


def names(telling: Telling, role: Role) -> set[str]:
    """Who has a role in it: the catalogue's ids, and the names of those whom it does not hold."""
    return {a.id or a.name.casefold() for a, r in telling.actors if r == role}
