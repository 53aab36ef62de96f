"""Write the register of numbers: every published number with rule, cell and lines of data.

Imports :mod:`press.numbers`, :mod:`press.formats` and :mod:`press.escaping`. The web edition
has it on a page where each entry leads to its cell, each group ready as HTML since thousands of entries
are slow to read as Markdown; the PDF carries it as an attached table, since a hundred pages
of it would help nobody on paper.
"""

from __future__ import annotations

import csv
import io
import json
import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import Any

from press.escaping import spreadsheet_cell
from press.formats import exact, unit_named
from press.numbers import Number

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {"exactly": "exactly", "cell": "Cell", "of": "of", "line": "line", "lines": "lines", "none": "no line"},
    "nb": {"exactly": "nøyaktig", "cell": "Celle", "of": "i", "line": "linje", "lines": "linje", "none": "ingen linje"},
}

TABLE = "numbers.csv"
"""The file in ``figures/`` that holds the register as a table."""

_TEMPLATES = Path(__file__).parent / "templates"


def register_name(lang: str) -> str:
    """The file in ``figures/`` that the shortcode ``register`` puts into a page."""
    return f"numbers.{lang}.json"


def number_register(numbers: Iterable[Number], lang: str, *, numbers_page: str, notebook_page: str) -> str:
    """Return the register as JSON: a list of groups by the first parts of the keys, each with ``name`` and ``html``.

    ``html`` is a list of lines; ``numbers_page`` and ``notebook_page`` (with ``%s`` for the name)
    are the pages of the web edition, relative to its root.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES), undefined=StrictUndefined, autoescape=True, trim_blocks=True
    )
    template = environment.get_template("register.html.j2")
    way = posixpath.relpath(notebook_page, posixpath.dirname(numbers_page) or ".")
    ordered = sorted(numbers, key=lambda number: (_group_of(number), number.key))
    groups = []
    for name, members in groupby(ordered, key=_group_of):
        entries = [_entry(number, lang, way) for number in members]
        html = template.render(entries=entries, words=WORDS[lang])
        groups.append({"name": name, "html": html.strip().split("\n")})
    return json.dumps(groups, indent=1, ensure_ascii=False) + "\n"


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


def _entry(number: Number, lang: str, way: str) -> dict[str, Any]:
    """One number: its key, and what the template says below it."""
    return {
        "key": number.key,
        "anchor": number.anchor,
        "value": number.text[lang]["default"],
        "notes": ", ".join(_notes(number, lang)),
        "rule": number.rule[lang].strip().removesuffix("."),
        "cell": number.cell,
        "href": f"{way.replace('%s', PurePosixPath(number.notebook).stem)}#cell-{number.cell}",
        "notebook": number.notebook,
        "sources": [{"path": path, "lines": _lines(rows, WORDS[lang])} for path, rows in number.rows.items()],
    }


def _notes(number: Number, lang: str) -> Iterator[str]:
    """The unit unless that is part of the value as printed, and all digits if some are not printed."""
    label = unit_named(number.unit).label[lang]
    if label not in number.text[lang]["default"]:
        yield label
    if isinstance(number.value, float):
        yield f"{WORDS[lang]['exactly']} {exact(number.value, lang)}"


def _lines(rows: str, words: Mapping[str, str]) -> str:
    if not rows:
        return words["none"]
    word = words["line"] if rows.isdigit() else words["lines"]
    return f"{word} {_spaced(rows)}"


def _spaced(rows: str) -> str:
    return rows.replace("-", "–").replace(" ", ", ")
