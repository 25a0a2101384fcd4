"""Word classes: what each word of a sentence is, in both languages, as far as telling phrases apart needs.

No tagger is needed: articles, prepositions, conjunctions, pronouns and auxiliaries are few and listed;
places, dates, actors and triggers are found already; a verb that is no trigger shows by its ending or is
common. What is left is nouns and adjectives.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from geo.events.actors import ActorMention
from geo.events.closed_classes import (
    ACTOR,
    ADVERB,
    AUXILIARY,
    CLITIC,
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
    closed_classes,
)
from geo.events.common_verbs import presents
from geo.events.sentences import Sentence, Word
from geo.events.support_verbs import INFINITIVES, PRESENTS
from geo.events.triggers import Trigger
from geo.events.types import CATCH_ALL
from geo.events.voice import PARTICIPLE_ES
from geo.events.words import MANY, NUMBERS, OF, word_set

_QUANTITIES = word_set(
    "tens hundreds dozens thousands scores group groups number half majority pair series handful dozen "
    "couple score cientos decenas miles centenares grupo grupos veintena decena docena docenas treintena "
    "centenar mitad mayoria par serie punado truckloads queue queues boatload boatloads busload busloads "
    "some many most several "
    "wave waves string spate round rounds barrage ola oleada ronda rondas racha cadena tanda jornada jornadas"
)
_OF_THEM = word_set("the these those its their his her los las sus estos estas")
""" "14 of the teachers": what follows the number of a part."""
_DAYTIME = word_set("noche tarde manana madrugada mediodia medianoche")
_SPANS = word_set("hours days weeks months years minutes horas dias semanas meses anos minutos")
_DAYS = word_set("day night morning afternoon evening week month year")
""" "The army that day began": no relative clause."""
_TIED = word_set("before after later ago earlier despues antes atras")
_COMPARED = word_set("more less fewer mas menos")
_ABOUT = word_set(
    "about around over nearly almost least at up to cerca alrededor de al menos por lo unos than"
)
""" "At least 12", "cerca de 40": what stands before a number and only says how exact it is."""
_NO_FUTURE = word_set("embera sofa")
"""Nouns that end as a future does."""
_CLITIC_ARTICLES = word_set("los las la")
HEDGING = word_set(
    "suspected alleged presumed reported supposed presunto presunta presuntos presuntas supuesto supuesta "
    "supuestos supuestas probable probables least more than al menos mas of de"
)
LEADERS = word_set(
    "leader leaders member members chief boss bosses fighter fighters head commander commanders faction "
    "factions lider lideres jefe jefes jefa integrante integrantes miembro miembros cabecilla cabecillas "
    "combatiente combatientes comandante comandantes mando mandos militants gunmen hitmen elementos"
)
"""Who stands for the group that is named beside them."""
COUNTING = _QUANTITIES | LEADERS
_MEMBERS = word_set("member members integrante integrantes miembro miembros personal efectivos personnel")
"""Who is no more than part of a group, whatever it is called: "members of the gang"."""
SPANISH_PAST = re.compile(
    r"(?:[^\W\d_]{2,}(?:ó|aron|ieron|eron|aban|aba|ían|uvo|uvieron|ujo|ujeron|ieran|iesen|asen)|"
    r"[^\W\d_A-Z]{3,}(?:ar|er|ir)(?:á|án))\Z"
)
_SPANISH_INFINITIVE = re.compile(r"[a-z]{2,}(?:ar|er|ir)(?:se|l[aeo]s?|sel[ao]s?)?\Z")
_NO_INFINITIVE = word_set(
    "lugar mujer lider militar taller familiar titular particular escolar popular hogar poder ayer "
    "alquiler militares civil similar celular cualquier primer tercer auxiliar dolar altar azucar bar mar"
)
_WISHED_ES = re.compile(r"(?!cuchara|siquiera|cualquiera)(?:[a-z]{4,}ara|[a-z]{3,}iera)\Z")
""" "Después de que el ministro vinculara": a past subjunctive, after a word that asks for one."""
_DONE_ES = word_set(
    "abierto puesto hecho escrito muerto visto vuelto devuelto cubierto descubierto resuelto impuesto roto "
    "suelto dispuesto expuesto propuesto"
)
_GERUND_ES = re.compile(r"[a-z]{2,}(?:ando|iendo|yendo)(?:se|l[aeo]s?)?\Z")
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
_BEARINGS = word_set("north south east west northeast northwest southeast southwest")
_NO_PAST = word_set("hundred red united armed masked hooded wounded injured sacred naked")


@dataclass(slots=True)
class Words:
    """A sentence's words by class, the gaps before them, and the actors found in it."""

    sentence: Sentence
    tags: list[str]
    gaps: list[str]
    actors: list[ActorMention] = field(default_factory=list)

    @property
    def lang(self) -> str:
        """The sentence's language."""
        return self.sentence.lang

    def word(self, k: int) -> str:
        """A word, folded."""
        return self.sentence.words[k].text


def classify(
    sentence: Sentence,
    triggers: Iterable[Trigger],
    actors: list[ActorMention],
    times: Iterable[tuple[int, int]],
    places: Iterable[tuple[int, int]],
    spoken: Iterable[int],
) -> Words:
    """The words of a sentence by class.

    Parameters
    ----------
    triggers
        Everything in it that tells an event or names a crime.
    times, places
        Offsets of what tells a time or names a place.
    spoken
        Offsets of verbs of saying.
    """
    words = sentence.words
    gaps = ["", *(_gap(sentence, a, b) for a, b in pairwise(words))]
    tags = _closed(sentence)
    _mark(tags, sentence, places, PLACE)
    _mark(tags, sentence, times, TIME)
    _mark(tags, sentence, ((a.start, a.end) for a in actors), ACTOR)
    for start in spoken:
        k = sentence.word_at(start)
        if k < len(tags):
            tags[k] = VERB
    told: set[int] = set()
    for t in triggers:
        if (
            t.type == "arrest"
            and t.tag == "P"
            and t.lang == "es"
            and t.first
            and tags[t.first - 1] == DETERMINER
        ):
            tags[t.first] = NOUN
        elif t.type != CATCH_ALL:
            tags[t.first : t.last + 1] = [VERB if t.is_verb else EVENT] * (t.last + 1 - t.first)
            if t.is_verb:
                told.update(range(t.first + 1, t.last + 1))
    found = Words(sentence, tags, gaps, actors)
    _refine(found, told)
    return found


def _gap(sentence: Sentence, a: Word, b: Word) -> str:
    """What stands between two words; nothing does within a number ("3,000"), a space after "U.S."."""
    gap = sentence.between(a.end, b.start)
    if "." in a.text:
        gap = gap.lstrip(".")
    return "" if gap in (",", ".") and a.text[-1].isdigit() and b.text[0].isdigit() else gap


def _closed(sentence: Sentence) -> list[str]:
    table = closed_classes(sentence.lang)
    tags = []
    for word in sentence.words:
        text = word.text
        tag = table.get(text)
        if tag is None:
            tag = DETERMINER if text[0].isdigit() else NOUN
            if tag == NOUN and text.endswith(("ly", "mente")) and text not in ("family", "assembly", "july"):
                tag = ADVERB
        tags.append(tag)
    return tags


def _mark(tags: list[str], sentence: Sentence, spans: Iterable[tuple[int, int]], tag: str) -> None:
    for start, end in spans:
        k = sentence.word_at(start)
        while k < len(tags) and sentence.words[k].start < end:
            tags[k] = tag
            k += 1


def _refine(p: Words, told: Container[int]) -> None:
    """What a word is by its neighbours: quantities, clitics, verbs by their endings, "that" and "que".

    `told` are words within a verb's expression, which a name may part ("firmaron en La Habana un acuerdo").
    """
    shouted = p.sentence.text.isupper()
    for k in range(1, len(p.tags)):
        if (
            p.tags[k] in (PREPOSITION, ADVERB, VERB)
            and not shouted
            and is_name(p, k)
            and not p.gaps[k].strip()
            and k not in told
        ):
            p.tags[k] = NOUN
    for k in range(len(p.tags)):
        _count(p, k)
    for k in range(len(p.tags)):
        if p.lang == "es":
            _refine_spanish(p, k)
        else:
            _refine_english(p, k)


def is_name(p: Words, k: int) -> bool:
    """Whether a word within the sentence is written as a name."""
    if k >= len(p.sentence.words):
        return False
    written = p.sentence.written(k)
    return k > 0 and written[:1].isupper() and not written.isupper()


def _count(p: Words, k: int) -> None:
    """Words that only count or hedge a count, and times without a date ("hours later", "la noche del")."""
    tags, text = p.tags, p.word(k)
    following = tags[k + 1] if k + 1 < len(tags) else ""
    of = following == PREPOSITION and p.word(k + 1) in OF and tags[k] != ACTOR
    counted = text[0].isdigit() or text in NUMBERS[p.lang]
    part = of and counted and k + 2 < len(tags) and p.word(k + 2) in _OF_THEM
    some = text in _QUANTITIES or (text in _MEMBERS and ACTOR in tags[k + 2 : k + 5])
    if part or (of and (some or (text in LEADERS and _names_group(p, k + 2)))):
        tags[k] = tags[k + 1] = DETERMINER
    if counted:
        i = k - 1
        while (
            i >= 0
            and tags[i] in (PREPOSITION, ADVERB, CLITIC)
            and p.word(i) in _ABOUT
            and not p.gaps[i + 1].strip()
        ):
            i -= 1
        hedged = k - 1 - i
        compared = i >= 0 and p.word(i) in _COMPARED
        if (
            compared
            or p.word(k - 1) in ("least", "menos")
            or hedged > 1
            or (hedged == 1 and p.word(k - 1) in ("about", "around", "over", "nearly", "almost", "unos"))
        ):
            tags[i + 1 - compared : k] = [DETERMINER] * (k - i - 1 + compared)
    if text in _SPANS and k + 1 < len(tags) and p.word(k + 1) in _TIED:
        tags[k] = TIME
    if text in _DAYTIME and p.lang == "es":
        tags[k] = TIME
    if (
        tags[k] == TIME
        and k
        and tags[k - 1] in (DETERMINER, PREPOSITION)
        and p.word(k - 1) in ("el", "la", "los", "las")
    ):
        tags[k - 1] = TIME


def _names_group(p: Words, k: int) -> bool:
    """Whether an actor with a name of its own stands at word `k` or after its article."""
    if k < len(p.tags) and p.tags[k] == DETERMINER:
        k += 1
    if k >= len(p.tags) or p.tags[k] != ACTOR:
        return False
    start = p.sentence.words[k].start
    return any(a.start <= start < a.end and not a.is_group for a in p.actors)


def _refine_spanish(p: Words, k: int) -> None:
    tags, text, written = p.tags, p.word(k), p.sentence.written(k)
    previous = tags[k - 1] if k else ""
    following = tags[k + 1] if k + 1 < len(tags) else ""
    if text == "cabo" and k and p.word(k - 1) == "a":
        tags[k - 1 : k + 1] = [ADVERB, ADVERB]
    elif (tags[k] == NOUN and (written[:1].islower() or not k) and _is_present(text, previous)) or (
        not k
        and tags[k] == NOUN
        and (SPANISH_PAST.match(written.lower()) or _GERUND_ES.match(text))
        and not is_name(p, 1)
    ):
        tags[k] = VERB
    elif tags[k] == NOUN and written[:1].islower():
        infinitive = (
            (previous in (PREPOSITION, AUXILIARY, VERB) or (previous == TIME and following != PREPOSITION))
            and text not in _NO_INFINITIVE
            and _SPANISH_INFINITIVE.match(text)
        )
        done = previous == AUXILIARY and (_participle(p, k) or text in _DONE_ES)
        wished = previous in (NOUN, ACTOR, PLACE, SUBORDINATOR, CLITIC) and SUBORDINATOR in tags[:k]
        if (
            done
            or (previous in (RELATIVE, CLITIC) and written.endswith("ía"))
            or (previous == CLITIC and (p.word(k - 1) != "lo" or text.endswith(("en", "an"))))
            or (SPANISH_PAST.match(written) and previous != DETERMINER and text not in _NO_FUTURE)
            or _GERUND_ES.match(text)
            or (wished and _WISHED_ES.match(written))
            or infinitive
        ):
            tags[k] = VERB
    elif text == "el" and written in ("él", "Él"):
        tags[k] = PRONOUN
    elif text in ("mismo", "misma") and previous == ADVERB:
        tags[k] = ADVERB
    elif text == "que" and previous in (VERB, ADVERB, PREPOSITION) and "," not in p.gaps[k]:
        if p.word(k - 1) in ("al", "del"):
            return
        obliged = following in (NOUN, VERB) and _SPANISH_INFINITIVE.match(p.word(k + 1))
        tags[k] = AUXILIARY if obliged else SUBORDINATOR
    before_verb = (
        following in (AUXILIARY, CLITIC)
        or (following == VERB and not _participle(p, k + 1))
        or _verb_ahead(p, k + 1)
    )
    if text in _CLITIC_ARTICLES and tags[k] == DETERMINER and before_verb:
        tags[k] = CLITIC


def _is_present(text: str, previous: str) -> bool:
    """Whether a word is a common verb in the present where a verb may stand."""
    return previous in ("", NOUN, ACTOR, PLACE, EVENT, CLITIC, RELATIVE, TIME, ADVERB) and text in presents()


def _participle(p: Words, k: int) -> bool:
    """ "Los detenidos" are people."""
    return PARTICIPLE_ES.search(p.word(k)) is not None


def _refine_english(p: Words, k: int) -> None:
    tags, text = p.tags, p.word(k)
    previous = tags[k - 1] if k else ""
    following = tags[k + 1] if k + 1 < len(tags) else ""
    if text == "that" and k + 1 < len(tags) and p.word(k + 1) in _DAYS:
        tags[k] = tags[k + 1] = TIME
    elif text == "that":
        tags[k] = _that(p, k)
    elif text in _ROUGHLY and k and p.word(k - 1) in ("a", "an") and following == DETERMINER:
        tags[k] = DETERMINER
    elif text in _TIMELY and tags[k] != ACTOR and previous != AUXILIARY:
        tags[k] = SUBORDINATOR if _clause_follows(p, k + 1) else PREPOSITION
    elif _says_how(p, k):
        tags[k] = ADVERB
    elif tags[k] == NOUN and k and p.word(k - 1) == "to" and following == DETERMINER and not is_name(p, k):
        tags[k] = VERB
    elif text in _BEARINGS and k + 1 < len(tags) and p.word(k + 1) == "of":
        tags[k] = ADVERB
    elif text == "both" and following in (NOUN, ACTOR):
        tags[k] = DETERMINER
    elif text == "has" and _perfect(p, k + 1):
        tags[k] = AUXILIARY
    elif text == "her" and following in (PREPOSITION, "", ADVERB, TIME):
        tags[k] = PRONOUN
    elif text == "as" and following == DETERMINER and not _clause_follows(p, k + 1):
        tags[k] = PREPOSITION
    elif tags[k] == VERB and previous == DETERMINER and text in _NOUNS_TOO:
        tags[k] = NOUN
    elif tags[k] == NOUN and text in HEDGING and previous == AUXILIARY and following == PREPOSITION:
        tags[k] = VERB
    elif tags[k] != NOUN or text in HEDGING:
        return
    elif previous == AUXILIARY and not p.gaps[k].strip():
        done = (_ED.match(text) or text.endswith("ing")) and text not in _NO_PAST
        if done and p.word(k - 1) in _HAVING_OR_BEING:
            tags[k] = VERB
            return
        tags[k] = VERB if following not in (NOUN, ACTOR) or p.gaps[k + 1].strip() else NOUN
    elif (text in INFINITIVES and k and p.word(k - 1) == "to") or _is_headline_verb(
        text, previous, following_to=k + 1 < len(p.tags) and p.word(k + 1) == "to"
    ):
        tags[k] = VERB
    elif _ED.match(text) and text not in _NO_PAST:
        bare = previous in ("", DETERMINER, PREPOSITION, ADVERB, VERB)
        attributive = following in (NOUN, ACTOR) and bare
        tags[k] = NOUN if attributive and p.gaps[k + 1] == " " else VERB
    elif previous == RELATIVE and text.endswith("s") and not text.endswith("ss") and p.word(k - 1) != "whose":
        tags[k] = VERB
    elif text.endswith("ing") and len(text) > 5 and "-" not in text:
        opens = previous in (PREPOSITION, SUBORDINATOR) or "," in p.gaps[k] or p.word(k - 1) in _ASPECTS
        opens = (opens and following in _AFTER_GERUND) or _tells_more(p, k, previous, following)
        tags[k] = VERB if opens else NOUN


def _says_how(p: Words, k: int) -> bool:
    """ "Took thirty guards hostage", "have since fled"."""
    previous, following = p.tags[k - 1] if k else "", p.tags[k + 1] if k + 1 < len(p.tags) else ""
    captive = p.word(k) in _CAPTIVE and previous in (NOUN, ACTOR) and p.word(k - 1) not in ("nursing", "rest")
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
    return (previous == ACTOR or several) and following in (
        PREPOSITION,
        ACTOR,
        NOUN if several else PREPOSITION,
    )


def _perfect(p: Words, k: int) -> bool:
    """Whether a participle stands at word `k` or after adverbs: "has long accused"."""
    while k < len(p.tags) and p.tags[k] == ADVERB:
        k += 1
    return k < len(p.tags) and (p.tags[k] == VERB or (_ED.match(p.word(k)) is not None and not is_name(p, k)))


def _is_headline_verb(text: str, previous: str, *, following_to: bool) -> bool:
    """ "Turkey launches strikes": a present that is no noun, between what may be a subject and an object."""
    finite = text in PRESENTS or ((text in _INTENDS or text in _INTEND) and following_to)
    return finite and previous in (NOUN, ACTOR, PLACE, TIME, ADVERB, RELATIVE, COORDINATOR)


def _verb_ahead(p: Words, k: int) -> bool:
    """Whether a Spanish word right after "los" is a finite verb that will be told by its ending."""
    if k >= len(p.tags) or p.tags[k] != NOUN:
        return False
    written = p.sentence.written(k)
    several = p.word(k - 1) in ("los", "las") and written.endswith("n")  # "que los dejen": no noun's plural
    return written[:1].islower() and (several or SPANISH_PAST.match(written) is not None)


def _that(p: Words, k: int) -> str:
    previous = p.tags[k - 1] if k else ""
    following = p.tags[k + 1] if k + 1 < len(p.tags) else ""
    if previous == VERB or previous in (TIME, ADVERB, PRONOUN, PLACE):
        return SUBORDINATOR
    if previous in (NOUN, ACTOR, EVENT):
        return RELATIVE if following in (VERB, AUXILIARY, ADVERB, NOUN, ACTOR, PRONOUN) else SUBORDINATOR
    return DETERMINER if following in (NOUN, ACTOR, EVENT) else SUBORDINATOR


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
