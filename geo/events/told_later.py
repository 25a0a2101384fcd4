"""Told later: the day and the place that a later sentence gives to the deeds told before it.

"The strike took place on Sunday near Kutum." "In the operation, carried out on Wednesday, one was
held." All deeds that a noun calls have that day, as far as none of their own is told: the arrests and the
seizures of one operation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from geo.events.areas import same_or_inside
from geo.events.called_deeds import NOUNS, THE, types_called
from geo.events.dates import DateMention
from geo.events.place_context import WELL, context_of
from geo.events.reading import Line
from geo.events.telling import Telling
from geo.events.types import CATCH_ALL
from geo.events.when import When
from geo.events.where import Where
from geo.records import Mention, Place

_NEAR_BY = 4
"""How many sentences back a deed is that a sentence gives its day."""
_SAID = 0.7
"""How far a day or a place is trusted that a sentence of its own gives."""
_DONE = r"(?:carried out|conducted|launched|staged|mounted|executed)"
_DONE_ES = (
    r"(?:llevad[oa]s? a cabo|realizad[oa]s?|efectuad[oa]s?|ejecutad[oa]s?|ocurrid[oa]s?|registrad[oa]s?)"
)
_GIVEN = r"(?:handed down|delivered|issued|read(?: out)?|pronounced)"
_GIVEN_ES = r"(?:dictad[oa]s?|emitid[oa]s?|leid[oa]s?|pronunciad[oa]s?)"
_HAPPENED = (
    rf"(?:took place|happened|occurred|came|(?:was|were) (?:{_DONE}|{_GIVEN})|"
    r"se (?:produjo|produjeron|registro|dio|dieron|llevo a cabo|llevaron a cabo|realizo|realizaron|efectuo|"
    rf"ejecuto|desarrollo|dicto|emitio|pronuncio|conocio)|ocurrio|ocurrieron|sucedio|tuvo lugar|"
    rf"tuvieron lugar|(?:fue|fueron) (?:{_DONE_ES}|{_GIVEN_ES}))"
)
_SAID_THAT = (
    r"(?:[^,;:.]{3,60} (?:(?:dij|inform|confirm|precis|indic|report|detall|anunci|asegur|senal)\w+ que|"
    r"(?:said|confirmed|reported|told \w+)(?: that)?) )?"
)
_TOOK_PLACE = re.compile(
    rf"\W*{_SAID_THAT}{THE} (?:[\w-]+ ){{0,2}}?(?P<deed>{NOUNS})(?:,[^,;:]{{4,60}},)? {_HAPPENED}(?!\w)"
)
_ASIDE = re.compile(
    rf"\W*(?:(?:in|during|en|durante) )?{THE} (?:[\w-]+ ){{0,2}}?(?P<deed>{NOUNS}), "
    rf"(?:(?:which|que) {_HAPPENED}|{_DONE}|{_DONE_ES})(?P<when>(?!\w)[^,;:]*),"
)
""" "In the operation, carried out on Wednesday, a chief was caught": a day of all that it was."""
_BEHIND = re.compile(
    rf"(?<!\w)(?:{THE}|del|al) (?P<deed>{NOUNS}), (?:(?:which|que) {_HAPPENED}|{_DONE}|{_DONE_ES})"
    r"(?P<when>(?!\w)[^,;:]*?)[,.;]"
)
""" "Culpó a la guerrilla del hecho, ocurrido el lunes": the day of the deed that it speaks of."""


def fill_in(tellings: list[Telling], lines: list[Line]) -> None:
    """Give deeds the day and the place that a later sentence tells."""
    told: dict[int, list[Telling]] = {}
    for telling in tellings:
        told.setdefault(telling.lines[0], []).append(telling)
    for k, line in enumerate(lines):
        said = _said(line)
        if said is None:
            continue
        noun, days, places = said
        there = next((m for m in places if context_of(line, m) >= WELL), None)
        for deed in _called(types_called(noun), k, told):
            if len(days) == 1 and _is_undated(deed):
                deed.when = When(days[0].first, days[0].last, days[0].precision, _SAID, False)
            if there is not None and there.place is not None and _is_closer(there.place, deed.where):
                own = replace(deed.where, place=there.place, mention=there, on=k, why_not="")
                deed.where = replace(own, trust=_SAID, inherited=False)


def _said(line: Line) -> tuple[str, list[DateMention], list[Mention]] | None:
    """The noun of the deeds that a line dates, with the days and the places that it gives them."""
    text = line.sentence.folded[line.body :]
    days = [d for d in line.dates if d.first is not None and d.kind != "duration"]
    aside = _ASIDE.match(text)
    behind = None if aside is not None else _BEHIND.search(text)
    found = aside or behind
    if found is not None:
        start = line.sentence.start + line.body
        low, high = start + found.start("when"), start + found.end("when")
        if behind is not None and any(low <= m.start < high for m in line.places):
            return None
        return found["deed"], [d for d in days if low <= d.start < high], []
    took = _TOOK_PLACE.match(text)
    if took is None or any(t.type != CATCH_ALL and t.is_verb for t in line.triggers):
        return None
    return took["deed"], days, line.places


def _called(types: frozenset[str], k: int, told: dict[int, list[Telling]]) -> Iterator[Telling]:
    """The last deed of such types told before line `k`, and those without a day right before it."""
    last = True
    for at in range(k - 1, k - 1 - _NEAR_BY, -1):
        for telling in (t for t in reversed(told.get(at, [])) if t.type in types):
            dated = not _is_undated(telling)
            if last or not dated:
                yield telling
            if dated:
                return
            last = False


def _is_undated(telling: Telling) -> bool:
    """Whether no day of its own is told."""
    return telling.when.first is None or telling.when.inherited


def _is_closer(place: Place, where: Where) -> bool:
    """Whether a place says more closely where a deed was than what is known of it."""
    known = where.place
    return (
        known is None
        or where.inherited
        or (place.precision < known.precision and same_or_inside(place, known))
    )


__all__ = ["fill_in"]
