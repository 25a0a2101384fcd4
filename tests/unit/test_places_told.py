"""Where a sentence puts its event: none where only an origin, a paper or a court of elsewhere is named."""

from __future__ import annotations

from datetime import date

import pytest

from geo.events.extract import Extractor
from geo.places.resolve import Geoparser
from geo.records import Report

TOLD = {
    "A San Antonio man was sentenced on Wednesday to 20 years in prison for trafficking guns.": "",
    "Two men from Nogales, Sonora, were sentenced to 12 years in federal prison for smuggling.": "",
    "A Tijuana man was charged today with smuggling fentanyl.": "",
    "A federal court in San Diego sentenced a Tijuana man to ten years in prison.": "San Diego, US",
    "Un juez de Texas sentenció a 20 años a un hombre de Tijuana.": "Texas, US",
    "The International Criminal Court sentenced Ali Kushayb to 20 years for war crimes in Darfur.": "",
    "A drug trafficker was sentenced on Friday, the U.S. attorney for the Southern District of California"
    " said.": "California, US",
    "Marines arrested a cartel boss wanted in the United States during an operation in Zapopan on"
    " Friday.": "Zapopan, MX",
    "Police in Cancún arrested a man wanted in Ohio for murder.": "Cancún, MX",
    "Agents in Puerto Vallarta captured a fugitive wanted in Texas on drug charges.": "Puerto Vallarta, MX",
    "A Guatemalan man wanted by the FBI was arrested in Tapachula on Monday.": "Tapachula, MX",
    "Fue hallado el cuerpo de la adolescente que era buscada en Gualeguaychú": "Gualeguaychú, AR",
    "El capo fue trasladado al penal del Altiplano.": "Altiplano prison, MX",
    "Two inmates escaped from Altiplano prison on Sunday.": "Altiplano prison, MX",
    "Dos mineros fueron asesinados en el Altiplano boliviano.": "Andean Plateau, BO",
    "Un gran jurado de Texas acusó a tres mexicanos de tráfico de armas.": "Texas, US",
    "La fiscal general Pam Bondi anunció cargos contra 14 miembros del Cártel de Sinaloa en San"
    " Diego.": "San Diego, US",
    "El consulado de México en Los Ángeles dio a conocer que tres mexicanos fueron detenidos el"
    " lunes.": "Los Angeles, US",
    "Autoridades de EU arrestaron en el aeropuerto de Los Ángeles a un funcionario de Baja"
    " California.": "Los Angeles, US",
    "El Tribunal Superior de Justicia confirmó la sentencia de 20 años contra el exalcalde.": "",
    "Miles de personas marcharon del Ángel de la Independencia al Zócalo.": "Angel of Independence, MX",
    "Tres jóvenes fueron asesinados en un domicilio de Silao.": "Silao de la Victoria, MX",
    "Miles protestaron en Valencia contra el presidente de la Generalitat.": "Valencia, ES",
    "El ELN mató a dos soldados en el Catatumbo.": "Catatumbo, CO",
    "Un mexicano murió bajo custodia del ICE en un centro de detención de Georgia.": "Georgia, US",
    "El presidente de Georgia fue detenido en Tiflis.": "Tbilisi, GE",
    "La CIA opera drones MQ-9 sobre territorio mexicano para vigilar a los cárteles, reveló The New York"
    " Times.": "Mexico, MX",
    "El Sol de México informó que dos policías fueron asesinados en Celaya.": "Celaya, MX",
    "Russian troops are advancing on Pokrovsk.": "Pokrovsk, UA",
    "The mayor of Tacámbaro, Salvador Bastida, and his bodyguard were gunned down on Monday.": (
        "Tacámbaro de Codallos, MX"
    ),
    "Five people died in a shooting in Salamanca, the governor, Libia Dennise García, said.": "Salamanca, MX",
    "Trinidad's police killed a gang leader in Laventille.": "Laventille, TT",
    "A Marine veteran from Arizona was detained in Sonora.": "Sonora, MX",
    "Three people were shot dead in Sonora, California.": "Sonora, US",
    "Iran executed a man convicted of spying for Israel.": "Iran, IR",
    "In Washington, the State Department condemned the murder of three Christians in Sudan's Kordofan"
    " region.": "Kordofan, SD",
    "The peace talks in Geneva between U.S., Ukrainian and Russian envoys ended on Sunday.": "Geneva, CH",
    "Tras los disparos en El Carrizal, 40 familias huyeron hacia La Huacana.": "El Carrizal, MX",
    "El ataque armado dejó dos muertos en la colonia La Laguna.": "",
    "Gunmen kidnapped 24 girls in Maga, Kebbi State.": "Kebbi, NG",
    "Dissidents killed a teacher on Monday. Neither Bogotá nor Quito has commented.": "",
    "Soldiers executed nine men in Axum. Neither Asmara nor Addis Ababa has commented.": "Aksum, ET",
    "Murieron nueve soldados en Biskek. Ankara guarda silencio.": "Bishkek, KG",
    "Troops were repelled outside Bangui. The rebels still hold Bangassou.": "Bangui, CF",
    "Inmates of the jail in Machala were moved to a maximum-security prison in Guayaquil.": "Machala, EC",
    "Veinte presos fueron llevados de Coronda al penal federal de Ezeiza.": "Coronda, AR",
    "Treinta cabecillas amanecieron en el penal de Puno, adonde los llevó el INPE desde la cárcel de"
    " Trujillo.": "Trujillo, PE",
    "Honduras extradited a mayor on Tuesday. He was handed over at an air base near Tegucigalpa.": (
        "Tegucigalpa, HN"
    ),
    "Guatemala extraditó a un diputado. Abordó en Ciudad de Guatemala un avión rumbo a Houston.": (
        "Guatemala City, GT"
    ),
    "Mexico extradited a broker on Friday. A judge in Culiacan had approved it.": "Mexico, MX",
    "La República Dominicana expulsó a 2.300 haitianos por el paso de Dajabón.": "Dajabón, DO",
    "Bogotá (EFE).- El ELN liberó el lunes en una zona rural de Tibú a dos topógrafos.": "Tibú, CO",
    "Hombres armados atacaron una aldea próxima a Gusau, en el noroeste de Nigeria, y se llevaron a veinte"
    " mujeres.": "Gusau, NG",
    "Police in Madrid arrested a drug boss in Alicante on Tuesday.": "Alicante, ES",
    "Prosecutors in Tegucigalpa will try a man for the murder of an activist in La Esperanza.": (
        "La Esperanza, HN"
    ),
    "Disidentes volaron el puesto de policía de Toribío, en el Cauca.": "Toribío, CO",
    "Israeli soldiers killed a man in the Jenin refugee camp.": "Janīn, PS",
    "La Fiscalía de Sonora imputó a dos policías por la muerte de un maestro.": "",
    "Peru's anti-corruption prosecutor has filed charges against two former customs chiefs.": "",
    "Prosecutors in Milan have charged a former officer with selling police files.": "Milan, IT",
    "The police watchdog is investigating four officers over what happened in Luton on Thursday.": "",
    "North Korea threatened South Korea with reprisals on Tuesday.": "",
    "A van was set on fire in Taxco on Saturday.": "Taxco de Alarcón, MX",
    "About 2,000 gang members were moved from a prison in Izalco to a new complex in Tecoluca.": "Izalco, SV",
    "Han detenido en Algeciras a tres hombres que introducían hachís desde Marruecos.": "Algeciras, ES",
    "A pamphlet slipped under doors in Tumaco threatens seven community leaders with death.": "Tumaco, CO",
}
"""Texts and the place, with its country, of the first event of each; "" for none."""


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.open()


@pytest.mark.parametrize("text", TOLD, ids=[text[:50] for text in TOLD])
def test_an_event_is_where_the_words_put_it(extractor: Extractor, text: str) -> None:
    event = extractor.extract(Report(report_id="r", text=text, published=date(2025, 11, 20)))[0]
    assert (f"{event.place.name}, {event.place.country}" if event.place else "") == TOLD[text]


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("Gunmen abducted nine teachers in Kumbo on Thursday; eight were freed on Saturday.", "release", ""),
        (
            "Militants abducted nine teachers in Kumbo on Thursday. They freed them that evening.",
            "release",
            "Kumbo",
        ),
        (
            "Una mujer fue asesinada en Silao el lunes. El miércoles la policía detuvo a dos hombres.",
            "arrest",
            "",
        ),
        (
            "Una mujer fue asesinada en Silao el lunes. El miércoles la policía detuvo allí a dos hombres.",
            "arrest",
            "Silao de la Victoria",
        ),
    ],
)
def test_a_later_arrest_or_release_may_have_been_anywhere(
    extractor: Extractor, text: str, kind: str, place: str
) -> None:
    events = extractor.extract(Report(report_id="r", text=text, published=date(2025, 11, 23)))
    (event,) = [e for e in events if e.type == kind]
    assert (event.place.name if event.place else "") == place


@pytest.mark.parametrize(("asked", "country"), [("Maga, Kebbi State", "NG"), ("Springfield, IL", "US")])
def test_an_area_after_a_comma_is_heeded(extractor: Extractor, asked: str, country: str) -> None:
    geoparser: Geoparser = extractor.places.geoparser
    place = geoparser.locate_place(asked)
    assert place is not None
    assert place.country == country
