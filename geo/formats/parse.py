"""What a report file says: its text and what it tells of itself. Runs in the reading process only.

Each parser takes the file's bytes and its name and returns plain values (`text`, and of `title`, `lang`,
`published`, `source`, `url` … those that the file gives), or raises `InputError`. No parser opens a file or
a connection.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any, Final

from geo.errors import InputError
from geo.formats import limits
from geo.formats.encoding import clean, decode, signature
from geo.formats.feedxml import parse_feed
from geo.formats.frontmatter import parse_date, split

Values = dict[str, Any]


def parse(kind: str, data: bytes, name: str) -> Values:
    """Values of one report file of the given kind (a key of `PARSERS`), or a feed's entries (`feed`).

    Raises
    ------
    InputError
        When the file is not of its kind, holds no text, or goes beyond a limit.
    """
    if kind == "feed":
        return parse_feed(data, name)
    values = PARSERS[kind](data, name)
    text = values["text"].strip()
    if not re.search(r"\w", text):
        raise InputError("a report with words in it", text, where=name, hint=_EMPTY[kind])
    if len(text) > limits.OUTPUT_CHARS:
        raise InputError(
            f"at most {limits.OUTPUT_CHARS:,} characters of text",
            len(text),
            where=name,
            hint="Split the file into its reports.",
        )
    values["text"] = text
    return {key: value for key, value in values.items() if value not in (None, "")}


def parse_text(data: bytes, name: str) -> Values:
    """Plain text: all of it is the report."""
    return {"text": decode(data, where=name)}


def parse_markdown(data: bytes, name: str) -> Values:
    """Markdown with optional front matter; marks are taken out, so that offsets count what people read."""
    values, body = split(decode(data, where=name), where=name)
    heading = re.match(r"\s*#[ \t]+(.+)", body)
    if heading is not None:
        values.setdefault("title", plain(heading.group(1)).strip())
    return {**values, "text": plain(body)}


_MARKS: Final = (
    (re.compile(r"<!--.*?-->", re.S), ""),
    (re.compile(r"^[ \t]*(?:```|~~~).*$", re.M), ""),
    (re.compile(r"^[ ]{0,3}#{1,6}[ \t]+(.*?)[ \t]*#*$", re.M), r"\1"),
    (re.compile(r"!\[([^\]\n]{0,500})\]\([^()\s]{0,2000}(?:[ \t]+\"[^\"\n]{0,500}\")?\)"), r"\1"),
    (re.compile(r"\[([^\]\n]{1,500})\]\([^()\s]{0,2000}(?:[ \t]+\"[^\"\n]{0,500}\")?\)"), r"\1"),
    (re.compile(r"^[ ]{0,3}>[ \t]?", re.M), ""),
    (re.compile(r"(?<![\w*])(\*{1,3})(?=\S)([^*\n]{1,500}?)(?<=\S)\1(?![\w*])"), r"\2"),
    (re.compile(r"(?<![\w_])(_{1,3})(?=\S)([^_\n]{1,500}?)(?<=\S)\1(?![\w_])"), r"\2"),
    (re.compile(r"^[ ]{0,3}(?:[-*_][ \t]*){3,}$", re.M), ""),
    (re.compile(r"\n{3,}"), "\n\n"),
)


def plain(markdown: str) -> str:
    """Markdown without its marks: headings, emphasis, quotes, links and images as their words."""
    for pattern, kept in _MARKS:
        markdown = pattern.sub(kept, markdown)
    return markdown.strip()


def parse_html(data: bytes, name: str) -> Values:
    """A web page's article, with the title, date, outlet and address that the page states of itself."""
    from trafilatura.core import bare_extraction

    page = decode(data, where=name, html=True)
    if not re.search(r"<\s*[a-zA-Z!/]", page):
        raise InputError("an HTML page", page[:60], where=name, hint="Give plain text the extension .txt.")
    document = bare_extraction(
        page,
        with_metadata=True,
        include_comments=False,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    found: Values = document.as_dict() if document is not None else {}  # type: ignore[union-attr]
    language = re.search(r"<html[^>]{0,300}?\slang\s*=\s*[\"']?([a-zA-Z]{2,3})\b", page[:20_000])
    values: Values = {
        "text": clean(found.get("text") or "", where=name),
        "title": _line(found.get("title"), name),
        "lang": language.group(1).lower() if language else None,
        "source": _line(found.get("sitename") or found.get("hostname"), name),
        "url": _address(found.get("url")),
    }
    if found.get("date"):
        values["published"] = parse_date(found["date"], where=f"{name}, its date")
        values["published_precision"] = 1
    return values


def _line(value: str | None, name: str) -> str:
    return " ".join(clean(value or "", where=name).split())[:500]


def _address(value: str | None) -> str | None:
    return value if value and re.match(r"https?://[^\s<>\"']{1,1900}$", value) else None


def parse_pdf(data: bytes, name: str) -> Values:
    """A PDF's text layer, page after page."""
    import pypdf
    from pypdf.errors import PyPdfError

    if b"%PDF-" not in data[:1024]:
        raise InputError("a PDF (it starts with %PDF-)", data[:8], where=name, hint=_other(data))
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError(
                "a PDF that opens without a password", where=name, hint="Save a copy without its protection."
            )
        if len(reader.pages) > limits.PDF_PAGES:
            raise InputError(f"at most {limits.PDF_PAGES:,} pages", len(reader.pages), where=name)
        text = "\n\n".join(_within(_pages(reader), name))
        title = (reader.metadata.title if reader.metadata else None) or ""
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, OSError) as error:
        raise InputError(
            "a PDF that can be read",
            f"{type(error).__name__}: {error}",
            where=name,
            hint="The file is damaged or cut short; get it again, or print it to a new PDF.",
        ) from error
    return {"text": _joined(clean(text, where=name)), "title": _line(str(title), name)}


def _pages(reader: Any) -> Iterator[str]:
    for page in reader.pages:
        yield page.extract_text() or ""


def _joined(text: str) -> str:
    """Mends words cut by a hyphen at a line's end and joins the lines of a paragraph."""
    text = re.sub(r"(?<=[a-záéíóúñü])-\n(?=[a-záéíóúñü])", "", text)
    text = re.sub(r"[ \t]+\n", "\n", text)
    return re.sub(r"(?<![.!?:\n])\n(?=[^\n])", " ", text)


def parse_docx(data: bytes, name: str) -> Values:
    """A Word document's paragraphs and table cells in reading order, and its title."""
    _check_zip(data, name)
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        document = docx.Document(io.BytesIO(data))
        text = "\n\n".join(_within(_blocks(document), name))
        title = document.core_properties.title or ""
    except (
        PackageNotFoundError,
        SyntaxError,
        KeyError,
        ValueError,
        zipfile.BadZipFile,
        AttributeError,
    ) as error:
        raise InputError(
            "a Word document (DOCX)",
            f"{type(error).__name__}: {error}",
            where=name,
            hint="The file is damaged or of another kind; open it and save it again as DOCX.",
        ) from error
    return {"text": clean(text, where=name), "title": _line(title, name)}


def _blocks(document: Any) -> Iterator[str]:
    from docx.table import Table

    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                yield "\t".join(cell.text.strip() for cell in row.cells)
        elif block.text.strip():
            yield block.text.strip()


def _within(pieces: Iterator[str], name: str) -> Iterator[str]:
    total = 0
    for piece in pieces:
        total += len(piece)
        if total > limits.OUTPUT_CHARS:
            raise InputError(f"at most {limits.OUTPUT_CHARS:,} characters of text", where=name)
        yield piece


def _check_zip(data: bytes, name: str) -> None:
    """Refuses a zip that grows beyond the limits or carries a document type, before anything unpacks it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            _check_growth(parts, name)
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    _check_xml(archive.read(part), f"{name}, part {part.filename[:100]!r}")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise InputError(
            "a Word document (DOCX)", data[:8], where=name, hint=f"{_other(data)} ({error})"
        ) from error


def _check_growth(parts: list[zipfile.ZipInfo], name: str) -> None:
    if len(parts) > limits.ZIP_PARTS:
        raise InputError(f"at most {limits.ZIP_PARTS:,} parts", len(parts), where=name)
    total = sum(part.file_size for part in parts)
    worst = max(
        (p.file_size / max(1, p.compress_size) for p in parts if p.file_size > limits.RATIO_FREE_BYTES),
        default=0.0,
    )
    if total > limits.EXPANDED_BYTES or worst > limits.EXPANSION_RATIO:
        raise InputError(
            f"a document that unpacks to at most {limits.EXPANDED_BYTES // 2**20} MB, no part growing more "
            f"than {limits.EXPANSION_RATIO} times",
            f"{total / 2**20:.0f} MB, {worst:.0f} times",
            where=name,
            hint="This is how a zip bomb looks; if it is a real document, save it again without its images.",
        )


def _check_xml(xml: bytes, where: str) -> None:
    squeezed = xml.replace(b"\x00", b"")
    if b"<!DOCTYPE" in squeezed or b"<!ENTITY" in squeezed:
        raise InputError(
            "XML without a document type", "<!DOCTYPE …", where=where, hint="No word processor writes one."
        )


def _other(data: bytes) -> str:
    known = signature(data)
    return f"The file is {known}." if known else "The file is damaged or of another kind."


PARSERS: Final[dict[str, Callable[[bytes, str], Values]]] = {
    "txt": parse_text,
    "md": parse_markdown,
    "html": parse_html,
    "pdf": parse_pdf,
    "docx": parse_docx,
}

_EMPTY: Final = {
    "txt": "The file is empty.",
    "md": "There is nothing under the front matter.",
    "html": "No article was found on the page; save the page as text.",
    "pdf": "The PDF has no text layer (a scan?); run it through OCR first.",
    "docx": "The document has no paragraphs.",
}
