"""The names a place is looked up by: variants in writing, and the quality of each."""

from __future__ import annotations

import re
from collections.abc import Iterator

from geo.places.gazetteer import (
    ABBREVIATION,
    ALTERNATE,
    CODE,
    DEMONYM,
    ENGLISH,
    HISTORIC,
    OFFICIAL,
    ROMANISED,
    SHORT,
    SPANISH,
    fold,
)  # fmt: skip

QUALITIES = {
    "official": OFFICIAL, "alternate": ALTERNATE, "abbreviation": ABBREVIATION, "demonym": DEMONYM,
    "short": SHORT | ALTERNATE, "historic": HISTORIC | ALTERNATE,
}  # fmt: skip
LANGUAGES = {"en": ENGLISH, "es": SPANISH, "": 0}

_GENERIC = (
    r" (county|parish|borough|census area|municipality|city and borough|department|district|province|state|"
    r"region|governorate|prefecture|oblast|kray|krai|rayon|raion|voivodeship|metropolitan city|regency|"
    r"kabupaten|municipio|municipality|planning region|division|canton|emirate|autonomous region|okrug)$"
)
_GENERIC_FRONT = (
    r"^(departamento|provincia|municipio|estado|distrito|departement|province|region|regiao|"
    r"comunidad autonoma|canton|partido|provincia constitucional|wilaya|gouvernorat|state|county|city)"
    r" (de la |del |de los |de las |de |du |d'|da |do |of |des |la )?"
)
_SAINTS = (
    ("saint ", "st. ", "st "), ("sainte ", "ste. ", "ste "), ("fort ", "ft. ", "ft "),
    ("mount ", "mt. ", "mt "),
    ("santa ", "sta. ", "sta "), ("santo ", "sto. ", "sto "), ("ciudad ", "cd. ", "cd "),
    ("general ", "gral. ", "gral "), ("doctor ", "dr. ", "dr "), ("presidente ", "pdte. ", "pte. "),
    ("coronel ", "cnel. ", "cnel "),
    ("north ", "n. "), ("south ", "s. "), ("west ", "w. "), ("east ", "e. "), ("port ", "pt. "),
)  # fmt: skip


def folded_variants(name: str) -> Iterator[tuple[str, int]]:
    """The folded name and other ways to write it, each with the flags that it adds.

    "St. Louis" also as "st louis" and "saint louis"; "D.F." as "df"; "The Bronx" as "bronx".
    """
    key = fold(name).strip()
    if not key or len(key) > 80:
        return
    yield key, 0
    for long, *shorts in _SAINTS:
        for given in (long, *shorts):
            if key.startswith(given) and len(key) > len(given) + 1:
                rest = key[len(given) :]
                for other in (long, *shorts):
                    if other != given:
                        yield other + rest, ABBREVIATION if other != long else 0
                break
    if key.startswith("the ") and key.count(" ") == 1:
        yield key[4:], 0
    if re.fullmatch(r"(?:[a-z]\.){2,}", key):
        yield key.replace(".", ""), ABBREVIATION


def short_name(name: str) -> str | None:
    """A division's name without its generic word: "Fulton County" gives "fulton"; None where it has none."""
    key = fold(name).strip()
    short = re.sub(_GENERIC, "", re.sub(r", (respublika|oblast|kray|okrug)$", "", key))
    if short == key:
        short = re.sub(_GENERIC_FRONT, "", key)
    return short if short != key and len(short) > 2 else None


def alternate_quality(name: str, main: str) -> int:
    """Flags of a name in GeoNames' unlabelled list of alternates.

    Three or four Latin capitals are a transport code; a name that begins in lower case is a machine
    transliteration of one in another script.
    """
    if name == main:
        return OFFICIAL
    if re.fullmatch(r"[A-Z]{3,4}", name):
        return CODE
    if name[:1].islower() and name.isascii():
        return ROMANISED
    return ALTERNATE
