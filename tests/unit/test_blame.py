"""Who blames somebody for a deed says so in the record, in either language."""

from __future__ import annotations

from datetime import date

import pytest

from geo.events.extract import Extractor
from geo.records import Event, Report


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.open()


def deed(extractor: Extractor, text: str) -> Event:
    """The first event of a text, in the order in which it is told."""
    report = Report(report_id="r", text=text, published=date(2025, 11, 20))
    return min(extractor.extract(report), key=lambda e: e.evidence[0].start)


@pytest.mark.parametrize(
    ("text", "agent", "accuser", "modality"),
    [
        ("Two farmers were shot dead in Uruapan on Monday. Neighbours blamed the Jalisco New Generation "
         "Cartel.", "Jalisco New Generation Cartel", "Neighbours", "reported"),
        ("A bomb killed two shoppers in Jamundí on Sunday. Police suspect FARC dissidents.",
         "FARC dissidents", "Police", "reported"),
        ("A car bomb killed three people in Mogadishu on Sunday. No group has claimed the attack, but "
         "officials point to al-Shabaab.", "al-Shabaab", "officials", "reported"),
        ("Four students vanished in Iguala on Monday. Their parents accuse soldiers of handing them to a "
         "gang. The army denied that any soldier took part.", "Soldiers", "Their parents", "alleged"),
        ("A priest was killed in Tumaco on Monday. It is not known whether the attack was the work of the "
         "ELN.", "National Liberation Army", "", "alleged"),
        ("A bomb killed four soldiers in Gao on Monday. The attack bore the hallmarks of JNIM.",
         "JNIM", "", "reported"),
        ("Dos campesinos fueron asesinados el lunes en Uruapan. Vecinos culpan al Cártel Jalisco Nueva "
         "Generación.", "Cártel Jalisco Nueva Generación", "Vecinos", "reported"),
        ("Un sacerdote fue asesinado el lunes en Tumaco. Las autoridades apuntan al ELN.",
         "Ejército de Liberación Nacional", "Las autoridades", "reported"),
        ("Cuatro estudiantes desaparecieron el lunes en Iguala. Sus padres acusan a policías de entregarlos "
         "a una banda. El gobierno negó que algún agente participara.", "Policía", "Sus padres", "alleged"),
        ("Una granada mató a una mujer el lunes en Briceño. La policía investiga si el ataque fue obra de "
         "las disidencias de las FARC.", "Disidencias de las FARC", "", "alleged"),
    ],
)  # fmt: skip
def test_who_blames_says_so(extractor: Extractor, text: str, agent: str, accuser: str, modality: str) -> None:
    event = deed(extractor, text)
    agents = [a.name for a in event.actors if a.role == "agent"]
    assert (agents, event.claimed_by, event.modality) == ([agent], accuser, modality)


@pytest.mark.parametrize(
    "text",
    [
        "A body was found in Navojoa on Monday. A tattoo points to Juan Pérez, aged 19.",
        "Two men were killed in Lima on Monday. Police accuse the mayor of hiding the bodies.",
        "Two men were killed in Lima on Monday. The army accused rebels of using civilians as shields.",
        "Two men were killed in Lima on Monday. No one blamed the police.",
        "Two men were killed in Lima on Monday. He pointed to the police station.",
        "Two men were killed in Lima on Monday. The president accused rebels of backing a coup.",
        "Dos hombres fueron asesinados en Lima el lunes. La policía apunta a un ajuste de cuentas.",
        "Dos hombres fueron asesinados en Lima el lunes. El alcalde acusó a la guerrilla de mentir.",
    ],
)
def test_what_is_no_blame_for_the_deed(extractor: Extractor, text: str) -> None:
    event = deed(extractor, text)
    assert [a.name for a in event.actors if a.role == "agent"] == []
