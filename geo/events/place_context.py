"""Context: what the words around a place's name say of it, whichever event asks.

A preposition of place, a title or an origin before it, a larger area after it, a quarter or a road that only
has its name: each adds to or takes from how likely something happened there.
"""

from __future__ import annotations

import re
from functools import lru_cache

from geo.events import where_cues as cue
from geo.events.actors import UNLAWFUL
from geo.events.areas import inside
from geo.events.homes import is_home
from geo.events.reading import Line
from geo.events.types import CATCH_ALL
from geo.events.words import word_set
from geo.places.gazetteer import fold
from geo.records import Mention, Place

_folded = lru_cache(5_000)(fold)
_WAY = 60
"""How many characters a way from one place to the next has at most: ", unos 20 kilómetros al norte de "."""
_OBJECT = 6
"""How many words an object's title stands behind its verb at most."""
_ALL = word_set("all both mostly originally mainly todos todas ambos ambas")
""" "Two men, both from Calgary": what may stand before where people come from."""
WELL = 0.9
"""A score of `context_of` from which the words around a name surely tell where something was."""
_NAMESAKE = -3.0
""" "In Maga, Kebbi State": the town that the gazetteer has is another one, abroad."""
_SURE = 0.9
"""Confidence from which even a quarter's name is taken for the place that has it."""


def context_of(line: Line, mention: Mention) -> float:
    """What the words around a mention say, the higher the likelier; kept on the line."""
    if mention.start not in line.scores:
        line.scores[mention.start] = _context(line, mention)
    return line.scores[mention.start]


def _context(line: Line, mention: Mention) -> float:
    """The sum of what each cue around a mention adds to or takes from it."""
    assert mention.place is not None
    before = line.before(mention.start, 6)
    score = 0.8 * mention.place.confidence - 0.4
    if mention.kind == "demonym" or _qualifies(line, mention, before):
        score -= 1.5
    score += _introduction(line, mention, before)
    if any(c.start <= mention.start < c.end for c in line.claims):
        score -= 1.5
    if mention.place.precision >= 5:
        score -= 0.3
    score += _agreement(line, mention, mention.place)
    if _is_home(line, mention):
        score -= 0.9
    if cue.TOWN_AFTER.match(line.after(mention.end, 2)):
        score += 0.4
    if mention.place.precision >= _COUNTRY and cue.BEYOND.search(before):
        score -= 3.0
    if mention.place.level == "country" and cue.AFAR.search(before):
        score -= _AFAR
    if cue.AIM.search(before) or (mention.place.precision >= 4 and cue.NEAR.search(before)):
        score -= 1.2
    if any(o.end < mention.start <= o.end + 2 and o.kind != "facility" for o in line.places):
        score -= 0.5
    if any(_only_leads_to(line, o, mention) and not _is_abroad(o, mention) for o in line.places):
        score -= 1.2
    if any(_only_leads_to(line, mention, o) and _is_abroad(mention, o) for o in line.places):
        score += _NAMESAKE
    elif any(_only_leads_to(line, o, mention) and _is_abroad(o, mention) for o in line.places):
        score += 0.8
    if any(holds_the_one_before(line, o, mention) for o in line.places):
        score -= 0.8
    if _holds_a_neighbour(line, mention) or _owns_next(line, mention) or _says_which_side(line, mention):
        score -= 1.5
    if mention.kind != "facility" and _names_a_quarter(line, mention, before):
        score -= 2.5 if mention.place.confidence < _SURE else 1.2
    return score


def _only_leads_to(line: Line, other: Mention, mention: Mention) -> bool:
    """ "Mantes-la-Jolie, al oeste de París": a place that only says where the one before it lies."""
    return (
        0 < mention.start - other.end <= _WAY
        and cue.AWAY.fullmatch(line.sentence.between(other.end, mention.start)) is not None
    )


def _is_abroad(mention: Mention, other: Mention) -> bool:
    """ "El Dorado, south of Culiacán": what lies by a sure place is none of its name in another country."""
    place, by = mention.place, other.place
    return place is not None and by is not None and by.confidence >= _SURE and by.country != place.country


def holds_the_one_before(line: Line, other: Mention, mention: Mention) -> bool:
    """ "In Wamena, in the Indonesian region of Papua": the wider place only says where the first one is."""
    assert other.place is not None
    assert mention.place is not None
    if not (0 < mention.start - other.end <= _WAY and other.place.precision < 3 <= mention.place.precision):
        return False
    return cue.WITHIN.fullmatch(line.sentence.between(other.end, mention.start)) is not None


def _owns_next(line: Line, mention: Mention) -> bool:
    """ "Kashmir's Kupwara district": the place in front of another's name only says where that is."""
    gap = len("'s ")
    owned = any(o.start == mention.end + gap for o in line.places)
    return owned and line.sentence.between(mention.end, mention.end + gap) in ("'s ", "’s ")


def _says_which_side(line: Line, mention: Mention) -> bool:
    """ "The Amazon department of Guaviare": the wider place only says in which part the next one lies."""
    of = cue.PART_OF.match(line.sentence.between(mention.end, mention.end + _WAY))
    return of is not None and any(o.start == mention.end + of.end() for o in line.places)


_FROM_JAIL = re.compile(r"(?<!\w)(?:from|out of) the (?:maximum-security |notorious |central )?$")
_JAIL_AFTER = re.compile(r"^\s*(?:prison|jail|penitentiary)(?!\w)")
_OF_A_ROUTE = re.compile(
    r"(?<!\w)(?:transportistas|choferes|conductores|operadores|concesionarios|permisionarios|taxistas|usuarios|"
    r"trabajadores|combis|microbuses|autobuses|camiones|drivers|operators|workers|employees|buses|minibuses) "
    r"(?:de (?:la|las) (?:ruta|linea|empresa)s?|(?:of|from) the) (?:[\w’'-]+ ?[-–] ?)?$"
)
""" "Choferes de la ruta Acapulco-Coyuca": whose they are, less than where they were."""
_TOOK_TOWN = re.compile(
    r"(?<!\w)(?:seiz|captur|recaptur|storm|enter|besieg|overr[au]n|took|retook|tom(?:aron|o)|retom(?:aron|o)|"
    r"captur(?:aron|o)|asedi(?:aron|o)|ocup(?:aron|o))(?:ed)? "
    r"(?:(?:the|el|la) (?:[a-z-]+ )?(?:city|town|village|port|ciudad|pueblo|aldea|localidad|"
    r"poblado) (?:of|de) )?$"
)
""" "Seized El Fasher and killed": a town that somebody took, where the rest then happened."""
_NEVER = (cue.CONDEMNED_FROM, cue.SERVED, cue.MEDIATED, cue.BOUND, cue.SOME_THERE)
"""Cues that look back on what names no place of the deed."""
_AFAR = 1.5
"""What is taken from a country that somebody or something came from or went to."""
_AT_HOME = -3.0
"""What is taken from where people live or come from."""
_ELSEWHERE, _STATE, _COUNTRY = -4.0, 4, 6
"""What such a cue takes from a place, and the precision of a state and of a country."""


def _introduction(line: Line, mention: Mention, before: str) -> float:
    """What leads to a name: somebody's title, where somebody spoke, a preposition of place; or it speaks."""
    if _is_sought(line, mention) or _is_paper(line, mention) or any(c.search(before) for c in _NEVER):
        return _ELSEWHERE
    if cue.HELD_NOW.search(line.before(mention.start, 10)):
        return _ELSEWHERE
    if is_home(line, mention):
        return _AT_HOME
    if cue.OFFICIALS_IN.search(before) and cue.SAID.match(line.after(mention.end, 2)):
        return -0.9
    if cue.APPOSED_TITLE.match(line.after(mention.end, 3)) or _is_of_office(line, mention, before):
        return -0.9
    if _is_spoken_in(line, mention, before) or cue.BASED.search(before):
        return -2.0
    if cue.HOSPITAL.search(line.before(mention.start, 10)):
        return -2.5
    if _OF_A_ROUTE.search(line.before(mention.start, 8)):
        return -0.9
    country = mention.place is not None and mention.place.precision >= _COUNTRY
    if cue.LOCATIVE.search(before) or (cue.RURAL.search(before) and not country):
        return 0.8
    if not country and _TOOK_TOWN.search(before):
        return 0.5
    if country and cue.BY.search(before):
        return -1.5
    if mention.start == line.sentence.start and cue.SPEAKS.match(line.after(mention.end, 2)):
        return -1.2
    return 0.0


def _is_of_office(line: Line, mention: Mention, before: str) -> bool:
    """ "The mayor of Tijuana", "the leader in Goma said"; not so "killed an ISIS leader in Mosul"."""
    title = cue.TITLE.search(before)
    if title is None or not cue.RANK_IN.match(title[0]):
        return title is not None
    k = line.sentence.word_at(mention.start - len(before) + title.start())
    hit = (t for t in line.triggers if t.is_verb and t.type != CATCH_ALL and t.voice != "passive")
    return not any(0 < k - t.last <= _OBJECT for t in hit)


def _is_spoken_in(line: Line, mention: Mention, before: str) -> bool:
    """ "Told reporters in Guadalajara"; not so "anunció la captura en Tepic", where a deed stands between."""
    spoken = cue.SPOKEN_IN.search(before)
    if spoken is None:
        return False
    start = mention.start - len(before) + spoken.start()
    deeds = (t for t in line.triggers if t.type != CATCH_ALL)
    return not any(start < t.start and t.end < mention.start for t in deeds)


def _is_paper(line: Line, mention: Mention) -> bool:
    """ "The New York Times", "La Voz de Michoacán": a newspaper that bears a place's name."""
    text, base = line.sentence.text, line.sentence.start
    before, after = text[: mention.start - base], text[mention.end - base :]
    return cue.PAPER_AFTER.match(after) is not None or cue.PAPER_BEFORE.search(before) is not None


def _is_sought(line: Line, mention: Mention) -> bool:
    """ "A man wanted in Ohio for murder": by whom; "buscada en Gualeguaychú" may be where she was lost."""
    said = cue.WANTED.search(line.before(mention.start, 9))
    if said is None or mention.place is None:
        return False
    return mention.place.precision >= _STATE or cue.BY_WHOM.search(said[0]) is not None


def _names_a_quarter(line: Line, mention: Mention, before: str) -> bool:
    """Whether a quarter or a street only has the place's name: "in the Morelos neighbourhood".

    Prisons have those of the towns by which they are: "escaped from the Tamara prison".
    """
    if _FROM_JAIL.search(before) and _JAIL_AFTER.match(line.after(mention.end, 1)):
        return False
    return bool(
        cue.QUARTER_AFTER.match(line.after(mention.end, 2))
        or cue.QUARTER_BEFORE.search(before)
        or cue.STREETS_AFTER.match(line.after(mention.end, 5))
    )


def _is_home(line: Line, mention: Mention) -> bool:
    """Where people come from: "two peacekeepers from Bangladesh died when …", "los hutíes de Yemen"."""
    k = line.sentence.word_at(mention.start)
    before = line.sentence.words[k - 1].text if k > 1 else ""
    country = mention.place is not None and mention.place.level == "country"
    if before not in ("from", "procedente", "procedentes") and not (before == "de" and country):
        return False
    k -= k > 2 and line.sentence.words[k - 2].text in _ALL
    people = line.sentence.words[k - 2]
    theirs = (a for a in line.actors if a.start <= people.start < a.end)
    return any(before != "de" or (a.kind in UNLAWFUL and a.is_catalogued) for a in theirs)


def _holds_a_neighbour(line: Line, mention: Mention) -> bool:
    """The state of "León, Guanajuato", "León town, Guanajuato" or "Guanajuato, León".

    Its capital has the same name, and may have been taken for it.
    """
    assert mention.place is not None
    if _folded(mention.surface) not in _folded(mention.place.admin1):
        return False
    at = line.sentence.word_at
    return any(
        o.place is not None
        and o.place.precision <= 3
        and o.place.admin1 == mention.place.admin1
        and o.place.name != mention.place.name
        and (
            (o.end <= mention.start and at(mention.start) - at(o.end) <= 2)
            or (o.start >= mention.end and line.sentence.between(mention.end, o.start) in (", ", ": ", " - "))
        )
        for o in line.places
    )


def _agreement(line: Line, mention: Mention, place: Place) -> float:
    """Whether the larger areas named right after a mention hold it, as in "Uruapan, Michoacán"."""
    if place.precision > 3:
        return 0.0
    for other in line.places:
        area = other.place
        gap = line.sentence.word_at(other.start) - line.sentence.word_at(mention.end)
        if mention.kind == "facility" and area is not None and 0 <= gap <= 6 and other.start >= mention.end:
            own = other.kind != "facility" and area.precision <= 3 and area.name != place.name
            return -1.5 if own and not inside(place, area) else 0.0
        if area is not None and 0 <= other.start - mention.end <= 2 and area.precision <= 2:
            apart = area.admin1 != place.admin1 and area.confidence > place.confidence
            return -1.2 if apart else 0.0
        if (
            area is None
            or other.start < mention.end
            or area.precision not in (3, 4, 6)
            or area.precision <= place.precision
        ):
            continue
        if gap > 8:
            break
        beside = cue.HELD_BY.fullmatch(line.sentence.between(mention.end, other.start)) is not None
        beside = beside and (area.precision <= 4 or _closes(line, mention, other))
        sure = area.confidence >= _SURE or (line.home == area.country and place.confidence < _SURE)
        if beside and area.country != place.country and sure:
            return _NAMESAKE
        if area.precision <= 4:
            return 0.3 if inside(place, area) else -1.0
    return 0.0


def _closes(line: Line, town: Mention, country: Mention) -> bool:
    """ "In Sonora, Mexico, on Friday", but not "struck Rafah, Israel's army said" nor "Goma, Rwanda said"."""
    between = line.sentence.between(town.end, country.start)
    after = line.sentence.between(country.end, line.sentence.end)
    return between == ", " and after.lstrip()[:1] in ("", ",", ".", ";", ")")


def _qualifies(line: Line, mention: Mention, before: str) -> bool:
    """A country that only qualifies the noun after it: "U.S. agents", "the Mexico trip"."""
    assert mention.place is not None
    following = line.sentence.text[mention.end - line.sentence.start :]
    if mention.place.precision < 6:
        return False
    if cue.POSSESSIVE.match(following):
        return True
    if cue.LOCATIVE.search(before):
        return False
    return cue.NOUN_AFTER.match(following) is not None and (
        mention.kind == "abbreviation" or (cue.NOUN_OF.search(before) is None and mention.surface.isupper())
    )
