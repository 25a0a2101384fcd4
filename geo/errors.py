"""Every failure that Sightline reports by name.

SightlineError
├── InputError        what came in cannot be read (a line, a field, a file)
│   └── FilterError   a filter's parameter has an unknown or malformed value
│       ├── CrossedDates    its first day is after its last
│       └── FutureVersion   its version of the store does not exist yet
├── DataError         reference data is missing or not what this version expects
├── StoreError        the log or the index cannot be read or written
│   └── ConflictError somebody else revised the event first
└── NotFoundError     no event, report or region has that id
"""

from __future__ import annotations


class SightlineError(Exception):
    """The root of the tree: catching it catches every failure that has a name here."""


class InputError(SightlineError):
    """Input that cannot be read. Says what was expected, what came, where, and what to do.

    Parameters
    ----------
    expected, came
        What should have been there, and what was (shortened `repr`).
    where
        File, line or field.
    hint
        What the caller can do about it.
    """

    def __init__(self, expected: str, came: object = None, *, where: str = "", hint: str = "") -> None:
        self.expected, self.came, self.where, self.hint = expected, came, where, hint
        shown = repr(came)
        if len(shown) > 120:
            shown = shown[:117] + "…"
        parts = [f"{where}: " if where else "", f"expected {expected}"]
        if came is not None:
            parts.append(f", got {shown}")
        if hint:
            parts.append(f". {hint}")
        super().__init__("".join(parts))


class FilterError(InputError):
    """A filter's parameter that is unknown or malformed; `parameter` names it."""

    def __init__(self, parameter: str, expected: str, came: object = None, *, hint: str = "") -> None:
        self.parameter = parameter
        super().__init__(expected, came, where=parameter, hint=hint)


class CrossedDates(FilterError):
    """A filter whose first day `start` is after its last, `end`; both are ISO dates."""

    def __init__(self, start: str, end: str) -> None:
        self.start, self.end = start, end
        super().__init__("from", f"a date up to {end}, the value of 'to'", start)


class FutureVersion(FilterError):
    """A filter pinned to a version `came` that does not exist yet; `newest` is the newest there is."""

    def __init__(self, came: int, newest: int) -> None:
        self.newest = newest
        super().__init__("asof", f"a version up to {newest}", came)


class DataError(SightlineError):
    """Reference data under `data/` is missing, damaged or of another version."""


class StoreError(SightlineError):
    """The event log or its index cannot be opened, read or written."""


class ConflictError(StoreError):
    """The event was revised by somebody else since the version that the change was based on."""


class NotFoundError(SightlineError):
    """No event, report or region has the id that was asked for."""
