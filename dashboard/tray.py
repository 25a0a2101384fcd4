"""The tray: events that no map can show or no calendar can hold, kept in sight."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard import lookup, state, words
from dashboard.i18n import _
from dashboard.markup import literal
from geo.events.types import load_types

MOST = 200


def draw(source: lookup.Source, counts: Any) -> None:
    """A fold with the events without a place and those without a date, each to open; asked for when it is."""
    if not counts.unplaced and not counts.undated:
        return
    fold = st.expander(_("Without a place or a date"), key="tray", on_change="rerun")
    if not fold.open:
        return
    with fold:
        shown = source.apart(state.view().filter, MOST)
        group(_("Without a place"), "place", shown.unplaced, counts.unplaced)
        group(_("Without a date"), "date", shown.undated, counts.undated)


def group(title: str, key: str, events: list[Any], total: int) -> None:
    """One heading and its events as buttons."""
    if not total:
        return
    st.html(f'<h3 class="sl-tray">{title}</h3>')
    for event in events:
        kind = words.name(load_types().get(event["type"]), event["type"])
        st.button(
            f"{kind}: {literal(event.get('summary') or '')}",
            key=f"tray_{key}_{event['event_id']}",
            type="tertiary",
            on_click=state.open_event,
            args=(event["event_id"],),
        )
