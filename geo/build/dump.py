"""A full GeoNames dump (`allCountries.zip` or one country's) as more entries of the gazetteer.

The dump's columns are described at https://download.geonames.org/export/dump/readme.txt.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection, Iterator
from pathlib import Path

from geo.build.names import alternate_quality
from geo.build.tables import Draft
from geo.errors import InputError
from geo.places.gazetteer import OFFICIAL

_FIELDS = 19
_LEVELS = {"P": "populated", "S": "site", "R": "site"} | dict.fromkeys("HTLV", "natural")
"""GeoNames' feature classes; administrative divisions (A) are in the gazetteer already."""


def read_dump(path: Path, countries: Collection[str] = ()) -> Iterator[list[str]]:
    """Rows of the dump, of the countries named or of all.

    Raises
    ------
    InputError
        No zip file, no table inside, or a row that has not 19 fields or no number where one belongs.
    """
    try:
        archive = zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile) as error:
        hint = "Get allCountries.zip from https://download.geonames.org/export/dump/"
        raise InputError("a zip file of GeoNames", str(error), where=str(path), hint=hint) from error
    with archive:
        names = [n for n in archive.namelist() if n.endswith(".txt") and "readme" not in n.lower()]
        if len(names) != 1:
            raise InputError("one table (.txt) in the dump", names, where=str(path))
        with archive.open(names[0]) as file:
            for line, text in enumerate(io.TextIOWrapper(file, "utf-8", newline="\n"), 1):
                row = text.rstrip("\n").split("\t")
                if len(row) != _FIELDS:
                    raise InputError(f"{_FIELDS} fields", len(row), where=f"{path}, line {line}")
                if not countries or row[8] in countries:
                    yield row


def add_dump(
    rows: Iterator[list[str]],
    areas: list[Draft],
    places: list[Draft],
    codes: dict[str, str],
    where: str = "dump",
) -> int:
    """Add the dump's entries to `places`, move areas to GeoNames' own points; returns how many were added.

    `codes` leads from GeoNames' codes of divisions ("MX.16", "MX.16.102") to region ids.
    """
    known = {d.geonameid: d for d in (*areas, *places) if d.geonameid}
    added = 0
    for row in rows:
        try:
            geonameid, lat, lon, population = int(row[0]), float(row[4]), float(row[5]), int(row[14] or 0)
        except ValueError as error:
            raise InputError("numbers for id, lat, lon and population", row[:6], where=where) from error
        draft = known.get(geonameid)
        if draft is None and row[6] in _LEVELS:
            draft = _entry(row, codes)
            draft.geonameid, draft.population = geonameid, population
            places.append(draft)
            added += 1
        if draft is not None:
            draft.lat, draft.lon = lat, lon
            draft.population = draft.population or population
            for name in row[3].split(","):
                if name:
                    draft.add(name, alternate_quality(name, row[1]))
    return added


def _entry(row: list[str], codes: dict[str, str]) -> Draft:
    level = "section" if row[7] == "PPLX" else _LEVELS[row[6]]
    state = f"{row[8]}.{row[10]}"
    draft = Draft(name=row[1], level=level, country=row[8], admin1=codes.get(state, ""))
    draft.admin2 = codes.get(f"{state}.{row[11]}", "")
    draft.add(row[1], OFFICIAL)
    if row[2]:
        draft.add(row[2], OFFICIAL)
    return draft
