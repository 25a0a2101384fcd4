"""Our files as validators and readers judge them that others wrote: GeoJSON, KML, Atom and GeoParquet."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import atoma
import fastkml
import feedparser
import geopandas as gpd
import pyarrow.parquet as pq
import pytest
from fastkml.validator import get_schema_parser
from geojson_pydantic import FeatureCollection
from geoparquet_pydantic import GeoParquetMetadata
from lxml import etree
from shapely.geometry import Point
from starlette.testclient import TestClient

from dashboard.serving import event_log
from geo.records import Event, Evidence, Report, replace
from tests.integration.test_routes import EVENTS, TEXT, app

HOSTILE = "<b>&amp; ]]> \u0001 ‘ñ’ =cmd|' /C calc'!A0"
NUMBER = len(EVENTS)


@pytest.fixture
def client(own_store: Path) -> Iterator[TestClient]:
    """Seven events, one of which says what breaks careless writers."""
    event_log.cache_clear()
    event_log().append_reports([Report(report_id="report-1", text=TEXT, title=HOSTILE, source=HOSTILE)])
    quoted = (Evidence(start=0, end=6, quote=TEXT[:6]),)
    hostile: Event = replace(EVENTS[0], summary=HOSTILE, evidence=quoted, claimed_by=HOSTILE)
    event_log().propose([hostile, *EVENTS[1:]], "test")
    yield TestClient(app())
    event_log.cache_clear()


def exported(client: TestClient, form: str) -> bytes:
    answer = client.get(f"/api/export/{form}")
    assert answer.status_code == 200, answer.text
    return answer.content


@pytest.mark.parametrize("path", ["/api/export/geojson", "/ogc/collections/events/items"])
def test_geojson_is_of_rfc_7946(client: TestClient, path: str) -> None:
    read = FeatureCollection.model_validate_json(client.get(path).content)
    assert len(read.features) == NUMBER
    points = {f.id: f.geometry.coordinates if f.geometry else None for f in read.features}
    assert tuple(points["event-1"])[:2] == (-102.06, 19.42)
    assert points["event-6"] is None


def test_kml_is_of_the_ogc_schema(client: TestClient) -> None:
    body = exported(client, "kml")
    schema = get_schema_parser()
    assert schema.validate(etree.fromstring(body)), schema.error_log
    document = fastkml.KML.from_string(body.decode().partition("?>")[2], strict=True).features[0]
    marks = [f for f in document.features if isinstance(f, fastkml.Placemark)]
    assert len(marks) == NUMBER
    assert {(m.geometry.x, m.geometry.y) for m in marks if m.id == "event-1"} == {(-102.06, 19.42)}


@pytest.mark.parametrize("path", ["/feeds/events.atom", "/api/export/atom"])
def test_atom_is_read_without_complaint(client: TestClient, path: str) -> None:
    body = client.get(path).content
    strict = atoma.parse_atom_bytes(body)
    assert len({entry.id_ for entry in strict.entries}) == len(strict.entries) == NUMBER
    assert isinstance(strict.updated, datetime)
    read = feedparser.parse(body)
    assert (read.bozo, read.version) == (False, "atom10")
    points = {e.id: e.where["coordinates"] for e in read.entries if "where" in e}
    assert points["urn:sightline:event:event-1"] == (-102.06, 19.42)


def test_a_correction_is_an_update_of_its_entry(client: TestClient) -> None:
    def entry() -> atoma.AtomEntry:
        entries = atoma.parse_atom_bytes(client.get("/feeds/events.atom").content).entries
        return next(e for e in entries if e.id_ == "urn:sightline:event:event-2")

    before = entry()
    event_log().revise("event-2", action="correct", changes={"summary": "Put right"}, author="a", reason="")
    version = event_log().version
    after = atoma.parse_atom_bytes(client.get(f"/feeds/events.atom?v={version}").content)
    assert after.entries[0].id_ == before.id_, "the newest change comes first, under the same id"
    assert after.entries[0].updated > before.updated
    assert "Put right" in after.entries[0].content.value
    assert after.updated == after.entries[0].updated


def test_geoparquet_is_of_version_1_1(client: TestClient) -> None:
    body = exported(client, "geoparquet")
    stored = pq.read_metadata(io.BytesIO(body)).metadata[b"geo"]
    told = GeoParquetMetadata.model_validate_json(stored)
    assert (told.version, told.primary_column) == ("1.1.0", "geometry")
    whole = gpd.read_parquet(io.BytesIO(body))
    assert (len(whole), str(whole.crs)) == (NUMBER, "OGC:CRS84")
    assert whole.set_index("event_id").geometry["event-1"] == Point(-102.06, 19.42)
    near = gpd.read_parquet(io.BytesIO(body), bbox=(-100.0, 27.0, -99.0, 28.0))
    assert list(near["event_id"]) == ["event-3"], "the covering box lets readers skip the rest"
