"""What of a batch of proposals is new: identity, idempotence, and a person's word against a machine's."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

import pyarrow as pa

from geo.store.commits import Commits
from geo.store.rows import Row, digest


@dataclass(kw_only=True, slots=True)
class Tally:
    """How many events of some batches were added, updated, known word for word, kept as people revised them,
    or erased earlier; `version` is the newest version that this led to."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    kept: int = 0
    purged: int = 0
    version: int = 0

    def add(self, other: Tally) -> None:
        """Count another batch in."""
        self.added += other.added
        self.updated += other.updated
        self.unchanged += other.unchanged
        self.kept += other.kept
        self.purged += other.purged
        self.version = max(self.version, other.version)


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What became of a batch.

    `added` and `updated` are the ids appended; `unchanged` counts what was there word for word, `kept`
    what a person's revision stands against, `purged` what was erased and stays so, `matched` the ids that
    an earlier event's id replaced. `version` is the newest version afterwards.
    """

    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unchanged: int = 0
    kept: int = 0
    purged: int = 0
    matched: int = 0
    version: int = 0

    def at(self, version: int) -> Outcome:
        """The same with the version filled in."""
        return replace(self, version=version)

    def tally(self) -> Tally:
        """The same in numbers."""
        return Tally(
            added=len(self.added),
            updated=len(self.updated),
            unchanged=self.unchanged,
            kept=self.kept,
            purged=self.purged,
            version=self.version,
        )


def proposals(commits: Commits, rows: Mapping[str, Row], purged: set[str]) -> tuple[list[Row], Outcome]:
    """The rows of a batch, by event id, that are worth appending, and what became of the others."""
    alive = {id_: row for id_, row in rows.items() if id_ not in purged and row["report_id"] not in purged}
    known = _known(commits, list(alive))
    renamed = _matches(commits, {id_: row for id_, row in alive.items() if id_ not in known}, set(alive))
    if renamed:
        alive = {renamed.get(id_, id_): _renamed(row, renamed.get(id_)) for id_, row in alive.items()}
        known |= _known(commits, list(renamed.values()))
    fresh: list[Row] = []
    kept = unchanged = 0
    for id_, row in alive.items():
        by_person, mark = known.get(id_, (False, ""))
        if by_person:
            kept += 1
        elif mark == row["digest"]:
            unchanged += 1
        else:
            fresh.append(row)
    outcome = Outcome(
        added=tuple(r["event_id"] for r in fresh if r["event_id"] not in known),
        updated=tuple(r["event_id"] for r in fresh if r["event_id"] in known),
        unchanged=unchanged,
        kept=kept,
        purged=len(rows) - len(alive),
        matched=len(renamed),
    )
    return fresh, outcome


def _known(commits: Commits, ids: list[str]) -> dict[str, tuple[bool, str]]:
    """For each event that is in the log: whether a person revised it, and its newest digest."""
    if not ids:
        return {}
    found = commits.sql(
        "SELECT event_id, bool_or(action <> 'propose'), arg_max(digest, version) FROM log"
        " WHERE kind = 'event' AND event_id IN (SELECT id FROM ids) GROUP BY event_id",
        ids=pa.table({"id": pa.array(ids, pa.string())}),
    )
    return {r[0]: (r[1], r[2]) for r in found}


def _matches(commits: Commits, unknown: Mapping[str, Row], batch: set[str]) -> dict[str, str]:
    """Earlier events, by the new id, that an extraction of the same words told already.

    Same report, same type, overlapping evidence; the earliest evidence first, and each at most once.
    """
    told = [row for row in unknown.values() if row["evidence_start"] is not None]
    if not told:
        return {}
    earlier = commits.sql(
        "SELECT report_id, type, evidence_start, evidence_end, event_id FROM ("
        " SELECT *, row_number() OVER (PARTITION BY event_id ORDER BY version DESC, seq DESC) AS age FROM log"
        " WHERE kind = 'event' AND evidence_start IS NOT NULL AND report_id IN (SELECT id FROM ids))"
        " WHERE age = 1 ORDER BY evidence_start, event_id",
        ids=pa.table({"id": pa.array(sorted({row["report_id"] for row in told}), pa.string())}),
    )
    free: dict[tuple[str, str], list[tuple[int, int, str]]] = {}
    for report_id, type_, start, end, event_id in earlier:
        if event_id not in batch:
            free.setdefault((report_id, type_), []).append((start, end, event_id))
    renamed: dict[str, str] = {}
    for row in sorted(told, key=lambda r: (r["evidence_start"], r["event_id"])):
        for known in free.get((row["report_id"], row["type"]), []):
            if known[0] < row["evidence_end"] and row["evidence_start"] < known[1]:
                renamed[row["event_id"]] = known[2]
                free[row["report_id"], row["type"]].remove(known)
                break
    return renamed


def _renamed(row: Row, event_id: str | None) -> Row:
    if event_id is None:
        return row
    payload = json.dumps(
        json.loads(row["payload"]) | {"event_id": event_id}, ensure_ascii=False, separators=(",", ":")
    )
    mark = digest(payload, row["candidates"] or "")
    return row | {"event_id": event_id, "payload": payload, "digest": mark}
