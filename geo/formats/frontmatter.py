"""The few `key: value` lines between `---` at the top of a Markdown report.

The subset of YAML that reports need and no more: one line a key, text plain or in quotes, no nesting, no
tags, no anchors. Nothing in it can name a class or a file.
"""

from __future__ import annotations

import difflib
import re
from datetime import date
from typing import Any, Final

from geo.errors import InputError

KEYS: Final = (
    "title",
    "language",
    "published",
    "published_precision",
    "source",
    "kind",
    "reliability",
    "url",
)
PRECISIONS: Final = {"day": 1, "days": 2, "week": 3, "month": 4, "year": 5, "exact": 1, "approximate": 3}
"""Words that `published_precision` may say in place of UCDP's codes; approximate is within a week."""

_LINE = re.compile(r"([A-Za-z][A-Za-z0-9_-]*)[ \t]*:(?:[ \t]+(.*))?$")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*$")
_VALUE_CHARS: Final = 2_000


def split(text: str, *, where: str) -> tuple[dict[str, Any], str]:
    """The front matter's values and the text under it; an empty mapping when there is none.

    Returns
    -------
    The keys of `KEYS` that are there, named as `Report`'s fields (`language` as `lang`), checked and typed;
    and the body. Keys that Sightline does not know are left out, unless they look like a misspelt one.

    Raises
    ------
    InputError
        Naming the line, when the block is not closed or a line or value is not what the key needs.
    """
    lines = text.split("\n")
    if lines[0].strip() != "---":
        return {}, text
    end = next((i for i, line in enumerate(lines[1:], 1) if line.strip() in ("---", "...")), None)
    if end is None:
        raise InputError(
            "a line '---' that closes the front matter",
            where=f"{where}, line 1",
            hint="Close the block, or remove the '---' on the first line.",
        )
    values: dict[str, Any] = {}
    for number, line in enumerate(lines[1:end], 2):
        entry = _entry(line, f"{where}, line {number}")
        if entry is None:
            continue
        key, value = entry
        if key in values:
            raise InputError("each key once", key, where=f"{where}, line {number}")
        values[key] = value
    values = {key: value for key, value in values.items() if value is not None}
    return values, "\n".join(lines[end + 1 :]).strip("\n")


def _entry(line: str, where: str) -> tuple[str, Any] | None:
    if not line.strip() or line.lstrip().startswith("#") or line[0] in " \t-":
        return None
    match = _LINE.match(line.rstrip())
    if match is None:
        raise InputError("'key: value'", line, where=where, hint=f"Known keys: {', '.join(KEYS)}.")
    key, raw = match.group(1).lower().replace("-", "_"), (match.group(2) or "").strip()
    if key not in KEYS:
        near = difflib.get_close_matches(key, KEYS, n=1, cutoff=0.8)
        if near:
            raise InputError("a known key", key, where=where, hint=f"Did you mean {near[0]!r}?")
        return None
    value = _scalar(raw, where)
    return ("lang" if key == "language" else key), (typed(key, value, where=where) if value else None)


def _scalar(raw: str, where: str) -> str:
    if raw[:1] in "\"'" and raw:
        quote = raw[0]
        end = _closing(raw, quote)
        rest = raw[end + 1 :].strip() if end > 0 else ""
        if end <= 0 or (rest and not rest.startswith("#")):
            raise InputError(f"a value that ends in {quote}", raw, where=where)
        inner = raw[1:end]
        return inner.replace("''", "'") if quote == "'" else re.sub(r"\\(.)", r"\1", inner)
    if raw[:1] in ("[", "{", "&", "*", "!", "|", ">", "%", "@", "`"):
        raise InputError("one line of text", raw, where=where, hint="Put the value in quotes.")
    return re.split(r"\s#", raw, maxsplit=1)[0].strip()


def _closing(raw: str, quote: str) -> int:
    i = 1
    while i < len(raw):
        if quote == '"' and raw[i] == "\\":
            i += 2
            continue
        if raw[i] == quote:
            if quote == "'" and raw[i + 1 : i + 2] == "'":
                i += 2
                continue
            return i
        i += 1
    return -1


def typed(key: str, value: str, *, where: str) -> Any:
    """A value as its key needs it: a date, a precision code, a language code, a web address or text.

    Raises
    ------
    InputError
        When the value is not one.
    """
    if len(value) > _VALUE_CHARS:
        raise InputError(f"at most {_VALUE_CHARS} characters", len(value), where=f"{where}, {key}")
    if key == "published":
        return parse_date(value, where=f"{where}, {key}")
    if key == "published_precision":
        code = PRECISIONS.get(value.lower()) or (int(value) if value in tuple("12345") else None)
        if code is None:
            words = ", ".join(PRECISIONS)
            raise InputError(f"1 to 5 or one of {words}", value, where=f"{where}, {key}")
        return code
    if key == "language":
        if not _LANGUAGE.match(value):
            raise InputError("a language code such as en or es", value, where=f"{where}, {key}")
        return re.split("[-_]", value.lower())[0]
    if key == "url" and not re.match(r"https?://[^\s<>\"']+$", value):
        raise InputError("a web address (http or https)", value, where=f"{where}, {key}")
    return value


def parse_date(value: str, *, where: str) -> date:
    """An ISO date, with or without a time after it.

    Raises
    ------
    InputError
        When it is not one.
    """
    match = re.match(r"(\d{4}-\d{2}-\d{2})(?:[T ][\d:.,+Zz -]*)?$", value.strip())
    if match is not None:
        try:
            return date.fromisoformat(match.group(1))
        except ValueError:
            pass
    raise InputError("a date such as 2025-11-09", value, where=where)
