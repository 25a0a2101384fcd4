"""Rows of a table file in batches of text columns: CSV, XLSX, GeoJSON, GeoParquet and GeoPackage.

No file is ever held whole but a workbook's shared texts. Each row comes with the line (row, feature) where
it stands, so that whoever refuses it can say where.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from geo.errors import InputError
from geo.formats.encoding import signature
from geo.imports.delimited import Batch, Table, read_delimited

EXTENSIONS: Final = (".csv", ".tsv", ".txt", ".xlsx", ".geojson", ".json", ".parquet", ".geoparquet", ".gpkg")
CELL_CHARS: Final = 1_000_000
WORKBOOK_BYTES: Final = 2 * 1024**3
"""What a workbook may unpack to."""

_BATCH = 20_000

Row = tuple[int, list[str]]


@contextmanager
def open_table(path: Path) -> Iterator[Table]:
    """Open a table by its extension.

    Raises
    ------
    InputError
        When the file is missing, of another kind, damaged, or without a header.
    """
    extension = path.suffix.lower()
    if extension not in EXTENSIONS:
        raise InputError(f"a table: {', '.join(EXTENSIONS)}", extension or path.name, where=str(path))
    if not path.is_file():
        raise InputError("a file", where=str(path), hint="Nothing is there, or it is a folder.")
    opened = {".xlsx": _workbook, ".parquet": _parquet, ".geoparquet": _parquet, ".gpkg": _layer}
    readers = {".geojson": _layer, ".json": _layer, **opened}
    with readers.get(extension, _delimited)(path) as table:
        if not any(name.strip() for name in table.header):
            raise InputError("a first row with the columns' names", where=str(path))
        yield table


@contextmanager
def _delimited(path: Path) -> Iterator[Table]:
    with path.open("rb") as raw:
        known = signature(raw.read(16))
    if known is not None:
        raise InputError("a table as text", path.suffix, where=str(path), hint=f"The file is {known}.")
    with read_delimited(path) as table:
        yield table


def _batched(rows: Iterator[Row], width: int) -> Iterator[Batch]:
    """Rows in batches; those with too few or too many cells set apart."""
    while taken := list(islice(rows, _BATCH)):
        whole = [(line, values) for line, values in taken if len(values) == width]
        columns = zip(*(values for _, values in whole), strict=True) if whole else ((),) * width
        yield Batch(
            [pa.array(column, pa.string()) for column in columns],
            [line for line, _ in whole],
            [(line, f"{len(values)} cells") for line, values in taken if len(values) != width],
        )


@contextmanager
def _workbook(path: Path) -> Iterator[Table]:
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(part.file_size for part in archive.infolist())
        if size > WORKBOOK_BYTES:
            raise InputError(
                f"a workbook that unpacks to at most {WORKBOOK_BYTES >> 30} GB", size, where=str(path)
            )
        book = load_workbook(path, read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, SyntaxError) as error:
        raise InputError("an XLSX workbook", str(error), where=str(path)) from error
    try:
        rows = enumerate(book.worksheets[0].iter_rows(values_only=True), 1)
        _, header = next(rows, (1, ()))
        names = [_text(value).strip() for value in header or ()]
        told = ((i, v) for i, row in rows if any(v := [_text(c) for c in row]))
        yield Table(names, _batched(told, len(names)), "row")
    finally:
        book.close()


@contextmanager
def _parquet(path: Path) -> Iterator[Table]:
    try:
        file = pq.ParquetFile(path)
        geo = json.loads((file.schema_arrow.metadata or {}).get(b"geo", b"{}"))
    except (pa.ArrowException, OSError, ValueError) as error:
        raise InputError("a Parquet table", str(error), where=str(path)) from error
    with file:
        geometry = geo.get("primary_column")
        yield _arrow(file.schema_arrow, file.iter_batches(batch_size=_BATCH // 4), geometry, path)


@contextmanager
def _layer(path: Path) -> Iterator[Table]:
    import pyogrio

    try:
        with pyogrio.open_arrow(path, batch_size=_BATCH // 4, use_pyarrow=True) as (meta, reader):
            geometry = meta["geometry_name"] or "wkb_geometry"
            yield _arrow(reader.schema, iter(reader), geometry, path)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
        raise InputError("a layer of features that GDAL can read", str(error), where=str(path)) from error


def _arrow(schema: Any, batches: Iterator[Any], geometry: str | None, path: Path) -> Table:
    """Columns of Arrow batches as text; a geometry becomes the columns `latitude` and `longitude`."""
    shown = [name for name in schema.names if name not in (geometry, "bbox")]
    lacking = [] if geometry not in schema.names else [c for c in ("latitude", "longitude") if c not in shown]

    def rows() -> Iterator[Row]:
        number = 0
        for batch in batches:
            columns = [batch.column(batch.schema.get_field_index(name)).to_pylist() for name in shown]
            points = _points(batch.column(batch.schema.get_field_index(geometry))) if lacking else []
            for i in range(batch.num_rows):
                number += 1
                values = [_text(column[i]) for column in columns]
                yield number, values + ([points[i][c] for c in lacking] if lacking else [])

    header = shown + lacking
    return Table(header, _batched(rows(), len(header)), "feature" if geometry else "row")


def _points(column: Any) -> list[dict[str, str]]:
    """Latitude and longitude of each geometry: of the point, or of a point on the shape."""
    import shapely

    shapes = shapely.from_wkb(column.to_pylist(), on_invalid="ignore")
    on = shapely.point_on_surface(shapes)
    x, y = shapely.get_x(on), shapely.get_y(on)
    return [
        {"latitude": "", "longitude": ""}
        if a != a
        else {"latitude": repr(float(b)), "longitude": repr(float(a))}
        for a, b in zip(x, y, strict=True)
    ]


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value.replace("\x00", "").replace("\x1f", " ")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, list):
        return "; ".join(_text(part) for part in value)
    if isinstance(value, bytes):
        return ""
    text = value.isoformat() if hasattr(value, "isoformat") else str(value)
    return text[:CELL_CHARS]
