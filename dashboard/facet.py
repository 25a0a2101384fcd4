"""A facet of the filter as check boxes: colour, name and count, searchable, in groups or as a tree."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass

import streamlit as st

from dashboard.component import component
from dashboard.i18n import _, number

HTML = (
    '<fieldset class="facet"><div class="head"><span class="title"></span>'
    '<button type="button" class="clear" hidden></button></div>'
    '<input type="search" autocomplete="off" spellcheck="false" hidden>'
    '<ul></ul><p class="note" hidden></p><button type="button" class="more" hidden></button></fieldset>'
)

_mount = component("facet", HTML)


@dataclass(frozen=True, kw_only=True, slots=True)
class Option:
    """One value of a facet.

    `up` is the value that it hangs under in a tree, `also` are other names that the search finds it by.
    """

    value: str
    label: str
    count: int
    chosen: bool = False
    glyph: str = ""
    color: str = ""
    group: str = ""
    up: str = ""
    depth: int = 0
    also: str = ""
    parent_of: bool = False
    open: bool = False


def draw(
    key: str,
    label: str,
    options: Sequence[Option],
    change: Callable[[tuple[str, ...]], None],
    *,
    shows: str,
    limit: int = 25,
    tree: bool = False,
    clear: bool | None = None,
) -> None:
    """Show a facet; `change` is called with the values chosen, before the page runs again.

    `shows` says what is counted (`lookup.Source.shows`); the facet carries it once it is drawn.

    It offers to clear the choice where `clear` says so, by default where anything is chosen.
    """

    def changed() -> None:
        chosen = st.session_state[key].get("change")
        if isinstance(chosen, list):
            change(tuple(str(v) for v in chosen))

    _mount(
        key=key,
        data={
            "label": label,
            "shows": shows,
            "limit": limit,
            "tree": tree,
            "clear": any(o.chosen for o in options) if clear is None else clear,
            "options": [asdict(o) | {"shown": number(o.count)} for o in options],
            "words": words(label),
        },
        on_change_change=changed,
    )


def words(label: str) -> Mapping[str, str]:
    """What the component says of itself; `{n}` and `{name}` are filled in by the browser."""
    return {
        "clear": _("Clear"),
        "clear_all": _("Clear {facet}").format(facet=label),
        "search": _("Search in {facet}").format(facet=label),
        "more": _("Show {n} more"),
        "fewer": _("Show fewer"),
        "empty": _("Nothing to choose: no event is left."),
        "no_match": _("Nothing of that name."),
        "open": _("Open {name}"),
    }
