"""From the map to the page: a component without a face that passes on what happened in the map's frame.

The frame sends window events to the page's document. The component puts the map's position into the address
by itself, which needs no run of the script, and hands clicks to Python as trigger values, which reset by
themselves.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import streamlit as st

SCRIPT = """
const NAMES = ["event", "region", "here", "ground", "other", "shape", "dates"];
let view = null;

function keepView() {
  if (!view) return;
  const url = new URL(window.location.href);
  for (const [key, value] of Object.entries(view)) {
    if (value === null) url.searchParams.delete(key);
    else url.searchParams.set(key, String(value));
  }
  if (url.href !== window.location.href) window.history.replaceState(window.history.state, "", url.href);
}

// A new report's events stand on the page already: the one that was clicked on its map comes into view.
function lookAt(id) {
  const card = document.querySelector(`.sl-card[data-event="${CSS.escape(id)}"]`);
  if (card) card.scrollIntoView({ block: "center" });
}

// The server writes the address with the position that it was last told, which is older than the map's own.
if (!window.history.__sightline) {
  const push = window.history.pushState;
  window.history.pushState = function (...args) {
    push.apply(this, args);
    window.history.__sightline();
  };
}
window.history.__sightline = keepView;

export default function (component) {
  const { parentElement, setTriggerValue } = component;
  if (parentElement.__sightline) parentElement.__sightline();
  const stops = NAMES.map((name) => {
    const pass = (e) => {
      if (name === "event") lookAt(e.detail.id);
      setTriggerValue(name, e.detail);
    };
    window.addEventListener(`sightline:${name}`, pass);
    return () => window.removeEventListener(`sightline:${name}`, pass);
  });
  const moved = (e) => { view = e.detail; keepView(); };
  window.addEventListener("sightline:view", moved);
  stops.push(() => window.removeEventListener("sightline:view", moved));
  parentElement.__sightline = () => stops.forEach((stop) => stop());
  return () => { parentElement.__sightline(); view = null; };
}
"""

TRIGGERS = ("event", "region", "here", "ground", "other", "shape", "dates")


@cache
def _component() -> Callable[..., Any]:
    return st.components.v2.component("sightline_bridge", js=SCRIPT)


def map_bridge(key: str) -> tuple[str, dict[str, Any]] | None:
    """What happened on the map since the last run, as (name, details), or None.

    Names: "event" `{id}`, an event was chosen; "region" `{id}`, the reader asked for one region's events;
    "here" `{id}`, for what is known of a region;
    "ground" `{lat, lng}`, a bare spot was clicked; "other" `{n}`, a runner-up's number was;
    "shape" `{query}`, an area was drawn (the filter's `area` or `bbox`, or empty where it was taken away);
    "dates" `{query}`, the playback's window is to be kept as a
    filter (`from` and `to`). Each comes once: the next run is told nothing.
    """
    result = _component()(key=key, **{f"on_{name}_change": lambda: None for name in TRIGGERS})
    for name in TRIGGERS:
        details = getattr(result, name, None)
        if details:
            return name, dict(details)
    return None
