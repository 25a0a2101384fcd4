"""The extractor whole, on the shipped gazetteer: type, place, date, actors, counts, modality, merging."""

from __future__ import annotations

from datetime import date

import pytest

from geo.errors import InputError
from geo.events.extract import Extractor
from geo.events.types import CATCH_ALL
from geo.records import Count, Event, Report


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.open()


def read(extractor: Extractor, text: str, **more: object) -> list[Event]:
    fields = {"report_id": "r1", "published": date(2025, 11, 9)} | more
    return extractor.extract(Report(text=text, **fields), focus="MX")  # type: ignore[arg-type]


def only(events: list[Event]) -> Event:
    assert [e.type for e in events if e is not events[0]] == []
    return events[0]


def test_every_quote_is_what_stands_there(extractor: Extractor) -> None:
    text = "Intro 🚁. Gunmen killed three people in Culiacán on Monday. Los vecinos protestaron en la ciudad."
    events = read(extractor, text)
    assert {e.type for e in events} == {"killing", "protest"}
    assert all(text[v.start : v.end] == v.quote for e in events for v in e.evidence)
    assert all(e.sources == ("r1",) and e.report_id == "r1" for e in events)


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        (
            "MORELIA, Mexico, March 3, 2026 - Marines arrested two men in Uruapan.",
            "Marines arrested two men in Uruapan.",
        ),
        (
            "CULIACÁN, Sinaloa (AP) — Dos policías fueron asesinados el lunes.",
            "Dos policías fueron asesinados el lunes.",
        ),
        ("Uruapan - Apatzingán: two men were arrested.", "Uruapan - Apatzingán: two men were arrested."),
    ],
)
def test_a_summary_begins_after_the_dateline(extractor: Extractor, text: str, summary: str) -> None:
    assert only(read(extractor, text)).summary == summary


def test_an_id_stays_the_same_and_depends_on_report_and_place_in_the_text(extractor: Extractor) -> None:
    text = "Two men were arrested in Tijuana."
    first, again = only(read(extractor, text)), only(read(extractor, text))
    assert first.event_id == again.event_id
    assert only(read(extractor, text, report_id="r2")).event_id != first.event_id
    assert only(read(extractor, "So it was. " + text)).event_id != first.event_id


def test_an_arrest(extractor: Extractor) -> None:
    event = only(read(extractor, "Police arrested 14 people in Tijuana, Baja California, on November 3."))
    assert event.type == "arrest"
    assert event.place is not None
    assert (event.place.name, event.place.country, event.place.precision) == ("Tijuana", "MX", 1)
    assert (event.date_start, event.date_end, event.date_precision) == (
        date(2025, 11, 3),
        date(2025, 11, 3),
        1,
    )
    assert event.arrested == Count(low=14, best=14, high=14)
    assert event.modality == "reported"


def test_the_day_of_an_announcement_is_not_the_events(extractor: Extractor) -> None:
    event = only(read(extractor, "On November 6 the governor announced the arrest of two men in Tijuana."))
    assert (event.type, event.date_start, event.date_end, event.date_precision) == (
        "arrest",
        None,
        None,
        None,
    )
    assert event.claimed_by == "the governor"


def test_the_day_in_the_events_own_clause_is(extractor: Extractor) -> None:
    event = only(read(extractor, "The governor said two men were arrested in Tijuana on November 5."))
    assert event.date_start == date(2025, 11, 5)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The mayor of Uruapan was shot dead in Morelia.", "Morelia"),
        ("A native of Guadalajara was murdered in Culiacán.", "Culiacán"),
        ("Two men were killed in Celaya, officials said in Mexico City.", "Celaya"),
        ("El alcalde de Zamora fue asesinado en Morelia.", "Morelia"),
        ("Members of the Sinaloa Cartel killed three men in Fresnillo.", "Fresnillo"),
        ("CULIACÁN, Mexico (AP) — Three men were killed on Monday.", "Culiacán"),
        ("Matan a tres hombres. Colonia Centro, Tijuana", "Tijuana"),
        ("Dejan dos muertos en ataque. Fresnillo, Zacatecas", "Fresnillo"),
        ("Two policemen killed. Creel village in Bocoyna municipality, Chihuahua", "Creel"),
        ("Three shot dead in Durango. near the town of Nombre de Dios", "Nombre"),
        ("Matan a dos en Veracruz. Cosoleacaque", "Cosoleacaque"),
        ("Gunmen kill a farmer in Arteaga, on the border with Coahuila and Nuevo León.", "Arteaga"),
        ("A man was killed in Apatzingán. Hidalgo and Morelos streets", "Apatzingán"),
        ("Hallan un cuerpo en Silao. Camino a Romita", "Silao"),
        ("Attack in Mexico kills four\ncity of Salamanca", "Salamanca"),
        ("Weekly roundup. Tecomán", "Tecomán"),
        ("Drones struck a house in Kharkiv overnight, killing three. Moscow did not comment.", "Kharkiv"),
        ("Two men were shot dead in Cali. Their families are waiting in a hospital in Bogotá.", "Cali"),
        ("Two men were shot dead on Friday. A road near Jamundí, Valle del Cauca.", "Jamundí"),
        ("Three men were killed in Los Lobos on Friday.", "Los Lobos"),
        ("Asesinan a dos. Los Lobos, Guanajuato", "Los Lobos"),
        ("La Línea killed three men. The bodies lay in a street of Chihuahua.", "Chihuahua"),
        ("Firmaron un acuerdo en La Habana el lunes. Las partes volverán a reunirse en Caracas.", "Havana"),
    ],
)
def test_the_events_own_place(extractor: Extractor, text: str, name: str) -> None:
    event = read(extractor, text)[0]
    assert event.place is not None
    assert event.place.name.split(" de ")[0] == name


def test_a_village_far_from_the_city_told_of_is_doubted(extractor: Extractor) -> None:
    """There is a Lomas de San Martín near Monterrey, and there is a neighbourhood of that name in Tijuana."""
    event = read(extractor, "They kill five in Tijuana. Lomas de San Martín")[0]
    assert event.place is not None
    assert event.place.admin1 == "Baja California"
    told = read(extractor, "They kill five in Tijuana. town of Unión de Tula")[0]
    assert told.place is not None
    assert told.place.admin1 == "Jalisco"


@pytest.mark.parametrize(
    "text", ["El Chapo was arrested.", "Los Lobos killed three men.", "La Línea mató a tres hombres."]
)
def test_who_is_named_like_a_village_is_no_place(extractor: Extractor, text: str) -> None:
    assert only(read(extractor, text)).place is None


def test_near_a_town_is_not_the_town(extractor: Extractor) -> None:
    event = only(read(extractor, "Two soldiers were killed near Uruapan."))
    assert event.place is not None
    assert (event.place.name, event.place.precision) == ("Uruapan", 2)


def test_no_place_says_why(extractor: Extractor) -> None:
    event = only(read(extractor, "The secretary threatened the generals by videoconference."))
    assert (event.place, event.place_why) == (
        None,
        "it was held at a distance; the report names no place for it",
    )
    event = only(read(extractor, "Three people were killed."))
    assert (event.place, event.place_why) == (None, "the report names no place for it")


def test_the_title_gives_the_place_where_the_text_names_none(extractor: Extractor) -> None:
    event = only(read(extractor, "Three people were killed on Monday.", title="Attack in Celaya"))
    assert event.place is not None
    assert event.place.name == "Celaya"


def test_a_transfer_has_two_ends(extractor: Extractor) -> None:
    event = only(read(extractor, "Mexico transferred 26 prisoners to the United States in April 2025."))
    assert event.type == "prisoner_transfer"
    assert event.origin is not None
    assert event.destination is not None
    assert (event.origin.country, event.destination.country) == ("MX", "US")
    assert (event.date_start, event.date_end, event.date_precision) == (
        date(2025, 4, 1),
        date(2025, 4, 30),
        4,
    )


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Soldiers killed two men in Celaya.", "reported"),
        ("Soldiers allegedly killed two men in Celaya.", "alleged"),
        ("Soldados habrían matado a dos hombres en Celaya.", "alleged"),
        ("The army plans to deploy 500 soldiers in Celaya.", "planned"),
        ("El ejército desplegará a 500 soldados en Celaya.", "planned"),
        ("The army denied that its soldiers killed two men in Celaya.", "denied"),
        ("Un estudiante de preparatoria fue asesinado en Celaya.", "reported"),
        ("Previamente, dos hombres fueron asesinados en un predio próximo a Celaya.", "reported"),
        ("Los vecinos de Celaya exigen la detención del alcalde.", "planned"),
        ("The general, who denies wrongdoing, was detained in Celaya.", "reported"),
        ("Five rebels, among them a woman believed to be a nurse, were killed in Celaya.", "reported"),
        ("Prosecutors accuse them of killing a baker in Celaya.", "alleged"),
    ],
)
def test_modality(extractor: Extractor, text: str, modality: str) -> None:
    assert only(read(extractor, text)).modality == modality


def test_the_same_event_told_twice_is_one(extractor: Extractor) -> None:
    text = (
        "Three people were killed in Celaya on Monday. The killings took place in the city centre. "
        "Según la fiscalía, tres personas fueron asesinadas en Celaya."
    )
    event = only(read(extractor, text))
    assert len(event.evidence) == 3
    assert event.killed == Count(low=3, best=3, high=3)
    assert event.claimed_by == "la fiscalía"


def test_other_places_or_days_make_other_events(extractor: Extractor) -> None:
    text = "Two men were killed in Celaya on Monday. Four men were killed in Tijuana on Tuesday."
    events = read(extractor, text)
    assert sorted((e.place.name, e.killed.best) for e in events if e.place and e.killed) == [
        ("Celaya", 2),
        ("Tijuana", 4),
    ]


def test_an_older_event_keeps_its_own_date(extractor: Extractor) -> None:
    text = "Two men were killed in Celaya on Monday. In 2019 five policemen were killed in Celaya."
    assert sorted(str(e.date_start) for e in read(extractor, text)) == ["2019-01-01", "2025-11-03"]


def test_a_clash_that_kills_is_one_clash(extractor: Extractor) -> None:
    event = only(read(extractor, "A shootout between soldiers and gunmen in Reynosa left five people dead."))
    assert (event.type, event.killed) == ("armed_clash", Count(low=5, best=5, high=5))


def test_what_happened_comes_before_what_did_not(extractor: Extractor) -> None:
    text = "The army denied that soldiers killed a man in Celaya. Police arrested two in Tijuana on Monday."
    assert [e.type for e in read(extractor, text)] == ["arrest", "killing"]


def test_a_short_cry_of_violence_gives_a_doubtful_event(extractor: Extractor) -> None:
    event = only(read(extractor, "Mexico security update. Celaya"))
    assert event.type == CATCH_ALL
    told = only(read(extractor, "Gunmen killed two men in Celaya."))
    assert event.confidence < told.confidence - 0.1
    long = "Violence is a word. " + "The town of Celaya has a market and a church with two towers. " * 20
    assert read(extractor, long) == []


def test_a_quiet_text_tells_no_event(extractor: Extractor) -> None:
    assert read(extractor, "The market in Celaya opens at seven and sells fruit.") == []
    assert read(extractor, "") == []


def test_an_unknown_focus_is_refused(extractor: Extractor) -> None:
    with pytest.raises(InputError, match="focus"):
        extractor.extract(Report(report_id="r", text="Killed in Celaya."), focus="XX")


@pytest.mark.parametrize(
    "text",
    [
        "MATAN A TRES EN CELAYA",
        "matan a tres en celaya",
        "Matan a tres en Celaya \u200b\u200e عاجل 🚨🚨",
        "MatÃ¡n a tres en Celaya",
        "Matan a tres en Celaya, three people killed, dit-on",
        "\x00\x01 killed \ufffd",
        "Two gunmen killed 12² people in Cali. The toll rose to ³ in the ²010s.",
        "Mataron a ① hombres en Cali. Elevó a ¹² el número de muertos.",
        "a" * 100_000,
        "killed " * 20_000,
    ],
)
def test_odd_text_is_read_without_harm(extractor: Extractor, text: str) -> None:
    for event in read(extractor, text):
        assert all(text[v.start : v.end] == v.quote for v in event.evidence)


def test_capitals_change_nothing(extractor: Extractor) -> None:
    for text in ("MATAN A TRES EN CELAYA", "Matan a tres en Celaya"):
        event = only(read(extractor, text))
        assert (event.type, event.killed) == ("killing", Count(low=3, best=3, high=3))


@pytest.mark.parametrize(
    ("text", "agents"),
    [
        ("A car bomb killed six people in Herat. The Taliban claimed responsibility.", {"taliban"}),
        ("Un coche bomba mató a dos soldados en Arauca. El ELN se atribuyó el ataque.", {"eln"}),
        (
            "Un atentado mató a dos jueces en Cali. Las autoridades lo atribuyen a Los Choneros.",
            {"los-choneros"},
        ),
        ("Gunmen killed a man in Cali. Police blamed Los Choneros.", {"group-gunmen"}),
    ],
)
def test_who_claims_an_attack_did_it_and_who_is_blamed_where_nobody_else_did(
    extractor: Extractor, text: str, agents: set[str]
) -> None:
    event = only(read(extractor, text))
    assert {a.id for a in event.actors if a.role == "agent"} == agents


def test_a_later_sentence_tells_the_dead_and_wounded_of_the_attack(extractor: Extractor) -> None:
    text = "Gunmen stormed a bar in Cali on Monday. Three customers were shot dead. A waiter was wounded."
    event = only(read(extractor, text))
    assert event.type == "killing"
    assert event.date_start == date(2025, 11, 3)
    assert [a.id for a in event.actors if a.role == "agent"] == ["group-gunmen"]


def test_a_date_in_a_relative_clause_is_that_clauses(extractor: Extractor) -> None:
    text = "A priest who was abducted in Tijuana in August has been released."
    days = {e.type: e.date_start for e in read(extractor, text)}
    assert days == {"kidnapping": date(2025, 8, 1), "release": None}


def test_a_verb_that_its_object_shows_to_be_misread_is_read_again(extractor: Extractor) -> None:
    text = "Soldiers killed two men and recovered three rifles in Tijuana."
    assert {e.type for e in read(extractor, text)} == {"killing", "seizure"}
    assert read(extractor, "La Marina detuvo una lancha en Tijuana.") == []


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "The navy sent two ships to Tampico on Monday, a day after gunmen shot at a patrol off Veracruz.",
            {"deployment": date(2025, 11, 3), "armed_attack": date(2025, 11, 2)},
        ),
        (
            "The gang, which kidnapped a driver near Celaya on November 3, set him free on Friday.",
            {"kidnapping": date(2025, 11, 3), "release": date(2025, 11, 7)},
        ),
        (
            "Two crimes Sunday: youths burned a bus in Celaya, and a man was stabbed to death in Irapuato.",
            {"property_attack": date(2025, 11, 9), "killing": date(2025, 11, 9)},
        ),
    ],
)
def test_each_deed_has_its_own_day(extractor: Extractor, text: str, days: dict[str, date]) -> None:
    assert {e.type: e.date_start for e in read(extractor, text)} == days


def test_what_a_demand_or_a_vow_comes_after_was_done(extractor: Extractor) -> None:
    text = "Drivers blocked a road in Celaya on Monday to demand safety, days after a colleague was murdered."
    assert {e.type: e.modality for e in read(extractor, text)} == {
        "blockade": "reported",
        "killing": "reported",
    }


def test_who_was_missing_before_the_body_was_found_went_missing_on_a_day(extractor: Extractor) -> None:
    text = "The bodies of two sisters who had been missing since November 3 were found in Celaya on Friday."
    days = {e.type: (e.date_start, e.date_end) for e in read(extractor, text)}
    assert days == {
        "body_found": (date(2025, 11, 7), date(2025, 11, 7)),
        "disappearance": (date(2025, 11, 3), date(2025, 11, 3)),
    }


def test_a_search_is_one_beside_the_arrest_told_before(extractor: Extractor) -> None:
    text = "Police detained three men in Celaya on Monday. Officers also searched the offices of a newspaper."
    assert [e.type for e in read(extractor, text)] == ["arrest", "raid"]


@pytest.mark.parametrize(
    "text",
    [
        "The navy said gunmen had attacked its base in Celaya. It sent 300 marines to the town.",
        "Gunmen attacked a base in Celaya, the navy said. It sent 300 marines to the town.",
        "The navy was attacked in Celaya. It sent 300 marines to the town.",
    ],
)
def test_it_is_the_body_told_of_before(extractor: Extractor, text: str) -> None:
    (sent,) = [e for e in read(extractor, text) if e.type == "deployment"]
    assert [a.kind for a in sent.actors if a.role == "agent"] == ["military"]


def test_acts_of_words_are_placed_by_their_own_sentence(extractor: Extractor) -> None:
    text = "Soldiers killed a baker in Celaya on Monday. Prosecutors have opened an investigation."
    places = {e.type: e.place.name if e.place else None for e in read(extractor, text)}
    assert places == {"killing": "Celaya", "investigation": None}
    (threat,) = read(extractor, "The cartel threatened the teachers.\n\nCelaya")
    assert threat.place is not None
    assert threat.place.name == "Celaya"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Two soldiers were found guilty of murdering a farmer.",
            {"sentence": "reported", "killing": "reported"},
        ),
        ("A man has been charged with killing his neighbour.", {"charges": "reported", "killing": "alleged"}),
        (
            "A man was held on suspicion of stabbing a teacher to death.",
            {"arrest": "reported", "killing": "alleged"},
        ),
        (
            "A colonel accused of torturing three boys was arrested.",
            {"arrest": "reported", "abuse": "alleged"},
        ),
        ("A man accused of killing civilians was arrested.", {"arrest": "reported"}),
        ("Un policía fue imputado por torturar a un joven.", {"charges": "reported", "abuse": "alleged"}),
        (
            "Dos soldados fueron condenados por matar a un campesino.",
            {"sentence": "reported", "killing": "reported"},
        ),
        ("Un acusado de torturar fue detenido.", {"arrest": "reported"}),
    ],
)
def test_the_deed_that_somebody_answers_for_is_told_if_it_names_whom_it_befell(
    extractor: Extractor, text: str, told: dict[str, str]
) -> None:
    assert {e.type: e.modality for e in read(extractor, text)} == told


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "A court in Toluca on Monday sentenced a policeman to 35 years for the 2019 murder of a driver "
            "in Celaya.",
            {"sentence": "Toluca", "killing": "Celaya"},
        ),
        (
            "The former mayor was convicted of killing a baker in Celaya in 2019.",
            {"sentence": None, "killing": "Celaya"},
        ),
        (
            "Un tribunal de Toluca condenó el lunes a un policía por matar a un chofer en Celaya en 2019.",
            {"sentence": "Toluca", "killing": "Celaya"},
        ),
        (
            "A priest who was kidnapped in Celaya in January was released on Tuesday.",
            {"kidnapping": "Celaya", "release": None},
        ),
        (
            "Un sacerdote fue liberado el martes en Toluca tras ser secuestrado en enero en Celaya.",
            {"kidnapping": "Celaya", "release": "Toluca"},
        ),
    ],
)
def test_a_deed_and_what_the_law_made_of_it_have_each_their_place(
    extractor: Extractor, text: str, places: dict[str, str | None]
) -> None:
    assert {e.type: e.place.name if e.place else None for e in read(extractor, text)} == places


def test_a_dateline_gives_way_to_a_place_that_the_sentence_names(extractor: Extractor) -> None:
    event = only(read(extractor, "CULIACÁN, Mexico — Gunmen killed two farmers in a village near Mazatlán."))
    assert event.place is not None
    assert event.place.name == "Mazatlán"


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ("A councillor was shot dead in Celaya on Monday. Two gunmen fled on a motorcycle.", "Gunmen"),
        ("A bomb killed nine in Maiduguri. Boko Haram posted a video of it.", "Boko Haram"),
        ("A bomb killed nine in Maiduguri. Boko Haram denied any part in it.", None),
        ("A judge was killed in Celaya. Police put the murder down to the Sinaloa Cartel.", "Sinaloa Cartel"),
        ("A judge was killed in Celaya. Police are looking for witnesses.", None),
        ("A judge was killed in Celaya. The Sinaloa Cartel has its roots in the highlands.", None),
    ],
)
def test_the_next_sentence_tells_who_did_it(extractor: Extractor, text: str, agent: str | None) -> None:
    event = only(read(extractor, text))
    assert [a.name for a in event.actors if a.role == "agent"] == ([agent] if agent else [])


def test_a_camp_of_refugees_is_a_place_and_nobody_flees_it(extractor: Extractor) -> None:
    text = (
        "Tropas israelíes irrumpieron el martes en el campo de refugiados de Yenín y mataron a un palestino."
    )
    events = read(extractor, text)
    assert {event.type for event in events} == {"raid", "killing"}
    assert not any("Refugiados" in actor.name for event in events for actor in event.actors)
