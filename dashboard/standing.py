"""Where the map stands and how it draws, as the browser has it: a run hears of it late.

The map writes its position into the page's address by itself, and Streamlit goes on telling the address that
the server wrote last (`assets/standing.js`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.component import component

_mount = component("standing", "", isolated=False)

Stands = Mapping[str, str]
Params = dict[str, list[str]]


def asked(key: str) -> Stands | None:
    """Position and layers as parameters of a link, without what the map never said; None till it is heard."""
    told: Mapping[str, Any] = st.session_state.get(key) or {}
    stands: Stands | None = told.get("stands")
    with st.container(key=f"unseen_{key}"):
        _mount(key=key, data=stands, on_stands_change=lambda: None)
    return stands


def moved(params: Mapping[str, list[str]], stands: Stands) -> Params:
    """A link's parameters with the map as it stands; as they are where the map never said."""
    if "lat" not in stands:
        return dict(params)
    kept = {key: values for key, values in params.items() if key != "layers"}
    return kept | {key: [value] for key, value in stands.items()}
