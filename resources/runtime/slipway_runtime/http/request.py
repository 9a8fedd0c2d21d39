"""One request and the reply that it gets."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from .response import chunk, encode_reply, last_chunk, streaming_head

if TYPE_CHECKING:
    from .connection import Connection


class Request:
    """A request that has arrived whole.

    `headers` has lower-case names; a repeated header keeps its last value. `body` is at most the server's limit.
    Exactly one of `reply` and `start_stream` … `end_stream` answers it; a second answer is ignored, because the
    client may have been told "too late" already.
    """

    __slots__ = (
        "_connection",
        "_pending",
        "_streaming",
        "body",
        "done",
        "headers",
        "id",
        "keep_alive",
        "method",
        "on_abandoned",
        "received_at",
        "status",
        "target",
    )

    def __init__(
        self,
        connection: Connection,
        method: bytes,
        target: bytes,
        headers: dict,
        body: bytes,
        keep_alive: bool,
        received_at: float,
    ) -> None:
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
        self.keep_alive = keep_alive
        self.received_at = received_at
        self.done = False
        self.status = 0
        self.id = headers.get(b"x-request-id") or headers.get(b"x-amzn-requestid") or b""
        self.on_abandoned: Callable[[], None] | None = None
        self._connection = connection
        self._pending: list[bytes] = []
        self._streaming = False

    @property
    def path(self) -> bytes:
        """The path without its query, as sent."""
        return self.target.partition(b"?")[0]

    @property
    def query(self) -> dict:
        """Query parameters by name, decoded; the last one of a name wins."""
        pairs = (part.partition(b"=") for part in self.target.partition(b"?")[2].split(b"&") if part)
        return {
            unquote_to_bytes(key).decode(): unquote_to_bytes(value.replace(b"+", b" ")).decode()
            for key, _, value in pairs
        }

    @property
    def content_type(self) -> bytes:
        """The media type alone, in lower case; empty when none was sent."""
        found = self.headers.get(b"content-type", b"")
        return found if found == b"application/json" else found.partition(b";")[0].strip().lower()

    def reply(
        self, status: int, body: bytes, content_type: bytes = b"application/json", headers: bytes = b""
    ) -> None:
        """Answers. `headers` are whole lines, each ending in CRLF."""
        if self.done:
            return
        self.done = True
        self.status = status
        if self.id:
            headers = b"%bx-request-id: %b\r\n" % (headers, self.id)
        head_only = self.method == b"HEAD"
        self._pending.append(encode_reply(status, body, content_type, headers, self.keep_alive, head_only))
        self._connection.flush()

    def start_stream(self, content_type: bytes, headers: bytes = b"") -> None:
        """Begins a chunked answer of status 200."""
        if self.done or self._streaming:
            return
        self._streaming = True
        self.status = 200
        if self.id:
            headers = b"%bx-request-id: %b\r\n" % (headers, self.id)
        self._pending.append(streaming_head(content_type, headers, self.keep_alive))
        self._connection.flush()

    def send_chunk(self, data: bytes) -> None:
        """Sends one piece of a chunked answer at once."""
        if self.done or not data:
            return
        self._pending.append(chunk(data))
        self._connection.flush()

    def end_stream(self) -> None:
        if self.done:
            return
        self.done = True
        self._pending.append(last_chunk)
        self._connection.flush()

    def break_stream(self) -> None:
        """Ends a stream that failed in the middle: the connection closes without the last chunk, so that the client sees the failure."""
        if self.done:
            return
        self.done = True
        self.keep_alive = False
        self._connection.flush()

    def abandon(self) -> None:
        """The client has gone."""
        self.done = True
        if self.on_abandoned is not None:
            self.on_abandoned()

    @property
    def streaming(self) -> bool:
        return self._streaming

    def take_pending(self) -> list:
        pending, self._pending = self._pending, []
        return pending
