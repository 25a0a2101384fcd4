"""Options: the stretches of a text that may name a place, before anything says how likely they do.

Every capitalised word (every word, where capitals tell nothing) that begins a name of the gazetteer opens an
option, as does a run of capitals around a generic word ("Dublin Road", "colonia Roma") and a line that is
nothing but a neighbourhood's name.
"""

from __future__ import annotations

from geo.places import cues, quarter_runs
from geo.places.names import Name, Names
from geo.places.quarter_runs import A_CITY
from geo.places.runs import LINKS, NAME_LINKS, Option, and_before, run_back, run_end, run_on
from geo.places.text import View

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
_ANY = frozenset(("a", "an", "any", "some", "one"))
_WATERS = cues.words("mar golfo oceano estrecho canal bahia")
_SAINTS = cues.words("san santa santo")
_ARTICLES = cues.words("el al ad an ar as ash at az")
"""The Arabic article as it is written in Latin letters."""


def gather(view: View, names: Names) -> list[tuple[int, list[Option]]]:
    """For each word that may begin a mention, its options, longest first."""
    patterns = _patterns(view, names)
    out = []
    for i in range(len(view.words)):
        quarter = quarter_runs.line(view, names, i)
        if quarter is not None:
            out.append((i, [quarter]))
            continue
        options = named(view, names, i) if _opens(view, i) else []
        if (bare := quarter_runs.bare(view, names, i)) is not None:
            options.append(bare)
        for option in patterns.get(i, ()):
            same = next((k for k, o in enumerate(options) if o.end == option.end), None)
            if same is None:
                options.append(option)
            elif option.pattern == "road" and _names_street(view, option, options[same].name):
                options[same] = option
            elif option.pattern == "quarter" and not _says_whose(view, option, options[same].name):
                options[same] = options[same]._replace(pattern="quarter")
        if options:
            options.sort(key=lambda o: -o.end)
            out.append((i, options))
    return out


def is_wide(name: Name | None) -> bool:
    """Whether a name is a country's, a state's or a people's: "a British colony" is no neighbourhood."""
    return name is not None and (bool(name.areas) or "demonym" in name.facts)


def _says_whose(view: View, option: Option, name: Name | None) -> bool:
    """Whether a name before a generic word is a country's or a people's: "a British colony"."""
    after = view.lows[option.last + 1] if view.joined(option.last) else ""
    return is_wide(name) and (cues.CLOSING_WORDS.get(after) == "quarter" or after in cues.MAYBE_QUARTERS)


def opens_water(view: View, i: int) -> bool:
    """Whether a word opens the name of a water, as Spanish writes it in lower case: "golfo de México"."""
    if view.lows[i] not in _WATERS:
        return False
    k = i + 1
    while k < len(view.words) and view.lows[k] in NAME_LINKS and view.joined(k - 1):
        k += 1
    return k < len(view.words) and view.capital[k] and view.joined(k - 1)


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
        if name is not None and not _is_cut_short(view, names, i, last):
            out.append(Option(start, end, i, last, name))
    return out


def _opens(view: View, i: int) -> bool:
    """Whether a word may begin a name of the gazetteer."""
    if view.capital[i] or opens_water(view, i) or _is_article(view, i):
        return True
    word = view.words[i]
    return view.caseless[view.stretch[i]] and len(word) > 2 and word[0].isalpha()


def _is_cut_short(view: View, names: Names, first: int, last: int) -> bool:
    """ "San Juan de Lurigancho": a saint's name goes on to a word that is no country's and no state's."""
    k = last + 1
    if view.lows[first] not in _SAINTS or k + 1 >= len(view.words) or view.words[k] not in ("de", "del"):
        return False
    if not (view.joined(last) and view.joined(k) and view.capital[k + 1]):
        return False
    beyond = names.get(view.lows[k + 1])
    return beyond is None or not beyond.levels & {"country", "admin1"}


def _is_article(view: View, i: int) -> bool:
    """ "El-Fasher" as "el-Fasher": an Arabic article tied to a name."""
    tied = view.lows[i] in _ARTICLES and i + 1 < len(view.words) and view.text[view.ends[i]] == "-"
    return tied and view.capital[i + 1]


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
        closed, opened = quarter_runs.closed(view, names, j), quarter_runs.opened(view, names, j)
        for option in (*closed, *_closed_by(view, j), *opened, *_opened_by(view, j)):
            out.setdefault(option.first, []).append(option)
    return out


def _closed_by(view: View, j: int) -> list[Option]:
    """The run that a generic word closes: "Dublin Road"."""
    if view.lows[j] in cues.STREETS and not view.capital[j]:
        return _streets(view, j)
    kind = cues.CLOSING_WORDS.get(view.lows[j])
    if kind in (None, "quarter") or not view.capital[j]:
        return []
    first = run_back(view, j, through=False)
    return [Option(view.starts[first], view.ends[j], first, j, None, kind)] if first < j else []


def _streets(view: View, j: int) -> list[Option]:
    """The streets before a generic word in lower case: "Coahuila street", but not "a Baghdad street".

    A plural closes two: "Guanajuato and Chilpancingo streets".
    """
    first = run_back(view, j, through=True)
    if first == j or (first and view.lows[first - 1] in _ANY and view.joined(first - 1)):
        return []
    out = [Option(view.starts[first], view.ends[j - 1], first, j - 1, None, "road")]
    end = and_before(view, first) if view.lows[j].endswith("s") else first
    if end < first:
        before = run_back(view, end, through=True)
        out.append(Option(view.starts[before], view.ends[end - 1], before, end - 1, None, "road"))
    return out


def _names_street(view: View, option: Option, name: Name | None) -> bool:
    """Whether what follows a name makes it a street's; "Dhaka streets" are the city's."""
    k = option.last + 1
    after = view.lows[k] if k < len(view.lows) else ""
    if cues.AFTER.get(after) == "AND" and k + 1 < len(view.lows):
        last = run_end(view, k + 1)
        return view.joined(last) and view.lows[last + 1] in cues.STREETS
    pair = and_before(view, option.first) < option.first
    city = name is not None and name.log_population > A_CITY
    return after in cues.STREETS and (pair or not (city and after.endswith("s")))


def _opened_by(view: View, j: int) -> list[Option]:
    """The run that a generic word opens: "Interstate 45"."""
    kind = cues.LEADING_WORDS.get(view.lows[j])
    if kind in (None, "quarter") or not (view.capital[j] or kind == "road"):
        return []
    last = run_on(view, j)
    if last == j or (kind == "road" and "-" in view.text[view.ends[j] : view.ends[last]]):
        return []
    first = j if view.capital[j] else j + 1
    while first < last and not view.capital[first]:
        first += 1
    return [Option(view.starts[first], view.ends[last], first, last, None, kind)]


__all__ = ["gather", "is_wide", "named", "opens_water"]
