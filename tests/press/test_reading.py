"""What was read of a chapter is used again only while every file behind it is the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lighthouse_pages import write

from press import reading
from press.errors import ChapterError

Read = Callable[[Path], reading.Reading]


@pytest.fixture
def chapter(tmp_path: Path) -> Path:
    write(tmp_path, "a.qmd", "---\ntitle: Lamps\n---\n\n{{< include lamp.md >}}\n")
    write(tmp_path, "lamp.md", "One lamp.\n")
    return tmp_path


@pytest.fixture(params=["the same process", "another process"])
def again(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Read:
    """Reads the chapter a second time; another process has nothing in memory."""

    def read(root: Path) -> reading.Reading:
        if request.param == "another process":
            monkeypatch.setattr(reading, "_held", {})
        return reading.read_chapter(root, "a.qmd")

    return read


def test_a_chapter_is_not_read_twice(chapter: Path, again: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    first = reading.read_chapter(chapter, "a.qmd")
    monkeypatch.setattr(reading, "expand", None)
    assert again(chapter) == first


@pytest.mark.parametrize("name", ["a.qmd", "lamp.md"])
def test_a_change_in_any_of_its_files_is_read(chapter: Path, again: Read, name: str) -> None:
    reading.read_chapter(chapter, "a.qmd")
    path = chapter / name
    path.write_text(path.read_text() + "\nTwo lamps.\n")
    assert "Two lamps." in again(chapter).marked


def test_a_file_that_has_gone_is_missed(chapter: Path, again: Read) -> None:
    reading.read_chapter(chapter, "a.qmd")
    (chapter / "lamp.md").unlink()
    with pytest.raises(ChapterError):
        again(chapter)


def test_what_cannot_be_read_again_is_made_anew(chapter: Path, again: Read) -> None:
    first = reading.read_chapter(chapter, "a.qmd")
    for kept in (chapter / ".press" / "reading").iterdir():
        kept.write_bytes(b"broken")
    assert again(chapter) == first
