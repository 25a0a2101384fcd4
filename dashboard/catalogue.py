"""Keep the catalogues whole: every message in the code is in every `.po` file, and nothing else is.

`python -m dashboard.catalogue` writes the messages found in the code into the catalogues; a translation that
is already there is kept. Run it after a change of words, then fill in what it lists.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from dashboard.i18n import LANGUAGES, LOCALE

ROOT = Path(__file__).parent
SINGLE, PLURAL = {"_"}, {"ngettext", "count"}

Message = str | tuple[str, str]


def modules() -> list[Path]:
    """Every module of the page."""
    return sorted(p for p in ROOT.rglob("*.py") if p.name != Path(__file__).name)


def messages(path: Path) -> Iterator[tuple[Message, int]]:
    """The messages of a module, with their lines."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        texts = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        if node.func.id in SINGLE and texts:
            yield texts[0], node.lineno
        elif node.func.id in PLURAL and len(texts) >= 2:
            yield (texts[0], texts[1]), node.lineno


def gather() -> Catalog:
    """All messages of the page, in the order of the modules."""
    found = Catalog()
    for path in modules():
        for message, _line in messages(path):
            found.add(message, locations=[(path.relative_to(ROOT.parent).as_posix(), None)])
    return found


def update() -> int:
    """Write the catalogues anew; list what lacks a translation, and return how many that are."""
    lacking = 0
    template = gather()
    for lang in LANGUAGES:
        path = LOCALE / lang / "LC_MESSAGES" / "sightline.po"
        old = Catalog(locale=lang)
        if path.exists():
            with path.open("rb") as file:
                old = read_po(file, locale=lang)
        new = Catalog(locale=lang, project="Sightline", version="0.1", fuzzy=False)
        for message in template:
            if not message.id:
                continue
            before = old.get(message.id)
            forms = before.string if before else ("" if isinstance(message.id, str) else ("", ""))
            if lang == "en":
                forms = message.id
            new.add(message.id, forms, locations=message.locations)
            if not forms or not all(forms):
                lacking += 1
                sys.stdout.write(f"{lang}: {message.id!r}\n")
        new.revision_date = new.creation_date = old.creation_date
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, new, width=0, sort_output=False)
    return lacking


if __name__ == "__main__":
    raise SystemExit(1 if update() else 0)
