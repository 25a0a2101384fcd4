"""The log: everything that was ever said of an event, appended and never changed.

A proposal (by the extractor or an import) and a person's correction, confirmation, dispute, withdrawal,
merger or restoration are revisions of one `event_id`; the newest is the event. Nothing leaves the log but
by `purge`, which erases content and leaves a tombstone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from geo.errors import ConflictError, InputError, NotFoundError
from geo.records import Event, Report, Revision, event_from_dict, to_dict
from geo.store import erase
from geo.store.commits import Commits, store_uri
from geo.store.corrections import corrected
from geo.store.propose import Outcome, proposals
from geo.store.rows import Row, check_text, event_row, read_event, read_report, report_row
from geo.store.undo import restored

ACTIONS = ("correct", "confirm", "dispute", "withdraw", "merge", "restore")
_STATUS = {"confirm": "confirmed", "dispute": "disputed", "withdraw": "withdrawn"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """What became of one event between two versions; `kind` is added, changed, withdrawn or removed.

    `before` and `after` are None where the event was not there, or was purged; `revisions` are those in
    between, oldest first.
    """

    event_id: str
    kind: str
    before: Event | None
    after: Event | None
    revisions: tuple[Revision, ...]


class Log:
    """The append-only log in a folder or on an object store. Open it with `Log.open`."""

    def __init__(self, commits: Commits) -> None:
        self.commits = commits

    @classmethod
    def open(cls, uri: str | Path | None = None, *, create: bool = True) -> Log:
        """Open the log at `uri`, by default `SIGHTLINE_STORE` or `data/work/store`; make it if absent.

        Raises
        ------
        StoreError
            It cannot be opened or made.
        """
        return cls(Commits(store_uri(uri), create=create))

    @property
    def uri(self) -> str:
        """The absolute folder, or the object store's URI."""
        return self.commits.uri

    @property
    def version(self) -> int:
        """The newest version: 0 for an empty log, then one more a commit."""
        return self.commits.version

    def append_reports(self, reports: Iterable[Report]) -> Outcome:
        """Keep reports; those already kept word for word, and purged ones, are passed over.

        A report whose text changed is kept as a newer revision under the same id.
        """
        rows = {r.report_id: report_row(r) for r in reports}
        outcome = Outcome()

        def build(version: int) -> list[Row]:
            nonlocal outcome
            known = dict(
                self.commits.sql(
                    "SELECT report_id, arg_max(digest, version) FROM log WHERE kind = 'report' AND report_id"
                    " IN (SELECT id FROM ids) GROUP BY report_id",
                    ids=_ids(rows),
                )
            )
            purged = self.purged(rows)
            fresh = [
                row | {"action": "report", "author": ""}
                for id_, row in rows.items()
                if id_ not in purged and known.get(id_) != row["digest"]
            ]
            outcome = Outcome(
                added=tuple(r["report_id"] for r in fresh if r["report_id"] not in known),
                updated=tuple(r["report_id"] for r in fresh if r["report_id"] in known),
                purged=len(purged),
                unchanged=len(rows) - len(fresh) - len(purged),
            )
            return fresh

        version = self.commits.append(build) if rows else self.version
        if outcome.added or outcome.updated:
            erase.keep_up(self.commits, version)
        return outcome.at(version)

    def propose(self, events: Iterable[Event], author: str) -> Outcome:
        """Propose events, as the extractor or an importer does. Saying the same twice adds nothing.

        An event that a person has revised stays as the person left it, a purged one stays purged. An
        unknown event that matches an earlier one of the same report and type, with overlapping
        evidence, takes over its id. All of a call's events are one commit.
        """
        rows: dict[str, Row] = {}
        for event in events:
            rows[event.event_id] = event_row(event)
        check_text(author, "author")
        outcome = Outcome()

        def build(version: int) -> list[Row]:
            nonlocal outcome
            purged = self.purged([*rows, *{r["report_id"] for r in rows.values()}])
            fresh, outcome = proposals(self.commits, rows, purged)
            return [row | {"action": "propose", "author": author} for row in fresh]

        version = self.commits.append(build) if rows else self.version
        if outcome.added or outcome.updated:
            erase.keep_up(self.commits, version)
        return outcome.at(version)

    def revise(
        self,
        event_id: str,
        *,
        action: str,
        changes: Mapping[str, Any] | None = None,
        author: str,
        reason: str = "",
        based_on: int | None = None,
    ) -> Revision:
        """Append a person's revision of an event.

        Parameters
        ----------
        action
            `correct` (with `changes`), `confirm`, `dispute`, `withdraw`, `merge` (with `changes={"into":
            event_id}`) or `restore` (the content before the last revision that is not undone yet, or of the
            version in `changes={"version": n}`; see `geo.store.undo`).
        changes
            Fields of the event and their new values, as `geo.store.corrections` takes them.
        based_on
            The version that the person looked at.

        Raises
        ------
        ConflictError
            Somebody revised the event after `based_on`.
        NotFoundError
            There is no such event, or it was purged.
        InputError
            The action, a field or a value is not possible.
        """
        if action not in ACTIONS:
            raise InputError(f"an action, one of {', '.join(ACTIONS)}", action)
        check_text(author, "author")
        check_text(reason, "reason", least=0, most=4000)
        changes = dict(changes or {})

        def build(version: int) -> list[Row]:
            history = self.history(event_id)
            current = history[-1]
            if current.action == "purge":
                raise NotFoundError(f"event {event_id} was removed")
            if based_on is not None and current.version > based_on:
                raise ConflictError(
                    f"event {event_id}: {current.author} revised it ({current.action}) in version "
                    f"{current.version}, after version {based_on}. Look at the newest and try again."
                )
            rows = self._revised(history, action, changes)
            return [row | {"action": action, "author": author, "reason": reason} for row in rows]

        self.commits.append(build)
        return self.history(event_id)[-1]

    def _revised(self, history: list[Revision], action: str, changes: dict[str, Any]) -> list[Row]:
        event = history[-1].event
        assert event is not None
        if action == "merge":
            return self._merged(event, changes)
        if action == "restore":
            return restored(self, history, changes)
        if action == "correct" and not changes:
            raise InputError("the fields to correct", changes, where=event.event_id)
        status = {"status": _STATUS.get(action, event.status)}
        try:
            return [event_row(corrected(event, status | changes))]
        except (TypeError, ValueError, AttributeError) as error:
            raise InputError("values of the fields' types", str(error), where=event.event_id) from error

    def _merged(self, event: Event, changes: dict[str, Any]) -> list[Row]:
        into = str(changes.get("into", ""))
        if not into or into == event.event_id or set(changes) != {"into"}:
            raise InputError("changes={'into': another event's id}", changes, where=event.event_id)
        target = self.history(into)[-1]
        if target.event is None or target.merged_into:
            raise InputError("an event that is neither removed nor merged itself", into, where="into")
        sources = {event.report_id, *event.sources, target.event.report_id, *target.event.sources}
        kept = to_dict(target.event) | {"sources": sorted(sources)}
        gone = to_dict(event) | {"status": "withdrawn"}
        return [
            event_row(event_from_dict(gone)) | {"merged_into": into},
            event_row(event_from_dict(kept)),
        ]

    def history(self, event_id: str) -> list[Revision]:
        """Every revision of an event, oldest first; of a purged one its tombstone alone.

        Raises
        ------
        NotFoundError
            There never was such an event.
        """
        found = self.revisions("event_id = ?", event_id)
        tombs = [r for r in found if r.action == "purge"]
        if not found:
            raise NotFoundError(f"no event has the id {event_id!r}")
        return tombs[:1] or found

    def revisions(self, where: str, *values: Any, after: int = 0) -> list[Revision]:
        """The revisions of events, purges included, that a condition on the log's columns names."""
        rows = self.commits.sql(
            "SELECT revision_id, event_id, version, recorded_at, action, author, reason, merged_into,"
            f" payload, candidates FROM log WHERE kind IN ('event', 'purge')"
            f" AND event_id IS NOT NULL AND ({where}) ORDER BY version, seq",
            *values,
            after=after,
        )
        return [
            Revision(
                revision_id=r[0],
                event_id=r[1],
                version=r[2],
                recorded_at=r[3].astimezone(UTC),
                action=r[4],
                author=r[5] or "",
                reason=r[6] or "",
                merged_into=r[7],
                event=read_event(r[8], r[9]) if r[8] else None,
            )
            for r in rows
        ]

    def report(self, report_id: str, version: int | None = None) -> Report:
        """A report as it is now, or as it was in a version.

        Raises
        ------
        NotFoundError
            There is no such report, or it was purged.
        """
        rows = self.commits.sql(
            "SELECT kind, payload FROM log WHERE report_id = ? AND (kind = 'report' AND version <= ? OR"
            " kind = 'purge' AND event_id IS NULL) ORDER BY kind, version DESC LIMIT 1",
            report_id,
            version if version is not None else 2**62,
        )
        if not rows:
            raise NotFoundError(f"no report has the id {report_id!r}")
        if rows[0][0] == "purge":
            raise NotFoundError(f"report {report_id} was removed")
        return read_report(rows[0][1])

    def version_at(self, moment: datetime) -> int:
        """The newest version at a moment (aware); 0 before the first."""
        rows = self.commits.sql("SELECT max(version) FROM log WHERE recorded_at <= ?", moment)
        return int(rows[0][0] or 0)

    def diff(self, since: int | datetime) -> list[Change]:
        """What changed after a version or a moment, an entry an event, sorted by id."""
        start = since if isinstance(since, int) else self.version_at(since)
        later: dict[str, list[Revision]] = {}
        for revision in self.revisions("true", after=start):
            later.setdefault(revision.event_id, []).append(revision)
        earlier: dict[str, Revision] = {}
        if later:
            ids = ", ".join("?" * len(later))
            for revision in self.revisions(f"version <= ? AND event_id IN ({ids})", start, *later):
                earlier[revision.event_id] = revision
        return [_change(earlier.get(id_), later[id_]) for id_ in sorted(later)]

    def purged(self, ids: Iterable[str]) -> set[str]:
        """Which of some ids, of events or reports, were purged."""
        rows = self.commits.sql(
            "SELECT coalesce(event_id, report_id) AS id FROM log WHERE kind = 'purge' AND"
            " coalesce(event_id, report_id) IN (SELECT id FROM ids)",
            ids=_ids(ids),
        )
        return {r[0] for r in rows}

    def purge(self, id_: str, author: str, reason: str = "") -> list[str]:
        """Erase an event, a story, or a report with the events it tells of, from the log for good.

        What was written is gone from every file, the folder beside the log with the index included; a
        tombstone keeps the ids, the author and the reason, and stops the same ids from coming back.
        Calling it again finishes an erasure that was interrupted. Returns the ids that were erased.

        Raises
        ------
        NotFoundError
            There never was an event, a report or a story of that id.
        """
        check_text(author, "author")
        check_text(reason, "reason", least=0, most=4000)
        return erase.purge(self.commits, id_, author, reason)

    def compact(self) -> None:
        """Join small files and delete what is left over; versions and as-of stay as they are."""
        erase.compact(self.commits)


def _change(before: Revision | None, later: list[Revision]) -> Change:
    last = later[-1]
    old = before.event if before else None
    if any(r.action == "purge" for r in later):
        return Change(event_id=last.event_id, kind="removed", before=None, after=None, revisions=tuple(later))
    assert last.event is not None
    gone = last.event.status == "withdrawn"
    if gone and old is not None and old.status != "withdrawn":
        kind = "withdrawn"
    else:
        kind = "added" if old is None else "changed"
    return Change(event_id=last.event_id, kind=kind, before=old, after=last.event, revisions=tuple(later))


def _ids(ids: Iterable[str]) -> pa.Table:
    return pa.table({"id": pa.array(list(ids), pa.string())})
