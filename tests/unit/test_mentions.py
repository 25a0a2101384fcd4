"""Recognition in both languages, in any case, and what is not a place."""

from __future__ import annotations

import re

import pytest

from geo.places.resolve import Geoparser

SPANISH = [
    "El alcalde de [[Uruapan]], Carlos Manzo, fue asesinado; hubo marchas en [[Morelia]] y [[Zamora]].",
    "La policía de [[Rosario]] detuvo a dos hombres acusados de balear una escuela.",
    "El terremoto se sintió en [[Santiago]], [[Concepción]] y [[Temuco]], informó la Onemi.",
    "Gabriel Boric viajará a [[Brasilia]] para reunirse con Lula da Silva.",
    "En [[Ecuador]], el presidente Daniel Noboa decretó el estado de excepción en [[Guayas]] y [[Manabí]].",
    "Los bomberos de [[Zaragoza]] rescataron a una familia atrapada por la crecida del [[Ebro]].",
    "Marta Toledo y José Luis Córdoba ganaron el premio.",
    "Fuentes del Ministerio del Interior negaron que hubiera heridos.",
    "Un convoy salió de [[Tegucigalpa]] hacia la frontera con [[Nicaragua]].",
    "Mueren tres mineros en [[Potosí]], [[Bolivia]].",
    "Desaparecen dos estudiantes en [[Xalapa]], [[Veracruz]].",
    "Asaltan un banco en [[Rancagua]].",
    "La Corte de [[Barranquilla]] absolvió a Julia Paz.",
    "El líder de Los Zetas fue trasladado de [[Almoloya]] a [[Houston]], [[Texas]].",
    "BLOQUEOS EN [[LA PAZ]] POR FALTA DE COMBUSTIBLE",
    "incendio forestal amenaza viviendas en [[valparaíso]]",
    "Cientos de personas marcharon en [[Lima]] contra la presidenta Dina Boluarte.",
    "La empresa Ferrovial construirá el hospital de [[Toledo]].",
    "El ciclón dejó sin luz a [[La Habana]], [[Pinar del Río]] y [[Matanzas]].",
    "Pedro Sánchez defendió en [[Bruselas]] la posición de [[España]].",
    "El Consejo de Seguridad se reunió de urgencia por el ataque a [[Irán]].",
    "Santiago Abascal cargó contra el Gobierno en [[Murcia]].",
    "Rescatan a diez migrantes al sur de [[Monterrey]], [[Nuevo León]].",
    "La jueza de [[Comodoro Py]] citó a la expresidenta Cristina Kirchner.",
]


@pytest.fixture(scope="module")
def parser() -> Geoparser:
    return Geoparser.open()


def unmark(line: str) -> tuple[str, set[str]]:
    return re.sub(r"\[\[|\]\]", "", line), set(re.findall(r"\[\[(.+?)\]\]", line))


def test_spanish_sentences_that_were_not_fitted_on(parser: Geoparser) -> None:
    matched = predicted = expected = 0
    for line in SPANISH:
        text, gold = unmark(line)
        found = {m.surface for m in parser.parse(text)}
        matched, predicted, expected = (
            matched + len(found & gold),
            predicted + len(found),
            expected + len(gold),
        )
    assert (expected, len(SPANISH)) == (38, 24)
    assert matched / predicted >= 0.85
    assert matched / expected >= 0.85


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("Jordan Smith met Paris Hilton in Orlando, Florida.", ["Orlando", "Florida"]),
        ("TWO KILLED IN TIJUANA SHOOTOUT", ["TIJUANA"]),
        ("two men were shot dead in culiacan, sinaloa", ["culiacan", "sinaloa"]),
        ("Tiroteo en CuliacÃ¡n, Sinaloa.", ["CuliacÃ¡n", "Sinaloa"]),
        ("Explosion in Bagh\u200bdad kills nine.", ["Bagh\u200bdad"]),
        ("Police in Laurel County, Ky., said so.", ["Laurel County", "Ky."]),
        ("🔥🔥 Fire in Lagos 🔥", ["Lagos"]),
        ("קרב ליד Beirut אתמול", ["Beirut"]),
        ("Shelling hit Sana'a; in Cox's Bazar two died.", ["Sana'a", "Cox's Bazar"]),
        ("Police in St. John’s said that Lagos’s port was shut.", ["St. John’s", "Lagos"]),
        ("La Policía Nacional detuvo a tres personas.", []),
        ("A boat was sunk in the eastern Pacific.", ["Pacific"]),
        ("Hundieron dos lanchas en el Caribe colombiano y en el mar Rojo.", ["Caribe", "mar Rojo"]),
        ("Un buque cruzó el golfo de México.", ["golfo de México"]),
        ("Fuerzas rusas bombardearon Jersón el lunes.", ["Jersón"]),
        ("Rebels attacked Gao on Monday.", ["Gao"]),
        ("Protesters attacked Johnson on Monday.", []),
        ("The tanker left the Red Sea for the Gulf of Aden.", ["Red Sea", "Gulf of Aden"]),
        ("A Wave of Executions in Northern Mexico", ["Mexico"]),
        ("A raid in Eastern Province on Monday", ["Eastern Province"]),
        ("Matan a 12 personas en Sonora.", ["Sonora"]),
        ("Santiago a un paso de la final", ["Santiago"]),
        ("El presidente de China viajó.", ["China"]),
        ("La policía de Chad detuvo a tres hombres.", ["Chad"]),
        ("The officer Chad Brown and Jordan Peele spoke.", []),
        ("", []),
        ("...!?", []),
    ],
)
def test_surfaces(parser: Geoparser, text: str, surfaces: list[str]) -> None:
    assert [m.surface for m in parser.parse(text)] == surfaces


def test_offsets_are_of_the_text_that_came_in(parser: Geoparser) -> None:
    text = "\ufeffStraße, Cul\u200biacán and Bogotá\u0301."
    for m in parser.parse(text):
        assert text[m.start : m.end] == m.surface


def test_a_long_paragraph_takes_linear_time(parser: Geoparser) -> None:
    import time

    def seconds(n: int) -> float:
        text = "Two men from Nogales, Sonora, were found near Hermosillo on Friday, police said. " * n
        began = time.process_time()
        assert len(parser.parse(text, explain=False)) == 3 * n
        return time.process_time() - began

    seconds(10)
    assert seconds(4000) < 25 * max(seconds(400), 0.02)
