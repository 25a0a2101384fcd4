"""The base map's labels: which names are drawn, from which zoom on, the most important first."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.build.tables import Draft
from geo.places.basetile import mercator

_AREAS = {"country": (-3.5, 1, 9.0), "admin1": (-2.0, 4, 4.0), "sea": (-2.5, 2, 3.0)}
"""Kind of area: what is added to its zoom by size, its least zoom, and its importance."""

_PEOPLE = (
    (5_000_000, 3), (1_500_000, 4), (500_000, 5), (150_000, 6), (50_000, 7), (20_000, 8), (8_000, 9),
    (4_000, 10), (2_000, 11),
)  # fmt: skip
"""People of a place and the first zoom that names it; smaller places are not named."""

_CAPITALS_FROM = 5


def label_table(areas: list[Draft], places: list[Draft], radius: dict[str, float]) -> pd.DataFrame:
    """Columns x, y (unit square), first (zoom), kind, name_en, name_es; most important first."""
    named = [a for a in areas if a.level in _AREAS]
    towns = [p for p in places if p.level == "populated" and (p.population >= _PEOPLE[-1][0] or p.capital)]
    drafts = [*named, *towns]
    x, y = mercator(np.array([d.lat for d in drafts]), np.array([d.lon for d in drafts]))
    frame = pd.DataFrame(
        {
            "x": x.astype(np.float32),
            "y": y.astype(np.float32),
            "first": np.array([_first_zoom(d, radius) for d in drafts], dtype=np.uint8),
            "kind": [_kind(d) for d in drafts],
            "name_en": [d.name_en or d.name for d in drafts],
            "name_es": [d.name_es or d.name for d in drafts],
        }
    )
    order = np.argsort(-_rank(drafts, radius), kind="stable")
    return frame.iloc[order].reset_index(drop=True)


def _first_zoom(draft: Draft, radius: dict[str, float]) -> int:
    if draft.level in _AREAS:
        shift, least, _ = _AREAS[draft.level]
        return int(np.clip(np.ceil(np.log2(20000 / max(radius[draft.region], 1)) + shift), least, 10))
    zoom = next((z for floor, z in _PEOPLE if draft.population >= floor), _CAPITALS_FROM)
    return min(zoom, _CAPITALS_FROM) if draft.capital else zoom


def _kind(draft: Draft) -> str:
    if draft.level == "populated":
        return "capital" if draft.capital else "place"
    return "state" if draft.level == "admin1" else draft.level


def _rank(drafts: list[Draft], radius: dict[str, float]) -> npt.NDArray[np.float64]:
    """Countries before all, then states, seas and places together: larger goes first."""
    ranks = []
    for draft in drafts:
        if draft.level in _AREAS:
            ranks.append(_AREAS[draft.level][2] + np.log10(max(radius[draft.region], 1)))
        else:
            ranks.append(np.log10(draft.population + 1) + 0.3 * draft.capital)
    return np.array(ranks)
