"""Signs: words beside a trigger which show that it tells of no deed done: "a bus overturned, killing"."""

from __future__ import annotations

import re
from typing import NamedTuple

from geo.events.sentences import Sentence
from geo.events.triggers import Trigger
from geo.events.undone import ATTEMPTED
from geo.events.words import word_set

_FIRST = 2
"""A Spanish noun with a capital before this word may only open its sentence."""
_NAMED = word_set("extortion release kidnapping disappearance killing arrest abuse investigation")


def is_no_deed(sentence: Sentence, trigger: Trigger, before: str) -> bool:
    """Whether the words around a trigger show that it tells of no deed done: one of `_SIGNS`, or a name.

    `before` are the folded words of its sentence that stand before it.
    """
    after = sentence.between(trigger.end, sentence.end)
    said = sentence.between(trigger.start, trigger.end)
    return _is_of_a_name(sentence, trigger) or any(
        sign.shows(trigger, said, before, after) for sign in _SIGNS
    )


def _is_of_a_name(sentence: Sentence, trigger: Trigger) -> bool:
    """ "La Ley General contra la Extorsión": a Spanish noun with a capital is of a name."""
    if trigger.lang != "es" or trigger.pos != "noun" or trigger.type not in _NAMED or trigger.first < _FIRST:
        return False
    if not sentence.written(trigger.first)[:1].isupper():
        return False
    lower = sum(sentence.written(k)[:1].islower() for k in range(len(sentence.words)))
    return 2 * lower > len(sentence.words)


class _Sign(NamedTuple):
    """Words that show no deed: right before or right after a trigger of a form, a type and words.

    `forms` are tags ("I", "N"), parts of speech ("noun", "phrase", "undergo") or "is_verb" and "is_noun".
    """

    before: re.Pattern[str] | None = None
    after: re.Pattern[str] | None = None
    forms: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    said: re.Pattern[str] | None = None

    def shows(self, trigger: Trigger, said: str, before: str, after: str) -> bool:
        """Whether the trigger, told in the words `said`, is of that kind and stands between such words."""
        form = "is_verb" if trigger.is_verb else "is_noun" if trigger.voice == "noun" else ""
        return (
            (not self.types or trigger.type in self.types)
            and (not self.forms or bool(self.forms & {trigger.tag, trigger.pos, form}))
            and (self.said is None or self.said.match(said) is not None)
            and (self.before is None or self.before.search(before) is not None)
            and (self.after is None or self.after.match(after) is not None)
        )


def _sign(
    before: re.Pattern[str] | None = None,
    after: re.Pattern[str] | None = None,
    *,
    forms: str = "",
    types: str = "",
    said: str = "",
) -> _Sign:
    """A sign as the table below writes it: forms and types as words, what is said as a pattern."""
    return _Sign(before, after, word_set(forms), word_set(types), re.compile(said) if said else None)


_FIGURE = re.compile(
    r"^ (?:[^,.;]{0,40} )?(?:(?:ha[ns]|have|se han?) (?:(?:almost|nearly|more than|roughly|casi|mas que) )?"
    r"(?:doubled|trebled|tripled|quadrupled|halved|duplicado|triplicado|cuadruplicado)|(?:rose|fell|"
    r"dropped|increased|climbed|declined|doubled|surged|jumped|"
    r"went (?:up|down)|aumentaron|bajaron|subieron|crecieron|cayeron|disminuyeron|se duplicaron|"
    r"aumento|bajo|subio|crecio|cayo)"
    r"(?: by| un| en)? [^,.;]{0,30}?(?:per ?cent|percent|%|por ciento))"
)
""" "Homicides rose by 14 per cent": a figure, and no deed."""
_FEARED = re.compile(
    r"(?<!\w)(?:fear(?:s|ed|ing)?(?: of)?|temor(?:es)? (?:a|de|por)|temiendo|miedo a)(?: (?:an?|another|"
    r"fresh|further|more|new|renewed|possible|una?|otr[oa]|nuev[oa]s?|mas|posibles?))*\s*$"
)
""" "Fearing a fresh raid": what did not happen."""
_COUNTED = re.compile(
    r"(?<!\w)(?:first|second|third|fourth|fifth|sixth|\d+th|latest|last)(?: [\w-]+){1,4} to be $|"
    r"(?<!\w)or (?:be|get|face being) $"
)
""" "The third reporter to be killed this year": told of already; "leave or be killed": not yet."""
_SINCE_THE = re.compile(r"(?<!\w)(?:since|desde|before|antes de) (?:que )?(?:the|el|la|los|las) (?:\w+ )?$")
_BEGAN = re.compile(
    r"^ (?:t(?:ook|akes) effect|came into (?:force|effect)|entro en vigor|began|begin|started|"
    r"broke out|erupted|flared|comenz|empez|estall|inici)"
)
""" "Since the unrest began": from when, and no deed."""
_NOT_MEANT = re.compile(r"(?<!\w)not (?:intended|meant|designed|aimed|supposed) to (?:\w+ (?:or|and) )?$")
""" "Was not intended to abduct or assassinate"."""
_SOURCE = re.compile(r"(?<!\w)(?:segun|de acuerdo con|according to) (?:the|an?|la|una) $")
""" "Según la investigación de la ONG": who says so."""
_TO_COME = re.compile(r"(?<!\w)(?:would|will|to) $")
""" "Would plead not guilty": nothing yet."""
_MOURNED = re.compile(
    r"(?<!\w)(?:bur(?:y|ied|ying)|mourn\w*|honou?r\w*|commemorat\w*|remember\w*|enterr\w+|entierr\w+|"
    r"vel[ao]\w*|despid\w+|despedir|llor\w+) (?:a )?(?:their|its|the|his|her|sus?|los|las) $"
)
""" "Began burying their dead": who died before."""
_STOPPED = re.compile(
    r"(?<!\w)(?:arrest|detain|captur|stop|stopp|intercept|shot|shoot|kill|foil|thwart|search|hunt)\w*"
    r"(?: (?:dead|an?|the|two|three|four|for|would-be|suspected|alleged|potential|female|teenage))*\s*$"
)
""" "Arrested a suicide bomber": who did not come to it."""
_IF_CONVICTED = re.compile(
    r"(?<!\w)(?:if|unless|were (?:he|she|they) to be|should (?:he|she|they) be) (?:(?:he|she|"
    r"they) )?(?:(?:is|are|ever|eventually) )?(?:found )?$|(?<!\w)(?:si|en caso de) (?:llegan? a |"
    r"se les? )?(?:ser |es |son |fuera |fueran |resultan? )?$|(?<!\w)de (?:ser|resultar) $|(?<!\w)(?:faces?|"
    r"facing|faced|(?:could|may|might) (?:face|get|receive)|risks?|enfrentan?|enfrentaria|"
    r"podrian? (?:enfrentar|recibir|pasar)) (?:up to |hasta |entre )?[^.;,]{0,40}$"
)
""" "Faces ten years if convicted": what a court may do one day."""
_REWARDED = re.compile(
    r"(?<!\w)(?:rewards?|bount(?:y|ies)|recompensas?)(?!\w)[^.;]{0,70} "
    r"(?:for|to|por|para|a|the|la|his|her|su) $|"
    r"(?<!\w)(?:information|tips?|clues?) [^.;,]{0,30}(?:leads?|leading) to (?:the |an |his |her |their )?$|"
    r"(?<!\w)(?:for whose|por cuya|(?:conduzcan?|lleven?|permitan?) (?:con )?(?:a )?(?:la|su)) $"
)
""" "A reward for his capture": what somebody hopes for."""
_TRIED = re.compile(r"(?<!\w)(?:intent\w+|trat\w+ de|tried to|trying to|attempt\w* to) $")
""" "A un policía que intentó detenerlo": what came to nothing."""
_NUMBER_OF = re.compile(
    r"(?<!\w)(?:number|rate|total|share|numero|tasa|cifra|promedio) (?:of|del?)(?: (?:\w+ ){0,2}|the |los )$"
)
""" "The number of violent deaths in 2023": a figure."""
_THE_MANY = re.compile(r"(?<!\w)(?:the|los|las) $")
""" "The wounded were taken to the capital": whom a deed hurt that was told before."""
_A_UNIT_OF = re.compile(
    r"(?<!\w)(?:grupos?|policias?|fuerzas?|tropas|unidad(?:es)?|brigadas?|escuadron(?:es)?|division|batallon|"
    r"agentes|elementos|comandos?|direccion|centro|jefe) (?:de |del? )$"
)
_UNIT = re.compile(
    r"^ (?:(?:special|especiales) )?(?:forces?|troops|command|units?|teams?|cent(?:re|er)|room|chief|points?|"
    r"areas?)(?!\w)"
)
""" "Grupos de choque", "special operations troops", "deployment points": a name of what does or holds it."""
_IN_THE_AIR = re.compile(r"^ (?:al aire|(?:in|into) the air)(?!\w)")
""" "Celebrated with shots in the air": nobody's harm."""
_BY_THE_WRISTS = re.compile(
    r"^ (?:(?:by|from) (?:his|her|their|the) (?:wrists?|arms?|feet|ankles?|hands?|legs?)|"
    r"(?:de|por) (?:las?|los) (?:munecas?|brazos?|pies|manos?|tobillos?|piernas?))(?!\w)"
)
""" "Hung by his wrists": no body."""
_IN_A_YEAR = re.compile(r"^,? (?:in|en) (?:(?:[a-z]+) (?:of |del? )?)?\d{4}(?=[.,;)]|$)")
""" "The boss died in 2006": who does not live any more, and whom nobody killed."""
_PLEA = re.compile(r"(?<!\w)plea $")
_FROM_HOUSE = re.compile(
    r"(?<!\w)(?:from|during|since|after|left|violat\w+|broke|breach\w+) (?:his |her |their )?house $"
)
""" "Escaped from house arrest": how somebody was held."""
_UNDER_IT = re.compile(
    r"(?<!\w)(?:under|as part of|in line with|in keeping with|because of|thanks to|despite|conforme al?|"
    r"en virtud del?|en el marco del?|bajo|como parte del?|gracias al?|pese al?) (?:the |el |la "
    r")?(?:acuerdo de |\w+ )?$"
)
""" "Under the ceasefire deal": by what was agreed before."""
_NOT_TOLD_ON = re.compile(
    r"(?! (?:that|which|signed|reached|agreed|brokered|struck|que|firmad|alcanzad|suscrit|sellad|pactad))"
)
"""Unless the next words tell of the agreement itself: "under the truce that they signed on Monday"."""
_DEFUSED = re.compile(
    r"(?<!\w)(?:recover|found|find|seiz|defus|discover|deactivat|neutrali[sz]|dispos|locat|hall|encontr|"
    r"desactiv|decomis|asegur|recuper|localiz|incaut)\w*(?: of)?(?: (?:an?|the|un|una|el|la|two|three|four|"
    r"five|six|several|dos|tres|"
    r"cuatro|cinco|seis|varios|varias|\d+|unexploded|live|homemade|improvised))* $"
)
""" "Troops recovered four improvised explosive devices": none went off."""
_WAS_DEFUSED = re.compile(
    r"^(?: [\w-]+){0,6}? (?:was|were|has been|have been|fue|fueron|ha sido|han sido) (?:[\w-]+ ){0,2}?"
    r"(?:defus|deactivat|neutrali[sz]|disarm|desactiv|desarm|detonated (?:safely|in a controlled))"
)
""" "A bomb was defused": it did not go off."""
_RANSOM = re.compile(
    r"(?<!\w)(?:pag|exig|ped|pid|cobr|negoci|reclam)\w*(?: (?:un|el|su|por|algun|ningun|mas|\w+))? $"
)
""" "Si no se pagaba un rescate": money, and nobody freed."""
_NO_AIRCRAFT = re.compile(
    r"^(?!.*(?<!\w)(?:avion|aviones|aeronave|dron|drone|helicoptero|vuelo|sobrevuelo|caza)s?(?!\w))"
)
_ON_PATROL = re.compile(
    r"^(?: \w+){0,3}?(?: (?:recorridos?|labores|patrullajes?|tareas|funciones|acciones))? de (?:vigilancia|"
    r"reconocimiento|prevencion)(?!\w)"
)
""" "Los militares realizaban un recorrido de vigilancia": on the ground."""
_UNKNOWN = re.compile(
    r"(?<!\w)(?:desconoc\w+|ignora\w*|no se sabe|no esta claro|unclear|unknown|not (?:known|clear|"
    r"immediately clear)) (?:si|whether|if) [^.;]{0,30}$"
)
""" "Se desconoce si hay detenidos": what nobody knows."""
_LIFTED = re.compile(
    r"^ (?:\w+ ){0,3}?(?:was|were|has been|have been|had been|fue|fueron|ha sido|quedo|quedaron) (?:\w+ )?"
    r"(?:lifted|ended|removed|cleared|called off|dismantled|levantad|retirad|despejad|desactivad)"
)
""" "The blockade was lifted on Thursday": its end."""
_BROKEN = re.compile(
    r"(?<!\w)(?:suspend|withdr|broke|violat|cancel|scrapp|tore up|quit|abandon|terminat|pulled out|denounc|"
    r"romp|viol|retir|abandon|denunci)\w*(?: (?:from|out of|del?))? (?:the |an? |its |their |el |la |un |"
    r"una |su )?(?:\w+ )?$"
)
""" "Suspended a peace deal": nobody agrees to it."""
_IN_ANY = re.compile(r"(?<!\w)in any (?:\w+ )?$")
_ONLY = re.compile(r"(?<!\w)(?:only|exclusively|solo|unicamente|exclusivamente) $")
_ONLY_SUCH = re.compile(r"^ \W?(?:only|exclusively|solo|unicamente|exclusivamente)(?!\w)")
""" "Its forces only attack military targets": what somebody says of all that they do."""
_OVERTURNED = re.compile(
    r"(?<!\w)(?:overturn|derail|capsiz|skidd|veer|flipp|roll|plung)\w*"
    r"(?! (?:after|when|amid) [^,;]{0,40}(?:shot|fire|attack|bomb))[^;]{0,70}, $"
)
""" "A bus overturned, killing 16": an accident."""
_BY_GUNFIRE = re.compile(
    r"^ (?:several times |\w+ times )?(?:by|with) (?:\w+ )?(?:gunfire|shots?|bullets?|gunmen|snipers?)(?!\w)"
)
""" "The helicopter was hit by gunfire": from the ground."""
_NOT_ASKED = re.compile(
    r"(?<!\w)(?:not|never|n't) (?:been )?(?:ask|agree|authori[sz]|approv|request|order|allow|permit|plan)\w* "
    r"(?:\w+ ){0,2}?(?:to|for)(?: (?:carry out|conduct|launch|make|mount))?(?: \w+)? $|"
    r"(?<!\w)no (?:se )?(?:ha |han |habia )?(?:pid|ped|pidi|autori|aprob|solicit|acord|permit)\w+ "
    r"(?:(?:realizar|lanzar|efectuar|llevar a cabo|hacer) )?(?:\w+ )?$"
)
""" "Had not asked to carry out strikes": nobody does."""
_AIRCRAFT = (
    r"helicopter|chopper|plane|aircraft|airliner|jet|bus|minibus|truck|lorry|van|train|ferry|boat|c-130"
)
_CRASHED = re.compile(
    rf"(?<!\w)(?:{_AIRCRAFT})(?! (?:bomb|attack))(?:(?!shot|attack|bomb|missile|hijack|ram|fire)[^;])*? "
    r"(?:crash|collid|sank|sunk)\w*(?:(?!shot|attack|bomb|missile|rebel|hijack)[^;])*, $|"
    r"(?<!\w)(?:gas|fuel|petrol|diesel|lpg) (?:\w+ )?(?:tanker|truck|tank|cylinder|pipeline|leak|line|"
    r"station)[^;,]{0,12} (?:explo|blew|caught|burst)(?:(?!shot|attack|bomb|missile|rebel)[^;])*, $"
)
""" "A navy helicopter crashed in Michoacán, killing three", "a gas tanker exploded, killing": accidents."""
_BLAZE = re.compile(
    r"(?<!\w)(?:an?|the) (?:(?!arson|deliberate|criminal|enemy|friendly|artillery|rocket|gun|tank|mortar|"
    r"sniper)[\w-]+ ){0,2}(?:fire|blaze|stampede|landslide|crash|collapse) (?:at|in|on|that|which|of|near|"
    r"aboard) (?:(?!rebel|attack|soldier|troops|arson)[^;])*$"
)
""" "A fire at a nightclub killed 59"."""
_PLOTTING = re.compile(
    r"(?<!\w)(?:charged|indicted|convicted|guilty|jailed|sentenced|arrested|detained|held|imputad[oa]s?|"
    r"detenid[oa]s?|condenad[oa]s?|sentenciad[oa]s?) [^.;]{0,60}?(?:with|of|for|over|on suspicion of|por|de) "
    r"(?:plotting|planning|preparing|conspiring to (?:carry out|commit|launch)|planear|preparar) "
    r"(?:(?:an?|the|una?|el|la|terror|bomb|series|of|serie|de|several|deadly) )*$"
)
""" "Charged with plotting an attack": none took place."""
_RETURNED = re.compile(
    r"(?<!\w)(?:return|hand|repatriat|receiv|exchang|transferr|gave|give|entreg|devolv|devuel|repatri|recib|"
    r"intercambi)\w*(?:(?! (?:after|that|who|when|que|tras))[^,;.]){0,40} $"
)
""" "Russia returned the bodies of 1,000 soldiers"."""
_OF_CARS = re.compile(
    r"^ (?:multiple|frontal|vehicular|automovilistico|de (?:frente|trenes|autos|vehiculos|camiones)|entre "
    r"(?:(?:un|una|dos|tres|el|la|varios) )?(?:trailer|autobus|camion|auto|coche|moto|tren|vehiculo|taxi|"
    r"avion|helicoptero|barco|buque|lancha|carro|pipa|trenes|aeronave))"
)
""" "Choque entre un tráiler y un autobús": an accident."""
_CALLED_OFF = re.compile(
    r"(?<!\w)(?:suspend|cancel|aplaz|posp|desconvoc|called off|call off|postpon|scrapp|ban|prohib)\w* "
    r"(?:el |la |los |las |una? |the |an? |their |its )?(?:\w+ ){0,2}$"
)
""" "Suspenden marcha por la paz": there is none."""
_OF_THE_HELD_ES = re.compile(
    r"(?<!\w)(?:tortura|muertes?|fuga|traslado|abusos?|golpiza|liberacion|desaparicion|asesinato|homicidio|"
    r"maltratos?|derechos|ejecucion) (?:de|a|contra) (?:\w+ )?$"
)
""" "La tortura de dos detenidos": who was held then."""
_PENALTY = re.compile(r"(?<!\w)pena (?:de|capital de) $")
_OF_PENALTY = re.compile(r"^ (?:penalty|row|sentence)(?!\w)")
""" "Will not seek the death penalty"."""
_ON_THE_STUMP = re.compile(
    r"(?<!\w)(?:campaign|election|political|re-election) $|(?<!\w)(?:durante|tras|en) (?:un|el|su) $"
)
""" "Was shot dead at a campaign rally": no protest."""
_HALTED = re.compile(
    r"(?<!\w)(?:block|halt|paus|suspend|reject|stop|bloque|fren|impid|rechaz)\w* "
    r"(?:the |an? |el |la |un |una )?(?:planned )?$"
)
""" "A judge blocked the deployment"."""
_LIFTS = re.compile(
    r"(?<!\w)(?:lift|remov|clear|end|levant|retir|despej|liber)\w* (?:anoche |ayer |hoy )?"
    r"(?:el |los |the |their |sus? )?(?:\w+ )?$"
)
""" "They lifted the blockades on Thursday": their end."""
_NOT_KEPT = re.compile(r"(?! (?:que|that|which)(?!\w))")
"""Unless the next words tell of it: "levantaron el bloqueo que mantenían desde el lunes"."""
_AT_ODDS = re.compile(
    r"^ (?:over|for|por) (?:the |its |their |la |el |los |las |sus? )?(?:lands?|custody|pay|wages?|rights|"
    r"recognition|survival|lives|life|justice|compensation|tierras?|custodia|derechos?|justicia|"
    r"supervivencia|salarios?|reconocimiento)(?!\w)"
)
""" "A cooperative that is fighting over land": a dispute."""
_FEWER = re.compile(
    r"(?<!no )(?<!al )(?<!lo )(?<!nada )(?<!\w)(?:fewer|less|menos) (?:\w+ ){1,3}(?:are|were|is|have|has|"
    r"had|son|fueron|han|estan)(?: being| been| siendo| sido)? $"
)
""" "Fewer Brazilians are being killed": a figure."""
_OF_TRAINS = re.compile(
    r"(?<!\w)(?:tren(?:es)?|trains?|(?:auto)?bus(?:es)?|camion(?:es)?|trucks?|autos?|cars?|coches?|vehiculos?|vehicles?|avion(?:es)?|"
    r"planes?|barcos?|ships?|ferr(?:y|ies)|motos?|trailers?|helicopter(?:o|os|s)?)(?: \w+){0,2}? (?:(?:que|"
    r"that|which) )?(?:se )?$"
)
""" "Dos trenes que chocaron": an accident."""
_HANDLED = re.compile(
    r"(?<!\w)(?:destroy|shot down|shoot down|downed|downing|intercept|seiz|captur|deliver|suppl|bought|buy|"
    r"sell|sold|produc|unveil|acquir|display|test|develop|manufactur|export|import|destru|derrib|intercept|"
    r"incaut|decomis|entreg|suministr|"
    r"compr|vend|fabric|desarroll|adquir|exhib)\w*(?: (?!that |que |fir|launch|lanz|dispar|hit|us(?:ed|"
    r"ing) )[\w,.-]+){0,6} $"
)
""" "Aircraft destroyed four attack drones": what they were made for."""
_WEAPONS = re.compile(
    r"^ (?!at |on )(?:[\w,.-]+ ){0,6}?(?:missiles?|drones?|rockets?|projectiles?|uavs?|shells|misil(?:es)?|"
    r"cohetes?|proyectil(?:es)?|"
    r"balloons?|globos?)(?!\w)"
)
""" "Shot down 12 of 20 missiles": a defence."""
_UNSURE = re.compile(
    r"(?<!\w)(?:sup[eo]|supieron|supimos|sabia\w*|saber|sabe\w*|knew|knows?|wonder\w*|preguntab\w+) (?:si|"
    r"if|whether) (?:\w+ ){0,3}$"
)
""" "No supe si nos mataban o nos soltaban": what nobody knew."""
_LETS = re.compile(
    r"(?<!\w)(?:permit(?:e|en|ira|iria|irian|irian)|autoriza(?:n|ria)?|faculta(?:n|ria)?|allows?|would "
    r"allow|lets|empowers?|authori[sz]es) (?:al? )?(?:(?:\w+ ){1,4}(?:to )?|)$"
)
""" "Una ley que permite al Gobierno investigar": what may be done."""
_ARMOUR = re.compile(
    r"^ (?:[\w,]+ ){0,5}?body (?:armou?r|cam(?:era)?s?)(?![^.;]*(?:corpse|bodies|remains|dead))"
)
""" "Body armor": nobody's."""
_FARES = re.compile(
    r"^ (?:(?:two|three|four|five|six|seven|eight|nine|ten|\d+|several|some|more|a|an|his|her|the|their) "
    r"){0,2}(?:passengers?|hitchhikers?|customers?|clients?|fares?|tourists?|students|children|supplies|"
    r"goods|cargo|mail|speed|pace)(?!\w)"
)
""" "Picked up passengers": no arrest."""
_OF_GANGS = re.compile(r"^ (?:gangs?|rackets?|rings?|networks?|bands?|cells?|units?|hotlines?|lines?)(?!\w)")
_SAFE_FROM = re.compile(
    r"(?<!\w)(?:protection|security|safety|relief|free(?:dom)?|end|stop|proteccion|seguridad|alto|fin|basta)"
    r"(?: (?:from|against|to|de|contra|ante|a|al))(?: (?:the|la|las|los|el|all))? (?:\w+ (?:and|y|or|o) )?$"
)
""" "To demand protection from extortion": what people want to be rid of."""
_SHELTER = re.compile(
    r"^ (?:more |better |greater |la |mas )?(?:protection|security|proteccion|seguridad) (?:from|against|"
    r"for|contra|ante|frente)(?!\w)"
)
""" "Demand protection from extortion": of the authorities."""
_OF_BOMBS = re.compile(
    r"^[ -](?:makers?|making|experts?|squads?|disposal|technicians?|shelters?|detectors?|factor(?:y|"
    r"ies))(?!\w)"
)
""" "A bomb maker was killed": who makes what did not go off."""
_OF_RESCUE = re.compile(
    r"^ (?:workers?|teams?|crews?|services?|personnel|efforts?|helicopters?|boats?|vessels?|dogs?)(?!\w)"
)
""" "A rescue worker said": nobody is freed."""
_OF_ROAD = re.compile(
    r"(?<!\w)(?:convoys?|trucks?|tankers?|lorr(?:y|ies)|vehicles?|buses|ships?|vessels?|barges?)(?: (?:of|"
    r"carrying) [\w ]{1,30})?(?:,? (?:that|which))?(?: (?:was|were|is|are|being))* $"
)
""" "A convoy of fuel tankers escorted by the army": no flight."""
_AN = re.compile(r"(?<!\w)(?:an?|the|any|other|each|several|una?|la|las|los) $")
""" "A designated terrorist organization": what it is."""
_BY_CHANCE = re.compile(
    r"^[^.;]{0,80}(?<!\w)(?:accidentally|by accident|accidental(?:mente)?|por accidente)(?!\w)"
)
""" "Killed when explosives blew up accidentally"."""
_OF_BONES = re.compile(
    r"^ (?:human )?(?:bones?|remains|bod(?:y|ies)|corpses?|skulls?|teeth|flesh|restos|huesos|cuerpos)(?!\w)"
)
""" "Found burned bone fragments": how remains were, and no arson."""
_BURNT_CAR = re.compile(
    r"(?<!\w)(?:vehiculos?|camionetas?|automovil(?:es)?|autos?|coches?|taxis?|camion(?:es)?|motocicletas?|"
    r"patrullas?|trailer(?:es)?|autobus(?:es)?|inmuebles?|viviendas?)"
    r"(?: (?!cuerpo|cadaver|hombre|persona)[a-z]+){0,3} $"
)
_IS_BURNT = re.compile(r"^ (?:totalmente |completamente )?(?:calcinad|quemad|incendiad)[oa]")
""" "Un taxi apareció calcinado", "una camioneta calcinada": no body."""
_NO_SHOT = re.compile(r"(?<!\w)(?:without|sin)(?: (?:a|any|un|ni un|que se))?(?: (?:single|solo))? $")
""" "Taken without a shot being fired"."""
_WERE_FREED = re.compile(
    r"(?<!\w)(?:freed|freeing|rescued|rescuing|released|liberated|saved|liber\w+|rescat\w+)(?!\w)[^.;]{0,60} "
    r"(?:who|that|que|quienes) (?:(?:were|was|had been|are|had|estaban|eran|permanecian) )?(?:being )?$"
)
""" "Freed nine people who were being held": no arrest."""
_WITHOUT = re.compile(r"(?<!\w)(?:without|sin) (?:any |being )?$")
""" "Released without charge"."""
_CARRIED_OUT = re.compile(
    r"(?<!\w)(?:operativ[oa]s?|operacion(?:es)?|orden(?:es)?|plan(?:es)?|accion(?:es)?|cateos?|captura|"
    r"sentencia|traslado|obras?|medida|proyecto|contrato|maniobra) (?:(?!que )[\w.,-]+ ){0,5}?$"
)
""" "El operativo se ejecutó de madrugada": it was carried out."""
_NOT_FOUND = re.compile(
    r"^ (?:aun |todavia )?(?:no|nunca|jamas) (?:han?|fue|fueron|habian?) |"
    r"^ (?:have|has|had|were|was) (?:not|never|yet to) "
)
""" "Sus cuerpos no han sido encontrados"."""
_HAD_ONE = re.compile(
    r"(?<!\w)(?:contaba|cuenta|tenia|tiene|pesaba|pesa|existia|had|has|with|con) "
    r"(?:con )?(?:una? |an? |the |dos |two )?$"
)
""" "Tenía una orden de captura por extorsión": since when, nobody says."""
_ENDED = re.compile(r"^ (?:[\w-]+ ){0,4}?se (?:levant|suspend|cancel|desconvoc)(?:o|io|aron|ieron)(?!\w)")
""" "La protesta se levantó el miércoles": its end."""
_HAND_IN = re.compile(
    r"(?<!\w)(?:por|sobre) (?:su|la|una) (?:(?:presunta|probable|supuesta|posible) )?"
    r"(?:participacion|responsabilidad|implicacion|relacion|vinculacion) (?:en|con) (?:el|la|los|las) $"
)
_NAMES_NOBODY = re.compile(r"(?! (?:del?|contra|al?|perpetrad|cometid|ocurrid)(?!\w))")
""" "Detuvieron a dos hombres por su presunta participación en el homicidio": of whom is told elsewhere."""
_SIGNS = (
    _sign(_HAND_IN, _NAMES_NOBODY, forms="noun phrase", types="killing kidnapping armed_attack"),
    _sign(_CARRIED_OUT, types="killing", said="(?:se )?ejecut"),
    _sign(after=_NOT_FOUND, types="body_found"),
    _sign(_HAD_ONE, types="charges", said=r"orden(?:es)? de|(?:arrest )?warrants?"),
    _sign(after=_ENDED, types="protest blockade", forms="is_noun"),
    _sign(_WITHOUT, types="charges"),
    _sign(after=_ARMOUR, types="body_found"),
    _sign(after=_FARES, types="arrest kidnapping", said="pick"),
    _sign(after=_OF_GANGS, forms="noun", types="extortion kidnapping"),
    _sign(_SAFE_FROM, forms="noun", types="extortion kidnapping killing violence armed_attack"),
    _sign(after=_OF_BOMBS, types="bombing", said="bomb"),
    _sign(after=_OF_RESCUE, types="release", said="rescue"),
    _sign(_OF_ROAD, types="military_flight", said="escort"),
    _sign(_AN, types="designation", said="designated$"),
    _sign(after=_BY_CHANCE, types="bombing killing airstrike"),
    _sign(after=_OF_BONES, types="property_attack", said="burn|charr|calcinad|quemad"),
    _sign(_BURNT_CAR, types="body_found killing", said="calcinad"),
    _sign(_BURNT_CAR, _IS_BURNT, types="body_found"),
    _sign(
        _NO_SHOT, types="armed_attack body_found killing", said="(?:shot|shots|tiro|disparo|disparar|firing)"
    ),
    _sign(_WERE_FREED, types="arrest", said="(?:being )?(?:held|detain)|reten|deten"),
    _sign(after=_SHELTER, types="extortion", said="demand|exig|pid"),
    _sign(after=_AT_ODDS, types="armed_clash", said="fight|batall|pele|luch"),
    _sign(_FEWER, types="killing kidnapping arrest disappearance armed_attack"),
    _sign(_OF_TRAINS, forms="is_verb", types="armed_clash", said="choc|colision|collid|clash"),
    _sign(
        _HANDLED,
        types="drone_attack airstrike",
        said=r"(?:attack |kamikaze )?drones?|(?:[a-z]+ )?(?:missiles?|misil)",
    ),
    _sign(
        after=_WEAPONS,
        types="armed_attack",
        said=r"shot down|shoots? down|shooting down|down(?:ed|s|ing)|derrib",
    ),
    _sign(_UNSURE),
    _sign(_LETS, forms="I"),
    _sign(_COUNTED, forms="is_verb"),
    _sign(_SINCE_THE, _BEGAN, forms="is_noun"),
    _sign(_SOURCE, forms="is_noun", types="investigation"),
    _sign(_NOT_MEANT, forms="I N"),
    _sign(_TO_COME, types="sentence", said="plead"),
    _sign(_MOURNED, forms="noun phrase", types="killing"),
    _sign(_STOPPED, types="bombing", said=r"(?:.* )?bomber"),
    _sign(_FEARED, forms="is_noun"),
    _sign(after=_FIGURE, forms="noun phrase"),
    _sign(_NUMBER_OF, forms="noun phrase", types="killing arrest kidnapping"),
    _sign(_IF_CONVICTED, types="sentence"),
    _sign(_TRIED, forms="I", types="arrest"),
    _sign(_REWARDED, forms="noun", types="arrest"),
    _sign(_THE_MANY, types="armed_attack", said=r"wounded|injured|heridos|heridas|lesionad[oa]s"),
    _sign(_A_UNIT_OF, forms="is_noun", types="armed_clash military_operation"),
    _sign(after=_UNIT, forms="is_noun", types="deployment military_operation"),
    _sign(after=_IN_THE_AIR, types="armed_attack"),
    _sign(after=_BY_THE_WRISTS, types="body_found"),
    _sign(after=_IN_A_YEAR, forms="undergo", types="killing"),
    _sign(_FROM_HOUSE, forms="is_noun", types="arrest"),
    _sign(_UNDER_IT, _NOT_TOLD_ON, forms="is_noun", types="agreement"),
    _sign(_DEFUSED, forms="is_noun", types="bombing"),
    _sign(_NO_AIRCRAFT, _ON_PATROL, types="surveillance_flight", said="reali.*|recorr.*|efectu.*|hac.*"),
    _sign(after=_WAS_DEFUSED, forms="is_noun", types="bombing"),
    _sign(_RANSOM, forms="noun", types="release", said="rescate"),
    _sign(_UNKNOWN),
    _sign(_CRASHED, forms="G N", types="killing"),
    _sign(_BLAZE, forms="V D", types="killing"),
    _sign(_PLOTTING, forms="is_noun", types="armed_attack bombing killing"),
    _sign(_RETURNED, forms="noun phrase", types="body_found"),
    _sign(after=_OF_CARS, forms="noun", types="armed_clash"),
    _sign(_CALLED_OFF, forms="noun", types="protest"),
    _sign(_OF_THE_HELD_ES, types="arrest", said="detenid"),
    _sign(ATTEMPTED, forms="is_noun", types="killing"),
    _sign(_PENALTY, types="violence killing", said="muerte"),
    _sign(after=_OF_PENALTY, types="violence killing", said="death"),
    _sign(_ON_THE_STUMP, types="protest", said="rally|mitin"),
    _sign(_HALTED, forms="is_noun", types="deployment"),
    _sign(_LIFTS, _NOT_KEPT, forms="is_noun", types="blockade"),
    _sign(_OVERTURNED, forms="G N", types="killing"),
    _sign(after=_BY_GUNFIRE, types="airstrike"),
    _sign(_NOT_ASKED, types="armed_attack airstrike military_operation deployment"),
    _sign(_TRIED, forms="I", said=r"storm|break into|asaltar|irrumpir|ingresar"),
    _sign(after=_LIFTED, forms="is_noun", types="blockade"),
    _sign(_BROKEN, forms="is_noun", types="agreement"),
    _sign(_PLEA, types="agreement"),
    _sign(_IN_ANY, forms="is_noun", types="armed_clash"),
    _sign(_ONLY, forms="V", types="armed_attack airstrike"),
    _sign(after=_ONLY_SUCH, forms="V", types="armed_attack airstrike"),
)
"""What shows that a trigger tells of no deed done."""
