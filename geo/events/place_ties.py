"""Ties: how well the words tie each place of a report to an event.

A place in the trigger's sentence by its distance and what stands between; one elsewhere by how far off, and
more where a line only says where. The paragraph's dateline comes last.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from geo.events import where_cues as cue
from geo.events.actors import ARMED, CIVILIANS, NATIONAL
from geo.events.harms import TAKING
from geo.events.held_for import is_what_for, says_what_for
from geo.events.homes import is_home
from geo.events.other_days import said_of_before
from geo.events.place_context import WELL, context_of
from geo.events.reading import Line
from geo.events.routes import HANDED_OVER, MOVES
from geo.events.sentences import is_point
from geo.events.triggers import Trigger
from geo.events.types import CATCH_ALL
from geo.events.unknown_towns import names_unknown_town
from geo.events.where_spoken import OF_LAW, at_court, is_located, is_no_court, is_no_scene, tells_its_court
from geo.records import Mention

SPEECH = frozenset(
    {"threat", "talks", "agreement", "plan", "designation", "sanction", "charges", "investigation"}
)
"""Acts that are words; a place told elsewhere is theirs only after a preposition of place."""
_FROM_AFAR = OF_LAW | {"threat", "plan"}
"""Acts of words, placed only by their own sentence or a line that only says where."""
_BY_COURTS = frozenset({"arrest", "raid", "seizure", "extradition", "release"})
"""Acts that courts and prosecutors do themselves, where they sit."""
_OF_PRISONS = frozenset({"escape", "release", "prisoner_transfer", "protest", "kidnapping"})
_BY_THE_LAW = frozenset({"arrest", "raid", "seizure", "release", "prisoner_transfer"})
_NOT_IN_COURT = 1.0
"""What is taken from where a court sits that any other deed is tried at."""
_ITS_COURT = 2.5
"""What is added to where a later sentence says that a ruling was given."""
_NO_DEED = OF_LAW | {CATCH_ALL}
_ELSEWHERE, _ABROAD = 1.5, 3.0
"""What is taken from a people's country where a town is named that the gazetteer lacks: of forces that mostly
serve at home, and of anybody else, whose nation is told because they are abroad."""
_TURNS = re.compile(
    r"\W*(?:(?:mientras tanto|por otra parte|por su parte|en otro (?:hecho|incidente|caso|suceso)|aparte|"
    r"meanwhile|elsewhere|separately|in (?:a separate|another) (?:incident|attack|case))|"
    r"(?:(?:un|dos|tres|\w+) )?(?:horas|dias|semanas) (?:despues|mas tarde|antes)|"
    r"(?:(?:a|two|three|\w+) )?(?:hours|days|weeks) (?:later|earlier|after))(?!\w)"
)
_ANOTHER_SCENE = 1.5
""" "Horas más tarde, colonos quemaron autos en": what is taken from the places of a later scene."""
_SAID_HERE = 0.8
"""What is taken from the places of other lines where the trigger's own says "in" one."""
_NEXT_STORY = 0.7
"""What is taken from the places of a paragraph to come that tells a deed of its own."""
_ONE_SCENE = frozenset({"killing", "armed_attack"})
""" "Was killed when a convoy was ambushed near Kidal": one deed, and one place."""
_APART = {
    "release": TAKING,
    "extradition": TAKING,
    "deportation": TAKING,
    "arrest": frozenset({"release"}),
    "kidnapping": frozenset({"release"}),
}
"""Where somebody was taken says little of where they are let go."""
_TAKEN_TO = re.compile(
    r"(?<!\w)(?:flown|taken|driven|moved|transferred|transported|brought|sent|deported|expelled|"
    r"extradited|trasladad[oa]s?|"
    r"llevad[oa]s?|enviad[oa]s?|expulsad[oa]s?|deportad[oa]s?|extraditad[oa]s?) (?:\w+ ){0,2}?(?:to|a|al|"
    r"hacia|into) (?:the |la |el )?$"
)
""" "Abducted in Culiacán and flown to El Paso": where somebody was taken, and not where they were seized."""
_TOWN, _COUNTRY = 3, 6
_OPENS = re.compile(
    r"\W*(?:[^,.;]{0,30}, )?(?:in|at|near|outside|en|cerca de|a las afueras de) (?:the |el |la |los |las )?"
    r"(?:nearby |neighbou?ring |vecin[oa] |cercan[oa] )?(?:[\w-]+ (?:of|de) )?$"
)
""" "In San Salvador, police raided … and detained": where all was that the sentence tells."""
_AWAY = frozenset({"displacement", "prisoner_transfer", "deportation", "extradition"})
"""Moves of people whose end is no place of another deed, as that of an escape is none of the escape."""
_FROM_HOME = 3.0
""" "Who has lived in Miami since May, was extradited": whoever is handed over leaves home."""
_NOT_THERE, _LATER_DEED = 4.0, 1.2
"""What is taken from such an end, and from a place of a later sentence in which another deed was done."""
_REACH_BACK, _REACH_ON, _REACH_CLOSING = 3, 2, 10
"""How many lines back and on a place is looked for, and how far off the lines that close a text may be."""


class Tie(NamedTuple):
    """A place that may be the event's: how well it is tied to it, its name, and the index of its line."""

    score: float
    mention: Mention
    on: int


def ties_of(lines: list[Line], at: int, trigger: Trigger, moved: Collection[int]) -> Iterator[Tie]:
    """The ties of the event that `trigger`, on line `at`, tells.

    Places are looked for in the lines near it, in those that close the text and only say where, and in the
    last dateline before. `moved` holds the offsets of names on its line that only say a move's way.
    """
    closing = closing_lines(lines)
    told = any(is_located(lines[at], m) and context_of(lines[at], m) >= WELL for m in lines[at].places)
    for k in _in_reach(len(lines), at, closing):
        if k != at and is_point(lines[at].sentence) and is_point(lines[k].sentence):
            continue
        for mention in (m for m in lines[k].places if not _are_people(lines[k], m)):
            if k == at:
                if trigger.type in OF_LAW and is_no_court(lines[k], mention):
                    continue  # where somebody is from, or for whom he did it, and not where he was tried
                if trigger.type in SPEECH and _acts(lines[k], mention):
                    continue  # who agrees, and not where
                if trigger.type in _FROM_AFAR and is_no_scene(lines[k], mention, trigger):
                    continue  # whose prosecutors or plan it is, or what it is about
                if mention.start not in moved and not _of_another(lines[k], mention, trigger):
                    yield Tie(_here(lines[k], mention, trigger), mention, k)
            elif trigger.type in OF_LAW and at < k and tells_its_court(lines[k], mention):
                yield Tie(context_of(lines[k], mention) + _ITS_COURT, mention, k)
            elif trigger.type not in _FROM_AFAR or lines[k].is_location:
                score = _elsewhere(lines, k, at, mention, trigger, closing)
                less = told and not lines[k].is_location
                yield Tie(score - _SAID_HERE * less, mention, k)
    for k in range(max(0, at - _REACH_BACK - 1), -1, -1):
        dateline = lines[k].dateline
        if dateline is not None and (k == at or trigger.type not in _FROM_AFAR):
            told = told or (at - k <= _REACH_BACK and _says_where(lines[k]))
            yield Tie(-1.0 - _SAID_HERE * told, dateline, k)
            return


def _in_reach(length: int, at: int, closing: int) -> Iterator[int]:
    """The lines around line `at`, and those from `closing` on unless the text is too long for them."""
    reach = min(length, at + _REACH_ON + 1)
    yield from range(max(0, at - _REACH_BACK), reach)
    if length - at <= _REACH_CLOSING:
        yield from range(max(closing, reach), length)


def _here(line: Line, mention: Mention, trigger: Trigger) -> float:
    """How well a place of the trigger's own line is tied: near, and with no other deed between."""
    gap = line.words_between(trigger.end, mention.start) if mention.start >= trigger.end else (
        line.words_between(mention.end, trigger.start) + 1.0
    )  # fmt: skip
    score = context_of(line, mention) + 0.4 - 0.06 * min(gap, 20.0)
    others = [
        t
        for t in (*line.triggers, *line.grounds)
        if t is not trigger and t.type != CATCH_ALL and {t.type, trigger.type} != _ONE_SCENE
    ]
    opening = line.sentence.folded[line.body : mention.start - line.sentence.start]
    if _OPENS.match(opening) and trigger.type not in SPEECH | OF_LAW and _only_states(line, mention):
        return context_of(line, mention) - 2.0
    if mention.place is not None and mention.place.precision <= _TOWN and _OPENS.match(opening):
        return context_of(line, mention) + 0.6
    low, high = sorted((trigger.start, mention.start))
    if any(low < t.start < high and t.type != trigger.type for t in others):
        score -= 0.5
    nearest = min((line.words_between(t.start, mention.start) for t in others), default=99.0)
    if nearest < line.words_between(trigger.start, mention.start) - 4:
        score -= 0.4
    if mention.start >= trigger.end:
        score += 0.2
    if trigger.type in TAKING and _TAKEN_TO.search(line.before(mention.start, 8)):
        score -= 1.5
    if trigger.type not in MOVES and _were_bound_for(line, mention):
        score -= _NOT_THERE
    if trigger.type in OF_LAW and at_court(line, mention):
        score += 3.0
    if trigger.type not in OF_LAW | _BY_COURTS and mention.start < trigger.start and at_court(line, mention):
        score -= _NOT_IN_COURT
    if trigger.type not in MOVES and _acts(line, mention):
        score -= 0.8
    if mention.kind == "demonym" and names_unknown_town(line):
        forces = any(a.kind in NATIONAL and a.start <= mention.start < a.end for a in line.actors)
        score -= _ELSEWHERE if forces else _ABROAD
    if _befalls_office(line, mention, trigger):
        score += 1.0
    if trigger.type not in SPEECH and cue.SIGNED_IN.search(line.before(mention.start, 9)):
        score -= 1.5
    if said_of_before(line, trigger, mention.start):
        score -= _NOT_THERE
    if trigger.type in HANDED_OVER and is_home(line, mention):
        score += _FROM_HOME
    if line.dateline is mention and any(is_located(line, m) for m in line.places if m is not mention):
        score -= 1.0
    return score


def _befalls_office(line: Line, mention: Mention, trigger: Trigger) -> bool:
    """ "The mayor of Tijuana was kidnapped": a local office is where its town is."""
    if trigger.type in SPEECH | OF_LAW or not cue.OFFICE.search(line.before(mention.start, 6)):
        return False
    hit = trigger.voice == "passive" and mention.end <= trigger.start and not line.claims
    hit = hit or (trigger.is_verb and mention.start >= trigger.end)
    return hit and not any(is_located(line, m) for m in line.places if m is not mention)


def _were_bound_for(line: Line, mention: Mention) -> bool:
    """ "Huyeron de El Carrizal hacia La Huacana": where people fled or were taken to, and not from what."""
    told = [t for t in line.triggers if t.type != CATCH_ALL and t.end < mention.start]
    if (
        not told
        or told[-1].type not in _AWAY | {"escape"}
        or "," in line.sentence.between(told[-1].end, mention.start)
    ):
        return False
    before = line.before(mention.start, 9)
    return (cue.STRAIGHT_TO.search(before) or cue.TO_JAIL.search(before)) is not None


def _only_states(line: Line, mention: Mention) -> bool:
    """ "In Washington, the State Department condemned … in Sudan": where it was said."""
    if cue.STATES_THERE.match(line.sentence.between(mention.end, line.sentence.end)) is None:
        return False
    return any(o.start > mention.end and o.kind != "demonym" for o in line.places)


def _are_people(line: Line, mention: Mention) -> bool:
    """ "A Swede", "a U.S. citizen": somebody, and no place; "Swedish police" are where they serve."""
    if mention.kind not in ("demonym", "abbreviation"):
        return False
    p, k = line.parse, line.sentence.word_at(mention.start)
    if k >= len(p.at) or p.at[k] < 0:
        return False
    phrase = p.phrases[p.at[k]]
    if phrase.head == k:
        return mention.kind == "demonym"
    return phrase.actor is not None and phrase.actor.id == CIVILIANS


def _acts(line: Line, mention: Mention) -> bool:
    """ "Iran blamed Israel": a country that stands for its government, and only by that for a place."""
    return any(
        a.kind == "government" and a.start <= mention.start and mention.end <= a.end + len(".")
        for a in line.actors
    )


def _came(line: Line) -> bool:
    """ "Marines flew to Tepic. Within hours they had": those who act there came, and nobody only visited."""
    return any(a.kind in ARMED for a in line.actors) and cue.FELL_BACK.search(line.sentence.folded) is None


def _elsewhere(lines: list[Line], k: int, at: int, mention: Mention, trigger: Trigger, closing: int) -> float:
    """How well a place of line `k` is tied: by how far off the line is, more where it only says where."""
    line, place = lines[k], mention.place
    assert place is not None
    if trigger.type not in _AWAY and _were_bound_for(line, mention):
        return -_NOT_THERE
    if trigger.type not in MOVES and cue.WENT_TO.search(line.before(mention.start, 8)) and not _came(line):
        return -_NOT_THERE
    if trigger.type not in SPEECH and cue.SIGNED_IN.search(line.before(mention.start, 9)):
        return -_NOT_THERE
    away = (at - k) * 0.45 if k < at else min(k - at, 3) * 0.8
    if line.sentence.paragraph != lines[at].sentence.paragraph:
        told = k > at and any(t.type != CATCH_ALL for t in line.triggers)
        away += _NEXT_STORY if told else 0.3
    score = context_of(line, mention) - 0.5 - away
    if trigger.type in SPEECH and not cue.LOCATIVE.search(line.before(mention.start, 5)):
        score -= 1.5
    if k < at and trigger.type in _BY_THE_LAW and _tells_why(line):
        score -= 1.0
    if trigger.type not in _OF_PRISONS and cue.JAILED_IN.search(line.before(mention.start, 10)):
        score -= 2.0
    if k > at and _TURNS.match(line.sentence.folded):
        score -= _ANOTHER_SCENE
    if line.is_location:
        score += (4.0 if k >= closing else 0.8) * place.confidence
        score -= 0.05 * min(line.sentence.word_at(mention.start), 10)
        if cue.AIM.search(line.before(mention.start, 6)):
            score -= 1.8
        if mention is not line.places[0] and cue.NEAR.search(line.before(mention.start, 4)):
            score -= 0.5
    if line.dateline is mention:
        score += 0.4 if not _says_where(line) else -_SAID_HERE
    elif k > at and trigger.type not in OF_LAW and _has_deed_of_its_own(line, mention):
        if all(t.type in OF_LAW for t in line.triggers if t.type != CATCH_ALL):
            score -= _NOT_THERE
        elif _told_before(lines, at):
            score -= _LATER_DEED
    return score


def _says_where(line: Line) -> bool:
    """Whether the sentence behind a dateline says that it was elsewhere: "southeast of", "the town of"."""
    told = [m for m in line.places if _is_told_there(line, m)]
    if line.dateline is not None and any(
        m.surface.casefold() == line.dateline.surface.casefold() for m in told
    ):
        return False
    named = (cue.BEARING, cue.SETTLEMENT_OF)
    return any(is_located(line, m) or any(c.search(line.before(m.start, 4)) for c in named) for m in told)


def _told_before(lines: list[Line], at: int) -> bool:
    """Whether the sentences before have said where the story is."""
    near = lines[max(0, at - _REACH_BACK) : at]
    return any(_is_told_there(x, m) for x in near for m in x.places)


def _is_told_there(line: Line, mention: Mention) -> bool:
    """Whether a name within a sentence says where in a country something was."""
    if mention is line.dateline or mention.kind == "demonym" or mention.place is None:
        return False
    return mention.place.precision < _COUNTRY


def _has_deed_of_its_own(line: Line, mention: Mention) -> bool:
    """Whether a place is where the sentence tells another deed to have been: no place of one told before."""
    told = [t for t in line.triggers if t.type != CATCH_ALL and t.is_verb]
    apart = any(d.first is not None for d in line.dates) or all(t.type in OF_LAW for t in told)
    return bool(told) and apart and not line.is_location and is_located(line, mention)


def _tells_why(line: Line) -> bool:
    """Whether a line tells nothing but what somebody is held for: "he is accused of a massacre in Manta"."""
    told = [t for t in line.triggers if t.type != CATCH_ALL]
    return bool(told) and all(is_what_for(line.sentence, t) for t in told)


def _of_another(line: Line, mention: Mention, trigger: Trigger) -> bool:
    """Where the deed was that a court tries, or where whoever is let go had been taken; and the reverse."""
    law = trigger.type in OF_LAW
    apart = _APART.get(trigger.type, frozenset())
    tried = [t for t in line.triggers if t.type in ("charges", "sentence") and t.start < trigger.start]
    court = bool(tried) and at_court(line, mention)
    held = [t for t in line.triggers if t.type == "arrest" and t.start < mention.start < trigger.start]
    court = court or (bool(held) and says_what_for(line.sentence.between(mention.end, trigger.start)))
    if not law and (court or any(t.start < mention.start < trigger.start for t in tried)):
        return True
    if not (law or apart) or (law and at_court(line, mention)):
        return False
    others = (
        t for t in (*line.triggers, *line.grounds) if t.type in apart or (law and t.type not in _NO_DEED)
    )
    return any(
        t.start < mention.start
        and not t.start < trigger.start < mention.start
        and not (trigger.type == "release" and _are_held_there(line, trigger, t))
        for t in others
    )


def _are_held_there(line: Line, trigger: Trigger, taking: Trigger) -> bool:
    """ "Police freed nine who were being held in Teuchitlán": whoever frees captives goes where they are."""
    between = line.sentence.between(trigger.end, taking.end)
    return trigger.voice == "active" and cue.ARE_HELD.fullmatch(between) is not None


def closing_lines(lines: list[Line]) -> int:
    """The index of the first of the lines that close a text by saying only where; never 0."""
    k = len(lines)
    while k > 1 and (lines[k - 1].is_location or lines[k - 1].says_little) and not lines[k - 1].triggers:
        k -= 1
    return k
