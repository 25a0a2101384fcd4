"""What people do to an event on the map page: confirm, dispute, correct, withdraw, merge, undo.

Each is a revision with an author and a reason, based on the version that the person looked at: who comes
second is told, and loses nothing of what was typed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard import access, amend, edit, eventlist, failures, fields, lookup, state, words
from dashboard.changed import lines
from dashboard.detail import history
from dashboard.i18n import _, count
from dashboard.markup import keyed, literal, text
from geo.errors import ConflictError, SightlineError
from geo.store.filter import Filter
from geo.store.undo import standing

Record = Mapping[str, Any]

REASONED = frozenset({"dispute", "withdraw"})
"""What nobody may do without saying why."""

MOST_REASON = 500

DATES = ("date_start", "date_end", "date_precision")

NEAR_KM = 50.0
MOST_SAME = 12


def author() -> str:
    """Who makes the change: who signed in, else the name that was typed.

    A name that was typed last comes with the press, whose callback may be called before the field's own.
    """
    store = st.session_state
    kept = store.get("reader", "")
    named = [store[key] for key in store.get("name_fields", ()) if key in store]
    typed = next((name for name in named if name != kept), kept)
    return access.signed_in() or str(typed or "").strip() or words.UNNAMED


def ask_name(key: str = "author") -> None:
    """Who is working here; asked once a session, and not at all of those who signed in.

    `key` is the field's, for what may stand on a page beside another one.
    """
    if access.signed_in():
        return
    st.session_state.setdefault("name_fields", set()).add(key)
    st.session_state[key] = st.session_state.get("reader", "")
    fields.line(
        _("Your name"),
        80,
        key=key,
        width=420,
        placeholder=_("kept with every change you make"),
        on_change=lambda: st.session_state.update(reader=st.session_state[key]),
    )


def revise(event_id: str, action: str, changes: Mapping[str, Any] | None = None, reason: str = "") -> bool:
    """Append a revision; a conflict or a refusal is kept to be shown, and nothing is lost."""
    if not access.may_write():
        return False
    if fields.too_long(*st.session_state.get("name_fields", ["author"])):
        st.session_state["refused"] = fields.refusal()
        return False
    based_on = st.session_state.get(f"based_{event_id}")
    try:
        made = lookup.event_log().revise(
            event_id,
            action=action,
            changes=changes,
            author=author(),
            reason=reason.strip(),
            based_on=based_on,
        )
    except ConflictError as error:
        lookup.wrote()
        st.session_state["conflict"] = (event_id, action, str(error))
        return False
    except SightlineError as error:
        st.session_state["refused"] = failures.told(error)
        return False
    lookup.wrote()
    st.session_state[f"based_{event_id}"] = made.version
    st.session_state["done"] = (event_id, action)
    if action == "restore" or "place" in (changes or {}):
        st.session_state["fly"] = state.view().event  # the map follows where the event goes
    st.session_state.pop("conflict", None)
    return True


def act(event_id: str, action: str) -> None:
    """From a callback: an action that needs no more than a reason."""
    state.speak()
    reason = str(st.session_state.get(f"reason_{action}_{event_id}") or "")
    if action in REASONED and not reason.strip():
        st.session_state["unreasoned"] = action
        return
    if fields.too_long(f"reason_{action}_{event_id}"):
        return  # as is said below it
    revise(event_id, action, reason=reason)


def draw(source: lookup.Source, event: Record) -> None:
    """The actions under an open event, or the form when it is being corrected."""
    event_id = str(event["event_id"])
    if not access.may_write() or state.view().filter.asof is not None:
        return  # the past is not changed
    revisions = source.history(event_id)
    newest = max((int(value(r, "version") or 0) for r in revisions), default=0)
    st.session_state.setdefault(f"based_{event_id}", newest)
    if st.session_state.get("fixing") == event_id:
        correct(event, newest, revisions)
        return
    with st.container(key="actions"):  # stays in view, and so does what it says
        told(event_id, newest, revisions)
        again(source, event)
        bar(event, revisions)
    st.session_state[f"based_{event_id}"] = newest
    ask_name()


def bar(event: Record, revisions: Sequence[Any]) -> None:
    """The buttons, all in one row: each with its sign above its word, so that six fit beside the map."""
    event_id = str(event["event_id"])
    with st.container(horizontal=True, gap="xsmall", key="acts"):
        if event.get("status") != "confirmed":
            st.button(
                _("Confirm"), icon=":material/check:", key="confirm", on_click=act, args=(event_id, "confirm")
            )
        st.button(_("Fix"), icon=":material/edit:", key="fix", on_click=start, args=(event_id,))
        with_reason(event_id, "dispute", _("Dispute"), _("What speaks against it?"), ":material/flag:")
        if event.get("status") != "withdrawn":
            with_reason(event_id, "withdraw", _("Withdraw"), _("Why should it go?"), ":material/block:")
        merge(event)
        if len(standing(revisions)) > 1:
            st.button(_("Undo"), icon=":material/undo:", key="undo", on_click=act, args=(event_id, "restore"))


def with_reason(event_id: str, action: str, label: str, question: str, icon: str) -> None:
    """A button that asks for a reason first."""
    with st.popover(label, icon=icon, key=f"ask_{action}"):
        unreasoned(action)
        fields.line(question, MOST_REASON, key=f"reason_{action}_{event_id}")
        st.button(
            label,
            key=f"do_{action}",
            type="primary",
            on_click=act,
            args=(event_id, action),
        )


def unreasoned(action: str) -> None:
    """In the popover that asks for a reason, which lies over what is beside it: that none was given."""
    if st.session_state.get("unreasoned") == action:
        st.session_state.pop("unreasoned")
        edit.refuse(_("Give a reason first: it is kept with the change."))


def start(event_id: str) -> None:
    """From a callback: begin to correct."""
    st.session_state["fixing"] = event_id
    for key in ("spot", "begun_with"):
        st.session_state.pop(key, None)


def stop() -> None:
    """From a callback: leave the form."""
    for key in ("fixing", "begun_with", "spot", "conflict", "refused"):
        st.session_state.pop(key, None)


def correct(event: Record, newest: int, revisions: Sequence[Any]) -> None:
    """The form, and the button that saves it; above the button, why the last press did not.

    It stays with the event as it was when the form was opened: what somebody else has changed since is no
    change of this reader's, and is not put back by theirs.
    """
    event_id = str(event["event_id"])
    if st.session_state.get("begun_with", {}).get("event_id") != event_id:
        st.session_state["begun_with"] = dict(event)
    event = st.session_state["begun_with"]
    st.html(f'<h2 class="sl-side">{text(_("Fix this event"))}</h2>')
    after, possible = edit.form(event, f"fix_{event_id}_", on_map=True)
    reason = fields.line(_("Reason"), MOST_REASON, key=f"fix_{event_id}_reason")
    changed = amend.changes(event, after)
    if changed.keys() & DATES:  # one field in three parts
        changed |= {part: after[part] for part in DATES}
    told(event_id, newest, revisions)
    with st.container(horizontal=True):
        # No callback: what was typed last comes with the press, and is in the form of this very run.
        if st.button(_("Save"), key="save", type="primary"):
            if fields.too_long(f"fix_{event_id}_reason"):
                st.session_state["refused"] = fields.refusal()
            elif possible:
                save(event, changed, reason)
            else:
                st.session_state["refused"] = _("Not saved: see what is marked in the form.")
            st.rerun()
        st.button(_("Cancel"), key="cancel", on_click=stop)


def save(event: Record, changed: dict[str, Any], reason: str) -> None:
    """Append the correction."""
    event_id = str(event["event_id"])
    if not changed:
        st.session_state["refused"] = _("Nothing was changed yet.")
        return
    if revise(event_id, "correct", changed, reason):
        stop()
        if changed.get("place") and event.get("place"):
            st.session_state["offer"] = (event_id, event["report_id"], dict(event["place"]), changed["place"])


def again(source: lookup.Source, event: Record) -> None:
    """After a place was corrected: offer the same for the report's other events at the old place."""
    offered = st.session_state.get("offer")
    if not offered or offered[0] != event["event_id"]:
        return
    _event_id, report_id, old, new = offered
    page = source.page(Filter(source=(report_id,)), "newest", None, 200)
    others = [
        str(e["event_id"])
        for e in page.rows
        if e["event_id"] != event["event_id"] and amend.same_place(e.get("place"), old)
    ]
    if not others:
        st.session_state.pop("offer")
        return
    said = count(
        "{n} other event of this report was put at the same place.",
        "{n} other events of this report were put at the same place.",
        len(others),
    )
    st.html(f'<div class="sl-notice" role="status">{text(said)}</div>')
    with st.container(horizontal=True):
        st.button(_("Correct them too"), key="again", on_click=correct_all, args=(others, new))
        st.button(_("Leave them"), key="leave", on_click=lambda: st.session_state.pop("offer", None))


def correct_all(event_ids: Sequence[str], place: Record) -> None:
    """From a callback: the same place for several events, each its own revision."""
    state.speak()
    for event_id in event_ids:
        st.session_state.pop(f"based_{event_id}", None)
        revise(event_id, "correct", {"place": dict(place)}, _("The same name in the same report"))
    st.session_state.pop("offer", None)


def told(event_id: str, newest: int, revisions: Sequence[Any]) -> None:
    """What became of the last action: done, refused, or somebody was faster."""
    conflict = st.session_state.get("conflict")
    if conflict and conflict[0] == event_id:
        said = _(
            "Somebody changed this event while you looked at it. Nothing of yours is lost: "
            "look at the history, then save again."
        )
        edit.refuse(f"{said}\n{conflict[2]}")
        if st.session_state.get("fixing") == event_id:  # else it stands with the event
            st.html(f'<div class="sl-detail">{history(revisions, differs=lines)}</div>')
        st.session_state[f"based_{event_id}"] = newest
    refused = st.session_state.pop("refused", "")
    if refused:
        edit.refuse(refused)
    done = st.session_state.pop("done", None)
    if done and done[0] == event_id:
        st.toast(words.action(done[1]))


def merge(event: Record) -> None:
    """Same event as …: the likely ones, by type, dates, distance and actors, one click each."""
    with st.popover(_("Same as …"), icon=":material/merge:", key="merge"):
        alike = candidates(lookup.Source(), event)
        if not alike:
            st.caption(_("No other event of this type lies near it in time and place."))
            return
        st.caption(_("Which event is it? Both become that one; Undo parts them again."))
        for other in alike:
            item = eventlist.item(other)
            st.button(
                literal(f"{item['date']} · {item['place']}: {other.get('summary') or item['type']}"),
                key=keyed(f"into_{other['event_id']}", other.get("lang")),
                width="stretch",
                on_click=merge_into,
                args=(str(event["event_id"]), str(other["event_id"])),
            )


def candidates(source: lookup.Source, event: Record) -> list[Record]:
    """Events that may be the same one: same type, dates that overlap, near, the most shared actors first."""
    place = event.get("place")
    query = [f"type={event['type']}"]
    if event.get("date_start"):
        query += [f"from={event['date_start']}", f"to={event.get('date_end') or event['date_start']}"]
    if place and int(place["precision"]) <= 3:
        query.append(f"area={place['lat']},{place['lon']},{NEAR_KM + float(place['radius_km'])}")
    elif place and place.get("country"):
        query.append(f"region={place['country']}")
    wanted, _errors = Filter.parse_lenient("&".join(query))
    mine = {a.get("id") or a.get("name") for a in event.get("actors") or ()}
    rows = [e for e in source.page(wanted, "newest", None, 100).rows if e["event_id"] != event["event_id"]]
    rows.sort(key=lambda e: -len(mine & {a.get("id") or a.get("name") for a in e.get("actors") or ()}))
    return rows[:MOST_SAME]


def merge_into(event_id: str, other_id: str) -> None:
    """From a callback: this event is the other one, which is opened."""
    state.speak()
    if revise(event_id, "merge", {"into": other_id}, _("The same event")):
        state.open_event(other_id)


def value(record: Any, key: str) -> Any:
    """A field of a record that may be a mapping or a dataclass."""
    return record.get(key) if isinstance(record, Mapping) else getattr(record, key, None)
