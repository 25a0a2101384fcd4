"""Retelling: what a later sentence adds to an event, by words that tell a part of it or call it by a noun.

"Gunmen stormed a bar. Three people died in the attack." is one event.
"""

from __future__ import annotations

from geo.events.absorbing import ABSORBS
from geo.events.actors import NATIONAL, UNLAWFUL
from geo.events.areas import same_or_inside
from geo.events.consistency import dates_agree, places_agree, tables_turned
from geo.events.harms import HARM, WITH_DEAD
from geo.events.telling import NEAR_LINES, Telling, names

_DEADLY = {
    "armed_attack": ("killing", "armed_clash"),
    "abuse": ("killing",),
    "bombing": ("airstrike",),
    "military_operation": ("killing",),
}
"""What an attack becomes when a later sentence tells of its dead."""
_COME_OF_IT = frozenset({"arrest", "seizure"})
""" "Were arrested. Officers then searched their home": a search told by a verb is an event beside these."""
_HELD = frozenset({"arrest", "kidnapping", "disappearance"})
_LAW_DONE = frozenset({"release", "arrest", "seizure"})
""" "Nine were freed. Prosecutors are searching houses": a search by others is no part of these."""
_SOON = 2
"""Within so many sentences a part of an event is told."""
_ATTACKS = HARM | {"property_attack", "military_operation"}
_FROM_ABOVE = frozenset({"airstrike", "drone_attack", "bombing"})
_CALLED: dict[str, frozenset[str]] = {
    "armed_attack": _ATTACKS,
    "bombing": frozenset({"drone_attack", "airstrike", "landmine", "property_attack", "killing"}),
    "airstrike": frozenset({"drone_attack", "bombing", "killing", "military_operation"}),
    "raid": frozenset({"arrest", "seizure", "release", "military_operation", "armed_clash"}) | _FROM_ABOVE,
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


def goes_on(event: Telling, telling: Telling) -> bool:
    """A later sentence tells a part of the event ("Six men died") with no day, place or victim of its own."""
    if tables_turned(event, telling):
        return False
    if telling.is_talked_of and not _targets_known(event, telling):
        return False
    if _is_among_the_dead(event, telling) or _is_how(event, telling) or _hits_their_home(event, telling):
        return True
    if not _is_soon(event, telling):
        return _is_recalled(event, telling)
    if (_is_outcome(telling) and event.type in HARM) or denies(event, telling):
        return True
    if event.modality == "denied" and telling.modality != "denied":
        return False
    if (
        _is_still_so(event, telling)
        or _is_called(event, telling)
        or _is_cause(event, telling)
        or _owned_up(event, telling)
    ):
        return True
    called = _by_name(telling)
    if telling.type == event.type:
        mark = telling.is_mark and _adds_nobody(event, telling)  # "the deal comes after two guards were"
        other = not (mark or places_agree(event.where, telling.where) or _targets_known(event, telling))
        other = other or (telling.modality == "alleged" and not _targets_known(event, telling))
        return called and (mark or dates_agree(event.when, telling.when)) and not other
    searched = telling.type == "raid" and telling.trigger.is_verb and event.type in _COME_OF_IT
    answers = telling.type == "military_operation" and not names(telling, "agent") <= names(event, "agent")
    if answers:
        return False  # "A teacher was killed. The army has launched a search": not by the army
    if searched or event.type == "threat" or telling.type not in ABSORBS.get(event.type, ()):
        return False
    return (called or telling.modality == event.modality) and _is_part(event, telling)


def _is_how(event: Telling, telling: Telling) -> bool:
    """ "Ordered the murder of a driver. … The driver, José Ruiz, was shot on 21 August": how that was."""
    if (event.type, telling.type, telling.trigger.voice) != ("killing", "armed_attack", "passive"):
        return False
    same = names(event, "target") & names(telling, "target") or (event.some_one and telling.named_one)
    near = 0 < telling.lines[0] - event.lines[0] <= NEAR_LINES
    agree = dates_agree(event.when, telling.when) and places_agree(event.where, telling.where)
    return near and agree and bool(same) and not telling.outcome and not telling.apart


def _is_among_the_dead(event: Telling, telling: Telling) -> bool:
    """ "A strike killed three. Rescuers pulled the body of a girl from the rubble": one of those three."""
    if telling.type != "body_found" or event.type not in WITH_DEAD or not _is_soon(event, telling):
        return False
    killed, found = event.tolls.get("killed"), telling.tolls.get("killed")
    some = killed is not None and found is not None and found.count.best <= killed.count.best
    return some and event.modality == telling.modality and not _has_place(telling) and not _has_day(telling)


def _hits_their_home(event: Telling, telling: Telling) -> bool:
    """ "Killed five of a family. They fired at the victims' house": how that was."""
    pair = (event.type, telling.type)
    shot = telling.trigger.is_verb and telling.again and telling.modality == event.modality
    if pair != ("killing", "property_attack") or not shot or not telling.shoots:
        return False
    return _is_soon(event, telling) and not _has_place(telling) and not _has_day(telling)


def _is_recalled(event: Telling, telling: Telling) -> bool:
    """ "Since the attack": a noun that calls back, some paragraphs on, a deed told before."""
    if not (event.lines[0] < telling.lines[0] <= event.lines[-1] + NEAR_LINES and _by_name(telling)):
        return False
    spoken_of = telling.is_talked_of and _targets_known(event, telling)
    if telling.modality == "planned" or not (spoken_of or _adds_nobody(event, telling)):
        return False
    return telling.type == event.type or event.type in _CALLED.get(telling.type, ())


def _is_soon(event: Telling, telling: Telling) -> bool:
    return event.lines[0] < telling.lines[0] <= event.lines[-1] + _SOON


def _by_name(telling: Telling) -> bool:
    """Whether a deed told before is called by a noun: "the attack", "dicho operativo"."""
    return telling.trigger.voice == "noun" and telling.definite and not telling.is_found


def _is_still_so(event: Telling, telling: Telling) -> bool:
    """ "Six were abducted. Three are still being held": the deed told before has not ended."""
    return telling.goes_on and telling.type in _HELD and event.type in _HELD | {"release"}


def _is_called(event: Telling, telling: Telling) -> bool:
    """Whether a noun that may mean the event calls it."""
    called = _by_name(telling) and event.type in _CALLED.get(telling.type, ())
    other = telling.is_talked_of and not _targets_known(event, telling)
    return called and not other and _adds_nobody(event, telling)


def _is_cause(event: Telling, telling: Telling) -> bool:
    """Whether it tells how those died whose bodies were found: "They had been shot"."""
    return (
        event.type == "body_found"
        and telling.type in ("killing", "armed_attack")
        and (telling.trigger.pos == "phrase" or telling.trigger.voice == "passive")
        and not names(telling, "agent")
        and _adds_nobody(event, telling)
    )


def _is_part(event: Telling, telling: Telling) -> bool:
    """Whether a deed that the event's type takes in has no place, day or victim of its own."""
    called = _by_name(telling)
    taken_away = event.type == "arrest" and telling.type == "prisoner_transfer"
    if _has_place(telling) and not taken_away and not called and not _is_there(event, telling):
        return False
    if _has_day(telling) and not (called and event.when.first is None):
        return False
    if _counts_the_dead(event, telling) or called or taken_away:
        return True
    by_others = event.type in _LAW_DONE and names(telling, "agent") - names(event, "agent")
    known = not by_others and _targets_known(event, telling)
    return known or (telling.again and telling.type == "body_found")


def _counts_the_dead(event: Telling, telling: Telling) -> bool:
    """Whether the very next sentence counts an attack's dead, with no other doer."""
    return (
        event.type in WITH_DEAD
        and event.lines[-1] <= telling.lines[0] <= event.lines[-1] + 1
        and (telling.trigger.pos in ("phrase", "undergo") or not names(telling, "agent"))
        and not names(telling, "agent") - names(event, "agent")
    )


def _owned_up(event: Telling, telling: Telling) -> bool:
    """ "The army said that it had opened fire": whoever did what was told speaks of it."""
    if telling.type != "armed_attack" or event.type not in HARM or not telling.claimed_by:
        return False
    own = names(telling, "agent")
    same = own <= (names(event, "agent") or own) or _of_one_state(event, telling)
    return bool(own) and same and not _has_place(telling)


def _of_one_state(event: Telling, telling: Telling) -> bool:
    """Whether both were done by one country's: its army, and the ministry that speaks of it."""
    doers = [a for t in (event, telling) for a, role in t.actors if role == "agent"]
    return all(a.kind in NATIONAL and a.country for a in doers) and len({a.country for a in doers}) == 1


def _adds_nobody(event: Telling, telling: Telling) -> bool:
    """Whether a deed named by a noun has no victim, day or place of its own."""
    if not telling.is_mark and _has_day(telling) and not dates_agree(event.when, telling.when):
        return False
    if not telling.is_mark and _has_place(telling) and not places_agree(event.where, telling.where):
        return False
    return telling.again or _targets_known(event, telling)


def _targets_known(event: Telling, telling: Telling) -> bool:
    """Whether the event knows all targets, in whatever role."""
    return names(telling, "target") <= {a.id or a.name.casefold() for a, _ in event.actors}


def _has_place(telling: Telling) -> bool:
    """Whether its own sentence says where."""
    return telling.where.place is not None and not telling.where.inherited


def _is_there(event: Telling, telling: Telling) -> bool:
    """Whether the sentence that counts an attack's dead says more closely where it was."""
    if telling.type != "killing" or event.type not in WITH_DEAD or telling.trigger.voice == "active":
        return False
    place, within = telling.where.place, event.where.place
    return place is not None and within is not None and same_or_inside(place, within)


def _has_day(telling: Telling) -> bool:
    """Whether its own sentence says when."""
    return telling.when.first is not None and not telling.when.inherited


def _is_outcome(telling: Telling) -> bool:
    """ "Two officers were wounded": what came of an attack, no other one."""
    unsaid = telling.trigger.voice == "passive" or not names(telling, "agent")
    return telling.type == "armed_attack" and unsaid and telling.outcome


def denies(event: Telling, telling: Telling) -> bool:
    """ "The army denied targeting civilians": a denial of what was just told, and of no deed elsewhere."""
    same = telling.type == event.type or telling.type in ABSORBS.get(event.type, ())
    if telling.modality != "denied" or event.modality == "denied" or not same:
        return False
    apart = _has_place(telling) and not places_agree(event.where, telling.where)
    return not apart and (not _has_day(telling) or dates_agree(event.when, telling.when))


def completes(event: Telling, telling: Telling) -> bool:
    """ "Gunmen stormed a bar. Three people died.": the attack told right before has killed."""
    return (
        telling.type in _DEADLY.get(event.type, ())
        and (event.type != "bombing" or (event.trigger.is_verb and bool(names(event, "agent"))))
        and _is_soon(event, telling)
        and telling.modality == event.modality
        and (not _has_place(telling) or places_agree(event.where, telling.where))
        and not _has_day(telling)
        and not names(telling, "agent") - names(event, "agent")
        and (telling.type != "armed_clash" or _fights_back(event, telling))
        and (event.type != "military_operation" or _came_to_kill(event, telling))
        and not tables_turned(event, telling)
    )


def _came_to_kill(event: Telling, telling: Telling) -> bool:
    """ "Rebels entered the village. They beheaded two elders": one deed by the same."""
    doers = [a for a, role in telling.actors if role == "agent"]
    same = bool(doers) and all(a.kind in UNLAWFUL for a in doers)
    return event.enters and same and telling.lines[0] == event.lines[-1] + 1


def _fights_back(event: Telling, telling: Telling) -> bool:
    """ "A patrol came under fire. The officers returned fire and killed two": one clash of both."""
    sides, attacked = names(telling, "participant"), names(event, "target")
    told = telling.trigger.is_verb or telling.trigger.pos == "phrase"
    return told and event.trigger.voice == "passive" and attacked <= sides
