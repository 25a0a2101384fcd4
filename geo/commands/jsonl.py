"""JSON Lines in and out: one object a line, and a clear word about each line that is not one.

A bad line never stops the others. The reader yields an `InputError` in its place, naming the line and the
field; `answer_lines` prints it on standard error, counts it, and makes the command end with exit code 1.
"""

from __future__ import annotations

import codecs
import difflib
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, BinaryIO, NoReturn, TextIO

import typer

from geo.errors import InputError

MAX_LINE_BYTES = 256 * 1024 * 1024
"""A longer line is not kept in memory: it is passed over to its end and reported."""

MAX_TEXT_CHARS = 8_000_000
"""The longest text of one report; about four thousand pages."""

TAKES_ARGUMENTS = {"allow_extra_args": True}
"""Settings of a command that reads standard input: `refuse_files` then says how to give it a file."""

KEYS = ("doc_id", "title", "text", "lang", "published", "published_precision", "source", "mentions")
"""What a line may say; any other key is left alone, for lines may carry more than is read here."""

_ELSEWHERE = {"language": "lang"}
"""What the front matter of a report calls it."""

_LOOKED_AT = 1000
"""Unknown keys that are looked at; a stream with more of them has keys that are data."""

_SURROGATES = re.compile("[\ud800-\udfff]")


def read_lines(
    stream: BinaryIO, *, name: str = "standard input", max_line: int = MAX_LINE_BYTES
) -> Iterator[tuple[int, dict[str, Any] | InputError]]:
    """Each line's number and its object, or the error that says what is wrong with it.

    Parameters
    ----------
    stream
        Bytes: UTF-8, with or without a byte order mark. Blank lines are passed over.
    name
        What to call the stream in messages.
    max_line
        The longest line in bytes.

    Yields
    ------
    (int, dict or InputError)
        Lines count from 1. An object is sure to have `doc_id` (a string; "line-N" where there was none) and
        `text` (a string with something in it, of at most `MAX_TEXT_CHARS` characters). A stream without any
        object yields one error for line 0.
    """
    number = 0
    seen = False
    while raw := stream.readline(max_line + 1):
        number += 1
        where = f"{name}, line {number}"
        if len(raw) > max_line:
            _skip_line(stream, raw, max_line)
            seen = True
            yield number, InputError(f"a line of at most {max_line:,} bytes", where=where)
            continue
        if number == 1 and raw.startswith(codecs.BOM_UTF8):
            raw = raw[len(codecs.BOM_UTF8) :]
        if not raw.strip():
            continue
        seen = True
        try:
            yield number, _parse(raw, number, where)
        except InputError as error:
            yield number, error
    if not seen:
        yield 0, InputError('at least one line like {"doc_id": "…", "text": "…"}', "nothing", where=name)


def _skip_line(stream: BinaryIO, raw: bytes, max_line: int) -> None:
    while raw and not raw.endswith(b"\n"):
        raw = stream.readline(min(max_line, 1 << 20))


def _parse(raw: bytes, number: int, where: str) -> dict[str, Any]:
    if b"\0" in raw:
        raise InputError("UTF-8 text", raw[:40], where=where, hint="This looks like binary data or UTF-16.")
    try:
        line = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(
            "UTF-8 text",
            raw[max(0, error.start - 20) : error.start + 20],
            where=f"{where}, byte {error.start + 1}",
            hint="Convert the file, for example with iconv -f latin1 -t utf-8.",
        ) from error
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        at = f", column {error.colno}" if isinstance(error, json.JSONDecodeError) else ""
        raise InputError("a JSON object", line.strip()[:200], where=where + at, hint=str(error)) from error
    if not isinstance(value, dict):
        raise InputError("a JSON object", value, where=where, hint='Write {"doc_id": "…", "text": "…"}.')
    return _checked(value, number, where)


def _checked(value: dict[str, Any], number: int, where: str) -> dict[str, Any]:
    doc_id = value.get("doc_id")
    if doc_id is None:
        doc_id = f"line-{number}"
    elif not isinstance(doc_id, str | int) or isinstance(doc_id, bool):
        raise InputError("a string", doc_id, where=f"{where}, field doc_id")
    text = value.get("text")
    if "text" not in value:
        raise InputError("a text", sorted(value), where=f"{where}, field text", hint="The field is missing.")
    if not isinstance(text, str):
        raise InputError("a string", text, where=f"{where}, field text")
    if not text.strip():
        raise InputError("a text with something in it", text, where=f"{where}, field text")
    if len(text) > MAX_TEXT_CHARS:
        raise InputError(
            f"at most {MAX_TEXT_CHARS:,} characters",
            f"{len(text):,} characters",
            where=f"{where}, field text",
            hint="Split the text into reports.",
        )
    return value | {"doc_id": _clean(str(doc_id)), "text": _clean(text)}


def _clean(text: str) -> str:
    """Lone surrogates become U+FFFD, one for one, so that offsets hold and the answer can be written."""
    return _SURROGATES.sub("�", text)


class Spelling:
    """Tells once of what would be lost in silence: a key that looks like a known one, a language not read."""

    def __init__(self) -> None:
        self._seen, self._languages = set(KEYS), {"en", "es"}

    def doubts(self, value: Mapping[str, Any], number: int) -> list[str]:
        """A sentence for each such key, and the language, of line `number` that no earlier line had."""
        return self._unread(value, number) + self._misspelt(value, number)

    def _unread(self, value: Mapping[str, Any], number: int) -> list[str]:
        given = value.get("lang")
        lang = given if isinstance(given, str) and given else "en"
        code = lang[:2].lower()
        if code in self._languages or len(self._languages) > _LOOKED_AT:
            return []
        self._languages.add(code)
        return [
            f"standard input, line {number}: the language {lang[:20]!r} is not read, only en and es are."
            " What comes of such texts is not to be relied on."
        ]

    def _misspelt(self, value: Mapping[str, Any], number: int) -> list[str]:
        fresh = [key for key in value if key not in self._seen][:_LOOKED_AT]
        if not fresh or len(self._seen) > _LOOKED_AT:
            return []
        self._seen.update(fresh)
        lacking = [
            key for key in KEYS if key not in value or (key, value[key]) == ("doc_id", f"line-{number}")
        ]
        told = []
        for key in fresh:
            plain = key[:40].lower().replace("-", "_")
            near = difflib.get_close_matches(plain, lacking, n=1, cutoff=0.8)
            meant = near[0] if near else _ELSEWHERE.get(plain)
            if meant in lacking:
                told.append(
                    f"standard input, line {number}: the key {key[:40]!r} is not known and not read."
                    f" Did you mean {meant!r}?"
                )
        return told


def refuse_files(context: typer.Context) -> None:
    """Say how to give a command of `TAKES_ARGUMENTS` what was given as an argument.

    Raises
    ------
    InputError
        There is any.
    """
    if context.args:
        lines = f"Lines in a file: geo {context.info_name} < FILE."
        raise InputError(
            'lines like {"doc_id": "…", "text": "…"} on standard input',
            context.args[0],
            where=str(context.info_name),
            hint=f"{lines} Reports as txt, md, html, pdf or docx: geo ingest FILE.",
        )


def answer_lines(
    answer: Callable[[Mapping[str, Any], str], Iterable[Mapping[str, Any]]],
    *,
    stdin: BinaryIO | None = None,
    stdout: TextIO | None = None,
    stderr: TextIO | None = None,
) -> None:
    """Write what `answer` makes of each good line, report each bad one, and exit with 1 if there was any.

    `answer` is given the object and where it stood ("standard input, line 3"), and may raise `InputError`.
    A key that looks misspelt is told of once and is no error.

    Raises
    ------
    typer.Exit
        With code 1 when a line could not be read.
    """
    stdin = stdin or sys.stdin.buffer
    out, err = stdout or _utf8(sys.stdout), stderr or _utf8(sys.stderr)
    good = bad = 0
    spelling = Spelling()
    for number, value in read_lines(stdin):
        try:
            if isinstance(value, InputError):
                raise value
            err.writelines(f"geo: {doubt}\n" for doubt in spelling.doubts(value, number))
            for record in answer(value, f"standard input, line {number}"):
                out.write(json.dumps(record, ensure_ascii=False) + "\n")
            good += 1
        except InputError as error:
            bad += 1
            err.write(f"geo: {error}\n")
    out.flush()
    if bad:
        _fail(err, good, bad)


def _fail(err: TextIO, good: int, bad: int) -> NoReturn:
    plural = "" if bad == 1 else "s"
    err.write(f"geo: {bad} line{plural} could not be read, {good} answered\n")
    raise typer.Exit(1)


def _utf8(stream: TextIO) -> TextIO:
    """The stream, writing UTF-8 whatever the locale says."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="replace")
    return stream
