"""Words that count others, hedge a count or stand for a group: "dozens of", "at least 12", "members of the".

Such words go with the noun that they count, as articles do, so that the phrase is about whom they count.
"""

from __future__ import annotations

import re

from geo.events.classed_words import Words, is_name
from geo.events.closed_classes import ACTOR, ADVERB, CLITIC, DETERMINER, NOUN, PREPOSITION
from geo.events.words import NUMBERS, OF, word_set

_QUANTITIES = word_set(
    "tens hundreds dozens thousands scores group groups number half majority pair series handful dozen "
    "couple score cientos decenas miles centenares grupo grupos veintena decena docena docenas treintena "
    "centenar mitad mayoria par serie punado truckloads queue queues boatload boatloads busload busloads "
    "some many most several "
    "wave waves string spate round rounds barrage ola oleada ronda rondas racha cadena tanda jornada jornadas"
)
_OF_THEM = word_set("the these those its their his her los las sus estos estas")
""" "14 of the teachers": what follows the number of a part."""
_COMPARED = word_set("more less fewer mas menos")
_ABOUT = word_set(
    "about around over nearly almost least at up to cerca alrededor de al menos por lo unos than"
)
""" "At least 12", "cerca de 40": what stands before a number and only says how exact it is."""
HEDGING = word_set(
    "suspected alleged presumed reported supposed presunto presunta presuntos presuntas supuesto supuesta "
    "supuestos supuestas probable probables least more than al menos mas of de llamado llamada llamados "
    "denominado denominada autodenominado"
)
LEADERS = word_set(
    "leader leaders member members chief boss bosses fighter fighters head commander commanders faction "
    "factions lider lideres jefe jefes jefa integrante integrantes miembro miembros cabecilla cabecillas "
    "combatiente combatientes comandante comandantes mando mandos militants gunmen hitmen elementos"
)
"""Who stands for the group that is named beside them."""
COUNTING = _QUANTITIES | LEADERS
_MEMBERS = word_set(
    "member members integrante integrantes miembro miembros personal efectivos personnel remanente "
    "remanentes representantes delegados enviados emisarios remnants"
)
"""Who is no more than part of a group, whatever it is called: "members of the gang"."""
_ROUGHLY = word_set("about around over nearly almost unos")
""" "Nearly 40": what hedges a count by itself."""
_TENS = word_set("treinta cuarenta cincuenta sesenta setenta ochenta noventa")
_ONE = word_set("a an un una medio")
_LEAST = word_set("least menos")
_AT_LEAST = word_set("lo encima debajo")
""" "Por lo menos", "por encima de": what makes "por" a part of a count."""
_AGES = word_set("anos meses")
_AGE = re.compile(r"\d{1,2}")
_BETWEEN_AGES = word_set("y e o entre and or to from between")


def mark_count(p: Words, k: int) -> None:
    """Give word `k`, or those before it, the class of an article where they only count or hedge a count."""
    counted = p.word(k)[0].isdigit() or p.word(k) in NUMBERS[p.lang]
    if counted and k > 1 and p.word(k - 1) == "y" and p.word(k - 2) in _TENS:
        p.tags[k - 1] = DETERMINER  # "treinta y cuatro"
    if k and p.word(k) in _QUANTITIES and p.word(k - 1) == "medio":
        p.tags[k - 1] = DETERMINER  # "medio centenar"
    if _counts_others(p, k, counted=counted):
        p.tags[k] = p.tags[k + 1] = DETERMINER
    if counted or (p.word(k) in _QUANTITIES and k and p.word(k - 1) in _ONE):
        _mark_hedge(p, k)


def mark_ages(p: Words) -> None:
    """Take "de 27 y 31 años", "aged 19" and ", 27," out of what may be a phrase: they tell ages."""
    for k in range(1, len(p.tags) - 1):
        if _is_bare_age(p, k):
            p.tags[k], p.gaps[k] = ADVERB, " "
    if p.lang == "en":
        for k in range(1, len(p.tags)):
            if p.word(k) == "aged":
                _mark_aged(p, k)
        return
    for k in range(3, len(p.tags)):
        if p.word(k) not in _AGES:
            continue
        i = k - 1
        while i and (p.word(i).isdigit() or p.word(i) in NUMBERS["es"] or p.word(i) in _BETWEEN_AGES):
            i -= 1
        if p.word(i) == "de" and any(p.word(j) in _BETWEEN_AGES for j in range(i + 1, k)):
            _take_out(p, i, k)


def _is_bare_age(p: Words, k: int) -> bool:
    """Whether word `k` only tells an age: "Ana Paz, 19, and", "his wife, 21, was", "Juan Ruiz (23)"."""
    before, after = p.gaps[k].strip(), p.gaps[k + 1].strip()
    if not (before == "," == after or (before == "(" and after.startswith(")"))) or not _AGE.fullmatch(
        p.word(k)
    ):
        return False
    return is_name(p, k - 1) or (p.tags[k - 1] in (ACTOR, NOUN) and len(p.word(k)) > 1)


def _mark_aged(p: Words, k: int) -> None:
    """The words after "aged" at word `k` that tell an age, and itself."""
    last = k
    for j in range(k + 1, len(p.tags)):
        if p.word(j)[0].isdigit() or p.word(j) in NUMBERS["en"]:
            last = j
        elif p.word(j) not in _BETWEEN_AGES:
            break
    if last > k:
        _take_out(p, k, last)


def _take_out(p: Words, first: int, last: int) -> None:
    """Class words as adverbs, and drop the commas around them."""
    p.tags[first : last + 1] = [ADVERB] * (last + 1 - first)
    if last + 1 < len(p.gaps) and p.gaps[first].strip() == p.gaps[last + 1].strip() == ",":
        p.gaps[first] = p.gaps[last + 1] = " "


def _counts_others(p: Words, k: int, *, counted: bool) -> bool:
    """Whether word `k` before "of" counts, or stands for, those named next: "14 of the teachers"."""
    tags, text = p.tags, p.word(k)
    following = tags[k + 1] if k + 1 < len(tags) else ""
    if following != PREPOSITION or p.word(k + 1) not in OF or tags[k] == ACTOR:
        return False
    if counted and k + 2 < len(tags) and p.word(k + 2) in _OF_THEM:
        return True
    if text in _QUANTITIES or (text in _MEMBERS and ACTOR in tags[k + 2 : k + 5]):
        return True
    return text in LEADERS and _names_group(p, k + 2)


def _mark_hedge(p: Words, k: int) -> None:
    """What says how exact the number at word `k` is goes with it: "at least 12", "more than 40"."""
    tags, i = p.tags, k - 1
    i -= i > 0 and p.word(i) in _ONE  # "more than a thousand", "cerca de un centenar"
    k = i + 1
    hedges = (PREPOSITION, ADVERB, CLITIC)
    while i >= 0 and tags[i] in hedges and p.word(i) in _ABOUT and not p.gaps[i + 1].strip():
        if p.word(i) == "por" and p.word(i + 1) not in _AT_LEAST:
            break  # "perpetrado por al menos diez", but "por lo menos diez"
        i -= 1
    hedged = k - 1 - i
    compared = i >= 0 and p.word(i) in _COMPARED
    alone = hedged == 1 and p.word(k - 1) in _ROUGHLY
    if compared or p.word(k - 1) in _LEAST or hedged > 1 or alone:
        tags[i + 1 - compared : k] = [DETERMINER] * (hedged + compared)


def _names_group(p: Words, k: int) -> bool:
    """Whether an actor with a name of its own stands at word `k` or after its article."""
    if k < len(p.tags) and p.tags[k] == DETERMINER:
        k += 1
    if k >= len(p.tags) or p.tags[k] != ACTOR:
        return False
    start = p.sentence.words[k].start
    return any(a.start <= start < a.end and not a.is_group for a in p.actors)
