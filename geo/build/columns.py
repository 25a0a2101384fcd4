"""Writes gathered entries as the columns and the trie that `geo.places.gazetteer` maps."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

import marisa_trie
import numpy as np

from geo.build.tables import Draft
from geo.errors import DataError
from geo.places.gazetteer import FORMAT, LEVELS


def write_gazetteer(areas: list[Draft], places: list[Draft], folder: Path) -> dict[str, Any]:
    """Write the gazetteer into `folder`, whole or not at all; returns its `meta.json`.

    `areas` come first and keep their order; their region ids must be unique.
    """
    drafts = [*areas, *places]
    folder.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".gazetteer-"))
    try:
        _write_columns(drafts, _index(areas), scratch)
        _write_texts(drafts, areas, scratch)
        names, longest = _write_trie(drafts, scratch)
        meta = {
            "format": FORMAT, "entries": len(drafts), "areas": len(areas), "names": names, "longest": longest,
            "capitals": [i for i, d in enumerate(drafts) if d.capital],
            "levels": {level: sum(d.level == level for d in drafts) for level in LEVELS},
        }  # fmt: skip
        (scratch / "meta.json").write_text(json.dumps(meta, indent=1) + "\n", "utf-8")
        if folder.exists():
            shutil.rmtree(folder)
        os.chmod(scratch, 0o755)
        scratch.rename(folder)
    except BaseException:
        shutil.rmtree(scratch, ignore_errors=True)
        raise
    return meta


def _index(areas: list[Draft]) -> dict[str, int]:
    index: dict[str, int] = {}
    for i, area in enumerate(areas):
        if area.region in index:
            raise DataError(
                f"two areas have the region id {area.region!r}: {area.name}, {areas[index[area.region]].name}"
            )
        index[area.region] = i
    return index


def _write_columns(drafts: list[Draft], index: dict[str, int], folder: Path) -> None:
    unplaced = [d for d in drafts if d.lat is None or d.lon is None]
    if unplaced:
        shown = ", ".join(f"{d.name} ({d.region})" for d in unplaced[:5])
        raise DataError(f"{len(unplaced)} entries have no reference point: {shown}")
    ids = np.array([d.geonameid for d in drafts], dtype=np.int32)
    columns: dict[str, Any] = {
        "lat": np.array([d.lat for d in drafts], dtype=np.float32),
        "lon": np.array([d.lon for d in drafts], dtype=np.float32),
        "population": np.array([min(d.population, 2**32 - 1) for d in drafts], dtype=np.uint32),
        "level": np.array([LEVELS.index(d.level) for d in drafts], dtype=np.uint8),
        "geonameid": ids,
        "by_id": np.argsort(ids, kind="stable").astype(np.uint32),
    }
    for column in ("country", "admin1", "admin2"):
        columns[column] = np.array([index.get(getattr(d, column), -1) for d in drafts], dtype=np.int32)
    for column, values in columns.items():
        np.save(folder / f"{column}.npy", values)


def _write_texts(drafts: list[Draft], areas: list[Draft], folder: Path) -> None:
    encoded = [d.name.encode() for d in drafts]
    starts = np.zeros(len(drafts) + 1, dtype=np.uint32)
    starts[1:] = np.cumsum([len(e) for e in encoded])
    np.save(folder / "name_start.npy", starts)
    (folder / "names.bin").write_bytes(b"".join(encoded))
    (folder / "codes.txt").write_text("\n".join(a.code for a in areas), "utf-8")


def _write_trie(drafts: list[Draft], folder: Path) -> tuple[int, int]:
    """The trie of names and its postings, best name first and then most people."""
    trie = marisa_trie.Trie(sorted({name for d in drafts for name in d.names}))
    trie.save(str(folder / "names.marisa"))
    total = sum(len(d.names) for d in drafts)
    keys, entries = np.empty(total, dtype=np.uint32), np.empty(total, dtype=np.uint32)
    qualities = np.empty(total, dtype=np.uint16)
    at = 0
    for i, draft in enumerate(drafts):
        for name, quality in draft.names.items():
            keys[at], entries[at], qualities[at] = trie[name], i, quality
            at += 1
    population = np.array([d.population for d in drafts], dtype=np.int64)[entries]
    order = np.lexsort((entries, -population, 1 - (qualities & 1).astype(np.int8), keys))
    starts = np.zeros(len(trie) + 1, dtype=np.uint32)
    starts[1:] = np.cumsum(np.bincount(keys, minlength=len(trie)))
    np.save(folder / "posting_start.npy", starts)
    np.save(folder / "posting_entry.npy", entries[order])
    np.save(folder / "posting_quality.npy", qualities[order])
    return len(trie), max(len(n) for d in drafts for n in d.names)
