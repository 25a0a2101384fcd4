"""Reported words inside XML: escaped, and without the characters that XML forbids."""

from __future__ import annotations

import html
import re
from xml.sax.saxutils import escape, quoteattr

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def allowed(value: str) -> str:
    """A text without the characters that XML forbids, not escaped."""
    return _FORBIDDEN.sub("", value)


def text(value: object) -> str:
    """A value as the content of an element."""
    return escape(allowed(str(value)))


def attribute(value: object) -> str:
    """A value as an attribute, with its quotes."""
    return quoteattr(allowed(str(value)))


def markup(value: object) -> str:
    """A value as the content of an element whose reader takes it for HTML: escaped twice."""
    return escape(html.escape(allowed(str(value))))
