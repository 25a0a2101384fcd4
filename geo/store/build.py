"""The index's tables, made from rows of the log in one DuckDB database.

Every revision is a row of `events`, with the versions from and to which it held. Rows are in an order that
tiles like: current before past, then points (where_prec 1 to 3), areas (4 to 7) and unplaced events, then
along a Z-order curve. What takes many values (regions, actors with their roles, sources) is coded as one
number for the whole set, because the sets are few: 10 million events lie in some ten thousand sets of
regions. `killed` is what sums add up: it is 0 for what is denied or only planned.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO, Final

import duckdb

from geo.store import cards
from geo.store.commits import Commits
from geo.store.published import Rules, publish

FORMAT: Final = 8
"""Raised when the tables change; an index of another format is rebuilt."""

FOREVER: Final = 2**31 - 1
"""`valid_to` of a revision that still holds."""

UNDATED: Final = -(2**31)
"""`start_day` and `end_day` of an event without a date; otherwise days since 1970-01-01."""

MAX_LATITUDE: Final = 85.0511287798066
"""Where the square web Mercator map ends."""

_MACROS = f"""
CREATE TEMP MACRO spread1(v) AS (v | (v << 16)) & 281470681808895;
CREATE TEMP MACRO spread2(v) AS (v | (v << 8)) & 71777214294589695;
CREATE TEMP MACRO spread3(v) AS (v | (v << 4)) & 1085102592571150095;
CREATE TEMP MACRO spread4(v) AS (v | (v << 2)) & 3689348814741910323;
CREATE TEMP MACRO spread5(v) AS (v | (v << 1)) & 6148914691236517205;
CREATE TEMP MACRO spread(v) AS spread5(spread4(spread3(spread2(spread1(v::UBIGINT)))));
CREATE TEMP MACRO sine(lat) AS sin(radians(greatest(-{MAX_LATITUDE}, least({MAX_LATITUDE}, lat))));
CREATE TEMP MACRO grid(share) AS greatest(0, least(floor(share * 4294967296), 4294967295))::UINTEGER;
CREATE TEMP MACRO mercator_x(lon) AS grid((lon + 180) / 360);
CREATE TEMP MACRO mercator_y(lat) AS grid(0.5 - ln((1 + sine(lat)) / (1 - sine(lat))) / (4 * pi()));
CREATE TEMP MACRO day(d) AS coalesce(d - DATE '1970-01-01', {UNDATED})::INTEGER;
"""

_REMOVED = """
CREATE TABLE removed AS
  SELECT coalesce(event_id, report_id) AS id, min(version)::INTEGER AS version,
    arg_min(author, version) AS author, arg_min(reason, version) AS reason,
    bool_or(event_id IS NOT NULL) AS event, arg_min(revision_id, version) AS revision_id,
    arg_min(recorded_at, version) AS recorded_at
  FROM log WHERE kind = 'purge' GROUP BY 1;
CREATE TABLE versions AS
  SELECT version::INTEGER AS version, max(recorded_at) AS recorded_at FROM log GROUP BY 1 ORDER BY 1;
"""

_REPORTS = f"""
CREATE TABLE reports AS
  SELECT report_id, version::INTEGER AS valid_from,
    coalesce(lead(version) OVER (PARTITION BY report_id ORDER BY version), {FOREVER})::INTEGER AS valid_to,
    payload->>'$.source' AS source, payload->>'$.title' AS title, payload->>'$.url' AS url,
    (payload->>'$.published')::DATE AS published, payload
  FROM log WHERE kind = 'report' AND report_id NOT IN (SELECT id FROM removed)
  ORDER BY md5_number_lower(report_id);
CREATE TEMP TABLE cited AS
  SELECT *, to_json({{'source': coalesce(source, ''), 'title': coalesce(title, ''), 'url': coalesce(url, ''),
    'published': published}})::VARCHAR AS shown
  FROM (SELECT report_id, source, title, url, published FROM reports WHERE valid_to = {FOREVER}
    UNION ALL SELECT * FROM earlier_reports ANTI JOIN reports USING (report_id));
"""

_KEYS = f"""
CREATE TEMP TABLE found AS
  SELECT version, seq, event_id, report_id, type, status, modality, region, place, regions, sources,
    coalesce(list_sort(list_distinct([coalesce(a.role, '') || ' ' || coalesce(a.id, '') FOR a IN
      from_json(payload->'$.actors', '[{{"id": "VARCHAR", "role": "VARCHAR"}}]')])), []) AS roles,
    killed, where_prec, radius_km, day(date_start) AS start_day, day(date_end) AS end_day,
    coalesce(mercator_x(lon), 0) AS x, coalesce(mercator_y(lat), 0) AS y,
    coalesce(lead(version) OVER (PARTITION BY event_id ORDER BY version, seq), {FOREVER}) AS valid_to
  FROM log WHERE kind = 'event' AND event_id NOT IN (SELECT id FROM removed);
CREATE TABLE types AS
  SELECT type AS name, (row_number() OVER (ORDER BY type) - 1)::SMALLINT AS code
  FROM (SELECT DISTINCT type FROM found) ORDER BY type;
CREATE TABLE regionsets AS
  SELECT regions AS members, (row_number() OVER (ORDER BY regions) - 1)::INTEGER AS code
  FROM (SELECT DISTINCT coalesce(regions, []) AS regions FROM found) ORDER BY code;
CREATE TABLE actorsets AS
  SELECT roles, list_sort(list_distinct(list_filter([substr(r, instr(r, ' ') + 1) FOR r IN roles],
      lambda id: id <> ''))) AS members, (row_number() OVER (ORDER BY roles) - 1)::INTEGER AS code
  FROM (SELECT DISTINCT roles FROM found) ORDER BY code;
CREATE TEMP TABLE named AS
  SELECT sources, list_sort(list_distinct(list(cited.source))) AS members
  FROM (SELECT sources, unnest(sources) AS report_id FROM (SELECT DISTINCT sources FROM found)) AS one
  JOIN cited USING (report_id) WHERE cited.source <> '' GROUP BY sources;
CREATE TABLE sourcesets AS
  SELECT members, (row_number() OVER (ORDER BY members) - 1)::INTEGER AS code
  FROM (SELECT DISTINCT members FROM named UNION SELECT []) ORDER BY code;
CREATE TABLE areas AS
  SELECT *, (row_number() OVER (ORDER BY region, where_prec, x, y, place, radius_km) - 1)::INTEGER AS code
  FROM (SELECT DISTINCT region, where_prec, x, y, place, radius_km FROM found WHERE where_prec > 3)
  ORDER BY code;
CREATE TEMP TABLE told AS
  SELECT report_id, (row_number() OVER () - 1)::INTEGER AS code FROM (SELECT DISTINCT report_id FROM found);
CREATE TEMP TABLE keys AS SELECT *, row_number() OVER (ORDER BY past, kind_of_place, z, rank) AS row FROM (
  SELECT version, seq, f.valid_to::INTEGER AS valid_to, f.x, f.y, types.code AS type_code,
    start_day, end_day, coalesce(f.where_prec, 0)::UTINYINT AS prec,
    list_position(['proposed', 'confirmed', 'disputed', 'withdrawn'], status)::UTINYINT AS status_code,
    list_position(['reported', 'alleged', 'planned', 'denied'], modality)::UTINYINT AS modality_code,
    regionsets.code AS regionset, actorsets.code AS actorset, coalesce(sourcesets.code, 0) AS sourceset,
    coalesce(areas.code, -1) AS area, told.code AS report_code,
    CASE WHEN modality IN ('reported', 'alleged') THEN coalesce(f.killed, 0) ELSE 0 END::INTEGER AS killed,
    least(ceil(coalesce(f.radius_km, 0)), 65535)::USMALLINT AS reach_km,
    (row_number() OVER (ORDER BY start_day DESC, event_id, version, seq) - 1)::INTEGER AS rank,
    (f.valid_to < {FOREVER}) AS past,
    CASE WHEN f.where_prec IS NULL THEN 2 WHEN f.where_prec > 3 THEN 1 ELSE 0 END AS kind_of_place,
    spread(f.x) | (spread(f.y) << 1) AS z
  FROM found AS f
  JOIN types ON types.name = f.type
  JOIN regionsets ON regionsets.members = coalesce(f.regions, [])
  JOIN actorsets ON actorsets.roles = f.roles
  JOIN told ON told.report_id = f.report_id
  LEFT JOIN named ON named.sources = f.sources
  LEFT JOIN sourcesets ON sourcesets.members = named.members
  LEFT JOIN areas ON areas.where_prec = f.where_prec AND areas.x = f.x AND areas.y = f.y
    AND areas.region IS NOT DISTINCT FROM f.region AND areas.place IS NOT DISTINCT FROM f.place
    AND areas.radius_km IS NOT DISTINCT FROM f.radius_km
  WHERE f.valid_to > f.version
);
"""

_EVENTS = """
CREATE TABLE events AS
  SELECT k.x, k.y, k.type_code, k.start_day, k.end_day, k.prec, k.status_code, k.modality_code, k.regionset,
    k.actorset, k.sourceset, k.area, k.report_code, k.killed, k.reach_km, k.rank,
    k.version::INTEGER AS valid_from, k.valid_to, k.kind_of_place::UTINYINT AS kind_of_place, k.past,
    l.event_id, l.report_id, l.recorded_at, l.revision_id, l.action, l.author, l.reason, l.merged_into,
    l.sources, l.candidates,
    lower(strip_accents(concat_ws(' ', told.summary, place,
      array_to_string([a.name FOR a IN told.actors], ' '),
      array_to_string([e.quote FOR e IN told.evidence], ' ')))) AS words
  FROM (SELECT * EXCLUDE (payload), from_json(payload, '{"summary": "VARCHAR",
    "actors": [{"name": "VARCHAR"}], "evidence": [{"quote": "VARCHAR"}]}') AS told FROM log) AS l
  JOIN keys AS k ON k.version = l.version AND k.seq = l.seq ORDER BY k.row;
CREATE TABLE ids AS
  SELECT md5_number_lower(event_id) AS h, rowid::INTEGER AS row FROM events ORDER BY h;
"""

_CARDS = """
SELECT json_array(l.event_id, round(l.radius_km, 1), l.region, l.place) || chr(9) ||
  '{"version":' || l.version || ',"recorded_at":"' || strftime(l.recorded_at, '%Y-%m-%dT%H:%M:%S.%f+00:00') ||
  '","action":"' || l.action || '","merged_into":' || coalesce(to_json(l.merged_into)::VARCHAR, 'null') ||
  ',"report":' || coalesce(cited.shown, '{"source":"","title":"","url":"","published":null}') || ',' ||
  ltrim(replace(l.payload, chr(10), ' '), '{ ') AS card
FROM log AS l JOIN keys AS k ON k.version = l.version AND k.seq = l.seq
LEFT JOIN cited ON cited.report_id = l.report_id
ORDER BY k.row
"""

_TEMPORARY = ("found", "named", "told", "keys", "cited")


def build(
    connection: duckdb.DuckDBPyConnection,
    commits: Commits,
    version: int,
    out: BinaryIO,
    name: bytes,
    after: int = 0,
    rules: Rules | None = None,
    earlier: Sequence[str] = (),
) -> None:
    """Make the tables for the log's rows of versions above `after`, up to `version`, and write their cards.

    The connection may hold a table or view `earlier_reports` (report_id, source, title, url, published) of
    the reports that earlier versions brought; it is made empty where absent. `name`, 16 bytes, tells both
    files to belong together. With `rules` the index holds what they let leave, and nothing else; `earlier`
    are then the events that left in versions up to `after`.
    """
    connection.execute("SET TimeZone = 'UTC'")
    if rules is None:
        commits.attach(connection, after=after, upto=version)
    else:
        publish(connection, commits, rules, after=after, upto=version, earlier=earlier)
    connection.execute(
        "CREATE TEMP TABLE IF NOT EXISTS earlier_reports"
        " (report_id VARCHAR, source VARCHAR, title VARCHAR, url VARCHAR, published DATE)"
    )
    for script in (_MACROS, _REMOVED, _REPORTS, _KEYS, _EVENTS):
        connection.execute(script)
    written = cards.write(out, _batches(connection), name)
    for table in _TEMPORARY:
        connection.execute(f"DROP TABLE {table}")
    if rules is not None:
        connection.execute("DROP VIEW log")
        connection.execute("DROP TABLE published")
    connection.execute(
        "CREATE TABLE meta AS SELECT ? AS format, ? AS version, ? AS uri, ? AS rows, ? AS build",
        [FORMAT, version, held(commits, rules), written, name.hex()],
    )


def held(commits: Commits, rules: Rules | None) -> str:
    """What an index is of: the log, and the rules by which its rows left."""
    return commits.uri if rules is None else f"{commits.uri}#{rules.name}-{rules.stamp}"


def _batches(connection: duckdb.DuckDBPyConnection) -> Iterator[list[str]]:
    """The cards in the order of the rows, some thousands at a time."""
    found = connection.execute(_CARDS)
    while batch := found.fetchmany(8_192):
        yield [row[0] for row in batch]
