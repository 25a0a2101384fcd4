"""How many people a phrase tells of: "two brothers" are two, "the mayor" is one, "soldiers" nobody knows."""

from __future__ import annotations

from collections.abc import Iterable

from geo.events.classed_words import is_name
from geo.events.closed_classes import ACTOR, DETERMINER
from geo.events.counts import of_them, read_number, sum_of
from geo.events.cues import load_classes
from geo.events.lists import only_articles, opens_clause
from geo.events.objects import MANNERS, is_full_name, is_personal
from geo.events.phrases import Parse, Phrase
from geo.events.words import MANY, OF, word_set
from geo.records import Count

_ONE = Count(low=1, best=1, high=1)
_TWO = Count(low=2, best=2, high=2)
_AN = word_set("a an un una")
_PAIR = word_set("couple pareja matrimonio both ambos ambas")
_SEVERAL = MANY | word_set(
    "group crowd convoy patrol unit navy force team militia staff public personnel youth troop mob cartel "
    "column battalion brigade grupo patrulla unidad ejercito armada equipo milicia publico personal gente "
    "comitiva columna batallon brigada"
)
"""Singular nouns that stand for many, beside those of the class "collective"."""
_VAGUE = word_set(
    "dozens scores hundreds thousands several many few tens numerous various most "
    "decenas docenas cientos centenares miles varios varias algunos algunas muchos muchas numerosos"
)
"""Words for a number that nobody tells."""
CONTAINERS = word_set(
    "bags bag graves grave coolers barrels suitcases sacks bolsas bolsa costales costal fosas fosa "
    "hieleras tambos "
    "maletas maleta"
)
""" "14 bolsas con restos humanos": a number of no people."""
_NOBODY = word_set("nobody none nadie ninguno ninguna")
_THOSE = word_set("the his her its their all los las sus estos estas esos esas")
_ANYBODY = word_set(
    "people persons individuals victims suspects migrants personas individuos sujetos victimas sospechosos "
    "migrantes detenidos"
)
_SEXES = word_set(
    "man men woman women boy boys girl girls child children adult adults minor minors teenager teenagers "
    "hombre hombres mujer mujeres nino ninos nina ninas adulto adultos menor menores adolescente adolescentes"
)
_PEOPLES = (
    "ano",
    "ana",
    "anos",
    "anas",
    "eno",
    "ena",
    "enos",
    "enas",
    "eco",
    "ecos",
    "eses",
    "ense",
    "enses",
)
_JOINT = 2
"""How many words apart two on a list stand at most."""
_HEADS = word_set("leader boss commander lider jefe cabecilla comandante integrante miembro member")
""" "Mata a líder del Clan del Golfo": one, though the name is a gang's."""
_BODIES = word_set(
    "body bodies corpse corpses remains cuerpo cuerpos cadaver cadaveres restos head heads cabezas"
)
_A_BODY, _HIS = word_set("body corpse cuerpo cadaver"), word_set("his her su")
_PART = word_set("including among incluido incluidos incluida incluidas incluyendo entre")


def people_in(p: Parse, phrases: Iterable[Phrase]) -> Count | None:
    """How many people all phrases of a list tell of; None where one of them does not say.

    Who is only one of the others ("eight people, including two children") is not counted again.
    """
    told = whole_of(p, list(phrases))
    part = next(
        (i for i, f in enumerate(told) if i and (is_part(p, f) or _includes(p, told[0], f))), len(told)
    )
    if _are_named(p, told):
        return people_of(p, told[0])
    counts = [people_of(p, f) for f in told[:part] if len(told) == 1 or not is_part(p, f)]
    known = [c for c in counts if c is not None]
    return sum_of(known) if known and len(known) == len(counts) else None


def whole_of(p: Parse, told: list[Phrase]) -> list[Phrase]:
    """ "Six people, four Mexicans and two Peruvians": the first alone, where the others only divide it.

    "Five soldiers, three policemen and two farmers" are ten: a list of others goes on.
    """
    if len(told) <= _JOINT or told[1].joined != ",":
        return told
    counts = [people_of(p, f) for f in told]
    known = [c for c in counts if c is not None]
    if len(known) < len(told) or sum_of(known[1:]) != known[0]:
        return told
    head, others = p.word(told[0].head), [f.head for f in told[1:]]
    divided = p.word(told[0].first) in _THOSE or head in _ANYBODY
    if head in _SEXES:
        divided = divided or all(_is_national(p, k) for k in others)
    else:
        divided = divided or all(p.word(k) in _SEXES for k in others)
    return told[:1] if divided else told


def _is_national(p: Parse, k: int) -> bool:
    """ "Hondurans", "mexicanos": a noun of a people, by its capital or in Spanish by its ending."""
    return p.word(k).endswith(_PEOPLES) if p.lang == "es" else p.sentence.written(k)[:1].isupper()


def _are_named(p: Parse, told: list[Phrase]) -> bool:
    """ "Two soldiers, Peter Obi and Musa Ali, were killed": whether the first only counts the others."""
    first = people_of(p, told[0]) if len(told) > _JOINT else None
    named = all(is_name(p, f.first) for f in told[1:]) and told[1].joined == "," if first else False
    return first is not None and named and first.best == len(told) - 1


def is_part(p: Parse, phrase: Phrase) -> bool:
    """Whether a phrase names some of those just told of: "including two children", "three of them"."""
    before = p.word(phrase.first - 1) if phrase.first else ""
    return phrase.preposition in _PART or before in _PART or of_them(p.sentence, phrase.last)


def _includes(p: Parse, first: Phrase, phrase: Phrase) -> bool:
    """ "Twelve people, among them a pastor and his wife": whether an aside began in between."""
    between = [p.word(k) for k in range(first.last + 1, phrase.first)]
    return bool(_PART.intersection(between)) or "among" in between


def people_of(p: Parse, phrase: Phrase) -> Count | None:
    """How many people one phrase tells of, or None where it does not say."""
    if p.word(phrase.first) in _NOBODY or p.word(phrase.head) in CONTAINERS:
        return None
    if p.word(phrase.head) in _BODIES and (told := _whose(p, phrase)) is not None:
        return told
    if p.word(phrase.head) in _A_BODY and p.word(phrase.first) in _HIS:
        return _ONE  # "his body was found"
    for k in range(phrase.first, phrase.last + 1):
        number = read_number(p.sentence, k)
        if number is not None:
            return number
        if p.word(k) in _VAGUE:
            return None
    head = p.word(phrase.head)
    if _PAIR.intersection((p.word(phrase.first), head)):
        return _TWO
    if p.word(phrase.first) in _AN and ACTOR in p.tags[phrase.first : phrase.last + 1] and not _is_many(head):
        return _ONE  # "a Hezbollah commander", "shot a man dead"
    if _is_bare_one(p, phrase):
        return _ONE
    if only_articles(p, phrase) or not is_personal(p, phrase):
        return None
    return _ONE if _is_singular(p, phrase) else _of_how_many(p, phrase)


def _whose(p: Parse, phrase: Phrase) -> Count | None:
    """ "The bodies of four men and a woman": those whose bodies they are."""
    i = p.at[phrase.first] + 1
    owner = p.phrases[i] if i < len(p.phrases) else None
    return people_in(p, listed(p, owner)) if owner is not None and owner.preposition in OF else None


def listed(p: Parse, first: Phrase) -> list[Phrase]:
    """A phrase and those that "and" joins to it: "of four men and a woman"."""
    out = [first]
    for phrase in p.phrases[p.at[first.first] + 1 :]:
        apart = phrase.preposition or phrase.first - out[-1].last > _JOINT
        comma = phrase.first > 0 and "," in p.gaps[phrase.first - 1]
        alone = (comma or not first.preposition) and opens_clause(p, phrase, len(p.tags))
        if phrase.joined != "and" or apart or alone:
            break
        out.append(phrase)
    return out


def _is_bare_one(p: Parse, phrase: Phrase) -> bool:
    """ "Asesinan a mototaxista", "condenó a Wagner Teixeira": one, without an article or under a name."""
    actor, head = phrase.actor, p.word(phrase.head)
    if actor is None or p.lang != "es" or is_full_name(p, phrase):
        return actor is not None and not actor.kind and p.lang == "es"
    bare = phrase.preposition == "a" and not actor.kind and p.tags[phrase.first] != DETERMINER
    bare = bare and p.sentence.written(phrase.head)[:1].islower()
    return bare and not head.endswith("s") and not _is_many(head) and head not in MANNERS


def _of_how_many(p: Parse, phrase: Phrase) -> Count | None:
    """ "A family of eight"."""
    k = phrase.last + 1
    led = k + 1 < len(p.tags) and p.word(k) in OF
    return read_number(p.sentence, k + 1) if led and _is_many(p.word(phrase.head)) else None


def _is_many(head: str) -> bool:
    """Whether a noun in the singular stands for many."""
    return head in _SEVERAL or load_classes()["collective"].fullmatch(head) is not None


def _is_singular(p: Parse, phrase: Phrase) -> bool:
    """Whether a phrase without a number tells of one person."""
    actor, head = phrase.actor, p.word(phrase.head).removesuffix("'s")
    if actor is not None and (actor.kind == "person" or (actor.id is None and is_name(p, phrase.head))):
        return True
    body = head == "policia" and p.word(phrase.first) == "la"
    if (
        actor is not None
        and actor.is_catalogued
        and (actor.kind == "official" or _HEADS & {head, p.word(phrase.first)})
    ):
        return True
    if (actor is not None and actor.is_catalogued) or _is_many(head) or body:
        return False
    return not head.endswith("s") or head.endswith("ss")


__all__ = ["is_part", "listed", "people_in", "people_of", "whole_of"]
