"""Commands that read text and write JSON Lines: parse, extract, locate, score."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from geo.commands.jsonl import TAKES_ARGUMENTS, answer_lines, refuse_files
from geo.errors import InputError

FocusOption = Annotated[
    str | None,
    typer.Option("--focus", help="Country that the reports are about (ISO 3166-1 alpha-2, e.g. MX)."),
]


def register(app: typer.Typer) -> None:
    """Add this group's commands to `app`."""
    app.command("parse", context_settings=TAKES_ARGUMENTS)(parse)
    app.command("locate")(locate)
    app.command("score")(score)


def parse(context: typer.Context, focus: FocusOption = None) -> None:
    """Find and place every mention of a place: JSON Lines in on standard input, JSON Lines out."""
    from geo.places.resolve import Geoparser, mention_line

    refuse_files(context)
    parser = Geoparser.open()
    parser.check_focus(focus)

    def answer(document: Mapping[str, Any], where: str) -> Iterable[Mapping[str, Any]]:
        text = document["text"]
        mentions = parser.parse(
            text,
            lang=_lang(document, where),
            focus=focus,
            spans=_spans(document, text, where),
            explain=False,
        )
        yield {"doc_id": document["doc_id"], "mentions": [mention_line(m) for m in mentions]}

    answer_lines(answer)


def _lang(document: Mapping[str, Any], where: str) -> str | None:
    lang = document.get("lang")
    if lang is not None and not isinstance(lang, str):
        raise InputError('a language code such as "en"', lang, where=f"{where}, field lang")
    return lang[:2].lower() if lang else None


def _spans(document: Mapping[str, Any], text: str, where: str) -> list[tuple[int, int]] | None:
    given = document.get("mentions")
    if given is None:
        return None
    if not isinstance(given, list):
        raise InputError('a list of {"start", "end"}', given, where=f"{where}, field mentions")
    out = []
    for i, m in enumerate(given):
        at = f"{where}, field mentions[{i}]"
        if not isinstance(m, dict) or not all(type(m.get(k)) is int for k in ("start", "end")):
            raise InputError('{"start": number, "end": number}', m, where=at)
        if not 0 <= m["start"] < m["end"] <= len(text):
            raise InputError(f"offsets within 0 and {len(text)}, start before end", m, where=at)
        out.append((m["start"], m["end"]))
    return out


def locate(
    name: Annotated[str, typer.Argument(help='A name as written, e.g. "Uruapan, Michoacán".')],
    focus: FocusOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object instead of lines.")] = False,
) -> None:
    """Look up one place and its runners-up."""
    from geo.places.resolve import Geoparser, place_line

    place = Geoparser.open().locate_place(name, focus=focus)
    if as_json:
        others = [] if place is None else [_candidate_line(c) for c in place.candidates]
        line = {"name": name, "place": place and place_line(place), "candidates": others}
        typer.echo(json.dumps(line, ensure_ascii=False))
    elif place is not None:
        typer.echo(f"{_described(place)}  precision {place.precision}  within {place.radius_km:g} km")
        for c in place.candidates:
            typer.echo(f"  {c.probability:5.1%}  {_described(c)}  {c.level}, {c.population:,} people")
    if place is None:
        raise InputError(
            "a place that the gazetteer holds", name, hint="Try another spelling, or the nearest town."
        )


def _described(place: Any) -> str:
    parts = dict.fromkeys(p for p in (place.name, place.admin1, place.country) if p)
    return f"{', '.join(parts)}  {place.lat:.4f}, {place.lon:.4f}"


def _candidate_line(candidate: Any) -> dict[str, Any]:
    keys = ("name", "lat", "lon", "geonameid", "level", "country", "admin1", "population", "probability")
    line = {k: getattr(candidate, k) for k in keys}
    strongest = sorted(candidate.features.items(), key=lambda f: -abs(f[1]))[:8]
    return line | {"features": {k: round(v, 3) for k, v in strongest}}


def score(
    corpora: Annotated[list[Path], typer.Argument(help="Gold files of the toponym or the event form.")],
    focus: FocusOption = None,
    max_prec: Annotated[int, typer.Option(help="Event form: keep gold rows of at most this where_prec.")] = 9,
    headline_only: Annotated[bool, typer.Option(help="Event form: read the headline alone.")] = False,
    least: Annotated[
        float,
        typer.Option(min=0, max=1, help="Event form: a place of less confidence than this is no answer."),
    ] = 0.0,
) -> None:
    """Run every corpus through the geoparser and print accuracy, coverage, calibration and speed."""
    from geo.score import run

    for path in corpora:
        for line in run(path, focus=focus, max_prec=max_prec, headline_only=headline_only, least=least):
            sys.stdout.write(line + "\n")
