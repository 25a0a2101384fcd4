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
_SPOKEN = word_set(
    "attack attacks assault ataque ataques disparo dispara disparan dispararon disparar shoots shot"
)
"""Blows that politicians deal each other in words: "the minister launched an attack on the opposition"."""
_HOSTAGE_TO = re.compile(r"(?<!taken )(?<!took )(?<!\w)hostage to (?:an?|the|its|his|her|their) ")
_DEED = (
    r"(?:(?:air)?strikes?|attacks?|operations?|killings?|raids?|deaths?|shootings?|bombings?|arrests?|detentions?|"
    r"deportations?|campaign|offensive|incident|case|ataques?|operaci[oó]n(?:es)?|muertes?|bombardeos?|detenci[oó]n(?:es)?|"
    r"operativos?|ofensiva|campana|caso|hechos?)"
)
_LABEL = re.compile(
    r"(?<!\w)(?:call|describ|brand|label|denounc|characteri[sz]|calific|tild|tach|llam|describ|consider)\w* "
    rf"(?:(?:it|this|that|them|these|lo|la|los|las|esto)|(?:the|these|those|its|their|his|el|la|los|las|estos|estas|"
    rf"sus?) (?:[\w-]+ )?{_DEED})(?: as| de| como)?(?: an?| una?)? ?[\"“«'‘]?(?:[\w-]+ ){{0,2}}\Z"
)
""" "Called the strikes extrajudicial executions": a word for a deed told of, and no second one."""
_REACH, _FAR = 7, 16
"""How many words before and after a word show a figure, and before it what something is called."""


class _Patterns(NamedTuple):
    """What the words around a figure of speech match, made of the classes of words."""

    leading: tuple[re.Pattern[str], ...]
    called: tuple[re.Pattern[str], ...]
    following: re.Pattern[str]
    befallen: dict[str, re.Pattern[str]]
    fought: dict[str, re.Pattern[str]]
    quoted: re.Pattern[str]
    rival: re.Pattern[str]


def is_figure(sentence: Sentence, first: int, last: int, type_: str) -> bool:
    """Whether words `first` to `last`, a trigger of type `type_`, are a figure of speech where they stand."""
    if type_ not in _DEEDS:
        return False
    p, words, known = _patterns(), sentence.words, load_classes()
    before = sentence.between(words[max(0, first - _REACH)].start, words[first].start)
    after = sentence.between(words[last].end, words[min(len(words) - 1, last + _REACH)].end)
    told_why = words[last].text in ("por", "for", "over")
    if (not told_why and p.befallen[sentence.lang].match(after)) or any(x.search(before) for x in p.leading):
        return True
    if words[last].text in _BLOWS and (
        p.fought[sentence.lang].match(after)
        or p.following.match(after)
        or any(x.search(before) for x in p.called)
    ):
        return True
    if _LABEL.search(sentence.between(words[max(0, first - _FAR)].start, words[first].start)):
        return True
    if type_ == "kidnapping" and _HOSTAGE_TO.search(sentence.folded):
        return True
    if p.quoted.search(sentence.between(words[max(0, first - _FAR)].start, words[first].start)):
        return True
    if known["hardship"].search(sentence.folded):
        return False
    spoken = words[last].text in _SPOKEN and p.rival.match(after) and known["politician"].search(before)
    return bool(spoken) or known["play"].search(sentence.folded) is not None


@cache
def _patterns() -> _Patterns:
    known = load_classes()
    foe, inwords, naming = (known[c].pattern for c in ("foe", "inwords", "naming"))
    no = r"(?!(?:with|of|on|over|about|against|to|for|in|at|and|de|en|por|que|y)\s)"
    befallen = rf"(?:{no}[\w'’-]+\W){{0,3}}?{foe}"
    whom = r"\W*(?:(?:back )?(?:against|of|contra|a|al|del|de) )?"
    which = r"\W*(?:on|with|over|for|to|a|por) "
    goes_on = (
        r"(?!\s(?!on |this |last |today|yesterday|over |with |in |at |when |and |as |but |for |during |"
        r"now |earlier |sooner |before |again |more |goes |is |was |has )\w)"
    )
    return _Patterns(
        leading=(
            re.compile(rf"(?<!\w)al? (?:l[ao]s? )?{foe} (?:no )?(?:hay que|debemos|vamos a|tenemos que) \Z"),
            re.compile(rf"{known['practised'].pattern} (?:\w+ )?\Z"),
            re.compile(rf"{known['lawful'].pattern} (?:[\w-]+ ){{0,4}}\Z"),
        ),
        called=(re.compile(rf"{inwords}[\s\"“”'-]*\Z"), re.compile(rf"{foe}[\s'’s-]*\Z")),
        following=re.compile(rf"\s{load_classes('es')['inwords'].pattern}"),
        befallen={"en": re.compile(whom + befallen + goes_on), "es": re.compile(whom + befallen)},
        fought={"en": re.compile(which + befallen + goes_on), "es": re.compile(which + befallen)},
        quoted=re.compile(rf"{naming} (?!to |for |on |in |off )[^.;]{{1,80}}[\"“«'‘](?:\w+ ){{0,2}}\Z"),
        rival=re.compile(
            rf"\s(?:on|at|against|contra|a|al)(?: the| el| la| los| las| his| her| su)? "
            rf"(?:[\w-]+ )?{known['politician'].pattern}"
        ),
    )
