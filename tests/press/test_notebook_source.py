import pytest
from tiny import FRONT, code, notebook, raw, text, write

from press.errors import NotebookError
from press.notebook_source import find_notebooks, label_of, read_notebook

LANGUAGES = ("en", "nb")


def read(root, *cells, path="notebooks/a.ipynb"):
    write(root, path, notebook(*cells))
    return read_notebook(root, path, LANGUAGES)


def test_front_matter_says_title_and_tables(tmp_path):
    source = read(tmp_path, raw(FRONT))
    assert (source.name, source.title, source.tables) == ("a", "Lights", ("lights", "counties"))


@pytest.mark.parametrize("front", ["", "no yaml", "---\ntitle: x\n---", "---\npress: {data: [a]}\n---", "---\n[\n---",
                                   "---\ntitle: x\npress: {data: a}\n---"])
def test_missing_front_matter_says_how_to_write_it(tmp_path, front):
    with pytest.raises(NotebookError, match=r"notebooks/a\.ipynb: .*\n.*(title: \.\.\.)"):
        read(tmp_path, raw(front))


def test_a_cell_without_label_is_named_by_what_it_begins_with(tmp_path):
    with pytest.raises(NotebookError, match=r"cell 2 \(begins 'x = 1'\) has no proper label"):
        read(tmp_path, raw(FRONT), code("x = 1"))


def test_two_cells_of_one_label_are_named(tmp_path):
    with pytest.raises(NotebookError, match="the cells 2 and 3 are both labelled 'x'"):
        read(tmp_path, raw(FRONT), code("#| label: x\n1"), code("#| label: x\n2"))


def test_an_unknown_tag_is_named(tmp_path):
    with pytest.raises(NotebookError, match="cell 2 has the unknown tag 'no'"):
        read(tmp_path, raw(FRONT), text("x", "no"))


def test_an_empty_cell_needs_no_label(tmp_path):
    assert read(tmp_path, raw(FRONT), code("")).cells[1].label == ""


def test_broken_json_names_its_line(tmp_path):
    write(tmp_path, "notebooks/a.ipynb", '{\n"cells": [,]}')
    with pytest.raises(NotebookError, match=r"notebooks/a\.ipynb:2: is not valid JSON"):
        read_notebook(tmp_path, "notebooks/a.ipynb", LANGUAGES)


def test_a_name_that_is_no_address_is_refused(tmp_path):
    with pytest.raises(NotebookError, match="cannot be part of an address"):
        read(tmp_path, raw(FRONT), path="notebooks/My book.ipynb")


def test_all_faults_of_all_notebooks_come_in_one_run(tmp_path):
    write(tmp_path, "notebooks/a.ipynb", notebook(raw(FRONT), code("1"), code("2")))
    write(tmp_path, "notebooks/b.ipynb", "[]")
    with pytest.raises(NotebookError) as caught:
        find_notebooks(tmp_path, LANGUAGES)
    assert len(caught.value.faults) == 3


@pytest.mark.parametrize(("source", "label"), [
    ("#| label: a\nx", "a"), ('#| label: "a"\nx', "a"), ("#| echo: false\n#| label: a", "a"), ("x\n#| label: a", ""),
    ("\n#| label: a", "a"), ("# label: a", ""),
])
def test_the_label_stands_in_the_first_lines(source, label):
    assert label_of(source) == label


def test_a_line_of_a_cell_is_found_in_the_file(tmp_path):
    source = read(tmp_path, raw(FRONT), code("#| label: a\nx = 1\n\ny = 2"), code("#| label: b\nx = 1\ny = 2"))
    line = source.file_line(source.cells[2], 3)
    assert source.text.splitlines()[line - 1].strip() == '"y = 2"'
    assert line > source.file_line(source.cells[1], 4)


def test_outputs_and_jupyters_notes_do_not_count(tmp_path):
    one = read(tmp_path, raw(FRONT), code("#| label: a\nx"))
    ran = code("#| label: a\nx") | {"execution_count": 7, "metadata": {"trusted": True}}
    assert read(tmp_path, raw(FRONT), ran).outline() == one.outline()
