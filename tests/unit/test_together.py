"""A run's messages reach the browser together; a long run is not waited for."""

import asyncio
import struct
import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from bench.crowd import parts
from dashboard import together
from dashboard.component import OURS


def told(kind: str) -> Message:
    message = ForwardMsg()
    if kind == "script_finished":
        message.script_finished = ForwardMsg.FINISHED_SUCCESSFULLY
    else:
        getattr(message, "session_status_changed" if kind == "finished" else kind).SetInParent()
    return {"type": "websocket.send", "bytes": message.SerializeToString()}


def a_part_shows(what: str, name: str = f"{OURS}list", part: str = "1") -> Message:
    message = ForwardMsg()
    component = message.delta.new_element.bidi_component
    component.component_name, component.bytes, component.id = name, what.encode(), part
    return {"type": "websocket.send", "bytes": message.SerializeToString()}


def ahead(message: Message) -> bytes | None:
    """What a component is told ahead with a message, or None where nothing goes ahead."""
    head = struct.calcsize(together.HEAD)
    mark, start, end = struct.unpack(together.HEAD, message["bytes"][:head])
    return message["bytes"][head:][start:end] if mark == together.AHEAD else None


def kinds(sent: list[Message]) -> list[str]:
    return [together.kind_of(ForwardMsg.FromString(m.get("bytes", b""))) or m["type"] for m in sent]


def run(
    play: Callable[[Send, list[Message]], Awaitable[None]], kind: str = "websocket", query: bytes = b""
) -> list[Message]:
    """What goes out when an application plays its part; it may look at what went out so far."""
    sent: list[Message] = []

    async def app(_scope: Scope, _receive: Receive, send: Send) -> None:
        await play(send, sent)

    async def onward(message: Message) -> None:
        sent.append(message)

    async def nothing() -> Any:
        raise AssertionError

    played = together.Together(app)({"type": kind, "query_string": query}, nothing, onward)
    with ThreadPoolExecutor(1) as elsewhere:  # a browser test may have left a loop running in this thread
        elsewhere.submit(asyncio.run, played).result()
    return sent


def test_waits_for_the_end_of_a_run_and_keeps_the_order() -> None:
    async def play(send: Send, sent: list[Message]) -> None:
        await send({"type": "websocket.accept"})
        assert kinds(sent) == ["websocket.accept"]
        for kind in ("new_session", "page_config_changed", "delta"):
            await send(told(kind))
        assert len(sent) == 1
        await send(told("script_finished"))
        assert len(sent) == 1
        await send(told("finished"))  # right after it, that the script runs no more
        assert len(sent) == 6
        await send(told("delta"))  # no run is under way: nothing is waited for
        assert len(sent) == 7

    assert kinds(run(play)) == [
        "websocket.accept", "new_session", "page_config_changed", "delta", "script_finished", "finished",
        "delta",
    ]  # fmt: skip


def test_what_a_page_is_configured_to_be_is_said_once_until_it_changes() -> None:
    other = ForwardMsg()
    other.page_config_changed.title = "Another"

    async def play(send: Send, _sent: list[Message]) -> None:
        for _ in range(2):
            for message in (told("new_session"), told("page_config_changed"), told("finished")):
                await send(message)
        await send({"type": "websocket.send", "bytes": other.SerializeToString()})
        await send(told("page_config_changed"))

    assert kinds(run(play)) == [
        "new_session", "page_config_changed", "finished", "new_session", "finished",
        "page_config_changed", "page_config_changed",
    ]  # fmt: skip


def test_what_our_components_show_goes_ahead_once_and_keeps_its_turn() -> None:
    first = [told("new_session"), a_part_shows("1"), a_part_shows("1", part="2"), a_part_shows("2", "other")]
    again = [told("new_session"), a_part_shows("1"), a_part_shows("2", part="2"), told("delta")]

    async def play(send: Send, sent: list[Message]) -> None:
        for message in first:
            await send(message)
        assert [ahead(m) for m in sent] == [b"1", b"1"]
        await send(told("finished"))
        for message in (*again, told("finished")):
            await send(message)
        await send(a_part_shows("3"))  # no run is under way: nothing has a turn to be ahead of

    one, two, whole, other, rest, after = run(play, query=b"together=1")
    assert [*parts(one["bytes"]), *parts(two["bytes"])] == [m["bytes"] for m in first[1:3]]
    assert list(parts(whole["bytes"])) == [
        first[0]["bytes"],
        b"",
        b"",
        first[3]["bytes"],
        told("finished")["bytes"],
    ]
    assert ahead(other) == b"2"
    assert list(parts(rest["bytes"])) == [
        again[0]["bytes"], again[1]["bytes"], b"", again[3]["bytes"], told("finished")["bytes"],
    ]  # fmt: skip
    assert list(parts(after["bytes"])) == [a_part_shows("3")["bytes"]]


def test_where_many_run_at_once_nothing_goes_ahead() -> None:
    sent: list[Message] = []

    async def onward(message: Message) -> None:
        sent.append(message)

    async def play() -> None:
        running: set[together.Held] = set()
        pages = [together.Held(onward, running, packed=True) for _ in range(together.FEW + 1)]
        for page in pages:
            await page.send(told("new_session"))
        assert sys.getswitchinterval() == pytest.approx(together.LONG_S)
        await pages[0].send(a_part_shows("1"))
        assert not sent
        pages[-1].let_go()
        assert sys.getswitchinterval() == pytest.approx(together.SHORT_S)
        await pages[0].send(a_part_shows("2"))
        assert [ahead(m) for m in sent] == [b"2"]
        for page in pages:
            page.let_go()
        assert not running
        assert sys.getswitchinterval() == pytest.approx(together.LONG_S)  # nobody waits for a script

    kept = sys.getswitchinterval()
    with ThreadPoolExecutor(1) as elsewhere:
        elsewhere.submit(asyncio.run, play()).result()
    sys.setswitchinterval(kept)


def test_a_client_that_asks_for_nothing_is_told_nothing_ahead() -> None:
    async def play(send: Send, _sent: list[Message]) -> None:
        await send(told("new_session"))
        await send(a_part_shows("1"))
        await send(told("finished"))

    assert kinds(run(play)) == ["new_session", "delta", "finished"]


def test_a_page_that_asks_for_it_gets_what_leaves_together_as_one_message() -> None:
    messages = [told(kind) for kind in ("new_session", "delta", "script_finished", "finished")]

    async def play(send: Send, sent: list[Message]) -> None:
        for message in messages:
            await send(message)
        await send({"type": "websocket.close"})

    whole, close = run(play, query=b"a=1&together=1")
    assert list(parts(whole["bytes"])) == [m["bytes"] for m in messages]
    assert close["type"] == "websocket.close"


def test_of_a_long_run_what_there_is_goes_out_time_after_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(together, "PATIENCE_S", 0.01)

    async def play(send: Send, sent: list[Message]) -> None:
        await send(told("new_session"))
        await send(told("delta"))
        while not sent:
            await asyncio.sleep(0.001)
        assert kinds(sent) == ["new_session", "delta"]
        await send(told("delta"))
        assert len(sent) == 2
        while len(sent) == 2:
            await asyncio.sleep(0.001)
        await send(told("script_finished"))
        await send(told("finished"))

    assert kinds(run(play)) == ["new_session", "delta", "delta", "script_finished", "finished"]


def test_what_closes_a_connection_waits_for_no_run() -> None:
    async def play(send: Send, sent: list[Message]) -> None:
        await send(told("new_session"))
        await send({"type": "websocket.close"})

    assert kinds(run(play)) == ["new_session", "websocket.close"]


def test_answers_over_http_pass() -> None:
    async def play(send: Send, sent: list[Message]) -> None:
        await send({"type": "http.response.start"})
        assert len(sent) == 1

    assert kinds(run(play, "http")) == ["http.response.start"]
