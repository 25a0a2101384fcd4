"""Names in tables to ids of the catalogues: actors and event types."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from geo.events.actor_finder import ActorFinder
from geo.events.actor_homes import at_home
from geo.events.actors import ARMED, MARKS, Actor, ActorMention, load_actors
from geo.events.types import load_types
from geo.places.gazetteer import Gazetteer, fold

REMEMBERED = 50_000
"""Names whose actors are kept: tables repeat them."""


class Catalogue:
    """Looks up actors by name and types by id or name; keeps what it has looked up.

    `conflict` says that a table's sides bear arms, so that of two actors of one name the armed one is meant.
    """

    def __init__(self, *, conflict: bool = False) -> None:
        self._conflict = conflict
        self._gazetteer = Gazetteer.open()
        self._finder = ActorFinder.open(self._gazetteer)
        self._called = _by_name()
        self.actor = lru_cache(REMEMBERED)(self._actor)
        self._country = lru_cache(REMEMBERED)(self._country_code)
        self._types = {
            fold(name).replace("_", " "): t.id
            for t in load_types().values()
            for name in (t.id, t.name_en, t.name_es)
        }

    def _actor(self, name: str, role: str, country: str = "") -> dict[str, Any]:
        """An actor of an event: with the catalogue's id where the whole name is one of its own.

        `country` is the row's, by code or name: a body under a bare name ("National Guard") is of that
        country, and so is, of two actors who share a name, the one that is meant.
        """
        home = self._country(country)
        found = self._finder.find(name)
        named = [m for m in at_home(found, (), name, focus=home) if m.end - m.start >= 0.6 * len(name)]
        actor = self._meant(name, named[0] if named else None, home)
        return {
            "id": actor.id if actor else None,
            "name": name,
            "role": role,
            "kind": actor.kind if actor else "",
        }

    def _meant(self, name: str, found: ActorMention | None, home: str | None) -> Actor | ActorMention | None:
        """Of all who share a name, who fits the country best, then who bears arms, then who was found."""
        sharing = self._called.get(fold(name.strip()), [])
        if len(sharing) < 2:
            return found

        def unlike(actor: Actor) -> tuple[bool, bool, bool]:
            unarmed = self._conflict and actor.kind not in ARMED
            return not home or actor.country != home, unarmed, found is None or actor.id != found.id

        return min(sharing, key=unlike)

    def _country_code(self, text: str) -> str | None:
        """The ISO code of a country by its code or a name of it in any language; None where it has none.

        GED adds older names in parentheses: "Yemen (North Yemen)".
        """
        name = text.partition("(")[0].strip()
        if not name:
            return None
        hits = [self._gazetteer.by_region(name.upper())] if len(name) == 2 else []
        hits += [hit.entry for hit in self._gazetteer.lookup(name)]
        entries = (self._gazetteer.entry(index) for index in hits if index is not None)
        return next((e.country for e in entries if e.level == "country"), None)

    def type_of(self, text: str) -> str | None:
        """The id of the type of that id or name in English or Spanish, or None."""
        return self._types.get(fold(text.strip()).replace("_", " "))


def country_column(header: list[str]) -> tuple[str, ...]:
    """The column of a conflict table that names the row's country, where there is one."""
    return ("country",) if "country" in header else ()


def _by_name() -> dict[str, list[Actor]]:
    """The catalogue's actors by each of their names that holds everywhere, folded."""
    called: dict[str, list[Actor]] = {}
    for actor in load_actors().values():
        names = (actor.name_en, actor.name_es, *actor.aliases)
        for name in {fold(name) for name in names if not name.startswith(MARKS)}:
            called.setdefault(name, []).append(actor)
    return called
