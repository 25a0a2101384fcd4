"""The log's rows: their columns, and the way from records to rows and back.

One table holds everything, a row a revision. `payload` carries the whole record as JSON; the other columns
repeat what queries need, so that Spark, Trino, Polars or DuckDB can read the log without this package.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import pyarrow as pa

from geo.errors import InputError
from geo.records import Event, Place, Report, event_from_dict, report_from_dict, to_dict
from geo.store.filter import MODALITIES, STATUSES

SCHEMA = pa.schema(
    [
        ("kind", pa.string()),  # report, event, story or purge
        ("version", pa.int64()),  # the store's own sequence: one a commit, without gaps
        ("seq", pa.int32()),  # the row's place in its commit
        ("recorded_at", pa.timestamp("us", "UTC")),
        ("revision_id", pa.string()),
        ("event_id", pa.string()),
        ("report_id", pa.string()),
        ("action", pa.string()),
        ("author", pa.string()),
        ("reason", pa.string()),
        ("merged_into", pa.string()),
        ("digest", pa.string()),  # of the payload, to tell whether a proposal says anything new
        ("type", pa.string()),
        ("status", pa.string()),
        ("modality", pa.string()),
        ("date_start", pa.date32()),
        ("date_end", pa.date32()),
        ("lat", pa.float64()),
        ("lon", pa.float64()),
        ("where_prec", pa.int8()),
        ("radius_km", pa.float64()),
        ("place", pa.string()),
        ("region", pa.string()),
        ("regions", pa.list_(pa.string())),
        ("actors", pa.list_(pa.string())),
        ("sources", pa.list_(pa.string())),
        ("killed", pa.int64()),
        ("evidence_start", pa.int64()),
        ("evidence_end", pa.int64()),
        ("payload", pa.string()),  # the record as JSON, without the places' candidates
        ("candidates", pa.string()),  # the candidates of place, origin and destination as JSON, or null
        ("story_id", pa.string()),
    ]
)
"""The columns of the log. New ones are added at the end and are null in older rows."""

Row = dict[str, Any]
PLACES = ("place", "origin", "destination")
MAX_ID = 200


def event_row(event: Event) -> Row:
    """The columns that tell of an event; the commit adds those that tell of the revision.

    Raises
    ------
    InputError
        A value that the log must not hold: an empty or overlong id, a place off the globe, a date range
        that ends before it starts, text that is not Unicode.
    """
    check_event(event)
    payload = to_dict(event)
    candidates = {}
    for key in PLACES:
        if payload[key] is not None:
            found = payload[key].pop("candidates")
            if found:
                candidates[key] = found
    text, extra = encode(payload, event.event_id), encode(candidates, event.event_id) if candidates else None
    place = event.place
    row: Row = {
        "kind": "event",
        "event_id": event.event_id,
        "report_id": event.report_id,
        "digest": digest(text, extra or ""),
        "type": event.type,
        "status": event.status,
        "modality": event.modality,
        "date_start": event.date_start or event.date_end,
        "date_end": event.date_end or event.date_start,
        "actors": sorted({a.id for a in event.actors if a.id}),
        "sources": sorted({event.report_id, *event.sources}),
        "killed": event.killed.best if event.killed else None,
        "evidence_start": min((e.start for e in event.evidence), default=None),
        "evidence_end": max((e.end for e in event.evidence), default=None),
        "payload": text,
        "candidates": extra,
    }
    if place is not None:
        row |= {
            "lat": place.lat,
            "lon": place.lon,
            "where_prec": place.precision,
            "radius_km": place.radius_km,
            "place": place.name,
            "region": place.region,
            "regions": sorted(set(place.regions)),
        }
    return row


def report_row(report: Report) -> Row:
    """The columns that tell of a report."""
    _check_id(report.report_id, "report_id", report.report_id)
    payload = encode(to_dict(report), report.report_id)
    return {"kind": "report", "report_id": report.report_id, "digest": digest(payload), "payload": payload}


def read_event(payload: str, candidates: str | None = None) -> Event:
    """The event of a row's two JSON columns."""
    return event_from_dict(event_dict(payload, candidates))


def event_dict(payload: str, candidates: str | None = None) -> dict[str, Any]:
    """The event of a row's two JSON columns as plain values."""
    data: dict[str, Any] = json.loads(payload)
    found: Mapping[str, Any] = json.loads(candidates) if candidates else {}
    for key in PLACES:
        if data.get(key) is not None:
            data[key]["candidates"] = found.get(key, [])
    return data


def read_report(payload: str) -> Report:
    """The report of a row's payload."""
    return report_from_dict(json.loads(payload))


def table(rows: Iterable[Row], version: int, recorded_at: datetime) -> pa.Table:
    """The rows as one commit of the log."""
    filled = [
        row | {"version": version, "seq": i, "recorded_at": recorded_at, "revision_id": f"{version}.{i}"}
        for i, row in enumerate(rows)
    ]
    return pa.Table.from_pylist(filled, schema=SCHEMA)


def encode(data: Any, where: str) -> str:
    """Plain values as JSON, refusing what JSON or UTF-8 cannot hold."""
    try:
        text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        text.encode()
    except UnicodeEncodeError as error:
        raise InputError("Unicode text", error.object[error.start : error.end], where=where) from error
    except (TypeError, ValueError) as error:
        raise InputError("values that JSON can hold", str(error), where=where) from error
    return text


def digest(*texts: str) -> str:
    """A short fingerprint of some texts (BLAKE2b, 128 bits)."""
    h = hashlib.blake2b(digest_size=16)
    for text in texts:
        h.update(text.encode())
        h.update(b"\x00")
    return h.hexdigest()


def check_event(event: Event) -> None:
    """Refuse an event that the log must not hold; raises `InputError` naming event and field."""
    where = str(event.event_id)[:MAX_ID]
    _check_id(event.event_id, "event_id", where)
    _check_id(event.report_id, "report_id", where)
    _check_id(event.type, "type", where)
    _one_of(event.status, STATUSES, "status", where)
    _one_of(event.modality, MODALITIES, "modality", where)
    if not 0.0 <= event.confidence <= 1.0:
        raise InputError("a confidence from 0 to 1", event.confidence, where=where)
    if event.date_start and event.date_end and event.date_end < event.date_start:
        raise InputError(f"date_end from {event.date_start} on", str(event.date_end), where=where)
    for key in PLACES:
        place: Place | None = getattr(event, key)
        if place is not None:
            _check_place(place, f"{where}: {key}")


def _check_place(place: Place, where: str) -> None:
    for name, limit in (("lat", 90.0), ("lon", 180.0)):
        value = getattr(place, name)
        if not (math.isfinite(value) and abs(value) <= limit):
            raise InputError(f"{name} from -{limit:g} to {limit:g}", value, where=where)
    if place.precision not in range(1, 8):
        raise InputError("a where_prec from 1 to 7", place.precision, where=where)
    if not (math.isfinite(place.radius_km) and place.radius_km >= 0):
        raise InputError("a radius_km of 0 or more", place.radius_km, where=where)


def _check_id(value: Any, field: str, where: str) -> None:
    if not isinstance(value, str) or not 1 <= len(value) <= MAX_ID or not value.isprintable():
        raise InputError(f"{field} of 1 to {MAX_ID} printable characters", value, where=where)


def _one_of(value: Any, known: Iterable[str], field: str, where: str) -> None:
    if value not in known:
        raise InputError(f"{field}: one of {', '.join(known)}", value, where=where)


def check_text(text: Any, field: str, *, least: int = 1, most: int = 200) -> None:
    """Refuse what is no text of some length, spaces at its ends not counted; raises `InputError`."""
    if not isinstance(text, str) or "\x00" in text or len(text) > most or len(text.strip()) < least:
        raise InputError(f"{field} of {least} to {most} characters", text)
