"""Gangs whose names are ordinary words: "La Línea" is one, "la línea" and "la Línea de Control" are none."""

from __future__ import annotations

from collections.abc import Sequence

from geo.events.actor_persons import Worded, capital
from geo.events.actor_states import ARTICLES
from geo.events.words import OF, word_set

_ORDINARY = word_set("linea lobos rojos metros ardillas escorpiones ciclones pelones barredora talibanes")
_COMMANDS = word_set("comando")
""" "Comando Conjunto": a command of an army's, and no gunmen."""
_ARTICLE_AND_NOUN = 2
_BODIES = word_set("cartel carteles")


def is_ordinary(text: str, tokens: Sequence[Worded], i: int, n: int) -> bool:
    """Whether the `n` tokens from token `i` are an ordinary noun, or open another, longer name."""
    last = tokens[i + n - 1]
    if n == 1:
        following = tokens[i + 1] if last.text in _COMMANDS and i + 1 < len(tokens) else None
        named = following is not None and capital(following) and text[last.end : following.start] == " "
        return named and last.written.istitle() and not tokens[i + 1].written.isupper()
    if n != _ARTICLE_AND_NOUN or tokens[i].text not in ARTICLES or last.text not in _ORDINARY:
        return False
    if not last.written[:1].isupper():
        return True
    k = i + n
    if last.text != "linea" or k >= len(tokens) or text[last.end : tokens[k].start] != " ":
        return False
    if tokens[k].text in OF and k + 1 < len(tokens):
        k += 1
        return capital(tokens[k]) and tokens[k].text not in _BODIES
    return tokens[k].written.isdigit() or (capital(tokens[k]) and not tokens[k].written.isupper())
