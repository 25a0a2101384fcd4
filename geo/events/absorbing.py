"""Absorbing: what one sentence tells as a part of something larger is no event of its own.

An attack that kills is a killing; a clash that kills stays a clash.
"""

from __future__ import annotations

from geo.events.actors import ARMED
from geo.events.consistency import at_odds, dates_agree, places_agree
from geo.events.harms import HARM
from geo.events.joining import join
from geo.events.support_verbs import RECIPROCAL
from geo.events.telling import Telling, names

ABSORBS: dict[str, frozenset[str]] = {
    "attack_on_press": frozenset(
        {"killing", "armed_attack", "abuse", "arrest", "threat", "kidnapping", "property_attack"}
    ),
    "armed_clash": frozenset({"armed_attack", "killing", "body_found", "military_operation"}),
    "drone_attack": frozenset(
        {"armed_attack", "bombing", "airstrike", "killing", "property_attack", "surveillance_flight"}
    ),
    "landmine": frozenset({"bombing", "armed_attack", "killing", "abuse", "property_attack"}),
    "airstrike": frozenset({"bombing", "armed_attack", "killing", "military_operation", "property_attack"}),
    "bombing": frozenset({"armed_attack", "killing", "property_attack"}),
    "killing": frozenset(
        {"armed_attack", "abuse", "body_found", "disappearance", "military_operation", "raid"}
    ),
    "abuse": frozenset({"armed_attack"}),
    "body_found": frozenset({"abuse", "disappearance", "killing"}),
    "extortion": frozenset({"threat"}),
    "kidnapping": frozenset({"armed_attack", "disappearance", "extortion"}),
    "prisoner_transfer": frozenset({"deportation", "release", "military_flight", "deployment", "raid"}),
    "extradition": frozenset({"deportation", "military_flight", "prisoner_transfer"}),
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
        {
            "killing",
            "armed_attack",
            "airstrike",
            "military_operation",
            "bombing",
            "abuse",
            "property_attack",
            "deployment",
        }
    ),
}
"""What each type takes in when both are told in one sentence about one place."""
_BESIDE = frozenset({("armed_clash", "military_operation"), ("blockade", "property_attack")})
"""What a noun of the first does not take in when a verb tells the second: "seized the town after clashes"."""

_OF_BOTH = RECIPROCAL | {"release"}
"""What those who are at odds have a part in."""


def absorb(tellings: list[Telling]) -> list[Telling]:
    """The tellings of one sentence without those that are part of another: its attack, its dead."""
    gone: set[int] = set()
    died: set[int] = set()
    for a, large in enumerate(tellings):
        for b, small in enumerate(tellings):
            if a == b or a in gone or b in gone or small.lines != large.lines:
                continue
            if small.in_passing != large.in_passing:
                continue
            part = small.type in ABSORBS.get(large.type, ()) and _absorbable(large, small)
            if not (part or (a in died and _is_of_it(small))):
                continue
            gone.add(b)
            told = _tells_when(large, small)
            if small.modality == "alleged" and large.modality == "reported" and _adds_the_doer(large, small):
                large.modality = "alleged"
            if _died_of(large, small):
                died.add(a)
            join(large, small)
            if a in died:
                large.tolls.pop("wounded", None)
            if told:
                large.when, large.where = small.when, small.where if small.where.place else large.where
    return [t for k, t in enumerate(tellings) if k not in gone]


def _adds_the_doer(large: Telling, small: Telling) -> bool:
    """ "Accused of planning the ambush in which 27 were killed": nobody else is said to have killed them."""
    return large.type in HARM and bool(names(small, "agent")) and not names(large, "agent")


def _absorbable(large: Telling, small: Telling) -> bool:
    """Whether the smaller deed is a part of the larger one, told as the words for such a pair are."""
    pair = (large.type, small.type)
    called = large.trigger.voice == "noun" and large.definite
    if called and small.apart and large.trigger.start < small.trigger.start:
        return False  # "the clash came four days after the bodies were found"
    doers = names(large, "agent"), names(small, "agent")
    if called and small.trigger.is_verb and all(doers) and doers[0].isdisjoint(doers[1]):
        return False  # "troops killed four, and the group claimed the bombing"
    if called and pair == ("killing", "abuse") and doers[1] and not doers[0]:
        return False  # "police fired tear gas at people protesting the killings"
    if large.type not in _OF_BOTH and _by_the_other_side(large, small):
        return False  # "the Russian raid answered the Ukrainian attacks on"
    if large.type == "threat":
        told = small.trigger.tag in "NIC" or small.modality == "planned"
        return small.trigger.start > large.trigger.start and told
    if pair == ("attack_on_press", "arrest"):
        return _whom(small) <= _whom(large) and bool(_whom(small))  # "detained and beat two reporters"
    if pair == ("prisoner_transfer", "release") and small.trigger.is_verb and not large.trigger.is_verb:
        return False  # "gunmen freed an inmate during his transfer"
    if pair == ("abuse", "armed_attack"):
        return small.outcome and not names(small, "agent")  # "were injured when police beat them"
    if pair == ("kidnapping", "armed_attack") and _hit_a_post(large, small):
        return False
    if pair == ("release", "kidnapping"):
        return _ends(large, small)
    if pair == ("blockade", "property_attack") and small.trigger.tag in "DV" and names(small, "target"):
        return False  # somebody's things were burned, and a road was closed
    if pair == ("drone_attack", "surveillance_flight") and names(large, "agent") != names(small, "agent"):
        return False
    if pair == ("designation", "sanction") and small.trigger.is_verb:
        return names(small, "target") <= names(large, "target")
    if pair == ("body_found", "disappearance") and small.when.first is not None and not small.when.inherited:
        return False  # "missing since Monday": the day tells another deed
    if pair == ("killing", "military_operation") and small.trigger.is_verb and names(small, "target"):
        return False  # "executed 67 soldiers since it took the city from the army"
    if pair in _BESIDE:
        return large.trigger.is_verb or not small.trigger.is_verb
    if small.type == "raid" and small.trigger.is_verb:
        return False
    if pair == ("armed_clash", "killing") and _came_first(large, small):
        return False
    if pair == ("body_found", "killing"):
        how = large.trigger.voice == "active" and small.trigger.voice == "passive"
        return (how or small.trigger.pos in ("phrase", "noun")) and not names(small, "agent")
    for_it = (large.type, small.type) == ("blockade", "protest")  # "blocked the road to protest"
    if large.modality != small.modality and "planned" in (large.modality, small.modality) and not for_it:
        return False
    if (pair == ("killing", "body_found") and _found_killed(large, small)) or _tells_when(large, small):
        return True
    return places_agree(large.where, small.where) and dates_agree(large.when, small.when)


def _by_the_other_side(large: Telling, small: Telling) -> bool:
    """Whether the smaller deed's doers are at odds with the larger one's, and none of whom that one hit."""
    return at_odds(large, small) and names(small, "agent").isdisjoint(names(large, "target"))


def _tells_when(killing: Telling, attack: Telling) -> bool:
    """ "Charged with the murder of a student who was stabbed on Friday": when and where one killing was.

    So was that of "an officer wounded in Monday's attack", who "died on Tuesday".
    """
    if _died_of(killing, attack):
        return attack.when.first is not None and not attack.when.inherited
    if (killing.type, attack.type, attack.trigger.voice) != ("killing", "armed_attack", "passive"):
        return False
    if killing.trigger.is_verb or attack.when.first is None or attack.when.inherited:
        return False
    return bool(_whom(killing) & _whom(attack))


def _hit_a_post(kidnapping: Telling, attack: Telling) -> bool:
    """ "Attacked a police outpost, capturing six officers": an attack on a force besides those it took."""
    armed = any(a.kind in ARMED for a, role in attack.actors if role == "target")
    return attack.trigger.is_verb and armed and _whom(attack).isdisjoint(_whom(kidnapping))


def _died_of(killing: Telling, attack: Telling) -> bool:
    """ "A man who was wounded on Sunday died of his injuries": whether one died of what wounded him."""
    if (killing.type, attack.type) != ("killing", "armed_attack") or not attack.outcome:
        return False
    since = killing.trigger.pos == "undergo" and attack.trigger.start < killing.trigger.start
    return since and bool(_whom(killing) & _whom(attack))


def _is_of_it(attack: Telling) -> bool:
    """ "Wounded in the shooting": the attack, by a noun, in which somebody was hurt who died of it since."""
    return attack.type == "armed_attack" and attack.trigger.voice == "noun" and not attack.actors


def _whom(telling: Telling) -> set[int]:
    """Where its targets stand."""
    return {a.start for a, role in telling.actors if role == "target"}


def _ends(release: Telling, kidnapping: Telling) -> bool:
    """Whether a kidnapping is only the one that a release ends: no day, place or doer of its own."""
    undated = kidnapping.when.first is None or kidnapping.when.inherited or kidnapping.when == release.when
    if kidnapping.modality == "alleged" and names(kidnapping, "agent"):
        return False  # "held over the kidnapping of a man who was rescued"
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


def _found_killed(killing: Telling, found: Telling) -> bool:
    """ "Found shot dead": how somebody died, told beside the finding of the body."""
    return (
        found.trigger.voice != "active"
        and killing.trigger.tag in "PN"
        and killing.trigger.pos not in ("phrase", "noun")
        and found.trigger.pos == "verb"
    )
