"""How an answer is made cacheable: an ETag of version, query and path; encoded once, kept a while."""

from __future__ import annotations

import hashlib
import json
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from dashboard.profiles import of_request, of_server
from dashboard.serving import event_log
from geo.publish import ANALYST
from geo.store.index import Index

EDITION = 2
"""Raised when the same question gets another answer than before: what browsers kept then no longer holds."""

KEPT_BYTES = 32 * 1024 * 1024
HOUR = 3600


class Bodies:
    """The latest encoded answers, by ETag, up to a number of bytes in all. Threads share it."""

    def __init__(self, limit: int = KEPT_BYTES) -> None:
        self.limit, self.size = limit, 0
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, tag: str) -> bytes | None:
        with self._lock:
            body = self._kept.get(tag)
            if body is not None:
                self._kept.move_to_end(tag)
            return body

    def put(self, tag: str, body: bytes) -> None:
        with self._lock:
            if tag in self._kept or len(body) > self.limit // 8:
                return
            self._kept[tag] = body
            self.size += len(body)
            while self.size > self.limit:
                self.size -= len(self._kept.popitem(last=False)[1])


bodies = Bodies()


def encode(value: Any) -> bytes:
    """Compact UTF-8 JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def entity_tag(*parts: object) -> str:
    """A strong ETag of what determines an answer (a row order that varies must not change it)."""
    joined = "\x1f".join(str(p) for p in (EDITION, *parts))
    return f'"{hashlib.blake2b(joined.encode(), digest_size=12).hexdigest()}"'


def cache_control(request: Request, version: object) -> str:
    """An hour where the address names the version that answers, else ask again every time (cheap: 304)."""
    named = request.query_params.get("v")
    if named is not None and named == str(version):
        return f"public, max-age={HOUR}"
    return "no-cache"


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer's head, and the index and the version that it shows; its body is kept under its ETag."""

    headers: dict[str, str]
    media_type: str
    shown: tuple[Index, int]


_repeats: OrderedDict[tuple[object, ...], Kept] = OrderedDict()
KEPT_HEADS = 4_096


def _asked(request: Request) -> tuple[object, ...]:
    """All that an answer depends on beside what the store holds."""
    scope = request.scope
    host = request.headers.get("host", "")
    return (
        event_log().uri,
        of_request(request).name,
        scope["scheme"],
        host,
        scope["path"],
        scope["query_string"],
    )


def again(request: Request) -> Response | None:
    """The answer to a request that was answered before, if it is known to hold still: asks nobody."""
    kept = _repeats.get(_asked(request))
    if kept is None or not kept.shown[0].unchanged(kept.shown[1]):
        return None
    tag = kept.headers["ETag"]
    if _known(request, tag):
        return Response(status_code=304, headers=kept.headers)
    body = bodies.get(tag)
    return None if body is None else Response(body, media_type=kept.media_type, headers=kept.headers)


def _known(request: Request, tag: str) -> bool:
    """Whether the asker has the answer of a tag."""
    asked = request.headers.get("if-none-match", "")
    return bool(asked) and tag in {t.strip().removeprefix("W/") for t in asked.split(",")}


def cached(
    request: Request,
    tag: str,
    make: Callable[[], Any],
    *,
    cache: str = "no-cache",
    media_type: str = "application/json",
) -> Response:
    """Answer 304, or the body kept for this tag, or make, keep and send it.

    `make` returns a JSON-ready value, or bytes that are sent as they are.
    """
    vary = "Accept-Encoding"
    if of_server() is not ANALYST:  # the same address then answers an editor otherwise
        tag, vary = entity_tag(tag, of_request(request).name), "Accept-Encoding, Cookie"
    headers = {"ETag": tag, "Cache-Control": cache, "Vary": vary}
    shown = getattr(request.state, "shown", None)
    if shown is not None:
        _repeats[_asked(request)] = Kept(headers, media_type, shown)
        while len(_repeats) > KEPT_HEADS:
            _repeats.popitem(last=False)
    if _known(request, tag):
        return Response(status_code=304, headers=headers)
    body = bodies.get(tag)
    if body is None:
        made = make()
        body = made if isinstance(made, bytes) else encode(made)
        bodies.put(tag, body)
    return Response(body, media_type=media_type, headers=headers)
