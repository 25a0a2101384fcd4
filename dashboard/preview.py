"""One new report before it is saved: its words with the evidence marked, and each event beside them."""

from __future__ import annotations

import streamlit as st

from dashboard import amend, detail, draft, edit, fields, mapframe, mapview, words
from dashboard.draft import Draft
from dashboard.i18n import _, language
from dashboard.markup import excerpt, fold, numbered, rows, spoken, text
from geo.events.actors import load_actors
from geo.events.types import load_types

MAP_HEIGHT = 300


def draw(one: Draft, place: int) -> None:
    """A report and its events, side by side."""
    assert one.report is not None
    about(one, place)
    left, right = st.columns([1, 1], gap="large")
    with left, st.container(key=f"words{place}"):
        draw_map(one, place)
        marked = [
            (start, end, n)
            for n, event in enumerate(one.events, 1)
            if event["event_id"] not in one.dropped
            for start, end in detail.spans(event, one.report.report_id)
        ]
        body = numbered(one.report.text, marked, f"found-{place}-")
        st.html(f'<div class="sl-report"{spoken(told_in(one))}>{body}</div>')
    with right:
        if not one.events:
            title, why = _("No event was found"), _("The report is kept, so that it can be looked at again.")
            st.html(f'<div class="sl-empty"><h2>{text(title)}</h2><p>{text(why)}</p></div>')
        for n, event in enumerate(one.events, 1):
            card(one, event["event_id"], place, n)


def draw_map(one: Draft, place: int) -> None:
    """The kept events where they were placed; a click sets the place of the one that is being fixed."""
    fixing = str(st.session_state.get("draft_fixing") or "").removeprefix(f"{place}_")
    kept = [one.current(i) for i in one.kept]
    if not any(e.get("place") for e in kept):
        st.caption(_("None of these events has a place that can be put on a map."))
        return
    chosen = next((e for e in one.events if e["event_id"] == fixing), None)
    mapframe.show(
        mapview.Frame(lang=language(), z=4, preview=True),
        mapview.message(
            "",
            "given",
            fixing or None,
            given=mapview.given(kept),
            others=mapview.runners_up(chosen),
            choosing=chosen is not None,
            spot=edit.spot() if chosen else None,
        ),
        key=f"found{place}",
        height=MAP_HEIGHT,
    )


def told_in(one: Draft) -> str | None:
    """The language of a report, as its events were found in it."""
    assert one.report is not None
    return one.report.lang or next((e["lang"] for e in one.events if e.get("lang")), None)


def about(one: Draft, place: int) -> None:
    """Title, source and date, as guessed; what was changed is taken over once all forms were read."""
    assert one.report is not None
    left, middle, right = st.columns([5, 3, 3], gap="small")
    title = fields.line(_("Title"), 300, value=one.report.title, key=f"title{place}", at=left)
    source = fields.line(_("Source"), 200, value=one.report.source, key=f"source{place}", at=middle)
    published = right.date_input(
        _("Published, as guessed from the text") if one.guessed else _("Published"),
        value=one.report.published,
        key=f"published{place}",
        **edit.DAYS,
    )
    if fields.too_long(f"title{place}", f"source{place}"):
        return
    if (title, source, published) != (one.report.title, one.report.source, one.report.published):
        st.session_state["draft_retold"].append((place, one, published, title, source))


def retell() -> None:
    """After all forms were read: take over titles, sources and dates; a new date is counted anew.

    Events have other ids then: what is open or was asked for is so still.
    """
    store = st.session_state
    for place, one, published, title, source in store.pop("draft_retold"):
        again = draft.redated(one, published, title, source, store.get("focus"))
        drafts = store["drafts"]
        drafts[next(i for i, d in enumerate(drafts) if d is one)] = again
        store["draft_changed"] = True
        keys = {f"{place}_{a}": (f"{place}_{b}", b) for a, b in draft.found_again(one, again).items()}
        if store.get("draft_fixing") in keys:
            store["draft_fixing"], event_id = keys[store["draft_fixing"]]
            store["draft_seed"] = again.current(event_id)
        asked = store.get("draft_asked")
        if asked and asked[0] in keys:
            key, event_id = keys[asked[0]]
            store["draft_asked"] = (key, again.current(event_id))


def card(one: Draft, event_id: str, place: int, n: int) -> None:
    """One event: what was found, and keep, fix or discard."""
    assert one.report is not None
    event = one.current(event_id)
    dropped = event_id in one.dropped
    key = f"{place}_{event_id}"
    with st.container(border=True, key=f"card_{'dropped_' if dropped else ''}{key}"):
        st.html(
            f'<article class="sl-detail sl-card" id="found-{place}-{n}" data-event="{text(event_id)}">'
            f"{body(one, event, n)}</article>"
        )
        with st.container(horizontal=True, gap="small"):
            if dropped:
                st.button(
                    _("Keep after all"), key=f"keep_{key}", on_click=one.dropped.discard, args=(event_id,)
                )
                return
            fixing = st.session_state.get("draft_fixing") == key
            # No callback: what was typed last comes with the press, and is read in the form of this very run.
            if st.button(
                _("Done") if fixing else _("Fix"),
                key=f"fix_{key}",
                icon=":material/check:" if fixing else ":material/edit:",
            ):
                st.session_state["draft_asked"] = (key, event)
            st.button(_("Discard"), key=f"drop_{key}", on_click=one.dropped.add, args=(event_id,))
            if event_id in one.fixed:
                st.button(_("Undo"), key=f"undo_{key}", on_click=one.fixed.pop, args=(event_id, None))
        if fixing:
            original = next(e for e in one.events if e["event_id"] == event_id)
            seed = st.session_state["draft_seed"]
            after, possible = edit.form(seed, f"draft_{key}_", on_map=True)
            changed = amend.changes(original, after) if possible else one.fixed.get(event_id, {})
            if changed != one.fixed.get(event_id, {}):
                one.fixed[event_id] = changed
                if not changed:
                    del one.fixed[event_id]
                st.session_state["draft_changed"] = True


def settle() -> None:
    """After all forms were read: open or close the one that was asked for, and show what was corrected."""
    asked = st.session_state.pop("draft_asked", None)
    if asked:
        toggle(*asked)
    if st.session_state.pop("draft_changed", False) or asked:
        st.rerun()


def toggle(key: str, event: dict[str, object]) -> None:
    """Open or close an event's form; it begins with the event as corrected so far."""
    st.session_state["draft_seed"] = event
    st.session_state.pop("spot", None)
    st.session_state["draft_fixing"] = None if st.session_state.get("draft_fixing") == key else key


def body(one: Draft, event: dict[str, object], n: int) -> str:
    """The event in short, with its words and why it is placed there."""
    assert one.report is not None
    kind = load_types().get(str(event["type"]))
    place = event.get("place")
    record = dict(event)
    quotes = "".join(
        excerpt(one.report.text, span, 60) for span in detail.spans(record, one.report.report_id)
    )
    fixed = ""
    if str(event["event_id"]) in one.fixed:
        fixed = f'<span class="sl-badge sl-confirmed">{text(_("Corrected"))}</span>'
    glyph = f'<span class="sl-glyph" style="color:{text(kind.color)}">{kind.glyph}</span>' if kind else ""
    name = text(words.name(kind, str(event["type"])))
    where = detail.place_line(place if isinstance(place, dict) else None, str(event.get("place_why") or ""))
    in_words = spoken(told_in(one))
    number = f'<b class="sl-number">{n}</b>'
    return (
        f'<p class="sl-kicker">{number}{glyph}<span class="sl-type">{name}</span>{fixed}</p>'
        f"<h3{in_words}>{text(event.get('summary') or '')}</h3>"
        + rows(
            [
                (_("When"), text(words.dates(record))),
                (_("Where"), where),
                (_("Who"), actors(record)),
                (_("People"), detail.how_many(record)),
                *detail.firmness(record),
            ]
        )
        + fold(_("The words that say so"), f"<div{in_words}>{quotes}</div>")
        + detail.why_here(place if isinstance(place, dict) else None)
    )


def actors(event: dict[str, object]) -> str:
    """The actors with their roles in one line."""
    catalogue = load_actors()
    listed, modality = event.get("actors"), str(event.get("modality") or "")
    shown = [
        f"{text(words.name(catalogue.get(a.get('id') or ''), str(a.get('name') or '')))} "
        f"<small class='sl-inline'>{text(words.role(str(a.get('role') or ''), modality))}</small>"
        for a in (listed if isinstance(listed, list) else [])
    ]
    return ", ".join(shown)
