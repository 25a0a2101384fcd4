"""Any table of events by a mapping of its columns, guessed from their names in English and Spanish."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from geo.errors import InputError
from geo.imports.catalogue import Catalogue
from geo.imports.drafts import SEPARATOR, Plan, Step
from geo.imports.placing import Placer, Values
from geo.imports.reject import Reject, code, coordinate, whole
from geo.places.gazetteer import fold

NAMES: Final[dict[str, tuple[str, ...]]] = {
    "id": ("id", "event_id", "eventid", "folio", "identificador", "clave", "fid"),
    "date": (
        "date",
        "fecha",
        "event_date",
        "date_start",
        "start_date",
        "fecha_inicio",
        "day",
        "dia",
        "fecha_evento",
    ),
    "date_end": ("date_end", "end_date", "fecha_fin", "fecha_final"),
    "lat": ("lat", "latitude", "latitud", "y", "coord_y", "point_y"),
    "lon": ("lon", "lng", "long", "longitude", "longitud", "x", "coord_x", "point_x"),
    "place": (
        "place",
        "lugar",
        "location",
        "ubicacion",
        "localidad",
        "city",
        "ciudad",
        "town",
        "sitio",
        "where",
    ),
    "admin2": ("admin2", "adm_2", "municipality", "municipio", "county", "condado"),
    "admin1": ("admin1", "adm_1", "state", "estado", "province", "provincia", "entidad", "departamento"),
    "country": ("country", "pais", "country_code", "iso2", "nation"),
    "precision": ("where_prec", "precision"),
    "type": ("type", "tipo", "event_type", "tipo_evento", "category", "categoria", "kind"),
    "summary": (
        "summary",
        "resumen",
        "description",
        "descripcion",
        "notes",
        "notas",
        "title",
        "titulo",
        "headline",
    ),
    "agent": ("agent", "actor", "actor1", "side_a", "perpetrator", "responsable", "actors", "actores"),
    "target": ("target", "actor2", "side_b", "victim", "victima", "blanco", "objetivo"),
    "killed": (
        "killed",
        "killed_best",
        "deaths",
        "fatalities",
        "muertos",
        "homicidios",
        "fallecidos",
        "best",
    ),
    "wounded": ("wounded", "wounded_best", "injured", "heridos", "lesionados"),
    "arrested": ("arrested", "arrested_best", "detenidos", "arrestados", "arrests"),
    "claimed_by": ("claimed_by", "source", "fuente", "source_name", "medio"),
}
"""What an event can take from a table, and how such columns are often called, most telling first."""

DAYS: Final = ("iso", "dmy", "mdy")


@dataclass(frozen=True, kw_only=True, slots=True)
class Mapping:
    """Which column goes where. `columns` maps a key of `NAMES` to a column; `constants` to a value.

    `dates` is "dmy" or "mdy" where the table's dates need it. `name` names the table: its events' ids begin
    with it, so that a newer release of the same table is known again.
    """

    columns: dict[str, str]
    constants: dict[str, str] = field(default_factory=dict)
    dates: str = "iso"
    name: str = "table"


def guess(header: list[str]) -> dict[str, str]:
    """The columns that their names give away: a key of `NAMES` to a column of the table."""
    folded = {re.sub(r"[\s.-]+", "_", fold(name.strip())): name for name in reversed(header)}
    found: dict[str, str] = {}
    for key, names in NAMES.items():
        column = next((folded[name] for name in names if name in folded), None)
        if column is not None and column not in found.values():
            found[key] = column
    return found


def checked(mapping: Mapping, header: list[str]) -> Mapping:
    """The mapping, if it can make events of a table with that header.

    Raises
    ------
    InputError
        When it names a column or a field that is not there, or says neither where nor what.
    """
    for key, column in mapping.columns.items():
        if key not in NAMES:
            raise InputError(f"a field: {', '.join(NAMES)}", key, where="--map")
        if column not in header:
            raise InputError(f"a column: {', '.join(header[:40])}", column, where=f"--map {key}")
    for key in mapping.constants:
        if key not in NAMES:
            raise InputError(f"a field: {', '.join(NAMES)}", key, where="--value")
    given = {*mapping.columns, *mapping.constants}
    if "type" not in given:
        raise InputError(
            "a type for each event",
            where="--map",
            hint="Map a column (type=COLUMN), or give one: --value type=violence.",
        )
    if not {"lat", "lon"} <= given and not given & {"place", "admin2", "admin1", "country"}:
        raise InputError(
            "coordinates or a place", ", ".join(header[:40]), where="--map", hint="Map lat and lon, or place."
        )
    if mapping.dates not in DAYS:
        raise InputError("dmy or mdy", mapping.dates, where="--dates")
    return mapping


def plan(header: list[str], mapping: Mapping, placer: Placer, catalogue: Catalogue) -> Plan:
    """How a table's rows become events by a mapping.

    Raises
    ------
    InputError
        The mapping cannot make events of a table with that header.
    """
    checked(mapping, header)
    maker = _Maker(mapping, placer, catalogue)
    fields = [
        ("event_id", ("id",), maker.event_id),
        ("type", ("type",), maker.type),
        ("days", ("date", "date_end"), maker.days),
        ("place", ("place", "lat", "lon", "precision", "admin2", "admin1", "country"), maker.place),
        ("place_why", ("place", "lat", "lon", "precision", "admin2", "admin1", "country"), maker.place_why),
        ("actors", ("agent", "target", "country"), maker.actors),
        ("killed", ("killed",), maker.count("killed")),
        ("wounded", ("wounded",), maker.count("wounded")),
        ("arrested", ("arrested",), maker.count("arrested")),
        ("summary", ("summary", "type", "place"), maker.summary),
        ("claimed_by", ("claimed_by",), lambda values: values["claimed_by"]),
    ]
    steps = [_step(name, keys, make, mapping, header) for name, keys, make in fields]
    return Plan(header, steps, f"{mapping.name}-", f"dataset-{mapping.name}")


def _step(
    name: str, keys: tuple[str, ...], make: Callable[[Values], Any], mapping: Mapping, header: list[str]
) -> Step:
    """A step over those of the columns that the table has; the others are constants, or empty."""
    mapped = [key for key in keys if key in mapping.columns]
    columns = [mapping.columns[key] for key in mapped]
    if name == "event_id" and not columns:
        columns = list(header)
    constants = {key: mapping.constants.get(key, "") for key in keys}

    def made(*texts: str) -> Any:
        values = dict(constants)
        for key, text in zip(mapped, texts, strict=False):
            values[key] = text.strip() or constants[key]
        values["row"] = SEPARATOR.join(texts)
        return make(values)

    return Step(name, tuple(columns or header[:1]), made)


class _Maker:
    """Makes each field of an event from the texts that the mapping gives it."""

    def __init__(self, mapping: Mapping, placer: Placer, catalogue: Catalogue) -> None:
        self._mapping, self._placer, self._catalogue = mapping, placer, catalogue

    def _column(self, key: str) -> str:
        return self._mapping.columns.get(key, key)

    def event_id(self, values: Values) -> str:
        """The row's own id, or one made of all that it says: then a changed row is another event."""
        given = str(values["id"])
        if given and len(given) <= 150 and given.isprintable():
            return given
        if "id" in self._mapping.columns:
            raise Reject(self._column("id"), given, "not an id of 1 to 150 printable characters")
        return hashlib.sha256(str(values["row"]).encode()).hexdigest()[:16]

    def type(self, values: Values) -> str:
        """The type of that id or name; the constant one for rows whose own is unknown."""
        other = self._mapping.constants.get("type", "")
        found = self._catalogue.type_of(values["type"]) or self._catalogue.type_of(other)
        if found is None:
            raise Reject(
                self._column("type"), values["type"], "not the id or name of an event type (see the codebook)"
            )
        return found

    def days(self, values: Values) -> Values | None:
        """The days from the first to the last; None where the row has no date."""
        start = self._day("date", values["date"])
        if start is None:
            return None
        end = self._day("date_end", values["date_end"]) or start
        if end < start:
            raise Reject(self._column("date_end"), values["date_end"], "before the first day")
        return {"start": start, "end": end, "precision": _precision((end - start).days)}

    def place(self, values: Values) -> Values | None:
        """The row's coordinates, kept; else its place's name, looked up."""
        return self._found(values)[0]

    def place_why(self, values: Values) -> str:
        """Why there is no place."""
        return self._found(values)[1]

    def _found(self, values: Values) -> tuple[Values | None, str]:
        admin1, admin2, country = values["admin1"], values["admin2"], values["country"]
        name = values["place"] or admin2 or admin1 or country
        if values["lat"] and values["lon"]:
            lat = coordinate(self._column("lat"), values["lat"].replace(",", "."), 90.0)
            lon = coordinate(self._column("lon"), values["lon"].replace(",", "."), 180.0)
            text = values["precision"]
            precision = code(self._column("precision"), text, 7) if text else 1 if values["place"] else 2
            return self._placer.at(name, lat, lon, precision, admin1, admin2), ""
        if not name:
            return None, "the row names no place"
        focus = country.upper() if re.fullmatch("[A-Za-z]{2}", country) else None
        within = (values["place"], admin2, admin1, "" if focus else country)
        found = self._placer.named(", ".join(dict.fromkeys(w for w in within if w)) or name, focus)
        return found, "" if found else f"no place called {name!r} is known"

    def actors(self, values: Values) -> list[Values]:
        """Who did it, and to whom: names apart by semicolons."""
        return [
            self._catalogue.actor(name.strip(), role, values["country"])
            for role in ("agent", "target")
            for name in values[role].split(";")
            if name.strip()
        ]

    def count(self, key: str) -> Callable[[Values], Values | None]:
        """What makes a number of people of a column."""

        def made(values: Values) -> Values | None:
            if not values[key]:
                return None
            number = whole(self._column(key), values[key])
            return {"low": number, "best": number, "high": number}

        return made

    def summary(self, values: Values) -> str:
        """The row's own words, or its type and place."""
        told = " ".join(values["summary"].split())[:1000]
        return told or ", ".join(v for v in (values["type"], values["place"]) if v)

    def _day(self, key: str, text: str) -> date | None:
        if not text:
            return None
        found = day(text, self._mapping.dates)
        if found is None:
            raise Reject(self._column(key), text, no_day(text, self._mapping.dates))
        return found


def _precision(days: int) -> int:
    """date_prec of so many days between the first and the last."""
    return next((code for code, most in ((1, 0), (2, 5), (3, 6), (4, 31)) if days <= most), 5)


YEAR_FIRST = re.compile(r"\d{4}[-/]\d{1,2}[-/]\d{1,2}")
YEAR_LAST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b")


def day(text: str, order: str) -> date | None:
    """A date as tables write it: ISO, with a month's name in English, or three numbers in a known order."""
    text = text.strip()
    if YEAR_FIRST.match(text):
        year, month, number = (int(n) for n in re.findall(r"\d+", text)[:3])
        return _date(year, month, number)
    for form in ("%d %B %Y", "%d-%b-%Y", "%d %b %Y", "%B %d, %Y"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    match = YEAR_LAST.match(text)
    if match is None:
        return None
    a, b, year = (int(n) for n in match.groups())
    if order == "dmy" or (order == "iso" and (a > 12 or a == b)):
        return _date(year, b, a)
    return _date(year, a, b) if order == "mdy" or b > 12 else None


def no_day(text: str, order: str) -> str:
    """Why `day` finds no date in a text."""
    text = text.strip()
    if YEAR_FIRST.match(text):
        return "no such day"
    if not YEAR_LAST.match(text):
        return "not a date such as 2019-03-02"
    if order == "iso" and day(text, "dmy") and day(text, "mdy"):
        return "not a date that can be read one way; say --dates dmy or mdy"
    read = {"dmy": ", with the day first", "mdy": ", with the month first"}
    return "no such day" + read.get(order, "")


def _date(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None
