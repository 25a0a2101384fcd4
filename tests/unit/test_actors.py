"""The catalogue of actors and their finding in text, in both languages."""

from __future__ import annotations

import pytest

from geo.errors import DataError
from geo.events.actor_finder import ActorFinder
from geo.events.actors import load_actors

FINDER = ActorFinder.open()


def named(text: str, lang: str = "en") -> list[tuple[str | None, str]]:
    """(id, the words that name it) of each actor in a text."""
    return [(m.id, text[m.start : m.end]) for m in FINDER.find(text, lang=lang)]


def test_the_catalogue_is_large_and_whole() -> None:
    actors = load_actors()
    assert sum(not i.startswith("group-") for i in actors) >= 80
    assert all(a.name("en") and a.name("es") and a.kind for a in actors.values())
    assert actors["chapitos"].parent == "sinaloa-cartel"
    assert (actors["pgr"].start, actors["pgr"].end) == (1917, 2018)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The FBI and the DEA helped.", [("fbi", "FBI"), ("dea", "DEA")]),
        (
            "El Cártel de Sinaloa y el CJNG.",
            [("sinaloa-cartel", "Cártel de Sinaloa"), ("cjng", "CJNG")],
        ),
        ("El cartel de sinaloa", [("sinaloa-cartel", "cartel de sinaloa")]),
        ("Members of the Jalisco New Generation Cartel fled.", [("cjng", "Jalisco New Generation Cartel")]),
        (
            "The Secretariat of National Defense said so.",
            [("sedena", "Secretariat of National Defense")],
        ),
        ("Gunmen fled; marinos los siguieron.", [("group-gunmen", "Gunmen"), ("group-marines", "marinos")]),
        ("Mexico transferred 26 men.", [("mx-gov", "Mexico"), ("group-civilians", "men")]),
        ("They were sent by Mexico to the United States.", [("mx-gov", "Mexico")]),
        ("It happened in Mexico on Monday.", []),
        ("The ice melted.", []),
        ("Marta Elena Rodríguez López was killed.", [(None, "Marta Elena Rodríguez López")]),
        ("Juan de la Cruz fue detenido.", [(None, "Juan de la Cruz")]),
        ("The Sinaloa river rose.", []),
        ("Miembros de La Línea.", [("la-linea", "La Línea")]),
        ("LA LÍNEA MATA A DOS.", [("la-linea", "LA LÍNEA")]),
        ("Cruzaron la línea media.", []),
        ("Fue junto a la Línea de Control.", []),
        ("Fue junto a la Línea Azul.", []),
        ("Los Lobos de Ecuador.", [("los-lobos", "Los Lobos")]),
        ("Era de los lobos.", []),
    ],
)
def test_who_is_named(text: str, expected: list[tuple[str | None, str]]) -> None:
    assert named(text) == expected


def test_names_come_in_the_language_asked_for() -> None:
    assert FINDER.find("CJNG", lang="es")[0].name == "Cártel Jalisco Nueva Generación"
    assert FINDER.find("CJNG", lang="en")[0].name == "Jalisco New Generation Cartel"


def test_a_catalogue_with_an_unknown_parent_is_refused(
    tmp_path: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    header = "id,name_en,name_es,aliases,kind,parent,country,start,end\n"
    (tmp_path / "actors.csv").write_text(header + "a,A,A,,k,b,,,\n", encoding="utf-8")  # type: ignore[operator]
    monkeypatch.setenv("SIGHTLINE_DATA", str(tmp_path))
    load_actors.cache_clear()
    with pytest.raises(DataError, match="unknown parent 'b'"):
        load_actors()
    load_actors.cache_clear()


def test_other_names_are_told_as_people_write_them() -> None:
    relatives = load_actors()["group-relatives"]
    assert "girlfriend" in relatives.other_names("en")
    assert "girlfriend" not in relatives.other_names("es")
    assert "Marina" not in load_actors()["semar"].other_names("es")
    marked = [
        n for a in load_actors().values() for n in a.other_names("es") if n.startswith(("es:", "=", "&"))
    ]
    assert marked == []
