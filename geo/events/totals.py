"""Totals: how many were killed, held or attacked over a long time is a figure, and no event of its own.

"A feud has left more than 900 people dead since September." "En lo que va del año van 45 asesinados."
"""

from __future__ import annotations

import re

from geo.events.actors import ARMED
from geo.events.counts import counts_of, read_number
from geo.events.reading import Line
from geo.events.triggers import Trigger
from geo.events.words import word_set

_LASTING = frozenset({"displacement", "blockade", "protest", "extortion", "armed_clash", "exercise", "talks"})
"""What itself goes on for long."""
_OVER_TIME = re.compile(
    r"(?<!\w)(?:since(?=[,.]| (?:then|last (?:year|spring|summer|autumn|winter)|early|mid|late|\d{4}|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|"
    r"the (?:[\w-]+ )?(?:ceasefire|truce) (?:took|came|began|entered)|the (?:start|"
    r"beginning|outbreak|takeover|coup|war|conflict|crisis|unrest|invasion|spring|summer|autumn|winter)))|"
    r"so far this (?:year|month)|this (?:year|decade|century)(?! alone,)|(?:over|during|in|for) the (?:past|"
    r"last) (?:\w+ )?(?:years?|decades?|months)|(?:a|each|every|per) year|annually|to date|"
    r"desde el \d{1,2} de|desde (?!el amanecer|la madrugada|la manana|el ataque|el atentado)(?:\w+ de \d{4}|"
    r"\d{4}|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|"
    r"hace \w+ (?:meses|anos)|que (?:empez|comenz|inici|estall)\w+|el inicio|el comienzo|principios|finales|"
    r"entonces)|(?:en|entre|in|between) \d{4} (?:y|and) \d{4}|en lo que va del?|este ano|(?:en|durante) "
    r"(?:los|las) ultim[oa]s? (?:\w+ )?(?:anos|meses|"
    r"decadas)|en la ultima decada|al ano|cada ano|anuales|anualmente|hasta la fecha)(?!\w)"
)
_MURDERS = re.compile(r"homicid|asesinat|feminicid|murders|homicides|killings")
_STATISTIC = 10
""" "178 homicidios dolosos": so many deeds are a figure."""
_STATE = re.compile(r"(?:at |in open |turf |en )?(?:war|guerra|pugna|disputa|rivalidad)(?!\w)")
""" "The war between the army and the paramilitaries": how things stand."""
_FOR_LONG = re.compile(
    r"(?<!\w)(?:vive|viven|sufre|sufren|padece|padecen|enfrenta|enfrentan|lives?|suffers?|"
    r"has (?:long )?(?:lived|suffered|seen))(?!\w)[^.;]{0,30}(?<!\w)(?:desde hace|for) (?:\w+ )?(?:anos|"
    r"meses|decadas|years|months|decades)"
)
""" "La región vive desde hace años una disputa": how things have stood for long."""
_WAR_HAS = re.compile(
    r"(?<!\w)(?:war|conflict|insurgency|feud|rebellion|guerra|conflicto|insurgencia|"
    r"pugna)(?!\w)[^.;]{0,60} (?:has|have|ha|han) (?:ya )?(?:killed|left|claimed|cost|displaced|driven|"
    r"matado|dejado|cobrado|causado|desplazado)"
)
_ONE_DEED = re.compile(
    r"(?<!\w)in (?:an?|one|the|this|that|another|two) (?:\w+ )?(?:attack|shooting|shootout|raid|blast|"
    r"explosion|massacre|clash|ambush|operation|strike|bombing|incident)|(?<!\w)en (?:un|una|el|la|ese|este|"
    r"esa|otro) (?:\w+ )?(?:ataque|tiroteo|balacera|operativo|explosion|masacre|enfrentamiento|emboscada|"
    r"atentado|bombardeo)"
)
_RANKED = re.compile(
    r"(?<!\w)(?:the|its|el|la|su|lo) (?:first|second|third|fourth|fifth|sixth|seventh|\d+(?:st|nd|rd|"
    r"th)|latest|\w+est|most|primer[oa]?|segund[oa]|tercer[oa]?|cuart[oa]|quint[oa]|sext[oa]|septim[oa]|mas|"
    r"mayor|peor)(?: (?!that |which |que )[\w-]+){0,6} $"
)
""" "The second such transfer this year": how one deed ranks among those of a long time."""
_MANY = word_set(
    "dozens scores hundreds thousands tens decenas cientos centenares miles docenas millones millions"
)
_SIDES = 2
"""With so many sides by name a state of war is told as a clash."""
_LEAST = 4
"""So many and more over a long time are a figure."""
_REACH = 14
"""How many words from the trigger the number may stand."""


_RANKED = re.compile(
    r"(?<!\w)(?:one of (?:(?:the|at least|more than|some|about) )*\w+|first|second|third|\w+th|"
    r"un[oa] de l[oa]s \w+|primer[oa]?|segund[oa]|tercer[oa]?|cuart[oa]|quint[oa]|sext[oa]|septim[oa]|"
    r"octav[oa]|noven[oa]|decim[oa])"
    r"(?: (?!was|were|is|has|had|fue|es|ha|habia)[\w-]+){1,3}?(?: to be| en ser)? $"
)
_OF_A_TIME = re.compile(
    r"[^.;:]{0,60}?(?<!\w)(?:(?:this|that|last|the same) (?:year|month)|so far|since|in \d{4}|in (?:under|"
    r"less than)|(?:este|ese|el mismo) (?:ano|mes)|en lo que va|en \d{4}|desde|en menos de)(?!\w)"
)


def _ranks_somebody(line: Line, trigger: Trigger) -> bool:
    """ "One of four reporters killed that year", "el tercer alcalde asesinado este año": how many."""
    if trigger.voice != "passive" or trigger.tag not in "DP":
        return False
    after = line.sentence.between(trigger.end, line.sentence.end)
    return _RANKED.search(line.before(trigger.start, 8)) is not None and _OF_A_TIME.match(after) is not None


def is_total(line: Line, trigger: Trigger) -> bool:
    """Whether a trigger only counts what happened over a long time."""
    text = line.sentence.folded
    if _ranks_somebody(line, trigger):
        return True
    if trigger.type == "armed_clash" and _STATE.match(line.sentence.between(trigger.start, trigger.end)):
        named = {a.id for a in line.actors if a.kind in ARMED and a.is_catalogued and not a.is_group}
        return len(named) < _SIDES
    if trigger.tag == "N" and _FOR_LONG.search(text):
        return True
    if _WAR_HAS.search(text):
        return True
    if trigger.tag == "N" and trigger.first and _MURDERS.match(line.sentence.words[trigger.first].text):
        deeds = read_number(line.sentence, trigger.first - 1)
        if deeds is not None and deeds.best >= _STATISTIC:
            return True
    if trigger.type in _LASTING or trigger.tag == "I":
        return False
    if not tells_of_long(text) or _ONE_DEED.search(text):
        return False
    words = line.sentence.words
    near = words[max(0, trigger.first - _REACH) : trigger.last + _REACH]
    if any(w.text in _MANY for w in near):
        return True
    number = read_number(line.sentence, trigger.first - 1) if trigger.tag == "N" and trigger.first else None
    people = [n.count for n in counts_of(line.sentence) if abs(n.first - trigger.first) <= _REACH]
    return any(c.high >= _LEAST for c in (*people, *filter(None, [number])))


def tells_of_long(text: str) -> bool:
    """Whether a sentence counts over a long time, and does not only rank one deed in it."""
    return any(not _RANKED.search(text[: m.start()]) for m in _OVER_TIME.finditer(text))
