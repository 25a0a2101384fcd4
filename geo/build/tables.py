"""The entries of the gazetteer as they are gathered, before they become columns."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import Path

from geo.build.names import folded_variants
from geo.errors import DataError


@dataclass(kw_only=True, slots=True)
class Draft:
    """An entry being gathered. Divisions are referred to by region id, resolved when columns are written."""

    name: str
    level: str
    lat: float | None = None
    lon: float | None = None
    geonameid: int = 0
    code: str = ""
    country: str = ""
    admin1: str = ""
    admin2: str = ""
    population: int = 0
    name_en: str = ""
    name_es: str = ""
    inegi: str = ""
    capital: bool = False
    names: dict[str, int] = field(default_factory=dict)

    def add(self, name: str, quality: int) -> None:
        """Add a name and its variants in writing; flags of one name given twice are joined."""
        for key, extra in folded_variants(name):
            self.names[key] = self.names.get(key, 0) | quality | extra

    @property
    def region(self) -> str:
        """The region id that this entry has or would have."""
        return self.code or str(self.geonameid)


def read_table(path: Path, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """A hand-made CSV table; DataError where a column is missing."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        missing = [c for c in columns if c not in (reader.fieldnames or ())]
        if missing:
            raise DataError(f"{path}: expected columns {', '.join(columns)}; missing {', '.join(missing)}")
        return list(reader)
