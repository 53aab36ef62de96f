"""Write a table as the pipe table that a chapter includes, once for each language.

Imports :mod:`press.errors`, :mod:`press.escaping` and :mod:`press.figures` (its note of origin).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from press.errors import Fault, NotebookError, closest
from press.escaping import plain
from press.figures import made_note

_ID = re.compile(r"tbl-[a-z0-9]+(-[a-z0-9]+)*")
_GROUP = re.compile(r"(?<=\d) (?=\d{3}\b)")
# Wider than pandoc's line of 72 signs, so that the dashes set the widths of the columns.
_DASHES = 100
_WIDEST_TEXT, _NARROWEST = 40, 6


@dataclass(frozen=True)
class Column:
    """A column: ``width`` is relative to the others; ``align`` left, right or center."""

    id: str
    heading: Mapping[str, str]
    kind: Literal["text", "number"] = "text"
    align: str = ""
    width: float = 0


@dataclass(frozen=True)
class NumberCell:
    """A published number in one of its formats, standing in a cell."""

    key: str
    form: str = "default"


Cell = str | Mapping[str, str] | NumberCell | None
NumberText = Callable[[str, str], str]


@dataclass(frozen=True)
class Row:
    """A row by column id; a total is set in bold."""

    cells: Mapping[str, Cell] = field(default_factory=dict)
    total: bool = False


def check_table(
    name: str, columns: Sequence[Column], rows: Sequence[Row], languages: Sequence[str], notebook: str,
    *, interactive: bool = False,
) -> None:
    """Raise :class:`NotebookError` with every fault of a table's id, columns, rows and words.

    An interactive table has no total: it would be sorted and searched as one of the rows.
    """
    found = [*_faults(name, columns, rows, languages), *(_sorting_faults(columns, rows) if interactive else ())]
    faults = [Fault(notebook, 0, f"table '{name}': {what}", remedy) for what, remedy in found]
    if faults:
        raise NotebookError(faults)


def pipe_table(columns: Sequence[Column], rows: Sequence[Row], lang: str, number: NumberText) -> str:
    """Return the table's lines; ``number`` gives what stands for a key in a format."""
    heads = [plain(column.heading[lang]) for column in columns]
    body = [[_text(row, column, lang, number) for column in columns] for row in rows]
    rule = [_rule(column, width) for column, width in zip(columns, _widths(columns, rows, lang), strict=True)]
    lines = [f"| {' | '.join(heads)} |", f"|{'|'.join(rule)}|", *(f"| {' | '.join(cells)} |" for cells in body)]
    return "\n".join(lines) + "\n"


def table_fragment(name: str, table: str, caption: str, *, interactive: bool = False) -> str:
    """Return the Markdown a chapter includes; ``caption`` is Markdown.

    On a web page the rows of an interactive table can be sorted and searched.
    """
    whole = f"{table}\n: {caption} {{#{name}}}\n"
    return f"::: {{.interactive}}\n{whole}:::\n\n{made_note(name)}" if interactive else f"{whole}\n{made_note(name)}"


def _faults(
    name: str, columns: Sequence[Column], rows: Sequence[Row], languages: Sequence[str]
) -> Iterator[tuple[str, str]]:
    ids = [column.id for column in columns]
    if not _ID.fullmatch(name):
        yield "this is no id for a table", "An id is 'tbl-' and lower-case words and digits joined by hyphens."
    if not columns or len(set(ids)) != len(ids):
        yield "columns are missing or two have one id", "Give each Column an id of its own."
    for column in columns:
        missing = [lang for lang in languages if not column.heading.get(lang, "").strip()]
        if missing:
            yield f"the heading of '{column.id}' is missing in {', '.join(missing)}", "Give it in each language."
    for number, row in enumerate(rows, start=1):
        for key, cell in row.cells.items():
            if key not in ids:
                remedy = f"{closest(key, ids)}Columns: {', '.join(ids)}."
                yield f"row {number} has a cell for no column, '{key}'", remedy
            yield from _cell_faults(f"row {number}, column '{key}'", cell, languages)


def _sorting_faults(columns: Sequence[Column], rows: Sequence[Row]) -> Iterator[tuple[str, str]]:
    for number, row in enumerate(rows, start=1):
        if row.total:
            yield (f"row {number} is a total, which would be sorted among the others",
                   "State the total in the caption or the text, or leave out interactive=True.")
        elif len(columns) > 1 and not any(_filled(row.cells.get(column.id)) for column in columns[1:]):
            yield (f"row {number} only names a group, from which sorting would part its rows",
                   "Give the group a column of its own, or leave out interactive=True.")


def _filled(cell: object) -> bool:
    return any(cell.values()) if isinstance(cell, Mapping) else bool(cell)


def _cell_faults(where: str, cell: object, languages: Sequence[str]) -> Iterator[tuple[str, str]]:
    if isinstance(cell, Mapping):
        missing = [lang for lang in languages if lang not in cell]
        if missing:
            yield f"{where} is missing in {', '.join(missing)}", "Give the text in each language."
    elif cell is not None and not isinstance(cell, str | NumberCell):
        yield (f"{where} holds {cell!r}, which is no text",
               "Publish the number and put num(key, format) there; years and codes go in as text.")


def _text(row: Row, column: Column, lang: str, number: NumberText) -> str:
    cell = row.cells.get(column.id)
    text = number(cell.key, cell.form) if isinstance(cell, NumberCell) else plain(_grouped(_words(cell, lang)))
    return f"**{text}**" if row.total and text else text


def _grouped(text: str) -> str:
    """A number in a text keeps the groups of its digits on one line."""
    return _GROUP.sub("\N{NO-BREAK SPACE}", text)


def _words(cell: Cell, lang: str) -> str:
    if cell is None or isinstance(cell, NumberCell):
        return ""
    return cell if isinstance(cell, str) else cell[lang]


def _widths(columns: Sequence[Column], rows: Sequence[Row], lang: str) -> list[int]:
    """Dashes for each column: as its author asks, or by its longest text."""
    weights = []
    for column in columns:
        texts = [column.heading[lang], *(_words(row.cells.get(column.id), lang) for row in rows)]
        longest = max(len(text) for text in texts)
        weights.append(column.width or min(max(longest, _NARROWEST * 2), _WIDEST_TEXT))
    return [max(3, round(_DASHES * weight / sum(weights))) for weight in weights]


def _rule(column: Column, width: int) -> str:
    align = column.align or {"text": "left", "number": "right"}[column.kind]
    left, right = {"left": (":", "-"), "right": ("-", ":"), "center": (":", ":")}[align]
    return left + "-" * (width - 2) + right
