"""The cleaned view of a text: what is left out, how it is cut, and the way back to the original offsets."""

from __future__ import annotations

import pytest

from geo.places.text import read


def test_plain_text_keeps_its_offsets() -> None:
    view = read("In Paris, Texas.")
    assert view.words == ["In", "Paris", "Texas"]
    assert (view.starts, view.ends) == ([0, 3, 10], [2, 8, 15])
    assert view.original(3, 8) == (3, 8)
    assert view.inside(10) == 10


@pytest.mark.parametrize(
    ("text", "word", "surface"),
    [
        ("Tiroteo en CuliacÃ¡n hoy", "Culiacán", "CuliacÃ¡n"),
        ("cerca de Cul\u200biacán hoy", "Culiacán", "Cul\u200biacán"),
        ("visit Nu\u0308rnberg now", "Nurnberg", "Nu\u0308rnberg"),
        ("\u202bCairo\u202c and", "Cairo", "Cairo"),
        ("rain in Nürn\u00adberg", "Nürnberg", "Nürn\u00adberg"),
    ],
)
def test_hidden_and_broken_characters(text: str, word: str, surface: str) -> None:
    view = read(text)
    at = view.words.index(word)
    start, end = view.original(view.starts[at], view.ends[at])
    assert text[start:end] == surface


def test_a_letter_that_folds_to_two_keeps_its_place() -> None:
    text = "Die Straße nach Köln"
    view = read(text)
    assert view.lows == ["die", "strasse", "nach", "koln"]
    start, end = view.original(view.starts[1], view.ends[1])
    assert text[start:end] == "Straße"
    assert text[slice(*view.original(view.starts[3], view.ends[3]))] == "Köln"
    assert view.inside(text.index("Köln")) == view.starts[3]


def test_sentences_do_not_break_at_abbreviations() -> None:
    view = read("Mr. Smith met U.S. officials in St. Louis, Mo. today. He left; POLICE KILL TWO\nNew line")
    by_word = dict(zip(view.words, view.stretch, strict=True))
    assert by_word["Mr"] == by_word["Smith"] == by_word["officials"] == by_word["Louis"] == 0
    assert (by_word["He"], by_word["POLICE"], by_word["New"]) == (1, 2, 3)


def test_case_is_judged_by_stretch() -> None:
    view = read("TWO KILLED IN TIJUANA SHOOTOUT\nPolice said two men were killed.")
    assert view.caseless == [True, False]
    assert read("two men were killed in tijuana").caseless == [True]
    assert read("They Kill Two Brothers In Tijuana Bar").titled == [True]


def test_a_megabyte_is_read_in_linear_time() -> None:
    import time

    def seconds(n: int) -> float:
        spent = []
        for _ in range(3):
            began = time.process_time()
            assert len(read("En Culiacán, " * n).words) == 2 * n
            spent.append(time.process_time() - began)
        return min(spent)

    seconds(1000)
    assert seconds(80_000) < 40 * max(seconds(8_000), 0.005)
