"""What the pages of a rendered book contain, read from their HTML without a browser."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
HEADING = re.compile(r"h[1-6]")
ADDRESS_ATTRIBUTES = {"a": "href", "link": "href", "img": "src", "script": "src", "source": "src", "object": "data"}


@dataclass
class Element:
    """An element: its tag, attributes, line, the address of the link around it, and the pieces of its text."""

    tag: str
    attributes: dict[str, str]
    line: int
    link: str | None = None
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.pieces)


@dataclass
class BuiltPage:
    """One HTML file: every element in document order, and those with an id by their id."""

    path: Path
    elements: list[Element] = field(default_factory=list)
    by_id: dict[str, Element] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return self.path.as_uri()

    @property
    def is_redirect(self) -> bool:
        return any(e.attributes.get("http-equiv", "").lower() == "refresh" for e in self.all("meta"))

    def all(self, *tags: str) -> list[Element]:
        return [element for element in self.elements if element.tag in tags]

    def headings(self) -> list[Element]:
        return [element for element in self.elements if HEADING.fullmatch(element.tag)]

    def addresses(self) -> list[tuple[Element, str]]:
        """Every element that leads to another file or place, with its address."""
        found = ((e, e.attributes.get(ADDRESS_ATTRIBUTES.get(e.tag, ""))) for e in self.elements)
        return [(element, address) for element, address in found if address is not None]

    def target(self, address: str) -> tuple[Path, str]:
        """The file and the fragment that an address on this page means."""
        parts = urlsplit(address)
        path = (self.path.parent / unquote(parts.path)).resolve() if parts.path else self.path
        return path, unquote(parts.fragment)

    def alternate(self) -> Path:
        """The same page in the other language."""
        links = [e for e in self.all("link") if e.attributes.get("rel") == "alternate"]
        assert len(links) == 1, f"{self.path}: {len(links)} <link rel=alternate>, 1 expected"
        return self.target(links[0].attributes["href"])[0]


@dataclass(frozen=True)
class Book:
    """The folder of a rendered book and its pages; `pages[lang]` leaves out pages that only lead to another."""

    folder: Path
    languages: Mapping[str, str]
    files: Mapping[Path, BuiltPage]
    pages: Mapping[str, list[BuiltPage]]
    homes: Mapping[str, BuiltPage]

    def name(self, page: BuiltPage) -> str:
        return page.path.relative_to(self.folder).as_posix()


class _Reader(HTMLParser):
    def __init__(self, page: BuiltPage) -> None:
        super().__init__(convert_charrefs=True)
        self.page = page
        self.open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        links = [e.attributes.get("href") for e in self.open if e.tag == "a"]
        element = Element(tag, attributes, self.getpos()[0], links[-1] if links else None)
        self.page.elements.append(element)
        if "id" in attributes:
            assert attributes["id"] not in self.page.by_id, f"{self.page.path}: two elements have id {attributes['id']}"
            self.page.by_id[attributes["id"]] = element
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        while self.open and tag not in VOID:
            if self.open.pop().tag == tag:
                break

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.pieces.append(data)


def read_book(folder: Path, languages: Mapping[str, str]) -> Book:
    """Read every page below `folder`/<language>."""
    files = {path: _read_page(path) for lang in languages for path in sorted((folder / lang).rglob("*.html"))}
    pages = {
        lang: [page for path, page in files.items() if folder / lang in path.parents and not page.is_redirect]
        for lang in languages
    }
    homes = {
        lang: next(
            page for page in pages[lang] if page.path.parent == folder / lang and page.path.stem.startswith("index")
        )
        for lang in languages
    }
    return Book(folder, languages, files, pages, homes)


def _read_page(path: Path) -> BuiltPage:
    page = BuiltPage(path)
    reader = _Reader(page)
    reader.feed(path.read_text(encoding="utf-8"))
    reader.close()
    return page
