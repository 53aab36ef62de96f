"""Quarto renders the same tree to the same numbers, captions and references."""

from __future__ import annotations

import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest

from press.project import load_project

ROOT = Path(__file__).resolve().parents[1]
OLDEST = (1, 10)


class Reader(HTMLParser):
    """What both ways must agree on: each number with its key, and the words of captions."""

    def __init__(self) -> None:
        super().__init__()
        self.numbers: list[tuple[str, str]] = []
        self.captions: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "data" and found.get("class") == "num":
            self.numbers.append((str(found["data-key"]), str(found["value"])))
        elif tag in {"figcaption", "caption"}:
            self._inside = tag
            self.captions.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._inside:
            self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.captions[-1] += data


def read(page: Path) -> tuple[list[tuple[str, str]], list[str]]:
    reader = Reader()
    reader.feed(page.read_text(encoding="utf-8"))
    return reader.numbers, [re.sub(r"\s+", " ", caption).strip() for caption in reader.captions]


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    quarto = shutil.which("quarto")
    if quarto is None:
        pytest.skip("Quarto is not on PATH: the other way of rendering is not tested")
    version = subprocess.run([quarto, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    if tuple(int(part) for part in version.split(".")[:2]) < OLDEST:
        pytest.skip(f"Quarto {version} is older than {'.'.join(map(str, OLDEST))}")
    copy = tmp_path_factory.mktemp("quarto") / "tree"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns("_book", ".venv", ".press", "node_modules", ".git"))
    for edition in load_project(copy).editions:
        subprocess.run([quarto, "render", "--profile", edition.profile], cwd=copy, check=True)
    return copy / "_book"


@pytest.mark.quarto
@pytest.mark.parametrize("profile", ["en", "nb"])
def test_both_ways_give_the_same_numbers_and_captions(rendered: Path, profile: str) -> None:
    edition = load_project(ROOT).edition(profile)
    for chapter in edition.chapters:
        page = Path(profile) / chapter.page
        assert read(rendered / page) == read(ROOT / "_book" / page), page


@pytest.mark.quarto
@pytest.mark.parametrize("profile", ["en", "nb"])
def test_both_ways_make_the_pdf(rendered: Path, profile: str) -> None:
    assert (rendered / profile / "review.pdf").read_bytes().startswith(b"%PDF-")
