"""Render chapters through pandoc, one process an edition, only those whose inputs changed.

A chapter's result depends on nothing but its key: its expanded text, its numbers and
targets, the metadata and words of the edition, the bibliography, and the Lua that runs.
The last result of each is kept in ``.press/chapters`` under that key.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from press.book import Book, Page
from press.digests import file_digest
from press.elements import MADE, NUMBERS
from press.errors import ChapterError, Fault
from press.kept import Kept
from press.number_pages import register_name
from press.pandoc import SCRIPT, pandoc, run_chapters, run_chapters_again
from press.works import works_of

_EXTENSION = "_extensions/review"


@dataclass(frozen=True)
class Section:
    """A heading within a chapter."""

    id: str
    level: int
    number: str
    title: str


@dataclass(frozen=True)
class Rendered:
    """A chapter in both formats: HTML of body and title, Typst of the whole.

    ``images`` are below the root, as are ``scripts``, which its page loads, and ``resources``, which go along.
    """

    path: str
    title: str
    heading: str
    html: str
    typst: str
    sections: tuple[Section, ...]
    images: tuple[str, ...]
    scripts: tuple[str, ...]
    resources: tuple[str, ...]


def render_chapters(book: Book, *, again: bool = False) -> dict[str, Rendered]:
    """Return every chapter of an edition by its path; raise :class:`ChapterError` with all faults.

    ``again`` says that this process renders many times, and may keep what makes that fast.
    """
    root = book.project.root
    job = _job(book)
    shared = _shared_digest(root, job)
    keys = {page.path: _key(shared, page, book) for page in book.pages}
    kept = Kept(root, "chapters", ".json")
    done = {path: found for path, key in keys.items() if (found := _again(kept.get(path, key)))}
    wanted = [page for page in book.pages if page.path not in done]
    if wanted:
        works = _works(book) if any(_needs_works(page, book) for page in wanted) else "[]"
        job |= {"works": works, "chapters": [_chapter(page, book) for page in wanted]}
        for result in _results(book, job, shared, again=again):
            kept.put(result["path"], keys[result["path"]], json.dumps(result, sort_keys=True).encode())
            done[result["path"]] = _rendered(result)
    return {page.path: done[page.path] for page in book.pages}


def _results(book: Book, job: Mapping[str, Any], shared: str, *, again: bool) -> list[dict[str, Any]]:
    root, told = book.project.root, {"about": _EXTENSION, "remedy": f"Mend the Lua of {_EXTENSION}."}
    if again:
        state = " ".join([shared, *(file_digest(root / path) for path in (NUMBERS, MADE, _register(book)))])
        answer = run_chapters_again(root, job, name=f"{root} {book.edition.profile}", state=state, **told)
    else:
        answer = run_chapters(root, job, **told)
    if answer["faults"]:
        raise ChapterError(
            Fault(fault["path"], 0, fault["what"], "Run 'press check' for the line.") for fault in answer["faults"]
        )
    results: list[dict[str, Any]] = answer["results"]
    return results


def _job(book: Book) -> dict[str, Any]:
    meta = book.edition.meta
    texts: dict[str, Any] = {key: str(meta[key]) for key in sorted(meta) if isinstance(meta[key], str | int | float)}
    own = {"words": {str(key): str(word) for key, word in meta.get("words", {}).items()}}
    return {
        "meta": texts | own,
        "words": book.words,
        "shortcodes": [f"{_EXTENSION}/{name}" for name in book.extension["shortcodes"]],
        "filters": [f"{_EXTENSION}/{name}" for name in book.extension["filters"]],
        "bibliography": str(meta.get("bibliography", "")),
        "csl": str(meta.get("csl", "")),
        "references_page": book.references_page,
    }


def _chapter(page: Page, book: Book) -> dict[str, Any]:
    return {
        "path": page.path,
        "rel": page.chapter.rel,
        "text": page.marked,
        "number": page.number or False,
        "headings": [number or False for number in page.headings],
        "targets": {name: book.targets[name].as_job() for name in sorted(page.mentions) if name in book.targets},
        "lists_works": page.chapter.page.as_posix() == book.references_page,
        "shown": {
            NUMBERS: _published(page.number_keys, book.number_texts),
            MADE: _published(page.made_ids, book.made),
        },
    }


def _published(names: Iterable[str], published: Mapping[str, Any]) -> dict[str, Any]:
    return {name: published[name] for name in sorted(names) if name in published}


def _key(shared: str, page: Page, book: Book) -> str:
    rest = {**_chapter(page, book), "text": ""}
    parts = [json.dumps([shared, rest], sort_keys=True, ensure_ascii=False).encode(), page.marked.encode()]
    if page.has_register:
        parts.append(_read(book.project.root, _register(book), page.path, "Run 'press compute', which writes it."))
    if _needs_works(page, book):
        parts.extend(_work_file(path, book) for path in book.work_files)
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _register(book: Book) -> str:
    return f"figures/{register_name(book.edition.short)}"


def _needs_works(page: Page, book: Book) -> bool:
    return page.cites or page.chapter.page.as_posix() == book.references_page


def _works(book: Book) -> str:
    path = str(book.edition.meta.get("bibliography", ""))
    if not path:
        return "[]"
    return works_of(book.project.root, pandoc(), path, _work_file(path, book), book.edition.lang)


def _work_file(path: str, book: Book) -> bytes:
    return _read(book.project.root, path, book.edition.settings, "Correct 'bibliography:' or 'csl:' there.")


def _shared_digest(root: Path, job: Mapping[str, Any]) -> str:
    """What all chapters of an edition depend on: the job without its chapters, the Lua, pandoc."""
    scripts = [*sorted(SCRIPT.parent.glob("*.lua")), *sorted((root / _EXTENSION).glob("*.lua"))]
    parts = [json.dumps(job, sort_keys=True).encode(), str(Path(pandoc()).stat().st_size).encode()]
    return hashlib.sha256(b"\0".join([*parts, *(path.read_bytes() for path in scripts)])).hexdigest()


def _read(root: Path, path: str, named_in: str, remedy: str) -> bytes:
    try:
        return (root / path).read_bytes()
    except OSError as error:
        raise ChapterError(Fault(named_in, 0, f"'{path}' cannot be read: {error.strerror}", remedy)) from None


def _again(kept: bytes | None) -> Rendered | None:
    try:
        return _rendered(json.loads(kept)) if kept else None
    except (ValueError, KeyError, TypeError):
        return None


def _rendered(result: Mapping[str, Any]) -> Rendered:
    sections: Sequence[Mapping[str, Any]] = result["sections"]
    texts = {name: result[name] for name in ("path", "title", "heading", "html", "typst")}
    images, scripts, resources = (tuple(result[name]) for name in ("images", "scripts", "resources"))
    parts = tuple(Section(**one) for one in sections)
    return Rendered(**texts, sections=parts, images=images, scripts=scripts, resources=resources)
