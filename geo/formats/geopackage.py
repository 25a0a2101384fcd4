"""GeoPackage: one layer of points with every column, written in batches through GDAL."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa

from geo.formats.arrow import arrays, batches, field_type, points
from geo.formats.columns import COLUMNS, Event
from geo.formats.meta import ExportMeta


def write(events: Iterable[Event], path: Path, meta: ExportMeta) -> int:
    """Write the layer `events` (EPSG:4326) and return how many events it holds."""
    import pyogrio

    geometry = pa.field("geometry", pa.binary(), metadata={"ARROW:extension:name": "geoarrow.wkb"})
    schema = pa.schema([*(pa.field(c.name, field_type(c, lists=False)) for c in COLUMNS), geometry])
    count = 0
    for batch in _some(events):
        table = pa.Table.from_arrays(
            [*arrays(batch, lists=False), pa.array(points(batch), pa.binary())], schema=schema
        )
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
        count += len(batch)
    return count


def _some(events: Iterable[Event]) -> Iterable[list[Event]]:
    """The batches, or one empty one: a layer without events is still a layer."""
    empty = True
    for batch in batches(events):
        empty = False
        yield batch
    if empty:
        yield []
