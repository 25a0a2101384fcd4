"""Batches of table rows to the log's columns, a distinct value at a time.

Tables repeat themselves: a million rows hold some thousand dates, some hundred names, some ten thousand
places. So each step of a mapping looks at the distinct values of its columns in Python, once each, and what
comes of them is spread over the rows by Arrow; DuckDB then writes the events as JSON. That is ten times as
fast as going row by row, and a step stays a small function of a few texts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from geo.imports.reject import Reject
from geo.imports.repeats import Repeats

PLACE: Final = pa.struct(
    [
        ("name", pa.string()),
        ("lat", pa.float64()),
        ("lon", pa.float64()),
        ("precision", pa.int64()),
        ("radius_km", pa.float64()),
        ("confidence", pa.float64()),
        ("geonameid", pa.int64()),
        ("level", pa.string()),
        ("country", pa.string()),
        ("admin1", pa.string()),
        ("admin2", pa.string()),
        ("region", pa.string()),
        ("regions", pa.list_(pa.string())),
    ]
)
"""A `Place` without its candidates."""

ACTORS: Final = pa.list_(
    pa.struct([("id", pa.string()), ("name", pa.string()), ("role", pa.string()), ("kind", pa.string())])
)
COUNT: Final = pa.struct([("low", pa.int64()), ("best", pa.int64()), ("high", pa.int64())])
DAYS: Final = pa.struct([("start", pa.date32()), ("end", pa.date32()), ("precision", pa.int64())])

TYPES: Final = {
    "event_id": pa.string(),
    "type": pa.string(),
    "summary": pa.string(),
    "days": DAYS,
    "place": PLACE,
    "place_why": pa.string(),
    "actors": ACTORS,
    "killed": COUNT,
    "wounded": COUNT,
    "arrested": COUNT,
    "claimed_by": pa.string(),
}
"""What a mapping says of an event, and how; what it leaves out is null, or empty."""

SEPARATOR: Final = "\x1f"
REMEMBERED: Final = 200_000
"""Distinct values that a step keeps the outcome of, from batch to batch."""


class Step:
    """One field of the event, made of some columns by a function of their texts.

    `prepare` is given the values' texts before, to look up together what is slow one by one. The function
    returns what `TYPES` says of the field, as plain values, or raises `Reject`. What it made of
    values that repeat is kept from batch to batch.
    """

    def __init__(
        self,
        name: str,
        columns: tuple[str, ...],
        make: Callable[..., Any],
        prepare: Callable[[list[list[str]]], None] | None = None,
    ) -> None:
        self.name, self.columns, self._make, self._prepare = name, columns, make, prepare
        self._repeats = True
        self._forget()

    def _forget(self) -> None:
        self._codes: dict[str, int] = {}
        self._rejects: dict[int, Reject] = {}
        self._pool = pa.array([], TYPES[self.name])

    def apply(self, at: Mapping[str, Any]) -> tuple[Any, list[tuple[int, Reject]]]:
        """The field's values, a row each, and the rows that are refused; `at` holds columns by name."""
        told = [at[name] for name in self.columns]
        keys = told[0] if len(told) == 1 else pc.binary_join_element_wise(*told, SEPARATOR)
        coded = keys.dictionary_encode()
        distinct, rows = coded.dictionary.to_pylist(), coded.indices.to_numpy(zero_copy_only=False)
        if not self._worth_keeping(distinct):
            self._get_ready(distinct)
            outcomes = [self._outcome(key) for key in distinct]
            values = pa.array([None if isinstance(o, Reject) else o for o in outcomes], TYPES[self.name])
            rejects = {code: o for code, o in enumerate(outcomes) if isinstance(o, Reject)}
            return values.take(coded.indices), _rejected(rows, rejects)
        codes = self._learned(distinct)[rows]
        return self._pool.take(pa.array(codes)), _rejected(codes, self._rejects)

    def _worth_keeping(self, distinct: list[str]) -> bool:
        """Whether values come again: from the second batch on, whether one in five was known."""
        if self._repeats and self._codes:
            known = sum(key in self._codes for key in distinct)
            self._repeats = 5 * known >= len(distinct)
            if not self._repeats:
                self._forget()
        return self._repeats

    def _learned(self, distinct: list[str]) -> npt.NDArray[np.int64]:
        """The place in the pool of each distinct value; new ones are made and added."""
        if len(self._codes) > REMEMBERED:
            self._forget()
        fresh = []
        self._get_ready([key for key in distinct if key not in self._codes])
        for key in distinct:
            if key not in self._codes:
                outcome, code = self._outcome(key), len(self._codes)
                self._codes[key] = code
                if isinstance(outcome, Reject):
                    self._rejects[code], outcome = outcome, None
                fresh.append(outcome)
        if fresh:
            self._pool = pa.concat_arrays([self._pool, pa.array(fresh, TYPES[self.name])])
        return np.fromiter((self._codes[key] for key in distinct), np.int64, len(distinct))

    def _get_ready(self, keys: list[str]) -> None:
        """Let the step look up together what its values need."""
        if self._prepare is not None:
            texts = (key.split(SEPARATOR) for key in keys)
            self._prepare([parts for parts in texts if len(parts) == len(self.columns)])

    def _outcome(self, key: str) -> Any:
        texts = key.split(SEPARATOR)
        try:
            if len(texts) != len(self.columns):
                raise Reject(self.columns[0], texts[0], "a text with the control character U+001F")
            return self._make(*texts)
        except Reject as reject:
            return reject


def _rejected(codes: npt.NDArray[Any], rejects: Mapping[int, Reject]) -> list[tuple[int, Reject]]:
    if not rejects:
        return []
    return [(int(row), rejects[int(codes[row])]) for row in np.flatnonzero(np.isin(codes, list(rejects)))]


@dataclass(frozen=True, slots=True)
class Plan:
    """How one table becomes events: the steps, what ids begin with, and the report that stands for it."""

    header: list[str]
    steps: Sequence[Step]
    prefix: str
    report_id: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A row of a batch that is no event: which row, and why."""

    row: int
    reject: Reject


class Drafting:
    """Turns batches of rows into columns of the log, by one plan.

    `draft` and `rows` may run at once, each in one thread: the first is Python's work, the second DuckDB's.
    """

    def __init__(self, plan: Plan, author: str, unit: str = "line") -> None:
        self._plan, self._author, self._unit = plan, author, unit
        self._repeats = Repeats()
        self._db = duckdb.connect(config={"threads": 2, "memory_limit": "500MB"})
        self._sql = _statement(plan, author)

    def draft(self, told: Sequence[Any], lines: Sequence[int]) -> tuple[pa.Table, list[Refused]]:
        """The fields of `TYPES` and the table's columns, for rows that are events; and the rows that are not.

        `told` are the table's columns as arrays of text, `lines` where each row stands. Of an id that comes
        twice, in this batch or an earlier one, the first row stands.
        """
        at = dict(zip(self._plan.header, told, strict=True))
        refused: dict[int, Reject] = {}
        made: dict[str, Any] = {}
        for step in self._plan.steps:
            made[step.name], bad = step.apply(at)
            for row, reject in bad:
                refused.setdefault(row, reject)
        count = len(told[0])
        draft = [made.get(name, pa.nulls(count, kind)) for name, kind in TYPES.items()]
        kept = np.ones(count, dtype=bool)
        kept[list(refused)] = False
        refused |= self._again(made["event_id"], at, lines, kept)
        kept[list(refused)] = False
        names = [*TYPES, *(f"c{i}" for i in range(len(told)))]
        table = pa.table([*draft, *told], names=names)
        if not kept.all():
            table = table.filter(pa.array(kept))
        return table, [Refused(r, refused[r]) for r in sorted(refused)]

    def _again(
        self, ids: Any, at: Mapping[str, Any], lines: Sequence[int], kept: npt.NDArray[np.bool_]
    ) -> dict[int, Reject]:
        """The rows that have an earlier row's id; in a table without ids, those that say just the same."""
        columns = next(step.columns for step in self._plan.steps if step.name == "event_id")
        column = columns[0] if len(columns) == 1 else ""
        return {
            row: Reject(
                column,
                at[column][row].as_py() if column else "",
                f"{'the id of' if column else 'the same row as'} {self._unit} {line} already",
            )
            for row, line in self._repeats.earlier(ids, lines, kept).items()
        }

    def rows(self, draft: pa.Table) -> pa.Table:
        """A draft as rows of the log, in the columns of `geo.store.rows.SCHEMA` that an importer fills."""
        self._db.register("draft", draft)
        try:
            return self._db.sql(self._sql).to_arrow_table()
        finally:
            self._db.unregister("draft")


def _statement(plan: Plan, author: str) -> str:
    """SQL that writes a draft's events as the log's rows.

    The payload is joined from its fields' JSON, in the order of `Event`: written as one struct, DuckDB would
    parse what it has just written of the table's own row.
    """
    original = ", ".join(f"{_quoted(name)}, c{i}" for i, name in enumerate(plan.header))
    report, prefix = _quoted(plan.report_id), _quoted(plan.prefix)
    fields = {
        "event_id": f"to_json({prefix} || event_id)",
        "report_id": f"to_json({report})",
        "type": "to_json(type)",
        "summary": "to_json(summary)",
        "evidence": "'[]'",
        "confidence": "'1.0'",
        "date_start": "to_json(days.start)",
        "date_end": 'to_json(days."end")',
        "date_precision": "to_json(days.precision)",
        "place": "to_json(place)",
        "place_why": "to_json(coalesce(place_why, ''))",
        "origin": "'null'",
        "destination": "'null'",
        "actors": "to_json(coalesce(actors, []))",
        "killed": "to_json(killed)",
        "wounded": "to_json(wounded)",
        "arrested": "to_json(arrested)",
        "modality": "'\"reported\"'",
        "claimed_by": "to_json(coalesce(claimed_by, ''))",
        "sources": f"to_json([{report}])",
        "status": "'\"proposed\"'",
        "lang": "'null'",
        "original": f"json_object({original})",
    }
    told = ", ',', ".join(f"'\"{name}\":', coalesce({text}, 'null')" for name, text in fields.items())
    return f"""
      WITH one AS (SELECT *, concat('{{', {told}, '}}') AS payload FROM draft)
      SELECT 'event' AS kind, {prefix} || event_id AS event_id, {report} AS report_id, 'propose' AS action,
        {_quoted(author)} AS author, md5(payload) AS digest, type, 'proposed' AS status,
        'reported' AS modality, days.start AS date_start, days."end" AS date_end, place.lat AS lat,
        place.lon AS lon, place.precision AS where_prec, place.radius_km AS radius_km, place.name AS place,
        place.region AS region, list_sort(list_distinct(place.regions)) AS regions,
        list_sort(list_distinct(list_filter([a.id for a in coalesce(actors, [])], lambda i: i IS NOT NULL)))
          AS actors,
        [{report}] AS sources, killed.best AS killed, payload
      FROM one """


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
