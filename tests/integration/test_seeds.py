"""The seeds give the events that they tell, and so do the same facts in other words, in both languages."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from geo.events.extract import Extractor
from geo.events.types import load_types
from geo.formats import frontmatter
from geo.records import Event, Report

ROOT = Path(__file__).resolve().parents[2]
SEEDS = sorted((ROOT / "seeds").glob("*.md"))
RETOLD = [
    json.loads(line)
    for line in (ROOT / "tests" / "data" / "retold.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.open()


@pytest.fixture(scope="module")
def events(extractor: Extractor) -> dict[str, list[Event]]:
    """Each seed's events, by the number that its file name starts with."""
    found = {}
    for path in SEEDS:
        fields, text = frontmatter.split(path.read_text(encoding="utf-8"), where=path.name)
        found[path.name[:2]] = extractor.extract(Report(report_id=path.stem, text=text, **fields))
    return found


def one(events: list[Event], kind: str, **wanted: Any) -> Event:
    """The one event of a type whose fields are as wanted."""
    found = [e for e in events if e.type == kind and all(getattr(e, k) == v for k, v in wanted.items())]
    assert len(found) == 1, [(e.type, e.date_start, e.place and e.place.name) for e in events]
    return found[0]


def actors(event: Event, role: str) -> set[str | None]:
    return {a.id for a in event.actors if a.role == role}


def where(event: Event) -> tuple[str, int] | None:
    return None if event.place is None else (event.place.name, event.place.precision)


def test_there_are_nine_seeds_six_english_and_three_spanish_of_fair_length() -> None:
    heads = [frontmatter.split(p.read_text(encoding="utf-8"), where=p.name) for p in SEEDS]
    assert sorted(h["lang"] for h, _ in heads) == ["en"] * 6 + ["es"] * 3
    assert all(80 <= len(text.split()) <= 250 for _, text in heads), [len(t.split()) for _, t in heads]
    assert {(h["kind"], h["published"], h["published_precision"]) for h, _ in heads} == {
        ("summary", date(2025, 11, 9), 3)
    }
    assert all("codigomagenta" in h["source"] and h["title"] and h["reliability"] for h, _ in heads)


def test_the_seeds_give_at_least_twelve_events_that_quote_their_words(events: dict[str, list[Event]]) -> None:
    texts = {p.stem: frontmatter.split(p.read_text(encoding="utf-8"), where=p.name)[1] for p in SEEDS}
    told = [e for listed in events.values() for e in listed]
    assert len(told) >= 12
    assert len({e.event_id for e in told}) == len(told)
    assert {e.type for e in told} <= set(load_types())
    assert all(texts[e.report_id][v.start : v.end] == v.quote for e in told for v in e.evidence)


def test_the_arrest_whose_day_is_not_known(events: dict[str, list[Event]]) -> None:
    event = one(events["01"], "arrest")
    assert where(event) == ("Ciudad Juárez", 1)
    assert (event.date_start, event.date_end) == (None, None)
    assert "el-pato" in actors(event, "target")
    assert actors(event, "agent") == {"gafe", "sedena"}
    assert {"us-dhs", "fbi", "texas-dps-air", "cbp-amo", "odni", "nctc"} <= actors(event, "supporter")
    assert "greg-abbott" in actors(event, "claimant")
    assert event.claimed_by == "Texas governor Greg Abbott"


def test_the_murder_and_the_protests(events: dict[str, list[Event]]) -> None:
    murder = one(events["02"], "killing")
    assert where(murder) == ("Uruapan", 1)
    assert murder.date_start is not None
    assert date(2025, 10, 27) <= murder.date_start <= date(2025, 11, 2)
    assert "carlos-manzo" in actors(murder, "target")
    assert where(one(events["02"], "protest")) == ("Mexico", 6)


def test_the_flights(events: dict[str, list[Event]]) -> None:
    spy = one(events["03"], "surveillance_flight")
    assert where(spy) == ("Gulf of California", 7)
    assert (spy.date_start, spy.date_end, spy.date_precision) == (date(2025, 2, 1), date(2025, 2, 28), 4)
    assert "us-air-force" in actors(spy, "agent")
    helicopters = one(events["04"], "military_flight")
    assert where(helicopters) == ("Nuevo Laredo", 2)
    assert (helicopters.date_start, helicopters.date_precision) == (date(2025, 11, 3), 3)


def test_the_transfers_and_the_disputed_date(events: dict[str, list[Event]]) -> None:
    transfers = [e for e in events["05"] if e.type == "prisoner_transfer"]
    assert sorted((str(e.date_start), str(e.date_end)) for e in transfers) == [
        ("2025-02-01", "2025-02-28"),
        ("2025-04-01", "2025-04-30"),
        ("2025-08-12", "2025-08-12"),
    ]
    for event in transfers:
        assert event.origin is not None
        assert event.destination is not None
        assert (event.origin.country, event.destination.country) == ("MX", "US")
        assert where(event) == ("Mexico", 6)
        assert "mx-gov" in actors(event, "agent")
    assert "caro-quintero" in actors(min(transfers, key=lambda e: str(e.date_start)), "target")


def test_the_warning_has_no_place(events: dict[str, list[Event]]) -> None:
    event = one(events["06"], "threat")
    assert event.place is None
    assert event.place_why == "it was held at a distance; the report names no place for it"
    assert (event.date_start, event.date_end) == (date(2025, 1, 1), date(2025, 1, 31))
    assert actors(event, "agent") == {"pete-hegseth"}
    assert actors(event, "target") == {"ricardo-trevilla", "raymundo-morales"}


def test_what_is_planned_is_told_from_what_goes_on(events: dict[str, list[Event]]) -> None:
    told = events["07"]
    assert (one(told, "military_operation").modality, where(one(told, "military_operation"))) == (
        "planned",
        ("Mexico", 6),
    )
    assert (one(told, "drone_attack").modality, where(one(told, "drone_attack"))) == (
        "planned",
        ("Mexico", 6),
    )
    exercise = one(told, "exercise")
    assert exercise.modality == "reported"
    assert {"cia", "northcom", "southcom"} <= actors(exercise, "participant")


def test_the_designation(events: dict[str, list[Event]]) -> None:
    event = one(events["08"], "designation")
    assert event.place is None
    assert "us-state-dept" in actors(event, "agent")


def test_michoacan(events: dict[str, list[Event]]) -> None:
    told = events["09"]
    assert {e.type for e in told} == {"armed_clash", "drone_attack", "landmine", "covert_operation", "plan"}
    assert all(e.place is not None and e.place.region == "MX-MIC" and e.place.precision == 4 for e in told)
    assert one(told, "covert_operation").modality == "alleged"
    assert {"cjng", "carteles-unidos"} <= actors(one(told, "armed_clash"), "participant")
    assert "claudia-sheinbaum" in actors(one(told, "plan"), "agent")


@pytest.mark.parametrize("told", RETOLD, ids=[f"{k}-{t['fact']}-{t['lang']}" for k, t in enumerate(RETOLD)])
def test_a_fact_in_other_words_gives_the_same_type_place_and_date(
    extractor: Extractor, told: dict[str, Any]
) -> None:
    report = Report(
        report_id="r", text=told["text"], lang=told["lang"], published=date.fromisoformat(told["published"])
    )
    found = extractor.extract(report)
    for wanted in told["events"]:
        event = one(found, wanted["type"])
        if wanted["place"] is None:
            assert event.place is None
        else:
            assert event.place is not None
            assert event.place.name.startswith(wanted["place"])
            assert event.place.precision == wanted["precision"]
        if wanted.get("modality"):
            assert event.modality == wanted["modality"]
        if "date_start" in wanted:
            days = (
                event.date_start and event.date_start.isoformat(),
                event.date_end and event.date_end.isoformat(),
            )
            assert days == (wanted["date_start"], wanted["date_end"])


def test_each_fact_is_retold_twice_in_each_language_but_for_small_ones() -> None:
    counts: dict[tuple[str, str], int] = {}
    for told in RETOLD:
        counts[told["fact"], told["lang"]] = counts.get((told["fact"], told["lang"]), 0) + 1
    assert {lang for _, lang in counts} == {"en", "es"}
    assert len({fact for fact, _ in counts}) == 15
    assert sum(n >= 2 for n in counts.values()) >= 20


def test_every_actor_of_the_seeds_is_somebody_the_catalogue_knows(events: dict[str, list[Event]]) -> None:
    """All of them are: words that stand where an actor might ("what", "how many people") are none."""
    unknown = [
        (e.type, a.name) for listed in events.values() for e in listed for a in e.actors if a.id is None
    ]
    assert unknown == [("exercise", "forces")]
    assert [e.type for e in events["06"]] == ["threat"]
