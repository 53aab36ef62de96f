"""Render chapters through pandoc, as web pages and for print, only those whose inputs changed.

A chapter's result depends on nothing but its key: its expanded text, its numbers and
targets, the metadata and words of the edition, the bibliography, and the Lua that runs.
The last result of each format is kept in ``.press/chapters`` under that key.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
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
class WebChapter:
    """A chapter as HTML: its body, its title as text and as HTML, and its headings.

    ``images`` are below the root, as are ``scripts``, which its page loads, and ``resources``, which go along.
    """

    path: str
    title: str
    heading: str
    html: str
    sections: tuple[Section, ...]
    images: tuple[str, ...]
    scripts: tuple[str, ...]
    resources: tuple[str, ...]


@dataclass(frozen=True)
class PrintChapter:
    """A chapter as Typst, its heading included; ``images`` are below the root."""

    path: str
    typst: str
    images: tuple[str, ...]


class Rendering:
    """The chapters of an edition, being rendered; each format can be had as soon as it is there."""

    def __init__(self, book: Book, *, again: bool = False) -> None:
        """Begin. ``again`` says that this process renders many times.

        Then each format has a pandoc of its own that stays, and neither waits for the other;
        otherwise one pandoc reads what both formats share once.
        """
        work = _Work(book, again=again)
        pool = ThreadPoolExecutor()
        self._web = pool.submit(work.rendered, (_WEB,) if again else (_WEB, _PRINT))
        self._printed = pool.submit(work.rendered, (_PRINT,)) if again else self._web
        pool.shutdown(wait=False)

    def web(self) -> dict[str, WebChapter]:
        """Every chapter by its path; raises :class:`ChapterError` with all faults."""
        return self._web.result()[_WEB]

    def printed(self) -> dict[str, PrintChapter]:
        """The same for print."""
        return self._printed.result()[_PRINT]


def warm_up(book: Book) -> None:
    """Have the pandocs that stay read extension and bibliography before the first change is waited for."""
    work = _Work(book, again=True)
    citing = sorted((page for page in book.pages if page.cites), key=lambda page: len(page.marked))
    for name in _KINDS:
        work.results((name,), citing[:1] or book.pages[:1])


class _Work:
    """What there is to do for an edition: the job that all formats share, and the key of each chapter."""

    def __init__(self, book: Book, *, again: bool) -> None:
        self.book, self.again = book, again
        self.job = _job(book)
        self.shared = _shared_digest(book.project.root, self.job)
        self.keys = {page.path: _key(self.shared, page, book) for page in book.pages}

    def rendered(self, formats: Sequence[str]) -> dict[str, dict[str, Any]]:
        """Every chapter by format and path; those of which a format is not kept are rendered anew."""
        kept = {name: Kept(self.book.project.root, f"chapters/{name}", ".json") for name in formats}
        done = {name: dict(self._found(name, kept[name])) for name in formats}
        wanted = [page for page in self.book.pages if any(page.path not in done[name] for name in formats)]
        for result in self.results(formats, wanted) if wanted else ():
            path = result["path"]
            for name in formats:
                kept[name].put(path, self.keys[path], json.dumps(result[name], sort_keys=True).encode())
                done[name][path] = _KINDS[name](result[name])
        for name in formats if self.again else ():
            self._hold(name, done[name])
        return {name: {page.path: done[name][page.path] for page in self.book.pages} for name in formats}

    def _found(self, name: str, kept: Kept) -> Iterator[tuple[str, Any]]:
        held = _held.get((self.book.project.root, self.book.edition.profile, name), {}) if self.again else {}
        for path, key in self.keys.items():
            known, chapter = held.get(path, ("", None))
            if known == key:
                yield path, chapter
                continue
            with suppress(ValueError, KeyError, TypeError):
                if content := kept.get(path, key):
                    yield path, _KINDS[name](json.loads(content))

    def _hold(self, name: str, done: Mapping[str, Any]) -> None:
        """Have the chapters at hand for the next time; what is kept on disk takes a hundred files to read."""
        of_edition = {path: (self.keys[path], chapter) for path, chapter in done.items()}
        _held[self.book.project.root, self.book.edition.profile, name] = of_edition

    def results(self, formats: Sequence[str], wanted: Sequence[Page]) -> list[dict[str, Any]]:
        """What pandoc makes of some pages, none of it kept."""
        book, root = self.book, self.book.project.root
        works = _works(book) if any(_needs_works(page, book) for page in wanted) else "[]"
        chapters = [_chapter(page, book) for page in wanted]
        job = {**self.job, "works": works, "formats": formats, "chapters": chapters}
        told = {"about": _EXTENSION, "remedy": f"Mend the Lua of {_EXTENSION}."}
        if self.again:
            state = " ".join([self.shared, *(file_digest(root / path) for path in (NUMBERS, MADE, _register(book)))])
            name = " ".join([str(root), book.edition.profile, *formats])
            answer = run_chapters_again(root, job, name=name, state=state, **told)
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


def _web_chapter(result: Mapping[str, Any]) -> WebChapter:
    texts = {name: result[name] for name in ("path", "title", "heading", "html")}
    images, scripts, resources = (tuple(result[name]) for name in ("images", "scripts", "resources"))
    sections = tuple(Section(**one) for one in result["sections"])
    return WebChapter(**texts, sections=sections, images=images, scripts=scripts, resources=resources)


def _print_chapter(result: Mapping[str, Any]) -> PrintChapter:
    return PrintChapter(result["path"], result["typst"], tuple(result["images"]))


_held: dict[tuple[Path, str, str], dict[str, tuple[str, Any]]] = {}
_WEB, _PRINT = "html", "typst"
_KINDS: Mapping[str, Callable[[Mapping[str, Any]], Any]] = {_WEB: _web_chapter, _PRINT: _print_chapter}
