"""Spanish signs that a verb has a person for its object, and what may stand within its expression.

"A" before a noun, a pronoun before the verb ("los encerraron"), and a relative clause about somebody ("a los
que había raptado") say so whatever the noun is called. Days and adverbs may part a verb from the words that
belong to it: "tomaron ayer como rehenes a dos guardias".
"""

from __future__ import annotations

import re

from geo.events.sentences import Sentence
from geo.events.words import word_set

_TIME = (
    r"(?:ayer|anoche|hoy|anteayer|ya|luego|después|también|entonces|además|"
    r"la (?:noche|madrugada|mañana|tarde) del? (?:este )?(?:pasado )?"
    r"(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo)(?: al [a-zé]+)?|"
    r"(?:el|este|ese|la|esta|esa|la misma|esa misma|ese mismo) (?:pasado )?"
    r"(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo|noche|madrugada|tarde|mañana|semana|mes)"
    r"(?: (?:pasad[oa]|por la \w+|de madrugada|en la \w+|siguiente))?|"
    r"desde (?:ayer|hoy|anoche|el \w+|la \w+|hace \w+ \w+)|"
    r"el (?:día )?\d{1,2}(?: de [a-z]+)?|a diario|de (?:madrugada|noche|inmediato)|"
    r"en (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|\d{4})"
    r"(?: de (?:\d{4}|este año|ese año)| pasado)?|"
    r"entre el \w+ y el \w+|(?:durante|por) (?:\w+ ){0,2}(?:horas|días|semanas|meses))"
)
_PLACED = r"(?:en|cerca de) (?:[A-ZÁÉÍÓÚ][\wáéíóúñ]+ ?(?:de la |de |del )?){1,3}"
_BETWEEN = re.compile(rf"(?: (?:{_TIME}|{_PLACED}(?= ))(?!\w))+")
SOON = 10
"""Within how many words from its first the second word of an expression has to come."""
_LONGEST = 90
"""How many characters of a sentence are looked through for what parts a verb from its words."""
_ONE_OR_MORE = (
    r"(?:al (?!(?:norte|sur|este|oeste|noreste|noroeste|sureste|suroeste|oriente|poniente)(?!\w))|"
    r"a (?:un|una|unos|unas|los|las|dos|tres|cuatro|cinco|seis|siete|"
    r"ocho|nueve|diez|once|doce|trece|quince|veinte|su|sus|otr\w+|vari[oa]s|\d+) "
    r"(?!(?:millas?|kil[oó]metros?|kms?|metros?|leguas?|cuadras?|horas?|minutos?)(?!\w)))"
)
""" "A dos hombres", but neither "a 200 millas" nor "al sur"."""
_LED = re.compile(rf"(?:{_TIME} |{_PLACED} ?){{0,3}}{_ONE_OR_MORE}", re.UNICODE)
_TO_WHOM = re.compile(r"(?<!\w)(?:al que|a l[oa]s? (?:que|cual(?:es)?)|a quien(?:es)?) (?:\w+ ){0,6}$")
_THAT = re.compile(r"(?<!\w)(?:que|quien(?:es)?) (?:\w+ ){0,5}$")
_CLITICS = word_set("lo la los las le les")
_OF_CLITIC = {
    "la": word_set("la una"), "lo": word_set("el un"), "le": word_set("la una el un"),
    "las": word_set("las unas dos tres varias"), "los": word_set("los unos dos tres varios"),
    "les": word_set("los las unos unas dos tres varios varias"),
}  # fmt: skip
"""The articles of whom a pronoun may mean."""
_COMPLAINS = re.compile(r"(?<!\w)(?:denunci|relat|narr|acus|lament)\w+ (?:[^;]{0,60} )?que [^;]*$")
_HAVING = word_set("ha han habia habian hubo hubieron habria habrian haya hayan hubiera hubieran")
_ENCLITIC = re.compile(r"(?:[aei]r|ndo)(?:l[aeo]s?)\Z")


def width(sentence: Sentence, i: int, form: tuple[str, ...], *, apart: bool) -> int:
    """How many words from word `i` a form of several takes there, or 0; `apart` lets days part it."""
    n, words = len(form), sentence.words
    if tuple(w.text for w in words[i : i + n]) == form:
        return n
    if not apart or words[i].text != form[0]:
        return 0
    between = interposed(sentence, i)
    there = tuple(w.text for w in words[i + 1 + between : i + n + between])
    return n + between if between and there == form[1:] else 0


def interposed(sentence: Sentence, k: int) -> int:
    """How many words after word `k` only tell when or where: "prendieron | el lunes | fuego"."""
    start = sentence.words[k].end - sentence.start
    match = _BETWEEN.match(sentence.text, start, start + _LONGEST)
    if match is None:
        return 0
    end = sentence.start + match.end()
    return sentence.word_at(end - 1) - k


def follows(sentence: Sentence, k: int, word: str) -> bool:
    """Whether a word comes right after word `k`, when and where left out: "se incautaron ayer de"."""
    behind = k + 1 + interposed(sentence, k)
    return behind < len(sentence.words) and sentence.words[behind].text == word


def has_personal_object(sentence: Sentence, first: int, last: int) -> bool:
    """Whether "a" and somebody, days left out, come right after the words `first` to `last`."""
    start = sentence.words[last].end - sentence.start + 1
    return _LED.match(sentence.text, start, start + _LONGEST) is not None


def has_clitic(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a pronoun is the object of the verb at words `first` to `last`: "los habían encerrado"."""
    words, k = sentence.words, first - 1
    while k >= 0 and words[k].text in _HAVING:
        k -= 1
    led = k >= 0 and words[k].text in _CLITICS
    return led or _ENCLITIC.search(words[last].text) is not None


def tells_of_oneself(sentence: Sentence, first: int, people: re.Pattern[str]) -> bool:
    """ "La periodista denunció que dos hombres la amenazaron": whether the pronoun means who tells it.

    `first` is the verb's first word, `people` what whoever tells it is called.
    """
    words, k = sentence.words, first - 1
    while k > 0 and words[k].text in _HAVING:
        k -= 1
    articles = _OF_CLITIC.get(words[k].text if k > 0 else "")
    told = people.search(sentence.folded, 0, words[first].start - sentence.start) if articles else None
    if told is None or articles is None:
        return False
    article = sentence.folded[: told.start()].split()[-1:]
    rest = sentence.folded[told.end() : words[first].start - sentence.start]
    return bool(article) and article[0] in articles and _COMPLAINS.search(rest) is not None


def is_about_somebody(sentence: Sentence, first: int, people: re.Pattern[str]) -> bool:
    """Whether a relative clause makes somebody the object of its verb: "la monja que habían raptado"."""
    words = sentence.words
    before = sentence.between(words[max(0, first - 9)].start, words[first].start)
    if _TO_WHOM.search(before):
        return True
    that = _THAT.search(before)
    return that is not None and people.search(before, 0, that.start()) is not None
