"""Names of groups that no catalogue holds, told by their shape: "Zomi Revolutionary Army", "Gran Grif gang".

A force's name holds a word for its cause, which sets it apart from a state's army; a gang's stands right
before or, in Spanish, after the word for what it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from geo.events.actor_persons import Worded
from geo.events.words import word_set

KIND = "armed group"
_MOST = 7
_MOST_OF_GANG = 2
"""How many words a name has at most, and a gang's."""
_CAUSE = re.compile(
    r"liberation|revolutionary|independence|resistance|salvation|freedom|patriotic|jihad|insurgent|"
    r"self-defen[cs]e|liberacion|revolucionari[oa]s?|independencia|resistencia|salvacion|libertad|"
    r"patriotic[oa]s?|yihad|insurgentes?|autodefensas?"
)
_FORCE_EN = word_set(
    "army front movement brigade brigades militia forces force battalion battalions guard resistance"
)
_FORCE_ES = word_set(
    "ejercito frente movimiento brigada brigadas milicia milicias fuerzas batallon comandos comando"
)
_LINKS_ES = word_set("de del la el los las y para por")
_GANG_EN = word_set("gang cartel clan mafia syndicate")
_GANG_ES = word_set("banda clan pandilla mafia frente bloque")
_NO_NAME = word_set(
    "the a an this that these those his her their its our rival another one two three four five several some "
    "any no first second third generation each every local street drug crime police armed criminal former "
    "new other such major"
)
_BEFORE_NAME = word_set(
    "on in at by from to with for of and or but after before when while as since then meanwhile today "
    "yesterday tonight monday tuesday wednesday thursday friday saturday sunday january february march april "
    "may june july august september october november december rebel rebels guerrilla guerrillas marxist "
    "leftist top powerful notorious infamous feared rival former alleged suspected hardline breakaway"
)
"""Written large at the head of a sentence, or of anybody: no part of a group's name."""


class Groups:
    """Tells whether a group's name starts at a token.

    `is_place` says whether a single word names a place or a people.
    """

    def __init__(self, is_place: Callable[[str], bool]) -> None:
        self._is_place = is_place

    def words_at(self, text: str, tokens: Sequence[Worded], i: int) -> int:
        """How many tokens a name that starts at token `i` takes; 0 where none does."""
        first = tokens[i].text
        if first in _GANG_ES or first in _FORCE_ES:
            return self._spanish(text, tokens, i)
        named = _is_capital(tokens[i]) or (
            first.isdigit() and i + 1 < len(tokens) and _is_capital(tokens[i + 1])
        )
        return self._english(text, tokens, i) if named and first not in _NO_NAME else 0

    def _english(self, text: str, tokens: Sequence[Worded], i: int) -> int:
        k = i
        while k < len(tokens) and k - i < _MOST and (k == i or _runs_on(text, tokens, k)):
            word = tokens[k].text
            if k > i and word in _GANG_EN:
                return k - i + 1 if self._is_gang(text, tokens, i, k) else 0
            if (k > i and not _is_capital(tokens[k])) or word in _NO_NAME:
                return 0
            names = [t.text for t in tokens[i:k]]
            if (
                len(names) > 1
                and word in _FORCE_EN
                and not names[0].isdigit()
                and any(_CAUSE.fullmatch(n) for n in names)
            ):
                return k - i + 1
            k += 1
        return 0

    def _is_gang(self, text: str, tokens: Sequence[Worded], i: int, k: int) -> bool:
        """A name of two words, or of one that opens no sentence and is no place and no people.

        In a headline of capitals nothing tells where a name begins.
        """
        led = (
            i
            and _runs_on(text, tokens, i)
            and _is_capital(tokens[i - 1])
            and tokens[i - 1].text not in _NO_NAME
        )
        goes_on = k + 1 < len(tokens) and _runs_on(text, tokens, k + 1) and _is_capital(tokens[k + 1])
        if k - i > _MOST_OF_GANG or led or goes_on or tokens[k - 1].text.endswith("'s"):
            return False
        opens = i == 0 or any(c in text[tokens[i - 1].end : tokens[i].start] for c in ".!?:\n")
        counted = tokens[i].text.isdigit()  # "the 400 Mawozo gang", but "12 Haitian gang members"
        if k - i - counted > 1:
            return True
        return k - i > counted and not (
            (opens and not counted) or self._is_place(tokens[i + counted].written)
        )

    def _spanish(self, text: str, tokens: Sequence[Worded], i: int) -> int:
        force = tokens[i].text in _FORCE_ES and _is_capital(tokens[i])
        numbered = i + 1 < len(tokens) and tokens[i + 1].text.isdigit() and _runs_on(text, tokens, i + 1)
        if numbered and _is_capital(tokens[i]) and tokens[i].text in _GANG_ES:
            return 2  # "Frente 33"
        gang, k, last, cause = tokens[i].text in _GANG_ES and not force, i + 1, i, False
        if not gang and not _is_capital(tokens[i]):
            return 0
        while k < len(tokens) and k - i <= _MOST and _runs_on(text, tokens, k):
            word = tokens[k]
            if _is_capital(word) or (gang and k == i + 1 and word.text.isdigit()):
                last, cause = k, cause or _CAUSE.fullmatch(word.text) is not None
            elif word.text not in _LINKS_ES or (gang and k > i + 1):
                break
            k += 1
        if gang:
            named = tokens[i + 1 : last + 1]
            alone = len(named) == 1 or (len(named) == 2 and named[0].text in _LINKS_ES)
            return 0 if not named or (alone and self._is_place(named[-1].written)) else last - i + 1
        return last - i + 1 if cause and last > i else 0


def _runs_on(text: str, tokens: Sequence[Worded], k: int) -> bool:
    """Whether nothing but a space stands before token `k`."""
    return text[tokens[k - 1].end : tokens[k].start] == " "


def _is_capital(token: Worded) -> bool:
    return token.written[:1].isupper() and not token.written.isupper()


def is_anothers(tokens: Sequence[Worded], first: int, width: int, alias: range, of_a_nation: bool) -> bool:
    """Whether a name of `width` tokens is not that of the catalogue's, whose `alias` it holds.

    "Shan State Revolutionary Army" is another's than a "Revolutionary Army", and so is "Ejército de
    Liberación Nacional Karen"; a nation's name, or what the alias is said to belong to, makes no other.
    """
    own = [tokens[k] for k in range(first, first + width) if k not in alias]
    if not own or of_a_nation or (alias.stop != first + width and alias.start != first):
        return False
    said = any(t.text in _LINKS_ES or t.text.endswith(("'s", "ed", "ing", "ly")) for t in own)
    return not said and all(_is_capital(t) and t.text not in _NO_NAME | _BEFORE_NAME for t in own)
