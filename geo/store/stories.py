"""Stories: ordered views with text, kept in the log as revisions, like events.

A story's row has the kind `story` and the whole story as its payload; the newest row is the story. It shares
the log's versions, so that a step's `asof` and the story's own moment are numbers of one sequence, and the
log's writers, erasure and upkeep. No index holds stories: there are few, and they are read as they are.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, replace
from datetime import UTC
from typing import Any
from urllib.parse import parse_qs, quote, urlencode

from geo.errors import ConflictError, FilterError, InputError, NotFoundError
from geo.records import Step, Story, StoryRevision, story_from_dict, to_dict
from geo.store import erase
from geo.store.commits import Commits
from geo.store.filter import POSITION_LIMITS, VIEW_PARAMETERS, Filter, number_within
from geo.store.rows import Row, check_text, digest, encode

ACTIONS = ("publish", "withdraw", "restore")
MOST_STEPS, MOST_TITLE, MOST_TEXT, MOST_QUERY = 100, 200, 8_000, 24_000
LANGUAGES = ("", "en", "es")
LAYERS = frozenset({"heat", "admin1", "admin2", "rate", "killed"})
FARTHEST, COARSEST_ZOOM = 1, 9
"""What is left of a map's position where places are coarsened: decimals of a degree, and the zoom."""

ID = re.compile(r"story-[a-z0-9]{6,40}\Z")
_NAMED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,119}\Z")
_FIELDS = "revision_id, story_id, version, recorded_at, action, author, reason, payload"

Make = Callable[[list[StoryRevision]], Story]


def new_id() -> str:
    """An id that no story has: 80 random bits."""
    return f"story-{secrets.token_hex(10)}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Scene:
    """What a step shows: events, the one that is open, where the map stands and what it draws.

    `position` is (lat, lng, zoom) or None; `layers` is as in a link, empty for single events; `here` is the
    id of the region that is outlined.
    """

    filter: Filter
    event: str | None = None
    position: tuple[float, float, float] | None = None
    layers: str = ""
    here: str | None = None

    @classmethod
    def parse(
        cls, query: str | Mapping[str, list[str]], known: Mapping[str, Container[str]] | None = None
    ) -> tuple[Scene, list[FilterError]]:
        """The scene of a link's query string, and what in it could not be read.

        Parameters
        ----------
        known
            The ids that exist, by parameter; see `Filter.parse`.
        """
        if isinstance(query, str):
            try:
                query = parse_qs(query.removeprefix("?"), keep_blank_values=True, max_num_fields=2000)
            except ValueError as error:
                return cls(filter=Filter()), [FilterError("query", "a link's query string", str(error))]
        chosen, errors = Filter.parse_lenient(query, ignore=VIEW_PARAMETERS | {"theme", "v"}, known=known)
        event, here = (opened(query, key, errors) for key in ("event", "here"))
        layers = (query.get("layers") or [""])[-1]
        if layers and not LAYERS.issuperset(layers.split(",")):
            errors.append(FilterError("layers", f"some of {', '.join(sorted(LAYERS))}", layers))
            layers = ""
        position = position_of(query, errors)
        return cls(filter=chosen, event=event, position=position, layers=layers, here=here), errors

    def to_query(self) -> str:
        """The canonical query string, every value explicit."""
        more: dict[str, Any] = {}
        if self.position:
            more |= {k: f"{v:.10g}" for k, v in zip(POSITION_LIMITS, self.position, strict=True)}
        more |= {k: v for k, v in self._more() if v}
        told = urlencode(more, quote_via=quote, safe=",:")
        return "&".join(part for part in (self.filter.to_query(explicit=True), told) if part)

    def _more(self) -> tuple[tuple[str, str | None], ...]:
        return (("layers", self.layers), ("event", self.event), ("here", self.here))

    def coarser(self) -> Scene:
        """The scene with its map no closer than a division: where it stood might give a house away."""
        if self.position is None:
            return self
        lat, lng, zoom = self.position
        return replace(self, position=(round(lat, FARTHEST), round(lng, FARTHEST), min(zoom, COARSEST_ZOOM)))


def opened(query: Mapping[str, list[str]], key: str, errors: list[FilterError]) -> str | None:
    """The id that a link opens as its `event` or `here`; what is none goes to `errors`."""
    given = (query.get(key) or [""])[-1]
    if given and not _NAMED.match(given):
        errors.append(FilterError(key, f"the id of {'an event' if key == 'event' else 'a region'}", given))
        return None
    return given or None


def position_of(
    query: Mapping[str, list[str]], errors: list[FilterError]
) -> tuple[float, float, float] | None:
    """Where a link has its map stand, (lat, lng, zoom), where it says all three; what is none to `errors`."""
    found = []
    for key, (low, high) in POSITION_LIMITS.items():
        given = (query.get(key) or [""])[-1]
        value = number_within(given, low, high)
        if value is not None:
            found.append(value)
        elif key in query:
            errors.append(FilterError(key, f"a number from {low:g} to {high:g}", given))
    return (found[0], found[1], found[2]) if len(found) == len(POSITION_LIMITS) else None


def checked(story: Story, known: Mapping[str, Container[str]] | None = None) -> Story:
    """The story as it is kept: texts without spaces at their ends, queries canonical.

    Raises
    ------
    InputError
        A field is too long, or what no story holds.
    FilterError
        A step's query cannot be read; the message names the step.
    """
    if not ID.match(story.story_id):
        raise InputError("a story's id", story.story_id, where="story_id")
    if story.lang not in LANGUAGES:
        raise InputError("en, es or nothing", story.lang, where="lang")
    check_text(story.title, "title", most=MOST_TITLE)
    check_text(story.intro, "intro", least=0, most=MOST_TEXT)
    if len(story.steps) > MOST_STEPS:
        raise InputError(f"up to {MOST_STEPS} steps", len(story.steps), where="steps")
    steps = [_checked_step(n, step, known) for n, step in enumerate(story.steps, 1)]
    return replace(story, title=story.title.strip(), intro=story.intro.strip(), steps=tuple(steps))


def _checked_step(n: int, step: Step, known: Mapping[str, Container[str]] | None) -> Step:
    check_text(step.title, f"step {n}: title", least=0, most=MOST_TITLE)
    check_text(step.text, f"step {n}: text", least=0, most=MOST_TEXT)
    check_text(step.query, f"step {n}: query", least=0, most=MOST_QUERY)
    scene, errors = Scene.parse(step.query, known)
    if errors:
        first = errors[0]
        raise FilterError(f"step {n}: {first.parameter}", first.expected, first.came) from first
    return Step(title=step.title.strip(), text=step.text.strip(), query=scene.to_query())


class Stories:
    """The stories of a log."""

    def __init__(self, commits: Commits) -> None:
        self.commits = commits

    def newest(self, version: int | None = None) -> list[StoryRevision]:
        """Every story as it is now, or was in a version; the last changed first, without erased ones."""
        self.commits.refresh()
        return self._read(
            "story_id NOT IN (SELECT story_id FROM log WHERE kind = 'story' AND action = 'purge')"
            " AND version <= ? QUALIFY version = max(version) OVER (PARTITION BY story_id)"
            " ORDER BY version DESC, story_id",
            2**62 if version is None else version,
        )

    def history(self, story_id: str) -> list[StoryRevision]:
        """Every revision of a story, oldest first; of an erased one its tombstone alone.

        Raises
        ------
        NotFoundError
            There never was such a story.
        """
        self.commits.refresh()
        found = self._read("story_id = ? ORDER BY version, seq", story_id)
        if not found:
            raise NotFoundError(f"no story has the id {story_id!r}")
        return [r for r in found if r.action == "purge"][:1] or found

    def story(self, story_id: str, version: int | None = None) -> StoryRevision:
        """A story as it is now, or as it was in a version.

        Raises
        ------
        NotFoundError
            There is no such story, or it was erased, or it was not there yet.
        """
        found = self.history(story_id)
        if found[-1].action == "purge":
            raise NotFoundError(f"story {story_id} was removed")
        then = [r for r in found if version is None or r.version <= version]
        if not then:
            raise NotFoundError(f"no story had the id {story_id!r} in version {version}")
        return then[-1]

    def write(
        self,
        story: Story,
        author: str,
        *,
        reason: str = "",
        based_on: int | None = None,
        known: Mapping[str, Container[str]] | None = None,
    ) -> StoryRevision:
        """Keep a new story, or what a person made of one. Saying the same again adds nothing.

        Its status stays what it was, a draft at first.

        Parameters
        ----------
        based_on
            The version of the story that the person looked at.
        known
            See `checked`.

        Raises
        ------
        ConflictError
            Somebody wrote it after `based_on`.
        NotFoundError
            It was erased.
        InputError
            See `checked`.
        """
        story = checked(story, known)

        def make(past: list[StoryRevision]) -> Story:
            return replace(story, status=past[-1].story.status if past and past[-1].story else "draft")

        return self._append(story.story_id, "write", make, author, reason, based_on)

    def add(
        self,
        story_id: str,
        step: Step,
        author: str,
        *,
        reason: str = "",
        known: Mapping[str, Container[str]] | None = None,
    ) -> StoryRevision:
        """Put a step at a story's end, whatever others made of it meanwhile; raises as `write` does."""

        def make(past: list[StoryRevision]) -> Story:
            story = past[-1].story if past else None
            if story is None:
                raise NotFoundError(f"no story has the id {story_id!r}")
            return checked(replace(story, steps=(*story.steps, step)), known)

        return self._append(story_id, "write", make, author, reason, None)

    def act(
        self,
        story_id: str,
        action: str,
        author: str,
        *,
        reason: str = "",
        based_on: int | None = None,
    ) -> StoryRevision:
        """Publish or withdraw a story, or restore what it was before its last revision.

        Raises
        ------
        ConflictError, NotFoundError
            See `write`; also where there is no such story.
        InputError
            The action is not possible.
        """
        if action not in ACTIONS:
            raise InputError(f"an action, one of {', '.join(ACTIONS)}", action)

        def make(past: list[StoryRevision]) -> Story:
            if not past:
                raise NotFoundError(f"no story has the id {story_id!r}")
            told = [r.story for r in past if r.story]
            if action == "restore":
                if len(told) < 2:
                    raise InputError("a story with an earlier revision", story_id, where="restore")
                return told[-2]
            return replace(told[-1], status="published" if action == "publish" else "withdrawn")

        return self._append(story_id, action, make, author, reason, based_on)

    def _append(
        self, story_id: str, action: str, make: Make, author: str, reason: str, based_on: int | None
    ) -> StoryRevision:
        check_text(author, "author")
        check_text(reason, "reason", least=0, most=4000)

        def build(version: int) -> list[Row]:
            past = self._read("story_id = ? ORDER BY version, seq", story_id)
            if any(r.action == "purge" for r in past):
                raise NotFoundError(f"story {story_id} was removed")
            if based_on is not None and past and past[-1].version > based_on:
                last = past[-1]
                raise ConflictError(
                    f"story {story_id}: {last.author} changed it ({last.action}) in version {last.version}, "
                    f"after version {based_on}. Look at the newest and try again."
                )
            story: Story = make(past)
            if past and past[-1].story == story:
                return []
            payload = encode(to_dict(story), story_id)
            made: Row = {"kind": "story", "story_id": story_id, "payload": payload, "status": story.status}
            return [made | {"digest": digest(payload), "action": action, "author": author, "reason": reason}]

        erase.keep_up(self.commits, self.commits.append(build))
        return self.history(story_id)[-1]

    def _read(self, where: str, *values: Any) -> list[StoryRevision]:
        rows = self.commits.sql(f"SELECT {_FIELDS} FROM log WHERE kind = 'story' AND {where}", *values)
        return [
            StoryRevision(
                revision_id=r[0],
                story_id=r[1],
                version=r[2],
                recorded_at=r[3].astimezone(UTC),
                action=r[4],
                author=r[5] or "",
                reason=r[6] or "",
                story=story_from_dict(json.loads(r[7])) if r[7] else None,
            )
            for r in rows
        ]
