"""A table that came from elsewhere, read in a child process that can do nothing but read it.

The readers of workbooks, GeoPackages and Parquet are large and written in C; what a file does to one of them
must stay without a way to the network, to other files and to this process's memory.
"""

from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from geo.errors import InputError
from geo.formats.sandbox import spawn
from geo.formats.worker import receive
from geo.imports.delimited import Batch, Table

SILENCE_SECONDS: Final = 120.0
"""How long the child may take for one batch before it is ended."""

MESSAGE_BYTES: Final = 256 * 2**20


@contextmanager
def open_confined(path: Path, *, name: str = "") -> Iterator[Table]:
    """Open a table as `geo.imports.rows.open_table` does, but in a limited child process.

    `name` is what errors call the file.

    Raises
    ------
    InputError
        The file cannot be read, or not within the limits; while its batches are read too.
    """
    child = spawn("geo.imports.worker", str(path), stdin=subprocess.DEVNULL)
    try:
        told = _Told(child, name or path.name)
        head = told.next()
        yield Table([str(column) for column in head["header"]], _batches(told), str(head["unit"]))
    finally:
        child.kill()
        child.wait()
        if child.stdout is not None:
            child.stdout.close()


class _Told:
    """What the child says, message by message."""

    def __init__(self, child: subprocess.Popen[bytes], name: str) -> None:
        self._child, self._name = child, name

    def bytes(self) -> bytes:
        """The next message; raises InputError where the child ended instead."""
        assert self._child.stdout is not None
        timer = threading.Timer(SILENCE_SECONDS, self._child.kill)
        timer.start()
        try:
            message = receive(self._child.stdout, MESSAGE_BYTES)
        finally:
            timer.cancel()
        if message is None:
            raise InputError(
                "a table that can be read within the limits",
                where=self._name,
                hint=f"Its reader was stopped (exit code {self._child.wait()}). Split it, or save it as CSV.",
            )
        return message

    def next(self) -> dict[str, Any]:
        """The next message as JSON; raises InputError where it is one."""
        said: dict[str, Any] = json.loads(self.bytes())
        if "error" in said:
            expected, came, hint = said["error"]
            raise InputError(str(expected), came, where=self._name, hint=str(hint))
        return said


def _batches(told: _Told) -> Iterator[Batch]:
    while "end" not in (said := told.next()):
        refused = [(int(line), str(text)) for line, text in said["refused"]]
        if not said["rows"]:
            yield Batch([], [], refused)
            continue
        with pa.ipc.open_stream(told.bytes()) as stream:
            rows = stream.read_next_batch()
        rows.validate(full=True)  # a child that a file has taken over may send anything
        yield Batch(rows.columns[1:], rows.column(0).to_pylist(), refused)
