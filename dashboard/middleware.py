"""What every request and every answer goes through: who may ask, and what a browser may do with it."""

from __future__ import annotations

import os
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.problems import problem

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})

PAGE_POLICY = (
    "default-src 'self'; connect-src 'self' ws: wss:; img-src 'self' data: blob:; font-src 'self' data:; "
    "style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    "worker-src 'self' blob:; frame-src 'self' blob: data:; object-src 'none'; base-uri 'self'; "
    "form-action 'self'"
)
"""Streamlit compiles schemas and charts at run time and loads components from blob URLs."""

FRAME_POLICY = (
    "default-src 'none'; connect-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline'; base-uri 'none'; form-action 'none'"
)
"""The map's frame: nothing comes from or goes to another host. It listens to no message: our own page, of the
same origin, calls it. An embedded view has a foreign page above both, so the frame may be framed."""

DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

PREFLIGHT = {
    "Allow": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
}
"""The answer to a browser that asks before a script asks with `If-None-Match`; the origin's own is added."""

DATA_PREFIXES = ("api", "tiles", "feeds", "ogc")


def allowed_hosts(address: str | None) -> frozenset[str]:
    """Host names that a request may be addressed to.

    Loopback names, the address that the server listens on when it is a definite one, and those in
    `SIGHTLINE_HOSTS` (comma separated, without ports). A page elsewhere that makes a browser resolve its own
    name to this machine (DNS rebinding) is thereby refused.
    """
    extra = {h.strip().lower() for h in os.environ.get("SIGHTLINE_HOSTS", "").split(",") if h.strip()}
    if address and address not in {"0.0.0.0", "::"}:
        extra.add(address.lower() if ":" not in address else f"[{address.lower()}]")
    return LOOPBACK | extra


def allowed_origins() -> frozenset[str]:
    """Sites whose scripts may read the data routes: `SIGHTLINE_CORS`, comma separated, `*` for all."""
    listed = os.environ.get("SIGHTLINE_CORS", "").split(",")
    return frozenset(o.strip().rstrip("/") for o in listed if o.strip())


def host_name(header: str) -> str:
    """A Host header without its port: `example.org:8501` → `example.org`, `[::1]:8501` → `[::1]`."""
    header = header.strip().lower()
    if header.startswith("["):
        return header.partition("]")[0] + "]"
    return header.partition(":")[0]


class HostGuard:
    """Refuses requests and websockets whose Host is not one that the operator named."""

    def __init__(self, app: ASGIApp, *, allowed: frozenset[str]) -> None:
        self.app, self.allowed = app, allowed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        host = host_name(Headers(scope=scope).get("host", ""))
        if host in self.allowed:
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008, "reason": "host not allowed"})
        else:
            answer = problem(
                421,
                "This server does not answer to that name",
                f"expected a Host that the operator allows, got {host!r}. "
                "Name it in SIGHTLINE_HOSTS (comma separated) and start again.",
            )
            await answer(scope, receive, send)


class SafetyHeaders:
    """Adds the policies that keep reported text inert and addresses private, to every HTTP answer."""

    def __init__(self, app: ASGIApp, *, base_path: str = "", origins: frozenset[str] = frozenset()) -> None:
        self.app, self.base_path, self.origins = app, base_path, origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Referrer-Policy"] = "no-referrer"
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Permissions-Policy"] = "geolocation=(), camera=(), microphone=()"
                headers.setdefault("Content-Security-Policy", self.policy(scope))
                origin = Headers(scope=scope).get("origin", "")
                if self.first_part(scope) in DATA_PREFIXES and self.origins & {origin, "*"}:
                    headers["Access-Control-Allow-Origin"] = "*" if "*" in self.origins else origin
                    headers["Access-Control-Expose-Headers"] = "ETag, Retry-After"
                    headers.add_vary_header("Origin")
            await send(message)

        if scope["method"] == "OPTIONS" and self.first_part(scope) in DATA_PREFIXES:
            await Response(status_code=204, headers=PREFLIGHT)(scope, receive, send_with_headers)
            return
        await self.app(scope, receive, send_with_headers)

    def first_part(self, scope: Scope) -> str:
        """The first segment of a path, under the base path."""
        path: str = scope["path"].strip("/")
        if self.base_path:
            path = path.removeprefix(self.base_path).lstrip("/")
        return path.partition("/")[0]

    def policy(self, scope: Scope) -> str:
        """The content security policy of a path: data, the map's frame, or the page.

        The page may be framed by another site only where its address asks to be embedded, which shows no
        control that writes.
        """
        first = self.first_part(scope)
        if first in DATA_PREFIXES:
            return DATA_POLICY
        if first == "frame":
            return FRAME_POLICY
        embedded = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("embed", [""])[0] == "true"
        return PAGE_POLICY if embedded else f"{PAGE_POLICY}; frame-ancestors 'self'"
