"""Compounds: a sentence of two clauses that tell of two scenes is read as two.

"Police arrested six men in Tijuana on Monday, and rebels kidnapped a teacher in Kutum." Whose place, day and
victims are whose is then no question. Clauses that share a place stay together, and so does what somebody
hedges, denies or plans as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from geo.events.closed_classes import (
    ADVERB,
    COORDINATOR,
    DETERMINER,
    PREPOSITION,
    SUBORDINATOR,
    TIME,
    VERB,
)
from geo.events.lists import opens_clause
from geo.events.reading import Line
from geo.events.triggers import Trigger
from geo.events.types import CATCH_ALL
from geo.events.words import word_set

_JOINS = word_set("and but while y e pero mientras")
_DESCRIBES = word_set("accused charged armed linked identified suspected wanted named called known")
"""Participles that say who somebody is."""
_THAT = word_set("that que")
_OF_BOTH = re.compile(
    r"(?<!\w)(?:allege[sd]? that|alleging|accus(?:es?|ed|ing) \w+(?: \w+)? of|den(?:y|ied|ies)|reportedly|"
    r"allegedly|presuntamente|supuestamente|acus(?:a|o|an|aron) (?:a |al )?(?:\w+ )?de que|neg(?:o|aron) que|"
    r"nieg\w+|plan(?:s|ned|ning|ea\w*)?|would|will|could|may|might|if|si|podria\w*|between|entre|both|ambos)"
    r"(?!\w)"
)
"""What holds of all that a sentence tells, or asks for two."""


def part(lines: list[Line]) -> list[Line]:
    """The lines of a report that was read, compounds as several, each with its share of what was found."""
    return [clause for line in lines for clause in _clauses(line)]


def _clauses(line: Line) -> list[Line]:
    cut = _second(line)
    return [line] if cut is None else [c for half in _halves(line, cut) for c in _clauses(half)]


def _halves(line: Line, k: int) -> list[Line]:
    """The words before word `k`, and those from it on; "said that … and that" says both."""
    sentence = line.sentence
    at = sentence.words[k].start
    base = at - sentence.start
    text, folded = sentence.text, sentence.folded
    joint = k - 1 - (sentence.words[k - 1].text in _THAT)  # "and", "y que"
    kept = sentence.words[joint - 1].end - sentence.start
    head = replace(sentence, end=sentence.start + kept, words=sentence.words[:joint], is_head=True)
    head = replace(head, text=text[:kept], folded=folded[:kept])
    tail = replace(sentence, start=at, words=sentence.words[k:], is_tail=True)
    tail = replace(tail, text=text[base:], folded=folded[base:])
    said = (c for c in line.claims if c.spoken and c.start < c.end and c.verb_end < at)
    speaker = next(said, None) if sentence.words[k - 1].text in _THAT else None
    if speaker is not None:
        tail = replace(tail, said_by=text[speaker.start - sentence.start : speaker.end - sentence.start])
    first = Line(head, dateline=line.dateline, home=line.home, body=line.body)
    second = Line(tail, home=line.home)
    for found in line.places:
        (first if found.start < at else second).places.append(found)
    for day in line.dates:
        (first if day.start < at else second).dates.append(day)
    for actor in line.actors:
        (first if actor.start < at else second).actors.append(actor)
    for claim in line.claims:
        (first if claim.verb_start < at else second).claims.append(claim)
    for name in ("triggers", "grounds"):
        told: list[Trigger] = getattr(line, name)
        setattr(first, name, [t for t in told if t.start < at])
        behind = (t for t in told if t.start >= at)
        setattr(second, name, [replace(t, first=t.first - k, last=t.last - k) for t in behind])
    return [first, second]


def _second(line: Line) -> int | None:
    """The word that the second clause of a compound opens with."""
    told = [t.start for t in line.triggers if t.type != CATCH_ALL]
    if len(told) < 2 or len(line.places) < 2:
        return None
    for k in _joints(line):
        at = line.sentence.words[k].start
        scenes = [m.start for m in line.places if m.kind != "demonym"]
        apart = all(any(x < at for x in found) and any(x >= at for x in found) for found in (told, scenes))
        if apart and _OF_BOTH.search(line.sentence.folded, 0, at - line.sentence.start) is None:
            return k
    return None


def _joints(line: Line) -> Iterator[int]:
    """The words after a comma and "and", "but" or "while", or "and that", before a subject and its verb."""
    p = line.parse
    for k in range(1, len(p.tags) - 2):
        if p.word(k) not in _JOINS or p.tags[k] not in (COORDINATOR, SUBORDINATOR):
            continue
        that = p.word(k + 1) in _THAT
        if not that and "," not in p.gaps[k]:
            continue
        first = k + 1 + that
        subject = next((f for f in p.phrases if f.last >= first and not f.preposition), None)
        lead = range(first, subject.first) if subject is not None else ()
        if subject is None or any(p.tags[j] not in (ADVERB, TIME, PREPOSITION, DETERMINER) for j in lead):
            continue
        if _has_verb(line, subject.last + 1, first):
            yield first


def _has_verb(line: Line, k: int, first: int) -> bool:
    """Whether a finite verb follows the subject that ends before word `k`, or the list that it opens."""
    p = line.parse
    for phrase in (f for f in p.phrases if f.last >= first and f.last + 1 >= k):
        if opens_clause(p, phrase, len(p.tags), past=True):
            verb = phrase.last + 1
            tail = p.word(verb + 1) if verb + 1 < len(p.tags) else ""
            led = verb + 1 < len(p.tags) and p.tags[verb + 1] == PREPOSITION
            tells = tail not in ("by", "of", "as") and not (led and p.word(verb) in _DESCRIBES)
            return p.tags[verb] != VERB or tells
        if phrase.last + 1 >= len(p.tags) or p.tags[phrase.last + 1] not in (COORDINATOR, PREPOSITION):
            return False
    return False
