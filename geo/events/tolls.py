"""Tolls: how many were killed, wounded or arrested in what a trigger tells.

Where the trigger's own words say what became of people ("killed", "were arrested"), those whom it befell are
counted. Where they do not ("a bomb went off, leaving nine dead"), the number beside a word that does is
taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from geo.events.arguments import arguments_of
from geo.events.closed_classes import ADVERB, AUXILIARY, DETERMINER, VERB
from geo.events.count_words import OUTCOMES, Outcome
from geo.events.counts import COUNTED, Number, count_for, counts_of, read_number
from geo.events.headcount import CONTAINERS, is_part, listed, people_in
from geo.events.lists import only_articles
from geo.events.modality import is_negated
from geo.events.phrases import Parse, Phrase
from geo.events.reading import Line
from geo.events.triggers import Trigger
from geo.events.types import CATCH_ALL
from geo.events.words import word_set
from geo.events.wounds import is_hurt, maimed
from geo.records import Count

_NOBODY = re.compile(r"(?:no|none|nobody|no-?one|nadie|ningun[oa]?)\Z")
_SOME_OF = re.compile(r"(?<!\w)(?:of the|de l[oa]s) $")
""" "Eight of the dead were children": some of those told of before."""
_TRIED_FOR = re.compile(r"(?<!\w)(?:of|for|with) $")
""" "Three officers were acquitted of killing a villager": the number is not the dead's."""
_MARKED = re.compile(
    r"(?<!\w)(?:mark(?:s|ed|ing)?|commemorat\w+|remember\w*|protest(?:ing)? (?:the|against)|over|demand\w*|"
    r"conmemor\w+|recordar|exigir|contra|aniversario|anniversary) [^;]{0,90}$"
)
""" "Rallied to mark a year since the collapse that killed 16": of what those were killed in."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_COUNTED_WITHIN = 3
_HEDGED = 4
"""The most words of "at least two" behind a verb."""
_SINGLE = word_set("un una otro otra another")
""" "Un muerto", "y otra resultó lesionada": what counts one where no number is read."""
_DONE_TO = re.compile(r"(?:[ai]d|ert)[oa]\Z")
_ONE = Count(low=1, best=1, high=1)
_OF_WHOM = word_set("cuales")
_CRIMES = word_set("murder homicide execution massacre death assassination")
""" "A murder suspect was caught"."""
_KNOWN = word_set("all both the these los las todos todas ambos ambas estos estas")
_BY_TYPE: dict[str, Outcome] = {"killing": "killed", "body_found": "killed", "arrest": "arrested"}


@dataclass(frozen=True, slots=True)
class Toll:
    """How many of one outcome; `sure` where those are counted whom the trigger's own words befell."""

    count: Count
    sure: bool


def tolls(line: Line, trigger: Trigger) -> dict[str, Toll]:
    """The tolls of what a trigger tells, by outcome."""
    if trigger.pos in ("noun", "phrase") and _SOME_OF.search(line.before(trigger.start, 2)):
        return {}
    said = _said(line, trigger)
    whom = _whom(line, trigger, said) if said is not None else []
    alone = said is not None and not (trigger.pos == "phrase" and len(whom) > 1)
    own = _right_beside(line.parse, trigger) if alone else None
    if line.numbers is None:
        line.numbers = _numbers(line)
    found: dict[str, Toll] = {}
    count: Count | None
    for outcome in (o for o in OUTCOMES if trigger.type in COUNTED[o]):
        if (
            outcome == said
            and trigger.tag == "G"
            and not whom
            and _TRIED_FOR.search(line.before(trigger.start, 3))
        ):
            continue
        if outcome == said and own is not None:
            count, sure = own, True
        elif outcome == said and not whom and _dies_alone(line, trigger):
            count, sure = _ONE, False
        elif outcome == said and whom:
            count = people_in(line.parse, whom)
            sure = count is not None and (count.best == 1 or not _are_known(line.parse, whom))
        else:
            numbers = [n for n in line.numbers if not _is_why(line, trigger, n)]
            near = None if _is_ruled_out(line, outcome) else count_for(trigger, numbers, outcome)
            count, sure = near, False
        if count is not None:
            found[outcome] = Toll(count, sure)
    if trigger.type in COUNTED["wounded"] and "wounded" not in found:
        hurt = maimed(line.sentence) if said != "wounded" else None
        if hurt is not None:
            found["wounded"] = Toll(hurt, sure=False)
    return found


def _dies_alone(line: Line, trigger: Trigger) -> bool:
    """ "Le dispararon; murió en el lugar": one who is told of before, by a finite verb alone."""
    unnamed = line.parse.lang == "es" and trigger.pos == "undergo" and trigger.tag != "I"
    return unnamed and arguments_of(line.parse, trigger).pronouns.get("subject") == "one"


def _is_of_nobody(p: Parse, k: int) -> bool:
    """Whether the number at word `k` counts nobody: "no one", "14 bags of remains"."""
    after = [p.word(i) for i in range(k, min(k + _COUNTED_WITHIN, len(p.tags)))]
    return _NOBODY.match(p.word(k)) is not None or bool(CONTAINERS.intersection(after))


def _is_ruled_out(line: Line, outcome: Outcome) -> bool:
    """ "Nobody was killed in the blast": whether the sentence says that it befell nobody."""
    word = OUTCOMES[outcome].match
    told = (t for t in line.triggers if any(word(line.parse.word(k)) for k in range(t.first, t.last + 1)))
    return any(is_negated(line.sentence, t) for t in told)


def _is_why(line: Line, trigger: Trigger, number: Number) -> bool:
    """Whether a number behind a protest counts those on whose account there is one."""
    if trigger.type != "protest" or number.first <= trigger.last or number.outcome != "killed":
        return False
    start = line.sentence.words[number.first].start
    return _MARKED.search(line.sentence.between(trigger.end, start)) is not None


def _numbers(line: Line) -> list[Number]:
    """The counts of people in a sentence, but for those of who did something and of who is one of others."""
    doers = (f for t in line.triggers if t.type != CATCH_ALL for f in _doers(line, t))
    others = [*doers, *(f for f in line.parse.phrases if is_part(line.parse, f))]
    counts = [n for n in counts_of(line.sentence) if not _is_of_nobody(line.parse, n.first)]
    return [n for n in counts if not any(f.first <= n.first <= f.last for f in others)]


def _said(line: Line, trigger: Trigger) -> Outcome | None:
    """What the trigger's own words say became of people."""
    words = [line.parse.word(k) for k in range(trigger.first, trigger.last + 1)]
    if is_hurt(line.sentence, trigger):
        return "wounded"
    by_words = (o for o, pattern in OUTCOMES.items() if any(pattern.match(w) for w in words))
    return _BY_TYPE.get(trigger.type) or next(by_words, None)


def _right_beside(p: Parse, trigger: Trigger) -> Count | None:
    """The number right before a noun, "12 muertos", or right behind a verb, "killed two and arrested"."""
    if trigger.is_verb:
        after = arguments_of(p, trigger).pronouns.get("object") == "many"
        ks = range(trigger.last + 1, min(trigger.last + 1 + _HEDGED, len(p.tags))) if after else range(0)
        if trigger.voice == "passive":
            ks = _bare_subject(p, trigger.first)
    else:
        phrase = p.phrases[p.at[trigger.first]] if p.at[trigger.first] >= 0 else None
        ks = range(phrase.first, trigger.first) if phrase is not None else range(0)
    if ks and p.lang == "es" and p.word(ks[0]) == "a":
        ks = ks[1:]  # "detuvieron a otros dos"
    for k in ks:
        if p.tags[k] != DETERMINER or _is_of_nobody(p, k):
            return None
        if _YEAR.fullmatch(p.word(k)) and not trigger.is_verb:
            return None  # "the 1985 murder"
        number = read_number(p.sentence, k)
        if number is None and k == ks[-1] and p.word(k) in _SINGLE and _counts_one(p, trigger):
            return _ONE
        if number is not None:
            return number
    return None


def _counts_one(p: Parse, trigger: Trigger) -> bool:
    """ "Un muerto", "otra resultó lesionada", but "una matanza" is no one."""
    return trigger.is_verb or _DONE_TO.search(p.word(trigger.first)) is not None


def _are_known(p: Parse, whom: list[Phrase]) -> bool:
    """ "All three had been shot": told of before, in whatever number."""
    return any(p.word(f.first) in _KNOWN for f in whom)


def _bare_subject(p: Parse, verb: int) -> range:
    """ "Y otros tres resultaron heridos": the words of a number without a noun right before a passive."""
    k = verb - 1
    while k > 0 and p.tags[k] in (AUXILIARY, ADVERB):
        k -= 1
    if p.word(k) in _OF_WHOM and k > 2 and p.word(k - 2) == "de":
        return range(k - 3, k - 2)  # "tres de los cuales fueron apresados"
    phrase = p.phrases[p.at[k]] if k >= 0 and p.at[k] >= 0 else None
    if phrase is None or not only_articles(p, phrase) or "," in p.gaps[k + 1]:
        return range(0)
    if p.word(phrase.first) in _KNOWN:
        return range(0)
    return range(phrase.first, k + 1)


def _whom(line: Line, trigger: Trigger, said: Outcome) -> list[Phrase]:
    """Those whom a trigger befell, and no others of its list: "12 dead and 30 hurt" are two tolls."""
    p = line.parse
    dies = trigger.pos == "undergo" and said == "killed"  # "a wounded policeman died"
    others = [o for outcome, o in OUTCOMES.items() if outcome != said and not (dies and outcome == "wounded")]
    return [
        f
        for f in _befallen(line, trigger)
        if not any(o.match(p.word(k)) for o in others for k in _told_of(p, f))
    ]


def _told_of(p: Parse, phrase: Phrase) -> Iterator[int]:
    """The words that say what became of somebody; what a "murder suspect" is held for does not."""
    held_for = range(phrase.first, phrase.head if p.lang == "en" else phrase.first)
    ks = range(phrase.first, _described(p, phrase) + 1)
    return (k for k in ks if not (k in held_for and p.word(k) in _CRIMES))


def _described(p: Parse, phrase: Phrase) -> int:
    """The last word of a phrase and the participle right behind it: "dos heridos", "tres niños lesionados".

    A number stands without a noun where the participle is one.
    """
    k = phrase.last + 1
    behind = k < len(p.tags) and p.gaps[k] == " " and p.tags[k] == VERB
    return k if behind and (p.lang == "es" or only_articles(p, phrase)) else phrase.last


def _befallen(line: Line, trigger: Trigger) -> list[Phrase]:
    """The phrases of those whom a trigger befell."""
    a = arguments_of(line.parse, trigger)
    if trigger.voice == "noun" or trigger.pos in ("noun", "phrase"):
        return listed(line.parse, a.of[0]) if len(a.of) == 1 else a.of or a.patient
    if trigger.voice == "active" and trigger.pos != "undergo":
        return a.object or a.against
    return a.subject or (a.object if trigger.pos == "undergo" else [])


def _doers(line: Line, trigger: Trigger) -> list[Phrase]:
    """Those who did it, whose number is no victim's."""
    a = arguments_of(line.parse, trigger)
    active = trigger.voice == "active" and trigger.pos == "verb"
    return [*a.by, *(a.subject if active else [])]


__all__ = ["Toll", "tolls"]
