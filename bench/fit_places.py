"""Fit recognition, resolution and neighbourhoods, and write their models under data/models.

    python bench/fit_places.py [--check]

Reads the development corpora from SIGHTLINE_CORPORA (default ../shared/corpora) and the marked sentences in
bench/places_en.txt and places_es.txt. Five folds over documents, seeded; the figures printed are of documents
that a fold has not seen. With --check nothing is written.

Reports of the event corpus have no annotated mentions. They help by what their event's coordinates say: a
name with a reading within 25 km of it is taken for that reading; a name without any reading in the country
or its neighbour is taken for no place; of the other names nothing is learnt, unless small words lead on
from them ("Lomas de la Presa"): then they are taken for a piece of a longer name. They count half.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import time
from collections import Counter
from itertools import product
from pathlib import Path
from typing import Any

import fit_quarters as quart
import fit_recognition as rec
import fit_resolution as res
import numpy as np

from geo.places import ranker
from geo.places.base_rates import Cells
from geo.places.features import FEATURES, Occurrence
from geo.places.gazetteer import (
    ABBREVIATION,
    CODE,
    DEMONYM,
    ENGLISH,
    LEVELS,
    OFFICIAL,
    SPANISH,
    Gazetteer,
    data_path,
    distance_km,
    fold,
)
from geo.places.mentions import Reading, Recogniser, language
from geo.places.names import Name, Names
from geo.places.quarters import Quarters, is_quarter
from geo.places.resolve import Geoparser, mention_line, place_line
from geo.places.seats import Seats
from geo.places.text import read
from geo.records import Mention, Place
from geo.score import event_figures, toponym_figures

FOLDS, SEED, THRESHOLD, LEAST = 5, 0, 0.45, 0.05
REPORTS, REPORT_CASES, REPORT_WEIGHT, NEAR_KM = 1500, 900, 0.5, 25.0
CORPORA = Path(os.environ.get("SIGHTLINE_CORPORA", Path(__file__).parents[2] / "shared" / "corpora"))
WIDE_WEIGHT = 0.1
CITY, CITY_WEIGHT, TOWN, TOWN_WEIGHT = 150_000, 0.5, 15_000, 0.1
COUNTRY, COUNTRY_WEIGHT, TOWNS_A_COUNTRY = 300_000, 0.01, 3
TOPONYMS = ("trnews", "lgl")
Document = dict[str, Any]


def load(name: str) -> list[Document]:
    """The documents of one corpus."""
    path = CORPORA / name
    if not path.exists():
        sys.exit(f"no corpus at {path}; set SIGHTLINE_CORPORA")
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def marked_sentences() -> list[rec.Example]:
    """Sentences of our own, a document a line."""
    out = []
    for lang in ("en", "es"):
        lines = (Path(__file__).parent / f"places_{lang}.txt").read_text(encoding="utf-8").splitlines()
        kept = [s for s in lines if s and not s.startswith("#")]
        out += [rec.Example(f"{lang}-{i}", *rec.marked(s), lang, 1.0) for i, s in enumerate(kept)]
    return out


def examples(documents: list[Document]) -> list[rec.Example]:
    """Documents as the recogniser's examples."""
    return [
        rec.Example(d["doc_id"], d["text"], [(t["start"], t["end"]) for t in d["toponyms"]], d.get("lang"))
        for d in documents
    ]


def told(name: Name | None, report: Document, gazetteer: Gazetteer) -> bool | None:
    """What an event's coordinates say of a name: a place (True), no place (False), nothing (None)."""
    if name is None:
        return None
    e = name.entries
    small = np.isin(
        gazetteer.level[e], [LEVELS.index(x) for x in ("populated", "admin1", "admin2", "section")]
    )
    km = distance_km(report["lat"], report["lon"], gazetteer.lat[e], gazetteer.lon[e])
    if np.any(small & (km <= NEAR_KM)):
        return True
    home = {gazetteer.by_region(c) for c in (report["country"], "US")}
    wide = np.any(~np.isin(gazetteer.level[e], [LEVELS.index("populated")]))
    return None if wide or set(gazetteer.country[e].tolist()) & home else False


def report_rows(report: Document, names: Names) -> list[rec.Row]:
    """The options of a report of which its event tells something."""
    view = read(quart.text_of(report))
    reading = Reading(view, names, language(view))
    out: list[rec.Row] = []
    word = 0
    for first, options in reading.options():
        if first < word:
            continue
        for option in options:
            found = reading.features(option)
            label = True if is_quarter(view, option) else told(option.name, report, names.gazetteer)
            if label is None and {"a:linked", "b:linked"} & set(found) and "pop=5" not in found:
                label = False  # "Lomas" of "Lomas de la Presa", no place of that name near the event
            if label is not None:
                out.append(rec.Row(found, label, REPORT_WEIGHT))
            if label:
                word = option.last + 1
                break
    return out


def main_country(document: Document, gazetteer: Gazetteer) -> str | None:
    """The country that most gold toponyms of a document lie in."""
    found = (gazetteer.by_geonameid(int(t["geonameid"])) for t in document["toponyms"] if t.get("geonameid"))
    counts = Counter(gazetteer.entry(i).country for i in found if i is not None)
    return next((c for c, _ in counts.most_common(1) if len(c) == 2), None)


def case(parser: Geoparser, document: Document, focus: str | None = None) -> res.Case | None:
    """A document as the ranker's case: the gold spans that the gazetteer has a name for."""
    text = document["text"]
    view = read(text)
    items = [parser._given(view, text, t["start"], t["end"]) for t in document["toponyms"]]
    gold = [t for t, item in zip(document["toponyms"], items, strict=True) if item.name is not None]
    if not gold:
        return None
    occurrences = parser.occurrences(view, items)
    made = parser.document(occurrences, document.get("lang") or "en", parser._focus(focus))
    return res.Case(made, *res.gold_rows(made, gold, parser.gazetteer))


def report_case(parser: Geoparser, report: Document) -> res.Case | None:
    """A report of the event corpus as a case: names with a reading near its event stand for that reading."""
    view = read(quart.text_of(report))
    items = [parser._recognised(view, f) for f in parser.recogniser.recognise(view)]
    items = [i for i in items if i.name is not None and not parser._is_quarter(view, i)]
    if not items:
        return None
    gold = [
        {"lat": report["lat"], "lon": report["lon"]} if told(i.name, report, parser.gazetteer) else None
        for i in items
    ]
    if not any(gold):
        return None
    made = parser.document(parser.occurrences(view, items), language(view), parser._focus(report["country"]))
    right, close, weight = res.gold_rows(made, gold, parser.gazetteer)
    right = nearest_rows(made, right, report, parser.gazetteer)
    return res.Case(made, right, close, weight * REPORT_WEIGHT)


def nearest_rows(document: Any, right: np.ndarray, report: Document, gazetteer: Gazetteer) -> np.ndarray:
    """Of the rows near a report's event, the nearest of each group (and any within 1 km more)."""
    e = document.entry
    km = np.asarray(distance_km(report["lat"], report["lon"], gazetteer.lat[e], gazetteer.lon[e]))
    km = np.where(right > 0, km, np.inf)
    least = np.minimum.reduceat(km, document.start[:-1])[document.group]
    out: np.ndarray = np.where(km <= least + 1.0, right, 0.0)
    return out


def wide_cases(parser: Geoparser) -> list[res.Case]:
    """Seas, continents, world regions, rivers and the like, each alone: news seldom means a namesake village.

    The annotated corpora have too few of them to say so; each of these counts little.
    """
    g, out = parser.gazetteer, []
    wide = [LEVELS.index(level) for level in ("sea", "continent", "region", "natural")]
    for entry in np.flatnonzero(np.isin(g.level, wide)).tolist():
        name = parser.names.get(fold(g.name(entry)))
        if name is None or len(name.entries) < 2 or entry not in name.entries:
            continue
        made = parser.document([Occurrence(name)], "en", None)
        right = (made.entry == entry).astype(float)
        out.append(res.Case(made, right, right, np.array([WIDE_WEIGHT])))
    return out


def city_cases(parser: Geoparser) -> list[res.Case]:
    """Cities that outnumber all others of their name together, each alone, as news from abroad names them.

    The annotated corpora are local news for the most part, where "Athens" lies in Ohio. What else such a text
    names says so; a headline that names nothing else means the city that the world knows by the name. Names
    that a larger city had once or has beside its own (Bridgetown was Portland's) teach that these count less.
    """
    g, out = parser.gazetteer, []
    known, populated = OFFICIAL | ENGLISH | SPANISH, g.level == LEVELS.index("populated")
    for text in g.folded_names(populated & (g.population >= CITY)):
        name = parser.names.get(text)
        if name is None or len(name.entries) < 2:
            continue
        e = name.entries
        people = np.where(populated[e], g.population[e].astype(float), 0.0)
        own = np.where(name.quality & known, people, 0.0)
        top = int(np.argmax(own))
        largest = own[top] == people.max()
        if own[top] < (CITY if largest else TOWN) or 2 * own[top] < own.sum():
            continue
        near = np.asarray(distance_km(g.lat[e[top]], g.lon[e[top]], g.lat[e], g.lon[e])) <= res.RIGHT_KM
        for lang in ("en", "es"):
            made = parser.document([Occurrence(name)], lang, None)
            right = (near & populated[e]).astype(float)
            out.append(
                res.Case(made, right, near.astype(float), np.array([CITY_WEIGHT if largest else TOWN_WEIGHT]))
            )
    return out


def country_cases(parser: Geoparser) -> list[res.Case]:
    """Countries whose name is also a state's or a town's, beside another country, their own people or a town.

    News of the world names them so; in the corpora, local news for the most part, "Mexico" beside the United
    States may be Mexico, Missouri. A name that a state of the other country bears teaches nothing: "Georgia"
    beside the United States is either.
    """
    g, draw, out = parser.gazetteer, random.Random(SEED), []
    proper, peoples = country_names(parser)
    lands = [e for e in proper if g.population[e] >= COUNTRY]
    for land in lands:
        towns = np.flatnonzero((g.country == land) & (g.level == LEVELS.index("populated")))
        largest = towns[np.argsort(-g.population[towns], kind="stable")][:TOWNS_A_COUNTRY]
        beside = [(land, name) for name in peoples.get(land, [])[:1]]
        beside += [(o, proper[o][0]) for o in (g.by_region("US"), *draw.sample(lands, 2)) if o != land]
        beside += [(e, name) for e in largest.tolist() if (name := parser.names.get(fold(g.name(e))))]
        for name, (other, second) in product(proper[land], beside):
            states = (g.level[name.entries] == LEVELS.index("admin1")) & (g.country[name.entries] == other)
            if len(name.entries) < 2 or second is name or np.any(states & (other != land)):
                continue
            lang = "en" if np.any(name.quality[name.entries == land] & ENGLISH) else "es"
            made = parser.document([Occurrence(name), Occurrence(second)], lang, None)
            right = np.where(made.group == 0, made.entry == land, made.entry == other).astype(float)
            weight = np.array([COUNTRY_WEIGHT, COUNTRY_WEIGHT if other in lands else 0.0])
            out.append(res.Case(made, right, right, weight))
    return out


def country_names(parser: Geoparser) -> tuple[dict[int, list[Name]], dict[int, list[Name]]]:
    """The names of each country in English and Spanish, and those of its people."""
    g = parser.gazetteer
    proper: dict[int, list[Name]] = {}
    peoples: dict[int, list[Name]] = {}
    lands = g.level == LEVELS.index("country")
    for name in filter(None, map(parser.names.get, g.folded_names(lands))):
        for e, quality in zip(name.entries.tolist(), name.quality.tolist(), strict=True):
            if lands[e] and quality & DEMONYM:
                peoples.setdefault(e, []).append(name)
            elif lands[e] and quality & (ENGLISH | SPANISH) and not quality & (ABBREVIATION | CODE):
                proper.setdefault(e, []).append(name)
    return proper, peoples


def folds(n: int) -> list[int]:
    """A fold for each of n documents, shuffled by the seed."""
    order = list(range(n))
    random.Random(SEED).shuffle(order)
    out = [0] * n
    for place, i in enumerate(order):
        out[i] = place % FOLDS
    return out


class Fit:
    """Everything that is fitted, fold by fold and whole."""

    def __init__(self) -> None:
        self.corpora = {name: load(f"{name}.jsonl") for name in TOPONYMS}
        self.documents = [d for name in TOPONYMS for d in self.corpora[name]]
        self.all_reports = [r for r in load("ged_mexico_dev.jsonl") if r["where_prec"] <= 2]
        self.reports = random.Random(SEED).sample(self.all_reports, REPORTS)
        self.fold, self.report_fold = folds(len(self.documents)), folds(len(self.reports))
        self.gazetteer = Gazetteer.open()
        self.names = Names(self.gazetteer)
        rows = [
            [r for v in rec.variants(e, k % 3 == 0) for r in rec.rows(v, self.names)]
            for k, e in enumerate(examples(self.documents))
        ]
        own = [[r for v in rec.variants(e) for r in rec.rows(v, self.names)] for e in marked_sentences()]
        told_of = [report_rows(r, self.names) for r in self.reports]
        self.table = rec.Table(rows + told_of + own)
        self.text_fold = [*self.fold, *self.report_fold, *(-2 for _ in own)]

    def recognition(self, i: int, without: str = "") -> dict[str, float]:
        """Weights from all folds but the i-th (-1: from all)."""
        return self.table.fit((k for k, fold in enumerate(self.text_fold) if fold != i), without=without)

    def untrained(self, weights: dict[str, float]) -> Geoparser:
        """A geoparser that only recognises."""
        nothing = ranker.Weights((), np.zeros(len(FEATURES)))
        model = ranker.Model(nothing, np.zeros(len(ranker.TRUST)), np.zeros((2, 2)), 0.0)
        recogniser = Recogniser(self.names, weights, THRESHOLD)
        return Geoparser(
            self.gazetteer,
            recogniser=recogniser,
            model=model,
            quarters=Quarters(self.names, {}),
            seats=Seats(self.gazetteer, {}),
        )

    def gather(self, reader: Geoparser) -> None:
        """The ranker's cases. Every other document is also told the country it is about, as a user would."""
        self.cases = [case(reader, d) for d in self.documents]
        self.focused = [
            case(reader, d, main_country(d, self.gazetteer) if k % 2 else None)
            for k, d in enumerate(self.documents)
        ]
        self.wide, self.cities = wide_cases(reader) + country_cases(reader), city_cases(reader)
        told_of = self.reports[:REPORT_CASES]
        self.report_cases = [report_case(reader, r) for r in told_of]

    def weights(self, i: int, without: str = "") -> ranker.Weights:
        """The ranker's weights from all folds but the i-th."""
        seen = [c for k, c in enumerate(self.focused) if c is not None and self.fold[k] != i]
        more = [c for k, c in enumerate(self.report_cases) if c is not None and self.report_fold[k] != i]
        return res.fit_rounds(seen + more + self.wide, self.cities, without=without)

    def rates(self, i: int) -> Cells:
        """Where all reports but those of the i-th fold tell of events."""
        held = {id(r) for r, fold in zip(self.reports, self.report_fold, strict=True) if fold == i}
        return quart.told_of(r for r in self.all_reports if id(r) not in held)

    def trust(self, i: int, weights: list[ranker.Weights]) -> tuple[np.ndarray, np.ndarray]:
        """The confidence model from the held-out answers of all folds but the i-th."""
        seen = [(k, c) for k, c in enumerate(self.cases) if c is not None and self.fold[k] != i]
        return res.fit_trust([c for _, c in seen], [weights[self.fold[k]] for k, _ in seen], self.gazetteer)


def main() -> None:
    """Fit, measure out of fold, and write the models."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="measure only; write nothing")
    args = parser.parse_args()
    fit = Fit()
    _tell("options gathered")
    recognition = [fit.recognition(i) for i in range(FOLDS)]
    _tell("recognition fitted")
    fit.gather(fit.untrained(recognition[0]))
    _tell("cases gathered")
    weights = [fit.weights(i) for i in range(FOLDS)]
    _tell("resolution fitted")
    trusts = [fit.trust(i, weights) for i in range(FOLDS)]
    parsers = []
    for i in range(FOLDS):
        model = ranker.model_from(res.as_json(weights[i], *trusts[i], LEAST))
        recogniser = Recogniser(fit.names, recognition[i], THRESHOLD)
        parsers.append(
            Geoparser(
                fit.gazetteer,
                recogniser=recogniser,
                model=model,
                quarters=Quarters(fit.names, {}),
                seats=Seats(fit.gazetteer, {}),
            )
        )
    rates = fit.rates(-1)
    parsers[0].quarters = Quarters(fit.names, {}, cells=rates.tolist())
    groups = quart.groups(fit.reports, parsers[0])
    for i, p in enumerate(parsers):
        seen = [g for k, gs in enumerate(groups) if fit.report_fold[k] != i for g in gs]
        p.quarters = quart.model(seen, p, quart.fit(seen), fit.rates(i))
    _tell("neighbourhoods fitted")
    report(fit, parsers)
    if args.check:
        return
    final = fit.weights(-1)
    _write("resolution.json", res.as_json(final, *fit.trust(-1, weights), LEAST))
    _write("recognition.json", {"weights": fit.recognition(-1), "threshold": THRESHOLD})
    everything = [g for gs in groups for g in gs]
    beta = quart.fit(everything)
    _write("quarters.json", quart.as_json(beta, *quart.mass_and_right(everything, beta), rates))


def report(fit: Fit, parsers: list[Geoparser]) -> None:
    """Print the figures of documents and reports that a fold has not seen."""
    held: dict[str, list[Document]] = {name: [] for name in TOPONYMS}
    found: dict[str, list[Document]] = {name: [] for name in TOPONYMS}
    at = 0
    for name, documents in fit.corpora.items():
        for d in documents:
            spans = [(t["start"], t["end"]) for t in d["toponyms"]]
            parser, lang = parsers[fit.fold[at]], d.get("lang")
            held[name].append(_answer(d, parser.parse(d["text"], lang=lang, spans=spans, explain=False)))
            found[name].append(_answer(d, parser.parse(d["text"], lang=lang, explain=False)))
            at += 1
        sys.stdout.write(f"{name} gold spans: {toponym_figures(documents, held[name]).line()}\n")
        sys.stdout.write(f"{name} end to end: {toponym_figures(documents, found[name]).line()}\n")
    for title, text_of in (("with where", quart.text_of), ("headline", lambda r: r["headline"])):
        places = {}
        for k, r in enumerate(fit.reports):
            mentions = parsers[fit.report_fold[k]].parse(text_of(r), focus="MX", explain=False)
            places[r["doc_id"]] = [place_line(p) for p in main_places(mentions)]
        sys.stdout.write(f"events, {title}: {event_figures(fit.reports, places).line()}\n")


def main_places(mentions: list[Mention]) -> list[Place]:
    """The places of a text, the one that says most precisely where first; later ones break ties.

    A stand-in for an event's own place where only the geoparser is measured.
    """
    placed = [(m.place.precision, -m.start, m.place) for m in mentions if m.place]
    return [p for _, _, p in sorted(placed, key=lambda t: t[:2])]


def _tell(step: str) -> None:
    sys.stderr.write(f"{time.process_time():7.1f} s  {step}\n")


def _answer(document: Document, mentions: list[Mention]) -> Document:
    return {"doc_id": document["doc_id"], "mentions": [mention_line(m) for m in mentions]}


def _write(name: str, model: dict[str, Any]) -> None:
    path = data_path() / "models" / name
    path.write_text(json.dumps(model, ensure_ascii=False, sort_keys=True, indent=0) + "\n", encoding="utf-8")
    sys.stdout.write(f"wrote {path.name}, {path.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main()
