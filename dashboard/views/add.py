"""The page that takes reports in: paste or drop, look at what was found beside its words, fix, save."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st
from babel import Locale

from dashboard import access, bridge, draft, edit, failures, fields, lookup, mapview, preview, review, state
from dashboard.draft import FILE_KINDS, FILES, PASTE_CHARS, Draft
from dashboard.i18n import _, count, language, number
from dashboard.markup import literal, notice, text
from geo.errors import SightlineError
from geo.formats import limits

Pages = Mapping[str, Any]


def draw(pages: Pages) -> None:
    """The page in its states: not allowed, empty, found, saved."""
    if not access.may_write():
        locked()
        return
    with st.container(key="unseen"):
        picked(bridge.map_bridge("add_bridge"))
    saved(pages)
    drafts: list[Draft] = st.session_state.get("drafts", [])
    if drafts:
        show(drafts)
    else:
        take()
        if "tables" in pages:
            st.page_link(
                pages["tables"],
                label=_("Import a table of events instead"),
                icon=":material/table:",
                query_params=state.query(),
            )


def picked(told: tuple[str, dict[str, Any]] | None) -> None:
    """What was clicked on a preview's map while one of its events is being fixed."""
    name, said = told or ("", {})
    if name in ("ground", "other") and st.session_state.get("draft_fixing"):
        st.session_state["spot"] = dict(said)


def locked() -> None:
    """A reader who may not write is told why, and what the operator can do."""
    title = _("This page is read-only")
    why = (
        _("Those who edit here add reports and change events: sign in, if you are one of them.")
        if access.can_sign_in()
        else _(
            "Reports are added on the machine that Sightline runs on. Its operator can allow it elsewhere."
        )
    )
    st.html(f'<div class="sl-empty"><h2>{text(title)}</h2><p>{text(why)}</p></div>')
    if not access.can_sign_in():
        return
    with st.container(key="sign_in", horizontal_alignment="center"):
        if getattr(st.user, "is_logged_in", False):
            who = str(getattr(st.user, "email", "") or "")
            said = _("{who} is not among the editors, or the address is not verified.").format(who=who)
            st.html(f'<p class="sl-notice" role="status">{text(said)}</p>', width="content")
            st.button(_("Sign out"), on_click=st.logout)
        else:
            st.button(_("Sign in"), type="primary", on_click=st.login)


def take() -> None:
    """Where reports come in."""
    draft.warm()
    lead = _(
        "Paste an article or drop files. You see what was found beside the words that say so, "
        "before anything is kept."
    )
    st.html(f'<div class="sl-lead"><h2>{text(_("Add reports"))}</h2><p>{text(lead)}</p></div>')
    paste, drop = st.tabs([_("Paste a text"), _("Drop files")])
    with paste:
        take_text()
    with drop:
        take_files()


def focus_country(key: str) -> str | None:
    """The country that the reports are about, when it is known."""
    names = countries(language())
    return st.selectbox(
        _("Country in focus"),
        list(names),
        index=None,
        format_func=lambda c: names[c],
        placeholder=_("Worked out from the text"),
        key=key,
        help=_("Names that exist in several countries are then looked for here first."),
    )


@st.cache_data(show_spinner=False)
def countries(lang: str) -> dict[str, str]:
    """Country codes and names, by name."""
    names = {
        c: n for c, n in Locale(lang).territories.items() if len(c) == 2 and lookup.region(c) is not None
    }
    return dict(sorted(names.items(), key=lambda kv: kv[1]))


def take_text() -> None:
    """A pasted text with its title, source and date."""
    said = st.text_area(
        _("Text of the report"),
        key="paste",
        height=260,  # and no limit: of a paste past one the browser takes in nothing, without a word
        placeholder=_("Paste the whole article, in English or Spanish."),
    )
    left, middle, right, last = st.columns([4, 3, 2, 3], gap="small")
    title = fields.line(
        _("Title"), 300, key="paste_title", at=left, placeholder=_("The first line, if left empty")
    )
    origin = fields.line(_("Source"), 200, key="paste_source", at=middle, placeholder=_("Who published it"))
    published = right.date_input(
        _("Published"), value=None, key="paste_date", **edit.DAYS,
        help=_("“Yesterday” and “last week” are counted from this day."),
    )  # fmt: skip
    with last:
        focus = focus_country("paste_focus")
    answer = st.container()  # above the button: below it, on a phone, nobody sees it
    if not st.button(_("Find events"), type="primary", key="find"):
        return  # never greyed out: a pasted text is told to the server only when its field is left
    with answer:
        if not said.strip():
            edit.refuse(_("Paste a text first."))
            return
        if len(said) > PASTE_CHARS:
            told = _(
                "This text has {n} characters; up to {most} are read at a time. Paste it in parts, "
                "or drop it as a text file of up to {small} MB."
            )
            small = number(limits.TEXT_BYTES // 2**20)
            edit.refuse(told.format(n=number(len(said)), most=number(PASTE_CHARS), small=small))
            return
        if fields.too_long("paste_title", "paste_source"):
            edit.refuse(fields.refusal())
            return
        with st.spinner(_("Reading the report")):
            try:
                report = draft.pasted(said, title, origin, published)
                st.session_state["drafts"] = [draft.found(report.title, report, focus)]
            except SightlineError as error:
                edit.refuse(failures.told(error))
                return
    st.session_state["focus"] = focus
    st.rerun()


def take_files() -> None:
    """Up to forty files, with progress for each."""
    megabytes = limits.FILE_BYTES // 2**20
    files = st.file_uploader(
        _("Files of reports"),
        type=list(FILE_KINDS),
        accept_multiple_files=True,
        key="files",
        max_upload_size=megabytes,
    )
    st.caption(
        _(
            "txt, md, html, pdf, docx. Up to {files} files at a time; text up to {small} MB, "
            "web pages {medium} MB, others {large} MB."
        ).format(
            files=FILES,
            small=number(limits.TEXT_BYTES // 2**20),
            medium=number(limits.MARKUP_BYTES // 2**20),
            large=number(megabytes),
        )
    )
    focus = focus_country("files_focus")
    too_many = len(files) > FILES
    if too_many:
        said = _("These are {n} files: take some away, or save them in turns of {most}.")
        said = said.format(n=len(files), most=FILES)
        edit.refuse(said)
    answer = st.container()
    if st.button(_("Read the files"), type="primary", key="read", disabled=too_many):
        with answer:
            if not files:
                edit.refuse(_("Choose a file first."))
                return
            st.session_state["drafts"] = read_all([(f.name, f.getvalue()) for f in files], focus)
        st.session_state["focus"] = focus
        st.rerun()


def read_all(files: list[tuple[str, bytes]], focus: str | None) -> list[Draft]:
    """Read files one after the other, saying after each what came of it."""
    done: list[Draft] = []
    bar = st.progress(0.0)
    with st.status(_("Reading the files"), expanded=True):
        for one in draft.uploaded(files, focus):
            done.append(one)
            said = _("{done} of {total} files").format(done=len(done), total=len(files))
            bar.progress(len(done) / len(files), text=said)
            outcome = (
                failures.sentence(one.problem)
                if one.problem
                else count("{n} event", "{n} events", len(one.events))
            )
            st.html(f"<p><b>{text(one.name)}</b>: {text(outcome)}</p>")
    return done


def show(drafts: list[Draft]) -> None:
    """What was found, report by report, and the button that saves it."""
    good = [d for d in drafts if d.report is not None]
    kept = sum(len(d.kept) for d in good)
    said = _("{events} in {reports}").format(
        events=count("{n} event", "{n} events", kept), reports=count("{n} report", "{n} reports", len(good))
    )
    with st.container(horizontal=True, vertical_alignment="center", key="said"):
        st.html(f'<p class="sl-sentence" role="status"><b>{text(said)}</b></p>')
        st.button(_("Throw away"), key="throw", on_click=forget)
        pressed = st.button(
            _("Save"), key="save_all", type="primary", disabled=not good, icon=":material/check:"
        )
        st.session_state["saving"] = pressed or st.session_state.get("saving", False)
    for failed in drafts:
        if failed.problem is None:
            continue
        st.html(notice(failures.told(failed.problem), failed.name))
    review.ask_name()
    st.session_state["draft_retold"] = []
    for place, one in enumerate(good):
        label = literal(one.report.title if one.report else one.name)
        events = count("{n} event", "{n} events", len(one.kept))
        fold = st.expander(
            f"{label} · {events}", expanded=place == 0, key=f"report{place}", on_change="rerun"
        )
        if fold.open:  # forty reports at once would be hundreds of controls
            with fold:
                preview.draw(one, place)
    preview.retell()
    if st.session_state.pop("saving"):  # after the forms, so that what was typed last is in it
        save()
        st.rerun()
    preview.settle()


def forget() -> None:
    """From a callback: begin again."""
    for key in ("drafts", "draft_fixing", "draft_asked", "draft_changed", "spot"):
        st.session_state.pop(key, None)


def save() -> None:
    """Store what was kept."""
    drafts: list[Draft] = st.session_state.get("drafts", [])
    if not access.may_write():
        return
    if fields.too_long():
        st.session_state["refused"] = fields.refusal()
        return
    try:
        done = draft.save(
            lookup.event_log(),
            drafts,
            review.author(),
            {
                "fixed": _("Corrected when the report was added"),
                "dropped": _("Discarded when the report was added"),
            },
        )
    except SightlineError as error:
        st.session_state["refused"] = failures.told(error)
        return
    lookup.wrote()
    reports = [d.report.report_id for d in drafts if d.report]
    kept = [d.current(i) for d in drafts if d.report for i in d.kept]
    points = [(p["lat"], p["lon"]) for p in (e.get("place") for e in kept) if p]
    st.session_state["saved"] = (reports, len(kept), done.added, mapview.around(points))
    forget()
    for key in ("paste", "paste_title", "paste_source"):
        st.session_state.pop(key, None)


def saved(pages: Pages) -> None:
    """What was just saved, with the way to the map."""
    refused = st.session_state.pop("refused", "")
    if refused:
        edit.refuse(refused)
    told = st.session_state.get("saved")
    if not told or st.session_state.get("drafts"):
        return
    reports, kept, added, around = told
    said = _("Saved: {events} from {reports}.").format(
        events=count("{n} event", "{n} events", kept),
        reports=count("{n} report", "{n} reports", len(reports)),
    )
    if not added:
        said += " " + _("All of it was here already; nothing is kept twice.")
    with st.container(horizontal=True, vertical_alignment="center", key="saved_bar"):
        st.html(f'<div class="sl-good" role="status">{text(said)}</div>')
        wanted = {"source": reports[:50], "lang": [state.view().lang]} | around
        st.page_link(
            pages["map"], label=_("Show them on the map"), icon=":material/map:", query_params=wanted
        )
