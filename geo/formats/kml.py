"""KML 2.2: a placemark an event, a style a type, every column as extended data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from geo.formats.columns import COLUMNS, Event, point
from geo.formats.meta import ExportMeta, TypeStyle
from geo.formats.xmltext import attribute, markup, text


def encode(events: Iterable[Event], meta: ExportMeta) -> Iterator[str]:
    """The document. Events without a place are placemarks without a geometry, which KML allows.

    Viewers take a description for HTML, so what reports say is escaped for HTML and again for XML.
    """
    about = "\n".join(f"{name}: {value}" for name, value in meta.facts().items() if value)
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">\n<Document>\n'
        f"<name>{text(meta.title)}</name>\n<description>{markup(about)}</description>\n"
    )
    for event_type, style in sorted(meta.styles.items()):
        yield _style(event_type, style)
    yield '<Schema name="event" id="event">\n'
    for column in COLUMNS:
        kind = {"integer": "int", "number": "double"}.get(column.kind, "string")
        yield f'<SimpleField name="{column.name}" type="{kind}"/>\n'
    yield "</Schema>\n"
    for event in events:
        yield _placemark(event, meta)
    yield "</Document>\n</kml>\n"


def _style(event_type: str, style: TypeStyle) -> str:
    red, green, blue = style.color[1:3], style.color[3:5], style.color[5:7]
    return (
        f"<Style id={attribute('type-' + event_type)}><IconStyle><color>ff{blue}{green}{red}</color>"
        "<scale>0.9</scale></IconStyle><LabelStyle><scale>0</scale></LabelStyle></Style>\n"
    )


def _placemark(event: Event, meta: ExportMeta) -> str:
    event_type = str(event.get("type") or "")
    place = (event.get("place") or {}).get("name") or ""
    name = ", ".join(part for part in (meta.style(event_type).name, place) if part)
    parts = [
        f"<Placemark id={attribute(event.get('event_id') or '')}><name>{text(name)}</name>",
        f"<description>{markup(event.get('summary') or '')}</description>",
    ]
    start, end = event.get("date_start"), event.get("date_end")
    if start and end and start != end:
        parts.append(f"<TimeSpan><begin>{text(start)}</begin><end>{text(end)}</end></TimeSpan>")
    elif start:
        parts.append(f"<TimeStamp><when>{text(start)}</when></TimeStamp>")
    if event_type in meta.styles:
        parts.append(f"<styleUrl>{text('#type-' + event_type)}</styleUrl>")
    parts.append('<ExtendedData><SchemaData schemaUrl="#event">')
    for column in COLUMNS:
        value = column.text(event)
        if value not in (None, ""):
            parts.append(f'<SimpleData name="{column.name}">{text(value)}</SimpleData>')
    parts.append("</SchemaData></ExtendedData>")
    where = point(event)
    if where is not None:
        parts.append(f"<Point><coordinates>{where[1]},{where[0]}</coordinates></Point>")
    parts.append("</Placemark>\n")
    return "".join(parts)
