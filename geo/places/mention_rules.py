"""Rules beside the fitted filter: what speaks for a name that none of the filter's features tells.

A sea goes by an adjective or by a region's name ("the Pacific", "el Caribe colombiano"), a town that is
shelled or seized stands without a preposition ("shelled Kherson"), a neighbourhood may bear a person's name
or a word's ("the Soler neighborhood"): the filter alone took none of them for a place. It took "Northern"
of a headline's "Northern Mexico" for one, and "Matan", which is Spanish for "they kill".
"""

from __future__ import annotations

import re
from functools import cache

from geo.places import cues
from geo.places.bodies import bodies
from geo.places.gazetteer import fold
from geo.places.names import Lexicon
from geo.places.options import opens_water
from geo.places.quarter_names import CALLED_AFTER
from geo.places.quarter_runs import A_CITY
from geo.places.runs import Option
from geo.places.text import View

_CERTAIN = 8.0
"""Enough for any name to be taken for a place."""
_LIKELIER = 1.5
"""Enough for a name that the filter nearly takes for one."""

_PARTS = cues.PARTS | {"central"}
_THERE = cues.words("in near en cerca")
_VESSELS = cues.words(
    "tanker ship vessel freighter frigate destroyer ferry trawler yacht uss hms buque petrolero carguero "
    "barco fragata"
)
_SOMEBODY = cues.words("un una unos unas dos tres cuatro cinco seis siete ocho nueve diez varios varias al")
_SEA_REGIONS = frozenset({"caribe", "caribbean"})
"""Names that the gazetteer holds as a region's, and reports give to its sea."""
_ARTICLES = cues.words("the el del al")
_PARTS_OF_SEA = cues.words("eastern western northern southern central south north east west tropical")
_BY_THE_SEA = cues.words(
    "coast coasts coastal coastline seaboard port shore island islands region nation state"
)
"""Words after a sea's name that make it a land's: "the Pacific coast"."""

_FIRST_NAMES = cues.words("israel jordan chad georgia africa asia india america china cuba")
_ONLY_FIRST_NAMES = cues.words("salvador libia kenia")
"""Names of countries and continents that people are given; and those that are seldom anything else here."""
_JUDGES = cues.words("juez jueza jueces judge judges fiscal fiscales magistrado magistrada magistrados")
"""Who sits where the name after them says."""
_AFTER_LANDS = cues.words("junior senior olympic national international south north first")
"""Words that stand after a country's name, though some people are called so: "Jordan Junior Olympic"."""
_COURT_DISTRICTS = frozenset(
    f"{part} district of" for part in ("southern", "northern", "eastern", "western", "central")
)
_NO_NAMES = cues.words("justicia congress congreso parliament parlamento senate senado capitol capitolio")
"""Words that stand with a capital in the names of courts and plans, though some quarter is called so."""

_DONE_TO_TOWNS = cues.words(
    "shelled bombed bombarded besieged seized stormed attacked struck overran recaptured retook captured"
    " pounded bombardeo bombardearon ataco atacaron tomo tomaron recupero recuperaron asedio asediaron ocupo"
    " ocuparon retomo retomaron sitiaron capturaron bombardean atacan toman hit hits targeted rocked"
)
"""Verbs of which a town is the object."""
_BLOWS = cues.words(
    "strike strikes airstrike airstrikes attack attacks raid raids assault bombardment shelling bombing"
    " bombings offensive siege ataque ataques bombardeo bombardeos asalto asedio ofensiva"
)
_ON = cues.words("on of against contra sobre a de")
""" "The strikes on Nuseirat": what stands between a blow and the town that it hits."""
_SITE_BEFORE = re.compile(
    r"(?<!\w)(?:puesto|estacion|comisaria|campo|campamento|centro|base|cuartel|cruce|paso|reten)s? "
    r"(?:de (?:policia|control|refugiados|desplazados|detencion|migrantes|acogida)|"
    r"policial|militar|naval|aere[ao]|fronterizo) de $|"
    r"(?<!\w)(?:camp|checkpoint|post|base|crossing|barracks|station) (?:at|of|in) $"
)
_SITE_AFTER = re.compile(
    r" (?:(?:refugee|displacement|displaced|idp|internment|detention|migrant) (?:camp|centre|center)|"
    r"(?:police|army|military|border|guard) (?:station|post|base|barracks)|checkpoint|border crossing|"
    r"air ?base)s?(?!\w)"
)
""" "El puesto de policía de Toribío", "the Jenin refugee camp": a site, and the place whose it is."""
_ARABIC_PART = re.compile(r" (?:[ae][lnrstz]|a[sd]h?|e[sd]h?)-[A-ZÀ-Þ]")
""" "El-Hilweh", "ash-Sham": how an Arabic name goes on."""
_LOOK_BACK = 48
"""How many characters such a site's words have at most."""
_KNOWN_TOWN = 4.0
"""log10 of the people of a town that a report names without more."""


def beyond_fit(view: View, option: Option, lexicon: Lexicon) -> float:
    """What the rules add to an option's score (log odds): 0 where none speaks for it."""
    score = 0.0
    if _is_sea(view, option) or _is_called_quarter(view, option):
        score += _CERTAIN
    if any(rule(view, option) for rule in _NO_PLACES) or _is_person(view, option, lexicon):
        score -= _CERTAIN
    if _is_attacked_town(view, option, lexicon) or _is_country(view, option) or _is_court_seat(view, option):
        score += _LIKELIER
    if _has_site(view, option):
        score += _LIKELIER
    return score


def _has_site(view: View, option: Option) -> bool:
    """A name in mixed case whose site the words beside it tell, though some people are called so."""
    name = option.name
    if (
        name is None
        or "demonym" in name.facts
        or not view.capital[option.first]
        or _blind(view, option.first)
    ):
        return False
    back = max(0, option.start - _LOOK_BACK)
    return (
        _SITE_AFTER.match(view.folded, option.end) is not None
        or _SITE_BEFORE.search(view.folded[back : option.start]) is not None
    )


def _is_court_seat(view: View, option: Option) -> bool:
    """A state or a city after whoever judges there: "un juez de Texas", which is no name of the judge."""
    k, name = option.first - 2, option.name
    if k < 0 or name is None or view.lows[k] not in _JUDGES or view.lows[k + 1] not in ("de", "in", "en"):
        return False
    return view.words[k].islower() and ("admin1" in name.levels or name.log_population >= A_CITY)


def _is_country(view: View, option: Option) -> bool:
    """A country's own name in capitals, alone: "el presidente de China", though china is a word too."""
    name, last = option.name, option.last
    if name is None or "country" not in name.levels or {"demonym", "unofficial", "code"} & set(name.facts):
        return False
    if view.caseless[view.stretch[last]] or view.titled[view.stretch[last]]:
        return False
    before = option.first > 0 and view.joined(option.first - 1) and view.capital[option.first - 1]
    after = last + 1 < len(view.words) and view.joined(last) and view.capital[last + 1]
    return not (before or after)


def _is_called_quarter(view: View, option: Option) -> bool:
    """A name, of no people, with the word for a neighbourhood beside it: "the Soler neighborhood"."""
    name = option.name
    if name is None or "demonym" in name.facts:
        return False
    return option.pattern == "quarter" or CALLED_AFTER.match(view.folded, option.end) is not None


def _is_the_people(view: View, option: Option) -> bool:
    """ "Defensor del Pueblo": the people, and no town of that name."""
    k = option.first
    return k == option.last and view.lows[k] == "pueblo" and k > 0 and view.words[k - 1] == "del"


def _is_part(view: View, option: Option) -> bool:
    """The word for a part of what follows, in a headline's capitals: "in Northern Mexico", not "Province"."""
    k = option.last + 1
    one = option.first == option.last and view.lows[option.first] in _PARTS
    if not one or k >= len(view.words) or not view.capital[k] or not view.joined(option.last):
        return False
    return cues.AFTER.get(view.lows[k]) != "DIVNOUN"


def _is_verb(view: View, option: Option) -> bool:
    """A Spanish verb that opens a sentence and has somebody for its object: "Matan a 12 personas"."""
    k = option.last + 1
    name = option.name
    if name is None or name.log_population > A_CITY or option.first != option.last:
        return False
    if not view.initial(option.first):
        return False
    if view.words[k : k + 1] != ["a"] or not view.joined(option.last):
        return False
    return k + 1 < len(view.words) and (view.lows[k + 1] in _SOMEBODY or view.words[k + 1].isdecimal())


def _is_party(view: View, option: Option) -> bool:
    """A party that has a town's name: "diputados de Morena", not "in Morena"."""
    name = option.name
    if name is None or name.folded not in _parties():
        return False
    return not option.first or view.lows[option.first - 1] not in _THERE


@cache
def _parties() -> frozenset[str]:
    """Parties' names, folded."""
    return frozenset(fold(name) for names in bodies("party").values() for name in names)


def _is_ship(view: View, option: Option) -> bool:
    """A word of a ship's name: "the tanker Hellas Aphrodite"."""
    k = option.first - 1
    led = k >= 0 and view.lows[k] in _VESSELS and view.joined(k)
    k = option.last + 1
    return led and k < len(view.words) and view.joined(option.last) and view.capital[k]


def _is_virtue(view: View, option: Option) -> bool:
    """A word of a court's or a plan's name: "Tribunal Superior de Justicia", "por la Paz y la Justicia"."""
    return option.name is not None and option.name.folded in _NO_NAMES


def _is_person(view: View, option: Option, lexicon: Lexicon) -> bool:
    """A country's name given to somebody: "Salvador Bastida", "Libia Dennise García"; no "Jordan Valley"."""
    name, k = option.name, option.last + 1
    if name is None or name.folded not in _FIRST_NAMES | _ONLY_FIRST_NAMES:
        return False
    if k >= len(view.words) or _blind(view, k):
        return False
    low = view.lows[k]
    if not view.capital[k] or view.text[option.end : view.starts[k]] != " " or view.words[k].isupper():
        return False
    if low in cues.AFTER or low in cues.BEFORE or low in _AFTER_LANDS:
        return False
    return name.folded in _ONLY_FIRST_NAMES or low in lexicon.surnames or low in lexicon.given


def _is_court_district(view: View, option: Option) -> bool:
    """ "The Southern District of California": a federal court's, and no district called so."""
    said = " ".join(view.lows[option.first : option.first + 3])
    return option.name is not None and said in _COURT_DISTRICTS


def _blind(view: View, k: int) -> bool:
    """Whether capitals tell nothing at a word."""
    return view.caseless[view.stretch[k]] or view.titled[view.stretch[k]]


def _begins_longer_name(view: View, option: Option) -> bool:
    """ "Ein el-Hilweh": the first word of an Arabic name that the gazetteer does not have as a whole."""
    return _ARABIC_PART.match(view.text, option.end) is not None


_NO_PLACES = (
    _is_the_people,
    _is_part,
    _is_verb,
    _is_party,
    _is_ship,
    _is_virtue,
    _is_court_district,
    _begins_longer_name,
)


def _is_sea(view: View, option: Option) -> bool:
    """A sea after the word for a water or, alone, after an article: "mar Rojo", "in the eastern Pacific"."""
    name = option.name
    if name is None or not ("sea" in name.levels or name.folded in _SEA_REGIONS):
        return False
    if opens_water(view, option.first):
        return True
    return _after_article(view, option.first) and not _belongs_to_next(view, option.last)


def _after_article(view: View, first: int) -> bool:
    """Whether an article stands before a word, or before the words for a part of a sea in front of it."""
    k = first - 1
    while k >= 0 and view.lows[k] in _PARTS_OF_SEA and view.joined(k):
        k -= 1
    return k >= 0 and view.lows[k] in _ARTICLES and view.joined(k)


def _belongs_to_next(view: View, last: int) -> bool:
    """Whether a name goes on after a word, or what follows is on land."""
    return view.joined(last) and (view.capital[last + 1] or view.lows[last + 1] in _BY_THE_SEA)


def _is_attacked_town(view: View, option: Option, lexicon: Lexicon) -> bool:
    """A town's name, no person's, after what is done to towns: "shelled Kherson", "strikes on Rafah"."""
    k, name = option.first - 1, option.name
    if k < 0 or name is None or not view.joined(k):
        return False
    hit = view.lows[k] in _ON and k > 0 and view.joined(k - 1) and view.lows[k - 1] in _BLOWS
    if view.lows[k] not in _DONE_TO_TOWNS and not hit:
        return False
    person = name.folded in lexicon.given or name.folded in lexicon.surnames
    return not person and name.log_population >= _KNOWN_TOWN


__all__ = ["beyond_fit"]
