"""Drafts of stories: what a person edits, kept in the session until it is saved."""

from __future__ import annotations

from dataclasses import dataclass, field

import streamlit as st

from dashboard import access, state
from geo.records import Step, Story, StoryRevision, replace
from geo.store.stories import Scene, new_id


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


def append(draft: Draft, step: Step) -> None:
    """One more step at a draft's end."""
    draft.story = replace(draft.story, steps=(*draft.story.steps, step))
    draft.keys.append(draft.made)
    draft.made += 1


def pinned(scene: Scene, version: int) -> Scene:
    """A scene that stays with a version's data; one that is pinned already stays with its own."""
    return scene if scene.filter.asof is not None else replace(scene, filter=scene.filter.but(asof=version))
