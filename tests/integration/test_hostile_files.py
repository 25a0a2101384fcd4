"""Files made to break their reader: each is refused by name, in time, and the next file is read as usual."""

from __future__ import annotations

import contextlib
import io
import random
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest

from geo.errors import InputError
from geo.formats import limits
from geo.formats.readers import read
from geo.formats.sandbox import ReadingProcess


@pytest.fixture(scope="module")
def reader() -> Iterator[ReadingProcess]:
    with ReadingProcess() as process:
        yield process


@pytest.fixture(autouse=True)
def _still_reads(reader: ReadingProcess) -> Iterator[None]:
    yield
    assert read(b"Two arrests in Uruapan.", "after.txt", reader=reader).text == "Two arrests in Uruapan."


def small_docx() -> bytes:
    document = docx.Document()
    document.add_paragraph("Body.")
    sink = io.BytesIO()
    document.save(sink)
    return sink.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The zip with one part added or replaced."""
    sink = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for part in source.infolist():
            if part.filename != name:
                target.writestr(part, source.read(part))
        target.writestr(name, content)
    return sink.getvalue()


def test_a_zip_bomb(reader: ReadingProcess) -> None:
    bomb = with_part(small_docx(), "word/media/image1.png", b"\0" * (120 * 1024 * 1024))
    assert len(bomb) < 300_000
    with pytest.raises(InputError, match="unpacks to at most 100 MB"):
        read(bomb, "bomb.docx", reader=reader)


def test_a_zip_that_lies_about_its_size(reader: ReadingProcess) -> None:
    bomb = bytearray(
        with_part(small_docx(), "word/document.xml", b"<a>" + b" " * (30 * 1024 * 1024) + b"</a>")
    )
    for mark in (b"PK\x01\x02", b"PK\x03\x04"):
        at = bomb.rfind(mark)
        size = at + (24 if mark == b"PK\x01\x02" else 22)
        bomb[size : size + 4] = (100).to_bytes(4, "little")
    with pytest.raises(InputError, match=r"Word document|DOCX"):
        read(bytes(bomb), "liar.docx", reader=reader)


def test_too_many_parts(reader: ReadingProcess) -> None:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as target:
        for i in range(limits.ZIP_PARTS + 1):
            target.writestr(f"{i}.txt", "")
    with pytest.raises(InputError, match="at most 5,000 parts"):
        read(sink.getvalue(), "parts.docx", reader=reader)


LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY x SYSTEM "file:///etc/passwd">]>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&c;&x;</w:t>
</w:r></w:p></w:body></w:document>"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_entities_in_a_word_document(reader: ReadingProcess, encoding: str) -> None:
    xml = LAUGHS.decode().replace('version="1.0"', f'version="1.0" encoding="{encoding}"').encode(encoding)
    with pytest.raises(InputError, match="XML without a document type"):
        read(with_part(small_docx(), "word/document.xml", xml), "laughs.docx", reader=reader)


def test_xml_entities_in_a_web_page(reader: ReadingProcess) -> None:
    page = b"""<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY a "hahaha">]><html><body>
    <article><p>Two arrests in Uruapan, police said on Monday. &x; &a; They were flown to the capital.</p>
    </article>"""
    text = read(page, "x.html", reader=reader).text
    assert "Two arrests in Uruapan" in text
    assert "root:" not in text
    assert "hahaha" not in text.split("They were")[0].split("said on Monday.")[1]


def test_paths_in_a_zip_are_never_written(reader: ReadingProcess, tmp_path: Path) -> None:
    target = tmp_path / "written.txt"
    data = with_part(small_docx(), f"../../../../../../{target}", b"x")
    assert read(data, "../../../../etc/passwd.docx", reader=reader).title == "passwd"
    assert not target.exists()


def test_deeply_nested_html_and_xml(reader: ReadingProcess) -> None:
    page = b"<html><body>" + b"<div>" * 60_000 + b"Two arrests in Uruapan." + b"</div>" * 60_000
    with contextlib.suppress(InputError):
        assert "<div" not in read(page, "deep.html", reader=reader).text
    xml = b"<a>" * 100_000 + b"</a>" * 100_000
    with pytest.raises(InputError, match="Word document"):
        read(with_part(small_docx(), "word/document.xml", xml), "deep.docx", reader=reader)


def test_script_and_images_are_not_text(reader: ReadingProcess) -> None:
    page = """<html><head><title>&lt;script&gt;alert(1)&lt;/script&gt;</title></head><body><article>
    <p>Two arrests in Uruapan.</p><script>alert(1)</script>
    <img src="http://evil.invalid/b.png" onerror="alert(2)">
    <p>Nothing else was said by the police on that day.</p></article></body></html>"""
    report = read(page.encode(), "s.html", reader=reader)
    for active in ("alert(2)", "evil.invalid", "onerror"):
        assert active not in report.text
    assert report.title == "<script>alert(1)</script>"  # kept as words; every view escapes it


def test_nul_bytes(reader: ReadingProcess) -> None:
    with pytest.raises(InputError, match="control characters"):
        read(b"\x00" * 5_000, "nul.txt", reader=reader)


@pytest.mark.parametrize("name", ["big.txt", "big.md"])
def test_fifty_megabytes_of_text(reader: ReadingProcess, name: str) -> None:
    started = time.monotonic()
    with pytest.raises(InputError, match="at most 2 MB"):
        read(b"word " * (10 * 1024 * 1024), name, reader=reader)
    assert time.monotonic() - started < 2


def test_a_file_too_large_of_any_kind(tmp_path: Path, reader: ReadingProcess) -> None:
    file = tmp_path / "sparse.pdf"
    with file.open("wb") as sink:
        sink.truncate(limits.FILE_BYTES + 1)
    with pytest.raises(InputError, match="at most 50 MB"):
        read(file, reader=reader)


@pytest.mark.parametrize("kept", [0, 4, 60, 300])
def test_a_truncated_pdf(reader: ReadingProcess, kept: int) -> None:
    from tests.unit.test_readers import make_pdf

    with pytest.raises(InputError) as caught:
        read(make_pdf("Two arrests.")[:kept], "cut.pdf", reader=reader)
    assert caught.value.where == "cut.pdf"


def test_a_pdf_whose_pages_point_at_themselves(reader: ReadingProcess) -> None:
    from tests.unit.test_readers import make_pdf

    data = make_pdf("Two arrests.").replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]")
    with pytest.raises(InputError):
        read(data, "loop.pdf", reader=reader)


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.html"])
def test_files_under_a_false_name(reader: ReadingProcess, name: str) -> None:
    with pytest.raises(InputError):
        read(b"Just words, no markup, in none of these formats.", name, reader=reader)


def test_the_clock_is_kept_by_the_parent() -> None:
    page = b"<html><body>" + b"<p>Two arrests in Uruapan, police said.</p>" * 60_000
    started = time.monotonic()
    with ReadingProcess(wall_seconds=0.3) as hasty, pytest.raises(InputError, match=r"within 0\.3 seconds"):
        read(page, "slow.html", reader=hasty)
    assert time.monotonic() - started < 5


@pytest.mark.skipif(sys.platform != "linux", reason="address space is limited on Linux alone")
def test_memory_is_limited() -> None:
    program = (
        "import geo.formats.worker as w\nw._limit_memory()\nw.parse = lambda *a: bytes(3 * 2**30)\n"
        "print(w._answer({'kind': 'txt', 'name': 'wide.txt'}, b'')['error']['expected'])\n"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "a file that can be read within 1024 MB of memory"


def test_a_page_of_nothing_but_marks_is_too_wide(reader: ReadingProcess) -> None:
    with pytest.raises(InputError, match="at most 10 MB"):
        read(b"<p>a<b>b</b>" * (limits.MARKUP_BYTES // 12 + 1), "wide.html", reader=reader)


def test_a_reader_may_not_connect_or_start_anything() -> None:
    program = (
        "import geo.formats.worker as w, socket, subprocess, sys\n"
        "sys.addaudithook(w._refuse)\nw._armed = True\n"
        "calls = (lambda: socket.create_connection(('127.0.0.1', 9)), lambda: subprocess.run(['true']))\n"
        "for call in calls:\n"
        "    try:\n        call()\n        print('ran')\n"
        "    except PermissionError:\n        print('refused')\n"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["refused", "refused"]


def damaged(seed: int, data: bytes) -> bytes:
    """The file with some bytes changed, cut out or doubled, the same for the same seed."""
    chance = random.Random(seed)
    made = bytearray(data)
    for _ in range(chance.randrange(1, 12)):
        at, size = chance.randrange(max(1, len(made))), chance.randrange(1, 40)
        match chance.randrange(4):
            case 0:
                made[at : at + size] = chance.randbytes(size)
            case 1:
                del made[at : at + size]
            case 2:
                made[at:at] = made[at : at + size]
            case _:
                made[at : at + 1] = bytes([chance.randrange(256)])
    return bytes(made)


PAGE = (
    b'<!doctype html><html lang="en"><head><title>News</title><meta charset="utf-8"></head><body><article>'
    + b"<p>Two men were arrested in Uruapan on Friday.</p><table><tr><td>1</td></tr></table>" * 4
    + b"</article></body></html>"
)


@pytest.mark.parametrize("kind", ["txt", "md", "html", "pdf", "docx"])
def test_damaged_files_are_reports_or_named_errors(reader: ReadingProcess, kind: str) -> None:
    from tests.unit.test_readers import make_pdf

    whole = {
        "txt": "Dos hombres detenidos en Uruapan, Michoacán.".encode("cp1252"),
        "md": b"---\ntitle: News\npublished: 2025-11-09\n---\n# Head\n\n[Two](http://x.org) *men* arrested.",
        "html": PAGE,
        "pdf": make_pdf("Two men were arrested in Uruapan.", "Police said so."),
        "docx": small_docx(),
    }[kind]
    outcomes = [outcome(damaged(seed, whole), f"f.{kind}", reader) for seed in range(100)]
    assert len(outcomes) == 100
    assert {where.split(",")[0] for where in outcomes} <= {"", f"f.{kind}"}
    assert "" in outcomes or kind == "docx"


def outcome(data: bytes, name: str, reader: ReadingProcess) -> str:
    """Empty for a report; for a named error, where it says that it is. Anything else fails the test."""
    try:
        read(data, name, reader=reader)
    except InputError as error:
        return error.where or "nowhere"
    return ""
