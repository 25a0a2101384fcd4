"""Make data/models/lexicon.json: which names are also words, given names or surnames.

    python bench/make_lexicon.py --words EN_DIC ES_DIC --frequencies EN_MSGPACK ES_MSGPACK --census FOLDER

The dictionaries are Hunspell's English and Spanish word lists (npm `dictionary-en`, `dictionary-es`), the
frequencies those of `wordfreq` 3.1.1 (gzipped msgpack: a header and a list of words by centibel), the census
folder the U.S. Census Bureau's 1990 name tables (PyPI `names` 0.3.0, public domain). Only a number a word is
kept, and only for words that the gazetteer knows as names: how common it is as a word in lower case.
Spanish given names come from a list of our own, `bench/given_names_es.txt`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import struct
import sys
from pathlib import Path

from geo.places.gazetteer import Gazetteer, data_path, fold

INFLECTIONS = ("", "s", "es", "ed", "d", "ing", "er", "ly")
SHORTEST = 2


def dictionary_words(path: Path) -> set[str]:
    """Entries of a Hunspell dictionary that are written in lower case."""
    entries = path.read_text(encoding="utf-8").splitlines()[1:]
    return {word for line in entries if (word := line.split("/")[0].split("\t")[0]).islower()}


def frequencies(path: Path) -> dict[str, float]:
    """Zipf frequency (log10 of occurrences in a thousand million words) of each word."""
    buckets = _unpack(memoryview(gzip.decompress(path.read_bytes())), 0)[0]
    return {word: 9 - i / 100 for i, words in enumerate(buckets[1:]) for word in words}


def _unpack(data: memoryview, at: int) -> tuple[object, int]:
    """The subset of msgpack that these files use: strings, arrays, maps and small integers."""
    tag = data[at]
    at += 1
    if tag <= 0x7F:
        return tag, at
    if 0xA0 <= tag <= 0xBF:
        return str(data[at : at + (tag & 31)], "utf-8"), at + (tag & 31)
    if tag == 0xD9:
        return str(data[at + 1 : at + 1 + data[at]], "utf-8"), at + 1 + data[at]
    if 0x90 <= tag <= 0x9F or tag in (0xDC, 0xDD):
        count, at = (tag & 15, at) if tag <= 0x9F else _length(data, at, 2 if tag == 0xDC else 4)
        items = []
        for _ in range(count):
            item, at = _unpack(data, at)
            items.append(item)
        return items, at
    if 0x80 <= tag <= 0x8F:
        pairs = {}
        for _ in range(tag & 15):
            key, at = _unpack(data, at)
            pairs[str(key)], at = _unpack(data, at)
        return pairs, at
    raise ValueError(f"unexpected msgpack tag {tag:#x} at byte {at - 1}")


def _length(data: memoryview, at: int, size: int) -> tuple[int, int]:
    return int(struct.unpack(">H" if size == 2 else ">I", data[at : at + size])[0]), at + size


def word_table(gazetteer: Gazetteer, dic: Path, freq: Path, least: float) -> dict[str, float]:
    """Folded words that are both a name in the gazetteer and a common word, with their Zipf frequency."""
    words, zipf = dictionary_words(dic), frequencies(freq)
    out: dict[str, float] = {}
    for word, z in zipf.items():
        if z < least or len(word) < SHORTEST:
            continue
        stems = {word.removesuffix(i) for i in INFLECTIONS}
        if word not in words and not any(s in words or s + "e" in words for s in stems if len(s) > 2):
            continue
        key = fold(word)
        if gazetteer.lookup(key):
            out[key] = max(out.get(key, 0.0), round(z, 1))
    return out


def census(path: Path, most: int) -> dict[str, float]:
    """Names of a census table with log10 of people in a million who bear it."""
    out = {}
    for line in path.read_text(encoding="ascii").splitlines()[:most]:
        name, percent = line.split()[:2]
        out[name.lower()] = round(math.log10(max(float(percent), 0.001) * 1e4), 1)
    return out


def main() -> None:
    """Write the lexicon and say how large it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", nargs=2, type=Path, required=True)
    parser.add_argument("--frequencies", nargs=2, type=Path, required=True)
    parser.add_argument("--census", type=Path, required=True)
    args = parser.parse_args()
    gazetteer = Gazetteer.open()
    given = census(args.census / "dist.female.first", 5000) | census(args.census / "dist.male.first", 5000)
    for name in (Path(__file__).parent / "given_names_es.txt").read_text(encoding="utf-8").split():
        given[fold(name)] = max(given.get(fold(name), 0.0), 3.0)
    lexicon = {
        "words_en": word_table(gazetteer, args.words[0], args.frequencies[0], 2.6),
        "words_es": word_table(gazetteer, args.words[1], args.frequencies[1], 2.6),
        "given": given,
        "surnames": census(args.census / "dist.all.last", 12000),
    }
    out = data_path() / "models" / "lexicon.json"
    out.write_text(
        json.dumps(lexicon, ensure_ascii=False, sort_keys=True, separators=(",", ":")), encoding="utf-8"
    )
    sys.stderr.write("".join(f"{k}: {len(v)}\n" for k, v in lexicon.items()))


if __name__ == "__main__":
    main()
