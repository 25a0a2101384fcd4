"""Whom a pronoun or a dropped subject may mean: the phrase before it, or who the last sentence was about."""

from __future__ import annotations

from geo.events.actors import ARMED, ActorMention
from geo.events.arguments import arguments_of
from geo.events.claims import SAYING
from geo.events.clauses import subject_of
from geo.events.closed_classes import SUBORDINATOR, VERB
from geo.events.objects import MANNERS
from geo.events.phrases import Parse, Phrase
from geo.events.pronouns import Number
from geo.events.reading import Line
from geo.events.triggers import Trigger
from geo.events.types import CATCH_ALL
from geo.events.verbs import last_verb
from geo.events.words import MANY, NUMBERS, OF, word_set

_MASCULINE = word_set("el un los unos del al")
_FEMININE = word_set("la una las unas")
_THAT = word_set("that que")
_MANY = MANY | {"both"}
_OF_OTHERS = frozenset({"killing", "kidnapping", "disappearance"})
"""What nobody tells of himself."""
_TELL_OF_THEMSELVES = frozenset({"civilians", "press", "person", "prisoners", "official", ""})
_PLURALS = ("men", "children", "people", "folk", "police")
"""How English nouns end that are many without an "s"."""


def topic(line: Line | None, number: Number) -> list[ActorMention]:
    """Who bears arms and is the subject of the sentence before, though it tells no deed of theirs."""
    p = line.parse if line is not None else None
    verb = next((k for k, tag in enumerate(p.tags) if tag == VERB), None) if p is not None else None
    if p is None or verb is None:
        return []
    fitting = [f for f in subject_of(p, verb)[0] if f.actor is not None and f.actor.kind in ARMED]
    return [f.actor for f in fitting if f.actor is not None and number_of(p, f) in (number, None)]


def told_of(line: Line | None, number: Number) -> list[ActorMention]:
    """Whom a sentence that tells no deed is about: "Two of the gang remain fugitives. They were indicted"."""
    if line is None or any(t.type != CATCH_ALL for t in line.triggers):
        return []
    p = line.parse
    verb = _main_verb(p)
    subject = subject_of(p, verb)[0] if verb is not None else p.phrases[:1]
    told = [(f, f.actor) for f in subject if f.actor is not None]
    if number == "many" and len(told) > 1:
        return [actor for _, actor in told]
    fitting = [actor for f, actor in told if number_of(p, f) in (number, None)]
    return [a for a in fitting if number == "many" or a.kind in _TELL_OF_THEMSELVES]


def _main_verb(p: Parse) -> int | None:
    """The first verb; of "la ONG denuncia que cuatro hombres ingresaron" what those did of whom it tells.

    English needs no "that": "prosecutors say a clerk bought the petrol".
    """
    verb = next((k for k, tag in enumerate(p.tags) if tag == VERB), None)
    if verb is None or verb + 1 >= len(p.tags) or SAYING.fullmatch(p.word(verb)) is None:
        return verb
    if p.word(verb + 1) not in _THAT and (p.lang == "es" or p.gaps[verb + 1].strip()):
        return verb
    told = next((k for k in range(verb + 1, len(p.tags)) if p.tags[k] == VERB), verb)
    bare = p.word(verb + 1) not in _THAT
    return verb if bare and not any(verb < f.first for f in subject_of(p, told)[0]) else told


def nearest(p: Parse, trigger: Trigger, number: Number) -> list[ActorMention]:
    """Whom an object pronoun means within its own sentence: the last before it who is not the subject."""
    subject = arguments_of(p, trigger).subject
    for phrase in reversed(p.phrases):
        before = phrase.last < trigger.first and phrase not in subject and p.word(phrase.head) not in MANNERS
        before = before and not (phrase.preposition in OF and _beside(phrase, subject))
        fits = before and phrase.actor is not None and number_of(p, phrase) == number
        fits = fits and not (p.lang == "es" and _other_gender(p, phrase, p.word(trigger.first - 1)))
        if (
            fits
            and phrase.actor is not None
            and (phrase.actor.kind or not phrase.preposition or p.lang == "es")
        ):
            return [phrase.actor]
    return []


def teller(p: Parse, trigger: Trigger, number: Number) -> list[ActorMention]:
    """ "Los choferes contaron que la pandilla les exige": who tells what was done to "them".

    Nobody where another is named between; police and officers tell of others.
    """
    k = next((j for j in range(trigger.first, 0, -1) if p.tags[j] == SUBORDINATOR), 0)
    verb = last_verb(p, k) if k and p.lang == "es" and p.word(k) == "que" else None
    if trigger.type in _OF_OTHERS or verb is None or SAYING.fullmatch(p.word(verb)) is None:
        return []
    told = subject_of(p, verb)[0]
    subject = arguments_of(p, trigger).subject
    between = [f for f in p.phrases if k < f.first and f.last < trigger.first and f.actor is not None]
    if len(told) != 1 or told == subject or any(f not in subject for f in between):
        return []
    actor, clitic = told[0].actor, p.word(trigger.first - 1)
    fits = actor is not None and actor.kind in _TELL_OF_THEMSELVES and number_of(p, told[0]) == number
    return [actor] if fits and actor is not None and not _other_gender(p, told[0], clitic) else []


def _beside(phrase: Phrase, subject: list[Phrase]) -> bool:
    """ "Agentes de la brigada la amenazaron": whether a phrase only says more of the subject."""
    return any(0 < phrase.first - f.last <= len(("de", "la")) for f in subject)


def _other_gender(p: Parse, phrase: Phrase, clitic: str) -> bool:
    """ "Entraron en casa de la activista del gremio y se la llevaron": "la" means no "el" and no "del"."""
    told = {p.word(phrase.first), phrase.preposition}
    other = _MASCULINE if clitic in ("la", "las") else _FEMININE if clitic in ("lo", "los") else frozenset()
    return bool(told & other)


def number_of(p: Parse, phrase: Phrase) -> Number | None:
    """Whether a phrase means one or many; None where it names a body, which may be either."""
    actor = phrase.actor
    if actor is not None and actor.is_person:
        return "one"
    if actor is not None and actor.is_catalogued:
        return None
    first = p.word(phrase.first)
    if first[0].isdigit() or first in NUMBERS[p.lang]:
        return "one" if first in ("1", "one", "uno") else "many"
    head = p.word(phrase.head)
    if head in _MANY or head.endswith(_PLURALS) or (head.endswith("s") and not head.endswith("ss")):
        return "many"
    return "one"
