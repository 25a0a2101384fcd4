"""The same event told twice is one event: what is compatible is merged, what is part of another is absorbed.

Two tellings of a type are one when nothing contradicts it: dates that overlap, places of which one holds the
other, targets and counts that agree. An attack that kills is a killing; a clash that kills stays a clash.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from geo.events.actors import ARMED, ActorMention
from geo.events.triggers import Trigger
from geo.events.when import When
from geo.events.where import Where
from geo.records import Count, Modality, Place, Role

ABSORBS: dict[str, frozenset[str]] = {
    "attack_on_press": frozenset(
        {"killing", "armed_attack", "abuse", "threat", "kidnapping", "property_attack"}
    ),
    "armed_clash": frozenset({"armed_attack", "killing", "body_found", "military_operation"}),
    "drone_attack": frozenset({"armed_attack", "bombing", "airstrike", "killing", "property_attack"}),
    "landmine": frozenset({"bombing", "armed_attack", "killing", "abuse", "property_attack"}),
    "airstrike": frozenset({"bombing", "armed_attack", "killing", "military_operation", "property_attack"}),
    "bombing": frozenset({"armed_attack", "killing", "property_attack"}),
    "killing": frozenset({"armed_attack", "abuse", "body_found", "disappearance", "military_operation"}),
    "body_found": frozenset({"abuse", "disappearance", "killing"}),
    "kidnapping": frozenset({"armed_attack", "disappearance", "extortion"}),
    "prisoner_transfer": frozenset(
        {"extradition", "deportation", "release", "military_flight", "deployment", "raid"}
    ),
    "extradition": frozenset({"deportation", "military_flight"}),
    "deportation": frozenset({"military_flight"}),
    "surveillance_flight": frozenset({"military_flight", "military_operation", "deployment"}),
    "military_flight": frozenset({"deployment"}),
    "covert_operation": frozenset({"military_operation"}),
    "exercise": frozenset({"deployment"}),
    "raid": frozenset({"military_operation"}),
    "designation": frozenset({"sanction"}),
    "arrest": frozenset({"raid", "prisoner_transfer", "military_operation"}),
    "seizure": frozenset({"raid", "military_operation"}),
    "release": frozenset({"raid", "military_operation", "kidnapping"}),
    "blockade": frozenset({"protest", "property_attack"}),
    "threat": frozenset(
        {"killing", "armed_attack", "airstrike", "military_operation", "bombing", "abuse", "property_attack"}
    ),
}
"""What each type takes in when both are told in one sentence about one place."""

_BESIDE = frozenset({("armed_clash", "military_operation"), ("blockade", "property_attack")})
"""What a noun of the first does not take in when a verb tells the second: "seized the town after clashes"."""
_FIRMNESS = {"verb": 2, "undergo": 1, "noun": 1, "phrase": 0}
"""Which of a sentence's words for one event says best whether it happened."""
NEAR_LINES = 12
_WITH_DEAD = frozenset({"armed_clash", "bombing", "drone_attack", "airstrike", "landmine"})
"""Whose dead the next sentence counts."""
HARM = _WITH_DEAD | {"killing", "armed_attack", "attack_on_press", "abuse", "kidnapping"}
"""What leaves people wounded."""
_DEADLY = {"armed_attack": ("killing",), "abuse": ("killing",)}
"""What an attack becomes when a later sentence tells of its dead."""
_SOON = 2
"""Within so many sentences a part of an event is told."""
_ATTACKS = HARM | {"property_attack", "military_operation"}
_CALLED: dict[str, frozenset[str]] = {
    "armed_attack": _ATTACKS,
    "bombing": frozenset({"drone_attack", "airstrike", "landmine", "property_attack", "killing"}),
    "airstrike": frozenset({"drone_attack", "bombing", "killing", "military_operation"}),
    "raid": frozenset({"arrest", "seizure", "release", "military_operation", "armed_clash"}),
    "military_operation": frozenset(
        {"arrest", "seizure", "raid", "release", "deployment", "covert_operation", "escape"} | _ATTACKS
    ),
    "covert_operation": frozenset({"military_operation", "surveillance_flight", "deployment"} | _ATTACKS),
    "killing": frozenset({"body_found", "attack_on_press", "bombing", "armed_clash", "armed_attack"}),
    "kidnapping": frozenset({"disappearance", "release", "attack_on_press"}),
    "release": frozenset({"prisoner_transfer"}),
    "protest": frozenset({"blockade", "property_attack"}),
    "blockade": frozenset({"protest"}),
    "arrest": frozenset({"raid", "deportation", "extradition", "charges", "kidnapping"}),
    "agreement": frozenset({"talks"}),
    "exercise": frozenset({"deployment"}),
}
"""What a later sentence may call "the attack" or "dicho operativo" without telling a new one."""
_LAST = 60
"""How many of the last events a telling is compared with."""


@dataclass(slots=True)
class Telling:
    """One trigger's event before merging; `lines` are the sentences that tell it."""

    type: str
    trigger: Trigger
    lines: list[int]
    modality: Modality
    where: Where
    when: When
    actors: list[tuple[ActorMention, Role]]
    counts: dict[str, Count] = field(default_factory=dict)
    claimed_by: str = ""
    definite: bool = False
    outcome: bool = False
    negated: bool = False
    apart: bool = False
    again: bool = False
    """Whether its targets are only named again: "the suspects", "al reportero"."""


def merge(tellings: list[Telling]) -> list[Telling]:
    """The events behind the tellings, in the order of their first sentence."""
    by_line: dict[int, list[Telling]] = {}
    for telling in tellings:
        by_line.setdefault(telling.lines[0], []).append(telling)
    events: list[Telling] = []
    for telling in (t for group in by_line.values() for t in _absorb(group)):
        if _nothing_happened(telling):
            continue
        recent = events[-_LAST:]
        match = next((e for e in reversed(recent) if _same(e, telling)), None) or next(
            (e for e in reversed(recent) if _goes_on(e, telling)), None
        )
        deadly = None if match else next((e for e in reversed(recent) if _completes(e, telling)), None)
        if deadly is not None:
            deadly.type = telling.type
            match = deadly
        if match is None:
            events.append(telling)
        elif not _denies(match, telling):
            _join(match, telling)
    return events


def _nothing_happened(telling: Telling) -> bool:
    """ "Nobody was arrested", "no hubo heridos": no deed is denied, and nobody denies one."""
    if telling.modality != "denied":
        return False
    if telling.negated and not telling.trigger.is_verb:
        return True
    return not telling.actors and (telling.negated or not telling.claimed_by)


def _goes_on(event: Telling, telling: Telling) -> bool:
    """A later sentence tells a part of the event ("Six men died") with no day, place or victim of its own."""
    named_again = telling.trigger.voice == "noun" and telling.definite
    if not 0 < telling.lines[0] - event.lines[-1] <= _SOON:
        return False
    if _is_outcome(telling) and event.type in HARM:
        return True
    if _denies(event, telling):
        return True
    if event.modality == "denied" and telling.modality != "denied":
        return False
    if named_again and event.type in _CALLED.get(telling.type, ()) and _adds_nobody(event, telling):
        return True
    marks = event.type == "body_found" and telling.type in ("killing", "armed_attack")
    how = telling.trigger.pos == "phrase" or telling.trigger.voice == "passive"
    if marks and how and not _names(telling, "agent") and _adds_nobody(event, telling):
        return True
    if (
        telling.type == "armed_attack"
        and event.type in HARM
        and telling.claimed_by
        and _owned_up(event, telling)
    ):
        return True
    if telling.type not in ABSORBS.get(event.type, ()) and not (named_again and telling.type == event.type):
        return False
    if telling.modality != event.modality and not named_again:
        return False
    if telling.type == event.type:
        return _dates_agree(event.when, telling.when)
    taken_away = event.type == "arrest" and telling.type == "prisoner_transfer"
    if telling.where.place is not None and not telling.where.inherited and not taken_away and not named_again:
        return False
    undated = named_again and event.when.first is None
    if telling.when.first is not None and not telling.when.inherited and not undated:
        return False
    victims = _names(telling, "target")
    if (
        event.type in _WITH_DEAD
        and telling.lines[0] == event.lines[-1] + 1
        and (telling.trigger.pos in ("phrase", "undergo") or not _names(telling, "agent"))
        and not _names(telling, "agent") - _names(event, "agent")
    ):
        return True
    return (
        not victims
        or named_again
        or taken_away
        or victims <= {a.id or a.name.casefold() for a, _ in event.actors}
    )


def _owned_up(event: Telling, telling: Telling) -> bool:
    """ "The army said that it had opened fire": whoever did what was told speaks of it."""
    own = _names(telling, "agent")
    fresh = telling.where.place is not None and not telling.where.inherited
    return bool(own) and own <= (_names(event, "agent") or own) and not fresh


def _adds_nobody(event: Telling, telling: Telling) -> bool:
    """Whether a deed named by a noun has no victim, day or place of its own."""
    own_day = telling.when.first is not None and not telling.when.inherited
    if own_day and not _dates_agree(event.when, telling.when):
        return False
    fresh = telling.where.place is not None and not telling.where.inherited
    if fresh and not _places_agree(event.where, telling.where):
        return False
    return telling.again or _names(telling, "target") <= {a.id or a.name.casefold() for a, _ in event.actors}


def _is_outcome(telling: Telling) -> bool:
    """ "Two officers were wounded": what came of an attack, no other one."""
    return telling.type == "armed_attack" and telling.trigger.voice == "passive" and telling.outcome


def _denies(event: Telling, telling: Telling) -> bool:
    """ "The army denied targeting civilians": a denial of what was just told."""
    same = telling.type == event.type or telling.type in ABSORBS.get(event.type, ())
    return telling.modality == "denied" and same and event.modality != "denied"


def _completes(event: Telling, telling: Telling) -> bool:
    """ "Gunmen stormed a bar. Three people died.": the attack told right before has killed."""
    return (
        telling.type in _DEADLY.get(event.type, ())
        and 0 < telling.lines[0] - event.lines[-1] <= _SOON
        and telling.modality == event.modality
        and (
            telling.where.place is None
            or telling.where.inherited
            or _places_agree(event.where, telling.where)
        )
        and (telling.when.first is None or telling.when.inherited)
        and not _names(telling, "agent") - _names(event, "agent")
    )


def _absorb(tellings: list[Telling]) -> list[Telling]:
    gone: set[int] = set()
    for a, large in enumerate(tellings):
        for b, small in enumerate(tellings):
            if a == b or a in gone or b in gone or small.lines != large.lines:
                continue
            if small.type not in ABSORBS.get(large.type, ()) or not _absorbable(large, small):
                continue
            gone.add(b)
            _join(large, small)
    return [t for k, t in enumerate(tellings) if k not in gone]


def _absorbable(large: Telling, small: Telling) -> bool:
    if large.type == "threat":
        told = small.trigger.tag in "NIC" or small.modality == "planned"
        return small.trigger.start > large.trigger.start and told
    if large.type == "release" and small.type == "kidnapping":
        undated = small.when.first is None or small.when.inherited or small.when == large.when
        held_by = small.trigger.pos == "phrase" and any(role == "agent" for _, role in small.actors)
        return (
            undated
            and not held_by
            and small.trigger.voice != "active"
            and _places_agree(large.where, small.where)
        )
    if (large.type, small.type) in _BESIDE:
        return large.trigger.is_verb or not small.trigger.is_verb
    if small.type == "raid" and small.trigger.is_verb:
        return False
    if large.type == "armed_clash" and small.type == "killing" and small.trigger.voice == "active":
        targets = [a for a, role in small.actors if role == "target"]
        if (
            targets
            and small.trigger.start < large.trigger.start
            and not any(a.kind in ARMED for a in targets)
        ):
            return False
    if large.type == "body_found" and small.type == "killing":
        return small.trigger.pos in ("phrase", "noun") and not _names(small, "agent")
    if large.modality != small.modality and "planned" in (large.modality, small.modality):
        return False
    if (
        large.type == "killing"
        and small.type == "body_found"
        and large.trigger.tag in "PN"
        and large.trigger.pos not in ("phrase", "noun")
        and small.trigger.pos == "verb"
    ):
        return True
    return _places_agree(large.where, small.where) and _dates_agree(large.when, small.when)


def _same(event: Telling, telling: Telling) -> bool:
    if event.type != telling.type or telling.lines[0] - event.lines[-1] > NEAR_LINES:
        return False
    if event.lines == telling.lines and _mentioned(event) & _mentioned(telling):
        return True
    if event.lines == telling.lines and (
        telling.outcome or (telling.apart and telling.trigger.pos == "undergo")
    ):
        return True
    if event.lines == telling.lines and telling.apart:
        return False
    if event.lines == telling.lines and _dates_agree(event.when, telling.when):
        return _places_agree(event.where, telling.where) and _counts_agree(event, telling)
    if event.modality != telling.modality and {event.modality, telling.modality} & {"planned", "denied"}:
        return False
    if not (_dates_agree(event.when, telling.when) and _places_agree(event.where, telling.where)):
        return False
    return _targets_agree(event, telling) and _counts_agree(event, telling)


def _mentioned(telling: Telling) -> set[int]:
    """Where the targets stand: one mention hit twice in a sentence is one event told twice."""
    return {a.start for a, role in telling.actors if role == "target"}


def _dates_agree(a: When, b: When) -> bool:
    if a.first is None or b.first is None or a.last is None or b.last is None:
        return True
    if a.inherited or b.inherited:
        return True
    return a.first <= b.last and b.first <= a.last


def _places_agree(a: Where, b: Where) -> bool:
    if a.place is None or b.place is None or a.inherited or b.inherited:
        return True
    if same_or_inside(a.place, b.place) or same_or_inside(b.place, a.place):
        return True
    return _on_the_way(a.place, b) or _on_the_way(b.place, a)


def _on_the_way(place: Place, route: Where) -> bool:
    """A move may be placed at either end."""
    ends = (route.origin, route.destination)
    return None not in ends and any((place.lat, place.lon) == (e.lat, e.lon) for e in ends if e is not None)


def same_or_inside(inner: Place, outer: Place) -> bool:
    """Whether `inner` is `outer` or an area that `outer` stands for holds it."""
    if (inner.lat, inner.lon) == (outer.lat, outer.lon):
        return True
    if outer.region is not None:
        return outer.region in inner.regions
    return outer.precision >= 6 and outer.country == inner.country


def _names(telling: Telling, role: Role) -> set[str]:
    return {a.id or a.name.casefold() for a, r in telling.actors if r == role}


def _targets_agree(a: Telling, b: Telling) -> bool:
    left, right = _names(a, "target"), _names(b, "target")
    if left and b.again and a.lines != b.lines:
        return True
    if not left or not right or left & right:
        return True
    short, long = (left, right) if len(left) <= len(right) else (right, left)
    return any(_part_of(x, y) for x in short for y in long)


def _part_of(x: str, y: str) -> bool:
    """ "Manzo" and "Carlos Manzo" may be one person."""
    a, b = set(re.findall(r"\w{3,}", x)), set(re.findall(r"\w{3,}", y))
    return bool(a) and bool(b) and (a <= b or b <= a)


def _counts_agree(a: Telling, b: Telling) -> bool:
    for outcome in a.counts.keys() & b.counts.keys():
        x, y = a.counts[outcome], b.counts[outcome]
        if min(x.best, y.best) > 1 and (x.high < y.low or y.high < x.low):
            return False
        if 1 in (x.best, y.best) and x.best != y.best and not (a.definite or b.definite):
            return False
    return True


def _join(event: Telling, telling: Telling) -> None:
    """Fill the event with what the other telling knows better."""
    _settle_modality(event, telling)
    event.lines.extend(k for k in telling.lines if k != event.lines[-1])
    event.actors = _joined(event, telling)
    for outcome, count in telling.counts.items():
        event.counts.setdefault(outcome, count)
    event.claimed_by = event.claimed_by or telling.claimed_by
    event.where = _better_where(event.where, telling.where)
    event.when = _better_when(event.when, telling.when)


def _joined(event: Telling, telling: Telling) -> list[tuple[ActorMention, Role]]:
    """Both tellings' actors. In a clash whoever is armed takes part; "people" named better are left out."""
    known = {(a.id, a.name, role) for a, role in event.actors}
    added = [(a, role) for a, role in telling.actors if (a.id, a.name, role) not in known]
    if (
        telling.type != event.type
        and telling.lines != event.lines
        and any(r == "agent" for _, r in event.actors)
    ):
        added = [(a, role) for a, role in added if role != "agent"]
    if telling.again and telling.lines != event.lines and any(r == "target" for _, r in event.actors):
        added = [(a, role) for a, role in added if role != "target"]
    if event.type == "kidnapping" and telling.type == "extortion":
        added = [(a, role) for a, role in added if role != "target"]
    if event.type == "armed_clash":
        fought = {a.id or a.name for a, role in event.actors if role == "participant"}
        added = [
            (a, "participant" if role in ("agent", "target") and a.kind in ARMED else role)
            for a, role in added
            if not (role == "target" and (a.id or a.name) in fought)
        ]
    both = event.actors + added
    if any(role == "target" and not a.vague for a, role in both):
        both = [(a, role) for a, role in both if not (role == "target" and a.vague)]
    return both


def _settle_modality(event: Telling, telling: Telling) -> None:
    """In a sentence the firmest word decides; elsewhere a report outweighs reserve; parts change nothing."""
    if event.type != telling.type:
        return
    if event.lines == telling.lines:
        event.modality = max((telling, event), key=lambda t: _FIRMNESS[t.trigger.pos]).modality
    elif event.modality != telling.modality and "reported" in (event.modality, telling.modality):
        event.modality = "reported"


def _better_where(a: Where, b: Where) -> Where:
    if b.place is None:
        return a
    if a.place is None:
        return a if a.why_not.startswith("it was held") else b
    better = (a.inherited and not b.inherited and b.trust >= a.trust) or (
        not b.inherited and b.place.precision < a.place.precision and same_or_inside(b.place, a.place)
    )
    better = better or (a.origin is None and b.origin is not None and _places_agree(a, b))
    chosen, other = (b, a) if better else (a, b)
    return replace(
        chosen, origin=chosen.origin or other.origin, destination=chosen.destination or other.destination
    )


def _better_when(a: When, b: When) -> When:
    if b.first is None or b.precision is None:
        return a
    if a.first is None or a.precision is None or (a.inherited and not b.inherited):
        return b
    return b if not b.inherited and b.precision < a.precision else a
