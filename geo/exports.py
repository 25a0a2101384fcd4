"""A filter's events as a file: what the command line and the page both call."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, Literal

from geo.errors import NotFoundError
from geo.events.types import load_types
from geo.formats import htmlpage, writers
from geo.formats.meta import ExportMeta, TypeStyle
from geo.records import Report, to_dict
from geo.store.filter import Filter
from geo.store.index import Index
from geo.store.snapshot import Snapshot

MARGIN_DEGREES = 6.0
"""How far around the events the countries are drawn."""

Lang = Literal["en", "es"]

OUTLINE_POINTS = 60_000
"""Vertices of outlines in one page: past them (about 1 MB) finer divisions are left out."""


def export(
    index: Index | Snapshot,
    chosen: Filter,
    name: str,
    out: Path | BinaryIO,
    *,
    lang: Lang = "en",
    title: str = "Sightline",
    url: str = "",
    byte_order_mark: bool = False,
) -> int:
    """Write a filter's events in one format; returns how many.

    Raises
    ------
    InputError
        When the format is unknown or holds fewer events, or `out` cannot be written.
    """
    writers.format_of(name)
    shown = index.pin() if isinstance(index, Index) else index
    meta = export_meta(shown, chosen, lang=lang, title=title, url=url)
    events: Iterable[Mapping[str, Any]] = shown.iterate(chosen)
    if name == "html":
        events, meta = with_surroundings(shown, events, meta)
    return writers.write(events, name, out, meta, byte_order_mark=byte_order_mark)


def export_meta(
    index: Index | Snapshot, chosen: Filter, *, lang: Lang = "en", title: str = "Sightline", url: str = ""
) -> ExportMeta:
    """What an export of a filter says of itself."""
    styles = {t.id: TypeStyle(name=t.name(lang), color=t.color) for t in load_types().values()}
    return ExportMeta(
        query=chosen.to_query(), version=index.version, lang=lang, title=title, url=url, styles=styles,
        profile=index.profile,
    )  # fmt: skip


def with_surroundings(
    index: Index | Snapshot, events: Iterable[Mapping[str, Any]], meta: ExportMeta
) -> tuple[Sequence[Mapping[str, Any]], ExportMeta]:
    """The events as a list, and the meta with the outlines, reports and names that their page shows.

    Reads one event more than a page holds, so that the page's writer can refuse them.
    """
    rows = list(islice(events, htmlpage.EVENTS + 1))
    drawn = tuple(outlines(rows, meta.lang))
    return rows, replace(meta, outlines=drawn, reports=_reports(index, rows), names=_names(rows, meta.lang))


def _names(rows: Sequence[Mapping[str, Any]], lang: str) -> dict[str, str]:
    """What the regions and the actors of those events are called, by id."""
    from geo.events.actors import load_actors
    from geo.places import regions

    places = [row["place"] for row in rows if row.get("place")]
    areas = {
        str(i) for p in places for i in (p.get("region"), p.get("country"), *(p.get("regions") or ())) if i
    }
    names = {}
    for region_id in sorted(areas):
        with suppress(NotFoundError):
            known = regions.region(region_id)
            names[region_id] = known.name_es if lang == "es" else known.name_en
    catalogue = load_actors()
    acting = {str(a["id"]) for row in rows for a in row.get("actors") or () if a.get("id")}
    return names | {i: known.name(lang) for i in sorted(acting) if (known := catalogue.get(i))}


def _reports(index: Index | Snapshot, rows: Sequence[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    ids = {str(i) for row in rows for i in (row.get("report_id"), *(row.get("sources") or ())) if i}
    reports: dict[str, Mapping[str, Any]] = {}
    for report_id in sorted(ids):
        found = index.report(report_id)
        if isinstance(found, Report):
            reports[report_id] = to_dict(found)
    return reports


def outlines(rows: Sequence[Mapping[str, Any]], lang: str) -> list[dict[str, Any]]:
    """Outlines to draw under events: countries in view, the areas that they stand for, then the states.

    Each has `id`, `level`, `name` and a GeoJSON `geometry` in lon, lat.
    """
    from geo.places import regions

    places = [row["place"] for row in rows if row.get("place")]
    countries = sorted({str(p["country"]) for p in places if p.get("country")})
    near = _in_view(places)
    areas = sorted({str(p["region"]) for p in places if p.get("region")} - set(countries))
    states = [child for country in countries for child in _ids(regions.children(country))]
    drawn: list[dict[str, Any]] = []
    points = 0
    for region_id in dict.fromkeys([*countries, *areas, *near, *states]):
        try:
            known, outline = regions.region(region_id), regions.outline(region_id)
        except NotFoundError:
            continue
        geometry = outline.get("geometry", outline)
        points += _points(geometry.get("coordinates", ()))
        if points > OUTLINE_POINTS and region_id in states:
            break
        name = known.name_es if lang == "es" else known.name_en
        drawn.append({"id": region_id, "level": known.level, "name": name, "geometry": geometry})
    return drawn


def _in_view(places: Sequence[Mapping[str, Any]]) -> list[str]:
    """Countries that a map of those places shows: their boxes meet the places' own, some degrees wider."""
    from geo.places import regions

    if not places:
        return []
    lats, lons = [float(p["lat"]) for p in places], [float(p["lon"]) for p in places]
    west, south, east, north = (
        min(lons) - MARGIN_DEGREES,
        min(lats) - MARGIN_DEGREES,
        max(lons) + MARGIN_DEGREES,
        max(lats) + MARGIN_DEGREES,
    )
    shown = []
    for country in regions.children(""):
        box = regions.bbox(country.id)
        if box[0] <= east and box[2] >= west and box[1] <= north and box[3] >= south:
            shown.append(country.id)
    return shown


def _ids(children: Iterable[Any]) -> list[str]:
    return [child if isinstance(child, str) else str(child.id) for child in children]


def _points(coordinates: Any) -> int:
    if not coordinates:
        return 0
    if isinstance(coordinates[0], int | float):
        return 1
    return sum(_points(part) for part in coordinates)
