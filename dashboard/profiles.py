"""Which publish profile a reader gets: the server's, or everything for an editor who signed in.

`SIGHTLINE_PROFILE` names the server's (analyst, partner or public; analyst by default). Where it is not
analyst, the addresses in `SIGHTLINE_EDITORS` see everything once they signed in, and nobody else does: not
even who asks from the same machine, who may be a proxy that asks for the world.
"""

from __future__ import annotations

import json
import os

import streamlit as st
from starlette.requests import Request
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from geo.publish import ANALYST, Profile, profile


def editors() -> frozenset[str]:
    """The addresses in `SIGHTLINE_EDITORS`, comma separated; empty means that nobody elsewhere may write."""
    listed = os.environ.get("SIGHTLINE_EDITORS", "")
    return frozenset(e.strip().lower() for e in listed.split(",") if e.strip())


def of_server() -> Profile:
    """What a reader gets of whom nothing is known.

    Raises
    ------
    InputError
        `SIGHTLINE_PROFILE` names none.
    """
    return profile(os.environ.get("SIGHTLINE_PROFILE", "").strip().lower() or ANALYST.name)


def of_reader() -> Profile:
    """The profile of the reader of the page that runs."""
    served = of_server()
    return served if served is ANALYST or signed_in() not in editors() else ANALYST


def of_request(request: Request) -> Profile:
    """The profile of who sent a request to one of the routes: by the page's own cookie."""
    served = of_server()
    if served is ANALYST or USER_COOKIE_NAME not in request.cookies or not editors():
        return served
    return ANALYST if signed_in_by(request) in editors() else served


def signed_in() -> str:
    """The address of the reader who signed in, or nothing."""
    if not getattr(st.user, "is_logged_in", False) or getattr(st.user, "email_verified", True) is False:
        return ""
    return str(getattr(st.user, "email", "") or "").lower()


def signed_in_by(request: Request) -> str:
    """The address in a request's sign-in cookie, whose signature is checked; or nothing."""
    secret = get_cookie_secret()

    def read(name: str) -> bytes | None:
        value = request.cookies.get(name)
        return decode_signed_value(secret, name, value.encode("latin-1", "replace")) if value else None

    found = get_cookie_with_chunks(read, USER_COOKIE_NAME)
    try:
        told = json.loads(found) if found else {}
    except ValueError:
        return ""
    if not isinstance(told, dict) or told.get("is_logged_in") is not True:
        return ""
    if told.get("email_verified") is False:
        return ""
    return str(told.get("email") or "").lower()
