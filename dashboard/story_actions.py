"""What an editor does to a whole story: edit, publish, withdraw, undo; and what became of it."""

from __future__ import annotations

import streamlit as st

from dashboard import access, detail, edit, failures, fields, lookup, review, state, stories, words
from dashboard.i18n import _
from dashboard.story_draft import start
from geo.errors import SightlineError
from geo.records import StoryRevision


def outcome() -> None:
    """What became of the last action."""
    refused = st.session_state.pop("refused", "")
    if refused:
        edit.refuse(refused)
    done = st.session_state.pop("story_done", None)
    if done:
        st.toast(words.story_action(done))


def actions(source: lookup.Source, told: StoryRevision) -> None:
    """The buttons under a story, and who did what before."""
    if not access.may_write() or state.view().filter.asof is not None or told.story is None:
        return  # the past is not changed
    revisions = stories.history(source.version, told.story_id)
    outcome()
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="story_actions"):
        st.button(_("Edit"), icon=":material/edit:", key="story_edit", on_click=start, args=(told,))
        if told.story.status != "published":
            st.button(
                _("Publish"),
                icon=":material/public:",
                key="story_publish",
                on_click=act,
                args=(told, "publish"),
                help=_(
                    "Readers of a public server then see its words as they are written, and its views "
                    "of what is published: read both first."
                ),
            )
        if told.story.status != "withdrawn":
            with st.popover(_("Withdraw"), key="ask_story"):
                review.unreasoned("withdraw")
                fields.line(_("Why should it go?"), review.MOST_REASON, key="story_reason")
                st.button(
                    _("Withdraw"), key="story_withdraw", type="primary", on_click=act, args=(told, "withdraw")
                )
        if len(revisions) > 1:
            st.button(
                _("Undo"), icon=":material/undo:", key="story_undo", on_click=act, args=(told, "restore")
            )
    review.ask_name("tell_author")
    st.html(f'<div class="sl-detail">{detail.history(revisions, words.story_action)}</div>')


def act(told: StoryRevision, action: str) -> None:
    """From a callback: publish, withdraw or undo, based on what was looked at."""
    state.speak()
    reason = str(st.session_state.get("story_reason") or "") if action == "withdraw" else ""
    if action == "withdraw" and not reason.strip():
        st.session_state["unreasoned"] = action
        return
    if fields.too_long("story_reason", "tell_author"):
        st.session_state["refused"] = fields.refusal()
        return
    try:
        stories.kept().act(
            told.story_id, action, review.author(), reason=reason.strip(), based_on=told.version
        )
    except SightlineError as error:
        st.session_state["refused"] = failures.told(error)
    else:
        st.session_state["story_done"] = action
    lookup.wrote()
