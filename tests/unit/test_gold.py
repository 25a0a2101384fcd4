"""The gold set is whole and its scorer counts right."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from bench.score_gold import (
    Score,
    Tally,
    agreement,
    agreement_on_names,
    compare,
    load_annotation,
    load_reports,
    same_place,
    same_words,
)
from geo.events.types import load_types
from tests.gold.build import annotation, build, toponyms

GOLD = Path(__file__).resolve().parents[1] / "gold"
REPORTS = load_reports()
LONGER = load_reports(name="longer")
BRIEF = load_reports(name="brief")
FRESH = load_reports(name="fresh")
VARIED = load_reports(name="varied")
UNSEEN = load_reports(name="unseen")
NEWSROOM = load_reports(name="newsroom")
APART = load_reports(name="apart")
VICTIMS = load_reports(name="victims")
DAILY = load_reports(name="daily")
ARTICLES = load_reports(name="articles")
PAGES = load_reports(name="pages")


def test_the_file_is_what_the_sources_make() -> None:
    written = [json.loads(line) for line in (GOLD / "reports.jsonl").read_text(encoding="utf-8").splitlines()]
    assert build() == written
    assert build("longer") == LONGER
    assert build("brief") == BRIEF
    assert build("fresh") == FRESH
    assert build("varied") == VARIED
    assert build("unseen") == UNSEEN
    assert build("newsroom") == NEWSROOM
    assert build("apart") == APART
    assert build("victims") == VICTIMS
    assert build("daily") == DAILY


def test_there_are_enough_reports_of_each_language_country_and_split() -> None:
    assert Counter(r["lang"] for r in REPORTS) == {"en": 62, "es": 62}
    assert Counter(r["split"] for r in REPORTS) == {"open": 84, "held": 40}
    assert len({p["country"] for r in REPORTS for p in r["toponyms"]}) == 46
    assert {r["difficulty"] for r in REPORTS} == {"easy", "medium", "hard"}
    assert len({r["doc_id"] for r in REPORTS}) == len(REPORTS) == 124


def test_the_longer_set_has_reports_of_its_own() -> None:
    assert Counter(r["lang"] for r in LONGER) == {"en": 40, "es": 40}
    assert Counter(r["split"] for r in LONGER) == {"open": 54, "held": 26}
    assert {len(r["text"].split()) for r in LONGER} <= set(range(34, 66))
    assert not {r["doc_id"] for r in LONGER} & {r["doc_id"] for r in REPORTS}
    assert len({p["country"] for r in LONGER for p in r["toponyms"]}) == 45


def test_the_brief_set_is_open_and_of_many_countries() -> None:
    assert Counter(r["lang"] for r in BRIEF) == {"en": 20, "es": 41}
    assert {r["split"] for r in BRIEF} == {"open"}
    assert max(len(r["text"].split()) for r in BRIEF) <= 25
    assert len({p["country"] for r in BRIEF for p in r["toponyms"]}) >= 30
    assert not {r["doc_id"] for r in BRIEF} & {r["doc_id"] for r in REPORTS + LONGER}


def test_the_fresh_set_is_held_out_and_of_many_countries() -> None:
    assert Counter(r["lang"] for r in FRESH) == {"en": 40, "es": 40}
    assert {r["split"] for r in FRESH} == {"held"}
    assert len({p["country"] for r in FRESH for p in r["toponyms"]}) >= 60
    assert not {r["doc_id"] for r in FRESH} & {r["doc_id"] for r in REPORTS + LONGER + BRIEF}


def test_the_varied_set_is_open_and_of_many_types_and_countries() -> None:
    assert Counter(r["lang"] for r in VARIED) == {"en": 120, "es": 120}
    assert {r["split"] for r in VARIED} == {"open"}
    assert {len(r["text"].split()) for r in VARIED} <= set(range(18, 61))
    assert len({p["country"] for r in VARIED for p in r["toponyms"]}) >= 60
    told = Counter(e["type"] for r in VARIED for e in r["events"])
    assert len(told) >= 35
    assert max(told.values()) <= 50
    assert not {r["doc_id"] for r in VARIED} & {r["doc_id"] for r in REPORTS + LONGER + BRIEF + FRESH}


def test_the_unseen_set_is_held_out_and_of_many_countries() -> None:
    assert Counter(r["lang"] for r in UNSEEN) == {"en": 40, "es": 40}
    assert {r["split"] for r in UNSEEN} == {"held"}
    assert len({p["country"] for r in UNSEEN for p in r["toponyms"]}) >= 40
    others = REPORTS + LONGER + BRIEF + FRESH + VARIED
    assert not {r["doc_id"] for r in UNSEEN} & {r["doc_id"] for r in others}


def test_the_newsroom_set_is_open_and_of_many_types_and_countries() -> None:
    assert Counter(r["lang"] for r in NEWSROOM) == {"en": 220, "es": 130}
    assert {r["split"] for r in NEWSROOM} == {"open"}
    assert {len(r["text"].split()) for r in NEWSROOM} <= set(range(15, 66))
    assert len({p["country"] for r in NEWSROOM for p in r["toponyms"]}) >= 90
    assert len({e["type"] for r in NEWSROOM for e in r["events"]}) >= 40
    others = REPORTS + LONGER + BRIEF + FRESH + VARIED + UNSEEN
    assert not {r["doc_id"] for r in NEWSROOM} & {r["doc_id"] for r in others}


def test_the_apart_set_is_held_out_and_of_many_countries() -> None:
    assert Counter(r["lang"] for r in APART) == {"en": 70, "es": 50}
    assert {r["split"] for r in APART} == {"held"}
    assert len({p["country"] for r in APART for p in r["toponyms"]}) >= 50
    others = REPORTS + LONGER + BRIEF + FRESH + VARIED + UNSEEN + NEWSROOM
    assert not {r["doc_id"] for r in APART} & {r["doc_id"] for r in others}


def test_the_last_two_sets_are_of_many_countries_and_one_of_them_is_held_out() -> None:
    others = REPORTS + LONGER + BRIEF + FRESH + VARIED + UNSEEN + NEWSROOM + APART
    for records, split in ((VICTIMS, "open"), (DAILY, "held")):
        assert Counter(r["lang"] for r in records) == {"en": 60, "es": 60}
        assert {r["split"] for r in records} == {split}
        assert len({p["country"] for r in records for p in r["toponyms"]}) >= 50
        assert not {r["doc_id"] for r in records} & {r["doc_id"] for r in others}
        others = others + records


WHOLE = {r["doc_id"] for r in ARTICLES + PAGES}
QUIET = {r["doc_id"] for r in NEWSROOM + APART + VICTIMS + DAILY + ARTICLES + PAGES}
"""Reports that may tell no event."""


def test_whole_articles_have_paragraphs_and_some_are_held_out() -> None:
    assert build("articles") == ARTICLES
    assert build("pages") == PAGES
    assert Counter(r["lang"] for r in ARTICLES) == {"en": 48, "es": 48}
    assert Counter(r["lang"] for r in PAGES) == {"en": 16, "es": 14}
    assert {r["split"] for r in ARTICLES} == {"open"}
    assert {r["split"] for r in PAGES} == {"held"}
    both = ARTICLES + PAGES
    assert {len(r["text"].split()) for r in both} <= set(range(180, 240))
    assert all(r["text"].count("\n\n") >= 3 for r in both)
    assert len({p["country"] for r in both for p in r["toponyms"]}) >= 60
    assert len({e["type"] for r in both for e in r["events"]}) >= 40
    assert len({r["doc_id"] for r in both}) == len(both)


@pytest.mark.parametrize(
    "report",
    REPORTS
    + LONGER
    + BRIEF
    + FRESH
    + VARIED
    + UNSEEN
    + NEWSROOM
    + APART
    + VICTIMS
    + DAILY
    + ARTICLES
    + PAGES,
    ids=lambda r: r["doc_id"],
)
def test_every_report_is_sound(report: dict) -> None:  # type: ignore[type-arg]
    text = report["text"]
    published = date.fromisoformat(report["published"])
    assert all(text[p["start"] : p["end"]] == p["surface"] for p in report["toponyms"])
    assert report["events"] or report["doc_id"] in QUIET
    for event in report["events"]:
        assert event["type"] in load_types()
        assert all(w in text for words in event["agents"] + event["targets"] for w in words.split("/"))
        assert event["modality"] in ("reported", "alleged", "planned", "denied")
        assert (event["date_start"] is None) == (event["date_precision"] is None)
        if event["date_start"] is not None:
            first, last = (date.fromisoformat(event[f"date_{end}"]) for end in ("start", "end"))
            assert first <= last
            begun = first if report["doc_id"] in WHOLE else last  # "this week" ends after an article is out
            assert begun <= published or event["modality"] == "planned"
        if event["place"] is not None:
            assert event["place"]["precision"] in range(1, 8)


def test_marks_become_offsets() -> None:
    from geo.places.gazetteer import Gazetteer

    text, (first, second) = toponyms(Gazetteer.open(), "In [[Uruapan|MX]], [[Atlantis|GR@36.4,25.4]].", "x")
    assert text == "In Uruapan, Atlantis."
    assert (first["start"], first["end"], first["country"]) == (3, 10, "MX")
    assert (second["surface"], second["lat"], second["geonameid"]) == ("Atlantis", 36.4, None)


def test_both_annotations_are_of_the_same_reports() -> None:
    for annotator in ("first", "second"):
        assert annotation(annotator) == list(load_annotation(annotator).values())
        assert load_annotation(annotator).keys() == {r["doc_id"] for r in REPORTS}
    assert annotation("fresh_second", "fresh") == list(load_annotation("fresh_second").values())
    assert load_annotation("fresh_second").keys() == {r["doc_id"] for r in FRESH}


def test_the_agreement_told_in_the_readme_is_the_one_computed() -> None:
    score, (marks, places) = agreement(), agreement_on_names()
    told = (GOLD / "README.md").read_text(encoding="utf-8")
    assert f"| {marks.f1:.3f}; {places.right} of {places.wanted} |" in told
    assert f"F1 | {score.types.f1:.3f} |" in told
    assert f"F1 | {score.agents.f1:.3f}, {score.targets.f1:.3f} |" in told
    alike = (score.dates.recall, score.places.recall, score.modality.recall)
    assert "modality alike | {:.3f}, {:.3f}, {:.3f} |".format(*alike) in told
    assert f"precision code alike | {score.precisions.recall:.3f} |" in told
    fresh, (marks, _) = agreement("fresh"), agreement_on_names("fresh")
    figures = (marks.f1, fresh.types.f1, fresh.agents.f1, fresh.targets.f1)
    assert "places F1 {:.3f}, types {:.3f}, agents {:.3f}, targets {:.3f}".format(*figures) in told
    assert (fresh.dates.recall, fresh.places.recall, fresh.modality.recall) == (1.0, 1.0, 1.0)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("gunmen", "Gunmen", True),
        ("CIA", "CIA officers", True),
        ("man/owner of a shop", "shopkeeper/owner", True),
        ("police", "soldiers", False),
    ],
)
def test_two_annotators_name_one_actor_where_a_name_holds_the_other(one: str, other: str, same: bool) -> None:
    assert same_words(one, other) is same


def event(kind: str, **changes: object) -> dict:  # type: ignore[type-arg]
    plain = {
        "date_start": None,
        "date_end": None,
        "place": None,
        "agents": [],
        "targets": [],
        "modality": "reported",
    }
    return {"type": kind, **plain, **changes}


def test_the_scorer_counts_pairs_actors_and_what_is_too_many() -> None:
    score = Score()
    gold = [event("arrest", agents=["police"], date_start="2024-01-02", date_end="2024-01-02"), event("raid")]
    found = [
        event("arrest", agents=["thieves"]),
        event("arrest", agents=["police"], date_start="2024-01-02", date_end="2024-01-02", targets=["men"]),
        event("talks", agents=["police", "men"]),
    ]
    compare(score, "x", gold, found, lambda a, b: bool(a == b))
    assert score.types == Tally(right=1, found=3, wanted=2)
    assert score.agents == Tally(right=1, found=4, wanted=1)
    assert score.targets == Tally(right=0, found=1, wanted=0)
    assert score.dates == Tally(right=1, found=1, wanted=1)
    assert score.types.f1 == pytest.approx(0.4)


def test_a_place_is_right_within_what_its_precision_asks_for() -> None:
    town = {"lat": 19.0, "lon": -102.0, "precision": 1}
    near, far = {"lat": 19.2, "lon": -102.0}, {"lat": 20.0, "lon": -102.0}
    assert same_place(event("raid", place=town), event("raid", place=near))
    assert not same_place(event("raid", place=town), event("raid", place=far))
    assert same_place(event("raid", place={**town, "precision": 4}), event("raid", place=far))
    assert not same_place(event("raid", place=town), event("raid"))
