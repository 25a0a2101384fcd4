"""What one reader is looking at: the filter, what is open beside the map, the language; equal to the address.

The address is read before any control is drawn. It wins where it says something else than the last run did
(a first visit, a link, Back or Forward); a control's change wins over an address that is not up to date yet.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qs, urlencode

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard import i18n, lookup
from geo.errors import FilterError, FutureVersion
from geo.store.filter import POSITION_LIMITS, VIEW_PARAMETERS, Filter
from geo.store.stories import opened, position_of

POSITION = tuple(POSITION_LIMITS)
OWN = VIEW_PARAMETERS | {"embed_options", "theme", "v"}
STACKS = ("type", "kind")
STALE_SECONDS = 5.0
"""How long after a change an address that still shows the view before it is taken for late; Back is told."""

SENT_SECONDS = 0.5
"""How long after a run's end all that it said has surely left for the browser."""

Params = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class View:
    """A view: what a link says, without the map's position, which the map itself writes.

    `event` is the event that is open, `here` the region that is; an event lies over a region. `by`, one of
    `STACKS`, is what the histogram's bars are stacked by.
    """

    filter: Filter
    event: str | None
    lang: str
    here: str | None = None
    by: str = STACKS[0]


def address() -> dict[str, list[str]]:
    """The parameters in the browser's address as this run was told them."""
    return {key: st.query_params.get_all(key) for key in st.query_params}


def read(params: Params, lang: str) -> tuple[View, list[FilterError]]:
    """The view that an address describes, and what in it could not be read.

    Parameters
    ----------
    params
        Parameters with all their values.
    lang
        The language where the address names none.
    """
    errors: list[FilterError] = []
    chosen, found = Filter.parse_lenient(dict(params), ignore=OWN, known=lookup.known())
    errors += found
    newest = lookup.newest_before(chosen.asof) if isinstance(chosen.asof, int) else None
    if newest is not None:
        errors.append(FutureVersion(int(str(chosen.asof)), newest))
        chosen = chosen.but(asof=None)
    wanted = (params.get("lang") or [lang])[-1]
    if wanted not in i18n.LANGUAGES:
        errors.append(FilterError("lang", "en or es", wanted))
        wanted = lang
    event, here = (opened(params, key, errors) for key in ("event", "here"))
    if here and not lookup.region(here):
        errors.append(FilterError("here", "the id of a known region", here))
        here = None
    by = (params.get("by") or [STACKS[0]])[-1]
    if by not in STACKS:
        errors.append(FilterError("by", "type or kind", by))
        by = STACKS[0]
    position_of(params, errors)  # the map reads it; here it is only refused
    return View(chosen, event, wanted, here, by), errors


def begin() -> list[FilterError]:
    """Settle this run's view, before any control is drawn; returns what the address got wrong."""
    store = st.session_state
    store["heard"] = heard()
    store.pop("ended", None)
    fallback = store["view"].lang if "view" in store else i18n.guess(st.context.locale)
    params = address()
    linked, errors = read(params, fallback)
    back = walked()
    differs = "view" in store and linked != store["view"] and (back or not store.get("touched", False))
    store["held"] = differs and not back and late(linked)
    if "view" not in store or (differs and not store["held"]):
        store["view"] = linked
    i18n.use(store["view"].lang)
    return errors


def walked() -> bool:
    """Whether the reader went Back or Forward: this run's address is meant, however soon after a change.

    The browser says so to Streamlit, which has no public name for it (1.67).
    """
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


def late(linked: View) -> bool:
    """Whether an address is merely the one before the change that was just written."""
    before = st.session_state.get("view_before")
    return before is not None and before[0] == linked and time.monotonic() - before[1] < STALE_SECONDS


def view() -> View:
    """The view of this run."""
    found: View = st.session_state["view"]
    return found


def change(**changes: Any) -> None:
    """From a control's callback: change fields of the filter; the list starts again at its top."""
    become(filter=view().filter.but(**changes))
    st.session_state.pop("pages", None)


def become(**changes: Any) -> None:
    """From a callback: change fields of the view; the address follows."""
    st.session_state["view"] = replace(view(), **changes)
    st.session_state["touched"] = True


def speak() -> None:
    """From a callback: what it says is in the reader's language, which the page's run settles only later."""
    i18n.use(view().lang)


def open_event(event: str | None) -> None:
    """From a callback: open an event, or close the open one."""
    now = view()
    if now.event and not event:
        st.session_state["last"] = now.event
    become(event=event)


def open_region(region: str | None) -> None:
    """From a callback: open what is known of a region, or close it; an open event gives way."""
    become(event=None, here=region)


def switch_language(lang: str) -> None:
    """From a callback: continue in another language."""
    become(lang=lang)


def reset() -> None:
    """From a callback: drop every filter."""
    change(**{f: getattr(Filter(), f) for f in view().filter.active})


def query(found: View | None = None, *, with_position: bool = True) -> dict[str, list[str]]:
    """A view as the parameters of a link, every value explicit; the map's position as last told."""
    found = found or view()
    params = parse_qs(found.filter.to_query(explicit=True), keep_blank_values=True)
    if found.event:
        params["event"] = [found.event]
    if found.here:
        params["here"] = [found.here]
    if found.by != STACKS[0]:
        params["by"] = [found.by]
    params["lang"] = [found.lang]
    if with_position:
        params |= {k: v for k, v in address().items() if k in (*POSITION, "layers", "embed", "embed_options")}
    return params


def query_string(found: View | None = None, *, with_position: bool = True) -> str:
    """`query` as one string."""
    return urlencode(query(found, with_position=with_position), doseq=True)


def link(path: str, **changes: Any) -> str:
    """The address of a page with this view's filter, some of its fields changed, and nothing open."""
    params = query(narrowed(**changes), with_position=False)
    if st.context.is_embedded:
        params["embed"] = ["true"]
    return f"{path}?{urlencode(params, doseq=True)}"


def narrowed(**changes: Any) -> View:
    """This view with fields of its filter changed and nothing open."""
    now = view()
    return replace(now, filter=now.filter.but(**changes), event=None, here=None)


def end(own: Mapping[str, list[str]] | None = None) -> None:
    """Write the view to the address where that says something else; one entry of history a change.

    A link to the page that is open tells its address to the script alone (Streamlit 1.67): it is handed on to
    the browser, which takes it for nothing new where it stands there already.

    `own` are parameters of the page's own, which stay.
    """
    store = st.session_state
    changed = store.pop("touched", False)  # kept till here: a run may be broken off by the next
    if store.pop("held", False) and not changed:
        return  # the browser has yet to hear of the last one
    linked, _errors = read(address(), view().lang)
    if linked != view():
        store["view_before"] = (linked, time.monotonic())
        st.query_params.from_dict(query() | dict(own or {}))
    elif store.get("said", said()) != said() and not walked():
        st.query_params.from_dict(address())
    store["said"] = said()


def said() -> Params:
    """The address without what the map writes into it by itself."""
    return {key: values for key, values in address().items() if key not in (*POSITION, "layers")}


def over() -> None:
    """The run is over: what it said will reach the browser, unless another one begins at once."""
    st.session_state["ended"] = time.monotonic()


def heard() -> bool:
    """Whether the browser has surely heard the last run."""
    ended = st.session_state.get("ended")
    return ended is not None and time.monotonic() - ended > SENT_SECONDS


def stale(key: str) -> bool:
    """From a control's callback: whether the control says what `put` replaced, for it has yet to hear.

    The browser tells what all controls show with each change of any: what comes right after a run would undo
    what that run has put there.
    """
    replaced = st.session_state.get("replaced", {})
    return key in replaced and replaced[key] == st.session_state[key] and not heard()


def put(key: str, value: Any, label: str = "") -> None:
    """Have a control of Streamlit's show a value; to be called in each run, before the control is drawn.

    A value that is set makes the browser render the page twice more, even where it is the one that stands
    there. So it is set only where the control shows another, which the browser tells with each run; where its
    `label`, by which the browser knows it, has changed; or where the last run may not have been heard.
    """
    store = st.session_state
    labels: dict[str, str] = store.setdefault("labels", {})
    replaced: dict[str, Any] = store.setdefault("replaced", {})
    replaced.pop(key, None)
    if key in store and store[key] != value:
        replaced[key] = store[key]
    if not store.get("heard") or key not in store or store[key] != value or labels.get(key) != label:
        store[key] = value
    labels[key] = label
