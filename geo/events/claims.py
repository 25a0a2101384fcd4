"""Claims: who says what a sentence tells, before or after a verb of saying, or "according to" whom."""

from __future__ import annotations

import re
from dataclasses import dataclass

from geo.events.sentences import Sentence
from geo.events.words import word_set

_SAYING = (
    r"said|says|say|announce[sd]?|announcing|told|tells|reported|reports|confirmed|confirms|claim(?:ed|s)?|"
    r"stated|states|alleged|alleges|allege|warn(?:ed|s)|declared|declares|acknowledged|revealed|reveals|added|adds|"
    r"denied|denies|explained|insisted|asserted|asserts|wrote|tweeted|posted|disclosed|argued|noted|accused|"
    r"accuses|suggest(?:s|ed)?|dijo|dice|dijeron|dicen|anuncio|anuncia|anunciaron|anunciado|informo|informa|"
    r"informaron|reporto|reporta|reportaron|confirmo|confirma|confirmaron|aseguro|asegura|aseguraron|afirmo|"
    r"afirma|afirmaron|declaro|declara|declararon|senalo|senala|senalaron|indico|indica|indicaron|revelo|"
    r"revela|revelaron|sostuvo|sostiene|explico|explica|recall(?:s|ed)?|argue[sd]?|describe[sd]?|concludes?|"
    r"concluded|recuerda|recordo|describe|anade|anadio|agrega|agrego|concluye|reivindico|reivindica|"
    r"reivindicaron|nego|niega|negaron|reitero|reitera|reiteraron|detallo|detallaron|comunico|dio a conocer|"
    r"dieron a conocer|difundio|publico|denuncio|denuncia|denunciaron|advirtio|advierte|acuso|acusa|"
    r"escribio|preciso|sugieren|sugiere|relata|cuenta|apunta|apuntan|aseguran|afirman|sostienen|denuncian|"
    r"relatan|relato|relataron|contaron|cuentan|indican|senalan|alerto|alertaron|alertan|reconocio|"
    r"reconocieron|reconoce|manifesto|manifestaron|lamento|lamentaron|comento|comentaron|admitio|admitieron|"
    r"aclaro|aclararon|subrayo|agregaron|anadieron|admit(?:s|ted)|estimated|recognised|razona|razono|"
    r"calcula|calculan|contabilizo|contabilizaron|reprocho|reprocharon|alega|alegan|alego|alegaron|"
    r"puntualizo|puntualizaron|asevero|aseveraron|explican|explicaron|advierten|confirman|narro|narraron|"
    r"believe(?:s|d)?(?! in )|thinks?(?! of )|thought(?= that)|creen?(?= que)|creian?(?= que)|"
    r"consideran?(?= que)|sospechan?(?= que)|denounced(?= (?:on \w+ )?that)|"
    r"recounted|recalled|testified|concluded|concludes|boasted|boasts"
)
SAYING = re.compile(rf"(?<!\w)(?:{_SAYING})(?!\w)")
_ACCORDING = re.compile(
    r"(?<!\w)(?:according to|in the words of|as reported by|as told by|citing|quoting|segun|de acuerdo con|"
    r"de acuerdo a|conforme a|a decir de|en palabras de|citando a)\s+"
)
_SOURCE_END = re.compile(
    r"[,.;:()\[\]“”\"«»—\n]|(?<!\w)(?:that|which|who|and said|que|quien|quienes|cuyo|on|in a|in an|during|"
    r"after|en una|en un|durante|este|esta|el pasado|tras|se|was|were|is|are|fue|fueron|es|son|has|have|had|"
    r"ha|han)(?!\w)"
)
_SUBJECT_START = re.compile(
    r"(?<![a-z][.][a-z])[.](?=\s)|[;:()\[\]“”\"«»—\n]|,(?!\d)|(?<=\s)[-–](?=\s)|\.\s?[-–]{1,2}(?=\s)|"
    r"(?<!\w)(?:that|which|whom?|where|quien(?:es)?(?= (?:el|l[ao]s?|sus?) )|donde|and|but|while|when|after|"
    r"que|y|pero|mientras|cuando|tras|also|january|february|march|april|may|june|july|august|september|"
    r"october|november|december|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|"
    r"noviembre|diciembre|yesterday|today|ayer|hoy|\d+(?![-,\d])|monday|tuesday|wednesday|thursday|friday|"
    r"saturday|sunday|lunes|martes|miercoles|jueves|viernes|sabado|domingo)(?!\w)"
)
_LEADING = re.compile(
    r"^(?:\s|later|then|also|first|too|has|have|had|ha|han|habia|luego|despues|tambien|le|les|lo|en)+(?!\w)"
)
_TRAILING = re.compile(
    r"(?:\s+(?:had|have|has|ha|han|habia|habian|also|later|then|tambien|luego|despues|le|les|se))+\s*$"
)
_DESCRIBED = re.compile(r"(?<!\w)(?:the|an?|his|her|its|their|no|two|three|four|five|\d+) $")
""" "The alleged leader", "an estimated 300": a participle before a noun says nothing."""
_DESCRIBES = re.compile(r"(?<!\w)(?:of|the|an|a|by|with|against|for|two|three|its|his|her|their|and) $")
""" "The extradition of alleged launderer X": said of him, and by nobody."""
_SAYS_NOTHING = re.compile(
    r"(?<!\w)(?:was|were|been|be|is|are|not|never|hasn't|haven't|didn't|fue|fueron|sido|siendo|ser|no "
    r"(?:ha|han|lo|la|se|ha sido)) $"
)
""" "No casualties were reported", "police have not said": nobody says so."""
_NOUNS_TOO = word_set("claims claim reports report")
_THING = re.compile(r"(?<!\w)(?:[a-z]+ed|the|such|these|those|false|any|of|no|its|their|his|her) $")
""" "Moscow dismissed claims that": what somebody else said."""
_NEAR = 16
_NOBODY = re.compile(r"(?:no|none|nobody|neither|nadie|ningun[oa]?)(?!\w)")
""" "No group has claimed": nobody says so."""
_THAT = re.compile(r" (?:that|que|haber|having|on|it|there)(?!\w)")
_OFFICE = re.compile(r"(?:El|La|The) (?:(?!\w+(?:ó|aron|ieron|ed) )[^,;]){3,90}, [A-ZÀ-Þ]")
""" "The governor of Sinaloa, Rubén Rocha Moya, confirmed the": an office and a name open the sentence."""
_PRONOUNS = word_set(
    "him her them he she it they who ellos ella el ellas esto this that quien we i you nosotros"
)
_MAX_SOURCE_WORDS = 12
_HOLDER = re.compile(
    r", ([A-ZÀ-Þ][\w’'-]+(?: (?:de |del |la |los )*[A-ZÀ-Þ][\w’'-]+){1,3}), (?:has |had |ha |había )?$"
)
""" "El secretario de Gobierno, Ludwig Reynoso, confirmó": who holds the office speaks."""
_BRACKETED = 24
"""The most characters of initials in brackets."""
_IN_TURN = re.compile(r", (?:por (?:su|mi) parte|a su vez|for (?:its|his|her|their) part|in turn),? $")
""" "Kiev, por su parte, reconoció": who speaks stands before it."""
_TOLD_OF = re.compile(
    r"(?!(?:[^\s,;:]+ )*?[^\s,;:]+(?:ed|aron|ieron|uvo|uvieron)[ ,])(?:[^\s,;:]+ ){0,4}[^\s,;:]+"
    r"(, (?:who|whose|which|que|quien(?:es)?|cuy[oa]s?) [^,;:()\"“”]{2,100}, )$"
)
""" "The mayor, whose brother was shot, said": who speaks opens the sentence, before what is told of them."""
_OWN_VERB = re.compile(
    r"(?<=who) (?!also |later |then |has |have |had )\w+(?= )|"
    r"(?<=que) (?:se |l[aeo]s? |no )*\w+(?:ó|aron|ieron|uvo|uvieron|aban?)(?= )"
)
""" "Who fled", "que huyó": a relative clause that has a verb of its own, and is not what somebody said."""
_INFINITIVE = ("to ", "a ", "haber ")
""" "Admitted to", "reconoció haber": what was done, and nobody's name."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Who says so: where they are named, and the verb of saying, or "according to" (not `spoken`)."""

    start: int
    end: int
    verb_start: int
    verb_end: int
    spoken: bool = True


def claims_of(sentence: Sentence) -> list[Claim]:
    """The claims that a sentence's events hang from: "according to X", "X said"."""
    found: list[Claim] = []
    text = sentence.folded
    for match in _ACCORDING.finditer(text):
        end = _SOURCE_END.search(text, match.end())
        stop = end.start() if end else len(text)
        found.append(_claim(sentence, match.end(), stop, match.start(), match.end(), spoken=False))
    for match in SAYING.finditer(text):
        if match.start() and sentence.text[match.start()].isupper() and not sentence.text.isupper():
            continue
        if match.group().endswith("ed") and _DESCRIBED.search(text, max(0, match.start() - 8), match.start()):
            continue
        if match.group() == "alleged" and _DESCRIBES.search(text, 0, match.start()):
            continue
        if _SAYS_NOTHING.search(text, max(0, match.start() - _NEAR), match.start()):
            continue
        if match.group() in _NOUNS_TOO and _THING.search(text, max(0, match.start() - _NEAR), match.start()):
            continue
        if match.group().startswith("describe") and text.startswith(" as ", match.end()):
            continue  # "whom prosecutors describe as a boss": what he is
        if match.group() == "accused" and text.startswith(" of ", match.end()):
            continue
        if match.group() == "publico" and sentence.text[match.end() - 1] not in "óÓ":
            continue
        until = _behind_speaker(text, match.start())
        start = _speaker_opens(sentence, until)
        lead = _LEADING.match(text[start:until])
        start += lead.end() if lead else 0
        subject = _TRAILING.sub("", text[start:until]).strip()
        if _NOBODY.match(subject):
            continue
        if subject and subject not in _PRONOUNS and len(subject.split()) <= _MAX_SOURCE_WORDS:
            stop = start + len(_TRAILING.sub("", text[start:until]))
            found.append(_claim(sentence, start, stop, match.start(), match.end()))
            continue
        holder = _HOLDER.search(sentence.text[: match.start()])
        if holder is not None and (_THAT.match(text, match.end()) or _OFFICE.match(sentence.text)):
            found.append(_claim(sentence, holder.start(1), holder.end(1), match.start(), match.end()))
            continue
        found.append(_after_verb(sentence, match))
    return found


def _speaker_opens(sentence: Sentence, until: int) -> int:
    """Where the words on a speaker open that end at `until`: "a man who fled", "la mujer que huyó"."""
    ends = [0]
    for boundary in _SUBJECT_START.finditer(sentence.folded, 0, until):
        if len(ends) > 1 and ends[-1] == boundary.start():
            ends.pop()
        ends.append(boundary.end())
    relative = sentence.folded[: ends[-1]].endswith((" who", " que"))
    told = relative and _OWN_VERB.match(sentence.text, ends[-1], until) is not None
    return ends[-2] if told else ends[-1]


def _behind_speaker(text: str, verb: int) -> int:
    """ "The Service (SBU) said", "Kiev, por su parte, dijo": where an aside before a verb opens, or that."""
    aside = _IN_TURN.search(text, max(0, verb - _BRACKETED), verb)
    if aside is not None:
        return aside.start()
    told_of = _TOLD_OF.match(text[:verb])
    if told_of is not None:
        return told_of.start(1)
    opens = text.rfind("(", max(0, verb - _BRACKETED), verb) if text[:verb].endswith(") ") else -1
    return opens if opens > 0 else verb


def _after_verb(sentence: Sentence, match: re.Match[str]) -> Claim:
    """The speaker after the verb: "…, said the prosecutor", "…, informó la fiscalía"."""
    text = sentence.folded
    end = _SOURCE_END.search(text, match.end())
    stop = end.start() if end else len(text)
    subject = text[match.end() : stop].strip()
    before = text[: match.start()].rstrip()
    inverted = before.endswith((",", '"', "”", "»")) and not subject.startswith(_INFINITIVE)
    if not inverted or not subject or len(subject.split()) > _MAX_SOURCE_WORDS:
        return Claim(sentence.start + match.start(), sentence.start + match.start(),
                     sentence.start + match.start(), sentence.start + match.end())  # fmt: skip
    return _claim(sentence, match.end(), stop, match.start(), match.end())


def _claim(
    sentence: Sentence, start: int, stop: int, verb: int, verb_end: int, *, spoken: bool = True
) -> Claim:
    text = sentence.folded
    while start < stop and text[start].isspace():
        start += 1
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    words = text[start:stop].split()
    if len(words) > _MAX_SOURCE_WORDS or text[start:stop] in _PRONOUNS or words[-1:] == ["no"]:
        stop = start
    base = sentence.start
    return Claim(base + start, base + stop, base + verb, base + verb_end, spoken)
