"""CSV and its kin in batches of text columns, with the line that each record begins on.

Arrow parses: a million rows of fifty columns take it some seconds. What it does not tell is where a record
stands, so lines are counted here: one a record, and the line ends inside its values.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as pacsv

from geo.errors import InputError

BLOCK_BYTES: Final = 2 * 1024 * 1024
"""What is read at once, and the most that one record may take. Arrow reads 32 such blocks ahead."""

BATCH_ROWS: Final = 20_000
"""Rows at which blocks are enough for a batch."""

_SNIFFED = 256 * 1024


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows: their columns as Arrow arrays of text, the line of each, and rows that have other cells.

    `refused` are (line, what came): rows with fewer or more cells than the header.
    """

    columns: list[Any]
    lines: Sequence[int]
    refused: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Table:
    """An open table: the names of its columns, its rows in batches, and what a line is called."""

    header: list[str]
    batches: Iterator[Batch]
    unit: str = "line"


@contextmanager
def read_delimited(path: Path) -> Iterator[Table]:
    """Open a text table: UTF-8, UTF-16 with its mark, or Windows-1252; commas, semicolons, tabs or bars.

    Raises
    ------
    InputError
        When it is not text, is empty, or its quotes do not close.
    """
    with path.open("rb") as raw:
        sample = raw.read(_SNIFFED)
    encoding = _encoding(sample, path)
    if b"\x00" in sample and encoding != "utf-16":
        raise InputError("a table as text", sample[:8], where=str(path), hint="The file is binary.")
    delimiter = _delimiter(sample, encoding, path)
    with path.open(encoding=encoding, errors="replace", newline="") as stream:
        reader = csv.reader(stream, delimiter=delimiter)
        try:
            header = [name.strip() for name in next(reader, [])]
        except csv.Error as error:
            raise InputError("a first row with the columns' names", str(error), where=str(path)) from error
    with path.open("rb") as raw:
        source: Any = pa.OSFile(str(path)) if encoding in ("utf-8", "utf-8-sig") else _Recoded(raw, encoding)
        yield Table(header, _joined(_batches(source, header, delimiter, reader.line_num, path)))


def _joined(blocks: Iterator[Batch]) -> Iterator[Batch]:
    """Blocks joined to batches that are worth a commit."""
    waiting: list[Batch] = []
    for block in blocks:
        waiting.append(block)
        if sum(len(b.lines) for b in waiting) >= BATCH_ROWS:
            yield _one(waiting)
            waiting = []
    if waiting:
        yield _one(waiting)


def _one(blocks: list[Batch]) -> Batch:
    told = [b.columns for b in blocks if b.lines]
    return Batch(
        [pa.concat_arrays(column) for column in zip(*told, strict=True)],
        [line for b in blocks for line in b.lines],
        [row for b in blocks for row in b.refused],
    )


def _batches(source: Any, header: list[str], delimiter: str, first: int, path: Path) -> Iterator[Batch]:
    others: list[tuple[int, str]] = []

    def unlike(row: Any) -> str:
        others.append((row.number, row.text))
        return "skip"

    names = [f"c{i}" for i in range(len(header))]
    try:
        reader = pacsv.open_csv(
            source,
            read_options=pacsv.ReadOptions(
                use_threads=False, block_size=BLOCK_BYTES, column_names=names, skip_rows_after_names=1
            ),
            parse_options=pacsv.ParseOptions(
                delimiter=delimiter,
                newlines_in_values=True,
                ignore_empty_lines=False,
                invalid_row_handler=unlike,
            ),
            convert_options=pacsv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False, check_utf8=False
            ),
        )
        place = _Place(first, others)
        while True:
            try:
                batch = reader.read_next_batch()
            except StopIteration:
                yield from place.rest()
                return
            yield _filled(place.batch(batch))
    except pa.ArrowInvalid as error:
        raise InputError(
            "a table whose quotes close, with records of at most 2 MB", str(error)[:200], where=str(path)
        ) from error


class _Place:
    """Where in the file the reader is: which record, and on which line."""

    def __init__(self, first: int, others: list[tuple[int, str]]) -> None:
        self._line, self._record, self._others = first + 1, 2, others

    def batch(self, rows: Any) -> Batch:
        """A batch of Arrow's with its lines; the records that Arrow set apart up to its end go with it."""
        inside = _line_ends(rows)
        lines: list[int] = []
        refused: list[tuple[int, str]] = []
        if not self._others and inside is None:
            lines = list(range(self._line, self._line + rows.num_rows))
            self._line += rows.num_rows
            self._record += rows.num_rows
            return Batch(rows.columns, lines)
        for i in range(rows.num_rows):
            self._pass_others(refused)
            lines.append(self._line)
            self._line += 1 + (int(inside[i]) if inside is not None else 0)
            self._record += 1
        return Batch(rows.columns, lines, refused)

    def rest(self) -> Iterator[Batch]:
        """What Arrow set apart after its last batch."""
        refused: list[tuple[int, str]] = []
        self._pass_others(refused)
        if refused:
            yield Batch([], [], refused)

    def _pass_others(self, refused: list[tuple[int, str]]) -> None:
        while self._others and self._others[0][0] <= self._record:
            _, text = self._others.pop(0)
            if text.strip():
                refused.append((self._line, text[:200]))
            self._line += 1 + text.count("\n")
            self._record += 1


def _filled(batch: Batch) -> Batch:
    """The batch without the rows that are blank lines, which Arrow gives as rows of empty cells."""
    blank = None
    for column in batch.columns:
        empty = pc.equal(pc.binary_length(column), 0)
        blank = empty if blank is None else pc.and_(blank, empty)
        if not pc.any(blank).as_py():
            return batch
    kept = pc.invert(blank)
    lines = [line for line, keep in zip(batch.lines, kept.to_pylist(), strict=True) if keep]
    return Batch([column.filter(kept) for column in batch.columns], lines, batch.refused)


def _line_ends(rows: Any) -> npt.NDArray[np.int64] | None:
    """Line ends inside the values of each row; None where there are none at all, which is quick to see."""
    total: npt.NDArray[np.int64] | None = None
    for column in rows.columns:
        data = column.buffers()[2]
        if data is None or not np.any(np.frombuffer(data, np.uint8) == 10):
            continue
        found = pc.count_substring(column, "\n").to_numpy(zero_copy_only=False).astype(np.int64)
        total = found if total is None else total + found
    return total


def _encoding(sample: bytes, path: Path) -> str:
    if sample.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if sample[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return "utf-16"
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as raw:
        try:
            while chunk := raw.read(1 << 20):
                decoder.decode(chunk)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8"


def _delimiter(sample: bytes, encoding: str, path: Path) -> str:
    if path.suffix.lower() == ".tsv":
        return "\t"
    first = sample.decode(encoding, "replace").split("\n", 1)[0]
    return max(",;\t|", key=first.count)


class _Recoded(io.RawIOBase):
    """A file of another encoding read as UTF-8; what the encoding does not know becomes U+FFFD."""

    def __init__(self, raw: Any, encoding: str) -> None:
        self._raw, self._decoder, self._left = raw, codecs.getincrementaldecoder(encoding)("replace"), b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self._left:
            chunk = self._raw.read(1 << 20)
            self._left = self._decoder.decode(chunk, final=not chunk).encode("utf-8", "replace")
            if not self._left and chunk:
                return self.readinto(buffer)
        size = min(len(buffer), len(self._left))
        buffer[:size] = self._left[:size]
        self._left = self._left[size:]
        return size
