"""What all tests share: a store of their own, so that none writes to the one under data/work."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")
"""No test fails for the time that it takes: the machine may have other work."""


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point SIGHTLINE_STORE at an empty folder for the length of one test."""
    store = tmp_path / "store"
    monkeypatch.setenv("SIGHTLINE_STORE", str(store))
    return store


@pytest.fixture(autouse=True)
def own_main() -> Iterator[None]:
    """Give `__main__` back after each test.

    Streamlit's AppTest leaves the page's script in its place, and every process that multiprocessing spawns
    afterwards would run the page, which fills an empty store with the seeds.
    """
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything under tests/browser drives a browser: mark it so, run it last, and give it a second try.

    Two browsers and two servers share the cores; a test that needed its second try is listed at the end.
    """
    for item in items:
        if f"{os.sep}browser{os.sep}" in str(item.path):
            item.add_marker("browser")
            item.add_marker(pytest.mark.flaky(reruns=1))
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)
