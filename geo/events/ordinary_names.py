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
_COMMANDERS = word_set("comandante comandantes commander commanders")
_OF_THE = word_set("de del la el los las of the")
_LINKS = 2
_RANKS = word_set("general coronel capitan almirante teniente mayor colonel captain admiral major lieutenant")
_FORCES = word_set(
    "policia policial policiaco policiaca zona region regional militar guardia ejercito marina armada "
    "naval brigada "
    "batallon base fuerzas fuerza division cuartel army police brigade battalion navy forces force guard "
    "military "
    "district regiment municipal estatal federal garrison guarnicion"
)
_AIRCRAFT = word_set("jet jets plane planes aircraft pilot pilots")
_BODIES = word_set("cartel carteles")


def commands_forces(tokens: Sequence[Worded], i: int, n: int) -> bool:
    """ "El comandante de la policía", "the brigade's commander": who leads forces of a state, and no gang."""
    if n != 1 or tokens[i].text not in _COMMANDERS:
        return False
    before = tokens[i - 1].text.removesuffix("'s") if i else ""
    k = i + 1
    while k < len(tokens) and k - i <= _LINKS and tokens[k].text in _OF_THE:
        k += 1
    named = tokens[k : k + 2] if k < len(tokens) else ()
    return before in _RANKS | _FORCES or any(t.text in _FORCES for t in named)


def assists_a_person(tokens: Sequence[Worded], i: int, n: int) -> bool:
    """ "Ryan Wedding's top lieutenant": whoever helps a gang's head, and no officer of an army."""
    if n != 1 or tokens[i].text not in ("lieutenant", "lieutenants"):
        return False
    return any(
        t.text.endswith("'s") or t.text in ("his", "her", "their") for t in tokens[max(0, i - _LINKS) : i]
    )


def is_aircraft(tokens: Sequence[Worded], i: int, n: int) -> bool:
    """ "Two F-16 fighter jets", "a spy plane": no militia's fighters, and no spies."""
    named = n == 1 and tokens[i].text in ("fighter", "spy") and i + 1 < len(tokens)
    return named and tokens[i + 1].text in _AIRCRAFT


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
