"""What a correction is made of: a place from the gazetteer, a runner-up or a click, and what changed."""

from __future__ import annotations

import re
from collections import Counter
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
    "summary", "type", "modality", "claimed_by", "date_start", "date_end", "date_precision", "place",
    "actors", "killed", "wounded", "arrested",
)  # fmt: skip
"""The fields that a person corrects by form; the rest says where the event comes from."""

CLICK_RADIUS_KM = 1.0
NAMED_WITHIN_KM = 40.0
PERSON_SURE = 1.0

MOST_NAMED = 4000
"""Of how many places that a name may mean those are looked for that lie in a named area."""

COORDINATES = re.compile(r"\s*([+-]?\d{1,2}(?:\.\d+)?)°?\s*[,; ]\s*([+-]?\d{1,3}(?:\.\d+)?)°?\s*\Z")


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer, open once."""
    return Gazetteer.open()


def entry_label(entry: Entry) -> str:
    """A gazetteer entry with the areas that it lies in."""
    known = {"region": entry.region, "name": entry.name, "lat": entry.lat, "lon": entry.lon}
    parts = (lookup.place_name(known), *areas(entry))
    return ", ".join(dict.fromkeys(p for p in parts if p))


def labelled(entries: Sequence[Entry]) -> dict[str, Entry]:
    """Gazetteer entries by their labels; of those that share one, each says what it is, or else where."""
    labels = [entry_label(e) for e in entries]
    for more in (lambda e: words.level(e.level), lambda e: f"{e.lat:.2f}, {e.lon:.2f}"):
        shared = {label for label, n in Counter(labels).items() if n > 1}
        labels = [
            f"{label} · {more(e)}" if label in shared else label
            for label, e in zip(labels, entries, strict=True)
        ]
    return {label + people(e): e for label, e in zip(labels, entries, strict=True)}


def people(entry: Entry) -> str:
    """How many live in an entry's place, as the end of its label."""
    said = _("{n} inhabitants").format(n=number(entry.population))
    return f" · {said}" if entry.population else ""


def areas(entry: Entry) -> list[str]:
    """The areas that an entry lies in, closest first, in the reader's language."""
    return [lookup.region_name(i) for i in area_ids(entry)]


def area_ids(entry: Entry) -> list[str]:
    """The areas that an entry lies in, closest first; its municipality by the outlines where none is told."""
    told = [i for i in (entry.admin2, entry.admin1, entry.country) if i]
    if entry.admin2 or not entry.admin1 or entry.region:
        return told
    located = regions.locate_point(entry.lat, entry.lon)
    return [located[2], *told] if len(located) > 2 and located[1] == entry.admin1 else told


def search(said: str, lang: str, limit: int = 12) -> list[Entry]:
    """Places whose name begins with `said`, those of that very name first, then the most populous.

    "Name, Municipality, State" keeps to those that lie in most of the areas; what is no area is passed over.
    A label of `labelled` is understood too.
    """
    name, *within = (part.strip() for part in said.partition(" · ")[0].split(","))
    wanted = [w for part in within if (w := fold(part))]
    if len(name) < 2:
        return []
    called, quality = gazetteer().postings(fold(name))
    so_called = set(called[quality & (CODE | ROMANISED | DEMONYM) == 0].tolist())
    ids = gazetteer().search(name, lang, MOST_NAMED if wanted else limit * 8)
    found = [gazetteer().entry(i) for i in sorted(ids, key=lambda i: i not in so_called)]
    return lying_in(found, wanted)[:limit]


def lying_in(entries: Sequence[Entry], wanted: Sequence[str]) -> list[Entry]:
    """The entries that lie in the most of some areas (folded names, or parts of them), in their order.

    All of them where none of the names is an area's; none where one is, and nothing lies there.
    """
    held = [sum(any(w in name for name in area_names(e)) for w in wanted) for e in entries]
    most = max(held, default=0)
    if not most and any(map(is_area, wanted)):
        return []
    return [e for e, n in zip(entries, held, strict=True) if n == most]


def area_names(entry: Entry) -> set[str]:
    """The folded names, in both languages, of the areas that an entry lies in."""
    found = filter(None, map(lookup.region, area_ids(entry)))
    named = {name for region in found for name in (region.name_en, region.name_es)}
    return {fold(n) for n in (*named, entry.admin2_name, entry.admin1_name, entry.country_name) if n}


def is_area(folded: str) -> bool:
    """Whether an area of the gazetteer has that name."""
    return bool((gazetteer().postings(folded)[0] < gazetteer().n_areas).any())


def coordinates(said: str) -> tuple[float, float] | None:
    """Decimal degrees as a person writes them, "24.59, -107.39": latitude and longitude; else None."""
    found = COORDINATES.match(said)
    lat, lon = map(float, found.groups()) if found else (99.0, 0.0)
    return (lat, lon) if abs(lat) <= 90 and abs(lon) <= 180 else None


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
