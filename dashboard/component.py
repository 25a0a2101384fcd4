"""Our own small components, whose script and style lie under `assets/`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from dashboard.files import ASSETS


def component(name: str, html: str) -> Callable[..., Any]:
    """The component `sightline_NAME`, made of `assets/NAME.js` and `NAME.css`, to be called with its data."""
    mount: Callable[..., Any] = st.components.v2.component(
        f"sightline_{name}",
        html=html,
        css=(ASSETS / f"{name}.css").read_text(encoding="utf-8"),
        js=(ASSETS / f"{name}.js").read_text(encoding="utf-8"),
    )
    return mount
