"""Clauses: the subject of a verb, looked for from the verb back to where its clause opens.

The subject of a verb is the free phrase before it in its own clause; where there is none, it is whatever the
verb before has ("attacked a post and fled"), or the word that a relative clause hangs from ("the men who
fled"). Who is meant by "ordered soldiers to burn" or "accused soldiers of burning" are the soldiers.
"""

from __future__ import annotations

import re

from geo.events.asides import before_source
from geo.events.claims import SAYING
from geo.events.closed_classes import (
    ACTOR,
    ADVERB,
    AUXILIARY,
    CLITIC,
    COORDINATOR,
    NOUN,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SUBORDINATOR,
    TIME,
    VERB,
)
from geo.events.control import decider, governing_verb, is_accused, told_to
from geo.events.english_classes import TELLS
from geo.events.free_phrases import (
    closes_adjunct,
    follows_at_once,
    is_its_object,
    last_group,
    leading,
    opens_aside,
    stands_aside,
)
from geo.events.lists import BY, PARTICIPLE, SOFT, group, only_articles, opens_clause
from geo.events.phrases import Parse, Phrase
from geo.events.pronouns import SINGULAR, Number, Subject, may_speak_of_itself, number_of_count
from geo.events.relatives import (
    WHERE,
    antecedent,
    beyond_infinitive,
    beyond_passive,
    beyond_thing,
    is_led,
    relative_before,
    relative_beyond_speaker,
)
from geo.events.verbs import (
    first_of,
    in_relative,
    is_infinitive_of,
    is_passive,
    last_verb,
    tells_more,
    verb_before,
)
from geo.events.voice import PARTICIPLE_ES
from geo.events.words import word_set

_MOST_STEPS = 60
_OPENS_ES = re.compile(r"(?:[aei]r|ndo)(?:se|l[aeo]s?)?\Z")
_INFINITIVE = re.compile(r"[aei]r(?:se|l[aeo]s?)?\Z")
_IRREGULAR = word_set("shot taken held caught beaten driven")
_OBJECTS = word_set("him her them us me")
_DESCRIBES = word_set(
    "marching protesting demonstrating rallying blocking occupying chanting fleeing picketing rioting "
    "fighting"
)
""" "Fired at students marching against quotas": a gerund that says what those before it were doing."""
_SAID = word_set("said says say")
_WHILE = word_set("cuando mientras when while")
_BY_MEANS = word_set("en mediante por desde")
_GUESS = word_set("believe believes believed think thinks thought suspect suspects")
""" "Forensic staff believe they were shot": who guesses tells of others."""
_PERCEIVES = word_set(
    "saw seen show shows showed shown spotted logged tracked filmed recorded observed detected noticed "
    "watched photographed sighted heard"
)
""" "Showed a drone circling": a verb whose object does what the gerund after it names."""


def subject_of(p: Parse, k: int, steps: int = _MOST_STEPS) -> Subject:
    """The subject of the verb at word `k`: its phrases, or the number of a pronoun that stands for it."""
    if p.word(k) == "including":
        return [], None  # "designated eight groups, including the Sinaloa Cartel"
    described = _described(p, k)
    if described is not None:
        return [described], None
    i = _before_verb(p, k)
    if steps <= 0:
        return [], None
    if i < 0 or (i == 0 and p.tags[0] in (PREPOSITION, SUBORDINATOR)):
        return (of_main_clause(p, k) if _opens_with_verb(p, k) else []), None
    if p.tags[i] == PREPOSITION and not p.gaps[i + 1].strip():
        return _controller(p, i, steps - 1)
    if p.tags[i] == PRONOUN and i and p.tags[i - 1] == PREPOSITION:
        i -= 2
        if i >= 0 and p.at[i] >= 0 and only_articles(p, p.phrases[p.at[i]]):
            same = _told_before(p, i)
            return ([same], None) if same is not None else ([], number_of_count(p.word(i)))
    who = relative_beyond_speaker(p, i) if p.lang == "en" and i > 1 and not p.gaps[i + 1].strip() else -1
    if who > 0:
        return antecedent(p, who), None
    if i >= 0 and p.tags[i] == PRONOUN and not p.gaps[i + 1].strip() and not _is_object(p, i):
        return _pronoun(p, i, steps - 1)
    if p.lang == "es" and ":" in p.gaps[i + 1]:
        return [], None
    return _back_from(p, i, steps, gerund=p.lang == "en" and p.word(k).endswith("ing"))


def _is_object(p: Parse, i: int) -> bool:
    """ "A policeman guarding them was killed": a pronoun that is the object of the verb before it."""
    return p.word(i) in _OBJECTS and i > 0 and p.tags[i - 1] == VERB


def _told_before(p: Parse, i: int) -> Phrase | None:
    """ "Detained 30 workers as several of them marched": who the clause right before word `i` ends with."""
    k = next((j for j in range(i - 1, -1, -1) if p.tags[j] == SUBORDINATOR), -1)
    before = [f for f in p.phrases if f.last < k and f.actor is not None and not f.preposition]
    several = k > 0 and before and p.word(before[-1].head).endswith(("s", "men", "women", "people"))
    return before[-1] if several else None


def _described(p: Parse, k: int) -> Phrase | None:
    """ "Fired at students marching": those right before a gerund that says what they were doing.

    So are those whom somebody saw do it: "trackers logged a U.S. plane circling".
    """
    if not p.word(k).endswith("ing") or p.gaps[k] != " " or p.at[k - 1] < 0:
        return None
    beside = p.phrases[p.at[k - 1]]
    seen = p.lang == "en" and not beside.preposition and p.word(beside.first - 1) in _PERCEIVES
    if p.word(k) not in _DESCRIBES and not seen:
        return None
    return beside if beside.actor is not None and p.tags[k - 1] in (NOUN, ACTOR) else None


def _before_verb(p: Parse, k: int) -> int:
    """The word before the verb at word `k`, its auxiliaries and adverbs, and asides; -1 if there is none."""
    i = before_source(p, k - 1) if k else -1
    while i >= 0 and p.tags[i] in (AUXILIARY, ADVERB, CLITIC):
        if p.gaps[i + 1].strip() and p.tags[i] != ADVERB:
            break
        i -= 1
    i = before_source(p, i) if i >= 0 else i
    return i - 2 if i > 0 and p.word(i) == "to" and p.tags[i - 1] == AUXILIARY else i


def _back_from(p: Parse, i: int, steps: int, *, gerund: bool) -> Subject:
    """The subject of the verb that starts after word `i`, from there back to where its clause opens."""
    start = i + 1
    free: list[Phrase] = []
    while i >= 0 and steps > 0:
        steps -= 1
        tag = p.tags[i]
        if p.at[i] >= 0:
            phrase = p.phrases[p.at[i]]
            if not free and phrase.first and p.tags[phrase.first - 1] == AUXILIARY and p.lang == "en":
                return subject_of(p, phrase.first, steps)
            aside = stands_aside(p, phrase)
            if not phrase.preposition and not aside:
                free.append(phrase)
            i = _before_phrase(p, phrase, aside=aside, found=bool(free))
        elif tag == VERB:
            past = _past_verb(p, i, free, start, gerund=gerund)
            if past is None:
                return _of_verb_before(p, i, free, start, steps, gerund=gerund)
            free, i = [], past
        elif tag == COORDINATOR and not free:
            verb = verb_before(p, i, main="," in p.gaps[i])
            if p.lang == "es" and verb is not None:
                verb = beyond_thing(p, beyond_infinitive(p, verb, start), start)
            if p.lang == "en" and verb is not None:
                verb = beyond_passive(p, verb, start)
            return subject_of(p, verb, steps) if verb is not None else ([], None)
        elif tag == PRONOUN and not free and not _is_object(p, i):
            return _pronoun(p, i, steps)
        elif tag == RELATIVE and _relates(p, i, free, start):
            return antecedent(p, i), None
        elif tag == SUBORDINATOR and not free and p.lang == "es" and p.word(i) in _WHILE:
            return _of_clause_before(p, i, p.word(start), steps), None
        elif tag in (RELATIVE, SUBORDINATOR) or (p.gaps[i].strip(SOFT) and i):
            break
        else:
            i -= 1
    return _or_number(p, leading(p, free, start) if free else [])


def _of_clause_before(p: Parse, i: int, verb: str, steps: int) -> list[Phrase]:
    """ "Dos policías patrullaban cuando fueron atacados": who did what went on when it happened.

    Nobody where the numbers of the verbs differ.
    """
    before = last_verb(p, i)
    agree = before is not None and p.word(before).endswith("n") == verb.endswith("n")
    return _doers_before(p, i, steps, tied=False) if agree else []


def _doers_before(p: Parse, i: int, steps: int, *, tied: bool) -> list[Phrase]:
    """The actors who are the subject of the verb before word `i`; none where another is named between.

    One led by a preposition counts as such only where `tied` is set.
    """
    before = last_verb(p, i)
    between = (f for f in p.phrases if before is not None and before < f.first and f.last < i)
    if before is None or any(f.actor is not None and (tied or not f.preposition) for f in between):
        return []
    found, _ = subject_of(p, before, steps)
    return found if all(f.actor is not None for f in found) else []


def _before_phrase(p: Parse, phrase: Phrase, *, aside: bool, found: bool) -> int:
    """The word before a phrase and what ties it to its clause, or -1 where the clause opens with it.

    `aside` tells that it is no subject, `found` that one was found by now.
    """
    i = phrase.first - 1
    if aside and phrase.joined == "and" and i >= 0 and p.tags[i] == COORDINATOR:
        i -= 1
    if phrase.joined not in ("", ",", "and", "but"):
        return -1
    if not phrase.preposition:
        return i
    if found and phrase.joined == "and" and p.lang == "en" and i > 0:
        opens = next((j for j in range(i, -1, -1) if p.tags[j] == COORDINATOR), 0)
        if "," in p.gaps[opens]:
            return -1
    while i >= 0 and p.tags[i] in (PREPOSITION, ADVERB):
        i -= 1
    return i - 1 if phrase.joined == "and" and i >= 0 and p.tags[i] == COORDINATOR else i


def _relates(p: Parse, i: int, free: list[Phrase], start: int) -> bool:
    """Whether the relative pronoun at word `i` stands for the subject of the verb that starts at `start`."""
    if p.word(i) in WHERE or (not free and is_led(p, i)) or is_said_by_means(p, i):
        return False
    return not free or "," in p.gaps[start]


def is_said_by_means(p: Parse, i: int) -> bool:
    """ "Informó en sus redes sociales que fue detenido": the "que" at word `i` opens what is said."""
    means = p.phrases[p.at[i - 1]] if i and p.at[i - 1] >= 0 else None
    if p.lang != "es" or p.word(i) != "que" or means is None or means.preposition not in _BY_MEANS:
        return False
    verb = means.first - 2
    while verb > 0 and p.tags[verb] == TIME:
        verb -= 1
    return verb >= 0 and p.tags[verb] == VERB and SAYING.fullmatch(p.word(verb)) is not None


def _past_verb(p: Parse, i: int, free: list[Phrase], start: int, *, gerund: bool) -> int | None:
    """The word before the verb at word `i` where that is only told by the way; None where it counts."""
    described = gerund and not free and "," in p.gaps[start] and p.word(i) in _DESCRIBES
    if described and p.at[i - 1] >= 0:
        return p.phrases[p.at[i - 1]].first - 1
    if is_infinitive_of(p, i):
        return first_of(p, i) - 2
    return i - 1 if free and p.lang == "es" and opens_aside(p, i, free) else None


def _of_verb_before(p: Parse, i: int, free: list[Phrase], start: int, steps: int, *, gerund: bool) -> Subject:
    """The subject of the verb that starts at word `start`, where the verb at word `i` comes before it.

    It is the same as that verb's, unless the phrases between, `free`, are its own.
    """
    comma = "," in p.gaps[start]
    if len(free) > 1 and p.word(i) in TELLS and free[-1].first == i + 1 and not free[-2].joined:
        free = free[:-1]  # "told reporters police had arrested"
    if p.lang == "es" and start == i + 1 and not comma and _INFINITIVE.search(p.word(start)):
        return subject_of(p, first_of(p, i), steps)  # "una nota según la cual el gobierno planea enviar"
    if gerund and comma and not any(f.actor for f in free) and is_passive(p, first_of(p, i)):
        return _author(p, i, start), None
    relative = relative_before(p, i, closed=comma) if not free and p.lang == "es" else -1
    if relative >= 0:
        return antecedent(p, relative), None
    where = _beyond_where(p, i, start) if not free and not gerund and p.lang == "en" else -1
    if where > 0:
        return _back_from(p, where - 1, steps, gerund=False)
    closed = not comma and any(f.joined == "," for f in free) and closes_adjunct(p, i)
    closed = closed or (bool(free) and _says_it(p, i))
    shared = (
        not free
        or gerund
        or tells_more(p, i)
        or _is_charged(p, i, free)
        or (in_relative(p, i) and not closed)
    )
    if shared or (comma and is_its_object(p, i, free, start)):
        return subject_of(p, first_of(p, i), steps)
    if comma and p.lang == "es" and follows_at_once(p, i, free):
        same = subject_of(p, first_of(p, i), steps)
        if any(f.actor is not None for f in same[0]):
            return same  # not so "cayeron cuatro y un oficial, …, murió", whose first verb has none before it
    return last_group(p, free, start), None


def _says_it(p: Parse, i: int) -> bool:
    """ "Residents who fled said soldiers burned", "the army, which said rebels killed": its own clause."""
    apart = first_of(p, i) < i and SAYING.fullmatch(p.word(i)) is not None
    return apart or (p.lang == "en" and p.word(i) in _SAID)


def _or_number(p: Parse, found: list[Phrase]) -> Subject:
    """Phrases, or the number of a bare count that stands for some: "and one was captured"."""
    if len(found) == 1 and only_articles(p, found[0]):
        return [], number_of_count(p.word(found[0].first))
    return found, None


def _is_charged(p: Parse, i: int, free: list[Phrase]) -> bool:
    """ "A man accused of sending boats was caught": the verb at word `i` has the phrase `free` for object."""
    k = first_of(p, i)
    if len(free) != 1 or free[0].joined:
        return False
    return p.lang == "en" and k > 1 and p.word(k).endswith("ing") and p.word(k - 1) in ("of", "for")


def _beyond_where(p: Parse, i: int, start: int) -> int:
    """ "Its raid on a hall where families slept killed 11": the "where" between a verb and its subject.

    The verb at word `i` is that of the clause, and the next starts at word `start`; -1 where none does.
    """
    if any(t == COORDINATOR or p.gaps[k].strip() for k, t in enumerate(p.tags[i + 1 : start], start=i + 1)):
        return -1
    for k in range(first_of(p, i) - 1, -1, -1):
        if p.tags[k] == RELATIVE:
            return k if p.word(k) == "where" and not p.gaps[k].strip() else -1
        if p.tags[k] in (VERB, SUBORDINATOR) or p.gaps[k + 1].strip(SOFT):
            return -1
    return -1


def _controller(p: Parse, i: int, steps: int) -> Subject:
    """Who is meant to do what an infinitive or a gerund after the preposition at word `i` names."""
    decided = decider(p, i)
    if decided is not None:
        return [decided], None
    if is_accused(p, i - 1):
        return antecedent(p, i - 1), None
    verb = governing_verb(p, i)
    if verb is None:
        return [], None
    told = told_to(p, verb, i)
    return told if told is not None else subject_of(p, first_of(p, verb), steps)


def _pronoun(p: Parse, i: int, steps: int) -> Subject:
    """Whom the pronoun at word `i` means: whoever speaks ("police said they"), else only its number."""
    word = p.word(i)
    if word in ("nobody", "nadie"):
        return [], None
    number: Number = "one" if word in SINGULAR else "many"
    if p.lang == "en" and i and p.word(i - 1) in _WHILE and p.tags[min(i + 1, len(p.tags) - 1)] == AUXILIARY:
        going = _going_on(p, i - 1, number, steps)
        if going:
            return going, None
    verb = last_verb(p, i)
    if verb is not None and p.lang == "en" and not is_passive(p, verb) and p.word(verb) not in _GUESS:
        speakers, _ = subject_of(p, verb, steps)
        if len(speakers) == 1 and may_speak_of_itself(p, word, speakers[0]):
            return speakers, None
    return [], "body" if word == "it" else number


def _going_on(p: Parse, i: int, number: Number, steps: int) -> list[Phrase]:
    """ "Two policemen were patrolling when they were attacked": whom the pronoun after word `i` means."""
    found = _doers_before(p, i, steps, tied=True)
    several = len(found) > 1 or any(p.word(f.head).endswith(("s", "men", "police")) for f in found)
    return found if several == (number == "many") else []


def of_main_clause(p: Parse, k: int) -> list[Phrase]:
    """The subject of the clause after the opening at word `k`: "After storming the jail, the gang freed"."""
    comma = next((j for j in range(k + 1, len(p.tags)) if "," in p.gaps[j]), -1)
    if comma < 0 or p.at[comma] < 0:
        return []
    phrase = p.phrases[p.at[comma]]
    leads = phrase.first == comma and not phrase.preposition and phrase.actor is not None
    listed = group(p, phrase, len(p.tags)) if leads else []
    related = bool(listed) and listed[-1].last + 1 < len(p.tags) and p.tags[listed[-1].last + 1] == RELATIVE
    return listed if listed and (related or opens_clause(p, listed[-1], len(p.tags), past=True)) else []


def _opens_with_verb(p: Parse, k: int) -> bool:
    """Whether the verb at word `k` opens a sentence of two clauses: "Having stopped the bus, …"."""
    if k == 0 and p.lang == "en":
        return PARTICIPLE.search(p.word(k)) is not None or p.word(k) in _IRREGULAR
    if p.lang == "es" and not k and PARTICIPLE_ES.search(p.word(k)):
        return True
    return p.word(k).endswith("ing") if p.lang == "en" else _OPENS_ES.search(p.word(k)) is not None


def _author(p: Parse, verb: int, k: int) -> list[Phrase]:
    """ "Was shot down by rebels, killing its crew": who does it between a passive and word `k`."""
    for phrase in p.phrases:
        if verb < phrase.first < k and phrase.preposition in BY and phrase.actor is not None:
            return group(p, phrase, k)
    return []
