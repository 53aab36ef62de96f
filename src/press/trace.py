"""Tell where a number comes from, in plain text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from press.datapackage import read_records
from press.elements import NUMBERS
from press.errors import Fault, PressError, closest
from press.numbers import Number, expand_rows, load_numbers


def trace_number(root: Path, key: str, *, rows: bool = True) -> str:
    """Return value, unit, rule, notebook, cell and data of a key; raise :class:`PressError` for an unknown one."""
    numbers = load_numbers(root)
    if key not in numbers:
        remedy = f"{closest(key, numbers)}'{NUMBERS}' lists every key."
        raise PressError(Fault(NUMBERS, 0, f"no number has the key '{key}'", remedy))
    return "\n".join(_lines(root, numbers[key], rows))


def _lines(root: Path, number: Number, rows: bool) -> Iterator[str]:
    yield number.key
    yield f"  value     {number.value} ({number.unit})"
    for lang, text in number.text.items():
        shown = ", ".join(f"{name}: {form}" for name, form in text.items())
        yield f"  {lang}        {shown}"
    for lang, rule in number.rule.items():
        yield f"  rule {lang}   {rule}"
    yield f"  made in   {number.notebook}, cell '{number.cell}'"
    for path, lines in number.rows.items():
        yield f"  data      {path}, lines {lines or 'none'}"
        if rows:
            yield from _rows(root, path, lines)


def _rows(root: Path, path: str, lines: str) -> Iterator[str]:
    wanted = set(expand_rows(lines))
    (_, header), *records = read_records(root, path)
    for line, record in records:
        if line in wanted:
            cells = (f"{name}={value}" for name, value in zip(header, record, strict=True) if value)
            yield f"    {line}: {' · '.join(cells)}"
