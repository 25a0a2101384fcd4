"""The first start: an empty store gets the reports that come with the program, with progress shown."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import lookup
from dashboard.i18n import _
from dashboard.serving import event_log

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
_lock = threading.Lock()


def seeds() -> list[Path]:
    """The reports to begin with: the folder `SIGHTLINE_SEEDS`, else the program's own; none if it is ""."""
    folder = os.environ.get("SIGHTLINE_SEEDS", str(SEEDS))
    return sorted(Path(folder).glob("*.md")) if folder else []


def ensure() -> None:
    """Fill an empty store; other readers wait until it is done. Costs a look at the version otherwise.

    The place for its progress is there in every run: what follows on the page keeps its position, and the map
    its frame, when the first run had something to show and the second has not.
    """
    slot = st.empty()
    log = event_log()
    if log.version:
        return
    files = seeds()
    if not files:
        return
    with _lock:
        if log.version:
            return
        fill(files, slot)


def fill(files: list[Path], page: DeltaGenerator) -> None:
    """Read, place and store the first reports."""
    from dashboard.draft import extractor
    from geo.batch import Progress, ingest_files

    with page.container(key="first"):
        st.html(
            f'<div class="sl-empty"><h2>{_("Reading the first reports")}</h2>'
            f"<p>{_('This happens once. Each report is read, its events are found and placed.')}</p></div>"
        )
        bar = st.progress(0.0)

    def told(progress: Progress) -> None:
        said = _("{done} of {total} reports").format(done=progress.done, total=len(files))
        bar.progress(progress.done / len(files), text=said)

    ingest_files(event_log(), extractor(), files, "extractor", told)
    lookup.wrote()
    page.empty()
