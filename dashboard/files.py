"""The map's scripts and styles, all from this machine: our own under `assets/`, Leaflet from its package."""

from __future__ import annotations

import hashlib
import importlib.util
from functools import cache
from pathlib import Path

import streamlit
from starlette.requests import Request
from starlette.responses import Response

from dashboard.answers import cached
from geo.errors import DataError, NotFoundError

ASSETS = Path(__file__).with_name("assets")

MEDIA_TYPES = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}

LEAFLET_FILES = ("leaflet.js", "leaflet.css")

BUNDLES = {
    "sightline.js": (
        "leaflet.js", "glyphs.js", "areas.js", "layout.js", "tiles.js", "base.js", "heat.js", "overlay.js",
        "touch.js", "choropleth.js", "draw.js", "playback.js", "legend.js", "map.js",
    ),
    "sightline.css": ("leaflet.css", "map.css"),
}  # fmt: skip
"""What the map's frame loads: one script and one style."""


@cache
def leaflet_folder() -> Path:
    """Where django-js-lib-leaflet put Leaflet's static files.

    Raises
    ------
    DataError
        When the package is not installed.
    """
    spec = importlib.util.find_spec("js_lib_leaflet")
    if spec is None or not spec.submodule_search_locations:
        raise DataError("Leaflet is missing: install django-js-lib-leaflet (it is in requirements.txt)")
    return Path(spec.submodule_search_locations[0]) / "static" / "js_lib_leaflet"


def fonts() -> dict[str, Path | None]:
    """The page's typeface, out of Streamlit, for the map's frame, which has none of its own."""
    media = Path(streamlit.__file__).parent / "static" / "static" / "media"
    patterns = {
        "sans.woff2": "SourceSansVF-Upright*.woff2",
        "sans-italic.woff2": "SourceSansVF-Italic*.woff2",
    }
    return {name: next(iter(sorted(media.glob(pattern))), None) for name, pattern in patterns.items()}


@cache
def served() -> dict[str, Path]:
    """Every file that /assets serves, by name. Nothing else can be asked for, so no path is ever joined."""
    files = {name: leaflet_folder() / name for name in LEAFLET_FILES}
    files |= {name: path for name, path in fonts().items() if path is not None}
    files |= {p.name: p for p in ASSETS.iterdir() if p.suffix in MEDIA_TYPES}
    return files


def parts(name: str) -> list[Path]:
    """The files that a served name is made of; empty where nothing has that name."""
    files = served()
    return [files[part] for part in BUNDLES.get(name, (name,)) if part in files]


def content(name: str) -> bytes:
    """A served file, or a bundle's files one after the other."""
    return b"\n".join(path.read_bytes() for path in parts(name))


@cache
def _digest(name: str, _changed: int) -> str:
    return hashlib.blake2b(content(name), digest_size=6).hexdigest()


def digest(name: str) -> str:
    """A short hash of a file's bytes, which its address carries so that it can be cached for good."""
    return _digest(name, max(path.stat().st_mtime_ns for path in parts(name)))


def address(name: str) -> str:
    """A file's address as seen from the map's frame (`frame/map`), under any base path."""
    return f"../assets/{name}?v={digest(name)}"


def asset(request: Request) -> Response:
    """`/assets/{name}`."""
    name = request.path_params["name"]
    if not parts(name):
        raise NotFoundError(f"expected one of the map's files, got {name!r}")
    fixed = request.query_params.get("v") == digest(name)
    return cached(
        request,
        f'"{digest(name)}"',
        lambda: content(name),
        cache="public, max-age=31536000, immutable" if fixed else "no-cache",
        media_type=MEDIA_TYPES[Path(name).suffix],
    )
