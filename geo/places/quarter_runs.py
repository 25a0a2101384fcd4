"""Neighbourhoods in a text, by the words beside them and by a list of their names.

A generic word opens one ("colonia Roma") or closes one ("the Roma neighborhood"), its plural several. A line
of its own and a run of capitals after "in" are one where nothing but the list knows them.
"""

from __future__ import annotations

from geo.places import cues
from geo.places.names import Name, Names
from geo.places.quarter_names import is_vague
from geo.places.runs import NAME_LINKS, Option, and_before, run_back, run_on
from geo.places.text import View

A_CITY = 5.0
"""log10 of the people of a city: its streets are told of as such, and its name is taken for no verb."""
A_TOWN = 4.3
"""log10 of the people that make a bare name a town's rather than a neighbourhood's."""
A_HOST = 4.0
"""Those of a town that a neighbourhood is taken for a part of: "La Mesa" is itself one of Tijuana."""
_IN = frozenset(("in", "en", "at"))
_ENDS = frozenset(("en", "al"))
_AND = frozenset(("y", "e"))


def opened(view: View, names: Names, j: int) -> list[Option]:
    """Those that word j opens: "Roma" of "colonia Roma", both of "colonias Roma y Condesa"."""
    word = view.lows[j]
    if word in cues.QUARTERS_OF:
        return _named_after_of(view, names, j)
    if cues.LEADING_WORDS.get(word) != "quarter":
        return []
    several, name = word in cues.OPENING_PLURALS, _name_after(view, j)
    if name is None:
        return []
    last = _last_word(view, names, name, several=several)
    first = j if view.capital[j] and not several else name
    return [_span(view, first, last), *(_list_after(view, names, last) if several else ())]


def closed(view: View, names: Names, j: int) -> list[Option]:
    """Those that word j closes: "Roma" of "the Roma neighborhood", both where it is "neighborhoods"."""
    word = view.lows[j]
    sure = cues.CLOSING_WORDS.get(word) == "quarter"
    if not sure and word not in cues.MAYBE_QUARTERS:
        return []
    out, end, first = [], j, _first_word(view, names, j)
    while first < end:
        out.append(_span(view, first, end - 1))
        end = and_before(view, first) if word in cues.CLOSING_PLURALS else first
        first = _first_word(view, names, end) if end < first else end
    return out if sure else [o for o in out if _listed(view, names, o)]


def line(view: View, names: Names, i: int) -> Option | None:
    """A line or sentence after the first that is nothing but the name of a known neighbourhood."""
    if i == 0 or not view.initial(i) or names.neighbourhoods is None:
        return None
    last = run_on(view, i)
    if last + 1 < len(view.words) and not view.initial(last + 1):
        return None
    option = _span(view, i, last)
    if not _listed(view, names, option):
        return None
    name = _name(view, names, i, last)
    town = name is not None and (name.areas or "admin2" in name.levels or name.log_population > A_TOWN)
    return None if town else option


def bare(view: View, names: Names, i: int) -> Option | None:
    """A run of capitals after "in" that only a neighbourhood is known to bear: "in Nueva Candelaria".

    A number at its end counts what follows: "en Sonora 1,200 kilos".
    """
    if i == 0 or not view.capital[i] or view.lows[i - 1] not in _IN or not view.joined(i - 1):
        return None
    last = run_on(view, i)
    while last > i and view.words[last].isdecimal():
        last -= 1
    option = _span(view, i, last)
    known = _name(view, names, i, last) is not None
    return option if last > i and not known and _listed(view, names, option) else None


def _span(view: View, first: int, last: int) -> Option:
    return Option(view.starts[first], view.ends[last], first, last, None, "quarter")


def _listed(view: View, names: Names, option: Option) -> bool:
    """Whether the list of neighbourhoods has what an option says."""
    return names.lists_quarter(view.folded[option.start : option.end])


def _name(view: View, names: Names, first: int, last: int) -> Name | None:
    """The gazetteer's name of the words `first` to `last`."""
    return names.get(view.folded[view.starts[first] : view.ends[last]])


# after a generic word


def _name_after(view: View, j: int) -> int | None:
    """The first word of a name after word j and small words: "Lavapiés" of "barrio de Lavapiés"."""
    k = j + 1
    while k < len(view.words) and view.joined(k - 1):
        if view.capital[k] or view.words[k].isdecimal():
            return k
        if view.lows[k] not in NAME_LINKS:
            break
        k += 1
    return None


def _last_word(view: View, names: Names, first: int, *, several: bool) -> int:
    """Where a name ends that a run of capitals holds: "Camino Verde" of "Camino Verde de Tijuana".

    All of the run is the name where the list has it ("Tierra y Libertad"). Else it ends before a city, before
    "en" and "al", and before "y" where there are several or the list has what stands before that.
    """
    if view.lows[first] == "centro" and view.lows[first + 1 : first + 2] == ["de"]:
        return first  # of the city
    end = run_on(view, first)
    if _listed(view, names, _span(view, first, end)):
        return end
    cuts, sure = [], []
    for k in range(first, end):
        after = view.lows[k + 1]
        if after == "de" and _opens_city(view, names, k + 2):
            cuts += [] if is_vague(view.folded[view.starts[first] : view.ends[k]]) else [k]
            sure += cuts[-1:]
        elif after in _ENDS or after in _AND:
            cuts.append(k)
            sure += [k] if several or after in _ENDS else []
    listed = (k for k in reversed(cuts) if _listed(view, names, _span(view, first, k)))
    return next(listed, sure[0] if sure else end)


def _opens_city(view: View, names: Names, k: int) -> bool:
    """Whether a town's name begins at word k or after its article: "la Ciudad de México"."""
    if k + 1 < len(view.words) and not view.capital[k] and view.lows[k] in NAME_LINKS:
        k += 1
    if k >= len(view.words) or not view.capital[k]:
        return False
    found = (_name(view, names, k, last) for last in range(run_on(view, k), k - 1, -1))
    return any(n is not None and "populated" in n.levels and n.log_population > A_HOST for n in found)


def _list_after(view: View, names: Names, last: int) -> list[Option]:
    """The other names of "colonias Centro, Obrera y Doctores", whose commas lead to an "and"; else none."""
    out: list[Option] = []
    while last + 2 < len(view.words) and view.stretch[last] == view.stretch[last + 2]:
        final = view.lows[last + 1] in _AND and view.joined(last) and view.joined(last + 1)
        first = last + 2 if final else last + 1
        comma = view.text[view.ends[last] : view.starts[last + 1]] == ", "
        if not (final or comma) or not (view.capital[first] or view.words[first].isdecimal()):
            break
        last = _last_word(view, names, first, several=True)
        out.append(_span(view, first, last))
        if final:
            return out
    return []


def _named_after_of(view: View, names: Names, j: int) -> list[Option]:
    """The known one of "the neighborhood of Camino Verde"; "El Valle neighborhood of" has a city after it."""
    first, last = j + 2, run_on(view, j)
    if last < first or view.lows[j + 1] != "of" or not view.capital[first]:
        return []
    option, name = _span(view, first, last), _name(view, names, first, last)
    apart = view.initial(j) or view.lows[j - 1] == "the"
    city = name is not None and name.log_population > A_CITY
    return [option] if apart and not city and _listed(view, names, option) else []


# before a generic word


def _first_word(view: View, names: Names, j: int) -> int:
    """The first word of a neighbourhood's name that ends before word j: of "Ciudad Moderna", if listed."""
    first = run_back(view, j, through=True)
    longer = run_back(view, j, through=True, plain=True)
    return longer if longer < first and _listed(view, names, _span(view, longer, j - 1)) else first


__all__ = ["A_CITY", "A_HOST", "A_TOWN", "bare", "closed", "line", "opened"]
