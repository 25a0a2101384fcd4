"""Commands that read text and write JSON Lines: parse, extract, locate, score."""

from __future__ import annotations

import typer


def register(app: typer.Typer) -> None:
    """Add this group's commands to `app`."""
