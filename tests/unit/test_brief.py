"""Headlines and terse sentences, in both languages: what they tell, who did it and to whom."""

from __future__ import annotations

from datetime import date

import pytest

from geo.events.extract import Extractor
from geo.places.resolve import Geoparser
from geo.records import Event, Report

CIVIL_GUARD, ELN = "Guardia Civil", "Ejército de Liberación Nacional"
RIVALS = ["Gobierno de Rusia", "Gobierno de Ucrania"]
FRANCE = ["Gobierno de Francia"]
FOES = ["Policía", "Hombres armados"]
DRILLED = ["Trabajadores humanitarios", "Soldados"]
ARMED, REPORTER = ["Hombres armados"], "Periodistas"
BOTH = ["Gobierno de Chile", "Gobierno de Perú"]
TOLD = [
    # the object of a headline without an article
    ("Matan a panadero en Cali", "killing", [], ["panadero"]),
    # somebody new after the place
    ("Fue detenido en Lima un contador público.", "arrest", [], ["contador público"]),
    ("Capturados en Managua tres presuntos asaltabancos", "arrest", [], ["asaltabancos"]),
    # irregular pasts, and what is done by a phrase
    ("El Clan del Golfo dio muerte a un inspector", "killing", ["Clan del Golfo"], ["inspector"]),
    ("Cayó abatido por la policía un asaltante en Guayaquil", "killing", ["Policía"], ["asaltante"]),
    ("Migrantes cubanos fueron devueltos a Colombia desde Panamá", "deportation", [], ["Migrantes"]),
    ("El gobierno desterró a un obispo a Roma", "deportation", ["gobierno"], ["Clero"]),
    # who is described by what befell him
    ("Ataque deja dos policías muertos en Fresnillo", "killing", [], ["Policía"]),
    ("Encapuchados quemaron maquinaria forestal en Temuco", "property_attack", ["Hombres armados"], []),
    ("Vecinos bloquean la ruta a Oruro", "blockade", ["Civiles"], []),
    # who tells of a threat doesn't make it
    ("Alcalde denuncia amenazas de muerte de mineros ilegales", "threat", ["Mineros"], []),
    ("Chile y Perú firmaron el lunes un acuerdo en Lima.", "agreement", BOTH, []),
    # "a" with a number opens an object, and who seizes does so for himself
    ("La Guardia Civil arrestó en Murcia a once miembros de una red.", "arrest", [CIVIL_GUARD], ["miembros"]),
    ("Agentes arrestaron a dos hombres y se incautaron de tres armas.", "seizure", ["Policía"], []),
    ("El ELN retuvo durante horas a un soldado en Saravena.", "kidnapping", [ELN], ["Soldados"]),
    ("Atentan contra el exalcalde de Palmira", "armed_attack", [], ["Autoridades locales"]),
    ("Fueron rescatados sanos y salvos los tres mineros.", "release", [], ["Mineros"]),
    ("Rusia y Ucrania canjearon 200 prisioneros de guerra.", "release", RIVALS, ["Presos"]),
    ("Un juez dictó orden de captura contra el exministro", "charges", ["Jueces"], ["exministro"]),
    ("El juez envió a la cárcel a los militares señalados de torturar.", "charges", ["Jueces"], ["Soldados"]),
    ("Francia expulsó a 120 venezolanos en un vuelo.", "deportation", FRANCE, ["venezolanos"]),
    ("Policías y sicarios intercambiaron disparos en Cotuí", "armed_clash", FOES, []),
    ("Militares rodearon el palacio antes de replegarse.", "deployment", ["Soldados"], []),
    # what is undergone, in the words that the news has for it
    ("Soldados cayeron en una emboscada en Huanta", "armed_attack", [], ["Soldados"]),
    ("Se entregó a la justicia un exjefe policial", "arrest", [], ["exjefe policial"]),
    ("Grupos armados obligaron a 300 vecinos a salir de sus casas", "displacement", ARMED, ["Civiles"]),
    ("Quemaron viva a una mujer en Izabal", "killing", [], ["Civiles"]),
    ("Le dispararon desde un auto en marcha al periodista Julio Rey", "attack_on_press", [], ["Julio Rey"]),
    ("Bomberos y soldados realizarán ejercicios en Colón", "exercise", DRILLED, []),
    # English
    ("The militia freed 14 of the teachers in Gao.", "release", ["Militias"], ["Teachers"]),
    ("Thousands marched in Tegucigalpa against the cuts.", "protest", ["Thousands"], []),
    ("The two sides carried out a prisoner swap on Monday.", "release", [], []),
    ("They shot a baker to death in Cebu", "killing", [], ["baker"]),
    ("Rebels release kidnapped soldier in Arauca", "release", ["Rebels"], ["Soldiers"]),
    ("Police fire tear gas at farm workers in Dhaka", "abuse", ["Police"], ["Civilians"]),
    ("Man held over shooting of a baker in Kingston", "arrest", [], ["Civilians"]),
]  # fmt: skip


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.open()


def first(extractor: Extractor, text: str, kind: str = "") -> Event:
    """The first event of a text, or the first of one type."""
    found = extractor.extract(Report(report_id="r", text=text, published=date(2024, 3, 13)))
    return next(e for e in found if kind in ("", e.type))


@pytest.mark.parametrize(("text", "kind", "agents", "targets"), TOLD, ids=lambda x: str(x)[:40])
def test_a_headline_tells_who_and_whom(
    extractor: Extractor, text: str, kind: str, agents: list[str], targets: list[str]
) -> None:
    event = first(extractor, text, kind)
    assert [a.name for a in event.actors if a.role in ("agent", "participant")] == agents
    assert [a.name for a in event.actors if a.role == "target"] == targets


@pytest.mark.parametrize(
    "text",
    [
        "Four die in shooting in Kingston",
        "Attack claims 36 lives in Kano",
        "Two men hung from bridge in Kano",
        "They find a man without life in Kano, shot three times",
    ],
)
def test_the_dead_of_a_headline_are_found(extractor: Extractor, text: str) -> None:
    assert first(extractor, text).type in ("killing", "body_found")


def test_what_somebody_is_accused_of_doing_is_no_event(extractor: Extractor) -> None:
    text = "Un tribunal dejó en prisión preventiva a un coronel acusado de torturar a detenidos en 1973."
    assert [e.type for e in extractor.extract(Report(report_id="r", text=text))] == ["charges"]


def test_a_stabbing_alone_is_no_killing(extractor: Extractor) -> None:
    assert first(extractor, "Apuñalan a un repartidor en Ezeiza").type == "armed_attack"
    assert first(extractor, "Ataque con explosivos en Catatumbo derriba una torre").type == "bombing"


def test_suspected_people_are_no_suspicion(extractor: Extractor) -> None:
    assert first(extractor, "Suspected jihadists killed 20 villagers in Bandiagara.").modality == "reported"
    assert first(extractor, "Presuntos guerrilleros mataron a un juez en Cali.").modality == "reported"


def test_a_town_that_begins_like_since_has_its_day(extractor: Extractor) -> None:
    event = first(extractor, "Mataron a un inspector en Sincelejo el lunes")
    assert event.date_start == date(2024, 3, 11)


def test_a_name_with_hyphens_is_one_name() -> None:
    found = Geoparser.open().parse("Gunmen burned shops in Port-au-Prince.")
    assert [(m.surface, m.place and m.place.country) for m in found] == [("Port-au-Prince", "HT")]


def test_a_neighbourhood_inherits_the_city_in_its_name() -> None:
    found = Geoparser.open().parse("Mataron a un hombre en el barrio Cerro de Montevideo")
    assert [m.place and m.place.name for m in found] == ["Montevideo"]


@pytest.mark.parametrize(
    "text",
    [
        "Two peacekeepers from Bangladesh died when their convoy hit a mine outside Kidal.",
        "Gunmen from Sinaloa attacked a bar in Tijuana.",
    ],
)
def test_where_people_come_from_is_not_where_it_happened(extractor: Extractor, text: str) -> None:
    found = first(extractor, text).place
    assert found is not None
    assert found.name in ("Kidal", "Tijuana")
