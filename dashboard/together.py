"""The messages of a run of the page leave together, so that the browser draws the page once.

Streamlit sends what the script makes piece by piece, every few milliseconds, and the browser makes the page
anew for each piece. A change of the filter takes the script a moment, in which the pieces change nothing that
anybody could look at. Of a run that takes longer, what there is goes out from time to time.

A page of ours asks for `together=1` on its websocket: it gets what leaves together as one message, each part
after its length (`assets/socket.js`). Fifty messages are fifty tasks of the browser, with drawing in between.
What our own components show (`component.py`) goes ahead of it all, while the script still runs: the browser
has nothing to do then, draws them, and asks for the map's tiles. Where many pages run at once, tiles would
hold up the rest.
"""

from __future__ import annotations

import asyncio
import struct
import sys
from contextlib import suppress

from starlette.datastructures import QueryParams
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from dashboard.component import OURS

PATIENCE_S = 0.5
"""How long a run is waited for before what there is goes out, and again after that."""

HEAD = ">III"
"""Before a part that goes ahead of its turn: `AHEAD`, and where in it lies what the component shows."""

AHEAD = 0xFFFFFFFF
"""Stands where else a length does."""

TURN: Message = {"type": "websocket.send", "bytes": b""}
"""Stands in what leaves together for the next part that went ahead."""

FEW = 2
"""How many runs under way at once are few: then components are told ahead, and threads take short turns."""

SHORT_S, LONG_S = 0.0005, 0.005
"""How long a thread keeps the interpreter while another waits; the long one is Python's own.

With it the tiles that are asked for while a script runs wait so long at each step. Of many threads, short
turns would have all end late.
"""


class Together:
    """Holds back what is sent to a page's websocket while a run of the script is under way."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.running: set[Held] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        packed = QueryParams(scope.get("query_string", b"")).get("together") == "1"
        held = Held(send, self.running, packed=packed)
        try:
            await self.app(scope, receive, held.send)
        finally:
            held.let_go()


class Held:
    """What waits to be sent on one websocket, in its order; `packed` into one message where that is asked.

    `running` are those of all websockets whose run is under way.
    """

    def __init__(self, onward: Send, running: set[Held], *, packed: bool) -> None:
        self.onward, self.running, self.packed = onward, running, packed
        self.waiting: list[Message] = []
        self.configured: bytes | None = None
        self.told: dict[str, int] = {}
        self.patience: asyncio.Task[None] | None = None
        self.one_by_one = asyncio.Lock()

    async def send(self, message: Message) -> None:
        """Send a message, or keep it until the run that it belongs to ends."""
        body = body_of(message)
        said = ForwardMsg.FromString(body) if body else ForwardMsg()
        kind = kind_of(said)
        if kind == "page_config_changed":
            if body == self.configured:
                return  # said with every run, for which the browser would load the page's icon anew
            self.configured = body
        async with self.one_by_one:
            if self.packed and self.patience is not None and len(self.running) <= FEW:
                message = await self.go_ahead(message, said)
            self.waiting.append(message)
            if kind == "new_session" and self.patience is None:
                self.patience = asyncio.create_task(self.lose_patience())
                self.running.add(self)
                self.take_turns()
            elif kind in ("finished", ""):
                self.let_go()
            if self.patience is None:
                await self.flush()

    async def go_ahead(self, message: Message, said: ForwardMsg) -> Message:
        """Send ahead what one of our components shows, where it is another thing than before.

        Returns what waits: the message itself, or its place where it went ahead.
        """
        element = said.delta.new_element.bidi_component
        shows = element.bytes
        known = hash(shows)
        ours = element.component_name.startswith(OURS) and bool(shows)
        if not ours or self.told.get(element.id) == known:
            return message
        self.told[element.id] = known
        body = message["bytes"]
        start = body.index(shows)
        head = struct.pack(HEAD, AHEAD, start, start + len(shows))
        await self.onward({"type": "websocket.send", "bytes": head + body})
        return TURN

    async def flush(self) -> None:
        """Send what waits."""
        waiting, self.waiting = self.waiting, []
        for message in pack(waiting) if self.packed else waiting:
            await self.onward(message)

    async def lose_patience(self) -> None:
        """The run takes long: send what waits, time after time until it ends."""
        with suppress(OSError):  # the page is gone; Streamlit is told when it sends the next message
            while True:
                await asyncio.sleep(PATIENCE_S)
                async with self.one_by_one:
                    await self.flush()

    def let_go(self) -> None:
        """Wait for no run any more."""
        if self.patience is not None:
            self.patience.cancel()
            self.patience = None
            self.running.discard(self)
            self.take_turns()

    def take_turns(self) -> None:
        """Have threads take turns as suits so many runs."""
        sys.setswitchinterval(SHORT_S if 0 < len(self.running) <= FEW else LONG_S)


def pack(messages: list[Message]) -> list[Message]:
    """The same with all bytes in one message: each part after its length, four bytes, the highest first."""
    parts = [body for m in messages if (body := body_of(m)) is not None]
    packed = b"".join(struct.pack(">I", len(part)) + part for part in parts)
    whole: list[Message] = [{"type": "websocket.send", "bytes": packed}] if parts else []
    return whole + [m for m in messages if body_of(m) is None]


def body_of(message: Message) -> bytes | None:
    """The bytes that a message sends; None where it sends none."""
    return message.get("bytes") if message["type"] == "websocket.send" else None


def kind_of(said: ForwardMsg) -> str:
    """What Streamlit tells with a message; empty for what is none of its messages.

    The last that it tells of a run, right after `script_finished`, is that the script runs no more:
    "finished". That alone would have the browser make the page anew.
    """
    kind = said.WhichOneof("type") or ""
    ended = kind == "session_status_changed" and not said.session_status_changed.script_is_running
    return "finished" if ended else kind
