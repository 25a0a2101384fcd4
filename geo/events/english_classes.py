"""What an English word is by its neighbours: verbs by their endings, "that", "after", gerunds.

"Suspected" before a noun is an adjective and after "was" a verb; "that" opens a clause, hangs one from a
noun or only points; "training" is a noun in "a police training centre".
"""

from __future__ import annotations

import re

from geo.events.classed_words import Words, is_name
from geo.events.closed_classes import (
    ACTOR,
    ADVERB,
    AUXILIARY,
    COORDINATOR,
    DETERMINER,
    EVENT,
    NOUN,
    PLACE,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SUBORDINATOR,
    TIME,
    VERB,
)
from geo.events.quantities import HEDGING
from geo.events.support_verbs import INFINITIVES, PRESENTS
from geo.events.words import MANY, is_number_en, word_set

_DAYS = word_set("day night morning afternoon evening week month year")
""" "The army that day began": no relative clause."""
_ED = re.compile(r"[a-z]{3,}ed\Z")
_NOUNS_TOO = word_set(
    "call calls face faces want wants need needs demand demands blame works cut set states claims claim "
    "report reports warning"
)
_HAVING_OR_BEING = word_set("has have had is are was were been")
_INTEND = word_set("intend plan want hope aim vow pledge agree refuse threaten need prepare")
_INTENDS = word_set("plans aims vows pledges agrees refuses hopes intends threatens moves")
_ASPECTS = word_set("began started continued continues kept stopped resumed begin start continue keep")
""" "Began extending": what follows is a verb."""
_AFTER_GERUND = (DETERMINER, ACTOR, PREPOSITION, EVENT, PRONOUN)
_NOUNS_IN_ING = word_set(
    "building meeting morning evening wedding briefing ceiling shopping housing clothing training mining "
    "farming fishing hearing opening funding landing parking banking setting beginning crossing gathering "
    "outing sibling offering warning dwelling painting writing"
)
_ROUGHLY = word_set("estimated reported additional unspecified")
""" "An estimated 4,500 families": a count that is not quite known."""
_TIMELY = word_set("after before since until following")
_CAPTIVE = word_set("hostage captive prisoner home")
""" "Took thirty guards hostage": what becomes of the object."""
_PRETEND = word_set("posing disguised dressed masquerading posed")
_REGARDED = word_set("regarded described considered viewed seen listed known named")
""" "A man regarded as one of the biggest importers": what he is taken for is no clause."""
_DONE = word_set("stolen broken hidden known fallen forgotten lost paid spilt sunken")
""" "About stolen fuel": what became of the thing that follows."""
TELLS = word_set("told tells tell telling assured informed warned reminded")
"""Verbs of saying whose object is whom it is said to."""
_OBJECTS = word_set("him her them us me it")
_OF_TIME = (PREPOSITION, TIME)
_BEARINGS = word_set("north south east west northeast northwest southeast southwest")
_NO_PAST = word_set(
    "hundred red united armed masked hooded wounded injured sacred naked armoured armored uniformed"
)
_UNDONE = re.compile(r"un(?!ited|veiled|leashed|earthed|covered|loaded|locked|furled|folded)[a-z]+ed\Z")
""" "Unidentified gunmen", "and unmarked cars": what was not done, and no deed."""


_BY_THE = ["by", "the"]


def refine_english(p: Words, k: int) -> None:
    """Class word `k` of an English sentence anew by the words around it."""
    tags, text = p.tags, p.word(k)
    if text == "that" and k + 1 < len(tags) and p.word(k + 1) in _DAYS:
        tags[k] = tags[k + 1] = TIME
        return
    if text == "time" and k > 1 and [p.word(k - 2), p.word(k - 1)] == _BY_THE:
        tags[k - 2 : k + 1] = [SUBORDINATOR] * 3  # "were dead by the time police arrived": not by them
        return
    tag = _listed(p, k)
    if tag is not None:
        tags[k] = tag
    elif tags[k] == NOUN and text not in HEDGING:
        tags[k] = VERB if _is_verb(p, k) else NOUN


def _listed(p: Words, k: int) -> str | None:
    """The class of a word that may be of two, where its neighbours tell: "her" or "since"; else None."""
    tag, text = p.tags[k], p.word(k)
    before, previous, following, after = _around(p, k)
    if text == "that":
        return _that(p, k)
    if (
        text == "and"
        and before in ("hundred", "thousand")
        and following == DETERMINER
        and is_number_en(after)
    ):
        return DETERMINER
    if text in _ROUGHLY and before in ("a", "an") and following == DETERMINER:
        return DETERMINER
    if text in _TIMELY and tag not in (ACTOR, TIME) and previous != AUXILIARY:
        return SUBORDINATOR if _clause_follows(p, k + 1) else PREPOSITION
    if _says_how(p, k) or (text.endswith(("self", "selves")) and previous == AUXILIARY):
        return ADVERB
    if tag == NOUN and before == "to" and following == DETERMINER and not is_name(p, k):
        return VERB
    if (text in _BEARINGS and after == "of") or (text in ("late", "early") and following in _OF_TIME):
        return ADVERB
    if text in ("both", "all") and previous == AUXILIARY and following == VERB:
        return ADVERB
    if text == "both" and following in (NOUN, ACTOR):
        return DETERMINER
    if tag == NOUN and before == "who" and following in (DETERMINER, ACTOR, ADVERB, PREPOSITION, NOUN):
        return VERB
    if text == "has" and _perfect(p, k + 1):
        return AUXILIARY
    if text == "her" and (
        following in (PREPOSITION, "", ADVERB, TIME) or p.word(k + 1) in _CAPTIVE - {"home"}
    ):
        return PRONOUN
    held = before in _PRETEND or (following == DETERMINER and before in _REGARDED)
    if text == "as" and (held or (following == DETERMINER and not _clause_follows(p, k + 1))):
        return PREPOSITION
    if (
        text.endswith("-year-old")
        and previous == DETERMINER
        and following not in (NOUN, ACTOR, DETERMINER, EVENT)
    ):
        return NOUN
    if tag == VERB and previous == PREPOSITION and following in (NOUN, ACTOR) and text in _DONE:
        return NOUN
    if (
        tag == VERB
        and text in _NOUNS_TOO
        and (previous == DETERMINER or (before, text) == ("public", "works"))
    ):
        return NOUN
    held_to = previous in (NOUN, ACTOR) and after in ("of", "to") and not p.gaps[k].strip()
    held_to = held_to or ("," in p.gaps[k] and after == "of")
    if tag == NOUN and text in HEDGING and following == PREPOSITION and (previous == AUXILIARY or held_to):
        return VERB
    return None


def _around(p: Words, k: int) -> tuple[str, str, str, str]:
    """The word before word `k` and its class, then the class of the word after it and that word."""
    before, previous = (p.word(k - 1), p.tags[k - 1]) if k else ("", "")
    following, after = (p.tags[k + 1], p.word(k + 1)) if k + 1 < len(p.tags) else ("", "")
    return before, previous, following, after


def _is_verb(p: Words, k: int) -> bool:
    """Whether what looks like a noun is a verb, by its ending and by what stands around it."""
    text = p.word(k)
    before, previous, following, after = _around(p, k)
    if p.gaps[k].strip(".") == "-":
        return False  # "the U.N.-backed government"
    if previous == AUXILIARY and not p.gaps[k].strip():
        done = (_ED.match(text) or text.endswith("ing")) and text not in _NO_PAST
        held = bool(done) and before in _HAVING_OR_BEING
        return held or following not in (NOUN, ACTOR) or bool(p.gaps[k + 1].strip())
    if text in INFINITIVES and before == "to":
        return True
    if _is_headline_verb(text, previous, following_to=after == "to"):
        return True
    if text == "armed" and after == "with" and previous in (NOUN, ACTOR):
        return True
    if _UNDONE.match(text) and following in (NOUN, ACTOR):
        return False
    if _ED.match(text) and text not in _NO_PAST:
        bare = previous in ("", DETERMINER, PREPOSITION, ADVERB, VERB)
        attributive = following in (NOUN, ACTOR) and bare
        return not (attributive and p.gaps[k + 1] == " ")
    if previous == RELATIVE and text.endswith("s") and not text.endswith("ss") and before != "whose":
        return True
    if text.endswith("ing") and len(text) > 5 and "-" not in text:
        return _is_gerund(p, k)
    return False


def _is_gerund(p: Words, k: int) -> bool:
    """Whether a word in "-ing" is a verb: "began extending the", "after burning a"."""
    _, previous, following, _ = _around(p, k)
    opens = previous in (PREPOSITION, SUBORDINATOR) or "," in p.gaps[k] or p.word(k - 1) in _ASPECTS
    return (opens and following in _AFTER_GERUND) or _tells_more(p, k, previous, following)


def _says_how(p: Words, k: int) -> bool:
    """ "Took thirty guards hostage", "have since fled"."""
    previous, following = p.tags[k - 1] if k else "", p.tags[k + 1] if k + 1 < len(p.tags) else ""
    captive = p.word(k) in _CAPTIVE and previous in (NOUN, ACTOR) and p.word(k - 1) not in ("nursing", "rest")
    captive |= p.word(k) in _CAPTIVE - {"home"} and p.word(k - 1) in _OBJECTS
    return (captive and following not in (NOUN, ACTOR, EVENT)) or (
        p.word(k) == "since" and previous == AUXILIARY
    )


def _tells_more(p: Words, k: int, previous: str, following: str) -> bool:
    """ "Soldiers manning a checkpoint", "people queuing for flour", but not "a police training centre"."""
    if previous not in (ACTOR, NOUN) or p.gaps[k] != " " or p.word(k) in _NOUNS_IN_ING:
        return False
    before = p.word(k - 1)
    several = before in MANY or (before.endswith("s") and not before.endswith("'s"))
    if following in (DETERMINER, PRONOUN):
        return True
    if p.word(k) == "belonging" or (p.word(k) in _PRETEND and p.word(k + 1) == "as"):
        return True
    more = (PREPOSITION, ACTOR, TIME, ADVERB, NOUN if several else PREPOSITION)
    return (previous == ACTOR or several) and following in more


def _perfect(p: Words, k: int) -> bool:
    """Whether a participle stands at word `k` or after adverbs: "has long accused"."""
    while k < len(p.tags) and p.tags[k] == ADVERB:
        k += 1
    return k < len(p.tags) and (p.tags[k] == VERB or (_ED.match(p.word(k)) is not None and not is_name(p, k)))


def _is_headline_verb(text: str, previous: str, *, following_to: bool) -> bool:
    """ "Turkey launches strikes": a present that is no noun, between what may be a subject and an object."""
    finite = text in PRESENTS or ((text in _INTENDS or text in _INTEND) and following_to)
    return finite and previous in (NOUN, ACTOR, PLACE, TIME, ADVERB, RELATIVE, COORDINATOR)


def _that(p: Words, k: int) -> str:
    previous = p.tags[k - 1] if k else ""
    following = p.tags[k + 1] if k + 1 < len(p.tags) else ""
    if previous == VERB or previous in (TIME, ADVERB, PRONOUN, PLACE) or _is_told(p, k - 1):
        return SUBORDINATOR
    if previous in (NOUN, ACTOR, EVENT):
        return RELATIVE if following in (VERB, AUXILIARY, ADVERB, NOUN, ACTOR, PRONOUN) else SUBORDINATOR
    return DETERMINER if following in (NOUN, ACTOR, EVENT) else SUBORDINATOR


def _is_told(p: Words, k: int) -> bool:
    """ "Told a local reporter that": whether word `k` ends the words on somebody to whom a thing is told."""
    while k > 0 and p.tags[k] in (DETERMINER, NOUN, ACTOR):
        k -= 1
    return k >= 0 and p.word(k) in TELLS


def _clause_follows(p: Words, k: int) -> bool:
    """Whether a verb with its own subject stands before the next comma."""
    while k < len(p.tags) and p.tags[k] in (TIME, DETERMINER):
        k += 1
    if k < len(p.tags) and p.tags[k] == AUXILIARY:
        return False
    first = k
    while k < len(p.tags) and "," not in p.gaps[k] and k - first < 9 and p.tags[k] != COORDINATOR:
        if (
            p.tags[k] == AUXILIARY
            or (p.tags[k] == VERB and k > first and not p.word(k).endswith("ing"))
            or (k > first and _ED.match(p.word(k)) and p.tags[k] == NOUN)
        ):
            return True
        k += 1
    return False
