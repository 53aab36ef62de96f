"""What a notebook uses: its tables of data, and a way to publish numbers, figures and tables.

    from press.publication import open_notebook
    book = open_notebook("portfolio")

In plain Jupyter everything is checked and shown, and nothing is written. Under
``press compute`` the results go to the staging folder that the environment names.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from press import session
from press.captions import Words, fill_markdown, fill_text, require, shortcode
from press.datapackage import Package, load_package, read_descriptor, readable
from press.display import ShownFigure, ShownNumber, ShownTable
from press.errors import Fault, NotebookError, PressError, closest
from press.figures import Draw, check_id, draw_svg, figure_fragment
from press.formats import Value, format_as
from press.fragments import check_name, fill_fragment
from press.notebook_source import NOTEBOOKS, label_of, read_notebook
from press.numbers import Number, make_number
from press.rows import lines_by_file
from press.tables import Column, NumberCell, Row, check_table, pipe_table, table_fragment

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Book", "Column", "NumberCell", "Row", "format_as", "num", "open_notebook"]

Place = tuple[str, int]


def open_notebook(name: str) -> Book:
    """Return the book that the notebook ``notebooks/NAME.ipynb`` publishes to.

    Works from the project's folder and any below it. Raises :class:`PressError`.
    """
    stage = os.environ.get(session.STAGE)
    return _staged(name, stage) if stage else _in_jupyter(name)


def num(key: str, form: str = "default") -> NumberCell:
    """Return a table cell that shows a published number in one of its formats."""
    return NumberCell(key, form)


class Book:
    """The notebook's way in for data and out for results."""

    def __init__(
        self, package: Package, notebook: str, tables: Sequence[str], allowed: Sequence[str],
        languages: Sequence[str], *, stage: Path | None, place: Callable[[], Place],
    ) -> None:
        """``tables`` are declared, ``allowed`` paths may be read; ``place`` names the running cell and its count."""
        self.languages = tuple(languages)
        self._package = package
        self._notebook = notebook
        self._allowed = frozenset(allowed)
        self._declared = {name: package.resource(name).path for name in tables}
        self._stage = stage
        self._place = place
        self._numbers: dict[str, Number] = {}
        self._places: dict[str, Place] = {}

    def data(self, name: str) -> pd.DataFrame:
        """Return a declared table; its index holds the lines of the file. Raises :class:`PressError`."""
        self._hold_declared(name)
        return self._package.read(name)

    def document(self, name: str) -> Any:
        """Return what a declared JSON file holds. Raises :class:`PressError`."""
        self._hold_declared(name)
        return self._package.document(name)

    def descriptor(self) -> Mapping[str, Any]:
        """Return the description of the data, ``data/datapackage.json``, as it stands."""
        return read_descriptor(self._package.root)

    def number(self, key: str, value: object, unit: str, *, rows: Any, rule: Mapping[str, str]) -> ShownNumber:
        """Publish a number.

        ``value`` is finite, an int, float or Decimal, or text for the unit ``range``; ``rows``
        is what it was computed from: a table of :meth:`data`, filtered or not, an index of
        one, a mapping from table name to either, published numbers, or a list of these.
        Raises :class:`NotebookError` for anything else, and for a key that is published already.
        """
        cell = self._claim(key)
        lines = lines_by_file(rows, self._package, self._notebook)
        made = make_number(
            key, value, unit, rule=rule, notebook=self._notebook, cell=cell, rows=lines, languages=self.languages
        )
        self._numbers[key] = made
        self._record("number", {name: getattr(made, name) for name in Number.__dataclass_fields__})
        return ShownNumber(made, self.languages[0])

    def value(self, key: str) -> Value:
        """Return the value of a number that this notebook has published."""
        return self._number(key, "default").value

    def text(self, key: str, form: str, lang: str) -> str:
        """Return a published number as text, for the words within a chart."""
        return self._number(key, form).text[lang][form]

    def figure(
        self, name: str, draw: Draw, *, caption: Mapping[str, str], alt: Mapping[str, str],
        data: Sequence[str] | None = None, size: str = "full", height: float | None = None, words: Words | None = None,
    ) -> ShownFigure:
        """Publish a figure: ``draw(lang)`` returns a matplotlib Figure and is called for each language.

        In caption (Markdown) and alt (text) ``{{ num("key", "mnok") }}`` puts a number of this
        notebook, ``{{ name }}`` an entry of ``words``. ``data`` names the tables behind it, all
        declared ones if left out; ``size`` is full, half or tall, ``height`` in millimetres.
        """
        cell = self._claim(name)
        check_id(name, self._notebook)
        for what, texts in (("caption", caption), ("alt text", alt)):
            require(texts, self.languages, f"figure '{name}': the {what}", self._notebook)
        sources = self._sources(data)
        images, alts = {}, {}
        for lang in self.languages:
            alts[lang] = fill_text(alt[lang], lang, self._printed(lang), words or {})
            head = fill_markdown(caption[lang], lang, self._linked, words or {})
            images[lang] = draw_svg(
                self._package.root, name, draw, lang, size=size, height=height, notebook=self._notebook
            )
            self._write(f"{name}.{lang}.svg", images[lang])
            self._write(f"{name}.{lang}.md", figure_fragment(name, lang, head, alts[lang]).encode())
        self._record("figure", {"id": name, "cell": cell, "data": sources, "alt": alts})
        return ShownFigure(name, images[self.languages[0]].decode(), alts[self.languages[0]])

    def table(
        self, name: str, *, columns: Sequence[Column], rows: Sequence[Row | Mapping[str, Any]],
        caption: Mapping[str, str], data: Sequence[str] | None = None, words: Words | None = None,
        interactive: bool = False,
    ) -> ShownTable:
        """Publish a table. A cell is text from the data, a text by language, or ``num(key, format)``.

        A row is a mapping by column id, or a :class:`Row`, which may be a total. ``data`` names
        the tables behind it; if left out, those behind its numbers, or all declared ones.
        On a web page the rows of an ``interactive`` table, which has no total, can be sorted and searched.
        """
        cell = self._claim(name)
        whole = [row if isinstance(row, Row) else Row(row) for row in rows]
        check_table(name, columns, whole, self.languages, self._notebook, interactive=interactive)
        require(caption, self.languages, f"table '{name}': the caption", self._notebook)
        keys = {cell.key for row in whole for cell in row.cells.values() if isinstance(cell, NumberCell)}
        sources = self._sources(data, keys)
        for lang in self.languages:
            head = fill_markdown(caption[lang], lang, self._linked, words or {})
            body = pipe_table(columns, whole, lang, self._linked)
            self._write(f"{name}.{lang}.md", table_fragment(name, body, head, interactive=interactive).encode())
        self._record("table", {"id": name, "cell": cell, "data": sources})
        first = self.languages[0]
        return ShownTable(name, pipe_table(columns, whole, first, self._printed(first)))

    def fragment(
        self, name: str, template: str, context: Mapping[str, Any], *, data: Sequence[str] | None = None
    ) -> ShownTable:
        """Publish Markdown that a chapter includes as ``figures/NAME.<lang>.md``.

        ``template`` is the path of a Jinja2 template below the project's folder; what it puts
        in is text, a text by language, or ``num(key, format)``. See :mod:`press.fragments`.
        """
        cell = self._claim(name)
        check_name(name, self._notebook)
        root = self._package.root
        for lang in self.languages:
            text = fill_fragment(root, template, lang, self._linked, context, self._notebook)
            self._write(f"{name}.{lang}.md", text.encode())
        self._record("fragment", {"id": name, "cell": cell, "data": self._sources(data)})
        first = self.languages[0]
        shown = fill_fragment(root, template, first, self._printed(first), context, self._notebook)
        return ShownTable(name, shown)

    def _hold_declared(self, name: str) -> None:
        if self._package.resource(name, asked_in=self._notebook).path not in self._allowed:
            raise self._fault(f"the table '{name}' is not declared", "Add it to 'press: data:' in the first cell.")

    def _claim(self, name: str) -> str:
        """Note that the running cell publishes ``name``; return the cell's label.

        In Jupyter a cell that runs again may publish its own names again.
        """
        cell, count = self._place()
        if not cell:
            raise self._fault(f"the cell that publishes '{name}' has no label", "Begin it with '#| label: name'.")
        before = self._places.get(name)
        if before and (before[0] != cell or before[1] == count):
            raise self._fault(f"'{name}' is published in cell '{before[0]}' and again in cell '{cell}'",
                              "Give one of them another name, or drop it.")
        self._places[name] = (cell, count)
        return cell

    def _number(self, key: str, form: str) -> Number:
        if key not in self._numbers:
            raise self._fault(f"no number '{key}' is published so far",
                              f"{closest(key, self._numbers)}Publish it in this notebook, before it is used.")
        number = self._numbers[key]
        format_as(number.value, number.unit, form, self.languages[0])
        return number

    def _linked(self, key: str, form: str) -> str:
        return shortcode(self._number(key, form).key, form)

    def _printed(self, lang: str) -> Callable[[str, str], str]:
        return lambda key, form: self.text(key, form, lang)

    def _sources(self, tables: Sequence[str] | None, keys: Iterable[str] = ()) -> list[str]:
        """The files behind a figure or table: as named, else those of its numbers, else all declared."""
        if tables is None:
            behind = {path for key in keys if key in self._numbers for path in self._numbers[key].rows}
            return sorted(behind or self._declared.values())
        undeclared = [name for name in tables if name not in self._declared]
        if undeclared:
            remedy = f"{closest(undeclared[0], self._declared)}Declare it under 'press: data:' in the first cell."
            raise self._fault(f"the table '{undeclared[0]}' is not declared", remedy)
        return sorted(self._declared[name] for name in tables)

    def _write(self, name: str, content: bytes) -> None:
        if self._stage:
            (self._stage / name).write_bytes(content)

    def _record(self, kind: str, entry: Mapping[str, Any]) -> None:
        if self._stage:
            line = json.dumps({"kind": kind, **entry}, ensure_ascii=False, sort_keys=True)
            with (self._stage / session.PUBLISHED).open("a", encoding="utf-8") as published:
                published.write(line + "\n")

    def _fault(self, what: str, remedy: str) -> NotebookError:
        return NotebookError(Fault(self._notebook, 0, what, remedy))


@lru_cache(maxsize=1)
def _staged(name: str, stage: str) -> Book:
    """The book of the notebook that is running; opened twice it is the same."""
    told = session.read(Path(stage))
    if told.name != name:
        raise NotebookError(
            Fault(told.notebook, 0, f"the notebook opens '{name}'", f"Write open_notebook(\"{told.name}\").")
        )
    package = load_package(Path(told.root))
    return Book(
        package, told.notebook, told.tables, told.allowed, told.languages, stage=Path(stage), place=_running_cell
    )


def _in_jupyter(name: str) -> Book:
    from press.project import find_root, load_project

    root = find_root(Path.cwd())
    languages = [edition.short for edition in load_project(root).editions]
    known = [path.stem for path in (root / NOTEBOOKS).glob("*.ipynb")]
    if name not in known:
        remedy = f"{closest(name, known)}Save the notebook there first."
        raise PressError(Fault(f"{NOTEBOOKS}/{name}.ipynb", 0, "there is no such notebook", remedy))
    source = read_notebook(root, f"{NOTEBOOKS}/{name}.ipynb", languages)
    package = load_package(root)
    allowed = readable(package, source.tables, asked_in=source.path)
    return Book(package, source.path, source.tables, allowed, languages, stage=None, place=_running_cell)


def _running_cell() -> Place:
    """Label and execution count of the cell that IPython runs; no label outside IPython."""
    from IPython import get_ipython

    shell = get_ipython()
    if shell is None:
        return "", 0
    return label_of(shell.history_manager.input_hist_raw[-1]), shell.execution_count
