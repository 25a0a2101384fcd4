"""GeoJSON (RFC 7946): one FeatureCollection, streamed. Coordinates are lon, lat here and nowhere else."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from geo.formats.columns import COLUMNS, Event, point
from geo.formats.meta import ExportMeta

_SKIPPED = frozenset(("lat", "lon"))


def feature(event: Event) -> dict[str, Any]:
    """An event as a GeoJSON Feature; its geometry is null where it has no place.

    Every feature has the same properties: what is not known is null, a list of nothing is empty.
    """
    where = point(event)
    properties = {c.name: c.value(event) for c in COLUMNS if c.name not in _SKIPPED}
    return {
        "type": "Feature",
        "id": event.get("event_id"),
        "geometry": None if where is None else {"type": "Point", "coordinates": [where[1], where[0]]},
        "properties": properties,
    }


def encode(events: Iterable[Event], meta: ExportMeta) -> Iterator[str]:
    """The collection, a line a feature; what it says of itself comes first, as foreign members."""
    facts = json.dumps(meta.facts(), ensure_ascii=False)
    yield '{"type":"FeatureCollection",' + facts[1:-1] + ',"features":['
    separator = "\n"
    for event in events:
        yield separator + json.dumps(
            feature(event), ensure_ascii=False, separators=(",", ":"), allow_nan=False
        )
        separator = ",\n"
    yield "\n]}\n"
