"""The histogram below the map: events by date and type; brushing it sets the dates of the filter."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st
from babel.dates import get_month_names

from dashboard import lookup, state, words
from dashboard.i18n import _, language
from geo.events.types import load_types
from geo.store.filter import Filter

HEIGHT = 110
PALE = 0.25
"""The opacity of bars outside the chosen dates."""


def draw(source: lookup.Source) -> None:
    """Show the histogram; nothing where no event has a date."""
    chosen = state.view().filter
    frame = table(source.histogram(chosen), chosen)
    if frame.empty:
        return
    with st.container(key="dates"):
        st.altair_chart(
            chart(frame, frame.attrs["unit"]),
            key="brush",
            on_select=brushed,
            selection_mode="dates",
            width="stretch",
            alt=_("Events by date; drag over it to choose dates, double click to choose all"),
        )
        st.caption(_("Drag over the bars to choose dates; double-click for all dates."))


def after(start: date, unit: str) -> date:
    """The first day of the next bar."""
    months = {"month": 1, "quarter": 3, "year": 12}.get(unit)
    if months is None:
        return start + timedelta(days=7 if unit == "week" else 1)
    at = start.year * 12 + start.month - 1 + months
    return date(at // 12, at % 12 + 1, 1)


def inside(start: date, end: date, chosen: Filter) -> bool:
    """Whether a bar from `start` up to `end` (not included) touches the chosen dates."""
    return not ((chosen.from_ and end <= chosen.from_) or (chosen.to and start > chosen.to))


def table(counted: Any, chosen: Filter) -> pd.DataFrame:
    """One row a bar and type.

    Columns: `start` and `end` (midnights, `end` exclusive), `when` in words, `type` (its name), `color`,
    `n`, and `shade`, the opacity. `attrs["unit"]` is a bar's width.
    """
    catalogue = load_types()
    rows = []
    for kind, numbers in counted.by.items():
        entry = catalogue.get(kind)
        for (start, _total), n in zip(counted.bins, numbers, strict=True):
            if not n:
                continue
            end = after(start, counted.unit)
            rows.append(
                {
                    "start": pd.Timestamp(start),
                    "end": pd.Timestamp(end),
                    "when": words.dates({"date_start": start, "date_end": end - timedelta(days=1)}),
                    "type": words.name(entry, kind),
                    "color": entry.color if entry else "#8A8A8A",
                    "n": n,
                    "shade": 1.0 if inside(start, end, chosen) else PALE,
                }
            )
    frame = pd.DataFrame(rows)
    frame.attrs["unit"] = counted.unit
    return frame


def chart(frame: pd.DataFrame, unit: str) -> alt.Chart:
    """Bars by date, stacked and coloured by type, with a brush along the dates."""
    axis = alt.Axis(labelExpr=labels(), labelOverlap=True, grid=False)
    if unit == "day":
        axis.tickCount = {"interval": "day", "step": 1}
    colours = frame.drop_duplicates("type")
    brush = alt.selection_interval(
        encodings=["x"], name="dates", mark=alt.BrushConfig(fillOpacity=0.08, strokeOpacity=0.4)
    )
    scale = alt.Scale(domain=list(colours["type"]), range=list(colours["color"]))
    return (
        alt.Chart(frame)
        .mark_bar(stroke="#888", strokeWidth=0.3)
        .encode(
            x=alt.X("start:T", title=None, axis=axis),
            x2="end:T",
            y=alt.Y("sum(n):Q", title=None, axis=alt.Axis(tickMinStep=1, tickCount=3, format="d")),
            color=alt.Color("type:N", legend=None, scale=scale),
            opacity=alt.Opacity("shade:Q", legend=None, scale=None),
            tooltip=[
                alt.Tooltip("type:N", title=_("Event type")),
                alt.Tooltip("when:N", title=_("Dates")),
                alt.Tooltip("sum(n):Q", title=_("Events"), format=",d"),
            ],
        )
        .properties(height=HEIGHT)
        .add_params(brush)
        .configure(aria=False)  # the chart has a description; its hundred bars would say nothing in words
    )


def labels() -> str:
    """A Vega expression that writes the axis in the reader's language: month and year, month, or day."""
    names = get_month_names("abbreviated", locale=language())
    months = "[" + ",".join(f"'{names[m].strip('.')}'" for m in range(1, 13)) + "]"
    month = f"{months}[month(datum.value)]"
    order = (
        f"date(datum.value) + ' ' + {month}" if language() == "es" else f"{month} + ' ' + date(datum.value)"
    )
    return (
        f"date(datum.value) > 1 ? {order} : month(datum.value) > 0 ? {month} : "
        f"{month} + ' ' + year(datum.value)"
    )


def brushed() -> None:
    """The bars were brushed, or the brush was taken away."""
    told = st.session_state["brush"]["selection"].get("dates") or {}
    bounds = told.get("start")
    if not bounds:
        state.change(from_=None, to=None)
        return
    first, last = (pd.Timestamp(v, unit="ms").date() for v in bounds)
    state.change(from_=first, to=max(first, last))
