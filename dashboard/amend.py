"""What a correction is made of: a place from the gazetteer, a runner-up or a click, and what changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from dashboard import lookup, words
from dashboard.i18n import _, number
from geo.places import regions
from geo.places.gazetteer import CODE, DEMONYM, ROMANISED, Entry, Gazetteer, fold
from geo.places.precision import place_of
from geo.records import Place, to_dict
from geo.store.corrections import date_precision as date_precision

Record = Mapping[str, Any]

EDITABLE = (
    "summary", "type", "modality", "date_start", "date_end", "date_precision", "place", "actors", "killed",
    "wounded", "arrested",
)  # fmt: skip
"""The fields that a person corrects by form; the rest says where the event comes from."""

CLICK_RADIUS_KM = 1.0
NAMED_WITHIN_KM = 40.0
PERSON_SURE = 1.0


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer, open once."""
    return Gazetteer.open()


def entry_label(entry: Entry) -> str:
    """A gazetteer entry as it is told apart from others of its name."""
    parts = (lookup.place_name({"region": entry.region, "name": entry.name}), *areas(entry))
    shown = ", ".join(dict.fromkeys(p for p in parts if p))
    if entry.population:
        shown += " · " + _("{n} inhabitants").format(n=number(entry.population))
    return shown


def labelled(entries: Sequence[Entry]) -> dict[str, Entry]:
    """Gazetteer entries by their labels; of those that share one, each says what it is."""
    labels = [entry_label(e) for e in entries]
    return {
        f"{label} · {words.level(e.level)}" if labels.count(label) > 1 else label: e
        for label, e in zip(labels, entries, strict=True)
    }


def areas(entry: Entry) -> list[str]:
    """The areas that an entry lies in, closest first, in the reader's language."""
    return [lookup.region_name(i) for i in (entry.admin2, entry.admin1, entry.country) if i]


def search(said: str, lang: str, limit: int = 12) -> list[Entry]:
    """Places whose name begins with `said`, those of that very name first, then the most populous.

    "Name, State" keeps to the state.
    """
    name, _comma, within = (part.strip() for part in said.partition(","))
    if len(name) < 2:
        return []
    called, quality = gazetteer().postings(fold(name))
    so_called = set(called[quality & (CODE | ROMANISED | DEMONYM) == 0].tolist())
    ids = gazetteer().search(name, lang, limit * 8)
    found = [gazetteer().entry(i) for i in sorted(ids, key=lambda i: i not in so_called)]
    if within:
        wanted = fold(within)
        found = [
            e
            for e in found
            if any(wanted in fold(n) for n in (*areas(e), e.admin2_name, e.admin1_name, e.country_name))
        ]
    return found[:limit]


def from_entry(entry: Entry) -> dict[str, Any]:
    """A place as a person chose it from the gazetteer."""
    return to_dict(place_of(entry, PERSON_SURE))


def from_candidate(candidate: Record) -> dict[str, Any] | None:
    """A runner-up as a place, or None where the gazetteer no longer has it."""
    known = candidate.get("geonameid")
    index = gazetteer().by_geonameid(int(known)) if known else None
    return from_entry(gazetteer().entry(index)) if index is not None else None


def from_point(lat: float, lon: float) -> dict[str, Any]:
    """A spot clicked on the map, named after the nearest populated place, in the divisions that hold it."""
    lon = (lon + 540) % 360 - 180
    near = gazetteer().neighbours(lat, lon, NAMED_WITHIN_KM, 1)
    entry = gazetteer().entry(near[0][0]) if near else None
    inside = regions.locate_point(lat, lon)
    return to_dict(
        Place(
            name=entry.name if entry else f"{lat:.3f}, {lon:.3f}",
            lat=round(lat, 5),
            lon=round(lon, 5),
            precision=1,
            radius_km=CLICK_RADIUS_KM,
            confidence=PERSON_SURE,
            level="point",
            country=inside[0] if inside and len(inside[0]) == 2 else "",
            admin1=entry.admin1_name if entry else "",
            admin2=entry.admin2_name if entry else "",
            regions=tuple(inside),
        )
    )


def with_precision(place: Record, code: int, radius_km: float) -> dict[str, Any]:
    """A place known only as well as a person says; what it surely lies in shrinks as the code grows."""
    levels = {1: 3, 2: 2, 3: 3, 4: 2, 5: 1, 6: 1, 7: 3}
    kept = list(place.get("regions") or ())[: levels.get(code, 1)]
    return dict(place) | {"precision": code, "radius_km": round(radius_km, 1), "regions": kept}


def changes(before: Record, after: Record) -> dict[str, Any]:
    """The editable fields that differ, with their new values as the log takes them."""
    found = {}
    for field in EDITABLE:
        if field in after and plain(after[field]) != plain(before.get(field)):
            found[field] = plain(after[field])
    return found


def plain(value: Any) -> Any:
    """Dates as ISO text, tuples as lists, empty text and empty lists as they are."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [plain(v) for v in value]
    return value


def same_place(place: Record | None, other: Record | None) -> bool:
    """Whether two events were put at the same reading of the same name."""
    if not place or not other:
        return False
    keys = ("name", "geonameid", "lat", "lon")
    return all(place.get(k) == other.get(k) for k in keys)
