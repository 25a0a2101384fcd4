"""A report's text made ready for reading names: cleaned, folded, cut into words and stretches.

Everything keeps the way back to the original offsets. Zero-width and bidirectional control characters and
lone accents are left out of the view; UTF-8 that was once read as Windows-1252 ("CuliacÃ¡n") is read as
what it was, and "Cd. Juárez" as the Ciudad that it is. Time is linear in the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from geo.places.cues import words
from geo.places.gazetteer import fold_char

_INVISIBLE = "\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\u00ad"
_CIUDAD = re.compile(r"(?<!\w)C[Dd]\.? (?=[A-ZÁÉÍÓÚ])")
_UNUSUAL = re.compile(
    f"[{_INVISIBLE}\u0300-\u036f]|[\u00c2\u00c3\u00e2][\u0080-\u00bf\u0152-\u2122]|{_CIUDAD.pattern}"
)
_HIDDEN = re.compile(f"[{_INVISIBLE}\u0300-\u036f]")
_MOJIBAKE = re.compile("[\u00c2\u00c3][\u0080-\u00bf\u0152-\u2122]|\u00e2[\u0080-\u00bf\u0152-\u2122]{2}")
_WORD = re.compile(r"[^\W_]+")
_BREAK = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|$)|\n+|[;:](?=\s)|(?<=[a-zé])[.](?=[A-ZÁÉ])")
_JOINTS = (" ", "-", "\u00a0", "'", "’", ". ")
"""What joins two words of one name."""
ABBREVIATIONS = words(
    "mr mrs ms dr st sr sra srta lic ing gral gen col capt cap lt sgt cpl rep sen gov prof jr no num"
    " av ave blvd jan feb mar apr jun jul aug sept sep oct nov dec mt ft u s d c v vs fr rev hon pres"
    " supt dept dra art etc"
)


class _Folding(dict[int, str]):
    """Folds any character once and remembers it; for `str.translate`."""

    def __missing__(self, key: int) -> str:
        value = self[key] = fold_char(chr(key))
        return value


_FOLDING = _Folding()


@dataclass(frozen=True, slots=True)
class View:
    """A text as the recogniser reads it.

    Attributes
    ----------
    text, folded
        The cleaned text and its folded twin, of equal length.
    starts, ends
        Where each word begins and ends in `text`.
    words, lows
        Each word as written and folded.
    capital
        For each word, whether it begins with a capital.
    stretch
        For each word, which sentence or line it stands in; stretches count from 0.
    caseless
        For each stretch, whether its capitals tell nothing: all capitals, or no capital at all in the text.
    titled
        For each stretch, whether nearly every word has a capital, as in a headline.
    """

    text: str
    folded: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    lows: list[str]
    capital: list[bool]
    stretch: list[int]
    caseless: list[bool]
    titled: list[bool]
    _offsets: list[int] | None = None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """A span of the view as a span of the text that came in."""
        if self._offsets is None:
            return start, end
        return self._offsets[start], self._offsets[end - 1] + 1 if end > start else self._offsets[start]

    def inside(self, offset: int) -> int:
        """The view's position of an offset of the text that came in."""
        if self._offsets is None:
            return offset
        return bisect_right(self._offsets, offset - 1)

    def initial(self, k: int) -> bool:
        """Whether word k is the first of its sentence or line."""
        return k == 0 or self.stretch[k - 1] != self.stretch[k]

    def joined(self, k: int) -> bool:
        """Whether the next word stands in the stretch of word k, with no more than a joint between them."""
        if k + 1 >= len(self.words) or self.stretch[k] != self.stretch[k + 1]:
            return False
        return self.text[self.ends[k] : self.starts[k + 1]] in _JOINTS


def read(text: str) -> View:
    """Clean, fold and cut a text."""
    clean, offsets = _cleaned(text)
    folded = clean.translate(_FOLDING)
    if len(folded) != len(clean):
        clean, folded, offsets = _aligned(clean, offsets)
    spans = [match.span() for match in _WORD.finditer(clean)]
    starts, ends = [start for start, _ in spans], [end for _, end in spans]
    written = [clean[start:end] for start, end in spans]
    lows = [folded[start:end] for start, end in spans]
    capital = [word[0].isupper() for word in written]
    stretch = _stretches(starts, ends, written, lows, clean)
    caseless, titled = _cases(written, stretch)
    return View(clean, folded, starts, ends, written, lows, capital, stretch, caseless, titled, offsets)


def _cleaned(text: str) -> tuple[str, list[int] | None]:
    if not _UNUSUAL.search(text):
        return text, None
    chars: list[str] = []
    offsets: list[int] = []
    mended = {m.start(): m.group() for m in _MOJIBAKE.finditer(text)}
    cities = {m.start(): m.end() for m in _CIUDAD.finditer(text)}
    at = 0
    while at < len(text):
        if at in cities:
            chars += "Ciudad "
            offsets += [at] * len("Ciudad ")
            at = cities[at]
            continue
        broken = mended.get(at)
        whole = _mend(broken) if broken else None
        if whole is not None and broken is not None:
            if not _HIDDEN.match(whole):
                chars.append(whole)
                offsets.append(at)
            at += len(broken)
            continue
        if not _HIDDEN.match(text[at]):
            chars.append(text[at])
            offsets.append(at)
        at += 1
    return "".join(chars), [*offsets, len(text)]


def _mend(broken: str) -> str | None:
    """The one character whose UTF-8 bytes were read as Windows-1252, or None."""
    raw = bytearray()
    for char in broken:
        try:
            raw += char.encode("cp1252") if ord(char) > 0xFF else bytes([ord(char)])
        except UnicodeEncodeError:
            return None
    try:
        whole = raw.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return whole if len(whole) == 1 else None


def _aligned(clean: str, offsets: list[int] | None) -> tuple[str, str, list[int]]:
    """Text and folded text of one length: a character that folds to two is written twice."""
    text: list[str] = []
    folded: list[str] = []
    back: list[int] = []
    for i, char in enumerate(clean):
        for part in _FOLDING[ord(char)]:
            text.append(char)
            folded.append(part)
            back.append(offsets[i] if offsets else i)
    back.append(offsets[-1] if offsets else len(clean))
    return "".join(text), "".join(folded), back


def _stretches(
    starts: list[int], ends: list[int], written: list[str], lows: list[str], text: str
) -> list[int]:
    """The number of the sentence or line that each word stands in."""
    breaks = [(m.start(), m.group()[0]) for m in _BREAK.finditer(text)]
    out: list[int] = []
    number, at = 0, 0
    for i, start in enumerate(starts):
        moved = False
        while at < len(breaks) and breaks[at][0] < start:
            place, mark = breaks[at]
            at += 1
            short = mark == "." and i > 0 and place == ends[i - 1]
            if short and (_abbreviates(lows[i - 1]) or written[i][0].islower()):
                continue
            moved = True
        number += moved and i > 0
        out.append(number)
    return out


def _abbreviates(low: str) -> bool:
    return len(low) == 1 or low in ABBREVIATIONS


def _cases(written: list[str], stretch: list[int]) -> tuple[list[bool], list[bool]]:
    count = stretch[-1] + 1 if stretch else 0
    letters, upper, capital = [0] * count, [0] * count, [0] * count
    single = sum(word.isupper() for word in written if len(word) == 1)
    for word, s in zip(written, stretch, strict=True):
        if len(word) > 1 and word[0].isalpha():
            letters[s] += 1
            if word[0].isupper():
                capital[s] += 1
                upper[s] += word.isupper()
    none = (sum(capital) + single) * 200 < sum(letters)
    caseless = [none or (n >= 3 and u >= 0.75 * n) for n, u in zip(letters, upper, strict=True)]
    titled = [n >= 5 and c >= 0.7 * n for n, c in zip(letters, capital, strict=True)]
    return caseless, titled


__all__ = ["ABBREVIATIONS", "View", "read"]
