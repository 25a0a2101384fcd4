"""The map as folium sees it: a constant page in a frame of its own, and the messages that say what it shows.

The page holds nothing that changes with a filter, so that the frame is never loaded anew: which events to
show, and which is selected, come in a message to the map that is already there. No Streamlit in here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from math import asinh, floor, log2, radians, tan
from typing import Any
from urllib.parse import quote, urlencode

import folium
from folium.elements import JSCSSMixin
from folium.template import Template

from dashboard import i18n, lookup, towns, words
from dashboard.files import address
from dashboard.i18n import _, ngettext
from geo.events.types import load_types
from geo.store.filter import MODALITIES

START = {"lat": 22.0, "lng": -102.0, "z": 5.0}
"""Where a map begins that nothing says anything of: Mexico."""

MIN_ZOOM, MAX_ZOOM = 2, 16

FITTED_PX = 340

RUNNERS_UP = 5
"""How many other readings of a place are shown."""

VIEWPORT = re.compile(r'\s*<meta name="viewport"[^>]*>')
"""Folium's, which forbids readers to zoom; in a frame it is without effect."""

ATTRIBUTION = "GeoNames (CC BY 4.0) · Natural Earth · geoBoundaries"

ROUTES = {
    "events": "../tiles/events",
    "base": "../tiles/base",
    "regions": "../api/regions",
    "event": "../api/events",
    "areas": "../api/areas",
    "histogram": "../api/histogram",
    "choropleth": "../api/choropleth",
}
"""Our routes as seen from the map's frame, so that they hold under any base path and behind any proxy."""


class EventMap(folium.Map):
    """A folium map without a tile server, whose scripts and styles all come from this program."""

    default_js: list[tuple[str, str]] = []  # noqa: RUF012 (folium's own declaration)
    default_css: list[tuple[str, str]] = []  # noqa: RUF012

    def __init__(self, lat: float, lon: float, zoom: int) -> None:
        super().__init__(
            location=(lat, lon),
            zoom_start=zoom,
            tiles=None,
            zoom_control=False,
            min_zoom=MIN_ZOOM,
            max_zoom=MAX_ZOOM,
            max_bounds=True,
            world_copy_jump=False,
            attribution_control=False,
            font_size="13px",
        )
        self.default_js = [("sightline_js", address("sightline.js"))]
        self.default_css = [("sightline_css", address("sightline.css"))]


class EventLayer(JSCSSMixin, folium.MacroElement):
    """What our scripts are told once, when the map is made."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            Sightline.mount(
                {{ this._parent.get_name() }}, JSON.parse(decodeURIComponent("{{ this.config }}"))
            );
        {% endmacro %}
        """
    )

    def __init__(self, config: dict[str, Any]) -> None:
        super().__init__()
        self._name = "EventLayer"
        self.config = as_literal(config)


def as_literal(value: Any) -> str:
    """JSON, percent-encoded: letters, digits and a few signs, none of which ends a string or a script."""
    return quote(json.dumps(value, ensure_ascii=False, separators=(",", ":")), safe="")


def phrases() -> dict[str, Any]:
    """Every word that the map says, in the language of this run."""
    return {
        "map": _(
            "Map of events. Arrow keys move it, plus and minus zoom. The list beside it has the same events."
        ),
        "zoom_in": _("Zoom in"),
        "zoom_out": _("Zoom out"),
        "legend": _("Key"),
        "show_as": _("Show"),
        "modes": [
            ("events", _("Events")),
            ("heat", _("Density")),
            ("admin1", _("By state")),
            ("admin2", _("By municipality")),
        ],
        "choropleth": {
            "what": _("Count"),
            "whats": [("n", _("Events")), ("killed", _("People killed"))],
            "rate": _("For 100,000 people"),
            "per": _("{n} for 100,000 people"),
            "killed": [ngettext("{n} person killed", "{n} people killed", n) for n in (1, 2)],
            "unknown": _("Population not known"),
            "best": _(
                "The best count of each event; one that gives no number, or is denied or only planned, "
                "counts none."
            ),
            "people": _(
                "Population: the known places of a region together (GeoNames). Mostly that is less than the "
                "census counts, so that rates are too high, and by more where many people live outside of "
                "towns. A city whose boroughs are places too counts twice, and its rate is too low."
            ),
            "unlisted": [
                ngettext(
                    "{n} more region, with the fewest events, is left out.",
                    "{n} more regions, with the fewest events, are left out.",
                    n,
                )
                for n in (1, 2)
            ],
            "fullest": _("The {n} regions with the most are drawn: zoom in for the others."),
            "remainder": [
                ngettext(
                    "{n} event is placed less precisely than this, or not at all.",
                    "{n} events are placed less precisely than this, or not at all.",
                    n,
                )
                for n in (1, 2)
            ],
            "killed_remainder": [
                ngettext(
                    "{n} person was killed in events placed less precisely than this, or not at all.",
                    "{n} people were killed in events placed less precisely than this, or not at all.",
                    n,
                )
                for n in (1, 2)
            ],
        },
        "precision": {code: words.precision(code) for code in range(1, 8)},
        "modality": {code: words.modality(code) for code in MODALITIES[1:]},
        "circles": _("Several events: area shows how many"),
        "events": [ngettext("{n} event", "{n} events", 1), ngettext("{n} event", "{n} events", 2)],
        "no_date": _("No date given"),
        "span": _("{start} to {end}"),
        "other": _("Other types"),
        "elsewhere": _("Several areas"),
        "considered": _("Also considered"),
        "failed": _("Some of the map could not be loaded."),
        "retry": _("Try again"),
        "only": _("Only events in {name}"),
        "here": _("What is here: {name}"),
        "more": _("More events than can be listed here: zoom in, or use the list."),
        "approximate": _("Borders are approximate at this zoom"),
        "heat": _("How densely events lie whose place is known to a municipality or better."),
        "play": {
            "open": _("Play the events over time"),
            "play": _("Play"),
            "pause": _("Pause"),
            "position": _("Position in time"),
            "window": _("Length of the window"),
            "windows": [
                (1, _("1 day")),
                (7, _("1 week")),
                (30, _("30 days")),
                (91, _("3 months")),
                (365, _("1 year")),
            ],
            "speed": _("Speed"),
            "keep": _("Filter by these dates"),
            "nothing": _("None of the events has a date."),
        },
        "draw": {
            "toolbar": _("Filter by an area that you draw"),
            "rectangle": _("Draw a rectangle"),
            "circle": _("Draw a circle"),
            "polygon": _("Draw a polygon"),
            "clear": _("Remove the drawn area"),
            "keys": _("By keys: arrows move the map, the space bar puts a point in its middle."),
            "radius": _("Radius: {n} km"),
            "rectangle_how": _("Click two opposite corners. Escape ends."),
            "circle_how": _("Click the centre, then the rim. Escape ends."),
            "polygon_how": _("Click the corners, the first again (or Enter) to close. Escape ends."),
        },
    }


@dataclass(frozen=True, kw_only=True, slots=True)
class Frame:
    """What a map's frame is made of; the same on every run, or the frame is loaded anew.

    Where the page's address has `lat`, `lng` and `z`, the map starts there, so that a map made anew (another
    language) stands where the old one stood.

    Parameters
    ----------
    lang
        "en" or "es".
    lat, lng, z
        Where to start when the address does not say, in degrees and a zoom.
    preview
        A map of events that are not stored yet: it asks no tiles of them and has no tools that filter.
    drawing
        Whether an area can be drawn on it.
    addressed
        Whether the page's address says where it stands; else the messages do (`scene` of `message`).
    """

    lang: str
    lat: float = START["lat"]
    lng: float = START["lng"]
    z: int = int(START["z"])
    preview: bool = False
    drawing: bool = True
    addressed: bool = True

    @property
    def address(self) -> str:
        """The frame's address from the server's root, without a slash in front (`routes.map_frame`)."""
        told = {k: int(v) if isinstance(v, bool) else v for k, v in asdict(self).items()}
        return f"frame/map?{urlencode(told)}"


@lru_cache(maxsize=64)
def page(frame: Frame) -> str:
    """The HTML of a map's frame, as folium renders it."""
    i18n.use(frame.lang)
    root = build_map(frame).get_root()
    root.title = _("Map")
    html = VIEWPORT.sub("", str(root.render()), count=1)
    return html.replace("<html>", f'<html lang="{frame.lang}">', 1)


def build_map(frame: Frame) -> folium.Map:
    """The map of a frame, in the language of this thread; of the same frame always the same."""
    event_map = EventMap(frame.lat, frame.lng, frame.z)
    event_map._id = "events"  # branca's is random
    types = [
        {"id": t.id, "name": t.name(frame.lang), "color": t.color.lower(), "symbol": t.symbol}
        for t in load_types().values()
    ]
    config = {
        "lang": frame.lang,
        "types": types,
        "words": phrases(),
        "towns": towns.named() if frame.lang == "es" else (),
        "urls": ROUTES,
        "attribution": ATTRIBUTION,
        "preview": frame.preview,
        "drawing": frame.drawing,
        "addressed": frame.addressed,
        "zooms": (MIN_ZOOM, MAX_ZOOM),
    }
    EventLayer(config).add_to(event_map)
    return event_map


def message(
    query: str,
    version: int | str,
    selected: str | None,
    fly_to: tuple[float, float, float | None] | None = None,
    **more: Any,
) -> dict[str, Any]:
    """What the map is told to show now; the map itself stays.

    Parameters
    ----------
    query
        The filter's canonical query string, without a question mark.
    version
        The index's version, which the tiles' addresses carry.
    selected
        The id of the event to mark, or None.
    fly_to
        (lat, lon, radius_km) to bring into view, once for each new value, as close as the radius allows;
        without a radius the zoom stays. None leaves the map where it is.
    more
        `others`, the runners-up of the open event (see `runners_up`); `choosing`, whether a click on one or
        on the ground sets the place of the event that is being fixed; `spot`, the (lat, lon) clicked last;
        `given`, events to show instead of the store's (see `given`); `here`, the id of the region to outline;
        `fit`, a box (west, south, east, north) to bring into view where the link names no position;
        `scene`, a story's: `step`, and where the map stands (`position`: lat, lng, zoom) and what it draws
        (`layers`) from each new step on.
    """
    return {"query": query, "version": version, "selected": selected, "fly_to": fly_to} | more


def runners_up(event: Mapping[str, Any] | None) -> list[tuple[int, float, float, str]]:
    """Where else an event might lie: (number, lat, lon, name), numbered as in the form that corrects it."""
    place = (event or {}).get("place") or {}
    others = list(place.get("candidates") or ())[1 : 1 + RUNNERS_UP]
    return [(n, c["lat"], c["lon"], lookup.place_name(c)) for n, c in enumerate(others, 1)]


def given(events: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Events as the map draws them without a store; those without a place are left out."""
    kept = ("lat", "lon", "precision", "radius_km", "region")
    told = ("event_id", "type", "date_start", "modality")
    shown = []
    for event in events:
        place = event.get("place")
        if place:
            drawn = {k: place.get(k) for k in kept} | {"name": lookup.place_name(place)}
            shown.append({k: event.get(k) for k in told} | {"place": drawn})
    return shown


def around(points: Sequence[tuple[float, float]]) -> dict[str, list[str]]:
    """The position of a map that has all points (lat, lon, degrees) in view, as a link's parameters.

    Reckoned for a map of 340 by 340 pixels, which both a phone's and a wide screen's hold.
    """
    if not points:
        return {}
    lats, lons = [p[0] for p in points], [p[1] for p in points]
    middle = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    high = (asinh(tan(radians(max(lats)))) - asinh(tan(radians(min(lats))))) / radians(360)
    share = max((max(lons) - min(lons)) / 360, high, 1e-9)
    zoom = min(8, max(MIN_ZOOM, floor(log2(FITTED_PX / 256 / share))))
    return {"lat": [f"{middle[0]:.4f}"], "lng": [f"{middle[1]:.4f}"], "z": [str(zoom)]}
