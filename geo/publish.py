"""Publish profiles: which statuses, fields and precision leave, and how a row of the log looks when it does.

analyst
    Everything.
partner
    What reports tell, as they tell it, withdrawn events excepted; not the desk's own notes: who changed what
    and why, rejected readings of a place, rows of imported tables, how reliable a source is held to be.
public
    What a person confirmed or disputed. No place closer than a second-order division (where_prec 3), at that
    division's own point: nothing of the place that is known better goes into it, so that no number of exports
    can be averaged. Private persons are a kind ("person"), in actors, summaries and quotes. Reports by
    source, date and address alone.

Of stories everyone but the analyst sees those that were published, without who wrote them.

The rules are applied where an index is built (`geo.store.published`), so that every view, filter and count is
of published events: a search for a masked name, or a box around a coarsened place, finds nothing either.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Final, Literal

from geo.errors import InputError, NotFoundError
from geo.masking import Mask, kind_word, names_member, people_in, private
from geo.places import regions
from geo.places.gazetteer import data_path
from geo.records import StoryRevision, replace
from geo.store.rows import PLACES, Row, digest
from geo.store.stories import Scene

EDITION: Final = 2
"""Raised when the rules below change: what was built by others is built again."""

_LEVELS: Final[dict[str, Literal[3, 4, 6]]] = {"admin2": 3, "admin1": 4, "country": 6}
"""Divisions that a place is coarsened to, the finest first, with their where_prec."""


@dataclass(frozen=True)
class Profile:
    """One profile.

    `notes`: whether the desk's notes leave; `words`: whether reports' texts and titles leave, people by their
    names, and places as closely as they are known.
    """

    name: str
    statuses: tuple[str, ...]
    notes: bool
    words: bool

    @cached_property
    def stamp(self) -> str:
        """Changes with the rules and with the catalogue that says who is known to the public."""
        actors = (data_path() / "actors.csv").read_bytes() if not self.words else b""
        return f"{EDITION}-{hashlib.blake2b(actors, digest_size=4).hexdigest()}"

    def row(self, row: Row) -> Row:
        """A row of the log as it leaves; see `geo.store.published.Rules`."""
        if self.notes:
            return row
        row |= {"author": "", "reason": ""}
        if row["payload"] is None:
            return row
        data = json.loads(row["payload"])
        if row["kind"] == "report":
            data["reliability"] = ""
            if not self.words:
                data = _report(data)
        else:
            data["original"] = {}
            row["candidates"] = None
            if not self.words:
                data = _event(data)
                row |= _columns(data)
        row["payload"] = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        row["digest"] = digest(row["payload"])
        return row

    def story(self, told: StoryRevision) -> StoryRevision | None:
        """A story as it leaves, or None where it does not.

        Its words are its author's own and leave as they are; its steps are drawn of what leaves of the
        events. Where places are coarsened its map stands no closer than they.
        """
        if self.notes:
            return told
        if told.story is None or told.story.status != "published":
            return None
        story = told.story
        if not self.words:
            coarse = [Scene.parse(s.query)[0].coarser().to_query() for s in story.steps]
            steps = [replace(s, query=q) for s, q in zip(story.steps, coarse, strict=True)]
            story = replace(story, steps=tuple(steps))
        return replace(told, story=story, author="", reason="", action="publish")

    def ended(self, row: Row) -> Row:
        """An event that no longer leaves: that it is withdrawn, and nothing else."""
        told = json.loads(row["payload"])
        kept = {k: told[k] for k in ("event_id", "report_id", "type")}
        data = kept | {
            "summary": "", "evidence": [], "confidence": 0.0, "date_start": None, "date_end": None,
            "date_precision": None, "place": None, "place_why": "", "origin": None, "destination": None,
            "actors": [], "killed": None, "wounded": None, "arrested": None, "modality": "reported",
            "claimed_by": "", "sources": [], "status": "withdrawn", "lang": None, "original": {},
        }  # fmt: skip
        nothing: Row = dict.fromkeys(
            (
                "date_start",
                "date_end",
                "candidates",
                "killed",
                "evidence_start",
                "evidence_end",
                "merged_into",
            )
        )
        payload = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        return (
            row
            | nothing
            | _columns(data)
            | {
                "author": "",
                "reason": "",
                "status": "withdrawn",
                "modality": "reported",
                "action": "withdraw",
            }
            | {"actors": [], "sources": [], "payload": payload, "digest": digest(payload)}
        )


ANALYST: Final = Profile("analyst", ("proposed", "confirmed", "disputed", "withdrawn"), True, True)
PARTNER: Final = Profile("partner", ("proposed", "confirmed", "disputed"), False, True)
PUBLIC: Final = Profile("public", ("confirmed", "disputed"), False, False)
PROFILES: Final = {p.name: p for p in (ANALYST, PARTNER, PUBLIC)}


def profile(name: str) -> Profile:
    """The profile of a name.

    Raises
    ------
    InputError
        There is none.
    """
    found = PROFILES.get(name)
    if found is None:
        raise InputError(f"a profile: {', '.join(PROFILES)}", name, where="profile")
    return found


def rules(chosen: Profile) -> Profile | None:
    """What `Index.current` takes: nothing where everything leaves."""
    return None if chosen is ANALYST else chosen


def _event(data: dict[str, Any]) -> dict[str, Any]:
    """An event as the public may see it."""
    lang = "es" if data.get("lang") == "es" else "en"
    coarse = {key: _coarsened(data.get(key), lang) for key in PLACES}
    quotes = [str(e.get("quote") or "") for e in data.get("evidence") or ()]
    texts = [str(data.get("summary") or ""), *quotes, str(data.get("claimed_by") or "")]
    people = people_in("\n".join(texts), lang)
    actors = []
    for actor in data.get("actors") or ():
        if _is_private(actor):
            said = kind_word(str(actor.get("kind") or ""), lang)
            people[str(actor["name"])] = said
            actor = actor | {"name": said}
        actors.append(actor)
    mask = Mask(people, dict(_renamed(data, coarse)), lang)
    told = zip(data.get("evidence") or (), quotes, strict=True)
    return data | coarse | {
        "summary": mask.text(texts[0]),
        "evidence": [words | {"quote": mask.text(quote)} for words, quote in told],
        "claimed_by": mask.text(texts[-1]),
        "actors": actors,
    }  # fmt: skip


def _is_private(actor: dict[str, Any]) -> bool:
    """Whether an event's actor is a private person: one without an id, or a group's member by name.

    A mayor whom a report names is "Carlos Manzo" under the group of local officials.
    """
    name, known = str(actor.get("name") or ""), actor.get("id")
    return private(name, str(actor.get("kind") or "")) if known is None else names_member(known, name)


def _renamed(data: dict[str, Any], coarse: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Names of places that were closer than what is published, each with the published one."""
    for key in PLACES:
        if data.get(key) and data[key].get("name") and (coarse[key] or {}).get("name") != data[key]["name"]:
            yield str(data[key]["name"]), (coarse[key] or {}).get("name") or "[…]"


def _coarsened(place: dict[str, Any] | None, lang: str) -> dict[str, Any] | None:
    """A place no closer than a second-order division; None where no division of it is known."""
    if place is None:
        return None
    if place["precision"] > 3:
        return place | {"candidates": []}
    known = tuple(place.get("regions") or ()) or regions.locate_point(place["lat"], place["lon"])
    for level, precision in _LEVELS.items():
        found = next((r for i in known if (r := _region(i)) is not None and r.level == level), None)
        if found is not None:
            return _stands_for(found, precision, [i for i in known if _holds(i, found)], place, lang)
    return None


def _stands_for(
    region: regions.Region, precision: int, within: list[str], place: dict[str, Any], lang: str
) -> dict[str, Any]:
    """A division in the place of a place in it."""
    country = _region(region.country)
    first = next((r for i in within if (r := _region(i)) is not None and r.level == "admin1"), None)
    return {
        "name": region.name(lang), "lat": region.lat, "lon": region.lon, "precision": precision,
        "radius_km": region.radius_km, "confidence": place.get("confidence", 0.0),
        "geonameid": int(region.id) if region.id.isdigit() else None, "level": region.level,
        "country": country.id if country else region.country, "admin1": first.name(lang) if first else "",
        "admin2": region.name(lang) if region.level == "admin2" else "", "region": region.id,
        "regions": within, "candidates": [],
    }  # fmt: skip


def _holds(region_id: str, division: regions.Region) -> bool:
    """Whether a region is a division or one of a coarser level."""
    found = _region(region_id)
    order = [*_LEVELS]
    return found is not None and (
        found.id == division.id
        or (found.level in order and order.index(found.level) > order.index(division.level))
    )


@lru_cache(100_000)
def _region(region_id: str) -> regions.Region | None:
    try:
        return regions.region(region_id)
    except NotFoundError:
        return None


def _columns(data: dict[str, Any]) -> Row:
    """The log's columns that repeat where an event is."""
    place = data["place"] or {}
    return {
        "lat": place.get("lat"), "lon": place.get("lon"), "where_prec": place.get("precision"),
        "radius_km": place.get("radius_km"), "place": place.get("name"), "region": place.get("region"),
        "regions": sorted(set(place.get("regions") or ())),
    }  # fmt: skip


def _report(data: dict[str, Any]) -> dict[str, Any]:
    """A report as the public may see it: whose, when, and its address where that names nobody."""
    lang = "es" if data.get("lang") == "es" else "en"
    told = f"{data.get('title') or ''}\n{data.get('text') or ''}"
    address = str(data.get("url") or "")
    spelt = bool(address) and Mask(people_in(told, lang), {}, lang).slug(address)
    return data | {"text": "", "title": "", "url": "" if spelt else address}
