"""Runs of capitals in a text, and the spans of them that may name a place."""

from __future__ import annotations

from typing import NamedTuple

from geo.places import cues
from geo.places.names import Name
from geo.places.text import View

LINKS = cues.words(
    "of the de del la las los el y e da do dos das di du des le al and on upon sur am an der en"
)
"""Words in lower case that may stand inside a name."""
NAME_LINKS = cues.words("de del la las los el of the")
"""Those that lead on from one part of a name to the next."""
_LONGEST_RUN = 5
_DATES = cues.words("mon tue wed thu fri sat sun jan feb mar apr may jun jul aug sep oct nov dec chr")
"""How days and months begin, which "on" leads to."""


class Option(NamedTuple):
    """A span of a view that may name a place: words `first` to `last`, characters `start` to `end`.

    `name` is None for a run around a generic word that the gazetteer does not hold; `pattern` then says what
    kind (road, natural, facility, area, quarter).
    """

    start: int
    end: int
    first: int
    last: int
    name: Name | None
    pattern: str = ""


def run_back(view: View, j: int, *, through: bool, plain: bool = False) -> int:
    """The first word of the run of capitals that word j closes; `through` small words too.

    A sentence's first word that often stands before a name ("City Harlem") is left out unless it is `plain`.
    """
    first = j
    while first > 0 and j - first < _LONGEST_RUN and view.joined(first - 1):
        back = first - 1
        if through and first < j:
            while back > 0 and view.lows[back] in NAME_LINKS and not view.capital[back]:
                if not view.joined(back - 1):
                    break
                back -= 1
        day = through and view.words[back].isdecimal() and view.lows[back + 1] == "de"
        if not (view.capital[back] or day):
            break
        leads = view.initial(back) and view.lows[back] in cues.BEFORE and view.lows[back] not in NAME_LINKS
        if leads and not plain:
            break
        first = back
    return first


def run_on(view: View, j: int) -> int:
    """The last word of the run of capitals and numbers that word j opens, through small words too."""
    last, k = j, j + 1
    while k < len(view.words) and k - j <= _LONGEST_RUN and view.joined(k - 1):
        if view.lows[k - 1] == "on" and view.lows[k][:3] in _DATES:
            break  # "in Rio de Janeiro on Monday"
        if view.capital[k] or view.words[k].isdecimal():
            last = k
        elif view.lows[k] not in LINKS:
            break
        k += 1
    return last


def run_end(view: View, k: int) -> int:
    """The last word of the run of capitals that word k begins."""
    last = k
    while last - k < _LONGEST_RUN and view.joined(last) and view.capital[last + 1]:
        last += 1
    return last


def and_before(view: View, first: int) -> int:
    """The "and" between the name at word `first` and one before it: "A and B neighborhoods"; else `first`."""
    joins = first > 1 and cues.AFTER.get(view.lows[first - 1]) == "AND" and view.capital[first - 2]
    return first - 1 if joins and view.joined(first - 1) and view.joined(first - 2) else first


__all__ = ["LINKS", "NAME_LINKS", "Option", "and_before", "run_back", "run_end", "run_on"]
