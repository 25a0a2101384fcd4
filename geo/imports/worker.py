"""The child process that reads a table of unknown make: `python -m geo.imports.worker FILE`.

It writes messages (see `geo.formats.worker`) to standard output. The first is JSON, the table's header and
unit, or an error; then, for each batch, JSON with the refused lines and the batch itself in Arrow's stream
format, columns of text led by the line of each row; last JSON, the end or an error.
"""

from __future__ import annotations

import contextlib
import json
import sys
from pathlib import Path
from typing import IO, Any, Final

import pyarrow as pa

from geo.errors import InputError
from geo.formats.worker import REFUSED, send
from geo.imports.delimited import Batch
from geo.imports.rows import open_table

MEMORY_BYTES: Final = 4 * 2**30
"""Address space. GDAL and Arrow reserve more of it than they use."""

CPU_SECONDS: Final = 600
"""Processor time for one table: a workbook takes 20 s a million cells."""


def main() -> None:
    """Read the file that the command line names."""
    path, sink = Path(sys.argv[1]), sys.stdout.buffer
    sys.stdout = sys.stderr
    _load(path.suffix)
    _confine()
    try:
        with open_table(path) as table:
            _tell(sink, {"header": table.header, "unit": table.unit})
            for batch in table.batches:
                _tell(sink, {"refused": batch.refused, "rows": len(batch.lines)})
                if batch.lines:
                    send(sink, _packed(batch))
        _tell(sink, {"end": True})
    except BrokenPipeError:
        return  # the parent has seen enough
    except InputError as error:
        came = error.came if isinstance(error.came, str | int | float | None) else repr(error.came)
        _tell(sink, {"error": [error.expected, came, error.hint]})
    except MemoryError:
        _tell(
            sink, {"error": [f"a table that can be read within {MEMORY_BYTES >> 30} GB of memory", None, ""]}
        )
    except Exception as error:  # noqa: BLE001 - the file broke a reader in a way that has no name; the parent says so
        _tell(sink, {"error": ["a table that can be read", f"{type(error).__name__}: {error}"[:300], ""]})


def _tell(sink: IO[bytes], said: dict[str, Any]) -> None:
    with contextlib.suppress(BrokenPipeError):
        send(sink, json.dumps(said).encode())


def _packed(batch: Batch) -> bytes:
    names = [f"c{i}" for i in range(len(batch.columns))]
    rows = pa.record_batch([pa.array(batch.lines, pa.int64()), *batch.columns], names=["line", *names])
    out = pa.BufferOutputStream()
    with pa.ipc.new_stream(out, rows.schema) as stream:
        stream.write_batch(rows)
    return bytes(out.getvalue())


def _load(extension: str) -> None:
    """Import what a kind of file needs before the limits hold."""
    if extension == ".xlsx":
        import openpyxl  # noqa: F401
    elif extension in (".gpkg", ".geojson", ".json"):
        import pyogrio  # noqa: F401
        import shapely  # noqa: F401


def _confine() -> None:
    """No connection, no other process, no file written; memory and time limited where the system can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 5))
    sys.addaudithook(_refuse)


def _refuse(event: str, _arguments: Any) -> None:
    if event.startswith(REFUSED):
        raise PermissionError(f"a table's reader may not do this: {event}")


if __name__ == "__main__":
    main()
