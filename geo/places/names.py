"""What is known of a name before its context is read: its readings, and what else it may be.

`Names` remembers each name that it was asked for, because reports repeat themselves.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

import marisa_trie
import numpy as np
import numpy.typing as npt

from geo.errors import DataError
from geo.places.gazetteer import ABBREVIATION, CODE, DEMONYM, LEVELS, Gazetteer, data_path
from geo.places.quarter_names import spellings

MOST_READINGS = 100
"""Readings kept of one name; the gazetteer lists the best names and largest populations first."""

NEIGHBOURHOOD = "<IB"
"""A reading of a neighbourhood's name: the geonameid of its city, and rows of the list that have it there."""

_POPULATED = LEVELS.index("populated")


class Lexicon(NamedTuple):
    """Names that are also something else.

    `words` holds, by language, how common a name is as a word in lower case (Zipf scale: log10 of
    occurrences in a thousand million words); `given` and `surnames` log10 of bearers in a million.
    """

    words: dict[str, dict[str, float]]
    given: dict[str, float]
    surnames: dict[str, float]


@dataclass(frozen=True, slots=True)
class Name:
    """A folded name and all its readings.

    Attributes
    ----------
    entries, quality
        Gazetteer entries and the name's quality flags for each, best first.
    flags
        Quality flags of any reading, joined.
    levels
        The levels among the readings.
    log_population
        log10(1 + population) of the largest populated reading.
    areas
        Entries among the readings that are countries, first-order divisions, continents or world regions.
    """

    folded: str
    entries: npt.NDArray[np.int64]
    quality: npt.NDArray[np.int64]
    flags: int
    levels: frozenset[str]
    log_population: float
    areas: frozenset[int]
    facts: tuple[str, ...]


class Names:
    """The gazetteer's names with what recognition and resolution ask of them.

    `neighbourhoods` maps the names of known neighbourhoods (`quarter_names.key`) to the geonameids of their
    cities, each with how many rows of the list have that name or a part of it; None where there is no list.
    """

    def __init__(self, gazetteer: Gazetteer, lexicon: Lexicon | None = None) -> None:
        self.gazetteer = gazetteer
        self.lexicon = lexicon or load_lexicon()
        self._known: dict[str, Name | None] = {}
        path = data_path() / "neighbourhoods.marisa"
        self.neighbourhoods: marisa_trie.RecordTrie | None = (
            marisa_trie.RecordTrie(NEIGHBOURHOOD).mmap(str(path)) if path.exists() else None
        )

    def lists_quarter(self, folded: str) -> bool:
        """Whether the list of neighbourhoods has a name, with any article or none, or a part of it."""
        known = self.neighbourhoods
        return known is not None and any(form in known for forms in spellings(folded) for form in forms)

    def get(self, folded: str) -> Name | None:
        """The name with its readings, or None where the gazetteer has none."""
        try:
            return self._known[folded]
        except KeyError:
            if len(self._known) > 50_000:
                self._known.clear()
            found = self._known[folded] = self._read(folded)
            return found

    @cached_property
    def peoples(self) -> dict[str, list[int]]:
        """The countries whose people a folded word names: "hondureno", "espanola"."""
        lands = self.gazetteer.level == LEVELS.index("country")
        out: dict[str, list[int]] = {}
        for folded in self.gazetteer.folded_names(lands):
            entries, quality = self.gazetteer.postings(folded)
            told = [int(e) for e, q in zip(entries, quality, strict=True) if lands[e] and int(q) & DEMONYM]
            if told:
                out[folded] = told
        return out

    def only(self, level: str, name: Name) -> Name:
        """A name with its readings of one level alone."""
        key = f"{name.folded} ({level})"
        kept = self.gazetteer.level[name.entries] == LEVELS.index(level)
        found = self._known.get(key) or self._of(key, name.entries[kept], name.quality[kept])
        self._known[key] = found
        return found

    def _read(self, folded: str) -> Name | None:
        entries, quality = self.gazetteer.postings(folded)
        if not len(entries):
            return None
        most = slice(MOST_READINGS)
        return self._of(folded, entries[most].astype(np.int64), quality[most].astype(np.int64))

    def _of(self, folded: str, found: npt.NDArray[np.int64], flagged: npt.NDArray[np.int64]) -> Name:
        """A folded name of some readings."""
        level = self.gazetteer.level[found]
        names = frozenset(LEVELS[i] for i in np.unique(level))
        people = self.gazetteer.population[found]
        populated = people[level == _POPULATED]
        largest = float(np.log10(1.0 + populated.max())) if len(populated) else 0.0
        wide = [e for e, lv in zip(found.tolist(), level.tolist(), strict=True) if LEVELS[lv] in WIDE]
        flags = int(np.bitwise_or.reduce(flagged))
        facts = self._facts(folded, flags, names, largest, len(found), bool(np.all(flagged & DEMONYM)))
        return Name(folded, found, flagged, flags, names, largest, frozenset(wide), facts)

    def _facts(
        self, folded: str, flags: int, levels: frozenset[str], largest: float, count: int, demonym: bool
    ) -> tuple[str, ...]:
        """Features of a name for the recogniser that do not depend on where it stands."""
        words = folded.count(" ") + 1
        out = ["bias", f"words={min(words, 4)}", f"pop={int(largest)}", f"count={count.bit_length()}"]
        out += [f"level={level}" for level in levels if level != "populated"]
        if "populated" not in levels:
            out.append("unpopulated")
        if demonym:
            out.append("demonym")
        if flags & ABBREVIATION:
            out.append("abbreviation")
        if flags & CODE:
            out.append("code")
        if not flags & 1:
            out.append("unofficial")
        if words == 1:
            out.append(f"length={min(len(folded), 8)}")
        for lang in ("en", "es"):
            common = self.lexicon.words[lang].get(folded)
            if common is not None:
                out.append(f"word_{lang}={int(common)}")
        for kind, table in (("given", self.lexicon.given), ("surname", self.lexicon.surnames)):
            bearers = table.get(folded)
            if bearers is not None:
                out.append(f"{kind}={int(bearers)}")
        return tuple(out)


WIDE = frozenset(("country", "admin1", "continent", "region"))
"""Levels whose names, standing after another, say where that one lies."""


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """The lexicon in `data/models/lexicon.json`."""
    data = read_model("lexicon.json")
    return Lexicon({"en": data["words_en"], "es": data["words_es"]}, data["given"], data["surnames"])


def read_model(name: str) -> dict[str, Any]:
    """A fitted model's numbers from `data/models`. Raises DataError where the file is missing or damaged."""
    path = data_path() / "models" / name
    try:
        value: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise DataError(f"no model at {path}. Is SIGHTLINE_DATA right?") from error
    except ValueError as error:
        raise DataError(f"{path}: expected JSON: {error}") from error
    return value
