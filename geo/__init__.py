"""Sightline's library: text to places, text to events, and the store that keeps them.

Reference data is read from the project's `data/` folder; `SIGHTLINE_DATA` points elsewhere.
"""

from __future__ import annotations

__version__ = "0.1.0"
