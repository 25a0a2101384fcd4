"""English and Spanish: gettext catalogues read through babel, and dates and numbers in the reader's language.

A page run belongs to one language; it is kept in a context variable, so that two readers in two threads never
see each other's. The catalogues are plain `.po` files, compiled in memory at the first use.
"""

from __future__ import annotations

import gettext
import io
from collections.abc import Callable
from contextvars import ContextVar
from datetime import date, datetime
from functools import cache, lru_cache, wraps
from pathlib import Path
from typing import Literal, ParamSpec, TypeVar

from babel.dates import format_date, format_datetime
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

LANGUAGES = {"en": "English", "es": "Español"}
LOCALE = Path(__file__).with_name("locale")

P = ParamSpec("P")
R = TypeVar("R")

_language: ContextVar[str] = ContextVar("language", default="en")


@cache
def _catalogue(lang: str) -> gettext.GNUTranslations:
    path = LOCALE / lang / "LC_MESSAGES" / "sightline.po"
    with path.open("rb") as file:
        catalogue = read_po(file, locale=lang)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def use(lang: str) -> None:
    """Make `lang` ("en" or "es") the language of this run; anything else raises ValueError."""
    if lang not in LANGUAGES:
        raise ValueError(f"expected one of {', '.join(LANGUAGES)}, got {lang!r}")
    _language.set(lang)


def language() -> str:
    """The language of this run: "en" or "es"."""
    return _language.get()


def guess(locale: str | None) -> str:
    """The language to start in, from a browser's locale ("es-MX"); English where it is neither."""
    primary = (locale or "").replace("_", "-").split("-")[0].lower()
    return primary if primary in LANGUAGES else "en"


def in_each_language(say: Callable[P, R]) -> Callable[P, R]:
    """Remember what a pure function says of its latest arguments, in each language."""

    @lru_cache(maxsize=4096)
    def kept(_lang: str, *args: P.args, **kwargs: P.kwargs) -> R:
        return say(*args, **kwargs)

    @wraps(say)
    def said(*args: P.args, **kwargs: P.kwargs) -> R:
        return kept(language(), *args, **kwargs)

    return said


def _(message: str) -> str:
    """`message` in the reader's language."""
    return _catalogue(language()).gettext(message)


def ngettext(one: str, many: str, n: int) -> str:
    """The form of a message that goes with the number `n`; it is left to the caller to fill `{n}` in."""
    return _catalogue(language()).ngettext(one, many, n)


def count(one: str, many: str, n: int) -> str:
    """`n` things in words, the number grouped as the language does: "1,204 events"."""
    return _catalogue(language()).ngettext(one, many, n).format(n=number(n))


def number(n: float, digits: int = 0) -> str:
    """A number grouped and pointed as the language does."""
    whole, _point, rest = f"{round(n, digits):,.{digits}f}".partition(".")
    comma, point = _signs(language())
    rest = rest.rstrip("0")
    return whole.replace(",", comma) + (point + rest if rest else "")


@cache
def _signs(lang: str) -> tuple[str, str]:
    """What stands between a language's thousands, and before its tenths."""
    said = format_decimal(1000.5, format="#,##0.0", locale=lang)
    return said[1], said[-2]


@in_each_language
def day(value: date, style: Literal["short", "medium", "long", "full"] = "medium") -> str:
    """A date in words, as the language writes it."""
    return format_date(value, style, locale=language())


@in_each_language
def month(value: date) -> str:
    """A month and its year in words."""
    return format_date(value, "LLLL yyyy" if language() == "en" else "LLLL 'de' yyyy", locale=language())


def moment(value: datetime) -> str:
    """A date and a time in words."""
    return format_datetime(value, "medium", locale=language())
