"""The codebook says what every field, code and type means; what is missing there fails here."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest

from geo.commands.extract import event_line
from geo.events.types import load_types
from geo.records import DatePrecision, Event, EventActor, Evidence, Modality, Place, Precision, Role, Status

CODEBOOK = (Path(__file__).resolve().parents[2] / "docs" / "codebook.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    """The text under a heading, up to the next one of any level."""
    found = re.search(rf"^#+ {re.escape(title)}$(.*?)(?=^#|\Z)", CODEBOOK, re.MULTILINE | re.DOTALL)
    assert found is not None, f"docs/codebook.md has no heading {title!r}"
    return found.group(1)


@pytest.mark.parametrize("name", [f.name for f in fields(Event)])
def test_every_field_of_an_event_is_explained(name: str) -> None:
    assert f"| `{name}` | " in section("Fields of an event")


@pytest.mark.parametrize("name", [f.name for f in fields(Place)])
def test_every_field_of_a_place_is_explained(name: str) -> None:
    first_cells = "".join(line.split(" | ")[0] for line in section("Place").splitlines())
    assert f"`{name}`" in first_cells


@pytest.mark.parametrize("name", [f.name for f in fields(EventActor)])
def test_every_field_of_an_actor_is_explained(name: str) -> None:
    assert f"| `{name}` | " in section("Actors")


def test_evidence_fields_are_explained() -> None:
    row = next(line for line in CODEBOOK.splitlines() if line.startswith("| `evidence`"))
    assert all(f"`{f.name}`" in row for f in fields(Evidence))


@pytest.mark.parametrize(
    ("title", "codes"),
    [
        ("where_prec", get_args(Precision)),
        ("date_prec", get_args(DatePrecision)),
        ("modality", get_args(Modality)),
        ("status", get_args(Status)),
        ("Actors", get_args(Role)),
    ],
)
def test_every_code_is_explained(title: str, codes: tuple[object, ...]) -> None:
    text = section(title)
    shown = [f"| {code} | " if isinstance(code, int) else f"| `{code}` | " for code in codes]
    assert [s for s in shown if s not in text] == []


def test_every_type_is_explained_as_the_catalogue_has_it() -> None:
    rows = {
        line.split("`")[1]: line for line in section("Event types").splitlines() if line.startswith("| `")
    }
    expected = {
        t.id: f"| `{t.id}` | {t.name_en} | {t.name_es} | {t.plover} | {t.definition_en} |"
        for t in load_types().values()
    }
    assert rows == expected


def test_the_command_line_adds_only_fields_that_are_explained() -> None:
    event = Event(event_id="e", report_id="r", type="arrest", summary="", evidence=(), confidence=0.5)
    added = set(event_line(event)) - {f.name for f in fields(Event)}
    assert added == {"doc_id", "admin1", "admin2"}
    assert all(f"`{name}`" in CODEBOOK for name in added)
