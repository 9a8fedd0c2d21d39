"""`serve`: opens the port at once, loads the model, proves it on its sample, then lets traffic in."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from . import __version__
from .app import App
from .data.predictions import Predictions
from .errors import Problem
from .http.limits import Limits
from .http.request import Request
from .http.server import Server
from .manifest import Manifest, file_name, find_model_folder, package_in, read_manifest
from .models import load_model
from .models.model import Model
from .serving.capture import Capture
from .serving.health import Health, check_itself, peak_memory
from .serving.log import Log
from .serving.memory import give_back, memory_limit
from .serving.metrics import Metrics
from .serving.queue import ModelQueue, inline_seconds
from .serving.raw import RawCalls
from .serving.shelf import Shelf
from .serving.streams import Streams
from .serving.warnings_log import log_warnings
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


async def serve(settings: Settings, sockets: list, log: Log, at_once: bool = True) -> int:
    """Serves until SIGTERM or SIGINT; answers the exit status. A model that cannot be loaded ends with 1 and a line that says why.

    With `at_once` the port answers while the model loads; without, other workers answer meanwhile and this one joins them when it can.
    """
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    for one in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(one, stop.set)
    health = Health()
    front = Front(health)
    server = Server(front, Limits(body_bytes=settings.body_bytes))
    if at_once:
        await server.listen(sockets)
    try:
        front.app = await open_app(settings, health, log, server)
    except Exception as error:
        log.error("The model cannot be served.", error=f"{type(error).__name__}: {error}"[:4000])
        if settings.lambda_api is not None:
            from .lambda_client import report_failed_start

            report_failed_start(settings.lambda_api, str(error))
        await server.stop(0.2)
        return 1
    health.pass_check()
    if not at_once:
        await server.listen(sockets)
    log.info(
        "Ready.",
        model=front.app.manifest.name,
        ports=settings.ports,
        seconds=round(health.ready_seconds or 0, 3),
    )
    if settings.lambda_api is not None:
        from .lambda_client import run_lambda

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
    front.app.close()
    return 0


async def open_app(settings: Settings, health: Health, log: Log, server: Server) -> App:
    """Loads in a thread, so that the port answers meanwhile."""
    loop = asyncio.get_running_loop()

    def load() -> Loaded:
        log_warnings(log)
        if settings.models_root is None:
            return load_package(find_model_folder(os.environ))
        try:
            return load_package(find_model_folder(os.environ))
        except FileNotFoundError:
            return without_model()

    loaded = await loop.run_in_executor(None, load)
    metrics = Metrics(loaded.manifest.name, loaded.manifest.version)
    shelf = None
    if settings.models_root is not None:
        shelf = Shelf(
            lambda folder: open_further(settings, folder, health, metrics, log),
            Path(settings.models_root),
            memory_limit(os.environ),
            log,
        )
    app = build_app(settings, loaded, health, metrics, log, shelf)
    add_figures(metrics, app, server)
    return app


def open_further(
    settings: Settings, folder: Path, health: Health, metrics: Metrics, log: Log
) -> Callable[[], App]:
    """Loads one more model in the calling thread; what is answered then makes its app in the event loop."""
    place = package_in(folder)
    if place is None:
        raise FileNotFoundError(f"There is no {file_name} in {folder} or directly below it.")
    loaded = load_package(place)
    return lambda: build_app(settings, loaded, health, metrics, log)


@dataclass(frozen=True)
class Loaded:
    """A model that has answered its sample. `seconds` is the time of one row; None where there is no sample."""

    manifest: Manifest
    model: Model
    seconds: float | None


def load_package(folder: Path) -> Loaded:
    manifest = read_manifest(folder)
    model = load_model(manifest)
    give_back()
    return Loaded(manifest, model, check_itself(manifest, model))


def without_model() -> Loaded:
    """What a multi-model server has of its own when the image brought nothing."""

    def refuse(_: object) -> Predictions:
        raise Problem(
            "model.missing", "No model of its own: POST /models loads one, /models/{name}/invoke asks it."
        )

    return Loaded(Manifest("multi-model", __version__, "none", Path("/")), Model(predict=refuse), None)


def build_app(
    settings: Settings, loaded: Loaded, health: Health, metrics: Metrics, log: Log, shelf: Shelf | None = None
) -> App:
    manifest, model = loaded.manifest, loaded.model
    inline = loaded.seconds is not None and loaded.seconds < inline_seconds
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
        name = (
            f"{os.getpid()}-{manifest.name}" if shelf is None and settings.models_root else str(os.getpid())
        )
        capture = Capture(settings.capture_folder, settings.capture_share, settings.capture_bytes, log, name)
    return App(
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
        shelf=shelf,
    )


def add_figures(metrics: Metrics, app: App, server: Server) -> None:
    """What /metrics tells beside the requests."""
    health, queue, raw = app.health, app.queue, app.raw
    metrics.add("slipway_ready", "1 when the model takes traffic.", lambda: int(health.ready))
    metrics.add(
        "slipway_ready_seconds",
        "From the start of the process to readiness.",
        lambda: round(health.ready_seconds or 0, 4),
    )
    metrics.add("slipway_memory_peak_bytes", "Highest resident memory of this process.", peak_memory)
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


async def _tick(app: App) -> None:
    while True:
        await asyncio.sleep(0.25)
        now = monotonic()
        app.expire(now)
        for one in (app, *(app.shelf.apps if app.shelf is not None else ())):
            if one.capture is not None:
                one.capture.flush()


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


def run_worker(settings: Settings, sockets: list, log: Log, at_once: bool = True) -> int:
    try:
        import uvloop

        runner = uvloop.run
    except ImportError:  # Windows has no uvloop.
        runner = asyncio.run
    return runner(serve(settings, sockets, log, at_once))


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
            settings.workers,
            lambda at_once: run_worker(settings, sockets, log, at_once),
            log,
            settings.stop_seconds,
        )
    return run_worker(settings, sockets, log)
