"""Who does, or has done to them, a deed that a verb's object names: "launched an attack", "received threats".

The subject of a carrying verb does it (`support_verbs`), that of others suffers it; of some deeds it is
enough that they go by in somebody's sentence.
"""

from __future__ import annotations

import re
from dataclasses import replace

from geo.events.actors import ARMED, UNLAWFUL
from geo.events.agreement import is_many
from geo.events.clauses import is_said_by_means, of_main_clause, subject_of
from geo.events.closed_classes import (
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
from geo.events.laid_blame import condemned, convicted_by, laid_at_a_door
from geo.events.lists import BREAKS, group, holder
from geo.events.phrases import Parse, Phrase
from geo.events.pronouns import Number
from geo.events.slots import WITH, Arguments
from geo.events.support_verbs import (
    ENVOYS,
    OF_THE_PEOPLE,
    OWN_DEEDS,
    RECIPROCAL,
    answers,
    does,
    is_tied,
    speaks_of,
    suffers,
)
from geo.events.triggers import Trigger
from geo.events.verbs import first_of
from geo.events.words import OF, word_set

_CAME = word_set("came come comes coming")
""" "Came under attack": whose subject suffers it."""
_GOT = word_set("got get gets")
_VICTIMS = word_set("victima victimas objeto blanco victim victims target")
""" "Fue víctima de un secuestro": whose subject suffers it."""
_UNHURT = "iles"
""" "Salió ileso de un atentado": whose subject suffered it."""
_BY_OR_TO = re.compile(r" (?:del?(?! (?:muerte|parte|violacion|agresion|bomba)(?!\w))|contra|a) ")
""" "Denunció extorsiones de una banda contra los comerciantes": whose they are, or whom they befell."""
_DOERS = word_set("responsible responsable responsables autor autores autora detras")
""" "Was responsible for the attack": whose subject does it."""
_LASTS = ("cumpl", "llev", "acumul", "suma")
""" "Cumplen diez días de cierres": they are theirs."""
_FALLS = ("cay", "cae", "muri", "muere", "perec")
""" "Cayeron en combate": who falls in a clash took part in it."""
_IN_COURSE_ES = word_set("en durante")
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
_PARTICLES = word_set("up out off down")
_HOSTILE = frozenset({"armed_attack", "abuse", "killing", "arrest", "airstrike", "drone_attack", "bombing"})
_KEPT_SO = word_set("abierta abiertas abierto abiertos")
""" "Mantiene abierta una investigación": what parts a verb from its object."""
_BESIDE = word_set("frente cerca junto")
""" "Comenzaron frente a Iquique unas maniobras"."""
_TO_PEOPLE = frozenset({"threat", "attack_on_press", "abuse", "extortion", "kidnapping", "armed_attack"})
_REPORTS = word_set("reported denounced reporting denouncing")
_OF_OTHERS = re.compile(r"[^.;]{0,60} (?:of|against|on|from) ")
""" "Reported extortion of traders by a gang": done to those."""
_VICTIM_KINDS = frozenset({"civilians", "private", "person", "official"})
_GIVES = word_set("gave give gives handed dealt")
_PUTS = word_set("put puts putting placed places brought")
_DONE = re.compile(r"(?:shot|hit|slain|struck|hurt|ed|en|d[oa]s?)\Z")
_LOSES = tuple(
    """
    lost lose died fell blam condemn denie deny accus murier perdi cay neg nieg conden rechaz reject
    culp want wait pray mourn
    """.split()  # noqa: SIM905
)
""" "Lost two men in the attack": verbs of those who suffer a deed or speak of it."""
_RECORDS = ("saw", "see", "record", "experienc", "regist", "viv", "sufr", "fac", "enfrent", "witness", "mark")
""" "Saw its worst attack": whoever lives through a deed calls it theirs too."""


_MEANWHILE = frozenset({"during", "durante", "amid"})
""" "Police fired tear gas during a march": who broke it up."""
_LAWFUL = frozenset({"raid", "arrest", "seizure"})
_FLEES = ("fled", "flee", "escap", "huy", "evad")
""" "The ringleader fled during the raid": whom it was meant for."""


def doers_in_passing(p: Parse, trigger: Trigger, own: Phrase) -> list[Phrase]:
    """Who does a deed that only goes by: "rebels swept into the town in an attack", "both went to talks".

    Outlaws and, of what people without arms do, the people: soldiers and police are as often those who are
    attacked. To talks and exercises goes whoever is named.
    """
    together = trigger.type in RECIPROCAL
    if not (_goes_by(own, trigger) or (together and own.preposition in _TO_TALKS)):
        return []
    if together and p.at[own.first] == 0:
        return of_main_clause(p, own.last)
    stops = (VERB, AUXILIARY, *BREAKS)
    k = next((j for j in range(own.first - 1, -1, -1) if p.tags[j] in stops), -1)
    if k < 0 or p.tags[k] in BREAKS or suffers(p.word(k), trigger.type) or p.word(k).startswith(_LOSES):
        return []
    verb = first_of(p, k) if p.tags[k] == VERB else k + 1
    passive = p.tags[verb - 1] == AUXILIARY and p.tags[k] == VERB and _DONE.search(p.word(verb))
    if verb and passive and not p.word(verb - 1).startswith(("ha", "been")):
        return []
    found, _ = subject_of(p, verb)
    if together:
        return [f for f in found if f.actor is not None and (f.actor.kind or p.word(f.head) in ENVOYS)]
    if trigger.type in OF_THE_PEOPLE:
        others = {"", "government", "official", *(ARMED if own.preposition in _MEANWHILE else ())}
        return [f for f in found if f.actor is not None and f.actor.kind not in others]
    if trigger.type in _LAWFUL or p.word(k).startswith(_FLEES):
        return []
    return found if all(f.actor is not None and f.actor.kind in UNLAWFUL for f in found) else []


def _goes_by(own: Phrase, trigger: Trigger) -> bool:
    """ "In an attack", "durante una marcha", "tomaron la rectoría en protesta": a deed told by the way."""
    if trigger.type == "protest" and own.preposition == "en" and own.first == own.last:
        return True
    return own.preposition in _IN_PASSING and trigger.type in OWN_DEEDS | {"kidnapping"}


def _given(p: Parse, own: Phrase, k: int, found: Arguments) -> bool:
    """ "Gave two men ten years in prison", "put ten judges under sanctions": whom the verb names before."""
    i = p.at[k]
    while i > 0 and p.phrases[i].joined in (",", "and") and not p.phrases[i].preposition:
        i -= 1
    if i < 0 or p.phrases[i].preposition or p.phrases[i].actor is None or not p.phrases[i].first:
        return False
    verb = p.phrases[i].first - 1
    gives = p.word(verb) in _GIVES and not own.preposition
    put = own.preposition in ("under", "through") and p.word(verb) in _PUTS
    if p.tags[verb] != VERB or not (gives or put):
        return False
    found.patient = group(p, p.phrases[i], own.first)
    if own.preposition == "through":
        return True
    found.subject = subject_of(p, first_of(p, verb))[0]
    return True


def through_verb(p: Parse, trigger: Trigger, own: Phrase, found: Arguments) -> None:
    """Who does, or has done to them, what a verb's object names: "launched an attack", "received threats"."""
    own = _first_listed(p, own)
    if p.lang == "es" and laid_at_a_door(p, trigger, own, found):
        return
    k = _carrier(p, own)
    if trigger.type in OF_THE_PEOPLE and _in_a_deed(p, k):
        return
    if k < 0 or _given(p, own, k, found) or _by_role(p, own, k, found):
        return
    if p.lang == "es" and _by_spanish_clause(p, trigger, own, k, found):
        return
    tied = not own.preposition or is_tied(p.word(k), own.preposition) or p.word(k + 1) == "part"
    tied = tied or (own.preposition == "under" and p.word(k) in _CAME)
    if own.preposition in _IN_COURSE_ES:
        k = _past_times(p, k)
    if tied and (p.tags[k] == VERB or p.word(k) in _GOT):
        _of_its_verb(p, trigger, own, k, found)


def _in_a_deed(p: Parse, k: int) -> bool:
    """ "Opened fire on a march": whether word `k` is of an attack's verb, which those who march suffer."""
    return any(t.is_verb and t.first <= k <= t.last and t.type in _HOSTILE for t in p.arguments)


def _by_role(p: Parse, own: Phrase, k: int, found: Arguments) -> bool:
    """ "Was a victim of", "are responsible for", "was behind": a role that word `k` names."""
    word = p.word(k)
    if own.preposition in OF and p.lang == "es" and word.startswith(_UNHURT):
        found.patient = _subject_at(p, k - 1) if p.tags[k - 1] == VERB else []
    elif own.preposition in OF and word in _VICTIMS and p.at[k] >= 0:
        first = p.phrases[p.at[k]].first
        if first and p.tags[first - 1] == AUXILIARY:
            found.patient = subject_of(p, first)[0] or postposed(p, own)
    elif word.startswith("blam"):
        found.against = []
    elif own.preposition == "behind" and p.tags[k] == AUXILIARY:
        found.subject = subject_of(p, k + 1)[0]
    elif word in _DOERS and k and p.tags[k - 1] == AUXILIARY:
        found.subject = subject_of(p, k)[0] if own.preposition in ("for", *OF) else []
    else:
        return False
    return True


def _by_spanish_clause(p: Parse, trigger: Trigger, own: Phrase, k: int, found: Arguments) -> bool:
    """ "Condenado por la matanza", "cumplen diez días de cierres", "cayeron en combate"."""
    if (verb := convicted_by(p, own)) >= 0:
        found.subject = condemned(p, verb)
        return True
    if own.preposition in OF and p.tags[k] == TIME:
        verb = _past_times(p, k)
        if p.tags[verb] == VERB and p.word(verb).startswith(_LASTS):
            found.subject = _subject_at(p, verb)
        return True
    if own.preposition not in _IN_COURSE_ES:
        return False
    drill = trigger.type == "exercise"
    while drill and k > 0 and p.tags[k] not in (VERB, RELATIVE):
        k -= 1
    k = _past_times(p, k)
    fell = trigger.type == "armed_clash" and p.word(k).startswith(_FALLS)
    if p.tags[k] != VERB or not (drill or fell):
        return False
    found.subject = _subject_at(p, k)
    return True


def _of_its_verb(p: Parse, trigger: Trigger, own: Phrase, k: int, found: Arguments) -> None:
    """What the verb that ends at word `k` says of its subject: it suffers the deed, does it, or neither."""
    came_under = own.preposition == "under" and p.word(k) in _CAME
    if suffers(p.word(k), trigger.type) or _denounces(p, k, own, trigger) or came_under:
        named, number = subject_of(p, first_of(p, k))
        patient = named or postposed(p, own)
        found.patient = [f if f.actor else replace(f, actor=holder(p, f)) for f in patient]
        if not patient and trigger.type in _TO_PEOPLE:  # "she had received threats", "recibió amenazas"
            unnamed: Number = "many" if is_many(p, first_of(p, k)) else "one"
            found.pronouns["patient"] = number or unnamed
    elif trigger.type == "covert_operation" and trigger.pos == "phrase" and p.lang == "es":
        found.subject = [f for f in _subject_at(p, k) if f.is_known]
    elif (
        _does(p, k, trigger)
        or _goes_to_talks(p, k, trigger)
        or _is_own_deed(p, k, own, trigger)
        or _is_called(p, k, own, trigger)
        or (own.preposition in WITH and answers(p.word(first_of(p, k))))
    ):
        found.subject, number = subject_of(p, first_of(p, k))
        if number is not None:
            found.pronouns["subject"] = number
        elif not found.subject and p.lang == "es":
            found.subject = postposed(p, own) or speaker_of(p, first_of(p, k))


def _subject_at(p: Parse, k: int) -> list[Phrase]:
    """The phrases that are the subject of the verb that ends at word `k`."""
    return subject_of(p, first_of(p, k))[0]


def _past_times(p: Parse, k: int) -> int:
    """The last word at or before `k` that tells no time."""
    while k > 0 and p.tags[k] == TIME:
        k -= 1
    return k


def _denounces(p: Parse, k: int, own: Phrase, trigger: Trigger) -> bool:
    """ "Había denunciado extorsiones", "reported extortion by the gang": done to whoever has no office."""
    if trigger.type not in ("extortion", "threat"):
        return False
    behind = p.sentence.between(p.sentence.words[own.last].end, p.sentence.end)
    if p.lang == "en":
        who = _subject_at(p, k) if p.word(k) in _REPORTS and not _OF_OTHERS.match(behind) else []
        return bool(who) and all(f.actor is not None and f.actor.kind in _VICTIM_KINDS for f in who)
    bare = own.first == own.head == own.last and not _BY_OR_TO.match(behind)
    return bare and p.word(k).startswith("denunci")


def speaker_of(p: Parse, verb: int) -> list[Phrase]:
    """ "La Policía dijo que practicó seis detenciones": who speaks, where the verb leaves its subject out."""
    k = verb - 1
    while k >= 0 and p.tags[k] in (AUXILIARY, ADVERB, CLITIC):
        k -= 1
    if k < 1 or p.word(k) != "que" or not (p.tags[k] == SUBORDINATOR or is_said_by_means(p, k)):
        return []
    said = k - 1 if p.tags[k] == SUBORDINATOR else p.phrases[p.at[k - 1]].first - 2
    while said > 0 and (p.tags[said] in (TIME, ADVERB) or (p.at[said] >= 0 and _adjunct(p, said))):
        said = (
            p.phrases[p.at[said]].first - 2 if p.at[said] >= 0 else said - 1
        )  # "dijo el lunes en un mensaje"
    if said < 0 or p.tags[said] != VERB:
        return []
    same_number = p.word(k + 1).endswith("n") == p.word(said).endswith("n")
    return _subject_at(p, said) if same_number else []


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
    while k >= 0 and (
        p.tags[k] in (ADVERB, TIME) or _leads_time(p, k) or p.word(k) in _BESIDE or _adjunct(p, k)
    ):
        k = p.phrases[p.at[k]].first - 2 if p.at[k] >= 0 else k - 1
    if k > 0 and p.word(k) in _KEPT_SO and p.tags[k - 1] == VERB:
        k -= 1
    if k > 0 and p.tags[k] == PREPOSITION and p.word(k) in _PARTICLES and p.tags[k - 1] == VERB:
        k -= 1
    while k >= 0 and own.preposition and (p.tags[k] == PREPOSITION or p.word(k) in ("part", "ahead")):
        k -= 1
    while (
        k > 0 and own.preposition in WITH and _past_times(p, k) < k
    ):  # "responded on Tuesday with air strikes"
        k = _past_times(p, k)
        k -= p.tags[k] == PREPOSITION
    return k


def _leads_time(p: Parse, k: int) -> bool:
    """ "Llevaron a cabo en enero una operación": a preposition before a time."""
    return p.tags[k] == PREPOSITION and k + 1 < len(p.tags) and p.tags[k + 1] == TIME


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


def postposed(p: Parse, own: Phrase) -> list[Phrase]:
    """A Spanish subject after the object of its verb: "sellaron un pacto los presidentes"."""
    if p.lang != "es":
        return []
    for phrase, _ in following(p, own.last + 1):
        if not phrase.preposition and (phrase.joined or not phrase.is_known):
            return []
        if not phrase.preposition:
            return group(p, phrase, len(p.tags))
    return []


def _does(p: Parse, k: int, trigger: Trigger) -> bool:
    """Whether the subject of the verb that ends at word `k` does what the trigger, its object, names."""
    return does(p.word(k), trigger.type) or does(p.word(first_of(p, k)), trigger.type)


def _adjunct(p: Parse, k: int) -> bool:
    """Whether word `k` ends a phrase of place with a preposition: "firmaron en La Habana un acuerdo"."""
    i = p.at[k]
    if i < 0 or not p.phrases[i].preposition:
        return False
    before = p.tags[max(0, p.phrases[i].first - 2)]
    if p.phrases[i].preposition in OF and i and p.phrases[i - 1].preposition == "en":
        return p.phrases[i - 1].last == p.phrases[i].first - 2 and _adjunct(p, p.phrases[i - 1].last)
    return p.tags[k] == PLACE or (p.phrases[i].preposition == "en" and before in (VERB, TIME))
