"""Whom a report names as accused, held or convicted of the deed that a noun tells: "for the murder of"."""

from __future__ import annotations

import re

from geo.events.actors import NATIONAL
from geo.events.clauses import subject_of
from geo.events.closed_classes import ADVERB, EVENT, VERB
from geo.events.following import following
from geo.events.fronted import to_whom
from geo.events.lists import BREAKS, PARTICIPLE, group
from geo.events.phrases import Parse, Phrase
from geo.events.relatives import qualified
from geo.events.verbs import first_of, is_passive
from geo.events.voice import PARTICIPLE_ES
from geo.events.words import word_set

_ACCUSES = re.compile(
    r"(?:convict|charg|arrest|detain|sentenc|indict|accus|jail|imprison|conden|sentenci|acus|imput|deten|"
    r"detuv|detien|captur|proces|encarcel|wanted|buscad|reclamad|suspect|sospech|senalad|vincul|tried|juzg|plead|pled|sought|requerid)\w*"
)
_OF = word_set("for of with over to por de del con")
_AFTER = word_set("despues luego antes dias horas")
""" "Detenido tres días después del asesinato": when, and not for what."""
_TRIAL, _AGAINST = word_set("trial juicio"), word_set("of against contra del a")
_WHO_ACCUSE = NATIONAL | {"judiciary"}
"""Kinds of those who charge and arrest others, and are not meant by it."""
_PENALTIES = word_set("horca muerte prision carcel perpetua silla pena penas anos years life")
""" "Sentenció a la horca a un hombre": what "a" leads before whom."""
_AGES = word_set("anos edad years age")
_OBJECT = word_set("a al")
_FOR_WHOM = word_set("para contra for against")
_ASKS_FOR = ("pid", "pedi", "solicit", "reclam", "exig", "seek", "sought", "ask", "request", "demand")
_SOON = 4
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
    if deed.preposition not in _OF and p.word(max(0, deed.first - 1)) not in _OF:  # "tried for the murder"
        return []
    if p.word(max(0, deed.first - 2)) in _AFTER:
        return []
    known = _on_trial(p, deed) or _called_accused(p, deed) or _asked_years_for(p, deed)
    if known:
        return known
    verb = next(
        (k for k in range(deed.first - 1, max(-1, deed.first - _AS_ITS_AUTHORS), -1) if p.tags[k] == VERB),
        -1,
    )
    if deed.first - verb > _WITHIN and "como" not in (p.word(k) for k in range(verb, deed.first)):
        return []
    first = first_of(p, verb) if verb >= 0 else verb
    verb = next((k for k in range(first, verb + 1) if k >= 0 and _ACCUSES.fullmatch(p.word(k))), -1)
    pleads = p.word(verb).startswith("ple")
    if verb < 0 or (deed.preposition == "to" and not pleads):
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
    if whom:
        return whom
    found = qualified(p, verb) or subject_of(p, verb)[0]
    accuse = any(f.actor is not None and f.actor.kind in _WHO_ACCUSE for f in found)
    return found if pleads or not accuse or _is_done_to(p, verb) else []


def _is_done_to(p: Parse, verb: int) -> bool:
    """ "Soldiers convicted of", "fueron acusados de": not so "the police charged him with"."""
    k = verb
    while k > 0 and p.tags[k - 1] == ADVERB:
        k -= 1
    if is_passive(p, k):
        return True
    if p.lang == "es":
        return PARTICIPLE_ES.search(p.word(verb)) is not None
    return p.word(min(verb + 1, len(p.tags) - 1)) in _OF


def _called_accused(p: Parse, deed: Phrase) -> list[Phrase]:
    """ "Dos hombres acusados del homicidio": a phrase that ends with what they are held for."""
    held = next((f for f in p.phrases if f.last == deed.first - 2 and f.head < f.last), None)
    if p.lang != "es" or held is None or held.actor is None:
        return []
    said = p.word(held.last)
    return group(p, held, deed.first) if _ACCUSES.fullmatch(said) and PARTICIPLE_ES.search(said) else []


def _on_trial(p: Parse, deed: Phrase) -> list[Phrase]:
    """ "The trial of six officers over the murder", "a soldier is on trial for the rape": who is tried."""
    k = next((k for k in range(deed.first - 1, max(0, deed.first - _WITHIN), -1) if p.word(k) in _TRIAL), 0)
    told = [p.tags[i] for i in range(k + 1, deed.first)]
    if not k or any(t in BREAKS or t in (EVENT, VERB) for t in told):
        return []
    held = next(
        (f for f in p.phrases if k < f.first and f.last < deed.first and f.preposition in _AGAINST), None
    )
    if held is not None:
        return group(p, held, deed.first) if held.actor is not None else []
    return subject_of(p, k - 1)[0] if p.word(k - 1) in ("on", "a") else []


def _asked_years_for(p: Parse, deed: Phrase) -> list[Phrase]:
    """ "Pidió 30 años de cárcel para el comandante por la matanza": for whom a prosecutor asks a sentence."""
    whom = next(
        (f for f in reversed(p.phrases) if f.last < deed.first and f.preposition in _FOR_WHOM and f.is_known),
        None,
    )
    if whom is None or deed.first - whom.last > _SOON:
        return []
    before = [p.word(k) for k in range(max(0, whom.first - _WITHIN), whom.first)]
    asks = any(w.startswith(_ASKS_FOR) for w in before)
    return [whom] if asks and _PENALTIES.intersection(before) else []


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
