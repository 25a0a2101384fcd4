"""What a revision of an event changed, field by field, in words: as it was and as it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard import detail, words
from dashboard.i18n import _, number
from dashboard.markup import text
from geo.events.actors import load_actors
from geo.events.types import load_types
from geo.records import Revision, to_dict

Record = Mapping[str, Any]


def fields() -> dict[str, str]:
    """The headings of what a history tells, by what says it in `told`."""
    return {
        "summary": _("Summary"),
        "type": _("Event type"),
        "modality": _("How firmly"),
        "claimed_by": _("According to"),
        "dates": _("When"),
        "place": _("Where"),
        "actors": _("Actors"),
        "people": _("People"),
    }


def told(event: Record) -> dict[str, str]:
    """What an event says, in words, by the keys of `fields`."""
    kind = str(event.get("type") or "")
    people = [words.people(k, event[k]) for k in ("killed", "wounded", "arrested") if event.get(k)]
    return {
        "summary": str(event.get("summary") or ""),
        "type": words.name(load_types().get(kind), kind),
        "modality": words.modality(str(event.get("modality") or "reported")),
        "claimed_by": str(event.get("claimed_by") or ""),
        "dates": words.dates(event),
        "place": place(event.get("place")),
        "actors": actors(event),
        "people": ", ".join(people),
    }


def place(found: Record | None) -> str:
    """A place with its areas, how precisely it is known, and where its point lies."""
    if not found:
        return _("No place")
    within = _("within {radius} km").format(radius=number(float(found.get("radius_km") or 0), 1))
    point = f"{float(found['lat']):.3f}, {float(found['lon']):.3f}"
    return f"{detail.place_name(found)} · {words.precision(found.get('precision'))}, {within} ({point})"


def actors(event: Record) -> str:
    """Who took part, and as what."""
    catalogue, modality = load_actors(), str(event.get("modality") or "")
    return ", ".join(
        f"{words.name(catalogue.get(a.get('id') or ''), str(a.get('name') or ''))} "
        f"({words.role(str(a.get('role') or ''), modality).lower()})"
        for a in event.get("actors") or ()
    )


def lines(before: Revision | None, after: Revision) -> str:
    """What a revision changed of the one before it, as markup: a line a field."""
    if before is None or before.event is None or after.event is None:
        return ""
    old, new = told(to_dict(before.event)), told(to_dict(after.event))
    nothing = _("nothing")
    shown = [
        f"<li>{text(heading)}: <del>{text(old[key] or nothing)}</del> → "
        f"<ins>{text(new[key] or nothing)}</ins></li>"
        for key, heading in fields().items()
        if old[key] != new[key]
    ]
    return f'<ul class="sl-changed">{"".join(shown)}</ul>' if shown else ""
