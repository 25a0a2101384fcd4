"""The gazetteer: names to places, in memory-mapped arrays.

A `marisa_trie.Trie` holds every folded name; its key id points into two arrays (the postings) that list the
entries with that name and how good a name it is for each. The entries themselves are columns: coordinates,
population, level, the divisions they lie in. Everything is mapped from disk, so opening takes milliseconds
and processes on one machine share the pages.

Divisions, countries, seas and world regions come first (`n_areas` of them), populated places after.
"""

from __future__ import annotations

import json
import os
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, Self

import marisa_trie
import numpy as np
import numpy.typing as npt

from geo.errors import DataError

LEVELS = (
    "populated", "admin2", "admin1", "country", "continent", "region", "sea", "natural", "section", "site",
)  # fmt: skip
"""Kinds of entry. `region` is larger or vaguer than a division (Middle East, Tierra Caliente), `natural` is
land or inland water with a name (a river, a lake, a range), `section` is a part of a populated place, `site`
a building, an airport or a road (only from a full GeoNames dump)."""

OFFICIAL, ALTERNATE, ABBREVIATION, DEMONYM, CODE, ROMANISED, ENGLISH, SPANISH, SHORT, HISTORIC = (
    1 << i for i in range(10)
)
"""Quality flags of a name for an entry. OFFICIAL: the main name; ALTERNATE: another name; ABBREVIATION: short
form in writing (Mich., U.S.); DEMONYM: its people; CODE: an airport or agency code in capitals; ROMANISED: a
machine transliteration; ENGLISH, SPANISH: known to be of that language; SHORT: the generic word is left out
(Fulton for Fulton County); HISTORIC: a former name."""

FORMAT = 1
_MOST_KEPT = 20_000
"""How many entries are kept spelt out."""
_COLUMNS = (
    "lat", "lon", "population", "level", "country", "admin1", "admin2", "geonameid", "name_start",
    "posting_start", "posting_entry", "posting_quality", "by_id",
)  # fmt: skip
_LONE = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "þ": "th",
    "’": "'", "‘": "'", "ʻ": "'", "ʼ": "'", "`": "'", "´": "'", "′": "'", "ʹ": "'",
    "-": " ", "‐": " ", "‑": " ", "‒": " ", "–": " ", "—": " ", "−": " ", "\u00ad": "",
}  # fmt: skip


class Hit(NamedTuple):
    """One reading of a name: the entry's index and the name's quality flags."""

    entry: int
    quality: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One place with its columns spelt out. `region` is its own id when it is an area, else None.

    `country`, `admin1` and `admin2` are region ids ("MX", "MX-MIC", "8581816"), empty where unknown.
    """

    index: int
    name: str
    lat: float
    lon: float
    geonameid: int | None
    level: str
    country: str
    admin1: str
    admin2: str
    country_name: str
    admin1_name: str
    admin2_name: str
    population: int
    region: str | None

    @property
    def regions(self) -> tuple[str, ...]:
        """The ids of every area that it lies in, itself included, widest first."""
        own = (self.region,) if self.region else ()
        return tuple(dict.fromkeys(r for r in (self.country, self.admin1, self.admin2, *own) if r))


def data_path() -> Path:
    """The folder of the reference data: `SIGHTLINE_DATA`, or `data/` beside the package."""
    configured = os.environ.get("SIGHTLINE_DATA")
    return Path(configured) if configured else Path(__file__).resolve().parents[2] / "data"


@lru_cache(maxsize=65536)
def fold_char(char: str) -> str:
    """One character without case and accents; usually one character, "ss" for "ß", "" for a lone accent."""
    if char in _LONE:
        return _LONE[char]
    if char.isspace():
        return " "
    out = []
    for part in unicodedata.normalize("NFKD", char).casefold():
        if not unicodedata.combining(part):
            out.append(_LONE.get(part, part))
    return "".join(out)


def fold(text: str) -> str:
    """The key under which `text` is looked up: case and accents dropped, hyphens and white space as " ".

    Folding goes character by character, so for nearly all text `len(fold(text)) == len(text)` and offsets
    carry over.
    """
    if text.isascii():
        return text.lower().translate(_ASCII)
    return "".join(map(fold_char, text))


_ASCII = str.maketrans({"-": " ", "`": "'", "\t": " ", "\n": " ", "\r": " ", "\x0b": " ", "\x0c": " "})


class Gazetteer:
    """Every place and name, opened once and shared. Use `Gazetteer.open`.

    The columns are numpy arrays, one value an entry, mapped read-only:

    Attributes
    ----------
    lat, lon
        float32, WGS84 degrees.
    population
        uint32; of the place itself, or of all places in a division; 0 where unknown.
    level
        uint8, an index into `LEVELS`.
    country, admin1, admin2
        int32, the entry of the division it lies in (itself included), or -1.
    geonameid
        int32, 0 where it has none.
    """

    lat: npt.NDArray[np.float32]
    lon: npt.NDArray[np.float32]
    population: npt.NDArray[np.uint32]
    level: npt.NDArray[np.uint8]
    country: npt.NDArray[np.int32]
    admin1: npt.NDArray[np.int32]
    admin2: npt.NDArray[np.int32]
    geonameid: npt.NDArray[np.int32]

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._meta = _read_meta(folder)
        columns: dict[str, Any] = {}
        for column in _COLUMNS:
            mapped = np.load(folder / f"{column}.npy", mmap_mode="r")
            columns[column] = mapped.view(np.ndarray)
        self.__dict__.update(columns)
        self._columns = columns
        self._names = np.memmap(folder / "names.bin", dtype=np.uint8, mode="r").view(np.ndarray)
        self._trie = marisa_trie.Trie().mmap(str(folder / "names.marisa"))
        self._codes: list[str] | None = None
        self._sorted_ids: npt.NDArray[np.int32] | None = None
        self._code_index: dict[str, int] | None = None
        self._kept = lru_cache(_MOST_KEPT)(self._spelt_out)
        if len(self.lat) != self._meta["entries"]:
            raise DataError(f"{folder}: {len(self.lat)} entries, but meta.json says {self._meta['entries']}")

    @classmethod
    def open(cls, path: Path | str | None = None) -> Self:
        """Map the gazetteer in `path` (default: `gazetteer/` in `data_path()`).

        Raises
        ------
        DataError
            Files are missing or were built for another version.
        """
        return cls(Path(path) if path else data_path() / "gazetteer")

    def __len__(self) -> int:
        return len(self.lat)

    @property
    def n_areas(self) -> int:
        """Entries below this index are areas (divisions, countries, seas, regions); the rest are places."""
        return int(self._meta["areas"])

    @property
    def n_names(self) -> int:
        """How many folded names there are."""
        return len(self._columns["posting_start"]) - 1

    @property
    def capitals(self) -> tuple[int, ...]:
        """The entries of the countries' capitals."""
        return tuple(self._meta.get("capitals", ()))

    # names -> entries

    def lookup(self, name: str) -> list[Hit]:
        """All readings of `name`, folded first; best names and largest populations come first."""
        return self.lookup_folded(fold(name).strip())

    def lookup_folded(self, folded: str) -> list[Hit]:
        """All readings of a name that `fold` has already been through."""
        entries, qualities = self.postings(folded)
        return [Hit(e, q) for e, q in zip(entries.tolist(), qualities.tolist(), strict=True)]

    def postings(self, folded: str) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint16]]:
        """The entries with a folded name and the name's quality for each, as two arrays of equal length."""
        key = self._trie.get(folded)
        if key is None:
            return self._columns["posting_entry"][:0], self._columns["posting_quality"][:0]
        start, end = self._columns["posting_start"][key : key + 2].tolist()
        return self._columns["posting_entry"][start:end], self._columns["posting_quality"][start:end]

    def folded_names(self, chosen: npt.NDArray[np.bool_]) -> list[str]:
        """All folded names of the entries that are `chosen`, one truth an entry."""
        hits = np.flatnonzero(chosen[self._columns["posting_entry"]])
        keys = np.unique(np.searchsorted(self._columns["posting_start"], hits, side="right") - 1)
        return [self._trie.restore_key(key) for key in keys.tolist()]

    def __contains__(self, name: str) -> bool:
        return fold(name).strip() in self._trie

    def prefixes(self, folded: str, start: int = 0) -> list[str]:
        """All names that begin exactly at `start` of a folded text, shortest first.

        A name may end inside a word ("par" in "parade"): whether an end is a boundary is the caller's.
        """
        found: list[str] = self._trie.prefixes(folded[start : start + self._meta["longest"]])
        return found

    def longest(self, folded: str, start: int = 0) -> str | None:
        """The longest name that begins at `start` and ends at a word's end, or None."""
        for name in reversed(self.prefixes(folded, start)):
            end = start + len(name)
            if end >= len(folded) or not (folded[end].isalnum() and name[-1].isalnum()):
                return name
        return None

    # entries

    def name(self, index: int) -> str:
        """The entry's main name."""
        start, end = self._columns["name_start"][index : index + 2].tolist()
        return bytes(self._names[start:end]).decode()

    def entry(self, index: int) -> Entry:
        """The entry with its columns spelt out. Raises IndexError beyond the end."""
        return self._kept(index)

    def _spelt_out(self, index: int) -> Entry:
        if not 0 <= index < len(self):
            raise IndexError(f"no gazetteer entry {index}; there are {len(self)}")
        country, admin1, admin2 = (int(c[index]) for c in (self.country, self.admin1, self.admin2))
        return Entry(
            index=index,
            name=self.name(index),
            lat=round(float(self.lat[index]), 5),
            lon=round(float(self.lon[index]), 5),
            geonameid=int(self.geonameid[index]) or None,
            level=LEVELS[self.level[index]],
            country=self.region_id(country) or "",
            admin1=self.region_id(admin1) or "",
            admin2=self.region_id(admin2) or "",
            country_name=self.name(country) if country >= 0 else "",
            admin1_name=self.name(admin1) if admin1 >= 0 else "",
            admin2_name=self.name(admin2) if admin2 >= 0 else "",
            population=int(self.population[index]),
            region=self.region_id(index),
        )

    def by_geonameid(self, geonameid: int) -> int | None:
        """The index of the entry with that GeoNames id, or None."""
        order = self._columns["by_id"]
        if self._sorted_ids is None:
            self._sorted_ids = np.asarray(self.geonameid[order])
        if not 0 < geonameid < 2**31:
            return None
        at = int(np.searchsorted(self._sorted_ids, np.int32(geonameid)))
        if at < len(order) and self._sorted_ids[at] == geonameid:
            return int(order[at])
        return None

    # areas

    def region_id(self, index: int) -> str | None:
        """The region id of an area's entry ("MX", "MX-MIC", "8581816", "sea-…"), None for places."""
        if not 0 <= index < self.n_areas:
            return None
        return self._area_codes()[index] or str(self.geonameid[index])

    def by_region(self, region: str) -> int | None:
        """The index of the entry of a region id, or None."""
        if self._code_index is None:
            self._code_index = {c: i for i, c in enumerate(self._area_codes()) if c}
        found = self._code_index.get(region)
        if found is None and region.isascii() and region.isdecimal() and len(region) < 10:
            found = self.by_geonameid(int(region))
        return found if found is not None and found < self.n_areas else None

    def divisions(self, region: str) -> list[int]:
        """The entries of the divisions one step below: a country's states, a state's municipalities."""
        index = self.by_region(region)
        if index is None:
            return []
        level = LEVELS[self.level[index]]
        n = self.n_areas
        if level == "country":
            inside = (self.country[:n] == index) & (self.level[:n] == LEVELS.index("admin1"))
        elif level == "admin1":
            inside = (self.admin1[:n] == index) & (self.level[:n] == LEVELS.index("admin2"))
        else:
            return []
        found: list[int] = np.flatnonzero(inside).tolist()
        return found

    def _area_codes(self) -> list[str]:
        if self._codes is None:
            self._codes = (self.folder / "codes.txt").read_text("utf-8").split("\n")
        return self._codes

    # people looking for a place

    def neighbours(
        self, lat: float, lon: float, radius_km: float, limit: int = 10
    ) -> list[tuple[int, float]]:
        """Populated places within `radius_km` of a point, nearest first, with their distance in km."""
        near = np.flatnonzero(np.abs(self.lat[self.n_areas :] - lat) <= radius_km / 110.5) + self.n_areas
        km = distance_km(lat, lon, self.lat[near], self.lon[near])
        order = np.argsort(km, kind="stable")[:limit]
        return [(int(near[i]), float(km[i])) for i in order if km[i] <= radius_km]

    def search(self, prefix: str, lang: str = "en", limit: int = 10) -> list[int]:
        """Entries with a name that begins with `prefix`, for a search box: most people first.

        Names of other languages than `lang` (one of "en", "es"), codes and transliterations come last.
        """
        folded = fold(prefix).strip()
        if not folded:
            return []
        spans = self._columns["posting_start"]
        keys = self._trie.keys(folded)
        exact = set(self.postings(folded)[0].tolist())
        ids = np.fromiter((self._trie[k] for k in keys), dtype=np.int64, count=len(keys))
        if not len(ids):
            return []
        ranges = [np.arange(a, b) for a, b in zip(spans[ids].tolist(), spans[ids + 1].tolist(), strict=True)]
        rows = np.concatenate(ranges)
        entries = self._columns["posting_entry"][rows].astype(np.int64)
        quality = self._columns["posting_quality"][rows]
        other = ENGLISH if lang == "es" else SPANISH
        poor = (quality & (CODE | ROMANISED | DEMONYM)) > 0
        foreign = ((quality & other) > 0) & ((quality & (ENGLISH | SPANISH | OFFICIAL)) == other)
        score = np.log1p(self.population[entries]) + 2.0 * (self.level[entries] > 0) + (quality & OFFICIAL)
        score = score - 8.0 * poor - 3.0 * foreign + 2.0 * np.isin(entries, list(exact))
        order = np.argsort(-score, kind="stable")
        return list(dict.fromkeys(entries[order].tolist()))[:limit]


def distance_km(
    lat: float | npt.NDArray[np.floating[Any]],
    lon: float | npt.NDArray[np.floating[Any]],
    lats: npt.NDArray[np.floating[Any]],
    lons: npt.NDArray[np.floating[Any]],
) -> npt.NDArray[np.float64]:
    """Great-circle distances in km from one point to many (haversine, mean radius 6371.0088 km).

    Of arrays each to each, as numpy broadcasts them.
    """
    p1, p2 = np.radians(lat), np.radians(np.asarray(lats, dtype=np.float64))
    dlon = np.radians(np.asarray(lons, dtype=np.float64) - lon)
    a = np.sin((p2 - p1) / 2) ** 2 + np.cos(p1) * np.cos(p2) * np.sin(dlon / 2) ** 2
    km: npt.NDArray[np.float64] = 2 * 6371.0088 * np.arcsin(np.sqrt(np.clip(a, 0, 1)))
    return km


def _read_meta(folder: Path) -> dict[str, Any]:
    path = folder / "meta.json"
    try:
        meta: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        hint = "Is SIGHTLINE_DATA right? `python -m geo build` makes the gazetteer."
        raise DataError(f"no gazetteer at {path}. {hint}") from error
    except ValueError as error:
        raise DataError(f"{path}: expected JSON: {error}") from error
    if meta.get("format") != FORMAT:
        came = meta.get("format")
        raise DataError(f"{path}: expected format {FORMAT}, got {came!r}. Run `python -m geo build`.")
    return meta
