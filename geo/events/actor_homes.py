"""Whose army it is: a body's bare name means the report's own country ("el Ejército", "the federal police").

The catalogue holds some of these bodies under the one country that it knows best. Where a report names places
and none of them, and nobody else in it, is of that country, the body is that of the country it does name.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from geo.events.actor_nations import NationalActor, bare_body, without_article
from geo.events.actors import NATIONAL, ActorMention
from geo.records import Mention

_LIKELY = 0.6
"""Confidence from which a place says what country a report is about."""


def at_home(
    actors: list[ActorMention], places: Iterable[Mention], text: str, *, focus: str | None
) -> list[ActorMention]:
    """The actors of a report, bodies under a bare name given to the country that its places are in.

    Their ids are those of `actor_nations`, their names the report's own words ("the federal police" of Perth
    is "au-police", "federal police").

    Parameters
    ----------
    actors, places
        What was found in `text`.
    focus
        Country (ISO 3166-1 alpha-2) that the report is about, or None.
    """
    bare = {a.start: body for a in actors if _is_national(a) and (body := bare_body(text[a.start : a.end]))}
    if not bare:
        return actors
    stretches = [(a.start, a.end) for a in actors if a.start in bare]
    countries = Counter(
        m.place.country
        for m in places
        if m.place is not None
        and m.place.country
        and (m.place.confidence >= _LIKELY or m.kind == "demonym")
        and not _overlaps(m, stretches)
    )
    others = {a.country for a in actors if a.start not in bare}
    here = focus.upper() if focus else next((code for code, _ in countries.most_common(1)), None)
    if here is None:
        return actors
    named = countries.keys() | others | {here}

    def settled(actor: ActorMention) -> ActorMention:
        body = bare.get(actor.start)
        if body is None or actor.country in named:
            return actor
        own = NationalActor(0, 0, here, body)
        name = without_article(text[actor.start : actor.end])
        return replace(actor, id=own.id, name=name, kind=body.kind, country=here)

    return [settled(a) for a in actors]


def _overlaps(mention: Mention, stretches: list[tuple[int, int]]) -> bool:
    """Whether a mention shares characters with a stretch; they are in order, none overlapping another."""
    k = bisect_left(stretches, mention.end, key=lambda s: s[0]) - 1
    return k >= 0 and mention.start < stretches[k][1]


def _is_national(actor: ActorMention) -> bool:
    return actor.is_catalogued and actor.kind in NATIONAL and bool(actor.country)
