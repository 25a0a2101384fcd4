"""GeoParquet 1.1: points as WKB with a covering box a row, so that readers skip what they need not read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from geo.formats.arrow import arrays, field_type, points, tables
from geo.formats.columns import COLUMNS, Event, point
from geo.formats.meta import ExportMeta

_SIDES = ("xmin", "ymin", "xmax", "ymax")
_BOX = pa.struct([(side, pa.float64()) for side in _SIDES])


def write(events: Iterable[Event], path: Path, meta: ExportMeta) -> int:
    """Write the table and return how many events it holds. CRS is the default, OGC:CRS84."""
    schema = pa.schema(
        [
            *((column.name, field_type(column, lists=True)) for column in COLUMNS),
            ("geometry", pa.binary()),
            ("bbox", _BOX),
        ]
    )
    count, bounds = 0, Bounds()

    def columns(piece: list[Event]) -> list[Any]:
        where = [point(event) for event in piece]
        bounds.grow([p for p in where if p is not None])
        boxes = [None if p is None else _box(p) for p in where]
        return [*arrays(piece, lists=True), pa.array(points(piece), pa.binary()), pa.array(boxes, _BOX)]

    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for table in tables(events, schema, columns):
            writer.write_table(table)
            count += len(table)
        writer.add_key_value_metadata(
            {"geo": json.dumps(_geo(bounds.box)), **{f"sightline:{k}": v for k, v in meta.facts().items()}}
        )
    return count


def _box(where: tuple[float, float]) -> dict[str, float]:
    lat, lon = where
    return {"xmin": lon, "ymin": lat, "xmax": lon, "ymax": lat}


class Bounds:
    """The box around all points that were given: `[west, south, east, north]`, None before the first."""

    def __init__(self) -> None:
        self.box: list[float] | None = None

    def grow(self, where: Sequence[tuple[float, float]]) -> None:
        """Take in points given as (lat, lon)."""
        corners = [] if self.box is None else [(self.box[1], self.box[0]), (self.box[3], self.box[2])]
        lats, lons = [lat for lat, _ in (*where, *corners)], [lon for _, lon in (*where, *corners)]
        if lats:
            self.box = [min(lons), min(lats), max(lons), max(lats)]


def _geo(bounds: list[float] | None) -> dict[str, Any]:
    geometry: dict[str, Any] = {
        "encoding": "WKB",
        "geometry_types": ["Point"],
        "covering": {"bbox": {side: ["bbox", side] for side in _SIDES}},
    }
    if bounds is not None:
        geometry["bbox"] = bounds
    return {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": geometry}}
