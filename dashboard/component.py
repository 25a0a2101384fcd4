"""Our own small components, whose script and style lie under `assets/`."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import streamlit as st

from dashboard.files import ASSETS, digest

OURS = "sightline_"
"""What the names of our components begin with."""

LOADER = """
const root = (window.__streamlit?.BACKEND_BASE_URL || window.location.origin).replace(/\\/$/, "");
const { default: draw } = await import(`${root}/assets/SCRIPT`);
const utf8 = new TextDecoder();
const parts = (window.sightlineParts ??= new Map());
export default ({ data, ...rest }) => {
  const told = utf8.decode(data), [name, shows] = JSON.parse(told), { parentElement } = rest;
  const { ahead, parentElement: stood } = parts.get(name) || {};
  const show = (data) => { draw({ ...rest, root, data }); };
  parts.set(name, { show, parentElement });
  if (ahead !== told || stood !== parentElement) show(shows);
};
"""
"""Stands for a component's script in every message, which the browser thus gets once and not in each.

The script's function gets what Streamlit hands it, the `data` parsed, and `root`, the server's address. What
it shows may also come ahead of Streamlit's message (`together.py`): it is found in `sightlineParts` by its
key, and is not drawn again when the message comes.
"""


def component(name: str, html: str, *, isolated: bool = True) -> Callable[..., Any]:
    """The component `sightline_NAME`, made of `assets/NAME.js` and `NAME.css`.

    To be called with `key`, `data` and what else Streamlit takes. The data are encoded here, once: of a
    mapping Streamlit makes JSON twice, and looks through it for tables. A component that is not `isolated`
    has no style of its own: the page's holds for it.
    """
    script = f"{name}.js"
    mount: Callable[..., Any] = st.components.v2.component(
        f"{OURS}{name}",
        html=html,
        css=(ASSETS / f"{name}.css").read_text(encoding="utf-8") if isolated else None,
        js=LOADER.replace("SCRIPT", f"{script}?v={digest(script)}"),
        isolate_styles=isolated,
    )

    def mounted(*, key: str, data: Any, **rest: Any) -> Any:
        encoded = json.dumps([key, data], ensure_ascii=False, separators=(",", ":")).encode()
        return mount(key=key, data=encoded, **rest)

    return mounted
