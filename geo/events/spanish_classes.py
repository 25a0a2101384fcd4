"""What a Spanish word is by its neighbours: verbs by their endings, clitics, "que".

"Los" before a verb is a pronoun ("los detuvieron"), before a noun an article; "que" opens a clause after a
verb ("dijo que"), and else hangs one from a noun.
"""

from __future__ import annotations

import re

from geo.events.claims import SAYING
from geo.events.classed_words import Words, is_name
from geo.events.closed_classes import (
    ACTOR,
    ADVERB,
    AUXILIARY,
    CLITIC,
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
)
from geo.events.common_verbs import presents
from geo.events.voice import PARTICIPLE_ES
from geo.events.words import NUMBERS, word_set

_NO_FUTURE = word_set("embera sofa")
"""Nouns that end as a future does."""
_TO_WHOM = word_set("a al ante en por mediante")
_GETS_ABOUT = word_set("conto trasciende trascendio circula circulo corre corrio")
_TWO_WORDS = frozenset({("a", "cabo"), ("al", "parecer")})
"""Adverbs of two words."""
_CLITIC_ARTICLES = word_set("los las la")
_WE = re.compile(r"[a-z]{3,}(?:amos|emos|imos)\Z")
""" "Recordamos que", "denunciamos"."""
SPANISH_PAST = re.compile(
    r"(?:[^\W\d_]{2,}(?:ó|aron|ieron|eron|aban|aba|ían|uvo|uvieron|ujo|ujeron|ieran|iesen|asen)|"
    r"[^\W\d_A-Z]{3,}(?:ar|er|ir)(?:á|án))\Z"
)
SPANISH_INFINITIVE = re.compile(r"[a-z]{2,}(?:ar|er|ir)(?:se|l[aeo]s?|sel[ao]s?)?\Z")
_NO_INFINITIVE = word_set(
    "lugar mujer lider militar taller familiar titular particular escolar popular hogar poder ayer "
    "alquiler militares civil similar celular cualquier primer tercer auxiliar dolar altar azucar bar mar"
)
_WISHED_ES = re.compile(r"(?!cuchara|siquiera|cualquiera)(?:[a-z]{4,}aran?|[a-z]{3,}iera)\Z")
""" "Después de que el ministro vinculara": a past subjunctive, after a word that asks for one."""
_DONE_ES = word_set(
    "abierto puesto hecho escrito muerto visto vuelto devuelto cubierto descubierto resuelto impuesto roto "
    "suelto dispuesto expuesto propuesto"
)
_PRESENT_ES = re.compile(r"[^\W\d_]+[ae]n?\Z")
_GERUND_ES = re.compile(
    r"(?!(?:contrab|b|m|com|contram)ando\Z)"
    r"[a-z]{2,}(?:ando|iendo|yendo)(?:se|l[aeo]s?)?\Z"
)
""" "Escapando"; contraband and commanders only end so."""


def refine_spanish(p: Words, k: int) -> None:
    """Class word `k` of a Spanish sentence anew by the words around it."""
    tags, text = p.tags, p.word(k)
    previous = tags[k - 1] if k else ""
    if (p.word(k - 1), text) in _TWO_WORDS and k:
        tags[k - 1 : k + 1] = [ADVERB, ADVERB]
    elif text == "como" and "ó" in p.sentence.written(k).lower():
        tags[k] = SUBORDINATOR  # "documentó cómo los soldados quemaron"
    elif tags[k] == NOUN:
        tags[k] = VERB if _is_verb(p, k, previous) else NOUN
    elif text == "frente" and k + 1 < len(tags) and _names_front(p, k + 1):
        tags[k] = NOUN  # "el frente Dagoberto Ramos"
    elif (
        text == "como" and k + 1 < len(tags) and tags[k + 1] in (NOUN, ACTOR) and not _is_verb(p, k + 1, text)
    ):
        tags[k] = PREPOSITION  # "se identificaron como policías"
    elif text == "el" and p.sentence.written(k) in ("él", "Él"):
        tags[k] = PRONOUN
    elif text == "hacia" and "í" not in p.sentence.written(k).lower():
        tags[k] = PREPOSITION  # "hacia las seis"; a verb has its accent
    elif text in ("mismo", "misma") and previous == ADVERB:
        tags[k] = ADVERB
    elif text in ("ahora", "hoy") and previous == DETERMINER:
        tags[k] = DETERMINER  # "el ahora detenido"
    elif text == "que" and _after_verb(p, k) and "," not in p.gaps[k]:
        tags[k] = _que(p, k)
    elif text == "que" and _said_to(p, k) and "," not in p.gaps[k]:
        tags[k] = SUBORDINATOR
    elif text in _CLITIC_ARTICLES and tags[k] == DETERMINER and _verb_follows(p, k):
        tags[k] = CLITIC


def _names_front(p: Words, k: int) -> bool:
    """Whether word `k`, right after "frente", is a guerrilla front's name or number and no place."""
    return p.gaps[k] == " " and (is_name(p, k) or p.word(k).isdigit())


def _is_verb(p: Words, k: int, previous: str) -> bool:
    """Whether what looks like a noun is a verb: a common present, or by its ending."""
    text, written = p.word(k), p.sentence.written(k)
    lower = written[:1].islower()
    if (lower or not k) and _is_present(text, previous):
        return True
    ends_so = SPANISH_PAST.match(written.lower()) or _GERUND_ES.match(text) or _WE.match(text)
    if not k and ends_so and not is_name(p, 1):
        return True
    return lower and (_is_finite(p, k, previous) or _is_infinitive(p, k, previous))


def _is_finite(p: Words, k: int, previous: str) -> bool:
    """Whether a word ends as a past, a future or a participle does, where one may stand."""
    text, written = p.word(k), p.sentence.written(k)
    if previous == AUXILIARY and (_participle(p, k) or text in _DONE_ES):
        return True
    if previous in (RELATIVE, CLITIC) and written.endswith("ía"):
        return True
    if previous == SUBORDINATOR and written.endswith(("ría", "rían")):
        return True  # "anunció que abriría"
    if previous == RELATIVE and p.word(k - 1) == "que" and _runs_into_object(p, k):
        return True
    if previous == CLITIC and (p.word(k - 1) != "lo" or text.endswith(("en", "an"))):
        return True
    if written == "irán":
        return True
    numbered = previous == DETERMINER and (p.word(k - 1).isdigit() or p.word(k - 1) in NUMBERS["es"])
    if numbered and written.endswith(("aron", "ieron")):
        return True  # "la Sección 22 instalaron", "nueve sufrieron heridas"
    if SPANISH_PAST.match(written) and previous != DETERMINER and text not in _NO_FUTURE:
        return True
    wished = previous in (NOUN, ACTOR, PLACE, SUBORDINATOR, CLITIC) and SUBORDINATOR in p.tags[:k]
    return bool(_GERUND_ES.match(text) or (wished and _WISHED_ES.match(written)))


def _runs_into_object(p: Words, k: int) -> bool:
    """ "La milicia que controla la ciudad": what ends as a present, between "que" and what it governs."""
    following = p.tags[k + 1] if k + 1 < len(p.tags) else ""
    goes_on = following in (DETERMINER, PREPOSITION, ADVERB, PLACE) or (bool(following) and is_name(p, k + 1))
    goes_on = goes_on and not p.gaps[k + 1].strip()
    return goes_on and _PRESENT_ES.match(p.word(k)) is not None


def _is_infinitive(p: Words, k: int, previous: str) -> bool:
    """ "Para detener", "pudo escapar"; "un taller militar" has none."""
    following = p.tags[k + 1] if k + 1 < len(p.tags) else ""
    led = previous in (PREPOSITION, AUXILIARY, VERB) or (previous == TIME and following != PREPOSITION)
    return led and p.word(k) not in _NO_INFINITIVE and SPANISH_INFINITIVE.match(p.word(k)) is not None


def _after_verb(p: Words, k: int) -> bool:
    """Whether word `k` stands after a verb, an adverb or a preposition: "dijo que", "denunció ayer que"."""
    i = k - 1
    while i > 0 and p.tags[i] == TIME and not p.gaps[i + 1].strip():
        i -= 1
    return i >= 0 and (p.tags[i] == VERB or (i == k - 1 and p.tags[i] in (ADVERB, PREPOSITION)))


def _said_to(p: Words, k: int) -> bool:
    """Whether word `k` opens what is said to somebody: "dijo a la prensa que un avión bombardeó"."""
    if k + 1 >= len(p.tags) or p.tags[k + 1] not in (DETERMINER, NOUN, ACTOR, PLACE):
        return False
    j = k - 1
    while j > 0 and p.tags[j] in (DETERMINER, NOUN, ACTOR, PLACE):
        j -= 1
    told = p.word(j - 1) in _GETS_ABOUT or SAYING.fullmatch(p.word(j - 1)) is not None
    return j > 0 and p.word(j) in _TO_WHOM and told


def _que(p: Words, k: int) -> str:
    """What "que" is after a verb, an adverb or a preposition: "tuvo que huir", "dijo que huyó", "al que"."""
    if p.word(k - 1) in ("al", "del"):
        return p.tags[k]
    following = p.tags[k + 1] if k + 1 < len(p.tags) else ""
    obliged = following in (NOUN, VERB) and SPANISH_INFINITIVE.match(p.word(k + 1))
    return AUXILIARY if obliged else SUBORDINATOR


def _verb_follows(p: Words, k: int) -> bool:
    """Whether a verb, or what only goes with one, stands right after word `k`: "los han", "las llevaron"."""
    following = p.tags[k + 1] if k + 1 < len(p.tags) else ""
    if following in (AUXILIARY, CLITIC):
        return True
    return (following == VERB and not _participle(p, k + 1)) or _verb_ahead(p, k + 1)


def _is_present(text: str, previous: str) -> bool:
    """Whether a word is a common verb in the present where a verb may stand."""
    return previous in ("", NOUN, ACTOR, PLACE, EVENT, CLITIC, RELATIVE, TIME, ADVERB) and text in presents()


def _participle(p: Words, k: int) -> bool:
    """ "Los detenidos" are people."""
    return PARTICIPLE_ES.search(p.word(k)) is not None


def _verb_ahead(p: Words, k: int) -> bool:
    """Whether a Spanish word right after "los" is a finite verb that will be told by its ending."""
    if k >= len(p.tags) or p.tags[k] != NOUN:
        return False
    written = p.sentence.written(k)
    several = p.word(k - 1) in ("los", "las") and written.endswith("n")  # "que los dejen": no noun's plural
    return written[:1].islower() and (several or SPANISH_PAST.match(written) is not None)
