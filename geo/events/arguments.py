"""Arguments: the phrases around a trigger by the place that they fill.

A verb has its subject before it, its object after it (in Spanish after "a"), and its author after "by"; in
Spanish the subject may follow ("murieron dos hombres") or go unnamed ("la secuestraron"). A noun has its
complements after it ("the killing of X by Y"), its owner before it, or the subject of the verb that it is the
object of ("launched an offensive").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from geo.events.actors import GROUP_PREFIX, ActorMention
from geo.events.clauses import (
    BREAKS,
    BY,
    OWN,
    PARTICIPLE,
    SINGULAR,
    Number,
    antecedent,
    first_of,
    following,
    group,
    only_articles,
    qualified,
    subject_of,
)
from geo.events.phrases import Parse, Phrase, by_its_words
from geo.events.triggers import Trigger
from geo.events.word_classes import (
    ADVERB,
    AUXILIARY,
    CLITIC,
    DETERMINER,
    PLACE,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SUBORDINATOR,
    TIME,
    VERB,
)
from geo.events.words import word_set

_AGAINST = word_set("against contra on at upon")
_TO = word_set("a al to")
_WITH = word_set("with con")
_ALONG = word_set("along alongside junto")
_BETWEEN = word_set("between entre among")
_HANDS = word_set(
    "manos parte cargo hands orden disparos balazos impactos integrantes miembros elementos order members "
    "fire gunfire"
)
""" "By order of a judge", "por disparos de soldados": what leads to the author after "by"."""
_AT_HANDS = word_set("manos cargo hands")
""" "A manos de": the same after "a" or "at"; "a once miembros" are an object."""
_LIGHT = re.compile(
    r"(?:carr(?:y|ied)|launch|stag|mount|conduct|commit|perpetrat|held|hold|beg[au]n|start|open|mak|made|sign|reach|"
    r"impos|led|lead|join|order|resum|erect|set|complet|fil|issu|llev|realiz|lanz|inici|sostuv|"
    r"protagoniz|perpetr|comet|firm|suscrib|celebr|efectu|mont|coloc|instal|impus|impon|emprend|orden|"
    r"logr|particip|dirig|ejecut|despl(?:eg|ieg)|sost|mant(?:uv|ien)|sell|rubric|retom|reanud|acat|execut|"
    r"perform|secur|slap|hand|deliver|particip|took|tak|initial|ink|"
    r"(?:dict|libr|gir)(?:o|a|an|aron)\b|emit|agree|encabez|decret|convoc|organiz|concluy|"
    r"abr(?:io|ieron|e|en)\b)"
)
"""Verbs whose subject does the deed that their object names: "launched an offensive"."""
_SUFFERS = re.compile(
    r"(?:recib(?!ir)|sufr|padec|sobreviv|surviv|suffer|receiv|endur|escap|sustain|underw|subjected|"
    r"given|handed|faces?\Z|got\Z|gets?\Z|purg|cumpl)"
)
"""Verbs, and nouns after "was the", whose subject has done to it what their object names."""
_TELLS = re.compile(r"announc|declar|present|unveil|anunci|issu|propos|propus|dio|dieron")
"""Verbs whose subject does it only where it is done with words: "announced a plan"."""
_WORDS = frozenset({"plan", "threat", "designation", "sanction", "agreement", "talks"})

_TO_PEOPLE = frozenset(
    {"killing", "attack_on_press", "armed_attack", "kidnapping", "arrest", "abuse", "release", "deportation"}
)
_GOT = word_set("got get gets")
_VICTIMS = word_set("victima victimas objeto blanco victim victims target")
""" "Fue víctima de un secuestro": whose subject suffers it."""
_PARTICLES = word_set("out up off")
_TIED_BY = {"agreed": word_set("on to"), "agree": word_set("on to"), "partic": word_set("in en"),
            "subjec": word_set("to")}  # fmt: skip
"""Prepositions that belong to the verb before them: "carried out", "agreed on", "participan en"."""
_LIVES = word_set("vida vidas life lives")
""" "Acabaron con la vida de un juez": whose life it is is the object."""
_MANNERS = word_set(
    "quemarropa mansalva sangre muerte golpes tiros balazos punta traicion pedradas machetazos"
)
"""What follows "a" and tells how: "disparar a quemarropa"."""


@dataclass(slots=True)
class Arguments:
    """Who fills the places around a trigger.

    `of`, `against`, `sides` and `by` are led by "of", "against" or "on", "with" or "between", and "by";
    `owner` stands before a noun ("army raid", "the mayor's murder"); `patient` is the subject of a verb like
    "received". `pronouns` gives the number of the pronoun that fills the place of subject or object where no
    phrase does; an unnamed subject counts as one.
    """

    subject: list[Phrase] = field(default_factory=list)
    object: list[Phrase] = field(default_factory=list)
    by: list[Phrase] = field(default_factory=list)
    of: list[Phrase] = field(default_factory=list)
    against: list[Phrase] = field(default_factory=list)
    sides: list[Phrase] = field(default_factory=list)
    owner: list[ActorMention] = field(default_factory=list)
    patient: list[Phrase] = field(default_factory=list)
    pronouns: dict[str, Number] = field(default_factory=dict)


def arguments_of(p: Parse, trigger: Trigger) -> Arguments:
    """The phrases around a trigger by the place that they fill; worked out once, not to be changed."""
    found: Arguments | None = p.arguments.get(trigger)
    if found is None:
        found = p.arguments[trigger] = _arguments(p, trigger)
    return found


def _arguments(p: Parse, trigger: Trigger) -> Arguments:
    found = Arguments()
    if not trigger.is_verb:
        _around_noun(p, trigger, found)
        return found
    number = None
    if trigger.voice == "passive" and trigger.tag in "DP":
        found.subject = qualified(p, trigger.first)
    if not found.subject:
        found.subject, number = subject_of(p, trigger.first)
    if number is not None:
        found.pronouns["subject"] = number
    _after_verb(p, trigger, found)
    if p.lang == "es" and not found.subject and not number and _finite(p, trigger):
        found.pronouns["subject"] = "many" if p.word(trigger.first).endswith(("n", "s")) else "one"
    return found


def _after_verb(p: Parse, trigger: Trigger, found: Arguments) -> None:
    """Object, author, opponents and, in Spanish, a subject that follows its verb."""
    active = trigger.voice == "active" or trigger.pos == "undergo"
    _pronoun_object(p, trigger, found)
    end = len(p.tags)
    free: list[Phrase] = []
    beside: list[Phrase] = []
    late: list[Phrase] = []
    author = False
    for phrase, near in following(p, trigger.last + 1):
        lead = phrase.preposition
        if author or _leads_author(p, phrase):
            if is_personal(p, phrase) and (not author or lead in OWN):
                found.by = found.by or group(p, phrase, end)
            author = not author and phrase.actor is None and p.word(phrase.head) in _HANDS
        elif not lead and near:
            free = group(p, phrase, end)
        elif not lead and not phrase.joined and not late and phrase.actor is not None and phrase.actor.kind:
            late = group(p, phrase, end)
        elif lead in OWN and phrase.first == trigger.last + 2 and p.word(trigger.last) in _LIVES:
            found.object = group(p, phrase, end)
        elif lead in _ALONG and phrase.actor is not None:
            beside = group(p, phrase, end)
        elif (
            active
            and p.lang == "es"
            and lead in _TO
            and not found.object
            and (is_personal(p, phrase) or (near and _bare_person(p, phrase, trigger)))
        ):
            found.object = group(p, phrase, end)
        elif lead in _AGAINST and not found.against:
            found.against = group(p, phrase, end)
        elif (lead in _WITH and not found.sides) or lead in _BETWEEN:
            found.sides = group(p, phrase, end)
    if p.lang == "es" and active:
        found.object = found.object or _fronted(p, trigger.first)
        if found.subject and "object" in found.pronouns and found.subject[0].preposition in _TO:
            found.object, found.subject = found.subject, []
    if p.lang == "es" and trigger.voice == "active" and found.subject and not found.object:
        found.object = _of_relative(p, found.subject[0])
    _add_beside(found, beside, free, active)
    if not free:
        if (
            late
            and p.lang == "es"
            and not found.subject
            and (not active or trigger.pos == "undergo" or found.object)
        ):
            found.subject = late
            found.pronouns.pop("subject", None)
        return
    if active and only_articles(p, free[0]) and not found.object:
        found.pronouns["object"] = "many"
        return
    inverted = p.lang == "es" and not found.subject and (found.object or "object" in found.pronouns)
    if active and not inverted and (trigger.pos != "undergo" or p.lang == "en"):
        found.object = found.object or free
    elif p.lang == "es" and not found.subject:
        found.subject = free
        found.pronouns.pop("subject", None)


def _finite(p: Parse, trigger: Trigger) -> bool:
    """Whether a Spanish verb says by its ending how many do it: "la mataron", "había sido condenada"."""
    before = [p.word(k) for k in range(max(0, trigger.first - 4), trigger.first)]
    if "nadie" in before or before[-1:] in (["hubo"], ["hay"]):
        return False
    helped = trigger.first > 0 and p.tags[trigger.first - 1] == AUXILIARY
    return trigger.tag in "VF" or (trigger.tag == "P" and helped)


def _add_beside(found: Arguments, beside: list[Phrase], free: list[Phrase], active: bool) -> None:
    """Who is beside the object or a passive's subject shares its place: "shot her along with a guard"."""
    if not active:
        found.subject = found.subject + beside
    elif found.object or not free:
        found.object = found.object + beside
    else:
        free.extend(beside)


def is_personal(p: Parse, phrase: Phrase) -> bool:
    """Whether a phrase names people, and not, bare, a cause or a place ("por robo", "a Reynosa")."""
    actor = phrase.actor
    if actor is None or actor.kind or p.lang == "en":
        return actor is not None
    written = p.sentence.text[actor.start - p.sentence.start :]
    return p.tags[phrase.first] == DETERMINER or (p.word(phrase.head).endswith("s") and written[:1].islower())


def _leads_author(p: Parse, phrase: Phrase) -> bool:
    """Whether "by", or "at the hands", says that the author comes here or next."""
    return phrase.preposition in BY or (
        phrase.preposition in ("a", "at") and p.word(phrase.head) in _AT_HANDS
    )


def _bare_person(p: Parse, phrase: Phrase, trigger: Trigger) -> bool:
    """ "Matan a mototaxista": a headline leaves the article out where only people can be meant."""
    head = p.sentence.words[phrase.head]
    written = p.sentence.text[head.start - p.sentence.start : head.end - p.sentence.start]
    return (
        phrase.actor is not None
        and trigger.type in _TO_PEOPLE
        and written[:1].islower()
        and head.text not in _MANNERS
    )


def _pronoun_object(p: Parse, trigger: Trigger, found: Arguments) -> None:
    """ "Arrested him", "los habían capturado"."""
    if trigger.voice != "active":
        return
    k = trigger.last + 1
    if p.lang == "en":
        if k < len(p.tags) and (p.tags[k] == PRONOUN or p.word(k) == "her") and p.at[k] < 0:
            found.pronouns["object"] = "one" if p.word(k) in SINGULAR else "many"
        return
    k = trigger.first - 1
    while k >= 0 and p.tags[k] in (AUXILIARY, ADVERB):
        k -= 1
    if k >= 0 and p.tags[k] == CLITIC and p.word(k) != "se":
        found.pronouns["object"] = "many" if p.word(k).endswith("s") else "one"
    elif p.word(trigger.last).endswith(("lo", "la", "los", "las")) and trigger.tag == "I":
        found.pronouns["object"] = "many" if p.word(trigger.last).endswith("s") else "one"


def _of_relative(p: Parse, subject: Phrase) -> list[Phrase]:
    """ "Los jóvenes que la policía detuvo": what a relative clause with a subject of its own is about."""
    k = subject.first - 1
    return antecedent(p, k) if k > 0 and p.tags[k] == RELATIVE and p.word(k) == "que" else []


def _fronted(p: Parse, k: int) -> list[Phrase]:
    """ "A un panadero lo mataron": an object before its verb."""
    if k and p.tags[k - 1] == CLITIC:
        for phrase in reversed(p.phrases):
            if phrase.last < k and phrase.preposition in _TO and phrase.actor is not None:
                between = p.tags[phrase.last + 1 : k]
                return [] if any(t in (VERB, SUBORDINATOR) for t in between) else [phrase]
    return []


def _around_noun(p: Parse, trigger: Trigger, found: Arguments) -> None:
    """Complements after a noun, its owner before it, and the subject of the verb that it is the object of."""
    own = p.phrases[p.at[trigger.first]] if p.at[trigger.first] >= 0 else None
    end = len(p.tags)
    start = max(trigger.last, own.last if own else 0) + 1
    author = False
    tied = True
    if (
        start < end
        and p.tags[start] == VERB
        and PARTICIPLE.search(p.word(start))
        and not p.gaps[start].strip()
    ) or (start + 2 < end and p.tags[start] == AUXILIARY and p.word(start + 2) in _AT_HANDS):
        start, tied = start + 1, False
    elif start + 1 < end and p.tags[start] == AUXILIARY and _made(p, start):
        start, tied = start + 1, False
        while start < end and p.tags[start] in (AUXILIARY, VERB):
            start += 1
        while (start < end and p.tags[start] == ADVERB) or (start < end and p.word(start) == "out"):
            start += 1
    for phrase, _ in following(p, start):
        lead = phrase.preposition
        if author or _leads_author(p, phrase):
            if phrase.actor is not None and (not author or lead in OWN):
                found.by = found.by or group(p, phrase, end)
            author = not author and phrase.actor is None and p.word(phrase.head) in _HANDS
        elif lead in OWN and tied:
            found.of = group(p, phrase, end) if phrase.actor is not None else []
        elif (
            (lead in _AGAINST or lead in _TO or (lead == "for" and trigger.type == "charges"))
            and not found.against
            and phrase.actor is not None
        ):
            found.against = group(p, phrase, end)
        elif lead in _BETWEEN or lead in _WITH:
            found.sides = found.sides or group(p, phrase, end)
        elif not lead:
            if trigger.pos == "phrase" and tied and not found.of:
                found.of = group(p, phrase, end)
            break
        tied = tied and (p.tags[phrase.head] == PLACE or (lead in OWN and phrase.actor is None))
    if not found.sides:
        found.sides = _between(p, start)
    found.by = found.by or _done_by_relative(p, start)
    if own is None:
        return
    possessor = trigger.first - 1
    if possessor >= own.first and p.word(possessor).endswith("'s"):
        written = by_its_words(p, own.first, possessor)
        found.owner = [replace(written, end=written.end - 2, name=written.name[:-2])] if written else []
    found.owner = [
        a
        for a in p.actors
        if own.first <= p.sentence.word_at(a.start) <= own.last
        and (a.start < trigger.start or not (a.id or "").startswith(GROUP_PREFIX))
        and (a.end <= trigger.start or a.start >= trigger.end)
    ] or found.owner
    _through_verb(p, trigger, own, found)


def _done_by_relative(p: Parse, k: int) -> list[Phrase]:
    """ "El paro que ordenó el Clan", "an attack that was carried out by": the doer in a relative clause."""
    if k >= len(p.tags) or p.tags[k] != RELATIVE:
        return []
    k += 1
    while k < len(p.tags) and p.tags[k] in (AUXILIARY, CLITIC):
        k += 1
    if k >= len(p.tags) or p.tags[k] != VERB or not _LIGHT.match(p.word(k)):
        return []
    for phrase, near in following(p, k + 1):
        done = _leads_author(p, phrase) or (p.lang == "es" and near and not phrase.preposition)
        if done and phrase.actor is not None:
            return group(p, phrase, len(p.tags))
    return []


def _through_verb(p: Parse, trigger: Trigger, own: Phrase, found: Arguments) -> None:
    """Who does, or has done to them, what a verb's object names: "launched an attack", "received threats"."""
    k = own.first - 1
    while k >= 0 and (p.tags[k] in (ADVERB, TIME) or _adjunct(p, k)):
        k = p.phrases[p.at[k]].first - 2 if p.at[k] >= 0 else k - 1
    while k >= 0 and p.tags[k] == PREPOSITION and own.preposition:
        k -= 1
    if k < 0:
        return
    tied = not own.preposition or own.preposition in _TIED_BY.get(p.word(k)[:6], _PARTICLES)
    if own.preposition in OWN and p.word(k) in _VICTIMS and p.at[k] >= 0:
        k = p.phrases[p.at[k]].first
        if k and p.tags[k - 1] == AUXILIARY:
            found.patient = subject_of(p, k)[0] or _postposed(p, own)
        return
    if (p.tags[k] != VERB and p.word(k) not in _GOT) or not tied:
        return
    if _SUFFERS.match(p.word(k)):
        found.patient, _ = subject_of(p, first_of(p, k))
        found.patient = found.patient or _postposed(p, own)
    elif _does(p, k, trigger):
        found.subject, number = subject_of(p, first_of(p, k))
        if number is not None:
            found.pronouns["subject"] = number
        elif not found.subject and p.lang == "es":
            found.subject = _postposed(p, own)


def _postposed(p: Parse, own: Phrase) -> list[Phrase]:
    """A Spanish subject after the object of its verb: "sellaron un pacto los presidentes"."""
    if p.lang != "es":
        return []
    for phrase, _ in following(p, own.last + 1):
        known = phrase.actor is not None and bool(phrase.actor.kind)
        if not phrase.preposition and (phrase.joined or not known):
            return []
        if not phrase.preposition:
            return group(p, phrase, len(p.tags))
    return []


def _made(p: Parse, k: int) -> bool:
    """ "The arrest was made by", "el ataque fue perpetrado por": the verb is one of doing."""
    while k < len(p.tags) and p.tags[k] == AUXILIARY:
        k += 1
    return k < len(p.tags) and p.tags[k] == VERB and bool(_LIGHT.match(p.word(k)))


def _does(p: Parse, k: int, trigger: Trigger) -> bool:
    """Whether the subject of the verb that ends at word `k` does what the trigger, its object, names."""
    verb = p.word(first_of(p, k))
    return bool(_LIGHT.match(verb) or (trigger.type in _WORDS and _TELLS.match(verb)))


def _between(p: Parse, k: int) -> list[Phrase]:
    """The sides of "gunfire was heard between A and B", beyond the verb."""
    for phrase in p.phrases:
        if phrase.first > k and phrase.preposition in _BETWEEN:
            hurdles = p.tags[k : phrase.first]
            return [] if any(t in BREAKS for t in hurdles) else group(p, phrase, len(p.tags))
    return []


def _adjunct(p: Parse, k: int) -> bool:
    """Whether word `k` ends a phrase of place with a preposition: "firmaron en La Habana un acuerdo"."""
    i = p.at[k]
    return i >= 0 and p.tags[k] == PLACE and bool(p.phrases[i].preposition)
