"""Publishing within this process: what is checked, what is staged, what Jupyter shows."""

import json

import pytest
from matplotlib.figure import Figure
from tiny import NASTY, make_tiny

from press.datapackage import load_package, readable
from press.errors import NotebookError, PressError
from press.publication import Book, Column, Row, num, open_notebook
from press.session import PUBLISHED, STAGE

RULE = {"en": "Sum", "nb": "Summen"}
BOTH = {"en": "A", "nb": "B"}
NOTEBOOK = "notebooks/lights.ipynb"


class Cell:
    """The running cell, as a test sets it."""

    def __init__(self):
        self.at = ("totals", 1)

    def __call__(self):
        return self.at


@pytest.fixture
def cell():
    return Cell()


@pytest.fixture
def stage(tmp_path):
    folder = tmp_path / "stage"
    folder.mkdir()
    return folder


@pytest.fixture
def book(tmp_path, stage, cell):
    package = load_package(make_tiny(tmp_path))
    tables = ["lights", "counties"]
    allowed = readable(package, tables, asked_in=NOTEBOOK)
    return Book(package, NOTEBOOK, tables, allowed, ("en", "nb"), stage=stage, place=cell)


def draw(_lang):
    figure = Figure()
    figure.subplots().plot([1, 2])
    return figure


def published(stage):
    return [json.loads(line) for line in (stage / PUBLISHED).read_text(encoding="utf-8").splitlines()]


def test_a_number_is_staged_with_value_cell_and_lines(book, stage):
    lights = book.data("lights")
    book.number("lights.west", 2, "count", rows=lights[lights["county"] == "ves"], rule=RULE)
    (entry,) = published(stage)
    assert (entry["value"], entry["cell"], entry["rows"]) == (2, "totals", {"data/lights.csv": "2-3"})


def test_an_undeclared_table_is_refused(tmp_path, cell):
    package = load_package(make_tiny(tmp_path))
    book = Book(package, NOTEBOOK, ["lights"], readable(package, ["lights"], asked_in=NOTEBOOK), ("en",), stage=None,
                place=cell)
    with pytest.raises(NotebookError, match="'counties' is not declared"):
        book.data("counties")


def test_one_key_twice_in_one_cell_is_an_error(book):
    book.number("a", 1, "count", rows=[], rule=RULE)
    with pytest.raises(NotebookError, match="'a' is published in cell 'totals' and again in cell 'totals'"):
        book.number("a", 1, "count", rows=[], rule=RULE)


def test_one_key_in_two_cells_names_both(book, cell):
    book.number("a", 1, "count", rows=[], rule=RULE)
    cell.at = ("other", 2)
    with pytest.raises(NotebookError, match="in cell 'totals' and again in cell 'other'"):
        book.number("a", 1, "count", rows=[], rule=RULE)


def test_a_cell_that_runs_again_may_publish_its_key_again(book, cell):
    book.number("a", 1, "count", rows=[], rule=RULE)
    cell.at = ("totals", 2)
    assert book.number("a", 2, "count", rows=[], rule=RULE).value == 2


def test_a_cell_without_label_cannot_publish(book, cell):
    cell.at = ("", 1)
    with pytest.raises(NotebookError, match="has no label"):
        book.number("a", 1, "count", rows=[], rule=RULE)


def test_a_published_number_can_be_read_back(book):
    book.number("a", 2500000, "NOK", rows=[], rule=RULE)
    assert (book.value("a"), book.text("a", "mnok", "nb")) == (2500000, "2,5")


def test_a_caption_holds_a_shortcode_and_an_alt_text_the_number(book, stage):
    book.number("a", 2500000, "NOK", rows=[], rule=RULE)
    texts = dict.fromkeys(("en", "nb"), 'All {{ num("a", "mnok") }} "so"')
    book.figure("fig-a", draw, caption=texts, alt=texts, data=["lights"])
    fragment = (stage / "fig-a.nb.md").read_text(encoding="utf-8")
    assert fragment == (
        '![All {{< num a as=mnok >}} "so"](/figures/fig-a.nb.svg){#fig-a fig-alt="All 2,5 \\"so\\""}\n\n'
        "::: {.made}\n{{< made fig-a >}}\n:::\n"
    )


def test_words_from_data_are_escaped_in_a_caption(book, stage):
    texts = dict.fromkeys(("en", "nb"), "First {{ name }}")
    book.figure("fig-a", draw, caption=texts, alt=texts, words={"name": NASTY})
    caption = (stage / "fig-a.en.md").read_text(encoding="utf-8").partition("](")[0]
    assert "<script>" not in caption.replace("\\<", "")
    assert "{{<" not in caption


@pytest.mark.parametrize("missing", ["caption", "alt"])
def test_a_figure_needs_caption_and_alt_text_in_each_language(book, missing):
    texts = {"caption": BOTH, "alt": BOTH} | {missing: {"en": "A", "nb": " "}}
    with pytest.raises(NotebookError, match=r"figure 'fig-a': the .* is missing in nb"):
        book.figure("fig-a", draw, **texts)


def test_a_number_that_is_not_published_is_answered_with_the_nearest(book):
    book.number("lights.total", 1, "count", rows=[], rule=RULE)
    texts = dict.fromkeys(("en", "nb"), '{{ num("lights.totals") }}')
    with pytest.raises(NotebookError, match=r"Did you mean lights\.total"):
        book.figure("fig-a", draw, caption=texts, alt=BOTH)


def test_a_broken_template_shows_the_text(book):
    with pytest.raises(NotebookError, match="cannot be filled"):
        book.figure("fig-a", draw, caption={"en": "{{ x }}", "nb": "x"}, alt=BOTH)


def test_a_table_names_the_files_behind_its_numbers(book, stage):
    book.number("a", 5, "count", rows=book.data("lights"), rule=RULE)
    book.table("tbl-a", columns=[Column("x", BOTH)], rows=[{"x": num("a")}], caption=BOTH)
    assert published(stage)[-1]["data"] == ["data/lights.csv"]


def test_a_table_is_staged_in_each_language(book, stage):
    book.number("a", 5, "count", rows=[], rule=RULE)
    total = Row({"x": {"en": "All", "nb": "Alle"}, "n": num("a", "words")}, total=True)
    book.table("tbl-a", columns=[Column("x", BOTH), Column("n", BOTH, kind="number")], caption=BOTH,
               rows=[{"x": NASTY, "n": num("a")}, total])
    table = (stage / "tbl-a.nb.md").read_text(encoding="utf-8")
    assert "| **Alle** | **{{< num a as=words >}}** |" in table
    assert ": B {#tbl-a}" in table
    assert table.count("{{<") == 3


def test_a_bare_number_in_a_table_is_refused(book):
    with pytest.raises(NotebookError, match="row 1, column 'x' holds 5, which is no text"):
        book.table("tbl-a", columns=[Column("x", BOTH)], rows=[{"x": 5}], caption=BOTH)


def test_rows_whose_lines_are_lost_are_refused(book):
    merged = book.data("lights").merge(book.data("counties"), on="county")
    with pytest.raises(NotebookError, match="do not tell their file and lines"):
        book.number("a", 1, "count", rows=merged, rule=RULE)


def test_rows_may_come_from_several_tables_and_numbers(book, stage):
    lights, counties = book.data("lights"), book.data("counties")
    first = book.number("a", 1, "count", rows=lights.head(1), rule=RULE)
    book.number("b", 1, "count", rows=[first, lights.tail(1), {"counties": counties.index}], rule=RULE)
    assert published(stage)[-1]["rows"] == {"data/counties.csv": "2-4", "data/lights.csv": "2 6"}


def test_jupyter_shows_number_figure_and_table(book):
    shown = book.number("a", 5, "count", rows=[], rule=RULE)._repr_mimebundle_()
    assert shown["text/markdown"] == "`a`: **5**"
    figure = book.figure("fig-a", draw, caption=BOTH, alt=BOTH)._repr_mimebundle_()
    assert "<svg" in figure["image/svg+xml"]
    table = book.table("tbl-a", columns=[Column("x", BOTH)], rows=[{"x": num("a")}], caption=BOTH)._repr_mimebundle_()
    assert "| 5 |" in table["text/markdown"]


@pytest.mark.parametrize("folder", ["", "notebooks"])
def test_plain_jupyter_opens_a_notebook_from_root_and_folder_and_writes_nothing(tmp_path, monkeypatch, folder):
    root = make_tiny(tmp_path)
    monkeypatch.delenv(STAGE, raising=False)
    monkeypatch.chdir(root / folder)
    before = sorted(root.rglob("*"))
    assert len(open_notebook("lights").data("lights")) == 5
    assert sorted(root.rglob("*")) == before


def test_an_unknown_notebook_is_answered_with_the_nearest(tmp_path, monkeypatch):
    monkeypatch.delenv(STAGE, raising=False)
    monkeypatch.chdir(make_tiny(tmp_path))
    with pytest.raises(PressError, match="Did you mean lights"):
        open_notebook("light")
