"""The settings are Quarto's own; what is wrong with them is said with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.errors import ConfigError
from press.project import find_root, load_project

SHARED = "project: {type: book}\nprofile: {default: en, group: [[en, nb]]}\n"
EDITION = """project: {{output-dir: _book/{short}}}
lang: {lang}
book:
  title: Lights
  chapters:
    - index{s}.qmd
    - part: One
      chapters: [one/a{s}.qmd]
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "_quarto.yml").write_text(SHARED)
    (tmp_path / "_quarto-en.yml").write_text(EDITION.format(short="en", lang="en-GB", s=""))
    (tmp_path / "_quarto-nb.yml").write_text(EDITION.format(short="nb", lang="nb-NO", s=".nb"))
    return tmp_path


def message(root: Path) -> str:
    with pytest.raises(ConfigError) as caught:
        load_project(root)
    return str(caught.value)


def test_a_broken_profile_is_reported_with_its_line(root: Path) -> None:
    (root / "_quarto-nb.yml").write_text("lang: nb-NO\nbook:\n  title: [a\n")
    assert message(root).startswith("_quarto-nb.yml:4: not valid YAML")


def test_a_missing_profile_is_reported_by_name(root: Path) -> None:
    (root / "_quarto-nb.yml").unlink()
    assert message(root).startswith("_quarto-nb.yml: the file is missing")


def test_a_profile_in_another_encoding_is_reported(root: Path) -> None:
    (root / "_quarto-nb.yml").write_bytes("book: {title: Fyr på øya}".encode("latin-1"))
    assert "_quarto-nb.yml: not UTF-8 at byte" in message(root)


@pytest.mark.parametrize("key", ["lang", "book", "project"])
def test_what_a_profile_must_say_is_named(root: Path, key: str) -> None:
    lines = [
        line for line in EDITION.format(short="nb", lang="nb-NO", s=".nb").splitlines() if not line.startswith(key)
    ]
    (root / "_quarto-nb.yml").write_text("\n".join(line for line in lines if key != "book" or not line.startswith(" ")))
    assert f"_quarto-nb.yml: '{key}:' is missing" in message(root)


def test_chapters_in_the_shared_settings_are_refused(root: Path) -> None:
    (root / "_quarto.yml").write_text(SHARED + "book: {chapters: [index.qmd]}\n")
    assert "Quarto would join the two lists" in message(root)


def test_an_entry_that_is_no_chapter_is_shown(root: Path) -> None:
    (root / "_quarto-en.yml").write_text(EDITION.format(short="en", lang="en-GB", s="") + "    - {text: nothing}\n")
    assert "neither a file nor a part: {'text': 'nothing'}" in message(root)


def test_a_book_begins_with_its_home_page(root: Path) -> None:
    text = EDITION.format(short="en", lang="en-GB", s="").replace("index.qmd", "start.qmd")
    (root / "_quarto-en.yml").write_text(text)
    assert "the first chapter is 'start.qmd'" in message(root)


def test_the_editions_mirror_each_other(root: Path) -> None:
    project = load_project(root)
    english, norwegian = project.editions
    assert [chapter.part for chapter in english.chapters] == [None, "One"]
    assert str(english.sibling(english.chapters[1], norwegian)) == "one/a.nb.qmd"
    assert str(norwegian.chapters[1].page) == "one/a.nb.html"
    assert norwegian.chapters[1].rel == ".."
    assert norwegian.chapters[0].rel == "."


def test_an_unknown_edition_names_the_known_ones(root: Path) -> None:
    with pytest.raises(ConfigError, match="en, nb"):
        load_project(root).edition("nn")


def test_the_project_is_found_from_a_folder_inside(root: Path) -> None:
    (root / "one").mkdir()
    assert find_root(root / "one") == root


def test_outside_a_project_the_error_says_where_to_go(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="Change to the project's folder"):
        find_root(tmp_path)
