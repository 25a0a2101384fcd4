"""The recogniser's training: options of annotated texts, their labels, a logistic regression."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import scipy.optimize
import scipy.sparse

from geo.places.mentions import Option, Reading, language
from geo.places.names import Names
from geo.places.text import read


class Example(NamedTuple):
    """A text with gold spans. `weight` is how much one of its options counts."""

    doc_id: str
    text: str
    spans: list[tuple[int, int]]
    lang: str | None = None
    weight: float = 1.0


class Row(NamedTuple):
    """One option: its features, whether it is a place, its weight."""

    features: list[str]
    label: bool
    weight: float


def rows(example: Example, names: Names) -> list[Row]:
    """The options of one text that decoding would come to, given that it decides rightly."""
    view = read(example.text)
    gold = [(view.inside(a), view.inside(b)) for a, b in example.spans]
    reading = Reading(view, names, example.lang or language(view))
    out: list[Row] = []
    word = 0
    for first, options in reading.options():
        if first < word:
            continue
        right = _right_option(options, gold)
        for option in options:
            label = option is right
            out.append(Row(reading.features(option), label, example.weight))
            if label:
                word = option.last + 1
                break
    return out


def _right_option(options: list[Option], gold: list[tuple[int, int]]) -> Option | None:
    exact = [o for o in options if (o.start, o.end) in gold]
    if exact:
        return exact[0]
    near = [o for o in options if any(min(o.end, b) > max(o.start, a) for a, b in gold)]
    return near[0] if near else None


def variants(example: Example) -> Iterable[Example]:
    """The text as it is, and as all capitals and as all lower case, which count less."""
    yield example
    if len(example.text.upper()) == len(example.text) == len(example.text.lower()):
        yield example._replace(text=example.text.upper(), weight=example.weight * 0.15)
        yield example._replace(text=example.text.lower(), weight=example.weight * 0.15)


def fit(data: list[Row], *, least_count: int = 3, l2: float = 0.3, l2_word: float = 1.5) -> dict[str, float]:
    """Weights of a logistic regression. Features of single words are held shorter than those of classes."""
    counts = Counter(f for row in data for f in set(row.features))
    index = {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n >= least_count))}
    cells = [(r, index[f]) for r, row in enumerate(data) for f in set(row.features) if f in index]
    matrix = scipy.sparse.csr_matrix(
        (np.ones(len(cells)), tuple(np.array(cells).T)), shape=(len(data), len(index))
    )
    y = np.array([row.label for row in data], dtype=float)
    w = np.array([row.weight for row in data])
    ridge = np.array([l2_word if re.match("[ab]w:", f) else l2 for f in index])

    def loss(beta: np.ndarray) -> tuple[float, np.ndarray]:
        z = matrix @ beta
        p = 1 / (1 + np.exp(-z))
        value = float(np.sum(w * (np.logaddexp(0, z) - y * z)) + 0.5 * np.sum(ridge * beta**2))
        return value, matrix.T @ (w * (p - y)) + ridge * beta

    best = scipy.optimize.minimize(
        loss, np.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": 300}
    )
    return {f: round(float(best.x[i]), 3) for f, i in index.items() if abs(best.x[i]) >= 0.01}


_MARK = re.compile(r"\[\[(.+?)\]\]")


def marked(line: str) -> tuple[str, list[tuple[int, int]]]:
    """A sentence written with its places in double brackets, as text and spans."""
    text, spans, at = "", [], 0
    for match in _MARK.finditer(line):
        text += line[at : match.start()]
        spans.append((len(text), len(text) + len(match.group(1))))
        text += match.group(1)
        at = match.end()
    return text + line[at:], spans
