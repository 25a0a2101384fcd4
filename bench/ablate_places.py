"""What each group of features is worth: fit without it, measure on folds that were not seen.

    python bench/ablate_places.py

Prints a table: for recognition F1, for resolution the share of gold spans placed within 161 km, on each
corpus. The rows of `docs/accuracy.md` come from here.
"""

from __future__ import annotations

import sys

import numpy as np
from fit_places import FOLDS, THRESHOLD, TOPONYMS, Fit

from geo.places import ranker
from geo.places.mentions import Recogniser
from geo.places.text import read
from geo.score import overlapping

RECOGNITION = {
    "everything": "",
    "classes of words beside the name": r"[ab]2?(of|and)?:[A-Z]",
    "capitals and runs beside the name": r"a:Capital|b:Capital|run:|.:linked",
    "common words, given names, surnames": r"word_|given|surname|initial:|.:given|.:surname|a:surname",
    "population, level, number of readings": r"pop=|level=|count=|unpopulated|unofficial",
    "what the rest of the document says": r"doc:",
}
RESOLUTION = {
    "everything": "",
    "quality of the name": r"name:",
    "level": r"level:|country_official|admin1_official|capital",
    "population": r"population|area_population|only_|first_",
    "area named beside it, generic noun": r"inside|outside|city_noun|division_noun",
    "focus and language": r"focus|own_language|.*_language$",
    "same country, state, municipality": r"same_country|same_admin",
    "nearness": r"near_",
    "container or content named": r"in_named|holds",
    "one sense a document": r"same_place",
    "countries beside countries": r"among_countries",
    "all of the document's other places": r"same_|near_|in_named|holds|among_",
}


def recognition_f1(fit: Fit, without: str) -> dict[str, float]:
    """F1 on each corpus, out of fold."""
    counts = {name: [0, 0, 0] for name in TOPONYMS}
    readers = [Recogniser(fit.names, fit.recognition(i, without), THRESHOLD) for i in range(FOLDS)]
    at = 0
    for name, documents in fit.corpora.items():
        for d in documents:
            view = read(d["text"])
            found = readers[fit.fold[at]].recognise(view, d.get("lang"))
            spans = [view.original(f.option.start, f.option.end) for f in found]
            predicted = [{"start": a, "end": b} for a, b in spans]
            matched = len(overlapping(d["toponyms"], predicted))
            for k, n in enumerate((len(d["toponyms"]), len(predicted), matched)):
                counts[name][k] += n
            at += 1
    return {name: 2 * m / (g + p) for name, (g, p, m) in counts.items()}


def resolution_accuracy(fit: Fit, without: str) -> dict[str, float]:
    """Share of gold toponyms with coordinates placed within 161 km, out of fold."""
    weights = [fit.weights(i, without) for i in range(FOLDS)]
    right, at = dict.fromkeys(TOPONYMS, 0.0), 0
    for name, documents in fit.corpora.items():
        for _ in documents:
            c = fit.cases[at]
            if c is not None:
                _, p = ranker.design(c.document, weights[fit.fold[at]].of(c.document))
                right[name] += float(c.close[ranker.best_rows(c.document, p)].sum())
            at += 1
    asked = {
        name: sum(t.get("lat") is not None for d in documents for t in d["toponyms"])
        for name, documents in fit.corpora.items()
    }
    return {name: right[name] / asked[name] for name in TOPONYMS}


def ceiling(fit: Fit) -> dict[str, float]:
    """Share of gold toponyms with coordinates for which the gazetteer has a reading within 161 km."""
    right, asked, at = dict.fromkeys(TOPONYMS, 0.0), dict.fromkeys(TOPONYMS, 0), 0
    for name, documents in fit.corpora.items():
        for d in documents:
            c = fit.cases[at]
            if c is not None:
                right[name] += float(np.maximum.reduceat(c.close, c.document.start[:-1]).sum())
            asked[name] += sum(t.get("lat") is not None for t in d["toponyms"])
            at += 1
    return {name: right[name] / asked[name] for name in TOPONYMS}


def main() -> None:
    """Print the ablations."""
    fit = Fit()
    fit.gather(fit.untrained({}))
    _line("ceiling of the gazetteer", ceiling(fit))
    for title, without in RESOLUTION.items():
        _line(f"resolution without {title}" if without else "resolution", resolution_accuracy(fit, without))
    for title, without in RECOGNITION.items():
        _line(f"recognition without {title}" if without else "recognition", recognition_f1(fit, without))


def _line(title: str, values: dict[str, float]) -> None:
    sys.stdout.write(f"{title:60}" + "  ".join(f"{n} {v:.3f}" for n, v in values.items()) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
