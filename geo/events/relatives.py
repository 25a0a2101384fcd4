"""What a relative clause or a participle hangs from: "the men who fled", "a man arrested on Monday"."""

from __future__ import annotations

from geo.events.claims import SAYING
from geo.events.closed_classes import (
    ACTOR,
    ADVERB,
    AUXILIARY,
    COORDINATOR,
    DETERMINER,
    PLACE,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SUBORDINATOR,
    TIME,
    VERB,
)
from geo.events.lists import SOFT, better_named, only_articles
from geo.events.phrases import Parse, Phrase
from geo.events.spanish_classes import SPANISH_INFINITIVE
from geo.events.triggers import Trigger
from geo.events.verbs import before_helpers, first_of, in_relative, is_passive, verb_before
from geo.events.voice import PARTICIPLE_ES
from geo.events.words import OF, word_set

_LOYAL = word_set("loyal linked allied aligned tied faithful close opposed")
_SKIPPED = (PREPOSITION, ADVERB, TIME, PLACE)
_ASIDE = 16
"""How many words an aside has at most."""
_SAID_TO_BE = (
    "senalad", "acusad", "considerad", "identificad", "conocid", "buscad", "sindicad", "apodad", "requerid",
    "wanted", "sought", "accused", "suspected", "convicted", "charged",
)  # fmt: skip
""" "Señalado como cobrador de": how an aside opens that says who somebody is."""
WHERE = word_set("donde adonde")
"""Relatives of place, which stand for nobody."""


def qualified(p: Parse, k: int) -> list[Phrase]:
    """What a participle without an auxiliary stands right after: "a journalist killed in May"."""
    i = k - 1
    while i >= 0 and p.tags[i] == ADVERB:
        i -= 1
    inner = _agreeing(p, i, k) if p.lang == "es" and i >= 0 else None
    if inner is not None:
        return [inner]
    found = antecedent(p, i + 1) if i >= 0 and p.at[i] >= 0 else []
    return [] if len(found) == 1 and only_articles(p, found[0]) else found


def _agreeing(p: Parse, i: int, k: int) -> Phrase | None:
    """ "Seguidores del dirigente opositor de Dakar, condenado el jueves": of the phrases up to word `i`, each

    led by "de" but the first, the nearest person whose number is that of the participle at word `k`. None
    where the last one has it, or none but the first.
    """
    many = p.word(k).endswith("s")
    j = p.at[i]
    if j < 0 or p.phrases[j].preposition not in OF:
        return None
    while j >= 0 and p.phrases[j].preposition in OF:
        phrase = p.phrases[j]
        if phrase.is_known and p.tags[phrase.head] != PLACE and p.word(phrase.head).endswith("s") == many:
            return phrase
        if j == 0 or phrase.first - p.phrases[j - 1].last > 2:
            return None
        j -= 1
    return None


def modifies(p: Parse, trigger: Trigger) -> bool:
    """Whether a verb only tells more of a noun before it: "the men who fled", "a man arrested on Monday"."""
    if not trigger.is_verb:
        return False
    bare = trigger.voice == "passive" and trigger.tag in "DP"
    return in_relative(p, trigger.first) or (bare and bool(qualified(p, trigger.first)))


def antecedent(p: Parse, r: int) -> list[Phrase]:
    """What the relative pronoun at word `r` stands for: the nearest phrase before it that names somebody."""
    some = p.phrases[p.at[r - 1]] if r and p.at[r - 1] >= 0 else None
    if p.word(r) in ("cuales", "quienes") and some is not None and only_articles(p, some) and some.first:
        r = some.first  # "tres de los cuales"
    i = _before_asides(p, r) - 1
    while i >= 0 and p.tags[i] in (PREPOSITION, DETERMINER) and p.at[i] < 0:
        i -= 1
    nearest: Phrase | None = None
    while i >= 0:
        if p.at[i] < 0:
            if p.tags[i] not in _SKIPPED and not _joins_adverbs(p, i):
                break
            i -= 1
            continue
        phrase = p.phrases[p.at[i]]
        if phrase.preposition and _hangs_on(p, phrase):
            i = phrase.first - 3
            continue
        nearest = nearest or phrase
        if phrase.actor is not None and not (phrase.last == r - 1 and only_articles(p, phrase)):
            return _with_earlier(p, _whole(p, phrase) if "," in p.gaps[r] else phrase)
        i = phrase.first - 1
        if not phrase.preposition:
            break
    beyond = _of_the_clause(p, r, i)
    return beyond or ([nearest] if nearest is not None else [])


def _of_the_clause(p: Parse, r: int, i: int) -> list[Phrase]:
    """ "Los islamistas que seguían en la planta, quienes habían": people, beyond the clause that ends there.

    Word `i` is the last one looked at from the relative pronoun at word `r` back.
    """
    if p.lang != "es" or p.word(r) not in ("quien", "quienes"):
        return []
    for k in range(i, max(-1, i - _ASIDE), -1):
        if p.tags[k] == RELATIVE:
            return antecedent(p, k)
        if p.tags[k] == SUBORDINATOR or p.gaps[k + 1].strip(SOFT):
            return []
    return []


def _before_asides(p: Parse, r: int) -> int:
    """Where "…, de 58 años, señalado como cobrador, quien" opens: what only says who somebody is.

    So does "…, wanted in Lima for the killing of his wife, who".
    """
    k = r
    while k > 0 and "," in p.gaps[k]:
        opens = next((j for j in range(k - 1, max(0, k - _ASIDE), -1) if "," in p.gaps[j]), -1)
        aged = opens > 0 and p.word(opens) == "de" and p.word(k - 1) in ("anos", "edad")
        if opens < 0 or not (aged or p.word(opens).startswith(_SAID_TO_BE)):
            break
        k = opens
    return k


def beyond_thing(p: Parse, verb: int, k: int) -> int:
    """ "Hallaron droga que era llevada a Colón y detuvieron a dos": what the verb at word `k` is tied to.

    That at word `verb` comes right before; it only tells what was done to a thing, or what the subject of the
    main verb did to somebody ("detuvo a un hombre al que acusa de robo y confiscó").
    """
    r = before_helpers(p, verb)
    told = r > 0 and p.tags[r] == RELATIVE and (is_passive(p, verb) or is_led(p, r) or _is_of_thing(p, r))
    if not told or p.tags[k] == AUXILIARY or PARTICIPLE_ES.search(p.word(k)):
        return verb
    beyond = is_led(p, r) or all(f.actor is None for f in antecedent(p, r))
    before = verb_before(p, r) if beyond else None
    return verb if before is None else before


def beyond_passive(p: Parse, verb: int, k: int) -> int:
    """ "Rescued nine students who were abducted and killed two gunmen": what the verb at word `k` is tied to.

    Where it has an object it goes on with the main verb, and not with what befell those of the clause before.
    """
    r = before_helpers(p, verb)
    suffered = r > 0 and p.tags[r] == RELATIVE and is_passive(p, first_of(p, verb))
    object_follows = k + 1 < len(p.tags) and p.tags[k + 1] in (DETERMINER, ACTOR) and p.gaps[k + 1] == " "
    before = verb_before(p, r) if suffered and object_follows else None
    return verb if before is None else before


def beyond_infinitive(p: Parse, verb: int, k: int) -> int:
    """ "Desarticuló una red dedicada a vender y detuvo": the finite verb that the one at `k` is tied to.

    The verb at word `verb` comes right before; an infinitive after a preposition has a part of it at most.
    """
    while SPANISH_INFINITIVE.match(p.word(verb)) and verb and p.tags[verb - 1] == PREPOSITION:
        before = verb_before(p, verb - 1)
        if before is None or SPANISH_INFINITIVE.match(p.word(k)):
            break
        verb = before
    return verb


def _is_of_thing(p: Parse, r: int) -> bool:
    """ "Dos galpones de Pichanal que pertenecen a un concejal": whether a relative tells of no people."""
    return all(f.actor is None or (not f.actor.kind and p.tags[f.head] == PLACE) for f in antecedent(p, r))


def _joins_adverbs(p: Parse, i: int) -> bool:
    """ "Here and there": a coordinator that joins no phrases."""
    return p.tags[i] == COORDINATOR and p.tags[i - 1] == ADVERB == p.tags[min(i + 1, len(p.tags) - 1)]


def _hangs_on(p: Parse, phrase: Phrase) -> bool:
    """ "Fighters loyal to the general who fled": whom somebody is loyal to is not who a clause is about."""
    k = phrase.first - 2
    return p.lang == "en" and k > 0 and p.word(k) in _LOYAL


def _whole(p: Parse, phrase: Phrase) -> Phrase:
    """ "Agentes de la fiscalía, que operan": after a comma the relative clause is about the agents."""
    i = p.at[phrase.first] - 1
    if phrase.preposition not in OF or i < 0 or phrase.first - p.phrases[i].last > 2:
        return phrase
    return p.phrases[i] if p.phrases[i].actor is not None else phrase


def _with_earlier(p: Parse, phrase: Phrase) -> list[Phrase]:
    """A phrase with the one that it is joined to by "and"."""
    i = p.at[phrase.first] - 1
    if phrase.joined == "," and i >= 0 and p.phrases[i].last == phrase.first - 1:
        earlier = p.phrases[i]
        return [earlier if _is_introduced(p, earlier, phrase) else better_named(phrase, earlier)]
    while p.lang == "es" and i > 0 and p.phrases[i].preposition in OF and not p.phrases[i].joined:
        i -= 1
    beside = (
        i >= 0 and not p.phrases[i].preposition and p.phrases[p.at[phrase.first] - 1].last >= phrase.first - 3
    )
    return [p.phrases[i], phrase] if phrase.joined == "and" and beside else [phrase]


def _is_introduced(p: Parse, named: Phrase, told: Phrase) -> bool:
    """ "Marvin Euceda, a lawyer who was shot": what follows a name only says who that is."""
    words = named.actor.name.split() if named.actor is not None and not named.actor.kind else []
    return len(words) > 1 and all(w[:1].isupper() for w in words) and p.word(told.first) in ("a", "an")


def is_led(p: Parse, r: int) -> bool:
    """Whether a Spanish relative pronoun stands after a preposition: "un video en el que amenaza"."""
    k = r - 1
    while k > 0 and p.tags[k] == DETERMINER:
        k -= 1
    return p.lang == "es" and k >= 0 and p.tags[k] == PREPOSITION and "," not in p.gaps[r]


def relative_before(p: Parse, i: int, *, closed: bool) -> int:
    """Where the relative clause of the verb at word `i` opens: "el hombre al que la policía detuvo murió".

    `closed`: a comma stands before the next verb, so that the clause opened with one too.
    """
    for k in range(first_of(p, i) - 1, -1, -1):
        if p.tags[k] == RELATIVE and (not closed or "," in p.gaps[k]):
            return k if p.word(k) not in WHERE else -1
        if (p.tags[k] in (VERB, SUBORDINATOR) and not closed) or p.gaps[k + 1].strip(SOFT):
            return -1
    return -1


def relative_beyond_speaker(p: Parse, i: int) -> int:
    """ "A man who police say killed": the "who" before the speaker of the verb at word `i`, or -1.

    Whoever says or believes it did not do it.
    """
    if p.tags[i] != VERB or SAYING.fullmatch(p.word(i)) is None:
        return -1
    k = i - 1
    while k > 0 and p.tags[k] == ADVERB:
        k -= 1
    k = p.phrases[p.at[k]].first - 1 if p.at[k] >= 0 else k - 1 if p.tags[k] == PRONOUN else k
    own = k > 0 and p.tags[k] == RELATIVE and p.word(k) not in WHERE
    return k if own and not any(p.gaps[j].strip() for j in range(k + 1, i + 1)) else -1
