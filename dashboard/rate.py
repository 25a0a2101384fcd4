"""How often one address may ask the data routes: `SIGHTLINE_RATE` answers a minute, no limit without it."""

from __future__ import annotations

import math
import os
import time
from collections import OrderedDict
from collections.abc import Callable

from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.problems import problem
from geo.errors import InputError

LIMITED = ("api", "feeds", "ogc")
"""Tiles are left out: a look at the map asks for dozens."""

ADDRESSES = 10_000
"""Addresses remembered; the one that asked longest ago is forgotten first."""


def answers_a_minute() -> int | None:
    """What `SIGHTLINE_RATE` says, or None where nothing is limited.

    Raises
    ------
    InputError
        It is no whole number above 0.
    """
    told = os.environ.get("SIGHTLINE_RATE", "").strip()
    if not told:
        return None
    if not (told.isascii() and told.isdecimal() and int(told) > 0):
        raise InputError("a whole number of answers a minute", told, where="SIGHTLINE_RATE")
    return int(told)


class RateLimit:
    """Refuses with 429 who asks for more than so many answers a minute; unused ones add up to a minute's."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        a_minute: int,
        base_path: str = "",
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.app, self.a_minute, self.clock = app, a_minute, clock
        root = f"/{base_path}" if base_path else ""
        self.prefixes = tuple(f"{root}/{first}" for first in LIMITED)
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        wait = self.wait(scope) if scope["type"] == "http" else 0.0
        if not wait:
            await self.app(scope, receive, send)
            return
        seconds = math.ceil(wait)
        detail = f"expected at most {self.a_minute} requests a minute; ask again in {seconds} s"
        answer = problem(429, "Too many requests", detail)
        answer.headers["Retry-After"] = str(seconds)
        await answer(scope, receive, send)

    def wait(self, scope: Scope) -> float:
        """Seconds that the asker has to wait; 0 takes one of its answers."""
        path = str(scope["path"])
        if not any(path == p or path.startswith(f"{p}/") for p in self.prefixes):
            return 0.0
        address = str((scope.get("client") or ("", 0))[0])
        now = self.clock()
        left, then = self._left.pop(address, (float(self.a_minute), now))
        left = min(float(self.a_minute), left + (now - then) * self.a_minute / 60)
        allowed = left >= 1
        self._left[address] = (left - allowed, now)
        if len(self._left) > ADDRESSES:
            self._left.popitem(last=False)
        return 0.0 if allowed else (1 - left) * 60 / self.a_minute
