"""Filtered events as a feed or as a file of any format, streamed where the format can be."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, cast

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import FileResponse, Response, StreamingResponse

from dashboard.answers import cache_control, cached, entity_tag
from dashboard.queries import filter_of, one_of, whole_number
from dashboard.serving import snapshot
from geo.errors import NotFoundError
from geo.events.types import load_types
from geo.exports import with_surroundings
from geo.formats import writers
from geo.formats.meta import ExportMeta, TypeStyle
from geo.store.filter import Filter
from geo.store.snapshot import Snapshot

FEED_SIZE, LONGEST_FEED = 100, 500


def meta_of(request: Request, chosen: Filter, index: Snapshot) -> ExportMeta:
    """What an export says of itself: query, version, language, address, and how its types are called."""
    lang = cast(Literal["en", "es"], one_of(request, "lang", ("en", "es")))
    styles = {t.id: TypeStyle(name=t.name(lang), color=t.color) for t in load_types().values()}
    return ExportMeta(
        query=chosen.to_query(), version=index.version, lang=lang, url=str(request.url), styles=styles,
        profile=index.profile,
    )  # fmt: skip


def pinned_view(request: Request, chosen: Filter, version: int | str, lang: str) -> str:
    """The address of the page that shows what an export holds, pinned to its version as citations are."""
    shown = chosen if chosen.asof is not None else chosen.but(asof=version)
    return f"{request.base_url}?{shown.to_query()}&lang={lang}"


def feed(request: Request) -> Response:
    """`/feeds/events.atom`: the newest events of a filter; a correction comes as an update of its entry."""
    limit = whole_number(request.query_params, "limit", 1, LONGEST_FEED, FEED_SIZE)
    chosen, index = filter_of(request), snapshot(request)
    meta = meta_of(request, chosen, index)

    def make() -> bytes:
        rows = index.events(chosen, limit=limit, sort="recorded").rows
        newest = datetime.fromisoformat(rows[0]["recorded_at"]) if rows else None
        return b"".join(writers.stream(rows, "atom", replace(meta, updated=newest)))

    tag = entity_tag("atom", index.version, chosen.to_query(), meta.lang, meta.url, limit)
    media_type = writers.format_of("atom").media_type
    return cached(request, tag, make, cache=cache_control(request, index.version), media_type=media_type)


def export(request: Request) -> Response:
    """`/api/export/{format}`: every event of a filter in one format, as a download."""
    name = request.path_params["format"]
    form = writers.FORMATS.get(name)
    if form is None:
        raise NotFoundError(f"expected one of {', '.join(writers.FORMATS)}, got {name!r}")
    chosen, index = filter_of(request), snapshot(request)
    meta = meta_of(request, chosen, index)
    meta = replace(meta, url=pinned_view(request, chosen, index.version, meta.lang))
    headers = {
        "Content-Disposition": f'attachment; filename="sightline-v{index.version}.{form.extension}"',
        "Cache-Control": "no-cache",
    }
    events: Iterable[Mapping[str, Any]] = index.iterate(chosen)
    if form.encode is None:
        return whole_file(events, name, meta, headers)
    if name == "html":
        events, meta = with_surroundings(index, events, meta)
    pieces: Iterator[bytes] = writers.stream(events, name, meta)
    return StreamingResponse(pieces, media_type=form.media_type, headers=headers)


def whole_file(events: Any, name: str, meta: ExportMeta, headers: dict[str, str]) -> Response:
    """An export that has to be whole before it can be sent; its file is removed afterwards."""
    form = writers.format_of(name)
    with tempfile.NamedTemporaryFile(prefix="sightline-", suffix=f".{form.extension}", delete=False) as file:
        path = Path(file.name)
    try:
        writers.write(events, name, path, meta)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return FileResponse(
        path,
        media_type=form.media_type,
        headers=headers,
        background=BackgroundTask(path.unlink, missing_ok=True),
    )
