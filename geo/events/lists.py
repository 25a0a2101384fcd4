"""Phrases that go on one list, and whose things they name: "two judges and a clerk", "an army post"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from geo.events.actors import ARMED, ActorMention
from geo.events.claims import SAYING
from geo.events.classed_words import is_name
from geo.events.closed_classes import (
    ACTOR,
    ADVERB,
    AUXILIARY,
    CLITIC,
    COORDINATOR,
    DETERMINER,
    EVENT,
    PLACE,
    PREPOSITION,
    RELATIVE,
    SUBORDINATOR,
    TIME,
    VERB,
)
from geo.events.phrases import Parse, Phrase
from geo.events.words import OF, word_set

BY = word_set("by por")
_BETWEEN = word_set("between entre")
_TWO = word_set("two both dos ambos ambas")
_ARTICLES = word_set("a an the el la un una al del")
_PASSIVE_TAIL = word_set("by of as with from")
""" "A man accused of", "a gang led by": what follows a participle."""
_OF_MANY = word_set("were are have fueron son han eran estaban resultaron murieron")
"""Verbs of more than one."""
_THE_ONE = word_set("el la su")
"""Before an office that one person holds."""
_ANNOUNCED = word_set(
    "claimed denied rejected announced confirmed blamed warned vowed urged declared condemned acknowledged"
)
""" "Killed four militants, and the group claimed": whoever does so has a clause of their own."""
_LIVED_ON = word_set("suffered sustained survived escaped remained needed required received fled")
""" "Killed a farmer, and two others survived"."""
_BELONGING = word_set("belonging owned pertenecientes perteneciente propiedad")
PARTICIPLE = re.compile(r"(?:ed|ing|[ai]d[oa]s?)\Z")
_THEM = word_set("ellos ellas them")
_PARTS = (VERB, AUXILIARY, SUBORDINATOR, RELATIVE)
"""What ends a list where it stands between two phrases."""
_ASIDE = 6
"""How many phrases an aside within a list has at most."""
BREAKS = (SUBORDINATOR, RELATIVE)
SOFT = " ,'\"“”‘’«»()"


def only_articles(p: Parse, phrase: Phrase) -> bool:
    """Whether a phrase has no noun: "two were killed", "los detuvieron"."""
    return all(p.tags[k] == DETERMINER for k in range(phrase.first, phrase.last + 1))


def group(p: Parse, first: Phrase, stop: int) -> list[Phrase]:
    """A phrase and those that go on its list before word `stop`; of an apposition the one with a name."""
    return _List(p, first, stop, [first], first.last).read()


@dataclass(slots=True)
class _List:
    """A list as it is read: its members so far and the last word read.

    `led` tells that a phrase with a preposition of its own stood between, `told` that one was said twice.
    """

    p: Parse
    first: Phrase
    stop: int
    members: list[Phrase]
    end: int
    led: bool = False
    told: bool = False

    def read(self) -> list[Phrase]:
        """The members, read phrase by phrase to where the list ends."""
        p, k = self.p, self.p.at[self.first.first] + 1
        while 0 <= k < len(p.phrases) and p.phrases[k].last < self.stop:
            phrase = p.phrases[k]
            if any(tag in _PARTS for tag in p.tags[self.end + 1 : phrase.first]):
                break
            self.end = phrase.last
            k = self._beyond(k, phrase)
        return self.members

    def _beyond(self, k: int, phrase: Phrase) -> int:
        """Take in phrase `k`; returns the one to go on with, or -1 where the list ends."""
        if phrase.joined == "," and (some_of_them(self.p, phrase) or _among_those(self.p, phrase)):
            k = beyond_aside(self.p, k)
            self.end = self.p.phrases[k - 1].last if k > 0 else self.end
            return k
        if phrase.preposition and not self._has_own(phrase):
            return self._beyond_complement(k, phrase)
        if phrase.joined == "and":
            return k + 1 if self._joins(phrase) else -1
        if phrase.joined == ",":
            return self._beyond_comma(k, phrase)
        return k + 1 if phrase.joined else -1

    def _has_own(self, phrase: Phrase) -> bool:
        """ "A dos hombres y a una mujer": whether a member has a preposition, that of the first or "of"."""
        if phrase.joined != "and":
            return False
        of = phrase.preposition in OF and self.p.word(self.first.first + 1) in OF
        return of or (bool(self.first.preposition) and self._is_like_first(phrase))

    def _is_like_first(self, phrase: Phrase) -> bool:
        return _plain(phrase.preposition) == _plain(self.first.preposition)

    def _beyond_complement(self, k: int, phrase: Phrase) -> int:
        """ "Two men from Lima and a guard": past a phrase that only says more of the last member."""
        other = phrase.joined == "and" and not self._is_like_first(phrase)
        if other or _names_deed(self.p, k):
            return -1
        aged = phrase.preposition in OF and self.p.word(phrase.first).isdigit()
        if not (aged and self.first.actor is not None and self.first.actor.kind == "person"):
            self.led = phrase.preposition != self.first.preposition
        return k + 1

    def _joins(self, phrase: Phrase) -> bool:
        """Take in a phrase after "and"; False where it opens a clause of its own."""
        p, last = self.p, self.members[-1]
        second = len(self.members) == 1 and self.first.preposition in _BETWEEN
        if not second and opens_clause(p, phrase, self.stop):
            return False
        if _same_noun(p, last, phrase):
            self.members[-1] = phrase
        elif _same_one(p, last, phrase):
            self.members[-1] = _named_one(p, phrase) or better_named(last, phrase)
        elif (not self.led or _stands_alone(p, phrase)) and not (self.told and _is_bare(p, phrase)):
            self.members.append(phrase)
        return True

    def _beyond_comma(self, k: int, phrase: Phrase) -> int:
        """Take in phrase `k` after a comma: one more, or the last member told in other words."""
        p, last = self.p, self.members[-1]
        both = _are_both(p, self.first, k)
        if both:
            self.end = p.phrases[both].last
            if all(is_name(p, p.phrases[i].first) and p.phrases[i].actor for i in (k, both)):
                side = [last] if last.actor is not None and last.actor.kind in ARMED else []
                self.members[-1:] = [*side, phrase, p.phrases[both]]  # "two men, Abel and Ivan Ruiz, were"
            return both + 1
        if self.led and _is_place_beside(p, k):
            return k + 1
        if _is_apposed(p, last, phrase):
            self.told = True
            self.members[-1] = phrase if _names_holder(p, last, phrase) else better_named(last, phrase)
        elif _goes_on(p, k, self.stop):
            self.members.append(phrase)
        elif phrase.actor is not None and not _list_opens_clause(p, k, self.stop):
            self.members[-1] = better_named(last, phrase)
        else:
            return -1
        return k + 1


def some_of_them(p: Parse, phrase: Phrase) -> bool:
    """ "Hirieron a 35 de ellos", "dos mineros, uno de ellos menor": some of those just named."""
    k = phrase.last + (p.word(phrase.last) not in OF)
    some = only_articles(p, phrase) and k + 1 < len(p.tags)
    return some and p.word(k) in OF and p.word(k + 1) in _THEM


def _among_those(p: Parse, phrase: Phrase) -> bool:
    """ "Ocho personas, entre ellas una vendedora y sus hijas": an aside that opens with a preposition."""
    return p.lang == "es" and bool(phrase.preposition) and p.word(phrase.first - 1) in _THEM


def beyond_aside(p: Parse, k: int) -> int:
    """The phrase that goes on a list with "and" after the aside that opens with phrase `k`, or -1."""
    for at in range(k + 1, min(k + _ASIDE, len(p.phrases))):
        lead = p.phrases[at].first - (1 if p.phrases[at].preposition else 0)
        if p.phrases[at].joined == "and" and lead > 1 and "," in p.gaps[lead - 1]:
            return at
        if any(
            t in (VERB, AUXILIARY, *BREAKS) for t in p.tags[p.phrases[at - 1].last + 1 : p.phrases[at].first]
        ):
            return -1
    return -1


def _are_both(p: Parse, first: Phrase, k: int) -> int:
    """ "Two hikers, a German and a Pole, were": the second phrase of an aside that says who; else 0."""
    if p.word(first.first) not in _TWO:
        return 0
    for at in range(k + 1, min(k + 3, len(p.phrases))):
        other = p.phrases[at]
        if other.joined == "and":
            closed = other.last + 1 < len(p.tags) and "," in p.gaps[other.last + 1]
            return at if closed and p.tags[other.last + 1] in (VERB, AUXILIARY) else 0
    return 0


def _same_noun(p: Parse, a: Phrase, b: Phrase) -> bool:
    """ "41 Eritrean and Sudanese migrants": two adjectives of one noun are no two on a list."""
    alone = a.actor is not None and not a.actor.kind and a.actor.id is None and " " not in a.actor.name
    written = is_name(p, a.head) and p.word(a.head).endswith(("an", "ese", "ish", "i", "ian"))
    return p.lang == "en" and alone and written and b.first < b.head and is_name(p, b.first)


def _same_one(p: Parse, a: Phrase, b: Phrase) -> bool:
    """ "Lawyer and rights defender Ana Ruiz was": two words for one person, the second without an article."""
    article = p.tags[b.first] == DETERMINER or p.word(b.first) in _ARTICLES
    if article or is_name(p, b.first) or not (a.is_known and b.actor is not None):
        return False
    many = any(p.word(f.head).endswith("s") and not is_name(p, f.head) for f in (a, b))
    if many or any(is_name(p, k) for k in range(a.first + 1, a.last + 1)):
        return False
    article = p.word(a.first) in _ARTICLES
    if not article and p.tags[a.first] == DETERMINER:
        return False
    verb = next((k for k in range(b.last + 1, len(p.tags)) if p.tags[k] in (AUXILIARY, VERB)), -1)
    if verb >= 0 and p.word(verb) in _OF_MANY:
        return False
    single = p.lang == "es" or (verb >= 0 and p.tags[verb] == AUXILIARY)
    return _named_one(p, b) is not None or (article and single)


def _named_one(p: Parse, phrase: Phrase) -> Phrase | None:
    """A phrase that ends with a name, or its complement: "defensor de derechos humanos Pedro Díaz"."""
    after = p.phrases[p.at[phrase.first] + 1 :][:1]
    for one in (phrase, *(f for f in after if f.preposition in OF)):
        if (
            one.last > one.first
            and is_name(p, one.last)
            and not is_name(p, one.first)
            and one.actor is not None
        ):
            return one
    return None


def _names_deed(p: Parse, k: int) -> bool:
    """ "Arrested a guard for the murder of a mother and her son": the list that follows is the deed's."""
    deed = p.tags[p.phrases[k].head] == EVENT and k + 1 < len(p.phrases)
    return deed and p.phrases[k + 1].preposition in OF


def _is_place_beside(p: Parse, k: int) -> bool:
    """ "The valley of the Apurímac, Ene and Mantaro": a bare name beside a place is one more."""
    phrase, before = p.phrases[k], p.phrases[k - 1]
    placed = bool(before.preposition) and p.tags[before.last] == PLACE
    return placed and phrase.first == phrase.last and is_name(p, phrase.head) and not phrase.is_known


def _plain(preposition: str) -> str:
    """A Spanish preposition without the article that it is joined with."""
    return {"al": "a", "del": "de"}.get(preposition, preposition)


def _stands_alone(p: Parse, phrase: Phrase) -> bool:
    """Whether a phrase joined to one under a preposition may still go with the one before that."""
    return p.tags[phrase.first] == DETERMINER or bool(phrase.actor and phrase.actor.kind and phrase.actor.id)


def _is_apposed(p: Parse, a: Phrase, b: Phrase) -> bool:
    """ "Tom Ashworth, a botanist, and his guide": a name and what it is are one."""
    if a.actor is None or b.actor is None:
        return False
    whole = a.last > a.first and all(is_name(p, k) for k in range(a.first, a.last + 1))
    one = a.actor.kind == "person" or (whole and a.actor.id is None)
    if one and b.actor.kind != "person" and p.word(b.first) in ("a", "an", "un", "una"):
        return True
    if _names_holder(p, a, b):
        return True
    named = any(is_name(p, k) for k in range(a.first, a.last + 1))
    return p.lang == "es" and named and a.actor.id is None and _is_bare(p, b)


def _names_holder(p: Parse, office: Phrase, name: Phrase) -> bool:
    """ "El presidente francés, Emmanuel Macron, y su homólogo": who holds an office told before the comma."""
    one = p.word(office.first) in _THE_ONE and not p.word(office.head).endswith("s")
    after = name.last + 1
    closed = after < len(p.tags) and "," in p.gaps[after]
    full = name.last > name.first and all(is_name(p, k) for k in range(name.first, name.last + 1))
    return p.lang == "es" and one and closed and full and office.is_known


def _is_bare(p: Parse, phrase: Phrase) -> bool:
    """ "Rosa Ruiz, lideresa comunal y firmante de paz": a bare singular says what somebody is."""
    head = p.word(phrase.head)
    return p.tags[phrase.first] != DETERMINER and not head.endswith("s") and not is_name(p, phrase.head)


def _goes_on(p: Parse, k: int, stop: int) -> bool:
    """Whether a comma's phrase is one of a list that an "and" closes."""
    for phrase in p.phrases[k + 1 : k + 6]:
        if phrase.last >= stop or any(
            t in (VERB, AUXILIARY, *BREAKS) for t in p.tags[p.phrases[k].last + 1 : phrase.first]
        ):
            return False
        if phrase.joined == "and":
            return not opens_clause(p, phrase, stop)
    return False


def _list_opens_clause(p: Parse, k: int, stop: int) -> bool:
    """ "Wounding 112, a doctor and a nurse told": whether a verb follows phrase `k` or one joined to it."""
    joined = [phrase for phrase in p.phrases[k + 1 : k + 2] if phrase.joined == "and"]
    return any(opens_clause(p, phrase, stop) for phrase in (p.phrases[k], *joined))


def opens_clause(p: Parse, phrase: Phrase, stop: int, *, past: bool = False) -> bool:
    """Whether a verb of its own follows a phrase before `stop`; with `past` one in "-ed" counts too."""
    k = phrase.last + 1
    while k < len(p.tags) and p.tags[k] in (ADVERB, CLITIC):
        k += 1
    if k >= stop or k >= len(p.tags) or "," in p.gaps[k]:
        return False
    if p.tags[k] == VERB and phrase.joined == "and" and p.word(k) in _ANNOUNCED | _LIVED_ON:
        return True
    if p.tags[k] == VERB and p.lang == "en" and phrase.joined == "and" and k + 1 < min(stop, len(p.tags)):
        past = past or (
            p.word(k).endswith("ed") and p.tags[k + 1] in (DETERMINER, ACTOR) and p.gaps[k + 1] == " "
        )
    if phrase.joined == "," and p.tags[k] == VERB and _says_at_the_end(p, k):
        return True
    tail = p.word(k + 1) if k + 1 < len(p.tags) else ""
    past = past or (p.lang == "en" and _is_set_apart(p, phrase) and tail not in _PASSIVE_TAIL)
    return p.tags[k] == AUXILIARY or (p.tags[k] == VERB and (past or not PARTICIPLE.search(p.word(k))))


def _is_set_apart(p: Parse, phrase: Phrase) -> bool:
    """ "Arrested six in Lima on Monday, and a gang threatened": a day or a comma before "and", and no list.

    A list of three has the comma too ("a guard, a driver, and a clerk posted there").
    """
    k = phrase.first - 1
    if phrase.joined != "and" or k < 1 or p.tags[k] != COORDINATOR:
        return False
    before = p.phrases[p.at[phrase.first] - 1] if p.at[phrase.first] else None
    serial = before is not None and before.joined == "," and before.last == k - 1
    return p.tags[k - 1] == TIME or ("," in p.gaps[k] and not serial)


def _says_at_the_end(p: Parse, k: int) -> bool:
    """ "Attacked a truck, a witness reported": a verb of saying that closes the sentence or its clause."""
    closes = k + 1 == len(p.tags) or p.gaps[k + 1].strip() or p.tags[k + 1] in (TIME, PREPOSITION, ADVERB)
    return bool(closes) and SAYING.fullmatch(p.word(k)) is not None


def better_named(a: Phrase, b: Phrase) -> Phrase:
    """Of two phrases for one person, the one that gives a name."""
    if a.actor is None:
        return b
    if (
        b.actor is not None
        and b.actor.is_group
        and a.actor.kind in ("person", "official")
        and not a.actor.is_group
    ):
        return a
    if b.actor is not None and b.actor.kind == "person" and a.actor.kind != "person":
        return b
    return a


def belongs(p: Parse, phrase: Phrase, owner: Phrase) -> bool:
    """ "Lorries belonging to a contractor": whether words say that what a phrase names is the next one's."""
    words = [p.word(k) for k in range(phrase.last + 1, owner.first)]
    return bool(words) and words[0] in _BELONGING and len(words) <= 2


def holder(p: Parse, phrase: Phrase, *, author: bool = False) -> ActorMention | None:
    """Whose thing a phrase names: "the bodies of two men", "an army post"; or its author, "signed by …"."""
    i = p.at[phrase.first] + 1
    if i < len(p.phrases):
        owner = p.phrases[i]
        gap = p.tags[phrase.last + 1 : owner.first]
        near = owner.preposition in OF and len(gap) <= 1
        deed = p.tags[phrase.head] == EVENT and len(gap) <= 1
        told = near or (author and owner.preposition in BY and (gap[:1] == [VERB] or deed))
        told = told or (author and owner.preposition == "from" and len(gap) <= 1)
        told = told or belongs(p, phrase, owner)
        if told and owner.actor is not None:
            return owner.actor
    within = (a for a in p.actors if phrase.first <= p.sentence.word_at(a.start) <= phrase.last)
    return next(within, None)
