"""The editor of stories: an editor puts words to steps, and steps in order.

Saving is a revision, based on the version that the person began with: who comes second is told, and loses
nothing of what was typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from dashboard import access, failures, fields, lookup, review, state, stories, story_actions
from dashboard.i18n import _, count
from dashboard.markup import literal, text
from dashboard.story_draft import Draft, append, drafts, gather, pinned, stop
from geo.errors import ConflictError, SightlineError
from geo.records import Step, replace
from geo.store.stories import MOST_QUERY, MOST_STEPS, MOST_TEXT, MOST_TITLE, Scene

Pages = Mapping[str, Any]


def unsaved(pages: Pages) -> None:
    """On the list: what this session still edits."""
    for story_id, draft in drafts().items():
        title = draft.story.title.strip() or _("New story")
        st.page_link(
            pages["story"],
            label=_("Go on editing “{title}”, which is not saved yet").format(title=literal(title)),
            icon=":material/edit:",
            query_params=state.query() | {"id": [story_id]},
            width="content",
        )


def draw(source: lookup.Source, pages: Pages, story_id: str) -> None:
    """The editor."""
    draft = drafts()[story_id]
    gather(draft)
    title = _("Edit the story") if draft.based_on is not None else _("New story")
    how = _("Text is shown as it is typed: line breaks stay, marks mean nothing.")
    st.html(f'<div class="sl-lead"><h2>{text(title)}</h2><p>{text(how)}</p></div>')
    with st.container(key="editor"):
        fields.line(_("Title"), MOST_TITLE, value=draft.story.title, key="tell_title")
        fields.area(_("Introduction"), MOST_TEXT, value=draft.story.intro, key="tell_intro", height=120)
        for i in range(len(draft.story.steps)):
            edit_step(source, pages, draft, i)
        more(source, draft)
        story_actions.outcome()  # between the buttons that it answers
        review.ask_name("tell_author")
        fields.line(_("What did you change?"), review.MOST_REASON, key="tell_reason", width=420)
        with st.container(horizontal=True):
            # No callback: what was typed last comes with the press, and is in the form of this very run.
            if st.button(_("Save"), key="tell_save", type="primary"):
                gather(draft)
                save(draft, str(st.session_state.get("tell_reason") or ""))
                st.rerun()
            st.button(_("Cancel"), key="tell_cancel", on_click=stop, args=(story_id,))


def edit_step(source: lookup.Source, pages: Pages, draft: Draft, i: int) -> None:
    """One step: its words, what it shows, and its place in the order."""
    step = draft.story.steps[i]
    scene, _lost = stories.scene_of(step)
    with st.container(border=True, key=draft.name(i, "card")):
        order(draft, i)
        fields.line(_("Heading"), MOST_TITLE, value=step.title, key=draft.name(i, "title"))
        fields.area(_("Text"), MOST_TEXT, value=step.text, key=draft.name(i, "text"), height=120)
        st.html(f'<p class="sl-source">{text(contents(source, scene))}</p>')
        with st.container(horizontal=True, vertical_alignment="center"):
            pin(source, draft, i, scene)
            st.page_link(
                pages["map"],
                label=_("Look at it on the map"),
                query_params=stories.parameters(scene, state.view().lang),
                width="content",
            )


def order(draft: Draft, i: int) -> None:
    """A step's number, and what moves it or takes it out."""
    n = i + 1
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.html(f'<h3 class="sl-side">{text(_("Step {n}").format(n=n))}</h3>', width="content")
        st.space("stretch")
        for part, icon, label, there in (
            ("up", ":material/arrow_upward:", _("Move step {n} up"), i - 1),
            ("down", ":material/arrow_downward:", _("Move step {n} down"), i + 1),
            ("remove", ":material/delete:", _("Remove step {n}"), None),
        ):
            st.button(
                label.format(n=n),
                icon=icon,
                key=draft.name(i, part),
                type="tertiary",
                help=label.format(n=n),
                disabled=there is not None and not 0 <= there < len(draft.story.steps),
                on_click=move,
                args=(draft, i, there),
            )


def contents(source: lookup.Source, scene: Scene) -> str:
    """What a step shows, in words: its filter, how many events, and which one is open."""
    counts = source.count(scene.filter)
    shown = [stories.filter_words(scene.filter), count("{n} event", "{n} events", counts.events)]
    opened = source.event(scene.event, scene.filter) if scene.event else None
    if isinstance(opened, dict):
        shown.append(_("opens “{event}”").format(event=str(opened.get("summary") or "")[:80]))
    return " · ".join(shown)


def pin(source: lookup.Source, draft: Draft, i: int, scene: Scene) -> None:
    """Whether a step stays with the data of the version that it was made of."""
    key, asof = draft.name(i, "pin"), scene.filter.asof
    st.session_state[key] = asof is not None
    moment = stories.moment_words(source.index, asof if asof is not None else source.version)
    label = _("Pin to the data of {moment}") if asof is None else _("Pinned to the data of {moment}")
    st.toggle(
        label.format(moment=moment),
        key=key,
        help=_("Pinned, later corrections do not change this step. Off, it shows the newest data."),
        on_change=repin,
        args=(draft, i, scene, source.version),
    )


def repin(draft: Draft, i: int, scene: Scene, version: int) -> None:
    """From a callback: pin a step to today's data, or let it go."""
    gather(draft)
    asof = version if st.session_state[draft.name(i, "pin")] else None
    query = replace(scene, filter=scene.filter.but(asof=asof)).to_query()
    steps = list(draft.story.steps)
    steps[i] = replace(steps[i], query=query)
    draft.story = replace(draft.story, steps=tuple(steps))


def move(draft: Draft, i: int, there: int | None) -> None:
    """From a callback: change places with a neighbour, or leave."""
    gather(draft)
    steps = list(draft.story.steps)
    if there is None:
        del steps[i]
    else:
        steps[i], steps[there] = steps[there], steps[i]
    draft.put(tuple(steps))


def more(source: lookup.Source, draft: Draft) -> None:
    """Another step, from any link to a view."""
    if len(draft.story.steps) >= MOST_STEPS:
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="tell_more"):
        fields.line(
            _("Add a step from a link"),
            MOST_QUERY,
            key="tell_link",
            placeholder=_("as “Copy link” makes it, with an open event too"),
            width=420,
        )
        st.button(
            _("Add the step"),
            icon=":material/add:",
            key="tell_add",
            on_click=add,
            args=(draft, source.version),
        )
    st.caption(_("Or set up a view on the map and press “Add to a story” there; this draft waits for it."))


def add(draft: Draft, version: int) -> None:
    """From a callback: the view of the link that was typed as one more step, pinned."""
    state.speak()
    gather(draft)
    link = str(st.session_state.get("tell_link") or "").strip()
    given = urlsplit(link).query if "?" in link else link
    scene, errors = Scene.parse(given, lookup.known())
    if fields.too_long("tell_link"):
        return  # as is said beside it
    if errors or not link:
        said = ", ".join(dict.fromkeys(e.parameter for e in errors))
        why = _("This link could not be read: {what}").format(what=said)
        st.session_state["refused"] = why if said else _("Paste a link first.")
        return
    append(draft, Step(query=pinned(scene, version).to_query()))
    st.session_state["tell_link"] = ""


def save(draft: Draft, reason: str) -> None:
    """Append the revision; a conflict or a refusal is kept to be shown, and nothing is lost."""
    if not access.may_write():
        return
    story = draft.story
    if not story.title.strip():
        st.session_state["refused"] = _("Give the story a title first.")
        return
    if fields.too_long():
        st.session_state["refused"] = fields.refusal()
        return
    try:
        stories.kept().write(
            story, review.author(), reason=reason.strip(), based_on=draft.based_on, known=lookup.known()
        )
    except ConflictError as error:
        lookup.wrote()
        draft.based_on = stories.kept().history(story.story_id)[-1].version
        clash = _(
            "Somebody changed this story while you edited it. Nothing of yours is lost: look at the newest "
            "in another window; saving again puts yours in its place."
        )
        st.session_state["refused"] = f"{clash}\n{error}"
        return
    except SightlineError as error:
        st.session_state["refused"] = failures.told(error)
        return
    lookup.wrote()
    drafts().pop(story.story_id, None)
    st.session_state["story_done"] = "write"
