"""Listens, counts connections, times slow clients, and stops without losing a request."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Iterable
from time import monotonic
from typing import Protocol

from .connection import Connection
from .limits import Limits
from .request import Request


class Application(Protocol):
    """What answers requests. `handle` must not block; it may answer later."""

    def handle(self, request: Request) -> None: ...

    def refuse(self, request: Request, status: int, code: str, why: str) -> None: ...


class Server:
    """HTTP/1.1 on any number of sockets, for one event loop."""

    def __init__(self, application: Application, limits: Limits) -> None:
        self.limits = limits
        self.stopping = False
        self.connections: set[Connection] = set()
        #: Monotonic seconds, refreshed by the sweep and by each request: a clock call per byte event would cost more than it tells.
        self.now: Callable[[], float] = monotonic
        self.dispatch = application.handle
        self.refuse = application.refuse
        self._servers: list[asyncio.AbstractServer] = []
        self._sweep: asyncio.Task | None = None

    async def listen(self, sockets: Iterable[socket.socket]) -> None:
        loop = asyncio.get_running_loop()
        for one in sockets:
            self._servers.append(await loop.create_server(lambda: Connection(self), sock=one, backlog=2048))
        self._sweep = loop.create_task(self._sweep_forever())

    def admit(self, connection: Connection) -> None:
        self.connections.add(connection)
        transport = connection.transport
        assert transport is not None
        sock = transport.get_extra_info("socket")
        if sock is not None and sock.family != getattr(socket, "AF_UNIX", None):
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if len(self.connections) > self.limits.connections:
            connection.refuse(503, f"{self.limits.connections} connections are open already.")

    def forget(self, connection: Connection) -> None:
        self.connections.discard(connection)

    async def stop(self, seconds: float) -> int:
        """Takes no new connection, lets the requests in hand finish for up to `seconds`; answers how many were cut off."""
        self.stopping = True
        for server in self._servers:
            server.close()
        for connection in [one for one in self.connections if not one.queue and one.phase == "idle"]:
            if connection.transport is not None:
                connection.transport.close()
        deadline = monotonic() + seconds
        while self.connections and monotonic() < deadline:
            await asyncio.sleep(0.02)
        left = sum(len(connection.queue) for connection in self.connections)
        for connection in list(self.connections):
            if connection.transport is not None:
                connection.transport.abort()
        if self._sweep is not None:
            self._sweep.cancel()
        return left

    async def _sweep_forever(self) -> None:
        while True:
            await asyncio.sleep(1.0)
            now = monotonic()
            for connection in list(self.connections):
                status = connection.overdue(now)
                if status is None or connection.transport is None:
                    continue
                if status and not connection.queue:
                    connection.refuse(status, "The request took too long to arrive.")
                else:
                    connection.transport.abort() if status else connection.transport.close()
