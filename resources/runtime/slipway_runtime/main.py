"""`serve`: opens the port at once, loads the model, proves it on its sample, then lets traffic in."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
import threading
from time import monotonic

from .app import App
from .errors import Problem
from .http.limits import Limits
from .http.request import Request
from .http.server import Server
from .lambda_client import report_failed_start, run_lambda
from .manifest import Manifest, find_model_folder, read_manifest
from .models import load_model
from .serving.capture import Capture
from .serving.health import Health, check_itself
from .serving.log import Log
from .serving.metrics import Metrics
from .serving.queue import ModelQueue, inline_seconds
from .serving.raw import RawCalls
from .serving.streams import Streams
from .settings import Settings, read_settings


class Front:
    """Stands before the app while the model loads: alive, truthful about not being ready, and quick to answer."""

    def __init__(self, health: Health) -> None:
        self.health = health
        self.app: App | None = None

    def handle(self, request: Request) -> None:
        if self.app is not None:
            self.app.handle(request)
        elif request.path in (b"/", b"/health/live", b"/v2/health/live"):
            request.reply(200, b"Healthy", b"text/plain; charset=utf-8")
        else:
            request.reply(
                503,
                Problem("server.not-ready", self.health.why_not).body(),
                b"application/json",
                b"retry-after: 1\r\n",
            )

    def refuse(self, request: Request, status: int, code: str, why: str) -> None:
        request.reply(status, Problem(code, why, status_override=status).body())


async def serve(settings: Settings, sockets: list, log: Log) -> int:
    """Serves until SIGTERM or SIGINT; answers the exit status. A model that cannot be loaded ends with 1 and a line that says why."""
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    for one in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(one, stop.set)
    health = Health()
    front = Front(health)
    server = Server(front, Limits(body_bytes=settings.body_bytes))
    await server.listen(sockets)
    try:
        front.app = await open_app(settings, health, log, server)
    except Exception as error:
        log.error("The model cannot be served.", error=f"{type(error).__name__}: {error}"[:4000])
        if settings.lambda_api is not None:
            report_failed_start(settings.lambda_api, str(error))
        await server.stop(0.2)
        return 1
    health.pass_check()
    log.info(
        "Ready.",
        model=front.app.manifest.name,
        ports=settings.ports,
        seconds=round(health.ready_seconds or 0, 3),
    )
    if settings.lambda_api is not None:
        work = (settings.lambda_api, settings.ports[0], log)
        threading.Thread(target=run_lambda, args=work, name="lambda", daemon=True).start()
    tick = loop.create_task(_tick(front.app))
    await stop.wait()
    health.stop()
    log.info("Stopping.", open_connections=len(server.connections))
    cut_off = await server.stop(settings.stop_seconds)
    tick.cancel()
    if front.app.capture is not None:
        front.app.capture.flush()
    log.info("Stopped.", cut_off=cut_off)
    for part in (front.app.queue, front.app.raw, front.app.streams):
        part.close()
    return 0


async def open_app(settings: Settings, health: Health, log: Log, server: Server) -> App:
    """Loads in a thread, so that the port answers meanwhile."""
    loop = asyncio.get_running_loop()

    def load() -> tuple:
        manifest = read_manifest(find_model_folder(os.environ))
        model = load_model(manifest)
        return manifest, model, check_itself(manifest, model)

    manifest, model, seconds = await loop.run_in_executor(None, load)
    return build_app(settings, manifest, model, seconds, health, log, server)


def build_app(
    settings: Settings,
    manifest: Manifest,
    model: object,
    seconds: float | None,
    health: Health,
    log: Log,
    server: Server,
) -> App:
    metrics = Metrics(manifest.name, manifest.version)
    inline = seconds is not None and seconds < inline_seconds
    queue = ModelQueue(
        model.predict or (lambda rows: None),
        together=model.together,
        inline=inline,
        most_rows=settings.most_rows_together,
        most_jobs=settings.most_waiting,
        timeout=settings.timeout,
    )
    streams = Streams(model, metrics, log)
    raw = RawCalls(
        model, health, metrics, log, streams, most_waiting=settings.most_waiting, timeout=settings.timeout
    )
    capture = None
    if settings.capture_folder is not None:
        capture = Capture(
            settings.capture_folder, settings.capture_share, settings.capture_bytes, log, str(os.getpid())
        )
    app = App(
        manifest,
        model,
        settings,
        health=health,
        metrics=metrics,
        log=log,
        queue=queue,
        streams=streams,
        raw=raw,
        capture=capture,
    )
    metrics.add("slipway_ready", "1 when the model takes traffic.", lambda: int(health.ready))
    metrics.add("slipway_waiting", "Requests that wait for the model.", lambda: queue.depth + raw.depth)
    metrics.add("slipway_connections", "Open connections.", lambda: len(server.connections))
    metrics.add("slipway_model_calls_total", "Calls of the model.", lambda: queue.batches, "counter")
    metrics.add("slipway_model_rows_total", "Rows that the model predicted.", lambda: queue.rows, "counter")
    metrics.add(
        "slipway_model_seconds_total", "Time inside the model.", lambda: round(queue.seconds, 6), "counter"
    )
    metrics.add(
        "slipway_cache_hits_total", "Answers that came from the cache.", lambda: app.cache.hits, "counter"
    )
    return app


async def _tick(app: App) -> None:
    while True:
        await asyncio.sleep(0.25)
        now = monotonic()
        app.queue.expire(now)
        app.raw.expire(now)
        if app.capture is not None:
            app.capture.flush()


def bind(settings: Settings, log: Log) -> list:
    """The first port must be had; a further one that is taken is only reported."""
    sockets = []
    for index, port in enumerate(settings.ports):
        one = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            one.bind((settings.host, port))
        except OSError as error:
            one.close()
            if index == 0:
                raise
            log.warning("A further port is taken.", port=port, reason=str(error))
            continue
        one.setblocking(False)
        sockets.append(one)
    return sockets


def run_worker(settings: Settings, sockets: list, log: Log) -> int:
    try:
        import uvloop

        runner = uvloop.run
    except ImportError:  # Windows has no uvloop.
        runner = asyncio.run
    return runner(serve(settings, sockets, log))


def main() -> int:
    """`serve` is the word SageMaker starts a container with; nothing else is understood."""
    words = sys.argv[1:]
    if words not in ([], ["serve"]):
        print("usage: slipway-runtime [serve]", file=sys.stderr)
        return 2
    settings = read_settings(os.environ)
    log = Log(settings.log_level)
    sockets = bind(settings, log)
    if settings.workers > 1 and hasattr(os, "fork"):
        from .supervisor import supervise

        return supervise(
            settings.workers, lambda: run_worker(settings, sockets, log), log, settings.stop_seconds
        )
    return run_worker(settings, sockets, log)
