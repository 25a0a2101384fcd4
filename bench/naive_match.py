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
from collections.abc import Iterator
from pathlib import Path

from geo.events.extract import Extractor
from geo.places.gazetteer import Entry, Gazetteer, fold
from geo.places.precision import distance, place_of
from geo.places.quarters import Quarters
from geo.places.resolve import place_line
from geo.records import Report
from geo.score import event_figures, read_corpus

WORD = re.compile(r"\w[\w.'-]*")
MOST_WORDS = 5
PERIODS = ((0, 9999), (0, 2015), (2016, 2019), (2020, 2020), (2021, 9999))


def runs(text: str) -> Iterator[tuple[int, list[str]]]:
    """Where each word stands that a name may begin with, and the runs of words from there, longest first."""
    words = [m.span() for m in WORD.finditer(text)]
    for i, (start, _) in enumerate(words):
        if not text[start].islower():
            yield start, [text[start:end] for _, end in reversed(words[i : i + MOST_WORDS])]


def nearest_reading(text: str, quarters: Quarters, lat: float, lon: float, *, listed: bool) -> Entry | None:
    """The place next to (lat, lon) that a run of words may mean; a `listed` neighbourhood means its city."""
    g, near, best = quarters.gazetteer, float("inf"), None
    for _, names in runs(text):
        for folded in {fold(name.rstrip(".'-")).strip() for name in names}:
            cities = quarters.hosts(folded) if listed else ()
            for entry in map(g.entry, (*(h.entry for h in g.lookup_folded(folded)), *cities)):
                km = distance(lat, lon, entry.lat, entry.lon)
                if km < near:
                    near, best = km, entry
    return best


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
        answers: dict[str, dict[str, list[dict[str, object]]]] = {
            who: {} for who in ("naive", "ours", "ceiling of places", "ceiling with neighbourhoods")
        }
        for g in corpus:
            text = f"{g['headline']}. {g['where']}" if wide else g["headline"]
            events = extractor.extract(Report(report_id="r", text=text), focus=given.focus, explain=False)
            town = longest_match(text, extractor.geoparser.gazetteer, given.focus)
            answers["naive"][g["doc_id"]] = [place_line(place_of(town, 1.0))] if town else []
            answers["ours"][g["doc_id"]] = [place_line(e.place) for e in events if e.place]
            for who, listed in (("ceiling of places", False), ("ceiling with neighbourhoods", True)):
                best = nearest_reading(text, extractor.geoparser.quarters, g["lat"], g["lon"], listed=listed)
                answers[who][g["doc_id"]] = [place_line(place_of(best, 1.0))] if best else []
        print("headline + where" if wide else "headline alone")
        for first, last in PERIODS:
            part = [g for g in corpus if first <= g["year"] <= last]
            figures = {who: event_figures(part, places) for who, places in answers.items()}
            for who, f in figures.items():
                print(f"{first or ''}-{last if last < 9999 else ''}".rjust(10), who, f.line())


if __name__ == "__main__":
    main()
