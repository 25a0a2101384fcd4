"""What every export says of itself: which events, of which moment, from whom, under which terms."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final, Literal

LICENCE: Final = (
    "Place names and points: GeoNames, CC BY 4.0, geonames.org. "
    "Outlines: geoBoundaries, CC BY 4.0, and Natural Earth, public domain. "
    "Quoted words belong to their sources; imported data keep their publisher's terms."
)
"""The terms of the reference data that stand in every export."""


_TEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"} | {
    character: f"\\{character}" for character in "{}%&_#$"
}


def _plain_tex(text: str) -> str:
    """Text in which nothing means anything to TeX."""
    return "".join(_TEX.get(character, character) for character in text)


@dataclass(frozen=True, kw_only=True, slots=True)
class TypeStyle:
    """How an event type is called and drawn: its name in the export's language, and `#RRGGBB`."""

    name: str
    color: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ExportMeta:
    """What an export carries beside its events.

    `query` is the filter's canonical string, `version` the store's, `profile` the publish profile's name;
    `url` is the view's address, when there is one. `updated` is when the newest of its
    events was recorded, where that is known. `styles` are by event type. `outlines` are GeoJSON
    features to draw under the events, with `id`, `level` and `name`, and `reports` the title, source, date
    and address of reports by id, `names` those of regions and actors by id in the export's language; the
    single-file page uses all three.
    """

    query: str = ""
    version: int | str = ""
    profile: str = "analyst"
    updated: datetime | None = None
    made_at: datetime = field(default_factory=lambda: datetime.now(UTC).replace(microsecond=0))
    lang: Literal["en", "es"] = "en"
    title: str = "Sightline"
    url: str = ""
    licence: str = LICENCE
    styles: Mapping[str, TypeStyle] = field(default_factory=dict)
    outlines: tuple[Mapping[str, Any], ...] = ()
    reports: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def citation(self) -> str:
        """One line that says which data this is, for a footnote."""
        day = self.made_at.date().isoformat()
        words: tuple[str, ...] = (
            "Sightline events",
            f"data version {self.version}",
            f"query '{self.query}'",
            f"exported {day}",
        )
        if self.lang == "es":
            words = (
                "Eventos de Sightline",
                f"versión {self.version} de los datos",
                f"consulta '{self.query}'",
                f"exportados el {day}",
            )
        if self.profile != "analyst":
            words += (f"{'perfil' if self.lang == 'es' else 'profile'} '{self.profile}'",)
        return ", ".join(words) + (f", {self.url}" if self.url else "") + "."

    @property
    def bibtex(self) -> str:
        """The same as an entry for BibTeX; its key is the version with a digest of query and profile."""
        digest = hashlib.sha256(f"{self.query} {self.profile}".encode()).hexdigest()[:6]
        day = self.made_at.date()
        title = "Eventos de Sightline" if self.lang == "es" else "Sightline events"
        said = self.citation.removesuffix(".").removesuffix(f", {self.url}").partition(", ")[2]
        lines = {
            "title": f"{{{title}}}",
            "author": "{Sightline}",
            "year": str(day.year),
            "note": _plain_tex(said),
            "url": self.url,
            "urldate": day.isoformat(),
        }
        told = "".join(f",\n  {name} = {{{value}}}" for name, value in lines.items() if value)
        return f"@misc{{sightline-v{self.version}-{digest}{told}\n}}\n"

    def style(self, event_type: str) -> TypeStyle:
        """The style of a type; a plain grey one for types that have none."""
        return self.styles.get(event_type) or TypeStyle(name=event_type, color="#666666")

    def facts(self) -> dict[str, str]:
        """The words that every format carries, by name."""
        return {
            "title": self.title,
            "citation": self.citation,
            "licence": self.licence,
            "query": self.query,
            "version": str(self.version),
            "profile": self.profile,
            "made_at": self.made_at.isoformat(),
            "url": self.url,
        }
