"""The command line: `python -m geo COMMAND`. Each group of commands lives in `geo.commands`."""

from __future__ import annotations

import sys
from importlib import import_module

import typer

from geo.errors import SightlineError

app = typer.Typer(
    name="geo",
    help="Reports in, events on a map out. Every command reads and writes UTF-8.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

for _group in ("text", "extract", "store", "story", "maintain"):
    import_module(f"geo.commands.{_group}").register(app)


def main() -> None:
    """Run the command line; a named failure becomes one line on standard error and exit code 1."""
    try:
        app()
    except SightlineError as error:
        sys.stderr.write(f"geo: {error}\n")
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(141)


if __name__ == "__main__":
    main()
