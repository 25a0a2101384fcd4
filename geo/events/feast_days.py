"""Feast days that fall on one day of the calendar: "on Christmas Eve", "en Nochebuena", "el Día del Trabajo".

Movable feasts (Easter, Eid) and names that stand for a season ("at Christmas", "en Navidad") are left out.
"""

from __future__ import annotations

import re

from geo.events.date_calendar import Calendar
from geo.events.date_hits import Found
from geo.events.date_tense import told_around
from geo.events.date_words import Tokens

_DAYS = {
    "es": {
        r"(?:en|la|de|durante la) (?:Nochebuena)": (12, 24),
        r"(?:en|la|de|durante la) (?:Nochevieja|Noche Vieja)": (12, 31),
        r"d[ií]a de Navidad": (12, 25),
        r"d[ií]a de A[ñn]o Nuevo": (1, 1),
        r"d[ií]a de (?:los )?Reyes": (1, 6),
        r"d[ií]a (?:Internacional )?(?:del Trabajo|de los Trabajadores|del Trabajador)": (5, 1),
        r"d[ií]a (?:Internacional )?de la Mujer": (3, 8),
        r"d[ií]a de (?:los )?(?:Muertos|Difuntos)": (11, 2),
        r"d[ií]a de Todos los Santos": (11, 1),
        r"d[ií]a de los Inocentes": (12, 28),
        r"d[ií]a de San Valent[ií]n": (2, 14),
        r"d[ií]a de la Hispanidad": (10, 12),
    },
    "en": {
        r"Christmas Eve": (12, 24),
        r"Christmas Day": (12, 25),
        r"Boxing Day": (12, 26),
        r"New Year['’]s Eve": (12, 31),
        r"New Year['’]s Day": (1, 1),
        r"May Day": (5, 1),
        r"International (?:Workers['’]|Labou?r) Day": (5, 1),
        r"International Women['’]s Day": (3, 8),
        r"(?:St\.? )?Valentine['’]s Day": (2, 14),
        r"Halloween": (10, 31),
        r"All Saints['’] Day": (11, 1),
    },
}  # fmt: skip
_FEASTS = {
    lang: re.compile(rf"(?<!\w)(?:{'|'.join(f'({words})' for words in days)})(?!\w)", re.IGNORECASE)
    for lang, days in _DAYS.items()
}
"""All feasts of a language; the group that matched says which."""


def find_feasts(tokens: Tokens, lang: str) -> list[Found]:
    """The feast days named in a text, each as the year nearest to publication has it."""
    days, found = list(_DAYS[lang].values()), []
    for match in _FEASTS[lang].finditer(tokens.text):
        inside = [k for k, t in enumerate(tokens.tokens) if match.start() <= t.start < match.end()]
        if inside and match.lastindex:
            month, day = days[match.lastindex - 1]
            feast = Calendar(month=month, day=day, told=told_around(tokens, inside[0], inside[-1] + 1))
            found.append(Found(inside[0], inside[-1], "absolute", feast, None))
    return found
