"""Who takes part in what a filter selects, and who acts against whom.

The index codes the actors of an event, each with its role, as one number for the whole set. So a count by set
(one pass over the selected rows) answers for every actor and every pair at once: what follows grows with the
number of sets, not of events.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.store.segment import Segment
from geo.store.select import Selection

UNNAMED = ""
"""Stands for everybody whom the catalogue of actors does not hold."""

Role = tuple[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Sides:
    """The actors of some events.

    `actors` counts events by actor; `roles` by (actor, role); `pairs` by (agent, target), where `UNNAMED`
    stands for those without an id. An event counts once for each, however many of them it has.
    """

    actors: Counter[str] = field(default_factory=Counter)
    roles: Counter[Role] = field(default_factory=Counter)
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)


def sides(parts: Sequence[Selection]) -> Sides:
    """Actors, their roles and who acts against whom, in the events that match every condition."""
    found = Sides()
    for part in parts:
        for cast, n in _casts(part.segment, part.segment.columns["actorset"][part.rows]):
            found.actors.update(dict.fromkeys({a for a, _ in cast if a != UNNAMED}, n))
            found.roles.update(dict.fromkeys({pair for pair in cast if pair[0] != UNNAMED}, n))
            found.pairs.update(dict.fromkeys(against(cast), n))
    return found


def against(cast: Iterable[Role]) -> set[tuple[str, str]]:
    """Who acts on whom among the actors of one event: every agent on every target but itself."""
    cast = list(cast)
    agents = {actor for actor, role in cast if role == "agent"}
    targets = {actor for actor, role in cast if role == "target"}
    return {(a, t) for a, t in product(agents, targets) if a != t or a == UNNAMED}


def _casts(segment: Segment, codes: npt.NDArray[Any]) -> Iterator[tuple[list[Role], int]]:
    """The sets of actors with their roles that some rows have, each with the number of its rows."""
    counts = np.bincount(codes, minlength=len(segment.roles))
    there = np.flatnonzero(counts)
    yield from zip(segment.casts(there.tolist()), counts[there].tolist(), strict=True)
