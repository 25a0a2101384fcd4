"""Whose doing a Spanish sentence says a deed was, beside its verb: "atribuye a custodios el asesinato".

A deed that a pronoun takes up ("el ataque lo perpetraron dos hombres") and a verdict name them likewise.
"""

from __future__ import annotations

from geo.events.accused import IMPUTES, puts_down
from geo.events.clauses import subject_of
from geo.events.closed_classes import ACTOR, ADVERB, AUXILIARY, CLITIC, VERB
from geo.events.following import following
from geo.events.lists import BREAKS, BY, PARTICIPLE, group
from geo.events.phrases import Parse, Phrase
from geo.events.relatives import qualified
from geo.events.slots import TO, Arguments
from geo.events.support_verbs import does
from geo.events.triggers import Trigger
from geo.events.words import word_set

_OF_JUSTICE = frozenset({"charges", "investigation", "sentence", "arrest"})
_BLAMES = (
    (IMPUTES, frozenset({""})),
    (("acus", "culp", "responsabiliz", "inculp"), word_set("de del por")),
    (("vincul", "relacion"), word_set("con a al")),
    (("senal",), word_set("por como")),
)
"""How verbs begin that put a deed down to somebody, and what leads to the deed."""


def laid_at_a_door(p: Parse, trigger: Trigger, own: Phrase, found: Arguments) -> bool:
    """Spanish that names the doers after the deed or beside its verb, whatever the subject is."""
    if done := _resumed(p, own, trigger):
        found.subject = done
    elif trigger.type not in _OF_JUSTICE and (blamed := _blamed(p, own)):
        found.subject, found.against = blamed, []
    else:
        return trigger.type not in _OF_JUSTICE and puts_down(p, own, _governing(p, own))
    return True


def _governing(p: Parse, own: Phrase) -> int:
    """Where the verb nearest before a phrase in its own clause ends, or -1."""
    k = own.first - 1
    while k > 0 and p.tags[k] not in (VERB, *BREAKS):
        k -= 1
    return k if k >= 0 and p.tags[k] == VERB else -1


def _blamed(p: Parse, own: Phrase) -> list[Phrase]:
    """Who is said to have done it: "atribuye a custodios el asesinato", "los vinculó con el crimen"."""
    k = _governing(p, own)
    if k < 0:
        return []
    ties = next((tied for stems, tied in _BLAMES if p.word(k).startswith(stems)), frozenset())
    if own.preposition not in ties:
        return []
    if PARTICIPLE.search(p.word(k)):
        return condemned(p, k)
    for phrase, _ in following(p, k + 1):
        if phrase.preposition in TO and phrase.actor is not None and phrase is not own:
            known = bool(phrase.actor.kind) or p.word(phrase.head).endswith("s")
            return group(p, phrase, len(p.tags)) if known else []
    return []


def convicted_by(p: Parse, own: Phrase) -> int:
    """The verb of "condenado en ausencia por la matanza": the verdict for a deed, before "por"; else -1."""
    k = _governing(p, own) if own.preposition in BY else -1
    return k if k >= 0 and p.word(k).startswith(("conden", "sentenci", "impus")) else -1


def condemned(p: Parse, verb: int) -> list[Phrase]:
    """Whom a verdict's verb names: its object after "a", a passive's subject, or whom it stands after."""
    for phrase, _ in following(p, verb + 1):
        if phrase.preposition in TO and phrase.actor is not None and p.tags[phrase.head] == ACTOR:
            return group(p, phrase, len(p.tags))
    helped = verb > 0 and p.tags[verb - 1] == AUXILIARY
    if helped and not p.word(verb - 1).startswith(("fue", "es", "son", "sido", "ser")):
        return []
    if not helped and not PARTICIPLE.search(p.word(verb)):
        return []
    return subject_of(p, verb)[0] if helped else qualified(p, verb)


def _resumed(p: Parse, own: Phrase, trigger: Trigger) -> list[Phrase]:
    """ "El ataque lo perpetraron dos hombres": a deed before its verb, which a pronoun takes up."""
    k = own.last + 1
    if own.preposition or k >= len(p.tags) or p.tags[k] != CLITIC or p.word(k) == "se":
        return []
    while k < len(p.tags) and p.tags[k] in (AUXILIARY, CLITIC, ADVERB):
        k += 1
    if k >= len(p.tags) or p.tags[k] != VERB or not does(p.word(k), trigger.type):
        return []
    free = (f for f, _ in following(p, k + 1) if not f.preposition and f.actor is not None)
    return next((group(p, f, len(p.tags)) for f in free), [])
