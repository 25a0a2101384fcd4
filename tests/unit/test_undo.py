"""Going back in an event's history: undoing never redoes, and a merger is taken apart on both sides."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from geo.errors import InputError
from geo.records import Event
from geo.store.log import Log
from tests.unit.stories import event


@pytest.fixture
def log(own_store: Path) -> Log:
    log = Log.open()
    told = [event("e1"), event("e2", report_id="r2"), event("e3", report_id="r3", sources=("r3", "r4"))]
    log.propose([*told, event("e4", report_id="r2", type="raid")], "extractor")
    return log


def act(log: Log, event_id: str, action: str, **changes: Any) -> None:
    log.revise(event_id, action=action, changes=changes, author="ana")


def newest(log: Log, event_id: str) -> Event | None:
    return log.history(event_id)[-1].event


def sources(log: Log, event_id: str) -> tuple[str, ...]:
    found = newest(log, event_id)
    assert found is not None
    return found.sources


def test_restoring_twice_tells_that_there_is_nothing_and_changes_nothing(log: Log) -> None:
    act(log, "e1", "withdraw")
    act(log, "e1", "restore")
    version = log.version
    with pytest.raises(InputError, match=r"e1: .*There is nothing to restore: it is as it was first told"):
        act(log, "e1", "restore")
    assert (log.version, newest(log, "e1")) == (version, event("e1"))


def test_restoring_goes_back_step_by_step_and_begins_anew_after_a_change(log: Log) -> None:
    act(log, "e1", "correct", type="raid")
    act(log, "e1", "withdraw")
    act(log, "e1", "restore")
    assert newest(log, "e1") == event("e1", type="raid")
    act(log, "e1", "dispute")
    act(log, "e1", "restore")
    assert newest(log, "e1") == event("e1", type="raid")
    act(log, "e1", "restore")
    assert newest(log, "e1") == event("e1")


def test_a_merger_that_is_undone_takes_the_sources_out_again(log: Log) -> None:
    act(log, "e3", "merge", into="e1")
    assert sources(log, "e1") == ("r1", "r3", "r4")
    act(log, "e3", "restore")
    assert newest(log, "e3") == event("e3", report_id="r3", sources=("r3", "r4"))
    assert newest(log, "e1") == event("e1")
    assert [r.version for r in log.history("e1")] == [r.version for r in log.history("e3")] == [1, 2, 3]
    with pytest.raises(InputError, match="There is nothing to restore"):
        act(log, "e1", "restore")


def test_what_was_said_of_the_other_event_since_stays(log: Log) -> None:
    act(log, "e2", "merge", into="e1")
    act(log, "e1", "confirm")
    act(log, "e1", "correct", summary="Put right")
    act(log, "e2", "restore")
    assert newest(log, "e1") == event("e1", status="confirmed", summary="Put right")


def test_a_source_that_another_merged_event_has_too_stays_until_it_goes_as_well(log: Log) -> None:
    act(log, "e4", "merge", into="e1")
    act(log, "e2", "merge", into="e1")
    act(log, "e4", "restore")
    assert sources(log, "e1") == ("r1", "r2")
    assert log.history("e1")[-1].version == 3, "nothing of it changed"
    act(log, "e2", "restore")
    assert sources(log, "e1") == ()


def test_a_source_of_the_events_own_stays(log: Log) -> None:
    act(log, "e1", "correct", sources=["r1", "r2"])
    act(log, "e2", "merge", into="e1")
    act(log, "e2", "restore")
    assert sources(log, "e1") == ("r1", "r2")


def test_what_was_passed_on_by_a_second_merger_goes_there_too(log: Log) -> None:
    act(log, "e2", "merge", into="e1")
    act(log, "e1", "merge", into="e3")
    assert sources(log, "e3") == ("r1", "r2", "r3", "r4")
    act(log, "e2", "restore")
    assert sources(log, "e3") == ("r1", "r3", "r4")
    middle = log.history("e1")[-1]
    assert (middle.event, middle.merged_into) == (event("e1", status="withdrawn"), "e3")


def test_undoing_it_from_the_other_side_brings_the_merged_event_back(log: Log) -> None:
    act(log, "e2", "merge", into="e1")
    act(log, "e1", "restore")
    assert (newest(log, "e1"), newest(log, "e2")) == (event("e1"), event("e2", report_id="r2"))
    assert log.history("e2")[-1].merged_into is None


def test_an_event_that_took_another_in_and_was_erased_is_left_alone(log: Log) -> None:
    act(log, "e2", "merge", into="e1")
    log.purge("e1", "ana")
    act(log, "e2", "restore")
    assert newest(log, "e2") == event("e2", report_id="r2")
    assert log.history("e1")[-1].action == "purge"


def test_what_was_said_after_a_merger_is_undone_to_the_merger(log: Log) -> None:
    act(log, "e2", "merge", into="e1")
    act(log, "e2", "dispute")
    act(log, "e2", "restore")
    assert log.history("e2")[-1].merged_into == "e1"
    act(log, "e2", "restore")
    assert (newest(log, "e2"), newest(log, "e1")) == (event("e2", report_id="r2"), event("e1"))
