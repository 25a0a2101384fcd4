"""Words around a name that tell whether it is a place, in English and Spanish.

Each cue word belongs to one class whatever its language, so that what is learnt from English reports holds
for Spanish ones. Words are folded (no case, no accents).
"""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a string, as a set."""
    return frozenset(text.split())


def _table(**classes: str) -> dict[str, str]:
    return {word: name for name, words in classes.items() for word in words.split()}


BEFORE = _table(
    IN="in en inside within into",
    AT="at",
    FROM="from desde",
    TO="to toward towards hacia hasta",
    AL="al",
    OF="of de del",
    NEAR="near nearby around outside cerca afueras alrededores inmediaciones downtown greater",
    THROUGH="through across throughout via por tras over between entre off along sobre",
    AND="and y e or o u versus vs",
    THE="the el la los las",
    BY="by against contra con with for para",
    SIDE="northern southern eastern western central north south east west norte sur este oeste"
    " oriente poniente"
    " northeast northwest southeast southwest noreste noroeste sureste suroeste norteno sureno",
    CITYNOUN="city town village municipality borough suburb capital port ciudad municipio pueblo"
    " poblado localidad"
    " villa puerto comunidad ejido rancheria cabecera alcaldia delegacion township hometown community",
    DIVNOUN="state province region county district department parish estado provincia departamento entidad"
    " condado distrito comarca comuna canton territory",
    QUARTER="neighborhood neighbourhood colonia colony fraccionamiento barrio sector subdivision residencial"
    " residential zona area unidad col",
    WATER="river lake gulf bay sea strait mount mt lago rio golfo bahia mar estrecho isla island islas cerro"
    " sierra laguna volcan valle cape cabo",
    ROAD="highway road street avenue boulevard carretera autopista calle avenida blvd bulevar camino route",
    TITLE="mr mrs ms dr miss sir lord lady sr sra srta don dona lic ing king queen prince princess pope saint"
    " rev reverend father brother sister uncle aunt fray padre papa rey reina",
    OFFICE="president presidente presidenta minister ministro ministra senator senador senadora secretary"
    " secretario secretaria judge juez jueza justice general coronel colonel captain capitan"
    " sergeant sargento"
    " officer deputy diputado diputada rep sen gen sgt lt capt col coach chairman director directora"
    " professor"
    " prof ambassador embajador embajadora detective attorney representative chancellor canciller premier"
    " comandante teniente lieutenant corporal private trooper actor actress singer author fiscal candidate"
    " candidato candidata spokesman spokeswoman spokesperson vocero vocera activista periodista journalist"
    " principal superintendent manager owner vice deputy commissioner comisario obispo bishop"
    " archbishop cardinal",
    LOCALOFFICE="mayor governor sheriff alcalde alcaldesa gobernador gobernadora gov councilman councilwoman"
    " edil regidor regidora intendente coroner",
    KIN="wife husband son daughter mother father brother sister hijo hija esposo esposa madre hermano hermana"
    " hijos named llamado llamada identificado identificada alias apodado apodada victim victima",
    SAY="said says told according segun dijo",
    MOVE="visit visited visiting left leave leaving reached entered invaded visito visitar llego llegar dejo"
    " arrived traveled moved flew returned viajo regreso salio huyo fled",
    UNIVERSITY="university college institute universidad instituto school academy escuela academia",
    BODY="bank church hospital club company banco iglesia fundacion foundation agency agencia"
    " compania grupo group"
    " cartel carteles banda party partido",
    EXPRESS="based born living live lives resident residents native vecino vecinos originario originaria"
    " nacido nacida radicado residente residentes habitantes",
)
"""Class of a word that stands before a name."""

TO_ITS_SIDE = words("a al to")
AT_ITS_SIDE = words(
    "frente junto proximo proxima proximos proximas cercano cercana cercanos cercanas aledano aledana next "
    "close adjacent"
)
"""Words that make "near" of the word after them: "frente a", "close to"."""

AFTER = _table(
    SAY="said says told added dijo declaro afirmo aseguro informo explico agrego senalo announced wrote asked"
    " testified stated noted thinks believes",
    VERB="is was has had will would could are were be es fue ha sera esta estaba tiene tuvo hizo",
    COUNTY="county parish borough counties condado shire",
    CITYNOUN="city town village municipality township ciudad suburb",
    DIVNOUN="state province region district department territory prefecture oblast governorate metropolitan"
    " area peninsula border frontera",
    POLICE="police sheriff fire court courthouse jail school schools council board mayor residents resident"
    " department officials authorities government policia prosecutor city-based native community",
    PEOPLE="people man woman men women citizens troops soldiers army forces military leader leaders president"
    " minister officials foreign prime government authorities ambassador embassy nationals forces navy",
    UNIVERSITY="university college school institute academy elementary high middle universidad seminary",
    BODY="inc corp corporation company co llc ltd group bank foundation association society center"
    " centre hospital"
    " church ministries hotel inn restaurant cafe museum gallery theatre theater mall stores store"
    " medical health"
    " club festival cup award prize fund trust partners industries systems enterprises cartel family museo",
    MEDIA="times post news herald tribune gazette journal press daily star observer chronicle"
    " dispatch magazine",
    ROAD="street st road rd avenue ave drive dr lane ln boulevard blvd highway hwy pike parkway"
    " turnpike court"
    " way circle trail place terrace square freeway expressway interstate route alley crescent close",
    NATURAL="river lake creek mountain mountains island islands bay beach canyon valley forest park falls"
    " coast desert sea gulf strait ocean hills hill ridge pond springs point rio harbor reservoir dam basin",
    FACILITY="airport bridge stadium station prison cemetery dam arena fairgrounds courthouse plant mine base"
    " camp fort aeropuerto puente estadio carcel penal terminal port",
    SPORT="united fc cf sc athletic rovers tigers bulldogs eagles lions bears hawks warriors raiders panthers"
    " wildcats knights giants cowboys rangers rockets titans",
    ROMAN="jr sr ii iii iv",
    SIDE="north south east west norte sur este oeste northeast northwest southeast southwest",
    AND="and y e or o",
    IN="in en at near cerca",
)
"""Class of a word that stands after a name."""

FACILITY_WORDS = words(
    "airport bridge stadium station prison cemetery dam arena fairgrounds courthouse university"
    " college school hospital church mall park center centre museum hall tower plaza library"
    " cathedral mosque hotel zoo"
)
CLOSING_WORDS = _table(
    road="street st road rd avenue ave drive dr lane ln boulevard blvd highway hwy pike parkway turnpike"
    " freeway expressway crescent terrace close",
    natural="river lake creek mountain mountains island islands bay beach canyon valley forest falls desert"
    " reservoir ridge pond peninsula strait harbor sound glacier plateau",
    area="county parish township borough district province municipality",
    facility=" ".join(FACILITY_WORDS),
    quarter="neighborhood neighbourhood subdivision colony"
    " neighborhoods neighbourhoods subdivisions colonies",
)
"""Generic words that stand after a proper name, and the kind of place that they make of it."""
STREETS = words("street streets avenue avenues boulevard boulevards")
"""Those that also close a street's name in lower case."""
CLOSING_PLURALS = words("neighborhoods neighbourhoods subdivisions colonies")
OPENING_PLURALS = words("colonias barrios fraccionamientos ejidos")
"""Those for several neighbourhoods."""
MAYBE_QUARTERS = words("sector section ejido community")
"""Words after a name that make it a neighbourhood's where a list has it."""
QUARTERS_OF = words("neighborhood neighbourhood subdivision")
"""Words before "of" and a name that do so too."""
PARTS = words("northern southern eastern western northeastern northwestern southeastern southwestern")
"""Adjectives for a part of what they stand before."""
LEADING_WORDS = {
    "aeropuerto": "facility", "puente": "facility", "estadio": "facility", "hospital": "facility",
    "universidad": "facility", "penal": "facility", "carcel": "facility", "parque": "facility",
    "plaza": "facility", "rio": "natural", "lago": "natural", "laguna": "natural", "sierra": "natural",
    "cerro": "natural", "volcan": "natural", "valle": "natural", "isla": "natural", "playa": "natural",
    "lake": "natural", "mount": "natural", "fort": "facility", "camp": "facility", "calle": "road",
    "avenida": "road", "bulevar": "road", "boulevard": "road", "carretera": "road", "highway": "road",
    "interstate": "road", "route": "road", "paseo": "road", "colonia": "quarter", "barrio": "quarter",
    "fraccionamiento": "quarter", "colony": "quarter", "ejido": "quarter", "river": "natural",
    "colonias": "quarter", "barrios": "quarter", "fraccionamientos": "quarter", "ejidos": "quarter",
    "calles": "road", "avenidas": "road", "bulevares": "road",
}  # fmt: skip
"""Generic words that stand before a proper name, and the kind of place that they make of it."""

DIRECTIONS = {
    "north": 0, "northeast": 45, "east": 90, "southeast": 135, "south": 180, "southwest": 225, "west": 270,
    "northwest": 315, "norte": 0, "noreste": 45, "nororiente": 45, "este": 90, "oriente": 90, "sureste": 135,
    "sudeste": 135, "suroriente": 135, "sur": 180, "suroeste": 225, "sudoeste": 225, "surponiente": 225,
    "oeste": 270, "poniente": 270, "noroeste": 315, "norponiente": 315,
}  # fmt: skip
"""Compass words and their bearing in degrees."""
