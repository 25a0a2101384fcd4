"""The words that dates are made of, in English and Spanish, and the tokeniser that finds them.

Every token gets a one-letter class, so that a text becomes a short string of classes and the grammar of
`date_english` and `date_spanish` is a list of regular expressions over that string. The classes:

    d  1 to 31        q  another whole number      Y  a year 1900 to 2099    I  a numeric date   S  a decade
    M  month          m  month or common word      j  abbreviated month      W  weekday          w  tue, wed
    n  number word    f  vague number              a  one, a                 U  unit of time     K  weekend
    L  last           T  this                      X  next                   R  recent           e  early
    A  hace           G  ago                       E  earlier                F  later            B  before
    y  a day by name (value: offset in days)       P  part of the day        o  mañana           v  overnight
    s  since          i  other prepositions        b  between                r  from             :  to, until
    &  and            -  dash                      h  the                    z  of               x  same, that
    Z  season         H  half, quarter             O  ordinal                k  que              V  va, viene
    ,  .  (  as they are                           _  anything else
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

Entry = tuple[str, int]


class Token(NamedTuple):
    """A token of the folded text: its class, its value and its offsets in the original text."""

    code: str
    value: int
    start: int
    end: int
    word: str


class Tokens(NamedTuple):
    """A text's tokens, the string of their classes (one character a token), and the text's case.

    `loud` texts are all upper case, `quiet` ones all lower case: case then says nothing about a word.
    """

    tokens: list[Token]
    codes: str
    text: str
    loud: bool
    quiet: bool


def _fold_table() -> dict[int, str]:
    table = {0x0130: "i", 0x2019: "'", 0x2018: "'", 0x00A0: " "}
    for code in range(0xC0, 0x250):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base.isascii() and base.isalpha():
            table[code] = base.lower()
    return table


_FOLDED = _fold_table()


def fold_offsets(text: str) -> str:
    """Lower case without Latin accents, character for character: offsets stay those of `text`."""
    folded = text.lower() if text.isascii() else text.translate(_FOLDED).lower()
    if len(folded) == len(text):
        return folded
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text.translate(_FOLDED))


def _entries(code: str, words: str, value: int = 0) -> dict[str, Entry]:
    return dict.fromkeys(words.split(), (code, value))


def _numbered(code: str, words: str, first: int = 1) -> dict[str, Entry]:
    """Space-separated groups of |-separated words; the groups are numbered from `first`."""
    groups = enumerate(words.split(), first)
    return {word: (code, number) for number, group in groups for word in group.split("|")}


MINUTE, HOUR, DAY, WEEK, MONTH, YEAR, DECADE = range(7)
EARLY, MID, LATE = 1, 2, 3

_UNITS_EN = "minute|minutes hour|hours day|days week|weeks month|months year|years decade|decades"
_UNITS_ES = "minuto|minutos hora|horas dia|dias semana|semanas mes|meses ano|anos decada|decadas"

ENGLISH: dict[str, Entry] = {
    **_numbered("M", "january february - april - june july august september october november december"),
    **_numbered("m", "march - may", 3),
    **_numbered("j", "jan feb mar apr - jun jul aug sep|sept oct nov dec"),
    **_numbered("W", "monday tuesday wednesday thursday friday saturday sunday", 0),
    **_numbered("w", "mon tue|tues wed|weds thu|thur|thurs fri sat sun", 0),
    **_numbered(
        "n", "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen", 2
    ),
    **_numbered("n", "twenty", 20),
    **_entries("n", "couple", 2),
    **_entries("f", "few several some many", 3),
    **_entries("a", "a an one", 1),
    **_numbered("U", _UNITS_EN, MINUTE),
    **_entries("K", "weekend", 0),
    **_entries("L", "last past previous", -1),
    **_entries("T", "this current"),
    **_entries("X", "next coming upcoming following", 1),
    **_entries("R", "recent"),
    **_entries("G", "ago"),
    **_entries("E", "earlier", -1),
    **_entries("F", "later", 1),
    **_entries("B", "before", -1),
    **_entries("B", "after", 1),
    **_entries("y", "yesterday", -1),
    **_entries("y", "today tonight"),
    **_entries("y", "tomorrow", 1),
    **_entries("v", "overnight"),
    **_entries("P", "morning afternoon evening night noon midnight dawn midday"),
    **_entries("s", "since"),
    **_entries("i", "in on at by during over within throughout around for"),
    **_entries("b", "between"),
    **_entries("r", "from"),
    **_entries(":", "to through thru until till"),
    **_entries("&", "and"),
    **_entries("h", "the"),
    **_entries("z", "of"),
    **_entries("x", "same that"),
    **_entries("e", "early beginning start", EARLY),
    **_entries("e", "mid middle", MID),
    **_entries("e", "late end", LATE),
    **_numbered("Z", "spring summer autumn|fall winter"),
    **_entries("H", "half", 6),
    **_entries("H", "quarter", 3),
    **_numbered("O", "first second third fourth"),
}
ENGLISH.pop("-", None)

SPANISH: dict[str, Entry] = {
    **_numbered(
        "M",
        "enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre noviembre diciembre",
    ),
    **_numbered("j", "ene feb mar abr may jun jul ago sep|sept|set oct nov dic"),
    **_numbered("W", "lunes martes miercoles jueves viernes sabado domingo", 0),
    **_numbered("n", "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince", 2),
    **_entries("n", "veinte", 20),
    **_entries("f", "unos unas varios varias algunos algunas pocos pocas", 3),
    **_entries("n", "par", 2),
    **_entries("a", "un una", 1),
    **_numbered("U", _UNITS_ES, MINUTE),
    **_entries("L", "pasado pasada pasados pasadas ultimo ultima ultimos ultimas anterior previo", -1),
    **_entries("L", "antepasado antepasada", -2),
    **_entries("T", "este esta estos estas presente actual"),
    **_entries("X", "proximo proxima proximos proximas siguiente siguientes entrante", 1),
    **_entries("R", "recientes"),
    **_entries("A", "hace"),
    **_entries("G", "atras"),
    **_entries("E", "antes", -1),
    **_entries("F", "despues", 1),
    **_entries("y", "ayer anoche vispera", -1),
    **_entries("y", "anteayer antier antenoche", -2),
    **_entries("y", "hoy"),
    **_entries("o", "manana"),
    **_entries("P", "madrugada tarde noche mediodia medianoche amanecer anochecer"),
    **_entries("s", "desde"),
    **_entries("i", "en durante hacia para por sobre"),
    **_entries("b", "entre"),
    **_entries(":", "a al hasta"),
    **_entries("&", "y e"),
    **_entries("h", "el la los las lo"),
    **_entries("z", "de del"),
    **_entries("x", "ese esa aquel aquella mismo misma"),
    **_entries("e", "principios inicios comienzos principio inicio comienzo", EARLY),
    **_entries("e", "mediados", MID),
    **_entries("e", "finales fines final fin", LATE),
    **_numbered("Z", "primavera verano otono invierno"),
    **_entries("H", "semestre mitad quincena", 6),
    **_entries("H", "trimestre", 3),
    **_numbered("O", "primer|primero|primera segundo|segunda tercer|tercero|tercera cuarto|cuarta"),
    **_entries("k", "que"),
    **_entries("V", "va viene entra"),
    **_numbered("S", "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa", 2),
}
SPANISH["veinte"] = ("n", 20)

_MARKS = {",": ",", ".": ".", "(": "(", "-": "-", "–": "-", "—": "-", "/": "/", "$": "$", "%": "%"}

_TOKEN = re.compile(
    r"\d{4}([-/.])\d{1,2}\1\d{1,2}(?![\d-])|\d{1,2}([-/.])\d{1,2}\2(?:\d{4}|\d{2})(?![\d-])"
    r"|\d{1,3}(?:,\d{3})+(?![\d,])|\d+[.:]\d+(?:[.:]\d+)*|\d{4}s\b|\d+(?:st|nd|rd|th|ero|ro|er|"
    r"[ºª°])?(?![a-z\d])|\d+|[^\W\d_]+|[^\s\w]"
)
_INTEGER = re.compile(r"(\d+)(?:st|nd|rd|th|ero|ro|er|[ºª°])?\Z")


def _number(word: str) -> Entry:
    """The class of a token that starts with a digit."""
    whole = _INTEGER.match(word)
    if whole is None:
        return _not_whole(word)
    if len(whole[1]) > 4:
        return "_", 0
    value = int(whole[1])
    if 1 <= value <= 31 and len(whole[1]) <= 2:
        return "d", value
    if len(whole[1]) == 4:
        return ("Y", value) if 1900 <= value <= 2099 else ("_", 0)
    return ("q", value) if value else ("_", 0)


def _not_whole(word: str) -> Entry:
    if word.endswith("s") and word[:-1].isdecimal() and word[3] == "0" and 1900 <= int(word[:-1]) <= 2090:
        return "S", int(word[:-1])
    separators = re.sub(r"\d", "", word)
    return ("I", 0) if separators in ("--", "//", "..") else ("_", 0)


def read_tokens(text: str, lexicon: dict[str, Entry]) -> Tokens:
    """Tokens of `text` with the classes of `lexicon`. Linear in the text's length."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(fold_offsets(text)):
        word = match[0]
        entry = lexicon.get(word)
        if entry is None:
            first = word[0]
            if first.isascii() and first.isdigit():
                entry = _number(word)
            else:
                entry = (_MARKS.get(word, "_"), 0)
        tokens.append(Token(entry[0], entry[1], match.start(), match.end(), word))
    return Tokens(tokens, "".join([token[0] for token in tokens]), text, text.isupper(), text.islower())
