"""The form that corrects an event: one for the map page and for the preview of new reports.

The form's widgets are keyed by a prefix, so that several can be on one page. It returns the event as the
person would have it; what to do with that is the caller's.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from dashboard import amend, detail, fields, lookup, mapview, words
from dashboard.i18n import _, language
from dashboard.markup import literal, notice, text
from geo.events.actors import load_actors
from geo.events.types import load_types
from geo.store.filter import MODALITIES

Record = Mapping[str, Any]

ROLES = ("agent", "target", "supporter", "claimant", "location_holder", "participant")
MOST_ACTORS = 40
DAYS: dict[str, Any] = {
    "min_value": date(1900, 1, 1),
    "max_value": date(2100, 12, 31),
    "format": "YYYY-MM-DD",
}
"""What every field for a day allows; Streamlit's own limits are ten years either way."""


def form(event: Record, prefix: str, *, on_map: bool = False) -> tuple[dict[str, Any], bool]:
    """All fields of an event to correct; the event as the form has it, and whether all of it is possible.

    A field that cannot be as it was filled in says so, and keeps what the event has.

    Parameters
    ----------
    event
        As `geo.records.to_dict` makes it.
    prefix
        Begins every widget's key.
    on_map
        A click on the map can set the place: the spot is then in `st.session_state["spot"]`.
    """
    after = dict(event)
    summary = fields.area(
        _("Summary"), 600, value=str(event.get("summary") or ""), key=f"{prefix}summary", height=90
    ).strip()
    told_of = bool(summary or not event.get("summary"))
    if told_of:
        after["summary"] = summary
    else:
        refuse(_("An event keeps the sentence that tells it: write one."))
    kinds = load_types()
    ids = list(kinds) if event["type"] in kinds else [event["type"], *kinds]
    after["type"] = st.selectbox(
        _("Event type"),
        ids,
        index=ids.index(event["type"]),
        format_func=lambda k: words.name(kinds.get(k), k),
        key=f"{prefix}type",
    )
    told = str(event.get("modality") or "reported")
    after["modality"] = st.selectbox(
        _("How firmly"),
        MODALITIES,
        index=MODALITIES.index(told),
        format_func=words.modality,
        key=f"{prefix}modality",
    )
    after["claimed_by"] = fields.line(
        _("According to"),
        500,
        value=str(event.get("claimed_by") or ""),
        key=f"{prefix}claimed_by",
        placeholder=_("In the report's words; empty where it says so itself"),
    ).strip()
    days = dates(event, prefix)
    after |= days or {}
    after["place"] = place(event, prefix, on_map=on_map)
    after["actors"] = actors(event, prefix)
    counts = people(event, prefix)
    after |= counts or {}
    fits = not fields.too_long(f"{prefix}summary", f"{prefix}claimed_by")
    return after, told_of and fits and days is not None and counts is not None


def refuse(said: str) -> None:
    """Tell right below a field why it cannot be so."""
    st.html(notice(said))


def dates(event: Record, prefix: str) -> dict[str, Any] | None:
    """First and last day; how well they are known follows from their distance unless the person says so.

    None where they are in no order.
    """
    first, last = st.columns(2, gap="small", wrap=False)
    start = first.date_input(
        _("First day"),
        value=words.as_date(event.get("date_start")),
        key=f"{prefix}start",
        **DAYS,
    )
    end = last.date_input(
        _("Last day"), value=words.as_date(event.get("date_end")), key=f"{prefix}end", **DAYS
    )
    if start is None:
        return {"date_start": None, "date_end": None, "date_precision": None}
    end = end or start
    if end < start:
        refuse(_("The last day lies before the first."))
        return None
    same = (start, end) == (words.as_date(event.get("date_start")), words.as_date(event.get("date_end")))
    known = event.get("date_precision") if same else amend.date_precision(start, end)
    return {"date_start": start.isoformat(), "date_end": end.isoformat(), "date_precision": known}


def place(event: Record, prefix: str, *, on_map: bool) -> dict[str, Any] | None:
    """The place: as it is, a runner-up, one from the gazetteer, a spot on the map, or none."""
    now = event.get("place")
    choices: dict[str, Record | None] = {}
    if now:
        choices[_("As it is: {place}").format(place=detail.place_name(now))] = now
    said = st.session_state.get("spot", {}) if on_map else {}
    meant = ""
    for n, candidate in enumerate(list((now or {}).get("candidates") or ())[1 : 1 + mapview.RUNNERS_UP], 1):
        other = amend.from_candidate(candidate)
        if other is not None:
            label = f"{n} · {detail.place_name(other)} · {words.precision(other['precision'])}"
            choices[label] = other
            meant = label if said.get("n") == n else meant
    clicked = spot() if on_map else None
    if clicked:
        point = amend.from_point(*clicked)
        near = lookup.place_name(point)
        meant = _("The spot clicked on the map, near {place}").format(place=near)
        choices = {meant: point} | choices
    asked = fields.line(
        _("Search for a place"),
        100,
        key=f"{prefix}search",
        placeholder=_("Uruapan, Michoacán, or 19.42, -102.06"),
        help=_("Or click on the map: a spot, or one of the numbers.") if on_map else None,
        on_change=lambda: st.session_state.pop("spot", None),
    )
    asked = "" if fields.too_long(f"{prefix}search") else asked
    found = asked_for(asked)
    if asked and not found:
        st.caption(_("The gazetteer has no place of that name."))
    choices = found | choices
    none = _("No place")
    labels = [*choices, none]
    picked = st.radio(
        _("Place"),
        labels,
        format_func=literal,
        key=f"{prefix}place_{asked}_{sorted(said.items())}",
        index=labels.index(meant) if meant else 0,
    )
    chosen = choices.get(picked)
    return precision(chosen, now, prefix + picked) if chosen else None


def asked_for(asked: str) -> dict[str, Record]:
    """What was typed into the search for a place, as places: by name and areas, or one point by degrees."""
    point = amend.coordinates(asked)
    if point:
        place = amend.from_point(*point)
        near = lookup.place_name(place)
        return {_("The point {point}, near {place}").format(point=asked.strip(), place=near): place}
    return {
        label: amend.from_entry(e) for label, e in amend.labelled(amend.search(asked, language())).items()
    }


def spot() -> tuple[float, float] | None:
    """The spot (lat, lon) that was clicked last while a place is being chosen."""
    said = st.session_state.get("spot", {})
    return (float(said["lat"]), float(said["lng"])) if "lat" in said else None


def precision(chosen: Record, now: Record | None, prefix: str) -> dict[str, Any]:
    """How well the place is known, and within how many kilometres."""
    with st.container(key=f"{prefix}_known"):
        code, radius = st.columns([3, 2], gap="small", wrap=False)
    given = int(chosen.get("precision") or 1)
    said = code.selectbox(
        _("Known as"),
        list(range(1, 8)),
        index=given - 1,
        format_func=words.precision,
        key=f"{prefix}precision",
    )
    km = radius.number_input(
        _("Within km"),
        min_value=0.1,
        max_value=20000.0,
        value=float(chosen.get("radius_km") or 1.0),
        key=f"{prefix}radius",
    )
    if said == given and abs(km - float(chosen.get("radius_km") or 1.0)) < 1e-9:
        return dict(chosen)
    return amend.with_precision(chosen, said, km)


def actors(event: Record, prefix: str) -> list[dict[str, Any]]:
    """Who took part and how; the last line adds one."""
    st.html(f'<p class="sl-label">{_("Actors")}</p>')
    catalogue = load_actors()
    ids = sorted(catalogue, key=lambda i: words.name(catalogue[i]))
    kept = []
    present = list(event.get("actors") or ())[:MOST_ACTORS]
    said = partial(words.role, modality=str(event.get("modality") or ""))
    for i, actor in enumerate(present):
        name = words.name(catalogue.get(actor.get("id") or ""), str(actor.get("name") or ""))
        who, what = st.columns([3, 2], gap="small", vertical_alignment="center", wrap=False)
        stays = who.checkbox(literal(name), value=True, key=f"{prefix}actor{i}")
        role = what.selectbox(
            _("Role of {name}").format(name=name),
            ROLES,
            index=ROLES.index(actor["role"]) if actor.get("role") in ROLES else 0,
            format_func=said,
            key=f"{prefix}role{i}",
            label_visibility="collapsed",
        )
        if stays:
            kept.append(dict(actor) | {"role": role})
    with st.container(key=f"{prefix}_adding"):
        who, what = st.columns([3, 2], gap="small", wrap=False)
    added = who.selectbox(
        _("Add an actor"),
        ids,
        index=None,
        format_func=lambda i: words.name(catalogue.get(i), i),
        accept_new_options=True,
        placeholder=_("Choose or type a name"),
        key=f"{prefix}add",
        label_visibility="collapsed",
    )
    role = what.selectbox(
        _("Role"), ROLES, format_func=said, key=f"{prefix}addrole", label_visibility="collapsed"
    )
    if added:
        entry = catalogue.get(added)
        kept.append(
            {
                "id": entry.id if entry else None,
                "name": entry.name_en if entry else str(added)[:200],
                "role": role,
                "kind": entry.kind if entry else "",
            }
        )
    return kept


def people(event: Record, prefix: str) -> dict[str, Any] | None:
    """Killed, wounded and arrested: best numbers, with their ranges; None where these are in no order."""
    labels = {"killed": _("Killed"), "wounded": _("Wounded"), "arrested": _("Arrested")}
    parts = {"low": _("at least"), "best": _("best"), "high": _("at most")}
    found: dict[str, Any] = {}
    unordered = []
    with (
        st.expander(_("Numbers of people"), expanded=any(event.get(k) for k in labels)),
        st.container(key=f"{prefix}numbers"),
    ):
        for cell, name in zip(line(), ("", *parts.values()), strict=True):
            cell.html(f'<p class="sl-label">{text(name)}</p>')
        for key, label in labels.items():
            had = event.get(key) or {}
            head, *cells = line()
            head.html(f'<p class="sl-label">{text(label)}</p>')
            low, best, high = (
                cell.number_input(
                    f"{label}, {name}",
                    min_value=0,
                    max_value=10_000_000,
                    value=had.get(part),
                    step=1,
                    key=f"{prefix}{key}{part}",
                    label_visibility="collapsed",
                )
                for cell, (part, name) in zip(cells, parts.items(), strict=True)
            )
            if best is None:
                best = low if low is not None else high
            found[key] = None
            if best is not None:
                least, most = (best if n is None else n for n in (low, high))
                found[key] = {"low": int(least), "best": int(best), "high": int(most)}
                if not least <= best <= most:
                    unordered.append(label)
    for label in unordered:  # below the fold-out, which may be closed
        refuse(_("{people}: these numbers must rise: at least, best, at most.").format(people=label))
    return None if unordered else found


def line() -> list[Any]:
    """A row of the numbers of people: what it counts, then its three numbers."""
    return st.columns([4, 3, 3, 3], gap="xsmall", vertical_alignment="center", wrap=False)
