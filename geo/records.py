"""The records that cross module borders: frozen, keyword-only, and plain to serialise.

Coordinates are WGS84 degrees named `lat` and `lon`; distances end in `_km`; offsets are characters of
the report's text, `end` exclusive. Region ids are ISO 3166-1 alpha-2 for countries ("MX"), ISO 3166-2 for
first-order divisions ("MX-CHH"), the geonameid as a string for divisions without an ISO code, and
"sea-…" for seas and gulfs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date, datetime
from typing import Any, Literal

Precision = Literal[1, 2, 3, 4, 5, 6, 7]
"""UCDP `where_prec`: 1 exact, 2 near, 3 second-order division, 4 first-order division, 5 vaguer or linear,
6 country, 7 sea or airspace."""

DatePrecision = Literal[1, 2, 3, 4, 5]
"""UCDP `date_prec`: 1 the day, 2 two to six days, 3 a week, 4 up to a month, 5 up to a year."""

Modality = Literal["reported", "alleged", "planned", "denied"]
Status = Literal["proposed", "confirmed", "disputed", "withdrawn"]
StoryStatus = Literal["draft", "published", "withdrawn"]
Role = Literal["agent", "target", "supporter", "claimant", "location_holder", "participant"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """A text that tells of events, and what is known of where it came from."""

    report_id: str
    text: str
    title: str = ""
    lang: str | None = None
    published: date | None = None
    published_precision: DatePrecision | None = None
    source: str = ""
    kind: str = "article"
    reliability: str = ""
    url: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """One reading of a name: a gazetteer entry with its score and the features that made it.

    `features` maps a feature's name to its contribution to the score (weight times value), so that the
    sum of the values is the score.
    """

    name: str
    lat: float
    lon: float
    geonameid: int | None
    level: str
    country: str
    admin1: str = ""
    region: str | None = None
    population: int = 0
    score: float = 0.0
    probability: float = 0.0
    features: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where something is, as precisely as it is known and no more.

    `region` is the id of the area that the place stands for, when it stands for one (a state, a sea);
    `regions` are the ids of every area that it is known to lie in, at its precision. `confidence` is how
    likely a mention's name means this place; of an event's place, how likely the event happened within 25 km
    of the point.
    """

    name: str
    lat: float
    lon: float
    precision: Precision
    radius_km: float
    confidence: float
    geonameid: int | None = None
    level: str = "populated"
    country: str = ""
    admin1: str = ""
    admin2: str = ""
    region: str | None = None
    regions: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Mention:
    """A stretch of text that names a place, resolved or not.

    `kind` is toponym, demonym, abbreviation, sea or facility. `why_not` says why `place` is None.
    """

    start: int
    end: int
    surface: str
    place: Place | None = None
    kind: str = "toponym"
    why_not: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class EventActor:
    """Someone who took part. `id` is the catalogue's, or None for a name that it does not hold."""

    id: str | None
    name: str
    role: Role
    kind: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """The words that say so: `text[start:end] == quote`."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Count:
    """A number of people as reported: lowest, best and highest."""

    low: int
    best: int
    high: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """Who did what, to whom, where and when, with the words that say so.

    `place` is None where the report gives none that can be resolved; `place_why` then says why.
    `date_start` is None where the report gives no date for the event. `sources` are report ids.
    `original` is the table row that an imported event came from, its values as text by column.
    """

    event_id: str
    report_id: str
    type: str
    summary: str
    evidence: tuple[Evidence, ...]
    confidence: float
    date_start: date | None = None
    date_end: date | None = None
    date_precision: DatePrecision | None = None
    place: Place | None = None
    place_why: str = ""
    origin: Place | None = None
    destination: Place | None = None
    actors: tuple[EventActor, ...] = ()
    killed: Count | None = None
    wounded: Count | None = None
    arrested: Count | None = None
    modality: Modality = "reported"
    claimed_by: str = ""
    sources: tuple[str, ...] = ()
    status: Status = "proposed"
    lang: str | None = None
    original: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Revision:
    """One line of an event's history. Nothing is updated in place: the newest revision is the event.

    `version` is the store's own sequence; `action` is propose, correct, confirm, dispute, withdraw, merge or
    restore. `event` is None after a purge, which leaves a tombstone.
    """

    revision_id: str
    event_id: str
    version: int
    recorded_at: datetime
    action: str
    author: str
    reason: str = ""
    event: Event | None = None
    merged_into: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One step of a story: words, and the view that they speak of.

    `query` is a link's query string: a filter, the map's position (`lat`, `lng`, `z`), what it draws
    (`layers`), an open `event`. With `asof` in it the step is pinned to the data of that version.
    """

    title: str = ""
    text: str = ""
    query: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Story:
    """An ordered list of views with plain text, as a person made it."""

    story_id: str
    title: str
    intro: str = ""
    lang: str = ""
    status: StoryStatus = "draft"
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class StoryRevision:
    """One line of a story's history; the newest is the story.

    `action` is write, publish, withdraw, restore or purge. `story` is None after a purge.
    """

    revision_id: str
    story_id: str
    version: int
    recorded_at: datetime
    action: str
    author: str
    reason: str = ""
    story: Story | None = None


def to_dict(record: Any) -> dict[str, Any]:
    """A record as plain JSON-ready values: dates as ISO strings, tuples as lists."""
    return {f.name: _plain(getattr(record, f.name)) for f in fields(record)}


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    if is_dataclass(value):
        return to_dict(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {k: _plain(v) for k, v in value.items()}
    return value


def event_from_dict(data: Mapping[str, Any]) -> Event:
    """The inverse of `to_dict` for an `Event`; keys that it does not know are ignored."""
    known = {f.name for f in fields(Event)}
    values = {k: v for k, v in data.items() if k in known}
    for key in ("date_start", "date_end"):
        if isinstance(values.get(key), str):
            values[key] = date.fromisoformat(values[key])
    for key in ("place", "origin", "destination"):
        if values.get(key) is not None:
            values[key] = place_from_dict(values[key])
    for key in ("killed", "wounded", "arrested"):
        if values.get(key) is not None:
            values[key] = Count(**values[key])
    values["evidence"] = tuple(Evidence(**e) for e in values.get("evidence", ()))
    values["actors"] = tuple(EventActor(**a) for a in values.get("actors", ()))
    values["sources"] = tuple(values.get("sources", ()))
    return Event(**values)


def place_from_dict(data: Mapping[str, Any]) -> Place:
    """The inverse of `to_dict` for a `Place`; keys that it does not know are ignored."""
    known = {f.name for f in fields(Place)}
    values = {k: v for k, v in data.items() if k in known}
    values["regions"] = tuple(values.get("regions", ()))
    values["candidates"] = tuple(Candidate(**c) for c in values.get("candidates", ()))
    return Place(**values)


def story_from_dict(data: Mapping[str, Any]) -> Story:
    """The inverse of `to_dict` for a `Story`; keys that it does not know are ignored."""
    known, parts = {f.name for f in fields(Story)}, {f.name for f in fields(Step)}
    values = {k: v for k, v in data.items() if k in known}
    values["steps"] = tuple(
        Step(**{k: v for k, v in s.items() if k in parts}) for s in values.get("steps", ())
    )
    return Story(**values)


def report_from_dict(data: Mapping[str, Any]) -> Report:
    """The inverse of `to_dict` for a `Report`; keys that it does not know are ignored."""
    known = {f.name for f in fields(Report)}
    values = {k: v for k, v in data.items() if k in known}
    if isinstance(values.get("published"), str):
        values["published"] = date.fromisoformat(values["published"])
    return Report(**values)


__all__ = [
    "Candidate",
    "Count",
    "DatePrecision",
    "Event",
    "EventActor",
    "Evidence",
    "Mention",
    "Modality",
    "Place",
    "Precision",
    "Report",
    "Revision",
    "Role",
    "Status",
    "Step",
    "Story",
    "StoryRevision",
    "StoryStatus",
    "event_from_dict",
    "place_from_dict",
    "replace",
    "report_from_dict",
    "story_from_dict",
    "to_dict",
]
