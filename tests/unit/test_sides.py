"""Who takes part and against whom, the killed by region: told by plain Python over the same events."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from geo.events.actors import load_actors
from geo.events.kinds import GROUPS, KINDS, acting_kind
from geo.records import Count, Event, EventActor
from geo.store.filter import MODALITIES, Filter
from geo.store.index import Index
from geo.store.log import Log
from tests.unit.oracle import ACTORS, filters, many_events, matches
from tests.unit.stories import report

ROLES = ("agent", "target", "claimant", "participant")


def cast(seed: int) -> tuple[EventActor, ...]:
    """Up to five actors in any role: some twice, some whom the catalogue does not hold."""
    rng = random.Random(seed)
    ids = (*ACTORS, None)
    return tuple(
        EventActor(id=(i := rng.choice(ids)), name=i or "El Pato", role=rng.choice(ROLES))
        for _ in range(rng.randrange(6))
    )


def with_casts(events: list[Event]) -> list[Event]:
    dead = (None, Count(low=1, best=2, high=9), Count(low=0, best=0, high=4))
    return [
        replace(e, actors=cast(i), killed=dead[i % 3], modality=MODALITIES[i % 4])
        for i, e in enumerate(events)
    ]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Index, list[Event]]:
    """An index of 400 events in its file and in the segment that follows the log."""
    events = with_casts(many_events(400, seed=3))
    log = Log.open(tmp_path_factory.mktemp("sides") / "store")
    log.append_reports([report(f"r{i}") for i in range(6)])
    log.propose(events[:350], "extractor")
    index = Index.current(log)
    log.propose(events[350:], "extractor")
    index.refresh()
    return index, events


@settings(max_examples=60, deadline=None)
@given(wanted=filters)
def test_sides_are_those_of_the_events(told: tuple[Index, list[Event]], wanted: Filter) -> None:
    index, events = told
    shown = [e for e in events if matches(e, wanted)]
    actors: Counter[str] = Counter()
    roles: Counter[tuple[str, str]] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for e in shown:
        actors.update({a.id for a in e.actors if a.id})
        roles.update({(a.id, a.role) for a in e.actors if a.id})
        pairs.update(
            {
                (a.id or "", t.id or "")
                for a in e.actors
                for t in e.actors
                if a.role == "agent" and t.role == "target" and (a.id is None or a.id != t.id)
            }
        )
    found = index.sides(wanted)
    assert (found.actors, found.roles, found.pairs) == (actors, roles, pairs)
    assert dict(index.facets(wanted, ["actor"], own=True)["actor"]) == actors


def died(e: Event) -> int:
    """The best count of an event's dead; nobody died in what is denied or planned."""
    return e.killed.best if e.killed and e.modality in ("reported", "alleged") else 0


@settings(max_examples=60, deadline=None)
@given(wanted=filters)
def test_regions_and_the_killed_are_those_of_the_events(
    told: tuple[Index, list[Event]], wanted: Filter
) -> None:
    index, events = told
    shown = [e for e in events if matches(e, wanted)]
    by_region: Counter[str] = Counter()
    for e in shown:
        for region in set(e.place.regions) if e.place else ():
            by_region[region] += died(e)
    total, found = index.killed(wanted)
    assert total == sum(map(died, shown))
    assert found == {r: n for r, n in by_region.items() if n}
    regions = Counter(r for e in shown if e.place for r in set(e.place.regions))
    assert dict(index.facets(wanted, ["region"], own=True)["region"]) == regions


@settings(max_examples=40, deadline=None)
@given(wanted=filters)
def test_the_histogram_by_who_acts_and_the_extent_are_those_of_the_events(
    told: tuple[Index, list[Event]], wanted: Filter
) -> None:
    index, events = told
    shown = [e for e in events if matches(e, wanted)]
    kinds = Counter(
        acting_kind([(a.id or "", a.role) for a in e.actors]) for e in shown if e.date_start is not None
    )
    found = index.histogram(wanted, by=acting_kind)
    assert {k: sum(numbers) for k, numbers in found.by.items()} == kinds
    assert [n for _day, n in found.bins] == [sum(column) for column in zip(*found.by.values(), strict=True)]
    places = [e.place for e in shown if e.place]
    near = [p for p in places if p.precision <= 4] or places
    if not near:
        assert index.extent(wanted) is None
        return
    lats, lons = [p.lat for p in near], [p.lon for p in near]
    around = (
        0 if any(p.precision <= 4 for p in near) else 8
    )  # a country's point is no place to stand close to
    south, north = max(min(lats) - around, -85), min(max(lats) + around, 85)
    assert index.extent(wanted) == pytest.approx(
        (min(lons) - around, south, max(lons) + around, north), abs=1e-5
    )


def test_who_acts_is_one_kind_several_others_or_nobody() -> None:
    assert acting_kind([("cjng", "agent"), ("mx-army", "target")]) == "armed"
    assert acting_kind([("cjng", "agent"), ("mx-army", "agent")]) == "several"
    assert acting_kind([("cjng", "agent"), ("", "agent")]) == "several"
    assert acting_kind([("", "agent")]) == "other"
    assert acting_kind([("mx-army", "target")]) == "nobody"
    known = {kind for kinds in GROUPS.values() for kind in kinds}
    assert {a.kind for a in load_actors().values()} - known == {"private"}
    assert set(GROUPS) < set(KINDS)


def test_sides_hold_as_of_a_version(tmp_path: Path) -> None:
    log = Log.open(tmp_path / "store")
    log.append_reports([report("r1")])
    first = replace(many_events(1)[0], report_id="r1", status="confirmed", modality="reported")
    army = (
        EventActor(id="mx-army", name="Army", role="agent"),
        EventActor(id="cjng", name="C", role="target"),
    )
    log.propose([replace(first, actors=army)], "extractor")
    before = log.version
    log.propose([replace(first, event_id="e9", actors=army[:1])], "extractor")
    index = Index.current(log)
    assert index.sides(Filter()).actors == {"mx-army": 2, "cjng": 1}
    assert index.sides(Filter(asof=before)).actors == {"mx-army": 1, "cjng": 1}
    assert index.sides(Filter(asof=before)).pairs == {("mx-army", "cjng"): 1}
