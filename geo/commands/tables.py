"""The command that imports tables of events."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from geo.commands.terminal import fail, say
from geo.errors import InputError


def register(app: typer.Typer) -> None:
    """Add this group's commands to `app`."""
    app.command(name="import")(import_)


def import_(
    file: Annotated[Path, typer.Argument(help="csv, tsv, xlsx, geojson, parquet or gpkg.")],
    kind: Annotated[str, typer.Option("--as", help="ged (UCDP), acled, or table for any other.")],
    columns: Annotated[
        list[str] | None,
        typer.Option("--map", help="FIELD=COLUMN, for --as table; may repeat; the rest is guessed."),
    ] = None,
    values: Annotated[
        list[str] | None, typer.Option("--value", help="FIELD=VALUE for every row, such as type=arrest.")
    ] = None,
    dates: Annotated[
        str, typer.Option(help="iso, dmy or mdy: the order in dates such as 03/04/2019.")
    ] = "iso",
    name: Annotated[
        str, typer.Option(help="The table's name, in its events' ids; its file's otherwise.")
    ] = "table",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would happen, and append nothing.")
    ] = False,
    rejects: Annotated[
        Path | None, typer.Option(help="Where to write rejected rows; beside the file otherwise.")
    ] = None,
    author: Annotated[str, typer.Option(help="Who proposes the events.")] = "import",
    store: Annotated[str | None, typer.Option("--store", help="The log's folder or URI.")] = None,
) -> None:
    """Import a table of events. Importing it again, or a newer release, appends only what changed."""
    from geo.imports import Imported, Mapping, guess, import_table, preview
    from geo.imports.run import KINDS
    from geo.store.log import Log

    if kind not in KINDS:
        raise InputError(", ".join(KINDS), kind, where="--as")
    mapping = None
    if kind == "table":
        header, _, _ = preview(file, 0)
        guessed, constants = guess(header), dict(_pair(v, "--value") for v in values or ())
        guessed = {key: column for key, column in guessed.items() if key not in constants}
        chosen = guessed | dict(_pair(v, "--map") for v in columns or ())
        mapping = Mapping(columns=chosen, constants=constants, dates=dates, name=name)
        say("Columns: " + ", ".join(f"{key}={column}" for key, column in chosen.items()))
    refused = rejects or file.with_name(f"{file.name}.rejects.csv")
    started = time.monotonic()

    def told(result: Imported) -> None:
        say(f"{result.rows:,} rows, {result.rejected:,} rejected, {time.monotonic() - started:.0f} s")

    result = import_table(
        None if dry_run else Log.open(store),
        file,
        "ged" if kind == "ged" else "acled" if kind == "acled" else "table",
        mapping=mapping,
        author=author,
        rejects=refused,
        on_progress=told,
        dry_run=dry_run,
    )
    for row in result.first_rejected[:5]:
        where = f"{file.name}, {result.unit} {row.line}" + (f", {row.column}" if row.column else "")
        say(f"{where}: {row.value!r} is {row.reason}" if row.value else f"{where} is {row.reason}")
    if dry_run:
        say(f"Dry run: {result.rows - result.rejected:,} of {result.rows:,} rows would be imported.")
    else:
        say(
            f"{result.added:,} added, {result.updated:,} updated, {result.unchanged:,} known, "
            f"{result.kept:,} left as people revised them, {result.purged:,} erased earlier. "
            f"Version {result.version}."
        )
    if result.rejected:
        fail(f"{result.rejected:,} of {result.rows:,} rows rejected; {refused} says why.")


def _pair(text: str, where: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name or not value:
        raise InputError("FIELD=COLUMN" if where == "--map" else "FIELD=VALUE", text, where=where)
    return name, value
