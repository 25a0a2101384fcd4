"""Stories as pages and the API show them: which ones a reader may see, what a step shows, in words too."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import Response

from dashboard import i18n, lookup, words
from dashboard.answers import cache_control, cached, entity_tag
from dashboard.i18n import _, day
from dashboard.problems import TITLES, problem
from dashboard.profiles import of_request
from dashboard.queries import filter_of
from dashboard.serving import event_log, snapshot
from geo.errors import FilterError, NotFoundError
from geo.events.actors import load_actors
from geo.events.types import load_types
from geo.publish import Profile
from geo.records import Step, Story, StoryRevision, replace, to_dict
from geo.store.filter import DEFAULT_STATUS, Filter
from geo.store.snapshot import Snapshot
from geo.store.stories import ID, Scene, Stories

Moment = int | datetime | None


def kept() -> Stories:
    """The stories of the log that this process serves."""
    return Stories(event_log().commits)


def shown(index: Snapshot, profile: Profile, asof: Moment = None) -> list[StoryRevision]:
    """The stories that a profile lets a reader see, the last changed first.

    With `asof` they are as they were then; one that is no longer shown now is not shown as of then either.
    """
    version = index.version_of(asof)

    def make() -> list[StoryRevision]:
        now = left(index, profile, kept().newest(index.version))
        if version is None:
            return now
        still = {r.story_id for r in now}
        return [r for r in left(index, profile, kept().newest(version)) if r.story_id in still]

    key = ("stories", id(event_log()), profile.name, index.version, version)
    found: list[StoryRevision] = lookup.remembered(key, make)
    return found


def left(index: Snapshot, profile: Profile, told: list[StoryRevision]) -> list[StoryRevision]:
    """The revisions that leave, as they do; a step that opens an event that does not leave opens none."""
    found = [r for r in map(profile.story, told) if r is not None]
    if profile.notes:
        return found
    return [
        replace(r, story=replace(r.story, steps=tuple(without_hidden(index, s) for s in r.story.steps)))
        for r in found
        if r.story is not None
    ]


def without_hidden(index: Snapshot, step: Step) -> Step:
    """A step without an open event that the index does not have."""
    scene, _errors = Scene.parse(step.query)
    if scene.event is None or index.event(scene.event, scene.filter.asof) is not None:
        return step
    return replace(step, query=replace(scene, event=None).to_query())


def one(index: Snapshot, profile: Profile, story_id: str, asof: Moment = None) -> StoryRevision | None:
    """One of `shown`, or None."""
    return next((r for r in shown(index, profile, asof) if r.story_id == story_id), None)


def history(version: int, story_id: str) -> list[StoryRevision]:
    """Every revision of a story up to a version, oldest first."""

    def make() -> list[StoryRevision]:
        return [r for r in kept().history(story_id) if r.version <= version]

    found: list[StoryRevision] = lookup.remembered(("tale", id(event_log()), version, story_id), make)
    return found


def writer(told: StoryRevision) -> str:
    """Who a story is by: who last wrote in it under a name, whoever published it; empty if nobody is told."""
    if not told.author:
        return ""  # a profile that names nobody
    wrote = [r.author for r in history(told.version, told.story_id) if r.action == "write"]
    return next((name for name in reversed(wrote) if name != words.UNNAMED), words.UNNAMED)


def erased(story_id: str) -> bool:
    """Whether a story was removed for good."""
    try:
        return bool(ID.match(story_id)) and kept().history(story_id)[-1].action == "purge"
    except NotFoundError:
        return False


def scene_of(step: Step, asof: Moment = None) -> tuple[Scene, list[FilterError]]:
    """What a step shows, and what of it cannot be read any more; a live step as of `asof`."""
    scene, errors = Scene.parse(step.query, lookup.known())
    if scene.here is not None and not lookup.region(scene.here):
        errors.append(FilterError("here", "the id of a known region", scene.here))
        scene = replace(scene, here=None)
    if scene.filter.asof is None and asof is not None:
        scene = replace(scene, filter=scene.filter.but(asof=asof))
    return scene, errors


def parameters(scene: Scene, lang: str) -> dict[str, list[str]]:
    """The parameters of a link to a scene on the map's page."""
    return parse_qs(scene.to_query(), keep_blank_values=True) | {"lang": [lang]}


def heading(step: Step, n: int) -> str:
    """What to call a step: its heading, else how its text begins, else its number."""
    first = step.title or step.text.split("\n", 1)[0]
    return (first if len(first) <= 80 else first[:79] + "…") or _("Step {n}").format(n=n)


def filter_words(chosen: Filter, source: Callable[[str], str] = str) -> str:
    """A filter in a line of words; `source` says what to call a report's id."""
    kinds, actors = load_types(), load_actors()
    parts = [words.name(kinds.get(t), t) for t in chosen.types]
    parts += [words.name(actors.get(a), a) for a in chosen.actors]
    parts += [lookup.region_name(r) for r in chosen.regions]
    if chosen.area or chosen.bbox:
        parts.append(_("in the drawn area"))
    if chosen.from_:
        parts.append(_("from {day}").format(day=day(chosen.from_)))
    if chosen.to:
        parts.append(_("until {day}").format(day=day(chosen.to)))
    if chosen.precision:
        parts.append(words.precision(chosen.precision))
    if chosen.status != DEFAULT_STATUS:
        parts += [words.status(s) for s in chosen.status]
    parts += [words.modality(m) for m in chosen.modality]
    parts += map(source, chosen.source)
    if chosen.q:
        parts.append(f"“{chosen.q}”")
    return " · ".join(parts) or _("All events")


def moment_words(index: Snapshot, asof: Moment) -> str:
    """A pin in words: the day that its version is of, and the version."""
    if isinstance(asof, datetime):
        return i18n.moment(asof)
    at = index.moment(asof) if asof is not None else None
    return _("{day} (version {n})").format(day=day(at.date()), n=asof) if at else f"v{asof}"


def head(told: StoryRevision) -> dict[str, Any]:
    """What a list of stories says of one."""
    assert told.story is not None
    return {
        "story_id": told.story_id,
        "title": told.story.title,
        "lang": told.story.lang,
        "status": told.story.status,
        "steps": len(told.story.steps),
        "version": told.version,
        "recorded_at": told.recorded_at.isoformat(),
        "author": told.author,
    }


def body(told: StoryRevision) -> dict[str, Any]:
    """A whole story; a step's `query` is what any other route takes."""
    story: Story | None = told.story
    assert story is not None
    return head(told) | {"intro": story.intro, "steps": [to_dict(s) for s in story.steps]}


def listing(request: Request) -> Response:
    """`/api/stories`: the stories, the last changed first; as of `asof` where that is given."""
    asof, index = filter_of(request).asof, snapshot(request)
    profile = of_request(request)
    tag = entity_tag("stories", index.version, asof)

    def make() -> dict[str, Any]:
        return {"version": index.version, "stories": [head(r) for r in shown(index, profile, asof)]}

    return cached(request, tag, make, cache=cache_control(request, index.version))


def story(request: Request) -> Response:
    """`/api/stories/{id}`: one story with its steps; 410 when it was removed for good."""
    story_id = request.path_params["id"]
    asof, index = filter_of(request).asof, snapshot(request)
    told = one(index, of_request(request), story_id, asof)
    if told is None:
        if erased(story_id):
            return problem(410, TITLES[410], f"story {story_id!r} was removed for good", story=story_id)
        raise NotFoundError(f"no story has the id {story_id!r}")
    tag = entity_tag("story", index.version, story_id, asof)
    return cached(request, tag, lambda: body(told), cache=cache_control(request, index.version))
