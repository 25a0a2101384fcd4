"""The same event told twice is one event: what is compatible is merged, what is part of another is absorbed.

Two tellings of a type are one when nothing contradicts it: dates that overlap, places of which one holds the
other, targets and counts that agree.
"""

from __future__ import annotations

from geo.events.absorbing import absorb
from geo.events.actors import CIVILIANS, NATIONAL, UNLAWFUL
from geo.events.consistency import (
    at_odds,
    counts_agree,
    dates_agree,
    far_apart,
    places_agree,
    tables_turned,
    targets_agree,
)
from geo.events.harms import HARM
from geo.events.joining import join
from geo.events.retelling import completes, denies, goes_on
from geo.events.telling import LAST, NEAR_LINES, Telling, names
from geo.events.types import FLIGHTS
from geo.records import Role

_ANYBODY = frozenset({CIVILIANS, "group-suspects", "group-criminals"})
"""What those who are held may be called, whoever they are."""
_SIDES = ("agent", "target")
"""Who take part alike where whoever is attacked fights back."""
_LEAD = 3
"""Within so many sentences the text tells what its headline says."""


def merge(tellings: list[Telling]) -> list[Telling]:
    """The events behind the tellings, in the order of their first sentence."""
    deeds = [t for t in tellings if not t.is_total]
    by_line: dict[int, list[Telling]] = {}
    for telling in deeds or tellings:
        by_line.setdefault(telling.lines[0], []).append(telling)
    events: list[Telling] = []
    for telling in (t for group in by_line.values() for t in absorb(group)):
        if _nothing_happened(telling):
            continue
        recent = [e for e in events[-LAST:] if not (_unearthed(e, telling) or _words_apart(e, telling))]
        match = (
            next((e for e in reversed(recent) if _same(e, telling)), None)
            or next((e for e in reversed(recent) if e.type == telling.type and goes_on(e, telling)), None)
            or next((e for e in reversed(recent) if goes_on(e, telling)), None)
        )
        match = _crime_before(match, telling, recent) or match
        deadly = None if match else next((e for e in reversed(recent) if completes(e, telling)), None)
        if deadly is not None:
            deadly.type = telling.type
            if deadly.type == "armed_clash":
                deadly.actors = [(a, "participant" if r in _SIDES else r) for a, r in deadly.actors]
            match = deadly
        if events and (telling.ranks or (match is None and _adds_nothing(telling))):
            continue
        if match is None:
            events.append(telling)
        elif not denies(match, telling):
            join(match, telling)
            if match.is_headline and telling.where.place is not None and not telling.where.inherited:
                match.where = telling.where
    for event in events:
        event.tolls = {o: toll for o, toll in event.tolls.items() if not _told_elsewhere(event, o, events)}
    return events


def _crime_before(match: Telling | None, telling: Telling, recent: list[Telling]) -> Telling | None:
    """ "Gunmen killed the mayor. One of them was shot. X had ordered the murder": that of the mayor."""
    called = telling.definite and telling.trigger.voice == "noun" and not names(telling, "target")
    if match is None or match.type != "killing" or not (called and _hit_outlaws(match)):
        return None
    told = (e for e in reversed(recent) if e.type == match.type and not _hit_outlaws(e))
    return next((e for e in told if _same(e, telling) or goes_on(e, telling)), None)


def _hit_outlaws(event: Telling) -> bool:
    """Whether all whom it befell are outlaws."""
    hit = [a for a, role in event.actors if role == "target"]
    return bool(hit) and all(a.kind in UNLAWFUL for a in hit)


def _told_elsewhere(event: Telling, outcome: str, events: list[Telling]) -> bool:
    """Whether a number that only stands near is another event's of the sentence: its arrests, its dead."""
    if event.tolls[outcome].sure:
        return False
    return any(
        o is not event
        and set(o.lines) & set(event.lines)
        and ((outcome in o.tolls and o.tolls[outcome].sure) or (o.type, outcome) == ("arrest", "arrested"))
        for o in events
    )


def _adds_nothing(telling: Telling) -> bool:
    """Whether a deed is only spoken of, or some of those whom it hurt are, and nothing new is told of it."""
    bare = not names(telling, "target") and not names(telling, "agent")
    some = telling.partial and telling.type in HARM and telling.trigger.pos in ("noun", "phrase")
    return bare and (telling.is_talked_of or some) and (telling.when.first is None or telling.when.inherited)


def _nothing_happened(telling: Telling) -> bool:
    """ "Nobody was arrested", "no hubo heridos": no deed is denied, and nobody denies one."""
    if telling.modality != "denied":
        return False
    if telling.negated and not telling.trigger.is_verb:
        return True
    if telling.negated and telling.trigger.voice == "passive" and not names(telling, "target"):
        return True
    placed = telling.where.place is not None and not telling.where.inherited
    if telling.type in HARM and placed and not telling.negated:
        return False  # "three weeks ago an attack was foiled in Cali"
    return not telling.actors and (telling.negated or not telling.claimed_by)


def _same(event: Telling, telling: Telling) -> bool:
    """Whether both tell of one event of one type: nothing that one says contradicts the other."""
    if event.type != telling.type or telling.lines[0] - event.lines[-1] > NEAR_LINES:
        return False
    if event.lines == telling.lines:
        return _same_in_a_sentence(event, telling)
    if event.modality != telling.modality and {event.modality, telling.modality} & {"planned", "denied"}:
        return False
    lead = event.is_headline and telling.lines[0] - event.lines[0] <= _LEAD
    return (
        dates_agree(event.when, telling.when)
        and not (event.type in HARM and far_apart(event.when, telling.when))
        and (places_agree(event.where, telling.where) or (lead and _in_one_state(event, telling)))
        and (lead or targets_agree(event, telling))
        and counts_agree(event, telling)
        and not telling.another
        and not _by_others(event, telling)
        and not tables_turned(event, telling)
        and not _of_another_day(event, telling)
        and not _only_one_threatens(event, telling)
        and not _of_others(event, telling)
    )


def _of_others(event: Telling, telling: Telling) -> bool:
    """ "Two guards were arrested. One of the fugitives was recaptured": none of the two."""
    held, other = names(event, "target"), names(telling, "target")
    if event.type != "arrest" or not (telling.partial and held and other):
        return False
    return held.isdisjoint(other) and _ANYBODY.isdisjoint(held | other)


def _only_one_threatens(event: Telling, telling: Telling) -> bool:
    """ "The reporter was shot at. She had received threats from a councillor": two such deeds."""
    return event.type == "attack_on_press" and event.threatens != telling.threatens


def _of_another_day(event: Telling, telling: Telling) -> bool:
    """ "A boy was arrested at the scene. Police captured Elder Arteaga on July 5": not the boy."""
    if event.type != "arrest" or not (event.some_one and telling.named_one) or telling.when.inherited:
        return False
    return event.when.overlaps(telling.when) is False


def _in_one_state(event: Telling, telling: Telling) -> bool:
    """Whether a headline's place ("in Chihuahua") and the text's lie in one first-order division."""
    one, other = event.where.place, telling.where.place
    return one is not None and other is not None and one.admin1 == other.admin1 != ""


def _unearthed(event: Telling, telling: Telling) -> bool:
    """ "Two died on a mine. Sappers cleared six more": who clears mines laid none of them."""
    hurt = [bool(t.tolls or names(t, "target")) for t in (event, telling)]
    finders = event if hurt == [False, True] else telling if hurt == [True, False] else None
    if event.type != "landmine":
        return False
    clear, others = _clears(event), _clears(telling)
    laid = (clear and names(telling, "agent")) or (others and names(event, "agent"))
    return (clear != others and bool(laid)) or (finders is not None and _clears(finders))


def _clears(telling: Telling) -> bool:
    """Whether all doers of a mine's telling are a state's: they found it, or took it away."""
    doers = [a for a, role in telling.actors if role == "agent"]
    return bool(doers) and all(a.kind in NATIONAL for a in doers)


def _words_apart(event: Telling, telling: Telling) -> bool:
    """ "Shot at her house on Monday. In May she had been threatened": threats and blows are two attacks."""
    return event.type == "attack_on_press" and event.past_threat != telling.past_threat


def _by_others(event: Telling, telling: Telling) -> bool:
    """ "Hamas handed over … Israel let go of …", "rebels fired at … the army fired at": not by the same."""
    if not (names(event, "agent") and names(telling, "agent")):
        return False
    other = names(event, "agent").isdisjoint(names(telling, "agent"))
    return (event.type == "release" and other) or at_odds(event, telling)


def _same_in_a_sentence(event: Telling, telling: Telling) -> bool:
    """Of one sentence: the same mentions hit, what came of it, or nothing that sets the two apart."""
    if event.in_passing != telling.in_passing:
        return False
    if _mentioned(event) & _mentioned(telling) or telling.outcome:
        return True
    if event.type in FLIGHTS and _mentioned(event, "agent") & _mentioned(telling, "agent"):
        return True  # "17 planes were seen near the island, nine of which crossed the line"
    if telling.apart:
        return telling.trigger.pos == "undergo"
    doers = names(event, "agent"), names(telling, "agent")
    if event.type in FLIGHTS and all(doers) and doers[0].isdisjoint(doers[1]):
        return False  # "an AWACS flew there after Russian drones had crossed the border"
    return (
        dates_agree(event.when, telling.when)
        and places_agree(event.where, telling.where)
        and counts_agree(event, telling)
    )


def _mentioned(telling: Telling, of: Role = "target") -> set[int]:
    """Where those of a role stand: one mention hit twice in a sentence is one event told twice."""
    return {a.start for a, role in telling.actors if role == of}
