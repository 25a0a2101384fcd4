"""What the page asks of the store and of the catalogues, remembered for as long as its answer holds.

An answer depends on the store's version and the canonical filter alone, so it is kept under both: a run of
the page that changes nothing asks the index nothing.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Container, Mapping, Sequence
from functools import cache
from typing import Any

from dashboard import profiles, towns
from dashboard.i18n import language
from dashboard.serving import current, event_log
from geo import known as ids
from geo.errors import NotFoundError
from geo.events.kinds import acting_kind
from geo.places import regions
from geo.publish import Profile
from geo.records import Report, Revision
from geo.store.changes import Changes
from geo.store.filter import Filter
from geo.store.pages import Apart
from geo.store.sides import Sides

KEPT = 512
FACETS = ("type", "actor", "region", "precision", "modality", "status")

_kept: OrderedDict[tuple[Any, ...], Any] = OrderedDict()
_lock = threading.Lock()


def remembered(key: tuple[Any, ...], make: Callable[[], Any]) -> Any:
    """The answer kept under `key`, or `make()`, kept for the next time."""
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    made = make()
    with _lock:
        _kept[key] = made
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return made


class Source:
    """The index as it stood when this run began: every part of the page shows one version."""

    def __init__(self, profile: Profile | None = None) -> None:
        self.log = event_log()
        self.profile = profile or profiles.of_reader()
        self.index = current(self.profile).pin()
        self.version = self.index.version

    def _ask(self, name: str, found: Filter, *rest: Any, make: Callable[[], Any]) -> Any:
        return remembered(
            (name, id(self.log), self.profile.name, self.version, found.to_query(), *rest), make
        )

    @property
    def empty(self) -> bool:
        """Whether the store holds no event at all: a first visit."""
        return not self.version

    def shows(self, found: Filter) -> str:
        """What a part of the page shows, as it says once it is drawn: the version and the query."""
        return f"{self.version}?{found.to_query()}"

    def count(self, found: Filter) -> Any:
        """How many events and reports match, and how many are left out and why."""
        return self._ask("count", found, make=lambda: self.index.count(found))

    def facets(self, found: Filter) -> Mapping[str, Sequence[tuple[Any, int]]]:
        """For each facet its values with counts, each under the other filters."""
        return dict(self._ask("facets", found, make=lambda: self.index.facets(found, list(FACETS))))

    def sides(self, found: Filter) -> Sides:
        """Who takes part in the events that match, and who acts against whom."""
        kept: Sides = self._ask("sides", found, make=lambda: self.index.sides(found))
        return kept

    def made_of(self, found: Filter, field: str) -> Sequence[tuple[str, int]]:
        """The types, the actors or the regions (of every level) of the events that match, with counts."""
        kept: Sequence[tuple[str, int]] = self._ask(
            "made_of", found, field, make=lambda: self.index.facets(found, [field], own=True)[field]
        )
        return kept

    def killed(self, found: Filter) -> int:
        """How many people were killed in the events that match, by the best counts; see `Index.killed`."""
        return int(self._ask("killed", found, make=lambda: self.index.killed(found)[0]))

    def extent(self, found: Filter) -> tuple[float, float, float, float] | None:
        """The box (west, south, east, north) that the events that match lie in."""
        kept: tuple[float, float, float, float] | None = self._ask(
            "extent", found, make=lambda: self.index.extent(found)
        )
        return kept

    def trend(self, found: Filter) -> Any:
        """Events by date, within the filter's own dates."""
        return self._ask("trend", found, make=lambda: self.index.histogram(found))

    def histogram(self, found: Filter, by: str = "type") -> Any:
        """Events by date and by type or kind of who acts, whatever dates are chosen."""
        rule = acting_kind if by == "kind" else by
        undated = found.but(from_=None, to=None, dates=Filter().dates)
        return self._ask(
            "histogram", undated, by, make=lambda: self.index.histogram(found, by=rule, dates=False)
        )

    def page(self, found: Filter, sort: str, cursor: str | None, limit: int) -> Any:
        """One page of the list."""
        return self._ask(
            "page", found, sort, cursor, limit,
            make=lambda: self.index.events(found, limit=limit, cursor=cursor, sort=sort),
        )  # fmt: skip

    def event(self, event_id: str, found: Filter) -> Any:
        """An event as it is now or was at the filter's `asof`; None, or "removed"."""
        return self._ask("event", found, event_id, make=lambda: self.index.event(event_id, asof=found.asof))

    def history(self, event_id: str) -> list[Revision]:
        """Every revision of an event, oldest first; none where there never was one."""
        try:
            found: list[Revision] = self.index.history(event_id)
        except NotFoundError:
            return []
        return found

    def report(self, report_id: str, found: Filter) -> Report | None:
        """A report as it is now or was at the filter's `asof`, or None where it is gone."""
        report = self._ask("report", found, report_id, make=lambda: self.index.report(report_id, found.asof))
        return report if isinstance(report, Report) else None

    def changes(self, found: Filter) -> Changes:
        """What changed since the moment that a filter is pinned to."""
        assert found.asof is not None
        since = found.asof
        kept: Changes = self._ask("changes", found, make=lambda: self.index.changes(found, since))
        return kept

    def apart(self, found: Filter, most: int) -> Apart:
        """The first events without a place and without a date among those that match."""
        kept: Apart = self._ask("apart", found, most, make=lambda: self.index.apart(found, most))
        return kept


def newest_before(version: int) -> int | None:
    """The newest version of the store, where `version` is a later one; None where it exists."""
    if version > int(Source().version or 0):
        wrote()  # another program may just have written it
    newest = int(Source().version or 0)
    return newest if version > newest else None


def wrote() -> None:
    """After a change: look for the new version at once, not after the index's own pause."""
    current().refresh()


@cache
def region(region_id: str) -> Any:
    """A region, or None where no region has that id."""
    try:
        return regions.region(region_id)
    except NotFoundError:
        return None


def below(region_id: str) -> Sequence[str]:
    """The ids of the regions one step below a region: of a country its states."""
    return regions.below(region_id)


def outline(region_id: str) -> Mapping[str, Any]:
    """A region's outline as a GeoJSON geometry, simplified for drawing."""
    drawn: Mapping[str, Any] = regions.outline(region_id)
    return drawn


def region_name(region_id: str) -> str:
    """A region's name in the reader's language, or its id where it has none."""
    found = region(region_id)
    name = getattr(found, f"name_{language()}", "") or getattr(found, "name_en", "")
    return str(name or region_id)


def place_name(place: Mapping[str, Any]) -> str:
    """A place's name in the reader's language where it has one, else as it is kept."""
    region_id, name = str(place.get("region") or ""), str(place.get("name") or "")
    if region(region_id):
        return region_name(region_id)
    if language() != "es" or place.get("lat") is None:
        return name
    return towns.spanish(name, float(place["lat"]), float(place["lon"]))


def lies_in(place: Mapping[str, Any]) -> list[str]:
    """The areas that a place lies in, in the reader's language, closest first."""
    inside = [r for r in reversed(list(place.get("regions") or ())) if region(str(r))]
    ids = inside or [str(place.get(k) or "") for k in ("admin2", "admin1", "country")]
    return [region_name(str(i)) for i in ids if i]


@cache
def known() -> dict[str, Container[str]]:
    """The ids that exist, by parameter."""
    return ids.known(lambda: Source().index)
