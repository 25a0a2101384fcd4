"""ACLED's csv export: both of its date formats, its precision codes mapped to ours, the row kept as it was.

Source of the columns' meaning: ACLED Codebook (2023). Whoever imports it holds a licence from ACLED; its
terms stay in force for the events and for what is exported of them.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from geo.imports.catalogue import Catalogue, country_column
from geo.imports.drafts import Plan, Step
from geo.imports.placing import Placer, Values
from geo.imports.reject import Reject, coordinate, whole

NEEDED: Final = """
    event_id_cnty event_date time_precision event_type sub_event_type actor1 assoc_actor_1 actor2
    assoc_actor_2 admin1 admin2 location latitude longitude geo_precision source notes fatalities
""".split()  # noqa: SIM905

PREFIX: Final = "acled-"
REPORT_ID: Final = "dataset-acled"

WHERE: Final = {"1": 1, "2": 3, "3": 4}
"""geo_precision to where_prec. ACLED's 2 is a part of a region and its 3 a region: neither names the division
that its point stands for, so the division that the point lies in is taken for it."""

WHEN: Final = {"1": 1, "2": 3, "3": 4}
"""time_precision (day, week, month) to date_prec. The day given is one of them."""

TYPES: Final = {
    "armed clash": "armed_clash",
    "government regains territory": "armed_clash",
    "non-state actor overtakes territory": "armed_clash",
    "chemical weapon": "armed_attack",
    "air/drone strike": "airstrike",
    "suicide bomb": "bombing",
    "shelling/artillery/missile attack": "armed_attack",
    "remote explosive/landmine/ied": "landmine",
    "grenade": "bombing",
    "sexual violence": "abuse",
    "abduction/forced disappearance": "kidnapping",
    "peaceful protest": "protest",
    "protest with intervention": "protest",
    "excessive force against protesters": "protest",
    "violent demonstration": "protest",
    "mob violence": "violence",
    "agreement": "agreement",
    "arrests": "arrest",
    "disrupted weapons use": "seizure",
    "headquarters or base established": "deployment",
    "looting/property destruction": "property_attack",
    "non-violent transfer of territory": "deployment",
    "change to group/activity": "violence",
    "other": "violence",
}
"""sub_event_type to our types. `attack` is a killing where somebody died, an armed attack otherwise."""

_BROAD: Final = {
    "battles": "armed_clash",
    "explosions/remote violence": "bombing",
    "protests": "protest",
    "riots": "violence",
    "violence against civilians": "armed_attack",
    "strategic developments": "violence",
}
_ROLES: Final = (
    ("actor1", "agent"),
    ("assoc_actor_1", "supporter"),
    ("actor2", "target"),
    ("assoc_actor_2", "target"),
)


def plan(header: list[str], placer: Placer, catalogue: Catalogue) -> Plan:
    """How ACLED's rows become events."""

    def place(name: str, lat: str, lon: str, prec: str, admin1: str, admin2: str) -> Values:
        return placer.at(
            name.strip(),
            coordinate("latitude", lat, 90.0),
            coordinate("longitude", lon, 180.0),
            _coded("geo_precision", prec, WHERE),
            admin1.strip(),
            admin2.strip(),
        )

    def actors(*columns: str) -> list[Values]:
        country = columns[len(_ROLES)] if len(columns) > len(_ROLES) else ""
        return [
            catalogue.actor(name.strip(), role, country)
            for column, (_, role) in zip(columns, _ROLES, strict=False)
            for name in column.split(";")
            if name.strip()
        ]

    steps = [
        Step("event_id", ("event_id_cnty",), _id),
        Step("type", ("event_type", "sub_event_type", "fatalities"), _type),
        Step("days", ("event_date", "time_precision"), _days),
        Step(
            "place",
            ("location", "latitude", "longitude", "geo_precision", "admin1", "admin2"),
            place,
            placer.prepare_columns(1, 2),
        ),
        Step("actors", (*(column for column, _ in _ROLES), *country_column(header)), actors),
        Step("killed", ("fatalities",), _killed),
        Step("summary", ("notes", "event_type", "sub_event_type"), _summary),
        Step("claimed_by", ("source",), str.strip),
    ]
    return Plan(header, steps, PREFIX, REPORT_ID)


def _id(text: str) -> str:
    found = text.strip()
    if not (found.replace("-", "").isalnum() and len(found) <= 40):
        raise Reject("event_id_cnty", text, "not an id such as MEX12345")
    return found


def _type(event: str, sub_event: str, fatalities: str) -> str:
    sub = sub_event.strip().lower()
    if sub == "attack":
        return "killing" if whole("fatalities", fatalities) else "armed_attack"
    found = TYPES.get(sub) or _BROAD.get(event.strip().lower())
    if found is None:
        raise Reject("event_type", event, "not one of ACLED's event types")
    return found


def _days(text: str, precision: str) -> Values:
    for form in ("%Y-%m-%d", "%d %B %Y", "%d-%b-%Y", "%d %b %Y"):
        try:
            day = datetime.strptime(text.strip(), form).date()
        except ValueError:
            continue
        return {"start": day, "end": day, "precision": _coded("time_precision", precision, WHEN)}
    raise Reject("event_date", text, "not a date such as 02 March 2019 or 2019-03-02")


def _killed(text: str) -> Values | None:
    dead = whole("fatalities", text)
    return {"low": dead, "best": dead, "high": dead} if dead else None


def _summary(notes: str, event: str, sub_event: str) -> str:
    return " ".join(notes.split())[:1000] or f"{event}: {sub_event}"


def _coded(column: str, text: str, codes: dict[str, int]) -> int:
    found = codes.get(text.strip())
    if found is None:
        raise Reject(column, text, f"not one of {', '.join(codes)}")
    return found
