"""Write the register of numbers: every published number with rule, cell and lines of data.

Imports :mod:`press.numbers`, :mod:`press.formats` and :mod:`press.escaping`. The web edition
has it as a page where each entry leads to its cell; the PDF carries it as an attached table,
since a hundred pages of it would help nobody on paper.
"""

from __future__ import annotations

import csv
import io
import posixpath
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import PurePosixPath

from press.escaping import plain, spreadsheet_cell
from press.formats import exact, unit_named
from press.numbers import Number

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "exactly": "exactly", "made": "Cell {cell} of {notebook}",
        "line": "line", "lines": "lines", "none": "no line",
    },
    "nb": {
        "exactly": "nøyaktig", "made": "Celle {cell} i {notebook}",
        "line": "linje", "lines": "linje", "none": "ingen linje",
    },
}

TABLE = "numbers.csv"
"""The file in ``figures/`` that holds the register as a table."""

_ONLY_WEB = '::: {{.content-visible when-format="html"}}\n{}\n:::\n'


def page_name(lang: str) -> str:
    """The file in ``figures/`` that holds the number appendix."""
    return f"numbers.{lang}.md"


def number_page(numbers: Iterable[Number], lang: str, *, numbers_page: str, notebook_page: str) -> str:
    """Return the Markdown of the appendix, grouped by the first parts of the keys.

    ``numbers_page`` and ``notebook_page`` (with ``%s`` for the name) are the pages of the web
    edition, relative to its root.
    """
    way = posixpath.relpath(notebook_page, posixpath.dirname(numbers_page) or ".")
    ordered = sorted(numbers, key=lambda number: (_group_of(number), number.key))
    groups = (_group(name, members, lang, way) for name, members in groupby(ordered, key=_group_of))
    return _ONLY_WEB.format("\n\n".join(groups))


def number_table(numbers: Iterable[Number], languages: Sequence[str]) -> str:
    """Return the register as CSV: a row for each number by key, texts and rules by language."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    by_language = [f"{column}_{lang}" for column in ("text", "rule") for lang in languages]
    writer.writerow(["key", "value", "unit", *by_language, "notebook", "cell", "rows"])
    for number in sorted(numbers, key=lambda number: number.key):
        texts = [number.text[lang]["default"] for lang in languages]
        rules = [number.rule[lang] for lang in languages]
        rows = "; ".join(f"{path}: {_spaced(lines)}" for path, lines in number.rows.items())
        said = [spreadsheet_cell(text) for text in (*texts, *rules, number.notebook, number.cell, rows)]
        writer.writerow([number.key, number.value, number.unit, *said])
    return table.getvalue()


def _group_of(number: Number) -> str:
    parts = number.key.split(".")
    return ".".join(parts[: max(1, min(2, len(parts) - 1))])


def _group(name: str, numbers: Iterable[Number], lang: str, way: str) -> str:
    entries = (_entry(number, lang, way) for number in numbers)
    return "\n\n".join([f"## {plain(name)} {{.unnumbered .unlisted}}", *entries])


def _entry(number: Number, lang: str, way: str) -> str:
    """One number: its key, and below it everything else."""
    term = f"[`{number.key}`]{{#{number.anchor}}}"
    cell = f"[`{number.cell}`]({way.replace('%s', PurePosixPath(number.notebook).stem)}#cell-{number.cell})"
    return f"{term}\n:   {_value(number, lang)}. {_rule(number, lang)} {_made(number, cell, lang)}"


def _made(number: Number, cell: str, lang: str) -> str:
    words = WORDS[lang]
    made = words["made"].format(cell=cell, notebook=f"`{number.notebook}`")
    return "; ".join([made, *(f"`{path}`, {_lines(rows, words)}" for path, rows in number.rows.items())]) + "."


def _value(number: Number, lang: str) -> str:
    """The value as printed, its unit unless that is part of it, and all digits if some are not printed."""
    text = number.text[lang]["default"]
    label = unit_named(number.unit).label[lang]
    notes = [] if label in text else [plain(label)]
    if isinstance(number.value, float):
        notes.append(f"{WORDS[lang]['exactly']} {plain(exact(number.value, lang))}")
    return f"**{plain(text)}**" + (f" ({', '.join(notes)})" if notes else "")


def _rule(number: Number, lang: str) -> str:
    return plain(number.rule[lang].strip().removesuffix(".")) + "."


def _lines(rows: str, words: Mapping[str, str]) -> str:
    if not rows:
        return words["none"]
    word = words["line"] if rows.isdigit() else words["lines"]
    return f"{word} {_spaced(rows)}"


def _spaced(rows: str) -> str:
    return rows.replace("-", "–").replace(" ", ", ")
