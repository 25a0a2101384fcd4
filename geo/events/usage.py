"""Whether a form of a trigger is used as one where it stands: "secuestró" is a deed, "secuestro" a noun."""

from __future__ import annotations

import re

from geo.events.cues import load_classes
from geo.events.sentences import Sentence
from geo.events.support_verbs import does
from geo.events.trigger_rules import Entry, load_triggers
from geo.events.voice import HELPERS_ES, PARTICIPLE_ES
from geo.events.words import NUMBERS, is_number_en, word_set

_DETERMINERS = word_set(
    "the a an el un una la los las del al su sus este esta ese esa dicho of de tras por this that his "
    "her their its unos unas otro otra nuevo nueva new each every cada no sin another presunto "
    "presunta doble triple primera segunda tercera cuarta quinta ultima misma mismo"
)
_PREPOSITIONS = word_set("for with on in from about against over during")
_PLACE_PREPOSITIONS = word_set("in at on near after during for and")
_AFTER_VERB = word_set("in by at on near after during with for and while who to as when")
_HELD_TYPES = frozenset(
    {"arrest", "sentence", "charges", "kidnapping", "disappearance", "extradition", "deportation", "seizure"}
)
_DONE_TO_HELD = frozenset({"release", "killing", "abuse"})
"""What is done to people who are held already."""
_BEFORE_PLAIN = word_set(
    "to will would shall should can could may might must and or not never police men women people "
    "children they we you gunmen hitmen policemen militia army don't didn't won't wouldn't who that then "
    "navy military also help"
)
_BEFORE_PERSON = word_set("by of with for from as against among")
_AFTER_PLURAL = word_set("were was are is have has had will on against by of")
""" "Sanctions were imposed", "attacks on the town": after these a form in "s" is a plural."""
_OF_PLACE = word_set("from to in at near outside inside into")
_BEFORE_NOUN = word_set(
    "face faces faced facing deny denies denied drop drops dropped on overnight nighttime predawn "
    "pre-dawn dawn recent fresh coordinated simultaneous repeated nightly"
)
_JOINED = 6
"""How many words before a second participle its auxiliary may stand: "fue golpeado y detenido"."""
_IRREGULAR = word_set("dio hizo vio quiso vino")
"""Pasts in "o" that are no present and no noun."""
_ONE_SHE = word_set("una la esa esta otra nueva sangrienta mortal aquella cada")
""" "Una emboscada" is no participle."""
_BEFORE_NOUN_ES = word_set("en con de por sin")
_NOUNS_IN_E = word_set("ataque rescate choque entre")
"""Nouns, and a preposition, that look like a subjunctive."""
_NOUNS_IN_A = word_set("asfixia tortura captura quema amenaza marcha protesta mata")
_HEADS_EN = word_set(
    "ring rings inquiry inquiries probe probes investigation investigations suspect suspects victim victims "
    "case cases plot plots weapon weapons mystery rate rates "
    "law laws squad squads unit units network networks scene helicopter helicopters team teams crew "
    "crews leader leaders organiser organisers organizer organizers survivor survivors ship ships craft "
    "racket rackets "
    "statistics centre centres center centers facility facilities allegations allegation hotline "
    "post posts base bases ground grounds college colleges school schools memorial zone drone plane pole "
    "fund camp camps site sites settlement settlements"
)
_HEADS_ES = word_set(
    "banda bandas red redes centro centros equipo equipos brigada brigadas cuerpo cuerpos unidad "
    "unidades delito delitos caso casos zona zonas campo campos cifra cifras tasa tasas indice indices "
    "portal periodismo periodista unidad labores tareas protocolo riesgo escuadron fuerza pelicula serie "
    "obra dia comision juego campeonato marina buque buques barco barcos crimen crimenes veterano veteranos "
    "plazo fase etapa material prisionero prisioneros corresponsal"
)
"""What a noun before it, or after "de", only describes."""
_OBJECT_OPENS = word_set("the a an two three four five six seven eight nine ten several his her their")
_PREPOSITION_BEFORE_VERB = word_set("to will would could may might can must should not")


_LEADS_NOUN_ES = word_set("bajo con sin mediante")
""" "Bajo amenaza de muerte": what no finite verb follows."""
_AT_WAR = (("at", "war"), ("en", "guerra"), ("en", "pugna"))
_STAY = HELPERS_ES | word_set(
    "is are was were be been being remain remains remained go goes went gone still now again already not "
    "officially openly effectively technically estaba estaban entro entraron entran sigue siguen siguieron "
    "continua continuan permanecen seguian mantienen declaro declararon"
)
""" "The group at war with the army": who it is, as opposed to "they are at war"."""
_CONVICTED_OF = re.compile(
    r"(?:members?|leaders?|criminals?|\w+ists?|felons?|killers?|murderers?|traffickers?|smugglers?|rapists?|"
    r"offenders?|thie(?:f|ves)|spy|spies|dealers?|fraudsters?|gang\w*|drug|war|sex|former|bombers?|robbers?)"
)
""" "A convicted member of": who somebody is, as no court acted now."""
_DISPLACED = word_set(
    "were was been are is being be fue fueron sido estan siendo han quedaron resultaron quedan"
)
_TELLS_DISPLACED = word_set(
    "left dejo dejaron deja dejan hay suman suma provoco causo genero saldo obligo dejado"
)
_WAY_ES = word_set("por tras desde de del hacia a al internamente forzosamente")
_BEFORE_DISPLACED = (_DETERMINERS | _PREPOSITIONS) | word_set(
    "where to and or by among newly internally forcibly many most some other as including several"
)
"""What stands around "displaced" where it tells that somebody was, and where it only says who they are."""


def usage(sentence: Sentence, i: int, entry: Entry) -> str:
    """The form's tag as it is used here, or "" where it cannot be that."""
    rule = entry.rule
    previous = sentence.words[i - 1].text if i else ""
    if i > 1 and sentence.written(i - 1)[0].isupper():
        previous = previous if previous not in _DETERMINERS or sentence.text.isupper() else ""
    if entry.words in _AT_WAR and previous not in _STAY:
        return ""
    if (
        entry.words == ("march",)
        and i
        and sentence.written(i)[0] == "M"
        and sentence.written(i - 1)[0].islower()
    ):
        return ""  # "a wet March"
    if rule.type == "displacement" and _only_displaced(sentence, i, len(entry.words), previous):
        return ""
    if rule.pos in ("verb", "undergo"):
        if rule.lang == "es":
            return _spanish_usage(sentence, i, entry, previous)
        if sentence.lang == "es" and previous in _BEFORE_NOUN_ES:
            return ""
        return _english_usage(sentence, i, entry, previous)
    near = sentence.words[max(0, i - _JOINED) : i]
    helped = previous in HELPERS_ES or (previous in ("y", "e") and any(w.text in HELPERS_ES for w in near))
    if helped and PARTICIPLE_ES.search(entry.words[0]):
        return ""
    if rule.lang == "es" and entry.tag == "N" and len(entry.words) == 1:
        said = entry.words == ("acuerdo",) and previous == "de"
        eases = entry.words == ("tregua",) and previous in ("da", "dan", "dio", "daba")
        if said or eases:
            return ""
        accented = sentence.written(i)[-1] in "óÓ"
        if accented or (previous == "segun" and rule.pos == "noun"):
            return ""
    if rule.pos == "noun" and (
        (previous in _PREPOSITION_BEFORE_VERB and rule.lang == "en") or _is_modifier(sentence, i, entry)
    ):
        return ""
    return entry.tag


def _english_usage(sentence: Sentence, i: int, entry: Entry, previous: str) -> str:
    """The same of an English verb: what stands beside it tells "to attack" from "the attack"."""
    tag, n = entry.tag, len(entry.words)
    following = sentence.words[i + n].text if i + n < len(sentence.words) else ""
    if tag in "GI" and following == "of":
        return ""
    if tag == "G" and n > 1 and previous in _ARTICLES and entry.words[-1] in ("at", "on"):
        return ""
    if tag == "G" and following and (following in _HEADS_EN or _is_deed_noun(sentence, i, following)):
        return ""
    if n == 1 and _says_which(sentence, i, tag, previous, following):
        return ""
    purpose = tag == "I" and previous == "to" and entry.rule.type == "armed_clash"  # "sent to fight gangs"
    if purpose or (tag == "I" and i > 1 and previous == "to" and sentence.words[i - 2].text == "subjected"):
        return ""
    if entry.words == ("convicted",) and _CONVICTED_OF.fullmatch(following):
        return ""
    if tag == "V" and _is_plural_noun(sentence, i, entry, previous, following):
        return ""
    if tag in "IV" and (previous in _DETERMINERS or previous in _PREPOSITIONS or previous.endswith("ing")):
        return ""
    several = is_number_en(previous) and (not following or following in _AFTER_VERB)
    plain = (
        i == 0 or several or (_takes_plain_form(sentence.words[i - 1].text) and not _names_place(sentence, i))
    )
    if tag == "I" and not plain and following not in _OBJECT_OPENS:
        return ""
    held = tag in "DP" and n == 1 and entry.rule.type in _HELD_TYPES
    return "" if held and _attributive(sentence, i, n, previous) else tag


def _says_which(sentence: Sentence, i: int, tag: str, previous: str, following: str) -> bool:
    """ "A wounded commander", "three striking teachers": what somebody is, and no deed."""
    if not _goes_on(sentence, i + 1) or following in _AFTER_VERB or following in _OBJECT_OPENS:
        return False
    hurt = sentence.words[i].text in _HURT and previous in ("a", "an")
    return hurt or (tag == "G" and (previous in _DETERMINERS or is_number_en(previous)))


def _is_plural_noun(sentence: Sentence, i: int, entry: Entry, previous: str, following: str) -> bool:
    """Whether what looks like a present is a noun: "attacks were", "denied charges.", "two attacks in"."""
    plural = entry.words[0].endswith("s")
    if previous in _BEFORE_NOUN or (plural and not _goes_on(sentence, i + len(entry.words))):
        return True
    if entry.words == ("jails",) and (
        not following or following in _AFTER_VERB or following in _PREPOSITIONS
    ):
        return True
    counted = is_number_en(previous) and (
        not following
        or following in _PLACE_PREPOSITIONS
        or (i > 1 and does(sentence.words[i - 2].text, entry.rule.type))
        or (previous != "one" and plural)
    )
    closed = following in _AFTER_PLURAL or (plural and following.endswith("ed"))
    return counted or (closed and _is_noun_too(sentence, i))


def _is_modifier(sentence: Sentence, i: int, entry: Entry) -> bool:
    """ "A kidnapping ring", "centro de detención": which ring or centre, and no deed of its own."""
    words, n = sentence.words, i + len(entry.words)
    if entry.rule.lang == "es":
        return i > 1 and words[i - 1].text == "de" and words[i - 2].text in _HEADS_ES
    return n < len(words) and words[n].text in _HEADS_EN and _goes_on(sentence, n)


def _goes_on(sentence: Sentence, k: int) -> bool:
    """Whether something follows a present tense: "theft charges." ends in a noun."""
    words = sentence.words
    return k < len(words) and not sentence.between(words[k - 1].end, words[k].start).strip(" '\"“‘")


def counts_people(sentence: Sentence, j: int) -> bool:
    """Whether only people can be meant: "freed six Americans"."""
    words = sentence.words
    if j + 2 >= len(words):
        return False
    number, people = words[j + 1].text, sentence.written(j + 2)[0]
    return (number.isdigit() or number in NUMBERS["en"]) and people.isupper()


def _takes_plain_form(previous: str) -> bool:
    """ "to arrest", "troops arrest", "will quickly arrest", but not "police station"."""
    return previous in _BEFORE_PLAIN or (
        previous.endswith(("s", "ly")) and not previous.endswith(("'s", "ss", "ous"))
    )


def _names_place(sentence: Sentence, i: int) -> bool:
    """ "Moved from Tumbes jail": what a name within a sentence goes with is a thing of that name."""
    return i > 1 and sentence.written(i - 1)[:1].isupper() and sentence.words[i - 2].text in _OF_PLACE


_HURT = word_set("wounded injured")
_ARTICLES = word_set("a an the this that another")
""" "In a shooting at a bar": a noun and where it was, not whom somebody shot at."""


def _is_deed_noun(sentence: Sentence, i: int, following: str) -> bool:
    """ "The killing on Monday of": a gerund that is a noun too, after an article and before a preposition."""
    words = sentence.words
    article = any(w.text in _DETERMINERS for w in words[max(0, i - 2) : i] if w.text not in ("of", "that"))
    return article and following in _AFTER_VERB and _is_noun_too(sentence, i)


def _is_noun_too(sentence: Sentence, i: int, n: int = 1) -> bool:
    """Whether `n` words are a noun that tells a deed: "killing", "attacks", but not "charges"."""
    told = tuple(w.text for w in sentence.words[i : i + n])
    return any(e.tag == "N" and e.words == told for e in load_triggers().get(told[0], ()))


def _is_plain_trigger(word: str) -> bool:
    """Whether a word is a trigger's verb in the present: "release kidnapped soldier"."""
    return any(
        e.tag in "IV" and e.words == (word,) and e.rule.type in _DONE_TO_HELD
        for e in load_triggers().get(word, ())
    )


def _attributive(sentence: Sentence, i: int, n: int, previous: str) -> bool:
    """ "29 jailed leaders": a participle between a number or article and a noun tells no arrest."""
    words = sentence.words
    numbered = is_number_en(previous) or previous in _BEFORE_PERSON or _is_plain_trigger(previous)
    if not (numbered or previous in _DETERMINERS) or i + n >= len(words):
        return False
    return (
        sentence.between(words[i + n - 1].end, words[i + n].start) == " "
        and words[i + n].text not in _AFTER_VERB
    )


def _only_displaced(sentence: Sentence, i: int, n: int, previous: str) -> bool:
    """ "Killed 11 displaced people", "desplazados palestinos": who somebody is, and no flight."""
    words = sentence.words
    if not words[i].text.startswith(("displaced", "desplazad", "internally")):
        return False
    following = words[i + 1].text if i + 1 < len(words) else ""
    led = [w.text for w in words[max(0, i - 5) : i]]
    if previous in _DISPLACED or any(w in _TELLS_DISPLACED for w in led):
        return False
    if sentence.lang == "es":
        return following not in _WAY_ES and following[:7] != "interna"
    if n == 1 and not load_classes("en")["civilian"].fullmatch(following):
        return False
    led_by = previous in _BEFORE_DISPLACED or previous.endswith("ed") or is_number_en(previous)
    return not previous or led_by


def _is_listed(sentence: Sentence, i: int) -> bool:
    """ "Golpes, asfixia con bolsas y descargas": a noun on a list, where a verb would open a clause."""
    words = sentence.words
    comma = i > 0 and "," in sentence.between(words[i - 1].end, words[i].start)
    return comma and i + 1 < len(words) and words[i + 1].text in ("con", "y", "de", "por", "en")


def _spanish_usage(sentence: Sentence, i: int, entry: Entry, previous: str) -> str:
    """Accents tell "secuestró" from "secuestro" and "matará" from "matara"; a determiner makes a noun."""
    word = sentence.words[i]
    written = sentence.written(i)
    if sentence.lang == "en" and word.text.endswith("e"):
        return ""
    finite = written.endswith(("ó", "aron", "ieron", "eron", "rá", "rán"))
    article = previous in _DETERMINERS - {"no"} and not (
        previous in ("los", "las") and not word.text.endswith("s")  # "los extorsiona": a pronoun
    )
    if entry.tag in "VF" and article and len(entry.words) == 1 and not finite:
        return ""
    if entry.tag == "P" and previous in _ONE_SHE and _is_noun_too(sentence, i, len(entry.words)):
        return ""
    counted = previous in _DETERMINERS - {"no", "de"} or previous in NUMBERS["es"] or previous.isdigit()
    if entry.tag == "P" and entry.rule.type in ("sentence", "charges"):
        of = i + 1 < len(sentence.words) and sentence.words[i + 1].text in ("de", "del")
        if counted or (of and i and previous not in HELPERS_ES):
            return ""
    if (
        entry.tag == "V"
        and len(entry.words) == 1
        and (word.text in _NOUNS_IN_E or previous in _BEFORE_NOUN_ES)
    ):
        return ""
    if entry.tag == "V" and previous in _LEADS_NOUN_ES:
        return ""
    if entry.tag == "V" and word.text in _NOUNS_IN_A and _is_listed(sentence, i):
        return ""
    after = sentence.words[i + 1].text if i + 1 < len(sentence.words) else ""
    if entry.words[0].startswith("enviad") and after in ("de", "del") and previous not in HELPERS_ES:
        return ""
    adjoined = entry.rule.type == "deployment" and entry.tag == "P" and previous not in HELPERS_ES and i > 0
    if adjoined and not sentence.between(sentence.words[i - 1].end, word.start).strip():
        return ""
    if entry.words[0] in ("atentado", "atentados") and previous not in HELPERS_ES:
        return ""
    named = i > 0 and written[:1].isupper() and not sentence.text.isupper()
    if previous == "estar" or (
        named and entry.tag == "V" and not sentence.between(sentence.words[i - 1].end, word.start).strip()
    ):
        return ""
    if entry.tag == "V" and not i and word.text.endswith("a") and word.text not in ("escapa", "abusa"):
        following = sentence.words[1:2]
        if following and following[0].text in ("de", "del"):
            return ""
    if entry.tag == "V" and word.text.endswith("o") and not written.isupper():
        past = written.endswith("ó") or word.text.endswith(("uvo", "uso")) or word.text in _IRREGULAR
        return "V" if past else ""
    if (
        entry.tag == "V"
        and word.text.endswith(("ara", "aran", "era", "eran"))
        and written.endswith(("á", "án"))
    ):
        return ""
    if entry.tag == "F" and not (written.endswith(("á", "án")) or written.isupper()):
        return ""
    return entry.tag
