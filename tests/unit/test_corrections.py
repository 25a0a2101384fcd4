"""What a person may make of an event: values that the codebook allows, and a clear word about the others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from geo.errors import InputError
from geo.records import Count, Evidence
from geo.store.corrections import corrected, date_precision
from geo.store.log import Log
from tests.unit.stories import event

NUMBERS = 'a whole number of people such as 3, {"low": 1, "best": 2, "high": 3} in that order, or null'
WORDS = 'at least one {"start": 0, "end": 5, "quote": "those 5 characters of the report"}'


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"killed": -1}, f"e1: killed: expected {NUMBERS}, got -1"),
        ({"killed": "three"}, f"e1: killed: expected {NUMBERS}, got 'three'"),
        ({"wounded": 2.5}, f"e1: wounded: expected {NUMBERS}, got 2.5"),
        ({"arrested": True}, f"e1: arrested: expected {NUMBERS}, got True"),
        ({"killed": 10**30}, f"e1: killed: expected {NUMBERS}, got 1{'0' * 30}"),
        ({"killed": {"low": 3, "best": 2, "high": 1}}, f"e1: killed: expected {NUMBERS}"),
        ({"killed": {"low": -3, "best": 2, "high": 4}}, f"e1: killed: expected {NUMBERS}"),
        ({"killed": {"low": 1, "best": 2}}, f"e1: killed: expected {NUMBERS}"),
        ({"killed": {"low": 1, "best": 2, "high": 3, "more": 4}}, f"e1: killed: expected {NUMBERS}"),
        ({"date_precision": 9}, "e1: date_precision: expected a date_prec from 1 (the day) to 5"),
        ({"date_precision": "1"}, "e1: date_precision: expected a date_prec from 1 (the day) to 5"),
        (
            {"date_end": "2025-11-20"},
            "e1: date_precision: expected a date_precision of 4 or more for 2025-11-06 to 2025-11-20, got 1."
            " Narrow the days, or set date_precision as well.",
        ),
        (
            {"date_end": "2025-11-12", "date_precision": 2},
            "e1: date_precision: expected a date_precision of 3 or more for 2025-11-06 to 2025-11-12, got 2",
        ),
        ({"evidence": []}, f"e1: evidence: expected {WORDS}, got []. An event keeps the words that tell it."),
        ({"evidence": None}, f"e1: evidence: expected {WORDS}"),
        ({"evidence": [{"start": 5, "end": 2, "quote": "abc"}]}, f"e1: evidence: expected {WORDS}"),
        ({"evidence": [{"start": 0, "end": 2, "quote": "abc"}]}, "The quote is as long as start to end."),
        ({"evidence": [{"start": 0, "end": 3}]}, f"e1: evidence: expected {WORDS}"),
        ({"summary": 5}, "e1: summary: expected text, got 5"),
        ({"sources": "r1"}, "e1: sources: expected a list of reports' ids, got 'r1'"),
        (
            {"actors": [{"id": None, "name": "A", "role": "boss"}]},
            "e1: actors: expected a role: agent, target",
        ),
        (
            {"actors": [{"id": None, "name": " ", "role": "agent"}]},
            "e1: actors: expected a name of the actor",
        ),
    ],
)
def test_a_value_that_is_not_possible_is_refused_with_its_field_and_form(
    changes: dict[str, Any], expected: str
) -> None:
    with pytest.raises(InputError) as caught:
        corrected(event(), changes)
    assert expected in str(caught.value)


def test_values_that_the_codebook_allows() -> None:
    plain = {
        "killed": 3,
        "wounded": {"low": 0, "best": 2, "high": 2},
        "arrested": None,
        "date_end": "2025-11-12",
        "date_precision": 3,
        "evidence": [{"start": 4, "end": 7, "quote": "two"}],
    }
    assert corrected(event(arrested=Count(low=1, best=1, high=1)), plain) == event(
        killed=Count(low=3, best=3, high=3),
        wounded=Count(low=0, best=2, high=2),
        date_end=date(2025, 11, 12),
        date_precision=3,
        evidence=(Evidence(start=4, end=7, quote="two"),),
    )
    assert corrected(event(), {"date_precision": 5}) == event(date_precision=5)
    undated = {"date_start": None, "date_end": None, "date_precision": None}
    assert corrected(event(), undated) == event(**undated)


def test_what_is_left_alone_is_not_held_to_the_rules() -> None:
    imported = event(evidence=(), date_end=date(2025, 12, 24))
    assert corrected(imported, {"summary": "Put right"}) == replace(imported, summary="Put right")


@pytest.mark.parametrize(
    ("days", "code"), [(1, 1), (2, 2), (6, 2), (7, 3), (8, 4), (31, 4), (32, 5), (400, 5)]
)
def test_date_precision_by_the_number_of_days(days: int, code: int) -> None:
    first = date(2025, 1, 1)
    assert date_precision(first, date.fromordinal(first.toordinal() + days - 1)) == code


@pytest.mark.parametrize("action", ["correct", "confirm"])
def test_a_refused_correction_leaves_the_log_as_it_is(own_store: Path, action: str) -> None:
    log = Log.open()
    log.propose([event()], "extractor")
    with pytest.raises(InputError, match="e1: killed: expected a whole number of people"):
        log.revise("e1", action=action, changes={"killed": -3}, author="ana")
    assert log.version == 1
    assert log.revise("e1", action=action, changes={"killed": 3}, author="ana").event == event(
        killed=Count(low=3, best=3, high=3), status="confirmed" if action == "confirm" else "proposed"
    )
