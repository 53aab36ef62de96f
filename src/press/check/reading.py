"""Read what the checks look at: every chapter of every edition, and what ``press compute`` made.

Imports :mod:`press.dialect`, :mod:`press.elements`, :mod:`press.errors`,
:mod:`press.includes`, :mod:`press.masking` and :mod:`press.project`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from press.dialect import Outline, outline
from press.elements import MADE, NUMBERS, generated
from press.errors import ChapterError, Fault
from press.includes import Expanded, collect
from press.masking import blank
from press.project import Chapter, Edition, Project, stem


@dataclass(frozen=True)
class Page:
    """A chapter of one edition as it was read."""

    edition: Edition
    chapter: Chapter
    expanded: Expanded
    outline: Outline

    @property
    def path(self) -> str:
        """The chapter's file."""
        return self.expanded.path

    @cached_property
    def own_prose(self) -> str:
        """The words that an author wrote: as :attr:`Outline.prose`, generated lines blank."""
        if not any(map(generated, self.expanded.files)):
            return self.outline.prose
        lines = zip(self.outline.prose.split("\n"), (*self.expanded.origin, None), strict=True)
        return "\n".join(blank(line) if place and generated(place.file) else line for line, place in lines)


@dataclass(frozen=True)
class Reading:
    """The whole project. ``numbers`` and ``made`` are None where the file cannot be read."""

    project: Project
    pages: Mapping[str, tuple[Page, ...]]
    numbers: Mapping[str, Any] | None
    made: Mapping[str, Any] | None
    faults: tuple[Fault, ...]

    @property
    def all_pages(self) -> Iterator[Page]:
        """The pages of every edition."""
        for pages in self.pages.values():
            yield from pages

    @property
    def languages(self) -> tuple[str, ...]:
        """The short codes of the editions."""
        return tuple(edition.short for edition in self.project.editions)

    def by_stem(self, edition: Edition) -> dict[str, Page]:
        """The pages of an edition by their path without language suffix and extension."""
        return {stem(page.chapter.path, edition.suffix): page for page in self.pages[edition.profile]}

    def line(self, path: str, words: str) -> int:
        """The first line of a file of the project that holds ``words``, 0 if none does."""
        try:
            lines = (self.project.root / path).read_text(encoding="utf-8").split("\n")
        except (OSError, UnicodeDecodeError):
            return 0
        whole = re.compile(rf"(?<![\w/.-]){re.escape(words)}(?![\w/-])")
        return next((number for number, line in enumerate(lines, 1) if whole.search(line)), 0)


def read_project(project: Project) -> Reading:
    """Read every chapter that is there; faults met on the way stand in ``faults``."""
    faults: list[Fault] = []
    pages = {edition.profile: tuple(_pages(project, edition, faults)) for edition in project.editions}
    numbers = _read_json(project.root, NUMBERS, faults)
    return Reading(project, pages, numbers, _read_json(project.root, MADE, faults), tuple(faults))


def _pages(project: Project, edition: Edition, faults: list[Fault]) -> Iterator[Page]:
    for chapter in dict.fromkeys(edition.chapters):
        if not (project.root / chapter.path).is_file():
            continue
        try:
            expanded, found = collect(project.root, chapter.path)
        except ChapterError as error:
            faults += error.faults
            continue
        read = outline(expanded)
        faults += [*found, *read.faults]
        yield Page(edition, chapter, expanded, read)


def _read_json(root: Path, path: str, faults: list[Fault]) -> Mapping[str, Any] | None:
    try:
        content = json.loads((root / path).read_bytes())
    except OSError:
        faults.append(Fault(path, 0, "the file is missing", "Run 'press compute'."))
        return None
    except ValueError as error:
        line = getattr(error, "lineno", 0)
        faults.append(Fault(path, line, "the file is not valid JSON", "Run 'press compute' to write it anew."))
        return None
    if not isinstance(content, dict) or not all(isinstance(entry, dict) for entry in content.values()):
        faults.append(Fault(path, 0, "the file does not map names to entries", "Run 'press compute' to write it anew."))
        return None
    return content
