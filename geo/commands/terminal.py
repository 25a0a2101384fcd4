"""What a command tells the person at the terminal, beside what it writes to standard output."""

from __future__ import annotations

import sys
from typing import NoReturn

import typer


def say(line: str) -> None:
    """Write a line to standard error at once."""
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


def fail(line: str) -> NoReturn:
    """Say what went wrong and end with exit code 1."""
    say(f"geo: {line}")
    raise typer.Exit(1)
