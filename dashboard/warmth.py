"""What the first page needs, opened while the server starts: the first reader should not wait for it."""

from __future__ import annotations

import logging

from dashboard import (  # noqa: F401
    charts,
    controls,
    detail,
    eventlist,
    files,
    first_start,
    mapview,
    review,
    serving,
    share,
    tray,
)
from geo.errors import SightlineError
from geo.places import regions
from geo.store.filter import Filter

FIRST_TILES = [(4, x, y) for x in (2, 3, 4) for y in (6, 7)]
"""The base map's tiles of the view that a page without a position in its address begins with."""


def warm_up() -> None:
    """Open the store and the reference data, and start on the first reports.

    The page's modules came with this one's imports, but not its views: they import streamlit-folium, and
    Streamlit serves a component only if it was declared in a run of the script.

    A store that cannot be opened does not keep the server from starting: the page says what is wrong with it.
    """
    files.served()
    for z, x, y in FIRST_TILES:
        regions.base_tile(z, x, y, "en")
    try:
        first_start.begin()
        serving.current().pin().count(Filter())
    except SightlineError as error:
        logging.getLogger(__name__).warning("%s", error)
