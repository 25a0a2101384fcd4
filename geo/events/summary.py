"""Evidence and summary: the report's own words, never ours."""

from __future__ import annotations

from geo.events.sentences import Sentence
from geo.events.triggers import Trigger
from geo.records import Evidence

MAX_SUMMARY = 220
MAX_QUOTE = 600
MAX_QUOTES = 6


def evidence_of(text: str, sentences: list[Sentence], trigger: Trigger) -> tuple[Evidence, ...]:
    """The sentences that tell the event, the first one first; a long one is cut around the trigger."""
    out = []
    for sentence in sentences[:MAX_QUOTES]:
        start, end = sentence.start, sentence.end
        if end - start > MAX_QUOTE:
            middle = trigger.start if start <= trigger.start < end else start
            start, end = _window(text, start, end, middle, MAX_QUOTE)
        out.append(Evidence(start=start, end=end, quote=text[start:end]))
    return tuple(out)


def summarise(sentence: Sentence, trigger: Trigger, body: int = 0) -> str:
    """The sentence that tells it, on one line, without its dateline, cut around the trigger where it is long.

    What was left out is marked, the other clause of a compound too.

    `body` is where the sentence begins after its dateline, from its start.
    """
    middle = trigger.start - sentence.start
    first, text = (body if middle >= body else 0), sentence.text
    start, end = first, len(text)
    if end - start > MAX_SUMMARY:
        start, end = _window(text, start, end, middle, MAX_SUMMARY)
    inner = " ".join(text[start:end].split())
    opens, closes = start == first and not sentence.is_tail, end == len(text) and not sentence.is_head
    return ("" if opens else "…") + (inner if closes else inner.rstrip(",;:") + "…")


def _window(text: str, start: int, end: int, middle: int, size: int) -> tuple[int, int]:
    """A stretch of at most `size` characters around `middle`, cut at blanks; it leans to the right."""
    first = max(start, middle - size // 3)
    if first > start:
        blank = text.find(" ", first, middle)
        first = blank + 1 if blank >= 0 else first
    last = min(end, first + size)
    if last < end:
        blank = text.rfind(" ", middle, last)
        last = blank if blank > middle else last
    return first, last
