"""Roles: who did it, to whom, with whose help, and who only says so, by position around the trigger.

In the active voice what stands before is the agent and what follows is the target; in the passive the other
way round, with the agent after "by" or "por". A noun takes its target after "of" or "de". Lists share a role.
"""

from __future__ import annotations

import re

from geo.events.actors import ActorMention
from geo.events.reading import CLAUSE_BREAK, Line
from geo.events.triggers import Trigger
from geo.events.types import CATCH_ALL
from geo.records import EventActor, Role

_RECIPROCAL = frozenset({"armed_clash", "talks", "agreement", "exercise"})
_DONE_BY = frozenset(
    {
        "surveillance_flight", "military_flight", "deployment", "military_operation", "covert_operation",
        "protest", "plan", "raid", "escape", "blockade",
    }
)  # fmt: skip
"""Types whose actors are agents unless the words say otherwise: nobody is their target by position."""
_SAID_TYPES = frozenset({"plan", "threat", "designation", "sanction"})
"""Types done with words: whoever says them does them, but for the press."""
_BY = re.compile(
    r"(?<!\w)(?:by|por|at the hands of|a manos de|a cargo de|por parte de|carried out by|made by|"
    r"de parte de|obra de)\s+(?:[^\s,;]+\s+){0,4}$"
)
_WITH = re.compile(
    r"(?<!\w)(?:with (?:the )?(?:support|help|backing|aid|assistance|cooperation|participation) (?:of|"
    r"from)|backed by|"
    r"supported by|helped by|assisted by|along with|together with|alongside|with|directed by|led by|"
    r"coordinated by|"
    r"guided by|con (?:el )?(?:apoyo|respaldo|auxilio|ayuda|participacion|colaboracion) del?|junto con|"
    r"junto a|"
    r"en coordinacion con|con|dirigid[oa]s? por|encabezad[oa]s? por|coordinad[oa]s? por|apoyad[oa]s? por|"
    r"under the direction of|bajo la direccion del?|in coordination with|working with|"
    r"thanks to)\s+(?:[^\s,;]+\s+){0,3}$"
)
_OF = re.compile(r"(?<!\w)(?:of|de|del|against|contra|on|a|al|to|between|entre)\s+(?:[^\s,;]+\s+){0,5}$")
_WHOSE = re.compile(r"(?<!\w)(?:of|de|del|by|por|between|entre)\s+(?:[^\s,;]+\s+){0,5}$")
_ASIDE = re.compile(
    r"(?<!\w)(?:for \w+ing|accusing|accused of|por \w+[aei]r|after|before|while|when|despues de|antes de|"
    r"tras|mientras|cuando)(?!\w)"
)
"""What follows these is a reason or another deed, and nobody in it had this one done to them."""
_ACCUSES = re.compile(
    r"(?<!\w)(?:accus(?:e|es|ed)|blam(?:e|es|ed)|acus(?:a|an|o|aron)|culp(?:a|an|o|aron))(?!\w)"
)
_TO_PERSON = re.compile(r"(?<!\w)(?:a|al)\s+(?:[^\s,;]+\s+){0,4}$")
_ACCORD = re.compile(r"(?<!\w)(?:according to|segun|de acuerdo con|citing|told|a)\s+(?:[^\s,;]+\s+){0,3}$")
_LIST = re.compile(
    r"^(?:[\s,;&/]|\w+'s|and|y|e|as well as|asi como|the|el|la|los|las|also|its|su|with|del?|of|both)*$"
)
_APART = re.compile(r"[:;—–]")
_NATIONAL = frozenset({"military", "government", "state security", "law enforcement", "intelligence"})
"""Whose name right beside a noun says whose deed it is: "Russian drones", "drones rusos", "army raid"."""
_JUST_TO = re.compile(r"(?<!\w)(?:a|al)\s+(?:(?:los|las|la|un|una|unos|unas|dos|tres|\d+)\s+)?$")
_BESIDE = re.compile(
    r"(?<!\w)(?:outside|near|in front of|next to|frente a|frente al|cerca de|cerca del|junto a|afueras de)\s+"
    r"(?:[^\s,;]+\s+){0,4}$"
)
_OBJECT_REACH = 4.0
_SUFFERS = re.compile(
    r"(?:(?:come|comes|came|coming) under|step|hit a|drove over|struck a|pis(?:ar|o|aron) )"
)
_REACH = 22.0
_NOUN_REACH = 9.0
_TOLD = re.compile(
    r"(?<!\w)(?:told|informed|warned|le dijeron a|dijeron a|dijo a|informaron a|advirtio a|declararon a|"
    r"comentaron a)\s+(?:[^\s,;]+\s+){0,3}$"
)


def cast(line: Line, trigger: Trigger) -> list[tuple[ActorMention, Role]]:
    """The actors of the trigger's sentence with their roles, in the order of the text."""
    out: list[tuple[ActorMention, Role]] = []
    for actor in line.actors:
        role = (
            _claims(line, trigger, actor)
            or _inherits(line, actor, out, trigger)
            or _role(line, trigger, actor)
        )
        if role is not None:
            out.append((actor, role))
    return out


def _inherits(
    line: Line, actor: ActorMention, so_far: list[tuple[ActorMention, Role]], trigger: Trigger
) -> Role | None:
    """A list's later members have the first one's role."""
    if not so_far:
        return None
    previous, role = so_far[-1]
    if previous.end <= trigger.start < actor.start or role == "claimant":
        return None
    return role if _LIST.match(line.sentence.between(previous.end, actor.start)) else None


def _role(line: Line, trigger: Trigger, actor: ActorMention) -> Role | None:
    if actor.start < trigger.end and trigger.start < actor.end:
        return None
    before = line.before(actor.start, 6)
    if _TOLD.search(before) and trigger.type not in ("threat", "talks"):
        return None
    if line.words_between(min(actor.start, trigger.start), max(actor.start, trigger.start)) > _REACH + 12:
        return None
    between = _between(line, trigger, actor)
    if between is not None:
        return _shared(trigger, between, actor)
    if trigger.type in _RECIPROCAL:
        return "participant"
    after_it = actor.start >= trigger.end
    if after_it and _APART.search(line.sentence.between(trigger.end, actor.start)):
        return None
    if after_it and _ASIDE.search(line.sentence.between(trigger.end, actor.start)):
        return None
    if not after_it and _object_of_another(line, trigger, actor):
        return None
    accused = None if after_it else _accusation(line, trigger, actor)
    if accused is not None:
        return accused
    if trigger.type in ("displacement", "disappearance") and not after_it:
        return "target"
    if trigger.type == "displacement":
        return "target" if line.words_between(trigger.end, actor.start) <= _OBJECT_REACH + 2 else None
    if after_it and _BESIDE.search(before):
        return None
    by = after_it and _BY.search(line.sentence.between(trigger.end, actor.start))
    if by and not _JUST_TO.search(before) and trigger.voice != "active":
        return "agent"
    if not after_it and _suffers(line, trigger):
        return "target"
    if _WITH.search(before) and not _JUST_TO.search(before) and (after_it or trigger.voice == "passive"):
        return "supporter"
    if trigger.type in _DONE_BY:
        return (
            "agent" if not after_it or _WHOSE.search(before) or trigger.voice == "passive" else "participant"
        )
    return _by_voice(line, trigger, actor, before, after_it)


def _suffers(line: Line, trigger: Trigger) -> bool:
    """ "Came under fire", "stepped on a mine": the subject had it done to them."""
    return _SUFFERS.match(line.sentence.between(trigger.start, trigger.end).lstrip()) is not None


def _accusation(line: Line, trigger: Trigger, actor: ActorMention) -> Role | None:
    """ "Villagers accuse soldiers of having burned houses": the first say so, the second are said to have."""
    if _ACCUSES.search(line.sentence.between(actor.end, trigger.start)):
        return "claimant"
    accused = trigger.voice == "active" and _ACCUSES.search(line.before(actor.start, 3))
    return "agent" if accused else None


def _claims(line: Line, trigger: Trigger, actor: ActorMention) -> Role | None:
    """Whoever the report says it from; what is done with words is done by whoever says it."""
    if any(
        c.start < actor.end and actor.start < c.end
        for c in line.claims
        if not _is_trigger(c.verb_start, trigger)
    ):
        return "agent" if trigger.type in _SAID_TYPES and actor.kind not in ("media", "press") else "claimant"
    return None


def _between(line: Line, trigger: Trigger, actor: ActorMention) -> Trigger | None:
    """Another trigger that stands between, and so is nearer to the actor."""
    before = actor.start < trigger.start
    low, high = (actor.end - 1, trigger.start) if before else (trigger.start, actor.start)
    others = [t for t in line.triggers if t is not trigger and low < t.start < high and t.type != CATCH_ALL]
    if not others:
        return None
    return others[0] if actor.start < trigger.start else others[-1]


def _object_of_another(line: Line, trigger: Trigger, actor: ActorMention) -> bool:
    """ "rescued three migrants and arrested two men": the migrants are not who arrested."""
    for other in line.triggers:
        if (
            other is not trigger
            and other.voice == "active"
            and other.end <= actor.start
            and other.type != CATCH_ALL
        ):
            return not CLAUSE_BREAK.search(line.sentence.between(other.end, actor.start))
    return False


def _shared(trigger: Trigger, other: Trigger, actor: ActorMention) -> Role | None:
    """Verbs joined by "and" share their subject; nothing else reaches across another trigger."""
    if trigger.type in _RECIPROCAL and other.type in (
        trigger.type,
        "killing",
        "armed_attack",
        "drone_attack",
        "landmine",
    ):
        return "participant"
    if actor.start > trigger.start or trigger.voice != other.voice:
        return None
    if trigger.voice == "active":
        return "agent"
    return "target" if trigger.voice == "passive" else ("agent" if trigger.type in _DONE_BY else None)


def _is_trigger(verb_start: int, trigger: Trigger) -> bool:
    return trigger.start <= verb_start < trigger.end


def _by_voice(line: Line, trigger: Trigger, actor: ActorMention, before: str, after_it: bool) -> Role | None:
    if trigger.voice == "active":
        if not after_it:
            return (
                "target"
                if trigger.lang == "es" and _TO_PERSON.search(before) and trigger.pos == "verb"
                else "agent"
            )
        return "target"
    if trigger.voice == "passive":
        if not after_it:
            return "target"
        near = line.words_between(trigger.end, actor.start) <= _OBJECT_REACH
        return "target" if trigger.lang == "es" and (trigger.tag != "P" or near) else None
    gap = line.sentence.between(trigger.end, actor.start) if after_it else ""
    if after_it and not gap.strip() and actor.kind in _NATIONAL:
        return "agent"
    if after_it:
        near = line.words_between(trigger.end, actor.start) <= _NOUN_REACH
        return "target" if near else None
    joint = line.sentence.between(actor.end, trigger.start).strip()
    possessive = joint in ("'s", "’s", "'") or (not joint and actor.kind not in _NATIONAL)
    return "target" if possessive else "agent"


_HELPS = re.compile(
    r"(?<!\w)(?:direct(?:ed|s)|led|leads|support(?:ed|s)|help(?:ed|s)|assist(?:ed|s)|coordinat(?:ed|es)|"
    r"took part|"
    r"participated|contributed|provided|with the (?:support|help)|dirigi(?:o|eron|d[oa]s?)|encabez(?:o|"
    r"aron|ad[oa]s?)|"
    r"apoy(?:o|aron)|colabor(?:o|aron)|coordin(?:o|aron|ad[oa]s?)|particip(?:o|aron)|intervinieron|"
    r"con (?:el )?apoyo|"
    r"ayud(?:o|aron)|aport(?:o|aron))(?!\w)"
)


def helpers(line: Line) -> list[tuple[ActorMention, Role]]:
    """Who a sentence without a trigger says had a hand in what the sentence before it tells."""
    if line.triggers or not _HELPS.search(line.sentence.folded):
        return []
    spoken = [(c.start, c.end) for c in line.claims]
    return [
        (a, "claimant" if any(s < a.end and a.start < e for s, e in spoken) else "supporter")
        for a in line.actors
    ]


def as_event_actors(found: list[tuple[ActorMention, Role]]) -> tuple[EventActor, ...]:
    """Each actor once, with the first role it was given."""
    out: dict[tuple[str | None, str], EventActor] = {}
    for actor, role in found:
        key = (actor.id, "" if actor.id else actor.name.casefold())
        if key not in out or (out[key].role == "claimant" and role != "claimant"):
            out[key] = EventActor(id=actor.id, name=actor.name, role=role, kind=actor.kind)
    return tuple(out.values())
