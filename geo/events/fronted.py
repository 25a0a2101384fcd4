"""What stands before its verb without being its subject: "a un panadero lo mataron", "los que detuvo"."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from geo.events.closed_classes import ADVERB, AUXILIARY, CLITIC, PRONOUN, RELATIVE, SUBORDINATOR, TIME, VERB
from geo.events.lists import group
from geo.events.objects import MANNERS
from geo.events.phrases import Parse, Phrase
from geo.events.relatives import antecedent
from geo.events.slots import HANDS, TO
from geo.events.words import OF, word_set

_RELATED = word_set("que whom which that")


def clitic_before(p: Parse, k: int) -> int:
    """The Spanish pronoun before the verb at word `k` or before its auxiliary, "les habían", or else -1."""
    k -= 1
    while k > 0 and p.tags[k] == AUXILIARY:
        k -= 1
    return k if k >= 0 and p.tags[k] == CLITIC else -1


def fronted(p: Parse, k: int) -> list[Phrase]:
    """ "A un panadero lo mataron", "al alcalde, que iba solo, lo raptaron": an object before its verb."""
    k = clitic_before(p, k)
    if k <= 0 or p.word(k) == "se" or p.tags[k - 1] == RELATIVE:
        return []
    for phrase in reversed(p.phrases):
        if p.word(phrase.head) in MANNERS:
            continue
        if phrase.last < k and phrase.preposition in TO and phrase.actor is not None:
            between = p.tags[phrase.last + 1 : k]
            if between[:1] == [RELATIVE] and not any(t in (VERB, AUXILIARY) for t in between):
                return []  # "a una pareja que le había cobrado": the clause tells what they did
            told = "," in p.gaps[k] or between[:1] == [RELATIVE]
            opens = phrase.first <= 2 and told and SUBORDINATOR not in between
            return [phrase] if opens or not any(t in (VERB, SUBORDINATOR) for t in between) else []
    return []


def to_whom(p: Parse, k: int, leads: frozenset[str] = TO) -> list[Phrase]:
    """ "Dos guardias, a quienes dejaron ir": whom a relative pronoun after "a", or `leads`, means."""
    k -= 1
    while k > 0 and (p.tags[k] in (AUXILIARY, ADVERB, CLITIC, TIME) or p.at[k] >= 0):
        k -= 1
    if k < 2 or p.tags[k] != RELATIVE:
        return []
    lead = p.word(k - 2 if p.word(k - 1) in ("la", "los", "las") else k - 1)
    return as_people(antecedent(p, k)) if lead in leads else []


def of_relative(p: Parse, subject: Phrase) -> list[Phrase]:
    """ "Los jóvenes que la policía detuvo": what a relative clause with a subject of its own is about."""
    k = subject.first - 1
    related = k > 0 and p.tags[k] == RELATIVE and p.word(k) in _RELATED
    return as_people(antecedent(p, k)) if related else []


def of_pronouns_relative(p: Parse, k: int) -> list[Phrase]:
    """ "Two soldiers whom it had seized": the same where the subject is a pronoun."""
    k -= 1
    while k > 0 and p.tags[k] in (AUXILIARY, ADVERB):
        k -= 1
    related = k > 1 and p.tags[k] == PRONOUN and p.tags[k - 1] == RELATIVE and p.word(k - 1) in _RELATED
    return antecedent(p, k - 1) if related else []


def as_people(phrases: list[Phrase]) -> list[Phrase]:
    """Phrases that a relative pronoun makes an object, which Spanish leads with "a" where it is people."""
    return [replace(f, preposition=f.preposition or "a") for f in phrases]


def fronted_author(p: Parse, k: int) -> list[Phrase]:
    """ "A manos de pandilleros murieron dos hombres", "por orden del grupo, cien familias se fueron"."""
    for lead, author in pairwise(p.phrases):
        if author.last >= k:
            break
        leads = lead.preposition in ("a", "por") and p.word(lead.head) in HANDS
        if not leads or author.preposition not in OF:
            continue
        between = p.tags[author.last + 1 : k]
        if not any(t in (VERB, SUBORDINATOR, RELATIVE) for t in between):
            return group(p, author, k)
    return []
