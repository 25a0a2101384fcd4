"""Surfaces: the gazetteer's name for a place as a text or a person writes it.

The gazetteer has "Oaxaca" and "Tijuana"; people write "the city of Oaxaca", "Tijuana's", "Tijuana airport".
"""

from __future__ import annotations

import re

from geo.places import cues
from geo.places.names import Name, Names
from geo.places.runs import Option
from geo.places.text import View

_OPENINGS = (
    "the ",
    "el ",
    "la ",
    "los ",
    "las ",
    "greater ",
    "downtown ",
    "central ",
    "city of ",
    "town of ",
    "ciudad de ",
    "estado de ",
    "state of ",
    "municipio de ",
    "port of ",
    "gulf of the ",
)
_ENDINGS = (" city", " state", " province", " area", " region", " town", " village", " city limits")
_AT_SEA = re.compile(
    r"(?<!\w)(?:the|el|del|al) (?:(?P<bearing>(?:north|south|east|west|north-?east|north-?west|south-?east|"
    r"south-?west)(?:ern)?|central) )?$"
)
""" "In the eastern Pacific": towns take no article."""
_MARKS = " \"'.,;:()[]“”"
_BEFORE_HOST = cues.words("de del of la internacional international")
"""Words between a facility's kind and the place that it bears the name of."""
_FILLERS = cues.words("international state national central regional federal general jail court airfield")
"""Words between the place and the facility's kind."""


def name_of(folded: str, names: Names) -> Name | None:
    """The gazetteer's name for a folded surface, also without its article, possessive or plural."""
    bare = folded.strip(_MARKS)
    for form in _forms(folded.strip(), bare):
        name = names.get(form)
        if name is not None:
            return name
    return host_of(bare, names)


def host_of(folded: str, names: Names) -> Name | None:
    """The place in a facility's name: of "tijuana airport", of "aeropuerto de tijuana"."""
    words = folded.split(" ")
    if words[0] in cues.LEADING_WORDS:
        return names.get(" ".join(w for w in words[1:] if w not in _BEFORE_HOST))
    while words and (words[-1] in cues.FACILITY_WORDS or words[-1] in _FILLERS):
        words.pop()
    return names.get(" ".join(words)) if words else None


def at_sea(view: View, option: Option, names: Names) -> Name | None:
    """A name as that of the water alone, where an article says so: "the Pacific", "el Atlántico"."""
    name = option.name
    if name is None or option.pattern or name.areas or not name.levels > {"sea"}:
        return name
    told = _AT_SEA.search(view.folded[max(0, option.start - 16) : option.start])
    if told is None or not view.text[option.start].isupper():
        return name
    part = names.get(f"{told['bearing']} {name.folded}") if told["bearing"] else None
    return part if part is not None and part.levels == {"sea"} else names.only("sea", name)


def _forms(folded: str, bare: str) -> list[str]:
    """Ways to look up a surface, the most faithful first."""
    short = bare.removesuffix("'s").removesuffix("'")
    forms = [folded, bare, bare + ".", short]
    forms += [short.removeprefix(opening) for opening in _OPENINGS if short.startswith(opening)]
    forms += [short.removesuffix(ending) for ending in _ENDINGS if short.endswith(ending)]
    forms += [short.removesuffix(plural) for plural in ("s", "es") if short.endswith(plural)]
    return list(dict.fromkeys(filter(None, forms)))


__all__ = ["at_sea", "host_of", "name_of"]
