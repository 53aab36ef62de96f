"""Lay the rendered chapters of an edition out as pages of the web edition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from press.book import Book, Page
from press.chapters import Section, WebChapter
from press.errors import ChapterError, Fault, ToolError
from press.floats import lists_of_floats

_HERE = Path(__file__).parent
_FONTS = "_extensions/review/fonts/web"


def html_files(
    book: Book, rendered: Mapping[str, WebChapter], others: Mapping[str, str], pdfs: Mapping[str, str]
) -> dict[str, bytes]:
    """Return the edition's HTML pages, images, styles and fonts by path below its folder.

    ``others`` maps a chapter to the page of its sibling in the other edition, relative to
    this edition's root; ``pdfs`` are the PDF files beside the home page with their titles.
    """
    files: dict[str, bytes] = {}
    for place, page in enumerate(book.pages):
        context = _context(book, rendered, place, others, pdfs)
        files[page.chapter.page.as_posix()] = (_template("page.html.j2").render(context) + "\n").encode()
        files.update(_pictures(book.project.root, rendered[page.path]))
    files.update(_assets(book.project.root))
    needed = {path for page in book.pages for path in (*rendered[page.path].scripts, *rendered[page.path].resources)}
    files.update((_asset(path), _needed(book.project.root, path)) for path in sorted(needed))
    home = f"index{book.edition.suffix}.html"
    if home != "index.html":
        context = {"lang": book.edition.lang, "home": home, "title": book.edition.book("title")}
        files["index.html"] = (_template("home.html.j2").render(context) + "\n").encode()
    return files


def _context(
    book: Book, rendered: Mapping[str, WebChapter], place: int, others: Mapping[str, str], pdfs: Mapping[str, str]
) -> dict[str, Any]:
    page = book.pages[place]
    done = rendered[page.path]
    edition = book.edition
    is_home = place == 0
    rel = page.chapter.rel
    lists = lists_of_floats(book, rendered, rel) if is_home else []
    neighbours = {
        "prev": _neighbour(book, rendered, place - 1, rel) if place else None,
        "next": _neighbour(book, rendered, place + 1, rel) if place + 1 < len(book.pages) else None,
    }
    return {
        "lang": edition.lang,
        "title": edition.book("title") if is_home else done.title,
        "site_title": edition.book("title"),
        "subtitle": edition.book("subtitle"),
        "author": edition.book("author"),
        "date": str(edition.meta.get("date-text", "")),
        "description": edition.book("description"),
        "publisher": str(edition.meta.get("publisher", "")),
        "licence": str(edition.meta.get("licence", "")),
        "abstract": None,
        "heading": _heading(page, done),
        "body": Markup(done.html),  # noqa: S704 - written by pandoc, raw HTML in chapters is refused
        "toc": list(_contents(book, rendered, page)),
        "sections": [*_nested(done.sections), *lists],
        "lists": lists,
        **neighbours,
        "other": _other(book, page, others),
        "pdf": [
            {"href": f"{rel}/{name}", "label": book.words.get(f"pdf-{PurePosixPath(name).stem}", title)}
            for name, title in pdfs.items()
        ],
        "rel": rel,
        "scripts": [_asset(path) for path in done.scripts],
        "home_href": f"{rel}/{book.pages[0].chapter.page}",
        "words": book.words,
        "is_home": is_home,
    }


def _heading(page: Page, done: WebChapter) -> Markup:
    title = Markup('<span class="chapter-title">{}</span>').format(Markup(done.heading))  # noqa: S704 - from pandoc
    return Markup('<span class="chapter-number">{}</span> ').format(page.number) + title if page.number else title


def _contents(book: Book, rendered: Mapping[str, WebChapter], current: Page) -> Iterator[dict[str, Any]]:
    def entry(page: Page) -> dict[str, Any]:
        title = book.words["home"] if page is book.pages[0] else rendered[page.path].title
        href = f"{current.chapter.rel}/{page.chapter.page}"
        return {"title": title, "href": href, "number": page.number, "current": page is current}

    for part, pages in groupby(book.pages, key=lambda page: page.chapter.part):
        entries = [entry(page) for page in pages]
        if part:
            yield {"title": part, "children": entries}
        else:
            yield from entries


def _neighbour(book: Book, rendered: Mapping[str, WebChapter], place: int, rel: str) -> dict[str, str]:
    page = book.pages[place]
    return {
        "href": f"{rel}/{page.chapter.page}",
        "title": book.words["home"] if place == 0 else rendered[page.path].title,
    }


def _other(book: Book, page: Page, others: Mapping[str, str]) -> dict[str, str] | None:
    if page.path not in others:
        return None
    other = next(e for e in book.project.editions if e is not book.edition)
    return {"href": f"{page.chapter.rel}/{others[page.path]}", "lang": other.lang, "label": book.words["read_other"]}


def _nested(sections: Sequence[Section]) -> list[dict[str, Any]]:
    """Sections of level 2 with those of level 3 beneath them."""
    tree: list[dict[str, Any]] = []
    for section in sections:
        entry = {"id": section.id, "title": section.title, "number": section.number, "children": []}
        if section.level == 2 or not tree:
            tree.append(entry)
        elif section.level == 3:
            tree[-1]["children"].append(entry)
    return tree


def _pictures(root: Path, chapter: WebChapter) -> Iterator[tuple[str, bytes]]:
    for path in chapter.images:
        try:
            yield path, (root / path).read_bytes()
        except OSError as error:
            what = f"the picture '{path}' cannot be read: {error.strerror}"
            raise ChapterError(Fault(chapter.path, 0, what, "Correct the path, or run 'press compute'.")) from None


def _asset(path: str) -> str:
    """Where a file that a page needs lies in the site; a text says whose it is."""
    file = PurePosixPath(path)
    return f"assets/{file.name}" if file.suffix == ".js" else f"assets/{file.parent.name}-{file.name}"


def _needed(root: Path, path: str) -> bytes:
    try:
        return (root / path).read_bytes()
    except OSError as error:
        what = f"cannot be read, but tables of the web edition need it: {error.strerror}"
        raise ToolError(Fault(path, 0, what, "Run 'make setup', which installs it.")) from None


def _assets(root: Path) -> dict[str, bytes]:
    files = {
        f"assets/{path.name}": path.read_bytes() for path in sorted((_HERE / "assets").iterdir()) if path.is_file()
    }
    files.update({f"assets/fonts/{path.name}": path.read_bytes() for path in sorted((root / _FONTS).glob("*.woff2"))})
    return files


@lru_cache
def _template(name: str) -> Template:
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    return environment.get_template(name)
