"""Run the notebooks whose inputs changed and put what they made into ``figures/``.

Everything is staged and checked before ``figures/`` is touched. What is up to date is
decided without loading pandas, Jupyter, frictionless or matplotlib.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from press.datapackage import load_package, readable
from press.errors import DataError, Fault, NotebookError
from press.keys import common_digest, digest_if_there, notebook_key
from press.notebook_source import NotebookSource, find_notebooks
from press.output import STATE, replace_file, write_tree
from press.project import Edition, Project, load_project

FIGURES = "figures"
RECORD = "compute.json"
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Ran:
    """A notebook that was run: the seconds it took, and what it wrote to standard error."""

    notebook: str
    seconds: float
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Result:
    """What a call of :func:`compute` did; ``changed`` are files of ``figures/``."""

    ran: tuple[Ran, ...]
    reused: tuple[str, ...]
    changed: tuple[str, ...]

    def summary(self) -> list[str]:
        """Lines for the terminal."""
        lines = [f"{ran.notebook}: run in {ran.seconds:.1f} s" for ran in self.ran]
        return lines + [f"{path}: up to date" for path in self.reused]

    def warnings(self) -> list[str]:
        """What the notebooks wrote to standard error, with their names."""
        return [f"{ran.notebook} warns: {warning}" for ran in self.ran for warning in ran.warnings]


@dataclass(frozen=True)
class _Plan:
    """What there is to do: every notebook's key and readable files, and those that are stale."""

    project: Project
    notebooks: tuple[NotebookSource, ...]
    keys: Mapping[str, str]
    allowed: Mapping[str, tuple[str, ...]]
    stale: tuple[NotebookSource, ...]
    record: Mapping[str, Any]

    @property
    def reused(self) -> tuple[str, ...]:
        stale = {notebook.path for notebook in self.stale}
        return tuple(notebook.path for notebook in self.notebooks if notebook.path not in stale)


def compute(
    root: Path, *, jobs: int | None = None, force: bool = False, progress: Progress | None = None,
    cell_seconds: float | None = None,
) -> Result:
    """Run what is stale, ``jobs`` notebooks at once; ``force`` runs all.

    ``progress`` is called with a notebook's name, its cells done and its cells in all.
    Raises :class:`PressError` with every fault found, and then leaves ``figures/`` as it was.
    """
    plan = _plan(root, force=force)
    if not plan.stale and set(plan.record["notebooks"]) == {notebook.path for notebook in plan.notebooks}:
        return Result((), plan.reused, ())
    from press.results import assemble

    state = root / STATE
    state.mkdir(exist_ok=True)
    for left_by_a_killed_run in state.glob("stage-*"):
        shutil.rmtree(left_by_a_killed_run, ignore_errors=True)
    stage = Path(tempfile.mkdtemp(prefix="stage-", dir=state))
    try:
        runs = _run(plan, stage, jobs, progress, cell_seconds)
        made = assemble(plan.project, runs, _kept_files(plan))
        changed = write_tree(root / FIGURES, made.files, remove_others=True)
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    _write_record(state / RECORD, plan, made.files, made.by_notebook)
    ran = tuple(Ran(run.job.notebook.path, run.seconds, run.warnings) for run in runs)
    return Result(ran, plan.reused, tuple(changed))


def _plan(root: Path, *, force: bool) -> _Plan:
    project = load_project(root)
    notebooks = find_notebooks(root, [edition.short for edition in project.editions])
    faults = [fault for edition in project.editions for fault in _page_faults(edition)]
    if faults:
        raise DataError(faults)
    allowed = _allowed(root, notebooks)
    common = common_digest(project)
    keys = {n.path: notebook_key(common, n, root, allowed[n.path]) for n in notebooks}
    record = _read_record(root)
    whole = _unchanged(root, record["shared"])
    stale = tuple(n for n in notebooks if force or not whole or not _up_to_date(root, keys[n.path], record, n.path))
    return _Plan(project, notebooks, keys, allowed, stale, record)


def _page_faults(edition: Edition) -> Iterable[Fault]:
    for name in ("numbers-page", "notebook-page"):
        if not isinstance(edition.meta.get(name), str):
            yield Fault(edition.settings, 0, f"'{name}:' is missing", "Name the page, such as annexes/numbers.html.")


def _allowed(root: Path, notebooks: Sequence[NotebookSource]) -> dict[str, tuple[str, ...]]:
    package = load_package(root)
    allowed, faults = {}, list[Fault]()
    for notebook in notebooks:
        try:
            allowed[notebook.path] = readable(package, notebook.tables, asked_in=notebook.path)
        except DataError as error:
            faults.extend(error.faults)
    if faults:
        raise DataError(faults)
    return allowed


def _run(
    plan: _Plan, stage: Path, jobs: int | None, progress: Progress | None, cell_seconds: float | None
) -> tuple[Any, ...]:
    """Run what is stale while the data are checked; a fault of the data comes before what it led to."""
    from concurrent.futures import ThreadPoolExecutor

    from press.datacheck import check_data
    from press.notebooks import CELL_SECONDS, Job, run_notebooks

    root = plan.project.root
    todo = [Job(notebook, stage / notebook.name, plan.allowed[notebook.path]) for notebook in plan.stale]
    languages = [edition.short for edition in plan.project.editions]
    with ThreadPoolExecutor(1) as pool:
        checked = pool.submit(check_data, root)
        runs = run_notebooks(
            root, todo, languages, kernels=jobs, cell_seconds=cell_seconds or CELL_SECONDS, progress=progress
        )
        checked.result()
    faults = [run.fault for run in runs if run.fault]
    if faults:
        raise NotebookError(faults)
    return runs


def _kept_files(plan: _Plan) -> dict[str, dict[str, bytes]]:
    """The files of the notebooks that are up to date, by notebook."""
    folder = plan.project.root / FIGURES
    return {
        path: {name: (folder / name).read_bytes() for name in plan.record["notebooks"][path]["files"]}
        for path in plan.reused
    }


def _read_record(root: Path) -> dict[str, Any]:
    empty: dict[str, Any] = {"notebooks": {}, "shared": {}}
    try:
        record = json.loads((root / STATE / RECORD).read_bytes())
        return {name: dict(record[name]) for name in empty}
    except (OSError, ValueError, KeyError, TypeError):
        return empty


def _up_to_date(root: Path, key: str, record: Mapping[str, Any], path: str) -> bool:
    entry = record["notebooks"].get(path)
    return bool(entry) and entry["key"] == key and _unchanged(root, entry["files"])


def _unchanged(root: Path, files: Mapping[str, str]) -> bool:
    return bool(files) and all(digest_if_there(root / FIGURES / name) == digest for name, digest in files.items())


def _write_record(
    path: Path, plan: _Plan, files: Mapping[str, bytes], by_notebook: Mapping[str, Sequence[str]]
) -> None:
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    owned = {name for names in by_notebook.values() for name in names}
    record = {
        "notebooks": {
            notebook: {"key": plan.keys[notebook], "files": {name: digests[name] for name in sorted(names)}}
            for notebook, names in by_notebook.items()
        },
        "shared": {name: digest for name, digest in digests.items() if name not in owned},
    }
    replace_file(path, json.dumps(record, indent=1, sort_keys=True).encode())
