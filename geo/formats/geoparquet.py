"""GeoParquet 1.1: points as WKB with a covering box a row, so that readers skip what they need not read."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from geo.formats.arrow import arrays, batches, field_type, points
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
    count, bounds = 0, None
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for batch in batches(events):
            boxes = [None if (p := point(e)) is None else _box(p) for e in batch]
            columns = [
                *arrays(batch, lists=True),
                pa.array(points(batch), pa.binary()),
                pa.array(boxes, _BOX),
            ]
            writer.write_table(pa.Table.from_arrays(columns, schema=schema))
            bounds = _grown(bounds, [box for box in boxes if box is not None])
            count += len(batch)
        writer.add_key_value_metadata(
            {"geo": json.dumps(_geo(bounds)), **{f"sightline:{k}": v for k, v in meta.facts().items()}}
        )
    return count


def _box(where: tuple[float, float]) -> dict[str, float]:
    lat, lon = where
    return {"xmin": lon, "ymin": lat, "xmax": lon, "ymax": lat}


def _grown(bounds: list[float] | None, boxes: list[dict[str, float]]) -> list[float] | None:
    if not boxes:
        return bounds
    low = [min(box[side] for box in boxes) for side in _SIDES[:2]]
    high = [max(box[side] for box in boxes) for side in _SIDES[2:]]
    if bounds is None:
        return low + high
    return [min(a, b) for a, b in zip(bounds[:2], low, strict=True)] + [
        max(a, b) for a, b in zip(bounds[2:], high, strict=True)
    ]


def _geo(bounds: list[float] | None) -> dict[str, Any]:
    geometry: dict[str, Any] = {
        "encoding": "WKB",
        "geometry_types": ["Point"],
        "covering": {"bbox": {side: ["bbox", side] for side in _SIDES}},
    }
    if bounds is not None:
        geometry["bbox"] = bounds
    return {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": geometry}}
