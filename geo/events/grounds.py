"""Grounds: what somebody is accused of or wanted for names a crime, but tells no event of its own."""

from __future__ import annotations

import re

from geo.events.sentences import Sentence
from geo.events.signs import is_no_deed
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
        r"nueve|diez|once|doce|quince|veinte|treinta|cuarenta|cincuenta|al menos|varios|"
        r"varias|decenas|cientos|\d[\d.,]*)(?!\w)"
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
    if is_no_deed(sentence, trigger, before):
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
        doing = trigger.tag == "G" or sentence.words[trigger.last].text.endswith("ing")
        if doing and _ONE["en"].match(after) and not _AVERTED.search(cue.group()):
            return False
        return not (
            cue.group().strip() in _BARE and re.search(r"(?<!\w)(?:the|el|la|un|una|su|his|her)\s*$", before)
        )
    return False


_IMPUTED = re.compile(
    r"(?<!\w)(?:imput|formaliz)\w+ (?:(?:ayer|hoy|anoche|(?:el|este) (?:pasado )?(?:lunes|martes|"
    r"miercoles|jueves|viernes|sabado|domingo)|(?:los? |el )?delitos? de|(?:los )?cargos? de) )*$"
)
""" "Imputó el viernes homicidio agravado a dos policías": a crime that names nobody."""
_THE = re.compile(r"(?<!\w)(?:the|la|el) $")
""" "The besieged city": how it stands with it."""
_THAT_HIT = re.compile(
    r"^,? (?:that|which|in which) (?:killed|wounded|injured|left|maimed|\w+ \w+ (?:died|were killed))"
)
""" "Sentenced for a bombing that killed 17": whom it befell is told."""
_PLOTTED = re.compile(
    r"(?<!\w)(?:(?:accus(?:ed|es)|suspect(?:ed|s)|convicted|guilty|suspicion) [^.;,]{0,30}?of|"
    r"charged with|for) (?:plotting|conspiring|planning|attempting|preparing) to $|"
    r"(?<!\w)(?:plots?|conspirac(?:y|ies)|complots?|conspiracion(?:es)?) (?:to|para) $"
)
""" "Accused of plotting to blow up": what somebody is said to have meant to do."""
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
