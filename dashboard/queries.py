"""What a request asks for: the filter and the rest, each refused by name when it cannot be read."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request

from dashboard.serving import snapshot
from geo.errors import FilterError
from geo.known import known
from geo.store.filter import VIEW_PARAMETERS, Filter

OWN_PARAMETERS = VIEW_PARAMETERS | {
    "theme",
    "embed_options",
    "v",
    "fields",
    "where",
    "level",
    "since",
    "only",
    "tile",
}
"""What a link says about the view. A whole link may be given to any route: these change nothing."""


def filter_of(request: Request) -> Filter:
    """The filter in a request's query, strictly: ids that do not exist are refused too.

    Raises
    ------
    FilterError
        For an unknown parameter or a malformed value.
    """
    query: dict[str, list[str]] = {}
    for key, value in request.query_params.multi_items():
        query.setdefault(key, []).append(value)
    return Filter.parse(query, ignore=OWN_PARAMETERS, known=known(lambda: snapshot(request)))


def whole_number(
    values: Mapping[str, str], name: str, low: int, high: int, default: int | None = None
) -> int:
    """An integer parameter of a path or a query, within bounds."""
    text = values.get(name)
    if text is None and default is not None:
        return default
    if (
        text is None
        or not text.isascii()
        or not text.isdecimal()
        or len(text) > 9
        or not low <= int(text) <= high
    ):
        raise FilterError(name, f"a whole number from {low} to {high}", text)
    return int(text)


def one_of(request: Request, name: str, allowed: tuple[str, ...]) -> str:
    """A parameter with a closed list of values; the first is the default."""
    value = request.query_params.get(name, allowed[0])
    if value not in allowed:
        raise FilterError(name, f"one of {', '.join(allowed)}", value)
    return value
