"""Streamlit's own words, which are English alone, in the language of the page."""

from __future__ import annotations

from functools import cache
from typing import Any

import streamlit as st

from dashboard.files import ASSETS
from dashboard.i18n import _, language

SCRIPT = ASSETS / "builtin.js"


FAILED = (
    "This app has encountered an error. The original error message is redacted to prevent data leaks. Full "
    "error details have been recorded in the logs (if you're on Streamlit Cloud, click on 'Manage app' in "
    "the lower right of your app)."
)
"""What Streamlit writes where the page failed in a way that nobody foresaw."""


def phrases() -> dict[str, str]:
    """What Streamlit writes and what to write instead.

    `{rest}` stands for what follows, or stands where the original has it; `{day}` for a day that follows.
    """
    return {
        FAILED: _(
            "Something failed here that nobody foresaw. Nothing that was saved is lost: reload the page to "
            "go on. The server's log says what it was."
        ),
        "Upload": _("Choose from this device"),
        "Add files": _("Add files"),
        "file upload": _("Choose from this device"),
        "Drag and drop files here": _("Drag and drop files here"),
        "Previous page": _("Previous page"),
        "Next page": _("Next page"),
        "Remove ": _("Remove {rest}"),
        "{rest} per file": _("{rest} per file"),
        "{rest} files are not allowed.": _("{rest} files are not allowed."),
        "add icon": _("Add files"),
        "Choose an option": _("Choose an option"),
        "Selected Date: ": _("Chosen: {day}"),
        "Show/hide columns": _("Show or hide columns"),
        "Download as CSV": _("Download as CSV"),
        "Search": _("Search"),
        "Fullscreen": _("Full screen"),
        "Close fullscreen": _("Leave the full screen"),
        "Sort ascending": _("Sort upwards"),
        "Sort descending": _("Sort downwards"),
        "Format": _("Format"),
        "Autosize": _("Fit the width"),
        "Pin column": _("Pin the column"),
        "Unpin column": _("Unpin the column"),
        "Hide column": _("Hide the column"),
        "Statistics": _("Statistics"),
        "Help": _("Help"),
        "Help for ": _("Help for {rest}"),
        "Press Enter to apply": _("Press Enter to apply"),
        "Press Ctrl+Enter to apply": _("Press Ctrl+Enter to apply"),
        "Press ⌘+Enter to apply": _("Press ⌘+Enter to apply"),
        "No results": _("No results"),
        "Open": _("Open"),
        "Close": _("Close"),
        "Clear value": _("Clear value"),
        "yyyy": _("yyyy"),
        "Choose date": _("Choose a date"),
        "Choose date, ": _("Choose a date, {rest}"),
        "Use arrow keys to navigate dates. Enter to select. Escape to close.": _(
            "The arrow keys go from day to day. Enter chooses one, Escape closes."
        ),
        "year, ": _("Year, {rest}"),
        "month, ": _("Month, {rest}"),
        "day, ": _("Day, {rest}"),
        "Empty": _("Empty"),
        "Previous month": _("Previous month"),
        "Next month": _("Next month"),
        "Increment": _("One more"),
        "Decrement": _("One fewer"),
        "Sidebar": _("Filters"),
        "Expand sidebar": _("Show the filters"),
        "Collapse sidebar": _("Hide the filters"),
        "Notifications": _("Notices"),
        "Running...": _("Working"),
        "Stop script": _("Stop"),
        "Main menu": _("Menu"),
        "Skip to main content": _("Skip to main content"),
        "Page not found": _("Page not found"),
        "The page that you have requested does not seem to exist. Running the app's main page.": _(
            "There is no page at this address. This is the map."
        ),
    }


@cache
def _component() -> Any:
    return st.components.v2.component("sightline_builtin", js=SCRIPT.read_text(encoding="utf-8"))


UNSAVED = ("drafts", "tales", "fixing")
"""Where a session keeps reports, stories and corrections that are not saved."""


def translate() -> None:
    """Have the browser replace Streamlit's words, now and as they appear; and name the page's language.

    It is told, too, whether something is not saved: it asks before a reload or a link ends the session.
    """
    unsaved = any(st.session_state.get(key) for key in UNSAVED)
    _component()(key="builtin", data={"lang": language(), "words": phrases(), "unsaved": unsaved})
