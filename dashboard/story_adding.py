"""A view of the map becomes a step: of a story that is kept, of one that is being edited, or of a new one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, urlencode

import streamlit as st

from dashboard import access, i18n, lookup, review, standing, state, stories
from dashboard.i18n import _
from dashboard.markup import text
from dashboard.story_draft import append, drafts, pinned
from geo.errors import SightlineError
from geo.records import Step, Story
from geo.store.stories import MOST_TEXT, MOST_TITLE, Scene, new_id

Pages = Mapping[str, Any]


def offer(source: lookup.Source, pages: Pages, start: Mapping[str, float]) -> None:
    """On the map's page: the button that makes the view a step of a story.

    `start` is the position where the map stands that was never moved.
    """
    if not access.may_write():
        return
    if st.button(_("Add to a story"), icon=":material/playlist_add:", key="tell"):
        query = urlencode({k: f"{v:g}" for k, v in start.items()} | state.query(), doseq=True)
        st.dialog(_("Add this view to a story"))(add_view)(source, pages, query)


def add_view(source: lookup.Source, pages: Pages, query: str) -> None:
    """The dialog: which story, and the words of the step."""
    i18n.use(state.view().lang)  # a dialog's own runs do not begin at the top of the page
    query = where_it_stands(query)
    slot = st.empty()
    with slot.container():
        made = form(source, query)
    if made is None:
        return
    slot.empty()
    story, saved = made
    said = _("The view is step {n} of “{title}”.").format(n=len(story.steps), title=story.title)
    if not saved:
        said += " " + _("The story is being edited here and is not saved yet.")
    st.html(f'<p class="sl-good" role="status">{text(said)}</p>')
    st.page_link(
        pages["story"],
        label=_("Open the story"),
        icon=":material/auto_stories:",
        query_params={"id": story.story_id, "step": str(len(story.steps)), "lang": state.view().lang},
    )


def where_it_stands(query: str) -> str:
    """A view's query with the map's position and layers as the browser has them; a run hears late."""
    params = parse_qs(query, keep_blank_values=True)
    return urlencode(standing.moved(params, standing.asked("standing") or {}), doseq=True)


def form(source: lookup.Source, query: str) -> tuple[Story, bool] | None:
    """The dialog's fields; the story with the new step once there is one, and whether it is saved."""
    scene, _errors = Scene.parse(query, lookup.known())
    there = open_stories(source)
    new = _("A new story")
    chosen = st.selectbox(
        _("Story"),
        ["", *there],
        format_func=lambda i: (there[i].title or _("New story")) if i else new,
        key="add_story",
    )
    title = (
        there[chosen].title
        if chosen
        else st.text_input(_("Title of the story"), key="add_title", max_chars=MOST_TITLE)
    )
    heading = st.text_input(_("Heading of this step"), key="add_heading", max_chars=MOST_TITLE)
    said = st.text_area(_("Text"), key="add_text", max_chars=MOST_TEXT, height=120)
    if scene.filter.asof is None:
        today = stories.moment_words(source.index, source.version)
        stays = st.toggle(_("Pin to the data of {moment}").format(moment=today), value=True, key="add_pin")
        scene = pinned(scene, source.version) if stays else scene
    review.ask_name("add_author")
    if not st.button(_("Add"), key="add_go", type="primary"):
        return None
    if not title.strip() and not chosen:
        st.html(f'<div class="sl-notice" role="alert">{text(_("Give the story a title first."))}</div>')
        return None
    step = Step(title=heading, text=said, query=scene.to_query())
    try:
        return put(chosen, title, step)
    except SightlineError as error:
        st.html(f'<div class="sl-notice" role="alert">{text(error)}</div>')
        return None


def open_stories(source: lookup.Source) -> dict[str, Story]:
    """The stories that can take a step, by id: those not withdrawn, and drafts as they stand."""
    there = {r.story_id: r.story for r in stories.shown(source.index, source.profile) if r.story}
    there = {i: s for i, s in there.items() if s.status != "withdrawn"}
    return there | {i: d.story for i, d in drafts().items()}


def put(chosen: str, title: str, step: Step) -> tuple[Story, bool]:
    """The step at the end of a story, of this session's draft of it where there is one, or of a new one."""
    draft = drafts().get(chosen)
    if draft is not None:
        append(draft, step)
        return draft.story, False
    kept = stories.kept()
    if chosen:
        made = kept.add(chosen, step, review.author(), known=lookup.known())
    else:
        story = Story(story_id=new_id(), title=title, lang=state.view().lang, steps=(step,))
        made = kept.write(story, review.author(), known=lookup.known())
    lookup.wrote()
    assert made.story is not None
    return made.story, True
