"""One HTML file that holds a whole view: map, events, evidence, filters. It opens from disk, with no network.

What reports say enters the file twice removed from the page: as JSON whose `<` are escaped, so that it
cannot end its element, and from there as text nodes alone. The page's own policy forbids every request, and
every script but the one whose hash it names.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from itertools import islice
from typing import Any, Final

from geo.errors import InputError
from geo.formats.columns import COLUMNS, Event
from geo.formats.meta import ExportMeta

EVENTS: Final = 20_000
"""The most events that one page holds: beyond that a browser would wait too long for it."""

_LEFT_OUT = frozenset(
    (
        *("geonameid", "version", "recorded_at", "original", "place_confidence"),
        *("report_source", "report_published", "report_url"),
    )
)


def encode(events: Iterable[Event], meta: ExportMeta) -> Iterator[str]:
    """The page, with the sha256 of its events at its foot.

    Raises
    ------
    InputError
        When there are more events than a page holds.
    """
    rows = list(islice(events, EVENTS + 1))
    if len(rows) > EVENTS:
        raise InputError(
            f"at most {EVENTS:,} events for one page",
            where="export",
            hint="Narrow the filter, or choose another format.",
        )
    data = _json([_row(event) for event in rows])
    digest = hashlib.sha256(data.encode()).hexdigest()
    words = json.loads(_asset(f"words.{meta.lang}.json"))
    script = _asset("page.js")
    yield _head(meta, script)
    yield _body(meta, words, digest)
    for name, block in (("about", _about(meta, words, rows)), ("base", _json(_base(meta))), ("data", data)):
        yield f'<script type="application/json" id="{name}">{block}</script>\n'
    yield f"<script>{script}</script>\n</body>\n</html>\n"


def _row(event: Event) -> dict[str, Any]:
    row = {
        c.name: value
        for c in COLUMNS
        if c.name not in _LEFT_OUT and (value := c.value(event)) not in (None, [])
    }
    if event.get("original") or event.get("status", "proposed") != "proposed":
        row.pop("confidence", None)  # how often such events are read rightly, where a person has looked
    return {k: round(v, 5) if isinstance(v, float) else v for k, v in row.items()}


def _json(value: Any) -> str:
    """JSON that can stand inside a script element: nothing in it opens or closes one."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    text = text.encode("utf-8", "replace").decode("utf-8")
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _about(meta: ExportMeta, words: Mapping[str, Any], rows: list[Event]) -> str:
    types = {str(e.get("type") or "") for e in rows}
    told = {str(e.get("report_id") or "") for e in rows} | {
        str(s) for e in rows for s in e.get("sources") or ()
    }
    return _json(
        {
            "lang": meta.lang,
            "words": words["page"],
            "types": {t: {"name": meta.style(t).name, "color": meta.style(t).color} for t in sorted(types)},
            "names": meta.names,
            "reports": {
                i: _reference(meta.reports[i], words["page"]) for i in sorted(told) if i in meta.reports
            },
        }
    )


def _reference(report: Mapping[str, Any], words: Mapping[str, Any]) -> dict[str, Any]:
    """A report in one line, with its address, and whether its day of publication is known."""
    published = report.get("published")
    if published and (report.get("published_precision") or 1) > 1:
        published = words["about_day"].format(date=published)
    summary = words["summary"] if report.get("kind") == "summary" else ""
    parts = (report.get("source"), report.get("title"), published, summary)
    line = ". ".join(str(part) for part in parts if part)
    return {"text": line, "url": report.get("url") or "", "dated": bool(published)}


def _base(meta: ExportMeta) -> list[dict[str, Any]]:
    """Outlines with their coordinates to three decimals (100 m), as fine as the page draws."""
    base = []
    for outline in meta.outlines:
        said = {**outline, **(outline.get("properties") or {})}
        geometry = outline if "coordinates" in outline else outline.get("geometry")
        if geometry:
            known = {name: said.get(name) or "" for name in ("id", "level", "name")}
            known["name"] = said.get(f"name_{meta.lang}") or known["name"]
            base.append({**known, "geometry": _rounded(geometry)})
    return base


def _rounded(geometry: Mapping[str, Any]) -> dict[str, Any]:
    def down(part: Any) -> Any:
        if part and isinstance(part[0], int | float):
            return [round(float(part[0]), 3), round(float(part[1]), 3)]
        return [down(inner) for inner in part]

    return {"type": geometry["type"], "coordinates": down(geometry["coordinates"])}


def _head(meta: ExportMeta, script: str) -> str:
    allowed = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; script-src 'sha256-{allowed}'; style-src 'unsafe-inline'; "
        "base-uri 'none'; form-action 'none'"
    )
    facts = "".join(
        f'<meta name="sightline:{name}" content="{html.escape(value)}">\n'
        for name, value in meta.facts().items()
        if value
    )
    return (
        f'<!doctype html>\n<html lang="{meta.lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"{facts}<title>{html.escape(meta.title)}</title>\n<style>{_asset('page.css')}</style>\n</head>\n"
    )


def _body(meta: ExportMeta, words: Mapping[str, Any], digest: str) -> str:
    w = {name: html.escape(text) for name, text in words["body"].items()}
    facts = {name: html.escape(value) for name, value in meta.facts().items()}
    link = f" {facts['url']}" if meta.url else ""
    return f"""<body>
<header><h1>{facts["title"]}</h1><p>{facts["citation"]}</p></header>
<main>
<section id="controls" aria-label="{w["filters"]}">
<label>{w["search"]}<input type="search" id="text"></label>
<h2>{w["types"]}</h2><div id="types"></div>
<h2><label for="actor">{w["actor"]}</label></h2><select id="actor"></select>
<h2>{w["dates"]}</h2>
<label>{w["from"]}<input type="date" id="from"></label>
<label>{w["to"]}<input type="date" id="to"></label>
<p><button type="button" id="clear">{w["clear"]}</button></p>
</section>
<section id="middle" aria-label="{w["map"]}">
<div id="stage"><canvas id="map" tabindex="0" aria-label="{w["map_help"]}"></canvas>
<div id="zoom"><button type="button" id="in" aria-label="{w["zoom_in"]}">+</button>
<button type="button" id="out" aria-label="{w["zoom_out"]}">−</button>
<button type="button" id="fit" aria-label="{w["fit"]}">⌂</button></div></div>
<div id="time">
<svg id="bars" viewBox="0 0 1000 60" preserveAspectRatio="none" role="img" aria-label="{w["timeline"]}"></svg>
<div id="span"><span id="first"></span><span>{w["drag"]}</span><span id="last"></span></div></div>
</section>
<section id="side" aria-label="{w["events"]}">
<p id="counts" class="count" aria-live="polite"></p>
<article id="detail" tabindex="-1" hidden></article><ol id="list"></ol>
</section>
</main>
<footer><h2>{w["sources"]}</h2><ol id="sources"></ol>
<p>{facts["citation"]}{link}</p><p>{facts["licence"]}</p>
<p>{w["query"]}: {facts["query"]} · {w["version"]}: {facts["version"]} · {w["made"]}: {facts["made_at"]}</p>
<p>{w["sha256"]}: <code id="sha256">{digest}</code></p>
<noscript><p>{w["noscript"]}</p></noscript></footer>
"""


def _asset(name: str) -> str:
    return (files("geo.formats") / "assets" / name).read_text(encoding="utf-8")
