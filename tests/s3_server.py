"""moto's S3 server, with each write whole before the next begins, as a provider's conditional writes are.

    python -m tests.s3_server PORT

moto itself looks whether a key is there and writes it in two steps, between which its threads may change
over: two writers are then both told that theirs was the first.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from threading import Lock
from typing import Any

from moto.server import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import run_simple


class OneWriteAtATime:
    """An application that answers each PUT before it takes up the next one."""

    def __init__(self, app: Any) -> None:
        self.app, self.lock = app, Lock()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] != "PUT":
            answer: Iterable[bytes] = self.app(environ, start_response)
            return answer
        with self.lock:
            return list(self.app(environ, start_response))


if __name__ == "__main__":
    application = OneWriteAtATime(DomainDispatcherApplication(create_backend_app))
    run_simple("127.0.0.1", int(sys.argv[1]), application, threaded=True)
