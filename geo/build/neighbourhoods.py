"""Neighbourhoods of Mexican cities, from a postal list: which cities have one of a name.

    python -m geo.build.neighbourhoods

Source: PyPI `countrystatecity-postal-codes` 2.0.1 (countries-states-cities-database, ODbL 1.0), whose Mexican
rows read "neighbourhood, city". It has no coordinates: a neighbourhood stands for its city. Villages, which
the list gives without a city, are left out. A name counts in a city as often as the list has it or a part of
it there ("Villa Fontana I" to "XVIII").
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from importlib.resources import files
from typing import Any

import marisa_trie

from geo.places.gazetteer import Gazetteer, data_path, fold
from geo.places.names import NEIGHBOURHOOD
from geo.places.quarter_names import keys

PACKAGE = "countrystatecity_postal_codes"
FILE = "neighbourhoods.marisa"
_MOST_HOSTS, _MOST_ROWS = 120, 255


def rows() -> list[Mapping[str, Any]]:
    """The package's rows of Mexico: `code`, `stateCode`, `localityName` ("neighbourhood, city or NULL")."""
    text = (files(PACKAGE) / "data" / "by-country" / "MX" / "postcodes.json").read_text("utf-8")
    value: list[Mapping[str, Any]] = json.loads(text)
    return value


def hosts(source: Iterable[Mapping[str, Any]], gazetteer: Gazetteer) -> dict[str, Counter[int]]:
    """For each name of a neighbourhood, the geonameids of the cities with rows of it and how many."""
    cities: dict[tuple[str, str], int | None] = {}
    out: dict[str, Counter[int]] = defaultdict(Counter)
    for row in source:
        name, _, city = str(row["localityName"]).rpartition(",")
        place = (str(row["stateCode"]), city.split("(")[0].strip())
        if place[1] == "NULL":
            continue
        if place not in cities:
            cities[place] = _city(place[1], place[0], gazetteer)
        host = cities[place]
        if host is not None:
            for key in keys(fold(name).strip()):
                out[key][host] += 1
    return out


def _city(name: str, state: str, gazetteer: Gazetteer) -> int | None:
    """The geonameid of the largest town of that name in the state."""
    inside = gazetteer.by_region(f"MX-{state}")
    best: tuple[int, int] | None = None
    for hit in gazetteer.lookup(name):
        if int(gazetteer.admin1[hit.entry]) == inside and int(gazetteer.level[hit.entry]) == 0:
            people = int(gazetteer.population[hit.entry])
            if best is None or people > best[0]:
                best = (people, int(gazetteer.geonameid[hit.entry]))
    return best[1] if best else None


def main() -> None:
    """Write the trie and say what it holds."""
    found = hosts(rows(), Gazetteer.open())
    records = [
        (name, (host, min(count, _MOST_ROWS)))
        for name, counts in found.items()
        for host, count in counts.most_common(_MOST_HOSTS)
    ]
    path = data_path() / FILE
    marisa_trie.RecordTrie(NEIGHBOURHOOD, records).save(str(path))
    size = path.stat().st_size
    sys.stdout.write(
        f"{path.name}: {len(found):,} names, {len(records):,} readings, {size:,} bytes"
        f" from {PACKAGE} {version(PACKAGE)}\n"
    )


if __name__ == "__main__":
    main()
