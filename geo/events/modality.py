"""Modality: whether a trigger is told as done, alleged, planned or denied (`claims.py` tells who says so).

An event is what a report says; it is marked, never dropped, when the report itself holds back. The nearest
cue before the trigger decides: a verb of denial, a negation, a plan, a hedge. A cue only counts when nothing
between it and the trigger closes its clause.
"""

from __future__ import annotations

import re

from geo.events.harms import HARM
from geo.events.held_for import OF_SUBJECT, is_accused_of_having, is_only_charged, is_told_in_charges
from geo.events.reserve import is_reserved, is_untrue
from geo.events.sentences import Sentence
from geo.events.triggers import Trigger
from geo.events.undone import ATTEMPTED, is_undone
from geo.records import Modality

_WORDS_BEFORE = 12

_DENY = re.compile(
    r"(?<!\w)(?:den(?:y|ies|ied|ying) (?!entry|bail|access|visas?)|reject(?:s|ed|ing)? (?:as \W?[\w ]+\W? "
    r")?(?:the |an? )?(?:claim|"
    r"report|accusation|allegation|idea|version|that)s?|refut\w+|rul(?:es|ed|ing) out|"
    r"dismiss(?:es|ed) (?:the )?(?:claim|report|rumou?r)s?|no evidence|no sign|without evidence|"
    r"false(?:ly)? (?:report|claim|rumou?r|that)\w*|neg(?:o|aron|aba|aban|ar|ando)(?: (?:este|el|ayer|hoy|"
    r"pasado|lunes|martes|miercoles|jueves|viernes|sabado|domingo))* (?:que|haber|la|el|los|las|una?|"
    r"cualquier|algun\w*)|nieg\w+|desmint\w+|desmient\w+|no se trat(?:o|a|aba) del?|rechaz\w+ (?:que|las? "
    r"version|haber|los? rumor)\w*|"
    r"rechaz\w+ (?:por|como) \W?\w+\W? (?:los? |las? |el )?(?:informe|reporte|acusaci|versi|afirmaci|"
    r"senalamiento|denuncia)|(?<!no )descart\w+|no hay (?:evidencia|pruebas|indicios)|sin (?:pruebas|"
    r"evidencia)|es falso|falso que|son fals[oa]s|es una? (?:bulo|mentira)|hoax)"
)
_DENIAL = re.compile(
    r"(?<!\w)(?:den(?:y|ies|ied|ying)|reject\w*|refut\w+|dismiss\w*|neg(?:o|aron|aba|aban|ar|ando)|nieg\w+|"
    r"desmint\w+|desmient\w+|rechaz\w+|descart\w+)(?!\w)"
)
_SAYS_ELSE = re.compile(
    r"(?<!\w)(?:and|but|y|e|pero) (?:\w+ )?(?:has|have|had|will|would|is|are|was|were|called|announced|"
    r"vowed|said|plans?|planned|"
    r"ha|han|habia|convoc\w+|anunci\w+|llam\w+|dijo|va) |(?<!\w)(?:after|despues de que|luego de que|tras) "
    r"(?:the|el|la|los|las) "
)
""" "Denies the charges and has called a rally": what is not denied."""
_NEGATE = re.compile(
    r"(?<!\w)(?:not|never|no|nobody|no one|none|without|neither|nor|didn't|hasn't|haven't|wasn't|weren't|"
    r"isn't|won't|wouldn't|hadn't|failed to|fails to|no fue|no fueron|no ha|no han|nunca|nadie|ningun\w*|"
    r"sin|tampoco|jamas|no se (?:report|registr|inform|confirm|produj|notific|conoc)\w+(?: de)?|"
    r"no (?:se |ha |han )?(?:inform|report|confirm|precis|divulg|dier|dio)\w+(?: \w+)? (?:de|sobre|acerca "
    r"de))$"
)
_NOT_REACHED = re.compile(
    r"(?<!\w)(?:fail(?:ed|s|ing)? to|failure to|unable to|could not|couldn't|"
    r"no (?:logr|consigu|pud|llegar)\w+(?: a)?|sin)"
    r" (?:reach|sign|strike|agree on|clinch|secure|conclude|seal|alcanzar|firmar|lograr|llegar a|cerrar|"
    r"concretar|pactar)(?: (?:an?|any|the|una?|el|la|ningun))?(?: \w+)? $"
)
""" "Met the mayors but failed to reach a deal": there was none."""
_NO_ONE_WAS = re.compile(
    r"(?:^|[,;.] ?|(?<!\w)(?:and|but|y|pero|that|que|said|says?|reported|confirmed) )"
    r"(?:no (?!fewer|less|more|menos)|ningun\w* )"
    r"(?:[\w.'’-]+ ){1,5}?(?:has|have|had|was|were|is|are|ha|han|fue|fueron|resulto|resultaron)(?: (?:been|"
    r"yet|so far|sido))* $"
)
""" "No suspects have been arrested"."""
_NONE_OF = re.compile(r" (?:no (?!(?:less|fewer|longer|more|matter)(?!\w))\w|nobody|none|no one|neither)")
""" "Found no bodies", "killed nobody"."""
_PART_IN = re.compile(
    r"(?<!\w)(?:particip\w+|involv\w+|implicad[oa]s?|implicacion|interv\w+|(?:any |no |some )?(?:role|part|"
    r"hand|responsibility|links?|ties|connection|knowledge)|responsib\w+|behind|responsab\w+|vincul\w+|"
    r"relacion(?:ad[oa]s?)?|autoria|que ver|detras|conocimiento)(?: (?!that|que)\w+){0,2}? "
    r"(?:in|for|of|to|with|behind|del?|en|con|por|al?)(?: (?!any |some |cualquier|algun|"
    r"ningun)[\w-]+){0,2} $|(?<!\w)behind (?:the|an?) (?:\w+ )?$"
)
""" "Denied involvement in the murder": who took part is denied, and not the deed."""
_PLAN = re.compile(
    r"(?<!\w)(?:(?:reject|oppos|rul|rechaz|descart)\w*(?: out)? (?:any|all|the idea of|cualquier|toda|"
    r"la idea de)|would|will|shall|won't|wouldn't|plan|plans|planned|planning|planning for|"
    r"prepar(?:es|e|ed|ing|ations?)|intends?|intended|intending|about to|set to|going to|aims? to|wants? to|"
    r"seeks? to|(?:seek(?:s|ing)?|sought) (?:the|an?|his|her|their|its|more)|"
    r"tr(?:y|ies|ied|ying) to|attempt(?:s|ed|ing)? to|is to|are to|was to|were to|"
    r"due to be|scheduled|expected to|ready to|vow(?:s|ed) to|"
    r"pledg\w+ to|promis\w+ to|(?:pledg|promis)(?:es|ed|ing) (?!that)|propos\w+|consider(?!abl)\w*|could|"
    r"should(?! be (?:recalled|noted|remembered|said|stressed))|must|"
    r"(?<!early )(?<!late )(?<!since )(?<!in )(?<!of )(?<!last )may(?! \d)|might|if|"
    r"threat(?:s|en|ens|ened|ening) to|weigh(?:s|ed|ing)?|draw(?:n|ing)? up|hopes? to|"
    r"(?:operations?|efforts?|attempts?|missions?) to|(?:operativos?|operacion|intentos?|mision) (?:para|"
    r"de) (?=\w+[aei]r(?!\w))|in the works|upcoming|possible|potential|call(?:s|ed)? for|order(?:s|ed) to|"
    r"urg\w+|demand\w*|offer(?:s|ed)? to|willing to|(?:offers?|proposals?|pledges?|promises?) (?:by|from|of) "
    r"(?:[\w.]+ ){1,4}to|planea\w*|planes (?:de|para)|prepara(?!tori)\w*|alista\w*|"
    r"pretend\w+|(?:exig\w+|demand(?:a|an|o|aron|ar|ando)|reclam(?:a|an|o|aron|ar|ando)|pid(?:e|en|io|ieron|"
    r"iendo)|solicit(?:a|an|o|aron|ar|ando)) (?:al? (?:[\w.]+ ){1,4}?)?(?:la|el|su|una?|por la|que)|"
    r"busca(?:n|ra|ran)?|se dispon\w+|"
    r"va a|van a|iba a|iban a|quier\w+|contempla\w*|preven?|prev(?:ist[oa]s?|eian?)|podria\w*|puede|pueden|"
    r"proyecta\w*|propon\w+|propuso|propuestas? (?:de|para)|no (?:ha )?descart\w+|dispuest[oa]s? a|"
    r"amenaz\w+ con|listos? para|estudia(?!nt)\w*|evalua\w*|a punto de|est[aeu]\w* de acuerdo con|"
    r"posibles?|eventual\w*|seran? ?$|proxim[oa]s?(?! al? )|futur[oa]s?|promet\w+|de que se|en caso de|"
    r"si hubiera|intenta\w*)(?!\w)"
)
_PLANNED_AFTER = re.compile(
    r"^(?:(?!(?<!\w)(?:that|who|which|que|quien|quienes|mientras|while)(?!\w))[^.;:]){0,60}?"
    r"(?<!\w)(?:(?:is|are|were|"
    r"was) (?:being |now |already |currently |also )*(?:(?:set|due|slated|expected|scheduled) to|planned|"
    r"prepared|considered|drawn up|"
    r"discussed|weighed|scheduled|under (?:consideration|study|preparation)|in the works|in preparation)|"
    r"(?:will|would) (?:be|take place|begin|start|go|follow|have|involve|include|target)|"
    r"(?:se|ya se) (?:prepara|preparan|planea|planean|alista|alistan|estudia|estudian|contempla|contemplan)|"
    r"(?:esta|estan|estaba|estaban) (?:siendo |en |ya )*(?:prepara\w*|preparacion|planea\w*|estudio|"
    r"planificacion|marcha los preparativos)|"
    r"(?:convocad|previst|programad|fijad)[oa]s? para (?:[a-z0-9]+ ){0,5}[a-z0-9]+(?=[.;,]|$)|"
    r"estarian? (?:prepar|plane)\w+|tendrian? lugar|seria[n]? lanzad\w+)(?!\w)"
)
_PURPOSE = re.compile(
    r"(?<!\w)(?:(?:deploy|sen[dt]|dispatch|mobili[sz]|rush|order|call|urg|despleg|desplieg|envi|moviliz|"
    r"orden|acord|agre)\w*(?!\w)[^,.;:]{0,60} (?:to|para|a fin de)|para|with the aim of|in order to|"
    r"a fin de|con el fin de)\s*$"
)
"""What a deed is done for is not done yet: "troops were sent to rescue", "para detener a los líderes"."""
_ASKED = re.compile(
    r"(?<!\w)(?:pid(?:e|en|io|ieron|iendo)|exig\w+|solicit\w+|demand\w+|reclam\w+|instan?|insto|instaron|"
    r"orden(?:o|an?|aron)(?= al? )|llam(?:o|an?|aron)|convoc(?:o|an?|aron)|"
    r"urg\w+) (?:al? (?:la |los |las |sus? )?(?:[\w.]+ ){0,5})?$|"
    r"(?<!\w)(?:ask|urg|request|press|implor|begg)\w* (?:[\w'’.-]+ ){1,6}to $"
)
""" "Pidió al gobierno liberar al activista": what somebody asks for."""
_LED_BY = re.compile(
    r"(?<!\w)(?:tras|durante|luego de|despues de|por|after|following|during|over) (?:the|la|el|los|las|"
    r"una?|an?) $"
)
_WHAT_OF = re.compile(
    r"(?<!\w)(?:investig\w*|inquir\w*|prob(?:e|es|ed|ing)|look(?:s|ed|ing)? into|esclarec\w*|aclar\w*|"
    r"clarif\w*|solv(?:e|ed|ing)|justic(?:e|ia)|punish\w*|castig\w*|condemn\w*|conden\w*|prosecut\w*|juzg\w*|"
    r"aveng\w*|reveng\w*|retaliat\w*|veng\w*|protest\w*|accountab\w*|answer|explain\w*|explic\w*)"
    r"(?: (?:for|into|over|against|about|por|en|de|sobre|contra|al?))?"
    r"(?: (?:the|that|this|those|these|an?|el|la|los|las|una?|es[ae]|est[ae]|sus?|his|her|their|its))?"
    r"(?: (?!alleged|suspected|reported|possible|presunt|supuest|posible)\w+)? $"
)
""" "Urged them to investigate the killing", "will avenge the attack": done, whatever follows."""
_NEVER_PLANNED = frozenset({"threat", "disappearance"})
""" "Buscan a un joven desaparecido": nobody plans to be missing."""
_DONE_BY = frozenset({"abuse", "blockade"})
""" "Burned lorries to block the road": done with the deed that serves it."""
_HEDGE = re.compile(
    r"(?<!\w)(?:whether|(?:investig|determin|averigu|indag)\w+ si|alleged(?:ly)?|reportedly|suspected|"
    r"supposed(?:ly)?|apparent(?:ly)?|purported(?:ly)?|"
    r"presum(?:ed|ably)|accus(?:es?|ed|ing)|suggest(?:s|ed|ing)?|hint(?:s|ed)?(?: at)?|"
    r"point(?:s|ed|ing)? to|indicat\w+|may have|might have|could have|may be|might be|"
    r"could be(?! (?:used|sent|deployed))|may already|"
    r"might already|must have|is believed|are believed|are said|is said|rumou?r\w*|unconfirmed|possibl[ey]|"
    r"signs?|appear(?:s|ed)? to|claim(?:s|ed)?(?: that)?(?! responsib)|seems? to|likely|probably|"
    r"believed (?:to|that)|thought (?:to|that)|(?<!not )(?<!n't )(?:believes?(?! in )|thinks?(?! of ))|"
    r"(?<!un)convinced that|(?<!no )(?:creen?|consideran?) que|convencid[oa]s? de que|"
    r"presunt\w+|supuest\w+|al parecer|aparente\w*|acus(?:a\w*|o(?!\w))|sugier\w+|"
    r"sugir\w+|apunta\w*|indici\w+|habrian? sido|habria|habrian|se presume|se sospecha|"
    r"sospechan? (?:\w+ )?que|suspects? (?:that|he|she|they|the)|se cree|rumor\w*|posiblemente|"
    r"probablemente|versiones|trascendio|estarian?(?! de acuerdo)|parec\w+|serian?|indican?|hace pensar|"
    r"hacen pensar|dejan? ver|senalamientos)(?!\w)"
)
_WILL_DO = re.compile(
    r"(?<!\w)(?:[a-záéíóúñ]{3,}(?:rá|rán)|irán?|que (?!habr|quer|her|sug|ref)[a-záéíóúñ]{2,}[aeid]rían?)"
    r"(?: (?!que |de |por )[\w-]+){0,3} $"
)
""" "Realizarán ejercicios": the deed of a verb to come is to come."""
_WILL_DO_SOON = re.compile(
    r"(?<!\w)[a-záéíóúñ]{3,}(?:rá|rán)(?: [\"“«]?(?!que |y |pero )[\w-]+[\"”»,]{0,2}){1,9} "
    r"(?:una?|unos|unas|las|los|el|la) $"
)
_MEANT = frozenset({"exercise", "deployment", "military_operation", "talks", "plan"})
""" "Iniciarán el lunes en los alrededores de Rivera un ejercicio": when and where may stand between."""
_PERSON_AFTER_HEDGE = re.compile(
    r"^\W*(?:\w+\W+){0,2}?(?:leader|boss|member|chief|trafficker|gunm[ae]n|hitm[ae]n|kingpin|criminal|"
    r"killer|kidnapper|dealer|capo|operative|cartel|gang|drug|assassin|perpetrator|assailant|murderer|"
    r"accomplice|head|lider|jefe|jefa|integrante|miembro|narco\w*|sicario|criminal|capo|cabecilla|operador|"
    r"delincuente|asesino|mastermind|architect|author|planner|jihadist|militant|insurgent|rebel|extremist|"
    r"terrorist|bandit|robber|bomber|attacker|fighter|combatant|combatiente|separatist|smuggler|poacher|"
    r"pirate|spy|yihadista|guerrillero|disidente|terrorista|pandillero|marero|extorsionista|drone|jet|"
    r"warplane|aircraft|missile|"
    r"dron|ladron|asaltante|atacante|militante|insurgente|rebelde|separatista|homicida|agresor|responsable|"
    r"secuestrador|extorsionador|implicad\w+|culpable|autor)(?:s|es)?(?!\w)"
)
_OF_PERSONS = ("alleged", "suspected", "presum", "presunt", "supuest", "supposed")
_CLAUSE_END = re.compile(
    r"[;:]|, (?:and|but|while|y|pero|mientras|aunque|sino) |(?<!\w)(?:but|pero|sino)(?!\w)"
)

_AFTER = re.compile(rf"{_CLAUSE_END.pattern}|(?<!\w)(?:after|despues de que|luego de que|tras) ")
""" "Vowed to retaliate after soldiers killed three": what the vow comes after was done."""
_DONE = frozenset("DV")
_ASIDE = re.compile(
    r", (?:who|which|whose|quien(?:es)?|que|[ea]l que|among them|including|"
    r"(?:one|some|two|three|most|many|several) of (?:them|whom)|entre ell[oa]s|incluid[oa]s?|"
    r"(?:un[oa]|dos|tres|varios) de ell[oa]s) [^,;:]*,"
)
""" "The general, who denies it, was detained": what is said of somebody between commas holds for itself."""

_TOLD_BESIDE = re.compile(r",\s*(?:(?:quien(?:es)?|que|who) (?:fue|fueron|was|were|had been|habia sido) )?$")
""" "To demand the release of a man, arrested on Monday": what is told of somebody is no part of the wish."""
_OF_PLANNING_THE = re.compile(r"(?<!\w)(?:of|for) (?:planning|plotting) (?:the|last) (?:[\w-]+ ){0,2}$")
""" "Convicted of planning the 2019 bombing": there was one."""
_FILLERS = re.compile(
    r"(?:\s+(?:has|have|had|so far|que haya|que hayan|haya|hayan|personas|made|make|reported|announced|"
    r"carried out|practicaron|realizaron|hicieron|practicado|"
    r"practicar|realizar|efectuar|registrarse|reportarse|producirse|"
    r"reach|reached|clinch|strike|agree on|alcanzar|alcanzaron|lograr|lograron|llegar a|"
    r"que (?:se )?[a-z]+(?:ara|iera|aran|ieran)|un solo|una sola|single|was|were|been|be|being|yet|any|a|"
    r"the|sido|se|lo|la|los|las|le|les|"
    r"hubo|hay|una?|ha|han|(?<!failed )(?<!fails )to|personas|people|other|otras?|more|mas|arrests? or|"
    r"deaths? or|muertos ni|heridos ni|detenidos ni|victimas ni|se|resulto|resultaron|quedo|quedaron|fue|"
    r"fueron|reportan|reportaron|registraron|registran))+\s*$"
)


def modality_of(sentence: Sentence, trigger: Trigger) -> Modality:
    """How the sentence tells what the trigger names."""
    before = sentence.between(sentence.start, trigger.start)
    after = sentence.between(trigger.end, sentence.end)
    clause = _clause(sentence, trigger)
    if trigger.tag == "G" and before.rstrip().endswith(","):
        return "reported"
    about = trigger.voice == "noun" and trigger.type in HARM and _WHAT_OF.search(clause) is not None
    if about or (trigger.voice == "noun" and _LED_BY.search(clause)):
        clause = ""  # "denied that anybody was held over the shooting": there was one
    if denies_a_part(sentence, trigger):
        return "reported"
    if is_undone(clause, trigger, after) or is_untrue(sentence, trigger):
        return "denied"
    denial = _DENY.search(clause)
    if (denial is not None and not _SAYS_ELSE.search(clause, denial.end())) or _negated(
        clause, trigger, after
    ):
        return "denied"
    if trigger.tag == "F":
        return "planned"
    if trigger.tag == "I" and _ASKED.search(clause):
        return "planned"
    if trigger.tag == "C" or (
        trigger.tag == "I" and trigger.type not in _DONE_BY and _PURPOSE.search(clause)
    ):
        return "planned"
    led = sentence.text[: trigger.start - sentence.start]
    if (
        trigger.voice == "noun"
        and not about
        and (_WILL_DO.search(led) or (trigger.type in _MEANT and _WILL_DO_SOON.search(led)))
    ):
        return "planned"
    if is_accused_of_having(sentence, trigger):
        return "alleged"
    if is_only_charged(trigger, _clause(sentence, trigger, 2 * _WORDS_BEFORE)):
        return "alleged"
    if (trigger.voice == "noun" and ATTEMPTED.search(clause)) or (trigger.tag == "V" and _IF.search(clause)):
        return "planned"
    if is_told_in_charges(sentence, trigger):
        return "alleged"
    hedge, plan = _last(_HEDGE, clause), _last(_PLAN, clause)
    if trigger.voice == "passive" and trigger.tag in "DP" and _TOLD_BESIDE.search(before):
        plan = -1
    if _OF_PLANNING_THE.search(clause):
        plan = -1
    if hedge >= 0 and hedge >= plan and _hedges(clause, sentence, trigger):
        return "alleged"
    if (plan >= 0 and _plans(clause, plan, trigger)) or (
        trigger.voice == "noun" and _PLANNED_AFTER.match(after)
    ):
        return "reported" if trigger.type in _NEVER_PLANNED else "planned"
    return "alleged" if is_reserved(sentence, trigger) else "reported"


def denies_a_part(sentence: Sentence, trigger: Trigger) -> bool:
    """ "Denied any role in the murder", "negó que policías participaran en": not the deed is denied."""
    if trigger.voice != "noun":
        return False
    clause = _clause(sentence, trigger)
    denial = _DENIAL.search(clause)
    return denial is not None and _PART_IN.search(clause, denial.end()) is not None


def is_negated(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether the trigger itself is negated ("no arrests", "was not hurt"), and not a claim denied."""
    clause = _clause(sentence, trigger)
    after = sentence.between(trigger.end, sentence.end)
    return not _DENY.search(clause) and _negated(clause, trigger, after)


def _clause(sentence: Sentence, trigger: Trigger, most: int = _WORDS_BEFORE) -> str:
    """The folded words before a trigger, back to where its clause begins, without asides, `most` at most."""
    start = sentence.words[max(0, trigger.first - 2 * _WORDS_BEFORE)].start
    words = _ASIDE.sub(",", sentence.between(start, trigger.start)).split(" ")
    before = " ".join(words[-most - 1 :])
    ends = [m.end() for m in (_CLAUSE_END if trigger.tag not in _DONE else _AFTER).finditer(before)]
    return before[ends[-1] :] if ends else before


def _negated(clause: str, trigger: Trigger, after: str) -> bool:
    """A negation right before the trigger (or before its auxiliary): "was not arrested", "sin detenidos"."""
    tail = _FILLERS.sub("", clause.rstrip())
    if trigger.is_verb and _NO_ONE_WAS.search(clause):
        return True
    if trigger.tag in "DV" and trigger.lang == "en" and _NONE_OF.match(after):
        return True
    if trigger.voice == "noun" and _NOT_REACHED.search(clause):
        return True
    if not _NEGATE.search(tail.rstrip()):
        return False
    return not (
        trigger.voice == "noun" and re.search(r"(?<!\w)(?:not only|no solo|sin)\s*$", tail)
    ) or tail.endswith("sin")


def _last(pattern: re.Pattern[str], text: str) -> int:
    position = -1
    for match in pattern.finditer(text):
        position = match.start()
    return position


def _hedges(clause: str, sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a hedge before a deed is on it, past those on persons: "reportedly alleged bosses fled"."""
    matches = list(_HEDGE.finditer(clause))
    while matches and _hedges_person(matches[-1], clause, sentence, trigger):
        matches.pop()
    return bool(matches) and _hedges_deed(matches[-1], clause, trigger)


def _hedges_person(match: re.Match[str], clause: str, sentence: Sentence, trigger: Trigger) -> bool:
    """ "The alleged leader was arrested": no hedge on what happened to them."""
    rest = clause[match.end() :] + sentence.between(trigger.start, sentence.end)
    return match.group().startswith(_OF_PERSONS) and _PERSON_AFTER_HEDGE.match(rest) is not None


def _hedges_deed(match: re.Match[str], clause: str, trigger: Trigger) -> bool:
    """Whether a hedge is on the deed, and not on whose men they are or on what is told beside it."""
    if trigger.type in _TO_THE_ACCUSED and _THE_ACCUSED.search(clause, 0, match.end()):
        return False
    if OF_SUBJECT.match(clause, match.start()) or _OF_THEIR_SIDE.match(clause, match.end()):
        return False
    if clause[: match.start()].endswith(", ") and _WHOLE_ASIDE.match(clause, match.end()):
        return False
    aside = _BELIEVED_OF.search(clause[: match.end()]) is not None
    if aside and len(clause[match.end() :].split()) > _AUXILIARIES:
        return False
    if trigger.type in _BY_THE_LAW and _OF_THE_HELD.search(clause):
        return False
    return not (trigger.tag == "V" and _ACCUSED_BESIDE.search(clause))


_BY_THE_LAW = frozenset({"arrest", "raid", "seizure"})
_OF_THE_HELD = re.compile(
    r"(?<!\w)(?:who|que|quien(?:es)?) (?:had |have |has |habrian? )?(?:\w+ly|presuntamente|supuestamente) "
    r"[^,;:]*(?<!\w)(?:and|y|e)(?: (?:se|also|then|later|ademas|tambien))?(?: (?:han?|had|have|has))? $"
)
""" "Held three men who allegedly sold drugs and seized a kilo": the hedge is on whom the law acts against."""
_THE_ACCUSED = re.compile(r"(?:^|(?<!\w))(?:el|la|los|las|del|al|un|una) acusad[oa]s?$")
""" "El acusado fue extraditado": who somebody is, and no reserve."""
_TO_THE_ACCUSED = frozenset(
    {"arrest", "extradition", "deportation", "prisoner_transfer", "release", "sentence", "charges"}
)
_BELIEVED_OF = re.compile(r"(?<!\w)(?:that|which|whom?) (?:[\w'’-]+ ){1,3}(?:believes?|thinks?)$")
""" "A drone that residents believe was theirs struck a crowd": said of the drone, and not of the strike."""
_AUXILIARIES = 3
_ACCUSED_BESIDE = re.compile(r"(?<!\w)acus\w+ (?:(?!que )[^;:])*(?<!\w)[ye] (?:[a-z]+ ){0,4}$")
""" "Apresó un buque al que acusa de contrabando y arrestó a": said of the ship, and not of the arrest."""


_WHOLE_ASIDE = re.compile(r"(?: \w[^,;:]*), ")
""" "Gunmen, thought to be fleeing the army, shot two": what the hedge says between commas is not the deed."""
_OF_THEIR_SIDE = re.compile(
    r" (?:be |of )?(?:members?|linked|loyal|part|affiliated|belonging|associated|followers|"
    r"ser (?:miembros|integrantes)|pertenec\w+|vinculad\w+|ligad\w+)(?!\w)"
)
""" "Gunmen believed to be members of the cartel killed two": said of whose men they are, not of the deed."""


_IF = re.compile(
    r"(?:^|[,;] )(?:if|unless|should|si|a menos que|en caso de que) (?:[\w.'’-]+ ){1,6}$|"
    r"(?<!\w)(?:fear(?:s|ed)?|tem(?:en?|ian?|io|ieron)|para|antes de|evit\w+|impid\w+|imped\w+) (?:that|que) "
    r"(?:[\w.'’-]+ ){1,6}$"
)
""" "If the army attacks Goma", "temen que los rebeldes ataquen": what may come."""


def _plans(clause: str, position: int, trigger: Trigger) -> bool:
    """A finite past verb after the plan's cue takes the trigger out of the plan."""
    if trigger.tag == "V" or (trigger.tag == "D" and (trigger.voice == "active" or trigger.pos == "undergo")):
        gap = clause[position:]
        return len(gap.split()) <= 2 and not gap.startswith(("if", "plan", "prepar", "propos", "propuso"))
    return not (trigger.voice == "passive" and _TOLD_OF_SUBJECT.search(clause))


_TOLD_OF_SUBJECT = re.compile(
    r"(?<!\w)(?:who|which|that|que) .* (?:was|were|(?:has|have|had) been|fue|fueron|han? sido)(?: \w+ly)? $"
)
""" "Leaders who had urged others to stay were killed": the plan was that of who was killed."""
