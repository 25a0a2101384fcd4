"""Bare sentences for the many ways to tell each type of deed, and for the harmless senses of its words.

`tests/data/carriers.csv` holds one sentence a line with the one type that it tells, who does it and to whom
where that is asked for, or no type where it tells nothing. What is made up here is no news.
"""

from __future__ import annotations

import csv
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from geo.events.extract import Extractor
from geo.records import Event, Report

CARRIERS = Path(__file__).resolve().parents[1] / "data" / "carriers.csv"
ROWS = list(csv.DictReader(CARRIERS.read_text(encoding="utf-8").splitlines()))
KINDS = sorted({(row["lang"], row["type"]) for row in ROWS})

AGENTS = {
    "es": {
        "el Ejército colombiano": "Fuerzas armadas de Colombia", "sicarios": "Hombres armados",
        "agentes de la fiscalía": "Policía",
        "la guerrilla del ELN": "Ejército de Liberación Nacional", "vecinos": "Civiles",
        "un grupo de encapuchados": "Hombres armados", "integrantes de la banda Los Lobos": "Los Lobos",
    },
    "en": {
        "soldiers": "Soldiers", "police officers": "Police", "gunmen": "Gunmen", "settlers": "Settlers",
        "members of the gang": "Gangs", "ELN rebels": "National Liberation Army",
    },
}  # fmt: skip
UNLAWFUL = {"Hombres armados", "Los Lobos", "Ejército de Liberación Nacional"}
"""Those of them who have no authority, and so arrest nobody."""
ONE = ("el ", "la ", "un ")
DEEDS = {
    "es": {"kidnapping": "secuestr", "arrest": "captur", "abuse": "tortur", "release": "liber"},
    "en": {"kidnapping": "kidnapped", "arrest": "arrested", "abuse": "tortured", "release": "freed"},
}
SHAPES = {
    "es": [
        "{Who} {did} a dos campesinos en Tibú.",
        "{Did} {who} a dos campesinos en Tibú.",
        "{Did} a dos campesinos en Tibú {who}.",
        "Dos campesinos fueron {done} por {who} en Tibú.",
        "Fueron {done} por {who} dos campesinos en Tibú.",
        "Informó la Fiscalía que {who} {did} a dos campesinos en Tibú.",
        "{Who}, que operan allí desde hace años, {did} a dos campesinos en Tibú.",
        "Los dos campesinos que {who} {did} en Tibú eran hermanos.",
        "La noche del domingo {who} {did} a dos campesinos en Tibú.",
    ],
    "en": [
        "{Who} {did} two farmers in Tibu.",
        "Two farmers were {done} in Tibu on Monday by {who}.",
        "{Who}, who have long controlled the area, {did} two farmers in Tibu.",
        "The governor said that {who} had {done} two farmers in Tibu.",
        "{Who} entered a house and {did} two farmers in Tibu.",
        "{Who} who {did} two farmers in Tibu fled to the hills.",
        "Two farmers {done} by {who} in Tibu.",
    ],
}


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.open()


def read(extractor: Extractor, text: str, lang: str) -> list[Event]:
    report = Report(report_id="c", text=text, lang=lang, published=date(2025, 6, 10))
    return extractor.extract(report, explain=False)


def names(event: Event, *roles: str) -> list[str]:
    return sorted({actor.name for actor in event.actors if actor.role in roles})


def differs(found: list[Event], row: dict[str, str]) -> bool:
    """Whether a sentence tells anything else than its row says."""
    if [event.type for event in found] != [row["type"]][: bool(row["type"])]:
        return True
    agents, targets = row["agents"].split(";"), row["targets"].split(";")
    return any(
        wanted != [""] and wanted != got
        for event in found
        for wanted, got in ((agents, names(event, "agent", "participant")), (targets, names(event, "target")))
    )


@pytest.mark.parametrize(("lang", "kind"), KINDS)
def test_a_deed_is_told_in_many_words(extractor: Extractor, lang: str, kind: str) -> None:
    rows = [row for row in ROWS if row["lang"] == lang and row["type"] == kind]
    assert [row["text"] for row in rows if differs(read(extractor, row["text"], lang), row)] == []


def spoken(shape: str, who: str, stem: str, lang: str) -> str:
    one = "ó" if who.startswith(ONE) else "aron"
    did = stem + one if lang == "es" else stem
    done = stem + "ados" if lang == "es" else stem
    return shape.format(who=who, Who=who[0].upper() + who[1:], did=did, Did=did.capitalize(), done=done)


@pytest.mark.parametrize(
    ("lang", "shape"), [(lang, shape) for lang, shapes in SHAPES.items() for shape in shapes]
)
def test_who_does_it_to_whom_in_any_order(extractor: Extractor, lang: str, shape: str) -> None:
    missed = []
    for (who, name), (kind, stem) in product(AGENTS[lang].items(), DEEDS[lang].items()):
        text = spoken(shape, who, stem, lang)
        wanted = "kidnapping" if stem == "captur" and name in UNLAWFUL else kind
        found = [e for e in read(extractor, text, lang) if e.type == wanted]
        people = ["Civiles"] if lang == "es" else ["Civilians"]
        if [(names(e, "agent"), names(e, "target")) for e in found] != [([name], people)]:
            missed.append(text)
    assert missed == []


@pytest.mark.parametrize(
    ("lang", "text", "kinds"),
    [
        ("es", "Un líder fue asesinado en Suárez. El ataque ocurrió de noche.", ["killing"]),
        ("es", "La Armada detuvo a tres hombres en Tumaco. El operativo duró dos días.", ["arrest"]),
        ("es", "Secuestraron a un ganadero en Yuty. El plagio ocurrió en su finca.", ["kidnapping"]),
        ("es", "Un coche bomba explotó en Esmeraldas. El estallido causó heridas a dos agentes.",
         ["bombing"]),
        ("es", "Dos hombres fueron detenidos en Lleida. Los agentes registraron después su casa.",
         ["arrest", "raid"]),
        ("es", "Quemaron tres camiones en Lebu. Dicho atentado ocurrió de noche.", ["property_attack"]),
        ("en", "A union leader was shot dead in Davao. The killing was condemned.", ["killing"]),
        ("en", "The CIA launched a drone strike on a dock. The covert operation failed.", ["drone_attack"]),
        ("en", "Police arrested four men in Rotterdam. The suspects were taken into custody.", ["arrest"]),
        ("en", "Six bodies were found in a well. All showed signs of torture.", ["body_found"]),
        ("en", "The army rescued 12 hostages in Borno.", ["release"]),
        ("en", "Police dismantled a kidnapping ring in Lima.", ["arrest"]),
    ],
)  # fmt: skip
def test_what_is_named_again_is_no_second_event(
    extractor: Extractor, lang: str, text: str, kinds: list[str]
) -> None:
    assert [event.type for event in read(extractor, text, lang)] == kinds


@pytest.mark.parametrize(
    ("lang", "text", "kind", "modality"),
    [
        ("en", "Troops were deployed to rescue the children in Kebbi.", "release", "planned"),
        ("es", "Enviaron policías a Lima para detener a los líderes.", "arrest", "planned"),
        ("en", "Dozens have been kidnapped in Lagos since early May.", "kidnapping", "reported"),
        ("en", "Police arrested a guard for the murder of two girls in Howick.", "killing", "alleged"),
        ("en", "Two captains were charged with the murder of a lawyer in Tocoa.", "killing", "alleged"),
        ("en", "A court in Tocoa convicted two captains of the murder of a lawyer.", "killing", "reported"),
        ("en", "Police held 12 during a protest over the killing of a student.", "killing", "reported"),
        ("es", "Detuvo a dos, a quienes imputa el secuestro de un juez en Cali.", "kidnapping", "alleged"),
        ("en", "He is to be arraigned in court in Tampa this Friday.", "charges", "planned"),
        ("es", "El Ejército negó este domingo que sus tropas bombardearan una finca.", "airstrike", "denied"),
        ("es", "La fiscalía acusó ayer de nuevo a un coronel de la Policía Nacional Civil del país de haber "
         "torturado a dos presos.", "abuse", "alleged"),
        ("es", "Un juez condenó a un coronel por haber torturado a dos presos.", "abuse", "reported"),
        ("es", "Irán apresó un buque al que acusa de contrabando y arrestó a sus tripulantes.", "arrest",
         "reported"),
        ("es", "Rusia acusó a Ucrania y bombardeó la ciudad de Odesa.", "airstrike", "reported"),
        ("es", "Los acusó de que entraron y mataron a dos campesinos.", "killing", "alleged"),
        ("es", "Detuvieron a un hombre a quien vinculan con la masacre de cuatro jóvenes en Tela.", "killing",
         "alleged"),
        ("es", "La policía vigilará la marcha convocada para este lunes.", "protest", "planned"),
        ("es", "La marcha convocada para el lunes reunió a miles de personas.", "protest", "reported"),
        ("es", "Turquía lanzará \"en el momento oportuno\" una ofensiva terrestre.", "military_operation",
         "planned"),
        ("es", "El ministro adelantó que el lunes serán excarcelados 20 presos.", "release", "planned"),
        ("es", "Los dos países realizarán ejercicios navales en el golfo de Omán.", "exercise", "planned"),
    ],
)  # fmt: skip
def test_how_sure_the_report_is(extractor: Extractor, lang: str, text: str, kind: str, modality: str) -> None:
    found = {event.type: event.modality for event in read(extractor, text, lang)}
    assert found.get(kind) == modality


@pytest.mark.parametrize(
    ("lang", "text", "kind", "doer"),
    [
        ("en", "An Irishman wanted for the 2017 murder of a priest was extradited.", "killing", "Irishman"),
        ("es", "Detuvo a dos mareros, a quienes imputa el rapto de un juez.", "kidnapping", "Pandillas"),
        ("es", "Imputan a dos policías el asesinato de un estudiante en Cali.", "killing", "Policía"),
        ("es", "Cayó una pareja que le cobraba renta a un tendero en Yoro.", "extortion", "Civiles"),
        (
            "es",
            "El ELN se atribuyó el asesinato de un alcalde.",
            "killing",
            "Ejército de Liberación Nacional",
        ),
    ],
)
def test_who_is_said_to_have_done_it(
    extractor: Extractor, lang: str, text: str, kind: str, doer: str
) -> None:
    told = {event.type: names(event, "agent") for event in read(extractor, text, lang)}
    assert told.get(kind) == [doer]


def test_who_is_extradited_leaves_from_where_the_verb_says(extractor: Extractor) -> None:
    text = "A man wanted for the murder of a priest in Cork was extradited from Spain on Tuesday."
    (event,) = [e for e in read(extractor, text, "en") if e.type == "extradition"]
    assert event.place is not None
    assert event.place.name == "Spain"


@pytest.mark.parametrize(
    ("lang", "text", "place"),
    [
        ("en", "Fighters burned homes in El Obeid. Hundreds of families fled for Kosti.", "El Obeid"),
        ("es", "Milicianos asaltaron una aldea de Bankass. Los vecinos huyeron hacia Mopti.", "Bankass"),
        ("es", "Cientos de personas han llegado a Pemba huyendo de los ataques en Macomia.", "Macomia"),
    ],
)  # fmt: skip
def test_the_displaced_were_where_they_fled_from(
    extractor: Extractor, lang: str, text: str, place: str
) -> None:
    (event,) = [e for e in read(extractor, text, lang) if e.type == "displacement"]
    assert event.place is not None
    assert event.place.name == place


NO_DOER = {
    "en": [
        "The president condemned the attack on the port.",
        "The union criticised the sanctions against two generals.",
        "The town saw its worst attack in years.",
        "Caracas accused Bogota of preparing an attack on the port.",
        "Police stopped a protest in the capital.",
        "Doctors treated victims of the airstrike on the town.",
        "Flights from Moscow, Kyiv and Ankara were suspended after an attack on the port.",
        "Paris has seen protests against the reform.",
        "Among those arrested in Lima were two journalists.",
    ],
    "es": [
        "El presidente condenó el ataque contra el puerto.",
        "El sindicato criticó las sanciones contra dos generales.",
        "El Ejército evitó el secuestro de un empresario.",
        "La Policía disolvió una protesta en la capital.",
        "El gobierno lamentó el asesinato de dos periodistas.",
        "Madrid amaneció con una protesta en la capital.",
        "El hospital recibió a los heridos del ataque contra el puerto.",
        "Se detuvo a dos policías en Lima.",
    ],
}


@pytest.mark.parametrize("lang", ["en", "es"])
def test_who_only_speaks_of_a_deed_or_suffers_it_is_no_agent(extractor: Extractor, lang: str) -> None:
    found = {text: read(extractor, text, lang) for text in NO_DOER[lang]}
    assert all(found.values())
    assert [t for t, events in found.items() for e in events if names(e, "agent", "participant")] == []


CARRYING = {
    "en": (
        ["launched", "carried out", "stepped up", "kept up", "has been conducting", "is preparing",
         "vowed to launch", "took part in", "pressed ahead with", "responded with", "renewed", "unleashed"],
        ["{Who} {did} airstrikes on the town.",
         "{Who}, after months of tension, {did} airstrikes on the town.",
         "{Who}, which has long denied it, on Monday {did} airstrikes on the town."],
        {"the army": "Soldiers", "Turkey": "Government of Türkiye", "Iran": "Government of Iran"},
    ),
    "es": (
        ["lanzó", "realizó", "llevó a cabo", "intensificó", "mantiene", "ha reanudado", "prevé realizar",
         "participó en", "prosigue con", "prepara", "se sumó a", "desató"],
        ["{Who} {did} bombardeos contra la aldea.",
         "{Who}, tras meses de tensión, {did} bombardeos contra la aldea.",
         "{Who}, que opera en la zona, {did} bombardeos contra la aldea."],
        {"el Ejército": "Ejército Mexicano", "Turquía": "Gobierno de Turquía",
         "el ELN": "Ejército de Liberación Nacional"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "es"])
def test_who_carries_a_deed_out_does_it(extractor: Extractor, lang: str) -> None:
    verbs, shapes, agents = CARRYING[lang]
    missed = []
    for did, shape, (who, name) in product(verbs, shapes, agents.items()):
        text = shape.format(Who=who[0].upper() + who[1:], did=did)
        told = [e for e in read(extractor, text, lang) if e.type == "airstrike"]
        if [names(e, "agent") for e in told] != [[name]]:
            missed.append(text)
    assert missed == []
