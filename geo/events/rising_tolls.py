"""Rising tolls: a later count of the dead of an event told before, and who died of it since.

"The death toll has climbed to nine, after two patients succumbed to their injuries." "Ya son ocho los muertos
por el ataque del sábado." "Two of the wounded died on Tuesday.": the dead of one deed, and no second one.
"""

from __future__ import annotations

import re

from geo.events.consistency import dates_agree, places_agree
from geo.events.counts import read_number, sum_of
from geo.events.harms import HARM
from geo.events.reading import Line
from geo.events.sentences import Sentence
from geo.events.telling import NEAR_LINES, Telling, names
from geo.events.tolls import Toll
from geo.events.totals import tells_of_long
from geo.records import Count

_DAY = r"(?:ayer|hoy|(?:el|este) (?:lunes|martes|miercoles|jueves|viernes|sabado|domingo))"
_ROSE = re.compile(
    r"(?<!\w)(?:(?:bring|tak|rais|push)ing the number of (?:the )?(?:dead|deaths|killed|victims|"
    r"fatalities) to |(?:(?:death )?toll|number of (?:the )?(?:dead|deaths|fatalities|"
    r"people killed))(?: (?:from|of|in|after|for) (?:(?!(?:and|but|while|which|that) )[^\s;:,.]+ ){1,16}?| )"
    r"(?:had |has |have )?(?:since )?(?:\w+ly )?(?:rose|risen|rises|climbed|"
    r"climbs|jumped|stands?|stood|reached|was (?:raised|put)|went up|grew)(?: \w+ly)? (?:to |at )?|"
    r"(?:bring|tak|rais|push|putt)ing the (?:death |overall )?toll (?:to |at )|"
    r"(?:raised|put|revised) the (?:death )?toll (?:up )?(?:to |at )|(?:cifra|numero|saldo|"
    r"balance)(?: (?:provisional )?de (?:muert[oa]s|victimas(?: mortales)?|fallecid[oa]s)"
    r"(?: (?:por|en|tras|del?)(?: (?!(?:y|pero|que) )[^\s;:,.]+){1,16}?)?)? (?:ya )?(?:subio|"
    r"aumento|ascendio|asciende|se elev[oa]|llego|crecio|super[oa]) (?:ya )?(?:a )?|(?:elev|sub)(?:o|io|aron|"
    rf"ieron|a|e|an|en|ando|iendo) (?:{_DAY} )?a |"
    r"(?:con lo que|con l[oa]s que|y con \w+|y) (?:ya )?(?:suman|son|van|sumaban|sumaron) (?:ya )?|"
    r"(?:^|[.:] )(?:ya |hasta ahora )?(?:suman|son|van) (?:ya )?|"
    r"(?:^|que )en total,? (?:hubo|hay|son|fueron|suman|se contaron|dejo) )"
    r"(?:(?:at least|more than|nearly|about|al menos|mas de|casi|unos|unas) )?(?=\w)"
)
""" "The death toll rose to 20": a later count of an event told before."""
_OF_DEAD = re.compile(
    r"^ (?:(?:la cifra|el numero|el saldo|el balance) (?:provisional )?de )?(?:los )?"
    r"(?:muert|fallecid|victimas)"
)
""" "Elevó a 20 el número de muertos", "con lo que suman dos los fallecidos"."""
_DEAD_NEXT = (
    "elev", "sub", "con ", "y ", "en total", "que en total", "ya ", "hasta ", "suman", "son", "van", ".", ":",
)  # fmt: skip
_ONE_MORE = frozenset({"killing", "body_found", "release"})
""" "Another body was found, bringing the toll to 26": one of those who died before."""
_DEADLY = HARM - {"abuse", "kidnapping"}
"""What a toll may be of."""
_SINCE = re.compile(r"(?<!\w)(?:after|when|as|following|tras|luego del?|despues del?|al)(?!\w)")
_OF_WOUNDS = re.compile(
    r"(?<!\w)(?:(?:of|from|to) (?:the |his |her |their |gunshot |bullet )*(?:wounds|injuries)|"
    r"of the (?:wounded|injured)|in (?:the )?hospital|succumb\w*|de l[oa]s (?:herid|lesionad)[oa]s|"
    r"(?:por|de|a causa de|a) (?:las |sus )?(?:graves )?heridas|en (?:el|un) (?:hospital|nosocomio))(?!\w)"
)
_SOME_WOUNDED = re.compile(r"(\w+) (?:of the (?:wounded|injured)|de l[oa]s (?:herid|lesionad)[oa]s)(?!\w)")


def rise_at(sentence: Sentence) -> int:
    """Where a sentence says that a toll has risen, as an offset of the text; its end where it does not."""
    rose = _ROSE.search(sentence.folded)
    return sentence.end if rose is None else sentence.start + rose.start()


def later_toll(sentence: Sentence) -> Count | None:
    """How many are dead by now, where a sentence says that an event's toll has risen."""
    rose = _ROSE.search(sentence.folded)
    if rose is None:
        return None
    k = sentence.word_at(sentence.start + rose.end())
    count = read_number(sentence, k) if k < len(sentence.words) else None
    told = rose.group().startswith(_DEAD_NEXT)
    if told and not _OF_DEAD.match(sentence.folded[sentence.words[k].end - sentence.start :]):
        return None
    return count


def settle_tolls(tellings: list[Telling], lines: list[Line]) -> None:
    """Give each deed the dead that a later sentence, or its own, counts, and drop who died of it since."""
    for k, line in enumerate(lines):
        over_time = tells_of_long(line.sentence.folded)  # "to 60,000 since the war began"
        risen = None if over_time else later_toll(line.sentence)
        deed = _settle(tellings, k, line, risen) if risen is not None else None
        for telling in tellings if deed is not None else ():
            if telling.lines[0] == k and telling is not deed and _is_in_the_toll(telling, line):
                telling.is_total = True
    for telling in tellings:
        _die_later(telling, tellings, lines)


def _settle(tellings: list[Telling], k: int, line: Line, risen: Count) -> Telling | None:
    """The deed that a risen toll is of: one of its own sentence, or the last deadly one before."""
    own = next((t for t in tellings if t.lines[0] == k and _may_be_of(t, line)), None)
    before = [t for t in tellings if t.lines[0] < k]
    deadly = next((t for t in reversed(before) if "killed" in t.tolls), None)
    other = own is not None and (deadly is None or not _may_be_one(deadly, own))
    if not other and _raise_toll(before, risen):
        if own is not None:
            _count_dead(own, risen)
        return deadly
    near = (t for t in reversed(before) if t.type in _DEADLY and k - t.lines[0] <= NEAR_LINES)
    deed = own or next((t for t in near if "killed" not in t.tolls and t.modality != "denied"), None)
    if deed is not None:
        _count_dead(deed, risen)
    return deed


def _may_be_of(telling: Telling, line: Line) -> bool:
    """Whether a toll of its sentence may count the dead of a telling."""
    return telling.type in _DEADLY and not _is_in_the_toll(telling, line)


def _may_be_one(one: Telling, other: Telling) -> bool:
    """Whether days and places of two tellings agree."""
    return dates_agree(one.when, other.when) and places_agree(one.where, other.where)


def _is_in_the_toll(telling: Telling, line: Line) -> bool:
    """ "Another body was found, bringing the toll to 26", "rose to nine after two more died": one of them."""
    rise = rise_at(line.sentence)
    if telling.type in _ONE_MORE and telling.trigger.start < rise:
        return True
    dies = telling.type == "killing" and telling.trigger.voice != "active" and not names(telling, "agent")
    since = line.sentence.between(rise, telling.trigger.start) if telling.trigger.start > rise else ""
    return dies and _SINCE.search(since) is not None and _OF_WOUNDS.search(line.sentence.folded) is not None


def _count_dead(deed: Telling, dead: Count) -> None:
    """Count the dead of a deed; an attack that kills is a killing."""
    deed.tolls["killed"] = Toll(dead, sure=True)
    if deed.type == "armed_attack":
        deed.type = "killing"


def _raise_toll(before: list[Telling], risen: Count) -> bool:
    """ "The death toll rose to 20": the dead of the last deadly deed told before, if they were fewer."""
    deadly = next((t for t in reversed(before) if "killed" in t.tolls), None)
    known = deadly.tolls["killed"] if deadly is not None else None
    if deadly is None or known is None or risen.best < known.count.best:
        return False
    for telling in before:  # "murieron en un ataque": both words of the sentence tell of the same dead
        dead = telling.tolls.get("killed")
        if telling.lines[0] == deadly.lines[0] and dead is not None and dead.count == known.count:
            telling.tolls["killed"] = Toll(risen, sure=True)
    return True


def _die_later(telling: Telling, tellings: list[Telling], lines: list[Line]) -> None:
    """ "A bomb killed four. Two of the injured died of their wounds on Tuesday": six that it killed."""
    line = lines[telling.lines[0]]
    dies = telling.type == "killing" and telling.trigger.pos == "undergo" and not names(telling, "agent")
    if not dies or telling.is_total or not _OF_WOUNDS.search(line.sentence.folded):
        return
    before = (t for t in reversed(tellings) if 0 < telling.lines[0] - t.lines[0] <= NEAR_LINES)
    deed = next(
        (t for t in before if t.type in _DEADLY and t.modality == "reported" and not t.is_total), None
    )
    if deed is None or not places_agree(deed.where, telling.where):
        return
    if "killed" not in deed.tolls and not _SOME_WOUNDED.search(line.sentence.folded):
        return  # "a woman was shot. She died in hospital"
    telling.is_total = True
    more = _who_died(telling, line.sentence)
    if more is not None:
        known = deed.tolls.get("killed")
        _count_dead(deed, more if known is None else sum_of((known.count, more)))


def _who_died(telling: Telling, sentence: Sentence) -> Count | None:
    """How many died later: "two of the injured", or as the telling counts them."""
    some = _SOME_WOUNDED.search(sentence.folded)
    told = read_number(sentence, sentence.word_at(sentence.start + some.start())) if some else None
    killed = telling.tolls.get("killed")
    return told or (killed.count if killed is not None else None)


__all__ = ["later_toll", "rise_at", "settle_tolls"]
