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

HEIGHT = 110
UNITS = (("day", 62), ("week", 400), ("month", 3700), ("year", 10**9))
"""A bar's width by the days that the events span: days up to two months, weeks up to a year, …"""


def draw(source: lookup.Source) -> None:
    """Show the histogram; nothing where no event has a date."""
    chosen = state.view().filter
    frame = table(source.histogram(chosen))
    if frame.empty:
        return
    with st.container(key="dates"):
        st.altair_chart(
            chart(frame),
            key="brush",
            on_select=brushed,
            selection_mode="dates",
            width="stretch",
            alt=_("Events by date; drag over it to choose dates, double click to choose all"),
        )
        st.caption(_("Drag over the bars to choose dates; double-click for all dates."))


def unit(days: int) -> str:
    """How wide a bar is, so that there are neither three bars nor three hundred."""
    return next(name for name, most in UNITS if days <= most)


def floor(value: date, width: str) -> date:
    """The first day of the day, week (Monday), month or year that a date lies in."""
    if width == "week":
        return value - timedelta(days=value.weekday())
    if width == "month":
        return value.replace(day=1)
    if width == "year":
        return value.replace(month=1, day=1)
    return value


def table(counted: Any) -> pd.DataFrame:
    """Bars: `start`, `end` (midnights, end exclusive), `when` in words, `type` (its name), `color`, `n`."""
    rows = [(words.as_date(day), str(kind), int(n)) for (day, kind), n in counted]
    if not rows:
        return pd.DataFrame()
    days = [day for day, _kind, _n in rows if day]
    width = unit((max(days) - min(days)).days + 1)
    bars: dict[tuple[date, str], int] = {}
    for day, kind, n in rows:
        if day:
            bars[floor(day, width), kind] = bars.get((floor(day, width), kind), 0) + n
    catalogue = load_types()
    return pd.DataFrame(
        {
            "start": pd.Timestamp(start),
            "end": pd.Timestamp(after(start, width)),
            "when": words.dates({"date_start": start, "date_end": after(start, width) - timedelta(days=1)}),
            "type": words.name(catalogue.get(kind), kind),
            "color": catalogue[kind].color if kind in catalogue else "#8A8A8A",
            "n": n,
        }
        for (start, kind), n in sorted(bars.items())
    )


def after(start: date, width: str) -> date:
    """The first day of the next bar."""
    if width == "day":
        return start + timedelta(days=1)
    if width == "week":
        return start + timedelta(days=7)
    if width == "month":
        return (start.replace(day=1) + timedelta(days=32)).replace(day=1)
    return date(start.year + 1, 1, 1)


def chart(frame: pd.DataFrame) -> alt.Chart:
    """Bars by date, stacked and coloured by type, with a brush along the dates."""
    colours = frame.drop_duplicates("type")
    brush = alt.selection_interval(encodings=["x"], name="dates")
    return (
        alt.Chart(frame)
        .mark_bar(stroke="white", strokeWidth=0.4)
        .encode(
            x=alt.X("start:T", title=None, axis=alt.Axis(labelExpr=labels(), labelOverlap=True, grid=False)),
            x2="end:T",
            y=alt.Y("sum(n):Q", title=None, axis=alt.Axis(tickMinStep=1, tickCount=3, format="d")),
            color=alt.Color(
                "type:N",
                legend=None,
                scale=alt.Scale(domain=list(colours["type"]), range=list(colours["color"])),
            ),
            opacity=alt.condition(brush, alt.value(1.0), alt.value(0.45)),
            tooltip=[
                alt.Tooltip("type:N", title=_("Event type")),
                alt.Tooltip("when:N", title=_("Dates")),
                alt.Tooltip("sum(n):Q", title=_("Events"), format=",d"),
            ],
        )
        .properties(height=HEIGHT)
        .add_params(brush)
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
