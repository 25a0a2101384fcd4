"""Stories in the log: what is kept of them, who was first, what is refused, and what an erasure leaves."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import ConflictError, FilterError, InputError, NotFoundError
from geo.publish import PARTNER, PUBLIC
from geo.records import Step, Story, replace, story_from_dict, to_dict
from geo.store import erase
from geo.store.filter import Filter
from geo.store.index import Index
from geo.store.log import Log
from geo.store.stories import Scene, Stories, checked, new_id
from tests.unit.stories import event, report
from tests.unit.test_log import _everything

ID = "story-0123456789"
STEP = Step(
    title=" Juárez ", text="Who was\nthere.", query="?type=arrest&lat=31.7&lng=-106.4&z=9&event=e1&lang=es"
)
STORY = Story(story_id=ID, title="Two weeks", intro="Why.", lang="en", steps=(STEP,))
EXPLICIT = "dates=overlap&status=confirmed&status=disputed&status=proposed"
KEPT = f"{EXPLICIT}&type=arrest&lat=31.7&lng=-106.4&z=9&event=e1"


@pytest.fixture
def log(own_store: Path) -> Log:
    return Log.open()


@pytest.fixture
def stories(log: Log) -> Stories:
    return Stories(log.commits)


def test_a_story_comes_back_as_it_was_written(stories: Stories) -> None:
    made = stories.write(STORY, "ana", reason="for the desk")
    kept = replace(STORY, steps=(Step(title="Juárez", text="Who was\nthere.", query=KEPT),))
    assert (made.story, made.version, made.action) == (kept, 1, "write")
    assert (made.author, made.reason) == ("ana", "for the desk")
    assert stories.newest() == [made] == [stories.story(ID)]
    assert story_from_dict(to_dict(kept) | {"later": 1}) == kept


def test_the_same_words_add_nothing_and_others_are_a_revision(stories: Stories) -> None:
    first = stories.write(STORY, "ana")
    assert stories.write(STORY, "bea") == first
    second = stories.write(replace(STORY, title="Three weeks"), "bea", based_on=first.version)
    assert [r.story.title for r in stories.history(ID) if r.story] == ["Two weeks", "Three weeks"]
    assert stories.story(ID, first.version) == first
    assert stories.newest(first.version) == [first]
    assert stories.newest() == [second]
    with pytest.raises(NotFoundError, match="in version 0"):
        stories.story(ID, 0)


def test_who_comes_second_is_told(stories: Stories) -> None:
    first = stories.write(STORY, "ana")
    stories.write(replace(STORY, title="Three weeks"), "bea", based_on=first.version)
    with pytest.raises(ConflictError, match="bea changed it"):
        stories.write(replace(STORY, title="Four weeks"), "ana", based_on=first.version)
    with pytest.raises(ConflictError):
        stories.act(ID, "publish", "ana", based_on=first.version)


def test_status_and_undo(stories: Stories) -> None:
    def status() -> str:
        story = stories.story(ID).story
        assert story
        return story.status

    stories.write(replace(STORY, status="published"), "ana")
    assert status() == "draft", "publishing is an act of its own"
    with pytest.raises(InputError, match="earlier revision"):
        stories.act(ID, "restore", "ana")
    stories.act(ID, "publish", "ana")
    stories.write(replace(STORY, intro=""), "ana")
    assert status() == "published"
    stories.act(ID, "withdraw", "ana", reason="wrong")
    assert status() == "withdrawn"
    stories.act(ID, "restore", "ana")
    assert status() == "published"
    assert [r.action for r in stories.history(ID)] == ["write", "publish", "write", "withdraw", "restore"]
    with pytest.raises(NotFoundError, match="no story has the id"):
        stories.act(new_id(), "publish", "ana")
    with pytest.raises(InputError, match="one of publish, withdraw, restore"):
        stories.act(ID, "delete", "ana")


@pytest.mark.parametrize(
    ("story", "words"),
    [
        (replace(STORY, title=" "), "title of 1 to 200"),
        (replace(STORY, title="x" * 201), "title of 1 to 200"),
        (replace(STORY, intro="a\x00b"), "intro of 0 to 8000"),
        (replace(STORY, lang="fr"), "en, es or nothing"),
        (replace(STORY, story_id="e1"), "a story's id"),
        (replace(STORY, steps=(STEP,) * 101), "up to 100 steps"),
        (replace(STORY, steps=(STEP, replace(STEP, text="x" * 8001))), "step 2: text"),
    ],
)
def test_what_no_story_holds_is_refused(stories: Stories, story: Story, words: str) -> None:
    with pytest.raises(InputError, match=words):
        stories.write(story, "ana")
    assert stories.newest() == []


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("type=arrest&from=soon", "from"),
        ("nothing=1", "nothing"),
        ("event=<b>", "event"),
        ("here=<b>", "here"),
        ("lat=91&lng=0&z=3", "lat"),
        ("layers=satellite", "layers"),
        ("&".join(f"q={n}" for n in range(2001)), "query"),
    ],
)
def test_a_view_that_cannot_be_read_names_its_step(query: str, parameter: str) -> None:
    steps = (STEP, Step(query=query))
    with pytest.raises(FilterError, match=f"step 2: {parameter}"):
        checked(replace(STORY, steps=steps))


def test_unknown_ids_are_refused_where_they_are_known() -> None:
    with pytest.raises(FilterError, match="step 1: type"):
        checked(STORY, {"type": {"protest"}})


def test_a_scene_keeps_what_of_it_can_be_read() -> None:
    scene, errors = Scene.parse("type=arrest&from=soon&lat=1&lng=2&z=x&layers=admin1,rate")
    assert scene == Scene(filter=Filter(types=("arrest",)), layers="admin1,rate")
    assert [e.parameter for e in errors] == ["from", "z"]


positions = st.tuples(st.floats(-90, 90), st.floats(-540, 540), st.floats(0, 20))


@given(
    position=st.none() | positions.map(lambda p: (round(p[0], 4), round(p[1], 4), round(p[2]))),
    layers=st.sampled_from(["", "heat", "admin2,rate"]),
    event=st.none() | st.just("e-1.2:3"),
    here=st.none() | st.just("MX-MIC"),
    asof=st.none() | st.integers(0, 10**9 - 1),
    start=st.none() | st.dates(),
)
def test_a_scene_is_its_query(
    position: tuple[float, float, float] | None,
    layers: str,
    event: str | None,
    here: str | None,
    asof: int | None,
    start: date | None,
) -> None:
    scene = Scene(
        filter=Filter(asof=asof, from_=start), event=event, position=position, layers=layers, here=here
    )
    assert Scene.parse(scene.to_query()) == (scene, [])


def test_many_writers_lose_nothing(log: Log) -> None:
    ids = [new_id() for _ in range(12)]

    def write(story_id: str) -> None:
        Stories(Log.open().commits).write(replace(STORY, story_id=story_id), "ana")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, ids))
    assert {r.story_id for r in Stories(log.commits).newest()} == set(ids)
    assert log.version == 12


def test_an_erased_story_is_gone_from_every_file(log: Log, stories: Stories, own_store: Path) -> None:
    secret = "Zanahoria-7431"
    log.append_reports([report("r1")])
    log.propose([event("e1")], "extractor")
    stories.write(replace(STORY, intro=secret), "ana")
    stories.write(replace(STORY, title=secret, steps=(Step(text=secret, query=f"q={secret}"),)), "ana")
    other = stories.write(replace(STORY, story_id=new_id()), "ana")
    before = Index.current(log).refresh()
    assert secret.encode() in _everything(own_store)
    assert log.purge(ID, "ana", "asked for") == [ID]
    assert secret.encode() not in _everything(own_store.parent)
    assert log.purge(ID, "ana", "again") == [ID]
    (tomb,) = stories.history(ID)
    assert (tomb.action, tomb.author, tomb.reason, tomb.story) == ("purge", "ana", "asked for", None)
    assert stories.newest() == [other]
    with pytest.raises(NotFoundError, match=f"story {ID} was removed"):
        stories.write(STORY, "ana")
    with pytest.raises(NotFoundError, match=f"story {ID} was removed"):
        stories.story(ID)
    after = Index.current(log).refresh()
    assert after.count(Filter()) == before.count(Filter()), "no event is touched"
    assert after.version == log.version
    log.compact()
    assert stories.newest() == [other]


def test_an_interrupted_erasure_is_finished_by_the_next_upkeep(
    log: Log, stories: Stories, own_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stories.write(replace(STORY, intro="Zanahoria"), "ana")
    with monkeypatch.context() as patch:
        patch.setattr(erase, "sweep", lambda commits: None)
        log.purge(ID, "ana")
    assert b"Zanahoria" in _everything(own_store)
    assert stories.newest() == []
    log.compact()
    assert b"Zanahoria" not in _everything(own_store.parent)


def test_a_purged_event_leaves_the_story_that_opens_it(log: Log, stories: Stories) -> None:
    log.propose([event("e1")], "extractor")
    made = stories.write(STORY, "ana")
    log.purge("e1", "ana", "asked for")
    assert stories.newest() == [made]


def test_a_log_from_before_there_were_stories_takes_them(own_store: Path) -> None:
    from deltalake import DeltaTable

    from geo.store.commits import CONFIGURATION
    from geo.store.rows import SCHEMA

    own_store.mkdir(parents=True)
    older = SCHEMA.remove(SCHEMA.get_field_index("story_id"))
    DeltaTable.create(str(own_store), schema=older, name="sightline", configuration=CONFIGURATION)
    log = Log.open()
    stories = Stories(log.commits)
    assert stories.newest() == []
    made = stories.write(STORY, "ana")
    assert Stories(Log.open().commits).newest() == [made]
    log.purge(ID, "ana", "asked for")
    assert stories.newest() == []


def test_readers_elsewhere_see_what_was_published_and_nobody_behind_it(stories: Stories) -> None:
    draft = stories.write(STORY, "ana", reason="a note")
    assert PARTNER.story(draft) is PUBLIC.story(draft) is None
    shown = stories.act(ID, "publish", "ana", reason="a note")
    for profile in (PARTNER, PUBLIC):
        left = profile.story(shown)
        assert left
        assert (left.author, left.reason, left.version) == ("", "", shown.version)
    partner, public = PARTNER.story(shown), PUBLIC.story(shown)
    assert partner
    assert partner.story == shown.story
    assert public
    assert public.story
    assert "lat=31.7&lng=-106.4&z=9" in public.story.steps[0].query
    gone = stories.act(ID, "withdraw", "ana")
    assert PUBLIC.story(gone) is None


def test_the_public_map_stands_no_closer_than_a_division() -> None:
    scene = Scene(filter=Filter(), position=(19.43123, -102.07123, 15))
    assert scene.coarser().position == (19.4, -102.1, 9)
