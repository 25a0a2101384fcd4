"""The scoreboard: how a run's answers compare with a gold corpus, coverage-honest (no answer is wrong).

Two kinds of corpus, one JSON object a line. Toponym form: `{"doc_id", "text", "toponyms": [{"start", "end",
"lat"?, "lon"?, "geonameid"?}]}`. Event form: `{"doc_id", "headline" or "text", "where"?, "lat", "lon",
"where_prec"?}`. Distances are great circles; an equal geonameid is no error, because a country's point is a
convention and its identity is not.
"""

from __future__ import annotations

import json
import math
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from geo.errors import InputError
from geo.events.extract import Extractor
from geo.places.gazetteer import Gazetteer
from geo.places.precision import distance
from geo.places.resolve import Geoparser, mention_line, place_line
from geo.records import Mention, Report

NEAR_KM, RIGHT_KM = 25.0, 161.0
"""The usual limits: 25 km, and 161 km (100 miles)."""

FARTHEST_KM = 20039.0
"""Half of the Earth's circumference: what an unanswered toponym is charged in the area under the curve."""

_BINS = 10


@dataclass
class Reliability:
    """Confidence against being right. `pairs` holds (confidence, right)."""

    pairs: list[tuple[float, bool]] = field(default_factory=list)

    def expected_error(self) -> float:
        """Expected calibration error over ten bins of equal width (Naeini et al. 2015)."""
        bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
        for confidence, right in self.pairs:
            bins[min(int(confidence * _BINS), _BINS - 1)].append((confidence, right))
        gaps = (abs(sum(c for c, _ in group) - sum(right for _, right in group)) for group in bins.values())
        return sum(gaps) / max(len(self.pairs), 1)


@dataclass
class ToponymFigures:
    """Recognition, resolution and both together over a corpus or a part of one."""

    documents: int = 0
    gold: int = 0
    predicted: int = 0
    matched: int = 0
    located: int = 0
    found_right: int = 0
    errors_km: list[float | None] = field(default_factory=list)
    reliability: Reliability = field(default_factory=Reliability)
    parts: dict[str, ToponymFigures] = field(default_factory=dict)

    @property
    def precision(self) -> float:
        """Share of predicted mentions that overlap a gold one."""
        return self.matched / max(self.predicted, 1)

    @property
    def recall(self) -> float:
        """Share of gold mentions that a predicted one overlaps."""
        return self.matched / max(self.gold, 1)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / max(self.precision + self.recall, 1e-9)

    @property
    def end_to_end(self) -> float:
        """Share of gold toponyms with coordinates that were recognised and placed within 161 km."""
        return self.found_right / max(self.located, 1)

    def accuracy(self, km: float = RIGHT_KM) -> float:
        """Share of gold toponyms with coordinates whose own span was placed within `km`."""
        return sum(e is not None and e <= km for e in self.errors_km) / max(len(self.errors_km), 1)

    @property
    def coverage(self) -> float:
        """Share of gold toponyms with coordinates whose own span got a place."""
        return sum(e is not None for e in self.errors_km) / max(len(self.errors_km), 1)

    @property
    def auc(self) -> float:
        """Area under the curve of ln(1 + error), 0 best, 1 worst (Jurgens et al. 2015)."""
        charged = (FARTHEST_KM if e is None else e for e in self.errors_km)
        return sum(math.log1p(e) for e in charged) / math.log1p(FARTHEST_KM) / max(len(self.errors_km), 1)

    def line(self) -> str:
        """The figures on one line."""
        answered = [e for e in self.errors_km if e is not None]
        middle = f"{median(answered):.1f}" if answered else "-"
        found = (
            f"P {self.precision:.3f}  R {self.recall:.3f}  F1 {self.f1:.3f}  "
            f"end-to-end@161 {self.end_to_end:.3f}  "
        )
        return (found if self.documents else "") + (
            f"acc@161 {self.accuracy():.3f}  acc@25 {self.accuracy(NEAR_KM):.3f}  "
            f"coverage {self.coverage:.3f}  median km {middle}  AUC {self.auc:.3f}  "
            f"ECE {self.reliability.expected_error():.3f}  "
            f"({f'{self.documents} documents, ' if self.documents else ''}{self.gold} toponyms)"
        )


@dataclass
class EventFigures:
    """The place of a report's first placed event against the gold event's."""

    reports: int = 0
    errors_km: list[float | None] = field(default_factory=list)
    best_km: list[float | None] = field(default_factory=list)
    precision_right: int = 0
    reliability: Reliability = field(default_factory=Reliability)
    parts: dict[str, EventFigures] = field(default_factory=dict)

    def accuracy(self, km: float = RIGHT_KM) -> float:
        """Share of reports whose answer lies within `km`."""
        return sum(e is not None and e <= km for e in self.errors_km) / max(self.reports, 1)

    @property
    def coverage(self) -> float:
        """Share of reports with an answer."""
        return sum(e is not None for e in self.errors_km) / max(self.reports, 1)

    def line(self) -> str:
        """The figures on one line."""
        any_right = sum(e is not None and e <= NEAR_KM for e in self.best_km) / max(self.reports, 1)
        return (
            f"acc@25 {self.accuracy(NEAR_KM):.3f}  acc@161 {self.accuracy():.3f}  "
            f"coverage {self.coverage:.3f}  any@25 {any_right:.3f}  "
            f"right among answered@25 {self.accuracy(NEAR_KM) / max(self.coverage, 1e-9):.3f}  "
            f"precision class {self.precision_right / max(self.reports, 1):.3f}  "
            f"ECE {self.reliability.expected_error():.3f}  ({self.reports} reports)"
        )


def toponym_figures(
    gold: Iterable[Mapping[str, Any]],
    predicted: Iterable[Mapping[str, Any]],
    exact: Iterable[Mapping[str, Any]] | None = None,
    countries: Mapping[str, str] | None = None,
) -> ToponymFigures:
    """Compare documents of the toponym form with answers of `geo parse`.

    Parameters
    ----------
    gold, predicted
        Matched by `doc_id`.
    exact
        Answers of a run that was given the gold spans; resolution is read from it (default: `predicted`).
    countries
        Country of a gold geonameid, for the breakdown.
    """
    by_id = {str(p["doc_id"]): p["mentions"] for p in predicted}
    given = by_id if exact is None else {str(p["doc_id"]): p["mentions"] for p in exact}
    total = ToponymFigures()
    for document in gold:
        doc_id = str(document["doc_id"])
        figures = [total, total.parts.setdefault(f"lang {document.get('lang') or '?'}", ToponymFigures())]
        for f in figures:
            f.documents += 1
        _count_mentions(document["toponyms"], by_id.get(doc_id, []), figures)
        spans = {(m["start"], m["end"]): m.get("place") for m in given.get(doc_id, [])}
        for t in document["toponyms"]:
            if t.get("lat") is None:
                continue
            place = spans.get((t["start"], t["end"]))
            error = error_km(t, place) if place else None
            country = (countries or {}).get(str(t.get("geonameid")))
            parts = [total.parts.setdefault(f"country {country}", ToponymFigures())] if country else []
            for f in (*figures, *parts):
                f.errors_km.append(error)
                f.gold += f in parts
                if place and error is not None:
                    f.reliability.pairs.append((place.get("confidence", 1.0), error <= RIGHT_KM))
    return total


def _count_mentions(
    gold: Sequence[Mapping[str, Any]], predicted: Sequence[Mapping[str, Any]], figures: list[ToponymFigures]
) -> None:
    pairs = overlapping(gold, predicted)
    located = sum(t.get("lat") is not None for t in gold)
    right = sum(
        gold[i].get("lat") is not None
        and bool(predicted[j].get("place"))
        and error_km(gold[i], predicted[j]["place"]) <= RIGHT_KM
        for i, j in pairs
    )
    for f in figures:
        f.gold += len(gold)
        f.predicted += len(predicted)
        f.matched += len(pairs)
        f.located += located
        f.found_right += right


def overlapping(
    gold: Sequence[Mapping[str, Any]], predicted: Sequence[Mapping[str, Any]]
) -> list[tuple[int, int]]:
    """Pairs of overlapping spans, widest overlap first, each span in one pair at most."""
    ties: list[tuple[int, int, int, int]] = []
    order = sorted(range(len(predicted)), key=lambda j: int(predicted[j]["start"]))
    for i, t in enumerate(gold):
        for j in order:
            p = predicted[j]
            if p["start"] >= t["end"]:
                break
            shared = min(t["end"], p["end"]) - max(t["start"], p["start"])
            if shared > 0:
                ties.append((-shared, abs(t["start"] - p["start"]), i, j))
    left, right, out = set(), set(), []
    for _, _, i, j in sorted(ties):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            out.append((i, j))
    return out


def error_km(gold: Mapping[str, Any], place: Mapping[str, Any]) -> float:
    """Distance of an answer from the gold, 0 where both have the same geonameid."""
    if gold.get("geonameid") and str(gold["geonameid"]) == str(place.get("geonameid")):
        return 0.0
    return distance(gold["lat"], gold["lon"], place["lat"], place["lon"])


PRECISION_CLASSES = {1: 1, 2: 1, 3: 3, 4: 4, 5: 5, 6: 5, 7: 5}
"""UCDP codes that are told apart: at or near a place, second-order, first-order division, wider."""


def event_figures(
    gold: Iterable[Mapping[str, Any]], predicted: Mapping[str, Sequence[Mapping[str, Any]]]
) -> EventFigures:
    """Compare reports of the event form with places, best first, by doc_id.

    Parameters
    ----------
    predicted
        Places of each report's events (`lat`, `lon`, `precision`, `confidence`); the first is its answer.
    """
    total = EventFigures()
    for g in gold:
        places = predicted.get(str(g["doc_id"]), ())
        km = [distance(g["lat"], g["lon"], p["lat"], p["lon"]) for p in places]
        parts = [f"precision {g.get('where_prec', '?')}", f"country {g.get('country', '?')}"]
        for f in (total, *(total.parts.setdefault(p, EventFigures()) for p in parts)):
            f.reports += 1
            f.errors_km.append(km[0] if km else None)
            f.best_km.append(min(km) if km else None)
            if places:
                known = PRECISION_CLASSES.get(g.get("where_prec", 0))
                f.precision_right += PRECISION_CLASSES.get(places[0].get("precision", 0)) == known
                f.reliability.pairs.append((places[0].get("confidence", 1.0), km[0] <= NEAR_KM))
    return total


def read_corpus(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file. Raises InputError naming the line that is not one."""
    out = []
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    value = json.loads(line)
                    if not isinstance(value, dict) or "doc_id" not in value:
                        raise InputError('an object with "doc_id"', value, where=f"{path}, line {number}")
                    out.append(value)
    except OSError as error:
        raise InputError("a readable file", str(path), hint=str(error.strerror)) from error
    except ValueError as error:
        raise InputError("JSON Lines in UTF-8", where=f"{path}", hint=str(error)) from error
    if not out:
        raise InputError("at least one document", "nothing", where=str(path))
    return out


def run(
    path: Path,
    *,
    focus: str | None = None,
    max_prec: int = 9,
    headline_only: bool = False,
    least: float = 0.0,
) -> Iterator[str]:
    """Run one corpus, of either form, and yield the lines of its scoreboard.

    `max_prec`, `headline_only` and `least` are for the event form: gold rows that are kept, what is read, and
    the confidence below which an event's place counts as no answer.
    """
    corpus = read_corpus(path)
    parser = Geoparser.open()
    if "toponyms" in corpus[0]:
        yield from _run_toponyms(path, corpus, parser, focus)
    else:
        kept = [g for g in corpus if g.get("where_prec", 0) <= max_prec]
        yield from _run_events(path, kept, parser, focus, headline_only, least)


def _run_toponyms(
    path: Path, corpus: list[dict[str, Any]], parser: Geoparser, focus: str | None
) -> Iterator[str]:
    began = time.process_time()
    found = [
        {
            "doc_id": d["doc_id"],
            "mentions": _lines(parser.parse(d["text"], lang=d.get("lang"), focus=focus, explain=False)),
        }
        for d in corpus
    ]
    seconds = time.process_time() - began
    given = []
    for d in corpus:
        spans = [(t["start"], t["end"]) for t in d["toponyms"]]
        mentions = parser.parse(d["text"], lang=d.get("lang"), focus=focus, spans=spans, explain=False)
        given.append({"doc_id": d["doc_id"], "mentions": _lines(mentions)})
    figures = toponym_figures(corpus, found, given, _countries(corpus, parser.gazetteer))
    yield f"{path.name}  {figures.line()}  {len(corpus) / seconds:.0f} documents/s of one core"
    for part, f in sorted(figures.parts.items(), key=lambda kv: -len(kv[1].errors_km)):
        if part.startswith("lang") or len(f.errors_km) >= 20:
            yield f"  {part:12}  {f.line()}"


def _lines(mentions: Iterable[Mention]) -> list[dict[str, Any]]:
    return [mention_line(m) for m in mentions]


def _countries(corpus: Iterable[Mapping[str, Any]], gazetteer: Gazetteer) -> dict[str, str]:
    """The country of each gold geonameid that the gazetteer holds."""
    out = {}
    for d in corpus:
        for t in d["toponyms"]:
            index = gazetteer.by_geonameid(int(t["geonameid"])) if t.get("geonameid") else None
            if index is not None:
                out[str(t["geonameid"])] = gazetteer.entry(index).country or "none"
    return out


def _run_events(
    path: Path,
    corpus: list[dict[str, Any]],
    parser: Geoparser,
    focus: str | None,
    headline_only: bool,
    least: float,
) -> Iterator[str]:
    extractor = Extractor.open(parser)
    began = time.process_time()
    predicted = {}
    for g in corpus:
        text = g.get("text") or g.get("headline") or ""
        if not headline_only and isinstance(g.get("where"), str):
            text = f"{text}. {g['where']}"
        events = extractor.extract(Report(report_id="r", text=text), focus=focus, explain=False)
        places = (e.place for e in events)
        predicted[str(g["doc_id"])] = [place_line(p) for p in places if p and p.confidence >= least]
    seconds = time.process_time() - began
    figures = event_figures(corpus, predicted)
    yield f"{path.name}  {figures.line()}  {len(corpus) / seconds:.0f} reports/s of one core"
    for part, f in sorted(figures.parts.items()):
        yield f"  {part:12}  {f.line()}"
