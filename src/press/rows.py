"""Tell which lines of which files a number was computed from.

Imports :mod:`press.datapackage`, :mod:`press.display`, :mod:`press.errors` and
:mod:`press.numbers`. A table's index carries the lines and is named after its file; what loses the one loses the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from press.datapackage import Package
from press.display import ShownNumber
from press.errors import Fault, NotebookError
from press.numbers import expand_rows

_LOST = (
    "Filtering and sorting keep the lines, merge, reset_index and groupby totals lose them: "
    "pass the filtered table itself, or {'table': its index}."
)


def lines_by_file(rows: Any, package: Package, notebook: str) -> dict[str, list[int]]:
    """Return line numbers by file path for a table, an index, a mapping, numbers, or a list of these.

    Raises :class:`NotebookError` for rows whose file cannot be told.
    """
    found: dict[str, set[int]] = {}
    for path, lines in _pairs(rows, package, notebook):
        found.setdefault(path, set()).update(lines)
    return {path: sorted(found[path]) for path in sorted(found)}


def _pairs(rows: Any, package: Package, notebook: str) -> Iterable[tuple[str, Iterable[int]]]:
    if isinstance(rows, ShownNumber):
        return [(path, expand_rows(lines)) for path, lines in rows.number.rows.items()]
    if isinstance(rows, Mapping):
        return [_named(package, notebook, name, part) for name, part in rows.items()]
    if isinstance(rows, list | tuple):
        return [pair for part in rows for pair in _pairs(part, package, notebook)]
    index = _index(rows)
    paths = {resource.path for resource in package.resources.values()}
    name = getattr(index, "name", None)
    if name not in paths:
        what = f"rows= ({type(rows).__name__}) do not tell their file and lines"
        raise NotebookError(Fault(notebook, 0, what, _LOST))
    return [(str(name), map(int, index))]


def _named(package: Package, notebook: str, name: str, part: Any) -> tuple[str, Iterable[int]]:
    path = package.resource(name, asked_in=notebook).path
    index = _index(part)
    if getattr(index, "name", path) not in (path, None):
        raise NotebookError(Fault(notebook, 0, f"the rows given for '{name}' belong to '{index.name}'", _LOST))
    return path, map(int, index)


def _index(rows: Any) -> Any:
    """The index of a table or column; an index or a list of lines as it is."""
    index = getattr(rows, "index", rows)
    return rows if callable(index) else index
