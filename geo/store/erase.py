"""Erasure and upkeep: purge content for good, join small files, delete what is left over.

A Delta table keeps old files and an old log for its own time travel. Ours is by rows, so nothing needs
them, and a purge has to take them all away: the rows' files, the orphans of failed commits, the JSON log
(whose statistics quote no text, but whose age nobody should have to reason about), the index and the cache.
"""

from __future__ import annotations

import contextlib
import shutil
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from deltalake import CommitProperties, DeltaTable
from deltalake.exceptions import CommitFailedError, DeltaError

from geo.errors import NotFoundError, StoreError
from geo.store.commits import ATTEMPTS, CONFIGURATION, LOCK, WRITING, Commits, locked
from geo.store.rows import Row

ONCE = CommitProperties(max_commit_retries=0)
COMPACT_EVERY = 64
"""After so many commits their small files are joined, so that a reader opens tens of files, not thousands."""

KEEP_HOURS = 1
"""How long a compaction leaves replaced files, for readers that have just listed them."""


def purge(commits: Commits, id_: str, author: str, reason: str) -> list[str]:
    """Erase an event, a story, or a report with its events; see `Log.purge`."""
    ids: list[str] = []

    def build(version: int) -> list[Row]:
        nonlocal ids
        tombs, ids = _tombstones(commits, id_)
        return [row | {"action": "purge", "author": author, "reason": reason} for row in tombs]

    commits.append(build)
    sweep(commits)
    return ids


def _tombstones(commits: Commits, id_: str) -> tuple[list[Row], list[str]]:
    found = commits.sql(
        "SELECT DISTINCT kind, event_id, report_id FROM log WHERE event_id = ? OR report_id = ?", id_, id_
    )
    told = commits.sql("SELECT DISTINCT action FROM log WHERE kind = 'story' AND story_id = ?", id_)
    if told:
        return ([] if ("purge",) in told else [{"kind": "story", "story_id": id_}]), [id_]
    if not found:
        raise NotFoundError(f"no event, report or story has the id {id_!r}")
    gone = {event or report for kind, event, report in found if kind == "purge"}
    events = sorted({(event, report or "") for kind, event, report in found if kind == "event"})
    rows: list[Row] = []
    if any(kind == "report" or report == id_ for kind, _, report in found) and id_ not in gone:
        rows.append({"kind": "purge", "report_id": id_})
    for event, report in events:
        if event not in gone:
            rows.append({"kind": "purge", "event_id": event, "report_id": report})
    ids = sorted({id_, *gone, *(event for event, _ in events)} if rows or gone else {id_})
    return rows, ids


def sweep(commits: Commits) -> None:
    """Delete the rows, files and log entries of everything that has a tombstone, then index and cache."""
    with commits.exclusive():
        conditions = _conditions(commits)
        for condition in conditions:
            _maintain(commits, partial(_delete, condition=condition))
        _vacuum(commits, hours=0)
        _maintain(commits, _forget)
        commits.refresh()
    drop_index(commits)


def compact(commits: Commits) -> None:
    """Join small files; delete those that were joined more than an hour ago, and orphans.

    An erasure that was interrupted is finished first.
    """
    if _conditions(commits):
        sweep(commits)
    with commits.exclusive():
        _maintain(
            commits, lambda table: table.optimize.compact(writer_properties=WRITING, commit_properties=ONCE)
        )
        _vacuum(commits, hours=KEEP_HOURS)
        commits.refresh()


def keep_up(commits: Commits, version: int) -> None:
    """Compact every so many versions; where that fails, what was appended stays and the next one tries."""
    if version and version % COMPACT_EVERY == 0:
        with contextlib.suppress(StoreError):
            compact(commits)


def _conditions(commits: Commits) -> list[str]:
    """Delta predicates that together match every row that a tombstone condemns."""
    rows = commits.sql(
        "SELECT DISTINCT kind, event_id, report_id FROM log WHERE"
        " kind = 'event' AND event_id IN (SELECT event_id FROM log WHERE kind = 'purge')"
        " OR kind = 'report' AND report_id IN"
        " (SELECT report_id FROM log WHERE kind = 'purge' AND event_id IS NULL)"
    )
    conditions = []
    for kind, column in (("event", "event_id"), ("report", "report_id")):
        ids = sorted({r[1] if kind == "event" else r[2] for r in rows if r[0] == kind})
        for start in range(0, len(ids), 500):
            listed = ", ".join("'" + i.replace("'", "''") + "'" for i in ids[start : start + 500])
            conditions.append(f"kind = '{kind}' AND {column} IN ({listed})")
    stories = commits.sql(
        "SELECT DISTINCT story_id FROM log WHERE kind = 'story' AND action <> 'purge' AND story_id IN"
        " (SELECT story_id FROM log WHERE kind = 'story' AND action = 'purge')"
    )
    for (story,) in stories:
        name = story.replace("'", "''")
        conditions.append(f"kind = 'story' AND action <> 'purge' AND story_id = '{name}'")
    return conditions


def _vacuum(commits: Commits, hours: int) -> None:
    """Delete files that no commit names, of failed commits too.

    On an object store nothing keeps a writer from being about to commit a file of its own: there, files of
    the last hour that never were in the log are left to the next time.
    """
    for full, age in ((True, hours if commits.local else KEEP_HOURS), (False, hours)):
        _maintain(commits, partial(_sweep, hours=age, full=full))


def _delete(table: DeltaTable, condition: str) -> None:
    table.delete(condition, WRITING, commit_properties=ONCE)


def _sweep(table: DeltaTable, hours: int, full: bool) -> None:
    table.vacuum(hours, dry_run=False, enforce_retention_duration=False, full=full)


def _maintain(commits: Commits, work: Callable[[DeltaTable], Any]) -> None:
    """Do some work on the newest state of the table, again where another writer was first."""
    for attempt in range(ATTEMPTS):
        try:
            work(commits.delta())
        except CommitFailedError:
            time.sleep(min(0.02 * 2**attempt, 1.0))
        except (DeltaError, OSError) as error:
            raise StoreError(f"{commits.uri}: maintenance failed ({error}). Run it again.") from error
        else:
            return
    raise StoreError(f"{commits.uri}: {ATTEMPTS} attempts met other writers. Run it again.")


def _forget(table: DeltaTable) -> None:
    """Leave a checkpoint and no older log entry."""
    table.alter.set_table_properties({"delta.logRetentionDuration": "interval 0 days"})
    table.create_checkpoint()
    table.cleanup_metadata()
    table.alter.set_table_properties(
        {"delta.logRetentionDuration": str(CONFIGURATION["delta.logRetentionDuration"])}
    )


def drop_index(commits: Commits) -> None:
    """Delete the index and the cache; the next reader builds them from the log."""
    folder = commits.beside()
    if not folder.exists():
        return
    with locked(folder):
        for path in folder.iterdir():
            if path.is_dir():
                shutil.rmtree(path)
            elif path.name != LOCK:
                path.unlink()
