"""Verbs that carry a deed which their object names: "launched an offensive", "practicó dos detenciones".

The subject of such a verb does the deed; that of others suffers it ("received threats"), and of most, which
are listed nowhere, it only speaks of it, looks into it or lives with it ("condemned the attack"). Verbs of
words ("announced", "approved") do what is done with words, and verbs that put an end ("lifted") only what an
authority holds up: police that end a blockade never held it.
"""

from __future__ import annotations

import re

from geo.events.words import word_set

_ENGLISH = """
carry carried carries launch stag mount conduct commit perpetrat held hold holds begin began begun
start open mak made sign reach impos led lead join order resum erect set complet fil issu execut
perform secur slap hand deliver particip took tak initial ink emit agree stepp intensif escalat
expand widen continu keep kept maintain unleash undert initiat press pursu prepar plann plot wag
organi direct coordinat enforc tighten strengthen levie brought bring laid lay unseal broker clinch
conclud negotiat finali enter engag pronounc inflict lodg placed introduc host sponsor spearhead
sprang sprung mastermind accept usher renew extend proceed respond retaliat replie react redoubl steppin
command
"""
_SPANISH = """
llev realiz lanz inici sostuv protagoniz perpetr comet firm suscrib celebr efectu mont coloc instal
impus impon impuest emprend orden logr dirig ejecut despleg desplieg sost mantuv mantien mantend manten
sell rubric retom reanud acat secund encabez decret convoc organiz concluy abrio abrieron abren
abrir abre practic intensific recrudec redobl ampli comenz comienz empez empiez continu prosig
prosigu desat prepar planea planific tram adelant coorden coordin entabl particip sum
interpus presento presentaron presenta presentan presentar formul radic imput pact alcanz consum
propin aplic cerraron cerro concret arranc impuls promov promuev sigui sigue siguen plane gest
lider acept atribuy adjudic reivindic asest profir profier negoci escenific extendio extendieron
"""
_DOES = (*_ENGLISH.split(), *_SPANISH.split())
"""How verbs begin whose subject does the deed that their object names."""
_EXACT = word_set(
    "dicto dicta dictan dictaron dictar libro libra libran libraron giro gira giran giraron gave give gives "
    "abierto hizo hicieron hace hacen haran hara "
    "struck passed pass passes puso pusieron pone ponen plans "
    "run ran runs enact enacted suma suman sumo sumaron sumar"
)
_MINES = ("desactiv", "desenterr", "sembr", "siembr", "enterr", "desmin", "plant", "neutraliz")
""" "Desactivó cuarenta minas": who lays mines or clears them has to do with them as a doer."""
_SEES_THROUGH = ("cumpl", "llam", "iran")
""" "Cumplieron una huelga", "llamaron a la huelga": of what people do; a sentence is served."""
_OBTAINED, _OBTAINS = frozenset({"charges", "sentence"}), ("obtuv", "obtien", "consigui")
""" "La Fiscalía obtuvo la vinculación a proceso de": prosecutors have a court do so."""
_SUFFERS = re.compile(
    r"(?:recib(?!ir)|sufr|padec|sobreviv|surviv|suffer|receiv|endur|escap|sustain|underw|subjected|"
    r"given|handed|faces?\Z|got\Z|gets?\Z|purg|cumpl)"
)
_TELLS = re.compile(
    r"announc|declar|present|unveil|anunci|issu|propos|propus|dio|dieron|approv|adopt|ratif|authori|renew|"
    r"extend|expand|threaten|pledg|vow|introduc|prolong|aprob|aprueb|ratific|autoriz|renov|renuev|"
    r"prorrog|amenaz|promet|endors|upheld|uphold"
)
_ENDS = re.compile(
    r"end(?:s|ed|ing)?\Z|halt|suspend|lift|revok|cancel|call(?:s|ed)?\Z|levant|termin|finaliz|revoc|"
    r"eas(?:e|ed|ing)\Z|dropp|withdr|retir|interrump"
)
WITH_WORDS = frozenset(
    {
        "plan", "threat", "designation", "sanction", "agreement", "talks", "deployment", "exercise",
        "military_operation", "charges", "protest", "blockade", "surveillance_flight", "sentence",
        "extradition", "release",
    }
)  # fmt: skip
"""Types that an announcement does, or that are announced by those who do them."""
_ENDED = frozenset(
    {"sanction", "agreement", "talks", "deployment", "exercise", "military_operation", "charges", "threat"}
)
"""Types that only those who do them can end."""
OWN_DEEDS = frozenset(
    {
        "armed_attack", "bombing", "drone_attack", "airstrike", "property_attack", "raid", "blockade",
        "protest", "military_operation", "covert_operation", "deployment", "exercise", "sanction", "threat",
        "plan", "surveillance_flight", "military_flight",
    }
)  # fmt: skip
"""Types that belong to those who do them: "its strikes" are the subject's."""
_WELCOMED = frozenset({"release", "arrest", "sentence", "extradition", "charges", "killing", "sanction"})
""" "Celebra la excarcelación de": what one who "celebra" it only welcomes, as nobody holds it."""
RECIPROCAL = frozenset({"armed_clash", "talks", "agreement", "exercise"})
"""Deeds in which all sides take part alike."""
OF_THE_PEOPLE = frozenset({"protest", "blockade", "escape", "plan"})
"""Deeds of people without arms or office."""
ENVOYS = word_set("delegations delegates envoys negotiators delegaciones delegados enviados negociadores")
"""Who comes for those that are named after them."""
_ONLY_ABOUT = re.compile(
    r"(?:critici[sz]|condemn|denounc|confirm|report|welcom|reject|witness|record|document|investigat|"
    r"oppos|verif|monitor|describ|mourn|critic|conden|denunci|repudi|rechaz|investig|"
    r"lament|celebrad|cuestion|question|deplor|decri|slam|protested|feared|observ)"
)
""" "A deployment criticised by Eritrea": verbs whose author did no more than speak of it."""
_PARTICLES = word_set("out up off down on ahead")
_ANSWERS = ("respond", "retaliat", "replie", "answer", "contest", "replic")
_TIED_BY = (
    (("agree",), word_set("on to")),
    (("particip",), word_set("in en de")),
    (("subjec",), word_set("to")),
    (("sobreviv",), word_set("a al")),
    ((*_ANSWERS, "react"), word_set("with con")),
    (("engag", "proceed", "press", "continu", "sigui", "sigue", "prosig"), word_set("in with on con")),
    (("sum", "suma", "uni"), word_set("a al")),
    (("comenz", "comienz", "empez", "empiez", "arranc"), word_set("con")),
    (("enter",), word_set("into")),
    (("call",), word_set("for off")),
    (("convoc", "llam", "iran"), word_set("a al")),
    (("amenaz", "threat"), word_set("con with")),
)  # fmt: skip
INFINITIVES = word_set(
    "launch carry conduct mount stage impose announce unveil sign reach hold begin start resume commit "
    "execute undertake intensify expand extend continue maintain lift join deliver file bring issue "
    "declare renew adopt approve ratify broker conclude prepare keep step make lead take open end halt "
    "suspend unleash initiate wage organise organize pursue perform perpetrate introduce tighten place"
)
"""Base forms that are verbs after "to": "vowed to launch"."""
PRESENTS = word_set(
    "launches carries conducts imposes announces unveils reaches begins resumes executes undertakes "
    "intensifies expands extends continues maintains joins delivers declares renews adopts approves "
    "ratifies concludes threatens vows unleashes initiates steps prepares"
)
"""Presents of headlines that are no nouns."""


def does(verb: str, kind: str) -> bool:
    """Whether the subject of a verb does what its object of the type `kind` names."""
    if verb.startswith("celebr") and kind in _WELCOMED:
        return False
    if verb.startswith(_DOES) or verb in _EXACT or (kind == "landmine" and verb.startswith(_MINES)):
        return True
    if kind in _OBTAINED and verb.startswith(_OBTAINS):
        return True
    if kind in OF_THE_PEOPLE and verb.startswith(_SEES_THROUGH):
        return True
    return tells(verb, kind) or (kind in _ENDED and _ENDS.match(verb) is not None)


def tells(verb: str, kind: str) -> bool:
    """Whether a verb of saying does a deed of this type."""
    return kind in WITH_WORDS and _TELLS.match(verb) is not None


def suffers(verb: str, kind: str) -> bool:
    """Whether the subject of a verb has done to it what its object of the type `kind` names.

    A country that "received deported nationals" was not deported.
    """
    return kind != "deportation" and _SUFFERS.match(verb) is not None and not does(verb, kind)


def answers(verb: str) -> bool:
    """ "Responded with air strikes": whether what follows "with" is what the subject does."""
    return verb.startswith(_ANSWERS)


def speaks_of(verb: str) -> bool:
    """Whether who is named after a participle and "by" only speaks of the deed or looks into it."""
    return _ONLY_ABOUT.match(verb) is not None


def is_tied(verb: str, preposition: str) -> bool:
    """Whether a preposition belongs to the verb before it: "carried out", "participan en"."""
    if preposition in _PARTICLES:
        return True
    return any(preposition in tied and verb.startswith(stems) for stems, tied in _TIED_BY)
