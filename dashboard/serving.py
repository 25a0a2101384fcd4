"""What this process serves: one log, and its index as it is now."""

from __future__ import annotations

from functools import cache

from starlette.requests import Request

from dashboard.profiles import of_request
from geo.publish import ANALYST, Profile, rules
from geo.store.index import Index
from geo.store.log import Log
from geo.store.snapshot import Snapshot


@cache
def event_log() -> Log:
    """The log that this process serves."""
    return Log.open()


def current(chosen: Profile = ANALYST) -> Index:
    """The index of the log as it is now, as a profile lets it leave."""
    return Index.current(event_log(), rules(chosen))


def snapshot(request: Request) -> Snapshot:
    """The events as one answer shows them: what the asker's profile lets leave of the newest version.

    Never an older version than `v` names: a page that has just written asks for its own before the index has
    looked for it.
    """
    index = current(of_request(request))
    named, found = request.query_params.get("v", ""), index.pin()
    if named.isascii() and named.isdecimal() and found.version < int(named[:9]):
        found = index.refresh()
    request.state.shown = (index, found.version)
    return found
