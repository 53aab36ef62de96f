"""Read the notebooks as they lie on disk: valid, without outputs, every code cell labelled."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from press.errors import Fault, closest

_LABEL = re.compile(r"^#\|[ \t]*label:[ \t]*(\S+)[ \t]*$", re.M)
_CELL = re.compile(r"(?<!\\)\"cell_type\"[ \t]*:")
_KINDS = ("code", "markdown", "raw")


@dataclass(frozen=True)
class Notebook:
    """A notebook's labels and faults; ``labels`` is empty where it cannot be read."""

    path: str
    labels: frozenset[str]
    faults: tuple[Fault, ...]


def read_notebooks(root: Path) -> dict[str, Notebook]:
    """Every notebook of ``notebooks/`` by its path."""
    found = sorted((root / "notebooks").glob("*.ipynb"))
    return {path.relative_to(root).as_posix(): _read(path, path.relative_to(root).as_posix()) for path in found}


def notebook_faults(notebooks: Mapping[str, Notebook]) -> Iterator[Fault]:
    """Notebooks that are broken, hold outputs, or have cells without a label of their own."""
    for notebook in notebooks.values():
        yield from notebook.faults


def origin_faults(file: str, entries: Mapping[str, Any], notebooks: Mapping[str, Notebook]) -> Iterator[Fault]:
    """Entries of a generated file whose notebook or cell is no longer there, one fault for each cell."""
    seen: set[tuple[str, str]] = set()
    for name in sorted(entries):
        origin = str(entries[name].get("notebook", "")), str(entries[name].get("cell", ""))
        if origin in seen:
            continue
        seen.add(origin)
        path, cell = origin
        if path not in notebooks:
            yield Fault(
                file,
                0,
                f"'{name}' comes from '{path}', which is missing",
                f"{closest(path, notebooks)}Run 'press compute'.",
            )
        elif notebooks[path].labels and cell not in notebooks[path].labels:
            yield Fault(
                file,
                0,
                f"'{name}' comes from the cell '{cell}', which '{path}' does not have",
                f"{closest(cell, notebooks[path].labels)}Run 'press compute'.",
            )


def _read(path: Path, name: str) -> Notebook:
    try:
        text = path.read_bytes().decode("utf-8")
        content = json.loads(text)
    except (OSError, ValueError) as error:
        line = getattr(error, "lineno", 0)
        fault = Fault(
            name, line, "the notebook is not valid JSON in UTF-8", "Restore it, or save it anew from Jupyter."
        )
        return Notebook(name, frozenset(), (fault,))
    cells = content.get("cells") if isinstance(content, dict) else None
    if not isinstance(cells, list) or content.get("nbformat") != 4 or not all(map(_whole, cells)):
        fault = Fault(name, 0, "the file is no notebook of format 4", "Save it anew from Jupyter.")
        return Notebook(name, frozenset(), (fault,))
    lines = [text.count("\n", 0, match.start()) + 1 for match in _CELL.finditer(text)]
    return _cells(name, cells, lines if len(lines) == len(cells) else [0] * len(cells))


def _whole(cell: object) -> bool:
    return isinstance(cell, dict) and cell.get("cell_type") in _KINDS and isinstance(cell.get("source"), str | list)


def _cells(name: str, cells: list[dict[str, Any]], lines: list[int]) -> Notebook:
    labels: set[str] = set()
    faults = []
    for number, (cell, line) in enumerate(zip(cells, lines, strict=True), 1):
        if cell["cell_type"] != "code":
            continue
        if cell.get("outputs") or cell.get("execution_count") is not None:
            faults.append(Fault(name, line, f"cell {number} holds outputs", "Clear all outputs and save."))
        label = _LABEL.search("".join(cell["source"]))
        if not label:
            faults.append(Fault(name, line, f"code cell {number} has no label", "Begin it with '#| label: NAME'."))
        elif label[1] in labels:
            faults.append(
                Fault(name, line, f"the label '{label[1]}' of cell {number} is taken", "Give it another name.")
            )
        else:
            labels.add(label[1])
    return Notebook(name, frozenset(labels), tuple(faults))
