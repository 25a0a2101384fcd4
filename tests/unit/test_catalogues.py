"""Every word on the page goes through the catalogues, and both languages have all of them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from dashboard import catalogue, i18n, words
from geo.events.actors import load_actors

ROOT = Path(__file__).resolve().parents[2] / "dashboard"
LETTERS = re.compile(r"[^\W\d_]{2,}")

SHOWN_FIRST = {
    "button", "caption", "checkbox", "date_input", "download_button", "error", "expander", "file_uploader",
    "header",
    "info", "markdown", "multiselect", "number_input",
    "pills", "popover", "radio", "segmented_control", "selectbox",
    "spinner", "status", "subheader", "success", "tabs", "text_area", "text_input", "title", "toast",
    "toggle",
    "warning", "write",
}  # fmt: skip
"""Streamlit's calls whose first argument a reader sees."""

SHOWN_BY_NAME = {"label", "help", "placeholder", "alt", "text"}
NO_WORDS = {"Sightline", "sightline"}


def shown(call: ast.Call) -> Iterator[ast.expr]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    if name in SHOWN_FIRST and call.args:
        yield call.args[0]
    for keyword in call.keywords:
        if keyword.arg in SHOWN_BY_NAME:
            yield keyword.value


def literals(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        for part in node.values:
            if isinstance(part, ast.Constant):
                yield str(part.value)
    elif isinstance(node, ast.List | ast.Tuple):
        for element in node.elts:
            yield from literals(element)


def unwrapped(path: Path) -> list[str]:
    found = []
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            for value in shown(node):
                found += [f"{node.lineno}: {s!r}" for s in literals(value) if LETTERS.search(s)]
        if isinstance(node, ast.Constant | ast.JoinedStr):
            for text in literals(node):
                between = re.findall(r">([^<>]*)<", text) if "<" in text else []
                for words in between:
                    if LETTERS.search(words) and words.strip() not in NO_WORDS:
                        found.append(f"{node.lineno}: {words!r} stands in markup")
    return found


@pytest.mark.parametrize("path", catalogue.modules(), ids=lambda p: p.relative_to(ROOT).as_posix())
def test_no_word_is_shown_past_the_catalogues(path: Path) -> None:
    assert unwrapped(path) == []


def test_an_unwrapped_word_would_be_found(tmp_path: Path) -> None:
    module = tmp_path / "page.py"
    module.write_text('st.button("Save")\nst.html("<p>Hello there</p>")\nst.button(_("Fine"))\n')
    assert unwrapped(module) == ["1: 'Save'", "2: 'Hello there' stands in markup"]


@pytest.mark.parametrize("script", sorted(ROOT.glob("assets/*.js")), ids=lambda p: p.name)
def test_scripts_hold_no_words(script: Path) -> None:
    source = script.read_text(encoding="utf-8")
    shown_texts = re.findall(
        r"(?:textContent|title|placeholder|innerText)\s*=\s*[\"'`]([^\"'`$]*)[\"'`]", source
    )
    assert [s for s in shown_texts if LETTERS.search(s)] == []


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_catalogue_is_whole(lang: str) -> None:
    with (i18n.LOCALE / lang / "LC_MESSAGES" / "sightline.po").open("rb") as file:
        kept = read_po(file, locale=lang)
    wanted = {m.id for m in catalogue.gather() if m.id}
    assert {m.id for m in kept if m.id} == wanted
    lacking = [m.id for m in kept if m.id and not all([m.string] if isinstance(m.string, str) else m.string)]
    assert lacking == []
    assert [m.id for m in kept if m.fuzzy and m.id] == []


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_translations_keep_their_places(lang: str) -> None:
    with (i18n.LOCALE / lang / "LC_MESSAGES" / "sightline.po").open("rb") as file:
        kept = read_po(file, locale=lang)
    for message in kept:
        if not message.id:
            continue
        source = message.id if isinstance(message.id, str) else message.id[1]
        for form in [message.string] if isinstance(message.string, str) else message.string[1:]:
            assert set(re.findall(r"\{\w+\}", form)) == set(re.findall(r"\{\w+\}", source)), message.id


def test_spanish_says_it_in_spanish() -> None:
    i18n.use("es")
    try:
        assert i18n._("Copy link") == "Copiar enlace"
        assert i18n.count("{n} event", "{n} events", 1) == "1 evento"
        assert i18n.count("{n} event", "{n} events", 12345) == "12,345 eventos".replace(",", ".")
    finally:
        i18n.use("en")
    assert i18n.count("{n} event", "{n} events", 12345) == "12,345 events"


@pytest.mark.parametrize(
    ("locale", "lang"), [("es-MX", "es"), ("en_GB", "en"), ("de", "en"), (None, "en"), ("ES", "es")]
)
def test_language_is_guessed_from_the_browser(locale: str | None, lang: str) -> None:
    assert i18n.guess(locale) == lang


def test_only_known_languages() -> None:
    with pytest.raises(ValueError, match="expected one of en, es, got 'fr'"):
        i18n.use("fr")


def test_every_kind_of_actor_has_a_heading_in_spanish() -> None:
    before = i18n.language()
    i18n.use("es")
    try:
        kinds = {actor.kind for actor in load_actors().values()}
        assert len(kinds) > 10
        assert {kind for kind in kinds if words.actor_kind(kind) == kind.capitalize()} == set()
    finally:
        i18n.use(before)
