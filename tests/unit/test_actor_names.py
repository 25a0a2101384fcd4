"""Actors beyond plain aliases: nations' bodies, shared acronyms, people with names of their own."""

from __future__ import annotations

import time

import pytest

from geo.events.actor_finder import ActorFinder
from geo.events.actors import load_actors

FINDER = ActorFinder.open()


def named(text: str, lang: str = "en") -> list[tuple[str | None, str]]:
    """(id, the words that name it) of each actor in a text."""
    return [(m.id, text[m.start : m.end]) for m in FINDER.find(text, lang=lang)]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "the Turkish army", [("tr-military", "Turkish army")]),
        ("en", "Sudan's military", [("sd-military", "Sudan's military")]),
        ("en", "the Ukrainian special forces", [("ua-military", "Ukrainian special forces")]),
        ("en", "South Korean police", [("kr-police", "South Korean police")]),
        ("en", "Burkina Faso's army", [("bf-military", "Burkina Faso's army")]),
        ("en", "the Italian coast guard", [("it-security", "Italian coast guard")]),
        ("en", "the government of Chad", [("td-gov", "government of Chad")]),
        ("en", "U.S. troops", [("us-military", "U.S. troops")]),
        ("en", "Russian drones", [("ru-military", "Russian")]),
        ("es", "Drones rusos", [("ru-military", "rusos")]),
        ("en", "an American MQ-9 Reaper", [("us-military", "American")]),
        ("en", "U.S. F-35 jets", [("us-military", "U.S")]),
        ("en", "a Dutch tulip", []),
        ("es", "17 aviones militares chinos", [("cn-military", "militares chinos")]),
        ("es", "buques de guerra rusos", [("ru-military", "rusos")]),
        ("es", "dos Su-27 rusos", [("ru-military", "rusos")]),
        ("en", "Honduras extradited him.", [("hn-gov", "Honduras")]),
        ("en", "It happened in Honduras on Monday.", []),
        ("en", "sicarios of the CJNG", [("cjng", "sicarios of the CJNG")]),
        ("es", "integrantes armados", []),
        ("en", "Mexican marines", [("mx-navy", "Mexican marines")]),
        ("es", "la policía nacional colombiana", [("co-police", "policía nacional colombiana")]),
        ("es", "el ejército turco", [("tr-military", "ejército turco")]),
        ("es", "las Fuerzas Armadas de Ucrania", [("ua-military", "Fuerzas Armadas de Ucrania")]),
        ("es", "el gobierno de Chile", [("cl-gov", "gobierno de Chile")]),
        ("es", "soldados ucranianos", [("ua-military", "soldados ucranianos")]),
        ("es", "policía de Uruapan", [("group-police", "policía")]),
        ("en", "police in Turkey", [("group-police", "police")]),
    ],
)
def test_a_nations_body_by_rule(lang: str, text: str, expected: list[tuple[str | None, str]]) -> None:
    assert named(text, lang) == expected


def test_a_nations_body_has_a_name_in_both_languages_and_a_country() -> None:
    (english,), (spanish,) = FINDER.find("the Sudanese army"), FINDER.find("el ejército sudanés", lang="es")
    assert (english.name, spanish.name) == ("Armed forces of Sudan", "Fuerzas armadas de Sudán")
    assert english.id == spanish.id == "sd-military"
    assert (english.kind, english.country) == ("military", "SD")


def test_an_acronym_of_two_actors_is_the_one_named_in_full() -> None:
    assert named("RSF said so.") == [("rsf", "RSF")]
    assert named("RSF fighters fled.") == [("rapid-support-forces", "RSF fighters")]
    assert named("The Rapid Support Forces fled. RSF said so.") == [
        ("rapid-support-forces", "Rapid Support Forces"),
        ("rapid-support-forces", "RSF"),
    ]


def test_an_alias_may_hold_in_one_language_alone() -> None:
    assert named("The EU met.", "en") == [("european-union", "EU")]
    assert named("EU pidió su entrega.", "es") == [("us-gov", "EU")]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "Governor Xoqui Barlo fled.", [(None, "Xoqui Barlo")]),
        ("en", "Zyn Marko, 34, was killed.", [(None, "Zyn Marko")]),
        ("es", "La periodista Xiomara Tzil", [("group-journalists", "periodista"), (None, "Xiomara Tzil")]),
        ("es", "Zyn Marko, de 34 años, murió.", [(None, "Zyn Marko")]),
        ("es", 'El líder "El Tripas" huyó.', [(None, "El Tripas")]),
        ("en", 'Juan Pérez, alias "El Tripas", fled.', [(None, "Juan Pérez")]),
        ("es", "en San Pedro Garza García", []),
        ("en", "Juan Pérez's house", [(None, "Juan Pérez")]),
        ("en", "Zyn Marko was seen.", []),
        ("en", "", []),
        ("es", "🙂 \u200b ١٢ «»", []),
    ],
)
def test_people_with_names_of_their_own(lang: str, text: str, expected: list[tuple[str | None, str]]) -> None:
    assert named(text, lang) == expected


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "The Zomi Revolutionary Army fled.", [(None, "Zomi Revolutionary Army")]),
        ("en", "Gunmen of the Oromo Salvation Front fled.", [(None, "Gunmen of the Oromo Salvation Front")]),
        ("en", "The Terre Noire gang fled.", [(None, "Terre Noire gang")]),
        ("en", "A Haitian gang fled.", [("group-gangs", "gang")]),
        ("en", "A Tijuana gang fled.", [("group-gangs", "gang")]),
        ("en", "Rival gang members fled.", [("group-gangs", "gang members")]),
        ("en", "The Top Sinaloa Cartel fled.", [("sinaloa-cartel", "Sinaloa Cartel")]),
        ("es", "La banda 103 Zombi huyó.", [(None, "banda 103 Zombi")]),
        ("es", "Huyó el clan Santapaola.", [(None, "clan Santapaola")]),
        ("es", "Una banda de Tijuana huyó.", []),
        (
            "es",
            "Huyó el Frente Popular de Liberación de Zomi.",
            [(None, "Frente Popular de Liberación de Zomi")],
        ),
        ("es", "El Ejército salió hacia La Libertad.", [("mx-army", "El Ejército")]),
    ],
)
def test_groups_that_no_catalogue_holds(lang: str, text: str, expected: list[tuple[str | None, str]]) -> None:
    assert named(text, lang) == expected


def test_the_catalogue_reaches_beyond_its_first_subject() -> None:
    actors = load_actors()
    assert len({a.country for a in actors.values()} - {""}) >= 20
    assert actors["farc-dissidents"].parent == "farc"
    assert sum(i.startswith("group-") for i in actors) >= 30


def test_offsets_point_into_the_original_text() -> None:
    text = "İstanbul — El Cártel de Sinaloa, Sudan’s army y “El Tripas”"
    found = FINDER.find(text, lang="es")
    assert [text[m.start : m.end] for m in found] == ["Cártel de Sinaloa", "Sudan’s army", "El Tripas"]


@pytest.mark.parametrize(
    "unit", ["Juan ", "Turkish army ", '"El ', "police de ", "cartel ", "José de la ", "Zomi Liberation "]
)
def test_time_is_linear(unit: str) -> None:
    def seconds(size: int) -> float:
        start = time.process_time()
        FINDER.find(unit * (size // len(unit)), lang="en")
        return time.process_time() - start

    small, large = (min(seconds(size) for _ in range(3)) for size in (8_000, 64_000))
    assert large < 8 * 3 * max(small, 0.003)
