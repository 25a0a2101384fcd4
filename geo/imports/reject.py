"""Why a row is not imported, and the small checks that several kinds of table share."""

from __future__ import annotations

import math


class Reject(Exception):
    """A row that cannot be imported: which column, what was in it, and why."""

    def __init__(self, column: str, value: str, reason: str) -> None:
        super().__init__(f"{column}: {reason}")
        self.column, self.value, self.reason = column, value, reason


def coordinate(column: str, text: str, limit: float) -> float:
    """A latitude or longitude in degrees.

    Raises
    ------
    Reject
        When it is not a number, or off the globe.
    """
    try:
        value = float(text)
    except ValueError:
        raise Reject(column, text, "not a number") from None
    if not math.isfinite(value) or not -limit <= value <= limit:
        raise Reject(column, text, f"not from -{limit:g} to {limit:g}")
    return value


def whole(column: str, text: str) -> int:
    """A count of people: a whole number, 0 or more.

    Raises
    ------
    Reject
        When it is not one.
    """
    try:
        value = float(text)
    except ValueError:
        raise Reject(column, text, "not a number") from None
    if not 0 <= value < 10**9 or value != int(value):
        raise Reject(column, text, "not a whole number of people")
    return int(value)


def code(column: str, text: str, last: int) -> int:
    """A code from 1 to `last`.

    Raises
    ------
    Reject
        When it is not one.
    """
    found = text.strip()
    if found.isdecimal() and found.isascii() and 1 <= int(found) <= last:
        return int(found)
    raise Reject(column, text, f"not 1 to {last}")
