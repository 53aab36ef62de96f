"""Put together what all notebooks made: the files of ``figures/``, and who made which.

Imports the modules that write pages; nothing is written here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from press import number_pages
from press.elements import MADE, NUMBERS
from press.errors import Fault, NotebookError
from press.notebook_pages import copy_name, executed_copy, notebook_page, page_name
from press.notebooks import Run
from press.numbers import Number, dump_numbers, load_numbers
from press.project import Project
from press.session import PUBLISHED, SESSION

_NOT_RESULTS = frozenset({PUBLISHED, SESSION})


@dataclass(frozen=True)
class Made:
    """Files of ``figures/`` by name, and by notebook the names of those it made."""

    files: Mapping[str, bytes]
    by_notebook: Mapping[str, tuple[str, ...]]


def assemble(project: Project, runs: Sequence[Run], kept: Mapping[str, Mapping[str, bytes]]) -> Made:
    """Join new results with ``kept``, the files of the notebooks that are up to date.

    Raises :class:`NotebookError` where two notebooks publish one name, or an output is not steady.
    """
    root = project.root
    numbers = [*_kept_numbers(root, kept), *(n for run in runs for n in _numbers(run))]
    made = [*_kept_made(root, kept), *(entry for run in runs for entry in _made(run))]
    places = [(n.key, n.notebook, n.cell) for n in numbers] + [(name, e["notebook"], e["cell"]) for name, e in made]
    _refuse_doubles(places)
    owned: dict[str, Mapping[str, bytes]] = {path: dict(files) for path, files in kept.items()}
    faults: list[Fault] = []
    for run in runs:
        try:
            owned[run.job.notebook.path] = _files(run, root, [edition.short for edition in project.editions])
        except NotebookError as error:
            faults.extend(error.faults)
    if faults:
        raise NotebookError(faults)
    shared = {
        Path(NUMBERS).name: dump_numbers(numbers),
        Path(MADE).name: (json.dumps(dict(made), indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode(),
        **_number_pages(project, numbers),
    }
    files = {name: content for group in (*owned.values(), shared) for name, content in group.items()}
    return Made(files, {path: tuple(sorted(group)) for path, group in sorted(owned.items())})


def _numbers(run: Run) -> list[Number]:
    fields = Number.__dataclass_fields__
    return [Number(**{name: e[name] for name in fields}) for e in run.published if e["kind"] == "number"]


def _made(run: Run) -> list[tuple[str, dict[str, Any]]]:
    return [
        (entry["id"], {"notebook": run.job.notebook.path, "cell": entry["cell"], "data": entry["data"]})
        for entry in run.published if entry["kind"] in ("figure", "table")
    ]


def _kept_numbers(root: Path, kept: Mapping[str, object]) -> list[Number]:
    return [n for n in load_numbers(root).values() if n.notebook in kept] if kept else []


def _kept_made(root: Path, kept: Mapping[str, object]) -> list[tuple[str, dict[str, Any]]]:
    if not kept:
        return []
    entries: dict[str, dict[str, Any]] = json.loads((root / MADE).read_bytes())
    return [(name, entry) for name, entry in entries.items() if entry["notebook"] in kept]


def _refuse_doubles(places: Sequence[tuple[str, str, str]]) -> None:
    first: dict[str, tuple[str, str]] = {}
    faults = []
    for name, notebook, cell in places:
        if name in first:
            other, its_cell = first[name]
            faults.append(
                Fault(notebook, 0, f"'{name}' is published in cell '{cell}' and also in '{other}', cell '{its_cell}'",
                      "Give one of them another name, or drop it.")
            )
        first.setdefault(name, (notebook, cell))
    if faults:
        raise NotebookError(faults)


def _files(run: Run, root: Path, languages: Sequence[str]) -> dict[str, bytes]:
    name = run.job.notebook.name
    staged = {path.name: path.read_bytes() for path in sorted(run.job.stage.iterdir()) if path.name not in _NOT_RESULTS}
    pages = {page_name(name, lang): notebook_page(run, lang).encode() for lang in languages}
    return {**staged, copy_name(name): executed_copy(run, root), **pages}


def _number_pages(project: Project, numbers: Sequence[Number]) -> dict[str, bytes]:
    languages = [edition.short for edition in project.editions]
    pages = {number_pages.TABLE: number_pages.number_table(numbers, languages).encode()}
    for edition in project.editions:
        numbers_page, notebook_page = edition.meta["numbers-page"], edition.meta["notebook-page"]
        text = number_pages.number_register(
            numbers, edition.short, numbers_page=numbers_page, notebook_page=notebook_page
        )
        pages[number_pages.register_name(edition.short)] = text.encode()
    return pages
