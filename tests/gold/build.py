"""Make `reports.jsonl` and the other files from the marked-up sources, so that no offset is written by hand.

Run `python tests/gold/build.py` after a change of a source. The mark-up is explained in the README beside
this file. A place that the gazetteer doesn't hold, an event whose place isn't marked in its text, an unknown
type or a date that is none stops the build with the report's id.
"""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

from geo.errors import InputError
from geo.events.date_calendar import precision_of
from geo.events.types import load_types
from geo.places.gazetteer import Gazetteer

HERE = Path(__file__).resolve().parent
HELD_EVERY = 3
OPEN_SETS = frozenset(
    {"brief", "varied", "newsroom", "victims", "desk", "wire", "press", "beats", "field", "articles"}
)
"""Sets that are worked on as a whole: none of their reports is held out."""
HELD_SETS = frozenset(
    {"fresh", "unseen", "apart", "daily", "copy", "dispatch", "gazette", "courier", "pages", "columns"}
)
"""Sets that nothing is fitted to and whose errors nobody looks at."""
FITTED_SETS = frozenset({"trust"})
"""Sets whose errors nobody looks at and that the trust of events is fitted to: no rule was made by them."""
SETS = (
    "longer", "brief", "fresh", "varied", "unseen", "newsroom", "apart", "victims", "daily", "desk", "trust",
    "wire", "press", "copy", "beats", "field", "dispatch", "gazette", "courier",
    "articles", "pages", "columns",
)  # fmt: skip
"""All sets but the first."""
WHOLE = frozenset({"articles", "pages", "columns"})
"""Sets of whole articles: each line of a source is a paragraph."""
_MARK = re.compile(r"\[\[([^|\]]+)\|([^\]]+)\]\]")
_LEVELS = {"=": ("country",), "~": ("sea",), "^": ("admin1",), "^^": ("admin2",)}


Block = tuple[list[str], str, list[str]]


def blocks(path: Path) -> list[Block]:
    """The head's words, the marked-up text and the event lines of each report of a source."""
    out = []
    between = "\n\n" if path.stem.rpartition("_")[0] in WHOLE else " "
    for block in re.split(r"\n\s*\n(?=# )", path.read_text(encoding="utf-8").strip()):
        lines = block.split("\n")
        text = between.join(line for line in lines[1:] if line.strip() and not line.startswith("> "))
        out.append((lines[0].removeprefix("# ").split(), text, [x[2:] for x in lines if x.startswith("> ")]))
    return out


def place(gazetteer: Gazetteer, surface: str, code: str, where: str) -> dict[str, Any]:
    """The gazetteer's entry that a mark means: the largest of its name, level and region.

    "IN@31.6,74.6" gives the point of a place that the gazetteer lacks.
    """
    code, _, point = code.partition("@")
    if point:
        lat, lon = (float(part) for part in point.split(","))
        at = {"lat": lat, "lon": lon, "geonameid": None}
        return {"surface": surface, **at, "name": surface, "country": code}
    region, levels = (
        code.rstrip("=~^"),
        _LEVELS.get(code.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ-"), ("populated",)),
    )
    entries = [gazetteer.entry(hit.entry) for hit in gazetteer.lookup(surface)]
    fitting = [e for e in entries if e.level in levels and _inside(e, region)]
    if not fitting:
        raise InputError(
            f"a place called {surface} in {code}", [(e.name, e.country) for e in entries][:4], where=where
        )
    best = max(fitting, key=lambda e: e.population)
    return {
        "surface": surface,
        "lat": round(float(best.lat), 5),
        "lon": round(float(best.lon), 5),
        "geonameid": str(best.geonameid) if best.geonameid else None,
        "name": best.name,
        "country": best.country,
    }


def _inside(entry: Any, region: str) -> bool:
    return not region or region in (entry.country, entry.admin1)


def toponyms(gazetteer: Gazetteer, marked: str, where: str) -> tuple[str, list[dict[str, Any]]]:
    """The plain text and its marked places with their offsets."""
    text, found, at = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        entry = place(gazetteer, mark[1], mark[2], where)
        found.append({"start": len(text), "end": len(text) + len(mark[1]), **entry})
        text += mark[1]
        at = mark.end()
    return text + marked[at:], found


def event(line: str, places: list[dict[str, Any]], where: str) -> dict[str, Any]:
    """One event line as a record."""
    kind, when, at, agents, targets, modality = (part.strip() for part in line.split("|"))
    if kind not in load_types():
        raise InputError("a type of data/event_types.csv", kind, where=where)
    first, _, last = when.partition("/")
    days = None if when == "-" else (date.fromisoformat(first), date.fromisoformat(last or first))
    named = None
    if at != "-":
        surface, _, precision = at.rpartition(":")
        chosen = next((p for p in places if p["surface"] == surface), None)
        if chosen is None:
            raise InputError("a place that the text marks", surface, where=where)
        named = {k: chosen[k] for k in ("name", "lat", "lon", "geonameid", "country")}
        named["precision"] = int(precision)
    return {
        "type": kind,
        "date_start": str(days[0]) if days else None,
        "date_end": str(days[1]) if days else None,
        "date_precision": precision_of(*days) if days else None,
        "place": named,
        "agents": [] if agents == "-" else agents.split(";"),
        "targets": [] if targets == "-" else targets.split(";"),
        "modality": modality,
    }


def annotated(gazetteer: Gazetteer, doc_id: str, marked: str, lines: list[str]) -> dict[str, Any]:
    """The plain text, the places and the events of one annotation of a report."""
    text, places = toponyms(gazetteer, marked, doc_id)
    for line in lines:
        for phrase in [p.strip() for part in line.split("|")[3:5] for p in re.split("[;/]", part)]:
            if phrase != "-" and phrase not in text:
                raise InputError("words of the text as an actor", phrase, where=doc_id)
    return {"text": text, "toponyms": places, "events": [event(line, places, doc_id) for line in lines]}


def report(gazetteer: Gazetteer, split: str, block: Block) -> dict[str, Any]:
    """One report as a record; `split` says what it is for: "open", "held" or "fit"."""
    (doc_id, published, difficulty), marked, lines = block
    date.fromisoformat(published)
    return {
        "doc_id": doc_id,
        "source": "Sightline gold",
        "lang": doc_id[:2],
        "published": published,
        "difficulty": difficulty,
        "split": split,
        **annotated(gazetteer, doc_id, marked, lines),
    }


def build(source: str = "source") -> list[dict[str, Any]]:
    """All reports of a source ("source" or one of `SETS`), English first; the gazette has Spanish alone."""
    gazetteer = Gazetteer.open()
    out = []
    for lang in ("en", "es"):
        path = HERE / f"{source}_{lang}.txt"
        found = blocks(path) if path.exists() else []
        for index, block in enumerate(found):
            out.append(report(gazetteer, split_of(source, index), block))
    return out


def split_of(source: str, index: int) -> str:
    """What a report of a source is for: to be worked on, held out, or to fit the trust of events to."""
    if source in FITTED_SETS:
        return "fit"
    third = source not in OPEN_SETS and index % HELD_EVERY == HELD_EVERY - 1
    return "held" if third or source in HELD_SETS else "open"


def annotation(annotator: str, source: str = "source") -> list[dict[str, Any]]:
    """Somebody's annotation ("first", "second", "fresh_second") of a source's texts.

    Returns `doc_id`, `toponyms` and `events` of each report.

    Raises
    ------
    InputError
        A text differs from the report's by more than its marks.
    """
    gazetteer = Gazetteer.open()
    texts = {record["doc_id"]: record["text"] for record in build(source)}
    out = []
    for lang in ("en", "es"):
        for (doc_id, *_head), marked, lines in blocks(HERE / f"{annotator}_{lang}.txt"):
            made = annotated(gazetteer, doc_id, marked, lines)
            if made.pop("text") != texts[doc_id]:
                raise InputError("the report's own text between the marks", marked[:60], where=doc_id)
            out.append({"doc_id": doc_id, **made})
    return out


def main() -> None:
    """Write the files, each whole or not at all."""
    sets = {"reports": build()} | {name: build(name) for name in SETS}
    sets |= {annotator: annotation(annotator) for annotator in ("first", "second")}
    sets["fresh_second"] = annotation("fresh_second", "fresh")
    for name, records in sets.items():
        lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
        (HERE / f"{name}.jsonl").write_text(lines, encoding="utf-8")
        print(f"{name}: {len(records)} reports, {sum(len(r['events']) for r in records)} events")


if __name__ == "__main__":
    main()
