"""Failures as HTTP answers: RFC 9457 problem details, one table from error to status."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from dashboard.answers import again
from geo.errors import DataError, FilterError, InputError, NotFoundError, SightlineError, StoreError

TITLES = {
    400: "A parameter cannot be read",
    404: "There is nothing here",
    410: "Removed",
    503: "The event store cannot be read now",
    500: "The request could not be answered",
}


def problem(status: int, title: str, detail: str, **members: Any) -> Response:
    """A problem+json answer; `members` add machine-readable facts such as `parameter`."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, **members}
    return Response(
        json.dumps(body, ensure_ascii=False),
        status_code=status,
        media_type="application/problem+json",
        headers={"Cache-Control": "no-store"},
    )


def removed(event_id: str) -> Response:
    """The answer about an event that was removed for good, whatever was asked of it."""
    return problem(410, TITLES[410], f"event {event_id!r} was removed for good", event=event_id)


def from_error(error: SightlineError) -> Response:
    """The answer that a named failure gets."""
    if isinstance(error, FilterError):
        return problem(400, TITLES[400], str(error), parameter=error.parameter)
    if isinstance(error, InputError):
        return problem(400, TITLES[400], str(error), parameter=getattr(error, "where", "") or None)
    if isinstance(error, NotFoundError):
        return problem(404, TITLES[404], str(error))
    if isinstance(error, StoreError | DataError):
        return problem(503, TITLES[503], str(error))
    return problem(500, TITLES[500], str(error))


Endpoint = Callable[[Request], Response]


def answering(endpoint: Endpoint) -> Callable[[Request], Awaitable[Response]]:
    """Wrap a blocking endpoint: it runs in the thread pool, and named failures become problem details.

    What was answered before and still holds is sent at once, without a thread.
    """

    def answer(request: Request) -> Response:
        try:
            return endpoint(request)
        except SightlineError as error:
            return from_error(error)

    @wraps(endpoint)
    async def answer_or_repeat(request: Request) -> Response:
        return again(request) or await run_in_threadpool(answer, request)

    return answer_or_repeat


def unforeseen(_request: Request, _error: Exception) -> Response:
    """What nobody foresaw: the server's log has the trace, the asker gets no part of it."""
    return problem(500, TITLES[500], "an unforeseen failure; the server's log says which")


def nothing_here(request: Request) -> Response:
    """Unknown paths under our prefixes: without this route Streamlit would answer 200 with its page."""
    return problem(
        404, TITLES[404], f"expected a known path, got {request.url.path!r}. See /api for the list."
    )
