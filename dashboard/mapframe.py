"""The map's frame on the page, and what is told to the map in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.component import component
from dashboard.i18n import _
from dashboard.mapview import Frame

COMPONENT = "frame"

_mount = component(COMPONENT, "", isolated=False)


def show(made: Frame, message: Mapping[str, Any], *, key: str, height: int) -> None:
    """Show a map; give the same `made` on every run, and what changes in `message` (`mapview.message`)."""
    with st.container(key=f"map_{key}"):
        _mount(
            key=f"frame_{key}",
            data={"src": made.address, "title": _("Map"), "height": height, "message": message},
        )
