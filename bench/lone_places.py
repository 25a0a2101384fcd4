"""Where a name stands that has many namesakes, when a text names nothing else.

    python bench/lone_places.py

Each of 90 names is put into one bare sentence and placed without a focus. The country beside it is the one
that we would take ourselves; a few names stand twice, so that not all of them can be had. Nothing is fitted
on the list. Then 41 countries in six sentences of the world's news, beside the United States or their own
people: how many are taken for the country, though a state or a town has its name. Then 82 Mexican cities and
states in three sentences that name the United States alone: how many go to Mexico, how many to the other.
Last 28 neighbourhoods in reports that name another town too: how many lie in their own city.
"""

from __future__ import annotations

import sys
from collections import Counter
from itertools import product

from geo.places.resolve import Geoparser
from geo.records import Place

NAMES = """
GR:Athens EG:Alexandria UA:Odessa PS:Bethlehem GR:Crete LB:Tripoli GB:Birmingham AU:Melbourne
GB:Cambridge IT:Naples IT:Rome RU:Moscow ES:Valencia CL:Santiago UY:Montevideo GB:Manchester IE:Dublin
FR:Paris DE:Berlin GB:London AU:Sydney PE:Lima CU:Havana PK:Hyderabad IN:Hyderabad IT:Florence FR:Nice
IT:Venice IT:Milan ES:Madrid TR:Ankara ES:Barcelona ES:Granada NI:Granada CO:Cartagena CO:Armenia
VE:Mérida MX:Mérida MX:Monterrey US:Monterey CA:Vancouver CA:London RU:Saint_Petersburg US:St._Petersburg
EG:Luxor LB:Lebanon SY:Palmyra PH:Santiago MX:Durango MX:Guadalajara ES:Guadalajara MX:Reynosa US:Phoenix
US:Portland US:Richmond US:Columbus US:Jackson US:Springfield GB:Newcastle AU:Newcastle AU:Perth IN:Delhi
IN:Salem DZ:Oran US:Boston GB:York DK:Copenhagen US:Denver US:Memphis EG:Cairo US:Toledo ES:Toledo
PH:Toledo IT:Turin FR:Lyon IL:Tel_Aviv PK:Peshawar IQ:Basra HR:Split BE:Brussels CY:Nicosia GE:Tbilisi
US:Buffalo US:El_Paso US:Houston US:Baltimore SO:Burao SD:Khartoum RU:Rostov JP:Sendai
""".split()  # noqa: SIM905
SENTENCE = "Two people were killed in {} on Monday, police said."


COUNTRIES = """
Mexico:Mexican Guatemala:Guatemalan Panama:Panamanian Georgia:Georgian Jordan:Jordanian Chad:Chadian
Niger:Nigerien Lebanon:Lebanese Cuba:Cuban Peru:Peruvian Colombia:Colombian Luxembourg:Luxembourgish
Singapore:Singaporean Djibouti:Djiboutian Kuwait:Kuwaiti Brazil:Brazilian Turkey:Turkish Egypt:Egyptian
Poland:Polish Syria:Syrian Israel:Israeli India:Indian China:Chinese Spain:Spanish Honduras:Honduran
Ecuador:Ecuadorian Chile:Chilean Haiti:Haitian Libya:Libyan Yemen:Yemeni Mali:Malian Sudan:Sudanese
Ireland:Irish Malta:Maltese Monaco:Monegasque Guyana:Guyanese Belize:Belizean Armenia:Armenian
Norway:Norwegian Puerto_Rico:Puerto_Rican Venezuela:Venezuelan
""".split()  # noqa: SIM905
OF_COUNTRIES = (
    "{0} bought arms. {0} and {1} troops.",
    "U.S. officials said that missions in {0} are being prepared. It means acting on {1} soil.",
    "Drones would strike the leaders in {0}, U.S. officials said.",
    "Police in {0} arrested three men on Monday.",
    "{0} signed a deal with the United States.",
    "{1} police said on Monday that the {1} army had moved into the north of {0}.",
)


MEXICAN = """
Tijuana Mexicali Ensenada Nogales Hermosillo Guaymas Culiacán Mazatlán Durango Chihuahua Parral Saltillo
Torreón Monclova Monterrey Matamoros Reynosa Tampico Altamira Zacatecas Fresnillo León Irapuato Celaya
Salamanca Guanajuato Querétaro Morelia Uruapan Apatzingán Zamora Guadalajara Zapopan Tepic Colima
Manzanillo Acapulco Chilpancingo Iguala Taxco Cuernavaca Cuautla Toluca Ecatepec Puebla Tehuacán Veracruz
Xalapa Córdoba Orizaba Coatzacoalcos Oaxaca Juchitán Tapachula Villahermosa Campeche Mérida Valladolid
Progreso Cancún Tulum Pachuca Tlaxcala Sinaloa Sonora Tamaulipas Michoacán Guerrero Jalisco Chiapas
Hidalgo Morelos Nayarit Coahuila Tabasco Nuevo_Laredo La_Paz San_Fernando Piedras_Negras Agua_Prieta
Nuevo_León Baja_California
""".split()  # noqa: SIM905
BESIDE_THE_US = (
    "U.S. drones flew over {} on Monday, two officials said.",
    "A cartel leader was captured in {} and flown to the United States.",
    "Detienen en {} a un capo buscado por Estados Unidos.",
)

BESIDE_A_TOWN = "Matan a tres hombres en {}. El lunes detuvieron en {} a dos policías."
IN_ENGLISH = "Gunmen killed three men in {}. Two officers were arrested in {} on Monday."
QUARTERS = """
la colonia Camino Verde de Tijuana: Saltillo
la colonia Camino Verde en Tijuana: Saltillo
la colonia Camino Verde, en Tijuana: Saltillo
las colonias Roma y Condesa de la Ciudad de México: Puebla
las colonias Obrera, Centro y Doctores de Monterrey: Saltillo
la colonia Las Flores de Morelia: Uruapan
la colonia Lázaro Cárdenas de Culiacán: Mazatlán
la colonia Hidalgo de Ciudad Juárez: Chihuahua
la colonia Industrial de Nuevo Laredo: Reynosa
la colonia Argentina de Mexicali: Tijuana
la colonia Tierra y Libertad de Monterrey: Saltillo
la colonia 20 de Noviembre de Tijuana: Mexicali
la colonia Centro de Salamanca: León
el fraccionamiento Villas del Real de Tecámac: Toluca
el fraccionamiento Los Álamos de Mexicali: Ensenada
el barrio San Juan de San Cristóbal de las Casas: Tuxtla Gutiérrez
el barrio Siloé de Cali: Bogotá
el barrio La Mosca de Medellín: Cali
el barrio de Lavapiés de Madrid: Barcelona
la colonia Kennedy de Tegucigalpa: San Pedro Sula
la colonia Unidad Deportiva de Guadalajara: Puerto Vallarta
la colonia Morelos de Guadalajara: Puebla
the Camino Verde neighborhood of Tijuana: Saltillo
the Roma and Condesa neighborhoods of Mexico City: Puebla
the Brooklyn neighborhood of Baltimore: Boston
the Kibera neighborhood of Nairobi: Mombasa
the Argentina neighborhood of Monterrey: Saltillo
the La Merced neighborhood in Mexico City: Toluca
""".strip().splitlines()


def placed(parser: Geoparser, text: str, name: str, lang: str | None = None) -> Place | None:
    """Where the first mention of a name in a text is placed."""
    return next((m.place for m in parser.parse(text, lang=lang) if m.surface == name), None)


def main() -> None:
    """Print how many of each list are right, and where the others went."""
    parser = Geoparser.open()
    right, others = 0, []
    for entry in NAMES:
        country, _, name = entry.replace("_", " ").partition(":")
        place = placed(parser, SENTENCE.format(name), name, "en")
        if place is not None and place.country == country:
            right += 1
        else:
            answer = f"{place.country} {place.confidence:.2f}" if place is not None else "nowhere"
            others.append(f"{country}:{name} {answer}")
    sys.stdout.write(f"{right} of {len(NAMES)} right; else: {', '.join(others)}\n")
    right, others = 0, []
    for sentence, entry in product(OF_COUNTRIES, COUNTRIES):
        name, people = entry.replace("_", " ").split(":")
        place = placed(parser, sentence.format(name, people), name, "en")
        right += place is not None and place.level == "country"
        if place is None or place.level != "country":
            others.append(f"{name} {place.level} in {place.country}" if place else f"{name} nowhere")
    sys.stdout.write(
        f"{right} of {len(OF_COUNTRIES) * len(COUNTRIES)} are the country; else: {', '.join(others)}\n"
    )
    texts = product(BESIDE_THE_US, (name.replace("_", " ") for name in MEXICAN))
    went = Counter(p.country if (p := placed(parser, t.format(n), n)) else "nowhere" for t, n in texts)
    told = ", ".join(f"{country} {n}" for country, n in went.most_common())
    sys.stdout.write(f"Mexican cities and states beside the United States: {told}\n")
    astray = [line for line in QUARTERS if not in_its_city(parser, line)]
    right = len(QUARTERS) - len(astray)
    sys.stdout.write(f"{right} of {len(QUARTERS)} neighbourhoods in their city; else: {'; '.join(astray)}\n")


def in_its_city(parser: Geoparser, line: str) -> bool:
    """Whether all neighbourhoods that a line of `QUARTERS` names lie in the city that it names last."""
    where, _, elsewhere = line.partition(": ")
    english = where.startswith("the ")
    text = (IN_ENGLISH if english else BESIDE_A_TOWN).format(where, elsewhere)
    end = text.index(where) + len(where)
    found = [m for m in parser.parse(text, lang="en" if english else "es") if m.end <= end]
    city = next((m.place for m in reversed(found) if m.place and where.endswith(m.surface)), None)
    quarters = [m.place for m in found if m.place is not None]
    return city is not None and len(found) > 1 and all(p.name == city.name for p in quarters)


if __name__ == "__main__":
    main()
