"""The HTML that pages start from: Streamlit's own, with what is ours put in.

A page's title and language are ours from the first byte on; where the server is stands in it, so that a link
to a page below the root does not ask for the server under that page's address first; and the pointer to
Streamlit's agent interface, which is off, is gone.
"""

from __future__ import annotations

import json
import re
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.files import ASSETS
from dashboard.i18n import LANGUAGES, guess

FIRST = "".join(
    (ASSETS / name).read_text(encoding="utf-8") for name in ("socket.js", "filters.js", "language.js")
)
"""What runs before Streamlit's own script."""

TITLE = re.compile(r"(<title>)[^<]*")
AGENT_LINK = re.compile(r'\s*<!--(?:(?!-->).)*?-->\s*<link rel="service-desc"[^>]*>', re.S)

CONDITIONS = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")
"""What a browser asks that would give us less than the whole file as it is."""


def language_of(scope: Scope) -> str:
    """The language that the page will be in: the link's, else the browser's first."""
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", [""])[-1]
    first = Headers(scope=scope).get("accept-language", "").partition(",")[0].partition(";")[0]
    return asked if asked in LANGUAGES else guess(first)


def rewritten(html: str, lang: str, base_path: str) -> str:
    """The page's HTML with its language, its title and the server's address."""
    root = json.dumps(f"/{base_path}" if base_path else "/")
    told = f"<script>window.__streamlit = {{ BACKEND_BASE_URL: location.origin + {root} }};{FIRST}</script>"
    html = html.replace('<html lang="en">', f'<html lang="{lang}">', 1)
    html = TITLE.sub(r"\g<1>Sightline", html, count=1)
    return AGENT_LINK.sub("", html, count=1).replace("<head>", f"<head>{told}", 1)


class Shell:
    """Rewrites the HTML of the page as it goes out; everything else passes."""

    def __init__(self, app: ASGIApp, *, base_path: str = "") -> None:
        self.app, self.base_path = app, base_path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = scope["type"] == "http" and scope["method"] == "GET"
        if not asked or self.elsewhere(scope["path"]):
            await self.app(scope, receive, send)
            return
        plain = [(name, value) for name, value in scope["headers"] if name not in CONDITIONS]
        start: Message = {}
        body = b""
        passing = False

        async def collect(message: Message) -> None:
            nonlocal start, body, passing
            if message["type"] == "http.response.start":
                html = Headers(raw=message["headers"]).get("content-type", "").startswith("text/html")
                passing = not html or message["status"] != 200
                start = message
            if passing:
                await send(message)
            elif message["type"] == "http.response.body":
                body += message.get("body", b"")
                if not message.get("more_body"):
                    await self.finish(scope, start, body, send)

        await self.app({**scope, "headers": plain}, receive, collect)

    async def finish(self, scope: Scope, start: Message, body: bytes, send: Send) -> None:
        """Send the rewritten page; its bytes are no longer those that its file's validators speak of."""
        headers = MutableHeaders(scope=start)
        out = rewritten(body.decode("utf-8"), language_of(scope), self.base_path).encode("utf-8")
        headers.add_vary_header("Accept-Language")
        headers["Content-Length"] = str(len(out))
        for stale in ("etag", "last-modified", "accept-ranges"):
            del headers[stale]
        await send(start)
        await send({"type": "http.response.body", "body": out})

    def elsewhere(self, path: str) -> bool:
        """Whether a path is no page: a page's address is the root or one plain word below it."""
        rest = path.strip("/").removeprefix(self.base_path).strip("/")
        return "/" in rest or "." in rest
