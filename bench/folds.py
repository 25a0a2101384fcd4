"""What the fits of trust share: cases, and the fold that each document falls in."""

from __future__ import annotations

import random
from collections.abc import Iterable
from typing import NamedTuple

FOLDS, SEED = 5, 0


class Case(NamedTuple):
    """Something found: its group and document, what the model sees of it, and whether it is right."""

    group: str
    doc_id: str
    columns: list[float]
    right: bool


def folds_of(cases: Iterable[Case]) -> dict[str, int]:
    """Each document's fold, 0 to `FOLDS` - 1; the same for the same documents."""
    documents = sorted({c.doc_id for c in cases})
    random.Random(SEED).shuffle(documents)
    return {doc_id: k % FOLDS for k, doc_id in enumerate(documents)}
