"""Hold pictures and links to the files and pages they name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from press.check.reading import Page, Reading
from press.elements import Named
from press.errors import Fault, closest
from press.includes import resolve

_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


def file_faults(reading: Reading) -> Iterator[Fault]:
    """Pictures that are missing or outside the project, links that lead nowhere."""
    there = _Files(reading.project.root)
    html = {str(chapter.page) for edition in reading.project.editions for chapter in edition.chapters}
    for pages in reading.pages.values():
        by_path = {page.path: page for page in pages}
        for page in pages:
            for image in page.outline.images:
                yield from _image(there, page, image)
            for link in page.outline.links:
                yield from _link(there, page, link, by_path, html)


class _Files:
    """What is on the disk; asks it once for each path."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.known: dict[str, bool] = {}

    def has(self, path: str) -> bool:
        if path not in self.known:
            self.known[path] = not path.startswith("..") and (self.root / path).exists()
        return self.known[path]


def _image(there: _Files, page: Page, image: Named) -> Iterator[Fault]:
    path = resolve(page.path, unquote(image.id))
    if _ELSEWHERE.match(image.id) or path.startswith(".."):
        yield _at(image, f"the picture '{image.id}' lies outside the project", "Keep the file in the project.")
    elif not there.has(path):
        yield _at(image, f"the picture '{path}' is missing", "Correct the path, or run 'press compute'.")


def _link(there: _Files, page: Page, link: Named, by_path: dict[str, Page], html: set[str]) -> Iterator[Fault]:
    if _ELSEWHERE.match(link.id):
        return
    target, _, anchor = link.id.partition("#")
    path = resolve(page.path, unquote(target.partition("?")[0])) if target else page.path
    if path.endswith(".qmd"):
        yield from _chapter_link(there, link, path, anchor, by_path)
    elif path not in html and there.has(path):
        what = f"the link to '{link.id}' leads to a file that is no part of the web edition"
        yield _at(link, what, f"Name the file, `{path}`, without a link, or link to a chapter.")
    elif path not in html:
        remedy = "Correct the path; it starts from the chapter's folder, with '/' from the project's."
        yield _at(link, f"the link to '{link.id}' leads nowhere", remedy)


def _chapter_link(there: _Files, link: Named, path: str, anchor: str, by_path: dict[str, Page]) -> Iterator[Fault]:
    if path not in by_path and there.has(path):
        what = f"the link to '{path}' leads to a file that is no chapter of this edition"
        yield _at(link, what, "Link to the sibling of this language; the page itself links to the other.")
    elif path not in by_path:
        remedy = f"{closest(path, by_path)}Link to a chapter of this edition."
        yield _at(link, f"the link to '{path}' leads nowhere", remedy)
    elif anchor and anchor not in (ids := {item.id for item in by_path[path].outline.ids}):
        what = f"the link to '{link.id}' names an id that '{path}' does not have"
        yield _at(link, what, f"{closest(anchor, ids)}Link to an id of that chapter.")


def _at(item: Named, what: str, remedy: str) -> Fault:
    return Fault(item.place.file, item.place.line, what, remedy)
