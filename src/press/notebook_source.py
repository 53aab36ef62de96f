"""Read a notebook as its author wrote it, and hold it to what the printing works need.

Imports :mod:`press.errors` and :mod:`press.yaml_text`; no Jupyter package, so that deciding what is stale stays quick.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from press.errors import Fault, NotebookError
from press.yaml_text import load_yaml

NOTEBOOKS = "notebooks"
LABEL = re.compile(r"^#\|[ \t]*label:[ \t]*[\"']?([^\"'\s]*)", re.MULTILINE)
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_FRONT = re.compile(r"\A---\n(.*?)\n---\s*\Z", re.DOTALL)


@dataclass(frozen=True)
class SourceCell:
    """One cell: ``kind`` is code, markdown or raw; ``languages`` is empty where all editions show it."""

    kind: str
    source: str
    label: str
    languages: tuple[str, ...]


@dataclass(frozen=True)
class NotebookSource:
    """A notebook: path relative to the root, declared tables, cells, and its JSON text."""

    path: str
    title: str
    tables: tuple[str, ...]
    cells: tuple[SourceCell, ...]
    text: str

    @property
    def name(self) -> str:
        """The name without folder and extension."""
        return Path(self.path).stem

    def file_line(self, cell: SourceCell, line: int) -> int:
        """The line of the ``.ipynb`` file that holds a line of a cell; 0 if it cannot be told."""
        lines = cell.source.split("\n")
        first = next((at for at, text in enumerate(lines) if LABEL.match(text)), 0)
        at = -1
        for text in (lines[first], *lines[first + 1 : line]):
            written = json.dumps(text, ensure_ascii=False)[1:-1]
            found = self.text.find(written, at + 1)
            if found < 0:
                return 0
            at = found + len(written) - 1 if written else at
        return self.text.count("\n", 0, at) + 1

    @property
    def drawings(self) -> int:
        """How many calls of the notebook seem to draw a figure."""
        return sum(cell.source.count(".figure(") for cell in self.cells if cell.kind == "code")

    def outline(self) -> str:
        """What the notebook's results depend on: its cells without outputs and Jupyter's own notes."""
        parts = [[cell.kind, cell.source, *cell.languages] for cell in self.cells]
        return json.dumps(parts, ensure_ascii=False)


def find_notebooks(root: Path, languages: Iterable[str]) -> tuple[NotebookSource, ...]:
    """Read every notebook of the project in order of name; raise :class:`NotebookError` with all faults."""
    langs = frozenset(languages)
    found: list[NotebookSource] = []
    faults: list[Fault] = []
    for path in sorted((root / NOTEBOOKS).glob("*.ipynb")):
        try:
            found.append(read_notebook(root, f"{NOTEBOOKS}/{path.name}", langs))
        except NotebookError as error:
            faults.extend(error.faults)
    if faults:
        raise NotebookError(faults)
    return tuple(found)


def read_notebook(root: Path, path: str, languages: Iterable[str]) -> NotebookSource:
    """Read one notebook; raise :class:`NotebookError` for broken JSON, front matter, labels or tags."""
    content = _loaded(root, path)
    cells = tuple(_cell(raw) for raw in content.get("cells", ()))
    title, tables = _front_matter(path, cells)
    faults = [*_name_faults(path), *_label_faults(path, cells), *_tag_faults(path, content, frozenset(languages))]
    if faults:
        raise NotebookError(faults)
    return NotebookSource(path, title, tables, cells, (root / path).read_text(encoding="utf-8"))


def label_of(source: str) -> str:
    """Return the label that a code cell's first lines give it, or an empty string."""
    options = re.match(r"(\s*#\|.*\n?)*", source)
    match = LABEL.search(options[0] if options else "")
    return match[1] if match else ""


def _loaded(root: Path, path: str) -> Mapping[str, Any]:
    try:
        content = json.loads((root / path).read_bytes().decode("utf-8"))
    except FileNotFoundError:
        raise NotebookError(Fault(path, 0, "the file is missing", "Restore it, or correct the name.")) from None
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        line = getattr(error, "lineno", 0)
        raise NotebookError(Fault(path, line, f"is not valid JSON: {error}", "Restore it from git.")) from None
    if not isinstance(content, dict) or content.get("nbformat") != 4:
        raise NotebookError(Fault(path, 0, "is no notebook of format 4", "Save it with a current JupyterLab."))
    return content


def _cell(raw: Mapping[str, Any]) -> SourceCell:
    source = raw.get("source", "")
    text = source if isinstance(source, str) else "".join(source)
    tags = raw.get("metadata", {}).get("tags", ())
    kind = str(raw.get("cell_type", ""))
    return SourceCell(kind, text, label_of(text) if kind == "code" else "", tuple(tags) if kind == "markdown" else ())


def _front_matter(path: str, cells: tuple[SourceCell, ...]) -> tuple[str, tuple[str, ...]]:
    match = _FRONT.match(cells[0].source.strip()) if cells and cells[0].kind == "raw" else None
    remedy = "The first cell is raw: '---', 'title: ...', 'press:', '  data: [table, ...]', '---'."
    if not match:
        raise NotebookError(Fault(path, 0, "the first cell holds no front matter", remedy))
    try:
        front = load_yaml(match[1])
        title, tables = front["title"], front["press"]["data"]
    except (yaml.YAMLError, KeyError, TypeError) as error:
        what = "is not valid YAML" if isinstance(error, yaml.YAMLError) else "lacks 'title:' or 'press: data:'"
        raise NotebookError(Fault(path, 0, f"the front matter {what}", remedy)) from None
    if not isinstance(tables, list):
        raise NotebookError(Fault(path, 0, "'press: data:' is no list of tables", remedy))
    return str(title), tuple(map(str, tables))


def _name_faults(path: str) -> Iterator[Fault]:
    if not _NAME.fullmatch(Path(path).stem):
        yield Fault(path, 0, "the name cannot be part of an address", "Use lower-case letters, digits and hyphens.")


def _label_faults(path: str, cells: Iterable[SourceCell]) -> Iterator[Fault]:
    seen: dict[str, int] = {}
    for number, cell in enumerate(cells, start=1):
        if cell.kind != "code" or not cell.source.strip():
            continue
        if not _NAME.fullmatch(cell.label):
            first = next((line for line in cell.source.splitlines() if line.strip()), "")
            yield Fault(path, 0, f"cell {number} (begins '{first[:60]}') has no proper label",
                        "Begin it with '#| label: name': lower-case letters, digits and hyphens.")
        elif cell.label in seen:
            yield Fault(path, 0, f"the cells {seen[cell.label]} and {number} are both labelled '{cell.label}'",
                        "Give each cell a label of its own.")
        seen.setdefault(cell.label, number)


def _tag_faults(path: str, content: Mapping[str, Any], languages: frozenset[str]) -> Iterator[Fault]:
    for number, raw in enumerate(content.get("cells", ()), start=1):
        tags = raw.get("metadata", {}).get("tags", ()) if raw.get("cell_type") == "markdown" else ()
        for tag in sorted(set(tags) - languages):
            yield Fault(path, 0, f"cell {number} has the unknown tag '{tag}'",
                        f"Text is tagged with its language ({', '.join(sorted(languages))}) or not at all.")
