"""UCDP GED, the Georeferenced Event Dataset, as csv: every column is kept, the codes are ours already.

Source of the columns' meaning: Högbladh (2023), UCDP GED Codebook version 23.1. Its where_prec and date_prec
are the codes that Sightline uses.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Final

from geo.imports.catalogue import Catalogue, country_column
from geo.imports.drafts import Plan, Step
from geo.imports.placing import Placer, Values
from geo.imports.reject import Reject, code, coordinate, whole

NEEDED: Final = """
    id type_of_violence dyad_name side_a side_b source_office where_prec where_coordinates
    where_description adm_1 adm_2 latitude longitude date_prec date_start date_end best high low
""".split()  # noqa: SIM905
"""Columns without which a file is not GED."""

PREFIX: Final = "ged-"
REPORT_ID: Final = "dataset-ged"


def plan(header: list[str], placer: Placer, catalogue: Catalogue) -> Plan:
    """How GED's rows become events."""

    def place(name: str, lat: str, lon: str, prec: str, admin1: str, admin2: str) -> Values:
        return placer.at(
            name.strip(),
            coordinate("latitude", lat, 90.0),
            coordinate("longitude", lon, 180.0),
            code("where_prec", prec, 7),
            admin1.strip(),
            admin2.strip(),
        )

    def actors(side_a: str, side_b: str, country: str = "") -> list[Values]:
        sides = ((side_a.strip(), "agent"), (side_b.strip(), "target"))
        return [catalogue.actor(name, role, country) for name, role in sides if name]

    steps = [
        Step("event_id", ("id",), _id),
        Step("type", ("type_of_violence", "best"), _type),
        Step("days", ("date_start", "date_end", "date_prec"), _days),
        Step(
            "place",
            ("where_coordinates", "latitude", "longitude", "where_prec", "adm_1", "adm_2"),
            place,
            placer.prepare_columns(1, 2),
        ),
        Step("actors", ("side_a", "side_b", *country_column(header)), actors),
        Step("killed", ("low", "best", "high"), _killed),
        Step("summary", ("dyad_name", "best", "where_description"), _summary),
        Step("claimed_by", ("source_office",), str.strip),
    ]
    return Plan(header, steps, PREFIX, REPORT_ID)


def _id(text: str) -> str:
    found = text.strip()
    if not (found.isalnum() and len(found) <= 40):
        raise Reject("id", text, "not an id of letters and digits")
    return found


def _type(violence: str, best: str) -> str:
    """State-based and non-state conflict are clashes; one-sided violence is a killing where it kills."""
    known = code("type_of_violence", violence, 3)
    if known != 3:
        return "armed_clash"
    return "killing" if whole("best", best) else "armed_attack"


def _days(start: str, end: str, precision: str) -> Values:
    first, last = _day("date_start", start), _day("date_end", end)
    if last < first:
        raise Reject("date_end", end, "before date_start")
    return {"start": first, "end": last, "precision": code("date_prec", precision, 5)}


def _killed(low: str, best: str, high: str) -> Values:
    least, likely, most = whole("low", low), whole("best", best), whole("high", high)
    return {"low": min(least, likely), "best": likely, "high": max(most, likely)}


def _summary(dyad: str, best: str, where: str) -> str:
    return f"{dyad.strip()}: {best.strip()} killed. {' '.join(where.split())}".strip()[:1000]


@lru_cache(50_000)
def _day(column: str, text: str) -> date:
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        raise Reject(column, text, "not a date such as 2019-03-02 00:00:00.000") from None
