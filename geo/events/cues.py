"""Cues: classes of words that a trigger needs near it or must not have, and actors that stand for them."""

from __future__ import annotations

import re
from functools import cache

from geo.events.date_words import fold_offsets
from geo.events.types import read_catalogue

CUES_OF = {
    "armed group": ("armed", "force", "forces", "gang", "militants", "personish", "wreckers"),
    "armed actor": ("armed", "force", "gang", "militants", "personish", "wreckers"),
    "unknown armed": ("armed", "force", "personish", "violent", "wreckers"),
    "self-defence": ("armed", "personish"),
    "military": ("armed", "forces", "personish", "wreckers"),
    "law enforcement": ("armed", "police", "personish", "wreckers"),
    "state security": ("armed", "forces", "police", "personish", "wreckers"), "private": ("personish",),
    "government": ("officials",), "official": ("officials", "personish"), "international": ("officials",),
    "civilians": ("people", "personish"), "press": ("press", "personish"), "person": ("personish",),
    "harm": ("violent", "force"), "judiciary": ("justice",), "prisoners": ("personish", "prisoner"),
    "taken": ("heldwords",),
}  # fmt: skip
"""The classes of cues that an actor of each kind stands for, or what was told right before."""


class Classes(dict[str, re.Pattern[str]]):
    """Each class of cue words as one pattern over folded text, compiled when it is first asked for.

    Most texts ask for a few of the hundreds, and to compile them all is half of the command's start.
    """

    def __init__(self, words: dict[str, list[str]]) -> None:
        super().__init__()
        self.words = words

    def __missing__(self, name: str) -> re.Pattern[str]:
        self[name] = pattern = _any_of(self.words[name])
        return pattern


@cache
def load_classes(lang: str = "") -> Classes:
    """The classes of cue words of one language, or of both together.

    Names go between languages ("cártel"), so that cues are looked for in both; the endings of nouns don't.
    """
    words: dict[str, list[str]] = {}
    for row in read_catalogue("cues.csv", ("class", "lang", "words")):
        if lang in ("", row["lang"]):
            words.setdefault(row["class"], []).extend(fold_offsets(row["words"]).split("|"))
    return Classes(words)


def _any_of(words: list[str]) -> re.Pattern[str]:
    longest_first = sorted({w.strip() for w in words if w.strip()}, key=len, reverse=True)
    inner = "|".join(re.escape(w).replace(r"\*", r"\w*") for w in longest_first)
    return re.compile(rf"(?<!\w)(?:{inner})(?!\w)")
