"""English forms that look like a trigger and are none: "to attack" is a deed, "the attacks" a noun."""

from __future__ import annotations

import re
from collections.abc import Callable

from geo.events.sentences import Sentence
from geo.events.support_verbs import does
from geo.events.trigger_rules import load_triggers
from geo.events.use import DETERMINERS, Use
from geo.events.words import NUMBERS, is_number_en, word_set

PREPOSITIONS = word_set("for with on in from about against over during")
BEFORE_VERB = word_set("to will would could may might can must should not")
"""After these stands a verb, and no noun."""

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
_MAKES = word_set(
    "launch launched launching order ordered ordering mount mounted conduct conducted stage staged "
    "authorize authorized "
    "authorise authorised plan planned planning out halt stop end resume resumed"
)
""" "Willing to launch attacks to stop drugs": what somebody does is named by a noun."""
_KINDS_OF = word_set(
    "ring rings inquiry inquiries probe probes investigation investigations suspect suspects victim victims "
    "case cases plot plots weapon weapons mystery rate rates "
    "law laws squad squads unit units network networks scene helicopter helicopters team teams crew "
    "crews leader leaders organiser organisers organizer organizers survivor survivors ship ships craft "
    "racket rackets "
    "statistics centre centres center centers facility facilities allegations allegation hotline "
    "post posts base bases ground grounds college colleges school schools memorial zone drone plane pole "
    "fund camp camps site sites settlement settlements"
)
"""What a noun before it only describes."""
_OBJECT_OPENS = word_set("the a an two three four five six seven eight nine ten several his her their")
_CONVICTED_OF = re.compile(
    r"(?:members?|leaders?|criminals?|\w+ists?|felons?|killers?|murderers?|traffickers?|smugglers?|rapists?|"
    r"offenders?|thie(?:f|ves)|spy|spies|dealers?|fraudsters?|gang\w*|drug|war|sex|former|bombers?|robbers?)"
)
""" "A convicted member of": who somebody is, as no court acted now."""
_HURT = word_set("wounded injured")
_RIOT = word_set("police gear officers control squads shields policemen act")
_CROSSED = word_set("border river railway rail level pedestrian")
_STATIONS = word_set("police fire train bus gas petrol power metro railway radio polling space")
_ORDERED_WITHIN = 30
"""How many words before such a form the order may stand."""
_ORDERED_THAT = re.compile(
    r"(?<!\w)(?:order|rul|demand|request|recommend|decid|insist|propos|ask)\w* (?:[\w-]+ ){0,3}that [^;:]*$"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_SLAIN = word_set("slain murdered assassinated executed")
""" "The murdered journalist": who somebody is."""
_ARTICLES = word_set("a an the this that another")


_WHAT_CHARGES = word_set(
    "drug drugs criminal murder terrorism terror corruption fraud federal trafficking weapons gun assault "
    "rape "
    "homicide sedition treason conspiracy bribery smuggling kidnapping robbery firearms espionage"
)
""" "Acquitted of drug charges on Tuesday": what somebody was tried for."""
_WHOSE_WOUNDS = frozenset(
    ("wounds", of) for of in ("gunshot", "bullet", "stab", "knife", "shrapnel", "multiple", "head")
)
""" "Treated for gunshot wounds"."""


_COUNTRIES = word_set("u.s us u.k uk eu un")


def is_english_verb(use: Use) -> bool:
    """Whether a form of an English verb is used as that verb."""
    return not any(rule(use) for rule in _NO_VERB)


def names_kind(use: Use) -> bool:
    """ "A kidnapping ring": which ring, and no deed of its own."""
    return use.following in _KINDS_OF and use.goes_on(use.end)


def counts_people(sentence: Sentence, j: int) -> bool:
    """Whether only people can be meant: "freed six Americans"."""
    words = sentence.words
    if j + 2 >= len(words):
        return False
    number, people = words[j + 1].text, sentence.written(j + 2)[0]
    return (number.isdigit() or number in NUMBERS["en"]) and people.isupper()


def _is_gerund_of(use: Use) -> bool:
    """ "The shooting of": a noun."""
    return use.tag in "GI" and use.following == "of"


def _is_of_a_country(use: Use) -> bool:
    """ "A survivor of a U.S. strike": a noun behind a country's short name and an article."""
    return use.tag in "VI" and use.previous in _COUNTRIES and use.at(use.i - 2) in ("a", "an", "another")


def _is_shooting_at(use: Use) -> bool:
    """ "In a shooting at a bar": a noun and where it was, not whom somebody shot at."""
    words = use.entry.words
    return use.tag == "G" and len(words) > 1 and use.previous in _ARTICLES and words[-1] in ("at", "on")


def _is_gerund_noun(use: Use) -> bool:
    """ "A training camp", "the killing on Monday of": a gerund that says which, or is a noun."""
    if use.tag != "G":
        return False
    if use.previous == "such" and use.is_noun_too():
        return True  # "the second such killing this month"
    if use.previous.endswith("'s") and use.following not in _OBJECT_OPENS and use.is_noun_too():
        return True  # "was hurt in Sunday's shooting"
    if not use.goes_on(use.end):
        return use.previous in _ARTICLES and use.is_noun_too()  # "condemned the killing."
    before = use.sentence.words[max(0, use.i - 2) : use.i]
    article = any(w.text in DETERMINERS and w.text not in ("of", "that") for w in before)
    noun = article and use.following in _AFTER_VERB and use.is_noun_too()
    return use.following in _KINDS_OF or noun


def _says_which(use: Use) -> bool:
    """ "A wounded commander", "three striking teachers": what somebody is, and no deed."""
    if not use.single or not use.goes_on(use.i + 1):
        return False
    if use.following in _AFTER_VERB or use.following in _OBJECT_OPENS or is_number_en(use.following):
        return False
    hurt = use.word in _HURT and use.previous in ("a", "an")
    return hurt or (use.tag == "G" and (use.previous in DETERMINERS or is_number_en(use.previous)))


def _is_riot_police(use: Use) -> bool:
    """ "Riot police beat": what sort of police."""
    return use.word == "riot" and use.following in _RIOT


def _is_station(use: Use) -> bool:
    """ "Inside a police station", "at the border crossing": a place."""
    built = use.word in ("station", "stations") and use.previous in _STATIONS
    return built or (use.word in ("crossing", "crossings") and use.previous in _CROSSED)


def _is_purpose(use: Use) -> bool:
    """ "Sent to fight gangs", "subjected to torture": what somebody is for, and a noun."""
    if use.tag != "I" or use.previous != "to":
        return False
    return use.type == "armed_clash" or (use.i > 1 and use.at(use.i - 2) == "subjected")


def _is_convict(use: Use) -> bool:
    """ "A convicted member of"."""
    return use.entry.words == ("convicted",) and _CONVICTED_OF.fullmatch(use.following) is not None


def _is_plural_noun(use: Use) -> bool:
    """What looks like a present and is a noun: "attacks were", "denied charges.", "two attacks in"."""
    if use.tag != "V":
        return False
    if (use.word, use.previous) in _WHOSE_WOUNDS or (use.word == "charges" and use.previous in _WHAT_CHARGES):
        return True
    if use.word == "targets" and (use.following in PREPOSITIONS or not use.goes_on(use.end)):
        return True  # "to strike cartel targets in Sinaloa"
    previous, following, plural = use.previous, use.following, use.entry.words[0].endswith("s")
    if previous in _BEFORE_NOUN or (plural and not use.goes_on(use.end)):
        return True
    if plural and previous in _MAKES:
        return True
    opens = not following or following in _AFTER_VERB or following in PREPOSITIONS
    if use.entry.words == ("jails",) and opens:
        return True
    counted = is_number_en(previous) and (
        not following
        or following in _PLACE_PREPOSITIONS
        or (use.i > 1 and does(use.at(use.i - 2), use.type))
        or (previous != "one" and plural)
    )
    closed = following in _AFTER_PLURAL or (plural and following.endswith("ed"))
    return counted or (closed and use.is_noun_too())


def _follows_determiner(use: Use) -> bool:
    """ "The attack", "of raid", "during raid"."""
    previous = use.previous
    led = previous in DETERMINERS or previous in PREPOSITIONS or previous.endswith("ing")
    return use.tag in "IV" and led


def _lacks_subject(use: Use) -> bool:
    """A plain form that nothing before or after it shows to be a verb: "police station arrest"."""
    if use.tag != "I" or use.i == 0 or use.following in _OBJECT_OPENS or _is_ordered(use):
        return False
    counted = is_number_en(use.previous) and (not use.following or use.following in _AFTER_VERB)
    counted = counted and _YEAR.fullmatch(use.previous) is None  # "the 2013 ambush in"
    return not counted and (not _takes_plain_form(use.at(use.i - 1)) or _names_place(use))


def _is_ordered(use: Use) -> bool:
    """ "Ordered that the former minister, 61, stand trial": a plain form that an order takes."""
    words = use.sentence.words
    if use.single:
        return False
    said = use.sentence.between(words[max(0, use.i - _ORDERED_WITHIN)].start, words[use.i].start)
    return _ORDERED_THAT.search(said) is not None


def _takes_plain_form(previous: str) -> bool:
    """ "to arrest", "troops arrest", "will quickly arrest", but not "police station"."""
    return previous in _BEFORE_PLAIN or (
        previous.endswith(("s", "ly")) and not previous.endswith(("'s", "ss", "ous"))
    )


def _names_place(use: Use) -> bool:
    """ "Moved from Tumbes jail": what a name within a sentence goes with is a thing of that name."""
    i = use.i
    return i > 1 and use.sentence.written(i - 1)[:1].isupper() and use.at(i - 2) in _OF_PLACE


def _is_attributive(use: Use) -> bool:
    """ "29 jailed leaders": a participle between a number or article and a noun tells no arrest."""
    told = use.type in _HELD_TYPES or use.word in _SLAIN
    if use.tag not in "DP" or not use.single or not told or not use.following:
        return False
    previous = use.previous
    led = previous in _BEFORE_PERSON or previous in DETERMINERS or is_number_en(previous)
    return (
        (led or _is_done_to_held(previous)) and use.gap(use.end) == " " and use.following not in _AFTER_VERB
    )


def _is_done_to_held(word: str) -> bool:
    """ "Release kidnapped soldier": a verb in the present that tells what is done to who is held."""
    entries = load_triggers().get(word, ())
    return any(e.tag in "IV" and e.words == (word,) and e.rule.type in _DONE_TO_HELD for e in entries)


_NO_VERB: tuple[Callable[[Use], bool], ...] = (
    _is_gerund_of,
    _is_shooting_at,
    _is_of_a_country,
    _is_gerund_noun,
    _says_which,
    _is_purpose,
    _is_riot_police,
    _is_station,
    _is_convict,
    _is_plural_noun,
    _follows_determiner,
    _lacks_subject,
    _is_attributive,
)
