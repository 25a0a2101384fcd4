"""How many an event befell: those whom the deed was done to, and not who did it or who is one of them."""

from __future__ import annotations

import pytest

from geo.events.extract import Extractor
from geo.records import Report

Told = tuple[int | None, int | None, int | None]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.open()


@pytest.mark.parametrize(
    ("lang", "text", "killed"),
    [
        ("en", "Two gunmen killed a farmer in Cali.", 1),
        ("en", "Two gunmen shot dead a 41-year-old elder in Peshawar.", 1),
        ("en", "Four policemen shot a man dead in Nairobi.", 1),
        ("en", "Two gunmen on a motorcycle killed three people in Cali.", 3),
        ("en", "A mother and her two children were killed in Gaza.", 3),
        ("en", "Gunmen killed the mayor of Cherán and two of his bodyguards.", 3),
        ("en", "Eight people, including three children, were killed in Gaza.", 8),
        ("en", "Eight people were killed, three of them children, in Gaza.", 8),
        ("en", "Two brothers, a teacher and a nurse, were killed in Homs.", 2),
        ("en", "The bodies of four men and a woman were found in Celaya.", 5),
        ("en", "A family of eight was hacked to death in Bomet.", 8),
        ("en", "Some 40 people were killed in Kaduna.", 40),
        ("en", "Dozens were killed in El Fasher.", None),
        ("en", "Several hundred villagers were killed in Kaduna.", None),
        ("en", "A bomb went off in Quetta, leaving nine dead and more than 20 wounded.", 9),
        ("en", "Three soldiers and eight gunmen died in a clash in Reynosa.", 11),
        ("en", "At least 1,200 people were killed in Tigray.", 1200),
        ("en", "One hundred and twenty people were killed in Tigray.", 120),
        ("en", "Juan Ruiz, 23, and Ana Paz, 19, were shot dead in Cali.", 2),
        ("en", "Gunmen killed Juan Ruiz, 23, his wife, 21, and two neighbours in Cali.", 4),
        ("en", "Juan Ruiz (23) and Ana Paz (19) were killed in Cali.", 2),
        ("en", "Lawyer and human rights defender Ana Ruiz was shot dead in Cali.", 1),
        ("en", "A policeman and soldier were killed in Iguala.", 2),
        ("es", "El líder social y defensor de derechos humanos Pedro Díaz fue asesinado en Tumaco.", 1),
        ("es", "Matan a policía y taxista en Iguala.", 2),
        ("es", "Ciento treinta y cuatro personas fueron asesinadas en Goma.", 134),
        ("es", "Al menos 3 mil 200 personas fueron asesinadas en Goma.", 3200),
        ("es", "Medio centenar de personas fueron asesinadas en Goma.", 50),
        ("es", "Dos sicarios mataron a un abogado en Tegucigalpa.", 1),
        ("es", "Dos hombres en moto mataron a tiros a tres jóvenes en Cali.", 3),
        ("es", "Matan a dos soldados y a un civil en Cali.", 3),
        ("es", "Asesinan a Juan Pérez y a su esposa en Puebla.", 2),
        ("es", "Hallan los cuerpos de cuatro hombres en Celaya.", 4),
        ("es", "Balacera en Zapopan deja cinco muertos, entre ellos dos mujeres.", 5),
        ("es", "Al menos 12 muertos y 30 heridos en Kabul.", 12),
        # a later toll is the one that holds
        ("en", "A car bomb killed 12 people in Mogadishu. The death toll rose to 20 on Saturday.", 20),
        ("en", "A car bomb killed 12 people in Mogadishu. Two more died, bringing the toll to 14.", 14),
        ("en", "Gunmen killed nine people in Goma. Toll revenue rose to 1,400 dollars.", 9),
        ("es", "Un coche bomba mató a 12 personas en Mogadiscio. La cifra de muertos subió a 20.", 20),
        (
            "es",
            "Un coche bomba mató a 12 personas en Kabul. El Gobierno elevó a 20 el balance de muertos.",
            20,
        ),
    ],
)
def test_the_dead_are_those_whom_it_befell(
    extractor: Extractor, lang: str, text: str, killed: int | None
) -> None:
    (event,) = extractor.extract(Report(report_id="r", text=text, lang=lang))
    assert (event.killed.best if event.killed else None) == killed


@pytest.mark.parametrize(
    ("text", "kind", "told"),
    [
        ("Police killed two and arrested five in Manila.", "arrest", (None, None, 5)),
        ("Police killed two and arrested five in Manila.", "killing", (2, None, None)),
        ("Three policemen arrested a man in Lagos.", "arrest", (None, None, 1)),
        ("Both suspects were arrested in Malmö.", "arrest", (None, None, 2)),
        ("Half a dozen men were arrested in Minsk.", "arrest", (None, None, 6)),
        ("A roadside bomb killed three soldiers and wounded five near Kidal.", "bombing", (3, 5, None)),
    ],
)
def test_each_outcome_has_its_own_number(extractor: Extractor, text: str, kind: str, told: Told) -> None:
    found = {e.type: e for e in extractor.extract(Report(report_id="r", text=text))}
    event = found[kind]
    counts = (event.killed, event.wounded, event.arrested)
    assert tuple(c.best if c else None for c in counts) == told


def test_a_range_keeps_its_ends(extractor: Extractor) -> None:
    (event,) = extractor.extract(Report(report_id="r", text="Between 10 and 15 people were killed in Kabul."))
    assert event.killed is not None
    assert (event.killed.low, event.killed.best, event.killed.high) == (10, 12, 15)
