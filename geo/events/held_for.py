"""Held for: what somebody is accused of, wanted or tried for, by the words that lead to it.

No court has said yet that it was so, and neither the day nor the place of an arrest is that of the deed.
"""

from __future__ import annotations

import re

from geo.events.sentences import Sentence
from geo.events.triggers import Trigger

_CHARGED_WITH = re.compile(
    r"(?<!\w)(?:charged|charging|charges|indicted|suspicion|suspected|wanted|imput\w+|procesad\w+|"
    r"procesar|procesan|enjuici\w+|requerid\w+|"
    r"sospechos\w+|buscad\w+|vincul\w+ a proceso|formaliz\w+|senalad\w+)(?:,? [\w'’-]+){0,14}?,? (?:with|of|"
    r"for|over|del?|por)(?: (?:the|an?|his|her|\d{4}|having|haber|al?|el|la|su|ordering|ordenar|"
    r"ordenado|involvement in|taking part in|participating in|complicity in))*\s*$|"
    r"(?<!\w)(?:(?:pid|solicit|reclam|exig)\w*|s(?:ought|eeks?|eeking)|ask(?:s|ed|ing)? for|"
    r"(?:demand|request)(?:s|ed|ing)?) [^;]{0,40}?(?:anos|carcel|prision|perpetua|years|life|jail|"
    r"death penalty)(?: [\w'’-]+){0,10} (?:for|over|por)(?: (?:the|la|el|su|his))?(?: \d{4})? $|"
    r"(?:,|(?<!\w)(?:is|are|was|were)) sought (?:in [\w ]{2,30} )?(?:for|over|in connection with)"
    r"(?: (?:the|an?|his|her))?(?: \d{4})? $|"
    r"(?<!\w)wanted in (?:connection with )?(?:the |an? )?(?:\d{4} )?$|"
    r"(?<!\w)(?<!se )imput\w+ (?:al? (?:\w+ ){1,4})?$|"
    r"(?<!\w)imput\w+ (?:(?:\w+ ){0,4}?al? (?:\w+ ){1,6})?(?:el|la|los|las|un|una)\s*$"
)
""" "Charged with killing": no court has said yet that it was so."""
_SUSPECTED_OF = re.compile(
    r"(?<!\w)(?:presunt|probable|supuest|alleged|suspected)\w* (?:autor(?:a|es)?|responsables?|"
    r"coautor(?:es)?|author|perpetrators?|mastermind|participa\w+|implicad[oa]s?)(?: \w+)? (?:del?|en|of|"
    r"in|behind)(?: (?:the|el|la|los|las|un|una))? $"
)
""" "Held as the alleged author of the murder": who is only said to have done it."""
_HELD_FOR = re.compile(
    r"(?<!\w)(?:arrest(?:ed|s|ing)|detain(?:ed|s)|accus(?:ed|es)|detuv\w+|detien\w+|deten?id[oa]s?|"
    r"captur(?:o|aron|ad[oa]s?)|arrest(?:o|aron|ad[oa]s?)|acus(?:a|an|o|aron|ad[oa]s?))"
    r"(?: (?!protest|march|rall|during|durante|after|tras)[\w-]+){0,13}? "
    r"(?:for|of|over|(?:in )?connection with|por|de)"
    r"(?: (?:planning|plotting|planear|planificar)(?= (?:the|la|el) ))?"
    r"(?: (?:ordering|masterminding|directing|leading|carrying out|taking part in|ordenar|dirigir|"
    r"perpetrar))?(?: (?:the|an?|his|her|el|la|su))?(?: \d{4})?\s*$|"
    r"(?<!\w)vincul\w+(?: [\w-]+){0,4}? con(?: (?:el|la|los|las|un|una))?\s*$"
)
""" "Arrested for the murder of": whom the police hold is a suspect, whatever the report calls the deed."""
_ACCUSED_OF_HAVING = re.compile(
    r"(?<!\w)(?:acus|imput|senal|sindic|incrimin|responsabiliz)\w+ (?:(?!y |pero )[^;]){0,140}?"
    r"(?:de|por) haber(?:l[aeo]s?|se)?(?: sido)? $"
)
""" "Acusó a un comisario de haber torturado": however far the charge stands from the deed."""
_IN_THE_CHARGES = re.compile(
    r"(?<!\w)(?:according to|segun|de acuerdo con) (?:the|an?|la|el|una?|his|her|their) (?:[\w-]+ ){0,2}?"
    r"(?:indictment|complaint|charging documents?|charges|charge sheet|affidavit|arrest warrant|"
    r"court (?:documents?|filings?|papers|records)|acusacion|imputacion|orden de aprehension|expediente|"
    r"carpeta de investigacion)(?!\w)"
)
""" "According to the indictment, they parked the bomb": what no court has found yet."""
_SAID_IN_COURT = frozenset(
    {"charges", "sentence", "arrest", "investigation", "raid", "seizure", "extradition"}
)
"""What courts and police do themselves, whoever tells of it."""
_ACCUSED_OF = re.compile(
    r"(?<!\w)(?:accused|suspected|wanted|suspicion|sought|charges|allegations|acusad[oa]s?|sospechos[oa]s?|"
    r"buscad[oa]s?|senalad[oa]s?|se les? (?:acusa|imputa|atribuye|busca)) (?:[^;]{0,60} )?(?:of|for|in|del?|"
    r"por|en)(?!\w)|(?<!\w)se les? (?:acusa|imputa|atribuye|busca)(?!\w)"
)
_HELD_OVER = re.compile(
    r"(?<!\w)(?:arrest|detain|held|charg|captur|deten|detuv)\w* [^;]{0,80}?(?:over|for|"
    r"(?:in )?connection with|por)"
    r" (?:the|an?|el|la|una?) $"
)
""" "Police in Davao arrested a mayor over the": what is told before is of the arrest."""
_WHAT_FOR = re.compile(
    r"(?<!\w)(?:on (?:charges|suspicion|accusations|allegations) of|(?:accused|suspected|guilty) of|"
    r"charged with|wanted for|(?:acusad|sospechos|senalad)[oa]s? (?:de|por)|por (?:el|los|su) (?:presunt\w+ |"
    r"probable )?(?:delitos? de|participacion en|responsabilidad en)|por (?:presuntamente|"
    r"haber))(?!\w)[^,;]{0,40}$"
)
""" "Arrested on Monday in Lima on charges of extorting": what it is for has another day and place."""
OF_SUBJECT = re.compile(
    r"(?:accused|suspected|acusad\w+) (?:of|de|por) .*(?<!\w)"
    r"(?:was|were|is|are|has|have|had|fue|fueron|ha|han|es|son)(?: been| sido| \w+ly)?\s*$"
)
""" "A colonel accused of torture was arrested": said of who was arrested, and not of the arrest."""


def is_only_charged(trigger: Trigger, clause: str) -> bool:
    """Whether a deed is what somebody is charged with, wanted for or suspected of.

    `clause` are the folded words of the trigger's clause that stand before it.
    """
    if _CHARGED_WITH.search(clause) or _SUSPECTED_OF.search(clause):
        return True
    return trigger.voice == "noun" and _HELD_FOR.search(clause) is not None


def is_accused_of_having(sentence: Sentence, trigger: Trigger) -> bool:
    """ "Acusó a un comisario de haber torturado": a Spanish verb of what somebody is charged with."""
    led = trigger.lang == "es" and trigger.is_verb
    return led and _ACCUSED_OF_HAVING.search(_before(sentence, trigger)) is not None


def is_told_in_charges(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a sentence tells a deed by what an indictment or a warrant says."""
    return trigger.type not in _SAID_IN_COURT and _IN_THE_CHARGES.search(sentence.folded) is not None


def is_what_for(sentence: Sentence, trigger: Trigger) -> bool:
    """ "He is accused of killing a teacher": what somebody is held for, and not when or where he was held."""
    before = _before(sentence, trigger)
    return _ACCUSED_OF.search(before) is not None and OF_SUBJECT.search(before) is None


def follows_arrest(sentence: Sentence, trigger: Trigger) -> bool:
    """ "Police in Davao arrested a mayor over the": whether an arrest leads to a deed."""
    return _HELD_OVER.search(_before(sentence, trigger)) is not None


def says_what_for(text: str) -> bool:
    """Whether folded words end with what leads to a charge: "arrested on Monday in Lima on charges of"."""
    return _WHAT_FOR.search(text) is not None


def _before(sentence: Sentence, trigger: Trigger) -> str:
    """What a sentence tells before a trigger."""
    return sentence.between(sentence.start, trigger.start)


__all__ = [
    "OF_SUBJECT",
    "follows_arrest",
    "is_accused_of_having",
    "is_only_charged",
    "is_told_in_charges",
    "is_what_for",
    "says_what_for",
]
