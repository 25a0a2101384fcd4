"""Candidates: a name's readings and their probabilities, as the place that is answered and its runners-up."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from geo.places import features
from geo.places.features import Occurrence
from geo.places.gazetteer import Gazetteer
from geo.places.precision import place_of
from geo.places.quarters import Quarters, Reading
from geo.places.ranker import Ranking
from geo.records import Candidate, Place

_SHOWN = 5
_FOCUS_TRUST = 0.99
"""Confidence that the bare name of the country that a report is about means that country."""


def ranked_place(
    ranking: Ranking, group: int, o: Occurrence, gazetteer: Gazetteer, focus: int | None, explain: bool
) -> Place:
    """The likeliest reading of a ranked group.

    The bare name of the country that the report is about is that country; "southern Veracruz" and "the state
    of Puebla" are the state, "the district of Kunduz" is the district.
    """
    best = int(ranking.document.entry[int(ranking.best[group])])
    confidence = float(ranking.confidence[group])
    state, county = int(gazetteer.admin1[best]), int(gazetteer.admin2[best])
    if focus is not None and focus in o.name.areas and not (o.noun or o.next_areas):
        best, confidence = focus, _FOCUS_TRUST
    elif o.noun in ("part", "state") and state in o.name.areas:
        best = state
    elif o.noun == "county" and best != state and county in o.name.entries:
        best = county
    shown = _ranked_candidates(ranking, group, gazetteer) if explain else ()
    return place_of(gazetteer.entry(best), confidence, shown)


def quarter_place(
    chosen: Sequence[tuple[Reading, float, dict[str, float]]], quarters: Quarters, explain: bool
) -> Place:
    """The likeliest of a neighbourhood's readings, as sure as all of them that lie near it together."""
    best, p, _ = chosen[0]
    gazetteer = quarters.gazetteer
    mass = sum(q for reading, q, _ in chosen if quarters.near(reading.entry, best.entry))
    confidence = float(np.interp(max(mass, p), quarters.steps[:, 0], quarters.steps[:, 1]))
    shown = [
        _candidate(gazetteer, reading.entry, sum(parts.values()), q, parts)
        for reading, q, parts in (chosen[:_SHOWN] if explain else ())
    ]
    return place_of(gazetteer.entry(best.entry), confidence, tuple(shown))


def _ranked_candidates(ranking: Ranking, group: int, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    start, end = (int(ranking.document.start[group + i]) for i in (0, 1))
    rows = start + np.argsort(-ranking.probability[start:end], kind="stable")[:_SHOWN]
    return tuple(_ranked_candidate(ranking, int(row), gazetteer) for row in rows)


def _ranked_candidate(ranking: Ranking, row: int, gazetteer: Gazetteer) -> Candidate:
    parts = ranking.contributions[row]
    return _candidate(
        gazetteer,
        int(ranking.document.entry[row]),
        float(ranking.score[row]),
        float(ranking.probability[row]),
        {features.FEATURES[i]: float(parts[i]) for i in np.flatnonzero(parts)},
    )


def _candidate(
    gazetteer: Gazetteer, index: int, score: float, probability: float, parts: dict[str, float]
) -> Candidate:
    entry = gazetteer.entry(index)
    return Candidate(
        name=entry.name,
        lat=entry.lat,
        lon=entry.lon,
        geonameid=entry.geonameid,
        level=entry.level,
        country=entry.country,
        admin1=entry.admin1_name,
        region=entry.region,
        population=entry.population,
        score=score,
        probability=probability,
        features=parts,
    )


__all__ = ["quarter_place", "ranked_place"]
