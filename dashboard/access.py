"""Who may change events: everyone on a machine of their own, named editors on a server, else nobody."""

from __future__ import annotations

import os

import streamlit as st

from dashboard.middleware import LOOPBACK, host_name
from dashboard.profiles import editors, of_reader, signed_in
from geo.publish import ANALYST


def reached_here() -> bool:
    """Whether server and reader are on one machine: it listens on a loopback address and was asked by one.

    The address that the server listens on decides, for a Host header can say anything; the header counts too,
    because a proxy on this machine may speak for readers elsewhere.
    """
    listens = str(st.get_option("server.address") or "")
    asked = str(st.context.headers.get("host", "") or "")
    return listens in LOOPBACK | {"::1"} and (not asked or host_name(asked) in LOOPBACK)


def can_sign_in() -> bool:
    """Whether signing in would be of use: some may write, and a provider is set up."""
    return os.environ.get("SIGHTLINE_WRITE") == "1" and bool(editors()) and "auth" in secrets()


def secrets() -> frozenset[str]:
    """The sections of Streamlit's secrets; none where there is no file of them."""
    try:
        return frozenset(st.secrets)
    except FileNotFoundError:
        return frozenset()


def embedded() -> bool:
    """Whether the page stands in another one (`?embed=true`): it then shows, and does nothing else."""
    return bool(st.context.is_embedded)


def may_write() -> bool:
    """Whether this reader may add reports and change events.

    On any address but a loopback one only with `SIGHTLINE_WRITE=1`, and then only those in
    `SIGHTLINE_EDITORS` who signed in. An embedded page never writes, and who does not see everything
    changes nothing: what was masked would be kept as a correction.
    """
    if embedded() or of_reader() is not ANALYST:
        return False
    if reached_here():
        return True
    if os.environ.get("SIGHTLINE_WRITE") != "1":
        return False
    return signed_in() in editors()
