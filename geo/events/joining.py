"""Joining: one event of two tellings, of each what it knows better."""

from __future__ import annotations

from dataclasses import replace

from geo.events.actors import ARMED, CIVILIANS, ActorMention
from geo.events.areas import same_or_inside
from geo.events.consistency import places_agree
from geo.events.counts import sum_of
from geo.events.telling import Telling, names
from geo.events.tolls import Toll
from geo.events.types import FLIGHTS
from geo.events.when import When
from geo.events.where import Where
from geo.records import Place, Role

_NEAR, _SEA = 2, 7
_FIRMNESS = {"verb": 2, "undergo": 1, "noun": 1, "phrase": 0}
"""Which of a sentence's words for one event says best whether it happened."""


def join(event: Telling, telling: Telling) -> None:
    """Fill the event with what the other telling knows better."""
    cleared = event.modality == "alleged" and telling.modality == "reported" and event.type == telling.type
    if cleared and telling.lines != event.lines:
        _clear_the_accused(event, telling)
    _settle_modality(event, telling)
    event.lines.extend(k for k in telling.lines if k != event.lines[-1])
    held = event.type in ("kidnapping", "release") and "arrested"  # "forty others are still being held"
    hurt = _died_of_it(event, telling) and "wounded"
    if (event.type, telling.modality) != ("threat", "planned"):  # "threatened to kill ten hostages"
        tolls = {o: toll for o, toll in telling.tolls.items() if o not in (held, hurt)}
        event.tolls |= {o: _joint_toll(event, telling, o, toll) for o, toll in tolls.items()}
    event.actors = _joined(event, telling)
    recalled = telling.definite and telling.trigger.voice == "noun" and telling.lines != event.lines
    event.blamed_by = event.blamed_by or telling.blamed_by
    event.claimed_by = event.claimed_by or ("" if recalled else telling.claimed_by)
    if telling.is_mark and telling.lines != event.lines:
        return  # "hours after the arrest … in Cauca": another deed's day and place
    if telling.type == "prisoner_transfer" != event.type and telling.lines != event.lines:
        event.when = _better_when(event.when, telling.when)
        return  # "the suspect was flown to Guayaquil"
    event.where = _better_where(event.where, telling.where)
    over = telling.where.place
    if event.type in FLIGHTS and over is not None and over.precision == _SEA and not telling.where.inherited:
        event.where = telling.where  # over which waters they flew, rather than who saw them from where
    event.when = _better_when(event.when, telling.when)


def _died_of_it(event: Telling, telling: Telling) -> bool:
    """ "A tailor died; he had been shot in the back": one who died is none of the wounded."""
    killed, hurt = event.tolls.get("killed"), telling.tolls.get("wounded")
    if (event.type, telling.type) != ("killing", "armed_attack") or killed is None or hurt is None:
        return False
    same = names(telling, "target") and names(telling, "target") <= names(event, "target")
    return killed.count.best == hurt.count.best == 1 and bool(same)


def _clear_the_accused(event: Telling, telling: Telling) -> None:
    """Forget who was held for what a later sentence tells as done, where that names others or nobody."""
    doers = names(telling, "agent")
    event.actors = [
        (a, role)
        for a, role in event.actors
        if role != "agent" or a.kind in ARMED or (a.id or a.name.casefold()) in doers
    ]


def _joint_toll(event: Telling, telling: Telling, outcome: str, toll: Toll) -> Toll:
    """The toll of both: the surer one, or that of all sides of a clash."""
    known = event.tolls.get(outcome)
    if known is not None and telling.partial and toll.count.best < known.count.best:
        return known
    if known is None or (toll.sure and not known.sure):
        return toll
    sides = event.type == "armed_clash" and known.sure and toll.sure and not telling.again
    sides = sides and telling.type != "body_found"
    others = sides and names(event, "target").isdisjoint(names(telling, "target"))
    return Toll(sum_of((known.count, toll.count)), sure=True) if others else known


def _joined(event: Telling, telling: Telling) -> list[tuple[ActorMention, Role]]:
    """Both tellings' actors. In a clash whoever is armed takes part; "people" named better are left out."""
    known = {(a.id, a.name, role) for a, role in event.actors}
    added = [(a, role) for a, role in telling.actors if (a.id, a.name, role) not in known]
    found = telling.type == "body_found" != event.type
    if found or (
        telling.type != event.type
        and telling.lines != event.lines
        and any(r == "agent" for _, r in event.actors)
    ):
        added = [(a, role) for a, role in added if role != "agent"]
    if telling.again and telling.lines != event.lines and any(r == "target" for _, r in event.actors):
        added = [(a, role) for a, role in added if role != "target"]
    if (event.type, telling.type) == ("arrest", "prisoner_transfer") and telling.lines != event.lines:
        told = any(role == "target" for _, role in event.actors)  # "the detainees, two Hondurans and …, were"
        added = [(a, role) for a, role in added if not (told and role == "target")]
    if event.some_one and telling.named_one and telling.lines != event.lines:
        return _named(event, telling, added)
    added = [(a, role) for a, role in added if not _is_of_the_other_deed(event, telling, a, role)]
    if event.type == "kidnapping" and telling.type == "extortion":
        added = [(a, role) for a, role in added if role != "target"]
    if event.type == "armed_clash":
        fell = [entry for entry in added if entry[1] == "target" and _fell(telling, entry[0])]
        told = sum(role == "participant" for _, role in event.actors) > 1 and telling.lines != event.lines
        armed = {a.kind for a, role in event.actors if role == "participant" and not a.is_group}
        added = [(a, "participant" if role == "target" and a.kind in ARMED else role) for a, role in added]
        added = [(a, r) for a, r in added if not (r == "participant" and a.is_group and a.kind in armed)]
        added = fell if told and fell else added + fell  # who fell was of the sides that were told
    both = event.actors + added
    if event.type == "armed_clash":
        both = _sides(both)
    if any(role == "target" and not a.vague for a, role in both):
        both = [(a, role) for a, role in both if not (role == "target" and a.vague)]
    return both


def _is_of_the_other_deed(event: Telling, telling: Telling, actor: ActorMention, role: Role) -> bool:
    """Whether somebody did, or suffered, only what the other telling tells, and no part of the event.

    Who is held for a murder did no more than that may be; who held hostages let nobody go; whom a deed befell
    did not do it; and who "killed 13 after being attacked" is none of the 13.
    """
    doers = names(event, "agent")
    who, pair = actor.id or actor.name.casefold(), (event.type, telling.type)
    if role == "agent":
        held = telling.modality == "alleged" != event.modality and telling.lines != event.lines
        captor = pair == ("release", "kidnapping")
        other = telling.type != event.type and bool(doers)
        return held or captor or (other and who in names(event, "target"))
    owned_up = telling.type == "armed_attack" and bool(telling.claimed_by) and telling.lines != event.lines
    if role == "target" and owned_up and names(telling, "agent") and names(event, "target"):
        return telling.type != event.type  # "said that it had aimed at barracks"
    struck = role == "target" and pair == ("killing", "armed_attack") and not telling.tolls
    return struck and who in doers - {CIVILIANS}


def _named(
    event: Telling, telling: Telling, added: list[tuple[ActorMention, Role]]
) -> list[tuple[ActorMention, Role]]:
    """ "A tribal elder", then "Malik Gul": one person, by a group that the catalogue has or else by name."""
    known = [a for a, role in event.actors if role == "target"]
    by_group = any(a.is_group for a in known)
    old = [(a, role) for a, role in event.actors if by_group or role != "target"]
    return old + [(a, role) for a, role in added if not (by_group and role == "target")]


def _fell(telling: Telling, actor: ActorMention) -> bool:
    """Whether somebody of a clash's sides is told to have died in it."""
    sides = [(a.id, a.name) for a, role in telling.actors if role == "participant"]
    return telling.type == "killing" or (actor.id, actor.name) in sides


def _sides(actors: list[tuple[ActorMention, Role]]) -> list[tuple[ActorMention, Role]]:
    """A clash's actors: whoever is armed and did something is a side, and each is told once in a role."""
    told: list[tuple[ActorMention, Role]] = []
    for actor, role in actors:
        side: Role = "participant" if role == "agent" and actor.kind in ARMED else role
        if not any((a.id, a.name, r) == (actor.id, actor.name, side) for a, r in told):
            told.append((actor, side))
    return told


def _settle_modality(event: Telling, telling: Telling) -> None:
    """In a sentence the firmest word decides; elsewhere a report outweighs reserve; parts change nothing."""
    if event.type != telling.type:
        return
    if event.lines == telling.lines:
        event.modality = max(
            (telling, event), key=lambda t: (_FIRMNESS[t.trigger.pos], t.trigger.tag != "I")
        ).modality
    elif event.modality != telling.modality and "reported" in (event.modality, telling.modality):
        event.modality = "reported"


def _better_where(a: Where, b: Where) -> Where:
    if b.place is None:
        return a
    if a.place is None:
        return a if a.why_not.startswith("it was held") else b
    better = (a.inherited and not b.inherited and b.trust >= a.trust) or (
        not b.inherited and b.place.precision < a.place.precision and _is_finer(b.place, a.place)
    )
    better = better or (a.origin is None and b.origin is not None and places_agree(a, b))
    chosen, other = (b, a) if better else (a, b)
    return replace(
        chosen, origin=chosen.origin or other.origin, destination=chosen.destination or other.destination
    )


def _is_finer(place: Place, than: Place) -> bool:
    """Whether a place is a part of another; near a town only the town itself is, and no town next to it."""
    near = than.precision == _NEAR and than.geonameid != place.geonameid
    return same_or_inside(place, than) and not near


def _better_when(a: When, b: When) -> When:
    if b.first is None or b.precision is None:
        return a
    if a.first is None or a.precision is None or (a.inherited and not b.inherited):
        return b
    return b if not b.inherited and b.precision < a.precision else a
