"""Absorbing: what one sentence tells as a part of something larger is no event of its own.

An attack that kills is a killing; a clash that kills stays a clash.
"""

from __future__ import annotations

from geo.events.actors import ARMED
from geo.events.consistency import dates_agree, places_agree
from geo.events.joining import join
from geo.events.telling import Telling, names

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

_RELATED = 16
"""How many words after "the murder of" a relative clause may tell how."""


def absorb(tellings: list[Telling]) -> list[Telling]:
    """The tellings of one sentence without those that are part of another: its attack, its dead."""
    gone: set[int] = set()
    for a, large in enumerate(tellings):
        for b, small in enumerate(tellings):
            if a == b or a in gone or b in gone or small.lines != large.lines:
                continue
            if small.type not in ABSORBS.get(large.type, ()) or not _absorbable(large, small):
                continue
            gone.add(b)
            if _tells_how(large, small) and not small.when.inherited and small.when.first is not None:
                large.when = small.when
            join(large, small)
    return [t for k, t in enumerate(tellings) if k not in gone]


def _absorbable(large: Telling, small: Telling) -> bool:
    """Whether the smaller deed is a part of the larger one, told as the words for such a pair are."""
    pair = (large.type, small.type)
    if large.type == "threat":
        told = small.trigger.tag in "NIC" or small.modality == "planned"
        return small.trigger.start > large.trigger.start and told
    if pair == ("release", "kidnapping"):
        return _ends(large, small)
    if pair in _BESIDE:
        return large.trigger.is_verb or not small.trigger.is_verb
    if small.type == "raid" and small.trigger.is_verb:
        return False
    if pair == ("armed_clash", "killing") and _came_first(large, small):
        return False
    if pair == ("body_found", "killing"):
        return small.trigger.pos in ("phrase", "noun") and not names(small, "agent")
    for_it = (large.type, small.type) == ("blockade", "protest")  # "blocked the road to protest"
    if large.modality != small.modality and "planned" in (large.modality, small.modality) and not for_it:
        return False
    if pair == ("killing", "body_found") and _found_killed(large, small):
        return True
    if _tells_how(large, small):
        return True
    return places_agree(large.where, small.where) and dates_agree(large.when, small.when)


def _ends(release: Telling, kidnapping: Telling) -> bool:
    """Whether a kidnapping is only the one that a release ends: no day, place or doer of its own."""
    undated = kidnapping.when.first is None or kidnapping.when.inherited or kidnapping.when == release.when
    held_by = kidnapping.trigger.pos == "phrase" and bool(names(kidnapping, "agent"))
    return (
        undated
        and not held_by
        and kidnapping.trigger.voice != "active"
        and places_agree(release.where, kidnapping.where)
    )


def _came_first(clash: Telling, killing: Telling) -> bool:
    """Whether others than the clash's sides were killed before it: "killed a guard, then clashed with"."""
    if killing.trigger.voice != "active" or killing.trigger.start >= clash.trigger.start:
        return False
    targets = [a for a, role in killing.actors if role == "target"]
    return bool(targets) and not any(a.kind in ARMED for a in targets)


def _tells_how(killing: Telling, attack: Telling) -> bool:
    """ "The murder of a student who was stabbed in a park": how, where and when somebody was killed."""
    after = 0 < attack.trigger.first - killing.trigger.last <= _RELATED
    pair = (killing.type, attack.type) == ("killing", "armed_attack")
    passive = attack.trigger.voice == "passive" and attack.trigger.is_verb
    same = set(names(attack, "target")) <= set(names(killing, "target"))
    return pair and killing.trigger.pos == "noun" and passive and after and same


def _found_killed(killing: Telling, found: Telling) -> bool:
    """ "Found shot dead": how somebody died, told beside the finding of the body."""
    return (
        killing.trigger.tag in "PN"
        and killing.trigger.pos not in ("phrase", "noun")
        and found.trigger.pos == "verb"
    )
