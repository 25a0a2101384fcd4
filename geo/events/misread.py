"""Triggers that are told of something else than their type says: "detuvo una lancha", "recovered rifles"."""

from __future__ import annotations

import re
from collections.abc import Callable

from geo.events.actors import CIVILIANS, NATIONAL, UNLAWFUL
from geo.events.arguments import arguments_of
from geo.events.claims import SAYING
from geo.events.closed_classes import ADVERB, AUXILIARY, DETERMINER, NOUN, TIME, VERB
from geo.events.cues import load_classes
from geo.events.lists import holder
from geo.events.misread_moves import MOVES
from geo.events.misread_standing import STANDING
from geo.events.phrases import Parse, Phrase, is_carrier
from geo.events.relatives import modifies
from geo.events.rising_tolls import later_toll
from geo.events.role_rules import named
from geo.events.triggers import Trigger
from geo.events.types import FLIGHTS
from geo.events.words import NUMBERS, OF, word_set

_ONLY_PEOPLE = frozenset(
    {
        "arrest", "kidnapping", "abuse", "deportation", "extradition", "release", "prisoner_transfer",
        "charges", "sentence",
    }
)  # fmt: skip
_OTHERS = word_set(
    "others otros otras demas rest resto sentenciado sentenciada sentenciados sentenciadas condenado "
    "condenada condenados condenadas"
)
""" "Otros fueron detenidos", "el sentenciado fue detenido": people whom no catalogue holds."""
_SPEAKERS = frozenset({"international", "media", "press", "civilians"})
_TOOK = word_set("take takes took taken")
_VERDICTS = word_set(
    "penalty penalties sentence sentences verdict verdicts term terms conviction convictions"
)
""" "Handed down a sentence": the thing that a verb of justice gives."""


_DOORS = word_set(
    "counter shop shops store stores restaurant cafe bar business office door doors window windows exits "
    "case tienda tiendas negocio negocios puerta puertas ventana ventanas salidas local locales caso comercio"
)
"""What is closed without a road being blocked."""
_TERM = re.compile(
    r"^ al? (?:(?:una |la )?(?:posible |eventual )?(?:pena|condena|cadena|sentencia)|cargos|"
    r"(?:\w+ ){1,4}(?:anos|meses|decadas))"
)
_VEHICLE = re.compile(
    r"tren(?:es)?|trains?|(?:auto|micro|mini)?bus(?:es)?|cars?|coches?|autos?|camion(?:es)?|camionetas?|"
    r"trucks?|lorr(?:y|ies)|motos?|moto(?:cicleta|rcycle|rbike)s?|vehiculos?|vehicles?|trailers?|traileres|"
    r"avion(?:es)?|planes?|helicopteros?|"
    r"helicopters?|barcos?|lanchas?|ships?|boats?|ferr(?:y|ies)|tranvias?|trams?|taxis?|combis?|tankers?"
)
_CAUGHT_UP = re.compile(
    r" (?:up |out |off guard|between |in (?:the |a |an )?(?:\w+ )?(?:cross-?fire|middle|midst|storm|blaze|"
    r"fire|blast|explosion|flood\w*|landslide|avalanche|traffic|fighting|clash(?:es)?|violence|shooting|"
    r"gunfight|stampede|rapids|current|riptide|net|path|act of god)(?!\w))"
)
_FALLING = re.compile(r"misil|proyectil|cohete|bomba|obus|dron|granada|avion|helicoptero|rayo|roca|arbol")
_HURT = re.compile(
    r"^,? (?:al suelo|herid|muert|abatid|con un (?:tiro|balazo|disparo)|"
    r"por (?:una|un|el) (?:bala|disparo|tiro))"
)
_HURT_SO_MANY = re.compile(
    r"(?:elev|sub|aument|ascend|ascien|increment)\w+ (?:(?:ayer|hoy) )?a \d+ (?:el numero|la cifra) de "
    r"(?:herid|lesionad)[oa]s$"
)
""" "El alcalde elevó a 46 el número de heridos": a count of those hurt before."""
_FORCE_SAYS = re.compile(
    r"(?<!\w)(?:inform|indic|anunci|precis|detall|senal|agreg|explic)\w+ (?:(?!que )\w+ ){0,3}el cuerpo$"
)


_GUILTY = re.compile(r" [^;:]{0,80}?(?<!\w)(?:not )?guilty(?: of| on| in|[.,]|$)")
_SEARCHES = word_set(
    "operation operations raid raids sweep sweeps crackdown investigation investigations probe swoop campaign"
)
_WEAPONS = word_set(
    "rifle rifles weapon weapons gun guns helicopter helicopters aircraft jets submarine submarines vehicles"
)


def is_misread(p: Parse, trigger: Trigger) -> bool:
    """Whether what a verb is told of shows that it means something else than its type."""
    return any(rule(p, trigger) for rule in _RULES)


def _asks_as_press(p: Parse, trigger: Trigger) -> bool:
    """ "A reporter who investigated graft": no inquiry of the authorities."""
    if trigger.type != "investigation" or not trigger.is_verb or trigger.voice != "active":
        return False
    asking = named(arguments_of(p, trigger).subject)
    reporters = bool(asking) and all(actor.kind in ("press", "person") for actor in asking)
    return reporters and any(actor.kind == "press" for actor in p.actors)


def _takes_for(p: Parse, trigger: Trigger) -> bool:
    """ "Whom residents took for bandits"."""
    after = p.word(trigger.last + 1) if trigger.last + 1 < len(p.tags) else ""
    return trigger.is_verb and p.word(trigger.last) in _TOOK and after == "for"


def _is_convict(p: Parse, trigger: Trigger) -> bool:
    """ "Cinco internos, condenados por asesinato, huyeron": who they are; no day, court or term is told."""
    if p.lang != "es" or trigger.type != "sentence":
        return False
    if not trigger.is_verb or trigger.voice != "passive" or not modifies(p, trigger):
        return False
    if not trigger.first or p.tags[trigger.first - 1] in (AUXILIARY, ADVERB):
        return False
    k = trigger.last + 1
    while k < len(p.tags) and not p.gaps[k].strip() and p.tags[k] not in (VERB, AUXILIARY):
        told = p.tags[k] == TIME or p.word(k)[0].isdigit() or p.word(k) in NUMBERS[p.lang]
        if told or (p.at[k] >= 0 and _judges(p.phrases[p.at[k]])):
            return False
        k += 1
    return True


def _judges(phrase: Phrase) -> bool:
    return phrase.actor is not None and phrase.actor.kind == "judiciary"


def _goes_away(p: Parse, trigger: Trigger) -> bool:
    """ "Los vecinos que aún no se han marchado": who leaves does not march."""
    word = p.word(trigger.first)
    if trigger.type != "protest" or not word.startswith("march") or p.lang != "es":
        return False
    return word.endswith(("arse", "andose")) or "se" in [
        p.word(k) for k in range(max(0, trigger.first - 3), trigger.first)
    ]


def _are_protesters(p: Parse, trigger: Trigger) -> bool:
    """ "Los manifestantes recuperaron el control del puente": no operation of forces."""
    doers = named(arguments_of(p, trigger).subject) if trigger.type == "military_operation" else []
    return bool(doers) and all(actor.id in ("group-protesters", CIVILIANS) for actor in doers)


def _awaits_a_term(p: Parse, trigger: Trigger) -> bool:
    """ "Se enfrenta a treinta años de cárcel": no fight."""
    if trigger.type != "armed_clash" or not p.word(trigger.first).startswith("enfrent"):
        return False
    return _TERM.match(p.sentence.between(trigger.end, p.sentence.end)) is not None


def _falls(p: Parse, trigger: Trigger) -> bool:
    """ "El misil, de tipo Iskander, cayó en el patio": what falls is nobody that is caught."""
    if trigger.type != "arrest" or p.lang != "es" or not p.word(trigger.first).startswith(("cay", "cae")):
        return False
    hurt = p.sentence.between(trigger.end, p.sentence.end)
    return _HURT.match(hurt) is not None or any(_FALLING.match(p.word(k)) for k in range(trigger.first))


def _collides(p: Parse, trigger: Trigger) -> bool:
    """ "Dos trenes chocaron", "the two buses collided": an accident, and no fight."""
    if trigger.type != "armed_clash" or not p.word(trigger.first).startswith(("choc", "collid")):
        return False
    subject = arguments_of(p, trigger).subject
    return bool(subject) and all(_VEHICLE.fullmatch(p.word(f.head)) for f in subject)


def _bars_the_way(p: Parse, trigger: Trigger) -> bool:
    """ "Les cerraron el paso y abrieron fuego", "is closing the lunch counter": no road is blocked."""
    word = p.word(trigger.first)
    if trigger.type != "blockade" or not word.startswith(("clos", "shut", "cerr", "cierr", "cort")):
        return False
    if trigger.first and p.word(trigger.first - 1) in ("le", "les", "me", "nos"):
        return True
    return any(p.word(f.head) in _DOORS for f in arguments_of(p, trigger).object)


def _gathers_others(p: Parse, trigger: Trigger) -> bool:
    """ "Reunieron a la comunidad y amenazaron": who makes others come together holds no talks."""
    if trigger.type != "talks" or trigger.voice != "active" or not p.word(trigger.first).startswith("reun"):
        return False
    doers = named(arguments_of(p, trigger).subject)
    led = p.sentence.between(trigger.end, p.sentence.end).startswith((" a ", " al "))
    return led and all(actor.kind in UNLAWFUL or actor.id == CIVILIANS for actor in doers)


def _is_caught_up(p: Parse, trigger: Trigger) -> bool:
    """ "Civilians caught in the crossfire", "hikers caught in a storm": nobody arrests them."""
    if trigger.type != "arrest" or p.word(trigger.first) != "caught":
        return False
    return _CAUGHT_UP.match(p.sentence.between(trigger.end, p.sentence.end)) is not None


def _only_says(p: Parse, trigger: Trigger) -> bool:
    """ "Serán detenidos, advirtió el gobernador": a verb of saying behind what is said, and no threat."""
    if trigger.type != "threat" or not p.word(trigger.first).startswith(("advirt", "adviert")):
        return False
    behind = "," in p.gaps[trigger.first] or any(c in p.gaps[trigger.first] for c in '"”»')
    said_next = {p.word(k) for k in range(trigger.last + 1, len(p.tags))} & {"a", "al", "que", "de"}
    return behind and not said_next


def _is_cordon(p: Parse, trigger: Trigger) -> bool:
    """ "Officers raided nine houses, sealing off two streets": what police do around a search."""
    if trigger.type != "blockade" or not p.word(trigger.first).startswith(
        ("seal", "cordon", "clos", "cerr", "acordon")
    ):
        return False
    doers = named(arguments_of(p, trigger).subject)
    return bool(doers) and all(actor.kind in NATIONAL for actor in doers)


def _is_only_said(p: Parse, trigger: Trigger) -> bool:
    """ "La ONG acusó a la milicia": who neither judges nor governs brings no charges."""
    if trigger.type != "charges" or not p.word(trigger.first).startswith(("acus", "accus")):
        return False
    accusing = named(arguments_of(p, trigger).subject) if trigger.voice == "active" else []
    return bool(accusing) and all(actor.kind in _SPEAKERS for actor in accusing)


def _is_a_force(p: Parse, trigger: Trigger) -> bool:
    """ "Según ha informado este viernes el cuerpo": a police force that speaks, and nobody's body."""
    if trigger.type != "body_found":
        return False
    goes_on = trigger.last + 1 < len(p.tags) and not p.gaps[trigger.last + 1].strip(" ")
    said = _FORCE_SAYS.search(p.sentence.between(p.sentence.start, trigger.end))
    return said is not None and not goes_on


def _nobody_agrees(p: Parse, trigger: Trigger) -> bool:
    """ "What was done had been agreed": without any party named it tells no agreement."""
    if trigger.type != "agreement" or not trigger.is_verb or trigger.voice != "passive":
        return False
    a = arguments_of(p, trigger)
    return not (named(a.subject) or named(a.by) or named(a.sides) or a.pronouns)


def _finds_no_remains(p: Parse, trigger: Trigger) -> bool:
    """ "Recovered three rifles": what was found is no body."""
    if trigger.type != "body_found" or trigger.pos != "verb":
        return False
    a = arguments_of(p, trigger)
    found = a.object if trigger.voice == "active" else a.subject
    identified = p.word(trigger.first).startswith("identif")
    things = [f for f in found if _is_no_body(p, f) and (identified or not f.is_known)]
    nouns = all(identified or p.tags[f.head] == NOUN for f in found)
    return bool(found) and len(things) == len(found) and nouns


def _is_no_body(p: Parse, phrase: Phrase) -> bool:
    """Whether a phrase names no remains and nobody's own: "three rifles"."""
    words, before = p.sentence.words, p.phrases[p.at[phrase.first] - 1]
    whose = phrase.preposition in OF and before.last < phrase.first  # "the bodies of two sisters"
    text = p.sentence.between(words[before.first if whose else phrase.first].start, words[phrase.last].end)
    return not load_classes()["remains"].search(text) and not holder(p, phrase)


def _is_about_a_thing(p: Parse, trigger: Trigger) -> bool:
    """Whether a deed that only people suffer is told of a thing: "detuvo una lancha", "cayeron misiles"."""
    if trigger.type not in _ONLY_PEOPLE or not trigger.is_verb:
        return False
    a = arguments_of(p, trigger)
    if "object" in a.pronouns:
        return False
    hit = [*a.object, *a.against] if trigger.voice == "active" else a.subject
    if trigger.type == "sentence" and any(p.word(h.head) in _VERDICTS for h in a.object):
        return False
    if not hit or (trigger.voice == "active" and trigger.pos == "undergo"):
        return False
    taken = trigger.type == "kidnapping"  # "se llevaron las armas de las víctimas"
    vessels = trigger.type == "arrest" and trigger.voice == "active" and p.lang == "es"
    things = [
        h
        for h in hit
        if (h.actor is None and p.tags[h.head] != DETERMINER and (taken or holder(p, h) is None))
        or (vessels and not h.preposition and is_carrier(p, h.head))
    ]
    things = [h for h in things if p.word(h.head) not in _OTHERS]
    return len(things) == len(hit)


def _burns_by_itself(p: Parse, trigger: Trigger) -> bool:
    """ "Tras quemarse un camión": a fire that nobody is said to have set."""
    return (
        trigger.type == "property_attack"
        and p.lang == "es"
        and p.word(trigger.last).endswith(("arse", "erse"))
    )


def _stops_a_boat(p: Parse, trigger: Trigger) -> bool:
    """ "Interceptó, a 190 millas de la costa, una embarcación": what is stopped far behind is no person."""
    if (
        trigger.type != "arrest"
        or not p.word(trigger.first).startswith("intercept")
        or trigger.voice != "active"
    ):
        return False
    a = arguments_of(p, trigger)
    behind = (f for f in p.phrases if f.first > trigger.last and not f.preposition)
    return not (a.object or "object" in a.pronouns) and any(is_carrier(p, f.head) for f in behind)


def _aims_at(p: Parse, trigger: Trigger) -> bool:
    """ "The operation targeted the leaders of a gang": whom it was after, and no attack on them."""
    if (
        trigger.type != "armed_attack"
        or not p.word(trigger.first).startswith("target")
        or not trigger.is_verb
    ):
        return False
    a = arguments_of(p, trigger)
    doers = a.subject if trigger.voice == "active" else a.by
    return any(p.word(f.head) in _SEARCHES for f in doers)


def _is_noted(p: Parse, trigger: Trigger) -> bool:
    """ "…, an analyst noted": who says it, and no aircraft that was seen."""
    said = trigger.first == trigger.last and SAYING.fullmatch(p.word(trigger.first)) is not None
    seen = trigger.first > 0 and p.tags[trigger.first - 1] == AUXILIARY
    return said and not seen and trigger.type in FLIGHTS and trigger.voice == "passive"


def _finds_guilty(p: Parse, trigger: Trigger) -> bool:
    """ "Found the colonel guilty of ordering the killing": a verdict, and no body."""
    if trigger.type != "body_found" or p.word(trigger.first) not in ("found", "find", "finds"):
        return False
    return _GUILTY.match(p.sentence.between(trigger.end, p.sentence.end)) is not None


def _names_a_weapon(p: Parse, trigger: Trigger) -> bool:
    """ "Seized assault rifles", "attack helicopters": a kind of weapon, and no deed."""
    if trigger.tag != "N" or trigger.last + 1 >= len(p.tags) or p.gaps[trigger.last + 1].strip():
        return False
    return p.word(trigger.last + 1) in _WEAPONS


def _is_toll(p: Parse, trigger: Trigger) -> bool:
    """ "The death toll", "el balance de fallecidos": a count of the dead told before, and no other deed."""
    if _HURT_SO_MANY.search(p.sentence.between(p.sentence.start, trigger.end)) is not None:
        return True
    if trigger.type != "killing" or (trigger.is_verb and trigger.tag != "P"):
        return False
    after = p.word(trigger.last + 1) if trigger.last + 1 < len(p.tags) else ""
    return after == "toll" or later_toll(p.sentence) is not None


_RULES: tuple[Callable[[Parse, Trigger], bool], ...] = (
    *MOVES,
    *STANDING,
    _goes_away,
    _falls,
    _collides,
    _is_caught_up,
    _gathers_others,
    _only_says,
    _bars_the_way,
    _awaits_a_term,
    _are_protesters,
    _asks_as_press,
    _is_a_force,
    _is_only_said,
    _is_cordon,
    _is_convict,
    _takes_for,
    _is_about_a_thing,
    _finds_no_remains,
    _nobody_agrees,
    _burns_by_itself,
    _stops_a_boat,
    _aims_at,
    _is_noted,
    _finds_guilty,
    _names_a_weapon,
    _is_toll,
)
