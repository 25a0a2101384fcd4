"""Named after: names of towns and states that are a make's or a force's here, and people's that are a town's.

"An abandoned Silverado", "una pistola Colt", "Assam Rifles", "la Brigada Cundinamarca": nothing was there.
"A las afueras de Felipe Carrillo Puerto": nobody of that name had anything done to him.
"""

from __future__ import annotations

import re

from geo.events import where_cues as cue
from geo.events.actors import ActorMention
from geo.events.cues import load_classes
from geo.events.sentences import Sentence
from geo.records import Mention

_WAY = 60
"""How many characters before a name are looked at."""
_ONE = re.compile(r"(?<!\w)(?:an?|una?) (?P<kind>(?:[\w.-]+ ){0,3})$")
""" "A Tacoma", "an abandoned white Silverado": what leads to a single thing."""
_LEADS = re.compile(r"(?<!\w)(?:in|at|of|near|from|to|on|off|by|and|or|en|del?|a|y|o|por|desde|hacia|con) ")
"""Words that part a name from the article before it: "a house in Durango"."""
_GOES_ON = re.compile(r"[\"'”’]?(?:$|[.;)]|,(?! [A-ZÀ-Þ])| (?:[a-zà-ÿ]+)(?!\w))")
_NO_NOUN = re.compile(
    r"(?: (?:in|at|on|near|from|with|without|that|which|who|and|or|after|before|when|while|as|to|by|parked|"
    r"carrying|loaded|en|con|sin|que|y|tras|cuando|a|al|de|del|por|cargad[oa]|robad[oa]|blindad[oa]|blanc[oa]|"
    r"negr[oa]|roj[oa]|gris|color|modelo)(?!\w))"
)
_FORCE_AFTER = re.compile(
    r" (?:Rifles|Rangers|Scouts|Lancers|Fusiliers|Regiment|Battalion|Brigade|Frontier Corps)(?!\w)"
)
_FORCE_BEFORE = re.compile(
    r"(?<!\w)(?:Batall[oó]n|Brigada|Regimiento|Destacamento|Fuerza de Tarea|Operaci[oó]n|Operativo|"
    r"Operation|Battalion|Brigade|Task Force)(?: de (?:Infanter[ií]a|Caballer[ií]a|Selva|Artiller[ií]a|"
    r"Ingenieros|Despliegue))?(?: (?:M[oó]vil|No?\.?|N[.º°]+) ?\d*)? $"
)
""" "Batallón de Infantería Pichincha", "Operación Jalisco"; "la brigada de Cali" is where its town is."""
_PART_OF_TOWN = re.compile(
    r"(?<!\w)(?:colonia|barrio|fraccionamiento|sector|zona|poblado|comunidad|sindicatura|ejido|vereda|"
    r"corregimiento|distrito|centro)(?: [\w.’'-]+){0,3} del? $"
)
""" "La colonia Centro de Salina Cruz": a quarter, and the town that has it."""


def stands_for_a_thing(mention: Mention, sentence: Sentence) -> bool:
    """Whether a place's name is a car's, a weapon's or a force's: "in a stolen Tacoma", "Sindh Rangers"."""
    at, end = mention.start - sentence.start, mention.end - sentence.start
    written, after = sentence.text[max(0, at - _WAY) : at], sentence.text[end : end + _WAY]
    if _FORCE_AFTER.match(after) or _FORCE_BEFORE.search(written):
        return True
    makes = load_classes()["makes"]
    before = sentence.between(max(sentence.start, mention.start - _WAY), mention.start)
    kind = load_classes()["madethings"]
    if before.endswith(" ") and any(m.end() == len(before) - 1 for m in kind.finditer(before)):
        return True
    one = _ONE.search(before)
    if one is None or _LEADS.search(one["kind"]):
        return False
    if sentence.lang == "es" and one[0].startswith("a"):
        return False
    folded = sentence.between(mention.end, min(sentence.end, mention.end + _WAY))
    if kind.match(folded.lstrip()):
        return True
    alone = _GOES_ON.match(after) is not None and (after[:1] != " " or _NO_NOUN.match(folded) is not None)
    known = makes.fullmatch(sentence.between(mention.start, mention.end)) is not None
    return alone and (known or not one["kind"])


def is_a_town(person: ActorMention, mention: Mention, sentence: Sentence) -> bool:
    """Whether somebody's name is a town's here: "en las afueras de Pedro Juan Caballero"."""
    if person.kind != "person" or person.id is not None:
        return False
    if (person.start, person.end) != (mention.start, mention.end):
        return False
    before = sentence.between(max(sentence.start, mention.start - _WAY), mention.start)
    return any(c.search(before) for c in (cue.NEAR, cue.BEARING, _PART_OF_TOWN))


__all__ = ["is_a_town", "stands_for_a_thing"]
