"""Whether a form of a trigger is used as one where it stands: "secuestró" is a deed, "secuestro" a noun.

What a language asks of its verbs is in `usage_english` and `usage_spanish`: rules, each of which says of a
form that it is none here.
"""

from __future__ import annotations

from geo.events.cues import load_classes
from geo.events.sentences import Sentence
from geo.events.trigger_rules import Entry
from geo.events.usage_english import BEFORE_VERB, PREPOSITIONS, is_english_verb
from geo.events.usage_english import names_kind as names_kind_en
from geo.events.usage_spanish import BEFORE_NOUN, is_spanish_noun, is_spanish_verb
from geo.events.usage_spanish import names_kind as names_kind_es
from geo.events.use import DETERMINERS, Use
from geo.events.voice import HELPERS_ES, PARTICIPLE_ES
from geo.events.words import is_number_en, word_set

_VERBS = ("verb", "undergo")
_JOINED = 6
"""How many words before a second participle its auxiliary may stand: "fue golpeado y detenido"."""
_AT_WAR = (("at", "war"), ("en", "guerra"), ("en", "pugna"))
_STAY = HELPERS_ES | word_set(
    "is are was were be been being remain remains remained go goes went gone still now again already not "
    "officially openly effectively technically estaba estaban entro entraron entran sigue siguen siguieron "
    "continua continuan permanecen seguian mantienen declaro declararon"
)
""" "The group at war with the army": who it is, as opposed to "they are at war"."""
_DISPLACED = word_set(
    "were was been are is being be fue fueron sido estan siendo han quedaron resultaron quedan"
)
_TELLS_DISPLACED = word_set(
    "left dejo dejaron deja dejan hay suman suma provoco causo genero saldo obligo dejado"
)
_WAY_ES = word_set("por tras desde de del hacia a al internamente forzosamente")
_BEFORE_DISPLACED = (DETERMINERS | PREPOSITIONS) | word_set(
    "where to and or by among newly internally forcibly many most some other as including several"
)
"""What stands around "displaced" where it tells that somebody was, and where it only says who they are."""


def usage(sentence: Sentence, i: int, entry: Entry) -> str:
    """The form's tag as it is used here, or "" where it cannot be that."""
    previous = sentence.words[i - 1].text if i else ""
    if i > 1 and sentence.written(i - 1)[0].isupper():
        previous = previous if previous not in DETERMINERS or sentence.text.isupper() else ""
    use = Use(sentence, i, entry, previous)
    return entry.tag if _is_used(use) else ""


def _is_used(use: Use) -> bool:
    rule = use.entry.rule
    if (
        _is_standing(use)
        or _is_month(use)
        or _is_feast(use)
        or (use.type == "displacement" and _is_displaced(use))
    ):
        return False
    if rule.pos not in _VERBS:
        return not _is_participle_es(use) and _is_noun(use)
    if rule.lang == "es":
        return is_spanish_verb(use)
    return not (use.sentence.lang == "es" and use.previous in BEFORE_NOUN) and is_english_verb(use)


def _is_standing(use: Use) -> bool:
    """ "The group at war with the army"."""
    if use.entry.words == ("guerra",) and use.previous == "en" and use.i > 1:
        return use.at(use.i - 2) not in _STAY
    return use.entry.words in _AT_WAR and use.previous not in _STAY


def _is_month(use: Use) -> bool:
    """ "A wet March"."""
    if use.entry.words != ("march",) or not use.i or use.written[0] != "M":
        return False
    return use.sentence.written(use.i - 1)[0].islower()


def _is_feast(use: Use) -> bool:
    """ "Un evento por el Día de Muertos": nobody died on All Souls' Day."""
    day = use.i > 1 and "dia" in (use.at(use.i - 2), use.at(use.i - 3))
    return day and use.word in ("muertos", "difuntos") and use.previous in ("de", "los")


def _is_participle_es(use: Use) -> bool:
    """ "Fue golpeado y detenido": what is a noun too elsewhere."""
    near = use.sentence.words[max(0, use.i - _JOINED) : use.i]
    joined = use.previous in ("y", "e") and any(w.text in HELPERS_ES for w in near)
    return (use.previous in HELPERS_ES or joined) and PARTICIPLE_ES.search(use.entry.words[0]) is not None


def _is_noun(use: Use) -> bool:
    """Whether a noun or a phrase tells a deed of its own."""
    spanish, noun = use.entry.rule.lang == "es", use.entry.rule.pos == "noun"
    if spanish and use.tag == "N" and use.single and not is_spanish_noun(use):
        return False
    names_kind = names_kind_es if spanish else names_kind_en
    return not (noun and ((use.previous in BEFORE_VERB and not spanish) or names_kind(use)))


def _is_displaced(use: Use) -> bool:
    """ "Killed 11 displaced people", "desplazados palestinos": who somebody is, and no flight."""
    if not use.word.startswith(("displaced", "desplazad", "internally")):
        return False
    led, following = use.sentence.words[max(0, use.i - 5) : use.i], use.at(use.i + 1)
    if use.previous in _DISPLACED or any(w.text in _TELLS_DISPLACED for w in led):
        return False
    if use.sentence.lang == "es":
        return following not in _WAY_ES and following[:7] != "interna"
    if use.single and not load_classes("en")["civilian"].fullmatch(following):
        return False
    led_by = use.previous in _BEFORE_DISPLACED or use.previous.endswith("ed") or is_number_en(use.previous)
    return not use.previous or led_by
