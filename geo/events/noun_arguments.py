"""Arguments of a noun that tells a deed: who stands around it, and whom the verb that carries it names.

"The attack on the port by rebels" has them after it, "army raid" before it. In "launched an offensive" the
subject of the verb does it, in "received threats" it suffers it, and in "condemned the attack" it does
neither (`support_verbs`). "Its strikes" are those of the subject, whatever the verb.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from geo.events.actors import ARMED, GROUP_PREFIX, UNLAWFUL, ActorMention
from geo.events.clauses import (
    BREAKS,
    BY,
    OWN,
    PARTICIPLE,
    Number,
    first_of,
    group,
    holder,
    of_main_clause,
    qualified,
    subject_of,
)
from geo.events.closed_classes import (
    ACTOR,
    ADVERB,
    AUXILIARY,
    CLITIC,
    EVENT,
    PLACE,
    PREPOSITION,
    RELATIVE,
    SUBORDINATOR,
    TIME,
    VERB,
)
from geo.events.following import following
from geo.events.phrases import Parse, Phrase, by_its_words
from geo.events.support_verbs import OF_THE_PEOPLE, OWN_DEEDS, RECIPROCAL, does, is_tied, speaks_of, suffers
from geo.events.triggers import Trigger
from geo.events.words import word_set

AGAINST = word_set("against contra on at upon targeting")
_INTO = word_set("into")
TO = word_set("a al to")
WITH = word_set("with con")
BETWEEN = word_set("between entre among")
HANDS = word_set(
    "manos parte cargo hands orden disparos balazos impactos integrantes miembros elementos order members "
    "fire gunfire"
)
""" "By order of a judge", "por disparos de soldados": what leads to the author after "by"."""
_AT_HANDS = word_set("manos cargo hands")
""" "A manos de": the same after "a" or "at"; "a once miembros" are an object."""
_LAYS = (
    "laid",
    "buried",
    "plant",
    "sown",
    "sowed",
    "placed",
    "left",
    "set",
    "sembr",
    "coloc",
    "enterr",
    "plant",
    "dej",
)
_LAID_WITHIN = 8
_CAME = word_set("came come comes coming")
""" "Came under attack": whose subject suffers it."""
_FROM = frozenset({"airstrike", "armed_attack", "drone_attack", "threat"})
"""Types that come from somebody: "mortar fire from the rebels"."""
_GOT = word_set("got get gets")
_VICTIMS = word_set("victima victimas objeto blanco victim victims target")
""" "Fue víctima de un secuestro": whose subject suffers it."""
_DOERS = word_set("responsible responsable responsables autor autores autora detras")
""" "Was responsible for the attack": whose subject does it."""
_MANNERS = word_set(
    "daylight night morning afternoon gunpoint madrugada noche tiros balazos golpes sangre punaladas "
    "machetazos pedradas mansalva quemarropa"
)
"""What may stand between a deed and "of" whom: "el asesinato a tiros de dos líderes"."""
_GAVE = word_set("dio dieron dado dan daban hicieron hizo")
""" "La paliza que le dieron"."""
_LASTS = ("cumpl", "llev", "acumul", "suma")
""" "Cumplen diez días de cierres": they are theirs."""
_FALLS = ("cay", "cae", "muri", "muere", "perec")
""" "Cayeron en combate": who falls in a clash took part in it."""
_THEIR_OWN = word_set("its their his her su sus")
_IN_PASSING = word_set("in with during for durante")
_HOSTS = tuple(
    """
    host mediat broker urg demand call said say announc propos offer facilit medi acog anunci propus
    exig pid invit want hop expect back support
    """.split()  # noqa: SIM905
)
"""How verbs begin whose subject only hosts talks or speaks of them."""
_TO_TALKS = word_set("for to in of from after during at para a tras durante")
_ENVOYS = word_set("delegations delegates envoys negotiators delegaciones delegados enviados negociadores")
_PARTICLES = word_set("up out off down")
_GIVES = word_set("gave give gives handed dealt")
_PUTS = word_set("put puts placed places brought")
_DONE = re.compile(r"(?:ed|en|d[oa]s?)\Z")
_LOSES = tuple(
    """
    lost lose died fell blam condemn denie deny accus murier perdi cay neg nieg conden rechaz reject
    culp want wait pray mourn
    """.split()  # noqa: SIM905
)
""" "Lost two men in the attack": verbs of those who suffer a deed or speak of it."""
_RECORDS = ("saw", "see", "record", "experienc", "regist", "viv", "sufr", "fac", "enfrent", "witness", "mark")
""" "Saw its worst attack": whoever lives through a deed calls it theirs too."""


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


def leads_author(p: Parse, phrase: Phrase) -> bool:
    """Whether "by", or "at the hands", says that the author comes here or next."""
    return phrase.preposition in BY or (
        phrase.preposition in ("a", "at") and p.word(phrase.head) in _AT_HANDS
    )


def around_noun(p: Parse, trigger: Trigger, found: Arguments) -> None:
    """Complements after a noun, its owner before it, and the subject of the verb that it is the object of."""
    own = p.phrases[p.at[trigger.first]] if p.at[trigger.first] >= 0 else None
    end = len(p.tags)
    start, tied, spoken = _after_noun(p, trigger, max(trigger.last, own.last if own else 0) + 1)
    author = False
    for phrase, _ in following(p, start):
        lead = phrase.preposition
        if author or leads_author(p, phrase):
            if phrase.actor is not None and (not author or lead in OWN) and not spoken:
                found.by = found.by or group(p, phrase, end)
            author = not author and phrase.actor is None and p.word(phrase.head) in HANDS
        elif (
            lead == "from"
            and trigger.type in _FROM
            and phrase.actor is not None
            and phrase.actor.kind in ARMED
        ):
            found.by = found.by or group(p, phrase, end)
        elif lead in OWN and tied:
            found.of = group(p, phrase, end) if phrase.actor is not None else []
        elif (
            (
                lead in AGAINST
                or lead in TO
                or (lead in _INTO and trigger.type == "investigation")
                or (lead == "for" and trigger.type == "charges")
            )
            and not found.against
            and (phrase.actor is not None or (lead in AGAINST and holder(p, phrase) is not None))
        ):
            found.against = group(p, phrase, end)
        elif lead in BETWEEN or lead in WITH:
            found.sides = found.sides or group(p, phrase, end)
        elif not lead:
            if trigger.pos == "phrase" and tied and not found.of:
                found.of = group(p, phrase, end)
            break
        by = lead in BY and p.tags[phrase.head] != EVENT
        aside = p.tags[phrase.head] == PLACE or p.word(phrase.head) in _MANNERS or by
        tied = tied and (aside or (lead in OWN and phrase.actor is None))
    if not found.sides:
        found.sides = _between(p, start)
    found.by = found.by or _done_by_relative(p, start)
    if trigger.type == "bombing" and not found.by:
        found.by = _done_by_relative(p, _at_relative(p, start))
    if trigger.type in ("abuse", "threat", "armed_attack"):
        found.against = found.against or _dealt_to(p, trigger, start)
    if own is None:
        return
    if p.lang == "es" and trigger.type == "kidnapping" and trigger.pos == "phrase":
        found.by, found.of = [], []
        _in_hands(p, trigger, own, found)
        return
    found.by = found.by or _done_in_passive(p, trigger, own)
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
    if not (found.by or found.subject or found.owner or found.patient or found.pronouns):
        found.subject = _doers_in_passing(p, trigger, own)


def _doers_in_passing(p: Parse, trigger: Trigger, own: Phrase) -> list[Phrase]:
    """Who does a deed that only goes by: "rebels swept into the town in an attack", "both went to talks".

    Outlaws and, of what people without arms do, the people: soldiers and police are as often those who are
    attacked. To talks and exercises goes whoever is named.
    """
    together = trigger.type in RECIPROCAL
    if not (together and own.preposition in _TO_TALKS) and (
        own.preposition not in _IN_PASSING or trigger.type not in OWN_DEEDS | {"kidnapping"}
    ):
        return []
    if together and p.at[own.first] == 0:
        return of_main_clause(p, own.last)
    stops = (VERB, AUXILIARY, *BREAKS)
    k = next((j for j in range(own.first - 1, -1, -1) if p.tags[j] in stops), -1)
    if k < 0 or p.tags[k] in BREAKS or suffers(p.word(k)) or p.word(k).startswith(_LOSES):
        return []
    verb = first_of(p, k) if p.tags[k] == VERB else k + 1
    passive = p.tags[verb - 1] == AUXILIARY and p.tags[k] == VERB and _DONE.search(p.word(verb))
    if verb and passive and not p.word(verb - 1).startswith(("ha", "been")):
        return []
    found, _ = subject_of(p, verb)
    if together:
        return [f for f in found if f.actor is not None and (f.actor.kind or p.word(f.head) in _ENVOYS)]
    if trigger.type in OF_THE_PEOPLE:
        return [
            f for f in found if f.actor is not None and f.actor.kind not in ("", "government", "official")
        ]
    return found if all(f.actor is not None and f.actor.kind in UNLAWFUL for f in found) else []


def _given(p: Parse, own: Phrase, k: int, found: Arguments) -> bool:
    """ "Gave two men ten years in prison", "put ten judges under sanctions": whom the verb names before."""
    i = p.at[k]
    if i > 0 and p.phrases[i].joined == "," and not p.phrases[i].preposition:
        i -= 1
    if i < 0 or p.phrases[i].preposition or p.phrases[i].actor is None or not p.phrases[i].first:
        return False
    verb = p.phrases[i].first - 1
    gives = p.word(verb) in _GIVES and not own.preposition
    if p.tags[verb] != VERB or not (gives or (own.preposition == "under" and p.word(verb) in _PUTS)):
        return False
    found.patient = [p.phrases[i]]
    found.subject = subject_of(p, first_of(p, verb))[0]
    return True


def _after_noun(p: Parse, trigger: Trigger, start: int) -> tuple[int, bool, bool]:
    """Where a noun's complements start, whether right after it, and whether "by" only tells who spoke.

    A participle or a passive of doing may stand between: "an attack claimed by", "the arrest was made by".
    """
    end = len(p.tags)
    if start >= end:
        return start, True, False
    verb = p.tags[start] == VERB and PARTICIPLE.search(p.word(start)) is not None
    told = verb and p.gaps[start].strip() == "," and start + 1 < end and p.word(start + 1) in BY
    if (verb and not p.gaps[start].strip()) or told:
        return start + 1, False, speaks_of(p.word(start))
    if start + 2 < end and p.tags[start] == AUXILIARY and p.word(start + 2) in _AT_HANDS:
        return start + 1, False, False
    if start + 1 < end and p.tags[start] == AUXILIARY and _made(p, start, trigger.type):
        start += 1
        while start < end and p.tags[start] in (AUXILIARY, VERB):
            start += 1
        while start < end and (p.tags[start] == ADVERB or p.word(start) == "out"):
            start += 1
        return start, False, False
    return start, True, False


def _done_by_relative(p: Parse, k: int) -> list[Phrase]:
    """ "El paro que ordenó el Clan", "an attack the army carried out": the doer in a relative clause."""
    related = k < len(p.tags) and p.tags[k] == RELATIVE
    k += related
    if p.lang == "en" and k < len(p.tags) and p.at[k] >= 0 and not p.gaps[k].strip():
        doers = group(p, p.phrases[p.at[k]], len(p.tags))
        verb = doers[-1].last + 1
        while verb < len(p.tags) and p.tags[verb] in (AUXILIARY, ADVERB):
            verb += 1
        done = verb < len(p.tags) and (does(p.word(verb), "") or p.word(verb).startswith("claim"))
        if not doers[0].preposition and doers[0].actor and done:
            return doers if p.tags[verb] == VERB else []
    if not related:
        return []
    if p.lang == "es" and k < len(p.tags) and p.at[k] >= 0 and not p.phrases[p.at[k]].preposition:
        return _subject_of_relative(p, p.phrases[p.at[k]])
    while k < len(p.tags) and p.tags[k] in (AUXILIARY, CLITIC):
        k += 1
    if k >= len(p.tags) or p.tags[k] != VERB or not does(p.word(k), ""):
        return []
    for phrase, near in following(p, k + 1):
        done = leads_author(p, phrase) or (p.lang == "es" and near and not phrase.preposition)
        if done and phrase.actor is not None:
            return group(p, phrase, len(p.tags))
    return []


def _done_in_passive(p: Parse, trigger: Trigger, own: Phrase) -> list[Phrase]:
    """ "A plan to seal the shafts had been unveiled by the minister": the author, whatever stands between."""
    for k in range(own.last + 2, len(p.tags)):
        if p.tags[k] == SUBORDINATOR:
            return []
        if p.tags[k] != VERB or p.tags[k - 1] != AUXILIARY or not does(p.word(k), trigger.type):
            continue
        if own not in subject_of(p, k)[0]:
            return []
        for phrase, _ in following(p, k + 1):
            if phrase.preposition in BY and phrase.actor is not None:
                return group(p, phrase, len(p.tags))
        return []
    return []


def who_laid(p: Parse, k: int) -> list[Phrase]:
    """ "Stepped on a mine that rebels had buried", "una mina sembrada por …": the author of what exploded."""
    related = k < len(p.tags) and p.tags[k] in (RELATIVE, SUBORDINATOR)
    k += related
    laid = next((j for j in range(k, min(k + _LAID_WITHIN, len(p.tags))) if p.word(j).startswith(_LAYS)), -1)
    if laid < 0:
        return []
    before = [f for f in p.phrases if related and k <= f.first and f.last < laid and not f.preposition]
    after = [f for f, _ in following(p, laid + 1) if f.preposition in BY]
    return [f for f in (before or after)[:1] if f.actor is not None]


def _subject_of_relative(p: Parse, subject: Phrase) -> list[Phrase]:
    """ "La golpiza que tres soldados propinaron": whom a Spanish relative clause names first."""
    listed = group(p, subject, len(p.tags))
    k = listed[-1].last + 1
    while k < len(p.tags) and (p.tags[k] in (AUXILIARY, CLITIC, ADVERB) or p.at[k] >= 0):
        if p.at[k] >= 0 and p.phrases[p.at[k]].preposition not in OWN:
            return []
        k += 1
    told = k < len(p.tags) and p.tags[k] == VERB and (does(p.word(k), "") or p.word(k) in _GAVE)
    return listed if told and subject.actor is not None else []


def _at_relative(p: Parse, start: int) -> int:
    """Where a relative clause opens after the thing that "of" names: "explosión de una carga que"."""
    for phrase, _ in following(p, start):
        known = phrase.actor is not None and bool(phrase.actor.kind)
        if p.lang != "es" or phrase.preposition not in OWN or known:
            break
        return phrase.last + 1
    return start


def _dealt_to(p: Parse, trigger: Trigger, start: int) -> list[Phrase]:
    """ "La golpiza que propinaron a un recluta": whom the verb of a relative clause names after "a"."""
    if p.lang != "es" or start >= len(p.tags) or p.tags[start] != RELATIVE:
        return []
    k = start + 1
    while k < len(p.tags) and p.tags[k] not in (VERB, RELATIVE):
        k += 1
    if k >= len(p.tags) or p.tags[k] != VERB:
        return []
    if not does(p.word(k), trigger.type) and p.word(k) not in _GAVE:
        return []
    for phrase, _ in following(p, k + 1):
        if phrase.preposition in TO and phrase.actor is not None:
            return group(p, phrase, len(p.tags))
    return []


def _in_hands(p: Parse, trigger: Trigger, own: Phrase, found: Arguments) -> None:
    """ "Llevaban once días en poder de tratantes": who is held, and after the words for it by whom."""
    written = by_its_words(p, trigger.last + 1, own.last) if own.last > trigger.last else None
    named = next((a for a in p.actors if a.start >= trigger.end), None)
    if named is not None and p.sentence.word_at(named.start) <= own.last:
        written = named
    if written is not None:
        found.by = [replace(own, actor=written)]
    k = own.first - 1
    while k >= 0 and (p.tags[k] in (ADVERB, TIME) or (p.at[k] >= 0 and p.tags[k] != VERB)):
        k -= 1
    if k >= 0 and p.tags[k] in (VERB, AUXILIARY):
        found.patient = subject_of(p, first_of(p, k))[0] or _postposed(p, own)


def _through_verb(p: Parse, trigger: Trigger, own: Phrase, found: Arguments) -> None:
    """Who does, or has done to them, what a verb's object names: "launched an attack", "received threats"."""
    own = _first_listed(p, own)
    if p.lang == "es" and (done := _resumed(p, own, trigger)):
        found.subject = done
        return
    k = _carrier(p, own)
    if k < 0 or _given(p, own, k, found):
        return
    tied = not own.preposition or is_tied(p.word(k), own.preposition) or p.word(k + 1) == "part"
    tied = tied or (own.preposition == "under" and p.word(k) in _CAME)
    if p.lang == "es" and own.preposition in OWN and p.word(k).startswith("iles"):
        found.patient = subject_of(p, first_of(p, k - 1))[0] if p.tags[k - 1] == VERB else []
        return
    if own.preposition in OWN and p.word(k) in _VICTIMS and p.at[k] >= 0:
        k = p.phrases[p.at[k]].first
        if k and p.tags[k - 1] == AUXILIARY:
            found.patient = subject_of(p, k)[0] or _postposed(p, own)
        return
    if p.word(k).startswith("blam"):
        found.against = []
        return
    if own.preposition == "behind" and p.tags[k] == AUXILIARY:
        found.subject = subject_of(p, k + 1)[0]
        return
    if p.word(k) in _DOERS and k and p.tags[k - 1] == AUXILIARY:
        found.subject = subject_of(p, k)[0] if own.preposition in ("for", *OWN) else []
        return
    if p.lang == "es" and (verb := _convicted(p, own)) >= 0:
        found.subject = _condemned(p, verb)
        return
    if p.lang == "es" and own.preposition in OWN and p.tags[k] == TIME:
        while k > 0 and p.tags[k] == TIME:
            k -= 1
        if p.tags[k] == VERB and p.word(k).startswith(_LASTS):
            found.subject = subject_of(p, first_of(p, k))[0]
        return
    if p.lang == "es" and trigger.type == "exercise" and own.preposition in ("en", "durante"):
        while k > 0 and p.tags[k] not in (VERB, RELATIVE):
            k -= 1
    while p.lang == "es" and k > 0 and own.preposition in ("en", "durante") and p.tags[k] == TIME:
        k -= 1
    within = p.lang == "es" and own.preposition in ("en", "durante") and p.tags[k] == VERB
    if within and (
        trigger.type == "exercise" or (trigger.type == "armed_clash" and p.word(k).startswith(_FALLS))
    ):
        found.subject = subject_of(p, first_of(p, k))[0]
        return
    if (p.tags[k] != VERB and p.word(k) not in _GOT) or not tied:
        return
    if (
        suffers(p.word(k))
        or _denounces(p, k, own, trigger)
        or (own.preposition == "under" and p.word(k) in _CAME)
    ):
        found.patient = subject_of(p, first_of(p, k))[0] or _postposed(p, own)
        found.patient = [f if f.actor else replace(f, actor=holder(p, f)) for f in found.patient]
    elif trigger.type == "covert_operation" and trigger.pos == "phrase" and p.lang == "es":
        found.subject = subject_of(p, first_of(p, k))[0]
    elif (
        _does(p, k, trigger)
        or _goes_to_talks(p, k, trigger)
        or _is_own_deed(p, k, own, trigger)
        or _is_called(p, k, own, trigger)
    ):
        found.subject, number = subject_of(p, first_of(p, k))
        if number is not None:
            found.pronouns["subject"] = number
        elif not found.subject and p.lang == "es":
            found.subject = _postposed(p, own) or speaker_of(p, first_of(p, k))


def _convicted(p: Parse, own: Phrase) -> int:
    """The verb of "condenado en ausencia por la matanza": the verdict for a deed, before "por"; else -1."""
    k = own.first - 1
    if own.preposition not in BY:
        return -1
    while k > 0 and p.tags[k] not in (VERB, *BREAKS):
        k -= 1
    return k if k >= 0 and p.tags[k] == VERB and p.word(k).startswith(("conden", "sentenci", "impus")) else -1


def _condemned(p: Parse, verb: int) -> list[Phrase]:
    """Whom a verdict's verb names: its object after "a", a passive's subject, or whom it stands after."""
    for phrase, _ in following(p, verb + 1):
        if phrase.preposition in TO and phrase.actor is not None and p.tags[phrase.head] == ACTOR:
            return group(p, phrase, len(p.tags))
    helped = verb > 0 and p.tags[verb - 1] == AUXILIARY
    if helped and not p.word(verb - 1).startswith(("fue", "es", "son", "sido", "ser")):
        return []
    if not helped and not PARTICIPLE.search(p.word(verb)):
        return []
    return subject_of(p, verb)[0] if helped else qualified(p, verb)


def _resumed(p: Parse, own: Phrase, trigger: Trigger) -> list[Phrase]:
    """ "El ataque lo perpetraron dos hombres": a deed before its verb, which a pronoun takes up."""
    k = own.last + 1
    if own.preposition or k >= len(p.tags) or p.tags[k] != CLITIC or p.word(k) == "se":
        return []
    while k < len(p.tags) and p.tags[k] in (AUXILIARY, CLITIC, ADVERB):
        k += 1
    if k >= len(p.tags) or p.tags[k] != VERB or not does(p.word(k), trigger.type):
        return []
    free = (f for f, _ in following(p, k + 1) if not f.preposition and f.actor is not None)
    return next((group(p, f, len(p.tags)) for f in free), [])


def _denounces(p: Parse, k: int, own: Phrase, trigger: Trigger) -> bool:
    """ "Había denunciado extorsiones": what somebody denounces in bare words was done to them."""
    bare = own.first == own.head and own.first == own.last
    return bare and trigger.type in ("extortion", "threat") and p.word(k).startswith("denunci")


def speaker_of(p: Parse, verb: int) -> list[Phrase]:
    """ "La Policía dijo que practicó seis detenciones": who speaks, where the verb leaves its subject out."""
    k = verb - 1
    while k >= 0 and p.tags[k] in (AUXILIARY, ADVERB, CLITIC):
        k -= 1
    if k < 1 or p.tags[k] != SUBORDINATOR or p.word(k) != "que" or p.tags[k - 1] != VERB:
        return []
    same_number = p.word(k + 1).endswith("n") == p.word(k - 1).endswith("n")
    return subject_of(p, first_of(p, k - 1))[0] if same_number else []


def _first_listed(p: Parse, own: Phrase) -> Phrase:
    """The first of a list of deeds that one verb carries: "launched raids and airstrikes"."""
    i = p.at[own.first]
    while i > 0 and own.joined == "and" and not own.preposition:
        before = p.phrases[i - 1]
        if p.tags[before.head] != EVENT or own.first - before.last > 2:
            break
        own, i = before, i - 1
    return own


def _carrier(p: Parse, own: Phrase) -> int:
    """The word before a phrase, adverbs, times, places and its preposition left out; it may be a verb."""
    k = own.first - 1
    while k >= 0 and (p.tags[k] in (ADVERB, TIME) or _adjunct(p, k)):
        k = p.phrases[p.at[k]].first - 2 if p.at[k] >= 0 else k - 1
    if k > 0 and p.tags[k] == PREPOSITION and p.word(k) in _PARTICLES and p.tags[k - 1] == VERB:
        k -= 1
    while k >= 0 and own.preposition and (p.tags[k] == PREPOSITION or p.word(k) in ("part", "ahead")):
        k -= 1
    return k


def _goes_to_talks(p: Parse, k: int, trigger: Trigger) -> bool:
    """ "Broke off their talks", "wrapped up a week of talks": theirs, if they neither host nor only speak."""
    verb = p.word(first_of(p, k))
    return trigger.type == "talks" and not speaks_of(verb) and not verb.startswith(_HOSTS)


def _is_called(p: Parse, k: int, own: Phrase, trigger: Trigger) -> bool:
    """ "Called a strike": who calls one, but not who calls it something."""
    called = trigger.type in ("protest", "blockade") and p.word(k).startswith("call")
    return called and p.word(own.first) in ("a", "an", "another", "new")


def _is_own_deed(p: Parse, k: int, own: Phrase, trigger: Trigger) -> bool:
    """ "Defended its strikes": theirs whatever the verb, but for who lives through "its worst attack"."""
    return (
        trigger.type in OWN_DEEDS
        and p.word(own.first) in _THEIR_OWN
        and not p.word(first_of(p, k)).startswith(_RECORDS)
    )


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


def _made(p: Parse, k: int, kind: str) -> bool:
    """ "The arrest was made by", "el ataque fue perpetrado por": the verb is one of doing."""
    while k < len(p.tags) and p.tags[k] == AUXILIARY:
        k += 1
    return k < len(p.tags) and p.tags[k] == VERB and does(p.word(k), kind)


def _does(p: Parse, k: int, trigger: Trigger) -> bool:
    """Whether the subject of the verb that ends at word `k` does what the trigger, its object, names."""
    return does(p.word(k), trigger.type) or does(p.word(first_of(p, k)), trigger.type)


def _between(p: Parse, k: int) -> list[Phrase]:
    """The sides of "gunfire was heard between A and B", beyond the verb."""
    for phrase in p.phrases:
        if phrase.first > k and phrase.preposition in BETWEEN:
            hurdles = p.tags[k : phrase.first]
            return [] if any(t in BREAKS for t in hurdles) else group(p, phrase, len(p.tags))
    return []


def _adjunct(p: Parse, k: int) -> bool:
    """Whether word `k` ends a phrase of place with a preposition: "firmaron en La Habana un acuerdo"."""
    i = p.at[k]
    if i < 0 or not p.phrases[i].preposition:
        return False
    before = p.tags[max(0, p.phrases[i].first - 2)]
    return p.tags[k] == PLACE or (p.phrases[i].preposition == "en" and before in (VERB, TIME))
