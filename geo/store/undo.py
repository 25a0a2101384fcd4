"""Going back: what an event was before its last revision, and a merger taken apart again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from geo.errors import InputError
from geo.records import Event, Revision, replace
from geo.store.rows import Row, event_row


class Histories(Protocol):
    """What the log tells of its events; `Log` is one."""

    def history(self, event_id: str) -> list[Revision]:
        """Every revision of an event, oldest first."""

    def revisions(self, where: str, *values: Any) -> list[Revision]:
        """The revisions that a condition on the log's columns names."""


def restored(log: Histories, history: Sequence[Revision], changes: Mapping[str, Any]) -> list[Row]:
    """The rows that bring an event back to what it was, and the others of a merger with it.

    Without a version in `changes` the last revision that stands is undone: what was undone is passed over,
    so that undoing twice never redoes. Undoing a merger parts both events, whichever of them is restored.

    Raises
    ------
    InputError
        There is nothing to go back to.
    """
    wanted = changes.get("version")
    if set(changes) - {"version"} or not isinstance(wanted, int | None):
        raise InputError("changes={'version': a version of the event} or none", changes)
    now, stands = history[-1], standing(history)
    past = stands[:-1] if wanted is None else [r for r in history if r.version <= wanted]
    if not past or past[-1].event is None:
        raise InputError(
            "an event with an earlier revision",
            wanted,
            where=now.event_id,
            hint="There is nothing to restore: it is as it was first told." if wanted is None else "",
        )
    rows = [_row(past[-1].event, past[-1].merged_into)]
    if now.merged_into and past[-1].merged_into != now.merged_into:
        rows += _parted(log, history)
    elif wanted is None and stands[-1].action == "merge" and not stands[-1].merged_into:
        rows += _released(log, now.event_id, stands[-1].version)
    return rows


def standing(history: Sequence[Revision]) -> list[Revision]:
    """The revisions that no later restoration undid, oldest first; the last one says what the event is."""
    stands: list[Revision] = []
    for revision in history:
        undoes = revision.action == "restore" and len(stands) > 1
        if undoes and revision.event == stands[-2].event:
            stands.pop()
        else:
            stands.append(revision)
    return stands


def _row(event: Event, merged_into: str | None) -> Row:
    return event_row(event) | {"merged_into": merged_into}


def _released(log: Histories, event_id: str, version: int) -> list[Row]:
    """The events that a version merged into one and that are so still, as they were before."""
    rows = []
    for gone in log.revisions("merged_into = ? AND version = ?", event_id, version):
        history = log.history(gone.event_id)
        past = standing(history)[:-1]
        if history[-1].version == version and past and past[-1].event is not None:
            rows.append(_row(past[-1].event, past[-1].merged_into))
    return rows


def _parted(log: Histories, history: Sequence[Revision]) -> list[Row]:
    """The events that one was merged into, without the sources that they have from it alone.

    Where the event that took it in was merged itself, what it passed on goes from there too.
    """
    rows: list[Row] = []
    part, gone = history[-1], _sources(history[-1].event)
    while part.merged_into is not None:
        target = log.history(part.merged_into)
        now, mergers = target[-1].event, log.revisions("merged_into = ?", part.merged_into)
        if now is None:
            break  # removed for good
        before = [r.event for r in target if r.version < mergers[0].version]
        own = _sources(before[-1]) if before else {now.report_id}
        others = {r.event_id for r in mergers} - {part.event_id}
        gone -= own.union(*(_sources(_within(log, id_, target[-1].event_id)) for id_ in others))
        kept = tuple(s for s in now.sources if s not in gone)
        if kept == now.sources:
            break
        if before and before[-1] is not None and {now.report_id, *kept} == own:
            kept = before[-1].sources
        rows.append(_row(replace(now, sources=kept), target[-1].merged_into))
        part = target[-1]
    return rows


def _within(log: Histories, event_id: str, into: str) -> Event | None:
    """An event, if it is merged into another one now."""
    newest = log.history(event_id)[-1]
    return newest.event if newest.merged_into == into else None


def _sources(event: Event | None) -> set[str]:
    return {event.report_id, *event.sources} if event is not None else set()
