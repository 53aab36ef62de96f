"""What a reader gets out of the built files: the words of a page, its numbers and links, the words of a PDF."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from conftest import unavailable

_WORD = re.compile(r"[^\s\u00a0]+")


@dataclass
class Shown:
    """One page: the words within ``main``, every id, every link, and each number with its link."""

    words: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    numbers: list[dict[str, str]] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)


def read_page(path: Path) -> Shown:
    """Read an HTML page."""
    reader = _Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    reader.shown.words = _WORD.findall("".join(reader.text))
    return reader.shown


def pdf_pages(path: Path) -> list[list[str]]:
    """The words of each page of a PDF, as poppler reads them."""
    if not shutil.which("pdftotext"):
        unavailable("pdftotext is missing: install it (Debian: poppler-utils)")
    done = subprocess.run(["pdftotext", "-enc", "UTF-8", str(path), "-"], capture_output=True, check=True)
    return [_WORD.findall(page) for page in done.stdout.decode("utf-8").split("\f")]


def pdf_text(path: Path) -> str:
    """All words of a PDF, one space between them."""
    return " ".join(word for page in pdf_pages(path) for word in page)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.shown = Shown()
        self.text: list[str] = []
        self.href = ""
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.inside |= tag == "main"
        self.shown.tags.append(tag)
        if "id" in attributes:
            self.shown.ids.append(attributes["id"])
        if tag == "a" and "href" in attributes:
            self.href = attributes["href"]
            self.shown.links.append(self.href)
        if tag == "data":
            self.shown.numbers.append({**attributes, "href": self.href, "text": ""})
        if tag in ("p", "td", "th", "li", "h1", "h2", "h3", "figcaption", "div"):
            self.text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self.inside &= tag != "main"

    def handle_data(self, data: str) -> None:
        if self.shown.tags and self.shown.tags[-1] == "data" and not self.shown.numbers[-1]["text"]:
            self.shown.numbers[-1]["text"] = data
        if self.inside:
            self.text.append(data)
