"""Sightline beside the simplest geocoder there is: `python bench/naive_match.py CORPUS.jsonl --focus MX`.

The baseline takes the longest run of words that is a populated place's name in the country (the most populous
of its namesakes) and asks nothing else. Both answer the reports of an event corpus (`geo score`'s event form)
that were coded with where_prec 1 or 2, with the coders' description of the place and as the bare headline. By
years, because headlines name more in some than in others, so that figures of two periods do not compare.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from geo.events.extract import Extractor
from geo.places.gazetteer import Entry, Gazetteer
from geo.places.precision import place_of
from geo.places.resolve import place_line
from geo.records import Report
from geo.score import event_figures, read_corpus

WORD = re.compile(r"\w[\w.'-]*")
MOST_WORDS = 5
PERIODS = ((0, 9999), (0, 2015), (2016, 2019), (2020, 2020), (2021, 9999))


def longest_match(text: str, gazetteer: Gazetteer, country: str) -> Entry | None:
    """The place whose name is the longest in the text; names begin with a capital."""
    words = [m.span() for m in WORD.finditer(text)]
    best, length = None, 0
    for i, (start, _) in enumerate(words):
        if not text[start].isupper():
            continue
        for last in range(min(len(words), i + MOST_WORDS) - 1, i - 1, -1):
            name = text[start : words[last][1]]
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
        naive, ours = {}, {}
        for g in corpus:
            text = f"{g['headline']}. {g['where']}" if wide else g["headline"]
            events = extractor.extract(Report(report_id="r", text=text), focus=given.focus, explain=False)
            town = longest_match(text, extractor.geoparser.gazetteer, given.focus)
            naive[g["doc_id"]] = [place_line(place_of(town, 1.0))] if town else []
            ours[g["doc_id"]] = [place_line(e.place) for e in events if e.place]
        print("headline + where" if wide else "headline alone")
        for first, last in PERIODS:
            part = [g for g in corpus if first <= g["year"] <= last]
            for who, answers in (("naive", naive), ("ours", ours)):
                print(
                    f"{first or ''}-{last if last < 9999 else ''}".rjust(10),
                    who,
                    event_figures(part, answers).line(),
                )


if __name__ == "__main__":
    main()
