"""The parent's side of the reading process: starts it, asks it, and ends it when it oversteps."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from geo.errors import InputError, SightlineError
from geo.formats import limits
from geo.formats.worker import receive, send

ROOT = str(Path(__file__).resolve().parents[2])
_ANSWER_BYTES = limits.OUTPUT_CHARS * 6 + 100_000
KEPT = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "VIRTUAL_ENV")


def spawn(module: str, *arguments: str, stdin: int) -> subprocess.Popen[bytes]:
    """Start a module of ours as a child whose answers come by standard output.

    It gets none of this process's environment but paths and locale.
    """
    environment = {key: os.environ[key] for key in KEPT if key in os.environ}
    environment |= {"PYTHONPATH": ROOT, "PYTHONSAFEPATH": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
    )


class ReadingProcess:
    """A child process that parses files within the limits of `geo.formats.limits`.

    Use it as a context manager. It is started at the first file, kept warm between files, and replaced after
    `limits.FILES_A_WORKER` files or when one of them breaks it. It gets none of this process's environment
    but paths and locale, and may open no connection and start no process. Threads take turns.
    """

    def __init__(self, wall_seconds: float = limits.WALL_SECONDS) -> None:
        self._wall_seconds = wall_seconds
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._files = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the child process, if there is one."""
        with self._lock:
            self._end()

    def parse(self, kind: str, data: bytes, name: str) -> dict[str, Any]:
        """Values that `geo.formats.parse.parse` finds in a file, asked of the child.

        Raises
        ------
        InputError
            When the file cannot be read, or not within the limits.
        """
        with self._lock:
            answer = self._ask(kind, data, name)
        if "error" in answer:
            problem = answer["error"]
            raise InputError(
                str(problem["expected"]),
                problem["came"],
                where=str(problem["where"]),
                hint=str(problem["hint"]),
            )
        values: dict[str, Any] = answer["values"]
        return values

    def _ask(self, kind: str, data: bytes, name: str) -> dict[str, Any]:
        process = self._started()
        overdue = threading.Event()
        timer = threading.Timer(self._wall_seconds, _overdue, (process, overdue))
        timer.start()
        try:
            answer = _exchange(process, kind, data, name)
        finally:
            timer.cancel()
        if answer is None:
            code = self._end()
            raise _ended(name, overdue.is_set(), code, self._wall_seconds)
        self._files += 1
        if answer.get("spent") or self._files >= limits.FILES_A_WORKER:
            self._end()
        return answer

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._process = spawn("geo.formats.worker", stdin=subprocess.PIPE)
            self._files = 0
        return self._process

    def _end(self) -> int | None:
        process, self._process = self._process, None
        if process is None:
            return None
        with contextlib.suppress(OSError):
            if process.stdin is not None:
                process.stdin.close()
        try:
            code = process.wait(0.5)
        except subprocess.TimeoutExpired:
            process.kill()
            code = process.wait()
        if process.stdout is not None:
            process.stdout.close()
        return code


def _overdue(process: subprocess.Popen[bytes], overdue: threading.Event) -> None:
    overdue.set()
    process.kill()


def _exchange(process: subprocess.Popen[bytes], kind: str, data: bytes, name: str) -> dict[str, Any] | None:
    if process.stdin is None or process.stdout is None:
        raise SightlineError("the reading process has no pipes")
    try:
        send(process.stdin, json.dumps({"kind": kind, "name": name}).encode())
        send(process.stdin, data)
        answer = receive(process.stdout, _ANSWER_BYTES)
    except OSError:
        return None
    if answer is None:
        return None
    try:
        found = json.loads(answer)
    except ValueError:
        return None
    return found if isinstance(found, dict) and ("values" in found or "error" in found) else None


def _ended(name: str, overdue: bool, code: int | None, wall_seconds: float) -> InputError:
    if overdue:
        limit = f"{wall_seconds:g} seconds"
    elif code == -24:  # SIGXCPU
        limit = f"{limits.CPU_SECONDS} seconds of processor time"
    else:
        limit = f"{limits.MEMORY_BYTES // 2**20} MB of memory"
    return InputError(
        f"a file that can be read within {limit}",
        where=name,
        hint=f"Its reader was stopped (exit code {code}). Split the file, or save it as plain text.",
    )
