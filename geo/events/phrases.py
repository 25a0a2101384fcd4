"""Phrases: the noun phrases of a sentence and whom each names.

A run of nouns and what goes with them is a phrase; its head is its last noun in English and its first in
Spanish. It names the actor found at its head, or, where its head is no thing, somebody by its own words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any, Self

from geo.events.actors import NATIONAL, UNLAWFUL, ActorMention
from geo.events.classed_words import Words, is_name
from geo.events.closed_classes import ACTOR, ADVERB, COORDINATOR, DETERMINER, EVENT, NOUN, PLACE, PREPOSITION
from geo.events.cues import load_classes
from geo.events.quantities import COUNTING, HEDGING, LEADERS
from geo.events.sentences import Word
from geo.events.triggers import Trigger
from geo.events.voice import PARTICIPLE_ES
from geo.events.words import OF, RANKS, word_set

_PEOPLE = word_set(
    "hacendados hacendado delegados delegado encapuchados abogados abogado diputados uniformados empleados "
    "desempleados jubilados aliados magistrados apoderados encargados comisionados enviados desconocidos "
    "refugiados desplazados soldados licenciados afiliados"
)
"""Nouns that look like participles: whom they name needs no article."""
_NOBODY = word_set(
    "torno bandos afueras inmediaciones alrededores cercanias proximidades outskirts surroundings vicinity "
    "estallido explosion nightfall daybreak sunrise sunset sundown dusk daylight"
)
_CONTRACTED = re.compile(r"'(?:d|re|ll|ve|t|m)\Z")
_CARRYING = frozenset({"carrying", "transporting", "ferrying"})
_OFFICES = frozenset({"office", "spokesman", "spokeswoman", "spokesperson"})
""" "The prosecutor's office": stands for whom it belongs to."""
_PATROLS = word_set("patrulla patrullas patrol patrols")
""" "Una patrulla del Ejército": no police, though the word alone says so."""
_GROUPS = word_set("group movement militia organization organisation network faction party insurgency")
""" "The M23 group": what a name in front of it already says."""
_IDENTIFIED = word_set("identificado identificada")
_FROM_WHERE = word_set(
    "originario originaria originarios originarias oriundo oriunda oriundos oriundas procedente procedentes "
    "arrollado arrollada atropellado atropellada"
)
""" "Un albañil originario de Veracruz", "muere motociclista arrollado": said of somebody, and no name."""
_PARTICLES = word_set("out up off down over")
_AFTER_PARTICLE = word_set("between by from with in at near among")
""" "Clashes broke out between", "were rounded up by": what leads a phrase after a verb's particle."""
_SIDES = (UNLAWFUL, NATIONAL - {"government"})
"""Kinds of actors that are of one side: a group of one is the ranks of a body of the same."""
_BODIES = NATIONAL | {"judiciary"}
_AMONG = word_set("entre among")
_THEM = word_set("ellos ellas them")
""" "Siete presos, entre ellos el cabecilla": some of those just named, and nobody besides."""
_NONE = word_set("ningun ninguna neither")
_MORE_WORDS = " -'\"“”‘’«»"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase over words `first` to `last`, its determiner included.

    Attributes
    ----------
    head
        The word that names what it is about.
    preposition
        The folded preposition before it, or "".
    joined
        What ties it to what stands before: "and" for a coordinator, "," for a comma, "" for neither.
    actor
        Whom it names: an actor found in it, or one made of its own words; None where it names a thing.
    """

    first: int
    last: int
    head: int
    preposition: str
    joined: str
    actor: ActorMention | None

    @property
    def is_known(self) -> bool:
        """Whether it names somebody whose kind is told: "soldiers", but not "shoppers"."""
        return self.actor is not None and bool(self.actor.kind)


@dataclass(slots=True)
class Parse(Words):
    """A sentence's words and its phrases.

    `at` gives the number of the phrase at a word, or -1; `arguments` keeps what was worked out of a trigger.
    """

    phrases: list[Phrase] = field(default_factory=list)
    at: list[int] = field(default_factory=list)
    arguments: dict[Trigger, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, words: Words) -> Self:
        """The phrases that classified words make."""
        parse = cls(words.sentence, words.tags, words.gaps, words.actors)
        _chunk(parse, words.actors)
        return parse


def _chunk(p: Parse, actors: list[ActorMention]) -> None:
    tags, gaps = p.tags, p.gaps
    inside = (DETERMINER, NOUN, ACTOR, EVENT, PLACE)
    p.at = [-1] * len(tags)
    k = 0
    while k < len(tags):
        if tags[k] not in inside:
            k += 1
            continue
        first, noun = k, tags[k] != DETERMINER
        while k + 1 < len(tags) and tags[k + 1] in inside:
            within = _same_actor(actors, p.sentence.words[k], p.sentence.words[k + 1])
            opens = noun and tags[k + 1] == DETERMINER and (tags[k] == PLACE or p.word(k + 1) not in COUNTING)
            opens = opens and not p.word(k).endswith(("'s", "s'"))
            opens = opens or (p.lang == "es" and tags[k + 1] == ACTOR and (tags[k] == PLACE or is_name(p, k)))
            if not within and (_parts(gaps[k + 1]) or (opens and not is_name(p, k + 1))):
                break
            if not within and p.lang == "es" and tags[k] in (PLACE, EVENT) and _starts_person(p, k + 1):
                break
            k += 1
            noun = tags[k] != DETERMINER
        lead = first
        while lead and tags[lead - 1] in (PREPOSITION, ADVERB) and not _parts(gaps[lead]):
            lead -= 1
        while lead < first and tags[lead] != PREPOSITION:
            lead += 1
        p.at[first : k + 1] = [len(p.phrases)] * (k + 1 - first)
        if lead + 1 < first and p.word(lead) in _PARTICLES and p.word(lead + 1) in _AFTER_PARTICLE:
            lead += 1
        preposition = p.word(lead) if lead < first else ""
        if not preposition and first > 1 and p.word(first - 1) in _THEM and p.word(first - 2) in _AMONG:
            lead, preposition = first - 2, p.word(first - 2)
        if preposition == "en" and p.word(lead + 1) == "contra":
            preposition = "contra"
        phrase = _phrase(p, first, k, preposition, _joined(p, lead), actors)
        spelt = p.phrases[-1] if p.phrases and _is_acronym(p, first, k) else None
        if spelt is not None and spelt.actor is not None and spelt.last == first - 1:
            phrase = replace(phrase, actor=spelt.actor)
        p.phrases.append(phrase)
        k += 1
    _adopt(p)


def _parts(gap: str) -> bool:
    """Whether what stands between two words parts them: "FIELD NOTE - Soldiers", and not "al-Qaeda"."""
    return bool(gap.strip(_MORE_WORDS)) or " - " in gap


def _joined(p: Parse, lead: int) -> str:
    """What ties the phrase whose first word, preposition included, is `lead` to what stands before."""
    if lead and p.tags[lead - 1] == COORDINATOR:
        return "and" if p.word(lead - 1) not in ("but", "pero", "sino") else "but"
    gap = p.gaps[lead].strip(_MORE_WORDS) if lead else ""
    return "," if "," in gap or gap == ";" else gap[:1]


def _adopt(p: Parse) -> None:
    """ "A convoy of soldiers", "helicópteros del Ejército", "rebels from the M23": who owns it is meant."""
    for i, phrase in enumerate(p.phrases[:-1]):
        owner = p.phrases[i + 1]
        named = _identified(p, i) or _named_behind(p, i)
        if named is not None:
            p.phrases[i] = replace(phrase, actor=named)
            continue
        if owner.actor is None or owner.first - phrase.last > 2:
            continue
        of = owner.preposition in OF
        sent = of or owner.preposition == "from" or p.word(owner.first - 1) in _CARRYING
        carried = sent and is_carrier(p, phrase.head)
        ranks = (of or owner.preposition == "from") and (
            _ranks(phrase.actor, owner.actor) or (p.word(phrase.head) in RANKS and _serves(owner.actor))
        )
        if (
            ranks
            or (of and _are_of(p, phrase, owner))
            or (carried and (phrase.actor is None or p.word(phrase.head) in _PATROLS))
        ):
            p.phrases[i] = replace(phrase, actor=owner.actor)


def _identified(p: Parse, i: int) -> ActorMention | None:
    """ "El presunto feminicida, identificado como Kevin "N", fue": the name of who phrase `i` tells of."""
    one, told, name = ([*p.phrases[i : i + 3], None, None])[:3]
    if one is None or told is None or name is None or one.actor is None or one.actor.kind == "person":
        return None
    said = p.lang == "es" and told.joined == "," and p.word(told.first) in _IDENTIFIED
    near = said and told.first == one.last + 1 and name.first == told.first + 2
    named = near and name.preposition == "como" and name.actor is not None and name.actor.kind == "person"
    return name.actor if named and not p.word(one.head).endswith("s") else None


def _named_behind(p: Parse, i: int) -> ActorMention | None:
    """ "El exsecretario de Seguridad de Tabasco Hernán Bermúdez": the person's name behind an office."""
    office = p.phrases[i]
    if p.lang != "es" or office.actor is None or office.actor.kind or p.word(office.head).endswith("s"):
        return None
    if p.tags[office.first] != DETERMINER and office.preposition != "al":
        return None
    k = i + 1
    while k < len(p.phrases) and p.phrases[k].preposition in OF and p.phrases[k].first == _next(p, k) + 1:
        actor, first = p.phrases[k].actor, p.phrases[k].first
        if actor is not None and actor.kind == "person" and actor.start > p.sentence.words[first].start:
            return actor if is_name(p, first) else None
        k += 1
    name = p.phrases[k] if i + 1 < k < len(p.phrases) else None
    beside = name is not None and not name.preposition and not name.joined and name.first == _next(p, k)
    return name.actor if beside and name is not None and _starts_person(p, name.first) else None


def _next(p: Parse, k: int) -> int:
    """The word right behind the phrase before phrase `k`."""
    return p.phrases[k - 1].last + 1


def _starts_person(p: Parse, k: int) -> bool:
    """ "Extraditado a Estados Unidos Jorge N.": whether word `k` opens a person's name."""
    return any(a.kind == "person" and a.start == p.sentence.words[k].start for a in p.actors)


def is_carrier(p: Words, k: int) -> bool:
    """Whether word `k` is what people ride in, fly or steer, or the name of an aircraft's model."""
    classes, word = load_classes(), p.word(k).removesuffix("'s")
    if p.sentence.written(k)[:1].isupper() and classes["warcraft"].fullmatch(word):
        return True
    return classes["carrier"].fullmatch(word) is not None


def _are_of(p: Parse, some: Phrase, body: Phrase) -> bool:
    """ "Members of the Rapid Action Battalion": whoever they are, the body's own name says it."""
    bare = all(p.tags[k] == DETERMINER for k in range(some.first, some.last))
    nobody = some.actor is not None and not some.actor.kind and bare
    named = body.actor is not None and (
        body.actor.is_catalogued
        or (p.lang == "es" and body.actor.kind in _BODIES)
        or (body.actor.id is None and is_name(p, body.head))
    )
    return nobody and named and p.word(some.head) in _MEMBERS


_MEMBERS = word_set(
    "members agents elements operatives miembros integrantes elementos comandos unidades efectivos equipos "
    "contingente columna"
)


def _ranks(some: ActorMention | None, body: ActorMention) -> bool:
    """Whether the first are some of the second: "fighters" of Hezbollah, "soldiers" of a nation's army."""
    if some is None or not some.is_group or body.is_group or not body.is_catalogued:
        return False
    return any(some.kind in side and body.kind in side for side in _SIDES)


def _serves(body: ActorMention) -> bool:
    """Whether people have ranks in a body: a police or an army, and no cartel."""
    return body.kind in NATIONAL and body.kind != "government"


def _same_actor(actors: list[ActorMention], a: Word, b: Word) -> bool:
    return any(m.start < a.end and b.start < m.end for m in actors)


def _phrase(
    p: Parse, first: int, last: int, preposition: str, joined: str, actors: list[ActorMention]
) -> Phrase:
    words, tags = p.sentence.words, p.tags
    start, end = words[first].start, words[last].end
    inside = [a for a in actors if a.start < end and start < a.end]
    order = range(first, last + 1) if p.lang == "es" else range(last, first - 1, -1)
    head = next(
        (k for k in order if tags[k] not in (DETERMINER,) and p.word(k) not in HEDGING),
        last if p.lang == "en" else first,
    )
    return Phrase(first, last, head, preposition, joined, _actor(p, first, last, head, inside))


def _is_acronym(p: Parse, first: int, last: int) -> bool:
    """ "Fuerzas de Apoyo Rápido (FAR)": a short form of the name before it, which means the same."""
    return first == last and p.gaps[first].strip() == "(" and p.sentence.written(first).isupper()


def _actor(p: Parse, first: int, last: int, head: int, inside: list[ActorMention]) -> ActorMention | None:
    """Whom a phrase names: the actor at its head, the named group beside a "leader", or its own words."""
    if p.word(first) in _NONE:
        return None  # "ningún civil resultó herido"
    word = p.sentence.words[head]
    named = [a for a in inside if not a.is_group and not _owns_head(p, a, word)]
    at_head = next((a for a in inside if a.start <= word.start < a.end), None)
    if at_head is not None:
        group = at_head.is_group
        return named[-1] if group and named else at_head
    text = word.text.removesuffix("'s")
    classes = load_classes()
    if is_carrier(p, head) and (inside or text != "bomber"):
        return next((a for a in inside if a.id != "group-criminals"), None)
    beside = p.lang == "es" and named and named[-1].start > word.start
    if named and (beside or text in LEADERS or p.tags[head] == DETERMINER or named[-1].kind == "person"):
        return named[-1]
    if named and p.lang == "en" and text in _GROUPS:
        return named[-1]
    if inside and text in _OFFICES:
        return inside[-1]
    if p.tags[head] in (DETERMINER, EVENT, PLACE):
        return None
    if (
        load_classes(p.lang)["thing"].fullmatch(text)
        and not classes["collective"].fullmatch(text)
        and not is_name(p, head)
    ):
        return None
    return by_its_words(p, first, last)


def _owns_head(p: Parse, actor: ActorMention, head: Word) -> bool:
    """ "The kingpin's brother": whoever is named before its "'s" is not who is meant."""
    return actor.end < head.start and p.sentence.between(actor.end, head.start).startswith(
        ("'s ", "’s ", "' ")
    )


def _is_kin_of(p: Parse, i: int) -> bool:
    """ "El Chapo's brother Aureliano": the name behind is the one who is meant."""
    return i > 0 and p.word(i) in _KIN and p.word(i - 1).endswith("'s")


_KIN = word_set("brother sister son daughter father mother wife husband cousin nephew niece uncle aunt")


def by_its_words(p: Parse, first: int, last: int) -> ActorMention | None:
    """An actor that no catalogue holds, named as the report names it."""
    words = p.sentence.words
    k = first
    while k < last and (p.tags[k] == DETERMINER or p.word(k) in HEDGING):
        k += 1
    bare = p.lang == "es" and k == last and k == first and p.word(k) not in _PEOPLE
    bare = bare and PARTICIPLE_ES.search(p.word(k)) is not None
    doing = p.lang == "en" and p.word(k).endswith("ing") and k < last
    doing = doing and not load_classes()["collective"].fullmatch(p.word(last))
    words_of_none = p.word(last) == "own" or p.word(k) in _NOBODY
    if p.tags[k] == DETERMINER or words_of_none or bare or doing or _CONTRACTED.search(p.word(last)):
        return None
    while p.lang == "es" and last > k and p.word(last) in _FROM_WHERE:
        last -= 1
    k = next((i + 1 for i in range(k, last) if _is_kin_of(p, i) and is_name(p, i + 1)), k)
    start, end = words[k].start, words[last].end
    name = p.sentence.text[start - p.sentence.start : end - p.sentence.start]
    return ActorMention(start, end, None, name, "")
