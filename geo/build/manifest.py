"""The checksums of the reference data: `data/SHA256SUMS`, in the format of sha256sum."""

from __future__ import annotations

import hashlib
from pathlib import Path

FOLDERS = ("curated", "gazetteer", "regions")


def checksums(data: Path) -> dict[str, str]:
    """Path, relative to `data`, to SHA-256 of every file that the build makes and every hand-made table."""
    files = sorted(p for folder in FOLDERS for p in (data / folder).rglob("*") if p.is_file())
    return {p.relative_to(data).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def write_manifest(data: Path) -> Path:
    """Write `data/SHA256SUMS` for `sha256sum -c`, and return its path."""
    path = data / "SHA256SUMS"
    path.write_text("".join(f"{digest}  {name}\n" for name, digest in checksums(data).items()), "utf-8")
    return path


def read_manifest(path: Path) -> dict[str, str]:
    """The inverse of `write_manifest`: path to SHA-256."""
    rows = (line.split("  ", 1) for line in path.read_text("utf-8").splitlines())
    return {name: digest for digest, name in rows}
