"""Writes made-up events in UCDP GED's csv format: `python bench/synthetic_ged.py 1000 FILE`.

Nothing in it is real but the places, which come from the gazetteer, and the columns. The same seed gives the
same file.
"""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

COLUMNS = """
    id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name
    dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b
    number_of_sources source_article source_office source_date source_headline source_original where_prec
    where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country
    country_id region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians
    deaths_unknown best high low gwnoa gwnob
""".split()  # noqa: SIM905

SIDES = (
    "Jalisco Cartel New Generation",
    "Sinaloa Cartel",
    "Los Zetas",
    "Gulf Cartel",
    "Government of Mexico",
    "Civilians",
)
OFFICES = ("Agence France Presse", "Reuters News", "BBC Monitoring Americas", "El Universal", "Reforma")


def rows(count: int, seed: int = 1, places: int = 20_000) -> Iterator[list[str]]:
    """`count` rows, at `places` different places of the gazetteer."""
    from geo.places.gazetteer import Gazetteer

    chance = random.Random(seed)
    gazetteer = Gazetteer.open()
    towns = [gazetteer.entry(i) for i in chance.sample(range(len(gazetteer)), 3 * places)]
    towns = [t for t in towns if t.level == "populated"][:places]
    for number in range(1, count + 1):
        yield row(number, chance, towns[chance.randrange(len(towns))])


def row(number: int, chance: random.Random, town: object) -> list[str]:
    """One event at a town."""
    name, lat, lon = (getattr(town, key) for key in ("name", "lat", "lon"))
    admin1, admin2 = getattr(town, "admin1", ""), getattr(town, "admin2", "")
    start = date(1989, 1, 1) + timedelta(days=chance.randrange(13_000))
    end = start + timedelta(days=chance.randrange(3))
    a, b = chance.sample(SIDES, 2)
    dead = int(chance.expovariate(0.3))
    prec = chance.choices((1, 2, 3, 4, 5, 6), (50, 15, 15, 12, 3, 5))[0]
    office = chance.choice(OFFICES)
    values = {
        "id": number, "relid": f"MEX-{start.year}-1-{number}", "year": start.year, "active_year": "True",
        "code_status": "Clear", "type_of_violence": chance.choice("123"), "conflict_name": f"{a} - {b}",
        "conflict_new_id": 333, "dyad_new_id": 1234, "dyad_name": f"{a} - {b}", "side_a": a, "side_b": b,
        "number_of_sources": 1, "source_article": f'"{office},{start},Made-up story number {number}"',
        "source_office": office, "source_date": start,
        "source_headline": f"Made-up story number {number} of {name}",
        "where_prec": prec, "where_coordinates": name, "where_description": f"{name}, close to the market",
        "adm_1": admin1, "adm_2": admin2, "latitude": f"{lat:.6f}", "longitude": f"{lon:.6f}",
        "geom_wkt": f"POINT ({lon:.6f} {lat:.6f})", "priogrid_gid": 163_000 + number % 900,
        "country": "Mexico", "country_id": 70, "region": "Americas", "event_clarity": 1,
        "date_prec": chance.choice("1112345"),
        "date_start": f"{start} 00:00:00.000", "date_end": f"{end} 00:00:00.000",
        "deaths_a": 0, "deaths_b": 0, "deaths_civilians": 0, "deaths_unknown": dead, "best": dead,
        "high": dead + chance.randrange(3), "low": max(0, dead - chance.randrange(2)),
    }  # fmt: skip
    return [str(values.get(column, "")) for column in COLUMNS]


def write(path: Path, count: int, seed: int = 1) -> None:
    """Write a file of `count` events."""
    with path.open("w", encoding="utf-8", newline="") as sink:
        writer = csv.writer(sink)
        writer.writerow(COLUMNS)
        writer.writerows(rows(count, seed))


if __name__ == "__main__":
    write(Path(sys.argv[2]), int(sys.argv[1]))
