"""A facet of the filter as check boxes: colour, name and count, searchable, in groups or as a tree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from dashboard.component import component
from dashboard.i18n import _, number
from geo.places.gazetteer import fold

HTML = (
    '<fieldset class="facet"><div class="head"><span class="title"></span>'
    '<button type="button" class="clear" hidden></button></div>'
    '<input type="search" autocomplete="off" spellcheck="false" hidden>'
    '<ul></ul><p class="note" hidden></p><button type="button" class="more" hidden></button></fieldset>'
)

_mount = component("facet", HTML)


WHOLE = 100
"""Most values of a facet that are sent whole, to be searched in the browser; of more, what can be seen is."""

MOST_TYPED = 100

LIMIT = 25
"""How many values are shown before somebody asks for more."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Option:
    """One value of a facet.

    `depth` is how deep it hangs in a tree, `parent_of` whether others hang under it and `open` whether they
    are shown; `also` are other names that the search finds it by.
    """

    value: str
    label: str
    count: int
    chosen: bool = False
    glyph: str = ""
    color: str = ""
    group: str = ""
    depth: int = 0
    also: str = ""
    parent_of: bool = False
    open: bool = False

    def sent(self, searched: bool) -> dict[str, Any]:
        """What the browser gets, with the other names if it searches; what is empty or no is left out."""
        found = {"value": self.value, "label": self.label, "count": self.count, "shown": number(self.count)}
        more = ("glyph", "color", "group", "depth", "parent_of", "open", *["also"] * searched)
        return found | {name: value for name in more if (value := getattr(self, name))}


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What a reader wants to see of a facet that is not sent whole.

    `open` are the values whose branches are open, `query` the words searched, `all` whether to go beyond the
    first `LIMIT`.
    """

    open: frozenset[str] = frozenset()
    query: str = ""
    all: bool = False


def asked(key: str, opened: Iterable[str] = ()) -> Asked:
    """What was asked of a facet so far; `opened` are the branches that are open at first."""
    kept: Asked = st.session_state.setdefault(f"{key}_asked", Asked(open=frozenset(opened)))
    return kept


def window(options: Sequence[Option], wanted: Asked) -> tuple[list[Option], int]:
    """Of many values those to show, and how many more there are; what is chosen is among them."""
    query = fold(wanted.query.strip())
    found = [o for o in options if not query or o.chosen or query in fold(f"{o.label} {o.also}")]
    if wanted.all:
        return found, 0
    kept = [o for n, o in enumerate(found) if o.chosen or n < LIMIT]
    return kept, len(found) - len(kept)


def draw(
    key: str,
    label: str,
    options: Sequence[Option],
    change: Callable[[tuple[str, ...]], None],
    *,
    shows: str,
    hidden: int | None = None,
    clear: bool | None = None,
) -> None:
    """Show a facet; `change` is called with the values chosen, before the page runs again.

    `shows` says what is counted (`lookup.Source.shows`); the facet carries it once it is drawn. With `hidden`
    it is a tree, `options` are what its reader asked to see (`asked`), and so many more could be shown.

    It offers to clear the choice where `clear` says so, by default where anything is chosen.
    """
    wanted, tree = asked(key), hidden is not None
    chosen = [o.value for o in options if o.chosen]
    if not tree and len(options) > WHOLE:
        options, hidden = window(options, wanted)

    def told(name: str) -> Any:
        return st.session_state[key].get(name)

    def changed() -> None:
        if isinstance(told("change"), list):
            change(tuple(str(v) for v in told("change")))

    def turned() -> None:
        said = told("open")
        if isinstance(said, Mapping):
            branch = frozenset([str(said.get("value"))])
            st.session_state[f"{key}_asked"] = replace(
                wanted, open=wanted.open | branch if said.get("open") else wanted.open - branch
            )

    def searched() -> None:
        st.session_state[f"{key}_asked"] = replace(wanted, query=str(told("search") or "")[:MOST_TYPED])

    def more() -> None:
        said = told("all")
        if isinstance(said, Mapping):
            st.session_state[f"{key}_asked"] = replace(wanted, all=bool(said.get("all")))

    _mount(
        key=key,
        data={
            "label": label,
            "shows": shows,
            "limit": LIMIT,
            "tree": tree,
            "windowed": hidden is not None,
            "hidden": hidden or 0,
            "query": wanted.query,
            "all": wanted.all,
            "chosen": chosen,
            "clear": bool(chosen) if clear is None else clear,
            "options": [o.sent(searched=hidden is None) for o in options],
            "words": words(label),
        },
        on_change_change=changed,
        on_open_change=turned,
        on_search_change=searched,
        on_all_change=more,
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
