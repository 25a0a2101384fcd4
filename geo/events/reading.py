"""A report as the extractor reads it: sentences, and what was found in each.

The pieces come from their own modules; this one puts each beside the sentence that it stands in, and keeps
apart the places that only belong to an actor's name ("Sinaloa Cartel") or to whoever speaks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from geo.events.actors import ActorMention
from geo.events.claims import Claim, claims_of
from geo.events.closed_classes import PLACE, PREPOSITION, PRONOUN
from geo.events.counts import Number
from geo.events.date_words import fold_offsets
from geo.events.dates import DateMention
from geo.events.finite import has_verb, is_clause
from geo.events.named_after import is_a_town, stands_for_a_thing
from geo.events.phrases import Parse
from geo.events.sentences import Sentence, Word
from geo.events.triggers import Trigger
from geo.events.types import CATCH_ALL
from geo.events.word_classes import classify
from geo.places.names import load_lexicon
from geo.records import Mention

CLAUSE_BREAK = re.compile(
    r"[;:—–]|,|\(|\)|(?<!\w)(?:while|when|who|which|where|but|after|before|mientras|cuando|quien|quienes|"
    r"pero|tras|luego de|despues de|antes de|donde|aunque|although|and then|as)(?!\w)"
)
_LOCATION_LINE_WORDS = 32
_SURNAME = re.compile(r" ([A-ZÀ-Þ][a-zà-ÿ]{2,})(?!\w)")
_OFFICE_WORDS = 30
"""How many characters an office has beyond its name: " de Defensa, "."""
_OF_THEM = re.compile(
    r"(?:the |los |las |el )?(?:others?|rest|two|three|both|all|otr[oa]s?|resto|dos|tres|ambos)(?!\w)"
    r"(?: of them)? (?:\w+ ){0,2}(?:remain|are|is|live|stay|permanece|sigue|continua|esta|vive)"
)
""" "The others remain at large in Mexico", "dos siguen presos en": where people are, and no scene."""


@dataclass(slots=True)
class Line:
    """One sentence with what was found in it."""

    sentence: Sentence
    triggers: list[Trigger] = field(default_factory=list)
    grounds: list[Trigger] = field(default_factory=list)
    places: list[Mention] = field(default_factory=list)
    dates: list[DateMention] = field(default_factory=list)
    actors: list[ActorMention] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    dateline: Mention | None = None
    home: str = ""
    """The country that the report was sent from, where its first line says so."""
    body: int = 0
    """Where the sentence begins after its dateline, from its start."""
    numbers: list[Number] | None = None
    scores: dict[int, float] = field(default_factory=dict)
    breadths: dict[int, int] = field(default_factory=dict)
    _parse: Parse | None = None
    _is_clause: bool | None = None

    @property
    def _clause(self) -> bool:
        if self._is_clause is None:
            self._is_clause = is_clause(self.sentence) or self._is_about_people
        return self._is_clause

    @property
    def _is_about_people(self) -> bool:
        """ "Los detenidos permanecen en Hermosillo.", "Both men remain at large in Haiti.": no mere place."""
        if not self.sentence.text.rstrip().endswith(".") or not self.parse.tags:
            return False
        opens = self.parse.tags[0]
        people = any(a.kind for a in self.actors) or bool(self.grounds)
        people = people or _OF_THEM.match(self.sentence.folded) is not None
        return opens == PRONOUN or (people and opens not in (PREPOSITION, PLACE)) or has_verb(self.parse)

    @property
    def parse(self) -> Parse:
        """The sentence's phrases; made when first asked for, once its triggers are known."""
        if self._parse is None:
            words = classify(
                self.sentence,
                self.triggers + self.grounds,
                self.actors,
                [(d.start, d.end) for d in self.dates] + self._head,
                [(m.start, m.end) for m in self.places if m.kind != "demonym"],
                [c.verb_start for c in self.claims if c.spoken],
            )
            self._parse = Parse.of(words)
        return self._parse

    @property
    def _head(self) -> list[tuple[int, int]]:
        """The dateline's offsets, if there is one: no word of it is part of the sentence."""
        start = self.sentence.start
        return [(start, start + self.body)] if self.body else []

    @property
    def is_location(self) -> bool:
        """A line that only says where: places, no trigger, few words, no full sentence."""
        few = len(self.sentence.words) <= _LOCATION_LINE_WORDS and self.body < len(self.sentence.text)
        told = any(t.type != "violence" for t in self.triggers)
        return bool(self.places) and few and not told and not self.claims and not self._clause

    @property
    def says_little(self) -> bool:
        """A line of few words without a name or a sentence: "near the centre of town"."""
        few = len(self.sentence.words) <= _LOCATION_LINE_WORDS
        ends = self.sentence.text.rstrip().endswith((".", "!", "?"))
        return few and not (ends or self.places or self.actors or self.claims or self._clause)

    def forget_triggers(self) -> None:
        """Read the line anew: nothing found in it, no phrases made."""
        self.triggers, self.grounds, self._parse = [], [], None

    def is_named(self, trigger: Trigger) -> bool:
        """Whether it is only part of a longer name of an actor ("riot police") or a town ("Granada")."""
        start = trigger.start - self.sentence.start
        named = trigger.tag == "N" and start > 0 and self.sentence.text[start : start + 2].istitle()
        if self._is_surname(trigger):
            return True
        if named and any(m.start <= trigger.start and trigger.end <= m.end for m in self.places):
            return True
        return trigger.type != CATCH_ALL and any(
            a.start <= trigger.start
            and trigger.end <= a.end
            and a.end - a.start > trigger.end - trigger.start
            and (trigger.tag == "N" or (trigger.tag in "VI" and a.id is not None and not a.is_group))
            for a in self.actors
        )

    def cites(self, trigger: Trigger) -> bool:
        """ "According to the indictment": a paper that says so, and no charges brought."""
        paper = trigger.tag == "N" and trigger.type in ("charges", "investigation", "sentence")
        cited = (c for c in self.claims if not c.spoken and c.start <= trigger.start < c.end)
        return paper and any(c.end - trigger.end <= 1 for c in cited)  # not "an indictment unsealed in Lyon"

    def _is_surname(self, trigger: Trigger) -> bool:
        """ "Rubén Choque": a Spanish noun written as a name right after another name, and before none."""
        k, sentence = trigger.first, self.sentence
        if trigger.tag != "N" or trigger.lang != "es" or k < 2 or trigger.last > k:
            return False
        if sentence.is_headline:
            return False
        beside = sentence.between(self._words[k - 1].end, trigger.start) == " "
        return beside and sentence.written(k).istitle() and sentence.written(k - 1).istitle()

    def forget_verbs(self) -> None:
        """A verb that tells an event ("Matan a tres") is no place, though a town has its name."""
        verbs = [(t.start, self._words[t.first].end) for t in self.triggers if t.is_verb]
        self.places = [m for m in self.places if not any(s < m.end and m.start < e for s, e in verbs)]

    def words_between(self, start: int, end: int) -> float:
        """How far apart two offsets stand, in words; a clause's border counts for three more."""
        left, right = (start, end) if start <= end else (end, start)
        a, b = self.sentence.word_at(left), self.sentence.word_at(right)
        breaks = sum(1 for _ in CLAUSE_BREAK.finditer(self.sentence.between(left, right)))
        return abs(b - a) + 3.0 * breaks

    def before(self, offset: int, words: int = 3) -> str:
        """The folded text of the few words before an offset."""
        k = self.sentence.word_at(offset)
        first = self._words[max(0, k - words)].start if k else self.sentence.start
        return self.sentence.between(min(first, offset), offset)

    def after(self, offset: int, words: int = 3) -> str:
        """The folded text of the few words after an offset."""
        k = self.sentence.word_at(offset)
        if k >= len(self._words):
            return self.sentence.between(offset, self.sentence.end)
        return self.sentence.between(offset, self._words[min(len(self._words) - 1, k + words - 1)].end)

    @property
    def _words(self) -> tuple[Word, ...]:
        return self.sentence.words


def lay_out(
    sentences: list[Sentence],
    places: list[Mention],
    dates: list[DateMention],
    actors: list[ActorMention],
    published: date | None = None,
) -> list[Line]:
    """One line a sentence, each found thing on the line where it starts."""
    lines = [Line(s, claims=claims_of(s)) for s in sentences]
    ends = [s.end for s in sentences]
    for kind, found in (("actors", actors), ("dates", dates)):
        k = 0
        for item in found:
            while k < len(ends) - 1 and item.start >= ends[k]:
                k += 1
            getattr(lines[k], kind).append(item)
    k = 0
    starts = frozenset(m.start for m in places)
    for mention in places:
        while k < len(ends) - 1 and mention.start >= ends[k]:
            k += 1
        named = _in_a_name(mention, starts, lines[k]) or _BACKED.match(
            lines[k].sentence.between(mention.end, mention.end + 12)
        )
        alias = _ALIAS.search(lines[k].sentence.between(mention.start - 16, mention.start))
        thing = stands_for_a_thing(mention, lines[k].sentence)
        if mention.place is not None and not named and not alias and not thing:
            lines[k].places.append(mention)
    for line in lines:
        towns = {m.start: m for m in line.places}
        line.actors = [
            a for a in line.actors if a.start not in towns or not is_a_town(a, towns[a.start], line.sentence)
        ]
        _read_dateline(line, published)
    sent = lines[0].dateline if lines else None
    home = sent.place.country if sent is not None and sent.place is not None else ""
    for line in lines:
        line.home = home
    return lines


def _in_a_name(mention: Mention, starts: frozenset[int], line: Line) -> bool:
    """Whether a place is an actor's name ("El Chapo") or a part, or a capital that acts ("Moscow said").

    `starts` are those of all places: a name before the next ("Los Lobos, Guanajuato") lies in it.
    """
    if line.sentence.lang == "en" and _SPANISH_NAME.search(
        line.sentence.text[: mention.start - line.sentence.start]
    ):
        return True
    if any(mention.start < a.start < mention.end < a.end for a in line.actors):
        return True  # "La Guardia Costera": a town's name that ends in the middle of somebody's
    named = [a for a in line.actors if a.start < mention.end and mention.start < a.end and not a.is_group]
    if any(a.end - a.start > mention.end - mention.start for a in named):
        return True
    if any(a.kind == "person" for a in named) and _holds_office(line, mention):
        return True
    if _has_a_surname(line, mention) and not _lies_there(mention, starts, line.sentence):
        return True
    if any(a.kind == "government" for a in named):
        return mention.place is not None and mention.place.level != "country"
    return any(a.is_catalogued for a in named) and not _lies_there(mention, starts, line.sentence)


def _has_a_surname(line: Line, mention: Mention) -> bool:
    """ "El secuestro de Amancio Ordóñez": somebody's name, whose first word some town has too."""
    after = _SURNAME.match(line.sentence.text, mention.end - line.sentence.start)
    if after is None or mention.place is None or mention.place.level != "populated":
        return False
    if line.sentence.lang != "es":
        return False  # "Tokyo High Court": many a word of English is somebody's surname
    names, word = load_lexicon(), fold_offsets(after[1])
    return word in names.surnames and word not in names.given and not line.sentence.text.isupper()


def _holds_office(line: Line, mention: Mention) -> bool:
    """ "El ministro de Defensa, Pedro Sánchez, condenó": a name between commas behind an office."""
    text, base = line.sentence.text, line.sentence.start
    set_off = text[: mention.start - base].endswith(", ") and text[mention.end - base :].startswith(",")
    return set_off and any(
        a.kind == "official" and 0 < mention.start - a.end <= _OFFICE_WORDS for a in line.actors
    )


def _lies_there(mention: Mention, starts: frozenset[int], sentence: Sentence) -> bool:
    """Whether the words around a name take it for a place: "in Los Lobos", "Los Lobos, Guanajuato"."""
    if _THERE.search(sentence.between(mention.start - 20, mention.start)):
        return True
    behind = _WITHIN.match(sentence.between(mention.end, mention.end + 16))
    return behind is not None and (behind[0][0] != "," or mention.end + behind.end() in starts)


_THERE = re.compile(
    r"(?<!\w)(?:in|at|near|outside|inside|around|(?:city|town|village) of|"
    r"en|cerca de|hacia|desde|hasta|(?:ciudad|pueblo|poblado|localidad|municipio|comunidad|aldea|vereda|"
    r"parroquia|canton|ejido|barrio|colonia|sector)(?: de)?) $"
)
_WITHIN = re.compile(r", (?:in |en )?| (?:neighbou?rhood|town|village|municipality)(?!\w)")
_SPANISH_NAME = re.compile(r"(?<![\w’'-])[A-ZÀ-Þ][\w’'-]* (?:en|por|para)(?: (?:el|la|los|las))? $")
""" "The collective Madres en Camino": a Spanish name in an English sentence."""
_ALIAS = re.compile(
    r"(?<!\w)(?:alias|a\.?k\.?a\.?|known as|nicknamed|apodado|apodada|conocid[oa] como)"
    r" ['\"“‘«]?(?:el |la |los |las )?$"
)
""" "Alias El Mono": a nickname, and no place of that name."""
_BACKED = re.compile(
    r"-(?:backed|led|aligned|linked|born|funded|trained|allied|made|flagged|registered)(?!\w)"
)
""" "Iran-backed militias": whose they are, not where they are."""
_DATELINE = re.compile(
    r"^(?:[^.;:]|\.(?=,| \d| ?\()){2,60}?(?P<agency>\([^)]{2,30}\))?"
    r"(?:\.-|\s*\.? ?[—–]|(?:\.|\s|(?<=\)))-{1,2})\s|"
    r"^[A-ZÀ-Þ][A-ZÀ-Þ' /-]+(?:, [\w ]{2,20})?: "
)
""" "CULIACÁN, Mexico (AP) — ", "Bogotá, 12 mar. (EFE).- ", "KABUL: "."""
_PARTS = re.compile(r"[,(/]")
_WORDS = re.compile(r"[\w .'’]*")
_BETWEEN_PARTS = " \t\n.)–—:-"
"""What stands around the parts of a dateline, which a comma, a bracket or a stroke begins."""
_PRINTED_DAYS = 2
"""How many days before or after it is published a report is sent off."""


def _read_dateline(line: Line, published: date | None) -> None:
    """Keep apart what stands before a paragraph's text: where it was sent from, and on which day.

    A text may open with that as a sentence of its own ("Bogotá, 18 de noviembre de 2025.", "Cúcuta."). A
    day far from that of publication ("Gao, 3 May – Gunmen …" in a report on the month) is when it happened.
    """
    start, text = line.sentence.start, line.sentence.text
    if not line.places or line.places[0].start > start + 2:
        return

    def printed(d: DateMention) -> bool:
        near = published and d.first and abs((published - d.first).days) <= _PRINTED_DAYS
        return d.end <= start + end and bool(near or agency)

    head = _DATELINE.match(text)
    end, agency = (head.end(), head["agency"]) if head is not None else (len(text), None)
    alone = line.places[0].end >= line.sentence.start + len(text.rstrip(" ."))
    whole = head is None and line.sentence.index == 0 and (alone or any(map(printed, line.dates)))
    if (head is None and not whole) or line.places[0].end > start + end:
        return
    sent = line.places[0].surface.isupper() or ".-" in text[:end] or any(map(printed, line.dates)) or alone
    clean = (sent or bool(agency)) and _only_sends(line, end)
    if clean or not whole:
        line.dateline = line.places[0]
    if clean:
        line.body = end
        line.dates = [d for d in line.dates if not printed(d)]
        line.actors = [a for a in line.actors if a.start >= start + end]


def _only_sends(line: Line, end: int) -> bool:
    """Whether the head of a line says nothing but where and when: not so "Tijuana shooting – three dead"."""
    rest, start = line.sentence.text[:end], line.sentence.start
    spans = [(m.start - start, m.end - start) for m in line.places]
    for first, last in spans + [(d.start - start, d.end - start) for d in line.dates]:
        if last <= end:
            rest = rest[:first] + "–" * (last - first) + rest[last:]
    first_part, *parts = (part.strip(_BETWEEN_PARTS) for part in _PARTS.split(rest))
    return not first_part and all(map(_WORDS.fullmatch, parts))
