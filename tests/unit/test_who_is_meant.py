"""Whom a pronoun or a possessive means, wherever the deed itself may have been."""

from __future__ import annotations

from datetime import date

import pytest

from geo.events.extract import Extractor
from geo.records import Report


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.open()


@pytest.mark.parametrize(
    ("text", "type_", "targets"),
    [
        ("Soldiers captured Juan Pérez in Cosalá on Saturday. Washington is expected to ask for his "
         "extradition.", "extradition", ["Juan Pérez"]),
        ("Soldados capturaron a Juan Pérez en Cosalá el sábado. Washington pedirá su extradición.",
         "extradition", ["Juan Pérez"]),
        ("Soldiers captured Juan Pérez in Cosalá on Saturday. The defence ministry said he would be "
         "extradited.", "extradition", ["Juan Pérez"]),
        ("Three men were found dead in Jos on Sunday. Forensic staff believe they were shot in Bauchi.",
         "armed_attack", ["Civilians"]),
        ("The minister spoke in Lima on Monday. His attack on the press was condemned.", "armed_attack", []),
        ("Councillor Juan Ruiz was abducted in Tibú on 9 November. His body was found four days later.",
         "body_found", ["Juan Ruiz"]),
        ("El concejal Juan Ruiz fue secuestrado en Tibú el 9 de noviembre. Su cuerpo fue hallado cuatro días "
         "después en un río.", "body_found", ["Juan Ruiz"]),
        ("Her lawyer said she was beaten by guards in Lima on Monday.", "abuse", []),
        ("The police said he was arrested in Lima on Monday.", "arrest", []),
        ("The mayor said he was beaten by guards in Lima on Monday.", "abuse", ["Local officials"]),
        ("El alcalde denunció en mayo extorsiones de Los Ardillos.", "extortion", []),
    ],
)  # fmt: skip
def test_a_possessive_tells_whom_it_befell(
    extractor: Extractor, text: str, type_: str, targets: list[str]
) -> None:
    report = Report(report_id="r", text=text, published=date(2025, 11, 20))
    events = [e for e in extractor.extract(report) if e.type == type_]
    assert [a.name for e in events for a in e.actors if a.role == "target"] == targets
