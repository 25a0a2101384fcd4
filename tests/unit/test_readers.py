"""Reports in: encodings, front matter, and each kind of file, down to the words and the date."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.errors import InputError
from geo.formats import limits
from geo.formats.encoding import decode
from geo.formats.frontmatter import KEYS, split
from geo.formats.parse import plain
from geo.formats.readers import find, kind_of, load, read, report_id
from geo.formats.sandbox import ReadingProcess

TEXT = "En Uruapan, Michoacán, hombres armados mataron al alcalde.\nHubo protestas."


@pytest.fixture(scope="module")
def reader() -> Iterator[ReadingProcess]:
    with ReadingProcess() as process:
        yield process


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_encodings_come_out_as_the_same_text(encoding: str) -> None:
    assert decode(TEXT.replace("\n", "\r\n").encode(encoding), where="a.txt") == TEXT


def test_decomposed_accents_are_composed() -> None:
    assert decode("Michoaca\u0301n".encode(), where="a.txt") == "Michoacán"


def test_a_page_in_its_declared_encoding() -> None:
    page = '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-15">10 €'
    assert decode(page.encode("iso-8859-15"), where="a.html", html=True).endswith("10 €")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\xff\xfeA", "byte-order mark"),
        (b"%PDF-1.7 \x00", "The file is a PDF"),
        (b"PK\x03\x04rest", "zip archive"),
        (b"a\x00b\x00c\x00d\x00", "control characters"),
    ],
)
def test_what_is_not_text_says_what_it_is(data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        decode(data, where="a.txt")


def test_front_matter_is_typed() -> None:
    block = (
        '---\n# a comment\ntitle: "Uruapan: \\"el alcalde\\""\nlanguage: es-MX\npublished: 2025-11-09\n'
        "published_precision: 3\nsource: 'codigomagenta''s analysis'\nkind: summary # ours\nurl: https://example.org/a#b\n"
        "tags:\n  - one\n---\n\nBody."
    )
    values, body = split(block, where="s.md")
    assert body == "Body."
    assert values == {
        "title": 'Uruapan: "el alcalde"',
        "lang": "es",
        "published": date(2025, 11, 9),
        "published_precision": 3,
        "source": "codigomagenta's analysis",
        "kind": "summary",
        "url": "https://example.org/a#b",
    }


@pytest.mark.parametrize(
    ("line", "where", "words"),
    [
        ("published: yesterday", "s.md, line 2, published", "a date such as"),
        ("published: 2025-13-01", "s.md, line 2, published", "a date such as"),
        ("publised: 2025-11-09", "s.md, line 2", "Did you mean 'published'"),
        ("published_precision: 12", "s.md, line 2, published_precision", "1 to 5"),
        ("url: javascript:alert(1)", "s.md, line 2, url", "web address"),
        ("language: español!", "s.md, line 2, language", "language code"),
        ("title: !!python/object/apply:os.system [id]", "s.md, line 2", "one line of text"),
        ("title: 'open", "s.md, line 2", "ends in"),
        ("just words", "s.md, line 2", "key: value"),
    ],
)
def test_front_matter_errors_name_line_and_key(line: str, where: str, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        split(f"---\n{line}\n---\nBody", where="s.md")
    assert caught.value.where == where


def test_front_matter_that_never_closes() -> None:
    with pytest.raises(InputError, match="closes the front matter"):
        split("---\ntitle: x\nBody", where="s.md")


def test_markdown_marks_are_taken_out() -> None:
    marked = (
        "## Head\n\n> **Bold** and *it*, [a link](https://x.org/y) ![alt](https://x.org/b.png)."
        "\n\n---\n2 * 3 * 4"
    )
    assert plain(marked) == "Head\n\nBold and it, a link alt.\n\n2 * 3 * 4"


def test_a_markdown_report(reader: ReadingProcess) -> None:
    report = read(
        b"---\npublished: 2025-11-09\nlanguage: en\n---\n# A title\nTwo arrests.", "a/b.md", reader=reader
    )
    assert (report.title, report.text, report.lang) == ("A title", "A title\nTwo arrests.", "en")
    assert (report.published, report.published_precision) == (date(2025, 11, 9), 1)


def test_the_file_name_titles_a_bare_text(reader: ReadingProcess) -> None:
    report = read(TEXT.encode("cp1252"), "../../etc/nota uno.txt", reader=reader)
    assert (report.title, report.text) == ("nota uno", TEXT)


def test_a_web_page(reader: ReadingProcess) -> None:
    page = f"""<!doctype html><html lang="es-MX"><head><title>Matan a alcalde - El Diario</title>
    <meta property="og:title" content="Matan a alcalde"><meta property="og:site_name" content="El Diario">
    <meta property="article:published_time" content="2025-11-02T01:00:00-06:00"></head><body>
    <nav><a href="/">Inicio</a></nav><script>document.title="x"</script>
    <article><h1>Matan a alcalde</h1>{"<p>Hombres armados mataron al alcalde en Uruapan.</p>" * 6}</article>
    <footer>Aviso legal</footer></body></html>"""
    report = read(page.encode(), "nota.html", reader=reader)
    assert report.title == "Matan a alcalde"
    assert (report.source, report.lang, report.published) == ("El Diario", "es", date(2025, 11, 2))
    assert "Hombres armados mataron al alcalde en Uruapan." in report.text
    for chrome in ("Inicio", "document.title", "Aviso legal"):
        assert chrome not in report.text


def make_docx(*paragraphs: str, cells: tuple[str, ...] = (), title: str = "") -> bytes:
    document = docx.Document()
    document.core_properties.title = title
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if cells:
        row = document.add_table(rows=1, cols=len(cells)).rows[0]
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    sink = io.BytesIO()
    document.save(sink)
    return sink.getvalue()


def test_a_word_document_in_reading_order(reader: ReadingProcess) -> None:
    data = make_docx("Primero.", "Segundo.", cells=("Uruapan", "2 muertos"), title="Informe")
    report = read(data, "informe.docx", reader=reader)
    assert (report.title, report.text) == ("Informe", "Primero.\n\nSegundo.\n\nUruapan\t2 muertos")


def make_pdf(*lines: str) -> bytes:
    """A one-page PDF written by hand: Helvetica, one line under another."""
    shown = " T* ".join(f"({line}) Tj" for line in lines).encode("cp1252")
    stream = b"BT /F1 12 Tf 14 TL 72 720 Td " + shown + b" ET"
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return (
        out
        + b"xref\n0 6\n0000000000 65535 f \n%strailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF"
        % (
            table,
            len(out),
        )
    )


def test_a_pdf_with_its_lines_joined(reader: ReadingProcess) -> None:
    report = read(
        make_pdf("Hombres armados mataron al al-", "calde de Uruapan, Michoacán.", "Hubo", "marchas."),
        "n.pdf",
        reader=reader,
    )
    assert report.text == "Hombres armados mataron al alcalde de Uruapan, Michoacán.\nHubo marchas."


def test_ids_follow_text_and_date_not_names(reader: ReadingProcess) -> None:
    one, two = read(b"Same  words.", "a.txt", reader=reader), read(b"Same words.\n", "b.txt", reader=reader)
    assert one.report_id == two.report_id == report_id("Same words.", None)
    assert report_id("Same words.", date(2025, 1, 1)) != one.report_id


@pytest.mark.parametrize("name", ["x.exe", "noextension", "table.csv", ".md/..", "a.pdf\x00.exe"])
def test_unknown_kinds_name_what_is_known(name: str) -> None:
    with pytest.raises(InputError, match=r"a report: \.docx"):
        kind_of(name)


def test_missing_and_irregular_files(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        load(tmp_path / "no.txt", "txt")
    with pytest.raises(InputError, match="regular file"):
        load(tmp_path, "txt")
    with pytest.raises(InputError, match="a file name"):
        load(tmp_path / "a\x00.txt", "txt")
    with pytest.raises(InputError, match="Nothing is there"):
        list(find(tmp_path / "no"))


def test_a_folder_gives_its_reports_sorted_and_no_others(tmp_path: Path) -> None:
    outside = tmp_path / "secret.txt"
    outside.write_text("secret")
    root = tmp_path / "in"
    (root / "sub").mkdir(parents=True)
    for name in ("b.md", "a.txt", "sub/c.html", ".hidden.md", "README.md", "table.csv"):
        (root / name).write_text("x")
    (root / "link.txt").symlink_to(outside)
    assert [str(p.relative_to(root)) for p in find(root)] == ["a.txt", "b.md", "sub/c.html"]


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_an_input_error(data: bytes) -> None:
    try:
        text = decode(data, where="f")
    except InputError:
        return
    assert "\r" not in text
    assert "\x00" not in text
    text.encode("utf-8")


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_front_matter_is_values_or_an_input_error(block: str) -> None:
    try:
        values, _ = split(f"---\n{block}\n---\nBody", where="f")
    except InputError:
        return
    assert set(values) <= {*KEYS, "lang"} - {"language"}


def test_limits_are_the_documented_ones() -> None:
    documented = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
    for value, unit in (
        (limits.FILE_BYTES // 2**20, "MB"),
        (limits.MARKUP_BYTES // 2**20, "MB"),
        (limits.TEXT_BYTES // 2**20, "MB"),
        (limits.EXPANDED_BYTES // 2**20, "MB"),
        (limits.MEMORY_BYTES // 2**20, "MB"),
        (limits.CPU_SECONDS, "seconds of processor time"),
        (limits.WALL_SECONDS, "seconds in all"),
        (f"{limits.PDF_PAGES:,}", "pages"),
        (f"{limits.OUTPUT_CHARS:,}", "characters"),
    ):
        assert f"{value} {unit}" in documented
