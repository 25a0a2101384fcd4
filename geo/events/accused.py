"""Whom a report names as accused, held or convicted of the deed that a noun tells: "for the murder of"."""

from __future__ import annotations

import re

from geo.events.clauses import subject_of
from geo.events.closed_classes import EVENT, VERB
from geo.events.following import following
from geo.events.fronted import to_whom
from geo.events.lists import BREAKS, PARTICIPLE, group
from geo.events.phrases import Parse, Phrase
from geo.events.relatives import qualified
from geo.events.words import word_set

_ACCUSES = re.compile(
    r"(?:convict|charg|arrest|detain|sentenc|indict|accus|jail|imprison|conden|sentenci|acus|imput|deten|"
    r"detuv|detien|captur|proces|encarcel|wanted|buscad|reclamad|suspect|sospech|senalad|vincul)\w*"
)
_OF = word_set("for of with over por de del con")
_PENALTIES = word_set("horca muerte prision carcel perpetua silla pena penas anos")
""" "Sentenció a la horca a un hombre": what "a" leads before whom."""
_AGES = word_set("anos edad years age")
_OBJECT = word_set("a al")
IMPUTES = ("imput", "atribuy", "achac", "endos", "endilg")
_WITHIN, _AS_ITS_AUTHORS = 14, 20
"""How many words before the deed the verb may stand, and where it has "como coautores del" between."""


def accused_of(p: Parse, deed: Phrase) -> list[Phrase]:
    """Who is said to have done what the phrase `deed` names, by the verb of justice that it hangs on.

    "Police arrested two men for the murder of" names the object, "two men were charged with the murder of"
    the subject. Nobody where another deed or clause stands between.
    """
    if p.lang == "es" and not deed.preposition:
        return _imputed(p, deed)
    if deed.preposition not in _OF:
        return []
    verb = next(
        (k for k in range(deed.first - 1, max(-1, deed.first - _AS_ITS_AUTHORS), -1) if p.tags[k] == VERB),
        -1,
    )
    if deed.first - verb > _WITHIN and "como" not in (p.word(k) for k in range(verb, deed.first)):
        return []
    if verb < 0 or not _ACCUSES.fullmatch(p.word(verb)):
        return []
    told = [p.tags[k] for k in range(verb, deed.first) if p.word(k) != "como"]  # "como autores del asesinato"
    if any(t in BREAKS or t == EVENT for t in told):
        return []
    between = [f for f in p.phrases if verb < f.first and f.last < deed.first]
    if any(f.preposition in _OF and f.actor is None and p.word(f.last) not in _AGES for f in between):
        return []
    for phrase in between:
        led = phrase.preposition in _OBJECT if p.lang == "es" else not phrase.preposition
        if led and phrase.actor is not None and p.word(phrase.head) not in _PENALTIES:
            return group(p, phrase, deed.first)
    whom = to_whom(p, verb) or _named_behind(p, deed) if p.lang == "es" else []
    return whom or qualified(p, verb) or subject_of(p, verb)[0]


def _named_behind(p: Parse, deed: Phrase) -> list[Phrase]:
    """ "Acusan del disparo a la Policía": whom "a" names behind the deed."""
    named = next((f for f, _ in following(p, deed.last + 1) if f.preposition in _OBJECT), None)
    return group(p, named, len(p.tags)) if named is not None and named.actor is not None else []


def imputed_act(p: Parse, k: int) -> list[Phrase]:
    """ "A quienes imputa haberse llevado": who is said to have done what the infinitive at word `k` tells."""
    told = k > 1 and p.tags[k - 1] == VERB and p.word(k - 1).startswith(IMPUTES)
    return to_whom(p, k - 1) if told else []


def _imputed(p: Parse, deed: Phrase) -> list[Phrase]:
    """ "A quienes imputa el secuestro de", "imputa a dos policías el asesinato": whose deed it was."""
    before = next((f for f in p.phrases if f.last == deed.first - 1), None)
    named = before if before is not None and before.preposition in _OBJECT else None
    verb = named.first - 2 if named is not None else deed.first - 1
    if verb < 0 or not p.word(verb).startswith(IMPUTES) or p.word(max(verb - 1, 0)) == "se":
        return []
    return group(p, named, deed.first) if named is not None else to_whom(p, verb)


def puts_down(p: Parse, deed: Phrase, k: int) -> bool:
    """ "Atribuyó el secuestro a una venganza": who, by the verb at word `k`, puts a deed down to others."""
    told = k > 0 and not deed.preposition and p.word(k).startswith(IMPUTES)
    return told and p.word(k - 1) != "se" and not PARTICIPLE.search(p.word(k))
