"""What those who take part make of a deed: rebels who hold others kidnap, shots at a reporter hit the press.

A prosecutor's word that somebody by name did it is a charge and no finding.
"""

from __future__ import annotations

import re

from geo.events.actors import UNLAWFUL
from geo.events.cues import load_classes
from geo.events.reading import Line
from geo.events.referents import Cast
from geo.events.triggers import Trigger

_DETAINS = re.compile(r"arrest|detain|apprehend|deten|detien|detuv|aprehend")
_PROSECUTORS = frozenset({"group-prosecutors", "fge"})
_CRIMES = frozenset(
    {"killing", "kidnapping", "disappearance", "extortion", "attack_on_press", "armed_attack"}
)


def is_taken_unlawfully(line: Line, trigger: Trigger, found: Cast) -> bool:
    """ "Whom the rebels had been holding": whoever has no authority arrests nobody."""
    if trigger.type != "arrest" or _DETAINS.match(line.parse.word(trigger.first)):
        return False
    agents = [a for a, role in found if role == "agent"]
    return bool(agents) and all(a.kind in UNLAWFUL for a in agents)


def is_on_press(line: Line, trigger: Trigger, found: Cast) -> bool:
    """ "El periodista Ruiz salió ileso cuando dispararon": an attack whose target is of the press."""
    if trigger.type not in ("armed_attack", "property_attack"):
        return False
    p, words, press = line.parse, line.sentence.words, load_classes()["press"]
    for actor in (a for a, role in found if role == "target" and a.start >= line.sentence.start):
        k = line.sentence.word_at(actor.start)
        i = p.at[k] if k < len(p.at) else -1
        whole = words[p.phrases[i].first].start if i >= 0 else actor.start
        if actor.kind == "press" or press.search(line.sentence.between(whole, actor.end)):
            return True
    return False


def is_a_prosecutors_word(line: Line, trigger: Trigger, found: Cast) -> bool:
    """ "Prosecutors said Ruiz ordered the murder": whose crime it is by the word of who charges them."""
    says = any(role == "claimant" and a.id in _PROSECUTORS for a, role in found)
    doers = [a for a, role in found if role == "agent"]
    one = bool(doers) and all(a.is_person or (not a.kind and a.name[0].isupper()) for a in doers)
    return says and one and trigger.type in _CRIMES
