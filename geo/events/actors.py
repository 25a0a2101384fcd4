"""Actors: who is named in a report, by the catalogue's aliases in both languages, or by a name of their own.

`data/actors.csv` holds agencies, commands, cartels and factions, people of note, and groups without a name
("gunmen", "marinos"). Somebody it does not hold keeps the name that the report gives them, with no id
(`actor_finder.py` finds them).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from geo.errors import DataError
from geo.events.actor_nations import national_actor
from geo.events.types import read_catalogue

_COLUMNS = ("id", "name_en", "name_es", "aliases", "kind", "parent", "country", "start", "end")
NATIONAL = frozenset({"military", "government", "state security", "law enforcement", "intelligence"})
ARMED = NATIONAL | {"armed group", "armed actor", "self-defence", "unknown armed"}
"""Kinds of actors that act for a state, and all that bear arms or command who does."""
UNLAWFUL = frozenset({"armed group", "armed actor", "unknown armed"})
"""Kinds of actors that bear arms for no state."""
GROUP_PREFIX = "group-"
"""Ids of groups without a name start so."""
CIVILIANS = "group-civilians"
BOMBERS = "group-suicide-bombers"


MARKS = ("en:", "es:", "=", "&")
"""What begins an alias that holds in one language, where a country acts, or beside another body alone."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Actor:
    """One entry of the catalogue. `start` and `end` are the years in which it was active, where known."""

    id: str
    name_en: str
    name_es: str
    aliases: tuple[str, ...]
    kind: str
    parent: str | None
    country: str
    start: int | None
    end: int | None

    def name(self, lang: str) -> str:
        """The actor's name in `lang` ("es" or English)."""
        return self.name_es if lang == "es" else self.name_en

    def other_names(self, lang: str) -> list[str]:
        """Its other names that hold in `lang`, as they are written; not those that need words beside them."""
        told = (alias.removeprefix(f"{lang}:") for alias in self.aliases)
        return [name for name in told if not name.startswith(MARKS)]


class Catalogue(dict[str, Actor]):
    """Actors by id. A nation's body ("tr-military") has no row of its own: it is made when it is asked for.

    What is listed are the rows; `in`, `get` and `[]` know the bodies too.
    """

    def __missing__(self, actor_id: str) -> Actor:
        body = national_actor(actor_id)
        if body is None:
            raise KeyError(actor_id)
        return Actor(
            id=actor_id,
            name_en=body.name("en"),
            name_es=body.name("es"),
            aliases=(),
            kind=body.body.kind,
            parent=None,
            country=body.country,
            start=None,
            end=None,
        )

    def __contains__(self, actor_id: object) -> bool:
        known = super().__contains__(actor_id)
        return known or (isinstance(actor_id, str) and national_actor(actor_id) is not None)

    def get(self, actor_id: str, default: Any = None) -> Any:
        """The actor of an id, or `default`."""
        try:
            return self[actor_id]
        except KeyError:
            return default


@dataclass(frozen=True, slots=True)
class ActorMention:
    """A stretch of text that names an actor: `id` is the catalogue's, or None for a name it does not hold."""

    start: int
    end: int
    id: str | None
    name: str
    kind: str = ""
    country: str = ""
    vague: bool = False
    """Whether it says no more than that it was people."""

    @property
    def is_group(self) -> bool:
        """Whether it is a group without a name of its own: "gunmen"."""
        return self.id is not None and self.id.startswith(GROUP_PREFIX)

    @property
    def is_catalogued(self) -> bool:
        """Whether the catalogue holds it under a name of its own."""
        return self.id is not None and not self.is_group

    @property
    def is_institution(self) -> bool:
        """Whether it is a ministry, an army or the like: "the ministry said he" means somebody else."""
        body = self.is_catalogued and not self.is_person
        return self.kind == "government" or (body and self.kind in NATIONAL)

    @property
    def is_person(self) -> bool:
        """Whether it is one person by name, whom the catalogue may hold."""
        return self.kind == "person" or (self.is_catalogued and self.kind in ("official", "armed actor"))


@cache
def load_actors() -> Catalogue:
    """Every actor of the catalogue by id, and nations' bodies by rule.

    Raises
    ------
    DataError
        The catalogue is missing, repeats an id, names an unknown parent, or has a year that is none.
    """
    actors: dict[str, Actor] = {}
    for line, row in enumerate(read_catalogue("actors.csv", _COLUMNS), start=2):
        if not row["id"] or row["id"] in actors:
            raise DataError(f"actors.csv, line {line}: an id that is empty or there twice: {row['id']!r}")
        actors[row["id"]] = Actor(
            id=row["id"],
            name_en=row["name_en"],
            name_es=row["name_es"],
            aliases=tuple(a for a in row["aliases"].split("|") if a),
            kind=row["kind"],
            parent=row["parent"] or None,
            country=row["country"],
            start=_year(row["start"], line),
            end=_year(row["end"], line),
        )
    for actor in actors.values():
        if actor.parent is not None and actor.parent not in actors:
            raise DataError(f"actors.csv: {actor.id} has the unknown parent {actor.parent!r}")
    return Catalogue(actors)


def _year(text: str, line: int) -> int | None:
    if not text:
        return None
    if not text.isdigit():
        raise DataError(f"actors.csv, line {line}: expected a year, got {text!r}")
    return int(text)
