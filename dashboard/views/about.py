"""The help page: how to read the map, what the codes mean, where the data comes from."""

from __future__ import annotations

import streamlit as st

from dashboard import words
from dashboard.i18n import _, language
from dashboard.markup import text
from geo.events.types import load_types


def draw() -> None:
    """The page."""
    parts = [
        section(
            _("What this is"),
            _(
                "Sightline turns reports into events on a map. Each event quotes the words that say so, and "
                "is drawn no more precisely than it is known."
            ),
            _(
                "Events that the program finds are proposals. People confirm, correct, dispute or withdraw "
                "them; every change is kept with its author and its reason."
            ),
        ),
        section(
            _("How to read the map"),
            _(
                "A symbol is a place that is known. A ring is a place that is known only nearly: the event "
                "lies somewhere inside. An outline is a municipality, a state or a sea in which the event "
                "lies. A badge with a number is a country."
            ),
            _(
                "A mark with a dashed edge tells of what is planned; one that is struck out besides, of what "
                "somebody denies."
            ),
        ),
        precision_table(),
        section(
            _("How to filter"),
            _(
                "Each number tells how many events a choice would show, given the other filters. Several "
                "choices in one list mean any of them; choices in different lists must all hold."
            ),
            _(
                "A region shows the events known at least that precisely: one known only to be in a country "
                "is shown for the country, not for its states. The sentence above the map says how many "
                "events are left out and why."
            ),
        ),
        section(
            _("What else the map shows"),
            _(
                "Open Key to see density, or states and municipalities by their events or people killed, "
                "also for 100,000 people. An event counts only in a region that it is known to lie in; the "
                "key says how many no region holds."
            ),
            _(
                "Click a coloured region, or a badge, to see what is here: types, actors and dates. The "
                "clock plays the events over time. The shapes filter by an area that you draw, with the "
                "keyboard too."
            ),
        ),
        section(
            _("How to share"),
            _(
                "The address in your browser always says what you see. Copy link writes every value out, "
                "with the map's position and the open event."
            ),
            _(
                "A story puts views in an order, each with its own words. Its steps stay with the data that "
                "their author saw, unless the author lets them go."
            ),
        ),
        types_table(),
        section(
            _("Where the data comes from"),
            _(
                "Place names: GeoNames (CC BY 4.0). Municipal borders: geoBoundaries (CC BY 4.0). State and "
                "country borders and seas: Natural Earth (public domain)."
            ),
        ),
    ]
    st.html(f'<article class="sl-prose" lang="{language()}">{"".join(parts)}</article>')


def section(title: str, *paragraphs: str) -> str:
    """A heading and its paragraphs."""
    return f"<h2>{text(title)}</h2>" + "".join(f"<p>{text(p)}</p>" for p in paragraphs)


def precision_table() -> str:
    """The codes of precision, in words."""
    lines = "".join(f"<tr><td>{code}</td><td>{text(words.precision(code))}</td></tr>" for code in range(1, 8))
    return (
        f"<h2>{text(_('How well a place is known'))}</h2><table><thead><tr><th>{text(_('Code'))}</th>"
        f"<th>{text(_('Meaning'))}</th></tr></thead><tbody>{lines}</tbody></table>"
    )


def types_table() -> str:
    """Every event type with its symbol and what counts as one."""
    lines = "".join(
        f'<tr><td><span class="sl-glyph" style="color:{text(kind.color)}" aria-hidden="true">{kind.glyph}'
        "</span></td>"
        f"<td><b>{text(kind.name(language()))}</b><br>{text(kind.definition(language()))}</td></tr>"
        for kind in load_types().values()
    )
    return f"<h2>{text(_('Kinds of events'))}</h2><table><tbody>{lines}</tbody></table>"
