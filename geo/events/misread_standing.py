"""Triggers that only say how things stand: who was held captive, what a gang lives by, what was bought.

"Freed 11 migrants who had been held for weeks" tells of no arrest, "a gang dedicated to extortion" of no
extortion, and "had tried to buy grenades" of no bombing.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from geo.events.closed_classes import AUXILIARY, NOUN
from geo.events.phrases import Parse
from geo.events.triggers import Trigger
from geo.events.words import word_set

_FREED = re.compile(
    r"(?<!\w)(?:free(?:d|s|ing)?|rescu(?:ed|es|ing|e)|liberat(?:ed|es|ing))(?!\w)[^;]*?(?<!\w)"
    r"(?:who|whom|where|which|that) [^,;]{0,60}$"
)
_IN_CUSTODY = re.compile(
    r"[^;.]{0,60}?(?<!\w)(?:prisons?|jails?|custody|detention|charges?|trial|cells?|authorities|police|"
    r"government|junta|since (?:19|20)\d\d|in connection|on suspicion|over )"
)
_LIVES_BY = re.compile(
    r"(?<!\w)(?:(?:dedicad[oa]s?|se dedica(?:n|ba|ban)?) (?:[a-z]+mente )?al?|"
    r"(?:dedicated|devoted) to|especializad[oa]s? en|speciali[sz](?:ed|es|ing) in)"
    r"(?: (?:la|el|los|las|the))?(?: [\w'’-]+){0,8}? ?$"
)
_BUYS = re.compile(
    r"(?<!\w)(?:(?:buy|bought|buying|sell|sold|selling|smuggl\w+|acquir\w+|purchas\w+|traffick\w+|procur\w+|"
    r"carr(?:y|ied|ying)|own(?:ed|ing)?|possess\w*|stor(?:e|ed|ing)|import\w*|"
    r"compr(?:ar|o|aron|aba|aban|ado|ando|an)|vend(?:er|io|ieron|ia|ian|ido|iendo|e|en)|"
    r"adquir\w+|trafic\w+|transport\w+|portaba\w*|port(?:ar|ando)|almacen\w+|contraband\w+|guardaba\w*)"
    r"|(?:compra|venta|trafico|porte|posesion|purchase|sale|trade)(?: illegal| ilegal)? (?:of|de|in))"
    r"(?: [\w'’-]+){0,4} $"
)
_REACH = 240
"""How many letters before a trigger are looked at."""
_MONEY = word_set("assets asset accounts account funds fund property properties money")
_WEAPON = re.compile(
    r"(?:hand )?(?:grenades?|explosives?|bombs?|petrol bombs?|pipe bombs?|explosive devices?)|"
    r"granadas?(?: de mano)?|bombas?(?: molotov)?|explosivos?|artefactos? explosivos?|cocteles molotov"
)


def _were_captives(p: Parse, trigger: Trigger) -> bool:
    """ "Freed 11 migrants who had been held there": by their captors, and by no law that would hold them."""
    if trigger.type != "arrest" or (trigger.voice != "passive" and trigger.pos != "undergo"):
        return False
    words = p.sentence.between(trigger.start, trigger.end).split()
    if "held" not in words:
        return False
    freed = _FREED.search(_before(p, trigger))
    return freed is not None and not _IN_CUSTODY.match(p.sentence.between(trigger.end, p.sentence.end))


def _is_a_living(p: Parse, trigger: Trigger) -> bool:
    """ "Una banda dedicada al robo y a la extorsión de comerciantes": what it does, and no deed of a day."""
    if trigger.voice != "noun" and trigger.tag not in "IG":
        return False
    return _LIVES_BY.search(_before(p, trigger)) is not None


def _is_merchandise(p: Parse, trigger: Trigger) -> bool:
    """ "Had tried to buy hand grenades": a thing, which nobody set off."""
    if trigger.type != "bombing" or not _WEAPON.fullmatch(p.sentence.between(trigger.start, trigger.end)):
        return False
    return _BUYS.search(_before(p, trigger)) is not None


def _is_cold(p: Parse, trigger: Trigger) -> bool:
    """ "A shipment of frozen fish": how food is kept, and nobody's money."""
    if trigger.type != "sanction" or p.word(trigger.first) != "frozen":
        return False
    bare = trigger.first == 0 or p.tags[trigger.first - 1] != AUXILIARY
    after = trigger.last + 1
    goods = after < len(p.tags) and not p.gaps[after].strip() and p.tags[after] == NOUN
    return bare and goods and p.word(after) not in _MONEY


def _before(p: Parse, trigger: Trigger) -> str:
    """What a sentence says right before a trigger."""
    return p.sentence.between(p.sentence.start, trigger.start)[-_REACH:]


STANDING: tuple[Callable[[Parse, Trigger], bool], ...] = (
    _were_captives,
    _is_a_living,
    _is_merchandise,
    _is_cold,
)
"""The rules of it."""

__all__ = ["STANDING"]
