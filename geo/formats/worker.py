"""The reading process: `python -m geo.formats.worker`. Takes files on standard input, one after another.

Protocol, both ways: four bytes of length (big-endian), then that many bytes. A request is a JSON header
(`kind`, `name`) and then the file; an answer is JSON, `{"values": …}` or `{"error": …}`. Nothing is pickled:
the parent must be able to read the answer of a process that a file has taken over.
"""

from __future__ import annotations

import contextlib
import json
import struct
import sys
from datetime import date
from importlib import import_module
from typing import IO, Any

from geo.errors import InputError
from geo.formats import limits
from geo.formats.parse import parse

_armed = False
REFUSED = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "os.startfile",
    "os.system",
)


def main() -> None:
    """Read files until standard input closes."""
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    _limit_memory()
    sys.addaudithook(_refuse)
    while (header := receive(source)) is not None:
        data = receive(source)
        if data is None:
            return
        send(sink, json.dumps(_answer(json.loads(header), data)).encode())


def receive(source: IO[bytes], limit: int | None = None) -> bytes | None:
    """One message, or None when the other side is gone or sends more than `limit` bytes."""
    head = source.read(4)
    if len(head) < 4:
        return None
    size: int = struct.unpack(">I", head)[0]
    if limit is not None and size > limit:
        return None
    body = source.read(size)
    return body if len(body) == size else None


def send(sink: IO[bytes], message: bytes) -> None:
    """Send one message."""
    sink.write(struct.pack(">I", len(message)) + message)
    sink.flush()


def _answer(header: dict[str, str], data: bytes) -> dict[str, Any]:
    global _armed
    name = header["name"]
    try:
        prepare(header["kind"])
        _limit_time()
        _armed = True
        values = parse(header["kind"], data, name)
        return {"values": {k: v.isoformat() if isinstance(v, date) else v for k, v in values.items()}}
    except InputError as error:
        came = error.came if isinstance(error.came, str | int | float | None) else repr(error.came)
        return {"error": {"expected": error.expected, "came": came, "where": error.where, "hint": error.hint}}
    except MemoryError:
        return {"error": _beyond(f"{limits.MEMORY_BYTES // 2**20} MB of memory", name), "spent": True}
    except RecursionError:
        return {"error": _beyond("this program's nesting depth", name)}
    except Exception as error:  # noqa: BLE001 - the file broke a parser in a way that has no name; the parent says so
        return {
            "error": {
                "expected": f"a {header['kind']} file that can be read",
                "came": f"{type(error).__name__}: {error}"[:300],
                "where": name,
                "hint": "The file is damaged, or made to break readers; save it again or as plain text.",
            },
            "spent": True,
        }
    finally:
        _armed = False


def _beyond(limit: str, name: str) -> dict[str, Any]:
    return {
        "expected": f"a file that can be read within {limit}",
        "came": None,
        "where": name,
        "hint": "Split it, or save it as plain text.",
    }


def prepare(kind: str) -> None:
    """Import what a kind needs before its limits start to count."""
    if kind == "html":
        import trafilatura.core  # noqa: F401
    elif kind == "feed":
        import_module("lxml.etree")
    elif kind == "pdf":
        import pypdf  # noqa: F401
    elif kind == "docx":
        import docx  # noqa: F401


def _refuse(event: str, _arguments: Any) -> None:
    if _armed and event.startswith(REFUSED):
        raise PermissionError(f"a report's reader may not do this: {event}")


def _limit_memory() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (limits.MEMORY_BYTES, limits.MEMORY_BYTES))


def _limit_time() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        soft = int(used.ru_utime + used.ru_stime) + limits.CPU_SECONDS
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


if __name__ == "__main__":
    main()
