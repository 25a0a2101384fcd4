"""A table comes in by the page: looked at, matched, tried, imported, shown; again it adds nothing."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bench.synthetic_ged import write
from geo.store.log import Log
from tests.browser.conftest import Server, Watched, start_server, stop_server

Fresh = Callable[..., Watched]

HOSTILE = "<img src=x onerror=window.hurt=1>"


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Server]:
    running = start_server(tmp_path / "store", SIGHTLINE_SEEDS="")
    yield running
    stop_server(running)


def upload(page: Page, path: Path) -> None:
    page.locator('input[type="file"]').set_input_files(path)


def count(store: Path, prefix: str) -> int:
    sql = "SELECT count(DISTINCT event_id) FROM log WHERE starts_with(event_id, ?)"
    return int(Log.open(store).commits.sql(sql, prefix)[0][0])


def test_a_release_of_ged_is_known_tried_and_imported_once(own: Server, fresh: Fresh, tmp_path: Path) -> None:
    path = tmp_path / "ged.csv"
    write(path, 200)
    with path.open(newline="") as stream:
        rows = list(csv.reader(stream))
    rows[7][rows[0].index("latitude")] = HOSTILE
    with path.open("w", newline="") as sink:
        csv.writer(sink).writerows(rows)
    watched = fresh()
    page = watched.page(f"{own.url}/add")
    page.get_by_role("link", name="Import a table of events instead").click()
    expect(page.get_by_role("heading", name="Import a table")).to_be_visible()
    upload(page, path)
    expect(page.get_by_text("These are the columns of UCDP GED")).to_be_visible(timeout=30_000)
    expect(page.get_by_role("button", name="Import", exact=True)).to_be_disabled()
    page.get_by_role("button", name="Try it").click()
    expect(page.get_by_text("199 of 200 rows would be imported.")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("1 row is rejected:")).to_be_visible()
    assert count(own.store, "ged-") == 0
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_text("199 events added, 0 updated, 0 known already.")).to_be_visible(timeout=60_000)
    assert count(own.store, "ged-") == 199
    with page.expect_download() as download:
        page.get_by_role("button", name="All of them as a file").click()
    told = Path(download.value.path()).read_text("utf-8").splitlines()
    assert told[1].startswith("8,latitude,")
    page.get_by_role("button", name="Try it").click()
    expect(page.get_by_text("199 of 200 rows would be imported.")).to_be_visible(timeout=60_000)
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_text("0 events added, 0 updated, 199 known already.")).to_be_visible(timeout=60_000)
    assert page.evaluate("() => window.hurt") is None
    assert watched.foreign_hosts() == set()


def test_any_table_by_its_columns_in_spanish(own: Server, fresh: Fresh, tmp_path: Path) -> None:
    path = tmp_path / "Homicidios 2021.csv"
    path.write_text(
        "Folio;Cuándo;Tipo;Municipio;Estado\n1;25/03/2021;Homicidio;Uruapan;Michoacán\n2;03/04/2021;otro;;\n",
        encoding="cp1252",
    )
    page = fresh().page(f"{own.url}/tables?lang=es")
    upload(page, path)
    expect(page.get_by_text("No es UCDP GED ni ACLED")).to_be_visible(timeout=30_000)
    page.get_by_role("button", name="Probar").click()
    expect(page.get_by_text("Se importarían 1 de 2 filas.")).to_be_visible(timeout=60_000)
    day = page.get_by_label("Primer día")
    day.click()
    page.get_by_role("option", name="Cuándo").click()
    expect(page.get_by_text("Se importarían 1 de 2 filas.")).to_be_hidden()
    page.get_by_role("button", name="Probar").click()
    expect(page.get_by_text("Se importarían 1 de 2 filas.")).to_be_visible(timeout=60_000)
    page.get_by_role("button", name="Importar", exact=True).click()
    expect(page.get_by_text("1 evento añadido, 0 actualizados, 0 ya conocidos.")).to_be_visible(
        timeout=60_000
    )
    event = Log.open(own.store).history("homicidios-2021-1")[-1].event
    assert event is not None
    assert str(event.date_start) == "2021-03-25"


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "This is no Excel workbook"), ("es", "Esto no es un libro de Excel")]
)
def test_what_a_library_says_stands_below_the_pages_own_words(
    own: Server, fresh: Fresh, tmp_path: Path, lang: str, said: str
) -> None:
    path = tmp_path / "broken.xlsx"
    path.write_bytes(b"PK\x03\x04" + bytes(200))
    page = fresh(locale=lang).page(f"{own.url}/tables?lang={lang}")
    upload(page, path)
    told = page.get_by_role("alert")
    expect(told).to_contain_text(f"broken.xlsx: {said}", timeout=30_000)
    expect(told.locator("small[lang=en]")).to_contain_text("File is not a zip file")


def test_a_file_that_is_no_table_says_why(own: Server, fresh: Fresh, tmp_path: Path) -> None:
    path = tmp_path / "photo.csv"
    path.write_bytes(b"PK\x03\x04" + bytes(200))
    page = fresh().page(f"{own.url}/tables")
    upload(page, path)
    expect(page.get_by_role("alert")).to_contain_text("The file is a zip archive", timeout=30_000)
