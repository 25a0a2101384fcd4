"""Cues of where: what the words before or after a place's name say of it, in both languages.

Each is a pattern over folded text; those that look back end where the name begins, those that look on begin
where it ends.
"""

from __future__ import annotations

import re

_OFF = (
    r"off (?:the|its) (?:[a-z]+ )?coasts? of|(?:frente a|hacia|cerca de|ante|en|a) las? (?:[a-z]+ )?costas? "
    r"(?:[a-z]+ )?del?|(?:in|en)(?: las)? (?:[a-z]+ )?(?:waters|aguas)(?: [a-z]+)? (?:off|of|del?)"
)
OFF_COAST = re.compile(rf"(?<!\w)(?:{_OFF}) (?:the |el |la )?$")
""" "Frente a las costas de": where ships are sent."""
_ON_ROAD_FROM = (
    r"(?<!\w)(?:on|along|en|por|sobre) (?:the|an?|el|la|una?) (?:[\w-]+ )?(?:highway|road|motorway|route|"
    r"stretch|carretera|autopista|camino|tramo|via|brecha)(?: [\w-]+)? (?:between|linking|from|entre|"
    r"que (?:une|va|conecta)(?: de| a)?|de) (?:the |el |la )?$"
)
_IN_A_SITE_OF = (
    r"(?<!\w)en una? (?:cancha|casa|vivienda|finca|bar|cantina|calle|avenida|plaza|mercado|parque|hotel|"
    r"restaurante|tienda|taller|bodega|rancho|predio|barrio|colonia|escuela|iglesia|playa|mina|gasolinera|"
    r"discoteca|comisaria|estacion|motel|brecha)(?: [a-z]+)? de (?:el |la |los |las )?$"
)
LOCATIVE = re.compile(
    rf"(?<!\w)(?:{_OFF}|in|at|near|over|across|outside|inside|around|throughout|on the outskirts of|within|"
    rf"off|"
    r"above|on|in the \w+ of|in the (?:state|city|town|port|municipality|village|community) of|en|cerca de|"
    r"cerca del|sobre|en el|en la|en las|en los|sobre el|sobre la|a las afueras de|en el \w+ de|"
    r"en la \w+ de|en todo|en toda|through|frente a|a la altura del?|dentro de|por todo|alrededor de|rumbo a|"
    r"inmediaciones de|upon|in downtown|en pleno|in central|in northern|in southern|in eastern|in western|"
    r"in (?:north|south)(?:ea|we)stern|in the)\s+(?:the |el |la |los |las |northern |southern |eastern |"
    r"western |central |nearby |neighbou?ring |(?:el |la )?(?:vecin|cercan)[oa] )?$|"
    rf"{_ON_ROAD_FROM}|{_IN_A_SITE_OF}|(?<!\w)(?:in|on|at|near|outside|en|cerca de|hacia)(?: the| a| el| la|"
    r" una?)?(?: [\w-]+){0,3} (?:city|town|island|isla|village|hamlet|port|airport|aeropuerto|settlement|"
    r"district|province|region|county|ciudad|localidad|aldea|pueblo|puerto|municipio|comuna|distrito|"
    r"sindicatura|corregimiento|canton|parroquia|vereda|ejido|poblado|comunidad|rancheria|caserio|tenencia|"
    r"provincia|region|departamento)(?: [a-z-]+)?(?: of| de|,)? (?:the |el |la )?$"
)
TITLE = re.compile(
    r"(?<!\w)(?:mayor|governor|president|senator|prosecutor|congressman|bishop|archbishop|chief|boss|leader|"
    r"councill?or|ambassador|secretary|minister|king|lord|plaza boss|police chief|edil|native|resident|"
    r"citizen|alcalde|alcaldesa|gobernador|gobernadora|presidente municipal|presidenta municipal|presidente|"
    r"presidenta|senador|senadora|fiscal|diputado|diputada|obispo|regidor|regidora|sindico|edil|embajador|"
    r"jefe|lider|originario|originaria|oriundo|oriunda|vecino|vecina|nativo|nativa|exalcalde|ex alcalde|"
    r"ex-mayor|ex mayor|(?<=, )destacad[oa]s?|con base|comandante|director|capo|born|raised|nacido|nacida|"
    r"stronghold|bastion|feudo|based|con sede|hailing|home(?! in\b))\s+(?:of|de|del|in|en|from|"
    r"to)\s+(?:the |la |el |los |las )?(?:(?:city|town|municipality|state|municipio|ciudad|estado) (?:of|"
    r"de) )?$|(?<!\w)(?:(?:ex)?funcionari[oa]s? del?|officials? (?:of|from)) (?:the |la |el |los |las )?$"
)
RANK_IN = re.compile(
    r"(?:chief|boss|leader|plaza boss|jefe|lider|comandante|capo) (?:in|en) (?:the |el |la |los |las )?$"
)
""" "Killed an ISIS leader in Mosul": a rank, and where somebody was who had it."""
OFFICE = re.compile(
    r"(?<!\w)(?:mayor|police chief|councill?or|alcalde|alcaldesa|presidente municipal|presidenta municipal|"
    r"edil|regidor|regidora|sindico|director de seguridad|comandante)\s+(?:of|de|del)\s+(?:the |la |el )?$"
)
APPOSED_TITLE = re.compile(
    r"^(?:'s)?\s+(?:mayor|governor|gov|senator|prosecutor|police chief|attorney general|congress|lawmaker|"
    r"legislature|state police|native|resident|based|cartel|secretary|officials?|president)(?!\w)"
)
SPOKEN_IN = re.compile(
    r"(?<!\w)(?:said|says|told|announced|speaking|spoke|spokes(?:man|woman|person)|speech|vocer[oa]|"
    r"portavoz|declared|press conference|news conference|interview|"
    r"reporters|statement|(?<!outside a )(?<!outside the )court|dijo|anuncio|declaro|"
    r"conferencia(?: de prensa)?|entrevista|afirmo|informo|rueda de prensa|"
    r"(?<!fuera de un )(?<!fuera del )(?<!frente al )(?<!frente a un )tribunal|"
    r"comparecencia)(?:\s+\w+){0,3}\s+(?:in|at|from|en|desde)\s+(?:the |el |la )?$"
)
JAILED_IN = re.compile(
    r"(?<!\w)(?:held|jailed|imprisoned|remains?|serving|locked up|permanec\w+|recluid[oa]s?|pres[oa]s|"
    r"intern\w+|encarcelad[oa]s?)(?: \w+){0,2} (?:in|at|en) (?:[\w-]+ ){0,3}(?:prison|jail|penal|carcel|"
    r"prision|reclusorio|penitenciaria|cefereso)(?: \w+)? (?:in|of|at|de|en) (?:the |la |el )?$"
)
""" "Los detenidos permanecen en el penal de Hermosillo": where somebody is kept, and not what it is for."""
CONDEMNED_FROM = re.compile(
    r"(?<!\w)(?:condemn|denounc|mourn|deplor|conden|repudi|lament|celebr)\w*(?:\s+\w+){1,4}\s+(?:from|desde)\s+$"
)
""" "Condenó el crimen desde Chilpancingo": where somebody spoke of a deed."""
COURT = re.compile(
    r"(?<!\w)(?:courts?|tribunal(?:s|es)?|judges?|jury|juries|magistrates?|prosecutors?|juez|jueza|jueces|"
    r"juzgados?|jurado|audiencia|corte|fiscal(?:es|ia|ias)?|magistrad[oa]s?)(?:\s+\w+){0,2}\s+"
    r"(?:in|at|of|en|de|del)\s+(?:the |el |la )?$|"
    r"(?<!\w)(?:(?:southern|northern|eastern|western|middle|central) district of|"
    r"distrito (?:sur|norte|este|oeste|central) de) (?:el |la )?$"
)
"""Before where a court or a prosecutor sits."""
HOSPITAL = re.compile(
    r"(?<!\w)(?:tak(?:en|ing)|brought|rushed|transferred|moved|flown|airlifted|evacuated|died|treated|"
    r"recovering|traslad\w+|llevad\w+|evacuad\w+|fallecio|murio|atendid\w+|ingresad\w+|"
    r"intern\w+)[^,;.]{0,40} (?:hospital(?:e?s)?|clinics?|morgue|clinicas?|"
    r"nosocomios?)(?: \w+)? (?:in|at|of|en|del?) (?:the |la |el )?$"
)
""" "Taken to hospital in Dohuk": where somebody was brought, and not where it was."""
_ARTICLE = r"(?:the |el |la |los |las )?"
_SEEKS = (
    r"(?:courts?|judges?|authorit\w+|police|prosecutors?|justice|governments?|cortes?|jue\w+|tribunal\w*|"
    r"fiscal\w*|autoridades|justicia|gobiernos?|policia)"
)
WANTED = re.compile(
    r"(?<!\w)(?:wanted|sought|most-wanted|buscad[oa]s?|requerid[oa]s?|reclamad[oa]s?|solicitad[oa]s?)"
    r"(?:,? (?:\w+ )?(?:for|por|para) (?!the |el |la )\w+(?: (?:and|y|de) \w+)?)?"
    rf" (?:in|by|en|por|para)(?: (?:an? |una? )?{_ARTICLE}(?:\w+ ){{0,2}}?{_SEEKS}"
    r"(?: \w+)? (?:of|in|de|del|en))? "
    rf"{_ARTICLE}"
    rf"(?:(?:states?|estados?) (?:of|de) )?$"
)
""" "A man wanted in Ohio for murder", "buscado por una corte de Texas": by whom he is sought."""
SOME_THERE = re.compile(
    r"[,(] ?(?:[\w-]+ ){1,2}(?:of (?:them|those|whom|these)|de (?:ell[oa]s|l[oa]s cuales|est[oa]s))(?: "
    r"(?:were|took place|ocurrieron|"
    r"fueron))?(?: \w+)? (?:in|en) (?:the |el |la |los |las )?(?:(?:city|town|ciudad|municipio) (?:of|de) )?$"
)
""" "Siete homicidios, cuatro de ellos en Culiacán": where only some of it was."""
ORIGIN = re.compile(
    r"(?<!\w)(?:from|of|de|del|native of|originari[oa]s? del?|oriund[oa]s? del?|vecin[oa]s? del?|"
    r"proveniente de|procedentes? del?) (?:the |el |la |los |las )?$"
)
PAPER_AFTER = re.compile(
    r"^ (?:Daily |Evening |Morning |Sunday |Business )?(?:Times|Post|Herald|Tribune|Gazette|Journal|Observer|"
    r"Chronicle|Dispatch|Magazine|News|Star|Telegraph|Mail|Mirror|Sun|Globe|Examiner|Review|Daily)(?!\w)"
)
PAPER_BEFORE = re.compile(
    r"(?<!\w)(?:El|La|el|la) (?:Universal|Sol|Diario|Heraldo|Imparcial|Siglo|Debate|Voz|Prensa|Informador|"
    r"Norte|Correo|Noticiero|Mañana) del? (?:la )?$"
)
""" "The New York Times", "El Sol de México": a newspaper, as its capitals tell."""
OFFICIALS_IN = re.compile(
    r"(?<!\w)(?:officials?|sources?|diplomats?|authorities|prosecutors?|investigators|judges?|fiscal(?:es)?|"
    r"autoridades|funcionari[oa]s|fuentes|diplomatic[oa]s|investigadores|juez|jueces) (?:in|en|de) "
    r"(?:the |el |la )?$"
)
SAID = re.compile(
    r"^,? (?:have |had |has |han? |now |also |ahora |tambien |ya )*(?:said|says?|told|reported|announced|"
    r"confirmed|believes?|think|suspect|alleges?|alleged|maintain|insist|dij(?:o|eron)|dicen?|cree[n]?|"
    r"creian|sospechan?|sostienen?|afirm(?:a|an|o|aron)|inform(?:o|aron)|asegur(?:a|an|o|aron)|"
    r"senal(?:a|an|o|aron)|confirm(?:o|aron)|presumen?)(?!\w)"
)
""" "Officials in Nicosia said": where somebody knows of it."""
BY_WHOM = re.compile(r" (?:by|for|por)(?!\w)")
SERVED = re.compile(
    r"(?<!\w)(?:spy|spying|spied|espionage|espiar|espionaje|espiado|collaborat\w+|colabor\w+|treason)"
    r" (?:for|with|on behalf of|para|con|a favor de) (?:the |el |la )?$"
)
""" "Convicted of spying for Israel": whom it was done for."""
MEDIATED = re.compile(
    r"(?<!\w)(?:mediat(?:ion|ed)|broker(?:ed|age)|financ(?:ed|ing)|fund(?:ed|ing)|sponsor(?:ed|ship)|paid|"
    r"help|support|backing|mediacion|mediad[oa]s?|financiad[oa]s?|financiamiento|auspici\w+|patrocin\w+|"
    r"pagad[oa]s?|apoyo|respaldo|ayuda) (?:by|of|from|por|del?) (?:the |el |la |los )?$"
)
""" "Con la mediación de Emiratos Árabes Unidos": a country that helps from afar."""
HELD_NOW = re.compile(
    r"(?<!\w)(?:permanecen?|siguen?|continuan?|estan?|se encuentran?|quedo|quedaron|remains?)(?: \w+)? "
    r"(?:recluid|pres|intern|encarcelad|hospitalizad|jailed|imprisoned|incarcerated)\w* (?:en|in|at)"
    r"(?: \w+){0,3} $|(?<!\w)(?:permanecen?|siguen?|continuan?|estan?|remains?) (?:en|in|at) (?:el|la|un|una|"
    r"the|a) (?:carcel|penal|prision|reclusorio|cereso|prison|jail)(?: \w+){0,3} $"
)
""" "Permanece recluido en el penal de": where somebody is now, and where nothing was done."""
BOUND = re.compile(
    r"(?<!\w)(?:intent\w+|pretend\w+|iba[n]? a|planea\w*|try(?:ing)?|tried|attempt\w*|plan\w*|about|going|"
    r"hop(?:ed|ing)|prepar\w+|dispon\w+) (?:a |to )?(?:\w+ )?(?:fly|travel|flee|escape|cross|board \w+ \w+|"
    r"sail|leave|volar|viajar|huir|escapar|cruzar|partir|irse|llegar) "
    r"(?:to|for|into|a|al|hacia|hasta) (?:the |el |la |los )?$"
)
""" "Uno intentaba volar a Argelia": where somebody never got."""
CRIMES_IN = re.compile(
    r"(?<!\w)(?:crimes?|atrocit\w+|genocid\w+|massacres?|killings?|murders?|crimenes|atrocidades|masacres?|"
    r"asesinatos?|homicidios?|delitos?)(?: (?:against humanity|de guerra|de lesa humanidad))?"
    r"(?: (?:committed|cometid[oa]s|perpetrad[oa]s))? (?:in|en) (?:the |el |la |los )?"
    r"(?:[a-z]+ of |estado de )?$"
)
""" "Sentenced for war crimes in Darfur": where the deed was, and not the court."""
STATES_THERE = re.compile(
    r"^, (?:[\w'’.-]+ ){1,7}(?:condemned|said|announced|denounced|deplored|urged|called|warned|told|accused|"
    r"condeno|dijo|anuncio|denuncio|lamento|informo|advirtio|pidio|acuso)(?!\w)"
)
""" "In Washington, the State Department condemned": where it was said."""
RURAL = re.compile(
    r"(?<!\w)(?:(?:zona|area|sector|region) rural|rural (?:area|zone|part|district)s?|countryside|"
    r"(?:serrania|campo|parte alta|zona alta|zona serrana)) (?:of|around|outside|near|de|del|en)"
    r" (?:the |el |la )?(?:(?:municipality|town|city|municipio|poblado|pueblo|ciudad) (?:of|de) )?$"
)
""" "In the rural area of Tibú": somewhere in the municipality, and not in the town."""
BY = re.compile(r"(?<!\w)(?:by|por)\s*$")
""" "Criticised by Eritrea", "sent by Mexico": a country that acts."""
_JAIL = (
    r"(?:prisons?|jails?|penitentiary|penal(?:es)?|carcel(?:es)?|prision(?:es)?|reclusorio|penitenciaria|"
    r"cefereso|cereso|centro (?:penitenciario|carcelario|federal))"
)
FROM = re.compile(
    r"(?<!\w)(?:from|desde|out of|salieron de|salio de|leaving|left|procedentes? de)\s+(?:the |an? |el |la |"
    rf"los |las |una? |its? |sus? )?(?:(?:\w+|(?:[\w-]+ ){{0,3}}{_JAIL}(?: [a-z]+)?) (?:in|of|en|de) )?$"
)
""" "From Izalco", "from the state prison in Ciudad Juárez": where a move begins."""
AFAR = re.compile(
    r"(?<!\w)(?:from|to|into|for|desde|hacia|rumbo a|procedentes? de)\s+(?:the |el |la |los )?$"
)
""" "Has since moved to Germany", "hachís desde Marruecos": a country that somebody left or went to."""
FROM_ES = re.compile(r"(?<!\w)(?:de|del)\s+(?:el |la |los |las )?$")
TO = re.compile(
    r"(?<!\w)(?:to|into|towards?|bound for|(?<!from )a|al|hacia|hasta|con destino a|rumbo a|for)\s+"
    r"(?:the |el |la |los |las )?"
    r"(?:(?:norte|sur|este|oeste|noreste|noroeste|sureste|suroeste|centro) de(?:l| la)? )?"
    r"(?:(?:\w+ ){0,2}(?:in|en) (?:the |el |la |los )?|"
    r"(?:cabecera|ciudad|municipio|city|town)(?: municipal)? (?:de|of) (?:el |la )?)?$"
)
ARE_HELD = re.compile(
    r"[^,;]{0,60} (?:who|that|whom|que|quienes) (?:was|were|had been|estaban?|permanecian?|"
    r"se encontraban?|tenian|mantenian) (?:being )?(?:held|secuestrad[oa]s?|retenid[oa]s?|cautiv[oa]s?|"
    r"privad[oa]s?)[^,;]{0,30}"
)
""" "Freed nine people who were being held": captives where they are found."""
SIGNED_IN = re.compile(
    r"(?<!\w)(?:signed|agreed|reached|met|talks|negotiations|summit|firm(?:o|aron)|acord(?:o|aron)|"
    r"se reunieron|dialogos?|negociaciones|cumbre)(?: [\w-]+){0,6} (?:in|en) (?:the |el |la )?$"
)
""" "A day after the two sides signed a deal in Doha": where there were words, and no deed."""
PART_OF = re.compile(
    r" (?:[a-z-]+ )?(?:department|state|province|region|port|capital|city|town|village|municipality|district|"
    r"county|enclave|territory|island|hamlet|settlement) of "
)
""" "The West Bank village of ": from a place to the one in it."""
STRAIGHT_TO = re.compile(
    r"(?<!\w)(?:to|into|towards?|hacia|hasta|(?<!frente )(?<!junto )(?<!cerca )(?:a|al)) (?:the |el |"
    r"la |los |las )?(?:(?:nearby |neighbou?ring )?(?:city|town|village|port|ciudad|pueblo|vecin[oa]) (?:of |"
    r"de )?)?$"
)
""" "Fled to Arcahaie", "huyeron hacia La Huacana": the very end of a way."""
DEPARTS = re.compile(
    r"(?<!\w)(?:flown|handed over|turned over|put (?:on|aboard)|boarded|escorted|left|departed|airport|"
    r"air ?base|plane|jet|flight|entregad[oa]s?|abordo|abordaron|subio|subieron|subid[oa]s?|embarcad[oa]s?|"
    r"partio|partieron|abandonad[oa]s?|avion(?:es)?|vuelos?|aeropuerto|base aerea)(?!\w)"
)
""" "He was flown from Tirana": from where those left who were handed over."""
TO_JAIL = re.compile(
    r"(?<!\w)(?:(?:to|into|hacia|hasta) (?:the |an? |el |la |un |una )?|al |a (?:la |una |un |otr[oa] )?"
    r"(?!prison|jail|new|max|det|pen[ai]t|comp|fac)|en el |en la )(?:[\w-]+ ){0,3}?"
    r"(?:prisons?|jails?|penitentiar(?:y|ies)|detention cent(?:er|re)s?|penal(?:es)?|carcel(?:es)?|"
    r"megacarcel|prision(?:es)?|complex|compound|facility|reclusorio|penitenciaria|cefereso|"
    r"centro (?:penitenciario|carcelario|federal))"
    r" (?:(?!desde|from)[\w-]+ ){0,4}?(?:in|at|of|en|del?) (?:the |el |la )?$"
)
""" "To a maximum-security prison in Guayaquil", "al penal federal de Ezeiza": where prisoners are put."""
WHITHER = re.compile(r",? (?:adonde|a donde|hacia donde|al que|to which|where)(?!\w)")
""" "El penal de Puno, adonde los llevó": the place before it is where they went."""
ARRIVED = re.compile(
    r"(?<!\w)(?:arriv(?:ed|ing) (?:in|at)|reach(?:ed|ing)|lleg(?:ado|aron|ando|an|o) (?:a|al|hasta))\s+"
    r"(?:the |el |la |los |las )?$"
)
""" "Have arrived in Pemba, fleeing attacks": where those who fled are now."""
REMOTE = re.compile(
    r"(?<!\w)(?:video ?-?conferenc\w+|video ?-?calls?|video ?-?link|video ?-?meeting|by phone|phone calls?|"
    r"telephone|by telephone|remotely|virtual(?:ly)?|online meeting|on a call|conference call|secure line|"
    r"over video|by video|via video|a distancia|videollamadas?|videoconferencias?|por telefono|"
    r"telefonica\w*|llamada|en linea|remota\w*|enlace de video|por video|via remota|zoom|teleconferenc\w+|"
    r"on (?:his|her|its) screens?|pantalla)(?!\w)"
)
NOUN_AFTER = re.compile(
    r"^\s+(?!(?:and|or|on|in|to|for|from|by|with|where|who|y|e|en|a|por|con|para|el|la|que)\b)[A-Za-z]"
)
POSSESSIVE = re.compile(r"^['’]s\s+\w")
NOUN_OF = re.compile(r"(?<!\w)(?:de|from|to|a|hacia|desde)\s+$")
BASED = re.compile(
    r"(?<!\w)(?:based|headquartered|stationed|con (?:base|sede)|basad[oa]s?|estacionad[oa]s?)"
    r" (?:at|in|on|out of|en)(?: [\w-]+ in)? (?:the |el |la )?$"
)
""" "The drone, which is based at Sigonella in Sicily": from where it came."""
BEARING = re.compile(
    r"(?<!\w)(?:(?:north|south|east|west|northeast|northwest|southeast|southwest) of|"
    r"al (?:norte|sur|este|oeste|noreste|noroeste|sureste|suroeste|oriente|occidente) del?)"
    r"\s+(?:the |la |el )?$"
)
_SETTLEMENT = (
    r"(?:town|village|city|hamlet|settlement|commune|ciudad|localidad|aldea|pueblo|comunidad|vereda|poblado|"
    r"caserio|rancheria|ranchería|caserío|ejido|corregimiento|sindicatura|tenencia|canton|cantón|parroquia)"
)
IN_IT = re.compile(r"(?<!\w)(?:in|en) $")
SETTLEMENT_OF = re.compile(rf"(?<!\w){_SETTLEMENT}(?: [a-z-]+)?(?: of| de|,)? $")
IN_A_NAME = re.compile(
    r"(?<!\w)(?:(?:in|at|near|outside|en|cerca de)(?: (?:the|a|el|la|una?)(?: [\w-]+){0,3} "
    rf"{_SETTLEMENT}(?: [a-zà-ÿ-]+)?(?: of| de|,)?)?|(?:the|la|el)(?: [\w-]+)? {_SETTLEMENT} (?:of|de)) "
    r"(?!Congress|Parliament|Senate|Defen[cs]e|Support|Solidarity|Congreso|Parlamento|Senado|Defensa|Apoyo|"
    r"Solidaridad)([A-ZÀ-Þ][\w’'-]*[^\W\d_A-ZÀ-Þ])"
)
""" "In Sévaré", "entered the village of Sévaré": a name in mixed case after what leads to a place."""
NEAR = re.compile(
    r"(?<!\w)(?:near|close to|next to|not far from|on the outskirts of|in the vicinity of|around|cerca de|"
    r"cerca del|cercanias de|inmediaciones de|proximidades de|alrededores de|afueras de|"
    r"en las inmediaciones de)\s+(?:the |el |la |los |las )?(?:city of |ciudad de |town of )?$"
)
QUARTER_AFTER = re.compile(
    r"^[\"'”’]?\s*(?:(?:catholic|anglican|christian|islamic|primary|secondary|high|boarding|teaching|general|"
    r"girls|boys|public|private|state|regional) )?(?:neighbou?rhoods?|colon(?:ia|y|ies)|subdivision|"
    r"section|streets?|avenues?|ave|"
    r"boulevards?|roads?|highways?|canal|ejido|bridge|school|college|university|church|cathedral|mosque|seminary|park|market|cemetery|pantheon|store|bar|"
    r"restaurant|hotel|hospital|prison|penitentiary|jail|stadium|roundabout|fraccionamiento|quarter|elementary|primary|bypass|"
    r"station)(?!\w)"
)
STREETS_AFTER = re.compile(r"^\s*(?:,|and|y|&|with)\s+(?:\w+\s+){1,3}(?:streets|avenues|calles)(?!\w)")
QUARTER_BEFORE = re.compile(
    r"(?<!\w)(?:(?:colonia|col|colony|fraccionamiento|fracc|calle|avenida|av|barrio|calzada|"
    r"unidad habitacional|privada|bulevar|boulevard|blvd|street|carretera|autopista|colonias|jardines|lomas|"
    r"villas|valle|residencial)[.]?\s+(?:(?:de|del|la|el|los|las|the)\s+)*|(?:restaurante?|bar|hotel|"
    r"mercado|panteon|parque|plaza|glorieta|hospital|escuela|iglesia)\s+)[\"'“‘]?$"
)
AIM = re.compile(
    r"(?<!\w)(?:(?:border|limits?|boundary|junction|frontera|limites?|colinda\w*)\s+(?:with|of|between|con|"
    r"de|entre)|(?:border|limits?|frontera|limites?)\s+(?:between|entre)\s+(?:the )?(?:\w+ ){1,2}(?:and|y)|"
    r"(?:road|highway|exit|entrance|crossroad|bypass|leads|carretera|camino|salida|entronque|libramiento|"
    r"desviacion|tramo)\s+(?:that (?:goes|leads)\s+)?(?:to|towards?|a|al|hacia)|"
    r"(?:valley|valle|sierra)\s+(?:of|de)|(?:valle|cuenca|orillas?) del? (?:(?:los|el) )?rios?|"
    r"rios(?: \w+,)* \w+(?:,| y| e)|direction (?:of|to)|going to|travell?ing to|"
    r"connects (?:to|with))\s+(?:the |el |la |los |las )?(?:community of |town of |city of |"
    r"municipality of |comunidad de |state of |estado de )?$"
)
"""Before a place that only gives a direction: the far end of a road, the other side of a border, a valley."""
BEYOND = re.compile(
    r"(?<!\w)(?:border|frontier|frontera|limites?)s? (?:with|between|con|entre|de) (?:the |el |la )?$"
)
""" "Near the border with Mali": the country on the other side."""
MUNICIPALITY_AFTER = re.compile(r"^\s*(?:municipality|municipio|township|county|district)(?!\w)")
MUNICIPALITY_BEFORE = re.compile(
    r"(?<!\w)(?:municipality|municipio|township|county|district)\s+(?:of|de|del)\s+"
    r"(?:the |el |la |los |las )?$"
)
AWAY = re.compile(
    r"(?:,| \(|,? (?:que esta|situad[oa]|ubicad[oa]|located)) ?(?:(?:a |unos |some |about |around |casi |"
    r"mas de |more than |nearly )*[\w.,]+ (?:km|kms|kilometros?|kilometers?|kilometres?|millas|miles|"
    r"minutos|minutes|horas|hours) )?(?:al? (?:(?:norte|sur|este|oeste|noreste|noroeste|sureste|suroeste|"
    r"nordeste|sudeste|sudoeste|oriente|occidente) )?de(?:l| la)? |(?:just )?(?:north|south|east|west|"
    r"northeast|northwest|southeast|southwest) of |from |(?:cerca|a las afueras|no lejos) de(?:l| la)? |"
    r"(?:near|outside|not far from) |(?:in|en) (?:the |el |la |los |las )?(?:\w+ )?(?:hills|mountains|"
    r"highlands|heights|cerros|montanas|colinas|lomas|alturas|sierra|serranias?) (?:above|over|overlooking|"
    r"outside|near|around|behind|que dominan|que rodean|sobre|arriba de|cerca de|alrededor de) )"
    r"(?:the |el |la |la capital,? |the capital,? )?"
)
""" ", unos 20 kilómetros al norte de ": from a place to the one by which it is found."""
WITHIN = re.compile(r",? (?:in|en) (?:the|el|la|los|las) (?:[\w-]+ ){0,5}")
""" ", en la región indonesia de ": from a place to the wider one that holds it."""
WENT_TO = re.compile(
    r"(?<!\w)(?:(?:travell?ed|flew|retreated|withdrew|pulled back|viajo|viajaron|volo|volaron|acudio|"
    r"acudieron|se (?:traslado|trasladaron|replego|replegaron|retiro|retiraron))(?: [\w-]+){0,3} "
    r"(?:to|into|al?|hacia|hasta)|(?:visited|visito|visitaron)(?: a)?) (?:the |el |la )?$"
)
""" "The minister travelled to Cali on Monday", "se replegaron hacia Goma": no scene of what others did."""
FELL_BACK = re.compile(r"(?<!\w)(?:retreat|withdr|pulled back|fell back|fallen back|visit|repleg|retir)\w*")
ELSEWHERE = re.compile(
    r"(?<!\w)(?:elsewhere|somewhere else|(?:in|at) another (?:place|site|location)|en otr[oa] (?:lugar|"
    r"parte|sitio|lado|punto))(?! (?:in|of|on|at|across|en|del?)(?!\w))"
)
""" "They were shot elsewhere": not where the story is."""
HELD_BY = re.compile(
    r"(?: ?[,(] ?| )(?:(?:in|en|de|of) )?(?:the |el |la )?(?:(?:\w+ )?"
    r"(?:region|province|state|district|provincia|estado|departamento|distrito) (?:of|del?) "
    r"(?:el |la |los )?)?"
)
""" "Maga, Kebbi State", "Mika in Poland": from a place to the area that is told to hold it."""
CITY_OF = re.compile(r"(?<!\w)(?:city|capital|ciudad|port|puerto|downtown)\s+(?:of|de)\s+$")
CITY_AFTER = re.compile(r"^\s+(?:city|town|capital)(?!\w)")
TOWN_AFTER = re.compile(r"^\s*(?:town|village|city|municipality|municipio|community|port)(?!\w)")
SPEAKS = re.compile(
    r"^\s+(?:also |has |had |ha |habia )?(?:said|says|plans?|planned|wants?|will|would|denied|denies|"
    r"accused?s?|warned|warns|announced|hopes?|agreed|asked|rejected|insists?|dijo|planea|quiere|niega|nego|"
    r"acusa|acuso|anuncio|advirtio|rechazo|pidio|insiste|espera)(?!\w)"
)
"""A capital that speaks or plans is a government, not a place."""
_SIDES = (
    r"(?:(?:north|south)(?:[ -]?(?:east|west))?|east|west|cent(?:re|er)|norte|sur|este|oeste|noreste|"
    r"noroeste|nordeste|sureste|suroeste|sudeste|sudoeste|oriente|occidente|centro)"
)
SIDE_OF_COUNTRY = re.compile(
    rf"^\W*(?:(?:further |farther |also )?in the (?:far )?{_SIDES}|en el (?:extremo )?{_SIDES}),|"
    rf"(?<!\w)(?:in|of|from) the (?:far )?{_SIDES} of the country(?!\w)|"
    rf"(?<!\w)in the country['’]?s (?:far )?{_SIDES}(?!\w)|(?<!\w)(?:en|del?|al?) (?:el |la )?(?:extremo )?"
    rf"{_SIDES} del pais(?!\w)"
)
""" "In the south, troops entered": in another part of the country than what was told before."""
WHOLE = re.compile(
    r"(?<!\w)(?:throughout|across|all over|all of|todo|toda|en todo|por todo|"
    r"a lo largo de)\s+(?:the |el |la )?$"
)
ON_SOIL = re.compile(
    r"(?<!\w)(?:territorio|suelo|espacio aereo|aguas) (\w+)(?!\w)|"
    r"(?<!\w)(\w+) (?:territory|soil|airspace|waters)(?!\w)"
)
""" "Sobre territorio mexicano": a country, told by its people's adjective."""
NATIONWIDE = re.compile(
    r"(?<!\w)(?:across the country|nationwide|throughout the country|all over the country|"
    r"around the country|in the whole country|en todo el pais|a nivel nacional|por todo el pais|"
    r"a lo largo del pais|en el pais entero|en varias ciudades del pais|"
    r"in several cities of the country)(?!\w)"
)
