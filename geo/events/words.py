"""Lists of words, written as they are read."""

from __future__ import annotations


def word_list(text: str) -> list[str]:
    """The words of `text`, in order."""
    return text.split()


def word_set(text: str) -> frozenset[str]:
    """The words of `text`, as a set."""
    return frozenset(text.split())


_EN = word_list(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_ES = word_list(
    "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis "
    "diecisiete dieciocho diecinueve"
)
_TENS_EN = word_list("twenty thirty forty fifty sixty seventy eighty ninety")
_TENS_ES = word_list("veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa")

_HUNDREDS_ES = word_list("doscient trescient cuatrocient quinient seiscient setecient ochocient novecient")


def _number_words(lang: str) -> dict[str, int]:
    units, tens = (_EN, _TENS_EN) if lang == "en" else (_ES, _TENS_ES)
    table = {word: k for k, word in enumerate(units, 1)} | {w: 10 * k for k, w in enumerate(tens, 2)}
    for k, ten in enumerate(tens, 2):
        for n, unit in enumerate(units[:9], 1):
            table[f"{ten}-{unit}"] = 10 * k + n
    if lang == "en":
        return table | {"dozen": 12, "hundred": 100, "thousand": 1000, "pair": 2}
    hundreds = {w + s: 100 * n for n, w in enumerate(_HUNDREDS_ES, 2) for s in ("os", "as")}
    veinti = {"veinti" + unit: 20 + n for n, unit in enumerate(units[:9], 1)}
    return (
        table
        | veinti
        | hundreds
        | {
            "docena": 12,
            "decena": 10,
            "veintena": 20,
            "treintena": 30,
            "cien": 100,
            "ciento": 100,
            "mil": 1000,
            "centenar": 100,
            "veintiun": 21,
            "ambos": 2,
        }
    )


OF = word_set("of de del")
AND = word_set("and y e")
MANY = word_set("people men women police children troops")
"""English plurals without a sign of their own, and those that stand for many."""
RANKS = word_set(
    "colonel colonels captain captains lieutenant lieutenants sergeant sergeants corporal corporals "
    "coronel coroneles capitan capitanes teniente tenientes subteniente subtenientes sargento sargentos "
    "cabo cabos comandante comandantes"
)
""" "A police sergeant", "un capitán de la Policía": ranks that soldiers and police have."""
NUMBERS = {"en": _number_words("en"), "es": _number_words("es")}
"""What number words mean, by language."""


def is_number_en(word: str) -> bool:
    """Whether a folded English word is a number, in digits or in letters."""
    return word.isdigit() or word in NUMBERS["en"]
