"""How firmly events are told: a facet of the filter, a mark on the map, a word in list and tooltip."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Frame, Page, expect

from tests.browser import look
from tests.browser.conftest import Server, Watched, ingest, start_server, stop_server

Fresh = Callable[..., Watched]

TOLD = {
    "reported": "Soldiers arrested two smugglers in Torreón, Coahuila, on Monday.",
    "planned": "The government plans to arrest four smugglers in Uruapan, Michoacán, next week.",
    "denied": "The army denied that it had arrested three farmers in Tibú, Norte de Santander, on Monday.",
}
VIEW = "lat=15&lng=-88&z=4&type=arrest"
RIM = 8
"""Half the side of a square that holds a single mark, in CSS pixels."""

SHARE_INKED = """([x, y, rim]) => {
    const canvas = document.querySelector(".leaflet-overlay-pane canvas");
    const ratio = canvas.width / canvas.clientWidth;
    const home = sightline.map.getContainer().getBoundingClientRect(), at = canvas.getBoundingClientRect();
    const [px, py, r] = [(home.x + x - at.x) * ratio, (home.y + y - at.y) * ratio, rim * ratio];
    const { data } = canvas.getContext("2d").getImageData(px - r, py - r, 2 * r, 2 * r);
    let inked = 0;
    for (let i = 0; i < data.length; i += 4) inked += data[i + 3] > 200 && data[i] < 90 && data[i + 2] > 120;
    return inked / (data.length / 4);
}"""
"""How much of a square of the map is blue, as arrests are."""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A dashboard on three arrests: one that was made, one that is planned, one that is denied."""
    folder = tmp_path_factory.mktemp("told")
    store = folder / "store"
    ingest(store, {f"{name}.txt": words for name, words in TOLD.items()})
    running = start_server(store, SIGHTLINE_SEEDS="")
    yield running
    stop_server(running)


def ids(server: Server) -> dict[str, str]:
    """The arrests by how firmly they are told."""
    found = {e["modality"]: e["event_id"] for e in look.events(server.url, "type=arrest")}
    assert found.keys() == TOLD.keys()
    return found


def inked(frame: Frame, event_id: str) -> float:
    """How much of an event's mark is of its colour."""
    at = frame.evaluate("id => sightline.pointOf(id)", event_id)
    assert at["stacked"] == 1
    share: float = frame.evaluate(SHARE_INKED, [at["x"], at["y"], RIM])
    return share


def counts(page: Page, facet: str) -> dict[str, str]:
    rows = page.locator(f'.facet[aria-label="{facet}"] li.row')
    return {row.locator("input").input_value(): row.locator(".count").inner_text() for row in rows.all()}


def test_the_filter_tells_them_apart_and_the_link_keeps_it(told: Server, fresh: Fresh) -> None:
    page = fresh().page(f"{told.url}/?{VIEW}")
    look.map_frame(page)
    expect(page.locator('.facet[aria-label="How firmly it is told"] li.row')).to_have_count(4)
    assert counts(page, "How firmly it is told") == {
        "reported": "1",
        "alleged": "0",
        "planned": "1",
        "denied": "1",
    }
    look.tick(page, "How firmly it is told", "reported")
    frame = look.settle(page, "modality=reported")
    assert [e["id"] for e in look.drawn(frame)["events"]] == [ids(told)["reported"]]
    expect(page).to_have_url(re.compile("modality=reported"))
    expect(page.locator(".sl-sentence")).to_contain_text("1 event")


def test_what_is_planned_or_denied_is_marked_on_the_map_and_in_the_list(told: Server, fresh: Fresh) -> None:
    page = fresh(locale="es-MX").page(f"{told.url}/?{VIEW}&lang=es")
    frame, known = look.map_frame(page), ids(told)
    whole, planned, denied = (inked(frame, known[m]) for m in ("reported", "planned", "denied"))
    assert whole > 0.35  # a disc; the others are dashed lines
    assert 0.02 < planned < whole / 2
    assert 0.02 < denied < planned
    for modality, word in (("planned", "Planeado o anunciado"), ("denied", "Negado")):
        row = page.locator(f'.events .open[data-event="{known[modality]}"]')
        expect(row.locator(".mark")).to_have_text(word)
        expect(row.locator(".dot.undone")).to_have_count(1)
        at, box = (
            frame.evaluate("id => sightline.pointOf(id)", known[modality]),
            frame.frame_element().bounding_box(),
        )
        assert box is not None
        page.mouse.move(box["x"] + at["x"], box["y"] + at["y"])
        expect(frame.locator(".sl-tip span").first).to_have_text(word)
    expect(page.locator(".events .dot.undone")).to_have_count(2)
    frame.locator(".sl-legend summary").click()
    expect(frame.locator(".sl-legend li", has_text="Planeado o anunciado")).to_be_visible()
    expect(frame.locator(".sl-legend li", has_text="Negado")).to_be_visible()
