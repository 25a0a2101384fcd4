"""How many people were killed, wounded or arrested, as the report counts them, in either language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from geo.events.count_words import NOT_PEOPLE, OUTCOMES, PERSON, Outcome
from geo.events.cues import load_classes
from geo.events.sentences import Sentence
from geo.events.triggers import Trigger
from geo.events.words import NUMBERS, word_set
from geo.records import Count

_MAX_PEOPLE = 100_000
_BEFORE, _AFTER = 7, 8
"""How many words before a count and after it may tell what became of the people."""
_TRIGGER_REACH = 30
_SINGULAR = {"en": frozenset({"a", "an"}), "es": frozenset({"un", "una"})}
_VIOLENT = frozenset(
    {
        "killing", "attack_on_press", "body_found", "armed_clash", "armed_attack", "bombing", "drone_attack",
        "landmine", "airstrike", "property_attack", "abuse", "raid", "military_operation", "protest",
        "violence",
    }
)  # fmt: skip
COUNTED: dict[Outcome, frozenset[str]] = {
    "killed": _VIOLENT,
    "wounded": _VIOLENT,
    "arrested": frozenset({"arrest", "raid", "seizure", "protest", "armed_clash"}),
}
"""The types of event that each count belongs to."""
_MORE_THAN = re.compile(r"(?:more than|over|mas de|upwards of|above)\s*$")
_UP_TO = re.compile(r"(?:up to|as many as|hasta|maximo)\s*$")
_AMONG = re.compile(
    r"(?:among them|including|entre ell[oa]s|incluid[oa]s?|incluyendo|of whom|of them)(?: \w+)?\s*$"
)
_DEATH_OF = re.compile(r"(?:fallecimientos?|muertes?|decesos?|deaths?) (?:de|of)(?: otros| another)?\s*$")
_DEATH_IN = re.compile(
    r"(?:muertes?|deaths?) (?:en|in) (?:combates?|battle|combat|accion|action) (?:de|of) $"
)
""" "La muerte en combate de siete guerrilleros"."""
_FINISHED_OFF = re.compile(r"(?:remat|asesin|fusil|kill|execut|finish)\w* (?:off |al? )?(?:otros )?$")
""" "Remató a dos heridos": they are killed."""
_OF_THEM = re.compile(
    r" (?:(?:of (?:them|whom|those)|de (?:ellos|ellas|los cuales|las cuales))|(?:of the|de l[oa]s) (?:dead|"
    r"killed|slain|deceased|victims|wounded|injured|fatalities|casualties|arrested|detained|detainees|"
    r"bodies|muert[oa]s|fallecid[oa]s|victimas|herid[oa]s|lesionad[oa]s|detenid[oa]s|asesinad[oa]s|cuerpos)|"
    r"(?:were|are|was|eran|son) (?:women|men|children|girls|boys|minors|civilians|mujeres|hombres|ninos|"
    r"ninas|menores|civiles))(?!\w)"
)
""" "Three of them", "two were women": some of those just told of."""
_HUNDRED, _THOUSAND = 100, 1000
_TEN, _TENS_ES = 10, word_set("treinta cuarenta cincuenta sesenta setenta ochenta noventa")
_HALF = re.compile(r"(?<!\w)(?:half a|medi[oa])\s*$")
_SEVERAL = word_set("several many few various varios varias muchos muchas")
""" "Several hundred": nobody knows how many."""
_BETWEEN = re.compile(r"(?:between|entre)\s*$")
_RANGE_WORD = re.compile(r"^\s*(?:and|to|or|y|a|o|-|–)\s*$")
_MONTH = re.compile(
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_BEFORE_YEAR = word_set("the a in of since his her their its en de del desde el la su")


@dataclass(frozen=True, slots=True)
class Number:
    """A count of people: the words that it covers, what became of them, and the word `by` which we know."""

    first: int
    last: int
    count: Count
    outcome: Outcome | None
    by: int = -1
    distance: float = 0.0


def counts_of(sentence: Sentence) -> list[Number]:
    """Every count of people in a sentence with its outcome, where one is told beside it."""
    numbers: list[Number] = []
    i = 0
    while i < len(sentence.words):
        read = _read(sentence, i)
        if read is None:
            i += 1
            continue
        number, i = read
        numbers.append(number)
    return [n if _owns(n, numbers) else replace(n, outcome=None) for n in numbers]


def _owns(number: Number, numbers: list[Number]) -> bool:
    """A word counts the group nearest to it, and the groups joined to that one by "and"."""
    rivals = [n for n in numbers if n.by == number.by and n.outcome is not None]
    if number.outcome is None or len(rivals) < 2:
        return True
    nearest = min(rivals, key=lambda n: n.distance)
    return number is nearest or abs(numbers.index(number) - numbers.index(nearest)) * 4 >= abs(
        number.first - nearest.first
    )


def _value(sentence: Sentence, i: int) -> int | None:
    """What word `i` says alone, in figures ("1,200", not "3.5") or as a word; none if it is no number."""
    text = sentence.words[i].text
    if text[0].isdigit():
        digits = text.replace(",", "").replace(".", "")
        if not digits.isdecimal() or (re.search(r"[.,]\d{1,2}$", text) is not None):
            return None
        return int(digits) if len(digits) <= 6 else None
    return NUMBERS[sentence.lang].get(text)


def _read(sentence: Sentence, i: int) -> tuple[Number, int] | None:
    """The count of people that begins at word `i`, and the word to read on from."""
    words = sentence.words
    value = _value(sentence, i)
    article = value is None and words[i].text in _SINGULAR[sentence.lang]
    if value is None and not article:
        return None
    count, last = _size(sentence, i, value or 1)
    unit = _unit(sentence, last, article)
    if i and words[i - 1].text in _SEVERAL:
        return None
    if unit is None or count.best > _MAX_PEOPLE or _is_year(sentence, i, unit) or _is_day(sentence, i, unit):
        return None
    part = _AMONG.search(_before(sentence, i)) or of_them(sentence, i) or _die_of_wounds(sentence, i, unit)
    outcome = (None, -1, 99.0) if part else _outcome(sentence, i, unit)
    if i and _DEATH_IN.search(_before(sentence, i)):
        outcome = ("killed", i - 1, 0.0)
    if outcome[0] == "wounded" and i and _FINISHED_OFF.search(_before(sentence, i)):
        outcome = ("killed", i - 1, 0.0)
    return Number(i, unit, count, *outcome), max(last, i) + 1


def _die_of_wounds(sentence: Sentence, i: int, unit: int) -> bool:
    """ "Tras el fallecimiento de dos heridos": who died since, and no more wounded."""
    hurt = OUTCOMES["wounded"].match(sentence.words[unit].text) is not None
    return hurt and _DEATH_OF.search(_before(sentence, i)) is not None


def of_them(sentence: Sentence, k: int) -> bool:
    """Whether word `k` is followed by "of them" or the like: it tells of some of those just told of."""
    return _OF_THEM.match(sentence.folded, sentence.words[k].end - sentence.start) is not None


def read_number(sentence: Sentence, i: int) -> Count | None:
    """The number that word `i` begins, with what hedges it: "at least 12", "3 to 5", "two dozen"."""
    value = _value(sentence, i)
    if i and sentence.words[i - 1].text in _SEVERAL:
        return None
    return _size(sentence, i, value)[0] if value is not None and value <= _MAX_PEOPLE else None


def sum_of(counts: Iterable[Count]) -> Count:
    """All of them together."""
    every = list(counts)
    return Count(
        low=sum(c.low for c in every), best=sum(c.best for c in every), high=sum(c.high for c in every)
    )


def _size(sentence: Sentence, i: int, value: int) -> tuple[Count, int]:
    """How many a number that begins at word `i` stands for, and its last word."""
    low = high = value
    last = i
    upper = _upper(sentence, i)
    if upper is not None:
        last, high = upper
    elif (lower := _lower(sentence, i)) is not None:
        low = lower
    elif (units := _units(sentence, i, value)) is not None:
        low = high = value + units
        last = i + 2
    elif _HALF.search(_before(sentence, i)):
        low = high = value // 2
    best = (low + high) // 2
    last, scale = _scaled(sentence, last)
    last, more = _rest(sentence, last, max(scale, value if value % _HUNDRED == 0 else 0))
    low, best, high = low * scale + more, best * scale + more, high * scale + more
    if _MORE_THAN.search(_before(sentence, i)):
        low = best = high = max(high, best + 1)
    elif _UP_TO.search(_before(sentence, i)):
        low = min(1, low)
    return Count(low=low, best=best, high=high), last


def _before(sentence: Sentence, i: int) -> str:
    """The few words before word `i`."""
    return sentence.between(sentence.words[max(0, i - 4)].start, sentence.words[i].start)


def _is_year(sentence: Sentence, i: int, unit: int) -> bool:
    """ "The 2017 murder of a priest": a year before a deed counts nobody."""
    year = re.fullmatch(r"(?:19|20)\d\d", sentence.words[i].text) is not None
    one = unit > i + 1 or not sentence.words[unit].text.endswith("s")
    return year and one and i > 0 and sentence.words[i - 1].text in _BEFORE_YEAR


def _is_day(sentence: Sentence, i: int, unit: int) -> bool:
    """ "Missing since June 2 and her body was found": a day counts nobody, but "in June 12 men" does."""
    return i > 0 and unit > i + 1 and _MONTH.fullmatch(sentence.words[i - 1].text) is not None


def _upper(sentence: Sentence, i: int) -> tuple[int, int] | None:
    """The upper end of "between 3 and 5", "3 to 5", "entre tres y cinco"."""
    words = sentence.words
    for k in (i + 1, i + 2):
        if k < len(words) and (value := _value(sentence, k)) is not None:
            tie = sentence.between(words[i].end, words[k].start)
            before = sentence.between(words[max(0, i - 2)].start, words[i].start)
            strict = tie.strip() in ("and", "y")
            if (
                _RANGE_WORD.match(tie)
                and (not strict or _BETWEEN.search(before))
                and value > (_value(sentence, i) or 0)
            ):
                return k, value
    return None


def _units(sentence: Sentence, i: int, value: int) -> int | None:
    """The units after Spanish tens: the four of "treinta y cuatro"."""
    words = sentence.words
    if i + 2 >= len(words) or words[i + 1].text != "y" or words[i].text not in _TENS_ES:
        return None
    unit = _value(sentence, i + 2)
    return unit if unit is not None and 0 < unit < value and unit < _TEN else None


def _lower(sentence: Sentence, i: int) -> int | None:
    """The lower end of a range that ends at word `i`."""
    for k in (i - 1, i - 2):
        if k >= 0 and _value(sentence, k) is not None:
            upper = _upper(sentence, k)
            return _value(sentence, k) if upper is not None and upper[0] == i else None
    return None


def _scaled(sentence: Sentence, last: int) -> tuple[int, int]:
    """The last word of a number that ends at `last` or is scaled after it ("two dozen"), and the scale."""
    nxt = sentence.words[last + 1].text if last + 1 < len(sentence.words) else ""
    if nxt in ("thousand", "mil"):
        return last + 1, 1000
    if nxt in ("hundred", "dozen", "docenas") and sentence.words[last].text not in ("dozen", "hundred"):
        return last + 1, 12 if nxt.startswith("do") else 100
    return last, 1


def _rest(sentence: Sentence, last: int, below: int) -> tuple[int, int]:
    """What a hundred or a thousand that ends at word `last` has after it, "and twenty", and its last word."""
    words, k = sentence.words, last + 1
    k += k < len(words) and words[k].text == "and"
    value = _value(sentence, k) if k < len(words) else None
    apart = k < len(words) and sentence.between(words[last].end, words[k].start).strip() not in ("", "and")
    if below < _HUNDRED or value is None or apart or not 0 < value < min(below, _THOUSAND):
        return last, 0
    if words[last].text[0].isdigit() or (words[k].text in _SINGULAR[sentence.lang]):
        return last, 0
    if k + 1 < len(words) and words[k + 1].text == "hundred" and value < _TEN:
        value, k = value * _HUNDRED, k + 1
    units = _units(sentence, k, value)
    if units is not None:
        return k + 2, value + units
    end, more = _rest(sentence, k, value if value % _HUNDRED == 0 else 0)
    return end, value + more


_CLAUSE = 6.0
"""How much farther a word is that another clause tells."""
_ANOTHER_CLAUSE = re.compile(r", (?:and|but|while|y|pero|mientras) ")
""" "Protested the killing of a mayor, and 120 people were injured"."""
_DID_ES = re.compile(
    r"(?:hir|mat|lesion|asesin|abat|captur|deten|arrest|hier|detuv)\w*(?:o|aron|ieron|an|en|ando|iendo)"
)
_OTHERS_BEHIND = word_set("a an another at more several un una al otro otra otros otras")
""" "And wounded at least five", "e hirió a cinco": how those that a verb hurts may begin."""
_DONE_TO = word_set("killed wounded injured arrested dead murdered")
""" "A mine killed six soldiers": no word that an article counts."""


_AND_WHOM = re.compile(
    r"(?:hirio|hirieron|hiere|hieren|lesiono|lesionaron) a (?:mas de|al menos|unos|unas|casi|otr[oa]s) $"
)
""" "E hirió a más de 80"."""


_WERE_HURT = re.compile(
    r" (?:were|was|resultaron|resulto|fueron|quedaron|acabaron|terminaron|salieron|are|is) "
    r"(?:\w+ly |\w+mente )?"
    r"(?:wounded|injured|hurt|herid[oa]s?|lesionad[oa]s?)(?!\w)"
)
""" "One was stabbed to death and six were hurt": a number of people without a noun."""


def _unit(sentence: Sentence, last: int, article: bool) -> int | None:
    """The word after a number that makes it a count of people, at most four words on."""
    words = sentence.words
    for k in range(last + 1, min(len(words), last + (3 if article else 5))):
        text = words[k].text
        if sentence.between(words[k - 1].end, words[k].start).strip(" -'\"“”‘’#"):
            return None
        if NOT_PEOPLE.match(text) or (article and sentence.lang == "en" and text in _DONE_TO):
            return None
        if PERSON.match(text) or load_classes()["press"].fullmatch(text):
            return k
    if not article and _WERE_HURT.match(sentence.between(words[last].end, sentence.end)):
        return last
    previous = words[last - 1].text if last else ""
    if not article and re.match(
        r"^(?:matan|asesinan|ejecutan|kill|kills|killed|killing|detienen|arrest|mata|a)$", previous
    ):
        return last
    if not article and _AND_WHOM.search(_before(sentence, last)):
        return last
    return None


def _outcome(sentence: Sentence, first: int, unit: int) -> tuple[Outcome | None, int, float]:
    """What became of the people counted, the word that says so, and how far it stands."""
    words = sentence.words
    best: tuple[Outcome | None, int, float] = (None, -1, 99.0)
    for k in range(max(0, first - _BEFORE), min(len(words), unit + _AFTER)):
        if k == first == unit:
            continue
        for outcome, pattern in OUTCOMES.items():
            if pattern.match(words[k].text):
                distance = _distance(sentence, first, unit, k)
                if distance is not None and distance < best[2]:
                    best = (outcome, k, distance)
    return best


def _distance(sentence: Sentence, first: int, unit: int, k: int) -> float | None:
    """How far word `k` is from a count, more after commas; none where another count is nearer to it."""
    words = sentence.words
    if first <= k <= unit:
        return 0.0
    left, right = (k, first) if k < first else (unit, k)
    gap = sentence.between(words[left].end, words[right].start)
    others = (x for x in range(left + 1, right) if x != first and not of_them(sentence, x))
    joined = [x for x in others if _other_number(sentence, x)]
    if k > unit and _begins_another(sentence, k):
        return None
    if ";" in gap or (joined and (k < first or not _follows(sentence, unit, joined[0]))):
        return None
    other = _CLAUSE if k < first and _ANOTHER_CLAUSE.search(gap) else 0.0
    return right - left + 2.5 * gap.count(",") + (0.5 if k < first else 0.0) + other


def _begins_another(sentence: Sentence, k: int) -> bool:
    """ "Mató a dos e hirió a cinco", "killed two and wounded at least five": a verb of those behind it."""
    words = sentence.words
    joined = words[k - 1].text in ("and", "y", "e") and k + 1 < len(words)
    if not joined or (not _DID_ES.fullmatch(words[k].text) and not words[k].text.endswith("ed")):
        return False
    behind = words[k + 1].text
    return behind in _OTHERS_BEHIND or _value(sentence, k + 1) is not None


def _follows(sentence: Sentence, unit: int, number: int) -> bool:
    """ "three policemen and two civilians were killed": the first group shares the second one's verb."""
    gap = sentence.between(sentence.words[unit].end, sentence.words[number].start)
    return gap.strip(" ,") in ("and", "y", "e", "")


def _other_number(sentence: Sentence, k: int) -> bool:
    """A number that starts another count; an age or a measure does not."""
    following = sentence.words[k + 1].text if k + 1 < len(sentence.words) else ""
    return _value(sentence, k) is not None and not NOT_PEOPLE.match(following)


def count_for(trigger: Trigger, numbers: list[Number], outcome: Outcome) -> Count | None:
    """The count of one outcome: the nearest to the trigger, added up where one word counts several."""
    told = [n for n in numbers if n.outcome == outcome and abs(n.first - trigger.first) <= _TRIGGER_REACH]
    if not told:
        return None
    nearest = min(told, key=lambda n: abs(n.first - trigger.first))
    return sum_of(n.count for n in told if n.by == nearest.by)
