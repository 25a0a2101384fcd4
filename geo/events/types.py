"""The catalogue of event types: what can happen, how it is called and how it is drawn.

Forty-two types are too many for forty-two hues. A family has one hue of the palette of Okabe and Ito (2008,
"Color universal design"), which people with any common colour vision tell apart; within a family a type has
its own lightness and its own symbol, so that a legend can be read without colour at all.
"""

from __future__ import annotations

import csv
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from geo.errors import DataError

FAMILIES: dict[str, str] = {
    "lethal": "#D55E00",
    "armed": "#E69F00",
    "coercion": "#CC79A7",
    "law": "#0072B2",
    "justice": "#000000",
    "military": "#56B4E9",
    "politics": "#009E73",
    "civic": "#F0E442",
    "other": "#8A8A8A",
}
"""Each family's hue: the colour of its first type."""

GLYPHS: dict[str, str] = {
    "circle": "●",
    "square": "■",
    "triangle": "▲",
    "diamond": "◆",
    "cross": "✚",
    "star": "★",
    "triangle-down": "▼",
    "x": "✖",
    "ring": "○",
    "square-open": "□",
    "triangle-open": "△",
    "diamond-open": "◇",
}
"""Each symbol as a character, for text and for fonts without the drawing."""

CATCH_ALL = "violence"
"""The type of a report that cries violence without saying which."""
FLIGHTS = frozenset({"military_flight", "surveillance_flight"})
"""Where these are is what they fly over."""

UNNAMED = "incident"
"""The type of a short note that says where something happened and not, in words known here, what."""

_COLUMNS = (
    "id",
    "name_en",
    "name_es",
    "plover",
    "family",
    "color",
    "symbol",
    "priority",
    "definition_en",
    "definition_es",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class EventType:
    """One kind of event.

    `plover` is the root of the PLOVER ontology (Halterman et al. 2023) that it falls under. `priority`
    orders the events of a report: what readers look for first has the highest. `color` is `#RRGGBB`.
    """

    id: str
    name_en: str
    name_es: str
    plover: str
    family: str
    color: str
    symbol: str
    priority: int
    definition_en: str
    definition_es: str

    @property
    def glyph(self) -> str:
        """The symbol as one character."""
        return GLYPHS[self.symbol]

    def name(self, lang: str) -> str:
        """The type's name in `lang` ("es" or English)."""
        return self.name_es if lang == "es" else self.name_en

    def definition(self, lang: str) -> str:
        """What counts as this type, in `lang` ("es" or English)."""
        return self.definition_es if lang == "es" else self.definition_en


def catalogue_path(name: str) -> Path:
    """Where a hand-made catalogue lies: `SIGHTLINE_DATA` or the repository's `data/`."""
    root = os.environ.get("SIGHTLINE_DATA")
    return (Path(root) if root else Path(__file__).resolve().parents[2] / "data") / name


def read_catalogue(name: str, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """The rows of a catalogue, in order, with every column there.

    Raises
    ------
    DataError
        The file is missing, or its header is not `columns`.
    """
    path = catalogue_path(name)
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            reader = csv.DictReader(stream)
            if tuple(reader.fieldnames or ()) != columns:
                raise DataError(f"{path}, line 1: expected {','.join(columns)}, got {reader.fieldnames!r}")
            return list(reader)
    except OSError as error:
        raise DataError(f"{path}: the catalogue cannot be read ({error.strerror}); restore it") from error


@cache
def load_types() -> dict[str, EventType]:
    """Every event type by id, in the order of the legend.

    Raises
    ------
    DataError
        The catalogue is missing, or a row names an unknown family or symbol, or repeats an id.
    """
    types: dict[str, EventType] = {}
    for line, row in enumerate(read_catalogue("event_types.csv", _COLUMNS), start=2):
        if row["family"] not in FAMILIES or row["symbol"] not in GLYPHS or row["id"] in types:
            raise DataError(
                f"event_types.csv, line {line}: unknown family or symbol, or an id twice: {row!r}"
            )
        fields = {key: row[key] for key in _COLUMNS if key != "priority"}
        types[row["id"]] = EventType(priority=int(row["priority"]), **fields)
    return types
