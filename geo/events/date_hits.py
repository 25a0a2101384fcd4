"""What the grammars of `date_english` and `date_spanish` share: a rule, and what it finds.

A rule is a regular expression over a text's token classes (see `date_words`) and a function from its match to
a `Found`. The mention covers the rule's named groups alone, so that articles and prepositions around a date
take part in the pattern but not in the mention.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from geo.events.date_calendar import Calendar, Span
from geo.events.date_words import Token, Tokens

Relative = Callable[[date], Span]


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule found: tokens `first` to `last` (included) and what they mean.

    One of `calendar` and `relative` is set, or neither for a duration. `anaphoric` dates count from the date
    mentioned before them in the text; where none is, those that are `bound` to it ("un día antes", "ese mismo
    día") are not known, and others ("la víspera") count from the day of publication.
    """

    first: int
    last: int
    kind: str
    calendar: Calendar | None = None
    relative: Relative | None = None
    anaphoric: bool = False
    bound: bool = False


class Hit:
    """A match of a rule, read by the names of its groups."""

    __slots__ = ("match", "tokens")

    def __init__(self, match: re.Match[str], tokens: Tokens) -> None:
        self.match, self.tokens = match, tokens

    def token(self, group: str) -> Token | None:
        """The first token of a group, or None where the group took no part in the match."""
        if group not in self.match.re.groupindex:
            return None
        index = self.match.start(group)
        return None if index < 0 else self.tokens.tokens[index]

    def value(self, group: str) -> int | None:
        """The value of a group's first token."""
        token = self.token(group)
        return None if token is None else token.value

    def code(self, group: str) -> str:
        """The class of a group's first token, or the empty string."""
        token = self.token(group)
        return "" if token is None else token.code

    def first_value(self, *groups: str, default: int = 0) -> int:
        """The value of the first group that took part."""
        for group in groups:
            value = self.value(group)
            if value is not None:
                return value
        return default

    def surface(self, group: str) -> str:
        """A group's first token as it stands in the text."""
        token = self.token(group)
        return "" if token is None else self.tokens.text[token.start : token.end]

    def neighbour(self, offset: int) -> Token | None:
        """The token `offset` before the match (negative) or after it (positive, from 1)."""
        index = self.match.start() + offset if offset < 0 else self.match.end() + offset - 1
        return self.tokens.tokens[index] if 0 <= index < len(self.tokens.tokens) else None

    def neighbour_text(self, offset: int) -> str:
        """A neighbour as it stands in the text, or the empty string."""
        token = self.neighbour(offset)
        return "" if token is None else self.tokens.text[token.start : token.end]

    def found(
        self,
        kind: str,
        calendar: Calendar | None = None,
        relative: Relative | None = None,
        *,
        anaphoric: bool = False,
        bound: bool = False,
    ) -> Found:
        """A `Found` over the named groups of the match."""
        spans = [self.match.span(name) for name in self.match.re.groupindex]
        taken = [s for s in spans if s[0] >= 0 and s[1] > s[0]]
        first, last = min(s[0] for s in taken), max(s[1] for s in taken) - 1
        return Found(first, last, kind, calendar, relative, anaphoric, bound)


class Rule(NamedTuple):
    """A pattern over token classes and the function that reads its matches (None: not a date after all)."""

    pattern: re.Pattern[str]
    read: Callable[[Hit], Found | None]


def rule(pattern: str, read: Callable[[Hit], Found | None]) -> Rule:
    """A rule with its pattern compiled."""
    return Rule(re.compile(pattern), read)
