"""Write the number appendix: every published number with rule, cell and lines of data.

Imports :mod:`press.numbers`, :mod:`press.formats` and :mod:`press.escaping`. The web edition
links each entry to its cell; the PDF says the same without links.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import PurePosixPath

from press.escaping import plain
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


_FINE_PRINT = "::: {{.fine-print}}\n{}\n:::"


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
    return "\n".join(_group(name, list(members), lang, way) for name, members in groupby(ordered, key=_group_of))


def _group_of(number: Number) -> str:
    parts = number.key.split(".")
    return ".".join(parts[: max(1, min(2, len(parts) - 1))])


def _group(name: str, numbers: list[Number], lang: str, way: str) -> str:
    web = "\n\n".join(_entry(number, lang, way) for number in numbers)
    pdf = "\n\n".join(_paragraph(list(alike), lang) for _, alike in groupby(numbers, key=_origin))
    heading = f"## {plain(name)} {{.unnumbered .unlisted}}"
    return f"{heading}\n\n{_only('html', web)}\n{_only('typst', _FINE_PRINT.format(pdf))}"


def _entry(number: Number, lang: str, way: str) -> str:
    """One number for the web: its key, and below it everything else."""
    term = f"[`{number.key}`]{{#{number.anchor}}}"
    cell = f"[`{number.cell}`]({way.replace('%s', PurePosixPath(number.notebook).stem)}#cell-{number.cell})"
    return f"{term}\n:   {_value(number, lang)}. {_rule(number, lang)} {_made(number, cell, lang)}"


def _paragraph(numbers: list[Number], lang: str) -> str:
    """Numbers of one origin for the PDF: a line for each, and where they come from once."""
    lines = [f"`{number.key}` {_value(number, lang, all_digits=False)}. {_rule(number, lang)}" for number in numbers]
    return "\\\n".join([*lines, _made(numbers[0], f"`{numbers[0].cell}`", lang)])


def _origin(number: Number) -> tuple[str, str, str, str]:
    return number.key.rpartition(".")[0], number.notebook, number.cell, str(sorted(number.rows.items()))


def _made(number: Number, cell: str, lang: str) -> str:
    words = WORDS[lang]
    made = words["made"].format(cell=cell, notebook=f"`{number.notebook}`")
    return "; ".join([made, *(f"`{path}`, {_lines(rows, words)}" for path, rows in number.rows.items())]) + "."


def _value(number: Number, lang: str, *, all_digits: bool = True) -> str:
    """The value as printed, its unit unless that is part of it, and on request all digits if some are not printed."""
    text = number.text[lang]["default"]
    label = unit_named(number.unit).label[lang]
    notes = [] if label in text else [plain(label)]
    if all_digits and isinstance(number.value, float):
        notes.append(f"{WORDS[lang]['exactly']} {plain(exact(number.value, lang))}")
    return f"**{plain(text)}**" + (f" ({', '.join(notes)})" if notes else "")


def _rule(number: Number, lang: str) -> str:
    return plain(number.rule[lang].strip().removesuffix(".")) + "."


def _lines(rows: str, words: Mapping[str, str]) -> str:
    if not rows:
        return words["none"]
    word = words["line"] if rows.isdigit() else words["lines"]
    return f"{word} {rows.replace('-', '–').replace(' ', ', ')}"


def _only(form: str, text: str) -> str:
    return f'::: {{.content-visible when-format="{form}"}}\n{text}\n:::\n'
