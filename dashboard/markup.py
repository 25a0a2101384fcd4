"""Small pieces of HTML. Everything that comes from a report, a link or an upload is escaped here, once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from urllib.parse import urlsplit

from dashboard.i18n import LANGUAGES, language

Span = tuple[int, int]


_TURNING = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
"""Marks that turn the direction of what follows: with one of them a report could show 91 dead as 19."""


def text(value: object) -> str:
    """A value as text that a browser can take neither for markup nor from the wrong end."""
    return escape(str(value).translate(_TURNING), quote=True)


def link(url: str) -> str:
    """A source's address as a link when it is a web address, and as plain text when it is anything else."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return text(url)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        return text(url)
    return f'<a href="{text(url)}" target="_blank" rel="noopener noreferrer">{text(parts.netloc)}</a>'


def spoken(lang: str | None) -> str:
    """The attribute that says which language reported text is in, where it is not the page's."""
    return f' lang="{text(lang)}"' if lang and lang != language() else ""


def keyed(key: str, lang: str | None) -> str:
    """A widget's key that says its words' language where it is not the page's, for `builtin.js` to say so."""
    return f"{key}_in_{lang}" if lang in LANGUAGES and lang != language() else key


def notice(said: str, name: str = "") -> str:
    """What could not be done, with the file `name`; below the first line a failure's own words."""
    first, _line, own = said.partition("\n")
    lead = f"<b>{text(name)}</b>: " if name else ""
    detail = f'<small lang="en">{text(own)}</small>' if own else ""
    return f'<div class="sl-notice" role="alert">{lead}{text(first)}{detail}</div>'


def rows(pairs: Iterable[tuple[str, str]]) -> str:
    """Terms and their values as a definition list; the values are markup already, the terms are not."""
    return (
        "<dl>" + "".join(f"<dt>{text(term)}</dt><dd>{value}</dd>" for term, value in pairs if value) + "</dl>"
    )


def fold(title: str, body: str, *, opened: bool = False) -> str:
    """A part that opens and closes; `body` is markup already."""
    return f"<details{' open' if opened else ''}><summary>{text(title)}</summary>{body}</details>"


def merge_spans(spans: Iterable[Span], length: int) -> list[Span]:
    """Spans in order, cut to the text and joined where they touch, so that marks never nest."""
    merged: list[Span] = []
    for start, end in sorted((max(0, s), min(length, e)) for s, e in spans):
        if end <= start:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def highlighted(body: str, spans: Sequence[Span]) -> str:
    """A report's text with the given spans marked, in paragraphs.

    Offsets are characters of `body`, end exclusive, and are taken before anything is escaped.
    """
    parts, at = [], 0
    for start, end in merge_spans(spans, len(body)):
        parts += [text(body[at:start]), "<mark>", text(body[start:end]), "</mark>"]
        at = end
    parts.append(text(body[at:]))
    return '<div class="sl-text">' + "".join(parts) + "</div>"


def numbered(body: str, spans: Iterable[tuple[int, int, int]], anchor: str) -> str:
    """A report's text with spans marked, each followed by the numbers of what it speaks of.

    `spans` are (start, end, number); a number links to the element whose id is `anchor` and the number.
    """
    spans = list(spans)
    parts, at = [], 0
    for start, end in merge_spans([(s, e) for s, e, _n in spans], len(body)):
        inside = sorted({n for s, e, n in spans if s < end and e > start})
        links = "".join(f'<a href="#{text(anchor)}{n}">{n}</a>' for n in inside)
        parts += [text(body[at:start]), "<mark>", text(body[start:end]), f"<sup>{links}</sup></mark>"]
        at = end
    parts.append(text(body[at:]))
    return '<div class="sl-text">' + "".join(parts) + "</div>"


def excerpt(body: str, span: Span, around: int = 140) -> str:
    """The marked words with a little of what stands before and after them, cut at spaces."""
    start, end = max(0, span[0]), min(len(body), span[1])
    left, right = max(0, start - around), min(len(body), end + around)
    if left:
        left = min((body.find(" ", left) + 1) or start, start)
    if right < len(body):
        right = max(body.rfind(" ", end, right + 1), end)
    before, after = body[left:start].rpartition("\n\n")[2], body[end:right].partition("\n\n")[0]
    lead = "… " if left and "\n\n" not in body[left:start] else ""
    tail = " …" if right < len(body) and "\n\n" not in body[end:right] else ""
    marked = f"<mark>{text(body[start:end])}</mark>"
    return f"<blockquote>{lead}{text(before)}{marked}{text(after)}{tail}</blockquote>"


def literal(said: str) -> str:
    """Reported text for a widget's label, which Streamlit reads as markdown: every mark made harmless."""
    return "".join("\\" + c if c in r"\`*_{}[]()#+-.!$:<>~|" else c for c in said)
