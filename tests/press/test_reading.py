"""What was read of a chapter is used again only while every file behind it is the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from lighthouse_pages import write

from press import reading
from press.errors import ChapterError


@pytest.fixture
def chapter(tmp_path: Path) -> Path:
    write(tmp_path, "a.qmd", "---\ntitle: Lamps\n---\n\n{{< include lamp.md >}}\n")
    write(tmp_path, "lamp.md", "One lamp.\n")
    return tmp_path


def test_a_chapter_is_not_read_twice(chapter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = reading.read_chapter(chapter, "a.qmd")
    monkeypatch.setattr(reading, "expand", None)
    assert reading.read_chapter(chapter, "a.qmd") == first


@pytest.mark.parametrize("name", ["a.qmd", "lamp.md"])
def test_a_change_in_any_of_its_files_is_read(chapter: Path, name: str) -> None:
    reading.read_chapter(chapter, "a.qmd")
    path = chapter / name
    path.write_text(path.read_text() + "\nTwo lamps.\n")
    assert "Two lamps." in reading.read_chapter(chapter, "a.qmd").marked


def test_a_file_that_has_gone_is_missed(chapter: Path) -> None:
    reading.read_chapter(chapter, "a.qmd")
    (chapter / "lamp.md").unlink()
    with pytest.raises(ChapterError):
        reading.read_chapter(chapter, "a.qmd")


def test_what_cannot_be_read_again_is_made_anew(chapter: Path) -> None:
    first = reading.read_chapter(chapter, "a.qmd")
    for kept in (chapter / ".press" / "reading").iterdir():
        kept.write_bytes(b"broken")
    assert reading.read_chapter(chapter, "a.qmd") == first
