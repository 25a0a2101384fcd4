"""The events as a list beside the map: sorted, stepped through by keyboard, opened by click or Enter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard import lookup, state, words
from dashboard.component import component
from dashboard.i18n import _, count
from geo.events.actors import load_actors
from geo.events.types import load_types

PAGE = 60

HTML = (
    '<section class="events"><div class="bar"><span class="total"></span><select></select></div>'
    '<ol></ol><button type="button" class="more" hidden></button></section>'
)

_mount = component("list", HTML)


def sorts() -> dict[str, str]:
    """The orders of the list, as the index knows them, with their names."""
    return {
        "newest": _("Newest first"),
        "oldest": _("Oldest first"),
        "recorded": _("Latest changes first"),
    }


def sort() -> str:
    """The order that the reader chose."""
    return str(st.session_state.get("sort", "newest"))


def rows(source: lookup.Source) -> tuple[list[Mapping[str, Any]], bool]:
    """The events of the pages asked for so far, and whether there are more."""
    chosen = state.view().filter
    found: list[Mapping[str, Any]] = []
    cursor: str | None = None
    for _page in range(int(st.session_state.get("pages", 1))):
        page = source.page(chosen, sort(), cursor, PAGE)
        found += page.rows
        cursor = page.next
        if cursor is None:
            break
    return found, cursor is not None


def item(event: Mapping[str, Any]) -> dict[str, Any]:
    """An event as the list shows it."""
    kind = load_types().get(str(event.get("type")))
    place = event.get("place") or {}
    status = str(event.get("status") or "proposed")
    marks = [words.status(status)] if status in {"disputed", "withdrawn", "confirmed"} else []
    if (event.get("modality") or "reported") != "reported":
        marks.append(words.modality(str(event["modality"])))
    return {
        "id": event["event_id"],
        "type": words.name(kind, str(event.get("type"))),
        "glyph": kind.glyph if kind else "●",
        "color": kind.color if kind else "",
        "date": words.dates(event),
        "place": lookup.place_name(place) or _("No place"),
        "precision": words.precision(place.get("precision")) if place else "",
        "actors": actor_names(event),
        "mark": " · ".join(marks),
        "undone": event.get("modality") in words.UNDONE,
    }


def actor_names(event: Mapping[str, Any]) -> str:
    """Those who took part, in one line; who only tells of it is named in the details."""
    catalogue = load_actors()
    told = [a for a in event.get("actors") or () if a.get("role") != "claimant"]
    named = [words.name(catalogue.get(a.get("id") or ""), str(a.get("name") or "")) for a in told]
    return ", ".join(dict.fromkeys(named))


def neighbours(events: Sequence[Mapping[str, Any]], event_id: str) -> tuple[str | None, str | None]:
    """The events before and after one in the list; None at its ends, or where it is not in the list."""
    ids = [str(e["event_id"]) for e in events]
    if event_id not in ids:
        return None, None
    at = ids.index(event_id)
    return (ids[at - 1] if at else None), (ids[at + 1] if at + 1 < len(ids) else None)


def opened() -> None:
    """An event was chosen in the list."""
    chosen = st.session_state["list"].get("open")
    if isinstance(chosen, str):
        state.open_event(chosen)


def sorted_by() -> None:
    """Another order was chosen."""
    chosen = st.session_state["list"].get("sort")
    if chosen in sorts():
        st.session_state["sort"] = chosen
        st.session_state.pop("pages", None)


def more() -> None:
    """The next page was asked for."""
    st.session_state["pages"] = int(st.session_state.get("pages", 1)) + 1


def draw(source: lookup.Source, events: Sequence[Mapping[str, Any]], total: int, *, has_more: bool) -> None:
    """Show the list."""
    _mount(
        key="list",
        data={
            "rows": [item(e) for e in events],
            "sorts": list(sorts().items()),
            "sort": sort(),
            "shows": source.shows(state.view().filter),
            "last": state.view().event or st.session_state.get("last"),
            "focus": bool(st.session_state.pop("focus_list", False)),
            "words": {
                "label": _("Events"),
                "total": count("{n} event", "{n} events", total),
                "sort": _("Order of the list"),
                "more": _("Show more") if has_more else "",
            },
        },
        on_open_change=opened,
        on_sort_change=sorted_by,
        on_more_change=more,
    )
