"""The map page: a sentence, the map, the dates below it, and beside it the list or the open event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import streamlit as st

from dashboard import (
    access,
    bridge,
    changed,
    detail,
    edit,
    eventlist,
    frame,
    here,
    histogram,
    i18n,
    lookup,
    mapframe,
    mapview,
    review,
    share,
    state,
    stories,
    story_adding,
    tray,
)
from dashboard.i18n import _, count
from dashboard.markup import text
from geo.errors import FilterError
from geo.events.actors import load_actors
from geo.events.types import load_types
from geo.places import regions
from geo.store.filter import POSITION_LIMITS, Filter, number_within

HEIGHT = 560


def draw(source: lookup.Source, problems: Sequence[FilterError], pages: Mapping[str, Any]) -> None:
    """The whole page; the map is told first, for its tiles take longest."""
    with st.container(key="unseen"):
        picked(bridge.map_bridge("bridge"))
    said = st.container(horizontal=True, vertical_alignment="center", key="said")
    notices = st.container(key="notices")
    wide, side = st.columns([5, 3], gap="medium")
    with wide:
        draw_map(source)
    now = state.view()
    counts = source.count(now.filter)
    with said:
        st.html(f'<p class="sl-sentence" role="status">{sentence(counts)}</p>')
        if not access.embedded():
            story_adding.offer(source, pages, start())
            share.cite_and_embed(source, start())
            share.download(source)
            share.copy_link(source, start())
    # In every run, even empty: what follows keeps its place on the page, and the map its frame.
    with notices:
        if not access.embedded():
            active(source)
        frame.notices(problems)
        pinned(source)
        share.told(source)
    with wide:
        histogram.draw(source)
    with side, st.container(key="side"):
        events, has_more = eventlist.rows(source)
        if now.event:
            draw_event(source, now.event, events)
        elif now.here:
            here.draw(source, now.here)
        elif not events and source.empty:
            first_visit(pages)
        else:
            here.more(pages, now.filter)
            if events:
                eventlist.draw(source, events, counts.events, has_more=has_more)
            else:
                nothing()
        tray.draw(source, counts)


def draw_map(source: lookup.Source) -> None:
    """The map: its script never changes with the filter, so its frame is neither reloaded nor moved."""
    now = state.view()
    at = start()
    opened = source.event(now.event, now.filter) if now.event else None
    fixing = bool(now.event) and st.session_state.get("fixing") == now.event and access.may_write()
    mapframe.show(
        mapview.Frame(
            lang=now.lang, lat=at["lat"], lng=at["lng"], z=int(at["z"]), drawing=not access.embedded()
        ),
        mapview.message(
            now.filter.to_query(),
            source.version,
            now.event if isinstance(opened, dict) else None,
            fly_to=fly_to(source),
            others=mapview.runners_up(opened if isinstance(opened, dict) else None),
            choosing=fixing,
            spot=edit.spot() if fixing else None,
            here=now.here,
            fit=first_view(source),
        ),
        key="events",
        height=HEIGHT,
    )


def start() -> dict[str, float]:
    """Where the map began in this session: where the link says, or has its region in view, else Mexico."""
    kept: dict[str, float] | None = st.session_state.get("start")
    if kept is None:
        params = state.address()
        kept, region_id = dict(mapview.START), state.view().here
        if region_id and "lat" not in params:
            west, south, east, north = regions.bbox(region_id)
            params = params | mapview.around([(south, west), (north, east)])
        for key, (low, high) in POSITION_LIMITS.items():
            given = number_within(params[key][-1], low, high) if key in params else None
            kept[key] = mapview.START[key] if given is None else given
        st.session_state["start"] = kept
    return kept


def first_view(source: lookup.Source) -> tuple[float, float, float, float] | None:
    """What a link without a position brings into view, once: its event, its area, or what its filter leaves.

    A later filter does not move the map, and a link to a region starts there (`start`).
    """
    now, kept = state.view(), st.session_state
    if "fit" not in kept:
        kept["fit"] = None
        if not (now.here or "lat" in state.address()):
            opened = source.event(now.event, now.filter) if now.event else None
            place = opened.get("place") if isinstance(opened, dict) else None
            if place:
                kept["fit"] = (place["lon"], place["lat"], place["lon"], place["lat"])
            elif drawn := now.filter.area or now.filter.bbox:
                box = drawn.bounds()[0]
                kept["fit"] = (box.west, box.south, box.east, box.north)
            elif now.filter.active:
                kept["fit"] = source.extent(now.filter)
    fit: tuple[float, float, float, float] | None = kept["fit"]
    return fit


def fly_to(source: lookup.Source) -> tuple[float, float, float | None] | None:
    """Where the map should go: to an event or a region that was just stepped to, else nowhere."""
    wanted = st.session_state.pop("fly", None)
    region = lookup.region(wanted) if wanted and wanted == state.view().here else None
    if region:
        return region.lat, region.lon, region.radius_km
    found = source.event(wanted, state.view().filter) if wanted else None
    place = found.get("place") if isinstance(found, dict) else None
    return (place["lat"], place["lon"], None) if place else None


def picked(told: tuple[str, dict[str, Any]] | None) -> None:
    """What was clicked or drawn on the map, told by its bridge without a reload."""
    name, said = told or ("", {})
    if name == "event":
        state.open_event(str(said["id"]))
    elif name == "region" and lookup.region(str(said["id"])):
        state.change(regions=(*state.view().filter.regions, str(said["id"])))
    elif name == "here" and lookup.region(str(said["id"])):
        state.open_region(str(said["id"]))
    elif name in ("ground", "other") and "fixing" in st.session_state:
        st.session_state["spot"] = dict(said)
    elif name in ("shape", "dates"):
        drawn, errors = Filter.parse_lenient(str(said["query"]))
        if errors:
            return
        if name == "shape":
            state.change(area=drawn.area, bbox=drawn.bbox)
        else:
            state.change(from_=drawn.from_, to=drawn.to)


def sentence(counts: Any) -> str:
    """What is shown, and what is left out and why, in words."""
    shown = _("{events} from {reports}").format(
        events=f"<b>{text(count('{n} event', '{n} events', counts.events))}</b>",
        reports=text(count("{n} report", "{n} reports", counts.reports)),
    )
    asides = []
    if counts.unplaced:
        asides.append(count("{n} without a place", "{n} without a place", counts.unplaced))
    if counts.undated:
        asides.append(count("{n} without a date", "{n} without a date", counts.undated))
    left_out = [words_left_out(reason, n) for reason, n in counts.left_out.items() if n]
    said = shown + "".join(f", {text(a)}" for a in asides) + "."
    if left_out:
        said += " <small>" + text(_("Left out: {what}.").format(what=", ".join(left_out))) + "</small>"
    return said


def active(source: lookup.Source) -> None:
    """Which filters hold, in a line, and a button that drops them: seen while the sidebar is not."""
    chosen = state.view().filter
    if not any(name != "asof" for name in chosen.active):
        return

    def title(report_id: str) -> str:
        report = source.report(report_id, chosen)
        return report.title if report and report.title else report_id

    with st.container(horizontal=True, vertical_alignment="center", key="active"):
        said = text(stories.filter_words(chosen, title))
        st.html(f'<p class="sl-active"><b>{text(_("Filters"))}:</b> {said}</p>', width="content")
        st.button(_("Clear all"), key="reset_active", type="tertiary", on_click=state.reset)


def words_left_out(reason: str, n: int) -> str:
    """How many events a filter leaves out because the report does not say enough."""
    return {
        "precision": count("{n} too vague in place", "{n} too vague in place", n),
        "place": count("{n} without a place", "{n} without a place", n),
        "date": count("{n} without a date", "{n} without a date", n),
    }.get(reason, f"{n} {reason}")


def pinned(source: lookup.Source) -> None:
    """A view of the past says so, and how to come back to now."""
    asof = state.view().filter.asof
    if asof is None:
        return
    when = i18n.moment(asof) if isinstance(asof, datetime) else _("version {n}").format(n=asof)
    said = _("Pinned: these are the events as they were known at {moment}. Today's version is {n}.")
    with st.container(horizontal=True, vertical_alignment="center", key="pinned"):
        st.html(
            f'<div class="sl-notice" role="status">{text(said.format(moment=when, n=source.version))}</div>'
        )
        share.changed(source)
        st.button(_("Show today's"), key="unpin", on_click=state.change, kwargs={"asof": None})


def first_visit(pages: Mapping[str, Any]) -> None:
    """The store holds nothing yet: what this is for, and where to begin."""
    title, why = _("No events yet"), _("Nobody has added a report so far.")
    writes = access.may_write()
    if writes:
        why = _("Paste a report or drop files: its events appear here, each beside the words that say so.")
    st.html(f'<div class="sl-empty"><h2>{text(title)}</h2><p>{text(why)}</p></div>')
    if writes:
        with st.container(horizontal_alignment="center", key="begin"):
            for name, label, icon in (
                ("add", _("Add reports"), ":material/add:"),
                ("tables", _("Import a table of events instead"), ":material/table:"),
            ):
                st.page_link(pages[name], label=label, icon=icon, query_params=state.query(), width="content")


def nothing() -> None:
    """No event matches."""
    st.html(
        f'<div class="sl-empty"><h2>{_("No event matches")}</h2>'
        f"<p>{_('Widen the dates, or drop a filter.')}</p></div>"
    )
    with st.container(horizontal_alignment="center"):
        st.button(_("Reset the filters"), key="reset_empty", on_click=state.reset)


def draw_event(source: lookup.Source, event_id: str, events: Sequence[Any]) -> None:
    """The open event, with steps to its neighbours in the list."""
    before, after = eventlist.neighbours(events, event_id)
    with st.container(horizontal=True, vertical_alignment="center", key="steps"):
        st.button(_("List"), icon=":material/arrow_back:", key="close", type="tertiary", on_click=close)
        st.space("stretch")
        st.button(
            _("Previous"),
            key="previous",
            type="tertiary",
            disabled=before is None,
            on_click=step,
            args=(before,),
        )
        st.button(
            _("Next"), key="next", type="tertiary", disabled=after is None, on_click=step, args=(after,)
        )
    found = source.event(event_id, state.view().filter)
    if not isinstance(found, dict):
        gone(found)
        return
    if found.get("merged_into"):
        st.html(f'<div class="sl-notice">{text(_("This event was merged into another one."))}</div>')
        st.button(_("Open that one"), key="merged", on_click=step, args=(found["merged_into"],))
    ids = dict.fromkeys([found["report_id"], *(found.get("sources") or ())])
    reports = [r for r in (source.report(i, state.view().filter) for i in ids) if r is not None]
    if st.session_state.get("fixing") == event_id and access.may_write():
        st.html(f'<article class="sl-detail">{detail.evidence(found, reports)}</article>')
    else:
        st.html(
            detail.whole(
                found,
                kind=load_types().get(found["type"]),
                catalogue=load_actors(),
                reports=reports,
                history=detail.history(source.history(event_id), differs=changed.lines),
            )
        )
    review.draw(source, found)


def gone(found: Any) -> None:
    """A link's event that is not there, told where an open one is: on a phone, over the map."""
    if found == "removed":
        title, why = _("This event was removed"), _("It was erased for good, and so was what it said.")
    else:
        title, why = _("There is no such event"), _("The link names an event that this store does not hold.")
    st.html(f'<div class="sl-empty sl-detail"><h2>{text(title)}</h2><p>{text(why)}</p></div>')


def close() -> None:
    """Back to the list, the focus on the event that was open."""
    st.session_state["focus_list"] = True
    state.open_event(None)


def step(event_id: str | None) -> None:
    """Open a neighbour, and let the map follow."""
    st.session_state["fly"] = event_id
    state.open_event(event_id)
