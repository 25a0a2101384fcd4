"""Who is meant to do what an infinitive or a gerund names: "accuse soldiers of burning", "plan to launch".

It is whose decision is told of ("the government's plan to"), or the object of the verb before, or else that
verb's subject.
"""

from __future__ import annotations

from dataclasses import replace

from geo.events.closed_classes import CLITIC, PLACE, PRONOUN, RELATIVE, VERB
from geo.events.fronted import to_whom
from geo.events.lists import BREAKS, group, holder
from geo.events.phrases import Parse, Phrase
from geo.events.pronouns import SINGULAR, Subject
from geo.events.verbs import first_of, in_relative
from geo.events.words import OF, word_set

_ASIDE_WITHIN = 8
"""How many words may stand between an aside's end and what goes on after it."""
_ASIDE = word_set("before after without tras sin antes despues luego")
_DECISIONS = word_set(
    "decision plan plans intention threat threats order orders bid attempt move effort efforts "
    "planes intencion orden amenaza intento propuesta propuestas oferta ofertas promesa proposal proposals "
    "offer offers promise"
)
_OFFERS = ("propuest", "ofert", "proposal", "offer")
_WHOSE = OF | word_set("by from por")
""" "An offer by the army to": before whose decision it is."""
_ACCUSED = ("acusad", "sospechos", "senalad", "imputad", "procesad", "condenad", "sindicad", "culpable")
_ACCUSES = ("accus", "acus", "blam", "culp", "senal")
_ASKS = ("ask", "urg", "request", "press", "pid", "solicit")
""" "Caracas acusó a Bogotá de preparar": who accuses a town or a country does not do it."""


def governing_verb(p: Parse, i: int) -> int | None:
    """The last word of the verb that an infinitive after the preposition at word `i` hangs from."""
    k = _before_aside(p, i) - 1
    while k >= 0 and (p.tags[k] != VERB or (p.word(i) in _ASIDE and in_relative(p, k))):
        told = p.tags[k] == RELATIVE and p.word(i) in _ASIDE
        if (p.tags[k] in BREAKS and not told) or ";" in p.gaps[k + 1]:
            return None
        k -= 1
    return k if k >= 0 else None


def told_to(p: Parse, k: int, i: int) -> Subject | None:
    """Whom the verb that ends at word `k` has do what comes after the preposition at word `i`.

    That is its object ("accuse soldiers of burning"); None where it is its subject, as it always is after
    "before" or "without" ("surrounded the palace before leaving").
    """
    if p.lang == "en" and p.tags[i - 1] == PRONOUN and i - 1 > k and p.word(i) not in _ASIDE:
        return [], "one" if p.word(i - 1) in SINGULAR else "many"
    verb = first_of(p, k)
    aside = p.word(i) in _ASIDE or (p.word(i) == "de" and p.word(i - 1) in _ASIDE)
    for phrase in () if aside else p.phrases:
        if not k < phrase.first < i or phrase.preposition not in ("", "a", "al"):
            continue
        if phrase.actor is not None:
            return group(p, phrase, i), None
        if p.tags[phrase.head] == PLACE and p.word(verb).startswith(_ACCUSES + _ASKS):
            return [], None
    whom = to_whom(p, verb) if p.lang == "es" and p.word(i) == "de" and not aside else []
    if whom:
        return whom, None
    led = p.lang == "es" and verb > 0 and p.tags[verb - 1] == CLITIC and p.word(i) != "al"
    if led and p.word(verb - 1) != "se":
        return [], "many" if p.word(verb - 1).endswith("s") else "one"
    return None


def is_accused(p: Parse, k: int) -> bool:
    """ "El coronel Ruiz, acusado de matar": a participle between commas that says what somebody did."""
    own = p.lang == "es" and k > 0 and p.at[k] >= 0 and p.phrases[p.at[k]].first == k
    return own and "," in p.gaps[k] and p.word(k).startswith(_ACCUSED)


def _before_aside(p: Parse, i: int) -> int:
    """Where a relative clause between commas before word `i` opens, or `i`: "held X, who is ill, before"."""
    closed = next((k for k in range(i, max(0, i - _ASIDE_WITHIN), -1) if "," in p.gaps[k]), 0)
    opened = next((k for k in range(closed - 1, 0, -1) if "," in p.gaps[k]), 0) if closed else 0
    verbs = [k for k in range(closed, i) if p.tags[k] == VERB]
    return opened if opened and p.tags[opened] == RELATIVE and not verbs else i


def decider(p: Parse, i: int) -> Phrase | None:
    """Whose decision it is: "the government's plan to launch", "la decisión del gobierno de lanzar"."""
    n = p.at[i - 1] if i else -1
    if n < 0:
        return None
    phrase = p.phrases[n]
    if phrase.preposition in _WHOSE and n and p.word(p.phrases[n - 1].head) in _DECISIONS:
        offered = phrase.preposition not in OF or p.word(p.phrases[n - 1].head).startswith(_OFFERS)
        known = phrase.actor is not None or (p.tags[phrase.head] == PLACE and offered)
        return phrase if known else None
    owner = holder(p, phrase) if p.word(phrase.head) in _DECISIONS else None
    return replace(phrase, actor=owner) if owner is not None else None
