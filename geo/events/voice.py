"""Voice: whether what stands before a trigger did it or had it done to them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from geo.events.personal import follows
from geo.events.sentences import Sentence, Word
from geo.events.words import is_number_en, word_set

Voice = Literal["active", "passive", "noun"]

_BE_EN = word_set("is are was were be been being get gets got getting not wasn't weren't isn't aren't")
_HAVE_EN = word_set("has have had having hasn't haven't hadn't")
_BE_ES = word_set(
    "es son era eran fue fueron sido siendo sea sean fuera fueran sera seran seria serian ser esta "
    "estan estaba estaban quedo quedaron queda quedan resulto resultaron resulta resultan permanece "
    "encuentran encuentra permanecen acabo acabaron acaba acaban termino terminaron termina terminan"
)
_HAVE_ES = word_set(
    "ha han habia habian habra habran habria habrian haya hayan haber habiendo hubiera hubieran hubiese "
    "hubiesen haberse haberlo haberla haberlos haberlas haberle haberles "
    "mantiene mantienen mantuvo mantuvieron mantenia mantenian tiene tienen tenia tenian"
)
HELPERS_ES = _BE_ES | _HAVE_ES
"""Forms of ser, estar, quedar and haber: a participle after one is a verb."""
PARTICIPLE_ES = re.compile(r"[ai]d[oa]s?\Z")
"""How a regular Spanish participle ends."""
_SKIPPED = word_set(
    "not never also then later reportedly allegedly subsequently already all both since no tambien "
    "luego despues ya presuntamente supuestamente posteriormente ayer hoy brutally fatally recently "
    "just finally"
)
_DAYS = word_set("monday tuesday wednesday thursday friday saturday sunday")
_PREPOSITIONS = _DAYS | word_set(
    "by of in at on near after during from with for outside inside along and as while when over across "
    "last this before between amid around since under within beside into yesterday today to early late"
)
_HEDGES = word_set("at about around over up as nearly almost")
""" "Found at least ten bodies": what may stand before a number."""
_LEADS_TIME = word_set("the that a one two three four five six seven eight nine ten several hours days")
_TIMES = word_set(
    "day night week month year morning evening afternoon days weeks months years hours minutes earlier"
)
""" "A colleague, shot the day before": when, and not whom."""
_BY_THEMSELVES = word_set(
    "fire threatened warned agreed marched protested rallied other together clashed fought met rioted "
    "demonstrated landed arrived returned negotiated talked conferred drilled trained exercised escaped "
    "absconded fled struck"
)
"""Pasts that take no object, or none right after them: "opened fire on", "threatened on Sunday to"."""
_PASTS = word_set("shot beat killed hung hanged took stole left burnt set cut")
_OF_OBJECTS = word_set("a an the his her their it him them money ransom control tools work ranks")
"""Words of a trigger that holds its own object: "demanded a ransom"."""
_NO_NAMES = (
    _BE_EN
    | _HAVE_EN
    | word_set(
        "and or but said says say to will would could can may might not later then also who he it they"
    )
)
_SENT_OFF = word_set("fired launched lobbed shot")
_PROJECTILES = word_set(
    "missile missiles rocket rockets drone drones shell shells shots mortars projectile projectiles bullets"
)
""" "20 missiles fired at Kyiv": what nobody there fires."""
_LOOK_BACK, _SHARED = 4, 16
_RECEIVER = 6
"""How many words name who gets something, at most."""
_SOME = word_set("a an several dozens")


def voice_of(sentence: Sentence, first: int, last: int, tag: str, lang: str) -> Voice:
    """The voice of the trigger at words `first` to `last` with the tag that `inflect` gave it."""
    if tag == "N":
        return "noun"
    if tag not in "DP":
        return _reflexive(sentence, first, first) if lang == "es" else _progressive(sentence, first)
    words = sentence.words
    if lang == "es" and words[first + (words[first].text == "se")].text in _HAVE_ES:
        return "active"
    be, have = (_BE_EN, _HAVE_EN) if lang == "en" else (_BE_ES, _HAVE_ES)
    for k in range(first - 1, max(-1, first - 1 - _LOOK_BACK), -1):
        word = words[k].text
        if word in be:
            return "passive"
        if word in have:
            return _reflexive(sentence, k, first) if lang == "es" else "active"
        if word not in _SKIPPED and not word.endswith(("ly", "mente")):
            break
    if lang == "es" and _shares_helper(sentence, first):
        return "active"
    if lang == "es" or tag == "P":
        return "passive"
    if _has_object_before(sentence, first):
        return "active"
    return _bare_past(sentence, first, last)


_ACTIVE_ES = word_set(
    "ha han habia habian habra habran habria habrian haya hayan hubiera hubieran hubiese hubiesen"
)


def _shares_helper(sentence: Sentence, first: int) -> bool:
    """ "Ha detenido a dos hombres e incautado un fusil": a second participle of one auxiliary."""
    words = sentence.words
    if first < 3 or words[first - 1].text not in ("y", "e"):
        return False
    for k in range(first - 2, max(0, first - _SHARED), -1):
        if words[k].text in _ACTIVE_ES:
            return PARTICIPLE_ES.search(words[k + 1].text) is not None and words[k + 1].text != "sido"
        if words[k].text in _BE_ES or words[k].text in ("que", "quien", "quienes"):
            return False
    return False


def _bare_past(sentence: Sentence, first: int, last: int) -> Voice:
    """An English "-ed" without an auxiliary: followed by what it was done to, it is active.

    Two of them share what follows the second ("shot and wounded a boy").
    """
    words = sentence.words
    if last + 1 < len(words) and words[last + 1].text == "by":
        return "passive"
    flies = first > 0 and words[first - 1].text.startswith("drone") and words[first].text == "fired"
    if first and words[first].text in _SENT_OFF and words[first - 1].text in _PROJECTILES and not flies:
        return "passive"
    held = [
        w.text for k, w in enumerate(words[first + 1 : last + 1], first) if words[k].text not in ("in", "for")
    ]
    if words[last].text in _BY_THEMSELVES or any(word in _OF_OBJECTS for word in held):
        return "active"
    if last > first and words[last].text.endswith("s"):
        return "active"
    if first == 0 and "," in sentence.folded:
        return "passive"
    if last + 1 >= len(words):
        return "passive"
    gap = sentence.between(words[last].end, words[last + 1].start)
    if gap.strip() == "," and _joins_pasts(words, last + 1):
        return _bare_past(sentence, last + 1, last + 1)
    if gap.strip() and not gap.strip().startswith(("'", '"', "“", "‘", "€", "$", "£")):
        return "passive"
    if len(words) > last + 2 and words[last + 1].text in _LEADS_TIME and words[last + 2].text in _TIMES:
        return "passive"
    if words[last + 1].text in _HEDGES and any(is_number_en(w.text) for w in words[last + 2 : last + 5]):
        return "active"
    if words[last + 1].text == "and" and last + 2 < len(words) and _is_past(words[last + 2]):
        return _bare_past(sentence, last + 2, last + 2)
    if words[last + 1].text == "to" and _hands_something(words, last + 2):
        return "active"
    return "passive" if words[last + 1].text in _PREPOSITIONS else "active"


def _hands_something(words: Sequence[Word], k: int) -> bool:
    """ "Handed over to the Red Cross a corporal": whether somebody new follows who got it, at word `k`."""
    for i in range(k + 1, min(k + _RECEIVER, len(words) - 1)):
        timely = words[i].text in _DAYS or words[i + 1].text in _DAYS
        if words[i].text in _PREPOSITIONS and not timely:
            return False
        if words[i].text in _SOME or is_number_en(words[i].text):
            return words[i + 1].text not in _TIMES
    return False


def _joins_pasts(words: Sequence[Word], k: int) -> bool:
    """ "Abducted, tortured and killed two men": whether pasts on one list go on at word `k`."""
    while k + 2 < len(words) and words[k].text.endswith("ed"):
        if words[k + 1].text == "and":
            return _is_past(words[k + 2])
        k += 1
    return False


def _is_past(word: Word) -> bool:
    """Whether a word may be a verb in the past."""
    return word.text.endswith("ed") or word.text in _PASTS


def _has_object_before(sentence: Sentence, first: int) -> bool:
    """ "Whom naval police caught at the port": a relative pronoun with a subject after it is the object."""
    words = sentence.words
    for k in range(first - 2, max(-1, first - 2 - _LOOK_BACK), -1):
        word = words[k].text
        if word == "whom" or (word in ("that", "which") and _names_doer(words[k + 1 : first])):
            return "," not in sentence.between(words[k].end, words[first].start)
    return False


def _names_doer(words: Sequence[Word]) -> bool:
    """Whether only a noun phrase stands between a relative pronoun and its verb."""
    return not any(w.text in _NO_NAMES or w.text.endswith("ed") for w in words)


def _progressive(sentence: Sentence, first: int) -> Voice:
    """ "being killed" is caught with the participles; a gerund or a finite verb is active."""
    return "active"


_OWN_DOING = ("llev", "apoder", "adjudic", "fug", "evad", "escap", "amotin", "manifest", "concentr", "inmol")
"""Verbs that people do for themselves: "se llevaron a tres", "se incautaron de armas" name who did it."""


def _reflexive(sentence: Sentence, first: int, verb: int) -> Voice:
    """Spanish "se detuvo a tres", "se incautaron armas", "se han desplazado": nobody is named as who did it.

    The word `verb` says what was done, and `first` is it or its auxiliary.
    """
    word = sentence.words[verb].text
    seized = word.startswith("incaut") and follows(sentence, verb, "de")
    own = seized or word.startswith(_OWN_DOING)
    return "passive" if first and not own and sentence.words[first - 1].text == "se" else "active"
