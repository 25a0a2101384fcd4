"""Grounds: what somebody is accused of or wanted for names a crime, but tells no event of its own."""

from __future__ import annotations

import re

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
_FACED = re.compile(r"(?<!\w)(?:faces?|faced|facing|enfrentan?|on|dropped|retir\w+)\s+(?:\w+\s+){0,2}$")
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
    """Whether the words before a trigger, or a figure after it, show that it tells of no deed done."""
    if trigger.is_verb and _COUNTED.search(before):
        return True
    after = sentence.between(trigger.end, sentence.end)
    if trigger.voice == "noun" and _SINCE_THE.search(before) and _BEGAN.match(after):
        return True
    if trigger.type == "investigation" and trigger.voice == "noun" and _SOURCE.search(before):
        return True
    if trigger.tag in "IN" and _NOT_MEANT.search(before):
        return True
    pleads = trigger.type == "sentence" and sentence.between(trigger.start, trigger.end).startswith("plead")
    if pleads and _TO_COME.search(before):
        return True
    if trigger.type == "killing" and trigger.pos in ("noun", "phrase") and _MOURNED.search(before):
        return True
    if trigger.type == "bombing" and sentence.words[trigger.last].text.startswith("bomber"):
        return _STOPPED.search(before) is not None
    if trigger.voice == "noun" and _FEARED.search(before):
        return True
    if trigger.pos == "noun" and _FIGURE.match(sentence.between(trigger.end, sentence.end)):
        return True
    if trigger.type == "sentence" and _IF_CONVICTED.search(before):
        return True
    if trigger.type == "arrest" and trigger.tag == "I" and _TRIED.search(before):
        return True
    return trigger.type == "arrest" and trigger.pos == "noun" and _REWARDED.search(before) is not None


_IMPUTED = re.compile(
    r"(?<!\w)(?:imput|formaliz)\w+ (?:(?:ayer|hoy|anoche|(?:el|este) (?:pasado )?(?:lunes|martes|"
    r"miercoles|jueves|viernes|sabado|domingo)|(?:los? |el )?delitos? de|(?:los )?cargos? de) )*$"
)
""" "Imputó el viernes homicidio agravado a dos policías": a crime that names nobody."""
_FIGURE = re.compile(
    r"^ (?:[^,.;]{0,40} )?(?:rose|fell|dropped|increased|climbed|declined|doubled|surged|jumped|"
    r"went (?:up|down)|aumentaron|bajaron|subieron|crecieron|cayeron|disminuyeron|se duplicaron|"
    r"aumento|bajo|subio|crecio|cayo)"
    r"(?: by| un| en)? [^,.;]{0,30}?(?:per ?cent|percent|%|por ciento)"
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
