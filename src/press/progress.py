"""Show how far long work has come: a bar on the terminal for each thing that is being made.

Imports nothing from the package; rich only when there is a first step to show.
"""

from __future__ import annotations

import sys
from typing import Any, Self


class Bars:
    """Bars on standard error while the context lasts; nothing where that is no terminal."""

    def __init__(self) -> None:
        self._bars: Any = None
        self._tasks: dict[str, Any] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        if self._bars is not None:
            self._bars.stop()

    def show(self, name: str, done: int, total: int) -> None:
        """Say that ``done`` of ``total`` steps of ``name`` are done; called by one thread at a time."""
        if not sys.stderr.isatty():
            return
        if self._bars is None:
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TextColumn

            label = TextColumn("{task.description}", markup=False)
            count = TextColumn("{task.completed}/{task.total}")
            self._bars = Progress(label, BarColumn(), count, console=Console(stderr=True), transient=True)
            self._bars.start()
        if name not in self._tasks:
            self._tasks[name] = self._bars.add_task(name, total=total)
        self._bars.update(self._tasks[name], completed=done)
