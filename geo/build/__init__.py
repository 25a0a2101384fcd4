"""Builds the reference data under `data/` from published packages. Needed by maintainers alone."""
