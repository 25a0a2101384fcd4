"""People whom the catalogue does not hold: by given name and surname, by title, by age, by nickname.

Returned are token counts, not mentions: the finder makes those. A nickname right after its bearer
("Juan Pérez, alias "El Pato"") belongs to the bearer and is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from typing import Protocol

from geo.events.date_words import fold_offsets
from geo.events.words import word_set

MOST_WORDS = 6

PARTICLES = word_set("de del la las los y von van da dos bin al el ben ibn abu")
NOT_NAMES = word_set(
    "january february march april may june july august september october november december monday "
    "tuesday wednesday thursday friday saturday sunday enero febrero marzo abril mayo junio julio "
    "agosto septiembre octubre noviembre diciembre lunes martes miercoles jueves viernes sabado "
    "domingo the el la los las un una a an in en on police policia army ejercito cartel san santa "
    "ciudad city state estado colonia calle avenida national nacional general north south east west "
    "new gobierno government fiscalia president presidente"
)
_TITLES = word_set(
    "president mayor governor general colonel captain commander sheikh senator congressman congresswoman "
    "minister secretary judge lieutenant sergeant activist journalist reporter lawyer leader priest "
    "ambassador bishop imam spokesman spokeswoman candidate businessman prosecutor king prince "
    "presidente presidenta alcalde alcaldesa gobernador gobernadora coronel capitan comandante "
    "senador senadora diputado diputada ministro ministra secretario secretaria juez jueza periodista "
    "reportero reportera abogado abogada activista lider sacerdote embajador embajadora obispo vocero "
    "vocera candidato candidata empresario empresaria fiscal comunicador jefe capo narcotraficante"
)
_POSTS = word_set(
    "director directora head chief dirigente cabecilla rector rectora editor founder fundador fundadora "
    "dueno owner "
    "portavoz responsable comisario comisaria"
)
"""What else somebody may be of something, told before a name between commas."""
_PLACES = word_set(
    "san santa santo ciudad colonia calle avenida puerto villa municipio plaza parque hospital aeropuerto "
    "estadio escuela carretera boulevard bulevar cerro presa ejido"
)
_TOWNS = word_set(
    "port puerto city ciudad town pueblo village municipality municipio state estado department "
    "departamento cerca comunidad community"
)
_AGE = re.compile(r",? (?:de )?(?:\d{2})(?: años(?: de edad)?|-year-old)?[,.)]|,? \(\d{2}\)")
_NICKNAME = re.compile(r"""["“«‘'](?:El|La|Don|Doña)\s[^\W\d_]\w*(?:\s[^\W\d_]\w*){0,2}["”»’']""")
_BARE_ALIAS = re.compile(
    r"(?<=[a-záéíóúñ] )alias (?P<name>[A-ZÀ-Þ][\w’-]+(?: [A-ZÀ-Þ][\w’-]+){0,2})(?<!El)(?<!La)"
)
""" "Detuvo a alias Doca", "el cabecilla alias Calarcá": the only name that is told."""
_FIRST_NAMES = re.compile(r"(?<!\w)(?P<given>[A-ZÀ-Þ][\w’'-]+)(?: [A-ZÀ-Þ][\w’'-]+){0,2} [\"“«'‘]\Z")
_LAST_NAMES = re.compile(
    r"[\"”»'’] (?P<last>(?:(?:de|del|la|los) )*[A-ZÀ-Þ][\w’'-]+(?: (?:(?:de|del|la|los) "
    r")*[A-ZÀ-Þ][\w’'-]+){0,2})"
)
_BEFORE_N = (" ", ' "', " “", " '", " ‘", " «")
""" "Juan N", 'Juan "N"': what parts a name from the letter that hides a surname."""
_MARKS = "\"“'‘«"
_INITIAL = re.compile(r"\.(?:[,;)]| [a-zà-ÿ0-9(]|\s*$)")
""" "Raúl G. por homicidio", but "John F. Kennedy"."""
_SAME_BEARER = 24
_OFFICE = re.compile(
    r"(?<!\w)(?P<title>[a-z]+)(?: (?:general|adjunto|interino))? (?:of|de|del|for) (?:[\w'’-]+ "
    r"){0,5}[\w'’-]+, \Z"
)
_OFFICE_LENGTH = 70
_ARABIC = re.compile(
    r"(?:abu|abd\w*|mo?u?hamm?[aeo]d\w*|ahm[ae]d|ali|hus+[ae]in|has+an|mahdi|bas?har|bakr|[kj]h?al[ei]d|[ou]mar|ibrahim|"
    r"ismail|mustaf\w+|y[uo]u?s+[eu]f|yahya|ayman|saif|said|saa?d|nuri|haid[ae]r|m[uo]qtada|hafe[zs]|marwan|mans[uo]u?r|"
    r"nas+er|salah|anas|walid|tar[ie][qk]|faisal|fahd|salman|adel|[jy]amal|qas[ie]m|kamal|ra[sc]h?[ie]d|hamid|hadi|munir|"
    r"samir|nabil)"
)
""" "Ahmed al Sharaa": given names after which "al" is no Spanish "to the"."""
_PASTS_ES = ("ó", "aron", "ieron")
""" "Murió Pedro Gómez, de 40 años": a verb that opens a sentence is no name."""


class Worded(Protocol):
    """A token of the actor finder: folded text, offsets in the text, and the text as written."""

    @property
    def text(self) -> str: ...

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...

    @property
    def written(self) -> str: ...


class Persons:
    """Tells whether a person's name starts at a token.

    Parameters
    ----------
    given, surnames
        Folded names.
    """

    def __init__(self, given: Collection[str], surnames: Collection[str]) -> None:
        self._given, self._surnames = given, surnames

    def words_at(self, text: str, tokens: Sequence[Worded], i: int, is_alias: Callable[[int], bool]) -> int:
        """How many tokens a name that starts at token `i` takes; 0 where none does.

        `is_alias` tells whether an alias of several words starts at a token: a name ends before it.
        """
        first = tokens[i]
        if not capital(first) or first.text in NOT_NAMES or first.written.isupper():
            return 0
        if i > 0 and (tokens[i - 1].text in _PLACES or _placed(tokens, i)):
            return 0
        if first.text not in self._given and first.written.endswith(_PASTS_ES):
            return 0
        arabic = _arabic(text, tokens, i)
        if arabic:
            return arabic
        titled = i > 0 and tokens[i - 1].text in _TITLES and text[tokens[i - 1].end : first.start] == " "
        marked = not titled and first.text not in self._given and not _may_be_aged(tokens, i)
        last = _run(text, tokens, i, is_alias, self._given)
        if _hides_surname(text, tokens, last + 1) and (
            first.text in self._given or text[tokens[last].end + 1] in _MARKS
        ):
            return last + 2 - i
        if _is_holder(text, tokens, i, last):
            return last - i + 1
        if marked:
            return 0
        words = [t.text.removesuffix("'s") for t in tokens[i + 1 : last + 1] if t.text not in PARTICLES]
        if not words:
            return 0
        known = first.text in self._given and any(w in self._surnames or w in self._given for w in words)
        if known or titled or _AGE.match(text, tokens[last].end):
            return last - i + 1
        return 0


def _hides_surname(text: str, tokens: Sequence[Worded], k: int) -> bool:
    """ "Juan N", 'Juan "N"', "Juan G.": how Mexican authorities write a surname that the law protects."""
    if k >= len(tokens) or text[tokens[k - 1].end : tokens[k].start] not in _BEFORE_N:
        return False
    letter = tokens[k].written
    return letter == "N" or (
        len(letter) == 1 and letter.isupper() and _INITIAL.match(text, tokens[k].end) is not None
    )


def _is_holder(text: str, tokens: Sequence[Worded], i: int, last: int) -> bool:
    """ "The mayor of Istanbul, Ekrem Imamoglu, was": who holds an office told before the comma, by name."""
    if (
        last == i
        or text[tokens[last].end : tokens[last].end + 1] != ","
        or not all(map(capital, tokens[i : last + 1]))
    ):
        return False
    office = _OFFICE.search(fold_offsets(text[max(0, tokens[i].start - _OFFICE_LENGTH) : tokens[i].start]))
    return office is not None and office["title"] in _TITLES | _POSTS


def _arabic(text: str, tokens: Sequence[Worded], i: int) -> int:
    """How many tokens "Ahmed al Sharaa" or "Abu Mahdi al Muhandis" takes from token `i` on, or 0."""
    k = i
    last = min(i + MOST_WORDS, len(tokens))
    while k < last and capital(tokens[k]) and (k == i or text[tokens[k - 1].end : tokens[k].start] == " "):
        k += 1
    joined = k + 1 < len(tokens) and tokens[k].text in ("al", "el") and capital(tokens[k + 1])
    if not joined or not any(_ARABIC.fullmatch(t.text) for t in tokens[i:k]):
        return 0
    spaced = text[tokens[k - 1].end : tokens[k].start] in (" ", "-")
    return k + 2 - i if spaced and tokens[k].written.islower() else 0


def _placed(tokens: Sequence[Worded], i: int) -> bool:
    """ "In Lázaro Cárdenas", "the port of Lázaro Cárdenas": towns have the names of people."""
    before = tokens[i - 1].text
    return before in ("in", "en", "near") or (
        before in ("of", "de") and i > 1 and tokens[i - 2].text in _TOWNS
    )


def _may_be_aged(tokens: Sequence[Worded], i: int) -> bool:
    """A number of two figures stands soon after: it may be an age."""
    return any(len(t.text) == 2 and t.text.isdigit() for t in tokens[i + 2 : i + MOST_WORDS + 1])


def _second_person(tokens: Sequence[Worded], k: int, given: Collection[str]) -> bool:
    """ "Vicente Ruiz y Marco Solano" are two, "Ortega y Gasset" is one."""
    if tokens[k].text != "y" or k + 1 >= len(tokens):
        return False
    return tokens[k + 1].text in given or tokens[k + 1].text in PARTICLES


def _run(
    text: str, tokens: Sequence[Worded], i: int, is_alias: Callable[[int], bool], given: Collection[str]
) -> int:
    """The last token of the run of capitalised words from token `i`, particles within it included."""
    last, k = i, i + 1
    while k < len(tokens) and k - i < MOST_WORDS and text[tokens[k - 1].end : tokens[k].start] == " ":
        if capital(tokens[k]) and tokens[k].text not in NOT_NAMES and not is_alias(k):
            last = k
        elif tokens[k].text not in PARTICLES or _second_person(tokens, k, given):
            break
        if text[tokens[k].end - 2 : tokens[k].end].lower() in ("'s", "’s"):
            break
        k += 1
    return last


def capital(token: Worded) -> bool:
    """Whether a token of two letters or more starts with a capital."""
    return token.written[:1].isupper() and len(token.written) > 1


def nicknames(text: str, taken: Sequence[tuple[int, int, bool]]) -> list[tuple[int, int]]:
    """Offsets of quoted nicknames ("El Pato") without their quotes, whose bearer isn't named right before.

    Parameters
    ----------
    taken
        Offsets of the actors found so far, in order, and whether each is a person.
    """
    out = []
    k = 0
    quoted = [(m.start() + 1, m.end() - 1) for m in _NICKNAME.finditer(text)]
    bare = [m.span("name") for m in _BARE_ALIAS.finditer(text)]
    for start, end in sorted(quoted + bare):
        while k < len(taken) and taken[k][1] <= start:
            k += 1
        overlaps = k < len(taken) and taken[k][0] < end
        borne = k > 0 and taken[k - 1][2] and _belongs(text[taken[k - 1][1] : start])
        if not overlaps and not borne:
            out.append((start, end))
    return out


def bearer(text: str, start: int, end: int, given: Collection[str]) -> tuple[int, int]:
    """Offsets of the whole name around a nickname, 'Juan "El Chino" Pérez'; its own where there is none.

    Parameters
    ----------
    start, end
        Offsets of the nickname without its quotes.
    given
        Folded given names.
    """
    before, after = _FIRST_NAMES.search(text, 0, start), _LAST_NAMES.match(text, end)
    if before is None or after is None or fold_offsets(before["given"]) not in given:
        return start, end
    return before.start("given"), after.end("last")


def _belongs(gap: str) -> bool:
    """Whether what stands between a name and a nickname lets the nickname be the same person's."""
    return len(gap) <= _SAME_BEARER and not set(".;\n") & set(gap)
