"""The page: its language, its controls, its pages. Every run begins with the address and ends with it."""

from __future__ import annotations

import sys
from pathlib import Path

import streamlit as st

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:  # the script may be run without app.py, by tests for one
    sys.path.insert(0, str(ROOT))

from dashboard import access, controls, first_start, frame, lookup, state  # noqa: E402
from dashboard.i18n import _  # noqa: E402
from dashboard.views import about, actor, add, map, story, tables  # noqa: E402
from geo.errors import SightlineError  # noqa: E402

st.set_page_config(page_title="Sightline", page_icon=str(frame.ICON), layout="wide")
problems = state.begin()
frame.style()


def map_page() -> None:
    """The map, the list and the open event."""
    map.draw(source, problems, pages)


def add_page() -> None:
    """Where reports come in."""
    add.draw(pages)


def tables_page() -> None:
    """Where tables of events come in."""
    tables.draw(pages)


def actor_page() -> None:
    """One actor's events, or who acts against whom."""
    actor.draw(source, pages, problems)


def story_page() -> None:
    """The stories, or one of them."""
    story.draw(source, pages, problems)


def about_page() -> None:
    """What this is, and how to read it."""
    about.draw()


pages = {
    "map": st.Page(map_page, title=_("Map"), default=True),
    "add": st.Page(add_page, title=_("Add reports"), url_path="add"),
    "tables": st.Page(tables_page, title=_("Import a table"), url_path="tables"),
    "actor": st.Page(actor_page, title=_("Actor"), url_path="actor"),
    "story": st.Page(story_page, title=_("Stories"), url_path="story"),
    "about": st.Page(about_page, title=_("Help"), url_path="help"),
}
page = st.navigation(list(pages.values()), position="hidden")
own = story.own() if page is pages["story"] else {}
embedded = access.embedded()
head = st.container(horizontal=True, vertical_alignment="center", key="whole" if embedded else "head")
try:
    first_start.ensure()
    source = lookup.Source()
    page.run()  # before the head and the controls: a click on the map changes the filter that they show
    if page is pages["map"] and not embedded:
        controls.draw(source)
except SightlineError as error:
    frame.failure(error)
else:
    state.end(story.own() if page is pages["story"] else {})
finally:
    with head:
        if embedded:
            frame.embedded(own)
        else:
            frame.header(pages)
state.over()
