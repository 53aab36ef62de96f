"""Render chapters through pandoc, one process an edition, only those whose inputs changed.

A chapter's result depends on nothing but its key: its expanded text, its numbers and
targets, the metadata and words of the edition, the bibliography, and the Lua that runs.
Results are kept in ``.press/chapters`` under that key.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from press.book import Book, Page
from press.errors import ChapterError, Fault
from press.external import run
from press.output import STATE

_SCRIPT = Path(__file__).parent / "lua" / "chapters.lua"
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
    """A chapter in both formats: HTML of body and title, Typst of the whole."""

    path: str
    title: str
    heading: str
    html: str
    typst: str
    sections: tuple[Section, ...]


def render_chapters(book: Book) -> dict[str, Rendered]:
    """Return every chapter of an edition by its path; raise :class:`ChapterError` with all faults."""
    root = book.project.root
    job = _job(book)
    keys = {page.path: _key(job, page, book) for page in book.pages}
    done = {path: found for path, key in keys.items() if (found := _cached(root, key))}
    wanted = [page for page in book.pages if page.path not in done]
    if wanted:
        for result in _run(root, {**job, "chapters": [_chapter(page, book) for page in wanted]}, book.edition.settings):
            _keep(root, keys[result["path"]], result)
            done[result["path"]] = _rendered(result)
    return {page.path: done[page.path] for page in book.pages}


def pandoc() -> str:
    """The path of the pandoc that came with the packages."""
    import importlib.util

    spec = importlib.util.find_spec("pypandoc")
    folder = Path(spec.origin).parent if spec and spec.origin else Path()
    return str(folder / "files" / "pandoc")


def _run(root: Path, job: Mapping[str, Any], about: str) -> list[dict[str, Any]]:
    printed = run([pandoc(), "lua", str(_SCRIPT)], stdin=json.dumps(job).encode(), cwd=root, about=about)
    answer = json.loads(printed)
    if answer["faults"]:
        raise ChapterError(Fault(f["path"], 0, f["what"], "Run 'press check' for the line.") for f in answer["faults"])
    results: list[dict[str, Any]] = answer["results"]
    return results


def _job(book: Book) -> dict[str, Any]:
    meta = book.edition.meta
    return {
        "meta": {key: str(meta[key]) for key in sorted(meta) if isinstance(meta[key], str | int | float)},
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
    }


def _key(job: Mapping[str, Any], page: Page, book: Book) -> str:
    numbers = {key: book.number_texts.get(key) for key in sorted(page.number_keys)}
    made = {key: book.made.get(key) for key in sorted(page.made_ids)}
    content = json.dumps([job, _chapter(page, book), numbers, made], sort_keys=True, ensure_ascii=False)
    parts = [content.encode(), _code_digest(book.project.root).encode()]
    if page.cites or page.chapter.page.as_posix() == book.references_page:
        parts.append(_digest(book.project.root, (str(job["bibliography"]), str(job["csl"]))))
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


@lru_cache
def _code_digest(root: Path) -> str:
    scripts = sorted(_SCRIPT.parent.glob("*.lua")) + sorted((root / _EXTENSION).glob("*.lua"))
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in scripts))
    digest.update(str(Path(pandoc()).stat().st_size).encode())
    return digest.hexdigest()


def _digest(root: Path, paths: Iterable[str]) -> bytes:
    return hashlib.sha256(b"".join((root / path).read_bytes() for path in paths if path)).digest()


def _cached(root: Path, key: str) -> Rendered | None:
    try:
        return _rendered(json.loads((root / STATE / "chapters" / f"{key}.json").read_bytes()))
    except (OSError, ValueError, KeyError):
        return None


def _keep(root: Path, key: str, result: Mapping[str, Any]) -> None:
    folder = root / STATE / "chapters"
    folder.mkdir(parents=True, exist_ok=True)
    partial = folder / f"{key}.part"
    partial.write_text(json.dumps(result, sort_keys=True), encoding="utf-8")
    partial.replace(folder / f"{key}.json")


def _rendered(result: Mapping[str, Any]) -> Rendered:
    sections: Sequence[Mapping[str, Any]] = result["sections"]
    return Rendered(
        path=result["path"],
        title=result["title"],
        heading=result["heading"],
        html=result["html"],
        typst=result["typst"],
        sections=tuple(Section(**section) for section in sections),
    )
