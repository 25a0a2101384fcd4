"""Grounds: what somebody is accused of or wanted for names a crime, but tells no event of its own."""

from __future__ import annotations

import re
from typing import NamedTuple

from geo.events.sentences import Sentence
from geo.events.triggers import Trigger
from geo.events.words import word_set

_CUE = re.compile(
    r"(?<!\w)(?:(?:convict|accus|suspect)(?:ed|s) (?:\w+ ){1,4}of|charged (?:\w+ ){1,4}with|"
    r"(?:conden|sentenci)\w+ [^.;]{1,120}? (?:prision|carcel|anos) por|(?:acus|conden|"
    r"sentenci)\w+ (?:a \w+ \w+ )?al? (?:\w+ ){1,4}(?:de|por)|charges?(?: are| include| of)?|charged with|"
    r"accused of|wanted for|wanted on|suspected of|convicted of|guilty (?:of|to)|culpables? de|counts? of|"
    r"crimes? (?:of|such as)|accus(?:es?|ing) (?:him|her|them) of|se l[ea]s? acusa de|acusan de|acusa de|"
    r"offences? (?:of|such as)|offenses? (?:of|such as)|faces?|for|on suspicion of|sentenced for|"
    r"indicted (?:for|on)|dedicated to|engaged in|linked to|involved in|blamed for|cargos? (?:de|por)|"
    r"delitos? de|acusad[oa]s? de|acusad[oa]s? por|buscad[oa]s? por|por|imputad[oa]s? por|responsables? de|"
    r"sentenciad[oa]s? por|condenad[oa]s? por|se le imputan?|se le atribuyen?|dedicad[oa]s? (?:a|al)|"
    r"sospechos[oa]s? de|implicad[oa]s? en|relacionad[oa]s? con|vinculad[oa]s? (?:a|con)|"
    r"presunt[oa] responsable de|entre ellos los? de|including (?:those|one) of|charges against him are|"
    r"charges against her are|(?:to |para |a )?(?:stop|prevent|curb|combat|avoid|deter|tackle|quell|"
    r"contener|frenar|evitar|impedir|combatir|prevenir|disuadir)(?: the| los| las| el| la)?|"
    r"carpetas? de investigacion por|procesad[oa]s? por|presunt[oa]s? delitos? de)(?!\w)\W*(?:(?:preparing|"
    r"plotting|planning|organi[sz]ing|inciting|fomenting) )?"
)
_ONLY_NOUNS = re.compile(
    r"^(?:[\s,:]|the|and|y|e|or|o|of|de|del|la|el|alleged|presunt\w+|aggravated|agravad\w+|drug|drugs|arms|"
    r"trafficking|narcotrafico|trafico|drogas|armas|murder|kidnapping|extortion|homicide|homicidio|"
    r"secuestro|extorsion|weapons|possession|portacion|organi[sz]ed|organizada|crime|delincuencia|multiple|"
    r"several|varios|doble|triple|first-degree|attempted|tentativa|conspiracy|laundering|money|lavado|"
    r"dinero|robbery|robo|asociacion|ilicita|delictiva|terrorism|terrorismo|torture|tortura|delitos|crimes|"
    r"disappearance|desaparicion|forzada|posesion|a|un|una|su|his|her|their|probable|posible|delito|counts|"
    r"charges|cargos|calificado|doloso|fentanyl|fentanilo|including|incluyendo|incluido)*$"
)
_NAMES_ONE = re.compile(r"^\s*(?:of|de|del)\s+(?:the |el |la |los |las )?(?:\w|[-'])")
_ONE = {
    "en": re.compile(
        r"^ (?:dead |to death )?(?:an?|the|his|her|their|its|one|two|three|four|five|six|seven|eight|nine|"
        r"ten|eleven|twelve|dozens|scores|hundreds|at least|more than|several|\d[\d.,]*)(?!\w)"
    ),
    "es": re.compile(
        r"^ (?:(?:a|de|contra) )?(?:al|un|una|el|la|los|las|su|sus|dos|tres|cuatro|cinco|seis|siete|ocho|"
        r"nueve|diez|al menos|varios|varias|decenas|cientos|\d[\d.,]*)(?!\w)"
    ),
}
""" "Convicted of killing a reporter": whom it befell is told, and so that it happened."""
_AVERTED = re.compile(
    r"stop|prevent|curb|combat|avoid|deter|tackle|quell|prepar|plott|plann|organi|incit|foment"
)
_CRIMES = word_set(
    "killing kidnapping disappearance extortion abuse armed_attack attack_on_press bombing property_attack "
    "seizure escape violence threat blockade covert_operation"
)
_FACED = re.compile(
    r"(?<!\w)(?:(?:acquitted|cleared|convicted|absuelt\w+) [^.;]{0,60}?(?:of|del?)|faces?|faced|facing|"
    r"enfrentan?|on|dropped|retir\w+)\s+(?:\w+\s+){0,2}$"
)
""" "Faces charges of": how things stand with somebody, told by an arrest or a trial."""
_BARE = frozenset(["for", "por", "faces", "face"])


def is_ground(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a trigger only names a crime that somebody is held, charged or wanted for, or a figure's."""
    before = sentence.between(sentence.start, trigger.start)
    if _is_no_deed(sentence, trigger, before):
        return True
    if trigger.type == "charges" and trigger.tag == "P":
        return _only_describes(sentence, trigger)
    if trigger.type == "military_operation" and trigger.is_verb and _THE.search(before):
        return True
    if trigger.type == "charges" and trigger.tag == "N" and _FACED.search(before):
        return True
    if trigger.type == "arrest" and trigger.tag == "P" and trigger.lang == "es" and trigger.first:
        two = [w.text for w in sentence.words[max(0, trigger.first - 2) : trigger.first]]
        return two[-1] in _NO_ARREST or (two[0] in _TO_ONE and two[-1] in ("un", "una", "unos", "dos"))
    if trigger.type not in _CRIMES:
        return False
    if trigger.is_verb and trigger.tag == "I" and _PLOTTED.search(before):
        return True
    after = sentence.between(trigger.end, sentence.end)
    if trigger.lang == "es" and trigger.tag == "I":
        return _CHARGED.search(before) is not None and not _ONE["es"].match(after)
    if trigger.voice != "noun" and trigger.tag != "G":
        return False
    if trigger.tag == "N" and _IMPUTED.search(before) and not _NAMES_ONE.match(after):
        return True
    for cue in _CUE.finditer(before):
        if not _ONLY_NOUNS.match(before[cue.end() :]):
            continue
        if _THAT_HIT.match(after):
            return False
        if _NAMES_ONE.match(after) and not re.match(
            r"^\s*(?:de|of)\s+(?:drug|drogas|arm|weapon|migrant|person|gas|combustible)", after
        ):
            return False
        if trigger.tag == "G" and _ONE["en"].match(after) and not _AVERTED.search(cue.group()):
            return False
        return not (
            cue.group().strip() in _BARE and re.search(r"(?<!\w)(?:the|el|la|un|una|su|his|her)\s*$", before)
        )
    return False


def _is_no_deed(sentence: Sentence, trigger: Trigger, before: str) -> bool:
    """Whether the words beside a trigger show that it tells of no deed done: one of `_SIGNS`."""
    after = sentence.between(trigger.end, sentence.end)
    said = sentence.between(trigger.start, trigger.end)
    return _is_of_a_name(sentence, trigger) or any(
        sign.shows(trigger, said, before, after) for sign in _SIGNS
    )


def _is_of_a_name(sentence: Sentence, trigger: Trigger) -> bool:
    """ "La Ley General contra la Extorsión": a Spanish noun with a capital is of a name."""
    if trigger.lang != "es" or trigger.pos != "noun" or trigger.type not in _NAMED or trigger.first < _TWO:
        return False
    written = [sentence.written(k) for k in range(len(sentence.words))]
    lower = sum(w[:1].islower() for w in written)
    return written[trigger.first][:1].isupper() and lower > len(written) / _TWO


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


_TWO = 2
_NAMED = frozenset(
    {"extortion", "release", "kidnapping", "disappearance", "killing", "arrest", "abuse", "investigation"}
)
_IMPUTED = re.compile(
    r"(?<!\w)(?:imput|formaliz)\w+ (?:(?:ayer|hoy|anoche|(?:el|este) (?:pasado )?(?:lunes|martes|"
    r"miercoles|jueves|viernes|sabado|domingo)|(?:los? |el )?delitos? de|(?:los )?cargos? de) )*$"
)
""" "Imputó el viernes homicidio agravado a dos policías": a crime that names nobody."""
_FIGURE = re.compile(
    r"^ (?:[^,.;]{0,40} )?(?:(?:ha[ns]|have|se han?) (?:(?:almost|nearly|more than|roughly|casi|mas que) )?"
    r"(?:doubled|trebled|tripled|quadrupled|halved|duplicado|triplicado|cuadruplicado)|(?:rose|fell|dropped|increased|climbed|declined|doubled|surged|jumped|"
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
_BEGAN = re.compile(r"^ (?:began|begin|started|broke out|erupted|flared|comenz|empez|estall|inici)")
""" "Since the unrest began": from when, and no deed."""
_NOT_MEANT = re.compile(r"(?<!\w)not (?:intended|meant|designed|aimed|supposed) to (?:\w+ (?:or|and) )?$")
""" "Was not intended to abduct or assassinate"."""
_SOURCE = re.compile(r"(?<!\w)(?:segun|de acuerdo con|according to) (?:the|an?|la|una) $")
""" "Según la investigación de la ONG": who says so."""
_TO_COME = re.compile(r"(?<!\w)(?:would|will|to) $")
""" "Would plead not guilty": nothing yet."""
_THE = re.compile(r"(?<!\w)(?:the|la|el) $")
""" "The besieged city": how it stands with it."""
_MOURNED = re.compile(
    r"(?<!\w)(?:bur(?:y|ied|ying)|mourn\w*|honou?r\w*|commemorat\w*|remember\w*|enterr\w+|entierr\w+|"
    r"vel[ao]\w*|despid\w+|despedir|llor\w+) (?:a )?(?:their|its|the|his|her|sus?|los|las) $"
)
""" "Began burying their dead": who died before."""
_THAT_HIT = re.compile(
    r"^,? (?:that|which|in which) (?:killed|wounded|injured|left|maimed|\w+ \w+ (?:died|were killed))"
)
""" "Sentenced for a bombing that killed 17": whom it befell is told."""
_STOPPED = re.compile(
    r"(?<!\w)(?:arrest|detain|captur|stop|stopp|intercept|shot|shoot|kill|foil|thwart|search|hunt)\w*"
    r"(?: (?:dead|an?|the|two|three|four|for|would-be|suspected|alleged|potential|female|teenage))*\s*$"
)
""" "Arrested a suicide bomber": who did not come to it."""
_PLOTTED = re.compile(
    r"(?<!\w)(?:(?:accus(?:ed|es)|suspect(?:ed|s)|convicted|guilty|suspicion) [^.;,]{0,30}?of|"
    r"charged with|for) "
    r"(?:plotting|conspiring|planning|attempting|preparing) to $|"
    r"(?<!\w)(?:plots?|conspirac(?:y|ies)|complots?|conspiracion(?:es)?) (?:to|para) $"
)
""" "Accused of plotting to blow up": what somebody is said to have meant to do."""
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
_NO_ARREST = word_set("los las el la dichos estos a")
""" "Los detenidos" are people, and their arrest was told before."""
_TO_ONE = word_set("a contra por entre")
""" "A un detenido": likewise."""
_NUMBER_OF = re.compile(
    r"(?<!\w)(?:number|rate|total|share|numero|tasa|cifra|promedio) (?:of|del?)(?: (?:\w+ ){0,2}|the |los )$"
)
""" "The number of violent deaths in 2023": a figure."""
_THE_MANY = re.compile(r"(?<!\w)(?:the|los|las) $")
_HURT = re.compile(r"wounded|injured|heridos|heridas|lesionad[oa]s")
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
    r"(?<!\w)(?:recover|found|find|seiz|defus|discover|deactivat|neutrali[sz]|dispos|locat|hall|encontr|desactiv|decomis|"
    r"asegur|recuper|localiz|incaut)\w*(?: of)?(?: (?:an?|the|un|una|el|la|two|three|four|five|six|several|"
    r"dos|tres|"
    r"cuatro|cinco|seis|varios|varias|\d+|unexploded|live|homemade|improvised))* $"
)
""" "Troops recovered four improvised explosive devices": none went off."""
_UNKNOWN = re.compile(
    r"(?<!\w)(?:desconoc\w+|ignora\w*|no se sabe|no esta claro|unclear|unknown|not (?:known|clear|"
    r"immediately clear)) "
    r"(?:si|whether|if) [^.;]{0,30}$"
)
""" "Se desconoce si hay detenidos": what nobody knows."""
_LIFTED = re.compile(
    r"^ (?:\w+ ){0,3}?(?:was|were|has been|have been|had been|fue|fueron|ha sido|quedo|quedaron) (?:\w+ )?"
    r"(?:lifted|ended|removed|cleared|called off|dismantled|levantad|retirad|despejad|desactivad)"
)
""" "The blockade was lifted on Thursday": its end."""
_BROKEN = re.compile(
    r"(?<!\w)(?:suspend|withdr|broke|violat|cancel|scrapp|tore up|quit|abandon|terminat|pulled out|denounc|"
    r"romp|viol|"
    r"retir|abandon|denunci)\w*(?: (?:from|out of|del?))? (?:the |an? |its |their |el |la |un |una |su "
    r")?(?:\w+ )?$"
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
    r"station)"
    r"[^;,]{0,12} (?:explo|blew|caught|burst)(?:(?!shot|attack|bomb|missile|rebel)[^;])*, $"
)
""" "A navy helicopter crashed in Michoacán, killing three", "a gas tanker exploded, killing": accidents."""
_BLAZE = re.compile(
    r"(?<!\w)(?:an?|the) (?:(?!arson|deliberate|criminal|enemy|friendly|artillery|rocket|gun|tank|mortar|"
    r"sniper)"
    r"[\w-]+ ){0,2}(?:fire|blaze|stampede|landslide|crash|collapse) (?:at|in|on|that|which|of|near|aboard) "
    r"(?:(?!rebel|attack|soldier|troops|arson)[^;])*$"
)
""" "A fire at a nightclub killed 59"."""
_PLOTTING = re.compile(
    r"(?<!\w)(?:charged|indicted|convicted|guilty|jailed|sentenced|arrested|detained|held|imputad[oa]s?|"
    r"detenid[oa]s?|condenad[oa]s?|sentenciad[oa]s?) [^.;]{0,60}?(?:with|of|for|over|on suspicion of|por|de) "
    r"(?:plotting|planning|preparing|conspiring to (?:carry out|commit|launch)|planear|preparar) "
    r"(?:(?:an?|the|una?|el|la|terror|bomb|series|of|serie|de|several|deadly) )*$|"
    r"(?<!\w)charged [^.;]{0,60}?with (?:plotting|planning|preparing) (?:(?:an?|the|terror|bomb) )*$"
)
""" "Charged with plotting an attack": none took place."""
_RETURNED = re.compile(
    r"(?<!\w)(?:return|hand|repatriat|receiv|exchang|transferr|gave|give|entreg|devolv|devuel|repatri|recib|"
    r"intercambi)\w*"
    r"(?:(?! (?:after|that|who|when|que|tras))[^,;.]){0,40} $"
)
""" "Russia returned the bodies of 1,000 soldiers"."""
_OF_CARS = re.compile(
    r"^ (?:multiple|frontal|vehicular|automovilistico|de (?:frente|trenes|autos|vehiculos|camiones)|entre "
    r"(?:(?:un|una|dos|tres|el|la|varios) )?(?:trailer|autobus|camion|auto|coche|moto|tren|vehiculo|taxi|"
    r"avion|"
    r"helicoptero|barco|buque|lancha|carro|pipa|trenes|aeronave))"
)
""" "Choque entre un tráiler y un autobús": an accident."""
_CALLED_OFF = re.compile(
    r"(?<!\w)(?:suspend|cancel|aplaz|posp|desconvoc|called off|call off|postpon|scrapp|banned|ban|prohib)\w* "
    r"(?:el |la |los |las |una? |the |an? |their |its )?(?:\w+ ){0,2}$"
)
""" "Suspenden marcha por la paz": there is none."""
_OF_THE_HELD_ES = re.compile(
    r"(?<!\w)(?:tortura|muertes?|fuga|traslado|abusos?|golpiza|liberacion|desaparicion|asesinato|homicidio|"
    r"maltratos?|derechos|ejecucion) (?:de|a|contra) (?:\w+ )?$"
)
""" "La tortura de dos detenidos": who was held then."""
_ATTEMPTED = re.compile(r"(?<!\w)(?:attempted|tentativas? de|intentos? de)(?: \w+)? $")
""" "For the attempted murder of a priest": nobody was killed."""
_PENALTY = re.compile(r"(?<!\w)pena (?:de|capital de) $")
_OF_PENALTY = re.compile(r"^ (?:penalty|row|sentence)(?!\w)")
""" "Will not seek the death penalty"."""
_ON_THE_STUMP = re.compile(
    r"(?<!\w)(?:campaign|election|political|re-election) $|(?<!\w)(?:durante|tras|en) (?:un|el|su) $"
)
""" "Was shot dead at a campaign rally": no protest."""
_HALTED = re.compile(
    r"(?<!\w)(?:block|halt|paus|suspend|reject|stop|bloque|fren|suspend|impid|rechaz)\w* "
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
_SIGNS = (
    _Sign(_COUNTED, forms=frozenset({"is_verb"})),
    _Sign(_SINCE_THE, _BEGAN, frozenset({"is_noun"})),
    _Sign(_SOURCE, forms=frozenset({"is_noun"}), types=frozenset({"investigation"})),
    _Sign(_NOT_MEANT, forms=frozenset("IN")),
    _Sign(_TO_COME, types=frozenset({"sentence"}), said=re.compile("plead")),
    _Sign(_MOURNED, forms=frozenset({"noun", "phrase"}), types=frozenset({"killing"})),
    _Sign(_STOPPED, types=frozenset({"bombing"}), said=re.compile(r"(?:.* )?bomber")),
    _Sign(_FEARED, forms=frozenset({"is_noun"})),
    _Sign(after=_FIGURE, forms=frozenset({"noun", "phrase"})),
    _Sign(
        _NUMBER_OF, forms=frozenset({"noun", "phrase"}), types=frozenset({"killing", "arrest", "kidnapping"})
    ),
    _Sign(_IF_CONVICTED, types=frozenset({"sentence"})),
    _Sign(_TRIED, forms=frozenset("I"), types=frozenset({"arrest"})),
    _Sign(_REWARDED, forms=frozenset({"noun"}), types=frozenset({"arrest"})),
    _Sign(_THE_MANY, types=frozenset({"armed_attack"}), said=_HURT),
    _Sign(_A_UNIT_OF, forms=frozenset({"is_noun"}), types=frozenset({"armed_clash", "military_operation"})),
    _Sign(after=_UNIT, forms=frozenset({"is_noun"}), types=frozenset({"deployment", "military_operation"})),
    _Sign(after=_IN_THE_AIR, types=frozenset({"armed_attack"})),
    _Sign(after=_BY_THE_WRISTS, types=frozenset({"body_found"})),
    _Sign(after=_IN_A_YEAR, forms=frozenset({"undergo"}), types=frozenset({"killing"})),
    _Sign(_FROM_HOUSE, forms=frozenset({"is_noun"}), types=frozenset({"arrest"})),
    _Sign(_UNDER_IT, _NOT_TOLD_ON, forms=frozenset({"is_noun"}), types=frozenset({"agreement"})),
    _Sign(_DEFUSED, forms=frozenset({"is_noun"}), types=frozenset({"bombing"})),
    _Sign(_UNKNOWN),
    _Sign(_CRASHED, forms=frozenset("GN"), types=frozenset({"killing"})),
    _Sign(_BLAZE, forms=frozenset("V") | {"D"}, types=frozenset({"killing"})),
    _Sign(_PLOTTING, forms=frozenset({"is_noun"}), types=frozenset({"armed_attack", "bombing", "killing"})),
    _Sign(_RETURNED, forms=frozenset({"noun", "phrase"}), types=frozenset({"body_found"})),
    _Sign(after=_OF_CARS, forms=frozenset({"noun"}), types=frozenset({"armed_clash"})),
    _Sign(_CALLED_OFF, forms=frozenset({"noun"}), types=frozenset({"protest"})),
    _Sign(_OF_THE_HELD_ES, types=frozenset({"arrest"}), said=re.compile("detenid")),
    _Sign(_ATTEMPTED, forms=frozenset({"is_noun"}), types=frozenset({"killing"})),
    _Sign(_PENALTY, types=frozenset({"violence", "killing"}), said=re.compile("muerte")),
    _Sign(after=_OF_PENALTY, types=frozenset({"violence", "killing"}), said=re.compile("death")),
    _Sign(_ON_THE_STUMP, types=frozenset({"protest"}), said=re.compile("rally|mitin")),
    _Sign(_HALTED, forms=frozenset({"is_noun"}), types=frozenset({"deployment"})),
    _Sign(_LIFTS, _NOT_KEPT, forms=frozenset({"is_noun"}), types=frozenset({"blockade"})),
    _Sign(_OVERTURNED, forms=frozenset("GN"), types=frozenset({"killing"})),
    _Sign(after=_BY_GUNFIRE, types=frozenset({"airstrike"})),
    _Sign(_NOT_ASKED, types=frozenset({"armed_attack", "airstrike", "military_operation", "deployment"})),
    _Sign(_TRIED, forms=frozenset("I"), said=re.compile(r"storm|break into|asaltar|irrumpir|ingresar")),
    _Sign(after=_LIFTED, forms=frozenset({"is_noun"}), types=frozenset({"blockade"})),
    _Sign(_BROKEN, forms=frozenset({"is_noun"}), types=frozenset({"agreement"})),
    _Sign(_PLEA, types=frozenset({"agreement"})),
    _Sign(_IN_ANY, forms=frozenset({"is_noun"}), types=frozenset({"armed_clash"})),
    _Sign(_ONLY, forms=frozenset("V"), types=frozenset({"armed_attack", "airstrike"})),
    _Sign(after=_ONLY_SUCH, forms=frozenset("V"), types=frozenset({"armed_attack", "airstrike"})),
)
"""What shows that a trigger tells of no deed done."""
_CHARGED = re.compile(
    r"(?<!\w)(?:(?:acusad|imputad|senalad|sospechos|procesad)[oa]s?|acus(?:a|an|o|aron)) (?:[^,.;]{0,40} )?"
    r"(?:de|por)(?: haber)? $"
)
""" "Acusado de torturar": what an infinitive says somebody is charged with."""
_AUXILIARIES = word_set(
    "fue fueron es son ha han sido ser queda quedo quedaron habia habian siendo sera seran"
)


def _only_describes(sentence: Sentence, trigger: Trigger) -> bool:
    """ "Un exalcalde acusado de narcotráfico": the participle says who he is, not that he was charged."""
    return trigger.first > 0 and sentence.words[trigger.first - 1].text not in _AUXILIARIES
