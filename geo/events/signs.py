"""Signs: words beside a trigger which show that it tells of no deed done: "a bus overturned, killing"."""

from __future__ import annotations

import re

from geo.events.mishaps import MISHAPS
from geo.events.sentences import Sentence
from geo.events.sign import sign
from geo.events.triggers import Trigger
from geo.events.undone import ATTEMPTED
from geo.events.unharmed import UNHARMED
from geo.events.words import word_set

_FIRST = 2
"""A Spanish noun with a capital before this word may only open its sentence."""
_NAMED = word_set("extortion release kidnapping disappearance killing arrest abuse investigation")


def is_no_deed(sentence: Sentence, trigger: Trigger, before: str) -> bool:
    """Whether the words around a trigger show that it tells of no deed done: one of the signs, or a name.

    `before` are the folded words of its sentence that stand before it.
    """
    after = sentence.between(trigger.end, sentence.end)
    said = sentence.between(trigger.start, trigger.end)
    return _is_of_a_name(sentence, trigger) or any(
        one.shows(trigger, said, before, after) for one in (*_SIGNS, *MISHAPS, *UNHARMED)
    )


def _is_of_a_name(sentence: Sentence, trigger: Trigger) -> bool:
    """ "La Ley General contra la Extorsión": a Spanish noun with a capital is of a name."""
    if trigger.lang != "es" or trigger.pos != "noun" or trigger.type not in _NAMED or trigger.first < _FIRST:
        return False
    if not sentence.written(trigger.first)[:1].isupper():
        return False
    lower = sum(sentence.written(k)[:1].islower() for k in range(len(sentence.words)))
    return 2 * lower > len(sentence.words)


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
_FINISHED_OFF = re.compile(
    r"(?<!\w)(?:(?:remat|mat|asesin|ejecut|fusil|acribill)\w* a(?:l| (?:l[oa]s |al menos )?(?:\w+ )?)|"
    r"finish(?:ed|ing)? off (?:the )?(?:\w+ )?)$"
)
""" "Remató a dos heridos": who had been hurt before was killed."""
_DEATH_OF = re.compile(
    r"(?<!\w)(?:fallecimientos?|muertes?|decesos?|deaths?) (?:de|del|of) (?:(?:the|los|las|otros|another) "
    r")?(?:\w+ )?$"
)
""" "Tras el fallecimiento de dos heridos": who were hurt before."""
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
_RANSOM = re.compile(
    r"(?<!\w)(?:pag|exig|ped|pid|cobr|negoci|reclam)\w*(?: (?:un|el|su|por|algun|ningun|mas|\w+))? $"
)
""" "Si no se pagaba un rescate": money, and nobody freed."""
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
_NOT_ASKED = re.compile(
    r"(?<!\w)(?:not|never|n't) (?:been )?(?:ask|agree|authori[sz]|approv|request|order|allow|permit|plan)\w* "
    r"(?:\w+ ){0,2}?(?:to|for)(?: (?:carry out|conduct|launch|make|mount))?(?: \w+)? $|"
    r"(?<!\w)no (?:se )?(?:ha |han |habia )?(?:pid|ped|pidi|autori|aprob|solicit|acord|permit)\w+ "
    r"(?:(?:realizar|lanzar|efectuar|llevar a cabo|hacer) )?(?:\w+ )?$"
)
""" "Had not asked to carry out strikes": nobody does."""
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
_AN = re.compile(r"(?<!\w)(?:an?|the|any|other|each|several|una?|la|las|los) $")
""" "A designated terrorist organization": what it is."""
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
_NEGOTIATES = re.compile(
    r"(?<!\w)(?:negotiat(?:es?|ing)|discuss(?:es|ing)?|negocia(?:n|ndo|r|ban?)?|"
    r"discut(?:en?|iendo|ian?|ir)|debat(?:en?|iendo)) (?:(?:about|over|on|sobre) )?"
    r"(?:an? |the |la |el |una? |su |their )?(?:possible |posible |new |nuev[oa] )?$"
)
""" "The sides are negotiating a truce": there is none yet."""
_VISITS = re.compile(
    r"^ to (?:visit|travel|tour|go|meet|attend|speak|address|fly|return|stay|see|hear|inspect|step down|"
    r"resign|retire|run)(?!\w)"
)
""" "The governor plans to visit the survivors": where somebody goes, and no policy."""
_OF_DANGER = re.compile(
    r"^ (?:(?!against|contra)[\w,]+ ){0,5}?(?:de|del|sobre|que|of|about|that)(?: que)? (?:(?:\w+ ){0,3})?"
    r"(?:vidas?|life|lives|peligro|riesgo|danger|risk)(?!\w)"
)
""" "The ombudsman warned that his life was in danger": who fears for somebody threatens nobody."""
_AGREED_ON = re.compile(
    r"(?<!\w)(?:pact|acord|conven|convin|agreed)\w*(?: (?:on|to))? (?:[^,.;]{1,40} )?(?:una?|la|an?|the) $"
)
""" "Pactó con los dirigentes una mesa de diálogo": what is agreed on."""
_BY_NOW_SO = re.compile(r"(?<!\w)(?:el|la|los|las) (?:ahora|hoy|entonces) $|(?<!\w)the (?:now|newly) $")
""" "El ahora sentenciado fue detenido en 2019": who somebody is since."""
_SIGNS = (
    sign(
        _BY_NOW_SO,
        types="sentence charges arrest",
        said="sentenci|conden|deten|imput|convict",
    ),
    sign(after=_OF_DANGER, types="threat", said="advert|advirt|adviert|warn|alert"),
    sign(_AGREED_ON, forms="is_noun", types="talks"),
    sign(after=_VISITS, types="plan", said="plans?$"),
    sign(_NEGOTIATES, forms="is_noun", types="agreement"),
    sign(_HAND_IN, _NAMES_NOBODY, forms="noun phrase", types="killing kidnapping armed_attack"),
    sign(_CARRIED_OUT, types="killing", said="(?:se )?ejecut"),
    sign(after=_NOT_FOUND, types="body_found"),
    sign(_HAD_ONE, types="charges", said=r"orden(?:es)? de|(?:arrest )?warrants?"),
    sign(after=_ENDED, types="protest blockade", forms="is_noun"),
    sign(_WITHOUT, types="charges"),
    sign(after=_OF_GANGS, forms="noun", types="extortion kidnapping"),
    sign(_SAFE_FROM, forms="noun", types="extortion kidnapping killing violence armed_attack"),
    sign(_AN, types="designation", said="designated$"),
    sign(
        _NO_SHOT, types="armed_attack body_found killing", said="(?:shot|shots|tiro|disparo|disparar|firing)"
    ),
    sign(_WERE_FREED, types="arrest", said="(?:being )?(?:held|detain)|reten|deten"),
    sign(after=_SHELTER, types="extortion", said="demand|exig|pid"),
    sign(after=_AT_ODDS, types="armed_clash", said="fight|batall|pele|luch"),
    sign(_FEWER, types="killing kidnapping arrest disappearance armed_attack"),
    sign(_UNSURE),
    sign(_LETS, forms="I"),
    sign(_COUNTED, forms="is_verb"),
    sign(_SINCE_THE, _BEGAN, forms="is_noun"),
    sign(_SOURCE, forms="is_noun", types="investigation"),
    sign(_NOT_MEANT, forms="I N"),
    sign(_TO_COME, types="sentence", said="plead"),
    sign(_MOURNED, forms="noun phrase", types="killing"),
    sign(_STOPPED, types="bombing", said=r"(?:.* )?bomber"),
    sign(_FEARED, forms="is_noun"),
    sign(after=_FIGURE, forms="noun phrase"),
    sign(_NUMBER_OF, forms="noun phrase", types="killing arrest kidnapping"),
    sign(_IF_CONVICTED, types="sentence"),
    sign(_TRIED, forms="I", types="arrest"),
    sign(_REWARDED, forms="noun", types="arrest"),
    sign(_FINISHED_OFF, types="armed_attack", said=r"wounded|injured|herid[oa]s|lesionad[oa]s"),
    sign(_DEATH_OF, types="armed_attack", said=r"wounded|injured|herid[oa]|lesionad[oa]"),
    sign(_THE_MANY, types="armed_attack", said=r"wounded|injured|heridos|heridas|lesionad[oa]s"),
    sign(_A_UNIT_OF, forms="is_noun", types="armed_clash military_operation"),
    sign(after=_UNIT, forms="is_noun", types="deployment military_operation"),
    sign(after=_IN_A_YEAR, forms="undergo", types="killing"),
    sign(_FROM_HOUSE, forms="is_noun", types="arrest"),
    sign(_UNDER_IT, _NOT_TOLD_ON, forms="is_noun", types="agreement"),
    sign(_RANSOM, forms="noun", types="release", said="rescate"),
    sign(_UNKNOWN),
    sign(_PLOTTING, forms="is_noun", types="armed_attack bombing killing"),
    sign(_RETURNED, forms="noun phrase", types="body_found"),
    sign(_CALLED_OFF, forms="noun", types="protest"),
    sign(_OF_THE_HELD_ES, types="arrest", said="detenid"),
    sign(ATTEMPTED, forms="is_noun", types="killing"),
    sign(_PENALTY, types="violence killing", said="muerte"),
    sign(after=_OF_PENALTY, types="violence killing", said="death"),
    sign(_ON_THE_STUMP, types="protest", said="rally|mitin"),
    sign(_HALTED, forms="is_noun", types="deployment"),
    sign(_LIFTS, _NOT_KEPT, forms="is_noun", types="blockade"),
    sign(_NOT_ASKED, types="armed_attack airstrike military_operation deployment"),
    sign(_TRIED, forms="I", said=r"storm|break into|asaltar|irrumpir|ingresar"),
    sign(after=_LIFTED, forms="is_noun", types="blockade"),
    sign(_BROKEN, forms="is_noun", types="agreement"),
    sign(_PLEA, types="agreement"),
    sign(_IN_ANY, forms="is_noun", types="armed_clash"),
    sign(_ONLY, forms="V", types="armed_attack airstrike"),
    sign(after=_ONLY_SUCH, forms="V", types="armed_attack airstrike"),
)
"""What shows that a trigger tells of no deed done."""
