"""The grammar of Spanish dates, over the token classes of `date_words`."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from geo.events.date_calendar import (
    Span,
    last_numbered,
    month_span,
    season_near,
    season_span,
    so_far,
    span,
    unit_span,
    valid_day,
    weekday_span,
    weekend_span,
)
from geo.events.date_hits import Found, Hit, Rule, rule
from geo.events.date_rules import (
    read_ago,
    read_day,
    read_decade,
    read_duration,
    read_month,
    read_month_of_year,
    read_named_day,
    read_next_days,
    read_numeric,
    read_offset,
    read_part_of_year,
    read_since_ago,
    read_that_day,
    read_trailing,
    read_weekday,
    read_weekday_of_week,
    read_year,
    read_years,
)
from geo.events.date_tense import is_future, looks_ahead
from geo.events.date_weeks import read_half_of_month, read_week_of_month
from geo.events.date_words import DAY, MONTH, WEEK, YEAR

_STREETS = frozenset(
    [
        "calle",
        "calles",
        "avenida",
        "av",
        "ave",
        "bulevar",
        "boulevard",
        "blvd",
        "calzada",
        "paseo",
        "plaza",
        "plazuela",
        "colonia",
        "col",
        "barrio",
        "ejido",
        "escuela",
        "primaria",
        "secundaria",
        "preparatoria",
        "estadio",
        "presa",
        "hospital",
        "parque",
        "mercado",
        "esquina",
        "callejon",
        "puente",
        "libramiento",
        "carretera",
        "fraccionamiento",
        "unidad",
        "cerrada",
        "privada",
        "jardin",
        "glorieta",
        "clinica",
        "movimiento",
        "comuna",
        "poblado",
        "comunidad",
        "localidad",
        "instituto",
        "universidad",
        "metro",
        "estacion",
    ]
)


def _names_a_street(hit: Hit) -> bool:
    """Whether a street, a quarter or an institution bears the date as its name: "calle 5 de Mayo"."""
    start = hit.match.start()
    for token in reversed(hit.tokens.tokens[max(0, start - 3) : start]):
        if token.word in _STREETS:
            return True
        if token.code not in "zh.&da" and not hit.tokens.text[token.start].isupper():
            return False
    return False


def _day(hit: Hit) -> Found | None:
    if hit.value("y") is None and _names_a_street(hit):
        return None
    return read_day(hit)


def _day_of_this_month(hit: Hit) -> Found | None:
    """ "El 6 del presente mes", "el 20 del mes pasado"."""
    day, shift = hit.value("d") or 1, hit.first_value("l", "l2")
    if hit.value("u") != MONTH:
        return None

    def resolve(anchor: date) -> Span:
        month = unit_span(anchor, MONTH, shift).first
        exact = valid_day(month.year, month.month, day)
        return Span(exact, exact, 1) if exact else month_span(month.year, month.month)

    return hit.found("relative", relative=resolve)


def _month_alone(hit: Hit) -> Found | None:
    """A month on its own; Julio, Abril and Augusto's like are names when their case says so."""
    surface, before, after = hit.surface("m"), hit.neighbour_text(-1), hit.neighbour_text(1)
    if surface[:1].isupper() and not hit.tokens.loud:
        token = hit.neighbour(1)
        if after[:1].isupper() or (token is not None and token.code == "_" and before[:1].isupper()):
            return None
        if before[:1].isupper() and before.lower() not in ("en", "desde", "hasta"):
            return None
    return None if _names_a_street(hit) else read_month(hit)


def _year_alone(hit: Hit) -> Found | None:
    after = hit.neighbour(1)
    return None if after is not None and after.code in "U%" else read_year(hit)


def _season(hit: Hit) -> Found | None:
    season, year = hit.value("s") or 1, hit.value("y")
    if year is not None:
        whole = season_span(year, season)
        return hit.found("absolute", relative=lambda _: whole)
    shift = max(-1, hit.first_value("l", "l2"))
    return hit.found("relative", relative=lambda day: season_near(day, season, shift))


def _weekday(hit: Hit) -> Found | None:
    """A weekday that's neither a habit ("los martes") nor a name ("Domingo Pérez")."""
    before, surface = hit.neighbour(-1), hit.surface("w")
    if before is not None and before.word in ("los", "santo", "cada"):
        return None
    introduced = (before is not None and before.code in "hzsL:") or hit.token("l") is not None
    if surface[:1].isupper() and not introduced and not hit.tokens.loud:
        starts_text = before is None or before.code == "."
        if not starts_text or hit.neighbour_text(1)[:1].isupper():
            return None
    if hit.token("v") is not None:
        weekday = hit.value("w") or 0
        return Found(hit.match.start(), hit.match.end() - 1, "relative", None, partial(_coming, weekday))
    return read_weekday(hit)


def _coming(weekday: int, day: date) -> Span:
    return weekday_span(day, weekday, 1)


def _unit(hit: Hit) -> Found | None:
    """ "La semana pasada", "este mes", "a finales del año pasado", "la próxima semana"."""
    unit, part = hit.value("u") or 0, hit.value("e") or 0
    shift = 1 if hit.token("v") is not None else hit.first_value("l", "l2")
    if unit < DAY:
        return None
    if unit == DAY and shift > 0 and hit.surface("u").lower().endswith("s"):
        return read_next_days(hit)
    if unit == DAY:
        return _day_unit(hit, shift)
    words = {hit.surface("l").lower(), hit.surface("l2").lower()} - {""}
    if any(word.startswith(("último", "última", "ultimo", "ultima")) for word in words):
        return read_trailing(hit)
    if unit == WEEK and hit.surface("e").lower() == "fin":
        return None
    if words & {"anterior", "previo", "siguiente"}:
        return hit.found("relative", relative=lambda day: unit_span(day, unit, shift, part), anaphoric=True)
    if part or shift or is_future(hit):
        return hit.found("relative", relative=lambda day: unit_span(day, unit, shift, part))
    return hit.found("relative", relative=lambda day: so_far(day, unit))


def _day_of_month(hit: Hit) -> Found | None:
    """ "El día 10": the last one."""
    number = hit.value("d") or 0
    if hit.value("u") != DAY or not 1 <= number <= 31:
        return None
    return hit.found("relative", relative=partial(last_numbered, number))


def _day_unit(hit: Hit, shift: int) -> Found | None:
    """ "El día anterior", "al día siguiente"; "este día" is today."""
    if shift:
        return read_that_day(hit)
    return (
        hit.found("relative", relative=lambda day: unit_span(day, DAY, 0)) if hit.code("l") == "T" else None
    )


def _so_far(hit: Hit) -> Found | None:
    """ "En lo que va del año"."""
    unit = hit.value("u") or 0
    return None if unit <= DAY else hit.found("relative", relative=lambda day: so_far(day, unit))


def _part_of_unit(hit: Hit) -> Found | None:
    """ "A finales de año", "a principios de semana": of the current one."""
    unit, part = hit.value("u") or 0, hit.value("e") or 0
    if unit <= DAY or (unit == WEEK and hit.surface("e").lower() == "fin"):
        return None
    return hit.found("relative", relative=lambda day: unit_span(day, unit, 0, part))


def _weekend(hit: Hit) -> Found | None:
    if hit.value("u") != WEEK or hit.surface("e").lower() != "fin":
        return None
    said = hit.token("l") or hit.token("l2")
    direction = max(-1, hit.first_value("l", "l2")) if said else looks_ahead(hit)
    return hit.found("relative", relative=lambda day: weekend_span(day, direction))


def _more_late(hit: Hit) -> Found | None:
    """ "Dos días más tarde": so long after the day told before."""
    later = hit.surface("m").lower() in ("más", "mas") and hit.surface("p").lower() == "tarde"
    return read_offset(hit) if later else None


def _at_the_end_of(hit: Hit) -> Found | None:
    """ "A los cuatro días", "al cabo de dos semanas"; not "a los 40 años", which is an age."""
    if hit.value("u") not in (DAY, WEEK):
        return None
    end = hit.token("c")
    return read_offset(hit) if end is None or end.word == "cabo" else None


def _part_of_day(hit: Hit) -> Found | None:
    """ "Esta mañana", "la noche pasada"."""
    shift = hit.first_value("l", "l2")
    return None if shift > 0 else hit.found("relative", relative=lambda day: unit_span(day, DAY, shift))


def _through_the_night(hit: Hit) -> Found | None:
    """ "Durante la noche": the one before publication."""
    before, word = hit.neighbour(-2), hit.surface("p").lower()
    if before is None or before.word != "durante" or word not in ("noche", "madrugada"):
        return None
    return hit.found("relative", relative=lambda day: span(day - timedelta(1), day))


def _named_day(hit: Hit) -> Found | None:
    """ "Hoy", "ayer", "la víspera"; "el hoy occiso" is somebody and no day."""
    before = hit.neighbour(-1)
    somebody = hit.surface("y").lower() == "hoy" and before is not None and before.code == "h"
    return None if somebody else read_named_day(hit)


def _tomorrow(hit: Hit) -> Found | None:
    """ "Mañana" as an adverb; after an article or a preposition it's the morning."""
    before = hit.neighbour(-1)
    if before is not None and (before.code in "haiTxz" or before.word in ("medio", "buena")):
        return None
    after = hit.neighbour(1)
    if before is None and after is not None and after.code == "_" and hit.neighbour_text(1)[:1].isupper():
        return None
    return hit.found("relative", relative=lambda day: unit_span(day, DAY, 1))


def _duration(hit: Hit) -> Found | None:
    """A stretch of time; "de 35 años" between commas, or "de edad" after it, is an age."""
    before, after = hit.neighbour(-1), hit.neighbour(1)
    if hit.value("u") == YEAR and before is not None and before.word == "de":
        further = hit.neighbour(-2)
        if (further is not None and further.code == ",") or (after is not None and after.code in ",.z"):
            return None
    if hit.value("u") == YEAR and after is not None and after.code == "z" and hit.neighbour_text(2) == "edad":
        return None
    return read_duration(hit)


_MONTH = "(?P<m>[Mj])"
_YEAR = r"\.?(?:,?[z-]?h?(?P<y>Y))?"
_NUMBER = "(?P<n>[dqnfa])"
_WEEKDAY = r"(?:(?P<w>W)P?,?)?"

RULES: tuple[Rule, ...] = (
    rule("(?P<i>I)", partial(read_numeric, day_first=True)),
    rule(_WEEKDAY + "h?(?P<d>d)(?:[-:&]h?)(?P<d2>d)z?(?P<m>M)" + _YEAR, _day),
    rule(
        _WEEKDAY + "h?(?P<l>[LX])?(?P<d>[dOa])[z/-]?" + _MONTH + _YEAR + "(?P<l2>[LX])?",
        lambda h: _first_or(h),
    ),
    rule("(?:(?<=[hlz])|(?P<l>L))(?P<u>U)(?P<d>d)(?![z/-]?[MmYU])", _day_of_month),
    rule("(?P<d>d)z(?P<l>[TL])?(?P<u>U)(?P<l2>L)?", lambda h: _day_of_this_month(h) if _shifted(h) else None),
    rule("h?(?:(?P<o>O)|(?P<l>L))(?P<u>U)z" + _MONTH + _YEAR, read_week_of_month),
    rule("(?:(?P<e>e)z)?" + _MONTH + r"\.?[z,]?h?(?P<y>Y)", read_month),
    rule("(?P<e>e)z(?P<l>[LX])?(?P<m>M)(?P<l2>[LX])?", read_month),
    rule("(?P<m>M)z(?P<l>[LT])?(?P<u>U)(?P<l2>L)?", lambda h: _year_told(h)),
    rule("(?:(?P<l>[LX])(?P<u>U)?z?)?(?P<m>M)(?P<l2>[LX])?", _month_alone),
    rule("(?P<e>e)zh?(?P<y>Y)", read_year),
    rule("(?<=[isrb:zhU(])(?P<y>Y)", _year_alone),
    rule("(?P<y>Y)[-:](?P<y2>Y)", read_years),
    rule("(?<=b)(?P<y>Y)&(?P<y2>Y)", read_years),
    rule("(?P<l>[LX])?(?P<s>Z)(?:zh?)?(?P<y>Y)", _season),
    rule("(?P<l>[LTX])(?P<s>Z)", _season),
    rule("(?P<s>Z)(?P<l>[LX])", _season),
    rule("(?P<o>[OL])(?P<half>H)zh?(?P<y>Y)", read_part_of_year),
    rule("h?(?P<o>[OL])(?P<half>H)z" + _MONTH + _YEAR, read_half_of_month),
    rule("(?P<u>U)zh?(?P<y>[YS])", lambda h: read_decade(h) if _is_decade(h) else None),
    rule("(?<=h)(?P<u>U)(?P<y>[Sdq])", lambda h: read_decade(h) if _is_decade(h) else None),
    rule("(?P<l>[LTX])?(?P<w>W)(?:(?P<l2>[LX])|k(?P<v>V))?", _weekday),
    rule("(?P<w>W)zh?(?P<u>U)(?P<l2>[LX])", read_weekday_of_week),
    rule("(?P<w>W)z(?P<l>[LTX])(?P<u>U)", read_weekday_of_week),
    rule("(?:(?P<e>e)z)?h?(?P<l>[LTX])(?P<u>U)", _unit),
    rule("(?:(?P<e>e)z)?h?(?P<u>U)(?:(?P<l2>[LX])|k(?P<v>V))", _unit),
    rule("(?<!U)(?P<l>[LX])" + _NUMBER + "(?P<u>U)", read_trailing),
    rule(_NUMBER + "(?P<l>[L])(?P<u>U)", read_trailing),
    rule("(?P<u>U)(?P<r>[R])", read_trailing),
    rule("(?P<h>h)kVz(?P<l>T)?(?P<u>U)", _so_far),
    rule("(?P<e>e)z(?P<u>U)", _part_of_unit),
    rule("(?P<l>[LTX])?(?P<e>e)z(?P<u>U)(?P<l2>[LX])?", _weekend),
    rule("(?P<g>A)(?:_z)?" + _NUMBER + "?(?:z)?(?P<u>U)", read_ago),
    rule("s(?P<g>A)(?:_z)?" + _NUMBER + "?(?P<u>U)", read_since_ago),
    rule(_NUMBER + "?(?P<u>U)(?P<g>G)", read_ago),
    rule(_NUMBER + "?(?P<u>U)(?P<f>[EF])", read_offset),
    rule(_NUMBER + "?(?P<u>U)(?P<m>_)(?P<p>P)", _more_late),
    rule("(?::h|:(?P<c>_)z)" + _NUMBER + r"(?P<u>U)(?=[.,_P]|\Z)", _at_the_end_of),
    rule("(?P<x>x)(?P<u>U|P|o)", read_that_day),
    rule("(?P<l>T)(?P<p>[Po])", _part_of_day),
    rule("(?P<p>P)(?P<l2>L)", _part_of_day),
    rule("(?<=ih)(?P<p>P)", _through_the_night),
    rule("(?P<y>y)", _named_day),
    rule("(?P<o>o)", _tomorrow),
    rule(_NUMBER + "(?P<u>U)", _duration),
)


def _first_or(hit: Hit) -> Found | None:
    """A day of a month, where an ordinal or "uno" can only be the first: "primero de mayo"."""
    word = hit.surface("d").lower()
    if hit.code("d") in "Oa" and word not in ("primero", "uno"):
        return None
    return _day(hit)


def _shifted(hit: Hit) -> bool:
    return hit.token("l") is not None or hit.token("l2") is not None


def _year_told(hit: Hit) -> Found | None:
    return read_month_of_year(hit) if hit.value("u") == YEAR and _shifted(hit) else None


def _is_decade(hit: Hit) -> bool:
    unit = hit.surface("u").lower()
    value = hit.value("y") or 0
    return (
        value % 10 == 0 or value < 10
        if unit.startswith(("década", "decada"))
        else hit.code("y") == "S" or (unit.startswith("año") and value in (60, 70, 80, 90))
    )
