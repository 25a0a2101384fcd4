"""Later places: an arrest or a release on another day than the deed may have been anywhere.

"Gunmen abducted nine teachers in Kumbo on Thursday; eight were freed on Saturday" says where they were taken.
A word that points back ("there", "at the scene", "in the town") keeps the place of the sentence before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from geo.events.reading import Line
from geo.events.telling import Telling
from geo.events.where import UNTOLD, Where

_LATER = frozenset({"arrest", "release"})
"""Types that follow a deed, where those are found who did it or whom it befell."""
_POINTS_BACK = re.compile(
    r"(?<!\w)(?:there|nearby|on the (?:spot|quay|scene)|at the (?:scene|gate|site|station|airport|checkpoint|"
    r"same)|(?:in|outside|near) the (?:same )?(?:city|town|village|area|district|neighbou?rhood|emirate|"
    r"building|house|camp|prison|jail)|alli|ahi|aqui|en el (?:lugar|sitio|mismo|penal|aeropuerto)|"
    r"en la (?:ciudad|zona|localidad|misma)|de la misma|cerca de la ciudad|en las inmediaciones|"
    r"en los alrededores|en el (?:pueblo|municipio|poblado)|"
    r"(?:en|de) las afueras|(?:village|hamlet|aldea) (?:near|cerca))(?!\w)"
)


def forget_places(tellings: Sequence[Telling], lines: Sequence[Line]) -> None:
    """Take the place of another sentence from arrests and releases that were on a day of their own."""
    for telling in tellings:
        if telling.type in _LATER and _is_elsewhere(telling, tellings, lines):
            route = telling.where
            telling.where = Where(None, UNTOLD, route.origin, route.destination)


def _is_elsewhere(telling: Telling, tellings: Sequence[Telling], lines: Sequence[Line]) -> bool:
    """Whether a deed was on another day than all that is told of the place it has from another sentence."""
    where, when, at = telling.where, telling.when, telling.lines[0]
    if not where.inherited or where.on is None or when.inherited:
        return False
    if lines[where.on].is_location or lines[at].dateline is not None:
        return False
    if _POINTS_BACK.search(lines[at].sentence.folded):
        return False
    told = [t.when for t in tellings if t is not telling and t.type not in _LATER | {telling.type}]
    told += [t.when for t in tellings if t is not telling and t.lines[0] == where.on]
    common = {when.overlaps(day) for day in told} - {None}
    return common == {False}


__all__ = ["forget_places"]
