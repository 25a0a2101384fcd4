"""Options: the stretches of a text that may name a place, before anything says how likely they do.

Every capitalised word (every word, where capitals tell nothing) that begins a name of the gazetteer opens an
option, as does a run of capitals around a generic word ("Dublin Road", "colonia Roma") and a line that is
nothing but a neighbourhood's name.
"""

from __future__ import annotations

from typing import NamedTuple

from geo.places import cues
from geo.places.names import Name, Names
from geo.places.text import View

LINKS = cues.words(
    "of the de del la las los el y e da do dos das di du des le al and on upon sur am an der en"
)
"""Words in lower case that may stand inside a name."""
NAME_LINKS = cues.words("de del la las los el of the")
"""Those that lead on from one part of a name to the next."""

_INSIDE = LINKS | {"es", "ez", "ed", "er", "et", "ech", "esh", "az", "ad", "ar", "ash", "ul", "ur"}
"""Those within a name that the gazetteer has: "Dar es Salaam", "Deir ez-Zor"."""
_COMMON = frozenset(
    (
        "the city",
        "city",
        "the town",
        "the village",
        "village",
        "el pueblo",
        "la ciudad",
        "la capital",
        "capital",
        "federal",
        "nacional",
    )
)
"""Words for any town or any body, though some place is called so."""
_IN = frozenset(("in", "en", "at"))
_ANY = frozenset(("a", "an", "any", "some", "one"))
_WATERS = cues.words("mar golfo oceano estrecho canal bahia")
_A_TOWN = 4.3
"""log10 of the people that make a bare name a town's rather than a neighbourhood's."""
A_CITY = 5.0
"""log10 of the people of a city: its streets are told of as such, and its name is taken for no verb."""
_LONGEST_RUN = 5


class Option(NamedTuple):
    """A span of a view that may name a place: words `first` to `last`, characters `start` to `end`.

    `name` is None for a run around a generic word that the gazetteer does not hold; `pattern` then says what
    kind (road, natural, facility, area, quarter).
    """

    start: int
    end: int
    first: int
    last: int
    name: Name | None
    pattern: str = ""


def gather(view: View, names: Names) -> list[tuple[int, list[Option]]]:
    """For each word that may begin a mention, its options, longest first."""
    patterns = _patterns(view, names)
    out = []
    for i in range(len(view.words)):
        quarter = _quarter_line(view, names, i)
        if quarter is not None:
            out.append((i, [quarter]))
            continue
        options = named(view, names, i) if _opens(view, i) else []
        if (bare := _bare_quarter(view, names, i)) is not None:
            options.append(bare)
        for option in patterns.get(i, ()):
            same = next((k for k, o in enumerate(options) if o.end == option.end), None)
            if same is None:
                options.append(option)
            elif option.pattern == "road" and _names_street(view, option, options[same].name):
                options[same] = option
            elif option.pattern == "quarter" and not is_wide(options[same].name):
                options[same] = options[same]._replace(pattern="quarter")
        if options:
            options.sort(key=lambda o: -o.end)
            out.append((i, options))
    return out


def is_wide(name: Name | None) -> bool:
    """Whether a name is a country's, a state's or a people's: "a British colony" is no neighbourhood."""
    return name is not None and (bool(name.areas) or "demonym" in name.facts)


def opens_water(view: View, i: int) -> bool:
    """Whether a word opens the name of a water, as Spanish writes it in lower case: "golfo de México"."""
    if view.lows[i] not in _WATERS:
        return False
    k = i + 1
    while k < len(view.words) and view.lows[k] in NAME_LINKS and view.joined(k - 1):
        k += 1
    return k < len(view.words) and view.capital[k] and view.joined(k - 1)


def run_end(view: View, k: int) -> int:
    """The last word of the run of capitals that word k begins."""
    last = k
    while last - k < _LONGEST_RUN and view.joined(last) and view.capital[last + 1]:
        last += 1
    return last


# names of the gazetteer


def named(view: View, names: Names, i: int) -> list[Option]:
    """The names of the gazetteer that begin at word i, shortest first."""
    start = view.starts[i]
    out: list[Option] = []
    last = i
    for folded in names.gazetteer.prefixes(view.folded, start):
        end = start + len(folded)
        while last + 1 < len(view.starts) and view.starts[last + 1] < end:
            last += 1
        word_end = view.ends[last]
        if end != word_end and not (end == word_end + 1 and folded[-1] in ".'"):
            continue
        if view.stretch[last] != view.stretch[i] or not _capitals(view, i, last):
            continue
        name = names.get(folded) if folded not in _COMMON else None
        if name is not None:
            out.append(Option(start, end, i, last, name))
    return out


def _opens(view: View, i: int) -> bool:
    """Whether a word may begin a name of the gazetteer."""
    if view.capital[i] or opens_water(view, i):
        return True
    word = view.words[i]
    return view.caseless[view.stretch[i]] and len(word) > 2 and word[0].isalpha()


def _capitals(view: View, first: int, last: int) -> bool:
    """Whether all words of a span but the small linking ones have capitals, where those tell."""
    if last == first or view.caseless[view.stretch[first]]:
        return True
    return (view.capital[last] or _hangs(view, last, "'’ʻ")) and all(
        view.capital[k] or view.lows[k] in _INSIDE or _hangs(view, k, "-‐‑'’ʻ")
        for k in range(first + 1, last)
    )


def _hangs(view: View, k: int, marks: str) -> bool:
    """Whether a mark ties a word to the one before: "au" in "Port-au-Prince", "a" in "Sana'a"."""
    return view.text[view.starts[k] - 1] in marks


# runs around a generic word


def _patterns(view: View, names: Names) -> dict[int, list[Option]]:
    """Runs of capitals closed by a generic word or opened by one, by their first word."""
    out: dict[int, list[Option]] = {}
    for j in range(len(view.words)):
        for option in (*_closed_by(view, names, j), *_opened_by(view, names, j)):
            out.setdefault(option.first, []).append(option)
    return out


def _closed_by(view: View, names: Names, j: int) -> list[Option]:
    """The run that a generic word closes: "Dublin Road", and "Roma" of "the Roma neighborhood".

    A plural closes several: "Torreón Nuevo and Villas del Real neighborhoods".
    """
    word = view.lows[j]
    kind = cues.CLOSING_WORDS.get(word)
    if word in cues.STREETS and not view.capital[j]:
        return _streets(view, j)
    if kind is not None and kind != "quarter":
        first = _run_back(view, j, through=False)
        found = view.capital[j] and first < j
        return [Option(view.starts[first], view.ends[j], first, j, None, kind)] if found else []
    if kind is None and word not in cues.MAYBE_QUARTERS:
        return []
    out, end, first = [], j, _quarter_back(view, names, j)
    while first < end:
        out.append(_quarter(view, first, end - 1))
        end = _listed_before(view, first) if word in cues.PLURAL_QUARTERS else first
        first = _quarter_back(view, names, end) if end < first else end
    return out if kind else [o for o in out if _listed(view, names, o)]


def _quarter_back(view: View, names: Names, j: int) -> int:
    """The first word of a neighbourhood's name that ends before word j: of "Ciudad Moderna", if listed."""
    first = _run_back(view, j, through=True)
    longer = _run_back(view, j, through=True, plain=True)
    return longer if longer < first and _listed(view, names, _quarter(view, longer, j - 1)) else first


def _listed_before(view: View, first: int) -> int:
    """The "and" between the name at word `first` and one before it: "A and B neighborhoods"; else `first`."""
    joins = first > 1 and cues.AFTER.get(view.lows[first - 1]) == "AND" and view.capital[first - 2]
    return first - 1 if joins and view.joined(first - 1) and view.joined(first - 2) else first


def _streets(view: View, j: int) -> list[Option]:
    """The street before a generic word in lower case: "Coahuila street", but not "a Baghdad street"."""
    first = _run_back(view, j, through=True)
    if first == j or (first and view.lows[first - 1] in _ANY and view.joined(first - 1)):
        return []
    return [Option(view.starts[first], view.ends[j - 1], first, j - 1, None, "road")]


def _names_street(view: View, option: Option, name: Name | None) -> bool:
    """Whether what follows a name makes it a street's; "Dhaka streets" are the city's."""
    after = view.lows[option.last + 1] if option.last + 1 < len(view.lows) else ""
    city = name is not None and name.log_population > A_CITY
    return after in cues.STREETS and not (city and after.endswith("s"))


def _opened_by(view: View, names: Names, j: int) -> list[Option]:
    """The run that a generic word opens: "Interstate 45", and "Roma" of "colonia Roma"."""
    kind = cues.LEADING_WORDS.get(view.lows[j])
    if kind is None:
        return _quarter_of(view, names, j) if view.lows[j] in cues.QUARTERS_OF else []
    if not (view.capital[j] or kind in ("quarter", "road")):
        return []
    last = _run_on(view, j)
    if last == j or (kind == "road" and "-" in view.text[view.ends[j] : view.ends[last]]):
        return []
    first = j if view.capital[j] else j + 1
    while first < last and not view.capital[first]:
        first += 1
    if kind == "quarter" and view.lows[first] == "centro" and view.lows[first + 1 : first + 2] == ["de"]:
        last = first  # "colonia Centro de Salamanca": of the city
    return [Option(view.starts[first], view.ends[last], first, last, None, kind)]


def _quarter_of(view: View, names: Names, j: int) -> list[Option]:
    """The known one of "the neighborhood of Camino Verde"; "El Valle neighborhood of" has a city after it."""
    first, last = j + 2, _run_on(view, j)
    if last < first or view.lows[j + 1] != "of" or not view.capital[first]:
        return []
    option = _quarter(view, first, last)
    name = names.get(view.folded[option.start : option.end])
    apart = view.initial(j) or view.lows[j - 1] == "the"
    city = name is not None and name.log_population > A_CITY
    return [option] if apart and not city and _listed(view, names, option) else []


def _quarter(view: View, first: int, last: int) -> Option:
    return Option(view.starts[first], view.ends[last], first, last, None, "quarter")


def _listed(view: View, names: Names, option: Option) -> bool:
    return names.lists_quarter(view.folded[option.start : option.end])


def _quarter_line(view: View, names: Names, i: int) -> Option | None:
    """A line or sentence after the first that is nothing but the name of a known neighbourhood."""
    if i == 0 or not view.initial(i) or names.neighbourhoods is None:
        return None
    last = _run_on(view, i)
    if last + 1 < len(view.words) and not view.initial(last + 1):
        return None
    folded = view.folded[view.starts[i] : view.ends[last]]
    if not names.lists_quarter(folded):
        return None
    name = names.get(folded)
    if name is not None and (name.areas or "admin2" in name.levels or name.log_population > _A_TOWN):
        return None
    return _quarter(view, i, last)


def _bare_quarter(view: View, names: Names, i: int) -> Option | None:
    """A run of capitals after "in" that only a neighbourhood is known to bear: "in Nueva Candelaria"."""
    if i == 0 or not view.capital[i] or view.lows[i - 1] not in _IN or not view.joined(i - 1):
        return None
    last = _run_on(view, i)
    option = _quarter(view, i, last)
    known = names.get(view.folded[option.start : option.end]) is not None
    return option if last > i and not known and _listed(view, names, option) else None


def _run_back(view: View, j: int, *, through: bool, plain: bool = False) -> int:
    """The first word of the run of capitals that word j closes; `through` small words too.

    A sentence's first word that often stands before a name ("City Harlem") is left out unless it is `plain`.
    """
    first = j
    while first > 0 and j - first < _LONGEST_RUN and view.joined(first - 1):
        back = first - 1
        if through and first < j:
            while back > 0 and view.lows[back] in NAME_LINKS and view.joined(back - 1):
                back -= 1
        day = through and view.words[back].isdecimal() and view.lows[back + 1] == "de"
        if not (view.capital[back] or day):
            break
        leads = view.initial(back) and view.lows[back] in cues.BEFORE and view.lows[back] not in NAME_LINKS
        if leads and not plain:
            break
        first = back
    return first


def _run_on(view: View, j: int) -> int:
    """The last word of the run of capitals and numbers that word j opens, through small words too."""
    last, k = j, j + 1
    while k < len(view.words) and k - j <= _LONGEST_RUN and view.joined(k - 1):
        if view.capital[k] or view.words[k].isdecimal():
            last = k
        elif view.lows[k] not in LINKS:
            break
        k += 1
    return last


__all__ = ["A_CITY", "LINKS", "NAME_LINKS", "Option", "gather", "is_wide", "named", "opens_water", "run_end"]
