"""The first start: an empty store gets the reports that come with the program, with progress shown."""

from __future__ import annotations

import os
import threading
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path

import streamlit as st

from dashboard import lookup
from dashboard.i18n import _
from dashboard.serving import event_log

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
GLANCE_S = 0.1
"""How often a page looks whether another report is done."""


@dataclass(slots=True)
class Filling:
    """The first reports on their way into the store: one for the process, whoever waits for it."""

    total: int
    done: int = 0
    ended: Future[None] = field(default_factory=Future)


_lock = threading.Lock()
_fillings: dict[str, Filling] = {}


def seeds() -> list[Path]:
    """The reports to begin with: the folder `SIGHTLINE_SEEDS`, else the program's own; none if it is ""."""
    folder = os.environ.get("SIGHTLINE_SEEDS", str(SEEDS))
    return sorted(Path(folder).glob("*.md")) if folder else []


def begin() -> Filling | None:
    """Start to fill an empty store, or join who does; None where it holds something already.

    Costs nothing where the store is known to hold something. A filling that failed is tried anew.
    """
    log = event_log()
    if log.commits.seen or log.version:
        return None
    with _lock:
        under_way = _fillings.get(log.uri)
        if under_way and not (under_way.ended.done() and under_way.ended.exception()):
            return under_way
        files = seeds()
        if not files or log.version:
            return None
        filling = _fillings[log.uri] = Filling(len(files))
        threading.Thread(target=fill, args=(files, filling), name="first-reports", daemon=True).start()
        return filling


def fill(files: list[Path], filling: Filling) -> None:
    """Read, place and store the first reports."""
    from dashboard.draft import extractor
    from geo.batch import Progress, ingest_files

    def told(progress: Progress) -> None:
        filling.done = progress.done

    try:
        ingest_files(event_log(), extractor(), files, "extractor", told)
        lookup.wrote()
    except BaseException as error:  # noqa: BLE001 (whoever waits is told of it)
        filling.ended.set_exception(error)
    else:
        filling.ended.set_result(None)


def ensure() -> None:
    """Have an empty store filled before the page goes on, and show how far it is.

    The place for its progress is there in every run: what follows on the page keeps its position, and the map
    its frame, when the first run had something to show and the second has not.
    """
    slot = st.empty()
    filling = begin()
    if filling is None:
        return
    with slot.container(key="first"):
        st.html(
            f'<div class="sl-empty"><h2>{_("Reading the first reports")}</h2>'
            f"<p>{_('This happens once. Each report is read, its events are found and placed.')}</p></div>"
        )
        bar = st.progress(0.0)
    while True:
        said = _("{done} of {total} reports").format(done=filling.done, total=filling.total)
        bar.progress(filling.done / filling.total, text=said)
        try:
            filling.ended.result(timeout=GLANCE_S)
        except TimeoutError:
            continue
        break
    slot.empty()
