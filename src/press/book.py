"""An edition as a book: its pages in order, numbered, with everything a reference can mean.

Chapters are numbered through the book, parts not counted; sections, figures and tables
within their chapter. Both formats, and Quarto, number in the same way.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from press.dialect import Outline
from press.elements import MADE, NUMBERS
from press.errors import ChapterError, ConfigError, Fault
from press.includes import resolve
from press.project import Chapter, Edition, Project
from press.reading import read_chapter
from press.yaml_text import load_yaml

_WORDS = Path(__file__).parent / "templates" / "words.json"
_PREFIXES = {"fig": "crossref-fig-prefix", "tbl": "crossref-tbl-prefix", "sec": "crossref-sec-prefix"}
_DEEPEST = 6
_CHAPTER_PREFIX = "crossref-ch-prefix"
_TITLES = ("crossref-fig-title", "crossref-tbl-title")


@dataclass(frozen=True)
class Target:
    """What a cross reference leads to: its words, its bare number and its place."""

    text: str
    number: str
    href: str

    def as_job(self) -> dict[str, str]:
        """The target as the Lua reads it."""
        return {"text": self.text, "number": self.number, "href": self.href}


@dataclass(frozen=True)
class Page:
    """One chapter: its text with shortcodes marked, its outline and its numbers.

    ``number`` is empty for an unnumbered page; ``headings`` holds the number of every
    heading below the title, in order, empty for unnumbered ones.
    """

    chapter: Chapter
    outline: Outline
    marked: str
    number: str
    headings: tuple[str, ...]
    files: tuple[str, ...]

    @property
    def path(self) -> str:
        """The chapter's source, relative to the project."""
        return self.chapter.path.as_posix()

    @property
    def mentions(self) -> set[str]:
        """Ids that this page defines or refers to."""
        return {r.id for r in self.outline.references} | {f.id for f in self.outline.floats}

    @property
    def number_keys(self) -> set[str]:
        """Keys of the numbers on this page."""
        return {code.args[0] for code in self.outline.shortcodes if code.name == "num" and code.args}

    @property
    def made_ids(self) -> set[str]:
        """Figures and tables whose making this page states."""
        return {code.args[0] for code in self.outline.shortcodes if code.name == "made" and code.args}

    @property
    def has_register(self) -> bool:
        """Whether the register of numbers stands on this page."""
        return any(code.name == "register" for code in self.outline.shortcodes)

    @property
    def cites(self) -> bool:
        """Whether the page cites any work."""
        return bool(self.outline.citations)


@dataclass(frozen=True)
class Book:
    """An edition ready to be rendered."""

    project: Project
    edition: Edition
    pages: tuple[Page, ...]
    targets: Mapping[str, Target]
    words: Mapping[str, str]
    extension: Mapping[str, list[str]]
    number_texts: Mapping[str, Any] = field(repr=False)
    made: Mapping[str, Any] = field(repr=False)

    @property
    def references_page(self) -> str:
        """The page that lists the works cited, relative to the edition's root."""
        return str(self.edition.meta.get("references-page", ""))

    @property
    def work_files(self) -> list[str]:
        """The bibliography and its style, as the settings name them."""
        return [str(self.edition.meta[key]) for key in ("bibliography", "csl") if self.edition.meta.get(key)]


def load_book(project: Project, edition: Edition) -> Book:
    """Read and number an edition; raise :class:`ChapterError` with every fault found."""
    words = _words(edition)
    pages = tuple(_pages(project, edition))
    numbers = _read_json(project.root, NUMBERS)
    return Book(
        project=project,
        edition=edition,
        pages=pages,
        targets=dict(_targets(pages, words)),
        words=words,
        extension=_extension(project.root),
        number_texts=_texts(numbers, edition.short),
        made=_read_json(project.root, MADE),
    )


def _texts(numbers: Mapping[str, Any], lang: str) -> dict[str, Any]:
    """What a page of one language needs of the published numbers."""
    return {
        key: {"value": number["value"], "text": {lang: number["text"].get(lang)}} for key, number in numbers.items()
    }


def _pages(project: Project, edition: Edition) -> Iterator[Page]:
    count = 0
    faults: list[Fault] = []
    depth = _depth(edition)
    for chapter in edition.chapters:
        try:
            reading = read_chapter(project.root, chapter.path.as_posix())
        except ChapterError as error:
            faults.extend(error.faults)
            continue
        read = reading.outline
        faults.extend([*read.faults, *_missing_images(project.root, read)])
        if not read.unnumbered:
            count += 1
        number = "" if read.unnumbered else str(count)
        headings = tuple(_heading_numbers(read, number, depth))
        yield Page(chapter, read, reading.marked, number, headings, reading.files)
    if faults:
        raise ChapterError(faults)


def _depth(edition: Edition) -> int:
    depth = edition.meta.get("number-depth", _DEEPEST)
    if not isinstance(depth, int):
        what = f"'number-depth: {depth}' is no number"
        raise ConfigError(
            Fault(edition.settings, 0, what, "Write the deepest level of headings with a number, such as 3.")
        )
    return depth


def _missing_images(root: Path, read: Outline) -> Iterator[Fault]:
    for image in read.images:
        if not (root / resolve(read.path, image.id)).is_file():
            remedy = "Correct the path, or run 'press compute'."
            yield Fault(image.place.file, image.place.line, f"the picture '{image.id}' is missing", remedy)


def _heading_numbers(read: Outline, chapter: str, depth: int) -> Iterator[str]:
    """Numbers of the headings below the title: ``2.1``, ``2.1.1``, empty where there is none."""
    counts = [0] * _DEEPEST
    for heading in read.headings:
        if heading.level == 1:
            continue
        if not chapter or heading.unnumbered:
            yield ""
            continue
        counts[heading.level - 2] += 1
        counts[heading.level - 1 :] = [0] * len(counts[heading.level - 1 :])
        yield ".".join([chapter, *map(str, counts[: heading.level - 1])]) if heading.level <= depth else ""


def _targets(pages: tuple[Page, ...], words: Mapping[str, str]) -> Iterator[tuple[str, Target]]:
    for page in pages:
        way = page.chapter.page.as_posix()
        counts = {"fig": 0, "tbl": 0}
        for item in page.outline.floats:
            kind = item.id.partition("-")[0]
            counts[kind] += 1
            number = f"{page.number}.{counts[kind]}" if page.number else str(counts[kind])
            yield item.id, _target(words[_PREFIXES[kind]], number, f"{way}#{item.id}")
        sections = [heading for heading in page.outline.headings if heading.level > 1]
        for heading, number in zip(sections, page.headings, strict=True):
            if heading.id:
                yield heading.id, _target(words[_PREFIXES["sec"]], number, f"{way}#{heading.id}", heading.text)
        if page.outline.id:
            yield page.outline.id, _target(words[_CHAPTER_PREFIX], page.number, way, page.outline.title)


def _target(prefix: str, number: str, href: str, title: str = "") -> Target:
    return Target(f"{prefix}\u00a0{number}" if number else title, number or title, href)


def _words(edition: Edition) -> dict[str, str]:
    """Interface words, overlaid by the edition's own ``language:`` block."""
    known = json.loads(_WORDS.read_text(encoding="utf-8"))
    own = edition.meta.get("language", {})
    words = {**known.get(edition.short, {}), **{str(k): str(v) for k, v in own.items()}}
    missing = [name for name in (*_PREFIXES.values(), _CHAPTER_PREFIX, *_TITLES) if name not in words]
    if missing:
        raise ConfigError(
            Fault(
                edition.settings,
                0,
                f"'language:' lacks {', '.join(missing)}",
                "Set the words that references begin with.",
            )
        )
    return words


def _extension(root: Path) -> dict[str, list[str]]:
    import yaml

    path = root / "_extensions" / "review" / "_extension.yml"
    try:
        contributes = load_yaml(path.read_text(encoding="utf-8"))["contributes"]
    except (OSError, KeyError, TypeError, yaml.YAMLError) as error:
        raise ConfigError(
            Fault(
                "_extensions/review/_extension.yml",
                0,
                f"cannot be read: {error}",
                "It must list shortcodes and filters.",
            )
        ) from None
    return {kind: [str(name) for name in contributes.get(kind, [])] for kind in ("shortcodes", "filters")}


def _read_json(root: Path, path: str) -> Mapping[str, Any]:
    try:
        content: Any = _decoded((root / path).read_bytes())
    except (OSError, ValueError):
        content = None
    if not isinstance(content, dict):
        raise ChapterError(Fault(path, 0, "is missing or cannot be read", "Run 'press compute'."))
    return content


@lru_cache(maxsize=2)
def _decoded(content: bytes) -> Any:
    """What a file of JSON holds; in a preview it is most often the same as before."""
    return json.loads(content)
