"""What stands around every page: the style sheet, the head with its links, and how a failure looks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from dashboard import builtin, failures, state, words
from dashboard.files import ASSETS
from dashboard.i18n import LANGUAGES, _
from dashboard.markup import text
from geo.errors import CrossedDates, FilterError, FutureVersion, SightlineError

ICON = ASSETS / "mark.svg"

BRAND = '<div class="sl-brand"><i></i><h1>Sightline</h1></div>'


def style() -> None:
    """The page's own style sheet."""
    st.html(ASSETS / "page.css")
    with st.container(key="unseen_words"):
        builtin.translate()


def header(pages: Mapping[str, Any]) -> None:
    """Name, pages and language, in a row; the links keep the filter."""
    labels = {
        "map": _("Map"),
        "actor": _("Actors"),
        "add": _("Add reports"),
        "story": _("Stories"),
        "about": _("Help"),
    }
    st.html(BRAND, width="content")
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key="pages", width="content"
    ):
        # What is open here is the map's, and an actor's map fits its events.
        whole, onward = state.query(), state.query(state.narrowed(), with_position=False)
        for name, label in labels.items():
            st.page_link(pages[name], label=label, query_params=onward if name == "actor" else whole)
    st.space("stretch")
    languages()


def embedded(own: Mapping[str, list[str]]) -> None:
    """Instead of the head, in a page of somebody else: the name, and the way to the whole view.

    `own` are parameters of the page's own.
    """
    whole = text(urlencode(state.query() | dict(own), doseq=True))
    st.html(
        f'<p class="sl-whole"><a href="?{whole}" target="_blank" rel="noopener">Sightline</a></p>',
        width="stretch",
    )


def languages() -> None:
    """The language switch."""
    state.put("w_lang", state.view().lang)
    st.segmented_control(
        _("Language"),
        list(LANGUAGES),
        format_func=str.upper,
        key="w_lang",
        required=True,
        label_visibility="collapsed",
        on_change=pick_language,
    )


def pick_language() -> None:
    """The other language was chosen."""
    if not state.stale("w_lang"):
        state.switch_language(st.session_state["w_lang"])


def notices(problems: Iterable[FilterError]) -> None:
    """What a link says that could not be read, parameter by parameter; the rest of it holds."""
    for problem in problems:
        st.html(f'<div class="sl-notice" role="alert">{text(left_out(problem))}</div>')


def left_out(problem: FilterError) -> str:
    """What of a link was left out, and why."""
    if isinstance(problem, CrossedDates):
        return _(
            "The link's dates are the wrong way round: “from” {start} is after “to” {end}. Both were left "
            "out. The rest of the link works."
        ).format(start=problem.start, end=problem.end)
    if isinstance(problem, FutureVersion):
        return _(
            "The link is pinned to version {n} of the data, which does not exist yet. The newest is version "
            "{newest}, which is what you see."
        ).format(n=problem.came, newest=problem.newest)
    return _(
        "The link's “{parameter}” was left out: expected {expected}, got “{came}”. "
        "The rest of the link works."
    ).format(
        parameter=problem.parameter,
        expected=words.expected(problem.parameter, problem.expected),
        came=str(problem.came)[:80],
    )


def failure(error: SightlineError) -> None:
    """The whole page could not be made; the error's own words, which are English, stand last."""
    title = _("The events cannot be shown now")
    advice = _("Nothing was lost. Load the page again, or look at the server’s log.")
    st.html(
        f'<div class="sl-empty" role="alert"><h2>{text(title)}</h2>'
        f"<p>{text(failures.sentence(error))}</p><p>{text(advice)}</p>"
        f'<p lang="en"><small>{text(error)}</small></p></div>'
    )
