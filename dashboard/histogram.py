"""The histogram below the map: events by date and type or who acts; brushing it sets the filter's dates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

import streamlit as st

from dashboard import lookup, state, words
from dashboard.component import component
from dashboard.i18n import _, language, ngettext
from geo.events.types import load_types
from geo.store.filter import Filter

UNKNOWN = "#8A8A8A"
"""The colour of a type that the catalogue does not have."""

FEWEST = 15
"""Bars that are drawn at least."""

ACTING = {
    "armed": "#D55E00", "police": "#0072B2", "military": "#009E73", "government": "#E69F00",
    "civilians": "#CC79A7", "international": "#56B4E9", "several": "#6A6A6A", "other": UNKNOWN,
    "nobody": "#C4C4C4",
}  # fmt: skip
"""The colours of the kinds of who acts: Okabe and Ito's, and greys for what is no kind of its own."""

HTML = (
    '<section class="hist"><div class="plot" tabindex="0"><svg aria-hidden="true"></svg></div>'
    '<p class="none" hidden></p><div class="tip" hidden></div>'
    '<div class="foot"><p class="said"></p><button type="button" class="all"></button>'
    '<label class="by"><span></span> <select></select></label></div><ul class="key" hidden></ul>'
    '<p class="keys" id="keys"></p></section>'
)

_mount = component("histogram", HTML)


def draw(source: lookup.Source) -> None:
    """Show the histogram; where no event has a date it says so, at the same height."""
    now = state.view()
    chosen = now.filter
    with st.container(key="dates"):
        _mount(
            key="brush",
            data=bars(source.histogram(chosen, now.by), chosen, now.by)
            | {"shows": source.shows(chosen), "lang": language(), "words": phrases(), "by": now.by},
            on_dates_change=brushed,
            on_by_change=stacked,
        )


def after(start: date, unit: str, bars: int = 1) -> date:
    """The first day of the bar that comes so many bars later, or before where the number is negative.

    Raises
    ------
    ValueError, OverflowError
        The calendar ends before.
    """
    months = {"month": 1, "quarter": 3, "year": 12}.get(unit)
    if months is None:
        return start + timedelta(days=bars * (7 if unit == "week" else 1))
    at = start.year * 12 + start.month - 1 + bars * months
    return date(at // 12, at % 12 + 1, 1)


def framed(starts: list[date], unit: str) -> tuple[int, list[date]]:
    """Bars with empty ones around them where there are few, and how many were put in front.

    One day of events would else be a bar as broad as the page.
    """
    short = FEWEST - len(starts)
    if not starts or short <= 0:
        return 0, starts
    front = short // 2
    try:
        before = [after(starts[0], unit, n) for n in range(-front, 0)]
        behind = [after(starts[-1], unit, n) for n in range(1, short - front + 1)]
    except (ValueError, OverflowError):
        return 0, starts
    return front, [*before, *starts, *behind]


def bars(counted: Any, chosen: Filter, by: str) -> dict[str, Any]:
    """What the browser draws the bars from.

    Dates are days since 1970-01-01. `edges` are the first days of the bars and the day after the last one.
    `types` hold, the lowest in the bars first, a name, a colour and `counts`: by turns a bar's index and its
    number, bars without events left out. `from` and `to` are the chosen dates, both included, or None.
    """
    front, starts = framed([start for start, _total in counted.bins], counted.unit)
    edges = [*starts, after(starts[-1], counted.unit)] if starts else []
    types = [
        {
            "name": name,
            "color": color,
            "counts": [v for i, n in enumerate(numbers, front) if n for v in (i, n)],
        }
        for name, color, numbers in stacks(counted.by, by)
    ]
    return {
        "unit": counted.unit,
        "edges": [day_number(d) for d in edges],
        "types": types,
        "from": day_number(chosen.from_) if chosen.from_ else None,
        "to": day_number(chosen.to) if chosen.to else None,
    }


def stacks(counted: Mapping[str, list[int]], by: str) -> Iterator[tuple[str, str, list[int]]]:
    """Name, colour and numbers of what bars are made of: types by frequency, kinds in their own order."""
    if by == "kind":
        yield from ((words.acting(k), color, counted[k]) for k, color in ACTING.items() if k in counted)
        return
    catalogue = load_types()
    for kind, numbers in counted.items():
        entry = catalogue.get(kind)
        yield words.name(entry, kind), entry.color if entry else UNKNOWN, numbers


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return day.toordinal() - date(1970, 1, 1).toordinal()


def phrases() -> Mapping[str, Any]:
    """What the component says; `{start}`, `{end}` and `{n}` are filled in by the browser."""
    return {
        "label": _("Events by date"),
        "hint": _("Drag over the bars to choose dates; double-click for all dates."),
        "keys": _("Arrow keys choose dates, with Shift more or fewer of them; Escape chooses all dates."),
        "all": _("All dates"),
        "range": _("{start} to {end}"),
        "since": _("From {start} on"),
        "until": _("Until {end}"),
        "events": [ngettext("{n} event", "{n} events", n) for n in (1, 2)],
        "other": _("Others"),
        "by": _("Bars by"),
        "stacks": [("type", _("Event type")), ("kind", _("Who acts"))],
        "nothing": _("No event with a date to show."),
    }


def stacked() -> None:
    """What the bars are made of was switched."""
    told = st.session_state["brush"].get("by")
    if told in state.STACKS:
        state.become(by=told)


def brushed() -> None:
    """Dates were chosen with the brush, or all of them."""
    told = st.session_state["brush"].get("dates")
    if not isinstance(told, list) or len(told) not in (0, 2):
        return
    try:
        first, last = sorted(date.fromisoformat(str(v)) for v in told) if told else (None, None)
    except ValueError:
        return
    state.change(from_=first, to=last)
