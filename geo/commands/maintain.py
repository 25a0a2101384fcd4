"""Commands for maintainers: build the reference data."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from geo.places.gazetteer import data_path


def register(app: typer.Typer) -> None:
    """Add this group's commands to `app`."""
    app.command("build")(build)


def build(
    sources: Annotated[
        Path, typer.Option(help="Folder with the npm archives and the polygons' wheel.")
    ] = Path("data/work/sources"),
    data: Annotated[
        Path | None, typer.Option(help="Where to build; default: the project's data folder.")
    ] = None,
    geonames: Annotated[
        Path | None, typer.Option(help="A GeoNames dump (allCountries.zip): add every place, river and hill.")
    ] = None,
    country: Annotated[
        list[str] | None, typer.Option(help="Only these countries of the dump (ISO codes); repeat it.")
    ] = None,
    names: Annotated[bool, typer.Option("--names", help="Keep the polygons: build the names alone.")] = False,
) -> None:
    """Build the reference data under data/ from published packages. Takes a few minutes.

    A full dump needs about 1 KB of memory a place while it is built (13 GB for the world, 1 GB for Mexico).
    """
    from geo.build.run import build as run
    from geo.build.run import build_names
    from geo.build.sources import Sources

    def say(line: str) -> None:
        typer.echo(line, err=True)

    inputs, where = Sources(archives=sources), data or data_path()
    if names:
        counts = build_names(inputs, where, say)
    else:
        counts = run(inputs, where, say, geonames=geonames, countries=country or ())
    for name, count in counts.items():
        typer.echo(f"{name}: {count}")
