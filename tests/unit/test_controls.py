"""The filter's controls: presets, counts and the tree of regions."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dashboard import amend, controls, facet, histogram, i18n, words
from dashboard.facet import Asked, Option
from geo.store.filter import Filter
from geo.store.summary import Histogram

TODAY = date(2025, 11, 24)
COUNTRIES = [
    "AR", "AU", "BE", "BO", "BR", "CA", "CH", "CL", "CO", "CR", "CU", "DE", "DO", "EC", "ES", "FR", "GB",
    "GT", "HN", "HT", "IT", "JM", "JP", "MX", "NI", "NL", "PA", "PE", "PT", "PY",
]  # fmt: skip


@pytest.mark.parametrize(
    ("preset", "start", "end"),
    [
        ("7", date(2025, 11, 18), TODAY),
        ("30", date(2025, 10, 26), TODAY),
        ("90", date(2025, 8, 27), TODAY),
        ("year", date(2025, 1, 1), TODAY),
        ("all", None, None),
    ],
)
def test_a_preset_and_its_dates_name_each_other(preset: str, start: date | None, end: date | None) -> None:
    assert controls.span(preset, TODAY) == (start, end)
    assert controls.preset_of(Filter(from_=start, to=end), TODAY) == preset


def test_other_dates_are_no_preset() -> None:
    assert controls.preset_of(Filter(from_=date(2025, 2, 1)), TODAY) is None


def test_chosen_values_stay_in_sight_without_events() -> None:
    options = controls.types([("arrest", 3), ("killing", 5)], ("landmine", "arrest"))
    assert [(o.value, o.count, o.chosen) for o in options] == [
        ("killing", 5, False),
        ("arrest", 3, True),
        ("landmine", 0, True),
    ]


def test_how_firmly_events_are_told_is_listed_from_the_firmest_on() -> None:
    options = controls.modalities([("denied", 2), ("reported", 9)], ("planned",))
    assert [(o.value, o.label, o.count, o.chosen) for o in options] == [
        ("reported", "Reported as fact", 9, False),
        ("alleged", "Alleged", 0, False),
        ("planned", "Planned or threatened", 0, True),
        ("denied", "Denied", 2, False),
    ]


COUNTED = [("MX", 4), ("MX-MIC", 3), ("US", 9), ("MX-CHH", 1)]


def test_regions_form_a_tree() -> None:
    options, hidden = controls.places(COUNTED, ("MX-MIC",), Asked(open=frozenset({"MX"})))
    assert [(o.value, o.depth, o.count, o.open, o.parent_of) for o in options] == [
        ("US", 0, 9, False, False),
        ("MX", 0, 4, True, True),
        ("MX-MIC", 1, 3, False, False),
        ("MX-CHH", 1, 1, False, False),
    ]
    assert hidden == 0


@pytest.mark.parametrize(
    ("chosen", "asked", "shown"),
    [
        ((), Asked(), ["US", "MX"]),
        (("MX-CHH",), Asked(), ["US", "MX", "MX-CHH"]),
        ((), Asked(query="MICHOACAN"), ["MX-MIC"]),
        (("US",), Asked(query="michoacán", open=frozenset({"MX"})), ["US", "MX-MIC"]),
        ((), Asked(query="nowhere"), []),
    ],
)
def test_of_the_tree_only_what_is_asked_for(chosen: tuple[str, ...], asked: Asked, shown: list[str]) -> None:
    options, hidden = controls.places(COUNTED, chosen, asked)
    assert ([o.value for o in options], hidden) == (shown, 0)


def test_a_long_level_of_the_tree_is_cut_and_what_is_chosen_stays() -> None:
    counted = [(v, 99 - n) for n, v in enumerate(COUNTRIES)]
    options, hidden = controls.places(counted, (COUNTRIES[-1],), Asked())
    assert [o.value for o in options] == [*COUNTRIES[: facet.LIMIT], COUNTRIES[-1]]
    assert hidden == len(COUNTRIES) - facet.LIMIT - 1
    options, hidden = controls.places(counted, (), Asked(all=True))
    assert ([o.value for o in options], hidden) == (COUNTRIES, 0)


def test_thousands_of_values_are_cut_to_what_is_shown_or_found() -> None:
    options = [
        Option(value=str(n), label=f"Cártel {n}", count=5000 - n, chosen=n == 4000) for n in range(5000)
    ]
    kept, hidden = facet.window(options, Asked())
    assert [o.value for o in kept] == [*map(str, range(facet.LIMIT)), "4000"]
    assert hidden == 5000 - facet.LIMIT - 1
    assert [o.value for o in facet.window(options, Asked(query="cartel 4999"))[0]] == ["4000", "4999"]


def test_actors_stand_in_groups_the_largest_first() -> None:
    options = controls.actors([("fbi", 1), ("cia", 2), ("us-gov", 1)], ())
    assert [(o.value, o.group) for o in options] == [
        ("cia", "Intelligence services"),
        ("us-gov", "Governments"),
        ("fbi", "Police and prosecutors"),
    ]


def test_bars_by_day_number_and_type_without_the_empty_ones() -> None:
    counted = Histogram(
        unit="month",
        bins=[(date(1970, 1, 1), 2), (date(1970, 2, 1), 0), (date(1970, 3, 1), 4)],
        by={"arrest": [2, 0, 3], "no-such-type": [0, 0, 1]},
    )
    drawn = histogram.bars(counted, Filter(from_=date(1970, 2, 10)), "type")
    assert len(drawn["edges"]) == histogram.FEWEST + 1
    assert drawn["edges"][6:10] == [0, 31, 59, 90]
    assert [(t["name"], t["counts"]) for t in drawn["types"]] == [
        ("Arrest", [6, 2, 8, 3]),
        ("no-such-type", [8, 1]),
    ]
    assert drawn["types"][1]["color"] == histogram.UNKNOWN
    assert (drawn["unit"], drawn["from"], drawn["to"]) == ("month", 40, None)


@pytest.mark.parametrize(
    ("lang", "value", "digits", "said"),
    [
        ("en", 1234567, 0, "1,234,567"),
        ("es", 1234567, 0, "1.234.567"),
        ("es", 1234.5, 2, "1.234,5"),
        ("en", -1234, 0, "-1,234"),
        ("en", 12, 1, "12"),
        ("en", 0.126, 2, "0.13"),
        ("es", 999, 0, "999"),
    ],
)
def test_numbers_are_grouped_and_pointed_as_the_language_does(
    lang: str, value: float, digits: int, said: str
) -> None:
    before = i18n.language()
    i18n.use(lang)
    try:
        assert i18n.number(value, digits) == said
    finally:
        i18n.use(before)


def test_no_bars_without_dates() -> None:
    drawn = histogram.bars(Histogram(unit="day", bins=[], by={}), Filter(), "type")
    assert drawn == {"unit": "day", "edges": [], "types": [], "from": None, "to": None}


@pytest.mark.parametrize(
    ("start", "unit", "after"),
    [
        (date(2025, 12, 1), "month", date(2026, 1, 1)),
        (date(2025, 10, 1), "quarter", date(2026, 1, 1)),
        (date(2024, 1, 1), "year", date(2025, 1, 1)),
        (date(2025, 2, 24), "week", date(2025, 3, 3)),
        (date(2024, 2, 28), "day", date(2024, 2, 29)),
    ],
)
def test_the_next_bar(start: date, unit: str, after: date) -> None:
    assert histogram.after(start, unit) == after


def test_few_bars_stand_among_empty_ones() -> None:
    counted = Histogram(
        unit="month", bins=[(date(2025, 12, 1), 3), (date(2026, 1, 1), 0)], by={"arrest": [3, 0]}
    )
    drawn = histogram.bars(counted, Filter(), "type")
    edges = [date(1970, 1, 1) + timedelta(days=n) for n in drawn["edges"]]
    assert (edges[0], edges[6], edges[-1]) == (date(2025, 6, 1), date(2025, 12, 1), date(2026, 9, 1))
    assert [t["counts"] for t in drawn["types"]] == [[6, 3]]


def test_the_calendars_end_is_no_reason_for_more_bars() -> None:
    assert histogram.framed([date.max], "day") == (0, [date.max])
    assert histogram.framed([date(1, 1, 1)], "year") == (0, [date(1, 1, 1)])


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2025-11-06", "2025-11-06", "Nov 6, 2025"),
        ("2025-02-01", "2025-02-28", "February 2025"),
        ("2024-01-01", "2024-12-31", "2024"),
        ("2025-11-03", "2025-11-09", "Nov 3, 2025 to Nov 9, 2025"),
        (None, None, "No date given"),
    ],
)
def test_dates_are_said_no_more_precisely_than_known(start: str | None, end: str | None, said: str) -> None:
    assert words.dates({"date_start": start, "date_end": end}) == said


@pytest.mark.parametrize(
    ("start", "end", "code"),
    [
        (None, None, None),
        (date(2025, 11, 6), None, 1),
        (date(2025, 11, 1), date(2025, 11, 6), 2),
        (date(2025, 11, 3), date(2025, 11, 9), 3),
        (date(2025, 10, 1), date(2025, 10, 31), 4),
        (date(2025, 1, 1), date(2025, 12, 31), 5),
    ],
)
def test_date_precision_follows_the_range(start: date | None, end: date | None, code: int | None) -> None:
    assert amend.date_precision(start, end) == code


def test_who_gave_no_name_is_called_so_in_the_readers_language() -> None:
    before = i18n.language()
    i18n.use("es")
    try:
        assert (words.author(words.UNNAMED), words.author("Ana")) == ("lector sin nombre", "Ana")
    finally:
        i18n.use(before)


def test_only_what_differs_is_a_change() -> None:
    before = {
        "summary": "a",
        "type": "arrest",
        "date_start": "2025-11-06",
        "actors": [],
        "status": "proposed",
    }
    after = dict(before) | {"summary": "b", "date_start": date(2025, 11, 6), "status": "confirmed"}
    assert amend.changes(before, after) == {"summary": "b"}


def test_a_click_is_placed_in_the_divisions_that_hold_it() -> None:
    place = amend.from_point(19.42, -102.06)
    assert (place["name"], place["country"], place["precision"]) == ("Uruapan", "MX", 1)
    assert place["regions"][:2] == ["MX", "MX-MIC"]


def test_an_exact_name_comes_first_and_says_what_it_is() -> None:
    i18n.use("en")
    found = list(amend.labelled(amend.search("Cali", "en")))
    assert {label.split(" · ")[0] for label in found[:2]} == {"Cali, Valle del Cauca, Colombia"}
    assert {label.split(" · ")[1] for label in found[:2]} == {
        "Municipality or county",
        "City, town or village",
    }
    assert any(label.startswith("California, ") for label in found)
    assert amend.search("Londres", "es")[0].country == "GB"


def test_a_name_with_its_state_is_looked_for_there() -> None:
    found = amend.search("Juárez, Chihuahua", "es")
    assert found
    assert {e.admin1_name for e in found} == {"Chihuahua"}


@pytest.mark.parametrize(
    "said",
    [
        "Costa Rica, Culiacán, Sinaloa, México",
        "Costa Rica, Culiacán, Sinaloa, Mexico · 24,874 inhabitants",
        "costa rica, sinaloa",
        "Costa Rica, Nowhere, Sinaloa",
    ],
)
def test_a_name_is_looked_for_where_most_of_the_areas_behind_it_are(said: str) -> None:
    assert [e.geonameid for e in amend.search(said, "en")] == [4012693]


def test_a_place_s_own_label_finds_it_however_many_share_its_name() -> None:
    i18n.use("es")
    try:
        assert list(amend.labelled(amend.search("San Antonio, Guasave, Sinaloa, México", "es"))) == [
            "San Antonio, Guasave, Sinaloa, México · 628 habitantes"
        ]
    finally:
        i18n.use("en")


def test_what_is_no_area_is_passed_over_and_an_area_is_not() -> None:
    assert [e.name for e in amend.search("Cerocahui, Atlantis", "es")] == ["Cerocahui"]
    assert amend.search("Cerocahui, Sonora", "es") == []


def test_a_namesake_in_the_same_state_says_what_it_is_and_in_which_municipality() -> None:
    i18n.use("en")
    found = list(amend.labelled(amend.search("San José, Guatemala", "es")))
    assert len(found) == len(set(found)) == 12
    labels = amend.labelled(amend.search("Guadalupe, Zacatecas", "en"))
    assert list(labels)[:2] == [
        "Guadalupe, Zacatecas, Mexico · Municipality or county · 197,696 inhabitants",
        "Guadalupe, Zacatecas, Mexico · City, town or village · 170,029 inhabitants",
    ]
    aguas = amend.search("San Antonio Aguas Calientes, Guatemala", "es")[
        0
    ]  # whose municipality is only drawn
    assert (aguas.admin2, amend.entry_label(aguas).split(", ")[1:3]) == (
        "",
        ["Municipio de San Antonio Aguas Calientes", "Sacatepéquez"],
    )


@pytest.mark.parametrize(
    ("said", "point"),
    [
        ("24.59, -107.39", (24.59, -107.39)),
        ("24.59 -107.39", (24.59, -107.39)),
        (" 19.4°; -102° ", (19.4, -102.0)),
        ("91, 10", None),
        ("Calle 5, 10", None),
        ("24.59", None),
    ],
)
def test_decimal_degrees_are_a_point(said: str, point: tuple[float, float] | None) -> None:
    assert amend.coordinates(said) == point
