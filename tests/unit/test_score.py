"""The scoreboard's arithmetic, on answers small enough to work out by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from geo.errors import InputError
from geo.score import Reliability, event_figures, overlapping, read_corpus, run, toponym_figures

GOLD = [
    {
        "doc_id": "a",
        "lang": "en",
        "text": "Paris and Rome and Main Street",
        "toponyms": [
            {"start": 0, "end": 5, "lat": 48.85, "lon": 2.35, "geonameid": "1"},
            {"start": 10, "end": 14, "lat": 41.9, "lon": 12.5, "geonameid": "2"},
            {"start": 19, "end": 30},
        ],
    }
]


def answer(*mentions: tuple[int, int, float, float, int]) -> list[dict[str, object]]:
    return [
        {
            "doc_id": "a",
            "mentions": [
                {"start": s, "end": e, "place": {"lat": lat, "lon": lon, "geonameid": g, "confidence": 0.9}}
                for s, e, lat, lon, g in mentions
            ],
        }
    ]


def test_no_answer_is_wrong() -> None:
    figures = toponym_figures(GOLD, answer((0, 5, 48.85, 2.35, 1)))
    assert (figures.precision, figures.recall, figures.f1) == (1.0, 1 / 3, 0.5)
    assert (figures.accuracy(), figures.coverage, figures.end_to_end) == (0.5, 0.5, 0.5)
    assert figures.auc == 0.5


def test_an_equal_id_is_no_error_and_distance_decides_else() -> None:
    figures = toponym_figures(
        GOLD, answer((0, 5, 0.0, 0.0, 1), (10, 14, 42.5, 12.5, 9), (20, 25, 1.0, 1.0, 3))
    )
    assert figures.errors_km == [0.0, pytest.approx(66.72, abs=0.01)]
    assert (figures.accuracy(25), figures.accuracy(161)) == (0.5, 1.0)
    assert figures.matched == 3
    assert figures.end_to_end == 1.0


def test_each_span_is_used_once() -> None:
    gold = [{"start": 0, "end": 8}]
    assert overlapping(gold, [{"start": 0, "end": 3}, {"start": 2, "end": 8}]) == [(0, 1)]
    assert overlapping(gold, [{"start": 8, "end": 9}]) == []


def test_calibration_error() -> None:
    pairs = [(0.95, True), (0.95, True), (0.95, False), (0.95, True), (0.15, False)]
    assert Reliability(pairs).expected_error() == pytest.approx((abs(3.8 - 3) + 0.15) / 5)
    assert Reliability([]).expected_error() == 0.0


def test_events_are_judged_by_their_first_place() -> None:
    gold = [
        {"doc_id": "a", "lat": 20.0, "lon": -100.0, "where_prec": 1, "country": "MX"},
        {"doc_id": "b", "lat": 20.0, "lon": -100.0, "where_prec": 4, "country": "MX"},
    ]
    places = {
        "a": [{"lat": 25.0, "lon": -100.0, "precision": 2}, {"lat": 20.1, "lon": -100.0, "precision": 1}]
    }
    figures = event_figures(gold, places)
    assert (figures.accuracy(25), figures.accuracy(600), figures.coverage) == (0.0, 0.5, 0.5)
    assert figures.best_km[0] == pytest.approx(11.12, abs=0.01)
    assert figures.precision_right == 1


def test_a_broken_corpus_is_named(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"doc_id": "a"}) + "\n[1]\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"gold\.jsonl, line 2: expected an object"):
        read_corpus(path)
    with pytest.raises(InputError, match="a readable file"):
        read_corpus(tmp_path / "none.jsonl")


def test_an_unsure_place_can_count_as_no_answer(tmp_path: Path) -> None:
    gold = {"doc_id": "a", "lat": 24.81, "lon": -107.39, "where_prec": 1, "country": "MX"}
    reports = [
        gold | {"doc_id": "a", "headline": "Gunmen killed two men in Culiacán, Sinaloa"},
        gold | {"doc_id": "b", "headline": "Gunmen killed two men in Mexico"},
    ]
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(map(json.dumps, reports)), encoding="utf-8")
    every, sure = (next(run(path, focus="MX", least=least)) for least in (0.0, 0.5))
    assert "acc@25 0.500  acc@161 0.500  coverage 1.000" in every
    assert "acc@25 0.500  acc@161 0.500  coverage 0.500" in sure
    assert "right among answered@25 0.500" in every
    assert "right among answered@25 1.000" in sure
