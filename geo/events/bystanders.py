"""Who only says so and who stood by: actors of a sentence that fill no place around its trigger.

"With the help of the army" names who supported it, "police said" who claims it. What is done with words, such
as a threat, is done by whoever says it.
"""

from __future__ import annotations

import re

from geo.events.actors import ARMED, NATIONAL, ActorMention
from geo.events.closed_classes import VERB
from geo.events.reading import Line
from geo.events.role_rules import Found
from geo.events.support_verbs import RECIPROCAL
from geo.events.triggers import Trigger
from geo.records import Role

_SAID_TYPES = frozenset({"plan", "threat", "designation", "sanction"})
"""Types done with words: whoever says them does them, but for the press."""
_OF_FORCES = frozenset({"arrest", "seizure", "raid"})
"""What police and soldiers do."""
_WITH = re.compile(
    r"(?<!\w)(?:with (?:the )?(?:support|help|backing|aid|assistance|cooperation|participation) (?:of|from)|"
    r"backed by|supported by|helped by|assisted by|along with|together with|alongside|with|"
    r"directed by|led by|coordinated by|guided by|"
    r"con (?:el )?(?:apoyo|respaldo|auxilio|ayuda|participacion|colaboracion) del?|"
    r"junto con|junto a|en coordinacion con|con|"
    r"dirigid[oa]s? por|encabezad[oa]s? por|coordinad[oa]s? por|apoyad[oa]s? por|"
    r"under the direction of|bajo la direccion del?|in coordination with|working with|thanks to"
    r")\s+(?:(?!that |which |who |whom |when |que )[^\s,;]+\s+){0,3}$"
)
""" "With the support of the", "con apoyo de": what stands before somebody who helps."""
_THING_OF = re.compile(
    r"(?<!\w)(?:uniform|prenda|ropa|chaleco|insignia|gorra|traje|vestiment|placa|arma|fusil|vehiculo|patrulla|"
    r"camioneta|fatigues|cloth|garb|gear|badge|weapon|rifle|vehicle|car)\w* (?:[\w-]+ ){0,3}?"
    r"(?:del?|of|from)(?: (?:the|la|las|los|el))? $"
)
""" "Con uniformes del Ejército": whose things they wear or bear, and no help of theirs."""
_TIED_WITH = re.compile(
    r"(?<!\w)(?:dialogos?|conversaciones|negociaciones|tregua|acuerdo|talks|dialogue|truce|ceasefire|deal|"
    r"negotiations?|ties|links?|linked|affiliated|associated|vinculad[oa]s?|vinculos?|nexos?|relacionad[oa]s?|"
    r"fight(?:ing|s)?|clash(?:es)?|battles?|war|firefights?|shootouts?|combates?|enfrentamientos?|choques?|"
    r"guerra|batallas?)(?: armad[oa]s?)? (?:with|con)\s+(?:[^\s,;]+\s+){0,3}$|"
    r"(?<!\w)(?:de acuerdo|en relacion|en contraste|in (?:line|connection|contrast)) (?:with|con) "
    r"(?:[^\s,;]+ ){0,3}$|(?<!\w)con base en (?:[^\s,;]+ ){0,3}$|"
    r"(?<!\w)(?:uniformes?|ropas?|prendas|chalecos|insignias|logotipos|uniforms?|clothes|clothing|vests|"
    r"fatigues|gear|badges|markings) (?:de|del|of|from) (?:[^\s,;]+ ){0,3}$"
)
""" "Suspended the talks with the ELN", "firms linked with": the tie of something else, and no help."""
_LIST = re.compile(
    r"^(?:[\s,;&/]|\w+'s|and|y|e|as well as|asi como|the|el|la|los|las|also|its|su|with|del?|of|both)*$"
)
_ACCUSES = re.compile(
    r"(?<!\w)(?:accus(?:e|es|ed)|blam(?:e|es|ed)|acus(?:a|an|o|aron)|culp(?:a|an|o|aron))(?!\w)"
)
_RECOUNTS = re.compile(r"cont(?:o|aron)|relat|narr|denunci|lament|recount|recall")
_TELLS_OF = re.compile(r"(?<!\w)(?:denunci|denounc|report(?!er)|recib|receiv)\w*(?: \w+){0,2} $")
""" "Denunció amenazas": who tells of a threat didn't make it."""


def with_bystanders(line: Line, trigger: Trigger, found: Found) -> Found:
    """The cast `found` around a trigger, and those of the sentence's other actors who say so or help."""
    out = dict(found)
    previous: tuple[ActorMention, Role] | None = None
    for actor in line.actors:
        named = out.get(actor.start)
        role = named[1] if named is not None else _role_aside(line, trigger, actor, out, previous)
        if role is not None:
            told = named[0] if named is not None and named[0].start != actor.start else actor
            out[actor.start] = previous = (told, role)  # "gunmen, presumed members of the cartel"
    return out


def _role_aside(
    line: Line,
    trigger: Trigger,
    actor: ActorMention,
    found: Found,
    previous: tuple[ActorMention, Role] | None,
) -> Role | None:
    """What an actor who fills no place does, where `previous` is the one before who plays a role."""
    said = _says(line, trigger, actor)
    if said == "agent" and any(role == "agent" for _, role in found.values()):
        return "claimant"
    if said is not None:
        return said
    if previous is not None and _goes_on(line, previous, actor):
        return previous[1]
    if actor.kind in ARMED and _stands_by(line, actor):
        return "participant" if trigger.type in RECIPROCAL else "supporter"
    return None


def _stands_by(line: Line, actor: ActorMention) -> bool:
    """ "With the support of the army": no verb of somebody's stands between."""
    k = line.sentence.word_at(actor.start)
    near = line.parse.tags[max(0, k - 3) : k]
    before = line.before(actor.start, 6)
    if _THING_OF.search(before) is not None:
        return False
    return _WITH.search(before) is not None and _TIED_WITH.search(before) is None and VERB not in near


def _goes_on(line: Line, previous: tuple[ActorMention, Role], actor: ActorMention) -> bool:
    """Whether an actor is on a list of those who help or take part."""
    joint = line.sentence.between(previous[0].end, actor.start)
    return previous[1] in ("supporter", "participant") and _LIST.match(joint) is not None


def _announces(trigger: Trigger, actor: ActorMention) -> bool:
    """ "The police announced the arrest of": a force that tells of it by a noun did it."""
    own = trigger.type in _OF_FORCES and trigger.voice == "noun" and actor.end < trigger.start
    return own and actor.kind in NATIONAL - {"government"} and actor.id != "group-prosecutors"


def _is_told_on(line: Line, trigger: Trigger, at: int) -> bool:
    """ "Residents said that gunmen told them they would kill them": who only tells what others said."""
    later = (c for c in line.claims if at < c.verb_start < trigger.start)
    return trigger.type == "threat" and trigger.pos == "phrase" and any(later)


def _says(line: Line, trigger: Trigger, actor: ActorMention) -> Role | None:
    """Whoever the report says it from; what is done with words is done by whoever says it."""
    own = [
        c
        for c in line.claims
        if c.start < actor.end and actor.start < c.end and not trigger.start <= c.verb_start < trigger.end
    ]
    if own:
        tells = _TELLS_OF.search(line.sentence.between(actor.end, trigger.start)) is not None
        tells = (
            tells or _RECOUNTS.match(line.sentence.between(own[0].verb_start, own[0].verb_end)) is not None
        )
        tells = tells or (trigger.type == "threat" and not own[0].spoken)  # "threats, according to the NGO"
        tells = tells or _is_told_on(line, trigger, own[0].verb_end)
        says = trigger.type in _SAID_TYPES and actor.kind not in ("media", "press") and not tells
        return "agent" if says or _announces(trigger, actor) else "claimant"
    if actor.end < trigger.start and _ACCUSES.search(line.sentence.between(actor.end, trigger.start)):
        return "claimant" if trigger.voice == "active" and trigger.type != "charges" else None
    return None
