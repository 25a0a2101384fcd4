"""People who filter at the same time: `python -m bench.crowd ADDRESS --people 20 --changes 10`.

Twenty browsers do not fit on the machine that is measured, so each person is a client that speaks to the
server as the page does: Streamlit's websocket, a run of the script for each filter (as Back and Forward ask
for one), the answers kept that the browser keeps, and the map's tiles over HTTP as soon as the map is told
the filter. All start each change in the same moment. A change ends when the script has ended and all tiles
have come; what the browser takes to draw them is not in it.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import statistics
import struct
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from bench.store import filters
from bench.synth import ids
from dashboard.together import AHEAD, HEAD
from geo.store.filter import Filter

TILES = "&".join(["tile=0/0/0/areas", *(f"tile=4/{x}/{y}" for x in (2, 3, 4) for y in (6, 7))])
"""What a 1440x900 page asks for at zoom 5 over Mexico: tiles of 512 pixels, and the world's areas."""


@dataclass
class Person:
    """One reader: a websocket and a keep-alive HTTP client."""

    address: str
    socket: ClientConnection
    http: httpx.AsyncClient
    kept: set[str] = field(default_factory=set)
    received: int = 0

    async def run(self, query: str) -> int:
        """Have the page shown with a query; returns the status of its tiles."""
        asked = BackMsg()
        asked.rerun_script.query_string = query
        asked.rerun_script.cached_message_hashes.extend(self.kept)
        await self.socket.send(asked.SerializeToString())
        told = b'"message":{"query":' + json.dumps(query).encode()
        tiles: asyncio.Task[int] | None = None
        ended = False
        while not ended:
            packed = await self.socket.recv(decode=False)
            self.received += len(packed)
            if tiles is None and told in packed:
                version = packed.split(told + b',"version":')[1].split(b",")[0].decode()
                tiles = asyncio.create_task(self.tiles(query, version))
            for raw in parts(packed):
                message = ForwardMsg.FromString(raw)
                if message.metadata.cacheable:
                    self.kept.add(message.hash)
                ended |= message.WhichOneof("type") == "script_finished"
        if tiles is None:
            raise RuntimeError(f"the map was not told {query!r}")
        return await tiles

    async def tiles(self, query: str, version: str) -> int:
        """The map's tiles, in one answer as the page asks for them."""
        path = f"{self.address}/tiles/events.json?{query}&{TILES}&v={version}"
        try:
            answer = await self.http.get(path)
        except (httpx.RemoteProtocolError, httpx.ReadError):
            answer = await self.http.get(path)  # a kept connection was closed; a browser asks again too
        self.received += len(answer.content)
        return answer.status_code


def parts(packed: bytes) -> Iterator[bytes]:
    """What was sent together (`dashboard/together.py`), one by one; empty for what went ahead."""
    head = struct.calcsize(HEAD)
    if packed[:4] == struct.pack(">I", AHEAD):
        yield packed[head:]
        return
    while packed:
        end = 4 + int.from_bytes(packed[:4], "big")
        yield packed[4:end]
        packed = packed[end:]


def wanted(people: int, changes: int, seed: int) -> list[list[str]]:
    """For each person the queries, none of them twice."""
    types, rng = ids("event_types.csv"), random.Random(seed)
    found = dict.fromkeys(f.to_query() for f in filters(people * changes * 2, seed) if f != Filter())
    queries = list(found)[: people * changes]
    while len(queries) < people * changes:
        queries.append(Filter(types=tuple(sorted(rng.sample(types, 4)))).to_query())
    return [queries[i::people] for i in range(people)]


async def crowd(address: str, people: int, changes: int, seed: int) -> dict[str, object]:
    """All at once, change after change; seconds of each, and what went wrong."""
    took: list[float] = []
    errors: list[str] = []
    socket = address.replace("http://", "ws://", 1) + "/_stcore/stream?together=1"
    limits = httpx.Limits(max_connections=6, max_keepalive_connections=6)
    everybody: list[Person] = []
    for _ in range(people):
        opened = await connect(socket, max_size=None, subprotocols=["streamlit"], compression=None)  # type: ignore[list-item]
        everybody.append(Person(address, opened, httpx.AsyncClient(timeout=60, limits=limits)))
    for person in everybody:
        await person.run(Filter().to_query())

    async def change(person: Person, query: str) -> None:
        began = time.monotonic()
        try:
            status = await asyncio.wait_for(person.run(query), 60)
            if status != 200:
                errors.append(f"{status} for the tiles of {query}")
        except Exception as error:  # noqa: BLE001 (whatever goes wrong is counted)
            errors.append(f"{type(error).__name__}: {error}")
        took.append(time.monotonic() - began)

    queries = wanted(people, changes, seed)
    for person in everybody:
        person.received = 0
    began = time.monotonic()
    for turn in range(changes):
        await asyncio.gather(*(change(p, q[turn]) for p, q in zip(everybody, queries, strict=True)))
    whole = time.monotonic() - began
    for person in everybody:
        await person.http.aclose()
        await person.socket.close()
    took.sort()
    return {
        "people": people,
        "changes": len(took),
        "median_s": round(statistics.median(took), 3),
        "p95_s": round(took[int(0.95 * (len(took) - 1))], 3),
        "most_s": round(took[-1], 3),
        "changes_a_second": round(len(took) / whole, 1),
        "kb_a_change": sum(p.received for p in everybody) // len(took) >> 10,
        "errors": len(errors),
        "first_error": errors[0] if errors else None,
        "load": round(os.getloadavg()[0], 1),
    }


def main() -> None:
    """Measure a server that runs and print one JSON line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address")
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--changes", type=int, default=10, help="for each person (default 10)")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    print(json.dumps(asyncio.run(crowd(given.address, given.people, given.changes, given.seed))))


if __name__ == "__main__":
    main()
