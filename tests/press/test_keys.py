import pytest
from tiny import make_tiny, write

from press import keys
from press.datapackage import load_package, readable
from press.notebook_source import find_notebooks
from press.project import load_project


@pytest.fixture
def root(tmp_path):
    return make_tiny(tmp_path)


def key(root):
    (notebook,) = find_notebooks(root, ("en", "nb"))
    allowed = readable(load_package(root), notebook.tables, asked_in=notebook.path)
    return keys.notebook_key(keys.common_digest(load_project(root)), notebook, root, allowed)


@pytest.mark.parametrize("path", [
    "data/lights.csv", "data/counties.csv", "data/labels.csv", "data/datapackage.json", "requirements.lock",
    "src/own/code.py",
])
def test_a_changed_input_gives_another_key(root, path):
    write(root, path, (root / path).read_text() if (root / path).exists() else "")
    before = key(root)
    with (root / path).open("a") as file:
        file.write("\n")
    assert key(root) != before


def test_a_changed_font_gives_another_key(root):
    before = key(root)
    write(root, "_extensions/other/fonts/x.otf", "font")
    assert key(root) != before


def test_a_changed_cell_gives_another_key(root):
    before = key(root)
    path = root / "notebooks/lights.ipynb"
    path.write_text(path.read_text().replace("Sum of upkeep", "The sum of upkeep"))
    assert key(root) != before


def test_another_python_gives_another_key(root, monkeypatch):
    before = key(root)
    monkeypatch.setattr(keys.platform, "python_version", lambda: "3.99.0")
    assert key(root) != before


@pytest.mark.parametrize("path", ["index.qmd", "data/undeclared.csv", "data/README.md", "bib/references.bib"])
def test_what_a_notebook_cannot_read_does_not_matter(root, path):
    before = key(root)
    write(root, path, "other")
    assert key(root) == before


def test_the_folder_does_not_matter(root, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    assert key(make_tiny(tmp_path / "elsewhere")) == key(root)
