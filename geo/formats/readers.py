"""Report files to `Report` records: txt, md, html, pdf, docx, each parsed in a child process with limits."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final, cast

from geo.errors import InputError
from geo.formats import limits
from geo.formats.sandbox import ReadingProcess
from geo.records import DatePrecision, Report

KINDS: Final = {
    ".txt": "txt",
    ".text": "txt",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
}
"""Extensions and the parser that each goes to."""

_SIZES: Final = {"txt": limits.TEXT_BYTES, "md": limits.TEXT_BYTES, "html": limits.MARKUP_BYTES}


def read(
    source: Path | str | bytes, name: str | None = None, *, reader: ReadingProcess | None = None
) -> Report:
    """One report file as a `Report`.

    Parameters
    ----------
    source
        A path, or the bytes of an upload.
    name
        The file's name: its extension says what it is, and messages show it. Needed with bytes. It is a label
        and never opened.
    reader
        A process to reuse for many files; without one, a process is started for this file alone.

    Raises
    ------
    InputError
        When the file cannot be read: of an unknown kind, too large, empty, damaged, binary, or hostile.
    """
    label = _label(name if name is not None else str(source) if not isinstance(source, bytes) else "")
    kind = kind_of(label)
    data = source if isinstance(source, bytes) else load(Path(source), kind)
    check_size(len(data), kind, label)
    if reader is not None:
        return _report(reader.parse(kind, data, label), label)
    with ReadingProcess() as own:
        return _report(own.parse(kind, data, label), label)


def kind_of(name: str) -> str:
    """Which parser a file's name asks for.

    Raises
    ------
    InputError
        When the extension is none of `KINDS`.
    """
    extension = os.path.splitext(name)[1].lower()
    kind = KINDS.get(extension)
    if kind is None:
        known = ", ".join(sorted(set(KINDS)))
        raise InputError(
            f"a report: {known}",
            extension or name,
            where=name,
            hint="Tables of events (csv, xlsx, geojson, parquet) go through `geo import`.",
        )
    return kind


def load(path: Path, kind: str) -> bytes:
    """The bytes of a regular file within its kind's size limit.

    Raises
    ------
    InputError
        When it is missing, not a regular file, not readable or too large.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise InputError("a regular file", where=str(path), hint="Folders are read by giving their path.")
        check_size(status.st_size, kind, str(path))
        return path.read_bytes()
    except OSError as error:
        raise InputError("a file that can be opened", error.strerror, where=str(path)) from error
    except ValueError as error:
        raise InputError("a file name", str(path), hint=str(error)) from error


def check_size(size: int, kind: str, where: str) -> None:
    """Refuse a file beyond the size limit of its kind (bytes).

    Raises
    ------
    InputError
        When it is larger.
    """
    limit = _SIZES.get(kind, limits.FILE_BYTES)
    if size > limit:
        raise InputError(
            f"a {kind} report of at most {limit // 2**20} MB",
            f"{size / 2**20:.1f} MB",
            where=where,
            hint="Split it into its reports.",
        )


def find(path: Path) -> Iterator[Path]:
    """Report files at `path`: the file itself, or every file of a known kind under the folder, sorted.

    Hidden files, README files, and links that lead out of the folder are passed over.

    Raises
    ------
    InputError
        When there is nothing at `path`.
    """
    if not path.is_dir():
        if not path.exists():
            raise InputError("a file or folder", str(path), hint="Nothing is there.")
        yield path
        return
    root = path.resolve()
    for folder, folders, names in os.walk(path, followlinks=False):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(names):
            file = Path(folder, name)
            if _is_report(name) and file.resolve().is_relative_to(root):
                yield file


def _is_report(name: str) -> bool:
    stem, extension = os.path.splitext(name)
    return extension.lower() in KINDS and not name.startswith(".") and stem.lower() != "readme"


def _label(name: str) -> str:
    """The last part of a name, free of control characters: what messages and the title fall back on."""
    last = re.split(r"[/\\]", name)[-1]
    return re.sub(r"[\x00-\x1f\x7f]", "?", last)[:200] or "upload"


def report_id(text: str, published: date | None) -> str:
    """An id made of the content: the same text of the same date is the same report, whatever the file's name.

    The date counts, for "yesterday" means another day when it changes.
    """
    basis = " ".join(text.split()) + "\n" + (published.isoformat() if published else "")
    return "r-" + hashlib.sha256(basis.encode()).hexdigest()[:16]


def _report(values: dict[str, Any], label: str) -> Report:
    published = date.fromisoformat(values["published"]) if values.get("published") else None
    precision = values.get("published_precision") if published else None
    return Report(
        report_id=report_id(values["text"], published),
        text=values["text"],
        title=values.get("title") or os.path.splitext(label)[0],
        lang=values.get("lang"),
        published=published,
        published_precision=cast("DatePrecision | None", precision or (1 if published else None)),
        source=values.get("source", ""),
        kind=values.get("kind", "article"),
        reliability=values.get("reliability", ""),
        url=values.get("url", ""),
    )
