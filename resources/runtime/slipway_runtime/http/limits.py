"""What a client may do to the server."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Sizes in bytes, times in seconds."""

    header_bytes: int = 16 * 1024
    body_bytes: int = 32 * 1024 * 1024
    #: From a request's first byte to the end of its headers.
    header_seconds: float = 10.0
    #: From the end of the headers to the end of the body, plus one second per 64 KiB of it.
    body_seconds: float = 30.0
    #: Longer than the 60 s after which the load balancers of the clouds let go: the server must not be first.
    idle_seconds: float = 75.0
    #: How long a refused client is listened to, so that it gets to read the refusal.
    linger_seconds: float = 2.0
    connections: int = 4096
    #: Requests that one connection may send before the first is answered.
    pipelined: int = 64
    #: Bytes of replies that a slow reader may leave unread before its connection is closed.
    unread_bytes: int = 64 * 1024 * 1024
