"""Demonyms: English plurals, and the Spanish feminine and plurals made by rule from the masculine."""

from __future__ import annotations

import re
from pathlib import Path

from geo.build.tables import read_table

_INVARIABLE = re.compile(r"(ese|ss|ch|sh|ish|nch|Manx|ch|Gibraltar)$")


def english_forms(singular: str) -> list[str]:
    """The English demonym and its plural: "Mexican", "Mexicans"; "Chinese" and "French" stay as they are."""
    if singular.endswith("man"):
        return [singular, singular[:-3] + "men"]
    if _INVARIABLE.search(singular) or singular in ("Swiss", "Kyrgyz", "Basotho", "Burkinabe"):
        return [singular]
    return [singular, singular + "s"]


def spanish_forms(masculine: str) -> list[str]:
    """Masculine, feminine and both plurals of a Spanish demonym.

    "mexicano" gives mexicano, mexicana, mexicanos, mexicanas; "francés" francés, francesa, franceses,
    francesas; "iraní" iraní, iraníes, iranís; "canadiense" canadiense, canadienses.
    """
    if masculine.endswith("o"):
        stem = masculine[:-1]
        return [stem + "o", stem + "a", stem + "os", stem + "as"]
    accents = {"és": "es", "án": "an", "ín": "in", "ón": "on"}
    for accented, plain in accents.items():
        if masculine.endswith(accented):
            stem = masculine[: -len(accented)] + plain
            return [masculine, stem + "a", stem + "es", stem + "as"]
    if masculine.endswith(("í", "ú")):
        return [masculine, masculine + "es", masculine + "s"]
    if masculine.endswith("ol"):
        return [masculine, masculine + "a", masculine + "es", masculine + "as"]
    if masculine.endswith(("án", "l")):
        return [masculine, masculine + "a", masculine + "es", masculine + "as"]
    if masculine.endswith(("a", "e")):
        return [masculine, masculine + "s"]
    if masculine.endswith("s"):
        return [masculine, masculine + "a", masculine + "es", masculine + "as"]
    return [masculine, masculine + "es"]


def demonyms(table: dict[str, dict[str, str]], fixes: Path) -> list[tuple[str, str, str]]:
    """All forms as (region id, demonym, language).

    `table` is the package's, which has a country's name or a wrong word in places; `fixes` is the hand-made
    table that puts those right and adds states and cities: `lang`, `region` and
    `words` (joined by "|", empty for none).
    """
    words = {(lang, code): word for lang, by_code in table.items() for code, word in by_code.items()}
    rows = read_table(fixes, ("lang", "region", "words"))
    words.update({(r["lang"], r["region"]): r["words"] for r in rows})
    forms = {"en": english_forms, "es": spanish_forms}
    return [
        (code, form, lang)
        for (lang, code), given in sorted(words.items())
        for word in filter(None, given.split("|"))
        for form in forms[lang](word.strip())
    ]
