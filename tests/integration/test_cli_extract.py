"""`python -m geo extract` as a person runs it: the contract's lines, and a clear word about each bad one."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence


def run(lines: bytes, arguments: Sequence[str] = ()) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "geo", "extract", *arguments],
        input=lines,
        capture_output=True,
        timeout=120,
        check=False,
    )


def test_one_line_an_event_as_the_contract_says() -> None:
    report = {"doc_id": "d1", "text": "Matan a tres hombres en Celaya el lunes.", "published": "2025-11-09"}
    done = run(json.dumps(report).encode() + b"\n", ["--focus", "MX"])
    assert (done.returncode, done.stderr) == (0, b"")
    (event,) = [json.loads(line) for line in done.stdout.splitlines()]
    first = "doc_id event_id type date_start date_end date_precision place actors summary"
    assert list(event)[:9] == first.split()
    assert (event["doc_id"], event["type"], event["date_start"]) == ("d1", "killing", "2025-11-03")
    assert event["killed"] == {"low": 3, "best": 3, "high": 3}
    assert (event["place"]["name"], event["place"]["country"], event["admin1"]) == (
        "Celaya",
        "MX",
        "Guanajuato",
    )
    assert "candidates" not in event["place"]
    (evidence,) = event["evidence"]
    assert report["text"][evidence["start"] : evidence["end"]] == evidence["quote"]


def test_bad_lines_are_named_and_the_others_answered() -> None:
    good = b'{"doc_id": "good", "text": "Three men were killed in Celaya."}'
    lines = [
        b"not json",
        b'{"doc_id": "a"}',
        b'{"doc_id": "b", "text": ""}',
        b'{"doc_id": "c", "text": 7}',
        b'{"doc_id": "d", "text": "x", "published": "yesterday"}',
        b'{"doc_id": "e", "text": "x", "lang": 1}',
        b"\x00\x01\x02binary",
        '{"doc_id": "f", "text": "Detención"}'.encode("latin-1"),
        b"[1, 2]",
        b'{"doc_id": "g", "text": "' + b"a" * 50_000_000 + b'"}',
        good,
    ]
    done = run(b"\n".join(lines), ["--focus", "MX"])
    assert done.returncode == 1
    assert [json.loads(line)["doc_id"] for line in done.stdout.splitlines()] == ["good"]
    messages = done.stderr.decode().splitlines()
    assert messages[-1] == "geo: 10 lines could not be read, 1 answered"
    expected = [
        ("line 1", "a JSON object"),
        ("line 2, field text", "missing"),
        ("line 3, field text", "something in it"),
        ("line 4, field text", "a string"),
        ("line 5, field published", "a date like 2025-11-09"),
        ("line 6, field lang", "a string"),
        ("line 7", "binary"),
        ("line 8", "UTF-8"),
        ("line 9", "a JSON object"),
        ("line 10, field text", "8,000,000"),
    ]
    for message, (place, word) in zip(messages, expected, strict=False):
        assert place in message, message
        assert word in message, message
    assert len(messages) == len(expected) + 1
    assert max(map(len, messages)) < 400


def test_a_misspelt_key_is_told_once_and_others_are_left_alone() -> None:
    text = "Matan a tres hombres en Celaya el lunes."
    lines = [
        {"doc_id": "a", "text": text, "publishd": "2025-11-09", "colour": "red", "titles": ["x"]},
        {"doc_id": "b", "text": text, "publishd": "2025-11-09", "Language": "es"},
        {"docid": "c", "text": text, "title": "x", "titles": ["x"], "publicado": "2025-11-09"},
    ]
    done = run("".join(json.dumps(line) + "\n" for line in lines).encode())
    assert done.returncode == 0
    assert [json.loads(line)["doc_id"] for line in done.stdout.splitlines()] == ["a", "b", "line-3"]
    told = [
        (1, "publishd", "published"),
        (1, "titles", "title"),
        (2, "Language", "lang"),
        (3, "docid", "doc_id"),
    ]
    assert done.stderr.decode().splitlines() == [
        f"geo: standard input, line {n}: the key {key!r} is not known and not read. Did you mean {meant!r}?"
        for n, key, meant in told
    ]


def test_nothing_at_all_is_an_error_too() -> None:
    done = run(b"")
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"at least one line" in done.stderr


def test_an_unknown_focus_is_named() -> None:
    done = run(b'{"text": "x"}', ["--focus", "Atlantis"])
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"focus" in done.stderr
    assert b"Atlantis" in done.stderr
    assert b"Traceback" not in done.stderr
