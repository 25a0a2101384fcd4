"""GeoPackage: one layer of points with every column, written in batches through GDAL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa

from geo.formats.arrow import arrays, field_type, points, tables
from geo.formats.columns import COLUMNS, Event
from geo.formats.meta import ExportMeta


def write(events: Iterable[Event], path: Path, meta: ExportMeta) -> int:
    """Write the layer `events` (EPSG:4326) and return how many events it holds."""
    import pyogrio

    geometry = pa.field("geometry", pa.binary(), metadata={"ARROW:extension:name": "geoarrow.wkb"})
    schema = pa.schema([*(pa.field(c.name, field_type(c, lists=False)) for c in COLUMNS), geometry])
    count = 0
    for table in _some(tables(events, schema, _columns), schema):
        pyogrio.write_arrow(
            table,
            path,
            layer="events",
            driver="GPKG",
            geometry_name="geometry",
            geometry_type="Point",
            crs="EPSG:4326",
            append=count > 0,
            dataset_metadata=None if count else meta.facts(),
        )
        count += len(table)
    return count


def _columns(piece: list[Event]) -> list[Any]:
    return [*arrays(piece, lists=False), pa.array(points(piece), pa.binary())]


def _some(made: Iterable[pa.Table], schema: pa.Schema) -> Iterator[pa.Table]:
    """The tables, or one empty one: a layer without events is still a layer."""
    empty = True
    for table in made:
        empty = False
        yield table
    if empty:
        yield schema.empty_table()
