"""Commands over stories: list and show; they are made on the page, and erased by `geo purge`."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from geo.commands.store import Store
from geo.records import StoryRevision, to_dict

app = typer.Typer(help="The stories of a store: list them, show one.", no_args_is_help=True)


def register(commands: typer.Typer) -> None:
    """Add this group to the program's commands."""
    commands.add_typer(app, name="story")


@app.command("list")
def listing(
    profile: Annotated[str, typer.Option(help="Whose eyes: analyst, partner or public.")] = "analyst",
    store: Store = None,
) -> None:
    """Every story, the last changed first: id, status, number of steps, title."""
    from geo.publish import profile as named
    from geo.store.log import Log
    from geo.store.stories import Stories

    chosen = named(profile)
    for revision in Stories(Log.open(store, create=False).commits).newest():
        told = chosen.story(revision)
        if told is not None and told.story is not None:
            story = told.story
            sys.stdout.write(f"{story.story_id}  {story.status}  {len(story.steps)}  {story.title}\n")


@app.command()
def show(
    story: Annotated[str, typer.Argument(help="The story's id.")],
    as_json: Annotated[bool, typer.Option("--json", help="The newest revision as one JSON object.")] = False,
    version: Annotated[int | None, typer.Option(help="As it was in a version of the store.")] = None,
    store: Store = None,
) -> None:
    """One story: its words, and each step's query, which `geo export --query` takes."""
    from geo.store.log import Log
    from geo.store.stories import Stories

    told = Stories(Log.open(store, create=False).commits).story(story, version)
    sys.stdout.write(json.dumps(to_dict(told), ensure_ascii=False) + "\n" if as_json else text(told))


def text(told: StoryRevision) -> str:
    """A story to read in a terminal."""
    story = told.story
    assert story is not None
    moment = told.recorded_at.isoformat(timespec="seconds")
    parts = [f"{story.title}\n{story.status}, version {told.version}, {moment}, {told.author}"]
    parts += [story.intro] if story.intro else []
    for n, step in enumerate(story.steps, 1):
        parts.append(
            "\n".join(p for p in (f"{n}. {step.title}".rstrip(), step.text, f"   {step.query}") if p)
        )
    return "\n\n".join(parts) + "\n"
