"""Arguments of a verb: its subject, wherever it stands, and what follows (`after_verbs`).

The subject stands before its verb ("two thieves killed"); in Spanish it may be told by the ending alone
("la secuestraron"), or be that of the verb before a colon.
"""

from __future__ import annotations

from geo.events.accused import imputed_act
from geo.events.after_verbs import after_verb
from geo.events.agreement import agree, is_finite, is_fronted_thing, is_many, keeps
from geo.events.carried import speaker_of
from geo.events.claims import SAYING
from geo.events.clauses import subject_of
from geo.events.closed_classes import AUXILIARY, CLITIC, COORDINATOR, RELATIVE, SUBORDINATOR, VERB
from geo.events.following import following
from geo.events.fronted import to_whom
from geo.events.impersonal import without_doer
from geo.events.lists import BY, group, only_articles
from geo.events.noun_arguments import who_laid
from geo.events.phrases import Parse, Phrase
from geo.events.pronouns import Subject
from geo.events.relatives import qualified
from geo.events.slots import Arguments
from geo.events.triggers import Trigger
from geo.events.verbs import after_se, first_of, is_passive, last_verb
from geo.events.words import OF, word_set

_HIS = word_set("his her their")
_OTHERS = word_set("others")
_ASKS = ("pid", "ped", "exig", "orden", "solicit", "recomend", "permit", "imp", "prohib", "instru", "suplic")
"""How verbs begin whose object does what an infinitive behind it tells."""


def around_verb(p: Parse, trigger: Trigger, found: Arguments) -> None:
    """The phrases before and after a verb by the place that they fill."""
    found.subject, number = _subject(p, trigger)
    if number is not None:
        found.pronouns["subject"] = number
    if _are_others(p, found.subject):
        found.pronouns["subject"] = "many"
        found.subject = []
    is_thing = p.lang == "es" and is_fronted_thing(p, trigger, found.subject)
    after_verb(p, trigger, found)
    if p.lang == "es":
        agree(p, trigger, found)
        found.subject = _of_one(p, trigger, found.subject)
    if is_thing and found.object and not found.object[0].preposition:
        found.subject, found.object = found.object, []
    if trigger.voice == "passive" and trigger.is_verb and not found.by:
        found.by = _shared_author(p, trigger.last)
    if trigger.type == "landmine" and not found.by:
        found.by = who_laid(p, trigger.last + 1)
    if p.lang == "es":
        found.subject = imputed_act(p, trigger.first) or found.subject
    if p.lang == "es" and trigger.type == "disappearance" and not found.subject:
        found.subject = to_whom(p, trigger.first, OF)  # "de quien nada se sabe"
    if not without_doer(p, trigger, found) and p.lang == "es" and not found.subject:
        found.subject = _told_before(p, trigger)
        if not found.subject and number is None and is_finite(p, trigger):
            finite = after_se(p, trigger)
            several = p.word(finite).endswith(("n", "s"))
            several = is_many(p, finite) if keeps(p, finite) or _has_done(p, finite) else several
            found.pronouns["subject"] = "many" if several else "one"


def _has_done(p: Parse, verb: int) -> bool:
    """ "Lo habían torturado": whether a participle stands right after a form of "haber"."""
    helped = verb > 0 and p.tags[verb - 1] == AUXILIARY and p.word(verb - 1).startswith(("ha", "hub"))
    return helped and p.word(verb).endswith("o")


def _subject(p: Parse, trigger: Trigger) -> Subject:
    """The subject before a verb: what a passive participle stands right after, or else that of its clause."""
    asked = _asked_to(p, trigger) if p.lang == "es" and trigger.tag == "I" else None
    if asked is not None:
        return asked, None
    by_itself = trigger.pos == "undergo" and trigger.first == trigger.last
    past = p.lang == "en" and by_itself and trigger.tag == "D"
    if trigger.voice == "passive" and trigger.tag in "DP" and not past:
        described = qualified(p, trigger.first)
        if described:
            return _who_had(p, described) or described, None
        if _is_counted_object(p, trigger.first):
            return [], None
    subject, number = subject_of(p, _reported_as(p, trigger))
    if p.lang == "es" and trigger.tag == "I" and _on_doing(p, trigger):
        late = _after_its_verb(p, trigger) if trigger.type in ("raid", "protest", "escape") else []
        if late or trigger.type == "bombing":
            subject, number = late, None
    return _who_had(p, subject) or subject, number


def _asked_to(p: Parse, trigger: Trigger) -> list[Phrase] | None:
    """ "Pidió al gobierno liberar a": whom somebody asks to do what an infinitive tells."""
    n = p.at[trigger.first - 1] if trigger.first else -1
    if n < 0 or p.phrases[n].preposition not in ("a", "al") or p.phrases[n].last != trigger.first - 1:
        return None
    verb = last_verb(p, p.phrases[n].first)
    if verb is None or not p.word(verb).startswith(_ASKS):
        return None
    return group(p, p.phrases[n], trigger.first) if p.phrases[n].actor is not None else []


def _of_one(p: Parse, trigger: Trigger, subject: list[Phrase]) -> list[Phrase]:
    """ "Quedó sin vida un hombre y una mujer fue herida": a passive of one has the last before it."""
    several = len(subject) > 1 and subject[-1].joined == "and" and subject[-1].last < trigger.first
    one = trigger.voice == "passive" and p.tags[trigger.first - 1] in (AUXILIARY, VERB)
    many = any(p.word(k).endswith(("s", "n")) for k in (trigger.first - 1, trigger.first))
    return subject[-1:] if several and one and not many else subject


def _is_counted_object(p: Parse, k: int) -> bool:
    """ "La policía reportó 120 heridos": a number that somebody tells, with the participle at word `k`."""
    number = p.phrases[p.at[k - 1]] if k and p.at[k - 1] >= 0 else None
    told = number is not None and only_articles(p, number) and number.first > 0
    return told and number is not None and SAYING.fullmatch(p.word(number.first - 1)) is not None


def _reported_as(p: Parse, trigger: Trigger) -> int:
    """ "Fueron reportados como desaparecidos": the participle whose subject a trigger after "como" has."""
    k = trigger.first
    told = p.lang == "es" and trigger.voice == "passive" and k > 1 and p.word(k - 1) == "como"
    return first_of(p, k - 2) if told and p.tags[k - 2] == VERB and is_passive(p, first_of(p, k - 2)) else k


def _shared_author(p: Parse, k: int) -> list[Phrase]:
    """ "Three were beheaded and 60 houses were burned by rebels": a passive joined to one of things.

    It ends at word `k`, and both share who did it.
    """
    joined = False
    while k + 1 < len(p.tags):
        k += 1
        if p.gaps[k].strip() or p.tags[k] in (SUBORDINATOR, RELATIVE):
            return []
        if p.tags[k] == COORDINATOR:
            if joined:
                return []
            joined = True
        elif p.tags[k] == VERB:
            break
    if not joined or p.tags[k] != VERB or p.tags[k - 1] != AUXILIARY:
        return []
    things, _ = subject_of(p, k)
    if not things or any(f.actor is not None for f in things):
        return []
    while k + 1 < len(p.tags) and p.tags[k + 1] == VERB:
        k += 1
    behind = (f for f, _ in following(p, k + 1) if f.preposition in BY and f.is_known)
    return next((group(p, f, len(p.tags)) for f in behind), [])


def _are_others(p: Parse, subject: list[Phrase]) -> bool:
    """ "Two others were killed": more of those told of before."""
    return len(subject) == 1 and subject[0].actor is None and p.word(subject[0].head) in _OTHERS


def _told_before(p: Parse, trigger: Trigger) -> list[Phrase]:
    """The subject of an active Spanish verb that has none: that of the verb before it, or whoever speaks."""
    if trigger.voice != "active":
        return []
    subject = _before_colon(p, trigger.first) or _of_clause_beside(p, trigger.first)
    if not subject and trigger.pos == "verb" and trigger.tag in "VFP":
        return speaker_of(p, trigger.first)
    return subject


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


def _of_clause_beside(p: Parse, k: int) -> list[Phrase]:
    """ "Cuentan que los rusos detuvieron a varios y que a algunos los fusilaron": who did that to others."""
    que = k
    while que and (p.tags[que - 1] in (AUXILIARY, CLITIC) or _leads_object(p, que - 1)):
        que = p.phrases[p.at[que - 1]].first - 1 if p.at[que - 1] >= 0 else que - 1
    if que < 2 or p.word(que - 1) != "que" or p.tags[que - 2] != COORDINATOR:
        return []
    verb = last_verb(p, que - 1)
    told = verb is not None and any(p.word(j) == "que" for j in range(verb))
    if verb is None or not told or is_many(p, verb) != is_many(p, k):
        return []
    hit = (f for f, _ in following(p, verb + 1) if f.preposition in ("a", "al") and f.actor is not None)
    return subject_of(p, verb)[0] if next(hit, None) is not None else []


def _leads_object(p: Parse, k: int) -> bool:
    """Whether word `k` ends a phrase after "a": "a algunos"."""
    return p.at[k] >= 0 and p.phrases[p.at[k]].preposition in ("a", "al")


def _before_colon(p: Parse, k: int) -> list[Phrase]:
    """ "La milicia se vengó el jueves: asaltó un cuartel": a verb that opens what explains the one before."""
    first = k
    while first and p.tags[first - 1] in (AUXILIARY, CLITIC):
        first -= 1
    if not first or ":" not in p.gaps[first]:
        return []
    verb = last_verb(p, first)
    found = subject_of(p, verb)[0] if verb is not None else []
    return found if verb is not None and is_many(p, verb) == is_many(p, k) else []
