"""Radii of countries, first-order divisions and seas, kept apart from the large region table.

    python -m geo.build.radii

Reads `geo.places.regions`, which the build has made before, and writes `data/radii.json`: km by region id.
"""

from __future__ import annotations

import json
import sys

from geo.places.gazetteer import LEVELS, Gazetteer, data_path
from geo.places.regions import region

KEPT = ("country", "admin1", "sea", "continent", "region")


def main() -> None:
    """Write the radii of every wide area that has an id."""
    gazetteer = Gazetteer.open()
    out = {}
    for index in range(gazetteer.n_areas):
        region_id = gazetteer.region_id(index)
        if region_id and LEVELS[gazetteer.level[index]] in KEPT:
            out[region_id] = round(region(region_id).radius_km, 1)
    path = data_path() / "radii.json"
    path.write_text(json.dumps(out, sort_keys=True, separators=(",", ":")) + "\n", encoding="utf-8")
    sys.stdout.write(f"{path.name}: {len(out):,} areas\n")


if __name__ == "__main__":
    main()
