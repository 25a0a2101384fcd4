"""Whose men they are: a group told of those just named, "four gunmen, presumed members of the cartel"."""

from __future__ import annotations

import re

from geo.events.actors import UNLAWFUL, ActorMention
from geo.events.reading import Line
from geo.events.role_rules import Found

_ARE_ITS_MEMBERS = re.compile(
    r"(?:, (?:all |both |todos |ambos |all of them |todos ellos )?(?:presumed|suspected|alleged|supposed|"
    r"identified as|believed to be|presunt[oa]s|supuest[oa]s|probables|identificad[oa]s como)|"
    r" (?:who|that) (?:identified themselves as|presented themselves as|said they were|claimed to be)|"
    r" (?:claiming to be|identifying themselves as)|"
    r" que (?:se (?:identificaron|presentaron|ostentaron) como|dijeron (?:ser|pertenecer)|decian ser))"
    r"(?: (?:members|fighters|gunmen|operatives|militants|integrantes|miembros|combatientes|sicarios))?"
    r"(?: of| from| de|)l?(?: the| la| las| los| el|) $"
)
_WITHIN, _BETWEEN = 120, 8
"""How many characters back a cue is looked for, and how many words may part it from whom it is about."""


def by_their_group(line: Line, found: Found) -> Found:
    """Name those who fill a place by their group, where an aside or a clause says whose members they are."""
    out = dict(found)
    for group in line.actors:
        if group.kind not in UNLAWFUL or group.is_group:
            continue
        start = max(line.sentence.start, group.start - _WITHIN)
        told = _ARE_ITS_MEMBERS.search(line.sentence.between(start, group.start))
        men = _men_before(line, found, start + told.start()) if told is not None else None
        if men is not None:
            out[men.start] = (group, out[men.start][1])
            out.pop(group.start, None)
    return out


def _men_before(line: Line, found: Found, end: int) -> ActorMention | None:
    """Those without a name of their own who stand last before an offset."""
    before = [a for a, _ in found.values() if line.sentence.start <= a.start and a.end <= end]
    last = max(before, key=lambda a: a.end, default=None)
    if last is None or not (last.is_group or not last.kind) or last.kind not in {*UNLAWFUL, "", "civilians"}:
        return None
    between = line.sentence.between(last.end, end)
    return last if len(between.split()) <= _BETWEEN and not re.search(r"[,;:]", between) else None
