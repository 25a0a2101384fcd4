"""What kind of actor acts in an event, in a few groups that a reader can tell apart."""

from __future__ import annotations

from collections.abc import Iterable

from geo.events.actors import load_actors

GROUPS = {
    "armed": ("armed group", "armed actor", "unknown armed", "self-defence"),
    "police": ("law enforcement", "state security", "intelligence"),
    "military": ("military",),
    "government": ("government", "official", "judiciary"),
    "civilians": ("civilians", "prisoners", "press", "media"),
    "international": ("international",),
}
"""The kinds of `data/actors.csv` that each group holds."""

OTHER, SEVERAL, NOBODY = "other", "several", "nobody"
KINDS = (*GROUPS, OTHER, SEVERAL, NOBODY)

_GROUP = {kind: group for group, kinds in GROUPS.items() for kind in kinds}


def acting_kind(cast: Iterable[tuple[str, str]]) -> str:
    """The group of those who act in an event: one of `KINDS`.

    Parameters
    ----------
    cast
        (actor id, role) of each who takes part; the id is empty for those that the catalogue does not hold.

    Returns
    -------
    `SEVERAL` where agents of two groups act, `OTHER` for agents of no group, `NOBODY` where none is named.
    """
    catalogue = load_actors()
    agents = {actor for actor, role in cast if role == "agent"}
    found = {_GROUP.get(catalogue[a].kind, OTHER) if a in catalogue else OTHER for a in agents}
    if len(found) > 1:
        return SEVERAL
    return found.pop() if found else NOBODY
