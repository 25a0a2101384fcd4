"""The columns of every export: one table, which all formats share and `docs/formats.md` documents.

An event is a mapping as `geo.records.to_dict` makes it, with what the store gives beside it: `version`,
`recorded_at`, and of the report that it was read from `source`, `published` and `url` (`report`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

Event = Mapping[str, Any]
Kind = Literal["text", "integer", "number", "date", "list"]
Value = str | int | float | list[str] | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, the kind of its values, and how it is read from an event.

    Dates are ISO strings. Lists are lists of text; formats without lists join them with `separator`.
    """

    name: str
    kind: Kind
    value: Callable[[Event], Value]
    separator: str = "; "

    def text(self, event: Event) -> str | int | float | None:
        """The value for formats that have no lists."""
        value = self.value(event)
        return self.separator.join(value) if isinstance(value, list) else value


def _key(name: str) -> Callable[[Event], Value]:
    return lambda event: _blank(event.get(name))


def _place(name: str, of: str = "place") -> Callable[[Event], Value]:
    return lambda event: _blank((event.get(of) or {}).get(name))


def _report(name: str) -> Callable[[Event], Value]:
    return lambda event: _blank((event.get("report") or {}).get(name))


def _count(group: str, bound: str) -> Callable[[Event], Value]:
    return lambda event: (event.get(group) or {}).get(bound)


def _actors(name: str) -> Callable[[Event], Value]:
    return lambda event: [str(actor.get(name) or "") for actor in event.get("actors") or ()]


def _listed(name: str) -> Callable[[Event], Value]:
    return lambda event: [str(value) for value in event.get(name) or ()]


def _regions(event: Event) -> Value:
    return [str(value) for value in (event.get("place") or {}).get("regions") or ()]


def _quotes(event: Event) -> Value:
    return [str(words.get("quote", "")) for words in event.get("evidence") or ()]


def _original(event: Event) -> Value:
    row = event.get("original")
    return json.dumps(dict(row), ensure_ascii=False) if row else None


def _recorded(event: Event) -> Value:
    value = event.get("recorded_at")
    return None if value is None else value if isinstance(value, str) else value.isoformat()


def _blank(value: Any) -> Any:
    return None if value == "" else value


COLUMNS: Final = (
    Column("event_id", "text", _key("event_id")),
    Column("type", "text", _key("type")),
    Column("date_start", "date", _key("date_start")),
    Column("date_end", "date", _key("date_end")),
    Column("date_prec", "integer", _key("date_precision")),
    Column("lat", "number", _place("lat")),
    Column("lon", "number", _place("lon")),
    Column("where_prec", "integer", _place("precision")),
    Column("radius_km", "number", _place("radius_km")),
    Column("place", "text", _place("name")),
    Column("place_confidence", "number", _place("confidence")),
    Column("admin2", "text", _place("admin2")),
    Column("admin1", "text", _place("admin1")),
    Column("country", "text", _place("country")),
    Column("region", "text", _place("region")),
    Column("regions", "list", _regions),
    Column("geonameid", "integer", _place("geonameid")),
    Column("place_why", "text", _key("place_why")),
    Column("origin", "text", _place("name", "origin")),
    Column("destination", "text", _place("name", "destination")),
    Column("actors", "list", _actors("name")),
    Column("actor_ids", "list", _actors("id")),
    Column("actor_roles", "list", _actors("role")),
    Column("killed_low", "integer", _count("killed", "low")),
    Column("killed_best", "integer", _count("killed", "best")),
    Column("killed_high", "integer", _count("killed", "high")),
    Column("wounded_low", "integer", _count("wounded", "low")),
    Column("wounded_best", "integer", _count("wounded", "best")),
    Column("wounded_high", "integer", _count("wounded", "high")),
    Column("arrested_low", "integer", _count("arrested", "low")),
    Column("arrested_best", "integer", _count("arrested", "best")),
    Column("arrested_high", "integer", _count("arrested", "high")),
    Column("modality", "text", _key("modality")),
    Column("claimed_by", "text", _key("claimed_by")),
    Column("status", "text", _key("status")),
    Column("summary", "text", _key("summary")),
    Column("evidence", "list", _quotes, separator=" | "),
    Column("report_id", "text", _key("report_id")),
    Column("sources", "list", _listed("sources")),
    Column("lang", "text", _key("lang")),
    Column("confidence", "number", _key("confidence")),
    Column("original", "text", _original),
    Column("version", "integer", _key("version")),
    Column("recorded_at", "text", _recorded),
    Column("report_source", "text", _report("source")),
    Column("report_published", "date", _report("published")),
    Column("report_url", "text", _report("url")),
)
"""In the order in which tables show them."""


def point(event: Event) -> tuple[float, float] | None:
    """The event's `(lat, lon)` in degrees, or None where it has no place."""
    place = event.get("place")
    if not place or place.get("lat") is None or place.get("lon") is None:
        return None
    return round(float(place["lat"]), 6), round(float(place["lon"]), 6)
