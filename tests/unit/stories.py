"""Events and reports for the store's tests, small and made up."""

from __future__ import annotations

from datetime import date
from typing import Any

from geo.records import Candidate, Event, EventActor, Evidence, Place, Report

JUAREZ = Place(
    name="Ciudad Juárez", lat=31.72024, lon=-106.46084, precision=1, radius_km=5.0, confidence=0.9,
    country="MX", admin1="Chihuahua", regions=("8581816", "MX", "MX-CHH"),
    candidates=(Candidate(name="Ciudad Juárez", lat=31.72, lon=-106.46, geonameid=4013708, level="populated",
                          country="MX", features={"population": 2.5}),),
)  # fmt: skip
MICHOACAN = Place(
    name="Michoacán", lat=19.2, lon=-101.9, precision=4, radius_km=150.0, confidence=0.8, level="admin1",
    country="MX", admin1="Michoacán", region="MX-MIC", regions=("MX", "MX-MIC"),
)  # fmt: skip
MEXICO = Place(
    name="Mexico", lat=23.0, lon=-102.0, precision=6, radius_km=1100.0, confidence=0.7, level="country",
    country="MX", region="MX", regions=("MX",),
)  # fmt: skip
TEXAS = Place(
    name="Austin", lat=30.26715, lon=-97.74306, precision=1, radius_km=5.0, confidence=0.9, country="US",
    admin1="Texas", regions=("US", "US-TX"),
)  # fmt: skip


def report(report_id: str = "r1", **more: Any) -> Report:
    """A report of three sentences."""
    text = "Soldiers arrested El Pato in Ciudad Juárez. He is in custody. A raid followed in Texas."
    values: dict[str, Any] = {"report_id": report_id, "text": text, "title": "A capture", "source": "gazette"}
    return Report(**values | more)


def event(event_id: str = "e1", **more: Any) -> Event:
    """An arrest in Ciudad Juárez on 2025-11-06, told by `r1`."""
    values: dict[str, Any] = {
        "event_id": event_id,
        "report_id": "r1",
        "type": "arrest",
        "summary": "Soldiers arrested El Pato",
        "evidence": (Evidence(start=0, end=43, quote="Soldiers arrested El Pato in Ciudad Juárez."),),
        "confidence": 0.75,
        "date_start": date(2025, 11, 6),
        "date_end": date(2025, 11, 6),
        "date_precision": 1,
        "place": JUAREZ,
        "actors": (
            EventActor(id="mx-army", name="Mexican Army", role="agent", kind="state security"),
            EventActor(id=None, name="El Pato", role="target"),
        ),
    }
    return Event(**values | more)
