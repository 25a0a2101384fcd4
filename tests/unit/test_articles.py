"""Whole articles: datelines, deeds told again, and what a later paragraph leaves unsaid."""

from __future__ import annotations

from datetime import date

import pytest

from geo.events.extract import Extractor
from geo.records import Event, Report

TODAY = date(2025, 11, 18)
"""A Tuesday."""
SUNDAY = date(2025, 11, 16)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.open()


def read(extractor: Extractor, text: str, lang: str = "en") -> list[Event]:
    report = Report(report_id="a", text=text, lang=lang, published=TODAY)
    return extractor.extract(report, explain=False)


def of(events: list[Event], kind: str) -> Event:
    """The one event of a type."""
    found = [e for e in events if e.type == kind]
    assert len(found) == 1, [(e.type, e.summary) for e in events]
    return found[0]


def place(event: Event) -> tuple[str, int] | None:
    return None if event.place is None else (event.place.name, event.place.precision)


def agents(event: Event) -> list[str]:
    return [a.name for a in event.actors if a.role == "agent"]


@pytest.mark.parametrize(
    ("lang", "head", "tail", "where"),
    [
        (
            "en",
            "KYIV, Nov 17 - ",
            "Gunmen killed a man in the eastern Ukrainian city of Kharkiv on Sunday.",
            "Kharkiv",
        ),
        ("en", "ABUJA, Nigeria (AP) — ", "Gunmen killed a man in Kano on Sunday.", "Kano"),
        ("en", "KABUL: ", "Gunmen killed a man in Kandahar on Sunday.", "Kandahār"),
        (
            "en",
            "PORT-AU-PRINCE, Haiti, Nov. 17, 2025 - ",
            "Gunmen killed a man in Jacmel on Sunday.",
            "Jacmel",
        ),
        ("es", "Bogotá, 17 nov. 2025 (EFE).- ", "Sicarios mataron a un hombre el domingo en Tibú.", "Tibú"),
        ("es", "Bogotá, 17 nov (EFE).- ", "Sicarios mataron a un hombre el domingo en Tibú.", "Tibú"),
        (
            "es",
            "Culiacán, Sin., 17 nov.- ",
            "Sicarios mataron a un hombre el domingo en Navolato.",
            "Navolato",
        ),
        (
            "es",
            "Bogotá, 17 de noviembre de 2025. ",
            "Sicarios mataron a un hombre el domingo en Tumaco.",
            "Tumaco",
        ),
        (
            "es",
            "Guadalupe y Calvo, Chihuahua.- ",
            "Sicarios mataron el domingo a un hombre en Parral.",
            "Hidalgo del Parral",
        ),
    ],
)
def test_a_dateline_is_neither_where_nor_when_nor_who(
    extractor: Extractor, lang: str, head: str, tail: str, where: str
) -> None:
    event = of(read(extractor, head + tail, lang), "killing")
    assert place(event) == (where, 1)
    assert event.date_start == event.date_end == SUNDAY
    assert agents(event) == ["Hombres armados" if lang == "es" else "Gunmen"]


def test_where_a_report_was_sent_from_stands_for_no_town_that_nobody_knows(extractor: Extractor) -> None:
    capital = of(
        read(extractor, "BEIRUT (AFP) - Gunmen killed a man in the village of Aitarounx."), "killing"
    )
    assert place(capital) == ("Lebanon", 6)
    town = of(
        read(extractor, "CULIACÁN, Mexico - Gunmen killed a man in the village of Aguanuevax."), "killing"
    )
    assert place(town) == ("Sinaloa", 4)


@pytest.mark.parametrize("rest", [", a. b" * 200, ", " + "a . " * 400, " (" + ". " * 400])
def test_a_hostile_head_is_read_in_one_pass(extractor: Extractor, rest: str) -> None:
    text = f"Bogotá, 17 de noviembre de 2025{rest}! Dos hombres fueron asesinados en Tumaco."
    assert any(e.type == "killing" for e in read(extractor, text, "es"))


def test_a_log_of_another_day_keeps_the_day(extractor: Extractor) -> None:
    event = of(read(extractor, "Gao, 3 May - Gunmen attacked a convoy and killed two drivers."), "killing")
    assert (place(event), event.date_start) == (("Gao", 1), date(2025, 5, 3))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "en",
            "Two farmers killed in Chihuahua\n\nArmed men shot two ranchers dead on Monday in Guadalupe "
            "y Calvo in Chihuahua state, prosecutors said.",
        ),
        (
            "es",
            "Asesinan a dos líderes indígenas en Chihuahua\n\nHombres armados asesinaron el lunes a dos "
            "líderes rarámuri en Guadalupe y Calvo, Chihuahua.",
        ),
    ],
)
def test_a_headline_and_its_lead_are_one_event(extractor: Extractor, lang: str, text: str) -> None:
    event = of(read(extractor, text, lang), "killing")
    assert place(event) == ("Guadalupe y Calvo", 1)
    assert event.date_start == date(2025, 11, 17)
    assert event.killed is not None
    assert event.killed.best == 2


LEAD = "Gunmen killed three police officers on Sunday in an ambush in Apatzingán.\n\n"


@pytest.mark.parametrize(
    ("tail", "kind", "day"),
    [
        ("After the shootout the soldiers seized nine rifles.", "seizure", 16),
        ("Before leaving, the gunmen set fire to the police station.", "property_attack", 16),
        ("Two days after the attack, troops arrested four men.", "arrest", 18),
        ("The gunmen kidnapped two bakers.", "kidnapping", 16),
        ("The attack came four days after the bodies of five men were found in Uruapan.", "body_found", 12),
    ],
)
def test_a_later_paragraph_goes_on_from_the_day_before_it(
    extractor: Extractor, tail: str, kind: str, day: int
) -> None:
    events = read(extractor, LEAD + tail)
    event = of(events, kind)
    assert event.date_start == event.date_end == date(2025, 11, day)
    assert len([e for e in events if e.type == "killing"]) == 1


def test_another_story_does_not_go_on(extractor: Extractor) -> None:
    event = of(read(extractor, LEAD + "Marines arrested a smuggler in Tijuana."), "arrest")
    assert (place(event), event.date_start) == (("Tijuana", 1), None)


def test_a_sentence_of_its_own_says_when_and_where(extractor: Extractor) -> None:
    text = (
        "The army said that it had killed 13 fighters of Al Shabab in an airstrike in Somalia.\n\n"
        "The strike took place on Sunday near Beledweyne, officials said."
    )
    event = of(read(extractor, text), "airstrike")
    assert place(event) == ("Beledweyne", 2)
    assert event.date_start == date(2025, 11, 16)


@pytest.mark.parametrize(
    "tail",
    [
        "More than 900 people have been killed in the state since September.",
        "So far this year, 45 police officers have been killed in Michoacán.",
        "The war, now in its third year, has killed tens of thousands of people.",
        "The minister declined to comment on the killings.",
        "Eight of the dead were trainees.",
    ],
)
def test_figures_and_talk_are_no_second_event(extractor: Extractor, tail: str) -> None:
    events = read(extractor, LEAD + tail)
    event = of(events, "killing")
    assert event.killed is not None
    assert (event.killed.best, place(event)) == (3, ("Apatzingán", 1))


def test_a_figure_alone_is_still_told(extractor: Extractor) -> None:
    event = of(
        read(extractor, "More than 900 people have been killed in Sinaloa since September."), "killing"
    )
    assert event.killed is not None
    assert event.killed.best == 901


def test_who_strikes_back_did_not_do_what_was_told_before(extractor: Extractor) -> None:
    text = (
        "Suspected jihadists raided a village in Mali on Saturday, killing at least 27 civilians.\n\n"
        "The Malian army said that it had carried out air strikes against the attackers."
    )
    events = read(extractor, text)
    assert agents(of(events, "killing")) == ["Jihadists"]
    assert agents(of(events, "airstrike")) == ["Armed forces of Mali"]


def test_an_arrest_elsewhere_is_another_arrest(extractor: Extractor) -> None:
    text = (
        "Soldiers captured a suspected leader of Los Chapitos in Culiacán on Monday.\n\n"
        "Rival factions went to war after the arrest of Ismael Zambada in July near El Paso, Texas."
    )
    found = sorted((place(e) or ("", 0), e.date_start) for e in read(extractor, text) if e.type == "arrest")
    assert found == [(("Culiacán", 1), date(2025, 11, 17)), (("El Paso", 2), date(2025, 7, 1))]


def test_a_group_is_called_by_its_kind(extractor: Extractor) -> None:
    text = (
        "Barrio 18 demanded rent from a driver in Soyapango.\n\n"
        "On Sunday the gang killed him in San Salvador."
    )
    assert "Barrio 18" in agents(of(read(extractor, text), "killing"))


@pytest.mark.parametrize(
    ("lang", "text", "kind", "where"),
    [
        (
            "es",
            "El lunes secuestraron a tres guardias en Santander de Quilichao. En Culiacán, la Fiscalía "
            "detuvo el domingo a cinco hombres y aseguró 40 kilos de fentanilo.",
            "seizure",
            "Culiacán",
        ),
        (
            "en",
            "In San Salvador, police raided an office and detained its director. Mayor Carlos Medina denied "
            "that the army had opened fire on protesters in Texcoco.",
            "arrest",
            "San Salvador",
        ),
        (
            "en",
            "A shepherd was wounded by shrapnel in Zakho and taken to hospital in Dohuk.",
            "armed_attack",
            "Zaxo",
        ),
    ],
)
def test_the_place_that_the_sentence_says(
    extractor: Extractor, lang: str, text: str, kind: str, where: str
) -> None:
    assert (place(of(read(extractor, text, lang), kind)) or ("", 0))[0] == where


def test_a_rural_area_is_the_municipality(extractor: Extractor) -> None:
    event = of(read(extractor, "Un hombre fue asesinado en zona rural de Tibú.", "es"), "killing")
    assert place(event) == ("Tibú", 3)


def test_a_nickname_is_no_place(extractor: Extractor) -> None:
    event = of(read(extractor, "Fue capturado en Cali alias El Mono.", "es"), "arrest")
    assert place(event) == ("Cali", 1)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The town buried its dead on Monday, two days after fighters stormed the market, killing 14.", 15),
        ("Police have been on guard since June 28, 2024, when two gunmen shot a man dead in Izmir.", None),
        (
            "Four decades after soldiers killed 59 villagers in Xoquil, a court on Monday convicted two men.",
            None,
        ),
    ],
)
def test_the_day_of_the_clause(extractor: Extractor, text: str, day: int | None) -> None:
    event = of(read(extractor, text), "killing")
    if "2024" in text:
        assert event.date_start == event.date_end == date(2024, 6, 28)
    else:
        assert event.date_start == (date(2025, 11, day) if day else None)


def test_a_priest_is_no_superlative(extractor: Extractor) -> None:
    event = of(read(extractor, "The arrest of a priest in July shook the town of Jos."), "arrest")
    assert (event.date_start, event.date_end) == (date(2025, 7, 1), date(2025, 7, 31))


def test_a_deed_denied_elsewhere_is_told_beside_the_one_before(extractor: Extractor) -> None:
    text = (
        "Gunmen killed two men in Kharkiv on Sunday.\n\n"
        "The army denied that it had shot three farmers in Sumy on Monday."
    )
    denied = of(read(extractor, text), "armed_attack")
    assert (denied.modality, place(denied), denied.date_start) == ("denied", ("Sumy", 1), date(2025, 11, 17))
