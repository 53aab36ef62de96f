"""Watch what a notebook's process opens: a file that its key does not cover is an error.

Imports only :mod:`press.errors`. An audit hook cannot be taken away again, so one hook
serves the kernel for its lifetime and asks :data:`_watch`, which each notebook sets anew.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from press.errors import Fault, NotebookError

# Below the project: code and fonts are part of every key; the rest is scratch or packages.
_CODE = ("src", "_extensions", ".press", ".venv")
_SYSTEM = ("/usr", "/lib", "/lib64", "/etc", "/proc", "/sys", "/dev")
_DATA_LIKE = (
    ".csv", ".db", ".feather", ".geojson", ".json", ".ods", ".parquet", ".pickle", ".pkl", ".sqlite", ".tsv", ".txt",
    ".xls", ".xlsx", ".xml", ".yaml", ".yml", ".zip",
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_TRUNC


@dataclass(frozen=True)
class _Watch:
    root: str
    notebook: str
    allowed: frozenset[str]
    free: tuple[str, ...]


_watch: _Watch | None = None
_hooked = False


def arm(root: str | os.PathLike[str], notebook: str, allowed: Iterable[str]) -> None:
    """From now on only ``allowed`` (paths relative to ``root``), code, fonts and packages may be read.

    Anything else of the project, and any data file from outside it, raises
    :class:`NotebookError` where it is opened; so does writing into the project.
    """
    global _watch, _hooked
    top = os.path.realpath(root)
    packages = {os.path.realpath(path) for path in (*sys.path, sys.prefix, sys.base_prefix) if path}
    free = (*(os.path.join(top, name) for name in _CODE), *sorted(packages - {top}))  # noqa: PTH118
    listed = frozenset(os.path.realpath(os.path.join(top, path)) for path in allowed)  # noqa: PTH118
    _watch = _Watch(top, notebook, listed, tuple(path for path in free if not _within(top, path)))
    if not _hooked:
        sys.addaudithook(_audit)
        _hooked = True


def disarm() -> None:
    """Allow everything again, until the next :func:`arm`."""
    global _watch
    _watch = None


def _audit(event: str, args: tuple[Any, ...]) -> None:
    watch = _watch
    if watch is None:
        return
    if event == "open":
        path, mode, flags = args
        if isinstance(path, str | bytes | os.PathLike):
            _judge(watch, os.path.realpath(os.fsdecode(path)), writes=_writes(mode, flags))
    elif event == "sqlite3.connect" and isinstance(args[0], str | bytes):
        _judge(watch, os.path.realpath(os.fsdecode(args[0])), writes=False)
    elif event in ("os.listdir", "os.scandir") and isinstance(args[0], str | bytes):
        _judge_listing(watch, os.path.realpath(os.fsdecode(args[0])))


def _writes(mode: object, flags: object) -> bool:
    if isinstance(mode, str):
        return any(sign in mode for sign in "wax+")
    return isinstance(flags, int) and bool(flags & _WRITING)


def _judge(watch: _Watch, path: str, *, writes: bool) -> None:
    if _free(watch, path):
        return
    shown = _relative(watch, path)
    if shown is None:
        if not writes and path.endswith(_DATA_LIKE) and os.path.exists(path):  # noqa: PTH110
            raise _fault(watch, f"reads '{path}', which is no part of the project",
                         "Copy it into data/, describe it in data/datapackage.json and declare it.")
    elif writes:
        raise _fault(watch, f"writes '{shown}'", "A notebook leaves results by publishing them; see press.publication.")
    elif path not in watch.allowed and os.path.isfile(path):  # noqa: PTH113
        raise _fault(watch, f"reads '{shown}', which it does not declare",
                     "Add its table to 'press: data:' in the first cell, or do without the file.")


def _judge_listing(watch: _Watch, path: str) -> None:
    shown = _relative(watch, path)
    if shown is not None and _within(path, os.path.join(watch.root, "data")):  # noqa: PTH118
        raise _fault(watch, f"lists the folder '{shown}'", "Name the tables it needs in 'press: data:'.")


def _free(watch: _Watch, path: str) -> bool:
    return any(_within(path, place) for place in (*watch.free, *_SYSTEM)) or "/__pycache__/" in path


def _relative(watch: _Watch, path: str) -> str | None:
    return path[len(watch.root) + 1 :] if _within(path, watch.root) else None


def _within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip("/") + "/")


def _fault(watch: _Watch, what: str, remedy: str) -> NotebookError:
    return NotebookError(Fault(watch.notebook, 0, f"the notebook {what}", remedy))
