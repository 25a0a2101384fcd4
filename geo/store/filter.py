"""The filter: the one query that links, tiles, lists, feeds and exports share.

A `Filter` parses from a query string and prints back to it. What each parameter means:

`from`, `to`
    ISO dates. An event matches where its range of dates overlaps (`dates=overlap`, the default) or lies
    inside (`dates=within`). Undated events match only when neither is given; views count them as left out.
`type`, `actor`, `region`
    Ids, each may repeat; any of them matches. A region matches the events known at least that precisely:
    an event placed in a country matches the country and none of its states.
`bbox`, `area`
    west,south,east,north, and a polygon `lat,lon;lat,lon;…` or a circle `lat,lon,radius_km`. They test the
    point, and only events whose where_prec is 3 or better.
`precision`
    The worst where_prec kept, 1 to 7.
`status`, `modality`, `source`
    May repeat; without `status` everything but withdrawn events. `source` is a report's id or the name of
    its source.
`q`
    Words, all of which occur in the event's summary, names or evidence, whatever the case and accents.
`asof`
    A version of the store or a moment: the events as they were known then.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, time
from difflib import get_close_matches
from typing import Any, Literal
from urllib.parse import parse_qsl, quote, urlencode

from geo.errors import CrossedDates, FilterError
from geo.store.area import Area, Box, ShapeError, parse_area

Query = str | Mapping[str, Sequence[str]]
Known = Mapping[str, Container[str]]

STATUSES = ("proposed", "confirmed", "disputed", "withdrawn")
DEFAULT_STATUS = ("confirmed", "disputed", "proposed")
MODALITIES = ("reported", "alleged", "planned", "denied")

_OF_THE_PAGE = (
    "lat", "lng", "z", "event", "here", "by", "layers", "lang", "embed", "page", "view", "id", "step",
)  # fmt: skip
_OF_THE_REQUEST = ("sort", "cursor", "limit")
VIEW_PARAMETERS = frozenset((*_OF_THE_PAGE, *_OF_THE_REQUEST))
"""Parameters of a page's or a request's own, which are no part of the filter."""

POSITION_LIMITS = {"lat": (-90.0, 90.0), "lng": (-540.0, 540.0), "z": (0.0, 20.0)}
"""Where a map may stand: degrees, and its zoom."""
MAX_VALUES = 200
MAX_TEXT = 200
_LISTED = {
    "type": "docs/codebook.md lists them.",
    "actor": "data/actors.csv lists them.",
    "region": "They look like MX or MX-CHH; the column regions of an export has those of its events.",
}
"""Where to find the ids that there are."""
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,79}\Z")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})?)?\Z")


def number_within(text: str, low: float, high: float) -> float | None:
    """A parameter's number, or None where it is none or lies outside."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if low <= value <= high else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Filter:
    """Which events a view shows. Build it with `parse`, or with values already valid; change it with `but`.

    `from_` and `to` are inclusive; tuples are sorted and without duplicates; `asof` is a version (int), an
    aware UTC moment, or None for now. An empty `modality`, `types`, … keeps every value.
    """

    from_: date | None = None
    to: date | None = None
    dates: Literal["overlap", "within"] = "overlap"
    types: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    bbox: Box | None = None
    area: Area | None = None
    precision: int | None = None
    status: tuple[str, ...] = DEFAULT_STATUS
    modality: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    q: str = ""
    asof: int | datetime | None = None

    def __post_init__(self) -> None:
        for name in ("types", "actors", "regions", "status", "modality", "source"):
            object.__setattr__(self, name, tuple(sorted(set(getattr(self, name)))))
        object.__setattr__(self, "q", " ".join(self.q.split()))
        if isinstance(self.asof, datetime):
            object.__setattr__(self, "asof", _utc(self.asof))

    @classmethod
    def parse(cls, query: Query, *, ignore: Container[str] = (), known: Known | None = None) -> Filter:
        """Read a query string, or its parsed form.

        Parameters
        ----------
        query
            `"type=arrest&region=MX-CHH"`, with or without the question mark, or `{"type": ["arrest"], …}`.
        ignore
            Parameters that belong to somebody else, usually `VIEW_PARAMETERS`.
        known
            The ids that exist, by parameter (`type`, `actor`, `region`, `source`); others are then refused.

        Raises
        ------
        FilterError
            A parameter is unknown, or its value is; `parameter` names it.
        """
        found, errors = cls.parse_lenient(query, ignore=ignore, known=known)
        if errors:
            raise errors[0]
        return found

    @classmethod
    def parse_lenient(
        cls, query: Query, *, ignore: Container[str] = (), known: Known | None = None
    ) -> tuple[Filter, list[FilterError]]:
        """As `parse`, but leaves out what is wrong and returns an error for each such parameter.

        Of a list of values the good ones hold.
        """
        values: dict[str, Any] = {}
        errors: list[FilterError] = []
        for parameter, given in _pairs(query).items():
            if parameter in ignore and parameter not in FILTER_PARAMETERS:
                continue
            try:
                name, value = _read(parameter, given, known or {})
            except FilterError as error:
                errors.append(error)
                kept = _readable(parameter, given, known or {})
                if kept is None:
                    continue
                name, value = kept
            values[name] = value
        start, end = values.get("from_"), values.get("to")
        if start and end and start > end:
            del values["from_"], values["to"]
            errors.append(CrossedDates(start.isoformat(), end.isoformat()))
        return cls(**values), errors

    def to_query(self, *, explicit: bool = True) -> str:
        """The canonical query string: parameters and values sorted, percent-encoded.

        With `explicit`, values that are today's defaults are written out (`dates`, `status`), so that a
        link keeps its meaning when a default changes; without, they are dropped.
        """
        pairs: list[tuple[str, str]] = []
        for item in fields(self):
            value = getattr(self, item.name)
            if value is None or value in ("", ()) or (not explicit and value == item.default):
                continue
            parameter = _PARAMETER.get(item.name, item.name)
            pairs += [(parameter, text) for text in _texts(value)]
        return urlencode(sorted(pairs), quote_via=quote, safe=",:")

    def but(self, **changes: Any) -> Filter:
        """A copy with some fields changed."""
        return replace(self, **changes)

    @property
    def dated(self) -> bool:
        """Whether the filter asks for dates, so that undated events are left out."""
        return self.from_ is not None or self.to is not None

    @property
    def active(self) -> tuple[str, ...]:
        """The names of the fields that are not at their defaults, in the order of the fields."""
        return tuple(f.name for f in fields(self) if getattr(self, f.name) != f.default)


_LISTS = frozenset({"type", "actor", "region", "status", "modality", "source"})
"""The parameters that may be given more than once."""
_PARAMETER = {"from_": "from", "types": "type", "actors": "actor", "regions": "region"}
_FIELD = {parameter: name for name, parameter in _PARAMETER.items()}


def _pairs(query: Query) -> dict[str, list[str]]:
    if not isinstance(query, str):
        return {key: list(given) for key, given in query.items()}
    pairs: dict[str, list[str]] = {}
    for key, value in parse_qsl(query.removeprefix("?"), keep_blank_values=True, max_num_fields=2000):
        pairs.setdefault(key, []).append(value)
    return pairs


def _read(parameter: str, given: list[str], known: Known) -> tuple[str, Any]:
    reader = _READERS.get(parameter)
    if reader is None:
        hint = f"Known are {', '.join(sorted(FILTER_PARAMETERS))}."
        raise FilterError(parameter, "a known parameter", parameter, hint=hint)
    if not given or len(given) > MAX_VALUES:
        raise FilterError(parameter, f"1 to {MAX_VALUES} values", len(given))
    for value in given:
        if "\x00" in value or any(0xD800 <= ord(c) <= 0xDFFF for c in value):
            raise FilterError(parameter, "text without NUL and lone surrogates", value)
    ids = known.get(parameter)
    if ids is not None:
        for value in given:
            if value not in ids:
                near = get_close_matches(value[:80], ids, n=3) if isinstance(ids, Iterable) else ()
                hint = f"Did you mean {', '.join(near)}?" if near else _LISTED.get(parameter, "")
                hint = _several(parameter, value) or hint
                raise FilterError(parameter, f"the id of a known {parameter}", value, hint=hint)
    return _FIELD.get(parameter, parameter), reader(parameter, given)


def _readable(parameter: str, given: list[str], known: Known) -> tuple[str, Any] | None:
    """Those of a list of values that can be read, as a field; None where none can, or it takes one value."""
    if parameter not in _LISTS or not 1 < len(given) <= MAX_VALUES:
        return None
    good = []
    for value in given:
        try:
            _read(parameter, [value], known)
        except FilterError:
            continue
        good.append(value)
    return _read(parameter, good, known) if good else None


def _one(parameter: str, given: list[str]) -> str:
    if len(given) != 1:
        raise FilterError(parameter, "one value", given)
    return given[0].strip()


def _date(parameter: str, given: list[str]) -> date:
    text = _one(parameter, given)
    if _DATE.match(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise FilterError(parameter, "a date like 2025-11-06", text)


def _choice(choices: Iterable[str]) -> Callable[[str, list[str]], str]:
    def read(parameter: str, given: list[str]) -> str:
        text = _one(parameter, given)
        if text not in choices:
            raise FilterError(parameter, f"one of {', '.join(choices)}", text)
        return text

    return read


def _choices(choices: Iterable[str]) -> Callable[[str, list[str]], tuple[str, ...]]:
    def read(parameter: str, given: list[str]) -> tuple[str, ...]:
        for value in given:
            if value.strip() not in choices:
                hint = _several(parameter, value)
                raise FilterError(parameter, f"one of {', '.join(choices)}", value.strip(), hint=hint)
        return tuple(value.strip() for value in given)

    return read


def _ids(parameter: str, given: list[str]) -> tuple[str, ...]:
    for value in given:
        if not _ID.match(value):
            expected = f"the id of a{'n' * (parameter[0] == 'a')} {parameter}"
            raise FilterError(parameter, expected, value, hint=_several(parameter, value))
    return tuple(given)


def _several(parameter: str, value: str) -> str:
    """How to ask for several values, where one value lists them with commas; else empty."""
    parts = [part.strip() for part in value.split(",")]
    if len(parts) < 2 or not all(_ID.match(part) for part in parts):
        return ""
    shown = "&".join(f"{parameter}={part}" for part in parts[:3])
    return f"Several values repeat the parameter: {shown}{'&…' * (len(parts) > 3)}"


def _names(parameter: str, given: list[str]) -> tuple[str, ...]:
    for value in given:
        if not 1 <= len(value) <= MAX_TEXT:
            raise FilterError(parameter, f"1 to {MAX_TEXT} characters", value)
    return tuple(given)


def _words(parameter: str, given: list[str]) -> str:
    text = " ".join(_one(parameter, given).split())
    if not 1 <= len(text) <= MAX_TEXT:
        raise FilterError(parameter, f"1 to {MAX_TEXT} characters", text)
    return text


def _precision(parameter: str, given: list[str]) -> int:
    text = _one(parameter, given)
    if not re.match(r"[1-7]\Z", text):
        raise FilterError(parameter, "a where_prec from 1 (the place itself) to 7 (sea or airspace)", text)
    return int(text)


def _box(parameter: str, given: list[str]) -> Box:
    text = _one(parameter, given)
    try:
        return Box.parse(text)
    except ShapeError as error:
        raise FilterError(parameter, str(error), text) from error


def _area(parameter: str, given: list[str]) -> Area:
    text = _one(parameter, given)
    try:
        return parse_area(text)
    except ShapeError as error:
        raise FilterError(parameter, str(error), text) from error


def _asof(parameter: str, given: list[str]) -> int | datetime:
    text = _one(parameter, given)
    if re.match(r"\d{1,9}\Z", text):
        return int(text)
    if _MOMENT.match(text):
        try:
            if len(text) == 10:
                return datetime.combine(date.fromisoformat(text), time.max, UTC)
            return _utc(datetime.fromisoformat(text))
        except (ValueError, OverflowError):
            pass
    raise FilterError(parameter, "a version like 42 or a moment like 2025-11-09T18:00:00Z", text)


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _texts(value: Any) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return value
    if isinstance(value, datetime):
        return (value.isoformat().replace("+00:00", "Z"),)
    return (value.isoformat(),) if isinstance(value, date) else (str(value),)


_READERS: dict[str, Callable[[str, list[str]], Any]] = {
    "from": _date,
    "to": _date,
    "dates": _choice(("overlap", "within")),
    "type": _ids,
    "actor": _ids,
    "region": _ids,
    "bbox": _box,
    "area": _area,
    "precision": _precision,
    "status": _choices(STATUSES),
    "modality": _choices(MODALITIES),
    "source": _names,
    "q": _words,
    "asof": _asof,
}

FILTER_PARAMETERS = frozenset(_READERS)
"""Every parameter of the filter."""
