"""The records of events: made of tellings once these are merged, numbered, and put in order."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from geo.events.actors import CIVILIANS, ActorMention
from geo.events.event_actors import as_event_actors
from geo.events.harms import HARM
from geo.events.reading import Line
from geo.events.summary import evidence_of, summarise
from geo.events.telling import Telling
from geo.events.types import CATCH_ALL, UNNAMED, EventType
from geo.events.words import word_set
from geo.records import Event, Place, Report, Role

_TRUST = {"verb": 0.92, "undergo": 0.84, "noun": 0.84, "phrase": 0.76}
_MODALITY_TRUST = {"reported": 1.0, "alleged": 0.85, "planned": 0.85, "denied": 0.7}


_SOMEBODY = word_set(
    "man men woman women people person persons youths youth teenager teenagers couple boys hombre hombres "
    "mujer mujeres persona personas joven jovenes jóvenes individuo individuos pareja adolescentes"
)
""" "Two men on a motorcycle": said of attackers as of anybody."""
_AT_MOST = {CATCH_ALL: 0.6, UNNAMED: 0.5}
"""How sure at most is what has no word for what happened: in the gold 9 of 15 and 1 of 2 are right."""


def record_of(report: Report, lines: list[Line], telling: Telling, place: Place | None, sure: float) -> Event:
    """The event that a telling tells, at `place`, where it is `sure` to be one; it has no id yet."""
    evidence = evidence_of(report.text, [lines[k].sentence for k in sorted(telling.lines)], telling.trigger)
    where, when, first = telling.where, telling.when, lines[telling.lines[0]]
    return Event(
        event_id="",
        report_id=report.report_id,
        type=telling.type,
        summary=summarise(first.sentence, telling.trigger, first.body),
        evidence=evidence,
        confidence=round(min(sure, _AT_MOST.get(telling.type, 1.0)), 3),
        date_start=when.first,
        date_end=when.last,
        date_precision=when.precision,
        place=place,
        place_why=where.why_not,
        origin=where.origin,
        destination=where.destination,
        actors=as_event_actors(_as_told(telling, report.text), report.text),
        killed=telling.counts.get("killed"),
        wounded=telling.counts.get("wounded"),
        arrested=telling.counts.get("arrested"),
        modality=telling.modality,
        claimed_by=telling.blamed_by or telling.claimed_by,
        sources=(report.report_id,),
        lang=first.sentence.lang,
    )


def firmness(telling: Telling) -> float:
    """How firmly it is told: the trigger counts for half, the place for three tenths, the date for two."""
    trigger = _TRUST[telling.trigger.pos] * _MODALITY_TRUST[telling.modality]
    if telling.type == CATCH_ALL:
        trigger = 0.3
    elif telling.type == UNNAMED:
        trigger = 0.15
    place = telling.where.place
    where = telling.where.trust * place.confidence if place is not None else 0.4
    when = telling.when.trust if telling.when.first is not None else 0.4
    return round(0.5 * trigger + 0.3 * where + 0.2 * when, 3)


def ranked(
    events: list[Event], firm: Sequence[float], lines: list[Line], types: Mapping[str, EventType]
) -> list[Event]:
    """Best first: what is told firmly (`firm`, of each), what is placed, what matters, what leads."""
    length = max(1, lines[-1].sentence.end if lines else 1)

    def key(told: tuple[Event, float]) -> float:
        event, firmly = told
        lead = 1.0 - event.evidence[0].start / length
        return -(
            firmly
            + 0.006 * types[event.type].priority
            + 0.2 * lead
            + 0.2 * (event.place is not None)
            + 0.2 * (event.place is not None and event.place.precision <= 3)
            - 0.5 * (event.modality == "denied")
        )

    return [event for event, _ in sorted(zip(events, firm, strict=True), key=key)]


def numbered(events: list[Event]) -> list[Event]:
    """Give each event its id: from the report, the type, and the first stretch of its evidence."""
    seen: dict[tuple[str, int], int] = {}
    out = []
    for event in events:
        key = (event.type, event.evidence[0].start)
        turn = seen[key] = seen.get(key, -1) + 1
        out.append(replace(event, event_id=event_id(event, turn)))
    return out


def event_id(event: Event, turn: int = 0) -> str:
    """The stable id of an event; `turn` counts events of one type told in one sentence."""
    first = event.evidence[0]
    parts = (event.report_id, event.type, str(first.start), str(first.end), str(turn))
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:20]


def _as_told(telling: Telling, text: str) -> list[tuple[ActorMention, Role]]:
    """Its actors; men of whom nothing is known did harm as "men", and not as civilians."""
    if telling.type not in HARM:
        return telling.actors

    def told(actor: ActorMention, role: Role) -> ActorMention:
        words = text[actor.start : actor.end]
        unknown = role == "agent" and actor.id == CIVILIANS and words.casefold() in _SOMEBODY
        return replace(actor, id=None, name=words.lower(), kind="") if unknown else actor

    return [(told(actor, role), role) for actor, role in telling.actors]
