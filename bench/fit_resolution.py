"""The ranker's training: three rounds of conditional logit, a confidence model, isotonic steps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import scipy.optimize

from geo.places import features as f
from geo.places import ranker
from geo.places.gazetteer import Gazetteer, distance_km

RIGHT_KM = 161.0


class Case(NamedTuple):
    """One document: its feature groups, and which rows are gold, and the weight of each group."""

    document: f.Document
    right: np.ndarray
    close: np.ndarray
    weight: np.ndarray


def gold_rows(
    document: f.Document, gold: Sequence[dict[str, Any] | None], gazetteer: Gazetteer
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """For each row whether it is a gold reading, whether it lies within 161 km; the gold mentions a group.

    `gold` holds lat, lon and geonameid of each occurrence. A row is right if its geonameid is; where no row
    has it, if it is one of the nearest within 40 km, else within 161 km.
    """
    right = np.zeros(len(document.entry))
    close = np.zeros(len(document.entry))
    weight = np.zeros(len(document.names))
    for g, t in zip(document.groups, gold, strict=True):
        if t is None or t.get("lat") is None:
            continue
        rows = slice(int(document.start[g]), int(document.start[g + 1]))
        e = document.entry[rows]
        same = gazetteer.geonameid[e] == int(t.get("geonameid") or -1)
        km = np.where(same, 0.0, distance_km(t["lat"], t["lon"], gazetteer.lat[e], gazetteer.lon[e]))
        close[rows] += km <= RIGHT_KM
        weight[g] += 1
        for limit in (0.0, 40.0, RIGHT_KM):
            if np.any(km <= limit):
                right[rows] += km <= limit
                break
    return right, close, weight


def fit_round(cases: list[Case], columns: list[np.ndarray], l2: float) -> np.ndarray:
    """Weights that maximise the log of the probability of the right rows, with a ridge."""
    x = np.vstack(columns)
    right = np.concatenate([c.right for c in cases])
    sizes = np.concatenate([np.diff(c.document.start) for c in cases])
    starts = np.concatenate(([0], np.cumsum(sizes)))[:-1].astype(np.int64)
    group = np.repeat(np.arange(len(sizes)), sizes)
    weight = np.concatenate([c.weight for c in cases])
    usable = np.maximum.reduceat(right, starts) > 0
    soft = right / np.maximum(np.maximum.reduceat(right, starts)[group], 1.0)
    keep = (usable & (sizes > 1))[group]
    x, soft = x[keep], soft[keep]
    sizes, w = sizes[usable & (sizes > 1)], np.sqrt(weight[usable & (sizes > 1)])
    starts = np.concatenate(([0], np.cumsum(sizes)))[:-1].astype(np.int64)
    group = np.repeat(np.arange(len(sizes)), sizes)
    scale = np.maximum(x.std(axis=0), 0.05)
    z = x / scale

    def loss(beta: np.ndarray) -> tuple[float, np.ndarray]:
        s = z @ beta
        s = s - np.maximum.reduceat(s, starts)[group]
        e = np.exp(s)
        total = np.add.reduceat(e, starts)
        good = np.maximum(np.add.reduceat(e * soft, starts), 1e-300)
        value = float(np.sum(w * (np.log(total) - np.log(good))) + 0.5 * l2 * beta @ beta)
        gradient = z.T @ (w[group] * (e / total[group] - e * soft / good[group])) + l2 * beta
        return value, gradient

    best = scipy.optimize.minimize(
        loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 80}
    )
    return best.x / scale


def fit_rounds(cases: list[Case], lone: list[Case], l2: float = 2.0, without: str = "") -> ranker.Weights:
    """The weights of the three rounds, each fitted on what the one before left, and those of a lone name.

    Those are fitted on all cases without their context, and the `lone` ones besides. `without` is a regular
    expression: columns whose name it matches are left out, for ablations.
    """
    dropped = np.array([bool(without and re.match(without, name)) for name in f.FEATURES])

    def fitted(some: list[Case], rounds: list[np.ndarray]) -> np.ndarray:
        columns = []
        for c in some:
            base = c.document.base
            if not rounds:
                columns.append(np.where(dropped[: base.shape[1]], 0.0, base))
                continue
            _, p = ranker.design(c.document, rounds)
            full = np.hstack((base, f.context(c.document, p)))
            columns.append(np.where(dropped, 0.0, full))
        weights = fit_round(some, columns, l2)
        return np.concatenate((weights, np.zeros(len(f.FEATURES) - len(weights))))

    rounds: list[np.ndarray] = []
    for _ in range(3):
        rounds.append(fitted(cases, rounds))
    return ranker.Weights(tuple(rounds), fitted(cases + lone, []))


def fit_trust(
    cases: list[Case], weights_of: list[ranker.Weights], gazetteer: Gazetteer
) -> tuple[np.ndarray, np.ndarray]:
    """The confidence model and its isotonic steps, by weights (`weights_of`) that have not seen the case."""
    x, y, w = [], [], []
    for c, weights in zip(cases, weights_of, strict=True):
        _, p = ranker.design(c.document, weights.of(c.document))
        best = ranker.best_rows(c.document, p)
        x.append(ranker.trust_columns(c.document, p, best, gazetteer))
        y.append(c.close[best] / np.maximum(c.weight, 1))
        w.append(c.weight)
    columns, right, weight = np.vstack(x), np.concatenate(y), np.concatenate(w)
    beta = np.zeros(columns.shape[1])

    def loss(b: np.ndarray) -> tuple[float, np.ndarray]:
        s = columns @ b
        p = 1 / (1 + np.exp(-s))
        value = np.sum(weight * (np.logaddexp(0, s) - right * s)) + 0.5 * b @ b
        return float(value), columns.T @ (weight * (p - right)) + b

    beta = scipy.optimize.minimize(loss, beta, jac=True, method="L-BFGS-B").x
    sure = 1 / (1 + np.exp(-columns @ beta))
    return beta, isotonic(sure[weight > 0], right[weight > 0], weight[weight > 0])


def isotonic(x: np.ndarray, y: np.ndarray, w: np.ndarray, bins: int = 40) -> np.ndarray:
    """Rising steps through (x, y) by pooling adjacent violators over equal-weight bins; pairs of x and y."""
    order = np.argsort(x, kind="stable")
    x, y, w = x[order], y[order], w[order]
    edges = np.searchsorted(np.cumsum(w), np.linspace(0, w.sum(), bins + 1)[1:-1])
    blocks: list[list[float]] = []
    for rows in np.split(np.arange(len(x)), np.unique(edges)):
        if not len(rows):
            continue
        n = float(w[rows].sum())
        blocks.append([float(w[rows] @ x[rows]), float(w[rows] @ y[rows]), n])
        while len(blocks) > 1 and blocks[-2][1] / blocks[-2][2] >= blocks[-1][1] / blocks[-1][2]:
            last = blocks.pop()
            blocks[-1] = [a + b for a, b in zip(blocks[-1], last, strict=True)]
    return np.array([[round(b[0] / b[2], 4), round((b[1] + 0.5) / (b[2] + 1), 4)] for b in blocks])


def as_json(weights: ranker.Weights, trust: np.ndarray, steps: np.ndarray, least: float) -> dict[str, Any]:
    """The model as it is kept in `data/models/resolution.json`."""
    *rounds, lone = (
        {n: round(float(v), 4) for n, v in zip(f.FEATURES, r, strict=True) if abs(v) > 1e-4}
        for r in (*weights.rounds, weights.lone)
    )
    return {
        "rounds": rounds,
        "lone": lone,
        "trust": {n: round(float(v), 4) for n, v in zip(ranker.TRUST, trust, strict=True)},
        "steps": steps.tolist(),
        "least": least,
    }
