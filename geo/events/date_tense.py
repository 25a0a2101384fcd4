"""Whether a date without a year, or a bare weekday, looks back or ahead, by the verbs around it.

"Soldiers killed five in January" was; "the court will rule on Friday" and "called a march for Sunday" are
to come.
"""

from __future__ import annotations

import re

from geo.events.date_hits import Hit
from geo.events.date_words import Token, Tokens
from geo.events.words import word_set

_WILL = word_set(
    "will shall scheduled due plans planning slated expected planned intend intends previsto prevista "
    "preven preve "
    "planea planean"
)
_WHOSE = word_set("his her their its my our your free of")
_CALLS = word_set("llamo llama llaman llamaron convoco convoca convocan convocaron")
""" "Llamó a marchar el domingo"."""
_WILL_ENDING = re.compile(r"(?:\w{2,}(?:rá|rán|RÁ|RÁN)|irán?)\b")
_PAST = re.compile(r"(?:was|were|said|told|fue|fueron|dijo|dijeron|\w{2,}(?:[^e]ed|aron|ieron))")
""" "Killed", "fueron": a verb that looks back, and not at what it had been before, as "had" does."""
_BACK = 12
"""How many words before a date a verb to come may stand."""
_OPENS = 2
"""How many words a date that opens a sentence has before it, its stop among them."""
_FAR = 20
"""How many words before a date its verb may stand."""
_ARTICLES = word_set("el este the this next proximo")
_AHEAD = 4
"""How many words after a date a verb to come may stand."""
_THAT = frozenset(("that", "que"))


def is_future(hit: Hit) -> bool:
    """Whether a verb shortly before the match, in the same sentence, looks ahead."""
    end = hit.match.start()
    before = hit.tokens.tokens[max(0, end - _BACK) : end]
    for index in range(len(before) - 1, -1, -1):
        if before[index].code == "." or _closes_label(hit, before[index]):
            before = before[index + 1 :]
            break
    for index in range(len(before) - 1, -1, -1):
        token, last = before[index], before[index - 1].word if index else ""
        written = hit.tokens.text[token.start : token.end]
        if last == "be" or (token.word == "will" and last in _WHOSE):
            continue  # "is to be tried": a participle of what is to come; "against their will"
        coming = last == "to" and index > 1 and before[index - 2].word in ("is", "are")
        following = before[index + 1].word if index + 1 < len(before) else ""
        coming = coming or (token.word == "set" and following == "to")
        coming = coming or (token.word in _CALLS and following == "a")
        coming = coming or (token.word == "plan" and last.endswith("s"))
        if coming or token.word in _WILL or (_WILL_ENDING.fullmatch(written) and not written.istitle()):
            return True
        if _TOLD_ES.fullmatch(written) or _PAST.fullmatch(token.word):
            return False
    return _goes_on_ahead(hit)


_SETS = ("anunci", "convoc", "announc", "declar", "call")
""" "Anunció un paro a partir del lunes": verbs that set what begins on a day."""


def _is_set_for(hit: Hit) -> bool:
    """ "Convocó una marcha para el viernes", "called a march for Friday": a day that something is set for."""
    before = hit.tokens.tokens[max(0, hit.match.start() - _BACK) : hit.match.start()]
    words = [t.word for t in before if t.word not in _ARTICLES]
    if words[-2:] == ["partir", "del"] or words[-1:] in (["starting"], ["beginning"]):
        return any(w.startswith(_SETS) for w in words)
    if not words or words[-1] not in ("para", "for") or _was_done(hit):
        return False
    return words[-1] == "para" or any(_OPEN.fullmatch(w) for w in words[:-1])


def looks_ahead(hit: Hit) -> int | None:
    """1 where the words around a bare weekday or weekend say that it is the next one; else None."""
    return 1 if is_future(hit) or _is_set_for(hit) else None


def _was_done(hit: Hit) -> bool:
    """ "La marcha convocada para el lunes reunió a miles": whether a past follows the match at once."""
    after = hit.neighbour(1)
    gap = hit.tokens.text[hit.tokens.tokens[hit.match.end() - 1].end : after.start] if after else ","
    written = hit.neighbour_text(1)
    return not gap.strip() and bool(_TOLD.fullmatch(written) or _TOLD_ES.fullmatch(written))


def _closes_label(hit: Hit, token: Token) -> bool:
    """Whether a colon follows: "Nobody expected it: gunmen shot four on Monday"."""
    return hit.tokens.text[token.end : token.end + 1] == ":"


def _goes_on_ahead(hit: Hit) -> bool:
    """ "El lunes serán liberados", "on Monday the court will": the verb right after the match looks ahead."""
    end = hit.tokens.tokens[hit.match.end() - 1].end
    for token in hit.tokens.tokens[hit.match.end() : hit.match.end() + _AHEAD]:
        if token.code == "." or token.word in _THAT or _TOLD.fullmatch(token.word):
            return False
        if ";" in hit.tokens.text[end : token.start]:
            return False
        written = hit.tokens.text[token.start : token.end]
        if token.word in _WILL or (written.islower() and _WILL_ENDING.fullmatch(written)):
            return True
    return False


_TOLD = re.compile(
    r"(?:since|desde|was|were|has|have|had|ago|took|shot|stole|fled|broke|began|fell|came|left|lost|found|"
    r"beat|held|burned|struck|sent|flew|brought|caught|fought|drove|threw|withdrew|went|hit|fue|fueron|ha|han|habia|habian|era|eran|hubo|murio|dio|hizo|\w{2,}uvo|"
    r"\w{2,}(?:[^e]ed|aron|ieron))"
)
_TOLD_ES = re.compile(r"\w{2,}ó", re.IGNORECASE)
""" "Soldiers killed five in January": verbs of what has been; the Spanish ones in "-ó" by their accent."""
_OPEN = re.compile(
    r"(?:to|would|could|should|may|might|can|set|due|for|ahead|before|until|para|hasta|antes|announced?|"
    r"called|scheduled|postponed|planned|delayed|agreed|ordered|expected|adjourned|promised|proposed|vowed|"
    r"pledged|slated|invited|elections?|elecciones|anunciaron|convocaron|aplazaron|fijaron|programaron|"
    r"prometieron|acordaron)"
)
_OPEN_ES = re.compile(
    r"(?:anunci|convoc|aplaz|fij|program|prometi|acord|posterg|propus|pospus|orden)ó", re.IGNORECASE
)
""" "Set for January", "agreed to meet in January": words after which a bare month may lie ahead."""


_NOUNS_FOLLOW = word_set("the a an his her its their this that these those")


def is_told(hit: Hit) -> bool:
    """Whether the verb nearest to a date in its sentence tells of what has been, or "since" opens it."""
    opening = hit.tokens.tokens[max(0, hit.match.start() - 1) : hit.match.end()]
    if any(t.word in ("since", "desde") for t in opening):
        return not is_future(hit)
    return told_around(hit.tokens, hit.match.start(), hit.match.end())


def told_around(words: Tokens, start: int, end: int) -> bool:
    """Whether the verb nearest to tokens `start` to `end` (exclusive) tells of what has been."""
    tokens, text = words.tokens, words.text
    opens = start <= _OPENS or any(t.code == "." for t in tokens[start - _OPENS : start])
    for index in (*range(start - 1, max(-1, start - _FAR), -1), *range(end, min(len(tokens), end + 10))):
        token = tokens[index]
        if token.code == ".":
            if index < start:
                continue
            return False
        written = text[token.start : token.end]
        if token.word == "to" and index + 1 < start and _is_thing(tokens[index + 1], text):
            continue  # "deployed to Dallas in January"
        to_come = index > 0 and tokens[index - 1].word == "be"
        if index >= end and opens and _PAST.fullmatch(token.word) and not to_come:
            return True  # "in January, Trump ordered"
        if to_come or _OPEN.fullmatch(token.word) or _OPEN_ES.fullmatch(written):
            return False
        if _TOLD.fullmatch(token.word) or _TOLD_ES.fullmatch(written):
            return True
    return False


def _is_thing(token: Token, text: str) -> bool:
    """Whether "to" before a token leads to a name or a noun, and to no verb."""
    return token.word in _NOUNS_FOLLOW or text[token.start : token.start + 1].isupper()


def aim(hit: Hit) -> tuple[int, bool]:
    """`direction` and `told` of a `Calendar`: by "last" or "next", else by the verb if there is no year."""
    bare = _year_less(hit)
    said = has(hit, "l", "l2")
    direction = max(-1, hit.first_value("l", "l2")) if said else int(bare and is_future(hit))
    return direction, not direction and bare and is_told(hit)


def has(hit: Hit, *groups: str) -> bool:
    """Whether one of the groups took part in a match."""
    return any(hit.token(group) is not None for group in groups)


def _year_less(hit: Hit) -> bool:
    return hit.value("y") is None
