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


def page_name(lang: str) -> str:
    """The file in ``figures/`` that holds the number appendix."""
    return f"numbers.{lang}.md"


def number_page(numbers: Iterable[Number], lang: str, *, numbers_page: str, notebook_page: str) -> str:
    """Return the Markdown of the appendix, grouped by the first parts of the keys.

    ``numbers_page`` and ``notebook_page`` (with ``%s`` for the name) are the pages of the web
    edition, relative to its root.
    """
    way = posixpath.relpath(notebook_page, posixpath.dirname(numbers_page) or ".")
    ordered = sorted(numbers, key=lambda number: number.key)
    return "\n".join(_group(name, list(members), lang, way) for name, members in groupby(ordered, key=_group_of))


def _group_of(number: Number) -> str:
    parts = number.key.split(".")
    return ".".join(parts[: max(1, min(2, len(parts) - 1))])


def _group(name: str, numbers: list[Number], lang: str, way: str) -> str:
    web = "\n\n".join(_entry(number, lang, f"[`{number.key}`]{{#{number.anchor}}}", way) for number in numbers)
    pdf = "\n\n".join(_entry(number, lang, f"`{number.key}`", "") for number in numbers)
    return f"## {plain(name)}\n\n{_only('html', web)}\n{_only('typst', pdf)}"


def _entry(number: Number, lang: str, term: str, way: str) -> str:
    words = WORDS[lang]
    name = PurePosixPath(number.notebook).stem
    cell = f"[`{number.cell}`]({way.replace('%s', name)}#cell-{number.cell})" if way else f"`{number.cell}`"
    made = words["made"].format(cell=cell, notebook=f"`{number.notebook}`")
    sources = "; ".join([made, *(f"`{path}`, {_lines(rows, words)}" for path, rows in number.rows.items())])
    value = f"**{plain(number.text[lang]['default'])}** ({_unit(number, lang, words)})"
    return f"{term}\n:   {value}. {_rule(number, lang)} {sources}."


def _unit(number: Number, lang: str, words: Mapping[str, str]) -> str:
    label = plain(unit_named(number.unit).label[lang])
    if not isinstance(number.value, float):
        return label
    return f"{label}, {words['exactly']} {plain(exact(number.value, lang))}"


def _rule(number: Number, lang: str) -> str:
    return plain(number.rule[lang].strip().removesuffix(".")) + "."


def _lines(rows: str, words: Mapping[str, str]) -> str:
    if not rows:
        return words["none"]
    word = words["line"] if rows.isdigit() else words["lines"]
    return f"{word} {rows.replace('-', '–').replace(' ', ', ')}"


def _only(form: str, text: str) -> str:
    return f'::: {{.content-visible when-format="{form}"}}\n{text}\n:::\n'
