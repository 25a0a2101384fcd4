"""The confidence of an event: the chance that the report tells it, and that its type is right."""

from __future__ import annotations

import pytest

from geo.events.event_trust import COLUMNS, EventTrust
from geo.events.extract import Extractor
from geo.records import Event, Report


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.open()


def told(extractor: Extractor, text: str, kind: str) -> Event:
    """The event of a kind that a text tells."""
    return next(e for e in extractor.extract(Report(report_id="r", text=text)) if e.type == kind)


def test_the_chance_is_that_of_the_weights() -> None:
    model = EventTrust.of({"weights": {"bias": 0.0, "quoted": -2.0}})
    plain = dict.fromkeys(COLUMNS, 0.0) | {"bias": 1.0}
    assert model.chance(list(plain.values())) == pytest.approx(0.5)
    assert model.chance(list((plain | {"quoted": 1.0}).values())) == pytest.approx(0.119, abs=0.001)
    assert model.chance(list((plain | {"bias": 1e9}).values())) <= 1.0


@pytest.mark.parametrize(
    ("sure", "doubtful", "kind"),
    [
        (
            "Gunmen killed two farmers in Tibú on Monday.",
            'The senator said that the tax was "killing" shops, traders and farmers.',
            "killing",
        ),
        (
            "Hombres armados secuestraron el lunes a dos maestros en Tibú.",
            "Se habla de un secuestro.",
            "kidnapping",
        ),
    ],
)
def test_what_is_told_plainly_is_surer(extractor: Extractor, sure: str, doubtful: str, kind: str) -> None:
    events = extractor.extract(Report(report_id="r", text=doubtful))
    doubted = [e.confidence for e in events if e.type == kind]
    assert told(extractor, sure, kind).confidence > 0.9
    assert all(c < told(extractor, sure, kind).confidence - 0.05 for c in doubted)


@pytest.mark.parametrize(
    ("text", "kind", "most"),
    [
        ("Zona centro. Zacatecas, Zacatecas.", "incident", 0.5),
        ("Ola de violencia en Guerrero.", "violence", 0.6),
    ],
)
def test_no_word_for_what_happened_is_never_sure(
    extractor: Extractor, text: str, kind: str, most: float
) -> None:
    assert told(extractor, text, kind).confidence <= most


def test_one_deed_among_many_of_a_sentence_is_less_sure(extractor: Extractor) -> None:
    alone = told(extractor, "Gunmen kidnapped a priest in Jos on Monday.", "kidnapping")
    crowd = "Gunmen kidnapped a priest, burned a church, shot a guard and blocked the road in Jos on Monday."
    assert told(extractor, crowd, "kidnapping").confidence < alone.confidence
