"""Words that move a place, and where it goes."""

from __future__ import annotations

import pytest

from geo.places.offsets import Away, away, joined
from geo.places.precision import between, destination, midpoint, moved, near, shifted, town_radius_km
from geo.places.text import read
from geo.records import Place


def before(text: str, name: str) -> Away | None:
    view = read(text)
    return away(view, view.text.index(name))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("crashed 20 km south of Culiacán", Away(20.0, 180)),
        ("a 20 kilómetros al sur de Culiacán", Away(20.0, 180)),
        ("some 50 miles (80 kilometers) southeast of Culiacán", Away(80.4672, 135)),
        ("a cinco kilómetros de Culiacán", Away(5.0, None)),
        ("3.5 km from Culiacán", Away(3.5, None)),
        ("a 12 kilómetros al noroeste de la ciudad de Culiacán", Away(12.0, 315)),
        ("north of Culiacán", Away(20.0, None)),
        ("cerca de Culiacán", Away(None, None)),
        ("on the outskirts of Culiacán", Away(None, None)),
        ("en las inmediaciones de Culiacán", Away(None, None)),
        ("outside Culiacán", Away(None, None)),
    ],
)
def test_how_far(text: str, expected: Away) -> None:
    assert before(text, "Culiacán") == expected


@pytest.mark.parametrize(
    "text",
    [
        "20 people from Culiacán",
        "in Culiacán",
        "en el norte de Culiacán",
        "9000 km south of Culiacán",
        "killed 3 in Culiacán",
    ],
)
def test_what_does_not_move(text: str) -> None:
    assert before(text, "Culiacán") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("between Zamora and Jacona", True),
        ("entre Zamora y Jacona", True),
        ("on the highway from Zamora to Jacona", True),
        ("carretera Zamora-Jacona", True),
        ("the Zamora-Jacona highway", True),
        ("in Zamora and Jacona", False),
        ("Zamora-Jacona match", False),
        ("in Zamora, Jacona", False),
    ],
)
def test_the_ends_of_a_way(text: str, expected: bool) -> None:
    view = read(text)
    a, b = view.text.index("Zamora"), view.text.index("Jacona")
    assert joined(view, a, a + 6, b, b + 6) is expected


def place(lat: float, lon: float) -> Place:
    return Place(
        name="A",
        lat=lat,
        lon=lon,
        precision=1,
        radius_km=4.0,
        confidence=0.9,
        country="MX",
        regions=("MX", "MX-SIN"),
    )


def test_a_place_moves_along_its_bearing() -> None:
    assert destination(0.0, 0.0, 90.0, 111.195) == (0.0, 1.0)
    assert destination(10.0, 179.9, 90.0, 50.0) == (9.99969, -179.6434)
    shift = moved(place(24.8, -107.4), 20.0, 180)
    assert shift == (24.62014, -107.4, 2, 7.0)
    assert shifted(place(24.8, -107.4), shift).regions == ("MX", "MX-SIN")


def test_without_a_direction_the_radius_grows() -> None:
    assert moved(place(24.8, -107.4), 15.0, None) == (24.8, -107.4, 2, 19.0)
    assert moved(place(24.8, -107.4), 100.0, None)[2:] == (5, 104.0)
    assert near(place(24.8, -107.4)) == (24.8, -107.4, 2, 14.0)


def test_between_two_places_lies_the_middle() -> None:
    assert midpoint(0.0, 0.0, 0.0, 10.0) == (0.0, 5.0)
    close = between(place(20.0, -102.0), place(20.0, -102.2))
    assert (close.lat, close.lon, close.precision, close.radius_km) == (20.00003, -102.1, 2, 10.4)
    far = between(place(28.6, -106.1), place(31.7, -106.5))
    assert (far.precision, far.radius_km) == (5, 173.4)
    assert shifted(place(28.6, -106.1), far).regions == ("MX",)


def test_a_town_has_the_radius_of_its_people() -> None:
    assert town_radius_km(0) == 1.0
    assert town_radius_km(1_000_000) == 8.9
