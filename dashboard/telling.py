"""Making stories: a view of the map becomes a step, and an editor puts words to steps and steps in order.

A draft is kept in the session until it is saved. Saving is a revision, based on the version that the person
began with: who comes second is told, and loses nothing of what was typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

import streamlit as st

from dashboard import access, detail, i18n, lookup, review, state, stories, words
from dashboard.i18n import _, count
from dashboard.markup import literal, text
from geo.errors import ConflictError, SightlineError
from geo.records import Step, Story, StoryRevision, replace
from geo.store.stories import MOST_STEPS, MOST_TEXT, MOST_TITLE, Scene, new_id

Pages = Mapping[str, Any]


@dataclass
class Draft:
    """A story as it stands in the editor; `keys` tell its steps apart, so that widgets move with them."""

    story: Story
    based_on: int | None
    keys: list[int] = field(default_factory=list)
    made: int = 0

    def __post_init__(self) -> None:
        self.put(self.story.steps)

    def put(self, steps: tuple[Step, ...]) -> None:
        """Take steps, in a new order or number, whose widgets are new."""
        self.story = replace(self.story, steps=steps)
        self.keys = list(range(self.made, self.made + len(steps)))
        self.made += len(steps)

    def name(self, i: int, part: str) -> str:
        """A widget's key."""
        return f"tell_{self.keys[i]}_{part}"


def drafts() -> dict[str, Draft]:
    """The session's drafts by the story's id."""
    found: dict[str, Draft] = st.session_state.setdefault("tales", {})
    return found


def open_draft(story_id: str) -> bool:
    """Whether a story is being edited in this session, by somebody who may."""
    return story_id in drafts() and access.may_write()


def start(told: StoryRevision | None = None) -> None:
    """From a callback: edit a story, or begin a new one."""
    if told is not None and told.story is not None:
        drafts()[told.story_id] = Draft(told.story, told.version)
        return
    story_id = new_id()
    drafts()[story_id] = Draft(Story(story_id=story_id, title="", lang=state.view().lang), None)
    st.query_params["id"] = story_id
    st.query_params.pop("step", None)


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


def stop(story_id: str) -> None:
    """From a callback: leave the editor; what was not saved is gone, and a story that never was."""
    draft = drafts().pop(story_id, None)
    if draft is not None and draft.based_on is None:
        st.query_params.pop("id", None)


def gather(draft: Draft) -> None:
    """Take over what stands in the editor's fields."""
    typed = st.session_state
    steps = []
    for i, step in enumerate(draft.story.steps):
        made = replace(
            step,
            title=str(typed.get(draft.name(i, "title"), step.title)),
            text=str(typed.get(draft.name(i, "text"), step.text)),
        )
        steps.append(made)
    draft.story = replace(
        draft.story,
        title=str(typed.get("tell_title", draft.story.title)),
        intro=str(typed.get("tell_intro", draft.story.intro)),
        steps=tuple(steps),
    )


def draw(source: lookup.Source, pages: Pages, story_id: str) -> None:
    """The editor."""
    draft = drafts()[story_id]
    gather(draft)
    title = _("Edit the story") if draft.based_on is not None else _("New story")
    how = _("Text is shown as it is typed: line breaks stay, marks mean nothing.")
    st.html(f'<div class="sl-lead"><h2>{text(title)}</h2><p>{text(how)}</p></div>')
    told()
    with st.container(key="editor"):
        st.text_input(_("Title"), value=draft.story.title, key="tell_title", max_chars=MOST_TITLE)
        st.text_area(
            _("Introduction"), value=draft.story.intro, key="tell_intro", max_chars=MOST_TEXT, height=120
        )
        for i in range(len(draft.story.steps)):
            edit_step(source, pages, draft, i)
        more(source, draft)
        review.ask_name("tell_author")
        st.text_input(_("What did you change?"), key="tell_reason", max_chars=500, width=420)
        with st.container(horizontal=True):
            # No callback: what was typed last comes with the press, and is in the form of this very run.
            if st.button(_("Save"), key="tell_save", type="primary"):
                gather(draft)
                save(draft, str(st.session_state.get("tell_reason") or ""))
                st.rerun()
            st.button(_("Cancel"), key="tell_cancel", on_click=stop, args=(story_id,))


def edit_step(source: lookup.Source, pages: Pages, draft: Draft, i: int) -> None:
    """One step: its words, what it shows, and its place in the order."""
    step, n = draft.story.steps[i], i + 1
    scene, _lost = stories.scene_of(step)
    with st.container(border=True, key=draft.name(i, "card")):
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
        st.text_input(_("Heading"), value=step.title, key=draft.name(i, "title"), max_chars=MOST_TITLE)
        st.text_area(_("Text"), value=step.text, key=draft.name(i, "text"), max_chars=MOST_TEXT, height=120)
        counts = source.count(scene.filter)
        shown = [stories.filter_words(scene.filter), count("{n} event", "{n} events", counts.events)]
        opened = source.event(scene.event, scene.filter) if scene.event else None
        if isinstance(opened, dict):
            shown.append(_("opens “{event}”").format(event=str(opened.get("summary") or "")[:80]))
        st.html(f'<p class="sl-source">{text(" · ".join(shown))}</p>')
        with st.container(horizontal=True, vertical_alignment="center"):
            pin(source, draft, i, scene)
            st.page_link(
                pages["map"],
                label=_("Look at it on the map"),
                query_params=stories.parameters(scene, state.view().lang),
                width="content",
            )


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
        st.text_input(
            _("Add a step from a link"),
            key="tell_link",
            max_chars=20_000,
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
    gather(draft)
    link = str(st.session_state.get("tell_link") or "").strip()
    given = urlsplit(link).query if "?" in link else link
    scene, errors = Scene.parse(given, lookup.known())
    if errors or not link:
        said = ", ".join(dict.fromkeys(e.parameter for e in errors))
        why = _("This link could not be read: {what}").format(what=said)
        st.session_state["refused"] = why if said else _("Paste a link first.")
        return
    append(draft, Step(query=pinned(scene, version).to_query()))
    st.session_state["tell_link"] = ""


def pinned(scene: Scene, version: int) -> Scene:
    """A scene that stays with a version's data; one that is pinned already stays with its own."""
    return scene if scene.filter.asof is not None else replace(scene, filter=scene.filter.but(asof=version))


def append(draft: Draft, step: Step) -> None:
    """One more step at a draft's end."""
    draft.story = replace(draft.story, steps=(*draft.story.steps, step))
    draft.keys.append(draft.made)
    draft.made += 1


def save(draft: Draft, reason: str) -> None:
    """Append the revision; a conflict or a refusal is kept to be shown, and nothing is lost."""
    if not access.may_write():
        return
    story = draft.story
    if not story.title.strip():
        st.session_state["refused"] = _("Give the story a title first.")
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
        st.session_state["refused"] = str(error)
        return
    lookup.wrote()
    drafts().pop(story.story_id, None)
    st.session_state["story_done"] = "write"


def told() -> None:
    """What became of the last action."""
    refused = st.session_state.pop("refused", "")
    if refused:
        st.html(f'<div class="sl-notice sl-lines" role="alert">{text(refused)}</div>')
    done = st.session_state.pop("story_done", None)
    if done:
        st.toast(words.story_action(done))


def actions(source: lookup.Source, told: StoryRevision) -> None:
    """What an editor does to a whole story: edit, publish, withdraw, undo; and who did what before."""
    if not access.may_write() or state.view().filter.asof is not None or told.story is None:
        return  # the past is not changed
    revisions = stories.history(source.version, told.story_id)
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
                st.text_input(_("Why should it go?"), key="story_reason", max_chars=500)
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
    reason = str(st.session_state.get("story_reason") or "") if action == "withdraw" else ""
    if action == "withdraw" and not reason.strip():
        st.session_state["refused"] = _("Give a reason first: it is kept with the change.")
        return
    try:
        stories.kept().act(
            told.story_id, action, review.author(), reason=reason.strip(), based_on=told.version
        )
    except SightlineError as error:
        st.session_state["refused"] = str(error)
    else:
        st.session_state["story_done"] = action
    lookup.wrote()


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


def form(source: lookup.Source, query: str) -> tuple[Story, bool] | None:
    """The dialog's fields; the story with the new step once there is one, and whether it is saved."""
    scene, _errors = Scene.parse(query, lookup.known())
    there = {r.story_id: r.story for r in stories.shown(source.index, source.profile) if r.story}
    there = {i: s for i, s in there.items() if s.status != "withdrawn"}
    there |= {i: d.story for i, d in drafts().items()}
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
