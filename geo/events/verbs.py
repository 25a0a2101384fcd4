"""Where the verbs of a sentence stand, and what stands right before them."""

from __future__ import annotations

from geo.events.closed_classes import (
    ADVERB,
    AUXILIARY,
    CLITIC,
    PREPOSITION,
    RELATIVE,
    SUBORDINATOR,
    TIME,
    VERB,
)
from geo.events.phrases import Parse
from geo.events.triggers import Trigger
from geo.events.words import word_set

_SAID = word_set("said says added reported")
_SPEAK = _SAID | word_set("told claimed alleged confirmed announced believed denied warned saw heard")
_OPINE = word_set("say says said believe believes think thinks")
_LED = word_set("with by for")


def first_of(p: Parse, i: int) -> int:
    """The first word of the verb that ends at word `i`; "who police say shot" are two."""
    while i > 0 and p.tags[i - 1] == VERB and not p.gaps[i].strip() and p.word(i - 1) not in _OPINE:
        i -= 1
    return i


def after_se(p: Parse, trigger: Trigger) -> int:
    """The first word of a trigger's verb, "se" left out: of "se llevaron" the second."""
    return trigger.first + (p.word(trigger.first) == "se" and trigger.last > trigger.first)


def last_verb(p: Parse, i: int) -> int | None:
    """The first word of the verb nearest before word `i`, in whatever clause."""
    return next((first_of(p, k) for k in range(i - 1, -1, -1) if p.tags[k] == VERB), None)


def verb_before(p: Parse, i: int, *, main: bool = False) -> int | None:
    """The first word of the verb nearest before word `i` in the same stretch, of a `main` clause or any."""
    for k in range(i - 1, -1, -1):
        if p.tags[k] == VERB and not (main and _is_aside(p, k, i)) and not _says_which(p, k):
            return first_of(p, k)
        if ";" in p.gaps[k + 1] or p.tags[k] == SUBORDINATOR:
            return None
    return None


def _is_aside(p: Parse, k: int, i: int) -> bool:
    """Whether the verb at word `k`, before word `i`, is of an aside and not of the main clause."""
    if p.lang == "es":
        return _tells_of_some(p, k)
    return in_relative(p, k) or _says_aside(p, k, i)


def _tells_of_some(p: Parse, k: int) -> bool:
    """ "Contra gendarmes, 24 de los cuales fueron heridos, y quemaron": a Spanish aside on some of them."""
    r = before_helpers(p, k)
    return r >= 0 and p.tags[r] == RELATIVE and p.word(r) in ("cuales", "quienes")


def _says_which(p: Parse, k: int) -> bool:
    """ "Burned trucks loaded with food and took": a participle that only says which thing is meant."""
    after = p.word(k + 1) if k + 1 < len(p.tags) else ""
    if p.lang != "en" or not p.word(k).endswith("ed") or after not in _LED or p.gaps[k].strip():
        return False
    phrase = p.phrases[p.at[k - 1]] if k and p.at[k - 1] >= 0 else None
    before = phrase.first - 1 if phrase is not None and not phrase.preposition else -1
    return before > 0 and p.tags[before] == VERB and p.word(before) not in _SPEAK


def _says_aside(p: Parse, k: int, i: int) -> bool:
    """ "They took the boys, an official said, and shot": who says so stands between two commas."""
    return (
        k + 1 == i and p.word(k) in _SAID and any("," in p.gaps[j] for j in range(k - 1, max(0, k - 8), -1))
    )


def before_helpers(p: Parse, i: int) -> int:
    """The word before the verb that ends at word `i` and its auxiliaries, adverbs and pronouns, or -1."""
    k = first_of(p, i) - 1
    while k >= 0 and p.tags[k] in (AUXILIARY, ADVERB, CLITIC):
        k -= 1
    return k


def in_relative(p: Parse, i: int) -> bool:
    """Whether the verb at word `i` stands right after a relative pronoun, times left out: "que ayer huyó"."""
    k = before_helpers(p, i)
    while k > 0 and (p.tags[k] == TIME or (p.tags[k] == PREPOSITION and p.tags[k + 1] == TIME)):
        k -= 1
    return k >= 0 and p.tags[k] == RELATIVE


def is_passive(p: Parse, verb: int) -> bool:
    """Whether an auxiliary stands right before the verb whose first word is `verb`."""
    return verb > 0 and p.tags[verb - 1] == AUXILIARY


def is_infinitive_of(p: Parse, i: int) -> bool:
    """ "A plan to seal the shafts had been …": an infinitive that only says what kind of thing it is."""
    k = first_of(p, i)
    return (
        p.lang == "en"
        and k > 1
        and p.word(k - 1) == "to"
        and (p.at[k - 2] >= 0 or p.word(k - 2).endswith("ing"))
        and not p.gaps[k - 1].strip()
    )


def tells_more(p: Parse, i: int) -> bool:
    """Whether a gerund only tells more of the noun right before it: "soldiers manning a checkpoint"."""
    k = first_of(p, i)
    return p.lang == "en" and p.word(k).endswith("ing") and k > 0 and p.at[k - 1] >= 0 and p.gaps[k] == " "
