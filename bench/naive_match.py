"""Sightline between the simplest geocoder and a perfect one.

    python bench/naive_match.py CORPUS.jsonl --focus MX

The simplest takes the longest run of words that is a populated place's name in the country (the most
populous of its namesakes) and asks nothing else. The perfect one knows where the event was and takes the
reading next to it of everything that the text names: the ceiling, of the gazetteer's places alone and with
the list of neighbourhoods, of whose cities it knows the right one too. All answer the reports of an event
corpus (`geo score`'s event form) that were coded with where_prec 1 or 2, with the coders' description of the
place and as the bare headline. By years, because headlines name more in some than in others, so that figures
of two periods do not compare.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from geo.events.extract import Extractor
from geo.places.gazetteer import Entry, Gazetteer, fold
from geo.places.precision import distance, place_of
from geo.places.quarters import Quarters
from geo.places.resolve import place_line
from geo.records import Place, Report
from geo.score import event_figures, read_corpus

WORD = re.compile(r"\w[\w.'-]*")
MOST_WORDS = 5
SAME_PLACE_KM = 25.0
PERIODS = ((0, 9999), (0, 2015), (2016, 2019), (2020, 2020), (2021, 9999))


def runs(text: str) -> Iterator[tuple[int, list[str]]]:
    """Where each word stands that a name may begin with, and the runs of words from there, longest first."""
    words = [m.span() for m in WORD.finditer(text)]
    for i, (start, _) in enumerate(words):
        if not text[start].islower():
            yield start, [text[start:end] for _, end in reversed(words[i : i + MOST_WORDS])]


def readings(text: str, quarters: Quarters, *, listed: bool) -> dict[str, list[Entry]]:
    """Folded name to the places that it may mean, of every run of words; a `listed` quarter is its city."""
    g, found = quarters.gazetteer, dict[str, list[Entry]]()
    for _, names in runs(text):
        for folded in {fold(name.rstrip(".'-")).strip() for name in names} - found.keys():
            cities = quarters.hosts(folded) if listed else ()
            places = [g.entry(i) for i in (*(h.entry for h in g.lookup_folded(folded)), *cities)]
            if places:
                found[folded] = places
    return found


def nearest(places: Iterable[Entry | Place], lat: float, lon: float) -> Entry | Place | None:
    """The one next to (lat, lon)."""
    return min(places, key=lambda p: distance(lat, lon, p.lat, p.lon), default=None)


def usual_readings(
    corpus: list[dict[str, Any]], named: list[dict[str, list[Entry]]], country: str
) -> list[list[Entry]]:
    """For each report what each of its names means in most of the other reports that have it, of the country.

    Two places are the same within `SAME_PLACE_KM`; of names that no other report tells, the most populous.
    """
    at = defaultdict[str, list[int]](list)
    for i, names in enumerate(named):
        for name in names:
            at[name].append(i)
    usual: list[list[Entry]] = []
    for i, names in enumerate(named):
        usual.append([])
        for name, places in names.items():
            others = [corpus[j] for j in at[name] if j != i]

            def told(e: Entry, others: list[dict[str, Any]] = others) -> tuple[int, int]:
                near = (distance(o["lat"], o["lon"], e.lat, e.lon) <= SAME_PLACE_KM for o in others)
                return sum(near), e.population

            usual[-1] += sorted((e for e in places if e.country == country), key=told)[-1:]
    return usual


def longest_match(text: str, gazetteer: Gazetteer, country: str) -> Entry | None:
    """The place whose name is the longest in the text; names begin with a capital."""
    best, length = None, 0
    for start, names in runs(text):
        for name in names if text[start].isupper() else ():
            found = [gazetteer.entry(hit.entry) for hit in gazetteer.lookup(name)]
            towns = [e for e in found if e.country == country and e.level == "populated"]
            if towns and len(name) > length:
                best, length = max(towns, key=lambda e: e.population), len(name)
            if towns:
                break
    return best


def main() -> None:
    """Read, answer, count."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--focus", required=True, help="the country that the reports are about, e.g. MX")
    given = parser.parse_args()
    corpus = [g for g in read_corpus(given.corpus) if g["where_prec"] <= 2]
    extractor = Extractor.open()
    for wide in (True, False):
        texts = [f"{g['headline']}. {g['where']}" if wide else g["headline"] for g in corpus]
        named = [readings(text, extractor.geoparser.quarters, listed=True) for text in texts]
        usual = usual_readings(corpus, named, given.focus)
        answers = defaultdict[str, dict[str, list[dict[str, object]]]](dict)
        for i, (g, text) in enumerate(zip(corpus, texts, strict=True)):
            events = extractor.extract(Report(report_id="r", text=text), focus=given.focus, explain=False)
            ours = [e.place for e in events if e.place]
            listed = readings(text, extractor.geoparser.quarters, listed=False).values()
            for who, answer in {
                "naive": longest_match(text, extractor.geoparser.gazetteer, given.focus),
                "ceiling of places": nearest(chain(*listed), g["lat"], g["lon"]),
                "ceiling with neighbourhoods": nearest(chain(*named[i].values()), g["lat"], g["lon"]),
                "ceiling of what other reports tell": nearest([*usual[i], *ours[:1]], g["lat"], g["lon"]),
            }.items():
                place = place_of(answer, 1.0) if isinstance(answer, Entry) else answer
                answers[who][g["doc_id"]] = [place_line(place)] if place else []
            answers["ours"][g["doc_id"]] = [place_line(place) for place in ours]
        print("headline + where" if wide else "headline alone")
        for first, last in PERIODS:
            part = [g for g in corpus if first <= g["year"] <= last]
            figures = {who: event_figures(part, places) for who, places in answers.items()}
            for who, f in figures.items():
                print(f"{first or ''}-{last if last < 9999 else ''}".rjust(10), who, f.line())


if __name__ == "__main__":
    main()
