"""Homes: where people live or come from, which is where nothing was done: "a nurse, who lives in McAllen"."""

from __future__ import annotations

import re

from geo.events.reading import Line
from geo.records import Mention

_OF = (
    r"(?:the |el |la |los |las )?(?:(?:city|town|village|ciudad|pueblo|municipio|state|estado) (?:of|de) )?$"
)
_NATIVE = r"(?:originari|oriund|vecin|nativ)[oa]s?"
_BORN = re.compile(rf"(?<!\w)(?:(?:originari|oriund|nativ)[oa]s? del?|natives? of) {_OF}")
""" "Oriunda de Rutshuru"; not "vecinos de Rutshuru", who are there."""
_LIVES = re.compile(
    r"(?<!\w)(?:who|que|quien|quienes)(?: (?:had|has|habia|han|also|now|ahora|tambien|todavia|still|once))? "
    r"(?:(?:lives?|lived|resides?|resided|(?:is|was|are|were) (?:living|based|raised|born)|grew up|viven?|"
    r"vivian?|residen?|residian?|radican?|radicaban?|nacio|nacieron) (?:in|at|near|en|cerca de)|"
    r"(?:comes?|came|hails?|hailed|(?:is|was|are|were)(?: originally)?) from|"
    rf"(?:vienen?|venian?|provienen?|es|era|son|eran)(?: {_NATIVE})? del?) {_OF}"
)
_ALL_OF = re.compile(
    r"(?<!\w)(?:both|all|most|(?:two|three|four|five|several|some) of them)(?: of them)?"
    rf"(?: (?:are|were|natives?|residents?|citizens))? (?:of|from) {_OF}|"
    rf"(?<!\w)(?:amb[oa]s|tod[oa]s|l[oa]s (?:dos|tres|cuatro|cinco))(?: (?:ell[oa]s|{_NATIVE}|residentes|"
    rf"habitantes))? del? {_OF}"
)
_SOMEBODY_FROM = re.compile(
    rf", (?:an?|un|una) (?:[\w'’-]+ ){{1,4}}(?:from|{_NATIVE} del?|proveniente de|procedente de|(?P<of>del?))"
    rf" {_OF}"
)
_SET_OFF = re.compile(r"(?:, [A-ZÀ-Þ][\w’'. -]{1,30})?(?:,|\.|;|\)|$)")


def is_home(line: Line, mention: Mention) -> bool:
    """Whether a name only tells where people live or come from.

    "Who lives in McAllen", "both of Rio Grande City", ", an accountant from Navojoa,".
    """
    before = line.before(mention.start, 9)
    if _LIVES.search(before) or _ALL_OF.search(before) or _BORN.search(before):
        return True
    somebody = _SOMEBODY_FROM.search(before)
    base = line.sentence.start
    if somebody is None or _SET_OFF.match(line.sentence.text[mention.end - base :]) is None:
        return False
    start = mention.start - len(before) + somebody.start()
    people = any(a.end == start or start < a.start < mention.start for a in line.actors)
    return somebody["of"] is None or people


__all__ = ["is_home"]
