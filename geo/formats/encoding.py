"""Bytes to text: which encoding a file is in, without guessing more than its bytes support.

Order: a byte-order mark; an HTML page's own declaration; UTF-8, which hardly ever validates by chance; and
Windows-1252, which older Spanish and English files are in and which contains printable Latin-1.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from geo.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.I)
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive (DOCX, XLSX, EPUB…)"),
    (b"\xd0\xcf\x11\xe0", "an old Office document (DOC, XLS)"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"PAR1", "a Parquet table"),
    (b"{\\rtf", "an RTF document"),
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def signature(data: bytes) -> str | None:
    """What the first bytes say that a file is, in words, or None when they say nothing."""
    for mark, meaning in _SIGNATURES:
        if data.startswith(mark):
            return meaning
    return None


def decode(data: bytes, *, where: str, html: bool = False) -> str:
    """The text of `data`, with line ends as `\\n` and Unicode composed (NFC).

    Parameters
    ----------
    data
        The whole file.
    where
        Its name, for messages.
    html
        Whether a `<meta charset>` in the first 4 KB counts.

    Raises
    ------
    InputError
        When the bytes are not text in UTF-8, UTF-16, UTF-32 (with their marks), Windows-1252 or the encoding
        that the page declares.
    """
    known = signature(data)
    if known is not None:
        raise InputError(
            "text",
            data[:8],
            where=where,
            hint=f"The file is {known}; give it the extension of what it is, or export it as text.",
        )
    text = _decoded(data, where, html)
    return clean(text, where=where)


def clean(text: str, *, where: str) -> str:
    """Text with `\\n` line ends, composed, and free of control characters and lone surrogates.

    Raises
    ------
    InputError
        When more than one character in a hundred is a control character: that is not text.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").replace("\v", "\n")
    found = _CONTROL.findall(text)
    if len(found) > max(2, len(text) // 100):
        raise InputError(
            "text",
            found[0],
            where=where,
            hint=f"{len(found)} control characters in {len(text)}: this is a binary file, or UTF-16 without "
            "its mark. Save it as UTF-8.",
        )
    text = _CONTROL.sub(" ", text)
    text = text.encode("utf-8", "replace").decode("utf-8")
    return unicodedata.normalize("NFC", text.removeprefix("\ufeff"))


def _decoded(data: bytes, where: str, html: bool) -> str:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strictly(data, name, where)
    if html:
        declared = _DECLARED.search(data[:4096])
        if declared is not None:
            name = declared.group(1).decode("ascii")
            if _known(name):
                return data.decode(name, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _windows(data)


def _known(name: str) -> bool:
    try:
        b"".decode(name)
    except LookupError:
        return False
    return True


def _strictly(data: bytes, name: str, where: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise InputError(
            f"{name.upper()} text, as its byte-order mark says",
            data[error.start : error.start + 4],
            where=f"{where}, byte {error.start}",
            hint="The file is cut short or damaged; save it again as UTF-8.",
        ) from error


def _windows(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")
