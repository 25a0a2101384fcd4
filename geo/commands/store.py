"""Commands over the store: ingest, export, revise, history, purge, diff, compact."""

from __future__ import annotations

import difflib
import getpass
import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from geo.commands import tables
from geo.commands.terminal import fail, say
from geo.errors import InputError
from geo.records import to_dict

Store = Annotated[
    str | None,
    typer.Option("--store", help="The log's folder or URI; SIGHTLINE_STORE or data/work/store otherwise."),
]
Author = Annotated[str | None, typer.Option("--author", help="Who does this; your user name otherwise.")]


def register(app: typer.Typer) -> None:
    """Add this group's commands to `app`."""
    app.command()(ingest)
    app.command()(watch)
    app.command()(export)
    app.command()(revise)
    app.command()(history)
    app.command()(diff)
    app.command()(purge)
    app.command()(compact)
    tables.register(app)


def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Report files (txt, md, html, pdf, docx) and folders.")],
    focus: Annotated[
        str | None, typer.Option(help="The country (ISO 3166-1) that the reports are about.")
    ] = None,
    author: Annotated[str, typer.Option(help="Who proposes the events.")] = "extractor",
    dask: Annotated[str | None, typer.Option(help="local, or a Dask scheduler's address.")] = None,
    workers: Annotated[int, typer.Option(help="Processes of --dask local.", min=1, max=256)] = 2,
    store: Store = None,
) -> None:
    """Read reports, find and place their events, and append both to the store. Twice adds nothing."""
    from geo.batch import Progress, ingest_files
    from geo.events.extract import Extractor
    from geo.spread import ingest_spread
    from geo.store.log import Log

    def told(progress: Progress) -> None:
        what = f"failed: {progress.problem}" if progress.problem else f"{progress.events} events"
        say(f"[{progress.done}/{progress.total}] {progress.name}: {what}")

    if dask is not None:
        uri = Log.open(store).uri
        result = ingest_spread(uri, dask, paths, author, told, focus=focus, workers=workers)
    else:
        result = ingest_files(Log.open(store), Extractor.open(), paths, author, told, focus=focus)
    parts = [
        f"{result.reports} reports ({result.new_reports} new)",
        f"{result.added} events added",
        f"{result.updated} updated",
        f"{result.unchanged} known",
    ]
    parts += [f"{result.kept} left as people revised them"] if result.kept else []
    parts += [f"{result.purged} erased earlier and left out"] if result.purged else []
    say(", ".join(parts) + f". Version {result.version}.")
    if result.failures:
        fail(f"{len(result.failures)} of {len(result.failures) + result.reports} files failed; see above.")


def watch(
    feeds: Annotated[Path, typer.Argument(help="A list of feeds and folders, in TOML (docs/formats.md).")],
    once: Annotated[bool, typer.Option("--once", help="Look once at what is due, and end.")] = False,
    store: Store = None,
) -> None:
    """Poll feeds (RSS, Atom) and folders, and ingest what is new, once each."""
    from geo.events.extract import Extractor
    from geo.store.log import Log
    from geo.watch import Watcher, load

    watcher = Watcher(Log.open(store), Extractor.open(), load(feeds), say=say)
    if not once:
        watcher.run()
    failures = watcher.look().failures
    if failures:
        fail(f"{len(failures)} sources or entries failed; see above.")


def export(
    output: Annotated[str, typer.Option("--output", "-o", help="A file, or - for standard output.")],
    query: Annotated[str, typer.Option(help="A filter, as in a link: 'type=arrest&region=MX-CHH'.")] = "",
    format: Annotated[str | None, typer.Option(help="Taken from the file's extension otherwise.")] = None,
    lang: Annotated[str, typer.Option(help="en or es: names of types, and the words of a page.")] = "en",
    title: Annotated[str, typer.Option(help="What to call the export.")] = "Sightline",
    bom: Annotated[
        bool, typer.Option("--bom", help="Begin a CSV with the mark that older Excel needs.")
    ] = False,
    profile: Annotated[
        str, typer.Option(help="What leaves: analyst, partner or public (docs/sharing.md).")
    ] = "analyst",
    store: Store = None,
) -> None:
    """Write exactly the events that a filter shows: geojson csv kml atom geoparquet xlsx html gpkg."""
    from geo.exports import export as write
    from geo.known import known
    from geo.publish import profile as named
    from geo.publish import rules
    from geo.store.filter import VIEW_PARAMETERS, Filter
    from geo.store.index import Index
    from geo.store.log import Log

    name = format or _format_of(output)
    if lang not in ("en", "es"):
        raise InputError("en or es", lang, where="--lang")
    log, leaving = Log.open(store, create=False), rules(named(profile))
    ids = known(lambda: Index.current(log, leaving).pin())
    chosen = Filter.parse(query, ignore=VIEW_PARAMETERS, known=ids)
    index = Index.current(log, leaving)
    index.refresh()
    out = sys.stdout.buffer if output == "-" else Path(output)
    count = write(
        index, chosen, name, out, lang="es" if lang == "es" else "en", title=title, byte_order_mark=bom
    )
    say(f"{count} events of version {index.version}.")


def revise(
    event: Annotated[str, typer.Argument(help="The event's id.")],
    values: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            help='FIELD=VALUE to correct, VALUE as JSON or text: killed=3 or killed={"low":1,"best":2,'
            '"high":3}; a place by name too. May repeat.',
        ),
    ] = None,
    confirm: Annotated[bool, typer.Option("--confirm", help="It happened as told.")] = False,
    dispute: Annotated[bool, typer.Option("--dispute", help="Sources disagree.")] = False,
    withdraw: Annotated[
        bool, typer.Option("--withdraw", help="It did not happen, or is not an event.")
    ] = False,
    restore: Annotated[bool, typer.Option("--restore", help="Undo the last revision.")] = False,
    merge_into: Annotated[
        str | None, typer.Option(help="Another event's id: this one is the same event.")
    ] = None,
    reason: Annotated[str, typer.Option(help="Why; kept with the revision.")] = "",
    based_on: Annotated[
        int | None, typer.Option(help="Refuse if somebody revised it after this version.")
    ] = None,
    author: Author = None,
    store: Store = None,
) -> None:
    """Append a revision to an event: correct, confirm, dispute, withdraw, restore or merge it."""
    from geo.store.log import Log

    named = (("confirm", confirm), ("dispute", dispute), ("withdraw", withdraw), ("restore", restore))
    actions = [name for name, chosen in (*named, ("merge", merge_into), ("correct", values)) if chosen]
    if len(actions) != 1 and actions != ["confirm", "correct"]:
        raise InputError(
            "one of --set, --confirm, --dispute, --withdraw, --restore, --merge-into",
            ", ".join(actions) or None,
            where="revise",
        )
    changes: dict[str, Any] = {"into": merge_into} if merge_into else _changes(values or [])
    revision = Log.open(store, create=False).revise(
        event,
        action=actions[0],
        changes=changes,
        author=author or _user(),
        reason=reason,
        based_on=based_on,
    )
    say(f"{event}: {revision.action} by {revision.author}, version {revision.version}.")


def history(
    event: Annotated[str, typer.Argument(help="The event's id.")],
    as_json: Annotated[bool, typer.Option("--json", help="JSON Lines, each revision whole.")] = False,
    store: Store = None,
) -> None:
    """Everything that was ever said of an event, oldest first."""
    from geo.store.log import Log

    before: dict[str, Any] = {}
    for revision in Log.open(store, create=False).history(event):
        if as_json:
            _print(json.dumps(to_dict(revision), ensure_ascii=False))
            continue
        moment = revision.recorded_at.isoformat(timespec="seconds")
        why = f": {revision.reason}" if revision.reason else ""
        _print(f"version {revision.version}  {moment}  {revision.action} by {revision.author}{why}")
        now = to_dict(revision.event) if revision.event else {}
        for name in sorted(now):
            if before and now[name] != before.get(name):
                _print(f"    {name}: {_short(before.get(name))} -> {_short(now[name])}")
        before = now


def diff(
    since: Annotated[
        str, typer.Option(help="A version, or a moment such as 2025-11-20 or 2025-11-20T12:00Z.")
    ],
    as_json: Annotated[
        bool, typer.Option("--json", help="JSON Lines, with the events before and after.")
    ] = False,
    store: Store = None,
) -> None:
    """What was added, changed, withdrawn or removed since a version or a moment."""
    from geo.store.log import Log

    changes = Log.open(store, create=False).diff(_since(since))
    for change in changes:
        if as_json:
            sides = {
                side: to_dict(e) if (e := getattr(change, side)) else None for side in ("before", "after")
            }
            _print(
                json.dumps({"event_id": change.event_id, "kind": change.kind, **sides}, ensure_ascii=False)
            )
        else:
            event = change.after or change.before
            told = f"  {event.type}: {event.summary}" if event else ""
            _print(f"{change.kind}  {change.event_id}{told}")
    kinds = [c.kind for c in changes]
    counted = ", ".join(f"{kinds.count(k)} {k}" for k in ("added", "changed", "withdrawn", "removed"))
    say(f"Since {since}: {counted}.")


def purge(
    identifier: Annotated[str, typer.Argument(metavar="EVENT|REPORT|STORY", help="The id to erase.")],
    reason: Annotated[str, typer.Option(help="Why; the tombstone keeps it, so name nobody in it.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    author: Author = None,
    store: Store = None,
) -> None:
    """Erase an event, a story, or a report with its events, from the log and the index for good."""
    from geo.store.log import Log

    log = Log.open(store, create=False)
    if not yes and not (sys.stdin.isatty() and typer.confirm(f"Erase {identifier} for good?")):
        raise InputError("--yes, or a yes at the terminal", where="purge", hint="Nothing was erased.")
    gone = log.purge(identifier, author or _user(), reason)
    say(f"Erased {', '.join(gone)}. Exports and copies made earlier are not reached by this.")


def compact(store: Store = None) -> None:
    """Join the log's small files and delete what is left over; every version stays."""
    from geo.store.log import Log

    log = Log.open(store, create=False)
    log.compact()
    say(f"Compacted; version {log.version}.")


def _format_of(output: str) -> str:
    from geo.formats.writers import FORMATS

    extension = Path(output).suffix.removeprefix(".").lower()
    for name, form in FORMATS.items():
        if extension in (name, form.extension):
            return name
    raise InputError(f"--format: {', '.join(FORMATS)}", extension or None, where=output)


def _assignment(text: str) -> tuple[str, Any]:
    from geo.store.corrections import TEXTS

    name, equals, value = text.partition("=")
    if not equals or not name:
        raise InputError("FIELD=VALUE", text, where="--set")
    try:
        told = json.loads(value)
    except ValueError:
        return name, value
    return name, value if name in TEXTS and not isinstance(told, str) else told


def _changes(values: list[str]) -> dict[str, Any]:
    """Corrections by field: a type is one of the catalogue's, a place may be given by its name."""
    from geo.events.types import load_types

    changes = dict(_assignment(value) for value in values)
    if "type" in changes and changes["type"] not in load_types():
        near = difflib.get_close_matches(str(changes["type"]), load_types(), n=3)
        raise InputError(
            "an event type",
            changes["type"],
            where="--set type",
            hint=f"Did you mean {', '.join(near)}?" if near else "docs/codebook.md lists them.",
        )
    for name in ("place", "origin", "destination"):
        if isinstance(changes.get(name), str):
            changes[name] = _place(changes[name], name)
    return changes


def _place(text: str, field: str) -> dict[str, Any]:
    from geo.places.resolve import Geoparser

    found = Geoparser.open().locate_place(text)
    if found is None:
        raise InputError("a place that the gazetteer knows", text, where=f"--set {field}")
    say(f"{field}: {found.name}, {found.admin1 or found.country} ({found.lat}, {found.lon})")
    return to_dict(found)


def _since(text: str) -> int | datetime:
    if text.isdecimal():
        return int(text)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise InputError("a version or a moment such as 2025-11-20T12:00Z", text, where="--since") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _user() -> str:
    named = os.environ.get("SIGHTLINE_AUTHOR")
    if named:
        return named
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 100 else text[:99] + "…"


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")
