"""What a plain clause tells alone it tells in any frame: after a speaker or a label, beside an aside.

`tests/data/clauses.csv` holds clauses with their events, written as in `plain_news.csv`; `frames.csv` holds
sentences with a hole, `{S}` where the clause opens with a capital and `{s}` where not. A frame that tells of
something itself has `more` in its last column, one that keeps reserve or denies what it holds that modality,
and one of fiction `nothing`. All is made up.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from geo.events.extract import Extractor
from geo.records import Report
from tests.unit.test_plain_news import READ_ON, told

DATA = Path(__file__).resolve().parents[1] / "data"


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((DATA / name).read_text(encoding="utf-8").splitlines()))


CLAUSES, FRAMES = rows("clauses.csv"), rows("frames.csv")


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.open()


def framed(frame: str, clause: str) -> str:
    """A frame with the clause in its hole."""
    return frame.format(s=clause, S=clause[0].upper() + clause[1:])


def read(extractor: Extractor, text: str, lang: str) -> list[str]:
    events = extractor.extract(Report(report_id="r", text=text, lang=lang, published=READ_ON))
    return [told(e) for e in sorted(events, key=lambda e: (e.evidence[0].start, e.type))]


@pytest.mark.parametrize("row", CLAUSES, ids=[row["clause"][:60] for row in CLAUSES])
def test_a_clause_alone_is_read_as_it_says(extractor: Extractor, row: dict[str, str]) -> None:
    assert read(extractor, framed("{S}.", row["clause"]), row["lang"]) == row["events"].split(" // ")


def those(*tells: str) -> pytest.MarkDecorator:
    """The frames that do so, as parameters."""
    found = [row for row in FRAMES if row["tells"] in tells]
    return pytest.mark.parametrize("row", found, ids=[f"{row['lang']} {row['frame'][:60]}" for row in found])


@those("alleged", "denied", "nothing")
def test_a_frame_says_how_firmly_a_clause_is_told(extractor: Extractor, row: dict[str, str]) -> None:
    wrong = {}
    for clause in (c for c in CLAUSES if c["lang"] == row["lang"]):
        type_ = clause["events"].partition("|")[0]
        events = read(extractor, framed(row["frame"], clause["clause"]), row["lang"])
        told_so = [e.rpartition("|")[2] for e in events if e.startswith(f"{type_}|")]
        if told_so != ([row["tells"]] if row["tells"] != "nothing" else []):
            wrong[clause["clause"]] = events
    assert not wrong


@those("", "more")
def test_a_frame_changes_nothing_of_what_a_clause_tells(extractor: Extractor, row: dict[str, str]) -> None:
    wrong = {}
    for clause in (c for c in CLAUSES if c["lang"] == row["lang"]):
        wanted = clause["events"].split(" // ")
        events = read(extractor, framed(row["frame"], clause["clause"]), row["lang"])
        kept = [e for e in events if e in wanted] if row["tells"] == "more" else events
        if kept != wanted:
            wrong[clause["clause"]] = events
    assert not wrong


JOINTS = {
    "en": (
        "{S1}. {S2}.",
        "{S1}, and {s2}.",
        "{S1}, while {s2}.",
        "{S1}; {s2}.",
        "The ministry said {s1} and that {s2}.",
    ),
    "es": (
        "{S1}. {S2}.",
        "{S1}, y {s2}.",
        "{S1}, mientras que {s2}.",
        "{S1}; {s2}.",
        "El ministerio dijo que {s1} y que {s2}.",
    ),
}
STEP = 6
"""How many lines below a clause its partner stands."""


@pytest.mark.parametrize(
    ("lang", "joint"), [(lang, joint) for lang, joints in JOINTS.items() for joint in joints]
)
def test_two_clauses_in_a_sentence_tell_what_each_tells(extractor: Extractor, lang: str, joint: str) -> None:
    clauses = [c for c in CLAUSES if c["lang"] == lang]
    wrong = {}
    for one, other in zip(clauses, clauses[STEP:] + clauses[:STEP], strict=True):
        wanted = one["events"].split(" // ") + other["events"].split(" // ")
        a, b = one["clause"], other["clause"]
        text = joint.format(s1=a, S1=a[0].upper() + a[1:], s2=b, S2=b[0].upper() + b[1:])
        if (events := read(extractor, text, lang)) != wanted:
            wrong[text] = events
    assert not wrong
