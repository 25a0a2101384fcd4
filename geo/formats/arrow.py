"""Events as Arrow tables: the columns of every export with their types, and the point beside them."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any

import pyarrow as pa

from geo.formats.columns import COLUMNS, Column, Event, point

ROWS = 20_000
"""Events a table: a row group of Parquet, a transaction of GeoPackage; some 15 MB."""

PIECE = 2_000
"""Events that are Python objects at a time: there they take twenty times the room that they take in Arrow."""


def tables(
    events: Iterable[Event], schema: pa.Schema, columns: Callable[[list[Event]], list[Any]]
) -> Iterator[pa.Table]:
    """The events as tables of at most `ROWS` rows; `columns` makes a piece's arrays, as in the schema."""
    iterator = iter(events)
    pieces: list[pa.Table] = []
    while piece := list(islice(iterator, PIECE)):
        pieces.append(pa.Table.from_arrays(columns(piece), schema=schema))
        if len(pieces) == ROWS // PIECE:
            yield pa.concat_tables(pieces)
            pieces.clear()
    if pieces:
        yield pa.concat_tables(pieces)


def field_type(column: Column, *, lists: bool) -> Any:
    """The Arrow type of a column; lists are text unless `lists`."""
    if column.kind == "list":
        return pa.list_(pa.string()) if lists else pa.string()
    types = {"text": pa.string(), "integer": pa.int64(), "number": pa.float64(), "date": pa.date32()}
    return types[column.kind]


def arrays(batch: list[Event], *, lists: bool) -> list[Any]:
    """One Arrow array a column."""
    made = []
    for column in COLUMNS:
        values: list[Any] = [column.value(e) if lists else column.text(e) for e in batch]
        if column.kind == "date":
            values = [date.fromisoformat(v) if isinstance(v, str) else v for v in values]
        elif column.kind == "text":
            values = [None if v is None else str(v) for v in values]
        made.append(pa.array(values, field_type(column, lists=lists)))
    return made


def points(batch: list[Event]) -> list[bytes | None]:
    """Each event's point as well-known binary (lon, lat), or None."""
    return [
        None if (where := point(event)) is None else struct.pack("<BIdd", 1, 1, where[1], where[0])
        for event in batch
    ]
