"""Who was hit, who did it and how many, in plain sentences that were once misread.

Each text stands with one of its events: type, agents and participants, targets, and counts. What is told here
is made up, even where names are real.
"""

from __future__ import annotations

from datetime import date

import pytest

from geo.events.extract import Extractor
from geo.records import Event, Report

READ_ON = date(2025, 11, 20)
COUNTS = ("killed", "wounded", "arrested")
TOLD = [
    ("es", "Balacera en Fresnillo deja un muerto y dos heridos.", "armed_clash|||killed=1 wounded=2"),
    (
        "es",
        "Emboscan a policías en Zacatecas: un muerto y tres heridos.",
        "killing||Policía|killed=1 wounded=3",
    ),
    (
        "es",
        "Un ataque en Celaya dejó un policía muerto y dos heridos.",
        "killing||Policía|killed=1 wounded=2",
    ),
    (
        "es",
        "Dos personas perdieron la vida y otra resultó lesionada durante un ataque directo en Celaya.",
        "killing||Civiles|killed=2 wounded=1",
    ),
    (
        "es",
        "En el lugar quedó sin vida un hombre y una mujer fue trasladada herida a un hospital de Celaya.",
        "body_found||Civiles|killed=1",
    ),
    (
        "es",
        "Hombres armados asesinaron a una pareja frente a sus hijos en Celaya.",
        "killing|Hombres armados|Civiles|killed=2",
    ),
    (
        "es",
        "Tras la marcha en la Ciudad de México, la policía reportó 120 heridos y 20 detenidos.",
        "arrest|||arrested=20",
    ),
    (
        "es",
        'Fueron detenidos Juan "N", de 25 años; Pedro "N", de 31, y María "N", de 19, en Torreón.',
        'arrest||Juan "N",María "N",Pedro "N"|arrested=3',
    ),
    (
        "es",
        'Policías capturaron a Brayan "N" y Kevin "N", presuntos narcomenudistas, en Ecatepec.',
        'arrest|Policía|Brayan "N",Kevin "N"|arrested=2',
    ),
    (
        "es",
        "Agentes cumplimentaron una orden de aprehensión en Chihuahua contra Raúl G. por homicidio.",
        "arrest|Policía|Raúl G|arrested=1",
    ),
    (
        "es",
        'Omar García Harfuch informó en sus redes sociales que en Culiacán fue detenido Jesús Emilio "N".',
        'arrest||Jesús Emilio "N"|arrested=1',
    ),
    (
        "es",
        'Los detenidos fueron identificados como Luis "N" y Fernando "N".',
        'arrest||Fernando "N",Luis "N"|arrested=2',
    ),
    (
        "es",
        'Entre los detenidos se encuentra Óscar "N", alias "El Lobo", líder de una célula.',
        'arrest||Óscar "N"|arrested=1',
    ),
    (
        "es",
        'El presunto feminicida, identificado como Kevin "N", fue puesto a disposición de un juez.',
        'arrest||Kevin "N"|arrested=1',
    ),
    (
        "es",
        "Elementos de la SSPC, en coordinación con FGR y Marina, detuvieron en Puerto Vallarta a un objetivo "
        "prioritario del CJNG.",
        "arrest|Secretaría de Marina,Secretaría de Seguridad y Protección Ciudadana|"
        "Cártel Jalisco Nueva Generación|arrested=1",
    ),
    (
        "es",
        "La FGJEM obtuvo vinculación a proceso contra tres policías de Tultitlán por el delito de extorsión.",
        "charges|Fiscalía General del Estado|Policía|",
    ),
    (
        "es",
        "Pese al fuerte operativo, no se logró la captura de los responsables en Culiacán.",
        "arrest||responsables|",
    ),
    (
        "es",
        "El Ministerio Público Federal ejercitó acción penal contra 14 exfuncionarios de Segalmex.",
        "charges|Fiscalía|exfuncionarios|",
    ),
    (
        "es",
        "Un tribunal salvadoreño impuso penas de hasta 1,335 años a 45 pandilleros de la MS-13.",
        "sentence|Poder judicial de El Salvador|Mara Salvatrucha|",
    ),
    (
        "es",
        "El diputado local de Morena Benito Aguas fue asesinado en Zongolica.",
        "killing||Benito Aguas|killed=1",
    ),
    (
        "es",
        "El secretario de Gobierno de Guerrero, Ludwig Reynoso, confirmó el asesinato del alcalde de "
        "Chilpancingo, Alejandro Arcos.",
        "killing||Alejandro Arcos|killed=1",
    ),
    (
        "es",
        "Sujetos armados interceptaron al presidente municipal de Pisaflores, Hidalgo, Miguel Bahena, y le "
        "dispararon en repetidas ocasiones; murió en el lugar.",
        "killing|Hombres armados|Miguel Bahena|killed=1",
    ),
    (
        "es",
        "El secretario de Estado de EE.UU., Marco Rubio, se reunió en Quito con el presidente de Ecuador, "
        "Daniel Noboa.",
        "talks|Daniel Noboa,Marco Rubio||",
    ),
    (
        "es",
        "El canciller Juan Ramón de la Fuente se reunió en Ankara con el ministro turco, Kemal Tasdelen.",
        "talks|Juan Ramón de la Fuente,Kemal Tasdelen||",
    ),
    (
        "en",
        "Secretary of State Marco Rubio met with Foreign Minister Juan Ramón de la Fuente in Mexico City.",
        "talks|Juan Ramón de la Fuente,Marco Rubio||",
    ),
    (
        "en",
        "Secretary of State Marco Rubio announced sanctions against four Colombian officials.",
        "sanction|Marco Rubio|Government of Colombia|",
    ),
    ("es", "La policía de Río detuvo a alias Doca.", "arrest|Policía|Doca|arrested=1"),
    (
        "es",
        "Asesinan a balazos a líder transportista en Chilpancingo.",
        "killing||líder transportista|killed=1",
    ),
    (
        "es",
        "El alcalde de Uruapan, Carlos Manzo, fue asesinado el 1 de noviembre durante un evento por el Día "
        "de Muertos.",
        "killing||Carlos Manzo|killed=1",
    ),
    ("es", "Un albañil originario de Veracruz fue asesinado en Celaya.", "killing||albañil|killed=1"),
    (
        "es",
        "Siete jornaleros originarios de Oaxaca fueron reportados como desaparecidos en Sinaloa.",
        "disappearance||jornaleros|",
    ),
    (
        "es",
        'Cae en Ecatepec "La Reina", presunta generadora de violencia ligada a La Unión Tepito.',
        "arrest||La Reina|arrested=1",
    ),
    (
        "es",
        "La policía de Bolivia entregó a Estados Unidos al narcotraficante uruguayo Sebastián Marset.",
        "prisoner_transfer|Policía de Bolivia|Sebastián Marset|",
    ),
    (
        "es",
        "El Supremo Tribunal Federal condenó a Bolsonaro a 27 años de prisión.",
        "sentence|Supremo Tribunal Federal|Bolsonaro|",
    ),
    (
        "es",
        "La Corte Penal Internacional confirmó los cargos contra Joseph Kony.",
        "charges||Joseph Kony|",
    ),
    (
        "es",
        "Un tribunal de Bangladés condenó a muerte a la ex primera ministra Sheikh Hasina.",
        "sentence|Poder judicial de Bangladés|Sheikh Hasina|",
    ),
    (
        "es",
        'Fue extraditado a Estados Unidos Jorge N., "El Trompas", requerido por una corte de Texas.',
        "extradition||Jorge N|",
    ),
    (
        "es",
        "Maestros de la Sección 22 instalaron un plantón en el Zócalo de Oaxaca.",
        "protest|Maestros||",
    ),
    ("es", "Médicos españoles irán a la huelga en diciembre.", "protest|Civiles||"),
]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.open()


def told(event: Event) -> str:
    """An event as the table writes it."""
    acting = sorted(a.name for a in event.actors if a.role in ("agent", "participant"))
    hit = sorted(a.name for a in event.actors if a.role == "target")
    counts = (f"{name}={count.best}" for name in COUNTS if (count := getattr(event, name)) is not None)
    return "|".join([event.type, ",".join(acting), ",".join(hit), " ".join(counts)])


@pytest.mark.parametrize(("lang", "text", "expected"), TOLD, ids=[text[:60] for _, text, _ in TOLD])
def test_who_and_how_many_are_told(extractor: Extractor, lang: str, text: str, expected: str) -> None:
    report = Report(report_id="r", text=text, lang=lang, published=READ_ON)
    kind = expected.split("|", 1)[0]
    assert [told(e) for e in extractor.extract(report) if e.type == kind] == [expected]


def test_investigative_police_investigate_nothing(extractor: Extractor) -> None:
    text = "Policías de investigación ejecutaron una orden de cateo en Tlalpan."
    events = extractor.extract(Report(report_id="r", text=text, lang="es", published=READ_ON))
    assert [told(e) for e in events] == ["raid|Policía||"]


def test_the_holder_of_an_office_says_so(extractor: Extractor) -> None:
    text = (
        "El secretario de Gobierno de Guerrero, Ludwig Reynoso, confirmó el asesinato del alcalde de "
        "Chilpancingo, Alejandro Arcos."
    )
    (event,) = extractor.extract(Report(report_id="r", text=text, lang="es", published=READ_ON))
    assert event.claimed_by == "Ludwig Reynoso"
