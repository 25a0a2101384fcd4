"""Threads: the day and the place that a later sentence leaves unsaid, as the story before it has told them.

"After the shootout the soldiers seized nine rifles." "Before leaving, the gunmen burned the post." "Two days
after the massacre, troops clashed with the group." What only comes next in the text is another story.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from geo.events.actors import NATIONAL, UNLAWFUL, ActorMention
from geo.events.called_again import DEFINITE
from geo.events.called_deeds import NOUNS, THE, types_called
from geo.events.closed_classes import ADVERB, AUXILIARY, CLITIC
from geo.events.consistency import same_people
from geo.events.place_ties import SPEECH
from geo.events.reading import Line
from geo.events.scenes import TRUST, beside_it, keep_to_it, look_back, stay_there
from geo.events.telling import LAST, NEAR_LINES, Telling
from geo.events.triggers import Trigger
from geo.events.types import CATCH_ALL
from geo.events.when import AFTERMATH, HOURS_ON, When, days_of, open_dates, says_now
from geo.events.where import PLACELESS, Where
from geo.events.where_spoken import OF_LAW

_NEAR_BY = 4
"""How many sentences back a deed is gone on with by a connector or by who did it."""
_DAYS = 2
"""Days wider than that say little of what else happened in them."""
_LONG_AGO = 14
"""A deed so many days before another that is told with it is what came before."""
_FINDS = frozenset({"arrest", "seizure"})
_COUNT = r"(?:(?P<n>an?|the|one|un|una|\w+) (?P<unit>hours?|days?|weeks?|horas?|dias?|semanas?) )"
_AFTER_IT = re.compile(
    rf"(?<!\w)(?:{_COUNT}(?!of )|(?:hours|minutes|shortly|soon|moments|horas|minutos|poco) |"
    r"within (?:\w+ )?(?:hours|minutes) )?"
    r"(?:after|following|of|since|during|in|before|despues del?|luego del?|tras|durante|en|desde|"
    r"antes del?) "
    rf"{THE}? ?(?:[\w-]+ ){{0,2}}?(?P<deed>{NOUNS})(?!\w)"
)
""" "Two days after the massacre", "within hours of the blast", "tras el tiroteo"."""
_CAME_AFTER = re.compile(
    rf"(?<!\w){THE} (?:[\w-]+ )?(?P<deed>{NOUNS}) (?:c[ao]mes?|took place|happened|occurred|follow(?:s|ed)|"
    r"(?:se (?:produjo|produce|registro|dio)|ocurrio|ocurre|sucedio|llega|llego))"
    rf" (?:just |only |barely |apenas |solo )?{_COUNT}(?:after|despues de que|despues del?)(?!\w)"
)
""" "The clash came four days after the bodies of five men were found"."""
_CLAUSE_ENDS = re.compile(r"[;:,]|(?<!\w)(?:who|which|that|que|quien|while|mientras|but|pero)(?!\w)")
_NEXT = re.compile(
    r"^\W*(?:before (?:leaving|fleeing|withdrawing|retreating|escaping|departing|running|driving)|"
    r"(?:minutes|moments|hours|shortly|soon) (?:later|afterwards?|after)|afterwards?|then|"
    r"(?:that|the) same (?:day|night|morning|evening|afternoon)|"
    r"that (?:night|evening|morning|afternoon|day)|en su (?:retirada|huida|repliegue)|al (?:huir|retirarse)|"
    r"as they (?:left|fled|withdrew|retreated)|while (?:fleeing|retreating|withdrawing)|"
    r"further (?:north|south|east|west)|mas al (?:norte|sur|este|oeste)|"
    r"antes de (?:huir|irse|retirarse|escapar|marcharse|abandonar)|"
    r"(?:minutos|horas|momentos|poco|instantes) (?:despues|mas tarde)|acto seguido|enseguida|posteriormente|"
    r"(?:es[ae]|el|la) mism[oa] (?:dia|noche|tarde|manana|madrugada)|"
    r"es[ae] (?:dia|noche|tarde|manana|madrugada))(?!\w)"
)
_HOUR = re.compile(
    r"(?<!\w)(?:(?:at|by|around|about|until|shortly after|shortly before|just after|just before|before|"
    r"after|toward|towards) (?:about |around )?(?:noon|midday|midnight|dawn|daybreak|dusk|nightfall|sunrise|"
    r"sunset|\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m)|"
    r"in the (?:early |late |small )?(?:morning|afternoon|evening|hours)(?! of)|at night|"
    r"hours (?:later|earlier)|later in the day|"
    r"(?:al|antes del?|hacia el|despues del?|pasado el) (?:amanecer|anochecer|mediodia|alba)|al caer la "
    r"(?:tarde|noche)|(?:por|en) la (?:manana|tarde|noche|madrugada)(?! del?)|de madrugada|"
    r"a (?:media ?(?:noche|tarde|manana)|ultima hora|primera hora)|"
    r"(?:a|hacia|sobre|alrededor de) las? (?:\d{1,2}(?:[:.]\d\d)?|una|dos|tres|cuatro|cinco|seis|siete|"
    r"ocho|nueve|diez|once|doce)(?: horas| y media)?|"
    r"(?:horas|minutos) (?:despues|mas tarde|antes))(?!\w)"
)
""" "Al caer la noche", "at about 4 a.m.": an hour of the day that the story is at."""
_IN_ALL = re.compile(
    r"^\W*(?:in (?:all|total)|altogether|all told|en (?:total|conjunto)|en el (?:lugar|sitio|operativo|"
    r"inmueble))(?!\w)"
)
""" "In all, 24 premises were searched": the sum of the deed told before."""
_THAT_DEED = re.compile(rf"\W*(?:that|this|es[ae]|est[ae]|dich[oa]) (?:[\w-]+ )?(?P<deed>{NOUNS})(?!\w)")
_THAT_NEAR = 2
"""Within so many sentences "that raid" is one just told of."""
_PAST_PERFECT = re.compile(r"(?<!\w)(?:had|habian?|hubieran?)(?!\w)")


def follow(tellings: list[Telling], lines: list[Line]) -> None:
    """Give tellings without a day or a place of their own those of the deed that they go on from."""
    for k, telling in enumerate(tellings):
        before = [t for t in tellings[max(0, k - LAST) : k] if not t.is_total]
        look_back(telling, before, lines)
        if telling.modality in ("planned", "denied") or telling.type == CATCH_ALL or telling.is_talked_of:
            continue  # "marched to protest the killing of a mayor": not on the day of the march
        beside_it(telling, before)
        if telling.when.inherited and _undated(telling, before, lines):
            telling.when = When()
        _count_back(telling, before, lines)
        _hours_on(telling, before, lines)
        unsaid = telling.when.first is None or telling.when.inherited
        if unsaid or telling.where.place is None or telling.where.inherited:
            _go_on(telling, before, lines)
        stay_there(telling, before, lines)
        keep_to_it(telling, before, lines)


def _undated(telling: Telling, before: list[Telling], lines: list[Line]) -> bool:
    """ "Extradited in May, a year after soldiers caught him. That raid left nine dead": not in May."""
    line = lines[telling.lines[0]]
    that = _THAT_DEED.match(line.sentence.folded[line.body :])
    if that is None:
        return False
    types = types_called(that["deed"])
    near = (t for t in reversed(before) if 0 < telling.lines[0] - t.lines[0] <= _THAT_NEAR)
    deed = next((t for t in near if t.type in types), None)
    return deed is not None and deed.when.first is None


def _hours_on(telling: Telling, before: list[Telling], lines: list[Line]) -> None:
    """ "Horas después": the day of the deed told right before, and not the last that is named somewhere."""
    line = lines[telling.lines[0]]
    own = [d for d in line.dates if d.first == telling.when.first and HOURS_ON.match(d.surface)]
    deed = next((t for t in reversed(before) if telling.lines[0] - t.lines[0] <= 1 and _is_dated(t)), None)
    if own and not telling.when.inherited and deed is not None:
        telling.when = replace(deed.when, trust=TRUST, inherited=False)


def _count_back(telling: Telling, before: list[Telling], lines: list[Line]) -> None:
    """ "The clash came four days after the bodies were found": so long before the clash."""
    line = lines[telling.lines[0]]
    came = _CAME_AFTER.search(line.sentence.between(line.sentence.start, telling.trigger.start))
    deed = _called(came["deed"], telling, before) if came is not None else None
    if came is None or deed is None or deed.when.first is None:
        return
    off = days_of(came["n"], came["unit"])
    if off is not None and (telling.when.first is None or telling.when.inherited):
        telling.when = _off(deed.when, -off)


def _go_on(telling: Telling, before: list[Telling], lines: list[Line]) -> None:
    """The day and the place of the deed that a telling's words call back, or that it goes on with."""
    line = lines[telling.lines[0]]
    if says_now(line, telling.trigger):
        return
    opening = line.sentence.between(line.sentence.start, telling.trigger.start)
    behind = _AFTER_IT.search(_rest(line, telling.trigger))
    behind = behind if behind is not None and not behind[0].startswith("of ") else None
    after = _AFTER_IT.search(opening) or behind
    deed = _called(after["deed"], telling, before) if after is not None else None
    if after is not None and deed is not None:
        off = days_of(after["n"], after["unit"]) if after["unit"] else 0
        unsaid = telling.when.first is None or telling.when.inherited
        if unsaid and off is not None and deed.when.first is not None:
            telling.when = _off(deed.when, off)
        if not off:
            telling.where = _there(telling, deed, before)
        return
    deed = _gone_on_with(telling, before, line, opening)
    if deed is not None:
        if telling.when.first is None and deed.when.first is not None:
            telling.when = _off(deed.when, 0)
        telling.where = _there(telling, deed, before)
    elif (
        telling.when.first is None and telling.type not in AFTERMATH and not open_dates(line, telling.trigger)
    ):
        _stay(telling, before, lines)


def _rest(line: Line, trigger: Trigger) -> str:
    """What follows a verb in its clause: "seized nine rifles after the battle"."""
    behind = line.sentence.between(trigger.end, line.sentence.end) if trigger.is_verb else ""
    return _CLAUSE_ENDS.split(behind, maxsplit=1)[0]


def _stay(telling: Telling, before: list[Telling], lines: list[Line]) -> None:
    """Give a telling the day of the last deed before it, where the story has not left that day.

    It has not in a paragraph whose day was called back, nor where an hour is told and no day.
    """
    line = lines[telling.lines[0]]
    near = (t for t in reversed(before) if 0 < telling.lines[0] - t.lines[0] <= _NEAR_BY and _is_dated(t))
    deed = next(near, None)
    if deed is None or _was_before(line, telling.trigger):
        return
    text = line.sentence.folded[line.body :]
    beside = lines[deed.lines[0]].sentence.paragraph == line.sentence.paragraph and deed.when.inherited
    if beside or _IN_ALL.match(text) or _HOUR.search(text):
        telling.when = _off(deed.when, 0)


def _called(noun: str, telling: Telling, before: list[Telling]) -> Telling | None:
    """The last deed told before that a noun may mean."""
    types = types_called(noun)
    near = (t for t in reversed(before) if 0 < telling.lines[0] - t.lines[0] <= NEAR_LINES)
    told = [t for t in near if t.type in types and _is_dated(t)]
    beside = [t for t in told if t.lines[0] == told[0].lines[0]]
    return max(beside, key=lambda t: t.when.first or date.min, default=None)  # not what had been before it


def _gone_on_with(telling: Telling, before: list[Telling], line: Line, opening: str) -> Telling | None:
    """The last deed before one that a connector leads to, or that the same people did or suffered."""
    near = [t for t in reversed(before) if 0 < telling.lines[0] - t.lines[0] <= _NEAR_BY and _is_dated(t)]
    if not near or _was_before(line, telling.trigger):
        return None
    if _NEXT.match(opening):
        return near[0]
    known = [a for a, role in telling.actors if role in ("agent", "target") and _is_known(line, a)]
    same = next((t for t in near if any(same_people(a, b) for a in known for b, _ in t.actors)), None)
    return same or _same_raid(telling, near)


def _same_raid(telling: Telling, near: list[Telling]) -> Telling | None:
    """ "Was arrested on Monday. He is accused of a murder in May. Officers found two pistols": the arrest.

    What police find or whom they hold besides, without a day or a place told for it, comes of what they did
    last, and not of the deeds that somebody is held for.
    """
    last = next((t for t in near if t.modality == "reported" and not _is_older(t, near)), None)
    if telling.type not in _FINDS or last is None or last.type not in _FINDS | {"raid"}:
        return None
    own = telling.when.first is not None or not (telling.where.place is None or telling.where.inherited)
    doers = [a for a, role in telling.actors if role == "agent"]
    others = [a for a, role in last.actors if role == "agent"]
    lawful = all(a.kind in NATIONAL for a in doers)
    return last if lawful and not own and (not others or all(a.kind in NATIONAL for a in others)) else None


def _is_older(telling: Telling, near: list[Telling]) -> bool:
    """Whether a deed was long before another one of those near."""
    days = [t.when.first for t in near if t.when.first is not None]
    return bool(days) and telling.when.last is not None and (max(days) - telling.when.last).days > _LONG_AGO


def _was_before(line: Line, trigger: Trigger) -> bool:
    """ "Had carried out an attack", "habían sido detenidos": what was done before the deed told last."""
    if not trigger.is_verb:
        return _PAST_PERFECT.search(line.before(trigger.start, 5)) is not None
    p, k = line.parse, trigger.first - 1
    while k >= 0 and p.tags[k] in (AUXILIARY, ADVERB, CLITIC) and not _PAST_PERFECT.fullmatch(p.word(k)):
        k -= 1
    return k >= 0 and _PAST_PERFECT.fullmatch(p.word(k)) is not None


def _is_known(line: Line, actor: ActorMention) -> bool:
    """Whether a group is told of as of one named before: "the gunmen", "los agentes"; not "the army"."""
    if not (line.sentence.start <= actor.start < line.sentence.end):
        return False
    many = line.sentence.between(actor.start, actor.end).rstrip().endswith("s") or actor.kind in UNLAWFUL
    return many and actor.is_group and line.before(actor.start, 1).strip() in DEFINITE


def _is_dated(telling: Telling) -> bool:
    """Whether a telling has a day to go on from."""
    when = telling.when
    return when.first is not None and (when.precision or 9) <= _DAYS and telling.modality != "planned"


def _off(when: When, days: int) -> When:
    """The same days, so many later."""
    if when.first is None or when.last is None:
        return when
    move = timedelta(days=days)
    return replace(when, first=when.first + move, last=when.last + move, trust=TRUST, inherited=True)


def _there(telling: Telling, deed: Telling, before: list[Telling]) -> Where:
    """The place of the deed before, where a telling's own is none, told later, or older than that deed."""
    own, other = telling.where, deed.where
    if other.place is None or telling.type in PLACELESS | SPEECH | OF_LAW or own.elsewhere:
        return own
    if own.place is not None and (not own.inherited or own.on is None):
        return own
    aside = any(t.lines[0] == own.on and (t.modality == "alleged" or _is_older(t, before)) for t in before)
    if own.on is not None and deed.lines[0] <= own.on <= telling.lines[0] and not aside:
        return own
    return replace(
        other, origin=own.origin, destination=own.destination, trust=min(TRUST, other.trust), inherited=True
    )
