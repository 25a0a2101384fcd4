"""Undone: deeds that a report names because they did not happen: refused, foiled, cancelled, made up.

"Mexico refused to extradite", "la policía evitó el secuestro", "the march was called off", "ningún dron
sobrevoló", "rumours that gunmen had attacked a school were false".
"""

from __future__ import annotations

import re

from geo.events.triggers import Trigger

_DAYS = r"(?: (?:ayer|hoy|este|el|lunes|martes|miercoles|jueves|viernes|sabado|domingo))*"
_REFUSED = re.compile(
    r"(?<!\w)(?:(?:refus|declin)\w* to|(?:se )?(?:neg(?:o|aron|aba|aban|aria)|rehus\w+)" + _DAYS + r" a)\s*$"
)
_PREVENTED = re.compile(
    r"(?<!\w)(?:foil|thwart|avert|prevent|frustr|evit|impid|imped)\w*"
    + _DAYS
    + r"(?: (?:an?|the|any|el|la|los|las|una?|que))?(?: (?!and |y )\w+)?\s*$"
)
_BLOCKED = re.compile(
    r"(?<!\w)(?:block|halt|suspend|stay|paus|fr[eo]ez|frozen|overturn|annul|revok|fren|paraliz|anul|revoc)\w*"
    r"(?: (?:an?|the|el|la|los|las|una?|his|her|their|su|planned))+\s*$"
)
ATTEMPTED = re.compile(r"(?<!\w)(?:attempted|tentativas? de|intentos? de)(?: \w+)? $")
""" "Attempted murder", "una tentativa de secuestro": what somebody only tried."""
_STOPPED = frozenset(
    {"extradition", "deportation", "release", "prisoner_transfer", "deployment", "exercise", "plan"}
)
"""What somebody may block before it is done; whoever halts an attack ends it."""
_CANCELLED = re.compile(
    r"^(?:(?!(?<!\w)(?:that|who|which|que|quien|quienes|and|y)(?!\w))[^.;:]){0,60}?(?<!\w)"
    r"(?:was|were|is|has been|have been|fue|fueron|ha sido|han sido|quedo|quedaron) (?:\w+ly )?"
    r"(?:cancell?ed|called off|scrapped|averted|thwarted|foiled|prevented|cancelad|suspendid|evitad|"
    r"frustrad|abortad)\w*(?!\w)"
)
_INTERCEPTED = re.compile(
    r"(?<!\w)(?:derribad|intercept|abatid|neutraliz|detenid|capturad)\w* (?:[^,;]{0,40} )?antes de $"
)
""" "Un dron fue derribado antes de atacar": it did not."""
_NOBODY = re.compile(r"(?:^|[,;.] ?|(?<!\w)(?:y|pero|que|si) )ningun\w* (?:[\w.'’-]+ ){1,6}$")
""" "Ningún dron de Estados Unidos sobrevoló": in Spanish no auxiliary need stand between."""
_UNTRUE = re.compile(
    r"^(?:[^.;]{0,80}? )?(?:was|were|is|are) (?:false|fake|untrue|a hoax|fabricated|made up)(?!\w)"
)
_RUMOUR = re.compile(r"(?<!\w)(?:rumou?rs?|reports?|claims?|videos?|photos?|images?|footage|posts?)(?!\w)")


def is_undone(clause: str, trigger: Trigger, after: str) -> bool:
    """Whether what a trigger names was not done, by the folded words of its clause before and those after."""
    if trigger.tag == "I" and (_REFUSED.search(clause) or _INTERCEPTED.search(clause)):
        return True
    if was_prevented(clause, trigger):
        return True
    if trigger.voice == "noun" and _CANCELLED.match(after):
        return True
    if trigger.is_verb and trigger.lang == "es" and _NOBODY.search(clause):
        return True
    return _UNTRUE.match(after) is not None and _RUMOUR.search(clause) is not None


def was_prevented(before: str, trigger: Trigger) -> bool:
    """ "The army averted an attack": what somebody kept from happening, by the folded words before it."""
    blocked = trigger.type in _STOPPED and _BLOCKED.search(before) is not None
    return blocked or _PREVENTED.search(before) is not None


__all__ = ["ATTEMPTED", "is_undone", "was_prevented"]
