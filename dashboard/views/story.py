"""The stories: a list of them, and one walked through step by step, its words beside its map.

`/story?id=…&step=2` is a story's address. A step shows its own view whatever filter the address carries
along; an `asof` of the address is the moment of the story, and of those of its steps that are not pinned.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard import (
    access,
    bridge,
    detail,
    frame,
    lookup,
    mapframe,
    mapview,
    share,
    state,
    stories,
    story_actions,
    story_draft,
    telling,
    words,
)
from dashboard.i18n import _, count, day, language
from dashboard.markup import keyed, literal, spoken, text
from dashboard.views import map
from geo.errors import FilterError
from geo.events.actors import load_actors
from geo.events.types import load_types
from geo.records import Step, Story, StoryRevision
from geo.store.stories import Scene

Pages = Mapping[str, Any]

HEIGHT = 520
FITTED = 200
"""Events looked at to find where a map stands that the step says nothing of."""


def own() -> dict[str, list[str]]:
    """The parameters of this page's own in the address: the story, and its step."""
    return {k: v for k, v in state.address().items() if k in ("id", "step")}


def draw(source: lookup.Source, pages: Pages, problems: Sequence[FilterError]) -> None:
    """The whole page: the editor, a story, or the list."""
    with st.container(key="unseen"):
        told = bridge.map_bridge("bridge")
    story_id = st.query_params.get("id", "")
    if story_draft.open_draft(story_id):
        telling.draw(source, pages, story_id)
        return
    found = stories.one(source.index, source.profile, story_id, state.view().filter.asof)
    if found is not None and found.story is not None:
        if told and told[0] == "event":
            st.session_state["looked_at"] = (story_id, st.query_params.get("step"), str(told[1]["id"]))
        read(source, pages, found, found.story, problems)
        return
    with st.container(key="notices"):
        frame.notices(problems)
        pinned(source)
    if story_id:
        gone(pages, story_id)
    else:
        listing(source, pages)


def gone(pages: Pages, story_id: str) -> None:
    """A story that a link names and that is not there."""
    if stories.erased(story_id):
        title, why = _("This story was removed"), _("It was erased for good, and so was what it said.")
    else:
        title, why = _("There is no such story"), _("It may not be published, or not any more.")
    st.html(f'<div class="sl-empty"><h2>{text(title)}</h2><p>{text(why)}</p></div>')
    with st.container(horizontal_alignment="center"):
        st.page_link(pages["story"], label=_("All stories"), query_params=state.query(), width="content")


def listing(source: lookup.Source, pages: Pages) -> None:
    """Every story, the last changed first; or what this is for, where there is none yet."""
    writes = access.may_write()
    if writes:
        telling.unsaved(pages)
    found = stories.shown(source.index, source.profile, state.view().filter.asof)
    listed = [(r, r.story) for r in found if r.story and (writes or r.story.status != "withdrawn")]
    if not listed:
        nothing(pages, writes=writes)
        return
    lead = _("Views of the map in an order, each with the words that go with it.")
    with st.container(horizontal=True, vertical_alignment="bottom", key="stories_head"):
        st.html(f'<div class="sl-lead"><h2>{text(_("Stories"))}</h2><p>{text(lead)}</p></div>')
        if writes:
            st.button(_("New story"), icon=":material/add:", key="new_story", on_click=story_draft.start)
    with st.container(key="stories", gap=None):
        for told, story in listed:
            with st.container(key=f"story_{told.story_id}", gap=None):
                query = state.query() | {"id": [told.story_id]}
                with st.container(key=keyed(f"title_{told.story_id}", story.lang)):
                    st.page_link(pages["story"], label=literal(story.title), query_params=query)
                st.html(f'<p class="sl-source">{byline(told, story)}</p>')
                if story.intro:
                    st.html(f'<p class="sl-intro"{spoken(story.lang)}>{text(shortened(story.intro))}</p>')


def nothing(pages: Pages, *, writes: bool) -> None:
    """There is no story yet."""
    title = _("No stories yet")
    why = _("A story walks a reader through views of the map, each with its own words.")
    how = _("Set up a view on the map and press “Add to a story”; its filter and position become a step.")
    body = f"<h2>{text(title)}</h2><p>{text(why)}</p>" + (f"<p>{text(how)}</p>" if writes else "")
    st.html(f'<div class="sl-empty">{body}</div>')
    with st.container(horizontal_alignment="center", key="begin_story"):
        st.page_link(
            pages["map"],
            label=_("Go to the map"),
            icon=":material/map:",
            query_params=state.query(),
            width="content",
        )
        if writes:
            st.button(_("New story"), icon=":material/add:", key="new_story", on_click=story_draft.start)


def shortened(words_: str, most: int = 240) -> str:
    """The beginning of a text, cut at a space."""
    line = " ".join(words_.split())
    return line if len(line) <= most else line[:most].rpartition(" ")[0] + " …"


def byline(told: StoryRevision, story: Story) -> str:
    """How many steps, by whom, when changed, and whether it is a draft."""
    bits = [text(count("{n} step", "{n} steps", len(story.steps)))]
    by = stories.writer(told)
    if by:
        bits.append(text(_("by {name}").format(name=words.author(by))))
    bits.append(text(_("changed {day}").format(day=day(told.recorded_at.date()))))
    line = " · ".join(bits)
    if story.status == "published":
        return line
    return f'<span class="sl-badge">{text(words.story_status(story.status))}</span> {line}'


def read(
    source: lookup.Source, pages: Pages, told: StoryRevision, story: Story, problems: Sequence[FilterError]
) -> None:
    """A story: its title, and one step of it."""
    n, wrong = step_number(len(story.steps))
    step = story.steps[n - 1] if story.steps else Step()
    scene, lost = stories.scene_of(step, state.view().filter.asof)
    with st.container(horizontal=True, vertical_alignment="center", key="said"):
        by = "" if access.embedded() else f"<p>{byline(told, story)}</p>"
        st.html(f'<div class="sl-lead"><h2{spoken(story.lang)}>{text(story.title)}</h2>{by}</div>')
        if not access.embedded():
            link = {"id": [story.story_id], "step": [str(n)], "lang": [language()]}
            link |= {k: v for k, v in state.query().items() if k == "asof"}
            embed(link)
            share.copy_link(source, None, link)
    with st.container(key="notices"):
        frame.notices([*problems, *wrong])
        for error in lost:
            at = _("step {n}: {parameter}").format(n=n, parameter=error.parameter)
            frame.notices([FilterError(at, words.expected(error.parameter, error.expected), error.came)])
        pinned(source)
    with st.container(key="opening"):  # in every run, even empty: the map below keeps its frame
        if story.intro and n == 1:
            st.html(f'<div class="sl-words sl-opening"{spoken(story.lang)}>{text(story.intro)}</div>')
    if not story.steps:
        without_steps(pages)
    else:
        wide, side = st.columns([5, 3], gap="medium")
        with wide:
            draw_map(source, scene, f"{told.revision_id} {n}")
            with st.container(key="under"):
                under(source, scene)
        with side, st.container(key="telling"):
            walk(story, n)
            said(story, step)
            contents(story, n)
            whole(pages, scene)
            opened(source, scene)
    story_actions.actions(source, told)


def step_number(steps: int) -> tuple[int, list[FilterError]]:
    """The step that the address names, from 1, and what is wrong with it."""
    given = st.query_params.get("step")
    if given is None or (given.isascii() and given.isdecimal() and 1 <= int(given[:9]) <= steps):
        return int(given or 1), []
    return 1, [FilterError("step", _("a step from 1 to {n}").format(n=max(1, steps)), given)] if steps else []


def go(n: int) -> None:
    """From a callback: another step; one entry of history."""
    st.query_params["step"] = str(n)


def pinned(source: lookup.Source) -> None:
    """A link to a story of the past says so, and how to come back to now."""
    asof = state.view().filter.asof
    if asof is None:
        return
    words_ = _("This link is pinned: the story, and what of it is not pinned itself, as of {moment}.")
    shown = text(words_.format(moment=stories.moment_words(source.index, asof)))
    with st.container(horizontal=True, vertical_alignment="center", key="pinned"):
        st.html(f'<div class="sl-notice" role="status">{shown}</div>')
        st.button(_("Show today's"), key="unpin", on_click=state.change, kwargs={"asof": None})


def without_steps(pages: Pages) -> None:
    """A story that has words alone so far."""
    title = _("This story has no steps yet")
    why = _("Set up a view on the map and press “Add to a story”; its filter and position become a step.")
    st.html(f'<div class="sl-empty"><h2>{text(title)}</h2><p>{text(why)}</p></div>')
    with st.container(horizontal_alignment="center"):
        st.page_link(pages["map"], label=_("Go to the map"), query_params=state.query(), width="content")


def event_of(scene: Scene) -> str | None:
    """The event that is open: the one clicked on the map in this step, else the step's own."""
    seen = st.session_state.get("looked_at")
    here = (st.query_params.get("id"), st.query_params.get("step"))
    return seen[2] if seen and seen[:2] == here else scene.event


def draw_map(source: lookup.Source, scene: Scene, step: str) -> None:
    """The map as the step has it. It neither reads nor writes the page's address."""
    event = event_of(scene)
    found = source.event(event, scene.filter) if event else None
    position = scene.position or fitted(source, scene)
    mapframe.show(
        mapview.Frame(lang=language(), drawing=False, addressed=False),
        mapview.message(
            scene.filter.to_query(),
            source.version,
            event if isinstance(found, dict) else None,
            here=scene.here,
            scene={"step": step, "position": position, "layers": scene.layers},
        ),
        key="story",
        height=HEIGHT,
    )


def fitted(source: lookup.Source, scene: Scene) -> tuple[float, float, float]:
    """Where the map stands in a step that says nothing of it: its events in view."""
    rows = source.page(scene.filter, "newest", None, FITTED).rows
    points = [(e["place"]["lat"], e["place"]["lon"]) for e in rows if e.get("place")]
    at = mapview.around(points)
    named = {k: float(at[k][0]) if at else mapview.START[k] for k in ("lat", "lng", "z")}
    return named["lat"], named["lng"], named["z"]


def under(source: lookup.Source, scene: Scene) -> None:
    """Below the map: how many events it shows, which, and of which data."""
    asof = scene.filter.asof
    pin = (
        _("Pinned to the data of {moment}.").format(moment=stories.moment_words(source.index, asof))
        if asof is not None
        else _("Live: shows the newest data.")
    )
    st.html(
        f'<p class="sl-sentence" role="status">{map.sentence(source.count(scene.filter))}</p>'
        f'<p class="sl-source">{text(stories.filter_words(scene.filter))} · {text(pin)}</p>'
    )


def whole(pages: Pages, scene: Scene) -> None:
    """The way from a step to the map's page, where everything can be done with its view."""
    if access.embedded():
        return
    st.page_link(
        pages["map"],
        label=_("Open this view on the map"),
        icon=":material/map:",
        query_params=stories.parameters(scene, language()),
        width="content",
    )


def walk(story: Story, n: int) -> None:
    """Where we are, and the buttons that go on and back."""
    last = len(story.steps)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="walk"):
        where = _("Step {n} of {all}").format(n=n, all=last)
        st.html(f'<p class="sl-where" role="status">{text(where)}</p>', width="content")
        st.space("stretch")
        st.button(
            _("Previous"),
            icon=":material/arrow_back:",
            key="step_back",
            disabled=n == 1,
            on_click=go,
            args=(n - 1,),
        )
        st.button(
            _("Next"),
            icon=":material/arrow_forward:",
            icon_position="right",
            key="step_on",
            type="primary",
            disabled=n == last,
            on_click=go,
            args=(n + 1,),
        )


def said(story: Story, step: Step) -> None:
    """The step's words, as plain text."""
    heading = f"<h3>{text(step.title)}</h3>" if step.title else ""
    st.html(f'<div class="sl-words"{spoken(story.lang)}>{heading}<div>{text(step.text)}</div></div>')


def contents(story: Story, n: int) -> None:
    """All steps, to jump to."""
    if len(story.steps) < 2:
        return
    st.session_state["w_step"] = n
    with st.container(key=keyed("contents", story.lang)):
        st.radio(
            _("Steps"),
            range(1, len(story.steps) + 1),
            format_func=lambda i: f"{i}. {literal(stories.heading(story.steps[i - 1], i))}",
            key="w_step",
            on_change=lambda: go(st.session_state["w_step"]),
        )


def opened(source: lookup.Source, scene: Scene) -> None:
    """The open event, as the step's data has it."""
    event_id = event_of(scene)
    if event_id is None:
        return
    found = source.event(event_id, scene.filter)
    if not isinstance(found, dict):
        why = (
            _("The event that this step opens was removed.")
            if found == "removed"
            else _("The event that this step opens is not shown here.")
        )
        st.html(f'<p class="sl-source">{text(why)}</p>')
        return
    ids = dict.fromkeys([found["report_id"], *(found.get("sources") or ())])
    reports = [r for r in (source.report(i, scene.filter) for i in ids) if r is not None]
    st.html(
        f'<article class="sl-detail sl-opened" lang="{language()}">'
        + detail.heading(found, load_types().get(found["type"]))
        + detail.facts(found)
        + detail.actors(found, load_actors())
        + detail.evidence(found, reports)
        + "</article>"
    )


def embed(params: share.Params) -> None:
    """The element that shows the story in another page."""
    with st.popover(_("Embed"), icon=":material/code:", key="quoted"):
        share.snippet(params)
