"""Resolution: which place is meant, how precisely, how sure, and why."""

from __future__ import annotations

import pytest

from geo.errors import InputError
from geo.places.features import FEATURES
from geo.places.resolve import Geoparser
from geo.records import Mention, Place


@pytest.fixture(scope="module")
def parser() -> Geoparser:
    return Geoparser.open()


def placed(parser: Geoparser, text: str, surface: str, focus: str | None = None) -> Place:
    found: list[Mention] = [m for m in parser.parse(text, focus=focus) if m.surface == surface]
    assert found, f"{surface!r} was not recognised"
    assert found[0].place is not None
    return found[0].place


@pytest.mark.parametrize(
    ("text", "surface", "geonameid", "precision"),
    [
        ("A fire in Paris, Texas, killed two.", "Paris", 4717560, 1),
        ("A fire in Paris, France, killed two.", "Paris", 2988507, 1),
        ("Riots spread from Paris to Lyon and Marseille.", "Paris", 2988507, 1),
        ("Uruapan, Michoacán", "Uruapan", 3980760, 1),
        ("The governor of Michoacán spoke.", "Michoacán", 3995955, 4),
        ("In Laurel County, Kentucky, a barn burnt.", "Laurel County", 4297480, 3),
        ("Floods hit Bangladesh.", "Bangladesh", 1210997, 6),
        ("La embajada en Bogotá, Colombia, cerró.", "Bogotá", 3688689, 1),
        ("Springfield, Illinois, and Peoria", "Springfield", 4250542, 1),
        ("Talks were held in Dar es Salaam on Monday.", "Dar es Salaam", 160263, 1),
        ("A bomb exploded in Athens on Monday.", "Athens", 264371, 1),
        ("A bomb exploded in Alexandria on Monday.", "Alexandria", 361058, 1),
        ("The fire in Athens, Georgia, killed two.", "Athens", 4180386, 1),
        ("Un muerto en Puno.", "Puno", 3931276, 1),
        ("Talks were held in Bridgetown.", "Bridgetown", 3374036, 1),
        ("Rebels killed ten people in Congo.", "Congo", 203312, 6),
        ("A car bomb exploded in Hodeidah.", "Hodeidah", 79415, 1),
        ("Mexico signed a deal with the United States.", "Mexico", 3996063, 6),
        ("Mexico bought arms. Mexico and Mexican troops moved.", "Mexico", 3996063, 6),
        ("The police in Mexico, Missouri, arrested two men.", "Mexico", 4398103, 1),
        ("Drones would strike targets in Brazil, U.S. officials said.", "Brazil", 3469034, 6),
        ("Guatemala and Guatemalan troops closed the border.", "Guatemala", 3595528, 6),
        ("Guatemala firmó un acuerdo con Estados Unidos.", "Guatemala", 3595528, 6),
        ("Niger's junta sent soldiers to Agadez.", "Niger", 2440476, 6),
        ("A man was captured in Saltillo and flown to the United States.", "Saltillo", 3988086, 1),
        ("U.S. drones flew over Monterrey on Monday, officials said.", "Monterrey", 3995465, 1),
        ("A man was captured in Durango, Colorado, and taken to the United States.", "Durango", 5420241, 1),
    ],
)
def test_which_place(parser: Geoparser, text: str, surface: str, geonameid: int, precision: int) -> None:
    place = placed(parser, text, surface)
    assert (place.geonameid, place.precision) == (geonameid, precision)


@pytest.mark.parametrize(
    ("text", "surface", "precision"),
    [
        ("Two died in the state of Puebla.", "Puebla", 4),
        ("Dos muertos en el departamento de Arauca.", "Arauca", 4),
        ("Combates en la provincia afgana de Kunduz.", "Kunduz", 4),
        ("Combates en el distrito de Kunduz.", "Kunduz", 3),
        ("Dos muertos en la ciudad de Puebla.", "Puebla", 1),
        ("Combates en la ciudad siria de Kobane.", "Kobane", 1),
        ("Soldiers exchanged fire near Batken on Monday.", "Batken", 2),
        ("The prosecutors of Batken province charged two men.", "Batken", 4),
        ("Un predicador fue capturado en Choluteca.", "Choluteca", 1),
        ("El gobernador de Durango viajó a la frontera.", "Durango", 4),
        ("Two men were shot dead in Mitrovica on Monday.", "Mitrovica", 1),
        ("Four people were killed in Jerez, Zacatecas.", "Zacatecas", 4),
    ],
)
def test_the_word_before_a_name_says_what_it_names(
    parser: Geoparser, text: str, surface: str, precision: int
) -> None:
    (mention,) = [m for m in parser.parse(text) if m.surface == surface]
    assert mention.place is not None
    assert mention.place.precision == precision


def test_a_sea_has_precision_seven(parser: Geoparser) -> None:
    (mention,) = parser.parse("A plane flew over the Gulf of California.")
    assert mention.place is not None
    assert (mention.surface, mention.kind, mention.place.precision) == ("Gulf of California", "sea", 7)


def test_the_focus_decides_between_namesakes(parser: Geoparser) -> None:
    text = "Violence in Guadalupe leaves three dead."
    assert placed(parser, text, "Guadalupe", focus="MX").country == "MX"


@pytest.mark.parametrize(
    ("text", "surface", "precision", "radius_km"),
    [
        ("crashed 20 km south of Culiacán, Sinaloa", "Culiacán", 2, 9.0),
        ("Cayó a 20 kilómetros al sur de Culiacán, Sinaloa.", "Culiacán", 2, 9.0),
        ("seen near Nuevo Laredo, Tamaulipas", "Nuevo Laredo", 2, 15.8),
        ("Una lancha cayó frente a Zihuatanejo, Guerrero.", "Zihuatanejo", 2, 12.3),
    ],
)
def test_words_move_a_place(
    parser: Geoparser, text: str, surface: str, precision: int, radius_km: float
) -> None:
    place = placed(parser, text, surface, focus="MX")
    assert (place.precision, place.radius_km) == (precision, radius_km)


def test_a_way_lies_between_its_ends(parser: Geoparser) -> None:
    zamora, jacona = parser.parse("Ataque en la carretera Zamora-Jacona", focus="MX")
    assert zamora.place is not None
    assert jacona.place is not None
    assert (zamora.place.lat, zamora.place.lon) == (jacona.place.lat, jacona.place.lon)
    assert zamora.place.precision == 2


def test_a_neighbourhood_inherits_its_city(parser: Geoparser) -> None:
    reynosa = placed(
        parser, "15 killed in Reynosa, Tamaulipas. Jarachina Norte neighborhood", "Reynosa", "MX"
    )
    quarter = placed(
        parser, "15 killed in Reynosa, Tamaulipas. Jarachina Norte neighborhood", "Jarachina Norte", "MX"
    )
    assert quarter.geonameid == reynosa.geonameid
    tijuana = placed(parser, "They kill five. Montes Olímpicos neighborhood", "Montes Olímpicos", "MX")
    assert tijuana.geonameid == 3981609


@pytest.mark.parametrize(
    ("text", "surface", "city"),
    [
        ("A body was found. Mariano Matamoros Sur neighborhood", "Mariano Matamoros Sur", "Tijuana"),
        ("Shots in Centro. Salamanca, Guanajuato", "Centro", "Salamanca"),
        ("Two dead. Las Flores de Morelia neighborhood", "Las Flores de Morelia", "Morelia"),
        ("A fire in the Argentina neighborhood of Monterrey", "Argentina", "Monterrey"),
        ("Two dead in Parajes del Sol. Parajes del Sol subdivision, Tijuana", "Parajes del Sol", "Tijuana"),
        ("Dos muertos en Cumbres del Sur, Tijuana. Colonia Cumbres del Sur.", "Cumbres del Sur", "Tijuana"),
        ("Shots in Jardines de Jerez. Jardines de Jerez neighborhood, León", "Jardines de Jerez", "León"),
        ("One dead.\nBalcones de la Presa\nLeón, Guanajuato", "Balcones de la Presa", "León"),
        ("Six dead. Soler neighborhood", "Soler", "Tijuana"),
        ("They find a body in the Camino Verde neighborhood", "Camino Verde", "Tijuana"),
        ("A body was found in the neighborhood of Camino Verde", "Camino Verde", "Tijuana"),
        ("Two killed. 3 de Octubre neighborhood", "3 de Octubre", "Tijuana"),
        ("Two killed. Tres de Octubre neighborhood", "Tres de Octubre", "Tijuana"),
        ("Two killed. Villa Fontana neighborhood", "Villa Fontana", "Tijuana"),
        ("Two killed. Ciudad Moderna neighborhood", "Ciudad Moderna", "Ciudad Juárez"),
        ("A body lay in the Alturas del Sur sector", "Alturas del Sur", "Culiacán"),
        ("A man was shot in the colony Zapote del Milagro.", "Zapote del Milagro", "Irapuato"),
        ("Human remains were found in Nueva Candelaria", "Nueva Candelaria", "León"),
        ("Shots in Morelia. Torreón Nuevo and Villas del Real neighborhoods", "Torreón Nuevo", "Morelia"),
        ("Shots in Morelia. Torreón Nuevo and Villas del Real neighborhoods", "Villas del Real", "Morelia"),
    ],
)
def test_neighbourhoods_by_their_lists_and_names(
    parser: Geoparser, text: str, surface: str, city: str
) -> None:
    assert placed(parser, text, surface, "MX").name.startswith(city)


@pytest.mark.parametrize(
    ("where", "surfaces", "city"),
    [
        ("la colonia Camino Verde de Tijuana", ["Camino Verde"], "Tijuana"),
        ("la colonia Camino Verde en Tijuana", ["Camino Verde"], "Tijuana"),
        ("la colonia Centro de Salamanca", ["Centro"], "Salamanca"),
        ("las colonias Roma y Condesa de la Ciudad de México", ["Roma", "Condesa"], "Mexico City"),
        (
            "las colonias Obrera, Centro y Doctores de Monterrey",
            ["Obrera", "Centro", "Doctores"],
            "Monterrey",
        ),
        ("la colonia Tierra y Libertad de Monterrey", ["Tierra y Libertad"], "Monterrey"),
        ("la colonia Argentina de Mexicali", ["Argentina"], "Mexicali"),
        ("la colonia 20 de Noviembre de Tijuana", ["20 de Noviembre"], "Tijuana"),
        ("el barrio San Juan de San Cristóbal de las Casas", ["San Juan"], "San Cristóbal de las Casas"),
        ("el barrio Siloé de Cali", ["Siloé"], "Cali"),
        ("el barrio de Lavapiés de Madrid", ["Lavapiés"], "Madrid"),
    ],
)
def test_a_neighbourhood_is_in_the_city_said_of_it(
    parser: Geoparser, where: str, surfaces: list[str], city: str
) -> None:
    text = f"Matan a tres hombres en {where}. El lunes detuvieron en Saltillo a dos policías."
    found = {m.surface: m.place and m.place.name for m in parser.parse(text, lang="es")}
    assert [found.get(surface) for surface in surfaces] == [city] * len(surfaces), found


def test_what_stands_beside_a_neighbourhood_is_none(parser: Geoparser) -> None:
    text = "Clashes in the El Valle neighbourhood of Caracas"
    assert placed(parser, text, "Caracas", "VE").name == "Caracas"
    assert placed(parser, "Hong Kong is a former British colony.", "British").precision == 6


def test_a_street_is_no_state(parser: Geoparser) -> None:
    assert [m.place for m in parser.parse("Five men died on Coahuila street.", focus="MX")] == [None]
    assert placed(parser, "Protesters filled Dhaka streets.", "Dhaka").name == "Dhaka"
    assert placed(parser, "A bomb went off on a Baghdad street.", "Baghdad").name == "Baghdad"


def test_the_country_told_of_is_the_country(parser: Geoparser) -> None:
    text = "Mexico buries nine. Security in Mexico has worsened."
    assert [m.place and m.place.precision for m in parser.parse(text, focus="MX")] == [6, 6]
    assert placed(parser, "Violence in southern Veracruz", "Veracruz", "MX").level == "admin1"


def test_a_short_form_of_city_is_read(parser: Geoparser) -> None:
    text = "Arrestan a dos en Cd. Cuauhtémoc, y a uno en Cd. Juárez."
    found = parser.parse(text, focus="MX")
    assert [text[m.start : m.end] for m in found] == ["Cd. Cuauhtémoc", "Cd. Juárez"]
    assert [m.place and m.place.admin1 for m in found] == ["Chihuahua", "Chihuahua"]


def test_regions_are_all_that_hold_the_place(parser: Geoparser) -> None:
    assert placed(parser, "Uruapan, Michoacán", "Uruapan").regions == ("MX", "MX-MIC", "8582359")


def test_the_score_is_the_sum_of_its_features(parser: Geoparser) -> None:
    place = placed(parser, "A fire in Paris, Texas, killed two.", "Paris")
    assert len(place.candidates) == 5
    for candidate in place.candidates:
        assert set(candidate.features) <= set(FEATURES)
        assert sum(candidate.features.values()) == pytest.approx(candidate.score)
    assert place.candidates[0].features["inside_next_area"] > 0
    assert 0.5 < place.confidence <= 1.0


def test_given_spans_are_answered_in_their_order(parser: Geoparser) -> None:
    mentions = parser.parse("From Lima to Zzyzzyx", spans=[(13, 20), (5, 9)])
    assert [(m.surface, m.place is None) for m in mentions] == [("Zzyzzyx", True), ("Lima", False)]
    assert mentions[0].why_not == "not in the gazetteer"


@pytest.mark.parametrize("span", [(0, 99), (3, 3), (-1, 2), (5, 2)])
def test_a_span_outside_the_text_is_refused(parser: Geoparser, span: tuple[int, int]) -> None:
    with pytest.raises(InputError, match="a span within 0 and 4"):
        parser.parse("Lima", spans=[span])


def test_locate(parser: Geoparser) -> None:
    assert parser.locate("Xyzzyville") == []
    assert parser.locate("Paris, Texas")[0].geonameid == 4717560
    assert parser.locate("Paris")[0].geonameid == 2988507
    with pytest.raises(InputError, match="focus"):
        parser.locate("Lima", focus="XX")


def test_what_was_placed_before_changes_no_answer() -> None:
    """Names are placed once for the same surroundings: other surroundings, languages and foci ask anew."""
    texts = [
        ("A fire in Paris killed two.", None),
        ("A fire in Paris, Texas, killed two.", None),
        ("A fire in Paris killed two. Austin sent help.", None),
        ("Un incendio en Guadalupe dejó dos muertos.", None),
        ("Un incendio en Guadalupe dejó dos muertos.", "MX"),
        ("Fire in Guadalupe.", "MX"),
        ("Paris. Texas. Paris.", None),
        ("Texas. Paris. Texas.", None),
    ]
    used = Geoparser.open()
    for _ in range(2):
        for text, focus in texts:
            fresh = Geoparser(used.gazetteer, recogniser=used.recogniser).parse(
                text, focus=focus, explain=False
            )
            assert used.parse(text, focus=focus, explain=False) == fresh
    told = used.parse("A fire in Paris killed two.")[0].place
    assert told is not None
    assert told.candidates
