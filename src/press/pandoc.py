"""Run pandoc's Lua over chapters: once, or in a process that stays for the next chapters.

Imports only :mod:`press.external`. A preview asks again and again; a
process that stays has read the bibliography and its style already.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from typing import Any

from press.external import environment, run

SCRIPT = Path(__file__).parent / "lua" / "chapters.lua"
_RUNTIME = {"GHCRTS": "-A64m"}
"""Pandoc's runtime spends four tenths of its time on garbage with the small nursery that it has by itself."""


def pandoc() -> str:
    """The path of the pandoc that came with the packages."""
    import importlib.util

    spec = importlib.util.find_spec("pypandoc")
    folder = Path(spec.origin).parent if spec and spec.origin else Path()
    return str(folder / "files" / "pandoc")


def run_chapters(root: Path, job: Mapping[str, Any], *, about: str, remedy: str) -> dict[str, Any]:
    """Return what the script prints for a job; raise :class:`press.errors.ToolError`."""
    printed = run(_command(), stdin=_line(job), cwd=root, about=about, remedy=remedy, settings=_RUNTIME)
    answer: dict[str, Any] = json.loads(printed)
    return answer


def run_chapters_again(
    root: Path, job: Mapping[str, Any], *, name: str, state: str, about: str, remedy: str
) -> dict[str, Any]:
    """The same in a process that stays, one for each ``name``; another ``state`` of what it has read ends it."""
    with _one_at_a_time:
        standing = _standing.get(name)
        if not standing or standing.state != state:
            if standing:
                standing.stop()
            standing = _standing[name] = _Standing(root, state)
    # Whatever ends such a process, one that runs once says it properly.
    return standing.answer(_line(job)) or run_chapters(root, job, about=about, remedy=remedy)


class _Standing:
    """A process that answers a line with a line."""

    def __init__(self, root: Path, state: str) -> None:
        self.state = state
        self._lock = Lock()
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - as long as the process
        # Ctrl-C is for this process; the other ends when its input does.
        self._process = subprocess.Popen(
            _command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._said, cwd=root,
            env=environment(_RUNTIME), start_new_session=True,
        )

    def answer(self, line: bytes) -> dict[str, Any] | None:
        """What the process answers; None where it ends or warns, which ends it."""
        with self._lock:
            printed = self._asked(line)
            if not printed.endswith(b"\n") or os.fstat(self._said.fileno()).st_size:
                self.stop()
                return None
        answer: dict[str, Any] = json.loads(printed)
        return answer

    def stop(self) -> None:
        """End the process, whatever it does."""
        self.state = ""
        self._process.kill()
        self._process.communicate()
        self._said.close()

    def _asked(self, line: bytes) -> bytes:
        to, back = self._process.stdin, self._process.stdout
        try:
            if to and back:
                to.write(line)
                to.flush()
                return back.readline()
        except (OSError, ValueError):
            pass
        return b""


def _command() -> list[str]:
    return [pandoc(), "lua", str(SCRIPT)]


def _line(job: Mapping[str, Any]) -> bytes:
    return json.dumps(job).encode() + b"\n"


_one_at_a_time = Lock()
_standing: dict[str, _Standing] = {}


@atexit.register
def _stop_all() -> None:
    for standing in _standing.values():
        standing.stop()
