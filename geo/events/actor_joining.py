"""Two mentions that are one: "gunmen of the CJNG", "ELN rebels", "a Reuters photographer"."""

from __future__ import annotations

import re
from dataclasses import replace

from geo.events.actors import NATIONAL, UNLAWFUL, ActorMention
from geo.events.words import RANKS

_OF = re.compile(r" (?:of|de|del)(?: (?:the|la|los|las|el))? \Z")
_SERVING = re.compile(
    r" (?:loyal to|belonging to|leal(?:es)? a|pertenecientes? a)(?: (?:the|la|los|las|el)|l)? \Z"
)
""" "Gunmen loyal to the Sinaloa Cartel": whose men they are."""


def settle(text: str, found: list[ActorMention]) -> None:
    """Join the last mention with one beside it: "gunmen of the CJNG", "ELN rebels", "police commandos"."""
    group, named = found[-2], found[-1]
    if named.is_group and (group.kind, named.kind) == ("media", "press"):
        if text[group.end : named.start] == " ":  # "a Reuters photographer": whoever works for it
            found[-2:] = [replace(named, start=group.start)]
        return
    of_one_side = any(group.kind in side and named.kind in side for side in (UNLAWFUL, NATIONAL))
    told_so = group.is_catalogued and named.kind in UNLAWFUL
    if named.is_group and of_one_side and (told_so or group.is_group):
        if text[group.end : named.start] == " ":
            ranked = told_so or text[named.start : named.end].casefold() in RANKS  # "a police sergeant"
            joint = replace(group, end=named.end) if ranked else replace(named, start=group.start)
            found[-2:] = [joint]
        return
    if not group.is_group or named.is_group:
        return
    if group.kind in _HELD_BY:
        return
    gap = text[group.end : named.start]
    ranks = gap == " " and {group.kind, named.kind} <= UNLAWFUL and named.is_catalogued
    serving = {group.kind, named.kind} <= UNLAWFUL and _SERVING.match(gap) is not None
    if ranks or serving or (named.kind in _BODIES and _OF.match(gap)):
        found[-2:] = [replace(named, start=group.start)]
    elif gap == " " and group.kind == "official" and named.kind in ("person", "official"):
        office = " " in text[group.start : group.end]  # "Secretary of State Marco Rubio" is one phrase
        found[-2:] = [replace(named, kind="official", start=group.start if office else named.start)]


_HELD_BY = frozenset({"civilians", "prisoners", "press"})
""" "Rehenes de Boko Haram" are none of its own."""
_BODIES = frozenset(
    {"armed group", "self-defence", "military", "law enforcement", "state security", "intelligence"}
)


__all__ = ["settle"]
