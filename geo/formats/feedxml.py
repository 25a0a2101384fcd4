"""RSS and Atom to plain entries. Runs in the reading process only: a feed is as hostile as any file."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from typing import Any, Final

from geo.errors import InputError
from geo.formats import limits
from geo.formats.encoding import clean

_NAMES: Final = {
    "title": ("title",),
    "content": ("encoded", "content", "description", "summary"),
    "published": ("published", "pubDate", "date", "issued", "updated"),
    "id": ("id", "guid", "link"),
}


def parse_feed(data: bytes, name: str) -> dict[str, Any]:
    """A feed's title, language and entries, each with `id`, `title`, `text`, `url` and `published`.

    Raises
    ------
    InputError
        When it is not a feed.
    """
    from lxml import etree  # type: ignore[import-untyped,unused-ignore]

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, recover=True, huge_tree=False, load_dtd=False
    )
    root = etree.fromstring(data, parser)
    if root is None or not isinstance(root.tag, str):
        raise InputError("a feed (RSS or Atom)", data[:40], where=name)
    nodes = [n for n in root.iter() if isinstance(n.tag, str) and _local(n) in ("item", "entry")]
    head = root if _local(root) == "feed" else next((n for n in root.iter() if _is(n, "channel")), None)
    if head is None:
        raise InputError("a feed (RSS or Atom)", f"<{_local(root)}>", where=name, hint="Is it a web page?")
    language = _child(head, ("language",)) or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    return {
        "title": _line(_child(head, ("title",)), name),
        "lang": language[:2].lower() if re.match(r"[A-Za-z]{2}\b", language) else None,
        "entries": [entry for node in nodes[: limits.FEED_ENTRIES] if (entry := _entry(node, name))],
    }


def _entry(node: Any, name: str) -> dict[str, str] | None:
    text = words(_child(node, _NAMES["content"]), name)
    title = _line(_child(node, _NAMES["title"]), name)
    link = next(
        (n.get("href") for n in node if _is(n, "link") and n.get("rel", "alternate") == "alternate"), None
    )
    url = (link or _child(node, ("link",)) or "").strip()
    entry = {
        "id": (_child(node, _NAMES["id"]) or url or title)[:500],
        "title": title,
        "text": text,
        "url": url if re.match(r"https?://[^\s<>\"']{1,1900}$", url) else "",
        "published": _date(_child(node, _NAMES["published"])),
    }
    return entry if title or text else None


def _local(node: Any) -> str:
    return str(node.tag).rsplit("}", 1)[-1]


def _is(node: Any, name: str) -> bool:
    return isinstance(node.tag, str) and _local(node) == name


def _child(node: Any, names: tuple[str, ...]) -> str:
    """The text of the first child of one of those names, in the names' order."""
    for name in names:
        for child in node:
            if _is(child, name):
                found = "".join(child.itertext()).strip()
                if found:
                    return found
    return ""


def _date(text: str) -> str:
    """An ISO date of RFC 822 or ISO 8601, in UTC; empty when it is neither."""
    text = text.strip()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        try:
            moment = parsedate_to_datetime(text)
        except (ValueError, TypeError):
            return ""
    return (moment.astimezone(UTC) if moment.tzinfo else moment).date().isoformat()


def _line(text: str, name: str) -> str:
    return " ".join(words(text, name).split())[:500]


def words(markup: str, name: str) -> str:
    """The words of a stretch of HTML: no scripts, no styles, a line a block."""
    reader = _Words()
    reader.feed(markup)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.told).split("\n"))
    return clean("\n".join(line for line in lines if line), where=name)[: limits.OUTPUT_CHARS]


class _Words(HTMLParser):
    _SILENT: Final = ("script", "style", "template", "noscript")
    _BLOCKS: Final = ("p", "br", "div", "li", "h1", "h2", "h3", "h4", "blockquote", "tr")

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.told: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in self._SILENT
        if tag in self._BLOCKS:
            self.told.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._SILENT and self._silent:
            self._silent -= 1
        if tag in self._BLOCKS:
            self.told.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.told.append(data)
