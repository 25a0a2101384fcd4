"""Impersonal plurals of Spanish: "lo amenazaron", "llamadas en las que le advirtieron", by nobody named.

Whoever the sentence was about until then did not do it: a verb of several is not told of one, and who
speaks in a call or a message is not who the sentence before was about.
"""

from __future__ import annotations

import re

from geo.events.agreement import is_finite, is_many
from geo.events.closed_classes import CLITIC, VERB
from geo.events.cues import load_classes
from geo.events.fronted import as_people
from geo.events.phrases import Parse
from geo.events.slots import Arguments
from geo.events.triggers import Trigger
from geo.events.words import word_set

_ONE = word_set("un una el la")
_GENDER = {"lo": word_set("un el"), "la": word_set("una la")}
_MESSAGE = re.compile(
    r"(?<!\w)(?:recib|lleg|contest|atend|respond|encontr|hall)\w* (?:[\w'’-]+ ){0,6}?"
    r"(?:llamadas?|mensajes?|cartas?|notas?|audios?|correos?|panfletos?|videos?|textos?|recados?|"
    r"cartulinas?|mantas?|telefonemas?|whatsapps?)(?: [\w'’-]+){0,5}?,? "
    r"(?:(?:en|con|por|mediante|a traves de) l[ao]s? (?:que|cual(?:es)?)|donde|en donde)"
    r"(?: [\w'’-]+){0,3} (?:les?|l[ao]s?) $"
)
_REACH = 160
"""How many letters before a verb are looked at."""


def without_doer(p: Parse, trigger: Trigger, found: Arguments) -> bool:
    """Whether a plural verb before which "le" or "lo" stands has nobody for its subject; forgets whom it had.

    Of whom the verb before is told is then the one whom the pronoun means, where it is of that gender.
    """
    if p.lang != "es" or trigger.voice != "active" or not is_finite(p, trigger):
        return False
    if not is_many(p, trigger.first) or not trigger.first or p.tags[trigger.first - 1] != CLITIC:
        return False
    before = p.sentence.between(p.sentence.start, trigger.start)[-_REACH:]
    if _MESSAGE.search(before) is not None:
        named = any(f.first > trigger.last for f in found.subject)
        found.subject = found.subject if named else []
        return not named
    if not _is_of_one(p, trigger, found):
        return False
    one, pronoun = found.subject[0], p.word(trigger.first - 1)
    if pronoun == "le" or p.word(one.first) in _GENDER.get(pronoun, ()):
        found.object = as_people([one])
        found.pronouns.pop("object", None)
    found.subject = []
    return True


def _is_of_one(p: Parse, trigger: Trigger, found: Arguments) -> bool:
    """ "Un vecino recibió cartas y lo amenazaron": one, of whom the verb before is told."""
    if len(found.subject) != 1 or found.subject[0].last >= trigger.first:
        return False
    subject = found.subject[0]
    head, between = p.word(subject.head), p.tags[subject.last + 1 : trigger.first]
    if VERB not in between or p.word(subject.first) not in _ONE or head.endswith("s"):
        return False
    body = load_classes()["collective"].fullmatch(head) is not None
    person = subject.actor is not None and not subject.actor.is_catalogued
    return person and not body and subject.joined != "and"


__all__ = ["without_doer"]
