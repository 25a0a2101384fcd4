"""A sign: words right before or right after a trigger which show that it tells of no deed done."""

from __future__ import annotations

import re
from typing import NamedTuple

from geo.events.triggers import Trigger
from geo.events.words import word_set


class Sign(NamedTuple):
    """Words that show no deed: right before or right after a trigger of a form, a type and words.

    `forms` are tags ("I", "N"), parts of speech ("noun", "phrase", "undergo") or "is_verb" and "is_noun".
    """

    before: re.Pattern[str] | None = None
    after: re.Pattern[str] | None = None
    forms: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    said: re.Pattern[str] | None = None

    def shows(self, trigger: Trigger, said: str, before: str, after: str) -> bool:
        """Whether the trigger, told in the words `said`, is of that kind and stands between such words."""
        form = "is_verb" if trigger.is_verb else "is_noun" if trigger.voice == "noun" else ""
        return (
            (not self.types or trigger.type in self.types)
            and (not self.forms or bool(self.forms & {trigger.tag, trigger.pos, form}))
            and (self.said is None or self.said.match(said) is not None)
            and (self.before is None or self.before.search(before) is not None)
            and (self.after is None or self.after.match(after) is not None)
        )


def sign(
    before: re.Pattern[str] | None = None,
    after: re.Pattern[str] | None = None,
    *,
    forms: str = "",
    types: str = "",
    said: str = "",
) -> Sign:
    """A sign as the table below writes it: forms and types as words, what is said as a pattern."""
    return Sign(before, after, word_set(forms), word_set(types), re.compile(said) if said else None)


__all__ = ["Sign", "sign"]
