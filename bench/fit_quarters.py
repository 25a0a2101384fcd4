"""The training of the neighbourhood model, from reports of events whose coordinates are known."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import scipy.optimize
from fit_resolution import isotonic

from geo.places.base_rates import NEAR_KM, Cells, cells
from geo.places.precision import distance
from geo.places.quarters import FEATURES, Quarters, one_name_one_kind
from geo.places.resolve import Geoparser
from geo.places.text import read

Group = tuple[np.ndarray, np.ndarray, np.ndarray]
"""Features of a neighbourhood's readings, which are right, and which lie within 25 km of each."""


def text_of(report: dict[str, Any]) -> str:
    """Headline and place description as one text."""
    where = report["where"] if isinstance(report["where"], str) else ""
    return f"{report['headline']}. {where}"


def told_of(reports: Iterable[dict[str, Any]]) -> Cells:
    """Where reports tell of events, as base rates."""
    return cells((r["lat"], r["lon"]) for r in reports)


def groups(reports: Iterable[dict[str, Any]], parser: Geoparser) -> list[list[Group]]:
    """The neighbourhoods of each report with their readings.

    A report does not count among the events told of near its own place.
    """
    rate = FEATURES.index("events_near")
    g, out = parser.gazetteer, []
    focus = parser._focus("MX")
    for report in reports:
        view = read(text_of(report))
        found = one_name_one_kind(view, parser.recogniser.recognise(view))
        items = [parser._recognised(view, f) for f in found]
        quarter = [parser._is_quarter(view, i) for i in items]
        made: list[Group] = []
        out.append(made)
        if not any(quarter):
            continue
        plain = [i for i, q in zip(items, quarter, strict=True) if not q and i.name is not None]
        places = parser._named_places(view, plain, "en", focus, False)
        named = [parser._as_named(view, i, p) for i, p in zip(plain, places, strict=True)]
        for item, q in zip(items, quarter, strict=True):
            if not q:
                continue
            readings, x = parser.quarters.readings(view, item.option, [n for n in named if n], focus)
            points = [(float(g.lat[r.entry]), float(g.lon[r.entry])) for r in readings]
            right = np.array([distance(report["lat"], report["lon"], *p) <= NEAR_KM for p in points])
            near = np.array([[distance(*p, *o) <= NEAR_KM for o in points] for p in points])
            x[:, rate] = np.log(np.maximum(1.0, np.exp(x[:, rate]) - right))
            made.append((x, right, near))
    return out


def fit(data: list[Group], l2: float = 1.0) -> np.ndarray:
    """Weights of the conditional logit."""
    usable = [(x, r) for x, r, _ in data if len(r) > 1 and r.any() and not r.all()]
    x = np.vstack([x for x, _ in usable])
    right = np.concatenate([r for _, r in usable]).astype(float)
    sizes = np.array([len(r) for _, r in usable])
    starts = np.concatenate(([0], np.cumsum(sizes)))[:-1]
    group = np.repeat(np.arange(len(sizes)), sizes)

    def loss(beta: np.ndarray) -> tuple[float, np.ndarray]:
        s = x @ beta
        e = np.exp(s - np.maximum.reduceat(s, starts)[group])
        total, good = np.add.reduceat(e, starts), np.maximum(np.add.reduceat(e * right, starts), 1e-300)
        value = float(np.sum(np.log(total) - np.log(good)) + 0.5 * l2 * beta @ beta)
        return value, x.T @ (e / total[group] - e * right / good[group]) + l2 * beta

    return scipy.optimize.minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B").x


def mass_and_right(data: list[Group], beta: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each neighbourhood the probability near its best reading, and whether that one is right."""
    mass, right = [], []
    for x, r, near in data:
        if not len(r):
            continue
        s = x @ beta
        p = np.exp(s - s.max())
        p /= p.sum()
        best = int(np.argmax(p))
        mass.append(float(p[near[best]].sum()))
        right.append(float(r[best]))
    return np.array(mass), np.array(right)


def as_json(beta: np.ndarray, mass: np.ndarray, right: np.ndarray, rates: Cells) -> dict[str, Any]:
    """The model as it is kept in `data/models/quarters.json`."""
    weights = {n: round(float(v), 4) for n, v in zip(FEATURES, beta, strict=True)}
    steps = isotonic(mass, right, np.ones(len(mass))).tolist()
    return {"weights": weights, "steps": steps, "cells": rates.tolist()}


def model(data: list[Group], parser: Geoparser, beta: np.ndarray, rates: Cells) -> Quarters:
    """The fitted model, calibrated on the same reports."""
    return Quarters(parser.names, **as_json(beta, *mass_and_right(data, beta), rates))
