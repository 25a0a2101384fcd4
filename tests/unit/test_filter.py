"""The filter: what it reads, what it refuses by name, and that printing and reading are inverse."""

from __future__ import annotations

from datetime import UTC, date, datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.errors import FilterError
from geo.store.area import Box, Circle, Polygon, parse_area
from geo.store.filter import DEFAULT_STATUS, FILTER_PARAMETERS, MODALITIES, STATUSES, VIEW_PARAMETERS, Filter


def test_every_parameter_is_read() -> None:
    found = Filter.parse(
        "?from=2025-01-01&to=2025-11-30&dates=within&type=arrest&type=raid&actor=cia&region=MX-CHH&region=MX"
        "&bbox=-118,14,-86,33&area=31,-107;32,-107;32,-106&precision=3&status=confirmed&modality=alleged"
        "&source=codigomagenta&q=El%20%20Pato&asof=42"
    )
    assert found == Filter(
        from_=date(2025, 1, 1),
        to=date(2025, 11, 30),
        dates="within",
        types=("arrest", "raid"),
        actors=("cia",),
        regions=("MX", "MX-CHH"),
        bbox=Box(-118.0, 14.0, -86.0, 33.0),
        area=Polygon(((31.0, -107.0), (32.0, -107.0), (32.0, -106.0))),
        precision=3,
        status=("confirmed",),
        modality=("alleged",),
        source=("codigomagenta",),
        q="El Pato",
        asof=42,
    )
    assert len(found.active) == len(FILTER_PARAMETERS) == 14


def test_an_empty_query_shows_all_but_what_was_withdrawn() -> None:
    assert Filter.parse("") == Filter.parse("?") == Filter.parse({}) == Filter()
    assert Filter().status == DEFAULT_STATUS == ("confirmed", "disputed", "proposed")


def test_a_query_prints_sorted_with_defaults_written_out() -> None:
    found = Filter.parse("type=raid&type=arrest&type=raid&q=a%26b")
    assert found.to_query() == (
        "dates=overlap&q=a%26b&status=confirmed&status=disputed&status=proposed&type=arrest&type=raid"
    )
    assert found.to_query(explicit=False) == "q=a%26b&type=arrest&type=raid"


@pytest.mark.parametrize(
    ("query", "parameter", "words"),
    [
        ("colour=red", "colour", "a known parameter, got 'colour'"),
        ("from=2025-02-31", "from", "a date like 2025-11-06, got '2025-02-31'"),
        ("from=yesterday", "from", "a date like"),
        ("from=2025-01-01&from=2025-01-02", "from", "one value"),
        ("from=2025-02-01&to=2025-01-01", "from", "a date up to 2025-01-01"),
        ("dates=around", "dates", "one of overlap, within, got 'around'"),
        ("type=", "type", "the id of a type, got ''"),
        ("type=%3Cscript%3E", "type", "the id of a type"),
        ("actor=a%00b", "actor", "text without NUL"),
        ("region=..%2F..", "region", "the id of a region"),
        ("bbox=1,2,3", "bbox", "west,south,east,north"),
        ("bbox=1,20,3,10", "bbox", "south,north in that order"),
        ("bbox=1,2,3,nan", "bbox", "a latitude, a plain number"),
        ("bbox=1,2,3,1e3", "bbox", "a latitude, a plain number"),
        ("bbox=181,2,3,4", "bbox", "a longitude of at most 180"),
        ("area=1,2;3,4", "area", "3 to 500 vertices"),
        ("area=1,2;1,2;1,2", "area", "3 to 500 vertices"),
        ("area=1,1;2,2;3,3", "area", "an area above 0"),
        ("area=1,2,0", "area", "a radius in km above 0"),
        ("area=1,2", "area", "a polygon"),
        ("precision=0", "precision", "from 1 (the place itself) to 7"),
        ("precision=8", "precision", "from 1 (the place itself) to 7"),
        ("status=deleted", "status", "one of proposed, confirmed, disputed, withdrawn"),
        ("modality=sure", "modality", "one of reported"),
        ("q=", "q", "1 to 200 characters"),
        ("q=" + "x" * 201, "q", "1 to 200 characters"),
        ("asof=-1", "asof", "a version like 42 or a moment"),
        ("asof=2025-13-01", "asof", "a version like 42 or a moment"),
        ("asof=9999-12-31T23:59:59-12:00", "asof", "a version like 42 or a moment"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(query: str, parameter: str, words: str) -> None:
    with pytest.raises(FilterError) as caught:
        Filter.parse(query)
    assert caught.value.parameter == parameter
    assert str(caught.value).startswith(f"{parameter}: expected ")
    assert words in str(caught.value)


def test_the_lenient_reader_keeps_the_rest_of_a_link() -> None:
    found, errors = Filter.parse_lenient(
        "type=arrest&from=soon&precision=3&zoom=1&lat=3", ignore=VIEW_PARAMETERS
    )
    assert found == Filter(types=("arrest",), precision=3)
    assert [e.parameter for e in errors] == ["from", "zoom"]


def test_the_pages_own_parameters_are_ignored_only_when_asked() -> None:
    query = "type=arrest&lat=3&lng=4&z=5&event=e1&layers=a&lang=es&embed=true"
    assert Filter.parse(query, ignore=VIEW_PARAMETERS) == Filter(types=("arrest",))
    with pytest.raises(FilterError) as caught:
        Filter.parse(query)
    assert caught.value.parameter == "lat"
    assert not VIEW_PARAMETERS & FILTER_PARAMETERS


def test_ids_that_do_not_exist_are_refused_where_the_catalogue_is_given() -> None:
    known = {"type": {"arrest"}}
    assert Filter.parse("type=arrest&actor=anyone", known=known).types == ("arrest",)
    with pytest.raises(FilterError, match="type: expected the id of a known type, got 'arest'"):
        Filter.parse("type=arest", known=known)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        (
            "type=arrest,killing",
            "'arrest,killing'. Several values repeat the parameter: type=arrest&type=killing",
        ),
        ("type=arrest,%20raid", "type=arrest&type=raid"),
        ("actor=a,b,c,d", "actor=a&actor=b&actor=c&…"),
        ("region=MX-CHH,MX-SIN", "region=MX-CHH&region=MX-SIN"),
        (
            "status=confirmed,disputed",
            ". Several values repeat the parameter: status=confirmed&status=disputed",
        ),
        ("modality=alleged,denied", "modality=alleged&modality=denied"),
    ],
)
@pytest.mark.parametrize("known", [None, {"type": {"arrest": 1, "killing": 1}, "region": {"MX-CHH": 1}}])
def test_values_with_commas_are_told_to_repeat_the_parameter(
    query: str, words: str, known: dict[str, dict[str, int]] | None
) -> None:
    with pytest.raises(FilterError) as caught:
        Filter.parse(query, known=known)
    assert words in str(caught.value)
    assert "Did you mean" not in str(caught.value)


def test_a_choice_of_one_is_not_told_to_repeat() -> None:
    with pytest.raises(FilterError) as caught:
        Filter.parse("dates=overlap,within")
    assert str(caught.value) == "dates: expected one of overlap, within, got 'overlap,within'"
    assert Filter.parse("source=Reforma, Monterrey").source == ("Reforma, Monterrey",)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2025-11-09T18:00:00Z", datetime(2025, 11, 9, 18, tzinfo=UTC)),
        ("2025-11-09T12:00:00-06:00", datetime(2025, 11, 9, 18, tzinfo=UTC)),
        ("2025-11-09T18:00", datetime(2025, 11, 9, 18, tzinfo=UTC)),
        ("2025-11-09", datetime(2025, 11, 9, 23, 59, 59, 999999, tzinfo=UTC)),
    ],
)
def test_asof_takes_moments(text: str, moment: datetime) -> None:
    assert Filter.parse({"asof": [text]}).asof == moment


def _inside(shape: Box | Circle | Polygon, *points: tuple[float, float]) -> list[bool]:
    lat, lon = (np.array(v, dtype=float) for v in zip(*points, strict=True))
    return list(shape.contains(lat, lon))


def test_shapes_hold_over_the_antimeridian() -> None:
    assert _inside(Box.parse("170,-10,-170,10"), (0, 175), (0, -175), (0, 0), (11, 175)) == [
        True, True, False, False,
    ]  # fmt: skip
    polygon = parse_area("-10,170;10,170;10,-170;-10,-170")
    assert _inside(polygon, (0, 175), (0, -175), (0, 0), (11, 175)) == [True, True, False, False]
    circle = parse_area("0,179.5,100")
    assert _inside(circle, (0, -179.7), (0, 178.5), (0, 179)) == [True, False, True]
    assert circle.bounds() == (
        Box(circle.bounds()[0].west, circle.bounds()[0].south, 180.0, circle.bounds()[0].north),
        Box(-180.0, circle.bounds()[1].south, circle.bounds()[1].east, circle.bounds()[1].north),
    )


def test_a_circle_measures_along_the_great_circle() -> None:
    # Ciudad Juárez to El Paso by the haversine formula: 4.9415 km
    assert _inside(Circle(31.7202, -106.4608, 4.942), (31.7587, -106.4869)) == [True]
    assert _inside(Circle(31.7202, -106.4608, 4.941), (31.7587, -106.4869)) == [False]


def test_a_polygon_that_crosses_itself_keeps_what_it_encloses() -> None:
    bow = parse_area("0,0;10,10;10,0;0,10")
    assert _inside(bow, (1, 5), (9, 5), (5, 1), (5, 9)) == [True, True, False, False]


ids = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,20}", fullmatch=True)
names = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=40)
lats = st.floats(-90, 90).map(lambda v: round(v, 6) + 0.0)
lons = st.floats(-180, 180).map(lambda v: round(v, 6) + 0.0)
days = st.dates(date(1, 1, 1), date(9999, 12, 31))
boxes = st.tuples(lons, lats, lons, lats).map(lambda v: Box(v[0], min(v[1], v[3]), v[2], max(v[1], v[3])))
circles = st.builds(Circle, lats, lons, st.floats(0.1, 20_000).map(lambda v: round(v, 6)))
triangles = st.tuples(st.floats(-80, 80), st.floats(-170, 170)).map(
    lambda v: parse_area(f"{v[0]:.6f},{v[1]:.6f};{v[0] + 1:.6f},{v[1]:.6f};{v[0]:.6f},{v[1] + 1:.6f}")
)
filters = st.builds(
    lambda span, **more: Filter(from_=span[0], to=span[1], **more),
    span=st.one_of(
        st.just((None, None)),
        st.tuples(days, st.none()),
        st.tuples(st.none(), days),
        st.tuples(days, days).map(lambda v: (min(v), max(v))),
    ),
    dates=st.sampled_from(["overlap", "within"]),
    types=st.lists(ids, max_size=3).map(tuple),
    actors=st.lists(ids, max_size=3).map(tuple),
    regions=st.lists(ids, max_size=3).map(tuple),
    bbox=st.none() | boxes,
    area=st.none() | circles | triangles,
    precision=st.none() | st.integers(1, 7),
    status=st.lists(st.sampled_from(STATUSES), min_size=1, max_size=4).map(tuple),
    modality=st.lists(st.sampled_from(MODALITIES), max_size=4).map(tuple),
    source=st.lists(names, max_size=2).map(tuple),
    q=st.just("") | names.filter(lambda v: bool(v.strip())),
    asof=st.none()
    | st.integers(0, 999_999_999)
    | st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=st.just(UTC)),
)


@settings(max_examples=80, deadline=None)
@given(filters)
def test_what_is_printed_reads_back_the_same(wanted: Filter) -> None:
    for explicit in (True, False):
        query = wanted.to_query(explicit=explicit)
        assert query.isascii()
        assert Filter.parse(query) == wanted
        assert Filter.parse(query).to_query(explicit=explicit) == query


@settings(max_examples=80, deadline=None)
@given(
    st.dictionaries(st.sampled_from(sorted(FILTER_PARAMETERS)), st.lists(st.text(), max_size=3), max_size=5)
)
def test_any_text_is_read_or_refused_by_name(query: dict[str, list[str]]) -> None:
    found, errors = Filter.parse_lenient(query)
    assert {e.parameter for e in errors} <= set(query)
    assert Filter.parse(found.to_query()) == found


def test_the_good_values_of_a_list_hold() -> None:
    found, errors = Filter.parse_lenient("type=<b>x</b>&type=killing&status=confirmed&status=odd&q=a&q=b")
    assert (found.types, found.status, found.q) == (("killing",), ("confirmed",), "")
    assert [(e.parameter, e.came) for e in errors][:2] == [("type", "<b>x</b>"), ("status", "odd")]
    assert [e.parameter for e in errors][2:] == ["q"]
