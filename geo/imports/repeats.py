"""Rows of a table that have the id of an earlier row: the first stands, the others are named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt


class Repeats:
    """Remembers the ids of a table's rows from batch to batch, as numbers of 64 bits: 16 bytes a row."""

    def __init__(self) -> None:
        self._keys = np.empty(0, np.int64)
        self._lines = np.empty(0, np.int64)

    def earlier(self, ids: Any, lines: Sequence[int], good: npt.NDArray[np.bool_]) -> dict[int, int]:
        """For each row of a batch whose id an earlier good row has, the line of that row.

        Parameters
        ----------
        ids
            An Arrow array of texts.
        lines
            Where each row stands; no two stand on one line.
        good
            Which rows count; of the others nothing is asked, and their ids are not kept.
        """
        rows = np.flatnonzero(good)
        keys = np.fromiter((hash(text) for text in ids.take(rows).to_pylist()), np.int64, len(rows))
        own = np.asarray(lines, np.int64)[rows]
        distinct, first, which = np.unique(keys, return_index=True, return_inverse=True)
        line = own[first]
        place = np.searchsorted(self._keys, distinct)
        known = place < len(self._keys)
        known[known] = self._keys[place[known]] == distinct[known]
        line[known] = self._lines[place[known]]
        self._keys = np.insert(self._keys, place[~known], distinct[~known])
        self._lines = np.insert(self._lines, place[~known], line[~known])
        again = line[which] != own
        return dict(zip(rows[again].tolist(), line[which][again].tolist(), strict=True))
