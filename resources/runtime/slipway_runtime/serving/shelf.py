"""SageMaker's multi-model contract: models that come and go while the server runs.

docs.aws.amazon.com/sagemaker/latest/dg/mms-container-apis.html. The platform puts each model below /opt/ml/models before it asks for it, and unloads others
when it is told 507.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import orjson

from ..data.decode import parse_json
from ..errors import Problem, problem_of
from ..http.request import Request
from .log import Log
from .memory import fits

if TYPE_CHECKING:
    from ..app import App

_page = 100


class Shelf:
    """`open_app` loads the package of a folder and is called in a thread, one at a time. Models are served only from below `root`."""

    def __init__(
        self, open_app: Callable[[Path], Callable[[], App]], root: Path, limit: int | None, log: Log
    ) -> None:
        self._open = open_app
        self._root = root.resolve()
        self._limit = limit
        self._log = log
        self._loop = asyncio.get_running_loop()
        self._thread = ThreadPoolExecutor(1, "load")
        #: Name -> `(url, app)`; the app is None while the model loads.
        self._models: dict[str, tuple[str, App | None]] = {}

    @property
    def apps(self) -> list:
        """Of the models that are loaded."""
        return [app for _, app in self._models.values() if app is not None]

    def handle(self, request: Request) -> None:
        """Everything at and below `/models`. Raises `Problem`."""
        parts = [unquote(one.decode("latin-1")) for one in request.path.split(b"/")[2:]]
        method = request.method
        if not parts and method == b"POST":
            self._load(request)
        elif not parts and method == b"GET":
            self._list(request)
        elif len(parts) == 1 and method == b"GET":
            request.reply(200, orjson.dumps(self._entry(parts[0], self._find(parts[0])[0])))
        elif len(parts) == 1 and method == b"DELETE":
            self._unload(request, parts[0])
        elif len(parts) == 2 and parts[1] == "invoke" and method == b"POST":
            self._find(parts[0])[1].invoke(request)
        else:
            known = len(parts) < 2 or parts[1:] == ["invoke"]
            asked = f"{method.decode()} {request.path.decode('latin-1')}"
            raise Problem("server.method" if known else "server.no-route", asked)

    def close(self) -> None:
        for app in self.apps:
            app.close()
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _find(self, name: str) -> tuple[str, App]:
        url, app = self._models.get(name, ("", None))
        if app is None:
            raise Problem("model.missing", f"{name[:100]!r} is not loaded.")
        return url, app

    def _entry(self, name: str, url: str) -> dict[str, str]:
        return {"modelName": name, "modelUrl": url}

    def _list(self, request: Request) -> None:
        token = request.query.get("next_page_token") or "0"
        start = int(token) if token.isdigit() else 0
        loaded = [(name, url) for name, (url, app) in self._models.items() if app is not None]
        document: dict[str, Any] = {"models": [self._entry(*one) for one in loaded[start : start + _page]]}
        if len(loaded) > start + _page:
            document["nextPageToken"] = str(start + _page)
        request.reply(200, orjson.dumps(document))

    def _load(self, request: Request) -> None:
        document = parse_json(request.body)
        document = document if isinstance(document, dict) else {}
        name, url = document.get("model_name"), document.get("url")
        if not isinstance(name, str) or not name or not isinstance(url, str) or not url:
            raise Problem("rows.shape", "Loading a model takes an object with the texts model_name and url.")
        if name in self._models:
            raise Problem("models.loaded-already", f"{name[:100]!r} is loaded, or being loaded.")
        folder = self._folder(url)
        if not fits(folder, self._limit):
            raise Problem(
                "models.no-memory", f"{name[:100]!r} would need more than the {self._limit} bytes there are."
            )
        self._models[name] = (url, None)
        future = self._loop.run_in_executor(self._thread, self._open, folder)
        future.add_done_callback(lambda done: self._finish(request, name, url, done))

    def _folder(self, url: str) -> Path:
        folder = Path(url.removeprefix("file://")).resolve()
        if not folder.is_relative_to(self._root):
            raise Problem(
                "models.not-loaded", f"Models are loaded from below {self._root} only, not from {url[:200]}."
            )
        if not folder.is_dir():
            raise Problem("models.not-loaded", f"{url[:200]} is not a folder.")
        return folder

    def _finish(self, request: Request, name: str, url: str, done: asyncio.Future) -> None:
        try:
            self._models[name] = (url, done.result()())
        except Exception as error:
            self._models.pop(name, None)
            problem = _named(name, error)
            self._log.error("A model cannot be loaded.", name=name, url=url, details=problem.details)
            request.reply(problem.status, problem.body())
            return
        self._log.info("A model is loaded.", name=name, url=url)
        request.reply(200, orjson.dumps(self._entry(name, url)))

    def _unload(self, request: Request, name: str) -> None:
        url, app = self._find(name)
        del self._models[name]
        self._retire(app)
        self._log.info("A model is unloaded.", name=name, url=url)
        request.reply(200, orjson.dumps(self._entry(name, url)))

    def _retire(self, app: App) -> None:
        """What it has taken is still answered; its threads end after it, and the model goes with them."""
        if app.idle:
            app.close()
        else:
            self._loop.call_later(0.05, self._retire, app)


def _named(name: str, error: Exception) -> Problem:
    code = "models.no-memory" if problem_of(error).code == "models.no-memory" else "models.not-loaded"
    return Problem(code, f"{name[:100]!r}: {type(error).__name__}: {error}"[:2000])
