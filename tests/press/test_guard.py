import sqlite3
from pathlib import Path

import pytest
from tiny import make_tiny, write

from press import guard
from press.errors import NotebookError

ALLOWED = ("data/datapackage.json", "data/lights.csv")


@pytest.fixture
def root(tmp_path):
    root = make_tiny(tmp_path)
    guard.arm(root, "notebooks/lights.ipynb", ALLOWED)
    yield root
    guard.disarm()


def test_a_declared_file_may_be_read(root):
    assert (root / "data/lights.csv").read_text(encoding="utf-8").startswith("light,")


def test_an_undeclared_data_file_may_not_be_read(root):
    with pytest.raises(NotebookError, match=r"reads 'data/counties\.csv', which it does not declare"):
        (root / "data/counties.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", ["_quarto.yml", "index.qmd", "notebooks/lights.ipynb", "bib/references.bib"])
def test_nor_any_other_file_of_the_project(root, path):
    with pytest.raises(NotebookError, match="does not declare"):
        (root / path).read_bytes()


def test_a_relative_path_and_a_link_lead_to_the_same_answer(root, monkeypatch):
    monkeypatch.chdir(root / "notebooks")
    with pytest.raises(NotebookError):
        Path("../data/counties.csv").read_bytes()
    guard.disarm()
    (root / "_extensions/way.csv").symlink_to(root / "data/counties.csv")
    guard.arm(root, "notebooks/lights.ipynb", ALLOWED)
    with pytest.raises(NotebookError):
        (root / "_extensions/way.csv").read_bytes()


def test_listing_the_data_is_reading_what_is_not_declared(root):
    with pytest.raises(NotebookError, match="lists the folder 'data'"):
        list((root / "data").glob("*.csv"))


def test_writing_into_the_project_is_refused(root):
    with pytest.raises(NotebookError, match=r"writes 'figures\.csv'"):
        (root / "figures.csv").write_text("x")
    assert not (root / "figures.csv").exists()


def test_a_database_counts_as_a_file(root):
    with pytest.raises(NotebookError):
        sqlite3.connect(str(root / "data/counties.csv"))


def test_data_from_outside_the_project_are_refused(root, tmp_path):
    outside = tmp_path / "other.csv"
    guard.disarm()
    outside.write_text("x")
    guard.arm(root, "notebooks/lights.ipynb", ALLOWED)
    with pytest.raises(NotebookError, match="no part of the project"):
        outside.read_text()


def test_a_missing_file_stays_a_missing_file(root):
    with pytest.raises(FileNotFoundError):
        (root / "data/nothing.csv").read_text()


def test_scratch_and_code_are_free(root):
    (root / ".press").mkdir()
    assert write(root, ".press/x.json", "{}").read_text() == "{}"


def test_each_notebook_is_watched_by_its_own_declaration(root):
    guard.arm(root, "notebooks/other.ipynb", ["data/counties.csv"])
    assert (root / "data/counties.csv").read_bytes()
    with pytest.raises(NotebookError, match=r"notebooks/other\.ipynb"):
        (root / "data/lights.csv").read_bytes()


def test_a_disarmed_guard_lets_everything_pass(root):
    guard.disarm()
    assert (root / "data/counties.csv").read_bytes()
