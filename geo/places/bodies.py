"""Bodies that work in one country, and its parties, as texts write them (`data/curated/bodies.csv`)."""

from __future__ import annotations

import csv
import re
from functools import cache
from typing import Literal

from geo.places.gazetteer import data_path

Kind = Literal["authority", "party"]


@cache
def bodies(kind: Kind) -> dict[str, tuple[str, ...]]:
    """The names of a kind of body by the ISO code of their country."""
    found: dict[str, tuple[str, ...]] = {}
    with (data_path() / "curated" / "bodies.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["kind"] == kind:
                found[row["country"]] = (*found.get(row["country"], ()), row["name"])
    return found


def any_of(names: tuple[str, ...]) -> str:
    """A pattern of any of some names, the longest first."""
    return "|".join(map(re.escape, sorted(names, key=len, reverse=True)))


__all__ = ["Kind", "any_of", "bodies"]
