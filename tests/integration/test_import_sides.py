"""Who the sides of a table's rows are: names that several share, and bodies under a bare name."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.imports import Mapping, import_table
from geo.imports.catalogue import Catalogue
from geo.store.log import Log
from tests.integration.test_imports import ACLED, GED, newest, save


def test_a_side_of_a_ged_row_is_of_the_rows_country(own_store: Path, tmp_path: Path) -> None:
    log = Log.open()
    row = {**GED, "side_a": "Government of Sudan", "side_b": "RSF", "country": "Sudan"}
    bare = {name: value for name, value in row.items() if name != "country"} | {"id": "2"}
    assert import_table(log, save(tmp_path / "a.csv", [row]), "ged").added == 1
    assert import_table(log, save(tmp_path / "b.csv", [bare]), "ged").added == 1
    for event_id in ("ged-182047", "ged-2"):
        found = [(a.id, a.name, a.role, a.kind) for a in newest(log, event_id).actors]
        assert found == [
            ("sd-gov", "Government of Sudan", "agent", "government"),
            ("rapid-support-forces", "RSF", "target", "armed group"),
        ], event_id


def test_a_side_of_an_acled_row_is_of_the_rows_country(own_store: Path, tmp_path: Path) -> None:
    log = Log.open()
    row = {**ACLED, "actor1": "RSF", "actor2": "Guardia Nacional", "country": "Sudan"}
    home = {**ACLED, "event_id_cnty": "MEX2", "actor1": "Guardia Nacional", "country": "Mexico"}
    assert import_table(log, save(tmp_path / "a.csv", [row, home]), "acled").added == 2
    there = [a.id for a in newest(log, "acled-MEX12345").actors]
    assert (there[0], there[1]) == ("rapid-support-forces", "sd-security")
    assert newest(log, "acled-MEX2").actors[0].id == "mx-national-guard"


@pytest.mark.parametrize(("country", "actor"), [("SD", "rapid-support-forces"), ("FR", "rsf"), ("", "rsf")])
def test_a_table_of_anything_takes_the_armed_reading_only_where_the_country_fits(
    own_store: Path, tmp_path: Path, country: str, actor: str
) -> None:
    log, row = Log.open(), {"id": "1", "tipo": "threat", "lugar": "Omdurman", "pais": country, "actor": "RSF"}
    columns = {"id": "id", "type": "tipo", "place": "lugar", "country": "pais", "agent": "actor"}
    import_table(log, save(tmp_path / "t.csv", [row]), "table", mapping=Mapping(columns=columns))
    assert [a.id for a in newest(log, "t-1").actors] == [actor]


@pytest.mark.parametrize(
    ("name", "country", "actor"),
    [
        ("RSF", "Sudán", "rapid-support-forces"),
        ("RSF", "Chad", "rapid-support-forces"),
        ("Reporters Without Borders", "Sudan", "rsf"),
        ("EU", "United States of America", "european-union"),
        ("Federal Police", "Colombia", "co-police"),
        ("Federal Police", "Yemen (North Yemen)", "ye-police"),
        ("Federal Police", "Atlantis", "mx-federal-police"),
        ("Los Zetas", "Guatemala", "zetas"),
        ("Nobody that is known", "Sudan", None),
    ],
)
def test_a_conflicts_side_by_its_name_and_country(name: str, country: str, actor: str | None) -> None:
    assert CATALOGUE.actor(name, "agent", country)["id"] == actor


CATALOGUE = Catalogue(conflict=True)
