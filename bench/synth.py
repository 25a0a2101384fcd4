"""Synthetic events, for measuring: `python bench/synth.py STORE --events 1000000`.

Everything it writes says so: reports are of the source "synthetic", ids and summaries begin with it. The
shape is that of real data: places by population, three in five of them in Mexico, a few types and actors
that make up most, more events of late, one in eight known no better than a state or a country, some without
a place or a date, spans of days, weeks and months. The same seed gives the same events.
"""

from __future__ import annotations

import argparse
import csv
import time
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from geo.places.gazetteer import LEVELS, Gazetteer, data_path
from geo.store.bulk import _stamped
from geo.store.log import Log

BATCH = 500_000
EVENTS_A_REPORT = 20
TOWNS = 12_000

_ROWS = """
WITH dice AS (
  SELECT i, [hash(i * 8 + k + $seed * 977) / 18446744073709551616.0 FOR k IN range(8)] AS d
  FROM range($first, $last) AS r(i)
), chosen AS (
  SELECT i, d,
    'synthetic-' || lpad(i::VARCHAR, 9, '0') AS event_id,
    'synthetic-report-' || (i // $per_report) AS report_id,
    $types[1 + least(len($types) - 1, floor(len($types) * pow(d[1], 2.2)))::INTEGER] AS type,
    CASE WHEN d[2] < 0.03 THEN NULL
      ELSE DATE '2016-01-01' + floor(3600 * pow(d[3], 0.6))::INTEGER END AS date_start,
    [0, 0, 0, 0, 0, 0, 0, 3, 6, 29][1 + floor(d[2] * 10)::INTEGER] AS span,
    CASE WHEN d[4] < 0.02 THEN NULL WHEN d[4] < 0.04 THEN 6 WHEN d[4] < 0.11 THEN 4 WHEN d[4] < 0.16 THEN 3
      WHEN d[4] < 0.27 THEN 2 ELSE 1 END AS where_prec,
    1 + least($towns - 1, floor($towns * pow(d[5], 3)))::INTEGER AS town,
    list_distinct([$actors[1 + floor(len($actors) * pow(d[6], 3))::INTEGER],
      $actors[1 + floor(len($actors) * pow(d[7], 3))::INTEGER]])[1:1 + (d[8] < 0.6)::INTEGER] AS actors,
    ['proposed', 'proposed', 'proposed', 'confirmed', 'disputed', 'withdrawn']
      [1 + floor(6 * pow(d[8], 1.5))::INTEGER] AS status
  FROM dice
), placed AS (
  SELECT c.*, date_start + span AS date_end,
    CASE where_prec WHEN 6 THEN t.country_name WHEN 4 THEN t.admin1_name ELSE t.name END AS place,
    CASE where_prec WHEN 6 THEN t.country_lat WHEN 4 THEN t.admin1_lat WHEN 2 THEN t.lat + (d[7] - 0.5) * 0.3
      ELSE t.lat + CASE WHEN d[6] < 0.2 THEN (d[1] - 0.5) * 0.1 ELSE 0 END END AS lat,
    CASE where_prec WHEN 6 THEN t.country_lon WHEN 4 THEN t.admin1_lon WHEN 2 THEN t.lon + (d[8] - 0.5) * 0.3
      ELSE t.lon + CASE WHEN d[6] < 0.2 THEN (d[2] - 0.5) * 0.1 ELSE 0 END END AS lon,
    CASE where_prec WHEN 6 THEN 800.0 WHEN 4 THEN 150.0 WHEN 3 THEN 25.0 WHEN 2 THEN 25.0 WHEN 1 THEN 5.0 END
      AS radius_km,
    CASE where_prec WHEN 6 THEN t.country WHEN 4 THEN t.admin1 WHEN 3 THEN nullif(t.admin2, '') END AS region,
    CASE WHEN where_prec IS NULL THEN NULL ELSE list_sort(list_filter(CASE where_prec WHEN 6 THEN [t.country]
      WHEN 4 THEN [t.country, t.admin1] ELSE [t.country, t.admin1, t.admin2] END, lambda x: x <> '')) END
      AS regions, t.country, t.admin1_name, t.geonameid
  FROM chosen AS c JOIN towns AS t ON t.number = c.town
)
SELECT 'event' AS kind, event_id, report_id, 'propose' AS action, 'synthetic' AS author,
  type, status, 'reported' AS modality, date_start, date_end,
  CASE WHEN where_prec IS NOT NULL THEN lat END AS lat, CASE WHEN where_prec IS NOT NULL THEN lon END AS lon,
  where_prec, radius_km, CASE WHEN where_prec IS NOT NULL THEN place END AS place, region, regions, actors,
  [report_id] AS sources, CASE WHEN type = 'killing' THEN 1 + floor(4 * d[6])::BIGINT END AS killed,
  to_json({'event_id': event_id, 'report_id': report_id, 'type': type,
    'summary': 'synthetic ' || type || ' number ' || i || coalesce(' near ' || place, ''),
    'evidence': [{'start': 0, 'end': 9, 'quote': 'synthetic'}], 'confidence': round(0.3 + 0.7 * d[1], 3),
    'date_start': date_start, 'date_end': date_end, 'date_precision': CASE WHEN span = 0 THEN 1 ELSE 3 END,
    'place': CASE WHEN where_prec IS NOT NULL THEN {'name': place, 'lat': lat, 'lon': lon,
      'precision': where_prec, 'radius_km': radius_km, 'confidence': 0.9, 'geonameid': geonameid,
      'level': 'populated', 'country': country, 'admin1': admin1_name, 'admin2': '', 'region': region,
      'regions': regions} END,
    'place_why': '', 'origin': NULL, 'destination': NULL,
    'actors': [{'id': a, 'name': a, 'role': CASE k WHEN 1 THEN 'agent' ELSE 'target' END, 'kind': ''}
      FOR a, k IN actors],
    'killed': CASE WHEN type = 'killing' THEN {'low': 1, 'best': 1 + floor(4 * d[6])::BIGINT, 'high': 5} END,
    'wounded': NULL, 'arrested': NULL, 'modality': 'reported', 'claimed_by': '', 'sources': [report_id],
    'status': status, 'lang': 'en'}) AS payload
FROM placed ORDER BY i
"""

_REPORTS = """
SELECT 'report' AS kind, 'synthetic-report-' || r.i AS report_id, 'report' AS action, '' AS author,
  to_json({'report_id': 'synthetic-report-' || r.i, 'text': 'synthetic', 'title': 'synthetic ' || r.i,
    'lang': 'en', 'published': NULL, 'published_precision': NULL, 'source': 'synthetic ' || (r.i % 40),
    'kind': 'synthetic', 'reliability': '', 'url': ''}) AS payload
FROM range($first, $last) AS r(i)
"""


def towns(seed: int) -> pa.Table:
    """Towns in the order of their weight: population, Mexico's counted as three in five of all."""
    gazetteer = Gazetteer.open()
    populated = np.flatnonzero(gazetteer.level == LEVELS.index("populated"))
    mexico = gazetteer.by_region("MX")
    weight = gazetteer.population[populated].astype(float) + 100
    weight[gazetteer.country[populated] == mexico] *= 25
    picked = populated[np.argsort(-weight)[: TOWNS * 2]]
    picked = np.random.default_rng(seed).permutation(picked)[:TOWNS]
    picked = picked[np.argsort(-gazetteer.population[picked].astype(float))]
    rows = []
    for number, i in enumerate(picked.tolist(), 1):
        entry = gazetteer.entry(i)
        country = gazetteer.by_region(entry.country)
        admin1 = gazetteer.by_region(entry.admin1) if entry.admin1 else None
        if country is None or admin1 is None:
            continue
        rows.append(
            {
                "number": number, "name": entry.name, "lat": entry.lat, "lon": entry.lon,
                "country": entry.country, "admin1": entry.admin1, "admin2": entry.admin2,
                "country_name": entry.country_name, "admin1_name": entry.admin1_name,
                "country_lat": float(gazetteer.lat[country]), "country_lon": float(gazetteer.lon[country]),
                "admin1_lat": float(gazetteer.lat[admin1]), "admin1_lon": float(gazetteer.lon[admin1]),
                "geonameid": entry.geonameid,
            }
        )  # fmt: skip
    for number, row in enumerate(rows, 1):
        row["number"] = number
    return pa.Table.from_pylist(rows)


def ids(name: str) -> list[str]:
    """The ids in a catalogue under `data/`."""
    with (data_path() / name).open(encoding="utf-8", newline="") as lines:
        return [row["id"] for row in csv.DictReader(lines)]


def write(store: str | Path, events: int, seed: int = 1) -> Log:
    """Append synthetic events and their reports to a log, half a million a commit."""
    log = Log.open(store)
    places = towns(seed)
    actors = ids("actors.csv") if (data_path() / "actors.csv").exists() else [f"actor-{i}" for i in range(80)]
    with duckdb.connect(config={"threads": 2, "memory_limit": "2GB"}) as db:
        db.register("towns", places)
        values = {
            "seed": seed,
            "per_report": EVENTS_A_REPORT,
            "towns": len(places),
            "types": ids("event_types.csv"),
        }
        for first in range(0, events, BATCH):
            last = min(first + BATCH, events)
            reports = {"first": first // EVENTS_A_REPORT, "last": (last - 1) // EVENTS_A_REPORT + 1}
            for query, more in (
                (_REPORTS, reports),
                (_ROWS, values | {"actors": actors, "first": first, "last": last}),
            ):
                rows = db.sql(query, params=more).to_arrow_table()
                commits = log.commits
                commits.refresh()
                version = commits.seen + 1
                commits._write(_stamped(rows, version, datetime.now(UTC)), version)
    return log


def main() -> None:
    """Write a log and say how long it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store")
    parser.add_argument("--events", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    start = time.perf_counter()
    log = write(given.store, given.events, given.seed)
    print(
        f"{given.events} synthetic events in {log.uri}, version {log.version}:"
        f" {time.perf_counter() - start:.1f} s"
    )


if __name__ == "__main__":
    main()
