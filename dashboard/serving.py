"""What this process serves: one log, its index as it is now, and the ids that a filter may name."""

from __future__ import annotations

from collections.abc import Container
from functools import cache

from starlette.requests import Request

from geo.errors import NotFoundError
from geo.events.types import load_types
from geo.places import regions
from geo.store.index import Index
from geo.store.log import Log
from geo.store.snapshot import Snapshot


@cache
def event_log() -> Log:
    """The log that this process serves."""
    return Log.open()


def current() -> Index:
    """The index of the log as it is now."""
    return Index.current(event_log())


def snapshot(request: Request) -> Snapshot:
    """The events as one answer shows them: the newest version, and never an older one than `v` names.

    A page that has just written asks for its own version before the index has looked for it.
    """
    named, found = request.query_params.get("v", ""), current().pin()
    if named.isascii() and named.isdecimal() and found.version < int(named[:9]):
        return current().refresh()
    return found


class KnownRegions:
    """The ids of regions, asked of the reference data one at a time."""

    def __contains__(self, region_id: object) -> bool:
        try:
            return regions.region(str(region_id)) is not None
        except NotFoundError:
            return False


@cache
def known() -> dict[str, Container[str]]:
    """The ids that exist, by parameter."""
    return {"type": load_types(), "region": KnownRegions()}
