"""Sightline beside the simplest geocoder there is: `python bench/naive_match.py CORPUS.jsonl --focus MX`.

The baseline takes the longest run of words that is a populated place's name in the country (the most populous
of its namesakes) and asks nothing else. Both answer the reports of an event corpus (`geo score`'s event form)
that were coded with where_prec 1 or 2, with the coders' description of the place and as the bare headline. By
years, because headlines name more in some than in others, so that figures of two periods do not compare.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from geo.events.extract import Extractor
from geo.places.gazetteer import Entry, Gazetteer
from geo.places.precision import distance
from geo.records import Report
from geo.score import NEAR_KM, read_corpus

WORD = re.compile(r"\w[\w.'-]*")
MOST_WORDS = 5
PERIODS = ((0, 2015), (2016, 2019), (2020, 2020), (2021, 9999))


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
    gazetteer = extractor.geoparser.gazetteer
    for wide in (True, False):
        counts: dict[tuple[int, int], Counter[str]] = defaultdict(Counter)
        for g in corpus:
            text = f"{g['headline']}. {g['where']}" if wide else g["headline"]
            events = extractor.extract(Report(report_id="r", text=text), focus=given.focus, explain=False)
            ours = next((e.place for e in events if e.place), None)
            period = next(p for p in PERIODS if p[0] <= g["year"] <= p[1])
            for who, place in (("naive", longest_match(text, gazetteer, given.focus)), ("ours", ours)):
                for part in (period, (0, 9999)):
                    tally(counts[part], who, place, g)
        print("headline + where" if wide else "headline alone")
        for (first, last), c in sorted(counts.items()):
            said = f"{first or ''}-{last if last < 9999 else ''}".rjust(10) + f"  {c['naive']:5} reports"
            for who in ("naive", "ours"):
                right, answered = c[f"{who} right"], c[f"{who} answered"]
                said += f"   {who} acc@25 {right / c[who]:.3f} answered {answered / c[who]:.3f}"
                said += f" right among answered {right / max(1, answered):.3f}"
            print(said)


def tally(counts: Counter[str], who: str, place: Any, gold: dict[str, Any]) -> None:
    """Count one answer."""
    counts[who] += 1
    if place is not None:
        counts[f"{who} answered"] += 1
        counts[f"{who} right"] += distance(place.lat, place.lon, gold["lat"], gold["lon"]) <= NEAR_KM


if __name__ == "__main__":
    main()
