"""Figures of speech: words of deeds that tell none, as in "a battle against cancer" or "the bill would let".

`data/cues.csv` holds the words: what no such deed befalls ("foe"), what an attack in words or on paper is
called ("inwords"), what is said of play ("play") unless people come to harm ("hardship"), what somebody only
practises ("practised") or would be let do ("lawful"), and what gives a thing a name ("naming").
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from geo.events.cues import load_classes
from geo.events.sentences import Sentence
from geo.events.words import word_set

_DEEDS = frozenset(
    {
        "killing", "attack_on_press", "armed_clash", "armed_attack", "bombing", "airstrike", "drone_attack",
        "property_attack", "kidnapping", "abuse", "arrest", "raid", "seizure", "release", "escape",
        "violence", "military_operation", "extradition", "deportation", "body_found",
    }
)  # fmt: skip
"""The types whose words are used of other things too."""
_BLOWS = word_set(
    "attack attacks assault assaults battle battles war wars fight fights fighting clash clashes ambush "
    "confrontation confrontations ambushes offensive shot shots raid raids combat duel violence ataque "
    "ataques asalto batalla batallas guerra guerras pelea peleas choque choques enfrentamiento combate "
    "enfrentamientos ofensiva combates disputa disputas"
)
"""Words that take "legal" or "political" and tell no deed then."""
_REACH = 7
"""How many words before and after a word show that it is a figure."""


class _Patterns(NamedTuple):
    leading: tuple[re.Pattern[str], ...]
    called: tuple[re.Pattern[str], ...]
    following: re.Pattern[str]
    befallen: re.Pattern[str]
    play: re.Pattern[str]
    hardship: re.Pattern[str]


def is_figure(sentence: Sentence, first: int, last: int, type_: str) -> bool:
    """Whether words `first` to `last`, a trigger of type `type_`, are a figure of speech where they stand."""
    if type_ not in _DEEDS:
        return False
    p, words = _patterns(), sentence.words
    before = sentence.between(words[max(0, first - _REACH)].start, words[first].start)
    after = sentence.between(words[last].end, words[min(len(words) - 1, last + _REACH)].end)
    if p.befallen.match(after) or any(x.search(before) for x in p.leading):
        return True
    if words[last].text in _BLOWS and (p.following.match(after) or any(x.search(before) for x in p.called)):
        return True
    return p.play.search(sentence.folded) is not None and not p.hardship.search(sentence.folded)


@cache
def _patterns() -> _Patterns:
    """The patterns, made of the classes of words."""
    known = load_classes()
    foe, inwords = known["foe"].pattern, known["inwords"].pattern
    practised, lawful, naming = (known[c].pattern for c in ("practised", "lawful", "naming"))
    return _Patterns(
        leading=(
            re.compile(rf"(?<!\w)al? (?:l[ao]s? )?{foe} (?:no )?(?:hay que|debemos|vamos a|tenemos que) \Z"),
            re.compile(rf"{practised} (?:\w+ )?\Z"),
            re.compile(rf"{lawful} (?:[\w-]+ ){{0,4}}\Z"),
            re.compile(rf"{naming} (?:(?!to |for |on |in |off )[\w-]+ ){{0,3}}[\"“«'‘](?:\w+ ){{0,2}}\Z"),
        ),
        called=(re.compile(rf"{inwords}[\s\"“”'-]*\Z"), re.compile(rf"{foe}[\s'’s-]*\Z")),
        following=re.compile(rf"\W*{inwords}"),
        befallen=re.compile(
            r"\W*(?:(?:back |off )?(?:against|on|with|over|for|to|of|contra|a|al|del|de|por) )?"
            rf"(?:(?!(?:with|of|on|against|to|for|in|at|and|de|en|por|que|y)\s)[\w'’-]+\W){{0,3}}?{foe}"
            r"(?!\s(?!on |this |last |today|yesterday|over |with |in |at |when |and |as |but |for |during |"
            r"now |earlier |sooner |before |again |more |de |y |en |que |con |el |la |este |ayer |extrema)\w)"
        ),
        play=known["play"],
        hardship=known["hardship"],
    )
