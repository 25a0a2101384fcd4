"""Arguments: the phrases around a trigger by the place that they fill.

A verb has its subject before it, its object after it (in Spanish after "a"), and its author after "by"; in
Spanish the subject may follow ("murieron dos hombres") or go unnamed ("la secuestraron"). A noun has its
complements after it ("the killing of X by Y"), its owner before it, or the subject of the verb that it is the
object of ("launched an offensive").
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from geo.events.actors import ARMED
from geo.events.carried import speaker_of
from geo.events.classed_words import is_name
from geo.events.clauses import subject_of
from geo.events.closed_classes import (
    ADVERB,
    AUXILIARY,
    CLITIC,
    DETERMINER,
    PLACE,
    PRONOUN,
    RELATIVE,
    SUBORDINATOR,
    TIME,
    VERB,
)
from geo.events.cues import load_classes
from geo.events.following import following, is_new
from geo.events.lists import group, only_articles
from geo.events.noun_arguments import around_noun, who_laid
from geo.events.phrases import Parse, Phrase
from geo.events.pronouns import SINGULAR
from geo.events.relatives import antecedent, qualified
from geo.events.slots import AGAINST, BETWEEN, HANDS, TO, WITH, Arguments, leads_author
from geo.events.triggers import Trigger
from geo.events.verbs import last_verb
from geo.events.words import OF, word_set

_ALONG = word_set("along alongside junto")
_TO_PEOPLE = frozenset(
    {
        "killing",
        "attack_on_press",
        "armed_attack",
        "kidnapping",
        "arrest",
        "abuse",
        "release",
        "deportation",
        "extradition",
    }
)
_UPON = frozenset({"armed_attack", "airstrike", "drone_attack", "bombing", "abuse"})
""" "Abrieron fuego sobre los vecinos": deeds that fall upon somebody."""
_HIS = word_set("his her their")
_THEIRS = word_set("its their su sus")
_BODIES = word_set("policia ejercito gente patrulla guerrilla milicia pandilla mayoria pareja resto marina")
"""Words for many that are singular: their verb may be either."""
_RECEIVERS = frozenset({"international", "government", "law enforcement", "judiciary", "military"})
_FORCES = word_set(
    "jets planes warplanes aircraft drones helicopters forces fighters gunboats ships warships missiles navy "
    "units troops soldiers militants commandos tropas soldados comandos aviones cazas helicopteros "
    "fuerzas combatientes aviacion buques misiles unidades milicianos"
)
_LIVES = word_set("vida vidas life lives captura aprehension detencion arresto")
""" "Acabaron con la vida de un juez", "ordenó la captura de": whose life or arrest it is is the object."""
_OTHERS = word_set("others")
""" "Seven aid workers were abducted and two others killed": more of those told of before."""
_RELATED = word_set("que whom which that")
_MANNERS = word_set(
    "horca perpetua cadena prision carcel "
    "quemarropa mansalva sangre muerte golpes tiros balazos punta traicion pedradas machetazos palos "
    "porrazos culatazos toletazos bastonazos garrotazos patadas rastras fuerza empujones "
    "punaladas cuchilladas gritos punetazos latigazos plomo bordo pie pies ciegas oscuras diario cambio"
)
"""What follows "a" and tells how: "disparar a quemarropa"."""


def arguments_of(p: Parse, trigger: Trigger) -> Arguments:
    """The phrases around a trigger by the place that they fill; worked out once, not to be changed."""
    found: Arguments | None = p.arguments.get(trigger)
    if found is None:
        found = p.arguments[trigger] = _arguments(p, trigger)
        if len(found.subject) == 1:
            phrase = found.subject[0]
            found.subject = _owners_of_forces(p, phrase) or found.subject
            if found.subject == [phrase] and phrase.actor is None and _are_forces(p, phrase):
                found.pronouns["subject"] = "body" if p.word(phrase.first) in ("its", "su", "sus") else "many"
    return found


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


def _arguments(p: Parse, trigger: Trigger) -> Arguments:
    found = Arguments()
    if not trigger.is_verb:
        around_noun(p, trigger, found)
        return found
    number = None
    past = (
        p.lang == "en" and trigger.pos == "undergo" and trigger.tag == "D" and trigger.first == trigger.last
    )
    if trigger.voice == "passive" and trigger.tag in "DP" and not past:
        found.subject = qualified(p, trigger.first)
    if not found.subject:
        found.subject, number = subject_of(p, trigger.first)
    if p.lang == "es" and trigger.tag == "I" and _on_doing(p, trigger):
        late = _after_its_verb(p, trigger) if trigger.type in ("raid", "protest", "escape") else []
        if late or trigger.type == "bombing":
            found.subject, number = late, None
    found.subject = _who_had(p, found.subject) or found.subject
    if number is not None:
        found.pronouns["subject"] = number
    if (
        len(found.subject) == 1
        and found.subject[0].actor is None
        and p.word(found.subject[0].head) in _OTHERS
    ):
        found.pronouns["subject"] = "one" if p.word(found.subject[0].head) == "another" else "many"
        found.subject = []
    fronted = p.lang == "es" and _is_fronted_thing(p, trigger, found)
    _after_verb(p, trigger, found)
    if p.lang == "es":
        _agree(p, trigger, found)
    if fronted and found.object and not found.object[0].preposition:
        found.subject, found.object = found.object, []
    if trigger.type == "landmine" and not found.by:
        found.by = who_laid(p, trigger.last + 1)
    if p.lang == "es" and trigger.voice == "active" and not found.subject:
        found.subject = _before_colon(p, trigger.first)
        if not found.subject and trigger.pos == "verb" and trigger.tag in "VFP":
            found.subject = speaker_of(p, trigger.first)
    if p.lang == "es" and not found.subject and not number and _finite(p, trigger):
        found.pronouns["subject"] = "many" if p.word(trigger.first).endswith(("n", "s")) else "one"
    return found


def _who_had(p: Parse, subject: list[Phrase]) -> list[Phrase]:
    """ "A photographer had his cameras smashed": whose things it was done to."""
    first = subject[0].first if len(subject) == 1 else 0
    own = first > 1 and p.word(first) in _HIS and p.word(first - 1) in ("had", "has", "have")
    return subject_of(p, first - 1)[0] if own else []


def _on_doing(p: Parse, trigger: Trigger) -> bool:
    """ "Murieron dos al explotar una bomba": what follows such a verb did it, and not who died."""
    return trigger.first > 0 and p.word(trigger.first - 1) == "al"


def _after_its_verb(p: Parse, trigger: Trigger) -> list[Phrase]:
    """ "Al irrumpir en el penal los antimotines": a subject with an article, after the verb and its place."""
    for phrase, _ in following(p, trigger.last + 1):
        if not phrase.preposition:
            return group(p, phrase, len(p.tags)) if phrase.actor is not None else []
    return []


def _before_colon(p: Parse, k: int) -> list[Phrase]:
    """ "La milicia se vengó el jueves: asaltó un cuartel": a verb that opens what explains the one before."""
    first = k
    while first and p.tags[first - 1] in (AUXILIARY, CLITIC):
        first -= 1
    if not first or ":" not in p.gaps[first]:
        return []
    verb = last_verb(p, first)
    found = subject_of(p, verb)[0] if verb is not None else []
    return found if verb is not None and _is_many(p, verb) == _is_many(p, k) else []


def _is_many(p: Parse, verb: int) -> bool:
    """Whether a Spanish finite verb, its auxiliary before it, ends as one of several does."""
    helped = verb > 0 and p.tags[verb - 1] == AUXILIARY
    return p.word(verb - 1 if helped else verb).endswith(("n", "mos"))


def _agree(p: Parse, trigger: Trigger, found: Arguments) -> None:
    """ "Las monjas que había raptado": what a relative clause is about, of another number, is its object."""
    if trigger.voice != "active" or len(found.subject) != 1 or not _finite(p, trigger):
        return
    k = trigger.first - 1
    while k > 0 and p.tags[k] in (AUXILIARY, ADVERB):
        k -= 1
    subject = found.subject[0]
    if k < 1 or p.tags[k] != RELATIVE or subject.last >= k or subject.actor is None:
        return
    if found.object:
        behind = found.object[0]
        armed = behind.actor is not None and behind.actor.kind in ARMED
        if armed and not behind.preposition and subject.actor.kind not in ARMED:
            found.subject, found.object = found.object, _as_people(found.subject)
        return
    group_of = not subject.actor.is_catalogued and subject.actor.kind != "person"
    several = p.word(subject.head).endswith("s")
    body = load_classes()["collective"].fullmatch(p.word(subject.head)) is not None
    if group_of and several != _is_many(p, trigger.first) and not (body or p.word(subject.head) in _BODIES):
        found.object, found.subject = _as_people(found.subject), []


def _is_fronted_thing(p: Parse, trigger: Trigger, found: Arguments) -> bool:
    """ "Restos y cien zapatos encontró el grupo": several before a verb of one, whom its subject follows."""
    free = found.subject
    if trigger.voice != "active" or trigger.tag != "V" or not free or _is_many(p, trigger.first):
        return False
    head = p.word(free[-1].head)
    if not (len(free) > 1 or head.endswith("s")) or any(f.is_known for f in free):
        return False
    behind = next((f for f, near in following(p, trigger.last + 1) if near and not f.preposition), None)
    return free[-1].last == trigger.first - 1 and behind is not None and behind.actor is not None


def _after_verb(p: Parse, trigger: Trigger, found: Arguments) -> None:
    """Object, author, opponents and, in Spanish, a subject that follows its verb."""
    active = trigger.voice == "active" or trigger.pos == "undergo"
    _pronoun_object(p, trigger, found)
    if p.lang == "es" and active:
        found.object = found.object or _fronted(p, trigger.first) or _to_whom(p, trigger.first)
        if found.object:
            found.pronouns.pop("object", None)
        if found.object and found.subject and found.subject[0].first == found.object[0].first:
            found.subject = []
    by_itself = p.lang == "es" and not active and trigger.tag not in "DP"
    end = len(p.tags)
    free: list[Phrase] = []
    beside: list[Phrase] = []
    late: list[Phrase] = []
    author = False
    for phrase, near in following(p, trigger.last + 1):
        lead = phrase.preposition
        if author or leads_author(p, phrase):
            if is_personal(p, phrase) and (not author or lead in OF):
                found.by = found.by or group(p, phrase, end)
            author = not author and phrase.actor is None and p.word(phrase.head) in HANDS
        elif not lead and near:
            free = group(p, phrase, end)
        elif not lead and not phrase.joined and not late and _may_be_late(p, phrase, done=not active):
            late = group(p, phrase, end)
        elif lead in OF and phrase.first == trigger.last + 2 and p.word(trigger.last) in _LIVES:
            found.object = group(p, phrase, end)
        elif (
            lead in OF
            and trigger.pos == "undergo"
            and phrase.first <= trigger.last + 3
            and _ends_in_noun(trigger)
        ):
            found.by = group(p, phrase, end) if is_personal(p, phrase) else []
        elif lead in _ALONG and phrase.actor is not None:
            beside = group(p, phrase, end)
        elif (
            (active or by_itself)
            and p.lang == "es"
            and lead in TO
            and not found.object
            and p.word(phrase.head) not in _MANNERS
            and (is_personal(p, phrase) or (near and _bare_person(p, phrase, trigger)))
        ) or (lead in TO and _is_receiver(p, trigger, found.object) and is_personal(p, phrase)):
            found.object = group(p, phrase, end)
        elif p.lang == "es" and active and lead in TO and _some_of_them(p, phrase):
            found.pronouns["object"] = "many"
        elif not found.against and (
            lead in AGAINST
            or (lead == "to" and trigger.type == "sentence")
            or (lead == "sobre" and trigger.type in _UPON and phrase.is_known)
        ):
            found.against = group(p, phrase, end)
        elif (lead in WITH and not found.sides) or lead in BETWEEN:
            found.sides = group(p, phrase, end)
    led = bool(found.subject) and found.subject[0].preposition in TO
    if p.lang == "es" and active and led and "object" in found.pronouns:
        found.object, found.subject = found.subject, []
    if trigger.voice == "active" and found.subject and not found.object and not (free and p.lang == "en"):
        found.object = _of_relative(p, found.subject[0])
    if trigger.voice == "active" and "subject" in found.pronouns and not found.object and not free:
        found.object = _of_pronouns_relative(p, trigger.first)
    if p.lang == "es" and not found.by and (not active or trigger.pos == "undergo"):
        found.by = _fronted_author(p, trigger.first)
    if by_itself and found.object:
        found.subject, found.object = found.object, []
        found.pronouns.pop("subject", None)
    if p.lang == "en" and not active and not found.subject:
        found.subject = _inverted(p, trigger)
    _add_beside(found, beside, free, active)
    if not free and late and p.lang == "en" and active and trigger.type in _TO_PEOPLE:
        found.object = found.object or late
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


def _inverted(p: Parse, trigger: Trigger) -> list[Phrase]:
    """ "Among those arrested were two men": a subject after its auxiliary."""
    if trigger.first and p.word(0) != "among":
        return []
    k = trigger.last + 1
    while k < len(p.tags) and p.tags[k] not in (AUXILIARY, VERB, RELATIVE, SUBORDINATOR):
        k += 1
    if k + 1 >= len(p.tags) or p.tags[k] != AUXILIARY or p.at[k + 1] < 0:
        return []
    return group(p, p.phrases[p.at[k + 1]], len(p.tags))


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
    led = p.tags[phrase.first] == DETERMINER or phrase.preposition == "al"
    return led or (p.word(phrase.head).endswith("s") and written[:1].islower())


def _bare_person(p: Parse, phrase: Phrase, trigger: Trigger) -> bool:
    """ "Matan a mototaxista": a headline leaves the article out where only people can be meant."""
    alone = trigger.first == trigger.last and phrase.first == trigger.last + 2
    if alone and is_name(p, phrase.head) and p.tags[phrase.head] != PLACE:
        return trigger.type in ("arrest", "kidnapping", "killing", "release", "abuse")
    lower = p.sentence.written(phrase.head)[:1].islower()
    return phrase.actor is not None and trigger.type in _TO_PEOPLE and lower


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
    related = k > 0 and p.tags[k] == RELATIVE and p.word(k) in _RELATED
    return _as_people(antecedent(p, k)) if related else []


def _of_pronouns_relative(p: Parse, k: int) -> list[Phrase]:
    """ "Two soldiers whom it had seized": the same where the subject is a pronoun."""
    k -= 1
    while k > 0 and p.tags[k] in (AUXILIARY, ADVERB):
        k -= 1
    related = k > 1 and p.tags[k] == PRONOUN and p.tags[k - 1] == RELATIVE and p.word(k - 1) in _RELATED
    return antecedent(p, k - 1) if related else []


def _as_people(phrases: list[Phrase]) -> list[Phrase]:
    """Phrases that a relative pronoun makes an object, which Spanish leads with "a" where it is people."""
    return [replace(f, preposition=f.preposition or "a") for f in phrases]


def _to_whom(p: Parse, k: int) -> list[Phrase]:
    """ "Dos guardias, a quienes dejaron ir": whom a relative pronoun after "a" means is the verb's object."""
    k -= 1
    while k > 0 and (p.tags[k] in (AUXILIARY, ADVERB, CLITIC, TIME) or p.at[k] >= 0):
        k -= 1
    if k < 2 or p.tags[k] != RELATIVE:
        return []
    lead = p.word(k - 2 if p.word(k - 1) in ("la", "los", "las") else k - 1)
    return _as_people(antecedent(p, k)) if lead in TO else []


def _fronted(p: Parse, k: int) -> list[Phrase]:
    """ "A un panadero lo mataron", "al alcalde, que iba solo, lo raptaron": an object before its verb."""
    k -= 1
    while k > 0 and p.tags[k] == AUXILIARY:
        k -= 1
    if k <= 0 or p.tags[k] != CLITIC or p.word(k) == "se" or p.tags[k - 1] == RELATIVE:
        return []
    for phrase in reversed(p.phrases):
        if phrase.last < k and phrase.preposition in TO and phrase.actor is not None:
            between = p.tags[phrase.last + 1 : k]
            told = "," in p.gaps[k] or between[:1] == [RELATIVE]
            opens = phrase.first <= 2 and told and SUBORDINATOR not in between
            return [phrase] if opens or not any(t in (VERB, SUBORDINATOR) for t in between) else []
    return []


def _fronted_author(p: Parse, k: int) -> list[Phrase]:
    """ "A manos de pandilleros murieron dos hombres", "por orden del grupo, cien familias se fueron"."""
    for lead, author in pairwise(p.phrases):
        if author.last >= k:
            break
        if (
            lead.preposition not in ("a", "por")
            or p.word(lead.head) not in HANDS
            or author.preposition not in OF
        ):
            continue
        between = p.tags[author.last + 1 : k]
        if not any(t in (VERB, SUBORDINATOR, RELATIVE) for t in between):
            return group(p, author, k)
    return []


def _is_receiver(p: Parse, trigger: Trigger, given: list[Phrase]) -> bool:
    """ "Entregó a la Cruz Roja a un sargento": a body named first got the one who is named after it."""
    actor = given[0].actor if len(given) == 1 else None
    handed = p.lang == "es" and p.word(trigger.first).startswith("entreg")
    return handed and actor is not None and actor.kind in _RECEIVERS and actor.is_catalogued


def _some_of_them(p: Parse, phrase: Phrase) -> bool:
    """ "Hirieron a 35 de ellos"."""
    then = phrase.last + 2
    return only_articles(p, phrase) and then < len(p.tags) and p.word(then) in ("ellos", "ellas")


def _ends_in_noun(trigger: Trigger) -> bool:
    """ "Cayó en una emboscada de": what the verb's expression ends with is somebody's doing."""
    return trigger.last > trigger.first + 1 and trigger.type == "armed_attack"


def _may_be_late(p: Parse, phrase: Phrase, *, done: bool) -> bool:
    """Whether a free phrase far from its verb may be a Spanish subject; `done`: that of a passive."""
    actor = phrase.actor
    if actor is None or p.lang == "en":
        return phrase.is_known
    led = done and p.tags[phrase.first] == DETERMINER
    return bool(actor.kind) or led or is_new(p, phrase)
