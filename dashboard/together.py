"""The messages of a run of the page leave together, so that the browser draws the page once.

Streamlit sends what the script makes piece by piece, every few milliseconds, and the browser makes the page
anew for each piece. A change of the filter takes the script a moment, in which the pieces change nothing that
anybody could look at. Of a run that takes longer, what there is goes out from time to time.

A page of ours asks for `together=1` on its websocket: it gets what leaves together as one message, each part
after its length (`assets/socket.js`). Fifty messages are fifty tasks of the browser, with drawing in between.
"""

from __future__ import annotations

import asyncio
import struct
from contextlib import suppress

from starlette.datastructures import QueryParams
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

PATIENCE_S = 0.5
"""How long a run is waited for before what there is goes out, and again after that."""


class Together:
    """Holds back what is sent to a page's websocket while a run of the script is under way."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        held = Held(send, packed=QueryParams(scope.get("query_string", b"")).get("together") == "1")
        try:
            await self.app(scope, receive, held.send)
        finally:
            held.let_go()


class Held:
    """What waits to be sent on one websocket, in its order; `packed` into one message where that is asked."""

    def __init__(self, onward: Send, *, packed: bool) -> None:
        self.onward, self.packed = onward, packed
        self.waiting: list[Message] = []
        self.patience: asyncio.Task[None] | None = None
        self.one_by_one = asyncio.Lock()

    async def send(self, message: Message) -> None:
        """Send a message, or keep it until the run that it belongs to ends."""
        kind = kind_of(message)
        async with self.one_by_one:
            self.waiting.append(message)
            if kind == "new_session" and self.patience is None:
                self.patience = asyncio.create_task(self.lose_patience())
            elif kind in ("script_finished", ""):
                self.let_go()
            if self.patience is None:
                await self.flush()

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


def pack(messages: list[Message]) -> list[Message]:
    """The same with all bytes in one message: each part after its length, four bytes, the highest first."""
    parts = [body for m in messages if (body := body_of(m)) is not None]
    packed = b"".join(struct.pack(">I", len(part)) + part for part in parts)
    whole: list[Message] = [{"type": "websocket.send", "bytes": packed}] if parts else []
    return whole + [m for m in messages if body_of(m) is None]


def body_of(message: Message) -> bytes | None:
    """The bytes that a message sends; None where it sends none."""
    return message.get("bytes") if message["type"] == "websocket.send" else None


def kind_of(message: Message) -> str:
    """What Streamlit tells with a message; empty for what is none of its messages."""
    body = body_of(message)
    return ForwardMsg.FromString(body).WhichOneof("type") or "" if body else ""
