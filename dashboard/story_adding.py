"""A view of the map becomes a step: of a story that is kept, of one that is being edited, or of a new one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from textwrap import shorten
from typing import Any
from urllib.parse import parse_qs, urlencode

import streamlit as st

from dashboard import access, edit, failures, fields, i18n, lookup, review, standing, state, stories, words
from dashboard.i18n import _, count
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
    called = {"": _("A new story")} | names(source, there)
    chosen = st.selectbox(_("Story"), list(called), format_func=called.__getitem__, key="add_story")
    title = (
        there[chosen].title if chosen else fields.line(_("Title of the story"), MOST_TITLE, key="add_title")
    )
    heading = fields.line(_("Heading of this step"), MOST_TITLE, key="add_heading")
    said = fields.area(_("Text"), MOST_TEXT, key="add_text", height=120)
    if scene.filter.asof is None:
        today = stories.moment_words(source.index, source.version)
        stays = st.toggle(_("Pin to the data of {moment}").format(moment=today), value=True, key="add_pin")
        scene = pinned(scene, source.version) if stays else scene
    review.ask_name("add_author")
    if not st.button(_("Add"), key="add_go", type="primary"):
        return None
    if not title.strip() and not chosen:
        edit.refuse(_("Give the story a title first."))
        return None
    if fields.too_long("add_title", "add_heading", "add_text", "add_author"):
        edit.refuse(fields.refusal())
        return None
    step = Step(title=heading, text=said, query=scene.to_query())
    try:
        return put(chosen, title, step)
    except SightlineError as error:
        edit.refuse(failures.told(error))
        return None


def open_stories(source: lookup.Source) -> dict[str, Story]:
    """The stories that can take a step, by id: those not withdrawn, and drafts as they stand."""
    there = {r.story_id: r.story for r in stories.shown(source.index, source.profile) if r.story}
    there = {i: s for i, s in there.items() if s.status != "withdrawn"}
    return there | {i: d.story for i, d in drafts().items()}


def names(source: lookup.Source, there: Mapping[str, Story]) -> dict[str, str]:
    """What to call the stories: by title; those that share one say how long they are and when they began."""
    titles = {i: s.title.strip() or _("New story") for i, s in there.items()}
    often = Counter(titles.values())
    return {i: told_apart(source, there[i], t) if often[t] > 1 else t for i, t in titles.items()}


def told_apart(source: lookup.Source, story: Story, title: str) -> str:
    """A title that is not its story's alone, cut so that what follows is seen: steps, status, beginning."""
    draft = drafts().get(story.story_id)
    if draft is not None and draft.based_on is None:
        begun = _("not saved")
    else:
        first = stories.history(source.version, story.story_id)[0]
        begun = _("begun {moment}").format(moment=i18n.moment(first.recorded_at))
    bits = [shorten(title, 40, placeholder=" …"), count("{n} step", "{n} steps", len(story.steps))]
    if story.status != "published":
        bits.append(words.story_status(story.status))
    return " · ".join((*bits, begun))


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
