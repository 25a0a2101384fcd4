"""Events out, in every format, streamed: an export of a million events needs the memory of a batch.

A file appears under its name when it is whole: it is written beside it and renamed.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from geo.errors import InputError
from geo.formats import atom, csvtable, geojson, geopackage, geoparquet, htmlpage, kml, xlsx
from geo.formats.columns import Event
from geo.formats.meta import ExportMeta

Encode = Callable[[Iterable[Event], ExportMeta], Iterator[str]]
Write = Callable[[Iterable[Event], Path, ExportMeta], int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Format:
    """One format: its file extension, its media type, and either a text encoder or a file writer."""

    extension: str
    media_type: str
    encode: Encode | None = None
    write: Write | None = None


FORMATS: Final = {
    "geojson": Format(extension="geojson", media_type="application/geo+json", encode=geojson.encode),
    "csv": Format(extension="csv", media_type="text/csv; charset=utf-8", encode=csvtable.encode),
    "kml": Format(extension="kml", media_type="application/vnd.google-earth.kml+xml", encode=kml.encode),
    "atom": Format(extension="atom", media_type="application/atom+xml; charset=utf-8", encode=atom.encode),
    "geoparquet": Format(
        extension="parquet", media_type="application/vnd.apache.parquet", write=geoparquet.write
    ),
    "xlsx": Format(
        extension="xlsx",
        media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        write=xlsx.write,
    ),
    "html": Format(extension="html", media_type="text/html; charset=utf-8", encode=htmlpage.encode),
    "gpkg": Format(extension="gpkg", media_type="application/geopackage+sqlite3", write=geopackage.write),
}


def format_of(name: str) -> Format:
    """The format of that name.

    Raises
    ------
    InputError
        When there is none.
    """
    found = FORMATS.get(name)
    if found is None:
        raise InputError(f"a format: {', '.join(FORMATS)}", name, where="format")
    return found


def write(
    events: Iterable[Event],
    name: str,
    out: Path | BinaryIO,
    meta: ExportMeta,
    *,
    byte_order_mark: bool = False,
) -> int:
    """Write events in one format and return how many there were.

    Parameters
    ----------
    events
        Mappings as `geo.records.to_dict` makes them; read once, in order.
    name
        A key of `FORMATS`.
    out
        A path, which is replaced when the export is whole, or an open binary file.
    byte_order_mark
        Begin a CSV with the mark that makes older Excel read it as UTF-8.

    Raises
    ------
    InputError
        When the format is unknown, holds fewer events, or the path cannot be written.
    """
    form = format_of(name)
    counted = _Counted(events)
    if isinstance(out, Path):
        with _replaced(out) as path:
            _fill(form, counted, path, meta, byte_order_mark)
    elif form.encode is not None:
        for piece in stream(counted, name, meta, byte_order_mark=byte_order_mark):
            out.write(piece)
    else:
        with tempfile.TemporaryDirectory(prefix="sightline-") as folder:
            path = Path(folder, f"export.{form.extension}")
            _fill(form, counted, path, meta, byte_order_mark)
            with path.open("rb") as source:
                shutil.copyfileobj(source, out)
    return counted.count


def stream(
    events: Iterable[Event], name: str, meta: ExportMeta, *, byte_order_mark: bool = False
) -> Iterator[bytes]:
    """A text format piece by piece, for an answer over HTTP.

    Raises
    ------
    InputError
        When the format is unknown or is a file that has to be whole before it can be sent.
    """
    form = format_of(name)
    if form.encode is None:
        raise InputError(
            "a format that can be streamed", name, where="format", hint="Write it to a file instead."
        )
    if byte_order_mark and name == "csv":
        yield b"\xef\xbb\xbf"
    for piece in form.encode(events, meta):
        yield piece.encode("utf-8", "replace")


class _Counted:
    """An iterable that remembers how many it gave."""

    def __init__(self, events: Iterable[Event]) -> None:
        self._events, self.count = events, 0

    def __iter__(self) -> Iterator[Event]:
        for event in self._events:
            self.count += 1
            yield event


def _fill(form: Format, events: Iterable[Event], path: Path, meta: ExportMeta, mark: bool) -> None:
    if form.write is not None:
        form.write(events, path, meta)
    elif form.encode is not None:
        with path.open("wb") as sink:
            if mark and form.extension == "csv":
                sink.write(b"\xef\xbb\xbf")
            for piece in form.encode(events, meta):
                sink.write(piece.encode("utf-8", "replace"))


@contextmanager
def _replaced(out: Path) -> Iterator[Path]:
    """A path beside `out` that takes its name when all went well and is removed otherwise."""
    if out.is_dir() or not out.parent.is_dir():
        raise InputError("a file name in a folder that exists", str(out), where="output")
    beside = out.with_name(f".{out.name}.{os.getpid()}.part{out.suffix}")
    try:
        yield beside
        os.replace(beside, out)
    except OSError as error:
        raise InputError("a file that can be written", error.strerror, where=str(out)) from error
    finally:
        for suffix in ("", "-wal", "-shm", "-journal"):
            with suppress(OSError):
                beside.with_name(beside.name + suffix).unlink()
