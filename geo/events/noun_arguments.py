"""Arguments of a noun that tells a deed: who stands around it, and whom the verb that carries it names.

"The attack on the port by rebels" has them after it, "army raid" before it. In "launched an offensive" the
subject of the verb does it, in "received threats" it suffers it, and in "condemned the attack" it does
neither (`support_verbs`). "Its strikes" are those of the subject, whatever the verb.
"""

from __future__ import annotations

from dataclasses import replace

from geo.events.accused import IMPUTES, accused_of
from geo.events.actors import ARMED, ActorMention
from geo.events.carried import doers_in_passing, postposed, through_verb
from geo.events.clauses import subject_of
from geo.events.closed_classes import (
    ADVERB,
    AUXILIARY,
    CLITIC,
    EVENT,
    PLACE,
    PRONOUN,
    RELATIVE,
    SUBORDINATOR,
    TIME,
    VERB,
)
from geo.events.following import following
from geo.events.lists import BREAKS, BY, PARTICIPLE, group, holder
from geo.events.phrases import Parse, Phrase, by_its_words
from geo.events.pronouns import SINGULAR
from geo.events.slots import AGAINST, AT_HANDS, BETWEEN, HANDS, TO, WITH, Arguments, leads_author
from geo.events.support_verbs import OF_THE_PEOPLE, OWN_DEEDS, does, speaks_of
from geo.events.triggers import Trigger
from geo.events.verbs import first_of, verb_before
from geo.events.words import OF, word_set

_INTO = word_set("into")
_ON = word_set("on to a al")
_BLAMES = (*IMPUTES, "blam", "pinned", "attribut")
""" "Blamed on", "atribuye al": the verb of whoever says who did it."""
_LEFT_SO = word_set("dead injured wounded")
""" "Left three mourners dead": what is said of those who suffer it."""
_SO, _LEAVES, _JOINT = word_set("dead muertos muertas fallecidos fallecidas"), ("left", "leav", "dej"), 2
_IN_COURSE = word_set("during durante amid after tras")
_WHERE = word_set("en durante donde")
_HARMS = (
    "mat",
    "asesin",
    "abati",
    "detuv",
    "captur",
    "arrest",
    "dispar",
    "hiri",
    "ejecut",
    "liber",
    "rescat",
)
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
_NEAR_NOUN = 5
_FROM = frozenset({"airstrike", "armed_attack", "drone_attack", "threat"})
"""Types that come from somebody: "mortar fire from the rebels"."""
_MANNERS = word_set(
    "daylight night morning afternoon gunpoint madrugada noche tiros balazos golpes sangre punaladas "
    "machetazos pedradas mansalva quemarropa"
)
"""What may stand between a deed and "of" whom: "el asesinato a tiros de dos líderes"."""
_GAVE = word_set("dio dieron dado dan daban hicieron hizo")
""" "La paliza que le dieron"."""


def around_noun(p: Parse, trigger: Trigger, found: Arguments) -> None:
    """Complements after a noun, its owner before it, and the subject of the verb that it is the object of."""
    own = p.phrases[p.at[trigger.first]] if p.at[trigger.first] >= 0 else None
    start, tied, spoken = _after_noun(p, trigger, max(trigger.last, own.last if own else 0) + 1)
    _complements(p, trigger, start, found, tied=tied, spoken=spoken)
    _told_farther(p, trigger, start, found)
    if trigger.type == "killing" and trigger.pos == "phrase" and not found.of:
        found.patient = _said_to_be(p, trigger.first)
    if own is None:
        return
    if trigger.type == "killing" and trigger.pos == "phrase" and p.word(trigger.last) in _SO:
        found.patient = found.patient or _listed_before(p, own)
    if p.lang == "es" and trigger.type == "kidnapping" and trigger.pos == "phrase":
        found.by, found.of = [], []
        _in_hands(p, trigger, own, found)
        return
    if not found.against and p.word(trigger.last) in AGAINST and trigger.last < own.last:
        found.against = _ends_against(p, trigger, own)
    found.by = found.by or _done_in_passive(p, trigger, own) or accused_of(p, own)
    found.owner = _named_within(p, trigger, own) or _written_before(p, trigger, own)
    all_told = bool(found.sides) and found.sides[0].preposition in BETWEEN
    if not (all_told and trigger.type == "armed_clash"):
        through_verb(p, trigger, own, found)
    marchers = trigger.type in OF_THE_PEOPLE and any(f.is_known for f in found.of)
    told = found.by or found.subject or found.owner or found.patient or found.pronouns
    if not (told or all_told or marchers):
        found.subject = doers_in_passing(p, trigger, own)


def _said_to_be(p: Parse, k: int) -> list[Phrase]:
    """ "Two brothers are dead", "están muertos": the subject of the auxiliary right before word `k`."""
    i = k - 1
    while i > 0 and p.tags[i] == ADVERB:
        i -= 1
    return subject_of(p, i)[0] if i > 0 and p.tags[i] == AUXILIARY else []


def _listed_before(p: Parse, own: Phrase) -> list[Phrase]:
    """ "Left ten soldiers and 19 gunmen dead": whom "and" joins to the phrase that says so."""
    i, listed = p.at[own.first], [own]
    while p.phrases[i].joined and i and p.phrases[i].first - p.phrases[i - 1].last <= _JOINT:
        i -= 1
        if EVENT in p.tags[p.phrases[i].first : p.phrases[i].last + 1]:
            return []
        listed.insert(0, p.phrases[i])
    first = listed[0]
    left = first.first == 0 or p.word(first.first - 1).startswith(_LEAVES)
    told = first.preposition in WITH if first.preposition else left
    return listed if told and first is not own else []


def _complements(
    p: Parse, trigger: Trigger, start: int, found: Arguments, *, tied: bool, spoken: bool
) -> None:
    """What prepositions after a noun lead to, from word `start` on: "of", "by", "against", "between"."""
    end, author = len(p.tags), False
    of_people = trigger.type in OF_THE_PEOPLE
    for phrase, _ in following(p, start):
        lead, named = phrase.preposition, phrase.actor is not None
        if p.tags[phrase.head] == EVENT and (lead in _IN_COURSE or (of_people and lead not in OF)):
            break  # "a shot during a protest against", "a march over the killing by": that of the other deed
        if tied and lead in BY and of_people and p.lang == "es":
            continue  # "una protesta por la reforma": what for
        if author or leads_author(p, phrase):
            if named and (not author or lead in OF) and not spoken:
                found.by = found.by or group(p, phrase, end)
            author = not author and not named and p.word(phrase.head) in HANDS
        elif lead == "from" and trigger.type in _FROM and phrase.actor and phrase.actor.kind in ARMED:
            found.by = found.by or group(p, phrase, end)
        elif lead in OF and tied:
            found.of = group(p, phrase, end) if named else []
        elif not found.against and _is_aimed_at(p, trigger, phrase):
            found.against = group(p, phrase, end)
        elif lead in BETWEEN or lead in WITH:
            found.sides = found.sides or group(p, phrase, end)
        elif not lead or lead == p.word(trigger.last) == "como":
            if trigger.pos == "phrase" and tied and not found.of:
                found.of = group(p, phrase, end)
            break
        by = lead in BY and p.tags[phrase.head] != EVENT
        aside = p.tags[phrase.head] == PLACE or p.word(phrase.head) in _MANNERS or by
        tied = tied and (aside or (lead in OF and not named))


def _is_aimed_at(p: Parse, trigger: Trigger, phrase: Phrase) -> bool:
    """ "Charges against", "for", "an inquiry into", and somebody, or a thing of theirs."""
    lead = phrase.preposition
    into = lead in _INTO and trigger.type == "investigation"
    aimed = (
        lead in AGAINST or lead in TO or into or (lead == "for" and trigger.type in ("charges", "sentence"))
    )
    return aimed and (phrase.actor is not None or (lead in AGAINST and holder(p, phrase) is not None))


def _told_farther(p: Parse, trigger: Trigger, start: int, found: Arguments) -> None:
    """Sides, opponents and authors that stand farther behind a noun, for the types that have them there."""
    found.sides = found.sides or _between(p, start)
    if trigger.type in ("sanction", "charges") and not found.against:
        _against_him(p, start, found)
    found.by = found.by or _done_by_relative(p, start)
    if p.lang == "es" and trigger.type in OWN_DEEDS:
        found.by = found.by or _in_whose_course(p, start)
    if trigger.type == "bombing" and not found.by:
        found.by = _done_by_relative(p, _at_relative(p, start))
    if trigger.type in ("abuse", "threat", "armed_attack"):
        found.against = found.against or _dealt_to(p, trigger, start)


def _ends_against(p: Parse, trigger: Trigger, own: Phrase) -> list[Phrase]:
    """ "Los cargos contra Joseph Kony": whom the phrase of a noun that takes "against" along goes on to."""
    first = trigger.last + 1
    start = p.sentence.words[first].start
    told = next((a for a in p.actors if a.start >= start and p.sentence.word_at(a.start) <= own.last), None)
    told = told or by_its_words(p, first, own.last)
    whom = Phrase(first, own.last, first, p.word(trigger.last), "", told)
    return [whom] if told is not None else []


def _named_within(p: Parse, trigger: Trigger, own: Phrase) -> list[ActorMention]:
    """The actors found in the noun's own phrase, the noun left out: "Army raid".

    No court is charged where somebody "obtuvo de un juez vinculación a proceso".
    """
    return [
        a
        for a in p.actors
        if own.first <= p.sentence.word_at(a.start) <= own.last
        and (a.start < trigger.start or not a.is_group)
        and not (trigger.type == "charges" and a.kind == "judiciary")
        and (a.end <= trigger.start or a.start >= trigger.end)
    ]


def _written_before(p: Parse, trigger: Trigger, own: Phrase) -> list[ActorMention]:
    """Whoever stands before the noun in the report's own words: "the shopkeeper's murder", "two men dead"."""
    possessor = trigger.first - 1
    if possessor >= own.first and p.word(possessor).endswith("'s"):
        written = by_its_words(p, own.first, possessor)
        if written:
            return [replace(written, end=written.end - 2, name=written.name[:-2])]
    left = p.word(trigger.first) in _LEFT_SO and own.first < trigger.first
    said = by_its_words(p, own.first, trigger.first - 1) if left else None
    return [said] if said else []


def _against_him(p: Parse, start: int, found: Arguments) -> None:
    """ "Imposed sanctions of its own on him": the number of the pronoun that "on" or "against" leads to."""
    for k in range(start, min(start + _NEAR_NOUN, len(p.tags) - 1)):
        if p.tags[k] in (VERB, SUBORDINATOR, RELATIVE):
            return
        if p.word(k) in AGAINST and p.tags[k + 1] == PRONOUN and p.at[k + 1] < 0:
            found.pronouns["object"] = "one" if p.word(k + 1) in SINGULAR else "many"
            return


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
    if start + 2 < end and p.tags[start] == AUXILIARY and p.word(start + 2) in AT_HANDS:
        return start + 1, False, False
    if start + 1 < end and p.tags[start] == AUXILIARY and _made(p, start, trigger.type):
        start += 1
        while start < end and p.tags[start] in (AUXILIARY, VERB):
            start += 1
        while start < end and (p.tags[start] == ADVERB or p.word(start) == "out"):
            start += 1
        return start, False, False
    return start, True, False


def _blamed_in_clause(p: Parse, k: int) -> list[Phrase] | None:
    """ "Un ataque que Irán atribuyó a Israel": whom somebody blames in a clause; None where nobody does."""
    while k < len(p.tags) and (p.at[k] >= 0 or p.tags[k] in (AUXILIARY, CLITIC, ADVERB)):
        k += 1
    if k >= len(p.tags) or not p.word(k).startswith(_BLAMES):
        return None
    blamed = next((f for f, _ in following(p, k + 1) if f.preposition in _ON), None)
    return [] if blamed is None else group(p, blamed, len(p.tags))


def _done_by_relative(p: Parse, k: int) -> list[Phrase]:
    """ "El paro que ordenó el Clan", "an attack the army carried out": the doer in a relative clause."""
    related = k < len(p.tags) and p.tags[k] == RELATIVE
    blamed = _blamed_in_clause(p, k + 1) if related else None
    if blamed is not None:
        return blamed
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
        late = near or phrase.is_known  # "una emboscada que tendieron a su convoy milicianos de"
        done = leads_author(p, phrase) or (p.lang == "es" and late and not phrase.preposition)
        if done and phrase.actor is not None:
            return group(p, phrase, len(p.tags))
    return _who_kept_it_up(p, k)


def _who_kept_it_up(p: Parse, k: int) -> list[Phrase]:
    """ "Los cocaleros levantaron el bloqueo que mantenían": whose it is, where they do something about it."""
    kept = (
        p.lang == "es" and p.tags[k - 1] == RELATIVE and p.word(k).startswith(("mantien", "manten", "mantuv"))
    )
    verb = verb_before(p, k - 1) if kept else None
    subject = subject_of(p, verb)[0] if verb is not None else []
    return subject if all(f.actor is not None for f in subject) else []


def _in_whose_course(p: Parse, k: int) -> list[Phrase]:
    """ "La redada en la que la Policía mató a dos": who bears arms and did harm in its course."""
    r = next((j for j in range(k, min(k + 8, len(p.tags))) if p.tags[j] in (VERB, RELATIVE)), -1)
    if r < 2 or p.tags[r] != RELATIVE or p.word(r - 2 if p.word(r) != "donde" else r) not in _WHERE:
        return []
    if r + 1 >= len(p.tags) or p.at[r + 1] < 0 or p.phrases[p.at[r + 1]].preposition:
        return []
    doers = group(p, p.phrases[p.at[r + 1]], len(p.tags))
    verb = doers[-1].last + 1
    harmed = verb < len(p.tags) and p.tags[verb] == VERB and p.word(verb).startswith(_HARMS)
    return doers if harmed and all(f.actor is not None and f.actor.kind in ARMED for f in doers) else []


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
    opens = range(k, min(k + _LAID_WITHIN, len(p.tags)))
    relative = next((j for j in opens if p.tags[j] in (RELATIVE, SUBORDINATOR)), -1)
    related = relative >= 0
    k = relative + 1 if related else k
    laid = next((j for j in range(k, min(k + _LAID_WITHIN, len(p.tags))) if p.word(j).startswith(_LAYS)), -1)
    if laid < 0:
        return []
    before = [f for f in p.phrases if related and k <= f.first and f.last < laid and not f.preposition]
    after = [f for f, _ in following(p, laid + 1) if f.preposition in BY]
    return [f for f in (before[-1:] or after[:1]) if f.actor is not None]


def _subject_of_relative(p: Parse, subject: Phrase) -> list[Phrase]:
    """ "La golpiza que tres soldados propinaron": whom a Spanish relative clause names first."""
    listed = group(p, subject, len(p.tags))
    k = listed[-1].last + 1
    while k < len(p.tags) and (p.tags[k] in (AUXILIARY, CLITIC, ADVERB) or p.at[k] >= 0):
        if p.at[k] >= 0 and p.phrases[p.at[k]].preposition not in OF:
            return []
        k += 1
    told = k < len(p.tags) and p.tags[k] == VERB and (does(p.word(k), "") or p.word(k) in _GAVE)
    return listed if told and subject.actor is not None else []


def _at_relative(p: Parse, start: int) -> int:
    """Where a relative clause opens after the thing that "of" names: "explosión de una carga que"."""
    for phrase, _ in following(p, start):
        if p.lang != "es" or phrase.preposition not in OF or phrase.is_known:
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
        found.patient = subject_of(p, first_of(p, k))[0] or postposed(p, own)


def _made(p: Parse, k: int, kind: str) -> bool:
    """ "The arrest was made by", "el ataque fue perpetrado por": the verb is one of doing."""
    while k < len(p.tags) and p.tags[k] == AUXILIARY:
        k += 1
    return k < len(p.tags) and p.tags[k] == VERB and does(p.word(k), kind)


def _between(p: Parse, k: int) -> list[Phrase]:
    """The sides of "gunfire was heard between A and B", beyond the verb."""
    for phrase in p.phrases:
        if phrase.first > k and phrase.preposition in BETWEEN:
            hurdles = p.tags[k : phrase.first]
            return [] if any(t in BREAKS for t in hurdles) else group(p, phrase, len(p.tags))
    return []
