"""Run several notebooks at once on a few shared kernels; each result is an object.

Imports :mod:`press.errors`, :mod:`press.kernels`, :mod:`press.notebook_source` and :mod:`press.session`;
nbclient only where notebooks are run. Copies are executed, never the author's files.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from press import errors
from press.errors import Fault, PressError
from press.kernels import Kernel, start_kernel
from press.notebook_source import NotebookSource, SourceCell
from press.session import PUBLISHED, Session

Progress = Callable[[str, int, int], None]

CELL_SECONDS = 120
_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_CELL_LINE = re.compile(r"Cell In\[(\d+)\], line (\d+)")
_TRACEBACK_LINES = 24
_DRAWING = 250_000
"""Bytes of data that take about as long to read and to reckon with as a figure takes to draw."""
_OWN_ERRORS = frozenset(
    name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, PressError)
)


@dataclass(frozen=True)
class Job:
    """A notebook to run: where its results are staged and which files it may read."""

    notebook: NotebookSource
    stage: Path
    allowed: tuple[str, ...]

    def effort(self, root: Path) -> float:
        """About how long it takes, in drawings: those it makes, and what it may read."""
        files = [root / path for path in self.allowed]
        return self.notebook.drawings + sum(file.stat().st_size for file in files if file.is_file()) / _DRAWING


@dataclass(frozen=True)
class Run:
    """What came of a job. ``outputs`` are nbformat's, one list for each cell of the notebook."""

    job: Job
    outputs: tuple[tuple[dict[str, Any], ...], ...]
    published: tuple[dict[str, Any], ...]
    seconds: float
    fault: Fault | None = None

    @property
    def succeeded(self) -> bool:
        """Whether every cell ran to its end."""
        return self.fault is None

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the notebook wrote to standard error; it is no part of any page."""
        streams = (out for cell in self.outputs for out in cell if out.get("name") == "stderr")
        return tuple(out["text"].strip() for out in streams)


def run_notebooks(
    root: Path, jobs: Sequence[Job], languages: Sequence[str], *, kernels: int | None = None,
    cell_seconds: float = CELL_SECONDS, progress: Progress | None = None,
) -> tuple[Run, ...]:
    """Run the jobs and return their results in the same order; none is left out if one fails.

    An interrupt kills the kernels and goes on to the caller.
    """
    if not jobs:
        return ()
    count = max(1, min(kernels or len(os.sched_getaffinity(0)), len(jobs)))
    runner = _Runner(root, tuple(languages), cell_seconds, progress or (lambda _name, _done, _total: None))
    done: dict[int, Run] = {}
    # Not returned from the coroutine: asyncio spells out, for a handler of signals, what a finished task has returned.
    asyncio.run(runner.run_all(jobs, count, done))
    return tuple(done[index] for index in range(len(jobs)))


@dataclass(frozen=True)
class _Runner:
    root: Path
    languages: tuple[str, ...]
    cell_seconds: float
    progress: Progress

    async def run_all(self, jobs: Sequence[Job], kernels: int, done: dict[int, Run]) -> None:
        # The longest must not come last, while the other kernels have nothing left to do.
        waiting = sorted(enumerate(jobs), key=lambda item: -item[1].effort(self.root))
        await asyncio.gather(*(self._work(waiting, done) for _ in range(kernels)))

    async def _work(self, waiting: list[tuple[int, Job]], done: dict[int, Run]) -> None:
        """Take one job after the other; a kernel that died or hangs is replaced for the next."""
        kernel: Kernel | None = None
        try:
            while waiting:
                index, job = waiting.pop(0)
                kernel = kernel or await start_kernel(self.root)
                done[index], usable = await self._run(kernel, job)
                if not usable:
                    await kernel.stop()
                    kernel = None
        finally:
            if kernel:
                await kernel.stop()

    async def _run(self, kernel: Kernel, job: Job) -> tuple[Run, bool]:
        from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

        started = time.monotonic()
        client = self._client(kernel, job.notebook)
        cell, fault, usable = 0, None, True
        try:
            await self._begin(kernel, job)
            for cell, count in _code_cells(job.notebook):
                self.progress(job.notebook.name, count - 1, len(job.notebook.cells))
                await client.async_execute_cell(client.nb.cells[cell], cell, execution_count=count)
        except CellExecutionError as error:
            fault = _raised(self.root, job.notebook, job.notebook.cells[cell], error)
        except CellTimeoutError:
            fault, usable = _hung(job.notebook, job.notebook.cells[cell], self.cell_seconds), False
        except DeadKernelError:
            _pass_on_cancelling()
            fault, usable = _died(job.notebook, job.notebook.cells[cell]), False
        self.progress(job.notebook.name, len(job.notebook.cells), len(job.notebook.cells))
        outputs = tuple(tuple(dict(out) for out in c.get("outputs", ())) for c in client.nb.cells)
        return Run(job, outputs, _published(job.stage), time.monotonic() - started, fault), usable

    def _client(self, kernel: Kernel, notebook: NotebookSource) -> Any:
        import nbformat
        from nbclient import NotebookClient

        content = json.loads(notebook.text) | {"nbformat_minor": 5}
        for number, cell in enumerate(content["cells"]):
            cell.setdefault("id", f"cell-{number}")
        node = nbformat.from_dict(content)  # type: ignore[no-untyped-call]
        for cell, source in zip(node.cells, notebook.cells, strict=True):
            cell.source = source.source
        client = NotebookClient(
            node, km=kernel.manager, timeout=self.cell_seconds, record_timing=False, coalesce_streams=True,
            force_raise_errors=True,
        )
        client.log.setLevel("CRITICAL")
        client.kc = kernel.client
        client.reset_execution_trackers()
        return client

    async def _begin(self, kernel: Kernel, job: Job) -> None:
        """Make the kernel as good as new for this notebook."""
        job.stage.mkdir(parents=True, exist_ok=True)
        notebook = job.notebook
        Session(str(self.root), notebook.path, notebook.tables, job.allowed, self.languages).write(job.stage)
        code = f"import press.session; press.session.begin({str(job.stage)!r})"
        reply = await kernel.client.execute_interactive(
            code, silent=True, store_history=False, allow_stdin=False, timeout=self.cell_seconds,
            output_hook=lambda _message: None,
        )
        if reply["content"]["status"] != "ok":
            raise RuntimeError(_ANSI.sub("", "\n".join(reply["content"]["traceback"])))


def _code_cells(notebook: NotebookSource) -> list[tuple[int, int]]:
    """The place of each code cell that holds code, and its execution count."""
    places = [place for place, cell in enumerate(notebook.cells) if cell.kind == "code" and cell.source.strip()]
    return [(place, count) for count, place in enumerate(places, start=1)]


def _published(stage: Path) -> tuple[dict[str, Any], ...]:
    with suppress(FileNotFoundError):
        lines = (stage / PUBLISHED).read_text(encoding="utf-8").splitlines()
        return tuple(json.loads(line) for line in lines)
    return ()


def _pass_on_cancelling() -> None:
    """nbclient takes a cancelled task for a dead kernel; an interrupt must not be lost that way."""
    task = asyncio.current_task()
    if task and task.cancelling():
        raise asyncio.CancelledError


def _raised(root: Path, notebook: NotebookSource, cell: SourceCell, error: Any) -> Fault:
    trace = _ANSI.sub("", error.traceback).replace(str(root) + os.sep, "")
    line = _line_in_cell(notebook, cell, trace)
    source = cell.source.split("\n")[line - 1].strip() if line else ""
    where = f"cell '{cell.label}'" + (f", line {line} ({source})" if line else "")
    place = notebook.file_line(cell, line or 1)
    if error.ename in _OWN_ERRORS:
        what, _, remedy = str(error.evalue).removeprefix(f"{notebook.path}: ").partition("\n")
        return Fault(notebook.path, place, f"{where}: {what}", " ".join(remedy.split()))
    return Fault(notebook.path, place, f"{where}: {error.ename}: {error.evalue}", _short(trace))


def _line_in_cell(notebook: NotebookSource, cell: SourceCell, trace: str) -> int:
    """The line at which the cell left for wherever the error arose: the first of its own in the traceback."""
    count = {notebook.cells[place].label: number for place, number in _code_cells(notebook)}[cell.label]
    return next((int(line) for number, line in _CELL_LINE.findall(trace) if int(number) == count), 0)


def _short(trace: str) -> str:
    lines = [line.rstrip() for line in trace.split("\n") if line.strip() and not set(line.strip()) <= {"-"}]
    start = next((at for at, line in enumerate(lines) if line.startswith("Traceback") or "Traceback (most" in line), 0)
    kept = lines[start:]
    if len(kept) > _TRACEBACK_LINES:
        kept = [*kept[: _TRACEBACK_LINES // 2], "...", *kept[-_TRACEBACK_LINES // 2 :]]
    return "Mend the cell and run it again. " + "\n    ".join(kept)


def _hung(notebook: NotebookSource, cell: SourceCell, seconds: float) -> Fault:
    return Fault(notebook.path, notebook.file_line(cell, 1),
                 f"cell '{cell.label}' did not end within {seconds:g} seconds",
                 "Look for a loop without end, or split the work over several cells.")


def _died(notebook: NotebookSource, cell: SourceCell) -> Fault:
    return Fault(notebook.path, notebook.file_line(cell, 1), f"cell '{cell.label}' ended its Python process",
                 "Look for exit() or for more memory than there is.")
