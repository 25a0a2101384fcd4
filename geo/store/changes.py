"""What changed in a filter's events since a version: added, corrected, withdrawn, removed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np

from geo.store.segment import Segment
from geo.store.select import Selection

Kind = Literal["added", "corrected", "withdrawn", "removed"]
KINDS: Final[tuple[Kind, ...]] = ("added", "corrected", "withdrawn", "removed")

LOOKED_AT: Final = 2_000
"""Changed events looked at; whoever is further behind compares exports."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """What became of one event; `event` is its row as it is now, or as it was where it is no more.

    An event that a correction moved out of the filter is `corrected`, as is one that it moved in. One that
    was erased has no row.
    """

    event_id: str
    kind: Kind
    event: Mapping[str, Any] | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Changes:
    """The changes in the order of their kinds, and whether those are all."""

    changes: list[Change]
    complete: bool

    def of(self, kind: Kind) -> list[Change]:
        """Those of one kind."""
        return [c for c in self.changes if c.kind == kind]


Row = tuple[Segment, int]


def differing(
    before: Sequence[Selection], after: Sequence[Selection]
) -> tuple[dict[str, Row], dict[str, Row], bool]:
    """Event ids with their rows that only the first or only the second selections hold, and whether all."""
    gone: dict[str, Row] = {}
    new: dict[str, Row] = {}
    complete = True
    for old, now in zip(before, after, strict=True):
        for found, rows in (
            (gone, np.setdiff1d(old.rows, now.rows, assume_unique=True)),
            (new, np.setdiff1d(now.rows, old.rows, assume_unique=True)),
        ):
            complete &= len(rows) <= LOOKED_AT
            listed = rows[:LOOKED_AT].tolist()
            for row, brief in zip(listed, old.segment.cards.briefs(listed), strict=True):
                found[str(brief[0])] = (old.segment, row)
    return gone, new, complete
