"""`geo parse` and `geo locate` as a user runs them: answers, and what becomes of bad input."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest


def geo(*args: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "geo", *args], input=stdin, capture_output=True, timeout=120)


def lines(*documents: Any) -> bytes:
    return "".join(json.dumps(d, ensure_ascii=False) + "\n" for d in documents).encode()


def test_parse_places_a_mention() -> None:
    run = geo("parse", stdin=lines({"doc_id": "a", "text": "A fire in Paris, Texas, killed two."}))
    assert run.returncode == 0, run.stderr.decode()
    (answer,) = (json.loads(line) for line in run.stdout.decode().splitlines())
    paris, texas = answer["mentions"]
    assert (paris["start"], paris["end"], paris["surface"]) == (10, 15, "Paris")
    assert (paris["place"]["geonameid"], paris["place"]["admin1"], paris["place"]["precision"]) == (
        4717560,
        "Texas",
        1,
    )
    assert (texas["place"]["geonameid"], texas["place"]["precision"]) == (4736286, 4)
    assert set(paris["place"]) >= {"name", "lat", "lon", "country", "radius_km", "confidence"}


def test_parse_resolves_exactly_the_given_spans() -> None:
    text = "Smith of Springfield went to Springfield, Illinois."
    spans = [{"start": 29, "end": 40}, {"start": 0, "end": 5}]
    run = geo("parse", stdin=lines({"doc_id": "a", "text": text, "mentions": spans}))
    (answer,) = (json.loads(line) for line in run.stdout.decode().splitlines())
    assert [(m["start"], m["end"]) for m in answer["mentions"]] == [(29, 40), (0, 5)]
    assert answer["mentions"][0]["place"]["geonameid"] == 4250542


def test_bad_lines_are_named_and_the_others_answered() -> None:
    stdin = b"".join(
        (
            b"not json\n",
            lines({"doc_id": "no-text"}),
            lines({"doc_id": "empty", "text": "  "}),
            b"\xff\xfe\x00\x01\n",
            "café".encode("latin-1") + b"\n",
            lines({"doc_id": "spans", "text": "Lima", "mentions": [{"start": 2, "end": 9}]}),
            lines({"doc_id": "good", "text": "Un sismo sacudió Lima, Perú."}),
        )
    )
    run = geo("parse", stdin=stdin)
    errors = run.stderr.decode()
    assert run.returncode == 1
    (answer,) = (json.loads(line) for line in run.stdout.decode().splitlines())
    assert (answer["doc_id"], answer["mentions"][0]["place"]["geonameid"]) == ("good", 3936456)
    for expected in (
        "line 1",
        "line 2, field text",
        "line 3, field text",
        "line 4",
        "line 5",
        "line 6, field mentions[0]",
        "6 lines could not be read, 1 answered",
    ):
        assert expected in errors


def test_a_misspelt_key_is_told() -> None:
    spans = [{"start": 0, "end": 4}]
    run = geo("parse", stdin=lines({"doc_id": "a", "text": "Lima", "mentons": spans, "mentions_v2": 1}))
    assert run.returncode == 0
    assert json.loads(run.stdout)["doc_id"] == "a"
    assert run.stderr.decode() == (
        "geo: standard input, line 1: the key 'mentons' is not known and not read. Did you mean 'mentions'?\n"
        "geo: standard input, line 1: the key 'mentions_v2' is not known and not read."
        " Did you mean 'mentions'?\n"
    )


def test_a_language_that_is_not_read_is_told_once() -> None:
    french = {"text": "Trois hommes ont été arrêtés à Paris.", "lang": "fr"}
    run = geo("parse", stdin=lines({"doc_id": "a", **french}, {"doc_id": "b", **french}))
    assert run.returncode == 0
    assert run.stderr.decode().count("the language 'fr' is not read, only en and es are") == 1


def test_nothing_at_all_is_an_error() -> None:
    run = geo("parse")
    assert run.returncode == 1
    assert "expected at least one line" in run.stderr.decode()


@pytest.mark.parametrize("command", ["parse", "extract"])
def test_a_file_as_an_argument_is_told_the_way_in(command: str) -> None:
    run = geo(command, "--focus", "MX", "report.txt")
    assert (run.returncode, run.stdout) == (1, b"")
    assert run.stderr.decode() == (
        f'geo: {command}: expected lines like {{"doc_id": "…", "text": "…"}} on standard input,'
        f" got 'report.txt'. Lines in a file: geo {command} < FILE."
        " Reports as txt, md, html, pdf or docx: geo ingest FILE.\n"
    )


def test_an_unknown_focus_is_refused() -> None:
    run = geo("parse", "--focus", "Mexico", stdin=lines({"doc_id": "a", "text": "Lima"}))
    assert run.returncode == 1
    assert (
        "focus: expected a country's ISO 3166-1 alpha-2 code such as MX, got 'Mexico'" in run.stderr.decode()
    )


def test_fifty_megabytes_of_text_are_refused_by_name() -> None:
    text = "En Culiacán hubo dos muertos. " * 1_700_000
    run = geo("parse", stdin=lines({"doc_id": "big", "text": text}, {"doc_id": "b", "text": "Toluca"}))
    assert run.returncode == 1
    assert "line 1, field text: expected at most 8,000,000 characters" in run.stderr.decode()
    assert json.loads(run.stdout.decode())["doc_id"] == "b"


def test_locate_tells_a_place_and_its_runners_up() -> None:
    run = geo("locate", "Uruapan, Michoacán", "--json")
    answer = json.loads(run.stdout.decode())
    assert (answer["place"]["geonameid"], answer["place"]["country"]) == (3980760, "MX")
    assert sum(c["probability"] for c in answer["candidates"]) == pytest.approx(1.0, abs=0.05)
    shown = geo("locate", "Uruapan, Michoacán").stdout.decode().splitlines()
    assert shown[0].startswith("Uruapan, Michoacán de Ocampo, MX  19.4")


def test_locate_says_what_it_does_not_know() -> None:
    run = geo("locate", "Xyzzyville")
    assert run.returncode == 1
    assert "expected a place that the gazetteer holds, got 'Xyzzyville'" in run.stderr.decode()


def test_the_process_is_small_and_starts_quickly() -> None:
    # VmHWM and not ru_maxrss: the latter outlives exec, and would tell how large the test process was.
    script = (
        "import re, time; began = time.process_time();"
        "from geo.places.resolve import Geoparser;"
        "Geoparser.open().parse('Riots in Lagos and Abuja, Nigeria.');"
        "memory = re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1];"
        "print(time.process_time() - began, memory)"
    )
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    seconds, kilobytes = out.split()
    assert float(seconds) < 1.5
    assert int(kilobytes) < 400_000
