"""Words that must not leave: names of private persons, places finer than what is published, addresses.

People are those whom the actor finder takes for persons and the catalogue does not hold, and those whom an
event names as its actors. What is masked in a text is masked wherever it stands in it: by the whole name, and
by each of its words that begins with a capital. A list of words cannot be complete, so a text that must not
give anybody away has to be read by a person too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from geo.events.actor_finder import ActorFinder
from geo.events.actor_persons import NOT_NAMES, PARTICLES
from geo.events.actors import load_actors
from geo.events.date_words import fold_offsets
from geo.events.words import word_set

PERSON = {"en": "person", "es": "persona"}
OFFICIAL = {"en": "official", "es": "autoridad"}
ADDRESS = {"en": "[address]", "es": "[dirección]"}
COORDINATES = "[…]"
SHORTEST = 3
"""Letters of the shortest word of a name that is masked by itself."""

_ORGANISED = word_set(
    "army navy air force forces guard police military militia militias government ministry agency bureau "
    "court cartel gang gangs cell group groups front movement party union organization organisation "
    "council company network media newspaper brigade battalion rebels rioters protesters civilians gunmen "
    "soldiers marines unidentified unknown men men's people residents farmers students workers migrants "
    "prisoners ejercito marina armada guardia policia fuerza fuerzas gobierno secretaria fiscalia agencia "
    "tribunal pandilla celula grupo grupos frente movimiento partido sindicato organizacion consejo "
    "empresa red medios periodico brigada batallon rebeldes manifestantes civiles hombres sicarios "
    "soldados marinos desconocidos personas pobladores campesinos estudiantes trabajadores migrantes "
    "presos comando autodefensas"
)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_STREET_FIRST = (
    r"\b(?:[Cc]alle|[Aa]venida|Av\.|[Cc]olonia|Col\.|[Ff]raccionamiento|Fracc\.|[Bb]arrio|[Ee]jido|"
    r"[Cc]allej[oó]n|[Bb]oulevard|[Bb]ulevar|Blvd\.?)"
    r"(?:\s+(?:de|del|la|las|los|el|y|[A-ZÁÉÍÓÚÑ][\w.]*|(?:[Nn]o\.|#)?\s?\d+\w?)){1,7}(?:,?\s(?:#|[Nn]o\.\s?)?\d+)?"
)
_STREET_LAST = (
    r"\b(?:\d+\s+)?(?:[A-Z][\w'’]*\s+){1,3}(?:Street|Avenue|Road|Boulevard|Lane|Drive|neighborhood|neighbourhood)\b"
    r"(?:,?\s+(?:[Nn]o\.\s*)?\d+)?"
)
_ADDRESS = re.compile(f"{_STREET_FIRST}|{_STREET_LAST}")
_COORDINATES = re.compile(r"-?\b\d{1,3}[.,]\d{3,}°?\s?[NS]?[,; /]+-?\d{1,3}[.,]\d{3,}°?\s?[EWO]?\b")


@cache
def finder() -> ActorFinder:
    """The finder over the shipped catalogue, opened when first asked for."""
    return ActorFinder.open()


def people_in(text: str, lang: str) -> dict[str, str]:
    """People whom a text names and the catalogue does not hold: the name, and what to say instead."""
    found = finder().find(text, lang=lang)
    return {m.name: kind_word(m.kind, lang) for m in found if m.id is None}


def kind_word(kind: str, lang: str) -> str:
    """What an unnamed person is called."""
    return (OFFICIAL if kind == "official" else PERSON)["es" if lang == "es" else "en"]


def private(name: str, kind: str) -> bool:
    """Whether an actor without an id has to be taken for a private person: unless it is plainly a body."""
    if kind in ("person", "official"):
        return True
    if kind:
        return False
    words = {w.group().removesuffix("'s") for w in _WORD.finditer(fold_offsets(name))}
    return not words & _ORGANISED


def names_member(actor_id: str, name: str) -> bool:
    """Whether an actor under a group's id has a name of somebody's own: "Carlos Manzo" of local officials.

    So has one of the men of a group with a name: "Abu Khadija" of the Islamic State.
    """
    entry = load_actors().get(actor_id)
    if entry is None or name in (entry.name_en, entry.name_es, *entry.aliases):
        return False
    words = [word for word in name.split() if fold_offsets(word) not in PARTICLES]
    return len(words) > 1 and all(word[:1].isupper() for word in words)


class Mask:
    """Replaces names in texts.

    Parameters
    ----------
    people
        Names, and what to say instead of each.
    places
        Names of places, and the name of the published place that holds each.
    lang
        Of the text: "es" or English.
    """

    def __init__(self, people: Mapping[str, str], places: Mapping[str, str], lang: str) -> None:
        self._lang = "es" if lang == "es" else "en"
        kept = _words(places.values())
        self._wholes: dict[str, str] = {}
        self._parts: dict[str, str] = {}
        for name, said in people.items():
            self._wholes[" ".join(_listed(name))] = f"[{said}]"
            for word in _listed(name):
                if len(word) >= SHORTEST and word not in PARTICLES | NOT_NAMES | kept:
                    self._parts.setdefault(word, f"[{said}]")
        for name, said in places.items():
            if fold_offsets(name) != fold_offsets(said):
                self._wholes.setdefault(" ".join(_listed(name)), said)
        self._wholes.pop("", None)
        self._pattern = _pattern([*self._wholes, *self._parts])

    def text(self, text: str) -> str:
        """A text with the names, and whatever looks like an address or a coordinate, replaced."""
        text = _COORDINATES.sub(COORDINATES, text)
        text = _ADDRESS.sub(ADDRESS[self._lang], text)
        if self._pattern is None:
            return text
        parts, last = [], 0
        for match in self._pattern.finditer(fold_offsets(text)):
            said = self._said(" ".join(_listed(match.group())), text[match.start() : match.end()])
            if said is not None:
                parts += [text[last : match.start()], said]
                last = match.end()
        return _once("".join([*parts, text[last:]]))

    def slug(self, address: str) -> bool:
        """Whether an address on the web spells a masked name: "…/vecino-juan-perez"."""
        words = set(re.split(r"[^a-z0-9]+", fold_offsets(address)))
        return any(len(w) > SHORTEST and w in words for w in self._parts)

    def _said(self, folded: str, written: str) -> str | None:
        whole = self._wholes.get(folded)
        if whole is not None:
            return whole
        return self._parts.get(folded) if written[:1].isupper() else None


def _pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    """Any of some folded names as whole words, the longest first."""
    listed = sorted({n for n in names if n}, key=lambda n: (-len(n), n))
    if not listed:
        return None
    spelt = (r"[\W_]{1,3}".join(re.escape(word) for word in name.split()) for name in listed)
    return re.compile(r"(?<!\w)(?:" + "|".join(spelt) + r")(?!\w)")


def _once(text: str) -> str:
    """The same mask twice in a row is one person's name in two parts."""
    return re.sub(r"(\[[^\[\]]+\])(?:[ -]+\1)+", r"\1", text)


def _listed(name: str) -> list[str]:
    return [w.group() for w in _WORD.finditer(fold_offsets(name))]


def _words(names: Iterable[str]) -> frozenset[str]:
    return frozenset(word for name in names for word in _listed(name))
