"""Asks a server on this machine, with the standard library alone."""

from __future__ import annotations

import http.client
import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Answer:
    route: str
    status: int
    body: str

    def json(self) -> Any:
        """The body's value, or None when it is not JSON."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None


class Client:
    """One request, one connection: a server that drops connections is seen, not hidden."""

    def __init__(self, port: int, timeout: float) -> None:
        self._port = port
        self._timeout = timeout

    def ask(self, method: str, path: str, body: Any = None) -> Answer:
        """Status 0 stands for no answer at all; the body then says why."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=self._timeout)
        raw = body if isinstance(body, str) or body is None else json.dumps(body)
        try:
            connection.request(method, path, raw, {"content-type": "application/json"})
            reply = connection.getresponse()
            return Answer(path, reply.status, reply.read().decode("utf-8", "replace"))
        except (OSError, http.client.HTTPException) as error:
            return Answer(path, 0, f"{type(error).__name__}: {error}")
        finally:
            connection.close()
