"""What of the log an index may hold: rules decide before it is built, so that no query reaches the rest.

Stories are in no index; who may read one is decided where it is read (`geo.publish`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import duckdb
import pyarrow as pa

from geo.store.commits import Commits, connect
from geo.store.rows import SCHEMA, Row

BATCH = 5_000

_ROWS = """
SELECT * EXCLUDE (gone, before), gone FROM (
  SELECT *, kind = 'event' AND NOT list_contains($statuses, status) AS gone,
    kind <> 'event' OR list_contains($earlier, event_id) OR coalesce(bool_or(list_contains($statuses, status))
      OVER (PARTITION BY kind, event_id ORDER BY version, seq
        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW), false) AS before
  FROM log WHERE kind <> 'story')
WHERE before ORDER BY version, seq
"""


class Rules(Protocol):
    """What leaves the log and how.

    `name` is a file name's part; `stamp` changes whenever the rules do, so that older files are built again;
    `statuses` are those of the events that leave. An event that left and then takes another status leaves
    once more as `ended` makes it, which tells no more than that it is withdrawn; before, it never was.
    """

    @property
    def name(self) -> str: ...

    @property
    def stamp(self) -> str: ...

    @property
    def statuses(self) -> tuple[str, ...]: ...

    def row(self, row: Row) -> Row:
        """A row of an event or a report as it leaves; of an erasure as it is."""

    def ended(self, row: Row) -> Row:
        """The row of an event that no longer leaves."""


def publish(
    connection: duckdb.DuckDBPyConnection,
    commits: Commits,
    rules: Rules,
    *,
    after: int,
    upto: int,
    earlier: Sequence[str] = (),
) -> None:
    """Make the table `published` and the view `log` over it: the log's rows as the rules let them leave.

    Parameters
    ----------
    after, upto
        The versions, as `Commits.attach` takes them.
    earlier
        Ids of events that left in versions up to `after`.
    """
    connection.register("template", SCHEMA.empty_table())
    connection.execute("CREATE OR REPLACE TEMP TABLE published AS SELECT * FROM template")
    with connect(memory_limit="1GB") as source:
        source.execute("SET TimeZone = 'UTC'")
        commits.attach(source, after=after, upto=upto)
        given: dict[str, Any] = {"statuses": list(rules.statuses), "earlier": list(earlier)}
        found = source.execute(_ROWS, given)
        names = [column[0] for column in found.description]
        while batch := found.fetchmany(BATCH):
            rows = [_left(dict(zip(names, values, strict=True)), rules) for values in batch]
            connection.register("leaving", pa.Table.from_pylist(rows, schema=SCHEMA))
            connection.execute("INSERT INTO published SELECT * FROM leaving")
            connection.unregister("leaving")
    connection.execute("CREATE OR REPLACE TEMP VIEW log AS SELECT * FROM published")


def _left(row: Row, rules: Rules) -> Row:
    gone = row.pop("gone")
    return rules.ended(row) if gone else rules.row(row)
