"""Finds who a text names: the catalogue's aliases, nations' bodies, groups, and people by their names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple, Self

from geo.events.actor_groups import KIND as GROUP_KIND
from geo.events.actor_groups import Groups, is_anothers
from geo.events.actor_joining import settle
from geo.events.actor_nations import GOVERNMENT, NationalActor, Nations
from geo.events.actor_persons import Persons, bearer, nicknames
from geo.events.actor_states import ARTICLES, acts, gap_after, opens, rules_from, seat_at
from geo.events.actors import CIVILIANS, GROUP_PREFIX, NATIONAL, Actor, ActorMention, load_actors
from geo.events.date_words import fold_offsets
from geo.events.ordinary_names import assists_a_person, commands_forces, is_aircraft, is_ordinary
from geo.events.words import AND, OF
from geo.places.gazetteer import Gazetteer
from geo.places.names import Lexicon, load_lexicon

_WORD = re.compile(r"[^\W_]+(?:[-.'’&/][^\W_]+)*")
_ANYBODY = frozenset(
    """
    people persons person victims victim individuals
    personas persona gente víctimas víctima individuos
    """.split()  # noqa: SIM905
)


class _Alias(NamedTuple):
    """`words` as folded; `capitals`: only where written in capitals; `bare`: a country's name that acts.

    `commas`: a name with commas of its own ("Bureau of Alcohol, Tobacco, Firearms and Explosives").

    `lang` is the only language in which the alias holds, or ""; `common`: written as a noun is ("hutíes").
    """

    words: tuple[str, ...]
    actor: Actor
    capitals: bool
    bare: bool
    lang: str
    common: bool
    commas: bool


class _Token(NamedTuple):
    text: str
    start: int
    end: int
    written: str


@dataclass(slots=True)
class _Scan:
    """A text that is looked through: `national` are its nations' bodies by token, `seen` the actors named."""

    text: str
    tokens: list[_Token]
    lang: str
    national: dict[int, NationalActor]
    seen: set[str] = field(default_factory=set)

    def extent(self, i: int, width: int) -> tuple[int, int]:
        """Offsets of `width` tokens from token `i`, a possessive ending left out."""
        start, end = self.tokens[i].start, self.tokens[i + width - 1].end
        return start, end - 2 if self.text[end - 2 : end].lower() in ("'s", "’s") else end

    def listed(self, i: int, alias: _Alias) -> ActorMention:
        """The catalogue's actor that an alias at token `i` names; remembers it."""
        start, end = self.extent(i, len(alias.words))
        actor = alias.actor
        if not alias.capitals:
            self.seen.add(actor.id)
        vague = actor.id == CIVILIANS and self.text[start:end].casefold() in _ANYBODY
        return ActorMention(start, end, actor.id, actor.name(self.lang), actor.kind, actor.country, vague)

    def unlisted(self, i: int, width: int, kind: str) -> ActorMention:
        """Whoever `width` tokens from token `i` name, listed or not: 'José "N"' with both its marks."""
        start, end = self.extent(i, width)
        end += self.text[start:end].count('"') % 2 and self.text.startswith('"', end)
        return ActorMention(start, end, None, " ".join(self.text[start:end].split()), kind)


class ActorFinder:
    """Finds the actors that a text names. Open one and keep it; it is not changed by use."""

    def __init__(self, actors: dict[str, Actor], lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        self._given = lexicon.given
        self._persons = Persons(lexicon.given, lexicon.surnames)
        self._nations = Nations(gazetteer)
        self._groups = Groups(lambda name: bool(gazetteer.lookup(name)))
        self._named = actors
        self._paired = {
            (alias[:2], alias[4:]): actor
            for actor in actors.values()
            for alias in actor.aliases
            if alias[2:4] == ":&"
        }
        self._table: dict[str, list[_Alias]] = {}
        for actor in actors.values():
            for alias in _aliases(actor):
                self._table.setdefault(_bare(alias.words[0]), []).append(alias)
        for listed in self._table.values():
            listed.sort(key=lambda a: -len(a.words))

    @classmethod
    def open(cls, gazetteer: Gazetteer | None = None) -> Self:
        """A finder over the shipped catalogue. Raises DataError where data is missing."""
        return cls(load_actors(), load_lexicon(), gazetteer or Gazetteer.open())

    def find(self, text: str, *, lang: str | None = None) -> list[ActorMention]:
        """The actors named in a text, in order, none overlapping another.

        Parameters
        ----------
        text
            Any text; the time taken is linear in its length.
        lang
            Language of the names given back ("es" or English).
        """
        folded = fold_offsets(text)
        tokens = [
            _Token(m.group().replace("’", "'"), m.start(), m.end(), text[m.start() : m.end()])
            for m in _WORD.finditer(folded)
        ]
        found = self._scan(_Scan(text, tokens, lang or "en", self._nations.find(tokens)))
        quoted = nicknames(text, [(m.start, m.end, m.id is None) for m in found])
        for start, end in (bearer(text, *span, self._given) for span in quoted):
            if not any(m.id and m.start < end and start < m.end for m in found):
                found = [m for m in found if m.end <= start or end <= m.start]
                found.append(ActorMention(start, end, None, text[start:end], "person"))
        return sorted(found, key=lambda m: m.start) if quoted else found

    def _scan(self, scan: _Scan) -> list[ActorMention]:
        """The actors of a text in order, each joined with the one beside it where the two are one."""
        found: list[ActorMention] = []
        i = 0
        while i < len(scan.tokens):
            mention, after = self._at(scan, i)
            if mention is not None:
                found.append(mention)
                if len(found) > 1:
                    settle(scan.text, found)
            i = max(after, i + 1)
        return self._with_listed(scan, found)

    def _with_listed(self, scan: _Scan, found: list[ActorMention]) -> list[ActorMention]:
        """ "Guardias de Kirguistán y Tayikistán": countries on a list after a body's own."""
        out: list[ActorMention] = []
        taken = {m.start for m in found}
        for mention in found:
            out.append(mention)
            beside = self._beside(scan, mention)
            if beside is not None:
                out.append(beside)
            if scan.lang == "es" and mention.kind in _OF_STATES:
                out.extend(m for m in self._listed_after(scan, mention) if m.start not in taken)
        return out

    def _beside(self, scan: _Scan, mention: ActorMention) -> ActorMention | None:
        """ "En coordinación con FGR y Marina": whom a bare name means beside a state's body."""
        told = _AND.match(scan.text, mention.end) if mention.kind in NATIONAL else None
        actor = self._paired.get((scan.lang, told["name"])) if told is not None else None
        if told is None or actor is None:
            return None
        return ActorMention(*told.span("name"), actor.id, actor.name(scan.lang), actor.kind, actor.country)

    def _listed_after(self, scan: _Scan, mention: ActorMention) -> list[ActorMention]:
        """The governments of the countries that a comma or "and" joins to the one that a mention is of."""
        k = bisect_left(scan.tokens, mention.end, key=lambda t: t.start)
        if not mention.country:
            named = k + 1 < len(scan.tokens) and scan.tokens[k].text in OF
            first = self._nations.named_at(scan.tokens, k + 1) if named else None
            if first is None or scan.text[mention.end : scan.tokens[k].start] != " ":
                return []
            k = first.last + 1
        listed: list[ActorMention] = []
        while k < len(scan.tokens):
            joined = scan.tokens[k].text in AND
            gap = gap_after(scan.text, scan.tokens, k - 1)
            if joined == ("," in gap):
                break
            at = k + joined
            at += at < len(scan.tokens) and scan.tokens[at].text in ARTICLES
            country = self._nations.named_at(scan.tokens, at) if at < len(scan.tokens) else None
            if country is None:
                break
            start, end = scan.extent(at, country.last - at + 1)
            name = self._named[country.id].name(scan.lang)
            listed.append(ActorMention(start, end, country.id, name, GOVERNMENT.kind, country.country))
            k = country.last + 1
            if joined:
                return listed
        return []

    def _at(self, scan: _Scan, i: int) -> tuple[ActorMention | None, int]:
        """Who is named from a token on, the longest of all readings, and the token after the name."""
        alias, first = self._alias_from(scan, i)
        width = len(alias.words) if alias is not None else 0
        body = _longer_than(scan.national, first, width - (alias is not None and alias.bare))
        if body is None and alias is None:
            body = self._acting_country(scan.text, scan.tokens, first)
        group = self._group_from(scan, first, width) if body is None else None
        if group is not None:
            return scan.unlisted(*group, GROUP_KIND), sum(group)
        if body is not None:
            start, end = scan.extent(body.first, body.last - body.first + 1)
            name = self._named[body.id].name(scan.lang)
            return ActorMention(start, end, body.id, name, body.body.kind, body.country), body.last + 1
        if alias is not None and commands_forces(scan.tokens, first, width):
            return scan.unlisted(first, width, "military"), first + width
        if alias is not None and not _is_none(scan, first, width):
            return scan.listed(first, alias), first + width
        width = self._persons.words_at(
            scan.text, scan.tokens, first, partial(self._starts_alias, scan.text, scan.tokens)
        )
        return (scan.unlisted(first, width, "person") if width else None), first + width

    def _alias_from(self, scan: _Scan, i: int) -> tuple[_Alias | None, int]:
        """The longest alias at a token and the token it starts at: without an article where it needs none."""
        alias = self._alias_at(scan, i, scan.seen)
        if alias is not None and scan.tokens[i].text in ARTICLES and i + 1 < len(scan.tokens):
            bare = self._alias_at(scan, i + 1, scan.seen)
            if bare is not None and len(bare.words) >= len(alias.words):
                return bare, i + 1
        return alias, i

    def _group_from(self, scan: _Scan, i: int, width: int) -> tuple[int, int] | None:
        """The first token and the number of a group's that no catalogue has, if more than `width`."""
        first = i + (scan.tokens[i].text in ARTICLES and i + 1 < len(scan.tokens))
        named = self._groups.words_at(scan.text, scan.tokens, first)
        if not named or first - i + named <= width:
            return None
        known = any(self._names_it(scan, k, first, named) for k in range(first, first + named))
        return None if known else (first, named)

    def _acting_country(self, text: str, tokens: list[_Token], i: int) -> NationalActor | None:
        """A country's or a capital's name that stands for a government by where it stands."""
        if tokens[i].text.endswith("'s"):
            return None
        body = self._nations.named_at(tokens, i)
        seat = seat_at(tokens, i) if body is None else None
        if seat is not None:
            body = NationalActor(i, i + seat[1] - 1, seat[0], GOVERNMENT)
        if body is None or (rules_from if seat else acts)(text, tokens, i, body.last - i + 1):
            return body
        k = body.last + 1
        listed = k + 1 < len(tokens) and (tokens[k].text in AND or "," in gap_after(text, tokens, k - 1))
        if not listed or not opens(text, tokens, i):
            return None
        k += tokens[k].text in AND
        return body if self._acting_country(text, tokens, k + (tokens[k].text == "the")) else None

    def _alias_at(self, scan: _Scan, i: int, seen: Collection[str]) -> _Alias | None:
        """The longest alias at a token; where two actors share it, the one that the text named before."""
        best: _Alias | None = None
        tokens = scan.tokens
        for alias in self._table.get(_bare(tokens[i].text), ()):
            n = len(alias.words)
            if best is not None and (n < len(best.words) or alias.actor.id not in seen):
                continue
            if alias.lang and alias.lang != scan.lang:
                continue
            if i + n <= len(tokens) and _matches(scan.text, tokens, i, alias):
                best = alias
                if alias.actor.id in seen:
                    break
        return best

    def _names_it(self, scan: _Scan, i: int, first: int, width: int) -> bool:
        """Whether a token of a group's name starts one that the catalogue holds for the same group."""
        alias = self._alias_at(scan, i, ())
        if alias is None or alias.actor.id.startswith(GROUP_PREFIX):
            return False
        held = range(i, i + len(alias.words))
        outside = (k for k in range(first, first + width) if k not in held)
        nation = any(self._nations.is_of_a_nation(scan.tokens, k) for k in outside)
        return not is_anothers(scan.tokens, first, width, held, nation)

    def _starts_alias(self, text: str, tokens: list[_Token], i: int) -> bool:
        return any(
            len(a.words) > 1 and i + len(a.words) <= len(tokens) and _matches(text, tokens, i, a)
            for a in self._table.get(tokens[i].text, ())
        )


def _is_none(scan: _Scan, i: int, n: int) -> bool:
    """Whether the words of an alias are nobody that it stands for, where they stand."""
    return assists_a_person(scan.tokens, i, n) or is_aircraft(scan.tokens, i, n)


def _longer_than(national: dict[int, NationalActor], i: int, width: int) -> NationalActor | None:
    """A nation's body that starts within an alias of `width` tokens at token `i` and reaches beyond it."""
    for k in range(i, i + max(1, width)):
        body = national.get(k)
        if body is not None and body.last >= i + width:
            return body
    return None


_OF_STATES = NATIONAL - {"government"}
_AND = re.compile(r"(?:,| y| and|, [^\s,]+ (?:y|and)) (?P<name>[A-ZÀ-Þ][\w-]+)(?!\w| [A-ZÀ-Þ])")


def _bare(word: str) -> str:
    return word if word.endswith(".s") else word.removesuffix("'s")


def _matches(text: str, tokens: list[_Token], i: int, alias: _Alias) -> bool:
    n = len(alias.words)
    for k in range(n):
        word = tokens[i + k].text
        if word != alias.words[k] and _bare(word) != alias.words[k]:
            return False
        gap = text[tokens[i + k - 1].end : tokens[i + k].start]
        if k and not _joined(gap) and not (alias.commas and gap == ", "):
            return False
    if alias.capitals:
        return tokens[i].written.isupper() and not _all_capitals(tokens, i)
    if alias.bare:
        return not tokens[i + n - 1].text.endswith("'s") and acts(text, tokens, i, n)
    if is_ordinary(text, tokens, i, n):
        return False
    if n > 1:
        return True
    if alias.actor.id.startswith(GROUP_PREFIX):
        return not _opens_name(text, tokens, i)
    return alias.common or any(c.isupper() for c in tokens[i].written)


def _opens_name(text: str, tokens: list[_Token], i: int) -> bool:
    """ "Los Hermanos Musulmanes": whether a plural within a sentence is written as a name's first part."""
    if not tokens[i].written.istitle() or not tokens[i].text.endswith("s") or not 0 < i < len(tokens) - 1:
        return False
    within = text[tokens[i - 1].end : tokens[i].start] == text[tokens[i].end : tokens[i + 1].start] == " "
    return within and tokens[i - 1].written.islower() and tokens[i + 1].written.istitle()


def _joined(gap: str) -> bool:
    return len(gap) <= 3 and not gap.strip(" -\"'“”‘’,.") and "," not in gap


def _all_capitals(tokens: list[_Token], i: int) -> bool:
    """An acronym does not stand out in a headline that is all in capitals."""
    around = [t for t in tokens[max(0, i - 3) : i + 4] if len(t.written) > 3 and t.written.isalpha()]
    return len(around) >= 2 and all(t.written.isupper() for t in around)


def _aliases(actor: Actor) -> Iterator[_Alias]:
    """An actor's names as aliases. In the catalogue "en:" or "es:" marks one that holds in one language,
    "=" a country's name that stands for its government, and "&" one that holds only beside another body."""
    seen: set[tuple[tuple[str, ...], bool, bool]] = set()
    for alias in (actor.name_en, actor.name_es, *actor.aliases):
        lang = alias[:2] if alias.startswith(("en:", "es:")) else ""
        marked = alias[3:] if lang else alias
        if marked.startswith("&"):
            continue
        bare = marked.startswith("=")
        written = marked.removeprefix("=")
        words = tuple(m.group() for m in _WORD.finditer(fold_offsets(written)))
        key = (words, bare, written.islower())
        if not words or key in seen:
            continue
        seen.add(key)
        short = len(words) == 1 and written.isupper() and len(written) <= 8
        yield _Alias(words, actor, short and not bare, bare, lang, written.islower(), "," in written)
