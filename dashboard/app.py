"""The whole program in one process: `streamlit run dashboard/app.py` serves the page and the HTTP routes."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import streamlit as st
from starlette.concurrency import run_in_threadpool

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:  # `streamlit run` puts dashboard/ on the path, not its parent
    sys.path.insert(0, str(ROOT))

from starlette.middleware import Middleware  # noqa: E402

from dashboard.middleware import HostGuard, SafetyHeaders, allowed_hosts, allowed_origins  # noqa: E402
from dashboard.problems import unforeseen  # noqa: E402
from dashboard.rate import RateLimit, answers_a_minute  # noqa: E402
from dashboard.routes import build_routes  # noqa: E402
from dashboard.shell import Shell  # noqa: E402
from dashboard.together import Together  # noqa: E402


def few_arenas() -> None:
    """Have the C library keep two stores of freed memory, not eight a core: each run's thread fills one."""
    with suppress(OSError, AttributeError):  # another C library than glibc
        ctypes.CDLL(None).mallopt(-8, 2)  # M_ARENA_MAX in malloc.h


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Open what the first page needs before anybody can ask for it."""
    from dashboard.warmth import warm_up

    await run_in_threadpool(warm_up)
    yield


few_arenas()
limit = answers_a_minute()
base_path = str(st.get_option("server.baseUrlPath") or "").strip("/")
app = st.App(
    ROOT / "dashboard" / "main.py",
    routes=build_routes(base_path),
    middleware=[
        Middleware(HostGuard, allowed=allowed_hosts(st.get_option("server.address"))),
        Middleware(SafetyHeaders, base_path=base_path, origins=allowed_origins()),
        *([Middleware(RateLimit, a_minute=limit, base_path=base_path)] if limit else []),
        Middleware(Shell, base_path=base_path),
        Middleware(Together),
    ],
    exception_handlers={500: unforeseen},
    lifespan=lifespan,
)
