"""Clauses: the subject of a verb, what a relative clause hangs from, and phrases that go on one list.

The subject of a verb is the free phrase before it in its own clause; where there is none, it is whatever the
verb before has ("attacked a post and fled"), or the word that a relative clause hangs from ("the men who
fled"). Who is meant by "ordered soldiers to burn" or "accused soldiers of burning" are the soldiers.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from geo.events.closed_classes import (
    ACTOR,
    ADVERB,
    AUXILIARY,
    CLITIC,
    COORDINATOR,
    DETERMINER,
    NOUN,
    PLACE,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SUBORDINATOR,
    TIME,
    VERB,
)
from geo.events.lists import (
    BREAKS,
    BY,
    PARTICIPLE,
    SOFT,
    better_named,
    group,
    holder,
    only_articles,
    opens_clause,
)
from geo.events.modality import SAYING
from geo.events.phrases import Parse, Phrase
from geo.events.triggers import Trigger
from geo.events.voice import PARTICIPLE_ES
from geo.events.words import OF, word_set

Number = Literal["one", "many", "body"]
"""What a pronoun may stand for: somebody, several, or a body ("it")."""

_MOST_STEPS = 60
_ASIDE_WITHIN = 8
"""How many words may stand between an aside's end and what goes on after it."""
SINGULAR = word_set("he she him her it himself herself ella le lo la")
_OPENS_ES = re.compile(r"(?:[aei]r|ndo)(?:se|l[aeo]s?)?\Z")
_LOYAL = word_set("loyal linked allied aligned tied faithful close opposed")
_IRREGULAR = word_set("shot taken held caught beaten driven")
_DESCRIBES = word_set(
    "marching protesting demonstrating rallying blocking occupying chanting fleeing picketing rioting "
    "fighting"
)
""" "Fired at students marching against quotas": a gerund that says what those before it were doing."""
_ASIDE = word_set("before after without tras sin antes despues luego")
_DECISIONS = word_set(
    "decision plan plans intention threat threats order orders bid attempt move effort efforts "
    "planes intencion orden amenaza intento"
)
_ACCUSES = ("accus", "acus", "blam", "culp", "senal")
""" "Caracas acusó a Bogotá de preparar": who accuses a town or a country does not do it."""
_WHERE = word_set("donde adonde")


def qualified(p: Parse, k: int) -> list[Phrase]:
    """What a participle without an auxiliary stands right after: "a journalist killed in May"."""
    i = k - 1
    while i >= 0 and p.tags[i] == ADVERB:
        i -= 1
    found = antecedent(p, i + 1) if i >= 0 and p.at[i] >= 0 else []
    return [] if len(found) == 1 and only_articles(p, found[0]) else found


def subject_of(p: Parse, k: int, steps: int = _MOST_STEPS) -> tuple[list[Phrase], Number | None]:
    """The subject of the verb at word `k`: its phrases, or the number of a pronoun that stands for it."""
    i = _before_source(p, k - 1) if k else -1
    gerund = p.word(k).endswith("ing") and p.lang == "en"
    if p.word(k) in _DESCRIBES and i == k - 1 and i >= 0 and p.gaps[k] == " " and p.at[i] >= 0:
        beside = p.phrases[p.at[i]]
        if beside.actor is not None and p.tags[i] in (NOUN, ACTOR):
            return [beside], None
    while i >= 0 and p.tags[i] in (AUXILIARY, ADVERB, CLITIC):
        if p.gaps[i + 1].strip() and p.tags[i] != ADVERB:
            break
        i -= 1
    i = _before_source(p, i) if i >= 0 else i
    if i > 0 and p.word(i) == "to" and p.tags[i - 1] == AUXILIARY:
        i -= 2
    if steps <= 0:
        return [], None
    if i < 0 or (i == 0 and p.tags[0] in (PREPOSITION, SUBORDINATOR)):
        return (of_main_clause(p, k) if _opens_with_verb(p, k) else []), None
    if p.tags[i] == PREPOSITION and not p.gaps[i + 1].strip():
        return _controller(p, i, steps - 1)
    if p.tags[i] == PRONOUN and i and p.tags[i - 1] == PREPOSITION:
        i -= 2
        if i >= 0 and p.at[i] >= 0 and only_articles(p, p.phrases[p.at[i]]):
            return [], "one" if p.word(i) in ("one", "uno", "una") else "many"
    if i >= 0 and p.tags[i] == PRONOUN and not p.gaps[i + 1].strip():
        return _pronoun(p, i, steps - 1)
    if p.lang == "es" and ":" in p.gaps[i + 1]:
        return [], None
    free: list[Phrase] = []
    comma, k = "," in p.gaps[i + 1], i + 1
    while i >= 0 and steps > 0:
        steps -= 1
        tag = p.tags[i]
        if p.at[i] >= 0:
            phrase = p.phrases[p.at[i]]
            if not free and phrase.first and p.tags[phrase.first - 1] == AUXILIARY and p.lang == "en":
                return subject_of(p, phrase.first, steps)
            aside = _goes_with_place(p, phrase) or (p.lang == "es" and _is_time_like(p, phrase))
            if not phrase.preposition and not aside:
                free.append(phrase)
            i = phrase.first - 1
            if aside and phrase.joined == "and" and i >= 0 and p.tags[i] == COORDINATOR:
                i -= 1
            if phrase.joined not in ("", ",", "and", "but"):
                break
            if free and phrase.preposition and phrase.joined == "and" and p.lang == "en" and i > 0:
                opens = next((j for j in range(i, -1, -1) if p.tags[j] == COORDINATOR), 0)
                if "," in p.gaps[opens]:
                    break
            if phrase.preposition:
                while i >= 0 and p.tags[i] in (PREPOSITION, ADVERB):
                    i -= 1
                if phrase.joined == "and" and i >= 0 and p.tags[i] == COORDINATOR:
                    i -= 1
            continue
        if tag == COORDINATOR and not free:
            verb = _verb_before(p, i, main="," in p.gaps[i])
            return subject_of(p, verb, steps) if verb is not None else ([], None)
        if tag == PRONOUN and not free:
            return _pronoun(p, i, steps)
        if tag == RELATIVE:
            if p.word(i) in _WHERE or (not free and _is_led(p, i)):
                break
            if not free or comma:
                return antecedent(p, i), None
            break
        if tag == SUBORDINATOR:
            break
        if tag == VERB and gerund and comma and not free and p.word(i) in _DESCRIBES and p.at[i - 1] >= 0:
            i = p.phrases[p.at[i - 1]].first - 1
            continue
        if tag == VERB:
            if gerund and not free and "," in p.gaps[k] and _is_passive(p, first_of(p, i)):
                return _author(p, i, k), None
            if _is_infinitive_of(p, i):
                free, i = [], first_of(p, i) - 2
                continue
            if free and p.lang == "es" and _opens_aside(p, i, free):
                free, i = [], i - 1
                continue
            relative = _relative_before(p, i, closed=comma) if not free and p.lang == "es" else -1
            if relative >= 0:
                return antecedent(p, relative), None
            closed = bool(free) and not comma and free[-1].joined == "," and _closes_adjunct(p, i)
            if not free or gerund or _tells_more(p, i) or (_in_relative(p, i) and not closed):
                return subject_of(p, first_of(p, i), steps)
            if comma and _is_its_object(p, i, free, k):
                return subject_of(p, first_of(p, i), steps)
            return _last_group(p, free, k), None
        if p.gaps[i].strip(SOFT) and i:
            i -= 1
            break
        i -= 1
    if not free:
        return [], None
    found = _leading(p, free, k)
    if len(found) == 1 and only_articles(p, found[0]):
        return [], "one" if p.word(found[0].first) in ("one", "uno", "una") else "many"
    return found, None


def _opens_with_verb(p: Parse, k: int) -> bool:
    """Whether the verb at word `k` opens a sentence of two clauses: "Having stopped the bus, …"."""
    if k == 0 and p.lang == "en":
        return PARTICIPLE.search(p.word(k)) is not None or p.word(k) in _IRREGULAR
    if p.lang == "es" and not k and PARTICIPLE_ES.search(p.word(k)):
        return True
    return p.word(k).endswith("ing") if p.lang == "en" else _OPENS_ES.search(p.word(k)) is not None


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


def _author(p: Parse, verb: int, k: int) -> list[Phrase]:
    """ "Was shot down by rebels, killing its crew": who does it between a passive and word `k`."""
    for phrase in p.phrases:
        if verb < phrase.first < k and phrase.preposition in BY and phrase.actor is not None:
            return group(p, phrase, k)
    return []


def _before_source(p: Parse, i: int) -> int:
    """The word before an aside between commas that ends at word `i`, or else `i`.

    An aside is "according to …", or a participle with what belongs to it ("the mayor, charged in May, has
    fled"), or a relative clause ("Chad and Sudan, whose troops had clashed, agreed").
    """
    if "," not in p.gaps[i + 1]:
        return i
    for k in range(i, 0, -1):
        if "," in p.gaps[k]:
            source = p.word(k) == "segun" or (p.word(k) == "according" and p.word(k + 1) == "to")
            told_of = p.lang == "en" and p.tags[k] == VERB and p.word(k).endswith("ed") and p.at[k - 1] >= 0
            related = p.lang == "en" and p.tags[k] == RELATIVE and k - 1 > 0 and p.at[k - 1] >= 0
            return k - 1 if source or told_of or related else i
    return i


def _controller(p: Parse, i: int, steps: int) -> tuple[list[Phrase], Number | None]:
    """Who is meant to do what an infinitive or a gerund after the preposition at word `i` names.

    It is the object of the verb before ("accuse soldiers of burning"), or else its subject; always that after
    "before" or "without" ("surrounded the palace before leaving").
    """
    decided = _decider(p, i)
    if decided is not None:
        return [decided], None
    k = _before_aside(p, i) - 1
    while k >= 0 and p.tags[k] != VERB:
        if p.tags[k] in BREAKS or ";" in p.gaps[k + 1]:
            return [], None
        k -= 1
    if k < 0:
        return [], None
    verb = first_of(p, k)
    if p.lang == "en" and p.tags[i - 1] == PRONOUN and i - 1 > k and p.word(i) not in _ASIDE:
        return [], "one" if p.word(i - 1) in SINGULAR else "many"
    aside = p.word(i) in _ASIDE or (p.word(i) == "de" and p.word(i - 1) in _ASIDE)
    for phrase in () if aside else p.phrases:
        if not k < phrase.first < i or phrase.preposition not in ("", "a", "al"):
            continue
        if phrase.actor is not None:
            return group(p, phrase, i), None
        if p.tags[phrase.head] == PLACE and p.word(verb).startswith(_ACCUSES):
            return [], None
    led = p.lang == "es" and verb > 0 and p.tags[verb - 1] == CLITIC and p.word(i) != "al"
    if led and p.word(verb - 1) != "se":
        return [], "many" if p.word(verb - 1).endswith("s") else "one"
    return subject_of(p, verb, steps)


def _before_aside(p: Parse, i: int) -> int:
    """Where a relative clause between commas before word `i` opens, or `i`: "held X, who is ill, before"."""
    closed = next((k for k in range(i, max(0, i - _ASIDE_WITHIN), -1) if "," in p.gaps[k]), 0)
    opened = next((k for k in range(closed - 1, 0, -1) if "," in p.gaps[k]), 0) if closed else 0
    verbs = [k for k in range(closed, i) if p.tags[k] == VERB]
    return opened if opened and p.tags[opened] == RELATIVE and not verbs else i


def _decider(p: Parse, i: int) -> Phrase | None:
    """Whose decision it is: "the government's plan to launch", "la decisión del gobierno de lanzar"."""
    n = p.at[i - 1] if i else -1
    if n < 0:
        return None
    phrase = p.phrases[n]
    if phrase.preposition in OF and n and p.word(p.phrases[n - 1].head) in _DECISIONS:
        return phrase if phrase.actor is not None else None
    owner = holder(p, phrase) if p.word(phrase.head) in _DECISIONS else None
    return replace(phrase, actor=owner) if owner is not None else None


def _pronoun(p: Parse, i: int, steps: int) -> tuple[list[Phrase], Number | None]:
    """Whom the pronoun at word `i` means: whoever speaks ("police said they"), else only its number."""
    word = p.word(i)
    if word in ("nobody", "nadie"):
        return [], None
    number: Number = "one" if word in SINGULAR else "many"
    verb = last_verb(p, i)
    if verb is not None and p.lang == "en" and not _is_passive(p, verb):
        speakers, _ = subject_of(p, verb, steps)
        speaker = speakers[0].actor if len(speakers) == 1 else None
        several = number == "one" and speakers and p.word(speakers[0].head).endswith("s")
        if speaker is not None and not several and (word != "it" or speaker.kind != "person"):
            return speakers, None
    return [], "body" if word == "it" else number


def _is_passive(p: Parse, verb: int) -> bool:
    return verb > 0 and p.tags[verb - 1] == AUXILIARY


def _goes_with_place(p: Parse, phrase: Phrase) -> bool:
    """ "The presidents of Peru and Chile": the second place hangs from the preposition of the first."""
    i = p.at[phrase.first] - 1
    if i < 0 or phrase.joined != "and" or p.tags[phrase.head] != PLACE:
        return False
    return p.phrases[i].preposition in OF and p.tags[p.phrases[i].head] == PLACE


def _is_time_like(p: Parse, phrase: Phrase) -> bool:
    return all(p.tags[k] in (DETERMINER, TIME) for k in range(phrase.first, phrase.last + 1))


def first_of(p: Parse, i: int) -> int:
    """The first word of the verb that ends at word `i`."""
    while i > 0 and p.tags[i - 1] == VERB and not p.gaps[i].strip():
        i -= 1
    return i


def last_verb(p: Parse, i: int) -> int | None:
    """The first word of the verb nearest before word `i`, in whatever clause."""
    return next((first_of(p, k) for k in range(i - 1, -1, -1) if p.tags[k] == VERB), None)


def _verb_before(p: Parse, i: int, *, main: bool = False) -> int | None:
    """The first word of the verb nearest before word `i` in the same stretch, of a `main` clause or any."""
    for k in range(i - 1, -1, -1):
        if p.tags[k] == VERB and not (main and p.lang == "en" and _in_relative(p, k)):
            return first_of(p, k)
        if ";" in p.gaps[k + 1] or p.tags[k] == SUBORDINATOR:
            return None
    return None


def _is_its_object(p: Parse, i: int, free: list[Phrase], k: int) -> bool:
    """ "Allanó una casa, decomisó armas": a thing, or one before a verb of several, was the last verb's.

    In English it is whatever follows that verb, unless it speaks ("stopped a bus, shot the driver").
    """
    last = free[-1]
    if p.lang == "en":
        return last.first == i + 1 and not last.joined and SAYING.fullmatch(p.word(i)) is None
    if any("," in p.gaps[j] for j in range(i + 1, last.first + 1)):
        return False
    several = p.word(k).endswith("n")
    return last.actor is None or (several and len(free) == 1 and not p.word(last.head).endswith("s"))


def _opens_aside(p: Parse, i: int, free: list[Phrase]) -> bool:
    """ "El hombre, sostiene la familia, fue detenido": who speaks between commas is no subject."""
    return (
        "," in p.gaps[i]
        and free[0].last + 1 < len(p.tags)
        and "," in p.gaps[free[0].last + 1]
        and SAYING.fullmatch(p.word(i)) is not None
    )


def _closes_adjunct(p: Parse, i: int) -> bool:
    """ "Tras una marcha que transcurrió en calma, unos jóvenes quemaron": a subject after a whole adjunct."""
    about = antecedent(p, _before_helpers(p, i)) if p.lang == "es" and _in_relative(p, i) else []
    return bool(about) and bool(about[0].preposition)


def _is_led(p: Parse, r: int) -> bool:
    """Whether a Spanish relative pronoun stands after a preposition: "un video en el que amenaza"."""
    k = r - 1
    while k > 0 and p.tags[k] == DETERMINER:
        k -= 1
    return p.lang == "es" and k >= 0 and p.tags[k] == PREPOSITION and "," not in p.gaps[r]


def _relative_before(p: Parse, i: int, *, closed: bool) -> int:
    """Where the relative clause of the verb at word `i` opens: "el hombre al que la policía detuvo murió".

    `closed`: a comma stands before the next verb, so that the clause opened with one too.
    """
    for k in range(first_of(p, i) - 1, -1, -1):
        if p.tags[k] == RELATIVE and (not closed or "," in p.gaps[k]):
            return k if p.word(k) not in _WHERE else -1
        if (p.tags[k] in (VERB, SUBORDINATOR) and not closed) or p.gaps[k + 1].strip(SOFT):
            return -1
    return -1


def _in_relative(p: Parse, i: int) -> bool:
    """Whether the verb at word `i` stands right after a relative pronoun."""
    k = _before_helpers(p, i)
    return k >= 0 and p.tags[k] == RELATIVE


def _before_helpers(p: Parse, i: int) -> int:
    """The word before the verb that ends at word `i` and its auxiliaries, adverbs and pronouns, or -1."""
    k = first_of(p, i) - 1
    while k >= 0 and p.tags[k] in (AUXILIARY, ADVERB, CLITIC):
        k -= 1
    return k


def _is_infinitive_of(p: Parse, i: int) -> bool:
    """ "A plan to seal the shafts had been …": an infinitive that only says what kind of thing it is."""
    k = first_of(p, i)
    return (
        p.lang == "en"
        and k > 1
        and p.word(k - 1) == "to"
        and (p.at[k - 2] >= 0 or p.word(k - 2).endswith("ing"))
        and not p.gaps[k - 1].strip()
    )


def _tells_more(p: Parse, i: int) -> bool:
    """Whether a gerund only tells more of the noun right before it: "soldiers manning a checkpoint"."""
    k = first_of(p, i)
    return p.lang == "en" and p.word(k).endswith("ing") and k > 0 and p.at[k - 1] >= 0 and p.gaps[k] == " "


def modifies(p: Parse, trigger: Trigger) -> bool:
    """Whether a verb only tells more of a noun before it: "the men who fled", "a man arrested on Monday"."""
    if not trigger.is_verb:
        return False
    bare = trigger.voice == "passive" and trigger.tag in "DP"
    return _in_relative(p, trigger.first) or (bare and bool(qualified(p, trigger.first)))


def _last_group(p: Parse, free: list[Phrase], k: int) -> list[Phrase]:
    """Of the phrases between two verbs (last first) those that belong to the second."""
    start = next((f for f in free if f.joined), free[-1])
    if start.joined == "and":
        before = next((f for f in free if f.last < start.first), None)
        if before is not None and before.joined == "":
            after_verb = before.first and p.tags[before.first - 1] == VERB
            start = start if after_verb else before
    return group(p, start, k)


def _leading(p: Parse, free: list[Phrase], k: int) -> list[Phrase]:
    """The subject among the free phrases (last first) of a clause: the first, or the one after an adjunct.

    "Concluido el proceso, Chile entregó": what opens with a participle is whole before its comma.
    """
    if (
        p.lang == "es"
        and PARTICIPLE_ES.search(p.word(0))
        and p.at[0] >= 0
        and p.phrases[p.at[0]].actor is None
    ):
        after = [n for n, f in enumerate(free) if f.joined == ","]
        free = free[: after[-1] + 1] if after else free
    for phrase in reversed(free):
        head = phrase.first
        if head and p.tags[head - 1] == TIME and "," not in p.gaps[head] and phrase is not free[0]:
            continue
        if phrase.actor is not None or phrase is free[0]:
            return group(p, phrase, k)
    return group(p, free[-1], k)


def antecedent(p: Parse, r: int) -> list[Phrase]:
    """What the relative pronoun at word `r` stands for: the nearest phrase before it that names somebody."""
    i = r - 1
    while i >= 0 and p.tags[i] in (PREPOSITION, DETERMINER) and p.at[i] < 0:
        i -= 1
    nearest: Phrase | None = None
    while i >= 0:
        if p.at[i] < 0:
            aside = (
                p.tags[i] == COORDINATOR and p.tags[i - 1] == ADVERB == p.tags[min(i + 1, len(p.tags) - 1)]
            )
            if p.tags[i] not in (PREPOSITION, ADVERB, TIME, PLACE) and not aside:
                break
            i -= 1
            continue
        phrase = p.phrases[p.at[i]]
        if phrase.preposition and _hangs_on(p, phrase):
            i = phrase.first - 3
            continue
        nearest = nearest or phrase
        if phrase.actor is not None and not (phrase.last == r - 1 and only_articles(p, phrase)):
            return _with_earlier(p, _whole(p, phrase) if "," in p.gaps[r] else phrase)
        i = phrase.first - 1
        if not phrase.preposition:
            break
    return [nearest] if nearest is not None else []


def _hangs_on(p: Parse, phrase: Phrase) -> bool:
    """ "Fighters loyal to the general who fled": whom somebody is loyal to is not who a clause is about."""
    k = phrase.first - 2
    return p.lang == "en" and k > 0 and p.word(k) in _LOYAL


def _whole(p: Parse, phrase: Phrase) -> Phrase:
    """ "Agentes de la fiscalía, que operan": after a comma the relative clause is about the agents."""
    i = p.at[phrase.first] - 1
    if phrase.preposition not in OF or i < 0 or phrase.first - p.phrases[i].last > 2:
        return phrase
    return p.phrases[i] if p.phrases[i].actor is not None else phrase


def _with_earlier(p: Parse, phrase: Phrase) -> list[Phrase]:
    """A phrase with the one that it is joined to by "and"."""
    i = p.at[phrase.first] - 1
    if phrase.joined == "," and i >= 0 and p.phrases[i].last == phrase.first - 1:
        earlier = p.phrases[i]
        return [earlier if _is_introduced(p, earlier, phrase) else better_named(phrase, earlier)]
    if (
        phrase.joined == "and"
        and i >= 0
        and not p.phrases[i].preposition
        and p.phrases[i].last >= phrase.first - 3
    ):
        return [p.phrases[i], phrase]
    return [phrase]


def _is_introduced(p: Parse, named: Phrase, told: Phrase) -> bool:
    """ "Marvin Euceda, a lawyer who was shot": what follows a name only says who that is."""
    words = named.actor.name.split() if named.actor is not None and not named.actor.kind else []
    return len(words) > 1 and all(w[:1].isupper() for w in words) and p.word(told.first) in ("a", "an")
