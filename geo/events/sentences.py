"""Sentences and their words, in either language, with the offsets of the text they came from.

Folding (lower case, accents off) keeps one character for one, so a word's place in the folded text is its
place in the text. Everything here takes time linear in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from geo.events.date_words import fold_offsets
from geo.events.words import word_set

MAX_SENTENCE_CHARS = 2_000
"""Longer stretches without a full stop are cut at a space, so that no search runs over a whole book."""

_WORD = re.compile(r"\d{1,3}(?:,\d{3})+(?![\w,])|[^\W_]+(?:[-.'’&][^\W_]+)*")
"""A word, or a number in figures as English writes it: "1,200"."""
_HIDDEN = r"""[A-ZÀ-Þ][\w’-]+(?: [A-ZÀ-Þ][\w’-]+){0,2} ["“'‘]N["”'’]"""
""" "Juan "N", de 25 años; Pedro "N", de 31": one more of a list follows the semicolon."""
_STOP = re.compile(
    r"""[.!?…]+["'”’»)\]]*\s+(?=["'“‘«(\[¿¡—–-]*[^\W_])|\s*\n\s*\n\s*|"""
    rf""";(?!\s*{_HIDDEN})\s*|\s*///\s*"""
)
_STOP_OR_LINE = re.compile(_STOP.pattern + r"|\s*\n\s*")
_GOES_ON = re.compile(
    r"(?:,|(?<!\w)(?:of|the|a|an|in|at|on|to|and|or|for|by|with|from|that|de|del|la|el|los|las|en|y|o|por|"
    r"con|al|un|una|que))$",
    re.IGNORECASE,
)
"""What a line ends with when its sentence goes on in the next."""
_BLANK = re.compile(r"\n\s*\n")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"“«])(?:[A-Z]|[A-Z](?:\.[A-Z])+|[Ee]{2}\.? ?[Uu]{2}|EE|UU|ST|Mr|Mrs|Ms|Dr|Dra|Gen|Gov|Sen|"
    r"Rep|Lt|Col|Sgt|Capt|Cmdr|Adm|St|Jr|Sr|Sra|Srta|Lic|Ing|Gral|Cd|Edo|Mpio|Av|Col|Fracc|No|Núm|Num|vs|"
    r"etc|aprox|approx|Inc|Ltd|Jan|Feb|Aug|Sept|Oct|Nov|Dec|Tex|Calif|Ariz|Fla|Mass|Pa|Va|Wash|Qro|Mich|Gro|"
    r"Jal|Tamps|Chih|Sin|Son|Dgo|Zac|Gto|Ver|Oax|Chis|Hgo|Tlax|Pue|Mor|Nay|Coah|Sta|Sto|Prof|Profra|Pdte)\.$"
)
_MONTH = re.compile(r"\d (?:ene|feb|mar|abr|may|jun|jul|ago|sept?|oct|nov|dic)\.$")
""" "17 nov. 2025": a stop before the year that ends no sentence."""
_LONG_WORD = re.compile(r"(?:[^\W\d_]{4,}|(?<!\d)\d{4})[-–—]?$")
"""What stands before a stop that ends a sentence even though the next one starts in lower case."""
_ENGLISH = word_set(
    "the of and in to was were is are by with for on at from that has have had they he she his her "
    "their it its who which after near two three four five six seven eight nine ten man men woman "
    "dead killed found an as been not but this more than over into during leave leaves off said says after "
    "before there them him up out will would could while when where inside outside early late near"
)
_SPANISH = word_set(
    "el la los las de del y en un una que fue fueron por con para al se su sus lo como mas entre tras "
    "desde sobre es son ha han este esta cuando durante hombre hombres mujer muertos asesinan matan "
    "hallan dos tres cuatro cinco seis siete ocho nueve diez e o sin pero segun contra hacia dejan "
    "deja ejecutan"
)


class Word(NamedTuple):
    """A word: folded, with its offsets in the whole text."""

    text: str
    start: int
    end: int


_SHORT = 3
"""Words that no headline writes with a capital are so short."""


@dataclass(frozen=True)
class Sentence:
    """A stretch of the text that says one thing. `lang` is "en" or "es"; `paragraph` counts from 0."""

    index: int
    paragraph: int
    start: int
    end: int
    text: str
    folded: str
    lang: str
    words: tuple[Word, ...] = field(repr=False)
    said_by: str = ""
    """Who says so, where that stands in the sentence that this one was parted from."""
    is_head: bool = False
    """Whether it was parted from what the sentence goes on with."""
    is_tail: bool = False
    """Whether it was parted from what the sentence opens with."""

    @cached_property
    def _ends(self) -> list[int]:
        return [word.end for word in self.words]

    @cached_property
    def is_headline(self) -> bool:
        """Whether most of its words that are no short ones are written with a capital."""
        written = [w for w in self.text.split() if len(w) > _SHORT]
        return 2 * sum(w[:1].isupper() for w in written) > len(written)

    def word_at(self, offset: int) -> int:
        """The index of the first word that ends after `offset` (of the whole text)."""
        return bisect_right(self._ends, offset)

    def written(self, k: int) -> str:
        """Word `k` as it is written, with its case and accents."""
        word = self.words[k]
        return self.text[word.start - self.start : word.end - self.start]

    def between(self, start: int, end: int) -> str:
        """The folded text between two offsets of the whole text."""
        first, last = start - self.start, end - self.start
        return self.folded[first if first > 0 else 0 : last if last > 0 else 0]


def split_sentences(text: str, lang: str | None = None) -> list[Sentence]:
    """The sentences of `text`, in order; `lang` is used where a sentence does not show its own."""
    folded = fold_offsets(text)
    default = (lang or "")[:2] or _language(folded[:20_000].split(), "en")
    found: list[Sentence] = []
    for paragraph, start, end in _stretches(text):
        words = tuple(
            Word(m.group().replace("’", "'"), m.start(), m.end()) for m in _WORD.finditer(folded, start, end)
        )
        if words:
            own = _language([w.text for w in words], default)
            found.append(
                Sentence(len(found), paragraph, start, end, text[start:end], folded[start:end], own, words)
            )
    return found


def _language(words: list[str], default: str) -> str:
    english, spanish = sum(map(_ENGLISH.__contains__, words)), sum(map(_SPANISH.__contains__, words))
    if english == spanish:
        return default
    return "en" if english > spanish else "es"


_POINT = r"[ \t]*(?:[-*+•▪●◦·–—‣■►➡✅❗\U0001F534-\U0001F53B]\ufe0f?|\d{1,2}[.)])[ \t]+\S"
""" How a point of a list begins."""
_POINTS = re.compile(rf"^{_POINT}", re.MULTILINE)


def is_point(sentence: Sentence) -> bool:
    """Whether a sentence is a point of a list, which tells of nothing that the other points do."""
    return re.match(_POINT, sentence.text) is not None


def _is_wrapped(text: str) -> bool:
    """Whether a text's lines were broken to a width: three or more, all but the last about as long.

    The points of a list are lines of their own, however long.
    """
    if len(_POINTS.findall(text)) > 1:
        return False
    lengths = [len(line) for block in _BLANK.split(text) for line in block.strip().split("\n")[:-1]]
    return len(lengths) >= 2 and min(lengths) >= 40 and max(lengths) - min(lengths) <= 30


def _stretches(text: str) -> Iterator[tuple[int, int, int]]:
    paragraph, start = 0, 0
    for match in (_STOP if _is_wrapped(text) else _STOP_OR_LINE).finditer(text):
        stop = match.group()
        if stop.startswith(".") and _ABBREVIATION.search(
            text[max(start, match.start() - 10) : match.start() + 1]
        ):
            continue
        if (
            stop[0] in ".!?…"
            and text[match.end() : match.end() + 1].islower()
            and not _LONG_WORD.search(text[max(start, match.start() - 10) : match.start()])
        ):
            continue
        followed = text[match.end() : match.end() + 1]
        if (followed.isdecimal() or followed == "(") and _MONTH.search(
            text[max(start, match.start() - 10) : match.start() + 1]
        ):
            continue
        line_end = text[max(start, match.start() - 10) : match.start()]
        if stop.count("\n") == 1 and not stop.strip() and _GOES_ON.search(line_end):
            continue
        end = match.start() + len(stop.rstrip()) if not stop[0].isspace() else match.start()
        yield from ((paragraph, a, b) for a, b in _pieces(text, start, end))
        paragraph += "\n" in stop
        start = match.end()
    yield from ((paragraph, a, b) for a, b in _pieces(text, start, len(text)))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretch without blanks around it, cut where it is too long."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > MAX_SENTENCE_CHARS:
        cut = text.rfind(" ", start, start + MAX_SENTENCE_CHARS)
        cut = cut if cut > start else start + MAX_SENTENCE_CHARS
        yield start, cut
        start = cut
    if start < end:
        yield start, end
