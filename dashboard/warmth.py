"""What the first page needs, opened while the server starts: the first reader should not wait for it."""

from __future__ import annotations

import gc
import inspect
import logging
from datetime import date

from dashboard import eventlist, files, first_start, i18n, lookup, mapview, profiles
from dashboard.views import about, add  # noqa: F401
from geo.errors import SightlineError
from geo.places import regions
from geo.store.filter import Filter

FIRST_TILES = [(4, x, y) for x in (2, 3, 4) for y in (6, 7)]
"""The base map's tiles of the view that a page without a position in its address begins with."""

OUTLINES = 12
"""How many outlines of areas with events are made ready; each takes a tenth of a second."""


def warm_up() -> None:
    """Open the store and the reference data, and start on the first reports.

    A store that cannot be opened does not keep the server from starting: the page says what is wrong with it.
    """
    try:
        filling = first_start.begin()
        if filling is None:
            ask()
        else:
            filling.ended.add_done_callback(lambda _filled: ask())
    except SightlineError as error:
        logging.getLogger(__name__).warning("%s", error)
    files.address("sightline.js")
    for lang in i18n.LANGUAGES:
        i18n.use(lang)
        i18n.day(date.today())
        i18n.number(1)
        mapview.page(mapview.Frame(lang=lang))
    for z, x, y in FIRST_TILES:
        regions.base_tile(z, x, y, "en")
    # A component is declared under the name of its module, which Python finds by looking at every module's
    # file: this look remembers all there are.
    inspect.getmodule(inspect.currentframe())
    # What is there now stays: collecting garbage need not look at the reference data and the index's
    # dictionaries again, while everybody waits.
    gc.collect()
    gc.freeze()


def ask() -> None:
    """Have the answers ready that a page without a filter is made of."""
    source, everything = lookup.Source(profiles.of_server()), Filter()
    source.count(everything)
    source.histogram(everything)
    source.page(everything, "newest", None, eventlist.PAGE)
    for region_id, _n in source.facets(everything)["region"]:
        lookup.region(str(region_id))
    for area in source.index.tile(everything, 0, 0, 0)["areas"][:OUTLINES]:
        if lookup.region(area[0]):
            regions.outline(area[0])
