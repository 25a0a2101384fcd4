"""Who may change events: everyone on a machine of their own, named editors on a server, else nobody."""

from __future__ import annotations

import os

import streamlit as st

from dashboard.middleware import LOOPBACK, host_name


def reached_here() -> bool:
    """Whether server and reader are on one machine: it listens on a loopback address and was asked by one.

    The address that the server listens on decides, for a Host header can say anything; the header counts too,
    because a proxy on this machine may speak for readers elsewhere.
    """
    listens = str(st.get_option("server.address") or "")
    asked = str(st.context.headers.get("host", "") or "")
    return listens in LOOPBACK | {"::1"} and (not asked or host_name(asked) in LOOPBACK)


def editors() -> frozenset[str]:
    """The addresses in `SIGHTLINE_EDITORS`, comma separated; empty means that sign-in is not asked for."""
    listed = os.environ.get("SIGHTLINE_EDITORS", "")
    return frozenset(e.strip().lower() for e in listed.split(",") if e.strip())


def signed_in() -> str:
    """The address of the reader who signed in, or nothing."""
    if not getattr(st.user, "is_logged_in", False):
        return ""
    return str(getattr(st.user, "email", "") or "").lower()


def embedded() -> bool:
    """Whether the page stands in another one (`?embed=true`): it then shows, and does nothing else."""
    return bool(st.context.is_embedded)


def may_write() -> bool:
    """Whether this reader may add reports and change events.

    On any address but a loopback one only with `SIGHTLINE_WRITE=1`, and then only those in
    `SIGHTLINE_EDITORS` where it names any. An embedded page never writes.
    """
    if embedded():
        return False
    if reached_here():
        return True
    if os.environ.get("SIGHTLINE_WRITE") != "1":
        return False
    return not editors() or signed_in() in editors()
