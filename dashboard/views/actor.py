"""An actor's page: its events, places and dates, who takes part beside it, and who acts against whom.

The page is the filter's own: `/actor?actor=…` with any other parameter of a link. What it shows are the
events that match, so a link to the map, a pinned version and a publish profile mean the same here as
everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard import bridge, eventlist, frame, histogram, lookup, mapframe, mapview, state, words
from dashboard.i18n import _, count, language, number
from dashboard.markup import text
from dashboard.views import map
from geo.errors import FilterError
from geo.events.actors import load_actors
from geo.events.types import load_types
from geo.store.filter import Filter
from geo.store.sides import UNNAMED

LISTED, NEWEST = 12, 10
HEIGHT = 380


def draw(source: lookup.Source, pages: Mapping[str, Any], problems: Sequence[FilterError]) -> None:
    """The whole page."""
    with st.container(key="unseen"):
        map.picked(bridge.map_bridge("bridge"))
    now = state.view()
    if now.event or now.here:
        st.switch_page(pages["map"], query_params=state.query())
    counts, found = source.count(now.filter), source.sides(now.filter)
    st.html(head(now.filter.actors))
    with st.container(horizontal=True, vertical_alignment="center", key="said"):
        st.html(f'<p class="sl-sentence" role="status">{map.sentence(counts)}</p>')
        dropped = {f: getattr(Filter(), f) for f in now.filter.active if f not in ("actors", "asof")}
        if dropped:
            st.button(
                _("Drop the other filters"),
                key="widen",
                type="tertiary",
                on_click=state.change,
                kwargs=dropped,
            )
        st.page_link(pages["map"], label=_("Show on the map"), query_params=state.query())
    with st.container(key="notices"):
        frame.notices(problems)
        map.pinned(source)
    wide, side = st.columns([5, 3], gap="medium")
    with wide:
        at = map.start()
        mapframe.show(
            mapview.Frame(lang=now.lang, lat=at["lat"], lng=at["lng"], z=int(at["z"]) - 1, drawing=False),
            mapview.message(
                now.filter.to_query(),
                source.version,
                None,
                fit=source.extent(now.filter.but(from_=None, to=None)),
            ),
            key="actor",
            height=HEIGHT,
        )
        histogram.draw(source)
        show(against(found.pairs))
    with side:
        most = sorted(found.actors.items(), key=lambda i: (-i[1], actor_name(i[0])))
        others = [(a, n) for a, n in most if a not in now.filter.actors]
        title = _("Named in the same events") if now.filter.actors else _("Actors named")
        show(ranked(title, ((actor_link(a), n) for a, n in others[:LISTED])))
        places = source.made_of(now.filter, "region")
        divisions = [(r, n) for r, n in places if getattr(lookup.region(r), "level", "") == "admin1"]
        show(ranked(_("Where: by state"), ((region_link(r), n) for r, n in divisions[:LISTED])))
        show(newest(source.page(now.filter, "newest", None, NEWEST).rows))


def show(markup: str) -> None:
    """A part of the page, where there is anything to show."""
    if markup:
        st.html(markup)


def head(actors: Sequence[str]) -> str:
    """Whose page this is: name, kind and other names; without an actor, everybody's."""
    if not actors:
        return f'<div class="sl-prose"><h2>{text(_("Who acts, and against whom"))}</h2></div>'
    names = ", ".join(actor_name(a) for a in actors)
    entry = load_actors().get(actors[0]) if len(actors) == 1 else None
    told = [words.actor_kind(entry.kind), *entry.other_names(language())[:6]] if entry else []
    also = " · ".join(t for t in told if t)
    return f'<div class="sl-lead"><h2>{text(names)}</h2><p>{text(also)}</p></div>'


def actor_name(actor_id: str) -> str:
    """An actor's name in the reader's language."""
    if actor_id == UNNAMED:
        return _("Others, without an entry")
    return words.name(load_actors().get(actor_id), actor_id)


def anchor(markup: str, path: str, **changes: Any) -> str:
    """A link to a page with the view's filter, some of its fields changed."""
    return f'<a href="{text(state.link(path, **changes))}">{markup}</a>'


def actor_link(actor_id: str) -> str:
    """An actor's name, which leads to its page."""
    name = text(actor_name(actor_id))
    return name if actor_id == UNNAMED else anchor(name, "actor", actors=(actor_id,))


def region_link(region_id: str) -> str:
    """A region's name, which leads to the map of these events in it."""
    return anchor(text(lookup.region_name(region_id)), "./", regions=(region_id,))


def ranked(title: str, items: Iterable[tuple[str, int]]) -> str:
    """A heading and a list with numbers; the names are markup already."""
    lines = [f"<li><span>{name}</span><small>{number(n)}</small></li>" for name, n in items]
    if not lines:
        return ""
    body = "".join(lines)
    return f'<section class="sl-detail"><h3>{text(title)}</h3><ul class="sl-actors">{body}</ul></section>'


def against(pairs: Any) -> str:
    """Who acts on whom, with how many events, as a table."""
    if not pairs:
        return ""
    lines = [
        f'<tr><th scope="row">{actor_link(agent)}</th><td>{actor_link(target)}</td><td>{number(n)}</td></tr>'
        for (agent, target), n in sorted(pairs.items(), key=lambda i: (-i[1], i[0]))[: 2 * LISTED]
    ]
    heads = "".join(f'<th scope="col">{text(h)}</th>' for h in (_("Acts"), _("Is acted on"), _("Events")))
    caption = text(_("Who against whom"))
    return (
        f'<div class="sl-prose"><table class="sl-sides"><caption><h3>{caption}</h3></caption>'
        f"<thead><tr>{heads}</tr></thead>"
        f"<tbody>{''.join(lines)}</tbody></table>{everybody()}</div>"
    )


def everybody() -> str:
    """The way from one actor's page to the one of all of them."""
    if not state.view().filter.actors:
        return ""
    return "<p>" + anchor(text(_("All actors")), "actor", actors=()) + "</p>"


def newest(events: Sequence[Mapping[str, Any]]) -> str:
    """The newest events, each leading to itself on the map."""
    if not events:
        return ""
    base, lines = text(state.link("./")), []
    for event in events:
        kind = words.name(load_types().get(event["type"]), event["type"])
        place = lookup.place_name(event.get("place") or {}) or _("No place")
        lines.append(
            f'<li><span><a href="{base}&amp;event={text(event["event_id"])}">{text(kind)}</a>: '
            f"{text(place)}<small>{text(eventlist.actor_names(event))}</small></span>"
            f"<small>{text(words.dates(event))}</small></li>"
        )
    body, title = "".join(lines), text(count("The newest event", "The newest {n} events", len(lines)))
    return f'<section class="sl-detail"><h3>{title}</h3><ul class="sl-actors">{body}</ul></section>'
