"""Atom (RFC 4287) with GeoRSS points: a feed of any filter, with stable ids, corrections as updates."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from geo.formats.columns import Event, point
from geo.formats.meta import ExportMeta
from geo.formats.xmltext import attribute, text


def encode(events: Iterable[Event], meta: ExportMeta) -> Iterator[str]:
    """The feed. Its id depends on the query alone, an entry's on the event alone."""
    feed = hashlib.sha256(meta.query.encode()).hexdigest()[:16]
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" '
        f'xmlns:georss="http://www.georss.org/georss" xml:lang="{meta.lang}">\n'
        f"<id>urn:sightline:feed:{feed}</id>\n<title>{text(meta.title)}</title>\n"
        f"<subtitle>{text(meta.citation)}</subtitle>\n"
        f"<updated>{_moment(meta.updated or meta.made_at)}</updated>\n"
        f"<author><name>Sightline</name></author>\n<rights>{text(meta.licence)}</rights>\n"
        f"<generator version={attribute(meta.version)}>Sightline</generator>\n"
    )
    if meta.url:
        yield f'<link rel="self" href={attribute(meta.url)}/>\n'
    for event in events:
        yield _entry(event, meta)
    yield "</feed>\n"


def _entry(event: Event, meta: ExportMeta) -> str:
    place = event.get("place") or {}
    words = (meta.style(str(event.get("type") or "")).name, place.get("name"), event.get("date_start"))
    title = ", ".join(str(word) for word in words if word)
    quotes = [f"“{quote.get('quote', '')}”" for quote in event.get("evidence") or ()]
    content = "\n".join([str(event.get("summary") or ""), *quotes])
    parts = [
        f"<entry><id>urn:sightline:event:{text(event.get('event_id') or '')}</id>",
        f"<title>{text(title)}</title>",
        f"<updated>{_moment(event.get('recorded_at') or meta.made_at)}</updated>",
        f"<category term={attribute(event.get('type') or '')}/>",
        f'<category term={attribute(event.get("status") or "")} scheme="urn:sightline:status"/>',
    ]
    for actor in event.get("actors") or ():
        term, label = attribute(actor.get("id") or ""), attribute(actor.get("name") or "")
        parts.append(f'<category term={term} label={label} scheme="urn:sightline:actor"/>')
    where = point(event)
    if where is not None:
        parts.append(f"<georss:point>{where[0]} {where[1]}</georss:point>")
        if place.get("radius_km") is not None:
            parts.append(f"<georss:radius>{round(float(place['radius_km']) * 1000)}</georss:radius>")
        parts.append(f"<georss:featurename>{text(place.get('name') or '')}</georss:featurename>")
    parts.append(f'<content type="text">{text(content)}</content></entry>\n')
    return "".join(parts)


def _moment(value: datetime | str) -> str:
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).isoformat()
