"""The ids that a filter may name: links, the API and the command line refuse the same ones."""

from __future__ import annotations

from collections.abc import Callable, Container

from geo.errors import NotFoundError
from geo.events.actors import load_actors
from geo.events.types import load_types
from geo.places import regions
from geo.store.filter import STATUSES, Filter
from geo.store.snapshot import Snapshot


class KnownRegions:
    """The ids of regions, asked of the reference data one at a time."""

    def __contains__(self, region_id: object) -> bool:
        try:
            return regions.region(str(region_id)) is not None
        except NotFoundError:
            return False


class KnownActors:
    """The ids of actors: those of the catalogue, and those that imported events brought with them."""

    def __init__(self, events: Callable[[], Snapshot]) -> None:
        self.events = events

    def __contains__(self, actor_id: object) -> bool:
        if actor_id in load_actors():
            return True
        named = Filter(actors=(str(actor_id),), status=STATUSES)
        return self.events().count(named).events > 0


def known(events: Callable[[], Snapshot]) -> dict[str, Container[str]]:
    """The ids that exist, by parameter: what `Filter.parse` takes.

    Parameters
    ----------
    events
        Gives the events that may name actors which the catalogue does not hold; asked only for such a one.
    """
    return {"type": load_types(), "region": KnownRegions(), "actor": KnownActors(events)}
