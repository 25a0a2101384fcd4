"""Cards: each revision as the JSON that lists and interfaces show, packed for reading a few at random.

A page of 50 events touches 50 corners of the index. DuckDB unpacks a vector of 2,048 values for each; here it
is a block of 8 lines, and a page takes 1 ms instead of 30. A card is `brief TAB line`: the brief is
`[event_id, radius_km, region, place]`, what a tile says of a single event.

The file: blocks, each compressed on its own (LZ4, half as long again as zstd and unpacked in a third of the
time); then a table with a line of (offset, packed size, size, checksum) a block; then the name of the build
and the table's place, by which a reader knows the right file.
"""

from __future__ import annotations

import json
import os
import struct
import weakref
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Final

import numpy as np
import pyarrow as pa

from geo.errors import StoreError

BLOCK: Final = 8
_TABLE = np.dtype([("offset", "<u8"), ("packed", "<u4"), ("size", "<u4"), ("sum", "<u4")])
_END = struct.Struct("<16sQQ")
_CODEC = pa.Codec("lz4_raw")


class Damaged(StoreError):
    """A part of the index does not read as it was written; the log makes it again."""


def write(out: BinaryIO, cards: Iterable[Sequence[str]], build: bytes) -> int:
    """Pack cards, given in batches, under the name of a build (16 bytes); returns how many there were."""
    table: list[tuple[int, int, int, int]] = []
    waiting: list[str] = []
    offset = total = 0

    def flush(lines: Sequence[str]) -> None:
        nonlocal offset
        data = "\n".join(lines).encode()
        packed = _CODEC.compress(data, asbytes=True)
        out.write(packed)
        table.append((offset, len(packed), len(data), zlib.crc32(packed)))
        offset += len(packed)

    for batch in cards:
        total += len(batch)
        waiting += batch
        full = len(waiting) - len(waiting) % BLOCK
        for start in range(0, full, BLOCK):
            flush(waiting[start : start + BLOCK])
        del waiting[:full]
    if waiting:
        flush(waiting)
    out.write(np.array(table, dtype=_TABLE).tobytes())
    out.write(_END.pack(build, offset, total))
    return total


class _File:
    """A file's bytes, read where they are asked for. Safe for threads.

    A map of it would be as fast, and what of it had ever been looked at would count as the server's memory.
    """

    def __init__(self, path: Path) -> None:
        self._descriptor = os.open(path, os.O_RDONLY)
        weakref.finalize(self, os.close, self._descriptor)
        self._size = os.fstat(self._descriptor).st_size

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, part: slice) -> bytes:
        start, stop, _ = part.indices(self._size)
        return os.pread(self._descriptor, max(0, stop - start), start)


class Cards:
    """Reads cards by row number. Safe for threads."""

    def __init__(self, data: bytes | _File, build: bytes) -> None:
        self._data = data
        try:
            name, at, self.size = _END.unpack(data[-_END.size :])
            self._table = np.frombuffer(data[at : len(data) - _END.size], dtype=_TABLE)
        except (struct.error, ValueError) as error:
            raise Damaged(f"the index's cards are damaged ({error})") from error
        if name != build or len(self._table) != -(-self.size // BLOCK):
            raise Damaged("the index's cards are of another build, or cut short")

    @classmethod
    def open(cls, path: Path, build: bytes) -> Cards:
        """Open the file of a build."""
        return cls(_File(path), build)

    def _blocks(self, numbers: Sequence[int]) -> Iterator[list[bytes]]:
        for offset, packed, size, checksum in self._table[numbers].tolist():
            data = self._data[offset : offset + packed]
            if zlib.crc32(data) != checksum:
                raise Damaged("a block of the index's cards is damaged")
            text: bytes = _CODEC.decompress(data, decompressed_size=size, asbytes=True)
            yield text.split(b"\n")

    def read(self, rows: Sequence[int]) -> list[tuple[str, str]]:
        """The brief and the line of each of some rows, in their order."""
        numbers = list({row // BLOCK: None for row in rows})
        blocks = dict(zip(numbers, self._blocks(numbers), strict=True))
        found = []
        for row in rows:
            brief, _, line = blocks[row // BLOCK][row % BLOCK].decode().partition("\t")
            found.append((brief, line))
        return found

    def briefs(self, rows: Sequence[int]) -> list[list[Any]]:
        """`[event_id, radius_km, region, place]` of each of some rows."""
        return [json.loads(brief) for brief, _ in self.read(rows)]

    def lines(self, rows: Sequence[int]) -> list[str]:
        """The JSON line of each of some rows."""
        return [line for _, line in self.read(rows)]
