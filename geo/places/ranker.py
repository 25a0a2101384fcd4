"""The ranker: a linear score for each reading of each name, in three rounds, and a calibrated confidence.

The first round knows the names and the words beside them; the second and third also know the likeliest
readings of the document's other names, as the round before left them. A document that names one place only
has a round of its own, in which what the world knows by a name counts for more. Scores become probabilities
within a name (conditional logit: McFadden 1974). How likely the best reading is right, given all that, is a
separate small logistic regression, evened out by isotonic regression and kept as numbers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from geo.places import features as f
from geo.places.gazetteer import LEVELS, Gazetteer
from geo.places.names import read_model

TRUST = (
    "bias",
    "logit_mass",
    "logit_top",
    "one_reading",
    "population",
    "wide",
    "unpopulated",
    "unofficial",
    "margin",
)
"""Columns of the confidence model."""

_NEAR_CHORD_SQUARED = (100.0 / 6371.0) ** 2
"""Two readings within 100 km are one place, for all that a distance on the unit sphere tells."""


class Weights(NamedTuple):
    """The weights of each round by column, and those for a document that names one place only."""

    rounds: tuple[f.Matrix, ...]
    lone: f.Matrix

    def of(self, document: f.Document) -> tuple[f.Matrix, ...]:
        """The rounds that a document goes through."""
        return self.rounds if len(document.names) > 1 else (self.lone,)


class Model(NamedTuple):
    """A fitted ranker: its weights, the confidence model and its isotonic steps.

    `steps` are pairs of raw and calibrated confidence, rising; between them it is interpolated.
    """

    weights: Weights
    trust: f.Matrix
    steps: f.Matrix
    least: float


class Ranking(NamedTuple):
    """The readings of one document's names, ranked.

    `contributions` is weight times value for each row and column of the last round.
    """

    document: f.Document
    probability: f.Matrix
    score: f.Matrix
    contributions: f.Matrix
    best: f.Ints
    confidence: f.Matrix


def load_model(name: str = "resolution.json") -> Model:
    """The model in `data/models`."""
    return model_from(read_model(name))


def model_from(data: Mapping[str, Any]) -> Model:
    """A model from its JSON form: weights are kept by feature name; a name that is missing weighs 0."""
    *rounds, lone = (np.array([w.get(n, 0.0) for n in f.FEATURES]) for w in (*data["rounds"], data["lone"]))
    trust = np.array([data["trust"].get(name, 0.0) for name in TRUST])
    return Model(
        Weights(tuple(rounds), lone), trust, np.array(data["steps"], dtype=float), float(data["least"])
    )


def design(document: f.Document, rounds: Sequence[f.Matrix]) -> tuple[f.Matrix, f.Matrix]:
    """The full columns that the last of `rounds` sees, and the probabilities that it gives.

    With no rounds the probabilities are uniform and the context columns 0.
    """
    columns = np.zeros((len(document.entry), len(f.FEATURES)))
    known = document.base.shape[1]
    columns[:, :known] = document.base
    probability = f.softmax(np.zeros(len(columns)), document)
    for i, weights in enumerate(rounds):
        if i:
            columns[:, known:] = f.context(document, probability)
        probability = f.softmax(columns @ weights + document.hints, document)
    return columns, probability


def rank(document: f.Document, model: Model, gazetteer: Gazetteer) -> Ranking:
    """Score, rank and weigh up the readings of a document."""
    rounds = model.weights.of(document)
    columns, probability = design(document, rounds)
    contributions = columns * rounds[-1]
    score = contributions.sum(axis=1) + document.hints
    best = best_rows(document, probability)
    raw = trust_columns(document, probability, best, gazetteer) @ model.trust
    sure = 1.0 / (1.0 + np.exp(-np.clip(raw, -30, 30)))
    confidence = np.interp(sure, model.steps[:, 0], model.steps[:, 1])
    return Ranking(document, probability, score, contributions, best, confidence)


def best_rows(document: f.Document, probability: f.Matrix) -> f.Ints:
    """The likeliest row of each group."""
    order = np.lexsort((-probability, document.group))
    best: f.Ints = order[document.start[:-1]]
    return best


def trust_columns(
    document: f.Document, probability: f.Matrix, best: f.Ints, gazetteer: Gazetteer
) -> f.Matrix:
    """What the confidence model sees of each group: how much probability lies at or near its best reading."""
    own = document.points[best[document.group]]
    near = 2.0 - 2.0 * (document.points * own).sum(axis=1) <= _NEAR_CHORD_SQUARED
    starts = document.start[:-1]
    mass = np.add.reduceat(probability * near, starts)
    top = probability[best]
    rest = np.maximum.reduceat(np.where(near, 0.0, probability), starts)
    level = document.level[best]
    populated = level == LEVELS.index("populated")
    people = np.log10(1.0 + gazetteer.population[document.entry[best]].astype(float))
    out = np.zeros((len(best), len(TRUST)))
    out[:, 0] = 1
    out[:, 1] = _logit(mass)
    out[:, 2] = _logit(top)
    out[:, 3] = np.diff(document.start) == 1
    out[:, 4] = np.where(populated, people - 4.0, 0.0)
    out[:, 5] = (level == LEVELS.index("country")) | (level == LEVELS.index("admin1"))
    out[:, 6] = ~populated
    out[:, 7] = document.base[best, 0] == 0
    out[:, 8] = _logit(1.0 - rest)
    return out


def _logit(p: f.Matrix) -> f.Matrix:
    p = np.clip(p, 0.01, 0.99)
    out: f.Matrix = np.log(p / (1 - p))
    return out
