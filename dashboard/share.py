"""Sending a view: the link that says everything, and files for readers who cannot reach this machine."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Literal, cast
from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import i18n, lookup, standing, state, words
from dashboard.component import component
from dashboard.i18n import LANGUAGES, _, count
from dashboard.markup import text
from dashboard.middleware import LOOPBACK, host_name
from geo.events.types import load_types
from geo.exports import export, export_meta
from geo.store.changes import KINDS, Change, Kind

HTML = (
    '<div class="copy"><button type="button" class="main"><svg width="15" height="15" viewBox="0 0 24 24" '
    'fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" aria-hidden="true">'
    '<path d="M10 14a5 5 0 0 0 7 0l3-3a5 5 0 0 0-7-7l-1 1"/>'
    '<path d="M14 10a5 5 0 0 0-7 0l-3 3a5 5 0 0 0 7 7l1-1"/>'
    '</svg><span></span></button><div class="result" hidden><p role="status"></p>'
    '<label><input type="checkbox"><span></span></label><input readonly>'
    '<button type="button" class="close">×</button></div></div>'
)

_mount = component("copy", HTML)

Params = Mapping[str, list[str]]


def on_loopback() -> bool:
    """Whether the reader reaches this server by an address that exists on one machine alone."""
    host = urlsplit(st.context.url or "").netloc or str(st.context.headers.get("host", ""))
    return host_name(host) in LOOPBACK


def copy_link(source: lookup.Source, start: Mapping[str, float] | None, params: Params | None = None) -> None:
    """The button that copies a link: every filter value, the map's position, language and open event.

    `start` is the position where the map stands that was never moved; without it the link has none. `params`
    are the link's own, where it is not to the view of the map's page.
    """
    with st.container(key="copying", width="content"):
        link_button(source, start, params)


@st.fragment
def link_button(source: lookup.Source, start: Mapping[str, float] | None, params: Params | None) -> None:
    """The button itself. What a press copies is asked for then, which runs this alone.

    What stands on the page may be older than what a control was just told, or a field that the press left:
    the page's run for it is under way. The answer comes after that run.
    """
    i18n.use(state.view().lang)  # a fragment's own runs do not begin at the top of the page
    local = _("It works only on this machine; to send the view elsewhere, download it as a file.")
    _mount(
        key="copy",
        on_asked_change=asked,
        data={
            "answer": st.session_state.get("copy_asked"),
            "query": state.query_string() if params is None else urlencode(params, doseq=True),
            "version": None if state.view().filter.asof is not None else source.version,
            "start": start and {key: f"{value:g}" for key, value in start.items()},
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


def asked() -> None:
    """The link was asked for: the answer tells which press it is for."""
    st.session_state["copy_asked"] = st.session_state["copy"].get("asked")


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


def opened(label: str, icon: str, key: str) -> DeltaGenerator | None:
    """A menu to be filled, or None while it is closed: a word stands in it for the moment in between."""
    menu = st.popover(label, icon=icon, key=key, on_change="rerun")
    if menu.open:
        return menu
    menu.caption(_("Working") + "…")
    return None


def download(source: lookup.Source) -> None:
    """The menu of files: each holds exactly the events that are shown, and is made when it is asked for."""
    now = state.view()
    menu = opened(_("Download"), ":material/download:", "download")
    if menu is None:
        return
    with menu:
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


def address(given: Params, **more: str) -> str:
    """The whole address of a view with the parameters `given`; `more` are others that it gets too."""
    parts = urlsplit(st.context.url or "")
    params = dict(given) | {key: [value] for key, value in more.items()}
    return urlunsplit((parts.scheme, parts.netloc, parts.path or "/", urlencode(params, doseq=True), ""))


def cite_and_embed(source: lookup.Source, start: Mapping[str, float]) -> None:
    """How to quote this view, as text and BibTeX, and how to put it into another page; made when opened.

    `start` is the position where the map stands that was never moved.
    """
    menu = opened(_("Cite, embed"), ":material/format_quote:", "quoted")
    if menu is not None:
        with menu:
            quoted(source, start)


@st.fragment
def quoted(source: lookup.Source, start: Mapping[str, float]) -> None:
    """What the menu holds, once the browser has said where the map stands, which runs this alone."""
    i18n.use(state.view().lang)  # a fragment's own runs do not begin at the top of the page
    stands = standing.asked("quoting")
    if stands is None:
        st.caption(_("Working") + "…")
        return
    began = {key: [f"{value:g}"] for key, value in start.items()}
    params = standing.moved(began | state.query(), stands)
    cite, embed = st.tabs([_("Cite this view"), _("Embed it")])
    with cite:
        citation(source, params)
    with embed:
        snippet(params)


def citation(source: lookup.Source, params: Params) -> None:
    """A footnote and a BibTeX entry, with the data's version and a link that is pinned to it."""
    now = state.view()
    pinned = {} if now.filter.asof is not None else {"asof": str(source.version)}
    meta = export_meta(
        source.index, now.filter, lang=cast(Literal["en", "es"], now.lang), url=address(params, **pinned)
    )
    st.caption(_("The link is pinned: it goes on showing what you see now."))
    st.code(meta.citation, language=None, wrap_lines=True)
    st.code(meta.bibtex, language=None, wrap_lines=True)


SIZES = {"320": ("320", "480"), "640": ("640", "560"), "wide": ("100%", "720")}


def snippet(params: Params) -> None:
    """The element that shows a view in another page, by size and language; `params` as in `address`."""
    named = {"320": _("Narrow, 320 px"), "640": _("Middle, 640 px"), "wide": _("Full width")}
    size = st.segmented_control(
        _("Size"), list(SIZES), default="wide", required=True, format_func=named.__getitem__, key="frame_size"
    )
    lang = st.segmented_control(
        _("Language"), list(LANGUAGES), default=state.view().lang, required=True, format_func=str.upper,
        key="frame_lang",
    )  # fmt: skip
    width, height = SIZES[str(size)]
    there = text(address(params, embed="true", lang=str(lang)))
    st.code(
        f'<iframe src="{there}" width="{width}" height="{height}" title="Sightline" loading="lazy" '
        'referrerpolicy="no-referrer" style="border:0;max-width:100%"></iframe>',
        language=None,
        wrap_lines=True,
    )


def told(source: lookup.Source) -> None:
    """What the reader's profile leaves out, in a line; nothing for an analyst."""
    said = {
        "public": _(
            "This view is published: places no closer than their municipality, private persons unnamed, "
            "what nobody confirmed left out."
        ),
        "partner": _("This view is for partners: the editors’ own notes are left out."),
    }.get(source.profile.name)
    if said:
        st.html(f'<p class="sl-profile">{text(said)}</p>')


def changed(source: lookup.Source) -> None:
    """For a pinned view: what was added, corrected, withdrawn and removed since, each with a link."""
    found = source.changes(state.view().filter)
    with st.popover(_("What changed since"), icon=":material/difference:", key="changed"):
        if not found.changes:
            st.html(f"<p>{text(_('Nothing in this view changed since.'))}</p>")
        for kind in KINDS:
            listed = found.of(kind)
            if listed:
                items = "".join(f"<li>{one_change(change)}</li>" for change in listed)
                st.html(f'<h3 class="sl-kicker">{text(heading(kind, len(listed)))}</h3>')
                st.html(f'<ul class="sl-files">{items}</ul>')
        if not found.complete:
            st.caption(_("There are more than are listed here: compare exports of both versions."))


def heading(kind: Kind, number: int) -> str:
    """How many events became what."""
    if kind == "added":
        return count("{n} event added", "{n} events added", number)
    if kind == "corrected":
        return count("{n} event corrected", "{n} events corrected", number)
    if kind == "withdrawn":
        return count("{n} event withdrawn", "{n} events withdrawn", number)
    return count("{n} event removed", "{n} events removed", number)


def one_change(change: Change) -> str:
    """A changed event as a link: to how it is now, or to what it was where it is withdrawn."""
    now = state.view()
    params = state.query(with_position=False) | {"event": [change.event_id]}
    if change.kind != "withdrawn":
        params.pop("asof", None)
    event = change.event or {}
    kind = words.name(load_types().get(str(event.get("type"))), str(event.get("type") or ""))
    place = event.get("place") or {}
    where = lookup.place_name(place)
    told = ", ".join(part for part in (kind, where, words.dates(event) if event else "") if part)
    shown = text(told or _("An event that was erased"))
    href = text("?" + urlencode(params, doseq=True))
    return f'<a href="{href}" target="_self" hreflang="{now.lang}">{shown}</a>'
