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
) -> None:
    """Build the reference data under data/ from published packages. Takes a few minutes."""
    from geo.build.run import build as run
    from geo.build.sources import Sources

    def say(line: str) -> None:
        typer.echo(line, err=True)

    counts = run(Sources(archives=sources), data or data_path(), say, geonames=geonames)
    for name, count in counts.items():
        typer.echo(f"{name}: {count}")
