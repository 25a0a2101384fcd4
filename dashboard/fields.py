"""Fields with a limit: what is longer stays in its field, which says so, and nothing of it is kept.

Streamlit's own limit takes in nothing of a paste that goes past it, without a word. Whatever keeps what was
typed asks `too_long` first, callbacks too.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard.i18n import _, number
from dashboard.markup import notice


def line(label: str, most: int, *, key: str, at: Any = st, **options: Any) -> str:
    """A field of one line for up to `most` characters, in the container `at`; what stands in it."""
    return _limited(str(at.text_input(label, key=key, **options) or ""), most, key, at)


def area(label: str, most: int, *, key: str, **options: Any) -> str:
    """A field of several lines for up to `most` characters; what stands in it."""
    return _limited(str(st.text_area(label, key=key, **options) or ""), most, key, st)


def _limited(said: str, most: int, key: str, at: Any) -> str:
    st.session_state.setdefault("limits", {})[key] = most
    if len(said) > most:
        told = _("This has {n} characters, and up to {most} fit here: shorten it. Nothing of it is kept yet.")
        at.html(notice(told.format(n=number(len(said)), most=number(most))))
    return said


def too_long(*keys: str) -> bool:
    """Whether one of these fields of the page holds more than it may; any field, where none is named."""
    store = st.session_state
    limits: dict[str, int] = store.get("limits", {})
    return any(len(str(store.get(key) or "")) > limits[key] for key in keys or limits if key in limits)


def refusal() -> str:
    """What a button says that keeps nothing for such a field."""
    return _("Not saved: a field holds more than fits in it, and says so.")
