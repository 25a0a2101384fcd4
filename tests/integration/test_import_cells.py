"""What the cells of a table mean: days, types, points; and that no table, and no bytes, break an import."""

from __future__ import annotations

import csv
import random
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.tables import reason as in_words
from geo.errors import InputError
from geo.imports import Mapping, import_table
from geo.imports.catalogue import Catalogue
from geo.imports.placing import Placer
from geo.imports.tables import day, no_day
from geo.places import regions
from geo.store.log import Log

PLACER = Placer()


@pytest.mark.parametrize(
    ("text", "order", "found"),
    [
        ("2021-03-25", "iso", date(2021, 3, 25)),
        ("2021-03-25T10:00:00Z", "iso", date(2021, 3, 25)),
        ("25/03/2021", "iso", date(2021, 3, 25)),
        ("03/25/2021", "iso", date(2021, 3, 25)),
        ("03/04/2021", "iso", None),
        ("03/04/2021", "dmy", date(2021, 4, 3)),
        ("03/04/2021", "mdy", date(2021, 3, 4)),
        ("25 March 2021", "iso", date(2021, 3, 25)),
        ("31/02/2021", "dmy", None),
        ("soon", "iso", None),
    ],
)
def test_dates_that_can_be_read_one_way(text: str, order: str, found: date | None) -> None:
    assert day(text, order) == found


@pytest.mark.parametrize(
    ("text", "order", "why"),
    [
        ("31/02/2025", "dmy", "no such day, with the day first"),
        ("03/25/2025", "dmy", "no such day, with the day first"),
        ("25/03/2025", "mdy", "no such day, with the month first"),
        ("31/02/2025", "iso", "no such day"),
        ("2025-02-31", "dmy", "no such day"),
        ("03/04/2025", "iso", "not a date that can be read one way; say --dates dmy or mdy"),
        ("soon", "dmy", "not a date such as 2019-03-02"),
    ],
)
def test_a_date_that_cannot_be_read_says_why(text: str, order: str, why: str) -> None:
    assert day(text, order) is None
    assert no_day(text, order) == why


def test_a_day_that_does_not_exist_is_not_blamed_on_the_order(own_store: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("day,kind,y,x\n31/02/2025,arrest,19.4,-102\n28/02/2025,arrest,19.4,-102\n")
    columns = {"date": "day", "type": "kind", "lat": "y", "lon": "x"}
    result = import_table(Log.open(), path, "table", mapping=Mapping(columns=columns, dates="dmy"))
    assert result.added == 1
    (refused,) = result.first_rejected
    assert (refused.value, refused.reason) == ("31/02/2025", "no such day, with the day first")
    assert in_words(refused.reason) == "there is no such day, read with the day first"


def test_many_points_are_where_each_of_them_is() -> None:
    chance = random.Random(3)
    points = [(chance.uniform(-35, 60), chance.uniform(-130, 40)) for _ in range(150)]
    points += [(31.72024, -106.46084), (27.0, -111.1), (0.0, -140.0), (19.1738, -96.1342)]
    found = regions.locate_points([lat for lat, _ in points], [lon for _, lon in points])
    assert found == [regions.locate_point(lat, lon) for lat, lon in points]
    assert found[150][:2] == ("MX", "MX-CHH")


def test_types_by_id_and_name_in_both_languages() -> None:
    catalogue = Catalogue()
    assert [catalogue.type_of(t) for t in ("armed_clash", "Armed clash", "ENFRENTAMIENTO ARMADO", "x")] == [
        "armed_clash",
        "armed_clash",
        "armed_clash",
        None,
    ]


CELLS = st.one_of(
    st.sampled_from(
        ["", "1", "arrest", "20.5", "-100,5", "2021-03-25", "31/12/2020", "=1+1", '"', "a\nb", "\x1f", "nan"]
    ),
    st.text(max_size=12),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    header=st.lists(
        st.sampled_from(["id", "type", "lat", "lon", "date", "killed", "place", "x"]), min_size=1, max_size=8
    ),
    rows=st.lists(st.lists(CELLS, max_size=9), max_size=6),
)
def test_any_table_is_imported_rejected_or_an_input_error(
    tmp_path: Path, header: list[str], rows: list[list[str]]
) -> None:
    path = tmp_path / "any.csv"
    with path.open("w", encoding="utf-8", errors="replace", newline="") as sink:
        csv.writer(sink).writerows([header, *rows])
    try:
        result = import_table(None, path, "table", placer=PLACER)
    except InputError:
        return
    assert 0 <= result.rejected <= result.rows


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.binary(max_size=300),
    extension=st.sampled_from(["csv", "tsv", "xlsx", "geojson", "parquet", "gpkg"]),
)
def test_any_bytes_are_a_table_or_an_input_error(tmp_path: Path, data: bytes, extension: str) -> None:
    path = tmp_path / f"any.{extension}"
    path.write_bytes(data)
    try:
        import_table(None, path, "table", placer=PLACER)
    except InputError:
        return
