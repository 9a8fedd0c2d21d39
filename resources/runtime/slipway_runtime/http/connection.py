"""One client connection: bytes in, requests out, replies back in the order of the requests."""

from __future__ import annotations

import asyncio
from collections import deque
from time import monotonic
from typing import TYPE_CHECKING

import httptools

from .request import Request

if TYPE_CHECKING:
    from .server import Server

_refusals = {
    400: b"input.not-http",
    408: b"input.too-slow",
    413: b"input.too-large",
    431: b"input.too-large",
    503: b"server.busy",
}


class Connection(asyncio.Protocol):
    """Feeds an llhttp parser. Every limit of `Limits` is enforced here or by the server's sweep once a second."""

    __slots__ = (
        "_body",
        "_body_bytes",
        "_declared",
        "_header_bytes",
        "_headers",
        "_held",
        "_refused",
        "_target",
        "_unfinished_bytes",
        "closing",
        "parser",
        "paused",
        "phase",
        "phase_since",
        "queue",
        "server",
        "transport",
    )

    def __init__(self, server: Server) -> None:
        self.server = server
        self.transport: asyncio.Transport | None = None
        self.parser = httptools.HttpRequestParser(self)
        self.queue: deque[Request] = deque()
        #: `idle`, `headers`, `body` or `lingering`: what the sweep times.
        self.phase = "idle"
        self.phase_since = monotonic()
        self.closing = False
        self.paused = False
        self._refused = 0
        #: Reading is paused until the requests in hand are answered.
        self._held = False
        #: Bytes since the request began, while its headers are not complete.
        self._unfinished_bytes = 0
        self._begin()

    def _begin(self) -> None:
        self._target = b""
        self._headers: dict = {}
        self._header_bytes = 0
        self._body: list = []
        self._body_bytes = 0
        self._declared = 0

    # asyncio

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport  # type: ignore[assignment]
        self.server.admit(self)

    def connection_lost(self, error: Exception | None) -> None:
        self.closing = True
        self.server.forget(self)
        for request in self.queue:
            request.abandon()
        self.queue.clear()

    def pause_writing(self) -> None:
        self.paused = True

    def resume_writing(self) -> None:
        self.paused = False

    def eof_received(self) -> bool:
        # A client that has finished sending may still want its answers.
        if not self.queue or self._refused:
            return False
        self.queue[-1].keep_alive = False
        return True

    def data_received(self, data: bytes) -> None:
        if self.closing or self._refused:
            return
        if self.phase == "idle":
            self._enter("headers")
        if self.phase == "headers":
            self._unfinished_bytes += len(data)
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            self.refuse(400, "Upgrades are not offered here.")
        except (httptools.HttpParserError, _Refusal) as error:
            if not self._refused:
                self.refuse(400, f"This is not a well-formed HTTP/1.1 request: {error}")
        else:
            if self.phase == "headers" and self._unfinished_bytes > self.server.limits.header_bytes:
                self.refuse(
                    431, f"Request line and headers may have {self.server.limits.header_bytes} bytes."
                )

    # httptools

    def on_message_begin(self) -> None:
        if self.phase != "headers":
            self._enter("headers")
        self._begin()

    def on_url(self, url: bytes) -> None:
        self._target += url

    def on_header(self, name: bytes, value: bytes) -> None:
        self._header_bytes += len(name) + len(value) + 4
        self._headers[name.lower()] = value

    def on_headers_complete(self) -> None:
        if self._header_bytes + len(self._target) > self.server.limits.header_bytes:
            self._stop(431, f"Request line and headers may have {self.server.limits.header_bytes} bytes.")
        headers = self._headers
        length = headers.get(b"content-length")
        if length is None and b"transfer-encoding" not in headers:
            return
        self._enter("body")
        most = self.server.limits.body_bytes
        if length is not None:
            self._declared = int(length)
            if self._declared > most:
                self._stop(413, f"The body has {self._declared} bytes; {most} are accepted.")
        if headers.get(b"expect", b"").lower() == b"100-continue" and self.transport is not None:
            self.transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")

    def on_body(self, data: bytes) -> None:
        self._body.append(data)
        self._body_bytes += len(data)
        if self._body_bytes > self.server.limits.body_bytes:
            self._stop(
                413, f"The body has more than the {self.server.limits.body_bytes} bytes that are accepted."
            )

    def on_message_complete(self) -> None:
        body = self._body
        request = Request(
            self,
            self.parser.get_method(),
            self._target,
            self._headers,
            body[0] if len(body) == 1 else b"".join(body),
            self.parser.should_keep_alive(),
            self.server.now(),
        )
        self._begin()
        self._enter("idle")
        self.queue.append(request)
        if len(self.queue) > self.server.limits.pipelined and self.transport is not None:
            self.transport.pause_reading()
            self._held = True
        self.server.dispatch(request)

    # replies

    def flush(self) -> None:
        """Writes what the oldest requests have to say, and closes after the last one that a client wanted."""
        transport = self.transport
        if transport is None or transport.is_closing():
            return
        queue = self.queue
        out: list = []
        while queue:
            head = queue[0]
            out += head.take_pending()
            if not head.done:
                break
            queue.popleft()
            if not head.keep_alive or self.server.stopping:
                self.closing = True
                break
        if out:
            transport.write(out[0] if len(out) == 1 else b"".join(out))
        if self.closing:
            self._close()
        elif not queue:
            self.phase_since = self.server.now()
            if self._held:
                transport.resume_reading()
                self._held = False
        elif transport.get_write_buffer_size() > self.server.limits.unread_bytes:
            transport.abort()

    def _close(self) -> None:
        """Closing at once would reset the connection under a client that still sends, and lose it the answer."""
        transport = self.transport
        if self._refused and transport is not None and transport.can_write_eof():
            self._enter("lingering")
            transport.write_eof()
        elif transport is not None:
            transport.close()

    def refuse(self, status: int, why: str) -> None:
        """Answers after what is still owed, then closes. What the client goes on sending is read and dropped."""
        self._refused = status
        if self.transport is None or self.transport.is_closing():
            return
        headers = {b"x-request-id": self._headers.get(b"x-request-id", b"")}
        request = Request(self, b"POST", self._target, headers, b"", False, self.server.now())
        self.queue.append(request)
        self.server.refuse(request, status, _refusals[status].decode(), why)

    def overdue(self, now: float) -> int | None:
        """The status for a client that is too slow; 0 for one that idles too long; None for a good one."""
        limits = self.server.limits
        since = now - self.phase_since
        if self.phase == "headers":
            return 408 if since > limits.header_seconds else None
        if self.phase == "lingering":
            return 0 if since > limits.linger_seconds else None
        if self.phase == "body":
            return 408 if since > limits.body_seconds + self._body_bytes / 65536 else None
        return 0 if not self.queue and since > limits.idle_seconds else None

    def _enter(self, phase: str) -> None:
        self.phase = phase
        self.phase_since = self.server.now()
        if phase == "headers":
            self._unfinished_bytes = 0

    def _stop(self, status: int, why: str) -> None:
        self.refuse(status, why)
        raise _Refusal(why)


class _Refusal(Exception):
    """Leaves the parser in the middle of a request that is refused."""
