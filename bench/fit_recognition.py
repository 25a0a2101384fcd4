"""The recogniser's training: options of annotated texts, their labels, a logistic regression."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import scipy.optimize
import scipy.sparse

from geo.places.mentions import Reading, language
from geo.places.names import Names
from geo.places.runs import Option
from geo.places.text import read

BLIND_WEIGHT = 0.4
"""What an option counts in a copy of a text without capitals to help; every third text has such copies."""


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


def variants(example: Example, blind: bool = True) -> Iterable[Example]:
    """The text as it is, and if `blind` as all capitals and as all lower case too, which count less."""
    yield example
    if blind and len(example.text.upper()) == len(example.text) == len(example.text.lower()):
        yield example._replace(text=example.text.upper(), weight=example.weight * BLIND_WEIGHT)
        yield example._replace(text=example.text.lower(), weight=example.weight * BLIND_WEIGHT)


class Table:
    """All options of all texts as one sparse matrix, made once and sliced for each fold.

    Parameters
    ----------
    data
        The options of each text.
    """

    def __init__(self, data: Sequence[Sequence[Row]]) -> None:
        index: dict[str, int] = {}
        cells, ends = array("i"), array("q", [0])
        labels, weights, owner = array("b"), array("d"), array("i")
        for text, options in enumerate(data):
            for row in options:
                cells.extend({index.setdefault(f, len(index)) for f in sorted(row.features)})
                ends.append(len(cells))
                labels.append(row.label)
                weights.append(row.weight)
                owner.append(text)
        self.features = list(index)
        self.owner = np.frombuffer(owner, dtype=np.int32)
        self.y = np.frombuffer(labels, dtype=np.int8).astype(float)
        self.w = np.frombuffer(weights, dtype=float)
        shape = (len(self.y), len(index))
        values = np.ones(len(cells), dtype=np.float32)
        where = np.frombuffer(cells, dtype=np.int32), np.frombuffer(ends, dtype=np.int64)
        self.matrix = scipy.sparse.csr_matrix((values, *where), shape)

    def fit(
        self,
        texts: Iterable[int],
        *,
        least_count: int = 3,
        l2: float = 0.3,
        without: str = "",
    ) -> dict[str, float]:
        """Weights of a logistic regression on some of the texts."""
        chosen = np.isin(self.owner, np.fromiter(texts, dtype=np.int64))
        part = self.matrix[chosen]
        columns = np.flatnonzero(np.asarray(part.sum(axis=0)).ravel() >= least_count)
        columns = np.array([c for c in columns if not (without and re.match(without, self.features[c]))])
        matrix, y, w = part[:, columns].tocsr(), self.y[chosen], self.w[chosen]
        turned = matrix.T.tocsr()
        names = [self.features[c] for c in columns]

        def loss(beta: np.ndarray) -> tuple[float, np.ndarray]:
            z = matrix @ beta
            p = 1 / (1 + np.exp(-np.clip(z, -40, 40)))
            value = float(np.sum(w * (np.logaddexp(0, z) - y * z)) + 0.5 * l2 * beta @ beta)
            return value, turned @ (w * (p - y)) + l2 * beta

        start = np.zeros(len(names))
        best = scipy.optimize.minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 150})
        return {f: round(float(v), 3) for f, v in zip(names, best.x, strict=True) if abs(v) >= 0.01}


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
