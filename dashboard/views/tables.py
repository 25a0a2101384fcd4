"""The page that takes tables of events in: upload, look, match the columns, try, import."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard import access, failures, fields, lookup, review, state, tables
from dashboard.i18n import _, count, language, number
from dashboard.markup import notice, text
from dashboard.views.add import locked
from geo.errors import SightlineError
from geo.events.types import load_types
from geo.imports import Imported
from geo.imports import Mapping as Columns
from geo.imports.run import slug

Pages = Mapping[str, Any]


def draw(pages: Pages) -> None:
    """The page in its states: not allowed, empty, looked at, tried, imported."""
    if not access.may_write():
        locked()
        return
    lead = _(
        "UCDP GED and ACLED are known by their columns; of any other table you say what its columns hold. "
        "Nothing is kept before you have seen what would be."
    )
    st.html(f'<div class="sl-lead"><h2>{text(_("Import a table"))}</h2><p>{text(lead)}</p></div>')
    upload = choose()
    if upload is None:
        st.html(f'<dl class="sl-kinds">{kinds()}</dl>')
        return
    look(upload)
    plan = settle(upload)
    review.ask_name()
    go(upload, plan, pages)


def kinds() -> str:
    """What becomes of each kind of table, as a list of terms."""
    told = {
        "UCDP GED": _(
            "Every column is known and kept. Coordinates, dates and the codes of their precision are taken "
            "over as they are."
        ),
        "ACLED": _(
            "Both ways of writing dates are read, and its precision of place and time becomes ours. Its "
            "terms of use go on holding for what you import."
        ),
        _("Any other table"): _(
            "You say which column holds the date, the type and the place. Rows with coordinates keep them; a "
            "name alone is placed as in a report."
        ),
        _("A row that cannot be read"): _(
            "It is listed with its line, column, value and the reason; the others are imported. Importing a "
            "newer release adds only what changed."
        ),
    }
    return "".join(f"<div><dt>{text(term)}</dt><dd>{text(said)}</dd></div>" for term, said in told.items())


def choose() -> tables.Upload | None:
    """The uploaded table, read once; a file that is none says why."""
    file = st.file_uploader(
        _("Table of events"), type=list(tables.KINDS), key="table", max_upload_size=tables.MEGABYTES
    )
    said = _(
        "csv, xlsx, GeoJSON, GeoParquet or GeoPackage, up to {most} MB; larger ones with `geo import` "
        "on the command line."
    )
    st.caption(said.format(most=number(tables.MEGABYTES)))
    if file is None:
        st.session_state.pop("table_kept", None)
        return None
    kept = st.session_state.get("table_kept")
    if kept is None or kept[0] != file.file_id:
        with st.spinner(_("Reading the table")):
            try:
                made: tables.Upload | SightlineError = tables.take(file.name, file.getbuffer())
            except SightlineError as error:
                made = error
        kept = st.session_state["table_kept"] = (file.file_id, made)
        forget()
    if isinstance(kept[1], SightlineError):
        st.html(notice(failures.told(kept[1]), file.name))
        return None
    upload: tables.Upload = kept[1]
    return upload


def forget() -> None:
    """From a callback too: what was tried no longer holds."""
    for key in ("table_tried", "table_done"):
        st.session_state.pop(key, None)


def look(upload: tables.Upload) -> None:
    """The first rows, and what the table seems to be."""
    known = {
        "ged": _("These are the columns of UCDP GED: they need no matching."),
        "acled": _("These are the columns of an ACLED export: they need no matching."),
        "table": _("This is neither UCDP GED nor ACLED: say below what the columns hold."),
    }
    st.html(f'<p class="sl-sentence"><b>{text(upload.name)}</b> · {text(known[upload.kind])}</p>')
    if upload.kind == "acled":
        said = _(
            "ACLED’s data are licensed to you, not to Sightline: its terms of use hold for these events "
            "and for whatever you export or publish of them."
        )
        st.html(f'<div class="sl-notice">{text(said)}</div>')
    columns = zip(*upload.sample, strict=True) if upload.sample else [()] * len(upload.header)
    shown = {name: list(values) for name, values in zip(upload.header, columns, strict=True)}
    st.dataframe(shown, hide_index=True, height="content", key="table_sample")


def settle(upload: tables.Upload) -> tables.Plan:
    """How the table is to be read, with the guess filled in."""
    if upload.kind != "table":
        return tables.Plan(upload.kind, None)
    st.html(f'<div class="sl-lead"><h3>{text(_("What the columns hold"))}</h3></div>')
    chosen: dict[str, str] = {}
    for place, (key, label) in enumerate(tables.fields().items()):
        if place % 3 == 0:
            spots = st.columns(3, gap="small")  # a row at a time: on a telephone the order stays
        guessed = upload.guessed.get(key)
        column = spots[place % 3].selectbox(
            label,
            upload.header,
            index=upload.header.index(guessed) if guessed else None,
            placeholder=_("Not in this table"),
            key=f"column_{key}",
            on_change=forget,
        )
        if column is not None:
            chosen[key] = column
    left, middle, right = st.columns(3, gap="small")
    types = {t.id: t.name_es if language() == "es" else t.name_en for t in load_types().values()}
    fallback = left.selectbox(
        _("Type where the table names none"), list(types), index=None, format_func=lambda t: types[t],
        placeholder=_("Such rows are rejected"), key="column_fallback", on_change=forget,
    )  # fmt: skip
    orders = {
        "iso": _("As written; what could be either is rejected"),
        "dmy": _("Day first: 25/03/2021"),
        "mdy": _("Month first: 03/25/2021"),
    }
    order = middle.selectbox(
        _("Order in dates"),
        list(orders),
        format_func=lambda o: orders[o],
        key="column_order",
        on_change=forget,
    )
    name = fields.line(
        _("Name of the table"), 40, value=slug(upload.path.stem), key="column_name", at=right,
        on_change=forget, help=_("The same name another time makes a newer release of the same table."),
    )  # fmt: skip
    constants = {"type": fallback} if fallback else {}
    return tables.Plan(
        "table", Columns(columns=chosen, constants=constants, dates=order or "iso", name=slug(name))
    )


def go(upload: tables.Upload, plan: tables.Plan, pages: Pages) -> None:
    """Try the table; once that was seen, import it."""
    tried: Imported | None = st.session_state.get("table_tried")
    answer = st.container()  # above the buttons: below them, on a phone, nobody sees it
    with st.container(horizontal=True, vertical_alignment="center", key="table_bar"):
        dry = st.button(_("Try it"), key="table_try", type="secondary" if tried else "primary")
        ready = tried is not None and tried.rows > tried.rejected
        write = st.button(_("Import"), key="table_import", type="primary", disabled=not ready)
    if (dry or write) and fields.too_long():
        answer.html(notice(fields.refusal()))
    elif dry or write:
        forget()
        with answer:
            result = attempt(upload, plan, tried if write else None, write=write)
        if result is not None:
            st.session_state["table_done" if write else "table_tried"] = result
            st.rerun()
    if tried is not None:
        good = tried.rows - tried.rejected
        said = _("{good} of {rows} would be imported.").format(
            good=number(good), rows=count("{n} row", "{n} rows", tried.rows)
        )
        answer.html(f'<div class="sl-good" role="status">{text(said)}</div>')
        rejected(upload, tried)
    done: Imported | None = st.session_state.get("table_done")
    if done is not None:
        with answer:
            imported(done, plan, pages)
        rejected(upload, done)


def attempt(
    upload: tables.Upload, plan: tables.Plan, tried: Imported | None, *, write: bool
) -> Imported | None:
    """Run a trial or the import, saying how far it is; None where it failed, which is said."""
    bar = st.progress(0.0, text=_("Importing: leave this page open") if write else _("Trying the table"))

    def told(result: Imported) -> None:
        share = min(1.0, result.rows / tried.rows) if tried and tried.rows else 0.0
        bar.progress(share, text=count("{n} row", "{n} rows", result.rows))

    try:
        return tables.run(upload, plan, lookup.event_log() if write else None, review.author(), told)
    except SightlineError as error:
        bar.empty()
        st.html(notice(failures.told(error)))
        return None
    finally:
        if write:
            lookup.wrote()


def imported(done: Imported, plan: tables.Plan, pages: Pages) -> None:
    """What was imported, and the way to it."""
    parts = [
        count("{n} event added", "{n} events added", done.added),
        count("{n} updated", "{n} updated", done.updated),
        count("{n} known already", "{n} known already", done.unchanged),
    ]
    if done.kept:
        parts.append(count("{n} left as people revised it", "{n} left as people revised them", done.kept))
    if done.purged:
        parts.append(count("{n} erased earlier stays away", "{n} erased earlier stay away", done.purged))
    with st.container(horizontal=True, vertical_alignment="center", key="saved_bar"):
        st.html(f'<div class="sl-good" role="status">{text(", ".join(parts))}.</div>')
        report = f"dataset-{plan.mapping.name if plan.mapping else plan.kind}"
        wanted = {"source": [report], "lang": [state.view().lang]}
        st.page_link(
            pages["map"], label=_("Show them on the map"), icon=":material/map:", query_params=wanted
        )


def rejected(upload: tables.Upload, result: Imported) -> None:
    """The rows that are not imported: the first ones here, all of them as a file."""
    if not result.rejected:
        return
    said = count("{n} row is rejected:", "{n} rows are rejected:", result.rejected)
    st.html(f'<p class="sl-sentence" role="status"><b>{text(said)}</b></p>')
    units = {"line": _("Line"), "row": _("Row"), "feature": _("Feature")}
    heads = (units[result.unit], _("Column"), _("Value"), _("Why"))
    lines = [(r.line, r.column, r.value, tables.reason(r.reason)) for r in result.first_rejected]
    head = "".join(f'<th scope="col">{text(name)}</th>' for name in heads)
    body = "".join("<tr>" + "".join(f"<td>{text(v)}</td>" for v in line) + "</tr>" for line in lines)
    st.html(
        '<div class="sl-prose sl-rejected"><table>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )
    path = tables.rejects(upload)
    if path.exists():
        st.download_button(
            _("All of them as a file"),
            path.read_bytes(),
            file_name="rejects.csv",
            mime="text/csv",
            key="table_rejects",
            icon=":material/download:",
        )
