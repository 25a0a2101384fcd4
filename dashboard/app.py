"""The whole program in one process: `streamlit run dashboard/app.py` serves the page and the HTTP routes."""

from __future__ import annotations

import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:  # `streamlit run` puts dashboard/ on the path, not its parent
    sys.path.insert(0, str(ROOT))

from starlette.middleware import Middleware  # noqa: E402

from dashboard.middleware import HostGuard, SafetyHeaders, allowed_hosts, allowed_origins  # noqa: E402
from dashboard.problems import unforeseen  # noqa: E402
from dashboard.routes import build_routes, warm_up  # noqa: E402


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Open what the first map needs while the browser is still loading the page."""
    threading.Thread(target=warm_up, name="warm-up", daemon=True).start()
    yield


base_path = str(st.get_option("server.baseUrlPath") or "").strip("/")
app = st.App(
    ROOT / "dashboard" / "main.py",
    routes=build_routes(base_path),
    middleware=[
        Middleware(HostGuard, allowed=allowed_hosts(st.get_option("server.address"))),
        Middleware(SafetyHeaders, base_path=base_path, origins=allowed_origins()),
    ],
    exception_handlers={500: unforeseen},
    lifespan=lifespan,
)
