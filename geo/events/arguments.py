"""Arguments: the phrases around a trigger by the place that they fill.

A verb has its subject before it, its object after it (in Spanish after "a"), and its author after "by"; in
Spanish the subject may follow ("murieron dos hombres") or go unnamed ("la secuestraron"). A noun has its
complements after it ("the killing of X by Y"), its owner before it, or the subject of the verb that it is the
object of ("launched an offensive").
"""

from __future__ import annotations

from geo.events.clauses import subject_of
from geo.events.headcount import whole_of
from geo.events.noun_arguments import around_noun
from geo.events.phrases import Parse, Phrase
from geo.events.relatives import antecedent
from geo.events.slots import Arguments
from geo.events.triggers import Trigger
from geo.events.verb_arguments import around_verb
from geo.events.verbs import last_verb
from geo.events.words import word_set

_THEIRS = word_set("its their su sus")
_FORCES = word_set(
    "jets planes warplanes aircraft drones helicopters forces fighters gunboats ships warships missiles navy "
    "units troops soldiers militants commandos tropas soldados comandos aviones cazas helicopteros "
    "fuerzas combatientes aviacion buques misiles unidades milicianos"
)
"""What acts for those it belongs to."""


def arguments_of(p: Parse, trigger: Trigger) -> Arguments:
    """The phrases around a trigger by the place that they fill; worked out once, not to be changed."""
    found: Arguments | None = p.arguments.get(trigger)
    if found is None:
        found = Arguments()
        around = around_verb if trigger.is_verb else around_noun
        around(p, trigger, found)
        found.subject, found.object, found.of = (
            whole_of(p, told) for told in (found.subject, found.object, found.of)
        )
        if len(found.subject) == 1:
            _name_owners(p, found)
        p.arguments[trigger] = found
    return found


def _name_owners(p: Parse, found: Arguments) -> None:
    """Put whoever owns the forces that are a subject in their place: "its jets had bombed"."""
    phrase = found.subject[0]
    found.subject = _owners_of_forces(p, phrase) or found.subject
    if found.subject == [phrase] and phrase.actor is None and _are_forces(p, phrase):
        found.pronouns["subject"] = "body" if p.word(phrase.first) in ("its", "su", "sus") else "many"


def _are_forces(p: Parse, phrase: Phrase) -> bool:
    """ "Their drones", "sus tropas": what acts for whoever was told of."""
    return p.word(phrase.first) in _THEIRS and p.word(phrase.head) in _FORCES


def _owners_of_forces(p: Parse, phrase: Phrase) -> list[Phrase]:
    """ "The army said its jets had bombed": the speaker, whose jets they are, if they are no known body."""
    r = phrase.first - 1
    if phrase.actor is None and r > 0 and p.word(r) == "whose" and p.word(phrase.head) in _FORCES:
        return antecedent(p, r)
    actor = phrase.actor
    known = actor is not None and bool(actor.kind) and not actor.is_group
    if known or not _are_forces(p, phrase):
        return []
    verb = last_verb(p, phrase.first)
    speaker = subject_of(p, verb)[0] if verb is not None else []
    return speaker if len(speaker) == 1 and speaker[0].actor is not None else []
