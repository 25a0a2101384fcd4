"""One polite request over HTTP: named, timed, limited in size, conditional where the server lets it be.

The only place where the library opens a connection, and it does so only for addresses that the user has
written into a list of feeds.
"""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from dataclasses import dataclass
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import Final

from geo import __version__
from geo.errors import InputError
from geo.formats import limits

AGENT: Final = f"Sightline/{__version__} (feed reader)"
TIMEOUT_SECONDS: Final = 20.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the body (None: nothing changed), marks for the next request, and how long to wait."""

    body: bytes | None
    etag: str = ""
    modified: str = ""
    wait_seconds: float = 0.0


class _NoOtherSchemes(urllib.request.HTTPRedirectHandler):
    """Follows redirections to http and https alone."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: object,
        code: int,
        msg: str,
        headers: Message,
        newurl: str,
    ) -> urllib.request.Request | None:
        if not newurl.startswith(("http://", "https://")):
            raise InputError("a redirection to http or https", newurl, where=req.full_url)
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


def fetch(url: str, *, etag: str = "", modified: str = "") -> Answer:
    """Get an address, unless it is as it was.

    Parameters
    ----------
    etag, modified
        The marks of the last answer.

    Raises
    ------
    InputError
        The address is not http or https, does not answer in time, answers with an error, or with more than
        `limits.FEED_BYTES`.
    """
    if not url.startswith(("http://", "https://")):
        raise InputError("an http or https address", url, where="url")
    headers = {
        "User-Agent": AGENT,
        "Accept": "application/atom+xml, application/rss+xml, application/xml, text/html",
    }
    headers |= {"If-None-Match": etag} if etag else {}
    headers |= {"If-Modified-Since": modified} if modified else {}
    opener = urllib.request.build_opener(_NoOtherSchemes)
    try:
        with opener.open(urllib.request.Request(url, headers=headers), timeout=TIMEOUT_SECONDS) as answer:
            body = answer.read(limits.FEED_BYTES + 1)
            marks = answer.headers.get("ETag", ""), answer.headers.get("Last-Modified", "")
    except urllib.error.HTTPError as error:
        wait = _wait(error.headers.get("Retry-After", ""))
        if error.code == 304:
            return Answer(None, etag, modified, wait)
        if error.code in (429, 503):
            return Answer(None, etag, modified, wait or 3600.0)
        raise InputError("an answer", f"HTTP {error.code}", where=url) from error
    except (urllib.error.URLError, http.client.HTTPException, OSError, ValueError) as error:
        raise InputError("an answer", str(error), where=url) from error
    if len(body) > limits.FEED_BYTES:
        raise InputError(f"an answer of at most {limits.FEED_BYTES >> 20} MB", where=url)
    return Answer(body, *marks)


def _wait(text: str) -> float:
    """Seconds that a Retry-After header asks for; a date in it counts as an hour, for clocks differ."""
    if text.isdecimal():
        return min(float(text), 86_400.0)
    try:
        parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return 0.0
    return 3600.0
