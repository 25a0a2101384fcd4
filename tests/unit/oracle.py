"""What a filter means, told in plain Python, and many events of every kind to tell it of."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from geo.records import Event, EventActor, Place
from geo.store.area import Box
from geo.store.filter import Filter
from tests.unit.stories import JUAREZ, MEXICO, MICHOACAN, TEXAS, event

TYPES = ("arrest", "killing", "raid", "protest", "flight", "talks", "threat")
ACTORS = ("mx-army", "cjng", "cia", "dhs")
TOWNS = [
    replace(TEXAS, name=f"Town {i}", lat=25 + i * 0.37, lon=-117 + i * 1.21, precision=1 + i % 3,
            regions=("US", f"US-{i % 4}"))
    for i in range(20)
]  # fmt: skip
PLACES: tuple[Place | None, ...] = (JUAREZ, MICHOACAN, MEXICO, TEXAS, *TOWNS, None)


def many_events(count: int, seed: int = 7) -> list[Event]:
    """Some events of every kind, the same for the same seed."""
    rng = random.Random(seed)
    found = []
    for i in range(count):
        start = date(2025, 1, 1) + timedelta(days=rng.randrange(300)) if rng.random() < 0.9 else None
        end = start + timedelta(days=rng.choice((0, 0, 0, 6, 27))) if start else None
        actors = rng.sample(ACTORS, rng.randrange(3))
        found.append(
            event(
                f"e{i:04}",
                report_id=f"r{rng.randrange(6)}",
                type=rng.choice(TYPES),
                summary=rng.choice(("El Pató cayó", "A convoy passed", "they met 100% in_secret")),
                evidence=(),
                date_start=start,
                date_end=end,
                place=rng.choice(PLACES),
                actors=tuple(EventActor(id=a, name=a.upper(), role="agent") for a in actors),
                status=rng.choice(("proposed", "proposed", "confirmed", "disputed", "withdrawn")),
                modality=rng.choice(("reported", "alleged")),
            )
        )
    return found


def matches(e: Event, f: Filter) -> bool:
    """The filter's meaning, as the design tells it, for one event."""
    place = e.place
    if e.status not in f.status or (f.modality and e.modality not in f.modality):
        return False
    if f.types and e.type not in f.types:
        return False
    if f.actors and not {a.id for a in e.actors} & set(f.actors):
        return False
    if f.dated:
        if e.date_start is None or e.date_end is None:
            return False
        first, last = f.from_ or date.min, f.to or date.max
        inside = e.date_start >= first and e.date_end <= last
        if not (inside if f.dates == "within" else e.date_end >= first and e.date_start <= last):
            return False
    if f.precision is not None and (place is None or place.precision > f.precision):
        return False
    if f.regions and (place is None or not set(place.regions) & set(f.regions)):
        return False
    if f.bbox is not None:
        if place is None or place.precision > 3:
            return False
        b = f.bbox
        if not (b.south <= place.lat <= b.north and b.west <= place.lon <= b.east):
            return False
    words = " ".join([e.summary, place.name if place else "", *(a.name for a in e.actors)]).lower()
    words = words.replace("ó", "o").replace("á", "a")
    return all(w.lower().replace("ó", "o").replace("á", "a") in words for w in f.q.split())


QUERIES = (
    "", "type=arrest&type=raid", "actor=cjng", "region=MX", "region=MX-CHH", "region=US-1&region=MX-MIC",
    "from=2025-03-01&to=2025-05-31", "from=2025-03-01&to=2025-05-31&dates=within", "to=2025-02-01",
    "precision=3", "precision=7", "status=withdrawn", "status=confirmed&status=disputed", "modality=alleged",
    "bbox=-110,24,-95,33", "bbox=-110,24,-95,33&type=arrest&from=2025-03-01&actor=cia&actor=dhs",
    "q=pato", "q=PATÓ%20juarez", "q=100%25%20in_secret", "q=nothing", "region=MX&precision=4&q=convoy",
)  # fmt: skip
"""Each kind of condition alone, and some together."""

_some = st.lists
filters = st.builds(
    lambda span, **more: Filter(from_=span and min(span), to=span and max(span), **more),
    span=st.none() | st.tuples(*[st.dates(date(2024, 12, 1), date(2025, 12, 1))] * 2),
    dates=st.sampled_from(["overlap", "within"]),
    types=_some(st.sampled_from(TYPES), max_size=3).map(tuple),
    actors=_some(st.sampled_from(ACTORS), max_size=2).map(tuple),
    regions=_some(st.sampled_from(["MX", "MX-CHH", "MX-MIC", "US", "US-2", "8581816", "XX"]), max_size=2).map(
        tuple
    ),
    precision=st.none() | st.integers(1, 7),
    status=_some(st.sampled_from(["proposed", "confirmed", "disputed", "withdrawn"]), min_size=1).map(tuple),
    modality=_some(st.sampled_from(["reported", "alleged"]), max_size=2).map(tuple),
    bbox=st.none() | st.sampled_from([Box(-110, 20, -90, 40), Box(-180, -90, 180, 90), Box(0, 0, 1, 1)]),
    q=st.sampled_from(["", "", "pato", "convoy juarez"]),
)
"""Any filter of a period, types, actors, regions, a precision, statuses, a box and words."""
