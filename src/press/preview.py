"""Serve the web edition on this machine and render again when a file is saved.

The pages that are served carry one more script than those on disk: it waits for the
next render and loads the page again. A page is served as soon as it is rendered; it is
written to disk with everything else, when the PDFs are set.
"""

from __future__ import annotations

import gc
import signal
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from press.errors import Fault, OutputError, PressError
from press.project import Project, load_project
from press.render import Early, book_output, render_book, warm_up

_EVENTS = "/press-events"
_SCRIPT = '<script>new EventSource("%s?%d").onmessage=()=>location.reload()</script></body>'
_WATCHED = {".qmd", ".yml", ".csv", ".json", ".ipynb", ".lua", ".typ", ".bib", ".csl", ".py", ".css", ".js", ".j2"}
_ALIVE_SECONDS = 15
_QUIET = 10
"""Milliseconds without a change after which what was saved is taken as whole."""
_IGNORED = {"_book", ".press", ".venv", "node_modules", ".git", "figures"}


def serve(project: Project, editions: Sequence[str], port: int, say: Callable[[str], object]) -> None:
    """Render, serve and watch until interrupted. Raises :class:`OutputError` for a port in use."""
    news = _News()
    _render(project.root, editions, news, say)
    news.know(book_output(project))
    handler = partial(_Handler, news, directory=str(book_output(project)))
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as error:
        raise OutputError(
            Fault("", 0, f"port {port} cannot be used: {error.strerror}", "Choose another with --port.")
        ) from None
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    home = project.edition(editions[0]) if editions else project.editions[0]
    with _interruption() as ended:
        warming = threading.Thread(target=_warm_up, args=(project, editions, ended), daemon=True)
        warming.start()
        say(f"Preview at http://127.0.0.1:{server.server_port}/{home.output_dir.name}/index.html (Ctrl-C ends it)")
        _watch(project.root, lambda: _render_again(project.root, editions, news, say), ended)
        server.shutdown()
        server.server_close()
        warming.join()


@contextmanager
def _interruption() -> Iterator[threading.Event]:
    """An event that Ctrl-C sets: an exception in its place may be lost, or leave a lock behind, wherever it comes.

    A second Ctrl-C is an exception again.
    """
    ended = threading.Event()

    def interrupt(_number: int, _frame: object) -> None:
        if ended.is_set():
            raise KeyboardInterrupt
        ended.set()

    before = signal.signal(signal.SIGINT, interrupt)
    try:
        yield ended
    finally:
        signal.signal(signal.SIGINT, before)


def _warm_up(project: Project, editions: Sequence[str], ended: threading.Event) -> None:
    """What is wrong is said when the book is rendered."""
    with suppress(PressError):
        warm_up(project, editions, ended.is_set)
    # What is here now stays; to look through it for garbage takes time from every render.
    gc.collect()
    gc.freeze()


def _watch(root: Path, act: Callable[[], None], ended: threading.Event) -> None:
    from watchfiles import watch

    def matters(_change: object, path: str) -> bool:
        relative = Path(path).relative_to(root)
        return relative.suffix in _WATCHED and not _IGNORED.intersection(relative.parts)

    for _changes in watch(root, watch_filter=matters, stop_event=ended, debounce=100, step=_QUIET):
        act()


def _render_again(root: Path, editions: Sequence[str], news: _News, say: Callable[[str], object]) -> None:
    started = time.perf_counter()

    def show(pages: Mapping[str, bytes]) -> None:
        if news.show(pages):
            say(f"The pages can be seen ({time.perf_counter() - started:.2f} s); the PDFs are being set.")

    _render(root, editions, news, say, show)


def _render(
    root: Path, editions: Sequence[str], news: _News, say: Callable[[str], object], early: Early | None = None
) -> None:
    from press.compute import compute
    from press.output import only_run

    try:
        with only_run(root):
            compute(root)
        report = render_book(load_project(root), tuple(editions), early=early)
    except (PressError, OSError) as error:
        say(str(error))
        return
    news.written()
    say(report.summary())


class _News:
    """The pages that are newer than those on disk, how often any page changed, and a way to wake who waits for that."""

    def __init__(self) -> None:
        self.count = 0
        self.pages: dict[str, bytes] = {}
        self._seen: dict[str, int] = {}
        self._changed = threading.Condition()

    def know(self, folder: Path) -> None:
        """Take what lies in a folder as known."""
        files = (path for path in folder.rglob("*") if path.is_file())
        self._seen = {path.relative_to(folder).as_posix(): hash(path.read_bytes()) for path in files}

    def show(self, pages: Mapping[str, bytes]) -> bool:
        """Serve these pages, by path below the output folder; return whether any of them is new."""
        with self._changed:
            seen = {path: hash(content) for path, content in pages.items()}
            new = any(self._seen.get(path) != mark for path, mark in seen.items())
            self.pages = {**self.pages, **pages}
            self._seen |= seen
            if new:
                self.count += 1
                self._changed.notify_all()
            return new

    def written(self) -> None:
        """Serve what is on disk again."""
        self.pages = {}

    def after(self, count: int) -> bool:
        """Wait a while for another state than the one of this count; return whether there is one."""
        with self._changed:
            return self._changed.wait_for(lambda: self.count != count, _ALIVE_SECONDS)


class _Handler(SimpleHTTPRequestHandler):
    """Serves files as they are, HTML with the script that waits for the next render."""

    def __init__(self, news: _News, *args: object, **kwargs: object) -> None:
        self.news = news
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer one request."""
        way, _, seen = self.path.partition("?")
        if way == _EVENTS:
            self._send_events(int(seen) if seen.isdecimal() else self.news.count)
            return
        path = Path(self.translate_path(way))
        if way.endswith("/"):
            path /= "index.html"
        count = self.news.count
        newest = self.news.pages.get(path.relative_to(self.directory).as_posix())
        if newest is None and (path.suffix != ".html" or not path.is_file()):
            super().do_GET()
            return
        body = path.read_bytes() if newest is None else newest
        if path.suffix == ".html":
            body = body.replace(b"</body>", (_SCRIPT % (_EVENTS, count)).encode())
        self.send_response(200)
        kind = self.guess_type(str(path))
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _send_events(self, seen: int) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        try:
            while not self.news.after(seen):
                self.wfile.write(b": nothing new\n\n")  # fails once the page is closed
                self.wfile.flush()
            self.wfile.write(b"data: rendered\n\n")
        except OSError:
            return

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Say nothing of single requests."""
