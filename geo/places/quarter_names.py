"""How names of neighbourhoods are compared: a postal list and a report write the same one in many ways.

All functions take folded text (`geo.places.gazetteer.fold`).
"""

from __future__ import annotations

import re

GENERIC = re.compile(
    r"^(?:colonia|col\.?|colony|fraccionamiento|fracc\.?|barrio|ejido|residencial|unidad|subdivision)"
    r"(?: de| del)?(?: la| los| las)? | (?:neighborhood|neighbourhood|colony|subdivision|residential)$"
)
CALLED_AFTER = re.compile(
    r"[\"'”’]?,? (?:neighbou?rhood|subdivision|colony|colonia|fraccionamiento|housing (?:estate|development)"
    r"|residential|barrio)\b"
)
"""What follows the name of a neighbourhood and of nothing else."""

_ARTICLES = ("el ", "la ", "los ", "las ")
_NUMBERS = (
    "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce",
    "trece", "catorce", "quince", "dieciseis", "diecisiete", "dieciocho", "diecinueve", "veinte", "veintiuno",
    "veintidos", "veintitres", "veinticuatro", "veinticinco", "veintiseis", "veintisiete", "veintiocho",
    "veintinueve", "treinta",
)  # fmt: skip
_MONTHS = "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
_DAY = {word: str(n) for n, word in enumerate(_NUMBERS, 1)} | {"primero": "1"}
_DATE = re.compile(rf"\b({'|'.join(_DAY)}) de (?={_MONTHS})")
_ASIDE = re.compile(r" *[(\[]([^)\]]*)[)\]]?")
_NUMERAL = r"(?:[ivx]+|\d{1,3}[a-z]?|uno|dos|tres|cuatro|cinco)"
_PART = re.compile(
    r"^(?:ampliacion|ampl\.?|antigua|infonavit|fovissste|reacomodo|ex) |,? (?:"
    r"(?:seccion|secc|sec|sector|etapa|fase|seccional|numero|no)\.? (?:[a-z]|" + _NUMERAL + r")"
    r"|(?:\d{1,2}(?:a|da|ra|ta|er|era|o)\.?|primera|segunda|tercera|cuarta) (?:seccion|secc|sec|etapa)\.?"
    r"|(?:parte|zona) (?:alta|baja)|norte|sur|oriente|poniente|este|oeste|centro|residencial|infonavit"
    r"|fovissste|" + _NUMERAL + r")$"
)
_VAGUE = frozenset((
    "zona", "sector", "seccion", "centro", "villa", "villas", "lomas", "loma", "valle", "valles", "parque",
    "bosque", "bosques", "jardin", "jardines", "real", "ciudad", "pueblo", "barrio", "campo", "rancho",
    "puerto", "nuevo", "nueva", "industrial", "santa", "santo",
))  # fmt: skip
_OPEN = (" de", " del", " la", " las", " los", " el", " y")
_KINDS = frozenset(("ejido", "establo", "granja", "rancho", "campamento", "hacienda", "fraccionamiento"))
_SHORTEST = 4


def key(folded: str) -> str:
    """The form under which a name is listed: no generic word or aside, days of dates in figures, "s" for "z".

    "Colonia Primero de Mayo" is "1 de mayo", "Colinas de Cortez" is "colinas de cortes".
    """
    name = GENERIC.sub("", _ASIDE.sub("", folded)).strip()
    name = _DATE.sub(lambda m: f"{_DAY[m[1]]} de ", name)
    return name[:-1] + "s" if name.endswith("z") else name


def articles(listed: str) -> list[str]:
    """A listed name as it stands, then with the other articles and none: "la obrera" is "obrera" too."""
    bare = listed
    for article in _ARTICLES:
        bare = bare.removeprefix(article)
    return list(dict.fromkeys((listed, bare, *(article + bare for article in _ARTICLES))))


def whole(listed: str) -> str | None:
    """What a listed name is a part of, or None: "mariano matamoros" of "mariano matamoros sur"."""
    name = listed
    while (shorter := _PART.sub("", name).strip()) != name:
        name = shorter
    return None if is_vague(name) or name == listed else name


def is_vague(name: str) -> bool:
    """Whether a name says too little to stand for a neighbourhood: "villa", "lomas de"."""
    return len(name) < _SHORTEST or name in _VAGUE or name.endswith(_OPEN)


def spellings(folded: str) -> list[list[str]]:
    """How the list may write a name, the name itself first: all of that, and all of what it is a part of."""
    name = key(folded)
    return [articles(form) for form in (name, whole(name)) if form]


def keys(folded: str) -> list[str]:
    """All forms under which a listed name is found: its own, one in brackets, what it is a part of."""
    aside = _ASIDE.search(folded)
    names = [key(folded)]
    if aside and aside[1].strip() not in _KINDS and not _PART.fullmatch(f" {aside[1].strip()}"):
        names.append(key(aside[1].strip()))
    names = [name for name in names if len(name) >= _SHORTEST - 1]
    return list(dict.fromkeys([*names, *(w for name in names if (w := whole(name)))]))
