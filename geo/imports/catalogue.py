"""Names in tables to ids of the catalogues: actors and event types."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from geo.events.actor_finder import ActorFinder
from geo.events.types import load_types
from geo.places.gazetteer import fold


class Catalogue:
    """Looks up actors by name and types by id or name; keeps what it has looked up."""

    def __init__(self) -> None:
        self._finder = ActorFinder.open()
        self.actor = lru_cache(50_000)(self._actor)
        self._types = {
            fold(name).replace("_", " "): t.id
            for t in load_types().values()
            for name in (t.id, t.name_en, t.name_es)
        }

    def _actor(self, name: str, role: str) -> dict[str, Any]:
        """An actor of an event: with the catalogue's id where the whole name is one of its own."""
        found = [m for m in self._finder.find(name) if m.end - m.start >= 0.6 * len(name)]
        actor_id = found[0].id if found else None
        kind = found[0].kind if found else ""
        return {"id": actor_id, "name": name, "role": role, "kind": kind}

    def type_of(self, text: str) -> str | None:
        """The id of the type of that id or name in English or Spanish, or None."""
        return self._types.get(fold(text.strip()).replace("_", " "))
