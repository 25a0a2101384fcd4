"""Dates in both languages: what they cover, how precise they are, and what is no date."""

from __future__ import annotations

import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.events.date_calendar import (
    Calendar,
    ago_span,
    month_span,
    precision_of,
    season_near,
    trailing_span,
    weekday_span,
    weekend_span,
)
from geo.events.dates import find_dates, guess_published
from geo.events.words import word_list

SUNDAY = date(2025, 11, 9)
_DATE_WORDS = word_list(
    "on the 5 31 2024 of May march , - to last next ago weeks el de mayo hace días pasado 1/2/03 0000-00-00 "
    "since between and y entre noventa años fin semana a 99999"
)


def told(text: str, lang: str, published: date | None = SUNDAY) -> list[tuple[str, str, str, int]]:
    """(surface, first, last, precision) of each date that is one."""
    return [
        (m.surface, str(m.first), str(m.last), m.precision)
        for m in find_dates(text, lang=lang, published=published)
        if m.kind != "duration"
    ]


@pytest.mark.parametrize(
    ("text", "surface", "first", "last", "precision"),
    [
        ("announced on Nov. 6, 2025 in Texas", "Nov. 6, 2025", "2025-11-06", "2025-11-06", 1),
        ("On 6 November 2025 it", "6 November 2025", "2025-11-06", "2025-11-06", 1),
        ("the 6th of November, 2025", "6th of November, 2025", "2025-11-06", "2025-11-06", 1),
        ("on Thursday, November 6, he", "Thursday, November 6", "2025-11-06", "2025-11-06", 1),
        ("dated 2025-11-06.", "2025-11-06", "2025-11-06", "2025-11-06", 1),
        ("dated 11/06/2025.", "11/06/2025", "2025-11-06", "2025-11-06", 1),
        ("dated 25/12/2024.", "25/12/2024", "2024-12-25", "2024-12-25", 1),
        ("dated 6.11.2025.", "6.11.2025", "2025-11-06", "2025-11-06", 1),
        ("in November 2025", "November 2025", "2025-11-01", "2025-11-30", 4),
        ("in February", "February", "2025-02-01", "2025-02-28", 4),
        ("on December 20 last", "December 20", "2025-12-20", "2025-12-20", 1),
        ("on September 20", "September 20", "2025-09-20", "2025-09-20", 1),
        ("in early March", "early March", "2025-03-01", "2025-03-10", 4),
        ("by mid-November", "mid-November", "2025-11-11", "2025-11-20", 4),
        ("in late February 2024", "late February 2024", "2024-02-21", "2024-02-29", 4),
        ("in early 2024", "early 2024", "2024-01-01", "2024-04-30", 5),
        ("since the 2024 election", "2024", "2024-01-01", "2024-12-31", 5),
        ("in 2023", "2023", "2023-01-01", "2023-12-31", 5),
        ("in the summer of 2023", "summer of 2023", "2023-06-01", "2023-08-31", 5),
        ("last winter", "last winter", "2024-12-01", "2025-02-28", 5),
        ("in the 1990s", "1990s", "1990-01-01", "1999-12-31", 5),
        ("the first quarter of 2024", "first quarter of 2024", "2024-01-01", "2024-03-31", 5),
        ("killed yesterday", "yesterday", "2025-11-08", "2025-11-08", 1),
        ("the day before yesterday", "day before yesterday", "2025-11-07", "2025-11-07", 1),
        ("fled last night", "last night", "2025-11-08", "2025-11-08", 1),
        ("fled overnight", "overnight", "2025-11-08", "2025-11-09", 2),
        ("killed last week", "last week", "2025-10-27", "2025-11-02", 3),
        ("seen this week", "this week", "2025-11-03", "2025-11-09", 3),
        ("earlier this month", "earlier this month", "2025-11-01", "2025-11-09", 4),
        ("late last year", "late last year", "2024-09-01", "2024-12-31", 5),
        ("next month", "next month", "2025-12-01", "2025-12-31", 4),
        ("killed on Tuesday", "Tuesday", "2025-11-04", "2025-11-04", 1),
        ("killed Sunday night", "Sunday night", "2025-11-09", "2025-11-09", 1),
        ("killed last Sunday", "last Sunday", "2025-11-02", "2025-11-02", 1),
        ("this Thursday", "this Thursday", "2025-11-06", "2025-11-06", 1),
        ("next Tuesday", "next Tuesday", "2025-11-11", "2025-11-11", 1),
        ("They will meet on Friday", "Friday", "2025-11-14", "2025-11-14", 1),
        ("on Tuesday last week", "Tuesday last week", "2025-10-28", "2025-10-28", 1),
        ("over the weekend", "weekend", "2025-11-08", "2025-11-09", 2),
        ("last weekend", "last weekend", "2025-11-01", "2025-11-02", 2),
        ("two days ago", "two days ago", "2025-11-07", "2025-11-07", 1),
        ("three weeks ago", "three weeks ago", "2025-10-16", "2025-10-22", 3),
        ("two months ago", "two months ago", "2025-09-01", "2025-09-30", 4),
        ("a year ago", "a year ago", "2024-01-01", "2024-12-31", 5),
        ("a few days ago", "few days ago", "2025-11-03", "2025-11-07", 2),
        ("in the past 24 hours", "past 24 hours", "2025-11-08", "2025-11-09", 2),
        ("in recent weeks", "recent weeks", "2025-10-12", "2025-11-09", 4),
        ("since Monday", "Monday", "2025-11-03", "2025-11-09", 3),
        ("between 3 and 7 March", "3 and 7 March", "2025-03-03", "2025-03-07", 2),
        ("Nov 3-5", "Nov 3-5", "2025-11-03", "2025-11-05", 2),
        ("from January to March 2024", "January to March 2024", "2024-01-01", "2024-03-31", 5),
        ("from March 3 to April 2, 2024", "March 3 to April 2, 2024", "2024-03-03", "2024-04-02", 4),
        (
            "from December 30 to January 2, 2024",
            "December 30 to January 2, 2024",
            "2023-12-30",
            "2024-01-02",
            2,
        ),
        ("between 2018 and 2020", "2018 and 2020", "2018-01-01", "2020-12-31", 5),
        ("from Monday to Thursday", "Monday to Thursday", "2025-11-03", "2025-11-06", 2),
        ("BODY FOUND ON MARCH 5", "MARCH 5", "2025-03-05", "2025-03-05", 1),
        ("seen on march 5 by the road", "march 5", "2025-03-05", "2025-03-05", 1),
        ("Monday's attack", "Monday", "2025-11-03", "2025-11-03", 1),
        ("November last year", "November last year", "2024-11-01", "2024-11-30", 4),
        ("shelled on Saturday and Sunday", "Saturday and Sunday", "2025-11-08", "2025-11-09", 2),
        ("the day before, he fled", "day before", "2025-11-08", "2025-11-08", 1),
    ],
)
def test_english(text: str, surface: str, first: str, last: str, precision: int) -> None:
    assert told(text, "en") == [(surface, first, last, precision)]


@pytest.mark.parametrize(
    ("text", "surface", "first", "last", "precision"),
    [
        ("el 6 de noviembre de 2025", "6 de noviembre de 2025", "2025-11-06", "2025-11-06", 1),
        ("el 6 de noviembre del 2025", "6 de noviembre del 2025", "2025-11-06", "2025-11-06", 1),
        ("el jueves 6 de noviembre", "jueves 6 de noviembre", "2025-11-06", "2025-11-06", 1),
        ("el pasado 6 de noviembre", "pasado 6 de noviembre", "2025-11-06", "2025-11-06", 1),
        ("el 1º de noviembre", "1º de noviembre", "2025-11-01", "2025-11-01", 1),
        ("el primero de mayo", "primero de mayo", "2025-05-01", "2025-05-01", 1),
        ("con fecha 06/11/2025", "06/11/2025", "2025-11-06", "2025-11-06", 1),
        ("con fecha 2025-11-06", "2025-11-06", "2025-11-06", "2025-11-06", 1),
        ("en febrero de 2025", "febrero de 2025", "2025-02-01", "2025-02-28", 4),
        ("en febrero pasado", "febrero pasado", "2025-02-01", "2025-02-28", 4),
        ("el pasado mes de febrero", "pasado mes de febrero", "2025-02-01", "2025-02-28", 4),
        ("a principios de noviembre", "principios de noviembre", "2025-11-01", "2025-11-10", 4),
        ("a finales de 2023", "finales de 2023", "2023-09-01", "2023-12-31", 5),
        ("a mediados de mes", "mediados de mes", "2025-11-11", "2025-11-20", 4),
        ("diciembre del año pasado", "diciembre del año pasado", "2024-12-01", "2024-12-31", 4),
        ("en 2023", "2023", "2023-01-01", "2023-12-31", 5),
        ("el verano pasado", "verano pasado", "2025-06-01", "2025-08-31", 5),
        ("en los años noventa", "años noventa", "1990-01-01", "1999-12-31", 5),
        ("la década de 1980", "década de 1980", "1980-01-01", "1989-12-31", 5),
        ("murió ayer", "ayer", "2025-11-08", "2025-11-08", 1),
        ("murió anoche", "anoche", "2025-11-08", "2025-11-08", 1),
        ("murió antier", "antier", "2025-11-07", "2025-11-07", 1),
        ("esta madrugada", "esta madrugada", "2025-11-09", "2025-11-09", 1),
        ("la noche de ayer", "ayer", "2025-11-08", "2025-11-08", 1),
        ("la semana pasada", "semana pasada", "2025-10-27", "2025-11-02", 3),
        ("esta semana", "esta semana", "2025-11-03", "2025-11-09", 3),
        ("el mes pasado", "mes pasado", "2025-10-01", "2025-10-31", 4),
        ("el año pasado", "año pasado", "2024-01-01", "2024-12-31", 5),
        ("en lo que va del año", "lo que va del año", "2025-01-01", "2025-11-09", 5),
        ("el martes pasado", "martes pasado", "2025-11-04", "2025-11-04", 1),
        ("la madrugada del martes", "martes", "2025-11-04", "2025-11-04", 1),
        ("este jueves", "este jueves", "2025-11-06", "2025-11-06", 1),
        ("el próximo lunes", "próximo lunes", "2025-11-10", "2025-11-10", 1),
        ("el lunes que viene", "lunes que viene", "2025-11-10", "2025-11-10", 1),
        ("viajará el viernes", "viernes", "2025-11-14", "2025-11-14", 1),
        ("hace dos días", "hace dos días", "2025-11-07", "2025-11-07", 1),
        ("hace tres semanas", "hace tres semanas", "2025-10-16", "2025-10-22", 3),
        ("hace más de dos semanas", "hace más de dos semanas", "2025-10-23", "2025-10-29", 3),
        ("hace unos días", "hace unos días", "2025-11-03", "2025-11-07", 2),
        ("desde hace nueve meses", "hace nueve meses", "2025-02-01", "2025-11-09", 5),
        ("desde el lunes", "lunes", "2025-11-03", "2025-11-09", 3),
        ("desde 2019", "2019", "2019-01-01", "2025-11-09", 5),
        ("los últimos tres días", "últimos tres días", "2025-11-06", "2025-11-09", 2),
        ("las últimas semanas", "últimas semanas", "2025-10-12", "2025-11-09", 4),
        ("el fin de semana", "fin de semana", "2025-11-08", "2025-11-09", 2),
        ("el fin de semana pasado", "fin de semana pasado", "2025-11-01", "2025-11-02", 2),
        ("del 3 al 7 de marzo", "3 al 7 de marzo", "2025-03-03", "2025-03-07", 2),
        ("entre el 3 y el 7 de marzo de 2024", "3 y el 7 de marzo de 2024", "2024-03-03", "2024-03-07", 2),
        ("entre enero y marzo de 2024", "enero y marzo de 2024", "2024-01-01", "2024-03-31", 5),
        ("el 20 del mes pasado", "20 del mes pasado", "2025-10-20", "2025-10-20", 1),
        ("visto el día 3 en la plaza", "día 3", "2025-11-03", "2025-11-03", 1),
        ("la marcha del día 27", "día 27", "2025-10-27", "2025-10-27", 1),
        ("el sábado y el domingo", "sábado y el domingo", "2025-11-08", "2025-11-09", 2),
    ],
)
def test_spanish(text: str, surface: str, first: str, last: str, precision: int) -> None:
    assert told(text, "es") == [(surface, first, last, precision)]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The mayor may march 5 miles, and May said so."),
        ("en", "Call 911 or 614-429-3300 or 1-800-2025."),
        ("en", "The Sunday Times wrote about Black Friday and Good Friday."),
        ("en", "April Jones and August Wilson, both 35 years old, met an 18-year-old."),
        ("en", "Some 2023 people paid $2025 for 2,025 pesos at 10:30."),
        ("en", "on Feb. 30, 2025"),
        ("en", "at 5 on Highway 57"),
        ("es", "en la calle 5 de Mayo y en la Avenida 16 de Septiembre"),
        ("es", "la colonia 20 de Noviembre"),
        ("es", "a las 5 de la tarde llamaron al 911"),
        ("es", "Julio Scherer, Domingo Pérez y Abril López, en Santo Domingo"),
        ("es", "los martes por la mañana"),
        ("es", "Juan, de 35 años, tiene 40 años de edad"),
        ("en", ""),
        ("es", "\u200b\ufeff🙂 ١٢ نوفمبر"),
    ],
)
def test_what_is_no_date(lang: str, text: str) -> None:
    assert told(text, lang) == []


def test_a_street_does_not_hide_the_date_beside_it() -> None:
    text = "en la calle 5 de Mayo, el 20 de octubre"
    assert told(text, "es") == [("20 de octubre", "2025-10-20", "2025-10-20", 1)]


@pytest.mark.parametrize(
    ("lang", "text", "surface"),
    [
        ("en", "after nine months of work", "nine months"),
        ("es", "tras nueve meses de trabajo", "nueve meses"),
    ],
)
def test_a_duration_is_no_date(lang: str, text: str, surface: str) -> None:
    (mention,) = find_dates(text, lang=lang, published=SUNDAY)
    assert (mention.surface, mention.kind, mention.first) == (surface, "duration", None)
    assert mention.why_not == "a length of time, not a date"


def test_without_a_publication_date_relative_dates_stay_open() -> None:
    yesterday, week, day, full = find_dates(
        "Yesterday, last week, on March 3 and on May 5, 2024.", lang="en", published=None
    )
    assert (yesterday.first, yesterday.precision) == (None, 1)
    assert yesterday.why_not == "relative to a date of publication that isn't known"
    assert (week.first, week.precision) == (None, 3)
    assert (day.first, day.why_not) == (None, "no year, and no date of publication")
    assert (full.first, full.last, full.why_not) == (date(2024, 5, 5), date(2024, 5, 5), "")


def test_what_counts_from_the_date_before_it() -> None:
    assert told("On 3 March 2024 he fled; two days later he fell.", "en")[1] == (
        "two days later",
        "2024-03-05",
        "2024-03-05",
        1,
    )
    assert told("El 3 de marzo de 2024 huyó y al día siguiente cayó.", "es")[1] == (
        "día siguiente",
        "2024-03-04",
        "2024-03-04",
        1,
    )


def test_offsets_point_into_the_original_text() -> None:
    text = "İzmir’de ÁÉÍ — el sábado 1 de noviembre de 2025, «ayer»"
    for mention in find_dates(text, lang="es", published=SUNDAY):
        assert text[mention.start : mention.end] == mention.surface
    assert told(text, "es")[0] == ("sábado 1 de noviembre de 2025", "2025-11-01", "2025-11-01", 1)


def test_mentions_are_in_order_and_apart() -> None:
    found = find_dates("Last week, on Nov. 3-5, in 2024 and yesterday", lang="en", published=SUNDAY)
    assert [m.surface for m in found] == ["Last week", "Nov. 3-5", "2024", "yesterday"]
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_spanish_is_the_language_of_es_tags_alone() -> None:
    assert told("06/11/2025", "es-MX") == [("06/11/2025", "2025-11-06", "2025-11-06", 1)]
    assert told("06/11/2025", "fr") == [("06/11/2025", "2025-06-11", "2025-06-11", 1)]


@pytest.mark.parametrize(
    ("text", "first", "surface"),
    [
        ("TIJUANA, Mexico, Nov. 6, 2025 -- Police said", date(2025, 11, 6), "Nov. 6, 2025"),
        ("Ciudad de México, 6 de noviembre de 2025 (EFE).- La", date(2025, 11, 6), "6 de noviembre de 2025"),
        ("A title\nPublished: November 6, 2025\nText", date(2025, 11, 6), "November 6, 2025"),
        ("CIUDAD JUÁREZ, Nov 6 (Reuters) — Police", None, "Nov 6"),
    ],
)
def test_the_date_of_a_dateline(text: str, first: date | None, surface: str) -> None:
    mention = guess_published(text)
    assert mention is not None
    assert (mention.first, mention.surface) == (first, surface)
    assert text[mention.start : mention.end] == surface


def test_a_text_without_a_dateline_has_no_publication_date() -> None:
    assert guess_published("Marines arrested two men. They were held since 3 May 2024.") is None
    assert guess_published("") is None


def test_calendar_arithmetic() -> None:
    assert month_span(2024, 2, 3).last == date(2024, 2, 29)
    assert [precision_of(SUNDAY, date(2025, 11, d)) for d in (9, 10, 14, 15, 16)] == [1, 2, 2, 3, 4]
    assert precision_of(date(2025, 1, 1), date(2025, 2, 1)) == 5
    assert Calendar(month=2, day=30).resolve(SUNDAY) is None
    assert Calendar(month=2, day=29).resolve(SUNDAY) == (date(2024, 2, 29), date(2024, 2, 29), 1)
    assert Calendar(month=11, day=6, weekday=2).resolve(SUNDAY) == (date(2024, 11, 6), date(2024, 11, 6), 1)
    assert weekday_span(SUNDAY, 6, None).first == SUNDAY
    assert weekend_span(date(2025, 11, 12), 0).first == date(2025, 11, 8)
    assert season_near(SUNDAY, 3, 0).first == date(2025, 9, 1)
    assert trailing_span(SUNDAY, 2, 1).first == date(2025, 11, 8)
    assert ago_span(SUNDAY, 2, 10).precision == 2


def test_an_impossible_distance_is_told_and_harms_nothing() -> None:
    (mention,) = find_dates("It sank 999 decades ago", lang="en", published=date(1, 1, 1))
    assert (mention.first, mention.why_not) == (None, "outside the calendar")


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(_DATE_WORDS),
        max_size=14,
    ),
    st.sampled_from(["en", "es"]),
    st.sampled_from([None, SUNDAY, date(1, 1, 2), date(9999, 12, 30)]),
)
def test_any_string_of_date_words_is_survived(words: list[str], lang: str, published: date | None) -> None:
    text = " ".join(words)
    for mention in find_dates(text, lang=lang, published=published):
        assert text[mention.start : mention.end] == mention.surface
        assert (mention.first is None) == (mention.last is None) == bool(mention.why_not)
        if mention.first is not None and mention.last is not None:
            assert mention.first <= mention.last


@pytest.mark.parametrize("unit", ["may ", "1/2/", "5 ", "9", "hace ", "Monday to ", "On Nov. 6, 2025 "])
@pytest.mark.parametrize("lang", ["en", "es"])
def test_time_is_linear(unit: str, lang: str) -> None:
    def seconds(size: int) -> float:
        start = time.process_time()
        find_dates(unit * (size // len(unit)), lang=lang, published=SUNDAY)
        return time.process_time() - start

    small, large = (min(seconds(size) for _ in range(3)) for size in (8_000, 64_000))
    assert large < 8 * 3 * max(small, 0.003)


@pytest.mark.parametrize(
    ("text", "lang", "first"),
    [
        ("Soldiers killed five men in December.", "en", "2024-12-01"),
        ("In December, soldiers killed five men.", "en", "2024-12-01"),
        ("Police have arrested thirty people since December.", "en", "2024-12-01"),
        ("The trial is set for December.", "en", "2025-12-01"),
        ("They agreed to meet in December.", "en", "2025-12-01"),
        ("Two were shot dead in November.", "en", "2025-11-01"),
        ("La policía detuvo a treinta personas en diciembre.", "es", "2024-12-01"),
        ("La audiencia se fijó para diciembre.", "es", "2025-12-01"),
        ("El juicio comenzará en diciembre.", "es", "2025-12-01"),
    ],
)
def test_a_month_of_a_deed_that_was_done_lies_behind(text: str, lang: str, first: str) -> None:
    assert [found for _, found, *_ in told(text, lang)] == [first]


def test_a_day_after_another_needs_the_other() -> None:
    assert told("A raid on 3 November. Two days later they fled.", "en")[1][1] == "2025-11-05"
    assert told("Two days later they fled.", "en") == [("Two days later", "None", "None", 1)]
    assert told("Tres días después huyeron.", "es")[0][1] == "None"


@pytest.mark.parametrize(
    ("lang", "text", "first"),
    [
        ("es", "El lunes serán liberados 20 presos.", "2025-11-10"),
        ("es", "El lunes fueron liberados 20 presos.", "2025-11-03"),
        ("es", "Advirtió el lunes en Teherán que atacarán.", "2025-11-03"),
        ("en", "On Monday the court will hear him.", "2025-11-10"),
    ],
)
def test_a_weekday_goes_by_the_verb_behind_it(lang: str, text: str, first: str) -> None:
    assert told(text, lang)[0][1] == first


def test_the_last_day_of_a_number() -> None:
    assert told("murieron el pasado día 5 cerca de Djibo", "es")[0][1] == "2025-11-05"


@pytest.mark.parametrize(
    ("lang", "text", "first"),
    [
        ("es", "El grupo había amenazado en Nochebuena a los camioneros.", "2024-12-24"),
        ("es", "Fueron levantados el Día del Trabajo en Chilapa.", "2025-05-01"),
        ("en", "Five people were shot on New Year's Eve.", "2024-12-31"),
        ("en", "The troops will leave on Christmas Day.", "2025-12-25"),
        ("es", "Vecinos de la colonia Nochebuena bloquearon la avenida.", ""),
    ],
)
def test_feast_days(lang: str, text: str, first: str) -> None:
    assert [t[1] for t in told(text, lang)] == ([first] if first else [])


@pytest.mark.parametrize(
    ("lang", "text", "days"),
    [
        ("en", "The raid was a week ago.", ("2025-11-02", "2025-11-02")),
        ("es", "Los tomaron hace una semana.", ("2025-11-02", "2025-11-02")),
        ("es", "Fue el viernes. El sábado anterior habían huido.", ("2025-11-01", "2025-11-01")),
        (
            "es",
            "Congeló los bienes el viernes. La víspera los había confiscado.",
            ("2025-11-06", "2025-11-06"),
        ),
        ("es", "Las familias emberá salieron entre el lunes y el miércoles.", ("2025-11-03", "2025-11-05")),
    ],
)
def test_days_beside_others(lang: str, text: str, days: tuple[str, str]) -> None:
    assert told(text, lang)[-1][1:3] == days
