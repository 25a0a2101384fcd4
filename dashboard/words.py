"""What the codes mean, in words: precision, dates, roles, modality, status. Pure functions, no page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from dashboard.i18n import _, count, day, in_each_language, language, month, number

UNDONE = frozenset({"planned", "denied"})
"""Told as what did not happen, or has not yet: such events are marked hollow."""


@in_each_language
def precision(code: int | None) -> str:
    """A `where_prec` code as a short label."""
    labels = {
        1: _("Town or named site"),
        2: _("Near a place"),
        3: _("Municipality or county"),
        4: _("State or province"),
        5: _("Vague area or line"),
        6: _("Country only"),
        7: _("Sea or airspace"),
    }
    return labels.get(code or 0, _("No place"))


def precision_sentence(place: Mapping[str, Any] | None, name: str = "") -> str:
    """How well a place is known, as a sentence that a reader without the codebook understands."""
    if not place:
        return _("The report gives no place that can be put on a map.")
    name = name or str(place.get("name") or "")
    radius = number(float(place.get("radius_km") or 0))
    sentences = {
        1: _("Known to the place itself; it may lie up to {radius} km from the dot."),
        2: _("Somewhere near {name}: within about {radius} km of it."),
        3: _("Somewhere in {name}, a municipality or county; no closer place is known."),
        4: _("Somewhere in {name}, a state or province; no closer place is known."),
        5: _("Somewhere in or along {name}; its limits are vague, about {radius} km."),
        6: _("Somewhere in {name}; only the country is known."),
        7: _("Over or in {name}; no closer position is known."),
    }
    code = int(place.get("precision") or 0)
    return sentences.get(code, _("How precisely this place is known was not recorded.")).format(
        name=name, radius=radius
    )


def as_date(value: Any) -> date | None:
    """A date from a record's field, which may hold a date or an ISO string."""
    if value is None or value == "":
        return None
    if isinstance(value, date):
        return value
    return date.fromisoformat(str(value)[:10])


def dates(event: Mapping[str, Any]) -> str:
    """When an event happened, no more precisely than it is known."""
    start, end = as_date(event.get("date_start")), as_date(event.get("date_end"))
    if start is None:
        return _("No date given")
    end = end or start
    if start == end:
        return day(start)
    if start.day == 1 and (end + timedelta(days=1)).day == 1:
        if (start.year, start.month) == (end.year, end.month):
            return month(start)
        if start.month == 1 and end.month == 12 and start.year == end.year:
            return str(start.year)
    return _("{start} to {end}").format(start=day(start), end=day(end))


def date_sentence(event: Mapping[str, Any], *, published: bool = True) -> str:
    """How well the date is known, as a sentence; without the report's own day "on Tuesday" tells none."""
    if as_date(event.get("date_start")) is None and not published:
        return _("No day could be told: the report's day of publication is not known.")
    if as_date(event.get("date_start")) is None:
        return _("The report gives no date for the event itself.")
    sentences = {
        1: _("The day is known."),
        2: _("Known to within two to six days."),
        3: _("Known to the week."),
        4: _("Known to the month."),
        5: _("Known to the year."),
    }
    return sentences.get(int(event.get("date_precision") or 0), "")


def role(code: str, modality: str = "") -> str:
    """What an actor did in an event; who only speaks of one that is told as denied denies it."""
    labels = {
        "agent": _("Acts"),
        "target": _("Is acted on"),
        "supporter": _("Supports"),
        "claimant": _("Denies it") if modality == "denied" else _("Claims it"),
        "location_holder": _("Holds the ground"),
        "participant": _("Takes part"),
    }
    return labels.get(code, code)


def says_so(modality: str) -> str:
    """The heading of who says what the report tells: of a denied event, who denies it."""
    return _("Denied by") if modality == "denied" else _("Claimed by")


@in_each_language
def modality(code: str) -> str:
    """How firmly the report says it."""
    labels = {
        "reported": _("Reported as fact"),
        "alleged": _("Alleged"),
        "planned": _("Planned or threatened"),
        "denied": _("Denied"),
    }
    return labels.get(code, code)


@in_each_language
def status(code: str) -> str:
    """What people have made of an event."""
    labels = {
        "proposed": _("Proposed"),
        "confirmed": _("Confirmed"),
        "disputed": _("Disputed"),
        "withdrawn": _("Withdrawn"),
    }
    return labels.get(code, code)


def action(code: str) -> str:
    """A revision's verb."""
    labels = {
        "propose": _("Proposed by the program"),
        "correct": _("Corrected"),
        "confirm": _("Confirmed"),
        "dispute": _("Disputed"),
        "withdraw": _("Withdrawn"),
        "merge": _("Merged into another event"),
        "restore": _("Restored"),
    }
    return labels.get(code, code)


def story_action(code: str) -> str:
    """A verb of a story's revision."""
    labels = {
        "write": _("Saved"),
        "publish": _("Published"),
        "withdraw": _("Withdrawn"),
        "restore": _("Restored"),
    }
    return labels.get(code, code)


def story_status(code: str) -> str:
    """Who is meant to see a story."""
    labels = {"draft": _("Draft"), "published": _("Published"), "withdrawn": _("Withdrawn")}
    return labels.get(code, code)


@in_each_language
def actor_kind(code: str) -> str:
    """The kind of an actor, as a heading."""
    labels = {
        "armed group": _("Armed groups"),
        "law enforcement": _("Police and prosecutors"),
        "military": _("Armed forces"),
        "government": _("Governments"),
        "official": _("Officials"),
        "armed actor": _("Members of armed groups"),
        "intelligence": _("Intelligence services"),
        "international": _("International bodies"),
        "media": _("Press"),
        "press": _("Press"),
        "civilians": _("Civilians"),
        "state security": _("State security"),
        "judiciary": _("Courts and judges"),
        "private": _("Companies and private security"),
        "self-defence": _("Self-defence groups"),
        "unknown armed": _("Unknown armed people"),
        "prisoners": _("Prisoners"),
        "": _("Others"),
    }
    return labels.get(code, code.replace("_", " ").capitalize())


def acting(code: str) -> str:
    """The kind of those who act in an event; see `geo.events.kinds`."""
    labels = {
        "armed": _("Armed groups"),
        "police": _("Police and security"),
        "military": _("Armed forces"),
        "government": _("Governments and officials"),
        "civilians": _("Civilians and press"),
        "international": _("International bodies"),
        "other": _("Others"),
        "several": _("Several kinds"),
        "nobody": _("Nobody is named"),
    }
    return labels[code]


def level(code: str) -> str:
    """What a region or a place is."""
    labels = {
        "country": _("Country"),
        "admin1": _("State or province"),
        "admin2": _("Municipality or county"),
        "sea": _("Sea or gulf"),
        "populated": _("City, town or village"),
        "section": _("Part of a town"),
        "natural": _("River, range or the like"),
        "continent": _("Continent"),
    }
    return labels.get(code, _("Region"))


def parts(code: str) -> str:
    """The heading above a region's parts of a level."""
    return _("By state") if code == "admin1" else _("By municipality")


def unit(code: str) -> str:
    """A stretch of time that a histogram counts by."""
    labels = {
        "day": _("day"),
        "week": _("week"),
        "month": _("month"),
        "quarter": _("quarter"),
        "year": _("year"),
    }
    return labels[code]


def place_why(reason: str) -> str:
    """Why an event has no place; a reason that is not known here is shown as it is."""
    labels = {
        "it was held at a distance; the report names no place for it": _(
            "It was held at a distance; the report names no place for it."
        ),
        "an act of government; the report names no place for it": _(
            "It is an act of government; the report names no place for it."
        ),
        "the report names no place for it": _("The report names no place for it."),
        "the place that it names is not known here": _("The place that it names is not in the gazetteer."),
        "the row names no place": _("The row that it was imported from names no place."),
    }
    return labels.get(reason, reason)


FAMILIES = {
    "name": ("name:", "name_in_", "country_in_other", "only_reading", "first_reading", "as_written"),
    "level": ("level:", "capital", "own_place", "own_section"),
    "people": ("population", "area_population", "people", "own_people"),
    "beside": ("inside_", "outside_", "country_official", "admin1_official", "area_after", "town_after"),
    "noun": ("city_noun", "division_noun"),
    "namesake": ("seat_of_namesake", "holds_namesake"),
    "quarter": ("known_host", "only_host", "rows"),
    "events": ("events_near",),
    "focus": ("focus_", "own_language"),
    "others": ("same_", "near_", "nearest_", "in_named_", "named", "holds_others", "among_countries"),
}
"""The features that decide for a place by what they are about, told by how their names begin."""


def family(feature: str) -> str:
    """What a feature that decides for a place is about, in words; empty for one that is not known here."""
    found = next((name for name, starts in FAMILIES.items() if feature.startswith(starts)), "")
    labels = {
        "name": _("how well the name fits"),
        "level": _("what kind of place it is"),
        "people": _("how populous it is"),
        "beside": _("the area named beside it"),
        "noun": _("the word beside it, such as city or state"),
        "namesake": _("a town and a municipality share the name"),
        "quarter": _("which town is known to have a part of that name"),
        "events": _("how often events are told from near it"),
        "focus": _("the report's country and language"),
        "others": _("the other places in the report"),
    }
    return labels.get(found, "")


def people(kind: str, numbers: Mapping[str, Any]) -> str:
    """A count of people with its range: "29 arrested", "3 killed (between 2 and 5)"."""
    low, best, high = (int(numbers.get(k) or 0) for k in ("low", "best", "high"))
    text = {
        "killed": count("{n} person killed", "{n} people killed", best),
        "wounded": count("{n} person wounded", "{n} people wounded", best),
        "arrested": count("{n} person arrested", "{n} people arrested", best),
    }[kind]
    if low == high:
        return text
    return text + " " + _("(between {low} and {high})").format(low=number(low), high=number(high))


def expected(parameter: str, fallback: str) -> str:
    """What a link's parameter should have held; `fallback` where there is nothing to say here."""
    labels = {
        "from": _("a date like 2025-11-06"),
        "to": _("a date like 2025-11-06"),
        "dates": _("overlap or within"),
        "type": _("known types of events"),
        "actor": _("known actors"),
        "region": _("known regions"),
        "bbox": _("west,south,east,north in degrees"),
        "area": _("a polygon or a circle"),
        "precision": _("a number from 1 to 7"),
        "status": _("proposed, confirmed, disputed or withdrawn"),
        "modality": _("reported, alleged, planned or denied"),
        "q": _("up to 200 characters"),
        "asof": _("a version or a moment"),
        "event": _("the id of an event"),
        "here": _("the id of a region"),
        "by": _("type or kind"),
        "lang": _("en or es"),
        "lat": _("degrees from -90 to 90"),
        "lng": _("degrees"),
        "z": _("a number from 0 to 20"),
        "layers": _("ways to draw the events"),
    }
    return labels.get(parameter, _("a known parameter") if fallback == "a known parameter" else fallback)


UNNAMED = "unnamed reader"
"""Who made a change without saying a name, as the log keeps it whatever the page's language."""


def author(kept: str) -> str:
    """Who made a change, as a reader is told."""
    return _("unnamed reader") if kept == UNNAMED else kept


def name(entry: Any, fallback: str = "") -> str:
    """A catalogue entry's name in the reader's language; `fallback` where there is none."""
    if entry is None:
        return fallback
    return str(getattr(entry, f"name_{language()}", "") or getattr(entry, "name_en", "") or fallback)
