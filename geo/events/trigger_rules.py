"""The rows of `data/triggers.csv`: which forms of which lemmas tell what, and what they need."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from geo.errors import DataError
from geo.events.cues import load_classes
from geo.events.date_words import fold_offsets
from geo.events.inflect import forms
from geo.events.types import load_types, read_catalogue

POS = ("verb", "undergo", "noun", "phrase")
"""Parts of speech of a trigger; "undergo" is a verb whose subject has it done to them ("died", "fled")."""


class Rule(NamedTuple):
    """One row of the catalogue."""

    order: int
    lang: str
    pos: str
    type: str
    needs: tuple[tuple[str, str], ...]


class Entry(NamedTuple):
    """One form of one lemma."""

    words: tuple[str, ...]
    tag: str
    rule: Rule


@cache
def load_triggers() -> dict[str, list[Entry]]:
    """Every form by its first word; longer forms first, then the order of the catalogue.

    Raises
    ------
    DataError
        A row names an unknown type, part of speech or class.
    """
    table: dict[str, list[Entry]] = {}
    rows = read_catalogue("triggers.csv", ("lang", "pos", "type", "needs", "lemmas"))
    for order, row in enumerate(rows):
        rule = _rule(order, row)
        for item in row["lemmas"].split(";"):
            lemma, _, extra = fold_offsets(item.strip()).partition(":")
            listed = tuple(e.strip() for e in extra.split(",") if e.strip())
            for form, tag in forms(rule.lang, rule.pos, lemma, listed):
                words = tuple(form.split())
                table.setdefault(words[0], []).append(Entry(words, tag, rule))
    for entries in table.values():
        entries.sort(key=lambda e: (-len(e.words), e.rule.order))
    return table


def _rule(order: int, row: dict[str, str]) -> Rule:
    needs = tuple((scope, name) for scope, _, name in (n.partition(":") for n in row["needs"].split()))
    unknown = [c for scope, c in needs if c not in load_classes().words and scope != "voice"]
    if row["type"] not in load_types() or row["pos"] not in POS or unknown:
        raise DataError(f"triggers.csv, line {order + 2}: unknown type, part of speech or class: {row!r}")
    return Rule(order, row["lang"], row["pos"], row["type"], needs)
