"""What is here: a region's events by type, actor and time, and how many events it can't be told of.

Everything is asked under the filter in force, with the region in place of the filter's own regions, so that
the panel and a filter by the region say the same, and so does the choropleth's number where the filter names
no region.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from dashboard import lookup, state, words
from dashboard.i18n import _, count, day, number
from dashboard.markup import literal, text
from geo.events.actors import load_actors
from geo.events.types import load_types
from geo.store.filter import Filter

LISTED = 8
BELOW = {"country": "admin1", "admin1": "admin2"}

Counted = Sequence[tuple[str, int]]


def draw(source: lookup.Source, region_id: str) -> None:
    """The panel beside the map, with the ways to the region's parent, parts and events."""
    chosen = state.view().filter
    found, inside = lookup.region(region_id), chosen.but(regions=(region_id,))
    counts = source.count(inside)
    with st.container(horizontal=True, vertical_alignment="center", key="steps"):
        back = {"icon": ":material/arrow_back:", "type": "tertiary"}
        st.button(_("List"), key="close", on_click=state.open_region, args=(None,), **back)
        st.space("stretch")
        parent = lookup.region(found.parent) if found.parent else None
        if parent is not None and parent.level in ("country", "admin1"):
            step(parent.id, lookup.region_name(parent.id), "up", ":material/arrow_upward:")
    other = [f for f in chosen.active if f not in ("regions", "asof")]
    told = (
        f'<p class="sl-kicker"><span class="sl-type">{text(words.level(found.level))}</span></p>',
        f"<h2>{text(lookup.region_name(region_id))}</h2>",
        numbers(counts, source.killed(inside), narrowed=bool(other)),
        types(source.made_of(inside, "type")),
        trend(source.trend(inside)),
        actors(source.made_of(inside, "actor"), region_id),
    )
    st.html(f'<article class="sl-detail sl-here">{"".join(told)}</article>')
    parts = [
        (r, n) for r, n in source.made_of(inside, "region") if within(r, region_id, BELOW.get(found.level))
    ]
    if parts:
        st.html(f'<h3 class="sl-parts">{text(words.parts(BELOW[found.level]))}</h3>')
        with st.container(horizontal=True, gap="small", key="parts"):
            for part, n in parts[:LISTED]:
                step(part, f"{lookup.region_name(part)} · {number(n)}", "part")
    with st.container(key="actions"):
        whole = chosen.regions == (region_id,)
        st.button(
            _("Drop the filter by this region") if whole else _("Filter by this region"),
            key="only_here",
            type="secondary" if whole else "primary",
            disabled=not whole and not counts.events,
            on_click=state.change,
            kwargs={"regions": () if whole else (region_id,)},
        )


def step(region_id: str, label: str, kind: str, icon: str | None = None) -> None:
    """A button that goes to another region."""
    key = f"here_{kind}_{region_id}"
    st.button(literal(label), key=key, icon=icon, type="tertiary", on_click=go, args=(region_id,))


def go(region_id: str) -> None:
    """From a callback: open a region, and let the map follow."""
    st.session_state["fly"] = region_id
    state.open_region(region_id)


def within(region_id: str, whole: str, level: str | None) -> bool:
    """Whether a region is a part of another, of a level."""
    found = lookup.region(region_id)
    return found is not None and found.level == level and found.parent == whole


def numbers(counts: Any, killed: int, *, narrowed: bool) -> str:
    """How many events, reports and dead; how many events may lie here and aren't known to."""
    shown = _("{events} from {reports}").format(
        events=f"<b>{text(count('{n} event', '{n} events', counts.events))}</b>",
        reports=text(count("{n} report", "{n} reports", counts.reports)),
    )
    dead = text(count("{n} person killed", "{n} people killed", killed))
    said = f"<p>{shown}{f', {dead}' if killed else ''}.</p>"
    vague, unplaced = counts.left_out["precision"], counts.left_out["place"]
    left = [
        count("{n} is known only to a wider area", "{n} are known only to a wider area", vague),
        count("{n} has no place", "{n} have no place", unplaced),
    ]
    asides = []
    if vague or unplaced:
        what = ", ".join(part for part, n in zip(left, (vague, unplaced), strict=True) if n)
        asides.append(_("Other events may lie here and are not counted: {what}.").format(what=what))
    if narrowed:
        asides.append(_("The filters in force apply."))
    return said + "".join(f"<p><small>{text(aside)}</small></p>" for aside in asides)


def types(counted: Counted) -> str:
    """The most frequent types with bars, the others in one line."""
    if not counted:
        return ""
    catalogue, lines = load_types(), []
    most = counted[0][1]
    for value, n in counted[:LISTED]:
        kind = catalogue.get(value)
        glyph = (
            f'<span class="sl-glyph" style="color:{text(kind.color)}" aria-hidden="true">{kind.glyph}</span> '
            if kind
            else ""
        )
        lines.append(bar(glyph + text(words.name(kind, value)), n, most))
    rest = sum(n for _value, n in counted[LISTED:])
    if rest:
        lines.append(bar(text(_("Other types")), rest, None))
    return f'<h3>{text(_("Event types"))}</h3><ul class="sl-features">{"".join(lines)}</ul>'


def bar(label: str, n: int, most: int | None) -> str:
    """A line of a list: what, a bar as long as its share of `most`, and the number; the label is markup."""
    drawn = (
        f'<span class="sl-bar"><i style="width:{round(100 * n / most)}%"></i></span>' if most else "<i></i>"
    )
    return f"<li><span>{label}</span>{drawn}<small>{number(n)}</small></li>"


def trend(counted: Any) -> str:
    """Events over time as small bars, in words for who does not see them."""
    if not counted.bins:
        return ""
    most = max(n for _start, n in counted.bins)
    first, last = counted.bins[0][0], counted.bins[-1][0]
    peak = next(start for start, n in counted.bins if n == most)
    told = _("At most {n} in one {unit} (from {day}).").format(
        n=number(most), unit=words.unit(counted.unit), day=day(peak)
    )
    bars = "".join(f'<i style="height:{100 * n / most:.1f}%"></i>' for _start, n in counted.bins)
    ends = "".join(f"<small>{text(day(end))}</small>" for end in dict.fromkeys((first, last)))
    return (
        f'<h3>{text(_("Over time"))}</h3><div class="sl-trend" aria-hidden="true">{bars}</div>'
        f'<p class="sl-ends">{ends}</p><p><small>{text(told)}</small></p>'
    )


def actors(counted: Counted, region_id: str) -> str:
    """Who takes part most often, each with the way to its page, about this region."""
    catalogue, lines = load_actors(), []
    for value, n in counted[:LISTED]:
        there = state.link("actor", actors=(value,), regions=(region_id,))
        name = text(words.name(catalogue.get(value), value))
        lines.append(f'<li><span><a href="{text(there)}">{name}</a></span><small>{number(n)}</small></li>')
    if not lines:
        return ""
    return f'<h3>{text(_("Actors named"))}</h3><ul class="sl-actors">{"".join(lines)}</ul>'


def more(pages: Any, chosen: Filter) -> None:
    """What the filter names, each with the way to what is known of it: regions here, actors on their page."""
    if not chosen.regions and not chosen.actors:
        return
    with st.container(horizontal=True, gap="small", key="more"):
        for region_id in chosen.regions[:LISTED]:
            label = _("What is here: {name}").format(name=lookup.region_name(region_id))
            step(region_id, label, "more")
        for actor_id in chosen.actors[:LISTED]:
            name = words.name(load_actors().get(actor_id), actor_id)
            view = state.narrowed(actors=(actor_id,))
            label = _("About {name}").format(name=name)
            params = state.query(view, with_position=False)  # the actor's map fits its events
            st.page_link(pages["actor"], label=literal(label), query_params=params)
