"""Sending a view: the link that says everything, and files for readers who cannot reach this machine."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, cast
from urllib.parse import urlsplit

import streamlit as st

from dashboard import lookup, state
from dashboard.i18n import _
from dashboard.markup import text
from dashboard.middleware import LOOPBACK, host_name
from geo.exports import export

ASSETS = Path(__file__).with_name("assets")

HTML = (
    '<div class="copy"><button type="button" class="main"><svg width="15" height="15" viewBox="0 0 24 24" '
    'fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" aria-hidden="true">'
    '<path d="M10 14a5 5 0 0 0 7 0l3-3a5 5 0 0 0-7-7l-1 1"/>'
    '<path d="M14 10a5 5 0 0 0-7 0l-3 3a5 5 0 0 0 7 7l1-1"/>'
    '</svg><span></span></button><div class="result" hidden><p role="status"></p>'
    '<label><input type="checkbox"><span></span></label><input readonly>'
    '<button type="button" class="close">×</button></div></div>'
)

_mount = st.components.v2.component(
    "sightline_copy",
    html=HTML,
    css=(ASSETS / "copy.css").read_text(encoding="utf-8"),
    js=(ASSETS / "copy.js").read_text(encoding="utf-8"),
)


def on_loopback() -> bool:
    """Whether the reader reaches this server by an address that exists on one machine alone."""
    host = urlsplit(st.context.url or "").netloc or str(st.context.headers.get("host", ""))
    return host_name(host) in LOOPBACK


def copy_link(source: lookup.Source, start: Mapping[str, float]) -> None:
    """The button that copies a link: every filter value, the map's position, language and open event.

    `start` is the position where the map stands that was never moved.
    """
    local = _("It works only on this machine; to send the view elsewhere, download it as a file.")
    _mount(
        key="copy",
        width="content",
        data={
            "query": state.query_string(),
            "version": None if state.view().filter.asof is not None else source.version,
            "start": {key: f"{value:g}" for key, value in start.items()},
            "words": {
                "copy": _("Copy link"),
                "copied": _("Link copied."),
                "select": _("Copy the address below."),
                "local": local if on_loopback() else "",
                "link": _("Link to this view"),
                "close": _("Close"),
                "pin": _("Pin to today's data (version {n})").format(n=source.version),
            },
        },
    )


def formats() -> dict[str, str]:
    """The files that a view can be saved as, beside the web page: the writer's name and what to call it."""
    return {
        "csv": _("Table (CSV)"),
        "xlsx": _("Spreadsheet (XLSX)"),
        "geojson": _("Map data (GeoJSON)"),
        "kml": _("Google Earth (KML)"),
        "gpkg": _("GeoPackage, for QGIS"),
        "geoparquet": _("GeoParquet"),
    }


def web_page(source: lookup.Source, now: state.View) -> bytes:
    """The filtered events as one HTML file, with outlines and the reports' words.

    Called when the file is asked for, outside any run of the page: there is no session state then.
    """
    out = io.BytesIO()
    export(source.index, now.filter, "html", out, lang=cast(Literal["en", "es"], now.lang))
    return out.getvalue()


def download(source: lookup.Source) -> None:
    """The menu of files: each holds exactly the events that are shown, and is made when it is asked for."""
    now = state.view()
    with st.popover(_("Download"), icon=":material/download:", key="download"):
        st.caption(_("Exactly the events that are shown, with their evidence."))
        st.download_button(
            _("One web page that opens without a network"),
            data=lambda: web_page(source, now),
            file_name=f"sightline-v{source.version}.html",
            mime="text/html",
            key="save_html",
            on_click="ignore",
            type="primary",
            width="stretch",
        )
        query = text(state.query_string(with_position=False))
        links = "".join(
            f'<li><a href="api/export/{fmt}?{query}" download>{text(label)}</a></li>'
            for fmt, label in formats().items()
        )
        st.html(f'<ul class="sl-files">{links}</ul>')
